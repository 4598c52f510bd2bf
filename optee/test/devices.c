// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * Drivers of devices that have no hardware: they remember what the frameworks tell them.
 */
#include <string.h>
#include <util.h>

#include "devices.h"

/* Clocks */

static TEE_Result clk_on(struct clk *clk)
{
	((struct test_clk *)clk->priv)->on = true;
	return TEE_SUCCESS;
}

static void clk_off(struct clk *clk)
{
	((struct test_clk *)clk->priv)->on = false;
}

static size_t get_parent(struct clk *clk)
{
	return ((struct test_clk *)clk->priv)->parent;
}

static TEE_Result set_parent(struct clk *clk, size_t index)
{
	((struct test_clk *)clk->priv)->parent = index;
	return TEE_SUCCESS;
}

static unsigned long get_rate(struct clk *clk, unsigned long parent_rate)
{
	struct test_clk *c = clk->priv;

	if (c->divisor)
		return parent_rate / c->divisor;
	return c->rate ? c->rate : parent_rate;
}

static TEE_Result set_rate(struct clk *clk, unsigned long rate, unsigned long parent_rate __unused)
{
	struct test_clk *c = clk->priv;

	if (c->broken)
		return c->broken;
	c->rate = rate;
	return TEE_SUCCESS;
}

static TEE_Result get_rates_array(struct clk *clk, size_t start, unsigned long *rates, size_t *count)
{
	struct test_clk *c = clk->priv;

	if (!rates) {
		*count = c->count;
		return TEE_SUCCESS;
	}
	if (start + *count > c->count)
		return TEE_ERROR_BAD_PARAMETERS;
	memcpy(rates, &c->list[start], *count * sizeof(*rates));
	return TEE_SUCCESS;
}

static TEE_Result get_rates_steps(struct clk *clk, unsigned long *min, unsigned long *max,
				  unsigned long *step)
{
	struct test_clk *c = clk->priv;

	*min = c->range[0];
	*max = c->range[1];
	*step = c->range[2];
	return TEE_SUCCESS;
}

static TEE_Result get_duty_cycle(struct clk *clk, struct clk_duty_cycle *duty)
{
	*duty = ((struct test_clk *)clk->priv)->duty;
	return TEE_SUCCESS;
}

/* What a driver can't do is missing from its operations */
static const struct clk_ops fixed_ops = {
	.enable = clk_on,
	.disable = clk_off,
	.get_rate = get_rate,
};

static const struct clk_ops mux_ops = {
	.enable = clk_on,
	.disable = clk_off,
	.get_parent = get_parent,
	.set_parent = set_parent,
};

static const struct clk_ops list_ops = {
	.enable = clk_on,
	.disable = clk_off,
	.get_rate = get_rate,
	.set_rate = set_rate,
	.get_rates_array = get_rates_array,
};

static const struct clk_ops range_ops = {
	.enable = clk_on,
	.disable = clk_off,
	.get_rate = get_rate,
	.set_rate = set_rate,
	.get_rates_steps = get_rates_steps,
	.get_duty_cycle = get_duty_cycle,
};

static const struct clk_ops *ops_of(const struct test_clk *c)
{
	if (c->parents[1])
		return &mux_ops;
	if (c->list)
		return &list_ops;
	return c->range[2] ? &range_ops : &fixed_ops;
}

TEE_Result test_clk_register(struct test_clk *c)
{
	struct clk *parents[TEST_MAX_PARENTS] = { };
	size_t count = 0;

	for (count = 0; count < TEST_MAX_PARENTS && c->parents[count]; count++)
		parents[count] = c->parents[count]->clk;
	c->clk = clk_alloc(c->name, ops_of(c), parents, count);
	if (!c->clk)
		return TEE_ERROR_OUT_OF_MEMORY;
	c->clk->priv = c;
	c->clk->flags = c->flags;
	return clk_register(c->clk);
}

/* Reset controls */

static struct test_rstctrl *to_rstctrl(struct rstctrl *rstctrl)
{
	return container_of(rstctrl, struct test_rstctrl, rstctrl);
}

static TEE_Result assert_level(struct rstctrl *rstctrl, unsigned int timeout __unused)
{
	struct test_rstctrl *r = to_rstctrl(rstctrl);

	if (r->broken)
		return r->broken;
	r->asserted = true;
	r->resets++;
	return TEE_SUCCESS;
}

static TEE_Result deassert_level(struct rstctrl *rstctrl, unsigned int timeout __unused)
{
	struct test_rstctrl *r = to_rstctrl(rstctrl);

	if (r->sticky) {
		r->sticky--;
		return TEE_ERROR_TIMEOUT;
	}
	r->asserted = false;
	return TEE_SUCCESS;
}

static const char *get_name(struct rstctrl *rstctrl)
{
	return to_rstctrl(rstctrl)->name;
}

static const struct rstctrl_ops rstctrl_ops = {
	.assert_level = assert_level,
	.deassert_level = deassert_level,
	.get_name = get_name,
};

void test_rstctrl_register(struct test_rstctrl *r)
{
	r->rstctrl.ops = &rstctrl_ops;
}

/* Regulators */

static struct test_regulator *to_regulator(struct regulator *regulator)
{
	return container_of(regulator, struct test_regulator, regulator);
}

static TEE_Result set_state(struct regulator *regulator, bool enabled)
{
	to_regulator(regulator)->on = enabled;
	return TEE_SUCCESS;
}

static TEE_Result get_state(struct regulator *regulator, bool *enabled)
{
	*enabled = to_regulator(regulator)->on;
	return TEE_SUCCESS;
}

static TEE_Result set_voltage(struct regulator *regulator, int level)
{
	to_regulator(regulator)->level = level;
	return TEE_SUCCESS;
}

static TEE_Result get_voltage(struct regulator *regulator, int *level)
{
	*level = to_regulator(regulator)->level;
	return TEE_SUCCESS;
}

static TEE_Result supported_voltages(struct regulator *regulator,
				     struct regulator_voltages_desc **desc, const int **levels)
{
	struct test_regulator *r = to_regulator(regulator);

	if (!r->levels)
		return TEE_ERROR_NOT_SUPPORTED;
	*desc = &r->desc;
	*levels = r->levels;
	return TEE_SUCCESS;
}

static const struct regulator_ops regulator_ops = {
	.set_state = set_state,
	.get_state = get_state,
	.set_voltage = set_voltage,
	.get_voltage = get_voltage,
	.supported_voltages = supported_voltages,
};

TEE_Result test_regulator_register(struct test_regulator *r)
{
	r->regulator.ops = &regulator_ops;
	return regulator_register(&r->regulator);
}
