// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * Fuzz target: an agent whose server says what it likes. Every call ends after a bounded number of
 * messages, whatever comes; and nothing is read or written but what is the agent's.
 *
 * The input is a list of acts, each a call with what the server answers to it. When the input is at its
 * end, the server repeats its last answer for ever.
 */
#include <string.h>

#include "../agent/calls.h"
#include "fuzz.h"

#define MAX_MESSAGES	140000u	/* the longest list has 131070 entries, of one entry a message */
#define MAX_ROOM	512
#define QUEUE_SIZE	256

enum answer {
	ANSWER_GOOD,		/* size in words, payload behind a good header and SUCCESS */
	ANSWER_STATUS,		/* status, as 4 bytes */
	ANSWER_RAW,		/* size in bytes, and as many */
	ANSWER_OTHER_TOKEN,	/* as ANSWER_GOOD */
	ANSWER_EVENT,		/* kind, size in words, payload: something that was not asked for */
	ANSWER_LIE,		/* size that is not true, as 4 bytes */
	ANSWER_ERROR,
	ANSWER_NOTHING,
	ANSWERS,
};

struct server {
	struct fuzz_input *input;
	uint32_t header;		/* of the last request */
	unsigned int messages;		/* since the act began */
	uint8_t answer[MAX_ROOM];	/* the last one */
	size_t size;			/* SIZE_MAX: an error */
};

static size_t put_good(struct server *s, uint32_t header, size_t head)
{
	size_t size = fuzz_u8(s->input) % ((MAX_ROOM - 8) / 4) * 4, got;
	uint8_t *payload = fuzz_block(s->input, size, &got);

	memset(s->answer, 0, sizeof(s->answer));
	fuzz_put_word(s->answer, header);
	memcpy(s->answer + head, payload, got);
	free(payload);
	return head + size;
}

static size_t put_raw(struct server *s)
{
	size_t size = fuzz_u16(s->input) % MAX_ROOM, got;
	uint8_t *bytes = fuzz_block(s->input, size, &got);

	memcpy(s->answer, bytes, got);
	free(bytes);
	return size;
}

/* The header of a delayed response to the last request, or a notification of its protocol */
static uint32_t event_header(struct server *s)
{
	uint8_t kind = fuzz_u8(s->input);

	if (kind % 2)
		return s->header | 2u << 8;
	return (s->header & 0x3fc00) | 3u << 8 | kind / 2 % 8u;
}

static void choose_answer(struct server *s)
{
	enum answer kind = fuzz_u8(s->input) % ANSWERS;

	switch (kind) {
	case ANSWER_GOOD:
	case ANSWER_OTHER_TOKEN:
		s->size = put_good(s, s->header ^ (kind == ANSWER_OTHER_TOKEN ? 1u << 18 : 0), 8);
		break;
	case ANSWER_STATUS:
		fuzz_put_word(s->answer, s->header);
		fuzz_put_word(s->answer + 4, fuzz_u32(s->input));
		s->size = 8;
		break;
	case ANSWER_RAW:
		s->size = put_raw(s);
		break;
	case ANSWER_EVENT:
		s->size = put_good(s, event_header(s), 4);
		break;
	case ANSWER_LIE:
		s->size = fuzz_u32(s->input);
		break;
	case ANSWER_ERROR:
		s->size = SIZE_MAX;
		break;
	case ANSWER_NOTHING:
	case ANSWERS:
		s->size = 0;
		break;
	}
}

/* A repeated answer is one to the new request */
static int give_answer(struct server *s, uint8_t *reply, size_t *size)
{
	MUST(++s->messages <= MAX_MESSAGES, "there is no end");
	if (s->input->size)
		choose_answer(s);
	else if (s->size >= 4 && s->size != SIZE_MAX)
		fuzz_put_word(s->answer, s->header);
	if (s->size == SIZE_MAX)
		return -5;
	memcpy(reply, s->answer, s->size < *size ? s->size < MAX_ROOM ? s->size : MAX_ROOM : *size);
	*size = s->size;
	return 0;
}

static int exchange(void *context, const uint8_t *request, size_t size, uint8_t *reply, size_t *reply_size)
{
	struct server *s = context;

	MUST(size >= 4, "a request of %zu bytes", size);
	s->header = fuzz_word(request);
	return give_answer(s, reply, reply_size);
}

static int send(void *context, const uint8_t *request, size_t size)
{
	struct server *s = context;

	MUST(size >= 4, "a request of %zu bytes", size);
	s->header = fuzz_word(request);
	return 0;
}

