// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * System power management protocol, section 4.4 of the specification. The board is domains.dts: agents 1
 * first, 2 second (trusted), 3 version1 (no notifications), 4 version3 (system power 2.0, read-only),
 * 5 bare, 6 power3 (system power 1.0). It has suspend, but no warm reset.
 */
#include <scmi/system.h>

#include "harness.h"

#define FORCEFUL	0
#define GRACEFUL	1

#define SHUTDOWN	0u
#define COLD_RESET	1u
#define WARM_RESET	2u
#define POWER_UP	3u
#define SUSPEND		4u

#define TIMEOUT		0x10203040

#define SET(flags, state)	WORDS(SYSTEM(0x03), flags, state)
#define GET			WORDS(SYSTEM(0x04))
#define NOTIFIER		SYSTEM_EVENT(0x00)

static const struct step cases[] = {
	/* PROTOCOL_VERSION, PROTOCOL_ATTRIBUTES, MESSAGE_ATTRIBUTES, NEGOTIATE_PROTOCOL_VERSION */
	CASE("system power version is 2.1", 1, WORDS(SYSTEM(0x00)), WORDS(SUCCESS, 0x20001)),
	THEN(3, WORDS(SYSTEM(0x00)), WORDS(SUCCESS, 0x10000)),
	THEN(4, WORDS(SYSTEM(0x00)), WORDS(SUCCESS, 0x20000)),
	THEN(5, WORDS(SYSTEM(0x00)), WORDS(NOT_SUPPORTED)),
	THEN(5, GET, WORDS(NOT_SUPPORTED)),
	CASE("system power attributes are reserved", 1, WORDS(SYSTEM(0x01)), WORDS(SUCCESS, 0)),
	CASE("system power messages: the board has suspend and no warm reset",
	     1, WORDS(SYSTEM(0x02), 0x03), WORDS(SUCCESS, 0x40000000)),
	THEN(4, WORDS(SYSTEM(0x02), 0x03), WORDS(SUCCESS, 0x40000000)),
	THEN(1, WORDS(SYSTEM(0x02), 0x00), WORDS(SUCCESS, 0)),
	THEN(1, WORDS(SYSTEM(0x02), 0x04), WORDS(SUCCESS, 0)),
	THEN(1, WORDS(SYSTEM(0x02), 0x05), WORDS(SUCCESS, 0)),
	THEN(1, WORDS(SYSTEM(0x02), 0x10), WORDS(SUCCESS, 0)),
	THEN(1, WORDS(SYSTEM(0x02), 0x06), WORDS(NOT_FOUND)),
	THEN(1, WORDS(SYSTEM(0x06)), WORDS(NOT_SUPPORTED)),
	CASE("system power notifications, for an agent that has none",
	     3, WORDS(SYSTEM(0x02), 0x05), WORDS(NOT_FOUND)),
	THEN(3, WORDS(SYSTEM(0x05), 1), WORDS(NOT_SUPPORTED)),
	THEN(3, WORDS(SYSTEM(0x02), 0x04), WORDS(SUCCESS, 0)),
	CASE("system power messages of old versions",
	     3, WORDS(SYSTEM(0x02), 0x10), WORDS(NOT_FOUND)),
	THEN(3, WORDS(SYSTEM(0x10), 0x10000), WORDS(NOT_SUPPORTED)),
	THEN(4, WORDS(SYSTEM(0x10), 0x10000), WORDS(NOT_SUPPORTED)),
	CASE("system power messages of the wrong size",
	     1, WORDS(SYSTEM(0x01), 0), WORDS(PROTOCOL_ERROR)),
	THEN(1, WORDS(SYSTEM(0x03), 0), WORDS(PROTOCOL_ERROR)),
	THEN(1, WORDS(SYSTEM(0x03), 0, SUSPEND, 0), WORDS(PROTOCOL_ERROR)),
	THEN(1, WORDS(SYSTEM(0x04), 0), WORDS(PROTOCOL_ERROR)),
	THEN(1, WORDS(SYSTEM(0x05)), WORDS(PROTOCOL_ERROR)),
	CASE_ROOM("system power replies without room", 1, 11, GET, WORDS(PROTOCOL_ERROR)),
	ROOM(1, 12, GET, WORDS(SUCCESS, POWER_UP)),

	/* SYSTEM_POWER_STATE_SET, SYSTEM_POWER_STATE_GET */
	CASE("the system is up at the start", 1, GET, WORDS(SUCCESS, POWER_UP)),
	VIEW("system whole state 3 last 3 changes 0 waiting -\n"),
	CASE("shutdown and power-up", 1, SET(FORCEFUL, SHUTDOWN), WORDS(SUCCESS)),
	THEN(1, GET, WORDS(SUCCESS, SHUTDOWN)),
	VIEW("system whole state 0 last 0 changes 1 waiting -\n"),
	THEN(2, SET(FORCEFUL, POWER_UP), WORDS(SUCCESS)),
	THEN(2, GET, WORDS(SUCCESS, POWER_UP)),
	CASE("after a reset the system is up", 1, SET(FORCEFUL, COLD_RESET), WORDS(SUCCESS)),
	THEN(1, GET, WORDS(SUCCESS, POWER_UP)),
	VIEW("system whole state 3 last 1 changes 1 waiting -\n"),
	CASE("suspend", 1, SET(FORCEFUL, SUSPEND), WORDS(SUCCESS)),
	THEN(1, GET, WORDS(SUCCESS, SUSPEND)),
	CASE("the vendor's system states", 1, SET(FORCEFUL, 0x80000000), WORDS(SUCCESS)),
	THEN(1, GET, WORDS(SUCCESS, 0x80000000)),
	THEN(1, SET(FORCEFUL, 0xffffffff), WORDS(SUCCESS)),
	THEN(1, GET, WORDS(SUCCESS, 0xffffffff)),
	VIEW("system whole state ffffffff last ffffffff changes 2 waiting -\n"),
	CASE("system states that the board has not", 1, SET(FORCEFUL, WARM_RESET), WORDS(NOT_SUPPORTED)),
	THEN(1, SET(FORCEFUL, 0x80000001), WORDS(NOT_SUPPORTED)),
	THEN(1, SET(GRACEFUL, 0xfffffffe), WORDS(NOT_SUPPORTED)),
	CASE("system states and flags that are reserved",
	     1, SET(FORCEFUL, 5), WORDS(INVALID_PARAMETERS)),
	THEN(1, SET(FORCEFUL, 0x7fffffff), WORDS(INVALID_PARAMETERS)),
	THEN(1, SET(2, SHUTDOWN), WORDS(INVALID_PARAMETERS)),
	THEN(1, SET(0x80000001, SHUTDOWN), WORDS(INVALID_PARAMETERS)),
	THEN(1, SET(2, WARM_RESET), WORDS(INVALID_PARAMETERS)),
	CASE("an agent that may look at the system's state alone",
	     4, SET(FORCEFUL, SHUTDOWN), WORDS(DENIED)),
	THEN(4, SET(GRACEFUL, SHUTDOWN), WORDS(DENIED)),
	THEN(4, SET(FORCEFUL, WARM_RESET), WORDS(DENIED)),
	THEN(4, SET(FORCEFUL, 5), WORDS(INVALID_PARAMETERS)),
	THEN(4, GET, WORDS(SUCCESS, POWER_UP)),
	CASE("a shutdown by an old agent", 3, SET(FORCEFUL, SHUTDOWN), WORDS(SUCCESS)),
	THEN(1, GET, WORDS(SUCCESS, SHUTDOWN)),

	/* Graceful requests */
	CASE("a graceful request with nobody to wait for", 1, SET(GRACEFUL, SHUTDOWN), WORDS(SUCCESS)),
	THEN(1, GET, WORDS(SUCCESS, SHUTDOWN)),
	CASE("a graceful request waits for those that are told",
	     4, WORDS(SYSTEM(0x05), 1), WORDS(SUCCESS)),
	THEN(1, SET(GRACEFUL, SHUTDOWN), WORDS(SUCCESS)),
	EVENT(4, WORDS(NOTIFIER, 1, GRACEFUL, SHUTDOWN, TIMEOUT)),
	THEN(1, GET, WORDS(SUCCESS, POWER_UP)),
	VIEW("system whole state 3 last 3 changes 0 waiting 0\n"),
	THEN(2, SET(FORCEFUL, SHUTDOWN), WORDS(SUCCESS)),
	EVENT(4, WORDS(NOTIFIER, 2, FORCEFUL, SHUTDOWN, 0)),
	VIEW("system whole state 0 last 0 changes 1 waiting -\n"),
	CASE("a graceful request waits for nobody who is not told: the system is denied to it",
	     1, WORDS(SYSTEM(0x05), 1), WORDS(SUCCESS)),
	THEN(2, WORDS(BASE(0x09), 1, 1, 0), WORDS(SUCCESS)),
	THEN(2, SET(GRACEFUL, SHUTDOWN), WORDS(SUCCESS)),
	NO_EVENT(1),
	VIEW("system whole state 0 last 0 changes 1 waiting -\n"),
	THEN(4, WORDS(SYSTEM(0x05), 1), WORDS(SUCCESS)),
	THEN(2, SET(GRACEFUL, SUSPEND), WORDS(SUCCESS)),
	EVENT(4, WORDS(NOTIFIER, 2, GRACEFUL, SUSPEND, 0)),
	VIEW("system whole state 0 last 0 changes 1 waiting 4\n"),
	CASE("a graceful request waits for nobody who is not told: there is no room for it",
	     4, WORDS(SYSTEM(0x05), 1), WORDS(SUCCESS)),
	THEN(1, SET(FORCEFUL, SUSPEND), WORDS(SUCCESS)),
	THEN(1, SET(GRACEFUL, SHUTDOWN), WORDS(SUCCESS)),
	VIEW("system whole state 0 last 0 changes 2 waiting -\n"),
	EVENT(4, WORDS(NOTIFIER, 1, FORCEFUL, SUSPEND, 0)),
	NO_EVENT(4),
	CASE("nobody is to wait for power-up", 4, WORDS(SYSTEM(0x05), 1), WORDS(SUCCESS)),
	THEN(1, SET(FORCEFUL, SUSPEND), WORDS(SUCCESS)),
	EVENT(4, WORDS(NOTIFIER, 1, FORCEFUL, SUSPEND, 0)),
	THEN(1, SET(GRACEFUL, POWER_UP), WORDS(SUCCESS)),
	THEN(1, GET, WORDS(SUCCESS, POWER_UP)),
	EVENT(4, WORDS(NOTIFIER, 1, GRACEFUL, POWER_UP, 0)),

	/* SYSTEM_POWER_STATE_NOTIFY, SYSTEM_POWER_STATE_NOTIFIER */
	CASE("requests to the system are told, with a timeout for shutdown and since version 2.0",
	     1, WORDS(SYSTEM(0x05), 1), WORDS(SUCCESS)),
	THEN(6, WORDS(SYSTEM(0x05), 1), WORDS(SUCCESS)),
	THEN(2, SET(GRACEFUL, SHUTDOWN), WORDS(SUCCESS)),
	EVENT(1, WORDS(NOTIFIER, 2, GRACEFUL, SHUTDOWN, TIMEOUT)),
	EVENT(6, WORDS(NOTIFIER, 2, GRACEFUL, SHUTDOWN)),
	NO_EVENT(2),
	THEN(2, SET(GRACEFUL, SUSPEND), WORDS(SUCCESS)),
	EVENT(1, WORDS(NOTIFIER, 2, GRACEFUL, SUSPEND, 0)),
	EVENT(6, WORDS(NOTIFIER, 2, GRACEFUL, SUSPEND)),
	THEN(1, WORDS(SYSTEM(0x05), 0), WORDS(SUCCESS)),
	THEN(1, SET(FORCEFUL, 0x80000000), WORDS(SUCCESS)),
	NO_EVENT(1),
	EVENT(6, WORDS(NOTIFIER, 1, FORCEFUL, 0x80000000)),
	CASE("the notification follows the version that is negotiated",
	     1, WORDS(SYSTEM(0x05), 1), WORDS(SUCCESS)),
	THEN(1, WORDS(SYSTEM(0x10), 0x10000), WORDS(SUCCESS)),
	THEN(2, SET(GRACEFUL, SHUTDOWN), WORDS(SUCCESS)),
	EVENT(1, WORDS(NOTIFIER, 2, GRACEFUL, SHUTDOWN)),
	THEN(1, WORDS(SYSTEM(0x10), 0x20000), WORDS(SUCCESS)),
	THEN(2, SET(GRACEFUL, SHUTDOWN), WORDS(SUCCESS)),
	EVENT(1, WORDS(NOTIFIER, 2, GRACEFUL, SHUTDOWN, TIMEOUT)),
	THEN(1, WORDS(SYSTEM(0x10), 0x20001), WORDS(SUCCESS)),
	THEN(1, WORDS(SYSTEM(0x10), 0x20002), WORDS(NOT_SUPPORTED)),
	CASE("requests to the system that are refused are not told",
	     1, WORDS(SYSTEM(0x05), 1), WORDS(SUCCESS)),
	THEN(4, SET(GRACEFUL, SHUTDOWN), WORDS(DENIED)),
	THEN(2, SET(FORCEFUL, WARM_RESET), WORDS(NOT_SUPPORTED)),
	NO_EVENT(1),
	CASE("reserved bits of subscriptions to system power",
	     1, WORDS(SYSTEM(0x05), 2), WORDS(INVALID_PARAMETERS)),
	THEN(1, WORDS(SYSTEM(0x05), 0xffffffff), WORDS(INVALID_PARAMETERS)),

	/* Devices */
	CASE("the system as part of a device that is denied",
	     1, WORDS(SYSTEM(0x05), 1), WORDS(SUCCESS)),
	THEN(2, WORDS(BASE(0x09), 1, 1, 0), WORDS(SUCCESS)),
	THEN(1, SET(FORCEFUL, SHUTDOWN), WORDS(DENIED)),
	THEN(1, SET(FORCEFUL, 5), WORDS(DENIED)),
	THEN(1, GET, WORDS(DENIED)),
	THEN(1, WORDS(SYSTEM(0x05), 1), WORDS(DENIED)),
	THEN(2, SET(FORCEFUL, SUSPEND), WORDS(SUCCESS)),
	NO_EVENT(1),

	/* BASE_RESET_AGENT_CONFIGURATION */
	CASE("the reset of an agent ends its subscription, and undoes no request",
	     1, WORDS(SYSTEM(0x05), 1), WORDS(SUCCESS)),
	THEN(1, SET(FORCEFUL, SUSPEND), WORDS(SUCCESS)),
	THEN(1, WORDS(BASE(0x0b), 1, 0), WORDS(SUCCESS)),
	THEN(2, GET, WORDS(SUCCESS, SUSPEND)),
	THEN(2, SET(GRACEFUL, SHUTDOWN), WORDS(SUCCESS)),
	NO_EVENT(1),
	THEN(2, GET, WORDS(SUCCESS, SHUTDOWN)),
	{ 0 }
};

