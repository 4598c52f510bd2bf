// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * Voltage domain management protocol, section 4.9 of the specification. The board is supplies.dts:
 * agents 1 first, 2 second (trusted), 3 version1, 4 version2, 5 bare. First sees 0 list, 1 lin, 2 neg,
 * 3 around, 4 fixed, 5 modes, 6 n15, 7 n16, 8 cut, 9 few, 10 long; second 0 lin, 1 hidden, 2 list,
 * 3 modes, 4 n16; version1 0 list, 1 n16, 2 lin, 3 modes; version2 0 n16, 1 lin.
 */
#include "harness.h"

#define LIST		C4('l', 'i', 's', 't'), 0, 0, 0
#define N15		C4('n', 'a', 'm', 'e'), C4('_', 'o', 'f', '_'), C4('1', '5', '_', 'c'),	\
			C4('h', 'a', 'r', 0)
#define N16		C4('n', 'a', 'm', 'e'), C4('_', 'o', 'f', '_'), C4('1', '6', '_', 'c'),	\
			C4('h', 'a', 'r', 0)
#define DIGITS		C4('0', '1', '2', '3'), C4('4', '5', '6', '7'), C4('8', '9', 'a', 'b')
#define MICROVOLTS(v)	((uint32_t)(v))

static const struct step cases[] = {
	/* PROTOCOL_VERSION, NEGOTIATE_PROTOCOL_VERSION */
	CASE("voltage version is 2.1", 1, WORDS(VOLTAGE(0x00)), WORDS(SUCCESS, 0x20001)),
	CASE("voltage version of an agent pinned at 1.0",
	     3, WORDS(VOLTAGE(0x00)), WORDS(SUCCESS, 0x10000)),
	CASE("voltage version of an agent pinned at 2.0",
	     4, WORDS(VOLTAGE(0x00)), WORDS(SUCCESS, 0x20000)),
	CASE("voltage for an agent without supplies", 5, WORDS(VOLTAGE(0x00)), WORDS(NOT_SUPPORTED)),
	CASE("voltage negotiated down and up again, messages follow",
	     1, WORDS(VOLTAGE(0x10), 0x10000), WORDS(SUCCESS)),
	THEN(1, WORDS(VOLTAGE(0x09), 0), WORDS(NOT_SUPPORTED)),
	THEN(1, WORDS(VOLTAGE(0x02), 0x09), WORDS(NOT_FOUND)),
	THEN(1, WORDS(VOLTAGE(0x03), 7), WORDS(SUCCESS, 0, N16)),
	THEN(1, WORDS(VOLTAGE(0x10), 0x20000), WORDS(SUCCESS)),
	THEN(1, WORDS(VOLTAGE(0x03), 7), WORDS(SUCCESS, 0x40000000, N16)),
	THEN(1, WORDS(VOLTAGE(0x10), 0x20001), WORDS(SUCCESS)),
	CASE("voltage versions that do not exist are not negotiated",
	     1, WORDS(VOLTAGE(0x10), 0x20002), WORDS(NOT_SUPPORTED)),
	THEN(1, WORDS(VOLTAGE(0x10), 0x30000), WORDS(NOT_SUPPORTED)),
	THEN(1, WORDS(VOLTAGE(0x10), 0), WORDS(NOT_SUPPORTED)),
	CASE("old agents do not negotiate voltage versions",
	     4, WORDS(VOLTAGE(0x10), 0x20000), WORDS(NOT_SUPPORTED)),

	/* PROTOCOL_ATTRIBUTES, PROTOCOL_MESSAGE_ATTRIBUTES */
	CASE("voltage attributes: the domains that the agent sees",
	     1, WORDS(VOLTAGE(0x01)), WORDS(SUCCESS, 11)),
	THEN(2, WORDS(VOLTAGE(0x01)), WORDS(SUCCESS, 5)),
	THEN(3, WORDS(VOLTAGE(0x01)), WORDS(SUCCESS, 4)),
	CASE("voltage messages that there are",
	     1, WORDS(VOLTAGE(0x02), 0x00), WORDS(SUCCESS, 0)),
	THEN(1, WORDS(VOLTAGE(0x02), 0x04), WORDS(SUCCESS, 0)),
	THEN(1, WORDS(VOLTAGE(0x02), 0x09), WORDS(SUCCESS, 0)),
	THEN(1, WORDS(VOLTAGE(0x02), 0x10), WORDS(SUCCESS, 0)),
	CASE("voltage messages that there are not",
	     1, WORDS(VOLTAGE(0x02), 0x0a), WORDS(NOT_FOUND)),
	THEN(1, WORDS(VOLTAGE(0x02), 0x0f), WORDS(NOT_FOUND)),
	THEN(1, WORDS(VOLTAGE(0x02), 0x11), WORDS(NOT_FOUND)),
	THEN(1, WORDS(VOLTAGE(0x0a), 0), WORDS(NOT_SUPPORTED)),
	THEN(4, WORDS(VOLTAGE(0x02), 0x10), WORDS(NOT_FOUND)),
	THEN(4, WORDS(VOLTAGE(0x02), 0x09), WORDS(SUCCESS, 0)),

	/* Sizes */
	CASE("voltage requests that are too short or too long",
	     1, WORDS(VOLTAGE(0x03)), WORDS(PROTOCOL_ERROR)),
	THEN(1, WORDS(VOLTAGE(0x03), 0, 0), WORDS(PROTOCOL_ERROR)),
	THEN(1, WORDS(VOLTAGE(0x04), 0), WORDS(PROTOCOL_ERROR)),
	THEN(1, WORDS(VOLTAGE(0x04), 0, 0, 0), WORDS(PROTOCOL_ERROR)),
	THEN(1, WORDS(VOLTAGE(0x05), 0), WORDS(PROTOCOL_ERROR)),
	THEN(1, WORDS(VOLTAGE(0x05), 0, 7, 0), WORDS(PROTOCOL_ERROR)),
	THEN(1, WORDS(VOLTAGE(0x06)), WORDS(PROTOCOL_ERROR)),
	THEN(1, WORDS(VOLTAGE(0x06), 0, 0), WORDS(PROTOCOL_ERROR)),
	THEN(1, WORDS(VOLTAGE(0x07), 0, 0), WORDS(PROTOCOL_ERROR)),
	THEN(1, WORDS(VOLTAGE(0x07), 0, 0, 900000, 0), WORDS(PROTOCOL_ERROR)),
	THEN(1, WORDS(VOLTAGE(0x08)), WORDS(PROTOCOL_ERROR)),
	THEN(1, WORDS(VOLTAGE(0x08), 0, 0), WORDS(PROTOCOL_ERROR)),
	THEN(1, WORDS(VOLTAGE(0x09)), WORDS(PROTOCOL_ERROR)),
	THEN(1, WORDS(VOLTAGE(0x09), 0, 0), WORDS(PROTOCOL_ERROR)),

	/* Domains that do not exist */
	CASE("voltage domains that do not exist",
	     1, WORDS(VOLTAGE(0x03), 11), WORDS(NOT_FOUND)),
	THEN(1, WORDS(VOLTAGE(0x03), 0xffffffff), WORDS(NOT_FOUND)),
	THEN(1, WORDS(VOLTAGE(0x03), 0x10000), WORDS(NOT_FOUND)),
	THEN(1, WORDS(VOLTAGE(0x04), 11, 0), WORDS(NOT_FOUND)),
	THEN(1, WORDS(VOLTAGE(0x05), 11, 7), WORDS(NOT_FOUND)),
	THEN(1, WORDS(VOLTAGE(0x06), 11), WORDS(NOT_FOUND)),
	THEN(1, WORDS(VOLTAGE(0x07), 11, 0, 900000), WORDS(NOT_FOUND)),
	THEN(1, WORDS(VOLTAGE(0x08), 11), WORDS(NOT_FOUND)),
	THEN(1, WORDS(VOLTAGE(0x09), 11), WORDS(NOT_FOUND)),
	THEN(2, WORDS(VOLTAGE(0x08), 5), WORDS(NOT_FOUND)),

	/* VOLTAGE_DOMAIN_ATTRIBUTES, VOLTAGE_DOMAIN_NAME_GET */
	CASE("voltage domain attributes", 1, WORDS(VOLTAGE(0x03), 0), WORDS(SUCCESS, 0, LIST)),
	THEN(1, WORDS(VOLTAGE(0x03), 6), WORDS(SUCCESS, 0, N15)),
	THEN(1, WORDS(VOLTAGE(0x03), 7), WORDS(SUCCESS, 0x40000000, N16)),
	THEN(3, WORDS(VOLTAGE(0x03), 1), WORDS(SUCCESS, 0, N16)),
	THEN(4, WORDS(VOLTAGE(0x03), 0), WORDS(SUCCESS, 0x40000000, N16)),
	CASE("voltage domain names", 1, WORDS(VOLTAGE(0x09), 0),
	     WORDS(SUCCESS, 0, LIST, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)),
	THEN(1, WORDS(VOLTAGE(0x09), 10),
	     WORDS(SUCCESS, 0, DIGITS, C4('c', 'd', 'e', 'f'), DIGITS, C4('c', 'd', 'e', 'f'),
		   DIGITS, C4('c', 'd', 'e', 'f'), DIGITS, C4('c', 'd', 'e', 0))),
	THEN(3, WORDS(VOLTAGE(0x09), 0), WORDS(NOT_SUPPORTED)),
	CASE_ROOM("voltage domain attributes without room",
		  1, 27, WORDS(VOLTAGE(0x03), 0), WORDS(PROTOCOL_ERROR)),
	ROOM(1, 28, WORDS(VOLTAGE(0x03), 0), WORDS(SUCCESS, 0, LIST)),

	/* VOLTAGE_DESCRIBE_LEVELS */
	CASE("a list of voltages", 1, WORDS(VOLTAGE(0x04), 0, 0),
	     WORDS(SUCCESS, 5, 900000, 1000000, 1100000, 1200000, 1500000)),
	THEN(1, WORDS(VOLTAGE(0x04), 0, 3), WORDS(SUCCESS, 2, 1200000, 1500000)),
	THEN(1, WORDS(VOLTAGE(0x04), 0, 4), WORDS(SUCCESS, 1, 1500000)),
	THEN(1, WORDS(VOLTAGE(0x04), 0, 5), WORDS(OUT_OF_RANGE)),
	THEN(1, WORDS(VOLTAGE(0x04), 0, 0xffffffff), WORDS(OUT_OF_RANGE)),
	CASE_ROOM("a list of voltages in parts",
		  1, 20, WORDS(VOLTAGE(0x04), 0, 0), WORDS(SUCCESS, 3 << 16 | 2, 900000, 1000000)),
	ROOM(1, 23, WORDS(VOLTAGE(0x04), 0, 2), WORDS(SUCCESS, 1 << 16 | 2, 1100000, 1200000)),
	ROOM(1, 20, WORDS(VOLTAGE(0x04), 0, 4), WORDS(SUCCESS, 1, 1500000)),
	ROOM(1, 16, WORDS(VOLTAGE(0x04), 0, 0), WORDS(SUCCESS, 4 << 16 | 1, 900000)),
	ROOM(1, 15, WORDS(VOLTAGE(0x04), 0, 0), WORDS(PROTOCOL_ERROR)),
	ROOM(1, 11, WORDS(VOLTAGE(0x04), 0, 0), WORDS(PROTOCOL_ERROR)),
	CASE("a range of voltages", 1, WORDS(VOLTAGE(0x04), 1, 0),
	     WORDS(SUCCESS, 0x1003, 800000, 1200000, 12500)),
	THEN(1, WORDS(VOLTAGE(0x04), 1, 1), WORDS(OUT_OF_RANGE)),
	THEN(1, WORDS(VOLTAGE(0x04), 1, 3), WORDS(OUT_OF_RANGE)),
	CASE_ROOM("a range of voltages does not come in parts",
		  1, 24, WORDS(VOLTAGE(0x04), 1, 0), WORDS(SUCCESS, 0x1003, 800000, 1200000, 12500)),
	ROOM(1, 23, WORDS(VOLTAGE(0x04), 1, 0), WORDS(PROTOCOL_ERROR)),
	CASE("voltages below zero", 1, WORDS(VOLTAGE(0x04), 2, 0),
	     WORDS(SUCCESS, 4, MICROVOLTS(-5000000), MICROVOLTS(-3300000), 0, 0x7fffffff)),
	THEN(1, WORDS(VOLTAGE(0x04), 3, 0),
	     WORDS(SUCCESS, 0x1003, 0x80000000, 0x7fffffff, 0x55555555)),
	CASE("voltages within limits", 1, WORDS(VOLTAGE(0x04), 5, 0), WORDS(SUCCESS, 1, 1800000)),
	THEN(1, WORDS(VOLTAGE(0x04), 8, 0), WORDS(SUCCESS, 0x1003, 1200, 1800, 100)),
	THEN(1, WORDS(VOLTAGE(0x04), 9, 0), WORDS(SUCCESS, 3, 2, 3, 4)),
	THEN(1, WORDS(VOLTAGE(0x04), 9, 1), WORDS(SUCCESS, 2, 3, 4)),

	/* VOLTAGE_LEVEL_SET, VOLTAGE_LEVEL_GET */
	CASE("voltages at the start", 1, WORDS(VOLTAGE(0x08), 0), WORDS(SUCCESS, 1000000)),
	THEN(1, WORDS(VOLTAGE(0x08), 2), WORDS(SUCCESS, MICROVOLTS(-3300000))),
	THEN(1, WORDS(VOLTAGE(0x08), 3), WORDS(SUCCESS, 0xd5555555)),
	THEN(1, WORDS(VOLTAGE(0x08), 8), WORDS(SUCCESS, 1200)),
	THEN(1, WORDS(VOLTAGE(0x08), 9), WORDS(SUCCESS, 2)),
	CASE("set a voltage of a list", 1, WORDS(VOLTAGE(0x07), 0, 0, 900000), WORDS(SUCCESS)),
	THEN(1, WORDS(VOLTAGE(0x08), 0), WORDS(SUCCESS, 900000)),
	THEN(2, WORDS(VOLTAGE(0x08), 2), WORDS(SUCCESS, 900000)),
	VIEW("supply list level 900000 mode 0 users 0\n"),
	THEN(1, WORDS(VOLTAGE(0x07), 0, 0, 1500000), WORDS(SUCCESS)),
	THEN(1, WORDS(VOLTAGE(0x08), 0), WORDS(SUCCESS, 1500000)),
	CASE("voltages that a list does not have",
	     1, WORDS(VOLTAGE(0x07), 0, 0, 899999), WORDS(INVALID_PARAMETERS)),
	THEN(1, WORDS(VOLTAGE(0x07), 0, 0, 1050000), WORDS(INVALID_PARAMETERS)),
	THEN(1, WORDS(VOLTAGE(0x07), 0, 0, 1500001), WORDS(INVALID_PARAMETERS)),
	THEN(1, WORDS(VOLTAGE(0x07), 0, 0, 0), WORDS(INVALID_PARAMETERS)),
	THEN(1, WORDS(VOLTAGE(0x07), 0, 0, MICROVOLTS(-900000)), WORDS(INVALID_PARAMETERS)),
	THEN(1, WORDS(VOLTAGE(0x07), 5, 0, 3300000), WORDS(INVALID_PARAMETERS)),
	THEN(1, WORDS(VOLTAGE(0x07), 9, 0, 1), WORDS(INVALID_PARAMETERS)),
	THEN(1, WORDS(VOLTAGE(0x07), 9, 0, 5), WORDS(INVALID_PARAMETERS)),
	CASE("set a voltage of a range", 1, WORDS(VOLTAGE(0x07), 1, 0, 800000), WORDS(SUCCESS)),
	THEN(1, WORDS(VOLTAGE(0x07), 1, 0, 812500), WORDS(SUCCESS)),
	THEN(1, WORDS(VOLTAGE(0x07), 1, 0, 1200000), WORDS(SUCCESS)),
	THEN(1, WORDS(VOLTAGE(0x08), 1), WORDS(SUCCESS, 1200000)),
	CASE("voltages that a range does not have",
	     1, WORDS(VOLTAGE(0x07), 1, 0, 787500), WORDS(INVALID_PARAMETERS)),
	THEN(1, WORDS(VOLTAGE(0x07), 1, 0, 800001), WORDS(INVALID_PARAMETERS)),
	THEN(1, WORDS(VOLTAGE(0x07), 1, 0, 1212500), WORDS(INVALID_PARAMETERS)),
	THEN(1, WORDS(VOLTAGE(0x07), 8, 0, 1100), WORDS(INVALID_PARAMETERS)),
	THEN(1, WORDS(VOLTAGE(0x07), 8, 0, 1900), WORDS(INVALID_PARAMETERS)),
	CASE("set voltages below zero",
	     1, WORDS(VOLTAGE(0x07), 2, 0, MICROVOLTS(-5000000)), WORDS(SUCCESS)),
	THEN(1, WORDS(VOLTAGE(0x08), 2), WORDS(SUCCESS, MICROVOLTS(-5000000))),
	VIEW("supply neg level -5000000 mode 0 users 0\n"),
	THEN(1, WORDS(VOLTAGE(0x07), 2, 0, 5000000), WORDS(INVALID_PARAMETERS)),
	THEN(1, WORDS(VOLTAGE(0x07), 2, 0, 0), WORDS(SUCCESS)),
	CASE("voltages at the ends of the numbers",
	     1, WORDS(VOLTAGE(0x07), 3, 0, 0x80000000), WORDS(SUCCESS)),
	VIEW("supply around level -2147483648 mode 0 users 0\n"),
	THEN(1, WORDS(VOLTAGE(0x07), 3, 0, 0x7fffffff), WORDS(SUCCESS)),
	THEN(1, WORDS(VOLTAGE(0x08), 3), WORDS(SUCCESS, 0x7fffffff)),
	THEN(1, WORDS(VOLTAGE(0x07), 3, 0, 0), WORDS(INVALID_PARAMETERS)),
	THEN(1, WORDS(VOLTAGE(0x07), 3, 0, 0x2aaaaaaa), WORDS(SUCCESS)),
	THEN(1, WORDS(VOLTAGE(0x07), 2, 0, 0x7fffffff), WORDS(SUCCESS)),
	CASE("no voltage is set asynchronously",
	     1, WORDS(VOLTAGE(0x07), 0, 1, 900000), WORDS(NOT_SUPPORTED)),
	THEN(1, WORDS(VOLTAGE(0x08), 0), WORDS(SUCCESS, 1000000)),
	THEN(4, WORDS(VOLTAGE(0x07), 1, 1, 900000), WORDS(NOT_SUPPORTED)),
	THEN(3, WORDS(VOLTAGE(0x07), 0, 1, 900000), WORDS(INVALID_PARAMETERS)),
	CASE("reserved flags of VOLTAGE_LEVEL_SET",
	     1, WORDS(VOLTAGE(0x07), 0, 2, 900000), WORDS(INVALID_PARAMETERS)),
	THEN(1, WORDS(VOLTAGE(0x07), 0, 0x80000000, 900000), WORDS(INVALID_PARAMETERS)),
	THEN(1, WORDS(VOLTAGE(0x07), 0, 3, 900000), WORDS(INVALID_PARAMETERS)),
	CASE("a supply keeps its voltage while it is off",
	     1, WORDS(VOLTAGE(0x07), 1, 0, 1100000), WORDS(SUCCESS)),
	THEN(1, WORDS(VOLTAGE(0x05), 1, 0), WORDS(SUCCESS)),
	THEN(1, WORDS(VOLTAGE(0x08), 1), WORDS(SUCCESS, 1100000)),
	VIEW("supply lin level 1100000 mode 0 users 0\n"),

	/* VOLTAGE_CONFIG_SET, VOLTAGE_CONFIG_GET */
	CASE("modes at the start", 1, WORDS(VOLTAGE(0x06), 0), WORDS(SUCCESS, 0)),
	THEN(1, WORDS(VOLTAGE(0x06), 1), WORDS(SUCCESS, 7)),
	THEN(1, WORDS(VOLTAGE(0x06), 4), WORDS(SUCCESS, 7)),
	CASE("switch a supply on and off", 1, WORDS(VOLTAGE(0x05), 0, 7), WORDS(SUCCESS)),
	THEN(1, WORDS(VOLTAGE(0x06), 0), WORDS(SUCCESS, 7)),
	VIEW("supply list level 1000000 mode 7 users 1\n"),
	THEN(1, WORDS(VOLTAGE(0x05), 0, 0), WORDS(SUCCESS)),
	THEN(1, WORDS(VOLTAGE(0x06), 0), WORDS(SUCCESS, 0)),
	VIEW("supply list level 1000000 mode 0 users 0\n"),
	CASE("modes that a supply does not have",
	     1, WORDS(VOLTAGE(0x05), 0, 1), WORDS(INVALID_PARAMETERS)),
	THEN(1, WORDS(VOLTAGE(0x05), 0, 6), WORDS(INVALID_PARAMETERS)),
	THEN(1, WORDS(VOLTAGE(0x05), 0, 8), WORDS(INVALID_PARAMETERS)),
	THEN(1, WORDS(VOLTAGE(0x05), 0, 15), WORDS(INVALID_PARAMETERS)),
	THEN(1, WORDS(VOLTAGE(0x05), 5, 9), WORDS(INVALID_PARAMETERS)),
	THEN(1, WORDS(VOLTAGE(0x05), 5, 1), WORDS(INVALID_PARAMETERS)),
	CASE("reserved bits of VOLTAGE_CONFIG_SET",
	     1, WORDS(VOLTAGE(0x05), 0, 0x17), WORDS(INVALID_PARAMETERS)),
	THEN(1, WORDS(VOLTAGE(0x05), 0, 0x80000007), WORDS(INVALID_PARAMETERS)),
	THEN(1, WORDS(VOLTAGE(0x05), 0, 0x10), WORDS(INVALID_PARAMETERS)),
	THEN(1, WORDS(VOLTAGE(0x05), 0, 0xffffffff), WORDS(INVALID_PARAMETERS)),
	THEN(1, WORDS(VOLTAGE(0x05), 0, 0x27), WORDS(INVALID_PARAMETERS)),
	CASE("modes of the vendor's", 1, WORDS(VOLTAGE(0x05), 5, 8), WORDS(SUCCESS)),
	THEN(1, WORDS(VOLTAGE(0x06), 5), WORDS(SUCCESS, 8)),
	THEN(1, WORDS(VOLTAGE(0x05), 5, 15), WORDS(SUCCESS)),
	THEN(2, WORDS(VOLTAGE(0x06), 3), WORDS(SUCCESS, 15)),
	VIEW("supply modes level 1800000 mode f users 1\n"),

	/* Permissions */
	CASE("a supply that is always on or has one voltage cannot be changed",
	     1, WORDS(VOLTAGE(0x05), 4, 0), WORDS(DENIED)),
	THEN(1, WORDS(VOLTAGE(0x07), 4, 0, 3300000), WORDS(DENIED)),
	THEN(1, WORDS(VOLTAGE(0x07), 6, 0, 15), WORDS(DENIED)),
	THEN(1, WORDS(VOLTAGE(0x05), 6, 7), WORDS(SUCCESS)),
	CASE("a supply may be switched on where it is on already, which changes nothing",
	     1, WORDS(VOLTAGE(0x05), 4, 7), WORDS(SUCCESS)),
	VIEW("supply fixed level 3300000 mode 7 users 0\n"),
	THEN(2, WORDS(VOLTAGE(0x05), 4, 7), WORDS(SUCCESS)),
	THEN(1, WORDS(VOLTAGE(0x05), 7, 7), WORDS(SUCCESS)),
	THEN(1, WORDS(VOLTAGE(0x05), 7, 0), WORDS(DENIED)),
	THEN(2, WORDS(VOLTAGE(0x05), 4, 0), WORDS(SUCCESS)),
	THEN(1, WORDS(VOLTAGE(0x05), 7, 7), WORDS(DENIED)),
	CASE("read-only supplies of one agent are another's to change",
	     1, WORDS(VOLTAGE(0x05), 7, 7), WORDS(DENIED)),
	THEN(1, WORDS(VOLTAGE(0x07), 7, 0, 16), WORDS(DENIED)),
	THEN(1, WORDS(VOLTAGE(0x07), 7, 1, 16), WORDS(DENIED)),
	THEN(2, WORDS(VOLTAGE(0x05), 4, 7), WORDS(SUCCESS)),
	THEN(2, WORDS(VOLTAGE(0x07), 4, 0, 16), WORDS(SUCCESS)),
	THEN(1, WORDS(VOLTAGE(0x06), 7), WORDS(SUCCESS, 7)),
	THEN(1, WORDS(VOLTAGE(0x08), 7), WORDS(SUCCESS, 16)),
	THEN(1, WORDS(VOLTAGE(0x04), 7, 0), WORDS(SUCCESS, 2, 1, 16)),
	CASE("supplies of a device that the agent may not use",
	     2, WORDS(BASE(0x09), 1, 0, 0), WORDS(SUCCESS)),
	THEN(1, WORDS(VOLTAGE(0x08), 2), WORDS(DENIED)),
	THEN(1, WORDS(VOLTAGE(0x03), 2), WORDS(DENIED)),
	THEN(1, WORDS(VOLTAGE(0x07), 2, 0, 0), WORDS(DENIED)),
	THEN(1, WORDS(VOLTAGE(0x08), 1), WORDS(SUCCESS, 1000000)),
	THEN(2, WORDS(BASE(0x09), 1, 0, 1), WORDS(SUCCESS)),
	THEN(1, WORDS(VOLTAGE(0x08), 2), WORDS(SUCCESS, MICROVOLTS(-3300000))),
	CASE("supplies taken away for this protocol alone",
	     2, WORDS(BASE(0x0a), 1, 0, 0x17, 0), WORDS(SUCCESS)),
	THEN(1, WORDS(VOLTAGE(0x06), 2), WORDS(DENIED)),

	/* Several agents */
	CASE("a supply stays on while an agent needs it",
	     1, WORDS(VOLTAGE(0x05), 0, 7), WORDS(SUCCESS)),
	THEN(2, WORDS(VOLTAGE(0x05), 2, 7), WORDS(SUCCESS)),
	THEN(3, WORDS(VOLTAGE(0x05), 0, 7), WORDS(SUCCESS)),
	VIEW("supply list level 1000000 mode 7 users 7\n"),
	THEN(1, WORDS(VOLTAGE(0x05), 0, 0), WORDS(SUCCESS)),
	THEN(3, WORDS(VOLTAGE(0x05), 0, 0), WORDS(SUCCESS)),
	THEN(1, WORDS(VOLTAGE(0x06), 0), WORDS(SUCCESS, 7)),
	VIEW("supply list level 1000000 mode 7 users 2\n"),
	THEN(2, WORDS(VOLTAGE(0x05), 2, 0), WORDS(SUCCESS)),
	THEN(1, WORDS(VOLTAGE(0x06), 0), WORDS(SUCCESS, 0)),
	CASE("who lets go of a supply takes the mode it has chosen along",
	     1, WORDS(VOLTAGE(0x05), 5, 7), WORDS(SUCCESS)),
	THEN(2, WORDS(VOLTAGE(0x05), 3, 8), WORDS(SUCCESS)),
	THEN(1, WORDS(VOLTAGE(0x06), 5), WORDS(SUCCESS, 8)),
	THEN(2, WORDS(VOLTAGE(0x05), 3, 0), WORDS(SUCCESS)),
	THEN(1, WORDS(VOLTAGE(0x06), 5), WORDS(SUCCESS, 7)),
	CASE("who lets go of a supply leaves the mode that another has chosen",
	     1, WORDS(VOLTAGE(0x05), 5, 7), WORDS(SUCCESS)),
	THEN(2, WORDS(VOLTAGE(0x05), 3, 8), WORDS(SUCCESS)),
	THEN(1, WORDS(VOLTAGE(0x05), 5, 0), WORDS(SUCCESS)),
	THEN(2, WORDS(VOLTAGE(0x06), 3), WORDS(SUCCESS, 8)),
	VIEW("supply modes level 1800000 mode 8 users 2\n"),
	CASE("who lets go of a supply does not take a mode along that another has chosen",
	     1, WORDS(VOLTAGE(0x05), 5, 7), WORDS(SUCCESS)),
	THEN(3, WORDS(VOLTAGE(0x05), 3, 7), WORDS(SUCCESS)),
	THEN(2, WORDS(VOLTAGE(0x05), 3, 8), WORDS(SUCCESS)),
	THEN(1, WORDS(VOLTAGE(0x05), 5, 0), WORDS(SUCCESS)),
	THEN(3, WORDS(VOLTAGE(0x06), 3), WORDS(SUCCESS, 8)),
	THEN(2, WORDS(VOLTAGE(0x05), 3, 0), WORDS(SUCCESS)),
	THEN(3, WORDS(VOLTAGE(0x06), 3), WORDS(SUCCESS, 7)),
	CASE("a reset of an agent that has not used a supply leaves it off",
	     1, WORDS(VOLTAGE(0x05), 1, 0), WORDS(SUCCESS)),
	THEN(2, WORDS(BASE(0x0b), 2, 0), WORDS(SUCCESS)),
	THEN(1, WORDS(VOLTAGE(0x06), 1), WORDS(SUCCESS, 0)),
	CASE("a reset of who has been left with a supply",
	     1, WORDS(VOLTAGE(0x05), 5, 7), WORDS(SUCCESS)),
	THEN(2, WORDS(VOLTAGE(0x05), 3, 8), WORDS(SUCCESS)),
	THEN(2, WORDS(VOLTAGE(0x05), 3, 0), WORDS(SUCCESS)),
	THEN(1, WORDS(BASE(0x0b), 1, 0), WORDS(SUCCESS)),
	VIEW("supply modes level 1800000 mode 0 users 0\n"),
	CASE("the last agent to set a voltage has its way",
	     1, WORDS(VOLTAGE(0x07), 0, 0, 900000), WORDS(SUCCESS)),
	THEN(2, WORDS(VOLTAGE(0x07), 2, 0, 1500000), WORDS(SUCCESS)),
	THEN(1, WORDS(VOLTAGE(0x08), 0), WORDS(SUCCESS, 1500000)),

	/* BASE_RESET_AGENT_CONFIGURATION */
	CASE("a reset takes back voltages and modes",
	     1, WORDS(VOLTAGE(0x07), 0, 0, 900000), WORDS(SUCCESS)),
	THEN(1, WORDS(VOLTAGE(0x05), 0, 7), WORDS(SUCCESS)),
	THEN(1, WORDS(VOLTAGE(0x05), 1, 0), WORDS(SUCCESS)),
	THEN(1, WORDS(VOLTAGE(0x05), 5, 15), WORDS(SUCCESS)),
	THEN(1, WORDS(BASE(0x0b), 1, 0), WORDS(SUCCESS)),
	VIEW("supply list level 1000000 mode 0 users 0\n"),
	VIEW("supply lin level 1000000 mode 7 users 0\n"),
	VIEW("supply modes level 1800000 mode 0 users 0\n"),
	CASE("a reset leaves what others have set and need",
	     1, WORDS(VOLTAGE(0x07), 0, 0, 900000), WORDS(SUCCESS)),
	THEN(1, WORDS(VOLTAGE(0x05), 0, 7), WORDS(SUCCESS)),
	THEN(2, WORDS(VOLTAGE(0x07), 2, 0, 1500000), WORDS(SUCCESS)),
	THEN(2, WORDS(VOLTAGE(0x05), 2, 7), WORDS(SUCCESS)),
	THEN(1, WORDS(VOLTAGE(0x05), 5, 7), WORDS(SUCCESS)),
	THEN(2, WORDS(VOLTAGE(0x05), 3, 8), WORDS(SUCCESS)),
	THEN(1, WORDS(BASE(0x0b), 1, 0), WORDS(SUCCESS)),
	VIEW("supply list level 1500000 mode 7 users 2\n"),
	VIEW("supply modes level 1800000 mode 8 users 2\n"),
	THEN(2, WORDS(BASE(0x0b), 2, 0), WORDS(SUCCESS)),
	VIEW("supply list level 1000000 mode 0 users 0\n"),
	VIEW("supply modes level 1800000 mode 0 users 0\n"),
	CASE("a reset leaves those on whom others need, without the mode",
	     1, WORDS(VOLTAGE(0x05), 5, 7), WORDS(SUCCESS)),
	THEN(2, WORDS(VOLTAGE(0x05), 3, 8), WORDS(SUCCESS)),
	THEN(2, WORDS(BASE(0x0b), 2, 0), WORDS(SUCCESS)),
	VIEW("supply modes level 1800000 mode 7 users 1\n"),
	{ 0 }
};

