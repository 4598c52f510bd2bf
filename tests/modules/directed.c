// SPDX-License-Identifier: GPL-2.0-only
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * One fault at a time, with the answer that docs/pta.md and the SCMI specification ask for; after
 * each the same channel has to answer a good message.
 */

#include <linux/string.h>
#include <linux/tee.h>
#include <linux/unaligned.h>

#include "abuse.h"

#define NONE		TEE_IOCTL_PARAM_ATTR_TYPE_NONE
#define VALUE_IN	TEE_IOCTL_PARAM_ATTR_TYPE_VALUE_INPUT
#define VALUE_OUT	TEE_IOCTL_PARAM_ATTR_TYPE_VALUE_OUTPUT
#define VALUE_INOUT	TEE_IOCTL_PARAM_ATTR_TYPE_VALUE_INOUT
#define MEMREF_IN	TEE_IOCTL_PARAM_ATTR_TYPE_MEMREF_INPUT
#define MEMREF_OUT	TEE_IOCTL_PARAM_ATTR_TYPE_MEMREF_OUTPUT
#define MEMREF_INOUT	TEE_IOCTL_PARAM_ATTR_TYPE_MEMREF_INOUT

#define ANY_ERROR	-1l

/* Status codes of the SCMI specification */
#define NOT_SUPPORTED		-1
#define INVALID_PARAMETERS	-2
#define NOT_FOUND		-4
#define OUT_OF_RANGE		-5
#define PROTOCOL_ERROR		-10

static struct channel *find_channel(struct peer *peer, u32 id, enum form form)
{
	struct channel *channel = peer->channels;

	while (channel->id != id || channel->form != form)
		channel++;

	return channel;
}

static const char *check_answer(long answer, long due)
{
	if (due == ANY_ERROR ? answer != TEE_OK : answer == due)
		return NULL;

	return because("answer %#lx instead of %#lx", answer, due);
}

/* Then the good message */
static const char *finish(struct peer *peer, struct channel *channel, const char *why)
{
	return why ?: peer_good(peer, channel);
}

/*
 * Commands and their parameters
 */

const u8 right_types[COMMANDS][4] = {
	[PTA_SCMI_CMD_CAPABILITIES] = { VALUE_OUT },
	[PTA_SCMI_CMD_PROCESS_SMT_CHANNEL] = { VALUE_IN },
	[PTA_SCMI_CMD_PROCESS_SMT_CHANNEL_MESSAGE] = { VALUE_IN, MEMREF_INOUT },
	[PTA_SCMI_CMD_GET_CHANNEL_HANDLE] = { VALUE_INOUT },
	[PTA_SCMI_CMD_PROCESS_MSG_CHANNEL] = { VALUE_IN, MEMREF_IN, MEMREF_OUT },
	[PTA_SCMI_CMD_SET_BUFFER] = { MEMREF_INOUT },
	[PTA_SCMI_CMD_PROCESS_MSG_BUFFER] = { VALUE_INOUT },
};

static void set_param(struct peer *peer, struct tee_param *param, u8 type, u32 value)
{
	if (type >= MEMREF_IN)
		peer_memref(peer, param, type, 0, PTA_SCMI_SMT_BUFFER_SIZE);
	else
		param->u.value.a = value;
	param->attr = type;
}

static void wrong_type(struct peer *peer, struct channel *channel, u32 cmd, unsigned int which,
		       u8 type)
{
	struct tee_param param[4] = { };
	unsigned int i;
	long answer;

	for (i = 0; i < ARRAY_SIZE(param); i++)
		set_param(peer, &param[i], i == which ? type : right_types[cmd][i],
			  i ? 0 : channel->handle);

	answer = peer_call(peer, peer->session, cmd, param);
	report(finish(peer, channel, check_answer(answer, TEE_BAD_PARAMETERS)),
	       "command %u, parameter %u of type %u", cmd, which, type);
}

