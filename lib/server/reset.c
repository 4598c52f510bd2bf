// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * Reset domain management protocol 3.1, section 4.8 of the specification.
 */
#include <scmi/reset.h>

#include "server.h"
#include "messages.h"

/* RESET_DOMAIN_ATTRIBUTES */
#define ASYNCHRONOUS_RESETS	(1u << 31)
#define NOTIFICATIONS		(1u << 30)
#define EXTENDED_NAME		(1u << 29)

/* RESET */
#define AUTONOMOUS		(1u << 0)
#define EXPLICIT_ASSERT		(1u << 1)
#define ASYNCHRONOUS		(1u << 2)

static const struct scmi_reset_config *config_of(const struct scmi_protocol_instance *instance)
{
	return instance->config;
}

static const struct scmi_reset *domain_of(const struct scmi_call *call)
{
	return &config_of(call->instance)->domains[call->resource];
}

static struct scmi_reset_state *state_of(const struct scmi_call *call)
{
	return &config_of(call->instance)->states[call->resource];
}

static const char *name_of(const struct scmi_protocol_instance *instance, uint16_t resource)
{
	return config_of(instance)->domains[resource].name;
}

static int attributes(struct scmi_call *call)
{
	uint32_t bits = 0;

	if (domain_of(call)->asynchronous && call->agent->max_deferred)
		bits |= ASYNCHRONOUS_RESETS;
	if (scmi_has_events(call->agent))
		bits |= NOTIFICATIONS;
	if (call->version >= SCMI_VERSION(3, 0) && scmi_has_long_name(call))
		bits |= EXTENDED_NAME;
	scmi_reply_u32(call, bits);
	scmi_reply_u32(call, domain_of(call)->latency);
	scmi_reply_short_name(call);
	return SCMI_SUCCESS;
}

/* Notifications */

static void notify_issued(struct scmi_server *server, const struct scmi_protocol_instance *instance,
			  uint16_t domain, uint8_t agent_id, uint32_t kind)
{
	uint32_t subscribers = config_of(instance)->states[domain].subscribers;
	uint32_t words[] = { agent_id, 0, kind };

	if (subscribers)
		scmi_notify(server, instance, domain, subscribers, SCMI_RESET_ISSUED, words, 3, 1);
}

static int notify(struct scmi_call *call)
{
	return scmi_subscribe(call, &state_of(call)->subscribers,
			      request_u32(call, reset_notify, notify_enable));
}

/* Resets */

/* Bring the domain to what @state asks for; *issued tells whether that has put it into reset */
static int apply(const struct scmi_reset_config *config, uint16_t domain,
		 const struct scmi_reset_state *state, uint32_t kind, bool *issued)
{
	bool wanted = !state->users && (state->holders || state->boot_asserted);
	bool asserted;
	int status;

	*issued = false;
	if (!config->ops->get_asserted)
		return SCMI_NOT_SUPPORTED;
	status = config->ops->get_asserted(config->context, domain, &asserted);
	if (status || asserted == wanted)
		return status;
	status = config->ops->set_asserted(config->context, domain, kind, wanted);
	*issued = wanted && !status;
	return status;
}

static int set_line(const struct scmi_call *call, uint32_t kind, bool asserted)
{
	struct scmi_reset_state next = *state_of(call);
	uint32_t bit = scmi_agent_bit(call->agent_id);
	bool issued;
	int status;

	next.users &= ~bit;
	next.holders &= ~bit;
	if (asserted)
		next.holders |= bit;
	else
		next.users |= bit;
	status = apply(config_of(call->instance), call->resource, &next, kind, &issued);
	if (status)
		return status;
	*state_of(call) = next;
	if (issued)
		notify_issued(call->server, call->instance, call->resource, call->agent_id, kind);
	return SCMI_SUCCESS;
}

/* Nothing holds the domain in reset any more */
static int complete_reset(struct scmi_call *call, uint32_t kind)
{
	struct scmi_reset_state *state = state_of(call);

	state->holders = 0;
	state->boot_asserted = false;
	notify_issued(call->server, call->instance, call->resource, call->agent_id, kind);
	return SCMI_SUCCESS;
}

static void abort_reset(const struct scmi_protocol_instance *instance, uint16_t domain)
{
	config_of(instance)->ops->abort_reset(config_of(instance)->context, domain);
}

