// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * A server of many protocols: which of them an agent has, and how it learns of them in parts. The
 * protocols are empty ones, made here.
 */
#include "harness.h"

#include "../../lib/server/server.h"

static const uint8_t versions[] = { 0x10 };

#define EMPTY(id_)										\
	{ .id = id_, .versions = versions, .version_count = 1 }

static const struct scmi_protocol empty[] = {
	EMPTY(0x11), EMPTY(0x12), EMPTY(0x13), EMPTY(0x14), EMPTY(0x15), EMPTY(0x16), EMPTY(0x17),
	EMPTY(0x18), EMPTY(0x19),
};

static const struct scmi_protocol_instance instances[] = {
	{ .protocol = &empty[0] }, { .protocol = &empty[1] }, { .protocol = &empty[2] },
	{ .protocol = &empty[3] }, { .protocol = &empty[4] }, { .protocol = &empty[5] },
	{ .protocol = &empty[6] }, { .protocol = &empty[7] }, { .protocol = &empty[8] },
};

/* All protocols; 0x11, 0x13, 0x18 and 0x19; base alone */
static const struct scmi_agent agents[] = {
	{ .name = "all", .protocols = 0x3ff },
	{ .name = "some", .protocols = 0x30b },
	{ .name = "none", .protocols = 0x001 },
};

static struct scmi_agent_state states[3];
static struct scmi_server server;

static const struct {
	size_t count;
	uint8_t ids[9];
} lists[] = {
	{ 9, { 0x11, 0x12, 0x13, 0x14, 0x15, 0x16, 0x17, 0x18, 0x19 } },
	{ 4, { 0x11, 0x13, 0x18, 0x19 } },
	{ 0, { 0 } },
};

static void start(void)
{
	server = (struct scmi_server){
		.vendor = "acme", .agents = agents, .agent_states = states, .agent_count = 3,
		.protocol_count = 9, .protocols = instances,
	};
	assert_int_equal(scmi_server_init(&server), SCMI_SUCCESS);
}

static void counted(void **state)
{
	uint32_t reply[4];

	(void)state;
	start();
	SEND(&server, 1, reply, BASE(0x01));
	assert_int_equal(reply[2], 0x309);
	SEND(&server, 2, reply, BASE(0x01));
	assert_int_equal(reply[2], 0x304);
	SEND(&server, 3, reply, BASE(0x01));
	assert_int_equal(reply[2], 0x300);
}

/* A page: status and count words, then the ids in bytes, filled up to a word with zeroes */
static void check_page(enum way way, unsigned int agent, uint32_t skip, size_t room)
{
	size_t left = lists[agent - 1].count - skip;
	size_t fit = room < 12 ? 0 : (room - 12) / 4 * 4;
	size_t count = left < fit ? left : fit;
	size_t size, i;
	uint8_t request[8], *reply;

	put_word(request, BASE(0x06));
	put_word(request + 4, skip);
	reply = exchange(way, &server, agent, request, 8, room, &size);
	if (room < 12 || (left && !count)) {
		assert_int_equal(size, 8);
		assert_int_equal(get_word(reply + 4), PROTOCOL_ERROR);
	} else {
		assert_int_equal(size, 12 + (count + 3) / 4 * 4);
		assert_int_equal(get_word(reply + 4), SUCCESS);
		assert_int_equal(get_word(reply + 8), count);
		for (i = 0; i < size - 12; i++)
			assert_int_equal(reply[12 + i],
					 i < count ? lists[agent - 1].ids[skip + i] : 0);
	}
	free(reply);
}

static void listed_in_parts(void **state)
{
	unsigned int agent;
	uint32_t skip;
	size_t room;
	enum way way;

	(void)state;
	start();
	for (way = 0; way < WAYS; way++) {
		for (agent = 1; agent <= 3; agent++) {
			for (skip = 0; skip <= lists[agent - 1].count; skip++) {
				for (room = 8; room <= 32; room++)
					check_page(way, agent, skip, room);
			}
		}
	}
}

static void skipped_too_far(void **state)
{
	uint32_t agent, reply[4];

	(void)state;
	start();
	for (agent = 1; agent <= 3; agent++) {
		SEND(&server, agent, reply, BASE(0x06), (uint32_t)lists[agent - 1].count + 1);
		assert_int_equal(reply[1], INVALID_PARAMETERS);
		SEND(&server, agent, reply, BASE(0x06), 0xffffffff);
		assert_int_equal(reply[1], INVALID_PARAMETERS);
	}
}