/* Without an end, time is over at last */
static int receive(void *context, uint8_t *message, size_t *size, uint32_t *timeout)
{
	struct server *s = context;

	if (!s->input->size)
		*timeout = 0;
	return give_answer(s, message, size);
}

static void check_result(struct scmi_result result)
{
	MUST(result.kind <= SCMI_RESULT_TIMEOUT, "a result of kind %u", result.kind);
	MUST(*scmi_result_text(result), "a result without words");
	MUST(result.kind != SCMI_RESULT_OK || !result.code, "a good result of %d", result.code);
	MUST(result.kind != SCMI_RESULT_STATUS || result.code < 0, "a status of %d", result.code);
}

/* Readings and reports are where the event says */
static void look_at_event(const struct scmi_agent_event *event)
{
	uint64_t sum = 0;
	size_t i;

	for (i = 0; i < event->size; i++)
		sum += event->payload[i];
	for (i = 0; i < event->count; i++) {
		if (event->kind == SCMI_EVENT_BASE_ERROR)
			sum += scmi_event_report(event, i);
		else
			sum += (uint64_t)scmi_event_reading(event, i).value;
	}
	__asm__ volatile("" : : "r"(sum));
}

static void take_event(struct scmi_link *link, struct fuzz_input *input, uint16_t token)
{
	struct scmi_agent_event event;
	uint8_t which = fuzz_u8(input);
	struct scmi_result result;

	if (which % 2)
		result = scmi_link_wait(link, token, which, &event);
	else
		result = scmi_link_next_event(link, which, &event);
	check_result(result);
	if (scmi_ok(result))
		look_at_event(&event);
}

static void make_call(struct scmi_link *link, struct fuzz_input *input, uint16_t *token)
{
	const struct agent_call *call = &agent_calls[fuzz_u8(input) % AGENT_CALLS];
	uint8_t place = call->protocol - SCMI_PROTOCOL_FIRST;
	struct given g = { .token = *token };

	link->versions[place] = fuzz_u8(input) % (SCMI_VERSION(4, 0) + 1);
	link->agreed = (uint16_t)(link->agreed ^ (fuzz_u8(input) % 2) << place);
	g.protocol = SCMI_PROTOCOL_FIRST + fuzz_u8(input) % SCMI_PROTOCOL_SLOTS;
	g.id = fuzz_u8(input);
	g.value = fuzz_u8(input);
	g.flag = g.value & 1;
	g.max = fuzz_u8(input) % 8;
	check_result(call->call(link, &g));
	*token = g.token;
	free(g.list);
}

static void start(struct scmi_link *link, struct fuzz_input *input, uint16_t *token)
{
	uint8_t payload[MAX_ROOM] = { 0 };
	uint8_t protocol = 0x10 + fuzz_u8(input) % 10, message = fuzz_u8(input);

	check_result(scmi_link_start(link, protocol, message, payload, fuzz_u8(input), token));
}

static void finish(struct scmi_link *link, struct fuzz_input *input, uint16_t token)
{
	const uint8_t *reply;
	size_t size, i;
	uint64_t sum = 0;

	check_result(scmi_link_finish(link, token, fuzz_u8(input), &reply, &size));
	for (i = 0; i < size; i++)
		sum += reply[i];
	__asm__ volatile("" : : "r"(sum));
}

static void act(struct scmi_link *link, struct fuzz_input *input, uint16_t *token)
{
	switch (fuzz_u8(input) % 6) {
	case 1:
		take_event(link, input, *token);
		break;
	case 2:
		start(link, input, token);
		break;
	case 3:
		finish(link, input, *token);
		break;
	default:
		make_call(link, input, token);
		break;
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct fuzz_input input = { data, size };
	struct server server = { .input = &input };
	uint8_t form = fuzz_u8(&input);
	struct scmi_link_config config = {
		.exchange = form & 1 ? NULL : exchange, .send = form & 1 ? send : NULL,
		.receive = form & 3 ? receive : NULL, .context = &server, .timeout = 1000,
		.max_size = SCMI_LINK_MIN_SIZE + 4u * (fuzz_u8(&input) % 64),
	};
	struct scmi_link link;
	uint16_t token = 0;

	config.request = malloc(config.max_size);
	config.reply = malloc(config.max_size);
	if (form & 4) {
		config.queue_size = QUEUE_SIZE;
		config.queue = malloc(QUEUE_SIZE);
	}
	MUST(scmi_link_init(&link, &config) == SCMI_SUCCESS, "a good configuration is refused");
	while (input.size) {
		server.messages = 0;
		act(&link, &input, &token);
	}
	free(config.request);
	free(config.reply);
	free(config.queue);
	return 0;
}
