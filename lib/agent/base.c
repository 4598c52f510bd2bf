// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * Base protocol 2.1, section 4.2 of the specification.
 */
#define TABLE "base.def"
#include "calls.h"
#include "agent.h"

static const uint8_t versions[] = {
	SCMI_VERSION(1, 0), SCMI_VERSION(2, 0), SCMI_VERSION(2, 1),
};

const struct scmi_agent_protocol scmi_agent_base = {
	.id = SCMI_PROTOCOL_BASE,
	.versions = versions,
	.version_count = sizeof(versions),
};

/* One message of this protocol; needs a codec and a link by these names */
#define CALL(message, request, reply)						\
	call_ ## message(&codec, link, SCMI_PROTOCOL_BASE, request, reply)

struct scmi_result scmi_base_attributes_get(struct scmi_link *link,
					    struct scmi_base_attributes *attributes)
{
	struct protocol_attributes_reply reply;
	struct scmi_codec codec;
	struct scmi_result result = CALL(protocol_attributes, NULL, &reply);

	if (scmi_ok(result)) {
		attributes->agents = (uint8_t)reply.agents;
		attributes->protocols = (uint8_t)reply.protocols;
	}
	return result;
}

struct scmi_result scmi_base_discover_vendor(struct scmi_link *link, char name[SCMI_AGENT_NAME_SIZE])
{
	struct discover_vendor_reply reply;
	struct scmi_codec codec;
	struct scmi_result result = CALL(discover_vendor, NULL, &reply);

	if (scmi_ok(result))
		__builtin_memcpy(name, reply.vendor_identifier, SCMI_AGENT_NAME_SIZE);
	return result;
}

struct scmi_result scmi_base_discover_sub_vendor(struct scmi_link *link,
						 char name[SCMI_AGENT_NAME_SIZE])
{
	struct discover_sub_vendor_reply reply;
	struct scmi_codec codec;
	struct scmi_result result = CALL(discover_sub_vendor, NULL, &reply);

	if (scmi_ok(result))
		__builtin_memcpy(name, reply.sub_vendor_identifier, SCMI_AGENT_NAME_SIZE);
	return result;
}

struct scmi_result scmi_base_discover_implementation_version(struct scmi_link *link,
							     uint32_t *version)
{
	struct discover_implementation_version_reply reply;
	struct scmi_codec codec;
	struct scmi_result result = CALL(discover_implementation_version, NULL, &reply);

	if (scmi_ok(result))
		*version = reply.implementation_version;
	return result;
}

/* Protocol numbers are bytes, so a list of them repeats one at the latest after 256 */
static struct scmi_result add_protocols(const struct scmi_codec *codec, uint32_t first,
					uint32_t returned, uint8_t *seen, uint8_t *protocols,
					size_t max)
{
	uint32_t i;

	for (i = 0; i < returned; i++) {
		uint8_t id = codec->list[i];

		if (seen[id / 8] >> id % 8 & 1)
			return scmi_codec_malformed(codec, SCMI_REPLY_REPEATS);
		seen[id / 8] |= (uint8_t)(1u << id % 8);
		if (first + i < max)
			protocols[first + i] = id;
	}
	return codec->result;
}

/* The replies of this list do not say what remains: the protocol's attributes say how many there are */
struct scmi_result scmi_base_discover_list_protocols(struct scmi_link *link, uint8_t *protocols,
						     size_t max, size_t *count)
{
	struct scmi_pages pages = { .known = true };
	struct scmi_base_attributes attributes = { 0 };
	struct scmi_result result = scmi_base_attributes_get(link, &attributes);
	uint8_t seen[256 / 8] = { 0 };

	pages.total = attributes.protocols;
	while (scmi_ok(result) && !pages.done) {
		struct discover_list_protocols_request request = { .skip = pages.next };
		struct discover_list_protocols_reply reply = { 0 };
		struct scmi_codec codec;
		uint32_t first = pages.next;
		uint32_t returned;

		result = CALL(discover_list_protocols, &request, &reply);
		returned = reply.num_protocols;
		if (scmi_ok(result))
			result = scmi_pages_add(&pages, &codec, returned,
						pages.total - first - returned, 1);
		if (scmi_ok(result))
			result = add_protocols(&codec, first, returned, seen, protocols, max);
	}
	*count = pages.next;
	return result;
}

struct scmi_result scmi_base_discover_agent(struct scmi_link *link, uint32_t id,
					    struct scmi_base_agent *agent)
{
	struct discover_agent_request request = { .agent_id = id };
	struct discover_agent_reply reply = { .agent_id = id };
	struct scmi_codec codec;
	struct scmi_result result;

	if (id == SCMI_AGENT_SELF && link->versions[0] < SCMI_VERSION(2, 0))
		return scmi_codec_unsent(SCMI_PROTOCOL_BASE, SCMI_BASE_DISCOVER_AGENT,
					 SCMI_UNSENT_VERSION);
	result = CALL(discover_agent, &request, &reply);
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
	struct notify_errors_request request = { .enable = enable };
	struct scmi_codec codec;

	return CALL(notify_errors, &request, NULL);
}

struct scmi_result scmi_base_set_device_permissions(struct scmi_link *link, uint32_t agent,
						    uint32_t device, bool allow)
{
	struct set_device_permissions_request request = {
		.agent_id = agent, .device_id = device, .allow = allow,
	};
	struct scmi_codec codec;

	return CALL(set_device_permissions, &request, NULL);
}

struct scmi_result scmi_base_set_protocol_permissions(struct scmi_link *link, uint32_t agent,
						      uint32_t device, uint8_t protocol, bool allow)
{
	struct set_protocol_permissions_request request = {
		.agent_id = agent, .device_id = device, .protocol = protocol, .allow = allow,
	};
	struct scmi_codec codec;

	return CALL(set_protocol_permissions, &request, NULL);
}

struct scmi_result scmi_base_reset_agent_configuration(struct scmi_link *link, uint32_t agent,
						       bool permissions)
{
	struct reset_agent_configuration_request request = {
		.agent_id = agent, .reset_permissions = permissions,
	};
	struct scmi_codec codec;

	return CALL(reset_agent_configuration, &request, NULL);
}

/* Discovery */

/* What a server may not have: left empty */
static struct scmi_result optional(struct scmi_result result)
{
	if (scmi_is_status(result, SCMI_NOT_SUPPORTED) || scmi_is_status(result, SCMI_NOT_FOUND) ||
	    (result.kind == SCMI_RESULT_UNSENT && result.code == SCMI_UNSENT_VERSION))
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
