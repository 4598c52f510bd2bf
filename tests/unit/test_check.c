// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * `scmictl check` on a server that is right, and on one that is wrong in one way at a time: between
 * tool and board stands a liar, who changes what a reply says.
 */
#include <errno.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

/* The tool has functions of names that are macros of cmocka's */
#include "../../scmictl/check.h"

#include <cmocka.h>

#define BOARD		"board:" UNIT_BOARDS "/boards/demo.dtb"
#define SLOW_BOARD	"board:" UNIT_BOARDS "/tests/unit/delayed.dtb"
#define CLOCK		0x14u
#define ANY		0xffu
#define ROOM		4096u

/* What is in a message: header, then words */
struct message {
	uint8_t *bytes;
	size_t size;
};

static uint32_t word(const uint8_t *bytes, size_t index)
{
	return load32_le(bytes + 4 * index);
}

static void set_word(uint8_t *bytes, size_t index, uint32_t value)
{
	store32_le(bytes + 4 * index, value);
}

/* A lie about replies: returns what the transport says */
typedef int lie(const struct message *request, struct message *reply);

struct lying {
	const char *what;
	uint8_t protocol;	/* ANY: all */
	uint16_t message;	/* ANY: all */
	lie *lie;
	const char *check;	/* that has to find it, ... */
	const char *words;	/* ... and what it says */
	bool writes;
};

static const struct lying *lying;
static struct scmi_link_config honest;
static uint64_t told;
static unsigned int versions;		/* or what else a lie counts */
static uint32_t stop_at;		/* the message whose second one brings a signal: header */
static unsigned int stops;
static uint32_t kept;			/* a subscription that does not end, in the same way */

static bool (*harm)(const struct message *request);	/* one that must not be sent */
static unsigned int harmed;

static int lying_exchange(void *context, const uint8_t *request, size_t size, uint8_t *reply,
			  size_t *reply_size)
{
	uint8_t *copy = malloc(ROOM);
	struct message answer = { copy, ROOM };
	struct message question = { (uint8_t *)(uintptr_t)request, size };
	uint32_t header = load32_le(request);
	int error;

	if (harm)
		harmed += harm(&question);
	if (kept && (header & 0x3ffff) == kept)
		set_word(question.bytes, 2, 1);
	error = honest.exchange(context, request, size, reply, reply_size);
	told++;
	if (stop_at && (header & 0x3ffff) == stop_at && ++stops == 2)
		check_interrupted = SIGTERM;
	if (error || !lying ||
	    (lying->protocol != ANY && lying->protocol != scmi_header_protocol(header)) ||
	    (lying->message != ANY && lying->message != scmi_header_message(header)))
		goto out;
	memcpy(copy, reply, *reply_size);
	answer.size = *reply_size;
	error = lying->lie(&question, &answer);
	memcpy(reply, copy, answer.size < honest.max_size ? answer.size : honest.max_size);
	*reply_size = answer.size;
out:
	free(copy);
	return error;
}

/*
 * What the server sends by itself: as it is, not at all, about another resource, or with another
 * value. In notifications and delayed responses alike, the resource is word 2, the value word 3 and
 * what follows.
 */
static enum hearing { TRUE, MUTE, ANOTHER, WRONG, ZERO, CUT } hearing;

static int lying_receive(void *context, uint8_t *message, size_t *size, uint32_t *timeout)
{
	int error = honest.receive(context, message, size, timeout);

	if (error || !*size)
		return error;
	if (hearing == MUTE)
		*size = 0;
	else if (hearing == ANOTHER)
		set_word(message, 2, word(message, 2) + 100);
	else if (hearing == WRONG)
		set_word(message, 3, word(message, 3) ^ 1);
	else if (hearing == ZERO)
		set_word(message, 3, 0);
	else if (hearing == CUT)
		*size = 12;
	return 0;
}

/* The lies */

static int other_token(const struct message *request, struct message *reply)
{
	(void)request;
	set_word(reply->bytes, 0, word(reply->bytes, 0) ^ 1u << 18);
	return 0;
}

static int other_protocol(const struct message *request, struct message *reply)
{
	(void)request;
	set_word(reply->bytes, 0, word(reply->bytes, 0) ^ 1u << 10);
	return 0;
}

static int other_message(const struct message *request, struct message *reply)
{
	(void)request;
	set_word(reply->bytes, 0, word(reply->bytes, 0) ^ 1u);
	return 0;
}

static int other_type(const struct message *request, struct message *reply)
{
	(void)request;
	set_word(reply->bytes, 0, word(reply->bytes, 0) ^ 2u << 8);
	return 0;
}

static int reserved_header(const struct message *request, struct message *reply)
{
	(void)request;
	set_word(reply->bytes, 0, word(reply->bytes, 0) | 1u << 31);
	return 0;
}

static int positive_status(const struct message *request, struct message *reply)
{
	(void)request;
	set_word(reply->bytes, 1, 5);
	return 0;
}

static int odd_status(const struct message *request, struct message *reply)
{
	(void)request;
	set_word(reply->bytes, 1, (uint32_t)-50);
	return 0;
}

static int headless(const struct message *request, struct message *reply)
{
	(void)request;
	reply->size = 6;
	return 0;
}

static int nothing(const struct message *request, struct message *reply)
{
	(void)request;
	reply->size = 0;
	return 0;
}

static int enormous(const struct message *request, struct message *reply)
{
	(void)request;
	reply->size = 4000;
	return 0;
}

static int silent(const struct message *request, struct message *reply)
{
	(void)request;
	(void)reply;
	return -ETIMEDOUT;
}

static int no_reply(const struct message *request, struct message *reply)
{
	(void)request;
	(void)reply;
	return -EPROTO;
}

/* What Linux says of a service that fails, and of one that has crashed */
static int fails(const struct message *request, struct message *reply)
{
	(void)request;
	(void)reply;
	return -EIO;
}

static int is_dead(const struct message *request, struct message *reply)
{
	(void)request;
	(void)reply;
	return -ENOTCONN;
}

/* Accepts what was refused with a status */
static int accept_status(struct message *reply, int status)
{
	if (word(reply->bytes, 1) == (uint32_t)status)
		set_word(reply->bytes, 1, 0);
	return 0;
}

static int accept_size(const struct message *request, struct message *reply)
{
	(void)request;
	return accept_status(reply, SCMI_PROTOCOL_ERROR);
}

