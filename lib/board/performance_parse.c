// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * The board's performance domains out of its device tree.
 */
#include <libfdt.h>
#include <string.h>

#include "clock.h"
#include "performance.h"
#include "supply.h"

#define MAX_DOMAIN_NAME		63u
#define MAX_LEVELS		4095u
#define MAX_RATE_LIMIT		0xfffffu
#define MAX_LATENCY		0xffffu

/* message, address, rate limit, doorbell, width of the doorbell, bits to set, bits to preserve */
#define FAST_CHANNEL_NUMBERS	7
#define FIRST_FAST_MESSAGE	5

/* A number for each level, or nothing */
static bool parse_per_level(struct parser *p, int node, const char *property, unsigned int levels,
			    uint32_t **list)
{
	unsigned int count;

	if (!parse_u32_list(p, node, property, list, &count))
		return false;
	if (count && count != levels)
		return parse_fail(p, node, property, "has to have a number for each of levels");
	return true;
}

static bool check_indices(struct parser *p, int node, const uint32_t *indices, unsigned int count)
{
	unsigned int i, j;

	for (i = 0; i < count; i++) {
		for (j = 0; j < i && indices[j] != indices[i]; j++)
			;
		if (!indices[i] || j < i)
			return parse_fail(p, node, "level-indices", "has to be numbers above 0, each once");
	}
	return true;
}

static bool parse_levels(struct parser *p, int node, struct scmi_performance_domain *info)
{
	uint32_t *levels, *powers, *frequencies, *indices;
	struct scmi_performance_level *list;
	uint32_t latency = 0;
	unsigned int count, i;

	if (!parse_u32_list(p, node, "levels", &levels, &count))
		return false;
	for (i = 0; i < count; i++) {
		if (!levels[i] || (i && levels[i] <= levels[i - 1]))
			return parse_fail(p, node, "levels", "has to ascend from more than 0");
	}
	if (!count || count > MAX_LEVELS)
		return parse_fail(p, node, "levels", "has to be 1 to 4095 numbers");
	if (!parse_per_level(p, node, "powers", count, &powers) ||
	    !parse_per_level(p, node, "frequencies", count, &frequencies) ||
	    !parse_per_level(p, node, "level-indices", count, &indices) ||
	    (indices && !check_indices(p, node, indices, count)) ||
	    !parse_u32(p, node, "transition-latency-us", 0, MAX_LATENCY, &latency) ||
	    !parse_memory(p, node, count, sizeof(*list), &list))
		return false;
	for (i = 0; i < count; i++) {
		list[i].level = levels[i];
		list[i].power = powers ? powers[i] : 0;
		list[i].frequency = frequencies ? frequencies[i] : 0;
		list[i].index = indices ? indices[i] : 0;
		list[i].latency = (uint16_t)latency;
	}
	info->levels = list;
	info->level_count = (uint16_t)count;
	info->level_indexing = indices;
	return true;
}

/* One of the levels; @place keeps what it is where there is no such property */
static bool parse_level(struct parser *p, int node, const char *property,
			const struct scmi_performance_domain *info, unsigned int *place)
{
	uint32_t level = info->levels[*place].level;
	unsigned int i = 0;

	if (!parse_u32(p, node, property, 0, UINT32_MAX, &level))
		return false;
	while (i < info->level_count && info->levels[i].level != level)
		i++;
	if (i == info->level_count)
		return parse_fail(p, node, property, "has to be one of levels");
	*place = i;
	return true;
}

static bool parse_fast_channels(struct parser *p, int node, struct scmi_performance_domain *info)
{
	struct scmi_performance_fast_channel *channels;
	uint64_t *numbers;
	unsigned int count, i;

	if (!parse_u64_list(p, node, "fast-channels", &numbers, &count) ||
	    !parse_memory(p, node, count / FAST_CHANNEL_NUMBERS, sizeof(*channels), &channels))
		return false;
	if (count % FAST_CHANNEL_NUMBERS)
		return parse_fail(p, node, "fast-channels", "has to be seven numbers for each");
	for (i = 0; i < count; i += FAST_CHANNEL_NUMBERS) {
		const uint64_t *n = &numbers[i];
		uint64_t use = n[0] - FIRST_FAST_MESSAGE;

		if (use >= SCMI_PERFORMANCE_FAST_CHANNELS || info->fast_channels[use] || !n[1] ||
		    n[1] % 4 || n[2] > MAX_RATE_LIMIT)
			return parse_fail(p, node, "fast-channels",
					  "has to be for messages 5 to 8, each once");
		if (n[4] != 1 && n[4] != 2 && n[4] != 4 && n[4] != 8)
			return parse_fail(p, node, "fast-channels",
					  "has to have doorbells of 1, 2, 4 or 8 bytes");
		*channels = (struct scmi_performance_fast_channel){
			.address = n[1],
			.rate_limit = (uint32_t)n[2],
			.doorbell = n[3],
			.doorbell_width = (uint8_t)n[4],
			.set_mask = n[5],
			.preserve_mask = n[6],
		};
		info->fast_channels[use] = channels++;
	}
	return true;
}

static bool parse_domain(struct parser *p, int node, struct scmi_performance_domain *info,
			 struct board_performance *d)
{
	unsigned int boot = 0, sustained;

	if (!parse_name(p, node, MAX_DOMAIN_NAME, &info->name) || !parse_levels(p, node, info))
		return false;
	sustained = info->level_count - 1u;
	if (!parse_level(p, node, "boot-level", info, &boot) ||
	    !parse_level(p, node, "sustained-level", info, &sustained) ||
	    !parse_u32(p, node, "rate-limit-us", 0, MAX_RATE_LIMIT, &info->rate_limit))
		return false;
	info->sustained_level = info->levels[sustained].level;
	info->sustained_frequency = info->levels[sustained].frequency;
	*d = (struct board_performance){ .place = (uint16_t)boot, .clock = NOT_TIED, .supply = NOT_TIED };
	return parse_fast_channels(p, node, info);
}

