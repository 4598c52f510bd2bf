// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * Clocks of OP-TEE's clock framework.
 */
#include <limits.h>
#include <scmi_optee/frameworks.h>
#include <util.h>

#define KIND		"clock"
#define MAX_RATES	4095u
#define MAX_PARENTS	255u
#define SOME_RATES	8u

static struct scmi_optee_clk *clk_of(void *context, unsigned int clock)
{
	struct scmi_optee_clks *clks = context;

	return &clks->clks[clock];
}

static const char *name_of(const struct scmi_optee_clk *c)
{
	return c->name || !c->clk ? c->name : clk_get_name(c->clk);
}

/* Rates */

/* What the driver lists, at most what there was at the start; a part at a time, since it counts in longs */
static int list_rates(struct scmi_optee_clks *clks, struct clk *clk, size_t *count)
{
	unsigned long some[SOME_RATES] = { };
	TEE_Result res = clk_get_rates_array(clk, 0, NULL, count);
	size_t first = 0;
	size_t n = 0;
	size_t i = 0;

	if (!res && *count > clks->max_rates)
		return SCMI_HARDWARE_ERROR;
	for (first = 0; !res && first < *count; first += n) {
		n = MIN(*count - first, ARRAY_SIZE(some));
		res = clk_get_rates_array(clk, first, some, &n);
		if (!res && !n)
			return SCMI_HARDWARE_ERROR;
		for (i = 0; !res && i < n; i++)
			clks->rates[first + i] = some[i];
	}
	return scmi_optee_status(res);
}

static bool steps_of(struct clk *clk, uint64_t range[3])
{
	unsigned long min = 0;
	unsigned long max = 0;
	unsigned long step = 0;

	if (clk_get_rates_steps(clk, &min, &max, &step) || min >= max || !step)
		return false;
	range[0] = min;
	range[1] = max;
	range[2] = step;
	return true;
}

static int rates(void *context, unsigned int clock, struct scmi_clock_rates *rates)
{
	struct scmi_optee_clks *clks = context;
	const struct scmi_optee_clk *c = clk_of(context, clock);
	size_t count = 1;
	int status = SCMI_SUCCESS;

	*rates = (struct scmi_clock_rates){ .rates = clks->rates };
	if (c->rates) {
		rates->rates = c->rates;
		count = c->rate_count;
		rates->linear = c->linear;
	} else if (steps_of(c->clk, clks->rates)) {
		count = 3;
		rates->linear = true;
	} else if (c->clk->ops->get_rates_array) {
		status = list_rates(clks, c->clk, &count);
	} else {
		clks->rates[0] = clk_get_rate(c->clk);
	}
	if (!status && count > MAX_RATES)
		status = SCMI_HARDWARE_ERROR;
	if (!status)
		rates->count = count;
	return status;
}

static int get_rate(void *context, unsigned int clock, uint64_t *rate)
{
	*rate = clk_get_rate(clk_of(context, clock)->clk);
	return SCMI_SUCCESS;
}

static int set_rate(void *context, unsigned int clock, uint64_t rate)
{
	if (rate > ULONG_MAX)
		return SCMI_OUT_OF_RANGE;
	return scmi_optee_status(clk_set_rate(clk_of(context, clock)->clk, rate));
}

/* State */

static int get_enabled(void *context, unsigned int clock, bool *enabled)
{
	*enabled = clk_of(context, clock)->enabled;
	return SCMI_SUCCESS;
}

static int set_enabled(void *context, unsigned int clock, bool enabled)
{
	struct scmi_optee_clk *c = clk_of(context, clock);
	TEE_Result res = TEE_SUCCESS;

	if (enabled)
		res = clk_enable(c->clk);
	else
		clk_disable(c->clk);
	if (!res)
		c->enabled = enabled;
	return scmi_optee_status(res);
}

/* Parents */

static bool find(const struct scmi_optee_clks *clks, const struct clk *clk, unsigned int *clock)
{
	unsigned int i = 0;

	for (i = 0; i < clks->count && clks->clks[i].clk != clk; i++)
		;
	*clock = i;
	return i < clks->count;
}

static int get_parent(void *context, unsigned int clock, unsigned int *parent)
{
	/* The secure world may have chosen one that agents know nothing of */
	return find(context, clk_get_parent(clk_of(context, clock)->clk), parent) ? SCMI_SUCCESS :
										    SCMI_NOT_FOUND;
}

static int set_parent(void *context, unsigned int clock, unsigned int parent)
{
	return scmi_optee_status(clk_set_parent(clk_of(context, clock)->clk,
						clk_of(context, parent)->clk));
}

/* The duty cycle, which the framework can read and not set */

static bool has_duty_cycle(const struct clk *clk)
{
	return clk->ops->get_duty_cycle || (clk->flags & CLK_DUTY_CYCLE_PARENT);
}

static int get_config(void *context, unsigned int clock, uint8_t type, uint32_t *value)
{
	struct clk_duty_cycle duty = { };
	TEE_Result res = TEE_SUCCESS;

	if (type != SCMI_CLOCK_DUTY_CYCLE)
		return SCMI_NOT_SUPPORTED;
	res = clk_get_duty_cycle(clk_of(context, clock)->clk, &duty);
	if (res)
		return scmi_optee_status(res);
	if (!duty.den || duty.num > duty.den)
		return SCMI_HARDWARE_ERROR;
	*value = (uint64_t)duty.num * 100 / duty.den;
	return SCMI_SUCCESS;
}

