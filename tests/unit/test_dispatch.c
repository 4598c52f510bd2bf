// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * What happens to a message before its handler sees it, and to the reply behind it.
 */
#include <stdio.h>

#include "harness.h"
#include "../../lib/server/server.h"

static const struct step cases[] = {
	CASE("the token comes back",
	     1, WORDS(BASE(0x00) | TOKEN(1)), WORDS(SUCCESS, 0x20001)),
	THEN(1, WORDS(BASE(0x00) | TOKEN(0x155)), WORDS(SUCCESS, 0x20001)),
	THEN(1, WORDS(BASE(0x00) | TOKEN(0x3ff)), WORDS(SUCCESS, 0x20001)),
	CASE("the token comes back with an error",
	     1, WORDS(BASE(0x7f) | TOKEN(0x2aa)), WORDS(NOT_SUPPORTED)),

	CASE("a reserved bit of the header is set: bit 28",
	     1, WORDS(BASE(0x00) | 1u << 28), WORDS(PROTOCOL_ERROR)),
	CASE("a reserved bit of the header is set: bit 29",
	     1, WORDS(BASE(0x00) | 1u << 29), WORDS(PROTOCOL_ERROR)),
	CASE("a reserved bit of the header is set: bit 30",
	     1, WORDS(BASE(0x00) | 1u << 30), WORDS(PROTOCOL_ERROR)),
	CASE("a reserved bit of the header is set: bit 31",
	     1, WORDS(BASE(0x00) | 1u << 31), WORDS(PROTOCOL_ERROR)),

	CASE("type 1 is no command",
	     1, WORDS(BASE(0x00) | 0x100), WORDS(PROTOCOL_ERROR)),
	CASE("a delayed response is no command",
	     1, WORDS(BASE(0x00) | 0x200), WORDS(PROTOCOL_ERROR)),
	CASE("a notification is no command",
	     1, WORDS(BASE(0x00) | 0x300), WORDS(PROTOCOL_ERROR)),

	CASE("protocol 0", 1, WORDS(0x00 << 10), WORDS(NOT_SUPPORTED)),
	CASE("the protocol below base", 1, WORDS(0x0f << 10), WORDS(NOT_SUPPORTED)),
	CASE("a standard protocol that the server does not have",
	     1, WORDS(0x11 << 10), WORDS(NOT_SUPPORTED)),
	THEN(1, WORDS(0x13 << 10), WORDS(NOT_SUPPORTED)),
	THEN(1, WORDS(0x15 << 10), WORDS(NOT_SUPPORTED)),
	CASE("the last standard protocol", 1, WORDS(0x19 << 10), WORDS(NOT_SUPPORTED)),
	CASE("the first number past the standard protocols",
	     1, WORDS(0x1a << 10), WORDS(NOT_SUPPORTED)),
	CASE("a protocol of a vendor", 1, WORDS(0x80 << 10), WORDS(NOT_SUPPORTED)),
	CASE("protocol 0xff", 1, WORDS(0xff << 10), WORDS(NOT_SUPPORTED)),
	CASE("a protocol that this agent does not have",
	     5, WORDS(CLOCK(0x00)), WORDS(NOT_SUPPORTED)),
	THEN(5, WORDS(CLOCK(0x06), 0), WORDS(NOT_SUPPORTED)),
	CASE("what is wrong is looked for from the header on: type before protocol",
	     1, WORDS(0xff << 10 | 0x100), WORDS(PROTOCOL_ERROR)),
	CASE("what is wrong is looked for from the header on: message before size",
	     1, WORDS(BASE(0x0c), 1, 2, 3), WORDS(NOT_SUPPORTED)),
	CASE("what is wrong is looked for from the header on: size before fields",
	     1, WORDS(CLOCK(0x06), 0xffffffff, 0), WORDS(PROTOCOL_ERROR)),
	{ 0 }
};

/*
 * Every message of the specification: since which version, payload of the request in bytes, by
 * version where that has changed. BASE_NOTIFY_ERRORS is older, but the agent of version 1 has no events.
 */
