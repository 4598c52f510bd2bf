// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * The border: messages in memory that is the agent's. SMT layout: word 1 channel status (bit 0
 * free, bit 1 error), word 5 length, word 6 message header, then payload.
 */
#include <pthread.h>
#include <stdatomic.h>

#include "harness.h"

#define MAX		64
#define SMT_HEADER	24

/* CLOCK_RATE_GET of clock 1 of agent 1, and what comes back */
static const uint32_t rate_get[] = { CLOCK(0x06), 1 };
static const uint32_t rate_got[] = { CLOCK(0x06), SUCCESS, 200000000, 0 };

struct fixture {
	struct setup *setup;
	struct scmi_channel channel;
};

static int set_up(void **state)
{
	struct fixture *f = malloc(sizeof(*f));

	f->setup = setup_board("tests/unit/unit");
	f->channel = (struct scmi_channel) {
		.server = &f->setup->board.server,
		.agent = 1,
		.forms = SCMI_CHANNEL_SMT | SCMI_CHANNEL_MSG,
		.max_size = MAX,
		.request = malloc(MAX),
		.reply = malloc(MAX),
	};
	*state = f;
	return 0;
}

static int tear_down(void **state)
{
	struct fixture *f = *state;

	free(f->channel.request);
	free(f->channel.reply);
	teardown_board(f->setup);
	free(f);
	return 0;
}

/*
 * A message through the channel, whose private memory holds nothing of an earlier one. It has to
 * hold all of this one afterwards, up to the last byte of a length that is no whole number of
 * words.
 */
static enum scmi_channel_result msg(struct scmi_channel *channel, const uint8_t *in, size_t in_size,
				    uint8_t *out, size_t *out_size)
{
	uint8_t request[MAX];
	enum scmi_channel_result result;

	if (in_size <= MAX && in_size)
		memcpy(request, in, in_size);
	memset(channel->request, 0xff, MAX);
	memset(channel->reply, 0xff, MAX);
	result = scmi_channel_msg(channel, in, in_size, out, out_size);
	if (result == SCMI_CHANNEL_OK)
		assert_memory_equal(channel->request, request, in_size);
	return result;
}

static enum scmi_channel_result smt(struct scmi_channel *channel, uint8_t *shared, size_t size)
{
	uint8_t request[MAX];
	uint32_t length = size >= SMT_HEADER ? get_word(shared + 20) : 0;
	enum scmi_channel_result result;

	if (size >= SMT_HEADER && length <= MAX && length <= size - SMT_HEADER)
		memcpy(request, shared + SMT_HEADER, length);
	memset(channel->request, 0xff, MAX);
	memset(channel->reply, 0xff, MAX);
	result = scmi_channel_smt(channel, shared, size);
	if (result == SCMI_CHANNEL_OK)
		assert_memory_equal(channel->request, request, length);
	return result;
}

static void put_words(uint8_t *bytes, const uint32_t *words, size_t count)
{
	size_t i;

	for (i = 0; i < count; i++)
		put_word(bytes + 4 * i, words[i]);
}

static void assert_words(const uint8_t *bytes, const uint32_t *words, size_t count)
{
	size_t i;

	for (i = 0; i < count; i++)
		assert_int_equal(get_word(bytes + 4 * i), words[i]);
}

/* Shared memory in SMT layout with a request in it, marked busy; exactly @size bytes */
static uint8_t *smt_memory(size_t size, uint32_t length)
{
	uint8_t *shared = malloc(size);

	memset(shared, 0, size);
	if (size >= SMT_HEADER)
		put_word(shared + 20, length);
	if (size >= SMT_HEADER + sizeof(rate_get))
		put_words(shared + SMT_HEADER, rate_get, 2);
	return shared;
}

/* The channel takes the next message, whatever the last was like */
static void assert_usable(struct fixture *f)
{
	uint8_t *shared = smt_memory(SMT_HEADER + 16, 8);

	assert_int_equal(smt(&f->channel, shared, SMT_HEADER + 16), SCMI_CHANNEL_OK);
	assert_int_equal(get_word(shared + 4), 1);
	assert_int_equal(get_word(shared + 20), 16);
	assert_words(shared + SMT_HEADER, rate_got, 4);
	free(shared);
}

