// SPDX-License-Identifier: GPL-2.0-only
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * A channel of the SCMI service. A message goes into the channel's buffer, the service is called,
 * and when the call is back the reply lies in the same buffer. It stays there, with the channel
 * held, until scmi_optee_channel_done().
 *
 * Buffers, by form:
 *
 *	MSG	message header (4 bytes), payload
 *	SMT	SMT header (28 bytes, the message header its last word), payload
 *
 * A reply's payload begins with the SCMI status (4 bytes). So a buffer for payloads of n bytes
 * either way takes n + 8 bytes as MSG and n + 32 as SMT.
 *
 * What comes back is not trusted: its length is read once and has to lie between header plus status
 * and the buffer's end, its header has to be the request's.
 */

#include <linux/bitops.h>
#include <linux/completion.h>
#include <linux/err.h>
#include <linux/errno.h>
#include <linux/io.h>
#include <linux/of_address.h>
#include <linux/ratelimit.h>
#include <linux/seq_file.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/string.h>
#include <linux/tee.h>

#include "compat.h"
#include "scmi_optee.h"

#define HEADER_SIZE	sizeof(__le32)
#define STATUS_SIZE	sizeof(__le32)

/* Largest payload in bytes where neither device tree nor service tell: the kernel's own driver's */
#define DEFAULT_PAYLOAD	128

/* A dead session is opened again this often without a good message in between */
#define MAX_REOPENED	3

struct scmi_optee_smt {
	__le32 reserved0;
	__le32 status;
	__le32 reserved1[2];
	__le32 flags;
	__le32 length;
	__le32 header;
	__le32 payload[];
};

#define SMT_STATUS_FREE		BIT(0)
#define SMT_STATUS_ERROR	BIT(1)

#define MSG_OVERHEAD	(HEADER_SIZE + STATUS_SIZE)
#define SMT_OVERHEAD	(sizeof(struct scmi_optee_smt) + STATUS_SIZE)

/* What a service may say that its longest message is, whatever it says */
#define LOWEST_LONGEST	(MSG_OVERHEAD + SCMI_OPTEE_LOWEST_PAYLOAD)
#define HIGHEST_LONGEST	(MSG_OVERHEAD + SCMI_OPTEE_HIGHEST_PAYLOAD)

/**
 * struct scmi_optee_form - a way for messages to travel
 *
 * @name: for people
 * @caps: capability of the service, asked of the channel too
 * @is_static: memory from the device tree, not from the TEE
 * @is_kept: the service keeps the buffer mapped; the next form is the one without that
 * @overhead: bytes of the buffer that a reply's payload cannot have
 * @min_size: smallest buffer, in bytes
 * @max_size: largest buffer, in bytes, or 0
 * @send: puts a message, calls the service, checks the reply; returns the reply's length, with
 *	header and status, or an error
 */
struct scmi_optee_form {
	const char *name;
	u32 caps;
	bool is_static;
	bool is_kept;
	size_t overhead;
	size_t min_size;
	size_t max_size;
	ssize_t (*send)(struct scmi_optee_channel *channel, u32 header, const void *payload,
			size_t len);
};

static __printf(2, 3) void channel_err(struct scmi_optee_channel *channel, const char *fmt, ...)
{
	struct va_format vaf = { .fmt = fmt };
	va_list args;

	if (!__ratelimit(&channel->errors))
		return;

	va_start(args, fmt);
	vaf.va = &args;
	dev_err(channel->dev, "%pOF: " SCMI_OPTEE_CHANNEL_ID " %u: %pV\n", channel->np, channel->id,
		&vaf);
	va_end(args);
}

static void close_session(struct scmi_optee_channel *channel)
{
	if (channel->open)
		scmi_optee_close_session(channel->service, channel->session);
	channel->open = false;
}

static int open_session(struct scmi_optee_channel *channel)
{
	struct scmi_optee_service *service = channel->service;
	u32 tee_error;
	int ret;

	ret = scmi_optee_open_session(service, &channel->session, &tee_error);
	if (ret) {
		channel_err(channel, "no session with the service: error %d, TEE %#x", ret,
			    tee_error);
		return ret;
	}
	channel->open = true;
	channel->count.sessions++;

	/* Then calls need not wait for a thread of OP-TEE; without it they still work */
	if (tee_client_system_session(service->ctx, channel->session))
		dev_dbg(channel->dev, "%pOF: no system session\n", channel->np);

	return 0;
}

