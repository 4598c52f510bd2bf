// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * Clock management protocol 3.0, section 4.6 of the specification.
 */
#include <scmi/clock.h>

#include "server.h"
#include "messages.h"

#define MAX_RATES			4095u

/* CLOCK_ATTRIBUTES */
#define RATE_CHANGED_NOTIFICATIONS	(1u << 31)
#define RATE_REQUESTED_NOTIFICATIONS	(1u << 30)
#define EXTENDED_NAME			(1u << 29)
#define PARENTS				(1u << 28)
#define EXTENDED_CONFIG			(1u << 27)
#define RESTRICTED			(1u << 1)
#define ENABLED				(1u << 0)

/* CLOCK_DESCRIBE_RATES */
#define LINEAR				(1u << 12)
#define LINEAR_SIZE			3

/* CLOCK_RATE_SET */
#define ASYNCHRONOUS			(1u << 0)
#define IGNORE_DELAYED_RESPONSE		(1u << 1)
#define ROUND_UP			(1u << 2)
#define ROUND_TO_NEAREST		(1u << 3)
#define RATE_FLAGS			0xfu

/* CLOCK_CONFIG_SET: the state, and with version 3.0 the type of extended configuration */
#define DISABLE				0u
#define ENABLE				1u
#define UNCHANGED			3u
#define STATE_MASK			0x3u
#define TYPE_SHIFT			16
#define TYPE_MASK			0xffu
#define OLD_STATE_MASK			0x1u

/* CLOCK_GET_PERMISSIONS */
#define MAY_SET_STATE			(1u << 31)
#define MAY_SET_PARENT			(1u << 30)
#define MAY_SET_RATE			(1u << 29)

static const struct scmi_clock_config *config_of(const struct scmi_protocol_instance *instance)
{
	return instance->config;
}

static const struct scmi_clock *clock_of(const struct scmi_call *call)
{
	return &config_of(call->instance)->clocks[call->resource];
}

static struct scmi_clock_state *state_of(const struct scmi_call *call)
{
	return &config_of(call->instance)->states[call->resource];
}

static const char *name_of(const struct scmi_protocol_instance *instance, uint16_t resource)
{
	return config_of(instance)->clocks[resource].name;
}

static void attributes_of_protocol(struct scmi_call *call)
{
	scmi_reply_u32(call, scmi_count_and_pending(call, config_of(call->instance)->ops->start_set_rate));
}

/* Operations of the platform that can be missing */

static int get_parent(const struct scmi_protocol_instance *instance, unsigned int clock,
		      unsigned int *parent)
{
	const struct scmi_clock_config *config = config_of(instance);
	int status;

	if (!config->clocks[clock].parent_count || !config->ops->get_parent)
		return SCMI_NOT_SUPPORTED;
	status = config->ops->get_parent(config->context, clock, parent);
	return !status && *parent >= instance->resource_count ? SCMI_GENERIC_ERROR : status;
}

static int set_parent(const struct scmi_clock_config *config, unsigned int clock,
		      unsigned int parent)
{
	if (!config->ops->set_parent)
		return SCMI_NOT_SUPPORTED;
	return config->ops->set_parent(config->context, clock, parent);
}

static int set_rate(const struct scmi_clock_config *config, unsigned int clock, uint64_t rate)
{
	if (!config->ops->set_rate)
		return SCMI_NOT_SUPPORTED;
	return config->ops->set_rate(config->context, clock, rate);
}

static int set_enabled(const struct scmi_clock_config *config, unsigned int clock, bool enabled)
{
	bool is_enabled;
	int status = config->ops->get_enabled(config->context, clock, &is_enabled);

	if (status || is_enabled == enabled)
		return status;
	if (!config->ops->set_enabled)
		return SCMI_NOT_SUPPORTED;
	return config->ops->set_enabled(config->context, clock, enabled);
}

/* Notifications */

