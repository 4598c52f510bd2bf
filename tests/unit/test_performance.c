// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * Performance domain management protocol, section 4.5 of the specification. The board is
 * performance.dts: agents 1 first, 2 second (trusted), 3 version1, 4 version2, 5 version3, 6 bare. First
 * sees 0 cpu, 1 gpu, 2 plain, 3 fixed, 4 fast, 5 n16, 6 ro; second 0 hidden, 1 gpu, 2 cpu, 3 half_fast,
 * 4 plain; version1 0 cpu, 1 gpu, 2 fast, 3 n16; version2 0 gpu, 1 fast, 2 n16, 3 plain; version3 0 gpu,
 * 1 n16, 2 plain.
 */
#include "harness.h"

#define CPU		C4('c', 'p', 'u', 0), 0, 0, 0
#define GPU		C4('g', 'p', 'u', 0), 0, 0, 0
#define PLAIN		C4('p', 'l', 'a', 'i'), C4('n', 0, 0, 0), 0, 0
#define FIXED		C4('f', 'i', 'x', 'e'), C4('d', 0, 0, 0), 0, 0
#define FAST		C4('f', 'a', 's', 't'), 0, 0, 0
#define N16		C4('n', 'a', 'm', 'e'), C4('_', 'o', 'f', '_'), C4('1', '6', '_', 'c'),	\
			C4('h', 'a', 'r', 0)