/* Platforms that cannot do everything, or fail */

struct platform {
	int get_status, set_status;
	unsigned int sets;
	uint8_t mode;
};

static int get_level(void *context, unsigned int domain, int32_t *level)
{
	const struct platform *platform = context;

	assert_int_equal(domain, 0);
	*level = 1;
	return platform->get_status;
}

static int get_mode(void *context, unsigned int domain, uint8_t *mode)
{
	const struct platform *platform = context;

	assert_int_equal(domain, 0);
	*mode = platform->mode;
	return platform->get_status;
}

static int set_level(void *context, unsigned int domain, int32_t level)
{
	struct platform *platform = context;

	assert_int_equal(domain, 0);
	assert_in_range(level, 1, 2);
	platform->sets++;
	return platform->set_status;
}

static int set_mode(void *context, unsigned int domain, uint8_t mode)
{
	struct platform *platform = context;

	assert_int_equal(domain, 0);
	platform->sets++;
	if (!platform->set_status)
		platform->mode = mode;
	return platform->set_status;
}

static const int32_t two_levels[] = { 1, 2 };

struct bench {
	struct platform platform;
	struct scmi_voltage_ops ops;
	struct scmi_voltage_domain domain;
	struct scmi_voltage_state state;
	struct scmi_voltage_config config;
	struct lone_server lone;
};