static void notify(struct scmi_server *server, const struct scmi_protocol_instance *instance,
		   uint16_t clock, uint32_t subscribers, uint8_t message, uint8_t agent_id,
		   uint64_t rate)
{
	uint32_t words[] = { agent_id, 0, (uint32_t)rate, (uint32_t)(rate >> 32) };

	scmi_notify(server, instance, clock, subscribers, message, words, 4, 1);
}

/*
 * Tell subscribers of all rates that are not what they know: setting one clock's rate or parent may
 * change those of others.
 */
static void notify_changes(struct scmi_server *server,
			   const struct scmi_protocol_instance *instance, uint8_t agent_id)
{
	const struct scmi_clock_config *config = config_of(instance);
	uint16_t clock;
	uint64_t rate;

	for (clock = 0; clock < instance->resource_count; clock++) {
		struct scmi_clock_state *state = &config->states[clock];

		if (!state->rate_subscribers ||
		    config->ops->get_rate(config->context, clock, &rate) || rate == state->told_rate)
			continue;
		state->told_rate = rate;
		notify(server, instance, clock, state->rate_subscribers, SCMI_CLOCK_RATE_CHANGED,
		       agent_id, rate);
	}
}

void scmi_clock_rates_changed(struct scmi_server *server)
{
	const struct scmi_protocol_instance *instance =
		server->slots[SCMI_PROTOCOL_CLOCK - SCMI_PROTOCOL_FIRST];

	if (instance)
		notify_changes(server, instance, 0);
}

static int rate_notify(struct scmi_call *call)
{
	const struct scmi_clock_config *config = config_of(call->instance);
	struct scmi_clock_state *state = state_of(call);
	uint64_t rate;
	int status = config->ops->get_rate(config->context, call->resource, &rate);

	if (status)
		return status;
	if (!state->rate_subscribers)
		state->told_rate = rate;
	return scmi_subscribe(call, &state->rate_subscribers,
			      request_u32(call, clock_rate_notify, notify_enable));
}

static int rate_change_requested_notify(struct scmi_call *call)
{
	return scmi_subscribe(call, &state_of(call)->request_subscribers,
			      request_u32(call, clock_rate_change_requested_notify, notify_enable));
}

/* Description */

static uint32_t attributes_of_version_2(const struct scmi_call *call)
{
	uint32_t attributes = 0;

	if (scmi_has_long_name(call))
		attributes |= EXTENDED_NAME;
	if (scmi_has_events(call->agent))
		attributes |= RATE_CHANGED_NOTIFICATIONS | RATE_REQUESTED_NOTIFICATIONS;
	return attributes;
}

static uint32_t attributes_of_version_3(const struct scmi_call *call)
{
	uint32_t attributes = 0;

	if (clock_of(call)->parent_count)
		attributes |= PARENTS;
	if (clock_of(call)->extended_config)
		attributes |= EXTENDED_CONFIG;
	if ((call->permissions & SCMI_CLOCK_MAY_ALL) != SCMI_CLOCK_MAY_ALL)
		attributes |= RESTRICTED;
	return attributes;
}

static int attributes(struct scmi_call *call)
{
	const struct scmi_clock_config *config = config_of(call->instance);
	uint32_t bits = 0;
	bool enabled;
	int status = config->ops->get_enabled(config->context, call->resource, &enabled);

	if (status)
		return status;
	if (enabled)
		bits |= ENABLED;
	if (call->version >= SCMI_VERSION(2, 0))
		bits |= attributes_of_version_2(call);
	if (call->version >= SCMI_VERSION(3, 0))
		bits |= attributes_of_version_3(call);
	scmi_reply_u32(call, bits);
	scmi_reply_short_name(call);
	if (call->version >= SCMI_VERSION(2, 0))
		scmi_reply_u32(call, clock_of(call)->enable_delay);
	return SCMI_SUCCESS;
}

