// SPDX-License-Identifier: GPL-2.0-only
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * The commands of the service. A driver that breaks the rules of include/scmi/pta.h is not only
 * answered but put on record.
 */

#include <linux/delay.h>
#include <linux/io.h>
#include <linux/kernel.h>
#include <linux/of.h>
#include <linux/of_address.h>
#include <linux/random.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/unaligned.h>

#include "fake.h"

#define SMT_STATUS	4
#define SMT_LENGTH	20
#define SMT_HEADER	24
#define SMT_FREE	0x1
#define SMT_ERROR	0x2

#define VALUE_IN	TEE_IOCTL_PARAM_ATTR_TYPE_VALUE_INPUT
#define VALUE_OUT	TEE_IOCTL_PARAM_ATTR_TYPE_VALUE_OUTPUT
#define VALUE_INOUT	TEE_IOCTL_PARAM_ATTR_TYPE_VALUE_INOUT
#define MEMREF_IN	TEE_IOCTL_PARAM_ATTR_TYPE_MEMREF_INPUT
#define MEMREF_OUT	TEE_IOCTL_PARAM_ATTR_TYPE_MEMREF_OUTPUT
#define MEMREF_INOUT	TEE_IOCTL_PARAM_ATTR_TYPE_MEMREF_INOUT

/**
 * struct channel - a channel of the service
 *
 * @users: calls that work on it now
 * @in: the request
 * @out: the reply, with room for what no message should have
 */
struct channel {
	atomic_t users;
	u8 in[FAKE_MAX_MESSAGE];
	u8 out[2 * FAKE_MAX_MESSAGE];
};

static struct channel *channels;
static void __iomem *page;
static size_t smt_page_size;

static u32 handle_of(struct fake_session *session, u32 channel)
{
	return session->id << 8 | channel;
}

/* Parameter types of each command, in its order */
static const u64 types[][3] = {
	[PTA_SCMI_CMD_CAPABILITIES] = { VALUE_OUT },
	[PTA_SCMI_CMD_PROCESS_SMT_CHANNEL] = { VALUE_IN },
	[PTA_SCMI_CMD_PROCESS_SMT_CHANNEL_MESSAGE] = { VALUE_IN, MEMREF_INOUT },
	[PTA_SCMI_CMD_GET_CHANNEL_HANDLE] = { VALUE_INOUT },
	[PTA_SCMI_CMD_PROCESS_MSG_CHANNEL] = { VALUE_IN, MEMREF_IN, MEMREF_OUT },
	[PTA_SCMI_CMD_SET_BUFFER] = { MEMREF_INOUT },
	[PTA_SCMI_CMD_PROCESS_MSG_BUFFER] = { VALUE_INOUT },
};

static const enum fake_call counters[] = {
	[PTA_SCMI_CMD_CAPABILITIES] = FAKE_CAPABILITIES,
	[PTA_SCMI_CMD_PROCESS_SMT_CHANNEL] = FAKE_SMT_STATIC,
	[PTA_SCMI_CMD_PROCESS_SMT_CHANNEL_MESSAGE] = FAKE_SMT_MEMREF,
	[PTA_SCMI_CMD_GET_CHANNEL_HANDLE] = FAKE_HANDLE,
	[PTA_SCMI_CMD_PROCESS_MSG_CHANNEL] = FAKE_MSG,
	[PTA_SCMI_CMD_SET_BUFFER] = FAKE_SET_BUFFER,
	[PTA_SCMI_CMD_PROCESS_MSG_BUFFER] = FAKE_MSG_BUFFER,
};

/* The capability that a command stands for; the service does not know others */
static u32 needed_caps(u32 func)
{
	switch (func) {
	case PTA_SCMI_CMD_PROCESS_SMT_CHANNEL:
	case PTA_SCMI_CMD_PROCESS_SMT_CHANNEL_MESSAGE:
		return PTA_SCMI_CAPS_SMT_HEADER;
	case PTA_SCMI_CMD_PROCESS_MSG_CHANNEL:
	case PTA_SCMI_CMD_PROCESS_MSG_BUFFER:
		return PTA_SCMI_CAPS_MSG_HEADER;
	default:
		return 0;
	}
}

static bool offered(u32 func)
{
	if (func >= PTA_SCMI_CMD_SET_BUFFER && !(fake.ext_caps & PTA_SCMI_EXT_CAPS_BUFFER))
		return false;

	return func < ARRAY_SIZE(types) && !(needed_caps(func) & ~fake.caps);
}

static bool types_fit(u32 func, struct tee_param *param, unsigned int num_params)
{
	unsigned int i;
	u64 attr, want;

	for (i = 0; i < max(num_params, 3u); i++) {
		attr = i < num_params ? param[i].attr : 0;
		want = i < 3 ? types[func][i] : 0;
		if (attr != want)
			return false;
	}

	return true;
}

