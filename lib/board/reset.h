/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * The board's reset domains.
 */
#ifndef SCMI_BOARD_RESET_H
#define SCMI_BOARD_RESET_H

#include "board.h"

struct board_reset {
	bool asserted;		/* held in reset */
	bool pulse_only;	/* cannot be held in reset */
	uint32_t resets;	/* how often what it resets has lost its state */
	uint32_t last;		/* kind of the last reset */
	uint32_t next;		/* kind of the one that the timer ends */
	struct scmi_board_timer timer;
};

/* The hardware; the context of its operations */
struct scmi_board_resets {
	struct scmi_reset_config config;
	struct scmi_reset *info;
	struct board_reset *resets;
	const struct scmi_board *board;
};

/* What the domain resets starts anew, for another reason than the reset protocol */
void scmi_board_reset_domain(struct scmi_board_resets *resets, unsigned int domain);

#endif /* SCMI_BOARD_RESET_H */
