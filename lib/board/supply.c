// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * The board's supplies, and how its device tree describes them.
 */
#include <libfdt.h>

#include "supply.h"

#define MAX_SUPPLY_NAME		63u
#define MAX_LEVELS		4095u

static struct board_supply *supply_of(void *context, unsigned int supply)
{
	struct scmi_board_supplies *supplies = context;

	return &supplies->supplies[supply];
}

int32_t scmi_board_supply_level(const struct scmi_board_supplies *supplies, unsigned int supply)
{
	const struct board_supply *s = &supplies->supplies[supply];
	int64_t way = (int64_t)s->next_level - s->level;
	uint64_t passed = supplies->board->time - s->timer.started;
	int64_t done;

	if (!s->timer.running)
		return s->level;
	/* As long as the timer runs, what has passed is less than the way needs */
	done = (int64_t)(passed * s->ramp);
	return (int32_t)(way < 0 ? s->level - done : s->level + done);
}

static int get_level(void *context, unsigned int supply, int32_t *level)
{
	*level = scmi_board_supply_level(context, supply);
	return SCMI_SUCCESS;
}

static int set_level(void *context, unsigned int supply, int32_t level)
{
	supply_of(context, supply)->level = level;
	return SCMI_SUCCESS;
}

static int start_set_level(void *context, unsigned int supply, int32_t level)
{
	const struct scmi_board_supplies *supplies = context;
	struct board_supply *s = supply_of(context, supply);
	int64_t way = (int64_t)level - s->level;
	uint64_t distance = (uint64_t)(way < 0 ? -way : way);

	s->next_level = level;
	scmi_board_start_timer(supplies->board, &s->timer, (distance + s->ramp - 1) / s->ramp);
	return SCMI_SUCCESS;
}

static void abort_set_level(void *context, unsigned int supply)
{
	struct board_supply *s = supply_of(context, supply);

	s->level = scmi_board_supply_level(context, supply);
	s->timer.running = false;
}

static void expire(struct scmi_board *board, uint16_t supply)
{
	struct board_supply *s = &board->supplies->supplies[supply];

	s->level = s->next_level;
	scmi_server_done(&board->server, SCMI_PROTOCOL_VOLTAGE, supply, SCMI_SUCCESS);
}

static int get_mode(void *context, unsigned int supply, uint8_t *mode)
{
	*mode = supply_of(context, supply)->mode;
	return SCMI_SUCCESS;
}

static int set_mode(void *context, unsigned int supply, uint8_t mode)
{
	supply_of(context, supply)->mode = mode;
	return SCMI_SUCCESS;
}

const struct scmi_voltage_ops scmi_board_supply_ops = {
	.get_level = get_level,
	.set_level = set_level,
	.start_set_level = start_set_level,
	.abort_set_level = abort_set_level,
	.get_mode = get_mode,
	.set_mode = set_mode,
};

bool scmi_board_supply_has(const struct scmi_board_supplies *supplies, unsigned int supply,
			   int32_t level)
{
	const struct scmi_voltage_domain *info = &supplies->info[supply];
	unsigned int i;

	if (info->linear)
		return level >= info->levels[0] && level <= info->levels[1] &&
		       ((int64_t)level - info->levels[0]) % info->levels[2] == 0;
	for (i = 0; i < info->level_count && info->levels[i] != level; i++)
		;
	return i < info->level_count;
}

/* Reading the device tree */

static bool parse_level_list(struct parser *p, int node, struct scmi_voltage_domain *info,
			     const int32_t *limits)
{
	int32_t *list;
	unsigned int count, i;

	if (!parse_i32_list(p, node, "levels", &list, &count))
		return false;
	for (i = 0; i < count; i++) {
		int32_t level = list[i];

		if (i && level <= list[i - 1])
			return parse_fail(p, node, "levels", "has to ascend");
		if (level >= limits[0] && level <= limits[1])
			info->level_count++;
		else if (level < limits[0])
			info->levels = &list[i + 1];
	}
	if (!info->level_count || info->level_count > MAX_LEVELS)
		return parse_fail(p, node, "levels", "has to leave 1 to 4095 levels within level-limits");
	if (!info->levels)
		info->levels = list;
	return true;
}

/* Limits make a range shorter at both ends, by whole steps */
static bool parse_level_range(struct parser *p, int node, struct scmi_voltage_domain *info,
			      const int32_t *limits)
{
	int32_t *range;
	unsigned int count;
	int64_t lowest, highest, step;

	if (!parse_i32_list(p, node, "level-range", &range, &count))
		return false;
	if (count != 3 || range[0] >= range[1] || range[2] <= 0 ||
	    ((int64_t)range[1] - range[0]) % range[2])
		return parse_fail(p, node, "level-range",
				  "has to be lowest, highest, and a step that leads from one to the other");
	lowest = range[0];
	highest = range[1];
	step = range[2];
	if (limits[0] > lowest)
		lowest += (limits[0] - lowest + step - 1) / step * step;
	if (limits[1] < highest)
		highest -= (highest - limits[1] + step - 1) / step * step;
	if (lowest >= highest)
		return parse_fail(p, node, "level-limits", "has to leave more than one level");
	range[0] = (int32_t)lowest;
	range[1] = (int32_t)highest;
	info->levels = range;
	info->level_count = 3;
	info->linear = true;
	return true;
}

