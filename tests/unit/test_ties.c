// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * What hangs together on the virtual board, across protocols, as docs/board.md has it. The board is
 * ties.dts; its agent sees clocks 0 core, 1 fast, 2 choosy, 3 source, 4 swift, 5 fussy, 6 base, and performance
 * domains 0 cpu, 1 follower.
 */
#include "harness.h"

#define CORE		0
#define FAST		1
#define CHOOSY		2
#define SOURCE		3
#define SWIFT		4
#define FUSSY		5
#define BASE_CLOCK	6
#define CPU		0
#define FOLLOWER	1

#define SET_RATE(clock, rate)	WORDS(CLOCK(0x05), 0, clock, rate, 0)
#define SET_PARENT(clock, to)	WORDS(CLOCK(0x0d), clock, to)
#define ENABLE(clock)		WORDS(CLOCK(0x07), clock, 1, 0)
#define SET_LEVEL(domain, level) WORDS(PERFORMANCE(0x07), domain, level)
#define SET_LIMITS(domain, max, min) WORDS(PERFORMANCE(0x05), domain, max, min)
#define GET_LEVEL(domain)	WORDS(PERFORMANCE(0x08), domain)
#define SET_CAP(cap)		WORDS(POWERCAP(0x05), 0, 0, cap)
#define SET_PIN(type, value)	WORDS(PINCTRL(0x06), 0, 0xffffffff, 1 << 2, type, value)
#define RESET			WORDS(BASE(0x0b), 1, 0)
#define POWER_OFF		WORDS(POWER(0x04), 0, 0, 0x40000000)

static const struct step cases[] = {
	CASE("a clock without power goes back to its first rate", 1, SET_RATE(FAST, 2000), WORDS(SUCCESS)),
	THEN(1, ENABLE(FAST), WORDS(SUCCESS)),
	VIEW("clock fast rate 2000 enabled 1 "),
	THEN(1, POWER_OFF, WORDS(SUCCESS)),
	VIEW("clock fast rate 1000 enabled 0 "),
	CASE("a clock without power keeps a rate that a divider below needs", 1, SET_RATE(FAST, 2000),
	     WORDS(SUCCESS)),
	THEN(1, ENABLE(FAST), WORDS(SUCCESS)),
	VIEW("clock choosy rate 2500 "),
	THEN(1, SET_PARENT(CHOOSY, 1), WORDS(SUCCESS)),
	THEN(1, POWER_OFF, WORDS(SUCCESS)),
	VIEW("clock fast rate 2000 enabled 0 "),
	VIEW("clock choosy rate 2000 "),
	CASE("a clock without power keeps the rate of a performance domain", 1, SET_LEVEL(CPU, 3),
	     WORDS(SUCCESS)),
	THEN(1, ENABLE(CORE), WORDS(SUCCESS)),
	VIEW("clock core rate 300000 enabled 1 "),
	THEN(1, POWER_OFF, WORDS(SUCCESS)),
	VIEW("clock core rate 300000 enabled 0 "),
	VIEW("performance cpu level 3 "),
	CASE("a clock that is always on has power that is always on", 1, POWER_OFF, WORDS(SUCCESS)),
	VIEW("clock osc rate 24000000 enabled 1 users 0 parent -\n"),

	CASE("a level that leaves a divider below its clock nothing", 1, SET_LEVEL(CPU, 1),
	     WORDS(OUT_OF_RANGE)),
	VIEW("clock core rate 200000 "),
	THEN(1, GET_LEVEL(CPU), WORDS(SUCCESS, 2)),
	CASE("a cap that needs such a level", 1, SET_CAP(10), WORDS(OUT_OF_RANGE)),
	VIEW("powercap cap power 20 average 20 cap - "),
	THEN(1, GET_LEVEL(CPU), WORDS(SUCCESS, 2)),
	THEN(1, SET_CAP(20), WORDS(SUCCESS)),
	VIEW("cap 20 "),
	CASE("a level whose clock has its rate from a parent", 1, SET_LEVEL(FOLLOWER, 2), WORDS(SUCCESS)),
	THEN(1, SET_RATE(SOURCE, 2000000), WORDS(SUCCESS)),
	VIEW("clock tap rate 2000000 "),
	THEN(1, SET_LEVEL(FOLLOWER, 1), WORDS(OUT_OF_RANGE)),
	THEN(1, GET_LEVEL(FOLLOWER), WORDS(SUCCESS, 2)),
	CASE("a reset takes back levels that depend on a clock", 1, SET_LEVEL(FOLLOWER, 2), WORDS(SUCCESS)),
	THEN(1, SET_RATE(SOURCE, 2000000), WORDS(SUCCESS)),
	THEN(1, RESET, WORDS(SUCCESS)),
	THEN(1, GET_LEVEL(FOLLOWER), WORDS(SUCCESS, 1)),
	VIEW("clock tap rate 1000000 "),
	CASE("and limits that keep such a level", 1, SET_LIMITS(FOLLOWER, 2, 2), WORDS(SUCCESS)),
	THEN(1, SET_RATE(SOURCE, 2000000), WORDS(SUCCESS)),
	THEN(1, RESET, WORDS(SUCCESS)),
	THEN(1, GET_LEVEL(FOLLOWER), WORDS(SUCCESS, 1)),
	THEN(1, WORDS(PERFORMANCE(0x06), FOLLOWER), WORDS(SUCCESS, 2, 1)),
	CASE("and a parent that depends on a rate", 1, SET_PARENT(FUSSY, BASE_CLOCK), WORDS(SUCCESS)),
	THEN(1, SET_RATE(SWIFT, 1000), WORDS(SUCCESS)),
	THEN(1, SET_PARENT(FUSSY, SWIFT), WORDS(OUT_OF_RANGE)),
	THEN(1, RESET, WORDS(SUCCESS)),
	VIEW("clock fussy rate 2000 enabled 0 users 0 parent swift\n"),
	CASE("dividers that divide by more than 64 bits", 1, ENABLE(FAST), WORDS(SUCCESS)),
	VIEW("clock first_part rate 4294967297 "),
	VIEW("clock second_part rate 1 "),
	VIEW("clock third_part rate 0 "),
	CASE("biases and ways to drive are chosen apart", 1, SET_PIN(7, 1), WORDS(SUCCESS)),
	VIEW("denied 0 bias-disable 1 drive-open-drain 1\n"),
	THEN(1, SET_PIN(4, 1), WORDS(SUCCESS)),
	VIEW("denied 0 bias-pull-up 1 drive-open-drain 1\n"),
	{ 0 },
};

int main(void)
{
	unit_board = "tests/unit/ties";
	ADD_CASES(cases);
	return run_program("ties");
}
