// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * Every call of the agent, of all protocols and versions, with a server that means harm: its replies are
 * those of the message tables, with numbers by chance and one lie.
 */
#include "harness.h"

#include "../agent/calls.h"
#include "describe.h"

#define MAX_SIZE		128
#define ROUNDS		40
#define MAX_MESSAGES	300	/* that any of these calls may take */

enum lie {
	NO_LIE,			/* but the numbers */
	CUT,			/* at any byte */
	LONGER,			/* by words, up to more than there is room for */
	OTHER_HEADER,
	LYING_COUNT,		/* entries returned or remaining */
	NEVER_ENDING,		/* one entry or none, and more to come, for ever */
	LIES,
};

struct villain {
	uint8_t version;
	enum lie lie;
	uint32_t random;
	unsigned int page, words;	/* entries of a list that does not end, and their size */
	unsigned int messages;
	bool sent_other;		/* a header that was not that of the request */
	bool sent_short, sent_long;	/* without a status; more than there is room for */
	uint32_t seen[SCMI_PROTOCOL_SLOTS];	/* messages of each protocol that came, a bit each */
};

static uint32_t next(struct villain *v)
{
	v->random ^= v->random << 13;
	v->random ^= v->random >> 17;
	v->random ^= v->random << 5;
	return v->random;
}

/* Fields of lists' counts have these names in the tables */
static bool is_count(const struct scmi_field *field)
{
	return field->name && (!strcmp(field->name, "returned") || !strcmp(field->name, "remaining") ||
			       !strcmp(field->name, "num_protocols"));
}

static uint64_t number_for(struct villain *v, const struct scmi_field *field)
{
	if (!is_count(field))
		return next(v) % 4 ? next(v) % 8 : next(v);
	if (v->lie == NEVER_ENDING)
		return strcmp(field->name, "remaining") ? v->page : 0xff;
	return v->lie == LYING_COUNT ? next(v) : next(v) % 3;
}

/* A reply as the table has it, and some words of entries behind it */
static size_t make_reply(struct villain *v, const struct scmi_message_words *message, uint8_t *payload)
{
	const struct scmi_field *field = message ? message->reply : NULL;
	struct scmi_build build;
	size_t size, words = v->lie == NEVER_ENDING ? v->words : next(v) % 12;

	if (!field || !scmi_build_init(&build, field, v->version, payload, MAX_SIZE))
		return 0;
	for (; field->form != SCMI_FIELD_END; field++) {
		uint64_t value = number_for(v, field);

		if (scmi_build_find(&build, field->name ? field->name : "") != field)
			continue;
		if (!scmi_field_takes(field, false, value))
			value &= (1u << (field->form == SCMI_FIELD_BITS ? field->high - field->low : 7)) - 1;
		scmi_build_set(&build, field, value);
	}
	for (size = build.size; words && size + 4 <= MAX_SIZE; size += 4, words--)
		put_word(payload + size, next(v) % 8);
	return size;
}

static int answer(void *context, const uint8_t *request, size_t size, uint8_t *reply, size_t *reply_size)
{
	struct villain *v = context;
	uint8_t bytes[2 * MAX_SIZE] = { 0 };
	uint32_t header = get_word(request);
	uint8_t protocol = header >> 10 & 0xff;
	size_t length;

	(void)size;
	if (v->messages++ > MAX_MESSAGES)
		return -1;
	if (protocol >= SCMI_PROTOCOL_FIRST && protocol - SCMI_PROTOCOL_FIRST < SCMI_PROTOCOL_SLOTS)
		v->seen[protocol - SCMI_PROTOCOL_FIRST] |= 1u << (header & 0x1f);
	put_word(bytes, header);
	length = 8 + make_reply(v, scmi_find_message(scmi_find_protocol(protocol), header & 0xff,
						     SCMI_COMMAND), bytes + 8);
	if (v->lie == CUT)
		length = next(v) % length;
	if (v->lie == LONGER)
		length += 4 + 4 * (next(v) % 40);
	if (v->lie == OTHER_HEADER)
		put_word(bytes, header ^ 1u << next(v) % 32);
	v->sent_other = v->lie == OTHER_HEADER;
	v->sent_short = length < 8;
	v->sent_long = length > *reply_size;
	memcpy(reply, bytes, length < *reply_size ? length : *reply_size);
	*reply_size = length;
	return 0;
}

static int nothing_comes(void *context, uint8_t *message, size_t *size, uint32_t *timeout)
{
	(void)context;
	(void)message;
	(void)timeout;
	*size = 0;
	return 0;
}

/* The link's buffers are of exactly their size, and so is what calls give */
static struct scmi_result call_villain(struct villain *v, const struct agent_call *call, size_t max_size)
{
	struct scmi_link_config config = {
		.exchange = answer, .receive = nothing_comes, .context = v, .request = malloc(max_size), .reply = malloc(max_size),
		.max_size = max_size,
	};
	struct given g = { .protocol = call->protocol, .id = 1, .value = 1, .flag = true, .max = next(v) % 5 };
	struct scmi_link link;
	struct scmi_result result;

