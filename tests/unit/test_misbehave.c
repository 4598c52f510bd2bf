// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * Misbehaving on request: the server and its border as builds with SCMI_MISBEHAVE have them.
 */
#define SCMI_MISBEHAVE
#include "harness.h"

#include "../../lib/server/misbehave.h"

#define MAX		64
#define LARGE		600
#define SMT_HEADER	24
#define FREE		1u
#define ERROR		2u

/* Headers of the protocol 0x9f */
#define MISBEHAVE(message)	(0x27c00u | (message))
#define ALWAYS			0xffffffffu

/* CLOCK_RATE_GET of clock 1 of agent 1, and what comes back */
#define RATE_GET	CLOCK(0x06) | TOKEN(0x155)
#define RATE		200000000u
static const uint32_t rate_get[] = { RATE_GET, 1 };
static const uint32_t rate_got[] = { RATE_GET, SUCCESS, RATE, 0 };

static uint32_t waited;

void scmi_misbehave_wait(uint32_t microseconds)
{
	waited += microseconds;
}

struct fixture {
	struct setup *setup;
	struct scmi_channel channel;
	uint32_t request[LARGE / 4];
	uint32_t reply[LARGE / 4];
	uint8_t shared[SMT_HEADER + LARGE];
};

struct answer {
	enum scmi_channel_result result;
	size_t size;
	uint32_t status;	/* of the channel, SMT */
	uint8_t bytes[LARGE];
};

/* One message in MSG or SMT form; what is not written is 0xff */
static struct answer send(struct fixture *f, enum way way, const uint32_t *words, size_t count)
{
	struct answer answer = { 0 };
	size_t i;

	memset(f->shared, 0xff, sizeof(f->shared));
	put_word(f->shared + 4, 0);
	put_word(f->shared + 20, 4 * (uint32_t)count);
	for (i = 0; i < count; i++)
		put_word(f->shared + SMT_HEADER + 4 * i, words[i]);
	memset(answer.bytes, 0xff, sizeof(answer.bytes));
	if (way == WAY_SMT) {
		answer.result = scmi_channel_smt(&f->channel, f->shared, SMT_HEADER + MAX);
		answer.size = get_word(f->shared + 20);
		answer.status = get_word(f->shared + 4);
		memcpy(answer.bytes, f->shared + SMT_HEADER, LARGE);
	} else {
		answer.size = f->channel.max_size;
		answer.result = scmi_channel_msg(&f->channel, f->shared + SMT_HEADER, 4 * count,
						 answer.bytes, &answer.size);
	}
	return answer;
}

static struct fixture *set_up(void)
{
	struct fixture *f = calloc(1, sizeof(*f));
	const uint32_t stop[] = { MISBEHAVE(0x20) };

	f->setup = setup_board("tests/unit/unit");
	f->channel = (struct scmi_channel) {
		.server = &f->setup->board.server, .agent = 1,
		.forms = SCMI_CHANNEL_SMT | SCMI_CHANNEL_MSG,
		.max_size = MAX, .request = f->request, .reply = f->reply,
	};
	waited = 0;
	assert_int_equal(send(f, WAY_MSG, stop, 1).result, SCMI_CHANNEL_OK);
	return f;
}

static void tear_down(struct fixture *f)
{
	teardown_board(f->setup);
	free(f);
}

#define SEND_WORDS(f, ...)	send(f, WAY_MSG, (const uint32_t[]){ __VA_ARGS__ },		\
				     sizeof((const uint32_t[]){ __VA_ARGS__ }) / sizeof(uint32_t))

static void assert_words(const struct answer *answer, size_t size, const uint32_t *words)
{
	size_t i;

	assert_int_equal(answer->result, SCMI_CHANNEL_OK);
	assert_int_equal(answer->size, size);
	for (i = 0; i < size / 4; i++)
		assert_int_equal(get_word(answer->bytes + 4 * i), words[i]);
}

#define ASSERT_ANSWER(answer, ...)								\
	assert_words(answer, sizeof((const uint32_t[]){ __VA_ARGS__ }), (const uint32_t[]){ __VA_ARGS__ })

/* Ask for something, which is granted */
#define ASK(f, header, ...) do {								\
	struct answer asked_ = SEND_WORDS(f, MISBEHAVE(header), ## __VA_ARGS__);		\
	ASSERT_ANSWER(&asked_, MISBEHAVE(header), SUCCESS);					\
} while (0)