static bool parse_levels(struct parser *p, int node, struct scmi_voltage_domain *info)
{
	int32_t no_limits[2] = { INT32_MIN, INT32_MAX };
	int32_t *limits;
	unsigned int count;

	if (!parse_i32_list(p, node, "level-limits", &limits, &count))
		return false;
	if (!limits)
		limits = no_limits;
	else if (count != 2 || limits[0] > limits[1])
		return parse_fail(p, node, "level-limits", "has to be lowest and highest");
	if (parse_flag(p, node, "levels") == parse_flag(p, node, "level-range"))
		return parse_fail(p, node, NULL, "has to have one of levels and level-range");
	return parse_flag(p, node, "levels") ? parse_level_list(p, node, info, limits) :
					       parse_level_range(p, node, info, limits);
}

/* The level to start with; by default the lowest */
static bool parse_boot_level(struct parser *p, int node, const struct scmi_board_supplies *supplies,
			     unsigned int supply)
{
	int32_t *boot;
	unsigned int count;
	int32_t level = supplies->info[supply].levels[0];

	if (!parse_i32_list(p, node, "boot-level", &boot, &count))
		return false;
	if (boot)
		level = boot[0];
	if (count > 1 || !scmi_board_supply_has(supplies, supply, level))
		return parse_fail(p, node, "boot-level", "has to be one level that the supply can have");
	supplies->supplies[supply].level = level;
	return true;
}

static bool parse_modes(struct parser *p, int node, struct scmi_voltage_domain *info,
			struct board_supply *s)
{
	uint32_t *modes;
	unsigned int count, i;

	if (!parse_u32_list(p, node, "vendor-modes", &modes, &count))
		return false;
	for (i = 0; i < count; i++) {
		if (modes[i] < 8 || modes[i] > 15)
			return parse_fail(p, node, "vendor-modes", "has to be numbers from 8 to 15");
		info->vendor_modes |= (uint16_t)(1u << modes[i]);
	}
	s->always_on = parse_flag(p, node, "always-on");
	s->mode = s->always_on || parse_flag(p, node, "boot-on") ? SCMI_VOLTAGE_ON : SCMI_VOLTAGE_OFF;
	return true;
}

static bool parse_supply(struct parser *p, int node, struct scmi_board_supplies *supplies,
			 unsigned int supply)
{
	struct scmi_voltage_domain *info = &supplies->info[supply];
	struct board_supply *s = &supplies->supplies[supply];

	info->asynchronous = parse_flag(p, node, "ramp-uv-per-us");
	return parse_name(p, node, MAX_SUPPLY_NAME, &info->name) && parse_levels(p, node, info) &&
	       parse_boot_level(p, node, supplies, supply) &&
	       parse_u32(p, node, "ramp-uv-per-us", 1, INT32_MAX, &s->ramp) &&
	       parse_modes(p, node, info, s);
}

static bool parse(struct tables *t, int section, struct scmi_protocol_instance *instance)
{
	struct parser *p = &t->parser;
	unsigned int count = instance->resource_count;
	struct scmi_board_supplies *supplies;
	struct scmi_voltage_state *states;
	unsigned int i = 0;
	int node;

	if (!parse_memory(p, section, 1, sizeof(*supplies), &supplies) ||
	    !parse_memory(p, section, count, sizeof(*supplies->info), &supplies->info) ||
	    !parse_memory(p, section, count, sizeof(*states), &states) ||
	    !parse_memory(p, section, count, sizeof(*supplies->supplies), &supplies->supplies))
		return false;
	fdt_for_each_subnode(node, p->fdt, section) {
		if (!parse_supply(p, node, supplies, i))
			return false;
		scmi_board_add_timer(t->board, &supplies->supplies[i].timer, expire, (uint16_t)i);
		i++;
	}
	supplies->board = t->board;
	supplies->config = (struct scmi_voltage_config){
		.domains = supplies->info,
		.states = states,
		.ops = &scmi_board_supply_ops,
		.context = supplies,
	};
	instance->config = &supplies->config;
	t->board->supplies = supplies;
	return true;
}

/* What agents may do follows from what the supply can do */
static uint16_t permissions(const struct scmi_board *board, uint16_t supply)
{
	uint16_t permissions = 0;

	if (!board->supplies->supplies[supply].always_on)
		permissions |= SCMI_VOLTAGE_MAY_SET_MODE;
	if (!board->supplies->supplies[supply].driven && board->supplies->info[supply].level_count > 1)
		permissions |= SCMI_VOLTAGE_MAY_SET_LEVEL;
	return permissions;
}

static void view(struct text *text, const struct scmi_board *board, uint16_t supply)
{
	const struct scmi_board_supplies *supplies = board->supplies;
	const struct board_supply *s = &supplies->supplies[supply];

	text_put(text, "supply ");
	text_put(text, supplies->info[supply].name);
	text_put(text, " level ");
	text_put_signed(text, scmi_board_supply_level(supplies, supply));
	text_put(text, " mode ");
	text_put_number(text, s->mode, 16);
	text_put(text, " users ");
	text_put_number(text, supplies->config.states[supply].users, 16);
	text_put(text, "\n");
}

const struct board_protocol scmi_board_supply = {
	.protocol = &scmi_voltage_protocol,
	.id = SCMI_PROTOCOL_VOLTAGE,
	.section = "supplies",
	.read_only = "read-only-supplies",
	.parse = parse,
	.permissions = permissions,
	.view = view,
};
