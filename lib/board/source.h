/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * Where a measured value comes from: a clock, a performance domain, or a curve over time.
 */
#ifndef SCMI_BOARD_SOURCE_H
#define SCMI_BOARD_SOURCE_H

#include "board.h"

/* A point of a curve */
struct curve_point {
	uint32_t time;		/* in milliseconds; the curve starts at 0, and again after the last point */
	int32_t value;
};

struct board_source {
	bool follows_clock;
	uint16_t clock;		/* index */
	int32_t base;		/* the value with the clock stopped, or with nothing that it follows ... */
	int32_t per_mhz;	/* ... and what each MHz of it adds */
	bool follows_performance;
	uint16_t performance;	/* index of the domain ... */
	int32_t per_power;	/* ... and what each unit of its level's power adds, in thousandths */
	struct curve_point *curve;
	unsigned int points;
};

int64_t scmi_board_source_value(const struct scmi_board *board, const struct board_source *source);

/* What the power of a level, not of the present one, would add */
int64_t scmi_board_source_power(const struct scmi_board *board, const struct board_source *source,
				unsigned int place);

/* The properties follows-clock, follows-performance, per-power, base, per-mhz and curve; what the board does not have cannot be followed */
bool scmi_board_parse_source(struct tables *t, int node, struct board_source *source);

#endif /* SCMI_BOARD_SOURCE_H */
