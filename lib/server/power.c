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

static const struct scmi_power_config *config_of(const struct scmi_call *call)
{
	return call->config;
}

static const struct scmi_power_domain *domain_of(const struct scmi_call *call)
{
	return call->resource_info;
}

static struct scmi_power_state *state_of(const struct scmi_call *call)
{
	return call->resource_state;
}

static int attributes_of_protocol(struct scmi_call *call)
{
	(void)scmi_reply_resource_count(call);
	return scmi_reply_no_statistics(call);
}

/* The state that the domain has, in call->told */
static int get_state(struct scmi_call *call)
{
	const struct scmi_power_config *config = config_of(call);
	int status = config->ops->get_state(config->context, call->resource, &call->told.index);

	return !status && call->told.index >= domain_of(call)->state_count ? SCMI_GENERIC_ERROR : status;
}

static int attributes(struct scmi_call *call)
{
	uint32_t *first = scmi_reply_later(call);
	uint32_t bits = 0;

	if (scmi_reply_short_name(call) && call->version >= SCMI_VERSION(3, 0))
		bits |= EXTENDED_NAME;
	if (call->permissions & SCMI_POWER_MAY_SET_STATE) {
		bits |= SYNCHRONOUS;
		if (domain_of(call)->asynchronous && scmi_max_deferred(call))
			bits |= ASYNCHRONOUS_STATES;
	}
	if (scmi_has_events(call->state->agent)) {
		bits |= STATE_NOTIFICATIONS;
		if (call->version >= SCMI_VERSION(2, 0))
			bits |= REQUEST_NOTIFICATIONS;
	}
	*first = swap32_le(bits);
	return SCMI_SUCCESS;
}

/* Notifications */

static void notify(const struct scmi_call *call, uint32_t subscribers, uint8_t message,
		   unsigned int state)
{
	scmi_notify(call, subscribers, message, domain_of(call)->states[state], 1);
}

/*
 * Tell of all states that subscribers do not know: domains may depend on each other. Leaves the call at
 * another domain.
 */
static void notify_changes(struct scmi_call *call)
{
	struct scmi_power_state *state;
	uint32_t told = 0;
	uint16_t domain;

	if (!scmi_has_subscribers(call))
		return;
	state = config_of(call)->states;
	for (domain = 0; domain < call->instance->resource_count; domain++, state++) {
		told |= state->state_subscribers;
		if (!state->state_subscribers)
			continue;
		scmi_choose_resource(call, domain);
		if (get_state(call) || call->told.index == state->told_state)
			continue;
		state->told_state = (uint8_t)call->told.index;
		notify(call, state->state_subscribers, SCMI_POWER_STATE_CHANGED, call->told.index);
	}
	if (!told)
		scmi_has_no_subscribers(call);
}

