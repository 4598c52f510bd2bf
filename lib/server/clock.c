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
#define RANGE_SIZE			3

/* CLOCK_ATTRIBUTES */
#define RATE_CHANGED_NOTIFICATIONS	(1u << 31)
#define RATE_REQUESTED_NOTIFICATIONS	(1u << 30)
#define EXTENDED_NAME			(1u << 29)
#define PARENTS				(1u << 28)
#define EXTENDED_CONFIG			(1u << 27)
#define RESTRICTED			(1u << 1)
#define ENABLED				(1u << 0)

/* CLOCK_POSSIBLE_PARENTS_GET */
#define REMAINING_SHIFT			24

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

static const struct scmi_clock_config *config_of(const struct scmi_call *call)
{
	return call->config;
}

static const struct scmi_clock *clock_of(const struct scmi_call *call)
{
	return call->resource_info;
}

static struct scmi_clock_state *state_of(const struct scmi_call *call)
{
	return call->resource_state;
}

static int attributes_of_protocol(struct scmi_call *call)
{
	return scmi_reply_last(call, scmi_count_and_pending(call, config_of(call)->ops->start_set_rate));
}

/* The platform; what it tells is in call->told */

static int get_rate(struct scmi_call *call)
{
	const struct scmi_clock_config *config = config_of(call);

	return config->ops->get_rate(config->context, call->resource, &call->told.number);
}

static int set_rate(const struct scmi_call *call, uint64_t rate)
{
	const struct scmi_clock_config *config = config_of(call);

	if (!config->ops->set_rate)
		return SCMI_NOT_SUPPORTED;
	return config->ops->set_rate(config->context, call->resource, rate);
}

static int get_enabled(struct scmi_call *call)
{
	const struct scmi_clock_config *config = config_of(call);

	return config->ops->get_enabled(config->context, call->resource, &call->told.flag);
}

static int set_enabled(struct scmi_call *call, bool enabled)
{
	const struct scmi_clock_config *config = config_of(call);
	int status = get_enabled(call);

	if (status || call->told.flag == enabled)
		return status;
	if (!config->ops->set_enabled)
		return SCMI_NOT_SUPPORTED;
	return config->ops->set_enabled(config->context, call->resource, enabled);
}

static int get_parent(struct scmi_call *call)
{
	const struct scmi_clock_config *config = config_of(call);
	int status;

	if (!clock_of(call)->parent_count || !config->ops->get_parent)
		return SCMI_NOT_SUPPORTED;
	status = config->ops->get_parent(config->context, call->resource, &call->told.index);
	return !status && call->told.index >= call->instance->resource_count ? SCMI_GENERIC_ERROR : status;
}

static int set_parent(const struct scmi_call *call, unsigned int parent)
{
	const struct scmi_clock_config *config = config_of(call);

	if (!config->ops->set_parent)
		return SCMI_NOT_SUPPORTED;
	return config->ops->set_parent(config->context, call->resource, parent);
}

static int get_config(struct scmi_call *call, uint8_t type)
{
	const struct scmi_clock_config *config = config_of(call);

	if (!clock_of(call)->extended_config || !config->ops->get_config)
		return SCMI_NOT_SUPPORTED;
	return config->ops->get_config(config->context, call->resource, type, &call->told.word);
}

static int set_config(const struct scmi_call *call, uint8_t type, uint32_t value)
{
	const struct scmi_clock_config *config = config_of(call);

	if (!clock_of(call)->extended_config || !config->ops->set_config)
		return SCMI_NOT_SUPPORTED;
	return config->ops->set_config(config->context, call->resource, type, value);
}

static int get_rates(struct scmi_call *call)
{
	const struct scmi_clock_config *config = config_of(call);
	struct scmi_clock_rates *rates = &call->told.rates;
	int status = config->ops->rates(config->context, call->resource, rates);

	if (!status && (rates->linear ? rates->count != RANGE_SIZE :
					!rates->count || rates->count > MAX_RATES))
		return SCMI_GENERIC_ERROR;
	return status;
}

/* Notifications */

/*
 * Tell subscribers of all rates that are not what they know: setting one clock's rate or parent may
 * change those of others. Leaves the call at another clock.
 */
