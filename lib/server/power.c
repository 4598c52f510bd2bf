// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * Power domain management protocol 3.1, section 4.3 of the specification. Inside, a power state is its
 * place in the domain's list, the shallowest first.
 */
#include <scmi/power.h>

#include "server.h"
#include "messages.h"

/* POWER_DOMAIN_ATTRIBUTES */
#define STATE_NOTIFICATIONS	(1u << 31)
#define ASYNCHRONOUS_STATES	(1u << 30)
#define SYNCHRONOUS		(1u << 29)
#define REQUEST_NOTIFICATIONS	(1u << 28)
#define EXTENDED_NAME		(1u << 27)

/* POWER_STATE_SET */
#define ASYNCHRONOUS		(1u << 0)

#define NO_NEED			UINT8_MAX

static const struct scmi_power_config *config_of(const struct scmi_protocol_instance *instance)
{
	return instance->config;
}

static const struct scmi_power_domain *domain_of(const struct scmi_call *call)
{
	return &config_of(call->instance)->domains[call->resource];
}

static struct scmi_power_state *state_of(const struct scmi_call *call)
{
	return &config_of(call->instance)->states[call->resource];
}

static const char *name_of(const struct scmi_protocol_instance *instance, uint16_t resource)
{
	return config_of(instance)->domains[resource].name;
}

static void attributes_of_protocol(struct scmi_call *call)
{
	scmi_reply_resource_count(call);
	/* No statistics in shared memory */
	scmi_reply_u64(call, 0);
	scmi_reply_u32(call, 0);
}

static int get_state(const struct scmi_power_config *config, uint16_t domain, unsigned int *state)
{
	int status = config->ops->get_state(config->context, domain, state);

	if (!status && *state >= config->domains[domain].state_count)
		return SCMI_GENERIC_ERROR;
	return status;
}

static int attributes(struct scmi_call *call)
{
	uint32_t bits = 0;

	if (call->permissions & SCMI_POWER_MAY_SET_STATE) {
		bits |= SYNCHRONOUS;
		if (domain_of(call)->asynchronous && call->agent->max_deferred)
			bits |= ASYNCHRONOUS_STATES;
	}
	if (scmi_has_events(call->agent))
		bits |= STATE_NOTIFICATIONS;
	if (scmi_has_events(call->agent) && call->version >= SCMI_VERSION(2, 0))
		bits |= REQUEST_NOTIFICATIONS;
	if (call->version >= SCMI_VERSION(3, 0) && scmi_has_long_name(call))
		bits |= EXTENDED_NAME;
	scmi_reply_u32(call, bits);
	scmi_reply_short_name(call);
	return SCMI_SUCCESS;
}

/* Notifications */

static void notify(struct scmi_server *server, const struct scmi_protocol_instance *instance,
		   uint16_t domain, uint32_t subscribers, uint8_t message, uint8_t agent_id,
		   unsigned int state)
{
	uint32_t words[] = { agent_id, 0, config_of(instance)->domains[domain].states[state] };

	scmi_notify(server, instance, domain, subscribers, message, words, 3, 1);
}

/* Tell of all states that subscribers do not know: domains may depend on each other */
static void notify_changes(struct scmi_server *server,
			   const struct scmi_protocol_instance *instance, uint8_t agent_id)
{
	const struct scmi_power_config *config = config_of(instance);
	struct scmi_power_state *state = config->states;
	unsigned int now;
	uint16_t domain;

	for (domain = 0; domain < instance->resource_count; domain++, state++) {
		if (!state->state_subscribers || get_state(config, domain, &now) ||
		    now == state->told_state)
			continue;
		state->told_state = (uint8_t)now;
		notify(server, instance, domain, state->state_subscribers, SCMI_POWER_STATE_CHANGED,
		       agent_id, now);
	}
}

static int state_notify(struct scmi_call *call)
{
	struct scmi_power_state *state = state_of(call);
	bool first = !state->state_subscribers;
	unsigned int now;
	int status = get_state(config_of(call->instance), call->resource, &now);

	if (!status)
		status = scmi_subscribe(call, &state->state_subscribers,
					request_u32(call, power_state_notify, notify_enable));
	if (!status && first)
		state->told_state = (uint8_t)now;
	return status;
}

static int state_change_requested_notify(struct scmi_call *call)
{
	return scmi_subscribe(call, &state_of(call)->request_subscribers,
			      request_u32(call, power_state_change_requested_notify,
					  notify_enable));
}

/* States */

/* The shallowest state that agents have asked for */
static unsigned int needed(const struct scmi_server *server, const struct scmi_power_state *state)
{
	uint8_t shallowest = NO_NEED;
	unsigned int i;

	for (i = 0; i < server->agent_count; i++) {
		if (state->needs[i] < shallowest)
			shallowest = state->needs[i];
	}
	return shallowest == NO_NEED ? state->boot_state : shallowest;
}

/* Bring the domain to what agents need, or begin to: then what this agent needs counts when it is done */
static int set_need(const struct scmi_server *server, const struct scmi_power_config *config,
		    uint16_t domain, uint8_t agent_id, uint8_t need, bool later)
{
	int (*set)(void *context, unsigned int domain, unsigned int state) =
		later ? config->ops->start_set_state : config->ops->set_state;
	struct scmi_power_state *state = &config->states[domain];
	uint8_t before = state->needs[agent_id - 1];
	int status;

	if (!set)
		return SCMI_NOT_SUPPORTED;
	state->needs[agent_id - 1] = need;
	status = set(config->context, domain, needed(server, state));
	if (status || later)
		state->needs[agent_id - 1] = before;
	return status;
}

