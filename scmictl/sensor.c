// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * The commands of the sensor protocol.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "scmictl.h"

#define MAX_AXES	126u
#define MAX_INTERVALS	69630u
#define SECONDS_SCALE	(-6)	/* times are given in microseconds */
#define DEFAULT_SAMPLES	10u
#define MAX_SAMPLES	100000u

COUNT_FUNCTION(sensor, sensors)

static struct scmi_result name_of(struct tool *tool, uint32_t id, char name[SCMI_NAME_SIZE])
{
	struct scmi_sensor_description s;
	struct scmi_result result = scmi_sensor_description_get(&tool->link, id, &s);

	if (!scmi_ok(result))
		return result;
	if (s.extended_name)
		result = scmi_sensor_name_get(&tool->link, id, name);
	if (!s.extended_name || is_refusal(result)) {
		memcpy(name, s.name, SCMI_NAME_SIZE);
		result.kind = SCMI_RESULT_OK;
	}
	return result;
}

static const char *unit_of(const struct scmi_sensor_measure *measure)
{
	const char *unit = scmi_sensor_unit(measure->type);

	return unit ? unit : "";
}

static json_object *new_interval(struct scmi_sensor_interval interval)
{
	return interval.seconds ? new_quantity(interval.seconds, interval.scale, "s") : NULL;
}

/* A sensor, and what each of its values measures */
struct sensor {
	struct scmi_sensor_description description;
	struct scmi_sensor_axis_description axes[MAX_AXES];
	size_t axes_count;
};

static struct scmi_result get_sensor(struct tool *tool, uint32_t id, struct sensor *sensor)
{
	struct scmi_result result;

	sensor->axes_count = 0;
	result = scmi_sensor_description_get(&tool->link, id, &sensor->description);
	if (scmi_ok(result) && sensor->description.axes)
		result = scmi_sensor_axes_get(&tool->link, id, sensor->axes, MAX_AXES,
					      &sensor->axes_count);
	return result;
}

static const struct scmi_sensor_measure *measure_of(const struct sensor *sensor, size_t i)
{
	return i < sensor->axes_count ? &sensor->axes[i].measure : &sensor->description.measure;
}

static json_object *new_value(const struct sensor *sensor, size_t i, int64_t value)
{
	const struct scmi_sensor_measure *measure = measure_of(sensor, i);

	return new_quantity(value, measure->scale, unit_of(measure));
}

static struct scmi_result get_values(struct tool *tool, uint32_t id, const struct sensor *sensor,
				     json_object **values)
{
	struct scmi_sensor_reading readings[MAX_AXES];
	size_t count, i;
	struct scmi_result result = scmi_sensor_reading_get(&tool->link, id, readings, MAX_AXES,
							    &count);

	if (scmi_ok(result))
		*values = json_object_new_array();
	for (i = 0; scmi_ok(result) && i < count && i < MAX_AXES; i++)
		json_object_array_add(*values, new_value(sensor, i, readings[i].value));
	return result;
}

static struct scmi_result get_state(struct tool *tool, uint32_t id, json_object **value)
{
	struct scmi_sensor_configuration c;
	struct scmi_result result = scmi_sensor_config_get(&tool->link, id, &c);

	if (scmi_ok(result))
		*value = json_object_new_boolean(c.enabled);
	return result;
}

static int put_sensor(struct tool *tool, json_object *row, uint32_t id)
{
	json_object *enabled = NULL, *values = NULL;
	struct sensor sensor;
	int status = check(tool, get_sensor(tool, id, &sensor), "sensor %u", id);

	if (!status)
		status = put_result(tool, row, "enabled", get_state(tool, id, &enabled), &enabled,
				    "sensor", id);
	if (status)
		return status;
	return put_result(tool, row, "values", get_values(tool, id, &sensor, &values), &values, "sensor",
			  id);
}

