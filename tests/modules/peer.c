// SPDX-License-Identifier: GPL-2.0-only
/*
 * Copyright (c) 2026 The scmi-optee authors
 */

#include <linux/err.h>
#include <linux/string.h>
#include <linux/tee.h>
#include <linux/unaligned.h>
#include <linux/uuid.h>

#include "abuse.h"

/* Room that a well-behaved client gives a reply */
#define REPLY_ROOM	128

static const struct channel all_channels[CHANNELS] = {
	{ .name = "channel 0 MSG", .id = 0, .form = FORM_MSG },
	{ .name = "channel 0 SMT", .id = 0, .form = FORM_SMT },
	{ .name = "channel 1 static", .id = 1, .form = FORM_STATIC },
	{ .name = "channel 2 MSG", .id = 2, .form = FORM_MSG },
	{ .name = "channel 3 SMT", .id = 3, .form = FORM_SMT },
	{ .name = "channel 4 MSG", .id = 4, .form = FORM_MSG },
};

static int is_optee(struct tee_ioctl_version_data *version, const void *data)
{
	return version->impl_id == TEE_IMPL_ID_OPTEE;
}

long peer_open_session(struct peer *peer, u32 login, u32 *session)
{
	static const uuid_t uuid = PTA_SCMI_UUID_FIELDS(UUID_INIT);
	struct tee_ioctl_open_session_arg arg = { .clnt_login = login };
	int ret;

	export_uuid(arg.uuid, &uuid);
	ret = tee_client_open_session(peer->ctx, &arg, NULL);
	*session = arg.session;

	return ret ?: arg.ret;
}

void peer_close_session(struct peer *peer, u32 session)
{
	tee_client_close_session(peer->ctx, session);
}

long peer_call(struct peer *peer, u32 session, u32 cmd, struct tee_param *param)
{
	struct tee_ioctl_invoke_arg arg = { .func = cmd, .session = session, .num_params = 4 };
	int ret = tee_client_invoke_func(peer->ctx, &arg, param);

	return ret ?: arg.ret;
}

void peer_value(struct tee_param *param, u32 value)
{
	param->attr = TEE_IOCTL_PARAM_ATTR_TYPE_VALUE_INPUT;
	param->u.value.a = value;
}

void peer_memref(struct peer *peer, struct tee_param *param, u64 type, size_t offset, size_t size)
{
	param->attr = type;
	param->u.memref.shm = peer->shm;
	param->u.memref.shm_offs = offset;
	param->u.memref.size = size;
}

long peer_get_handle(struct peer *peer, u32 session, u32 id, u32 caps, u32 *handle)
{
	struct tee_param param[4] = { };
	long answer;

	param[0].attr = TEE_IOCTL_PARAM_ATTR_TYPE_VALUE_INOUT;
	param[0].u.value.a = id;
	param[0].u.value.b = caps;
	answer = peer_call(peer, session, PTA_SCMI_CMD_GET_CHANNEL_HANDLE, param);
	*handle = param[0].u.value.a;

	return answer;
}

static const char *open_channels(struct peer *peer)
{
	struct channel *channel;
	long answer;
	u32 caps;

	memcpy(peer->channels, all_channels, sizeof(all_channels));
	for (channel = peer->channels; channel < peer->channels + CHANNELS; channel++) {
		caps = channel->form == FORM_MSG ? PTA_SCMI_CAPS_MSG_HEADER :
						   PTA_SCMI_CAPS_SMT_HEADER;
		answer = peer_get_handle(peer, peer->session, channel->id, caps, &channel->handle);
		if (answer)
			return because("%s: no handle, answer %#lx", channel->name, answer);
	}

	return NULL;
}

const char *peer_start(struct peer *peer, phys_addr_t page, size_t page_size)
{
	long answer;

	peer->ctx = tee_client_open_context(NULL, is_optee, NULL, NULL);
	if (IS_ERR(peer->ctx))
		return because("no context: error %ld", PTR_ERR(peer->ctx));

	peer->shm = tee_shm_alloc_kernel_buf(peer->ctx, SHM_SIZE);
	if (IS_ERR(peer->shm))
		return because("no shared memory: error %ld", PTR_ERR(peer->shm));
	peer->va = tee_shm_get_va(peer->shm, 0);

	peer->page_size = page_size;
	if (page_size)
		peer->page = ioremap(page, page_size);
	if (page_size && !peer->page)
		return "the static channel's memory cannot be mapped";

	answer = peer_open_session(peer, TEE_IOCTL_LOGIN_REE_KERNEL, &peer->session);
	if (answer)
		return because("no session: answer %#lx", answer);

	return open_channels(peer);
}

