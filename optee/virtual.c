// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * The platform that is a virtual board, built from the device tree that is linked in. It takes no memory
 * once it has started.
 */
#include <compiler.h>
#include <scmi_optee/platform.h>
#include <trace.h>

extern const uint8_t scmi_board_dtb[];
extern const uint8_t scmi_board_dtb_end[];

static uint8_t memory[CFG_SCMI_OPTEE_BOARD_MEMORY] __aligned(8);

bool scmi_platform_start(struct scmi_board *board)
{
	struct scmi_board_error error = { };
	size_t size = scmi_board_dtb_end - scmi_board_dtb;

	if (!scmi_board_init(board, scmi_board_dtb, size, memory, sizeof(memory), &error))
		return true;
	EMSG("SCMI board refused: node %s%s%s %s%s%s", error.node,
	     error.property ? ", property " : "", error.property ? error.property : "", error.reason,
	     error.other ? " " : "", error.other ? error.other : "");
	return false;
}

void scmi_platform_set_time(struct scmi_board *board, uint64_t microseconds)
{
	scmi_board_set_time(board, microseconds);
}

size_t scmi_platform_view(const struct scmi_board *board, char *text, size_t size)
{
	return scmi_board_view(board, text, size);
}