static int accept_long(const struct message *request, struct message *reply)
{
	return request->size > 8 ? accept_status(reply, SCMI_PROTOCOL_ERROR) : 0;
}

static int accept_unknown(const struct message *request, struct message *reply)
{
	(void)request;
	return accept_status(reply, SCMI_NOT_SUPPORTED);
}

static int accept_id(const struct message *request, struct message *reply)
{
	(void)request;
	return accept_status(reply, SCMI_NOT_FOUND);
}

static int accept_flags(const struct message *request, struct message *reply)
{
	(void)request;
	return accept_status(reply, SCMI_INVALID_PARAMETERS);
}

static int accept_index(const struct message *request, struct message *reply)
{
	(void)request;
	return accept_status(reply, SCMI_OUT_OF_RANGE);
}

static int other_refusal(const struct message *request, struct message *reply)
{
	(void)request;
	if (word(reply->bytes, 1) == (uint32_t)SCMI_NOT_FOUND)
		set_word(reply->bytes, 1, (uint32_t)SCMI_GENERIC_ERROR);
	return 0;
}

static int refuse(const struct message *request, struct message *reply)
{
	(void)request;
	set_word(reply->bytes, 1, (uint32_t)SCMI_NOT_FOUND);
	reply->size = 8;
	return 0;
}

static int not_rate_set(const struct message *request, struct message *reply)
{
	return word(request->bytes, 1) == 5 ? refuse(request, reply) : 0;
}

static int newer_later(const struct message *request, struct message *reply)
{
	(void)request;
	if (++versions > 1)
		set_word(reply->bytes, 2, 0x20000);
	return 0;
}

static int one_word_less(const struct message *request, struct message *reply)
{
	(void)request;
	reply->size -= reply->size > 8 ? 4 : 0;
	return 0;
}

static int one_word_more(const struct message *request, struct message *reply)
{
	(void)request;
	if (!word(reply->bytes, 1)) {
		set_word(reply->bytes, reply->size / 4, 0);
		reply->size += 4;
	}
	return 0;
}

static int reserved_bit(const struct message *request, struct message *reply)
{
	(void)request;
	if (!word(reply->bytes, 1))
		set_word(reply->bytes, 2, word(reply->bytes, 2) | 1u << 20);
	return 0;
}

static int one_entry_more(const struct message *request, struct message *reply)
{
	(void)request;
	if (!word(reply->bytes, 1))
		set_word(reply->bytes, 2, word(reply->bytes, 2) + 1);
	return 0;
}

static int no_end_of_text(const struct message *request, struct message *reply)
{
	(void)request;
	if (!word(reply->bytes, 1))
		memset(reply->bytes + 12, 'x', 16);
	return 0;
}

/* More remain than there are, however far the list has come */
static int for_ever(const struct message *request, struct message *reply)
{
	(void)request;
	if (!word(reply->bytes, 1) && !(word(reply->bytes, 2) & 1u << 12))
		set_word(reply->bytes, 2, word(reply->bytes, 2) | 7u << 16);
	return 0;
}

/* The index is not looked at */
static int same_page(const struct message *request, struct message *reply)
{
	static uint8_t first[512];
	static size_t size;

	if (!word(request->bytes, 2)) {
		memcpy(first, reply->bytes, reply->size);
		size = reply->size;
	} else if (word(request->bytes, 2) == 1 && size) {
		memcpy(reply->bytes + 4, first + 4, size - 4);
		reply->size = size;
	}
	return 0;
}

static int falling(const struct message *request, struct message *reply)
{
	(void)request;
	if (reply->size >= 12 + 16) {
		uint32_t low = word(reply->bytes, 3);

		set_word(reply->bytes, 3, word(reply->bytes, 5));
		set_word(reply->bytes, 5, low);
	}
	return 0;
}

static int far_parent(const struct message *request, struct message *reply)
{
	(void)request;
	if (reply->size >= 16)
		set_word(reply->bytes, 3, 500);
	return 0;
}

static int strange_parent(const struct message *request, struct message *reply)
{
	(void)request;
	if (!word(reply->bytes, 1))
		set_word(reply->bytes, 2, 7);
	return 0;
}

static int turned_over(const struct message *request, struct message *reply)
{
	(void)request;
	if (!word(reply->bytes, 1))
		set_word(reply->bytes, 3, word(reply->bytes, 3) ^ 1);
	return 0;
}

static int another_name(const struct message *request, struct message *reply)
{
	(void)request;
	if (!word(reply->bytes, 1))
		reply->bytes[12] ^= 0x20;
	return 0;
}

/* What is read back is not what was set */
static int another_value(const struct message *request, struct message *reply)
{
	(void)request;
	if (!word(reply->bytes, 1))
		set_word(reply->bytes, 2, word(reply->bytes, 2) + 1);
	return 0;
}

/* One thing now, another the next time */
static int every_other(const struct message *request, struct message *reply)
{
	(void)request;
	if (!word(reply->bytes, 1) && versions++ % 2)
		set_word(reply->bytes, 2, word(reply->bytes, 2) ^ 2);
	return 0;
}

/* A rate, or the state of a power domain, is another one once it was set */
static int after_set(const struct message *request, struct message *reply)
{
	uint32_t header = word(request->bytes, 0);
	uint8_t message = scmi_header_message(header);
	uint8_t set = scmi_header_protocol(header) == CLOCK ? 0x5 : 0x4;

	if (message == set && !word(reply->bytes, 1))
		versions = 1;
	if (message == set + 1 && versions)
		set_word(reply->bytes, 2, word(reply->bytes, 2) ^ 2);
	return 0;
}

/* What was there before is taken, what is described is not */
static int every_second(const struct message *request, struct message *reply)
{
	(void)request;
	if (!word(reply->bytes, 1) && versions++ % 2)
		set_word(reply->bytes, 1, (uint32_t)SCMI_INVALID_PARAMETERS);
	return 0;
}

