// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * A server as a vendor writes it down: constant tables, no device tree, hardware behind functions
 * that may be missing and may fail.
 */
#include "harness.h"

#define CLOCKS	3
#define SLOT	4	/* of the clock protocol: 0x14 - 0x10 */

enum operation {
	RATES, GET_RATE, SET_RATE, GET_ENABLED, SET_ENABLED, GET_PARENT, SET_PARENT, GET_CONFIG,
	SET_CONFIG,
	OPERATIONS,
};

/* The hardware. Clock 2 can be driven by 0 and 1; clock 1 has extended configuration. */
static struct hardware {
	const uint64_t *list;
	uint16_t count;
	bool linear;
	uint64_t rate[CLOCKS];
	bool enabled[CLOCKS];
	unsigned int parent[CLOCKS];
	uint32_t config[CLOCKS];
	int fails[OPERATIONS];		/* the status that an operation fails with */
	unsigned int calls[OPERATIONS];
} hw;

static const uint64_t some_rates[] = { 100, 200, 400 };

static int call(void *context, enum operation operation)
{
	assert_ptr_equal(context, &hw);
	hw.calls[operation]++;
	return hw.fails[operation];
}

static int rates(void *context, unsigned int clock, struct scmi_clock_rates *rates)
{
	assert_in_range(clock, 0, CLOCKS - 1);
	rates->rates = hw.list;
	rates->count = hw.count;
	rates->linear = hw.linear;
	return call(context, RATES);
}

static int get_rate(void *context, unsigned int clock, uint64_t *rate)
{
	*rate = hw.rate[clock];
	return call(context, GET_RATE);
}

static bool described(uint64_t rate)
{
	unsigned int i;

	if (hw.linear)
		return rate >= hw.list[0] && rate <= hw.list[1];
	for (i = 0; i < hw.count; i++) {
		if (hw.list[i] == rate)
			return true;
	}
	return false;
}

static int set_rate(void *context, unsigned int clock, uint64_t rate)
{
	int status = call(context, SET_RATE);

	if (!described(rate))
		fail_msg("clock %u is set to %llu, which is none of its rates", clock,
			 (unsigned long long)rate);
	if (!status)
		hw.rate[clock] = rate;
	return status;
}

static int get_enabled(void *context, unsigned int clock, bool *enabled)
{
	*enabled = hw.enabled[clock];
	return call(context, GET_ENABLED);
}

static int set_enabled(void *context, unsigned int clock, bool enabled)
{
	int status = call(context, SET_ENABLED);

	/* Changes only */
	assert_true(hw.enabled[clock] != enabled);
	if (!status)
		hw.enabled[clock] = enabled;
	return status;
}

static int get_parent(void *context, unsigned int clock, unsigned int *parent)
{
	assert_int_equal(clock, 2);
	*parent = hw.parent[clock];
	return call(context, GET_PARENT);
}

static int set_parent(void *context, unsigned int clock, unsigned int parent)
{
	int status = call(context, SET_PARENT);

	assert_int_equal(clock, 2);
	assert_in_range(parent, 0, 1);
	if (!status)
		hw.parent[clock] = parent;
	return status;
}

static int get_config(void *context, unsigned int clock, uint8_t type, uint32_t *value)
{
	assert_int_equal(clock, 1);
	assert_int_not_equal(type, 0);
	*value = hw.config[clock];
	return call(context, GET_CONFIG);
}

static int set_config(void *context, unsigned int clock, uint8_t type, uint32_t value)
{
	int status = call(context, SET_CONFIG);

	assert_int_equal(clock, 1);
	assert_int_not_equal(type, 0);
	if (!status)
		hw.config[clock] = value;
	return status;
}

static void abort_set_rate(void *context, unsigned int clock)
{
	(void)context, (void)clock;
}

static const struct scmi_clock_ops all_ops = {
	.rates = rates,
	.get_rate = get_rate,
	.set_rate = set_rate,
	.get_enabled = get_enabled,
	.set_enabled = set_enabled,
	.get_parent = get_parent,
	.set_parent = set_parent,
	.get_config = get_config,
	.set_config = set_config,
};

static const struct scmi_clock_ops least_ops = {
	.rates = rates, .get_rate = get_rate, .get_enabled = get_enabled,
};

static const struct scmi_clock_ops least_ops_and_parent = {
	.rates = rates, .get_rate = get_rate, .get_enabled = get_enabled, .get_parent = get_parent,
};

static const uint16_t parents[] = { 0, 1 };
static const struct scmi_clock clocks[CLOCKS] = {
	{ .name = "a", .enable_delay = 7 },
	{ .name = "b", .extended_config = true },
	{ .name = "c", .parents = parents, .parent_count = 2 },
};
/* Without any that has a parent */
static const struct scmi_clock plain_clocks[CLOCKS] = {
	{ .name = "a" }, { .name = "b", .extended_config = true }, { .name = "c" },
};

static const struct scmi_view_entry view[] = {
	{ 0, SCMI_CLOCK_MAY_ALL }, { 1, SCMI_CLOCK_MAY_ALL }, { 2, SCMI_CLOCK_MAY_ALL },
};

static struct scmi_event events[4];
static struct scmi_agent agents[2];
static struct scmi_agent_state agent_states[2];
static struct scmi_clock_state clock_states[CLOCKS];
static struct scmi_clock_config config;
static struct scmi_protocol_instance protocols[1];
static struct scmi_server server;

static void set_up(void)
{
	hw = (struct hardware){
		.list = some_rates, .count = 3, .rate = { 100, 200, 400 }, .config = { 0, 50, 0 },
	};
	agents[0] = (struct scmi_agent){
		.name = "one", .protocols = 1 | 1 << SLOT, .views[SLOT] = { view, CLOCKS },
		.events = events, .max_events = 4,
	};
	agents[1] = (struct scmi_agent){
		.name = "two", .protocols = 1 | 1 << SLOT, .views[SLOT] = { view, CLOCKS },
	};
	config = (struct scmi_clock_config){ clocks, clock_states, &all_ops, &hw };
	protocols[0] = (struct scmi_protocol_instance){
		&scmi_clock_protocol, &config, CLOCKS, NULL,
	};
	server = (struct scmi_server){
		.vendor = "acme", .agents = agents, .agent_states = agent_states, .agent_count = 2,
		.protocol_count = 1, .protocols = protocols,
	};
}