static int get_permissions(struct scmi_call *call)
{
	uint32_t bits = 0;

	if (call->permissions & SCMI_CLOCK_MAY_SET_STATE)
		bits |= MAY_SET_STATE;
	if (call->permissions & SCMI_CLOCK_MAY_SET_PARENT)
		bits |= MAY_SET_PARENT;
	if (call->permissions & SCMI_CLOCK_MAY_SET_RATE)
		bits |= MAY_SET_RATE;
	scmi_reply_u32(call, bits);
	return SCMI_SUCCESS;
}

static int get_rates(const struct scmi_clock_config *config, unsigned int clock,
		     struct scmi_clock_rates *rates)
{
	int status = config->ops->rates(config->context, clock, rates);

	if (!status && (!rates->count || rates->count > MAX_RATES))
		return SCMI_GENERIC_ERROR;
	return status;
}

static int describe_rates(struct scmi_call *call)
{
	uint32_t start = request_u32(call, clock_describe_rates, rate_index);
	struct scmi_clock_rates rates;
	uint32_t count, i;
	int status = get_rates(config_of(call->instance), call->resource, &rates);

	if (status)
		return status;
	/* The three numbers of a linear clock come together */
	if (start >= (rates.linear ? 1 : rates.count))
		return SCMI_OUT_OF_RANGE;
	status = scmi_page(call, rates.count, start, sizeof(uint64_t), &count);
	if (status)
		return status;
	if (rates.linear && count != LINEAR_SIZE)
		return SCMI_PROTOCOL_ERROR;
	scmi_reply_u32(call, (rates.count - start - count) << 16 | (rates.linear ? LINEAR : 0) | count);
	for (i = start; i < start + count; i++)
		scmi_reply_u64(call, rates.rates[i]);
	return SCMI_SUCCESS;
}

/* Rates */

static bool choose(uint64_t below, uint64_t above, uint32_t flags, uint64_t *rate)
{
	if (flags & ROUND_TO_NEAREST)
		*rate = *rate - below < above - *rate ? below : above;
	else
		*rate = flags & ROUND_UP ? above : below;
	return true;
}

/* The rate beside the end of all rates is that end's, if rounding may go there */
static bool choose_end(uint64_t end, bool may, uint32_t flags, uint64_t *rate)
{
	*rate = end;
	return may || (flags & ROUND_TO_NEAREST);
}

static bool round_linear(const uint64_t *range, uint32_t flags, uint64_t *rate)
{
	uint64_t lowest = range[0], highest = range[1], step = range[2];
	uint64_t below, above;

	if (*rate < lowest)
		return choose_end(lowest, flags & ROUND_UP, flags, rate);
	if (*rate > highest)
		return choose_end(highest, !(flags & ROUND_UP), flags, rate);
	below = lowest + (step ? (*rate - lowest) / step * step : 0);
	if (*rate == below || *rate == highest)
		return true;
	/* The last step may be cut short */
	above = step && step <= highest - below ? below + step : highest;
	return choose(below, above, flags, rate);
}

static bool round_listed(const struct scmi_clock_rates *rates, uint32_t flags, uint64_t *rate)
{
	const uint64_t *list = rates->rates;
	unsigned int above = 0;

	while (above < rates->count && list[above] < *rate)
		above++;
	if (above == rates->count)
		return choose_end(list[above - 1], !(flags & ROUND_UP), flags, rate);
	if (list[above] == *rate)
		return true;
	if (!above)
		return choose_end(list[0], flags & ROUND_UP, flags, rate);
	return choose(list[above - 1], list[above], flags, rate);
}

/* The rate that the clock can have, for one that is wanted */
static int round_rate(const struct scmi_clock_config *config, unsigned int clock, uint32_t flags,
		      uint64_t *rate)
{
	struct scmi_clock_rates rates;
	int status = get_rates(config, clock, &rates);

	if (status)
		return status;
	if (rates.linear ? round_linear(rates.rates, flags, rate) : round_listed(&rates, flags, rate))
		return SCMI_SUCCESS;
	return SCMI_INVALID_PARAMETERS;
}

