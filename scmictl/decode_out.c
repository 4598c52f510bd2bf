// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * What becomes of exchanges: filters, the capture, counts and times, text.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "bytes.h"
#include "decode.h"

/* Filters */

static bool is_number_of(json_object *row, const char *key, const char *text)
{
	uint64_t number;

	return parse_number(text, UINT32_MAX, &number) && number == get_number(row, key);
}

static bool is_message(json_object *row, const char *wanted)
{
	const struct scmi_protocol_words *protocol = scmi_find_protocol((uint8_t)get_number(row, "protocol"));
	unsigned int i;

	if (is_number_of(row, "message", wanted))
		return true;
	if (!get(row, "name"))
		return false;
	for (i = 0; i < protocol->count; i++) {
		if (!strcmp(protocol->messages[i].name, get_text(row, "name")) &&
		    (scmi_same_name(protocol->messages[i].name, wanted) ||
		     scmi_same_name(protocol->messages[i].short_name, wanted)))
			return true;
	}
	return false;
}

static bool is_resource(json_object *row, const char *wanted)
{
	json_object *resource = get(row, "resource");

	return resource && (is_number_of(resource, "id", wanted) ||
			    (get(resource, "name") && !strcmp(get_text(resource, "name"), wanted)));
}

static bool has_anomaly(json_object *row, const char *kind)
{
	json_object *anomalies = get(row, "anomalies");
	size_t i;

	for (i = 0; i < json_object_array_length(anomalies); i++) {
		if (!strcmp(get_text(json_object_array_get_idx(anomalies, i), "kind"), kind))
			return true;
	}
	return false;
}

/* A status by name or number; "error" is any but SUCCESS, "none" that of a command without reply */
static bool is_status(json_object *row, const char *wanted)
{
	json_object *status = get(get(row, "reply"), "status");
	int code;

	if (!strcmp(wanted, "none"))
		return has_anomaly(row, "no-reply");
	if (!status)
		return false;
	code = json_object_get_int(get(status, "code"));
	if (!strcmp(wanted, "error"))
		return code;
	return scmi_same_name(get_text(status, "name"), wanted) || code == atoi(wanted);
}

static bool is_wanted(const struct decoder *d, json_object *row)
{
	const struct decode_options *o = &d->tool->decode;
	json_object *duration = get(row, "duration");

	return (d->filter_protocol < 0 || (uint64_t)d->filter_protocol == get_number(row, "protocol")) &&
	       (!o->message || is_message(row, o->message)) &&
	       (!o->resource || is_resource(row, o->resource)) &&
	       (!o->status || is_status(row, o->status)) &&
	       (!o->longer || (duration && json_object_get_int64(duration) > d->longer));
}

/* The capture */

static unsigned int find_channel(struct decoder *d, const char *name)
{
	unsigned int i;

	for (i = 0; i < d->channel_count; i++) {
		if (!strcmp(d->channels[i], name))
			return i;
	}
	/* More than there can be are counted to the last one */
	if (i == PCAPNG_MAX_CHANNELS)
		return i - 1;
	snprintf(d->channels[i], sizeof(d->channels[i]), "%s", name);
	pcapng_write_channel(d->capture, *name ? name : "scmi");
	d->channel_count++;
	return i;
}

static void capture_message(struct decoder *d, const struct exchange *x, const struct message *message,
			    bool is_request)
{
	uint8_t bytes[SCMI_HEADER_SIZE + MAX_PAYLOAD];
	struct pcapng_packet packet = {
		.bytes = bytes, .size = message->size + SCMI_HEADER_SIZE,
		.original = message->original + SCMI_HEADER_SIZE,
		.time = message->time == NO_TIME ? 0 : (uint64_t)message->time,
		.outbound = is_request, .inbound = !is_request,
	};

	if (!message->there)
		return;
	/* The kernel tells of a request when it has been sent; it was before that */
	if (is_request && x->begin != NO_TIME)
		packet.time = (uint64_t)x->begin;
	packet.channel = find_channel(d, x->channel);
	store32_le(bytes, message->header);
	memcpy(bytes + SCMI_HEADER_SIZE, message->payload, message->size);
	pcapng_write_packet(d->capture, &packet);
}

