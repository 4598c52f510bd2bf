// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * Two clocks, a reset and a supply without hardware behind OP-TEE's own SCMI server. Functions and their rules
 * are those of its drivers/scmi-msg.h. Its performance domains do not compile for 64 bits in 4.10.
 */
#include <drivers/scmi.h>
#include <drivers/scmi-msg.h>
#include <string.h>
#include <util.h>

static const uint8_t protocols[] = {
	SCMI_PROTOCOL_ID_CLOCK, SCMI_PROTOCOL_ID_RESET_DOMAIN, SCMI_PROTOCOL_ID_VOLTAGE_DOMAIN, 0,
};

static const unsigned long pll_rates[] = { 200000000, 400000000, 800000000 };

static struct {
	const char *name;
	unsigned long rate;
	bool enabled;
} clocks[] = { { "osc", 24000000, true }, { "pll", 200000000, false } };

static bool held_in_reset;
static long level = 1800000;
static uint32_t supply_config;

struct scmi_msg_channel *plat_scmi_get_channel(unsigned int channel_id)
{
	static struct scmi_msg_channel channel = { .threaded = true };

	return channel_id ? NULL : &channel;
}

size_t plat_scmi_protocol_count(void)
{
	return ARRAY_SIZE(protocols) - 1;
}

const uint8_t *plat_scmi_protocol_list(unsigned int channel_id __unused)
{
	return protocols;
}

const char *plat_scmi_vendor_name(void)
{
	return "OP-TEE";
}

const char *plat_scmi_sub_vendor_name(void)
{
	return "own server";
}

/* Clocks */

size_t plat_scmi_clock_count(unsigned int channel_id __unused)
{
	return ARRAY_SIZE(clocks);
}

const char *plat_scmi_clock_get_name(unsigned int channel_id __unused, unsigned int clock)
{
	return clock < ARRAY_SIZE(clocks) ? clocks[clock].name : NULL;
}

int32_t plat_scmi_clock_rates_array(unsigned int channel_id __unused, unsigned int clock, size_t start,
				    unsigned long *rates, size_t *count)
{
	const unsigned long *all = clock ? pll_rates : &clocks[0].rate;
	size_t total = clock ? ARRAY_SIZE(pll_rates) : 1;

	if (clock >= ARRAY_SIZE(clocks) || start > total)
		return SCMI_OUT_OF_RANGE;
	if (!rates)
		*count = total - start;
	else
		memcpy(rates, all + start, MIN(*count, total - start) * sizeof(*rates));
	return SCMI_SUCCESS;
}

unsigned long plat_scmi_clock_get_rate(unsigned int channel_id __unused, unsigned int clock)
{
	return clock < ARRAY_SIZE(clocks) ? clocks[clock].rate : 0;
}

int32_t plat_scmi_clock_set_rate(unsigned int channel_id __unused, unsigned int clock, unsigned long rate)
{
	size_t i;

	if (clock != 1)
		return clock ? SCMI_NOT_FOUND : SCMI_DENIED;
	for (i = 0; i < ARRAY_SIZE(pll_rates); i++) {
		if (pll_rates[i] == rate) {
			clocks[clock].rate = rate;
			return SCMI_SUCCESS;
		}
	}
	return SCMI_INVALID_PARAMETERS;
}

int32_t plat_scmi_clock_get_state(unsigned int channel_id __unused, unsigned int clock)
{
	return clock < ARRAY_SIZE(clocks) ? clocks[clock].enabled : SCMI_NOT_FOUND;
}

int32_t plat_scmi_clock_set_state(unsigned int channel_id __unused, unsigned int clock, bool enable)
{
	if (clock >= ARRAY_SIZE(clocks))
		return SCMI_NOT_FOUND;
	clocks[clock].enabled = enable;
	return SCMI_SUCCESS;
}

/* A reset */

size_t plat_scmi_rd_count(unsigned int channel_id __unused)
{
	return 1;
}

const char *plat_scmi_rd_get_name(unsigned int channel_id __unused, unsigned int domain)
{
	return domain ? NULL : "uart";
}

int32_t plat_scmi_rd_set_state(unsigned int channel_id __unused, unsigned int domain, bool assert)
{
	if (domain)
		return SCMI_NOT_FOUND;
	held_in_reset = assert;
	return SCMI_SUCCESS;
}

/* A supply */

size_t plat_scmi_voltd_count(unsigned int channel_id __unused)
{
	return 1;
}

const char *plat_scmi_voltd_get_name(unsigned int channel_id __unused, unsigned int domain)
{
	return domain ? NULL : "vcc";
}

int32_t plat_scmi_voltd_levels_by_step(unsigned int channel_id __unused, unsigned int domain,
				       long *min_max_step)
{
	static const long range[] = { 1800000, 3300000, 100000 };

	if (domain)
		return SCMI_NOT_FOUND;
	memcpy(min_max_step, range, sizeof(range));
	return SCMI_SUCCESS;
}

int32_t plat_scmi_voltd_get_level(unsigned int channel_id __unused, unsigned int domain, long *to)
{
	*to = level;
	return domain ? SCMI_NOT_FOUND : SCMI_SUCCESS;
}

int32_t plat_scmi_voltd_set_level(unsigned int channel_id __unused, unsigned int domain, long to)
{
	if (domain)
		return SCMI_NOT_FOUND;
	level = to;
	return SCMI_SUCCESS;
}

int32_t plat_scmi_voltd_get_config(unsigned int channel_id __unused, unsigned int domain, uint32_t *config)
{
	*config = supply_config;
	return domain ? SCMI_NOT_FOUND : SCMI_SUCCESS;
}

int32_t plat_scmi_voltd_set_config(unsigned int channel_id __unused, unsigned int domain, uint32_t config)
{
	if (domain)
		return SCMI_NOT_FOUND;
	supply_config = config;
	return SCMI_SUCCESS;
}
