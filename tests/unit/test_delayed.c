// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * Asynchronous requests: a delayed response has the token of its request, type 2 in bits 9:8 of the header, and
 * the layout of CLOCK_RATE_SET_COMPLETE and its like in sections 4.6 to 4.10 of the specification. The
 * board is tests/unit/delayed.dts.
 */
#include "harness.h"

/* Flags of CLOCK_RATE_SET */
#define ASYNC			1u
#define SILENT			2u

#define DELAYED(message)	(0x5200u | (message))
#define LATER(header)		((header) | 0x200u)
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
	uint32_t reply[32];
	size_t count;

	take_snapshot(&setup->board, &before);
	count = exchange_words(&setup->board.server, agent, request, size / 4, reply, 32);
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

/* A rate is whose request was done: who failed to change it does not take it back when reset */
static void failure_changes_no_owner(void **state)
{
	struct setup *setup = *state;

	EXPECT(1, SET(1, 0, SLOW, 2000), SUCCESS);
	EXPECT(2, SET(2, ASYNC, 3, 0x100000000), SUCCESS);
	scmi_server_done(&setup->board.server, SCMI_PROTOCOL_CLOCK, SLOW, SCMI_HARDWARE_ERROR);
	EXPECT_EVENT(2, DELAYED(0x05) | TOKEN(2), HARDWARE_ERROR);
	EXPECT(2, REQUEST(BASE(0x0b), 2, 0), SUCCESS);
	EXPECT(1, REQUEST(CLOCK(0x06), SLOW), SUCCESS, 2000, 0);
	EXPECT(2, REQUEST(BASE(0x0b), 1, 0), SUCCESS);
	EXPECT(2, REQUEST(CLOCK(0x06), 3), SUCCESS, 1000, 0);
}

static void success_changes_the_owner(void **state)
{
	EXPECT(1, SET(1, 0, SLOW, 2000), SUCCESS);
	EXPECT(2, SET(2, ASYNC | SILENT, 3, 0x100000000), SUCCESS);
	at(state, 100);
	EXPECT(2, REQUEST(BASE(0x0b), 1, 0), SUCCESS);
	EXPECT(1, REQUEST(CLOCK(0x06), SLOW), SUCCESS, 0, 1);
	EXPECT(2, REQUEST(BASE(0x0b), 2, 0), SUCCESS);
	EXPECT(1, REQUEST(CLOCK(0x06), SLOW), SUCCESS, 1000, 0);
}

