// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * Sensor management protocol 3.1, section 4.7 of the specification.
 */
#define TABLE "sensor.def"
#define PROTOCOL SCMI_PROTOCOL_SENSOR
#include "calls.h"
#include "agent.h"

#define READING_SIZE	16	/* value and timestamp */
#define VALUE_SIZE	8

/* A power of ten, two's complement in 5 bits */
static int8_t power_of_ten(uint32_t bits)
{
	return (int8_t)((bits ^ 0x10) - 0x10);
}

static struct scmi_sensor_interval interval_of(uint32_t seconds, uint32_t exponent)
{
	return (struct scmi_sensor_interval){ (uint16_t)seconds, power_of_ten(exponent) };
}

/* Events */

static void read_trip_point(struct scmi_codec *codec, struct scmi_agent_event *event)
{
	struct trip_point_event_event e = { 0 };

	code_trip_point_event_event(codec, &e);
	event->agent = e.agent_id;
	event->resource = e.sensor_id;
	event->u.trip.id = (uint8_t)e.trip_point_id;
	event->u.trip.rising = e.rising;
}

static void read_update(struct scmi_codec *codec, struct scmi_agent_event *event)
{
	struct update_event e = { 0 };

	code_update_event(codec, &e);
	event->agent = e.agent_id;
	event->resource = e.sensor_id;
	if (scmi_ok(codec->result))
		scmi_event_list(codec, event, READING_SIZE);
}

static void read_reading(struct scmi_codec *codec, struct scmi_agent_event *event)
{
	struct reading_complete_event e = { 0 };

	code_reading_complete_event(codec, &e);
	event->resource = e.sensor_id;
	if (!scmi_ok(codec->result))
		return;
	if (codec->version >= SCMI_VERSION(2, 0)) {
		scmi_event_list(codec, event, READING_SIZE);
		return;
	}
	/* One value, which was no entry yet. A list must not follow it. */
	if (codec->list != codec->end)
		codec->result = scmi_codec_malformed(codec, SCMI_REPLY_TOO_LONG);
	event->entry_size = VALUE_SIZE;
	event->count = 1;
}

static const struct scmi_agent_reader readers[] = {
	{ SCMI_SENSOR_READING_GET, true, SCMI_EVENT_SENSOR_READING, read_reading },
	{ SCMI_SENSOR_TRIP_POINT_EVENT, false, SCMI_EVENT_SENSOR_TRIP_POINT, read_trip_point },
	{ SCMI_SENSOR_UPDATE, false, SCMI_EVENT_SENSOR_UPDATE, read_update },
};

static const uint8_t versions[] = {
	SCMI_VERSION(1, 0), SCMI_VERSION(2, 0), SCMI_VERSION(3, 0), SCMI_VERSION(3, 1),
};

const struct scmi_agent_protocol scmi_agent_sensor = {
	.id = PROTOCOL,
	.versions = versions,
	.version_count = sizeof(versions),
	.readers = readers,
	.reader_count = sizeof(readers) / sizeof(readers[0]),
};

struct scmi_result scmi_sensor_protocol_attributes_get(struct scmi_link *link,
						       struct scmi_sensor_protocol_attributes *a)
{
	struct protocol_attributes_reply reply = { 0 };
	struct scmi_codec codec;
	struct scmi_result result = CALL(protocol_attributes, &reply);

	if (scmi_ok(result)) {
		a->sensors = (uint16_t)reply.sensors;
		a->max_pending_readings = (uint8_t)reply.max_pending_readings;
		a->registers_address = reply.sensor_reg_address;
		a->registers_length = reply.sensor_reg_len;
	}
	return result;
}

/* Descriptions */

PAGE(descriptions, description_get, false, .desc_index = pages->next)