static const struct step cases[] = {
	/* PROTOCOL_VERSION, NEGOTIATE_PROTOCOL_VERSION */
	CASE("performance version is 4.0", 1, WORDS(PERFORMANCE(0x00)), WORDS(SUCCESS, 0x40000)),
	THEN(3, WORDS(PERFORMANCE(0x00)), WORDS(SUCCESS, 0x10000)),
	THEN(4, WORDS(PERFORMANCE(0x00)), WORDS(SUCCESS, 0x20000)),
	THEN(5, WORDS(PERFORMANCE(0x00)), WORDS(SUCCESS, 0x30000)),
	THEN(6, WORDS(PERFORMANCE(0x00)), WORDS(NOT_SUPPORTED)),
	CASE("performance versions that are negotiated",
	     1, WORDS(PERFORMANCE(0x10), 0x10000), WORDS(SUCCESS)),
	THEN(1, WORDS(PERFORMANCE(0x10), 0x20000), WORDS(SUCCESS)),
	THEN(1, WORDS(PERFORMANCE(0x10), 0x30000), WORDS(SUCCESS)),
	THEN(1, WORDS(PERFORMANCE(0x10), 0x40000), WORDS(SUCCESS)),
	THEN(1, WORDS(PERFORMANCE(0x10), 0x40001), WORDS(NOT_SUPPORTED)),
	THEN(1, WORDS(PERFORMANCE(0x10), 0x50000), WORDS(NOT_SUPPORTED)),
	THEN(1, WORDS(PERFORMANCE(0x10), 0x20001), WORDS(NOT_SUPPORTED)),
	CASE("old agents do not negotiate performance versions",
	     5, WORDS(PERFORMANCE(0x10), 0x30000), WORDS(NOT_SUPPORTED)),

	/* PROTOCOL_ATTRIBUTES */
	CASE("performance attributes: microwatts, no statistics",
	     1, WORDS(PERFORMANCE(0x01)), WORDS(SUCCESS, 0x20007, 0, 0, 0)),
	THEN(2, WORDS(PERFORMANCE(0x01)), WORDS(SUCCESS, 0x20005, 0, 0, 0)),
	THEN(5, WORDS(PERFORMANCE(0x01)), WORDS(SUCCESS, 0x20003, 0, 0, 0)),
	CASE("performance attributes of old versions: milliwatts",
	     3, WORDS(PERFORMANCE(0x01)), WORDS(SUCCESS, 0x10004, 0, 0, 0)),
	THEN(4, WORDS(PERFORMANCE(0x01)), WORDS(SUCCESS, 0x10004, 0, 0, 0)),
	CASE_ROOM("performance attributes without room",
		  1, 23, WORDS(PERFORMANCE(0x01)), WORDS(PROTOCOL_ERROR)),
	ROOM(1, 24, WORDS(PERFORMANCE(0x01)), WORDS(SUCCESS, 0x20007, 0, 0, 0)),

	/* PROTOCOL_MESSAGE_ATTRIBUTES */
	CASE("performance messages that have fast channels",
	     1, WORDS(PERFORMANCE(0x02), 0x05), WORDS(SUCCESS, 1)),
	THEN(1, WORDS(PERFORMANCE(0x02), 0x06), WORDS(SUCCESS, 1)),
	THEN(1, WORDS(PERFORMANCE(0x02), 0x07), WORDS(SUCCESS, 1)),
	THEN(1, WORDS(PERFORMANCE(0x02), 0x08), WORDS(SUCCESS, 1)),
	THEN(2, WORDS(PERFORMANCE(0x02), 0x08), WORDS(SUCCESS, 1)),
	CASE("performance messages that have no fast channel for this agent",
	     1, WORDS(PERFORMANCE(0x02), 0x00), WORDS(SUCCESS, 0)),
	THEN(1, WORDS(PERFORMANCE(0x02), 0x04), WORDS(SUCCESS, 0)),
	THEN(1, WORDS(PERFORMANCE(0x02), 0x09), WORDS(SUCCESS, 0)),
	THEN(1, WORDS(PERFORMANCE(0x02), 0x0b), WORDS(SUCCESS, 0)),
	THEN(1, WORDS(PERFORMANCE(0x02), 0x10), WORDS(SUCCESS, 0)),
	THEN(2, WORDS(PERFORMANCE(0x02), 0x05), WORDS(SUCCESS, 0)),
	THEN(3, WORDS(PERFORMANCE(0x02), 0x05), WORDS(SUCCESS, 0)),
	THEN(5, WORDS(PERFORMANCE(0x02), 0x05), WORDS(SUCCESS, 0)),
	CASE("performance messages that there are not",
	     1, WORDS(PERFORMANCE(0x02), 0x0d), WORDS(NOT_FOUND)),
	THEN(1, WORDS(PERFORMANCE(0x02), 0x11), WORDS(NOT_FOUND)),
	THEN(1, WORDS(PERFORMANCE(0x02), 0xffffffff), WORDS(NOT_FOUND)),
	THEN(3, WORDS(PERFORMANCE(0x02), 0x0b), WORDS(NOT_FOUND)),
	THEN(4, WORDS(PERFORMANCE(0x02), 0x0b), WORDS(SUCCESS, 0)),
	THEN(4, WORDS(PERFORMANCE(0x02), 0x0c), WORDS(NOT_FOUND)),
	THEN(5, WORDS(PERFORMANCE(0x02), 0x0c), WORDS(SUCCESS, 0)),
	THEN(5, WORDS(PERFORMANCE(0x02), 0x10), WORDS(NOT_FOUND)),
	THEN(3, WORDS(PERFORMANCE(0x0b), 2, 5), WORDS(NOT_SUPPORTED)),
	THEN(4, WORDS(PERFORMANCE(0x0c), 0), WORDS(NOT_SUPPORTED)),

	/* Sizes */
	CASE("performance requests that are too short or too long",
	     1, WORDS(PERFORMANCE(0x03)), WORDS(PROTOCOL_ERROR)),
	THEN(1, WORDS(PERFORMANCE(0x03), 0, 0), WORDS(PROTOCOL_ERROR)),
	THEN(1, WORDS(PERFORMANCE(0x04), 0), WORDS(PROTOCOL_ERROR)),
	THEN(1, WORDS(PERFORMANCE(0x04), 0, 0, 0), WORDS(PROTOCOL_ERROR)),
	THEN(1, WORDS(PERFORMANCE(0x05), 0, 800), WORDS(PROTOCOL_ERROR)),
	THEN(1, WORDS(PERFORMANCE(0x05), 0, 800, 100, 0), WORDS(PROTOCOL_ERROR)),
	THEN(1, WORDS(PERFORMANCE(0x06)), WORDS(PROTOCOL_ERROR)),
	THEN(1, WORDS(PERFORMANCE(0x06), 0, 0), WORDS(PROTOCOL_ERROR)),
	THEN(1, WORDS(PERFORMANCE(0x07), 0), WORDS(PROTOCOL_ERROR)),
	THEN(1, WORDS(PERFORMANCE(0x07), 0, 100, 0), WORDS(PROTOCOL_ERROR)),
	THEN(1, WORDS(PERFORMANCE(0x08)), WORDS(PROTOCOL_ERROR)),
	THEN(1, WORDS(PERFORMANCE(0x08), 0, 0), WORDS(PROTOCOL_ERROR)),
	THEN(1, WORDS(PERFORMANCE(0x09), 0), WORDS(PROTOCOL_ERROR)),
	THEN(1, WORDS(PERFORMANCE(0x0a), 0, 0, 0), WORDS(PROTOCOL_ERROR)),
	THEN(1, WORDS(PERFORMANCE(0x0b), 0), WORDS(PROTOCOL_ERROR)),
	THEN(1, WORDS(PERFORMANCE(0x0b), 0, 5, 0), WORDS(PROTOCOL_ERROR)),
	THEN(1, WORDS(PERFORMANCE(0x0c)), WORDS(PROTOCOL_ERROR)),

	/* Domains that do not exist */
	CASE("performance domains that do not exist",
	     1, WORDS(PERFORMANCE(0x03), 7), WORDS(NOT_FOUND)),
	THEN(1, WORDS(PERFORMANCE(0x04), 7, 0), WORDS(NOT_FOUND)),
	THEN(1, WORDS(PERFORMANCE(0x05), 99, 100, 100), WORDS(NOT_FOUND)),
	THEN(1, WORDS(PERFORMANCE(0x06), 0xffffffff), WORDS(NOT_FOUND)),
	THEN(1, WORDS(PERFORMANCE(0x07), 99, 100), WORDS(NOT_FOUND)),
	THEN(1, WORDS(PERFORMANCE(0x07), 0x10000, 100), WORDS(NOT_FOUND)),
	THEN(1, WORDS(PERFORMANCE(0x08), 7), WORDS(NOT_FOUND)),
	THEN(1, WORDS(PERFORMANCE(0x09), 7, 1), WORDS(NOT_FOUND)),
	THEN(1, WORDS(PERFORMANCE(0x0a), 7, 1), WORDS(NOT_FOUND)),
	THEN(1, WORDS(PERFORMANCE(0x0b), 7, 5), WORDS(NOT_FOUND)),
	THEN(1, WORDS(PERFORMANCE(0x0c), 7), WORDS(NOT_FOUND)),

	/* PERFORMANCE_DOMAIN_ATTRIBUTES, PERFORMANCE_DOMAIN_NAME_GET */
	CASE("performance domain attributes of version 4.0",
	     1, WORDS(PERFORMANCE(0x03), 0), WORDS(SUCCESS, 0xf0000000, 1000, 400000, 400, CPU)),
	THEN(1, WORDS(PERFORMANCE(0x03), 1), WORDS(SUCCESS, 0xf2000000, 0, 900000, 5, GPU)),
	THEN(1, WORDS(PERFORMANCE(0x03), 2), WORDS(SUCCESS, 0xf0000000, 0, 0, 30, PLAIN)),
	THEN(1, WORDS(PERFORMANCE(0x03), 3), WORDS(SUCCESS, 0x30000000, 0, 0, 7, FIXED)),
	THEN(1, WORDS(PERFORMANCE(0x03), 4), WORDS(SUCCESS, 0xf8000000, 0, 0, 2, FAST)),
	THEN(1, WORDS(PERFORMANCE(0x03), 5), WORDS(SUCCESS, 0xf4000000, 0, 0, 2, N16)),
	THEN(1, WORDS(PERFORMANCE(0x03), 6),
	     WORDS(SUCCESS, 0x30000000, 0, 0, 0xffffffff, C4('r', 'o', 0, 0), 0, 0, 0)),
	THEN(2, WORDS(PERFORMANCE(0x03), 3),
	     WORDS(SUCCESS, 0xf8000000, 0, 0, 2, C4('h', 'a', 'l', 'f'), C4('_', 'f', 'a', 's'),
		   C4('t', 0, 0, 0), 0)),
	CASE("performance domain attributes of version 1.0",
	     3, WORDS(PERFORMANCE(0x03), 1), WORDS(SUCCESS, 0xf0000000, 0, 900000, 5, GPU)),
	THEN(3, WORDS(PERFORMANCE(0x03), 2), WORDS(SUCCESS, 0xf0000000, 0, 0, 2, FAST)),
	THEN(3, WORDS(PERFORMANCE(0x03), 3), WORDS(SUCCESS, 0xf0000000, 0, 0, 2, N16)),
	CASE("performance domain attributes of version 2.0, without notifications",
	     4, WORDS(PERFORMANCE(0x03), 0), WORDS(SUCCESS, 0xc0000000, 0, 900000, 5, GPU)),
	THEN(4, WORDS(PERFORMANCE(0x03), 1), WORDS(SUCCESS, 0x08000000, 0, 0, 2, FAST)),
	THEN(4, WORDS(PERFORMANCE(0x03), 2), WORDS(SUCCESS, 0xc0000000, 0, 0, 2, N16)),
	CASE("performance domain attributes of version 3.0",
	     5, WORDS(PERFORMANCE(0x03), 0), WORDS(SUCCESS, 0xf0000000, 0, 900000, 5, GPU)),
	THEN(5, WORDS(PERFORMANCE(0x03), 1), WORDS(SUCCESS, 0xf4000000, 0, 0, 2, N16)),
	CASE("performance domain attributes follow the version negotiated",
	     1, WORDS(PERFORMANCE(0x10), 0x10000), WORDS(SUCCESS)),
	THEN(1, WORDS(PERFORMANCE(0x03), 1), WORDS(SUCCESS, 0xf0000000, 0, 900000, 5, GPU)),
	THEN(1, WORDS(PERFORMANCE(0x03), 4), WORDS(SUCCESS, 0xf0000000, 0, 0, 2, FAST)),
	THEN(1, WORDS(PERFORMANCE(0x03), 5), WORDS(SUCCESS, 0xf0000000, 0, 0, 2, N16)),
	CASE("performance domain names", 1, WORDS(PERFORMANCE(0x0c), 5),
	     WORDS(SUCCESS, 0, C4('n', 'a', 'm', 'e'), C4('_', 'o', 'f', '_'), C4('1', '6', '_', 'c'),
		   C4('h', 'a', 'r', 's'), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)),

	/* PERFORMANCE_DESCRIBE_LEVELS */
	CASE("levels of version 4.0", 1, WORDS(PERFORMANCE(0x04), 0, 0),
	     WORDS(SUCCESS, 4, 100, 1500, 30, 100000, 0, 200, 2000, 30, 200000, 0,
		   400, 10, 30, 400000, 0, 800, 999000, 30, 800000, 0)),
	THEN(1, WORDS(PERFORMANCE(0x04), 0, 3), WORDS(SUCCESS, 1, 800, 999000, 30, 800000, 0)),
	THEN(1, WORDS(PERFORMANCE(0x04), 0, 4), WORDS(OUT_OF_RANGE)),
	THEN(1, WORDS(PERFORMANCE(0x04), 0, 0xffffffff), WORDS(OUT_OF_RANGE)),
	THEN(1, WORDS(PERFORMANCE(0x04), 3, 0), WORDS(SUCCESS, 1, 7, 0, 0, 0, 0)),
	CASE("levels of version 4.0 in level indexing mode", 1, WORDS(PERFORMANCE(0x04), 1, 0),
	     WORDS(SUCCESS, 4, 1, 1000000, 0, 300000, 4, 2, 2000000, 0, 400000, 9,
		   3, 3000001, 0, 500000, 7, 5, 0, 0, 900000, 2)),
	CASE("levels of version 3.0", 5, WORDS(PERFORMANCE(0x04), 0, 0),
	     WORDS(SUCCESS, 4, 1, 1000000, 0, 2, 2000000, 0, 3, 3000001, 0, 5, 0, 0)),
	CASE("levels of versions 1.0 and 2.0: milliwatts",
	     3, WORDS(PERFORMANCE(0x04), 0, 0),
	     WORDS(SUCCESS, 4, 100, 2, 30, 200, 2, 30, 400, 1, 30, 800, 999, 30)),
	THEN(4, WORDS(PERFORMANCE(0x04), 0, 0),
	     WORDS(SUCCESS, 4, 1, 1000, 0, 2, 2000, 0, 3, 3001, 0, 5, 0, 0)),
	CASE_ROOM("levels of version 4.0 in parts", 1, 52, WORDS(PERFORMANCE(0x04), 1, 0),
		  WORDS(SUCCESS, 2 << 16 | 2, 1, 1000000, 0, 300000, 4, 2, 2000000, 0, 400000, 9)),
	ROOM(1, 51, WORDS(PERFORMANCE(0x04), 1, 2), WORDS(SUCCESS, 1 << 16 | 1, 3, 3000001, 0, 500000, 7)),
	ROOM(1, 32, WORDS(PERFORMANCE(0x04), 1, 3), WORDS(SUCCESS, 1, 5, 0, 0, 900000, 2)),
	ROOM(1, 31, WORDS(PERFORMANCE(0x04), 1, 3), WORDS(PROTOCOL_ERROR)),
	CASE_ROOM("levels of version 3.0 in parts", 5, 36, WORDS(PERFORMANCE(0x04), 0, 0),
		  WORDS(SUCCESS, 2 << 16 | 2, 1, 1000000, 0, 2, 2000000, 0)),
	ROOM(5, 35, WORDS(PERFORMANCE(0x04), 0, 2), WORDS(SUCCESS, 1 << 16 | 1, 3, 3000001, 0)),
	ROOM(5, 24, WORDS(PERFORMANCE(0x04), 0, 3), WORDS(SUCCESS, 1, 5, 0, 0)),
	ROOM(5, 23, WORDS(PERFORMANCE(0x04), 0, 3), WORDS(PROTOCOL_ERROR)),

	/* PERFORMANCE_LEVEL_SET, PERFORMANCE_LEVEL_GET */
	CASE("levels at the start", 1, WORDS(PERFORMANCE(0x08), 0), WORDS(SUCCESS, 200)),
	THEN(1, WORDS(PERFORMANCE(0x08), 1), WORDS(SUCCESS, 7)),
	THEN(5, WORDS(PERFORMANCE(0x08), 0), WORDS(SUCCESS, 3)),
	THEN(1, WORDS(PERFORMANCE(0x08), 2), WORDS(SUCCESS, 10)),
	THEN(1, WORDS(PERFORMANCE(0x08), 6), WORDS(SUCCESS, 0xfffffffe)),
	CASE("set a level", 1, WORDS(PERFORMANCE(0x07), 2, 20), WORDS(SUCCESS)),
	THEN(1, WORDS(PERFORMANCE(0x08), 2), WORDS(SUCCESS, 20)),
	THEN(2, WORDS(PERFORMANCE(0x08), 4), WORDS(SUCCESS, 20)),
	VIEW("performance plain level 20 max 30 min 10\n"),
	THEN(1, WORDS(PERFORMANCE(0x07), 2, 30), WORDS(SUCCESS)),
	THEN(1, WORDS(PERFORMANCE(0x07), 2, 10), WORDS(SUCCESS)),
	CASE("levels that there are not", 1, WORDS(PERFORMANCE(0x07), 2, 0), WORDS(OUT_OF_RANGE)),
	THEN(1, WORDS(PERFORMANCE(0x07), 2, 9), WORDS(OUT_OF_RANGE)),
	THEN(1, WORDS(PERFORMANCE(0x07), 2, 15), WORDS(OUT_OF_RANGE)),
	THEN(1, WORDS(PERFORMANCE(0x07), 2, 31), WORDS(OUT_OF_RANGE)),
	THEN(1, WORDS(PERFORMANCE(0x07), 2, 0xffffffff), WORDS(OUT_OF_RANGE)),
	CASE("set a level by its index", 1, WORDS(PERFORMANCE(0x07), 1, 2), WORDS(SUCCESS)),
	THEN(1, WORDS(PERFORMANCE(0x08), 1), WORDS(SUCCESS, 2)),
	THEN(2, WORDS(PERFORMANCE(0x08), 1), WORDS(SUCCESS, 2)),
	THEN(4, WORDS(PERFORMANCE(0x08), 0), WORDS(SUCCESS, 5)),
	VIEW("performance gpu level 5 max 5 min 1\n"),
	CASE("indices that there are not", 1, WORDS(PERFORMANCE(0x07), 1, 1), WORDS(OUT_OF_RANGE)),
	THEN(1, WORDS(PERFORMANCE(0x07), 1, 3), WORDS(OUT_OF_RANGE)),
	THEN(1, WORDS(PERFORMANCE(0x07), 1, 5), WORDS(OUT_OF_RANGE)),
	THEN(1, WORDS(PERFORMANCE(0x07), 1, 0), WORDS(OUT_OF_RANGE)),
	CASE("old agents set levels of a domain in level indexing mode by themselves",
	     3, WORDS(PERFORMANCE(0x07), 1, 2), WORDS(SUCCESS)),
	THEN(1, WORDS(PERFORMANCE(0x08), 1), WORDS(SUCCESS, 9)),
	THEN(3, WORDS(PERFORMANCE(0x08), 1), WORDS(SUCCESS, 2)),
	THEN(5, WORDS(PERFORMANCE(0x07), 0, 9), WORDS(OUT_OF_RANGE)),
	THEN(5, WORDS(PERFORMANCE(0x07), 0, 5), WORDS(SUCCESS)),
	THEN(1, WORDS(PERFORMANCE(0x08), 1), WORDS(SUCCESS, 2)),

	/* Clock and supply */
	CASE("clock and supply start with what the level needs",
	     1, WORDS(CLOCK(0x06), 0), WORDS(SUCCESS, 200000000, 0)),
	THEN(1, WORDS(VOLTAGE(0x08), 0), WORDS(SUCCESS, 800000)),
	CASE("clock and supply follow the level", 1, WORDS(PERFORMANCE(0x07), 0, 800), WORDS(SUCCESS)),
	THEN(1, WORDS(CLOCK(0x06), 0), WORDS(SUCCESS, 800000000, 0)),
	THEN(1, WORDS(VOLTAGE(0x08), 0), WORDS(SUCCESS, 1100000)),
	THEN(1, WORDS(PERFORMANCE(0x07), 0, 400), WORDS(SUCCESS)),
	THEN(1, WORDS(CLOCK(0x06), 0), WORDS(SUCCESS, 400000000, 0)),
	THEN(1, WORDS(VOLTAGE(0x08), 0), WORDS(SUCCESS, 900000)),
	THEN(1, WORDS(CLOCK(0x06), 1), WORDS(SUCCESS, 200000000, 0)),
	CASE("clock and supply are the domain's to set",
	     1, WORDS(CLOCK(0x05), 0, 0, 400000000, 0), WORDS(DENIED)),
	THEN(1, WORDS(VOLTAGE(0x07), 0, 0, 900000), WORDS(DENIED)),
	CASE("agents are told of rates that follow the level",
	     1, WORDS(CLOCK(0x09), 1, 1), WORDS(SUCCESS)),
	THEN(1, WORDS(PERFORMANCE(0x07), 0, 800), WORDS(SUCCESS)),
	EVENT(1, WORDS(CLOCK_EVENT(0), 0, 1, 400000000, 0)),
	NO_EVENT(1),
	CASE("a level whose rate the clock does not have any more is refused",
	     1, WORDS(CLOCK(0x05), 0, 2, 800000000, 0), WORDS(SUCCESS)),
	THEN(1, WORDS(PERFORMANCE(0x07), 0, 800), WORDS(OUT_OF_RANGE)),
	VIEW("supply vdd level 800000 mode 7 users 0\n"),
	THEN(1, WORDS(PERFORMANCE(0x07), 0, 400), WORDS(SUCCESS)),
	THEN(1, WORDS(PERFORMANCE(0x05), 0, 800, 800), WORDS(OUT_OF_RANGE)),

	/* PERFORMANCE_LIMITS_SET, PERFORMANCE_LIMITS_GET */
	CASE("limits at the start", 1, WORDS(PERFORMANCE(0x06), 0), WORDS(SUCCESS, 800, 100)),
	THEN(1, WORDS(PERFORMANCE(0x06), 1), WORDS(SUCCESS, 2, 4)),
	THEN(5, WORDS(PERFORMANCE(0x06), 0), WORDS(SUCCESS, 5, 1)),
	CASE("set limits", 1, WORDS(PERFORMANCE(0x05), 2, 20, 10), WORDS(SUCCESS)),
	THEN(1, WORDS(PERFORMANCE(0x06), 2), WORDS(SUCCESS, 20, 10)),
	THEN(1, WORDS(PERFORMANCE(0x07), 2, 30), WORDS(OUT_OF_RANGE)),
	THEN(1, WORDS(PERFORMANCE(0x07), 2, 20), WORDS(SUCCESS)),
	THEN(1, WORDS(PERFORMANCE(0x05), 2, 30, 20), WORDS(SUCCESS)),
	THEN(1, WORDS(PERFORMANCE(0x07), 2, 10), WORDS(OUT_OF_RANGE)),
	THEN(1, WORDS(PERFORMANCE(0x06), 2), WORDS(SUCCESS, 30, 20)),
	CASE("limits between levels", 1, WORDS(PERFORMANCE(0x05), 2, 29, 11), WORDS(SUCCESS)),
	THEN(1, WORDS(PERFORMANCE(0x06), 2), WORDS(SUCCESS, 29, 11)),
	THEN(1, WORDS(PERFORMANCE(0x08), 2), WORDS(SUCCESS, 20)),
	THEN(1, WORDS(PERFORMANCE(0x05), 2, 19, 15), WORDS(SUCCESS)),
	THEN(1, WORDS(PERFORMANCE(0x08), 2), WORDS(SUCCESS, 10)),
	CASE("limits beyond the levels", 1, WORDS(PERFORMANCE(0x05), 2, 31, 10), WORDS(OUT_OF_RANGE)),
	THEN(1, WORDS(PERFORMANCE(0x05), 2, 30, 9), WORDS(OUT_OF_RANGE)),
	THEN(1, WORDS(PERFORMANCE(0x05), 2, 9, 10), WORDS(OUT_OF_RANGE)),
	THEN(1, WORDS(PERFORMANCE(0x05), 2, 0xffffffff, 0xffffffff), WORDS(OUT_OF_RANGE)),
	CASE("a highest level below the lowest",
	     1, WORDS(PERFORMANCE(0x05), 2, 10, 20), WORDS(INVALID_PARAMETERS)),
	CASE("0 leaves a limit as it is", 1, WORDS(PERFORMANCE(0x05), 2, 0, 0), WORDS(OUT_OF_RANGE)),
	THEN(1, WORDS(PERFORMANCE(0x05), 2, 20, 0), WORDS(SUCCESS)),
	THEN(1, WORDS(PERFORMANCE(0x06), 2), WORDS(SUCCESS, 20, 10)),
	THEN(1, WORDS(PERFORMANCE(0x05), 2, 0, 20), WORDS(SUCCESS)),
	THEN(1, WORDS(PERFORMANCE(0x06), 2), WORDS(SUCCESS, 20, 20)),
	THEN(1, WORDS(PERFORMANCE(0x05), 2, 0, 30), WORDS(INVALID_PARAMETERS)),
	THEN(1, WORDS(PERFORMANCE(0x05), 2, 10, 0), WORDS(INVALID_PARAMETERS)),
	THEN(1, WORDS(PERFORMANCE(0x05), 2, 30, 0), WORDS(SUCCESS)),
	THEN(1, WORDS(PERFORMANCE(0x06), 2), WORDS(SUCCESS, 30, 20)),
	THEN(5, WORDS(PERFORMANCE(0x05), 2, 0, 0), WORDS(OUT_OF_RANGE)),
	THEN(5, WORDS(PERFORMANCE(0x05), 2, 20, 0), WORDS(SUCCESS)),
	CASE("before version 3.0, 0 is no level",
	     4, WORDS(PERFORMANCE(0x05), 3, 30, 0), WORDS(OUT_OF_RANGE)),
	THEN(4, WORDS(PERFORMANCE(0x05), 3, 0, 10), WORDS(OUT_OF_RANGE)),
	THEN(4, WORDS(PERFORMANCE(0x05), 3, 20, 10), WORDS(SUCCESS)),
	THEN(3, WORDS(PERFORMANCE(0x05), 1, 5, 0), WORDS(OUT_OF_RANGE)),
	CASE("limits by index", 1, WORDS(PERFORMANCE(0x05), 1, 9, 4), WORDS(SUCCESS)),
	THEN(1, WORDS(PERFORMANCE(0x06), 1), WORDS(SUCCESS, 9, 4)),
	THEN(3, WORDS(PERFORMANCE(0x06), 1), WORDS(SUCCESS, 2, 1)),
	THEN(1, WORDS(PERFORMANCE(0x08), 1), WORDS(SUCCESS, 9)),
	THEN(1, WORDS(PERFORMANCE(0x07), 1, 7), WORDS(OUT_OF_RANGE)),
	THEN(1, WORDS(PERFORMANCE(0x07), 1, 4), WORDS(SUCCESS)),
	THEN(1, WORDS(PERFORMANCE(0x05), 1, 2, 0), WORDS(SUCCESS)),
	THEN(3, WORDS(PERFORMANCE(0x06), 1), WORDS(SUCCESS, 5, 1)),
	CASE("limits by indices that there are not",
	     1, WORDS(PERFORMANCE(0x05), 1, 3, 4), WORDS(OUT_OF_RANGE)),
	THEN(1, WORDS(PERFORMANCE(0x05), 1, 2, 5), WORDS(OUT_OF_RANGE)),
	THEN(1, WORDS(PERFORMANCE(0x05), 1, 9, 7), WORDS(INVALID_PARAMETERS)),
	CASE("limits of old agents on a domain in level indexing mode",
	     5, WORDS(PERFORMANCE(0x05), 0, 3, 2), WORDS(SUCCESS)),
	THEN(1, WORDS(PERFORMANCE(0x06), 1), WORDS(SUCCESS, 7, 9)),
	THEN(5, WORDS(PERFORMANCE(0x05), 0, 4, 2), WORDS(OUT_OF_RANGE)),

	/* Limits and levels */
	CASE("a level follows the limits and comes back when they are lifted",
	     1, WORDS(PERFORMANCE(0x07), 0, 800), WORDS(SUCCESS)),
	THEN(1, WORDS(PERFORMANCE(0x05), 0, 200, 100), WORDS(SUCCESS)),
	THEN(1, WORDS(PERFORMANCE(0x08), 0), WORDS(SUCCESS, 200)),
	THEN(1, WORDS(CLOCK(0x06), 0), WORDS(SUCCESS, 200000000, 0)),
	THEN(1, WORDS(VOLTAGE(0x08), 0), WORDS(SUCCESS, 800000)),
	THEN(1, WORDS(PERFORMANCE(0x05), 0, 400, 0), WORDS(SUCCESS)),
	THEN(1, WORDS(PERFORMANCE(0x08), 0), WORDS(SUCCESS, 400)),
	THEN(1, WORDS(PERFORMANCE(0x05), 0, 800, 0), WORDS(SUCCESS)),
	THEN(1, WORDS(PERFORMANCE(0x08), 0), WORDS(SUCCESS, 800)),
	THEN(1, WORDS(VOLTAGE(0x08), 0), WORDS(SUCCESS, 1100000)),

	/* Several agents */
	CASE("limits of several agents combine",
	     1, WORDS(PERFORMANCE(0x05), 0, 400, 100), WORDS(SUCCESS)),
	THEN(2, WORDS(PERFORMANCE(0x05), 2, 800, 200), WORDS(SUCCESS)),
	THEN(1, WORDS(PERFORMANCE(0x06), 0), WORDS(SUCCESS, 400, 200)),
	THEN(2, WORDS(PERFORMANCE(0x06), 2), WORDS(SUCCESS, 400, 200)),
	THEN(3, WORDS(PERFORMANCE(0x06), 0), WORDS(SUCCESS, 400, 200)),
	THEN(1, WORDS(PERFORMANCE(0x05), 0, 800, 0), WORDS(SUCCESS)),
	THEN(1, WORDS(PERFORMANCE(0x06), 0), WORDS(SUCCESS, 800, 200)),
	CASE("one's highest level counts more than another's lowest",
	     1, WORDS(PERFORMANCE(0x05), 0, 800, 400), WORDS(SUCCESS)),
	THEN(1, WORDS(PERFORMANCE(0x08), 0), WORDS(SUCCESS, 400)),
	THEN(2, WORDS(PERFORMANCE(0x05), 2, 200, 100), WORDS(SUCCESS)),
	THEN(1, WORDS(PERFORMANCE(0x06), 0), WORDS(SUCCESS, 200, 200)),
	THEN(1, WORDS(PERFORMANCE(0x08), 0), WORDS(SUCCESS, 200)),
	THEN(2, WORDS(BASE(0x0b), 2, 0), WORDS(SUCCESS)),
	THEN(1, WORDS(PERFORMANCE(0x06), 0), WORDS(SUCCESS, 800, 400)),
	THEN(1, WORDS(PERFORMANCE(0x08), 0), WORDS(SUCCESS, 400)),
	CASE("the last agent to set a level has its way",
	     1, WORDS(PERFORMANCE(0x07), 0, 800), WORDS(SUCCESS)),
	THEN(2, WORDS(PERFORMANCE(0x07), 2, 100), WORDS(SUCCESS)),
	THEN(1, WORDS(PERFORMANCE(0x08), 0), WORDS(SUCCESS, 100)),

	/* Permissions */
	CASE("performance domains that the agent may not change",
	     1, WORDS(PERFORMANCE(0x07), 6, 0xffffffff), WORDS(DENIED)),
	THEN(1, WORDS(PERFORMANCE(0x05), 6, 0xffffffff, 0xffffffff), WORDS(DENIED)),
	THEN(1, WORDS(PERFORMANCE(0x07), 3, 7), WORDS(DENIED)),
	THEN(1, WORDS(PERFORMANCE(0x05), 3, 7, 7), WORDS(DENIED)),
	THEN(1, WORDS(PERFORMANCE(0x06), 6), WORDS(SUCCESS, 0xffffffff, 0xfffffffe)),
	CASE("performance domains of a device that the agent may not use",
	     2, WORDS(BASE(0x0a), 1, 0, 0x13, 0), WORDS(SUCCESS)),
	THEN(1, WORDS(PERFORMANCE(0x08), 2), WORDS(DENIED)),
	THEN(1, WORDS(PERFORMANCE(0x03), 2), WORDS(DENIED)),
	THEN(2, WORDS(PERFORMANCE(0x08), 4), WORDS(SUCCESS, 10)),

	/* PERFORMANCE_NOTIFY_LEVEL, PERFORMANCE_LEVEL_CHANGED */
	CASE("agents are told of levels, each by its own number",
	     1, WORDS(PERFORMANCE(0x0a), 1, 1), WORDS(SUCCESS)),
	THEN(2, WORDS(PERFORMANCE(0x0a), 1, 1), WORDS(SUCCESS)),
	THEN(3, WORDS(PERFORMANCE(0x0a), 1, 1), WORDS(SUCCESS)),
	THEN(5, WORDS(PERFORMANCE(0x0a), 0, 1), WORDS(SUCCESS)),
	THEN(2, WORDS(PERFORMANCE(0x07), 1, 2), WORDS(SUCCESS)),
	EVENT(1, WORDS(PERFORMANCE_EVENT(1), 2, 1, 2)),
	EVENT(2, WORDS(PERFORMANCE_EVENT(1), 2, 1, 2)),
	EVENT(3, WORDS(PERFORMANCE_EVENT(1), 2, 1, 5)),
	EVENT(5, WORDS(PERFORMANCE_EVENT(1), 2, 0, 5)),
	NO_EVENT(1),
	THEN(2, WORDS(PERFORMANCE(0x07), 1, 2), WORDS(SUCCESS)),
	NO_EVENT(1),
	THEN(1, WORDS(PERFORMANCE(0x0a), 1, 0), WORDS(SUCCESS)),
	THEN(2, WORDS(PERFORMANCE(0x07), 1, 4), WORDS(SUCCESS)),
	NO_EVENT(1),
	EVENT(3, WORDS(PERFORMANCE_EVENT(1), 2, 1, 1)),
	CASE("levels that are refused are no news",
	     1, WORDS(PERFORMANCE(0x0a), 2, 1), WORDS(SUCCESS)),
	THEN(1, WORDS(PERFORMANCE(0x07), 2, 11), WORDS(OUT_OF_RANGE)),
	NO_EVENT(1),
	CASE("agents are told of levels that limits change",
	     1, WORDS(PERFORMANCE(0x0a), 2, 1), WORDS(SUCCESS)),
	THEN(2, WORDS(PERFORMANCE(0x05), 4, 30, 20), WORDS(SUCCESS)),
	EVENT(1, WORDS(PERFORMANCE_EVENT(1), 2, 2, 20)),
	NO_EVENT(1),

	/* PERFORMANCE_NOTIFY_LIMITS, PERFORMANCE_LIMITS_CHANGED */
	CASE("agents are told of limits, each by its own number",
	     1, WORDS(PERFORMANCE(0x09), 1, 1), WORDS(SUCCESS)),
	THEN(5, WORDS(PERFORMANCE(0x09), 0, 1), WORDS(SUCCESS)),
	THEN(2, WORDS(PERFORMANCE(0x05), 1, 7, 9), WORDS(SUCCESS)),
	EVENT(1, WORDS(PERFORMANCE_EVENT(0), 2, 1, 7, 9)),
	EVENT(5, WORDS(PERFORMANCE_EVENT(0), 2, 0, 3, 2)),
	THEN(1, WORDS(PERFORMANCE(0x05), 1, 2, 4), WORDS(SUCCESS)),
	NO_EVENT(1),
	THEN(1, WORDS(PERFORMANCE(0x09), 1, 0), WORDS(SUCCESS)),
	THEN(2, WORDS(PERFORMANCE(0x05), 1, 2, 0), WORDS(SUCCESS)),
	NO_EVENT(1),
	EVENT(5, WORDS(PERFORMANCE_EVENT(0), 2, 0, 5, 2)),
	CASE("wrong requests to be told", 1, WORDS(PERFORMANCE(0x09), 1, 2), WORDS(INVALID_PARAMETERS)),
	THEN(1, WORDS(PERFORMANCE(0x0a), 1, 0x80000001), WORDS(INVALID_PARAMETERS)),
	THEN(4, WORDS(PERFORMANCE(0x09), 0, 1), WORDS(NOT_SUPPORTED)),
	THEN(4, WORDS(PERFORMANCE(0x0a), 0, 1), WORDS(NOT_SUPPORTED)),

	/* PERFORMANCE_DESCRIBE_FASTCHANNEL */
	CASE("fast channels", 1, WORDS(PERFORMANCE(0x0b), 4, 5),
	     WORDS(SUCCESS, 2 << 1 | 1, 0xfffff, 0, 1, 8, 4, 2, 1, 0, 0xfffffffe, 0)),
	THEN(1, WORDS(PERFORMANCE(0x0b), 4, 6), WORDS(SUCCESS, 0, 0, 8, 1, 8, 0, 0, 0, 0, 0, 0)),
	THEN(1, WORDS(PERFORMANCE(0x0b), 4, 7),
	     WORDS(SUCCESS, 3 << 1 | 1, 20, 0x10, 0, 4, 0x20, 0, 0, 0x80000000, 1, 0)),
	THEN(1, WORDS(PERFORMANCE(0x0b), 4, 8),
	     WORDS(SUCCESS, 0 << 1 | 1, 0, 0x14, 0, 4, 0x30, 0, 0x80, 0, 0x7f, 0)),
	THEN(2, WORDS(PERFORMANCE(0x0b), 3, 8),
	     WORDS(SUCCESS, 1 << 1 | 1, 0, 0x14, 0, 4, 0x30, 0, 0x80, 0, 0x7f, 0)),
	CASE("fast channels that there are not", 1, WORDS(PERFORMANCE(0x0b), 0, 5), WORDS(NOT_SUPPORTED)),
	THEN(2, WORDS(PERFORMANCE(0x0b), 3, 5), WORDS(NOT_SUPPORTED)),
	THEN(1, WORDS(PERFORMANCE(0x0b), 4, 4), WORDS(NOT_SUPPORTED)),
	THEN(1, WORDS(PERFORMANCE(0x0b), 4, 9), WORDS(NOT_SUPPORTED)),
	THEN(1, WORDS(PERFORMANCE(0x0b), 4, 0x10), WORDS(NOT_SUPPORTED)),
	THEN(1, WORDS(PERFORMANCE(0x0b), 4, 0x0d), WORDS(NOT_FOUND)),
	THEN(1, WORDS(PERFORMANCE(0x0b), 4, 0xffffffff), WORDS(NOT_FOUND)),
	CASE("fast channels that change what the agent may not",
	     4, WORDS(PERFORMANCE(0x0b), 1, 5), WORDS(DENIED)),
	THEN(4, WORDS(PERFORMANCE(0x0b), 1, 7), WORDS(DENIED)),
	THEN(4, WORDS(PERFORMANCE(0x0b), 1, 6), WORDS(SUCCESS, 0, 0, 8, 1, 8, 0, 0, 0, 0, 0, 0)),
	THEN(4, WORDS(PERFORMANCE(0x02), 5), WORDS(SUCCESS, 1)),
	CASE_ROOM("fast channels without room", 1, 51, WORDS(PERFORMANCE(0x0b), 4, 6), WORDS(PROTOCOL_ERROR)),

	/* BASE_RESET_AGENT_CONFIGURATION */
	CASE("a reset takes back levels, limits and subscriptions",
	     1, WORDS(PERFORMANCE(0x07), 0, 800), WORDS(SUCCESS)),
	THEN(1, WORDS(PERFORMANCE(0x05), 1, 9, 4), WORDS(SUCCESS)),
	THEN(1, WORDS(PERFORMANCE(0x09), 1, 1), WORDS(SUCCESS)),
	THEN(1, WORDS(PERFORMANCE(0x0a), 0, 1), WORDS(SUCCESS)),
	THEN(5, WORDS(PERFORMANCE(0x09), 0, 1), WORDS(SUCCESS)),
	THEN(1, WORDS(BASE(0x0b), 1, 0), WORDS(SUCCESS)),
	VIEW("performance cpu level 200 max 800 min 100\n"),
	VIEW("performance gpu level 3 max 5 min 1\n"),
	VIEW("clock pll rate 200000000"),
	VIEW("supply vdd level 800000"),
	EVENT(5, WORDS(PERFORMANCE_EVENT(0), 1, 0, 5, 1)),
	NO_EVENT(1),
	THEN(2, WORDS(PERFORMANCE(0x05), 1, 9, 4), WORDS(SUCCESS)),
	THEN(2, WORDS(PERFORMANCE(0x07), 2, 100), WORDS(SUCCESS)),
	NO_EVENT(1),
	CASE("a reset leaves what others have set",
	     1, WORDS(PERFORMANCE(0x07), 0, 800), WORDS(SUCCESS)),
	THEN(1, WORDS(PERFORMANCE(0x05), 0, 400, 0), WORDS(SUCCESS)),
	THEN(2, WORDS(PERFORMANCE(0x05), 2, 800, 200), WORDS(SUCCESS)),
	THEN(2, WORDS(PERFORMANCE(0x07), 2, 400), WORDS(SUCCESS)),
	THEN(1, WORDS(BASE(0x0b), 1, 0), WORDS(SUCCESS)),
	VIEW("performance cpu level 400 max 800 min 200\n"),
	{ 0 }
};