static const struct scmi_clock_ops ops = {
	.rates = rates,
	.get_rate = get_rate,
	.set_rate = set_rate,
	.get_enabled = get_enabled,
	.set_enabled = set_enabled,
	.get_parent = get_parent,
	.set_parent = set_parent,
	.get_config = get_config,
};

/* Start */

static bool ascending(const uint64_t *rates, size_t count)
{
	size_t i = 0;

	for (i = 0; i < count; i++) {
		if (!rates[i] || (i && rates[i] <= rates[i - 1]))
			return false;
	}
	return true;
}

static bool check_rates(struct scmi_optee_clks *clks, unsigned int clock)
{
	struct scmi_clock_rates r = { };
	const char *name = name_of(&clks->clks[clock]);

	if (rates(clks, clock, &r) || !r.count)
		return scmi_optee_refuse(KIND, clock, name, "it has to have 1 to 4095 rates");
	if (r.linear ? r.count != 3 || r.rates[0] >= r.rates[1] || !r.rates[2] :
		       r.count > 1 && !ascending(r.rates, r.count))
		return scmi_optee_refuse(KIND, clock, name, r.linear ?
					 "its range has to be lowest, highest, step" :
					 "its rates have to ascend");
	return true;
}

/* Room for the longest list of rates; what is longer is refused */
static bool make_room(struct scmi_optee_clks *clks)
{
	unsigned int i = 0;

	clks->max_rates = 3;
	for (i = 0; i < clks->count; i++) {
		size_t count = 0;

		if (!clk_get_rates_array(clks->clks[i].clk, 0, NULL, &count))
			clks->max_rates = MAX(clks->max_rates, MIN(count, MAX_RATES));
	}
	return scmi_optee_memory(KIND, clks->max_rates, sizeof(*clks->rates), &clks->rates);
}

static bool describe_parents(const struct scmi_optee_clks *clks, unsigned int clock,
			     struct scmi_clock *info)
{
	struct clk *clk = clks->clks[clock].clk;
	size_t possible = clk_get_num_parents(clk);
	uint16_t *parents = NULL;
	unsigned int parent = 0;
	size_t count = 0;
	size_t i = 0;

	if (!possible)
		return true;
	if (!scmi_optee_memory(KIND, possible, sizeof(*parents), &parents))
		return false;
	for (i = 0; i < possible; i++) {
		if (find(clks, clk_get_parent_by_index(clk, i), &parent))
			parents[count++] = parent;
	}
	if (count > MAX_PARENTS)
		return scmi_optee_refuse(KIND, clock, info->name, "it has more than 255 parents");
	if (count && !find(clks, clk_get_parent(clk), &parent))
		return scmi_optee_refuse(KIND, clock, info->name,
					 "the table lacks its parent of the start");
	info->parents = parents;
	info->parent_count = count;
	return true;
}

static bool describe(struct scmi_optee_clks *clks, unsigned int clock, struct scmi_clock *info)
{
	struct scmi_optee_clk *c = &clks->clks[clock];

	info->name = name_of(c);
	info->enable_delay = c->enable_delay;
	info->extended_config = has_duty_cycle(c->clk);
	if (!describe_parents(clks, clock, info) || !check_rates(clks, clock))
		return false;
	if (c->boot_on && set_enabled(clks, clock, true))
		return scmi_optee_refuse(KIND, clock, info->name, "it can't be enabled");
	return true;
}

static bool check_devices(const struct scmi_optee_clks *clks)
{
	unsigned int i = 0;

	for (i = 0; i < clks->count; i++) {
		if (!scmi_optee_check(KIND, i, clks->clks[i].clk, name_of(&clks->clks[i])))
			return false;
	}
	return true;
}

bool scmi_optee_clks_init(struct scmi_optee_clks *clks, struct scmi_protocol_instance *instance)
{
	struct scmi_clock_state *states = NULL;
	struct scmi_clock *info = NULL;
	unsigned int i = 0;

	if (!check_devices(clks) || !make_room(clks) ||
	    !scmi_optee_memory(KIND, clks->count, sizeof(*info), &info) ||
	    !scmi_optee_memory(KIND, clks->count, sizeof(*states), &states))
		return false;
	for (i = 0; i < clks->count; i++) {
		if (!describe(clks, i, &info[i]))
			return false;
	}
	clks->config = (struct scmi_clock_config){
		.clocks = info,
		.states = states,
		.ops = &ops,
		.context = clks,
	};
	*instance = (struct scmi_protocol_instance){
		.protocol = &scmi_clock_protocol,
		.config = &clks->config,
		.resource_count = clks->count,
	};
	return true;
}

uint16_t scmi_optee_clk_permissions(const struct scmi_optee_clks *clks, unsigned int clock)
{
	const struct scmi_optee_clk *c = &clks->clks[clock];
	const struct clk *clk = c->clk;
	uint16_t permissions = SCMI_CLOCK_MAY_SET_STATE;

	if (clk->ops->set_parent && clks->config.clocks[clock].parent_count > 1)
		permissions |= SCMI_CLOCK_MAY_SET_PARENT;
	if ((clk->ops->set_rate || (clk->flags & CLK_SET_RATE_PARENT)) &&
	    (c->rate_count > 1 || clk->ops->get_rates_array || clk->ops->get_rates_steps))
		permissions |= SCMI_CLOCK_MAY_SET_RATE;
	return permissions;
}
