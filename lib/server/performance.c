// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * Performance domain management protocol 4.0, section 4.5 of the specification. Inside, limits are levels
 * and a domain's level is a place in its list; indices are only said on the wire.
 */
#include <scmi/performance.h>

#include "server.h"
#include "messages.h"

#define MAX_LEVELS		4095u

/* PROTOCOL_ATTRIBUTES */
#define POWER_UNIT_SHIFT	16
#define MICROWATTS_OF_MILLIWATT	1000u

/* PROTOCOL_MESSAGE_ATTRIBUTES */
#define HAS_FAST_CHANNEL	(1u << 0)

/* PERFORMANCE_DOMAIN_ATTRIBUTES */
#define CAN_SET_LIMITS		(1u << 31)
#define CAN_SET_LEVEL		(1u << 30)
#define LIMITS_NOTIFICATIONS	(1u << 29)
#define LEVEL_NOTIFICATIONS	(1u << 28)
#define FAST_CHANNEL		(1u << 27)
#define EXTENDED_NAME		(1u << 26)
#define LEVEL_INDEXING		(1u << 25)

/* PERFORMANCE_DESCRIBE_LEVELS */
#define ENTRY_SIZE		20
#define OLD_ENTRY_SIZE		12

/* PERFORMANCE_DESCRIBE_FASTCHANNEL */
#define HAS_DOORBELL		(1u << 0)
#define DOORBELL_WIDTH_SHIFT	1
#define LEVEL_SIZE		4
#define LIMITS_SIZE		8

static const struct scmi_performance_config *config_of(const struct scmi_protocol_instance *instance)
{
	return instance->config;
}

static const struct scmi_performance_domain *domain_of(const struct scmi_call *call)
{
	return &config_of(call->instance)->domains[call->resource];
}

static struct scmi_performance_state *state_of(const struct scmi_call *call)
{
	return &config_of(call->instance)->states[call->resource];
}

/* What an agent has set, or the platform, which is number 0 */
static struct scmi_performance_limits *limits_of(const struct scmi_performance_config *config,
						 unsigned int domain, unsigned int agent_id)
{
	return &config->limits[domain * (config->agent_count + 1u) + agent_id];
}

static const char *name_of(const struct scmi_protocol_instance *instance, uint16_t resource)
{
	return config_of(instance)->domains[resource].name;
}

static int get_place(const struct scmi_performance_config *config, unsigned int domain,
		     unsigned int *place)
{
	int status = config->ops->get_level(config->context, domain, place);

	return !status && *place >= config->domains[domain].level_count ? SCMI_GENERIC_ERROR : status;
}

/* Levels on the wire */

static bool says_index(const struct scmi_performance_domain *domain, uint8_t version)
{
	return domain->level_indexing && version >= SCMI_VERSION(4, 0);
}

/* Limits of a domain in level indexing mode are always levels of its list */
static uint32_t index_of(const struct scmi_performance_domain *domain, uint32_t level)
{
	unsigned int i = 0;

	while (domain->levels[i].level != level)
		i++;
	return domain->levels[i].index;
}

static void reply_level(struct scmi_call *call, uint32_t level)
{
	const struct scmi_performance_domain *domain = domain_of(call);

	scmi_reply_u32(call, says_index(domain, call->version) ? index_of(domain, level) : level);
}

/* The place of the level that an agent means; level_count where there is none */
static unsigned int find_place(const struct scmi_call *call, uint32_t said)
{
	const struct scmi_performance_domain *domain = domain_of(call);
	bool index = says_index(domain, call->version);
	unsigned int i;

	for (i = 0; i < domain->level_count; i++) {
		if ((index ? domain->levels[i].index : domain->levels[i].level) == said)
			break;
	}
	return i;
}

/* Limits */

/* What all allow; where one's highest level is below another's lowest, the highest counts */
static struct scmi_performance_limits combine(const struct scmi_performance_config *config,
					      unsigned int domain)
{
	const struct scmi_performance_domain *d = &config->domains[domain];
	struct scmi_performance_limits all = { d->levels[d->level_count - 1].level, d->levels[0].level };
	unsigned int i;

	for (i = 0; i <= config->agent_count; i++) {
		const struct scmi_performance_limits *limits = limits_of(config, domain, i);

		if (limits->max && limits->max < all.max)
			all.max = limits->max;
		if (limits->min > all.min)
			all.min = limits->min;
	}
	if (all.min > all.max)
		all.min = all.max;
	return all;
}

