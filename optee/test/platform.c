// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * A platform whose hardware is devices of OP-TEE's frameworks. What its agent "linux" sees of them, and what the
 * secure world keeps to itself, is in the tables here; boards/frameworks-linux.dtso is Linux's side of it.
 */
#include <initcall.h>
#include <scmi_optee/frameworks.h>
#include <scmi_optee/platform.h>
#include <util.h>

#include "devices.h"
#include "refused.h"
#include "view.h"

/* Devices, as drivers of a SoC would register them */

static const unsigned long pll_rates[] = {
	400000000, 500000000, 600000000, 700000000, 800000000, 900000000, 1000000000, 1100000000,
	1200000000, 1300000000, 1400000000, 1500000000, 1600000000, 1700000000, 1800000000,
	1900000000,
};

static const unsigned long stuck_rates[] = { 1000000, 2000000 };

static struct test_clk osc24m = { .name = "osc24m", .rate = 24000000 };
static struct test_clk pll = {
	.name = "pll", .rate = 800000000, .list = pll_rates, .count = ARRAY_SIZE(pll_rates),
	.parents = { &osc24m },
};
static struct test_clk bus = { .name = "bus", .divisor = 4, .parents = { &pll } };
static struct test_clk uart = { .name = "uart", .parents = { &osc24m, &bus } };
/* Its rate cannot change while it is on */
static struct test_clk pwm = {
	.name = "pwm", .rate = 1000, .range = { 1000, 1000000, 1000 }, .duty = { 1, 4 },
	.flags = CLK_SET_RATE_GATE,
};
static struct test_clk stuck = {
	.name = "stuck", .rate = 1000000, .list = stuck_rates, .count = ARRAY_SIZE(stuck_rates),
	.broken = TEE_ERROR_COMMUNICATION,
};
/* Not served: so many rates are 1 of 16 bits */
static struct test_clk many = { .name = "many", .rate = 1000000, .list = stuck_rates, .count = 65537 };
/* Of the secure world: agents see neither this one nor that their timer hangs on it */
static struct test_clk secure_osc = { .name = "secure_osc", .rate = 32768 };
static struct test_clk timer = { .name = "timer", .parents = { &secure_osc } };

static struct test_clk *const all_clks[] = {
	&osc24m, &pll, &bus, &uart, &pwm, &stuck, &many, &secure_osc, &timer,
};

static struct test_rstctrl uart_reset = { .name = "uart", .asserted = true };
static struct test_rstctrl display_reset = { .name = "display" };
static struct test_rstctrl stuck_reset = { .name = "stuck", .broken = TEE_ERROR_BUSY };

/* Out of reset at the second try, at the third, and at a third one that is made */
static struct test_rstctrl slow_reset = { .name = "slow", .sticky = 1 };
static struct test_rstctrl held_reset = { .name = "held", .sticky = 2 };
static struct test_rstctrl freed_reset = { .name = "freed", .sticky = 2 };

static struct test_rstctrl *const all_rstctrls[] = {
	&uart_reset, &display_reset, &stuck_reset, &slow_reset, &held_reset, &freed_reset,
};

static const int core_levels[] = { 800000, 1200000, 25000 };
static const int sd_levels[] = { 1800000, 3300000 };

/* Of the secure world: what card slots are supplied from */
static struct test_regulator rail = {
	.regulator = { .name = (char *)"rail", .min_uv = 5000000, .max_uv = 5000000 },
	.level = 5000000,
};
static struct test_regulator vdd_core = {
	.regulator = { .name = (char *)"vdd_core", .min_uv = 800000, .max_uv = 1200000 },
	.desc = { .type = VOLTAGE_TYPE_INCREMENT }, .levels = core_levels, .level = 900000,
};
static struct test_regulator vcc_sd = {
	.regulator = { .name = (char *)"vcc_sd", .min_uv = 1800000, .max_uv = 3300000,
		       .supply = &rail.regulator },
	.desc = { .type = VOLTAGE_TYPE_FULL_LIST, .num_levels = ARRAY_SIZE(sd_levels) },
	.levels = sd_levels, .level = 3300000,
};
static struct test_regulator vcc_io = {
	.regulator = { .name = (char *)"vcc_io", .min_uv = 3300000, .max_uv = 3300000,
		       .flags = REGULATOR_ALWAYS_ON },
	.level = 3300000,
};