/* Which number goes to which protocol; they have no messages at all */
static void reached(void **state)
{
	uint32_t protocol, reply[4];

	(void)state;
	start();
	for (protocol = 0; protocol < 256; protocol++) {
		if (protocol == 0x10)
			continue;
		SEND(&server, 1, reply, protocol << 10);
		assert_int_equal(reply[1], NOT_SUPPORTED);
	}
	SEND(&server, 1, reply, BASE(0x00));
	assert_int_equal(reply[1], SUCCESS);
}

/* A start knows nothing of the protocols of an earlier one */
static void started_with_fewer(void **state)
{
	static const struct scmi_agent has_clocks = { .name = "some", .protocols = 0x011 };

	(void)state;
	start();
	server.protocol_count = 0;
	server.agents = &agents[2];
	server.agent_count = 1;
	assert_int_equal(scmi_server_init(&server), SCMI_SUCCESS);
	server.agents = &has_clocks;
	assert_int_equal(scmi_server_init(&server), SCMI_INVALID_PARAMETERS);
}

/* Bits of protocols that there cannot be mean nothing */
static void bits_beyond(void **state)
{
	static const struct scmi_agent every_bit = { .name = "every", .protocols = 0xffff };
	uint32_t protocol, reply[4];

	(void)state;
	start();
	server.agents = &every_bit;
	server.agent_count = 1;
	if (scmi_server_init(&server))
		return;
	for (protocol = 0x1a; protocol < 0x20; protocol++) {
		SEND(&server, 1, reply, protocol << 10);
		assert_int_equal(reply[1], NOT_SUPPORTED);
	}
	SEND(&server, 1, reply, BASE(0x01));
	assert_int_equal(reply[2], 0x109);
}

/* Protocols ascend by number, and base is not among them */
static void order(void **state)
{
	struct scmi_protocol_instance two[2] = {
		{ .protocol = &empty[1] }, { .protocol = &empty[0] },
	};

	(void)state;
	start();
	server.protocols = two;
	server.protocol_count = 2;
	server.agents = &agents[2];
	server.agent_count = 1;
	assert_int_equal(scmi_server_init(&server), SCMI_INVALID_PARAMETERS);
	two[1].protocol = &empty[1];
	assert_int_equal(scmi_server_init(&server), SCMI_INVALID_PARAMETERS);
	two[1].protocol = &empty[2];
	assert_int_equal(scmi_server_init(&server), SCMI_SUCCESS);
	two[0].protocol = &scmi_base_protocol;
	assert_int_equal(scmi_server_init(&server), SCMI_INVALID_PARAMETERS);
}

/* A vendor's protocol has no place here */
static void numbers_beyond(void **state)
{
	static const struct scmi_protocol beyond[] = { EMPTY(0x0f), EMPTY(0x1a), EMPTY(0x80) };
	size_t i;

	(void)state;
	for (i = 0; i < 3; i++) {
		struct scmi_protocol_instance one = { .protocol = &beyond[i] };
		/* ASan sees what is written behind it */
		struct scmi_server *own = malloc(sizeof(*own));

		start();
		*own = server;
		own->protocols = &one;
		own->protocol_count = 1;
		own->agents = &agents[2];
		own->agent_count = 1;
		assert_int_equal(scmi_server_init(own), SCMI_INVALID_PARAMETERS);
		free(own);
	}
}

int main(void)
{
	ADD_TEST("the protocols of an agent are counted", counted);
	ADD_TEST("the protocols of an agent are listed, from every start and with every room",
		 listed_in_parts);
	ADD_TEST("an agent cannot skip more protocols than it has", skipped_too_far);
	ADD_TEST("protocols without messages are not supported", reached);
	ADD_TEST("a start with fewer protocols forgets the others", started_with_fewer);
	ADD_TEST("bits beyond the standard protocols mean nothing", bits_beyond);
	ADD_TEST("protocols have to ascend", order);
	ADD_TEST("protocols beyond the standard ones are refused", numbers_beyond);
	return run_program("protocols");
}