/* The place nearest to the one wanted that the limits allow; the upper one counts in any case */
static unsigned int within(const struct scmi_performance_domain *domain,
			   struct scmi_performance_limits limits, unsigned int place)
{
	while (place + 1u < domain->level_count && domain->levels[place].level < limits.min)
		place++;
	while (place && domain->levels[place].level > limits.max)
		place--;
	return place;
}

/* Notifications */

/* Tell subscribers of one level, or of two limits, each in its own words */
static void notify(struct scmi_server *server, const struct scmi_protocol_instance *instance,
		   uint16_t domain, uint32_t subscribers, uint8_t message, uint8_t agent_id,
		   const uint32_t *levels, unsigned int count)
{
	const struct scmi_performance_domain *d = &config_of(instance)->domains[domain];
	unsigned int slot = SCMI_PROTOCOL_PERFORMANCE - SCMI_PROTOCOL_FIRST;
	uint32_t words[4] = { agent_id };
	unsigned int i;
	uint8_t agent;

	for (agent = 1; subscribers; agent++, subscribers >>= 1) {
		bool index = says_index(d, server->agent_states[agent - 1].versions[slot]);

		if (!(subscribers & 1))
			continue;
		for (i = 0; i < count; i++)
			words[2 + i] = index ? index_of(d, levels[i]) : levels[i];
		scmi_notify(server, instance, domain, scmi_agent_bit(agent), message, words, 2 + count,
			    1);
	}
}

static int notify_limits(struct scmi_call *call)
{
	return scmi_subscribe(call, &state_of(call)->limits_subscribers,
			      request_u32(call, performance_notify_limits, notify_enable));
}

static int notify_level(struct scmi_call *call)
{
	return scmi_subscribe(call, &state_of(call)->level_subscribers,
			      request_u32(call, performance_notify_level, notify_enable));
}

/* Changes */

/* Bring the hardware to a level, which it may have already, and tell those who want to know */
static int set_level(struct scmi_server *server, const struct scmi_protocol_instance *instance,
		     uint16_t domain, uint8_t agent_id, unsigned int place)
{
	const struct scmi_performance_config *config = config_of(instance);
	unsigned int now;
	int status = get_place(config, domain, &now);

	if (status || now == place)
		return status;
	if (!config->ops->set_level)
		return SCMI_NOT_SUPPORTED;
	status = config->ops->set_level(config->context, domain, place);
	if (!status)
		notify(server, instance, domain, config->states[domain].level_subscribers,
		       SCMI_PERFORMANCE_LEVEL_CHANGED, agent_id,
		       &config->domains[domain].levels[place].level, 1);
	return status;
}

static int change_limits(struct scmi_server *server, const struct scmi_protocol_instance *instance,
			 uint16_t domain, uint8_t agent_id, struct scmi_performance_limits limits)
{
	const struct scmi_performance_config *config = config_of(instance);
	struct scmi_performance_state *state = &config->states[domain];
	struct scmi_performance_limits *own = limits_of(config, domain, agent_id);
	struct scmi_performance_limits old = *own;
	struct scmi_performance_limits before = state->limits;
	struct scmi_performance_limits now;
	int status;

	*own = limits;
	now = combine(config, domain);
	status = set_level(server, instance, domain, agent_id,
			   within(&config->domains[domain], now, state->wanted));
	if (status) {
		*own = old;
		return status;
	}
	state->limits = now;
	if (now.max != before.max || now.min != before.min)
		notify(server, instance, domain, state->limits_subscribers,
		       SCMI_PERFORMANCE_LIMITS_CHANGED, agent_id,
		       (const uint32_t[]){ now.max, now.min }, 2);
	return SCMI_SUCCESS;
}

