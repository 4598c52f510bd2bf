// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * The supply of the card slot: off, 1.8 V or 3.3 V.
 */
#include "soc.h"

#define LOW	1800000
#define HIGH	3300000

static const int32_t vcc_sd_levels[] = { LOW, HIGH };

const struct scmi_voltage_domain acme_supplies[ACME_SUPPLIES] = {
	[ACME_SUPPLY_VCC_SD] = { .name = "vcc_sd", .levels = vcc_sd_levels, .level_count = 2 },
};

static int get_level(void *context, unsigned int supply, int32_t *level)
{
	(void)supply;
	*level = acme_read(context, ACME_VCC_SD) & ACME_VCC_SD_3V3 ? HIGH : LOW;
	return SCMI_SUCCESS;
}

static int set_level(void *context, unsigned int supply, int32_t level)
{
	uint32_t value = acme_read(context, ACME_VCC_SD) & ~ACME_VCC_SD_3V3;

	(void)supply;
	return acme_change(context, ACME_VCC_SD, level == HIGH ? value | ACME_VCC_SD_3V3 : value);
}

static int get_mode(void *context, unsigned int supply, uint8_t *mode)
{
	(void)supply;
	*mode = acme_read(context, ACME_VCC_SD) & ACME_VCC_SD_ON ? SCMI_VOLTAGE_ON : SCMI_VOLTAGE_OFF;
	return SCMI_SUCCESS;
}

static int set_mode(void *context, unsigned int supply, uint8_t mode)
{
	uint32_t value = acme_read(context, ACME_VCC_SD) & ~ACME_VCC_SD_ON;

	(void)supply;
	return acme_change(context, ACME_VCC_SD,
			   mode == SCMI_VOLTAGE_ON ? value | ACME_VCC_SD_ON : value);
}

const struct scmi_voltage_ops acme_supply_ops = {
	.get_level = get_level,
	.set_level = set_level,
	.get_mode = get_mode,
	.set_mode = set_mode,
};