static int get_handle(struct scmi_optee_channel *channel, u32 caps, u32 *tee_error)
{
	struct tee_ioctl_invoke_arg arg = {
		.func = PTA_SCMI_CMD_GET_CHANNEL_HANDLE,
		.session = channel->session,
		.num_params = 1,
	};
	struct tee_param param = {
		.attr = TEE_IOCTL_PARAM_ATTR_TYPE_VALUE_INOUT,
		.u.value.a = channel->id,
		.u.value.b = caps,
	};
	int ret;

	ret = scmi_optee_invoke(channel->service, &arg, &param);
	*tee_error = arg.ret;
	if (ret)
		return ret;

	channel->handle = param.u.value.a;
	if (channel->service->ext_caps & PTA_SCMI_EXT_CAPS_BUFFER)
		channel->longest = clamp_t(u64, param.u.value.b, LOWEST_LONGEST, HIGHEST_LONGEST);

	return 0;
}

/* Give the session the channel's memory as its buffer */
static int set_buffer(struct scmi_optee_channel *channel)
{
	struct tee_ioctl_invoke_arg arg = {
		.func = PTA_SCMI_CMD_SET_BUFFER,
		.session = channel->session,
		.num_params = 1,
	};
	struct tee_param param = {
		.attr = TEE_IOCTL_PARAM_ATTR_TYPE_MEMREF_INOUT,
		.u.memref.shm = channel->shm,
		.u.memref.size = channel->size,
	};

	return scmi_optee_invoke(channel->service, &arg, &param);
}

/* Without the buffer kept messages take it along each time: slower, and no reason to fail */
static void keep_buffer(struct scmi_optee_channel *channel)
{
	if (!channel->form->is_kept || !set_buffer(channel))
		return;

	dev_dbg(channel->dev, "%pOF: the service does not keep the buffer\n", channel->np);
	channel->form++;
}

static void report_handle(struct scmi_optee_channel *channel, int ret, u32 tee_error)
{
	if (tee_error == TEE_ERROR_BAD_PARAMETERS || tee_error == TEE_ERROR_ITEM_NOT_FOUND)
		channel_err(channel, "the service has no such channel (TEE %#x)", tee_error);
	else
		channel_err(channel, "the service does not give the channel: error %d, TEE %#x",
			    ret, tee_error);
}

/* The service lost the session: forget it, the next message opens another */
static void lose_session(struct scmi_optee_channel *channel)
{
	if (!channel->reopened)
		channel_err(channel, "the service is dead, trying again with the next message");
	close_session(channel);
}

static noinline int reopen_session(struct scmi_optee_channel *channel)
{
	u32 tee_error;
	int ret;

	if (channel->reopened == MAX_REOPENED) {
		channel_err(channel, "the service stays dead, giving up");
		channel->error = -ENOTCONN;
		return channel->error;
	}
	channel->reopened++;

	ret = open_session(channel);
	if (ret)
		return ret;

	ret = get_handle(channel, channel->form->caps, &tee_error);
	if (ret) {
		report_handle(channel, ret, tee_error);
		close_session(channel);
		return ret;
	}

	keep_buffer(channel);
	return 0;
}

/* Of failures one is told apart: the service is dead, and its session with it */
static noinline void call_failed(struct scmi_optee_channel *channel, int ret, u32 tee_error)
{
	if (tee_error == TEE_ERROR_TARGET_DEAD) {
		channel->count.dead++;
		lose_session(channel);
	} else {
		channel->count.refused++;
		channel_err(channel, "message refused: error %d, TEE %#x",
			    ret, tee_error);
	}
}

static __always_inline int call(struct scmi_optee_channel *channel, u32 func,
				unsigned int num_params, struct tee_param *param)
{
	struct tee_ioctl_invoke_arg arg = {
		.func = func,
		.session = channel->session,
		.num_params = num_params,
	};
	int ret;

	param[0].u.value.a = channel->handle;

	ret = scmi_optee_invoke(channel->service, &arg, param);
	if (unlikely(ret))
		call_failed(channel, ret, arg.ret);

	return ret;
}

