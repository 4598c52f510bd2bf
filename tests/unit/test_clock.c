// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * Clock protocol, section 4.6 of the specification. The board is unit.dts, whose clocks have these
 * numbers:
 *
 *	agent 1 (3.0)	0 osc, 1 pll, 2 lin, 3 div, 4 mux, 5 pwm, 6 big, 7 n15, 8 n16, 9 n63,
 *			10 limited, 11 ro
 *	agent 2 (3.0)	0 ro, 1 pll, 2 hidden, 3 mux, 4 div, 5 lin
 *	agent 3 (1.0)	0 pll, 1 n16, 2 mux, 3 osc
 *	agent 4 (2.0)	0 pll, 1 n16, 2 mux, 3 pwm
 */
#include <stdio.h>

#include "harness.h"

#define TEXT3(a, b, c)	C4(a, b, c, 0), 0, 0, 0

static const struct step description[] = {
	/* PROTOCOL_VERSION, NEGOTIATE_PROTOCOL_VERSION, PROTOCOL_ATTRIBUTES */
	CASE("clock version is 3.0", 1, WORDS(CLOCK(0x00)), WORDS(SUCCESS, 0x30000)),
	CASE("clock version of an agent pinned at 1.0",
	     3, WORDS(CLOCK(0x00)), WORDS(SUCCESS, 0x10000)),
	CASE("clock version of an agent pinned at 2.0",
	     4, WORDS(CLOCK(0x00)), WORDS(SUCCESS, 0x20000)),
	CASE("clock negotiated down and up again, messages and forms follow",
	     1, WORDS(CLOCK(0x10), 0x10000), WORDS(SUCCESS)),
	THEN(1, WORDS(CLOCK(0x03), 1), WORDS(SUCCESS, 1, TEXT3('p', 'l', 'l'))),
	THEN(1, WORDS(CLOCK(0x08), 1), WORDS(NOT_SUPPORTED)),
	THEN(1, WORDS(CLOCK(0x07), 1, 1, 0), WORDS(PROTOCOL_ERROR)),
	THEN(1, WORDS(CLOCK(0x07), 1, 1), WORDS(SUCCESS)),
	THEN(1, WORDS(CLOCK(0x10), 0x20000), WORDS(SUCCESS)),
	THEN(1, WORDS(CLOCK(0x03), 1), WORDS(SUCCESS, 0xc0000001, TEXT3('p', 'l', 'l'), 150)),
	THEN(1, WORDS(CLOCK(0x0f), 1), WORDS(NOT_SUPPORTED)),
	THEN(1, WORDS(CLOCK(0x07), 1, 1), WORDS(SUCCESS)),
	THEN(1, WORDS(CLOCK(0x10), 0x30000), WORDS(SUCCESS)),
	THEN(1, WORDS(CLOCK(0x0f), 1), WORDS(SUCCESS, 0xa0000000)),
	THEN(1, WORDS(CLOCK(0x07), 1, 1), WORDS(PROTOCOL_ERROR)),
	THEN(1, WORDS(CLOCK(0x07), 1, 1, 0), WORDS(SUCCESS)),
	CASE("clock versions that do not exist are not negotiated",
	     1, WORDS(CLOCK(0x10), 0), WORDS(NOT_SUPPORTED)),
	THEN(1, WORDS(CLOCK(0x10), 0x10001), WORDS(NOT_SUPPORTED)),
	THEN(1, WORDS(CLOCK(0x10), 0x20001), WORDS(NOT_SUPPORTED)),
	THEN(1, WORDS(CLOCK(0x10), 0x30001), WORDS(NOT_SUPPORTED)),
	THEN(1, WORDS(CLOCK(0x10), 0x40000), WORDS(NOT_SUPPORTED)),
	THEN(1, WORDS(CLOCK(0x0f), 1), WORDS(SUCCESS, 0xa0000000)),
	CASE("asking for the clock version starts anew",
	     1, WORDS(CLOCK(0x10), 0x10000), WORDS(SUCCESS)),
	THEN(1, WORDS(CLOCK(0x00)), WORDS(SUCCESS, 0x30000)),
	THEN(1, WORDS(CLOCK(0x0f), 1), WORDS(SUCCESS, 0xa0000000)),
	CASE("clock attributes: the clocks of the agent, and none changes asynchronously",
	     1, WORDS(CLOCK(0x01)), WORDS(SUCCESS, 12)),
	THEN(2, WORDS(CLOCK(0x01)), WORDS(SUCCESS, 6)),
	THEN(3, WORDS(CLOCK(0x01)), WORDS(SUCCESS, 4)),

	/* CLOCK_ATTRIBUTES. Bits: 31, 30 notifications, 29 extended name, 28 parents, 27 extended
	 * configuration, 1 restricted, 0 enabled.
	 */
	CASE("attributes of a clock that is always on",
	     1, WORDS(CLOCK(0x03), 0), WORDS(SUCCESS, 0xc0000003, TEXT3('o', 's', 'c'), 0)),
	CASE("attributes of a clock with an enable delay",
	     1, WORDS(CLOCK(0x03), 1), WORDS(SUCCESS, 0xc0000003, TEXT3('p', 'l', 'l'), 150)),
	CASE("attributes of a clock that is off",
	     1, WORDS(CLOCK(0x03), 2), WORDS(SUCCESS, 0xc0000002, TEXT3('l', 'i', 'n'), 0)),
	CASE("attributes of a clock with a parent",
	     1, WORDS(CLOCK(0x03), 3), WORDS(SUCCESS, 0xd0000002, TEXT3('d', 'i', 'v'), 0)),
	CASE("attributes of a clock with extended configuration",
	     1, WORDS(CLOCK(0x03), 5), WORDS(SUCCESS, 0xc8000002, TEXT3('p', 'w', 'm'), 0)),
	CASE("attributes of a clock that an agent may do everything with",
	     1, WORDS(CLOCK(0x03), 10),
	     WORDS(SUCCESS, 0xd0000000, C4('l', 'i', 'm', 'i'), C4('t', 'e', 'd', 0), 0, 0, 0)),
	CASE("attributes of a read-only clock",
	     1, WORDS(CLOCK(0x03), 11), WORDS(SUCCESS, 0xc0000002, C4('r', 'o', 0, 0), 0, 0, 0, 0)),
	CASE("a name of 15 characters fits the attributes",
	     1, WORDS(CLOCK(0x03), 7),
	     WORDS(SUCCESS, 0xc0000002, C4('n', 'a', 'm', 'e'), C4('_', 'o', 'f', '_'),
		   C4('1', '5', '_', 'c'), C4('h', 'a', 'r', 0), 0)),
	CASE("a name of 16 characters is extended",
	     1, WORDS(CLOCK(0x03), 8),
	     WORDS(SUCCESS, 0xe0000002, C4('n', 'a', 'm', 'e'), C4('_', 'o', 'f', '_'),
		   C4('1', '6', '_', 'c'), C4('h', 'a', 'r', 0), 0)),
	CASE("attributes follow the state",
	     1, WORDS(CLOCK(0x07), 2, 1, 0), WORDS(SUCCESS)),
	THEN(1, WORDS(CLOCK(0x03), 2), WORDS(SUCCESS, 0xc0000003, TEXT3('l', 'i', 'n'), 0)),
	THEN(1, WORDS(CLOCK(0x07), 2, 0, 0), WORDS(SUCCESS)),
	THEN(1, WORDS(CLOCK(0x03), 2), WORDS(SUCCESS, 0xc0000002, TEXT3('l', 'i', 'n'), 0)),
	CASE("attributes in version 1.0 are state and name alone",
	     3, WORDS(CLOCK(0x03), 0), WORDS(SUCCESS, 1, TEXT3('p', 'l', 'l'))),
	THEN(3, WORDS(CLOCK(0x03), 1),
	     WORDS(SUCCESS, 0, C4('n', 'a', 'm', 'e'), C4('_', 'o', 'f', '_'),
		   C4('1', '6', '_', 'c'), C4('h', 'a', 'r', 0))),
	THEN(3, WORDS(CLOCK(0x03), 2), WORDS(SUCCESS, 0, TEXT3('m', 'u', 'x'))),
	CASE("attributes in version 2.0 know notifications, long names and delay",
	     4, WORDS(CLOCK(0x03), 0), WORDS(SUCCESS, 0xc0000001, TEXT3('p', 'l', 'l'), 150)),
	THEN(4, WORDS(CLOCK(0x03), 1),
	     WORDS(SUCCESS, 0xe0000000, C4('n', 'a', 'm', 'e'), C4('_', 'o', 'f', '_'),
		   C4('1', '6', '_', 'c'), C4('h', 'a', 'r', 0), 0)),
	CASE("attributes in version 2.0 know no parents and extended configuration",
	     4, WORDS(CLOCK(0x03), 2), WORDS(SUCCESS, 0xc0000000, TEXT3('m', 'u', 'x'), 0)),
	THEN(4, WORDS(CLOCK(0x03), 3), WORDS(SUCCESS, 0xc0000000, TEXT3('p', 'w', 'm'), 0)),

	/* CLOCK_NAME_GET */
	CASE("the longest name",
	     1, WORDS(CLOCK(0x08), 9),
	     WORDS(SUCCESS, 0,
		   C4('0', '1', '2', '3'), C4('4', '5', '6', '7'), C4('8', '9', 'a', 'b'),
		   C4('c', 'd', 'e', 'f'),
		   C4('0', '1', '2', '3'), C4('4', '5', '6', '7'), C4('8', '9', 'a', 'b'),
		   C4('c', 'd', 'e', 'f'),
		   C4('0', '1', '2', '3'), C4('4', '5', '6', '7'), C4('8', '9', 'a', 'b'),
		   C4('c', 'd', 'e', 'f'),
		   C4('0', '1', '2', '3'), C4('4', '5', '6', '7'), C4('8', '9', 'a', 'b'),
		   C4('c', 'd', 'e', 0))),
	CASE("the whole name of a clock with a short one",
	     4, WORDS(CLOCK(0x08), 0),
	     WORDS(SUCCESS, 0, TEXT3('p', 'l', 'l'), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)),
	CASE("version 1.0 asks for no whole names", 3, WORDS(CLOCK(0x08), 1), WORDS(NOT_SUPPORTED)),

	/* CLOCK_GET_PERMISSIONS: 31 state, 30 parent, 29 rate */
	CASE("permissions follow from what a clock can do",
	     1, WORDS(CLOCK(0x0f), 0), WORDS(SUCCESS, 0)),
	THEN(1, WORDS(CLOCK(0x0f), 1), WORDS(SUCCESS, 0xa0000000)),
	THEN(1, WORDS(CLOCK(0x0f), 2), WORDS(SUCCESS, 0xa0000000)),
	THEN(1, WORDS(CLOCK(0x0f), 3), WORDS(SUCCESS, 0xa0000000)),
	THEN(1, WORDS(CLOCK(0x0f), 4), WORDS(SUCCESS, 0xc0000000)),
	THEN(1, WORDS(CLOCK(0x0f), 5), WORDS(SUCCESS, 0xa0000000)),
	THEN(1, WORDS(CLOCK(0x0f), 7), WORDS(SUCCESS, 0x80000000)),
	THEN(1, WORDS(CLOCK(0x0f), 10), WORDS(SUCCESS, 0xe0000000)),
	CASE("permissions belong to the agent: a clock read-only for one and not for the other",
	     1, WORDS(CLOCK(0x0f), 11), WORDS(SUCCESS, 0)),
	THEN(2, WORDS(CLOCK(0x0f), 0), WORDS(SUCCESS, 0xa0000000)),

	/* CLOCK_DESCRIBE_RATES: 31:16 remaining, 12 linear, 11:0 returned */
	CASE("rates of a list",
	     1, WORDS(CLOCK(0x04), 1, 0),
	     WORDS(SUCCESS, 4, 100000000, 0, 200000000, 0, 400000000, 0, 1000000000, 0)),
	CASE("rates of a list from the middle on",
	     1, WORDS(CLOCK(0x04), 1, 2), WORDS(SUCCESS, 2, 400000000, 0, 1000000000, 0)),
	CASE("the last rate of a list",
	     1, WORDS(CLOCK(0x04), 1, 3), WORDS(SUCCESS, 1, 1000000000, 0)),
	CASE("rates past the end of a list",
	     1, WORDS(CLOCK(0x04), 1, 4), WORDS(OUT_OF_RANGE)),
	THEN(1, WORDS(CLOCK(0x04), 1, 5), WORDS(OUT_OF_RANGE)),
	THEN(1, WORDS(CLOCK(0x04), 1, 0xffffffff), WORDS(OUT_OF_RANGE)),
	CASE("rates beyond 32 bits",
	     1, WORDS(CLOCK(0x04), 6, 0), WORDS(SUCCESS, 3, 1, 0, 0, 1, 0xffffffff, 0xffffffff)),
	CASE("lowest, highest and step of a range",
	     1, WORDS(CLOCK(0x04), 2, 0), WORDS(SUCCESS, 0x1003, 1000, 0, 2000, 0, 100, 0)),
	CASE("a range is told as a whole",
	     1, WORDS(CLOCK(0x04), 2, 1), WORDS(OUT_OF_RANGE)),
	THEN(1, WORDS(CLOCK(0x04), 2, 3), WORDS(OUT_OF_RANGE)),
	CASE("rates of a divider follow its parent",
	     1, WORDS(CLOCK(0x04), 3, 0),
	     WORDS(SUCCESS, 3, 50000000, 0, 100000000, 0, 200000000, 0)),
	THEN(1, WORDS(CLOCK(0x05), 0, 1, 1000000000, 0), WORDS(SUCCESS)),
	THEN(1, WORDS(CLOCK(0x04), 3, 0),
	     WORDS(SUCCESS, 3, 250000000, 0, 500000000, 0, 1000000000, 0)),
	CASE("the rate of a multiplexer is that of its parent",
	     1, WORDS(CLOCK(0x04), 4, 0), WORDS(SUCCESS, 1, 200000000, 0)),
	THEN(1, WORDS(CLOCK(0x0d), 4, 0), WORDS(SUCCESS)),
	THEN(1, WORDS(CLOCK(0x04), 4, 0), WORDS(SUCCESS, 1, 24000000, 0)),
	CASE("rates of a divider stay within its limits",
	     1, WORDS(CLOCK(0x04), 10, 0),
	     WORDS(SUCCESS, 5, 4000000, 0, 6000000, 0, 8000000, 0, 12000000, 0, 24000000, 0)),
	THEN(1, WORDS(CLOCK(0x0d), 10, 1), WORDS(SUCCESS)),
	THEN(1, WORDS(CLOCK(0x04), 10, 0),
	     WORDS(SUCCESS, 3, 25000000, 0, 33333333, 0, 50000000, 0)),
	CASE("rates in the oldest version",
	     3, WORDS(CLOCK(0x04), 0, 2), WORDS(SUCCESS, 2, 400000000, 0, 1000000000, 0)),
	{ 0 }
};