static void start(const struct scmi_clock_ops *ops, const struct scmi_clock *table)
{
	config.ops = ops;
	config.clocks = table;
	assert_int_equal(scmi_server_init(&server), SCMI_SUCCESS);
	memset(hw.calls, 0, sizeof(hw.calls));
}

static uint32_t reply[64];

static uint32_t ask(unsigned int agent, const uint32_t *words, size_t count)
{
	exchange_words(&server, agent, words, count, reply, sizeof(reply) / sizeof(reply[0]));
	return reply[1];
}

/* One request; the reply's status */
#define STATUS_OF(agent, ...)									\
	ask(agent, (const uint32_t[]){ __VA_ARGS__ },						\
	    sizeof((const uint32_t[]){ __VA_ARGS__ }) / sizeof(uint32_t))

static void least(void **state)
{
	(void)state;
	set_up();
	start(&least_ops, plain_clocks);
	assert_int_equal(STATUS_OF(1, CLOCK(0x04), 0, 0), SUCCESS);
	assert_int_equal(reply[2], 3);
	assert_int_equal(STATUS_OF(1, CLOCK(0x06), 1), SUCCESS);
	assert_int_equal(reply[2], 200);
	assert_int_equal(STATUS_OF(1, CLOCK(0x03), 0), SUCCESS);
	assert_int_equal(STATUS_OF(1, CLOCK(0x0b), 0, 0), SUCCESS);
	assert_int_equal(STATUS_OF(1, CLOCK(0x05), 0, 0, 200, 0), NOT_SUPPORTED);
	assert_int_equal(STATUS_OF(1, CLOCK(0x07), 0, 1, 0), NOT_SUPPORTED);
	assert_int_equal(STATUS_OF(1, CLOCK(0x07), 1, 0x10003, 1), NOT_SUPPORTED);
	assert_int_equal(STATUS_OF(1, CLOCK(0x0b), 1, 1), NOT_SUPPORTED);
	assert_int_equal(STATUS_OF(1, CLOCK(0x0c), 2, 0), NOT_SUPPORTED);
	assert_int_equal(STATUS_OF(1, CLOCK(0x0d), 2, 0), NOT_SUPPORTED);
	assert_int_equal(STATUS_OF(1, CLOCK(0x0e), 2), NOT_SUPPORTED);
	assert_int_equal(clock_states[0].users, 0);
	assert_int_equal(clock_states[0].rate_agent, 0);
	/* Nothing to be done is not more than the hardware can do */
	assert_int_equal(STATUS_OF(1, CLOCK(0x07), 0, 0, 0), SUCCESS);
	hw.enabled[0] = true;
	assert_int_equal(STATUS_OF(1, CLOCK(0x07), 0, 1, 0), SUCCESS);
	assert_int_equal(clock_states[0].users, 1);
	/* Something: the last user wants it off */
	assert_int_equal(STATUS_OF(1, CLOCK(0x07), 0, 0, 0), NOT_SUPPORTED);
	assert_int_equal(clock_states[0].users, 1);
	/* And a reset survives it */
	assert_int_equal(STATUS_OF(1, BASE(0x0b), 1, 0), SUCCESS);
	assert_int_equal(clock_states[0].users, 0);
}

static void fixed_parents(void **state)
{
	(void)state;
	set_up();
	start(&least_ops_and_parent, clocks);
	assert_int_equal(STATUS_OF(1, CLOCK(0x0e), 2), SUCCESS);
	assert_int_equal(reply[2], 0);
	assert_int_equal(STATUS_OF(1, CLOCK(0x0d), 2, 1), NOT_SUPPORTED);
	assert_int_equal(clock_states[2].parent_agent, 0);
}

static void calls_on_changes_only(void **state)
{
	(void)state;
	set_up();
	start(&all_ops, clocks);
	STATUS_OF(1, CLOCK(0x07), 0, 1, 0);
	STATUS_OF(2, CLOCK(0x07), 0, 1, 0);
	STATUS_OF(1, CLOCK(0x07), 0, 1, 0);
	assert_int_equal(hw.calls[SET_ENABLED], 1);
	assert_int_equal(clock_states[0].users, 3);
	STATUS_OF(1, CLOCK(0x07), 0, 0, 0);
	assert_int_equal(hw.calls[SET_ENABLED], 1);
	STATUS_OF(2, CLOCK(0x07), 0, 0, 0);
	assert_int_equal(hw.calls[SET_ENABLED], 2);
	STATUS_OF(2, CLOCK(0x07), 0, 0, 0);
	assert_int_equal(hw.calls[SET_ENABLED], 2);
	assert_false(hw.enabled[0]);
	STATUS_OF(1, CLOCK(0x07), 0, 3, 0);
	assert_int_equal(hw.calls[SET_ENABLED] + hw.calls[SET_CONFIG], 2);
	/* Reading writes nothing */
	STATUS_OF(1, CLOCK(0x03), 2);
	STATUS_OF(1, CLOCK(0x04), 2, 0);
	STATUS_OF(1, CLOCK(0x06), 2);
	STATUS_OF(1, CLOCK(0x0b), 1, 1);
	STATUS_OF(1, CLOCK(0x0e), 2);
	assert_int_equal(hw.calls[SET_RATE] + hw.calls[SET_PARENT] + hw.calls[SET_CONFIG], 0);
}