static int rate_get(struct scmi_call *call)
{
	const struct scmi_clock_config *config = config_of(call->instance);
	uint64_t rate;
	int status = config->ops->get_rate(config->context, call->resource, &rate);

	if (!status)
		scmi_reply_u64(call, rate);
	return status;
}

static int start_set_rate(const struct scmi_call *call, uint64_t rate, bool silent)
{
	const struct scmi_clock_config *config = config_of(call->instance);
	int status = config->ops->start_set_rate(config->context, call->resource, rate);

	if (!status)
		scmi_defer(call, 0, silent);
	return status;
}

static int complete_rate_set(struct scmi_call *call, uint32_t value)
{
	int status = rate_get(call);

	(void)value;
	if (!status)
		notify_changes(call->server, call->instance, call->agent_id);
	return status;
}

static void abort_rate_set(const struct scmi_protocol_instance *instance, uint16_t clock)
{
	config_of(instance)->ops->abort_set_rate(config_of(instance)->context, clock);
}

static int rate_set(struct scmi_call *call)
{
	const struct scmi_clock_config *config = config_of(call->instance);
	struct scmi_clock_state *state = state_of(call);
	uint32_t flags = request_u32(call, clock_rate_set, flags);
	uint64_t wanted = request_u64(call, clock_rate_set, rate);
	uint64_t rate = wanted;
	int status;

	if (flags & ~RATE_FLAGS)
		return SCMI_INVALID_PARAMETERS;
	if (!(call->permissions & SCMI_CLOCK_MAY_SET_RATE))
		return SCMI_DENIED;
	status = scmi_may_change(call, flags & ASYNCHRONOUS, config->ops->start_set_rate,
				 flags & IGNORE_DELAYED_RESPONSE);
	if (!status)
		status = round_rate(config, call->resource, flags, &rate);
	/* Before anybody is told: room for the delayed response comes first */
	if (!status && (flags & ASYNCHRONOUS))
		status = start_set_rate(call, rate, flags & IGNORE_DELAYED_RESPONSE);
	if (status)
		return status;

	notify(call->server, call->instance, call->resource,
	       state->request_subscribers & ~scmi_agent_bit(call->agent_id),
	       SCMI_CLOCK_RATE_CHANGE_REQUESTED, call->agent_id, wanted);
	if (!(flags & ASYNCHRONOUS))
		status = set_rate(config, call->resource, rate);
	if (status)
		return status;
	state->rate_agent = call->agent_id;
	notify_changes(call->server, call->instance, call->agent_id);
	return SCMI_SUCCESS;
}

/* Configuration */

static int change_state(const struct scmi_clock_config *config, uint16_t clock, uint8_t agent_id,
			bool enable)
{
	struct scmi_clock_state *state = &config->states[clock];
	uint32_t users = state->users & ~scmi_agent_bit(agent_id);
	int status = SCMI_SUCCESS;

	if (enable)
		users |= scmi_agent_bit(agent_id);
	/* Others may still need it */
	if (enable || !users)
		status = set_enabled(config, clock, enable);
	if (status)
		return status;
	state->users = users;
	state->state_agent = agent_id;
	return SCMI_SUCCESS;
}

static int get_config(const struct scmi_clock_config *config, uint16_t clock, uint8_t type,
		      uint32_t *value)
{
	if (!config->clocks[clock].extended_config || !config->ops->get_config)
		return SCMI_NOT_SUPPORTED;
	return config->ops->get_config(config->context, clock, type, value);
}

static int set_config(const struct scmi_clock_config *config, uint16_t clock, uint8_t type,
		      uint32_t value)
{
	if (!config->clocks[clock].extended_config || !config->ops->set_config)
		return SCMI_NOT_SUPPORTED;
	return config->ops->set_config(config->context, clock, type, value);
}

static void own_config(struct scmi_clock_state *state, uint8_t type, uint8_t agent_id)
{
	if (type <= SCMI_CLOCK_CONFIG_TYPES && state->has_boot_config[type - 1])
		state->config_agents[type - 1] = agent_id;
}