static const struct step rates[] = {
	/* CLOCK_RATE_GET */
	CASE("rates at the start", 1, WORDS(CLOCK(0x06), 0), WORDS(SUCCESS, 24000000, 0)),
	THEN(1, WORDS(CLOCK(0x06), 1), WORDS(SUCCESS, 200000000, 0)),
	THEN(1, WORDS(CLOCK(0x06), 2), WORDS(SUCCESS, 1500, 0)),
	THEN(1, WORDS(CLOCK(0x06), 3), WORDS(SUCCESS, 200000000, 0)),
	THEN(1, WORDS(CLOCK(0x06), 4), WORDS(SUCCESS, 200000000, 0)),
	THEN(1, WORDS(CLOCK(0x06), 5), WORDS(SUCCESS, 1000, 0)),
	THEN(1, WORDS(CLOCK(0x06), 6), WORDS(SUCCESS, 0, 1)),
	THEN(1, WORDS(CLOCK(0x06), 10), WORDS(SUCCESS, 24000000, 0)),

	/* CLOCK_RATE_SET. Flags: 3 nearest, 2 up, 1 ignore delayed response, 0 asynchronous. */
	CASE("a rate set is a rate read, by every agent",
	     1, WORDS(CLOCK(0x05), 0, 1, 400000000, 0), WORDS(SUCCESS)),
	THEN(1, WORDS(CLOCK(0x06), 1), WORDS(SUCCESS, 400000000, 0)),
	THEN(2, WORDS(CLOCK(0x06), 1), WORDS(SUCCESS, 400000000, 0)),
	THEN(3, WORDS(CLOCK(0x06), 0), WORDS(SUCCESS, 400000000, 0)),
	VIEW("clock pll rate 400000000 enabled 1 users 0 parent -\n"),
	CASE("a rate is set in the oldest version",
	     3, WORDS(CLOCK(0x05), 0, 0, 1000000000, 0), WORDS(SUCCESS)),
	THEN(1, WORDS(CLOCK(0x06), 1), WORDS(SUCCESS, 1000000000, 0)),
	CASE("clocks below follow", 1, WORDS(CLOCK(0x05), 0, 3, 50000000, 0), WORDS(SUCCESS)),
	THEN(1, WORDS(CLOCK(0x05), 0, 1, 400000000, 0), WORDS(SUCCESS)),
	THEN(1, WORDS(CLOCK(0x06), 3), WORDS(SUCCESS, 100000000, 0)),
	THEN(1, WORDS(CLOCK(0x06), 4), WORDS(SUCCESS, 400000000, 0)),
	CASE("all 64 bits of a rate count",
	     1, WORDS(CLOCK(0x05), 0, 6, 0xffffffff, 0xffffffff), WORDS(SUCCESS)),
	THEN(1, WORDS(CLOCK(0x06), 6), WORDS(SUCCESS, 0xffffffff, 0xffffffff)),
	THEN(1, WORDS(CLOCK(0x05), 0, 6, 1, 0), WORDS(SUCCESS)),
	THEN(1, WORDS(CLOCK(0x06), 6), WORDS(SUCCESS, 1, 0)),
	THEN(1, WORDS(CLOCK(0x05), 0, 6, 0, 1), WORDS(SUCCESS)),
	THEN(1, WORDS(CLOCK(0x06), 6), WORDS(SUCCESS, 0, 1)),
	THEN(1, WORDS(CLOCK(0x05), 0, 6, 0xffffffff, 0), WORDS(SUCCESS)),
	THEN(1, WORDS(CLOCK(0x06), 6), WORDS(SUCCESS, 1, 0)),
	CASE("no delayed response is to be ignored", 1, WORDS(CLOCK(0x05), 2, 1, 400000000, 0),
	     WORDS(SUCCESS)),
	THEN(1, WORDS(CLOCK(0x06), 1), WORDS(SUCCESS, 400000000, 0)),
	CASE("asynchronous changes are not announced and not done",
	     1, WORDS(CLOCK(0x05), 1, 1, 400000000, 0), WORDS(NOT_SUPPORTED)),
	THEN(1, WORDS(CLOCK(0x05), 3, 1, 400000000, 0), WORDS(NOT_SUPPORTED)),
	CASE("reserved flags of a rate",
	     1, WORDS(CLOCK(0x05), 0x10, 1, 400000000, 0), WORDS(INVALID_PARAMETERS)),
	THEN(1, WORDS(CLOCK(0x05), 0x80000000, 1, 400000000, 0), WORDS(INVALID_PARAMETERS)),
	CASE("the rate of a clock that has a single one",
	     1, WORDS(CLOCK(0x05), 0, 0, 24000000, 0), WORDS(DENIED)),
	CASE("the rate of a multiplexer", 1, WORDS(CLOCK(0x05), 0, 4, 200000000, 0), WORDS(DENIED)),
	CASE("the rate of a clock that is read-only for one agent",
	     1, WORDS(CLOCK(0x05), 0, 11, 20, 0), WORDS(DENIED)),
	THEN(2, WORDS(CLOCK(0x05), 0, 0, 20, 0), WORDS(SUCCESS)),
	THEN(1, WORDS(CLOCK(0x06), 11), WORDS(SUCCESS, 20, 0)),
	CASE("a divider is set to what its divisors give",
	     1, WORDS(CLOCK(0x05), 0, 10, 8000000, 0), WORDS(SUCCESS)),
	THEN(1, WORDS(CLOCK(0x06), 10), WORDS(SUCCESS, 8000000, 0)),
	THEN(1, WORDS(CLOCK(0x05), 8, 10, 26000000, 0), WORDS(SUCCESS)),
	THEN(1, WORDS(CLOCK(0x06), 10), WORDS(SUCCESS, 24000000, 0)),
	CASE("a divider is not set past its limits",
	     1, WORDS(CLOCK(0x05), 0, 10, 3000000, 0), WORDS(INVALID_PARAMETERS)),
	THEN(1, WORDS(CLOCK(0x05), 8, 10, 3000000, 0), WORDS(SUCCESS)),
	THEN(1, WORDS(CLOCK(0x06), 10), WORDS(SUCCESS, 4000000, 0)),
	{ 0 }
};

