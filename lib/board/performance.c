// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * The board's performance domains. A domain that is tied to a clock or a supply sets them to what its
 * level needs: the voltage first on the way up, and last on the way down.
 */
#include "clock.h"
#include "performance.h"
#include "supply.h"

#define HERTZ_OF_KILOHERTZ	1000u

static int set_clock(const struct scmi_board_performance *performance, unsigned int domain,
		     unsigned int place)
{
	uint16_t clock = performance->domains[domain].clock;
	uint64_t frequency = performance->info[domain].levels[place].frequency;

	if (clock == NOT_TIED)
		return SCMI_SUCCESS;
	return scmi_board_clock_ops.set_rate(performance->board->clocks, clock,
					     frequency * HERTZ_OF_KILOHERTZ);
}

/* A supply can be set to all that the device tree has let pass */
static void set_supply(const struct scmi_board_performance *performance, unsigned int domain,
		       unsigned int place)
{
	const struct board_performance *d = &performance->domains[domain];

	if (d->supply != NOT_TIED)
		(void)scmi_board_supply_ops.set_level(performance->board->supplies, d->supply,
						      d->voltages[place]);
}

static int get_level(void *context, unsigned int domain, unsigned int *place)
{
	const struct scmi_board_performance *performance = context;

	*place = performance->domains[domain].place;
	return SCMI_SUCCESS;
}

static int set_level(void *context, unsigned int domain, unsigned int place)
{
	const struct scmi_board_performance *performance = context;
	struct board_performance *d = &performance->domains[domain];
	int status;

	if (place > d->place)
		set_supply(performance, domain, place);
	status = set_clock(performance, domain, place);
	if (status) {
		set_supply(performance, domain, d->place);
		return status;
	}
	set_supply(performance, domain, place);
	d->place = (uint16_t)place;
	if (d->clock != NOT_TIED)
		scmi_clock_rates_changed(&performance->board->server);
	return SCMI_SUCCESS;
}

const struct scmi_performance_ops scmi_board_performance_ops = {
	.get_level = get_level,
	.set_level = set_level,
};

/* What agents may do follows from what the domain can do */
static uint16_t permissions(const struct scmi_board *board, uint16_t domain)
{
	return board->performance->info[domain].level_count > 1 ? SCMI_PERFORMANCE_MAY_ALL : 0;
}

static void view(struct text *text, const struct scmi_board *board, uint16_t domain)
{
	const struct scmi_board_performance *performance = board->performance;
	const struct scmi_performance_domain *info = &performance->info[domain];
	const struct scmi_performance_limits *limits = &performance->config.states[domain].limits;

	text_put(text, "performance ");
	text_put(text, info->name);
	text_put(text, " level ");
	text_put_number(text, info->levels[performance->domains[domain].place].level, 10);
	text_put(text, " max ");
	text_put_number(text, limits->max, 10);
	text_put(text, " min ");
	text_put_number(text, limits->min, 10);
	text_put(text, "\n");
}

const struct board_protocol scmi_board_performance = {
	.protocol = &scmi_performance_protocol,
	.id = SCMI_PROTOCOL_PERFORMANCE,
	.section = "performance-domains",
	.read_only = "read-only-performance-domains",
	.parse = scmi_board_parse_performance,
	.tie = scmi_board_tie_performance,
	.permissions = permissions,
	.view = view,
};