static bool memref_fits(struct tee_param_memref *ref)
{
	struct tee_shm *shm = ref->shm;

	return shm && ref->shm_offs <= shm->size && ref->size <= shm->size - ref->shm_offs;
}

static u8 *memory(struct tee_param_memref *ref)
{
	return tee_shm_get_va(ref->shm, ref->shm_offs);
}

/* What the plan wants of the reply of @len bytes in @out; it may have any length afterwards */
static size_t spoil(enum fake_reply how, u8 *out, size_t len, size_t room)
{
	u32 header = get_unaligned_le32(out);

	switch (how) {
	case REPLY_EMPTY:
		return 0;
	case REPLY_SHORT:
		return 6;
	case REPLY_FULL:
		return room;
	case REPLY_LONG:
		return room + 1;
	case REPLY_HUGE:
		return U32_MAX;
	case REPLY_TOKEN:
		put_unaligned_le32(header ^ 1 << 18, out);
		return len;
	case REPLY_PROTOCOL:
		put_unaligned_le32(header ^ 1 << 10, out);
		return len;
	case REPLY_TYPE:
		put_unaligned_le32(header | 3 << 8, out);
		return len;
	case REPLY_GARBAGE:
		get_random_bytes(out, room);
		return get_random_u32_below(room + 32);
	default:
		return len;
	}
}

static enum fake_reply next_reply(void)
{
	atomic_inc(&fake.calls[FAKE_MESSAGE]);

	return fake_fires(&fake.reply, fake.reply.what) ? fake.reply.what : REPLY_GOOD;
}

/* The reply's length, with the first @room bytes of it in the channel's @out */
static size_t answer(u32 id, size_t len, size_t room, enum fake_reply how)
{
	struct channel *channel = &channels[id];
	size_t n = fake_scmi_answer(id, channel->in, len, channel->out);

	fake.largest = max(fake.largest, len);
	if (n > room && !fake.scribbling)
		fake_fault("room for %zu bytes, the reply has %zu", room, n);

	return spoil(how, channel->out, n, room);
}

/* @reply->size: in: room for the reply, out: its length, whatever that is */
static u32 process_msg(u32 id, struct tee_param_memref *request, struct tee_param_memref *reply)
{
	struct channel *channel = &channels[id];
	size_t len = request->size;
	size_t room = reply->size;

	if (!memref_fits(request) || !memref_fits(reply) || len < 4 ||
	    len > FAKE_MAX_MESSAGE || room > FAKE_MAX_MESSAGE) {
		fake_fault("message of %zu bytes, room for %zu", len, room);
		return TEE_BAD_PARAMETERS;
	}

	memcpy(channel->in, memory(request), len);
	reply->size = answer(id, len, room, next_reply());
	memcpy(memory(reply), channel->out, min(reply->size, room));

	return TEE_OK;
}

static u32 process_msg_buffer(u32 id, struct tee_param_memref *buffer, struct tee_param *param)
{
	struct tee_param_memref request = *buffer, reply = *buffer;
	u32 ret;

	request.size = param->u.value.b;
	ret = process_msg(id, &request, &reply);
	param->u.value.b = reply.size;

	return ret;
}

static u32 process_smt(u32 id, void __iomem *smt, size_t size)
{
	struct channel *channel = &channels[id];
	enum fake_reply how = next_reply();
	size_t room = size - SMT_HEADER;
	size_t len, n;

	len = ioread32(smt + SMT_LENGTH);
	if (ioread32(smt + SMT_STATUS) != 0 || len < 4 || len > room) {
		if (!fake.scribbling)
			fake_fault("SMT status %#x, length %zu", ioread32(smt + SMT_STATUS), len);
		return TEE_OK;
	}

	memcpy_fromio(channel->in, smt + SMT_HEADER, len);
	n = answer(id, len, room, how);
	memcpy_toio(smt + SMT_HEADER, channel->out, min(n, room));
	iowrite32(n, smt + SMT_LENGTH);
	if (how != REPLY_BUSY)
		iowrite32(SMT_FREE | (how == REPLY_FAILED ? SMT_ERROR : 0), smt + SMT_STATUS);

	return TEE_OK;
}

static u32 process_memref(u32 id, struct tee_param_memref *ref)
{
	if (!memref_fits(ref) || ref->size < PTA_SCMI_SMT_BUFFER_SIZE ||
	    ref->size > SMT_HEADER + FAKE_MAX_MESSAGE) {
		fake_fault("SMT buffer of %zu bytes", ref->size);
		return TEE_BAD_PARAMETERS;
	}

	return process_smt(id, (void __iomem __force *)memory(ref), ref->size);
}

