// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * Checks of notifications of what is measured. It changes by itself: it is waited for.
 */
#include "check_events.h"
#include "messages.h"

/* Trip points of sensors with one value. The last point, which is off afterwards. */

static struct scmi_result trip_off(struct scmi_link *link, uint32_t id, uint64_t point)
{
	return scmi_sensor_trip_point_config(link, id, (uint8_t)point, SCMI_SENSOR_TRIP_OFF, 0);
}

static uint64_t trip_value(uint8_t point, bool rising)
{
	return (uint64_t)rising << 8 | point;
}

static uint64_t trip_told(const struct scmi_agent_event *event)
{
	return trip_value(event->u.trip.id, event->u.trip.rising);
}

static const struct event_words trip_event = {
	SCMI_EVENT_SENSOR_TRIP_POINT, "SENSOR_TRIP_POINT_EVENT", trip_told,
};

static bool read_one(struct checks *c, uint32_t id, int64_t *value)
{
	struct scmi_sensor_reading reading;
	size_t count;

	if (!scmi_ok(scmi_sensor_reading_get(c->link, id, &reading, 1, &count)) || count != 1)
		return false;
	*value = reading.value;
	return true;
}

/* A point that the value is on its way to, before it; false where the value stays as it is */
static bool point_ahead(struct checks *c, uint32_t id, int64_t *value, int64_t *ahead)
{
	int64_t before, way;

	if (!read_one(c, id, &before))
		return false;
	pass_time(c->tool, NOTICE_TIME);
	if (!read_one(c, id, value) || __builtin_sub_overflow(*value, before, &way) || !way)
		return false;
	return !__builtin_add_overflow(*value, way / 2 ? way / 2 : way, ahead);
}

static bool is_past(int64_t value, int64_t point, bool rising)
{
	return rising ? value > point : value < point;
}

/* Until the value is past the point: true where that is so, or the event has come */
static bool await_trip(struct checks *c, uint32_t id, int64_t point, bool rising, uint64_t wanted,
		       struct heard *heard)
{
	uint32_t waited;
	int64_t value;

	for (waited = 0; waited < SAMPLE_TIME; waited += NOTICE_TIME) {
		if (await(c, &trip_event, id, &wanted, NOTICE_TIME, heard) || heard->any)
			return true;
		if (!read_one(c, id, &value))
			return false;
		if (is_past(value, point, rising)) {
			await(c, &trip_event, id, &wanted, SAMPLE_TIME, heard);
			return true;
		}
	}
	return false;
}

static bool follow_to(struct checks *c, uint32_t id, uint8_t point)
{
	const struct undo off = { .put_back = trip_off, .id = id, .value = point };
	struct heard heard;
	int64_t value, ahead, now;
	uint64_t wanted;
	bool rising;

	if (!point_ahead(c, id, &value, &ahead))
		return false;
	rising = ahead > value;
	if (!changed(c, scmi_sensor_trip_point_config(c->link, id, point, SCMI_SENSOR_TRIP_BOTH,
						      ahead), &off) ||
	    !subscribe(c, scmi_sensor_trip_point_notify, "trip points of sensor", id) ||
	    !read_one(c, id, &now) || now == ahead || is_past(now, ahead, rising))
		return false;
	wanted = trip_value(point, rising);
	if (!await_trip(c, id, ahead, rising, wanted, &heard))
		return false;
	if (!heard.any)
		tell(c, GRADE_FAILURE,
		     "sensor %u is past its trip point %u at %lld, and no %s tells of it", id,
		     point, (long long)ahead, trip_event.name);
	else if (heard.value != wanted)
		tell(c, GRADE_FAILURE,
		     "sensor %u is past its trip point %u, %s tells of 0x%llx, not 0x%llx", id,
		     point, trip_event.name, (unsigned long long)heard.value,
		     (unsigned long long)wanted);
	return true;
}

static bool check_trip(struct checks *c, uint32_t id)
{
	struct scmi_sensor_description d;

	return scmi_ok(scmi_sensor_description_get(c->link, id, &d)) && d.trip_points &&
	       follow_to(c, id, (uint8_t)(d.trip_points - 1));
}

static void check_trips(struct checks *c)
{
	if (!check_each(c, check_trip))
		skip(c, "no sensor comes past a trip point that may be set");
}

/* Readings that come by themselves */

bool count_readings(struct checks *c, uint32_t id, uint64_t *count)
{
	struct scmi_sensor_description d;

	if (!scmi_ok(scmi_sensor_description_get(c->link, id, &d)))
		return false;
	*count = d.axes ? d.axes : 1;
	return true;
}

uint64_t readings_told(const struct scmi_agent_event *event)
{
	return event->count;
}

static const struct event_words update_event = {
	SCMI_EVENT_SENSOR_UPDATE, "SENSOR_UPDATE", readings_told,
};

