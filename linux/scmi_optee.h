/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * Three layers, each unaware of the one above:
 *
 *	service.c	OP-TEE's SCMI service: capabilities, sessions, calls
 *	channel.c	a channel of the service: one message and its reply at a time, as bytes
 *	transport.c	the kernel's SCMI core, the TEE bus and the device tree
 */
#ifndef SCMI_OPTEE_H
#define SCMI_OPTEE_H

#include <linux/atomic.h>
#include <linux/device.h>
#include <linux/list.h>
#include <linux/of.h>
#include <linux/ratelimit_types.h>
#include <linux/spinlock_types.h>
#include <linux/tee.h>
#include <linux/tee_drv.h>
#include <linux/types.h>
#include <linux/uuid.h>

#include <scmi/pta.h>

#define SCMI_OPTEE_CHANNEL_ID	"linaro,optee-channel-id"

/* What can be the largest payload of a channel, in bytes */
#define SCMI_OPTEE_LOWEST_PAYLOAD	32
#define SCMI_OPTEE_HIGHEST_PAYLOAD	4096

/* Answers of the TEE that the driver tells apart (GlobalPlatform TEE Client API) */
#define TEE_ERROR_ACCESS_DENIED		0xffff0001
#define TEE_ERROR_BAD_PARAMETERS	0xffff0006
#define TEE_ERROR_ITEM_NOT_FOUND	0xffff0008
#define TEE_ERROR_NOT_SUPPORTED		0xffff000a
#define TEE_ERROR_OUT_OF_MEMORY		0xffff000c
#define TEE_ERROR_BUSY			0xffff000d
#define TEE_ERROR_SHORT_BUFFER		0xffff0010
#define TEE_ERROR_TARGET_DEAD		0xffff3024

/**
 * struct scmi_optee_service - OP-TEE's SCMI service
 *
 * @dev: its device on the TEE bus
 * @ctx: the TEE context all sessions belong to
 * @caps: what it offers, PTA_SCMI_CAPS_*
 * @ext_caps: what it offers beyond that, PTA_SCMI_EXT_CAPS_*
 */
struct scmi_optee_service {
	struct device *dev;
	struct tee_context *ctx;
	u32 caps;
	u32 ext_caps;
};

extern const uuid_t scmi_optee_uuid;

int scmi_optee_service_connect(struct scmi_optee_service *service);
void scmi_optee_service_disconnect(struct scmi_optee_service *service);
int scmi_optee_open_session(struct scmi_optee_service *service, u32 *session, u32 *tee_error);
void scmi_optee_close_session(struct scmi_optee_service *service, u32 session);
int scmi_optee_errno(u32 tee_error);

/* Call a command; arg->ret has the TEE's own answer where the call got that far */
static inline int scmi_optee_invoke(struct scmi_optee_service *service,
				    struct tee_ioctl_invoke_arg *arg, struct tee_param *param)
{
	int ret = tee_client_invoke_func(service->ctx, arg, param);

	if (likely(!ret && !arg->ret))
		return 0;

	return ret ?: scmi_optee_errno(arg->ret);
}

struct scmi_optee_form;

/**
 * struct scmi_optee_counters - what happened on a channel, since it was opened
 *
 * @messages: answered messages
 * @sessions: sessions opened
 * @too_long: messages that the channel is too small for, and replies that the core is too small for
 * @refused: calls that the service has refused
 * @dead: calls that found the service dead
 * @bad_replies: replies with a wrong length, header or channel status
 * @busy: static shared memory found in somebody else's use
 */
struct scmi_optee_counters {
	unsigned long messages;
	unsigned long sessions;
	unsigned long too_long;
	unsigned long refused;
	unsigned long dead;
	unsigned long bad_replies;
	unsigned long busy;
};

/* Whose a channel is: nobody's, somebody's, somebody's and others wait for it */
enum scmi_optee_claim {
	SCMI_OPTEE_FREE,
	SCMI_OPTEE_CLAIMED,
	SCMI_OPTEE_AWAITED,
};

/**
 * struct scmi_optee_channel - a channel of the service
 *
 * @node: entry in the list of the instance's channels
 * @dev: device that messages to the log are about
 * @np: device-tree node that names the channel
 * @service: the service the channel belongs to
 * @form: how messages travel
 * @id: channel identifier of the device tree
 * @handle: what the service calls the channel in @session
 * @longest: longest message the service takes in bytes, header and all; 0: it does not tell
 * @session: session with the service, while @open
 * @open: @session and @handle are good
 * @reopened: sessions opened again since the last message that went well
 * @error: why the channel is of no use, or 0
 * @errors: keeps errors from flooding the log
 * @count: for debugfs, changed by who has claimed the channel
 * @shm: dynamic shared memory, or NULL
 * @shmem_np: node of static shared memory, or NULL
 * @msg: MSG form: the buffer, for request and reply
 * @smt: SMT forms: the buffer
 * @size: size of the buffer in bytes, header and all
 * @max_payload: largest SCMI payload in bytes that fits in the buffer, either way
 * @reply_len: payload bytes behind the status of the reply that waits in the buffer
 * @claim: from the request until its reply has been taken it is not free. Neither a mutex, since
 *	the SCMI core may do both from different tasks, nor a semaphore, which costs a message three
 *	times as much. Who waits gets the channel in turn.
 * @lock: protects @waiters, and @claim from changing between awaited and other values
 * @waiters: who waits for the channel
 */
struct scmi_optee_channel {
	struct list_head node;
	struct device *dev;
	struct device_node *np;
	struct scmi_optee_service *service;
	const struct scmi_optee_form *form;
	u32 id;
	u32 handle;
	u32 longest;
	u32 session;
	bool open;
	unsigned int reopened;
	int error;
	struct ratelimit_state errors;
	struct scmi_optee_counters count;
	struct tee_shm *shm;
	struct device_node *shmem_np;
	__le32 *msg;
	struct scmi_optee_smt __iomem *smt;
	size_t size;
	size_t max_payload;
	size_t reply_len;
	atomic_t claim;
	spinlock_t lock; /* protects waiters */
	struct list_head waiters;
};

struct seq_file;

int scmi_optee_channel_open(struct scmi_optee_channel *channel, size_t max_payload);
void scmi_optee_channel_close(struct scmi_optee_channel *channel);
void scmi_optee_channel_shutdown(struct scmi_optee_channel *channel);
void scmi_optee_channel_show(struct scmi_optee_channel *channel, struct seq_file *s);
int scmi_optee_channel_send(struct scmi_optee_channel *channel, u32 header, const void *payload,
			    size_t len);
u32 scmi_optee_channel_fetch(struct scmi_optee_channel *channel, void *payload, size_t *len);

void scmi_optee_channel_pass_on(struct scmi_optee_channel *channel);

/* The reply has been taken: the next message may use the buffer. Nothing is touched after that. */
static inline void scmi_optee_channel_done(struct scmi_optee_channel *channel)
{
	if (unlikely(atomic_cmpxchg_release(&channel->claim, SCMI_OPTEE_CLAIMED,
					    SCMI_OPTEE_FREE) != SCMI_OPTEE_CLAIMED))
		scmi_optee_channel_pass_on(channel);
}

#endif /* SCMI_OPTEE_H */
