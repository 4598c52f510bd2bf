// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * The agent: notifications, delayed responses, and several messages under way. Messages of the server are
 * words written by hand, in the order in which the transport delivers them.
 */
#include "agent_rows.h"

#define DELAYED(header, token)	((header) | 0x200u | TOKEN(token))
#define MAX_ARRIVALS		8
#define QUEUE_SIZE		64

/* What the transport delivers: messages, times in which nothing comes (no words), and an error at the end */
struct script {
	struct words arrivals[MAX_ARRIVALS];
	size_t count;
	size_t done;
	bool forever;		/* the last one again and again */
	size_t cut;		/* bytes of the first one, unless it is whole (SIZE_MAX) ... */
	size_t cut_at;		/* ... or of the one of this number */
	int send_error;
	struct words sent[MAX_ARRIVALS];	/* what has to be sent, if anything has to */
	size_t sent_count;
};

static int receive(void *context, uint8_t *message, size_t *size, uint32_t *timeout)
{
	struct script *script = context;
	size_t number = script->done++;
	const struct words *words;
	size_t i;

	assert_int_equal(*size, MAX_SIZE);
	if (number >= script->count && !script->forever)
		return TRANSPORT_ERROR;
	words = &script->arrivals[number < script->count ? number : script->count - 1];
	*timeout /= 2;
	*size = 4 * words->count;
	if (number == script->cut_at && script->cut != SIZE_MAX)
		*size = script->cut;
	for (i = 0; i < words->count; i++)
		put_word(message + 4 * i, words->word[i]);
	return 0;
}

static int send_words(void *context, const uint8_t *request, size_t size)
{
	struct script *script = context;
	const struct words *expected = &script->sent[script->sent_count++];
	size_t i;

	assert_int_equal(size, 4 * expected->count);
	for (i = 0; i < expected->count; i++)
		assert_int_equal(get_word(request + 4 * i), expected->word[i]);
	return script->send_error;
}

/* A transport whose calls wait: the next arrival of the script is the reply */
static int exchange_words_of(void *context, const uint8_t *request, size_t size, uint8_t *reply,
			     size_t *reply_size)
{
	uint32_t timeout = 0;
	int error = send_words(context, request, size);

	return error ? error : receive(context, reply, reply_size, &timeout);
}

static struct scmi_link_config config_of(struct script *script, bool waits)
{
	struct scmi_link_config config = make_config(NULL, script);

	config.exchange = waits ? exchange_words_of : NULL;
	config.send = waits ? NULL : send_words;
	config.receive = receive;
	config.queue = malloc(QUEUE_SIZE);
	config.queue_size = QUEUE_SIZE;
	config.timeout = 1000;
	return config;
}

/* Within a test: a script, and a link that runs by it */
struct stage {
	struct script script;
	struct scmi_link_config config;
	struct scmi_link link;
};

static void set_stage(struct stage *stage, bool waits, uint8_t version)
{
	stage->script.cut = SIZE_MAX;
	stage->config = config_of(&stage->script, waits);
	assert_int_equal(scmi_link_init(&stage->link, &stage->config), SCMI_SUCCESS);
	memset(stage->link.versions, version, sizeof(stage->link.versions));
	stage->link.agreed = UINT16_MAX;
}

static void clear_stage(struct stage *stage)
{
	free(stage->config.queue);
	free_config(&stage->config);
}

static void is(struct scmi_result result, enum scmi_result_kind kind, int code)
{
	if (result.kind != kind || result.code != code)
		fail_msg("ended with %u %d (%s)", result.kind, result.code, scmi_result_text(result));
}

/* Every notification */

#define CHECK(name, check)								\
static bool name(const struct scmi_agent_event *e)					\
{											\
	return (check);									\
}

CHECK(is_error, e->u.error.fatal && e->u.error.commands == 1 && e->count == 1 &&
      scmi_event_report(e, 0) == 0xfffffff800004003)
CHECK(is_state, e->u.state == 0x40000002)
CHECK(is_system, e->u.system.graceful && e->u.system.state == 1 && e->u.system.timeout == 500)
CHECK(is_system_old, e->u.system.graceful && e->u.system.state == 1 && !e->u.system.timeout)
CHECK(is_limits, e->u.limits.max == 70 && e->u.limits.min == 20)
CHECK(is_level, e->u.level == 50)
CHECK(is_rate, e->u.rate == 0x123456789)
CHECK(is_trip, e->u.trip.id == 3 && e->u.trip.rising)
CHECK(is_update, e->count == 2 && scmi_event_reading(e, 0).value == -5 &&
      scmi_event_reading(e, 0).timestamp == 0x200000001 && scmi_event_reading(e, 1).value == 7 &&
      scmi_event_reading(e, 1).timestamp == 0)
CHECK(is_kind, e->u.state == 0x80000002)
CHECK(is_cap, e->u.cap.cap == 4000 && e->u.cap.pai == 1000)
CHECK(is_power, e->u.power == 300)
CHECK(is_unknown, e->size == 8 && get_word(e->payload) == 2 && get_word(e->payload + 4) == 9)