static void capture(struct decoder *d, const struct exchange *x)
{
	if (x->flags & (FLAG_NO_DELAYED | FLAG_REFUSED))
		return;
	if (scmi_header_type(x->header) == SCMI_COMMAND)
		capture_message(d, x, &x->request, true);
	capture_message(d, x, &x->reply, false);
}

/* Messages that all protocols have are told apart by it */
static void format_name(char *text, size_t size, json_object *row)
{
	unsigned int message = (unsigned int)get_number(row, "message");
	bool common = message <= SCMI_PROTOCOL_MESSAGE_ATTRIBUTES ||
		      message == SCMI_NEGOTIATE_PROTOCOL_VERSION;

	if (!get(row, "name"))
		snprintf(text, size, "message 0x%02x of protocol 0x%02x", message,
			 (unsigned int)get_number(row, "protocol"));
	else if (common && !strcmp(get_text(row, "kind"), "command"))
		snprintf(text, size, "%s (%s)", get_text(row, "name"), get_text(row, "protocol_name"));
	else
		snprintf(text, size, "%s", get_text(row, "name"));
}

/* Counts and times, by message */

struct latencies {
	struct latencies *next;
	uint32_t key;			/* the header without its token */
	char name[64];
	unsigned int count, refused, no_reply, anomalies;
	int64_t *times;			/* ns, of those that are known */
	size_t time_count, room;
};

#define MAX_KINDS	1024

static struct latencies *find_latencies(struct decoder *d, uint32_t header, json_object *row)
{
	uint32_t key = header & ~SCMI_HEADER_TOKEN & ~SCMI_HEADER_RESERVED;
	struct latencies **list = &d->latencies, *l;
	unsigned int kinds = 0;

	for (; *list && (*list)->key < key; list = &(*list)->next)
		;
	if (*list && (*list)->key == key)
		return *list;
	for (l = d->latencies; l; l = l->next)
		kinds++;
	if (kinds == MAX_KINDS)
		return NULL;
	l = calloc(1, sizeof(*l));
	l->key = key;
	format_name(l->name, sizeof(l->name), row);
	l->next = *list;
	*list = l;
	return l;
}

static void add_time(struct latencies *l, int64_t time)
{
	if (l->time_count == l->room) {
		l->room = l->room ? 2 * l->room : 16;
		l->times = realloc(l->times, l->room * sizeof(*l->times));
	}
	l->times[l->time_count++] = time;
}

static void count(struct decoder *d, const struct exchange *x, json_object *row)
{
	bool refused = is_status(row, "error"), no_reply = is_status(row, "none");
	size_t anomalies = json_object_array_length(get(row, "anomalies"));
	struct latencies *l;

	d->shown++;
	d->anomalies += (unsigned int)anomalies;
	if (!x) {
		d->fast++;
		return;
	}
	/* That a delayed response is missing, or a reply is not wanted, is no exchange of its own */
	if (x->flags & (FLAG_NO_DELAYED | FLAG_REFUSED))
		return;
	d->commands += scmi_header_type(x->header) < SCMI_DELAYED_RESPONSE;
	d->delayed_responses += scmi_header_type(x->header) == SCMI_DELAYED_RESPONSE;
	d->notifications += scmi_header_type(x->header) == SCMI_NOTIFICATION;
	d->refused += refused;
	d->no_reply += no_reply;
	l = find_latencies(d, x->header, row);
	if (!l)
		return;
	l->count++;
	l->refused += refused;
	l->no_reply += no_reply;
	l->anomalies += (unsigned int)anomalies;
	if (get(row, "duration"))
		add_time(l, json_object_get_int64(get(row, "duration")));
}

static int compare(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return (x > y) - (x < y);
}

/* The smallest time that so many percent do not exceed */
static int64_t percentile(const struct latencies *l, unsigned int percent)
{
	return l->times[(l->time_count * percent + 99) / 100 - 1];
}