static noinline int bad_reply(struct scmi_optee_channel *channel, u32 sent, u32 got, size_t len,
			      size_t room)
{
	channel->count.bad_replies++;
	if (len < HEADER_SIZE + STATUS_SIZE || len > room)
		channel_err(channel, "reply of %zu bytes to message %#010x, room for %zu",
			    len, sent, room);
	else
		channel_err(channel, "reply %#010x to message %#010x", got, sent);

	return -EBADMSG;
}

static noinline int too_long_reply(struct scmi_optee_channel *channel, u32 sent, size_t len)
{
	channel->count.too_long++;
	channel_err(channel, "reply of %zu bytes to message %#010x, payloads are %zu at most",
		    len, sent, channel->max_payload);

	return -EMSGSIZE;
}

/* @len and @room count header, status and payload */
static __always_inline ssize_t check_reply(struct scmi_optee_channel *channel, u32 sent, u32 got,
					   size_t len, size_t room)
{
	if (unlikely(len < HEADER_SIZE + STATUS_SIZE || len > room || got != sent))
		return bad_reply(channel, sent, got, len, room);
	/* Static memory may have more room than the core, whose lists would go on with garbage */
	if (unlikely(len > HEADER_SIZE + STATUS_SIZE + channel->max_payload))
		return too_long_reply(channel, sent, len);

	return len;
}

static void msg_put(__le32 *msg, u32 header, const void *payload, size_t len)
{
	msg[0] = cpu_to_le32(header);
	memcpy(msg + 1, payload, len);
}

static ssize_t msg_check_reply(struct scmi_optee_channel *channel, u32 header, size_t len)
{
	return check_reply(channel, header, le32_to_cpu(READ_ONCE(channel->msg[0])), len,
			   channel->size);
}

static ssize_t msg_kept_send(struct scmi_optee_channel *channel, u32 header, const void *payload,
			     size_t len)
{
	struct tee_param param = {
		.attr = TEE_IOCTL_PARAM_ATTR_TYPE_VALUE_INOUT,
		.u.value.b = HEADER_SIZE + len,
	};
	int ret;

	msg_put(channel->msg, header, payload, len);

	ret = call(channel, PTA_SCMI_CMD_PROCESS_MSG_BUFFER, 1, &param);
	if (ret)
		return ret;

	return msg_check_reply(channel, header, param.u.value.b);
}

static ssize_t msg_send(struct scmi_optee_channel *channel, u32 header, const void *payload,
			size_t len)
{
	struct tee_param param[3] = { };
	int ret;

	msg_put(channel->msg, header, payload, len);

	param[0].attr = TEE_IOCTL_PARAM_ATTR_TYPE_VALUE_INPUT;

	param[1].attr = TEE_IOCTL_PARAM_ATTR_TYPE_MEMREF_INPUT;
	param[1].u.memref.shm = channel->shm;
	param[1].u.memref.size = HEADER_SIZE + len;

	param[2].attr = TEE_IOCTL_PARAM_ATTR_TYPE_MEMREF_OUTPUT;
	param[2].u.memref.shm = channel->shm;
	param[2].u.memref.size = channel->size;

	ret = call(channel, PTA_SCMI_CMD_PROCESS_MSG_CHANNEL, ARRAY_SIZE(param), param);
	if (ret)
		return ret;

	return msg_check_reply(channel, header, param[2].u.memref.size);
}

/*
 * The buffer is read and written without barriers, but for the read of the status that says that
 * the reply is there. Payloads go word by word, then what is left: memcpy_toio() takes most of a
 * message byte by byte, and for a message of a word or two the kernel's functions for words cost
 * more than they copy.
 */
static inline void smt_copy_in(__le32 __iomem *to, const void *from, size_t len)
{
	const u32 *word = from;

	for (; len >= sizeof(*word); len -= sizeof(*word))
		__raw_writel(*word++, to++);
	if (unlikely(len))
		memcpy_toio(to, word, len);
}

static inline void smt_copy_out(void *to, const __le32 __iomem *from, size_t len)
{
	u32 *word = to;

	for (; len >= sizeof(*word); len -= sizeof(*word))
		*word++ = __raw_readl(from++);
	if (unlikely(len))
		memcpy_fromio(word, from, len);
}

