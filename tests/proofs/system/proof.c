// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * The messages of the system power protocol.
 *
 * Bounds: a system with any of the five states and two of the vendor's.
 */
// messages: system
// besides: prove_reset
// unwind: 3
#include <scmi/system.h>

#define PROTOCOL	SCMI_PROTOCOL_SYSTEM
#define RESOURCES	1
#define ENTRIES		1
#include "../message.h"

static const uint32_t vendor_states[] = { SCMI_SYSTEM_VENDOR, UINT32_MAX };
static struct scmi_system description = {
	.vendor_states = vendor_states,
	.vendor_state_count = 2,
	.shutdown_timeout = 1,
};
static struct scmi_system_power states;

static int get_state(void *context, uint32_t *state)
{
	return tell_word(context, 0, state);
}

static int set_state(void *context, uint32_t state, bool graceful)
{
	return any_status();
}

static struct scmi_system_ops ops = { .get_state = get_state, .set_state = set_state };
static const struct scmi_system_config config = { &description, &states, &ops, NULL };
static const struct scmi_protocol_instance instances[] = {
	{ &scmi_system_protocol, &config, RESOURCES, devices },
};
static struct scmi_view_entry entries[AGENTS][ENTRIES] = { { { 0 } }, { { 0 } } };

static bool state_holds(void)
{
	return are_agents(states.subscribers);
}

static void any_state(void)
{
	states.subscribers = nondet_u32();
	description.states = nondet_u8();
	MAY_MISS(ops.set_state);
}