/* The board's owner */

struct owner {
	uint32_t states[4];
	unsigned int count;
};

static void power_changed(void *context, uint32_t state)
{
	struct owner *owner = context;

	assert_in_range(owner->count, 0, 3);
	owner->states[owner->count++] = state;
}

static void owner_is_told(void **state)
{
	struct setup *setup = setup_board("tests/unit/domains");
	struct scmi_server *server = &setup->board.server;
	struct owner owner = { .count = 0 };
	uint32_t reply[3];

	(void)state;
	setup->board.power_changed = power_changed;
	setup->board.owner = &owner;
	assert_false(scmi_board_finish_power_request(&setup->board));
	SEND(server, 1, reply, SYSTEM(0x03), FORCEFUL, COLD_RESET);
	assert_int_equal(owner.count, 1);
	assert_int_equal(owner.states[0], COLD_RESET);

	SEND(server, 1, reply, SYSTEM(0x05), 1);
	SEND(server, 2, reply, SYSTEM(0x03), GRACEFUL, SHUTDOWN);
	assert_int_equal(owner.count, 1);
	assert_true(scmi_board_finish_power_request(&setup->board));
	assert_int_equal(owner.count, 2);
	assert_int_equal(owner.states[1], SHUTDOWN);
	assert_int_equal(SEND(server, 1, reply, SYSTEM(0x04)), 3);
	assert_int_equal(reply[2], SHUTDOWN);
	assert_false(scmi_board_finish_power_request(&setup->board));
	teardown_board(setup);
}