static inline void smt_put(struct scmi_optee_smt __iomem *smt, u32 header, const void *payload,
			   size_t len)
{
	writel_relaxed(0, &smt->status);
	writel_relaxed(0, &smt->flags);
	writel_relaxed(HEADER_SIZE + len, &smt->length);
	writel_relaxed(header, &smt->header);
	smt_copy_in(smt->payload, payload, len);
}

static noinline int bad_status(struct scmi_optee_channel *channel, u32 header, u32 status)
{
	channel->count.bad_replies++;
	channel_err(channel, "channel status %#x after message %#010x",
		    status, header);

	return -EBADMSG;
}

static __always_inline ssize_t smt_check_reply(struct scmi_optee_channel *channel, u32 header)
{
	struct scmi_optee_smt __iomem *smt = channel->smt;
	u32 status = readl(&smt->status);

	if (unlikely(status != SMT_STATUS_FREE))
		return bad_status(channel, header, status);

	return check_reply(channel, header, readl_relaxed(&smt->header),
			   readl_relaxed(&smt->length),
			   channel->size - offsetof(struct scmi_optee_smt, header));
}

/* The call is synchronous: once it is back nobody works on the buffer, whatever the status says */
static __always_inline ssize_t smt_exchange(struct scmi_optee_channel *channel, u32 header,
					    const void *payload, size_t len, u32 func,
					    unsigned int num_params, struct tee_param *param)
{
	ssize_t ret;

	smt_put(channel->smt, header, payload, len);

	param[0].attr = TEE_IOCTL_PARAM_ATTR_TYPE_VALUE_INPUT;
	ret = call(channel, func, num_params, param);
	if (likely(!ret))
		ret = smt_check_reply(channel, header);
	if (unlikely(ret < 0))
		writel_relaxed(SMT_STATUS_FREE, &channel->smt->status);

	return ret;
}

static noinline int somebody_elses(struct scmi_optee_channel *channel)
{
	channel->count.busy++;
	channel_err(channel, "the channel is busy: does anyone else use its shmem?");

	return -EBUSY;
}

/* In memory that the service knows */
static ssize_t smt_known_send(struct scmi_optee_channel *channel, u32 header, const void *payload,
			      size_t len)
{
	struct tee_param param[1] = { };

	if (channel->form->is_static &&
	    unlikely(!(readl_relaxed(&channel->smt->status) & SMT_STATUS_FREE)))
		return somebody_elses(channel);

	return smt_exchange(channel, header, payload, len, PTA_SCMI_CMD_PROCESS_SMT_CHANNEL,
			    ARRAY_SIZE(param), param);
}

static ssize_t smt_memref_send(struct scmi_optee_channel *channel, u32 header, const void *payload,
			       size_t len)
{
	struct tee_param param[2] = { };

	param[1].attr = TEE_IOCTL_PARAM_ATTR_TYPE_MEMREF_INOUT;
	param[1].u.memref.shm = channel->shm;
	param[1].u.memref.size = channel->size;

	return smt_exchange(channel, header, payload, len,
			    PTA_SCMI_CMD_PROCESS_SMT_CHANNEL_MESSAGE, ARRAY_SIZE(param), param);
}

/* The best first. Servers differ in what they take in a memref: 128 bytes do with all of them. */
static const struct scmi_optee_form forms[] = {
	{
		.name = "SMT in static shared memory",
		.caps = PTA_SCMI_CAPS_SMT_HEADER,
		.is_static = true,
		.overhead = SMT_OVERHEAD,
		.min_size = SMT_OVERHEAD,
		.send = smt_known_send,
	}, {
		.name = "MSG in dynamic shared memory kept mapped",
		.caps = PTA_SCMI_CAPS_MSG_HEADER,
		.is_kept = true,
		.overhead = MSG_OVERHEAD,
		.min_size = PTA_SCMI_MIN_BUFFER_SIZE,
		.send = msg_kept_send,
	}, {
		.name = "MSG in dynamic shared memory",
		.caps = PTA_SCMI_CAPS_MSG_HEADER,
		.overhead = MSG_OVERHEAD,
		.min_size = MSG_OVERHEAD,
		.send = msg_send,
	}, {
		.name = "SMT in dynamic shared memory kept mapped",
		.caps = PTA_SCMI_CAPS_SMT_HEADER,
		.is_kept = true,
		.overhead = SMT_OVERHEAD,
		.min_size = PTA_SCMI_SMT_BUFFER_SIZE,
		.send = smt_known_send,
	}, {
		.name = "SMT in dynamic shared memory",
		.caps = PTA_SCMI_CAPS_SMT_HEADER,
		.overhead = SMT_OVERHEAD,
		.min_size = PTA_SCMI_SMT_BUFFER_SIZE,
		.max_size = PTA_SCMI_SMT_BUFFER_SIZE,
		.send = smt_memref_send,
	},
};