int scmi_performance_cap(struct scmi_server *server, unsigned int domain, uint32_t max)
{
	const struct scmi_protocol_instance *instance =
		server->slots[SCMI_PROTOCOL_PERFORMANCE - SCMI_PROTOCOL_FIRST];
	const struct scmi_performance_domain *d = &config_of(instance)->domains[domain];
	struct scmi_performance_limits limits = { 0 };
	unsigned int i;

	if (max && max < d->levels[0].level)
		return SCMI_OUT_OF_RANGE;
	for (i = 0; i < d->level_count && d->levels[i].level <= max; i++)
		limits.max = d->levels[i].level;
	return change_limits(server, instance, (uint16_t)domain, 0, limits);
}

/* Description */

/* The unit that this version of the protocol has */
static enum scmi_performance_power_unit power_unit(const struct scmi_call *call)
{
	enum scmi_performance_power_unit unit = config_of(call->instance)->power_unit;

	if (unit == SCMI_PERFORMANCE_MICROWATTS && call->version < SCMI_VERSION(3, 0))
		return SCMI_PERFORMANCE_MILLIWATTS;
	return unit;
}

/* There is no memory with statistics */
static void attributes_of_protocol(struct scmi_call *call)
{
	scmi_reply_u32(call, (uint32_t)power_unit(call) << POWER_UNIT_SHIFT |
			     call->agent->views[call->slot].count);
	scmi_reply_u64(call, 0);
	scmi_reply_u32(call, 0);
}

static int attributes_of_message(const struct scmi_call *call, uint32_t message, uint32_t *bits)
{
	const struct scmi_view *view = &call->agent->views[call->slot];
	uint32_t use = message - SCMI_PERFORMANCE_LIMITS_SET;
	unsigned int i;

	if (use >= SCMI_PERFORMANCE_FAST_CHANNELS || call->version < SCMI_VERSION(2, 0))
		return SCMI_SUCCESS;
	for (i = 0; i < view->count; i++) {
		if (config_of(call->instance)->domains[view->entries[i].resource].fast_channels[use])
			*bits |= HAS_FAST_CHANNEL;
	}
	return SCMI_SUCCESS;
}

static bool has_fast_channel(const struct scmi_performance_domain *domain)
{
	unsigned int i;

	for (i = 0; i < SCMI_PERFORMANCE_FAST_CHANNELS; i++) {
		if (domain->fast_channels[i])
			return true;
	}
	return false;
}

static int domain_attributes(struct scmi_call *call)
{
	const struct scmi_performance_domain *domain = domain_of(call);
	uint32_t bits = 0;

	if (call->permissions & SCMI_PERFORMANCE_MAY_SET_LIMITS)
		bits |= CAN_SET_LIMITS;
	if (call->permissions & SCMI_PERFORMANCE_MAY_SET_LEVEL)
		bits |= CAN_SET_LEVEL;
	if (scmi_has_events(call->agent))
		bits |= LIMITS_NOTIFICATIONS | LEVEL_NOTIFICATIONS;
	if (call->version >= SCMI_VERSION(2, 0) && has_fast_channel(domain))
		bits |= FAST_CHANNEL;
	if (call->version >= SCMI_VERSION(3, 0) && scmi_has_long_name(call))
		bits |= EXTENDED_NAME;
	if (says_index(domain, call->version))
		bits |= LEVEL_INDEXING;
	scmi_reply_u32(call, bits);
	scmi_reply_u32(call, domain->rate_limit);
	scmi_reply_u32(call, domain->sustained_frequency);
	scmi_reply_u32(call, domain->sustained_level);
	scmi_reply_short_name(call);
	return SCMI_SUCCESS;
}

static uint32_t power_of(const struct scmi_call *call, const struct scmi_performance_level *level)
{
	/* What costs something must not look as if it was not told */
	if (power_unit(call) != config_of(call->instance)->power_unit)
		return level->power / MICROWATTS_OF_MILLIWATT +
		       (level->power % MICROWATTS_OF_MILLIWATT != 0);
	return level->power;
}