/* What versions before 2.0 have no bits for is 0 */
static void copy_description(struct scmi_sensor_description *to, uint8_t version,
			     const struct description_get_reply *from)
{
	*to = (struct scmi_sensor_description){
		.id = from->sensor_id,
		.asynchronous = from->asynchronous,
		.trip_points = (uint8_t)from->trip_points,
		.measure = { .type = (uint8_t)from->type, .scale = power_of_ten(from->scale) },
	};
	__builtin_memcpy(to->name, from->sensor_name, sizeof(from->sensor_name));
	if (version < SCMI_VERSION(2, 0)) {
		to->interval = interval_of(from->update_interval_seconds,
					   from->update_interval_exponent);
		return;
	}
	to->update_notifications = from->update_notifications;
	to->timestamps = from->timestamps;
	to->timestamp_scale = power_of_ten(from->timestamp_exponent);
	to->axes = from->has_axes ? (uint8_t)from->axes : 0;
	to->power = from->sensor_power;
	to->extended_name = version >= SCMI_VERSION(3, 0) && from->extended_name;
	if (from->has_axes || !from->extended_attributes)
		return;
	to->measure.extended = true;
	to->measure.resolution_scale = power_of_ten(from->exponent);
	to->measure.resolution = from->resolution;
	to->measure.lowest = (int64_t)from->sensor_min_range;
	to->measure.highest = (int64_t)from->sensor_max_range;
}

/* Numbers ascend, so that an old page again is found out */
struct descriptions {
	struct scmi_sensor_description *to;
	uint32_t last;
};

static void descriptions_entry(struct scmi_codec *codec, struct scmi_pages *pages, uint32_t place)
{
	struct description_get_reply entry = { 0 };
	struct descriptions *list = pages->to;

	code_description_get_reply(codec, &entry, ENTRY);
	if (place && entry.sensor_id <= list->last)
		scmi_pages_repeats(codec);
	list->last = entry.sensor_id;
	if (scmi_pages_room(pages, place))
		copy_description(&list->to[place], codec->version, &entry);
}

struct scmi_result scmi_sensor_descriptions_get(struct scmi_link *link,
						struct scmi_sensor_description *sensors, size_t max,
						size_t *count)
{
	struct descriptions list = { .to = sensors };
	struct scmi_pages pages = { .to = &list, .max = max };
	struct scmi_result result = scmi_pages_read(link, &pages, descriptions_page,
						    descriptions_entry);

	*count = pages.next;
	return result;
}

/* The page that begins with the sensor, whose number is its place in the list */
static struct scmi_result page_of_one(struct scmi_codec *codec, struct scmi_link *link,
				      struct scmi_pages *pages)
{
	struct scmi_result result;

	pages->next = pages->resource;
	result = descriptions_page(codec, link, pages);
	/* The rest is not asked for */
	pages->total = pages->next + pages->returned;
	pages->remaining = 0;
	if (scmi_ok(result) && !pages->returned)
		result = scmi_codec_malformed(codec, SCMI_REPLY_NO_PROGRESS);
	return result;
}

static void entry_of_one(struct scmi_codec *codec, struct scmi_pages *pages, uint32_t place)
{
	struct description_get_reply entry = { 0 };

	code_description_get_reply(codec, &entry, ENTRY);
	if (place != pages->resource || !scmi_ok(codec->result))
		return;
	if (entry.sensor_id != pages->resource)
		codec->result = scmi_codec_malformed(codec, SCMI_REPLY_BAD_VALUE);
	copy_description(pages->to, codec->version, &entry);
}

struct scmi_result scmi_sensor_description_get(struct scmi_link *link, uint32_t sensor,
					       struct scmi_sensor_description *description)
{
	struct scmi_pages pages = { .resource = sensor, .to = description, .known = true };

	return scmi_pages_read(link, &pages, page_of_one, entry_of_one);
}

NAME_GET(scmi_sensor_name_get, name_get)

/* Axes, numbered up like sensors */

struct axes {
	struct scmi_sensor_axis_description *to;
	struct scmi_sensor_axis_name *names;
	uint32_t last;
};

PAGE(axes, axis_description_get, false, .resource = pages->resource,
     .axis_desc_index = pages->next)

static void copy_axis(struct scmi_sensor_axis_description *to, uint8_t version,
		      const struct axis_description_get_reply *from)
{
	*to = (struct scmi_sensor_axis_description){
		.id = from->axis_id,
		.extended_name = version >= SCMI_VERSION(3, 0) && from->extended_name,
		.measure = { .type = (uint8_t)from->type, .scale = power_of_ten(from->scale) },
	};
	__builtin_memcpy(to->name, from->axis_name, sizeof(from->axis_name));
	if (!from->extended_attributes)
		return;
	to->measure.extended = true;
	to->measure.resolution_scale = power_of_ten(from->exponent);
	to->measure.resolution = from->resolution;
	to->measure.lowest = (int64_t)from->axis_min_range;
	to->measure.highest = (int64_t)from->axis_max_range;
}

