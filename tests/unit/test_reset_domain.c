// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * Reset domain management protocol, section 4.8 of the specification. The board is domains.dts: agents 1
 * first, 2 second (trusted; its 0 is first's 6, its 2 first's 1, its 3 first's 0), 3 version1,
 * 4 version3, 5 bare, 6 power3 (has none of them).
 */
#include <scmi/reset.h>

#include "harness.h"

#define RESET(message)	RESET_DOMAIN(message)
#define ISSUED		RESET_DOMAIN_EVENT(0x00)

#define LINE		C4('l', 'i', 'n', 'e'), 0, 0, 0
#define HELD		C4('h', 'e', 'l', 'd'), 0, 0, 0
#define PULSE		C4('p', 'u', 'l', 's'), C4('e', 0, 0, 0), 0, 0
#define RO		C4('r', 'o', 0, 0), 0, 0, 0
#define NAME15		C4('n', 'a', 'm', 'e'), C4('_', 'o', 'f', '_'), C4('1', '5', '_', 'c'), \
			C4('h', 'a', 'r', 0)
#define NAME16_SHORT	C4('n', 'a', 'm', 'e'), C4('_', 'o', 'f', '_'), C4('1', '6', '_', 'c'), \
			C4('h', 'a', 'r', 0)
#define NAME16		C4('n', 'a', 'm', 'e'), C4('_', 'o', 'f', '_'), C4('1', '6', '_', 'c'), \
			C4('h', 'a', 'r', 's'), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0
#define DIGITS		C4('0', '1', '2', '3'), C4('4', '5', '6', '7'), C4('8', '9', 'a', 'b')
#define NAME63		DIGITS, C4('c', 'd', 'e', 'f'), DIGITS, C4('c', 'd', 'e', 'f'), \
			DIGITS, C4('c', 'd', 'e', 'f'), DIGITS, C4('c', 'd', 'e', 0)

/* RESET's flags, and a reset state of the vendor's */
#define DEASSERT	0
#define AUTONOMOUS	1
#define ASSERT		2
#define ASYNCHRONOUS	4
#define VENDOR(id)	(0x80000000u | (id))

static const struct step cases[] = {
	/* PROTOCOL_VERSION, PROTOCOL_ATTRIBUTES, MESSAGE_ATTRIBUTES, NEGOTIATE_PROTOCOL_VERSION */
	CASE("reset version is 3.1", 1, WORDS(RESET(0x00)), WORDS(SUCCESS, 0x30001)),
	THEN(3, WORDS(RESET(0x00)), WORDS(SUCCESS, 0x10000)),
	THEN(4, WORDS(RESET(0x00)), WORDS(SUCCESS, 0x30000)),
	THEN(5, WORDS(RESET(0x00)), WORDS(NOT_SUPPORTED)),
	CASE("reset protocol attributes: the number of domains",
	     1, WORDS(RESET(0x01)), WORDS(SUCCESS, 7)),
	THEN(2, WORDS(RESET(0x01)), WORDS(SUCCESS, 4)),
	CASE("reset messages that there are",
	     1, WORDS(RESET(0x02), 0x00), WORDS(SUCCESS, 0)),
	THEN(1, WORDS(RESET(0x02), 0x04), WORDS(SUCCESS, 0)),
	THEN(1, WORDS(RESET(0x02), 0x06), WORDS(SUCCESS, 0)),
	THEN(1, WORDS(RESET(0x02), 0x10), WORDS(SUCCESS, 0)),
	THEN(1, WORDS(RESET(0x02), 0x07), WORDS(NOT_FOUND)),
	THEN(1, WORDS(RESET(0x02), 0x11), WORDS(NOT_FOUND)),
	THEN(1, WORDS(RESET(0x02), 0x104), WORDS(NOT_FOUND)),
	THEN(1, WORDS(RESET(0x07), 0), WORDS(NOT_SUPPORTED)),
	THEN(1, WORDS(RESET(0x0f), 0), WORDS(NOT_SUPPORTED)),
	CASE("reset messages of old versions",
	     3, WORDS(RESET(0x02), 0x04), WORDS(SUCCESS, 0)),
	THEN(3, WORDS(RESET(0x02), 0x05), WORDS(NOT_FOUND)),
	THEN(3, WORDS(RESET(0x02), 0x06), WORDS(NOT_FOUND)),
	THEN(3, WORDS(RESET(0x06), 0), WORDS(NOT_SUPPORTED)),
	THEN(3, WORDS(RESET(0x10), 0x10000), WORDS(NOT_SUPPORTED)),
	THEN(4, WORDS(RESET(0x02), 0x06), WORDS(SUCCESS, 0)),
	THEN(4, WORDS(RESET(0x02), 0x10), WORDS(NOT_FOUND)),
	THEN(4, WORDS(RESET(0x10), 0x30000), WORDS(NOT_SUPPORTED)),
	CASE("reset versions negotiated down and up again",
	     1, WORDS(RESET(0x10), 0x10000), WORDS(SUCCESS)),
	THEN(1, WORDS(RESET(0x06), 4), WORDS(NOT_SUPPORTED)),
	THEN(1, WORDS(RESET(0x03), 4), WORDS(SUCCESS, 0x40000000, 0xffffffff, NAME16_SHORT)),
	THEN(1, WORDS(RESET(0x10), 0x30000), WORDS(SUCCESS)),
	THEN(1, WORDS(RESET(0x06), 4), WORDS(SUCCESS, 0, NAME16)),
	THEN(1, WORDS(RESET(0x10), 0x20000), WORDS(NOT_SUPPORTED)),
	THEN(1, WORDS(RESET(0x10), 0x30002), WORDS(NOT_SUPPORTED)),
	THEN(1, WORDS(RESET(0x10), 0x30001), WORDS(SUCCESS)),

	/* RESET_DOMAIN_ATTRIBUTES, RESET_DOMAIN_NAME_GET */
	CASE("reset domain attributes: notifications, latency, name",
	     1, WORDS(RESET(0x03), 0), WORDS(SUCCESS, 0x40000000, 0x12345678, LINE)),
	THEN(1, WORDS(RESET(0x03), 1), WORDS(SUCCESS, 0x40000000, 0, HELD)),
	THEN(2, WORDS(RESET(0x03), 3), WORDS(SUCCESS, 0x40000000, 0x12345678, LINE)),
	CASE("a latency that is unknown",
	     1, WORDS(RESET(0x03), 2), WORDS(SUCCESS, 0x40000000, 0xffffffff, PULSE)),
	CASE("reset names of 15 characters are whole, longer ones are extended",
	     1, WORDS(RESET(0x03), 3), WORDS(SUCCESS, 0x40000000, 0xffffffff, NAME15)),
	THEN(1, WORDS(RESET(0x03), 4), WORDS(SUCCESS, 0x60000000, 0xffffffff, NAME16_SHORT)),
	CASE("reset domain attributes of an agent without notifications, version 1.0",
	     3, WORDS(RESET(0x03), 0), WORDS(SUCCESS, 0, 0xffffffff, NAME16_SHORT)),
	CASE("reset domain attributes, version 3.0",
	     4, WORDS(RESET(0x03), 0), WORDS(SUCCESS, 0x60000000, 0xffffffff, NAME16_SHORT)),
	CASE("reset domains that there are not",
	     1, WORDS(RESET(0x03), 7), WORDS(NOT_FOUND)),
	THEN(1, WORDS(RESET(0x03), 0x10000), WORDS(NOT_FOUND)),
	THEN(1, WORDS(RESET(0x03), 0xffffffff), WORDS(NOT_FOUND)),
	THEN(1, WORDS(RESET(0x04), 7, AUTONOMOUS, 0), WORDS(NOT_FOUND)),
	THEN(1, WORDS(RESET(0x05), 7, 1), WORDS(NOT_FOUND)),
	THEN(1, WORDS(RESET(0x06), 7), WORDS(NOT_FOUND)),
	THEN(2, WORDS(RESET(0x03), 4), WORDS(NOT_FOUND)),
	CASE("whole names of reset domains",
	     1, WORDS(RESET(0x06), 4), WORDS(SUCCESS, 0, NAME16)),
	THEN(1, WORDS(RESET(0x06), 5), WORDS(SUCCESS, 0, NAME63)),
	THEN(2, WORDS(RESET(0x06), 0), WORDS(SUCCESS, 0, RO, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)),
	CASE("reset messages of the wrong size",
	     1, WORDS(RESET(0x00), 0), WORDS(PROTOCOL_ERROR)),
	THEN(1, WORDS(RESET(0x03)), WORDS(PROTOCOL_ERROR)),
	THEN(1, WORDS(RESET(0x03), 0, 0), WORDS(PROTOCOL_ERROR)),
	THEN(1, WORDS(RESET(0x04), 0, AUTONOMOUS), WORDS(PROTOCOL_ERROR)),
	THEN(1, WORDS(RESET(0x04), 0, AUTONOMOUS, 0, 0), WORDS(PROTOCOL_ERROR)),
	THEN(1, WORDS(RESET(0x05), 0), WORDS(PROTOCOL_ERROR)),
	THEN(1, WORDS(RESET(0x06)), WORDS(PROTOCOL_ERROR)),
	CASE_ROOM("reset replies without room", 1, 31, WORDS(RESET(0x03), 0), WORDS(PROTOCOL_ERROR)),
	ROOM(1, 32, WORDS(RESET(0x03), 0), WORDS(SUCCESS, 0x40000000, 0x12345678, LINE)),
	ROOM(1, 72, WORDS(RESET(0x06), 5), WORDS(PROTOCOL_ERROR)),
	ROOM(1, 76, WORDS(RESET(0x06), 5), WORDS(SUCCESS, 0, NAME63)),

	/* RESET */
	CASE("an autonomous reset", 1, WORDS(RESET(0x04), 0, AUTONOMOUS, 0), WORDS(SUCCESS)),
	VIEW("reset line asserted 0 users 0 resets 1 last 0\n"),
	CASE("assertion and deassertion", 1, WORDS(RESET(0x04), 0, ASSERT, 0), WORDS(SUCCESS)),
	VIEW("reset line asserted 1 users 0 resets 1 last 0\n"),
	THEN(1, WORDS(RESET(0x04), 0, ASSERT, 0), WORDS(SUCCESS)),
	VIEW("reset line asserted 1 users 0 resets 1 last 0\n"),
	THEN(1, WORDS(RESET(0x04), 0, DEASSERT, 0), WORDS(SUCCESS)),
	VIEW("reset line asserted 0 users 1 resets 1 last 0\n"),
	THEN(1, WORDS(RESET(0x04), 0, DEASSERT, 0), WORDS(SUCCESS)),
	VIEW("reset line asserted 0 users 1 resets 1 last 0\n"),
	CASE("out of the reset that it was in at the start",
	     1, WORDS(RESET(0x04), 1, DEASSERT, 0), WORDS(SUCCESS)),
	VIEW("reset held asserted 0 users 1 resets 0 last 0\n"),
	THEN(1, WORDS(RESET(0x04), 1, ASSERT, 0), WORDS(SUCCESS)),
	VIEW("reset held asserted 1 users 0 resets 1 last 0\n"),
	CASE("an autonomous reset ends the reset that it was in",
	     1, WORDS(RESET(0x04), 1, AUTONOMOUS, 0), WORDS(SUCCESS)),
	VIEW("reset held asserted 0 users 0 resets 1 last 0\n"),
	THEN(1, WORDS(RESET(0x04), 1, ASSERT, 0), WORDS(SUCCESS)),
	THEN(1, WORDS(RESET(0x04), 1, AUTONOMOUS, 0), WORDS(SUCCESS)),
	VIEW("reset held asserted 0 users 0 resets 3 last 0\n"),
	CASE("the vendor's resets",
	     1, WORDS(RESET(0x04), 2, AUTONOMOUS, VENDOR(1)), WORDS(SUCCESS)),
	VIEW("reset pulse asserted 0 users 0 resets 1 last 80000001\n"),
	THEN(1, WORDS(RESET(0x04), 2, AUTONOMOUS, VENDOR(0x7fffffff)), WORDS(SUCCESS)),
	VIEW("reset pulse asserted 0 users 0 resets 2 last ffffffff\n"),
	THEN(1, WORDS(RESET(0x04), 2, AUTONOMOUS, 0), WORDS(SUCCESS)),
	VIEW("reset pulse asserted 0 users 0 resets 3 last 0\n"),
	CASE("kinds of resets that a domain has not",
	     1, WORDS(RESET(0x04), 2, AUTONOMOUS, 1), WORDS(INVALID_PARAMETERS)),
	THEN(1, WORDS(RESET(0x04), 2, AUTONOMOUS, 0x7fffffff), WORDS(INVALID_PARAMETERS)),
	THEN(1, WORDS(RESET(0x04), 2, AUTONOMOUS, VENDOR(0)), WORDS(INVALID_PARAMETERS)),
	THEN(1, WORDS(RESET(0x04), 2, AUTONOMOUS, VENDOR(2)), WORDS(INVALID_PARAMETERS)),
	THEN(1, WORDS(RESET(0x04), 0, AUTONOMOUS, VENDOR(1)), WORDS(INVALID_PARAMETERS)),
	THEN(1, WORDS(RESET(0x04), 0, ASSERT, 1), WORDS(INVALID_PARAMETERS)),
	THEN(1, WORDS(RESET(0x04), 0, DEASSERT, 1), WORDS(INVALID_PARAMETERS)),
	CASE("a domain that cannot be held in reset",
	     1, WORDS(RESET(0x04), 2, ASSERT, 0), WORDS(NOT_SUPPORTED)),
	THEN(1, WORDS(RESET(0x04), 2, DEASSERT, 0), WORDS(NOT_SUPPORTED)),
	CASE("asynchronous resets are not supported",
	     1, WORDS(RESET(0x04), 0, ASYNCHRONOUS | AUTONOMOUS, 0), WORDS(NOT_SUPPORTED)),
	CASE("flags of resets that contradict each other, and reserved ones",
	     1, WORDS(RESET(0x04), 0, ASYNCHRONOUS, 0), WORDS(INVALID_PARAMETERS)),
	THEN(1, WORDS(RESET(0x04), 0, ASYNCHRONOUS | ASSERT, 0), WORDS(INVALID_PARAMETERS)),
	THEN(1, WORDS(RESET(0x04), 0, AUTONOMOUS | ASSERT, 0), WORDS(INVALID_PARAMETERS)),
	THEN(1, WORDS(RESET(0x04), 0, 7, 0), WORDS(INVALID_PARAMETERS)),
	THEN(1, WORDS(RESET(0x04), 0, 8, 0), WORDS(INVALID_PARAMETERS)),
	THEN(1, WORDS(RESET(0x04), 0, AUTONOMOUS | 8, 0), WORDS(INVALID_PARAMETERS)),
	THEN(1, WORDS(RESET(0x04), 0, AUTONOMOUS | 0x80000000, 0), WORDS(INVALID_PARAMETERS)),
	CASE("a domain that an agent may not reset",
	     1, WORDS(RESET(0x04), 6, AUTONOMOUS, 0), WORDS(DENIED)),
	THEN(1, WORDS(RESET(0x04), 6, AUTONOMOUS, VENDOR(5)), WORDS(DENIED)),
	THEN(1, WORDS(RESET(0x04), 6, ASYNCHRONOUS | AUTONOMOUS, 0), WORDS(DENIED)),
	THEN(1, WORDS(RESET(0x04), 6, ASSERT, 0), WORDS(DENIED)),
	THEN(1, WORDS(RESET(0x04), 6, DEASSERT, 0), WORDS(DENIED)),
	THEN(1, WORDS(RESET(0x04), 6, AUTONOMOUS, VENDOR(6)), WORDS(INVALID_PARAMETERS)),
	THEN(1, WORDS(RESET(0x03), 6), WORDS(SUCCESS, 0x40000000, 0xffffffff, RO)),
	THEN(2, WORDS(RESET(0x04), 0, AUTONOMOUS, VENDOR(5)), WORDS(SUCCESS)),
	VIEW("reset ro asserted 0 users 0 resets 1 last 80000005\n"),
	CASE("resets of an old agent", 3, WORDS(RESET(0x04), 1, AUTONOMOUS, 0), WORDS(SUCCESS)),
	THEN(3, WORDS(RESET(0x04), 1, ASSERT, 0), WORDS(SUCCESS)),
	VIEW("reset line asserted 1 users 0 resets 2 last 0\n"),

	/* Two agents on one domain */
	CASE("a domain stays out of reset while one agent needs it",
	     1, WORDS(RESET(0x04), 1, DEASSERT, 0), WORDS(SUCCESS)),
	THEN(2, WORDS(RESET(0x04), 2, DEASSERT, 0), WORDS(SUCCESS)),
	VIEW("reset held asserted 0 users 3 "),
	THEN(1, WORDS(RESET(0x04), 1, ASSERT, 0), WORDS(SUCCESS)),
	VIEW("reset held asserted 0 users 2 resets 0 "),
	THEN(2, WORDS(RESET(0x04), 2, ASSERT, 0), WORDS(SUCCESS)),
	VIEW("reset held asserted 1 users 0 resets 1 "),
	CASE("autonomous resets do not disturb another agent",
	     1, WORDS(RESET(0x04), 0, DEASSERT, 0), WORDS(SUCCESS)),
	THEN(2, WORDS(RESET(0x04), 3, AUTONOMOUS, 0), WORDS(IN_USE)),
	THEN(1, WORDS(RESET(0x04), 0, AUTONOMOUS, 0), WORDS(SUCCESS)),
	VIEW("reset line asserted 0 users 1 resets 1 "),
	THEN(1, WORDS(RESET(0x04), 0, ASSERT, 0), WORDS(SUCCESS)),
	THEN(2, WORDS(RESET(0x04), 3, AUTONOMOUS, 0), WORDS(IN_USE)),
	VIEW("reset line asserted 1 users 0 resets 2 "),

	/* RESET_NOTIFY, RESET_ISSUED */
	CASE("resets are told, under each agent's own number",
	     1, WORDS(RESET(0x05), 0, 1), WORDS(SUCCESS)),
	THEN(2, WORDS(RESET(0x05), 3, 1), WORDS(SUCCESS)),
	THEN(2, WORDS(RESET(0x04), 3, AUTONOMOUS, 0), WORDS(SUCCESS)),
	EVENT(1, WORDS(ISSUED, 2, 0, 0)),
	EVENT(2, WORDS(ISSUED, 2, 3, 0)),
	THEN(1, WORDS(RESET(0x05), 0, 0), WORDS(SUCCESS)),
	THEN(1, WORDS(RESET(0x04), 0, AUTONOMOUS, 0), WORDS(SUCCESS)),
	NO_EVENT(1),
	EVENT(2, WORDS(ISSUED, 1, 3, 0)),
	NO_EVENT(2),
	CASE("only what puts a domain into reset is told",
	     1, WORDS(RESET(0x05), 0, 1), WORDS(SUCCESS)),
	THEN(1, WORDS(RESET(0x04), 0, ASSERT, 0), WORDS(SUCCESS)),
	EVENT(1, WORDS(ISSUED, 1, 0, 0)),
	THEN(1, WORDS(RESET(0x04), 0, ASSERT, 0), WORDS(SUCCESS)),
	THEN(2, WORDS(RESET(0x04), 3, ASSERT, 0), WORDS(SUCCESS)),
	NO_EVENT(1),
	THEN(2, WORDS(RESET(0x04), 3, DEASSERT, 0), WORDS(SUCCESS)),
	THEN(1, WORDS(RESET(0x04), 0, ASSERT, 0), WORDS(SUCCESS)),
	NO_EVENT(1),
	THEN(2, WORDS(RESET(0x04), 3, ASSERT, 0), WORDS(SUCCESS)),
	EVENT(1, WORDS(ISSUED, 2, 0, 0)),
	THEN(1, WORDS(RESET(0x04), 0, AUTONOMOUS, VENDOR(1)), WORDS(INVALID_PARAMETERS)),
	THEN(1, WORDS(RESET(0x04), 0, AUTONOMOUS, 0), WORDS(IN_USE)),
	NO_EVENT(1),
	CASE("a vendor's reset is told by its number",
	     4, WORDS(RESET(0x05), 1, 1), WORDS(SUCCESS)),
	THEN(1, WORDS(RESET(0x04), 2, AUTONOMOUS, VENDOR(1)), WORDS(SUCCESS)),
	EVENT(4, WORDS(ISSUED, 1, 1, VENDOR(1))),
	CASE("reserved bits of subscriptions to resets",
	     1, WORDS(RESET(0x05), 0, 2), WORDS(INVALID_PARAMETERS)),
	THEN(1, WORDS(RESET(0x05), 0, 0x80000001), WORDS(INVALID_PARAMETERS)),
	CASE("an agent that may not reset can still be told",
	     1, WORDS(RESET(0x05), 6, 1), WORDS(SUCCESS)),
	THEN(2, WORDS(RESET(0x04), 0, AUTONOMOUS, 0), WORDS(SUCCESS)),
	EVENT(1, WORDS(ISSUED, 2, 6, 0)),
	CASE("an agent without notifications cannot be told of resets",
	     3, WORDS(RESET(0x05), 1, 1), WORDS(NOT_SUPPORTED)),

	/* Devices */
	CASE("a reset domain of a device that is denied",
	     2, WORDS(BASE(0x09), 1, 0, 0), WORDS(SUCCESS)),
	THEN(1, WORDS(RESET(0x03), 0), WORDS(DENIED)),
	THEN(1, WORDS(RESET(0x04), 0, AUTONOMOUS, 0), WORDS(DENIED)),
	THEN(1, WORDS(RESET(0x05), 0, 1), WORDS(DENIED)),
	THEN(1, WORDS(RESET(0x06), 0), WORDS(DENIED)),
	THEN(1, WORDS(RESET(0x04), 1, AUTONOMOUS, 0), WORDS(SUCCESS)),

	/* BASE_RESET_AGENT_CONFIGURATION */
	CASE("the reset of an agent takes back what it has set",
	     1, WORDS(RESET(0x04), 0, ASSERT, 0), WORDS(SUCCESS)),
	THEN(1, WORDS(RESET(0x04), 1, DEASSERT, 0), WORDS(SUCCESS)),
	THEN(1, WORDS(RESET(0x05), 0, 1), WORDS(SUCCESS)),
	THEN(2, WORDS(RESET(0x05), 2, 1), WORDS(SUCCESS)),
	THEN(2, WORDS(BASE(0x0b), 1, 0), WORDS(SUCCESS)),
	VIEW("reset line asserted 0 users 0 resets 1 "),
	VIEW("reset held asserted 1 users 0 resets 1 "),
	EVENT(2, WORDS(ISSUED, 1, 2, 0)),
	THEN(2, WORDS(RESET(0x04), 3, AUTONOMOUS, 0), WORDS(SUCCESS)),
	NO_EVENT(1),
	CASE("the reset of an agent leaves what another has set",
	     1, WORDS(RESET(0x04), 1, DEASSERT, 0), WORDS(SUCCESS)),
	THEN(2, WORDS(RESET(0x04), 2, DEASSERT, 0), WORDS(SUCCESS)),
	THEN(2, WORDS(RESET(0x04), 3, ASSERT, 0), WORDS(SUCCESS)),
	THEN(1, WORDS(RESET(0x04), 0, DEASSERT, 0), WORDS(SUCCESS)),
	THEN(2, WORDS(BASE(0x0b), 1, 0), WORDS(SUCCESS)),
	VIEW("reset held asserted 0 users 2 resets 0 "),
	VIEW("reset line asserted 1 users 0 resets 2 "),
	{ 0 }
};

/* What a platform may leave out */

static int status_of(const struct scmi_reset_ops *ops, uint32_t flags)
{
	static const struct scmi_reset domain = { .name = "domain" };
	struct scmi_reset_state state;
	struct scmi_reset_config config = { &domain, &state, ops, NULL };
	struct lone_server lone;
	uint32_t reply[2];

	set_up_lone(&lone, 1, SCMI_PROTOCOL_RESET, &scmi_reset_protocol, &config, SCMI_RESET_MAY_RESET);
	if (scmi_server_init(&lone.server))
		return 1;
	assert_int_equal(SEND(&lone.server, 1, reply, RESET(0x04), 0, flags, 0), 2);
	return (int)reply[1];
}

static int reset_well(void *context, unsigned int domain, uint32_t kind)
{
	(void)context;
	return domain || kind ? SCMI_GENERIC_ERROR : SCMI_SUCCESS;
}

static int reset_broken(void *context, unsigned int domain, uint32_t kind)
{
	(void)reset_well(context, domain, kind);
	return SCMI_HARDWARE_ERROR;
}

static int get_released(void *context, unsigned int domain, bool *asserted)
{
	(void)context;
	(void)domain;
	*asserted = false;
	return SCMI_SUCCESS;
}

static int get_broken(void *context, unsigned int domain, bool *asserted)
{
	(void)get_released(context, domain, asserted);
	return SCMI_HARDWARE_ERROR;
}

static int set_broken(void *context, unsigned int domain, uint32_t kind, bool asserted)
{
	(void)context;
	(void)domain;
	(void)kind;
	(void)asserted;
	return SCMI_HARDWARE_ERROR;
}

static void platform(void **state)
{
	const struct scmi_reset_ops autonomous = { .reset = reset_well };
	const struct scmi_reset_ops explicit = { .get_asserted = get_released, .set_asserted = set_broken };
	const struct scmi_reset_ops nothing = { 0 };
	const struct scmi_reset_ops half = { .reset = reset_well, .get_asserted = get_released };
	const struct scmi_reset_ops broken = {
		.reset = reset_well, .get_asserted = get_broken, .set_asserted = set_broken,
	};
	const struct scmi_reset_ops stuck = { .reset = reset_broken };

	(void)state;
	assert_int_equal(status_of(&autonomous, AUTONOMOUS), SCMI_SUCCESS);
	assert_int_equal(status_of(&autonomous, ASSERT), SCMI_NOT_SUPPORTED);
	assert_int_equal(status_of(&stuck, AUTONOMOUS), SCMI_HARDWARE_ERROR);
	assert_int_equal(status_of(&explicit, AUTONOMOUS), SCMI_NOT_SUPPORTED);
	assert_int_equal(status_of(&explicit, ASSERT), SCMI_HARDWARE_ERROR);
	assert_int_equal(status_of(&explicit, DEASSERT), SCMI_SUCCESS);
	assert_int_equal(status_of(&nothing, ASSERT), 1);
	assert_int_equal(status_of(&half, ASSERT), 1);
	assert_int_equal(status_of(&broken, ASSERT), 1);
	assert_int_equal(status_of(NULL, ASSERT), 1);
}

static void incomplete(void **state)
{
	const struct scmi_reset_ops ops = { .reset = reset_well };
	struct scmi_reset domain = { .name = "domain" };
	struct scmi_reset_state domain_state;
	const struct scmi_reset_config configs[] = {
		{ NULL, &domain_state, &ops, NULL },
		{ &domain, NULL, &ops, NULL },
		{ &domain, &domain_state, NULL, NULL },
	};

	(void)state;
	REFUSED_BY_SERVER(scmi_reset_protocol, configs);
}

int main(void)
{
	unit_board = "tests/unit/domains";
	ADD_CASES(cases);
	ADD_TEST("what a platform may leave out", platform);
	ADD_TEST("a configuration that is not complete", incomplete);
	return run_program("reset_domain");
}
