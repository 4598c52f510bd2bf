// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 */
#include <stdio.h>

#include "harness.h"

#define MAX_TESTS	1024
#define PLENTY		256
#define BOARD_MEMORY	65536
#define SMT_HEADER	24
#define UNTOUCHED	0xa5

const char *const way_names[WAYS] = { "direct", "MSG", "SMT" };

const char *unit_board = "tests/unit/unit";

static struct CMUnitTest tests[MAX_TESTS];
static size_t test_count;

/* Nothing of lib/ allocates, and tests that fail leave their blocks behind */
const char *__asan_default_options(void);

const char *__asan_default_options(void)
{
	return "detect_leaks=0";
}

/* Bytes */

void put_word(uint8_t *bytes, uint32_t word)
{
	bytes[0] = word & 0xff;
	bytes[1] = word >> 8 & 0xff;
	bytes[2] = word >> 16 & 0xff;
	bytes[3] = word >> 24 & 0xff;
}

uint32_t get_word(const uint8_t *bytes)
{
	return bytes[0] | bytes[1] << 8 | bytes[2] << 16 | (uint32_t)bytes[3] << 24;
}

static uint8_t *bytes_of(const uint32_t *words, size_t count)
{
	uint8_t *bytes = malloc(count * 4);
	size_t i;

	for (i = 0; i < count; i++)
		put_word(bytes + 4 * i, words[i]);
	return bytes;
}

/* Boards */

void *read_file(const char *path, size_t *size)
{
	FILE *file = fopen(path, "rb");
	void *bytes;

	if (!file)
		fail_msg("%s: cannot be read", path);
	fseek(file, 0, SEEK_END);
	*size = (size_t)ftell(file);
	rewind(file);
	bytes = malloc(*size);
	if (fread(bytes, 1, *size, file) != *size)
		fail_msg("%s: cannot be read", path);
	fclose(file);
	return bytes;
}

void *read_board(const char *name, size_t *size)
{
	char path[1024];

	snprintf(path, sizeof(path), "%s/%s.dtb", UNIT_BOARDS, name);
	return read_file(path, size);
}

struct setup *setup_board(const char *name)
{
	struct setup *setup = malloc(sizeof(*setup));
	struct scmi_board_error error = { .node = "?", .reason = "no error given" };
	size_t size;

	setup->fdt = read_board(name, &size);
	setup->memory = malloc(BOARD_MEMORY);
	if (scmi_board_init(&setup->board, setup->fdt, size, setup->memory, BOARD_MEMORY, &error))
		fail_msg("%s: %s %s %s", name, error.node, error.property ? error.property : "",
			 error.reason);
	return setup;
}

void teardown_board(struct setup *setup)
{
	free(setup->fdt);
	free(setup->memory);
	free(setup);
}

void set_up_lone(struct lone_server *lone, unsigned int agents, enum scmi_protocol_id id,
		 const struct scmi_protocol *protocol, const void *config, uint16_t permissions)
{
	unsigned int slot = (unsigned int)id - SCMI_PROTOCOL_FIRST;
	unsigned int i;

	*lone = (struct lone_server){
		.instance = { protocol, config, 1, NULL },
		.entry.permissions = permissions,
		.server = {
			.vendor = "vendor", .agents = lone->agents, .agent_states = lone->states,
			.agent_count = (uint8_t)agents, .protocol_count = 1,
			.protocols = &lone->instance,
		},
	};
	for (i = 0; i < agents; i++) {
		lone->agents[i].name = "agent";
		lone->agents[i].protocols = (uint16_t)(1u | 1u << slot);
		lone->agents[i].views[slot] = (struct scmi_view){ .entries = &lone->entry, .count = 1 };
	}
}

int start_server(const struct scmi_protocol *protocol, const void *config)
{
	struct lone_server lone;

	set_up_lone(&lone, 1, SCMI_PROTOCOL_BASE, protocol, config, 0);
	lone.agents[0].views[0].count = 0;
	return scmi_server_init(&lone.server);
}

void refused_by_server(const struct scmi_protocol *protocol, const void *configs, size_t size,
		       size_t count)
{
	const char *config = configs;

	for (; count; count--, config += size)
		assert_int_equal(start_server(protocol, config), SCMI_INVALID_PARAMETERS);
}

static const struct scmi_protocol_instance *clocks_of(const struct scmi_board *board)
{
	unsigned int i;

	for (i = 0; i < board->server.protocol_count; i++) {
		if (board->server.protocols[i].protocol == &scmi_clock_protocol)
			return &board->server.protocols[i];
	}
	return NULL;
}

