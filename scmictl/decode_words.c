// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * What an exchange says, field by field, and what is wrong with it. Versions and the names of resources
 * are learnt from the exchanges themselves.
 */
#include <inttypes.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "bytes.h"
#include "decode.h"

#define STATUS_SIZE	4u
#define MAX_NAMES	4096

/* Versions: the one stated, else the one that the server said, else the newest known */

static uint8_t newest_version(const struct scmi_protocol_words *protocol)
{
	uint8_t newest = 0;
	unsigned int i;

	for (i = 0; i < protocol->count; i++) {
		if (protocol->messages[i].since > newest)
			newest = protocol->messages[i].since;
	}
	return newest;
}

uint8_t decoder_version(struct decoder *d, uint8_t id)
{
	const struct scmi_protocol_words *protocol = scmi_find_protocol(id);

	if (d->stated[id])
		return d->stated[id];
	if (d->learnt[id])
		return d->learnt[id];
	if (!protocol)
		return 0;
	d->assumed[id] = true;
	return newest_version(protocol);
}

static uint8_t version_at(const struct message *message, size_t offset)
{
	uint32_t wire;

	if (message->size < offset + 4)
		return 0;
	wire = load32_le(message->payload + offset);
	return SCMI_VERSION(wire >> 16 & 0xf, wire & 0xf);
}

static void learn_version(struct decoder *d, const struct exchange *x)
{
	uint8_t id = scmi_header_protocol(x->header), version = 0;

	if (scmi_header_message(x->header) == SCMI_PROTOCOL_VERSION)
		version = version_at(&x->reply, STATUS_SIZE);
	else if (scmi_header_message(x->header) == SCMI_NEGOTIATE_PROTOCOL_VERSION && x->request.there)
		version = version_at(&x->request, 0);
	if (version)
		d->learnt[id] = version;
}

/* Resources: the first identifier of a message says which, and pins have a kind beside it */

struct resource_name {
	struct resource_name *next;
	uint8_t protocol;
	uint64_t id;
	char name[SCMI_NAME_SIZE];
};

static bool is_resource(const struct scmi_field *field)
{
	static const char *const names[] = {
		"clock_id", "domain_id", "sensor_id", "identifier", "device_id",
	};

	return field->form == SCMI_FIELD_NUMBER &&
	       find_word(names, COUNT(names), field->name) >= 0;
}

static bool find_resource_id(const struct scmi_field *fields, uint8_t version, const uint8_t *bytes,
			     size_t size, uint64_t *id)
{
	bool found = false, is_pin = false;
	struct scmi_read read;
	struct scmi_item item;

	scmi_read_init(&read, fields, version, bytes, size);
	while (scmi_read_next(&read, &item) && !item.listed) {
		if (!found && is_resource(item.field)) {
			found = true;
			is_pin = !strcmp(item.field->name, "identifier");
			*id = item.value;
		} else if (is_pin && item.field->form == SCMI_FIELD_BITS &&
			   !strcmp(item.field->name, "selector")) {
			*id |= item.value << 32;
		}
	}
	return found;
}

static struct resource_name *find_name(const struct decoder *d, uint8_t protocol, uint64_t id)
{
	struct resource_name *name = d->names;

	while (name && (name->protocol != protocol || name->id != id))
		name = name->next;
	return name;
}

static void learn_name(struct decoder *d, uint8_t protocol, uint64_t id, const struct scmi_item *item)
{
	struct resource_name *name = find_name(d, protocol, id);

	if (!name && d->name_count == MAX_NAMES)
		return;
	if (!name) {
		name = calloc(1, sizeof(*name));
		name->protocol = protocol;
		name->id = id;
		name->next = d->names;
		d->names = name;
		d->name_count++;
	}
	snprintf(name->name, sizeof(name->name), "%.*s", (int)item->text_size,
		 (const char *)item->text);
}

/* A text in the reply is the name of the resource asked about, or of that which its entry is about */
static void learn_names(struct decoder *d, const struct exchange *x,
			const struct scmi_message_words *message)
{
	uint8_t protocol = scmi_header_protocol(x->header), version = decoder_version(d, protocol);
	struct scmi_read read;
	struct scmi_item item;
	uint64_t id = 0, listed = 0;
	bool is_listed = false, asked;

	asked = find_resource_id(message->request, version, x->request.payload, x->request.size, &id);
	scmi_read_init(&read, message->reply, version, x->reply.payload + STATUS_SIZE,
		       x->reply.size - STATUS_SIZE);
	while (scmi_read_next(&read, &item)) {
		if (item.listed && is_resource(item.field)) {
			is_listed = true;
			listed = item.value;
		}
		if (item.field->form != SCMI_FIELD_TEXT || !item.text_size)
			continue;
		if (asked && !item.listed)
			learn_name(d, protocol, id, &item);
		else if (!asked && item.listed && is_listed)
			learn_name(d, protocol, listed, &item);
	}
}

