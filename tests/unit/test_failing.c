// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * Asynchronous requests to hardware that fails: when they are begun, and when they are done. The board is
 * delayed.dts, some of whose operations are replaced.
 */
#include "harness.h"

#define LATER(header)	((header) | 0x200u)
#define MANY		1000u		/* microseconds, in which the board is done with all but readings */

/* What the tests change of the board: the operations of its protocols */
#define HANDS(name)										\
	static struct scmi_ ## name ## _config name;						\
	static struct scmi_ ## name ## _ops name ## _ops;

HANDS(power)
HANDS(clock)
HANDS(sensor)
HANDS(reset)
HANDS(voltage)
HANDS(powercap)

#define TAKE(name)										\
	do {											\
		if (instance->protocol == &scmi_ ## name ## _protocol) {			\
			name = *(const struct scmi_ ## name ## _config *)instance->config;	\
			name ## _ops = *name.ops;						\
			name.ops = &name ## _ops;						\
			instance->config = &name;						\
		}										\
	} while (0)

static struct setup *set_up(void)
{
	struct setup *setup = setup_board("tests/unit/delayed");
	unsigned int i;

	for (i = 0; i < setup->board.server.protocol_count; i++) {
		struct scmi_protocol_instance *instance = &setup->board.protocols[i];

		TAKE(power);
		TAKE(clock);
		TAKE(sensor);
		TAKE(reset);
		TAKE(voltage);
		TAKE(powercap);
	}
	assert_int_equal(scmi_server_init(&setup->board.server), SCMI_SUCCESS);
	return setup;
}

/* What fails */

static unsigned int calls;

static int fail_of(void *context, unsigned int resource)
{
	(void)context;
	(void)resource;
	calls++;
	return SCMI_HARDWARE_ERROR;
}

static int fail_number(void *context, unsigned int resource, uint32_t number)
{
	(void)number;
	return fail_of(context, resource);
}

static int fail_place(void *context, unsigned int resource, unsigned int place)
{
	(void)place;
	return fail_of(context, resource);
}

static int fail_level(void *context, unsigned int resource, int32_t level)
{
	(void)level;
	return fail_of(context, resource);
}

static int fail_rate(void *context, unsigned int resource, uint64_t rate)
{
	(void)rate;
	return fail_of(context, resource);
}

static int fail_get_number(void *context, unsigned int resource, uint32_t *number)
{
	*number = 0;
	return fail_of(context, resource);
}

static int fail_get_level(void *context, unsigned int resource, int32_t *level)
{
	*level = 0;
	return fail_of(context, resource);
}

static int fail_get_rate(void *context, unsigned int resource, uint64_t *rate)
{
	*rate = 0;
	return fail_of(context, resource);
}

static int fail_read(void *context, unsigned int resource, unsigned int axis,
		     struct scmi_sensor_reading *reading)
{
	(void)axis;
	*reading = (struct scmi_sensor_reading){ 0 };
	return fail_of(context, resource);
}

static void clock_starts(void) { clock_ops.start_set_rate = fail_rate; }
static void reset_starts(void) { reset_ops.start_reset = fail_number; }
static void voltage_starts(void) { voltage_ops.start_set_level = fail_level; }
static void sensor_starts(void) { sensor_ops.start_read = fail_of; }
static void powercap_starts(void) { powercap_ops.start_set_cap = fail_number; }
static void power_starts(void) { power_ops.start_set_state = fail_place; }

static void clock_ends(void) { clock_ops.get_rate = fail_get_rate; }
static void voltage_ends(void) { voltage_ops.get_level = fail_get_level; }
static void sensor_ends(void) { sensor_ops.read = fail_read; }
static void powercap_ends(void) { powercap_ops.get_cap = fail_get_number; }
static void power_ends(void) { power_ops.set_state = fail_place; }

static uint32_t ask(struct setup *setup, const struct words *request)
{
	uint32_t reply[16];

	exchange_words(&setup->board.server, 1, request->word, request->count, reply, 16);
	return reply[1];
}

/* An asynchronous request that cannot be begun: nothing is under way, others are answered at once */
static const struct start {
	const char *name;
	void (*spoil)(void);
	struct words later, now;
} starts[] = {
	{ "a rate that cannot be begun", clock_starts,
	  WORDS(CLOCK(0x05), 1, 0, 2000, 0), WORDS(CLOCK(0x05), 0, 0, 2000, 0) },
	{ "a reset that cannot be begun", reset_starts,
	  WORDS(RESET_DOMAIN(0x04), 0, 5, 0), WORDS(RESET_DOMAIN(0x04), 0, 1, 0) },
	{ "a level that cannot be begun", voltage_starts,
	  WORDS(VOLTAGE(0x07), 0, 1, 1001000), WORDS(VOLTAGE(0x07), 0, 0, 1001000) },
	{ "a reading that cannot be begun", sensor_starts,
	  WORDS(SENSOR(0x06), 0, 1), WORDS(SENSOR(0x06), 0, 0) },
	{ "a cap that cannot be begun", powercap_starts,
	  WORDS(POWERCAP(0x05), 0, 2, 200), WORDS(POWERCAP(0x05), 0, 0, 200) },
	{ "a power state that cannot be begun", power_starts,
	  WORDS(POWER(0x04), 1, 0, 0), WORDS(POWER(0x04), 0, 0, 0) },
};

static void is_not_begun(void **state)
{
	const struct start *start = *state;
	struct setup *setup = set_up();
	uint8_t event[SCMI_MAX_EVENT_SIZE];
	struct snapshot before;

	take_snapshot(&setup->board, &before);
	start->spoil();
	calls = 0;
	assert_int_equal(ask(setup, &start->later), HARDWARE_ERROR);
	assert_int_equal(calls, 1);
	assert_null(snapshot_difference(&setup->board, &before));
	assert_int_equal(ask(setup, &start->now), SUCCESS);
	scmi_board_set_time(&setup->board, 10 * MANY);
	assert_int_equal(scmi_server_next_event(&setup->board.server, 1, event, sizeof(event)), 0);
	teardown_board(setup);
}

/* One that fails when it is done: the status comes as the delayed response, alone */
static const struct end {
	const char *name;
	void (*spoil)(void);
	struct words request;
} ends[] = {
	{ "a rate that cannot be read when it is set", clock_ends, WORDS(CLOCK(0x05), 1, 0, 2000, 0) },
	{ "a level that cannot be read when it is set", voltage_ends, WORDS(VOLTAGE(0x07), 0, 1, 1001000) },
	{ "a sensor that cannot be read after all", sensor_ends, WORDS(SENSOR(0x06), 0, 1) },
	{ "a cap that cannot be read when it is set", powercap_ends, WORDS(POWERCAP(0x05), 0, 2, 200) },
};

static void is_not_done(void **state)
{
	const struct end *end = *state;
	struct setup *setup = set_up();
	uint8_t event[SCMI_MAX_EVENT_SIZE];

	assert_int_equal(ask(setup, &end->request), SUCCESS);
	end->spoil();
	scmi_board_set_time(&setup->board, 10 * MANY);
	assert_int_equal(scmi_server_next_event(&setup->board.server, 1, event, sizeof(event)), 8);
	assert_int_equal(get_word(event), LATER(end->request.word[0]));
	assert_int_equal(get_word(event + 4), HARDWARE_ERROR);
	assert_int_equal(scmi_server_next_event(&setup->board.server, 1, event, sizeof(event)), 0);
	teardown_board(setup);
}

/*
 * What the hardware has done is the agent's, whatever the platform fails to do afterwards: it holds, and a
 * reset takes it back. Of the slow domain, which has no cap at the start, agent 3 is told.
 */

static void interval_ends(void) { powercap_ops.get_pai = fail_get_number; }
static void cap_is_no_more_set(void) { powercap_ops.set_cap = fail_number; }
static void powercap_fails(void) { powercap_ends(), interval_ends(), cap_is_no_more_set(); }

static const struct done_cap {
	const char *name;
	void (*spoil)(void);
	uint32_t status;	/* of the delayed response */
	uint32_t holds;
	bool other;		/* agent 2 has had a lower cap, which goes while the other is under way */
	bool told;		/* of what holds: the platform could tell it */
} done_caps[] = {
	{ "a cap is the agent's though it cannot be read", powercap_ends, HARDWARE_ERROR, 200, false, false },
	{ "a cap is the agent's though it cannot be told", interval_ends, SUCCESS, 200, false, false },
	{ "a cap is the agent's though all fails", powercap_fails, HARDWARE_ERROR, 200, false, false },
	{ "a cap is the agent's though it has to follow another one and does not",
	  cap_is_no_more_set, HARDWARE_ERROR, 100, true, true },
};

static void expect_words(struct scmi_server *server, unsigned int agent, const struct words *expected)
{
	uint8_t event[SCMI_MAX_EVENT_SIZE];
	size_t i;

	assert_int_equal(scmi_server_next_event(server, agent, event, sizeof(event)), 4 * expected->count);
	for (i = 0; i < expected->count; i++)
		assert_int_equal(get_word(event + 4 * i), expected->word[i]);
}

#define EXPECT_EVENT(server, agent, ...) do {							\
		const struct words expected = WORDS(__VA_ARGS__);				\
		expect_words(server, agent, &expected);						\
	} while (0)