static int reset_whole(struct scmi_call *call, uint32_t kind, bool later)
{
	const struct scmi_reset_config *config = config_of(call->instance);
	const struct scmi_reset_state *state = state_of(call);
	int status;

	if (!config->ops->reset)
		return SCMI_NOT_SUPPORTED;
	if ((state->users | state->holders) & ~scmi_agent_bit(call->agent_id))
		return SCMI_IN_USE;
	if (!later) {
		status = config->ops->reset(config->context, call->resource, kind);
		return status ? status : complete_reset(call, kind);
	}
	status = config->ops->start_reset(config->context, call->resource, kind);
	if (!status)
		scmi_defer(call, kind, false);
	return status;
}

static bool has_kind(const struct scmi_reset *domain, uint32_t kind)
{
	unsigned int i;

	if (kind == SCMI_RESET_COLD)
		return true;
	for (i = 0; i < domain->vendor_reset_count; i++) {
		if (domain->vendor_resets[i] == kind)
			return true;
	}
	return false;
}

static bool valid_flags(uint32_t flags)
{
	/* Bit 1 has a meaning without bit 0 only, bit 2 only with it */
	return flags == AUTONOMOUS || flags == (AUTONOMOUS | ASYNCHRONOUS) ||
	       flags == EXPLICIT_ASSERT || !flags;
}

static int reset(struct scmi_call *call)
{
	uint32_t flags = request_u32(call, reset_reset, flags);
	uint32_t kind = request_u32(call, reset_reset, reset_state);
	int status;

	if (!valid_flags(flags) || !has_kind(domain_of(call), kind))
		return SCMI_INVALID_PARAMETERS;
	if (!(call->permissions & SCMI_RESET_MAY_RESET))
		return SCMI_DENIED;
	status = scmi_may_change(call, flags & ASYNCHRONOUS, domain_of(call)->asynchronous, false);
	if (status)
		return status;
	if (flags & AUTONOMOUS)
		return reset_whole(call, kind, flags & ASYNCHRONOUS);
	return set_line(call, kind, flags & EXPLICIT_ASSERT);
}

/* Start, and start again */

static int init(const struct scmi_protocol_instance *instance)
{
	const struct scmi_reset_config *config = config_of(instance);
	uint16_t domain;

	if (!config->domains || !config->states || !config->ops ||
	    !config->ops->get_asserted != !config->ops->set_asserted ||
	    !config->ops->start_reset != !config->ops->abort_reset ||
	    (config->ops->start_reset && !config->ops->reset) ||
	    (!config->ops->reset && !config->ops->get_asserted))
		return SCMI_INVALID_PARAMETERS;
	for (domain = 0; domain < instance->resource_count; domain++) {
		struct scmi_reset_state *state = &config->states[domain];
		int status = SCMI_NOT_SUPPORTED;

		*state = (struct scmi_reset_state){ 0 };
		if (config->domains[domain].asynchronous && !config->ops->start_reset)
			return SCMI_INVALID_PARAMETERS;
		if (config->ops->get_asserted)
			status = config->ops->get_asserted(config->context, domain,
							   &state->boot_asserted);
		if (status && status != SCMI_NOT_SUPPORTED)
			return SCMI_INVALID_PARAMETERS;
	}
	return SCMI_SUCCESS;
}

static void reset_agent(struct scmi_server *server, const struct scmi_protocol_instance *instance,
			uint8_t agent_id)
{
	uint32_t bit = scmi_agent_bit(agent_id);
	uint16_t domain;
	bool issued;

	for (domain = 0; domain < instance->resource_count; domain++) {
		struct scmi_reset_state *state = &config_of(instance)->states[domain];

		state->subscribers &= ~bit;
		if (!((state->users | state->holders) & bit))
			continue;
		state->users &= ~bit;
		state->holders &= ~bit;
		/* The agent's claim ends even if the platform fails to follow */
		(void)apply(config_of(instance), domain, state, SCMI_RESET_COLD, &issued);
		if (issued)
			notify_issued(server, instance, domain, agent_id, SCMI_RESET_COLD);
	}
}

#define LAYOUT(name, direction)		scmi_reset_ ## name ## _ ## direction
#include "table.h"

static const struct scmi_message messages[] = {
#include "reset.def"
};

static const uint8_t versions[] = {
	SCMI_VERSION(1, 0), SCMI_VERSION(3, 0), SCMI_VERSION(3, 1),
};

const struct scmi_protocol scmi_reset_protocol = {
	.id = SCMI_PROTOCOL_RESET,
	.messages = messages,
	.message_count = sizeof(messages) / sizeof(messages[0]),
	.versions = versions,
	.version_count = sizeof(versions),
	.name = name_of,
	.attributes = scmi_reply_resource_count,
	.complete = complete_reset,
	.abort = abort_reset,
	.init = init,
	.reset_agent = reset_agent,
};