static void smt_lengths(void **state)
{
	static const uint32_t far[] = {
		0x7fffffff, 0x80000000, 0xffffffe8, 0xfffffffc, 0xffffffff,
	};
	struct fixture *f = *state;
	size_t size = SMT_HEADER + MAX;
	uint32_t length;

	for (length = 0; length <= MAX + 1 + sizeof(far) / sizeof(far[0]); length++) {
		uint32_t said = length <= MAX + 1 ? length : far[length - MAX - 2];
		uint8_t *shared = smt_memory(size, said);
		bool good = said >= 4 && said <= MAX;

		assert_int_equal(smt(&f->channel, shared, size),
				 good ? SCMI_CHANNEL_OK : SCMI_CHANNEL_BAD_SIZE);
		assert_int_equal(get_word(shared + 4), good ? 1 : 3);
		if (!good) {
			assert_int_equal(get_word(shared + 20), said);
			assert_words(shared + SMT_HEADER, rate_get, 2);
		} else if (said == 8) {
			assert_int_equal(get_word(shared + 20), 16);
			assert_words(shared + SMT_HEADER, rate_got, 4);
		} else {
			assert_int_equal(get_word(shared + 20), 8);
			assert_int_equal(get_word(shared + SMT_HEADER), CLOCK(0x06));
			assert_int_equal(get_word(shared + SMT_HEADER + 4), PROTOCOL_ERROR);
		}
		free(shared);
		assert_usable(f);
	}
}

/* More shared memory than the channel's longest message: it does not make messages longer */
static void smt_memory_beyond_the_longest_message(void **state)
{
	struct fixture *f = *state;
	uint8_t *shared = smt_memory(4096, MAX + 1);

	assert_int_equal(smt(&f->channel, shared, 4096), SCMI_CHANNEL_BAD_SIZE);
	assert_int_equal(get_word(shared + 4), 3);
	/* CLOCK_NAME_GET needs 76 bytes */
	put_word(shared + 4, 0);
	put_word(shared + 20, 8);
	put_word(shared + 24, CLOCK(0x08));
	assert_int_equal(smt(&f->channel, shared, 4096), SCMI_CHANNEL_OK);
	assert_int_equal(get_word(shared + 4), 1);
	assert_int_equal(get_word(shared + 20), 8);
	assert_int_equal(get_word(shared + 28), PROTOCOL_ERROR);
	free(shared);
}

/* Every size of shared memory, with every length that could be in it */
static void smt_sizes(void **state)
{
	struct fixture *f = *state;
	size_t size;
	uint32_t length;

	for (size = 0; size <= SMT_HEADER + 20; size++) {
		for (length = 0; length <= 24; length++) {
			uint8_t *shared = smt_memory(size, length);
			enum scmi_channel_result expected = SCMI_CHANNEL_OK;

			if (size < SMT_HEADER || length < 4 || length > size - SMT_HEADER)
				expected = SCMI_CHANNEL_BAD_SIZE;
			else if (size < SMT_HEADER + 8)
				expected = SCMI_CHANNEL_NO_ROOM;
			assert_int_equal(smt(&f->channel, shared, size), expected);
			if (size >= SMT_HEADER)
				assert_int_equal(get_word(shared + 4),
						 expected == SCMI_CHANNEL_OK ? 1 : 3);
			free(shared);
		}
	}
	assert_usable(f);
}

/* Memory with anything in it becomes a free channel, and nothing else of it changes */
static void smt_first_status(void **state)
{
	struct fixture *f = *state;
	uint8_t *shared = malloc(SMT_HEADER + 16), *before = malloc(SMT_HEADER + 16);

	memset(shared, 0xa5, SMT_HEADER + 16);
	memcpy(before, shared, SMT_HEADER + 16);
	put_word(before + 4, 1);
	scmi_channel_init_smt(shared);
	assert_memory_equal(shared, before, SMT_HEADER + 16);
	put_word(shared + 4, 0);
	put_word(shared + 20, 8);
	put_words(shared + SMT_HEADER, rate_get, 2);
	assert_int_equal(smt(&f->channel, shared, SMT_HEADER + 16), SCMI_CHANNEL_OK);
	free(before);
	free(shared);
}

