// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * Pin control protocol, section 4.11 of the specification. The board is tests/unit/pinctrl.dts.
 */
#include "harness.h"

/* Selectors, as most messages have them, and as PINCTRL_SETTINGS_GET does */
#define PIN			0u
#define GROUP			1u
#define FUNCTION		2u
#define GET(flag, selector)	((flag) << 18 | (selector) << 16)
#define ONE			0u
#define ALL			1u
#define WHICH			2u
/* Attributes of PINCTRL_SETTINGS_CONFIGURE */
#define SET(count, selector)	((count) << 2 | (selector))
#define WITH_FUNCTION		(1u << 10)
#define ALLOW			4u
#define NONE			0xffffffffu

static const struct step description[] = {
	CASE("version", 1, WORDS(PINCTRL(0x00)), WORDS(SUCCESS, 0x10000)),
	CASE("numbers of pins, groups and functions", 1, WORDS(PINCTRL(0x01)),
	     WORDS(SUCCESS, 4 << 16 | 6, 3)),
	THEN(2, WORDS(PINCTRL(0x01)), WORDS(SUCCESS, 3 << 16 | 5, 2)),
	THEN(3, WORDS(PINCTRL(0x01)), WORDS(SUCCESS, 1, 0)),
	CASE("messages", 1, WORDS(PINCTRL(0x02), 0x00), WORDS(SUCCESS, 0)),
	THEN(1, WORDS(PINCTRL(0x02), 0x03), WORDS(SUCCESS, 0)),
	THEN(1, WORDS(PINCTRL(0x02), 0x07), WORDS(SUCCESS, 0)),
	THEN(1, WORDS(PINCTRL(0x02), 0x0a), WORDS(SUCCESS, 0)),
	THEN(1, WORDS(PINCTRL(0x02), 0x0b), WORDS(NOT_FOUND)),
	THEN(1, WORDS(PINCTRL(0x02), 0x0f), WORDS(NOT_FOUND)),
	THEN(1, WORDS(PINCTRL(0x02), 0x10), WORDS(SUCCESS, 0)),
	THEN(1, WORDS(PINCTRL(0x0b)), WORDS(NOT_SUPPORTED)),
	CASE("versions to negotiate", 1, WORDS(PINCTRL(0x10), 0x10000), WORDS(SUCCESS)),
	THEN(1, WORDS(PINCTRL(0x10), 0x20000), WORDS(NOT_SUPPORTED)),

	CASE("a pin", 1, WORDS(PINCTRL(0x03), 0, PIN), WORDS(SUCCESS, 1, C4('p', '0', 0, 0), 0, 0, 0)),
	CASE("a pin with a long name", 1, WORDS(PINCTRL(0x03), 4, PIN),
	     WORDS(SUCCESS, 0x80000001, C4('p', 'i', 'n', '_'), C4('w', 'i', 't', 'h'),
		   C4('_', '1', '6', '_'), C4('c', 'h', 'a', 0))),
	THEN(1, WORDS(PINCTRL(0x09), 4, PIN),
	     WORDS(SUCCESS, 0, C4('p', 'i', 'n', '_'), C4('w', 'i', 't', 'h'), C4('_', '1', '6', '_'),
		   C4('c', 'h', 'a', 'r'), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)),
	CASE("pins are the agent's own", 2, WORDS(PINCTRL(0x03), 0, PIN),
	     WORDS(SUCCESS, 1, C4('h', 'i', 'd', 'd'), C4('e', 'n', 0, 0), 0, 0)),
	CASE("a group", 1, WORDS(PINCTRL(0x03), 1, GROUP),
	     WORDS(SUCCESS, 3, C4('t', 'h', 'r', 'e'), C4('e', 0, 0, 0), 0, 0)),
	THEN(1, WORDS(PINCTRL(0x09), 1, GROUP),
	     WORDS(SUCCESS, 0, C4('t', 'h', 'r', 'e'), C4('e', 0, 0, 0), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
		   0, 0, 0, 0)),
	CASE("a function: groups that one does not see do not count", 1,
	     WORDS(PINCTRL(0x03), 0, FUNCTION), WORDS(SUCCESS, 2, C4('u', 'a', 'r', 't'), 0, 0, 0)),
	THEN(2, WORDS(PINCTRL(0x03), 1, FUNCTION), WORDS(SUCCESS, 1, C4('u', 'a', 'r', 't'), 0, 0, 0)),
	CASE("a function that makes GPIOs", 1, WORDS(PINCTRL(0x03), 1, FUNCTION),
	     WORDS(SUCCESS, 1 << 17 | 2, C4('g', 'p', 'i', 'o'), 0, 0, 0)),
	CASE("a function of single pins", 1, WORDS(PINCTRL(0x03), 2, FUNCTION),
	     WORDS(SUCCESS, 1u << 31 | 1 << 16 | 1, C4('a', 'l', 'a', 'r'), C4('m', '_', 'o', 'n'),
		   C4('_', 's', 'i', 'n'), C4('g', 'l', 'e', 0))),
	CASE("what there is not", 1, WORDS(PINCTRL(0x03), 6, PIN), WORDS(NOT_FOUND)),
	THEN(1, WORDS(PINCTRL(0x03), 4, GROUP), WORDS(NOT_FOUND)),
	THEN(1, WORDS(PINCTRL(0x03), 3, FUNCTION), WORDS(NOT_FOUND)),
	THEN(1, WORDS(PINCTRL(0x03), NONE, PIN), WORDS(NOT_FOUND)),
	THEN(3, WORDS(PINCTRL(0x03), 0, GROUP), WORDS(NOT_FOUND)),
	THEN(1, WORDS(PINCTRL(0x09), 6, PIN), WORDS(NOT_FOUND)),
	THEN(1, WORDS(PINCTRL(0x09), 3, FUNCTION), WORDS(NOT_FOUND)),
	CASE("selectors that are none", 1, WORDS(PINCTRL(0x03), 0, 3), WORDS(INVALID_PARAMETERS)),
	THEN(1, WORDS(PINCTRL(0x03), 0, 4), WORDS(INVALID_PARAMETERS)),
	THEN(1, WORDS(PINCTRL(0x09), 0, 0x80000000), WORDS(INVALID_PARAMETERS)),
	CASE("sizes", 1, WORDS(PINCTRL(0x03), 0), WORDS(PROTOCOL_ERROR)),
	THEN(1, WORDS(PINCTRL(0x03), 0, 0, 0), WORDS(PROTOCOL_ERROR)),
	THEN(1, WORDS(PINCTRL(0x04), 0, 1), WORDS(PROTOCOL_ERROR)),
	THEN(1, WORDS(PINCTRL(0x0a), 0, 1), WORDS(PROTOCOL_ERROR)),

	CASE("the pins of a group, two to a word", 1, WORDS(PINCTRL(0x04), 0, GROUP, 0),
	     WORDS(SUCCESS, 2, 1 << 16 | 0)),
	THEN(1, WORDS(PINCTRL(0x04), 1, GROUP, 0), WORDS(SUCCESS, 3, 2 << 16 | 1, 3)),
	THEN(2, WORDS(PINCTRL(0x04), 2, GROUP, 0), WORDS(SUCCESS, 2, 4 << 16 | 3)),
	CASE("the groups and pins of functions", 1, WORDS(PINCTRL(0x04), 1, FUNCTION, 0),
	     WORDS(SUCCESS, 2, 2 << 16 | 1)),
	THEN(1, WORDS(PINCTRL(0x04), 2, FUNCTION, 0), WORDS(SUCCESS, 1, 4)),
	THEN(2, WORDS(PINCTRL(0x04), 0, FUNCTION, 0), WORDS(SUCCESS, 2, 0 << 16 | 1)),
	CASE_ROOM("lists in parts", 1, 16, WORDS(PINCTRL(0x04), 1, GROUP, 0),
		  WORDS(SUCCESS, 1 << 16 | 2, 2 << 16 | 1)),
	ROOM(1, 16, WORDS(PINCTRL(0x04), 1, GROUP, 2), WORDS(SUCCESS, 1, 3)),
	ROOM(1, 16, WORDS(PINCTRL(0x04), 1, GROUP, 1), WORDS(SUCCESS, 2, 3 << 16 | 2)),
	ROOM(1, 12, WORDS(PINCTRL(0x04), 1, GROUP, 3), WORDS(SUCCESS, 0)),
	ROOM(1, 12, WORDS(PINCTRL(0x04), 1, GROUP, 2), WORDS(PROTOCOL_ERROR)),
	THEN(1, WORDS(PINCTRL(0x04), 1, GROUP, 4), WORDS(INVALID_PARAMETERS)),
	CASE("lists of what has none", 1, WORDS(PINCTRL(0x04), 0, PIN, 0), WORDS(INVALID_PARAMETERS)),
	THEN(1, WORDS(PINCTRL(0x04), 0, 3, 0), WORDS(INVALID_PARAMETERS)),
	THEN(1, WORDS(PINCTRL(0x04), 4, GROUP, 0), WORDS(NOT_FOUND)),
	{ 0 },
};

