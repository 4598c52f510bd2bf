// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * The dispatcher: whatever a request holds, a handler is only called with a message that its protocol has in the
 * version in use, of the size that the table says, with room for the reply, and with a resource that the agent
 * sees and may use; and the reply stays within its room.
 *
 * Two protocols with any tables of messages that a compiler could have made stand for the real ones, a handler that
 * fills what it likes of the room for theirs.
 *
 * Bounds: tables of two messages with requests and replies of up to 16 words; requests and rooms of up to MAX_SIZE bytes
 * at any address; two agents, with any number for who asks.
 */
// proves: prove_dispatch lib/server/server.c
// unwind: 4
// loops: handler 18
#include "../../lib/server/server.h"

#define MAX_SIZE	72
#define AGENTS		2
#define RESOURCES	2
#define MESSAGES	2
#define SLOT		3
#define MAX_WORDS	16

_Bool nondet_bool(void);
uint8_t nondet_u8(void);
uint16_t nondet_u16(void);
uint32_t nondet_u32(void);
size_t nondet_size(void);
int nondet_int(void);

static struct scmi_message rows[MESSAGES];
static const uint8_t versions[] = { SCMI_VERSION(1, 0), SCMI_VERSION(2, 0), SCMI_VERSION(2, 1) };
static uint32_t information[RESOURCES], states[RESOURCES];
static const struct scmi_config config = { information, states };

const struct scmi_protocol scmi_base_protocol = {
	.id = SCMI_PROTOCOL_BASE, .messages = rows, .message_count = MESSAGES,
	.versions = versions, .version_count = 3,
};
static const struct scmi_protocol other = {
	.id = SCMI_PROTOCOL_FIRST + SLOT, .messages = rows, .message_count = MESSAGES,
	.versions = versions, .version_count = 3,
	.info_size = sizeof(information[0]), .state_size = sizeof(states[0]),
};
static uint32_t devices[RESOURCES];
static const struct scmi_protocol_instance instances[] = {
	{ &scmi_base_protocol }, { &other, &config, RESOURCES, devices },
};
static struct scmi_view_entry entries[RESOURCES];
static struct scmi_agent agents[AGENTS];
static struct scmi_agent_state agent_states[AGENTS];
static struct scmi_server server = { .agents = agents, .agent_states = agent_states };
static unsigned int asks;
static size_t request_size;
static bool called, told;

void scmi_base_error(const struct scmi_call *call, int status)
{
	told = true;
}

static void check_resource(const struct scmi_call *call)
{
	const struct scmi_agent_state *state = &agent_states[asks - 1];

	__CPROVER_assert(call->resource < RESOURCES, "a resource");
	__CPROVER_assert(call->resource_info == &information[call->resource], "what is its own");
	__CPROVER_assert(call->resource_state == &states[call->resource], "its own state");
	__CPROVER_assert(!devices[call->resource] ||
			 (devices[call->resource] & state->devices & state->device_protocols[SLOT]),
			 "one that the agent may use");
}

static int handler(struct scmi_call *call)
{
	uint8_t id = scmi_header_message(call->header);
	const struct scmi_message *row = &rows[id];
	size_t words = nondet_size(), size, reply;
	bool less;
	int status = nondet_int();

	called = true;
	__CPROVER_assert(id < MESSAGES && row->since, "a message that there is");
	__CPROVER_assert(!(call->header & (SCMI_HEADER_RESERVED | SCMI_HEADER_TYPE)), "a command");
	less = call->version < row->extra_since;
	size = row->size - (less ? 4u * row->extra_size : 0u);
	reply = row->reply - (less ? 4u * row->extra_reply : 0u);
	__CPROVER_assert(call->version >= row->since || id == SCMI_NEGOTIATE_PROTOCOL_VERSION, "its version");
	__CPROVER_assert(call->size + SCMI_HEADER_SIZE == request_size, "the request's size");
	__CPROVER_assert(call->size == size || (row->entry && call->size > size), "the table's size");
	__CPROVER_assert(scmi_room(call) >= reply, "room for the reply");
	__CPROVER_assert(call->agent_id == asks && call->state == &agent_states[asks - 1], "who asks");
	__CPROVER_assert(agents[asks - 1].max_events || !row->subscribes, "who can be told");
	if (row->resource != SCMI_NO_RESOURCE)
		check_resource(call);
	__CPROVER_assume(words <= scmi_room(call) / 4);
	for (; words; words--)
		scmi_reply_u32(call, nondet_u32());
	__CPROVER_assume(status <= 0 && status >= SCMI_IN_USE);
	return status;
}

