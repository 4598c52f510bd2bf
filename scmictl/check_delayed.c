// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * Checks of asynchronous requests, each of which is followed by its delayed response. They are for
 * what is there already, so that nothing changes but by a reset.
 */
#include "check_events.h"
#include "messages.h"

#define DELAYED_TIME	2000000u	/* microseconds that a delayed response may take */
#define DELAYED		"what is begun asynchronously is told of when it is done"

struct request {
	uint8_t protocol;
	const char *what;
	enum scmi_event_kind kind;
	const char *name;		/* of the delayed response */
	/* False where the resource does not offer it, or refuses */
	bool (*start)(struct checks *c, uint32_t id, uint16_t *token);
	/* What the response has to tell, and where it tells it; NULL: nothing */
	bool (*get)(struct checks *c, uint32_t id, uint64_t *value);
	uint64_t (*value)(const struct scmi_agent_event *event);
};

/* An offer that is not for this agent, or not now, is no fault */
static bool begun(struct checks *c, struct scmi_result result, const char *message, uint32_t id)
{
	if (is_refusal(result) && result.code != SCMI_DENIED && result.code != SCMI_NOT_SUPPORTED &&
	    result.code != SCMI_BUSY && result.code != SCMI_IN_USE)
		tell(c, GRADE_REMARK, "%s of %u, asynchronous, which is offered: refused with %s",
		     message, id, scmi_status_name(result.code));
	return scmi_ok(result);
}

static bool start_rate(struct checks *c, uint32_t id, uint16_t *token)
{
	struct scmi_clock_protocol_attributes a;
	uint64_t rate;

	return scmi_ok(scmi_clock_protocol_attributes_get(c->link, &a)) &&
	       a.max_pending_rate_changes && can_set_rate(c, id, &rate) &&
	       begun(c,
		     scmi_clock_rate_set_async(c->link, id, rate, SCMI_CLOCK_ROUND_NEAREST, token),
		     "CLOCK_RATE_SET", id);
}

/* A sensor that is off has no reading */
static bool start_reading(struct checks *c, uint32_t id, uint16_t *token)
{
	struct scmi_sensor_description d;
	struct scmi_sensor_reading reading;
	size_t count;

	return scmi_ok(scmi_sensor_description_get(c->link, id, &d)) && d.asynchronous &&
	       scmi_ok(scmi_sensor_reading_get(c->link, id, &reading, 1, &count)) &&
	       begun(c, scmi_sensor_reading_get_async(c->link, id, token), "SENSOR_READING_GET",
		     id);
}

static bool start_reset(struct checks *c, uint32_t id, uint16_t *token)
{
	struct scmi_reset_attributes a;

	return scmi_ok(scmi_reset_attributes_get(c->link, id, &a)) && a.asynchronous &&
	       begun(c, scmi_reset_async(c->link, id, SCMI_RESET_COLD, token), "RESET", id);
}

static bool voltage_now(struct checks *c, uint32_t id, uint64_t *value)
{
	int32_t level;

	if (!scmi_ok(scmi_voltage_level_get(c->link, id, &level)))
		return false;
	*value = (uint32_t)level;
	return true;
}

static bool start_voltage(struct checks *c, uint32_t id, uint16_t *token)
{
	struct scmi_voltage_attributes a;
	uint64_t level;

	return scmi_ok(scmi_voltage_attributes_get(c->link, id, &a)) && a.asynchronous_level_set &&
	       voltage_now(c, id, &level) &&
	       begun(c, scmi_voltage_level_set_async(c->link, id, (int32_t)level, token),
		     "VOLTAGE_LEVEL_SET", id);
}

static uint64_t voltage_told(const struct scmi_agent_event *event)
{
	return (uint32_t)event->u.voltage;
}

static bool start_cap(struct checks *c, uint32_t id, uint16_t *token)
{
	struct scmi_powercap_attributes a;
	uint64_t cap;

	return scmi_ok(scmi_powercap_attributes_get(c->link, id, &a)) && a.asynchronous_cap &&
	       a.cap_configuration && cap_now(c, id, &cap) &&
	       begun(c, scmi_powercap_cap_set_async(c->link, id, (uint32_t)cap, token),
		     "POWERCAP_CAP_SET", id);
}

