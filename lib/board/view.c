// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * The state of the board as text.
 */
#include "board.h"

struct text {
	char *bytes;
	size_t size;
	size_t length;
};

static void put(struct text *text, const char *string)
{
	for (; *string; string++) {
		if (text->length < text->size)
			text->bytes[text->length] = *string;
		text->length++;
	}
}

static void put_number(struct text *text, uint64_t value, unsigned int base)
{
	char digits[21];
	char *first = &digits[20];

	*first = '\0';
	do {
		*--first = "0123456789abcdef"[value % base];
		value /= base;
	} while (value);
	put(text, first);
}

static void put_clock(struct text *text, const struct scmi_board *board, unsigned int clock)
{
	const struct scmi_clock *info = &board->clock_config.clocks[clock];
	const struct scmi_board_clock *c = &board->clocks[clock];

	put(text, "clock ");
	put(text, info->name);
	put(text, " rate ");
	put_number(text, scmi_board_clock_rate(board, clock), 10);
	put(text, " enabled ");
	put_number(text, c->enabled, 10);
	put(text, " users ");
	put_number(text, board->clock_config.states[clock].users, 16);
	put(text, " parent ");
	put(text, info->parent_count ? board->clock_config.clocks[c->parent].name : "-");
	if (c->has_duty_cycle) {
		put(text, " duty-cycle ");
		put_number(text, c->duty_cycle, 10);
	}
	if (c->has_phase) {
		put(text, " phase ");
		put_number(text, c->phase, 10);
	}
	put(text, "\n");
}

size_t scmi_board_view(const struct scmi_board *board, char *bytes, size_t size)
{
	struct text text = { .bytes = bytes, .size = size };
	unsigned int clock;

	for (clock = 0; clock < board->clock_count; clock++)
		put_clock(&text, board, clock);
	return text.length;
}
