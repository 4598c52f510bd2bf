/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * What takes its time on the board: a timer for each resource that has something to wait for.
 */
#ifndef SCMI_BOARD_TIMER_H
#define SCMI_BOARD_TIMER_H

#include <scmi/board.h>

struct scmi_board_timer {
	void (*expire)(struct scmi_board *board, uint16_t resource);
	struct scmi_board_timer *next;
	uint64_t started;	/* in the board's time ... */
	uint64_t due;		/* ... and so is this */
	uint16_t resource;
	bool running;
};

/* Make a timer known to the board, once, while the device tree is read */
void scmi_board_add_timer(struct scmi_board *board, struct scmi_board_timer *timer,
			  void (*expire)(struct scmi_board *board, uint16_t resource),
			  uint16_t resource);

/* expire() is called when the board's time has gone on for so long, but not before it goes on at all */
void scmi_board_start_timer(const struct scmi_board *board, struct scmi_board_timer *timer,
			    uint64_t microseconds);

/* Let the timers that are due by then expire, in the order of their time, each at its own */
void scmi_board_run_timers(struct scmi_board *board, uint64_t time);

#endif /* SCMI_BOARD_TIMER_H */
