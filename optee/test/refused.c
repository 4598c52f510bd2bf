// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * Tables with a fault, which have to be refused. On the console stands which device it is and why.
 */
#include <util.h>

#include "refused.h"

#define LONG_NAME	"a_name_of_64_characters_is_one_more_than_a_name_can_have_in_scmi"

static const uint64_t descending[] = { 2000, 1000 };
static const uint64_t no_step[] = { 1000, 2000, 0 };

static bool clks_refused(struct scmi_optee_clk *clk, uint16_t count)
{
	struct scmi_optee_clks clks = { .clks = clk, .count = count };
	struct scmi_protocol_instance instance = { };

	return !scmi_optee_clks_init(&clks, &instance);
}

static bool rstctrl_refused(struct scmi_optee_rstctrl *rstctrl)
{
	struct scmi_optee_rstctrls rstctrls = { .rstctrls = rstctrl, .count = 1 };
	struct scmi_protocol_instance instance = { };

	return !scmi_optee_rstctrls_init(&rstctrls, &instance);
}

static bool regulator_refused(struct scmi_optee_regulator *regulator)
{
	struct scmi_optee_regulators regulators = { .regulators = regulator, .count = 1 };
	struct scmi_protocol_instance instance = { };

	return !scmi_optee_regulators_init(&regulators, &instance);
}

void view_refused(struct text *text, struct clk *uart, struct clk *other, struct clk *many,
		  struct rstctrl *taken)
{
	const struct {
		const char *name;
		bool refused;
	} results[] = {
		{ "no-clock", clks_refused(&(struct scmi_optee_clk){ .name = "absent" }, 1) },
		{ "empty-name", clks_refused(&(struct scmi_optee_clk){ .clk = uart, .name = "" }, 1) },
		{ "long-name", clks_refused(&(struct scmi_optee_clk){ .clk = uart, .name = LONG_NAME }, 1) },
		{ "descending-rates", clks_refused(&(struct scmi_optee_clk){
			.clk = uart, .rates = descending, .rate_count = ARRAY_SIZE(descending) }, 1) },
		{ "no-rates", clks_refused(&(struct scmi_optee_clk){
			.clk = uart, .rates = descending }, 1) },
		{ "no-step", clks_refused(&(struct scmi_optee_clk){
			.clk = uart, .rates = no_step, .rate_count = 3, .linear = true }, 1) },
		{ "many-rates", clks_refused(&(struct scmi_optee_clk){ .clk = many }, 1) },
		{ "parent-not-served", clks_refused((struct scmi_optee_clk[]){
			{ .clk = uart }, { .clk = other } }, 2) },
		{ "no-reset", rstctrl_refused(&(struct scmi_optee_rstctrl){ .name = "absent" }) },
		{ "reset-taken", rstctrl_refused(&(struct scmi_optee_rstctrl){ .rstctrl = taken }) },
		{ "no-supply", regulator_refused(&(struct scmi_optee_regulator){ .name = "absent" }) },
	};
	size_t i = 0;

	for (i = 0; i < ARRAY_SIZE(results); i++) {
		text_put(text, "table ");
		text_put(text, results[i].name);
		text_put(text, results[i].refused ? " refused 1\n" : " refused 0\n");
	}
}
