// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * Reset domain management protocol 3.1, section 4.8 of the specification.
 */
#define TABLE "reset.def"
#define PROTOCOL SCMI_PROTOCOL_RESET
#include "calls.h"
#include "agent.h"

static void read_issued(struct scmi_codec *codec, struct scmi_agent_event *event)
{
	struct issued_event e = { 0 };

	code_issued_event(codec, &e);
	event->agent = e.agent_id;
	event->resource = e.domain_id;
	event->u.state = e.reset_state;
}

static void read_complete(struct scmi_codec *codec, struct scmi_agent_event *event)
{
	struct reset_complete_event e = { 0 };

	code_reset_complete_event(codec, &e);
	event->resource = e.domain_id;
}

static const struct scmi_agent_reader readers[] = {
	{ SCMI_RESET, true, SCMI_EVENT_RESET_COMPLETE, read_complete },
	{ SCMI_RESET_ISSUED, false, SCMI_EVENT_RESET_ISSUED, read_issued },
};

static const uint8_t versions[] = {
	SCMI_VERSION(1, 0), SCMI_VERSION(2, 0), SCMI_VERSION(3, 0), SCMI_VERSION(3, 1),
};

const struct scmi_agent_protocol scmi_agent_reset = {
	.id = PROTOCOL,
	.versions = versions,
	.version_count = sizeof(versions),
	.readers = readers,
	.reader_count = sizeof(readers) / sizeof(readers[0]),
};

COUNT_DOMAINS(scmi_reset_protocol_attributes)

struct scmi_result scmi_reset_attributes_get(struct scmi_link *link, uint32_t domain,
					     struct scmi_reset_attributes *attributes)
{
	struct attributes_reply reply = { 0 };
	struct scmi_codec codec;
	struct scmi_result result = CALL(attributes, &reply, .resource = domain);

	if (!scmi_ok(result))
		return result;
	*attributes = (struct scmi_reset_attributes){
		.asynchronous = reply.asynchronous_reset,
		.notifications = reply.reset_notifications,
		.extended_name = VERSION >= SCMI_VERSION(3, 0) && reply.extended_name,
		.latency = reply.latency,
	};
	__builtin_memcpy(attributes->name, reply.domain_name, sizeof(reply.domain_name));
	return result;
}

NAME_GET(scmi_reset_name_get, name_get)

struct scmi_result scmi_reset(struct scmi_link *link, uint32_t domain, enum scmi_reset_action action,
			      uint32_t state)
{
	struct scmi_codec codec;

	return CALL(reset, NULL, .resource = domain, .reset_state = state,
		    .explicit_assert = action == SCMI_RESET_ASSERT,
		    .autonomous = action == SCMI_RESET_PULSE);
}

struct scmi_result scmi_reset_async(struct scmi_link *link, uint32_t domain, uint32_t state,
				    uint16_t *token)
{
	struct scmi_codec codec;

	if (!token)
		return UNSENT(RESET, SCMI_UNSENT_ARGUMENT);
	return CALL_ASYNC(reset, token, .resource = domain, .reset_state = state, .autonomous = 1,
			  .asynchronous = 1);
}

NOTIFY(scmi_reset_notify, notify)