static bool form_fits(const struct scmi_optee_form *form, struct scmi_optee_service *service,
		      bool has_shmem)
{
	return (service->caps & form->caps) && (has_shmem || !form->is_static) &&
	       ((service->ext_caps & PTA_SCMI_EXT_CAPS_BUFFER) || !form->is_kept);
}

static int choose_form(struct scmi_optee_channel *channel)
{
	bool has_shmem = of_property_present(channel->np, "shmem");
	const struct scmi_optee_form *form;
	u32 tee_error;
	int ret;

	for (form = forms; form < forms + ARRAY_SIZE(forms); form++) {
		if (!form_fits(form, channel->service, has_shmem))
			continue;

		ret = get_handle(channel, form->caps, &tee_error);
		if (!ret) {
			channel->form = form;
			return 0;
		}
		if (tee_error != TEE_ERROR_NOT_SUPPORTED) {
			report_handle(channel, ret, tee_error);
			return ret;
		}
	}

	channel_err(channel, "no form that both know (service: capabilities %#x; node: %s shmem)",
		    channel->service->caps, has_shmem ? "with" : "without");
	return -EOPNOTSUPP;
}

static int map_static(struct scmi_optee_channel *channel)
{
	struct resource res;
	int ret;

	channel->shmem_np = of_parse_phandle(channel->np, "shmem", 0);
	if (!of_device_is_compatible(channel->shmem_np, "arm,scmi-shmem")) {
		dev_err(channel->dev, "%pOF: shmem: no node compatible with arm,scmi-shmem\n",
			channel->np);
		return -ENXIO;
	}

	ret = of_address_to_resource(channel->shmem_np, 0, &res);
	if (ret) {
		dev_err(channel->dev, "%pOF: shmem: %pOF: reg: error %d\n", channel->np,
			channel->shmem_np, ret);
		return ret;
	}

	channel->size = resource_size(&res);
	if (channel->size <= channel->form->min_size) {
		dev_err(channel->dev, "%pOF: shmem: %pOF: reg: %zu bytes are too few\n",
			channel->np, channel->shmem_np, channel->size);
		return -ENOSPC;
	}

	channel->smt = ioremap(res.start, channel->size);
	if (!channel->smt) {
		dev_err(channel->dev, "%pOF: shmem: %pOF: cannot map %pR\n", channel->np,
			channel->shmem_np, &res);
		return -EADDRNOTAVAIL;
	}

	/* Nobody else uses it: what an earlier kernel may have left unfinished is over */
	writel(SMT_STATUS_FREE, &channel->smt->status);

	return 0;
}

static int alloc_dynamic(struct scmi_optee_channel *channel, size_t max_payload)
{
	const struct scmi_optee_form *form = channel->form;
	struct tee_shm *shm;
	void *va;

	channel->size = max(max_payload + form->overhead, form->min_size);
	if (form->max_size)
		channel->size = min(channel->size, form->max_size);

	shm = tee_shm_alloc_kernel_buf(channel->service->ctx, channel->size);
	if (IS_ERR(shm)) {
		channel_err(channel, "no shared memory of %zu bytes: error %ld", channel->size,
			    PTR_ERR(shm));
		return PTR_ERR(shm);
	}

	channel->shm = shm;
	va = tee_shm_get_va(shm, 0);
	memset(va, 0, channel->size);
	channel->msg = va;
	channel->smt = (struct scmi_optee_smt __iomem __force *)va;
	writel(SMT_STATUS_FREE, &channel->smt->status);
	keep_buffer(channel);

	return 0;
}

/* The largest payload that caller and service have a use for */
static size_t useful_payload(struct scmi_optee_channel *channel, size_t asked)
{
	if (!channel->longest)
		return asked ?: DEFAULT_PAYLOAD;

	return min_not_zero(asked, channel->longest - MSG_OVERHEAD);
}

