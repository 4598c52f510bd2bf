// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * Where the specification, DEN0056 3.2, speaks of a message. Each protocol has a section with one
 * part for its commands. Those of the common messages come first: PROTOCOL_VERSION,
 * NEGOTIATE_PROTOCOL_VERSION, PROTOCOL_ATTRIBUTES, PROTOCOL_MESSAGE_ATTRIBUTES. Most of the others
 * follow in the order of their numbers; where they do not, or their place is not known for sure,
 * the table says so.
 */
#include "check.h"

#define LAST_COMMON	SCMI_PROTOCOL_MESSAGE_ATTRIBUTES
#define MESSAGES	16

static const struct place {
	const char *commands;		/* the part about commands */
	uint8_t in_order;		/* up to this message, its number plus 2 */
	uint8_t others[MESSAGES];	/* by message, for those after it; 0: not known */
} places[SCMI_PROTOCOL_SLOTS] = {
	[SCMI_PROTOCOL_BASE - SCMI_PROTOCOL_FIRST] = { "4.2.2", 6, { [0xb] = 13 } },
	[SCMI_PROTOCOL_POWER - SCMI_PROTOCOL_FIRST] = { "4.3.2", 8, { 0 } },
	[SCMI_PROTOCOL_SYSTEM - SCMI_PROTOCOL_FIRST] = { "4.4.2", 5, { 0 } },
	[SCMI_PROTOCOL_PERFORMANCE - SCMI_PROTOCOL_FIRST] = { "4.5.3", 0xc, { 0 } },
	[SCMI_PROTOCOL_CLOCK - SCMI_PROTOCOL_FIRST] = { "4.6.2", 7, {
		[0x8] = 11, [0x9] = 12, [0xa] = 13, [0xb] = 10, [0xc] = 14, [0xd] = 15, [0xe] = 16,
		[0xf] = 17,
	} },
	[SCMI_PROTOCOL_SENSOR - SCMI_PROTOCOL_FIRST] = { "4.7.2", 3, {
		[0x4] = 8, [0x5] = 9, [0x6] = 12, [0x9] = 10, [0xa] = 11,
	} },
	[SCMI_PROTOCOL_RESET - SCMI_PROTOCOL_FIRST] = { "4.8.2", 6, { 0 } },
	[SCMI_PROTOCOL_VOLTAGE - SCMI_PROTOCOL_FIRST] = { "4.9.2", 9, { 0 } },
	[SCMI_PROTOCOL_POWERCAP - SCMI_PROTOCOL_FIRST] = { "4.10", 0, { 0 } },
	[SCMI_PROTOCOL_PINCTRL - SCMI_PROTOCOL_FIRST] = { "4.11.2", 0xa, { 0 } },
};

static unsigned int place_of(const struct place *place, uint8_t message)
{
	/* Of one protocol only the section is known */
	if (!place->in_order)
		return 0;
	if (message == SCMI_PROTOCOL_VERSION)
		return 1;
	if (message == SCMI_NEGOTIATE_PROTOCOL_VERSION)
		return 2;
	if (message <= place->in_order || message <= LAST_COMMON)
		return message + 2u;
	return message < MESSAGES ? place->others[message] : 0;
}

void section_of(char *text, size_t size, uint8_t protocol, uint8_t message)
{
	unsigned int slot = protocol - (unsigned int)SCMI_PROTOCOL_FIRST;
	unsigned int place;

	if (slot >= SCMI_PROTOCOL_SLOTS) {
		snprintf(text, size, "4.1");
		return;
	}
	place = place_of(&places[slot], message);
	if (place)
		snprintf(text, size, "%s.%u", places[slot].commands, place);
	else
		snprintf(text, size, "%s", places[slot].commands);
}
