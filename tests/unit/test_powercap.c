// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * Power capping protocol. The board is powercap.dts, whose domains have these numbers:
 *
 *	agent 1 (2.0)	0 soc, 1 cpu, 2 gpu, 3 micro, 4 ro
 *	agent 2 (2.0)	0 cpu, 1 soc
 *	agent 3 (1.0)	0 soc, 1 cpu
 *	agent 4 (2.0)	0 cpu; no notifications
 */
#include "harness.h"

#include <scmi/powercap.h>

#define ROOT		0xffffffff
#define NAME3(a, b, c)	C4(a, b, c, 0), 0, 0, 0
#define CAP_CHANGED	POWERCAP_EVENT(0x00)
#define MEASURED	POWERCAP_EVENT(0x01)
#define MHZ(mhz)	THEN(1, WORDS(CLOCK(0x05), 0, 0, (mhz) * 1000000u, 0), WORDS(SUCCESS))

/* Averaging interval, cap (lowest, highest, step each), sustainable power, accuracy, parent */
#define SOC(bits)	bits, NAME3('s', 'o', 'c'), 1000, 1000000, 1000, 1000, 10000, 500, 6000, 10
#define CPU(bits)	bits, NAME3('c', 'p', 'u'), 2000, 2000, 0, 500, 8000, 100, 0, 0

static const struct step description[] = {
	CASE("powercap version is 2.0", 1, WORDS(POWERCAP(0x00)), WORDS(SUCCESS, 0x20000)),
	CASE("powercap version of an agent pinned at 1.0",
	     3, WORDS(POWERCAP(0x00)), WORDS(SUCCESS, 0x10000)),
	THEN(3, WORDS(POWERCAP(0x10), 0x10000), WORDS(NOT_SUPPORTED)),
	CASE("powercap negotiated down and up again",
	     1, WORDS(POWERCAP(0x10), 0x10000), WORDS(SUCCESS)),
	THEN(1, WORDS(POWERCAP(0x05), 0, 0, 0), WORDS(OUT_OF_RANGE)),
	THEN(1, WORDS(POWERCAP(0x10), 0x20000), WORDS(SUCCESS)),
	THEN(1, WORDS(POWERCAP(0x05), 0, 0, 0), WORDS(SUCCESS)),
	THEN(1, WORDS(POWERCAP(0x10), 0x20001), WORDS(NOT_SUPPORTED)),
	THEN(1, WORDS(POWERCAP(0x10), 0x30000), WORDS(NOT_SUPPORTED)),
	CASE("powercap attributes", 1, WORDS(POWERCAP(0x01)), WORDS(SUCCESS, 5)),
	THEN(4, WORDS(POWERCAP(0x01)), WORDS(SUCCESS, 1)),
	CASE("powercap messages: no fast channels",
	     1, WORDS(POWERCAP(0x02), 0x05), WORDS(SUCCESS, 0)),
	THEN(1, WORDS(POWERCAP(0x02), 0x0c), WORDS(SUCCESS, 0)),
	THEN(1, WORDS(POWERCAP(0x02), 0x10), WORDS(SUCCESS, 0)),
	THEN(3, WORDS(POWERCAP(0x02), 0x10), WORDS(NOT_FOUND)),
	CASE("messages of version 3.0 do not exist",
	     1, WORDS(POWERCAP(0x02), 0x0d), WORDS(NOT_FOUND)),
	THEN(1, WORDS(POWERCAP(0x0d), 0, 0), WORDS(NOT_SUPPORTED)),
	THEN(1, WORDS(POWERCAP(0x0e), 0, 0), WORDS(NOT_SUPPORTED)),

	CASE("a domain in milliwatts, with everything",
	     1, WORDS(POWERCAP(0x03), 0), WORDS(SUCCESS, SOC(0xcf000000), ROOT)),
	CASE("a domain within another, whose interval cannot be set",
	     1, WORDS(POWERCAP(0x03), 1), WORDS(SUCCESS, CPU(0xcd000000), 0)),
	THEN(2, WORDS(POWERCAP(0x03), 0), WORDS(SUCCESS, CPU(0xcd000000), 1)),
	CASE("the form of 1.0 is the same", 3, WORDS(POWERCAP(0x03), 1), WORDS(SUCCESS, CPU(0xcd000000), 0)),
	CASE("an agent without notifications, who does not see the parent",
	     4, WORDS(POWERCAP(0x03), 0), WORDS(SUCCESS, CPU(0x0d000000), ROOT)),
	CASE("a domain that can neither be set nor measured, with a long name",
	     1, WORDS(POWERCAP(0x03), 2),
	     WORDS(SUCCESS, 0x91000000, C4('g', 'r', 'a', 'p'), C4('h', 'i', 'c', 's'),
		   C4('_', 'p', 'r', 'o'), C4('c', 'e', 's', 0), 1000, 1000, 0, 3000, 3000, 0, 0, 0, 0)),
	CASE("a domain in microwatts", 1, WORDS(POWERCAP(0x03), 3),
	     WORDS(SUCCESS, 0xcc800000, C4('m', 'i', 'c', 'r'), C4('o', 0, 0, 0), 0, 0,
		   5000, 5000, 0, 100, 0xffffffff, 1, 0, 0, ROOT)),
	CASE("a domain in abstract units that may only be read", 1, WORDS(POWERCAP(0x03), 4),
	     WORDS(SUCCESS, 0xce000000, C4('r', 'o', 0, 0), 0, 0, 0, 1, 10, 1, 1, 10, 1, 0, 0, ROOT)),
	CASE("attributes of no domain", 1, WORDS(POWERCAP(0x03), 5), WORDS(NOT_FOUND)),
	CASE("a parent that belongs to a device taken away",
	     2, WORDS(BASE(0x09), 1, 0, 0), WORDS(SUCCESS)),
	THEN(1, WORDS(POWERCAP(0x03), 0), WORDS(DENIED)),
	THEN(1, WORDS(POWERCAP(0x03), 1), WORDS(SUCCESS, CPU(0xcd000000), ROOT)),
	CASE("the whole name of a domain", 1, WORDS(POWERCAP(0x08), 2),
	     WORDS(SUCCESS, 0, C4('g', 'r', 'a', 'p'), C4('h', 'i', 'c', 's'), C4('_', 'p', 'r', 'o'),
		   C4('c', 'e', 's', 's'), C4('i', 'n', 'g', '_'), C4('u', 'n', 'i', 't'),
		   0, 0, 0, 0, 0, 0, 0, 0, 0, 0)),
	THEN(3, WORDS(POWERCAP(0x08), 1),
	     WORDS(SUCCESS, 0, C4('c', 'p', 'u', 0), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)),
	CASE("no fast channel is described", 1, WORDS(POWERCAP(0x0c), 0, 0x05), WORDS(NOT_SUPPORTED)),
	THEN(1, WORDS(POWERCAP(0x0c), 0, 0xffffffff), WORDS(NOT_SUPPORTED)),
	THEN(1, WORDS(POWERCAP(0x0c), 5, 0x05), WORDS(NOT_FOUND)),
	{ 0 }
};

