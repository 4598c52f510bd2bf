// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * The board's clocks out of its device tree.
 */
#include <libfdt.h>

#include "clock.h"

#define MAX_CLOCK_NAME		63u
#define MAX_RATES		4095u
#define MAX_PARENTS		255u

static bool parse_rate_list(struct parser *p, int node, struct board_clock *c,
			    const uint64_t *limits)
{
	uint64_t *list;
	unsigned int count, i;

	if (!parse_u64_list(p, node, "rates", &list, &count))
		return false;
	for (i = 0; i < count; i++) {
		if (!list[i] || (i && list[i] <= list[i - 1]))
			return parse_fail(p, node, "rates", "has to ascend from more than 0");
		if (list[i] >= limits[0] && list[i] <= limits[1])
			list[c->rate_count++] = list[i];
	}
	if (!c->rate_count || c->rate_count > MAX_RATES)
		return parse_fail(p, node, "rates", "has to leave 1 to 4095 rates within rate-limits");
	c->source = RATE_LIST;
	c->rates = list;
	c->rate = list[0];
	return true;
}

static bool parse_rate_range(struct parser *p, int node, struct board_clock *c,
			     const uint64_t *limits)
{
	uint64_t *range;
	unsigned int count;

	if (!parse_u64_list(p, node, "rate-range", &range, &count))
		return false;
	if (count != 3 || !range[0] || range[0] >= range[1] || !range[2] ||
	    (range[1] - range[0]) % range[2])
		return parse_fail(p, node, "rate-range",
				  "has to be lowest, highest, and a step that leads from one to the other");
	if (range[0] < limits[0] || range[1] > limits[1])
		return parse_fail(p, node, "rate-limits", "does not go with rate-range");
	c->source = RATE_RANGE;
	c->rates = range;
	c->rate_count = 3;
	c->rate = range[0];
	return true;
}

static bool parse_divisors(struct parser *p, int node, struct board_clock *c,
			   const uint64_t *limits)
{
	uint32_t *list;
	unsigned int count, i;

	if (!parse_u32_list(p, node, "divisors", &list, &count))
		return false;
	for (i = 0; i < count; i++) {
		if (!list[i] || (i && list[i] <= list[i - 1]))
			return parse_fail(p, node, "divisors", "has to ascend from more than 0");
	}
	if (count > MAX_RATES)
		return parse_fail(p, node, "divisors", "has to be 1 to 4095 numbers");
	c->source = RATE_DIVISOR;
	c->divisors = list;
	c->divisor_count = (uint16_t)count;
	c->divisor = list[0];
	c->lowest = limits[0];
	c->highest = limits[1];
	return parse_memory(p, node, count, sizeof(uint64_t), &c->rates);
}

static bool parse_rate_source(struct parser *p, int node, struct board_clock *c, bool has_parent)
{
	bool list = parse_flag(p, node, "rates");
	bool range = parse_flag(p, node, "rate-range");
	bool divisors = parse_flag(p, node, "divisors");
	uint64_t no_limits[2] = { 1, UINT64_MAX };
	uint64_t *limits;
	unsigned int count;

	if (!parse_u64_list(p, node, "rate-limits", &limits, &count))
		return false;
	if (!limits)
		limits = no_limits;
	else if (count != 2 || limits[0] > limits[1])
		return parse_fail(p, node, "rate-limits", "has to be lowest and highest");
	if (list + range + divisors > 1)
		return parse_fail(p, node, NULL, "has more than one of rates, rate-range, divisors");
	if (list)
		return parse_rate_list(p, node, c, limits);
	if (range)
		return parse_rate_range(p, node, c, limits);
	if (!has_parent)
		return parse_fail(p, node, NULL, "has neither rates, nor rate-range, nor parents");
	if (divisors)
		return parse_divisors(p, node, c, limits);
	if (limits != no_limits)
		return parse_fail(p, node, "rate-limits", "goes with rates and divisors");
	c->source = RATE_PARENT;
	c->rate_count = 1;
	return parse_memory(p, node, 1, sizeof(uint64_t), &c->rates);
}

static bool parse_parents(struct parser *p, int node, int section, struct scmi_clock *info,
			  struct board_clock *c)
{
	uint16_t *parents, *boot;
	unsigned int count, boot_count, i;

	if (!parse_references(p, node, "parents", section, &parents, &count) ||
	    !parse_references(p, node, "boot-parent", section, &boot, &boot_count))
		return false;
	if (count > MAX_PARENTS)
		return parse_fail(p, node, "parents", "has more than 255 entries");
	info->parents = parents;
	info->parent_count = (uint8_t)count;
	if (count)
		c->parent = parents[0];
	if (!boot_count)
		return true;
	for (i = 0; i < count; i++) {
		if (parents[i] == boot[0])
			c->parent = boot[0];
	}
	if (boot_count != 1 || !count || c->parent != boot[0])
		return parse_fail(p, node, "boot-parent", "has to be one of parents");
	return true;
}

