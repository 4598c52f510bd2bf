// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * Base protocol 2.1, section 4.2 of the specification.
 */
#include "server.h"
#include "messages.h"

#define PLATFORM_AGENT		0u
#define OWN_AGENT		0xffffffffu
#define BASE_SLOT		0u

#define ENABLE			0x1u
#define ALLOW			0x1u
#define RESET_PERMISSIONS	0x1u
#define PROTOCOL_MASK		0xffu
#define ALL_BUT_BASE		((1u << SCMI_PROTOCOL_SLOTS) - 2)

/* A bit for each protocol that the agent has, but base */
static unsigned int protocols_of(const struct scmi_call *call)
{
	return call->state->agent->protocols & ALL_BUT_BASE;
}

static unsigned int count_protocols(const struct scmi_call *call)
{
	unsigned int protocols = protocols_of(call);
	unsigned int count = 0;

	for (; protocols; protocols &= protocols - 1)
		count++;
	return count;
}

static int attributes(struct scmi_call *call)
{
	return scmi_reply_last(call, (uint32_t)call->server->agent_count << 8 | count_protocols(call));
}

static int discover_vendor(struct scmi_call *call)
{
	(void)scmi_reply_text(call, call->server->vendor);
	return SCMI_SUCCESS;
}

static int discover_sub_vendor(struct scmi_call *call)
{
	if (!call->server->sub_vendor)
		return SCMI_NOT_SUPPORTED;
	(void)scmi_reply_text(call, call->server->sub_vendor);
	return SCMI_SUCCESS;
}

/* PROTOCOL_MESSAGE_ATTRIBUTES; no message of this protocol has any */
static int message_attributes(struct scmi_call *call, uint32_t message)
{
	return message == SCMI_BASE_DISCOVER_SUB_VENDOR && !call->server->sub_vendor ? SCMI_NOT_FOUND :
										       SCMI_SUCCESS;
}

static int discover_implementation_version(struct scmi_call *call)
{
	return scmi_reply_last(call, call->server->implementation_version);
}

/* One byte each; what is left of the last word is zero */
static int discover_list_protocols(struct scmi_call *call)
{
	uint32_t skip = request_u32(call, base_discover_list_protocols, skip);
	int count = scmi_page(call, count_protocols(call), skip, 1);
	unsigned int protocols = protocols_of(call);
	uint8_t protocol = SCMI_PROTOCOL_FIRST;
	uint8_t *bytes;

	if (count < 0)
		return count;
	scmi_reply_u32(call, (uint32_t)count);
	bytes = (uint8_t *)scmi_reply_words(call, ((unsigned int)count + 3) / 4);
	if (count)
		call->reply[-1] = 0;
	for (; count; protocols >>= 1, protocol++) {
		if (!(protocols & 1))
			continue;
		if (skip) {
			skip--;
			continue;
		}
		*bytes++ = protocol;
		count--;
	}
	return SCMI_SUCCESS;
}

static int discover_agent(struct scmi_call *call)
{
	uint32_t id = request_u32(call, base_discover_agent, agent_id);
	const char *name = "platform";

	if (id == OWN_AGENT && call->version >= SCMI_VERSION(2, 0))
		id = call->agent_id;
	if (id > call->server->agent_count)
		return SCMI_NOT_FOUND;
	if (id != PLATFORM_AGENT)
		name = call->server->agents[id - 1].name;
	if (call->version >= SCMI_VERSION(2, 0))
		scmi_reply_u32(call, id);
	(void)scmi_reply_text(call, name);
	return SCMI_SUCCESS;
}

static int notify_errors(struct scmi_call *call)
{
	uint32_t enable = request_u32(call, base_notify_errors, notify_enable);

	if (enable & ~ENABLE)
		return SCMI_INVALID_PARAMETERS;
	call->state->notify_errors = enable;
	return SCMI_SUCCESS;
}

