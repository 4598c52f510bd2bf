// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * The messages of the base protocol.
 *
 * Bounds: a server with all nine other protocols, of which agents have any; one of them has a resource.
 */
// messages: base
// unwind: 3
// loops: start_protocol 3
// loops: place_protocols 10
// loops: count_protocols 10
// loops: discover_list_protocols 11
// loops: reset_protocols 10
// loops: any_state 10
#include <scmi/server.h>

#define PROVES		SCMI_PROTOCOL_BASE
#define PROTOCOL	SCMI_PROTOCOL_POWER
#define PROTOCOLS	9
#define RESOURCES	1
#define ENTRIES		1
#include "../message.h"

static const uint8_t versions[] = { SCMI_VERSION(1, 0) };

static void reset(struct scmi_call *call)
{
	__CPROVER_assert(call->agent_id >= 1 && call->agent_id <= AGENTS, "an agent");
}

#define OTHER(number)	{ .id = (number), .versions = versions, .version_count = 1, .reset = reset }
static const struct scmi_protocol others[PROTOCOLS] = {
	OTHER(0x11), OTHER(0x12), OTHER(0x13), OTHER(0x14), OTHER(0x15), OTHER(0x16), OTHER(0x17),
	OTHER(0x18), OTHER(0x19),
};
static uint32_t information[RESOURCES], states[RESOURCES];
static const struct scmi_config config = { information, states };
static const struct scmi_protocol_instance instances[] = {
	{ &others[0], &config, RESOURCES, devices }, { &others[1], &config },
	{ &others[2], &config }, { &others[3], &config }, { &others[4], &config },
	{ &others[5], &config }, { &others[6], &config }, { &others[7], &config },
	{ &others[8], &config },
};
static struct scmi_view_entry entries[AGENTS][ENTRIES] = { { { 0 } }, { { 0 } } };

static bool state_holds(void)
{
	return true;
}

static void any_state(void)
{
	unsigned int i;

	for (i = 0; i < AGENTS; i++)
		agents[i].protocols = nondet_u16() | 1;
	server.implementation_version = any_word();
	MAY_MISS(server.sub_vendor);
}
