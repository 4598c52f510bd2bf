// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * The state of the board's hardware, past SCMI: include/scmi/board_view.h.
 */
#include <kernel/pseudo_ta.h>
#include <scmi/board_view.h>
#include <scmi_optee/platform.h>

#include "board.h"

#define UUID(low, mid, high, b0, b1, b2, b3, b4, b5, b6, b7)	\
	{ low, mid, high, { b0, b1, b2, b3, b4, b5, b6, b7 } }

static TEE_Result show(uint32_t types, TEE_Param params[TEE_NUM_PARAMS])
{
	const uint32_t expected = TEE_PARAM_TYPES(TEE_PARAM_TYPE_MEMREF_OUTPUT, TEE_PARAM_TYPE_NONE,
						  TEE_PARAM_TYPE_NONE, TEE_PARAM_TYPE_NONE);
	size_t room = params[0].memref.size;

	if (types != expected)
		return TEE_ERROR_BAD_PARAMETERS;
	if (!scmi_board_get())
		return TEE_ERROR_BAD_STATE;
	mutex_lock(&scmi_board_lock);
	scmi_board_follow_time();
	params[0].memref.size = scmi_platform_view(scmi_board_get(), params[0].memref.buffer, room);
	mutex_unlock(&scmi_board_lock);
	return params[0].memref.size > room ? TEE_ERROR_SHORT_BUFFER : TEE_SUCCESS;
}

static TEE_Result invoke(void *session __unused, uint32_t command, uint32_t types,
			 TEE_Param params[TEE_NUM_PARAMS])
{
	if (command != PTA_SCMI_BOARD_VIEW_CMD_TEXT)
		return TEE_ERROR_NOT_SUPPORTED;
	return show(types, params);
}

pseudo_ta_register(.uuid = PTA_SCMI_BOARD_VIEW_UUID_FIELDS(UUID), .name = "scmi-board-view",
		   .flags = PTA_DEFAULT_FLAGS | TA_FLAG_CONCURRENT,
		   .invoke_command_entry_point = invoke);