static const struct message {
	uint32_t header;
	unsigned int since;
	size_t size, size_since_3;
} messages[] = {
	{ BASE(0x00), 1, 0, 0 },	{ BASE(0x01), 1, 0, 0 },	{ BASE(0x02), 1, 4, 4 },
	{ BASE(0x03), 1, 0, 0 },	{ BASE(0x04), 1, 0, 0 },	{ BASE(0x05), 1, 0, 0 },
	{ BASE(0x06), 1, 4, 4 },	{ BASE(0x07), 1, 4, 4 },	{ BASE(0x08), 2, 4, 4 },
	{ BASE(0x09), 2, 12, 12 },	{ BASE(0x0a), 2, 16, 16 },	{ BASE(0x0b), 2, 8, 8 },
	{ BASE(0x10), 3, 4, 4 },
	{ CLOCK(0x00), 1, 0, 0 },	{ CLOCK(0x01), 1, 0, 0 },	{ CLOCK(0x02), 1, 4, 4 },
	{ CLOCK(0x03), 1, 4, 4 },	{ CLOCK(0x04), 1, 8, 8 },	{ CLOCK(0x05), 1, 16, 16 },
	{ CLOCK(0x06), 1, 4, 4 },	{ CLOCK(0x07), 1, 8, 12 },	{ CLOCK(0x08), 2, 4, 4 },
	{ CLOCK(0x09), 2, 8, 8 },	{ CLOCK(0x0a), 2, 8, 8 },	{ CLOCK(0x0b), 3, 8, 8 },
	{ CLOCK(0x0c), 3, 8, 8 },	{ CLOCK(0x0d), 3, 8, 8 },	{ CLOCK(0x0e), 3, 4, 4 },
	{ CLOCK(0x0f), 3, 4, 4 },	{ CLOCK(0x10), 3, 4, 4 },
};

#define MESSAGES (sizeof(messages) / sizeof(messages[0]))

/* Agents that speak the oldest, the middle and the newest version of both protocols */
static const struct {
	unsigned int agent, version;
} speakers[] = { { 3, 1 }, { 4, 2 }, { 1, 3 } };

static uint32_t status_of(enum way way, struct setup *setup, unsigned int agent, uint32_t header,
			  const uint8_t *payload, size_t size)
{
	uint8_t *request = malloc(4 + size);
	uint32_t status;
	uint8_t *reply;
	size_t reply_size;

	put_word(request, header);
	memcpy(request + 4, payload, size);
	reply = exchange(way, &setup->board.server, agent, request, 4 + size, 256, &reply_size);
	assert_true(reply_size >= 8);
	assert_int_equal(get_word(reply), header);
	status = get_word(reply + 4);
	if (status)
		assert_int_equal(reply_size, 8);
	free(reply);
	free(request);
	return status;
}

static void check_sizes(enum way way, const struct message *message, unsigned int agent,
			unsigned int version)
{
	size_t right = version == 3 ? message->size_since_3 : message->size;
	static const uint8_t payload[64];
	struct setup *setup = setup_board("tests/unit/unit");
	struct snapshot before;
	size_t size;

	take_snapshot(&setup->board, &before);
	for (size = 0; size <= 40; size++) {
		uint32_t status;

		if (size == right)
			continue;
		status = status_of(way, setup, agent, message->header, payload, size);
		if (status != (version < message->since ? NOT_SUPPORTED : PROTOCOL_ERROR))
			fail_msg("agent %u, message %#x, %zu bytes: %#x", agent, message->header,
				 size, status);
	}
	assert_null(snapshot_difference(&setup->board, &before));
	if (version >= message->since)
		assert_int_not_equal(status_of(way, setup, agent, message->header, payload, right),
				     PROTOCOL_ERROR);
	else
		assert_int_equal(status_of(way, setup, agent, message->header, payload, right),
				 NOT_SUPPORTED);
	teardown_board(setup);
}

static void sizes(void **state)
{
	enum way way;
	size_t i, s;

	(void)state;
	for (way = 0; way < WAYS; way++) {
		for (i = 0; i < MESSAGES; i++) {
			for (s = 0; s < 3; s++)
				check_sizes(way, &messages[i], speakers[s].agent,
					    speakers[s].version);
		}
	}
}

static bool known(uint32_t header, unsigned int version)
{
	size_t i;

	for (i = 0; i < MESSAGES; i++) {
		if (messages[i].header == header)
			return messages[i].since <= version;
	}
	return false;
}