static int describe_levels(struct scmi_call *call)
{
	const struct scmi_performance_domain *domain = domain_of(call);
	uint32_t start = request_u32(call, performance_describe_levels, skip_index);
	bool old = call->version < SCMI_VERSION(4, 0);
	const struct scmi_performance_level *level;
	uint32_t count;
	int status;

	if (start >= domain->level_count)
		return SCMI_OUT_OF_RANGE;
	status = scmi_page(call, domain->level_count, start, old ? OLD_ENTRY_SIZE : ENTRY_SIZE, &count);
	if (status)
		return status;
	scmi_reply_u32(call, (domain->level_count - start - count) << 16 | count);
	for (level = &domain->levels[start]; level < &domain->levels[start + count]; level++) {
		scmi_reply_u32(call, level->level);
		scmi_reply_u32(call, power_of(call, level));
		scmi_reply_u32(call, level->latency);
		if (old)
			continue;
		scmi_reply_u32(call, level->frequency);
		scmi_reply_u32(call, domain->level_indexing ? level->index : 0);
	}
	return SCMI_SUCCESS;
}

static int describe_fastchannel(struct scmi_call *call)
{
	uint32_t message = request_u32(call, performance_describe_fastchannel, message_id);
	uint32_t use = message - SCMI_PERFORMANCE_LIMITS_SET;
	const struct scmi_performance_fast_channel *channel = NULL;
	uint32_t bits = 0;

	if (!scmi_has_message(call, message))
		return SCMI_NOT_FOUND;
	if (use < SCMI_PERFORMANCE_FAST_CHANNELS)
		channel = domain_of(call)->fast_channels[use];
	if (!channel)
		return SCMI_NOT_SUPPORTED;
	if ((use == SCMI_PERFORMANCE_FAST_LIMITS_SET &&
	     !(call->permissions & SCMI_PERFORMANCE_MAY_SET_LIMITS)) ||
	    (use == SCMI_PERFORMANCE_FAST_LEVEL_SET &&
	     !(call->permissions & SCMI_PERFORMANCE_MAY_SET_LEVEL)))
		return SCMI_DENIED;
	if (channel->doorbell)
		bits = HAS_DOORBELL | (uint32_t)__builtin_ctz(channel->doorbell_width) <<
				      DOORBELL_WIDTH_SHIFT;
	scmi_reply_u32(call, bits);
	scmi_reply_u32(call, channel->rate_limit);
	scmi_reply_u64(call, channel->address);
	scmi_reply_u32(call, use < SCMI_PERFORMANCE_FAST_LEVEL_SET ? LIMITS_SIZE : LEVEL_SIZE);
	scmi_reply_u64(call, channel->doorbell);
	scmi_reply_u64(call, channel->set_mask);
	scmi_reply_u64(call, channel->preserve_mask);
	return SCMI_SUCCESS;
}

/* Limits and levels of agents */

/*
 * A limit as a level; false where it lies outside the domain's. Since version 3.0, 0 leaves the limit
 * that the agent has set as it is.
 */
static bool read_limit(const struct scmi_call *call, uint32_t said, uint32_t *limit)
{
	const struct scmi_performance_domain *domain = domain_of(call);
	unsigned int place;

	if (!said && call->version >= SCMI_VERSION(3, 0))
		return true;
	if (!domain->level_indexing) {
		*limit = said;
		return said >= domain->levels[0].level &&
		       said <= domain->levels[domain->level_count - 1].level;
	}
	place = find_place(call, said);
	if (place == domain->level_count)
		return false;
	*limit = domain->levels[place].level;
	return true;
}

static int limits_set(struct scmi_call *call)
{
	const struct scmi_performance_config *config = config_of(call->instance);
	uint32_t max = request_u32(call, performance_limits_set, range_max);
	uint32_t min = request_u32(call, performance_limits_set, range_min);
	struct scmi_performance_limits limits;

	if (!(call->permissions & SCMI_PERFORMANCE_MAY_SET_LIMITS) ||
	    call->agent_id > config->agent_count)
		return SCMI_DENIED;
	limits = *limits_of(config, call->resource, call->agent_id);
	if ((!max && !min) || !read_limit(call, max, &limits.max) ||
	    !read_limit(call, min, &limits.min))
		return SCMI_OUT_OF_RANGE;
	if (limits.max && limits.min > limits.max)
		return SCMI_INVALID_PARAMETERS;
	return change_limits(call->server, call->instance, call->resource, call->agent_id, limits);
}

static int limits_get(struct scmi_call *call)
{
	struct scmi_performance_limits limits = state_of(call)->limits;

	reply_level(call, limits.max);
	reply_level(call, limits.min);
	return SCMI_SUCCESS;
}