/* Rounding: what is asked for with which flags, and what comes of it; 0: it is refused */
static const struct {
	unsigned int clock;
	uint32_t flags;
	uint64_t wanted, rate;
} roundings[] = {
	/* pll: 100, 200, 400, 1000 MHz */
	{ 1, 0, 100000000, 100000000 },		{ 1, 4, 100000000, 100000000 },
	{ 1, 8, 100000000, 100000000 },		{ 1, 12, 100000000, 100000000 },
	{ 1, 0, 1000000000, 1000000000 },	{ 1, 4, 1000000000, 1000000000 },
	{ 1, 8, 1000000000, 1000000000 },	{ 1, 12, 1000000000, 1000000000 },
	{ 1, 0, 400000000, 400000000 },		{ 1, 4, 400000000, 400000000 },
	{ 1, 0, 399999999, 200000000 },		{ 1, 4, 399999999, 400000000 },
	{ 1, 0, 400000001, 400000000 },		{ 1, 4, 400000001, 1000000000 },
	{ 1, 8, 299999999, 200000000 },		{ 1, 8, 300000001, 400000000 },
	{ 1, 12, 299999999, 200000000 },	{ 1, 12, 300000001, 400000000 },
	{ 1, 8, 699999999, 400000000 },		{ 1, 8, 700000001, 1000000000 },
	{ 1, 0, 99999999, 0 },			{ 1, 0, 0, 0 },
	{ 1, 4, 99999999, 100000000 },		{ 1, 4, 0, 100000000 },
	{ 1, 8, 99999999, 100000000 },		{ 1, 8, 0, 100000000 },
	{ 1, 0, 1000000001, 1000000000 },	{ 1, 0, UINT64_MAX, 1000000000 },
	{ 1, 4, 1000000001, 0 },		{ 1, 4, UINT64_MAX, 0 },
	{ 1, 8, 1000000001, 1000000000 },	{ 1, 8, UINT64_MAX, 1000000000 },
	{ 1, 12, UINT64_MAX, 1000000000 },	{ 1, 2, 399999999, 200000000 },
	/* lin: 1000 to 2000 in steps of 100 */
	{ 2, 0, 1000, 1000 }, { 2, 4, 1000, 1000 }, { 2, 8, 1000, 1000 },
	{ 2, 12, 1000, 1000 }, { 2, 0, 2000, 2000 }, { 2, 4, 2000, 2000 },
	{ 2, 8, 2000, 2000 }, { 2, 12, 2000, 2000 }, { 2, 0, 1300, 1300 },
	{ 2, 4, 1300, 1300 }, { 2, 8, 1300, 1300 }, { 2, 12, 1300, 1300 },
	{ 2, 0, 1001, 1000 }, { 2, 4, 1001, 1100 }, { 2, 8, 1001, 1000 },
	{ 2, 12, 1001, 1000 }, { 2, 0, 1999, 1900 }, { 2, 4, 1999, 2000 },
	{ 2, 8, 1999, 2000 }, { 2, 12, 1999, 2000 }, { 2, 8, 1749, 1700 },
	{ 2, 8, 1751, 1800 }, { 2, 12, 1749, 1700 }, { 2, 12, 1751, 1800 },
	{ 2, 0, 999, 0 }, { 2, 4, 999, 1000 }, { 2, 8, 999, 1000 },
	{ 2, 12, 999, 1000 }, { 2, 0, 0, 0 }, { 2, 4, 0, 1000 },
	{ 2, 8, 0, 1000 }, { 2, 12, 0, 1000 }, { 2, 0, 2001, 2000 },
	{ 2, 4, 2001, 0 }, { 2, 8, 2001, 2000 }, { 2, 12, 2001, 2000 },
	{ 2, 0, UINT64_MAX, 2000 }, { 2, 4, UINT64_MAX, 0 }, { 2, 8, UINT64_MAX, 2000 },
	/* A rate whose lower word alone would do */
	{ 2, 0, 0x1000005dc, 2000 },	{ 2, 4, 0x1000005dc, 0 },
	/* big: 1, 2^32, 2^64 - 1 */
	{ 6, 0, UINT64_MAX - 1, 0x100000000 },	{ 6, 4, 0x100000001, UINT64_MAX },
	{ 6, 8, 0x80000000ffffffff, UINT64_MAX },	{ 6, 8, 0x7fffffffffffffff, 0x100000000 },
	{ 6, 8, 0x80000000, 1 },		{ 6, 8, 0x80000002, 0x100000000 },
	{ 6, 4, 2, 0x100000000 },		{ 6, 0, 0xffffffff, 1 },
};