static const struct step settings[] = {
	CASE("a setting", 1, WORDS(PINCTRL(0x05), 0, GET(ONE, PIN) | 10), WORDS(SUCCESS, 0, 1, 10, 2)),
	THEN(1, WORDS(PINCTRL(0x05), 2, GET(ONE, PIN) | 10), WORDS(SUCCESS, NONE, 1, 10, 2)),
	CASE("settings that a pin does not have", 1, WORDS(PINCTRL(0x05), 0, GET(ONE, PIN) | 7),
	     WORDS(NOT_SUPPORTED)),
	THEN(1, WORDS(PINCTRL(0x05), 0, GET(ONE, PIN) | 0), WORDS(NOT_SUPPORTED)),
	THEN(1, WORDS(PINCTRL(0x05), 0, GET(ONE, PIN) | 20), WORDS(NOT_SUPPORTED)),
	THEN(1, WORDS(PINCTRL(0x05), 0, GET(ONE, PIN) | 192), WORDS(NOT_SUPPORTED)),
	THEN(1, WORDS(PINCTRL(0x05), 0, GET(ONE, PIN) | 21), WORDS(INVALID_PARAMETERS)),
	THEN(1, WORDS(PINCTRL(0x05), 0, GET(ONE, PIN) | 191), WORDS(INVALID_PARAMETERS)),
	CASE("all settings", 1, WORDS(PINCTRL(0x05), 4, GET(ALL, PIN)),
	     WORDS(SUCCESS, NONE, 4, 7, 0, 9, 1, 192, 7, 255, 0)),
	THEN(1, WORDS(PINCTRL(0x05), 4, GET(ALL, PIN) | 3 << 8), WORDS(SUCCESS, NONE, 1, 255, 0)),
	THEN(1, WORDS(PINCTRL(0x05), 4, GET(ALL, PIN) | 4 << 8), WORDS(SUCCESS, NONE, 0)),
	THEN(1, WORDS(PINCTRL(0x05), 4, GET(ALL, PIN) | 5 << 8), WORDS(INVALID_PARAMETERS)),
	CASE_ROOM("all settings in parts", 1, 32, WORDS(PINCTRL(0x05), 4, GET(ALL, PIN)),
		  WORDS(SUCCESS, NONE, 2 << 24 | 2, 7, 0, 9, 1)),
	ROOM(1, 32, WORDS(PINCTRL(0x05), 4, GET(ALL, PIN) | 2 << 8),
	     WORDS(SUCCESS, NONE, 2, 192, 7, 255, 0)),
	ROOM(1, 23, WORDS(PINCTRL(0x05), 4, GET(ALL, PIN)), WORDS(PROTOCOL_ERROR)),
	CASE("the function", 1, WORDS(PINCTRL(0x05), 0, GET(WHICH, PIN)), WORDS(SUCCESS, 0, 0)),
	THEN(1, WORDS(PINCTRL(0x05), 2, GET(WHICH, PIN)), WORDS(SUCCESS, NONE, 0)),
	THEN(2, WORDS(PINCTRL(0x05), 0, GET(WHICH, PIN)), WORDS(SUCCESS, 0, 0)),
	THEN(2, WORDS(PINCTRL(0x05), 3, GET(WHICH, PIN)), WORDS(SUCCESS, 1, 0)),
	CASE("the function of a group is that of all its pins", 1,
	     WORDS(PINCTRL(0x05), 0, GET(WHICH, GROUP)), WORDS(SUCCESS, 0, 0)),
	THEN(1, WORDS(PINCTRL(0x05), 1, GET(WHICH, GROUP)), WORDS(SUCCESS, NONE, 0)),
	CASE("settings of a group are those its pins have in common", 1,
	     WORDS(PINCTRL(0x05), 0, GET(ONE, GROUP) | 10), WORDS(SUCCESS, 0, 1, 10, 2)),
	THEN(1, WORDS(PINCTRL(0x05), 2, GET(ONE, GROUP) | 10), WORDS(NOT_SUPPORTED)),
	THEN(1, WORDS(PINCTRL(0x05), 2, GET(ALL, GROUP)), WORDS(SUCCESS, NONE, 0)),
	THEN(1, WORDS(PINCTRL(0x06), 0, 0, SET(1, PIN), 10, 5), WORDS(SUCCESS)),
	THEN(1, WORDS(PINCTRL(0x05), 0, GET(ONE, GROUP) | 10), WORDS(INVALID_PARAMETERS)),
	THEN(1, WORDS(PINCTRL(0x05), 0, GET(ALL, GROUP)),
	     WORDS(SUCCESS, 0, 5, 2, 1, 4, 0, 14, 0, 17, 0, 18, 0)),
	THEN(1, WORDS(PINCTRL(0x05), 0, GET(ALL, GROUP) | 4 << 8), WORDS(SUCCESS, 0, 1, 18, 0)),
	CASE("pins of a group that have different functions", 1,
	     WORDS(PINCTRL(0x06), 1, 0, SET(0, GROUP) | WITH_FUNCTION), WORDS(SUCCESS)),
	THEN(1, WORDS(PINCTRL(0x06), 4, 2, SET(0, PIN) | WITH_FUNCTION), WORDS(SUCCESS)),
	THEN(1, WORDS(PINCTRL(0x05), 3, GET(WHICH, PIN)), WORDS(SUCCESS, 0, 0)),
	THEN(1, WORDS(PINCTRL(0x05), 4, GET(WHICH, PIN)), WORDS(SUCCESS, 2, 0)),
	THEN(1, WORDS(PINCTRL(0x05), 2, GET(WHICH, GROUP)), WORDS(SUCCESS, NONE, 0)),
	CASE_ROOM("a setting without room", 1, 23, WORDS(PINCTRL(0x05), 0, GET(ONE, PIN) | 10),
		  WORDS(PROTOCOL_ERROR)),
	ROOM(1, 24, WORDS(PINCTRL(0x05), 0, GET(ONE, PIN) | 10), WORDS(SUCCESS, 0, 1, 10, 2)),
	CASE("a function that one does not see is none", 1,
	     WORDS(PINCTRL(0x06), 2, 1, SET(0, GROUP) | WITH_FUNCTION), WORDS(SUCCESS)),
	THEN(1, WORDS(PINCTRL(0x05), 3, GET(WHICH, PIN)), WORDS(SUCCESS, 1, 0)),
	THEN(2, WORDS(PINCTRL(0x05), 2, GET(WHICH, PIN)), WORDS(SUCCESS, NONE, 0)),
	CASE("settings of what has none", 1, WORDS(PINCTRL(0x05), 0, GET(ALL, FUNCTION)),
	     WORDS(INVALID_PARAMETERS)),
	THEN(1, WORDS(PINCTRL(0x05), 0, GET(ALL, 3u)), WORDS(INVALID_PARAMETERS)),
	THEN(1, WORDS(PINCTRL(0x05), 0, GET(3u, PIN)), WORDS(INVALID_PARAMETERS)),
	THEN(1, WORDS(PINCTRL(0x05), 0, GET(ALL, PIN) | 1 << 20), WORDS(INVALID_PARAMETERS)),
	THEN(1, WORDS(PINCTRL(0x05), 6, GET(ALL, PIN)), WORDS(NOT_FOUND)),
	THEN(1, WORDS(PINCTRL(0x05), 4, GET(ALL, GROUP)), WORDS(NOT_FOUND)),
	{ 0 },
};