static struct test_regulator *const all_regulators[] = { &rail, &vdd_core, &vcc_sd, &vcc_io };

static TEE_Result register_devices(void)
{
	TEE_Result res = TEE_SUCCESS;
	size_t i = 0;

	for (i = 0; !res && i < ARRAY_SIZE(all_clks); i++)
		res = test_clk_register(all_clks[i]);
	for (i = 0; i < ARRAY_SIZE(all_rstctrls); i++)
		test_rstctrl_register(all_rstctrls[i]);
	for (i = 0; !res && i < ARRAY_SIZE(all_regulators); i++)
		res = test_regulator_register(all_regulators[i]);
	/* The secure world needs the bus, whatever agents think of it */
	return res ? res : clk_enable(bus.clk);
}

driver_init(register_devices);

/* What is tried once, at the start */
static char started_bytes[512];
static struct text started = { .bytes = started_bytes, .size = sizeof(started_bytes) };

/* What is served: the place in a table is the agent's number for it */

static const uint64_t timer_rates[] = { 32768 };

static struct scmi_optee_clk clk[] = {
	{ .name = "osc24m", .boot_on = true },
	{ .enable_delay = 150 },
	{ },
	{ },
	{ },
	{ },
	{ .name = "timer_with_a_name_of_its_own", .rates = timer_rates, .rate_count = 1 },
};
static struct test_clk *const served_clks[] = { &osc24m, &pll, &bus, &uart, &pwm, &stuck, &timer };
static_assert(ARRAY_SIZE(clk) == ARRAY_SIZE(served_clks));
static struct scmi_optee_clks clks = { .clks = clk, .count = ARRAY_SIZE(clk) };

static struct scmi_optee_rstctrl rstctrl[] = {
	{ .rstctrl = &uart_reset.rstctrl, .asserted = true },
	{ .rstctrl = &display_reset.rstctrl, .name = "display_pixel_pipeline", .latency = 250, .pulse = 10 },
	{ .rstctrl = &stuck_reset.rstctrl },
	{ .rstctrl = &slow_reset.rstctrl },
	{ .rstctrl = &held_reset.rstctrl },
	{ .rstctrl = &freed_reset.rstctrl },
};
static struct scmi_optee_rstctrls rstctrls = { .rstctrls = rstctrl, .count = ARRAY_SIZE(rstctrl) };

static struct scmi_optee_regulator regulator[] = {
	{ .regulator = &vdd_core.regulator, .boot_on = true },
	{ .regulator = &vcc_sd.regulator },
	{ .regulator = &vcc_io.regulator },
};
static struct scmi_optee_regulators regulators = {
	.regulators = regulator, .count = ARRAY_SIZE(regulator),
};

/* The agent: all of it, and it may do what can be done, but with the bus */

static struct scmi_view_entry clk_view[ARRAY_SIZE(clk)];
static struct scmi_view_entry rstctrl_view[ARRAY_SIZE(rstctrl)];
static struct scmi_view_entry regulator_view[ARRAY_SIZE(regulator)];

#define SLOT(protocol)	((protocol) - SCMI_PROTOCOL_FIRST)

static const struct scmi_agent agents[] = {
	{
		.name = "linux",
		.protocols = BIT(SLOT(SCMI_PROTOCOL_BASE)) | BIT(SLOT(SCMI_PROTOCOL_CLOCK)) |
			     BIT(SLOT(SCMI_PROTOCOL_RESET)) | BIT(SLOT(SCMI_PROTOCOL_VOLTAGE)),
		.views = {
			[SLOT(SCMI_PROTOCOL_CLOCK)] = { clk_view, ARRAY_SIZE(clk_view) },
			[SLOT(SCMI_PROTOCOL_RESET)] = { rstctrl_view, ARRAY_SIZE(rstctrl_view) },
			[SLOT(SCMI_PROTOCOL_VOLTAGE)] = { regulator_view, ARRAY_SIZE(regulator_view) },
		},
	},
};

