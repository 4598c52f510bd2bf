// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * Two reset lines, which the hardware holds as long as their bits say so.
 */
#include "soc.h"

#define RESET_LATENCY	20	/* microseconds that what is reset takes to notice */

const struct scmi_reset acme_resets[ACME_RESET_LINES] = {
	[ACME_RESET_SDMMC] = { .name = "sdmmc", .latency = RESET_LATENCY },
	[ACME_RESET_MODEM] = { .name = "modem", .latency = RESET_LATENCY },
};

static int get_asserted(void *context, unsigned int line, bool *asserted)
{
	*asserted = acme_read(context, ACME_RESETS) & 1u << line;
	return SCMI_SUCCESS;
}

static int set_asserted(void *context, unsigned int line, uint32_t kind, bool asserted)
{
	uint32_t lines = acme_read(context, ACME_RESETS) & ~(1u << line);

	(void)kind; /* the domains have none but the cold one */
	acme_write(context, ACME_RESETS, asserted ? lines | 1u << line : lines);
	return SCMI_SUCCESS;
}

static int reset(void *context, unsigned int line, uint32_t kind)
{
	struct acme_soc *soc = context;

	set_asserted(soc, line, kind, true);
	soc->wait(RESET_LATENCY);
	return set_asserted(soc, line, kind, false);
}

const struct scmi_reset_ops acme_reset_ops = {
	.reset = reset,
	.get_asserted = get_asserted,
	.set_asserted = set_asserted,
};
