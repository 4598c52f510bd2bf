// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * The SCMI core's trace events as text: from ftrace's files, trace-cmd report and perf script, of Linux
 * 6.1 and later. Fields are found by name, so that those which a release adds do not matter:
 *
 *	insmod-71  [000] .....  1.586234: scmi_msg_dump: id=0 ch=14 pt=14 t=CMND msg_id=06 seq=0012 s=0 pyld=01000000
 *
 * Before 6.3 there is no id and no ch. A reply's status is s, and its payload what follows the status.
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "bytes.h"
#include "decode.h"

/* Events */

enum event {
	EVENT_DUMP,
	EVENT_BEGIN,
	EVENT_WAIT,
	EVENT_END,
	EVENT_RX_DONE,
	EVENT_FAST,
	EVENTS,
};

static const char *const events[EVENTS] = {
	[EVENT_DUMP] = "scmi_msg_dump:",
	[EVENT_BEGIN] = "scmi_xfer_begin:",
	[EVENT_WAIT] = "scmi_xfer_response_wait:",
	[EVENT_END] = "scmi_xfer_end:",
	[EVENT_RX_DONE] = "scmi_rx_done:",
	[EVENT_FAST] = "scmi_fc_call:",
};

/* Where the event's name is in the line; NULL where there is none */
static const char *find_event(const char *line, enum event *event)
{
	int i;

	for (i = 0; i < EVENTS; i++) {
		const char *place = strstr(line, events[i]);

		if (place && place > line && (place[-1] == ' ' || place[-1] == ':')) {
			*event = (enum event)i;
			return place;
		}
	}
	return NULL;
}

bool is_trace_line(const char *line)
{
	enum event event;

	return find_event(line, &event) || strstr(line, "# tracer:");
}

/* The number in front of the event: seconds, with six or nine places; others have no known unit */
static int64_t find_time(const char *line, const char *event)
{
	const char *end = event, *start, *c;
	int64_t time = 0;
	int places = -1;

	/* perf script has "scmi:" in front of the name, and more spaces */
	if (end - line >= 5 && !strncmp(end - 5, "scmi:", 5))
		end -= 5;
	while (end > line && (end[-1] == ' ' || end[-1] == ':'))
		end--;
	start = end;
	while (start > line && (isdigit((unsigned char)start[-1]) || start[-1] == '.'))
		start--;
	for (c = start; c < end; c++) {
		if (*c == '.' && places < 0) {
			places = 0;
		} else if (*c == '.' || places == 9 || time > INT64_MAX / 100) {
			return NO_TIME;
		} else {
			time = 10 * time + (*c - '0');
			places += places >= 0;
		}
	}
	if (places <= 0)
		return NO_TIME;
	for (; places < 9; places++) {
		if (time > INT64_MAX / 10)
			return NO_TIME;
		time *= 10;
	}
	return time;
}

/* Fields */

/* The value of a field, behind " name="; NULL where there is none */
static const char *find_field(const char *text, const char *name)
{
	size_t length = strlen(name);
	const char *place;

	for (place = strstr(text, name); place; place = strstr(place + 1, name)) {
		if (place > text && place[-1] == ' ' && (place[length] == '=' || place[length] == ':'))
			return place + length + 1;
	}
	return NULL;
}

static bool get_field(const char *text, const char *name, int base, long max, long *value)
{
	const char *start = find_field(text, name);
	char *end;

	if (!start)
		return false;
	*value = strtol(start, &end, base);
	return end != start && (!*end || *end == ' ') && *value <= max &&
	       *value >= (base == 10 ? -max : 0);
}

static void damaged(struct record *record, const char *event, const char *what)
{
	record->kind = RECORD_DAMAGED;
	snprintf(record->text, sizeof(record->text), "%.*s has no %s", (int)strlen(event) - 1, event,
		 what);
}