static const struct event_row {
	enum scmi_event_kind kind;
	uint8_t version;
	uint32_t resource;
	bool (*check)(const struct scmi_agent_event *event);
	struct words words;
} event_rows[] = {
	{ SCMI_EVENT_BASE_ERROR, V2, 0, is_error,
	  WORDS(BASE_EVENT(0), 2, 0x80000001, 0x4003, 0xfffffff8) },
	{ SCMI_EVENT_POWER_STATE_CHANGED, V1, 3, is_state, WORDS(POWER_EVENT(0), 2, 3, 0x40000002) },
	{ SCMI_EVENT_POWER_STATE_CHANGE_REQUESTED, V2, 3, is_state,
	  WORDS(POWER_EVENT(1), 2, 3, 0x40000002) },
	{ SCMI_EVENT_SYSTEM_STATE, V2, 0, is_system, WORDS(SYSTEM_EVENT(0), 2, 1, 1, 500) },
	{ SCMI_EVENT_SYSTEM_STATE, V1, 0, is_system_old, WORDS(SYSTEM_EVENT(0), 2, 1, 1) },
	{ SCMI_EVENT_PERFORMANCE_LIMITS_CHANGED, V1, 3, is_limits,
	  WORDS(PERFORMANCE_EVENT(0), 2, 3, 70, 20) },
	{ SCMI_EVENT_PERFORMANCE_LEVEL_CHANGED, V1, 3, is_level,
	  WORDS(PERFORMANCE_EVENT(1), 2, 3, 50) },
	{ SCMI_EVENT_CLOCK_RATE_CHANGED, V2, 3, is_rate, WORDS(CLOCK_EVENT(0), 2, 3, 0x23456789, 1) },
	{ SCMI_EVENT_CLOCK_RATE_CHANGE_REQUESTED, V2, 3, is_rate,
	  WORDS(CLOCK_EVENT(1), 2, 3, 0x23456789, 1) },
	{ SCMI_EVENT_SENSOR_TRIP_POINT, V1, 3, is_trip, WORDS(SENSOR_EVENT(0), 2, 3, 0x10003) },
	{ SCMI_EVENT_SENSOR_UPDATE, V2, 3, is_update,
	  WORDS(SENSOR_EVENT(1), 2, 3, 0xfffffffb, 0xffffffff, 1, 2, 7, 0, 0, 0) },
	{ SCMI_EVENT_RESET_ISSUED, V1, 3, is_kind, WORDS(RESET_DOMAIN_EVENT(0), 2, 3, 0x80000002) },
	{ SCMI_EVENT_POWERCAP_CAP_CHANGED, V1, 3, is_cap, WORDS(POWERCAP_EVENT(0), 2, 3, 4000, 1000) },
	{ SCMI_EVENT_POWERCAP_MEASUREMENTS_CHANGED, V1, 3, is_power,
	  WORDS(POWERCAP_EVENT(1), 2, 3, 300) },
	/* Messages and protocols that are not known */
	{ SCMI_EVENT_UNKNOWN, V2, 0, is_unknown, WORDS(CLOCK_EVENT(2), 2, 9) },
	{ SCMI_EVENT_UNKNOWN, V2, 0, is_unknown, WORDS(CLOCK_EVENT(5), 2, 9) },
	{ SCMI_EVENT_UNKNOWN, V2, 0, is_unknown, WORDS(0x20300, 2, 9) },
	{ SCMI_EVENT_UNKNOWN, V1, 0, is_unknown, WORDS(0x6700, 2, 9) },
};

#define EACH_EVENT(row)									\
	for (row = event_rows; row < event_rows + sizeof(event_rows) / sizeof(*row); row++)

static void notifications(void **state)
{
	const struct event_row *row;

	(void)state;
	EACH_EVENT(row) {
		struct stage stage = { .script = { .arrivals = { row->words }, .count = 1 } };
		struct scmi_agent_event event;

		set_stage(&stage, true, row->version);
		is(scmi_link_next_event(&stage.link, 0, &event), SCMI_RESULT_OK, 0);
		assert_int_equal(event.kind, row->kind);
		assert_false(event.delayed);
		assert_int_equal(event.status, SCMI_SUCCESS);
		assert_int_equal(event.agent, row->kind ? 2 : 0);
		assert_int_equal(event.resource, row->resource);
		assert_true(row->check(&event));
		clear_stage(&stage);
	}
}

/* Cut at every byte, and with more bytes than there are fields; updates may have one axis less */
static void notifications_of_wrong_size(void **state)
{
	const struct event_row *row;
	size_t size;

	(void)state;
	EACH_EVENT(row) {
		for (size = 1; size <= MAX_SIZE + 1; size++) {
			struct stage stage = { .script = { .arrivals = { row->words }, .count = 1 } };
			bool whole = size == 4 * row->words.count;
			struct scmi_agent_event event;
			struct scmi_result result;

			if (!row->kind || (row->kind == SCMI_EVENT_SENSOR_UPDATE && size % 16 == 12))
				continue;
			set_stage(&stage, true, row->version);
			stage.script.cut = size;
			result = scmi_link_next_event(&stage.link, 0, &event);
			if (result.kind != (whole ? SCMI_RESULT_OK : SCMI_RESULT_MALFORMED))
				fail_msg("kind %u with %zu bytes: %u", row->kind, size, result.kind);
			clear_stage(&stage);
		}
	}
}

