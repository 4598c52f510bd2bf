/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * OP-TEE's own clock, reset control and regulator frameworks as the hardware behind the server: a ready-made
 * implementation of struct scmi_clock_ops, scmi_reset_ops and scmi_voltage_ops. docs/optee-frameworks.md
 * shows how a platform uses it.
 *
 * The platform lists framework devices in tables; the place in a table is the resource's index, which
 * struct scmi_view_entry names. One call for each table completes a struct scmi_protocol_instance:
 *
 *	static struct scmi_optee_clk clk[] = { { .name = "uart0" }, { .name = "i2c0", .boot_on = true } };
 *	static struct scmi_optee_clks clks = { .clks = clk, .count = ARRAY_SIZE(clk) };
 *
 *	clk[0].clk = ...;	from the platform's clock driver, or clk_dt_get_by_name()
 *	clk[1].clk = ...;
 *	if (!scmi_optee_clks_init(&clks, &protocols[0]))
 *		return false;
 *
 * Tables stay in place for good. Memory for what the server keeps comes from OP-TEE's heap, at the start
 * alone. When something is wrong with a table the calls return false, having told on the console which
 * device it is and why. They hold the references of devices that were fine till then.
 *
 * Devices are shared with the rest of OP-TEE. What agents enable is one reference of the framework's, taken
 * when the first of them enables the device and given back when the last one lets go; agents are told of
 * that reference, and not of what the secure world needs for itself.
 */
#ifndef SCMI_OPTEE_FRAMEWORKS_H
#define SCMI_OPTEE_FRAMEWORKS_H

#include <drivers/clk.h>
#include <drivers/regulator.h>
#include <drivers/rstctrl.h>
#include <scmi/clock.h>
#include <scmi/reset.h>
#include <scmi/voltage.h>

/* Clocks: CFG_SCMI_OPTEE_CLK, which needs CFG_DRIVERS_CLK */

struct scmi_optee_clk {
	struct clk *clk;
	const char *name;		/* 1 to 63 characters; NULL: the framework's */
	uint32_t enable_delay;		/* longest time to enable it, in microseconds; 0: unknown */
	bool boot_on;			/* enabled in the name of agents at the start */
	/*
	 * Rates for agents to choose from, as in struct scmi_clock_rates. NULL: what the clock's driver
	 * describes, and where it describes nothing the rate that the clock has.
	 */
	const uint64_t *rates;
	uint16_t rate_count;
	bool linear;
	bool enabled;			/* private: by agents */
};

struct scmi_optee_clks {
	struct scmi_optee_clk *clks;
	uint16_t count;
	/* private */
	struct scmi_clock_config config;
	uint64_t *rates;		/* room for the rates of one clock */
	size_t max_rates;
};

/*
 * A clock that can have several parents has to be driven by one of the table at the start, or by none of
 * them ever: agents choose among the parents that the table has.
 */
bool scmi_optee_clks_init(struct scmi_optee_clks *clks, struct scmi_protocol_instance *instance);

/* What can be done with a clock at all, SCMI_CLOCK_MAY_...; after scmi_optee_clks_init() */
uint16_t scmi_optee_clk_permissions(const struct scmi_optee_clks *clks, unsigned int clock);

/* Reset controls: CFG_SCMI_OPTEE_RSTCTRL, which needs CFG_DRIVERS_RSTCTRL */

struct scmi_optee_rstctrl {
	struct rstctrl *rstctrl;
	const char *name;		/* 1 to 63 characters; NULL: the framework's */
	uint32_t latency;		/* longest time of a reset, in microseconds; 0: unknown */
	uint32_t pulse;			/* how long an autonomous reset holds the line, in microseconds */
	/*
	 * The line at the start: the framework can't tell. Then, private, what agents have made of it.
	 */
	bool asserted;
};

struct scmi_optee_rstctrls {
	struct scmi_optee_rstctrl *rstctrls;
	uint16_t count;
	/* private */
	struct scmi_reset_config config;
};

/* Reset controls are taken exclusively: it fails for one that somebody else has */
bool scmi_optee_rstctrls_init(struct scmi_optee_rstctrls *rstctrls,
			      struct scmi_protocol_instance *instance);

/* Regulators: CFG_SCMI_OPTEE_REGULATOR, which needs CFG_DRIVERS_REGULATOR */

struct scmi_optee_regulator {
	struct regulator *regulator;
	const char *name;		/* 1 to 63 characters; NULL: the framework's */
	bool boot_on;			/* enabled in the name of agents at the start */
	bool enabled;			/* private: by agents */
};

struct scmi_optee_regulators {
	struct scmi_optee_regulator *regulators;
	uint16_t count;
	/* private */
	struct scmi_voltage_config config;
};

bool scmi_optee_regulators_init(struct scmi_optee_regulators *regulators,
				struct scmi_protocol_instance *instance);

/* What can be done with a regulator at all, SCMI_VOLTAGE_MAY_... */
uint16_t scmi_optee_regulator_permissions(const struct scmi_optee_regulators *regulators,
					  unsigned int domain);

/* For all three: what a result of the frameworks is to agents */
int scmi_optee_status(TEE_Result res);

/* Zeroed memory for the tables of @count devices; false: there is none, and the console tells */
bool scmi_optee_memory(const char *kind, size_t count, size_t size, void *memory);

/* Refuse the table of @kind at @index, and return false */
bool scmi_optee_refuse(const char *kind, unsigned int index, const char *name, const char *reason);

/* Is the device there, with a name that can be told? */
bool scmi_optee_check(const char *kind, unsigned int index, const void *device, const char *name);

#endif /* SCMI_OPTEE_FRAMEWORKS_H */
