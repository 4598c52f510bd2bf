// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * A server that is built without notifications and asynchronous requests, SCMI_SERVER_EVENTS=0, and boards
 * on it: ties.dts, whose agent has no room for events, and those whose agents have.
 */
#include "harness.h"

/* What subscribes does not exist: NOT_FOUND as an attribute, NOT_SUPPORTED as a request */
#define ABSENT(name, message, ...)								\
	CASE(name, 1, WORDS(((message) & ~0xffu) | 2, (message) & 0xff), WORDS(NOT_FOUND)),	\
	THEN(1, WORDS(message, __VA_ARGS__), WORDS(NOT_SUPPORTED))

static const struct step cases[] = {
	ABSENT("no errors are told", BASE(0x08), 1),
	ABSENT("no states of power domains", POWER(0x06), 0, 1),
	ABSENT("no requests of states", POWER(0x07), 0, 1),
	ABSENT("no limits of performance", PERFORMANCE(0x09), 0, 1),
	ABSENT("no levels of performance", PERFORMANCE(0x0a), 0, 1),
	ABSENT("no rates", CLOCK(0x09), 0, 1),
	ABSENT("no requests of rates", CLOCK(0x0a), 0, 1),
	ABSENT("no caps", POWERCAP(0x0a), 0, 1),
	ABSENT("no powers", POWERCAP(0x0b), 0, 1, 0, 0),
	CASE("no asynchronous requests are announced", 1, WORDS(CLOCK(0x01)), WORDS(SUCCESS, 7)),
	THEN(1, WORDS(CLOCK(0x05), 1, 1, 2000, 0), WORDS(NOT_SUPPORTED)),
	CASE("what changes is told to nobody", 1, WORDS(CLOCK(0x05), 0, 1, 2000, 0), WORDS(SUCCESS)),
	VIEW("clock fast rate 2000 "),
	NO_EVENT(1),
	THEN(1, WORDS(CLOCK(0x06), 1), WORDS(SUCCESS, 2000, 0)),
	{ 0 },
};

/* A platform that is done with what nobody can have asked for */
static void done_for_nothing(void **state)
{
	struct setup *setup = setup_board("tests/unit/ties");
	struct snapshot before;

	(void)state;
	take_snapshot(&setup->board, &before);
	scmi_server_done(&setup->board.server, SCMI_PROTOCOL_CLOCK, 0, SCMI_SUCCESS);
	assert_null(snapshot_difference(&setup->board, &before));
	teardown_board(setup);
}

/* Agents that have room for events are refused, and the board says why */
static void refused(void **state)
{
	static const char *const boards[] = { "tests/unit/unit", "tests/unit/delayed" };
	size_t i;

	(void)state;
	for (i = 0; i < 2; i++) {
		struct scmi_board_error error = { 0 };
		struct scmi_board board;
		uint8_t *memory = malloc(65536);
		size_t size;
		void *fdt = read_board(boards[i], &size);

		assert_int_equal(scmi_board_init(&board, fdt, size, memory, 65536, &error),
				 SCMI_INVALID_PARAMETERS);
		assert_non_null(error.node);
		assert_string_equal(error.node, "/");
		assert_null(error.property);
		assert_non_null(strstr(error.reason, "events"));
		assert_null(error.other);
		free(memory);
		free(fdt);
	}
}

int main(void)
{
	unit_board = "tests/unit/ties";
	ADD_CASES(cases);
	ADD_TEST("what is done for nothing", done_for_nothing);
	ADD_TEST("boards whose agents have room for events", refused);
	return run_program("without_events");
}
