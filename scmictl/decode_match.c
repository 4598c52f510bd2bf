// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * Which reply belongs to which request: that of the same channel, protocol, message and token. An exchange
 * is over with its reply or, where the kernel tells beginnings and ends, with its end. A reply may
 * come first, when an interrupt was faster than the sender's trace event.
 */
#include <stdlib.h>
#include <string.h>

#include "decode.h"

/* For so many more records a reply without request may find it, and a request its reply */
#define MAX_REPLY_AGE	32
#define MAX_AGE		4096

static bool same_channel(const char *a, const char *b)
{
	return !*a || !*b || !strcmp(a, b);
}

static void set_channel(struct exchange *x, const char *channel)
{
	if (*channel)
		snprintf(x->channel, sizeof(x->channel), "%s", channel);
}

static struct exchange *new_exchange(const struct record *record)
{
	struct exchange *x = calloc(1, sizeof(*x));

	set_channel(x, record->channel);
	x->header = record->header;
	x->line = record->line;
	x->begin = NO_TIME;
	return x;
}

static void free_exchange(struct exchange *x)
{
	free(x->request.payload);
	free(x->reply.payload);
	free(x);
}

static void append(struct exchange **list, struct exchange *x)
{
	while (*list)
		list = &(*list)->next;
	x->next = NULL;
	*list = x;
}

static void take_message(struct message *message, const struct record *record)
{
	*message = (struct message){
		.there = true, .line = record->line, .time = record->time, .header = record->header,
		.size = record->size, .original = record->original,
		.payload = malloc(record->size ? record->size : 1),
	};
	memcpy(message->payload, record->payload, record->size);
}

/* Asks for a delayed response: a bit of the request says so */
static bool is_asynchronous(struct decoder *d, const struct exchange *x)
{
	const struct scmi_protocol_words *protocol = scmi_find_protocol(scmi_header_protocol(x->header));
	uint8_t id = scmi_header_message(x->header);
	const struct scmi_message_words *message;
	bool asynchronous = false;
	struct scmi_read read;
	struct scmi_item item;

	if (!protocol || !x->request.there || !is_reply_ok(&x->reply) ||
	    !scmi_find_message(protocol, id, SCMI_DELAYED_RESPONSE))
		return false;
	message = scmi_find_message(protocol, id, SCMI_COMMAND);
	scmi_read_init(&read, message->request, decoder_version(d, protocol->id), x->request.payload,
		       x->request.size);
	while (scmi_read_next(&read, &item)) {
		if (item.field->form != SCMI_FIELD_BITS)
			continue;
		if (scmi_same_name(item.field->name, "asynchronous"))
			asynchronous = item.value;
		else if (scmi_same_name(item.field->name, "ignore_delayed_response") && item.value)
			return false;
	}
	return asynchronous;
}

/* The exchange is over, *@list has it no more */
static void close_exchange(struct decoder *d, struct exchange **list)
{
	struct exchange *x = *list;

	*list = x->next;
	learn(d, x);
	decoder_emit(d, exchange_json(d, x), x);
	if (is_asynchronous(d, x))
		append(&d->delayed, x);
	else
		free_exchange(x);
}

/* The first pending exchange about this header for which @fits holds; NULL: none */
static struct exchange **find_pending(struct decoder *d, const struct record *record,
				      bool (*fits)(const struct exchange *x))
{
	struct exchange **list;

	for (list = &d->pending; *list; list = &(*list)->next) {
		if ((*list)->header == record->header &&
		    same_channel((*list)->channel, record->channel) && fits(*list))
			return list;
	}
	return NULL;
}

static bool waits_for_request(const struct exchange *x)
{
	return !x->request.there;
}

static bool waits_for_reply(const struct exchange *x)
{
	return !x->reply.there;
}

static bool has_begun(const struct exchange *x)
{
	return x->flags & FLAG_BEGUN;
}

static bool any(const struct exchange *x)
{
	(void)x;
	return true;
}

