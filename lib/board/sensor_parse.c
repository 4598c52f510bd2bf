// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * The board's sensors out of its device tree.
 */
#include <libfdt.h>

#include "sensor.h"

#define MAX_NAME		63u
#define MAX_TYPE		255u
#define MAX_TRIPS		255u
#define MAX_INTERVALS		4095u
#define MAX_SECONDS		65535u
#define MAX_RESOLUTION		0x7ffffffu
#define MIN_POWER		(-16)
#define MAX_POWER		15
#define MICROSECONDS		(-6)

static bool parse_resolution(struct parser *p, int node, struct scmi_sensor_quantity *quantity)
{
	uint32_t *list;
	unsigned int count;
	int32_t power;

	if (!parse_u32_list(p, node, "resolution", &list, &count))
		return false;
	if (!count)
		return true;
	power = count == 2 ? (int32_t)list[1] : MAX_POWER + 1;
	if (list[0] > MAX_RESOLUTION || power < MIN_POWER || power > MAX_POWER)
		return parse_fail(p, node, "resolution", "has to be a number and a power of ten");
	quantity->extended = true;
	quantity->resolution = list[0];
	quantity->resolution_scale = (int8_t)power;
	return true;
}

static bool parse_limits(struct parser *p, int node, struct scmi_sensor_quantity *quantity)
{
	uint64_t *list;
	unsigned int count;

	if (!parse_u64_list(p, node, "range", &list, &count))
		return false;
	if (!count)
		return true;
	if (count != 2 || (int64_t)list[0] > (int64_t)list[1])
		return parse_fail(p, node, "range", "has to be lowest and highest value");
	quantity->extended = true;
	quantity->lowest = (int64_t)list[0];
	quantity->highest = (int64_t)list[1];
	return true;
}

static bool parse_quantity(struct parser *p, int node, struct scmi_sensor_quantity *quantity)
{
	uint32_t type = 0;
	int32_t scale = 0;

	if (!parse_flag(p, node, "sensor-type"))
		return parse_fail(p, node, "sensor-type", "is missing");
	if (!parse_u32(p, node, "sensor-type", 0, MAX_TYPE, &type) ||
	    !parse_s32(p, node, "scale", MIN_POWER, MAX_POWER, &scale))
		return false;
	quantity->type = (uint8_t)type;
	quantity->scale = (int8_t)scale;
	return parse_resolution(p, node, quantity) && parse_limits(p, node, quantity);
}

static bool parse_axes(struct tables *t, int node, struct scmi_sensor *info, struct board_sensor *s)
{
	struct parser *p = &t->parser;
	struct scmi_sensor_axis *axes;
	unsigned int count, i = 0;
	int child;

	if (!parse_count(p, node, SCMI_SENSOR_MAX_AXES, &count))
		return false;
	if (!parse_memory(p, node, count ? count : 1, sizeof(*s->sources), &s->sources))
		return false;
	if (!count)
		return scmi_board_parse_source(t, node, s->sources);
	if (!parse_memory(p, node, count, sizeof(*axes), &axes))
		return false;
	fdt_for_each_subnode(child, p->fdt, node) {
		if (!parse_reg(p, child, i) || !parse_name(p, child, MAX_NAME, &axes[i].name) ||
		    !parse_quantity(p, child, &axes[i].quantity) ||
		    !scmi_board_parse_source(t, child, &s->sources[i]))
			return false;
		i++;
	}
	info->axes = axes;
	info->axis_count = (uint8_t)count;
	return true;
}

/* An interval is a number and the power of ten that makes it seconds */
static bool to_interval(const uint32_t *pair, uint32_t *interval)
{
	uint32_t seconds = pair[0];
	int32_t power = (int32_t)pair[1];

	/* The place of the pair may be that of the interval */
	*interval = SCMI_SENSOR_INTERVAL(seconds, power);
	return seconds && seconds <= MAX_SECONDS && power >= MIN_POWER && power <= MAX_POWER;
}

static bool parse_interval_list(struct parser *p, int node, const char *property,
				uint32_t **intervals, unsigned int *count)
{
	uint32_t *list = NULL;
	unsigned int i;

	if (!parse_u32_list(p, node, property, &list, count))
		return false;
	*intervals = list;
	if (!list) {
		*count = 0;
		return true;
	}
	if (*count % 2 || *count / 2 > MAX_INTERVALS)
		return parse_fail(p, node, property, "has to be pairs of number and power of ten");
	*count /= 2;
	for (i = 0; i < *count; i++) {
		if (!to_interval(&list[2 * i], &list[i]))
			return parse_fail(p, node, property,
					  "has to be numbers of 1 to 65535 and powers of ten of -16 to 15");
	}
	return true;
}

static bool check_list(struct parser *p, int node, const uint32_t *list, unsigned int count)
{
	unsigned int i;

	for (i = 1; i < count; i++) {
		if (scmi_board_interval(list[i]) <= scmi_board_interval(list[i - 1]))
			return parse_fail(p, node, "update-intervals", "has to ascend");
	}
	return true;
}

static bool check_triplet(struct parser *p, int node, const uint32_t *list, unsigned int count)
{
	uint32_t power = SCMI_SENSOR_INTERVAL(0, UINT32_MAX);

	if (count != 3 || (list[0] & power) != (list[1] & power) ||
	    (list[0] & power) != (list[2] & power) || list[0] > list[1] ||
	    ((list[1] >> 5) - (list[0] >> 5)) % (list[2] >> 5))
		return parse_fail(p, node, "update-interval-range",
				  "has to be shortest, longest and step, of one power of ten");
	return true;
}

