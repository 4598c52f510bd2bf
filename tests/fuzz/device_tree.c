// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * Fuzz target: device trees of boards. One that is refused is refused in words; one that is taken gives a
 * board that answers.
 */
#include <stdlib.h>
#include <string.h>

#include "fuzz.h"

#define MEMORY_SIZE	65536
#define VIEW_SIZE	65536

static void ask(struct scmi_board *board, unsigned int agent, uint32_t header, uint32_t word)
{
	uint8_t request[8], reply[128];
	size_t size;

	fuzz_put_word(request, header);
	fuzz_put_word(request + 4, word);
	size = scmi_server_process(&board->server, agent, request, sizeof(request), reply,
				   sizeof(reply));
	MUST(size >= 8 && size <= sizeof(reply), "a reply of %zu bytes", size);
}

/* Every message that takes one word or less, to the first resources of every protocol */
static void ask_everything(struct scmi_board *board)
{
	unsigned int agent, protocol, message, resource;

	for (agent = 1; agent <= board->server.agent_count && agent <= 3; agent++)
		for (protocol = 0x10; protocol <= 0x19; protocol++)
			for (message = 0; message < 32; message++)
				for (resource = 0; resource < 4; resource++)
					ask(board, agent, protocol << 10 | message, resource);
}

static void drive(struct scmi_board *board)
{
	static char view[VIEW_SIZE];
	unsigned int i;

	scmi_board_view(board, view, sizeof(view));
	ask_everything(board);
	for (i = 1; i < 4; i++)
		scmi_board_set_time(board, i * 100000);
	scmi_board_finish_power_request(board);
	scmi_board_view(board, view, sizeof(view));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct scmi_board_error error = { NULL, NULL, NULL };
	struct scmi_board board;
	size_t memory_size = MEMORY_SIZE;
	uint8_t *memory, *fdt;

	/* Most get plenty of memory, some as little as the last byte says */
	if (!size)
		return 0;
	size--;
	if (data[size])
		memory_size = data[size] * 256u;
	memory = malloc(memory_size);
	fdt = malloc(size ? size : 1);
	memcpy(fdt, data, size);
	if (!scmi_board_init(&board, fdt, size, memory, memory_size, &error))
		drive(&board);
	else
		MUST(error.node && error.reason, "refused without a word");
	free(fdt);
	free(memory);
	return 0;
}
