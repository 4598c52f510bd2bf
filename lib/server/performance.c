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
#define LEVEL_SIZE		4
#define LIMITS_SIZE		8
#define FAST_CHANNEL_WORDS	11

static const struct scmi_performance_config *config_of(const struct scmi_call *call)
{
	return call->config;
}

static const struct scmi_performance_domain *domain_of(const struct scmi_call *call)
{
	return call->resource_info;
}

static struct scmi_performance_state *state_of(const struct scmi_call *call)
{
	return call->resource_state;
}

/* What an agent has set, or the platform, which is number 0 */
static struct scmi_performance_limits *limits_of(const struct scmi_call *call, unsigned int agent_id)
{
	const struct scmi_performance_config *config = config_of(call);

	return &config->limits[call->resource * (config->agent_count + 1u) + agent_id];
}

/* The place of the level that the domain has, in call->told */
static int get_place(struct scmi_call *call)
{
	const struct scmi_performance_config *config = config_of(call);
	int status = config->ops->get_level(config->context, call->resource, &call->told.index);

	return !status && call->told.index >= domain_of(call)->level_count ? SCMI_GENERIC_ERROR : status;
}

/* Levels on the wire */

static bool says_index(const struct scmi_performance_domain *domain, uint8_t version)
{
	return domain->level_indexing && version >= SCMI_VERSION(4, 0);
}

/* Limits of a domain in level indexing mode are always levels of its list */
static uint32_t to_wire(const struct scmi_performance_domain *domain, uint8_t version, uint32_t level)
{
	const struct scmi_performance_level *entry = domain->levels;

	if (!says_index(domain, version))
		return level;
	while (entry->level != level)
		entry++;
	return entry->index;
}

static void reply_level(struct scmi_call *call, uint32_t level)
{
	scmi_reply_u32(call, to_wire(domain_of(call), call->version, level));
}

/* The place of the level that an agent means; negative where there is none */
static int find_place(const struct scmi_call *call, uint32_t said)
{
	const struct scmi_performance_domain *domain = domain_of(call);
	const struct scmi_performance_level *level = domain->levels;
	bool index = says_index(domain, call->version);
	int place;

	for (place = 0; place < domain->level_count; place++, level++) {
		if ((index ? level->index : level->level) == said)
			return place;
	}
	return SCMI_OUT_OF_RANGE;
}

/* Limits */

/* What all allow; where one's highest level is below another's lowest, the highest counts */
static struct scmi_performance_limits combine(const struct scmi_call *call)
{
	const struct scmi_performance_domain *d = domain_of(call);
	const struct scmi_performance_limits *limits = limits_of(call, 0);
	const struct scmi_performance_limits *end = limits + config_of(call)->agent_count;
	struct scmi_performance_limits all = { d->levels[d->level_count - 1].level, d->levels[0].level };