/* An operation that fails: its status is the answer, and nothing is remembered */
static const struct failing {
	const char *name;
	enum operation operation;
	unsigned int agent;
	struct words request;
} failing[] = {
	{ "fails: rates, when they are described", RATES, 2, WORDS(CLOCK(0x04), 0, 0) },
	{ "fails: rates, when one is set", RATES, 2, WORDS(CLOCK(0x05), 0, 0, 200, 0) },
	{ "fails: get_rate, when it is read", GET_RATE, 2, WORDS(CLOCK(0x06), 0) },
	{ "fails: get_rate, when it is listened to", GET_RATE, 1, WORDS(CLOCK(0x09), 1, 1) },
	{ "fails: set_rate", SET_RATE, 2, WORDS(CLOCK(0x05), 0, 0, 200, 0) },
	{ "fails: get_enabled, of attributes", GET_ENABLED, 2, WORDS(CLOCK(0x03), 0) },
	{ "fails: get_enabled, of configuration", GET_ENABLED, 2, WORDS(CLOCK(0x0b), 0, 0) },
	{ "fails: get_enabled, when a clock is enabled",
	  GET_ENABLED, 2, WORDS(CLOCK(0x07), 0, 1, 0) },
	{ "fails: set_enabled", SET_ENABLED, 2, WORDS(CLOCK(0x07), 0, 1, 0) },
	{ "fails: set_enabled, with a configuration that is good",
	  SET_ENABLED, 2, WORDS(CLOCK(0x07), 1, 0x10001, 75) },
	{ "fails: get_parent", GET_PARENT, 2, WORDS(CLOCK(0x0e), 2) },
	{ "fails: set_parent", SET_PARENT, 2, WORDS(CLOCK(0x0d), 2, 1) },
	{ "fails: get_config", GET_CONFIG, 2, WORDS(CLOCK(0x0b), 1, 0x80) },
	{ "fails: set_config", SET_CONFIG, 2, WORDS(CLOCK(0x07), 1, 0x800003, 75) },
	{ "fails: set_config, and the clock is not enabled either",
	  SET_CONFIG, 2, WORDS(CLOCK(0x07), 1, 0xff0001, 75) },
};

static void operation_fails(void **state)
{
	static const int statuses[] = { -1, -3, -5, -6, -8, -9, -11 };
	const struct failing *f = *state;
	size_t i;

	for (i = 0; i < sizeof(statuses) / sizeof(statuses[0]); i++) {
		struct scmi_clock_state before[CLOCKS];
		struct scmi_agent_state agents_before[2];
		struct hardware hw_before;
			uint8_t event[SCMI_MAX_EVENT_SIZE];

		set_up();
		start(&all_ops, clocks);
		/* Somebody listens, so that an event would come */
		STATUS_OF(1, CLOCK(0x09), 0, 1);
		STATUS_OF(1, CLOCK(0x09), 2, 1);
		memcpy(before, clock_states, sizeof(before));
		memcpy(agents_before, agent_states, sizeof(agents_before));
		hw.fails[f->operation] = statuses[i];
		hw_before = hw;
		assert_int_equal((int32_t)ask(f->agent, f->request.word, f->request.count),
				 statuses[i]);
		memcpy(hw_before.calls, hw.calls, sizeof(hw.calls));
		assert_memory_equal(&hw, &hw_before, sizeof(hw));
		assert_memory_equal(before, clock_states, sizeof(before));
		assert_memory_equal(agents_before, agent_states, sizeof(agents_before));
		assert_int_equal(scmi_server_next_event(&server, 1, event, sizeof(event)), 0);
	}
}

/* A failure of the hardware is told to who asked for errors; BUSY is an answer like others */
static void failures_are_told(void **state)
{
	static const struct {
		int status;
		bool told;
	} statuses[] = {
		{ -1, false }, { -2, false }, { -3, false }, { -4, false }, { -5, false },
		{ -6, false },
		{ -7, true }, { -8, true }, { -9, true }, { -10, true }, { -11, false },
	};
	uint8_t event[SCMI_MAX_EVENT_SIZE];
	size_t i;

	(void)state;
	set_up();
	start(&all_ops, clocks);
	assert_int_equal(STATUS_OF(1, BASE(0x08), 1), SUCCESS);
	for (i = 0; i < sizeof(statuses) / sizeof(statuses[0]); i++) {
		hw.fails[GET_RATE] = statuses[i].status;
		STATUS_OF(2, CLOCK(0x06) | TOKEN(9), 0);
		assert_int_equal(scmi_server_next_event(&server, 1, event, sizeof(event)),
				 statuses[i].told ? 20 : 0);
		if (!statuses[i].told)
			continue;
		assert_int_equal(get_word(event + 4), 2);
		assert_int_equal(get_word(event + 8), 1);
		assert_int_equal(get_word(event + 12), CLOCK(0x06) | TOKEN(9));
		assert_int_equal((int32_t)get_word(event + 16), statuses[i].status);
	}
}

/* A reset goes on when the hardware does not, and the agent's claims end */
static void reset_of_failing_hardware(void **state)
{
	unsigned int operation;

	(void)state;
	set_up();
	start(&all_ops, clocks);
	STATUS_OF(1, CLOCK(0x07), 0, 1, 0);
	STATUS_OF(1, CLOCK(0x05), 0, 0, 400, 0);
	STATUS_OF(1, CLOCK(0x0d), 2, 1);
	for (operation = 0; operation < OPERATIONS; operation++)
		hw.fails[operation] = -9;
	assert_int_equal(STATUS_OF(1, BASE(0x0b), 1, 0), SUCCESS);
	assert_int_equal(clock_states[0].users, 0);
	memset(hw.fails, 0, sizeof(hw.fails));
	/* Others can stop it now */
	assert_int_equal(STATUS_OF(2, CLOCK(0x07), 0, 0, 0), SUCCESS);
	assert_false(hw.enabled[0]);
	/* What the agent no longer owns is not taken back later */
	STATUS_OF(2, CLOCK(0x05), 0, 0, 200, 0);
	STATUS_OF(2, CLOCK(0x0d), 2, 1);
	memset(hw.calls, 0, sizeof(hw.calls));
	assert_int_equal(STATUS_OF(1, BASE(0x0b), 1, 0), SUCCESS);
	assert_int_equal(hw.calls[SET_RATE] + hw.calls[SET_PARENT], 0);
	assert_int_equal(hw.rate[0], 200);
	assert_int_equal(hw.parent[2], 1);
}

