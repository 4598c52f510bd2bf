// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * Lines of logs that are about SCMI, and what they mean: those of Linux's core and its drivers, of this
 * project's driver and service, of OP-TEE's own server and of SCP-firmware.
 */
#include <errno.h>
#include <regex.h>
#include <stdlib.h>
#include <string.h>

#include "decode.h"

/* Linux's errors for the statuses of replies; their numbers are those of arm and arm64 */
static const struct error {
	int error;
	const char *name;
	int status;
	const char *text;
} errors[] = {
	{ -2, "ENOENT", SCMI_NOT_FOUND, NULL },
	{ -5, "EIO", SCMI_GENERIC_ERROR, NULL },
	{ -13, "EACCES", SCMI_DENIED, NULL },
	{ -16, "EBUSY", SCMI_BUSY, NULL },
	{ -22, "EINVAL", SCMI_INVALID_PARAMETERS, NULL },
	{ -34, "ERANGE", SCMI_OUT_OF_RANGE, NULL },
	{ -70, "ECOMM", SCMI_COMMS_ERROR, NULL },
	{ -71, "EPROTO", SCMI_PROTOCOL_ERROR, NULL },
	{ -95, "EOPNOTSUPP", SCMI_NOT_SUPPORTED, NULL },
	{ -121, "EREMOTEIO", SCMI_HARDWARE_ERROR, NULL },
	{ -12, "ENOMEM", 0, "out of memory, or of messages" },
	{ -19, "ENODEV", 0, "no such device, or a channel that does not exist" },
	{ -62, "ETIME", 0, "a timer has run out" },
	{ -110, "ETIMEDOUT", 0, "nothing came in time" },
	{ -517, "EPROBE_DEFER", 0, "something it needs is not there yet; it will be tried again" },
};

static const struct error *find_error(int number)
{
	size_t i;

	for (i = 0; i < COUNT(errors); i++) {
		if (errors[i].error == number)
			return &errors[i];
	}
	return NULL;
}

const char *linux_error_name(int number)
{
	const struct error *error = find_error(number);

	return error ? error->name : number ? "error" : "success";
}

/*
 * A pattern and its explanation. In that, $1 to $9 are what the parentheses have matched: as they stand
 * ($t), protocols ($p, hexadecimal; $P, decimal), messages of the protocol in front ($m hexadecimal, $M decimal), statuses ($s), Linux's errors ($e).
 */