/* PROTOCOL_MESSAGE_ATTRIBUTES and the dispatcher agree on all of them */
static void message_ids(void **state)
{
	static const uint32_t protocols[] = { BASE(0), CLOCK(0) };
	size_t s, p;
	uint32_t id, reply[4];

	(void)state;
	for (s = 0; s < 3; s++) {
		for (p = 0; p < 2; p++) {
			struct setup *setup = setup_board("tests/unit/unit");
			struct scmi_server *server = &setup->board.server;

			for (id = 0; id < 256; id++) {
				bool is_known = known(protocols[p] + id, speakers[s].version);
				size_t count = SEND(server, speakers[s].agent, reply,
						    protocols[p] | 2, id);

				assert_int_equal(reply[1], is_known ? SUCCESS : NOT_FOUND);
				assert_int_equal(count, is_known ? 3 : 2);
				if (is_known)
					assert_int_equal(reply[2], 0);
				/* A payload that no message has: known is what complains of it */
				SEND(server, speakers[s].agent, reply, protocols[p] | id,
				     0, 0, 0, 0, 0);
				assert_int_equal(reply[1],
						 is_known ? PROTOCOL_ERROR : NOT_SUPPORTED);
			}
			teardown_board(setup);
		}
	}
}

static void message_ids_beyond_a_byte(void **state)
{
	static const uint32_t ids[] = { 0x100, 0x102, 0x10000, 0x80000002, 0xffffffff };
	struct setup *setup = setup_board("tests/unit/unit");
	uint32_t reply[4];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(ids) / sizeof(ids[0]); i++) {
		SEND(&setup->board.server, 1, reply, BASE(0x02), ids[i]);
		assert_int_equal(reply[1], NOT_FOUND);
		SEND(&setup->board.server, 1, reply, CLOCK(0x02), ids[i]);
		assert_int_equal(reply[1], NOT_FOUND);
	}
	teardown_board(setup);
}

/* Requests that succeed, and the size of the whole reply in bytes */
static const struct {
	struct words request;
	size_t size;
	unsigned int agent;
} replies[] = {
	{ WORDS(BASE(0x00)), 12, 1 },
	{ WORDS(BASE(0x01)), 12, 1 },
	{ WORDS(BASE(0x02), 0), 12, 1 },
	{ WORDS(BASE(0x03)), 24, 1 },
	{ WORDS(BASE(0x04)), 24, 1 },
	{ WORDS(BASE(0x05)), 12, 1 },
	{ WORDS(BASE(0x06), 0), 16, 1 },
	{ WORDS(BASE(0x06), 1), 12, 1 },
	{ WORDS(BASE(0x07), 1), 28, 1 },
	{ WORDS(BASE(0x07), 1), 24, 3 },
	{ WORDS(BASE(0x08), 1), 8, 1 },
	{ WORDS(BASE(0x09), 1, 0, 0), 8, 2 },
	{ WORDS(BASE(0x0a), 1, 0, 0x14, 0), 8, 2 },
	{ WORDS(BASE(0x0b), 1, 0), 8, 1 },
	{ WORDS(BASE(0x10), 0x10000), 8, 1 },
	{ WORDS(CLOCK(0x00)), 12, 1 },
	{ WORDS(CLOCK(0x01)), 12, 1 },
	{ WORDS(CLOCK(0x02), 0), 12, 1 },
	{ WORDS(CLOCK(0x03), 1), 32, 1 },
	{ WORDS(CLOCK(0x03), 1), 32, 4 },
	{ WORDS(CLOCK(0x03), 1), 28, 3 },
	{ WORDS(CLOCK(0x04), 0, 0), 20, 1 },
	{ WORDS(CLOCK(0x04), 2, 0), 36, 1 },
	{ WORDS(CLOCK(0x05), 0, 1, 400000000, 0), 8, 1 },
	{ WORDS(CLOCK(0x06), 1), 16, 1 },
	{ WORDS(CLOCK(0x07), 3, 1, 0), 8, 1 },
	{ WORDS(CLOCK(0x08), 1), 76, 1 },
	{ WORDS(CLOCK(0x09), 1, 1), 8, 1 },
	{ WORDS(CLOCK(0x0a), 1, 1), 8, 1 },
	{ WORDS(CLOCK(0x0b), 1, 0), 20, 1 },
	{ WORDS(CLOCK(0x0c), 3, 0), 16, 1 },
	{ WORDS(CLOCK(0x0d), 4, 2), 8, 1 },
	{ WORDS(CLOCK(0x0e), 4), 12, 1 },
	{ WORDS(CLOCK(0x0f), 1), 12, 1 },
	{ WORDS(CLOCK(0x10), 0x10000), 8, 1 },
};