static struct bench *set_up_bench(void)
{
	struct bench *b = calloc(1, sizeof(*b));

	b->ops = (struct scmi_voltage_ops){
		.get_level = get_level, .set_level = set_level, .get_mode = get_mode, .set_mode = set_mode,
	};
	b->domain = (struct scmi_voltage_domain){
		.name = "d", .levels = two_levels, .level_count = 2, .linear = false,
	};
	b->config = (struct scmi_voltage_config){ &b->domain, &b->state, &b->ops, &b->platform };
	set_up_lone(&b->lone, 1, SCMI_PROTOCOL_VOLTAGE, &scmi_voltage_protocol, &b->config,
		    SCMI_VOLTAGE_MAY_ALL);
	return b;
}

static void platform_fails(void **unused)
{
	struct bench *b = set_up_bench();
	uint32_t reply[8];

	(void)unused;
	assert_int_equal(scmi_server_init(&b->lone.server), SCMI_SUCCESS);
	b->platform.set_status = SCMI_HARDWARE_ERROR;
	assert_int_equal(SEND(&b->lone.server, 1, reply, VOLTAGE(0x07), 0, 0, 2), 2);
	assert_int_equal(reply[1], HARDWARE_ERROR);
	assert_int_equal(b->state.level_agent, 0);
	assert_int_equal(SEND(&b->lone.server, 1, reply, VOLTAGE(0x05), 0, 7), 2);
	assert_int_equal(reply[1], HARDWARE_ERROR);
	assert_int_equal(b->state.users, 0);
	assert_int_equal(b->state.mode_agent, 0);
	b->platform.mode = 16;
	SEND(&b->lone.server, 1, reply, VOLTAGE(0x06), 0);
	assert_int_equal(reply[1], GENERIC_ERROR);
	b->platform.get_status = SCMI_BUSY;
	assert_int_equal(SEND(&b->lone.server, 1, reply, VOLTAGE(0x05), 0, 7), 2);
	assert_int_equal(reply[1], BUSY);
	assert_int_equal(SEND(&b->lone.server, 1, reply, VOLTAGE(0x06), 0), 2);
	assert_int_equal(reply[1], BUSY);
	assert_int_equal(SEND(&b->lone.server, 1, reply, VOLTAGE(0x08), 0), 2);
	assert_int_equal(reply[1], BUSY);
	assert_int_equal(b->platform.sets, 2);
	free(b);
}

