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
	int32_t level;		/* microvolts; while it ramps, where it started ... */
	int32_t next_level;	/* ... and where it goes to */
	uint32_t ramp;		/* microvolts in a microsecond, 0: at once */
	struct scmi_board_timer timer;
	uint8_t mode;
	bool always_on;
	bool driven;		/* by a performance domain: agents do not choose its level */
};

/* The hardware; the context of its operations */
struct scmi_board_supplies {
	struct scmi_voltage_config config;
	struct scmi_voltage_domain *info;
	struct board_supply *supplies;
	const struct scmi_board *board;
};

extern const struct scmi_voltage_ops scmi_board_supply_ops;

/* The level it has now */
int32_t scmi_board_supply_level(const struct scmi_board_supplies *supplies, unsigned int supply);

/* Whether a supply can be set to this level */
bool scmi_board_supply_has(const struct scmi_board_supplies *supplies, unsigned int supply,
			   int32_t level);

#endif /* SCMI_BOARD_SUPPLY_H */
