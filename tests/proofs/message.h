/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * The proof of a message: a server with one protocol beside base, in any state that it can have,
 * answers a request of which nothing but protocol and message are known.
 *
 * Who includes this file has a platform of a few resources, whose functions tell whatever their contract
 * allows at any time, and says of which protocol and with which views the server is. Below it
 * includes messages_of.h for each table of messages.
 *
 * Bounds: requests of up to MAX_REQUEST and replies of up to MAX_SIZE bytes, of all sizes; AGENTS agents, of which the first
 * asks, with any permissions, versions, events and requests under way.
 */
// loops: scmi_server_init 3
// loops: agent_fits 11
// loops: has_pointers 13
// loops: reset_versions 11
// loops: scmi_reset_permissions 11
// loops: reply_text 65
// loops: scmi_protocol_speaks 5
#ifndef PROOFS_MESSAGE_H
#define PROOFS_MESSAGE_H

#include "../../lib/server/server.h"

#define AGENTS		2
#define DEVICES		2
#define MAX_EVENTS	3
#define MAX_DEFERRED	2
#define MAX_SIZE	128
#ifndef MAX_REQUEST
#define MAX_REQUEST	MAX_SIZE
#endif
#ifndef PROTOCOLS
#define PROTOCOLS	1
#endif
#ifndef HARDWARE
#define HARDWARE	RESOURCES	/* how many the platform's functions know */
#endif
#ifndef VIEW_PARTS
#define VIEW_PARTS
#endif
#ifndef ASYNCHRONOUS
#define ASYNCHRONOUS	0		/* message that can be, 0: none */
#endif
#ifndef DEFERRED_VALUES
#define DEFERRED_VALUES	UINT32_MAX	/* what a request under way keeps is up to this */
#endif
#ifndef PROVES
#define PROVES		PROTOCOL	/* whose message it is */
#endif
#define ASKS		1	/* agent */
#define TOKEN		0x2a5	/* any one would do: the server gives it back, that is all */

_Bool nondet_bool(void);
uint8_t nondet_u8(void);
uint16_t nondet_u16(void);
uint32_t nondet_u32(void);
uint64_t nondet_u64(void);
size_t nondet_size(void);
int nondet_int(void);

/* Before the start, the platform's functions tell what a constant hardware would */
static bool started;

/* What a platform may return */
static int any_status(void)
{
	int status = 0;

	if (started)
		status = nondet_int();
	__CPROVER_assume(status <= 0 && status >= SCMI_IN_USE);
	return status;
}

/* The platform's functions, by what they take or tell about a resource */

#define TELLS(name, type, value)							\
	static int name(void *context, unsigned int resource, type *told)		\
	{										\
		__CPROVER_assert(resource < HARDWARE, "a resource that there is");	\
		*told = 0;								\
		if (started)								\
			*told = value;							\
		return any_status();							\
	}
#define TAKES(name, type)								\
	static int name(void *context, unsigned int resource, type value)		\
	{										\
		__CPROVER_assert(resource < HARDWARE, "a resource that there is");	\
		return any_status();							\
	}

TELLS(tell_flag, bool, nondet_bool())
TELLS(tell_byte, uint8_t, nondet_u8())
TELLS(tell_half, uint16_t, nondet_u16())
TELLS(tell_word, uint32_t, nondet_u32())
TELLS(tell_level, int32_t, nondet_int())
TELLS(tell_long, uint64_t, nondet_u64())
TAKES(take_flag, bool)
TAKES(take_byte, uint8_t)
TAKES(take_word, uint32_t)
TAKES(take_level, int32_t)
TAKES(take_long, uint64_t)

static void give_up(void *context, unsigned int resource)
{
	__CPROVER_assert(resource < HARDWARE, "a resource that there is");
}

/* A function that the platform may go without */
#define MAY_MISS(function)	(function) = nondet_bool() ? (function) : NULL

/* Whether the bits are those of agents that there are */
static bool are_agents(uint32_t bits)
{
	return !(bits >> AGENTS);
}

int unproved(struct scmi_call *call)
{
	__CPROVER_assert(0, "the message that is proved");
	return SCMI_SUCCESS;
}

/* The proof's protocol: its configuration, resources, what can be in its state, and whether it is */
static const struct scmi_protocol_instance instances[PROTOCOLS];
static struct scmi_view_entry entries[AGENTS][ENTRIES];
static void any_state(void);
static bool state_holds(void);

static uint32_t devices[RESOURCES];
static struct scmi_agent_state agent_states[AGENTS];
static struct scmi_event events[AGENTS][MAX_EVENTS];
static struct scmi_deferred deferred[AGENTS][MAX_DEFERRED];

