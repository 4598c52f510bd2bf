// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * Checks of all messages of all protocols at once, from the message tables. What changes something
 * is sent with --writes alone, about a resource that is not there: a server that does not find out
 * could take it for another one.
 */
#include <string.h>

#include "check.h"
#include "messages.h"

#define NO_RESOURCE	0xffffu		/* the highest identifier: they are of 16 bits */
#define NO_STATE	0x7fffffffu	/* of the system: 0 would switch it off */

/* Messages by their descriptions */

bool reads(const struct scmi_message_words *message)
{
	static const char *const words[] = { "GET", "DESCRIBE", "LIST",
					     "ATTRIBUTES", "VERSION", "DISCOVER" };
	size_t i;

	if (message->id == SCMI_NEGOTIATE_PROTOCOL_VERSION)
		return false;
	for (i = 0; i < COUNT(words); i++) {
		if (strstr(message->name, words[i]))
			return true;
	}
	return false;
}

const struct scmi_message_words *next_command(const struct checks *c,
					      const struct scmi_message_words *message)
{
	const struct scmi_protocol_words *words = c->protocol->words;
	const struct scmi_message_words *end = words->messages + words->count;

	message = message ? message + 1 : words->messages;
	while (message < end &&
	       (message->type != SCMI_COMMAND || message->since > c->protocol->version))
		message++;
	return message < end ? message : NULL;
}

const struct scmi_field *resource_field(const struct scmi_message_words *message)
{
	const struct scmi_field *field = message->request;

	for (; field->form != SCMI_FIELD_END; field++) {
		if (field->form == SCMI_FIELD_NUMBER && field->kind &&
		    (!strcmp(field->kind, "ID") || !strcmp(field->kind, "AGENT_ID")))
			return field;
	}
	return NULL;
}

static bool is_about_groups(const struct checks *c, const struct scmi_message_words *message)
{
	return c->protocol->words->id == SCMI_PROTOCOL_PINCTRL &&
	       message->id == SCMI_PINCTRL_LIST_ASSOCIATIONS;
}

size_t build_request(const struct checks *c, const struct scmi_message_words *message, uint32_t id,
		     uint8_t *payload)
{
	const struct scmi_field *field = resource_field(message), *state;
	struct scmi_build build;

	scmi_build_init(&build, message->request, c->protocol->version, payload,
			SCMI_LINK_MAX_SIZE);
	if (field)
		scmi_build_set(&build, field, id);
	state = scmi_build_find(&build, "system_state");
	if (state)
		scmi_build_set(&build, state, NO_STATE);
	/* Pins have none: groups do */
	if (is_about_groups(c, message))
		scmi_build_set(&build, scmi_build_find(&build, "selector"), 1);
	return build.size;
}

/* Agents are those of the base protocol, and the platform, which is not counted */
uint32_t count_for(const struct checks *c, const struct scmi_message_words *message)
{
	const struct scmi_field *field = resource_field(message);

	if (is_about_groups(c, message))
		return c->protocol->groups;
	if (field && !strcmp(field->kind, "AGENT_ID"))
		return c->protocols[SCMI_PROTOCOL_BASE - SCMI_PROTOCOL_FIRST].count + 1;
	return c->protocol->count;
}

void for_each_resource(struct checks *c, const struct scmi_message_words *message,
		       each_resource *what)
{
	uint32_t end = resource_field(message) ? count_for(c, message) : 1, id;

	for (id = 0; id < end && id < MANY_RESOURCES; id++)
		what(c, message, id);
}

static bool has_list(const struct scmi_field *field)
{
	for (; field->form != SCMI_FIELD_END; field++) {
		if (field->form == SCMI_FIELD_ARRAY || field->form == SCMI_FIELD_ENTRIES)
			return true;
	}
	return false;
}

bool has_message(struct checks *c, uint8_t message)
{
	uint8_t payload[4];
	int status;

	store32_le(payload, message);
	return ask(c, c->protocol->words->id, SCMI_PROTOCOL_MESSAGE_ATTRIBUTES, payload,
		   sizeof(payload), &status) && !status;
}

/* Whether a message may be sent that is wrong in some way */
static bool may_send(const struct checks *c, const struct scmi_message_words *message)
{
	return reads(message) || message->id == SCMI_NEGOTIATE_PROTOCOL_VERSION ||
	       (resource_field(message) && c->tool->writes) || c->tool->disruptive;
}