static const struct request requests[] = {
	{ SCMI_PROTOCOL_CLOCK, "rate of clock", SCMI_EVENT_CLOCK_RATE_SET,
	  "CLOCK_RATE_SET_COMPLETE", start_rate, rate_now, rate_told },
	{ SCMI_PROTOCOL_SENSOR, "reading of sensor", SCMI_EVENT_SENSOR_READING,
	  "SENSOR_READING_COMPLETE", start_reading, count_readings, readings_told },
	{ SCMI_PROTOCOL_RESET, "reset of domain", SCMI_EVENT_RESET_COMPLETE, "RESET_COMPLETE",
	  start_reset, NULL, NULL },
	{ SCMI_PROTOCOL_VOLTAGE, "level of supply", SCMI_EVENT_VOLTAGE_LEVEL_SET,
	  "VOLTAGE_LEVEL_SET_COMPLETE", start_voltage, voltage_now, voltage_told },
	{ SCMI_PROTOCOL_POWERCAP, "cap of domain", SCMI_EVENT_POWERCAP_CAP_SET,
	  "POWERCAP_CAP_SET_COMPLETE", start_cap, cap_now, cap_told },
};

static void judge_response(struct checks *c, const struct request *row, uint32_t id,
			   const struct scmi_agent_event *event)
{
	uint64_t told, now;

	if (event->status) {
		tell(c, GRADE_REMARK, "%s %u: begun, and ended with %s", row->what, id,
		     scmi_status_name(event->status));
		return;
	}
	if (event->kind != row->kind || event->resource != id) {
		tell(c, GRADE_FAILURE,
		     "%s %u: the delayed response with its token is about %u of message 0x%x",
		     row->what, id, event->resource, event->message);
		return;
	}
	if (!row->get)
		return;
	told = row->value(event);
	if (row->get(c, id, &now) && told != now)
		tell(c, GRADE_FAILURE, "%s %u: it is %llu, %s tells of %llu", row->what, id,
		     (unsigned long long)now, row->name, (unsigned long long)told);
}

static bool check_request(struct checks *c, uint32_t id)
{
	const struct request *row = requests;
	struct scmi_agent_event event;
	struct scmi_result result;
	uint16_t token;

	while (row->protocol != c->row->protocol)
		row++;
	if (!row->start(c, id, &token))
		return false;
	result = scmi_link_wait(c->link, token, DELAYED_TIME, &event);
	if (result.kind == SCMI_RESULT_TIMEOUT)
		tell(c, GRADE_FAILURE, "%s %u: begun, and no %s has come within %u ms", row->what,
		     id, row->name, DELAYED_TIME / 1000);
	else if (result.kind == SCMI_RESULT_MALFORMED)
		tell(c, GRADE_FAILURE, "%s: %s", row->name, scmi_result_text(result));
	else if (scmi_ok(result))
		judge_response(c, row, id, &event);
	return true;
}

static void check_delayed(struct checks *c)
{
	if (!check_each(c, check_request))
		skip(c, "nothing is done asynchronously");
}

static const struct check_row rows[] = {
	{
		.name = "delayed", .protocol = SCMI_PROTOCOL_CLOCK,
		.needs = NEEDS_WRITES | NEEDS_EVENTS, .message = SCMI_CLOCK_RATE_SET,
		.summary = DELAYED, .run = check_delayed,
	}, {
		.name = "delayed", .protocol = SCMI_PROTOCOL_SENSOR, .needs = NEEDS_EVENTS,
		.message = SCMI_SENSOR_READING_GET, .summary = DELAYED, .run = check_delayed,
	}, {
		.name = "delayed", .protocol = SCMI_PROTOCOL_RESET,
		.needs = NEEDS_WRITES | NEEDS_DISRUPTION | NEEDS_EVENTS, .message = SCMI_RESET,
		.summary = DELAYED, .run = check_delayed,
	}, {
		.name = "delayed", .protocol = SCMI_PROTOCOL_VOLTAGE, .since = SCMI_VERSION(2, 0),
		.needs = NEEDS_WRITES | NEEDS_EVENTS, .message = SCMI_VOLTAGE_LEVEL_SET,
		.summary = DELAYED, .run = check_delayed,
	}, {
		.name = "delayed", .protocol = SCMI_PROTOCOL_POWERCAP,
		.needs = NEEDS_WRITES | NEEDS_EVENTS, .message = SCMI_POWERCAP_CAP_SET,
		.summary = DELAYED, .run = check_delayed,
	},
};

const struct check_list delayed_checks = { rows, COUNT(rows) };