static void rounding(void **state)
{
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(roundings) / sizeof(roundings[0]); i++) {
		struct setup *setup = setup_board("tests/unit/unit");
		struct scmi_server *server = &setup->board.server;
		unsigned int clock = roundings[i].clock;
		uint64_t wanted = roundings[i].wanted;
		uint32_t reply[4], status;
		struct snapshot before;

		take_snapshot(&setup->board, &before);
		SEND(server, 1, reply, CLOCK(0x05), roundings[i].flags, clock, (uint32_t)wanted,
		     (uint32_t)(wanted >> 32));
		status = reply[1];
		if (status != (roundings[i].rate ? SUCCESS : INVALID_PARAMETERS))
			fail_msg("clock %u, flags %u, rate %llu: %#x", clock, roundings[i].flags,
				 (unsigned long long)wanted, status);
		if (!roundings[i].rate)
			assert_null(snapshot_difference(&setup->board, &before));
		SEND(server, 1, reply, CLOCK(0x06), clock);
		if (!status && (reply[2] | (uint64_t)reply[3] << 32) != roundings[i].rate)
			fail_msg("clock %u, flags %u, rate %llu: is %llu", clock,
				 roundings[i].flags,
				 (unsigned long long)wanted,
				 (unsigned long long)(reply[2] | (uint64_t)reply[3] << 32));
		teardown_board(setup);
	}
}

