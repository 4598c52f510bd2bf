/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * The board's performance domains.
 */
#ifndef SCMI_BOARD_PERFORMANCE_H
#define SCMI_BOARD_PERFORMANCE_H

#include "board.h"

#define NOT_TIED	0xffff

struct board_performance {
	uint16_t place;			/* of the level it is at */
	uint16_t clock;			/* index of the clock that it drives, or NOT_TIED ... */
	uint16_t supply;		/* ... and of the supply */
	const int32_t *voltages;	/* of the supply, for each level */
	bool capped;			/* by a domain whose power can be capped */
};

/* The hardware; the context of its operations */
struct scmi_board_performance {
	struct scmi_performance_config config;
	struct scmi_performance_domain *info;
	struct board_performance *domains;
	struct scmi_board *board;
};

extern const struct scmi_performance_ops scmi_board_performance_ops;

bool scmi_board_parse_performance(struct tables *t, int section,
				  struct scmi_protocol_instance *instance);
bool scmi_board_tie_performance(struct tables *t, int section);

#endif /* SCMI_BOARD_PERFORMANCE_H */