static void axes_entry(struct scmi_codec *codec, struct scmi_pages *pages, uint32_t place)
{
	struct axis_description_get_reply entry = { 0 };
	struct axes *list = pages->to;

	code_axis_description_get_reply(codec, &entry, ENTRY);
	if (place && entry.axis_id <= list->last)
		scmi_pages_repeats(codec);
	list->last = entry.axis_id;
	if (scmi_pages_room(pages, place))
		copy_axis(&list->to[place], codec->version, &entry);
}

struct scmi_result scmi_sensor_axes_get(struct scmi_link *link, uint32_t sensor,
					struct scmi_sensor_axis_description *axes, size_t max,
					size_t *count)
{
	struct axes list = { .to = axes };
	struct scmi_pages pages = { .resource = sensor, .to = &list, .max = max };
	struct scmi_result result = scmi_pages_read(link, &pages, axes_page, axes_entry);

	*count = pages.next;
	return result;
}

PAGE(axis_names, axis_name_get, false, .resource = pages->resource,
     .axis_desc_index = pages->next)

static void axis_names_entry(struct scmi_codec *codec, struct scmi_pages *pages, uint32_t place)
{
	struct axis_name_get_reply entry = { 0 };
	struct axes *list = pages->to;

	code_axis_name_get_reply(codec, &entry, ENTRY);
	if (place && entry.axis_id <= list->last)
		scmi_pages_repeats(codec);
	list->last = entry.axis_id;
	if (!scmi_pages_room(pages, place))
		return;
	list->names[place].id = entry.axis_id;
	__builtin_memcpy(list->names[place].name, entry.name, SCMI_NAME_SIZE);
}

struct scmi_result scmi_sensor_axis_names_get(struct scmi_link *link, uint32_t sensor,
					      struct scmi_sensor_axis_name *names, size_t max,
					      size_t *count)
{
	struct axes list = { .names = names };
	struct scmi_pages pages = { .resource = sensor, .to = &list, .max = max };
	struct scmi_result result = scmi_pages_read(link, &pages, axis_names_page, axis_names_entry);

	*count = pages.next;
	return result;
}

/* Readings: entries without a count, up to the end of the reply */

struct scmi_result scmi_sensor_reading_get(struct scmi_link *link, uint32_t sensor,
					   struct scmi_sensor_reading *readings, size_t max,
					   size_t *count)
{
	struct reading_get_reply reply = { 0 };
	struct scmi_codec codec;
	struct scmi_result result = CALL(reading_get, &reply, .resource = sensor);
	bool entries = codec.version >= SCMI_VERSION(2, 0);

	*count = 0;
	if (!scmi_ok(result))
		return result;
	if (!entries && codec.list != codec.end)
		return scmi_codec_malformed(&codec, SCMI_REPLY_TOO_LONG);
	codec.at = codec.list;
	do {
		if (entries)
			code_reading_get_reply(&codec, &reply, ENTRY);
		if (*count < max)
			readings[*count] = (struct scmi_sensor_reading){
				(int64_t)reply.sensor_value, reply.timestamp,
			};
		++*count;
	} while (scmi_ok(codec.result) && codec.at != codec.end);
	return codec.result;
}

struct scmi_result scmi_sensor_reading_get_async(struct scmi_link *link, uint32_t sensor,
						 uint16_t *token)
{
	struct scmi_codec codec;

	if (!token)
		return UNSENT(SENSOR_READING_GET, SCMI_UNSENT_ARGUMENT);
	return CALL_ASYNC(reading_get, token, .resource = sensor, .asynchronous = 1);
}

/* Trip points */

NOTIFY(scmi_sensor_trip_point_notify, trip_point_notify)

struct scmi_result scmi_sensor_trip_point_config(struct scmi_link *link, uint32_t sensor, uint8_t point,
						 enum scmi_sensor_trip_control control, int64_t value)
{
	struct scmi_codec codec;