static void wrong_types(struct peer *peer)
{
	static const u8 types[] = {
		NONE, VALUE_IN, VALUE_OUT, VALUE_INOUT, MEMREF_IN, MEMREF_OUT, MEMREF_INOUT,
	};
	struct channel *channel = find_channel(peer, 0, FORM_MSG);
	unsigned int which, i;
	u32 cmd;

	for (cmd = 0; cmd <= PTA_SCMI_CMD_PROCESS_MSG_BUFFER; cmd++)
		for (which = 0; which < 4; which++)
			for (i = 0; i < ARRAY_SIZE(types); i++)
				if (types[i] != right_types[cmd][which])
					wrong_type(peer, channel, cmd, which, types[i]);
}

static void unknown_commands(struct peer *peer)
{
	static const u32 cmds[] = { 7, 8, 0x100, 0x7fffffff, 0xffffffff };
	struct channel *channel = find_channel(peer, 0, FORM_MSG);
	struct tee_param param[4];
	unsigned int i;
	long answer;

	for (i = 0; i < ARRAY_SIZE(cmds); i++) {
		memset(param, 0, sizeof(param));
		answer = peer_call(peer, peer->session, cmds[i], param);
		report(finish(peer, channel, check_answer(answer, TEE_NOT_SUPPORTED)),
		       "command %#x", cmds[i]);
	}
}

/*
 * Channels, handles, sessions
 */

static void channel_ids(struct peer *peer)
{
	static const struct {
		u32 id;
		u32 caps;
		long due;
	} cases[] = {
		{ 5, PTA_SCMI_CAPS_MSG_HEADER, TEE_ITEM_NOT_FOUND },
		{ 99, PTA_SCMI_CAPS_SMT_HEADER, TEE_ITEM_NOT_FOUND },
		{ 0x80000000, PTA_SCMI_CAPS_MSG_HEADER, TEE_ITEM_NOT_FOUND },
		{ 0xffffffff, PTA_SCMI_CAPS_MSG_HEADER, TEE_ITEM_NOT_FOUND },
		{ 0, 0, TEE_BAD_PARAMETERS },
		{ 0, 4, TEE_BAD_PARAMETERS },
		{ 0, PTA_SCMI_CAPS_MSG_HEADER | 0x80000000, TEE_BAD_PARAMETERS },
		{ 0, 0xffffffff, TEE_BAD_PARAMETERS },
		{ 3, PTA_SCMI_CAPS_MSG_HEADER, TEE_NOT_SUPPORTED },
	};
	struct channel *channel = find_channel(peer, 0, FORM_MSG);
	unsigned int i;
	long answer;
	u32 handle;

	for (i = 0; i < ARRAY_SIZE(cases); i++) {
		answer = peer_get_handle(peer, peer->session, cases[i].id, cases[i].caps, &handle);
		/* Services before ours have one error for bad parameters and unknown channels */
		if (cases[i].due == TEE_ITEM_NOT_FOUND && answer == TEE_BAD_PARAMETERS)
			answer = TEE_ITEM_NOT_FOUND;
		report(finish(peer, channel, check_answer(answer, cases[i].due)),
		       "channel %#x with capabilities %#x", cases[i].id, cases[i].caps);
	}
}

static void wrong_handle(struct peer *peer, u32 session, struct channel *channel, u32 handle,
			 const char *whose)
{
	struct channel wrong = *channel;
	struct reply reply = { };
	u32 own = peer->session;

	wrong.handle = handle;
	peer->session = session;
	peer_exchange(peer, &wrong, MESSAGE(PROTOCOL_BASE, 0), NULL, 0, &reply);
	peer->session = own;

	report(finish(peer, channel, check_answer(reply.answer, TEE_BAD_PARAMETERS)),
	       "%s, handle %#x %s", channel->name, handle, whose);
}