/* Who may not choose the mode may ask for the one there is, where that is known */
static void without_permission(void **unused)
{
	struct bench *b = set_up_bench();
	uint32_t reply[8];

	(void)unused;
	b->lone.entry.permissions = 0;
	assert_int_equal(scmi_server_init(&b->lone.server), SCMI_SUCCESS);
	SEND(&b->lone.server, 1, reply, VOLTAGE(0x05), 0, 0);
	assert_int_equal(reply[1], SUCCESS);
	SEND(&b->lone.server, 1, reply, VOLTAGE(0x05), 0, 7);
	assert_int_equal(reply[1], DENIED);
	b->platform.get_status = SCMI_BUSY;
	SEND(&b->lone.server, 1, reply, VOLTAGE(0x05), 0, 0);
	assert_int_equal(reply[1], BUSY);
	assert_int_equal(b->platform.sets, 0);
	free(b);
}

static void platform_cannot_set(void **unused)
{
	struct bench *b = set_up_bench();
	uint32_t reply[8];

	(void)unused;
	b->ops.set_level = NULL;
	b->ops.set_mode = NULL;
	assert_int_equal(scmi_server_init(&b->lone.server), SCMI_SUCCESS);
	assert_int_equal(SEND(&b->lone.server, 1, reply, VOLTAGE(0x07), 0, 0, 2), 2);
	assert_int_equal(reply[1], NOT_SUPPORTED);
	assert_int_equal(SEND(&b->lone.server, 1, reply, VOLTAGE(0x05), 0, 7), 2);
	assert_int_equal(reply[1], NOT_SUPPORTED);
	/* Nothing has to be done for this one */
	assert_int_equal(SEND(&b->lone.server, 1, reply, VOLTAGE(0x05), 0, 0), 2);
	assert_int_equal(reply[1], SUCCESS);
	free(b);
}

