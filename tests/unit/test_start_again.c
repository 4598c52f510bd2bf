// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * What agents set at random, each reset takes back: messages with numbers that the board knows, always the
 * same ones, then BASE_RESET_AGENT_CONFIGURATION of all who have sent some. What is to hold is in
 * tests/fuzz/oracle.h. A sequence that breaks it is made as short as possible, and told.
 */
#include <stdio.h>

#include <libfdt.h>

#include <describe.h>

#include "../fuzz/oracle.h"
#include "harness.h"
#include "messages.h"

#define BOARD_MEMORY	65536
#define VIEW_SIZE	8192
#define MAX_WORDS	12
#define MAX_ACTS	24
#define FEW_SLOTS	3
#define ROUNDS		1500
#define LONG_TIME	(1ull << 32)	/* microseconds: nothing takes longer */

/* A message, or time that passes */
struct act {
	unsigned int agent;	/* 0: time passes */
	uint32_t time;		/* microseconds */
	size_t count;
	uint32_t words[MAX_WORDS];
};

/* A board that can be put back to its start */
struct fresh {
	struct setup *setup;
	struct scmi_board board;
	_Alignas(8) uint8_t memory[BOARD_MEMORY];
	size_t size;		/* of the memory that the board needs */
	uint64_t random;
	/* What a sequence keeps to: few protocols and, of each, the first of two resources */
	unsigned int slots[FEW_SLOTS];
	unsigned int resource;
};

static struct fresh fresh;
static char difference[1024];	/* that the last run has found */

static void put_back(void)
{
	fresh.setup->board = fresh.board;
	memcpy(fresh.setup->memory, fresh.memory, fresh.size);
}

static uint32_t random_number(uint32_t limit)
{
	fresh.random ^= fresh.random << 13;
	fresh.random ^= fresh.random >> 7;
	fresh.random ^= fresh.random << 17;
	return (uint32_t)(fresh.random >> 32) % limit;
}

/* The less there is, the sooner it is compared */
static size_t find_size(const char *name)
{
	struct scmi_board_error error;
	struct scmi_board board;
	void *memory = malloc(BOARD_MEMORY);
	size_t fdt_size, step, size = BOARD_MEMORY;
	void *fdt = read_board(name, &fdt_size);

	for (step = BOARD_MEMORY / 2; step >= 8; step /= 2) {
		if (!scmi_board_init(&board, fdt, fdt_size, memory, size - step, &error))
			size -= step;
	}
	free(fdt);
	free(memory);
	return size;
}

static void start(const char *name)
{
	fresh.setup = setup_board(name);
	fresh.board = fresh.setup->board;
	fresh.size = find_size(name);
	memcpy(fresh.memory, fresh.setup->memory, fresh.size);
	fresh.random = 88172645463325254u;
}

/* Sequences */

static const char *const sections[SCMI_PROTOCOL_SLOTS] = {
	[SCMI_PROTOCOL_POWER - SCMI_PROTOCOL_FIRST] = "power-controller",
	[SCMI_PROTOCOL_PERFORMANCE - SCMI_PROTOCOL_FIRST] = "performance-domains",
	[SCMI_PROTOCOL_CLOCK - SCMI_PROTOCOL_FIRST] = "clocks",
	[SCMI_PROTOCOL_SENSOR - SCMI_PROTOCOL_FIRST] = "sensors",
	[SCMI_PROTOCOL_RESET - SCMI_PROTOCOL_FIRST] = "reset-controller",
	[SCMI_PROTOCOL_VOLTAGE - SCMI_PROTOCOL_FIRST] = "supplies",
	[SCMI_PROTOCOL_POWERCAP - SCMI_PROTOCOL_FIRST] = "powercaps",
};

/* A number of a list that has @size bytes */
static uint32_t any_cell(const uint8_t *cells, int size)
{
	const uint8_t *cell = cells + 4 * random_number((uint32_t)size / 4);

	return (uint32_t)cell[0] << 24 | (uint32_t)cell[1] << 16 | (uint32_t)cell[2] << 8 | cell[3];
}

