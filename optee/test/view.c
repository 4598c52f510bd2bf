// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * The devices' state as text.
 */
#include <scmi/voltage.h>

#include "view.h"

static void put_field(struct text *text, const char *name, uint64_t value)
{
	text_put(text, name);
	text_put_number(text, value, 10);
}

void view_clk(struct text *text, const struct test_clk *c)
{
	struct clk *parent = clk_get_parent(c->clk);

	text_put(text, "clock ");
	text_put(text, c->name);
	put_field(text, " rate ", clk_get_rate(c->clk));
	put_field(text, " enabled ", c->on);
	put_field(text, " references ", refcount_val(&c->clk->enabled_count));
	text_put(text, " parent ");
	text_put(text, parent ? clk_get_name(parent) : "-");
	text_put(text, "\n");
}

void view_rstctrl(struct text *text, const struct test_rstctrl *r)
{
	text_put(text, "reset ");
	text_put(text, r->name);
	put_field(text, " asserted ", r->asserted);
	put_field(text, " resets ", r->resets);
	text_put(text, "\n");
}

void view_regulator(struct text *text, struct test_regulator *r)
{
	text_put(text, "supply ");
	text_put(text, regulator_name(&r->regulator));
	put_field(text, " level ", regulator_get_voltage(&r->regulator));
	put_field(text, " mode ", regulator_is_enabled(&r->regulator) ? SCMI_VOLTAGE_ON : SCMI_VOLTAGE_OFF);
	put_field(text, " references ", r->regulator.refcount);
	text_put(text, "\n");
}