static bool find_state(const struct scmi_power_domain *domain, uint32_t power_state, uint8_t *state)
{
	for (*state = 0; *state < domain->state_count; (*state)++) {
		if (domain->states[*state] == power_state)
			return true;
	}
	return false;
}

static int state_set(struct scmi_call *call)
{
	uint32_t flags = request_u32(call, power_state_set, flags);
	uint32_t power_state = request_u32(call, power_state_set, power_state);
	uint32_t others = state_of(call)->request_subscribers & ~scmi_agent_bit(call->agent_id);
	uint8_t state;
	int status;

	if ((flags & ~ASYNCHRONOUS) || !find_state(domain_of(call), power_state, &state))
		return SCMI_INVALID_PARAMETERS;
	if (!(call->permissions & SCMI_POWER_MAY_SET_STATE))
		return SCMI_DENIED;
	status = scmi_may_change(call, flags & ASYNCHRONOUS, domain_of(call)->asynchronous, true);
	if (!status)
		status = set_need(call->server, config_of(call->instance), call->resource,
				  call->agent_id, state, flags & ASYNCHRONOUS);
	if (status)
		return status;
	if (flags & ASYNCHRONOUS)
		scmi_defer(call, state, true);
	if (others)
		notify(call->server, call->instance, call->resource, others,
		       SCMI_POWER_STATE_CHANGE_REQUESTED, call->agent_id, state);
	notify_changes(call->server, call->instance, call->agent_id);
	return SCMI_SUCCESS;
}

/* The protocol has no delayed response: who wants to know waits for POWER_STATE_CHANGED */
static int complete_state_set(struct scmi_call *call, uint32_t state)
{
	int status = set_need(call->server, config_of(call->instance), call->resource, call->agent_id,
			      (uint8_t)state, false);

	if (!status)
		notify_changes(call->server, call->instance, call->agent_id);
	return status;
}

static void abort_state_set(const struct scmi_protocol_instance *instance, uint16_t domain)
{
	config_of(instance)->ops->abort_set_state(config_of(instance)->context, domain);
}

static int state_get(struct scmi_call *call)
{
	unsigned int state;
	int status = get_state(config_of(call->instance), call->resource, &state);

	if (!status)
		scmi_reply_u32(call, domain_of(call)->states[state]);
	return status;
}

/* Start, and start again */

static int init_domain(const struct scmi_power_config *config, uint16_t domain)
{
	const struct scmi_power_domain *info = &config->domains[domain];
	struct scmi_power_state *state = &config->states[domain];
	unsigned int boot, i;

	if ((info->asynchronous && !config->ops->start_set_state) || !info->states || !info->state_count || info->state_count > SCMI_POWER_MAX_STATES ||
	    get_state(config, domain, &boot))
		return SCMI_INVALID_PARAMETERS;
	*state = (struct scmi_power_state){ .boot_state = (uint8_t)boot };
	for (i = 0; i < SCMI_MAX_AGENTS; i++)
		state->needs[i] = NO_NEED;
	return SCMI_SUCCESS;
}

static int init(const struct scmi_protocol_instance *instance)
{
	const struct scmi_power_config *config = config_of(instance);
	uint16_t domain;

	if (!config->domains || !config->states || !config->ops || !config->ops->get_state ||
	    !config->ops->start_set_state != !config->ops->abort_set_state ||
	    (config->ops->start_set_state && !config->ops->set_state))
		return SCMI_INVALID_PARAMETERS;
	for (domain = 0; domain < instance->resource_count; domain++) {
		if (init_domain(config, domain))
			return SCMI_INVALID_PARAMETERS;
	}
	return SCMI_SUCCESS;
}

static void reset_agent(struct scmi_server *server, const struct scmi_protocol_instance *instance,
			uint8_t agent_id)
{
	const struct scmi_power_config *config = config_of(instance);
	uint32_t bit = scmi_agent_bit(agent_id);
	uint16_t domain;

	for (domain = 0; domain < instance->resource_count; domain++) {
		struct scmi_power_state *state = &config->states[domain];

		state->state_subscribers &= ~bit;
		state->request_subscribers &= ~bit;
		if (state->needs[agent_id - 1] == NO_NEED)
			continue;
		/* The agent's claim ends even if the platform fails to follow */
		(void)set_need(server, config, domain, agent_id, NO_NEED, false);
		state->needs[agent_id - 1] = NO_NEED;
	}
	notify_changes(server, instance, agent_id);
}

#define LAYOUT(name, direction)		scmi_power_ ## name ## _ ## direction
#include "table.h"

static const struct scmi_message messages[] = {
#include "power.def"
};

static const uint8_t versions[] = {
	SCMI_VERSION(1, 0), SCMI_VERSION(2, 0), SCMI_VERSION(3, 0), SCMI_VERSION(3, 1),
};

const struct scmi_protocol scmi_power_protocol = {
	.id = SCMI_PROTOCOL_POWER,
	.messages = messages,
	.message_count = sizeof(messages) / sizeof(messages[0]),
	.versions = versions,
	.version_count = sizeof(versions),
	.name = name_of,
	.attributes = attributes_of_protocol,
	.complete = complete_state_set,
	.abort = abort_state_set,
	.init = init,
	.reset_agent = reset_agent,
};