/* Messages that are none */
static void strange_arrivals(void **state)
{
	static const struct {
		uint32_t header;
		enum scmi_malformed code;
	} strange[] = {
		{ CLOCK_EVENT(0) | 0x10000000, SCMI_REPLY_RESERVED },
		{ CLOCK_EVENT(0) | 0x80000000, SCMI_REPLY_RESERVED },
		{ CLOCK(5), SCMI_REPLY_UNASKED },
		{ CLOCK(5) | 0x100, SCMI_REPLY_UNASKED },
		{ DELAYED(CLOCK(5), 0), SCMI_REPLY_UNASKED },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(strange) / sizeof(strange[0]); i++) {
		uint32_t words[] = { strange[i].header, 0, 3, 0x23456789, 1 };
		struct stage stage = { .script = { .arrivals = { { 5, words } }, .count = 1 } };
		struct scmi_agent_event event;

		set_stage(&stage, true, V2);
		is(scmi_link_next_event(&stage.link, 0, &event), SCMI_RESULT_MALFORMED,
		   (int)strange[i].code);
		is(scmi_link_next_event(&stage.link, 0, &event), SCMI_RESULT_TRANSPORT, TRANSPORT_ERROR);
		clear_stage(&stage);
	}
}

static void nothing_comes(void **state)
{
	struct stage stage = { .script = { .arrivals = { NOTHING }, .count = 1, .forever = true } };
	struct scmi_agent_event event;
	struct scmi_link_config config;
	struct scmi_link link;

	(void)state;
	set_stage(&stage, true, V2);
	is(scmi_link_next_event(&stage.link, 1000, &event), SCMI_RESULT_TIMEOUT, 0);
	is(scmi_link_wait(&stage.link, 7, 1000, &event), SCMI_RESULT_TIMEOUT, 0);
	config = stage.config;
	config.receive = NULL;
	assert_int_equal(scmi_link_init(&link, &config), SCMI_SUCCESS);
	is(scmi_link_next_event(&link, 0, &event), SCMI_RESULT_UNSENT, SCMI_UNSENT_ARGUMENT);
	clear_stage(&stage);
}

/* Asynchronous requests: what is sent, and the delayed response to it */

typedef struct scmi_result async_call(struct scmi_link *link, uint16_t *token);

#define ASYNC(name, call_)								\
static struct scmi_result name(struct scmi_link *link, uint16_t *token)		\
{											\
	return call_;									\
}

ASYNC(rate_async, scmi_clock_rate_set_async(link, 3, 0x123456789, SCMI_CLOCK_ROUND_UP, token))
ASYNC(reading_async, scmi_sensor_reading_get_async(link, 3, token))
ASYNC(reset_async, scmi_reset_async(link, 3, 0, token))
ASYNC(voltage_async, scmi_voltage_level_set_async(link, 3, -5, token))
ASYNC(cap_async, scmi_powercap_cap_set_async(link, 3, 4000, token))

CHECK(is_voltage, e->u.voltage == -5)
CHECK(is_cap_alone, e->u.cap.cap == 4000 && !e->u.cap.pai)
CHECK(is_old_reading, e->count == 1 && scmi_event_reading(e, 0).value == 0x200000001 &&
      !scmi_event_reading(e, 0).timestamp)
CHECK(is_nothing, e->u.rate == 0)

static const struct async_row {
	enum scmi_event_kind kind;
	uint8_t version;
	async_call *call;
	bool (*check)(const struct scmi_agent_event *event);
	struct words request;
	struct words reply;
	struct words delayed;
} async_rows[] = {
	{ SCMI_EVENT_CLOCK_RATE_SET, V3, rate_async, is_rate,
	  WORDS(CLOCK(5) | TOKEN(5), 5, 3, 0x23456789, 1), WORDS(CLOCK(5) | TOKEN(5), SUCCESS),
	  WORDS(DELAYED(CLOCK(5), 5), SUCCESS, 3, 0x23456789, 1) },
	{ SCMI_EVENT_SENSOR_READING, V31, reading_async, is_update,
	  WORDS(SENSOR(6) | TOKEN(5), 3, 1), WORDS(SENSOR(6) | TOKEN(5), SUCCESS),
	  WORDS(DELAYED(SENSOR(6), 5), SUCCESS, 3, 0xfffffffb, 0xffffffff, 1, 2, 7, 0, 0, 0) },
	{ SCMI_EVENT_SENSOR_READING, V1, reading_async, is_old_reading,
	  WORDS(SENSOR(6) | TOKEN(5), 3, 1), WORDS(SENSOR(6) | TOKEN(5), SUCCESS),
	  WORDS(DELAYED(SENSOR(6), 5), SUCCESS, 3, 1, 2) },
	{ SCMI_EVENT_RESET_COMPLETE, V3, reset_async, is_nothing,
	  WORDS(RESET_DOMAIN(4) | TOKEN(5), 3, 5, 0), WORDS(RESET_DOMAIN(4) | TOKEN(5), SUCCESS),
	  WORDS(DELAYED(RESET_DOMAIN(4), 5), SUCCESS, 3) },
	{ SCMI_EVENT_VOLTAGE_LEVEL_SET, V2, voltage_async, is_voltage,
	  WORDS(VOLTAGE(7) | TOKEN(5), 3, 1, 0xfffffffb), WORDS(VOLTAGE(7) | TOKEN(5), SUCCESS),
	  WORDS(DELAYED(VOLTAGE(7), 5), SUCCESS, 3, 0xfffffffb) },
	{ SCMI_EVENT_POWERCAP_CAP_SET, V2, cap_async, is_cap_alone,
	  WORDS(POWERCAP(5) | TOKEN(5), 3, 2, 4000), WORDS(POWERCAP(5) | TOKEN(5), SUCCESS),
	  WORDS(DELAYED(POWERCAP(5), 5), SUCCESS, 3, 4000) },
};

