// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * The board's clocks. Rates are computed when they are asked for, from the clock up to the one that
 * has a rate of its own; the device tree guarantees that there is one.
 */
#include "clock.h"

#define MAX_DUTY_CYCLE	100u
#define MAX_PHASE	359u

static struct board_clock *clock_of(void *context, unsigned int clock)
{
	struct scmi_board_clocks *clocks = context;

	return &clocks->clocks[clock];
}

uint64_t scmi_board_clock_rate(const struct scmi_board_clocks *clocks, unsigned int clock)
{
	const struct board_clock *c = &clocks->clocks[clock];
	uint64_t divisor = 1;

	/* Dividing by the product is the same as dividing in turn */
	while (c->source == RATE_DIVISOR || c->source == RATE_PARENT) {
		if (c->source == RATE_DIVISOR && __builtin_mul_overflow(divisor, c->divisor, &divisor))
			return 0;
		c = &clocks->clocks[c->parent];
	}
	return c->rate / divisor;
}

/* The rates that the divisors give now, ascending and each once */
static uint16_t divide(const struct scmi_board_clocks *clocks, struct board_clock *c)
{
	uint64_t parent = scmi_board_clock_rate(clocks, c->parent);
	uint16_t count = 0;
	unsigned int i;

	for (i = c->divisor_count; i-- > 0;) {
		uint64_t rate = parent / c->divisors[i];

		if (rate < c->lowest || rate > c->highest || (count && rate == c->rates[count - 1]))
			continue;
		c->rates[count++] = rate;
	}
	return count;
}

static int rates(void *context, unsigned int clock, struct scmi_clock_rates *rates)
{
	struct board_clock *c = clock_of(context, clock);

	if (c->source == RATE_PARENT)
		c->rates[0] = scmi_board_clock_rate(context, clock);
	rates->rates = c->rates;
	rates->count = c->source == RATE_DIVISOR ? divide(context, c) : c->rate_count;
	rates->linear = c->source == RATE_RANGE;
	/* Before the start a parent may be so slow or fast that the limits leave nothing */
	return rates->count ? SCMI_SUCCESS : SCMI_OUT_OF_RANGE;
}

static int get_rate(void *context, unsigned int clock, uint64_t *rate)
{
	*rate = scmi_board_clock_rate(context, clock);
	return SCMI_SUCCESS;
}

static bool within_limits(const struct board_clock *c, uint64_t rate)
{
	return rate >= c->lowest && rate <= c->highest;
}

/*
 * The divisor that keeps to the limits: the one there is, else the one whose rate is nearest to the limit
 * that the rate is beyond. 0 where there is none.
 */
static uint32_t fitting_divisor(const struct board_clock *c, uint64_t parent)
{
	bool slow = parent / c->divisor < c->lowest;
	uint32_t fitting = 0;
	unsigned int i;

	if (within_limits(c, parent / c->divisor))
		return c->divisor;
	for (i = 0; i < c->divisor_count && (slow || !fitting); i++) {
		if (within_limits(c, parent / c->divisors[i]))
			fitting = c->divisors[i];
	}
	return fitting;
}

/* One step down the tree from what has changed; whether there was anything to do, and all fits */
static bool fit_divisors(const struct scmi_board_clocks *clocks, bool *fits)
{
	bool changed = false;
	unsigned int i;

	*fits = true;
	for (i = 0; i < clocks->count; i++) {
		struct board_clock *c = &clocks->clocks[i];
		uint32_t divisor;

		if (c->source != RATE_DIVISOR)
			continue;
		divisor = fitting_divisor(c, scmi_board_clock_rate(clocks, c->parent));
		if (!divisor) {
			*fits = false;
		} else if (divisor != c->divisor) {
			c->divisor = divisor;
			changed = true;
		}
	}
	return changed;
}

/*
 * After a change, dividers further down keep to their limits; a change that leaves one of them no rate
 * at all is not made: the caller takes it back.
 */
