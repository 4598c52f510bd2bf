// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * Base protocol 2.1, section 4.2 of the specification.
 */
#define TABLE "base.def"
#define PROTOCOL SCMI_PROTOCOL_BASE
#include "calls.h"
#include "agent.h"

#define REPORT_SIZE	8

static void read_error(struct scmi_codec *codec, struct scmi_agent_event *event)
{
	struct error_event_event e = { 0 };

	code_error_event_event(codec, &e);
	event->agent = e.agent_id;
	event->u.error.fatal = e.fatal;
	event->u.error.commands = (uint16_t)e.commands;
	if (!scmi_ok(codec->result))
		return;
	scmi_event_list(codec, event, REPORT_SIZE);
	if (event->count != e.commands)
		codec->result = scmi_codec_malformed(codec, SCMI_REPLY_BAD_COUNT);
}

static const struct scmi_agent_reader readers[] = {
	{ SCMI_BASE_ERROR_EVENT, false, SCMI_EVENT_BASE_ERROR, read_error },
};

static const uint8_t versions[] = {
	SCMI_VERSION(1, 0), SCMI_VERSION(2, 0), SCMI_VERSION(2, 1),
};

const struct scmi_agent_protocol scmi_agent_base = {
	.id = PROTOCOL,
	.versions = versions,
	.version_count = sizeof(versions),
	.readers = readers,
	.reader_count = sizeof(readers) / sizeof(readers[0]),
};

struct scmi_result scmi_base_attributes_get(struct scmi_link *link,
					    struct scmi_base_attributes *attributes)
{
	struct protocol_attributes_reply reply = { 0 };
	struct scmi_codec codec;
	struct scmi_result result = CALL(protocol_attributes, &reply);

	if (scmi_ok(result)) {
		attributes->agents = (uint8_t)reply.agents;
		attributes->protocols = (uint8_t)reply.protocols;
	}
	return result;
}

struct scmi_result scmi_base_discover_vendor(struct scmi_link *link, char name[SCMI_AGENT_NAME_SIZE])
{
	struct discover_vendor_reply reply = { 0 };
	struct scmi_codec codec;
	struct scmi_result result = CALL(discover_vendor, &reply);

	if (scmi_ok(result))
		__builtin_memcpy(name, reply.vendor_identifier, SCMI_AGENT_NAME_SIZE);
	return result;
}

struct scmi_result scmi_base_discover_sub_vendor(struct scmi_link *link,
						 char name[SCMI_AGENT_NAME_SIZE])
{
	struct discover_sub_vendor_reply reply = { 0 };
	struct scmi_codec codec;
	struct scmi_result result = CALL(discover_sub_vendor, &reply);

	if (scmi_ok(result))
		__builtin_memcpy(name, reply.sub_vendor_identifier, SCMI_AGENT_NAME_SIZE);
	return result;
}

struct scmi_result scmi_base_discover_implementation_version(struct scmi_link *link,
							     uint32_t *version)
{
	struct discover_implementation_version_reply reply = { 0 };
	struct scmi_codec codec;
	struct scmi_result result = CALL(discover_implementation_version, &reply);

	if (scmi_ok(result))
		*version = reply.implementation_version;
	return result;
}

/* The caller's array, and all numbers that have been listed */
struct protocols {
	uint8_t *to;
	uint8_t seen[SCMI_PAGES_SEEN];
};

/* The replies of this list do not say what remains: the protocol's attributes say how many there are */
static struct scmi_result protocols_page(struct scmi_codec *codec, struct scmi_link *link,
					 struct scmi_pages *pages)
{
	struct discover_list_protocols_request request = { .skip = pages->next };
	struct discover_list_protocols_reply reply = { 0 };
	struct scmi_result result;

	result = call_discover_list_protocols(codec, link, PROTOCOL, &request, &reply);
	pages->returned = reply.num_protocols;
	pages->remaining = pages->total - pages->next - reply.num_protocols;
	return result;
}

static void protocols_entry(struct scmi_codec *codec, struct scmi_pages *pages, uint32_t place)
{
	struct discover_list_protocols_reply entry;
	struct protocols *list = pages->to;
	uint8_t id;

	code_discover_list_protocols_reply(codec, &entry, ENTRY);
	id = (uint8_t)entry.protocols;
	scmi_pages_once(codec, list->seen, id);
	if (scmi_pages_room(pages, place))
		list->to[place] = id;
}

