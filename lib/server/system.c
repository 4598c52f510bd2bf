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

static const struct scmi_system_config *config_of(const struct scmi_protocol_instance *instance)
{
	return instance->config;
}

/* What the agent may do, where it may use the system at all */
static int find_system(const struct scmi_call *call, uint16_t *permissions)
{
	uint32_t id;

	if (!scmi_resource_id(call->server, call->agent_id, call->instance, SYSTEM, &id))
		return SCMI_DENIED;
	*permissions = call->agent->views[call->slot].entries[id].permissions;
	return SCMI_SUCCESS;
}

static void attributes_of_protocol(struct scmi_call *call)
{
	scmi_reply_u32(call, 0);
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

static int message_attributes(const struct scmi_call *call, uint32_t message, uint32_t *attributes)
{
	const struct scmi_system *system = config_of(call->instance)->system;

	if (message != SCMI_SYSTEM_POWER_STATE_SET)
		return SCMI_SUCCESS;
	if (has_state(system, SCMI_SYSTEM_WARM_RESET))
		*attributes |= HAS_WARM_RESET;
	if (has_state(system, SCMI_SYSTEM_SUSPEND))
		*attributes |= HAS_SUSPEND;
	return SCMI_SUCCESS;
}

/* Notifications */

static void notify(const struct scmi_call *call, uint32_t flags, uint32_t state)
{
	const struct scmi_system_config *config = config_of(call->instance);
	uint32_t header = scmi_header(SCMI_PROTOCOL_SYSTEM, SCMI_SYSTEM_POWER_STATE_NOTIFIER,
				      SCMI_NOTIFICATION, 0);
	uint32_t words[] = { call->agent_id, flags, state, 0 };
	uint32_t id;
	uint8_t i;

	if (state == SCMI_SYSTEM_SHUTDOWN && (flags & GRACEFUL))
		words[3] = config->system->shutdown_timeout;
	for (i = 1; i <= call->server->agent_count; i++) {
		uint8_t version = call->server->agent_states[i - 1].versions[call->slot];

		if ((config->state->subscribers & scmi_agent_bit(i)) &&
		    scmi_resource_id(call->server, i, call->instance, SYSTEM, &id))
			scmi_post_event(call->server, i, header, words,
					version >= SCMI_VERSION(2, 0) ? 4 : 3);
	}
}

static int state_notify(struct scmi_call *call)
{
	uint16_t permissions;
	int status = find_system(call, &permissions);

	if (status)
		return status;
	return scmi_subscribe(call, &config_of(call->instance)->state->subscribers,
			      request_u32(call, system_state_notify, notify_enable));
}

/* States */

static int state_set(struct scmi_call *call)
{
	const struct scmi_system_config *config = config_of(call->instance);
	uint32_t flags = request_u32(call, system_state_set, flags);
	uint32_t state = request_u32(call, system_state_set, system_state);
	uint16_t permissions;
	int status = find_system(call, &permissions);

	if (status)
		return status;
	if ((flags & ~GRACEFUL) || (state >= STATE_COUNT && state < SCMI_SYSTEM_VENDOR))
		return SCMI_INVALID_PARAMETERS;
	if (!(permissions & SCMI_SYSTEM_MAY_SET_STATE))
		return SCMI_DENIED;
	if (!has_state(config->system, state) || !config->ops->set_state)
		return SCMI_NOT_SUPPORTED;
	/* Nothing but a powered system has agents to wait for */
	status = config->ops->set_state(config->context, state,
					(flags & GRACEFUL) && state != SCMI_SYSTEM_POWER_UP &&
					config->state->subscribers);
	if (!status && config->state->subscribers)
		notify(call, flags, state);
	return status;
}

static int state_get(struct scmi_call *call)
{
	const struct scmi_system_config *config = config_of(call->instance);
	uint16_t permissions;
	uint32_t state;
	int status = find_system(call, &permissions);

	if (!status)
		status = config->ops->get_state(config->context, &state);
	if (!status)
		scmi_reply_u32(call, state);
	return status;
}

/* Start, and start again */

static int init(const struct scmi_protocol_instance *instance)
{
	const struct scmi_system_config *config = config_of(instance);

	if (instance->resource_count != 1 || !config->system || !config->state || !config->ops ||
	    !config->ops->get_state)
		return SCMI_INVALID_PARAMETERS;
	*config->state = (struct scmi_system_power){ 0 };
	return SCMI_SUCCESS;
}

/* A request is no setting that could be taken back */
static void reset_agent(struct scmi_server *server, const struct scmi_protocol_instance *instance,
			uint8_t agent_id)
{
	(void)server;
	config_of(instance)->state->subscribers &= ~scmi_agent_bit(agent_id);
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
	.init = init,
	.reset_agent = reset_agent,
};