/* Protocol, message and token, which all events have that are about a message */
static bool get_header(struct record *record, const char *text, const char *event,
		       enum scmi_message_type type)
{
	long protocol, message, token;

	if (!get_field(text, "pt", 16, 0xff, &protocol))
		damaged(record, event, "protocol (pt)");
	else if (!get_field(text, "msg_id", 16, 0xff, &message))
		damaged(record, event, "message (msg_id)");
	else if (!get_field(text, "seq", 16, 0xffff, &token))
		damaged(record, event, "token (seq)");
	else {
		record->header = scmi_header((uint8_t)protocol, (uint8_t)message, type,
					     (uint16_t)token);
		return true;
	}
	return false;
}

static const struct tag {
	const char *name;
	enum scmi_message_type type;
	enum direction direction;
} tags[] = {
	{ "CMND", SCMI_COMMAND, DIRECTION_REQUEST },
	{ "RESP", SCMI_COMMAND, DIRECTION_REPLY },
	{ "DLYD", SCMI_DELAYED_RESPONSE, DIRECTION_REPLY },
	{ "NOTI", SCMI_NOTIFICATION, DIRECTION_REPLY },
};

/* Small letters are those of raw mode, a ! is in front of what the kernel did not want */
static const struct tag *get_tag(struct record *record, const char *text)
{
	const char *start = find_field(text, "t");
	size_t i;

	if (!start)
		return NULL;
	record->refused = *start == '!';
	start += record->refused;
	for (i = 0; i < COUNT(tags); i++) {
		if (!strncasecmp(start, tags[i].name, 4) && start[4] == ' ')
			return &tags[i];
	}
	return NULL;
}

static int hex_digit(char c)
{
	if (!isxdigit((unsigned char)c))
		return -1;
	return isdigit((unsigned char)c) ? c - '0' : tolower((unsigned char)c) - 'a' + 10;
}

/* False where it breaks off within a byte, or has something else in it */
static bool get_payload(struct record *record, const char *hex)
{
	for (; *hex && !isspace((unsigned char)*hex); hex += 2) {
		int high = hex_digit(hex[0]), low = high < 0 ? -1 : hex_digit(hex[1]);

		if (low < 0)
			return false;
		if (record->size < sizeof(record->payload))
			record->payload[record->size++] = (uint8_t)(high << 4 | low);
		record->original++;
	}
	return true;
}

static void get_channel(struct record *record, const char *text)
{
	long id, channel;

	if (get_field(text, "id", 10, 0xffff, &id) && get_field(text, "ch", 16, 0xff, &channel))
		snprintf(record->channel, sizeof(record->channel), "scmi%ld:0x%02lx", id, channel);
	else
		snprintf(record->channel, sizeof(record->channel), "scmi");
}

static void read_dump(struct record *record, const char *text)
{
	const struct tag *tag = get_tag(record, text);
	const char *hex = find_field(text, "pyld");
	long status;

	if (!tag) {
		damaged(record, events[EVENT_DUMP], "tag (t)");
		return;
	}
	if (!get_header(record, text, events[EVENT_DUMP], tag->type))
		return;
	if (!get_field(text, "s", 10, INT32_MAX, &status)) {
		damaged(record, events[EVENT_DUMP], "status (s)");
		return;
	}
	if (!hex) {
		damaged(record, events[EVENT_DUMP], "payload (pyld): the line breaks off");
		return;
	}
	record->kind = RECORD_MESSAGE;
	record->direction = tag->direction;
	record->status = (int)status;
	get_channel(record, text);
	if (tag->direction == DIRECTION_REPLY && tag->type != SCMI_NOTIFICATION && !record->refused) {
		store32_le(record->payload, (uint32_t)status);
		record->size = 4;
		record->original = 4;
	}
	if (!get_payload(record, hex)) {
		record->kind = RECORD_DAMAGED;
		snprintf(record->text, sizeof(record->text),
			 "scmi_msg_dump's payload breaks off within a byte, or is no hexadecimal");
	}
}