static json_object *times_json(struct latencies *l)
{
	json_object *times;
	double sum = 0;
	size_t i;

	if (!l->time_count)
		return NULL;
	times = json_object_new_object();
	qsort(l->times, l->time_count, sizeof(*l->times), compare);
	for (i = 0; i < l->time_count; i++)
		sum += (double)l->times[i];
	json_object_object_add(times, "min", json_object_new_int64(l->times[0]));
	json_object_object_add(times, "mean", json_object_new_int64((int64_t)(sum / (double)l->time_count)));
	json_object_object_add(times, "p50", json_object_new_int64(percentile(l, 50)));
	json_object_object_add(times, "p99", json_object_new_int64(percentile(l, 99)));
	json_object_object_add(times, "max", json_object_new_int64(l->times[l->time_count - 1]));
	return times;
}

static json_object *versions_json(const struct decoder *d)
{
	json_object *array = json_object_new_array();
	unsigned int id;

	for (id = 0; id < PROTOCOLS; id++) {
		const struct scmi_protocol_words *protocol = scmi_find_protocol((uint8_t)id);
		json_object *row;

		if (!d->stated[id] && !d->learnt[id] && !d->assumed[id])
			continue;
		row = json_object_new_object();
		put_number(row, "protocol", id);
		json_object_object_add(row, "protocol_name", NULL);
		if (protocol)
			put_text(row, "protocol_name", protocol->name);
		put_version(row, "version", scmi_version_to_wire(decoder_version((struct decoder *)d,
										 (uint8_t)id)));
		put_text(row, "from", d->stated[id] ? "option" : !d->learnt[id] ? "assumed" :
			 d->assumed[id] ? "capture, after some messages" : "capture");
		json_object_array_add(array, row);
	}
	return array;
}

json_object *summary_json(struct decoder *d)
{
	json_object *summary = json_object_new_object(), *rows = json_object_new_array();
	struct latencies *l;

	put_number(summary, "commands", d->commands);
	put_number(summary, "delayed_responses", d->delayed_responses);
	put_number(summary, "notifications", d->notifications);
	put_number(summary, "fast_channel_calls", d->fast);
	put_number(summary, "refused", d->refused);
	put_number(summary, "without_reply", d->no_reply);
	put_number(summary, "anomalies", d->anomalies);
	for (l = d->latencies; l; l = l->next) {
		json_object *row = json_object_new_object();

		put_text(row, "name", l->name);
		put_number(row, "protocol", scmi_header_protocol(l->key));
		put_number(row, "message", scmi_header_message(l->key));
		put_number(row, "count", l->count);
		put_number(row, "refused", l->refused);
		put_number(row, "without_reply", l->no_reply);
		put_number(row, "anomalies", l->anomalies);
		json_object_object_add(row, "times", times_json(l));
		json_object_array_add(rows, row);
	}
	json_object_object_add(summary, "messages", rows);
	json_object_object_add(summary, "versions", versions_json(d));
	return summary;
}

void free_latencies(struct decoder *d)
{
	while (d->latencies) {
		struct latencies *l = d->latencies;

		d->latencies = l->next;
		free(l->times);
		free(l);
	}
}

/* Each of them */
void decoder_emit(struct decoder *d, json_object *row, const struct exchange *x)
{
	if (!is_wanted(d, row)) {
		json_object_put(row);
		return;
	}
	count(d, x, row);
	if (d->capture && x)
		capture(d, x);
	if (d->tool->json && !d->quiet) {
		json_object_array_add(d->messages, row);
		return;
	}
	if (!d->quiet && !d->silent)
		print_row(d->tool, row);
	json_object_put(row);
}

/* Text */

#define INDENT	14
#define WIDTH	100

/* Words that go on in the next line where the first is full */
struct writer {
	int column;
	int indent;
};

static void write_word(struct writer *w, const char *word, const char *separator)
{
	int length = (int)strlen(word) + (int)strlen(separator);

	if (w->column > w->indent && w->column + length > WIDTH) {
		printf("%s\n%*s", *separator == ',' ? "," : "", w->indent, "");
		w->column = w->indent;
		separator = "";
	}
	printf("%s%s", separator, word);
	w->column += (int)strlen(separator) + (int)strlen(word);
}

static void format_one(const struct tool *tool, char *text, size_t size, json_object *field)
{
	uint64_t version = get_number(field, "value");

	if (!strcmp(get_text(field, "name"), "version"))
		snprintf(text, size, "%" PRIu64 ".%" PRIu64, version >> 16, version & 0xffff);
	else
		format_field(tool, text, size, field);
}

