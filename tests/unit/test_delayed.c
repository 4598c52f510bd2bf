// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * Delayed responses: a delayed response has the token of its request, type 2 in bits 9:8 of the header, and
 * the layout of CLOCK_RATE_SET_COMPLETE in section 4.6 of the specification. The board is
 * tests/unit/delayed.dts.
 */
#include "harness.h"

/* Flags of CLOCK_RATE_SET */
#define ASYNC			1u
#define SILENT			2u

#define DELAYED(message)	(0x5200u | (message))
#define SLOW			0
#define QUICK			1
#define AT_ONCE			2
#define DIVIDED			3

static int start(void **state)
{
	*state = setup_board("tests/unit/delayed");
	return 0;
}

static int end(void **state)
{
	teardown_board(*state);
	return 0;
}

/* A request, and the status and words that have to come back */
static void expect(struct setup *setup, unsigned int agent, const uint32_t *request, size_t size,
		   const uint32_t *expected, size_t expected_size)
{
	struct snapshot before;
	uint32_t reply[16];
	size_t count;

	take_snapshot(&setup->board, &before);
	count = exchange_words(&setup->board.server, agent, request, size / 4, reply, 16);
	assert_int_equal(count, 1 + expected_size / 4);
	assert_int_equal(reply[0], request[0]);
	assert_memory_equal(reply + 1, expected, expected_size);
	if (expected[0])
		assert_null(snapshot_difference(&setup->board, &before));
}

#define LIST(...)		((const uint32_t[]){ __VA_ARGS__ })
#define SIZE(...)		sizeof((const uint32_t[]){ __VA_ARGS__ })
#define REQUEST(...)		LIST(__VA_ARGS__), SIZE(__VA_ARGS__)
#define EXPECT(agent, request, ...)								\
	expect(*state, agent, request, LIST(__VA_ARGS__), SIZE(__VA_ARGS__))
#define SET(token, flags, clock, rate)								\
	REQUEST(CLOCK(0x05) | TOKEN(token), flags, clock, (uint32_t)(rate), (uint64_t)(rate) >> 32)

/* The next event of an agent, whole; none: no words */
static void expect_event(struct setup *setup, unsigned int agent, const uint32_t *expected, size_t size)
{
	uint8_t message[SCMI_MAX_EVENT_SIZE];
	size_t i, got = scmi_server_next_event(&setup->board.server, agent, message, sizeof(message));

	assert_int_equal(got, size);
	for (i = 0; i < size / 4; i++)
		assert_int_equal(get_word(message + 4 * i), expected[i]);
}

#define EXPECT_EVENT(agent, ...) expect_event(*state, agent, LIST(__VA_ARGS__), SIZE(__VA_ARGS__))
#define EXPECT_NONE(agent)	 expect_event(*state, agent, NULL, 0)

static void at(void **state, uint64_t microseconds)
{
	struct setup *setup = *state;

	scmi_board_set_time(&setup->board, microseconds);
}

static void announced(void **state)
{
	EXPECT(1, REQUEST(CLOCK(0x01)), SUCCESS, 2 << 16 | 4);
	EXPECT(2, REQUEST(CLOCK(0x01)), SUCCESS, 255 << 16 | 4);
	EXPECT(3, REQUEST(CLOCK(0x01)), SUCCESS, 1);
}

static void answered_later(void **state)
{
	at(state, 1000);
	EXPECT(1, SET(0x155, ASYNC, SLOW, 0x100000000), SUCCESS);
	EXPECT_NONE(1);
	at(state, 1099);
	EXPECT_NONE(1);
	EXPECT(1, REQUEST(CLOCK(0x06), SLOW), SUCCESS, 1000, 0);
	at(state, 1100);
	EXPECT_EVENT(1, DELAYED(0x05) | TOKEN(0x155), SUCCESS, SLOW, 0, 1);
	EXPECT_NONE(1);
	EXPECT(1, REQUEST(CLOCK(0x06), SLOW), SUCCESS, 0, 1);
	at(state, 5000);
	EXPECT_NONE(1);
}

static void the_agents_own_number(void **state)
{
	EXPECT(2, SET(0x3ff, ASYNC, 3, 2000), SUCCESS);
	at(state, 100);
	EXPECT_EVENT(2, DELAYED(0x05) | TOKEN(0x3ff), SUCCESS, 3, 2000, 0);
	EXPECT_NONE(1);
}

static void no_time_needs_time_to_go_on(void **state)
{
	EXPECT(1, SET(1, ASYNC, AT_ONCE, 20), SUCCESS);
	EXPECT_NONE(1);
	at(state, 0);
	EXPECT_NONE(1);
	at(state, 1);
	EXPECT_EVENT(1, DELAYED(0x05) | TOKEN(1), SUCCESS, AT_ONCE, 20, 0);
}

static void time_does_not_go_back(void **state)
{
	at(state, 1000);
	EXPECT(1, SET(1, ASYNC, SLOW, 2000), SUCCESS);
	at(state, 500);
	at(state, 1099);
	EXPECT_NONE(1);
	at(state, 1100);
	EXPECT_EVENT(1, DELAYED(0x05) | TOKEN(1), SUCCESS, SLOW, 2000, 0);
}