static const struct lying lies[] = {
	{ "token", ANY, ANY, other_token, "transport.token", "the reply has token", false },
	{ "protocol", ANY, ANY, other_protocol, "transport.token",
	  "the reply is of protocol 0x11", false },
	{ "message", ANY, ANY, other_message, "transport.token",
	  "the reply is of message 0x1", false },
	{ "type", ANY, ANY, other_type, "transport.token", "the reply has message type 2", false },
	{ "header", ANY, ANY, reserved_header, "transport.token",
	  "the reply's header is 0x8", false },
	{ "positive status", CLOCK, 0x6, positive_status, "clock.replies",
	  "the status 5 is none", false },
	{ "odd status", CLOCK, 0x6, odd_status, "clock.replies", "the status -50 is none", false },
	{ "no status", ANY, ANY, headless, "transport.token", "the reply has 6 bytes", false },
	{ "no bytes", ANY, ANY, nothing, "transport.token", "the reply has 0 bytes", false },
	{ "too many bytes", ANY, ANY, enormous, "transport.token",
	  "the reply has 4000 bytes", false },
	{ "no reply in time", ANY, ANY, silent, "transport.discovery",
	  "there is no reply in time", false },
	{ "no reply", CLOCK, 0x3, no_reply, "clock.replies", "there is no reply", false },
	{ "a service that fails", CLOCK, 0x3, fails, "clock.replies", "there is no reply", false },
	{ "a service that is dead", CLOCK, 0x3, is_dead, "clock.replies",
	  "there is no reply", false },
	{ "wrong sizes", CLOCK, 0x6, accept_size, "clock.size",
	  "CLOCK_RATE_GET with a payload of 0 bytes", false },
	{ "long payloads", CLOCK, 0x6, accept_long, "clock.size",
	  "with a payload of 8 bytes instead of 4: accepted", false },
	{ "unknown messages", CLOCK, 0x7f, accept_unknown, "clock.unknown-message",
	  "message 0x7f, which is none: accepted", false },
	{ "unknown protocols", 0x7f, ANY, accept_unknown, "transport.unknown-protocol",
	  "protocol 0x7f, which is not listed: accepted", false },
	{ "unknown clocks", CLOCK, 0x6, accept_id, "clock.unknown-id",
	  "CLOCK_RATE_GET with clock_id 11 of 11: accepted", false },
	{ "another refusal", CLOCK, 0x6, other_refusal, "clock.unknown-id",
	  "refused with GENERIC_ERROR, not with NOT_FOUND", false },
	{ "unknown attributes", CLOCK, 0x2, accept_id, "clock.message-attributes",
	  "which is none: accepted", false },
	{ "a missing message", CLOCK, 0x2, not_rate_set, "clock.mandatory",
	  "CLOCK_RATE_SET is mandatory, and not there", false },
	{ "reserved flags", CLOCK, 0xb, accept_flags, "clock.reserved",
	  "CLOCK_CONFIG_GET with reserved bits of flags set: accepted", false },
	{ "changing versions", CLOCK, 0x0, newer_later, "clock.version",
	  "0x20000 now, 0x30000 before", false },
	{ "any version", CLOCK, 0x10, accept_unknown, "clock.negotiation",
	  "NEGOTIATE_PROTOCOL_VERSION of 0x0, which is none: accepted", false },
	{ "a field less", CLOCK, 0x3, one_word_less, "clock.replies",
	  "CLOCK_ATTRIBUTES: the reply ends before its last field", false },
	{ "a field more", CLOCK, 0x3, one_word_more, "clock.replies",
	  "CLOCK_ATTRIBUTES: the reply has 4 bytes more than its fields", false },
	{ "reserved bits", CLOCK, 0x3, reserved_bit, "clock.replies",
	  "reserved bits of attributes are set: 0x100000", false },
	{ "endless text", CLOCK, 0x3, no_end_of_text, "clock.replies",
	  "the text clock_name does not end within its 16 bytes", false },
	{ "wrong counts", CLOCK, 0x4, one_entry_more, "clock.replies",
	  "the reply announces", false },
	{ "refused clocks", CLOCK, 0x6, refuse, "clock.replies",
	  "resource 0 of 11 is not found", false },
	{ "endless lists", CLOCK, 0x4, for_ever, "clock.lists", "CLOCK_DESCRIBE_RATES: ", false },
	{ "the first page", CLOCK, 0x4, same_page, "clock.lists",
	  "the page from entry 1 begins with", false },
	{ "indices", CLOCK, 0x4, accept_index, "clock.list-ends",
	  "accepted, not refused with OUT_OF_RANGE", false },
	{ "falling rates", CLOCK, 0x4, falling, "clock.rates",
	  "is not above the one before", false },
	{ "far parents", CLOCK, 0xc, far_parent, "clock.parents",
	  "parent 500 is none of 11 clocks", false },
	{ "strange parents", CLOCK, 0xe, strange_parent, "clock.parents",
	  "its parent 7 is none of its possible parents", false },
	{ "states", CLOCK, 0xb, turned_over, "clock.states", "by CLOCK_CONFIG_GET", false },
	{ "names", CLOCK, 0x8, another_name, "clock.names",
	  "does not begin with the short name", false },
	{ "protocols", 0x10, 0x1, one_entry_more, "base.protocols",
	  "a list has more entries, but the server gives none", false },
	{ "rates set", CLOCK, ANY, after_set, "clock.set-rate",
	  "Hz, which is described, and has", true },
	{ "rates refused", CLOCK, 0x5, every_second, "clock.set-rate",
	  "which is described: refused with INVALID_PARAMETERS", true },
	{ "flags of rates", CLOCK, 0x5, accept_flags, "clock.rate-flags",
	  "with reserved flags: accepted", true },
	{ "bits of subscriptions", CLOCK, 0x9, accept_flags, "clock.notify-bits",
	  "CLOCK_RATE_NOTIFY with reserved bits of notify_enable set: accepted", true },
	{ "parents set", CLOCK, 0xe, another_value, "clock.set-parent", "was set, it is", true },
	{ "old forms", CLOCK, 0x3, one_word_more, "clock.old-versions",
	  "CLOCK_ATTRIBUTES: the reply has 4 bytes more", true },
	{ "voltages", 0x17, 0x8, every_other, "voltage.set-level",
	  "uV, which is described, and has", true },
	{ "any voltage", 0x17, 0x7, accept_flags, "voltage.set-level",
	  "2147483647, which is not described, is accepted", true },
	{ "any level", 0x13, 0x7, accept_index, "performance.set-level",
	  "4294967295, which is not described, is accepted", true },
	{ "power states", 0x11, ANY, after_set, "power.set-state", "to the state 0x", true },
	{ "caps", 0x18, 0x4, every_other, "powercap.set-cap", "was capped at", true },
	{ "configurations", 0x15, 0x9, every_other, "sensor.set-config",
	  "was configured as it was, and is not", true },
};