/* A token that is used again before its exchange is over: that one will get no reply */
static bool evict(struct decoder *d, const struct record *record)
{
	struct exchange **list;

	for (list = &d->pending; *list; list = &(*list)->next) {
		struct exchange *x = *list;

		if (x->request.there && !x->reply.there && *x->channel &&
		    scmi_header_token(x->header) == scmi_header_token(record->header) &&
		    !strcmp(x->channel, record->channel)) {
			close_exchange(d, list);
			return true;
		}
	}
	return false;
}

static void feed_request(struct decoder *d, const struct record *record)
{
	bool evicted = evict(d, record);
	struct exchange **place = find_pending(d, record, waits_for_request);
	struct exchange *x;

	if (!place) {
		x = new_exchange(record);
		append(&d->pending, x);
		place = find_pending(d, record, waits_for_request);
	}
	x = *place;
	set_channel(x, record->channel);
	if (evicted)
		x->flags |= FLAG_DUPLICATE;
	take_message(&x->request, record);
	if (x->reply.there && !(x->flags & FLAG_BEGUN))
		close_exchange(d, place);
}

/* A reply that the kernel did not want belongs to nothing */
static void feed_refused(struct decoder *d, const struct record *record)
{
	struct exchange *x = new_exchange(record);

	take_message(&x->reply, record);
	x->flags |= FLAG_REFUSED;
	x->status = record->status;
	decoder_emit(d, exchange_json(d, x), x);
	free_exchange(x);
}

static void feed_reply(struct decoder *d, const struct record *record)
{
	struct exchange **place = find_pending(d, record, waits_for_reply);
	struct exchange *x;

	if (place) {
		x = *place;
	} else {
		x = new_exchange(record);
		append(&d->pending, x);
		place = find_pending(d, record, waits_for_reply);
	}
	set_channel(x, record->channel);
	take_message(&x->reply, record);
	if (x->request.there && !(x->flags & FLAG_BEGUN))
		close_exchange(d, place);
}

/* A notification, or a delayed response and the exchange that it completes */
static void feed_event(struct decoder *d, const struct record *record)
{
	struct exchange *x = new_exchange(record), **list;
	uint32_t command = record->header & ~(uint32_t)SCMI_HEADER_TYPE;

	take_message(&x->reply, record);
	for (list = &d->delayed; *list; list = &(*list)->next) {
		struct exchange *asked = *list;

		if (scmi_header_type(record->header) == SCMI_DELAYED_RESPONSE &&
		    asked->header == command && same_channel(asked->channel, record->channel)) {
			x->request = asked->request;
			x->begin = asked->begin;
			asked->request = (struct message){ 0 };
			*list = asked->next;
			free_exchange(asked);
			break;
		}
	}
	decoder_emit(d, exchange_json(d, x), x);
	free_exchange(x);
}

static bool fits(struct decoder *d, const struct scmi_field *fields, uint8_t protocol,
		 const uint8_t *bytes, size_t size)
{
	struct scmi_read read;
	struct scmi_item item;

	scmi_read_init(&read, fields, decoder_version(d, protocol), bytes, size);
	while (scmi_read_next(&read, &item))
		;
	return !read.short_of_fields && !read.size;
}

/* Where the source does not say: what waits for a reply gets one, and what can only be one is one */
static bool is_reply(struct decoder *d, const struct record *record)
{
	uint8_t id = scmi_header_protocol(record->header);
	const struct scmi_protocol_words *protocol = scmi_find_protocol(id);
	const struct scmi_message_words *message = NULL;

	if (record->direction != DIRECTION_UNKNOWN)
		return record->direction == DIRECTION_REPLY;
	if (find_pending(d, record, waits_for_reply))
		return true;
	if (protocol)
		message = scmi_find_message(protocol, scmi_header_message(record->header),
					    SCMI_COMMAND);
	return message && record->size >= 4 &&
	       !fits(d, message->request, id, record->payload, record->size) &&
	       fits(d, message->reply, id, record->payload + 4, record->size - 4);
}