/* With @order, the delayed response overtakes the reply, which only scmi_send transports can see */
static void run_async(const struct async_row *row, bool waits, bool overtakes)
{
	struct stage stage = {
		.script = {
			.arrivals = { overtakes ? row->delayed : row->reply,
				      overtakes ? row->reply : row->delayed },
			.count = 2, .sent = { row->request },
		},
	};
	struct scmi_agent_event event;
	uint16_t token = 0;

	set_stage(&stage, waits, row->version);
	stage.link.token = 5;
	is(row->call(&stage.link, &token), SCMI_RESULT_OK, 0);
	assert_int_equal(token, 5);
	is(scmi_link_wait(&stage.link, token, 1000, &event), SCMI_RESULT_OK, 0);
	assert_int_equal(event.kind, row->kind);
	assert_true(event.delayed);
	assert_int_equal(event.token, 5);
	assert_int_equal(event.status, SCMI_SUCCESS);
	assert_int_equal(event.resource, 3);
	assert_true(row->check(&event));
	/* It comes once */
	is(scmi_link_wait(&stage.link, token, 0, &event), SCMI_RESULT_TRANSPORT, TRANSPORT_ERROR);
	clear_stage(&stage);
}

static void delayed_responses(void **state)
{
	const struct async_row *row;

	(void)state;
	for (row = async_rows; row < async_rows + sizeof(async_rows) / sizeof(*row); row++) {
		run_async(row, true, false);
		run_async(row, false, false);
		run_async(row, false, true);
	}
}

/* Cut at every byte, and with more bytes than there are fields; a reading may have one axis less */
static void delayed_responses_of_wrong_size(void **state)
{
	const struct async_row *row;
	size_t size;

	(void)state;
	for (row = async_rows; row < async_rows + sizeof(async_rows) / sizeof(*row); row++) {
		for (size = 1; size <= MAX_SIZE + 1; size++) {
			struct stage stage = {
				.script = { .arrivals = { row->reply, row->delayed }, .count = 2,
					    .sent = { row->request }, .cut_at = 1 },
			};
			bool whole = size == 4 * row->delayed.count;
			struct scmi_agent_event event;
			struct scmi_result result;
			uint16_t token;

			if (row->check == is_update && size % 16 == 12)
				continue;
			set_stage(&stage, true, row->version);
			stage.link.token = 5;
			stage.script.cut = size;
			is(row->call(&stage.link, &token), SCMI_RESULT_OK, 0);
			result = scmi_link_wait(&stage.link, token, 0, &event);
			if (result.kind != (whole ? SCMI_RESULT_OK : SCMI_RESULT_MALFORMED))
				fail_msg("kind %u with %zu bytes: %u", row->kind, size, result.kind);
			clear_stage(&stage);
		}
	}
}

/* One that is refused is not waited for, and one that fails later says so */
static void delayed_errors(void **state)
{
	struct stage stage = {
		.script = {
			.arrivals = {
				WORDS(CLOCK(5), BUSY), WORDS(CLOCK(5) | TOKEN(1), SUCCESS),
				WORDS(DELAYED(CLOCK(5), 0), SUCCESS, 3, 1, 0),
				WORDS(DELAYED(CLOCK(5), 1), HARDWARE_ERROR),
			},
			.count = 4,
			.sent = {
				WORDS(CLOCK(5), 5, 3, 0x23456789, 1),
				WORDS(CLOCK(5) | TOKEN(1), 5, 3, 0x23456789, 1),
			},
		},
	};
	struct scmi_agent_event event;
	uint16_t token;

	(void)state;
	set_stage(&stage, true, V3);
	is(rate_async(&stage.link, &token), SCMI_RESULT_STATUS, SCMI_BUSY);
	is(rate_async(&stage.link, &token), SCMI_RESULT_OK, 0);
	is(scmi_link_wait(&stage.link, token, 0, &event), SCMI_RESULT_MALFORMED, SCMI_REPLY_UNASKED);
	is(scmi_link_wait(&stage.link, token, 0, &event), SCMI_RESULT_OK, 0);
	assert_int_equal(event.status, SCMI_HARDWARE_ERROR);
	assert_int_equal(event.kind, SCMI_EVENT_UNKNOWN);
	clear_stage(&stage);
}

