// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * The messages of the pin control protocol.
 *
 * Bounds: PINS pins with two and no types of settings, a group of both, a function of pins and one of groups;
 * requests of up to MAX_REQUEST bytes, which is up to three settings.
 */
// messages: pinctrl
// besides: prove_reset
// unwind: 3
// loops: check 5
// loops: check_view 6
// loops: view_fits 6
// loops: scmi_resource_id 6
// loops: any_agent 6
// loops: check_settings 4
// loops: configure_pin 4
// loops: release_all 4
// loops: start 6
// loops: state_holds 4
#include <scmi/pinctrl.h>

#define PROTOCOL	SCMI_PROTOCOL_PINCTRL
#define PINS		2
#define RESOURCES	5
#define HARDWARE	PINS
#define ENTRIES		5
#define MAX_REQUEST	44
#define VIEW_PARTS	.groups = 2, .functions = 3
#include "../message.h"

static const uint8_t types[] = { SCMI_PIN_BIAS_PULL_UP, SCMI_PIN_OEM_FIRST };
static const struct scmi_pin pins[PINS] = {
	{ .name = "short", .types = types, .type_count = 2 },
	{ .name = "a name of more than 15 characters", .types = types, .type_count = 1 },
};
static const uint16_t both[] = { 1, 0 }, group[] = { 0 };
static const struct scmi_pin_set sets[] = {
	{ .name = "group", .members = both, .count = 2, .of_pins = true },
	{ .name = "a function of more than 15 characters", .members = both, .count = 2,
	  .of_pins = true, .gpio = true },
	{ .name = "function", .members = group, .count = 1 },
};
static struct scmi_pin_state states[PINS + 1];

/* The server does not check the number of what is only told */
static int get_function(void *context, unsigned int pin, uint16_t *function)
{
	int status = tell_half(context, pin, function);

	__CPROVER_assume(*function < 2 || *function == SCMI_PIN_NO_FUNCTION);
	return status;
}

static int set_function(void *context, unsigned int pin, unsigned int function)
{
	__CPROVER_assert(function < 2, "a function");
	return take_word(context, pin, function);
}

static int get(void *context, unsigned int pin, uint8_t type, uint32_t *value)
{
	__CPROVER_assert(type == types[0] || (type == types[1] && !pin), "a type of the pin");
	return tell_word(context, pin, value);
}

static int set(void *context, unsigned int pin, uint8_t type, uint32_t value)
{
	__CPROVER_assert(type == types[0] || (type == types[1] && !pin), "a type of the pin");
	return take_word(context, pin, value);
}

static struct scmi_pinctrl_ops ops = {
	.get_function = get_function,
	.set_function = set_function,
	.get = get,
	.check = set,
	.set = set,
	.restore = give_up,
};

static const struct scmi_pinctrl_config config = {
	.pins = pins,
	.sets = sets,
	.states = states,
	.pin_count = PINS,
	.group_count = 1,
	.function_count = 2,
	.ops = &ops,
};
static const struct scmi_protocol_instance instances[] = {
	{ &scmi_pinctrl_protocol, &config, RESOURCES, devices },
};
static struct scmi_view_entry entries[AGENTS][ENTRIES] = {
	{ { 1 }, { 0 }, { 2 }, { 4 }, { 3 } },
	{ { 0 }, { 1 }, { 2 }, { 3 }, { 4 } },
};

/* A pin is held by who has requested it, or the group, which is one agent */
static bool pin_holds(const struct scmi_pin_state *pin, uint8_t group_requester)
{
	return pin->holds == !!pin->requester + !!group_requester &&
	       pin->owner == (group_requester ? group_requester : pin->requester) &&
	       (!pin->requester || pin->requester == pin->owner);
}

static bool state_holds(void)
{
	bool holds = true;
	unsigned int i;

	for (i = 0; i < PINS + 1; i++)
		holds = holds && are_agents(states[i].denied) && states[i].changer <= AGENTS &&
			states[i].requester <= AGENTS;
	for (i = 0; i < PINS; i++)
		holds = holds && pin_holds(&states[i], states[PINS].requester);
	return holds;
}

static void any_state(void)
{
	__CPROVER_havoc_object(states);
	MAY_MISS(ops.set_function);
	MAY_MISS(ops.check);
	MAY_MISS(ops.set);
}
