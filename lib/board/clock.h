/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * The board's clocks.
 */
#ifndef SCMI_BOARD_CLOCK_H
#define SCMI_BOARD_CLOCK_H

#include "board.h"

/* Where a clock's rate comes from */
enum rate_source {
	RATE_LIST,	/* one of a list */
	RATE_RANGE,	/* lowest to highest in steps */
	RATE_DIVISOR,	/* the parent's, divided by one of a list */
	RATE_PARENT,	/* the parent's */
};

/* What is lost without power */
struct clock_settings {
	uint64_t rate;
	uint32_t divisor;
	uint32_t duty_cycle;
	uint32_t phase;
	uint16_t parent;
	bool enabled;
};

struct board_clock {
	enum rate_source source;
	uint64_t rate;			/* of RATE_LIST and RATE_RANGE */
	uint64_t *rates;		/* what describes it; room for rate_count */
	uint16_t rate_count;
	const uint32_t *divisors;	/* of RATE_DIVISOR, ascending */
	uint16_t divisor_count;
	uint32_t divisor;
	uint32_t old_divisor;		/* while rates change */
	uint64_t lowest;		/* limits of RATE_DIVISOR, in Hz */
	uint64_t highest;
	uint16_t parent;		/* index of the clock that drives it now */
	bool enabled;
	bool always_on;
	bool powered;			/* by a power domain ... */
	bool gated;			/* ... which is not on */
	bool driven;			/* by a performance domain: agents do not choose its rate */
	bool has_duty_cycle;
	bool has_phase;
	uint32_t duty_cycle;		/* percent */
	uint32_t phase;			/* degrees */
	struct clock_settings start;	/* what it goes back to without power */
	uint32_t transition;		/* microseconds that a change of the rate takes */
	uint64_t next_rate;		/* ... until the timer expires */
	struct scmi_board_timer timer;
};

/* The hardware; the context of its operations */
struct scmi_board_clocks {
	struct scmi_clock_config config;
	struct scmi_clock *info;
	struct board_clock *clocks;
	unsigned int count;
	const struct scmi_board *board;	/* whose time it is */
};

extern const struct scmi_clock_ops scmi_board_clock_ops;

uint64_t scmi_board_clock_rate(const struct scmi_board_clocks *clocks, unsigned int clock);
/* Whether it is enabled, and has power */
bool scmi_board_clock_runs(const struct scmi_board_clocks *clocks, unsigned int clock);
/* How clocks are now is how they are at the start */
void scmi_board_save_clocks(struct scmi_board_clocks *clocks);
/* It goes back to how it was at the start, as far as dividers below it can keep to their limits */
void scmi_board_clock_lose(struct scmi_board_clocks *clocks, unsigned int clock);
/* Give a clock a rate, and leave the clocks further down to the caller */
int scmi_board_choose_rate(struct scmi_board_clocks *clocks, unsigned int clock, uint64_t rate);
/* Whether a clock can have this rate now */
bool scmi_board_clock_has(struct scmi_board_clocks *clocks, unsigned int clock, uint64_t rate);
/* A change of the rate that has taken its time is done */
void scmi_board_clock_expired(struct scmi_board *board, uint16_t clock);
bool scmi_board_parse_clocks(struct tables *t, int section, struct scmi_protocol_instance *instance);

#endif /* SCMI_BOARD_CLOCK_H */