/* What is heard, and what is said of it */
static const struct hearing_row {
	enum hearing hearing;
	const char *check, *words;
} heard[] = {
	{ MUTE, "power.state-events", "and no POWER_STATE_CHANGED tells of it" },
	{ ANOTHER, "power.state-events", "and no POWER_STATE_CHANGED tells of it" },
	{ WRONG, "power.state-events", "it is 0x0, POWER_STATE_CHANGED tells of 0x1" },
	{ MUTE, "performance.level-events", "and no PERFORMANCE_LEVEL_CHANGED tells of it" },
	{ ANOTHER, "performance.level-events", "and no PERFORMANCE_LEVEL_CHANGED tells of it" },
	{ WRONG, "performance.level-events",
	  "it is 0x708, PERFORMANCE_LEVEL_CHANGED tells of 0x709" },
	{ MUTE, "performance.limits-events", "and no PERFORMANCE_LIMITS_CHANGED tells of it" },
	{ ANOTHER, "performance.limits-events", "and no PERFORMANCE_LIMITS_CHANGED tells of it" },
	{ WRONG, "performance.limits-events", "PERFORMANCE_LIMITS_CHANGED tells of 0x70900000190" },
	{ MUTE, "clock.rate-events", "and no CLOCK_RATE_CHANGED tells of it" },
	{ ANOTHER, "clock.rate-events", "and no CLOCK_RATE_CHANGED tells of it" },
	{ WRONG, "clock.rate-events", "it is 0xbebc200, CLOCK_RATE_CHANGED tells of 0xbebc201" },
	{ MUTE, "sensor.trip-events", "and no SENSOR_TRIP_POINT_EVENT tells of it" },
	{ ANOTHER, "sensor.trip-events", "and no SENSOR_TRIP_POINT_EVENT tells of it" },
	{ WRONG, "sensor.trip-events", "SENSOR_TRIP_POINT_EVENT tells of 0x101, not 0x100" },
	{ ZERO, "sensor.trip-events", "SENSOR_TRIP_POINT_EVENT tells of 0x0, not 0x100" },
	{ MUTE, "sensor.update-events", "and no SENSOR_UPDATE tells its readings" },
	{ ANOTHER, "sensor.update-events", "and no SENSOR_UPDATE tells its readings" },
	{ CUT, "sensor.update-events", "has 1 readings, SENSOR_UPDATE has 0" },
	{ MUTE, "reset.reset-events", "and no RESET_ISSUED tells of it" },
	{ ANOTHER, "reset.reset-events", "and no RESET_ISSUED tells of it" },
	{ WRONG, "reset.reset-events", "it is 0x0, RESET_ISSUED tells of 0x1" },
	{ MUTE, "powercap.cap-events", "and no POWERCAP_CAP_CHANGED tells of it" },
	{ ANOTHER, "powercap.cap-events", "and no POWERCAP_CAP_CHANGED tells of it" },
	{ WRONG, "powercap.cap-events", "POWERCAP_CAP_CHANGED tells of 0x" },
	{ MUTE, "powercap.measurement-events", "and no POWERCAP_MEASUREMENTS_CHANGED tells of it" },
	{ ANOTHER, "powercap.measurement-events", "and no POWERCAP_MEASUREMENTS_CHANGED tells" },
	{ ZERO, "powercap.measurement-events", "tells of 0, which is not above the threshold" },
}, late[] = {
	{ MUTE, "clock.delayed", "and no CLOCK_RATE_SET_COMPLETE has come within 2000 ms" },
	{ ANOTHER, "clock.delayed",
	  "the delayed response with its token is about 100 of message 0x5" },
	{ WRONG, "clock.delayed", "CLOCK_RATE_SET_COMPLETE tells of 1001" },
	{ MUTE, "sensor.delayed", "and no SENSOR_READING_COMPLETE has come within 2000 ms" },
	{ ANOTHER, "sensor.delayed",
	  "the delayed response with its token is about 100 of message 0x6" },
	{ CUT, "sensor.delayed", "it is 1, SENSOR_READING_COMPLETE tells of 0" },
	{ MUTE, "reset.delayed", "and no RESET_COMPLETE has come within 2000 ms" },
	{ ANOTHER, "reset.delayed",
	  "the delayed response with its token is about 100 of message 0x4" },
	{ MUTE, "voltage.delayed", "and no VOLTAGE_LEVEL_SET_COMPLETE has come within 2000 ms" },
	{ ANOTHER, "voltage.delayed",
	  "the delayed response with its token is about 100 of message 0x7" },
	{ WRONG, "voltage.delayed", "it is 1000000, VOLTAGE_LEVEL_SET_COMPLETE tells of 1000001" },
	{ MUTE, "powercap.delayed", "and no POWERCAP_CAP_SET_COMPLETE has come within 2000 ms" },
	{ ANOTHER, "powercap.delayed",
	  "the delayed response with its token is about 100 of message 0x5" },
	{ WRONG, "powercap.delayed", "it is 0, POWERCAP_CAP_SET_COMPLETE tells of 1" },
};

/* The tool */

static void open_board(struct tool *tool, const char *board, const char *only)
{
	*tool = (struct tool){
		.agent = 1, .transport = board, .only = only, .out = json_object_new_object(),
	};
	assert_int_equal(open_transport(tool), 0);
	honest = tool->config;
	tool->config.exchange = lying_exchange;
	tool->config.receive = lying_receive;
	told = 0;
	versions = 0;
	stops = 0;
	harmed = 0;
}

static void open_tool(struct tool *tool, const char *only)
{
	open_board(tool, BOARD, only);
}

static void close_tool(struct tool *tool)
{
	close_transport(tool);
	json_object_put(tool->out);
	lying = NULL;
	harm = NULL;
}

static json_object *find_row(struct tool *tool, const char *name)
{
	json_object *rows = get(tool->out, "checks");
	size_t i;

	for (i = 0; i < json_object_array_length(rows); i++) {
		if (!strcmp(get_text(json_object_array_get_idx(rows, i), "name"), name))
			return json_object_array_get_idx(rows, i);
	}
	fail_msg("there is no check %s", name);
	return NULL;
}

static bool says(json_object *row, const char *words)
{
	json_object *findings = get(row, "findings");
	size_t i;

	for (i = 0; i < json_object_array_length(findings); i++) {
		json_object *finding = json_object_array_get_idx(findings, i);

		if (strstr(get_text(finding, "text"), words) &&
		    !strcmp(get_text(finding, "grade"), "failure"))
			return true;
	}
	return false;
}