static void reset_ends_claims_of_a_platform_that_fails(void **unused)
{
	struct bench *b = set_up_bench();
	uint32_t reply[8];

	(void)unused;
	assert_int_equal(scmi_server_init(&b->lone.server), SCMI_SUCCESS);
	SEND(&b->lone.server, 1, reply, VOLTAGE(0x05), 0, 7);
	SEND(&b->lone.server, 1, reply, VOLTAGE(0x07), 0, 0, 2);
	b->platform.set_status = SCMI_HARDWARE_ERROR;
	assert_int_equal(SEND(&b->lone.server, 1, reply, BASE(0x0b), 1, 0), 2);
	assert_int_equal(reply[1], SUCCESS);
	assert_int_equal(b->state.users, 0);
	assert_int_equal(b->state.level_agent, 0);
	assert_int_equal(b->state.mode_agent, 0);
	free(b);
}

static void cut_short(void **unused)
{
	static const int32_t range[] = { -1, 2, 2 };
	struct bench *b = set_up_bench();
	uint32_t reply[8];

	(void)unused;
	b->domain = (struct scmi_voltage_domain){
		.name = "d", .levels = range, .level_count = 3, .linear = true,
	};
	assert_int_equal(scmi_server_init(&b->lone.server), SCMI_SUCCESS);
	SEND(&b->lone.server, 1, reply, VOLTAGE(0x07), 0, 0, 2);
	assert_int_equal(reply[1], SUCCESS);
	SEND(&b->lone.server, 1, reply, VOLTAGE(0x07), 0, 0, 1);
	assert_int_equal(reply[1], SUCCESS);
	SEND(&b->lone.server, 1, reply, VOLTAGE(0x07), 0, 0, 0);
	assert_int_equal(reply[1], INVALID_PARAMETERS);
	SEND(&b->lone.server, 1, reply, VOLTAGE(0x07), 0, 0, 3);
	assert_int_equal(reply[1], INVALID_PARAMETERS);
	free(b);
}

