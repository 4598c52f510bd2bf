// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * The protocol by which a test asks for misbehaviour, and what becomes of requests and replies then.
 * Never part of a production build.
 */
#include "misbehave.h"
#include "bytes.h"
#include "messages.h"

#define VERSION			0x10000u
#define STATUS_OFFSET		SCMI_HEADER_SIZE
#define EMPTY_REPLY_SIZE	(SCMI_HEADER_SIZE + 4u)
#define FILL			0xa5
#define MAX_SIZE		512	/* of messages that are kept */

/* What is asked for, as in the message */
struct wish {
	uint32_t agent;
	uint32_t protocol;
	uint32_t message;
	uint32_t count;		/* answers to come, 0: this is free */
	uint32_t values[3];
	uint8_t kind;		/* enum scmi_misbehave_message */
};

#define WISHES		8
#define WISH_SIZE	(4u * 4)	/* without values */

/* What a message can be answered with at most: protocol's status and two words */
#define LARGEST_REPLY	(EMPTY_REPLY_SIZE + 2 * 4u)

static struct {
	struct wish wishes[WISHES];
	uint32_t done;
	/* The request that the server sees */
	uint32_t request[MAX_SIZE / 4];
	/* A reply that is to come again, and to whom */
	uint8_t kept[MAX_SIZE];
	size_t kept_size;
	unsigned int kept_for;
	/* Of the message that is being answered */
	bool told;		/* another size than it has */
	size_t told_size;
	bool refused;
	bool channel;		/* another channel status */
	uint32_t channel_status;
} state;

/* The sizes of requests, 0x100 for messages that there are not */
#define ROW(id, name)	[id] = offsetof(struct scmi_misbehave_ ## name ## _request, end) + 1,
#define U32(name, kind)
#define BIT_FIELD(high, low, name)
#define V(major, minor)
#define MESSAGE(id, NAME, name, since, request, reply)		ROW(id, name)
#define COMMON_MESSAGE						MESSAGE

/* One more than the size of the request, 0: no such message */
static const uint8_t sizes[] = {
#include "misbehave.def"
};

static bool has_message(uint32_t id)
{
	return id < sizeof(sizes) && sizes[id];
}

static void copy(uint8_t *to, const uint8_t *from, size_t size)
{
	while (size--)
		*to++ = *from++;
}

/* The protocol */

static int ask(uint8_t kind, unsigned int agent, const uint8_t *payload, size_t size)
{
	struct wish *wish = state.wishes;
	size_t i;

	while (wish < state.wishes + WISHES && wish->count)
		wish++;
	if (wish == state.wishes + WISHES)
		return SCMI_BUSY;
	*wish = (struct wish){
		.agent = load32_le(payload) ? load32_le(payload) : agent,
		.protocol = load32_le(payload + 4),
		.message = load32_le(payload + 8),
		.count = load32_le(payload + 12),
		.kind = kind,
	};
	for (i = 0; WISH_SIZE + 4 * i < size; i++)
		wish->values[i] = load32_le(payload + WISH_SIZE + 4 * i);
	return SCMI_SUCCESS;
}

static uint32_t pending(void)
{
	uint32_t number = 0;
	size_t i;

	for (i = 0; i < WISHES; i++)
		number += state.wishes[i].count > 0;
	return number;
}

static void stop(void)
{
	size_t i;

	for (i = 0; i < WISHES; i++)
		state.wishes[i].count = 0;
	state.done = 0;
	state.kept_size = 0;
}

/* The words behind the status; returns their end */
static uint8_t *answer_words(uint8_t id, uint8_t *words)
{
	switch (id) {
	case SCMI_PROTOCOL_VERSION:
		store32_le(words, VERSION);
		return words + 4;
	case SCMI_PROTOCOL_ATTRIBUTES:
		store32_le(words, WISHES);
		return words + 4;
	case SCMI_PROTOCOL_MESSAGE_ATTRIBUTES:
		store32_le(words, 0);
		return words + 4;
	case SCMI_MISBEHAVE_STATE:
		store32_le(words, pending());
		store32_le(words + 4, state.done);
		return words + 8;
	default:
		return words;
	}
}

static int answer_status(uint8_t id, unsigned int agent, const uint8_t *payload, size_t size)
{
	if (!has_message(id))
		return SCMI_NOT_SUPPORTED;
	if (size != sizes[id] - 1u)
		return SCMI_PROTOCOL_ERROR;
	if (id == SCMI_PROTOCOL_MESSAGE_ATTRIBUTES)
		return has_message(load32_le(payload)) ? SCMI_SUCCESS : SCMI_NOT_FOUND;
	if (id == SCMI_MISBEHAVE_STOP)
		stop();
	return id >= SCMI_MISBEHAVE_LATE ? ask(id, agent, payload, size) : SCMI_SUCCESS;
}

static size_t answer(unsigned int agent, const uint8_t *request, size_t size, uint8_t *reply)
{
	uint8_t id = scmi_header_message(load32_le(request));
	int status = answer_status(id, agent, request + SCMI_HEADER_SIZE, size - SCMI_HEADER_SIZE);
	uint8_t *end = reply + EMPTY_REPLY_SIZE;

	copy(reply, request, SCMI_HEADER_SIZE);
	store32_le(reply + STATUS_OFFSET, (uint32_t)status);
	if (!status)
		end = answer_words(id, end);
	return (size_t)(end - reply);
}

