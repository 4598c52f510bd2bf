// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * The SoC as the platform behind the SCMI service of OP-TEE: its registers and its channels.
 */
#include <kernel/delay.h>
#include <mm/core_memprot.h>
#include <mm/core_mmu.h>
#include <scmi_optee/platform.h>
#include <stdio.h>
#include <trace.h>
#include <util.h>

#include "soc.h"

#define MAX_MESSAGE	128

register_phys_mem(MEM_AREA_IO_SEC, ACME_REGISTERS, ACME_REGISTERS_SIZE);

/* Linux speaks through channel 0, the modem through channel 1 */
static uint32_t messages[ACME_AGENTS][2][MAX_MESSAGE / 4];
static struct scmi_board_channel channels[ACME_AGENTS];
static volatile uint32_t *registers;

bool scmi_platform_start(struct scmi_board *board)
{
	unsigned int i = 0;

	registers = core_mmu_get_va(ACME_REGISTERS, MEM_AREA_IO_SEC, ACME_REGISTERS_SIZE);
	if (!registers || acme_server_init(&board->server, registers, udelay)) {
		EMSG("ACME's SCMI server does not start");
		return false;
	}
	board->name = "vendor";
	for (i = 0; i < ACME_AGENTS; i++) {
		channels[i] = (struct scmi_board_channel){
			.id = i,
			.channel = {
				.server = &board->server,
				.agent = i + 1,
				.forms = SCMI_CHANNEL_SMT | SCMI_CHANNEL_MSG,
				.max_size = MAX_MESSAGE,
				.request = messages[i][0],
				.reply = messages[i][1],
			},
		};
	}
	board->channels = channels;
	board->channel_count = ACME_AGENTS;
	return true;
}

/* Nothing happens by itself */
void scmi_platform_set_time(struct scmi_board *board __unused, uint64_t microseconds __unused)
{
}

/* For tests: the registers, as they are */
size_t scmi_platform_view(const struct scmi_board *board __unused, char *text, size_t size)
{
	int length = snprintf(text, size, "registers all pll %x sdmmc %x resets %x vcc_sd %x\n",
			      registers[ACME_PLL / 4], registers[ACME_SDMMC / 4],
			      registers[ACME_RESETS / 4], registers[ACME_VCC_SD / 4]);

	return length < 0 ? 0 : length;
}
