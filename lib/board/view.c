// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * The state of the board as text.
 */
#include "board.h"

size_t scmi_board_view(const struct scmi_board *board, char *bytes, size_t size)
{
	struct text text = { .bytes = bytes, .size = size };
	unsigned int i;
	uint16_t resource;

	for (i = 0; i < SCMI_BOARD_PROTOCOLS; i++) {
		if (!board->instances[i])
			continue;
		for (resource = 0; resource < board->instances[i]->resource_count; resource++)
			scmi_board_protocols[i]->view(&text, board, resource);
	}
	return text.length;
}
