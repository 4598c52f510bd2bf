// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * scmictl decode: inputs, and what they are. And what decode and trace have in common.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "bytes.h"
#include "decode.h"

#define DEFAULT_SLOW	10000u	/* us */
#define MAX_LINE	65536u
#define US		1000	/* ns */

/* Options */

static int find_protocol(struct tool *tool, const char *option, const char *text, int *id)
{
	const struct scmi_protocol_words *words = scmi_find_protocol_by_name(text);
	uint64_t number;

	if (words) {
		*id = words->id;
		return 0;
	}
	if (parse_number(text, UINT8_MAX, &number)) {
		*id = (int)number;
		return 0;
	}
	return fail(tool, EXIT_NO_SUCH, "--%s: there is no protocol '%s'", option, text);
}

/* "clock=2.0" */
static int state_version(struct decoder *d, const char *text)
{
	const char *equals = strchr(text, '=');
	unsigned int major, minor;
	char name[32], rest;
	int id = 0, status;

	if (!equals || sscanf(equals + 1, "%u.%u%c", &major, &minor, &rest) != 2 || major > 15 ||
	    minor > 15 || !major)
		return fail(d->tool, EXIT_USAGE, "--assume: '%s' is not PROTOCOL=VERSION such as clock=2.0",
			    text);
	snprintf(name, sizeof(name), "%.*s", (int)(equals - text), text);
	status = find_protocol(d->tool, "assume", name, &id);
	if (!status)
		d->stated[id] = SCMI_VERSION(major, minor);
	return status;
}

static bool is_status_word(const char *text)
{
	int status;
	char *end;

	if (!strcmp(text, "error") || !strcmp(text, "none"))
		return true;
	for (status = SCMI_SUCCESS; status >= SCMI_IN_USE; status--) {
		if (scmi_same_name(scmi_status_name(status), text))
			return true;
	}
	strtol(text, &end, 10);
	return end != text && !*end;
}

static int open_capture(struct decoder *d)
{
	const char *name = d->tool->decode.pcapng;

	if (!name)
		return 0;
	d->capture = strcmp(name, "-") ? fopen(name, "wb") : stdout;
	if (!d->capture)
		return fail(d->tool, EXIT_INTERNAL, "%s: %s", name, strerror(errno));
	/* Only one of the two can have it */
	d->silent = d->capture == stdout;
	if (d->silent && d->tool->json)
		return fail(d->tool, EXIT_USAGE, "--pcapng - and --json both want the output");
	pcapng_write_header(d->capture, "scmictl " SCMICTL_VERSION);
	return 0;
}

int decoder_init(struct decoder *d, struct tool *tool)
{
	struct decode_options *o = &tool->decode;
	int status = 0;
	size_t i;

	*d = (struct decoder){
		.tool = tool, .filter_protocol = -1, .first = NO_TIME,
		.slow = (int64_t)((o->slow ? o->slow : DEFAULT_SLOW) * US),
		.longer = (int64_t)(o->longer * US), .quiet = o->summary,
	};
	o->table = o->table || o->summary;
	d->messages = json_object_new_array();
	d->log = json_object_new_array();
	d->damaged = json_object_new_array();
	json_object_object_add(tool->out, "messages", d->messages);
	json_object_object_add(tool->out, "log", d->log);
	json_object_object_add(tool->out, "damaged", d->damaged);
	if (o->protocol)
		status = find_protocol(tool, "protocol", o->protocol, &d->filter_protocol);
	for (i = 0; !status && i < o->assume_count; i++)
		status = state_version(d, o->assume[i]);
	if (!status && o->status && !is_status_word(o->status)) {
		fail(tool, EXIT_USAGE, "--status: '%s' is no status", o->status);
		return hint(tool, "such as BUSY, -6, error for all but SUCCESS, none for no reply");
	}
	return status ? status : open_capture(d);
}

/* What is told at the end; the exit code says whether the input was whole */
int decoder_done(struct decoder *d)
{
	int status = 0;

	decoder_finish(d);
	json_object_object_add(d->tool->out, "summary", summary_json(d));
	if (json_object_array_length(d->damaged) > d->lost)
		d->tool->code = EXIT_MALFORMED;
	if (d->capture && ferror(d->capture))
		status = fail(d->tool, EXIT_INTERNAL, "%s cannot be written", d->tool->decode.pcapng);
	if (d->capture && d->capture != stdout && fclose(d->capture))
		status = fail(d->tool, EXIT_INTERNAL, "%s cannot be written", d->tool->decode.pcapng);
	d->capture = NULL;
	return status;
}

/* Inputs */

static void feed_damage(struct decoder *d, struct record *record, unsigned int line, const char *text)
{
	memset(record, 0, offsetof(struct record, payload));
	record->kind = RECORD_DAMAGED;
	record->line = line;
	record->time = NO_TIME;
	snprintf(record->text, sizeof(record->text), "%s", text);
	decoder_feed(d, record);
}