static const void *states_of(const struct scmi_protocol_instance *instance, size_t *size)
{
	if (instance->protocol == &scmi_performance_protocol) {
		const struct scmi_performance_config *config = instance->config;

		*size = instance->resource_count * sizeof(config->states[0]);
		return config->states;
	}
	if (instance->protocol == &scmi_sensor_protocol) {
		const struct scmi_sensor_config *config = instance->config;

		*size = instance->resource_count * sizeof(config->states[0]);
		return config->states;
	}
	if (instance->protocol == &scmi_voltage_protocol) {
		const struct scmi_voltage_config *config = instance->config;

		*size = instance->resource_count * sizeof(config->states[0]);
		return config->states;
	}
	if (instance->protocol == &scmi_power_protocol) {
		const struct scmi_power_config *config = instance->config;

		*size = instance->resource_count * sizeof(config->states[0]);
		return config->states;
	}
	if (instance->protocol == &scmi_system_protocol) {
		const struct scmi_system_config *config = instance->config;

		*size = sizeof(*config->state);
		return config->state;
	}
	if (instance->protocol == &scmi_reset_protocol) {
		const struct scmi_reset_config *config = instance->config;

		*size = instance->resource_count * sizeof(config->states[0]);
		return config->states;
	}
	if (instance->protocol == &scmi_powercap_protocol) {
		const struct scmi_powercap_config *config = instance->config;

		*size = instance->resource_count * sizeof(config->states[0]);
		return config->states;
	}
	if (instance->protocol == &scmi_pinctrl_protocol) {
		const struct scmi_pinctrl_config *config = instance->config;

		*size = (size_t)(config->pin_count + config->group_count) *
			sizeof(config->states[0]);
		return config->states;
	}
	*size = 0;
	return NULL;
}

/* Limits of performance are kept for each agent, too */
static const void *limits_of(const struct scmi_protocol_instance *instance, size_t *size)
{
	const struct scmi_performance_config *config = instance->config;

	*size = 0;
	if (instance->protocol != &scmi_performance_protocol)
		return NULL;
	*size = instance->resource_count * (config->agent_count + 1u) * sizeof(config->limits[0]);
	return config->limits;
}

static void take_clocks(const struct scmi_board *board, struct snapshot *s)
{
	const struct scmi_protocol_instance *clocks = clocks_of(board);
	const struct scmi_clock_config *config;

	if (!clocks)
		return;
	config = clocks->config;
	assert_in_range(clocks->resource_count, 1, sizeof(s->clocks) / sizeof(s->clocks[0]));
	s->clock_count = clocks->resource_count;
	memcpy(s->clocks, config->states, s->clock_count * sizeof(s->clocks[0]));
}

static void add_other(struct snapshot *s, size_t *used, const void *bytes, size_t size)
{
	assert_true(*used + size <= sizeof(s->others));
	if (size)
		memcpy(s->others + *used, bytes, size);
	*used += size;
}

static void take_others(const struct scmi_board *board, struct snapshot *s)
{
	size_t used = 0;
	unsigned int i;

	for (i = 0; i < board->server.protocol_count; i++) {
		const void *bytes;
		size_t size;

		bytes = states_of(&board->server.protocols[i], &size);
		add_other(s, &used, bytes, size);
		bytes = limits_of(&board->server.protocols[i], &size);
		add_other(s, &used, bytes, size);
	}
}

void take_snapshot(const struct scmi_board *board, struct snapshot *s)
{
	memset(s, 0, sizeof(*s));
	s->text_size = scmi_board_view(board, s->text, sizeof(s->text));
	assert_true(s->text_size <= sizeof(s->text));
	memcpy(s->agents, board->server.agent_states,
	       board->server.agent_count * sizeof(s->agents[0]));
	take_clocks(board, s);
	take_others(board, s);
}

/* Who listens to errors is told of this one, and the rate that nobody is told of does not count */
static void mask(struct snapshot *s)
{
	unsigned int i;

	for (i = 0; i < SCMI_MAX_AGENTS; i++) {
		if (!s->agents[i].notify_errors)
			continue;
		s->agents[i].pending_events = 0;
		s->agents[i].lost_events = 0;
	}
	for (i = 0; i < s->clock_count; i++) {
		if (!s->clocks[i].rate_subscribers)
			s->clocks[i].told_rate = 0;
	}
}

const char *snapshot_difference(const struct scmi_board *board, const struct snapshot *snapshot)
{
	struct snapshot before = *snapshot;
	struct snapshot now;

	take_snapshot(board, &now);
	mask(&before);
	mask(&now);
	if (memcmp(now.text, before.text, sizeof(now.text)))
		return "the board";
	if (memcmp(now.agents, before.agents, sizeof(now.agents)))
		return "an agent's state";
	if (memcmp(now.clocks, before.clocks, sizeof(now.clocks)))
		return "a clock's state";
	if (memcmp(now.others, before.others, sizeof(now.others)))
		return "a resource's state";
	return NULL;
}