static void cap_is_done(void **state)
{
	const struct done_cap *row = *state;
	struct setup *setup = set_up();
	struct scmi_server *server = &setup->board.server;
	const struct scmi_powercap_ops good = powercap_ops;
	uint8_t event[SCMI_MAX_EVENT_SIZE];
	uint32_t reply[4];

	if (row->other)
		SEND(server, 2, reply, POWERCAP(0x05), 1, 0, 100);
	SEND(server, 1, reply, POWERCAP(0x05), 0, 2, 200);
	assert_int_equal(reply[1], SUCCESS);
	if (row->other)
		SEND(server, 2, reply, BASE(0x0b), 2, 0);
	SEND(server, 3, reply, POWERCAP(0x0a), 0, 1);
	assert_int_equal(reply[1], SUCCESS);
	row->spoil();
	scmi_board_set_time(&setup->board, MANY);
	powercap_ops = good;
	assert_int_not_equal(scmi_server_next_event(server, 1, event, sizeof(event)), 0);
	assert_int_equal(get_word(event), LATER(POWERCAP(0x05)));
	assert_int_equal(get_word(event + 4), row->status);
	SEND(server, 3, reply, POWERCAP(0x04), 0);
	assert_int_equal(reply[2], row->holds);
	if (row->told)
		EXPECT_EVENT(server, 3, POWERCAP_EVENT(0), 1, 0, row->holds, 1000);
	SEND(server, 2, reply, BASE(0x0b), 1, 0);
	assert_int_equal(reply[1], SUCCESS);
	SEND(server, 3, reply, POWERCAP(0x04), 0);
	assert_int_equal(reply[2], 0);
	if (row->told)
		EXPECT_EVENT(server, 3, POWERCAP_EVENT(0), 1, 0, 0, 1000);
	assert_int_equal(scmi_server_next_event(server, 3, event, sizeof(event)), 0);
	teardown_board(setup);
}