/* Where nobody wants to know, a flag says so, and nothing is pending */
static void ignored_responses(void **state)
{
	struct stage stage = {
		.script = {
			.arrivals = { WORDS(CLOCK(5), SUCCESS), WORDS(POWERCAP(5) | TOKEN(1), SUCCESS),
				      WORDS(DELAYED(CLOCK(5), 0), SUCCESS, 3, 1, 0) },
			.count = 3,
			.sent = { WORDS(CLOCK(5), 7, 3, 0x23456789, 1),
				  WORDS(POWERCAP(5) | TOKEN(1), 3, 3, 4000) },
		},
	};
	struct scmi_agent_event event;

	(void)state;
	set_stage(&stage, true, V3);
	is(rate_async(&stage.link, NULL), SCMI_RESULT_OK, 0);
	is(cap_async(&stage.link, NULL), SCMI_RESULT_OK, 0);
	is(scmi_link_next_event(&stage.link, 0, &event), SCMI_RESULT_MALFORMED, SCMI_REPLY_UNASKED);
	clear_stage(&stage);
}

/* Replies come in their own time */

static void replies_among_others(void **state)
{
	struct stage stage = {
		.script = {
			.arrivals = {
				WORDS(CLOCK_EVENT(0), 2, 3, 0x23456789, 1),
				WORDS(CLOCK(6), SUCCESS, 7, 0),
			},
			.count = 2, .sent = { WORDS(CLOCK(6), 3) },
		},
	};
	struct scmi_agent_event event;
	uint64_t rate;

	(void)state;
	set_stage(&stage, false, V3);
	is(scmi_clock_rate_get(&stage.link, 3, &rate), SCMI_RESULT_OK, 0);
	assert_int_equal(rate, 7);
	is(scmi_link_next_event(&stage.link, 0, &event), SCMI_RESULT_OK, 0);
	assert_int_equal(event.kind, SCMI_EVENT_CLOCK_RATE_CHANGED);
	assert_int_equal(event.u.rate, 0x123456789);
	assert_int_equal(stage.link.lost, 0);
	clear_stage(&stage);
}

/* One that is too late is dropped when it comes, and not taken for another one's */
static void late_replies(void **state)
{
	struct stage stage = {
		.script = {
			.arrivals = {
				NOTHING, WORDS(CLOCK(6), SUCCESS, 7, 0),
				WORDS(CLOCK(6) | TOKEN(1), SUCCESS, 8, 0),
				WORDS(CLOCK(6), SUCCESS, 9, 0),
			},
			.count = 4, .sent = { WORDS(CLOCK(6), 3), WORDS(CLOCK(6) | TOKEN(1), 3),
					      WORDS(CLOCK(6) | TOKEN(2), 3) },
		},
	};
	uint64_t rate;

	(void)state;
	set_stage(&stage, false, V3);
	is(scmi_clock_rate_get(&stage.link, 3, &rate), SCMI_RESULT_TIMEOUT, 0);
	is(scmi_clock_rate_get(&stage.link, 3, &rate), SCMI_RESULT_OK, 0);
	assert_int_equal(rate, 8);
	is(scmi_link_finish(&stage.link, 0, 0, NULL, NULL), SCMI_RESULT_UNSENT, SCMI_UNSENT_ARGUMENT);
	is(scmi_clock_rate_get(&stage.link, 3, &rate), SCMI_RESULT_MALFORMED, SCMI_REPLY_UNASKED);
	clear_stage(&stage);
}

/* The delayed response is there, though the reply that should have come before it never is */
static void replies_left_out(void **state)
{
	struct stage stage = {
		.script = {
			.arrivals = { WORDS(DELAYED(CLOCK(5), 0), SUCCESS, 3, 0x23456789, 1), NOTHING },
			.count = 2, .forever = true, .sent = { WORDS(CLOCK(5), 5, 3, 0x23456789, 1) },
		},
	};
	struct scmi_agent_event event;
	uint16_t token;

	(void)state;
	set_stage(&stage, false, V3);
	is(rate_async(&stage.link, &token), SCMI_RESULT_TIMEOUT, 0);
	is(scmi_link_next_event(&stage.link, 0, &event), SCMI_RESULT_OK, 0);
	assert_int_equal(event.kind, SCMI_EVENT_CLOCK_RATE_SET);
	assert_int_equal(event.token, 0);
	assert_true(is_rate(&event));
	is(scmi_link_next_event(&stage.link, 0, &event), SCMI_RESULT_TIMEOUT, 0);
	clear_stage(&stage);
}

/* A server that tells and tells, and never replies. @queue_size: has room for @kept of the messages */
static void run_endless(size_t queue_size, unsigned int kept)
{
	struct stage stage = {
		.script = {
			.arrivals = { WORDS(CLOCK_EVENT(0), 2, 3, 0x23456789, 1) }, .count = 1,
			.forever = true, .sent = { WORDS(CLOCK(6), 3) },
		},
	};
	uint64_t rate;

	set_stage(&stage, false, V3);
	stage.config.queue_size = queue_size;
	is(scmi_clock_rate_get(&stage.link, 3, &rate), SCMI_RESULT_TIMEOUT, 0);
	assert_in_range(stage.script.done, 100, 10000);
	assert_int_equal(stage.link.lost, stage.script.done - kept);
	clear_stage(&stage);
}

/* A message of 20 bytes takes 24 of the queue */
static void endless_notifications(void **state)
{
	(void)state;
	run_endless(23, 0);
	run_endless(24, 1);
	run_endless(24 + 3, 1);
	run_endless(24 + 20, 1);
	run_endless(24 + 23, 1);
	run_endless(24 + 24, 2);
}

