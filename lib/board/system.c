// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * The board's power state as a whole. It is recorded, and the board's owner is told of it.
 */
#include <libfdt.h>

#include "board.h"

#define MAX_SYSTEM_NAME		63u
#define MAX_VENDOR_STATES	255u

/* The hardware; the context of its operations */
struct scmi_board_system {
	struct scmi_system_config config;
	struct scmi_system info;
	struct scmi_system_power power;
	struct scmi_board *board;
	const char *name;
	uint32_t state;
	uint32_t last;		/* state that was asked for last and has been reached */
	uint32_t waiting;	/* state that waits for the agents */
	bool is_waiting;
	uint32_t changes;
};

static void change_state(struct scmi_board_system *system, uint32_t state)
{
	const struct scmi_board *board = system->board;

	/* After a reset the system is up again */
	system->state = state;
	if (state == SCMI_SYSTEM_COLD_RESET || state == SCMI_SYSTEM_WARM_RESET)
		system->state = SCMI_SYSTEM_POWER_UP;
	system->last = state;
	system->is_waiting = false;
	system->changes++;
	if (board->power_changed)
		board->power_changed(board->owner, state);
}

bool scmi_board_finish_power_request(struct scmi_board *board)
{
	struct scmi_board_system *system = board->system;

	if (!system || !system->is_waiting)
		return false;
	change_state(system, system->waiting);
	return true;
}

static int get_state(void *context, uint32_t *state)
{
	const struct scmi_board_system *system = context;

	*state = system->state;
	return SCMI_SUCCESS;
}

static int set_state(void *context, uint32_t state, bool graceful)
{
	struct scmi_board_system *system = context;

	if (graceful) {
		system->waiting = state;
		system->is_waiting = true;
	} else {
		change_state(system, state);
	}
	return SCMI_SUCCESS;
}

static const struct scmi_system_ops ops = {
	.get_state = get_state,
	.set_state = set_state,
};

static bool parse_states(struct parser *p, int node, struct scmi_system *info)
{
	uint32_t *states;
	unsigned int count, i;

	info->states = 1u << SCMI_SYSTEM_SHUTDOWN | 1u << SCMI_SYSTEM_COLD_RESET |
		       1u << SCMI_SYSTEM_POWER_UP;
	if (parse_flag(p, node, "warm-reset"))
		info->states |= 1u << SCMI_SYSTEM_WARM_RESET;
	if (parse_flag(p, node, "suspend"))
		info->states |= 1u << SCMI_SYSTEM_SUSPEND;
	if (!parse_u32_list(p, node, "vendor-states", &states, &count))
		return false;
	if (count > MAX_VENDOR_STATES)
		return parse_fail(p, node, "vendor-states", "has more than 255 entries");
	for (i = 0; i < count; i++) {
		if (!(states[i] & SCMI_SYSTEM_VENDOR))
			return parse_fail(p, node, "vendor-states", "has to be 0x80000000 and more");
	}
	info->vendor_states = states;
	info->vendor_state_count = (uint8_t)count;
	return true;
}

static bool parse(struct tables *t, int section, struct scmi_protocol_instance *instance)
{
	struct parser *p = &t->parser;
	int node = fdt_first_subnode(p->fdt, section);
	struct scmi_board_system *system;

	if (instance->resource_count != 1)
		return parse_fail(p, section, NULL, "has to have one child");
	if (!parse_memory(p, section, 1, sizeof(*system), &system) ||
	    !parse_name(p, node, MAX_SYSTEM_NAME, &system->name) ||
	    !parse_states(p, node, &system->info) ||
	    !parse_u32(p, node, "shutdown-timeout-ms", 1, UINT32_MAX, &system->info.shutdown_timeout))
		return false;
	system->state = SCMI_SYSTEM_POWER_UP;
	system->last = SCMI_SYSTEM_POWER_UP;
	system->board = t->board;
	system->config = (struct scmi_system_config){
		.system = &system->info,
		.state = &system->power,
		.ops = &ops,
		.context = system,
	};
	instance->config = &system->config;
	t->board->system = system;
	return true;
}

static uint16_t permissions(const struct scmi_board *board, uint16_t resource)
{
	(void)board;
	(void)resource;
	return SCMI_SYSTEM_MAY_SET_STATE;
}

static void view(struct text *text, const struct scmi_board *board, uint16_t resource)
{
	const struct scmi_board_system *system = board->system;

	(void)resource;
	text_put(text, "system ");
	text_put(text, system->name);
	text_put(text, " state ");
	text_put_number(text, system->state, 16);
	text_put(text, " last ");
	text_put_number(text, system->last, 16);
	text_put(text, " changes ");
	text_put_number(text, system->changes, 10);
	text_put(text, " waiting ");
	if (system->is_waiting)
		text_put_number(text, system->waiting, 16);
	else
		text_put(text, "-");
	text_put(text, "\n");
}

const struct board_protocol scmi_board_system = {
	.protocol = &scmi_system_protocol,
	.id = SCMI_PROTOCOL_SYSTEM,
	.section = "system-power",
	.read_only = "read-only-system-power",
	.parse = parse,
	.permissions = permissions,
	.view = view,
};
