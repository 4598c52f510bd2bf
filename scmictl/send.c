// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * One message, by name and fields or in hexadecimal, and its reply in words.
 */
#include <ctype.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "bytes.h"
#include "describe.h"
#include "scmictl.h"

/* Which message */

static int find_protocol(struct tool *tool, const char *text, const struct scmi_protocol_words **words,
			 uint8_t *id)
{
	uint64_t number;

	*words = scmi_find_protocol_by_name(text);
	if (*words) {
		*id = (*words)->id;
		return 0;
	}
	if (!parse_number(text, UINT8_MAX, &number)) {
		fail(tool, EXIT_NO_SUCH, "there is no protocol '%s'", text);
		return hint(tool, "name one that `scmictl base protocols` lists, or give its number");
	}
	*id = (uint8_t)number;
	*words = scmi_find_protocol(*id);
	return 0;
}

static int find_message(struct tool *tool, struct prepared *s, const char *protocol, const char *text)
{
	const struct scmi_protocol_words *words;
	uint64_t number;
	int status = find_protocol(tool, protocol, &words, &s->protocol);

	if (status)
		return status;
	if (parse_number(text, UINT8_MAX, &number)) {
		s->id = (uint8_t)number;
		s->message = words ? scmi_find_message(words, s->id, SCMI_COMMAND) : NULL;
		return 0;
	}
	s->message = words ? scmi_find_command(words, text) : NULL;
	if (!s->message) {
		fail(tool, EXIT_NO_SUCH, "protocol %s has no message '%s'", protocol, text);
		return hint(tool, "`scmictl complete send %s ''` lists its messages", protocol);
	}
	s->id = s->message->id;
	return 0;
}

/* The version whose forms are used: the one agreed on, or what the server says it has */
static int find_version(struct tool *tool, struct prepared *s)
{
	struct scmi_link_version version = { 0 };
	struct scmi_result result = scmi_link_open(&tool->link, s->protocol, &version);
	uint32_t wire = version.used;

	if (result.kind == SCMI_RESULT_UNSENT)
		result = scmi_protocol_version_get(&tool->link, s->protocol, &wire);
	/* Whatever is wrong with the protocol, its answer to the message itself is what is asked for */
	if (is_refusal(result))
		wire = 0xf000f;
	else if (!scmi_ok(result))
		return check(tool, result, "protocol 0x%x", s->protocol);
	s->version = SCMI_VERSION(wire >> 16 & 0xf, wire & 0xf);
	return 0;
}

/* Its payload */

static int parse_hex(struct tool *tool, struct prepared *s, const char *text)
{
	const char *digits = text;
	char pair[3] = "";

	for (; *digits; digits += 2) {
		if (!isxdigit((unsigned char)digits[0]) || !isxdigit((unsigned char)digits[1]) ||
		    s->size == sizeof(s->payload))
			return fail(tool, EXIT_USAGE, "'%s' is no sequence of bytes such as 01000000",
				    text);
		memcpy(pair, digits, 2);
		s->payload[s->size++] = (uint8_t)strtoul(pair, NULL, 16);
	}
	return 0;
}

static int set_field(struct tool *tool, struct prepared *s, struct scmi_build *build, const char *text)
{
	const char *value = strchr(text, '=');
	const struct scmi_field *field;
	uint64_t magnitude;
	char name[64];
	bool negative;

	if (!value)
		return fail(tool, EXIT_USAGE, "'%s' is not FIELD=VALUE", text);
	snprintf(name, sizeof(name), "%.*s", (int)(value - text), text);
	field = scmi_build_find(build, name);
	if (!field) {
		fail(tool, EXIT_NO_SUCH, "%s has no field '%s'", s->message->name, name);
		return hint(tool, "`scmictl complete send 0x%x 0x%x ''` lists its fields", s->protocol,
			    s->id);
	}
	if (!parse_quantity(value + 1, scmi_field_unit(field), &negative, &magnitude))
		return fail(tool, EXIT_USAGE, "%s: '%s' is no number", name, value + 1);
	if (!scmi_field_takes(field, negative, magnitude))
		return fail(tool, EXIT_USAGE, "%s: %s does not fit the field", name, value + 1);
	scmi_build_set(build, field, negative ? -magnitude : magnitude);
	return 0;
}