static const struct step configuration[] = {
	CASE("setting one", 1, WORDS(PINCTRL(0x06), 2, NONE, SET(1, PIN), 10, 12), WORDS(SUCCESS)),
	VIEW("pin p2 function - owner 0 denied 0 bias-disable 1 drive-strength 12\n"),
	CASE("setting several", 1,
	     WORDS(PINCTRL(0x06), 2, NONE, SET(3, PIN), 10, 0, 17, 1, 18, 1), WORDS(SUCCESS)),
	VIEW("pin p2 function - owner 0 denied 0 bias-disable 1 input-value 1 output-mode 1 "
	     "output-value 1\n"),
	CASE("setting nothing", 1, WORDS(PINCTRL(0x06), 2, NONE, SET(0, PIN)), WORDS(SUCCESS)),
	VIEW("pin p2 function - owner 0 denied 0 bias-disable 1 drive-strength 2\n"),
	CASE("biases exclude each other", 1, WORDS(PINCTRL(0x06), 2, NONE, SET(1, PIN), 4, 99),
	     WORDS(SUCCESS)),
	VIEW("pin p2 function - owner 0 denied 0 bias-pull-up 99 drive-strength 2 input-value 1\n"),
	THEN(1, WORDS(PINCTRL(0x06), 2, NONE, SET(1, PIN), 4, 0), WORDS(SUCCESS)),
	VIEW("pin p2 function - owner 0 denied 0 bias-disable 1 drive-strength 2\n"),
	THEN(1, WORDS(PINCTRL(0x06), 2, NONE, SET(1, PIN), 4, 1), WORDS(SUCCESS)),
	THEN(1, WORDS(PINCTRL(0x06), 2, NONE, SET(1, PIN), 2, 0), WORDS(SUCCESS)),
	VIEW("pin p2 function - owner 0 denied 0 bias-disable 1 drive-strength 2\n"),
	CASE("ways to drive exclude each other", 1, WORDS(PINCTRL(0x06), 4, NONE, SET(1, PIN), 7, 0),
	     WORDS(SUCCESS)),
	VIEW("pin pin_with_16_char function - owner 0 denied 0 drive-open-drain 1 oem-192 7\n"),
	CASE("settings of the vendor", 1,
	     WORDS(PINCTRL(0x06), 4, NONE, SET(2, PIN), 192, 9, 255, 0xffffffff), WORDS(SUCCESS)),
	VIEW("pin pin_with_16_char function - owner 0 denied 0 drive-push-pull 1 oem-192 9 "
	     "oem-255 4294967295\n"),
	CASE("a group's pins", 1, WORDS(PINCTRL(0x06), 1, NONE, SET(1, GROUP), 10, 7), WORDS(SUCCESS)),
	VIEW("pin p1 function uart owner 0 denied 0 bias-disable 1 drive-strength 7\n"),
	VIEW("pin p2 function - owner 0 denied 0 bias-disable 1 drive-strength 7\n"),
	VIEW("pin p3 function - owner 0 denied 0 bias-disable 1 drive-strength 7\n"),
	VIEW("pin p0 function uart owner 0 denied 0 bias-disable 1 drive-strength 2\n"),
	CASE("a function and a setting for a group", 1,
	     WORDS(PINCTRL(0x06), 1, 0, SET(1, GROUP) | WITH_FUNCTION, 10, 3), WORDS(SUCCESS)),
	VIEW("pin p3 function uart owner 0 denied 0 bias-disable 1 drive-strength 3\n"),
	VIEW("pin-function uart pins 4\n"),
	THEN(1, WORDS(PINCTRL(0x05), 1, GET(WHICH, GROUP)), WORDS(SUCCESS, 0, 0)),
	CASE("a function for a single pin", 1,
	     WORDS(PINCTRL(0x06), 4, 2, SET(0, PIN) | WITH_FUNCTION), WORDS(SUCCESS)),
	VIEW("pin pin_with_16_char function alarm_on_single_pins "),
	CASE("functions where they do not belong", 1,
	     WORDS(PINCTRL(0x06), 0, 1, SET(0, GROUP) | WITH_FUNCTION), WORDS(INVALID_PARAMETERS)),
	THEN(1, WORDS(PINCTRL(0x06), 0, 0, SET(0, PIN) | WITH_FUNCTION), WORDS(INVALID_PARAMETERS)),
	THEN(1, WORDS(PINCTRL(0x06), 0, 2, SET(0, PIN) | WITH_FUNCTION), WORDS(INVALID_PARAMETERS)),
	THEN(1, WORDS(PINCTRL(0x06), 2, 2, SET(0, GROUP) | WITH_FUNCTION), WORDS(INVALID_PARAMETERS)),
	THEN(1, WORDS(PINCTRL(0x06), 0, 3, SET(0, GROUP) | WITH_FUNCTION), WORDS(NOT_FOUND)),
	THEN(1, WORDS(PINCTRL(0x06), 0, NONE, SET(0, GROUP) | WITH_FUNCTION), WORDS(NOT_FOUND)),
	CASE("values too high", 1, WORDS(PINCTRL(0x06), 2, NONE, SET(1, PIN), 10, 13),
	     WORDS(INVALID_PARAMETERS)),
	THEN(1, WORDS(PINCTRL(0x06), 4, NONE, SET(1, PIN), 192, 10), WORDS(INVALID_PARAMETERS)),
	CASE("settings that cannot be set", 1, WORDS(PINCTRL(0x06), 2, NONE, SET(1, PIN), 14, 1),
	     WORDS(NOT_SUPPORTED)),
	THEN(1, WORDS(PINCTRL(0x06), 2, NONE, SET(1, PIN), 7, 1), WORDS(NOT_SUPPORTED)),
	THEN(1, WORDS(PINCTRL(0x06), 2, NONE, SET(1, PIN), 21, 1), WORDS(INVALID_PARAMETERS)),
	THEN(1, WORDS(PINCTRL(0x06), 2, NONE, SET(1, PIN), 256 + 10, 1), WORDS(INVALID_PARAMETERS)),
	CASE("one bad setting refuses all", 1,
	     WORDS(PINCTRL(0x06), 2, NONE, SET(2, PIN), 10, 5, 10, 13), WORDS(INVALID_PARAMETERS)),
	THEN(1, WORDS(PINCTRL(0x06), 1, 0, SET(2, GROUP) | WITH_FUNCTION, 10, 5, 7, 1),
	     WORDS(NOT_SUPPORTED)),
	CASE("one pin that cannot refuses the group", 1,
	     WORDS(PINCTRL(0x06), 2, NONE, SET(1, GROUP), 10, 5), WORDS(NOT_SUPPORTED)),
	CASE("what there is not to configure", 1, WORDS(PINCTRL(0x06), 6, NONE, SET(0, PIN)),
	     WORDS(NOT_FOUND)),
	THEN(1, WORDS(PINCTRL(0x06), 4, NONE, SET(0, GROUP)), WORDS(NOT_FOUND)),
	THEN(1, WORDS(PINCTRL(0x06), 0, NONE, SET(0, FUNCTION)), WORDS(INVALID_PARAMETERS)),
	THEN(1, WORDS(PINCTRL(0x06), 0, NONE, SET(0, 3u)), WORDS(INVALID_PARAMETERS)),
	THEN(1, WORDS(PINCTRL(0x06), 0, NONE, SET(0, PIN) | 1 << 11), WORDS(INVALID_PARAMETERS)),
	CASE("sizes that do not fit the count", 1, WORDS(PINCTRL(0x06), 0, NONE), WORDS(PROTOCOL_ERROR)),
	THEN(1, WORDS(PINCTRL(0x06), 0, NONE, SET(1, PIN)), WORDS(PROTOCOL_ERROR)),
	THEN(1, WORDS(PINCTRL(0x06), 0, NONE, SET(1, PIN), 10), WORDS(PROTOCOL_ERROR)),
	THEN(1, WORDS(PINCTRL(0x06), 0, NONE, SET(0, PIN), 10, 5), WORDS(PROTOCOL_ERROR)),
	THEN(1, WORDS(PINCTRL(0x06), 0, NONE, SET(1, PIN), 10, 5, 10, 5), WORDS(PROTOCOL_ERROR)),
	THEN(1, WORDS(PINCTRL(0x06), 0, NONE, SET(255u, PIN), 10, 5), WORDS(PROTOCOL_ERROR)),
	{ 0 },
};