static const struct step caps[] = {
	CASE("caps at the start: 0 is none", 1, WORDS(POWERCAP(0x04), 0), WORDS(SUCCESS, 0)),
	THEN(1, WORDS(POWERCAP(0x04), 1), WORDS(SUCCESS, 5000)),
	CASE("no cap is the highest in 1.0", 3, WORDS(POWERCAP(0x04), 0), WORDS(SUCCESS, 10000)),
	THEN(3, WORDS(POWERCAP(0x04), 1), WORDS(SUCCESS, 5000)),
	CASE("a cap limits the power of the domain and of the one around it",
	     1, WORDS(POWERCAP(0x05), 1, 0, 2000), WORDS(SUCCESS)),
	VIEW("powercap cpu power 1000 average 1000 cap 2000 pai 2000 parent soc\n"),
	MHZ(1000),
	VIEW("powercap soc power 3200 average 2200 cap - pai 1000 parent -\n"
	     "powercap cpu power 2000 average 1000 cap 2000 pai 2000 parent soc\n"
	     "powercap graphics_processing_unit power 700 average 700 cap - pai 1000 parent soc\n"),
	THEN(1, WORDS(POWERCAP(0x05), 0, 0, 3000), WORDS(SUCCESS)),
	VIEW("powercap soc power 3000 average 2200 cap 3000 pai 1000 parent -\n"),
	THEN(1, WORDS(POWERCAP(0x05), 1, 0, 0), WORDS(SUCCESS)),
	THEN(1, WORDS(POWERCAP(0x04), 1), WORDS(SUCCESS, 0)),
	VIEW("powercap cpu power 4200 average 1000 cap - pai 2000 parent soc\n"),
	CASE("limits of a cap", 1, WORDS(POWERCAP(0x05), 0, 0, 1000), WORDS(SUCCESS)),
	THEN(1, WORDS(POWERCAP(0x05), 0, 0, 10000), WORDS(SUCCESS)),
	THEN(1, WORDS(POWERCAP(0x05), 0, 0, 999), WORDS(OUT_OF_RANGE)),
	THEN(1, WORDS(POWERCAP(0x05), 0, 0, 500), WORDS(OUT_OF_RANGE)),
	THEN(1, WORDS(POWERCAP(0x05), 0, 0, 10001), WORDS(OUT_OF_RANGE)),
	THEN(1, WORDS(POWERCAP(0x05), 0, 0, 10500), WORDS(OUT_OF_RANGE)),
	THEN(1, WORDS(POWERCAP(0x05), 0, 0, 1250), WORDS(OUT_OF_RANGE)),
	THEN(1, WORDS(POWERCAP(0x05), 0, 0, 0xffffffff), WORDS(OUT_OF_RANGE)),
	THEN(1, WORDS(POWERCAP(0x05), 3, 0, 0xffffffff), WORDS(SUCCESS)),
	THEN(1, WORDS(POWERCAP(0x04), 3), WORDS(SUCCESS, 0xffffffff)),
	CASE("1.0 cannot take a cap away", 3, WORDS(POWERCAP(0x05), 1, 0, 0), WORDS(OUT_OF_RANGE)),
	THEN(3, WORDS(POWERCAP(0x05), 1, 0, 8000), WORDS(SUCCESS)),
	THEN(3, WORDS(POWERCAP(0x04), 1), WORDS(SUCCESS, 8000)),
	CASE("a delayed response is not wanted, and there is none",
	     1, WORDS(POWERCAP(0x05), 1, 1, 600), WORDS(SUCCESS)),
	CASE("asynchronous changes are not announced",
	     1, WORDS(POWERCAP(0x05), 1, 2, 600), WORDS(NOT_SUPPORTED)),
	THEN(1, WORDS(POWERCAP(0x05), 1, 3, 600), WORDS(NOT_SUPPORTED)),
	CASE("reserved flags of a cap", 1, WORDS(POWERCAP(0x05), 1, 4, 600), WORDS(INVALID_PARAMETERS)),
	THEN(1, WORDS(POWERCAP(0x05), 1, 0x80000000, 600), WORDS(INVALID_PARAMETERS)),
	CASE("a cap that cannot be set", 1, WORDS(POWERCAP(0x05), 2, 0, 3000), WORDS(NOT_SUPPORTED)),
	THEN(1, WORDS(POWERCAP(0x05), 2, 0, 0), WORDS(NOT_SUPPORTED)),
	CASE("a domain that may only be read", 1, WORDS(POWERCAP(0x05), 4, 0, 5), WORDS(DENIED)),
	THEN(1, WORDS(POWERCAP(0x07), 4, 0, 5), WORDS(DENIED)),
	THEN(1, WORDS(POWERCAP(0x04), 4), WORDS(SUCCESS, 0)),
	THEN(1, WORDS(POWERCAP(0x09), 4), WORDS(SUCCESS, 0, 1)),
	CASE("no such domain", 1, WORDS(POWERCAP(0x04), 5), WORDS(NOT_FOUND)),
	THEN(1, WORDS(POWERCAP(0x05), 5, 0, 5), WORDS(NOT_FOUND)),
	THEN(1, WORDS(POWERCAP(0x06), 5), WORDS(NOT_FOUND)),
	THEN(1, WORDS(POWERCAP(0x07), 5, 0, 5), WORDS(NOT_FOUND)),
	THEN(1, WORDS(POWERCAP(0x09), 5), WORDS(NOT_FOUND)),
	THEN(1, WORDS(POWERCAP(0x0a), 5, 1), WORDS(NOT_FOUND)),
	THEN(1, WORDS(POWERCAP(0x0b), 5, 1, 0, 0), WORDS(NOT_FOUND)),

	CASE("the lowest cap of all agents holds", 1, WORDS(POWERCAP(0x05), 1, 0, 2000), WORDS(SUCCESS)),
	THEN(2, WORDS(POWERCAP(0x05), 0, 0, 3000), WORDS(SUCCESS)),
	THEN(2, WORDS(POWERCAP(0x04), 0), WORDS(SUCCESS, 2000)),
	THEN(3, WORDS(POWERCAP(0x05), 1, 0, 1000), WORDS(SUCCESS)),
	THEN(1, WORDS(POWERCAP(0x04), 1), WORDS(SUCCESS, 1000)),
	THEN(3, WORDS(POWERCAP(0x05), 1, 0, 8000), WORDS(SUCCESS)),
	THEN(1, WORDS(POWERCAP(0x05), 1, 0, 0), WORDS(SUCCESS)),
	THEN(1, WORDS(POWERCAP(0x04), 1), WORDS(SUCCESS, 3000)),
	THEN(2, WORDS(POWERCAP(0x05), 0, 0, 0), WORDS(SUCCESS)),
	THEN(1, WORDS(POWERCAP(0x04), 1), WORDS(SUCCESS, 8000)),
	CASE("a reset takes back caps, and leaves those of others",
	     1, WORDS(POWERCAP(0x05), 1, 0, 2000), WORDS(SUCCESS)),
	THEN(2, WORDS(POWERCAP(0x05), 0, 0, 6000), WORDS(SUCCESS)),
	THEN(2, WORDS(BASE(0x0b), 1, 0), WORDS(SUCCESS)),
	THEN(1, WORDS(POWERCAP(0x04), 1), WORDS(SUCCESS, 6000)),
	THEN(2, WORDS(BASE(0x0b), 2, 0), WORDS(SUCCESS)),
	THEN(1, WORDS(POWERCAP(0x04), 1), WORDS(SUCCESS, 5000)),
	THEN(1, WORDS(POWERCAP(0x05), 1, 0, 0), WORDS(SUCCESS)),
	THEN(2, WORDS(BASE(0x0b), 1, 0), WORDS(SUCCESS)),
	THEN(1, WORDS(POWERCAP(0x04), 1), WORDS(SUCCESS, 5000)),

	CASE("averaging intervals", 1, WORDS(POWERCAP(0x06), 0), WORDS(SUCCESS, 1000)),
	THEN(1, WORDS(POWERCAP(0x07), 0, 0, 1000000), WORDS(SUCCESS)),
	THEN(2, WORDS(POWERCAP(0x06), 1), WORDS(SUCCESS, 1000000)),
	THEN(1, WORDS(POWERCAP(0x07), 0, 0, 0), WORDS(OUT_OF_RANGE)),
	THEN(1, WORDS(POWERCAP(0x07), 0, 0, 999), WORDS(OUT_OF_RANGE)),
	THEN(1, WORDS(POWERCAP(0x07), 0, 0, 1001000), WORDS(OUT_OF_RANGE)),
	THEN(1, WORDS(POWERCAP(0x07), 0, 0, 1500), WORDS(OUT_OF_RANGE)),
	THEN(1, WORDS(POWERCAP(0x07), 0, 1, 2000), WORDS(INVALID_PARAMETERS)),
	THEN(1, WORDS(POWERCAP(0x07), 1, 0, 2000), WORDS(NOT_SUPPORTED)),
	THEN(2, WORDS(POWERCAP(0x07), 1, 0, 2000), WORDS(SUCCESS)),
	THEN(2, WORDS(BASE(0x0b), 1, 0), WORDS(SUCCESS)),
	THEN(1, WORDS(POWERCAP(0x06), 0), WORDS(SUCCESS, 2000)),
	THEN(2, WORDS(BASE(0x0b), 2, 0), WORDS(SUCCESS)),
	THEN(1, WORDS(POWERCAP(0x06), 0), WORDS(SUCCESS, 1000)),
	{ 0 }
};