/* Whose rate is on its way is its owner when another one's is taken back, which leaves the hardware alone */
static void a_reset_of_another_on_the_way(void **state)
{
	struct setup *setup = *state;

	EXPECT(1, SET(1, 0, SLOW, 2000), SUCCESS);
	EXPECT(2, SET(2, ASYNC, 3, 0x100000000), SUCCESS);
	EXPECT(2, REQUEST(BASE(0x0b), 1, 0), SUCCESS);
	EXPECT(1, REQUEST(CLOCK(0x06), SLOW), SUCCESS, 2000, 0);
	scmi_server_done(&setup->board.server, SCMI_PROTOCOL_CLOCK, SLOW, SCMI_HARDWARE_ERROR);
	EXPECT_EVENT(2, DELAYED(0x05) | TOKEN(2), HARDWARE_ERROR);
	EXPECT(1, REQUEST(CLOCK(0x06), SLOW), SUCCESS, 2000, 0);
	EXPECT(2, REQUEST(BASE(0x0b), 2, 0), SUCCESS);
	EXPECT(1, REQUEST(CLOCK(0x06), SLOW), SUCCESS, 1000, 0);
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

/* Who may not use the clock's device any more when it is done is told that, and no rate */
static void permission_taken_meanwhile(void **state)
{
	static const uint32_t devices[] = { 1, 0, 0, 0 };
	struct setup *setup = *state;
	struct scmi_board *board = &setup->board;
	unsigned int i;

	for (i = 0; board->protocols[i].protocol != &scmi_clock_protocol; i++)
		;
	board->protocols[i].devices = devices;
	board->server.device_count = 1;
	EXPECT(3, REQUEST(CLOCK(0x09), SLOW, 1), SUCCESS);
	EXPECT(1, SET(1, ASYNC, SLOW, 2000), SUCCESS);
	EXPECT(2, REQUEST(BASE(0x09), 1, 0, 0), SUCCESS);
	at(state, 100);
	EXPECT_EVENT(1, DELAYED(0x05) | TOKEN(1), DENIED);
	EXPECT_NONE(1);
	/* It was allowed when it was asked for */
	EXPECT_EVENT(3, CLOCK_EVENT(0), 1, SLOW, 2000, 0);
	EXPECT(2, REQUEST(CLOCK(0x06), 3), SUCCESS, 2000, 0);
}

/* A platform that says twice that it is done, or that has nothing to do */
static void done_for_nothing(void **state)
{
	struct setup *setup = *state;

	scmi_server_done(&setup->board.server, SCMI_PROTOCOL_CLOCK, SLOW, SCMI_SUCCESS);
	EXPECT_NONE(1);
	EXPECT(1, SET(1, ASYNC, SLOW, 2000), SUCCESS);
	scmi_server_done(&setup->board.server, SCMI_PROTOCOL_CLOCK, SLOW, SCMI_HARDWARE_ERROR);
	scmi_server_done(&setup->board.server, SCMI_PROTOCOL_CLOCK, SLOW, SCMI_HARDWARE_ERROR);
	EXPECT_EVENT(1, DELAYED(0x05) | TOKEN(1), HARDWARE_ERROR);
	EXPECT_NONE(1);
}

/* Resets: RESET, flags bit 0 autonomous, bit 2 asynchronous */

#define RESET(message)		RESET_DOMAIN(message)
#define RESET_LATER		5u
#define RESET_NOW		1u

static void resets_announced(void **state)
{
	EXPECT(1, REQUEST(RESET(0x03), 0), SUCCESS, 0xc0000000, 100, C4('l', 'o', 'n', 'g'), 0, 0, 0);
	EXPECT(1, REQUEST(RESET(0x03), 1), SUCCESS, 0x40000000, 0xffffffff,
	       C4('u', 'n', 'k', 'n'), C4('o', 'w', 'n', 0), 0, 0);
	EXPECT(3, REQUEST(RESET(0x03), 0), SUCCESS, 0x40000000, 100, C4('l', 'o', 'n', 'g'), 0, 0, 0);
}

static void reset_later(void **state)
{
	EXPECT(3, REQUEST(RESET(0x05), 0, 1), SUCCESS);
	EXPECT(2, REQUEST(RESET(0x04) | TOKEN(9), 1, RESET_LATER, 0x80000003), SUCCESS);
	at(state, 99);
	EXPECT_NONE(2);
	EXPECT_NONE(3);
	at(state, 100);
	EXPECT_EVENT(2, LATER(RESET(0x04)) | TOKEN(9), SUCCESS, 1);
	EXPECT_EVENT(3, RESET_DOMAIN_EVENT(0), 2, 0, 0x80000003);
	EXPECT_NONE(2);
	EXPECT_NONE(3);
}

static void reset_busy(void **state)
{
	EXPECT(1, REQUEST(RESET(0x04), 0, RESET_LATER, 0), SUCCESS);
	EXPECT(1, REQUEST(RESET(0x04), 0, RESET_LATER, 0), BUSY);
	EXPECT(2, REQUEST(RESET(0x04), 1, RESET_NOW, 0), BUSY);
	EXPECT(2, REQUEST(RESET(0x04), 1, 0, 0), BUSY);
	EXPECT(3, REQUEST(RESET(0x04), 0, 2, 0), BUSY);
	EXPECT(2, REQUEST(RESET(0x04), 0, 2, 0), SUCCESS);
	at(state, 100);
	EXPECT_EVENT(1, LATER(RESET(0x04)), SUCCESS, 0);
	EXPECT(2, REQUEST(RESET(0x04), 1, 0, 0), SUCCESS);
	/* Who needs the domain keeps it from being reset, later as well as now */
	EXPECT(1, REQUEST(RESET(0x04), 0, RESET_LATER, 0), IN_USE);
}

static void reset_refused(void **state)
{
	EXPECT(1, REQUEST(RESET(0x04), 1, RESET_LATER, 0), NOT_SUPPORTED);
	EXPECT(3, REQUEST(RESET(0x04), 0, RESET_LATER, 0), NOT_SUPPORTED);
	EXPECT(1, REQUEST(RESET(0x04), 0, 4, 0), INVALID_PARAMETERS);
	EXPECT(1, REQUEST(RESET(0x04), 0, 6, 0), INVALID_PARAMETERS);
	EXPECT(1, REQUEST(RESET(0x04), 0, RESET_LATER, 1), INVALID_PARAMETERS);
	EXPECT(1, REQUEST(RESET(0x04), 2, RESET_LATER, 0), NOT_FOUND);
	at(state, 1000);
	EXPECT_NONE(1);
}

static void reset_given_up(void **state)
{
	EXPECT(1, REQUEST(RESET(0x04), 0, RESET_LATER, 0), SUCCESS);
	EXPECT(1, REQUEST(BASE(0x0b), 1, 0), SUCCESS);
	EXPECT(2, REQUEST(RESET(0x04), 1, RESET_NOW, 0), SUCCESS);
	at(state, 1000);
	EXPECT_NONE(1);
}

/* Supplies: VOLTAGE_LEVEL_SET, flags bit 0; 501 microvolts at 10 a microsecond */

static void levels_announced(void **state)
{
	EXPECT(1, REQUEST(VOLTAGE(0x03), 0), SUCCESS, 0x80000000,
	       C4('r', 'a', 'm', 'p'), C4('i', 'n', 'g', 0), 0, 0);
	EXPECT(1, REQUEST(VOLTAGE(0x03), 1), SUCCESS, 0, C4('s', 't', 'e', 'p'), C4('p', 'i', 'n', 'g'),
	       0, 0);
	EXPECT(3, REQUEST(VOLTAGE(0x03), 0), SUCCESS, 0, C4('r', 'a', 'm', 'p'), C4('i', 'n', 'g', 0), 0, 0);
	EXPECT(4, REQUEST(VOLTAGE(0x03), 0), SUCCESS, 0, C4('r', 'a', 'm', 'p'), C4('i', 'n', 'g', 0), 0, 0);
}

static void level_ramps(void **state)
{
	EXPECT(2, REQUEST(VOLTAGE(0x07) | TOKEN(3), 1, 1, 1000501), SUCCESS);
	EXPECT(1, REQUEST(VOLTAGE(0x08), 0), SUCCESS, 1000000);
	at(state, 25);
	EXPECT(1, REQUEST(VOLTAGE(0x08), 0), SUCCESS, 1000250);
	at(state, 50);
	EXPECT(1, REQUEST(VOLTAGE(0x08), 0), SUCCESS, 1000500);
	EXPECT_NONE(2);
	at(state, 51);
	EXPECT_EVENT(2, LATER(VOLTAGE(0x07)) | TOKEN(3), SUCCESS, 1, 1000501);
	EXPECT(1, REQUEST(VOLTAGE(0x07) | TOKEN(4), 0, 1, 1000000), SUCCESS);
	at(state, 52);
	EXPECT(1, REQUEST(VOLTAGE(0x08), 0), SUCCESS, 1000491);
	EXPECT_NONE(1);
	at(state, 200);
	EXPECT_EVENT(1, LATER(VOLTAGE(0x07)) | TOKEN(4), SUCCESS, 0, 1000000);
	EXPECT_NONE(2);
}

static void level_without_waiting(void **state)
{
	EXPECT(3, REQUEST(VOLTAGE(0x07), 0, 0, 1001000), SUCCESS);
	EXPECT(3, REQUEST(VOLTAGE(0x08), 0), SUCCESS, 1001000);
	EXPECT(1, REQUEST(VOLTAGE(0x07), 0, 1, 1001000), SUCCESS);
	EXPECT_NONE(1);
	at(state, 1);
	EXPECT_EVENT(1, LATER(VOLTAGE(0x07)), SUCCESS, 0, 1001000);
}

static void level_busy(void **state)
{
	EXPECT(1, REQUEST(VOLTAGE(0x07), 0, 1, 1001000), SUCCESS);
	EXPECT(1, REQUEST(VOLTAGE(0x07), 0, 0, 1000000), BUSY);
	EXPECT(2, REQUEST(VOLTAGE(0x07), 1, 1, 1000000), BUSY);
	EXPECT(3, REQUEST(VOLTAGE(0x07), 0, 0, 1000000), BUSY);
	/* Its mode is another matter */
	EXPECT(3, REQUEST(VOLTAGE(0x05), 0, 7), SUCCESS);
	EXPECT(1, REQUEST(VOLTAGE(0x07), 1, 0, 2000000), SUCCESS);
}

static void level_refused(void **state)
{
	EXPECT(1, REQUEST(VOLTAGE(0x07), 1, 1, 2000000), NOT_SUPPORTED);
	EXPECT(3, REQUEST(VOLTAGE(0x07), 0, 1, 1001000), NOT_SUPPORTED);
	EXPECT(4, REQUEST(VOLTAGE(0x07), 0, 1, 1001000), INVALID_PARAMETERS);
	EXPECT(1, REQUEST(VOLTAGE(0x07), 0, 1, 1000002), INVALID_PARAMETERS);
	EXPECT(1, REQUEST(VOLTAGE(0x07), 0, 2, 1001000), INVALID_PARAMETERS);
}

static void level_given_up(void **state)
{
	EXPECT(1, REQUEST(VOLTAGE(0x07), 0, 1, 1001000), SUCCESS);
	at(state, 30);
	EXPECT(2, REQUEST(BASE(0x0b), 1, 0), SUCCESS);
	EXPECT(2, REQUEST(VOLTAGE(0x08), 1), SUCCESS, 1000000);
	at(state, 1000);
	EXPECT(2, REQUEST(VOLTAGE(0x08), 1), SUCCESS, 1000000);
	EXPECT_NONE(1);
}

/* Sensors: SENSOR_READING_GET, flags bit 0; one degree a millisecond */

static void readings_announced(void **state)
{
	EXPECT(1, REQUEST(SENSOR(0x01)), SUCCESS, 2 << 16 | 3, 0, 0, 0);
	EXPECT(3, REQUEST(SENSOR(0x01)), SUCCESS, 1, 0, 0, 0);
	EXPECT(2, REQUEST(SENSOR(0x03), 0), SUCCESS, 2,
	       0, 0, 2, C4('i', 'n', 's', 't'), C4('a', 'n', 't', 0), 0, 0,
	       1, 0x80000000, 2, C4('w', 'a', 'r', 'm'), C4('t', 'h', 0, 0), 0, 0);
	EXPECT(3, REQUEST(SENSOR(0x03), 0), SUCCESS, 1,
	       0, 0, 2, C4('w', 'a', 'r', 'm'), C4('t', 'h', 0, 0), 0, 0);
	EXPECT(4, REQUEST(SENSOR(0x03), 0), SUCCESS, 1,
	       0, 0x80000000, 2, C4('w', 'a', 'r', 'm'), C4('t', 'h', 0, 0), 0, 0);
}

static void reading_later(void **state)
{
	at(state, 10000);
	EXPECT(1, REQUEST(SENSOR(0x06) | TOKEN(1), 0, 1), SUCCESS);
	EXPECT(1, REQUEST(SENSOR(0x06), 0, 0), SUCCESS, 10, 0, 0, 0);
	at(state, 11000);
	EXPECT_NONE(1);
	/* Who asks meanwhile waits for the same reading */
	EXPECT(2, REQUEST(SENSOR(0x06) | TOKEN(2), 1, 1), SUCCESS);
	EXPECT(4, REQUEST(SENSOR(0x06) | TOKEN(3), 0, 1), SUCCESS);
	at(state, 20000);
	EXPECT_EVENT(1, LATER(SENSOR(0x06)) | TOKEN(1), SUCCESS, 0, 13, 0, 0, 0);
	EXPECT_EVENT(2, LATER(SENSOR(0x06)) | TOKEN(2), SUCCESS, 1, 13, 0, 0, 0);
	/* Version 1.0 has no timestamps */
	EXPECT_EVENT(4, LATER(SENSOR(0x06)) | TOKEN(3), SUCCESS, 0, 13, 0);
	EXPECT_NONE(1);
}

static void reading_of_axes(void **state)
{
	EXPECT(1, REQUEST(SENSOR(0x06), 1, 1), PROTOCOL_ERROR);
	EXPECT(1, REQUEST(SENSOR(0x0a), 1, 3), SUCCESS);
	at(state, 500);
	EXPECT(1, REQUEST(SENSOR(0x06) | TOKEN(1), 1, 1), SUCCESS);
	at(state, 501);
	EXPECT_EVENT(1, LATER(SENSOR(0x06)) | TOKEN(1), SUCCESS, 1, 1, 0, 500, 0,
		     0xfffffffe, 0xffffffff, 500, 0, 3, 0, 500, 0);
	/* It is disabled before it is read */
	EXPECT(1, REQUEST(SENSOR(0x06) | TOKEN(2), 1, 1), SUCCESS);
	EXPECT(1, REQUEST(SENSOR(0x0a), 1, 0), SUCCESS);
	at(state, 600);
	EXPECT_EVENT(1, LATER(SENSOR(0x06)) | TOKEN(2), PROTOCOL_ERROR);
}

static void reading_refused(void **state)
{
	EXPECT(1, REQUEST(SENSOR(0x06), 2, 1), NOT_SUPPORTED);
	EXPECT(3, REQUEST(SENSOR(0x06), 0, 1), NOT_SUPPORTED);
	EXPECT(1, REQUEST(SENSOR(0x06), 0, 3), INVALID_PARAMETERS);
	EXPECT(1, REQUEST(SENSOR(0x06), 0, 1), SUCCESS);
	EXPECT(1, REQUEST(SENSOR(0x06), 0, 1), SUCCESS);
	EXPECT(1, REQUEST(SENSOR(0x06), 0, 1), BUSY);
}

static void reading_given_up_by_one(void **state)
{
	EXPECT(1, REQUEST(SENSOR(0x06), 0, 1), SUCCESS);
	EXPECT(2, REQUEST(SENSOR(0x06), 1, 1), SUCCESS);
	EXPECT(1, REQUEST(BASE(0x0b), 1, 0), SUCCESS);
	at(state, 3000);
	EXPECT_NONE(1);
	EXPECT_EVENT(2, LATER(SENSOR(0x06)), SUCCESS, 1, 3, 0, 0, 0);
}

static void reading_given_up_by_all(void **state)
{
	EXPECT(1, REQUEST(SENSOR(0x06), 0, 1), SUCCESS);
	at(state, 1000);
	EXPECT(1, REQUEST(BASE(0x0b), 1, 0), SUCCESS);
	EXPECT(1, REQUEST(SENSOR(0x06) | TOKEN(2), 0, 1), SUCCESS);
	/* What was given up was due at 3000 */
	at(state, 3999);
	EXPECT_NONE(1);
	at(state, 4000);
	EXPECT_EVENT(1, LATER(SENSOR(0x06)) | TOKEN(2), SUCCESS, 0, 4, 0, 0, 0);
	EXPECT_NONE(1);
}

/* Caps: POWERCAP_CAP_SET, flags bit 1 asynchronous, bit 0 ignore the delayed response */

static void caps_announced(void **state)
{
	EXPECT(1, REQUEST(POWERCAP(0x03), 0), SUCCESS, 0xec000000, C4('s', 'l', 'o', 'w'), 0, 0, 0,
	       1000, 1000, 0, 100, 500, 100, 0, 0, 0xffffffff);
	EXPECT(1, REQUEST(POWERCAP(0x03), 1), SUCCESS, 0xcc000000, C4('f', 'a', 's', 't'), 0, 0, 0,
	       1000, 1000, 0, 100, 500, 100, 0, 0, 0xffffffff);
	EXPECT(3, REQUEST(POWERCAP(0x03), 0), SUCCESS, 0xcc000000, C4('s', 'l', 'o', 'w'), 0, 0, 0,
	       1000, 1000, 0, 100, 500, 100, 0, 0, 0xffffffff);
}

static void cap_later(void **state)
{
	EXPECT(3, REQUEST(POWERCAP(0x0a), 0, 1), SUCCESS);
	EXPECT(2, REQUEST(POWERCAP(0x05) | TOKEN(1), 1, 2, 300), SUCCESS);
	EXPECT(1, REQUEST(POWERCAP(0x04), 0), SUCCESS, 0);
	at(state, 59);
	EXPECT_NONE(2);
	at(state, 60);
	EXPECT_EVENT(2, LATER(POWERCAP(0x05)) | TOKEN(1), SUCCESS, 1, 300);
	EXPECT_EVENT(3, POWERCAP_EVENT(0), 2, 0, 300, 1000);
	EXPECT(1, REQUEST(POWERCAP(0x04), 0), SUCCESS, 300);
	/* Another agent's higher cap does not count */
	EXPECT(1, REQUEST(POWERCAP(0x05) | TOKEN(2), 0, 2, 400), SUCCESS);
	at(state, 120);
	EXPECT_EVENT(1, LATER(POWERCAP(0x05)) | TOKEN(2), SUCCESS, 0, 300);
	EXPECT_NONE(3);
	EXPECT(2, REQUEST(POWERCAP(0x05), 1, 0, 0), SUCCESS);
	EXPECT(1, REQUEST(POWERCAP(0x04), 0), SUCCESS, 400);
}

static void cap_without_an_answer(void **state)
{
	EXPECT(1, REQUEST(POWERCAP(0x05), 0, 3, 200), SUCCESS);
	EXPECT(2, REQUEST(POWERCAP(0x05), 1, 0, 100), BUSY);
	at(state, 60);
	EXPECT_NONE(1);
	EXPECT(1, REQUEST(POWERCAP(0x04), 0), SUCCESS, 200);
	/* Version 1.0 knows no domain without a cap */
	EXPECT(4, REQUEST(POWERCAP(0x05), 0, 2, 500), SUCCESS);
	EXPECT(2, REQUEST(BASE(0x0b), 1, 0), SUCCESS);
	at(state, 120);
	EXPECT_EVENT(4, LATER(POWERCAP(0x05)), SUCCESS, 0, 500);
}

static void cap_refused(void **state)
{
	EXPECT(1, REQUEST(POWERCAP(0x05), 1, 2, 300), NOT_SUPPORTED);
	EXPECT(3, REQUEST(POWERCAP(0x05), 0, 2, 300), NOT_SUPPORTED);
	EXPECT(1, REQUEST(POWERCAP(0x05), 0, 2, 350), OUT_OF_RANGE);
	EXPECT(1, REQUEST(POWERCAP(0x05), 0, 6, 300), INVALID_PARAMETERS);
	EXPECT(4, REQUEST(POWERCAP(0x05), 0, 2, 0), OUT_OF_RANGE);
}

static void cap_given_up(void **state)
{
	EXPECT(2, REQUEST(POWERCAP(0x05), 1, 0, 400), SUCCESS);
	EXPECT(1, REQUEST(POWERCAP(0x05), 0, 2, 100), SUCCESS);
	EXPECT(1, REQUEST(BASE(0x0b), 1, 0), SUCCESS);
	at(state, 100);
	EXPECT_NONE(1);
	EXPECT(2, REQUEST(POWERCAP(0x04), 1), SUCCESS, 400);
	/* An agent whose cap goes while another's is on its way */
	EXPECT(1, REQUEST(POWERCAP(0x05), 0, 2, 500), SUCCESS);
	EXPECT(2, REQUEST(BASE(0x0b), 2, 0), SUCCESS);
	at(state, 200);
	EXPECT_EVENT(1, LATER(POWERCAP(0x05)), SUCCESS, 0, 500);
}

/* Power domains: POWER_STATE_SET, flags bit 0. There is no delayed response, only the notification. */

static void states_announced(void **state)
{
	EXPECT(1, REQUEST(POWER(0x03), 0), SUCCESS, 0xf0000000, C4('d', 'e', 'e', 'p'), 0, 0, 0);
	EXPECT(1, REQUEST(POWER(0x03), 1), SUCCESS, 0xb0000000, C4('s', 'u', 'd', 'd'), C4('e', 'n', 0, 0),
	       0, 0);
	EXPECT(3, REQUEST(POWER(0x03), 0), SUCCESS, 0xb0000000, C4('d', 'e', 'e', 'p'), 0, 0, 0);
}

static void state_later(void **state)
{
	EXPECT(1, REQUEST(POWER(0x06), 0, 1), SUCCESS);
	EXPECT(3, REQUEST(POWER(0x07), 0, 1), SUCCESS);
	EXPECT(2, REQUEST(POWER(0x04), 1, 1, 0), SUCCESS);
	EXPECT_EVENT(3, POWER_EVENT(1), 2, 0, 0);
	EXPECT(1, REQUEST(POWER(0x05), 0), SUCCESS, 0x40000000);
	at(state, 39);
	EXPECT_NONE(1);
	at(state, 40);
	EXPECT_EVENT(1, POWER_EVENT(0), 2, 0, 0);
	EXPECT_NONE(2);
	EXPECT(1, REQUEST(POWER(0x05), 0), SUCCESS, 0);
	/* Off as this agent wants it, but the other one needs it */
	EXPECT(1, REQUEST(POWER(0x04), 1, 0, 0x40000000), SUCCESS);
	at(state, 400);
	EXPECT(1, REQUEST(POWER(0x05), 0), SUCCESS, 0);
	EXPECT_NONE(1);
}

static void state_refused(void **state)
{
	EXPECT(1, REQUEST(POWER(0x04), 1, 1, 0), NOT_SUPPORTED);
	EXPECT(3, REQUEST(POWER(0x04), 1, 0, 0), NOT_SUPPORTED);
	EXPECT(1, REQUEST(POWER(0x04), 2, 0, 0), INVALID_PARAMETERS);
	EXPECT(1, REQUEST(POWER(0x04), 1, 0, 1), INVALID_PARAMETERS);
}

static void state_busy(void **state)
{
	EXPECT(1, REQUEST(POWER(0x04), 1, 0, 0), SUCCESS);
	at(state, 40);
	EXPECT(1, REQUEST(POWER(0x04), 1, 0, 0x40000000), SUCCESS);
	EXPECT(2, REQUEST(POWER(0x04), 0, 1, 0), BUSY);
	EXPECT(3, REQUEST(POWER(0x04), 0, 0, 0), BUSY);
	at(state, 80);
	EXPECT(3, REQUEST(POWER(0x04), 0, 0, 0), SUCCESS);
}

static void state_given_up(void **state)
{
	EXPECT(1, REQUEST(POWER(0x04), 1, 0, 0), SUCCESS);
	EXPECT(1, REQUEST(BASE(0x0b), 1, 0), SUCCESS);
	at(state, 100);
	EXPECT(2, REQUEST(POWER(0x05), 1), SUCCESS, 0x40000000);
	EXPECT(3, REQUEST(POWER(0x04), 0, 0, 0), SUCCESS);
	/* The agent that needed it goes while another's request is on its way */
	EXPECT(1, REQUEST(POWER(0x04), 1, 0, 0x40000000), SUCCESS);
	EXPECT(2, REQUEST(BASE(0x0b), 3, 0), SUCCESS);
	at(state, 200);
	EXPECT(2, REQUEST(POWER(0x05), 1), SUCCESS, 0x40000000);
}

static void wrong_descriptions(void **state)
{
	struct setup *setup = *state;
	struct scmi_server *server = &setup->board.server;
	struct scmi_agent agents[4];

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
		TEST(failure_changes_no_owner),
		TEST(success_changes_the_owner),
		TEST(a_reset_of_another_on_the_way),
		TEST(refused),
		TEST(a_reset_ends_it),
		TEST(permission_taken_meanwhile),
		TEST(done_for_nothing),
		TEST(resets_announced),
		TEST(reset_later),
		TEST(reset_busy),
		TEST(reset_refused),
		TEST(reset_given_up),
		TEST(levels_announced),
		TEST(level_ramps),
		TEST(level_without_waiting),
		TEST(level_busy),
		TEST(level_refused),
		TEST(level_given_up),
		TEST(readings_announced),
		TEST(reading_later),
		TEST(reading_of_axes),
		TEST(reading_refused),
		TEST(reading_given_up_by_one),
		TEST(reading_given_up_by_all),
		TEST(caps_announced),
		TEST(cap_later),
		TEST(cap_without_an_answer),
		TEST(cap_refused),
		TEST(cap_given_up),
		TEST(states_announced),
		TEST(state_later),
		TEST(state_refused),
		TEST(state_busy),
		TEST(state_given_up),
		TEST(wrong_descriptions),
	};

	return cmocka_run_group_tests_name("delayed", tests, NULL, NULL);
}
