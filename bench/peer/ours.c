// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * Our server with what tests/stock has, by the same names, behind its border: two clocks, a reset and a
 * supply for one agent, who speaks the versions that OP-TEE's own server has.
 */
#include <stdint.h>

#include <scmi/channel.h>
#include <scmi/clock.h>
#include <scmi/reset.h>
#include <scmi/voltage.h>

#include "send.h"

#define SLOT(protocol)	(SCMI_PROTOCOL_ ## protocol - SCMI_PROTOCOL_FIRST)
#define PLL		1u

/* Clocks */

static const struct scmi_clock clocks[] = { { .name = "osc" }, { .name = "pll" } };
static const uint64_t osc_rates[] = { 24000000 };
static const uint64_t pll_rates[] = { 200000000, 400000000, 800000000 };
static uint64_t rate_now[] = { 24000000, 200000000 };
static bool enabled_now[] = { true, false };

static int rates(void *context, unsigned int clock, struct scmi_clock_rates *to)
{
	(void)context;
	to->rates = clock == PLL ? pll_rates : osc_rates;
	to->count = clock == PLL ? 3 : 1;
	to->linear = false;
	return SCMI_SUCCESS;
}

static int get_rate(void *context, unsigned int clock, uint64_t *rate)
{
	(void)context;
	*rate = rate_now[clock];
	return SCMI_SUCCESS;
}

static int set_rate(void *context, unsigned int clock, uint64_t rate)
{
	(void)context;
	rate_now[clock] = rate;
	return SCMI_SUCCESS;
}

static int get_enabled(void *context, unsigned int clock, bool *enabled)
{
	(void)context;
	*enabled = enabled_now[clock];
	return SCMI_SUCCESS;
}

static int set_enabled(void *context, unsigned int clock, bool enabled)
{
	(void)context;
	enabled_now[clock] = enabled;
	return SCMI_SUCCESS;
}

static const struct scmi_clock_ops clock_ops = {
	.rates = rates,
	.get_rate = get_rate,
	.set_rate = set_rate,
	.get_enabled = get_enabled,
	.set_enabled = set_enabled,
};

/* A reset */

static const struct scmi_reset resets[] = { { .name = "uart", .latency = SCMI_RESET_LATENCY_UNKNOWN } };
static bool asserted_now;

static int reset(void *context, unsigned int domain, uint32_t kind)
{
	(void)context;
	(void)domain;
	(void)kind;
	asserted_now = false;
	return SCMI_SUCCESS;
}

static int get_asserted(void *context, unsigned int domain, bool *asserted)
{
	(void)context;
	(void)domain;
	*asserted = asserted_now;
	return SCMI_SUCCESS;
}

static int set_asserted(void *context, unsigned int domain, uint32_t kind, bool asserted)
{
	(void)context;
	(void)domain;
	(void)kind;
	asserted_now = asserted;
	return SCMI_SUCCESS;
}

static const struct scmi_reset_ops reset_ops = {
	.reset = reset,
	.get_asserted = get_asserted,
	.set_asserted = set_asserted,
};

/* A supply */

static const int32_t levels[] = { 1800000, 3300000, 100000 };
static const struct scmi_voltage_domain supplies[] = {
	{ .name = "vcc", .levels = levels, .level_count = 3, .linear = true },
};
static int32_t level_now = 1800000;
static uint8_t mode_now;

static int get_level(void *context, unsigned int domain, int32_t *level)
{
	(void)context;
	(void)domain;
	*level = level_now;
	return SCMI_SUCCESS;
}

static int set_level(void *context, unsigned int domain, int32_t level)
{
	(void)context;
	(void)domain;
	level_now = level;
	return SCMI_SUCCESS;
}

static int get_mode(void *context, unsigned int domain, uint8_t *mode)
{
	(void)context;
	(void)domain;
	*mode = mode_now;
	return SCMI_SUCCESS;
}

static int set_mode(void *context, unsigned int domain, uint8_t mode)
{
	(void)context;
	(void)domain;
	mode_now = mode;
	return SCMI_SUCCESS;
}

static const struct scmi_voltage_ops voltage_ops = {
	.get_level = get_level,
	.set_level = set_level,
	.get_mode = get_mode,
	.set_mode = set_mode,
};

/* The server */

static struct scmi_clock_state clock_states[2];
static struct scmi_reset_state reset_states[1];
static struct scmi_voltage_state voltage_states[1];

static const struct scmi_clock_config clock_config = { clocks, clock_states, &clock_ops, NULL };
static const struct scmi_reset_config reset_config = { resets, reset_states, &reset_ops, NULL };
static const struct scmi_voltage_config voltage_config = {
	supplies, voltage_states, &voltage_ops, NULL
};

static const struct scmi_protocol_instance protocols[] = {
	{ .protocol = &scmi_clock_protocol, .config = &clock_config, .resource_count = 2 },
	{ .protocol = &scmi_reset_protocol, .config = &reset_config, .resource_count = 1 },
	{ .protocol = &scmi_voltage_protocol, .config = &voltage_config, .resource_count = 1 },
};

static const struct scmi_view_entry clock_view[] = {
	{ 0, 0 },
	{ PLL, SCMI_CLOCK_MAY_SET_STATE | SCMI_CLOCK_MAY_SET_RATE },
};
static const struct scmi_view_entry reset_view[] = { { 0, SCMI_RESET_MAY_RESET } };
static const struct scmi_view_entry voltage_view[] = { { 0, SCMI_VOLTAGE_MAY_ALL } };

static const struct scmi_agent agents[] = { {
	.name = "linux",
	.protocols = 1u << SLOT(BASE) | 1u << SLOT(CLOCK) | 1u << SLOT(RESET) | 1u << SLOT(VOLTAGE),
	.versions = {
		[SLOT(BASE)] = SCMI_VERSION(2, 0),
		[SLOT(CLOCK)] = SCMI_VERSION(2, 0),
		[SLOT(RESET)] = SCMI_VERSION(1, 0),
		[SLOT(VOLTAGE)] = SCMI_VERSION(2, 0),
	},
	.views = {
		[SLOT(CLOCK)] = { .entries = clock_view, .count = 2 },
		[SLOT(RESET)] = { .entries = reset_view, .count = 1 },
		[SLOT(VOLTAGE)] = { .entries = voltage_view, .count = 1 },
	},
} };

static struct scmi_agent_state agent_states[1];

static struct scmi_server server = {
	.vendor = "OP-TEE",
	.sub_vendor = "own server",
	.agents = agents,
	.agent_states = agent_states,
	.agent_count = 1,
	.protocols = protocols,
	.protocol_count = 3,
};

static uint32_t private_request[ROOM / 4], private_reply[ROOM / 4];

static struct scmi_channel channel = {
	.server = &server,
	.agent = 1,
	.forms = SCMI_CHANNEL_MSG,
	.max_size = ROOM,
	.request = private_request,
	.reply = private_reply,
};

bool start(void)
{
	return scmi_server_init(&server) == SCMI_SUCCESS;
}

size_t exchange(void *request, size_t size, void *reply)
{
	size_t room = ROOM;

	if (scmi_channel_msg(&channel, request, size, reply, &room) != SCMI_CHANNEL_OK)
		return 0;
	return room;
}