/* Limits of the platform's own */

static const struct scmi_protocol_instance *performance_of(const struct setup *setup)
{
	return setup->board.server.slots[3];
}

static void expect_event(struct scmi_server *server, unsigned int agent, const uint32_t *words,
			 size_t count)
{
	uint8_t message[SCMI_MAX_EVENT_SIZE];
	size_t i;

	assert_int_equal(scmi_server_next_event(server, agent, message, sizeof(message)), 4 * count);
	for (i = 0; i < count; i++)
		assert_int_equal(get_word(message + 4 * i), words[i]);
}

#define EXPECT_EVENT(server, agent, ...)							\
	expect_event(server, agent, (const uint32_t[]){ __VA_ARGS__ },				\
		     sizeof((const uint32_t[]){ __VA_ARGS__ }) / sizeof(uint32_t))

static struct scmi_performance_limits limits_of(const struct scmi_protocol_instance *performance,
						unsigned int domain)
{
	const struct scmi_performance_config *config = performance->config;

	return config->states[domain].limits;
}

static void platform_caps(void **unused)
{
	struct setup *setup = setup_board(unit_board);
	struct scmi_server *server = &setup->board.server;
	const struct scmi_protocol_instance *performance = performance_of(setup);
	uint32_t reply[8];

	(void)unused;
	SEND(server, 1, reply, PERFORMANCE(0x07), 0, 800);
	SEND(server, 1, reply, PERFORMANCE(0x09), 0, 1);
	SEND(server, 1, reply, PERFORMANCE(0x0a), 0, 1);
	assert_int_equal(scmi_performance_cap(server, 0, 399), SCMI_SUCCESS);
	EXPECT_EVENT(server, 1, PERFORMANCE_EVENT(1), 0, 0, 200);
	EXPECT_EVENT(server, 1, PERFORMANCE_EVENT(0), 0, 0, 200, 100);
	SEND(server, 1, reply, PERFORMANCE(0x07), 0, 400);
	assert_int_equal(reply[1], OUT_OF_RANGE);
	SEND(server, 1, reply, CLOCK(0x06), 0);
	assert_int_equal(reply[2], 200000000);
	assert_int_equal(scmi_performance_cap(server, 0, 99), SCMI_OUT_OF_RANGE);
	assert_int_equal(scmi_performance_cap(server, 0, 100), SCMI_SUCCESS);
	assert_int_equal(limits_of(performance, 0).max, 100);
	assert_int_equal(scmi_performance_cap(server, 0, UINT32_MAX), SCMI_SUCCESS);
	assert_int_equal(limits_of(performance, 0).max, 800);
	assert_int_equal(scmi_performance_cap(server, 0, 200), SCMI_SUCCESS);
	/* No agent takes the platform's limits back */
	SEND(server, 1, reply, BASE(0x0b), 1, 0);
	assert_int_equal(limits_of(performance, 0).max, 200);
	SEND(server, 1, reply, PERFORMANCE(0x07), 0, 100);
	assert_int_equal(reply[1], SUCCESS);
	assert_int_equal(scmi_performance_cap(server, 0, 0), SCMI_SUCCESS);
	assert_int_equal(limits_of(performance, 0).max, 800);
	SEND(server, 1, reply, PERFORMANCE(0x08), 0);
	assert_int_equal(reply[2], 100);
	teardown_board(setup);
}

