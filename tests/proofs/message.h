/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * The proofs of a protocol: a server with it beside base, in any state that it can have, answers a request
 * of which nothing but protocol and message are known, resets an agent, or hears from its platform.
 *
 * Who includes this file has a platform of a few resources, whose functions tell whatever their contract
 * allows at any time, and says of which protocol and with which views the server is.
 *
 * Bounds: requests of up to MAX_REQUEST and replies of up to MAX_SIZE bytes, of all sizes; AGENTS agents, of
 * which the first asks, with any permissions, versions, events and requests under way.
 */
// loops: scmi_server_init 3
// loops: agent_fits 11
// loops: has_pointers 13
// loops: reset_versions 11
// loops: scmi_reset_permissions 11
// loops: reply_text 65
// loops: scmi_protocol_speaks 5
// loops: any_request 33
#ifndef PROOFS_MESSAGE_H
#define PROOFS_MESSAGE_H

#include "../../lib/server/server.h"

#define AGENTS		2
#define DEVICES		2
#define MAX_EVENTS	2
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
#ifndef SIMPLE_RESET
#define SIMPLE_RESET	0		/* see prove_reset() */
#endif
#ifndef DONE
#define DONE		nondet_u32(), nondet_u32()	/* protocol and resource that prove_done() tells */
#endif
#define ASKS		1	/* agent */
#define TOKEN		0x2a5	/* any one would do: the server gives it back, that is all */
#define WORDS		(SCMI_MAX_EVENT_SIZE / 4)

_Bool nondet_bool(void);
uint8_t nondet_u8(void);
uint16_t nondet_u16(void);
uint32_t nondet_u32(void);
uint64_t nondet_u64(void);
size_t nondet_size(void);
int nondet_int(void);

/*
 * What a word of a message that is proved to be written holds before, and what the server never puts together by
 * itself. Nobody tells it while words are watched; all else is proved without that, too. It is one number alone
 * since CBMC takes a lot longer for any of several.
 */
#define UNWRITTEN	0xb6d50004u
static bool watched;

static uint32_t any_word(void)
{
	uint32_t word = nondet_u32();

	__CPROVER_assume(!watched || word != UNWRITTEN);
	return word;
}

static uint64_t any_long(void)
{
	return (uint64_t)any_word() << 32 | any_word();
}

#pragma CPROVER check push
#pragma CPROVER check disable "conversion"
static int32_t any_level(void)
{
	return (int32_t)any_word();
}

static int64_t any_value(void)
{
	return (int64_t)any_long();
}
#pragma CPROVER check pop

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
TELLS(tell_word, uint32_t, any_word())
TELLS(tell_level, int32_t, any_level())
TELLS(tell_long, uint64_t, any_long())
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
static struct scmi_event events[MAX_EVENTS], other_events[MAX_EVENTS];
static struct scmi_deferred deferred[AGENTS][MAX_DEFERRED];