static const struct step measurements[] = {
	CASE("the average follows within its interval",
	     1, WORDS(POWERCAP(0x09), 1), WORDS(SUCCESS, 1000, 2000)),
	MHZ(1000),
	THEN(1, WORDS(POWERCAP(0x09), 1), WORDS(SUCCESS, 1000, 2000)),
	TIME(1000),
	THEN(1, WORDS(POWERCAP(0x09), 1), WORDS(SUCCESS, 2600, 2000)),
	THEN(1, WORDS(POWERCAP(0x09), 0), WORDS(SUCCESS, 5400, 1000)),
	TIME(3000),
	THEN(3, WORDS(POWERCAP(0x09), 1), WORDS(SUCCESS, 4200, 2000)),
	MHZ(200),
	TIME(3500),
	THEN(1, WORDS(POWERCAP(0x09), 1), WORDS(SUCCESS, 3400, 2000)),
	CASE("measurements follow a curve", 1, WORDS(POWERCAP(0x09), 3), WORDS(SUCCESS, 0, 5000)),
	TIME(5000),
	THEN(1, WORDS(POWERCAP(0x09), 3), WORDS(SUCCESS, 50, 5000)),
	CASE("measurements of a domain without", 1, WORDS(POWERCAP(0x09), 2), WORDS(NOT_SUPPORTED)),
	THEN(1, WORDS(POWERCAP(0x0b), 2, 1, 0, 1), WORDS(NOT_SUPPORTED)),

	CASE("measurements above and below the thresholds, told once each",
	     1, WORDS(POWERCAP(0x0b), 1, 1, 1100, 4199), WORDS(SUCCESS)),
	THEN(2, WORDS(POWERCAP(0x0b), 0, 1, 1000, 4200), WORDS(SUCCESS)),
	TIME(1999),
	NO_EVENT(1),
	TIME(2000),
	EVENT(1, WORDS(MEASURED, 0, 1, 1000)),
	TIME(4000),
	NO_EVENT(1),
	MHZ(1000),
	TIME(6000),
	EVENT(1, WORDS(MEASURED, 0, 1, 4200)),
	TIME(8000),
	NO_EVENT(1),
	THEN(1, WORDS(POWERCAP(0x05), 1, 0, 2000), WORDS(SUCCESS)),
	TIME(10000),
	NO_EVENT(1),
	THEN(1, WORDS(POWERCAP(0x05), 1, 0, 0), WORDS(SUCCESS)),
	TIME(12000),
	EVENT(1, WORDS(MEASURED, 0, 1, 4200)),
	NO_EVENT(2),
	CASE("new thresholds count from the next measurement on",
	     2, WORDS(POWERCAP(0x0b), 0, 1, 0, 999), WORDS(SUCCESS)),
	TIME(2000),
	EVENT(2, WORDS(MEASURED, 0, 0, 1000)),
	THEN(2, WORDS(POWERCAP(0x0b), 0, 1, 1000, 1000), WORDS(SUCCESS)),
	TIME(4000),
	NO_EVENT(2),
	THEN(2, WORDS(POWERCAP(0x0b), 0, 1, 0, 0), WORDS(SUCCESS)),
	TIME(6000),
	EVENT(2, WORDS(MEASURED, 0, 0, 1000)),
	THEN(2, WORDS(POWERCAP(0x0b), 0, 0, 0, 0), WORDS(SUCCESS)),
	TIME(8000),
	NO_EVENT(2),
	CASE("thresholds the wrong way round",
	     1, WORDS(POWERCAP(0x0b), 1, 1, 2, 1), WORDS(INVALID_PARAMETERS)),
	THEN(1, WORDS(POWERCAP(0x0b), 1, 0, 2, 1), WORDS(SUCCESS)),
	CASE("reserved bits of subscriptions to power",
	     1, WORDS(POWERCAP(0x0a), 1, 2), WORDS(INVALID_PARAMETERS)),
	THEN(1, WORDS(POWERCAP(0x0b), 1, 2, 0, 0), WORDS(INVALID_PARAMETERS)),
	THEN(1, WORDS(POWERCAP(0x0b), 1, 0x80000001, 0, 0), WORDS(INVALID_PARAMETERS)),
	CASE("subscriptions of an agent who cannot be told",
	     4, WORDS(POWERCAP(0x0a), 0, 1), WORDS(NOT_SUPPORTED)),
	THEN(4, WORDS(POWERCAP(0x0b), 0, 1, 0, 0), WORDS(NOT_SUPPORTED)),

	CASE("changes of cap and interval are told, in each agent's numbers",
	     1, WORDS(POWERCAP(0x0a), 0, 1), WORDS(SUCCESS)),
	THEN(2, WORDS(POWERCAP(0x0a), 1, 1), WORDS(SUCCESS)),
	THEN(3, WORDS(POWERCAP(0x0a), 0, 1), WORDS(SUCCESS)),
	THEN(1, WORDS(POWERCAP(0x05), 0, 0, 2000), WORDS(SUCCESS)),
	EVENT(1, WORDS(CAP_CHANGED, 1, 0, 2000, 1000)),
	EVENT(2, WORDS(CAP_CHANGED, 1, 1, 2000, 1000)),
	EVENT(3, WORDS(CAP_CHANGED, 1, 0, 2000, 1000)),
	THEN(2, WORDS(POWERCAP(0x05), 1, 0, 2500), WORDS(SUCCESS)),
	NO_EVENT(1),
	THEN(2, WORDS(POWERCAP(0x05), 1, 0, 0), WORDS(SUCCESS)),
	NO_EVENT(1),
	THEN(1, WORDS(POWERCAP(0x05), 0, 0, 0), WORDS(SUCCESS)),
	EVENT(1, WORDS(CAP_CHANGED, 1, 0, 0, 1000)),
	EVENT(2, WORDS(CAP_CHANGED, 1, 1, 0, 1000)),
	EVENT(3, WORDS(CAP_CHANGED, 1, 0, 10000, 1000)),
	THEN(2, WORDS(POWERCAP(0x07), 1, 0, 5000), WORDS(SUCCESS)),
	EVENT(1, WORDS(CAP_CHANGED, 2, 0, 0, 5000)),
	EVENT(3, WORDS(CAP_CHANGED, 2, 0, 10000, 5000)),
	THEN(2, WORDS(POWERCAP(0x07), 1, 0, 5000), WORDS(SUCCESS)),
	NO_EVENT(1),
	THEN(1, WORDS(POWERCAP(0x0a), 0, 0), WORDS(SUCCESS)),
	THEN(2, WORDS(BASE(0x0b), 2, 0), WORDS(SUCCESS)),
	NO_EVENT(1),
	NO_EVENT(2),
	EVENT(3, WORDS(CAP_CHANGED, 2, 0, 10000, 1000)),
	NO_EVENT(3),
	{ 0 }
};