static void wrong_handles(struct peer *peer)
{
	static const u32 handles[] = { 0x20, 0x7fffffff, 0xdeadbeef, 0xffffffff };
	struct channel *channel;
	unsigned int i;
	u32 session;
	long answer = peer_open_session(peer, TEE_IOCTL_LOGIN_REE_KERNEL, &session);

	report(check_answer(answer, TEE_OK), "another session");
	for (channel = peer->channels; channel < peer->channels + CHANNELS; channel++) {
		for (i = 0; i < ARRAY_SIZE(handles); i++)
			wrong_handle(peer, peer->session, channel, handles[i], "of nobody");
		if (!answer)
			wrong_handle(peer, session, channel, channel->handle,
				     "of another session");
	}
	if (!answer)
		peer_close_session(peer, session);
}

static void wrong_login(struct peer *peer, u32 login, const char *whose)
{
	u32 session;
	long answer = peer_open_session(peer, login, &session);

	report(check_answer(answer, TEE_ACCESS_DENIED), "session of %s", whose);
	if (!answer)
		peer_close_session(peer, session);
}

#define SESSIONS	500

static const char *one_session(struct peer *peer)
{
	struct channel channel = *find_channel(peer, 0, FORM_MSG);
	u32 own = peer->session;
	const char *why;
	u32 session;
	long answer;

	answer = peer_open_session(peer, TEE_IOCTL_LOGIN_REE_KERNEL, &session);
	if (answer)
		return because("no session: answer %#lx", answer);

	answer = peer_get_handle(peer, session, 0, PTA_SCMI_CAPS_MSG_HEADER, &channel.handle);
	peer->session = session;
	why = finish(peer, &channel, check_answer(answer, TEE_OK));
	peer->session = own;
	peer_close_session(peer, session);

	return why;
}

static void many_sessions(struct peer *peer)
{
	const char *why = NULL;
	unsigned int i;

	for (i = 0; i < SESSIONS && !why; i++)
		why = one_session(peer);
	report(why, "%u sessions one after the other", SESSIONS);
}

#define MOST_SESSIONS	64

/* So many sessions can be open beside those of the peer and of others, who may have left some */
void run_sessions(struct peer *peer, unsigned int expected)
{
	u32 open[MOST_SESSIONS];
	unsigned int count;
	long answer = TEE_OK;

	for (count = 0; count < MOST_SESSIONS; count++) {
		answer = peer_open_session(peer, TEE_IOCTL_LOGIN_REE_KERNEL, &open[count]);
		if (answer)
			break;
	}
	report(count == expected ? check_answer(answer, TEE_BUSY) : because("%u", count),
	       "%u sessions at once", expected);
	while (count)
		peer_close_session(peer, open[--count]);
}

/*
 * Sizes of memrefs
 */

static void put_good_msg(struct peer *peer, u32 header)
{
	put_unaligned_le32(header, peer->va);
	memset(peer->va + OUT_OFFSET, 0, SHM_SIZE - OUT_OFFSET);
}

/* The server answers with this status and no payload */
static const char *check_status(struct reply *reply, u32 header, int status)
{
	int got = get_unaligned_le32(reply->bytes + 4);

	if (reply->answer)
		return because("answer %#lx", reply->answer);
	if (reply->len != 8 || get_unaligned_le32(reply->bytes) != header || got != status)
		return because("reply of %zu bytes to %#x, %#x, status %d instead of %d",
			       reply->len, header, get_unaligned_le32(reply->bytes), got, status);

	return NULL;
}

