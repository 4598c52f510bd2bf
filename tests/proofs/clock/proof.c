// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * The messages of the clock protocol.
 *
 * Bounds: two clocks, one with both as parents, and of functions the other one, too; lists of up to MAX_RATES
 * ascending rates, of which more or less fit a reply as its room is, or any range. The first agent is reset, where
 * all clocks have lists, and waits for as many requests as it can; what any agent has set of one clock but its rate
 * is taken back in a proof of its own. The platform is done with requests for the clock that can have them.
 */
// messages: clock
// besides: prove_reset prove_reset_of_one prove_done prove_rates_changed
// unwind: 3
// loops: rates 6
// loops: round_within 6
// loops: describe_rates 6
// loops: reset_done 4
#include <scmi/clock.h>

#define PROTOCOL	SCMI_PROTOCOL_CLOCK
#define RESOURCES	2
#define ENTRIES		2
#define ASYNCHRONOUS	0x05
#define MAX_RATES	5
#define SIMPLE_RESET	1
#define DONE		PROTOCOL, 0
#include "../message.h"

static const uint16_t parents[] = { 0, 1 };
static struct scmi_clock clocks[RESOURCES] = {
	{ .name = "short", .parents = parents, .parent_count = 2, .extended_config = true },
	{ .name = "a name of more than 15 characters", .enable_delay = 1, .parents = parents },
};
static struct scmi_clock_state states[RESOURCES];
static uint64_t list[MAX_RATES];

/* Of messages alone: a reset would have too many divisions for CBMC */
#define RANGES		(PROVED >= 0)

static int rates(void *context, unsigned int clock, struct scmi_clock_rates *rates)
{
	uint16_t count = nondet_u16();
	unsigned int i;

	__CPROVER_assert(clock < RESOURCES, "a clock");
	rates->rates = list;
	rates->linear = RANGES && nondet_bool();
	__CPROVER_assume(count >= 1 && count <= MAX_RATES && (!rates->linear || count == 3));
	rates->count = count;
	for (i = 0; i < MAX_RATES; i++)
		list[i] = any_long();
	for (i = 1; i < MAX_RATES; i++)
		__CPROVER_assume(list[i - 1] <= list[i] || (rates->linear && i == 2));
	return any_status();
}

static int get_config(void *context, unsigned int clock, uint8_t type, uint32_t *value)
{
	__CPROVER_assert(type, "a type");
	return tell_word(context, clock, value);
}

static int set_config(void *context, unsigned int clock, uint8_t type, uint32_t value)
{
	__CPROVER_assert(type, "a type");
	return take_word(context, clock, value);
}

static int set_parent(void *context, unsigned int clock, unsigned int parent)
{
	__CPROVER_assert(parent < RESOURCES, "a clock");
	return take_word(context, clock, parent);
}

static struct scmi_clock_ops ops = {
	.rates = rates,
	.get_rate = tell_long,
	.set_rate = take_long,
	.start_set_rate = take_long,
	.abort_set_rate = give_up,
	.get_enabled = tell_flag,
	.set_enabled = take_flag,
	.get_parent = tell_word,
	.set_parent = set_parent,
	.get_config = get_config,
	.set_config = set_config,
};

static const struct scmi_clock_config config = { clocks, states, &ops, NULL };
static const struct scmi_protocol_instance instances[] = {
	{ &scmi_clock_protocol, &config, RESOURCES, devices },
};
static struct scmi_view_entry entries[AGENTS][ENTRIES] = { { { 1 }, { 0 } }, { { 0 }, { 1 } } };

static bool state_holds(void)
{
	bool holds = true;
	unsigned int i;

	for (i = 0; i < RESOURCES; i++)
		holds = holds && are_agents(states[i].users | states[i].rate_subscribers |
					    states[i].request_subscribers) &&
			states[i].boot_parent < RESOURCES;
	return holds;
}

static void any_state(void)
{
	__CPROVER_havoc_object(states);
	/* Then clocks may be each other's parents, or their own, round which no reset may go for ever */
	clocks[1].parent_count = PROVED < 0 && nondet_bool() ? 2 : 0;
	MAY_MISS(ops.set_rate);
	MAY_MISS(ops.set_enabled);
	MAY_MISS(ops.set_parent);
	MAY_MISS(ops.get_config);
	MAY_MISS(ops.set_config);
}

/* The platform has changed rates by itself */
void prove_rates_changed(void)
{
	unsigned int before;

	start();
	before = count_events();
	scmi_clock_rates_changed(&server);
	check();
	__CPROVER_assert(count_events() == before, "REACHED: an agent that is told");
}