static void assert_rate(struct fixture *f, enum way way)
{
	struct answer answer = send(f, way, rate_get, 2);

	assert_words(&answer, sizeof(rate_got), rate_got);
	if (way == WAY_SMT)
		assert_int_equal(answer.status, FREE);
}

/* Each kind of misbehaviour, once: the reply is a row's, and the next one is as it should be */

struct row {
	const char *name;
	uint32_t kind;
	uint32_t values[3];
	unsigned int value_count;
	enum scmi_channel_result result;
	size_t size;		/* that is told */
	size_t written;		/* bytes of the following that are there, behind them nothing */
	uint32_t words[5];
	uint32_t status;
	uint32_t waited;
};

#define GOOD		{ RATE_GET, SUCCESS, RATE, 0 }
static const struct row rows[] = {
	{ "late", 0x30, { 1500 }, 1, SCMI_CHANNEL_OK, 16, 16, GOOD, FREE, 1500 },
	{ "short by a word", 0x31, { 4 }, 1, SCMI_CHANNEL_OK, 12, 12, GOOD, FREE, 0 },
	{ "short by more than there is", 0x31, { 17 }, 1, SCMI_CHANNEL_OK, 0, 0, { 0 }, FREE, 0 },
	{ "long", 0x32, { 4 }, 1, SCMI_CHANNEL_OK, 20, 20,
	  { RATE_GET, SUCCESS, RATE, 0, 0xa5a5a5a5 }, FREE, 0 },
	{ "another token", 0x33, { 0x0ffc0000 }, 1, SCMI_CHANNEL_OK, 16, 16,
	  { CLOCK(0x06) | TOKEN(0x2aa), SUCCESS, RATE, 0 }, FREE, 0 },
	{ "another protocol and message", 0x33, { 0x401 }, 1, SCMI_CHANNEL_OK, 16, 16,
	  { SENSOR(0x07) | TOKEN(0x155), SUCCESS, RATE, 0 }, FREE, 0 },
	{ "a status", 0x34, { DENIED }, 1, SCMI_CHANNEL_OK, 8, 8, { RATE_GET, DENIED }, FREE, 0 },
	{ "a word of the reply", 0x35, { 1, 0xff00, 0x1200 }, 3, SCMI_CHANNEL_OK, 16, 16,
	  { RATE_GET, SUCCESS, (RATE & 0xffff00ff) | 0x1200, 0 }, FREE, 0 },
	{ "a word that is not there", 0x35, { 3, 0xffffffff, 0 }, 3, SCMI_CHANNEL_OK, 16, 16, GOOD,
	  FREE, 0 },
	{ "a word of the request", 0x36, { 0, 0xffffffff, 99 }, 3, SCMI_CHANNEL_OK, 8, 8,
	  { RATE_GET, NOT_FOUND }, FREE, 0 },
	{ "silence", 0x38, { 0 }, 0, SCMI_CHANNEL_OK, 0, 0, { 0 }, 0, 0 },
	{ "refusal", 0x39, { 0 }, 0, SCMI_CHANNEL_BAD_SIZE, 0, 0, { 0 }, FREE | ERROR, 0 },
	{ "another length", 0x3a, { 4096 }, 1, SCMI_CHANNEL_OK, 4096, 16, GOOD, FREE, 0 },
	{ "channel left busy", 0x3b, { 0 }, 1, SCMI_CHANNEL_OK, 16, 16, GOOD, 0, 0 },
	{ "channel with an error", 0x3b, { FREE | ERROR }, 1, SCMI_CHANNEL_OK, 16, 16, GOOD,
	  FREE | ERROR, 0 },
};

static void misbehaves(void **state, enum way way)
{
	const struct row *row = *state;
	uint32_t ask[] = { MISBEHAVE(row->kind), 0, 0x14, 0x06, 1, row->values[0], row->values[1],
			   row->values[2] };
	const uint32_t asked[] = { MISBEHAVE(row->kind), SUCCESS };
	struct fixture *f = set_up();
	struct answer answer;
	size_t i;

	answer = send(f, way, ask, 5 + row->value_count);
	assert_words(&answer, sizeof(asked), asked);

	answer = send(f, way, rate_get, 2);
	assert_int_equal(answer.result, row->result);
	if (row->result == SCMI_CHANNEL_OK)
		assert_int_equal(answer.size, row->size);
	for (i = 0; i < row->written / 4; i++)
		assert_int_equal(get_word(answer.bytes + 4 * i), row->words[i]);
	if (way == WAY_MSG)
		assert_int_equal(answer.bytes[row->written], 0xff);
	else
		assert_int_equal(answer.status, row->status);
	assert_int_equal(waited, row->waited);
	assert_rate(f, way);
	tear_down(f);
}

