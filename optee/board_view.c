// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * The state of the board's hardware, past SCMI: include/scmi/board_view.h.
 */
#include <arm.h>
#include <kernel/pseudo_ta.h>
#include <kernel/thread.h>
#include <scmi/board_view.h>
#include <scmi_optee/platform.h>
#include <string.h>

#include "board.h"

#define UUID(low, mid, high, b0, b1, b2, b3, b4, b5, b6, b7)	\
	{ low, mid, high, { b0, b1, b2, b3, b4, b5, b6, b7 } }

#define MESSAGE_WORDS	32
#define MOST_TIMES	10000
#define NS_PER_SECOND	1000000000ull

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

/* In nanoseconds, with no interrupts; @size becomes that of the reply */
static uint32_t measure(unsigned int agent, const uint32_t *request, size_t *size, uint32_t *reply,
			unsigned int times)
{
	struct scmi_server *server = &scmi_board_get()->server;
	uint32_t exceptions = thread_mask_exceptions(THREAD_EXCP_FOREIGN_INTR);
	uint64_t ticks = barrier_read_counter_timer();
	size_t length = 0;

	for (; times; times--)
		length = scmi_server_process(server, agent, (const uint8_t *)request, *size,
					     (uint8_t *)reply, MESSAGE_WORDS * sizeof(*reply));
	ticks = barrier_read_counter_timer() - ticks;
	thread_unmask_exceptions(exceptions);
	*size = length;
	return (uint32_t)(ticks * NS_PER_SECOND / read_cntfrq());
}

static TEE_Result time_message(uint32_t types, TEE_Param params[TEE_NUM_PARAMS])
{
	const uint32_t expected = TEE_PARAM_TYPES(TEE_PARAM_TYPE_MEMREF_INPUT, TEE_PARAM_TYPE_VALUE_INOUT,
						  TEE_PARAM_TYPE_VALUE_OUTPUT, TEE_PARAM_TYPE_NONE);
	size_t size = params[0].memref.size;
	uint32_t request[MESSAGE_WORDS] = { };
	uint32_t reply[MESSAGE_WORDS] = { };

	if (types != expected || size > sizeof(request) || !params[1].value.b ||
	    params[1].value.b > MOST_TIMES)
		return TEE_ERROR_BAD_PARAMETERS;
	if (!scmi_board_get())
		return TEE_ERROR_BAD_STATE;
	memcpy(request, params[0].memref.buffer, size);
	mutex_lock(&scmi_board_lock);
	params[1].value.a = measure(params[1].value.a, request, &size, reply, params[1].value.b);
	mutex_unlock(&scmi_board_lock);
	params[1].value.b = size;
	params[2].value.a = reply[1];
	return TEE_SUCCESS;
}

static TEE_Result invoke(void *session __unused, uint32_t command, uint32_t types,
			 TEE_Param params[TEE_NUM_PARAMS])
{
	switch (command) {
	case PTA_SCMI_BOARD_VIEW_CMD_TEXT:
		return show(types, params);
	case PTA_SCMI_BOARD_VIEW_CMD_TIME:
		return time_message(types, params);
	default:
		return TEE_ERROR_NOT_SUPPORTED;
	}
}

pseudo_ta_register(.uuid = PTA_SCMI_BOARD_VIEW_UUID_FIELDS(UUID), .name = "scmi-board-view",
		   .flags = PTA_DEFAULT_FLAGS | TA_FLAG_CONCURRENT,
		   .invoke_command_entry_point = invoke);
