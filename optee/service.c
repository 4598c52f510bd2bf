// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * The SCMI service: the pseudo-TA that carries messages to the server. Its commands are described in
 * include/scmi/pta.h and docs/pta.md.
 *
 * A session may use the channels it has taken with GET_CHANNEL_HANDLE. What an agent has set belongs to
 * the channel's agent and outlives sessions, since some agents open one for every message.
 */
#include <compiler.h>
#include <confine_array_index.h>
#include <kernel/pseudo_ta.h>
#include <kernel/tee_ta_manager.h>
#include <scmi/pta.h>
#include <util.h>

#include "board.h"
#include "buffer.h"

#define UUID(low, mid, high, b0, b1, b2, b3, b4, b5, b6, b7)	\
	{ low, mid, high, { b0, b1, b2, b3, b4, b5, b6, b7 } }

struct session {
	bool open;
	uint32_t channels;	/* taken, bit per index */
	struct scmi_buffer buffer;
};

/* A handle is the channel's index and 1: 0 is never one */
#define FIRST_HANDLE	1u

static struct session sessions[CFG_SCMI_OPTEE_SESSIONS];

static uint32_t caps_of(const struct scmi_board_channel *channel)
{
	uint32_t caps = 0;

	if (channel->channel.forms & SCMI_CHANNEL_SMT)
		caps |= PTA_SCMI_CAPS_SMT_HEADER;
	if (channel->channel.forms & SCMI_CHANNEL_MSG)
		caps |= PTA_SCMI_CAPS_MSG_HEADER;
	return caps;
}

static TEE_Result get_capabilities(struct scmi_board *board, struct session *session __unused,
				   TEE_Param params[TEE_NUM_PARAMS])
{
	unsigned int i = 0;

	params[0].value.a = 0;
	params[0].value.b = PTA_SCMI_EXT_CAPS_BUFFER;
	for (i = 0; i < board->channel_count; i++)
		params[0].value.a |= caps_of(&board->channels[i]);
	return TEE_SUCCESS;
}

static TEE_Result get_channel_handle(struct scmi_board *board, struct session *session,
				     TEE_Param params[TEE_NUM_PARAMS])
{
	uint32_t caps = params[0].value.b;
	unsigned int i = 0;

	if (!caps || (caps & ~PTA_SCMI_CAPS_MASK))
		return TEE_ERROR_BAD_PARAMETERS;
	for (i = 0; i < board->channel_count; i++) {
		if (board->channels[i].id == params[0].value.a)
			break;
	}
	if (i == board->channel_count)
		return TEE_ERROR_ITEM_NOT_FOUND;
	if (!(caps & caps_of(&board->channels[i])))
		return TEE_ERROR_NOT_SUPPORTED;
	session->channels |= BIT32(i);
	params[0].value.a = i + FIRST_HANDLE;
	params[0].value.b = board->channels[i].channel.max_size;
	return TEE_SUCCESS;
}

static TEE_Result result_of(enum scmi_channel_result result)
{
	switch (result) {
	case SCMI_CHANNEL_OK:
		return TEE_SUCCESS;
	case SCMI_CHANNEL_NO_ROOM:
		return TEE_ERROR_SHORT_BUFFER;
	default:
		return TEE_ERROR_BAD_PARAMETERS;
	}
}

static TEE_Result process_smt_channel(struct session *session, struct scmi_board_channel *channel,
				      TEE_Param params[TEE_NUM_PARAMS] __unused)
{
	void *memory = session->buffer.va;
	size_t size = session->buffer.size;

	if (channel->shared_size) {
		memory = scmi_board_shared_memory(channel);
		size = channel->shared_size;
	}
	if (!memory)
		return TEE_ERROR_NOT_SUPPORTED;
	return result_of(scmi_channel_smt(&channel->channel, memory, size));
}

static TEE_Result process_smt_message(struct session *session __unused,
				      struct scmi_board_channel *channel,
				      TEE_Param params[TEE_NUM_PARAMS])
{
	if (channel->shared_size)
		return TEE_ERROR_NOT_SUPPORTED;
	if (params[1].memref.size < PTA_SCMI_SMT_BUFFER_SIZE)
		return TEE_ERROR_BAD_PARAMETERS;
	return result_of(scmi_channel_smt(&channel->channel, params[1].memref.buffer,
					  params[1].memref.size));
}

static TEE_Result process_msg_channel(struct session *session __unused,
				      struct scmi_board_channel *channel,
				      TEE_Param params[TEE_NUM_PARAMS])
{
	size_t size = params[2].memref.size;
	TEE_Result res = result_of(scmi_channel_msg(&channel->channel, params[1].memref.buffer,
						    params[1].memref.size, params[2].memref.buffer,
						    &size));

	if (!res)
		params[2].memref.size = size;
	return res;
}

static TEE_Result process_msg_buffer(struct session *session, struct scmi_board_channel *channel,
				     TEE_Param params[TEE_NUM_PARAMS])
{
	const struct scmi_buffer *buffer = &session->buffer;
	size_t size = buffer->size;
	TEE_Result res = TEE_SUCCESS;

	if (params[0].value.b > buffer->size)
		return TEE_ERROR_BAD_PARAMETERS;
	res = result_of(scmi_channel_msg(&channel->channel, buffer->va, params[0].value.b, buffer->va,
					 &size));
	if (!res)
		params[0].value.b = size;
	return res;
}

