// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * Writes docs/protocols.md: every message of the message tables, and what the server answers it with. The
 * answers come from the unit tests, a line each of standard input: protocol, message, status.
 */
#include <stdio.h>

#include <scmi/board.h>

#include "describe.h"

#define MESSAGES	256
#define STATUSES	12

/* By protocol slot and message, bit (-status) each */
static unsigned int answers[SCMI_PROTOCOL_SLOTS][MESSAGES];

static const char *const status_names[STATUSES] = {
	"SUCCESS", "NOT_SUPPORTED", "INVALID_PARAMETERS", "DENIED", "NOT_FOUND", "OUT_OF_RANGE", "BUSY",
	"COMMS_ERROR", "GENERIC_ERROR", "HARDWARE_ERROR", "PROTOCOL_ERROR", "IN_USE",
};

/* What any message can be answered with is said once */
#define COMMON_STATUSES	(1u << -SCMI_SUCCESS | 1u << -SCMI_NOT_SUPPORTED | 1u << -SCMI_PROTOCOL_ERROR)

static const struct scmi_protocol *const served[SCMI_PROTOCOL_SLOTS] = {
	&scmi_base_protocol, &scmi_power_protocol, &scmi_system_protocol, &scmi_performance_protocol,
	&scmi_clock_protocol, &scmi_sensor_protocol, &scmi_reset_protocol, &scmi_voltage_protocol,
	&scmi_powercap_protocol, &scmi_pinctrl_protocol,
};

static int read_answers(void)
{
	unsigned int protocol, message;
	int status;

	while (scanf("%i %i %d", &protocol, &message, &status) == 3) {
		if (protocol - SCMI_PROTOCOL_FIRST >= SCMI_PROTOCOL_SLOTS || message >= MESSAGES ||
		    -status < 0 || -status >= STATUSES)
			continue;
		answers[protocol - SCMI_PROTOCOL_FIRST][message] |= 1u << -status;
	}
	return feof(stdin) ? 0 : 1;
}

static void print_version(uint8_t version)
{
	printf("%u.%u", version >> 4, version & 0xfu);
}

static void print_versions(const struct scmi_protocol *protocol)
{
	const char *separator = "";
	unsigned int version;

	for (version = 0; version < 256; version++) {
		if (!scmi_protocol_speaks(protocol, scmi_version_to_wire((uint8_t)version)))
			continue;
		printf("%s", separator);
		print_version((uint8_t)version);
		separator = ", ";
	}
}

static void print_number(const struct scmi_field *field)
{
	const char *unit = scmi_field_unit(field);

	printf("`%s`", field->name);
	if (field->size != 4)
		printf(" %u bits", field->size * 8u);
	if (scmi_field_is_signed(field))
		printf(" signed");
	if (unit)
		printf(" in %s", unit);
	if (field->form == SCMI_FIELD_ARRAY)
		printf(" list");
	if (field->since) {
		printf(" (since ");
		print_version(field->since);
		printf(")");
	}
	if (field->until) {
		printf(" (before ");
		print_version(field->until);
		printf(")");
	}
}

static void print_bits(const struct scmi_field *field)
{
	if (field->high == field->low)
		printf("%u %s", field->low, field->name);
	else
		printf("%u:%u %s", field->high, field->low, field->name);
}

static void print_field(const struct scmi_field *field)
{
	switch (field->form) {
	case SCMI_FIELD_BITS:
		print_bits(field);
		break;
	case SCMI_FIELD_TEXT:
		printf("`%s` text of %u bytes", field->name, field->size);
		break;
	case SCMI_FIELD_ENTRIES:
		printf("`%s` each:", field->name);
		break;
	case SCMI_FIELD_IF:
		printf("if %s:", field->name);
		break;
	default:
		print_number(field);
	}
}

/* Bits stand in brackets behind their number, what repeats or depends in braces */
static void print_fields(const struct scmi_field *field)
{
	bool bits = false, first = true;

	for (; field->form != SCMI_FIELD_END; field++) {
		bool is_bits = field->form == SCMI_FIELD_BITS;

		if (bits && !is_bits)
			printf("]");
		if (field->form == SCMI_FIELD_ENTRIES_END || field->form == SCMI_FIELD_IF_END) {
			printf("}");
			bits = false;
			continue;
		}
		if (is_bits)
			printf(bits ? ", " : " [");
		else
			printf(first ? "" : ", ");
		bits = is_bits;
		first = field->form == SCMI_FIELD_ENTRIES || field->form == SCMI_FIELD_IF;
		if (first)
			printf("{");
		print_field(field);
		if (first)
			printf(" ");
	}
	if (bits)
		printf("]");
}

static void print_answers(unsigned int statuses)
{
	const char *separator = " Errors: ";
	unsigned int i;

	if (!(statuses & 1u))
		printf(" Not served.");
	for (i = 0; i < STATUSES; i++) {
		if (!((statuses & ~COMMON_STATUSES) >> i & 1))
			continue;
		printf("%s%s", separator, status_names[i]);
		separator = ", ";
	}
	printf("%s\n", *separator == ',' ? "." : "");
}

static void print_message(unsigned int slot, const struct scmi_message_words *message)
{
	static const char *const types[] = { "", "", ", delayed response", ", notification" };

	printf("- **%s** (0x%x%s), since ", message->name, message->id, types[message->type]);
	print_version(message->since);
	printf(".");
	if (message->request && message->request->form != SCMI_FIELD_END) {
		printf("\n  Request: ");
		print_fields(message->request);
		printf(".");
	}
	if (message->reply->form != SCMI_FIELD_END) {
		printf("\n  %s: ", message->type == SCMI_COMMAND ? "Reply" : "Payload");
		print_fields(message->reply);
		printf(".");
	}
	if (message->type == SCMI_COMMAND)
		print_answers(answers[slot][message->id]);
	else
		printf("\n");
}

static void print_protocol(const struct scmi_protocol_words *words)
{
	unsigned int slot = words->id - (unsigned int)SCMI_PROTOCOL_FIRST;
	unsigned int i;

	printf("\n## %s, protocol 0x%x, versions ", words->name, words->id);
	print_versions(served[slot]);
	printf("\n\n");
	for (i = 0; i < words->count; i++)
		print_message(slot, &words->messages[i]);
}

int main(void)
{
	size_t i;

	if (read_answers()) {
		fprintf(stderr, "protocols: what is read has to be lines of protocol, message, status\n");
		return 1;
	}
	printf("<!-- SPDX-License-Identifier: BSD-2-Clause -->\n"
	       "<!-- Written by tools/protocols/run, do not edit -->\n"
	       "# Protocols, message by message\n\n"
	       "What the server speaks, from the message tables (`lib/wire/*.def`), and the errors that the\n"
	       "unit tests have seen each message answered with.\n\n"
	       "Numbers are of 32 bits, unsigned, unless something else stands behind their name. In\n"
	       "brackets are the parts of the number before, by their bits. Braces hold what repeats up to the end of\n"
	       "the message, or is there on a condition. Replies and delayed responses begin with the\n"
	       "status, alone where it is an error.\n\n"
	       "Any message can be answered with NOT_SUPPORTED, where the protocol, the message or its\n"
	       "version is not there for the agent, or the resource cannot do it, and with PROTOCOL_ERROR, where\n"
	       "its size is wrong or the reply does not fit. GENERIC_ERROR and HARDWARE_ERROR are the\n"
	       "platform's. Who subscribes needs a queue of events; messages that do are not there otherwise.\n");
	for (i = 0; i < scmi_protocol_words_count; i++)
		print_protocol(&scmi_protocol_words[i]);
	return 0;
}