static void packet_record(struct record *record, const struct pcapng_packet *packet,
			  const char *channel)
{
	memset(record, 0, offsetof(struct record, payload));
	record->kind = RECORD_MESSAGE;
	record->time = packet->time > INT64_MAX ? NO_TIME : (int64_t)packet->time;
	record->direction = packet->outbound ? DIRECTION_REQUEST :
			    packet->inbound ? DIRECTION_REPLY : DIRECTION_UNKNOWN;
	record->header = load32_le(packet->bytes);
	record->size = packet->size - SCMI_HEADER_SIZE;
	if (record->size > sizeof(record->payload))
		record->size = sizeof(record->payload);
	record->original = packet->original < packet->size ? packet->size - SCMI_HEADER_SIZE :
			   packet->original - SCMI_HEADER_SIZE;
	memcpy(record->payload, packet->bytes + SCMI_HEADER_SIZE, record->size);
	snprintf(record->channel, sizeof(record->channel), "%s", channel);
}

static void decode_capture(struct decoder *d, const uint8_t *bytes, size_t size)
{
	struct pcapng_reader *reader = calloc(1, sizeof(*reader));
	struct record *record = calloc(1, sizeof(*record));
	struct pcapng_packet packet;
	enum pcapng_result result;
	unsigned int number = 0;
	const char *reason;

	pcapng_read_init(reader, bytes, size);
	while ((result = pcapng_read(reader, &packet, &reason)) != PCAPNG_END) {
		number++;
		if (result == PCAPNG_DAMAGED) {
			feed_damage(d, record, number, reason);
			break;
		}
		if (result == PCAPNG_FOREIGN) {
			feed_damage(d, record, number, "the packet's link type is not USER0 (147)");
			continue;
		}
		if (packet.size < SCMI_HEADER_SIZE) {
			feed_damage(d, record, number, "the packet is shorter than a message header");
			continue;
		}
		packet_record(record, &packet, pcapng_channel_name(reader, packet.channel));
		record->line = number;
		decoder_feed(d, record);
	}
	free(reader);
	free(record);
}

/* "clock:rate_get:reply": what messages are that come without headers */
static int parse_headless(struct decoder *d, struct hex_reader *hex)
{
	static const char *const kinds[] = { "request", "reply", "delayed", "notification" };
	static const enum scmi_message_type types[] = {
		SCMI_COMMAND, SCMI_COMMAND, SCMI_DELAYED_RESPONSE, SCMI_NOTIFICATION,
	};
	const struct scmi_protocol_words *protocol;
	const struct scmi_message_words *message;
	char names[2][64] = { "", "" }, kind[16] = "request";
	int id = 0, which, status;

	if (sscanf(d->tool->decode.as, "%63[^:]:%63[^:]:%15[^:]", names[0], names[1], kind) < 2)
		return fail(d->tool, EXIT_USAGE, "--as: '%s' is not PROTOCOL:MESSAGE[:reply]",
			    d->tool->decode.as);
	status = find_protocol(d->tool, "as", names[0], &id);
	if (status)
		return status;
	which = find_word(kinds, COUNT(kinds), kind);
	if (which < 0)
		return fail(d->tool, EXIT_USAGE, "--as: '%s' is not request, reply, delayed or notification",
			    kind);
	protocol = scmi_find_protocol((uint8_t)id);
	for (message = protocol ? protocol->messages : NULL;
	     message && message < protocol->messages + protocol->count; message++) {
		if (message->type == types[which] && (scmi_same_name(message->name, names[1]) ||
						      scmi_same_name(message->short_name, names[1]))) {
			hex->headless = true;
			hex->header = scmi_header((uint8_t)id, message->id, types[which], 0);
			hex->direction = which ? DIRECTION_REPLY : DIRECTION_REQUEST;
			return 0;
		}
	}
	return fail(d->tool, EXIT_NO_SUCH, "--as: protocol %s has no %s '%s'", names[0], kind, names[1]);
}

enum input { INPUT_HEX, INPUT_TEXT, INPUT_PCAPNG, INPUTS };
static const char *const inputs[INPUTS] = {
	[INPUT_HEX] = "hex", [INPUT_TEXT] = "text", [INPUT_PCAPNG] = "pcapng",
};

/* What other tools make readable first */
static const struct foreign {
	const char *magic, *what, *hint;
} foreign_inputs[] = {
	{ "\x17\x08\x44tracing", "a trace of trace-cmd", "`trace-cmd report FILE` makes text of it" },
	{ "PERFILE2", "a recording of perf", "`perf script -i FILE` makes text of it" },
	{ "\xd4\xc3\xb2\xa1", "a pcap file", "`editcap -F pcapng FILE NEW` makes it pcapng" },
	{ "\x4d\x3c\xb2\xa1", "a pcap file", "`editcap -F pcapng FILE NEW` makes it pcapng" },
	{ "\x1f\x8b", "compressed", "`gunzip` it" },
	{ "\x28\xb5\x2f\xfd", "compressed", "`unzstd` it" },
};