static void notify_changes(struct scmi_call *call)
{
	const struct scmi_clock_state *states;
	uint32_t told = 0;
	uint16_t clock;

	if (!scmi_has_subscribers(call))
		return;
	states = config_of(call)->states;
	for (clock = 0; clock < call->instance->resource_count; clock++) {
		told |= states[clock].rate_subscribers;
		if (!states[clock].rate_subscribers)
			continue;
		scmi_choose_resource(call, clock);
		if (get_rate(call) || call->told.number == states[clock].told_rate)
			continue;
		state_of(call)->told_rate = call->told.number;
		scmi_notify(call, states[clock].rate_subscribers, SCMI_CLOCK_RATE_CHANGED,
			    call->told.number, 2);
	}
	if (!told)
		scmi_has_no_subscribers(call);
}

void scmi_clock_rates_changed(struct scmi_server *server)
{
	struct scmi_call call;

	if (scmi_platform_call(&call, server, SCMI_PROTOCOL_CLOCK, 0))
		notify_changes(&call);
}

static int rate_notify(struct scmi_call *call)
{
	struct scmi_clock_state *state = state_of(call);
	int status = get_rate(call);

	if (status)
		return status;
	if (!state->rate_subscribers)
		state->told_rate = call->told.number;
	return scmi_subscribe(call, &state->rate_subscribers,
			      request_u32(call, clock_rate_notify, notify_enable));
}

static int rate_change_requested_notify(struct scmi_call *call)
{
	return scmi_subscribe(call, &state_of(call)->request_subscribers,
			      request_u32(call, clock_rate_change_requested_notify, notify_enable));
}

/* Description */

static uint32_t attributes_of_version_3(const struct scmi_call *call)
{
	uint32_t bits = 0;

	if (clock_of(call)->parent_count)
		bits |= PARENTS;
	if (clock_of(call)->extended_config)
		bits |= EXTENDED_CONFIG;
	if ((call->permissions & SCMI_CLOCK_MAY_ALL) != SCMI_CLOCK_MAY_ALL)
		bits |= RESTRICTED;
	return bits;
}

static int attributes(struct scmi_call *call)
{
	uint32_t *first = scmi_reply_later(call);
	bool long_name = scmi_reply_short_name(call);
	int status = get_enabled(call);
	uint32_t bits;

	if (status)
		return status;
	bits = call->told.flag ? ENABLED : 0;
	if (call->version >= SCMI_VERSION(2, 0)) {
		if (long_name)
			bits |= EXTENDED_NAME;
		if (scmi_has_events(call->state->agent))
			bits |= RATE_CHANGED_NOTIFICATIONS | RATE_REQUESTED_NOTIFICATIONS;
		scmi_reply_u32(call, clock_of(call)->enable_delay);
	}
	if (call->version >= SCMI_VERSION(3, 0))
		bits |= attributes_of_version_3(call);
	*first = swap32_le(bits);
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
	return scmi_reply_last(call, bits);
}

static int describe_rates(struct scmi_call *call)
{
	uint32_t start = request_u32(call, clock_describe_rates, rate_index);
	const struct scmi_clock_rates *rates = &call->told.rates;
	const uint64_t *rate, *end;
	uint32_t *words;
	int status = get_rates(call);
	int count;

	if (status)
		return status;
	count = scmi_page_range(call, rates->count, start, sizeof(*rate), rates->linear);
	if (count < 0)
		return count;
	words = scmi_reply_words(call, 2 * (unsigned int)count);
	rate = rates->rates + start;
	for (end = rate + count; rate < end; rate++, words += 2)
		scmi_put_u64(words, *rate);
	return SCMI_SUCCESS;
}

/* Rates */

/* @wanted lies within the rates; the last step of a range may be cut short */
static uint64_t round_within(const uint64_t *rate, bool linear, uint32_t flags, uint64_t wanted)
{
	uint64_t below, above, step;

	if (linear) {
		step = rate[2];
		below = step ? wanted - (wanted - rate[0]) % step : rate[0];
		above = step && step <= rate[1] - below ? below + step : rate[1];
	} else {
		while (*rate < wanted)
			rate++;
		below = *rate > wanted ? rate[-1] : wanted;
		above = *rate;
	}
	if (wanted == below || wanted == above)
		return wanted;
	if (flags & ROUND_TO_NEAREST)
		return wanted - below < above - wanted ? below : above;
	return flags & ROUND_UP ? above : below;
}