static void platform_caps_an_indexed_domain(void **unused)
{
	struct setup *setup = setup_board(unit_board);
	struct scmi_server *server = &setup->board.server;
	uint32_t reply[8];

	(void)unused;
	assert_int_equal(scmi_performance_cap(server, 1, 4), SCMI_SUCCESS);
	SEND(server, 1, reply, PERFORMANCE(0x06), 1);
	assert_int_equal(reply[2], 7);
	assert_int_equal(reply[3], 4);
	teardown_board(setup);
}

/* Domains that there are not, and a server without any */
static void platform_caps_nothing(void **unused)
{
	struct setup *setup = setup_board(unit_board);
	struct setup *clocks = setup_board("tests/unit/unit");

	(void)unused;
	assert_int_equal(scmi_performance_cap(&setup->board.server, UINT32_MAX, 1), SCMI_NOT_FOUND);
	assert_int_equal(scmi_performance_cap(&setup->board.server,
					      performance_of(setup)->resource_count, 1), SCMI_NOT_FOUND);
	assert_int_equal(scmi_performance_cap(&clocks->board.server, 0, 1), SCMI_NOT_FOUND);
	teardown_board(clocks);
	teardown_board(setup);
}

/* Platforms that cannot do everything, or fail */

struct platform {
	int get_status, set_status;
	unsigned int sets, place;
};