#define VIEW	[PROTOCOL - SCMI_PROTOCOL_FIRST]
static struct scmi_agent agents[AGENTS] = {
	{ .name = "first", .protocols = 1 | 1u << (PROTOCOL - SCMI_PROTOCOL_FIRST),
	  .views = { VIEW = { .entries = entries[0], .count = ENTRIES, VIEW_PARTS } },
	  .events = events[0], .max_events = MAX_EVENTS,
	  .deferred = deferred[0], .max_deferred = MAX_DEFERRED },
	{ .name = "second", .protocols = 1 | 1u << (PROTOCOL - SCMI_PROTOCOL_FIRST),
	  .views = { VIEW = { .entries = entries[1], .count = ENTRIES, VIEW_PARTS } },
	  .events = events[1], .max_events = MAX_EVENTS,
	  .deferred = deferred[1], .max_deferred = MAX_DEFERRED },
};

static struct scmi_server server = {
	.vendor = "vendor of this",
	.sub_vendor = "a vendor with a long name",
	.agents = agents,
	.agent_states = agent_states,
	.agent_count = AGENTS,
	.device_count = DEVICES,
	.protocol_count = PROTOCOLS,
	.protocols = instances,
};

/* Requests under way that wait for this agent */
static unsigned int any_deferred(unsigned int agent)
{
	unsigned int i, count = 0, to_tell = 0;

	for (i = 0; i < agents[agent].max_deferred; i++) {
		struct scmi_deferred *waits = &deferred[agent][i];

		waits->header = 0;
		if (!ASYNCHRONOUS || nondet_bool())
			continue;
		waits->header = scmi_header(PROTOCOL, ASYNCHRONOUS, SCMI_COMMAND, TOKEN);
		waits->value = nondet_u32();
		__CPROVER_assume(waits->value <= DEFERRED_VALUES);
		waits->resource = 0;
		waits->silent = nondet_bool();
		to_tell += !waits->silent;
		count++;
	}
	agent_states[agent].reserved_events = (uint16_t)to_tell;
	return count;
}

static uint8_t any_version(const struct scmi_protocol *protocol)
{
	uint8_t place = nondet_u8();

	__CPROVER_assume(place < protocol->version_count);
	return protocol->versions[place];
}

static void any_agent(unsigned int agent)
{
	struct scmi_agent_state *state = &agent_states[agent];
	unsigned int i;

	for (i = 0; i < ENTRIES; i++)
		entries[agent][i].permissions = nondet_u16();
	agents[agent].trusted = nondet_bool();
	if (nondet_bool()) {
		agents[agent].max_events = 0;
		agents[agent].max_deferred = 0;
	}
	state->versions[0] = any_version(&scmi_base_protocol);
	state->versions[PROTOCOL - SCMI_PROTOCOL_FIRST] = any_version(instances[0].protocol);
	state->devices = nondet_u32();
	state->device_protocols[PROTOCOL - SCMI_PROTOCOL_FIRST] = nondet_u32();
	state->notify_errors = nondet_bool();
	server.deferred_count = (uint16_t)(server.deferred_count + any_deferred(agent));
	state->first_event = nondet_u16();
	state->pending_events = nondet_u16();
	__CPROVER_assume(state->pending_events + state->reserved_events <= agents[agent].max_events);
	__CPROVER_assume(state->first_event < MAX_EVENTS);
}

static void check_agent(unsigned int agent)
{
	const struct scmi_agent_state *state = &agent_states[agent];

	__CPROVER_assert(state->pending_events + state->reserved_events <= agents[agent].max_events,
			 "room for all events");
	__CPROVER_assert(state->first_event < MAX_EVENTS, "the first event is one");
}

static void start(void)
{
	unsigned int i;
	int status = scmi_server_init(&server);

	__CPROVER_assert(!status, "the server starts");
	started = true;
	for (i = 0; i < RESOURCES; i++)
		devices[i] = nondet_u32();
	for (i = 0; i < AGENTS; i++)
		any_agent(i);
	any_state();
	__CPROVER_assume(state_holds());
}

/* The message PROVED of the protocol */
void prove_message(void)
{
	uint32_t request[MAX_REQUEST / 4], reply[MAX_SIZE / 4];
	size_t size = nondet_size(), capacity = nondet_size(), used, behind = nondet_size();
	uint32_t header = scmi_header(PROVES, PROVED, SCMI_COMMAND, TOKEN), stays;

	start();
	__CPROVER_assume(size <= MAX_REQUEST && size >= SCMI_HEADER_SIZE && capacity <= MAX_SIZE);
	__CPROVER_assume(behind < MAX_SIZE / 4 && behind >= capacity / 4);
	request[0] = header;
	stays = reply[behind];
	used = scmi_server_process(&server, ASKS, (const uint8_t *)request, size, (uint8_t *)reply,
				   capacity);
	__CPROVER_assert(used <= capacity && used % 4 == 0, "the reply's size");
	__CPROVER_assert(reply[behind] == stays, "nothing behind the reply");
	__CPROVER_assert(!used || reply[0] == header, "the reply's header");
	__CPROVER_assert(used <= 8 || !reply[1], "an error has no payload");
	__CPROVER_assert(!used || reply[1], "REACHED: success");
	check_agent(0);
	check_agent(1);
	__CPROVER_assert(state_holds(), "what is always so");
}

#endif /* PROOFS_MESSAGE_H */