/* Sizes of requests: payload words by message, from 3 on */
static void request_sizes(void **state)
{
	static const uint8_t words[] = { 1, 1, 3, 1, 3, 1, 1, 2, 4, 2 };
	struct setup *setup = setup_board("tests/unit/powercap");
	unsigned int i, size;
	uint32_t reply[64];

	(void)state;
	for (i = 0; i < sizeof(words); i++) {
		for (size = 0; size <= 5; size++) {
			uint32_t request[6] = { POWERCAP(i + 3) };

			assert_true(exchange_words(&setup->board.server, 1, request, size + 1, reply, 64) >= 2);
			if (size == words[i])
				assert_int_not_equal(reply[1], PROTOCOL_ERROR);
			else
				assert_int_equal(reply[1], PROTOCOL_ERROR);
		}
	}
	teardown_board(setup);
}

/* A server of its own, whose only domain has fast channels */

static int get_status;

static int get_one(void *context, unsigned int domain, uint32_t *value)
{
	(void)context;
	(void)domain;
	*value = 1;
	return get_status;
}

/* Another one, that does not fail */
static int get_two(void *context, unsigned int domain, uint32_t *value)
{
	(void)context;
	(void)domain;
	*value = 2;
	return SCMI_SUCCESS;
}

static int set_one(void *context, unsigned int domain, uint32_t value)
{
	(void)context;
	(void)domain;
	(void)value;
	return SCMI_HARDWARE_ERROR;
}