	return CALL(trip_point_config, NULL, .resource = sensor, .trip_point_id = point,
		    .control = control, .trip_point_val = (uint64_t)value);
}

/* Configuration */

PAGE(intervals, list_update_intervals, reply.triplet, .resource = pages->resource,
     .update_interval_index = pages->next)

static void intervals_entry(struct scmi_codec *codec, struct scmi_pages *pages, uint32_t place)
{
	struct list_update_intervals_reply entry = { 0 };
	struct scmi_sensor_interval *intervals = pages->to, interval;
	uint32_t i;

	code_list_update_intervals_reply(codec, &entry, ENTRY);
	interval = interval_of(entry.seconds, entry.exponent);
	for (i = 0; i < scmi_pages_earlier(pages, place); i++) {
		if (intervals[i].seconds == interval.seconds && intervals[i].scale == interval.scale)
			scmi_pages_repeats(codec);
	}
	if (scmi_pages_room(pages, place))
		intervals[place] = interval;
}

struct scmi_result scmi_sensor_list_update_intervals(struct scmi_link *link, uint32_t sensor,
						     struct scmi_sensor_interval *intervals,
						     size_t max,
						     struct scmi_sensor_interval_list *list)
{
	struct scmi_pages pages = { .resource = sensor, .to = intervals, .max = max };
	struct scmi_result result = scmi_pages_read(link, &pages, intervals_page, intervals_entry);

	list->triplet = pages.linear;
	list->count = pages.next;
	return result;
}

struct scmi_result scmi_sensor_config_get(struct scmi_link *link, uint32_t sensor,
					  struct scmi_sensor_configuration *configuration)
{
	struct config_get_reply reply = { 0 };
	struct scmi_codec codec;
	struct scmi_result result = CALL(config_get, &reply, .resource = sensor);

	if (scmi_ok(result)) {
		configuration->enabled = reply.enabled;
		configuration->timestamps = reply.timestamps;
		configuration->interval = interval_of(reply.seconds, reply.exponent);
	}
	return result;
}

struct scmi_result scmi_sensor_config_set(struct scmi_link *link, uint32_t sensor,
					  const struct scmi_sensor_configuration *configuration,
					  enum scmi_sensor_rounding rounding)
{
	struct scmi_codec codec;

	if (configuration->interval.scale < -16 || configuration->interval.scale > 15)
		return UNSENT(SENSOR_CONFIG_SET, SCMI_UNSENT_ARGUMENT);
	return CALL(config_set, NULL, .resource = sensor, .enable = configuration->enabled,
		    .timestamps = configuration->timestamps, .rounding = rounding,
		    .seconds = configuration->interval.seconds,
		    .exponent = (uint32_t)configuration->interval.scale & 0x1f);
}

NOTIFY(scmi_sensor_continuous_update_notify, continuous_update_notify)

/* Units, by their number in the specification */

const char *scmi_sensor_unit(uint8_t type)
{
	static const char *const units[] = {
		[0x01] = "",	/* not specified */
		"degrees C", "degrees F", "K", "V", "A", "W", "J", "C", "VA", "nit", "lm", "lx", "cd",
		"kPa", "psi", "N", "cfm", "rpm", "Hz", "s", "min", "h", "d", "weeks", "mil", "in", "ft",
		"in3", "ft3", "m", "cm3", "m3", "l", "fl oz", "rad", "sr", "revolutions", "cycles", "g",
		"oz", "lb", "ft lb", "oz in", "G", "Gb", "H", "F", "ohm", "S", "mol", "Bq", "ppm", "dB",
		"dBA", "dBC", "Gy", "Sv", "K", "bits", "bytes", "words", "dwords", "qwords", "%", "Pa",
		"counts", "grams", "N m", "hits", "misses", "retries", "overruns", "underruns",
		"collisions", "packets", "messages", "characters", "errors", "corrected errors",
		"uncorrectable errors", "mil2", "in2", "ft2", "cm2", "m2", "rad/s", "bpm", "m/s2", "m/s",
		"m3/s", "mmHg", "rad/s2",
	};

	return type < sizeof(units) / sizeof(units[0]) ? units[type] : NULL;
}