static bool parse_power_unit(struct parser *p, int section, enum scmi_performance_power_unit *unit)
{
	const char *name = "abstract";

	*unit = SCMI_PERFORMANCE_ABSTRACT;
	if (!parse_string(p, section, "power-unit", &name))
		return false;
	if (!strcmp(name, "abstract"))
		return true;
	if (!strcmp(name, "milliwatts"))
		*unit = SCMI_PERFORMANCE_MILLIWATTS;
	else if (!strcmp(name, "microwatts"))
		*unit = SCMI_PERFORMANCE_MICROWATTS;
	else
		return parse_fail(p, section, "power-unit",
				  "knows \"abstract\", \"milliwatts\" and \"microwatts\"");
	return true;
}

bool scmi_board_parse_performance(struct tables *t, int section,
				  struct scmi_protocol_instance *instance)
{
	struct parser *p = &t->parser;
	unsigned int count = instance->resource_count;
	enum scmi_performance_power_unit unit;
	struct scmi_board_performance *performance;
	struct scmi_performance_limits *limits;
	struct scmi_performance_state *states;
	unsigned int agents, i = 0;
	int node;

	if (!parse_count(p, parse_section(p, "agents"), SCMI_MAX_AGENTS, &agents) ||
	    !parse_power_unit(p, section, &unit) ||
	    !parse_memory(p, section, 1, sizeof(*performance), &performance) ||
	    !parse_memory(p, section, count, sizeof(*performance->info), &performance->info) ||
	    !parse_memory(p, section, count, sizeof(*performance->domains), &performance->domains) ||
	    !parse_memory(p, section, count, sizeof(*states), &states) ||
	    !parse_memory(p, section, (size_t)count * (agents + 1), sizeof(*limits), &limits))
		return false;
	fdt_for_each_subnode(node, p->fdt, section) {
		if (!parse_domain(p, node, &performance->info[i], &performance->domains[i]))
			return false;
		i++;
	}
	performance->config = (struct scmi_performance_config){
		.domains = performance->info,
		.states = states,
		.limits = limits,
		.agent_count = (uint8_t)agents,
		.power_unit = unit,
		.ops = &scmi_board_performance_ops,
		.context = performance,
	};
	performance->board = t->board;
	instance->config = &performance->config;
	t->board->performance = performance;
	return true;
}

/* Clocks and supplies are there */

static bool parse_tie(struct parser *p, int node, const char *property, const char *section,
		      uint16_t *index)
{
	uint16_t *places;
	unsigned int count;

	if (!parse_references(p, node, property, parse_section(p, section), &places, &count))
		return false;
	if (count > 1)
		return parse_fail(p, node, property, "has to be one reference");
	if (count)
		*index = places[0];
	return true;
}

static bool tie_clock(struct tables *t, int node, const struct scmi_performance_domain *info,
		      struct board_performance *d)
{
	struct scmi_board_clocks *clocks = t->board->clocks;
	unsigned int i;

	if (!parse_tie(&t->parser, node, "clock", "clocks", &d->clock))
		return false;
	if (d->clock == NOT_TIED)
		return true;
	if (clocks->clocks[d->clock].driven)
		return parse_fail(&t->parser, node, "clock", "is driven by another domain");
	clocks->clocks[d->clock].driven = true;
	for (i = 0; i < info->level_count; i++) {
		if (!scmi_board_clock_has(clocks, d->clock, (uint64_t)info->levels[i].frequency * 1000))
			return parse_fail(&t->parser, node, "frequencies",
					  "has to be rates that the clock can have");
	}
	return true;
}

static bool tie_supply(struct tables *t, int node, const struct scmi_performance_domain *info,
		       struct board_performance *d)
{
	struct scmi_board_supplies *supplies = t->board->supplies;
	struct parser *p = &t->parser;
	int32_t *voltages;
	unsigned int count, i;

	if (!parse_tie(p, node, "supply", "supplies", &d->supply) ||
	    !parse_i32_list(p, node, "voltages", &voltages, &count))
		return false;
	d->voltages = voltages;
	if (count != (d->supply == NOT_TIED ? 0 : info->level_count))
		return parse_fail(p, node, "voltages", "has to be with supply, one for each of levels");
	if (d->supply == NOT_TIED)
		return true;
	if (supplies->supplies[d->supply].driven)
		return parse_fail(p, node, "supply", "is driven by another domain");
	supplies->supplies[d->supply].driven = true;
	for (i = 0; i < count; i++) {
		if (!scmi_board_supply_has(supplies, d->supply, voltages[i]))
			return parse_fail(p, node, "voltages", "has to be levels that the supply can have");
	}
	return true;
}

bool scmi_board_tie_performance(struct tables *t, int section)
{
	struct scmi_board_performance *performance = t->board->performance;
	unsigned int i = 0;
	int node;

	fdt_for_each_subnode(node, t->parser.fdt, section) {
		struct board_performance *d = &performance->domains[i];

		if (!tie_clock(t, node, &performance->info[i], d) ||
		    !tie_supply(t, node, &performance->info[i], d))
			return false;
		/* Clock and supply start with what the level needs, which they can have, but dividers below? */
		if (scmi_board_performance_ops.set_level(performance, i, d->place))
			return parse_fail(&t->parser, node, "boot-level",
					  "leaves a divider below the clock no rate within its limits");
		i++;
	}
	return true;
}
