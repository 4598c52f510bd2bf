// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * The messages of the voltage domain protocol.
 *
 * Bounds: a domain with a list of LEVELS levels, of which more or less fit a reply as its room is, and one with
 * any range.
 */
// messages: voltage
// besides: prove_reset prove_done
// unwind: 3
// loops: has_level 6
// loops: scmi_reply_range 6
// loops: any_state 6
#include <scmi/voltage.h>

#define PROTOCOL	SCMI_PROTOCOL_VOLTAGE
#define RESOURCES	2
#define ENTRIES		2
#define ASYNCHRONOUS	0x07
#define LEVELS		5
#include "../message.h"

static int32_t list[LEVELS], range[3] = { 0, 1, 1 };
static const struct scmi_voltage_domain domains[RESOURCES] = {
	{ .name = "short", .levels = list, .level_count = LEVELS, .asynchronous = true,
	  .vendor_modes = SCMI_VOLTAGE_VENDOR_MODES },
	{ .name = "a name of more than 15 characters", .levels = range, .level_count = 3,
	  .linear = true },
};
static struct scmi_voltage_state states[RESOURCES];

static struct scmi_voltage_ops ops = {
	.get_level = tell_level,
	.set_level = take_level,
	.start_set_level = take_level,
	.abort_set_level = give_up,
	.get_mode = tell_byte,
	.set_mode = take_byte,
};

static const struct scmi_voltage_config config = { domains, states, &ops, NULL };
static const struct scmi_protocol_instance instances[] = {
	{ &scmi_voltage_protocol, &config, RESOURCES, devices },
};
static struct scmi_view_entry entries[AGENTS][ENTRIES] = { { { 1 }, { 0 } }, { { 0 }, { 1 } } };

static bool state_holds(void)
{
	bool holds = true;
	unsigned int i;

	for (i = 0; i < RESOURCES; i++)
		holds = holds && are_agents(states[i].users);
	return holds;
}

static void any_state(void)
{
	unsigned int i;

	__CPROVER_havoc_object(states);
	for (i = 0; i < LEVELS; i++)
		list[i] = any_level();
	for (i = 0; i < 3; i++)
		range[i] = any_level();
	__CPROVER_assume(range[0] <= range[1] && range[2] > 0);
	MAY_MISS(ops.set_level);
	MAY_MISS(ops.set_mode);
}