/* Its request, in the right form. False: it may not be sent. */
static bool harmless(const struct checks *c, const struct scmi_message_words *message,
		     uint8_t *payload, size_t *size)
{
	*size = build_request(c, message, reads(message) ? 0 : NO_RESOURCE, payload);
	return may_send(c, message);
}

/* Replies */

struct judged {
	const struct scmi_field *field;	/* a number whose bits are being read */
	uint64_t value, known;
	uint64_t entries;
};

static void judge_reserved(struct checks *c, const struct scmi_message_words *message,
			   struct judged *j)
{
	enum grade grade = c->protocol->newer ? GRADE_REMARK : GRADE_FAILURE;

	if (j->field && j->field->kind && !strcmp(j->field->kind, "BITS") && j->value & ~j->known)
		tell_message(c, grade, "%s: reserved bits of %s are set: 0x%llx", message->name,
			     j->field->name, (unsigned long long)(j->value & ~j->known));
	j->field = NULL;
}

static void judge_item(struct checks *c, const struct scmi_message_words *message, struct judged *j,
		       const struct scmi_item *item)
{
	const struct scmi_field *field = item->field;

	if (field->form == SCMI_FIELD_BITS) {
		j->known |= UINT64_MAX >> (63 - (field->high - field->low)) << field->low;
		return;
	}
	judge_reserved(c, message, j);
	if (item->listed)
		j->entries = item->index + 1u;
	if (field->form == SCMI_FIELD_TEXT && item->text_size == field->size)
		tell_message(c, GRADE_FAILURE, "%s: the text %s does not end within its %u bytes",
			     message->name, field->name, field->size);
	if (field->form != SCMI_FIELD_TEXT) {
		j->field = field;
		j->value = item->value;
		j->known = 0;
	}
}

void judge_reply(struct checks *c, const struct scmi_message_words *message)
{
	enum grade grade = c->protocol->newer ? GRADE_REMARK : GRADE_FAILURE;
	struct judged j = { 0 };
	struct scmi_read read;
	struct scmi_item item;
	const uint8_t *bytes;
	size_t size;

	bytes = answer(c, &size);
	scmi_read_init(&read, message->reply, c->protocol->version, bytes, size);
	while (scmi_read_next(&read, &item))
		judge_item(c, message, &j, &item);
	judge_reserved(c, message, &j);
	if (read.short_of_fields)
		tell_message(c, GRADE_FAILURE, "%s: the reply ends before its last field",
			     message->name);
	else if (has_list(message->reply) && read.count != UINT64_MAX && read.count != j.entries)
		tell_message(c, GRADE_FAILURE, "%s: the reply announces %llu entries and has %llu",
			     message->name, (unsigned long long)read.count,
			     (unsigned long long)j.entries);
	else if (read.size)
		tell_message(c, grade, "%s: the reply has %zu bytes more than its fields",
			     message->name, read.size);
}

/* The checks */

/* Messages that a protocol has to have, whatever it serves */
static const struct {
	uint8_t protocol, first, last;
} mandatory[] = {
	{ SCMI_PROTOCOL_BASE, 0x3, 0x3 }, { SCMI_PROTOCOL_BASE, 0x5, 0x6 },
	{ SCMI_PROTOCOL_POWER, 0x3, 0x5 }, { SCMI_PROTOCOL_SYSTEM, 0x3, 0x3 },
	{ SCMI_PROTOCOL_PERFORMANCE, 0x3, 0x4 }, { SCMI_PROTOCOL_PERFORMANCE, 0x7, 0x8 },
	{ SCMI_PROTOCOL_CLOCK, 0x3, 0x7 }, { SCMI_PROTOCOL_SENSOR, 0x3, 0x3 },
	{ SCMI_PROTOCOL_SENSOR, 0x6, 0x6 }, { SCMI_PROTOCOL_RESET, 0x3, 0x4 },
	{ SCMI_PROTOCOL_VOLTAGE, 0x3, 0x8 }, { SCMI_PROTOCOL_POWERCAP, 0x3, 0x4 },
	{ SCMI_PROTOCOL_PINCTRL, 0x3, 0x6 },
};