static const struct step ownership[] = {
	CASE("a pin requested is refused to others", 1, WORDS(PINCTRL(0x07), 0, PIN), WORDS(SUCCESS)),
	VIEW("pin p0 function uart owner 1 "),
	THEN(2, WORDS(PINCTRL(0x07), 3, PIN), WORDS(IN_USE)),
	THEN(2, WORDS(PINCTRL(0x06), 3, NONE, SET(1, PIN), 10, 5), WORDS(IN_USE)),
	THEN(2, WORDS(PINCTRL(0x06), 3, NONE, SET(0, PIN)), WORDS(IN_USE)),
	THEN(2, WORDS(PINCTRL(0x05), 3, GET(ONE, PIN) | 10), WORDS(SUCCESS, 1, 1, 10, 2)),
	THEN(2, WORDS(PINCTRL(0x08), 3, PIN), WORDS(DENIED)),
	THEN(1, WORDS(PINCTRL(0x06), 0, NONE, SET(1, PIN), 10, 5), WORDS(SUCCESS)),
	THEN(1, WORDS(PINCTRL(0x07), 0, PIN), WORDS(SUCCESS)),
	THEN(1, WORDS(PINCTRL(0x08), 0, PIN), WORDS(SUCCESS)),
	VIEW("pin p0 function uart owner 0 denied 0 bias-disable 1 drive-strength 5\n"),
	THEN(1, WORDS(PINCTRL(0x08), 0, PIN), WORDS(DENIED)),
	THEN(2, WORDS(PINCTRL(0x07), 3, PIN), WORDS(SUCCESS)),
	THEN(1, WORDS(PINCTRL(0x07), 0, PIN), WORDS(IN_USE)),
	CASE("so is a group that has it", 2, WORDS(PINCTRL(0x07), 3, PIN), WORDS(SUCCESS)),
	THEN(1, WORDS(PINCTRL(0x07), 0, GROUP), WORDS(IN_USE)),
	THEN(1, WORDS(PINCTRL(0x06), 0, NONE, SET(1, GROUP), 10, 5), WORDS(IN_USE)),
	THEN(1, WORDS(PINCTRL(0x07), 1, PIN), WORDS(SUCCESS)),
	CASE("a group takes all its pins", 1, WORDS(PINCTRL(0x07), 0, GROUP), WORDS(SUCCESS)),
	VIEW("pin p0 function uart owner 1 "),
	VIEW("pin p1 function uart owner 1 "),
	VIEW("pin p2 function - owner 0 "),
	VIEW("pin-group two requester 1\n"),
	THEN(2, WORDS(PINCTRL(0x07), 3, PIN), WORDS(IN_USE)),
	THEN(2, WORDS(PINCTRL(0x07), 2, GROUP), WORDS(IN_USE)),
	THEN(2, WORDS(PINCTRL(0x08), 2, GROUP), WORDS(DENIED)),
	THEN(1, WORDS(PINCTRL(0x08), 0, PIN), WORDS(DENIED)),
	THEN(1, WORDS(PINCTRL(0x08), 0, GROUP), WORDS(SUCCESS)),
	THEN(2, WORDS(PINCTRL(0x07), 2, GROUP), WORDS(SUCCESS)),
	CASE("a pin of two groups stays with the one that is left", 1,
	     WORDS(PINCTRL(0x07), 0, GROUP), WORDS(SUCCESS)),
	THEN(1, WORDS(PINCTRL(0x07), 1, GROUP), WORDS(SUCCESS)),
	THEN(1, WORDS(PINCTRL(0x07), 1, GROUP), WORDS(SUCCESS)),
	THEN(1, WORDS(PINCTRL(0x08), 0, GROUP), WORDS(SUCCESS)),
	VIEW("pin p0 function uart owner 0 "),
	VIEW("pin p1 function uart owner 1 "),
	THEN(1, WORDS(PINCTRL(0x08), 1, GROUP), WORDS(SUCCESS)),
	VIEW("pin p1 function uart owner 0 "),
	CASE("a pin requested itself stays when its group goes", 1,
	     WORDS(PINCTRL(0x07), 0, PIN), WORDS(SUCCESS)),
	THEN(1, WORDS(PINCTRL(0x07), 0, GROUP), WORDS(SUCCESS)),
	THEN(1, WORDS(PINCTRL(0x08), 0, GROUP), WORDS(SUCCESS)),
	VIEW("pin p0 function uart owner 1 "),
	THEN(1, WORDS(PINCTRL(0x08), 0, PIN), WORDS(SUCCESS)),
	VIEW("pin p0 function uart owner 0 "),
	CASE("requests for what there is not", 1, WORDS(PINCTRL(0x07), 6, PIN), WORDS(NOT_FOUND)),
	THEN(1, WORDS(PINCTRL(0x07), 4, GROUP), WORDS(NOT_FOUND)),
	THEN(1, WORDS(PINCTRL(0x07), 0, FUNCTION), WORDS(INVALID_PARAMETERS)),
	THEN(1, WORDS(PINCTRL(0x07), 0, 4), WORDS(INVALID_PARAMETERS)),
	THEN(1, WORDS(PINCTRL(0x08), 6, PIN), WORDS(NOT_FOUND)),
	THEN(1, WORDS(PINCTRL(0x08), 0, FUNCTION), WORDS(INVALID_PARAMETERS)),
	CASE("a reset lets go and brings back", 1, WORDS(PINCTRL(0x07), 0, GROUP), WORDS(SUCCESS)),
	THEN(1, WORDS(PINCTRL(0x07), 2, PIN), WORDS(SUCCESS)),
	THEN(1, WORDS(PINCTRL(0x06), 1, 0, SET(1, GROUP) | WITH_FUNCTION, 10, 9), WORDS(SUCCESS)),
	THEN(1, WORDS(BASE(0x0b), 1, 0), WORDS(SUCCESS)),
	VIEW("pin p0 function uart owner 0 denied 0 bias-disable 1 drive-strength 2\n"),
	VIEW("pin p1 function uart owner 0 denied 0 bias-disable 1 drive-strength 2\n"),
	VIEW("pin p2 function - owner 0 denied 0 bias-disable 1 drive-strength 2\n"),
	VIEW("pin-group two requester 0\n"),
	CASE("a reset leaves others alone", 1, WORDS(PINCTRL(0x07), 0, PIN), WORDS(SUCCESS)),
	THEN(1, WORDS(PINCTRL(0x06), 0, NONE, SET(1, PIN), 10, 9), WORDS(SUCCESS)),
	THEN(2, WORDS(PINCTRL(0x06), 4, NONE, SET(1, PIN), 10, 8), WORDS(SUCCESS)),
	THEN(2, WORDS(BASE(0x0b), 2, 0), WORDS(SUCCESS)),
	VIEW("pin p0 function uart owner 1 denied 0 bias-disable 1 drive-strength 9\n"),
	VIEW("pin p1 function uart owner 0 denied 0 bias-disable 1 drive-strength 2\n"),
	CASE("a pin taken over keeps its settings until its owner is reset", 1,
	     WORDS(PINCTRL(0x06), 0, NONE, SET(1, PIN), 10, 9), WORDS(SUCCESS)),
	THEN(2, WORDS(PINCTRL(0x07), 3, PIN), WORDS(SUCCESS)),
	THEN(1, WORDS(BASE(0x0b), 1, 0), WORDS(SUCCESS)),
	VIEW("pin p0 function uart owner 2 denied 0 bias-disable 1 drive-strength 9\n"),
	THEN(2, WORDS(BASE(0x0b), 2, 0), WORDS(SUCCESS)),
	VIEW("pin p0 function uart owner 0 denied 0 bias-disable 1 drive-strength 2\n"),
	{ 0 },
};

