// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * Results in words.
 */
#include <scmi/agent.h>

#define COUNT(array)	(sizeof(array) / sizeof((array)[0]))

/* Status codes, by their negative */
static const struct {
	const char *name, *text;
} statuses[] = {
	{ "SUCCESS", "success" },
	{ "NOT_SUPPORTED", "the server does not support this" },
	{ "INVALID_PARAMETERS", "the server does not accept these parameters" },
	{ "DENIED", "this agent is not allowed to do this" },
	{ "NOT_FOUND", "the server has no such thing" },
	{ "OUT_OF_RANGE", "a parameter is out of its range" },
	{ "BUSY", "the server is busy" },
	{ "COMMS_ERROR", "the server has trouble with its communication" },
	{ "GENERIC_ERROR", "the server has failed without saying why" },
	{ "HARDWARE_ERROR", "the hardware has failed" },
	{ "PROTOCOL_ERROR", "the server takes the message for a violation of the protocol" },
	{ "IN_USE", "it is in use" },
};

static const char *const malformed[] = {
	[SCMI_REPLY_TOO_LONG] = "the reply is longer than its message can be",
	[SCMI_REPLY_TOO_SHORT] = "the reply is shorter than its fields",
	[SCMI_REPLY_OTHER_TOKEN] = "the reply has the token of another request",
	[SCMI_REPLY_OTHER_TYPE] = "the reply is no reply by its message type",
	[SCMI_REPLY_OTHER_PROTOCOL] = "the reply is one of another protocol",
	[SCMI_REPLY_OTHER_MESSAGE] = "the reply is one to another message",
	[SCMI_REPLY_RESERVED] = "the reply has reserved bits set in its header",
	[SCMI_REPLY_BAD_STATUS] = "the reply's status is no status",
	[SCMI_REPLY_BAD_TEXT] = "a text in the reply does not end",
	[SCMI_REPLY_BAD_VALUE] = "the reply has a value that cannot be",
	[SCMI_REPLY_BAD_COUNT] = "the counts of a list contradict its size or each other",
	[SCMI_REPLY_NO_PROGRESS] = "a list has more entries, but the server gives none",
	[SCMI_REPLY_REPEATS] = "a list repeats an entry",
	[SCMI_REPLY_UNASKED] = "a reply or delayed response that nobody has asked for",
};

static const char *const unsent[] = {
	[SCMI_UNSENT_VERSION] = "the version of the protocol in use does not have this",
	[SCMI_UNSENT_SIZE] = "the message is longer than the transport takes",
	[SCMI_UNSENT_ARGUMENT] = "an argument is out of its range",
	[SCMI_UNSENT_PENDING] = "too many requests are under way",
};

const char *scmi_status_name(int status)
{
	if (status > 0 || status <= -(int)COUNT(statuses))
		return "UNKNOWN";
	return statuses[-status].name;
}

const char *scmi_result_text(struct scmi_result result)
{
	switch ((enum scmi_result_kind)result.kind) {
	case SCMI_RESULT_STATUS:
		if (result.code > 0 || result.code <= -(int)COUNT(statuses))
			return "the server answered with a status that the specification does not have";
		return statuses[-result.code].text;
	case SCMI_RESULT_MALFORMED:
		return malformed[result.code];
	case SCMI_RESULT_UNSENT:
		return unsent[result.code];
	case SCMI_RESULT_TRANSPORT:
		return "the transport has failed, there was no reply";
	case SCMI_RESULT_TIMEOUT:
		return "nothing has come in its time";
	case SCMI_RESULT_OK:
	default:
		return statuses[0].text;
	}
}