/* In static shared memory, or where the channel has none, in the session's buffer */
static u32 process_known(u32 id, struct tee_param_memref *buffer)
{
	if (id == FAKE_STATIC_CHANNEL && page)
		return process_smt(id, page, min(smt_page_size, FAKE_MAX_MESSAGE));

	return process_memref(id, buffer);
}

static u32 process(struct fake_session *session, u32 func, u32 id, struct tee_param *param)
{
	u32 ret;

	if (atomic_inc_return(&channels[id].users) != 1)
		fake_fault("two calls at once on channel %u", id);
	if (fake.slow)
		msleep(fake.slow);

	switch (func) {
	case PTA_SCMI_CMD_PROCESS_SMT_CHANNEL:
		ret = process_known(id, &session->buffer);
		break;
	case PTA_SCMI_CMD_PROCESS_SMT_CHANNEL_MESSAGE:
		ret = process_memref(id, &param[1].u.memref);
		break;
	case PTA_SCMI_CMD_PROCESS_MSG_BUFFER:
		ret = process_msg_buffer(id, &session->buffer, param);
		break;
	default:
		ret = process_msg(id, &param[1].u.memref, &param[2].u.memref);
		break;
	}

	atomic_dec(&channels[id].users);

	return ret;
}

static u32 set_buffer(struct fake_session *session, struct tee_param_memref *ref)
{
	if (!memref_fits(ref) || ref->size < PTA_SCMI_MIN_BUFFER_SIZE) {
		fake_fault("a buffer of %zu bytes to keep", ref->size);
		return TEE_BAD_PARAMETERS;
	}
	session->buffer = *ref;

	return TEE_OK;
}

static u32 get_handle(struct fake_session *session, struct tee_param *param)
{
	u32 id = param->u.value.a;
	u32 caps = param->u.value.b;

	if (!caps || caps & ~fake.caps) {
		fake_fault("capabilities %#x asked of %#x", caps, fake.caps);
		return TEE_NOT_SUPPORTED;
	}
	if (caps & fake.refused_caps)
		return TEE_NOT_SUPPORTED;
	if (id >= FAKE_CHANNELS)
		return TEE_BAD_PARAMETERS;

	__set_bit(id, &session->handles);
	param->u.value.a = handle_of(session, id);
	if (fake.ext_caps & PTA_SCMI_EXT_CAPS_BUFFER)
		param->u.value.b = fake.longest;

	return TEE_OK;
}

u32 fake_service_invoke(struct fake_session *session, u32 func, struct tee_param *param,
			unsigned int num_params)
{
	u32 id, answer = TEE_OK;
	int error;

	if (!offered(func)) {
		fake_fault("command %u of a service with capabilities %#x", func, fake.caps);
		return TEE_NOT_SUPPORTED;
	}
	if (!types_fit(func, param, num_params)) {
		fake_fault("wrong parameters for command %u", func);
		return TEE_BAD_PARAMETERS;
	}
	if (fake_call_fails(counters[func], &error, &answer))
		return answer;

	switch (func) {
	case PTA_SCMI_CMD_CAPABILITIES:
		param->u.value.a = fake.caps;
		param->u.value.b = fake.ext_caps;
		return TEE_OK;
	case PTA_SCMI_CMD_GET_CHANNEL_HANDLE:
		return get_handle(session, param);
	case PTA_SCMI_CMD_SET_BUFFER:
		return set_buffer(session, &param->u.memref);
	}

	id = param->u.value.a & 0xff;
	if (id >= FAKE_CHANNELS || param->u.value.a != handle_of(session, id) ||
	    !test_bit(id, &session->handles)) {
		fake_fault("channel handle %#llx in session %u", param->u.value.a, session->id);
		return TEE_BAD_PARAMETERS;
	}

	return process(session, func, id, param);
}

/* Nobody gives it free but who knows that it is free */
void fake_service_occupy(void)
{
	if (page)
		iowrite32(0, page + SMT_STATUS);
}

/* The static channel's memory is what a device tree may have for it */
static void map_page(void)
{
	struct device_node *np = of_find_compatible_node(NULL, NULL, "arm,scmi-shmem");
	struct resource res;

	if (np && !of_address_to_resource(np, 0, &res)) {
		smt_page_size = resource_size(&res);
		page = ioremap(res.start, smt_page_size);
	}
	of_node_put(np);
}

int fake_service_start(void)
{
	channels = kcalloc(FAKE_CHANNELS, sizeof(*channels), GFP_KERNEL);
	if (!channels)
		return -ENOMEM;
	map_page();

	return 0;
}

void fake_service_stop(void)
{
	if (page)
		iounmap(page);
	kfree(channels);
}