static void finds(void **state)
{
	const struct lying *l = *state;
	struct tool tool;
	json_object *row;

	open_tool(&tool, l->check);
	lying = l;
	tool.writes = l->writes;
	assert_int_equal(check_server(&tool, 0, NULL), 0);
	row = find_row(&tool, l->check);
	assert_string_equal(get_text(row, "verdict"), "failed");
	if (!says(row, l->words))
		fail_msg("%s: %s", l->words, json_object_to_json_string(row));
	assert_int_equal(tool.code, EXIT_FAILED);
	close_tool(&tool);
}

/* A whole run on the same server, which comes to its end whatever is told */
static void ends(void **state)
{
	const struct lying *l = *state;
	struct tool tool;

	open_tool(&tool, NULL);
	lying = l;
	tool.writes = true;
	assert_int_equal(check_server(&tool, 0, NULL), 0);
	assert_true(told < 100000);
	assert_int_equal(tool.code, EXIT_FAILED);
	close_tool(&tool);
}

static void is_clean(void **state)
{
	struct tool tool;

	(void)state;
	open_tool(&tool, NULL);
	tool.writes = true;
	tool.disruptive = true;
	assert_int_equal(check_server(&tool, 0, NULL), 0);
	if (tool.code)
		fail_msg("%s", json_object_to_json_string(tool.out));
	assert_int_equal(get_number(get(tool.out, "counts"), "remarked"), 0);
	assert_true(json_object_get_boolean(get(tool.out, "answering")));
	close_tool(&tool);
}

/* Three messages without a reply are enough */
static void gives_up(void **state)
{
	static const struct lying mute = { "", ANY, ANY, silent, "", "", false };
	struct tool tool;

	(void)state;
	open_tool(&tool, NULL);
	lying = &mute;
	check_server(&tool, 0, NULL);
	assert_int_equal(told, 3);
	assert_false(json_object_get_boolean(get(tool.out, "answering")));
	close_tool(&tool);
}

static void is_interrupted(void **state)
{
	struct tool tool;

	(void)state;
	open_tool(&tool, NULL);
	check_interrupted = SIGINT;
	assert_int_equal(check_server(&tool, 0, NULL), EXIT_INTERNAL);
	assert_int_equal(told, 0);
	check_interrupted = 0;
	close_tool(&tool);
}

#ifdef SCMI_MISBEHAVE
/*
 * A server that misbehaves on request (docs/misbehaviour.md): each kind is asked for, of all
 * answers to a message, and found by the check it is meant for. Requests are written by hand:
 * agent (0: this one), protocol, message, count, and what the kind needs.
 */
#define MISBEHAVE	0x9fu
#define OFTEN		1000000u

static const struct misbehaviour {
	const char *what;
	uint8_t kind;
	uint32_t protocol, message;
	uint32_t values[3];
	uint8_t count;			/* of values */
	const char *check, *words;	/* NULL: it is no fault */
} misbehaviours[] = {
	{ "late", 0x30, CLOCK, 0x6, { 1 }, 1, "clock.replies", NULL },
	{ "short by a word", 0x31, CLOCK, 0x6, { 4 }, 1, "clock.replies",
	  "CLOCK_RATE_GET: the reply ends before its last field" },
	{ "short by all but the header", 0x31, CLOCK, 0x6, { 12 }, 1, "clock.replies",
	  "the reply has 4 bytes, too few" },
	{ "long", 0x32, CLOCK, 0x6, { 8 }, 1, "clock.replies",
	  "CLOCK_RATE_GET: the reply has 8 bytes more than its fields" },
	{ "header, token", 0x33, 0x10, 0x0, { 1u << 18 }, 1, "transport.token",
	  "the reply has token 1, the request 0" },
	{ "header, protocol", 0x33, 0x10, 0x0, { 1u << 10 }, 1, "transport.token",
	  "the reply is of protocol 0x11, the request of 0x10" },
	{ "header, message", 0x33, 0x10, 0x0, { 1 }, 1, "transport.token",
	  "the reply is of message 0x1, the request of 0x0" },
	{ "header, type 2", 0x33, 0x10, 0x0, { 2u << 8 }, 1, "transport.token",
	  "the reply has message type 2, the request 0" },
	{ "header, type 3", 0x33, 0x10, 0x0, { 3u << 8 }, 1, "transport.token",
	  "the reply has message type 3, the request 0" },
	{ "status -99", 0x34, CLOCK, 0x6, { (uint32_t)-99 }, 1, "clock.replies",
	  "the status -99 is none of the specification" },
	{ "status 1", 0x34, CLOCK, 0x6, { 1 }, 1, "clock.replies",
	  "the status 1 is none of the specification" },
	{ "status 0", 0x34, CLOCK, 0x6, { 0 }, 1, "clock.replies",
	  "CLOCK_RATE_GET: the reply ends before its last field" },
	{ "words of replies", 0x35, CLOCK, 0x3, { 1, 1u << 5, 1u << 5 }, 3, "clock.replies",
	  "reserved bits of attributes are set: 0x20" },
	{ "words of requests", 0x36, CLOCK, 0x6, { 0, UINT32_MAX, 0 }, 3, "clock.unknown-id",
	  "CLOCK_RATE_GET with clock_id 11 of 11: accepted" },
	{ "twice", 0x37, 0x10, 0x0, { 0 }, 0, "transport.token", "the reply has token" },
	{ "silent", 0x38, CLOCK, 0x6, { 0 }, 0, "clock.replies",
	  "CLOCK_RATE_GET: there is no reply" },
	{ "refuse", 0x39, CLOCK, 0x6, { 0 }, 0, "clock.replies",
	  "CLOCK_RATE_GET: there is no reply" },
	{ "length 4", 0x3a, CLOCK, 0x6, { 4 }, 1, "clock.replies",
	  "the reply has 4 bytes, too few" },
	{ "length 4096", 0x3a, CLOCK, 0x6, { 4096 }, 1, "clock.replies",
	  "the reply has 4096 bytes, the transport takes" },
};

static void misbehave(uint8_t kind, const uint32_t *words, size_t count)
{
	_Alignas(4) uint8_t request[64], reply[64];
	size_t size = sizeof(reply), i;

	set_word(request, 0, MISBEHAVE << 10 | kind);
	for (i = 0; i < count; i++)
		set_word(request, 1 + i, words[i]);
	assert_int_equal(honest.exchange(honest.context, request, 4 + 4 * count, reply, &size), 0);
	assert_int_equal(size, 8);
	assert_int_equal(word(reply, 1), 0);
}

