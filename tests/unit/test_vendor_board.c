// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * The example of a vendor's platform, examples/vendor-board: messages on one side, its registers on the other.
 * Layouts of messages are the specification's, those of registers ACME's.
 */
#include "harness.h"
#include "../../examples/vendor-board/soc.h"

#define LINUX	1
#define MODEM	2
#define MAX	32

static uint32_t registers[ACME_REGISTERS_SIZE / 4];
static struct scmi_server server;
static unsigned int waited;	/* microseconds */
static unsigned int busy_for;	/* then the hardware is done */

/* A register keeps its bit BUSY when it is written, so a test can leave it there for this to clear */
static void wait(uint32_t microseconds)
{
	waited += microseconds;
	if (waited == busy_for)
		registers[ACME_PLL / 4] &= ~ACME_BUSY;
}

static int start(void **state)
{
	(void)state;
	memset(registers, 0, sizeof(registers));
	waited = 0;
	busy_for = 0;
	assert_int_equal(acme_server_init(&server, registers, wait), SCMI_SUCCESS);
	return 0;
}

static void ask(unsigned int agent, const uint32_t *words, size_t count, const uint32_t *expected,
		size_t expected_count)
{
	uint32_t reply[MAX];

	assert_int_equal(exchange_words(&server, agent, words, count, reply, MAX), 1 + expected_count);
	assert_int_equal(reply[0], words[0]);
	assert_memory_equal(&reply[1], expected, sizeof(*reply) * expected_count);
}

#define LIST(...)	(const uint32_t[]){ __VA_ARGS__ }, sizeof((uint32_t[]){ __VA_ARGS__ }) / 4
#define PUT(...)	LIST(__VA_ARGS__)
#define GET(...)	LIST(__VA_ARGS__)

static void register_is(unsigned int offset, uint32_t value)
{
	assert_int_equal(registers[offset / 4], value);
}

static void test_linux_has_three_clocks_and_the_modem_one(void **state)
{
	(void)state;
	ask(LINUX, PUT(CLOCK(0x01)), GET(SUCCESS, 3));
	ask(MODEM, PUT(CLOCK(0x01)), GET(SUCCESS, 1));
}

static void test_the_pll_describes_its_range(void **state)
{
	(void)state;
	ask(LINUX, PUT(CLOCK(0x04), 1, 0),
		 GET(SUCCESS, 0x1003, 400000000, 0, 1200000000, 0, 25000000, 0));
}

static void test_a_rate_of_the_pll_is_a_number_of_steps(void **state)
{
	(void)state;
	ask(LINUX, PUT(CLOCK(0x05), 0, 1, 1010000000, 0), GET(SUCCESS));
	register_is(ACME_PLL, 24u << 16);
	ask(LINUX, PUT(CLOCK(0x06), 1), GET(SUCCESS, 1000000000, 0));
}

static void test_a_rate_leaves_the_switch_alone(void **state)
{
	(void)state;
	ask(LINUX, PUT(CLOCK(0x07), 1, 1, 0), GET(SUCCESS));
	ask(LINUX, PUT(CLOCK(0x05), 0, 1, 425000000, 0), GET(SUCCESS));
	register_is(ACME_PLL, 1u << 16 | 1);
}

static void test_the_pll_runs_while_one_of_the_agents_needs_it(void **state)
{
	(void)state;
	ask(LINUX, PUT(CLOCK(0x07), 1, 1, 0), GET(SUCCESS));
	ask(MODEM, PUT(CLOCK(0x07), 0, 1), GET(SUCCESS));
	ask(LINUX, PUT(CLOCK(0x07), 1, 0, 0), GET(SUCCESS));
	register_is(ACME_PLL, 1);
	ask(MODEM, PUT(CLOCK(0x07), 0, 0), GET(SUCCESS));
	register_is(ACME_PLL, 0);
}

static void test_the_crystal_stays_as_it_is(void **state)
{
	(void)state;
	ask(LINUX, PUT(CLOCK(0x06), 0), GET(SUCCESS, 24000000, 0));
	ask(LINUX, PUT(CLOCK(0x07), 0, 0, 0), GET(DENIED));
	ask(LINUX, PUT(CLOCK(0x05), 0, 0, 24000000, 0), GET(DENIED));
}

static void test_rates_of_sdmmc_follow_its_parent(void **state)
{
	(void)state;
	ask(LINUX, PUT(CLOCK(0x04), 2, 0),
		 GET(SUCCESS, 5, 1500000, 0, 3000000, 0, 6000000, 0, 12000000, 0, 24000000, 0));
	ask(LINUX, PUT(CLOCK(0x0d), 2, 1), GET(SUCCESS));
	register_is(ACME_SDMMC, 2);
	ask(LINUX, PUT(CLOCK(0x0e), 2), GET(SUCCESS, 1));
	ask(LINUX, PUT(CLOCK(0x04), 2, 0),
		 GET(SUCCESS, 5, 25000000, 0, 50000000, 0, 100000000, 0, 200000000, 0, 400000000, 0));
	ask(LINUX, PUT(CLOCK(0x05), 0, 2, 50000000, 0), GET(SUCCESS));
	register_is(ACME_SDMMC, 3u << 16 | 2);
	ask(LINUX, PUT(CLOCK(0x06), 2), GET(SUCCESS, 50000000, 0));
	ask(LINUX, PUT(CLOCK(0x0d), 2, 0), GET(SUCCESS));
	ask(LINUX, PUT(CLOCK(0x06), 2), GET(SUCCESS, 3000000, 0));
}