static const struct step permissions[] = {
	CASE("a pin that one may only look at", 1, WORDS(PINCTRL(0x05), 5, GET(ALL, PIN)),
	     WORDS(SUCCESS, NONE, 3, 1, 0, 6, 50, 10, 1)),
	THEN(1, WORDS(PINCTRL(0x07), 5, PIN), WORDS(DENIED)),
	THEN(1, WORDS(PINCTRL(0x06), 5, NONE, SET(1, PIN), 10, 1), WORDS(DENIED)),
	THEN(1, WORDS(PINCTRL(0x07), 3, GROUP), WORDS(DENIED)),
	THEN(1, WORDS(PINCTRL(0x06), 3, NONE, SET(0, GROUP)), WORDS(DENIED)),
	CASE("a pin denied can be seen, not used", 2, WORDS(PINCTRL(0x0a), 1, 3, PIN), WORDS(SUCCESS)),
	VIEW("pin p0 function uart owner 0 denied 1 "),
	THEN(1, WORDS(PINCTRL(0x03), 0, PIN), WORDS(SUCCESS, 1, C4('p', '0', 0, 0), 0, 0, 0)),
	THEN(1, WORDS(PINCTRL(0x04), 0, GROUP, 0), WORDS(SUCCESS, 2, 1 << 16 | 0)),
	THEN(1, WORDS(PINCTRL(0x05), 0, GET(WHICH, PIN)), WORDS(DENIED)),
	THEN(1, WORDS(PINCTRL(0x06), 0, NONE, SET(1, PIN), 10, 1), WORDS(DENIED)),
	THEN(1, WORDS(PINCTRL(0x07), 0, PIN), WORDS(DENIED)),
	THEN(1, WORDS(PINCTRL(0x07), 0, GROUP), WORDS(DENIED)),
	THEN(1, WORDS(PINCTRL(0x05), 0, GET(WHICH, GROUP)), WORDS(DENIED)),
	THEN(1, WORDS(PINCTRL(0x07), 1, PIN), WORDS(SUCCESS)),
	THEN(2, WORDS(PINCTRL(0x07), 3, PIN), WORDS(SUCCESS)),
	THEN(2, WORDS(PINCTRL(0x08), 3, PIN), WORDS(SUCCESS)),
	THEN(2, WORDS(PINCTRL(0x0a), 1, 3, PIN | ALLOW), WORDS(SUCCESS)),
	THEN(1, WORDS(PINCTRL(0x07), 0, PIN), WORDS(SUCCESS)),
	CASE("a group denied is its pins denied", 2, WORDS(PINCTRL(0x0a), 1, 2, GROUP), WORDS(SUCCESS)),
	THEN(1, WORDS(PINCTRL(0x07), 1, PIN), WORDS(DENIED)),
	THEN(1, WORDS(PINCTRL(0x07), 1, GROUP), WORDS(DENIED)),
	THEN(1, WORDS(PINCTRL(0x07), 2, GROUP), WORDS(SUCCESS)),
	THEN(2, WORDS(PINCTRL(0x0a), 1, 2, GROUP | ALLOW), WORDS(SUCCESS)),
	THEN(1, WORDS(PINCTRL(0x07), 1, GROUP), WORDS(SUCCESS)),
	CASE("an owner denied can still let go", 1, WORDS(PINCTRL(0x07), 0, PIN), WORDS(SUCCESS)),
	THEN(2, WORDS(PINCTRL(0x0a), 1, 3, PIN), WORDS(SUCCESS)),
	THEN(1, WORDS(PINCTRL(0x08), 0, PIN), WORDS(SUCCESS)),
	CASE("a reset of permissions allows again", 2, WORDS(PINCTRL(0x0a), 1, 3, PIN), WORDS(SUCCESS)),
	THEN(2, WORDS(PINCTRL(0x0a), 3, 3, PIN), WORDS(SUCCESS)),
	THEN(2, WORDS(BASE(0x0b), 1, 0), WORDS(SUCCESS)),
	VIEW("pin p0 function uart owner 0 denied 5 "),
	THEN(2, WORDS(BASE(0x0b), 1, 1), WORDS(SUCCESS)),
	VIEW("pin p0 function uart owner 0 denied 4 "),
	CASE("who may not deny, and whom", 1, WORDS(PINCTRL(0x0a), 2, 0, PIN), WORDS(DENIED)),
	THEN(2, WORDS(PINCTRL(0x0a), 0, 0, PIN), WORDS(INVALID_PARAMETERS)),
	THEN(2, WORDS(PINCTRL(0x0a), 4, 0, PIN), WORDS(NOT_FOUND)),
	THEN(2, WORDS(PINCTRL(0x0a), 1, 5, PIN), WORDS(NOT_FOUND)),
	THEN(2, WORDS(PINCTRL(0x0a), 1, 3, GROUP), WORDS(NOT_FOUND)),
	THEN(2, WORDS(PINCTRL(0x0a), 1, 0, FUNCTION), WORDS(INVALID_PARAMETERS)),
	THEN(2, WORDS(PINCTRL(0x0a), 1, 0, 8), WORDS(INVALID_PARAMETERS)),
	CASE("a pin of a device that is taken away", 2, WORDS(BASE(0x09), 1, 0, 0), WORDS(SUCCESS)),
	THEN(1, WORDS(PINCTRL(0x03), 3, PIN), WORDS(DENIED)),
	THEN(1, WORDS(PINCTRL(0x05), 3, GET(ALL, PIN)), WORDS(DENIED)),
	THEN(1, WORDS(PINCTRL(0x07), 1, GROUP), WORDS(DENIED)),
	THEN(1, WORDS(PINCTRL(0x06), 1, NONE, SET(1, GROUP), 10, 5), WORDS(DENIED)),
	THEN(1, WORDS(PINCTRL(0x04), 1, GROUP, 0), WORDS(SUCCESS, 2, 2 << 16 | 1)),
	THEN(1, WORDS(PINCTRL(0x07), 0, GROUP), WORDS(SUCCESS)),
	CASE("a group and a function of a device that is taken away", 2,
	     WORDS(BASE(0x0a), 1, 1, 0x19, 0), WORDS(SUCCESS)),
	THEN(1, WORDS(PINCTRL(0x07), 0, GROUP), WORDS(DENIED)),
	THEN(1, WORDS(PINCTRL(0x07), 0, PIN), WORDS(SUCCESS)),
	THEN(1, WORDS(PINCTRL(0x06), 1, 1, SET(0, GROUP) | WITH_FUNCTION), WORDS(DENIED)),
	THEN(1, WORDS(PINCTRL(0x04), 0, FUNCTION, 0), WORDS(SUCCESS, 1, 1)),
	{ 0 },
};

