/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * The board's power domains: what can be measured and capped.
 */
#ifndef SCMI_BOARD_POWERCAP_H
#define SCMI_BOARD_POWERCAP_H

#include "source.h"

struct board_domain {
	struct board_source demand;	/* what it would take by itself, without a cap */
	uint32_t cap;			/* 0: none */
	uint32_t transition;		/* microseconds that an asynchronous change of the cap takes ... */
	uint32_t next_cap;		/* ... to this one, when the timer expires */
	struct scmi_board_timer timer;
	uint32_t pai;			/* in microseconds */
	uint64_t average;		/* power over the interval, in thousandths */
	uint64_t measured;		/* the time of the last measurement, in microseconds */
};

/* The hardware; the context of its operations */
struct scmi_board_powercaps {
	struct scmi_powercap_config config;
	struct scmi_powercap_domain *info;
	struct board_domain *domains;
	uint64_t *powers;		/* of the domains, now */
	unsigned int count;
	uint64_t averaged;		/* the time up to which averages are right, in microseconds */
	struct scmi_board *board;
};

#endif /* SCMI_BOARD_POWERCAP_H */