static const struct {
	const char *pattern, *explanation;
} logs[] = {
	{ "Cmd \\[([0-9]+) \\(0x([0-9a-f]+):0x([0-9a-f]+)\\)\\] returned error \\((-[0-9]+)\\)",
	  "token $t1: $m23 was answered with $s4" },
	{ "timed out in resp\\(caller: ([^)]*)\\)",
	  "no reply came in time to a message that $t1 sent: the server is stuck or not running, or the "
	  "channel's interrupt does not arrive" },
	{ "timed out in delayed resp\\(caller: ([^)]*)\\)",
	  "the request of $t1 was accepted, but its delayed response did not come" },
	{ "Message for ([0-9]+) type ([0-9]+) is not expected",
	  "a message with token $t1 came that nobody waits for: a reply after its time, or a wrong token" },
	{ "Invalid message type:([0-9]+) for ([0-9]+) - HDR:0x([0-9A-Fa-f]+)",
	  "a message of type $t1 came for token $t2, which waits for another type" },
	{ "Delayed Response for ([0-9]+) not expected",
	  "a delayed response came for token $t1, whose request was not asynchronous" },
	{ "Received valid OoO Delayed Response for ([0-9]+)",
	  "the delayed response for token $t1 came before its reply; Linux copes" },
	{ "failed to get free message slot",
	  "more messages are under way than the transport can have" },
	{ "Failed to get FC for protocol ([0-9A-Fa-f]+) \\[MSG_ID:([0-9]+) / RES_ID:([0-9]+)\\] - ret:(-?[0-9]+)",
	  "the fast channel for $M12 of resource $t3 cannot be used: $e4; messages are sent instead" },
	{ "Failed to get extended name - id:([0-9]+) \\(ret:(-?[0-9]+)\\)",
	  "resource $t1 announces a long name, but asking for it failed: $e2" },
	{ "SCMI protocol ([0-9]+) not implemented",
	  "the device tree has a node for protocol $P1, which the server does not list" },
	{ "SCMI Protocol 0x([0-9a-f]+) not found",
	  "Linux has no driver core for protocol $p1 (its module is not there)" },
	{ "Out of range protocol ([0-9]+)",
	  "a protocol's node has a reg of $t1, which is more than 0xff" },
	{ "failed to setup channel for protocol:0x([0-9A-Fa-f]+)",
	  "the transport has no channel for protocol $p1; see its own message, and the node's properties" },
	{ "Using Base channel for protocol 0x([0-9A-Fa-f]+)",
	  "protocol $p1 has no channel of its own and uses that of the base protocol; that is in order" },
	{ "Detected UNSUPPORTED higher version 0x([0-9A-Fa-f]+) for protocol 0x([0-9A-Fa-f]+)",
	  "the server's version of protocol $p2 is newer than this Linux knows; messages may have "
	  "grown" },
	{ "Malformed reply - real_sz:([0-9]+) +calc_sz:([0-9]+)",
	  "a list's reply has $t1 bytes where its counts say $t2: the server counts wrongly" },
	{ "No\\. of resources can't exceed ([0-9]+)",
	  "a list has more entries than the server had announced ($t1)" },
	{ "unable to communicate with SCMI",
	  "the very first messages (version and attributes of the base protocol) failed" },
	{ "SCMI Protocol v([0-9.]+) '([^']*)' Firmware version 0x([0-9a-f]+)",
	  "the server answers: base protocol $t1, vendor and sub-vendor $t2" },
	{ "SCMI Notifications NOT available",
	  "Linux takes no notifications; all else works" },
	{ "Timeout waiting for a free TX channel",
	  "the shared memory stayed busy: the server took the last message and never gave it back" },
	{ "no session with the SCMI service: error (-?[0-9]+), TEE (0x[0-9a-f]+)",
	  "OP-TEE refused the session ($t2): the service has no usable board or platform; see OP-TEE's "
	  "console" },
	{ "the SCMI service offers neither SMT nor MSG",
	  "the service knows no form of messages that this driver speaks" },
	{ "linaro,optee-channel-id is (missing|not a number)",
	  "the SCMI node, or a protocol's node with a channel of its own, has no good "
	  "linaro,optee-channel-id" },
	{ "linaro,optee-channel-id ([0-9]+): (.*)",
	  "channel $t1 of the OP-TEE service cannot be used" },
	{ "channel ([0-9]+), (.*), payloads up to ([0-9]+) bytes",
	  "channel $t1 is open" },
	{ "SCMI board refused: node (.*)",
	  "the board's device tree is wrong there; the service refuses all sessions" },
	{ "SCMI board ([^:]*): ([0-9]+) agents, ([0-9]+) channels, ([0-9]+) protocols",
	  "the service is up" },
	{ "Channel ([0-9]+) Protocol 0x([0-9a-f]+) Message 0x([0-9a-f]+): not supported",
	  "OP-TEE's server has no $m23 and answers NOT_SUPPORTED" },
	{ "Invalid channel ID ([0-9]+)",
	  "Linux's device tree names channel $t1, which OP-TEE's server does not have" },
	{ "SCMI channel ([0-9]+) busy",
	  "a message came on channel $t1 while another was being worked on" },
	{ "SCMI payload too big ([0-9]+)",
	  "OP-TEE's server takes no payload of $t1 bytes; 92 is its most" },
	{ "SCMI resp\\. payload ([0-9]+) > ([0-9]+) bytes",
	  "the reply of $t1 bytes does not fit the agent's buffer of $t2" },
	{ "(Clock|Reset domain|Voltage domain|Base) handle not found ([0-9]+)",
	  "OP-TEE's server has no handler for message $t2 of that protocol" },
	{ "Expecting TEE_LOGIN_REE_KERNEL",
	  "a program tried to open the SCMI service; only the kernel may" },
	{ "[^a-z]scmi[^a-z].*(failed|error|[Cc]an't|[Cc]ould not|[Uu]nable).*[^0-9](-[0-9]+)[^0-9]*$",
	  "$e2" },
};