/* Both or nothing: the configuration goes back when the state cannot be changed */
static int change_both(const struct scmi_call *call, uint8_t type, uint32_t value, bool enable)
{
	const struct scmi_clock_config *config = config_of(call->instance);
	uint32_t old;
	int status = get_config(config, call->resource, type, &old);

	if (!status)
		status = set_config(config, call->resource, type, value);
	if (status)
		return status;
	status = change_state(config, call->resource, call->agent_id, enable);
	if (status)
		(void)set_config(config, call->resource, type, old);
	return status;
}

/*
 * Versions before 3.0 do not tell what an agent may do, and it enables all that it uses: for a clock
 * that is on there is nothing to change.
 */
static int set_without_permission(const struct scmi_call *call, uint32_t state)
{
	const struct scmi_clock_config *config = config_of(call->instance);
	bool enabled;
	int status;

	if (call->version >= SCMI_VERSION(3, 0) || state != ENABLE)
		return SCMI_DENIED;
	status = config->ops->get_enabled(config->context, call->resource, &enabled);
	if (status)
		return status;
	return enabled ? SCMI_SUCCESS : SCMI_DENIED;
}

static int config_set(struct scmi_call *call)
{
	const struct scmi_clock_config *config = config_of(call->instance);
	uint32_t bits = request_u32(call, clock_config_set, attributes);
	uint32_t state = bits & STATE_MASK;
	uint8_t type = bits >> TYPE_SHIFT & TYPE_MASK;
	uint32_t known = OLD_STATE_MASK;
	uint32_t value = 0;
	int status = SCMI_SUCCESS;

	if (call->version >= SCMI_VERSION(3, 0)) {
		known = STATE_MASK | TYPE_MASK << TYPE_SHIFT;
		value = request_u32(call, clock_config_set, extended_config_val);
	}
	if ((bits & ~known) || (state > ENABLE && state != UNCHANGED))
		return SCMI_INVALID_PARAMETERS;
	if (!(call->permissions & SCMI_CLOCK_MAY_SET_STATE))
		return set_without_permission(call, state);
	if (type && state != UNCHANGED)
		status = change_both(call, type, value, state == ENABLE);
	else if (type)
		status = set_config(config, call->resource, type, value);
	else if (state != UNCHANGED)
		status = change_state(config, call->resource, call->agent_id, state == ENABLE);
	if (!status && type)
		own_config(state_of(call), type, call->agent_id);
	return status;
}

static int config_get(struct scmi_call *call)
{
	const struct scmi_clock_config *config = config_of(call->instance);
	uint32_t type = request_u32(call, clock_config_get, flags);
	uint32_t value = 0;
	bool enabled;
	int status;

	if (type & ~TYPE_MASK)
		return SCMI_INVALID_PARAMETERS;
	status = config->ops->get_enabled(config->context, call->resource, &enabled);
	if (!status && type)
		status = get_config(config, call->resource, (uint8_t)type, &value);
	if (status)
		return status;
	scmi_reply_u32(call, 0);
	scmi_reply_u32(call, enabled);
	scmi_reply_u32(call, value);
	return SCMI_SUCCESS;
}

/* Parents: an agent knows of those that it sees */

static bool visible_parent(const struct scmi_call *call, unsigned int index, uint32_t *id)
{
	return scmi_resource_id(call->server, call->agent_id, call->instance,
				clock_of(call)->parents[index], id);
}

static uint32_t count_parents(const struct scmi_call *call)
{
	uint32_t count = 0;
	uint32_t id;
	unsigned int i;

	for (i = 0; i < clock_of(call)->parent_count; i++)
		count += visible_parent(call, i, &id);
	return count;
}

