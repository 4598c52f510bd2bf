/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * A TEE that offers the SCMI service and misbehaves on request.
 *
 *	fake_tee.c	the TEE: contexts, sessions, shared memory, a device on the TEE bus
 *	fake_service.c	the service: commands of include/scmi/pta.h, its channels, bad replies
 *	fake_scmi.c	a tiny SCMI server: base, clock 1.0, and a vendor's protocol that echoes
 *	fake_control.c	what a test can set and see, in debugfs
 */
#ifndef SCMI_FAKE_H
#define SCMI_FAKE_H

#include <linux/atomic.h>
#include <linux/tee_core.h>
#include <linux/types.h>

#include <scmi/pta.h>

#define TEE_OK			0x00000000
#define TEE_GENERIC		0xffff0000
#define TEE_ACCESS_DENIED	0xffff0001
#define TEE_BAD_PARAMETERS	0xffff0006
#define TEE_ITEM_NOT_FOUND	0xffff0008
#define TEE_NOT_SUPPORTED	0xffff000a
#define TEE_SHORT_BUFFER	0xffff0010
#define TEE_TARGET_DEAD		0xffff3024

/* Channels 0 to 3 exist; the last but one has static shared memory */
#define FAKE_CHANNELS		4
#define FAKE_STATIC_CHANNEL	2
#define FAKE_CLOCKS		2
#define FAKE_MAX_MESSAGE	(8 + 4096)

#define FAKE_VENDOR		"fake"
#define FAKE_PROTOCOL_ECHO	0x90
#define FAKE_MESSAGE_ECHO	0x3

/* Calls that reach the TEE, and messages that reach the server */
enum fake_call {
	FAKE_CONTEXT,
	FAKE_OPEN,
	FAKE_CLOSE,
	FAKE_INVOKE,
	FAKE_ALLOC,
	FAKE_CAPABILITIES,
	FAKE_SMT_STATIC,
	FAKE_SMT_MEMREF,
	FAKE_HANDLE,
	FAKE_MSG,
	FAKE_SET_BUFFER,
	FAKE_MSG_BUFFER,
	FAKE_MESSAGE,
	FAKE_CALLS
};

/* What may be wrong with a reply */
enum fake_reply {
	REPLY_GOOD,
	REPLY_EMPTY,		/* nothing at all */
	REPLY_SHORT,		/* header, half a status */
	REPLY_FULL,		/* as long as there is room */
	REPLY_LONG,		/* a byte more than there is room */
	REPLY_HUGE,		/* as long as a number can be */
	REPLY_TOKEN,		/* another message's token */
	REPLY_PROTOCOL,		/* another protocol's */
	REPLY_TYPE,		/* a notification */
	REPLY_GARBAGE,		/* random bytes of random length */
	REPLY_BUSY,		/* SMT: the channel is not free */
	REPLY_FAILED,		/* SMT: the channel has an error */
	REPLIES
};

/**
 * struct fake_plan - something that happens for some calls or messages
 *
 * @what: which
 * @skip: calls to come before the first
 * @count: calls it happens for; negative: all
 * @fired: calls it has happened for
 */
struct fake_plan {
	int what;
	int skip;
	int count;
	int fired;
};

/**
 * struct fake - the TEE and its state
 *
 * @caps: capabilities of the service
 * @ext_caps: extended capabilities
 * @longest: bytes of a channel's longest message, as told with PTA_SCMI_EXT_CAPS_BUFFER
 * @slow: milliseconds that a message takes
 * @refused_caps: capabilities that no channel grants
 * @fault: which call fails
 * @fault_errno: the call itself fails with this, or 0
 * @fault_answer: or the TEE answers this
 * @reply: which replies are bad
 * @calls: calls so far, by kind
 * @largest: bytes of the largest message since then, with its header
 * @contexts: contexts there are
 * @sessions: sessions there are
 * @buffers: pieces of shared memory there are
 * @faults: what a driver must not do and has done
 * @gone: the world is gone: suspended or shut down
 * @scribbling: shared memory changes all the time, whatever the driver does
 */
struct fake {
	u32 caps;
	u32 ext_caps;
	u32 longest;
	u32 slow;
	u32 refused_caps;
	struct fake_plan fault;
	int fault_errno;
	u32 fault_answer;
	struct fake_plan reply;
	atomic_t calls[FAKE_CALLS];
	size_t largest;
	atomic_t contexts;
	atomic_t sessions;
	atomic_t buffers;
	atomic_t faults;
	bool gone;
	bool scribbling;
};

extern struct fake fake;

/**
 * struct fake_session - a session
 *
 * @ctx: whose it is
 * @id: its number
 * @handles: channels it has taken, as a mask
 * @buffer: the buffer it keeps, size 0: none
 */
struct fake_session {
	struct tee_context *ctx;
	u32 id;
	unsigned long handles;
	struct tee_param_memref buffer;
};

/* fake_tee.c */
int fake_tee_plug(bool plug);
bool fake_tee_plugged(void);
void fake_tee_scribble(bool on);

/* fake_control.c */
int fake_control_start(void);
void fake_control_stop(void);
__printf(1, 2) void fake_fault(const char *fmt, ...);
bool fake_fires(struct fake_plan *plan, int what);
bool fake_call_fails(enum fake_call call, int *error, u32 *answer);

/* fake_service.c */
u32 fake_service_invoke(struct fake_session *session, u32 func, struct tee_param *param,
			unsigned int num_params);
void fake_service_occupy(void);
int fake_service_start(void);
void fake_service_stop(void);

/* fake_scmi.c: the reply to a message, both with their headers; returns its length */
size_t fake_scmi_answer(unsigned int channel, const u8 *in, size_t len, u8 *out);

#endif /* SCMI_FAKE_H */