static int put_intervals(struct tool *tool, json_object *out, uint32_t id)
{
	struct scmi_sensor_interval *intervals = calloc(MAX_INTERVALS, sizeof(*intervals));
	struct scmi_sensor_interval_list list = { 0 };
	json_object *array = json_object_new_array();
	struct scmi_result result;
	size_t i;

	result = scmi_sensor_list_update_intervals(&tool->link, id, intervals, MAX_INTERVALS, &list);
	json_object_object_add(out, "intervals", array);
	put_bool(out, "triplet", list.triplet);
	for (i = 0; scmi_ok(result) && i < list.count; i++)
		json_object_array_add(array, new_interval(intervals[i]));
	free(intervals);
	return is_refusal(result) || is_missing(result) ? 0 :
	       check(tool, result, "intervals of sensor %u", id);
}

static void put_measure(json_object *out, const struct scmi_sensor_measure *m)
{
	json_object *range = NULL;

	put_text(out, "unit", unit_of(m));
	if (m->extended) {
		range = json_object_new_object();
		json_object_object_add(range, "min", new_quantity(m->lowest, m->scale, unit_of(m)));
		json_object_object_add(range, "max", new_quantity(m->highest, m->scale, unit_of(m)));
	}
	json_object_object_add(out, "resolution", m->extended ?
			       new_quantity(m->resolution, m->resolution_scale, unit_of(m)) : NULL);
	json_object_object_add(out, "range", range);
}

static void put_axes(json_object *out, const struct sensor *sensor)
{
	json_object *axes = json_object_new_array();
	size_t i;

	json_object_object_add(out, "axes", axes);
	for (i = 0; i < sensor->axes_count; i++) {
		json_object *axis = json_object_new_object();

		json_object_array_add(axes, axis);
		put_number(axis, "id", sensor->axes[i].id);
		put_text(axis, "name", sensor->axes[i].name);
		put_measure(axis, &sensor->axes[i].measure);
	}
}

static int put_details(struct tool *tool, json_object *out, uint32_t id)
{
	const struct scmi_sensor_description *d;
	struct scmi_sensor_configuration c = { 0 };
	json_object *tells = json_object_new_object();
	struct sensor sensor;
	int status = check(tool, get_sensor(tool, id, &sensor), "sensor %u", id);

	json_object_object_add(out, "tells", tells);
	if (status)
		return status;
	d = &sensor.description;
	put_measure(out, &d->measure);
	put_axes(out, &sensor);
	put_number(out, "trip_points", d->trip_points);
	put_bool(tells, "trip_points", d->trip_points);
	put_bool(tells, "updates", d->update_notifications);
	json_object_object_add(out, "power", d->power ? new_quantity(d->power, -6, "W") : NULL);
	put_bool(out, "timestamps", d->timestamps);
	put_bool(out, "asynchronous", d->asynchronous);
	if (scmi_ok(scmi_sensor_config_get(&tool->link, id, &c)))
		json_object_object_add(out, "interval", new_interval(c.interval));
	else
		json_object_object_add(out, "interval", new_interval(d->interval));
	return put_intervals(tool, out, id);
}

const struct kind sensor_kind = {
	.object = "sensor", .what = "sensor", .key = "sensors", .protocol = SCMI_PROTOCOL_SENSOR,
	.count = count_of, .name = name_of, .put = put_sensor, .put_details = put_details,
	.columns = (const struct column[]){
		{ "id", "ID", FORMAT_NUMBER },
		{ "name", "SENSOR", FORMAT_TEXT },
		{ "enabled", "STATE", FORMAT_ON },
		{ "values", "VALUE", FORMAT_QUANTITY },
		{ "error", "ERROR", FORMAT_TEXT },
		{ 0 },
	},
	.record = (const struct column[]){
		{ "id", "id", FORMAT_NUMBER },
		{ "name", "name", FORMAT_TEXT },
		{ "error", "error", FORMAT_TEXT },
		{ "enabled", "state", FORMAT_ON },
		{ "values", "value", FORMAT_QUANTITY },
		{ "axes", "axes", FORMAT_NAMES },
		{ "resolution", "resolution", FORMAT_QUANTITY },
		{ "range", "range", FORMAT_RANGE },
		{ "interval", "interval", FORMAT_QUANTITY },
		{ "intervals", "intervals", FORMAT_QUANTITY },
		{ "triplet", "as a range", FORMAT_YES },
		{ "trip_points", "trip points", FORMAT_NUMBER },
		{ "timestamps", "timestamps", FORMAT_YES },
		{ "power", "takes", FORMAT_QUANTITY },
		{ "tells", "tells of", FORMAT_TRUE_KEYS },
		{ 0 },
	},
};