static int state_notify(struct scmi_call *call)
{
	struct scmi_power_state *state = state_of(call);
	bool first = !state->state_subscribers;
	int status = get_state(call);

	if (!status)
		status = scmi_subscribe(call, &state->state_subscribers,
					request_u32(call, power_state_notify, notify_enable));
	if (!status && first)
		state->told_state = (uint8_t)call->told.index;
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
static unsigned int needed(const struct scmi_call *call)
{
	const struct scmi_power_state *state = state_of(call);
	uint8_t shallowest = NO_NEED;
	unsigned int i;

	for (i = 0; i < call->server->agent_count; i++) {
		if (state->needs[i] < shallowest)
			shallowest = state->needs[i];
	}
	return shallowest == NO_NEED ? state->boot_state : shallowest;
}

/* Bring the domain to what agents need, or begin to: then what this agent needs counts when it is done */
static int set_need(const struct scmi_call *call, uint8_t need, bool later)
{
	const struct scmi_power_config *config = config_of(call);
	int (*set)(void *context, unsigned int domain, unsigned int state) =
		later ? config->ops->start_set_state : config->ops->set_state;
	uint8_t *own = &state_of(call)->needs[call->agent_id - 1];
	uint8_t before = *own;
	int status;

	if (!set)
		return SCMI_NOT_SUPPORTED;
	*own = need;
	status = set(config->context, call->resource, needed(call));
	if (status || later)
		*own = before;
	return status;
}

/* The place of a power state, state_count where the domain does not have it */
static uint8_t find_state(const struct scmi_power_domain *domain, uint32_t power_state)
{
	uint8_t i = 0;

	while (i < domain->state_count && domain->states[i] != power_state)
		i++;
	return i;
}

static int state_set(struct scmi_call *call)
{
	uint32_t flags = request_u32(call, power_state_set, flags);
	uint8_t state = find_state(domain_of(call), request_u32(call, power_state_set, power_state));
	bool later = flags & ASYNCHRONOUS;
	int status;

	if ((flags & ~ASYNCHRONOUS) || state == domain_of(call)->state_count)
		return SCMI_INVALID_PARAMETERS;
	if (!(call->permissions & SCMI_POWER_MAY_SET_STATE))
		return SCMI_DENIED;
	status = scmi_may_change(call, later, domain_of(call)->asynchronous, true);
	if (!status)
		status = set_need(call, state, later);
	if (status)
		return status;
	if (later)
		scmi_defer(call, state, true);
	notify(call, state_of(call)->request_subscribers & ~call->state->bit,
	       SCMI_POWER_STATE_CHANGE_REQUESTED, state);
	notify_changes(call);
	return SCMI_SUCCESS;
}

/*
 * The protocol has no delayed response: who wants to know waits for POWER_STATE_CHANGED. The hardware has the
 * state: the agent needs it, and a reset takes it back, even where the platform cannot set it once more.
 */
static int complete_state_set(struct scmi_call *call, uint32_t state)
{
	state_of(call)->needs[call->agent_id - 1] = (uint8_t)state;
	(void)set_need(call, (uint8_t)state, false);
	notify_changes(call);
	return SCMI_SUCCESS;
}

static int state_get(struct scmi_call *call)
{
	int status = get_state(call);

	if (!status)
		scmi_reply_u32(call, domain_of(call)->states[call->told.index]);
	return status;
}

/* Start, and start again */

static bool check(const struct scmi_protocol_instance *instance)
{
	const struct scmi_power_config *config = instance->config;

	return config->ops->set_state || !config->ops->start_set_state;
}

static bool start(struct scmi_call *call)
{
	const struct scmi_power_domain *domain = domain_of(call);
	struct scmi_power_state *state = state_of(call);

	if ((domain->asynchronous && !config_of(call)->ops->start_set_state) || !domain->states ||
	    !domain->state_count || domain->state_count > SCMI_POWER_MAX_STATES || get_state(call))
		return false;
	state->boot_state = (uint8_t)call->told.index;
	__builtin_memset(state->needs, NO_NEED, sizeof(state->needs));
	return true;
}

static void reset(struct scmi_call *call)
{
	struct scmi_power_state *state = state_of(call);

	if (state->needs[call->agent_id - 1] == NO_NEED)
		return;
	/* The agent's claim ends even if the platform fails to follow */
	(void)set_need(call, NO_NEED, false);
	state->needs[call->agent_id - 1] = NO_NEED;
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
	.attributes = attributes_of_protocol,
	.complete = SCMI_SERVER_EVENTS ? complete_state_set : NULL,
	SCMI_NAMED_RESOURCES(scmi_power_config, domains, states),
	.ops = offsetof(struct scmi_power_config, ops),
	.needed = SCMI_POINTER(scmi_power_config, domains) |
		  SCMI_POINTER(scmi_power_config, states) |
		  SCMI_POINTER(scmi_power_config, ops),
	.needed_ops = SCMI_POINTER(scmi_power_ops, get_state),
	SCMI_START_OP(scmi_power_ops, start_set_state, abort_set_state),
	SCMI_SUBSCRIBERS(scmi_power_state, state_subscribers, request_subscribers),
	.check = check,
	.start = start,
	.reset = reset,
	.reset_done = notify_changes,
};
