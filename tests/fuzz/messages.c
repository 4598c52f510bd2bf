// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * Fuzz target: sequences of messages from all agents of a board, while its time goes on. In the end, all agents
 * that have sent something are reset, which has to leave the board as at its start.
 *
 * The input is a list of acts: what to do, and what it takes.
 */
#include <stdlib.h>
#include <string.h>

#include "fuzz.h"
#include "messages.h"

#define PLENTY		128
#define MAX_REQUEST	80
#define RESET_SIZE	12
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

/* Agents that have sent something, a bit each */
static uint32_t senders;

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

/* Takes the request's block; what was remembered before it */
static const struct fuzz_memory *send(struct scmi_board *board, unsigned int agent, uint8_t *request,
				      size_t size, size_t room)
{
	bool observes = agent == fuzz_observer(board);
	const struct fuzz_memory *before = fuzz_remember(board);
	uint8_t *reply = malloc(room ? room : 1);
	size_t reply_size = scmi_server_process(&board->server, agent, request, size, reply, room);
	uint32_t header = size >= 4 ? fuzz_word(request) : 0;
	const char *wrong;

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
	wrong = agent ? fuzz_wrong(board, before, agent, request, size) : NULL;
	MUST(!wrong, "%08x of agent %u has changed %s", header, agent, wrong);
	senders |= agent ? 1u << (agent - 1) : 0;
	free(reply);
	free(request);
	return before;
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
	(void)send(board, agent, request, 4 + size, room);
}

static void send_header(struct scmi_board *board, struct fuzz_input *input)
{
	unsigned int agent = pick_agent(board, input);
	size_t room = fuzz_u8(input);
	size_t size = fuzz_u8(input);
	uint8_t *request = fuzz_block(input, size, &size);

	(void)send(board, agent, request, size, room);
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

static const struct fuzz_memory *send_base(struct scmi_board *board, unsigned int agent, uint32_t message,
					   uint32_t subject, size_t size)
{
	uint8_t *request = malloc(RESET_SIZE);

	fuzz_put_word(request, SCMI_PROTOCOL_BASE << 10 | message);
	fuzz_put_word(request + 4, subject);
	fuzz_put_word(request + 8, 0);
	return send(board, agent, request, size, PLENTY);
}

/* Who can reset an agent: itself, unless it speaks a version from before that message, or a trusted one */
static unsigned int find_resetter(const struct scmi_server *server, unsigned int agent)
{
	unsigned int trusted = 1;

	if (server->agents[agent - 1].versions[0] != SCMI_VERSION(1, 0))
		return agent;
	while (!server->agents[trusted - 1].trusted)
		trusted++;
	return trusted;
}

/*
 * All agents that have sent something, beginning with any. Returns whether one has left something behind since
 * others were in the way.
 */
static bool reset_agents(struct scmi_board *board, unsigned int first)
{
	unsigned int count = board->server.agent_count, i;
	bool left_behind = false;

	for (i = 0; i < count; i++) {
		unsigned int agent = (first + i) % count + 1;
		unsigned int resetter = find_resetter(&board->server, agent);
		const struct fuzz_memory *before;

		if (!(senders >> (agent - 1) & 1))
			continue;
		(void)send_base(board, resetter, SCMI_PROTOCOL_VERSION, 0, 4);
		before = send_base(board, resetter, SCMI_BASE_RESET_AGENT_CONFIGURATION, agent,
				   RESET_SIZE);
		left_behind |= fuzz_left_behind(board, before, agent);
	}
	return left_behind && (senders & (senders - 1));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct fuzz_input input = { data, size };
	struct scmi_board *board = fuzz_board();
	bool left_behind;

	senders = 0;
	while (input.size)
		act(board, &input);
	left_behind = reset_agents(board, size % board->server.agent_count);
	fuzz_must_be_as_at_start(board, left_behind);
	return 0;
}