static TEE_Result set_buffer(struct scmi_board *board __unused, struct session *session,
			     TEE_Param params[TEE_NUM_PARAMS] __unused)
{
	const struct tee_ta_session *caller = to_ta_session(ts_get_current_session());

	return scmi_buffer_keep(&session->buffer, &caller->param->u[0].mem);
}

#define TYPES(a, b, c)	TEE_PARAM_TYPES(TEE_PARAM_TYPE_ ## a, TEE_PARAM_TYPE_ ## b,	\
					TEE_PARAM_TYPE_ ## c, TEE_PARAM_TYPE_NONE)

/* A command is run, or carries a message of a form over the channel that its first parameter names */
struct command {
	uint32_t types;
	uint8_t form;
	TEE_Result (*run)(struct scmi_board *board, struct session *session,
			  TEE_Param params[TEE_NUM_PARAMS]);
	TEE_Result (*carry)(struct session *session, struct scmi_board_channel *channel,
			    TEE_Param params[TEE_NUM_PARAMS]);
};

static const struct command commands[] = {
	[PTA_SCMI_CMD_CAPABILITIES] = {
		TYPES(VALUE_OUTPUT, NONE, NONE), .run = get_capabilities },
	[PTA_SCMI_CMD_PROCESS_SMT_CHANNEL] = {
		TYPES(VALUE_INPUT, NONE, NONE), SCMI_CHANNEL_SMT, .carry = process_smt_channel },
	[PTA_SCMI_CMD_PROCESS_SMT_CHANNEL_MESSAGE] = {
		TYPES(VALUE_INPUT, MEMREF_INOUT, NONE), SCMI_CHANNEL_SMT, .carry = process_smt_message },
	[PTA_SCMI_CMD_GET_CHANNEL_HANDLE] = {
		TYPES(VALUE_INOUT, NONE, NONE), .run = get_channel_handle },
	[PTA_SCMI_CMD_PROCESS_MSG_CHANNEL] = {
		TYPES(VALUE_INPUT, MEMREF_INPUT, MEMREF_OUTPUT), SCMI_CHANNEL_MSG,
		.carry = process_msg_channel },
	[PTA_SCMI_CMD_SET_BUFFER] = {
		TYPES(MEMREF_INOUT, NONE, NONE), .run = set_buffer },
	[PTA_SCMI_CMD_PROCESS_MSG_BUFFER] = {
		TYPES(VALUE_INOUT, NONE, NONE), SCMI_CHANNEL_MSG, .carry = process_msg_buffer },
};

/* The channel has to be this session's and of the command's form */
static TEE_Result carry(struct scmi_board *board, struct session *session,
			const struct command *command, TEE_Param params[TEE_NUM_PARAMS])
{
	uint32_t index = params[0].value.a - FIRST_HANDLE;

	if (index >= board->channel_count || !(session->channels & BIT32(index)))
		return TEE_ERROR_BAD_PARAMETERS;
	index = confine_array_index(index, board->channel_count);
	if (!(board->channels[index].channel.forms & command->form))
		return TEE_ERROR_NOT_SUPPORTED;
	return command->carry(session, &board->channels[index], params);
}

static TEE_Result invoke(void *session, uint32_t id, uint32_t types, TEE_Param params[TEE_NUM_PARAMS])
{
	const struct command *command = NULL;
	TEE_Result res = TEE_SUCCESS;

	if (id >= ARRAY_SIZE(commands))
		return TEE_ERROR_NOT_SUPPORTED;
	command = &commands[confine_array_index(id, ARRAY_SIZE(commands))];
	if (types != command->types)
		return TEE_ERROR_BAD_PARAMETERS;
	mutex_lock(&scmi_board_lock);
	scmi_board_follow_time();
	if (command->carry)
		res = carry(scmi_board_get(), session, command, params);
	else
		res = command->run(scmi_board_get(), session, params);
	mutex_unlock(&scmi_board_lock);
	return res;
}

static TEE_Result open_session(uint32_t types, TEE_Param params[TEE_NUM_PARAMS] __unused,
			       void **context)
{
	struct tee_ta_session *caller = to_ta_session(ts_get_current_session());
	TEE_Result res = TEE_ERROR_BUSY;
	unsigned int i = 0;

	if (caller->clnt_id.login != TEE_LOGIN_REE_KERNEL)
		return TEE_ERROR_ACCESS_DENIED;
	if (types != TYPES(NONE, NONE, NONE))
		return TEE_ERROR_BAD_PARAMETERS;
	if (!scmi_board_get())
		return TEE_ERROR_BAD_STATE;
	mutex_lock(&scmi_board_lock);
	for (i = 0; i < ARRAY_SIZE(sessions); i++) {
		if (sessions[i].open)
			continue;
		sessions[i] = (struct session){ .open = true };
		*context = &sessions[i];
		res = TEE_SUCCESS;
		break;
	}
	mutex_unlock(&scmi_board_lock);
	return res;
}

/* Also called for sessions that were not opened: these have no context */
static void close_session(void *context)
{
	struct session *session = context;

	if (!session)
		return;
	mutex_lock(&scmi_board_lock);
	scmi_buffer_drop(&session->buffer);
	session->open = false;
	mutex_unlock(&scmi_board_lock);
}

pseudo_ta_register(.uuid = PTA_SCMI_UUID_FIELDS(UUID), .name = "scmi-optee",
		   .flags = PTA_DEFAULT_FLAGS | TA_FLAG_CONCURRENT | TA_FLAG_DEVICE_ENUM,
		   .open_session_entry_point = open_session,
		   .close_session_entry_point = close_session,
		   .invoke_command_entry_point = invoke);