static const struct scmi_powercap_fast_channel channels[] = {
	{ .message = 0x04, .address = 0x123456789abcull, .size = 4 },
	{ .message = 0x05, .address = 0x1000, .size = 4, .rate_limit = 0xfffff, .doorbell_width = 8,
	  .doorbell_address = 0x200000001ull, .doorbell_set_mask = 0x300000002ull,
	  .doorbell_preserve_mask = 0x400000003ull },
	{ .message = 0x07, .address = 0x1004, .size = 4, .doorbell_width = 1 },
};

static const struct scmi_powercap_ops fast_ops = {
	.get_cap = get_one, .set_cap = set_one, .get_pai = get_one, .set_pai = set_one,
};

static void expect(struct scmi_server *server, unsigned int agent, const struct words *request,
		   const struct words *expected)
{
	uint32_t reply[64];
	size_t count = exchange_words(server, agent, request->word, request->count, reply, 64);

	assert_int_equal(count, expected->count + 1);
	assert_memory_equal(reply + 1, expected->word, 4 * expected->count);
}

#define EXPECT(agent, request, answer) do {					\
		const struct words asked = request;				\
		const struct words wanted = answer;				\
		expect(&server, agent, &asked, &wanted);			\
	} while (0)

static void fast_channels(void **state)
{
	static const struct scmi_powercap_domain domain = {
		.name = "fast", .min_pai = 1, .max_pai = 2, .pai_step = 1, .min_cap = 1, .max_cap = 2,
		.cap_step = 1, .parent = SCMI_POWERCAP_NO_PARENT, .fast_channels = channels,
		.fast_channel_count = 3,
	};
	struct scmi_powercap_state states[1];
	const struct scmi_powercap_config config = { &domain, states, &fast_ops, NULL };
	const struct scmi_protocol_instance instance = { &scmi_powercap_protocol, &config, 1, NULL };
	const struct scmi_view_entry all = { 0, SCMI_POWERCAP_MAY_ALL }, look = { 0, 0 };
	const struct scmi_agent agents[] = {
		{ .name = "all", .protocols = 0x101, .views[8] = { &all, 1 } },
		{ .name = "look", .protocols = 0x101, .views[8] = { &look, 1 } },
	};
	struct scmi_agent_state agent_states[2];
	struct scmi_server server = {
		.vendor = "unit", .agents = agents, .agent_states = agent_states, .agent_count = 2,
		.protocols = &instance, .protocol_count = 1,
	};

	(void)state;
	assert_int_equal(scmi_server_init(&server), SCMI_SUCCESS);
	EXPECT(1, WORDS(POWERCAP(0x03), 0), WORDS(SUCCESS, 0x0a400000, C4('f', 'a', 's', 't'), 0, 0, 0,
						  1, 2, 1, 1, 2, 1, 0, 0, ROOT));
	EXPECT(1, WORDS(POWERCAP(0x02), 0x04), WORDS(SUCCESS, 1));
	EXPECT(1, WORDS(POWERCAP(0x02), 0x06), WORDS(SUCCESS, 0));
	EXPECT(1, WORDS(POWERCAP(0x0c), 0, 0x04),
	       WORDS(SUCCESS, 0, 0, 0x56789abc, 0x1234, 4, 0, 0, 0, 0, 0, 0));
	EXPECT(1, WORDS(POWERCAP(0x0c), 0, 0x05),
	       WORDS(SUCCESS, 7, 0xfffff, 0x1000, 0, 4, 1, 2, 2, 3, 3, 4));
	EXPECT(1, WORDS(POWERCAP(0x0c), 0, 0x07),
	       WORDS(SUCCESS, 1, 0, 0x1004, 0, 4, 0, 0, 0, 0, 0, 0));
	EXPECT(1, WORDS(POWERCAP(0x0c), 0, 0x06), WORDS(NOT_SUPPORTED));
	EXPECT(2, WORDS(POWERCAP(0x0c), 0, 0x04),
	       WORDS(SUCCESS, 0, 0, 0x56789abc, 0x1234, 4, 0, 0, 0, 0, 0, 0));
	EXPECT(2, WORDS(POWERCAP(0x0c), 0, 0x05), WORDS(DENIED));
	EXPECT(2, WORDS(POWERCAP(0x0c), 0, 0x07), WORDS(DENIED));

	/* What the platform fails to do has not happened */
	EXPECT(1, WORDS(POWERCAP(0x05), 0, 0, 2), WORDS(HARDWARE_ERROR));
	assert_int_equal(states[0].requests[0].cap, 0);
	EXPECT(1, WORDS(POWERCAP(0x07), 0, 0, 2), WORDS(HARDWARE_ERROR));
	assert_int_equal(states[0].pai_agent, 0);
	EXPECT(1, WORDS(POWERCAP(0x09), 0), WORDS(NOT_SUPPORTED));

	/* A domain that there is not, and one without measurements */
	scmi_powercap_measured(&server, 1);
	scmi_powercap_measured(&server, 0);
}