static int settle(const struct scmi_board_clocks *clocks)
{
	unsigned int i;
	bool fits;

	for (i = 0; i < clocks->count; i++)
		clocks->clocks[i].old_divisor = clocks->clocks[i].divisor;
	while (fit_divisors(clocks, &fits))
		;
	if (fits)
		return SCMI_SUCCESS;
	for (i = 0; i < clocks->count; i++)
		clocks->clocks[i].divisor = clocks->clocks[i].old_divisor;
	return SCMI_OUT_OF_RANGE;
}

int scmi_board_choose_rate(struct scmi_board_clocks *clocks, unsigned int clock, uint64_t rate)
{
	struct board_clock *c = &clocks->clocks[clock];
	uint64_t parent;
	unsigned int i;

	switch (c->source) {
	case RATE_LIST:
	case RATE_RANGE:
		c->rate = rate;
		return SCMI_SUCCESS;
	case RATE_DIVISOR:
		parent = scmi_board_clock_rate(clocks, c->parent);
		for (i = 0; i < c->divisor_count; i++) {
			if (parent / c->divisors[i] == rate) {
				c->divisor = c->divisors[i];
				return SCMI_SUCCESS;
			}
		}
		return SCMI_OUT_OF_RANGE;
	default:
		return rate == scmi_board_clock_rate(clocks, clock) ? SCMI_SUCCESS : SCMI_OUT_OF_RANGE;
	}
}

static int set_rate(void *context, unsigned int clock, uint64_t rate)
{
	struct board_clock *c = clock_of(context, clock);
	uint64_t old_rate = c->rate;
	uint32_t old_divisor = c->divisor;
	int status = scmi_board_choose_rate(context, clock, rate);

	if (!status)
		status = settle(context);
	if (status) {
		c->rate = old_rate;
		c->divisor = old_divisor;
	}
	return status;
}

bool scmi_board_clock_runs(const struct scmi_board_clocks *clocks, unsigned int clock)
{
	return clocks->clocks[clock].enabled && !clocks->clocks[clock].gated;
}

static struct clock_settings settings_of(const struct board_clock *c)
{
	return (struct clock_settings){ c->rate, c->divisor, c->duty_cycle, c->phase, c->parent,
					c->enabled };
}

static void apply_settings(struct board_clock *c, const struct clock_settings *settings)
{
	c->rate = settings->rate;
	c->divisor = settings->divisor;
	c->duty_cycle = settings->duty_cycle;
	c->phase = settings->phase;
	c->parent = settings->parent;
	c->enabled = settings->enabled;
}

void scmi_board_save_clocks(struct scmi_board_clocks *clocks)
{
	unsigned int i;

	for (i = 0; i < clocks->count; i++)
		clocks->clocks[i].start = settings_of(&clocks->clocks[i]);
}

void scmi_board_clock_lose(struct scmi_board_clocks *clocks, unsigned int clock)
{
	struct board_clock *c = &clocks->clocks[clock];
	struct clock_settings before = settings_of(c);

	apply_settings(c, &c->start);
	/* The rate of a clock that is driven is not its own to lose */
	if (!c->driven && !settle(clocks))
		return;
	c->rate = before.rate;
	c->divisor = before.divisor;
	c->parent = before.parent;
}

static int start_set_rate(void *context, unsigned int clock, uint64_t rate)
{
	struct scmi_board_clocks *clocks = context;
	struct board_clock *c = clock_of(context, clock);

	c->next_rate = rate;
	scmi_board_start_timer(clocks->board, &c->timer, c->transition);
	return SCMI_SUCCESS;
}

static void abort_set_rate(void *context, unsigned int clock)
{
	clock_of(context, clock)->timer.running = false;
}

void scmi_board_clock_expired(struct scmi_board *board, uint16_t clock)
{
	scmi_server_done(&board->server, SCMI_PROTOCOL_CLOCK, clock,
			 set_rate(board->clocks, clock, board->clocks->clocks[clock].next_rate));
}

static int get_enabled(void *context, unsigned int clock, bool *enabled)
{
	*enabled = clock_of(context, clock)->enabled;
	return SCMI_SUCCESS;
}

static int set_enabled(void *context, unsigned int clock, bool enabled)
{
	clock_of(context, clock)->enabled = enabled;
	return SCMI_SUCCESS;
}

