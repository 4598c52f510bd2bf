// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * Power domain management protocol 3.1, section 4.3 of the specification.
 */
#define TABLE "power.def"
#define PROTOCOL SCMI_PROTOCOL_POWER
#include "calls.h"
#include "agent.h"

/* Both notifications have these fields */
static void read_state_changed(struct scmi_codec *codec, struct scmi_agent_event *event)
{
	struct state_changed_event e = { 0 };

	code_state_changed_event(codec, &e);
	event->agent = e.agent_id;
	event->resource = e.domain_id;
	event->u.state = e.power_state;
}

static const struct scmi_agent_reader readers[] = {
	{ SCMI_POWER_STATE_CHANGED, false, SCMI_EVENT_POWER_STATE_CHANGED, read_state_changed },
	{ SCMI_POWER_STATE_CHANGE_REQUESTED, false, SCMI_EVENT_POWER_STATE_CHANGE_REQUESTED, read_state_changed },
};

static const uint8_t versions[] = {
	SCMI_VERSION(1, 0), SCMI_VERSION(2, 0), SCMI_VERSION(3, 0), SCMI_VERSION(3, 1),
};

const struct scmi_agent_protocol scmi_agent_power = {
	.id = PROTOCOL,
	.versions = versions,
	.version_count = sizeof(versions),
	.readers = readers,
	.reader_count = sizeof(readers) / sizeof(readers[0]),
};

struct scmi_result scmi_power_protocol_attributes_get(struct scmi_link *link,
						      struct scmi_power_protocol_attributes *a)
{
	struct protocol_attributes_reply reply = { 0 };
	struct scmi_codec codec;
	struct scmi_result result = CALL(protocol_attributes, &reply);

	if (scmi_ok(result)) {
		a->domains = (uint16_t)reply.domains;
		a->statistics_address = reply.statistics_address;
		a->statistics_length = reply.statistics_length;
	}
	return result;
}

struct scmi_result scmi_power_attributes_get(struct scmi_link *link, uint32_t domain,
					     struct scmi_power_attributes *attributes)
{
	struct attributes_reply reply = { 0 };
	struct scmi_codec codec;
	struct scmi_result result = CALL(attributes, &reply, .resource = domain);

	if (!scmi_ok(result))
		return result;
	/* Bits that a version does not have are reserved in it */
	*attributes = (struct scmi_power_attributes){
		.state_change_notifications = reply.state_change_notifications,
		.asynchronous_state_set = reply.asynchronous_state_set,
		.synchronous_state_set = reply.synchronous_state_set,
		.state_change_requested_notifications = VERSION >= SCMI_VERSION(2, 0) &&
			reply.state_change_requested_notifications,
		.extended_name = VERSION >= SCMI_VERSION(3, 0) && reply.extended_name,
	};
	__builtin_memcpy(attributes->name, reply.domain_name, sizeof(reply.domain_name));
	return result;
}

NAME_GET(scmi_power_name_get, name_get)

struct scmi_result scmi_power_state_set(struct scmi_link *link, uint32_t domain, uint32_t state)
{
	struct scmi_codec codec;

	return CALL(state_set, NULL, .resource = domain, .power_state = state);
}

struct scmi_result scmi_power_state_set_async(struct scmi_link *link, uint32_t domain, uint32_t state)
{
	struct scmi_codec codec;

	return CALL(state_set, NULL, .resource = domain, .power_state = state, .asynchronous = 1);
}

VALUE_GET(scmi_power_state_get, state_get, uint32_t, power_state)

NOTIFY(scmi_power_state_notify, state_notify)
NOTIFY(scmi_power_state_change_requested_notify, state_change_requested_notify)
