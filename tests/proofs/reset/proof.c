// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * The messages of the reset domain protocol.
 *
 * Bounds: two domains, one with two kinds of resets of the vendor's.
 */
// messages: reset
// besides: prove_reset prove_done
// unwind: 3
#include <scmi/reset.h>

#define PROTOCOL	SCMI_PROTOCOL_RESET
#define RESOURCES	2
#define ENTRIES		2
#define ASYNCHRONOUS	0x04
#include "../message.h"

static const uint32_t kinds[] = { SCMI_RESET_VENDOR, UINT32_MAX };
static const struct scmi_reset domains[RESOURCES] = {
	{ .name = "short", .vendor_resets = kinds, .vendor_reset_count = 2, .asynchronous = true },
	{ .name = "a name of more than 15 characters", .latency = SCMI_RESET_LATENCY_UNKNOWN },
};
static struct scmi_reset_state states[RESOURCES];

static int set_asserted(void *context, unsigned int domain, uint32_t kind, bool asserted)
{
	return take_flag(context, domain, asserted);
}

static struct scmi_reset_ops ops = {
	.reset = take_word,
	.start_reset = take_word,
	.abort_reset = give_up,
	.get_asserted = tell_flag,
	.set_asserted = set_asserted,
};

static const struct scmi_reset_config config = { domains, states, &ops, NULL };
static const struct scmi_protocol_instance instances[] = {
	{ &scmi_reset_protocol, &config, RESOURCES, devices },
};
static struct scmi_view_entry entries[AGENTS][ENTRIES] = { { { 1 }, { 0 } }, { { 0 }, { 1 } } };

static bool state_holds(void)
{
	bool holds = true;
	unsigned int i;

	for (i = 0; i < RESOURCES; i++)
		holds = holds && are_agents(states[i].users | states[i].holders | states[i].subscribers);
	return holds;
}

static void any_state(void)
{
	__CPROVER_havoc_object(states);
	if (nondet_bool()) {
		ops.get_asserted = NULL;
		ops.set_asserted = NULL;
	}
}