/* Ways */

static struct scmi_channel make_channel(struct scmi_server *server, unsigned int agent, size_t max)
{
	return (struct scmi_channel) {
		.server = server,
		.agent = (uint8_t)agent,
		.forms = SCMI_CHANNEL_SMT | SCMI_CHANNEL_MSG,
		.max_size = (uint16_t)max,
		.request = malloc(max),
		.reply = malloc(max),
	};
}

static void free_channel(struct scmi_channel *channel)
{
	free(channel->request);
	free(channel->reply);
}

static size_t by_msg(struct scmi_server *server, unsigned int agent, const uint8_t *request,
		     size_t size, uint8_t *reply, size_t room)
{
	struct scmi_channel channel = make_channel(server, agent, size > room ? size : room);
	enum scmi_channel_result result;

	result = scmi_channel_msg(&channel, request, size, reply, &room);
	free_channel(&channel);
	if (result != SCMI_CHANNEL_OK)
		fail_msg("scmi_channel_msg() = %d", result);
	return room;
}

/* The header's reserved words and flags are the agent's, and so is what lies behind the messages */
static void check_smt(const uint8_t *shared, size_t size, size_t used)
{
	static const size_t not_ours[] = { 0, 8, 12, 16 };
	size_t i;

	assert_int_equal(get_word(shared + 4), 1);
	for (i = 0; i < sizeof(not_ours) / sizeof(not_ours[0]); i++)
		assert_int_equal(get_word(shared + not_ours[i]), 0xa5a5a5a5);
	for (i = SMT_HEADER + used; i < size; i++)
		assert_int_equal(shared[i], UNTOUCHED);
}

static size_t by_smt(struct scmi_server *server, unsigned int agent, const uint8_t *request,
		     size_t size, uint8_t *reply, size_t room)
{
	struct scmi_channel channel = make_channel(server, agent, room);
	uint8_t *shared = malloc(SMT_HEADER + room);
	enum scmi_channel_result result;
	size_t length;

	memset(shared, UNTOUCHED, SMT_HEADER + room);
	put_word(shared + 4, 0);
	put_word(shared + 20, (uint32_t)size);
	memcpy(shared + SMT_HEADER, request, size);
	result = scmi_channel_smt(&channel, shared, SMT_HEADER + room);
	free_channel(&channel);
	if (result != SCMI_CHANNEL_OK)
		fail_msg("scmi_channel_smt() = %d", result);
	length = get_word(shared + 20);
	assert_true(length <= room);
	check_smt(shared, SMT_HEADER + room, length > size ? length : size);
	memcpy(reply, shared + SMT_HEADER, length);
	free(shared);
	return length;
}

/* What the server has answered, bit (-status) each, for docs/protocols.md */
static uint16_t statuses[256][256];

static void write_statuses(void)
{
	FILE *file = fopen(getenv("UNIT_STATUSES"), "w");
	unsigned int protocol, message, i;

	for (protocol = 0; file && protocol < 256; protocol++) {
		for (message = 0; message < 256; message++) {
			for (i = 0; i < 16; i++) {
				if (statuses[protocol][message] >> i & 1)
					fprintf(file, "%u %u -%u\n", protocol, message, i);
			}
		}
	}
	if (file)
		fclose(file);
}

static void note_status(const uint8_t *reply, size_t size)
{
	static bool first = true;

	if (first && getenv("UNIT_STATUSES"))
		atexit(write_statuses);
	first = false;
	if (size >= 8 && -get_word(reply + 4) < 16)
		statuses[get_word(reply) >> 10 & 0xff][get_word(reply) & 0xff] |=
			(uint16_t)(1u << -get_word(reply + 4));
}

uint8_t *exchange(enum way way, struct scmi_server *server, unsigned int agent,
		  const uint8_t *request, size_t size, size_t room, size_t *reply_size)
{
	uint8_t *reply = malloc(room ? room : 1);

	/* A channel cannot say that there is less room for the reply than the request takes or than
	 * the shortest reply needs
	 */
	if (way == WAY_SMT && room >= size && room >= 8)
		*reply_size = by_smt(server, agent, request, size, reply, room);
	else if (way == WAY_MSG && room >= 8)
		*reply_size = by_msg(server, agent, request, size, reply, room);
	else
		*reply_size = scmi_server_process(server, agent, request, size, reply, room);
	note_status(reply, *reply_size);
	return reply;
}