static void finds_misbehaviour(void **state)
{
	const struct misbehaviour *m = *state;
	const uint32_t words[] = {
		0, m->protocol, m->message, OFTEN, m->values[0], m->values[1], m->values[2],
	};
	struct tool tool;
	json_object *row;

	open_tool(&tool, m->check);
	misbehave(m->kind, words, 4 + m->count);
	assert_int_equal(check_server(&tool, 0, NULL), 0);
	misbehave(0x20, NULL, 0);
	row = find_row(&tool, m->check);
	assert_string_equal(get_text(row, "verdict"), m->words ? "failed" : "passed");
	if (m->words && !says(row, m->words))
		fail_msg("%s: %s", m->words, json_object_to_json_string(row));
	close_tool(&tool);
}
#define MISBEHAVIOURS	COUNT(misbehaviours)
#else
#define MISBEHAVIOURS	0
#endif

static uint64_t rate_of(struct tool *tool, uint32_t id)
{
	uint64_t rate = 0;

	tool->config = honest;
	scmi_link_init(&tool->link, &tool->config);
	assert_true(scmi_ok(scmi_link_open(&tool->link, SCMI_PROTOCOL_CLOCK, NULL)));
	assert_true(scmi_ok(scmi_clock_rate_get(&tool->link, id, &rate)));
	return rate;
}

/*
 * pll_cpu, the first clock that can be set, is set to what it has, and then to its lowest rate,
 * with which the signal comes
 */
static void puts_back_when_interrupted(void **state)
{
	struct tool tool;

	(void)state;
	open_tool(&tool, "clock.set-rate");
	tool.writes = true;
	stop_at = scmi_header(SCMI_PROTOCOL_CLOCK, 0x5, SCMI_COMMAND, 0);
	assert_int_equal(check_server(&tool, 0, NULL), EXIT_INTERNAL);
	assert_int_equal(check_interrupted, SIGTERM);
	stop_at = 0;
	check_interrupted = 0;
	assert_true(told > 10);
	assert_int_equal(rate_of(&tool, 1), 1000000000);
	close_tool(&tool);
}

static struct scmi_result put_back_and_stop(struct scmi_link *link, uint32_t id, uint64_t value)
{
	uint32_t version;

	(void)value;
	check_interrupted = SIGINT;
	return scmi_protocol_version_get(link, (uint8_t)id, &version);
}

/* A second signal while it is put back, or the end of the messages of a run, is no hindrance */
static void puts_back_all(void **state)
{
	static const struct undo undo = {
		.put_back = put_back_and_stop, .id = SCMI_PROTOCOL_BASE,
	};
	struct checks *c = calloc(1, sizeof(*c));
	struct tool tool;

	(void)state;
	open_tool(&tool, NULL);
	start_recorder(c, &tool);
	c->findings = json_object_new_array();
	c->gone = true;
	will_undo(c, &undo);
	will_undo(c, &undo);
	undo_all(c);
	assert_int_equal(told, 2);
	assert_int_equal(c->left, 0);
	assert_int_equal(check_interrupted, SIGINT);
	check_interrupted = 0;
	json_object_put(c->findings);
	free(c);
	close_tool(&tool);
}

static int refuse_when_stopped(const struct message *request, struct message *reply)
{
	return check_interrupted ? refuse(request, reply) : 0;
}

/* What is not as it was is told of */
static void tells_what_is_left(void **state)
{
	static const struct lying stubborn = { .protocol = CLOCK, .message = 0x5,
					       .lie = refuse_when_stopped };
	struct tool tool;

	(void)state;
	open_tool(&tool, "clock.set-rate");
	lying = &stubborn;
	tool.writes = true;
	stop_at = scmi_header(SCMI_PROTOCOL_CLOCK, 0x5, SCMI_COMMAND, 0);
	assert_int_equal(check_server(&tool, 0, NULL), EXIT_INTERNAL);
	stop_at = 0;
	check_interrupted = 0;
	assert_string_equal(tool.message, "interrupted; 1 changes could not be put back");
	close_tool(&tool);
}

static int refused_then_silent(const struct message *request, struct message *reply)
{
	uint8_t message = scmi_header_message(word(request->bytes, 0));

	if (message == 0x3)
		set_word(reply->bytes, 1, (uint32_t)SCMI_PROTOCOL_ERROR);
	return message == 0x4 ? -EPROTO : 0;
}

/* A message without an answer has no status, and not that of the message before */
static void tells_no_status_of_silence(void **state)
{
	static const struct lying silence = { .protocol = CLOCK, .message = ANY,
					      .lie = refused_then_silent };
	struct tool tool;
	json_object *row;

	(void)state;
	open_tool(&tool, "clock.old-versions");
	lying = &silence;
	tool.writes = true;
	assert_int_equal(check_server(&tool, 0, NULL), 0);
	row = find_row(&tool, "clock.old-versions");
	assert_true(says(row, "CLOCK_ATTRIBUTES of version 0x10000: refused with PROTOCOL_ERROR"));
	assert_true(says(row, "CLOCK_DESCRIBE_RATES: there is no reply"));
	assert_false(says(row, "CLOCK_DESCRIBE_RATES of version"));
	close_tool(&tool);
}

/* SYSTEM_POWER_STATE_SET with a state that is one, however the message is wrong otherwise */
static bool stops_system(const struct message *request)
{
	return (word(request->bytes, 0) & 0x3ffff) == (0x12 << 10 | 0x3) && request->size >= 12 &&
	       word(request->bytes, 2) != 0x7fffffff;
}

static int says_it_is_not_there(const struct message *request, struct message *reply)
{
	return word(request->bytes, 1) == 3 ? refuse(request, reply) : 0;
}

static void stops_no_system(void **state)
{
	static const struct lying hidden = { .protocol = 0x12, .message = 0x2,
					     .lie = says_it_is_not_there };
	static const struct lying *const servers[] = { NULL, &hidden };
	struct tool tool;
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(servers); i++) {
		open_tool(&tool, "system.*");
		lying = servers[i];
		harm = stops_system;
		tool.writes = true;
		tool.disruptive = true;
		assert_int_equal(check_server(&tool, 0, NULL), 0);
		assert_int_equal(harmed, 0);
		close_tool(&tool);
	}
}

/* A newer clock protocol than is known, which speaks the one that is */
static int newer(const struct message *request, struct message *reply)
{
	(void)request;
	set_word(reply->bytes, 2, 0x40000);
	return 0;
}