static void warm_reset(void **state)
{
	struct setup *setup = setup_board("boards/demo");
	struct owner owner = { .count = 0 };
	uint32_t reply[3];

	(void)state;
	setup->board.power_changed = power_changed;
	setup->board.owner = &owner;
	SEND(&setup->board.server, 2, reply, SYSTEM(0x02), 0x03);
	assert_int_equal(reply[2], 0xc0000000);
	SEND(&setup->board.server, 2, reply, SYSTEM(0x03), FORCEFUL, WARM_RESET);
	assert_int_equal(reply[1], SUCCESS);
	assert_int_equal(owner.states[0], WARM_RESET);
	SEND(&setup->board.server, 2, reply, SYSTEM(0x04));
	assert_int_equal(reply[2], POWER_UP);
	teardown_board(setup);
}

static void no_system(void **state)
{
	struct setup *setup = setup_board("tests/unit/unit");

	(void)state;
	assert_false(scmi_board_finish_power_request(&setup->board));
	teardown_board(setup);
}

/* What a platform may leave out, and fail to do */

static int broken_get(void *context, uint32_t *state)
{
	(void)context;
	(void)state;
	return SCMI_HARDWARE_ERROR;
}

static int broken_set(void *context, uint32_t state, bool graceful)
{
	(void)context;
	(void)state;
	(void)graceful;
	return SCMI_HARDWARE_ERROR;
}

