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

static const struct scmi_reset_config *config_of(const struct scmi_call *call)
{
	return call->config;
}

static const struct scmi_reset *domain_of(const struct scmi_call *call)
{
	return call->resource_info;
}

static struct scmi_reset_state *state_of(const struct scmi_call *call)
{
	return call->resource_state;
}

static int attributes(struct scmi_call *call)
{
	uint32_t *first = scmi_reply_later(call);
	uint32_t bits = 0;

	scmi_reply_u32(call, domain_of(call)->latency);
	if (scmi_reply_short_name(call) && call->version >= SCMI_VERSION(3, 0))
		bits |= EXTENDED_NAME;
	if (domain_of(call)->asynchronous && scmi_max_deferred(call))
		bits |= ASYNCHRONOUS_RESETS;
	if (scmi_has_events(call->state->agent))
		bits |= NOTIFICATIONS;
	*first = swap32_le(bits);
	return SCMI_SUCCESS;
}

/* Notifications */

static void notify_issued(const struct scmi_call *call, uint32_t kind)
{
	scmi_notify(call, state_of(call)->subscribers, SCMI_RESET_ISSUED, kind, 1);
}

static int notify(struct scmi_call *call)
{
	return scmi_subscribe(call, &state_of(call)->subscribers,
			      request_u32(call, reset_notify, notify_enable));
}

/* Resets */

/* What the platform tells is in call->told */
static int get_asserted(struct scmi_call *call)
{
	const struct scmi_reset_config *config = config_of(call);

	if (!config->ops->get_asserted)
		return SCMI_NOT_SUPPORTED;
	return config->ops->get_asserted(config->context, call->resource, &call->told.flag);
}

/* Bring the domain to what its state asks for, and tell subscribers when that has put it into reset */
static int apply(struct scmi_call *call, uint32_t kind)
{
	const struct scmi_reset_config *config = config_of(call);
	const struct scmi_reset_state *state = state_of(call);
	bool wanted = !state->users && (state->holders || state->boot_asserted);
	int status = get_asserted(call);

	if (status || call->told.flag == wanted)
		return status;
	status = config->ops->set_asserted(config->context, call->resource, kind, wanted);
	if (!status && wanted)
		notify_issued(call, kind);
	return status;
}

static int set_line(struct scmi_call *call, uint32_t kind, bool asserted)
{
	struct scmi_reset_state *state = state_of(call);
	uint32_t users = state->users, holders = state->holders;
	uint32_t bit = call->state->bit;
	int status;

	state->users = asserted ? users & ~bit : users | bit;
	state->holders = asserted ? holders | bit : holders & ~bit;
	status = apply(call, kind);
	if (status) {
		state->users = users;
		state->holders = holders;
	}
	return status;
}

/* Nothing holds the domain in reset any more */
static int complete_reset(struct scmi_call *call, uint32_t kind)
{
	struct scmi_reset_state *state = state_of(call);

	state->holders = 0;
	state->boot_asserted = false;
	notify_issued(call, kind);
	return SCMI_SUCCESS;
}

static int reset_whole(struct scmi_call *call, uint32_t kind, bool later)
{
	const struct scmi_reset_config *config = config_of(call);
	const struct scmi_reset_state *state = state_of(call);
	int status;

	if (!config->ops->reset)
		return SCMI_NOT_SUPPORTED;
	if ((state->users | state->holders) & ~call->state->bit)
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

static bool check(const struct scmi_protocol_instance *instance)
{
	const struct scmi_reset_config *config = instance->config;
	const struct scmi_reset_ops *ops = config->ops;

	return !ops->get_asserted == !ops->set_asserted &&
	       (ops->reset || (!ops->start_reset && ops->get_asserted));
}

static bool start(struct scmi_call *call)
{
	int status = get_asserted(call);

	if (!status)
		state_of(call)->boot_asserted = call->told.flag;
	return (!status || status == SCMI_NOT_SUPPORTED) &&
	       (config_of(call)->ops->start_reset || !domain_of(call)->asynchronous);
}

static void reset_agent(struct scmi_call *call)
{
	struct scmi_reset_state *state = state_of(call);
	uint32_t bit = call->state->bit;

	if (!((state->users | state->holders) & bit))
		return;
	state->users &= ~bit;
	state->holders &= ~bit;
	/* The agent's claim ends even if the platform fails to follow */
	(void)apply(call, SCMI_RESET_COLD);
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
	.attributes = scmi_reply_resource_count,
	.complete = SCMI_SERVER_EVENTS ? complete_reset : NULL,
	SCMI_NAMED_RESOURCES(scmi_reset_config, domains, states),
	.ops = offsetof(struct scmi_reset_config, ops),
	.needed = SCMI_POINTER(scmi_reset_config, domains) |
		  SCMI_POINTER(scmi_reset_config, states) |
		  SCMI_POINTER(scmi_reset_config, ops),
	SCMI_START_OP(scmi_reset_ops, start_reset, abort_reset),
	SCMI_SUBSCRIBERS(scmi_reset_state, subscribers, subscribers),
	.check = check,
	.start = start,
	.reset = reset_agent,
};
