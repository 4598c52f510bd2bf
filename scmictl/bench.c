// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * How long messages take: the same one again and again.
 */
#include <time.h>

#include "scmictl.h"

#define DEFAULT_DURATION	1000000000u	/* nanoseconds */

/*
 * How often each time was seen, however many messages there are. Times of up to 255 ns have a place of
 * their own, longer ones share it with those of the same first eight bits: less than 1 % is lost.
 */
#define EXACT		256u
#define PLACES		(EXACT / 2 * (64 - 6))

struct samples {
	uint64_t seen[PLACES];
	uint64_t count, min, max;	/* nanoseconds; exact */
	uint64_t passed;
};

static uint64_t now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (uint64_t)time.tv_sec * 1000000000 + (uint64_t)time.tv_nsec;
}

static unsigned int shift_of(uint64_t time)
{
	return time < EXACT ? 0 : 64 - 8 - (unsigned int)__builtin_clzll(time);
}

static void add(struct samples *s, uint64_t time)
{
	unsigned int shift = shift_of(time);

	s->seen[shift * (EXACT / 2) + (time >> shift)]++;
	s->count++;
	s->min = time < s->min ? time : s->min;
	s->max = time > s->max ? time : s->max;
}

/* The shortest time that so many percent do not exceed, but for what is lost */
static uint64_t percentile(const struct samples *s, unsigned int percent)
{
	uint64_t before = (s->count - 1) * percent / 100;
	unsigned int place = 0, shift;

	while (before >= s->seen[place])
		before -= s->seen[place++];
	shift = place < EXACT ? 0 : place / (EXACT / 2) - 1;
	return (uint64_t)(place - shift * (EXACT / 2)) << shift;
}

static void put_figures(json_object *out, const struct samples *s)
{
	static const struct {
		const char *key;
		unsigned int percent;
	} percentiles[] = { { "p50", 50 }, { "p90", 90 }, { "p99", 99 } };
	json_object *latency = json_object_new_object();
	size_t i;

	put_number(out, "messages", s->count);
	put_number(out, "time", s->passed);
	put_number(out, "rate", s->passed ? (uint64_t)((double)s->count * 1e9 / (double)s->passed) : 0);
	put_number(latency, "min", s->min);
	for (i = 0; i < COUNT(percentiles); i++)
		put_number(latency, percentiles[i].key, percentile(s, percentiles[i].percent));
	put_number(latency, "max", s->max);
	json_object_object_add(out, "latency", latency);
}

static int send_all(struct tool *tool, const struct prepared *message, struct samples *samples)
{
	uint64_t duration = tool->duration ? 1000 * tool->duration : DEFAULT_DURATION;
	uint64_t start = now(), last = start, time;

	while (last - start < duration) {
		struct scmi_result result = scmi_link_exchange(&tool->link, message->protocol,
				message->id, message->payload, message->size, NULL, NULL);

		/* A refusal is an answer, too, but hardly the one that was meant */
		if (!scmi_ok(result))
			return check(tool, result, "message 0x%x of protocol 0x%x", message->id,
				     message->protocol);
		time = now();
		add(samples, time - last);
		last = time;
	}
	samples->passed = last - start;
	return 0;
}

int run_bench(struct tool *tool, int argc, char **argv)
{
	static char *const version[] = { (char *)"base", (char *)"protocol_version" };
	struct samples samples = { .min = UINT64_MAX };
	struct prepared message;
	int status;

	if (argc == 1)
		return fail(tool, EXIT_USAGE, "too few arguments: a protocol needs a message");
	status = prepare_message(tool, &message, argc ? argc : 2, argc ? argv : (char **)version);
	if (!status)
		status = send_all(tool, &message, &samples);
	if (!status) {
		put_text(tool->out, "transport", tool->transport_name);
		put_number(tool->out, "protocol", message.protocol);
		put_number(tool->out, "message", message.id);
		put_figures(tool->out, &samples);
	}
	return status;
}

void print_bench(const struct tool *tool, json_object *out)
{
	static const char *const keys[] = { "min", "p50", "p90", "p99", "max" };
	json_object *latency = get(out, "latency");
	size_t i;

	(void)tool;
	printf("%s messages, %s a second\n", get_text(out, "messages"), get_text(out, "rate"));
	for (i = 0; i < COUNT(keys); i++)
		printf("%-4s  %s ns\n", keys[i], get_text(latency, keys[i]));
}