static void failing_hardware(void **state)
{
	static const struct scmi_powercap_ops all = {
		.get_cap = get_one, .set_cap = set_one, .get_pai = get_one, .set_pai = set_one, .measure = get_one,
	};
	static const struct scmi_powercap_ops pais_fail = {
		.get_cap = get_two, .set_cap = set_one, .get_pai = get_one, .set_pai = set_one, .measure = get_two,
	};
	static const struct scmi_powercap_domain domain = {
		.name = "fast", .min_pai = 1, .max_pai = 2, .pai_step = 1, .min_cap = 1, .max_cap = 2,
		.cap_step = 1, .parent = SCMI_POWERCAP_NO_PARENT, .monitoring = true,
	};
	struct scmi_powercap_state states[1];
	struct scmi_powercap_config config = { &domain, states, &all, NULL };
	const struct scmi_protocol_instance instance = { &scmi_powercap_protocol, &config, 1, NULL };
	const struct scmi_view_entry view = { 0, SCMI_POWERCAP_MAY_ALL };
	struct scmi_event events[1];
	const struct scmi_agent agent = { .name = "a", .protocols = 0x101, .views[8] = { &view, 1 },
					  .events = events, .max_events = 1 };
	struct scmi_agent_state agent_state;
	struct scmi_server server = {
		.vendor = "unit", .agents = &agent, .agent_states = &agent_state, .agent_count = 1,
		.protocols = &instance, .protocol_count = 1,
	};

	(void)state;
	assert_int_equal(scmi_server_init(&server), SCMI_SUCCESS);
	EXPECT(1, WORDS(POWERCAP(0x0b), 0, 1, 0, 0), WORDS(SUCCESS));
	get_status = SCMI_BUSY;
	EXPECT(1, WORDS(POWERCAP(0x04), 0), WORDS(BUSY));
	EXPECT(1, WORDS(POWERCAP(0x05), 0, 0, 2), WORDS(HARDWARE_ERROR));
	EXPECT(1, WORDS(POWERCAP(0x06), 0), WORDS(BUSY));
	EXPECT(1, WORDS(POWERCAP(0x07), 0, 0, 2), WORDS(HARDWARE_ERROR));
	EXPECT(1, WORDS(POWERCAP(0x09), 0), WORDS(BUSY));
	scmi_powercap_measured(&server, 0);
	assert_int_equal(agent_state.pending_events, 0);
	config.ops = &pais_fail;
	EXPECT(1, WORDS(POWERCAP(0x09), 0), WORDS(BUSY));
	get_status = 0;
	scmi_powercap_measured(&server, 0);
	assert_int_equal(agent_state.pending_events, 1);
}

