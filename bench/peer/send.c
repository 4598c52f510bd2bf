// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * Sends requests.h to a server, for a run that counts what each of them takes: under callgrind on the
 * host, in QEMU for arm64. Prints a line for each: the status that is asked for, and the reply in
 * hexadecimal.
 */
#include <stdio.h>
#include <stdint.h>

#if __has_include(<valgrind/callgrind.h>)
#include <valgrind/callgrind.h>
#else
#define CALLGRIND_DUMP_STATS_AT(name)	((void)(name))
#endif

#include <scmi/protocol.h>

#include "bytes.h"
#include "describe.h"
#include "send.h"

#define MAX_WORDS	4

static const struct request {
	uint8_t protocol, message;
	int status;
	size_t count;
	uint32_t words[MAX_WORDS];
} requests[] = {
#define COUNT(...)	(sizeof((const uint32_t[]){ 0, ##__VA_ARGS__ }) / 4 - 1)
#define REQUEST(protocol, message, status, ...)							\
	{ protocol, message, SCMI_ ## status, COUNT(__VA_ARGS__), { __VA_ARGS__ } },
#include "requests.h"
};

static const char *name_of(const struct request *request)
{
	const struct scmi_protocol_words *protocol = scmi_find_protocol(request->protocol);
	const struct scmi_message_words *message =
		protocol ? scmi_find_message(protocol, request->message, SCMI_COMMAND) : NULL;

	return message ? message->name : "none";
}

/* By this name, and what is linked before it, QEMU's log is read */
void send_request(const struct request *request);
void __attribute__((noinline)) send_request(const struct request *request)
{
	_Alignas(8) uint8_t message[4 * (MAX_WORDS + 1)];
	_Alignas(8) uint8_t reply[ROOM] = { 0 };
	char name[128];
	size_t size, i;

	store32_le(message, scmi_header(request->protocol, request->message, SCMI_COMMAND, 0));
	for (i = 0; i < request->count; i++)
		store32_le(message + 4 * (i + 1), request->words[i]);
	size = exchange(message, 4 * (request->count + 1), reply);
	snprintf(name, sizeof(name), "%#x %s %d %zu", request->protocol, name_of(request),
		 (int)load32_le(reply + 4), size);
	CALLGRIND_DUMP_STATS_AT(name);
	printf("%d ", request->status);
	for (i = 0; i < size; i++)
		printf("%02x", reply[i]);
	printf("\n");
}

int main(void)
{
	size_t i;

	if (!start())
		return 1;
	for (i = 0; i < sizeof(requests) / sizeof(requests[0]); i++)
		send_request(&requests[i]);
	return 0;
}