static void msg_in_sizes(struct peer *peer, struct channel *channel)
{
	static const struct {
		size_t size;
		long due;
		int status;
	} cases[] = {
		{ 0, TEE_BAD_PARAMETERS },
		{ 1, TEE_BAD_PARAMETERS },
		{ 3, TEE_BAD_PARAMETERS },
		{ 7, TEE_OK, PROTOCOL_ERROR },
		{ 27, TEE_OK, PROTOCOL_ERROR },
		{ 28, TEE_OK, PROTOCOL_ERROR },
		{ OUT_OFFSET, TEE_BAD_PARAMETERS },
		{ SHM_SIZE, TEE_BAD_PARAMETERS },
		{ 2 * SHM_SIZE, ANY_ERROR },
	};
	u32 header = MESSAGE(PROTOCOL_BASE, 0) | peer_token(peer);
	struct reply reply;
	const char *why;
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(cases); i++) {
		put_good_msg(peer, header);
		peer_msg_call(peer, channel, cases[i].size, OUT_OFFSET, 128, &reply);
		if (cases[i].due)
			why = check_answer(reply.answer, cases[i].due);
		else
			why = check_status(&reply, header, cases[i].status);
		report(finish(peer, channel, why), "%s, request of %zu bytes", channel->name,
		       cases[i].size);
	}
}

static void msg_out_sizes(struct peer *peer, struct channel *channel)
{
	static const size_t too_small[] = { 0, 1, 3, 4, 7 };
	static const size_t good[] = { 12, 27, 28, SHM_SIZE - OUT_OFFSET };
	u32 header = MESSAGE(PROTOCOL_BASE, 0) | peer_token(peer);
	struct reply reply;
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(too_small); i++) {
		put_good_msg(peer, header);
		peer_msg_call(peer, channel, 4, OUT_OFFSET, too_small[i], &reply);
		report(finish(peer, channel, check_answer(reply.answer, TEE_SHORT_BUFFER)),
		       "%s, room of %zu bytes", channel->name, too_small[i]);
	}

	/* Room for header and status, not for the version */
	for (i = 8; i < 12; i++) {
		put_good_msg(peer, header);
		peer_msg_call(peer, channel, 4, OUT_OFFSET, i, &reply);
		report(finish(peer, channel, check_status(&reply, header, PROTOCOL_ERROR)),
		       "%s, room of %u bytes", channel->name, i);
	}

	for (i = 0; i < ARRAY_SIZE(good); i++) {
		put_good_msg(peer, header);
		peer_msg_call(peer, channel, 4, OUT_OFFSET, good[i], &reply);
		report(finish(peer, channel, peer_good_reply(&reply, header)),
		       "%s, room of %zu bytes", channel->name, good[i]);
	}
}

/* Requests and replies may share memory, and need not be aligned */
static void msg_places(struct peer *peer, struct channel *channel)
{
	static const size_t offsets[] = { 0, 1, 2, 3, 4, OUT_OFFSET + 1, OUT_OFFSET + 3 };
	u32 header = MESSAGE(PROTOCOL_BASE, 0) | peer_token(peer);
	struct reply reply;
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(offsets); i++) {
		put_good_msg(peer, header);
		peer_msg_call(peer, channel, 4, offsets[i], 128, &reply);
		report(finish(peer, channel, peer_good_reply(&reply, header)),
		       "%s, reply at offset %zu", channel->name, offsets[i]);
	}
}

static void smt_sizes(struct peer *peer, struct channel *channel)
{
	static const size_t too_small[] = { 0, 1, 3, 4, 7, 27, 28, 127 };
	u32 header = MESSAGE(PROTOCOL_BASE, 0) | peer_token(peer);
	struct reply reply;
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(too_small); i++) {
		peer_smt_put(peer, channel, 0, 4, header, NULL, 0);
		peer_smt_call(peer, channel, too_small[i], &reply);
		report(finish(peer, channel, check_answer(reply.answer, TEE_BAD_PARAMETERS)),
		       "%s, buffer of %zu bytes", channel->name, too_small[i]);
	}

	peer_smt_put(peer, channel, 0, 4, header, NULL, 0);
	peer_smt_call(peer, channel, SHM_SIZE, &reply);
	report(finish(peer, channel, peer_good_reply(&reply, header)), "%s, buffer of %u bytes",
	       channel->name, SHM_SIZE);
}

/*
 * SMT headers
 */

