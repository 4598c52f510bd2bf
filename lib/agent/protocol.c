// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * The messages that all protocols have, and the versions that are agreed upon with them.
 */
#define TABLE "base.def"
#include "calls.h"
#include "agent.h"

struct scmi_result scmi_protocol_version_get(struct scmi_link *link, uint8_t protocol,
					     uint32_t *version)
{
	struct protocol_version_reply reply = { 0 };
	struct scmi_codec codec;
	struct scmi_result result = call_protocol_version(&codec, link, protocol, NULL, &reply);

	if (scmi_ok(result))
		*version = reply.version;
	return result;
}

struct scmi_result scmi_protocol_message_attributes_get(struct scmi_link *link, uint8_t protocol,
							uint32_t message, uint32_t *attributes)
{
	struct protocol_message_attributes_request request = { .message_id = message };
	struct protocol_message_attributes_reply reply = { 0 };
	struct scmi_codec codec;
	struct scmi_result result = call_protocol_message_attributes(&codec, link, protocol,
								     &request, &reply);

	if (scmi_ok(result))
		*attributes = reply.attributes;
	return result;
}

struct scmi_result scmi_protocol_version_negotiate(struct scmi_link *link, uint8_t protocol,
						   uint32_t version)
{
	struct negotiate_protocol_version_request request = { .version = version };
	struct scmi_codec codec;

	return call_negotiate_protocol_version(&codec, link, protocol, &request, NULL);
}

/* Versions */

const struct scmi_agent_protocol *scmi_agent_find(uint8_t protocol)
{
	static const struct scmi_agent_protocol *const protocols[] = {
		&scmi_agent_base, &scmi_agent_power, &scmi_agent_system, &scmi_agent_performance,
		&scmi_agent_clock, &scmi_agent_sensor, &scmi_agent_reset, &scmi_agent_voltage,
		&scmi_agent_powercap, &scmi_agent_pinctrl,
	};
	unsigned int i;

	for (i = 0; i < sizeof(protocols) / sizeof(protocols[0]); i++) {
		if (protocols[i]->id == protocol)
			return protocols[i];
	}
	return NULL;
}

/*
 * Of the versions known that are not newer than the server's, the newest one that it accepts; where it
 * accepts none, or cannot be asked, the newest. Returns 0 where the server is older than all of them.
 */
static uint8_t choose_version(struct scmi_link *link, const struct scmi_agent_protocol *known,
			      uint32_t server, bool *agreed, struct scmi_result *result)
{
	uint8_t newest = 0;
	unsigned int i;

	for (i = known->version_count; i-- > 0;) {
		uint8_t version = known->versions[i];

		if (scmi_version_to_wire(version) > server)
			continue;
		if (!newest)
			newest = version;
		*agreed = scmi_version_to_wire(version) == server;
		if (*agreed)
			return version;
		*result = scmi_protocol_version_negotiate(link, known->id,
							  scmi_version_to_wire(version));
		*agreed = scmi_ok(*result);
		if (*agreed)
			return version;
		if (result->kind != SCMI_RESULT_STATUS)
			return 0;
	}
	return newest;
}

struct scmi_result scmi_link_open(struct scmi_link *link, uint8_t protocol,
				  struct scmi_link_version *version)
{
	const struct scmi_agent_protocol *known = scmi_agent_find(protocol);
	struct scmi_result result;
	bool agreed = false;
	uint32_t server;
	uint8_t used;

	if (!known)
		return scmi_codec_unsent(protocol, SCMI_PROTOCOL_VERSION, SCMI_UNSENT_ARGUMENT);
	result = scmi_protocol_version_get(link, protocol, &server);
	if (!scmi_ok(result))
		return result;
	used = choose_version(link, known, server, &agreed, &result);
	if (result.kind != SCMI_RESULT_OK && result.kind != SCMI_RESULT_STATUS)
		return result;
	result.kind = SCMI_RESULT_OK;
	result.code = 0;
	if (!used) {
		result.kind = SCMI_RESULT_MALFORMED;
		result.code = SCMI_REPLY_BAD_VALUE;
		return result;
	}
	link->versions[protocol - SCMI_PROTOCOL_FIRST] = used;
	link->agreed &= (uint16_t)~(1u << (protocol - SCMI_PROTOCOL_FIRST));
	link->agreed |= (uint16_t)((unsigned int)agreed << (protocol - SCMI_PROTOCOL_FIRST));
	if (version)
		*version = (struct scmi_link_version){ server, scmi_version_to_wire(used), agreed };
	return result;
}
