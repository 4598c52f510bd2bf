// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * A server that is built with few protocols, `alone NAME...`: it has those that are named, the others are not
 * linked, and none of what it does not serve is listed or answered.
 */
#include <stdio.h>
#include <string.h>

#include <scmi/server.h>

#include "bytes.h"

#define PROTOCOL(name)	extern const struct scmi_protocol scmi_ ## name ## _protocol __attribute__((weak));
#define PROTOCOLS										\
	PROTOCOL(power) PROTOCOL(system) PROTOCOL(performance) PROTOCOL(clock) PROTOCOL(sensor)	\
	PROTOCOL(reset) PROTOCOL(voltage) PROTOCOL(powercap) PROTOCOL(pinctrl)
PROTOCOLS
#undef PROTOCOL
#define PROTOCOL(name)	{ #name, &scmi_ ## name ## _protocol },

static const struct {
	const char *name;
	const struct scmi_protocol *protocol;
} protocols[] = { PROTOCOLS };

#define BASE_LIST	(0x10 << 10 | 0x06)
#define NOTIFY_ERRORS	(0x10 << 10 | 0x08)

static const struct scmi_agent agent = { .name = "agent", .protocols = 1 };
static struct scmi_agent_state state;
static struct scmi_server server = {
	.vendor = "vendor", .agents = &agent, .agent_states = &state, .agent_count = 1,
};

static struct scmi_event room[1];
static const struct scmi_agent subscriber = {
	.name = "agent", .protocols = 1, .events = room, .max_events = 1,
};

static int named(const char *name, char **names)
{
	while (*names && strcmp(*names, name))
		names++;
	return *names != NULL;
}

static int refuses(uint32_t protocol)
{
	uint32_t request = swap32_le(protocol << 10);
	uint32_t reply[4];

	return scmi_server_process(&server, 1, (uint8_t *)&request, 4, (uint8_t *)reply,
				   sizeof(reply)) == 8 &&
	       (int32_t)swap32_le(reply[1]) == SCMI_NOT_SUPPORTED;
}

static int lists_none(void)
{
	uint32_t request[2] = { swap32_le(BASE_LIST), 0 };
	uint32_t reply[4];

	return scmi_server_process(&server, 1, (uint8_t *)request, 8, (uint8_t *)reply,
				   sizeof(reply)) == 12 && !reply[1] && !reply[2];
}

/* A server without events has no agent with room for them, and one with events has subscribers */
static int has_events(void)
{
	uint32_t request[2] = { swap32_le(NOTIFY_ERRORS), swap32_le(1) };
	uint32_t reply[2];

	server.agents = &subscriber;
	if (!SCMI_SERVER_EVENTS)
		return scmi_server_init(&server) == SCMI_INVALID_PARAMETERS;
	return !scmi_server_init(&server) &&
	       scmi_server_process(&server, 1, (uint8_t *)request, 8, (uint8_t *)reply, 8) == 8 &&
	       !reply[1];
}

int main(int argc, char **argv)
{
	uint32_t id;
	size_t i;

	(void)argc;
	for (i = 0; i < sizeof(protocols) / sizeof(protocols[0]); i++) {
		if (!protocols[i].protocol == named(protocols[i].name, argv + 1)) {
			printf("%s is there, or missing\n", protocols[i].name);
			return 1;
		}
	}
	if (scmi_server_init(&server) || !lists_none())
		return 1;
	for (id = SCMI_PROTOCOL_FIRST + 1; id < 0x100; id++) {
		if (!refuses(id)) {
			printf("protocol %#x is answered\n", id);
			return 1;
		}
	}
	return !has_events();
}
