// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * A crystal, a PLL with a range of rates, and a clock that divides one of the two.
 */
#include <stddef.h>

#include "soc.h"

#define OSC_RATE	24000000u
#define PLL_LOWEST	400000000u
#define PLL_HIGHEST	1200000000u
#define PLL_STEP	25000000u
#define SDMMC_SHIFTS	5u

static const uint16_t sdmmc_parents[] = { ACME_CLOCK_OSC, ACME_CLOCK_PLL };

const struct scmi_clock acme_clocks[ACME_CLOCKS] = {
	[ACME_CLOCK_OSC] = { .name = "osc" },
	[ACME_CLOCK_PLL] = { .name = "pll", .enable_delay = 120 },
	[ACME_CLOCK_SDMMC] = { .name = "sdmmc", .parents = sdmmc_parents, .parent_count = 2 },
};

static const uint64_t osc_rates[] = { OSC_RATE };
static const uint64_t pll_range[] = { PLL_LOWEST, PLL_HIGHEST, PLL_STEP };

static uint64_t pll_rate(const struct acme_soc *soc)
{
	return PLL_LOWEST + (uint64_t)(acme_read(soc, ACME_PLL) >> ACME_PLL_STEPS) * PLL_STEP;
}

static uint64_t sdmmc_parent_rate(const struct acme_soc *soc)
{
	return acme_read(soc, ACME_SDMMC) & ACME_SDMMC_FROM_PLL ? pll_rate(soc) : OSC_RATE;
}

/* What the clock can have now: the parent may have changed since the agent asked last */
static int rates(void *context, unsigned int clock, struct scmi_clock_rates *rates)
{
	struct acme_soc *soc = context;
	unsigned int i;

	switch (clock) {
	case ACME_CLOCK_OSC:
		*rates = (struct scmi_clock_rates){ osc_rates, 1, false };
		break;
	case ACME_CLOCK_PLL:
		*rates = (struct scmi_clock_rates){ pll_range, 3, true };
		break;
	default:
		for (i = 0; i < SDMMC_SHIFTS; i++)
			soc->sdmmc_rates[i] = sdmmc_parent_rate(soc) >> (SDMMC_SHIFTS - 1 - i);
		*rates = (struct scmi_clock_rates){ soc->sdmmc_rates, SDMMC_SHIFTS, false };
		break;
	}
	return SCMI_SUCCESS;
}

static int get_rate(void *context, unsigned int clock, uint64_t *rate)
{
	const struct acme_soc *soc = context;

	switch (clock) {
	case ACME_CLOCK_OSC:
		*rate = OSC_RATE;
		break;
	case ACME_CLOCK_PLL:
		*rate = pll_rate(soc);
		break;
	default:
		*rate = sdmmc_parent_rate(soc) >> (acme_read(soc, ACME_SDMMC) >> ACME_SDMMC_SHIFT);
		break;
	}
	return SCMI_SUCCESS;
}

static int set_sdmmc_rate(struct acme_soc *soc, uint64_t rate)
{
	uint32_t low = acme_read(soc, ACME_SDMMC) & ((1u << ACME_SDMMC_SHIFT) - 1);
	uint64_t parent = sdmmc_parent_rate(soc);
	uint32_t shift;

	for (shift = 0; shift < SDMMC_SHIFTS; shift++) {
		if (parent >> shift == rate)
			return acme_change(soc, ACME_SDMMC, low | shift << ACME_SDMMC_SHIFT);
	}
	return SCMI_OUT_OF_RANGE;
}

/* The server has rounded the rate to one that rates() describes */
static int set_rate(void *context, unsigned int clock, uint64_t rate)
{
	struct acme_soc *soc = context;
	uint32_t low = acme_read(soc, ACME_PLL) & ((1u << ACME_PLL_STEPS) - 1);

	switch (clock) {
	case ACME_CLOCK_OSC:
		return SCMI_SUCCESS;
	case ACME_CLOCK_PLL:
		return acme_change(soc, ACME_PLL,
				   low | (uint32_t)((rate - PLL_LOWEST) / PLL_STEP) << ACME_PLL_STEPS);
	default:
		return set_sdmmc_rate(soc, rate);
	}
}

/* Where the clocks are switched; the crystal is not */
static unsigned int register_of(unsigned int clock)
{
	return clock == ACME_CLOCK_PLL ? ACME_PLL : ACME_SDMMC;
}

/* Both registers have it in the same place */
#define CLOCK_ON	ACME_PLL_ON

static int get_enabled(void *context, unsigned int clock, bool *enabled)
{
	*enabled = clock == ACME_CLOCK_OSC || (acme_read(context, register_of(clock)) & CLOCK_ON);
	return SCMI_SUCCESS;
}

static int set_enabled(void *context, unsigned int clock, bool enabled)
{
	uint32_t value;

	if (clock == ACME_CLOCK_OSC)
		return SCMI_NOT_SUPPORTED;
	value = acme_read(context, register_of(clock)) & ~CLOCK_ON;
	return acme_change(context, register_of(clock), enabled ? value | CLOCK_ON : value);
}

/* Only sdmmc has parents, so the server asks for no other clock */
static int get_parent(void *context, unsigned int clock, unsigned int *parent)
{
	(void)clock;
	*parent = acme_read(context, ACME_SDMMC) & ACME_SDMMC_FROM_PLL ? ACME_CLOCK_PLL : ACME_CLOCK_OSC;
	return SCMI_SUCCESS;
}

static int set_parent(void *context, unsigned int clock, unsigned int parent)
{
	uint32_t value = acme_read(context, ACME_SDMMC) & ~ACME_SDMMC_FROM_PLL;

	(void)clock;
	if (parent == ACME_CLOCK_PLL)
		value |= ACME_SDMMC_FROM_PLL;
	return acme_change(context, ACME_SDMMC, value);
}

const struct scmi_clock_ops acme_clock_ops = {
	.rates = rates,
	.get_rate = get_rate,
	.set_rate = set_rate,
	.get_enabled = get_enabled,
	.set_enabled = set_enabled,
	.get_parent = get_parent,
	.set_parent = set_parent,
};