static void any_row(struct scmi_message *row, bool resources)
{
	row->handler = handler;
	row->since = nondet_u8();
	row->size = nondet_u8();
	row->reply = nondet_u8();
	row->extra_since = nondet_u8();
	row->extra_size = nondet_u8() & 0xf;
	row->extra_reply = nondet_u8() & 0xf;
	row->plain_since = nondet_u8();
	row->resource = resources ? nondet_u8() : SCMI_NO_RESOURCE;
	row->entry = nondet_u8() % 9;
	row->subscribes = nondet_bool();
	__CPROVER_assume(row->size % 4 == 0 && row->size <= 4 * MAX_WORDS);
	__CPROVER_assume(row->reply % 4 == 0 && row->reply <= 4 * MAX_WORDS);
	__CPROVER_assume(4 * row->extra_size <= row->size && 4 * row->extra_reply <= row->reply);
	/* As table.h has it */
	__CPROVER_assume(!row->plain_since ||
			 (row->since && row->plain_since >= row->since &&
			  row->plain_since >= row->extra_since && !row->subscribes));
	__CPROVER_assume(row->resource == SCMI_NO_RESOURCE ||
			 4 * (row->resource + 1) <= row->size - 4 * row->extra_size);
}

static void any_agent(unsigned int agent)
{
	agents[agent].protocols = nondet_bool() ? 1 : 1 | 1u << SLOT;
	agents[agent].views[SLOT].entries = entries;
	agents[agent].views[SLOT].count = nondet_u16();
	__CPROVER_assume(agents[agent].views[SLOT].count <= RESOURCES);
	agents[agent].max_events = nondet_u16();
	agent_states[agent].agent = &agents[agent];
	agent_states[agent].versions[0] = nondet_u8();
	agent_states[agent].versions[SLOT] = nondet_u8();
	agent_states[agent].devices = nondet_u32();
	agent_states[agent].device_protocols[SLOT] = nondet_u32();
}

static void any_server(bool base)
{
	unsigned int i;

	server.agent_count = nondet_u8();
	__CPROVER_assume(server.agent_count >= 1 && server.agent_count <= AGENTS);
	server.slots[0] = &instances[0];
	server.slots[SLOT] = &instances[1];
	for (i = 0; i < RESOURCES; i++) {
		entries[i].resource = nondet_u16();
		entries[i].permissions = nondet_u16();
		__CPROVER_assume(entries[i].resource < RESOURCES);
		devices[i] = nondet_u32();
	}
	for (i = 0; i < AGENTS; i++)
		any_agent(i);
	for (i = 0; i < MESSAGES; i++)
		any_row(&rows[i], !base);
}

static void check_reply(const uint32_t *reply, size_t used, size_t capacity, uint32_t header)
{
	if (!used) {
		__CPROVER_assert(!called, "no reply, nothing done");
		return;
	}
	__CPROVER_assert(used <= capacity && used >= 8 && used % 4 == 0, "the reply's size");
	__CPROVER_assert(reply[0] == header, "the reply's header");
	__CPROVER_assert(!reply[1] || used == 8, "an error has no payload");
	__CPROVER_assert(called || reply[1], "success is what a handler says");
	__CPROVER_assert(!told || reply[1], "only errors are told");
	__CPROVER_assert(reply[1] || used == 8, "REACHED: a payload");
}

void prove_dispatch(void)
{
	uint32_t request[MAX_SIZE / 4], reply[MAX_SIZE / 4];
	size_t capacity = nondet_size(), used;
	size_t in = nondet_size(), out = nondet_size();

	asks = nondet_u32();
	request_size = nondet_size();
	__CPROVER_assume(in < 4 && out < 4);
	__CPROVER_assume(request_size <= MAX_SIZE - in && capacity <= MAX_SIZE - out);
	/* Who has only base's table has no resources */
	any_server((request[0] >> 10 & 0xff) == SCMI_PROTOCOL_BASE);
	used = scmi_server_process(&server, asks, (uint8_t *)request + in, request_size,
				   (uint8_t *)reply + out, capacity);
	__CPROVER_assert(!used || (!in && !out), "aligned");
	__CPROVER_assert(!used || (asks >= 1 && asks <= server.agent_count), "an agent");
	check_reply(reply, used, capacity, request[0]);
}