/* Phases and duty cycles: a clock that names one has it, and starts with it */
static bool parse_extended_config(struct parser *p, int node, struct scmi_clock *info,
				  struct board_clock *c)
{
	c->has_duty_cycle = parse_flag(p, node, "duty-cycle");
	c->has_phase = parse_flag(p, node, "phase");
	info->extended_config = c->has_duty_cycle || c->has_phase;
	return parse_u32(p, node, "duty-cycle", 0, 100, &c->duty_cycle) &&
	       parse_u32(p, node, "phase", 0, 359, &c->phase);
}

static bool parse_clock(struct parser *p, int node, int section, struct scmi_clock *info,
			struct board_clock *c)
{
	c->always_on = parse_flag(p, node, "always-on");
	c->enabled = c->always_on || parse_flag(p, node, "boot-on");
	return parse_name(p, node, MAX_CLOCK_NAME, &info->name) &&
	       parse_u32(p, node, "enable-delay-us", 0, UINT32_MAX, &info->enable_delay) &&
	       parse_u32(p, node, "rate-transition-us", 0, UINT32_MAX, &c->transition) &&
	       parse_parents(p, node, section, info, c) &&
	       parse_rate_source(p, node, c, info->parent_count) &&
	       parse_extended_config(p, node, info, c);
}

bool scmi_board_clock_has(struct scmi_board_clocks *clocks, unsigned int clock, uint64_t rate)
{
	struct scmi_clock_rates rates;
	unsigned int i;

	/* A divider may have none now: there are 0, then */
	(void)scmi_board_clock_ops.rates(clocks, clock, &rates);
	if (rates.linear)
		return rate >= rates.rates[0] && rate <= rates.rates[1] &&
		       (rate - rates.rates[0]) % rates.rates[2] == 0;
	for (i = 0; i < rates.count && rates.rates[i] != rate; i++)
		;
	return i < rates.count;
}

/* The rate to start with; by default the lowest, and undivided where the limits let it */
static bool parse_boot_rate(struct parser *p, int section, struct scmi_board_clocks *clocks,
			    unsigned int clock)
{
	int node = parse_child(p, section, clock);
	struct scmi_clock_rates rates;
	uint64_t *boot, rate;
	unsigned int count;

	if (!parse_u64_list(p, node, "boot-rate", &boot, &count))
		return false;
	if (scmi_board_clock_ops.rates(clocks, clock, &rates))
		return parse_fail(p, node, "rate-limits", "leave no rate");
	rate = rates.rates[clocks->clocks[clock].source == RATE_DIVISOR ? rates.count - 1 : 0];
	if (boot)
		rate = boot[0];
	if (count > 1 || !scmi_board_clock_has(clocks, clock, rate))
		return parse_fail(p, node, "boot-rate", "has to be one rate that the clock can have");
	return !scmi_board_choose_rate(clocks, clock, rate);
}

static bool ready(const struct scmi_clock *info, const uint8_t *done)
{
	unsigned int i;

	for (i = 0; i < info->parent_count && done[info->parents[i]]; i++)
		;
	return i == info->parent_count;
}

/*
 * Set clocks to their first rates, parents first. That leaves out those that could come to drive
 * themselves.
 */
static bool parse_boot_rates(struct parser *p, int section, struct scmi_board_clocks *clocks)
{
	unsigned int left = clocks->count;
	unsigned int before, clock;
	uint8_t *done;

	if (!parse_memory(p, section, left, 1, &done))
		return false;
	do {
		before = left;
		for (clock = 0; clock < clocks->count; clock++) {
			if (done[clock] || !ready(&clocks->info[clock], done))
				continue;
			if (!parse_boot_rate(p, section, clocks, clock))
				return false;
			done[clock] = 1;
			left--;
		}
	} while (left && left < before);
	if (left)
		return parse_fail(p, section, NULL, "has parents that lead round in a circle");
	return true;
}

bool scmi_board_parse_clocks(struct tables *t, int section, struct scmi_protocol_instance *instance)
{
	struct parser *p = &t->parser;
	unsigned int count = instance->resource_count;
	struct scmi_board_clocks *clocks;
	struct scmi_clock_state *states;
	unsigned int i = 0;
	int node;

	if (!parse_memory(p, section, 1, sizeof(*clocks), &clocks) ||
	    !parse_memory(p, section, count, sizeof(*clocks->info), &clocks->info) ||
	    !parse_memory(p, section, count, sizeof(*states), &states) ||
	    !parse_memory(p, section, count, sizeof(*clocks->clocks), &clocks->clocks))
		return false;
	clocks->count = count;
	clocks->board = t->board;
	fdt_for_each_subnode(node, p->fdt, section) {
		if (!parse_clock(p, node, section, &clocks->info[i], &clocks->clocks[i]))
			return false;
		scmi_board_add_timer(t->board, &clocks->clocks[i].timer, scmi_board_clock_expired,
				     (uint16_t)i);
		i++;
	}
	clocks->config = (struct scmi_clock_config){
		.clocks = clocks->info,
		.states = states,
		.ops = &scmi_board_clock_ops,
		.context = clocks,
	};
	instance->config = &clocks->config;
	t->board->clocks = clocks;
	if (!parse_boot_rates(p, section, clocks))
		return false;
	scmi_board_save_clocks(clocks);
	return true;
}