/* Misbehaving */

/* A word of a payload */
static void change_word(const struct wish *wish, uint8_t *message, size_t size)
{
	size_t offset = SCMI_HEADER_SIZE + 4 * (size_t)wish->values[0];

	if (offset + 4 <= size)
		store32_le(message + offset, (load32_le(message + offset) & ~wish->values[1]) |
					     (wish->values[2] & wish->values[1]));
}

static size_t lengthen(uint8_t *reply, size_t size, size_t bytes, size_t capacity)
{
	while (bytes-- && size < capacity)
		reply[size++] = FILL;
	return size;
}

static void keep(unsigned int agent, const uint8_t *reply, size_t size)
{
	state.kept_size = size < MAX_SIZE ? size : MAX_SIZE;
	state.kept_for = agent;
	copy(state.kept, reply, state.kept_size);
}

static void set_channel_status(uint32_t status)
{
	state.channel = true;
	state.channel_status = status;
}

/* What becomes of a reply, whose new size it returns */
static size_t misbehave(const struct wish *wish, uint8_t *reply, size_t size, size_t capacity)
{
	uint32_t value = wish->values[0];

	switch (wish->kind) {
	case SCMI_MISBEHAVE_SHORT:
		return size > value ? size - value : 0;
	case SCMI_MISBEHAVE_LONG:
		return lengthen(reply, size, value, capacity);
	case SCMI_MISBEHAVE_HEADER:
		store32_le(reply, load32_le(reply) ^ value);
		return size;
	case SCMI_MISBEHAVE_REPLY_WORD:
		change_word(wish, reply, size);
		return size;
	case SCMI_MISBEHAVE_TWICE:
		keep(wish->agent, reply, size);
		return size;
	case SCMI_MISBEHAVE_SILENT:
		set_channel_status(0);
		return 0;
	case SCMI_MISBEHAVE_REFUSE:
		state.refused = true;
		return 0;
	case SCMI_MISBEHAVE_LENGTH:
		state.told = true;
		state.told_size = value;
		return size;
	case SCMI_MISBEHAVE_CHANNEL:
		set_channel_status(value);
		return size;
	default:
		return size;
	}
}

static bool is_meant(const struct wish *wish, unsigned int agent, uint32_t header)
{
	return wish->count && wish->agent == agent && wish->protocol == scmi_header_protocol(header) &&
	       wish->message == scmi_header_message(header);
}

/* Before the server sees the request; returns whether it is to see it at all */
static bool prepare(unsigned int agent, uint8_t *request, size_t size, uint8_t *reply)
{
	uint32_t header = load32_le(request);
	bool carry_out = true;
	const struct wish *wish;

	for (wish = state.wishes; wish < state.wishes + WISHES; wish++) {
		if (!is_meant(wish, agent, header))
			continue;
		if (wish->kind == SCMI_MISBEHAVE_LATE)
			scmi_misbehave_wait(wish->values[0]);
		if (wish->kind == SCMI_MISBEHAVE_REQUEST_WORD)
			change_word(wish, request, size);
		if (wish->kind == SCMI_MISBEHAVE_STATUS) {
			store32_le(reply, header);
			store32_le(reply + STATUS_OFFSET, wish->values[0]);
			carry_out = false;
		}
	}
	return carry_out;
}

static size_t finish(unsigned int agent, uint32_t header, uint8_t *reply, size_t size, size_t capacity)
{
	bool wrong = false;
	struct wish *wish;

	for (wish = state.wishes; wish < state.wishes + WISHES; wish++) {
		if (!is_meant(wish, agent, header))
			continue;
		size = misbehave(wish, reply, size, capacity);
		wish->count--;
		wrong = true;
	}
	state.done += wrong;
	return size;
}

static size_t repeat(uint8_t *reply, size_t capacity)
{
	size_t size = state.kept_size < capacity ? state.kept_size : capacity;

	copy(reply, state.kept, size);
	state.kept_size = 0;
	return size;
}

/* Messages that are too long to be kept are served as they should be */
static bool has_room(size_t size, size_t capacity)
{
	return size >= SCMI_HEADER_SIZE && size <= MAX_SIZE && capacity >= LARGEST_REPLY;
}

size_t scmi_misbehave_process(struct scmi_server *server, unsigned int agent, const uint8_t *request,
			      size_t size, uint8_t *reply, size_t capacity)
{
	uint8_t *own = (uint8_t *)state.request;
	uint32_t header;

	state.told = false;
	state.refused = false;
	state.channel = false;
	if (!has_room(size, capacity))
		return scmi_server_process(server, agent, request, size, reply, capacity);
	header = load32_le(request);
	if (scmi_header_protocol(header) == SCMI_PROTOCOL_MISBEHAVE)
		return answer(agent, request, size, reply);
	if (state.kept_size && state.kept_for == agent)
		return repeat(reply, capacity);
	copy(own, request, size);
	if (prepare(agent, own, size, reply))
		size = scmi_server_process(server, agent, own, size, reply, capacity);
	else
		size = EMPTY_REPLY_SIZE;
	return finish(agent, header, reply, size, capacity);
}

int scmi_misbehave_end(int failure, size_t *size)
{
	if (state.told)
		*size = state.told_size;
	return state.refused ? failure : 0;
}

uint32_t scmi_misbehave_channel_status(uint32_t status)
{
	return state.channel ? state.channel_status : status;
}