#if SCMI_SERVER_EVENTS
/* Any agent can make errors without end: half of a queue is left to what else there is to tell */
void scmi_base_error(const struct scmi_call *call, int status)
{
	uint32_t header = scmi_header(SCMI_PROTOCOL_BASE, SCMI_BASE_ERROR_EVENT, SCMI_NOTIFICATION, 0);
	struct scmi_agent_state *state = call->server->agent_states;
	const struct scmi_agent *agent = call->server->agents;
	unsigned int i;

	for (i = 1; i <= call->server->agent_count; i++, agent++, state++) {
		uint32_t *words = NULL;

		if (!state->notify_errors)
			continue;
		if (2u * state->pending_events < agent->max_events)
			words = scmi_post_event(call->server, i, header, 4);
		else
			state->lost_events++;
		if (!words)
			continue;
		words[0] = swap32_le(call->agent_id);
		words[1] = swap32_le(1);
		words[2] = swap32_le(call->header);
		words[3] = swap32_le((uint32_t)status);
	}
}
#endif

int scmi_check_agent_id(const struct scmi_call *call, uint32_t id)
{
	if (id == PLATFORM_AGENT)
		return SCMI_INVALID_PARAMETERS;
	return id > call->server->agent_count ? SCMI_NOT_FOUND : SCMI_SUCCESS;
}

/*
 * Change what an agent may do with a device, by means of the protocol in the slot; base's stands for all.
 * @status is what is wrong with the part of the request that tells the protocol. Both messages begin with
 * the agent and the device.
 */
static int set_permission(const struct scmi_call *call, uint32_t flags, uint32_t slot, int status)
{
	uint32_t agent_id = request_u32(call, base_set_device_permissions, agent_id);
	uint32_t device_id = request_u32(call, base_set_device_permissions, device_id);
	int wrong = scmi_check_agent_id(call, agent_id);
	struct scmi_agent_state *state;
	uint32_t *devices;

	if (wrong)
		return wrong;
	if (device_id >= call->server->device_count)
		return SCMI_NOT_FOUND;
	if (flags & ~ALLOW)
		return SCMI_INVALID_PARAMETERS;
	if (!call->state->agent->trusted)
		return SCMI_DENIED;
	if (status)
		return status;
	state = &call->server->agent_states[agent_id - 1];
	devices = slot ? &state->device_protocols[slot] : &state->devices;
	*devices &= ~((uint32_t)1 << device_id);
	*devices |= flags << device_id;
	return SCMI_SUCCESS;
}

static int set_device_permissions(struct scmi_call *call)
{
	return set_permission(call, request_u32(call, base_set_device_permissions, flags), BASE_SLOT,
			      SCMI_SUCCESS);
}

static int set_protocol_permissions(struct scmi_call *call)
{
	uint32_t command = request_u32(call, base_set_protocol_permissions, command_id);
	uint32_t flags = request_u32(call, base_set_protocol_permissions, flags);
	uint32_t slot = command - SCMI_PROTOCOL_FIRST;
	int status = SCMI_SUCCESS;

	if (command & ~PROTOCOL_MASK)
		status = SCMI_INVALID_PARAMETERS;
	else if (slot == BASE_SLOT)
		status = SCMI_DENIED;
	else if (slot >= SCMI_PROTOCOL_SLOTS || !call->server->slots[slot])
		status = SCMI_NOT_FOUND;
	return set_permission(call, flags, slot, status);
}

/* An agent may reset itself, but only a trusted one other agents and what is permitted */
static int reset_agent_configuration(struct scmi_call *call)
{
	uint32_t agent_id = request_u32(call, base_reset_agent_configuration, agent_id);
	uint32_t flags = request_u32(call, base_reset_agent_configuration, flags);
	int status = scmi_check_agent_id(call, agent_id);

	if (status)
		return status;
	if (flags & ~RESET_PERMISSIONS)
		return SCMI_INVALID_PARAMETERS;
	if ((flags || agent_id != call->agent_id) && !call->state->agent->trusted)
		return SCMI_DENIED;
	scmi_reset_agent(call, (uint8_t)agent_id);
	if (flags)
		scmi_reset_permissions(call);
	return SCMI_SUCCESS;
}

#define LAYOUT(name, direction)		scmi_base_ ## name ## _ ## direction
#include "table.h"

static const struct scmi_message messages[] = {
#include "base.def"
};

static const uint8_t versions[] = {
	SCMI_VERSION(1, 0), SCMI_VERSION(2, 0), SCMI_VERSION(2, 1),
};

const struct scmi_protocol scmi_base_protocol = {
	.id = SCMI_PROTOCOL_BASE,
	.messages = messages,
	.message_count = sizeof(messages) / sizeof(messages[0]),
	.versions = versions,
	.version_count = sizeof(versions),
	.attributes = attributes,
	.message_attributes = message_attributes,
};