#define VIEW	[PROTOCOL - SCMI_PROTOCOL_FIRST]
static struct scmi_agent agents[AGENTS] = {
	{ .name = "first", .protocols = 1 | 1u << (PROTOCOL - SCMI_PROTOCOL_FIRST),
	  .views = { VIEW = { .entries = entries[0], .count = ENTRIES, VIEW_PARTS } },
	  .events = events, .max_events = MAX_EVENTS,
	  .deferred = deferred[0], .max_deferred = MAX_DEFERRED },
	{ .name = "second", .protocols = 1 | 1u << (PROTOCOL - SCMI_PROTOCOL_FIRST),
	  .views = { VIEW = { .entries = entries[1], .count = ENTRIES, VIEW_PARTS } },
	  .events = other_events, .max_events = MAX_EVENTS,
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

/* Whether agents wait for as many requests as they can, or for any number */
static bool all_wait;

/* Requests under way that wait for this agent */
static unsigned int any_deferred(unsigned int agent)
{
	unsigned int i, count = 0, to_tell = 0;

	for (i = 0; i < MAX_DEFERRED; i++) {
		struct scmi_deferred *waits = &deferred[agent][i];

		waits->header = 0;
		if (!ASYNCHRONOUS || (!all_wait && nondet_bool()))
			continue;
		waits->header = scmi_header(PROTOCOL, ASYNCHRONOUS, SCMI_COMMAND, TOKEN);
		waits->value = any_word();
		__CPROVER_assume(waits->value <= DEFERRED_VALUES);
		waits->resource = 0;
		waits->silent = nondet_bool();
		/* What lies behind the agent's room is nobody's */
		if (i >= agents[agent].max_deferred)
			continue;
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
	state->agent = &agents[agent];
	state->bit = scmi_agent_bit((uint8_t)(agent + 1));
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

/* A word of a message that has @size bytes */
static void check_written(size_t size, const uint32_t *message, size_t word)
{
	__CPROVER_assert(!watched || size <= 4 * word || message[word] != UNWRITTEN,
			 "what is told has been written");
}

/* A word of an event that the server may send: which one, any */
static struct scmi_event *event;
static size_t event_word;

static void any_event(void)
{
	unsigned int agent = nondet_u8(), place = nondet_u8();

	event_word = nondet_u8();
	__CPROVER_assume(agent < AGENTS && place < MAX_EVENTS && event_word < WORDS);
	event = &agents[agent].events[place];
	event->message[event_word] = UNWRITTEN;
}

/* Events that waited before have no size */
static void check_event(void)
{
	__CPROVER_assert(event->size <= SCMI_MAX_EVENT_SIZE && event->size % 4 == 0, "the event's size");
	check_written(event->size, event->message, event_word);
}

static unsigned int count_events(void)
{
	return agent_states[0].pending_events + agent_states[1].pending_events;
}

static void start(void)
{
	unsigned int i;
	int status = scmi_server_init(&server);

	__CPROVER_assert(!status, "the server starts");
	started = true;
	watched = nondet_bool();
	server.subscribed = nondet_u16();
	for (i = 0; i < RESOURCES; i++)
		devices[i] = nondet_u32();
	for (i = 0; i < AGENTS; i++)
		any_agent(i);
	any_state();
	__CPROVER_assume(state_holds());
	any_event();
}

static void check(void)
{
	check_agent(0);
	check_agent(1);
	check_event();
	__CPROVER_assert(state_holds(), "what is always so");
}

static void any_request(uint32_t *request)
{
	unsigned int i;

	request[0] = scmi_header(PROVES, PROVED, SCMI_COMMAND, TOKEN);
	for (i = 1; i < MAX_REQUEST / 4; i++)
		request[i] = any_word();
}

/* The message PROVED of the protocol */
void prove_message(void)
{
	uint32_t request[MAX_REQUEST / 4], reply[MAX_SIZE / 4], stays;
	size_t size = nondet_size(), capacity = nondet_size(), used;
	size_t within = nondet_size(), behind = nondet_size();

	start();
	any_request(request);
	__CPROVER_assume(size <= MAX_REQUEST && size >= SCMI_HEADER_SIZE && capacity <= MAX_SIZE);
	__CPROVER_assume(behind < MAX_SIZE / 4 && behind >= capacity / 4);
	stays = reply[behind];
	__CPROVER_assume(within < capacity / 4);
	reply[within] = UNWRITTEN;
	used = scmi_server_process(&server, ASKS, (const uint8_t *)request, size, (uint8_t *)reply,
				   capacity);
	__CPROVER_assert(used <= capacity && used % 4 == 0, "the reply's size");
	check_written(used, reply, within);
	__CPROVER_assert(reply[behind] == stays, "nothing behind the reply");
	__CPROVER_assert(!used || reply[0] == request[0], "the reply's header");
	__CPROVER_assert(used <= 8 || !reply[1], "an error has no payload");
	__CPROVER_assert(!used || reply[1], "REACHED: success");
	check();
}

/*
 * An agent starts again: the protocol's part of BASE_RESET_AGENT_CONFIGURATION. A SIMPLE_RESET is that of agent ASKS,
 * and whoever can wait for requests waits for as many as it can: constants are what CBMC follows best.
 */
void prove_reset(void)
{
	struct scmi_call call;
	uint8_t agent = SIMPLE_RESET ? ASKS : nondet_u8();
	unsigned int i;

	all_wait = SIMPLE_RESET;
	start();
	__CPROVER_assume(agent >= 1 && agent <= AGENTS);
	/* The rest of it is that of another agent, and begun anew */
	call.server = &server;
	scmi_reset_agent(&call, agent);
	if (nondet_bool())
		scmi_reset_permissions(&call);
	check();
	__CPROVER_assert(!agent_states[agent - 1].pending_events, "it is told nothing of before");
	for (i = 0; i < agents[agent - 1].max_deferred; i++)
		__CPROVER_assert(!deferred[agent - 1][i].header, "it waits for nothing");
	__CPROVER_assert(0, "REACHED: an agent that has started again");
}

/* The same of one resource, where those of all together are more than CBMC can follow */
void prove_reset_of_one(void)
{
	struct scmi_call call;
	uint8_t agent = nondet_u8();
	uint16_t resource = nondet_u16();

	start();
	__CPROVER_assume(agent >= 1 && agent <= AGENTS && resource < RESOURCES);
	__CPROVER_assume(scmi_platform_call(&call, &server, PROTOCOL, resource));
	call.agent_id = agent;
	call.state = &agent_states[agent - 1];
	instances[0].protocol->reset(&call);
	check();
	__CPROVER_assert(0, "REACHED: a resource that the agent has let go");
}

/* The platform is done with what an agent has asked for, of DONE: any protocol and resource; and well or not */
void prove_done(void)
{
	uint16_t before;

	/* One request is answered like the next one */
	agents[0].max_deferred = 1;
	agents[1].max_deferred = 0;
	start();
	before = server.deferred_count;
	scmi_server_done(&server, DONE, any_status());
	check();
	__CPROVER_assert(server.deferred_count <= before, "nothing is begun");
	__CPROVER_assert(server.deferred_count == before, "REACHED: a request that is done");
}

#endif /* PROOFS_MESSAGE_H */
