// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * Fuzz target: sequences of messages from all agents of a board, while its time goes on.
 *
 * The input is a list of acts: what to do, and what it takes.
 */
#include <stdlib.h>
#include <string.h>

#include "fuzz.h"

#define PLENTY		128
#define MAX_REQUEST	80
#define LAST_STATUS	(-12)	/* IN_USE is -11; -12 and below are not the server's */

enum act {
	ACT_MESSAGE,		/* agent, protocol, message, size in words, payload */
	ACT_ROOM,		/* the same, with the room for the reply in words in front */
	ACT_HEADER,		/* agent, room, size in bytes, header and payload as they come */
	ACT_EVENT,		/* agent, room */
	ACT_TIME,		/* milliseconds */
	ACT_FINISH,		/* a graceful request has had its time */
	ACTS,
};

static unsigned int pick_agent(const struct scmi_board *board, struct fuzz_input *input)
{
	return fuzz_u8(input) % (board->server.agent_count + 1u);
}

static void check_reply(const uint8_t *request, size_t size, const uint8_t *reply, size_t reply_size,
			size_t room)
{
	int32_t status;

	MUST(reply_size <= room, "%zu bytes of %zu", reply_size, room);
	MUST(reply_size >= 8 && reply_size % 4 == 0, "a reply of %zu bytes", reply_size);
	MUST(size >= 4 && !memcmp(request, reply, 4), "another header");
	status = (int32_t)fuzz_word(reply + 4);
	MUST(status <= 0 && status > LAST_STATUS, "status %d", status);
	MUST(!status || reply_size == 8, "an error of %zu bytes", reply_size);
}

/* Takes the request's block */
static void send(struct scmi_board *board, unsigned int agent, uint8_t *request, size_t size,
		 size_t room)
{
	bool observes = agent == fuzz_observer(board);
	const struct fuzz_memory *before = fuzz_remember(board, observes);
	uint8_t *reply = malloc(room ? room : 1);
	size_t reply_size = scmi_server_process(&board->server, agent, request, size, reply, room);
	uint32_t header = size >= 4 ? fuzz_word(request) : 0;

	if (!agent || size < 4 || room < 8)
		MUST(!reply_size, "a reply where none is possible");
	else
		check_reply(request, size, reply, reply_size, room);
	if (!reply_size || fuzz_word(reply + 4))
		MUST(fuzz_unchanged(board, before),
		     "%08x of agent %u was refused, but has changed something", header, agent);
	if (observes)
		MUST(fuzz_hardware_unchanged(board, before), "%08x of who may change nothing",
		     header);
	if (agent && !board->server.agents[agent - 1].trusted)
		MUST(fuzz_others_unchanged(board, before, agent),
		     "%08x of agent %u has changed another agent", header, agent);
	free(reply);
	free(request);
}

static void send_message(struct scmi_board *board, struct fuzz_input *input, size_t room)
{
	unsigned int agent = pick_agent(board, input);
	uint32_t protocol = 0x10 + fuzz_u8(input) % 11u;
	uint32_t message = fuzz_u8(input);
	size_t size = fuzz_u8(input) % (MAX_REQUEST / 4) * 4u;
	uint8_t *payload = fuzz_block(input, size, &size);
	uint8_t *request = malloc(4 + size);

	fuzz_put_word(request, message | protocol << 10 | (uint32_t)fuzz_u8(input) << 18);
	memcpy(request + 4, payload, size);
	free(payload);
	send(board, agent, request, 4 + size, room);
}

static void send_header(struct scmi_board *board, struct fuzz_input *input)
{
	unsigned int agent = pick_agent(board, input);
	size_t room = fuzz_u8(input);
	size_t size = fuzz_u8(input);
	uint8_t *request = fuzz_block(input, size, &size);

	send(board, agent, request, size, room);
}

static void take_event(struct scmi_board *board, struct fuzz_input *input)
{
	unsigned int agent = pick_agent(board, input);
	size_t room = fuzz_u8(input);
	uint8_t *event = malloc(room ? room : 1);
	size_t size = scmi_server_next_event(&board->server, agent, event, room);
	uint32_t type;

	MUST(size <= room && size <= SCMI_MAX_EVENT_SIZE, "%zu bytes of %zu", size, room);
	if (size) {
		MUST(size >= 4 && size % 4 == 0, "an event of %zu bytes", size);
		type = fuzz_word(event) >> 8 & 3;
		MUST(type == 2 || type == 3, "an event of type %u", type);
	}
	free(event);
}

static void act(struct scmi_board *board, struct fuzz_input *input)
{
	switch (fuzz_u8(input) % ACTS) {
	case ACT_MESSAGE:
		send_message(board, input, PLENTY);
		break;
	case ACT_ROOM:
		send_message(board, input, fuzz_u8(input) % (PLENTY / 4) * 4u);
		break;
	case ACT_HEADER:
		send_header(board, input);
		break;
	case ACT_EVENT:
		take_event(board, input);
		break;
	case ACT_TIME:
		scmi_board_set_time(board, board->time + fuzz_u16(input) * 1000ull);
		break;
	case ACT_FINISH:
		scmi_board_finish_power_request(board);
		break;
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct fuzz_input input = { data, size };
	struct scmi_board *board = fuzz_board();

	while (input.size)
		act(board, &input);
	return 0;
}
