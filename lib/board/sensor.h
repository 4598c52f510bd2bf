/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * The board's sensors.
 */
#ifndef SCMI_BOARD_SENSOR_H
#define SCMI_BOARD_SENSOR_H

#include "source.h"

struct board_sensor {
	struct board_source *sources;	/* one for each axis, or one */
	bool enabled;
	uint32_t interval;		/* SCMI_SENSOR_INTERVAL; 0: sampled whenever time goes on */
	uint32_t reading_time;		/* microseconds that an asynchronous reading takes */
	struct scmi_board_timer timer;
	uint64_t sampled;		/* the time of the last sample, in microseconds */
};

/* The hardware; the context of its operations */
struct scmi_board_sensors {
	struct scmi_sensor_config config;
	struct scmi_sensor *info;
	struct board_sensor *sensors;
	unsigned int count;
	const struct scmi_board *board;
};

extern const struct scmi_sensor_ops scmi_board_sensor_ops;

/* An interval in microseconds; UINT64_MAX where it is too long to count */
uint64_t scmi_board_interval(uint32_t interval);
/* A reading that has taken its time is done */
void scmi_board_sensor_expired(struct scmi_board *board, uint16_t sensor);
bool scmi_board_parse_sensors(struct tables *t, int section, struct scmi_protocol_instance *instance);

#endif /* SCMI_BOARD_SENSOR_H */