static int get_level(void *context, unsigned int domain, unsigned int *place)
{
	const struct platform *platform = context;

	assert_int_equal(domain, 0);
	*place = platform->place;
	return platform->get_status;
}

static int set_level(void *context, unsigned int domain, unsigned int place)
{
	struct platform *platform = context;

	assert_int_equal(domain, 0);
	platform->sets++;
	if (!platform->set_status)
		platform->place = place;
	return platform->set_status;
}

static const struct scmi_performance_level two_levels[] = { { .level = 1 }, { .level = 2 } };

struct bench {
	struct platform platform;
	struct scmi_performance_ops ops;
	struct scmi_performance_domain domain;
	struct scmi_performance_state state;
	struct scmi_performance_limits *limits;
	struct scmi_performance_config config;
	struct lone_server lone;
};

static struct bench *set_up_bench(void)
{
	struct bench *b = calloc(1, sizeof(*b));

	b->limits = malloc(2 * sizeof(*b->limits));
	b->ops = (struct scmi_performance_ops){ get_level, set_level };
	b->domain = (struct scmi_performance_domain){ .name = "d", .levels = two_levels, .level_count = 2 };
	b->config = (struct scmi_performance_config){ &b->domain, &b->state, b->limits, 1,
						      SCMI_PERFORMANCE_MILLIWATTS, &b->ops,
						      &b->platform };
	set_up_lone(&b->lone, 1, SCMI_PROTOCOL_PERFORMANCE, &scmi_performance_protocol, &b->config,
		    SCMI_PERFORMANCE_MAY_ALL);
	return b;
}

