// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * Notifications of the clock protocol, and the queues they wait in. Numbers of clocks as in
 * test_clock.c; agents 1, 2 and 4 have room for 8, 2 and 1 events, the others for none.
 */
#include "harness.h"

static const struct step cases[] = {
	/* CLOCK_RATE_NOTIFY: agent, clock, rate */
	CASE("a change of rate is told to who asked for it",
	     1, WORDS(CLOCK(0x09), 1, 1), WORDS(SUCCESS)),
	NO_EVENT(1),
	THEN(2, WORDS(CLOCK(0x05), 0, 1, 400000000, 0), WORDS(SUCCESS)),
	EVENT(1, WORDS(CLOCK_EVENT(0), 2, 1, 400000000, 0)),
	NO_EVENT(1),
	NO_EVENT(2),
	CASE("a change of rate is told with the rate that came of it",
	     1, WORDS(CLOCK(0x09), 1, 1), WORDS(SUCCESS)),
	THEN(2, WORDS(CLOCK(0x05), 0, 1, 399999999, 0), WORDS(SUCCESS)),
	NO_EVENT(1),
	THEN(2, WORDS(CLOCK(0x05), 4, 1, 399999999, 0), WORDS(SUCCESS)),
	EVENT(1, WORDS(CLOCK_EVENT(0), 2, 1, 400000000, 0)),
	CASE("rates beyond 32 bits in an event",
	     1, WORDS(CLOCK(0x09), 6, 1), WORDS(SUCCESS)),
	THEN(1, WORDS(CLOCK(0x05), 0, 6, 0xffffffff, 0xffffffff), WORDS(SUCCESS)),
	EVENT(1, WORDS(CLOCK_EVENT(0), 1, 6, 0xffffffff, 0xffffffff)),
	CASE("a rate that stays is no change",
	     1, WORDS(CLOCK(0x09), 1, 1), WORDS(SUCCESS)),
	THEN(1, WORDS(CLOCK(0x05), 0, 1, 200000000, 0), WORDS(SUCCESS)),
	NO_EVENT(1),
	CASE("a rate that is refused is no change",
	     1, WORDS(CLOCK(0x09), 1, 1), WORDS(SUCCESS)),
	THEN(1, WORDS(CLOCK(0x05), 0, 1, 1, 0), WORDS(INVALID_PARAMETERS)),
	NO_EVENT(1),
	CASE("each agent is told by its own numbers",
	     2, WORDS(CLOCK(0x09), 4, 1), WORDS(SUCCESS)),
	THEN(1, WORDS(CLOCK(0x09), 3, 1), WORDS(SUCCESS)),
	THEN(1, WORDS(CLOCK(0x05), 0, 3, 50000000, 0), WORDS(SUCCESS)),
	EVENT(1, WORDS(CLOCK_EVENT(0), 1, 3, 50000000, 0)),
	EVENT(2, WORDS(CLOCK_EVENT(0), 1, 4, 50000000, 0)),
	CASE("clocks below a clock follow it, and that is told",
	     1, WORDS(CLOCK(0x09), 3, 1), WORDS(SUCCESS)),
	THEN(1, WORDS(CLOCK(0x09), 4, 1), WORDS(SUCCESS)),
	THEN(2, WORDS(CLOCK(0x05), 0, 1, 100000000, 0), WORDS(SUCCESS)),
	EVENT(1, WORDS(CLOCK_EVENT(0), 2, 3, 100000000, 0)),
	EVENT(1, WORDS(CLOCK_EVENT(0), 2, 4, 100000000, 0)),
	NO_EVENT(1),
	CASE("another parent may mean another rate",
	     1, WORDS(CLOCK(0x09), 4, 1), WORDS(SUCCESS)),
	THEN(2, WORDS(CLOCK(0x0d), 3, 2), WORDS(SUCCESS)),
	EVENT(1, WORDS(CLOCK_EVENT(0), 2, 4, 7, 0)),
	THEN(2, WORDS(CLOCK(0x05), 0, 2, 8, 0), WORDS(SUCCESS)),
	EVENT(1, WORDS(CLOCK_EVENT(0), 2, 4, 8, 0)),
	THEN(2, WORDS(CLOCK(0x05), 0, 1, 100000000, 0), WORDS(SUCCESS)),
	NO_EVENT(1),
	CASE("who no longer wants to be told is not",
	     1, WORDS(CLOCK(0x09), 1, 1), WORDS(SUCCESS)),
	THEN(4, WORDS(CLOCK(0x09), 0, 1), WORDS(SUCCESS)),
	THEN(1, WORDS(CLOCK(0x09), 1, 0), WORDS(SUCCESS)),
	THEN(2, WORDS(CLOCK(0x05), 0, 1, 400000000, 0), WORDS(SUCCESS)),
	NO_EVENT(1),
	EVENT(4, WORDS(CLOCK_EVENT(0), 2, 0, 400000000, 0)),
	CASE("what changed while nobody listened is not told later",
	     1, WORDS(CLOCK(0x09), 1, 1), WORDS(SUCCESS)),
	THEN(1, WORDS(CLOCK(0x09), 1, 0), WORDS(SUCCESS)),
	THEN(2, WORDS(CLOCK(0x05), 0, 1, 400000000, 0), WORDS(SUCCESS)),
	THEN(1, WORDS(CLOCK(0x09), 1, 1), WORDS(SUCCESS)),
	THEN(2, WORDS(CLOCK(0x05), 0, 5, 1000, 0), WORDS(SUCCESS)),
	NO_EVENT(1),
	CASE("an agent that listens twice is told once",
	     1, WORDS(CLOCK(0x09), 1, 1), WORDS(SUCCESS)),
	THEN(1, WORDS(CLOCK(0x09), 1, 1), WORDS(SUCCESS)),
	THEN(2, WORDS(CLOCK(0x05), 0, 1, 400000000, 0), WORDS(SUCCESS)),
	EVENT(1, WORDS(CLOCK_EVENT(0), 2, 1, 400000000, 0)),
	NO_EVENT(1),
	CASE("an agent is not told of clocks that are denied to it",
	     1, WORDS(CLOCK(0x09), 2, 1), WORDS(SUCCESS)),
	THEN(2, WORDS(BASE(0x09), 1, 0, 0), WORDS(SUCCESS)),
	THEN(2, WORDS(BASE(0x09), 1, 1, 0), WORDS(SUCCESS)),
	THEN(2, WORDS(CLOCK(0x05), 0, 5, 1100, 0), WORDS(SUCCESS)),
	NO_EVENT(1),
	THEN(2, WORDS(BASE(0x09), 1, 1, 1), WORDS(SUCCESS)),
	THEN(2, WORDS(CLOCK(0x05), 0, 5, 1200, 0), WORDS(SUCCESS)),
	EVENT(1, WORDS(CLOCK_EVENT(0), 2, 2, 1200, 0)),
	CASE("a read-only clock is listened to",
	     1, WORDS(CLOCK(0x09), 11, 1), WORDS(SUCCESS)),
	THEN(2, WORDS(CLOCK(0x05), 0, 0, 30, 0), WORDS(SUCCESS)),
	EVENT(1, WORDS(CLOCK_EVENT(0), 2, 11, 30, 0)),
	CASE("reserved bits of listening to rates",
	     1, WORDS(CLOCK(0x09), 1, 2), WORDS(INVALID_PARAMETERS)),
	THEN(1, WORDS(CLOCK(0x09), 1, 0x80000001), WORDS(INVALID_PARAMETERS)),

	CASE("asking for the version leaves subscriptions and events",
	     1, WORDS(CLOCK(0x09), 1, 1), WORDS(SUCCESS)),
	THEN(2, WORDS(CLOCK(0x05), 0, 1, 400000000, 0), WORDS(SUCCESS)),
	THEN(1, WORDS(CLOCK(0x00)), WORDS(SUCCESS, 0x30000)),
	EVENT(1, WORDS(CLOCK_EVENT(0), 2, 1, 400000000, 0)),
	THEN(2, WORDS(CLOCK(0x05), 0, 1, 200000000, 0), WORDS(SUCCESS)),
	EVENT(1, WORDS(CLOCK_EVENT(0), 2, 1, 200000000, 0)),
	/* CLOCK_RATE_CHANGE_REQUESTED_NOTIFY: agent, clock, rate asked for */
	CASE("a request is told with the rate that was asked for",
	     1, WORDS(CLOCK(0x0a), 1, 1), WORDS(SUCCESS)),
	THEN(2, WORDS(CLOCK(0x05), 4, 1, 250000000, 0), WORDS(SUCCESS)),
	EVENT(1, WORDS(CLOCK_EVENT(1), 2, 1, 250000000, 0)),
	NO_EVENT(1),
	CASE("a request for the rate there is, is a request",
	     1, WORDS(CLOCK(0x0a), 1, 1), WORDS(SUCCESS)),
	THEN(3, WORDS(CLOCK(0x05), 0, 0, 200000000, 0), WORDS(SUCCESS)),
	EVENT(1, WORDS(CLOCK_EVENT(1), 3, 1, 200000000, 0)),
	CASE("a request comes before the change",
	     1, WORDS(CLOCK(0x0a), 1, 1), WORDS(SUCCESS)),
	THEN(1, WORDS(CLOCK(0x09), 1, 1), WORDS(SUCCESS)),
	THEN(2, WORDS(CLOCK(0x05), 4, 1, 350000000, 0), WORDS(SUCCESS)),
	EVENT(1, WORDS(CLOCK_EVENT(1), 2, 1, 350000000, 0)),
	EVENT(1, WORDS(CLOCK_EVENT(0), 2, 1, 400000000, 0)),
	NO_EVENT(1),
	CASE("who makes a request is told of the change alone",
	     1, WORDS(CLOCK(0x0a), 6, 1), WORDS(SUCCESS)),
	THEN(1, WORDS(CLOCK(0x09), 6, 1), WORDS(SUCCESS)),
	THEN(1, WORDS(CLOCK(0x05), 4, 6, 1, 1), WORDS(SUCCESS)),
	EVENT(1, WORDS(CLOCK_EVENT(0), 1, 6, 0xffffffff, 0xffffffff)),
	NO_EVENT(1),
	CASE("a request for one clock is none for those below",
	     1, WORDS(CLOCK(0x0a), 3, 1), WORDS(SUCCESS)),
	THEN(1, WORDS(CLOCK(0x05), 0, 1, 400000000, 0), WORDS(SUCCESS)),
	NO_EVENT(1),
	CASE("requests that are refused are not told",
	     1, WORDS(CLOCK(0x0a), 1, 1), WORDS(SUCCESS)),
	THEN(1, WORDS(CLOCK(0x0a), 11, 1), WORDS(SUCCESS)),
	THEN(2, WORDS(CLOCK(0x05), 0, 1, 1, 0), WORDS(INVALID_PARAMETERS)),
	THEN(1, WORDS(CLOCK(0x05), 0, 11, 30, 0), WORDS(DENIED)),
	NO_EVENT(1),
	CASE("who no longer wants to be told of requests is not",
	     1, WORDS(CLOCK(0x0a), 1, 1), WORDS(SUCCESS)),
	THEN(1, WORDS(CLOCK(0x0a), 1, 0), WORDS(SUCCESS)),
	THEN(2, WORDS(CLOCK(0x05), 0, 1, 400000000, 0), WORDS(SUCCESS)),
	NO_EVENT(1),
	CASE("reserved bits of listening to requests",
	     1, WORDS(CLOCK(0x0a), 1, 2), WORDS(INVALID_PARAMETERS)),
	THEN(1, WORDS(CLOCK(0x0a), 1, 0xffffffff), WORDS(INVALID_PARAMETERS)),
	CASE("version 2.0 is told of changes and requests",
	     4, WORDS(CLOCK(0x09), 0, 1), WORDS(SUCCESS)),
	THEN(1, WORDS(CLOCK(0x05), 0, 1, 400000000, 0), WORDS(SUCCESS)),
	EVENT(4, WORDS(CLOCK_EVENT(0), 1, 0, 400000000, 0)),
	THEN(4, WORDS(CLOCK(0x0a), 0, 1), WORDS(SUCCESS)),
	THEN(1, WORDS(CLOCK(0x05), 0, 1, 400000000, 0), WORDS(SUCCESS)),
	EVENT(4, WORDS(CLOCK_EVENT(1), 1, 0, 400000000, 0)),
	NO_EVENT(4),

	/* Queues */
	CASE("events come in the order they happened, round and round",
	     2, WORDS(CLOCK(0x09), 1, 1), WORDS(SUCCESS)),
	THEN(1, WORDS(CLOCK(0x05), 0, 1, 100000000, 0), WORDS(SUCCESS)),
	THEN(1, WORDS(CLOCK(0x05), 0, 1, 200000000, 0), WORDS(SUCCESS)),
	EVENT(2, WORDS(CLOCK_EVENT(0), 1, 1, 100000000, 0)),
	THEN(1, WORDS(CLOCK(0x05), 0, 1, 400000000, 0), WORDS(SUCCESS)),
	EVENT(2, WORDS(CLOCK_EVENT(0), 1, 1, 200000000, 0)),
	THEN(1, WORDS(CLOCK(0x05), 0, 1, 1000000000, 0), WORDS(SUCCESS)),
	EVENT(2, WORDS(CLOCK_EVENT(0), 1, 1, 400000000, 0)),
	EVENT(2, WORDS(CLOCK_EVENT(0), 1, 1, 1000000000, 0)),
	NO_EVENT(2),
	CASE("in a full queue the older events stay",
	     2, WORDS(CLOCK(0x09), 1, 1), WORDS(SUCCESS)),
	THEN(1, WORDS(CLOCK(0x05), 0, 1, 100000000, 0), WORDS(SUCCESS)),
	THEN(1, WORDS(CLOCK(0x05), 0, 1, 200000000, 0), WORDS(SUCCESS)),
	THEN(1, WORDS(CLOCK(0x05), 0, 1, 400000000, 0), WORDS(SUCCESS)),
	EVENT(2, WORDS(CLOCK_EVENT(0), 1, 1, 100000000, 0)),
	EVENT(2, WORDS(CLOCK_EVENT(0), 1, 1, 200000000, 0)),
	NO_EVENT(2),
	THEN(1, WORDS(CLOCK(0x05), 0, 1, 1000000000, 0), WORDS(SUCCESS)),
	EVENT(2, WORDS(CLOCK_EVENT(0), 1, 1, 1000000000, 0)),
	{ 0 }
};