static void read_begin(struct record *record, const char *text)
{
	if (get_header(record, text, events[EVENT_BEGIN], SCMI_COMMAND))
		record->kind = RECORD_BEGIN;
}

static void read_wait(struct record *record, const char *text)
{
	long timeout;

	if (!get_header(record, text, events[EVENT_WAIT], SCMI_COMMAND))
		return;
	if (!get_field(text, "tmo_ms", 10, INT32_MAX, &timeout)) {
		damaged(record, events[EVENT_WAIT], "time (tmo_ms)");
		return;
	}
	record->kind = RECORD_WAIT;
	record->timeout = (unsigned int)timeout;
}

static void read_end(struct record *record, const char *text)
{
	long status;

	if (!get_header(record, text, events[EVENT_END], SCMI_COMMAND))
		return;
	if (!get_field(text, "s", 10, INT32_MAX, &status)) {
		damaged(record, events[EVENT_END], "status (s)");
		return;
	}
	record->kind = RECORD_END;
	record->status = (int)status;
}

/* What it says is in the dump, too; it is only looked at for damage */
static void read_rx_done(struct record *record, const char *text)
{
	get_header(record, text, events[EVENT_RX_DONE], SCMI_COMMAND);
}

static void read_fast(struct record *record, const char *text)
{
	long protocol, message;
	const char *values = find_field(text, "vals"), *resource = find_field(text, "res_id");

	if (!get_field(text, "pt", 16, 0xff, &protocol) ||
	    !get_field(text, "msg_id", 16, 0xff, &message) || !resource || !values ||
	    sscanf(resource, "%u", &record->fast[0]) != 1 ||
	    sscanf(values, "%u:%u", &record->fast[1], &record->fast[2]) != 2) {
		damaged(record, events[EVENT_FAST], "protocol, message, resource or values");
		return;
	}
	record->header = scmi_header((uint8_t)protocol, (uint8_t)message, SCMI_COMMAND, 0);
	record->kind = RECORD_FAST;
}

static void (*const readers[EVENTS])(struct record *record, const char *text) = {
	[EVENT_DUMP] = read_dump, [EVENT_BEGIN] = read_begin, [EVENT_WAIT] = read_wait,
	[EVENT_END] = read_end, [EVENT_RX_DONE] = read_rx_done, [EVENT_FAST] = read_fast,
};

/* Lines */

/* "[LOST 12 EVENTS]", "[12 EVENTS DROPPED]", and the head of ftrace's file */
static bool find_loss(struct record *record, const char *line)
{
	const char *head = strstr(line, "entries-in-buffer/entries-written:");
	unsigned long there, written;
	const char *place = strstr(line, "[LOST ");

	if (head && sscanf(head, "%*[^:]: %lu/%lu", &there, &written) == 2) {
		if (written <= there)
			return false;
		snprintf(record->text, sizeof(record->text), "the buffer was too small: it has the last "
			 "%lu events of %lu", there, written);
		return true;
	}
	if (!strstr(line, "EVENTS DROPPED]") && !place)
		return false;
	snprintf(record->text, sizeof(record->text), "events were lost here: %.100s",
		 place ? place : line);
	return true;
}

void read_text_line(struct record *record, const char *line)
{
	unsigned int number = record->line;
	const char *place;
	enum event event;

	memset(record, 0, offsetof(struct record, payload));
	record->line = number;
	record->time = NO_TIME;
	place = find_event(line, &event);
	if (place) {
		record->time = find_time(line, place);
		/* Fields follow the name; a space in front of each tells them apart */
		readers[event](record, place + strlen(events[event]));
	} else if (find_loss(record, line)) {
		record->kind = RECORD_LOST;
	} else if (*line != '#' && explain_log(line, record->explanation, sizeof(record->explanation))) {
		record->kind = RECORD_LOG;
		snprintf(record->text, sizeof(record->text), "%s", line);
	}
}
