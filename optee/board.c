// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * The board that the platform has started, and the shared memory of its channels.
 */
#include <initcall.h>
#include <inttypes.h>
#include <kernel/delay.h>
#include <mm/core_memprot.h>
#include <mm/core_mmu.h>
#include <scmi_optee/platform.h>
#include <trace.h>
#include <util.h>

#include "board.h"

struct mutex scmi_board_lock = MUTEX_INITIALIZER;

static struct scmi_board board;
static void *shared_memory[SCMI_BOARD_MAX_CHANNELS];
static bool ready;

/*
 * The board's region is mapped for it alone, as Linux maps it: as device memory, since caches of two kinds
 * of mappings need not agree. Or it is within OP-TEE's own static shared memory, which is cached: good
 * enough where there are no caches, as under QEMU.
 */
static void *map_shared_memory(const struct scmi_board_channel *channel)
{
	void *va = phys_to_virt(channel->shared_address, MEM_AREA_NSEC_SHM, channel->shared_size);

	if (!va)
		va = core_mmu_add_mapping(MEM_AREA_IO_NSEC, channel->shared_address,
					  channel->shared_size);
	if (!va)
		EMSG("SCMI board %s: channel %" PRIu32 ": shared-memory at %#" PRIx64
		     " can't be mapped", board.name, channel->id, channel->shared_address);
	return va;
}

static bool map_channels(void)
{
	unsigned int i = 0;

	for (i = 0; i < board.channel_count; i++) {
		if (!board.channels[i].shared_size)
			continue;
		shared_memory[i] = map_shared_memory(&board.channels[i]);
		if (!shared_memory[i])
			return false;
		scmi_channel_init_smt(shared_memory[i]);
	}
	return true;
}

static TEE_Result init_board(void)
{
	ready = scmi_platform_start(&board) && map_channels();
	if (ready)
		IMSG("SCMI board %s: %u agents, %u channels, %u protocols", board.name,
		     board.server.agent_count, board.channel_count, board.server.protocol_count);
	return TEE_SUCCESS;
}

driver_init_late(init_board);

struct scmi_board *scmi_board_get(void)
{
	return ready ? &board : NULL;
}

void scmi_board_follow_time(void)
{
	static uint64_t last;
	uint64_t now = delay_cnt_read();
	uint64_t frequency = delay_cnt_freq();

	if (!ready || now - last < frequency / 1000)
		return;
	last = now;
	scmi_platform_set_time(&board, now / frequency * 1000000 + now % frequency * 1000000 / frequency);
}

void *scmi_board_shared_memory(const struct scmi_board_channel *channel)
{
	return shared_memory[channel - board.channels];
}