static int build_payload(struct tool *tool, struct prepared *s, int argc, char **argv)
{
	struct scmi_build build;
	int status = 0;
	int i;

	if (argc == 1 && !strncmp(argv[0], "hex=", 4))
		return parse_hex(tool, s, argv[0] + 4);
	if (!s->message) {
		if (!argc)
			return 0;
		fail(tool, EXIT_NO_SUCH, "message 0x%x of protocol 0x%x is not known by its fields",
		     s->id, s->protocol);
		return hint(tool, "give its payload as hex=BYTES");
	}
	scmi_build_init(&build, s->message->request, s->version, s->payload, sizeof(s->payload));
	s->size = build.size;
	for (i = 0; !status && i < argc; i++)
		status = set_field(tool, s, &build, argv[i]);
	return status;
}

/* In words */

void put_hex(json_object *object, const char *key, const uint8_t *bytes, size_t size)
{
	char *text = calloc(1, 2 * size + 1);
	size_t i;

	for (i = 0; i < size; i++)
		sprintf(text + 2 * i, "%02x", bytes[i]);
	put_text(object, key, text);
	free(text);
}

static json_object *item_json(const struct scmi_item *item)
{
	json_object *object = json_object_new_object();
	char text[256];

	put_text(object, "name", item->field->name);
	if (item->listed)
		put_number(object, "index", item->index);
	if (item->field->form == SCMI_FIELD_TEXT) {
		snprintf(text, sizeof(text), "%.*s", (int)item->text_size, (const char *)item->text);
		put_text(object, "text", text);
		return object;
	}
	if (scmi_field_is_signed(item->field))
		json_object_object_add(object, "value", json_object_new_int64((int64_t)item->value));
	else
		put_number(object, "value", item->value);
	if (scmi_field_unit(item->field))
		put_text(object, "unit", scmi_field_unit(item->field));
	if (scmi_field_is_hex(item->field))
		put_bool(object, "hex", true);
	if (item->field->form == SCMI_FIELD_BITS)
		put_bool(object, "bits", true);
	return object;
}

void put_fields(json_object *object, const struct scmi_field *fields, uint8_t version,
		       const uint8_t *bytes, size_t size)
{
	json_object *array = json_object_new_array();
	struct scmi_read read;
	struct scmi_item item;

	scmi_read_init(&read, fields, version, bytes, size);
	while (scmi_read_next(&read, &item))
		json_object_array_add(array, item_json(&item));
	json_object_object_add(object, "fields", array);
	put_bool(object, "complete", !read.short_of_fields);
	put_hex(object, "left_over", read.bytes, read.size);
}

/* What an event says, in words where it has a description */
void put_payload(json_object *row, uint8_t protocol, const struct scmi_message_words *message,
		 struct tool *tool, const uint8_t *bytes, size_t size)
{
	unsigned int slot = protocol - (unsigned int)SCMI_PROTOCOL_FIRST;
	uint8_t version = slot < SCMI_PROTOCOL_SLOTS ? tool->link.versions[slot] : 0;

	put_hex(row, "payload", bytes, size);
	if (message)
		put_fields(row, message->reply, version, bytes, size);
}

static void put_request(json_object *out, const struct prepared *s)
{
	json_object *request = json_object_new_object();

	put_number(out, "protocol", s->protocol);
	put_number(out, "message", s->id);
	if (s->message)
		put_text(out, "name", s->message->name);
	else
		json_object_object_add(out, "name", NULL);
	put_hex(request, "payload", s->payload, s->size);
	if (s->message)
		put_fields(request, s->message->request, s->version, s->payload, s->size);
	json_object_object_add(out, "request", request);
}

static void put_reply(json_object *out, const struct prepared *s, int status, const uint8_t *bytes,
		      size_t size)
{
	json_object *reply = json_object_new_object();
	json_object *code = json_object_new_object();

	json_object_object_add(code, "code", json_object_new_int(status));
	put_text(code, "name", scmi_status_name(status));
	json_object_object_add(reply, "status", code);
	put_hex(reply, "payload", bytes, size);
	/* A refused message has no fields */
	if (s->message && !status)
		put_fields(reply, s->message->reply, s->version, bytes, size);
	json_object_object_add(out, "reply", reply);
}