static void smt_headers(struct peer *peer, struct channel *channel)
{
	const size_t size = channel->form == FORM_STATIC ? peer->page_size :
							   PTA_SCMI_SMT_BUFFER_SIZE;
	const struct {
		u32 status;
		u32 length;
	} cases[] = {
		{ 0, 0 },
		{ 0, 3 },
		{ 0, size - SMT_HEADER + 1 },
		{ 0, size },
		{ 0, 0x10000 },
		{ 0, 0x80000004 },
		{ 0, 0xfffffffc },
		{ 0, 0xffffffff },
		{ SMT_FREE, 4 },
		{ SMT_FREE | SMT_ERROR, 4 },
		{ 0xffffffff, 4 },
	};
	u32 header = MESSAGE(PROTOCOL_BASE, 0) | peer_token(peer);
	struct reply reply;
	const char *why;
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(cases); i++) {
		peer_smt_put(peer, channel, cases[i].status, cases[i].length, header, NULL, 0);
		peer_smt_call(peer, channel, size, &reply);
		why = check_answer(reply.answer, TEE_BAD_PARAMETERS);
		if (!why && reply.smt_status != (SMT_FREE | SMT_ERROR))
			why = because("channel status %#x", reply.smt_status);
		report(finish(peer, channel, why), "%s, channel status %#x, length %#x",
		       channel->name, cases[i].status, cases[i].length);
	}
}

/*
 * SCMI messages
 */

static const struct message_case {
	u32 header;
	size_t len;
	u32 payload[5];
	int status;
	const char *name;
} messages[] = {
	{ MESSAGE(0x00, 0), 0, { }, NOT_SUPPORTED, "protocol 0" },
	{ MESSAGE(0x0f, 0), 0, { }, NOT_SUPPORTED, "protocol 0xf" },
	{ MESSAGE(0x7f, 0), 0, { }, NOT_SUPPORTED, "protocol 0x7f" },
	{ MESSAGE(0xff, 0), 0, { }, NOT_SUPPORTED, "protocol 0xff" },
	{ MESSAGE(PROTOCOL_BASE, 0x42), 0, { }, NOT_SUPPORTED, "base message 0x42" },
	{ MESSAGE(PROTOCOL_BASE, 0xff), 0, { }, NOT_SUPPORTED, "base message 0xff" },
	{ MESSAGE(PROTOCOL_BASE, 0) | 1 << 8, 0, { }, PROTOCOL_ERROR, "message type 1" },
	{ MESSAGE(PROTOCOL_BASE, 0) | 2 << 8, 0, { }, PROTOCOL_ERROR, "message type 2" },
	{ MESSAGE(PROTOCOL_BASE, 0) | 3 << 8, 0, { }, PROTOCOL_ERROR, "message type 3" },
	{ MESSAGE(PROTOCOL_BASE, 0) | 1u << 28, 0, { }, PROTOCOL_ERROR, "header bit 28" },
	{ MESSAGE(PROTOCOL_BASE, 0) | 1u << 31, 0, { }, PROTOCOL_ERROR, "header bit 31" },
	{ MESSAGE(PROTOCOL_BASE, 0), 1, { }, PROTOCOL_ERROR, "1 byte instead of 0" },
	{ MESSAGE(PROTOCOL_BASE, 0), 4, { }, PROTOCOL_ERROR, "4 bytes instead of 0" },
	{ MESSAGE(PROTOCOL_BASE, 2), 0, { }, PROTOCOL_ERROR, "0 bytes instead of 4" },
	{ MESSAGE(PROTOCOL_BASE, 2), 3, { }, PROTOCOL_ERROR, "3 bytes instead of 4" },
	{ MESSAGE(PROTOCOL_BASE, 2), 5, { }, PROTOCOL_ERROR, "5 bytes instead of 4" },
	{ MESSAGE(PROTOCOL_BASE, 2), 20, { }, PROTOCOL_ERROR, "20 bytes instead of 4" },
	{ MESSAGE(PROTOCOL_BASE, 2), 4, { 0x42 }, NOT_FOUND, "attributes of message 0x42" },
	{ MESSAGE(PROTOCOL_BASE, 2), 4, { 0xffffffff }, NOT_FOUND,
	  "attributes of message 0xffffffff" },
	{ MESSAGE(PROTOCOL_BASE, 7), 4, { 0xfe }, NOT_FOUND, "agent 0xfe" },
	{ MESSAGE(PROTOCOL_CLOCK, 0x42), 0, { }, NOT_SUPPORTED, "clock message 0x42" },
	{ MESSAGE(PROTOCOL_CLOCK, 3), 4, { 0xffff }, NOT_FOUND, "attributes of clock 0xffff" },
	{ MESSAGE(PROTOCOL_CLOCK, 6), 4, { 0xffffffff }, NOT_FOUND, "rate of clock 0xffffffff" },
	{ MESSAGE(PROTOCOL_CLOCK, 5), 16, { 0, 0xffff, 1000, 0 }, NOT_FOUND,
	  "set rate of clock 0xffff" },
	{ MESSAGE(PROTOCOL_CLOCK, 5), 12, { }, PROTOCOL_ERROR, "set rate with 12 bytes" },
	{ MESSAGE(PROTOCOL_CLOCK, 5), 20, { }, PROTOCOL_ERROR, "set rate with 20 bytes" },
	{ MESSAGE(PROTOCOL_CLOCK, 4), 8, { 0, 0xffffffff }, OUT_OF_RANGE,
	  "rates from index 0xffffffff" },
};