/* Lists in parts: from every start, with every room */
static void describe_in_parts(enum way way, struct scmi_server *server, uint32_t start, size_t room)
{
	static const uint32_t all[] = { 100000000, 200000000, 400000000, 1000000000 };
	uint8_t request[12], *reply;
	uint32_t fit = room < 20 ? 0 : (room - 12) / 8;
	uint32_t count = 4 - start < fit ? 4 - start : fit;
	size_t size, i;

	put_word(request, CLOCK(0x04));
	put_word(request + 4, 1);
	put_word(request + 8, start);
	reply = exchange(way, server, 1, request, sizeof(request), room, &size);
	if (!fit) {
		assert_int_equal(size, 8);
		assert_int_equal(get_word(reply + 4), PROTOCOL_ERROR);
		free(reply);
		return;
	}
	assert_int_equal(size, 12 + 8 * count);
	assert_int_equal(get_word(reply + 4), SUCCESS);
	assert_int_equal(get_word(reply + 8), (4 - start - count) << 16 | count);
	for (i = 0; i < count; i++) {
		assert_int_equal(get_word(reply + 12 + 8 * i), all[start + i]);
		assert_int_equal(get_word(reply + 16 + 8 * i), 0);
	}
	free(reply);
}

static void rates_in_parts(void **state)
{
	struct setup *setup = setup_board("tests/unit/unit");
	uint32_t start;
	enum way way;
	size_t room;

	(void)state;
	for (way = 0; way < WAYS; way++) {
		for (start = 0; start < 4; start++) {
			for (room = 8; room < 60; room++)
				describe_in_parts(way, &setup->board.server, start, room);
		}
	}
	teardown_board(setup);
}

static const struct step small_rooms[] = {
	CASE_ROOM("room for a part of a range is none", 1, 35, WORDS(CLOCK(0x04), 2, 0),
		  WORDS(PROTOCOL_ERROR)),
	ROOM(1, 28, WORDS(CLOCK(0x04), 2, 0), WORDS(PROTOCOL_ERROR)),
	ROOM(1, 36, WORDS(CLOCK(0x04), 2, 0), WORDS(SUCCESS, 0x1003, 1000, 0, 2000, 0, 100, 0)),
	CASE_ROOM("room for a part of the parents", 1, 16, WORDS(CLOCK(0x0c), 4, 0),
		  WORDS(SUCCESS, 0x02000001, 0)),
	ROOM(1, 19, WORDS(CLOCK(0x0c), 4, 1), WORDS(SUCCESS, 0x01000001, 1)),
	ROOM(1, 20, WORDS(CLOCK(0x0c), 4, 0), WORDS(SUCCESS, 0x01000002, 0, 1)),
	ROOM(1, 16, WORDS(CLOCK(0x0c), 4, 2), WORDS(SUCCESS, 0x00000001, 2)),
	ROOM(1, 24, WORDS(CLOCK(0x0c), 4, 0), WORDS(SUCCESS, 0x00000003, 0, 1, 2)),
	CASE_ROOM("room for no parent", 1, 15, WORDS(CLOCK(0x0c), 4, 0), WORDS(PROTOCOL_ERROR)),
	ROOM(1, 12, WORDS(CLOCK(0x0c), 4, 0), WORDS(PROTOCOL_ERROR)),
	ROOM(1, 12, WORDS(CLOCK(0x0c), 4, 3), WORDS(SUCCESS, 0)),
	{ 0 }
};