/* A sensor that offers no choice can start with any interval */
static bool offered(const struct scmi_sensor *info, uint32_t interval)
{
	const uint32_t *list = info->intervals;
	unsigned int i;

	if (!info->interval_count)
		return true;
	if (info->triplet)
		return (interval & SCMI_SENSOR_INTERVAL(0, UINT32_MAX)) ==
		       (list[0] & SCMI_SENSOR_INTERVAL(0, UINT32_MAX)) &&
		       interval >= list[0] && interval <= list[1] &&
		       ((interval - list[0]) >> 5) % (list[2] >> 5) == 0;
	for (i = 0; i < info->interval_count && list[i] != interval; i++)
		;
	return i < info->interval_count;
}

static bool parse_intervals(struct parser *p, int node, struct scmi_sensor *info,
			    struct board_sensor *s)
{
	uint32_t *list = NULL, *range = NULL, *boot = NULL;
	unsigned int count, range_count, boot_count;

	if (!parse_interval_list(p, node, "update-intervals", &list, &count) ||
	    !parse_interval_list(p, node, "update-interval-range", &range, &range_count) ||
	    !parse_interval_list(p, node, "boot-interval", &boot, &boot_count))
		return false;
	if (count && range_count)
		return parse_fail(p, node, NULL,
				  "has both of update-intervals and update-interval-range");
	if (!check_list(p, node, list, count) ||
	    (range_count && !check_triplet(p, node, range, range_count)))
		return false;
	info->triplet = range_count;
	info->intervals = range_count ? range : list;
	info->interval_count = (uint16_t)(range_count + count);
	if (boot_count > 1 || (boot_count && !offered(info, boot[0])))
		return parse_fail(p, node, "boot-interval", "has to be one interval that can be chosen");
	if (boot_count)
		s->interval = boot[0];
	else if (info->interval_count)
		s->interval = info->intervals[0];
	return true;
}

static bool parse_trips(struct parser *p, int node, struct scmi_sensor *info)
{
	uint32_t count = 0;

	if (!parse_u32(p, node, "trip-points", 1, MAX_TRIPS, &count))
		return false;
	if (count && info->axis_count)
		return parse_fail(p, node, "trip-points", "goes with sensors that have no axes");
	info->trip_count = (uint8_t)count;
	return !count || parse_memory(p, node, count, sizeof(*info->trips), &info->trips);
}

static bool parse_sensor(struct tables *t, int node, struct scmi_sensor *info,
			 struct board_sensor *s)
{
	struct parser *p = &t->parser;

	info->timestamps = parse_flag(p, node, "timestamps");
	info->timestamp_scale = MICROSECONDS;
	info->updates = parse_flag(p, node, "continuous-updates");
	info->asynchronous = parse_flag(p, node, "reading-time-us");
	info->always_on = parse_flag(p, node, "always-on");
	s->enabled = info->always_on || parse_flag(p, node, "boot-on");
	if (!parse_name(p, node, MAX_NAME, &info->name) ||
	    !parse_quantity(p, node, &info->quantity) ||
	    !parse_u32(p, node, "power-microwatts", 0, UINT32_MAX, &info->power) ||
	    !parse_u32(p, node, "reading-time-us", 0, UINT32_MAX, &s->reading_time) ||
	    !parse_axes(t, node, info, s) || !parse_trips(p, node, info) ||
	    !parse_intervals(p, node, info, s))
		return false;
	if (info->power)
		info->quantity.extended = true;
	if (info->updates && info->axis_count > SCMI_SENSOR_MAX_UPDATE_AXES)
		return parse_fail(p, node, "continuous-updates", "goes with at most three axes");
	if (info->asynchronous && info->axis_count > SCMI_SENSOR_MAX_UPDATE_AXES)
		return parse_fail(p, node, "reading-time-us", "goes with at most three axes");
	return true;
}

bool scmi_board_parse_sensors(struct tables *t, int section, struct scmi_protocol_instance *instance)
{
	struct parser *p = &t->parser;
	unsigned int count = instance->resource_count;
	struct scmi_board_sensors *sensors;
	struct scmi_sensor_state *states;
	unsigned int i = 0;
	int node;

	if (!parse_memory(p, section, 1, sizeof(*sensors), &sensors) ||
	    !parse_memory(p, section, count, sizeof(*sensors->info), &sensors->info) ||
	    !parse_memory(p, section, count, sizeof(*states), &states) ||
	    !parse_memory(p, section, count, sizeof(*sensors->sensors), &sensors->sensors))
		return false;
	fdt_for_each_subnode(node, p->fdt, section) {
		if (!parse_sensor(t, node, &sensors->info[i], &sensors->sensors[i]))
			return false;
		scmi_board_add_timer(t->board, &sensors->sensors[i].timer, scmi_board_sensor_expired,
				     (uint16_t)i);
		i++;
	}
	sensors->count = count;
	sensors->board = t->board;
	sensors->config = (struct scmi_sensor_config){
		.sensors = sensors->info,
		.states = states,
		.ops = &scmi_board_sensor_ops,
		.context = sensors,
	};
	instance->config = &sensors->config;
	t->board->sensors = sensors;
	return true;
}