static bool is_updated_soon(struct checks *c, uint32_t id)
{
	struct scmi_sensor_configuration now;
	struct scmi_sensor_description d;
	uint64_t interval;
	int scale;

	if (!scmi_ok(scmi_sensor_description_get(c->link, id, &d)) || !d.update_notifications ||
	    !scmi_ok(scmi_sensor_config_get(c->link, id, &now)) || !now.enabled)
		return false;
	interval = now.interval.seconds * 1000000ull;
	for (scale = now.interval.scale; scale > 0 && interval < SAMPLE_TIME; scale--)
		interval *= 10;
	for (; scale < 0; scale++)
		interval /= 10;
	return interval < SAMPLE_TIME;
}

static bool check_update(struct checks *c, uint32_t id)
{
	struct heard heard;
	uint64_t axes;

	if (!is_updated_soon(c, id) || !count_readings(c, id, &axes) ||
	    !subscribe(c, scmi_sensor_continuous_update_notify, "updates of sensor", id))
		return false;
	if (await(c, &update_event, id, &axes, SAMPLE_TIME, &heard))
		return true;
	if (!heard.any)
		tell(c, GRADE_FAILURE, "sensor %u is on, and no %s tells its readings", id,
		     update_event.name);
	else
		tell(c, GRADE_FAILURE, "sensor %u has %llu readings, %s has %llu", id,
		     (unsigned long long)axes, update_event.name, (unsigned long long)heard.value);
	return true;
}

static void check_updates(struct checks *c)
{
	if (!check_each(c, check_update))
		skip(c, "no sensor that is on tells its readings within %u ms", SAMPLE_TIME / 1000);
}

/* Measured power: told of where it is above a threshold that is half of it */

static struct scmi_result measurements_notify(struct scmi_link *link, uint32_t id, bool enable)
{
	return scmi_powercap_measurements_notify(link, id, enable, 0, 0);
}

static uint64_t power_told(const struct scmi_agent_event *event)
{
	return event->u.power;
}

static const struct event_words power_event = {
	SCMI_EVENT_POWERCAP_MEASUREMENTS_CHANGED, "POWERCAP_MEASUREMENTS_CHANGED", power_told,
};

static bool check_measurement(struct checks *c, uint32_t id)
{
	struct scmi_powercap_measurement before, after;
	struct scmi_powercap_attributes a;
	struct heard heard;
	uint32_t high;

	if (!scmi_ok(scmi_powercap_attributes_get(c->link, id, &a)) || !a.monitoring ||
	    !a.measurements_notifications ||
	    !scmi_ok(scmi_powercap_measurements_get(c->link, id, &before)) || before.power < 4 ||
	    before.pai > SAMPLE_TIME)
		return false;
	high = before.power / 2;
	drain(c);
	if (!subscribed(c, scmi_powercap_measurements_notify(c->link, id, true, 0, high),
			measurements_notify, "measured power of domain", id))
		return false;
	await(c, &power_event, id, NULL, SAMPLE_TIME, &heard);
	if (!scmi_ok(scmi_powercap_measurements_get(c->link, id, &after)))
		return false;
	if (!heard.any && after.power > high)
		tell(c, GRADE_FAILURE,
		     "domain %u takes %u, above its threshold %u, and no %s tells of it", id,
		     after.power, high, power_event.name);
	else if (heard.any && heard.value <= high)
		tell(c, GRADE_FAILURE,
		     "domain %u: %s tells of %llu, which is not above the threshold %u", id,
		     power_event.name, (unsigned long long)heard.value, high);
	return heard.any || after.power > high;
}

static void check_measurements(struct checks *c)
{
	if (!check_each(c, check_measurement))
		skip(c, "no domain that takes power tells of it");
}

static const struct check_row rows[] = {
	{
		.name = "trip-events", .protocol = SCMI_PROTOCOL_SENSOR,
		.needs = NEEDS_WRITES | NEEDS_EVENTS, .message = SCMI_SENSOR_TRIP_POINT_NOTIFY,
		.summary = "who subscribes is told of a trip point that the value comes past",
		.run = check_trips,
	}, {
		.name = "update-events", .protocol = SCMI_PROTOCOL_SENSOR,
		.since = SCMI_VERSION(2, 0), .needs = NEEDS_WRITES | NEEDS_EVENTS,
		.message = SCMI_SENSOR_CONTINUOUS_UPDATE_NOTIFY,
		.summary = "who subscribes to readings is told of them",
		.run = check_updates,
	}, {
		.name = "measurement-events", .protocol = SCMI_PROTOCOL_POWERCAP,
		.needs = NEEDS_WRITES | NEEDS_EVENTS, .message = SCMI_POWERCAP_MEASUREMENTS_NOTIFY,
		.summary = "who subscribes is told of power above a threshold",
		.run = check_measurements,
	},
};

const struct check_list measured_checks = { rows, COUNT(rows) };