/* set_rate() is promised rates that rates() describes; the first rate may no longer be one */
static void reset_to_a_rate_that_has_gone(void **state)
{
	static const uint64_t other_rates[][3] = {
		{ 200, 400, 800 }, { 50, 400, 800 }, { 50, 99, 400 },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(other_rates) / sizeof(other_rates[0]); i++) {
		set_up();
		start(&all_ops, clocks);
		hw.list = other_rates[i];
		assert_int_equal(STATUS_OF(1, CLOCK(0x05), 0, 0, 400, 0), SUCCESS);
		assert_int_equal(STATUS_OF(1, BASE(0x0b), 1, 0), SUCCESS);
		assert_int_equal(hw.rate[0], 400);
	}
}

/* What could not be read at the start is not known, and cannot be taken back */
static void reset_of_what_was_never_read(void **state)
{
	static const struct scmi_clock_ops no_get_config = {
		.rates = rates, .get_rate = get_rate, .get_enabled = get_enabled,
		.get_parent = get_parent, .set_config = set_config,
	};

	(void)state;
	set_up();
	start(&no_get_config, clocks);
	assert_int_equal(STATUS_OF(1, CLOCK(0x07), 1, 0x10003, 75), SUCCESS);
	assert_int_equal(STATUS_OF(1, BASE(0x0b), 1, 0), SUCCESS);
	assert_int_equal(hw.config[1], 75);

	set_up();
	hw.fails[GET_CONFIG] = -1;
	start(&all_ops, clocks);
	assert_int_equal(STATUS_OF(1, CLOCK(0x07), 1, 0x10003, 75), SUCCESS);
	assert_int_equal(STATUS_OF(1, BASE(0x0b), 1, 0), SUCCESS);
	assert_int_equal(hw.config[1], 75);
}

/* Types 1 and 2 go back, a vendor's own stay as the last agent left them */
static void reset_of_configuration(void **state)
{
	(void)state;
	set_up();
	start(&all_ops, clocks);
	assert_int_equal(STATUS_OF(1, CLOCK(0x07), 1, 0x20003, 75), SUCCESS);
	assert_int_equal(STATUS_OF(2, BASE(0x0b), 2, 0), SUCCESS);
	assert_int_equal(hw.config[1], 75);
	assert_int_equal(STATUS_OF(1, BASE(0x0b), 1, 0), SUCCESS);
	assert_int_equal(hw.config[1], 50);
	assert_int_equal(STATUS_OF(1, CLOCK(0x07), 1, 0x30003, 75), SUCCESS);
	assert_int_equal(STATUS_OF(1, CLOCK(0x07), 1, 0x800003, 76), SUCCESS);
	assert_int_equal(STATUS_OF(1, CLOCK(0x07), 1, 0xff0003, 77), SUCCESS);
	memset(hw.calls, 0, sizeof(hw.calls));
	assert_int_equal(STATUS_OF(1, BASE(0x0b), 1, 0), SUCCESS);
	assert_int_equal(hw.calls[SET_CONFIG], 0);
	assert_int_equal(hw.config[1], 77);
}

/* A change goes through whose outcome cannot be read: it is told when it can */
static void rate_that_cannot_be_read_after(void **state)
{
	uint8_t event[SCMI_MAX_EVENT_SIZE];

	(void)state;
	set_up();
	start(&all_ops, clocks);
	assert_int_equal(STATUS_OF(1, CLOCK(0x09), 0, 1), SUCCESS);
	hw.fails[GET_RATE] = -9;
	assert_int_equal(STATUS_OF(2, CLOCK(0x05), 0, 0, 400, 0), SUCCESS);
	assert_int_equal(scmi_server_next_event(&server, 1, event, sizeof(event)), 0);
	hw.fails[GET_RATE] = 0;
	assert_int_equal(STATUS_OF(2, CLOCK(0x05), 0, 1, 100, 0), SUCCESS);
	assert_int_equal(scmi_server_next_event(&server, 1, event, sizeof(event)), 20);
	assert_int_equal(get_word(event + 12), 400);
}

/* Before version 3.0, who may not switch a clock may ask for what it is: on */
static void old_agents_without_permission(void **state)
{
	static const struct scmi_view_entry none[] = { { 0, 0 } };

	(void)state;
	set_up();
	agents[0].versions[SLOT] = SCMI_VERSION(2, 0);
	agents[0].views[SLOT] = (struct scmi_view){ .entries = none, .count = 1 };
	start(&all_ops, clocks);
	assert_int_equal(STATUS_OF(1, CLOCK(0x07), 0, 1), DENIED);
	hw.enabled[0] = true;
	assert_int_equal(STATUS_OF(1, CLOCK(0x07), 0, 1), SUCCESS);
	assert_int_equal(STATUS_OF(1, CLOCK(0x07), 0, 0), DENIED);
	hw.fails[GET_ENABLED] = -9;
	assert_int_equal((int32_t)STATUS_OF(1, CLOCK(0x07), 0, 1), -9);
	assert_int_equal(clock_states[0].users, 0);
	assert_int_equal(hw.calls[SET_ENABLED], 0);
}

/* Hardware whose clocks drive each other: a reset comes to an end, and the rate goes back */
static int get_parent_in_a_circle(void *context, unsigned int clock, unsigned int *parent)
{
	static const unsigned int circle[] = { 1, 0, 0 };

	*parent = circle[clock];
	return call(context, GET_PARENT);
}