static void smt_status_words(void **state)
{
	static const struct {
		uint32_t before, after;
		enum scmi_channel_result result;
	} words[] = {
		{ 0, 1, SCMI_CHANNEL_OK },
		{ 2, 1, SCMI_CHANNEL_OK },		/* an old error is nobody's any more */
		{ 0xfffffffe, 1, SCMI_CHANNEL_OK },
		{ 1, 3, SCMI_CHANNEL_NOT_CLAIMED },
		{ 3, 3, SCMI_CHANNEL_NOT_CLAIMED },
		{ 0xffffffff, 3, SCMI_CHANNEL_NOT_CLAIMED },
	};
	struct fixture *f = *state;
	size_t i;

	for (i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		uint8_t *shared = smt_memory(SMT_HEADER + 16, 8);

		put_word(shared + 4, words[i].before);
		assert_int_equal(smt(&f->channel, shared, SMT_HEADER + 16),
				 words[i].result);
		assert_int_equal(get_word(shared + 4), words[i].after);
		assert_int_equal(get_word(shared + 20), words[i].result ? 8 : 16);
		if (words[i].result)
			assert_words(shared + SMT_HEADER, rate_get, 2);
		free(shared);
	}
}

/* What is not processed has no effect */
static void smt_refused_does_nothing(void **state)
{
	static const uint32_t rate_set[] = { CLOCK(0x05), 0, 1, 400000000, 0 };
	struct fixture *f = *state;
	uint8_t *shared = malloc(SMT_HEADER + 20);
	struct snapshot before;

	memset(shared, 0, SMT_HEADER);
	put_words(shared + SMT_HEADER, rate_set, 5);
	take_snapshot(&f->setup->board, &before);
	put_word(shared + 4, 1);
	put_word(shared + 20, 20);
	assert_int_equal(smt(&f->channel, shared, SMT_HEADER + 20),
			 SCMI_CHANNEL_NOT_CLAIMED);
	put_word(shared + 4, 0);
	put_word(shared + 20, 24);
	assert_int_equal(smt(&f->channel, shared, SMT_HEADER + 20),
			 SCMI_CHANNEL_BAD_SIZE);
	assert_null(snapshot_difference(&f->setup->board, &before));
	put_word(shared + 4, 0);
	put_word(shared + 20, 20);
	assert_int_equal(smt(&f->channel, shared, SMT_HEADER + 20), SCMI_CHANNEL_OK);
	assert_non_null(snapshot_difference(&f->setup->board, &before));
	free(shared);
}

/* Memory at an odd address is no SMT channel: nothing is read or written there */
static void smt_misaligned(void **state)
{
	struct fixture *f = *state;
	uint8_t *block = malloc(SMT_HEADER + 20), *before = malloc(SMT_HEADER + 20);
	size_t shift;

	for (shift = 1; shift < 4; shift++) {
		memset(block, 0, SMT_HEADER + 20);
		put_word(block + shift + 20, 8);
		put_words(block + shift + SMT_HEADER, rate_get, 2);
		memcpy(before, block, SMT_HEADER + 20);
		assert_int_equal(smt(&f->channel, block + shift, SMT_HEADER + 16),
				 SCMI_CHANNEL_BAD_SIZE);
		assert_memory_equal(block, before, SMT_HEADER + 20);
	}
	free(before);
	free(block);
	assert_usable(f);
}

static void msg_lengths(void **state)
{
	struct fixture *f = *state;
	size_t length;

	for (length = 0; length <= MAX + 1; length++) {
		uint8_t *in = malloc(length ? length : 1), *out = malloc(16);
		bool good = length >= 4 && length <= MAX;
		uint8_t request[MAX + 1] = { 0 };
		size_t size = 16;

		put_words(request, rate_get, 2);
		memcpy(in, request, length);
		memset(out, 0xa5, 16);
		assert_int_equal(msg(&f->channel, in, length, out, &size),
				 good ? SCMI_CHANNEL_OK : SCMI_CHANNEL_BAD_SIZE);
		if (!good) {
			assert_int_equal(size, 16);
			assert_int_equal(get_word(out), 0xa5a5a5a5);
		} else if (length == 8) {
			assert_int_equal(size, 16);
			assert_words(out, rate_got, 4);
		} else {
			assert_int_equal(size, 8);
			assert_int_equal(get_word(out + 4), PROTOCOL_ERROR);
			assert_int_equal(get_word(out + 8), 0xa5a5a5a5);
		}
		free(in);
		free(out);
	}
	assert_usable(f);
}

