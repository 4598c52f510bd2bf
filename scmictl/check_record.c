// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * The recorder of `scmictl check`, through which all messages go, and what checks tell.
 */
#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "check.h"

#define MAX_MESSAGES	200000u		/* of one run: a server cannot keep it busy for ever */
#define MAX_TIMEOUTS	3u
#define MAX_FINDINGS	8u		/* of one check that are told one by one */
#define STATUS_SIZE	4
#define LOWEST_STATUS	SCMI_IN_USE
#define FIRST_VENDOR	(-128)		/* statuses from here down are the vendor's */
#define RESPONSE	"4.1.1"		/* headers */
#define STATUSES	"4.1.4"

volatile sig_atomic_t check_interrupted;

/* Findings */

/* scmictl, and how to reach the same server */
static void begin_command(const struct tool *tool, FILE *to)
{
	const char *environment = getenv("SCMICTL_TRANSPORT");

	fputs("scmictl", to);
	if (tool->transport && (!environment || strcmp(environment, tool->transport)))
		fprintf(to, " --transport %s", tool->transport);
	if (tool->board && tool->agent != 1)
		fprintf(to, " --agent %u", tool->agent);
}

/* The last message in words, NULL: it is none that is known */
static const struct scmi_message_words *last_message(const struct checks *c)
{
	uint32_t header = load32_le(c->request);
	const struct scmi_protocol_words *protocol =
		scmi_find_protocol(scmi_header_protocol(header));

	if (!protocol)
		return NULL;
	return scmi_find_message(protocol, scmi_header_message(header), SCMI_COMMAND);
}

static void write_send(const struct checks *c, FILE *to)
{
	uint32_t header = load32_le(c->request);
	const struct scmi_protocol_words *protocol =
		scmi_find_protocol(scmi_header_protocol(header));
	const struct scmi_message_words *message = last_message(c);
	size_t i;

	if (protocol)
		fprintf(to, " send %s", protocol->name);
	else
		fprintf(to, " send 0x%x", scmi_header_protocol(header));
	if (message)
		fprintf(to, " %s hex=", message->short_name);
	else
		fprintf(to, " 0x%x hex=", scmi_header_message(header));
	for (i = SCMI_HEADER_SIZE; i < c->request_size; i++)
		fprintf(to, "%02x", c->request[i]);
}

static void put_repeat(const struct checks *c, json_object *finding, bool message)
{
	char *text = NULL;
	size_t size;
	FILE *to = open_memstream(&text, &size);

	if (!to)
		abort();
	begin_command(c->tool, to);
	if (message)
		write_send(c, to);
	else
		fprintf(to, " check --only %s%s%s", c->name, c->tool->writes ? " --writes" : "",
			c->tool->disruptive ? " --disruptive" : "");
	fclose(to);
	json_object_object_add(finding, "repeat", json_object_new_string(text));
	free(text);
}

/* What holds for one resource often holds for all: it is told once, and counted */
static bool is_told(const struct checks *c, const char *text)
{
	size_t i;

	for (i = 0; i < json_object_array_length(c->findings); i++) {
		if (!strcmp(get_text(json_object_array_get_idx(c->findings, i), "text"), text))
			return true;
	}
	return false;
}

static void add_finding(struct checks *c, enum grade grade, const char *section, bool message,
			const char *text)
{
	json_object *finding;

	c->failures += grade == GRADE_FAILURE;
	c->remarks += grade == GRADE_REMARK;
	if (json_object_array_length(c->findings) >= MAX_FINDINGS || is_told(c, text))
		return;
	finding = json_object_new_object();
	put_text(finding, "grade", grade == GRADE_FAILURE ? "failure" : "remark");
	put_text(finding, "text", text);
	put_text(finding, "section", section);
	put_hex(finding, "sent", c->request, c->request_size);
	put_hex(finding, "received", c->reply, c->reply_size);
	put_repeat(c, finding, message && c->request_size >= SCMI_HEADER_SIZE);
	json_object_array_add(c->findings, finding);
}

/* What the message is about, or else the check */
static void section_of_last(const struct checks *c, char *text, size_t size)
{
	uint32_t header = c->request_size >= SCMI_HEADER_SIZE ? load32_le(c->request) : 0;

	if (c->row && c->row->section)
		snprintf(text, size, "%s", c->row->section);
	else if (c->row && c->row->message)
		section_of(text, size, c->row->protocol, c->row->message);
	else
		section_of(text, size, scmi_header_protocol(header), scmi_header_message(header));
}

static void tell_words(struct checks *c, enum grade grade, bool message, const char *format,
		       va_list arguments) __attribute__((format(printf, 4, 0)));
