// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * The messages of the sensor protocol.
 *
 * Bounds: a sensor with trip points, a list of INTERVALS intervals, of which more or less fit a reply as its room
 * is, and extended attributes; one with three axes and a triplet. What agents ask for is any.
 */
// messages: sensor
// besides: prove_reset prove_done prove_sampled
// unwind: 3
// loops: axes_fit 4
// loops: reply_readings 4
// loops: send_update 4
// loops: scmi_page_of 4
// loops: axis_description_get 4
// loops: axis_name_get 4
// loops: count_of 33
// loops: old_interval 6
// loops: find_listed 5
// loops: scmi_reply_range 5
#include <scmi/sensor.h>

#define PROTOCOL	SCMI_PROTOCOL_SENSOR
#define RESOURCES	2
#define ENTRIES		2
#define ASYNCHRONOUS	0x06
#define TRIPS		2
#define AXES		3
#define INTERVALS	4
#include "../message.h"

#define MILLISECONDS(n)	SCMI_SENSOR_INTERVAL(n, -3 & 0x1f)
static const uint32_t intervals[INTERVALS] = {
	MILLISECONDS(1), SCMI_SENSOR_INTERVAL(1, 2), SCMI_SENSOR_INTERVAL(0xffff, 2),
	SCMI_SENSOR_INTERVAL(0xffff, 15),
};
static const uint32_t triplet[] = { MILLISECONDS(10), MILLISECONDS(0xfffa), MILLISECONDS(10) };
static const struct scmi_sensor_axis axes[AXES] = {
	{ .name = "x", .quantity = { .extended = true, .scale = -16, .resolution_scale = 15 } },
	{ .name = "an axis of more than 15 characters" },
	{ .name = "z", .quantity = { .extended = true } },
};
static struct scmi_sensor_trip trips[TRIPS];
static const struct scmi_sensor sensors[RESOURCES] = {
	{ .name = "short", .quantity = { .extended = true, .lowest = INT64_MIN, .highest = INT64_MAX },
	  .trips = trips, .trip_count = TRIPS, .timestamps = true, .updates = true,
	  .asynchronous = true, .intervals = intervals, .interval_count = INTERVALS },
	{ .name = "a name of more than 15 characters", .quantity = { .extended = true, .scale = -1 },
	  .axes = axes, .axis_count = AXES, .timestamp_scale = -16, .updates = true, .triplet = true,
	  .intervals = triplet, .interval_count = 3, .always_on = true },
};
static struct scmi_sensor_state states[RESOURCES];

static int read(void *context, unsigned int sensor, unsigned int axis,
		struct scmi_sensor_reading *reading)
{
	__CPROVER_assert(axis < AXES, "an axis");
	reading->value = any_value();
	return tell_long(context, sensor, &reading->timestamp);
}

static int start_read(void *context, unsigned int sensor)
{
	return take_word(context, sensor, 0);
}

static struct scmi_sensor_ops ops = {
	.read = read,
	.start_read = start_read,
	.abort_read = give_up,
	.get_enabled = tell_flag,
	.set_enabled = take_flag,
	.get_interval = tell_word,
	.set_interval = take_word,
};

static const struct scmi_sensor_config config = { sensors, states, &ops, NULL };
static const struct scmi_protocol_instance instances[] = {
	{ &scmi_sensor_protocol, &config, RESOURCES, devices },
};
static struct scmi_view_entry entries[AGENTS][ENTRIES] = { { { 1 }, { 0 } }, { { 0 }, { 1 } } };

static bool state_holds(void)
{
	bool holds = true;
	unsigned int i;

	for (i = 0; i < RESOURCES; i++)
		holds = holds && are_agents(states[i].users | states[i].timestamp_agents |
					    states[i].trip_subscribers | states[i].update_subscribers);
	for (i = 0; i < TRIPS; i++)
		holds = holds && trips[i].agent <= AGENTS && trips[i].control <= 3;
	return holds;
}

static void any_state(void)
{
	__CPROVER_havoc_object(states);
	__CPROVER_havoc_object(trips);
	MAY_MISS(ops.get_enabled);
	MAY_MISS(ops.set_enabled);
	MAY_MISS(ops.get_interval);
	MAY_MISS(ops.set_interval);
}

/* A sensor has a new value */
void prove_sampled(void)
{
	unsigned int before;

	start();
	before = count_events();
	scmi_sensor_sampled(&server, nondet_u32());
	check();
	__CPROVER_assert(count_events() == before, "REACHED: an agent that is told");
}