/* Configuration: what is not meant stays as it is */

static struct scmi_result configure(struct tool *tool, uint32_t id, const bool *enabled,
				    const struct scmi_sensor_interval *interval)
{
	struct scmi_sensor_configuration c;
	struct scmi_result result = scmi_sensor_config_get(&tool->link, id, &c);
	/* The numbers mean the same as for clocks */
	int rounding = tool->rounding ? find_word(roundings, ROUNDINGS, tool->rounding) : 0;

	if (!scmi_ok(result))
		return result;
	c.interval = interval ? *interval : (struct scmi_sensor_interval){ 0 };
	if (enabled)
		c.enabled = *enabled;
	return scmi_sensor_config_set(&tool->link, id, &c, (enum scmi_sensor_rounding)rounding);
}

static struct scmi_result set_state(struct tool *tool, uint32_t id, int64_t enable)
{
	bool enabled = enable;

	return configure(tool, id, &enabled, NULL);
}

static const struct property state = {
	"enabled", "state", FORMAT_ON, "show", get_state, set_state,
};

int run_sensor_enable(struct tool *tool, int argc, char **argv)
{
	(void)argc;
	return change(tool, &sensor_kind, &state, argv[0], "on", true);
}

int run_sensor_disable(struct tool *tool, int argc, char **argv)
{
	(void)argc;
	return change(tool, &sensor_kind, &state, argv[0], "off", false);
}

static struct scmi_result get_interval(struct tool *tool, uint32_t id, json_object **value)
{
	struct scmi_sensor_configuration c;
	struct scmi_result result = scmi_sensor_config_get(&tool->link, id, &c);

	if (scmi_ok(result))
		*value = new_interval(c.interval);
	return result;
}

/* Microseconds, without zeros at the end */
static bool as_interval(uint64_t time, struct scmi_sensor_interval *interval)
{
	int scale = SECONDS_SCALE;

	for (; time && time % 10 == 0 && scale < 15; scale++)
		time /= 10;
	*interval = (struct scmi_sensor_interval){ (uint16_t)time, (int8_t)scale };
	return time && time <= UINT16_MAX;
}

static struct scmi_result set_interval(struct tool *tool, uint32_t id, int64_t time)
{
	struct scmi_sensor_interval interval;

	as_interval((uint64_t)time, &interval);
	return configure(tool, id, NULL, &interval);
}

int run_sensor_set_interval(struct tool *tool, int argc, char **argv)
{
	static const struct property property = {
		"interval", "interval", FORMAT_QUANTITY, "show", get_interval, set_interval,
	};
	struct scmi_sensor_interval interval;
	uint64_t wanted;
	bool negative;

	(void)argc;
	if (!parse_quantity(argv[1], "us", &negative, &wanted) || negative ||
	    !as_interval(wanted, &interval)) {
		fail(tool, EXIT_USAGE, "'%s' is no interval", argv[1]);
		return hint(tool, "an interval is a time of up to five digits, such as 100ms or 1.5s");
	}
	return change(tool, &sensor_kind, &property, argv[0], argv[1], (int64_t)wanted);
}

/* Trip points */