static const struct step configuration[] = {
	/* CLOCK_CONFIG_SET of version 3.0: clock, 23:16 type and 1:0 state, value */
	CASE("a clock enabled and disabled",
	     1, WORDS(CLOCK(0x07), 2, 1, 0), WORDS(SUCCESS)),
	VIEW("clock lin rate 1500 enabled 1 users 1 parent -\n"),
	THEN(1, WORDS(CLOCK(0x0b), 2, 0), WORDS(SUCCESS, 0, 1, 0)),
	THEN(1, WORDS(CLOCK(0x07), 2, 0, 0), WORDS(SUCCESS)),
	VIEW("clock lin rate 1500 enabled 0 users 0 parent -\n"),
	THEN(1, WORDS(CLOCK(0x0b), 2, 0), WORDS(SUCCESS, 0, 0, 0)),
	CASE("the state left as it is",
	     1, WORDS(CLOCK(0x07), 2, 3, 0), WORDS(SUCCESS)),
	VIEW("clock lin rate 1500 enabled 0 users 0 parent -\n"),
	THEN(1, WORDS(CLOCK(0x07), 1, 3, 0), WORDS(SUCCESS)),
	VIEW("clock pll rate 200000000 enabled 1 users 0 parent -\n"),
	CASE("state 2 is reserved", 1, WORDS(CLOCK(0x07), 2, 2, 0), WORDS(INVALID_PARAMETERS)),
	CASE("a clock enabled twice is disabled once",
	     1, WORDS(CLOCK(0x07), 2, 1, 0), WORDS(SUCCESS)),
	THEN(1, WORDS(CLOCK(0x07), 2, 1, 0), WORDS(SUCCESS)),
	THEN(1, WORDS(CLOCK(0x07), 2, 0, 0), WORDS(SUCCESS)),
	VIEW("clock lin rate 1500 enabled 0 users 0 parent -\n"),
	CASE("a clock disabled twice",
	     1, WORDS(CLOCK(0x07), 2, 0, 0), WORDS(SUCCESS)),
	THEN(1, WORDS(CLOCK(0x07), 2, 0, 0), WORDS(SUCCESS)),
	VIEW("clock lin rate 1500 enabled 0 users 0 parent -\n"),
	CASE("a clock stays on until its last user lets go",
	     1, WORDS(CLOCK(0x07), 1, 1, 0), WORDS(SUCCESS)),
	THEN(2, WORDS(CLOCK(0x07), 1, 1, 0), WORDS(SUCCESS)),
	THEN(3, WORDS(CLOCK(0x07), 0, 1), WORDS(SUCCESS)),
	VIEW("clock pll rate 200000000 enabled 1 users 7 parent -\n"),
	THEN(1, WORDS(CLOCK(0x07), 1, 0, 0), WORDS(SUCCESS)),
	VIEW("clock pll rate 200000000 enabled 1 users 6 parent -\n"),
	THEN(3, WORDS(CLOCK(0x07), 0, 0), WORDS(SUCCESS)),
	VIEW("clock pll rate 200000000 enabled 1 users 2 parent -\n"),
	THEN(2, WORDS(CLOCK(0x07), 1, 0, 0), WORDS(SUCCESS)),
	VIEW("clock pll rate 200000000 enabled 0 users 0 parent -\n"),
	CASE("an agent that does not use a clock cannot take it from who does",
	     1, WORDS(CLOCK(0x07), 1, 1, 0), WORDS(SUCCESS)),
	THEN(2, WORDS(CLOCK(0x07), 1, 0, 0), WORDS(SUCCESS)),
	VIEW("clock pll rate 200000000 enabled 1 users 1 parent -\n"),
	CASE("a clock that was on at the start and has no user can be stopped",
	     1, WORDS(CLOCK(0x07), 1, 0, 0), WORDS(SUCCESS)),
	VIEW("clock pll rate 200000000 enabled 0 users 0 parent -\n"),
	CASE("a clock that is always on cannot be switched",
	     1, WORDS(CLOCK(0x07), 0, 0, 0), WORDS(DENIED)),
	THEN(3, WORDS(CLOCK(0x07), 3, 0), WORDS(DENIED)),
	CASE("a read-only clock cannot be switched",
	     1, WORDS(CLOCK(0x07), 11, 1, 0), WORDS(DENIED)),
	THEN(1, WORDS(CLOCK(0x07), 11, 0, 0), WORDS(DENIED)),
	CASE("reserved bits of a configuration",
	     1, WORDS(CLOCK(0x07), 2, 0x00000005, 0), WORDS(INVALID_PARAMETERS)),
	THEN(1, WORDS(CLOCK(0x07), 2, 0x00008001, 0), WORDS(INVALID_PARAMETERS)),
	THEN(1, WORDS(CLOCK(0x07), 2, 0x01000001, 0), WORDS(INVALID_PARAMETERS)),
	THEN(1, WORDS(CLOCK(0x07), 2, 0x80000001, 0), WORDS(INVALID_PARAMETERS)),

	/* Version 1.0 and 2.0: clock, bit 0 state */
	CASE("a clock switched in version 1.0",
	     3, WORDS(CLOCK(0x07), 2, 1), WORDS(SUCCESS)),
	VIEW("clock mux rate 200000000 enabled 1 users 4 parent pll\n"),
	THEN(3, WORDS(CLOCK(0x07), 2, 0), WORDS(SUCCESS)),
	VIEW("clock mux rate 200000000 enabled 0 users 0 parent pll\n"),
	CASE("version 1.0 may enable what is on and always on",
	     3, WORDS(CLOCK(0x07), 3, 1), WORDS(SUCCESS)),
	VIEW("clock osc rate 24000000 enabled 1 users 0 parent -\n"),
	CASE("version 3.0 is told that it may not",
	     1, WORDS(CLOCK(0x07), 0, 1, 0), WORDS(DENIED)),
	CASE("version 1.0 has one bit of configuration",
	     3, WORDS(CLOCK(0x07), 2, 2), WORDS(INVALID_PARAMETERS)),
	THEN(3, WORDS(CLOCK(0x07), 2, 3), WORDS(INVALID_PARAMETERS)),
	THEN(3, WORDS(CLOCK(0x07), 2, 0x10001), WORDS(INVALID_PARAMETERS)),
	CASE("a clock switched in version 2.0",
	     4, WORDS(CLOCK(0x07), 2, 1), WORDS(SUCCESS)),
	VIEW("clock mux rate 200000000 enabled 1 users 8 parent pll\n"),
	CASE("version 2.0 has no extended configuration here",
	     4, WORDS(CLOCK(0x07), 3, 0x10001), WORDS(INVALID_PARAMETERS)),
	THEN(4, WORDS(CLOCK(0x07), 3, 3), WORDS(INVALID_PARAMETERS)),
	THEN(4, WORDS(CLOCK(0x0b), 3, 0), WORDS(NOT_SUPPORTED)),

	/* Extended: 1 duty cycle, 2 phase */
	CASE("duty cycle and phase are read",
	     1, WORDS(CLOCK(0x0b), 5, 0), WORDS(SUCCESS, 0, 0, 0)),
	THEN(1, WORDS(CLOCK(0x0b), 5, 1), WORDS(SUCCESS, 0, 0, 50)),
	THEN(1, WORDS(CLOCK(0x0b), 5, 2), WORDS(SUCCESS, 0, 0, 90)),
	CASE("a duty cycle set, the state left",
	     1, WORDS(CLOCK(0x07), 5, 0x10003, 75), WORDS(SUCCESS)),
	VIEW("clock pwm rate 1000 enabled 0 users 0 parent - duty-cycle 75 phase 90\n"),
	THEN(1, WORDS(CLOCK(0x0b), 5, 1), WORDS(SUCCESS, 0, 0, 75)),
	CASE("a phase set and the clock enabled at once",
	     1, WORDS(CLOCK(0x07), 5, 0x20001, 180), WORDS(SUCCESS)),
	VIEW("clock pwm rate 1000 enabled 1 users 1 parent - duty-cycle 50 phase 180\n"),
	THEN(1, WORDS(CLOCK(0x0b), 5, 2), WORDS(SUCCESS, 0, 1, 180)),
	CASE("a value without a type is ignored",
	     1, WORDS(CLOCK(0x07), 5, 1, 0xffffffff), WORDS(SUCCESS)),
	VIEW("clock pwm rate 1000 enabled 1 users 1 parent - duty-cycle 50 phase 90\n"),
	CASE("edges of duty cycles and phases",
	     1, WORDS(CLOCK(0x07), 5, 0x10003, 0), WORDS(SUCCESS)),
	THEN(1, WORDS(CLOCK(0x07), 5, 0x10003, 100), WORDS(SUCCESS)),
	THEN(1, WORDS(CLOCK(0x07), 5, 0x20003, 0), WORDS(SUCCESS)),
	THEN(1, WORDS(CLOCK(0x07), 5, 0x20003, 359), WORDS(SUCCESS)),
	VIEW("duty-cycle 100 phase 359\n"),
	CASE("a duty cycle too large, and the clock is not enabled either",
	     1, WORDS(CLOCK(0x07), 5, 0x10001, 101), WORDS(INVALID_PARAMETERS)),
	CASE("a phase too large", 1, WORDS(CLOCK(0x07), 5, 0x20003, 360),
	     WORDS(INVALID_PARAMETERS)),
	THEN(1, WORDS(CLOCK(0x07), 5, 0x20003, 0xffffffff), WORDS(INVALID_PARAMETERS)),
	CASE("types that there are not, and the clock is not enabled either",
	     1, WORDS(CLOCK(0x07), 5, 0x30001, 1), WORDS(NOT_SUPPORTED)),
	THEN(1, WORDS(CLOCK(0x07), 5, 0x800001, 1), WORDS(NOT_SUPPORTED)),
	THEN(1, WORDS(CLOCK(0x07), 5, 0xff0001, 1), WORDS(NOT_SUPPORTED)),
	THEN(1, WORDS(CLOCK(0x07), 5, 0x30003, 1), WORDS(NOT_SUPPORTED)),
	THEN(1, WORDS(CLOCK(0x07), 5, 0x800003, 1), WORDS(NOT_SUPPORTED)),
	THEN(1, WORDS(CLOCK(0x0b), 5, 3), WORDS(NOT_SUPPORTED)),
	THEN(1, WORDS(CLOCK(0x0b), 5, 0xff), WORDS(NOT_SUPPORTED)),
	CASE("extended configuration of a clock that has none",
	     1, WORDS(CLOCK(0x07), 1, 0x10003, 50), WORDS(NOT_SUPPORTED)),
	THEN(1, WORDS(CLOCK(0x0b), 1, 1), WORDS(NOT_SUPPORTED)),
	CASE("reserved bits of reading a configuration",
	     1, WORDS(CLOCK(0x0b), 5, 0x100), WORDS(INVALID_PARAMETERS)),
	THEN(1, WORDS(CLOCK(0x0b), 5, 0x80000001), WORDS(INVALID_PARAMETERS)),
	CASE("the configuration of clocks that cannot be changed is read",
	     1, WORDS(CLOCK(0x0b), 11, 0), WORDS(SUCCESS, 0, 0, 0)),
	THEN(1, WORDS(CLOCK(0x0b), 0, 0), WORDS(SUCCESS, 0, 1, 0)),
	{ 0 }
};