/* A vendor's pins: two pins with one setting, a group of both, a function of it */

static struct {
	int get, check, set, get_function, set_function;	/* what the operations return */
	uint32_t value;
	uint16_t function;
	unsigned int restored;
} hw;

static int hw_get(void *context, unsigned int pin, uint8_t type, uint32_t *value)
{
	(void)context, (void)pin, (void)type;
	*value = hw.value;
	return hw.get;
}

static int hw_check(void *context, unsigned int pin, uint8_t type, uint32_t value)
{
	(void)context, (void)pin, (void)type, (void)value;
	return hw.check;
}

static int hw_set(void *context, unsigned int pin, uint8_t type, uint32_t value)
{
	(void)context, (void)pin, (void)type;
	hw.value = value;
	return hw.set;
}

static int hw_get_function(void *context, unsigned int pin, uint16_t *function)
{
	(void)context, (void)pin;
	*function = hw.function;
	return hw.get_function;
}

static int hw_set_function(void *context, unsigned int pin, unsigned int function)
{
	(void)context, (void)pin;
	hw.function = (uint16_t)function;
	return hw.set_function;
}

static void hw_restore(void *context, unsigned int pin)
{
	(void)context, (void)pin;
	hw.restored++;
}

static const uint8_t type = SCMI_PIN_DRIVE_STRENGTH;
static const uint16_t two_pins[] = { 0, 1 };
static const uint16_t first_group[] = { 0 };
static const struct scmi_view_entry all[] = { { 0, 1 }, { 1, 1 }, { 2, 1 }, { 3, 0 } };