static int get_memory(struct scmi_optee_channel *channel, size_t asked)
{
	size_t max_payload = useful_payload(channel, asked);
	int ret;

	ret = channel->form->is_static ? map_static(channel) : alloc_dynamic(channel, max_payload);
	if (!ret)
		channel->max_payload = min(max_payload, channel->size - channel->form->overhead);

	return ret;
}

static void put_memory(struct scmi_optee_channel *channel)
{
	if (channel->shm)
		tee_shm_free(channel->shm);
	else if (channel->smt)
		iounmap(channel->smt);
	of_node_put(channel->shmem_np);

	channel->shm = NULL;
	channel->smt = NULL;
	channel->shmem_np = NULL;
}

static int read_channel_id(struct scmi_optee_channel *channel)
{
	int ret = of_property_read_u32(channel->np, SCMI_OPTEE_CHANNEL_ID, &channel->id);

	if (ret)
		dev_err(channel->dev, "%pOF: " SCMI_OPTEE_CHANNEL_ID " is %s\n", channel->np,
			ret == -EINVAL ? "missing" : "not a number");

	return ret;
}

/**
 * scmi_optee_channel_open() - open the channel that a device-tree node names
 *
 * @channel: with dev, np and service set, all else 0
 * @max_payload: largest payload the caller has a use for, in bytes; 0: as the service has it
 *
 * On failure nothing is held and what is wrong has been told.
 *
 * Return: 0 or a negative errno.
 */
int scmi_optee_channel_open(struct scmi_optee_channel *channel, size_t max_payload)
{
	int ret;

	spin_lock_init(&channel->lock);
	INIT_LIST_HEAD(&channel->waiters);
	ratelimit_state_init(&channel->errors, DEFAULT_RATELIMIT_INTERVAL, DEFAULT_RATELIMIT_BURST);

	ret = read_channel_id(channel);
	if (ret)
		return ret;

	ret = open_session(channel);
	if (ret)
		return ret;

	ret = choose_form(channel);
	if (!ret)
		ret = get_memory(channel, max_payload);
	if (ret) {
		scmi_optee_channel_close(channel);
		return ret;
	}

	dev_info(channel->dev, "%pOF: channel %u, %s, payloads up to %zu bytes\n", channel->np,
		 channel->id, channel->form->name, channel->max_payload);
	return 0;
}

void scmi_optee_channel_close(struct scmi_optee_channel *channel)
{
	close_session(channel);
	put_memory(channel);
}

/**
 * struct waiter - a task that waits for a channel
 *
 * @node: entry in the list of the channel's waiters
 * @turn: the channel is this task's
 */
struct waiter {
	struct list_head node;
	struct completion turn;
};

static noinline void wait_for_turn(struct scmi_optee_channel *channel)
{
	struct waiter waiter;

	spin_lock(&channel->lock);
	if (atomic_xchg_acquire(&channel->claim, SCMI_OPTEE_AWAITED) == SCMI_OPTEE_FREE) {
		atomic_set(&channel->claim, SCMI_OPTEE_CLAIMED);
		spin_unlock(&channel->lock);
		return;
	}
	init_completion(&waiter.turn);
	list_add_tail(&waiter.node, &channel->waiters);
	spin_unlock(&channel->lock);

	wait_for_completion(&waiter.turn);
}

/* However long it takes, and whatever signals are pending: a message is sent, or it has failed */
static inline void claim(struct scmi_optee_channel *channel)
{
	if (unlikely(atomic_cmpxchg_acquire(&channel->claim, SCMI_OPTEE_FREE,
					    SCMI_OPTEE_CLAIMED) != SCMI_OPTEE_FREE))
		wait_for_turn(channel);
}

/**
 * scmi_optee_channel_pass_on() - give the channel to who has waited longest
 *
 * @channel: a channel that is the caller's and that somebody waits for
 *
 * From then on the channel may be gone: the last that is touched is the waiter.
 */
void scmi_optee_channel_pass_on(struct scmi_optee_channel *channel)
{
	struct waiter *next;

	spin_lock(&channel->lock);
	next = list_first_entry(&channel->waiters, struct waiter, node);
	list_del(&next->node);
	if (list_empty(&channel->waiters))
		atomic_set(&channel->claim, SCMI_OPTEE_CLAIMED);
	spin_unlock(&channel->lock);

	complete(&next->turn);
}