static int refuse_foreign(struct tool *tool, const uint8_t *bytes, size_t size)
{
	const struct foreign *f;

	for (f = foreign_inputs; f < foreign_inputs + COUNT(foreign_inputs); f++) {
		if (size < strlen(f->magic) || memcmp(bytes, f->magic, strlen(f->magic)))
			continue;
		fail(tool, EXIT_USAGE, "the input is %s", f->what);
		return hint(tool, "%s", f->hint);
	}
	return 0;
}

/* The next line, without its end; what is longer than MAX_LINE is cut. False at the end */
static bool next_line(const uint8_t **bytes, size_t *size, char *line)
{
	const uint8_t *end = memchr(*bytes, '\n', *size);
	size_t length = end ? (size_t)(end - *bytes) : *size, kept, i;

	if (!*size)
		return false;
	kept = length < MAX_LINE ? length : MAX_LINE - 1;
	/* A NUL is no end of a line */
	for (i = 0; i < kept; i++)
		line[i] = (*bytes)[i] ? (char)(*bytes)[i] : '?';
	while (kept && line[kept - 1] == '\r')
		kept--;
	line[kept] = '\0';
	length += end != NULL;
	*bytes += length;
	*size -= length;
	return true;
}

/* Hexadecimal is what has such a line before any other that says something */
static enum input detect(const uint8_t *bytes, size_t size, char *line)
{
	if (pcapng_is_capture(bytes, size))
		return INPUT_PCAPNG;
	while (next_line(&bytes, &size, line)) {
		if (is_trace_line(line))
			return INPUT_TEXT;
		if (is_hex_line(line))
			return INPUT_HEX;
		if (*line && *line != '#' && strspn(line, " \t") != strlen(line))
			return INPUT_TEXT;
	}
	return INPUT_TEXT;
}

static void decode_text(struct decoder *d, const uint8_t *bytes, size_t size, char *line)
{
	struct record *record = calloc(1, sizeof(*record));
	unsigned int number = 0;

	while (next_line(&bytes, &size, line)) {
		record->line = ++number;
		read_text_line(record, line);
		decoder_feed(d, record);
	}
	free(record);
}

static int decode_hex(struct decoder *d, const uint8_t *bytes, size_t size, char *line)
{
	struct hex_reader *hex = calloc(1, sizeof(*hex));
	unsigned int number = 0;
	int status = 0;

	hex->decoder = d;
	if (d->tool->decode.as)
		status = parse_headless(d, hex);
	while (!status && next_line(&bytes, &size, line))
		read_hex_line(hex, line, ++number);
	finish_hex(hex);
	free(hex);
	return status;
}

int decode_bytes(struct decoder *d, const uint8_t *bytes, size_t size)
{
	const char *told = d->tool->decode.format;
	char *line = malloc(MAX_LINE);
	int format = told ? find_word(inputs, COUNT(inputs), told) : (int)detect(bytes, size, line);
	int status = 0;

	if (d->tool->decode.as)
		format = INPUT_HEX;
	if (format < 0)
		status = fail(d->tool, EXIT_USAGE, "--format: '%s' is not hex, text or pcapng", told);
	else if (format == INPUT_PCAPNG)
		decode_capture(d, bytes, size);
	else if (format == INPUT_HEX)
		status = decode_hex(d, bytes, size, line);
	else
		decode_text(d, bytes, size, line);
	free(line);
	return status;
}

static int read_all(struct tool *tool, const char *name, uint8_t **bytes, size_t *size)
{
	FILE *file = strcmp(name, "-") ? fopen(name, "rb") : stdin;
	size_t room = 0, got = 0;

	*bytes = NULL;
	*size = 0;
	if (!file)
		return fail(tool, EXIT_INTERNAL, "%s: %s", name, strerror(errno));
	do {
		*size += got;
		if (*size == room) {
			room = room ? 2 * room : 65536;
			*bytes = realloc(*bytes, room);
		}
		got = fread(*bytes + *size, 1, room - *size, file);
	} while (got);
	if (ferror(file))
		fail(tool, EXIT_INTERNAL, "%s: %s", name, strerror(errno));
	if (file != stdin)
		fclose(file);
	return tool->code;
}

int run_decode(struct tool *tool, int argc, char **argv)
{
	struct decoder *d = calloc(1, sizeof(*d));
	uint8_t *bytes = NULL;
	size_t size;
	int status = decoder_init(d, tool);

	if (!status)
		status = read_all(tool, argc ? argv[0] : "-", &bytes, &size);
	if (!status)
		status = refuse_foreign(tool, bytes, size);
	if (!status)
		status = decode_bytes(d, bytes, size);
	if (!status)
		status = decoder_done(d);
	decoder_free(d);
	free(d);
	free(bytes);
	return status;
}

void print_decode(const struct tool *tool, json_object *out)
{
	if (tool->decode.pcapng && !strcmp(tool->decode.pcapng, "-"))
		return;
	print_summary(tool, get(out, "summary"));
}