static void misbehaves_in_msg(void **state)
{
	misbehaves(state, WAY_MSG);
}

static void misbehaves_in_smt(void **state)
{
	misbehaves(state, WAY_SMT);
}

/* The same reply is there instead of the next one, and a third message is answered as it should be */
static void twice(struct fixture *f)
{
	struct answer answer;

	ASK(f, 0x37, 0, 0x14, 0x06, 1);
	assert_rate(f, WAY_MSG);
	answer = SEND_WORDS(f, BASE(0x00) | TOKEN(7));
	assert_words(&answer, sizeof(rate_got), rate_got);
	answer = SEND_WORDS(f, BASE(0x00) | TOKEN(7));
	ASSERT_ANSWER(&answer, BASE(0x00) | TOKEN(7), SUCCESS, 0x20001);
}

/* What comes twice belongs to one agent, and is forgotten with the rest */
static void twice_for_one_agent(struct fixture *f)
{
	struct answer answer;

	ASK(f, 0x37, 0, 0x14, 0x06, 1);
	assert_rate(f, WAY_MSG);
	f->channel.agent = 2;
	answer = SEND_WORDS(f, BASE(0x00));
	ASSERT_ANSWER(&answer, BASE(0x00), SUCCESS, 0x20001);
	f->channel.agent = 1;
	ASK(f, 0x20);
	assert_rate(f, WAY_MSG);
}

/* The second time there is less room */
static void twice_in_less_room(struct fixture *f)
{
	struct answer answer;

	ASK(f, 0x37, 0, 0x14, 0x06, 1);
	assert_rate(f, WAY_MSG);
	f->channel.max_size = 16;
	answer = SEND_WORDS(f, BASE(0x00));
	assert_words(&answer, sizeof(rate_got), rate_got);
	f->channel.max_size = LARGE;

	/* A reply longer than what can be kept comes again as far as it was */
	ASK(f, 0x32, 0, 0x14, 0x06, 1, LARGE);
	ASK(f, 0x37, 0, 0x14, 0x06, 1);
	answer = SEND_WORDS(f, RATE_GET, 1);
	assert_int_equal(answer.size, LARGE);
	f->channel.max_size = 20;
	answer = SEND_WORDS(f, RATE_GET, 1);
	ASSERT_ANSWER(&answer, RATE_GET, SUCCESS, RATE, 0, 0xa5a5a5a5);
}

/* Whose messages, which, and how often */
static void others_are_left_alone(struct fixture *f)
{
	struct answer answer;

	f->channel.agent = 2;
	ASK(f, 0x34, 1, 0x14, 0x06, 2, BUSY);
	answer = SEND_WORDS(f, CLOCK(0x06), 0);
	assert_int_equal(answer.size, 16);
	f->channel.agent = 1;
	answer = SEND_WORDS(f, CLOCK(0x03), 1);
	assert_int_equal(get_word(answer.bytes + 4), SUCCESS);
	answer = SEND_WORDS(f, RESET_DOMAIN(0x06));
	assert_int_equal(get_word(answer.bytes + 4), NOT_SUPPORTED);
	answer = SEND_WORDS(f, RATE_GET, 1);
	ASSERT_ANSWER(&answer, RATE_GET, BUSY);
	answer = SEND_WORDS(f, RATE_GET, 1);
	ASSERT_ANSWER(&answer, RATE_GET, BUSY);
	assert_rate(f, WAY_MSG);
}

static void several_add_up(struct fixture *f)
{
	struct answer answer;

	ASK(f, 0x33, 0, 0x14, 0x06, 1, TOKEN(1));
	ASK(f, 0x31, 0, 0x14, 0x06, 2, 4);
	answer = SEND_WORDS(f, RATE_GET, 1);
	ASSERT_ANSWER(&answer, CLOCK(0x06) | TOKEN(0x154), SUCCESS, RATE);
	answer = SEND_WORDS(f, RATE_GET, 1);
	ASSERT_ANSWER(&answer, RATE_GET, SUCCESS, RATE);
	assert_rate(f, WAY_MSG);
}

/* The protocol itself */

