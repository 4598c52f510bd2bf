// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * Voltage domain management protocol 2.1, section 4.9 of the specification.
 */
#include <scmi/voltage.h>

#include "server.h"
#include "messages.h"

#define MAX_LEVELS		4095u

/* VOLTAGE_DOMAIN_ATTRIBUTES */
#define ASYNCHRONOUS_LEVELS	(1u << 31)
#define EXTENDED_NAME		(1u << 30)

/* VOLTAGE_DESCRIBE_LEVELS */
#define RANGE_SIZE		3

/* VOLTAGE_CONFIG_SET */
#define MODE_MASK		0xfu

/* VOLTAGE_LEVEL_SET, since version 2.0 */
#define ASYNCHRONOUS		(1u << 0)

static const struct scmi_voltage_config *config_of(const struct scmi_call *call)
{
	return call->config;
}

static const struct scmi_voltage_domain *domain_of(const struct scmi_call *call)
{
	return call->resource_info;
}

static struct scmi_voltage_state *state_of(const struct scmi_call *call)
{
	return call->resource_state;
}

/* The platform; what it tells is in call->told */

static int set_level(const struct scmi_call *call, int32_t level)
{
	const struct scmi_voltage_config *config = config_of(call);

	if (!config->ops->set_level)
		return SCMI_NOT_SUPPORTED;
	return config->ops->set_level(config->context, call->resource, level);
}

static int get_level(struct scmi_call *call)
{
	const struct scmi_voltage_config *config = config_of(call);

	return config->ops->get_level(config->context, call->resource, &call->told.level);
}

static int get_mode(struct scmi_call *call)
{
	const struct scmi_voltage_config *config = config_of(call);
	int status = config->ops->get_mode(config->context, call->resource, &call->told.mode);

	return !status && call->told.mode > MODE_MASK ? SCMI_GENERIC_ERROR : status;
}

static int set_mode(struct scmi_call *call, uint8_t mode)
{
	const struct scmi_voltage_config *config = config_of(call);
	int status = get_mode(call);

	if (status || call->told.mode == mode)
		return status;
	if (!config->ops->set_mode)
		return SCMI_NOT_SUPPORTED;
	return config->ops->set_mode(config->context, call->resource, mode);
}

/* Description */

static int domain_attributes(struct scmi_call *call)
{
	uint32_t *first = scmi_reply_later(call);
	uint32_t bits = 0;

	if (scmi_reply_short_name(call))
		bits |= EXTENDED_NAME;
	if (domain_of(call)->asynchronous && scmi_max_deferred(call))
		bits |= ASYNCHRONOUS_LEVELS;
	*first = swap32_le(call->version >= SCMI_VERSION(2, 0) ? bits : 0);
	return SCMI_SUCCESS;
}

static int describe_levels(struct scmi_call *call)
{
	const struct scmi_voltage_domain *domain = domain_of(call);
	uint32_t start = request_u32(call, voltage_describe_levels, level_index);

	return scmi_reply_range(call, (const uint32_t *)domain->levels, domain->level_count, start,
				domain->linear);
}

/* Modes */

static bool has_mode(const struct scmi_voltage_domain *domain, uint32_t mode)
{
	return mode <= MODE_MASK &&
	       ((1u << SCMI_VOLTAGE_OFF | 1u << SCMI_VOLTAGE_ON | domain->vendor_modes) >> mode & 1);
}

/*
 * The last agent to choose a mode has its way, but nobody switches off what others need: they keep it
 * as they left it, or plainly on where this agent had chosen another mode since.
 */
static int change_mode(struct scmi_call *call, uint8_t mode)
{
	struct scmi_voltage_state *state = state_of(call);
	uint32_t users = state->users & ~call->state->bit;
	bool needed = mode == SCMI_VOLTAGE_OFF && users;
	int status = SCMI_SUCCESS;

	if (mode != SCMI_VOLTAGE_OFF)
		users |= call->state->bit;
	if (!needed || state->mode_agent == call->agent_id)
		status = set_mode(call, needed ? SCMI_VOLTAGE_ON : mode);
	if (status)
		return status;
	state->users = users;
	if (!needed)
		state->mode_agent = call->agent_id;
	else if (state->mode_agent == call->agent_id)
		state->mode_agent = 0;
	return SCMI_SUCCESS;
}

/*
 * No message tells an agent what it may do, and Linux switches on whatever is to be on: for a domain in
 * that mode there is nothing to change, nor does it become one that the agent needs.
 */
static int keep_mode(struct scmi_call *call, uint32_t mode)
{
	int status = get_mode(call);

	if (status)
		return status;
	return mode == call->told.mode ? SCMI_SUCCESS : SCMI_DENIED;
}

static int config_set(struct scmi_call *call)
{
	uint32_t mode = request_u32(call, voltage_config_set, config);

	if (!has_mode(domain_of(call), mode))
		return SCMI_INVALID_PARAMETERS;
	if (!(call->permissions & SCMI_VOLTAGE_MAY_SET_MODE))
		return keep_mode(call, mode);
	return change_mode(call, (uint8_t)mode);
}