void free_names(struct decoder *d)
{
	while (d->names) {
		struct resource_name *name = d->names;

		d->names = name->next;
		free(name);
	}
}

static const struct scmi_message_words *words_of(uint32_t header)
{
	const struct scmi_protocol_words *protocol = scmi_find_protocol(scmi_header_protocol(header));

	return protocol ? scmi_find_message(protocol, scmi_header_message(header),
					    scmi_header_type(header)) : NULL;
}

void learn(struct decoder *d, const struct exchange *x)
{
	const struct scmi_message_words *message = words_of(x->header);

	if (!is_reply_ok(&x->reply) || x->flags & FLAG_REFUSED)
		return;
	learn_version(d, x);
	if (message && message->request && x->request.there)
		learn_names(d, x, message);
}

/* Anomalies */

static void add_anomaly(json_object *row, const char *kind, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

static void add_anomaly(json_object *row, const char *kind, const char *format, ...)
{
	json_object *anomaly = json_object_new_object();
	char text[256];
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(text, sizeof(text), format, arguments);
	va_end(arguments);
	put_text(anomaly, "kind", kind);
	put_text(anomaly, "text", text);
	json_object_array_add(get(row, "anomalies"), anomaly);
}

/* One side's fields, in the forms of the version; says where they do not fit */
static void put_side_fields(json_object *row, json_object *side, const char *what,
			    const struct scmi_field *fields, uint8_t version,
			    const struct message *message, size_t skip)
{
	size_t left;

	put_fields(side, fields, version, message->payload + skip, message->size - skip);
	left = strlen(get_text(side, "left_over")) / 2;
	if (message->original > message->size)
		return;
	if (!json_object_get_boolean(get(side, "complete")))
		add_anomaly(row, "length", "the %s of %zu bytes ends before the last field of version "
			    "%u.%u", what, message->size, version >> 4, version & 0xfu);
	else if (left)
		add_anomaly(row, "length", "the %s of %zu bytes has %zu more than version %u.%u", what,
			    message->size, left, version >> 4, version & 0xfu);
}

static void put_message(json_object *row, json_object *side, const char *what,
			const struct message *message)
{
	put_number(side, "line", message->line);
	put_hex(side, "payload", message->payload, message->size);
	if (message->original > message->size)
		add_anomaly(row, "truncated", "the capture has %zu of the %s's %zu bytes",
			    message->size, what, message->original);
	if (message->header & SCMI_HEADER_RESERVED)
		add_anomaly(row, "header", "the %s's header 0x%08x has reserved bits set", what,
			    message->header);
}

/* That of a delayed response is the command's */
static void put_request(json_object *row, const struct exchange *x, uint8_t version)
{
	const struct scmi_message_words *words = words_of(x->header & ~SCMI_HEADER_TYPE);
	json_object *side = NULL;

	if (x->request.there) {
		side = json_object_new_object();
		put_message(row, side, "request", &x->request);
		if (words && words->request)
			put_side_fields(row, side, "request", words->request, version, &x->request, 0);
	}
	json_object_object_add(row, "request", side);
}

static void put_status(json_object *row, json_object *side, const struct message *reply, int *status)
{
	json_object *object = json_object_new_object();
	struct scmi_result result = { .kind = SCMI_RESULT_STATUS };

	*status = (int)load32_le(reply->payload);
	result.code = *status;
	json_object_object_add(object, "code", json_object_new_int(*status));
	put_text(object, "name", scmi_status_name(*status));
	put_text(object, "text", scmi_result_text(result));
	json_object_object_add(side, "status", object);
	if (*status > 0 || *status < SCMI_IN_USE)
		add_anomaly(row, "status", "status %d is not in the specification", *status);
}

/* The status that the kernel was told of a reply it did not want */
static const char *refusal_text(int reason)
{
	static const char *const texts[] = {
		"nobody waits for it (late, or its token is wrong)",
		"its type does not fit what is waited for",
		"its type is none",
		"there was no room for it",
		"the interrupt came without a message",
	};

	return reason < 0 && reason >= -(int)COUNT(texts) ? texts[-reason - 1] : "it says no more";
}

static bool has_status(uint32_t header)
{
	return scmi_header_type(header) != SCMI_NOTIFICATION;
}

static void put_reply(json_object *row, const struct exchange *x,
		      const struct scmi_message_words *words, uint8_t version)
{
	json_object *side = NULL;
	size_t skip = has_status(x->header) ? STATUS_SIZE : 0;
	int status = 0;

	if (x->reply.there && !(x->flags & FLAG_REFUSED)) {
		side = json_object_new_object();
		put_message(row, side, "reply", &x->reply);
		if (x->reply.size < skip) {
			add_anomaly(row, "length", "the reply of %zu bytes has no status",
				    x->reply.size);
			words = NULL;
		} else if (skip) {
			put_status(row, side, &x->reply, &status);
		}
		/* A refusal has no fields */
		if (words && !status)
			put_side_fields(row, side, "reply", words->reply, version, &x->reply, skip);
	}
	json_object_object_add(row, "reply", side);
}

static void put_resource(struct decoder *d, json_object *row, const struct exchange *x,
			 const struct scmi_message_words *words, uint8_t version)
{
	uint8_t protocol = scmi_header_protocol(x->header);
	bool is_request = x->request.there && words && words->request;
	const struct message *message = is_request ? &x->request : &x->reply;
	size_t skip = is_request || !has_status(x->header) ? 0 : STATUS_SIZE;
	json_object *object = NULL;
	struct resource_name *name;
	uint64_t id;

	/* The reply of a command that was not seen does not say what it is about */
	if (words && message->there && message->size >= skip && (is_request || !words->request) &&
	    find_resource_id(is_request ? words->request : words->reply, version,
			     message->payload + skip, message->size - skip, &id)) {
		object = json_object_new_object();
		name = find_name(d, protocol, id);
		put_number(object, "id", (uint32_t)id);
		json_object_object_add(object, "name", NULL);
		if (name)
			put_text(object, "name", name->name);
	}
	json_object_object_add(row, "resource", object);
}

static void put_time(json_object *row, const char *key, int64_t time)
{
	json_object_object_add(row, key, time == NO_TIME ? NULL : json_object_new_int64(time));
}

static int64_t start_of(const struct exchange *x)
{
	if (x->begin != NO_TIME)
		return x->begin;
	return x->request.there ? x->request.time : x->reply.time;
}

/* A delayed response has a time of its own, which is not that of its request */
static int64_t time_of(const struct exchange *x)
{
	bool is_event = scmi_header_type(x->header) != SCMI_COMMAND;

	return is_event && x->reply.there ? x->reply.time : start_of(x);
}

/* From the beginning, where the kernel tells it: sending is a part of it */
static void put_duration(struct decoder *d, json_object *row, const struct exchange *x)
{
	int64_t start = start_of(x), duration = NO_TIME;

	if (x->reply.there && (x->request.there || x->begin != NO_TIME) && start != NO_TIME &&
	    x->reply.time != NO_TIME && x->reply.time >= start)
		duration = x->reply.time - start;
	put_time(row, "duration", duration);
	if (duration > d->slow && scmi_header_type(x->header) == SCMI_COMMAND)
		add_anomaly(row, "slow", "the reply took %" PRId64 " us, more than %" PRId64 " us",
			    duration / 1000, d->slow / 1000);
}

/* Where only beginnings and ends are traced, nothing can be said about replies */
static bool lacks_reply(const struct exchange *x)
{
	return scmi_header_type(x->header) == SCMI_COMMAND && !x->reply.there &&
	       (x->request.there || !(x->flags & FLAG_ENDED));
}

static void check_sides(json_object *row, const struct exchange *x)
{
	if (x->flags & FLAG_DUPLICATE)
		add_anomaly(row, "duplicate-token", "the token %u was still in use on this channel",
			    scmi_header_token(x->header));
	if (x->flags & FLAG_NO_DELAYED)
		add_anomaly(row, "no-delayed-response", "the delayed response is not in the capture");
	if (x->flags & FLAG_REFUSED)
		add_anomaly(row, "unwanted", "Linux did not want this reply: %s",
			    refusal_text(x->status));
	else if (scmi_header_type(x->header) == SCMI_COMMAND && x->reply.there && !x->request.there &&
		 x->begin == NO_TIME)
		add_anomaly(row, "no-request", "the capture has no request for this reply");
	if (!lacks_reply(x))
		return;
	if (x->flags & FLAG_ENDED && x->status)
		add_anomaly(row, "no-reply", "no reply: Linux gave up with %s (%d)",
			    linux_error_name(x->status), x->status);
	else if (x->timeout)
		add_anomaly(row, "no-reply", "no reply in the capture; Linux waits %u ms for it",
			    x->timeout);
	else
		add_anomaly(row, "no-reply", "no reply in the capture");
}

static void check_known(json_object *row, const struct exchange *x,
			const struct scmi_message_words *words)
{
	uint8_t protocol = scmi_header_protocol(x->header);

	if (words)
		return;
	if (!scmi_find_protocol(protocol))
		add_anomaly(row, "unknown", protocol >= 0x80 ? "protocol 0x%02x is a vendor's" :
			    "protocol 0x%02x is not in the specification", protocol);
	else
		add_anomaly(row, "unknown", "the protocol has no %s 0x%02x", get_text(row, "kind"),
			    scmi_header_message(x->header));
}

static const char *kind_of(const struct exchange *x)
{
	static const char *const kinds[] = {
		[SCMI_COMMAND] = "command", [1] = "message of type 1",
		[SCMI_DELAYED_RESPONSE] = "delayed response", [SCMI_NOTIFICATION] = "notification",
	};

	return x->flags & FLAG_REFUSED ? "unwanted reply" : kinds[scmi_header_type(x->header)];
}

static json_object *new_row(struct decoder *d, const char *kind, uint32_t header, unsigned int line,
			    int64_t time, const char *channel)
{
	const struct scmi_protocol_words *protocol = scmi_find_protocol(scmi_header_protocol(header));
	const struct scmi_message_words *words = words_of(header);
	uint8_t version = decoder_version(d, scmi_header_protocol(header));
	json_object *row = json_object_new_object();

	put_number(row, "line", line);
	put_time(row, "time", time);
	put_text(row, "channel", channel);
	put_text(row, "kind", kind);
	put_number(row, "protocol", scmi_header_protocol(header));
	json_object_object_add(row, "protocol_name", NULL);
	if (protocol)
		put_text(row, "protocol_name", protocol->name);
	put_number(row, "message", scmi_header_message(header));
	json_object_object_add(row, "name", NULL);
	if (words)
		put_text(row, "name", words->name);
	put_number(row, "token", scmi_header_token(header));
	json_object_object_add(row, "version", NULL);
	if (version)
		put_version(row, "version", scmi_version_to_wire(version));
	json_object_object_add(row, "anomalies", json_object_new_array());
	return row;
}

json_object *exchange_json(struct decoder *d, const struct exchange *x)
{
	const struct scmi_message_words *words = words_of(x->header);
	uint8_t version = decoder_version(d, scmi_header_protocol(x->header));
	json_object *row = new_row(d, kind_of(x), x->header, x->line, time_of(x), x->channel);

	put_resource(d, row, x, words, version);
	put_request(row, x, version);
	put_reply(row, x, words, version);
	put_duration(d, row, x);
	json_object_object_add(row, "linux_error", NULL);
	if (x->flags & FLAG_ENDED)
		json_object_object_add(row, "linux_error", json_object_new_int(x->status));
	check_known(row, x, words);
	check_sides(row, x);
	return row;
}

/* A fast channel's values are those of the message that it stands for */
json_object *fast_json(struct decoder *d, const struct record *record)
{
	json_object *row = new_row(d, "fast channel", record->header, record->line, record->time,
				   record->channel);
	uint8_t protocol = scmi_header_protocol(record->header);
	struct resource_name *name = find_name(d, protocol, record->fast[0]);
	json_object *resource = json_object_new_object(), *values = json_object_new_array();

	put_number(resource, "id", record->fast[0]);
	json_object_object_add(resource, "name", NULL);
	if (name)
		put_text(resource, "name", name->name);
	json_object_object_add(row, "resource", resource);
	json_object_array_add(values, json_object_new_uint64(record->fast[1]));
	json_object_array_add(values, json_object_new_uint64(record->fast[2]));
	json_object_object_add(row, "values", values);
	if (!words_of(record->header))
		add_anomaly(row, "unknown", "the protocol has no such message");
	return row;
}