static void circle_of_parents(void **state)
{
	static const struct scmi_clock driven[CLOCKS] = {
		{ .name = "a", .parents = parents, .parent_count = 2 },
		{ .name = "b", .parents = parents, .parent_count = 2 },
		{ .name = "c", .parents = parents, .parent_count = 2 },
	};
	struct scmi_clock_ops ops = all_ops;

	(void)state;
	set_up();
	ops.get_parent = get_parent_in_a_circle;
	start(&ops, driven);
	assert_int_equal(STATUS_OF(1, CLOCK(0x05), 0, 2, 100, 0), SUCCESS);
	assert_int_equal(hw.rate[2], 100);
	assert_int_equal(STATUS_OF(1, BASE(0x0b), 1, 0), SUCCESS);
	assert_int_equal(hw.rate[2], 400);
}

/* Hardware that speaks of a clock which does not exist */
static void parent_beyond(void **state)
{
	static const unsigned int beyond[] = { CLOCKS, 0x10000, 0x10001, UINT32_MAX };
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(beyond) / sizeof(beyond[0]); i++) {
		set_up();
		start(&all_ops, clocks);
		hw.parent[2] = beyond[i];
		assert_int_not_equal(STATUS_OF(1, CLOCK(0x0e), 2), SUCCESS);
		assert_int_equal(STATUS_OF(1, CLOCK(0x05), 0, 2, 200, 0), SUCCESS);
		assert_int_equal(STATUS_OF(1, BASE(0x0b), 1, 0), SUCCESS);
		assert_int_equal(hw.rate[2], 400);
	}
}

static int start_set_rate(void *context, unsigned int clock, uint64_t rate)
{
	(void)context, (void)clock, (void)rate;
	return SCMI_SUCCESS;
}

/* While a clock's rate is on its way, nobody gives it another one by way of its parent */
static void parent_while_a_rate_is_on_its_way(void **state)
{
	static struct scmi_deferred deferred[1];
	struct scmi_clock_ops ops = all_ops;

	(void)state;
	set_up();
	ops.start_set_rate = start_set_rate;
	ops.abort_set_rate = abort_set_rate;
	agents[0].deferred = deferred;
	agents[0].max_deferred = 1;
	start(&ops, clocks);
	assert_int_equal(STATUS_OF(1, CLOCK(0x05), 1, 2, 200, 0), SUCCESS);
	assert_int_equal(STATUS_OF(1, CLOCK(0x0d), 2, 1), BUSY);
	assert_int_equal(STATUS_OF(2, CLOCK(0x0d), 2, 1), BUSY);
	assert_int_equal(hw.calls[SET_PARENT], 0);
	/* Its state is another matter */
	assert_int_equal(STATUS_OF(2, CLOCK(0x07), 2, 1, 0), SUCCESS);
	scmi_server_done(&server, SCMI_PROTOCOL_CLOCK, 2, SCMI_SUCCESS);
	assert_int_equal(STATUS_OF(2, CLOCK(0x0d), 2, 1), SUCCESS);
	assert_int_equal(hw.parent[2], 1);
}

static void no_way_for_events(void **state)
{
	(void)state;
	set_up();
	start(&all_ops, clocks);
	assert_int_equal(STATUS_OF(2, CLOCK(0x09), 0, 1), NOT_SUPPORTED);
	assert_int_equal(STATUS_OF(2, CLOCK(0x0a), 0, 1), NOT_SUPPORTED);
	assert_int_equal(STATUS_OF(2, CLOCK(0x09), 0, 2), NOT_SUPPORTED);
	assert_int_equal(STATUS_OF(2, CLOCK(0x02), 0x09), NOT_FOUND);
	assert_int_equal(STATUS_OF(1, CLOCK(0x02), 0x09), SUCCESS);
	assert_int_equal(clock_states[0].rate_subscribers, 0);
	assert_int_equal(clock_states[0].request_subscribers, 0);
	assert_int_equal(STATUS_OF(2, CLOCK(0x03), 0), SUCCESS);
	assert_int_equal(reply[2], 0);
	assert_int_equal(reply[7], 7);
	assert_int_equal(STATUS_OF(1, CLOCK(0x03), 0), SUCCESS);
	assert_int_equal(reply[2], 0xc0000000);
}

/* Permissions one by one */
static void permissions(void **state)
{
	static const struct {
		uint16_t permissions;
		uint32_t word;
		bool state, parent, rate;
	} rows[] = {
		{ 0, 0, false, false, false },
		{ SCMI_CLOCK_MAY_SET_STATE, 0x80000000, true, false, false },
		{ SCMI_CLOCK_MAY_SET_PARENT, 0x40000000, false, true, false },
		{ SCMI_CLOCK_MAY_SET_RATE, 0x20000000, false, false, true },
		{ SCMI_CLOCK_MAY_ALL, 0xe0000000, true, true, true },
		{ 0xfff8, 0, false, false, false },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		const struct scmi_view_entry entries[] = {
			{ 0, SCMI_CLOCK_MAY_ALL }, { 1, SCMI_CLOCK_MAY_ALL },
			{ 2, rows[i].permissions }, { 1, rows[i].permissions },
		};

		set_up();
		agents[0].views[SLOT] = (struct scmi_view){ .entries = entries, .count = 4 };
		start(&all_ops, clocks);
		assert_int_equal(STATUS_OF(1, CLOCK(0x0f), 2), SUCCESS);
		assert_int_equal(reply[2], rows[i].word);
		STATUS_OF(1, CLOCK(0x03), 2);
		assert_int_equal(reply[2] & 2, rows[i].word == 0xe0000000 ? 0 : 2);
		assert_int_equal(STATUS_OF(1, CLOCK(0x07), 2, 1, 0),
				 rows[i].state ? SUCCESS : DENIED);
		assert_int_equal(STATUS_OF(1, CLOCK(0x07), 3, 0x10003, 1),
				 rows[i].state ? SUCCESS : DENIED);
		assert_int_equal(STATUS_OF(1, CLOCK(0x0d), 2, 1),
				 rows[i].parent ? SUCCESS : DENIED);
		assert_int_equal(STATUS_OF(1, CLOCK(0x05), 0, 2, 200, 0),
				 rows[i].rate ? SUCCESS : DENIED);
		/* Reading is always allowed */
		assert_int_equal(STATUS_OF(1, CLOCK(0x06), 2), SUCCESS);
		assert_int_equal(STATUS_OF(1, CLOCK(0x0b), 3, 1), SUCCESS);
		assert_int_equal(STATUS_OF(1, CLOCK(0x0e), 2), SUCCESS);
		assert_int_equal(STATUS_OF(1, CLOCK(0x09), 2, 1), SUCCESS);
	}
}

