/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * Tests of the agent as tables: a call of the agent's, the request that it has to send and the reply,
 * as words written by hand. Each row is also run with all that a reply can be spoiled by.
 */
#ifndef UNIT_AGENT_ROWS_H
#define UNIT_AGENT_ROWS_H

#include "harness.h"

#include <scmi/agent.h>

#define MAX_SIZE	128
#define MAX_TURNS	4
#define TRANSPORT_ERROR	(-110)

#define V1		SCMI_VERSION(1, 0)
#define V2		SCMI_VERSION(2, 0)
#define V21		SCMI_VERSION(2, 1)
#define V3		SCMI_VERSION(3, 0)
#define V31		SCMI_VERSION(3, 1)
#define V4		SCMI_VERSION(4, 0)

/* A server of which each answer is written by hand, and spoiled on request */

struct turn {
	struct words request;	/* header without token, payload */
	struct words reply;	/* status, payload */
};

struct peer {
	const struct turn *turns;
	size_t turn_count;
	size_t done;			/* exchanges so far */
	bool forever;			/* the last turn repeats */

	/* How turn number spoiled is spoiled */
	size_t spoiled;
	size_t size;			/* of the reply, in bytes; SIZE_MAX: as it should be */
	uint32_t flip;			/* bits of its header */
	int error;			/* of the transport */
};

static void compare_request(const struct turn *turn, size_t number, const uint8_t *request,
			    size_t size)
{
	size_t i;

	assert_int_equal(size, 4 * turn->request.count);
	for (i = 0; i < turn->request.count; i++)
		assert_int_equal(get_word(request + 4 * i),
				 turn->request.word[i] | (i ? 0 : TOKEN(number)));
}

static inline int answer(void *context, const uint8_t *request, size_t size, uint8_t *reply,
		  size_t *reply_size)
{
	struct peer *peer = context;
	size_t number = peer->done++;
	const struct turn *turn;
	size_t length, i;

	assert_int_equal(*reply_size, MAX_SIZE);
	if (number >= peer->turn_count && !peer->forever)
		fail_msg("message %zu was not expected", number);
	turn = &peer->turns[number < peer->turn_count ? number : peer->turn_count - 1];
	if (!peer->forever)
		compare_request(turn, number, request, size);
	memset(reply, 0xa5, MAX_SIZE);
	memcpy(reply, request, 4);
	for (i = 0; i < turn->reply.count; i++)
		put_word(reply + 4 + 4 * i, turn->reply.word[i]);
	length = 4 + 4 * turn->reply.count;
	if (number == peer->spoiled) {
		put_word(reply, get_word(reply) ^ peer->flip);
		if (peer->size != SIZE_MAX)
			length = peer->size;
		if (peer->error)
			return peer->error;
	}
	*reply_size = length;
	return 0;
}

/* A link in memory of exactly its size */
static struct scmi_link_config make_config(scmi_exchange *exchange, void *context)
{
	return (struct scmi_link_config){
		.exchange = exchange, .context = context, .request = malloc(MAX_SIZE),
		.reply = malloc(MAX_SIZE), .max_size = MAX_SIZE,
	};
}

static void free_config(const struct scmi_link_config *config)
{
	free(config->request);
	free(config->reply);
}

/* Calls compare what they were given with what is expected of their row */
typedef struct scmi_result call(struct scmi_link *link);

struct row {
	const char *name;
	uint8_t version;	/* of all protocols */
	call *call;
	struct turn turns[MAX_TURNS];
};

/* The rows of this program */
static const struct row *rows;
/* Bytes of the older form of a row's reply, which does as well, or 0; NULL: no row has one */
static size_t (*older_form)(const struct row *row);
static size_t row_count;

static size_t count_turns(const struct row *row)
{
	size_t count = 0;

	while (count < MAX_TURNS && row->turns[count].request.count)
		count++;
	return count;
}

/* Make a row's call with the peer given, on a link whose versions both have agreed upon */
static struct scmi_result run_row(const struct row *row, struct peer *peer)
{
	struct scmi_link_config config = make_config(answer, peer);
	struct scmi_link link;
	struct scmi_result result;

	assert_int_equal(scmi_link_init(&link, &config), SCMI_SUCCESS);
	memset(link.versions, row->version, sizeof(link.versions));
	link.agreed = UINT16_MAX;
	result = row->call(&link);
	free_config(&config);
	return result;
}

static struct peer peer_of(const struct row *row)
{
	return (struct peer){
		.turns = row->turns, .turn_count = count_turns(row), .spoiled = SIZE_MAX,
		.size = SIZE_MAX,
	};
}

static void expect(const struct row *row, struct scmi_result result, enum scmi_result_kind kind,
		   int code)
{
	if (result.kind != kind || result.code != code)
		fail_msg("%s: ended with %u %d (%s)", row->name, result.kind, result.code,
			 scmi_result_text(result));
}

#define EACH_ROW(row)	for (row = rows; row < rows + row_count; row++)

static inline void good_replies(void **state)
{
	const struct row *row;

	(void)state;
	EACH_ROW(row) {
		struct peer peer = peer_of(row);

		expect(row, run_row(row, &peer), SCMI_RESULT_OK, 0);
		assert_int_equal(peer.done, peer.turn_count);
	}
}

static size_t reply_size(const struct row *row, size_t turn)
{
	return 4 + 4 * row->turns[turn].reply.count;
}

