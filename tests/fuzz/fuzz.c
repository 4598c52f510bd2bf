// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fuzz.h"
#include "oracle.h"

#define BOARD_MEMORY	65536
#define VIEW_SIZE	8192
#define END_TIME	(1ull << 42)	/* microseconds: long after all that an input does */

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
/* The view of a board that nobody has done anything with, at the end of time */
static char quiet_view[VIEW_SIZE], quiet_start[VIEW_SIZE + 1];
static size_t quiet_size;
static _Alignas(8) uint8_t quiet_memory[BOARD_MEMORY];
static uint8_t *memory, fresh_memory[BOARD_MEMORY];
static size_t memory_size = BOARD_MEMORY;	/* that the board needs, and has */

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

/* The less there is, the sooner it is compared */
static void find_memory_size(const void *fdt, size_t size)
{
	struct scmi_board_error error;
	void *room = malloc(BOARD_MEMORY);
	size_t step;

	for (step = BOARD_MEMORY / 2; step >= 8; step /= 2) {
		if (!scmi_board_init(&board, fdt, size, room, memory_size - step, &error))
			memory_size -= step;
	}
	free(room);
}

static size_t view(const struct scmi_board *b, char *text)
{
	size_t size = scmi_board_view(b, text, VIEW_SIZE);

	MUST(size <= VIEW_SIZE, "the view has %zu bytes", size);
	return size;
}

/* Takes the board with it */
static void remember_quiet(void)
{
	scmi_board_set_time(&board, END_TIME);
	quiet_size = view(&board, quiet_view);
	memcpy(quiet_start, quiet_view, quiet_size);
	quiet_start[oracle_cut(&board.server, quiet_start, quiet_size)] = '\0';
	memcpy(quiet_memory, memory, memory_size);
}

static void build_board(void)
{
	struct scmi_board_error error = { "?", NULL, "?" };
	size_t size;
	void *fdt = fuzz_read(FUZZ_BOARD, &size);
	int status;

	find_memory_size(fdt, size);
	memory = malloc(memory_size);
	status = scmi_board_init(&board, fdt, size, memory, memory_size, &error);
	MUST(!status, "%s: %s %s %s", FUZZ_BOARD, error.node, error.property ? error.property : "",
	     error.reason);
	take_permissions(&board, fuzz_observer(&board));
	memcpy(fresh_memory, memory, memory_size);
	fresh_board = board;
	remember_quiet();
}

struct scmi_board *fuzz_board(void)
{
	if (!fresh_board.name)
		build_board();
	memcpy(memory, fresh_memory, memory_size);
	board = fresh_board;
	return &board;
}

/* What is remembered */

struct fuzz_memory {
	struct scmi_board board;
	_Alignas(8) uint8_t memory[BOARD_MEMORY];
};

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

const struct fuzz_memory *fuzz_remember(struct scmi_board *b)
{
	static struct fuzz_memory now;

	settle(b);
	now.board = *b;
	memcpy(now.memory, memory, memory_size);
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

static bool same_memory(const struct fuzz_memory *before)
{
	return !memcmp(before->memory, memory, memory_size);
}

bool fuzz_unchanged(struct scmi_board *b, const struct fuzz_memory *before)
{
	static uint8_t old[BOARD_MEMORY], now[BOARD_MEMORY];

	if (memcmp(&before->board, b, sizeof(*b)))
		return false;
	if (same_memory(before))
		return true;
	settle(b);
	memcpy(old, before->memory, memory_size);
	memcpy(now, memory, memory_size);
	mask(b, old);
	mask(b, now);
	return !memcmp(old, now, memory_size);
}

/* Where the memory has changed at all, it is put back to be looked at */
bool fuzz_hardware_unchanged(const struct scmi_board *b, const struct fuzz_memory *before)
{
	static char old[VIEW_SIZE], now[VIEW_SIZE];
	static uint8_t kept[BOARD_MEMORY];
	size_t size, old_size;

	if (same_memory(before))
		return true;
	memcpy(kept, memory, memory_size);
	size = view(b, now);
	memcpy(memory, before->memory, memory_size);
	old_size = view(b, old);
	memcpy(memory, kept, memory_size);
	return size == old_size && !memcmp(now, old, size);
}

const char *fuzz_wrong(const struct scmi_board *b, const struct fuzz_memory *before, unsigned int agent,
		       const uint8_t *request, size_t size)
{
	struct oracle oracle = { &b->server, memory, before->memory };

	return same_memory(before) ? NULL : oracle_wrong(&oracle, agent, request, size);
}

bool fuzz_left_behind(const struct scmi_board *b, const struct fuzz_memory *before, unsigned int agent)
{
	struct oracle oracle = { &b->server, memory, before->memory };

	return oracle_left_behind(&oracle, agent);
}

/* The line in which two views differ, the first that is wrong */
static void show_difference(const char *now, const char *start)
{
	const char *line = now;

	for (; *now && *now == *start; now++, start++) {
		if (*now == '\n')
			line = now + 1;
	}
	start -= now - line;
	fprintf(stderr, "now:   %.*s\nstart: %.*s\n", (int)strcspn(line, "\n"), line,
		(int)strcspn(start, "\n"), start);
}

/* Whether the view is that of the start, but for what does not come back; there is room for a NUL behind it */
static bool same_start(const struct scmi_board *b, char *now, size_t size)
{
	if (size == quiet_size && !memcmp(now, quiet_view, size))
		return true;
	now[oracle_cut(&b->server, now, size)] = '\0';
	if (!strcmp(now, quiet_start))
		return true;
	show_difference(now, quiet_start);
	return false;
}

/* What is under way has been given up, and averages come to where they are without what has been set */
void fuzz_must_be_as_at_start(struct scmi_board *b, bool left_behind)
{
	static char now[VIEW_SIZE + 1];
	struct oracle oracle = { &b->server, memory, quiet_memory };
	const char *different;

	scmi_board_set_time(b, END_TIME);
	MUST(left_behind || same_start(b, now, view(b, now)), "the board is not as at the start");
	different = oracle_different(&oracle, left_behind);
	MUST(!different, "%s: not as at the start", different);
}