/* A change to the bench that scmi_server_init() has to refuse */
static void expect_refused(void (*spoil)(struct bench *b))
{
	struct bench *b = set_up_bench();

	assert_int_equal(scmi_server_init(&b->lone.server), SCMI_SUCCESS);
	spoil(b);
	assert_int_equal(scmi_server_init(&b->lone.server), SCMI_INVALID_PARAMETERS);
	free(b);
}

static void no_domains(struct bench *b) { b->config.domains = NULL; }
static void no_states(struct bench *b) { b->config.states = NULL; }
static void no_ops(struct bench *b) { b->config.ops = NULL; }
static void no_get_level(struct bench *b) { b->ops.get_level = NULL; }
static void no_get_mode(struct bench *b) { b->ops.get_mode = NULL; }
static void get_fails(struct bench *b) { b->platform.get_status = SCMI_BUSY; }
static void wrong_mode(struct bench *b) { b->platform.mode = 16; }
static void no_levels(struct bench *b) { b->domain.levels = NULL; }
static void empty_list(struct bench *b) { b->domain.level_count = 0; }
static void list_too_long(struct bench *b) { b->domain.level_count = 4096; }
static void range_of_two(struct bench *b) { b->domain.linear = true; }
static void architected_mode(struct bench *b) { b->domain.vendor_modes = 0x80; }

