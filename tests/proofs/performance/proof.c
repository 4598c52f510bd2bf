// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * The messages of the performance domain protocol.
 *
 * Bounds: two domains of LEVELS ascending levels, of which more or less fit a reply as its room is, one in level
 * indexing mode and with all fast channels.
 */
// messages: performance
// besides: prove_reset prove_cap
// unwind: 3
// loops: find_place 5
// loops: to_wire 5
// loops: within 5
// loops: describe_levels 5
// loops: scmi_performance_cap 5
// loops: combine 4
// loops: any_state 5
// loops: state_holds 4
// loops: has_fast_channel 5
#include <scmi/performance.h>

#define PROTOCOL	SCMI_PROTOCOL_PERFORMANCE
#define RESOURCES	2
#define ENTRIES		2
#define LEVELS		4
#include "../message.h"

#define LEVEL(n)	{ .level = (n), .power = 1000 * (n), .index = 100 - (n) }
static struct scmi_performance_level levels[LEVELS] = {
	LEVEL(1), LEVEL(2), LEVEL(3), LEVEL(4),
};
static struct scmi_performance_fast_channel channels[] = {
	{ .address = 0x1000, .doorbell = 0x2000, .doorbell_width = 8 },
	{ .address = UINT64_MAX },
};
static const struct scmi_performance_domain domains[RESOURCES] = {
	{ .name = "short", .levels = levels, .level_count = LEVELS, .level_indexing = true,
	  .fast_channels = { &channels[0], &channels[1], &channels[0], &channels[1] } },
	{ .name = "a name of more than 15 characters", .levels = levels, .level_count = LEVELS },
};
static struct scmi_performance_state states[RESOURCES];
static struct scmi_performance_limits limits[RESOURCES * (AGENTS + 1)];

static int set_level(void *context, unsigned int domain, unsigned int place)
{
	__CPROVER_assert(place < LEVELS, "a level that the domain has");
	return take_word(context, domain, place);
}

static struct scmi_performance_ops ops = { .get_level = tell_word, .set_level = set_level };

static struct scmi_performance_config config = {
	.domains = domains,
	.states = states,
	.limits = limits,
	.agent_count = AGENTS,
	.ops = &ops,
};
static const struct scmi_protocol_instance instances[] = {
	{ &scmi_performance_protocol, &config, RESOURCES, devices },
};
static struct scmi_view_entry entries[AGENTS][ENTRIES] = { { { 1 }, { 0 } }, { { 0 }, { 1 } } };

static bool is_level(uint32_t level)
{
	return level >= 1 && level <= LEVELS;
}

static bool limits_hold(struct scmi_performance_limits limits, bool may_miss)
{
	return (is_level(limits.max) || (may_miss && !limits.max)) &&
	       (is_level(limits.min) || (may_miss && !limits.min));
}

static bool state_holds(void)
{
	bool holds = true;
	unsigned int i, agent;

	for (i = 0; i < RESOURCES; i++) {
		holds = holds && states[i].wanted < LEVELS && states[i].boot_level < LEVELS &&
			are_agents(states[i].limits_subscribers | states[i].level_subscribers) &&
			limits_hold(states[i].limits, false);
		for (agent = 0; agent <= AGENTS; agent++)
			holds = holds && limits_hold(limits[i * (AGENTS + 1) + agent], true);
	}
	return holds;
}

static void any_state(void)
{
	__CPROVER_havoc_object(states);
	__CPROVER_havoc_object(limits);
	config.power_unit = SCMI_PERFORMANCE_MICROWATTS;
	MAY_MISS(ops.set_level);
}

/* The platform limits a domain */
void prove_cap(void)
{
	unsigned int before;

	start();
	before = count_events();
	(void)scmi_performance_cap(&server, nondet_u32(), nondet_u32());
	check();
	__CPROVER_assert(count_events() == before, "REACHED: an agent that is told");
}
