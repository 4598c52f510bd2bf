// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fuzz.h"

#define BOARD_MEMORY	65536
#define VIEW_SIZE	8192

void fuzz_broken(const char *file, int line, const char *condition, const char *format, ...)
{
	va_list arguments;

	fprintf(stderr, "%s:%d: does not hold: %s\n", file, line, condition);
	va_start(arguments, format);
	vfprintf(stderr, format, arguments);
	va_end(arguments);
	fputc('\n', stderr);
	abort();
}

/* The input */

uint8_t fuzz_u8(struct fuzz_input *input)
{
	if (!input->size)
		return 0;
	input->size--;
	return *input->bytes++;
}

uint16_t fuzz_u16(struct fuzz_input *input)
{
	uint16_t low = fuzz_u8(input);

	return (uint16_t)(low | fuzz_u8(input) << 8);
}

uint32_t fuzz_u32(struct fuzz_input *input)
{
	uint32_t low = fuzz_u16(input);

	return low | (uint32_t)fuzz_u16(input) << 16;
}

uint8_t *fuzz_block(struct fuzz_input *input, size_t size, size_t *got)
{
	uint8_t *block;

	*got = size < input->size ? size : input->size;
	block = malloc(*got ? *got : 1);
	memcpy(block, input->bytes, *got);
	input->bytes += *got;
	input->size -= *got;
	return block;
}

uint32_t fuzz_word(const uint8_t *bytes)
{
	return bytes[0] | bytes[1] << 8 | bytes[2] << 16 | (uint32_t)bytes[3] << 24;
}

void fuzz_put_word(uint8_t *bytes, uint32_t word)
{
	bytes[0] = word & 0xff;
	bytes[1] = word >> 8 & 0xff;
	bytes[2] = word >> 16 & 0xff;
	bytes[3] = word >> 24 & 0xff;
}

void *fuzz_read(const char *path, size_t *size)
{
	FILE *file = fopen(path, "rb");
	uint8_t *bytes = malloc(1 << 20);

	MUST(file, "%s cannot be read", path);
	*size = fread(bytes, 1, 1 << 20, file);
	MUST(*size && *size < 1 << 20, "%s is empty or too large", path);
	fclose(file);
	return bytes;
}

/* The board: built once, then put back from a copy */

static struct scmi_board board, fresh_board;
static _Alignas(8) uint8_t memory[BOARD_MEMORY], fresh_memory[BOARD_MEMORY];

unsigned int fuzz_observer(const struct scmi_board *b)
{
	return b->server.agent_count;
}

/* The views are constant for the server alone: they lie in the board's memory */
static void take_permissions(struct scmi_board *b, unsigned int agent_id)
{
	const struct scmi_agent *agent = &b->server.agents[agent_id - 1];
	unsigned int slot, i;

	for (slot = 0; slot < SCMI_PROTOCOL_SLOTS; slot++) {
		const struct scmi_view *view = &agent->views[slot];

		for (i = 0; i < view->count; i++)
			((struct scmi_view_entry *)(uintptr_t)&view->entries[i])->permissions = 0;
	}
}

static void build_board(void)
{
	struct scmi_board_error error = { "?", NULL, "?" };
	size_t size;
	void *fdt = fuzz_read(FUZZ_BOARD, &size);
	int status = scmi_board_init(&board, fdt, size, memory, sizeof(memory), &error);

	MUST(!status, "%s: %s %s %s", FUZZ_BOARD, error.node, error.property ? error.property : "",
	     error.reason);
	take_permissions(&board, fuzz_observer(&board));
	memcpy(fresh_memory, memory, sizeof(memory));
	fresh_board = board;
}

struct scmi_board *fuzz_board(void)
{
	if (!fresh_board.name)
		build_board();
	memcpy(memory, fresh_memory, sizeof(memory));
	board = fresh_board;
	return &board;
}

/* What is remembered */

struct fuzz_memory {
	struct scmi_board board;
	uint8_t memory[BOARD_MEMORY];
	char view[VIEW_SIZE];
	size_t view_size;
};