static void range_without_step(struct bench *b)
{
	static const int32_t range[] = { 1, 2, 0 };

	b->domain = (struct scmi_voltage_domain){
		.name = "d", .levels = range, .level_count = 3, .linear = true,
	};
}

static void wrong_descriptions(void **unused)
{
	(void)unused;
	expect_refused(no_domains);
	expect_refused(no_states);
	expect_refused(no_ops);
	expect_refused(no_get_level);
	expect_refused(no_get_mode);
	expect_refused(get_fails);
	expect_refused(wrong_mode);
	expect_refused(no_levels);
	expect_refused(empty_list);
	expect_refused(list_too_long);
	expect_refused(range_of_two);
	expect_refused(range_without_step);
	expect_refused(architected_mode);
}

int main(void)
{
	unit_board = "tests/unit/supplies";
	ADD_CASES(cases);
	ADD_TEST("voltage: a platform that fails changes nothing", platform_fails);
	ADD_TEST("voltage: an agent that may not choose the mode", without_permission);
	ADD_TEST("voltage: a platform that cannot set", platform_cannot_set);
	ADD_TEST("voltage: a reset ends claims even where the platform fails",
		 reset_ends_claims_of_a_platform_that_fails);
	ADD_TEST("voltage: a range whose last step is cut short", cut_short);
	ADD_TEST("voltage: descriptions that contradict themselves", wrong_descriptions);
	return run_program("voltage");
}
