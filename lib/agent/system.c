// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * System power management protocol 2.1, section 4.4 of the specification.
 */
#define TABLE "system.def"
#define PROTOCOL SCMI_PROTOCOL_SYSTEM
#include "calls.h"
#include "agent.h"

static void read_state(struct scmi_codec *codec, struct scmi_agent_event *event)
{
	struct state_notifier_event e = { 0 };

	code_state_notifier_event(codec, &e);
	event->agent = e.agent_id;
	event->u.system.state = e.system_state;
	event->u.system.graceful = e.graceful;
	event->u.system.timeout = e.timeout;
}

static const struct scmi_agent_reader readers[] = {
	{ SCMI_SYSTEM_POWER_STATE_NOTIFIER, false, SCMI_EVENT_SYSTEM_STATE, read_state },
};

static const uint8_t versions[] = {
	SCMI_VERSION(1, 0), SCMI_VERSION(2, 0), SCMI_VERSION(2, 1),
};

const struct scmi_agent_protocol scmi_agent_system = {
	.id = PROTOCOL,
	.versions = versions,
	.version_count = sizeof(versions),
	.readers = readers,
	.reader_count = sizeof(readers) / sizeof(readers[0]),
};

struct scmi_result scmi_system_protocol_attributes_get(struct scmi_link *link, uint32_t *attributes)
{
	struct protocol_attributes_reply reply = { 0 };
	struct scmi_codec codec;
	struct scmi_result result = CALL(protocol_attributes, &reply);

	if (scmi_ok(result))
		*attributes = reply.attributes;
	return result;
}

struct scmi_result scmi_system_support_get(struct scmi_link *link, struct scmi_system_support *support)
{
	struct protocol_message_attributes_reply reply = { 0 };
	struct scmi_codec codec;
	struct scmi_result result = CALL(protocol_message_attributes, &reply,
					 .message_id = SCMI_SYSTEM_POWER_STATE_SET);

	if (scmi_ok(result)) {
		support->warm_reset = reply.warm_reset;
		support->suspend = reply.suspend;
	}
	return result;
}

struct scmi_result scmi_system_state_set(struct scmi_link *link, uint32_t state, bool graceful)
{
	struct scmi_codec codec;

	return CALL(state_set, NULL, .system_state = state, .graceful = graceful);
}

struct scmi_result scmi_system_state_get(struct scmi_link *link, uint32_t *state)
{
	struct state_get_reply reply = { 0 };
	struct scmi_codec codec;
	struct scmi_result result = CALL(state_get, &reply);

	if (scmi_ok(result))
		*state = reply.system_state;
	return result;
}

struct scmi_result scmi_system_state_notify(struct scmi_link *link, bool enable)
{
	struct scmi_codec codec;

	return CALL(state_notify, NULL, .enable = enable);
}
