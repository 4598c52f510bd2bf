// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * Checks of headers, whatever the protocol. The kernel's raw mode makes headers of its own out of
 * what it is given, so that some of these cannot be asked there.
 */
#include "check.h"

static void check_token(struct checks *c)
{
	static const uint16_t tokens[] = { 0, 1, 0x155, 0x2aa, SCMI_TOKEN_MAX, SCMI_TOKEN_MAX, 0 };
	uint32_t header;
	int status;
	size_t i;

	/* The recorder compares the headers */
	for (i = 0; i < COUNT(tokens); i++) {
		header = scmi_header(SCMI_PROTOCOL_BASE, SCMI_PROTOCOL_VERSION, SCMI_COMMAND,
				     tokens[i]);
		ask_as(c, header, NULL, 0, &status);
	}
}

static bool is_there(const struct checks *c, uint8_t protocol)
{
	unsigned int slot = protocol - (unsigned int)SCMI_PROTOCOL_FIRST;

	return slot < SCMI_PROTOCOL_SLOTS && c->protocols[slot].version;
}

static void check_unknown_protocol(struct checks *c)
{
	static const uint8_t protocols[] = {
		0x00, 0x0f, 0x11, 0x12, 0x13, 0x14, 0x15, 0x16, 0x17, 0x18, 0x19, 0x7f,
	};
	int status;
	size_t i;

	for (i = 0; i < COUNT(protocols); i++) {
		if (is_there(c, protocols[i]) ||
		    !ask(c, protocols[i], SCMI_PROTOCOL_VERSION, NULL, 0, &status))
			continue;
		want_refusal(c, status, SCMI_NOT_SUPPORTED, true,
			     "PROTOCOL_VERSION of protocol 0x%x, which is not listed",
			     protocols[i]);
	}
}

/* Only commands go from agent to platform */
static void check_type(struct checks *c)
{
	uint32_t type;
	int status;

	for (type = SCMI_COMMAND + 1; type <= SCMI_NOTIFICATION; type++) {
		uint32_t header = scmi_header(SCMI_PROTOCOL_BASE, SCMI_PROTOCOL_VERSION,
					      (enum scmi_message_type)type, 5);

		if (ask_as(c, header, NULL, 0, &status) && !status)
			tell(c, GRADE_REMARK, "a request of message type %u is taken for a command",
			     type);
	}
}

static void check_reserved_header(struct checks *c)
{
	uint32_t header = scmi_header(SCMI_PROTOCOL_BASE, SCMI_PROTOCOL_VERSION, SCMI_COMMAND, 6);
	int status;

	if (ask_as(c, header | SCMI_HEADER_RESERVED, NULL, 0, &status) && !status)
		tell(c, GRADE_REMARK, "a request with reserved bits of the header set is taken");
}

static const struct check_row rows[] = {
	{
		.name = "transport.token", .section = "4.1.1",
		.summary = "a reply's header is that of its request, with any token",
		.run = check_token,
	}, {
		.name = "transport.unknown-protocol", .section = "4.1.4",
		.summary = "protocols that are not there are refused with NOT_SUPPORTED",
		.run = check_unknown_protocol,
	}, {
		.name = "transport.type", .needs = NEEDS_HEADERS, .section = "4.1.1",
		.summary = "only commands are taken for commands",
		.run = check_type,
	}, {
		.name = "transport.reserved", .needs = NEEDS_HEADERS, .section = "4.1.1",
		.summary = "reserved bits of a header are not taken",
		.run = check_reserved_header,
	},
};

const struct check_list transport_checks = { rows, COUNT(rows) };