static void overflow_is_counted(void **state)
{
	struct setup *setup = setup_board("tests/unit/unit");
	struct scmi_server *server = &setup->board.server;
	uint8_t message[SCMI_MAX_EVENT_SIZE];
	uint32_t reply[2];

	(void)state;
	SEND(server, 4, reply, CLOCK(0x09), 0, 1);
	SEND(server, 1, reply, CLOCK(0x05), 0, 1, 100000000, 0);
	assert_int_equal(server->agent_states[3].lost_events, 0);
	SEND(server, 1, reply, CLOCK(0x05), 0, 1, 200000000, 0);
	SEND(server, 1, reply, CLOCK(0x05), 0, 1, 400000000, 0);
	assert_int_equal(server->agent_states[3].lost_events, 2);
	assert_int_equal(scmi_server_next_event(server, 4, message, sizeof(message)), 20);
	assert_int_equal(get_word(message + 12), 100000000);
	assert_int_equal(scmi_server_next_event(server, 4, message, sizeof(message)), 0);
	teardown_board(setup);
}

static void room_for_events(void **state)
{
	struct setup *setup = setup_board("tests/unit/unit");
	struct scmi_server *server = &setup->board.server;
	uint32_t reply[2];
	size_t room;

	(void)state;
	SEND(server, 1, reply, CLOCK(0x09), 1, 1);
	SEND(server, 1, reply, CLOCK(0x05), 0, 1, 100000000, 0);
	for (room = 0; room <= 20; room++) {
		uint8_t *message = malloc(room ? room : 1);

		assert_int_equal(scmi_server_next_event(server, 1, message, room),
				 room == 20 ? 20 : 0);
		if (room == 20)
			assert_int_equal(get_word(message), CLOCK_EVENT(0));
		free(message);
	}
	teardown_board(setup);
}

static void events_of_nobody(void **state)
{
	struct setup *setup = setup_board("tests/unit/unit");
	struct scmi_server *server = &setup->board.server;
	uint8_t message[SCMI_MAX_EVENT_SIZE];

	(void)state;
	assert_int_equal(scmi_server_next_event(server, 0, message, sizeof(message)), 0);
	assert_int_equal(scmi_server_next_event(server, 3, message, sizeof(message)), 0);
	assert_int_equal(scmi_server_next_event(server, 6, message, sizeof(message)), 0);
	assert_int_equal(scmi_server_next_event(server, 0x101, message, sizeof(message)), 0);
	assert_int_equal(scmi_server_next_event(server, UINT32_MAX, message, sizeof(message)), 0);
	teardown_board(setup);
}

int main(void)
{
	ADD_CASES(cases);
	ADD_TEST("events that a full queue cannot take are counted", overflow_is_counted);
	ADD_TEST("an event stays until there is room for it", room_for_events);
	ADD_TEST("agents that there are not and agents without a queue have no events",
		 events_of_nobody);
	return run_program("events");
}