size_t exchange_words(struct scmi_server *server, unsigned int agent, const uint32_t *request,
		      size_t count, uint32_t *reply, size_t max)
{
	uint8_t *bytes = bytes_of(request, count);
	size_t size, i;
	uint8_t *answer = exchange(WAY_DIRECT, server, agent, bytes, count * 4, PLENTY, &size);

	assert_int_equal(size % 4, 0);
	for (i = 0; i < size / 4 && i < max; i++)
		reply[i] = get_word(answer + 4 * i);
	free(answer);
	free(bytes);
	return size / 4;
}

/* Cases */

/* So many bytes of a failed comparison are worth showing */
#define SHOWN	256

static void show(const char *what, const uint8_t *bytes, size_t size)
{
	char text[SHOWN / 4 * 9 + 1] = "";
	size_t i;

	for (i = 0; i + 4 <= size && i < SHOWN; i += 4)
		sprintf(text + i / 4 * 9, " %08x", get_word(bytes + i));
	print_error("%s %zu bytes:%s\n", what, size, text);
}

static void compare(const struct step *step, enum way way, const uint8_t *expected,
		    size_t expected_size, const uint8_t *actual, size_t actual_size)
{
	if (actual_size == expected_size && !memcmp(actual, expected, expected_size))
		return;
	print_error("line %d, %s:\n", step->line, way_names[way]);
	show("expected", expected, expected_size);
	show("received", actual, actual_size);
	fail();
}

static void run_exchange(const struct step *step, struct setup *setup, enum way way)
{
	uint8_t *request = bytes_of(step->request.word, step->request.count);
	size_t expected_size = 4 * (step->answer.count + 1);
	uint8_t *expected = malloc(expected_size);
	struct snapshot before;
	uint8_t *reply;
	size_t size, i;

	memcpy(expected, request, 4);
	for (i = 0; i < step->answer.count; i++)
		put_word(expected + 4 * (i + 1), step->answer.word[i]);
	take_snapshot(&setup->board, &before);
	reply = exchange(way, &setup->board.server, step->agent, request, 4 * step->request.count,
			 step->room ? step->room : PLENTY, &size);
	compare(step, way, expected, expected_size, reply, size);
	if (step->answer.word[0] && snapshot_difference(&setup->board, &before))
		fail_msg("line %d, %s: was refused, but has changed %s", step->line, way_names[way],
			 snapshot_difference(&setup->board, &before));
	free(reply);
	free(expected);
	free(request);
}

static void run_event(const struct step *step, struct setup *setup, enum way way)
{
	uint8_t *expected = bytes_of(step->answer.word, step->answer.count);
	uint8_t message[SCMI_MAX_EVENT_SIZE];
	size_t size = scmi_server_next_event(&setup->board.server, step->agent, message,
					     sizeof(message));

	compare(step, way, expected, 4 * step->answer.count, message, size);
	free(expected);
}

static void run_view(const struct step *step, const struct setup *setup, enum way way)
{
	char text[4096];
	size_t size = scmi_board_view(&setup->board, text, sizeof(text) - 1);

	text[size] = '\0';
	if (!strstr(text, step->view))
		fail_msg("line %d, %s: there is no \"%s\" in\n%s", step->line, way_names[way],
			 step->view, text);
}

static void run_time(const struct step *step, struct setup *setup)
{
	scmi_board_set_time(&setup->board, step->time);
}

static void run_case(void **state)
{
	const struct step *first = *state;
	enum way way;

	for (way = 0; way < WAYS; way++) {
		struct setup *setup = setup_board(unit_board);
		const struct step *step = first;

		do {
			if (step->view)
				run_view(step, setup, way);
			else if (step->time)
				run_time(step, setup);
			else if (step->request.count)
				run_exchange(step, setup, way);
			else
				run_event(step, setup, way);
			step++;
		} while (step->line && !step->name);
		teardown_board(setup);
	}
}

void add_row(const char *name, CMUnitTestFunction function, const void *row)
{
	assert_in_range(test_count, 0, MAX_TESTS - 1);
	tests[test_count++] = (struct CMUnitTest) {
		.name = name,
		.test_func = function,
		.initial_state = (void *)row,
	};
}

void add_cases(const struct step *steps, size_t count)
{
	size_t i;

	/* The table's last row is empty, it ends the last case */
	assert_true(!steps[count - 1].line);
	for (i = 0; i < count; i++) {
		if (steps[i].name)
			add_row(steps[i].name, run_case, &steps[i]);
	}
}

int run_program(const char *group)
{
	return _cmocka_run_group_tests(group, tests, test_count, NULL, NULL);
}
