// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * The board's timers, in a list that has the last one added first.
 */
#include "timer.h"

void scmi_board_add_timer(struct scmi_board *board, struct scmi_board_timer *timer,
			  void (*expire)(struct scmi_board *board, uint16_t resource),
			  uint16_t resource)
{
	timer->expire = expire;
	timer->resource = resource;
	timer->next = board->timers;
	board->timers = timer;
}

void scmi_board_start_timer(const struct scmi_board *board, struct scmi_board_timer *timer,
			    uint64_t microseconds)
{
	timer->started = board->time;
	timer->due = board->time + microseconds;
	timer->running = true;
}

/* Of several that are due at one time, the first that was added */
static struct scmi_board_timer *next_due(const struct scmi_board *board, uint64_t time)
{
	struct scmi_board_timer *timer, *next = NULL;

	for (timer = board->timers; timer; timer = timer->next) {
		if (timer->running && timer->due <= time && (!next || timer->due <= next->due))
			next = timer;
	}
	return next;
}

void scmi_board_run_timers(struct scmi_board *board, uint64_t time)
{
	struct scmi_board_timer *timer;

	while ((timer = next_due(board, time))) {
		if (timer->due > board->time)
			board->time = timer->due;
		timer->running = false;
		timer->expire(board, timer->resource);
	}
}