static void msg_rooms(void **state)
{
	struct fixture *f = *state;
	uint8_t in[8];
	size_t room;

	put_words(in, rate_get, 2);
	for (room = 0; room <= MAX + 8; room++) {
		uint8_t *out = malloc(room ? room : 1);
		size_t size = room;

		assert_int_equal(msg(&f->channel, in, 8, out, &size),
				 room < 8 ? SCMI_CHANNEL_NO_ROOM : SCMI_CHANNEL_OK);
		assert_int_equal(size, room < 8 ? room : room < 16 ? 8 : 16);
		if (room >= 16)
			assert_words(out, rate_got, 4);
		else if (room >= 8)
			assert_int_equal(get_word(out + 4), PROTOCOL_ERROR);
		free(out);
	}
}

/* The reply is no longer than the channel's longest message, however much room there is */
static void msg_room_beyond_the_longest_message(void **state)
{
	struct fixture *f = *state;
	uint8_t in[8] = { 0x08, 0x50, 0, 0, 9, 0, 0, 0 }, out[1024];
	size_t size = sizeof(out);

	assert_int_equal(msg(&f->channel, in, 8, out, &size), SCMI_CHANNEL_OK);
	assert_int_equal(size, 8);
	assert_int_equal(get_word(out + 4), PROTOCOL_ERROR);
}

static void msg_without_memory(void **state)
{
	struct fixture *f = *state;
	uint8_t in[8];
	size_t size = 0;

	put_words(in, rate_get, 2);
	assert_int_equal(msg(&f->channel, NULL, 0, NULL, &size), SCMI_CHANNEL_BAD_SIZE);
	assert_int_equal(msg(&f->channel, in, 8, NULL, &size), SCMI_CHANNEL_NO_ROOM);
	assert_int_equal(size, 0);
}

static void msg_misaligned(void **state)
{
	struct fixture *f = *state;
	size_t in_shift, out_shift;

	for (in_shift = 0; in_shift < 4; in_shift++) {
		for (out_shift = 0; out_shift < 4; out_shift++) {
			uint8_t *in = malloc(in_shift + 8), *out = malloc(out_shift + 16);
			size_t size = 16;

			put_words(in + in_shift, rate_get, 2);
			memset(out, 0xa5, out_shift + 16);
			assert_int_equal(msg(&f->channel, in + in_shift, 8,
							  out + out_shift, &size), SCMI_CHANNEL_OK);
			assert_int_equal(size, 16);
			assert_words(out + out_shift, rate_got, 4);
			if (out_shift)
				assert_int_equal(out[out_shift - 1], 0xa5);
			free(in);
			free(out);
		}
	}
}

/* Reply over request, in whole and in part */
static void msg_in_place(void **state)
{
	struct fixture *f = *state;
	size_t shift;

	for (shift = 0; shift <= 16; shift++) {
		uint8_t *block = malloc(32);
		size_t size = 16;

		put_words(block + shift, rate_get, 2);
		assert_int_equal(msg(&f->channel, block + shift, 8, block + 8, &size),
				 SCMI_CHANNEL_OK);
		assert_int_equal(size, 16);
		assert_words(block + 8, rate_got, 4);
		free(block);
	}
}

/* A channel speaks for its agent */
static void agents(void **state)
{
	struct fixture *f = *state;
	uint8_t in[8], out[32];
	uint32_t agent;

	put_word(in, BASE(0x07));
	put_word(in + 4, 0xffffffff);
	for (agent = 1; agent <= 2; agent++) {
		size_t size = sizeof(out);

		f->channel.agent = (uint8_t)agent;
		assert_int_equal(msg(&f->channel, in, 8, out, &size), SCMI_CHANNEL_OK);
		assert_int_equal(size, 28);
		assert_int_equal(get_word(out + 8), agent);
	}
}

/*
 * Shared memory that another processor changes all the while: whatever is read, every answer is in
 * form, and nothing but the message is written.
 */
#define HAMMER_SIZE	(SMT_HEADER + MAX)
#define GUARD		64
#define HAMMERED	60000

struct hammer {
	_Alignas(64) uint8_t guard_before[GUARD];
	uint8_t shared[HAMMER_SIZE];
	uint8_t guard_after[GUARD];
	atomic_bool stop;
};