static int get_parent(void *context, unsigned int clock, unsigned int *parent)
{
	*parent = clock_of(context, clock)->parent;
	return SCMI_SUCCESS;
}

static int set_parent(void *context, unsigned int clock, unsigned int parent)
{
	struct board_clock *c = clock_of(context, clock);
	uint16_t old = c->parent;
	int status;

	c->parent = (uint16_t)parent;
	status = settle(context);
	if (status)
		c->parent = old;
	return status;
}

/* The number behind a type of extended configuration, NULL where the clock has none */
static uint32_t *config_of(struct board_clock *c, uint8_t type, uint32_t *max)
{
	if (type == SCMI_CLOCK_DUTY_CYCLE && c->has_duty_cycle) {
		*max = MAX_DUTY_CYCLE;
		return &c->duty_cycle;
	}
	if (type == SCMI_CLOCK_PHASE && c->has_phase) {
		*max = MAX_PHASE;
		return &c->phase;
	}
	return NULL;
}

static int get_config(void *context, unsigned int clock, uint8_t type, uint32_t *value)
{
	uint32_t max;
	const uint32_t *config = config_of(clock_of(context, clock), type, &max);

	if (!config)
		return SCMI_NOT_SUPPORTED;
	*value = *config;
	return SCMI_SUCCESS;
}

static int set_config(void *context, unsigned int clock, uint8_t type, uint32_t value)
{
	uint32_t max;
	uint32_t *config = config_of(clock_of(context, clock), type, &max);

	if (!config)
		return SCMI_NOT_SUPPORTED;
	if (value > max)
		return SCMI_INVALID_PARAMETERS;
	*config = value;
	return SCMI_SUCCESS;
}

const struct scmi_clock_ops scmi_board_clock_ops = {
	.rates = rates,
	.get_rate = get_rate,
	.set_rate = set_rate,
	.start_set_rate = start_set_rate,
	.abort_set_rate = abort_set_rate,
	.get_enabled = get_enabled,
	.set_enabled = set_enabled,
	.get_parent = get_parent,
	.set_parent = set_parent,
	.get_config = get_config,
	.set_config = set_config,
};

/* What agents may do follows from what the clock can do */
static uint16_t permissions(const struct scmi_board *board, uint16_t clock)
{
	const struct board_clock *c = &board->clocks->clocks[clock];
	uint16_t permissions = 0;

	if (!c->always_on)
		permissions |= SCMI_CLOCK_MAY_SET_STATE;
	if (board->clocks->info[clock].parent_count > 1)
		permissions |= SCMI_CLOCK_MAY_SET_PARENT;
	if (!c->driven && (c->source == RATE_DIVISOR ? c->divisor_count > 1 : c->rate_count > 1))
		permissions |= SCMI_CLOCK_MAY_SET_RATE;
	return permissions;
}

static void view(struct text *text, const struct scmi_board *board, uint16_t clock)
{
	const struct scmi_board_clocks *clocks = board->clocks;
	const struct board_clock *c = &clocks->clocks[clock];
	const struct scmi_clock *info = &clocks->info[clock];

	text_put(text, "clock ");
	text_put(text, info->name);
	text_put(text, " rate ");
	text_put_number(text, scmi_board_clock_rate(clocks, clock), 10);
	text_put(text, " enabled ");
	text_put_number(text, c->enabled, 10);
	text_put(text, " users ");
	text_put_number(text, clocks->config.states[clock].users, 16);
	text_put(text, " parent ");
	text_put(text, info->parent_count ? clocks->info[c->parent].name : "-");
	if (c->has_duty_cycle) {
		text_put(text, " duty-cycle ");
		text_put_number(text, c->duty_cycle, 10);
	}
	if (c->has_phase) {
		text_put(text, " phase ");
		text_put_number(text, c->phase, 10);
	}
	if (c->gated)
		text_put(text, " gated 1");
	text_put(text, "\n");
}

const struct board_protocol scmi_board_clock = {
	.protocol = &scmi_clock_protocol,
	.id = SCMI_PROTOCOL_CLOCK,
	.section = "clocks",
	.read_only = "read-only-clocks",
	.parse = scmi_board_parse_clocks,
	.permissions = permissions,
	.view = view,
};