/* Several messages under way, whose replies come in another order */
static void messages_under_way(void **state)
{
	static const uint8_t id[] = { 3, 0, 0, 0 };
	struct stage stage = {
		.script = {
			.arrivals = {
				WORDS(CLOCK(6) | TOKEN(1), SUCCESS, 8, 0),
				WORDS(CLOCK(6), NOT_FOUND),
			},
			.count = 2,
			.sent = { WORDS(CLOCK(6), 3), WORDS(CLOCK(6) | TOKEN(1), 3) },
		},
	};
	uint16_t first, second;
	const uint8_t *reply;
	size_t size;

	(void)state;
	set_stage(&stage, false, V3);
	is(scmi_link_start(&stage.link, 0x14, 6, id, 4, &first), SCMI_RESULT_OK, 0);
	is(scmi_link_start(&stage.link, 0x14, 6, id, 4, &second), SCMI_RESULT_OK, 0);
	is(scmi_link_finish(&stage.link, first, 1000, &reply, &size), SCMI_RESULT_STATUS,
	   SCMI_NOT_FOUND);
	assert_int_equal(size, 0);
	is(scmi_link_finish(&stage.link, second, 1000, &reply, &size), SCMI_RESULT_OK, 0);
	assert_int_equal(size, 8);
	assert_int_equal(get_word(reply), 8);
	is(scmi_link_finish(&stage.link, second, 1000, &reply, &size), SCMI_RESULT_UNSENT,
	   SCMI_UNSENT_ARGUMENT);
	clear_stage(&stage);
}

/* The same where a message is a call: replies wait in the queue */
static void messages_that_are_calls(void **state)
{
	static const uint8_t id[] = { 3, 0, 0, 0 };
	static uint8_t queue[3 * MAX_SIZE];
	struct stage stage = {
		.script = {
			.arrivals = { WORDS(CLOCK(6), SUCCESS, 7, 0),
				      WORDS(CLOCK(6) | TOKEN(1), SUCCESS, 8, 0) },
			.count = 2,
			.sent = { WORDS(CLOCK(6), 3), WORDS(CLOCK(6) | TOKEN(1), 3) },
		},
	};
	uint16_t first, second;
	const uint8_t *reply;
	size_t size;

	(void)state;
	set_stage(&stage, true, V3);
	is(scmi_link_start(&stage.link, 0x14, 6, id, 4, &first), SCMI_RESULT_UNSENT,
	   SCMI_UNSENT_PENDING);
	free(stage.config.queue);
	stage.config.queue = queue;
	stage.config.queue_size = sizeof(queue);
	stage.link.token = 0;
	is(scmi_link_start(&stage.link, 0x14, 6, id, 4, &first), SCMI_RESULT_OK, 0);
	is(scmi_link_start(&stage.link, 0x14, 6, id, 4, &second), SCMI_RESULT_OK, 0);
	is(scmi_link_finish(&stage.link, second, 0, &reply, &size), SCMI_RESULT_OK, 0);
	assert_int_equal(get_word(reply), 8);
	is(scmi_link_finish(&stage.link, first, 0, &reply, &size), SCMI_RESULT_OK, 0);
	assert_int_equal(get_word(reply), 7);
	stage.config.queue = NULL;
	clear_stage(&stage);
}

/* No more than SCMI_LINK_MAX_PENDING, whose tokens nothing else gets meanwhile */
static void many_under_way(void **state)
{
	static const uint32_t request[] = { CLOCK(6), 3 };
	struct stage stage = { .script = { .count = 0 } };
	static const uint8_t id[] = { 3, 0, 0, 0 };
	uint16_t token;
	unsigned int i;

	(void)state;
	set_stage(&stage, false, V3);
	for (i = 0; i < SCMI_LINK_MAX_PENDING; i++) {
		uint32_t words[] = { request[0] | TOKEN(i), request[1] };

		stage.script.sent[0] = (struct words){ 2, words };
		stage.script.sent_count = 0;
		is(scmi_link_start(&stage.link, 0x14, 6, id, 4, &token), SCMI_RESULT_OK, 0);
		assert_int_equal(token, i);
	}
	is(scmi_link_start(&stage.link, 0x14, 6, id, 4, &token), SCMI_RESULT_UNSENT,
	   SCMI_UNSENT_PENDING);
	is(rate_async(&stage.link, &token), SCMI_RESULT_UNSENT, SCMI_UNSENT_PENDING);
	stage.link.token = 1023;
	is(scmi_link_start(&stage.link, 0x14, 6, id, 4, &token), SCMI_RESULT_UNSENT,
	   SCMI_UNSENT_PENDING);
	assert_int_equal(token, 1023);
	is(scmi_link_start(&stage.link, 0x14, 6, id, 4, &token), SCMI_RESULT_UNSENT,
	   SCMI_UNSENT_PENDING);
	assert_int_equal(token, SCMI_LINK_MAX_PENDING);
	clear_stage(&stage);
}

static void expect_request(struct stage *stage, unsigned int token, uint32_t *words)
{
	words[0] = CLOCK(6) | TOKEN(token);
	words[1] = 3;
	stage->script.sent[0] = (struct words){ 2, words };
	stage->script.sent_count = 0;
}