static void tear_down_bench(struct bench *b)
{
	free(b->limits);
	free(b);
}

static void platform_fails(void **unused)
{
	struct bench *b = set_up_bench();
	uint32_t reply[8];

	(void)unused;
	assert_int_equal(scmi_server_init(&b->lone.server), SCMI_SUCCESS);
	b->platform.set_status = SCMI_HARDWARE_ERROR;
	SEND(&b->lone.server, 1, reply, PERFORMANCE(0x07), 0, 2);
	assert_int_equal(reply[1], HARDWARE_ERROR);
	assert_int_equal(b->state.wanted, 0);
	assert_int_equal(b->state.level_agent, 0);
	SEND(&b->lone.server, 1, reply, PERFORMANCE(0x05), 0, 2, 2);
	assert_int_equal(reply[1], HARDWARE_ERROR);
	assert_int_equal(b->limits[1].max, 0);
	assert_int_equal(b->limits[1].min, 0);
	assert_int_equal(b->state.limits.min, 1);
	assert_int_equal(b->platform.sets, 2);
	b->platform.place = 2;
	SEND(&b->lone.server, 1, reply, PERFORMANCE(0x08), 0);
	assert_int_equal(reply[1], GENERIC_ERROR);
	b->platform.get_status = SCMI_BUSY;
	SEND(&b->lone.server, 1, reply, PERFORMANCE(0x08), 0);
	assert_int_equal(reply[1], BUSY);
	SEND(&b->lone.server, 1, reply, PERFORMANCE(0x07), 0, 2);
	assert_int_equal(reply[1], BUSY);
	SEND(&b->lone.server, 1, reply, PERFORMANCE(0x05), 0, 2, 2);
	assert_int_equal(reply[1], BUSY);
	assert_int_equal(b->platform.sets, 2);
	tear_down_bench(b);
}