static bool same_key(json_object *a, json_object *b, const char *key)
{
	const char *x = a ? get_text(a, key) : NULL, *y = b ? get_text(b, key) : NULL;

	return x && y ? !strcmp(x, y) : x == y;
}

/*
 * A field as "name value", with bits in braces behind it; of a list the entries' numbers in brackets,
 * or, where each is a single number, only those numbers.
 */
static void write_field(const struct tool *tool, struct writer *w, json_object *before,
			json_object *field, json_object *after)
{
	bool bits = get(field, "bits"), more = after && get(after, "bits");
	bool goes_on = before && get(field, "index") && same_key(before, field, "name") && !bits;
	char value[256], word[512];
	const char *separator = "  ";

	format_one(tool, value, sizeof(value), field);
	if (goes_on) {
		snprintf(word, sizeof(word), "%s", value);
		separator = ", ";
	} else if (get(field, "index") && !bits && !same_key(before, field, "index")) {
		snprintf(word, sizeof(word), "[%s] %s %s", get_text(field, "index"),
			 get_text(field, "name"), value);
	} else {
		snprintf(word, sizeof(word), "%s%s %s%s", bits && !get(before, "bits") ? "{" : "",
			 get_text(field, "name"), value, bits && !more ? "}" : "");
		separator = bits && get(before, "bits") ? ", " : bits ? " " : "  ";
	}
	write_word(w, word, separator);
}

static void print_fields(const struct tool *tool, const char *side, json_object *object)
{
	struct writer w = { .column = INDENT + 9, .indent = INDENT + 9 };
	json_object *fields = get(object, "fields");
	size_t i, count = fields ? json_object_array_length(fields) : 0;
	const char *left_over = get_text(object, "left_over");
	char text[64];

	if (!fields && object) {
		left_over = get_text(object, "payload");
		/* Behind a status there is mostly nothing */
		left_over += get(object, "status") ? 8 : 0;
	}
	if (!count && (!left_over || !*left_over))
		return;
	printf("%*s%-7s", INDENT, "", side);
	for (i = 0; i < count; i++)
		write_field(tool, &w, i ? json_object_array_get_idx(fields, i - 1) : NULL,
			    json_object_array_get_idx(fields, i),
			    i + 1 < count ? json_object_array_get_idx(fields, i + 1) : NULL);
	if (left_over && *left_over) {
		snprintf(text, sizeof(text), "%.48s%s", left_over, strlen(left_over) > 48 ? "..." : "");
		write_word(&w, fields ? "left over:" : "bytes", "  ");
		write_word(&w, text, " ");
	}
	putchar('\n');
}

static void format_time(char *text, size_t size, json_object *row)
{
	int64_t time = json_object_get_int64(get(row, "time"));

	if (get(row, "time"))
		snprintf(text, size, "%5" PRId64 ".%06" PRId64, time / 1000000000,
			 time % 1000000000 / 1000);
	else
		snprintf(text, size, "line %s", get_text(row, "line"));
}

static void print_result(json_object *row)
{
	json_object *status = get(get(row, "reply"), "status");
	int64_t duration = json_object_get_int64(get(row, "duration"));

	if (status && json_object_get_int(get(status, "code")))
		printf("  %s (%s): %s", get_text(status, "name"), get_text(status, "code"),
		       get_text(status, "text"));
	else if (status)
		printf("  %s", get_text(status, "name"));
	else if (has_anomaly(row, "no-reply"))
		printf("  no reply");
	else if (get(row, "linux_error"))
		printf("  Linux: %s", linux_error_name(json_object_get_int(get(row, "linux_error"))));
	if (get(row, "duration"))
		printf("  %" PRId64 " us", duration / 1000);
}