/* A number that the resource's node in the device tree has: a rate, a level, a cap or another one */
static uint32_t any_of_resource(unsigned int slot, unsigned int resource)
{
	const void *fdt = fresh.setup->fdt;
	int node = sections[slot] ? fdt_subnode_offset(fdt, 0, sections[slot]) : -1;
	uint32_t number = 0, seen = 0;
	int property, size;

	node = node < 0 ? node : fdt_first_subnode(fdt, node);
	for (; resource && node >= 0; resource--)
		node = fdt_next_subnode(fdt, node);
	if (node < 0)
		return 0;
	fdt_for_each_property_offset(property, fdt, node) {
		const void *cells = fdt_getprop_by_offset(fdt, property, NULL, &size);

		/* Each as likely as another */
		if (size >= 4 && size % 4 == 0 && !random_number(++seen))
			number = any_cell(cells, size);
	}
	return number;
}

static bool changes(const struct scmi_message_words *message)
{
	static const char *const parts[] = {
		"SET", "NOTIFY", "REQUEST", "RELEASE", "CONFIG", "READING_GET",
	};
	size_t i;

	for (i = 0; message->type == SCMI_COMMAND && i < sizeof(parts) / sizeof(parts[0]); i++) {
		if (strstr(message->name, parts[i]) && !strstr(message->name, "CONFIG_GET") &&
		    !strstr(message->name, "RESET_DOMAIN"))
			return true;
	}
	return false;
}

static bool is_kind(const struct scmi_field *field, const char *kind)
{
	return field->kind && !strcmp(field->kind, kind);
}

/* A number for a field of a message about one of the agent's resources; a pin has one setting at a time */
static uint64_t any_number(const struct scmi_field *field, unsigned int slot,
			   const struct scmi_view *view, unsigned int id)
{
	if (!strcmp(field->name, "num_configs"))
		return 1;
	if (field->form == SCMI_FIELD_BITS)
		return random_number(2) * random_number(2) * random_number(4);
	if (is_kind(field, "BITS") && random_number(2))
		return random_number(2);
	if (is_kind(field, "AGENT_ID"))
		return 1 + random_number(fresh.board.server.agent_count);
	if (is_kind(field, "PROTOCOL_ID"))
		return SCMI_PROTOCOL_FIRST + random_number(SCMI_PROTOCOL_SLOTS);
	if (is_kind(field, "ID"))
		return strstr(field->name, "parent") ? random_number(view->count) : id;
	if (view->count && (random_number(4) || is_kind(field, "BITS")))
		return any_of_resource(slot, view->entries[id].resource);
	return random_number(random_number(8) ? 4 : 200);
}

/* Numbers that go with the agent's view; false for a message that is not worth it */
static bool any_message(struct act *act)
{
	const struct scmi_agent *agent = &fresh.board.server.agents[act->agent - 1];
	unsigned int slot = fresh.slots[random_number(FEW_SLOTS)];
	const struct scmi_protocol_words *protocol =
		scmi_find_protocol((uint8_t)(SCMI_PROTOCOL_FIRST + slot));
	const struct scmi_message_words *message = &protocol->messages[random_number(protocol->count)];
	uint8_t version = agent->versions[slot] ? agent->versions[slot] : 0xff;
	const struct scmi_view *view = &agent->views[slot];
	unsigned int id = view->count ? (fresh.resource + random_number(2)) % view->count : 0;
	const struct scmi_field *field;
	struct scmi_build build;
	uint8_t payload[4 * MAX_WORDS];
	size_t i;

	if (!(agent->protocols >> slot & 1) || !changes(message) ||
	    !scmi_build_init(&build, message->request, version, payload, sizeof(payload) - 12))
		return false;
	for (field = message->request; field->form != SCMI_FIELD_END; field++) {
		const struct scmi_field *found = scmi_build_find(&build, field->name);
		uint64_t value = any_number(field, slot, view, id);

		if (found == field && value && scmi_field_takes(field, false, value))
			scmi_build_set(&build, field, value);
	}
	act->words[0] = (uint32_t)protocol->id << 10 | message->id;
	act->count = 1 + build.size / 4;
	for (i = 1; i < act->count; i++)
		act->words[i] = get_word(&payload[4 * (i - 1)]);
	if (slot == SCMI_PROTOCOL_PINCTRL - SCMI_PROTOCOL_FIRST &&
	    message->id == SCMI_PINCTRL_SETTINGS_CONFIGURE) {
		act->words[act->count++] = random_number(20);
		act->words[act->count++] = random_number(3);
	}
	return true;
}