int run_sensor_trip(struct tool *tool, int argc, char **argv)
{
	static const char *const controls[] = {
		[SCMI_SENSOR_TRIP_OFF] = "off", [SCMI_SENSOR_TRIP_RISING] = "rising",
		[SCMI_SENSOR_TRIP_FALLING] = "falling", [SCMI_SENSOR_TRIP_BOTH] = "both",
	};
	int control = find_word(controls, COUNT(controls), argv[2]);
	struct sensor sensor;
	int64_t value = 0;
	uint64_t point;
	uint32_t id;
	int status;

	if (!parse_number(argv[1], UINT8_MAX, &point))
		return fail(tool, EXIT_USAGE, "'%s' is no number of a trip point", argv[1]);
	if (control < 0 || (control && argc < 4)) {
		fail(tool, EXIT_USAGE, "'%s' is not off, or rising, falling or both with a value",
		     argv[2]);
		return hint(tool, "such as: scmictl sensor trip %s %s rising 80", argv[0], argv[1]);
	}
	status = find_and_put(tool, &sensor_kind, argv[0], &id);
	if (!status)
		status = check(tool, get_sensor(tool, id, &sensor), "sensor %s", argv[0]);
	if (status)
		return status;
	if (argc == 4 && !parse_decimal(argv[3], sensor.description.measure.scale, &value))
		return fail(tool, EXIT_USAGE, "'%s' is no value that %s can have", argv[3], argv[0]);
	put_number(tool->out, "trip_point", point);
	put_text(tool->out, "control", controls[control]);
	json_object_object_add(tool->out, "value", control ? new_value(&sensor, 0, value) : NULL);
	return check(tool, scmi_sensor_trip_point_config(&tool->link, id, (uint8_t)point,
				(enum scmi_sensor_trip_control)control, value),
		     "trip point %s of sensor %s", argv[1], argv[0]);
}

void print_sensor_trip(const struct tool *tool, json_object *out)
{
	char value[64];

	format_value(tool, value, sizeof(value), get(out, "value"), FORMAT_QUANTITY);
	printf("%s: trip point %s is %s", get_text(out, "name"), get_text(out, "trip_point"),
	       get_text(out, "control"));
	if (get(out, "value"))
		printf(" at %s", value);
	putchar('\n');
}

/* Values as time goes by */

static int sample(struct tool *tool, json_object *rows, uint32_t id, const struct sensor *sensor,
		  uint64_t start)
{
	json_object *row = json_object_new_object();
	json_object *values = NULL;

	json_object_array_add(rows, row);
	put_number(row, "time", time_now(tool) - start);
	return put_result(tool, row, "values", get_values(tool, id, sensor, &values), &values, "sensor",
			  id);
}

static void print_samples(const struct tool *tool, json_object *rows, size_t first)
{
	char time[64], values[256];

	for (; first < json_object_array_length(rows); first++) {
		json_object *row = json_object_array_get_idx(rows, first);

		format_value(tool, time, sizeof(time), get(row, "time"), FORMAT_MICROSECONDS);
		format_value(tool, values, sizeof(values), get(row, "values"), FORMAT_QUANTITY);
		printf("%-10s  %s\n", time, values);
	}
	fflush(stdout);
}

/* On a server that runs by itself lines come as time goes by; in JSON, and for boards, all at the end */
int run_sensor_watch(struct tool *tool, int argc, char **argv)
{
	uint64_t every = tool->interval ? tool->interval : 1000000;
	uint64_t duration = tool->duration ? tool->duration : (DEFAULT_SAMPLES - 1) * every;
	json_object *rows = json_object_new_array();
	uint64_t start = time_now(tool);
	struct sensor sensor;
	uint64_t i;
	uint32_t id;
	int status = find_and_put(tool, &sensor_kind, argv[0], &id);

	(void)argc;
	json_object_object_add(tool->out, "readings", rows);
	if (!status)
		status = check(tool, get_sensor(tool, id, &sensor), "sensor %s", argv[0]);
	if (!status && duration / every >= MAX_SAMPLES)
		return fail(tool, EXIT_USAGE, "that would be more than %u readings", MAX_SAMPLES);
	for (i = 0; !status && i <= duration / every; i++) {
		if (i)
			pass_time(tool, every);
		status = sample(tool, rows, id, &sensor, start);
		if (!tool->json && !tool->board)
			print_samples(tool, rows, (size_t)i);
	}
	return status;
}

void print_sensor_watch(const struct tool *tool, json_object *out)
{
	if (tool->board)
		print_samples(tool, get(out, "readings"), 0);
}
