/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * The agent's side of the sensor management protocol, section 4.7, versions 1.0, 2.0, 3.0 and 3.1.
 * @sensor is the agent's number of a sensor; SCMI_NOT_FOUND where there is none.
 */
#ifndef SCMI_AGENT_SENSOR_H
#define SCMI_AGENT_SENSOR_H

#include <scmi/agent.h>

struct scmi_sensor_protocol_attributes {
	uint16_t sensors;		/* number of sensors */
	uint8_t max_pending_readings;	/* asynchronous readings at a time; 0: none */
	uint64_t registers_address;	/* physical address of shared readings; 0: none */
	uint32_t registers_length;	/* bytes */
};

/* What a sensor or one of its axes measures. Values are in units times ten to the power of scale. */
struct scmi_sensor_measure {
	uint8_t type;			/* the unit's number: scmi_sensor_unit() */
	int8_t scale;			/* -16 to 15 */
	bool extended;			/* what follows is known; since version 2.0 */
	int8_t resolution_scale;	/* power of ten, -16 to 15 */
	uint32_t resolution;		/* smallest difference, in units; 27 bits */
	int64_t lowest;			/* values it can have, in units and scale as above */
	int64_t highest;
};

/* A time: seconds times ten to the power of scale */
struct scmi_sensor_interval {
	uint16_t seconds;
	int8_t scale;			/* -16 to 15 */
};

struct scmi_sensor_description {
	uint32_t id;
	char name[SCMI_NAME_SIZE];	/* its first 15 characters */
	bool asynchronous;		/* scmi_sensor_reading_get_async() does */
	uint8_t trip_points;
	struct scmi_sensor_interval interval;	/* of updates; version 1.0 alone, 0 seconds since */
	/* Since version 2.0; false and 0 before */
	bool update_notifications;
	bool timestamps;		/* its readings can have some ... */
	int8_t timestamp_scale;		/* ... in seconds times ten to this power, -16 to 15 */
	uint8_t axes;			/* 0: it has a single value */
	uint32_t power;			/* that it takes, microwatts; 0: not told */
	bool extended_name;		/* since 3.0: scmi_sensor_name_get() */
	struct scmi_sensor_measure measure;	/* with axes, extended is false: see theirs */
};

struct scmi_sensor_axis_description {
	uint32_t id;
	char name[SCMI_NAME_SIZE];	/* its first 15 characters */
	bool extended_name;		/* since 3.0: scmi_sensor_axis_names_get() */
	struct scmi_sensor_measure measure;
};

struct scmi_sensor_axis_name {
	uint32_t id;
	char name[SCMI_NAME_SIZE];
};

struct scmi_sensor_interval_list {
	size_t count;			/* intervals of the list; 3 where @triplet is set */
	bool triplet;			/* they are shortest, longest and step */
};

struct scmi_sensor_configuration {
	bool enabled;
	bool timestamps;
	struct scmi_sensor_interval interval;	/* of updates; 0 seconds: none, or not to be changed */
};

/* How an interval that the sensor does not have is rounded */
enum scmi_sensor_rounding {
	SCMI_SENSOR_ROUND_DOWN = 0,
	SCMI_SENSOR_ROUND_UP = 1,
	SCMI_SENSOR_ROUND_NEAREST = 2,
};

/* When a trip point tells */
enum scmi_sensor_trip_control {
	SCMI_SENSOR_TRIP_OFF = 0,
	SCMI_SENSOR_TRIP_RISING = 1,	/* its value is reached or passed from below */
	SCMI_SENSOR_TRIP_FALLING = 2,
	SCMI_SENSOR_TRIP_BOTH = 3,
};

/* The specification's short name of a unit, "degrees C", "V"; NULL for those it does not have */
const char *scmi_sensor_unit(uint8_t type);

/* PROTOCOL_ATTRIBUTES */
struct scmi_result scmi_sensor_protocol_attributes_get(struct scmi_link *link,
						       struct scmi_sensor_protocol_attributes *a);
/* SENSOR_DESCRIPTION_GET: all sensors, ascending by number; at most 131070 */
struct scmi_result scmi_sensor_descriptions_get(struct scmi_link *link,
						struct scmi_sensor_description *sensors, size_t max,
						size_t *count);
/* The description of one; SCMI_OUT_OF_RANGE past the last */
struct scmi_result scmi_sensor_description_get(struct scmi_link *link, uint32_t sensor,
					       struct scmi_sensor_description *description);
/* SENSOR_NAME_GET, since 3.0, where extended_name is set */
struct scmi_result scmi_sensor_name_get(struct scmi_link *link, uint32_t sensor,
					char name[SCMI_NAME_SIZE]);
/* SENSOR_AXIS_DESCRIPTION_GET, since 2.0: at most 126. SENSOR_AXIS_NAME_GET, since 3.0: those with one. */
struct scmi_result scmi_sensor_axes_get(struct scmi_link *link, uint32_t sensor,
					struct scmi_sensor_axis_description *axes, size_t max,
					size_t *count);
struct scmi_result scmi_sensor_axis_names_get(struct scmi_link *link, uint32_t sensor,
					      struct scmi_sensor_axis_name *names, size_t max,
					      size_t *count);
/*
 * SENSOR_READING_GET: one reading, or one for each axis. Before version 2.0 there is one, without
 * timestamp. SCMI_HARDWARE_ERROR: it cannot be read.
 */
struct scmi_result scmi_sensor_reading_get(struct scmi_link *link, uint32_t sensor,
					   struct scmi_sensor_reading *readings, size_t max,
					   size_t *count);
/* The same without waiting for the value: SCMI_EVENT_SENSOR_READING follows */
struct scmi_result scmi_sensor_reading_get_async(struct scmi_link *link, uint32_t sensor,
						 uint16_t *token);
/* Be told of trip points, which are 0 to trip_points - 1; the value is in the sensor's unit and scale */
struct scmi_result scmi_sensor_trip_point_notify(struct scmi_link *link, uint32_t sensor, bool enable);
struct scmi_result scmi_sensor_trip_point_config(struct scmi_link *link, uint32_t sensor, uint8_t point,
						 enum scmi_sensor_trip_control control, int64_t value);
/* SENSOR_LIST_UPDATE_INTERVALS, since 2.0: at most 69630. A triplet needs room for 3. */
struct scmi_result scmi_sensor_list_update_intervals(struct scmi_link *link, uint32_t sensor,
						     struct scmi_sensor_interval *intervals,
						     size_t max,
						     struct scmi_sensor_interval_list *list);
/* Since 2.0. The interval that was set is told by scmi_sensor_config_get(). */
struct scmi_result scmi_sensor_config_get(struct scmi_link *link, uint32_t sensor,
					  struct scmi_sensor_configuration *configuration);
struct scmi_result scmi_sensor_config_set(struct scmi_link *link, uint32_t sensor,
					  const struct scmi_sensor_configuration *configuration,
					  enum scmi_sensor_rounding rounding);
/* Be sent the readings, since 2.0, or not any more */
struct scmi_result scmi_sensor_continuous_update_notify(struct scmi_link *link, uint32_t sensor,
							bool enable);

#endif /* SCMI_AGENT_SENSOR_H */