/*
 * A range whose highest rate is no whole number of steps from the lowest: the highest is a rate all
 * the same, the specification calls it the highest that the clock can be set to.
 */
static void range_with_a_last_step_cut_short(void **state)
{
	static const uint64_t range[] = { 1000, 1250, 100 };
	static const struct {
		uint32_t flags, wanted, rate;
	} rows[] = {
		{ 0, 1250, 1250 }, { 4, 1250, 1250 }, { 8, 1250, 1250 },
		{ 0, 1249, 1200 }, { 4, 1249, 1250 }, { 8, 1249, 1250 }, { 8, 1210, 1200 },
		{ 0, 1251, 1250 }, { 8, 1251, 1250 }, { 0, 1200, 1200 }, { 4, 1200, 1200 },
		{ 4, 1150, 1200 }, { 4, 1201, 1250 },
	};
	size_t i;

	(void)state;
	set_up();
	hw.list = range;
	hw.linear = true;
	hw.rate[0] = hw.rate[1] = hw.rate[2] = 1000;
	start(&all_ops, clocks);
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		hw.rate[0] = 0;
		if (STATUS_OF(1, CLOCK(0x05), rows[i].flags, 0, rows[i].wanted, 0) != SUCCESS ||
		    hw.rate[0] != rows[i].rate)
			fail_msg("flags %u, rate %u: %#x, is %llu", rows[i].flags, rows[i].wanted,
				 reply[1], (unsigned long long)hw.rate[0]);
	}
}

/* Step 0: the ends are all there is */
static void range_of_two_rates(void **state)
{
	static const uint64_t range[] = { 1000, 2000, 0 };

	(void)state;
	set_up();
	hw.list = range;
	hw.linear = true;
	start(&all_ops, clocks);
	assert_int_equal(STATUS_OF(1, CLOCK(0x05), 4, 0, 1001, 0), SUCCESS);
	assert_int_equal(hw.rate[0], 2000);
	assert_int_equal(STATUS_OF(1, CLOCK(0x05), 0, 0, 1999, 0), SUCCESS);
	assert_int_equal(hw.rate[0], 1000);
	assert_int_equal(STATUS_OF(1, CLOCK(0x05), 8, 0, 1501, 0), SUCCESS);
	assert_int_equal(hw.rate[0], 2000);
}

static void range_of_one_rate(void **state)
{
	static const uint64_t range[] = { 1000, 1000, 0 };

	(void)state;
	set_up();
	hw.list = range;
	hw.linear = true;
	start(&all_ops, clocks);
	assert_int_equal(STATUS_OF(1, CLOCK(0x05), 0, 0, 1000, 0), SUCCESS);
	assert_int_equal(STATUS_OF(1, CLOCK(0x05), 4, 0, 1000, 0), SUCCESS);
	assert_int_equal(STATUS_OF(1, CLOCK(0x05), 0, 0, 1001, 0), SUCCESS);
	assert_int_equal(STATUS_OF(1, CLOCK(0x05), 4, 0, 999, 0), SUCCESS);
	assert_int_equal(STATUS_OF(1, CLOCK(0x05), 0, 0, 999, 0), INVALID_PARAMETERS);
	assert_int_equal(STATUS_OF(1, CLOCK(0x05), 4, 0, 1001, 0), INVALID_PARAMETERS);
	assert_int_equal(hw.rate[0], 1000);
}

/* A range that reaches to both ends of 64 bits */
static void range_of_all_rates(void **state)
{
	static const uint64_t range[] = { 1, UINT64_MAX, 2 };

	(void)state;
	set_up();
	hw.list = range;
	hw.linear = true;
	hw.rate[0] = hw.rate[1] = hw.rate[2] = 1;
	start(&all_ops, clocks);
	assert_int_equal(STATUS_OF(1, CLOCK(0x05), 4, 0, 0xfffffffe, 0xffffffff), SUCCESS);
	assert_true(hw.rate[0] == UINT64_MAX);
	assert_int_equal(STATUS_OF(1, CLOCK(0x05), 0, 0, 0xfffffffe, 0xffffffff), SUCCESS);
	assert_true(hw.rate[0] == UINT64_MAX - 2);
	assert_int_equal(STATUS_OF(1, CLOCK(0x05), 4, 0, 0xffffffff, 0xffffffff), SUCCESS);
	assert_true(hw.rate[0] == UINT64_MAX);
}

/* Against its contract, a platform's list descends: still nothing but what is in it is set */
static void descending_list(void **state)
{
	static const uint64_t list[] = { 0xdead, 200, 100 };
	unsigned int flags, wanted;

	(void)state;
	set_up();
	start(&all_ops, clocks);
	hw.list = list + 1;
	hw.count = 2;
	for (flags = 0; flags < 16; flags += 4) {
		for (wanted = 50; wanted <= 300; wanted += 50)
			(void)STATUS_OF(1, CLOCK(0x05), flags, 0, wanted, 0);
	}
	assert_true(hw.rate[0] == 200);
}