/* A domain that is on, which no delayed response tells; it is off at the start */
static void power_state_is_done(void **state)
{
	struct setup *setup = set_up();
	struct scmi_server *server = &setup->board.server;
	const struct scmi_power_ops good = power_ops;
	uint8_t event[SCMI_MAX_EVENT_SIZE];
	uint32_t reply[4];

	(void)state;
	SEND(server, 3, reply, POWER(0x06), 0, 1);
	assert_int_equal(reply[1], SUCCESS);
	SEND(server, 1, reply, POWER(0x04), 1, 0, 0);
	assert_int_equal(reply[1], SUCCESS);
	power_ends();
	scmi_board_set_time(&setup->board, MANY);
	power_ops = good;
	EXPECT_EVENT(server, 3, POWER_EVENT(0), 1, 0, 0);
	assert_int_equal(scmi_server_next_event(server, 1, event, sizeof(event)), 0);
	/* It stays on as long as the agent needs it, and no longer */
	SEND(server, 3, reply, POWER(0x04), 0, 0, 0x40000000);
	SEND(server, 3, reply, POWER(0x05), 0);
	assert_int_equal(reply[2], 0);
	SEND(server, 2, reply, BASE(0x0b), 1, 0);
	assert_int_equal(reply[1], SUCCESS);
	SEND(server, 3, reply, POWER(0x05), 0);
	assert_int_equal(reply[2], 0x40000000);
	EXPECT_EVENT(server, 3, POWER_EVENT(0), 1, 0, 0x40000000);
	teardown_board(setup);
}

/* The first sensor that cannot be described ends the description, here of version 1.0 */
static void sensor_is_not_described(void **state)
{
	struct setup *setup = set_up();
	struct scmi_server *server = &setup->board.server;
	uint32_t reply[32];

	(void)state;
	SEND(server, 1, reply, SENSOR(0x10), 0x10000);
	assert_int_equal(reply[1], SUCCESS);
	SEND(server, 1, reply, SENSOR(0x03), 0);
	assert_int_equal(reply[1], SUCCESS);
	assert_int_equal(reply[2], 3);
	sensor_ops.get_interval = fail_get_number;
	calls = 0;
	assert_int_equal(SEND(server, 1, reply, SENSOR(0x03), 0), 2);
	assert_int_equal(reply[1], HARDWARE_ERROR);
	assert_int_equal(calls, 1);
	teardown_board(setup);
}