static int possible_parents_get(struct scmi_call *call)
{
	uint32_t skip = request_u32(call, clock_possible_parents_get, skip_parents);
	uint32_t total = count_parents(call);
	uint32_t count, id, listed = 0;
	unsigned int i;
	int status;

	if (!clock_of(call)->parent_count)
		return SCMI_NOT_SUPPORTED;
	status = scmi_page(call, total, skip, sizeof(uint32_t), &count);
	if (status)
		return status;
	scmi_reply_u32(call, (total - skip - count) << 24 | count);
	for (i = 0; listed < count; i++) {
		if (!visible_parent(call, i, &id))
			continue;
		if (skip) {
			skip--;
			continue;
		}
		scmi_reply_u32(call, id);
		listed++;
	}
	return SCMI_SUCCESS;
}

static int parent_get(struct scmi_call *call)
{
	unsigned int parent;
	uint32_t id;
	int status = get_parent(call->instance, call->resource, &parent);

	if (status)
		return status;
	if (!scmi_resource_id(call->server, call->agent_id, call->instance, (uint16_t)parent, &id))
		return SCMI_DENIED;
	scmi_reply_u32(call, id);
	return SCMI_SUCCESS;
}

static int parent_set(struct scmi_call *call)
{
	uint32_t wanted = request_u32(call, clock_parent_set, parent_id);
	const struct scmi_clock *clock = clock_of(call);
	uint32_t id;
	unsigned int i;
	int status;

	if (wanted >= call->agent->views[call->slot].count)
		return SCMI_NOT_FOUND;
	if (!clock->parent_count)
		return SCMI_NOT_SUPPORTED;
	if (!(call->permissions & SCMI_CLOCK_MAY_SET_PARENT))
		return SCMI_DENIED;
	for (i = 0; i < clock->parent_count; i++) {
		if (visible_parent(call, i, &id) && id == wanted)
			break;
	}
	if (i == clock->parent_count)
		return SCMI_INVALID_PARAMETERS;
	status = set_parent(config_of(call->instance), call->resource, clock->parents[i]);
	if (status)
		return status;
	state_of(call)->parent_agent = call->agent_id;
	notify_changes(call->server, call->instance, call->agent_id);
	return SCMI_SUCCESS;
}

/* Start, and start again */

static bool complete(const struct scmi_clock_config *config)
{
	return config && config->clocks && config->states && config->ops && config->ops->rates &&
	       config->ops->get_rate && config->ops->get_enabled &&
	       !config->ops->start_set_rate == !config->ops->abort_set_rate;
}

static int init_parent(const struct scmi_protocol_instance *instance, uint16_t clock)
{
	const struct scmi_clock_config *config = config_of(instance);
	const struct scmi_clock *info = &config->clocks[clock];
	unsigned int parent, i;

	for (i = 0; i < info->parent_count; i++) {
		if (info->parents[i] >= instance->resource_count)
			return SCMI_INVALID_PARAMETERS;
	}
	if (!info->parent_count)
		return SCMI_SUCCESS;
	if (get_parent(instance, clock, &parent))
		return SCMI_INVALID_PARAMETERS;
	config->states[clock].boot_parent = (uint16_t)parent;
	return SCMI_SUCCESS;
}

static int init(const struct scmi_protocol_instance *instance)
{
	const struct scmi_clock_config *config = config_of(instance);
	uint16_t clock;
	uint8_t type;

	if (!complete(config))
		return SCMI_INVALID_PARAMETERS;
	for (clock = 0; clock < instance->resource_count; clock++) {
		struct scmi_clock_state *state = &config->states[clock];

		*state = (struct scmi_clock_state){ 0 };
		if (init_parent(instance, clock) ||
		    config->ops->get_rate(config->context, clock, &state->boot_rate) ||
		    config->ops->get_enabled(config->context, clock, &state->boot_enabled))
			return SCMI_INVALID_PARAMETERS;
		for (type = 1; type <= SCMI_CLOCK_CONFIG_TYPES; type++)
			state->has_boot_config[type - 1] =
				!get_config(config, clock, type, &state->boot_config[type - 1]);
	}
	return SCMI_SUCCESS;
}