/* A list can also be too short for what its counts say */
static bool is_short(struct scmi_result result)
{
	return result.kind == SCMI_RESULT_MALFORMED &&
	       (result.code == SCMI_REPLY_TOO_SHORT || result.code == SCMI_REPLY_BAD_COUNT);
}

static inline void short_replies(void **state)
{
	const struct row *row;
	size_t size;

	(void)state;
	EACH_ROW(row) {
		struct peer peer = peer_of(row);

		for (peer.spoiled = 0; peer.spoiled < peer.turn_count; peer.spoiled++) {
			for (size = 0; size < reply_size(row, peer.spoiled); size++) {
				struct peer cut = peer;

				cut.size = size;
				if (older_form && size == older_form(row))
					continue;
				if (!is_short(run_row(row, &cut)))
					fail_msg("%s: %zu bytes do", row->name, size);
				assert_int_equal(cut.done, peer.spoiled + 1);
			}
		}
	}
}

static inline void long_replies(void **state)
{
	const struct row *row;
	size_t size;

	(void)state;
	EACH_ROW(row) {
		struct peer peer = peer_of(row);

		for (peer.spoiled = 0; peer.spoiled < peer.turn_count; peer.spoiled++) {
			for (size = reply_size(row, peer.spoiled) + 1; size < MAX_SIZE + 8; size++) {
				struct peer more = peer;
				struct scmi_result result;

				more.size = size == MAX_SIZE + 7 ? SIZE_MAX - 1 : size;
				result = run_row(row, &more);
				if (result.kind != SCMI_RESULT_MALFORMED)
					fail_msg("%s: %zu bytes do", row->name, size);
				if (size > MAX_SIZE)
					assert_int_equal(result.code, SCMI_REPLY_TOO_LONG);
			}
		}
	}
}

static inline void wrong_headers(void **state)
{
	static const struct {
		uint32_t flip;
		enum scmi_malformed code;
	} wrong[] = {
		{ 1u << 0, SCMI_REPLY_OTHER_MESSAGE }, { 1u << 7, SCMI_REPLY_OTHER_MESSAGE },
		{ 1u << 8, SCMI_REPLY_OTHER_TYPE }, { 2u << 8, SCMI_REPLY_OTHER_TYPE },
		{ 3u << 8, SCMI_REPLY_OTHER_TYPE }, { 1u << 10, SCMI_REPLY_OTHER_PROTOCOL },
		{ 1u << 17, SCMI_REPLY_OTHER_PROTOCOL }, { 1u << 18, SCMI_REPLY_OTHER_TOKEN },
		{ 1u << 27, SCMI_REPLY_OTHER_TOKEN }, { 1u << 28, SCMI_REPLY_RESERVED },
		{ 1u << 31, SCMI_REPLY_RESERVED },
	};
	const struct row *row;
	size_t i;

	(void)state;
	EACH_ROW(row) {
		for (i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
			struct peer peer = peer_of(row);

			peer.spoiled = peer.turn_count - 1;
			peer.flip = wrong[i].flip;
			expect(row, run_row(row, &peer), SCMI_RESULT_MALFORMED, (int)wrong[i].code);
		}
	}
}

static inline void transport_errors(void **state)
{
	const struct row *row;

	(void)state;
	EACH_ROW(row) {
		struct peer peer = peer_of(row);

		for (peer.spoiled = 0; peer.spoiled < peer.turn_count; peer.spoiled++) {
			struct peer failing = peer;

			failing.error = TRANSPORT_ERROR;
			expect(row, run_row(row, &failing), SCMI_RESULT_TRANSPORT, TRANSPORT_ERROR);
			assert_int_equal(failing.done, peer.spoiled + 1);
		}
	}
}

/* Statuses: those of the specification, those of nobody, and those that are none */
static inline void statuses(void **state)
{
	static const int codes[] = {
		-1, -2, -3, -4, -5, -6, -7, -8, -9, -10, -11, -12, -128, INT32_MIN,
	};
	static const int bad[] = { 1, 11, INT32_MAX };
	const struct row *row;
	size_t i;

	(void)state;
	EACH_ROW(row) {
		struct turn turn = { .request = row->turns[0].request };
		struct peer peer = { .turns = &turn, .turn_count = 1, .spoiled = SIZE_MAX };

		for (i = 0; i < sizeof(codes) / sizeof(codes[0]); i++) {
			uint32_t word = (uint32_t)codes[i];

			turn.reply = (struct words){ 1, &word };
			peer.done = 0;
			expect(row, run_row(row, &peer), SCMI_RESULT_STATUS, codes[i]);
		}
		for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
			uint32_t word = (uint32_t)bad[i];

			turn.reply = (struct words){ 1, &word };
			peer.done = 0;
			expect(row, run_row(row, &peer), SCMI_RESULT_MALFORMED, SCMI_REPLY_BAD_STATUS);
		}
	}
}

static inline void add_rows_tests(const struct row *table, size_t count)
{
	rows = table;
	row_count = count;
	ADD_TEST("requests are as specified, good replies are read", good_replies);
	ADD_TEST("replies cut at every byte are told", short_replies);
	ADD_TEST("replies that are too long are told", long_replies);
	ADD_TEST("replies with another header are told", wrong_headers);
	ADD_TEST("errors of the transport end every call", transport_errors);
	ADD_TEST("statuses are handed on, and positive ones are none", statuses);
}

#define ADD_ROWS(table)	add_rows_tests(table, sizeof(table) / sizeof((table)[0]))

#endif /* UNIT_AGENT_ROWS_H */