static void in_the_order_of_time(void **state)
{
	EXPECT(1, SET(1, ASYNC, SLOW, 2000), SUCCESS);
	EXPECT(1, SET(2, ASYNC, QUICK, 2000), SUCCESS);
	at(state, 1000);
	EXPECT_EVENT(1, DELAYED(0x05) | TOKEN(2), SUCCESS, QUICK, 2000, 0);
	EXPECT_EVENT(1, DELAYED(0x05) | TOKEN(1), SUCCESS, SLOW, 2000, 0);
}

static void busy(void **state)
{
	EXPECT(1, SET(1, ASYNC, SLOW, 2000), SUCCESS);
	EXPECT(1, SET(2, ASYNC, QUICK, 2000), SUCCESS);
	/* As many as the agent can have; and a clock that is changing */
	EXPECT(1, SET(3, ASYNC, AT_ONCE, 20), BUSY);
	EXPECT(1, SET(3, ASYNC | SILENT, AT_ONCE, 20), BUSY);
	EXPECT(1, SET(4, 0, SLOW, 1000), BUSY);
	EXPECT(2, SET(5, ASYNC, 2, 1000), BUSY);
	EXPECT(3, SET(6, 0, SLOW, 1000), BUSY);
	EXPECT(1, SET(7, 0, AT_ONCE, 20), SUCCESS);
	at(state, 10);
	EXPECT(1, SET(8, ASYNC, AT_ONCE, 10), SUCCESS);
	EXPECT(1, SET(9, ASYNC, QUICK, 1000), BUSY);
	EXPECT(1, SET(9, 0, QUICK, 1000), SUCCESS);
}

static void room_is_kept(void **state)
{
	unsigned int i;

	/* Notifications fill the queue but for what the delayed response needs */
	EXPECT(1, REQUEST(CLOCK(0x09), AT_ONCE, 1), SUCCESS);
	EXPECT(1, SET(1, ASYNC, SLOW, 2000), SUCCESS);
	for (i = 0; i < 4; i++)
		EXPECT(1, SET(2, 0, AT_ONCE, i % 2 ? 10 : 20), SUCCESS);
	at(state, 100);
	EXPECT_EVENT(1, CLOCK_EVENT(0), 1, AT_ONCE, 20, 0);
	EXPECT_EVENT(1, CLOCK_EVENT(0), 1, AT_ONCE, 10, 0);
	EXPECT_EVENT(1, CLOCK_EVENT(0), 1, AT_ONCE, 20, 0);
	EXPECT_EVENT(1, DELAYED(0x05) | TOKEN(1), SUCCESS, SLOW, 2000, 0);
	EXPECT_NONE(1);
	/* No room can be kept: one event at most, and it waits already */
	EXPECT(2, SET(1, ASYNC, 3, 1000), SUCCESS);
	EXPECT(2, SET(2, ASYNC, 2, 2000), BUSY);
	EXPECT(2, SET(2, ASYNC | SILENT, 2, 2000), SUCCESS);
	at(state, 200);
	EXPECT(2, SET(3, ASYNC, 2, 1000), BUSY);
	EXPECT_EVENT(2, DELAYED(0x05) | TOKEN(1), SUCCESS, 3, 1000, 0);
	EXPECT(2, SET(3, ASYNC, 2, 1000), SUCCESS);
}

static void room_is_kept_from_its_own_notification(void **state)
{
	EXPECT(2, REQUEST(CLOCK(0x0a), 3, 1), SUCCESS);
	EXPECT(2, SET(1, ASYNC, 3, 2000), SUCCESS);
	EXPECT_NONE(2);
	at(state, 100);
	EXPECT_EVENT(2, DELAYED(0x05) | TOKEN(1), SUCCESS, 3, 2000, 0);
	EXPECT_NONE(2);
}

static void silent(void **state)
{
	EXPECT(1, SET(1, ASYNC | SILENT, SLOW, 2000), SUCCESS);
	at(state, 100);
	EXPECT_NONE(1);
	EXPECT(1, REQUEST(CLOCK(0x06), SLOW), SUCCESS, 2000, 0);
	EXPECT(1, SET(1, ASYNC, SLOW, 1000), SUCCESS);
	EXPECT(1, SET(2, ASYNC, QUICK, 2000), SUCCESS);
	/* The flag says nothing where nothing is delayed */
	EXPECT(1, SET(3, SILENT, AT_ONCE, 20), SUCCESS);
}

static void subscribers_are_told_when_it_is_done(void **state)
{
	EXPECT(3, REQUEST(CLOCK(0x09), SLOW, 1), SUCCESS);
	EXPECT(3, REQUEST(CLOCK(0x0a), SLOW, 1), SUCCESS);
	EXPECT(1, SET(1, ASYNC, SLOW, 2000), SUCCESS);
	EXPECT_EVENT(3, CLOCK_EVENT(1), 1, SLOW, 2000, 0);
	EXPECT_NONE(3);
	at(state, 100);
	EXPECT_EVENT(3, CLOCK_EVENT(0), 1, SLOW, 2000, 0);
	EXPECT_NONE(3);
}