void print_row(const struct tool *tool, json_object *row)
{
	json_object *anomalies = get(row, "anomalies"), *resource = get(row, "resource");
	char text[256];
	size_t i;

	format_time(text, sizeof(text), row);
	printf("%*s  %s", INDENT - 2, text, bold(tool, true));
	format_name(text, sizeof(text), row);
	printf("%s", text);
	if (resource && get(resource, "name"))
		printf(" %s", get_text(resource, "name"));
	else if (resource)
		printf(" %s", get_text(resource, "id"));
	printf("%s", bold(tool, false));
	if (strcmp(get_text(row, "kind"), "command"))
		printf("  %s", get_text(row, "kind"));
	print_result(row);
	if (get(row, "values"))
		printf("  values %s\n", get_text(row, "values"));
	else
		printf("  #%s%s%s\n", get_text(row, "token"), *get_text(row, "channel") ? " " : "",
		       get_text(row, "channel"));
	/* That of a delayed response was shown with its reply */
	if (!strcmp(get_text(row, "kind"), "command"))
		print_fields(tool, "request", get(row, "request"));
	print_fields(tool, "reply", get(row, "reply"));
	for (i = 0; i < json_object_array_length(anomalies); i++)
		printf("%*s! %s\n", INDENT, "", get_text(json_object_array_get_idx(anomalies, i), "text"));
	fflush(stdout);
}

void print_log(json_object *row)
{
	printf("%*s  %s\n", INDENT - 2, "log", get_text(row, "text"));
	if (get(row, "explanation"))
		printf("%*s= %s\n", INDENT, "", get_text(row, "explanation"));
}

void print_damaged(json_object *row)
{
	printf("%*s! line %s: %s\n", INDENT, "", get_text(row, "line"), get_text(row, "text"));
}

static void print_times(json_object *row)
{
	static const char *const keys[] = { "min", "mean", "p50", "p99", "max" };
	json_object *times = get(row, "times");
	size_t i;

	for (i = 0; i < COUNT(keys); i++) {
		if (times)
			printf("  %9.1f", (double)json_object_get_int64(get(times, keys[i])) / 1000);
		else
			printf("  %9s", "-");
	}
	putchar('\n');
}

static void print_message_table(const struct tool *tool, json_object *rows)
{
	size_t i;

	printf("%s%-36s %7s %7s %8s %7s  %9s  %9s  %9s  %9s  %9s%s\n", bold(tool, true), "MESSAGE",
	       "COUNT", "REFUSED", "NO REPLY", "ANOMALY", "MIN us", "MEAN us", "P50 us", "P99 us",
	       "MAX us", bold(tool, false));
	for (i = 0; i < json_object_array_length(rows); i++) {
		json_object *row = json_object_array_get_idx(rows, i);

		printf("%-36s %7s %7s %8s %7s", get_text(row, "name"), get_text(row, "count"),
		       get_text(row, "refused"), get_text(row, "without_reply"),
		       get_text(row, "anomalies"));
		print_times(row);
	}
}

static bool is_shown(json_object *rows, uint64_t protocol)
{
	size_t i;

	for (i = 0; i < json_object_array_length(rows); i++) {
		if (get_number(json_object_array_get_idx(rows, i), "protocol") == protocol)
			return true;
	}
	return false;
}

static void print_assumed(json_object *summary)
{
	json_object *versions = get(summary, "versions");
	size_t i;

	for (i = 0; i < json_object_array_length(versions); i++) {
		json_object *row = json_object_array_get_idx(versions, i);

		if (!strcmp(get_text(row, "from"), "assumed") && get(row, "protocol_name") &&
		    is_shown(get(summary, "messages"), get_number(row, "protocol")))
			printf("%s: version %s assumed, the capture does not tell it; --assume %s=VERSION "
			       "states another\n", get_text(row, "protocol_name"),
			       get_text(row, "version"), get_text(row, "protocol_name"));
	}
}

void print_summary(const struct tool *tool, json_object *summary)
{
	static const struct {
		const char *key, *name;
	} kinds[] = {
		{ "delayed_responses", "delayed responses" },
		{ "notifications", "notifications" },
		{ "fast_channel_calls", "calls of fast channels" },
	};
	size_t i;

	if (tool->decode.table && json_object_array_length(get(summary, "messages")))
		print_message_table(tool, get(summary, "messages"));
	printf("%s commands", get_text(summary, "commands"));
	for (i = 0; i < COUNT(kinds); i++) {
		if (get_number(summary, kinds[i].key))
			printf(", %s %s", get_text(summary, kinds[i].key), kinds[i].name);
	}
	printf(": %s refused, %s without reply, %s anomalies\n", get_text(summary, "refused"),
	       get_text(summary, "without_reply"), get_text(summary, "anomalies"));
	print_assumed(summary);
}
