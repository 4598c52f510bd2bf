/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * Devices in OP-TEE's frameworks that are there to be driven and looked at: no hardware, and no DT.
 */
#ifndef TEST_DEVICES_H
#define TEST_DEVICES_H

#include <drivers/clk.h>
#include <drivers/regulator.h>
#include <drivers/rstctrl.h>

#define TEST_MAX_PARENTS	2

struct test_clk {
	const char *name;
	unsigned long rate;		/* with @divisor: of no meaning */
	const unsigned long *list;	/* rates, ascending, up to @count of them ... */
	size_t count;
	unsigned long range[3];		/* ... or lowest, highest, step */
	unsigned int divisor;		/* its rate is the parent's divided by this */
	struct test_clk *parents[TEST_MAX_PARENTS];
	size_t parent;			/* which of them it has */
	struct clk_duty_cycle duty;
	unsigned int flags;
	TEE_Result broken;		/* what setting the rate comes to */
	bool on;			/* what the hardware is told */
	struct clk *clk;
};

struct test_rstctrl {
	struct rstctrl rstctrl;
	const char *name;
	TEE_Result broken;		/* what asserting comes to */
	unsigned int sticky;		/* how often deasserting fails before it succeeds */
	bool asserted;
	unsigned int resets;
};

struct test_regulator {
	struct regulator regulator;
	struct regulator_voltages_desc desc;
	const int *levels;
	int level;
	bool on;
};

/* Register them in the frameworks; parents and supplies first */
TEE_Result test_clk_register(struct test_clk *c);
void test_rstctrl_register(struct test_rstctrl *r);
TEE_Result test_regulator_register(struct test_regulator *r);

#endif /* TEST_DEVICES_H */