/* A reply is whole, or an error that has changed nothing, or there is none where no error fits */
static void check_room(size_t i, size_t room, enum way way)
{
	struct setup *setup = setup_board("tests/unit/unit");
	uint8_t request[20];
	struct snapshot before;
	uint8_t *reply;
	size_t size, w;

	for (w = 0; w < replies[i].request.count; w++)
		put_word(request + 4 * w, replies[i].request.word[w]);
	/* Something for PROTOCOL_VERSION to forget */
	if (w == 1) {
		uint32_t ignored[1];

		SEND(&setup->board.server, 1, ignored,
		     (request[1] == 0x40 ? BASE(0x10) : CLOCK(0x10)), 0x20000);
	}
	take_snapshot(&setup->board, &before);
	reply = exchange(way, &setup->board.server, replies[i].agent, request, 4 * w, room, &size);
	if (size != (room < 8 ? 0 : room < replies[i].size ? 8 : replies[i].size))
		fail_msg("%s, message %#x, %zu bytes of room: %zu bytes", way_names[way],
			 replies[i].request.word[0], room, size);
	if (size)
		assert_int_equal(get_word(reply + 4),
				 room < replies[i].size ? PROTOCOL_ERROR : SUCCESS);
	if (room < replies[i].size && snapshot_difference(&setup->board, &before))
		fail_msg("message %#x, %zu bytes of room: refused, but has changed %s",
			 replies[i].request.word[0], room,
			 snapshot_difference(&setup->board, &before));
	free(reply);
	teardown_board(setup);
}

static void rooms(void **state)
{
	enum way way;
	size_t i, room;

	(void)state;
	for (way = 0; way < WAYS; way++) {
		for (i = 0; i < sizeof(replies) / sizeof(replies[0]); i++) {
			for (room = 0; room <= replies[i].size + 5; room++)
				check_room(i, room, way);
		}
	}
}

/* Where no reply is possible nothing is done either */
static void no_reply(void **state)
{
	struct setup *setup = setup_board("tests/unit/unit");
	struct scmi_server *server = &setup->board.server;
	_Alignas(4) uint8_t set_rate[20] = {
		0x05, 0x50, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0x00, 0x84, 0xd7, 0x17,
	};
	_Alignas(4) uint8_t beside[24], reply[12];
	struct snapshot before;
	unsigned int i;

	(void)state;
	take_snapshot(&setup->board, &before);
	assert_int_equal(scmi_server_process(server, 0, set_rate, 20, reply, 8), 0);
	assert_int_equal(scmi_server_process(server, 6, set_rate, 20, reply, 8), 0);
	assert_int_equal(scmi_server_process(server, 256 + 1, set_rate, 20, reply, 8), 0);
	assert_int_equal(scmi_server_process(server, UINT32_MAX, set_rate, 20, reply, 8), 0);
	assert_int_equal(scmi_server_process(server, 1, set_rate, 20, reply, 7), 0);
	assert_int_equal(scmi_server_process(server, 1, set_rate, 20, NULL, 0), 0);
	assert_int_equal(scmi_server_process(server, 1, set_rate, 3, reply, 8), 0);
	assert_int_equal(scmi_server_process(server, 1, NULL, 0, reply, 8), 0);
	/* Words are where words can be */
	for (i = 1; i < 4; i++) {
		memcpy(beside + i, set_rate, 20);
		assert_int_equal(scmi_server_process(server, 1, beside + i, 20, reply, 8), 0);
		assert_int_equal(scmi_server_process(server, 1, set_rate, 20, reply + i, 8), 0);
	}
	assert_null(snapshot_difference(&setup->board, &before));
	assert_int_equal(scmi_server_process(server, 1, set_rate, 20, reply, 8), 8);
	assert_non_null(snapshot_difference(&setup->board, &before));
	teardown_board(setup);
}

/* A protocol of a version that is yet to come, and an agent that is kept to the version before */
static void later_version(void **state)
{
	static const uint8_t versions[] = {
		SCMI_VERSION(1, 0), SCMI_VERSION(2, 0), SCMI_VERSION(3, 0), SCMI_VERSION(3, 1),
	};
	struct setup *setup = setup_board("tests/unit/unit");
	struct scmi_server *server = &setup->board.server;
	struct scmi_protocol clocks = scmi_clock_protocol;
	struct scmi_agent agents[5];
	uint32_t reply[4];

	(void)state;
	clocks.versions = versions;
	clocks.version_count = 4;
	setup->board.protocols[0].protocol = &clocks;
	memcpy(agents, server->agents, sizeof(agents));
	agents[0].versions[SCMI_PROTOCOL_CLOCK - SCMI_PROTOCOL_FIRST] = SCMI_VERSION(3, 0);
	server->agents = agents;
	assert_int_equal(scmi_server_init(server), SCMI_SUCCESS);
	SEND(server, 1, reply, CLOCK(0x10), 0x30001);
	assert_int_equal(reply[1], NOT_SUPPORTED);
	SEND(server, 1, reply, CLOCK(0x10), 0x30000);
	assert_int_equal(reply[1], SUCCESS);
	SEND(server, 2, reply, CLOCK(0x10), 0x30001);
	assert_int_equal(reply[1], SUCCESS);
	teardown_board(setup);
}