/* @ops: NULL for a system that is not described */
static int status_of(const struct scmi_system_ops *ops, uint16_t count, uint16_t seen,
		     uint32_t message, uint32_t word)
{
	static const struct scmi_system system = {
		.states = 1u << SHUTDOWN | 1u << WARM_RESET,
	};
	static const struct scmi_view_entry entry = { 0, SCMI_SYSTEM_MAY_SET_STATE };
	struct scmi_system_power power;
	struct scmi_system_config config = { ops ? &system : NULL, &power, ops, NULL };
	struct scmi_protocol_instance instance = { &scmi_system_protocol, &config, count, NULL };
	struct scmi_agent agent = { .name = "a", .protocols = 0x5, .views[2] = { &entry, seen } };
	struct scmi_agent_state agent_state;
	struct scmi_server server = {
		.vendor = "vendor", .agents = &agent, .agent_states = &agent_state,
		.agent_count = 1, .protocol_count = 1, .protocols = &instance,
	};
	uint32_t reply[3];

	if (scmi_server_init(&server))
		return 1;
	if (message == 0x04)
		SEND(&server, 1, reply, SYSTEM(0x04));
	else if (message == 0x02)
		SEND(&server, 1, reply, SYSTEM(0x02), word);
	else
		SEND(&server, 1, reply, SYSTEM(0x03), FORCEFUL, word);
	return message == 0x02 && !reply[1] ? (int)reply[2] : (int)reply[1];
}