static void failure_is_told_late(void **state)
{
	/* When its time comes, the parent has another rate, which does not divide to the one wanted */
	EXPECT(1, SET(1, ASYNC, DIVIDED, 250), SUCCESS);
	EXPECT(1, SET(2, 0, SLOW, 0x100000000), SUCCESS);
	at(state, 50);
	EXPECT_EVENT(1, DELAYED(0x05) | TOKEN(1), OUT_OF_RANGE);
	EXPECT_NONE(1);
	EXPECT(1, SET(3, ASYNC, DIVIDED, 0x40000000), SUCCESS);
	at(state, 100);
	EXPECT_EVENT(1, DELAYED(0x05) | TOKEN(3), SUCCESS, DIVIDED, 0x40000000, 0);
}

static void refused(void **state)
{
	EXPECT(3, SET(1, ASYNC, SLOW, 2000), NOT_SUPPORTED);
	EXPECT(1, SET(1, ASYNC, SLOW, 999), INVALID_PARAMETERS);
	EXPECT(1, SET(1, ASYNC | 0x10, SLOW, 2000), INVALID_PARAMETERS);
	EXPECT(1, SET(1, ASYNC, 4, 2000), NOT_FOUND);
	at(state, 1000);
	EXPECT_NONE(1);
	EXPECT(1, REQUEST(CLOCK(0x06), SLOW), SUCCESS, 1000, 0);
}

static void a_reset_ends_it(void **state)
{
	EXPECT(1, SET(1, ASYNC, SLOW, 2000), SUCCESS);
	EXPECT(1, SET(2, ASYNC | SILENT, QUICK, 2000), SUCCESS);
	EXPECT(2, SET(3, ASYNC, 1, 20), SUCCESS);
	EXPECT(2, REQUEST(BASE(0x0b), 1, 0), SUCCESS);
	at(state, 1000);
	EXPECT_NONE(1);
	EXPECT_EVENT(2, DELAYED(0x05) | TOKEN(3), SUCCESS, 1, 20, 0);
	EXPECT(1, REQUEST(CLOCK(0x06), SLOW), SUCCESS, 1000, 0);
	EXPECT(1, REQUEST(CLOCK(0x06), QUICK), SUCCESS, 1000, 0);
	/* All room is there again */
	EXPECT(1, SET(4, ASYNC, SLOW, 2000), SUCCESS);
	EXPECT(1, SET(5, ASYNC, QUICK, 2000), SUCCESS);
	at(state, 2000);
	EXPECT_EVENT(1, DELAYED(0x05) | TOKEN(5), SUCCESS, QUICK, 2000, 0);
	EXPECT_EVENT(1, DELAYED(0x05) | TOKEN(4), SUCCESS, SLOW, 2000, 0);
}

/* A platform that says twice that it is done, or that has nothing to do */
static void done_for_nothing(void **state)
{
	struct setup *setup = *state;

	scmi_clock_rate_set_done(&setup->board.server, SLOW, SCMI_SUCCESS);
	EXPECT_NONE(1);
	EXPECT(1, SET(1, ASYNC, SLOW, 2000), SUCCESS);
	scmi_clock_rate_set_done(&setup->board.server, SLOW, SCMI_HARDWARE_ERROR);
	scmi_clock_rate_set_done(&setup->board.server, SLOW, SCMI_HARDWARE_ERROR);
	EXPECT_EVENT(1, DELAYED(0x05) | TOKEN(1), HARDWARE_ERROR);
	EXPECT_NONE(1);
}

static void wrong_descriptions(void **state)
{
	struct setup *setup = *state;
	struct scmi_server *server = &setup->board.server;
	struct scmi_agent agents[3];

	memcpy(agents, server->agents, sizeof(agents));
	server->agents = agents;
	assert_int_equal(scmi_server_init(server), SCMI_SUCCESS);
	agents[0].deferred = NULL;
	assert_int_equal(scmi_server_init(server), SCMI_INVALID_PARAMETERS);
	agents[0].max_deferred = 0;
	assert_int_equal(scmi_server_init(server), SCMI_SUCCESS);
	agents[1].max_events = 0;
	assert_int_equal(scmi_server_init(server), SCMI_INVALID_PARAMETERS);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(function)	cmocka_unit_test_setup_teardown(function, start, end)
		TEST(announced),
		TEST(answered_later),
		TEST(the_agents_own_number),
		TEST(no_time_needs_time_to_go_on),
		TEST(time_does_not_go_back),
		TEST(in_the_order_of_time),
		TEST(busy),
		TEST(room_is_kept),
		TEST(room_is_kept_from_its_own_notification),
		TEST(silent),
		TEST(subscribers_are_told_when_it_is_done),
		TEST(failure_is_told_late),
		TEST(refused),
		TEST(a_reset_ends_it),
		TEST(done_for_nothing),
		TEST(wrong_descriptions),
	};

	return cmocka_run_group_tests_name("delayed", tests, NULL, NULL);
}