static void it_answers_as_a_protocol(struct fixture *f)
{
	struct answer answer = SEND_WORDS(f, MISBEHAVE(0x00) | TOKEN(3));

	ASSERT_ANSWER(&answer, MISBEHAVE(0x00) | TOKEN(3), SUCCESS, 0x10000);
	answer = SEND_WORDS(f, MISBEHAVE(0x01));
	ASSERT_ANSWER(&answer, MISBEHAVE(0x01), SUCCESS, 8);
	answer = SEND_WORDS(f, MISBEHAVE(0x02), 0x3b);
	ASSERT_ANSWER(&answer, MISBEHAVE(0x02), SUCCESS, 0);
	answer = SEND_WORDS(f, MISBEHAVE(0x02), 0x03);
	ASSERT_ANSWER(&answer, MISBEHAVE(0x02), NOT_FOUND);
	answer = SEND_WORDS(f, MISBEHAVE(0x02), 0x3c);
	ASSERT_ANSWER(&answer, MISBEHAVE(0x02), NOT_FOUND);
	answer = SEND_WORDS(f, MISBEHAVE(0x03));
	ASSERT_ANSWER(&answer, MISBEHAVE(0x03), NOT_SUPPORTED);
	answer = SEND_WORDS(f, MISBEHAVE(0x30), 0, 0x14, 0x06, 1);
	ASSERT_ANSWER(&answer, MISBEHAVE(0x30), PROTOCOL_ERROR);
}

static void requests_are_counted(struct fixture *f)
{
	struct answer answer;
	unsigned int i;

	for (i = 0; i < 8; i++)
		ASK(f, 0x30, 0, 0x14, 0x06, i ? ALWAYS : 1, 100);
	answer = SEND_WORDS(f, MISBEHAVE(0x38), 0, 0x14, 0x06, 1);
	ASSERT_ANSWER(&answer, MISBEHAVE(0x38), BUSY);
	assert_rate(f, WAY_MSG);
	assert_rate(f, WAY_MSG);
	assert_int_equal(waited, 8 * 100 + 7 * 100);
	answer = SEND_WORDS(f, MISBEHAVE(0x21));
	ASSERT_ANSWER(&answer, MISBEHAVE(0x21), SUCCESS, 7, 2);
	ASK(f, 0x20);
	answer = SEND_WORDS(f, MISBEHAVE(0x21));
	ASSERT_ANSWER(&answer, MISBEHAVE(0x21), SUCCESS, 0, 0);
	assert_rate(f, WAY_MSG);
	assert_int_equal(waited, 8 * 100 + 7 * 100);
}

/* Messages of sizes that it has no room for are the server's alone */
static void odd_sizes(struct fixture *f)
{
	uint32_t request[LARGE / 4] = { 0 };
	uint32_t reply[4];
	struct scmi_server *server = f->channel.server;

	put_word((uint8_t *)request, MISBEHAVE(0x00));
	assert_int_equal(scmi_misbehave_process(server, 1, (uint8_t *)request, 3, (uint8_t *)reply, 16), 0);
	assert_int_equal(scmi_misbehave_process(server, 1, (uint8_t *)request, 4, (uint8_t *)reply, 12), 8);
	assert_int_equal(get_word((uint8_t *)reply + 4), NOT_SUPPORTED);
	assert_int_equal(scmi_misbehave_process(server, 1, (uint8_t *)request, 516, (uint8_t *)reply, 16), 8);
	assert_int_equal(get_word((uint8_t *)reply + 4), NOT_SUPPORTED);
}

/* A server that is built for use knows nothing of it: the base protocol lists it nowhere */
static void not_without_being_built(struct fixture *f)
{
	uint32_t reply[4] = { 0 };
	const uint32_t request[] = { MISBEHAVE(0x00) };

	assert_int_equal(exchange_words(f->channel.server, 1, request, 1, reply, 4), 2);
	assert_int_equal(reply[1], NOT_SUPPORTED);
}

#define TEST(function)	{ #function, function }
static const struct test {
	const char *name;
	void (*run)(struct fixture *f);
} tests[] = {
	TEST(twice), TEST(twice_for_one_agent), TEST(twice_in_less_room), TEST(others_are_left_alone),
	TEST(several_add_up), TEST(it_answers_as_a_protocol), TEST(requests_are_counted), TEST(odd_sizes),
	TEST(not_without_being_built),
};

static void run_plain(void **state)
{
	const struct test *test = *state;
	struct fixture *f = set_up();

	test->run(f);
	tear_down(f);
}

int main(void)
{
	size_t i;

	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		add_row(rows[i].name, misbehaves_in_msg, &rows[i]);
		add_row(rows[i].name, misbehaves_in_smt, &rows[i]);
	}
	for (i = 0; i < sizeof(tests) / sizeof(tests[0]); i++)
		add_row(tests[i].name, run_plain, &tests[i]);
	return run_program("misbehave");
}