	for (; limits <= end; limits++) {
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

/* Tell subscribers of levels, the first in the lower half, each agent in its own words */
static void notify(const struct scmi_call *call, uint32_t agents, uint8_t message, uint64_t levels,
		   unsigned int count)
{
	const struct scmi_agent_state *agent = call->server->agent_states;
	unsigned int agent_id, i;

	for (agent_id = 1; SCMI_SERVER_EVENTS && agents; agent_id++, agent++, agents >>= 1) {
		uint32_t *words = NULL;

		if (agents & 1)
			words = scmi_notify_agent(call, agent_id, message, 2 + count);
		for (i = 0; words && i < count; i++)
			words[2 + i] = swap32_le(to_wire(domain_of(call), agent->versions[call->slot],
							 (uint32_t)(levels >> 32 * i)));
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

/* Bring the hardware from the level that it has, in call->told, to another one, and tell those who want to know */
static int change_level(struct scmi_call *call, unsigned int place)
{
	const struct scmi_performance_config *config = config_of(call);
	struct scmi_performance_state *state = state_of(call);
	int status;

	if (call->told.index != place) {
		if (!config->ops->set_level)
			return SCMI_NOT_SUPPORTED;
		status = config->ops->set_level(config->context, call->resource, place);
		if (status)
			return status;
		notify(call, state->level_subscribers, SCMI_PERFORMANCE_LEVEL_CHANGED,
		       domain_of(call)->levels[place].level, 1);
	}
	state->place = (uint16_t)place;
	return SCMI_SUCCESS;
}

/* What all limits together are now; those who want to know are told */
static void take_limits(struct scmi_call *call, struct scmi_performance_limits now)
{
	struct scmi_performance_state *state = state_of(call);
	struct scmi_performance_limits before = state->limits;

	state->limits = now;
	if (now.max != before.max || now.min != before.min)
		notify(call, state->limits_subscribers, SCMI_PERFORMANCE_LIMITS_CHANGED,
		       now.max | (uint64_t)now.min << 32, 2);
}

/*
 * Bring the hardware to what all limits together allow. Where agents have a fast channel, the level that is wanted
 * is the one that came through it last.
 */
static int apply_limits(struct scmi_call *call)
{
	struct scmi_performance_state *state = state_of(call);
	struct scmi_performance_limits now = combine(call);
	int status = get_place(call);

	if (status)
		return status;
	if (call->told.index != state->place &&
	    domain_of(call)->fast_channels[SCMI_PERFORMANCE_FAST_LEVEL_SET])
		state->wanted = (uint16_t)call->told.index;
	status = change_level(call, within(domain_of(call), now, state->wanted));
	if (!status)
		take_limits(call, now);
	return status;
}

static int change_limits(struct scmi_call *call, struct scmi_performance_limits limits)
{
	struct scmi_performance_limits *own = limits_of(call, call->agent_id);
	struct scmi_performance_limits old = *own;
	int status;

	*own = limits;
	status = apply_limits(call);
	if (status)
		*own = old;
	return status;
}

int scmi_performance_cap(struct scmi_server *server, unsigned int domain, uint32_t max)
{
	const struct scmi_performance_domain *d;
	struct scmi_call call;
	uint32_t limit = 0;
	unsigned int i;

	if (!scmi_platform_call(&call, server, SCMI_PROTOCOL_PERFORMANCE, domain))
		return SCMI_NOT_FOUND;
	d = domain_of(&call);
	if (max && max < d->levels[0].level)
		return SCMI_OUT_OF_RANGE;
	for (i = 0; i < d->level_count && d->levels[i].level <= max; i++)
		limit = d->levels[i].level;
	return change_limits(&call, (struct scmi_performance_limits){ .max = limit });
}

/* Description */

/* Whether this version of the protocol has microwatts, or the levels' have to be told as milliwatts */
static bool scales_power(const struct scmi_call *call)
{
	return config_of(call)->power_unit == SCMI_PERFORMANCE_MICROWATTS &&
	       call->version < SCMI_VERSION(3, 0);
}

static int attributes_of_protocol(struct scmi_call *call)
{
	uint32_t unit = config_of(call)->power_unit;

	if (scales_power(call))
		unit = SCMI_PERFORMANCE_MILLIWATTS;
	scmi_reply_u32(call, unit << POWER_UNIT_SHIFT | scmi_view_of(call)->count);
	return scmi_reply_no_statistics(call);
}

static int attributes_of_message(struct scmi_call *call, uint32_t message)
{
	const struct scmi_view *view = scmi_view_of(call);
	uint32_t use = message - SCMI_PERFORMANCE_LIMITS_SET;
	unsigned int i;

	if (use >= SCMI_PERFORMANCE_FAST_CHANNELS || call->version < SCMI_VERSION(2, 0))
		return SCMI_SUCCESS;
	for (i = 0; i < view->count; i++) {
		if (config_of(call)->domains[view->entries[i].resource].fast_channels[use])
			call->told.word |= HAS_FAST_CHANNEL;
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
	uint32_t *words = scmi_reply_words(call, 4);
	uint32_t bits = 0;

	words[1] = swap32_le(domain->rate_limit);
	words[2] = swap32_le(domain->sustained_frequency);
	words[3] = swap32_le(domain->sustained_level);
	if (scmi_reply_short_name(call) && call->version >= SCMI_VERSION(3, 0))
		bits |= EXTENDED_NAME;
	if (call->permissions & SCMI_PERFORMANCE_MAY_SET_LIMITS)
		bits |= CAN_SET_LIMITS;
	if (call->permissions & SCMI_PERFORMANCE_MAY_SET_LEVEL)
		bits |= CAN_SET_LEVEL;
	if (scmi_has_events(call->state->agent))
		bits |= LIMITS_NOTIFICATIONS | LEVEL_NOTIFICATIONS;
	if (call->version >= SCMI_VERSION(2, 0) && has_fast_channel(domain))
		bits |= FAST_CHANNEL;
	if (says_index(domain, call->version))
		bits |= LEVEL_INDEXING;
	words[0] = swap32_le(bits);
	return SCMI_SUCCESS;
}

/* What costs something must not look as if it was not told */
static uint32_t to_milliwatts(uint32_t microwatts)
{
	return microwatts / MICROWATTS_OF_MILLIWATT + (microwatts % MICROWATTS_OF_MILLIWATT != 0);
}

static int describe_levels(struct scmi_call *call)
{
	const struct scmi_performance_domain *domain = domain_of(call);
	uint32_t start = request_u32(call, performance_describe_levels, skip_index);
	const struct scmi_performance_level *level;
	bool old = call->version < SCMI_VERSION(4, 0);
	unsigned int size = old ? OLD_ENTRY_SIZE : ENTRY_SIZE;
	bool scales = scales_power(call);
	uint32_t *words;
	int count = scmi_page_range(call, domain->level_count, start, size, false);

	if (count < 0)
		return count;
	words = scmi_reply_words(call, size / 4 * (unsigned int)count);
	for (level = domain->levels + start; count; level++, count--, words += size / 4) {
		words[0] = swap32_le(level->level);
		words[1] = swap32_le(scales ? to_milliwatts(level->power) : level->power);
		words[2] = swap32_le(level->latency);
		if (old)
			continue;
		words[3] = swap32_le(level->frequency);
		words[4] = swap32_le(domain->level_indexing ? level->index : 0);
	}
	return SCMI_SUCCESS;
}

/* Whether the agent may use a fast channel past the server */
static bool may_use_channel(const struct scmi_call *call, uint32_t use)
{
	if (use == SCMI_PERFORMANCE_FAST_LIMITS_SET)
		return call->permissions & SCMI_PERFORMANCE_MAY_SET_LIMITS;
	if (use == SCMI_PERFORMANCE_FAST_LEVEL_SET)
		return call->permissions & SCMI_PERFORMANCE_MAY_SET_LEVEL;
	return true;
}

static int describe_fastchannel(struct scmi_call *call)
{
	uint32_t message = request_u32(call, performance_describe_fastchannel, message_id);
	uint32_t use = message - SCMI_PERFORMANCE_LIMITS_SET;
	const struct scmi_performance_fast_channel *channel = NULL;
	uint32_t *words;

	if (!scmi_has_message(call, message))
		return SCMI_NOT_FOUND;
	if (use < SCMI_PERFORMANCE_FAST_CHANNELS)
		channel = domain_of(call)->fast_channels[use];
	if (!channel)
		return SCMI_NOT_SUPPORTED;
	if (!may_use_channel(call, use))
		return SCMI_DENIED;
	words = scmi_reply_words(call, FAST_CHANNEL_WORDS);
	words[0] = swap32_le(channel->doorbell ? scmi_doorbell_attributes(channel->doorbell_width) : 0);
	words[1] = swap32_le(channel->rate_limit & SCMI_RATE_LIMIT_MASK);
	scmi_put_u64(words + 2, channel->address);
	words[4] = swap32_le(use < SCMI_PERFORMANCE_FAST_LEVEL_SET ? LIMITS_SIZE : LEVEL_SIZE);
	scmi_put_u64(words + 5, channel->doorbell);
	scmi_put_u64(words + 7, channel->set_mask);
	scmi_put_u64(words + 9, channel->preserve_mask);
	return SCMI_SUCCESS;
}

/* Limits and levels of agents */

/*
 * A limit as a level, in call->told; false where it lies outside the domain's. Since version 3.0, 0 leaves
 * the limit that the agent has set as it is.
 */
static bool read_limit(struct scmi_call *call, uint32_t said, uint32_t set)
{
	const struct scmi_performance_domain *domain = domain_of(call);
	int place;

	call->told.word = said;
	if (!said && call->version >= SCMI_VERSION(3, 0)) {
		call->told.word = set;
		return true;
	}
	if (!domain->level_indexing)
		return said >= domain->levels[0].level &&
		       said <= domain->levels[domain->level_count - 1].level;
	place = find_place(call, said);
	if (place >= 0)
		call->told.word = domain->levels[place].level;
	return place >= 0;
}

static int limits_set(struct scmi_call *call)
{
	uint32_t max = request_u32(call, performance_limits_set, range_max);
	uint32_t min = request_u32(call, performance_limits_set, range_min);
	struct scmi_performance_limits limits;

	if (!(call->permissions & SCMI_PERFORMANCE_MAY_SET_LIMITS) ||
	    call->agent_id > config_of(call)->agent_count)
		return SCMI_DENIED;
	limits = *limits_of(call, call->agent_id);
	if ((!max && !min) || !read_limit(call, max, limits.max))
		return SCMI_OUT_OF_RANGE;
	limits.max = call->told.word;
	if (!read_limit(call, min, limits.min))
		return SCMI_OUT_OF_RANGE;
	limits.min = call->told.word;
	if (limits.max && limits.min > limits.max)
		return SCMI_INVALID_PARAMETERS;
	return change_limits(call, limits);
}

static int limits_get(struct scmi_call *call)
{
	reply_level(call, state_of(call)->limits.max);
	reply_level(call, state_of(call)->limits.min);
	return SCMI_SUCCESS;
}

static int level_set(struct scmi_call *call)
{
	struct scmi_performance_state *state = state_of(call);
	int place, status;
	uint32_t level;

	if (!(call->permissions & SCMI_PERFORMANCE_MAY_SET_LEVEL))
		return SCMI_DENIED;
	place = find_place(call, request_u32(call, performance_level_set, performance_level));
	if (place < 0)
		return place;
	level = domain_of(call)->levels[place].level;
	if (level > state->limits.max || level < state->limits.min)
		return SCMI_OUT_OF_RANGE;
	status = get_place(call);
	if (!status)
		status = change_level(call, (unsigned int)place);
	if (status)
		return status;
	state->wanted = (uint16_t)place;
	state->level_agent = call->agent_id;
	return SCMI_SUCCESS;
}

static int level_get(struct scmi_call *call)
{
	int status = get_place(call);

	if (!status)
		reply_level(call, domain_of(call)->levels[call->told.index].level);
	return status;
}

/* Start, and start again */

static bool start(struct scmi_call *call)
{
	const struct scmi_performance_domain *domain = domain_of(call);
	struct scmi_performance_state *state = state_of(call);
	size_t agents = config_of(call)->agent_count + 1u;

	if (!domain->levels || !domain->level_count || domain->level_count > MAX_LEVELS ||
	    get_place(call))
		return false;
	state->wanted = (uint16_t)call->told.index;
	state->boot_level = (uint16_t)call->told.index;
	state->place = (uint16_t)call->told.index;
	__builtin_memset(limits_of(call, 0), 0, agents * sizeof(struct scmi_performance_limits));
	state->limits = combine(call);
	return true;
}

static bool has_limits(const struct scmi_call *call)
{
	const struct scmi_performance_limits *own;

	if (call->agent_id > config_of(call)->agent_count)
		return false;
	own = limits_of(call, call->agent_id);
	return own->max || own->min;
}

/*
 * A platform that fails to take something back has told why it cannot; the agent's claim on the domain
 * ends in any case. A level may have come by a fast channel: what is not this agent's stays as it is.
 */
static void reset(struct scmi_call *call)
{
	struct scmi_performance_state *state = state_of(call);
	bool limited = has_limits(call), level = state->level_agent == call->agent_id;
	struct scmi_performance_limits none = { 0 };
	uint16_t wanted = state->wanted;
	int status;

	if (!limited && !level)
		return;
	if (level)
		state->wanted = state->boot_level;
	status = limited ? change_limits(call, none) : apply_limits(call);
	if (status && !call->last_try) {
		state->wanted = wanted;
		return;
	}
	if (level)
		state->level_agent = 0;
	if (!status)
		return;
	if (limited)
		*limits_of(call, call->agent_id) = none;
	take_limits(call, combine(call));
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
	.attributes = attributes_of_protocol,
	.message_attributes = attributes_of_message,
	SCMI_NAMED_RESOURCES(scmi_performance_config, domains, states),
	.ops = offsetof(struct scmi_performance_config, ops),
	.needed = SCMI_POINTER(scmi_performance_config, domains) |
		  SCMI_POINTER(scmi_performance_config, states) |
		  SCMI_POINTER(scmi_performance_config, limits) |
		  SCMI_POINTER(scmi_performance_config, ops),
	.needed_ops = SCMI_POINTER(scmi_performance_ops, get_level),
	SCMI_SUBSCRIBERS(scmi_performance_state, limits_subscribers, level_subscribers),
	.start = start,
	.reset = reset,
};
