// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * Links: messages on their way. A message that comes while another one is waited for is kept in the
 * queue, but only if it is a notification or was asked for: link->pending has the headers of all replies
 * and delayed responses that are to come. Those given up stay there, so that they can be told from
 * messages that nobody has asked for, and are dropped when they come.
 */
#include "agent.h"
#include "bytes.h"

#define USED		0x80000000u	/* marks of pending headers, in bits that headers leave free */
#define GIVEN_UP	0x40000000u
#define ALL_BITS	UINT32_MAX
#define TOKEN_AND_TYPE	(SCMI_HEADER_TOKEN | SCMI_HEADER_TYPE)
#define MAX_OTHERS	1024		/* messages that may come before the one waited for */
#define ENTRY_HEADER	4		/* of a message in the queue: its size */

static bool complete(const struct scmi_link_config *config)
{
	if (!config->exchange == !config->send || (config->send && !config->receive))
		return false;
	if (!config->queue && config->queue_size)
		return false;
	return config->request && config->reply && config->max_size >= SCMI_LINK_MIN_SIZE &&
	       config->max_size <= SCMI_LINK_MAX_SIZE;
}

int scmi_link_init(struct scmi_link *link, const struct scmi_link_config *config)
{
	*link = (struct scmi_link){ .config = config };
	return complete(config) ? SCMI_SUCCESS : SCMI_INVALID_PARAMETERS;
}

struct scmi_result scmi_link_result(uint32_t header, enum scmi_result_kind kind, int code)
{
	return (struct scmi_result){
		.kind = (uint8_t)kind, .protocol = scmi_header_protocol(header),
		.message = scmi_header_message(header), .code = code,
	};
}

/* Pending headers */

static uint32_t *find_pending(struct scmi_link *link, uint32_t mask, uint32_t header)
{
	unsigned int i;

	for (i = 0; i < SCMI_LINK_MAX_PENDING; i++) {
		if (link->pending[i] && ((link->pending[i] ^ header) & mask & ~(USED | GIVEN_UP)) == 0)
			return &link->pending[i];
	}
	return NULL;
}

/* A free place, or that of one given up */
static uint32_t *find_place(struct scmi_link *link)
{
	uint32_t *place = NULL;
	unsigned int i;

	for (i = 0; i < SCMI_LINK_MAX_PENDING; i++) {
		if (!link->pending[i])
			return &link->pending[i];
		if (link->pending[i] & GIVEN_UP)
			place = &link->pending[i];
	}
	return place;
}

bool scmi_link_expect(struct scmi_link *link, uint32_t header)
{
	uint32_t *place = find_place(link);

	if (place)
		*place = header | USED;
	return place;
}

void scmi_link_forget(struct scmi_link *link, uint32_t header)
{
	uint32_t *place = find_pending(link, ALL_BITS, header);

	if (place)
		*place = 0;
}

static void give_up(struct scmi_link *link, uint32_t header)
{
	uint32_t *place = find_pending(link, ALL_BITS, header);

	if (!place)
		place = find_place(link);
	if (place)
		*place = header | USED | GIVEN_UP;
}

uint32_t scmi_link_header(struct scmi_link *link, uint8_t protocol, uint8_t message)
{
	uint32_t header;

	do
		header = scmi_header(protocol, message, SCMI_COMMAND, link->token++);
	while (find_pending(link, SCMI_HEADER_TOKEN, header));
	return header;
}

/* The queue: messages one behind the other, each with its size in front */

static bool queue_has_room(const struct scmi_link *link, size_t size)
{
	size_t room = link->config->queue_size - link->queued;

	return room >= ENTRY_HEADER && room - ENTRY_HEADER >= size;
}

static void put_in_queue(struct scmi_link *link, size_t size)
{
	uint8_t *at;

	if (!queue_has_room(link, size)) {
		link->lost++;
		return;
	}
	at = link->config->queue + link->queued;
	store32_le(at, (uint32_t)size);
	__builtin_memcpy(at + ENTRY_HEADER, link->config->reply, size);
	link->queued += ENTRY_HEADER + size;
}

static uint8_t *find_in_queue(const struct scmi_link *link, uint32_t mask, uint32_t header)
{
	size_t at = 0;

	while (at < link->queued) {
		uint8_t *entry = link->config->queue + at;

		if (((load32_le(entry + ENTRY_HEADER) ^ header) & mask) == 0)
			return entry;
		at += ENTRY_HEADER + load32_le(entry);
	}
	return NULL;
}

static size_t take_from_queue(struct scmi_link *link, uint8_t *entry)
{
	uint8_t *end = link->config->queue + link->queued;
	size_t size = load32_le(entry);
	uint8_t *next = entry + ENTRY_HEADER + size;

	__builtin_memcpy(link->config->reply, entry + ENTRY_HEADER, size);
	__builtin_memmove(entry, next, (size_t)(end - next));
	link->queued -= ENTRY_HEADER + size;
	return size;
}

/* Receiving */