/* A message that is given up leaves its place to the next, one under way does not */
static void places_of_those_given_up(void **state)
{
	static const uint8_t id[] = { 3, 0, 0, 0 };
	struct stage stage = {
		.script = { .arrivals = { NOTHING }, .count = 1, .forever = true },
	};
	struct words reply = WORDS(CLOCK(6) | TOKEN(17), SUCCESS, 7, 0);
	uint32_t request[2];
	const uint8_t *payload;
	uint64_t rate;
	uint16_t token;
	unsigned int i;
	size_t size;

	(void)state;
	set_stage(&stage, false, V3);
	for (i = 0; i < SCMI_LINK_MAX_PENDING + 1; i++) {
		expect_request(&stage, i, request);
		is(scmi_clock_rate_get(&stage.link, 3, &rate), SCMI_RESULT_TIMEOUT, 0);
	}
	expect_request(&stage, i, request);
	is(scmi_link_start(&stage.link, 0x14, 6, id, 4, &token), SCMI_RESULT_OK, 0);
	assert_int_equal(token, 17);
	stage.script.arrivals[0] = reply;
	is(scmi_link_finish(&stage.link, token, 0, &payload, &size), SCMI_RESULT_OK, 0);
	assert_int_equal(size, 8);
	assert_int_equal(get_word(payload), 7);
	clear_stage(&stage);
}

/* With as many under way as there can be, a reply that is too late cannot be told from one unasked for */
static void late_without_a_place(void **state)
{
	static const uint8_t id[] = { 3, 0, 0, 0 };
	struct stage stage = {
		.script = {
			.arrivals = { NOTHING, WORDS(CLOCK(6) | TOKEN(16), SUCCESS, 7, 0) }, .count = 2,
		},
	};
	struct scmi_agent_event event;
	uint32_t request[2];
	uint64_t rate;
	uint16_t token;
	unsigned int i;

	(void)state;
	set_stage(&stage, false, V3);
	for (i = 0; i < SCMI_LINK_MAX_PENDING; i++) {
		expect_request(&stage, i, request);
		is(scmi_link_start(&stage.link, 0x14, 6, id, 4, &token), SCMI_RESULT_OK, 0);
	}
	expect_request(&stage, i, request);
	is(scmi_clock_rate_get(&stage.link, 3, &rate), SCMI_RESULT_TIMEOUT, 0);
	is(scmi_link_next_event(&stage.link, 0, &event), SCMI_RESULT_MALFORMED, SCMI_REPLY_UNASKED);
	clear_stage(&stage);
}

/* A message that was waited for in vain is not waited for again, and its reply dropped */
static void started_in_vain(void **state)
{
	static const uint8_t id[] = { 3, 0, 0, 0 };
	struct stage stage = {
		.script = {
			.arrivals = { NOTHING, WORDS(CLOCK(6), SUCCESS, 7, 0), NOTHING }, .count = 3,
			.sent = { WORDS(CLOCK(6), 3) },
		},
	};
	struct scmi_agent_event event;
	const uint8_t *reply;
	uint16_t token;
	size_t size;

	(void)state;
	set_stage(&stage, false, V3);
	is(scmi_link_start(&stage.link, 0x14, 6, id, 4, &token), SCMI_RESULT_OK, 0);
	is(scmi_link_finish(&stage.link, token, 1000, &reply, &size), SCMI_RESULT_TIMEOUT, 0);
	assert_null(reply);
	assert_int_equal(size, 0);
	is(scmi_link_finish(&stage.link, token, 1000, &reply, &size), SCMI_RESULT_UNSENT,
	   SCMI_UNSENT_ARGUMENT);
	assert_int_equal(stage.script.done, 1);
	is(scmi_link_next_event(&stage.link, 0, &event), SCMI_RESULT_TIMEOUT, 0);
	assert_int_equal(stage.script.done, 3);
	clear_stage(&stage);
}

/* What is not sent is not waited for either */
static void run_unsent(bool waits)
{
	static const uint8_t id[MAX_SIZE] = { 3, 0, 0, 0 };
	struct stage stage = {
		.script = {
			.sent = { WORDS(CLOCK(6) | TOKEN(1), 3), WORDS(CLOCK(6) | TOKEN(2), 3),
				  WORDS(CLOCK(6) | TOKEN(3), 3) },
			.send_error = -5,
		},
	};
	uint64_t rate;
	uint16_t token;

	set_stage(&stage, waits, V3);
	stage.config.queue = realloc(stage.config.queue, 2 * MAX_SIZE);
	stage.config.queue_size = 2 * MAX_SIZE;
	/* With its header it is a byte longer than what can be sent */
	is(scmi_link_start(&stage.link, 0x14, 6, id, MAX_SIZE - 3, &token), SCMI_RESULT_UNSENT,
	   SCMI_UNSENT_SIZE);
	is(scmi_link_start(&stage.link, 0x14, 6, id, 4, &token), SCMI_RESULT_TRANSPORT, -5);
	is(scmi_link_finish(&stage.link, token, 0, NULL, NULL), SCMI_RESULT_UNSENT, SCMI_UNSENT_ARGUMENT);
	is(scmi_clock_rate_get(&stage.link, 3, &rate), SCMI_RESULT_TRANSPORT, -5);
	/* The queue has room for one reply alone, and nothing is in it */
	is(scmi_link_start(&stage.link, 0x14, 6, id, 4, &token), SCMI_RESULT_TRANSPORT, -5);
	assert_int_equal(stage.script.sent_count, 3);
	assert_int_equal(stage.script.done, 0);
	clear_stage(&stage);
}

