// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * System power management protocol 2.1, section 4.4 of the specification.
 */
#include <scmi/system.h>

#include "server.h"
#include "messages.h"

#define SYSTEM			0	/* the only resource */
#define STATE_COUNT		5u

/* PROTOCOL_MESSAGE_ATTRIBUTES of SYSTEM_POWER_STATE_SET */
#define HAS_WARM_RESET		(1u << 31)
#define HAS_SUSPEND		(1u << 30)

/* SYSTEM_POWER_STATE_SET */
#define GRACEFUL		(1u << 0)

static const struct scmi_system_config *config_of(const struct scmi_call *call)
{
	return call->config;
}

/* The system, where the agent may use it at all, and what it may do */
static int find_system(struct scmi_call *call)
{
	int id = scmi_resource_id(call, call->agent_id, SYSTEM);

	if (id < 0)
		return SCMI_DENIED;
	return scmi_find_resource(call, 0, scmi_view_of(call)->count, (uint32_t)id);
}

static int attributes_of_protocol(struct scmi_call *call)
{
	return scmi_reply_last(call, 0);
}

static bool has_state(const struct scmi_system *system, uint32_t state)
{
	unsigned int i;

	if (state < STATE_COUNT)
		return system->states >> state & 1;
	for (i = 0; i < system->vendor_state_count; i++) {
		if (system->vendor_states[i] == state)
			return true;
	}
	return false;
}

static int message_attributes(struct scmi_call *call, uint32_t message)
{
	const struct scmi_system *system = config_of(call)->system;

	if (message != SCMI_SYSTEM_POWER_STATE_SET)
		return SCMI_SUCCESS;
	if (has_state(system, SCMI_SYSTEM_WARM_RESET))
		call->told.word |= HAS_WARM_RESET;
	if (has_state(system, SCMI_SYSTEM_SUSPEND))
		call->told.word |= HAS_SUSPEND;
	return SCMI_SUCCESS;
}

/* Notifications */

static void notify(const struct scmi_call *call, uint32_t flags, uint32_t state)
{
	const struct scmi_system_config *config = config_of(call);
	uint32_t agents = config->state->subscribers;
	uint32_t timeout = 0;
	unsigned int agent_id;

	if (state == SCMI_SYSTEM_SHUTDOWN && (flags & GRACEFUL))
		timeout = config->system->shutdown_timeout;
	for (agent_id = 1; agents; agent_id++, agents >>= 1) {
		bool old = call->server->agent_states[agent_id - 1].versions[call->slot] <
			   SCMI_VERSION(2, 0);
		uint32_t *words = NULL;

		if (agents & 1)
			words = scmi_notify_agent(call, agent_id, SCMI_SYSTEM_POWER_STATE_NOTIFIER,
						  old ? 3 : 4);
		if (!words)
			continue;
		words[1] = swap32_le(flags);
		words[2] = swap32_le(state);
		if (!old)
			words[3] = swap32_le(timeout);
	}
}

/* Whether a subscriber can be told: the system is not denied to it, and there is room */
static bool will_tell(const struct scmi_call *call)
{
	const struct scmi_agent_state *state = call->server->agent_states;
	const struct scmi_agent *agent = call->server->agents;
	uint32_t agents = config_of(call)->state->subscribers;
	unsigned int agent_id;

	for (agent_id = 1; agents; agent_id++, agents >>= 1, agent++, state++) {
		if ((agents & 1) && scmi_resource_id(call, agent_id, SYSTEM) >= 0 &&
		    scmi_has_room(agent, state))
			return true;
	}
	return false;
}

static int state_notify(struct scmi_call *call)
{
	int status = find_system(call);

	if (status)
		return status;
	return scmi_subscribe(call, &config_of(call)->state->subscribers,
			      request_u32(call, system_state_notify, notify_enable));
}

/* States */

static int state_set(struct scmi_call *call)
{
	const struct scmi_system_config *config = config_of(call);
	uint32_t flags = request_u32(call, system_state_set, flags);
	uint32_t state = request_u32(call, system_state_set, system_state);
	int status = find_system(call);

	if (status)
		return status;
	if ((flags & ~GRACEFUL) || (state >= STATE_COUNT && state < SCMI_SYSTEM_VENDOR))
		return SCMI_INVALID_PARAMETERS;
	if (!(call->permissions & SCMI_SYSTEM_MAY_SET_STATE))
		return SCMI_DENIED;
	if (!has_state(config->system, state) || !config->ops->set_state)
		return SCMI_NOT_SUPPORTED;
	/* Nothing but a powered system has agents to wait for */
	status = config->ops->set_state(config->context, state,
					(flags & GRACEFUL) && state != SCMI_SYSTEM_POWER_UP &&
					will_tell(call));
	if (!status)
		notify(call, flags, state);
	return status;
}

static int state_get(struct scmi_call *call)
{
	const struct scmi_system_config *config = config_of(call);
	int status = find_system(call);

	if (!status)
		status = config->ops->get_state(config->context, &call->told.word);
	return scmi_reply_told(call, status);
}

/* Start, and start again */

static bool check(const struct scmi_protocol_instance *instance)
{
	return instance->resource_count == 1;
}

#define LAYOUT(name, direction)		scmi_system_ ## name ## _ ## direction
#include "table.h"

static const struct scmi_message messages[] = {
#include "system.def"
};

static const uint8_t versions[] = {
	SCMI_VERSION(1, 0), SCMI_VERSION(2, 0), SCMI_VERSION(2, 1),
};

const struct scmi_protocol scmi_system_protocol = {
	.id = SCMI_PROTOCOL_SYSTEM,
	.messages = messages,
	.message_count = sizeof(messages) / sizeof(messages[0]),
	.versions = versions,
	.version_count = sizeof(versions),
	.attributes = attributes_of_protocol,
	.message_attributes = message_attributes,
	SCMI_RESOURCES(scmi_system_config, system, state),
	.ops = offsetof(struct scmi_system_config, ops),
	.needed = SCMI_POINTER(scmi_system_config, system) |
		  SCMI_POINTER(scmi_system_config, state) |
		  SCMI_POINTER(scmi_system_config, ops),
	.needed_ops = SCMI_POINTER(scmi_system_ops, get_state),
	/* A request is no setting that could be taken back, so there is no more to reset */
	SCMI_SUBSCRIBERS(scmi_system_power, subscribers, subscribers),
	.check = check,
};
