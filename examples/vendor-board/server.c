// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * Who may use what: the server's agents, and what each of them sees of the hardware.
 */
#include "soc.h"

#define SETTLE_US	1000

#define SLOT(protocol)	((protocol) - SCMI_PROTOCOL_FIRST)
#define HAS(protocol)	(1u << SLOT(SCMI_PROTOCOL_ ## protocol))
#define VIEW(entries)	{ entries, sizeof(entries) / sizeof((entries)[0]), 0, 0 }

/* An agent's number for a resource is the place in its list. Linux has all but the modem's reset */
static const struct scmi_view_entry linux_clocks[] = {
	{ ACME_CLOCK_OSC, 0 },
	{ ACME_CLOCK_PLL, SCMI_CLOCK_MAY_SET_STATE | SCMI_CLOCK_MAY_SET_RATE },
	{ ACME_CLOCK_SDMMC, SCMI_CLOCK_MAY_ALL },
};
static const struct scmi_view_entry linux_resets[] = {
	{ ACME_RESET_SDMMC, SCMI_RESET_MAY_RESET },
};
static const struct scmi_view_entry linux_supplies[] = {
	{ ACME_SUPPLY_VCC_SD, SCMI_VOLTAGE_MAY_ALL },
};

/* The modem's clock 0 is Linux's 1: it needs the PLL, and lives with the rate that it has */
static const struct scmi_view_entry modem_clocks[] = {
	{ ACME_CLOCK_PLL, SCMI_CLOCK_MAY_SET_STATE },
};
static const struct scmi_view_entry modem_resets[] = {
	{ ACME_RESET_MODEM, SCMI_RESET_MAY_RESET },
};

static const struct scmi_agent agents[ACME_AGENTS] = {
	[ACME_AGENT_LINUX - 1] = {
		.name = "linux",
		.protocols = HAS(BASE) | HAS(CLOCK) | HAS(RESET) | HAS(VOLTAGE),
		.views = {
			[SLOT(SCMI_PROTOCOL_CLOCK)] = VIEW(linux_clocks),
			[SLOT(SCMI_PROTOCOL_RESET)] = VIEW(linux_resets),
			[SLOT(SCMI_PROTOCOL_VOLTAGE)] = VIEW(linux_supplies),
		},
	},
	/* Its firmware was written for clock protocol 1.0 and does not negotiate */
	[ACME_AGENT_MODEM - 1] = {
		.name = "modem",
		.protocols = HAS(BASE) | HAS(CLOCK) | HAS(RESET),
		.versions = { [SLOT(SCMI_PROTOCOL_CLOCK)] = SCMI_VERSION(1, 0) },
		.views = {
			[SLOT(SCMI_PROTOCOL_CLOCK)] = VIEW(modem_clocks),
			[SLOT(SCMI_PROTOCOL_RESET)] = VIEW(modem_resets),
		},
	},
};

static struct acme_soc soc;

/* What the server remembers */
static struct scmi_agent_state agent_states[ACME_AGENTS];
static struct scmi_clock_state clock_states[ACME_CLOCKS];
static struct scmi_reset_state reset_states[ACME_RESET_LINES];
static struct scmi_voltage_state supply_states[ACME_SUPPLIES];

static const struct scmi_clock_config clock_config = {
	acme_clocks, clock_states, &acme_clock_ops, &soc,
};
static const struct scmi_reset_config reset_config = {
	acme_resets, reset_states, &acme_reset_ops, &soc,
};
static const struct scmi_voltage_config supply_config = {
	acme_supplies, supply_states, &acme_supply_ops, &soc,
};

/* Protocols that are not named here are not even linked in */
static const struct scmi_protocol_instance protocols[] = {
	{ &scmi_clock_protocol, &clock_config, ACME_CLOCKS, NULL },
	{ &scmi_reset_protocol, &reset_config, ACME_RESET_LINES, NULL },
	{ &scmi_voltage_protocol, &supply_config, ACME_SUPPLIES, NULL },
};

int acme_server_init(struct scmi_server *server, volatile uint32_t *registers,
		     void (*wait)(uint32_t microseconds))
{
	soc = (struct acme_soc){ .registers = registers, .wait = wait };
	*server = (struct scmi_server){
		.vendor = "ACME",
		.sub_vendor = "anvil",
		.implementation_version = 0x00010000,
		.agents = agents,
		.agent_states = agent_states,
		.agent_count = ACME_AGENTS,
		.protocols = protocols,
		.protocol_count = sizeof(protocols) / sizeof(protocols[0]),
	};
	return scmi_server_init(server);
}

int acme_change(struct acme_soc *soc, unsigned int offset, uint32_t value)
{
	uint32_t before = acme_read(soc, offset);
	unsigned int us;

	acme_write(soc, offset, value);
	for (us = 0; us < SETTLE_US; us++) {
		if (!(acme_read(soc, offset) & ACME_BUSY))
			return SCMI_SUCCESS;
		soc->wait(1);
	}
	acme_write(soc, offset, before);
	return SCMI_HARDWARE_ERROR;
}
