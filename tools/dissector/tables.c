// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * Writes what scmi.lua knows of messages: the message tables, and the names of statuses.
 */
#include <stdio.h>

#include <scmi/agent.h>

#include "describe.h"

static const struct scmi_field *print_bits(const struct scmi_field *field)
{
	printf(", bits = {");
	for (; field->form == SCMI_FIELD_BITS; field++)
		printf(" { name = \"%s\", low = %u, high = %u },", field->name, field->low, field->high);
	printf(" }");
	return field;
}

static void print_versions(const struct scmi_field *field)
{
	if (field->since)
		printf(", since = 0x%05x", (unsigned int)scmi_version_to_wire(field->since));
	if (field->until)
		printf(", before = 0x%05x", (unsigned int)scmi_version_to_wire(field->until));
}

/* A number or an array, and the bits that follow it; returns what comes behind them */
static const struct scmi_field *print_number(const struct scmi_field *field, const char *form)
{
	const char *unit = scmi_field_unit(field);

	printf("{ form = \"%s\", name = \"%s\", kind = \"%s\", size = %u", form, field->name, field->kind,
	       field->size);
	if (unit)
		printf(", unit = \"%s\"", unit);
	if (scmi_field_is_hex(field))
		printf(", hex = true");
	if (scmi_field_is_signed(field))
		printf(", signed = true");
	print_versions(field);
	field++;
	if (field->form == SCMI_FIELD_BITS)
		field = print_bits(field);
	printf(" },\n");
	return field;
}

/* One field, with what it consists of; a bracket's end closes it. Returns the next one. */
static const struct scmi_field *print_field(const struct scmi_field *field)
{
	switch ((enum scmi_field_form)field->form) {
	case SCMI_FIELD_NUMBER:
		return print_number(field, "number");
	case SCMI_FIELD_ARRAY:
		return print_number(field, "array");
	case SCMI_FIELD_TEXT:
		printf("{ form = \"text\", name = \"%s\", size = %u },\n", field->name, field->size);
		break;
	case SCMI_FIELD_ENTRIES:
		printf("{ form = \"entries\", name = \"%s\", fields = {\n", field->name);
		break;
	case SCMI_FIELD_IF:
		printf("{ form = \"condition\", name = \"%s\", fields = {\n", field->name);
		break;
	default:
		printf("} },\n");
	}
	return field + 1;
}

static void print_fields(const char *side, const struct scmi_field *field)
{
	printf("%s = {\n", side);
	while (field->form != SCMI_FIELD_END)
		field = print_field(field);
	printf("},\n");
}

static void print_message(const struct scmi_message_words *message)
{
	printf("[0x%02x] = { name = \"%s\", short_name = \"%s\", since = 0x%05x,\n", message->id,
	       message->name, message->short_name, (unsigned int)scmi_version_to_wire(message->since));
	if (message->request)
		print_fields("request", message->request);
	print_fields("reply", message->reply);
	printf("},\n");
}

static void print_messages(const struct scmi_protocol_words *protocol, enum scmi_message_type type)
{
	unsigned int i;

	printf("[%d] = {\n", type);
	for (i = 0; i < protocol->count; i++) {
		if (protocol->messages[i].type == type)
			print_message(&protocol->messages[i]);
	}
	printf("},\n");
}

static void print_statuses(void)
{
	int status;

	printf("local statuses = {\n");
	for (status = SCMI_SUCCESS; status >= SCMI_IN_USE; status--)
		printf("[%d] = { name = \"%s\", text = \"%s\" },\n", status, scmi_status_name(status),
		       scmi_result_text((struct scmi_result){ .kind = SCMI_RESULT_STATUS,
							      .code = status }));
	printf("}\n");
}

int main(void)
{
	size_t i;

	printf("-- SPDX-License-Identifier: BSD-2-Clause\n"
	       "-- Copyright (c) 2026 The scmi-optee authors\n"
	       "--\n"
	       "-- Made by `make dissector` from lib/wire/*.def and tools/dissector/engine.lua, do not edit\n\n");
	print_statuses();
	printf("local protocols = {\n");
	for (i = 0; i < scmi_protocol_words_count; i++) {
		printf("[0x%02x] = { name = \"%s\",\n", scmi_protocol_words[i].id,
		       scmi_protocol_words[i].name);
		print_messages(&scmi_protocol_words[i], SCMI_COMMAND);
		print_messages(&scmi_protocol_words[i], SCMI_DELAYED_RESPONSE);
		print_messages(&scmi_protocol_words[i], SCMI_NOTIFICATION);
		printf("},\n");
	}
	printf("}\n\n");
	return 0;
}