static const struct step parents[] = {
	/* CLOCK_POSSIBLE_PARENTS_GET: 31:24 remaining, 7:0 returned. mux: osc, hidden, pll, lin. */
	CASE("parents are those that the agent sees, by its own numbers",
	     1, WORDS(CLOCK(0x0c), 4, 0), WORDS(SUCCESS, 3, 0, 1, 2)),
	THEN(2, WORDS(CLOCK(0x0c), 3, 0), WORDS(SUCCESS, 3, 2, 1, 5)),
	CASE("a single parent", 1, WORDS(CLOCK(0x0c), 3, 0), WORDS(SUCCESS, 1, 1)),
	CASE("parents from the middle on",
	     1, WORDS(CLOCK(0x0c), 4, 1), WORDS(SUCCESS, 2, 1, 2)),
	THEN(1, WORDS(CLOCK(0x0c), 4, 2), WORDS(SUCCESS, 1, 2)),
	CASE("parents, skipping as many as there are",
	     1, WORDS(CLOCK(0x0c), 4, 3), WORDS(SUCCESS, 0)),
	CASE("parents, skipping more than there are",
	     1, WORDS(CLOCK(0x0c), 4, 4), WORDS(INVALID_PARAMETERS)),
	THEN(1, WORDS(CLOCK(0x0c), 4, 0xffffffff), WORDS(INVALID_PARAMETERS)),
	CASE("parents of a clock that has none", 1, WORDS(CLOCK(0x0c), 1, 0), WORDS(NOT_SUPPORTED)),
	THEN(1, WORDS(CLOCK(0x0e), 1), WORDS(NOT_SUPPORTED)),
	THEN(1, WORDS(CLOCK(0x0d), 1, 0), WORDS(NOT_SUPPORTED)),
	CASE("a parent whose devices are denied is not among them",
	     2, WORDS(BASE(0x09), 1, 0, 0), WORDS(SUCCESS)),
	THEN(2, WORDS(BASE(0x09), 1, 1, 0), WORDS(SUCCESS)),
	THEN(1, WORDS(CLOCK(0x0c), 4, 0), WORDS(SUCCESS, 2, 0, 1)),
	THEN(1, WORDS(CLOCK(0x0d), 4, 2), WORDS(INVALID_PARAMETERS)),
	THEN(2, WORDS(CLOCK(0x0c), 3, 0), WORDS(SUCCESS, 3, 2, 1, 5)),

	/* A divider of 1, 2, 3, 4, 6 or 8 that has to stay between 4 and 50 MHz, below osc (24 MHz) or pll */
	CASE("a divider keeps to its limits when its parent is another one",
	     1, WORDS(CLOCK(0x0d), 10, 1), WORDS(SUCCESS)),
	THEN(1, WORDS(CLOCK(0x06), 10), WORDS(SUCCESS, 50000000, 0)),
	THEN(1, WORDS(CLOCK(0x04), 10, 0), WORDS(SUCCESS, 3, 25000000, 0, 33333333, 0, 50000000, 0)),
	CASE("a divider keeps to its limits when its parent's rate changes",
	     1, WORDS(CLOCK(0x0d), 10, 1), WORDS(SUCCESS)),
	THEN(1, WORDS(CLOCK(0x09), 10, 1), WORDS(SUCCESS)),
	THEN(1, WORDS(CLOCK(0x05), 0, 1, 400000000, 0), WORDS(SUCCESS)),
	NO_EVENT(1),
	THEN(1, WORDS(CLOCK(0x06), 10), WORDS(SUCCESS, 50000000, 0)),
	THEN(1, WORDS(CLOCK(0x04), 10, 0), WORDS(SUCCESS, 1, 50000000, 0)),
	THEN(1, WORDS(CLOCK(0x05), 0, 1, 100000000, 0), WORDS(SUCCESS)),
	EVENT(1, WORDS(CLOCK_EVENT(0), 1, 10, 12500000, 0)),
	CASE("a rate that leaves a divider nothing",
	     1, WORDS(CLOCK(0x0d), 10, 1), WORDS(SUCCESS)),
	THEN(1, WORDS(CLOCK(0x05), 0, 1, 1000000000, 0), WORDS(OUT_OF_RANGE)),
	THEN(1, WORDS(CLOCK(0x06), 1), WORDS(SUCCESS, 200000000, 0)),
	CASE("a parent that leaves a divider nothing",
	     1, WORDS(CLOCK(0x05), 0, 1, 1000000000, 0), WORDS(SUCCESS)),
	THEN(1, WORDS(CLOCK(0x0d), 10, 1), WORDS(OUT_OF_RANGE)),
	VIEW("clock limited rate 24000000 enabled 0 users 0 parent osc\n"),
	CASE("a reset leads a divider back through its limits",
	     1, WORDS(CLOCK(0x0d), 10, 1), WORDS(SUCCESS)),
	THEN(1, WORDS(CLOCK(0x05), 0, 10, 25000000, 0), WORDS(SUCCESS)),
	THEN(1, WORDS(CLOCK(0x05), 0, 1, 400000000, 0), WORDS(SUCCESS)),
	THEN(1, WORDS(BASE(0x0b), 1, 0), WORDS(SUCCESS)),
	VIEW("clock pll rate 200000000 "),
	VIEW("clock limited rate 24000000 enabled 0 users 0 parent osc\n"),

	/* CLOCK_PARENT_GET, CLOCK_PARENT_SET */
	CASE("the parent at the start, by the numbers of each agent",
	     1, WORDS(CLOCK(0x0e), 4), WORDS(SUCCESS, 1)),
	THEN(2, WORDS(CLOCK(0x0e), 3), WORDS(SUCCESS, 1)),
	THEN(1, WORDS(CLOCK(0x0e), 10), WORDS(SUCCESS, 0)),
	CASE("a parent set is a parent read, and the rate follows",
	     1, WORDS(CLOCK(0x0d), 4, 2), WORDS(SUCCESS)),
	VIEW("clock mux rate 1500 enabled 0 users 0 parent lin\n"),
	THEN(1, WORDS(CLOCK(0x0e), 4), WORDS(SUCCESS, 2)),
	THEN(2, WORDS(CLOCK(0x0e), 3), WORDS(SUCCESS, 5)),
	THEN(1, WORDS(CLOCK(0x06), 4), WORDS(SUCCESS, 1500, 0)),
	CASE("the parent that is one already",
	     1, WORDS(CLOCK(0x0d), 4, 1), WORDS(SUCCESS)),
	VIEW("clock mux rate 200000000 enabled 0 users 0 parent pll\n"),
	CASE("a parent that another agent sees and this one does not",
	     2, WORDS(CLOCK(0x0d), 3, 2), WORDS(SUCCESS)),
	VIEW("clock mux rate 7 enabled 0 users 0 parent hidden\n"),
	THEN(1, WORDS(CLOCK(0x0e), 4), WORDS(DENIED)),
	THEN(2, WORDS(CLOCK(0x0e), 3), WORDS(SUCCESS, 2)),
	THEN(1, WORDS(CLOCK(0x06), 4), WORDS(SUCCESS, 7, 0)),
	THEN(1, WORDS(CLOCK(0x0d), 4, 0), WORDS(SUCCESS)),
	THEN(1, WORDS(CLOCK(0x0e), 4), WORDS(SUCCESS, 0)),
	THEN(2, WORDS(CLOCK(0x0e), 3), WORDS(DENIED)),
	CASE("a clock that cannot be the parent",
	     1, WORDS(CLOCK(0x0d), 4, 3), WORDS(INVALID_PARAMETERS)),
	THEN(1, WORDS(CLOCK(0x0d), 4, 4), WORDS(INVALID_PARAMETERS)),
	CASE("parents that there are not",
	     1, WORDS(CLOCK(0x0d), 4, 12), WORDS(NOT_FOUND)),
	THEN(1, WORDS(CLOCK(0x0d), 4, 0x10001), WORDS(NOT_FOUND)),
	THEN(1, WORDS(CLOCK(0x0d), 4, 0xffffffff), WORDS(NOT_FOUND)),
	CASE("the parent of a clock with a single one",
	     1, WORDS(CLOCK(0x0d), 3, 1), WORDS(DENIED)),
	{ 0 }
};