static void platform(void **state)
{
	const struct scmi_system_ops broken = { broken_get, broken_set };
	const struct scmi_system_ops fixed = { broken_get, NULL };
	const struct scmi_system_ops blind = { NULL, broken_set };

	(void)state;
	assert_int_equal(status_of(&broken, 1, 1, 0x04, 0), SCMI_HARDWARE_ERROR);
	assert_int_equal(status_of(&broken, 1, 1, 0x03, SHUTDOWN), SCMI_HARDWARE_ERROR);
	assert_int_equal(status_of(&broken, 1, 1, 0x03, COLD_RESET), SCMI_NOT_SUPPORTED);
	assert_int_equal(status_of(&broken, 1, 1, 0x03, SUSPEND), SCMI_NOT_SUPPORTED);
	assert_int_equal(status_of(&broken, 1, 1, 0x02, 0x03), (int)0x80000000);
	assert_int_equal(status_of(&fixed, 1, 1, 0x03, SHUTDOWN), SCMI_NOT_SUPPORTED);
	/* An agent that does not see the system */
	assert_int_equal(status_of(&broken, 1, 0, 0x03, SHUTDOWN), SCMI_DENIED);
	assert_int_equal(status_of(&broken, 1, 0, 0x04, 0), SCMI_DENIED);
	assert_int_equal(status_of(&blind, 1, 1, 0x04, 0), 1);
	assert_int_equal(status_of(NULL, 1, 1, 0x04, 0), 1);
	assert_int_equal(status_of(&broken, 2, 1, 0x04, 0), 1);
	assert_int_equal(status_of(&broken, 0, 0, 0x04, 0), 1);
}

static void incomplete(void **state)
{
	const struct scmi_system_ops ops = { broken_get, broken_set };
	const struct scmi_system system = { .states = 0 };
	struct scmi_system_power power;
	const struct scmi_system_config configs[] = {
		{ NULL, &power, &ops, NULL },
		{ &system, NULL, &ops, NULL },
		{ &system, &power, NULL, NULL },
	};

	(void)state;
	REFUSED_BY_SERVER(scmi_system_protocol, configs);
}

int main(void)
{
	unit_board = "tests/unit/domains";
	ADD_CASES(cases);
	ADD_TEST("the board's owner is told of power states", owner_is_told);
	ADD_TEST("after a warm reset the system is up", warm_reset);
	ADD_TEST("a board without a system", no_system);
	ADD_TEST("what a platform may leave out, and fail to do", platform);
	ADD_TEST("a configuration that is not complete", incomplete);
	return run_program("system_power");
}
