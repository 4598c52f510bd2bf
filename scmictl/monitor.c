// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * What a server tells by itself, in the words of the message tables.
 */
#include <string.h>

#include "describe.h"
#include "scmictl.h"

#define DEFAULT_DURATION	10000000u	/* microseconds */

/* Anything above nothing is told */
static struct scmi_result notify_measurements(struct scmi_link *link, uint32_t id, bool enable)
{
	return scmi_powercap_measurements_notify(link, id, enable, 0, 0);
}

static const struct subscription {
	const struct kind *kind;
	struct scmi_result (*notify)(struct scmi_link *link, uint32_t id, bool enable);
} subscriptions[] = {
	{ &power_kind, scmi_power_state_notify },
	{ &power_kind, scmi_power_state_change_requested_notify },
	{ &performance_kind, scmi_performance_notify_limits },
	{ &performance_kind, scmi_performance_notify_level },
	{ &clock_kind, scmi_clock_rate_notify },
	{ &clock_kind, scmi_clock_rate_change_requested_notify },
	{ &sensor_kind, scmi_sensor_trip_point_notify },
	{ &sensor_kind, scmi_sensor_continuous_update_notify },
	{ &reset_kind, scmi_reset_notify },
	{ &powercap_kind, scmi_powercap_cap_notify },
	{ &powercap_kind, notify_measurements },
};

/* What cannot be subscribed to is passed over; any other trouble is told */
static int count_good(struct tool *tool, struct scmi_result result, uint64_t *count)
{
	*count += scmi_ok(result);
	if (scmi_ok(result) || is_refusal(result) || is_missing(result))
		return 0;
	return check(tool, result, "subscription");
}

static int subscribe(struct tool *tool, const struct subscription *s, uint64_t *good)
{
	uint32_t count, id;
	int status = 0;

	if (open_kind(tool, s->kind, &count)) {
		if (tool->result.kind == SCMI_RESULT_STATUS)
			return 0;
		return tool->code;
	}
	for (id = 0; !status && id < count; id++)
		status = count_good(tool, s->notify(&tool->link, id, true), good);
	return status;
}

static int subscribe_all(struct tool *tool, const char *object, uint64_t *good)
{
	int status = 0;
	size_t i;

	if (!object || !strcmp(object, "base")) {
		status = check(tool, scmi_link_open(&tool->link, SCMI_PROTOCOL_BASE, NULL), "server");
		if (!status)
			status = count_good(tool, scmi_base_notify_errors(&tool->link, true), good);
	}
	if (!status && (!object || !strcmp(object, "system")) &&
	    scmi_ok(scmi_link_open(&tool->link, SCMI_PROTOCOL_SYSTEM, NULL)))
		status = count_good(tool, scmi_system_state_notify(&tool->link, true), good);
	for (i = 0; !status && i < COUNT(subscriptions); i++) {
		if (!object || !strcmp(subscriptions[i].kind->object, object))
			status = subscribe(tool, &subscriptions[i], good);
	}
	tool->code = status;
	return status;
}

static const struct kind *kind_of(uint8_t protocol)
{
	size_t i;

	for (i = 0; i < kind_count; i++) {
		if (kinds[i]->protocol == protocol)
			return kinds[i];
	}
	return NULL;
}

/* The event is read first: asking for names uses the link's buffers again */
static int put_event(struct tool *tool, json_object *row, const struct scmi_agent_event *event)
{
	const struct scmi_protocol_words *protocol = scmi_find_protocol(event->protocol);
	const struct scmi_message_words *message = NULL;
	const struct kind *kind = kind_of(event->protocol);
	json_object *resource = NULL;
	int status = 0;

	if (protocol)
		message = scmi_find_message(protocol, event->message, event->delayed ?
					    SCMI_DELAYED_RESPONSE : SCMI_NOTIFICATION);
	put_number(row, "protocol", event->protocol);
	put_text(row, "event", message ? message->name : "UNKNOWN");
	put_number(row, "agent", event->agent);
	put_payload(row, event->protocol, message, tool, event->payload, event->size);
	if (kind && event->kind != SCMI_EVENT_UNKNOWN) {
		resource = json_object_new_object();
		status = put_reference(tool, kind, resource, event->resource);
	}
	json_object_object_add(row, "resource", resource);
	return status;
}

static void print_events(const struct tool *tool, json_object *rows, size_t first)
{
	char text[256];

	for (; first < json_object_array_length(rows); first++) {
		json_object *row = json_object_array_get_idx(rows, first);

		format_value(tool, text, sizeof(text), get(row, "time"), FORMAT_MICROSECONDS);
		printf("%-10s  %s", text, get_text(row, "event"));
		if (get(row, "resource")) {
			format_value(tool, text, sizeof(text), get(row, "resource"), FORMAT_NAME);
			printf("  %s", text);
		}
		print_payload(tool, row);
		putchar('\n');
	}
	fflush(stdout);
}

/* As with sensor watch, lines come as events do, unless it is a board's time that goes by */
int run_monitor(struct tool *tool, int argc, char **argv)
{
	uint64_t left = tool->duration ? tool->duration : DEFAULT_DURATION;
	json_object *rows = json_object_new_array();
	uint64_t start = time_now(tool), end = start + left, good = 0;
	struct scmi_agent_event event;
	int status = subscribe_all(tool, argc ? argv[0] : NULL, &good);
	size_t count = 0;

	json_object_object_add(tool->out, "events", rows);
	put_number(tool->out, "subscriptions", good);
	while (!status && time_now(tool) < end) {
		uint64_t wait = end - time_now(tool);
		struct scmi_result result;
		json_object *row;

		result = scmi_link_next_event(&tool->link, wait > INT32_MAX ? INT32_MAX : (uint32_t)wait,
					      &event);
		if (result.kind == SCMI_RESULT_TIMEOUT)
			continue;
		if (result.kind == SCMI_RESULT_UNSENT) {
			fail(tool, EXIT_TRANSPORT, "%s delivers no notifications",
			     tool->transport_name);
			return hint(tool, "a board does: scmictl --transport board: monitor");
		}
		status = check(tool, result, "notification");
		if (status)
			break;
		row = json_object_new_object();
		json_object_array_add(rows, row);
		put_number(row, "time", time_now(tool) - start);
		status = put_event(tool, row, &event);
		if (!tool->json && !tool->board)
			print_events(tool, rows, count);
		count++;
	}
	return status;
}

void print_monitor(const struct tool *tool, json_object *out)
{
	if (tool->board)
		print_events(tool, get(out, "events"), 0);
	printf("%s subscriptions, %zu events\n", get_text(out, "subscriptions"),
	       json_object_array_length(get(out, "events")));
}