/* Resources that are asynchronous, of a platform that is not */

#define CANNOT(what, ...) static void what ## _cannot(void) { __VA_ARGS__; }
CANNOT(clock_ever, clock_ops.rates = NULL)
CANNOT(reset_start, reset_ops.start_reset = NULL, reset_ops.abort_reset = NULL)
CANNOT(reset_now, reset_ops.reset = NULL)
CANNOT(voltage_start, voltage_ops.start_set_level = NULL, voltage_ops.abort_set_level = NULL)
CANNOT(sensor_start, sensor_ops.start_read = NULL, sensor_ops.abort_read = NULL)
CANNOT(powercap_start, powercap_ops.start_set_cap = NULL, powercap_ops.abort_set_cap = NULL)
CANNOT(power_start, power_ops.start_set_state = NULL, power_ops.abort_set_state = NULL)
CANNOT(power_now, power_ops.set_state = NULL)

static void contradictions(void **state)
{
	static void (*const spoil[])(void) = {
		clock_ever_cannot, reset_start_cannot, reset_now_cannot, voltage_start_cannot,
		sensor_start_cannot, powercap_start_cannot, power_start_cannot, power_now_cannot,
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(spoil) / sizeof(spoil[0]); i++) {
		struct setup *setup = set_up();

		spoil[i]();
		if (scmi_server_init(&setup->board.server) != SCMI_INVALID_PARAMETERS)
			fail_msg("number %zu is not refused", i);
		teardown_board(setup);
	}
}

/* A platform that is done with what the server does not have */
static void done_with_nothing(void **state)
{
	static const struct {
		unsigned int protocol, resource;
	} rows[] = {
		{ 0x0f, 0 }, { 0x1a, 0 }, { 0xff, 0 }, { SCMI_PROTOCOL_PINCTRL, 0 },
		{ SCMI_PROTOCOL_CLOCK, 4 }, { SCMI_PROTOCOL_CLOCK, 0x10000 }, { SCMI_PROTOCOL_RESET, 0 },
	};
	const struct words request = WORDS(CLOCK(0x05) | TOKEN(1), 1, 0, 2000, 0);
	const struct words reset_now = WORDS(RESET_DOMAIN(0x04), 0, 1, 0);
	struct setup *setup = set_up();
	struct scmi_server *server = &setup->board.server;
	uint8_t event[SCMI_MAX_EVENT_SIZE];
	size_t i;

	(void)state;
	assert_int_equal(ask(setup, &request), SUCCESS);
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		scmi_server_done(server, (enum scmi_protocol_id)rows[i].protocol, rows[i].resource,
				 SCMI_SUCCESS);
		assert_int_equal(scmi_server_next_event(server, 1, event, sizeof(event)), 0);
	}
	/* Another protocol's resource of that number is free */
	assert_int_equal(ask(setup, &reset_now), SUCCESS);
	scmi_server_done(server, SCMI_PROTOCOL_CLOCK, 0, SCMI_SUCCESS);
	assert_int_equal(scmi_server_next_event(server, 1, event, sizeof(event)), 20);
	assert_int_equal(get_word(event), LATER(CLOCK(0x05) | TOKEN(1)));
	teardown_board(setup);
}

int main(void)
{
	size_t i;

	for (i = 0; i < sizeof(starts) / sizeof(starts[0]); i++)
		add_row(starts[i].name, is_not_begun, &starts[i]);
	for (i = 0; i < sizeof(ends) / sizeof(ends[0]); i++)
		add_row(ends[i].name, is_not_done, &ends[i]);
	for (i = 0; i < sizeof(done_caps) / sizeof(done_caps[0]); i++)
		add_row(done_caps[i].name, cap_is_done, &done_caps[i]);
	ADD_TEST("a power state is the agent's though it cannot be set again", power_state_is_done);
	ADD_TEST("a sensor that cannot be described", sensor_is_not_described);
	ADD_TEST("asynchronous resources of a platform that is not", contradictions);
	ADD_TEST("a platform that is done with what there is not", done_with_nothing);
	return run_program("failing");
}