static size_t view(const struct scmi_board *b, char *text)
{
	size_t size = scmi_board_view(b, text, VIEW_SIZE);

	MUST(size <= VIEW_SIZE, "the view has %zu bytes", size);
	return size;
}

/* What the board works out when it is asked, it may keep: the rates that divisors give now */
static void settle(const struct scmi_board *b)
{
	const struct scmi_server *server = &b->server;
	struct scmi_clock_rates rates;
	unsigned int i, clock;

	for (i = 0; i < server->protocol_count; i++) {
		const struct scmi_clock_config *config = server->protocols[i].config;

		if (server->protocols[i].protocol != &scmi_clock_protocol)
			continue;
		for (clock = 0; clock < server->protocols[i].resource_count; clock++)
			(void)config->ops->rates(config->context, clock, &rates);
	}
}

const struct fuzz_memory *fuzz_remember(struct scmi_board *b, bool hardware)
{
	static struct fuzz_memory now;

	settle(b);
	/* The view comes first, it settles sensors */
	if (hardware)
		now.view_size = view(b, now.view);
	now.board = *b;
	memcpy(now.memory, memory, sizeof(memory));
	return &now;
}

/* Where something of the board's memory is in a copy of it */
static void *copy_of(uint8_t *copy, const void *place)
{
	return copy + ((const uint8_t *)place - memory);
}

/* Events may come and go, and a rate that nobody is told of does not count */
static void mask(const struct scmi_board *b, uint8_t *copy)
{
	const struct scmi_server *server = &b->server;
	unsigned int i, clock;

	for (i = 0; i < server->agent_count; i++) {
		const struct scmi_agent *agent = &server->agents[i];
		struct scmi_agent_state *state = copy_of(copy, &server->agent_states[i]);

		state->pending_events = 0;
		state->lost_events = 0;
		if (agent->max_events)
			memset(copy_of(copy, agent->events), 0,
			       agent->max_events * sizeof(agent->events[0]));
	}
	for (i = 0; i < server->protocol_count; i++) {
		const struct scmi_clock_config *config = server->protocols[i].config;

		if (server->protocols[i].protocol != &scmi_clock_protocol)
			continue;
		for (clock = 0; clock < server->protocols[i].resource_count; clock++) {
			struct scmi_clock_state *state = copy_of(copy, &config->states[clock]);

			if (!state->rate_subscribers)
				state->told_rate = 0;
		}
	}
}

bool fuzz_unchanged(struct scmi_board *b, const struct fuzz_memory *before)
{
	static uint8_t old[BOARD_MEMORY], now[BOARD_MEMORY];

	if (memcmp(&before->board, b, sizeof(*b)))
		return false;
	if (!memcmp(before->memory, memory, sizeof(memory)))
		return true;
	settle(b);
	memcpy(old, before->memory, sizeof(old));
	memcpy(now, memory, sizeof(now));
	mask(b, old);
	mask(b, now);
	return !memcmp(old, now, sizeof(now));
}

bool fuzz_hardware_unchanged(struct scmi_board *b, const struct fuzz_memory *before)
{
	static char now[VIEW_SIZE];

	return view(b, now) == before->view_size && !memcmp(now, before->view, before->view_size);
}

bool fuzz_others_unchanged(struct scmi_board *b, const struct fuzz_memory *before,
			   unsigned int agent_id)
{
	unsigned int i;

	for (i = 0; i < b->server.agent_count; i++) {
		struct scmi_agent_state now = b->server.agent_states[i];
		struct scmi_agent_state old;

		memcpy(&old, before->memory + ((const uint8_t *)&b->server.agent_states[i] - memory),
		       sizeof(old));
		if (i == agent_id - 1)
			continue;
		if (memcmp(now.versions, old.versions, sizeof(now.versions)) ||
		    now.devices != old.devices || now.notify_errors != old.notify_errors ||
		    memcmp(now.device_protocols, old.device_protocols, sizeof(now.device_protocols)))
			return false;
	}
	return true;
}
