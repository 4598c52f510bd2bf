/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * The board's supplies.
 */
#ifndef SCMI_BOARD_SUPPLY_H
#define SCMI_BOARD_SUPPLY_H

#include "board.h"

struct board_supply {
	int32_t level;		/* microvolts */
	uint8_t mode;
	bool always_on;
	bool driven;		/* by a performance domain: agents do not choose its level */
};

/* The hardware; the context of its operations */
struct scmi_board_supplies {
	struct scmi_voltage_config config;
	struct scmi_voltage_domain *info;
	struct board_supply *supplies;
};

extern const struct scmi_voltage_ops scmi_board_supply_ops;

/* Whether a supply can be set to this level */
bool scmi_board_supply_has(const struct scmi_board_supplies *supplies, unsigned int supply,
			   int32_t level);

#endif /* SCMI_BOARD_SUPPLY_H */