/* The rate that the clock can have, for one that is wanted, in call->told */
static int round_rate(struct scmi_call *call, uint32_t flags, uint64_t wanted)
{
	int status = get_rates(call);
	const uint64_t *list = call->told.rates.rates;
	bool linear = call->told.rates.linear;
	uint64_t lowest, highest;

	if (status)
		return status;
	lowest = list[0];
	highest = list[linear ? 1 : call->told.rates.count - 1];
	flags &= ROUND_UP | ROUND_TO_NEAREST;
	if ((wanted < lowest && !flags) || (wanted > highest && flags == ROUND_UP))
		return SCMI_INVALID_PARAMETERS;
	/* Not below the first one, even where a list does not ascend */
	if (wanted > highest)
		wanted = highest;
	if (wanted < lowest)
		wanted = lowest;
	call->told.number = round_within(list, linear, flags, wanted);
	return SCMI_SUCCESS;
}

static int rate_get(struct scmi_call *call)
{
	int status = get_rate(call);

	if (!status)
		scmi_reply_u64(call, call->told.number);
	return status;
}

static int start_set_rate(const struct scmi_call *call, uint64_t rate, bool silent)
{
	const struct scmi_clock_config *config = config_of(call);
	int status = config->ops->start_set_rate(config->context, call->resource, rate);

	if (!status)
		scmi_defer(call, 0, silent);
	return status;
}

static int complete_rate_set(struct scmi_call *call, uint32_t value)
{
	int status = rate_get(call);

	(void)value;
	state_of(call)->rate_agent = call->agent_id;
	if (!status)
		notify_changes(call);
	return status;
}

static int rate_set(struct scmi_call *call)
{
	struct scmi_clock_state *state = state_of(call);
	uint32_t flags = request_u32(call, clock_rate_set, flags);
	uint64_t wanted = request_u64(call, clock_rate_set, rate);
	bool later = flags & ASYNCHRONOUS;
	bool silent = flags & IGNORE_DELAYED_RESPONSE;
	uint64_t rate;
	int status;

	if (flags & ~RATE_FLAGS)
		return SCMI_INVALID_PARAMETERS;
	if (!(call->permissions & SCMI_CLOCK_MAY_SET_RATE))
		return SCMI_DENIED;
	status = scmi_may_change(call, later, config_of(call)->ops->start_set_rate, silent);
	if (!status)
		status = round_rate(call, flags, wanted);
	if (status)
		return status;
	rate = call->told.number;
	/* Before anybody is told: room for the delayed response comes first */
	if (later)
		status = start_set_rate(call, rate, silent);
	if (status)
		return status;

	scmi_notify(call, state->request_subscribers & ~call->state->bit,
		    SCMI_CLOCK_RATE_CHANGE_REQUESTED, wanted, 2);
	if (later)
		return SCMI_SUCCESS;
	status = set_rate(call, rate);
	if (status)
		return status;
	state->rate_agent = call->agent_id;
	notify_changes(call);
	return SCMI_SUCCESS;
}

/* Configuration */

static int change_state(struct scmi_call *call, bool enable)
{
	struct scmi_clock_state *state = state_of(call);
	uint32_t users = state->users & ~call->state->bit;
	int status = SCMI_SUCCESS;

	if (enable)
		users |= call->state->bit;
	/* Others may still need it */
	if (enable || !users)
		status = set_enabled(call, enable);
	if (status)
		return status;
	state->users = users;
	state->state_agent = call->agent_id;
	return SCMI_SUCCESS;
}

/*
 * Versions before 3.0 do not tell what an agent may do, and it enables all that it uses: for a clock
 * that is on there is nothing to change.
 */
static int set_without_permission(struct scmi_call *call, uint32_t state)
{
	int status;

	if (call->version >= SCMI_VERSION(3, 0) || state != ENABLE)
		return SCMI_DENIED;
	status = get_enabled(call);
	if (status)
		return status;
	return call->told.flag ? SCMI_SUCCESS : SCMI_DENIED;
}

/* Both or nothing, unless the state is to stay: the configuration goes back when it cannot be changed */
static int change_config(struct scmi_call *call, uint8_t type, uint32_t value, uint32_t state)
{
	struct scmi_clock_state *clock = state_of(call);
	int status = state == UNCHANGED ? SCMI_SUCCESS : get_config(call, type);
	uint32_t old = call->told.word;

	if (!status)
		status = set_config(call, type, value);
	if (status)
		return status;
	if (state != UNCHANGED)
		status = change_state(call, state);
	if (status)
		(void)set_config(call, type, old);
	else if (type <= SCMI_CLOCK_CONFIG_TYPES && clock->has_boot_config[type - 1])
		clock->config_agents[type - 1] = call->agent_id;
	return status;
}