static int config_get(struct scmi_call *call)
{
	int status = get_mode(call);

	return status ? status : scmi_reply_last(call, call->told.mode);
}

/* Levels */

static bool has_level(const struct scmi_voltage_domain *domain, int32_t level)
{
	const int32_t *levels = domain->levels;
	unsigned int i;

	/* The last step of a range may be cut short */
	if (domain->linear)
		return level == levels[1] || (level >= levels[0] && level < levels[1] &&
					      ((int64_t)level - levels[0]) % levels[2] == 0);
	for (i = 0; i < domain->level_count && levels[i] != level; i++)
		;
	return i < domain->level_count;
}

static int level_get(struct scmi_call *call)
{
	return scmi_reply_told(call, get_level(call));
}

static int start_set_level(const struct scmi_call *call, int32_t level)
{
	const struct scmi_voltage_config *config = config_of(call);
	int status = config->ops->start_set_level(config->context, call->resource, level);

	if (!status)
		scmi_defer(call, 0, false);
	return status;
}

static int complete_level_set(struct scmi_call *call, uint32_t value)
{
	(void)value;
	return level_get(call);
}

static int level_set(struct scmi_call *call)
{
	uint32_t flags = request_u32(call, voltage_level_set, flags);
	int32_t level = (int32_t)request_u32(call, voltage_level_set, voltage_level);
	uint32_t known = call->version >= SCMI_VERSION(2, 0) ? ASYNCHRONOUS : 0;
	int status;

	if ((flags & ~known) || !has_level(domain_of(call), level))
		return SCMI_INVALID_PARAMETERS;
	if (!(call->permissions & SCMI_VOLTAGE_MAY_SET_LEVEL))
		return SCMI_DENIED;
	status = scmi_may_change(call, flags & ASYNCHRONOUS, domain_of(call)->asynchronous, false);
	if (!status)
		status = flags & ASYNCHRONOUS ? start_set_level(call, level) : set_level(call, level);
	if (!status)
		state_of(call)->level_agent = call->agent_id;
	return status;
}

/* Start, and start again */

static bool valid_domain(const struct scmi_call *call)
{
	const struct scmi_voltage_domain *domain = domain_of(call);

	if (domain->asynchronous && !config_of(call)->ops->start_set_level)
		return false;
	if (!domain->levels || (domain->vendor_modes & ~SCMI_VOLTAGE_VENDOR_MODES))
		return false;
	if (domain->linear)
		return domain->level_count == RANGE_SIZE && domain->levels[2] > 0;
	return domain->level_count && domain->level_count <= MAX_LEVELS;
}

static bool start(struct scmi_call *call)
{
	struct scmi_voltage_state *state = state_of(call);

	if (!valid_domain(call) || get_level(call))
		return false;
	state->boot_level = call->told.level;
	if (get_mode(call))
		return false;
	state->boot_mode = call->told.mode;
	return true;
}

/*
 * A platform that fails to take something back has told why it cannot; the agent's claim on the domain
 * ends in any case.
 */
static void reset_agent(struct scmi_call *call)
{
	struct scmi_voltage_state *state = state_of(call);
	uint32_t bit = call->state->bit;
	bool was_user = state->users & bit;

	state->users &= ~bit;
	if (state->level_agent == call->agent_id) {
		state->level_agent = 0;
		(void)set_level(call, state->boot_level);
	}
	if (state->mode_agent == call->agent_id || (was_user && !state->users)) {
		state->mode_agent = 0;
		(void)set_mode(call, state->users ? SCMI_VOLTAGE_ON : state->boot_mode);
	}
}

#define LAYOUT(name, direction)		scmi_voltage_ ## name ## _ ## direction
#include "table.h"

static const struct scmi_message messages[] = {
#include "voltage.def"
};

static const uint8_t versions[] = {
	SCMI_VERSION(1, 0), SCMI_VERSION(2, 0), SCMI_VERSION(2, 1),
};

const struct scmi_protocol scmi_voltage_protocol = {
	.id = SCMI_PROTOCOL_VOLTAGE,
	.messages = messages,
	.message_count = sizeof(messages) / sizeof(messages[0]),
	.versions = versions,
	.version_count = sizeof(versions),
	.attributes = scmi_reply_resource_count,
	.complete = SCMI_SERVER_EVENTS ? complete_level_set : NULL,
	SCMI_NAMED_RESOURCES(scmi_voltage_config, domains, states),
	.ops = offsetof(struct scmi_voltage_config, ops),
	.needed = SCMI_POINTER(scmi_voltage_config, domains) |
		  SCMI_POINTER(scmi_voltage_config, states) |
		  SCMI_POINTER(scmi_voltage_config, ops),
	.needed_ops = SCMI_POINTER(scmi_voltage_ops, get_level) |
		      SCMI_POINTER(scmi_voltage_ops, get_mode),
	SCMI_START_OP(scmi_voltage_ops, start_set_level, abort_set_level),
	.start = start,
	.reset = reset_agent,
};