static struct scmi_pin pins[2];
static struct scmi_pin_set sets[2];
static struct scmi_pin_state states[3];
static struct scmi_pinctrl_ops ops;
static struct scmi_pinctrl_config config;
static struct scmi_protocol_instance instance;
static struct scmi_agent agent;
static struct scmi_agent_state agent_state;
static struct scmi_server server;

static void describe(void)
{
	memset(&hw, 0, sizeof(hw));
	hw.function = SCMI_PIN_NO_FUNCTION;
	pins[0] = (struct scmi_pin){ .name = "a", .types = &type, .type_count = 1 };
	pins[1] = (struct scmi_pin){ .name = "b", .types = &type, .type_count = 1 };
	sets[0] = (struct scmi_pin_set){ .name = "g", .members = two_pins, .count = 2, .of_pins = true };
	sets[1] = (struct scmi_pin_set){ .name = "f", .members = first_group, .count = 1 };
	ops = (struct scmi_pinctrl_ops){ hw_get_function, hw_set_function, hw_get, hw_check, hw_set,
					 hw_restore };
	config = (struct scmi_pinctrl_config){ pins, states, sets, 2, 1, 1, &ops, NULL };
	instance = (struct scmi_protocol_instance){ &scmi_pinctrl_protocol, &config, 4, NULL };
	agent = (struct scmi_agent){ .name = "agent", .protocols = 1 | 1 << 9,
				     .views[9] = { all, 4, 2, 3 } };
	server = (struct scmi_server){ .vendor = "vendor", .agents = &agent,
				       .agent_states = &agent_state, .agent_count = 1,
				       .protocol_count = 1, .protocols = &instance };
}

#define EXPECT(first_words, ...)								\
	do {											\
		uint32_t reply_[16];								\
		const uint32_t expected_[] = { __VA_ARGS__ };					\
		size_t count_ = SEND(&server, 1, reply_, first_words);				\
												\
		assert_int_equal(count_, 1 + sizeof(expected_) / 4);				\
		assert_memory_equal(reply_ + 1, expected_, sizeof(expected_));			\
	} while (0)
#define REQ(...)	__VA_ARGS__

static void errors_of_the_platform(void **state)
{
	(void)state;
	describe();
	assert_int_equal(scmi_server_init(&server), SCMI_SUCCESS);
	hw.get = SCMI_HARDWARE_ERROR;
	EXPECT(REQ(PINCTRL(0x05), 0, GET(ONE, PIN) | 10), HARDWARE_ERROR);
	EXPECT(REQ(PINCTRL(0x05), 0, GET(ALL, PIN)), HARDWARE_ERROR);
	EXPECT(REQ(PINCTRL(0x05), 0, GET(ALL, GROUP)), SUCCESS, NONE, 0);
	hw.get = 0;
	hw.get_function = SCMI_GENERIC_ERROR;
	EXPECT(REQ(PINCTRL(0x05), 0, GET(WHICH, GROUP)), GENERIC_ERROR);
	hw.get_function = 0;
	hw.check = SCMI_OUT_OF_RANGE;
	EXPECT(REQ(PINCTRL(0x06), 0, NONE, SET(1, PIN), 10, 5), OUT_OF_RANGE);
	assert_int_equal(hw.value, 0);
	hw.check = 0;
	hw.set = SCMI_HARDWARE_ERROR;
	EXPECT(REQ(PINCTRL(0x06), 0, NONE, SET(1, PIN), 10, 5), HARDWARE_ERROR);
	hw.set = 0;
	hw.set_function = SCMI_HARDWARE_ERROR;
	EXPECT(REQ(PINCTRL(0x06), 0, 0, SET(1, GROUP) | WITH_FUNCTION, 10, 6), HARDWARE_ERROR);
	assert_int_equal(hw.value, 5);
}