/* However far the start got */
void peer_stop(struct peer *peer)
{
	if (peer->session)
		peer_close_session(peer, peer->session);
	if (peer->page)
		iounmap(peer->page);
	if (!IS_ERR_OR_NULL(peer->shm))
		tee_shm_free(peer->shm);
	if (!IS_ERR_OR_NULL(peer->ctx))
		tee_client_close_context(peer->ctx);
}

u32 peer_token(struct peer *peer)
{
	peer->token = peer->token % 0x3ff + 1;

	return TOKEN(peer->token);
}

/* SMT buffers: the page, or the beginning of the shared memory */
static void __iomem *smt_buffer(struct peer *peer, struct channel *channel)
{
	return channel->form == FORM_STATIC ? peer->page : (void __iomem __force *)peer->va;
}

void peer_smt_put(struct peer *peer, struct channel *channel, u32 status, u32 length, u32 header,
		  const void *payload, size_t len)
{
	void __iomem *smt = smt_buffer(peer, channel);

	memset_io(smt, 0, SMT_PAYLOAD);
	iowrite32(status, smt + SMT_STATUS);
	iowrite32(length, smt + SMT_LENGTH);
	iowrite32(header, smt + SMT_HEADER);
	memcpy_toio(smt + SMT_PAYLOAD, payload, len);
}

void peer_smt_call(struct peer *peer, struct channel *channel, size_t size, struct reply *reply)
{
	void __iomem *smt = smt_buffer(peer, channel);
	struct tee_param param[4] = { };

	peer_value(&param[0], channel->handle);
	if (channel->form == FORM_STATIC) {
		reply->answer = peer_call(peer, peer->session, PTA_SCMI_CMD_PROCESS_SMT_CHANNEL,
					  param);
	} else {
		peer_memref(peer, &param[1], TEE_IOCTL_PARAM_ATTR_TYPE_MEMREF_INOUT, 0, size);
		reply->answer = peer_call(peer, peer->session,
					  PTA_SCMI_CMD_PROCESS_SMT_CHANNEL_MESSAGE, param);
	}

	reply->smt_status = ioread32(smt + SMT_STATUS);
	reply->len = ioread32(smt + SMT_LENGTH);
	memcpy_fromio(reply->bytes, smt + SMT_HEADER, sizeof(reply->bytes));
}

/* The request lies at the beginning of the shared memory */
void peer_msg_call(struct peer *peer, struct channel *channel, size_t in_size, size_t out_offset,
		   size_t out_size, struct reply *reply)
{
	struct tee_param param[4] = { };

	peer_value(&param[0], channel->handle);
	peer_memref(peer, &param[1], TEE_IOCTL_PARAM_ATTR_TYPE_MEMREF_INPUT, 0, in_size);
	peer_memref(peer, &param[2], TEE_IOCTL_PARAM_ATTR_TYPE_MEMREF_OUTPUT, out_offset, out_size);

	reply->answer = peer_call(peer, peer->session, PTA_SCMI_CMD_PROCESS_MSG_CHANNEL, param);
	reply->len = param[2].u.memref.size;
	memcpy(reply->bytes, peer->va + out_offset, sizeof(reply->bytes));
}

void peer_exchange(struct peer *peer, struct channel *channel, u32 header, const void *payload,
		   size_t len, struct reply *reply)
{
	if (channel->form == FORM_MSG) {
		put_unaligned_le32(header, peer->va);
		memcpy(peer->va + 4, payload, len);
		peer_msg_call(peer, channel, 4 + len, OUT_OFFSET, REPLY_ROOM, reply);
	} else {
		peer_smt_put(peer, channel, 0, 4 + len, header, payload, len);
		peer_smt_call(peer, channel, PTA_SCMI_SMT_BUFFER_SIZE, reply);
	}
}

/* The reply to BASE PROTOCOL_VERSION: the header again, status 0, version 2.1 */
const char *peer_good_reply(struct reply *reply, u32 header)
{
	static const u8 success_2_1[] = { 0x00, 0x00, 0x00, 0x00, 0x01, 0x00, 0x02, 0x00 };

	if (reply->answer)
		return because("good message: answer %#lx", reply->answer);
	if (reply->len != 12 || get_unaligned_le32(reply->bytes) != header ||
	    memcmp(reply->bytes + 4, success_2_1, sizeof(success_2_1)))
		return because("good message %#x: reply of %zu bytes, %*ph", header, reply->len, 12,
			       reply->bytes);

	return NULL;
}

/* BASE PROTOCOL_VERSION: protocol 0x10, message 0 */
const char *peer_good(struct peer *peer, struct channel *channel)
{
	u32 header = 0x00004000 | peer_token(peer);
	struct reply reply = { };
	const char *why;

	peer_exchange(peer, channel, header, NULL, 0, &reply);
	why = peer_good_reply(&reply, header);
	if (!why && channel->form != FORM_MSG && reply.smt_status != SMT_FREE)
		why = because("good message: channel status %#x", reply.smt_status);

	return why;
}