static void *hammer(void *context)
{
	struct hammer *h = context;
	volatile uint32_t *words = (volatile uint32_t *)h->shared;
	uint32_t seed = 7;

	while (!atomic_load_explicit(&h->stop, memory_order_relaxed)) {
		seed = seed * 1664525 + 1013904223;
		switch (seed >> 29) {
		case 0:
			words[1] = seed >> 8 & 3;
			break;
		case 1:
			words[5] = seed >> 8 & 7 ? (seed >> 11) % 80 : seed;
			break;
		case 2:
			words[6] = (seed >> 8 & 1 ? 0x4000 : 0x5000) | (seed >> 9 & 0x1f);
			break;
		default:
			words[7 + (seed >> 8) % 15] = seed >> 28;
		}
	}
	return NULL;
}

/* What the server gets and gives is private: look at that */
static void assert_in_form(const struct scmi_channel *channel)
{
	const uint8_t *reply = (const uint8_t *)channel->reply;
	uint32_t status = get_word(reply + 4);

	assert_int_equal(get_word(reply), get_word((const uint8_t *)channel->request));
	assert_true(status == SUCCESS || status >= IN_USE);
}

static void assert_guards(const struct hammer *h)
{
	size_t i;

	for (i = 0; i < GUARD; i++) {
		assert_int_equal(h->guard_before[i], 0xa5);
		assert_int_equal(h->guard_after[i], 0xa5);
	}
}

static void changed_by_another(void **state)
{
	struct fixture *f = *state;
	static struct hammer h;
	unsigned int results[4] = { 0 };
	pthread_t thread;
	int i;

	memset(h.guard_before, 0xa5, GUARD);
	memset(h.guard_after, 0xa5, GUARD);
	assert_int_equal(pthread_create(&thread, NULL, hammer, &h), 0);
	for (i = 0; i < HAMMERED; i++) {
		enum scmi_channel_result result;
		size_t size = MAX;

		/* In MSG layout, in place or with the reply somewhere else */
		if (i % 4 == 1)
			result = scmi_channel_msg(&f->channel, h.shared + 24, 4 + i % 61,
						  h.shared + (i % 8 == 1 ? 24 : 0), &size);
		else
			result = scmi_channel_smt(&f->channel, h.shared, HAMMER_SIZE);
		if (result == SCMI_CHANNEL_OK) {
			assert_in_form(&f->channel);
			assert_in_range(size, 8, MAX);
		}
		results[result]++;
	}
	h.stop = true;
	pthread_join(thread, NULL);
	assert_guards(&h);
	/* It has been of use */
	assert_true(results[SCMI_CHANNEL_OK] > HAMMERED / 10);
	assert_usable(f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		{ "SMT: every length from 0 to one too many, and far beyond",
		  smt_lengths, set_up, tear_down, NULL },
		{ "SMT: more memory makes messages no longer",
		  smt_memory_beyond_the_longest_message, set_up, tear_down, NULL },
		{ "SMT: every size of memory with every length in it",
		  smt_sizes, set_up, tear_down, NULL },
		{ "SMT: a channel is free at the start", smt_first_status, set_up, tear_down,
		  NULL },
		{ "SMT: status words", smt_status_words, set_up, tear_down, NULL },
		{ "SMT: what is refused has no effect",
		  smt_refused_does_nothing, set_up, tear_down, NULL },
		{ "SMT: memory at an odd address is left alone",
		  smt_misaligned, set_up, tear_down, NULL },
		{ "MSG: every length from 0 to one too many", msg_lengths, set_up, tear_down,
		  NULL },
		{ "MSG: every room from 0 to more than enough", msg_rooms, set_up, tear_down,
		  NULL },
		{ "MSG: more room makes replies no longer",
		  msg_room_beyond_the_longest_message, set_up, tear_down, NULL },
		{ "MSG: no memory at all", msg_without_memory, set_up, tear_down, NULL },
		{ "MSG: request and reply at odd addresses", msg_misaligned, set_up, tear_down,
		  NULL },
		{ "MSG: the reply over the request, in whole and in part",
		  msg_in_place, set_up, tear_down, NULL },
		{ "a channel speaks for its agent", agents, set_up, tear_down, NULL },
		{ "60000 messages in memory that another thread changes meanwhile",
		  changed_by_another, set_up, tear_down, NULL },
	};

	return cmocka_run_group_tests_name("channel", tests, NULL, NULL);
}
