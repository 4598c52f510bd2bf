// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * What the server of a board answers to bench/server/requests.h, `replies BOARD.dtb`: a line of
 * bytes for each.
 */
#include <stdio.h>

#include <scmi/board.h>

#include "bytes.h"

#define ROOM		128
#define MEMORY		65536

struct request {
	uint8_t agent, protocol, message;
	size_t count;
	uint32_t words[8];
};

#define COUNT(...)	(sizeof((const uint32_t[]){ 0, ##__VA_ARGS__ }) / 4 - 1)
#define REQUEST(agent, protocol, message, status, ...)						\
	{ agent, protocol, message, COUNT(__VA_ARGS__), { __VA_ARGS__ } },

static const struct request requests[] = {
#include "requests.h"
};

static _Alignas(8) uint8_t memory[MEMORY];
static _Alignas(8) uint8_t fdt[MEMORY];
static struct scmi_board board;

static void answer(const struct request *request)
{
	uint32_t message[9], reply[ROOM / 4];
	size_t size, i;

	message[0] = swap32_le(scmi_header(request->protocol, request->message, SCMI_COMMAND, 0));
	for (i = 0; i < request->count; i++)
		message[i + 1] = swap32_le(request->words[i]);
	size = scmi_server_process(&board.server, request->agent, (const uint8_t *)message,
				   4 * (request->count + 1), (uint8_t *)reply, ROOM);
	for (i = 0; i < size; i++)
		printf("%02x", ((const uint8_t *)reply)[i]);
	putchar('\n');
}

int main(int argc, char **argv)
{
	FILE *file = argc == 2 ? fopen(argv[1], "rb") : NULL;
	struct scmi_board_error error = { 0 };
	size_t i;

	if (!file || scmi_board_init(&board, fdt, fread(fdt, 1, sizeof(fdt), file), memory,
				     sizeof(memory), &error)) {
		fprintf(stderr, "replies: no board: %s\n", error.reason ? error.reason : "no file");
		return 2;
	}
	fclose(file);
	for (i = 0; i < sizeof(requests) / sizeof(requests[0]); i++)
		answer(&requests[i]);
	return fflush(stdout) ? 2 : 0;
}