static void names(void **state)
{
	static const struct scmi_protocol_instance base = { .protocol = &scmi_base_protocol };
	struct setup *setup = setup_board("tests/unit/unit");

	(void)state;
	assert_string_equal(scmi_resource_name(&base, 0), "");
	assert_string_equal(scmi_resource_name(&setup->board.protocols[0], 7), "name_of_15_char");
	teardown_board(setup);
}

static uint32_t next_random(uint32_t *seed)
{
	*seed = *seed * 1664525 + 1013904223;
	return *seed >> 16;
}

/* What holds whatever agents do: a clock that has a user is on */
static void assert_used_clocks_are_on(const struct scmi_server *server)
{
	const struct scmi_clock_config *config = server->protocols[0].config;
	unsigned int clock;
	bool enabled;

	for (clock = 0; clock < server->protocols[0].resource_count; clock++) {
		assert_int_equal(config->ops->get_enabled(config->context, clock, &enabled), 0);
		assert_true(enabled || !config->states[clock].users);
	}
}

/* Messages there are, mostly, with small numbers in most of their words */
static void garbage(void **state)
{
	struct setup *setup = setup_board("tests/unit/unit");
	uint32_t seed = 1;
	int i;

	(void)state;
	for (i = 0; i < 60000; i++) {
		uint32_t header = messages[next_random(&seed) % MESSAGES].header;
		uint8_t payload[40] = { 0 };
		size_t size, j;
		uint32_t status;

		for (j = 0; j < sizeof(payload); j++) {
			if (j % 4 == 0 || !(next_random(&seed) % 16))
				payload[j] = next_random(&seed) % (j % 4 ? 256 : 16);
		}
		size = next_random(&seed) % 5 * 4;
		if (!(next_random(&seed) % 8))
			size = next_random(&seed) % sizeof(payload);
		if (!(next_random(&seed) % 16))
			header ^= 1u << next_random(&seed) % 32;
		status = status_of(i % WAYS, setup, 1 + next_random(&seed) % 5, header, payload,
				   size);
		assert_true(status == SUCCESS || status >= IN_USE);
		assert_used_clocks_are_on(&setup->board.server);
	}
	teardown_board(setup);
}

/* On other machines than Arm's nothing is done to it */
static void confined(void **state)
{
	static const uint32_t counts[] = { 1, 2, 10, 255, 256, 65535, 0x80000000, 0xffffffff };
	uint32_t count;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(counts) / sizeof(counts[0]); i++) {
		count = counts[i];
		assert_int_equal(scmi_confine_index(0, count), 0);
		assert_int_equal(scmi_confine_index(count / 2, count), count / 2);
		assert_int_equal(scmi_confine_index(count - 1, count), count - 1);
#ifdef SCMI_CONFINE
		assert_int_equal(scmi_confine_index(count, count), 0);
		assert_int_equal(scmi_confine_index(count + (0xffffffff - count) / 2, count), 0);
		assert_int_equal(scmi_confine_index(0xffffffff, count), 0);
#endif
	}
}

int main(void)
{
	ADD_CASES(cases);
	ADD_TEST("every size but the right one is a protocol error, for all messages", sizes);
	ADD_TEST("message ids 0 to 255 exist in the versions that have them", message_ids);
	ADD_TEST("message ids are compared as a whole", message_ids_beyond_a_byte);
	ADD_TEST("replies take all room from nothing to enough, for all messages", rooms);
	ADD_TEST("where no reply is possible nothing is done", no_reply);
	ADD_TEST("an agent that is kept to a version before the newest", later_version);
	ADD_TEST("resources and their names", names);
	ADD_TEST("an index is confined to what is below the count", confined);
	ADD_TEST("60000 messages of garbage are answered in form", garbage);
	return run_program("dispatch");
}
