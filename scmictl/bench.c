// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * How long messages take: the same one again and again.
 */
#include <stdlib.h>
#include <time.h>

#include "scmictl.h"

#define DEFAULT_DURATION	1000000000u	/* nanoseconds */
#define MAX_SAMPLES		1000000u

static uint64_t now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (uint64_t)time.tv_sec * 1000000000 + (uint64_t)time.tv_nsec;
}

static int compare(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

	return (x > y) - (x < y);
}

static void put_figures(json_object *out, uint64_t *samples, size_t count, uint64_t passed)
{
	static const struct {
		const char *key;
		unsigned int percent;
	} percentiles[] = { { "p50", 50 }, { "p90", 90 }, { "p99", 99 } };
	json_object *latency = json_object_new_object();
	size_t i;

	qsort(samples, count, sizeof(*samples), compare);
	put_number(out, "messages", count);
	put_number(out, "time", passed);
	put_number(out, "rate", passed ? count * 1000000000ull / passed : 0);
	put_number(latency, "min", samples[0]);
	for (i = 0; i < COUNT(percentiles); i++)
		put_number(latency, percentiles[i].key, samples[(count - 1) * percentiles[i].percent / 100]);
	put_number(latency, "max", samples[count - 1]);
	json_object_object_add(out, "latency", latency);
}

static int send_all(struct tool *tool, const struct prepared *message, uint64_t *samples, size_t *count,
		    uint64_t *passed)
{
	uint64_t duration = tool->duration ? 1000 * tool->duration : DEFAULT_DURATION;
	uint64_t start = now(), last = start, time;

	while (*count < MAX_SAMPLES && last - start < duration) {
		struct scmi_result result = scmi_link_exchange(&tool->link, message->protocol,
				message->id, message->payload, message->size, NULL, NULL);

		/* A refusal is an answer, too, but hardly the one that was meant */
		if (!scmi_ok(result))
			return check(tool, result, "message 0x%x of protocol 0x%x", message->id,
				     message->protocol);
		time = now();
		samples[(*count)++] = time - last;
		last = time;
	}
	*passed = last - start;
	return 0;
}

int run_bench(struct tool *tool, int argc, char **argv)
{
	static char *const version[] = { (char *)"base", (char *)"protocol_version" };
	uint64_t *samples = calloc(MAX_SAMPLES, sizeof(*samples));
	struct prepared message;
	uint64_t passed = 0;
	size_t count = 0;
	int status;

	if (argc == 1) {
		free(samples);
		return fail(tool, EXIT_USAGE, "too few arguments: a protocol needs a message");
	}
	status = prepare_message(tool, &message, argc ? argc : 2, argc ? argv : (char **)version);
	if (!status)
		status = send_all(tool, &message, samples, &count, &passed);
	if (!status) {
		put_text(tool->out, "transport", tool->transport_name);
		put_number(tool->out, "protocol", message.protocol);
		put_number(tool->out, "message", message.id);
		put_figures(tool->out, samples, count, passed);
	}
	free(samples);
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