/* Of those protocols that the board has */
static unsigned int any_slot(void)
{
	unsigned int slot;

	do
		slot = random_number(SCMI_PROTOCOL_SLOTS);
	while (!fresh.board.server.slots[slot]);
	return slot;
}

/* @agent sends all, 0: anyone */
static size_t any_sequence(struct act *acts, unsigned int agent)
{
	size_t count = 1 + random_number(MAX_ACTS), i;

	for (i = 0; i < FEW_SLOTS; i++)
		fresh.slots[i] = any_slot();
	fresh.resource = random_number(2) ? random_number(UINT16_MAX) : random_number(2);
	for (i = 0; i < count; i++) {
		unsigned int tries = 100;

		acts[i] = (struct act){ .time = random_number(100000) };
		if (!random_number(8))
			continue;
		acts[i].agent = agent ? agent : 1 + random_number(fresh.board.server.agent_count);
		while (!any_message(&acts[i]) && --tries)
			;
		/* Not all agents have all protocols */
		if (!tries)
			acts[i].agent = 0;
	}
	return count;
}

/* A run of a sequence: false where something does not hold */

static bool holds(const char *what)
{
	if (what)
		snprintf(difference, sizeof(difference), "%s", what);
	return !what;
}

/* The memory as it was before the last message */
static _Alignas(8) uint8_t before[BOARD_MEMORY];

static bool send(unsigned int agent, const uint32_t *words, size_t count, uint32_t *status)
{
	struct scmi_server *server = &fresh.setup->board.server;
	struct oracle oracle = { server, fresh.setup->memory, before };
	uint32_t request[MAX_WORDS], reply[64];
	size_t i;

	for (i = 0; i < count; i++)
		put_word((uint8_t *)&request[i], words[i]);
	memcpy(before, fresh.setup->memory, fresh.size);
	scmi_server_process(server, agent, (const uint8_t *)request, 4 * count, (uint8_t *)reply,
			    sizeof(reply));
	*status = get_word((const uint8_t *)&reply[1]);
	return holds(oracle_wrong(&oracle, agent, (const uint8_t *)request, 4 * count));
}

/* A reset has not got back what another agent's settings forbid */
static bool left_behind;

/* By itself where its version of the base protocol can do that, else by who is trusted */
static bool reset_agent(unsigned int agent)
{
	const struct scmi_server *server = &fresh.board.server;
	unsigned int resetter = agent;
	uint32_t status = 0;

	if (server->agents[agent - 1].versions[0] == SCMI_VERSION(1, 0)) {
		for (resetter = 1; !server->agents[resetter - 1].trusted; resetter++)
			;
	}
	if (!send(resetter, (const uint32_t[]){ BASE(0x00) }, 1, &status) ||
	    !send(resetter, (const uint32_t[]){ BASE(0x0b), agent, 0 }, 3, &status))
		return false;
	left_behind |= oracle_left_behind(&(struct oracle){ &fresh.setup->board.server,
							    fresh.setup->memory, before }, agent);
	return holds(status ? "a reset is refused" : NULL);
}

static void view_start(char *text)
{
	size_t size = scmi_board_view(&fresh.setup->board, text, VIEW_SIZE);

	assert_true(size < VIEW_SIZE);
	text[oracle_cut(&fresh.setup->board.server, text, size)] = '\0';
}

/* The first lines that differ */
static bool same_view(const char *now, const char *start)
{
	const char *line = now;

	for (; *now && *now == *start; now++, start++) {
		if (*now == '\n')
			line = now + 1;
	}
	if (*now == *start)
		return true;
	start -= now - line;
	snprintf(difference, sizeof(difference), "%.*s, but at the start %.*s",
		 (int)strcspn(line, "\n"), line, (int)strcspn(start, "\n"), start);
	return false;
}