/* Whether a clock above this one still has a rate that the agent has set */
static bool waits(const struct scmi_protocol_instance *instance, unsigned int clock, uint8_t agent_id)
{
	const struct scmi_clock_config *config = config_of(instance);
	unsigned int steps;

	for (steps = 0; steps < instance->resource_count; steps++) {
		if (get_parent(instance, clock, &clock))
			return false;
		if (config->states[clock].rate_agent == agent_id)
			return true;
	}
	return false;
}

static void reset_rate(const struct scmi_clock_config *config, uint16_t clock)
{
	uint64_t boot_rate = config->states[clock].boot_rate;
	uint64_t rate = boot_rate;

	/* Only if the clock still can have it */
	if (!round_rate(config, clock, 0, &rate) && rate == boot_rate)
		(void)set_rate(config, clock, rate);
}

/* Rates from the top of the tree down: what a clock can have depends on its parent */
static void reset_rates(const struct scmi_protocol_instance *instance, uint8_t agent_id)
{
	const struct scmi_clock_config *config = config_of(instance);
	bool again;
	uint16_t clock;

	do {
		again = false;
		for (clock = 0; clock < instance->resource_count; clock++) {
			struct scmi_clock_state *state = &config->states[clock];

			if (state->rate_agent != agent_id || waits(instance, clock, agent_id))
				continue;
			state->rate_agent = 0;
			reset_rate(config, clock);
			again = true;
		}
	} while (again);
}

static void reset_config(const struct scmi_clock_config *config, uint16_t clock, uint8_t agent_id)
{
	struct scmi_clock_state *state = &config->states[clock];
	uint8_t type;

	for (type = 1; type <= SCMI_CLOCK_CONFIG_TYPES; type++) {
		if (state->config_agents[type - 1] != agent_id)
			continue;
		state->config_agents[type - 1] = 0;
		(void)config->ops->set_config(config->context, clock, type,
					      state->boot_config[type - 1]);
	}
}

/*
 * A platform that fails to take something back has told why it cannot; the agent's claim on the clock
 * ends in any case.
 */
static void reset_clock(const struct scmi_clock_config *config, uint16_t clock, uint8_t agent_id)
{
	struct scmi_clock_state *state = &config->states[clock];
	uint32_t bit = scmi_agent_bit(agent_id);

	state->rate_subscribers &= ~bit;
	state->request_subscribers &= ~bit;
	if (state->parent_agent == agent_id) {
		state->parent_agent = 0;
		(void)set_parent(config, clock, state->boot_parent);
	}
	if (state->state_agent == agent_id || (state->users & bit)) {
		state->state_agent = 0;
		state->users &= ~bit;
		(void)set_enabled(config, clock, state->users || state->boot_enabled);
	}
	reset_config(config, clock, agent_id);
}

static void reset_agent(struct scmi_server *server, const struct scmi_protocol_instance *instance,
			uint8_t agent_id)
{
	uint16_t clock;

	for (clock = 0; clock < instance->resource_count; clock++)
		reset_clock(config_of(instance), clock, agent_id);
	reset_rates(instance, agent_id);
	notify_changes(server, instance, agent_id);
}

#define LAYOUT(name, direction)		scmi_clock_ ## name ## _ ## direction
#include "table.h"

static const struct scmi_message messages[] = {
#include "clock.def"
};

static const uint8_t versions[] = {
	SCMI_VERSION(1, 0), SCMI_VERSION(2, 0), SCMI_VERSION(3, 0),
};

const struct scmi_protocol scmi_clock_protocol = {
	.id = SCMI_PROTOCOL_CLOCK,
	.messages = messages,
	.message_count = sizeof(messages) / sizeof(messages[0]),
	.versions = versions,
	.version_count = sizeof(versions),
	.name = name_of,
	.attributes = attributes_of_protocol,
	.complete = complete_rate_set,
	.abort = abort_rate_set,
	.init = init,
	.reset_agent = reset_agent,
};
