// SPDX-License-Identifier: GPL-2.0-only
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * Malformed requests of all kinds from a seed, over all channels. What they are answered does not
 * matter, as long as a good message is answered on every channel again and again, and the memory
 * around a reply stays as it was.
 */

#include <linux/prandom.h>
#include <linux/string.h>
#include <linux/tee.h>
#include <linux/unaligned.h>

#include "abuse.h"

/* Requests between two rounds of good messages */
#define ROUND	50

u32 below(struct rnd_state *rnd, u32 limit)
{
	return prandom_u32_state(rnd) % limit;
}

bool chance(struct rnd_state *rnd, u32 in)
{
	return !below(rnd, in);
}

/* Numbers at the edges are the likely ones */
u32 edge(struct rnd_state *rnd)
{
	static const u32 edges[] = {
		0, 1, 2, 3, 4, 5, 7, 8, 12, 16, 27, 28, 100, 103, 104, 105, 127, 128, 129,
		4072, 4073, 0x7fffffff, 0x80000000, 0xfffffffc, 0xffffffff,
	};

	return chance(rnd, 4) ? prandom_u32_state(rnd) : edges[below(rnd, ARRAY_SIZE(edges))];
}

/* Half of the headers name a protocol and a message that exist */
static u32 any_header(struct rnd_state *rnd)
{
	u32 protocol = chance(rnd, 2) ? PROTOCOL_BASE : PROTOCOL_CLOCK;

	if (chance(rnd, 4))
		return prandom_u32_state(rnd);

	return MESSAGE(protocol, below(rnd, chance(rnd, 3) ? 0x100 : 0x11)) |
	       TOKEN(below(rnd, 0x400)) | (chance(rnd, 8) ? below(rnd, 4) << 8 : 0);
}

static void any_payload(struct rnd_state *rnd, void *payload, size_t size)
{
	size_t i;

	for (i = 0; i + 4 <= size; i += 4)
		put_unaligned_le32(chance(rnd, 2) ? below(rnd, 16) : edge(rnd), payload + i);
}

static struct channel *any_channel(struct peer *peer, struct rnd_state *rnd)
{
	return &peer->channels[below(rnd, CHANNELS)];
}

/* Any command, any parameters */
static const char *bad_call(struct peer *peer, struct rnd_state *rnd)
{
	static const u8 types[] = {
		TEE_IOCTL_PARAM_ATTR_TYPE_NONE,
		TEE_IOCTL_PARAM_ATTR_TYPE_VALUE_INPUT,
		TEE_IOCTL_PARAM_ATTR_TYPE_VALUE_OUTPUT,
		TEE_IOCTL_PARAM_ATTR_TYPE_VALUE_INOUT,
		TEE_IOCTL_PARAM_ATTR_TYPE_MEMREF_INPUT,
		TEE_IOCTL_PARAM_ATTR_TYPE_MEMREF_OUTPUT,
		TEE_IOCTL_PARAM_ATTR_TYPE_MEMREF_INOUT,
	};
	struct tee_param param[4] = { };
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(param); i++) {
		u8 type = types[below(rnd, ARRAY_SIZE(types))];

		if (type >= TEE_IOCTL_PARAM_ATTR_TYPE_MEMREF_INPUT) {
			peer_memref(peer, &param[i], type, below(rnd, SHM_SIZE),
				    edge(rnd) % SHM_SIZE);
		} else {
			param[i].attr = type;
			param[i].u.value.a = edge(rnd);
			param[i].u.value.b = edge(rnd);
		}
	}
	peer_call(peer, peer->session, chance(rnd, 8) ? edge(rnd) : below(rnd, 6), param);

	return NULL;
}

/* The right command with any handle, or any channel with any capabilities */
static const char *bad_handle(struct peer *peer, struct rnd_state *rnd)
{
	struct channel channel = *any_channel(peer, rnd);
	struct reply reply;
	u32 handle;

	if (chance(rnd, 2)) {
		peer_get_handle(peer, peer->session, edge(rnd), edge(rnd), &handle);
	} else {
		channel.handle = edge(rnd);
		peer_exchange(peer, &channel, any_header(rnd), NULL, 0, &reply);
	}

	return NULL;
}

/* A reply is no longer than its room and leaves alone what is behind it */
static const char *check_room(struct peer *peer, size_t offset, size_t room, struct reply *reply)
{
	if (!reply->answer && reply->len > room)
		return because("reply of %zu bytes in room for %zu", reply->len, room);
	if (memchr_inv(peer->va + offset + room, CANARY, CANARY_SIZE))
		return because("memory behind a reply's room of %zu bytes is written", room);

	return NULL;
}