/* What is wrong with the header of a reply; false when nothing is */
static bool check_header(uint32_t sent, uint32_t received, enum scmi_malformed *why)
{
	if (received == sent)
		return false;
	if (received & SCMI_HEADER_RESERVED)
		*why = SCMI_REPLY_RESERVED;
	else if (scmi_header_type(received) != scmi_header_type(sent))
		*why = SCMI_REPLY_OTHER_TYPE;
	else if (scmi_header_token(received) != scmi_header_token(sent))
		*why = SCMI_REPLY_OTHER_TOKEN;
	else if (scmi_header_protocol(received) != scmi_header_protocol(sent))
		*why = SCMI_REPLY_OTHER_PROTOCOL;
	else
		*why = SCMI_REPLY_OTHER_MESSAGE;
	return true;
}

/* What is wrong with a message's size; false when nothing is */
static bool check_size(const struct scmi_link *link, size_t size, size_t least,
		       enum scmi_malformed *why)
{
	if (size > link->config->max_size)
		*why = SCMI_REPLY_TOO_LONG;
	else if (size < least)
		*why = SCMI_REPLY_TOO_SHORT;
	else
		return false;
	return true;
}

enum arrival {
	EXPECTED,
	DROPPED,	/* nobody waits for it any more */
	BAD,
};

/* What a message is that has come while the one of @wanted under @mask was waited for */
static enum arrival admit(struct scmi_link *link, size_t size, uint32_t mask, uint32_t wanted,
			  enum scmi_malformed *why)
{
	uint32_t header = load32_le(link->config->reply);
	enum arrival arrival = EXPECTED;
	uint32_t *place;

	if (check_size(link, size, SCMI_HEADER_SIZE, why))
		return BAD;
	*why = header & SCMI_HEADER_RESERVED ? SCMI_REPLY_RESERVED : SCMI_REPLY_UNASKED;
	if (header & SCMI_HEADER_RESERVED)
		return BAD;
	if (scmi_header_type(header) == SCMI_NOTIFICATION)
		return EXPECTED;
	place = find_pending(link, ALL_BITS, header);
	if (!place)
		return mask == ALL_BITS && header == wanted ? EXPECTED : BAD;
	if (*place & GIVEN_UP)
		arrival = DROPPED;
	*place = 0;
	return arrival;
}

struct scmi_result scmi_link_take(struct scmi_link *link, uint32_t mask, uint32_t header,
				  uint32_t timeout, size_t *size)
{
	const struct scmi_link_config *config = link->config;
	uint8_t *entry = find_in_queue(link, mask, header);
	enum scmi_malformed why;
	enum arrival arrival;
	unsigned int others;
	int error;

	if (entry) {
		*size = take_from_queue(link, entry);
		return scmi_link_result(load32_le(config->reply), SCMI_RESULT_OK, 0);
	}
	if (!config->receive)
		return scmi_link_result(header, SCMI_RESULT_UNSENT, SCMI_UNSENT_ARGUMENT);
	for (others = 0; others < MAX_OTHERS; others++) {
		*size = config->max_size;
		error = config->receive(config->context, config->reply, size, &timeout);
		if (error)
			return scmi_link_result(header, SCMI_RESULT_TRANSPORT, error);
		if (!*size)
			break;
		arrival = admit(link, *size, mask, header, &why);
		if (arrival == BAD)
			return scmi_link_result(header, SCMI_RESULT_MALFORMED, (int)why);
		if (arrival == DROPPED)
			continue;
		if (((load32_le(config->reply) ^ header) & mask) == 0)
			return scmi_link_result(load32_le(config->reply), SCMI_RESULT_OK, 0);
		put_in_queue(link, *size);
	}
	return scmi_link_result(header, SCMI_RESULT_TIMEOUT, 0);
}

struct scmi_result scmi_link_status(struct scmi_link *link, uint32_t header, size_t size)
{
	enum scmi_malformed why;
	int32_t status;

	if (check_size(link, size, SCMI_HEADER_SIZE + SCMI_STATUS_SIZE, &why))
		return scmi_link_result(header, SCMI_RESULT_MALFORMED, (int)why);
	status = (int32_t)load32_le(link->config->reply + SCMI_HEADER_SIZE);
	if (status > 0)
		return scmi_link_result(header, SCMI_RESULT_MALFORMED, SCMI_REPLY_BAD_STATUS);
	return scmi_link_result(header, status ? SCMI_RESULT_STATUS : SCMI_RESULT_OK, status);
}

/* Commands */

static struct scmi_result exchange(struct scmi_link *link, uint32_t header, size_t size,
				   size_t *reply_size)
{
	const struct scmi_link_config *config = link->config;
	enum scmi_malformed why;
	int error;

	*reply_size = config->max_size;
	error = config->exchange(config->context, config->request, size, config->reply, reply_size);
	if (error)
		return scmi_link_result(header, SCMI_RESULT_TRANSPORT, error);
	if (check_size(link, *reply_size, SCMI_HEADER_SIZE + SCMI_STATUS_SIZE, &why) ||
	    check_header(header, load32_le(config->reply), &why))
		return scmi_link_result(header, SCMI_RESULT_MALFORMED, (int)why);
	return scmi_link_result(header, SCMI_RESULT_OK, 0);
}