static int config_set(struct scmi_call *call)
{
	uint32_t bits = request_u32(call, clock_config_set, attributes);
	uint32_t state = bits & STATE_MASK;
	uint8_t type = bits >> TYPE_SHIFT & TYPE_MASK;
	uint32_t known = OLD_STATE_MASK;
	uint32_t value = 0;

	if (call->version >= SCMI_VERSION(3, 0)) {
		known = STATE_MASK | TYPE_MASK << TYPE_SHIFT;
		value = request_u32(call, clock_config_set, extended_config_val);
	}
	if ((bits & ~known) || (state > ENABLE && state != UNCHANGED))
		return SCMI_INVALID_PARAMETERS;
	if (!(call->permissions & SCMI_CLOCK_MAY_SET_STATE))
		return set_without_permission(call, state);
	if (type)
		return change_config(call, type, value, state);
	return state == UNCHANGED ? SCMI_SUCCESS : change_state(call, state);
}

static int config_get(struct scmi_call *call)
{
	uint32_t type = request_u32(call, clock_config_get, flags);
	int status;

	if (type & ~TYPE_MASK)
		return SCMI_INVALID_PARAMETERS;
	status = get_enabled(call);
	if (status)
		return status;
	scmi_reply_u32(call, 0);
	scmi_reply_u32(call, call->told.flag);
	call->told.word = 0;
	if (type)
		status = get_config(call, (uint8_t)type);
	scmi_reply_u32(call, call->told.word);
	return status;
}

/* Parents: an agent knows of those that it sees */

static int possible_parents_get(struct scmi_call *call)
{
	uint32_t skip = request_u32(call, clock_possible_parents_get, skip_parents);
	const struct scmi_clock *clock = clock_of(call);
	uint32_t *first = scmi_reply_later(call);
	const uint32_t *end = call->reply + scmi_room(call) / 4;
	uint32_t total = 0, listed = 0;
	unsigned int i;
	int id;

	if (!clock->parent_count)
		return SCMI_NOT_SUPPORTED;
	for (i = 0; i < clock->parent_count; i++) {
		id = scmi_resource_id(call, call->agent_id, clock->parents[i]);
		if (id < 0 || total++ < skip || call->reply == end)
			continue;
		scmi_reply_u32(call, (uint32_t)id);
		listed++;
	}
	if (skip > total)
		return SCMI_INVALID_PARAMETERS;
	if (!listed && skip < total)
		return SCMI_PROTOCOL_ERROR;
	*first = swap32_le((total - skip - listed) << REMAINING_SHIFT | listed);
	return SCMI_SUCCESS;
}

static int parent_get(struct scmi_call *call)
{
	int status = get_parent(call);
	int id;

	if (status)
		return status;
	id = scmi_resource_id(call, call->agent_id, call->told.index);
	if (id < 0)
		return SCMI_DENIED;
	scmi_reply_u32(call, (uint32_t)id);
	return SCMI_SUCCESS;
}

static bool is_parent(const struct scmi_clock *clock, uint16_t parent)
{
	unsigned int i;

	for (i = 0; i < clock->parent_count; i++) {
		if (clock->parents[i] == parent)
			return true;
	}
	return false;
}

static int parent_set(struct scmi_call *call)
{
	const struct scmi_view *view = scmi_view_of(call);
	uint32_t wanted = request_u32(call, clock_parent_set, parent_id);
	uint16_t parent;
	int status;

	if (wanted >= view->count)
		return SCMI_NOT_FOUND;
	if (!clock_of(call)->parent_count)
		return SCMI_NOT_SUPPORTED;
	if (!(call->permissions & SCMI_CLOCK_MAY_SET_PARENT))
		return SCMI_DENIED;
	parent = view->entries[wanted].resource;
	if (!is_parent(clock_of(call), parent) || !scmi_may_use(call, parent))
		return SCMI_INVALID_PARAMETERS;
	if (scmi_under_way(call))
		return SCMI_BUSY;
	status = set_parent(call, parent);
	if (status)
		return status;
	state_of(call)->parent_agent = call->agent_id;
	notify_changes(call);
	return SCMI_SUCCESS;
}

/* Start, and start again */

static bool start_parent(struct scmi_call *call)
{
	const struct scmi_clock *clock = clock_of(call);
	unsigned int i;

	for (i = 0; i < clock->parent_count; i++) {
		if (clock->parents[i] >= call->instance->resource_count)
			return false;
	}
	if (!i)
		return true;
	if (get_parent(call))
		return false;
	state_of(call)->boot_parent = (uint16_t)call->told.index;
	return true;
}