static void platform_cannot_set(void **unused)
{
	struct bench *b = set_up_bench();
	uint32_t reply[8];

	(void)unused;
	b->ops.set_level = NULL;
	assert_int_equal(scmi_server_init(&b->lone.server), SCMI_SUCCESS);
	SEND(&b->lone.server, 1, reply, PERFORMANCE(0x07), 0, 2);
	assert_int_equal(reply[1], NOT_SUPPORTED);
	SEND(&b->lone.server, 1, reply, PERFORMANCE(0x05), 0, 2, 2);
	assert_int_equal(reply[1], NOT_SUPPORTED);
	SEND(&b->lone.server, 1, reply, PERFORMANCE(0x05), 0, 1, 1);
	assert_int_equal(reply[1], SUCCESS);
	tear_down_bench(b);
}

static void reset_ends_claims_of_a_platform_that_fails(void **unused)
{
	struct bench *b = set_up_bench();
	uint32_t reply[8];

	(void)unused;
	assert_int_equal(scmi_server_init(&b->lone.server), SCMI_SUCCESS);
	SEND(&b->lone.server, 1, reply, PERFORMANCE(0x05), 0, 2, 2);
	assert_int_equal(b->platform.place, 1);
	b->platform.set_status = SCMI_HARDWARE_ERROR;
	SEND(&b->lone.server, 1, reply, BASE(0x0b), 1, 0);
	assert_int_equal(reply[1], SUCCESS);
	assert_int_equal(b->limits[1].min, 0);
	assert_int_equal(b->limits[1].max, 0);
	/* ... and of the level alone */
	b->platform.set_status = SCMI_SUCCESS;
	b->platform.place = 0;
	assert_int_equal(scmi_server_init(&b->lone.server), SCMI_SUCCESS);
	SEND(&b->lone.server, 1, reply, PERFORMANCE(0x07), 0, 2);
	assert_int_equal(b->state.level_agent, 1);
	b->platform.set_status = SCMI_HARDWARE_ERROR;
	SEND(&b->lone.server, 1, reply, BASE(0x0b), 1, 0);
	assert_int_equal(reply[1], SUCCESS);
	assert_int_equal(b->state.level_agent, 0);
	assert_int_equal(b->platform.place, 1);
	tear_down_bench(b);
}

/* Since version 3.0, 0 leaves a limit as it is, also where the agent has set none */
static void one_limit(void **unused)
{
	struct bench *b = set_up_bench();
	uint32_t reply[8];

	(void)unused;
	assert_int_equal(scmi_server_init(&b->lone.server), SCMI_SUCCESS);
	SEND(&b->lone.server, 1, reply, PERFORMANCE(0x05), 0, 0, 2);
	assert_int_equal(reply[1], SUCCESS);
	assert_int_equal(b->limits[1].max, 0);
	assert_int_equal(b->limits[1].min, 2);
	SEND(&b->lone.server, 1, reply, PERFORMANCE(0x06), 0);
	assert_int_equal(reply[2], 2);
	assert_int_equal(reply[3], 2);
	SEND(&b->lone.server, 1, reply, PERFORMANCE(0x05), 0, 1, 0);
	assert_int_equal(reply[1], INVALID_PARAMETERS);
	tear_down_bench(b);
}

/* A level that has come by another way, a fast channel: who has set nothing takes nothing back */
static void reset_of_an_agent_without_claims(void **unused)
{
	struct bench *b = set_up_bench();
	uint32_t reply[8];

	(void)unused;
	assert_int_equal(scmi_server_init(&b->lone.server), SCMI_SUCCESS);
	b->platform.place = 1;
	SEND(&b->lone.server, 1, reply, BASE(0x0b), 1, 0);
	assert_int_equal(reply[1], SUCCESS);
	assert_int_equal(b->platform.sets, 0);
	assert_int_equal(b->platform.place, 1);
	/* ... and who has, does: limits and level, each alone */
	SEND(&b->lone.server, 1, reply, PERFORMANCE(0x05), 0, 0, 2);
	assert_int_equal(reply[1], SUCCESS);
	SEND(&b->lone.server, 1, reply, BASE(0x0b), 1, 0);
	assert_int_equal(b->platform.place, 0);
	assert_int_equal(b->state.limits.min, 1);
	SEND(&b->lone.server, 1, reply, PERFORMANCE(0x07), 0, 2);
	assert_int_equal(b->platform.place, 1);
	SEND(&b->lone.server, 1, reply, BASE(0x0b), 1, 0);
	assert_int_equal(b->platform.place, 0);
	tear_down_bench(b);
}

/* A level that has come by a fast channel is what is wanted: limits that allow it leave it */
static void limits_beside_a_fast_channel(void **unused)
{
	static const struct scmi_performance_fast_channel channel = { .address = 0x1000 };
	struct bench *b = set_up_bench();
	uint32_t reply[8];

	(void)unused;
	b->domain.fast_channels[SCMI_PERFORMANCE_FAST_LEVEL_SET] = &channel;
	assert_int_equal(scmi_server_init(&b->lone.server), SCMI_SUCCESS);
	b->platform.place = 1;
	SEND(&b->lone.server, 1, reply, PERFORMANCE(0x05), 0, 2, 1);
	assert_int_equal(reply[1], SUCCESS);
	assert_int_equal(scmi_performance_cap(&b->lone.server, 0, 2), SCMI_SUCCESS);
	SEND(&b->lone.server, 1, reply, BASE(0x0b), 1, 0);
	assert_int_equal(reply[1], SUCCESS);
	assert_int_equal(b->platform.place, 1);
	assert_int_equal(b->platform.sets, 0);
	/* One that forbids it holds it down while it is there */
	assert_int_equal(scmi_performance_cap(&b->lone.server, 0, 1), SCMI_SUCCESS);
	assert_int_equal(b->platform.place, 0);
	assert_int_equal(scmi_performance_cap(&b->lone.server, 0, 0), SCMI_SUCCESS);
	assert_int_equal(b->platform.place, 1);
	tear_down_bench(b);
}