static bool agrees_on_newer(const struct message *request)
{
	return (word(request->bytes, 0) & 0x3ffff) == (CLOCK << 10 | 0x10) &&
	       word(request->bytes, 1) == 0x40000;
}

static void keeps_what_was_agreed(void **state)
{
	static const struct lying future = { .protocol = CLOCK, .message = 0x0, .lie = newer };
	struct tool tool;
	json_object *row;

	(void)state;
	open_tool(&tool, "clock.old-versions");
	lying = &future;
	harm = agrees_on_newer;
	tool.writes = true;
	assert_int_equal(check_server(&tool, 0, NULL), 0);
	assert_int_equal(harmed, 0);
	row = find_row(&tool, "clock.old-versions");
	assert_string_equal(get_text(row, "verdict"), "passed");
	close_tool(&tool);
}

/* It speaks the old version only once that was agreed upon, and until it is asked for its own */
static int forgets(const struct message *request, struct message *reply)
{
	switch (scmi_header_message(word(request->bytes, 0))) {
	case 0x0:
		versions = 0;
		return newer(request, reply);
	case 0x10:
		versions |= !word(reply->bytes, 1);
		return 0;
	}
	return versions ? 0 : one_word_more(request, reply);
}

static void agrees_again(void **state)
{
	static const struct lying forgetful = { .protocol = CLOCK, .message = ANY, .lie = forgets };
	struct tool tool;

	(void)state;
	open_tool(&tool, "clock.*");
	lying = &forgetful;
	assert_int_equal(check_server(&tool, 0, NULL), 0);
	if (tool.code)
		fail_msg("%s", json_object_to_json_string(tool.out));
	close_tool(&tool);
}

/* A sensor that jumps from the lowest value to the highest; one reading is a value and a time */
static int jumps(const struct message *request, struct message *reply)
{
	(void)request;
	if (word(reply->bytes, 1))
		return 0;
	set_word(reply->bytes, 2, versions % 2 ? UINT32_MAX : 0);
	set_word(reply->bytes, 3, versions++ % 2 ? INT32_MAX : (uint32_t)INT32_MIN);
	return 0;
}

/* There is no trip point ahead of such values: nothing is found, and nothing overflows */
static void follows_no_jumps(void **state)
{
	static const struct lying jumping = { .protocol = 0x15, .message = 0x6, .lie = jumps };
	struct tool tool;

	(void)state;
	open_tool(&tool, "sensor.trip-events");
	lying = &jumping;
	tool.writes = true;
	assert_int_equal(check_server(&tool, 0, NULL), 0);
	assert_string_equal(get_text(find_row(&tool, "sensor.trip-events"), "verdict"), "skipped");
	close_tool(&tool);
}

/* Two rates are announced, and there is one */
static int one_of_two(const struct message *request, struct message *reply)
{
	if (word(request->bytes, 1) == 1 && !word(reply->bytes, 1)) {
		set_word(reply->bytes, 2, 2);
		reply->size = 12 + 8;
	}
	return 0;
}

/* Entries that are not there are none of the list before */
static void takes_no_old_entries(void **state)
{
	static const struct lying short_list = { .protocol = CLOCK, .message = 0x4,
						 .lie = one_of_two };
	struct tool tool;

	(void)state;
	open_tool(&tool, "clock.lists");
	lying = &short_list;
	assert_int_equal(check_server(&tool, 0, NULL), 0);
	assert_false(says(find_row(&tool, "clock.lists"), "the page from entry 1"));
	close_tool(&tool);
}

/* Whether clock 1 tells of its rate; harm is to leave it so */
static bool leaves_subscription(const struct message *request)
{
	if ((word(request->bytes, 0) & 0x3ffff) == (CLOCK << 10 | 0x9) &&
	    word(request->bytes, 1) == 1)
		versions = word(request->bytes, 2);
	return false;
}

/* Nobody knows what has become of a request whose reply is none: it is taken back, too */
static void ends_what_may_have_begun(void **state)
{
	static const struct lying garbled = { .protocol = CLOCK, .message = 0x9,
					      .lie = other_token };
	struct tool tool;

	(void)state;
	open_tool(&tool, "clock.rate-events");
	lying = &garbled;
	harm = leaves_subscription;
	versions = 7;
	tool.writes = true;
	assert_int_equal(check_server(&tool, 0, NULL), 0);
	assert_true(says(find_row(&tool, "clock.rate-events"), "the reply has token"));
	assert_int_equal(versions, 0);
	close_tool(&tool);
}

static bool sets_rate(const struct message *request)
{
	return (word(request->bytes, 0) & 0x3ffff) == (CLOCK << 10 | 0x5) && request->size == 20;
}

/* A rate that is none of those described could not be set again: it would be rounded */
static void leaves_odd_rates(void **state)
{
	static const struct lying odd = { .protocol = CLOCK, .message = 0x6, .lie = another_value };
	static const char *const checks[] = {
		"clock.set-rate", "clock.rate-flags", "clock.rate-events", "clock.delayed",
	};
	struct tool tool;
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(checks); i++) {
		open_board(&tool, SLOW_BOARD, checks[i]);
		lying = &odd;
		harm = sets_rate;
		tool.writes = true;
		assert_int_equal(check_server(&tool, 0, NULL), 0);
		assert_int_equal(harmed, 0);
		close_tool(&tool);
	}
}

/* Two pins, as many as agents that could lose one of them */
static int two_pins(const struct message *request, struct message *reply)
{
	(void)request;
	if (!word(reply->bytes, 1))
		set_word(reply->bytes, 2, 2);
	return 0;
}

/* PINCTRL_SET_PERMISSIONS for the platform or one of the two agents of the board */
static bool takes_pin(const struct message *request)
{
	return (word(request->bytes, 0) & 0x3ffff) == (0x19 << 10 | 0xa) && request->size >= 8 &&
	       word(request->bytes, 1) <= 2;
}

static void takes_no_pins(void **state)
{
	static const struct lying few = { .protocol = 0x19, .message = 0x1, .lie = two_pins };
	struct tool tool;

	(void)state;
	open_tool(&tool, "pinctrl.unknown-id");
	lying = &few;
	harm = takes_pin;
	tool.writes = true;
	assert_int_equal(check_server(&tool, 0, NULL), 0);
	assert_int_equal(harmed, 0);
	close_tool(&tool);
}

