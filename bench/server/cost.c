// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * Sends requests.h to a board's server, for a run under callgrind that counts what each of them takes:
 * `cost BOARD.dtb`. Callgrind is told to count inside scmi_server_process() alone, and to write its
 * counters after each message.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <valgrind/callgrind.h>

#include <scmi/board.h>

#include "bytes.h"
#include "describe.h"

#define MAX_WORDS	8
#define ROOM		128	/* what Linux gives a message */
#define MEMORY		65536

struct request {
	uint8_t agent, protocol, message;
	int status;
	size_t count;
	uint32_t words[MAX_WORDS];
};

#define COUNT(...)	(sizeof((const uint32_t[]){ 0, ##__VA_ARGS__ }) / 4 - 1)
#define REQUEST(agent, protocol, message, status, ...)						\
	{ agent, protocol, message, SCMI_ ## status, COUNT(__VA_ARGS__), { __VA_ARGS__ } },

static const struct request requests[] = {
#include "requests.h"
};

#define REQUESTS	(sizeof(requests) / sizeof(requests[0]))

static _Alignas(8) uint8_t memory[MEMORY];
static _Alignas(8) uint8_t fdt[MEMORY];
static struct scmi_board board;

static void fail(const char *what, const char *why)
{
	fprintf(stderr, "%s: %s\n", what, why);
	exit(1);
}

static void start_board(const char *path)
{
	struct scmi_board_error error = { 0 };
	FILE *file = fopen(path, "rb");
	size_t size;

	if (!file)
		fail(path, "can't be read");
	size = fread(fdt, 1, sizeof(fdt), file);
	fclose(file);
	if (scmi_board_init(&board, fdt, size, memory, sizeof(memory), &error))
		fail(path, error.reason);
}

static const char *name_of(const struct request *request)
{
	const struct scmi_protocol_words *protocol = scmi_find_protocol(request->protocol);
	const struct scmi_message_words *message =
		protocol ? scmi_find_message(protocol, request->message, SCMI_COMMAND) : NULL;

	return message ? message->name : "none";
}

static void send(const struct request *request)
{
	_Alignas(4) uint8_t message[4 * (MAX_WORDS + 1)];
	_Alignas(4) uint8_t reply[ROOM];
	char name[128];
	size_t size, i;
	int status;

	store32_le(message, scmi_header(request->protocol, request->message, SCMI_COMMAND, 0));
	for (i = 0; i < request->count; i++)
		store32_le(message + 4 * (i + 1), request->words[i]);
	size = scmi_server_process(&board.server, request->agent, message, 4 * (request->count + 1),
				   reply, sizeof(reply));
	status = (int)load32_le(reply + 4);
	snprintf(name, sizeof(name), "%#x %s %d %zu", request->protocol, name_of(request), status,
		 size);
	CALLGRIND_DUMP_STATS_AT(name);
	if (status != request->status) {
		fprintf(stderr, "%s: status is %d, expected %d\n", name, status, request->status);
		exit(1);
	}
}

/* Every command has to be among the requests */
static void check_complete(void)
{
	size_t p, m, i;

	for (p = 0; p < scmi_protocol_words_count; p++) {
		const struct scmi_protocol_words *protocol = &scmi_protocol_words[p];

		for (m = 0; m < protocol->count; m++) {
			if (protocol->messages[m].type != SCMI_COMMAND)
				continue;
			for (i = 0; i < REQUESTS; i++) {
				if (requests[i].protocol == protocol->id &&
				    requests[i].message == protocol->messages[m].id)
					break;
			}
			if (i == REQUESTS)
				fail(protocol->messages[m].name, "bench/server/requests.h has none");
		}
	}
}

int main(int argc, char **argv)
{
	size_t i;

	if (argc != 2)
		fail("usage", "cost BOARD.dtb");
	check_complete();
	start_board(argv[1]);
	for (i = 0; i < REQUESTS; i++)
		send(&requests[i]);
	return 0;
}