static void unsent(void **state)
{
	(void)state;
	run_unsent(true);
	run_unsent(false);
}

static void bad_configurations(void **state)
{
	struct stage stage = { .script = { .count = 0 } };
	struct scmi_link_config bad;
	struct scmi_link link;

	(void)state;
	set_stage(&stage, false, V3);
	bad = stage.config;
	bad.exchange = exchange_words_of;
	assert_int_equal(scmi_link_init(&link, &bad), SCMI_INVALID_PARAMETERS);
	bad = stage.config;
	bad.receive = NULL;
	assert_int_equal(scmi_link_init(&link, &bad), SCMI_INVALID_PARAMETERS);
	bad = stage.config;
	bad.queue = NULL;
	assert_int_equal(scmi_link_init(&link, &bad), SCMI_INVALID_PARAMETERS);
	clear_stage(&stage);
}

/* The server of this project, whose time goes on while it is waited for */

struct client {
	struct setup *setup;
	uint64_t time;
};

static int serve(void *context, const uint8_t *request, size_t size, uint8_t *reply,
		 size_t *reply_size)
{
	struct client *client = context;

	*reply_size = scmi_server_process(&client->setup->board.server, 1, request, size, reply,
					  *reply_size);
	return *reply_size ? 0 : -1;
}

static int deliver(void *context, uint8_t *message, size_t *size, uint32_t *timeout)
{
	struct client *client = context;

	client->time += *timeout;
	*timeout = 0;
	scmi_board_set_time(&client->setup->board, client->time);
	*size = scmi_server_next_event(&client->setup->board.server, 1, message, *size);
	return 0;
}

static void own_server(void **state)
{
	struct client client = { .setup = setup_board("tests/unit/delayed") };
	struct scmi_link_config config = make_config(serve, &client);
	struct scmi_agent_event event;
	struct scmi_link link;
	uint16_t slow, quick;
	uint64_t rate;

	(void)state;
	config.receive = deliver;
	config.queue = malloc(QUEUE_SIZE);
	config.queue_size = QUEUE_SIZE;
	scmi_link_init(&link, &config);
	is(scmi_link_open(&link, SCMI_PROTOCOL_CLOCK, NULL), SCMI_RESULT_OK, 0);
	is(scmi_clock_rate_set_async(&link, 0, 2000, SCMI_CLOCK_ROUND_DOWN, &slow), SCMI_RESULT_OK, 0);
	is(scmi_clock_rate_set_async(&link, 1, 2000, SCMI_CLOCK_ROUND_DOWN, &quick), SCMI_RESULT_OK, 0);
	is(scmi_link_wait(&link, slow, 5, &event), SCMI_RESULT_TIMEOUT, 0);
	/* The other one comes first, and waits */
	is(scmi_link_wait(&link, slow, 20, &event), SCMI_RESULT_TIMEOUT, 0);
	is(scmi_link_wait(&link, slow, 200, &event), SCMI_RESULT_OK, 0);
	assert_int_equal(event.u.rate, 2000);
	is(scmi_link_next_event(&link, 0, &event), SCMI_RESULT_OK, 0);
	assert_int_equal(event.token, quick);
	is(scmi_clock_rate_get(&link, 0, &rate), SCMI_RESULT_OK, 0);
	assert_int_equal(rate, 2000);
	is(scmi_clock_rate_set_async(&link, 0, 3, SCMI_CLOCK_ROUND_DOWN, &slow), SCMI_RESULT_STATUS,
	   SCMI_INVALID_PARAMETERS);
	free(config.queue);
	free_config(&config);
	teardown_board(client.setup);
}

int main(void)
{
	ADD_TEST("every notification is read", notifications);
	ADD_TEST("notifications of the wrong size are told", notifications_of_wrong_size);
	ADD_TEST("messages that nobody has asked for are told", strange_arrivals);
	ADD_TEST("waiting ends", nothing_comes);
	ADD_TEST("every delayed response is read", delayed_responses);
	ADD_TEST("delayed responses of the wrong size are told", delayed_responses_of_wrong_size);
	ADD_TEST("asynchronous requests can fail, at once and later", delayed_errors);
	ADD_TEST("delayed responses can be done without", ignored_responses);
	ADD_TEST("a reply is found among notifications", replies_among_others);
	ADD_TEST("replies that come too late are dropped", late_replies);
	ADD_TEST("a delayed response is read though the reply is left out", replies_left_out);
	ADD_TEST("notifications without end end the wait", endless_notifications);
	ADD_TEST("replies in another order find their messages", messages_under_way);
	ADD_TEST("so they do where a message is a call", messages_that_are_calls);
	ADD_TEST("there is a limit to what is under way", many_under_way);
	ADD_TEST("messages given up make room for others", places_of_those_given_up);
	ADD_TEST("messages under way do not", late_without_a_place);
	ADD_TEST("a message is given up once", started_in_vain);
	ADD_TEST("messages that cannot be sent are not under way", unsent);
	ADD_TEST("links with a bad configuration are refused", bad_configurations);
	ADD_TEST("the server's delayed responses come in their time", own_server);
	return run_program("agent_events");
}