/* Whatever was found, too */
static void puts_back_what_failed(void **state)
{
	static const struct lying refusing = { "", CLOCK, 0xe, another_value, "", "", true };
	struct tool tool;

	(void)state;
	open_tool(&tool, NULL);
	lying = &refusing;
	tool.writes = true;
	assert_int_equal(check_server(&tool, 0, NULL), 0);
	assert_int_equal(tool.code, EXIT_FAILED);
	assert_int_equal(rate_of(&tool, 1), 1000000000);
	close_tool(&tool);
}

static void hear(const struct hearing_row *row, const char *board)
{
	struct tool tool;
	json_object *check;

	open_board(&tool, board, row->check);
	tool.writes = true;
	tool.disruptive = true;
	hearing = row->hearing;
	assert_int_equal(check_server(&tool, 0, NULL), 0);
	hearing = TRUE;
	check = find_row(&tool, row->check);
	assert_string_equal(get_text(check, "verdict"), "failed");
	if (!says(check, row->words))
		fail_msg("%s: %s", row->words, json_object_to_json_string(check));
	close_tool(&tool);
}

static void hears(void **state)
{
	hear(*state, BOARD);
}

static void hears_later(void **state)
{
	hear(*state, SLOW_BOARD);
}

/* Who has unsubscribed is told all the same */
static void hears_too_much(void **state)
{
	static const struct {
		const char *check;
		uint8_t protocol, message;
	} rows[] = {
		{ "power.state-events", 0x11, 0x6 }, { "performance.limits-events", 0x13, 0x9 },
		{ "performance.level-events", 0x13, 0xa }, { "clock.rate-events", CLOCK, 0x9 },
		{ "reset.reset-events", 0x16, 0x5 }, { "powercap.cap-events", 0x18, 0xa },
	};
	struct tool tool;
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(rows); i++) {
		open_tool(&tool, rows[i].check);
		tool.writes = true;
		tool.disruptive = true;
		kept = scmi_header(rows[i].protocol, rows[i].message, SCMI_COMMAND, 0);
		assert_int_equal(check_server(&tool, 0, NULL), 0);
		kept = 0;
		assert_true(says(find_row(&tool, rows[i].check), "who has unsubscribed is told"));
		close_tool(&tool);
	}
}

/* What takes its time is told of, too, and none of it is passed over */
static void is_clean_later(void **state)
{
	struct tool tool;
	size_t i;

	(void)state;
	open_board(&tool, SLOW_BOARD, "*.delayed");
	tool.writes = true;
	tool.disruptive = true;
	assert_int_equal(check_server(&tool, 0, NULL), 0);
	for (i = 0; i < COUNT(late); i++)
		assert_string_equal(get_text(find_row(&tool, late[i].check), "verdict"), "passed");
	close_tool(&tool);
}

/* And so is all that the demonstration board tells by itself; what was set is as it was */
static void hears_all(void **state)
{
	struct tool tool;
	size_t i;

	(void)state;
	open_tool(&tool, "*-events");
	tool.writes = true;
	tool.disruptive = true;
	assert_int_equal(check_server(&tool, 0, NULL), 0);
	for (i = 0; i < COUNT(heard); i++)
		assert_string_equal(get_text(find_row(&tool, heard[i].check), "verdict"), "passed");
	assert_int_equal(rate_of(&tool, 1), 1000000000);
	close_tool(&tool);
}

/* A name of its own for each row, which says what was heard */
static struct CMUnitTest hearing_test(const struct hearing_row *row, CMUnitTestFunction function)
{
	static const char *const words[] = { "true", "mute", "another", "wrong", "zero", "cut" };
	static char names[COUNT(heard) + COUNT(late)][64];
	static size_t count;
	char *name = names[count++];

	snprintf(name, sizeof(names[0]), "%s: %s", row->check, words[row->hearing]);
	return (struct CMUnitTest){
		.name = name, .test_func = function,
		.initial_state = (void *)(uintptr_t)row,
	};
}

/* Those that are about no row of a table */
static const struct CMUnitTest others[] = {
	cmocka_unit_test(is_clean),
	cmocka_unit_test(gives_up),
	cmocka_unit_test(is_interrupted),
	cmocka_unit_test(puts_back_when_interrupted),
	cmocka_unit_test(puts_back_what_failed),
	cmocka_unit_test(puts_back_all),
	cmocka_unit_test(tells_what_is_left),
	cmocka_unit_test(keeps_what_was_agreed),
	cmocka_unit_test(agrees_again),
	cmocka_unit_test(follows_no_jumps),
	cmocka_unit_test(takes_no_old_entries),
	cmocka_unit_test(ends_what_may_have_begun),
	cmocka_unit_test(leaves_odd_rates),
	cmocka_unit_test(stops_no_system),
	cmocka_unit_test(takes_no_pins),
	cmocka_unit_test(tells_no_status_of_silence),
	cmocka_unit_test(hears_too_much),
	cmocka_unit_test(hears_all),
	cmocka_unit_test(is_clean_later),
};

int main(void)
{
	struct CMUnitTest tests[2 * COUNT(lies) + MISBEHAVIOURS + COUNT(heard) + COUNT(late) +
				COUNT(others)];
	static char names[2 * COUNT(lies)][64];
	size_t i, count = 0;

	for (i = 0; i < COUNT(lies); i++) {
		snprintf(names[count], sizeof(names[count]), "%s: found", lies[i].what);
		tests[count] = (struct CMUnitTest){
			.name = names[count], .test_func = finds,
			.initial_state = (void *)(uintptr_t)&lies[i],
		};
		count++;
		snprintf(names[count], sizeof(names[count]), "%s: a whole run ends", lies[i].what);
		tests[count] = (struct CMUnitTest){
			.name = names[count], .test_func = ends,
			.initial_state = (void *)(uintptr_t)&lies[i],
		};
		count++;
	}
#ifdef SCMI_MISBEHAVE
	for (i = 0; i < COUNT(misbehaviours); i++) {
		tests[count++] = (struct CMUnitTest){
			.name = misbehaviours[i].what, .test_func = finds_misbehaviour,
			.initial_state = (void *)(uintptr_t)&misbehaviours[i],
		};
	}
#endif
	for (i = 0; i < COUNT(heard); i++)
		tests[count++] = hearing_test(&heard[i], hears);
	for (i = 0; i < COUNT(late); i++)
		tests[count++] = hearing_test(&late[i], hears_later);
	memcpy(&tests[count], others, sizeof(others));
	count += COUNT(others);
	return _cmocka_run_group_tests("check", tests, count, NULL, NULL);
}