static int level_set(struct scmi_call *call)
{
	const struct scmi_performance_domain *domain = domain_of(call);
	struct scmi_performance_state *state = state_of(call);
	unsigned int place = find_place(call, request_u32(call, performance_level_set, performance_level));
	int status;

	if (!(call->permissions & SCMI_PERFORMANCE_MAY_SET_LEVEL))
		return SCMI_DENIED;
	if (place == domain->level_count || domain->levels[place].level > state->limits.max ||
	    domain->levels[place].level < state->limits.min)
		return SCMI_OUT_OF_RANGE;
	status = set_level(call->server, call->instance, call->resource, call->agent_id, place);
	if (status)
		return status;
	state->wanted = (uint16_t)place;
	state->level_agent = call->agent_id;
	return SCMI_SUCCESS;
}

static int level_get(struct scmi_call *call)
{
	const struct scmi_performance_config *config = config_of(call->instance);
	unsigned int place;
	int status = get_place(config, call->resource, &place);

	if (!status)
		reply_level(call, domain_of(call)->levels[place].level);
	return status;
}

/* Start, and start again */

static int init(const struct scmi_protocol_instance *instance)
{
	const struct scmi_performance_config *config = config_of(instance);
	unsigned int place, i;
	uint16_t domain;

	if (!config->domains || !config->states || !config->limits || !config->ops ||
	    !config->ops->get_level)
		return SCMI_INVALID_PARAMETERS;
	for (domain = 0; domain < instance->resource_count; domain++) {
		const struct scmi_performance_domain *d = &config->domains[domain];

		if (!d->levels || !d->level_count || d->level_count > MAX_LEVELS ||
		    get_place(config, domain, &place))
			return SCMI_INVALID_PARAMETERS;
		config->states[domain] = (struct scmi_performance_state){
			.wanted = (uint16_t)place,
			.boot_level = (uint16_t)place,
		};
		for (i = 0; i <= config->agent_count; i++)
			*limits_of(config, domain, i) = (struct scmi_performance_limits){ 0 };
		config->states[domain].limits = combine(config, domain);
	}
	return SCMI_SUCCESS;
}

/*
 * A platform that fails to take something back has told why it cannot; the agent's claim on the domain
 * ends in any case.
 */
static void reset_domain(struct scmi_server *server, const struct scmi_protocol_instance *instance,
			 uint16_t domain, uint8_t agent_id)
{
	const struct scmi_performance_config *config = config_of(instance);
	struct scmi_performance_state *state = &config->states[domain];
	const struct scmi_performance_limits none = { 0 };

	state->limits_subscribers &= ~scmi_agent_bit(agent_id);
	state->level_subscribers &= ~scmi_agent_bit(agent_id);
	if (state->level_agent == agent_id) {
		state->level_agent = 0;
		state->wanted = state->boot_level;
	}
	if (agent_id > config->agent_count)
		return;
	if (!change_limits(server, instance, domain, agent_id, none))
		return;
	*limits_of(config, domain, agent_id) = none;
	state->limits = combine(config, domain);
}

static void reset_agent(struct scmi_server *server, const struct scmi_protocol_instance *instance,
			uint8_t agent_id)
{
	uint16_t domain;

	for (domain = 0; domain < instance->resource_count; domain++)
		reset_domain(server, instance, domain, agent_id);
}

#define LAYOUT(name, direction)		scmi_performance_ ## name ## _ ## direction
#include "table.h"

static const struct scmi_message messages[] = {
#include "performance.def"
};

static const uint8_t versions[] = {
	SCMI_VERSION(1, 0), SCMI_VERSION(2, 0), SCMI_VERSION(3, 0), SCMI_VERSION(4, 0),
};

const struct scmi_protocol scmi_performance_protocol = {
	.id = SCMI_PROTOCOL_PERFORMANCE,
	.messages = messages,
	.message_count = sizeof(messages) / sizeof(messages[0]),
	.versions = versions,
	.version_count = sizeof(versions),
	.name = name_of,
	.attributes = attributes_of_protocol,
	.message_attributes = attributes_of_message,
	.init = init,
	.reset_agent = reset_agent,
};