static void bad_lists(void **state)
{
	static uint64_t many[4096];
	size_t i;

	(void)state;
	for (i = 0; i < 4096; i++)
		many[i] = i + 1;
	set_up();
	start(&all_ops, clocks);
	hw.list = many;
	hw.count = 0;
	assert_int_equal(STATUS_OF(1, CLOCK(0x04), 0, 0), GENERIC_ERROR);
	assert_int_equal(STATUS_OF(1, CLOCK(0x05), 8, 0, 1, 0), GENERIC_ERROR);
	hw.count = 4096;
	assert_int_equal(STATUS_OF(1, CLOCK(0x04), 0, 0), GENERIC_ERROR);
	hw.count = 4095;
	assert_int_equal(STATUS_OF(1, CLOCK(0x04), 0, 4094), SUCCESS);
	assert_int_equal(reply[2], 1);
	assert_int_equal(STATUS_OF(1, CLOCK(0x04), 0, 4095), OUT_OF_RANGE);
	assert_int_equal(STATUS_OF(1, CLOCK(0x04), 0, 0), SUCCESS);
	assert_int_equal(reply[2], (4095 - 30) << 16 | 30);
}

/* A range is three numbers */
static void bad_ranges(void **state)
{
	static const uint64_t short_range[] = { 100, 200 };

	(void)state;
	set_up();
	start(&all_ops, clocks);
	hw.list = short_range;
	hw.count = 2;
	hw.linear = true;
	assert_int_equal(STATUS_OF(1, CLOCK(0x05), 0, 0, 150, 0), GENERIC_ERROR);
	assert_int_equal(STATUS_OF(1, CLOCK(0x04), 0, 0), GENERIC_ERROR);
}

/* A failure that is none of the specification's: no list is read behind it */
static void positive_status(void **state)
{
	(void)state;
	set_up();
	start(&all_ops, clocks);
	hw.fails[RATES] = 1;
	assert_int_equal(STATUS_OF(1, CLOCK(0x04), 0, 3), 1);
	assert_int_equal(STATUS_OF(1, CLOCK(0x05), 0, 0, 200, 0), 1);
	assert_int_equal(hw.rate[0], 100);
}

/* All 4095 at once: the fields of the word that announces them are full */
static void longest_list(void **state)
{
	static uint64_t many[4095];
	uint8_t request[12], *bytes;
	size_t i, size;

	(void)state;
	for (i = 0; i < 4095; i++)
		many[i] = i + 1;
	set_up();
	start(&all_ops, clocks);
	hw.list = many;
	hw.count = 4095;
	put_word(request, CLOCK(0x04));
	put_word(request + 4, 0);
	put_word(request + 8, 0);
	bytes = exchange(WAY_DIRECT, &server, 1, request, 12, 40000, &size);
	assert_int_equal(size, 12 + 8 * 4095);
	assert_int_equal(get_word(bytes + 8), 0xfff);
	assert_int_equal(get_word(bytes + size - 8), 4095);
	free(bytes);
}

/* Descriptions of a server that contradict themselves */

static struct scmi_clock_ops some_ops;
static const uint16_t parents_beyond[] = { 0, CLOCKS };
static const struct scmi_clock clocks_with_parents_beyond[CLOCKS] = {
	{ .name = "a" }, { .name = "b" },
	{ .name = "c", .parents = parents_beyond, .parent_count = 2 },
};
static const struct scmi_view_entry beyond[] = { { 3, 0 } };
static const struct scmi_view_entry later_beyond[] = { { 2, 0 }, { 0xffff, 0 } };
static const struct scmi_protocol_instance twice[] = {
	{ &scmi_clock_protocol, &config, CLOCKS, NULL },
	{ &scmi_clock_protocol, &config, CLOCKS, NULL },
};

#define WRONG(what, statement) static void wrong_ ## what(void) { statement; }
WRONG(vendor, server.vendor = NULL)
WRONG(no_agents, server.agent_count = 0)
WRONG(agents, server.agent_count = 33)
WRONG(devices, server.device_count = 33)
WRONG(protocol_count, server.protocol_count = 10)
WRONG(protocol_twice, (server.protocols = twice, server.protocol_count = 2))
WRONG(agent_name, agents[1].name = NULL)
WRONG(first_agent_name, agents[0].name = NULL)
WRONG(no_base, agents[1].protocols = 1 << SLOT)
WRONG(events, (agents[1].events = NULL, agents[1].max_events = 1))
WRONG(missing_protocol, agents[1].protocols |= 1 << 3)
WRONG(missing_version, agents[1].versions[3] = 0x10)
WRONG(missing_view, (agents[1].views[3].entries = view, agents[1].views[3].count = 1))
WRONG(version, agents[1].versions[SLOT] = 0x31)
WRONG(base_version, agents[1].versions[0] = 0x30)
WRONG(view, agents[1].views[SLOT] = ((struct scmi_view){ .entries = beyond, .count = 1 }))
WRONG(later_view, agents[1].views[SLOT] = ((struct scmi_view){ .entries = later_beyond, .count = 2 }))
WRONG(config, protocols[0].config = NULL)
WRONG(clocks, config.clocks = NULL)
WRONG(states, config.states = NULL)
WRONG(ops, config.ops = NULL)
WRONG(rates, some_ops.rates = NULL)
WRONG(get_rate, some_ops.get_rate = NULL)
WRONG(get_enabled, some_ops.get_enabled = NULL)
WRONG(get_parent, some_ops.get_parent = NULL)
WRONG(start_set_rate, some_ops.start_set_rate = set_rate)
WRONG(abort_set_rate, some_ops.abort_set_rate = abort_set_rate)
WRONG(first_rate, hw.fails[GET_RATE] = -9)
WRONG(parents, config.clocks = clocks_with_parents_beyond)
WRONG(first_state, hw.fails[GET_ENABLED] = -9)
WRONG(parent_beyond, hw.parent[2] = CLOCKS)
WRONG(first_parent, hw.fails[GET_PARENT] = -9)

