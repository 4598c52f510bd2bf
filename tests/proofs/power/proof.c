// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * The messages of the power domain protocol.
 *
 * Bounds: two domains of three states, of which agents need any.
 */
// messages: power
// besides: prove_reset prove_done
// unwind: 3
// loops: find_state 4
#include <scmi/power.h>

#define PROTOCOL	SCMI_PROTOCOL_POWER
#define RESOURCES	2
#define ENTRIES		2
#define STATES		3
#define ASYNCHRONOUS	0x04
#define DEFERRED_VALUES	(STATES - 1)
#include "../message.h"

static const uint32_t power_states[STATES] = { SCMI_POWER_ON, 1, SCMI_POWER_OFF };
static const struct scmi_power_domain domains[RESOURCES] = {
	{ .name = "short", .states = power_states, .state_count = STATES, .asynchronous = true },
	{ .name = "a name of more than 15 characters", .states = power_states, .state_count = STATES },
};
static struct scmi_power_state states[RESOURCES];

static int set_state(void *context, unsigned int domain, unsigned int state)
{
	__CPROVER_assert(state < STATES, "a state that the domain has");
	return take_word(context, domain, state);
}

static struct scmi_power_ops ops = {
	.get_state = tell_word,
	.set_state = set_state,
	.start_set_state = set_state,
	.abort_set_state = give_up,
};

static const struct scmi_power_config config = { domains, states, &ops, NULL };
static const struct scmi_protocol_instance instances[] = {
	{ &scmi_power_protocol, &config, RESOURCES, devices },
};
static struct scmi_view_entry entries[AGENTS][ENTRIES] = { { { 1 }, { 0 } }, { { 0 }, { 1 } } };

static bool state_holds(void)
{
	bool holds = true;
	unsigned int i, agent;

	for (i = 0; i < RESOURCES; i++) {
		holds = holds && states[i].boot_state < STATES &&
			are_agents(states[i].state_subscribers | states[i].request_subscribers);
		for (agent = 0; agent < AGENTS; agent++)
			holds = holds && (states[i].needs[agent] < STATES ||
					  states[i].needs[agent] == UINT8_MAX);
	}
	return holds;
}

static void any_state(void)
{
	__CPROVER_havoc_object(states);
}