/* Limits go with their agent even if the hardware does not follow, and who wants to know is told */
static void limits_of_a_reset_that_fails(void **unused)
{
	struct bench *b = set_up_bench();
	uint8_t message[SCMI_MAX_EVENT_SIZE];
	struct scmi_event events[2];
	uint32_t reply[8];

	(void)unused;
	set_up_lone(&b->lone, 2, SCMI_PROTOCOL_PERFORMANCE, &scmi_performance_protocol, &b->config,
		    SCMI_PERFORMANCE_MAY_ALL);
	b->lone.agents[1].events = events;
	b->lone.agents[1].max_events = 2;
	assert_int_equal(scmi_server_init(&b->lone.server), SCMI_SUCCESS);
	SEND(&b->lone.server, 2, reply, PERFORMANCE(0x09), 0, 1);
	assert_int_equal(reply[1], SUCCESS);
	SEND(&b->lone.server, 1, reply, PERFORMANCE(0x07), 0, 2);
	assert_int_equal(reply[1], SUCCESS);
	SEND(&b->lone.server, 1, reply, PERFORMANCE(0x05), 0, 2, 2);
	assert_int_equal(reply[1], SUCCESS);
	assert_int_equal(scmi_server_next_event(&b->lone.server, 2, message, sizeof(message)), 20);
	b->platform.set_status = SCMI_HARDWARE_ERROR;
	SEND(&b->lone.server, 1, reply, BASE(0x0b), 1, 0);
	assert_int_equal(reply[1], SUCCESS);
	assert_int_equal(b->state.level_agent, 0);
	assert_int_equal(b->limits[1].max, 0);
	/* LIMITS_CHANGED: agent 1, domain 0, highest 2, lowest 1 */
	assert_int_equal(scmi_server_next_event(&b->lone.server, 2, message, sizeof(message)), 20);
	assert_int_equal(get_word(message + 4), 1);
	assert_int_equal(get_word(message + 8), 0);
	assert_int_equal(get_word(message + 12), 2);
	assert_int_equal(get_word(message + 16), 1);
	assert_int_equal(scmi_server_next_event(&b->lone.server, 2, message, sizeof(message)), 0);
	tear_down_bench(b);
}

/* Of a doorbell whose width a platform has forgotten there is nothing to tell; reserved bits stay 0 */
static void doorbell_without_width(void **unused)
{
	static const struct scmi_performance_fast_channel channel = {
		.address = 0x1000, .rate_limit = 0xfff00001, .doorbell = 0x2000,
	};
	struct bench *b = set_up_bench();
	uint32_t reply[16];

	(void)unused;
	b->domain.fast_channels[SCMI_PERFORMANCE_FAST_LEVEL_GET] = &channel;
	assert_int_equal(scmi_server_init(&b->lone.server), SCMI_SUCCESS);
	SEND(&b->lone.server, 1, reply, PERFORMANCE(0x0b), 0, 8);
	assert_int_equal(reply[1], SUCCESS);
	assert_int_equal(reply[2], 0);
	assert_int_equal(reply[3], 1);
	assert_int_equal(reply[4], 0x1000);
	tear_down_bench(b);
}

static void power_units(void **unused)
{
	static const enum scmi_performance_power_unit units[] = {
		SCMI_PERFORMANCE_ABSTRACT, SCMI_PERFORMANCE_MILLIWATTS,
	};
	static const struct scmi_performance_level level = { .level = 1, .power = 5500 };
	uint32_t reply[16];
	unsigned int i;

	(void)unused;
	for (i = 0; i < 2; i++) {
		struct bench *b = set_up_bench();

		b->config.power_unit = units[i];
		b->domain.levels = &level;
		b->domain.level_count = 1;
		assert_int_equal(scmi_server_init(&b->lone.server), SCMI_SUCCESS);
		SEND(&b->lone.server, 1, reply, PERFORMANCE(0x01));
		assert_int_equal(reply[2], i << 16 | 1);
		/* These units are those of old versions, too */
		SEND(&b->lone.server, 1, reply, PERFORMANCE(0x10), 0x20000);
		SEND(&b->lone.server, 1, reply, PERFORMANCE(0x01));
		assert_int_equal(reply[2], i << 16 | 1);
		SEND(&b->lone.server, 1, reply, PERFORMANCE(0x04), 0, 0);
		assert_int_equal(reply[4], 5500);
		tear_down_bench(b);
	}
}

/* A configuration with fewer agents than the server: the others have no place for limits */
static void too_few_limits(void **unused)
{
	struct bench *b = set_up_bench();
	uint32_t reply[8];

	(void)unused;
	b->config.agent_count = 0;
	free(b->limits);
	b->limits = malloc(sizeof(*b->limits));
	b->config.limits = b->limits;
	assert_int_equal(scmi_server_init(&b->lone.server), SCMI_SUCCESS);
	SEND(&b->lone.server, 1, reply, PERFORMANCE(0x05), 0, 2, 2);
	assert_int_equal(reply[1], DENIED);
	SEND(&b->lone.server, 1, reply, BASE(0x0b), 1, 0);
	assert_int_equal(reply[1], SUCCESS);
	tear_down_bench(b);
}

/* A change to the bench that scmi_server_init() has to refuse */
static void expect_refused(void (*spoil)(struct bench *b))
{
	struct bench *b = set_up_bench();

	assert_int_equal(scmi_server_init(&b->lone.server), SCMI_SUCCESS);
	spoil(b);
	assert_int_equal(scmi_server_init(&b->lone.server), SCMI_INVALID_PARAMETERS);
	tear_down_bench(b);
}

static void no_domains(struct bench *b) { b->config.domains = NULL; }
static void no_states(struct bench *b) { b->config.states = NULL; }
static void no_limits(struct bench *b) { b->config.limits = NULL; }
static void no_ops(struct bench *b) { b->config.ops = NULL; }
static void no_get_level(struct bench *b) { b->ops.get_level = NULL; }
static void get_fails(struct bench *b) { b->platform.get_status = SCMI_BUSY; }
static void wrong_place(struct bench *b) { b->platform.place = 2; }
static void no_levels(struct bench *b) { b->domain.levels = NULL; }
static void empty_list(struct bench *b) { b->domain.level_count = 0; }
static void list_too_long(struct bench *b) { b->domain.level_count = 4096; }

static void wrong_descriptions(void **unused)
{
	(void)unused;
	expect_refused(no_domains);
	expect_refused(no_states);
	expect_refused(no_limits);
	expect_refused(no_ops);
	expect_refused(no_get_level);
	expect_refused(get_fails);
	expect_refused(wrong_place);
	expect_refused(no_levels);
	expect_refused(empty_list);
	expect_refused(list_too_long);
}

int main(void)
{
	unit_board = "tests/unit/performance";
	ADD_CASES(cases);
	ADD_TEST("performance: limits of the platform's own", platform_caps);
	ADD_TEST("performance: limits of the platform's own on a domain in level indexing mode",
		 platform_caps_an_indexed_domain);
	ADD_TEST("performance: a platform that fails changes nothing", platform_fails);
	ADD_TEST("performance: a platform that cannot set", platform_cannot_set);
	ADD_TEST("performance: a reset ends claims even where the platform fails",
		 reset_ends_claims_of_a_platform_that_fails);
	ADD_TEST("performance: limits of the platform's own on a domain that there is not",
		 platform_caps_nothing);
	ADD_TEST("performance: one limit of an agent", one_limit);
	ADD_TEST("performance: a reset of an agent that has set nothing changes nothing",
		 reset_of_an_agent_without_claims);
	ADD_TEST("performance: limits beside a fast channel", limits_beside_a_fast_channel);
	ADD_TEST("performance: limits of a reset that fails", limits_of_a_reset_that_fails);
	ADD_TEST("performance: a fast channel's doorbell without a width", doorbell_without_width);
	ADD_TEST("performance: units of power", power_units);
	ADD_TEST("performance: a configuration for fewer agents", too_few_limits);
	ADD_TEST("performance: descriptions that contradict themselves", wrong_descriptions);
	return run_program("performance");
}