static const char *bad_msg(struct peer *peer, struct rnd_state *rnd)
{
	struct channel channel = *any_channel(peer, rnd);
	size_t in = chance(rnd, 4) ? edge(rnd) % OUT_OFFSET : below(rnd, 128);
	size_t room = chance(rnd, 4) ? edge(rnd) % (OUT_OFFSET / 2) : below(rnd, 160);
	size_t offset = chance(rnd, 3) ? below(rnd, 128) : OUT_OFFSET + below(rnd, 8);
	struct reply reply = { };

	put_unaligned_le32(any_header(rnd), peer->va);
	any_payload(rnd, peer->va + 4, 128);
	memset(peer->va + offset + room, CANARY, CANARY_SIZE);
	peer_msg_call(peer, &channel, in, offset, room, &reply);

	return check_room(peer, offset, room, &reply);
}

static const char *bad_smt(struct peer *peer, struct rnd_state *rnd)
{
	struct channel *channel = any_channel(peer, rnd);
	size_t size = chance(rnd, 4) ? edge(rnd) % OUT_OFFSET : PTA_SCMI_SMT_BUFFER_SIZE;
	struct reply reply = { };
	u8 payload[100];

	any_payload(rnd, payload, sizeof(payload));
	if (channel->form != FORM_STATIC)
		memset(peer->va + size, CANARY, CANARY_SIZE);
	peer_smt_put(peer, channel, chance(rnd, 4) ? edge(rnd) : 0,
		     chance(rnd, 2) ? edge(rnd) : below(rnd, 128), any_header(rnd), payload,
		     min(sizeof(payload), size > SMT_PAYLOAD ? size - SMT_PAYLOAD : 0));
	peer_smt_call(peer, channel, size, &reply);
	if (channel->form == FORM_STATIC || size < SMT_PAYLOAD)
		return NULL;

	return check_room(peer, SMT_HEADER, size - SMT_HEADER, &reply);
}

/* Good form, any message */
static const char *any_message(struct peer *peer, struct rnd_state *rnd)
{
	struct reply reply = { };
	u8 payload[64];

	any_payload(rnd, payload, sizeof(payload));
	peer_exchange(peer, any_channel(peer, rnd), any_header(rnd), payload,
		      chance(rnd, 4) ? below(rnd, sizeof(payload)) : below(rnd, 6) * 4, &reply);

	return NULL;
}

static const char *short_session(struct peer *peer, struct rnd_state *rnd)
{
	u32 session, handle;

	if (peer_open_session(peer, chance(rnd, 2) ? TEE_IOCTL_LOGIN_REE_KERNEL : below(rnd, 8),
			      &session))
		return NULL;
	peer_get_handle(peer, session, below(rnd, 8), below(rnd, 5), &handle);
	peer_close_session(peer, session);

	return NULL;
}

static const char *one_request(struct peer *peer, struct rnd_state *rnd)
{
	switch (below(rnd, 10)) {
	case 0:
	case 1:
		return bad_call(peer, rnd);
	case 2:
		return bad_handle(peer, rnd);
	case 3:
	case 4:
		return bad_msg(peer, rnd);
	case 5:
	case 6:
		return bad_smt(peer, rnd);
	case 7:
	case 8:
		return any_message(peer, rnd);
	default:
		return short_session(peer, rnd);
	}
}

static const char *all_good(struct peer *peer)
{
	const char *why = NULL;
	unsigned int i;

	for (i = 0; i < CHANNELS && !why; i++)
		why = peer_good(peer, &peer->channels[i]);

	return why;
}

/* BASE RESET_AGENT_CONFIGURATION with permissions, which the agent of channel 4 may do to all */
static const char *reset_agent(struct peer *peer, u32 agent)
{
	__le32 payload[2] = { cpu_to_le32(agent), cpu_to_le32(1) };
	struct reply reply = { };

	peer_exchange(peer, &peer->channels[CHANNELS - 1], MESSAGE(PROTOCOL_BASE, 0x0b), payload,
		      sizeof(payload), &reply);
	if (reply.answer || reply.len != 8 || get_unaligned_le32(reply.bytes + 4))
		return because("agent %u: answer %#lx, reply %*ph", agent, reply.answer, 8,
			       reply.bytes);

	return NULL;
}

void run_storm(struct peer *peer, u64 seed, unsigned int count)
{
	struct rnd_state rnd;
	const char *why;
	unsigned int i;

	prandom_seed_state(&rnd, seed);
	why = all_good(peer);
	for (i = 0; i < count && !why; i++) {
		why = one_request(peer, &rnd);
		if (!why && (i % ROUND == ROUND - 1 || i == count - 1))
			why = all_good(peer);
	}

	report(why, "storm of %u requests from seed %llu, %u sent", count, seed, i);

	/* What random messages have set would be in the way of others */
	report(reset_agent(peer, 1) ?: reset_agent(peer, 2), "agents are reset after the storm");
}