static bool is_as_at_start(void)
{
	static _Alignas(8) uint8_t at_start[BOARD_MEMORY], now[BOARD_MEMORY];
	static char view[VIEW_SIZE], start_view[VIEW_SIZE];
	struct scmi_board *board = &fresh.setup->board;
	struct oracle oracle = { &board->server, fresh.setup->memory, at_start };
	struct scmi_board board_now;

	scmi_board_set_time(board, board->time + LONG_TIME);
	view_start(view);
	board_now = *board;
	memcpy(now, fresh.setup->memory, fresh.size);
	put_back();
	scmi_board_set_time(board, board_now.time);
	view_start(start_view);
	memcpy(at_start, fresh.setup->memory, fresh.size);
	*board = board_now;
	memcpy(fresh.setup->memory, now, fresh.size);
	if (!left_behind && !same_view(view, start_view))
		return false;
	return holds(oracle_different(&oracle, left_behind));
}

static bool run(const struct act *acts, size_t count)
{
	uint32_t senders = 0, status;
	unsigned int agent;
	size_t i;

	left_behind = false;
	put_back();
	for (i = 0; i < count; i++) {
		if (!acts[i].agent) {
			scmi_board_set_time(&fresh.setup->board, fresh.setup->board.time + acts[i].time);
			continue;
		}
		senders |= (uint32_t)1 << (acts[i].agent - 1);
		if (!send(acts[i].agent, acts[i].words, acts[i].count, &status))
			return false;
	}
	for (agent = 1; agent <= fresh.board.server.agent_count; agent++) {
		if ((senders >> (agent - 1) & 1) && !reset_agent(agent))
			return false;
	}
	/* One alone has nobody in the way */
	if (!(senders & (senders - 1)))
		left_behind = false;
	return is_as_at_start();
}

/* Leave out what does not matter; returns how many are left */
static size_t shorten(struct act *acts, size_t count)
{
	struct act left[MAX_ACTS];
	size_t i = 0;

	while (i < count) {
		memcpy(left, acts, i * sizeof(*acts));
		memcpy(&left[i], &acts[i + 1], (count - 1 - i) * sizeof(*acts));
		if (run(left, count - 1)) {
			i++;
			continue;
		}
		count--;
		memcpy(acts, left, count * sizeof(*acts));
		i = 0;
	}
	return count;
}

static void tell(const char *name, struct act *acts, size_t count)
{
	size_t i, j;

	count = shorten(acts, count);
	assert_false(run(acts, count));
	print_error("%s: %s\n", name, difference);
	for (i = 0; i < count; i++) {
		if (!acts[i].agent) {
			print_error("\tTIME(...), %u more\n", acts[i].time);
			continue;
		}
		print_error("\tTHEN(%u, WORDS(", acts[i].agent);
		for (j = 0; j < acts[i].count; j++)
			print_error("%s0x%x", j ? ", " : "", acts[i].words[j]);
		print_error("), WORDS(SUCCESS)),\n");
	}
}

static void starts_again(void **state)
{
	const char *name = *state;
	struct act acts[MAX_ACTS];
	unsigned int agent, round;
	bool holds = true;
	size_t count;

	start(name);
	for (round = 0; round < ROUNDS; round++) {
		/* One agent alone, or all of them together */
		agent = random_number(2) * (1 + random_number(fresh.board.server.agent_count));
		count = any_sequence(acts, agent);
		if (run(acts, count))
			continue;
		tell(name, acts, count);
		holds = false;
	}
	teardown_board(fresh.setup);
	assert_true(holds);
}

int main(void)
{
	add_row("demo", starts_again, "boards/demo");
	add_row("unit", starts_again, "tests/unit/unit");
	add_row("ties", starts_again, "tests/unit/ties");
	add_row("supplies", starts_again, "tests/unit/supplies");
	add_row("delayed", starts_again, "tests/unit/delayed");
	return run_program("start_again");
}
