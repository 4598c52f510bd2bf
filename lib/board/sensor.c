// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * The board's sensors. Values are computed when they are asked for. As time goes on, each sensor is
 * sampled at its update interval: that is when trip points are noticed and updates sent.
 */
#include "sensor.h"

#define MICROSECONDS	(-6)
#define POWER_MASK	0x1fu
#define POWER_SIGN	0x10u

static struct board_sensor *sensor_of(void *context, unsigned int sensor)
{
	struct scmi_board_sensors *sensors = context;

	return &sensors->sensors[sensor];
}

static int read(void *context, unsigned int sensor, unsigned int axis,
		struct scmi_sensor_reading *reading)
{
	struct scmi_board_sensors *sensors = context;

	reading->value = scmi_board_source_value(sensors->board,
						 &sensors->sensors[sensor].sources[axis]);
	reading->timestamp = sensors->info[sensor].timestamps ? sensors->board->time : 0;
	return SCMI_SUCCESS;
}

static int start_read(void *context, unsigned int sensor)
{
	struct scmi_board_sensors *sensors = context;
	struct board_sensor *s = sensor_of(context, sensor);

	scmi_board_start_timer(sensors->board, &s->timer, s->reading_time);
	return SCMI_SUCCESS;
}

static void abort_read(void *context, unsigned int sensor)
{
	sensor_of(context, sensor)->timer.running = false;
}

void scmi_board_sensor_expired(struct scmi_board *board, uint16_t sensor)
{
	scmi_server_done(&board->server, SCMI_PROTOCOL_SENSOR, sensor, SCMI_SUCCESS);
}

static int get_enabled(void *context, unsigned int sensor, bool *enabled)
{
	*enabled = sensor_of(context, sensor)->enabled;
	return SCMI_SUCCESS;
}

static int set_enabled(void *context, unsigned int sensor, bool enabled)
{
	sensor_of(context, sensor)->enabled = enabled;
	return SCMI_SUCCESS;
}

static int get_interval(void *context, unsigned int sensor, uint32_t *interval)
{
	*interval = sensor_of(context, sensor)->interval;
	return SCMI_SUCCESS;
}

static int set_interval(void *context, unsigned int sensor, uint32_t interval)
{
	sensor_of(context, sensor)->interval = interval;
	return SCMI_SUCCESS;
}

const struct scmi_sensor_ops scmi_board_sensor_ops = {
	.read = read,
	.start_read = start_read,
	.abort_read = abort_read,
	.get_enabled = get_enabled,
	.set_enabled = set_enabled,
	.get_interval = get_interval,
	.set_interval = set_interval,
};

uint64_t scmi_board_interval(uint32_t interval)
{
	uint64_t time = interval >> 5;
	int power = (int)(interval & POWER_MASK);

	if (interval & POWER_SIGN)
		power -= 2 * (int)POWER_SIGN;
	for (; power > MICROSECONDS; power--) {
		if (__builtin_mul_overflow(time, (uint64_t)10, &time))
			return UINT64_MAX;
	}
	for (; power < MICROSECONDS; power++)
		time /= 10;
	return time;
}

static void pass_time(struct scmi_board *board)
{
	struct scmi_board_sensors *sensors = board->sensors;
	unsigned int i;

	for (i = 0; i < sensors->count; i++) {
		struct board_sensor *s = &sensors->sensors[i];

		if (board->time - s->sampled < scmi_board_interval(s->interval))
			continue;
		s->sampled = board->time;
		scmi_sensor_sampled(&board->server, i);
	}
}

static uint16_t permissions(const struct scmi_board *board, uint16_t sensor)
{
	return SCMI_SENSOR_MAY_CONFIGURE |
	       (board->sensors->info[sensor].trip_count ? SCMI_SENSOR_MAY_SET_TRIPS : 0);
}

static void view(struct text *text, const struct scmi_board *board, uint16_t sensor)
{
	const struct scmi_board_sensors *sensors = board->sensors;
	const struct board_sensor *s = &sensors->sensors[sensor];
	const struct scmi_sensor *info = &sensors->info[sensor];
	unsigned int axis = 0;

	text_put(text, "sensor ");
	text_put(text, info->name);
	text_put(text, " value ");
	do {
		if (axis)
			text_put(text, ",");
		text_put_signed(text, scmi_board_source_value(board, &s->sources[axis]));
	} while (++axis < info->axis_count);
	text_put(text, " enabled ");
	text_put_number(text, s->enabled, 10);
	text_put(text, " users ");
	text_put_number(text, sensors->config.states[sensor].users, 16);
	if (s->interval) {
		text_put(text, " interval ");
		text_put_number(text, scmi_board_interval(s->interval), 10);
	}
	text_put(text, "\n");
}

const struct board_protocol scmi_board_sensor = {
	.protocol = &scmi_sensor_protocol,
	.id = SCMI_PROTOCOL_SENSOR,
	.section = "sensors",
	.read_only = "read-only-sensors",
	.parse = scmi_board_parse_sensors,
	.permissions = permissions,
	.view = view,
	.pass_time = pass_time,
};