/* Flags of a clock that only the first agent may set */
static const struct message_case linux_messages[] = {
	{ MESSAGE(PROTOCOL_CLOCK, 5), 16, { 0x10, 1, 1000, 0 }, INVALID_PARAMETERS,
	  "set rate with flag 4" },
	{ MESSAGE(PROTOCOL_CLOCK, 5), 16, { 0x80000000, 1, 1000, 0 }, INVALID_PARAMETERS,
	  "set rate with flag 31" },
};

static void wrong_message(struct peer *peer, struct channel *channel,
			  const struct message_case *message)
{
	u32 header = message->header | peer_token(peer);
	__le32 payload[ARRAY_SIZE(message->payload)];
	struct reply reply = { };
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(payload); i++)
		payload[i] = cpu_to_le32(message->payload[i]);

	peer_exchange(peer, channel, header, payload, message->len, &reply);
	report(finish(peer, channel, check_status(&reply, header, message->status)), "%s, %s",
	       channel->name, message->name);
}

static void wrong_messages(struct peer *peer, struct channel *channel)
{
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(messages); i++)
		wrong_message(peer, channel, &messages[i]);
	for (i = 0; i < ARRAY_SIZE(linux_messages) && channel->id != 4; i++)
		wrong_message(peer, channel, &linux_messages[i]);
}

static void run_channel(struct peer *peer, struct channel *channel)
{
	report(peer_good(peer, channel), "%s, good message", channel->name);
	if (channel->form == FORM_MSG) {
		msg_in_sizes(peer, channel);
		msg_out_sizes(peer, channel);
		msg_places(peer, channel);
	} else {
		smt_headers(peer, channel);
	}
	if (channel->form == FORM_SMT)
		smt_sizes(peer, channel);
	wrong_messages(peer, channel);
}

void run_directed(struct peer *peer)
{
	unsigned int i;

	wrong_login(peer, TEE_IOCTL_LOGIN_PUBLIC, "a public client");
	wrong_login(peer, TEE_IOCTL_LOGIN_USER, "a user");
	wrong_types(peer);
	unknown_commands(peer);
	channel_ids(peer);
	wrong_handles(peer);
	for (i = 0; i < CHANNELS; i++)
		run_channel(peer, &peer->channels[i]);
	run_buffer(peer);
	many_sessions(peer);
}