/* Every message that names a clock, with numbers that name none */
static void unknown_clocks(void **state)
{
	static const uint32_t requests[][4] = {
		{ CLOCK(0x03), 1 }, { CLOCK(0x04), 2 }, { CLOCK(0x06), 1 }, { CLOCK(0x07), 3 },
		{ CLOCK(0x08), 1 }, { CLOCK(0x09), 2 }, { CLOCK(0x0a), 2 }, { CLOCK(0x0b), 2 },
		{ CLOCK(0x0c), 2 }, { CLOCK(0x0d), 2 }, { CLOCK(0x0e), 1 }, { CLOCK(0x0f), 1 },
	};
	static const uint32_t ids[] = { 12, 13, 0x100, 0x101, 0x10001, 0x80000001, 0xffffffff };
	struct setup *setup = setup_board("tests/unit/unit");
	struct scmi_server *server = &setup->board.server;
	struct snapshot before;
	uint32_t reply[2];
	size_t i, j;

	(void)state;
	take_snapshot(&setup->board, &before);
	for (i = 0; i < sizeof(ids) / sizeof(ids[0]); i++) {
		for (j = 0; j < sizeof(requests) / sizeof(requests[0]); j++) {
			const uint32_t words[] = { requests[j][0], ids[i], 0, 0 };

			exchange_words(server, 1, words, 1 + requests[j][1], reply, 2);
			assert_int_equal(reply[1], NOT_FOUND);
		}
		SEND(server, 1, reply, CLOCK(0x05), 0, ids[i], 200000000, 0);
		assert_int_equal(reply[1], NOT_FOUND);
	}
	assert_null(snapshot_difference(&setup->board, &before));
	/* What one agent sees as its number 4 another does not */
	SEND(server, 3, reply, CLOCK(0x06), 4);
	assert_int_equal(reply[1], NOT_FOUND);
	teardown_board(setup);
}

int main(void)
{
	ADD_CASES(description);
	ADD_CASES(rates);
	ADD_CASES(small_rooms);
	ADD_CASES(configuration);
	ADD_CASES(parents);
	ADD_TEST("rounding down, up and to the nearest", rounding);
	ADD_TEST("lists of rates in parts, from every start and with every room", rates_in_parts);
	ADD_TEST("numbers of no clock, in all messages", unknown_clocks);
	return run_program("clock");
}