static void tell_words(struct checks *c, enum grade grade, bool message, const char *format,
		       va_list arguments)
{
	char text[512], section[16];

	vsnprintf(text, sizeof(text), format, arguments);
	section_of_last(c, section, sizeof(section));
	add_finding(c, grade, section, message, text);
}

void tell(struct checks *c, enum grade grade, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	tell_words(c, grade, false, format, arguments);
	va_end(arguments);
}

void tell_message(struct checks *c, enum grade grade, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	tell_words(c, grade, true, format, arguments);
	va_end(arguments);
}

void skip(struct checks *c, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(c->skipped, sizeof(c->skipped), format, arguments);
	va_end(arguments);
}

/* What holds for every reply: told once a message, in the words of the rule that is broken */
static void tell_rule(struct checks *c, const char *section, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
static void tell_rule(struct checks *c, const char *section, const char *format, ...)
{
	const struct scmi_message_words *message = last_message(c);
	uint32_t header = load32_le(c->request);
	char text[512], rule[256];
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(rule, sizeof(rule), format, arguments);
	va_end(arguments);
	if (message)
		snprintf(text, sizeof(text), "%s: %s", message->name, rule);
	else
		snprintf(text, sizeof(text), "message 0x%x of protocol 0x%x: %s",
			 scmi_header_message(header), scmi_header_protocol(header), rule);
	add_finding(c, GRADE_FAILURE, section, true, text);
	c->told = true;
}

static void judge_header(struct checks *c, uint32_t sent, uint32_t received)
{
	if (scmi_header_token(received) != scmi_header_token(sent))
		tell_rule(c, RESPONSE, "the reply has token %u, the request %u",
			  scmi_header_token(received), scmi_header_token(sent));
	else if (scmi_header_protocol(received) != scmi_header_protocol(sent))
		tell_rule(c, RESPONSE, "the reply is of protocol 0x%x, the request of 0x%x",
			  scmi_header_protocol(received), scmi_header_protocol(sent));
	else if (scmi_header_message(received) != scmi_header_message(sent))
		tell_rule(c, RESPONSE, "the reply is of message 0x%x, the request of 0x%x",
			  scmi_header_message(received), scmi_header_message(sent));
	else if (scmi_header_type(received) != scmi_header_type(sent))
		tell_rule(c, RESPONSE, "the reply has message type %u, the request %u",
			  scmi_header_type(received), scmi_header_type(sent));
	else
		tell_rule(c, RESPONSE, "the reply's header is 0x%08x, the request's 0x%08x",
			  received, sent);
}

static void judge_message(struct checks *c)
{
	uint32_t sent = load32_le(c->request);
	int status;

	if (c->reply_size < SCMI_HEADER_SIZE + STATUS_SIZE) {
		tell_rule(c, RESPONSE, "the reply has %zu bytes, too few for header and status",
			  c->reply_size);
		return;
	}
	if (load32_le(c->reply) != sent) {
		judge_header(c, sent, load32_le(c->reply));
		return;
	}
	status = (int)load32_le(c->reply + SCMI_HEADER_SIZE);
	if (status > 0 || (status < LOWEST_STATUS && status > FIRST_VENDOR))
		tell_rule(c, STATUSES, "the status %d is none of the specification", status);
	if (status && c->reply_size > SCMI_HEADER_SIZE + STATUS_SIZE &&
	    scmi_header_protocol(sent) >= SCMI_PROTOCOL_FIRST)
		add_finding(c, GRADE_REMARK, RESPONSE, true,
			    "a refusal carries more than its status");
}

/* Others are those of a message that the transport does not carry */
static bool is_no_reply(int error)
{
	return error == -EPROTO || error == -EIO || error == -ENOTCONN;
}

/* The transport, with a record of what goes through it */
static int record(void *context, const uint8_t *request, size_t size, uint8_t *reply,
		  size_t *reply_size)
{
	struct checks *c = context;
	size_t room = *reply_size;
	int error;

	memcpy(c->request, request, size);
	c->request_size = size;
	c->reply_size = 0;
	c->told = false;
	if (c->timeouts >= MAX_TIMEOUTS || (!c->putting_back && (c->gone || check_interrupted)))
		return -ECANCELED;
	c->gone |= ++c->messages >= MAX_MESSAGES;
	error = c->transport.exchange(c->transport.context, request, size, reply, reply_size);
	if (error == -ETIMEDOUT) {
		c->gone |= ++c->timeouts >= MAX_TIMEOUTS;
		tell_rule(c, RESPONSE, "there is no reply in time");
	} else if (is_no_reply(error)) {
		tell_rule(c, RESPONSE, "there is no reply");
	}
	if (error)
		return error;
	if (*reply_size > room) {
		tell_rule(c, RESPONSE, "the reply has %zu bytes, the transport takes %zu",
			  *reply_size, room);
		return 0;
	}
	memcpy(c->reply, reply, *reply_size);
	c->reply_size = *reply_size;
	judge_message(c);
	return 0;
}

static int receive(void *context, uint8_t *message, size_t *size, uint32_t *timeout)
{
	struct checks *c = context;

	if (check_interrupted)
		return -ECANCELED;
	return c->transport.receive(c->transport.context, message, size, timeout);
}

void start_recorder(struct checks *c, struct tool *tool)
{
	c->tool = tool;
	c->link = &tool->link;
	c->transport = tool->config;
	tool->config.exchange = record;
	tool->config.context = c;
	if (tool->config.receive)
		tool->config.receive = receive;
	scmi_link_init(&tool->link, &tool->config);
}

/* Messages */

bool ask_as(struct checks *c, uint32_t header, const uint8_t *payload, size_t size, int *status)
{
	const struct scmi_link_config *config = &c->tool->config;
	size_t reply_size = config->max_size;

	if (size > config->max_size - SCMI_HEADER_SIZE)
		return false;
	store32_le(config->request, header);
	if (size)
		memcpy(config->request + SCMI_HEADER_SIZE, payload, size);
	if (record(c, config->request, SCMI_HEADER_SIZE + size, config->reply, &reply_size) ||
	    c->reply_size < SCMI_HEADER_SIZE + STATUS_SIZE)
		return false;
	*status = (int)load32_le(c->reply + SCMI_HEADER_SIZE);
	return true;
}

bool ask(struct checks *c, uint8_t protocol, uint8_t message, const uint8_t *payload, size_t size,
	 int *status)
{
	uint32_t header = scmi_header(protocol, message, SCMI_COMMAND, c->link->token++);

	return ask_as(c, header, payload, size, status) && !c->told;
}

const uint8_t *answer(const struct checks *c, size_t *size)
{
	*size = c->reply_size - SCMI_HEADER_SIZE - STATUS_SIZE;
	return c->reply + SCMI_HEADER_SIZE + STATUS_SIZE;
}

void want_refusal(struct checks *c, int status, int wanted, bool strict, const char *format, ...)
{
	bool harmless = status == wanted || status == SCMI_BUSY;
	char what[256];
	va_list arguments;

	if (harmless)
		return;
	va_start(arguments, format);
	vsnprintf(what, sizeof(what), format, arguments);
	va_end(arguments);
	if (!status)
		tell_message(c, strict ? GRADE_FAILURE : GRADE_REMARK,
			     "%s: accepted, not refused with %s", what, scmi_status_name(wanted));
	else
		tell_message(c, strict ? GRADE_FAILURE : GRADE_REMARK,
			     "%s: refused with %s, not with %s", what, scmi_status_name(status),
			     scmi_status_name(wanted));
}

bool fine(struct checks *c, struct scmi_result result, const char *format, ...)
{
	char what[256];
	va_list arguments;

	if (scmi_ok(result) || c->told || result.kind == SCMI_RESULT_UNSENT)
		return scmi_ok(result);
	va_start(arguments, format);
	vsnprintf(what, sizeof(what), format, arguments);
	va_end(arguments);
	if (result.kind == SCMI_RESULT_STATUS)
		tell(c, GRADE_FAILURE, "%s: refused with %s", what, scmi_status_name(result.code));
	else
		tell(c, GRADE_FAILURE, "%s: %s", what, scmi_result_text(result));
	return false;
}

/* Changes */

void will_undo(struct checks *c, const struct undo *undo)
{
	if (c->undo_count < MAX_UNDO)
		c->undo[c->undo_count++] = *undo;
}

bool changed(struct checks *c, struct scmi_result result, const struct undo *undo)
{
	if (!is_refusal(result) && result.kind != SCMI_RESULT_UNSENT)
		will_undo(c, undo);
	return scmi_ok(result);
}

static struct scmi_result take_back(struct checks *c, const struct undo *undo)
{
	if (undo->subscription)
		return undo->subscription(c->link, undo->id, false);
	return undo->put_back(c->link, undo->id, undo->value);
}

/* Whatever became of the check, and however many signals or messages there were */
void undo_all(struct checks *c)
{
	c->putting_back = true;
	while (c->undo_count) {
		c->left += !fine(c, take_back(c, &c->undo[--c->undo_count]),
				 "putting back what was there before");
	}
	c->putting_back = false;
}