static struct scmi_agent_state agent_states[ARRAY_SIZE(agents)];
static struct scmi_protocol_instance protocols[3];
static uint32_t request[32];
static uint32_t reply[32];
static struct scmi_board_channel channels[] = {
	{ .channel = { .agent = 1, .forms = SCMI_CHANNEL_SMT | SCMI_CHANNEL_MSG,
		       .max_size = sizeof(request), .request = request, .reply = reply } },
};

static void fill_views(void)
{
	unsigned int i = 0;

	for (i = 0; i < ARRAY_SIZE(clk_view); i++)
		clk_view[i] = (struct scmi_view_entry){ i, scmi_optee_clk_permissions(&clks, i) };
	clk_view[2].permissions = 0;
	for (i = 0; i < ARRAY_SIZE(rstctrl_view); i++)
		rstctrl_view[i] = (struct scmi_view_entry){ i, SCMI_RESET_MAY_RESET };
	for (i = 0; i < ARRAY_SIZE(regulator_view); i++)
		regulator_view[i] = (struct scmi_view_entry){
			i, scmi_optee_regulator_permissions(&regulators, i) };
}

/* Linux's drivers ask for no autonomous resets, so it is done here, in the agent's name: line @domain */
static void request_reset(struct scmi_server *server, uint32_t domain, bool autonomous)
{
	/* RESET: the header, the domain, the flag "autonomous" or to take it out of reset, a cold reset */
	const uint32_t message[4] = { 0x5804, domain, autonomous, 0 };
	uint32_t answer[2] = { };

	if (scmi_server_process(server, 1, (const uint8_t *)message, sizeof(message), (uint8_t *)answer,
				sizeof(answer)) != sizeof(answer))
		return;
	text_put(&started, autonomous ? "request reset" : "request out");
	text_put_number(&started, domain, 10);
	text_put(&started, " status ");
	text_put_signed(&started, (int32_t)answer[1]);
	text_put(&started, "\n");
}

bool scmi_platform_start(struct scmi_board *board)
{
	unsigned int i = 0;

	for (i = 0; i < ARRAY_SIZE(clk); i++)
		clk[i].clk = served_clks[i]->clk;
	if (!scmi_optee_clks_init(&clks, &protocols[0]) ||
	    !scmi_optee_rstctrls_init(&rstctrls, &protocols[1]) ||
	    !scmi_optee_regulators_init(&regulators, &protocols[2]))
		return false;
	fill_views();
	view_refused(&started, uart.clk, bus.clk, many.clk, &uart_reset.rstctrl);
	board->name = "frameworks";
	board->server = (struct scmi_server){
		.vendor = "scmi-optee",
		.sub_vendor = "frameworks",
		.agents = agents,
		.agent_states = agent_states,
		.agent_count = ARRAY_SIZE(agents),
		.protocols = protocols,
		.protocol_count = ARRAY_SIZE(protocols),
	};
	channels[0].channel.server = &board->server;
	board->channels = channels;
	board->channel_count = ARRAY_SIZE(channels);
	if (scmi_server_init(&board->server))
		return false;
	request_reset(&board->server, 1, true);
	request_reset(&board->server, 2, true);
	request_reset(&board->server, 3, true);
	request_reset(&board->server, 4, true);
	request_reset(&board->server, 5, true);
	request_reset(&board->server, 5, false);
	return true;
}

void scmi_platform_set_time(struct scmi_board *board __unused, uint64_t microseconds __unused)
{
}

/* The state of the devices, whoever has brought it about */
size_t scmi_platform_view(const struct scmi_board *board __unused, char *bytes, size_t size)
{
	struct text text = { .bytes = bytes, .size = size };
	size_t i = 0;

	for (i = 0; i < ARRAY_SIZE(all_clks); i++)
		view_clk(&text, all_clks[i]);
	for (i = 0; i < ARRAY_SIZE(all_rstctrls); i++)
		view_rstctrl(&text, all_rstctrls[i]);
	for (i = 0; i < ARRAY_SIZE(all_regulators); i++)
		view_regulator(&text, all_regulators[i]);
	for (i = 0; i < started.length; i++)
		text_put(&text, (char[]){ started_bytes[i], '\0' });
	return text.length;
}