static void test_sdmmc_is_switched(void **state)
{
	(void)state;
	ask(LINUX, PUT(CLOCK(0x07), 2, 1, 0), GET(SUCCESS));
	register_is(ACME_SDMMC, 1);
	register_is(ACME_PLL, 0);
	ask(LINUX, PUT(CLOCK(0x07), 2, 0, 0), GET(SUCCESS));
	register_is(ACME_SDMMC, 0);
}

static void test_the_modem_has_the_version_it_knows_and_may_not_set_rates(void **state)
{
	(void)state;
	ask(MODEM, PUT(CLOCK(0x00)), GET(SUCCESS, 0x00010000));
	ask(LINUX, PUT(CLOCK(0x00)), GET(SUCCESS, 0x00030000));
	ask(MODEM, PUT(CLOCK(0x05), 0, 0, 500000000, 0), GET(DENIED));
	ask(MODEM, PUT(CLOCK(0x06), 1), GET(NOT_FOUND));
	register_is(ACME_PLL, 0);
}

static void test_the_modem_has_no_supplies(void **state)
{
	(void)state;
	ask(MODEM, PUT(VOLTAGE(0x01)), GET(NOT_SUPPORTED));
	ask(LINUX, PUT(VOLTAGE(0x01)), GET(SUCCESS, 1));
}

static void test_protocols_left_out_are_not_there(void **state)
{
	(void)state;
	ask(LINUX, PUT(SENSOR(0x00)), GET(NOT_SUPPORTED));
	/* Three protocols: clock, reset, voltage */
	ask(LINUX, PUT(BASE(0x06), 0), GET(SUCCESS, 3, 0x00171614));
}

static void test_each_agent_has_a_reset_line_of_its_own(void **state)
{
	(void)state;
	ask(LINUX, PUT(RESET_DOMAIN(0x04), 0, 2, 0), GET(SUCCESS));
	register_is(ACME_RESETS, 1);
	ask(MODEM, PUT(RESET_DOMAIN(0x04), 0, 2, 0), GET(SUCCESS));
	register_is(ACME_RESETS, 3);
	ask(LINUX, PUT(RESET_DOMAIN(0x04), 0, 0, 0), GET(SUCCESS));
	register_is(ACME_RESETS, 2);
	ask(LINUX, PUT(RESET_DOMAIN(0x04), 1, 0, 0), GET(NOT_FOUND));
}

static void test_a_whole_reset_takes_its_time(void **state)
{
	(void)state;
	ask(LINUX, PUT(RESET_DOMAIN(0x04), 0, 1, 0), GET(SUCCESS));
	register_is(ACME_RESETS, 0);
	assert_int_equal(waited, 20);
}

static void test_a_supply_is_set_and_switched(void **state)
{
	(void)state;
	ask(LINUX, PUT(VOLTAGE(0x07), 0, 0, 3300000), GET(SUCCESS));
	register_is(ACME_VCC_SD, 2);
	ask(LINUX, PUT(VOLTAGE(0x05), 0, 7), GET(SUCCESS));
	register_is(ACME_VCC_SD, 3);
	ask(LINUX, PUT(VOLTAGE(0x08), 0), GET(SUCCESS, 3300000));
	ask(LINUX, PUT(VOLTAGE(0x07), 0, 0, 1800000), GET(SUCCESS));
	ask(LINUX, PUT(VOLTAGE(0x06), 0), GET(SUCCESS, 7));
	ask(LINUX, PUT(VOLTAGE(0x05), 0, 0), GET(SUCCESS));
	register_is(ACME_VCC_SD, 0);
}

static void test_hardware_that_is_slow_is_waited_for(void **state)
{
	(void)state;
	registers[ACME_PLL / 4] = ACME_BUSY;
	busy_for = 70;
	ask(LINUX, PUT(CLOCK(0x05), 0, 1, 425000000, 0), GET(SUCCESS));
	register_is(ACME_PLL, 1u << 16);
	assert_int_equal(waited, 70);
}

static void test_hardware_that_is_stuck_keeps_what_it_had(void **state)
{
	(void)state;
	registers[ACME_PLL / 4] = ACME_BUSY | 8u << 16;
	ask(LINUX, PUT(CLOCK(0x05), 0, 1, 425000000, 0), GET(HARDWARE_ERROR));
	register_is(ACME_PLL, ACME_BUSY | 8u << 16);
	assert_int_equal(waited, 1000);
}

#define TEST(name)	{ #name, test_ ## name, start, NULL, NULL }

int main(void)
{
	static const struct CMUnitTest tests[] = {
		TEST(linux_has_three_clocks_and_the_modem_one),
		TEST(the_pll_describes_its_range),
		TEST(a_rate_of_the_pll_is_a_number_of_steps),
		TEST(a_rate_leaves_the_switch_alone),
		TEST(the_pll_runs_while_one_of_the_agents_needs_it),
		TEST(the_crystal_stays_as_it_is),
		TEST(rates_of_sdmmc_follow_its_parent),
		TEST(sdmmc_is_switched),
		TEST(the_modem_has_the_version_it_knows_and_may_not_set_rates),
		TEST(the_modem_has_no_supplies),
		TEST(protocols_left_out_are_not_there),
		TEST(each_agent_has_a_reset_line_of_its_own),
		TEST(a_whole_reset_takes_its_time),
		TEST(a_supply_is_set_and_switched),
		TEST(hardware_that_is_slow_is_waited_for),
		TEST(hardware_that_is_stuck_keeps_what_it_had),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