struct scmi_result scmi_base_discover_list_protocols(struct scmi_link *link, uint8_t *protocols,
						     size_t max, size_t *count)
{
	struct protocols list = { .to = protocols };
	struct scmi_pages pages = { .known = true, .to = &list, .max = max };
	struct scmi_base_attributes attributes;
	struct scmi_result result = scmi_base_attributes_get(link, &attributes);

	if (scmi_ok(result)) {
		pages.total = attributes.protocols;
		result = scmi_pages_read(link, &pages, protocols_page, protocols_entry);
	}
	*count = pages.next;
	return result;
}

struct scmi_result scmi_base_discover_agent(struct scmi_link *link, uint32_t id,
					    struct scmi_base_agent *agent)
{
	struct discover_agent_reply reply = { .agent_id = id };
	struct scmi_codec codec;
	struct scmi_result result;

	if (id == SCMI_AGENT_SELF && VERSION < SCMI_VERSION(2, 0))
		return UNSENT(BASE_DISCOVER_AGENT, SCMI_UNSENT_VERSION);
	result = CALL(discover_agent, &reply, .agent_id = id);
	if (!scmi_ok(result))
		return result;
	if (id != SCMI_AGENT_SELF && reply.agent_id != id)
		return scmi_codec_malformed(&codec, SCMI_REPLY_BAD_VALUE);
	agent->id = reply.agent_id;
	__builtin_memcpy(agent->name, reply.name, SCMI_AGENT_NAME_SIZE);
	return result;
}

struct scmi_result scmi_base_notify_errors(struct scmi_link *link, bool enable)
{
	struct scmi_codec codec;

	return CALL(notify_errors, NULL, .enable = enable);
}

struct scmi_result scmi_base_set_device_permissions(struct scmi_link *link, uint32_t agent,
						    uint32_t device, bool allow)
{
	struct scmi_codec codec;

	return CALL(set_device_permissions, NULL, .agent_id = agent, .device_id = device,
		    .allow = allow);
}

struct scmi_result scmi_base_set_protocol_permissions(struct scmi_link *link, uint32_t agent,
						      uint32_t device, uint8_t protocol, bool allow)
{
	struct scmi_codec codec;

	return CALL(set_protocol_permissions, NULL, .agent_id = agent, .device_id = device,
		    .protocol = protocol, .allow = allow);
}

struct scmi_result scmi_base_reset_agent_configuration(struct scmi_link *link, uint32_t agent,
						       bool permissions)
{
	struct scmi_codec codec;

	return CALL(reset_agent_configuration, NULL, .agent_id = agent,
		    .reset_permissions = permissions);
}

/* Discovery */

/* What a server, or its version, may not have: left empty */
static struct scmi_result optional(struct scmi_result result)
{
	if (scmi_is_status(result, SCMI_NOT_SUPPORTED) || scmi_is_status(result, SCMI_NOT_FOUND) ||
	    result.kind == SCMI_RESULT_UNSENT)
		result.kind = SCMI_RESULT_OK;
	return result;
}

struct scmi_result scmi_discover(struct scmi_link *link, struct scmi_discovery *d)
{
	struct scmi_result result;

	*d = (struct scmi_discovery){ 0 };
	result = scmi_link_open(link, SCMI_PROTOCOL_BASE, &d->version);
	if (scmi_ok(result))
		result = scmi_base_attributes_get(link, &d->attributes);
	if (scmi_ok(result))
		result = scmi_base_discover_vendor(link, d->vendor);
	if (scmi_ok(result))
		result = optional(scmi_base_discover_sub_vendor(link, d->sub_vendor));
	if (scmi_ok(result))
		result = scmi_base_discover_implementation_version(link, &d->implementation_version);
	if (scmi_ok(result))
		result = optional(scmi_base_discover_agent(link, SCMI_AGENT_SELF, &d->self));
	if (scmi_ok(result))
		result = scmi_base_discover_list_protocols(link, d->protocols, sizeof(d->protocols),
							   &d->protocol_count);
	return result;
}