static bool is_mandatory(const struct checks *c, uint8_t message)
{
	size_t i;

	if (message <= SCMI_PROTOCOL_MESSAGE_ATTRIBUTES)
		return true;
	for (i = 0; i < COUNT(mandatory); i++) {
		if (mandatory[i].protocol == c->protocol->words->id &&
		    message >= mandatory[i].first && message <= mandatory[i].last)
			return true;
	}
	return false;
}

static void check_mandatory(struct checks *c)
{
	const struct scmi_message_words *message = NULL;

	while ((message = next_command(c, message))) {
		if (is_mandatory(c, message->id) && !has_message(c, message->id) && !c->told)
			tell_message(c, GRADE_FAILURE, "%s is mandatory, and not there",
				     message->name);
	}
}

static void check_version(struct checks *c)
{
	uint8_t id = c->protocol->words->id;
	const uint8_t *bytes;
	size_t size;
	int status;

	if (!ask(c, id, SCMI_PROTOCOL_VERSION, NULL, 0, &status))
		return;
	bytes = answer(c, &size);
	if (status || size != 4)
		tell_message(c, GRADE_FAILURE, "PROTOCOL_VERSION: %s and %zu bytes, not a version",
			     scmi_status_name(status), size);
	else if (load32_le(bytes) != c->protocol->server)
		tell_message(c, GRADE_FAILURE, "PROTOCOL_VERSION: 0x%x now, 0x%x before",
			     load32_le(bytes), c->protocol->server);
	else if (c->protocol->newer)
		tell_message(c, GRADE_REMARK,
			     "version 0x%x is newer than this tool, which uses 0x%x",
			     c->protocol->server, scmi_version_to_wire(c->protocol->version));
}

/* What PROTOCOL_MESSAGE_ATTRIBUTES says of a message that the specification does not have */
static void check_unknown_attributes(struct checks *c, uint32_t message)
{
	uint8_t payload[4];
	int status;

	store32_le(payload, message);
	if (ask(c, c->protocol->words->id, SCMI_PROTOCOL_MESSAGE_ATTRIBUTES, payload,
		sizeof(payload), &status))
		want_refusal(c, status, SCMI_NOT_FOUND, true,
			     "PROTOCOL_MESSAGE_ATTRIBUTES of message 0x%x, which is none", message);
}

/* Numbers that no version of a protocol has given to a command, and one beyond eight bits */
static const uint32_t unknown_messages[] = { 0x11, 0x1f, 0x7f, 0xfe, 0xff };

static void check_message_attributes(struct checks *c)
{
	const struct scmi_message_words *attributes =
		scmi_find_message(c->protocol->words, SCMI_PROTOCOL_MESSAGE_ATTRIBUTES,
				  SCMI_COMMAND);
	const struct scmi_message_words *message = NULL;
	size_t i;

	while ((message = next_command(c, message))) {
		if (has_message(c, message->id))
			judge_reply(c, attributes);
	}
	for (i = 0; i < COUNT(unknown_messages); i++)
		check_unknown_attributes(c, unknown_messages[i]);
	check_unknown_attributes(c, 0x100);
	check_unknown_attributes(c, UINT32_MAX);
}

/*
 * NOT_SUPPORTED is for commands that are not there. The public conformance suite of version 2.0 has
 * NOT_FOUND for it, so servers that were made to pass it are not to blame.
 */
static void want_not_supported(struct checks *c, int status, const char *what)
{
	bool strict = status != SCMI_NOT_FOUND;

	want_refusal(c, status, SCMI_NOT_SUPPORTED, strict, "%s", what);
}

static void check_unknown_message(struct checks *c)
{
	const struct scmi_message_words *message = NULL;
	uint8_t payload[SCMI_LINK_MAX_SIZE];
	char what[128];
	size_t i, size;
	int status;

	for (i = 0; i < COUNT(unknown_messages); i++) {
		uint8_t id = (uint8_t)unknown_messages[i];

		if (has_message(c, id) || !ask(c, c->protocol->words->id, id, NULL, 0, &status))
			continue;
		snprintf(what, sizeof(what), "message 0x%x, which is none", id);
		want_not_supported(c, status, what);
	}
	while ((message = next_command(c, message))) {
		if (has_message(c, message->id) || !harmless(c, message, payload, &size) ||
		    !ask(c, c->protocol->words->id, message->id, payload, size, &status))
			continue;
		snprintf(what, sizeof(what), "%s, which is said not to be there", message->name);
		want_not_supported(c, status, what);
	}
}