/* A platform that remembers; it has no cap at the start, and an interval of 1 */

struct platform {
	uint32_t cap, fast_cap, pai;
	int cap_status, pai_status;	/* of reading them */
	struct lone_server lone;
	struct scmi_powercap_domain domain;
	struct scmi_powercap_state state;
	struct scmi_powercap_config config;
	struct scmi_event events[4];
};

/* The lower of the two holds */
static int platform_get_cap(void *context, unsigned int domain, uint32_t *cap)
{
	const struct platform *p = context;

	assert_int_equal(domain, 0);
	*cap = p->fast_cap && (!p->cap || p->fast_cap < p->cap) ? p->fast_cap : p->cap;
	return p->cap_status;
}

static int platform_set_cap(void *context, unsigned int domain, uint32_t cap)
{
	struct platform *p = context;

	assert_int_equal(domain, 0);
	p->cap = cap;
	return SCMI_SUCCESS;
}

static int platform_get_pai(void *context, unsigned int domain, uint32_t *pai)
{
	const struct platform *p = context;

	assert_int_equal(domain, 0);
	*pai = p->pai;
	return p->pai_status;
}

static int platform_set_pai(void *context, unsigned int domain, uint32_t pai)
{
	struct platform *p = context;

	assert_int_equal(domain, 0);
	p->pai = pai;
	return SCMI_SUCCESS;
}

/* Two agents, of which the second is trusted and is told of caps and intervals */
static struct scmi_server *start_platform(struct platform *p, unsigned int fast_channel_count)
{
	static const struct scmi_powercap_ops ops = {
		.get_cap = platform_get_cap, .set_cap = platform_set_cap, .get_pai = platform_get_pai,
		.set_pai = platform_set_pai,
	};
	struct words subscribe = WORDS(POWERCAP(0x0a), 0, 1), done = WORDS(SUCCESS);

	*p = (struct platform){
		.pai = 1,
		.domain = { .name = "d", .min_pai = 1, .max_pai = 9, .pai_step = 1, .min_cap = 10, .max_cap = 100,
			    .cap_step = 10, .parent = SCMI_POWERCAP_NO_PARENT, .fast_channels = channels,
			    .fast_channel_count = (uint8_t)fast_channel_count },
		.config = { &p->domain, &p->state, &ops, p },
	};
	set_up_lone(&p->lone, 2, SCMI_PROTOCOL_POWERCAP, &scmi_powercap_protocol, &p->config,
		    SCMI_POWERCAP_MAY_ALL);
	p->lone.agents[1].trusted = true;
	p->lone.agents[1].events = p->events;
	p->lone.agents[1].max_events = 4;
	assert_int_equal(scmi_server_init(&p->lone.server), SCMI_SUCCESS);
	expect(&p->lone.server, 2, &subscribe, &done);
	return &p->lone.server;
}

#define EXPECT_OF(server, agent, request, answer) do {				\
		const struct words asked = request;				\
		const struct words wanted = answer;				\
		expect(server, agent, &asked, &wanted);				\
	} while (0)

/* What agent 2 is told next: of agent @agent, or nothing where it is 0 */
static void expect_told(struct scmi_server *server, uint32_t agent, uint32_t cap, uint32_t pai)
{
	const uint32_t expected[] = { CAP_CHANGED, agent, 0, cap, pai };
	uint8_t event[SCMI_MAX_EVENT_SIZE];
	size_t i, size = scmi_server_next_event(server, 2, event, sizeof(event));

	assert_int_equal(size, agent ? sizeof(expected) : 0);
	for (i = 0; i < size / 4; i++)
		assert_int_equal(get_word(event + 4 * i), expected[i]);
}

/* What is set although it cannot be told is told when something changes again */
static void told_late(void **state)
{
	struct platform p;
	struct scmi_server *server = start_platform(&p, 0);

	(void)state;
	p.pai_status = SCMI_BUSY;
	EXPECT_OF(server, 1, WORDS(POWERCAP(0x05), 0, 0, 20), WORDS(SUCCESS));
	EXPECT_OF(server, 1, WORDS(POWERCAP(0x04), 0), WORDS(SUCCESS, 20));
	expect_told(server, 0, 0, 0);
	p.pai_status = 0;
	EXPECT_OF(server, 2, WORDS(POWERCAP(0x05), 0, 0, 30), WORDS(SUCCESS));
	expect_told(server, 2, 20, 1);
	p.cap_status = SCMI_BUSY;
	EXPECT_OF(server, 1, WORDS(POWERCAP(0x07), 0, 0, 5), WORDS(SUCCESS));
	EXPECT_OF(server, 1, WORDS(POWERCAP(0x06), 0), WORDS(SUCCESS, 5));
	expect_told(server, 0, 0, 0);
	p.cap_status = 0;
	EXPECT_OF(server, 1, WORDS(POWERCAP(0x07), 0, 0, 5), WORDS(SUCCESS));
	expect_told(server, 1, 20, 5);
	expect_told(server, 0, 0, 0);
}

