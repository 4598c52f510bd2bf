// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * Power domain management protocol, section 4.3 of the specification. The board is domains.dts: agents 1
 * first, 2 second (trusted; its 0 is first's 7, its 2 and 3 first's 3 and 2, its 4 first's 1),
 * 3 version1, 4 version3 (power 2.0), 5 bare, 6 power3 (power 3.0).
 */
#include <scmi/power.h>

#include "harness.h"

#define CORE		C4('c', 'o', 'r', 'e'), 0, 0, 0
#define DEEP		C4('d', 'e', 'e', 'p'), 0, 0, 0
#define RO		C4('r', 'o', 0, 0), 0, 0, 0
#define ALWAYS		C4('a', 'l', 'w', 'a'), C4('y', 's', 0, 0), 0, 0
#define NAME15		C4('n', 'a', 'm', 'e'), C4('_', 'o', 'f', '_'), C4('1', '5', '_', 'c'), \
			C4('h', 'a', 'r', 0)
#define NAME16_SHORT	C4('n', 'a', 'm', 'e'), C4('_', 'o', 'f', '_'), C4('1', '6', '_', 'c'), \
			C4('h', 'a', 'r', 0)
#define NAME16		C4('n', 'a', 'm', 'e'), C4('_', 'o', 'f', '_'), C4('1', '6', '_', 'c'), \
			C4('h', 'a', 'r', 's'), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0
#define DIGITS		C4('0', '1', '2', '3'), C4('4', '5', '6', '7'), C4('8', '9', 'a', 'b')
#define NAME63		DIGITS, C4('c', 'd', 'e', 'f'), DIGITS, C4('c', 'd', 'e', 'f'), \
			DIGITS, C4('c', 'd', 'e', 'f'), DIGITS, C4('c', 'd', 'e', 0)

#define ON		0u
#define OFF		0x40000000u

/* POWER_STATE_SET */
#define SET(domain, state)	WORDS(POWER(0x04), 0, domain, state)
#define GET(domain)		WORDS(POWER(0x05), domain)
#define CHANGED			POWER_EVENT(0x00)
#define CHANGE_REQUESTED	POWER_EVENT(0x01)

static const struct step cases[] = {
	/* PROTOCOL_VERSION, PROTOCOL_ATTRIBUTES, MESSAGE_ATTRIBUTES, NEGOTIATE_PROTOCOL_VERSION */
	CASE("power version is 3.1", 1, WORDS(POWER(0x00)), WORDS(SUCCESS, 0x30001)),
	THEN(3, WORDS(POWER(0x00)), WORDS(SUCCESS, 0x10000)),
	THEN(4, WORDS(POWER(0x00)), WORDS(SUCCESS, 0x20000)),
	THEN(6, WORDS(POWER(0x00)), WORDS(SUCCESS, 0x30000)),
	THEN(5, WORDS(POWER(0x00)), WORDS(NOT_SUPPORTED)),
	CASE("power protocol attributes: the number of domains, no statistics",
	     1, WORDS(POWER(0x01)), WORDS(SUCCESS, 9, 0, 0, 0)),
	THEN(2, WORDS(POWER(0x01)), WORDS(SUCCESS, 5, 0, 0, 0)),
	THEN(3, WORDS(POWER(0x01)), WORDS(SUCCESS, 2, 0, 0, 0)),
	CASE("power messages that there are",
	     1, WORDS(POWER(0x02), 0x03), WORDS(SUCCESS, 0)),
	THEN(1, WORDS(POWER(0x02), 0x07), WORDS(SUCCESS, 0)),
	THEN(1, WORDS(POWER(0x02), 0x08), WORDS(SUCCESS, 0)),
	THEN(1, WORDS(POWER(0x02), 0x10), WORDS(SUCCESS, 0)),
	THEN(1, WORDS(POWER(0x02), 0x09), WORDS(NOT_FOUND)),
	THEN(1, WORDS(POWER(0x02), 0x11), WORDS(NOT_FOUND)),
	THEN(1, WORDS(POWER(0x09), 0), WORDS(NOT_SUPPORTED)),
	CASE("power messages of old versions",
	     3, WORDS(POWER(0x02), 0x05), WORDS(SUCCESS, 0)),
	THEN(3, WORDS(POWER(0x02), 0x06), WORDS(NOT_FOUND)),
	THEN(3, WORDS(POWER(0x02), 0x07), WORDS(NOT_FOUND)),
	THEN(3, WORDS(POWER(0x07), 0, 0), WORDS(NOT_SUPPORTED)),
	THEN(4, WORDS(POWER(0x07), 0, 0), WORDS(SUCCESS)),
	THEN(4, WORDS(POWER(0x08), 0), WORDS(NOT_SUPPORTED)),
	THEN(6, WORDS(POWER(0x08), 0), WORDS(SUCCESS, 0, NAME16)),
	THEN(6, WORDS(POWER(0x10), 0x30000), WORDS(NOT_SUPPORTED)),
	CASE("power versions negotiated down and up again",
	     1, WORDS(POWER(0x10), 0x10000), WORDS(SUCCESS)),
	THEN(1, WORDS(POWER(0x03), 5), WORDS(SUCCESS, 0xa0000000, NAME16_SHORT)),
	THEN(1, WORDS(POWER(0x08), 5), WORDS(NOT_SUPPORTED)),
	THEN(1, WORDS(POWER(0x10), 0x20000), WORDS(SUCCESS)),
	THEN(1, WORDS(POWER(0x03), 5), WORDS(SUCCESS, 0xb0000000, NAME16_SHORT)),
	THEN(1, WORDS(POWER(0x10), 0x30001), WORDS(SUCCESS)),
	THEN(1, WORDS(POWER(0x03), 5), WORDS(SUCCESS, 0xb8000000, NAME16_SHORT)),
	THEN(1, WORDS(POWER(0x10), 0x40000), WORDS(NOT_SUPPORTED)),

	/* POWER_DOMAIN_ATTRIBUTES, POWER_DOMAIN_NAME_GET */
	CASE("power domain attributes: notifications, synchronous changes, name",
	     1, WORDS(POWER(0x03), 0), WORDS(SUCCESS, 0xb0000000, CORE)),
	THEN(1, WORDS(POWER(0x03), 1), WORDS(SUCCESS, 0xb0000000, DEEP)),
	THEN(2, WORDS(POWER(0x03), 4), WORDS(SUCCESS, 0xb0000000, DEEP)),
	CASE("power domains that an agent cannot set",
	     1, WORDS(POWER(0x03), 7), WORDS(SUCCESS, 0x90000000, RO)),
	THEN(1, WORDS(POWER(0x03), 8), WORDS(SUCCESS, 0x90000000, ALWAYS)),
	THEN(2, WORDS(POWER(0x03), 0), WORDS(SUCCESS, 0xb0000000, RO)),
	CASE("power names of 15 characters are whole, longer ones are extended",
	     1, WORDS(POWER(0x03), 4), WORDS(SUCCESS, 0xb0000000, NAME15)),
	THEN(1, WORDS(POWER(0x03), 5), WORDS(SUCCESS, 0xb8000000, NAME16_SHORT)),
	CASE("power domain attributes of agents without notifications",
	     3, WORDS(POWER(0x03), 0), WORDS(SUCCESS, 0x20000000, NAME16_SHORT)),
	CASE("power domain attributes, version 3.0",
	     6, WORDS(POWER(0x03), 0), WORDS(SUCCESS, 0xb8000000, NAME16_SHORT)),
	CASE("power domains that there are not",
	     1, WORDS(POWER(0x03), 9), WORDS(NOT_FOUND)),
	THEN(1, WORDS(POWER(0x03), 0x10000), WORDS(NOT_FOUND)),
	THEN(1, WORDS(POWER(0x03), 0xffffffff), WORDS(NOT_FOUND)),
	THEN(1, WORDS(POWER(0x04), 0, 9, ON), WORDS(NOT_FOUND)),
	THEN(1, WORDS(POWER(0x05), 9), WORDS(NOT_FOUND)),
	THEN(1, WORDS(POWER(0x06), 9, 1), WORDS(NOT_FOUND)),
	THEN(1, WORDS(POWER(0x07), 9, 1), WORDS(NOT_FOUND)),
	THEN(1, WORDS(POWER(0x08), 9), WORDS(NOT_FOUND)),
	CASE("whole names of power domains",
	     1, WORDS(POWER(0x08), 5), WORDS(SUCCESS, 0, NAME16)),
	THEN(1, WORDS(POWER(0x08), 6), WORDS(SUCCESS, 0, NAME63)),
	THEN(1, WORDS(POWER(0x08), 7), WORDS(SUCCESS, 0, RO, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)),
	CASE("power messages of the wrong size",
	     1, WORDS(POWER(0x01), 0), WORDS(PROTOCOL_ERROR)),
	THEN(1, WORDS(POWER(0x03)), WORDS(PROTOCOL_ERROR)),
	THEN(1, WORDS(POWER(0x04), 0, 0), WORDS(PROTOCOL_ERROR)),
	THEN(1, WORDS(POWER(0x04), 0, 0, 0, 0), WORDS(PROTOCOL_ERROR)),
	THEN(1, WORDS(POWER(0x05), 0, 0), WORDS(PROTOCOL_ERROR)),
	THEN(1, WORDS(POWER(0x06), 0), WORDS(PROTOCOL_ERROR)),
	THEN(1, WORDS(POWER(0x07), 0), WORDS(PROTOCOL_ERROR)),
	CASE_ROOM("power replies without room", 1, 23, WORDS(POWER(0x01)), WORDS(PROTOCOL_ERROR)),
	ROOM(1, 24, WORDS(POWER(0x01)), WORDS(SUCCESS, 9, 0, 0, 0)),
	ROOM(1, 27, WORDS(POWER(0x03), 0), WORDS(PROTOCOL_ERROR)),
	ROOM(1, 28, WORDS(POWER(0x03), 0), WORDS(SUCCESS, 0xb0000000, CORE)),
	ROOM(1, 11, GET(0), WORDS(PROTOCOL_ERROR)),
	ROOM(1, 12, GET(0), WORDS(SUCCESS, ON)),

	/* POWER_STATE_SET, POWER_STATE_GET */
	CASE("power states at the start", 1, GET(0), WORDS(SUCCESS, ON)),
	THEN(1, GET(1), WORDS(SUCCESS, OFF)),
	THEN(1, GET(8), WORDS(SUCCESS, ON)),
	THEN(2, GET(1), WORDS(SUCCESS, ON)),
	VIEW("power-domain below state 0 wanted 40000000 users 0 losses 0\n"),
	CASE("off and on", 1, SET(0, OFF), WORDS(SUCCESS)),
	VIEW("power-domain core state 40000000 wanted 40000000 users 0 losses 1\n"),
	THEN(1, GET(0), WORDS(SUCCESS, OFF)),
	THEN(1, SET(0, OFF), WORDS(SUCCESS)),
	VIEW("power-domain core state 40000000 wanted 40000000 users 0 losses 1\n"),
	THEN(1, SET(0, ON), WORDS(SUCCESS)),
	THEN(1, GET(0), WORDS(SUCCESS, ON)),
	VIEW("power-domain core state 0 wanted 0 users 1 losses 1\n"),
	CASE("every state that a domain has", 1, SET(1, 2), WORDS(SUCCESS)),
	THEN(1, GET(1), WORDS(SUCCESS, 2)),
	THEN(1, SET(1, 1), WORDS(SUCCESS)),
	THEN(1, GET(1), WORDS(SUCCESS, 1)),
	VIEW("power-domain deep state 1 wanted 1 users 1 losses 0\n"),
	THEN(1, SET(1, 0x4fffffff), WORDS(SUCCESS)),
	THEN(1, GET(1), WORDS(SUCCESS, 0x4fffffff)),
	VIEW("power-domain deep state 4fffffff wanted 4fffffff users 0 losses 1\n"),
	THEN(1, SET(1, OFF), WORDS(SUCCESS)),
	THEN(1, GET(1), WORDS(SUCCESS, OFF)),
	VIEW("power-domain deep state 40000000 wanted 40000000 users 0 losses 1\n"),
	CASE("power states that a domain has not, and reserved bits",
	     1, SET(0, 1), WORDS(INVALID_PARAMETERS)),
	THEN(1, SET(0, 0x40000001), WORDS(INVALID_PARAMETERS)),
	THEN(1, SET(0, 0x80000000), WORDS(INVALID_PARAMETERS)),
	THEN(1, SET(0, 0xc0000000), WORDS(INVALID_PARAMETERS)),
	THEN(1, SET(0, 0x10000000), WORDS(INVALID_PARAMETERS)),
	THEN(1, SET(0, 0x60000000), WORDS(INVALID_PARAMETERS)),
	THEN(1, SET(0, 0xffffffff), WORDS(INVALID_PARAMETERS)),
	THEN(1, SET(1, 3), WORDS(INVALID_PARAMETERS)),
	CASE("asynchronous changes are not supported, other flags are reserved",
	     1, WORDS(POWER(0x04), 1, 0, OFF), WORDS(NOT_SUPPORTED)),
	THEN(1, WORDS(POWER(0x04), 2, 0, OFF), WORDS(INVALID_PARAMETERS)),
	THEN(1, WORDS(POWER(0x04), 0x80000000, 0, OFF), WORDS(INVALID_PARAMETERS)),
	THEN(1, WORDS(POWER(0x04), 1, 0, 5), WORDS(INVALID_PARAMETERS)),
	CASE("a power domain that an agent may not set", 1, SET(7, OFF), WORDS(DENIED)),
	THEN(1, SET(7, ON), WORDS(DENIED)),
	THEN(1, WORDS(POWER(0x04), 1, 7, OFF), WORDS(DENIED)),
	THEN(1, SET(7, 1), WORDS(INVALID_PARAMETERS)),
	THEN(1, GET(7), WORDS(SUCCESS, ON)),
	THEN(2, SET(0, OFF), WORDS(SUCCESS)),
	THEN(1, GET(7), WORDS(SUCCESS, OFF)),
	CASE("a power domain that is always on", 1, SET(8, OFF), WORDS(DENIED)),
	CASE("power states of an old agent", 3, SET(1, OFF), WORDS(SUCCESS)),
	THEN(3, GET(1), WORDS(SUCCESS, OFF)),

	/* Two agents on one domain */
	CASE("a domain goes to the shallowest state that an agent needs", 1, SET(1, ON), WORDS(SUCCESS)),
	THEN(2, SET(4, 1), WORDS(SUCCESS)),
	THEN(2, GET(4), WORDS(SUCCESS, ON)),
	VIEW("power-domain deep state 0 wanted 0 users 3 losses 0\n"),
	THEN(1, SET(1, OFF), WORDS(SUCCESS)),
	THEN(1, GET(1), WORDS(SUCCESS, 1)),
	VIEW("power-domain deep state 1 wanted 1 users 2 losses 0\n"),
	THEN(1, SET(1, 2), WORDS(SUCCESS)),
	THEN(1, GET(1), WORDS(SUCCESS, 2)),
	THEN(2, SET(4, OFF), WORDS(SUCCESS)),
	THEN(1, GET(1), WORDS(SUCCESS, 2)),
	THEN(1, SET(1, 0x4fffffff), WORDS(SUCCESS)),
	THEN(2, GET(4), WORDS(SUCCESS, 0x4fffffff)),
	CASE("an agent that has asked for nothing needs nothing", 3, SET(1, OFF), WORDS(SUCCESS)),
	THEN(1, GET(0), WORDS(SUCCESS, OFF)),

	/* Domains in others, and what they supply */
	CASE("a domain goes no deeper than those in it", 1, SET(3, ON), WORDS(SUCCESS)),
	THEN(1, GET(2), WORDS(SUCCESS, ON)),
	THEN(1, SET(2, OFF), WORDS(SUCCESS)),
	THEN(1, GET(2), WORDS(SUCCESS, ON)),
	VIEW("power-domain outer state 0 wanted 40000000 users 0 losses 0\n"),
	THEN(1, SET(3, 1), WORDS(SUCCESS)),
	THEN(1, GET(2), WORDS(SUCCESS, 3)),
	THEN(1, SET(3, OFF), WORDS(SUCCESS)),
	THEN(1, GET(2), WORDS(SUCCESS, OFF)),
	VIEW("power-domain outer state 40000000 wanted 40000000 users 0 losses 1\n"),
	CASE("a domain that stays on for what is in it is needed all the same",
	     1, SET(3, ON), WORDS(SUCCESS)),
	THEN(1, SET(2, ON), WORDS(SUCCESS)),
	THEN(1, SET(3, OFF), WORDS(SUCCESS)),
	THEN(1, GET(2), WORDS(SUCCESS, ON)),
	CASE("what is in a domain that loses its context is reset", 1, SET(3, ON), WORDS(SUCCESS)),
	THEN(1, SET(3, 1), WORDS(SUCCESS)),
	VIEW("reset line asserted 0 users 0 resets 0 last 0\n"),
	THEN(1, SET(3, OFF), WORDS(SUCCESS)),
	VIEW("reset line asserted 0 users 0 resets 1 last 0\n"),
	VIEW("reset held asserted 1 users 0 resets 1 last 0\n"),
	THEN(1, SET(3, OFF), WORDS(SUCCESS)),
	VIEW("reset line asserted 0 users 0 resets 1 last 0\n"),

	/* POWER_STATE_NOTIFY, POWER_STATE_CHANGED */
	CASE("changes of state are told, under each agent's own number",
	     1, WORDS(POWER(0x06), 1, 1), WORDS(SUCCESS)),
	THEN(2, WORDS(POWER(0x06), 4, 1), WORDS(SUCCESS)),
	THEN(2, SET(4, 1), WORDS(SUCCESS)),
	EVENT(1, WORDS(CHANGED, 2, 1, 1)),
	EVENT(2, WORDS(CHANGED, 2, 4, 1)),
	THEN(2, SET(4, 1), WORDS(SUCCESS)),
	THEN(1, SET(1, OFF), WORDS(SUCCESS)),
	NO_EVENT(1),
	THEN(1, WORDS(POWER(0x06), 1, 0), WORDS(SUCCESS)),
	THEN(2, SET(4, 0x4fffffff), WORDS(SUCCESS)),
	NO_EVENT(1),
	EVENT(2, WORDS(CHANGED, 2, 4, 0x4fffffff)),
	NO_EVENT(2),
	CASE("changes of the domain that another one is in are told",
	     2, WORDS(POWER(0x06), 3, 1), WORDS(SUCCESS)),
	THEN(1, SET(3, ON), WORDS(SUCCESS)),
	EVENT(2, WORDS(CHANGED, 1, 3, ON)),
	THEN(1, SET(3, OFF), WORDS(SUCCESS)),
	EVENT(2, WORDS(CHANGED, 1, 3, OFF)),
	CASE("changes before the subscription are not told", 1, SET(0, OFF), WORDS(SUCCESS)),
	THEN(1, WORDS(POWER(0x06), 0, 1), WORDS(SUCCESS)),
	THEN(1, SET(1, ON), WORDS(SUCCESS)),
	NO_EVENT(1),
	CASE("reserved bits of subscriptions to power states",
	     1, WORDS(POWER(0x06), 0, 2), WORDS(INVALID_PARAMETERS)),
	THEN(1, WORDS(POWER(0x07), 0, 2), WORDS(INVALID_PARAMETERS)),
	THEN(1, WORDS(POWER(0x06), 0, 0x80000001), WORDS(INVALID_PARAMETERS)),
	THEN(1, WORDS(POWER(0x07), 0, 0xffffffff), WORDS(INVALID_PARAMETERS)),
	CASE("an agent without notifications cannot be told of power states",
	     3, WORDS(POWER(0x06), 1, 1), WORDS(NOT_SUPPORTED)),

	/* POWER_STATE_CHANGE_REQUESTED_NOTIFY, POWER_STATE_CHANGE_REQUESTED */
	CASE("requests of other agents are told, also where nothing changes",
	     1, WORDS(POWER(0x07), 1, 1), WORDS(SUCCESS)),
	THEN(2, WORDS(POWER(0x07), 4, 1), WORDS(SUCCESS)),
	THEN(1, SET(1, ON), WORDS(SUCCESS)),
	NO_EVENT(1),
	EVENT(2, WORDS(CHANGE_REQUESTED, 1, 4, ON)),
	THEN(2, SET(4, OFF), WORDS(SUCCESS)),
	EVENT(1, WORDS(CHANGE_REQUESTED, 2, 1, OFF)),
	THEN(1, GET(1), WORDS(SUCCESS, ON)),
	THEN(1, WORDS(POWER(0x07), 1, 0), WORDS(SUCCESS)),
	THEN(2, SET(4, 1), WORDS(SUCCESS)),
	NO_EVENT(1),
	CASE("requests that are refused are not told",
	     1, WORDS(POWER(0x07), 1, 1), WORDS(SUCCESS)),
	THEN(2, SET(4, 7), WORDS(INVALID_PARAMETERS)),
	THEN(2, WORDS(POWER(0x04), 1, 4, ON), WORDS(NOT_SUPPORTED)),
	NO_EVENT(1),
	CASE("a request is told before its effect",
	     1, WORDS(POWER(0x07), 1, 1), WORDS(SUCCESS)),
	THEN(1, WORDS(POWER(0x06), 1, 1), WORDS(SUCCESS)),
	THEN(2, SET(4, ON), WORDS(SUCCESS)),
	EVENT(1, WORDS(CHANGE_REQUESTED, 2, 1, ON)),
	EVENT(1, WORDS(CHANGED, 2, 1, ON)),

	/* Devices */
	CASE("a power domain of a device that is denied",
	     2, WORDS(BASE(0x09), 1, 0, 0), WORDS(SUCCESS)),
	THEN(1, WORDS(POWER(0x03), 1), WORDS(DENIED)),
	THEN(1, SET(1, ON), WORDS(DENIED)),
	THEN(1, GET(1), WORDS(DENIED)),
	THEN(1, WORDS(POWER(0x06), 1, 1), WORDS(DENIED)),
	THEN(1, WORDS(POWER(0x07), 1, 1), WORDS(DENIED)),
	THEN(1, WORDS(POWER(0x08), 1), WORDS(DENIED)),
	THEN(1, SET(0, OFF), WORDS(SUCCESS)),

	/* BASE_RESET_AGENT_CONFIGURATION */
	CASE("the reset of an agent takes back what it needs", 1, SET(0, OFF), WORDS(SUCCESS)),
	THEN(1, SET(1, ON), WORDS(SUCCESS)),
	THEN(1, WORDS(POWER(0x06), 1, 1), WORDS(SUCCESS)),
	THEN(1, WORDS(POWER(0x07), 1, 1), WORDS(SUCCESS)),
	THEN(2, WORDS(POWER(0x06), 4, 1), WORDS(SUCCESS)),
	THEN(2, WORDS(BASE(0x0b), 1, 0), WORDS(SUCCESS)),
	THEN(1, GET(0), WORDS(SUCCESS, ON)),
	THEN(1, GET(1), WORDS(SUCCESS, OFF)),
	EVENT(2, WORDS(CHANGED, 1, 4, OFF)),
	THEN(2, SET(4, ON), WORDS(SUCCESS)),
	NO_EVENT(1),
	CASE("the reset of an agent leaves what another needs", 1, SET(1, ON), WORDS(SUCCESS)),
	THEN(2, SET(4, 1), WORDS(SUCCESS)),
	THEN(1, WORDS(BASE(0x0b), 1, 0), WORDS(SUCCESS)),
	THEN(1, GET(1), WORDS(SUCCESS, 1)),
	THEN(2, WORDS(BASE(0x0b), 2, 0), WORDS(SUCCESS)),
	THEN(1, GET(1), WORDS(SUCCESS, OFF)),
	{ 0 }
};

/* What a platform may leave out, and fail to do */

#define UNREADABLE	3

struct platform {
	unsigned int state;
	int status;
};

static int get_state(void *context, unsigned int domain, unsigned int *state)
{
	const struct platform *platform = context;

	assert_int_equal(domain, 0);
	*state = platform->state;
	return *state == UNREADABLE ? SCMI_HARDWARE_ERROR : SCMI_SUCCESS;
}

static int set_state(void *context, unsigned int domain, unsigned int state)
{
	struct platform *platform = context;

	assert_int_equal(domain, 0);
	if (!platform->status && platform->state != UNREADABLE)
		platform->state = state;
	return platform->status;
}

/* @agent 0: the status of POWER_STATE_GET, of a platform that has left its list of states */
static int status_of(const struct scmi_power_domain *domain, const struct scmi_power_ops *ops,
		     struct platform *platform, unsigned int agent)
{
	struct scmi_power_state state;
	struct scmi_power_config config = { domain, &state, ops, platform };
	struct lone_server lone;
	uint32_t reply[2];

	set_up_lone(&lone, 2, SCMI_PROTOCOL_POWER, &scmi_power_protocol, &config, SCMI_POWER_MAY_SET_STATE);
	if (scmi_server_init(&lone.server))
		return 1;
	if (!agent) {
		platform->state = 2;
		assert_int_equal(SEND(&lone.server, 1, reply, POWER(0x05), 0), 2);
		return (int)reply[1];
	}
	assert_int_equal(SEND(&lone.server, agent, reply, POWER(0x04), 0, 0, OFF), 2);
	assert_int_equal(state.needs[agent - 1], reply[1] ? UINT8_MAX : 1);
	return (int)reply[1];
}

static void platform(void **state)
{
	static const uint32_t states[] = { ON, OFF };
	const struct scmi_power_domain domain = { .name = "domain", .states = states, .state_count = 2 };
	const struct scmi_power_domain no_states = { .name = "domain", .states = states, .state_count = 0 };
	const struct scmi_power_domain many_states = { .name = "domain", .states = states, .state_count = 255 };
	const struct scmi_power_domain no_list = { .name = "domain", .states = NULL, .state_count = 2 };
	const struct scmi_power_ops all = { .get_state = get_state, .set_state = set_state };
	const struct scmi_power_ops fixed = { .get_state = get_state };
	const struct scmi_power_ops blind = { .set_state = set_state };
	struct platform good = { 0, SCMI_SUCCESS };
	struct platform broken = { 0, SCMI_HARDWARE_ERROR };
	struct platform lost = { 2, SCMI_SUCCESS };
	struct platform blank = { UNREADABLE, SCMI_SUCCESS };

	(void)state;
	assert_int_equal(status_of(&domain, &all, &good, 1), SCMI_SUCCESS);
	assert_int_equal(good.state, 1);
	assert_int_equal(status_of(&domain, &all, &broken, 2), SCMI_HARDWARE_ERROR);
	assert_int_equal(status_of(&domain, &all, &broken, 0), SCMI_GENERIC_ERROR);
	assert_int_equal(status_of(&domain, &fixed, &good, 1), SCMI_NOT_SUPPORTED);
	assert_int_equal(status_of(&domain, &blind, &good, 1), 1);
	assert_int_equal(status_of(&domain, NULL, &good, 1), 1);
	assert_int_equal(status_of(&domain, &all, &lost, 1), 1);
	assert_int_equal(status_of(&domain, &all, &blank, 1), 1);
	assert_int_equal(status_of(&no_states, &all, &good, 1), 1);
	assert_int_equal(status_of(&many_states, &all, &good, 1), 1);
	assert_int_equal(status_of(&no_list, &all, &good, 1), 1);
}

/* What cannot be read is not told, and nobody is subscribed to it */
static void unreadable(void **state)
{
	static const uint32_t states[] = { ON, OFF };
	const struct scmi_power_domain domain = { .name = "domain", .states = states, .state_count = 2 };
	const struct scmi_power_ops ops = { .get_state = get_state, .set_state = set_state };
	struct platform platform = { 0, SCMI_SUCCESS };
	struct scmi_power_state power;
	struct scmi_power_config config = { &domain, &power, &ops, &platform };
	struct scmi_event events[1];
	struct lone_server lone;
	uint8_t event[SCMI_MAX_EVENT_SIZE];
	uint32_t reply[3];

	(void)state;
	set_up_lone(&lone, 1, SCMI_PROTOCOL_POWER, &scmi_power_protocol, &config, SCMI_POWER_MAY_SET_STATE);
	lone.agents[0].events = events;
	lone.agents[0].max_events = 1;
	assert_int_equal(scmi_server_init(&lone.server), SCMI_SUCCESS);
	platform.state = UNREADABLE;
	SEND(&lone.server, 1, reply, POWER(0x06), 0, 1);
	assert_int_equal(reply[1], HARDWARE_ERROR);
	assert_int_equal(power.state_subscribers, 0);
	SEND(&lone.server, 1, reply, POWER(0x05), 0);
	assert_int_equal(reply[1], HARDWARE_ERROR);

	platform.state = 0;
	SEND(&lone.server, 1, reply, POWER(0x06), 0, 1);
	assert_int_equal(reply[1], SUCCESS);
	platform.state = UNREADABLE;
	SEND(&lone.server, 1, reply, POWER(0x04), 0, 0, OFF);
	assert_int_equal(reply[1], SUCCESS);
	assert_int_equal(scmi_server_next_event(&lone.server, 1, event, sizeof(event)), 0);
}

static void incomplete(void **state)
{
	static const uint32_t states[] = { ON };
	const struct scmi_power_ops ops = { .get_state = get_state, .set_state = set_state };
	const struct scmi_power_domain domain = { .name = "domain", .states = states, .state_count = 1 };
	struct scmi_power_state domain_state;
	const struct scmi_power_config configs[] = {
		{ NULL, &domain_state, &ops, NULL },
		{ &domain, NULL, &ops, NULL },
		{ &domain, &domain_state, NULL, NULL },
	};

	(void)state;
	REFUSED_BY_SERVER(scmi_power_protocol, configs);
}

int main(void)
{
	unit_board = "tests/unit/domains";
	ADD_CASES(cases);
	ADD_TEST("what a platform may leave out, and fail to do", platform);
	ADD_TEST("power states that cannot be read", unreadable);
	ADD_TEST("a configuration that is not complete", incomplete);
	return run_program("power_domain");
}