static bool start(struct scmi_call *call)
{
	struct scmi_clock_state *state = state_of(call);
	uint8_t type;

	if (!start_parent(call) || get_rate(call))
		return false;
	state->boot_rate = call->told.number;
	if (get_enabled(call))
		return false;
	state->boot_enabled = call->told.flag;
	for (type = 1; type <= SCMI_CLOCK_CONFIG_TYPES; type++) {
		if (get_config(call, type))
			continue;
		state->has_boot_config[type - 1] = true;
		state->boot_config[type - 1] = call->told.word;
	}
	return true;
}

static void reset_config(struct scmi_call *call)
{
	struct scmi_clock_state *state = state_of(call);
	uint8_t type;

	for (type = 1; type <= SCMI_CLOCK_CONFIG_TYPES; type++) {
		if (state->config_agents[type - 1] != call->agent_id)
			continue;
		state->config_agents[type - 1] = 0;
		(void)set_config(call, type, state->boot_config[type - 1]);
	}
}

/* Another parent may have changed what the clock divides its rate by */
static void reset_parent(struct scmi_call *call)
{
	struct scmi_clock_state *state = state_of(call);

	if (set_parent(call, state->boot_parent) && !call->last_try)
		return;
	state->parent_agent = 0;
	if (!state->rate_agent)
		state->rate_agent = call->agent_id;
}

/*
 * A platform that fails to take something back has told why it cannot; the agent's claim on the clock
 * ends in any case.
 */
static void reset(struct scmi_call *call)
{
	struct scmi_clock_state *state = state_of(call);
	uint32_t bit = call->state->bit;

	if (state->parent_agent == call->agent_id)
		reset_parent(call);
	if (state->state_agent == call->agent_id || (state->users & bit)) {
		state->state_agent = 0;
		state->users &= ~bit;
		(void)set_enabled(call, state->users || state->boot_enabled);
	}
	reset_config(call);
}

/* Whether a clock above this one still has a rate that the agent has set */
static bool waits(struct scmi_call *call)
{
	uint16_t clock = call->resource;
	unsigned int steps = call->instance->resource_count;
	bool found = false;

	for (; steps && !found && !get_parent(call); steps--) {
		scmi_choose_resource(call, (uint16_t)call->told.index);
		found = state_of(call)->rate_agent == call->agent_id;
	}
	scmi_choose_resource(call, clock);
	return found;
}

/* Back to the rate of the start, if the clock can have it */
static int set_boot_rate(struct scmi_call *call)
{
	uint64_t rate = state_of(call)->boot_rate;
	int status = round_rate(call, 0, rate);

	if (status)
		return status;
	return call->told.number == rate ? set_rate(call, rate) : SCMI_OUT_OF_RANGE;
}

/* Whether the clock's rate is not the agent's any more; it is that of who has another one under way */
static bool reset_rate(struct scmi_call *call)
{
	struct scmi_clock_state *state = state_of(call);
	uint8_t other = scmi_under_way(call);

	if (state->rate_agent != call->agent_id || waits(call) ||
	    (!other && set_boot_rate(call) && !call->last_try))
		return false;
	state->rate_agent = other;
	return true;
}

/* Rates from the top of the tree down: what a clock can have depends on its parent */
static void reset_done(struct scmi_call *call)
{
	uint16_t clock;
	bool again;

	do {
		again = false;
		for (clock = 0; clock < call->instance->resource_count; clock++) {
			scmi_choose_resource(call, clock);
			again |= reset_rate(call);
		}
	} while (again);
	notify_changes(call);
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
	.attributes = attributes_of_protocol,
	.complete = SCMI_SERVER_EVENTS ? complete_rate_set : NULL,
	SCMI_NAMED_RESOURCES(scmi_clock_config, clocks, states),
	.ops = offsetof(struct scmi_clock_config, ops),
	.needed = SCMI_POINTER(scmi_clock_config, clocks) |
		  SCMI_POINTER(scmi_clock_config, states) |
		  SCMI_POINTER(scmi_clock_config, ops),
	.needed_ops = SCMI_POINTER(scmi_clock_ops, rates) |
		      SCMI_POINTER(scmi_clock_ops, get_rate) |
		      SCMI_POINTER(scmi_clock_ops, get_enabled),
	SCMI_START_OP(scmi_clock_ops, start_set_rate, abort_set_rate),
	SCMI_SUBSCRIBERS(scmi_clock_state, rate_subscribers, request_subscribers),
	.start = start,
	.reset = reset,
	.reset_done = reset_done,
};
