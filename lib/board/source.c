// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * Values that follow a clock, a performance domain or a curve. The limits keep all products within 64 bits.
 */
#include "clock.h"
#include "performance.h"
#include "source.h"

#define HZ_PER_MHZ	1000000u
#define MAX_MHZ		1000000000u
#define MAX_VALUE	1000000000
#define THOUSANDTHS	1000

static int64_t clock_value(const struct scmi_board *board, const struct board_source *source)
{
	uint64_t mhz = scmi_board_clock_rate(board->clocks, source->clock) / HZ_PER_MHZ;

	if (!scmi_board_clock_runs(board->clocks, source->clock))
		return 0;
	if (mhz > MAX_MHZ)
		mhz = MAX_MHZ;
	return (int64_t)mhz * source->per_mhz;
}

/* Straight lines from point to point */
static int64_t curve_value(const struct scmi_board *board, const struct board_source *source)
{
	const struct curve_point *point = source->curve;
	uint32_t time = (uint32_t)(board->time / 1000 % point[source->points - 1].time);

	while (point[1].time <= time)
		point++;
	return point[0].value + ((int64_t)point[1].value - point[0].value) *
	       (time - point[0].time) / (point[1].time - point[0].time);
}

int64_t scmi_board_source_power(const struct scmi_board *board, const struct board_source *source,
				unsigned int place)
{
	return (int64_t)board->performance->info[source->performance].levels[place].power *
	       source->per_power / THOUSANDTHS;
}

int64_t scmi_board_source_value(const struct scmi_board *board, const struct board_source *source)
{
	int64_t value = source->base;

	if (source->follows_clock)
		value += clock_value(board, source);
	if (source->follows_performance)
		value += scmi_board_source_power(board, source,
				board->performance->domains[source->performance].place);
	if (source->curve)
		value += curve_value(board, source);
	return value;
}

static bool parse_curve(struct parser *p, int node, struct board_source *source)
{
	uint32_t *list;
	unsigned int count, i;

	if (!parse_u32_list(p, node, "curve", &list, &count))
		return false;
	if (!count)
		return true;
	if (count % 2 || count < 4 || list[0])
		return parse_fail(p, node, "curve",
				  "has to be two or more pairs of time and value, the first time 0");
	source->points = count / 2;
	if (!parse_memory(p, node, source->points, sizeof(*source->curve), &source->curve))
		return false;
	for (i = 0; i < source->points; i++) {
		source->curve[i].time = list[2 * i];
		source->curve[i].value = (int32_t)list[2 * i + 1];
		if (source->curve[i].value < -MAX_VALUE || source->curve[i].value > MAX_VALUE ||
		    (i && source->curve[i].time <= source->curve[i - 1].time))
			return parse_fail(p, node, "curve",
					  "has to ascend in time, with values within 10^9 of 0");
	}
	return true;
}

static bool parse_performance(struct parser *p, int node, struct board_source *source)
{
	uint16_t *domain;
	unsigned int count;

	source->per_power = THOUSANDTHS;
	if (!parse_references(p, node, "follows-performance", parse_section(p, "performance-domains"),
			      &domain, &count) ||
	    !parse_s32(p, node, "per-power", -MAX_VALUE, MAX_VALUE, &source->per_power))
		return false;
	if (count > 1)
		return parse_fail(p, node, "follows-performance", "has to be one performance domain");
	if (!count && parse_flag(p, node, "per-power"))
		return parse_fail(p, node, "per-power", "needs follows-performance");
	if (count) {
		source->follows_performance = true;
		source->performance = domain[0];
	}
	return true;
}

bool scmi_board_parse_source(struct tables *t, int node, struct board_source *source)
{
	struct parser *p = &t->parser;
	uint16_t *clock;
	unsigned int count;

	if (!parse_references(p, node, "follows-clock", parse_section(p, "clocks"), &clock, &count) ||
	    !parse_s32(p, node, "base", -MAX_VALUE, MAX_VALUE, &source->base) ||
	    !parse_s32(p, node, "per-mhz", -MAX_VALUE, MAX_VALUE, &source->per_mhz) ||
	    !parse_performance(p, node, source) || !parse_curve(p, node, source))
		return false;
	if (count > 1)
		return parse_fail(p, node, "follows-clock", "has to be one clock");
	if (!count && source->per_mhz)
		return parse_fail(p, node, "per-mhz", "needs follows-clock");
	if (count) {
		source->follows_clock = true;
		source->clock = clock[0];
	}
	return true;
}
