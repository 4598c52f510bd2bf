// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * The messages of the power capping protocol.
 *
 * Bounds: a domain with any ranges and two fast channels, and the part of it that nobody can cap. The first agent is
 * reset, and waits for as many requests as it can; the platform is done with those of the domain that can have them.
 */
// messages: powercap
// besides: prove_reset prove_done prove_measured
// unwind: 3
#include <scmi/powercap.h>

#define PROTOCOL	SCMI_PROTOCOL_POWERCAP
#define RESOURCES	2
#define ENTRIES		2
#define ASYNCHRONOUS	0x05
#define SIMPLE_RESET	1
#define DONE		PROTOCOL, 0
#include "../message.h"

static const struct scmi_powercap_fast_channel channels[] = {
	{ .message = 0x04, .doorbell_width = 8, .rate_limit = UINT32_MAX, .address = UINT64_MAX },
	{ .message = 0x05 },
};
static struct scmi_powercap_domain domains[RESOURCES] = {
	{ .name = "short", .unit = SCMI_POWERCAP_MILLIWATTS, .min_pai = 1, .max_pai = 2, .pai_step = 1,
	  .min_cap = 1, .max_cap = 2, .cap_step = 1, .parent = SCMI_POWERCAP_NO_PARENT,
	  .monitoring = true, .fast_channels = channels, .fast_channel_count = 2,
	  .asynchronous = true },
	{ .name = "a name of more than 15 characters", .min_pai = 1, .max_pai = 1, .min_cap = 1,
	  .max_cap = 1 },
};
static struct scmi_powercap_state states[RESOURCES];

static struct scmi_powercap_ops ops = {
	.get_cap = tell_word,
	.set_cap = take_word,
	.start_set_cap = take_word,
	.abort_set_cap = give_up,
	.get_pai = tell_word,
	.set_pai = take_word,
	.measure = tell_word,
};

static const struct scmi_powercap_config config = { domains, states, &ops, NULL };
static const struct scmi_protocol_instance instances[] = {
	{ &scmi_powercap_protocol, &config, RESOURCES, devices },
};
static struct scmi_view_entry entries[AGENTS][ENTRIES] = { { { 1 }, { 0 } }, { { 0 }, { 1 } } };

static bool state_holds(void)
{
	bool holds = true;
	unsigned int i;

	for (i = 0; i < RESOURCES; i++)
		holds = holds && are_agents(states[i].cap_subscribers | states[i].power_subscribers |
					    states[i].below | states[i].above);
	return holds;
}

static void any_state(void)
{
	struct scmi_powercap_domain *d = &domains[0];
	unsigned int i, agent;

	__CPROVER_havoc_object(states);
	for (i = 0; i < RESOURCES; i++) {
		states[i].boot_cap = any_word();
		states[i].boot_pai = any_word();
		for (agent = 0; agent < AGENTS; agent++)
			states[i].requests[agent].cap = any_word();
	}
	d->min_cap = any_word();
	d->max_cap = any_word();
	d->cap_step = any_word();
	d->min_pai = any_word();
	d->max_pai = any_word();
	d->pai_step = any_word();
	__CPROVER_assume(d->min_cap && d->min_cap <= d->max_cap && d->cap_step);
	__CPROVER_assume(d->min_pai && d->min_pai <= d->max_pai && d->pai_step);
}

/* The platform has measured */
void prove_measured(void)
{
	unsigned int before;

	start();
	before = count_events();
	scmi_powercap_measured(&server, nondet_u32());
	check();
	__CPROVER_assert(count_events() == before, "REACHED: an agent that is told");
}
