/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * The sensor management protocol of the server (section 4.7 of the specification), versions 1.0, 2.0,
 * 3.0 and 3.1: what a platform provides to have its sensors served.
 */
#ifndef SCMI_SENSOR_H
#define SCMI_SENSOR_H

#include <stdbool.h>
#include <stdint.h>

#include <scmi/server.h>

/* The protocol, for struct scmi_protocol_instance */
extern const struct scmi_protocol scmi_sensor_protocol;

/* Permissions of an agent, for struct scmi_view_entry; reading is always allowed */
#define SCMI_SENSOR_MAY_CONFIGURE	0x1u	/* state, update interval, timestamps */
#define SCMI_SENSOR_MAY_SET_TRIPS	0x2u	/* trip points */
#define SCMI_SENSOR_MAY_ALL		0x3u

#define SCMI_SENSOR_MAX_AXES		63
#define SCMI_SENSOR_MAX_UPDATE_AXES	3	/* of a sensor that sends updates, or is read asynchronously */

/* What a sensor or one of its axes measures */
struct scmi_sensor_quantity {
	uint8_t type;		/* unit, as numbered by the specification: 2 degrees C, 5 V, 7 W, ... */
	int8_t scale;		/* values are in units times ten to this power, -16 to 15 */
	bool extended;		/* what follows is known */
	int8_t resolution_scale;	/* power of ten, -16 to 15 */
	uint32_t resolution;	/* smallest difference between values, up to 27 bits */
	int64_t lowest;		/* values it can have, in units and scale as above */
	int64_t highest;
};

struct scmi_sensor_axis {
	const char *name;	/* 1 to 63 characters */
	struct scmi_sensor_quantity quantity;
};

/* An interval is seconds times ten to a power: seconds in bits 20:5, the power in bits 4:0 */
#define SCMI_SENSOR_INTERVAL(seconds, power)					\
	((uint32_t)((uint32_t)(seconds) << 5 | ((uint32_t)(power) & 0x1fu)))

/* A trip point as the server keeps it */
struct scmi_sensor_trip {
	int64_t value;
	uint8_t control;	/* bit 0: tell of the value being reached, bit 1: of its being left; 0: off */
	uint8_t agent;		/* whose it is, 0: nobody's */
	bool reached;		/* the last value seen was not below it */
};

/* What does not change about a sensor */
struct scmi_sensor {
	const char *name;		/* 1 to 63 characters */
	struct scmi_sensor_quantity quantity;
	uint32_t power;			/* that it takes, in microwatts, told where quantity is extended */
	const struct scmi_sensor_axis *axes;	/* NULL: a single value */
	uint8_t axis_count;		/* 0 to SCMI_SENSOR_MAX_AXES */
	/*
	 * Trip points, memory for the server; at most 255, and none for a sensor with axes. A point
	 * belongs to the agent that has set it until that agent disables it or is reset.
	 */
	struct scmi_sensor_trip *trips;
	uint8_t trip_count;
	bool triplet;			/* intervals are shortest, longest and step, of one power */
	bool timestamps;		/* readings can carry the time */
	int8_t timestamp_scale;		/* timestamps are in seconds times ten to this power */
	/* What is sent as an event has at most SCMI_SENSOR_MAX_UPDATE_AXES */
	bool updates;			/* can send its readings */
	bool asynchronous;		/* start_read can be used on it */
	bool always_on;			/* stays enabled whatever agents ask for */
	const uint32_t *intervals;	/* SCMI_SENSOR_INTERVAL, ascending; NULL: none can be chosen */
	uint16_t interval_count;	/* at most 4095; 3 where triplet is set */
};

/*
 * The platform's sensors. @sensor is below resource_count. All return SCMI_SUCCESS or an error of enum
 * scmi_status, upon which nothing has changed. Only read is mandatory: without get_enabled all sensors
 * are enabled for good, without get_interval none has an update interval. The functions that set may be
 * NULL where no sensor can do it: the agent is told SCMI_NOT_SUPPORTED.
 */
struct scmi_sensor_ops {
	/*
	 * The value of an axis, 0 for a sensor without. Axes are read from 0 on: a platform that takes
	 * all values at one time takes them for axis 0. SCMI_HARDWARE_ERROR where it cannot be read.
	 */
	int (*read)(void *context, unsigned int sensor, unsigned int axis,
		    struct scmi_sensor_reading *reading);
	/*
	 * Begin to take the values, for agents that do not wait. When that is done, whether well or not,
	 * but not before this has returned, the platform calls scmi_server_done(), and is asked by read.
	 * abort_read: nobody wants to know any more. Both NULL where no sensor can.
	 */
	int (*start_read)(void *context, unsigned int sensor);
	void (*abort_read)(void *context, unsigned int sensor);
	int (*get_enabled)(void *context, unsigned int sensor, bool *enabled);
	/*
	 * Called on changes only: agents' requests are counted by the server, a sensor is disabled
	 * when the last agent that enabled it lets go of it.
	 */
	int (*set_enabled)(void *context, unsigned int sensor, bool enabled);
	int (*get_interval)(void *context, unsigned int sensor, uint32_t *interval);
	/* @interval is always one that the sensor describes */
	int (*set_interval)(void *context, unsigned int sensor, uint32_t interval);
};

/* What the server remembers of a sensor; filled by scmi_server_init() */
struct scmi_sensor_state {
	uint32_t users;			/* agents that have enabled it, bit (agent - 1) each */
	uint32_t timestamp_agents;	/* agents whose readings carry the time */
	uint32_t trip_subscribers;	/* agents told of trip points */
	uint32_t update_subscribers;	/* agents that get the readings */
	uint32_t boot_interval;		/* what a reset of the agent who changed it goes back to */
	bool boot_enabled;
	uint8_t state_agent;		/* who has set state and interval last, 0: nobody */
	uint8_t interval_agent;
};

struct scmi_sensor_config {
	const struct scmi_sensor *sensors;	/* resource_count entries */
	struct scmi_sensor_state *states;	/* resource_count entries */
	const struct scmi_sensor_ops *ops;
	void *context;				/* handed to the functions of ops */
};

/*
 * Tell the server that a sensor has a new value: it is compared with the trip points and sent to the
 * agents that want updates. To be called at the sensor's update interval, or when its hardware says so;
 * a disabled sensor, or one the server does not have, is passed over.
 */
void scmi_sensor_sampled(struct scmi_server *server, unsigned int sensor);

#endif /* SCMI_SENSOR_H */
