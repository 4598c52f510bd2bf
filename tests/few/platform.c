// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * A clock with two rates and a reset line that are nothing but variables. Two agents have both, the
 * second one for tools in Linux.
 */
#include <scmi/clock.h>
#include <scmi/reset.h>
#include <scmi_optee/platform.h>
#include <stdio.h>
#include <trace.h>
#include <util.h>

#define AGENTS		2
#define MAX_MESSAGE	128

#define SLOT(protocol)	(SCMI_PROTOCOL_ ## protocol - SCMI_PROTOCOL_FIRST)

static struct {
	uint64_t rate;
	bool enabled;
	bool asserted;
} device = { .rate = 24000000, .asserted = true };

static int rates(void *context __unused, unsigned int clock __unused, struct scmi_clock_rates *rates)
{
	static const uint64_t list[] = { 24000000, 48000000 };

	*rates = (struct scmi_clock_rates){ list, ARRAY_SIZE(list), false };
	return SCMI_SUCCESS;
}

static int get_rate(void *context __unused, unsigned int clock __unused, uint64_t *rate)
{
	*rate = device.rate;
	return SCMI_SUCCESS;
}

static int set_rate(void *context __unused, unsigned int clock __unused, uint64_t rate)
{
	device.rate = rate;
	return SCMI_SUCCESS;
}

static int get_enabled(void *context __unused, unsigned int clock __unused, bool *enabled)
{
	*enabled = device.enabled;
	return SCMI_SUCCESS;
}

static int set_enabled(void *context __unused, unsigned int clock __unused, bool enabled)
{
	device.enabled = enabled;
	return SCMI_SUCCESS;
}

static int get_asserted(void *context __unused, unsigned int line __unused, bool *asserted)
{
	*asserted = device.asserted;
	return SCMI_SUCCESS;
}

static int set_asserted(void *context __unused, unsigned int line __unused, uint32_t kind __unused,
			bool asserted)
{
	device.asserted = asserted;
	return SCMI_SUCCESS;
}

static const struct scmi_clock_ops clock_ops = {
	.rates = rates, .get_rate = get_rate, .set_rate = set_rate, .get_enabled = get_enabled,
	.set_enabled = set_enabled,
};
static const struct scmi_reset_ops reset_ops = {
	.get_asserted = get_asserted, .set_asserted = set_asserted,
};

static const struct scmi_clock clock = { .name = "device" };
static const struct scmi_reset reset = { .name = "device" };
static struct scmi_clock_state clock_state;
static struct scmi_reset_state reset_state;
static const struct scmi_clock_config clock_config = { &clock, &clock_state, &clock_ops, NULL };
static const struct scmi_reset_config reset_config = { &reset, &reset_state, &reset_ops, NULL };

static const struct scmi_protocol_instance protocols[] = {
	{ &scmi_clock_protocol, &clock_config, 1, NULL },
	{ &scmi_reset_protocol, &reset_config, 1, NULL },
};

static const struct scmi_view_entry clocks[] = { { 0, SCMI_CLOCK_MAY_ALL } };
static const struct scmi_view_entry resets[] = { { 0, SCMI_RESET_MAY_RESET } };

#define AGENT(who)										\
	{											\
		.name = who,									\
		.protocols = BIT(SLOT(BASE)) | BIT(SLOT(CLOCK)) | BIT(SLOT(RESET)),		\
		.views = {									\
			[SLOT(CLOCK)] = { clocks, 1, 0, 0 },					\
			[SLOT(RESET)] = { resets, 1, 0, 0 },					\
		},										\
	}

static const struct scmi_agent agents[AGENTS] = { AGENT("linux"), AGENT("tools") };
static struct scmi_agent_state agent_states[AGENTS];
static uint32_t messages[AGENTS][2][MAX_MESSAGE / sizeof(uint32_t)];
static struct scmi_board_channel channels[AGENTS];

bool scmi_platform_start(struct scmi_board *board)
{
	unsigned int i = 0;

	board->name = "few";
	board->server = (struct scmi_server){
		.vendor = "few",
		.agents = agents,
		.agent_states = agent_states,
		.agent_count = AGENTS,
		.protocols = protocols,
		.protocol_count = ARRAY_SIZE(protocols),
	};
	if (scmi_server_init(&board->server)) {
		EMSG("the server does not start");
		return false;
	}
	for (i = 0; i < AGENTS; i++) {
		channels[i] = (struct scmi_board_channel){
			.id = i,
			.channel = {
				.server = &board->server,
				.agent = i + 1,
				.forms = SCMI_CHANNEL_SMT | SCMI_CHANNEL_MSG,
				.max_size = MAX_MESSAGE,
				.request = messages[i][0],
				.reply = messages[i][1],
			},
		};
	}
	board->channels = channels;
	board->channel_count = AGENTS;
	return true;
}

void scmi_platform_set_time(struct scmi_board *board __unused, uint64_t microseconds __unused)
{
}

size_t scmi_platform_view(const struct scmi_board *board __unused, char *text, size_t size)
{
	int length = snprintf(text, size, "clock device rate %lu enabled %d\nreset device asserted %d\n",
			      (unsigned long)device.rate, device.enabled, device.asserted);

	return length < 0 ? 0 : length;
}
