// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * The start: whatever a description lacks or contradicts itself in, nothing is touched that it does not have, and a
 * server that starts has all that is looked at without a check afterwards.
 *
 * Bounds: descriptions of up to AGENTS agents and PROTOCOLS protocols of up to RESOURCES resources, or of more than
 * there can be; protocols with any needs stand for the real ones, whose own checks may find anything.
 */
// proves: prove_init lib/server/server.c
// unwind: 4
// loops: agent_fits 11
// loops: reset_versions 11
// loops: scmi_reset_permissions 11
// loops: check_agent 11
// loops: any_agent 11
#include "../../lib/server/server.h"

#define AGENTS		1
#define PROTOCOLS	1
#define RESOURCES	1
#define POINTERS	3

_Bool nondet_bool(void);
uint8_t nondet_u8(void);
uint16_t nondet_u16(void);
uint32_t nondet_u32(void);

static const uint8_t versions[] = { SCMI_VERSION(1, 0), SCMI_VERSION(2, 0) };
const struct scmi_protocol scmi_base_protocol = {
	.id = SCMI_PROTOCOL_BASE, .versions = versions, .version_count = 2,
};

static uint32_t information[RESOURCES], states[RESOURCES];
static const void *ops[POINTERS];
static struct {
	const void *info;
	void *states;
	const void *ops;
	void *context;
} config;
static struct scmi_protocol protocols[PROTOCOLS];
static struct scmi_protocol_instance instances[PROTOCOLS];
static struct scmi_view_entry entries[RESOURCES];
static struct scmi_event events[AGENTS];
static struct scmi_deferred deferred[AGENTS];
static struct scmi_agent agents[AGENTS];
static struct scmi_agent_state agent_states[AGENTS];
static struct scmi_server server = { .agents = agents, .agent_states = agent_states, .protocols = instances };

#define MAY_BE(pointer)	(nondet_bool() ? (pointer) : NULL)

void scmi_base_error(const struct scmi_call *call, int status)
{
}

static bool has_needs(const struct scmi_protocol *protocol)
{
	return !protocol->needed || (config.info && config.states && config.ops &&
				     (ops[0] || !protocol->needed_ops) &&
				     (!protocol->start_op || !ops[1] == !ops[2]));
}

static bool check(const struct scmi_protocol_instance *instance)
{
	__CPROVER_assert(has_needs(instance->protocol), "what is needed is there");
	return nondet_bool();
}

static bool start(struct scmi_call *call)
{
	__CPROVER_assert(call->resource < call->instance->resource_count, "a resource");
	__CPROVER_assert(call->resource_state == &states[call->resource] && !states[call->resource],
			 "its own state, empty");
	return nondet_bool();
}

static bool check_view(const struct scmi_protocol_instance *instance, const struct scmi_view *view)
{
	return nondet_bool();
}

static void any_protocol(unsigned int i)
{
	struct scmi_protocol *protocol = &protocols[i];

	protocol->id = nondet_u8();
	protocol->versions = versions;
	protocol->version_count = 2;
	protocol->info_size = sizeof(information[0]);
	protocol->ops = offsetof(__typeof__(config), ops);
	if (nondet_bool()) {
		protocol->needed = 7;
		protocol->state_size = sizeof(states[0]);
		protocol->needed_ops = nondet_bool();
		protocol->start_op = nondet_bool() ? sizeof(ops[0]) : 0;
	}
	protocol->check = MAY_BE(check);
	protocol->start = MAY_BE(start);
	protocol->check_view = MAY_BE(check_view);
	instances[i].protocol = protocol;
	instances[i].config = MAY_BE(&config);
	instances[i].resource_count = nondet_u16();
	__CPROVER_assume(instances[i].resource_count <= RESOURCES);
}

static void any_agent(unsigned int i)
{
	struct scmi_agent *agent = &agents[i];
	unsigned int slot;

	agent->name = MAY_BE("name");
	agent->protocols = nondet_u16();
	for (slot = 0; slot < SCMI_PROTOCOL_SLOTS; slot++) {
		agent->versions[slot] = nondet_u8();
		agent->views[slot].entries = entries;
		agent->views[slot].count = nondet_u16();
		__CPROVER_assume(agent->views[slot].count <= RESOURCES);
	}
	agent->events = MAY_BE(&events[i]);
	agent->max_events = nondet_bool();
	agent->deferred = MAY_BE(&deferred[i]);
	agent->max_deferred = nondet_bool();
	deferred[i].header = nondet_u32();
}

static void any_description(void)
{
	unsigned int i;

	for (i = 0; i < POINTERS; i++)
		ops[i] = MAY_BE("function");
	config.info = MAY_BE(information);
	config.states = MAY_BE(states);
	config.ops = MAY_BE(ops);
	for (i = 0; i < PROTOCOLS; i++)
		any_protocol(i);
	for (i = 0; i < RESOURCES; i++)
		entries[i].resource = nondet_u16();
	for (i = 0; i < AGENTS; i++)
		any_agent(i);
	server.vendor = MAY_BE("vendor");
	server.device_count = nondet_u8();
	server.agent_count = nondet_u8();
	server.protocol_count = nondet_u8();
	__CPROVER_assume(server.agent_count <= AGENTS || server.agent_count > SCMI_MAX_AGENTS);
	__CPROVER_assume(server.protocol_count <= PROTOCOLS || server.protocol_count >= SCMI_PROTOCOL_SLOTS);
}

static void check_agent(const struct scmi_agent *agent, const struct scmi_agent_state *state)
{
	unsigned int slot;

	__CPROVER_assert(state->agent == agent && state->bit == 1u << (agent - agents), "whose state it is");
	__CPROVER_assert(agent->name && (agent->events || !agent->max_events), "an agent's own");
	__CPROVER_assert(!agent->max_deferred || (agent->deferred && agent->max_events &&
						  !agent->deferred->header), "nothing is under way");
	for (slot = 0; slot < SCMI_PROTOCOL_SLOTS; slot++) {
		const struct scmi_view *view = &agent->views[slot];
		const struct scmi_protocol_instance *instance = server.slots[slot];
		uint8_t version = state->versions[slot];

		__CPROVER_assert(!version == !(agent->protocols >> slot & 1), "a version of what it has");
		__CPROVER_assert(!version || (instance && (version == versions[0] || version == versions[1])),
				 "that the server speaks");
		__CPROVER_assert(!view->count || (instance && entries[0].resource < instance->resource_count),
				 "resources that there are");
	}
}

void prove_init(void)
{
	unsigned int i = nondet_u8();
	int status;

	any_description();
	status = scmi_server_init(&server);
	__CPROVER_assert(!status || status == SCMI_INVALID_PARAMETERS, "a status");
	if (status)
		return;
	__CPROVER_assert(server.vendor && server.agent_count && server.device_count <= SCMI_MAX_DEVICES,
			 "counts");
	__CPROVER_assume(i < server.agent_count);
	check_agent(&agents[i], &agent_states[i]);
	__CPROVER_assert(!server.protocol_count || has_needs(&protocols[0]), "what is needed is there");
	__CPROVER_assert(0, "REACHED: a server that has started");
}