	assert_int_equal(scmi_link_init(&link, &config), SCMI_SUCCESS);
	memset(link.versions, v->version, sizeof(link.versions));
	link.agreed = next(v) & UINT16_MAX;
	v->page = next(v) % 2;
	v->words = v->page * (1 + next(v) % 12);
	v->messages = 0;
	v->sent_other = v->sent_short = v->sent_long = false;
	result = call->call(&link, &g);
	free(g.list);
	free(config.request);
	free(config.reply);
	return result;
}

static void expect_end(const struct villain *v, const struct agent_call *call, struct scmi_result result)
{
	bool told = result.kind == SCMI_RESULT_MALFORMED;

	if (v->messages > MAX_MESSAGES)
		fail_msg("%s takes %u messages", call->message, v->messages);
	if (result.kind == SCMI_RESULT_TRANSPORT || result.kind == SCMI_RESULT_TIMEOUT)
		fail_msg("%s ends with %u", call->message, result.kind);
	if ((v->sent_other || v->sent_short || v->sent_long) && !told)
		fail_msg("%s of version 0x%x takes a reply with lie %u", call->message, v->version, v->lie);
}

static void lies_end(void **state)
{
	static const uint8_t versions[] = {
		SCMI_VERSION(1, 0), SCMI_VERSION(2, 0), SCMI_VERSION(2, 1), SCMI_VERSION(3, 0),
		SCMI_VERSION(3, 1), SCMI_VERSION(4, 0),
	};
	unsigned int ends[LIES][SCMI_RESULT_TIMEOUT + 1] = { { 0 } };
	struct villain v = { .random = 20260101 };
	size_t call, version, round;

	(void)state;
	for (call = 0; call < AGENT_CALLS; call++) {
		for (version = 0; version < sizeof(versions); version++) {
			for (round = 0; round < ROUNDS * LIES; round++) {
				struct scmi_result result;

				v.version = versions[version];
				v.lie = round % LIES;
				result = call_villain(&v, &agent_calls[call], round % 3 ? MAX_SIZE : 32);
				expect_end(&v, &agent_calls[call], result);
				ends[v.lie][result.kind]++;
			}
		}
	}
	/* Not all is refused at the door, and lies are found out */
	for (v.lie = NO_LIE; v.lie < LIES; v.lie++)
		assert_in_range(ends[v.lie][SCMI_RESULT_MALFORMED], 100, UINT32_MAX);
	assert_in_range(ends[NO_LIE][SCMI_RESULT_OK], 1000, UINT32_MAX);
	assert_int_equal(ends[OTHER_HEADER][SCMI_RESULT_OK], 0);
}

/* No command of the tables is without a call; those of every protocol are the same for all */
static void every_command_has_a_call(void **state)
{
	size_t p, m, i;

	(void)state;
	for (p = 0; p < scmi_protocol_words_count; p++) {
		const struct scmi_protocol_words *protocol = &scmi_protocol_words[p];

		for (m = 0; m < protocol->count; m++) {
			const struct scmi_message_words *message = &protocol->messages[m];
			bool found = !message->request;

			for (i = 0; i < AGENT_CALLS; i++)
				found |= agent_calls[i].protocol == protocol->id &&
					 scmi_find_command(protocol, agent_calls[i].message) == message;
			for (i = 0; i < AGENT_CALLS && p; i++)
				found |= agent_calls[i].protocol == SCMI_PROTOCOL_BASE &&
					 (message->id <= 2 || message->id == 0x10) &&
					 !strcmp(agent_calls[i].message, message->short_name);
			if (!found)
				fail_msg("%s has no call", message->name);
		}
	}
}

/* A call sends the message that it is named after */
static void calls_send_their_message(void **state)
{
	struct villain v = { .random = 1, .lie = NO_LIE, .version = SCMI_VERSION(4, 0) };
	size_t i, round;

	(void)state;
	for (i = 0; i < AGENT_CALLS; i++) {
		const struct agent_call *call = &agent_calls[i];
		const struct scmi_message_words *message =
			scmi_find_command(scmi_find_protocol(call->protocol), call->message);

		assert_non_null(message);
		memset(v.seen, 0, sizeof(v.seen));
		for (round = 0; round < ROUNDS; round++)
			call_villain(&v, call, MAX_SIZE);
		if (!(v.seen[call->protocol - SCMI_PROTOCOL_FIRST] >> message->id & 1))
			fail_msg("%s was not sent by its call", message->name);
	}
}

int main(void)
{
	ADD_TEST("every command of the tables has a call", every_command_has_a_call);
	ADD_TEST("calls send the message that they are for", calls_send_their_message);
	ADD_TEST("whatever a server says, every call ends", lies_end);
	return run_program("agent_garbage");
}
