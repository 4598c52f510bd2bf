// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * What one kind of the board's hardware does to another, as agents see it. The board is
 * tests/unit/alive.dts; all of this can be worked out from the numbers there.
 */
#include "harness.h"

#define ON		0u
#define KEPT		1u
#define OFF		0x40000000u

static const struct step cases[] = {
	/* 500 and the level's power: 1500, 3000 or 6500 milliwatts */
	CASE("a cap keeps performance down, and agents are told",
	     1, WORDS(PERFORMANCE(0x07), 0, 400), WORDS(SUCCESS)),
	THEN(1, WORDS(PERFORMANCE(0x09), 0, 1), WORDS(SUCCESS)),
	THEN(1, WORDS(PERFORMANCE(0x0a), 0, 1), WORDS(SUCCESS)),
	VIEW("powercap cpu power 6500 average 3000 cap - "),
	THEN(1, WORDS(POWERCAP(0x05), 0, 0, 3000), WORDS(SUCCESS)),
	EVENT(1, WORDS(PERFORMANCE_EVENT(1), 0, 0, 200)),
	EVENT(1, WORDS(PERFORMANCE_EVENT(0), 0, 0, 200, 100)),
	NO_EVENT(1),
	THEN(1, WORDS(PERFORMANCE(0x08), 0), WORDS(SUCCESS, 200)),
	THEN(1, WORDS(PERFORMANCE(0x06), 0), WORDS(SUCCESS, 200, 100)),
	THEN(1, WORDS(PERFORMANCE(0x07), 0, 400), WORDS(OUT_OF_RANGE)),
	THEN(1, WORDS(CLOCK(0x06), 0), WORDS(SUCCESS, 200000000, 0)),
	VIEW("powercap cpu power 3000 average 3000 cap 3000 "),
	CASE("performance comes back with the cap",
	     1, WORDS(PERFORMANCE(0x07), 0, 400), WORDS(SUCCESS)),
	THEN(1, WORDS(POWERCAP(0x05), 0, 0, 2500), WORDS(SUCCESS)),
	THEN(1, WORDS(PERFORMANCE(0x08), 0), WORDS(SUCCESS, 100)),
	THEN(1, WORDS(POWERCAP(0x05), 0, 0, 6500), WORDS(SUCCESS)),
	THEN(1, WORDS(PERFORMANCE(0x08), 0), WORDS(SUCCESS, 400)),
	THEN(1, WORDS(POWERCAP(0x05), 0, 0, 6000), WORDS(SUCCESS)),
	THEN(1, WORDS(PERFORMANCE(0x08), 0), WORDS(SUCCESS, 200)),
	THEN(1, WORDS(POWERCAP(0x05), 0, 0, 0), WORDS(SUCCESS)),
	THEN(1, WORDS(PERFORMANCE(0x08), 0), WORDS(SUCCESS, 400)),
	CASE("a cap that no level keeps leaves the lowest",
	     1, WORDS(POWERCAP(0x05), 0, 0, 1000), WORDS(SUCCESS)),
	THEN(1, WORDS(PERFORMANCE(0x06), 0), WORDS(SUCCESS, 100, 100)),
	VIEW("powercap cpu power 1000 "),
	CASE("a reset of the agent that caps gives performance back",
	     1, WORDS(POWERCAP(0x05), 0, 0, 1000), WORDS(SUCCESS)),
	THEN(1, WORDS(BASE(0x0b), 1, 0), WORDS(SUCCESS)),
	THEN(1, WORDS(PERFORMANCE(0x08), 0), WORDS(SUCCESS, 200)),
	CASE("a cap of the start", 1, WORDS(PERFORMANCE(0x08), 1), WORDS(SUCCESS, 2)),
	THEN(1, WORDS(PERFORMANCE(0x06), 1), WORDS(SUCCESS, 2, 1)),
	THEN(1, WORDS(PERFORMANCE(0x07), 1, 3), WORDS(OUT_OF_RANGE)),
	THEN(1, WORDS(POWERCAP(0x05), 1, 0, 35), WORDS(SUCCESS)),
	THEN(1, WORDS(PERFORMANCE(0x08), 1), WORDS(SUCCESS, 3)),

	/* 30 degrees and a hundredth of the power: 40, 55 or 90 */
	CASE("temperature follows load", 1, WORDS(SENSOR(0x06), 0, 0), WORDS(SUCCESS, 55, 0, 0, 0)),
	THEN(1, WORDS(PERFORMANCE(0x07), 0, 400), WORDS(SUCCESS)),
	THEN(1, WORDS(SENSOR(0x06), 0, 0), WORDS(SUCCESS, 90, 0, 0, 0)),
	THEN(1, WORDS(PERFORMANCE(0x07), 0, 100), WORDS(SUCCESS)),
	THEN(1, WORDS(SENSOR(0x06), 0, 0), WORDS(SUCCESS, 40, 0, 0, 0)),
	CASE("load trips, and a cap ends it",
	     1, WORDS(SENSOR(0x05), 0, 0x3, 80, 0), WORDS(SUCCESS)),
	THEN(1, WORDS(SENSOR(0x04), 0, 1), WORDS(SUCCESS)),
	TIME(1000),
	NO_EVENT(1),
	THEN(1, WORDS(PERFORMANCE(0x07), 0, 400), WORDS(SUCCESS)),
	NO_EVENT(1),
	TIME(2000),
	EVENT(1, WORDS(SENSOR_EVENT(0), 0, 0, 0x10000)),
	THEN(1, WORDS(POWERCAP(0x05), 0, 0, 3000), WORDS(SUCCESS)),
	TIME(3000),
	EVENT(1, WORDS(SENSOR_EVENT(0), 0, 0, 0)),
	NO_EVENT(1),

	/* CLOCK_CONFIG_SET: enabled; the load is 1 and three for each MHz */
	CASE("a clock stands still while its domain is not on",
	     1, WORDS(CLOCK(0x07), 1, 1, 0), WORDS(SUCCESS)),
	THEN(1, WORDS(SENSOR(0x06), 1, 0), WORDS(SUCCESS, 31, 0, 0, 0)),
	THEN(1, WORDS(CLOCK(0x05), 0, 1, 20000000, 0), WORDS(SUCCESS)),
	THEN(1, WORDS(SENSOR(0x06), 1, 0), WORDS(SUCCESS, 61, 0, 0, 0)),
	THEN(1, WORDS(POWER(0x04), 0, 0, KEPT), WORDS(SUCCESS)),
	THEN(1, WORDS(SENSOR(0x06), 1, 0), WORDS(SUCCESS, 1, 0, 0, 0)),
	VIEW("clock media rate 20000000 enabled 1 users 1 parent - duty-cycle 50 gated 1\n"),
	THEN(1, WORDS(POWER(0x04), 0, 0, ON), WORDS(SUCCESS)),
	THEN(1, WORDS(SENSOR(0x06), 1, 0), WORDS(SUCCESS, 61, 0, 0, 0)),
	VIEW("clock media rate 20000000 enabled 1 users 1 parent - duty-cycle 50\n"),
	CASE("a clock loses its settings with its domain's context",
	     1, WORDS(CLOCK(0x07), 1, 1 << 16 | 1, 70), WORDS(SUCCESS)),
	THEN(1, WORDS(CLOCK(0x05), 0, 1, 20000000, 0), WORDS(SUCCESS)),
	THEN(1, WORDS(CLOCK(0x05), 0, 2, 5000000, 0), WORDS(SUCCESS)),
	VIEW("clock media rate 20000000 enabled 1 users 1 parent - duty-cycle 70\n"),
	THEN(1, WORDS(CLOCK(0x09), 1, 1), WORDS(SUCCESS)),
	THEN(1, WORDS(POWER(0x04), 0, 0, OFF), WORDS(SUCCESS)),
	EVENT(1, WORDS(CLOCK_EVENT(0), 0, 1, 10000000, 0)),
	VIEW("clock media rate 10000000 enabled 0 users 1 parent - duty-cycle 50 gated 1\n"),
	VIEW("clock pixel rate 10000000 enabled 0 users 0 parent media gated 1\n"),
	THEN(1, WORDS(POWER(0x04), 0, 0, ON), WORDS(SUCCESS)),
	THEN(1, WORDS(SENSOR(0x06), 1, 0), WORDS(SUCCESS, 1, 0, 0, 0)),
	CASE("a clock that has lost its state is enabled again",
	     1, WORDS(CLOCK(0x07), 1, 1, 0), WORDS(SUCCESS)),
	THEN(1, WORDS(POWER(0x04), 0, 0, OFF), WORDS(SUCCESS)),
	THEN(1, WORDS(CLOCK(0x0b), 1, 0), WORDS(SUCCESS, 0, 0, 0)),
	THEN(1, WORDS(POWER(0x04), 0, 0, ON), WORDS(SUCCESS)),
	THEN(1, WORDS(CLOCK(0x07), 1, 1, 0), WORDS(SUCCESS)),
	THEN(1, WORDS(SENSOR(0x06), 1, 0), WORDS(SUCCESS, 31, 0, 0, 0)),
	{ 0 }
};

int main(void)
{
	unit_board = "tests/unit/alive";
	ADD_CASES(cases);
	return run_program("alive");
}