static void operations_that_are_missing(void **state)
{
	(void)state;
	describe();
	ops.set_function = NULL;
	ops.set = NULL;
	assert_int_equal(scmi_server_init(&server), SCMI_SUCCESS);
	EXPECT(REQ(PINCTRL(0x06), 0, 0, SET(0, GROUP) | WITH_FUNCTION), NOT_SUPPORTED);
	EXPECT(REQ(PINCTRL(0x06), 0, NONE, SET(1, PIN), 10, 5), NOT_SUPPORTED);
	ops.set = hw_set;
	ops.check = NULL;
	EXPECT(REQ(PINCTRL(0x06), 0, NONE, SET(1, PIN), 10, 5), NOT_SUPPORTED);
}

static void a_reset_restores_pins(void **state)
{
	(void)state;
	describe();
	assert_int_equal(scmi_server_init(&server), SCMI_SUCCESS);
	EXPECT(REQ(PINCTRL(0x06), 0, NONE, SET(1, GROUP), 10, 5), SUCCESS);
	EXPECT(REQ(BASE(0x0b), 1, 0), SUCCESS);
	assert_int_equal(hw.restored, 2);
	EXPECT(REQ(BASE(0x0b), 1, 0), SUCCESS);
	assert_int_equal(hw.restored, 2);
}

static void pins_alone(void **state)
{
	(void)state;
	describe();
	config.sets = NULL;
	config.group_count = 0;
	config.function_count = 0;
	instance.resource_count = 2;
	agent.views[9] = (struct scmi_view){ all, 2, 2, 2 };
	assert_int_equal(scmi_server_init(&server), SCMI_SUCCESS);
	EXPECT(REQ(PINCTRL(0x01)), SUCCESS, 2, 0);
	EXPECT(REQ(PINCTRL(0x06), 1, NONE, SET(1, PIN), 10, 5), SUCCESS);
	EXPECT(REQ(PINCTRL(0x03), 0, GROUP), NOT_FOUND);
}

/* The fields of the word that announces a list have 12 bits for those returned and 16 for those left */
static void longest_list(void **state)
{
	static struct scmi_pin many_pins[4097];
	static struct scmi_pin_state many_states[4098];
	static uint16_t many[4097];
	static struct scmi_view_entry entries[4098];
	uint8_t request[16], *bytes;
	uint16_t i;
	size_t size;

	(void)state;
	describe();
	for (i = 0; i < 4098; i++)
		entries[i] = (struct scmi_view_entry){ i, 0 };
	for (i = 0; i < 4097; i++) {
		many_pins[i] = pins[0];
		many[i] = i;
	}
	sets[0].members = many;
	sets[0].count = 4097;
	config = (struct scmi_pinctrl_config){ many_pins, many_states, sets, 4097, 1, 0, &ops, NULL };
	instance.resource_count = 4098;
	agent.views[9] = (struct scmi_view){ entries, 4098, 4097, 4098 };
	assert_int_equal(scmi_server_init(&server), SCMI_SUCCESS);
	put_word(request, PINCTRL(0x04));
	put_word(request + 4, 0);
	put_word(request + 8, GROUP);
	put_word(request + 12, 0);
	bytes = exchange(WAY_DIRECT, &server, 1, request, 16, 40000, &size);
	assert_int_equal(get_word(bytes + 4), SUCCESS);
	assert_int_equal(get_word(bytes + 8), 2 << 16 | 4095);
	assert_int_equal(size, 12 + 8192);
	assert_int_equal(get_word(bytes + 12), 1 << 16);
	assert_int_equal(get_word(bytes + size - 4), 4094);
	free(bytes);
	put_word(request + 12, 4095);
	bytes = exchange(WAY_DIRECT, &server, 1, request, 16, 40000, &size);
	assert_int_equal(size, 16);
	assert_int_equal(get_word(bytes + 8), 2);
	assert_int_equal(get_word(bytes + 12), 4096 << 16 | 4095);
	free(bytes);
}

/* What is wrong with a description, each for itself */
#define WRONG(statement)									\
	do {											\
		describe();									\
		statement;									\
		if (scmi_server_init(&server) != SCMI_INVALID_PARAMETERS)			\
			fail_msg("not refused: %s", #statement);				\
	} while (0)

static void wrong_descriptions(void **state)
{
	static const uint16_t two_groups[] = { 0, 1 };
	static const uint16_t three_pins[] = { 0, 1, 2 };
	static const struct scmi_view_entry mixed[] = { { 2, 1 }, { 0, 1 }, { 3, 1 } };

	(void)state;
	WRONG(config.pins = NULL);
	WRONG(config.sets = NULL);
	WRONG(config.states = NULL);
	WRONG(config.ops = NULL);
	WRONG(config.pin_count = 0);
	WRONG(config.pin_count = 1);
	WRONG(config.group_count = 2);
	WRONG(config.function_count = 0);
	WRONG(ops.get_function = NULL);
	WRONG(ops.get = NULL);
	WRONG(ops.restore = NULL);
	WRONG(sets[0].of_pins = false);
	WRONG((sets[0].of_pins = false, sets[0].members = first_group, sets[0].count = 1));
	WRONG(sets[0].count = 0);
	WRONG((sets[0].members = three_pins, sets[0].count = 3));
	WRONG((sets[1].members = two_groups, sets[1].count = 2));
	WRONG((sets[1].members = three_pins, sets[1].count = 3, sets[1].of_pins = true));
	WRONG(agent.views[9].groups = 1);
	WRONG(agent.views[9].groups = 3);
	WRONG(agent.views[9].functions = 2);
	WRONG(agent.views[9].functions = 4);
	WRONG(agent.views[9].functions = 5);
	WRONG((agent.views[9].groups = 3, agent.views[9].functions = 2));
	WRONG((agent.views[9] = (struct scmi_view){ mixed, 3, 1, 2 }));
}

int main(void)
{
	unit_board = "tests/unit/pinctrl";
	ADD_CASES(description);
	ADD_CASES(settings);
	ADD_CASES(configuration);
	ADD_CASES(ownership);
	ADD_CASES(permissions);
	ADD_TEST("errors of the platform are passed on", errors_of_the_platform);
	ADD_TEST("operations that are missing are not supported", operations_that_are_missing);
	ADD_TEST("a reset restores each pin once", a_reset_restores_pins);
	ADD_TEST("pins without groups and functions", pins_alone);
	ADD_TEST("the longest list of members in one reply", longest_list);
	ADD_TEST("descriptions that contradict themselves are refused", wrong_descriptions);
	return run_program("pinctrl");
}
