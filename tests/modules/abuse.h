/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * A client of the SCMI service that does everything wrong.
 *
 *	abuse.c		the module, its parameters and its report
 *	peer.c		sessions, calls, and the good message that is due after each bad one
 *	directed.c	one fault at a time, with the answer that is due
 *	buffer.c	the buffer that a session gives the service
 *	storm.c		faults of all kinds from a seed
 *	siege.c		from all processors at once, in memory that changes meanwhile
 */
#ifndef SCMI_PTA_ABUSE_H
#define SCMI_PTA_ABUSE_H

#include <linux/io.h>
#include <linux/prandom.h>
#include <linux/tee_drv.h>
#include <linux/types.h>

#include <scmi/pta.h>

#define TEE_OK			0x00000000l
#define TEE_ACCESS_DENIED	0xffff0001l
#define TEE_BAD_PARAMETERS	0xffff0006l
#define TEE_ITEM_NOT_FOUND	0xffff0008l
#define TEE_NOT_SUPPORTED	0xffff000al
#define TEE_BUSY		0xffff000dl
#define TEE_SHORT_BUFFER	0xffff0010l

/* Two more than the service has */
#define COMMANDS	9

/* Shared memory for memrefs; a reply goes to the second half unless a case wants it otherwise */
#define SHM_SIZE	0x10000
#define OUT_OFFSET	0x8000

/* What memory is filled with that nobody may write to, and how much of it is looked at */
#define CANARY		0xa5
#define CANARY_SIZE	64

#define SMT_STATUS	4
#define SMT_LENGTH	20
#define SMT_HEADER	24
#define SMT_PAYLOAD	28
#define SMT_FREE	0x1
#define SMT_ERROR	0x2

/* Message header of the SCMI specification: id 7:0, type 9:8, protocol 17:10, token 27:18 */
#define MESSAGE(protocol, id)	(((protocol) << 10) | (id))
#define TOKEN(token)		((token) << 18)

#define PROTOCOL_BASE	0x10
#define PROTOCOL_CLOCK	0x14

enum form { FORM_MSG, FORM_SMT, FORM_STATIC };

/**
 * struct channel - a channel in one of its forms
 *
 * @name: for the report
 * @id: its identifier
 * @form: how messages travel
 * @handle: what the service calls it in the peer's session
 */
struct channel {
	const char *name;
	u32 id;
	enum form form;
	u32 handle;
};

#define CHANNELS	6

/**
 * struct peer - the client
 *
 * @ctx: context with OP-TEE
 * @session: session with the service
 * @shm: shared memory of SHM_SIZE bytes
 * @va: the same for us
 * @page: page of the static channel
 * @page_size: its size in bytes
 * @channels: all channels
 * @token: token of the last message
 */
struct peer {
	struct tee_context *ctx;
	u32 session;
	struct tee_shm *shm;
	u8 *va;
	void __iomem *page;
	size_t page_size;
	struct channel channels[CHANNELS];
	u32 token;
};

/**
 * struct reply - what came back
 *
 * @answer: of the TEE, or a negative errno of the kernel
 * @len: bytes of the message, header included
 * @bytes: the first of them
 * @smt_status: channel status afterwards, SMT forms
 */
struct reply {
	long answer;
	size_t len;
	u8 bytes[64];
	u32 smt_status;
};

/* peer.c; functions that return text say what is wrong, or NULL */
const char *peer_start(struct peer *peer, phys_addr_t page, size_t page_size);
void peer_stop(struct peer *peer);
long peer_open_session(struct peer *peer, u32 login, u32 *session);
void peer_close_session(struct peer *peer, u32 session);
long peer_call(struct peer *peer, u32 session, u32 cmd, struct tee_param *param);
long peer_get_handle(struct peer *peer, u32 session, u32 id, u32 caps, u32 *handle);
void peer_value(struct tee_param *param, u32 value);
void peer_memref(struct peer *peer, struct tee_param *param, u64 type, size_t offset, size_t size);
void peer_smt_put(struct peer *peer, struct channel *channel, u32 status, u32 length, u32 header,
		  const void *payload, size_t len);
void peer_smt_call(struct peer *peer, struct channel *channel, size_t size, struct reply *reply);
void peer_msg_call(struct peer *peer, struct channel *channel, size_t in_size, size_t out_offset,
		   size_t out_size, struct reply *reply);
void peer_exchange(struct peer *peer, struct channel *channel, u32 header, const void *payload,
		   size_t len, struct reply *reply);
u32 peer_token(struct peer *peer);
const char *peer_good_reply(struct reply *reply, u32 header);
const char *peer_good(struct peer *peer, struct channel *channel);

/* abuse.c: a line of the report; @why is NULL for a pass */
__printf(2, 3) void report(const char *why, const char *name, ...);
__printf(1, 2) const char *because(const char *fmt, ...);

/* directed.c: parameters of each command; none of those that the service does not have */
extern const u8 right_types[COMMANDS][4];

void run_directed(struct peer *peer);
void run_sessions(struct peer *peer, unsigned int expected);
void run_buffer(struct peer *peer);
void run_storm(struct peer *peer, u64 seed, unsigned int count);
void run_siege(u64 seed, unsigned int requests);

/* storm.c: numbers below @limit, once in @in, those at edges rather than others */
u32 below(struct rnd_state *rnd, u32 limit);
bool chance(struct rnd_state *rnd, u32 in);
u32 edge(struct rnd_state *rnd);

#endif /* SCMI_PTA_ABUSE_H */