static void reset_blindly(void **state)
{
	struct platform p;
	struct scmi_server *server = start_platform(&p, 0);

	(void)state;
	EXPECT_OF(server, 1, WORDS(POWERCAP(0x05), 0, 0, 20), WORDS(SUCCESS));
	EXPECT_OF(server, 1, WORDS(POWERCAP(0x07), 0, 0, 5), WORDS(SUCCESS));
	p.cap_status = SCMI_BUSY;
	p.pai_status = SCMI_BUSY;
	EXPECT_OF(server, 2, WORDS(BASE(0x0b), 1, 0), WORDS(SUCCESS));
	p.cap_status = 0;
	p.pai_status = 0;
	EXPECT_OF(server, 2, WORDS(POWERCAP(0x04), 0), WORDS(SUCCESS, 0));
	EXPECT_OF(server, 2, WORDS(POWERCAP(0x06), 0), WORDS(SUCCESS, 1));
}

/* The platform learns the lowest cap of messages, whatever has come by the fast channel */
static void fast_caps(void **state)
{
	struct platform p;
	struct scmi_server *server = start_platform(&p, 2);

	(void)state;
	EXPECT_OF(server, 1, WORDS(POWERCAP(0x05), 0, 0, 50), WORDS(SUCCESS));
	expect_told(server, 1, 50, 1);
	p.fast_cap = 30;
	EXPECT_OF(server, 2, WORDS(POWERCAP(0x04), 0), WORDS(SUCCESS, 30));
	EXPECT_OF(server, 1, WORDS(POWERCAP(0x05), 0, 0, 30), WORDS(SUCCESS));
	expect_told(server, 1, 30, 1);
	p.fast_cap = 100;
	EXPECT_OF(server, 2, WORDS(POWERCAP(0x04), 0), WORDS(SUCCESS, 30));
	EXPECT_OF(server, 1, WORDS(POWERCAP(0x05), 0, 0, 0), WORDS(SUCCESS));
	EXPECT_OF(server, 2, WORDS(POWERCAP(0x04), 0), WORDS(SUCCESS, 100));
	expect_told(server, 1, 100, 1);
	expect_told(server, 0, 0, 0);
}

static void descriptions_that_are_refused(void **state)
{
	static const struct scmi_powercap_ops ops = {
		.get_cap = get_one, .set_cap = set_one, .get_pai = get_one, .set_pai = set_one, .measure = get_one,
	};
	struct scmi_powercap_state states[1];
	const struct scmi_view_entry view = { 0, 0 };
	const struct scmi_agent agent = { .name = "a", .protocols = 0x101, .views[8] = { &view, 1 } };
	struct scmi_agent_state agent_state;

	(void)state;
#define REFUSED_WITH(change) do {								\
		struct scmi_powercap_domain domain = { .name = "d", .min_pai = 1, .max_pai = 5,		\
			.pai_step = 2, .min_cap = 1, .max_cap = 5, .cap_step = 2,			\
			.parent = SCMI_POWERCAP_NO_PARENT, .monitoring = true };			\
		struct scmi_powercap_ops own = ops;							\
		struct scmi_powercap_config config = { &domain, states, &own, NULL };			\
		const struct scmi_protocol_instance instance = { &scmi_powercap_protocol, &config, 1,	\
								 NULL };				\
		struct scmi_server server = { .vendor = "unit", .agents = &agent,			\
			.agent_states = &agent_state, .agent_count = 1, .protocols = &instance,		\
			.protocol_count = 1 };								\
												\
		assert_int_equal(scmi_server_init(&server), SCMI_SUCCESS);				\
		change;											\
		assert_int_equal(scmi_server_init(&server), SCMI_INVALID_PARAMETERS);			\
		get_status = 0;										\
	} while (0)
	REFUSED_WITH(config.domains = NULL);
	REFUSED_WITH(config.states = NULL);
	REFUSED_WITH(config.ops = NULL);
	REFUSED_WITH(own.get_cap = NULL);
	REFUSED_WITH(own.get_pai = NULL);
	REFUSED_WITH(own.set_cap = NULL);
	REFUSED_WITH(own.set_pai = NULL);
	REFUSED_WITH(own.measure = NULL);
	REFUSED_WITH(get_status = SCMI_BUSY);
	REFUSED_WITH(own.get_cap = get_two; get_status = SCMI_BUSY);
	REFUSED_WITH(domain.name = NULL);
	REFUSED_WITH(domain.unit = 3);
	REFUSED_WITH(domain.min_cap = 0);
	REFUSED_WITH(domain.min_cap = 6);
	REFUSED_WITH(domain.cap_step = 0);
	REFUSED_WITH(domain.cap_step = 3);
	REFUSED_WITH(domain.min_pai = 0);
	REFUSED_WITH(domain.pai_step = 3);
	REFUSED_WITH(domain.parent = 1);
	REFUSED_WITH(domain.fast_channel_count = 1);
}

int main(void)
{
	unit_board = "tests/unit/powercap";
	ADD_CASES(description);
	ADD_CASES(caps);
	ADD_CASES(measurements);
	ADD_TEST("requests have one size", request_sizes);
	ADD_TEST("fast channels, and a platform that fails", fast_channels);
	ADD_TEST("hardware that fails", failing_hardware);
	ADD_TEST("what cannot be told now is told later", told_late);
	ADD_TEST("a reset takes back what cannot be read", reset_blindly);
	ADD_TEST("caps by fast channel and by message", fast_caps);
	ADD_TEST("descriptions that are refused", descriptions_that_are_refused);
	return run_program("powercap");
}