static const struct wrong {
	const char *name;
	void (*make)(void);
} wrongs[] = {
	{ "wrong: no vendor", wrong_vendor },
	{ "wrong: no agents", wrong_no_agents },
	{ "wrong: 33 agents", wrong_agents },
	{ "wrong: 33 devices", wrong_devices },
	{ "wrong: 10 protocols beside base", wrong_protocol_count },
	{ "wrong: a protocol twice", wrong_protocol_twice },
	{ "wrong: an agent without name", wrong_agent_name },
	{ "wrong: a first agent without name", wrong_first_agent_name },
	{ "wrong: an agent without base protocol", wrong_no_base },
	{ "wrong: an agent with a number of events and no room for them", wrong_events },
	{ "wrong: an agent with a protocol that the server does not have", wrong_missing_protocol },
	{ "wrong: an agent with a version of such a protocol", wrong_missing_version },
	{ "wrong: an agent with a view of such a protocol", wrong_missing_view },
	{ "wrong: an agent with a version that the server does not speak", wrong_version },
	{ "wrong: an agent with a version of base that the server does not speak",
	  wrong_base_version },
	{ "wrong: a view of a clock that does not exist", wrong_view },
	{ "wrong: a view of a clock that does not exist, behind one that does", wrong_later_view },
	{ "wrong: clocks without description", wrong_clocks },
	{ "wrong: clocks without state", wrong_states },
	{ "wrong: clocks without operations", wrong_ops },
	{ "wrong: no rates()", wrong_rates },
	{ "wrong: no get_rate()", wrong_get_rate },
	{ "wrong: no get_enabled()", wrong_get_enabled },
	{ "wrong: start_set_rate() and no abort_set_rate()", wrong_start_set_rate },
	{ "wrong: abort_set_rate() and no start_set_rate()", wrong_abort_set_rate },
	{ "wrong: parents and no get_parent()", wrong_get_parent },
	{ "wrong: a clock with a parent that does not exist", wrong_parents },
	{ "wrong: a clock whose first rate cannot be read", wrong_first_rate },
	{ "wrong: a clock whose first state cannot be read", wrong_first_state },
	{ "wrong: a clock whose first parent cannot be read", wrong_first_parent },
	{ "wrong: a clock whose first parent does not exist", wrong_parent_beyond },
	{ "wrong: clocks without configuration", wrong_config },
};

static void is_wrong(void **state)
{
	const struct wrong *wrong = *state;

	set_up();
	some_ops = all_ops;
	config.ops = &some_ops;
	assert_int_equal(scmi_server_init(&server), SCMI_SUCCESS);
	wrong->make();
	assert_int_equal(scmi_server_init(&server), SCMI_INVALID_PARAMETERS);
}

/* A start brings everything back, whatever was in memory */
static void start_again(void **state)
{
	uint8_t event[SCMI_MAX_EVENT_SIZE];

	(void)state;
	set_up();
	start(&all_ops, clocks);
	STATUS_OF(1, CLOCK(0x09), 0, 1);
	STATUS_OF(1, CLOCK(0x07), 0, 1, 0);
	STATUS_OF(1, CLOCK(0x05), 0, 0, 400, 0);
	STATUS_OF(1, CLOCK(0x10), 0x10000);
	memset(agent_states, 0xff, sizeof(agent_states));
	memset(clock_states, 0xff, sizeof(clock_states));
	start(&all_ops, clocks);
	assert_int_equal(scmi_server_next_event(&server, 1, event, sizeof(event)), 0);
	assert_int_equal(clock_states[0].users, 0);
	assert_int_equal(STATUS_OF(1, CLOCK(0x0f), 0), SUCCESS);
	STATUS_OF(2, CLOCK(0x05), 0, 0, 200, 0);
	assert_int_equal(scmi_server_next_event(&server, 1, event, sizeof(event)), 0);
}

int main(void)
{
	size_t i;

	ADD_TEST("the least a vendor can provide", least);
	ADD_TEST("parents that can be read and not set", fixed_parents);
	ADD_TEST("the hardware is asked for changes only", calls_on_changes_only);
	for (i = 0; i < sizeof(failing) / sizeof(failing[0]); i++)
		add_row(failing[i].name, operation_fails, &failing[i]);
	ADD_TEST("failures of the hardware are told, by status", failures_are_told);
	ADD_TEST("a reset of an agent goes on when the hardware does not",
		 reset_of_failing_hardware);
	ADD_TEST("a reset sets no rate that a clock does not have", reset_to_a_rate_that_has_gone);
	ADD_TEST("a reset takes no configuration back that could not be read",
		 reset_of_what_was_never_read);
	ADD_TEST("a reset takes duty cycle and phase back and nothing of the vendor",
		 reset_of_configuration);
	ADD_TEST("a rate that cannot be read after a change is told when it can",
		 rate_that_cannot_be_read_after);
	ADD_TEST("a parent is not changed while a rate is on its way",
		 parent_while_a_rate_is_on_its_way);
	ADD_TEST("an agent that events cannot reach", no_way_for_events);
	ADD_TEST("permissions one by one", permissions);
	ADD_TEST("a range whose last step is cut short", range_with_a_last_step_cut_short);
	ADD_TEST("a range of a single rate", range_of_one_rate);
	ADD_TEST("a range without steps", range_of_two_rates);
	ADD_TEST("a range of all rates there are", range_of_all_rates);
	ADD_TEST("a list of rates that descends", descending_list);
	ADD_TEST("lists of rates that are empty or too long", bad_lists);
	ADD_TEST("ranges that are none", bad_ranges);
	ADD_TEST("a failure that is no error of the specification", positive_status);
	ADD_TEST("the longest list of rates in one reply", longest_list);
	for (i = 0; i < sizeof(wrongs) / sizeof(wrongs[0]); i++)
		add_row(wrongs[i].name, is_wrong, &wrongs[i]);
	ADD_TEST("a start brings everything back", start_again);
	ADD_TEST("a parent that does not exist", parent_beyond);
	ADD_TEST("parents in a circle", circle_of_parents);
	ADD_TEST("agents of old versions that may not switch a clock", old_agents_without_permission);
	return run_program("vendor");
}