int prepare_message(struct tool *tool, struct prepared *s, int argc, char **argv)
{
	int status;

	*s = (struct prepared){ 0 };
	status = find_message(tool, s, argv[0], argv[1]);
	if (!status)
		status = find_version(tool, s);
	return status ? status : build_payload(tool, s, argc - 2, argv + 2);
}

int run_send(struct tool *tool, int argc, char **argv)
{
	struct prepared s;
	struct scmi_result result;
	const uint8_t *reply;
	size_t size;
	int status = prepare_message(tool, &s, argc, argv);

	if (status)
		return status;
	put_request(tool->out, &s);
	result = scmi_link_exchange(&tool->link, s.protocol, s.id, s.payload, s.size, &reply, &size);
	if (!scmi_ok(result) && !is_refusal(result))
		return check(tool, result, "message 0x%x of protocol 0x%x", s.id, s.protocol);
	put_reply(tool->out, &s, result.code, reply, size);
	/* The answer is told as it is; scripts see what it was by the exit code */
	tool->code = scmi_ok(result) ? EXIT_OK : EXIT_STATUS;
	return 0;
}

static void format_number(const struct tool *tool, char *text, size_t size, json_object *field)
{
	bool negative = get_text(field, "value")[0] == '-';
	uint64_t value = get_number(field, "value");

	if (negative) {
		*text++ = '-';
		size--;
		value = -(uint64_t)json_object_get_int64(get(field, "value"));
	}
	format_quantity(text, size, value, get_text(field, "unit"), tool->exact);
}

void format_field(const struct tool *tool, char *value, size_t size, json_object *field)
{
	if (get(field, "text"))
		snprintf(value, size, "\"%s\"", get_text(field, "text"));
	else if (get(field, "hex"))
		snprintf(value, size, "0x%" PRIx64, get_number(field, "value"));
	else
		format_number(tool, value, size, field);
}

/* Behind the event's name: all but the numbers of agent and resource, which come first */
void print_payload(const struct tool *tool, json_object *row)
{
	json_object *fields = get(row, "fields");
	char value[256];
	size_t i;

	for (i = 0; fields && i < json_object_array_length(fields); i++) {
		json_object *field = json_object_array_get_idx(fields, i);
		const char *name = get_text(field, "name");
		size_t length = strlen(name);

		if (get(field, "bits") || (i < 2 && length > 3 && !strcmp(name + length - 3, "_id")))
			continue;
		format_field(tool, value, sizeof(value), field);
		printf("  %s %s", name, value);
	}
	if (!fields)
		printf("  %s", get_text(row, "payload"));
}

static void print_field(const struct tool *tool, json_object *field)
{
	char name[128], value[256];

	snprintf(name, sizeof(name), "%s%s", get(field, "bits") ? "  " : "", get_text(field, "name"));
	if (get(field, "index"))
		snprintf(name + strlen(name), sizeof(name) - strlen(name), "[%s]",
			 get_text(field, "index"));
	format_field(tool, value, sizeof(value), field);
	printf("    %-32s %s\n", name, value);
}

static void print_side(const struct tool *tool, const char *side, json_object *object)
{
	json_object *fields = get(object, "fields");
	const char *left_over = get_text(object, "left_over");
	json_object *status = get(object, "status");
	size_t i;

	printf("  %s%-7s%s %s\n", bold(tool, true), side, bold(tool, false),
	       *get_text(object, "payload") ? get_text(object, "payload") : "(no payload)");
	if (status)
		printf("    %-32s %s %s\n", "status", get_text(status, "code"),
		       get_text(status, "name"));
	for (i = 0; fields && i < json_object_array_length(fields); i++)
		print_field(tool, json_object_array_get_idx(fields, i));
	if (fields && !json_object_get_boolean(get(object, "complete")))
		puts("    ends before its last field");
	if (left_over && *left_over)
		printf("    %-32s %s\n", "bytes left over", left_over);
}

void print_send(const struct tool *tool, json_object *out)
{
	printf("%s, message 0x%02x of protocol 0x%02x\n",
	       get(out, "name") ? get_text(out, "name") : "unknown message",
	       (unsigned int)get_number(out, "message"), (unsigned int)get_number(out, "protocol"));
	print_side(tool, "request", get(out, "request"));
	print_side(tool, "reply", get(out, "reply"));
}