/*
 * One payload of a wrong size. What is refused for another reason may have been looked at before
 * its size.
 */
static void check_size_of(struct checks *c, const struct scmi_message_words *message,
			  const uint8_t *payload, size_t size, size_t right)
{
	int status;

	if (size > c->tool->config.max_size - SCMI_HEADER_SIZE ||
	    !ask(c, c->protocol->words->id, message->id, payload, size, &status))
		return;
	want_refusal(c, status, SCMI_PROTOCOL_ERROR, !status,
		     "%s with a payload of %zu bytes instead of %zu", message->name, size, right);
}

static void check_sizes_of(struct checks *c, const struct scmi_message_words *message)
{
	uint8_t payload[SCMI_LINK_MAX_SIZE + 8];
	size_t right, size;

	memset(payload, 0, sizeof(payload));
	if (!harmless(c, message, payload, &right))
		return;
	for (size = 0; size < right; size += 4)
		check_size_of(c, message, payload, size, right);
	if (right)
		check_size_of(c, message, payload, right - 1, right);
	check_size_of(c, message, payload, right + 1, right);
	if (has_list(message->request))
		return;
	check_size_of(c, message, payload, right + 4, right);
	check_size_of(c, message, payload, c->tool->config.max_size - SCMI_HEADER_SIZE, right);
}

static void check_size(struct checks *c)
{
	const struct scmi_message_words *message = NULL;

	while ((message = next_command(c, message))) {
		if (has_message(c, message->id))
			check_sizes_of(c, message);
	}
}

/*
 * A resource that is not there. Only what has no other argument must be refused for that and
 * nothing else.
 */
static void check_unknown_id_of(struct checks *c, const struct scmi_message_words *message,
				uint32_t id)
{
	const struct scmi_field *field = resource_field(message);
	uint8_t payload[SCMI_LINK_MAX_SIZE];
	size_t size = build_request(c, message, id, payload);
	int status;

	if (ask(c, c->protocol->words->id, message->id, payload, size, &status))
		want_refusal(c, status, SCMI_NOT_FOUND, reads(message) || !status,
			     "%s with %s %u of %u", message->name, field->name, id,
			     count_for(c, message));
}

static void check_unknown_id(struct checks *c)
{
	const struct scmi_message_words *message = NULL;

	if (!c->protocol->count) {
		skip(c, "the protocol says that it has none");
		return;
	}
	while ((message = next_command(c, message))) {
		if (!resource_field(message) || !may_send(c, message) ||
		    !has_message(c, message->id))
			continue;
		check_unknown_id_of(c, message, count_for(c, message));
		if (count_for(c, message) < NO_RESOURCE)
			check_unknown_id_of(c, message, NO_RESOURCE);
	}
}

/*
 * Messages whose section says that flags it does not know are INVALID_PARAMETERS; of others it
 * says nothing
 */
static bool refuses_flags(const struct scmi_message_words *message)
{
	static const char *const names[] = {
		"CLOCK_CONFIG_GET", "SENSOR_READING_GET", "PINCTRL_SETTINGS_GET",
	};
	size_t i;

	for (i = 0; i < COUNT(names); i++) {
		if (!strcmp(names[i], message->name))
			return true;
	}
	return false;
}

static uint64_t reserved_bits(const struct scmi_field *field)
{
	uint64_t known = 0;

	if (field->form != SCMI_FIELD_NUMBER || !field->kind || strcmp(field->kind, "BITS"))
		return 0;
	for (field++; field->form == SCMI_FIELD_BITS; field++)
		known |= UINT64_MAX >> (63 - (field->high - field->low)) << field->low;
	return ~known & UINT32_MAX;
}

static void check_reserved_of(struct checks *c, const struct scmi_message_words *message)
{
	uint8_t payload[SCMI_LINK_MAX_SIZE];
	const struct scmi_field *field;
	struct scmi_build build;
	int status;

	for (field = message->request; field->form != SCMI_FIELD_END; field++) {
		uint64_t bits = reserved_bits(field);

		if (!bits)
			continue;
		scmi_build_init(&build, message->request, c->protocol->version, payload,
				sizeof(payload));
		scmi_build_set(&build, field, bits);
		if (ask(c, c->protocol->words->id, message->id, payload, build.size, &status))
			want_refusal(c, status, SCMI_INVALID_PARAMETERS,
				     !status && refuses_flags(message),
				     "%s with reserved bits of %s set", message->name, field->name);
	}
}

