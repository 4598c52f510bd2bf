// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * The queues of events: an agent that asks gets the oldest of its own, whole, and what is queued takes a place that
 * nothing waits in and that is not kept for a delayed response.
 *
 * Bounds: two agents with room for up to MAX_EVENTS events, filled to any degree from any place on; all sizes of
 * events and of room for them, any number for who asks.
 */
// proves: prove_next lib/server/server.c
// proves: prove_post lib/server/server.c
// unwind: 3
// loops: memcpy 16
#include "../../lib/server/server.h"

#define AGENTS		2
#define MAX_EVENTS	5
#define WORDS		(SCMI_MAX_EVENT_SIZE / 4)

uint8_t nondet_u8(void);
uint16_t nondet_u16(void);
uint32_t nondet_u32(void);
size_t nondet_size(void);

const struct scmi_protocol scmi_base_protocol;
static struct scmi_event events[AGENTS][MAX_EVENTS];
static struct scmi_agent agents[AGENTS] = { { .events = events[0] }, { .events = events[1] } };
static struct scmi_agent_state states[AGENTS];
static struct scmi_server server = { .agents = agents, .agent_states = states, .agent_count = AGENTS };

void scmi_base_error(const struct scmi_call *call, int status)
{
}

/* CBMC's own is slow where the size is any */
void *memcpy(void *to, const void *from, size_t size)
{
	size_t i;

	__CPROVER_assert(size % 4 == 0 && size <= SCMI_MAX_EVENT_SIZE, "words of an event");
	for (i = 0; i < size / 4; i++)
		((uint32_t *)to)[i] = ((const uint32_t *)from)[i];
	return to;
}

static void any_queues(void)
{
	unsigned int i;

	__CPROVER_havoc_object(events);
	for (i = 0; i < AGENTS; i++) {
		agents[i].max_events = nondet_u16();
		states[i].first_event = nondet_u16();
		states[i].pending_events = nondet_u16();
		states[i].reserved_events = nondet_u16();
		states[i].lost_events = nondet_u32();
		__CPROVER_assume(agents[i].max_events <= MAX_EVENTS);
		/* 0 where there is no room for any */
		__CPROVER_assume(states[i].first_event < agents[i].max_events || !states[i].first_event);
		__CPROVER_assume(states[i].pending_events + states[i].reserved_events <= agents[i].max_events);
	}
}

/* An event that waits, by how many are before it */
static const struct scmi_event *waiting(unsigned int agent, const struct scmi_agent_state *state,
					unsigned int before)
{
	return &events[agent][(state->first_event + before) % agents[agent].max_events];
}

void prove_next(void)
{
	uint32_t message[WORDS], stays;
	uint32_t asks = nondet_u32();
	size_t capacity = nondet_size(), place = nondet_size(), used;
	struct scmi_agent_state before;
	const struct scmi_event *first;

	any_queues();
	__CPROVER_assume(capacity <= sizeof(message) && place < WORDS);
	stays = message[place];
	if (asks < 1 || asks > AGENTS) {
		used = scmi_server_next_event(&server, asks, (uint8_t *)message, capacity);
		__CPROVER_assert(!used && message[place] == stays, "no agent, no event");
		return;
	}
	before = states[asks - 1];
	first = before.pending_events ? waiting(asks - 1, &before, 0) : NULL;
	__CPROVER_assume(!first || (first->size >= 8 && first->size % 4 == 0 &&
				    first->size <= SCMI_MAX_EVENT_SIZE));
	used = scmi_server_next_event(&server, asks, (uint8_t *)message, capacity);
	__CPROVER_assert(used == (first && first->size <= capacity ? first->size : 0), "the first one");
	__CPROVER_assert(message[place] == (4 * place < used ? first->message[place] : stays),
			 "the whole of it, and no more");
	__CPROVER_assert(states[asks - 1].pending_events == before.pending_events - !!used, "it is gone");
	__CPROVER_assert(before.pending_events < 2 ||
			 waiting(asks - 1, &states[asks - 1], 0) == waiting(asks - 1, &before, !!used),
			 "the next one is first");
	__CPROVER_assert(states[asks - 1].first_event < MAX_EVENTS, "a place");
	__CPROVER_assert(!used, "REACHED: an event");
}

void prove_post(void)
{
	unsigned int agent = nondet_u8(), count = nondet_u8();
	uint32_t header = nondet_u32(), *words;
	struct scmi_agent_state before;
	const struct scmi_event *event;

	any_queues();
	__CPROVER_assume(agent < AGENTS && count < WORDS);
	before = states[agent];
	words = scmi_post_event(&server, agent + 1, header, count);
	if (before.pending_events + before.reserved_events == agents[agent].max_events) {
		__CPROVER_assert(!words && states[agent].pending_events == before.pending_events,
				 "no room: nothing is queued");
		__CPROVER_assert(states[agent].lost_events != before.lost_events, "it is counted");
		return;
	}
	event = waiting(agent, &before, before.pending_events);
	__CPROVER_assert(words == &event->message[1], "behind those that wait");
	__CPROVER_assert(event->message[0] == header && event->size == 4 + 4 * count, "header and size");
	__CPROVER_assert(states[agent].pending_events == before.pending_events + 1 &&
			 states[agent].first_event == before.first_event, "it waits");
	__CPROVER_assert(0, "REACHED: an event that waits");
}