static struct scmi_result send(struct scmi_link *link, uint32_t header, size_t size)
{
	const struct scmi_link_config *config = link->config;
	int error = config->send(config->context, config->request, size);

	return scmi_link_result(header, error ? SCMI_RESULT_TRANSPORT : SCMI_RESULT_OK, error);
}

static struct scmi_result wait_for(struct scmi_link *link, uint32_t header, uint32_t timeout,
				   size_t *size)
{
	struct scmi_result result = scmi_link_take(link, ALL_BITS, header, timeout, size);

	if (!scmi_ok(result))
		give_up(link, header);
	return result;
}

struct scmi_result scmi_link_call(struct scmi_link *link, uint32_t header, size_t size,
				  size_t *reply_size)
{
	uint32_t timeout = link->config->timeout ? link->config->timeout : SCMI_WAIT_FOREVER;
	struct scmi_result result;

	store32_le(link->config->request, header);
	if (link->config->exchange) {
		result = exchange(link, header, size, reply_size);
	} else {
		result = send(link, header, size);
		if (scmi_ok(result))
			result = wait_for(link, header, timeout, reply_size);
	}
	return scmi_ok(result) ? scmi_link_status(link, header, *reply_size) : result;
}

static bool put_payload(struct scmi_link *link, const uint8_t *payload, size_t size)
{
	if (size > link->config->max_size - SCMI_HEADER_SIZE)
		return false;
	if (size)
		__builtin_memcpy(link->config->request + SCMI_HEADER_SIZE, payload, size);
	return true;
}

/* What follows the status, where there is one */
static void give_reply(const struct scmi_link *link, struct scmi_result result, size_t size,
		       const uint8_t **reply, size_t *reply_size)
{
	size_t head = SCMI_HEADER_SIZE + SCMI_STATUS_SIZE;
	bool there = result.kind == SCMI_RESULT_OK || result.kind == SCMI_RESULT_STATUS;

	if (reply)
		*reply = there ? link->config->reply + head : NULL;
	if (reply_size)
		*reply_size = there ? size - head : 0;
}

struct scmi_result scmi_link_exchange(struct scmi_link *link, uint8_t protocol, uint8_t message,
				      const uint8_t *payload, size_t size, const uint8_t **reply,
				      size_t *reply_size)
{
	uint32_t header = scmi_link_header(link, protocol, message);
	struct scmi_result result;
	size_t received = 0;

	if (put_payload(link, payload, size))
		result = scmi_link_call(link, header, SCMI_HEADER_SIZE + size, &received);
	else
		result = scmi_link_result(header, SCMI_RESULT_UNSENT, SCMI_UNSENT_SIZE);
	give_reply(link, result, received, reply, reply_size);
	return result;
}

struct scmi_result scmi_link_start(struct scmi_link *link, uint8_t protocol, uint8_t message,
				   const uint8_t *payload, size_t size, uint16_t *token)
{
	uint32_t header = scmi_link_header(link, protocol, message);
	bool has_room = link->config->send || queue_has_room(link, link->config->max_size);
	struct scmi_result result;
	size_t received;

	*token = scmi_header_token(header);
	if (!put_payload(link, payload, size))
		return scmi_link_result(header, SCMI_RESULT_UNSENT, SCMI_UNSENT_SIZE);
	if (!has_room || !scmi_link_expect(link, header))
		return scmi_link_result(header, SCMI_RESULT_UNSENT, SCMI_UNSENT_PENDING);
	store32_le(link->config->request, header);
	if (link->config->send)
		result = send(link, header, SCMI_HEADER_SIZE + size);
	else
		result = exchange(link, header, SCMI_HEADER_SIZE + size, &received);
	if (!link->config->send || !scmi_ok(result))
		scmi_link_forget(link, header);
	if (!link->config->send && scmi_ok(result))
		put_in_queue(link, received);
	return result;
}

/* Whether the reply to a message started is to come, or has. @header has its token, and becomes its own. */
static bool is_under_way(struct scmi_link *link, uint32_t *header)
{
	const uint8_t *entry = find_in_queue(link, TOKEN_AND_TYPE, *header);
	const uint32_t *place = find_pending(link, TOKEN_AND_TYPE, *header);

	if (entry)
		*header = load32_le(entry + ENTRY_HEADER);
	else if (place)
		*header = *place & ~USED;
	return entry || (place && !(*place & GIVEN_UP));
}

struct scmi_result scmi_link_finish(struct scmi_link *link, uint16_t token, uint32_t timeout,
				    const uint8_t **reply, size_t *reply_size)
{
	uint32_t header = scmi_header(0, 0, SCMI_COMMAND, token);
	struct scmi_result result = scmi_link_result(header, SCMI_RESULT_UNSENT, SCMI_UNSENT_ARGUMENT);
	size_t received = 0;

	if (is_under_way(link, &header))
		result = wait_for(link, header, timeout, &received);
	if (scmi_ok(result))
		result = scmi_link_status(link, header, received);
	give_reply(link, result, received, reply, reply_size);
	return result;
}