static void check_reserved(struct checks *c)
{
	const struct scmi_message_words *message = NULL;

	while ((message = next_command(c, message))) {
		if (reads(message) && has_message(c, message->id))
			check_reserved_of(c, message);
	}
}

/* All that can be read of all resources */
static void check_replies_of(struct checks *c, const struct scmi_message_words *message,
			     uint32_t id)
{
	uint8_t payload[SCMI_LINK_MAX_SIZE];
	size_t size = build_request(c, message, id, payload);
	int status;

	if (!ask(c, c->protocol->words->id, message->id, payload, size, &status))
		return;
	if (!status)
		judge_reply(c, message);
	else if (status == SCMI_PROTOCOL_ERROR && !strstr(message->name, "READING_GET"))
		tell_message(c, GRADE_FAILURE,
			     "%s: a proper request is refused with PROTOCOL_ERROR", message->name);
	else if (status <= SCMI_COMMS_ERROR && status >= SCMI_HARDWARE_ERROR)
		tell_message(c, GRADE_REMARK, "%s: refused with %s", message->name,
			     scmi_status_name(status));
	else if (status == SCMI_NOT_FOUND && is_mandatory(c, message->id) &&
		 resource_field(message))
		tell_message(c, GRADE_FAILURE, "%s: resource %u of %u is not found", message->name,
			     id, count_for(c, message));
}

static void check_replies(struct checks *c)
{
	const struct scmi_message_words *message = NULL;

	while ((message = next_command(c, message))) {
		if (reads(message) && message->id != SCMI_PROTOCOL_VERSION &&
		    has_message(c, message->id))
			for_each_resource(c, message, check_replies_of);
	}
}

static void check_negotiation(struct checks *c)
{
	static const uint32_t versions[] = { 0, 0xffff0000 };
	uint8_t payload[4];
	int status;
	size_t i;

	if (!has_message(c, SCMI_NEGOTIATE_PROTOCOL_VERSION)) {
		skip(c, "the server does not negotiate");
		return;
	}
	for (i = 0; i < COUNT(versions); i++) {
		store32_le(payload, versions[i]);
		if (ask(c, c->protocol->words->id, SCMI_NEGOTIATE_PROTOCOL_VERSION, payload,
			sizeof(payload), &status))
			want_refusal(c, status, SCMI_NOT_SUPPORTED, true,
				     "NEGOTIATE_PROTOCOL_VERSION of 0x%x, which is none",
				     versions[i]);
	}
}

static const struct check_row rows[] = {
	{
		.name = "version", .protocol = EACH_PROTOCOL,
		.summary = "the protocol has a version, always the same",
		.run = check_version,
	}, {
		.name = "mandatory", .protocol = EACH_PROTOCOL,
		.summary = "all messages are there that a server must have",
		.run = check_mandatory,
	}, {
		.name = "message-attributes", .protocol = EACH_PROTOCOL,
		.summary = "attributes are those of messages that are there, NOT_FOUND for others",
		.run = check_message_attributes,
	}, {
		.name = "unknown-message", .protocol = EACH_PROTOCOL, .section = "4.1.4",
		.summary = "messages that are not there are refused with NOT_SUPPORTED",
		.run = check_unknown_message,
	}, {
		.name = "size", .protocol = EACH_PROTOCOL, .section = "4.1.4",
		.summary =
			"payloads that are too short or too long are refused with PROTOCOL_ERROR",
		.run = check_size,
	}, {
		.name = "unknown-id", .protocol = EACH_PROTOCOL,
		.summary =
			"what is asked about a resource that is not there is refused with "
			"NOT_FOUND",
		.run = check_unknown_id,
	}, {
		.name = "reserved", .protocol = EACH_PROTOCOL,
		.summary = "reserved bits of a request are refused with INVALID_PARAMETERS",
		.run = check_reserved,
	}, {
		.name = "replies", .protocol = EACH_PROTOCOL,
		.summary = "replies have all their fields, nothing else, and zero in reserved bits",
		.run = check_replies,
	}, {
		.name = "negotiation", .protocol = EACH_PROTOCOL,
		.summary = "versions that are not there are refused with NOT_SUPPORTED",
		.run = check_negotiation,
	},
};

const struct check_list generic_checks = { rows, COUNT(rows) };