static regex_t *patterns(void)
{
	static regex_t compiled[COUNT(logs)];
	static bool done;
	size_t i;

	for (i = 0; !done && i < COUNT(logs); i++)
		regcomp(&compiled[i], logs[i].pattern, REG_EXTENDED);
	done = true;
	return compiled;
}

/* What parentheses have matched, as text and as number */

#define GROUPS	10

static long number_of(const char *line, const regmatch_t *group, int base)
{
	return group->rm_so < 0 ? 0 : strtol(line + group->rm_so, NULL, base);
}

static void describe_protocol(char *text, size_t size, long id)
{
	const struct scmi_protocol_words *protocol = scmi_find_protocol((uint8_t)id);

	snprintf(text, size, "0x%lx%s%s%s", id, protocol ? " (" : "", protocol ? protocol->name : "",
		 protocol ? ")" : "");
}

static void describe_message(char *text, size_t size, long protocol, long id)
{
	const struct scmi_protocol_words *p = scmi_find_protocol((uint8_t)protocol);
	const struct scmi_message_words *m = p ? scmi_find_message(p, (uint8_t)id, SCMI_COMMAND) : NULL;

	if (m)
		snprintf(text, size, "%s of %s", m->name, p->name);
	else
		snprintf(text, size, "message 0x%lx of protocol 0x%lx", id, protocol);
}

static void describe_status(char *text, size_t size, long status)
{
	struct scmi_result result = { .kind = SCMI_RESULT_STATUS, .code = (int)status };

	snprintf(text, size, "%s: %s", scmi_status_name((int)status), scmi_result_text(result));
}

static void describe_error(char *text, size_t size, long number)
{
	const struct error *error = find_error((int)number);
	char status[128];

	describe_status(status, sizeof(status), error ? error->status : 0);
	if (error && error->status)
		snprintf(text, size, "%s, which is Linux's word for %s", error->name, status);
	else
		snprintf(text, size, "%s", error ? error->text : "an error of Linux");
}

/* One $ of an explanation; returns how many characters it has */
static int expand_one(char *text, size_t size, const char *code, const char *line,
		      const regmatch_t *groups)
{
	const regmatch_t *first = &groups[code[1] - '0'];

	switch (code[0]) {
	case 'p':
		describe_protocol(text, size, number_of(line, first, 16));
		return 2;
	case 'P':
		describe_protocol(text, size, number_of(line, first, 10));
		return 2;
	case 'm':
		describe_message(text, size, number_of(line, first, 16),
				 number_of(line, &groups[code[2] - '0'], 16));
		return 3;
	case 'M':
		describe_message(text, size, number_of(line, first, 16),
				 number_of(line, &groups[code[2] - '0'], 10));
		return 3;
	case 's':
		describe_status(text, size, number_of(line, first, 10));
		return 2;
	case 'e':
		describe_error(text, size, number_of(line, first, 10));
		return 2;
	}
	snprintf(text, size, "%.*s", first->rm_so < 0 ? 0 : (int)(first->rm_eo - first->rm_so),
		 line + (first->rm_so < 0 ? 0 : first->rm_so));
	return 2;
}

static void expand(char *text, size_t size, const char *explanation, const char *line,
		   const regmatch_t *groups)
{
	size_t length = 0;

	text[0] = '\0';
	while (*explanation && length + 1 < size) {
		if (*explanation != '$') {
			text[length++] = *explanation++;
			text[length] = '\0';
			continue;
		}
		explanation += 1 + expand_one(text + length, size - length, explanation + 1, line,
					      groups);
		length = strlen(text);
	}
}

bool explain_log(const char *line, char *explanation, size_t size)
{
	regex_t *compiled = patterns();
	regmatch_t groups[GROUPS];
	size_t i;

	explanation[0] = '\0';
	if (!strcasestr(line, "scmi") && !strstr(line, "TEE_LOGIN"))
		return false;
	for (i = 0; i < COUNT(logs); i++) {
		if (!regexec(&compiled[i], line, GROUPS, groups, 0)) {
			expand(explanation, size, logs[i].explanation, line, groups);
			break;
		}
	}
	return true;
}