static void feed_message(struct decoder *d, const struct record *record)
{
	if (record->refused)
		feed_refused(d, record);
	else if (scmi_header_type(record->header) != SCMI_COMMAND)
		feed_event(d, record);
	else if (is_reply(d, record))
		feed_reply(d, record);
	else
		feed_request(d, record);
}

static void feed_begin(struct decoder *d, const struct record *record)
{
	struct exchange **stale = find_pending(d, record, has_begun), *x;

	if (stale)
		close_exchange(d, stale);
	x = new_exchange(record);
	x->begin = record->time;
	x->flags = FLAG_BEGUN;
	append(&d->pending, x);
}

static void feed_wait(struct decoder *d, const struct record *record)
{
	struct exchange **place = find_pending(d, record, any);

	if (place)
		(*place)->timeout = record->timeout;
}

/* An end alone is that of an exchange before the capture began */
static void feed_end(struct decoder *d, const struct record *record)
{
	struct exchange **place = find_pending(d, record, any);

	if (!place)
		return;
	(*place)->flags |= FLAG_ENDED;
	(*place)->status = record->status;
	close_exchange(d, place);
}

static json_object *note(const struct record *record)
{
	json_object *row = json_object_new_object();

	put_number(row, "line", record->line);
	put_text(row, "text", record->text);
	return row;
}

static void feed_note(struct decoder *d, const struct record *record)
{
	json_object *row = note(record);

	if (record->kind == RECORD_LOG) {
		json_object_object_add(row, "explanation", NULL);
		if (*record->explanation)
			put_text(row, "explanation", record->explanation);
		if (!d->tool->json && !d->quiet && !d->silent)
			print_log(row);
		json_object_array_add(d->log, row);
		return;
	}
	d->lost += record->kind == RECORD_LOST;
	put_text(row, "kind", record->kind == RECORD_LOST ? "lost" : "damaged");
	if (!d->tool->json && !d->silent)
		print_damaged(row);
	json_object_array_add(d->damaged, row);
}

/* What will not come any more is not waited for */
static void age(struct decoder *d)
{
	struct exchange **list = &d->pending;

	while (*list) {
		struct exchange *x = *list;
		bool only_reply = !x->request.there && !(x->flags & FLAG_BEGUN);

		if (++x->age > (only_reply ? MAX_REPLY_AGE : MAX_AGE))
			close_exchange(d, list);
		else
			list = &x->next;
	}
}

void decoder_feed(struct decoder *d, const struct record *record)
{
	age(d);
	if (record->time != NO_TIME && d->first == NO_TIME)
		d->first = record->time;
	switch (record->kind) {
	case RECORD_NONE:
		break;
	case RECORD_MESSAGE:
		feed_message(d, record);
		break;
	case RECORD_BEGIN:
		feed_begin(d, record);
		break;
	case RECORD_WAIT:
		feed_wait(d, record);
		break;
	case RECORD_END:
		feed_end(d, record);
		break;
	case RECORD_FAST:
		decoder_emit(d, fast_json(d, record), NULL);
		break;
	case RECORD_LOG:
	case RECORD_LOST:
	case RECORD_DAMAGED:
		feed_note(d, record);
		break;
	}
}

void decoder_finish(struct decoder *d)
{
	struct exchange *x;

	while (d->pending)
		close_exchange(d, &d->pending);
	while (d->delayed) {
		x = d->delayed;
		d->delayed = x->next;
		x->flags |= FLAG_NO_DELAYED;
		decoder_emit(d, exchange_json(d, x), x);
		free_exchange(x);
	}
}

void decoder_free(struct decoder *d)
{
	struct exchange *lists[] = { d->pending, d->delayed };
	size_t i;

	for (i = 0; i < COUNT(lists); i++) {
		while (lists[i]) {
			struct exchange *x = lists[i];

			lists[i] = x->next;
			free_exchange(x);
		}
	}
	free_names(d);
	free_latencies(d);
}