/**
 * scmi_optee_channel_shutdown() - the last of a channel, as long as others may still know it
 *
 * @channel: the channel
 *
 * The message that is on its way gets its reply, all others get -ESHUTDOWN. The TEE loses session
 * and shared memory: what comes next, another kernel maybe, has its own use for that memory.
 */
void scmi_optee_channel_shutdown(struct scmi_optee_channel *channel)
{
	claim(channel);
	channel->error = -ESHUTDOWN;
	scmi_optee_channel_close(channel);
	scmi_optee_channel_done(channel);
}

/**
 * scmi_optee_channel_show() - tell people about a channel
 *
 * @channel: the channel, opened or not
 * @s: where the lines go, NAME VALUE each
 */
void scmi_optee_channel_show(struct scmi_optee_channel *channel, struct seq_file *s)
{
	const struct scmi_optee_counters *count = &channel->count;

	seq_printf(s, "node %pOF\n", channel->np);
	seq_printf(s, "channel %u\n", channel->id);
	seq_printf(s, "form %s\n", channel->form ? channel->form->name : "none");
	seq_printf(s, "buffer %zu\n", channel->size);
	seq_printf(s, "payload %zu\n", channel->max_payload);
	seq_printf(s, "session %s\n", channel->open ? "open" : "closed");
	seq_printf(s, "error %d\n", channel->error);
	seq_printf(s, "messages %lu\n", count->messages);
	seq_printf(s, "sessions %lu\n", count->sessions);
	seq_printf(s, "too-long %lu\n", count->too_long);
	seq_printf(s, "refused %lu\n", count->refused);
	seq_printf(s, "dead %lu\n", count->dead);
	seq_printf(s, "bad-replies %lu\n", count->bad_replies);
	seq_printf(s, "busy %lu\n", count->busy);
}

static ssize_t exchange(struct scmi_optee_channel *channel, u32 header, const void *payload,
			size_t len)
{
	int ret;

	if (channel->error)
		return channel->error;
	if (len > channel->max_payload) {
		channel->count.too_long++;
		return -EMSGSIZE;
	}

	if (!channel->open) {
		ret = reopen_session(channel);
		if (ret)
			return ret;
	}

	return channel->form->send(channel, header, payload, len);
}

/**
 * scmi_optee_channel_send() - send a message and get its reply into the buffer
 *
 * @channel: the channel
 * @header: message header
 * @payload: the message
 * @len: its size in bytes
 *
 * On success the channel is the caller's until scmi_optee_channel_done().
 *
 * Return: 0 or a negative errno.
 */
int scmi_optee_channel_send(struct scmi_optee_channel *channel, u32 header, const void *payload,
			    size_t len)
{
	ssize_t ret;

	claim(channel);

	ret = exchange(channel, header, payload, len);
	if (ret < 0) {
		scmi_optee_channel_done(channel);
		return ret;
	}

	channel->reply_len = ret - HEADER_SIZE - STATUS_SIZE;
	channel->reopened = 0;
	channel->count.messages++;
	return 0;
}

/**
 * scmi_optee_channel_fetch() - take the reply
 *
 * @channel: the channel, after scmi_optee_channel_send()
 * @payload: where the payload behind the status goes
 * @len: in: room for it in bytes; out: bytes copied. The room left is filled with zeroes, since
 *	readers of fixed structures do not look at the length.
 *
 * Return: the reply's SCMI status.
 */
u32 scmi_optee_channel_fetch(struct scmi_optee_channel *channel, void *payload, size_t *len)
{
	size_t n = min(*len, channel->reply_len);
	u32 status;

	if (channel->form->caps == PTA_SCMI_CAPS_MSG_HEADER) {
		status = le32_to_cpu(READ_ONCE(channel->msg[1]));
		memcpy(payload, channel->msg + 2, n);
	} else {
		status = readl_relaxed(channel->smt->payload);
		smt_copy_out(payload, channel->smt->payload + 1, n);
	}

	if (n < *len) {
		memset(payload + n, 0, *len - n);
		*len = n;
	}

	return status;
}
