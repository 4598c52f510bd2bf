// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * Sensor protocol, section 4.7 of the specification. The board is sensor.dts, whose sensors have these
 * numbers:
 *
 *	agent 1 (3.1)	0 soc, 1 fan, 2 imu, 3 light, 4 ro
 *	agent 2 (3.1)	0 light, 1 soc, 2 imu
 *	agent 3 (1.0)	0 soc, 1 fan, 2 imu, 3 light
 *	agent 4 (2.0)	0 light, 1 imu; no notifications
 *	agent 5 (3.0)	0 light, 1 imu; no notifications
 */
#include "harness.h"

#include <scmi/sensor.h>

#define MINUS(n)	((uint32_t)-(n)), 0xffffffffu

/* Names of descriptors: 16 bytes */
#define SOC		C4('s', 'o', 'c', 0), 0, 0, 0
#define FAN		C4('f', 'a', 'n', 0), 0, 0, 0
#define IMU		C4('i', 'm', 'u', 0), 0, 0, 0
#define LIGHT		C4('a', 'm', 'b', 'i'), C4('e', 'n', 't', '_'), C4('l', 'i', 'g', 'h'), \
			C4('t', '_', 'o', 0)
#define RO		C4('r', 'o', 0, 0), 0, 0, 0

/*
 * Descriptors since 2.0. soc: power 1500 uW, resolution 125 * 10^-3, range -40000 to 125000. imu: three
 * axes, updates, timestamps in 10^-6 s, power 800 uW.
 */
#define SOC_3(id)	id, 0x00000102, 0x0000e802, SOC, 1500, 0xe800007d, MINUS(40000), 125000, 0
#define FAN_3(id)	id, 0x00000000, 0x00000013, FAN
#define IMU_3(id)	id, 0x40006b00, 0x00030159, IMU, 800
#define LIGHT_3(id)	id, 0x60006a01, 0x0000000d, LIGHT
#define RO_3(id)	id, 0x00000001, 0x0000e805, RO

static const struct step description[] = {
	CASE("sensor version is 3.1", 1, WORDS(SENSOR(0x00)), WORDS(SUCCESS, 0x30001)),
	CASE("sensor version of an agent pinned at 1.0", 3, WORDS(SENSOR(0x00)), WORDS(SUCCESS, 0x10000)),
	CASE("sensor version of an agent pinned at 2.0", 4, WORDS(SENSOR(0x00)), WORDS(SUCCESS, 0x20000)),
	CASE("sensor version of an agent pinned at 3.0", 5, WORDS(SENSOR(0x00)), WORDS(SUCCESS, 0x30000)),

	CASE("sensor attributes: nothing asynchronous, no statistics",
	     1, WORDS(SENSOR(0x01)), WORDS(SUCCESS, 5, 0, 0, 0)),
	THEN(2, WORDS(SENSOR(0x01)), WORDS(SUCCESS, 3, 0, 0, 0)),
	THEN(3, WORDS(SENSOR(0x01)), WORDS(SUCCESS, 4, 0, 0, 0)),

	CASE("messages of version 1.0 end with the reading",
	     3, WORDS(SENSOR(0x02), 0x06), WORDS(SUCCESS, 0)),
	THEN(3, WORDS(SENSOR(0x02), 0x07), WORDS(NOT_FOUND)),
	THEN(3, WORDS(SENSOR(0x07), 2, 0), WORDS(NOT_SUPPORTED)),
	THEN(3, WORDS(SENSOR(0x10), 0x10000), WORDS(NOT_SUPPORTED)),
	CASE("messages of version 2.0 end with continuous updates, which this agent cannot get",
	     4, WORDS(SENSOR(0x02), 0x0a), WORDS(SUCCESS, 0)),
	THEN(4, WORDS(SENSOR(0x02), 0x0b), WORDS(NOT_FOUND)),
	THEN(4, WORDS(SENSOR(0x02), 0x0c), WORDS(NOT_FOUND)),
	THEN(4, WORDS(SENSOR(0x0d), 1, 0), WORDS(NOT_SUPPORTED)),
	CASE("messages of version 3.0 end with the axes' names",
	     5, WORDS(SENSOR(0x02), 0x0d), WORDS(SUCCESS, 0)),
	THEN(5, WORDS(SENSOR(0x10), 0x30000), WORDS(NOT_SUPPORTED)),
	THEN(1, WORDS(SENSOR(0x02), 0x10), WORDS(SUCCESS, 0)),
	THEN(1, WORDS(SENSOR(0x02), 0x0e), WORDS(NOT_FOUND)),

	CASE("all sensors of agent 1",
	     1, WORDS(SENSOR(0x03), 0), WORDS(SUCCESS, 5, SOC_3(0), FAN_3(1), IMU_3(2), LIGHT_3(3),
					      RO_3(4))),
	CASE("agent 2 has numbers of its own",
	     2, WORDS(SENSOR(0x03), 0), WORDS(SUCCESS, 3, LIGHT_3(0), SOC_3(1), IMU_3(2))),
	CASE("descriptors of 1.0 have an interval and no more",
	     3, WORDS(SENSOR(0x03), 0),
	     WORDS(SUCCESS, 4, 0, 0x00000002, 0x0800e802, SOC, 1, 0, 0x13, FAN,
		   2, 0, 0x57400059, IMU, 3, 1, 0x5040000d, LIGHT)),
	CASE("descriptors of 2.0 have no extended names; without notifications there are no updates",
	     4, WORDS(SENSOR(0x03), 0),
	     WORDS(SUCCESS, 2, 0, 0x00006a01, 0x0d, LIGHT, 1, 0x00006b00, 0x30159, IMU, 800)),
	CASE("descriptors of 3.0 have extended names",
	     5, WORDS(SENSOR(0x03), 0),
	     WORDS(SUCCESS, 2, 0, 0x20006a01, 0x0d, LIGHT, 1, 0x00006b00, 0x30159, IMU, 800)),
	CASE("from the last sensor on", 1, WORDS(SENSOR(0x03), 4), WORDS(SUCCESS, 1, RO_3(4))),
	CASE("sensors past the end", 1, WORDS(SENSOR(0x03), 5), WORDS(INVALID_PARAMETERS)),
	THEN(1, WORDS(SENSOR(0x03), 0xffffffff), WORDS(INVALID_PARAMETERS)),
	CASE_ROOM("descriptors of different sizes in parts", 1, 124, WORDS(SENSOR(0x03), 0),
		  WORDS(SUCCESS, 0x00020003, SOC_3(0), FAN_3(1), IMU_3(2))),
	ROOM(1, 123, WORDS(SENSOR(0x03), 0), WORDS(SUCCESS, 0x00030002, SOC_3(0), FAN_3(1))),
	ROOM(1, 64, WORDS(SENSOR(0x03), 0), WORDS(SUCCESS, 0x00040001, SOC_3(0))),
	ROOM(1, 63, WORDS(SENSOR(0x03), 0), WORDS(PROTOCOL_ERROR)),
	ROOM(1, 40, WORDS(SENSOR(0x03), 1), WORDS(SUCCESS, 0x00030001, FAN_3(1))),
	ROOM(1, 12, WORDS(SENSOR(0x03), 1), WORDS(PROTOCOL_ERROR)),
	ROOM(1, 8, WORDS(SENSOR(0x03), 1), WORDS(PROTOCOL_ERROR)),
	CASE("a description without its index", 1, WORDS(SENSOR(0x03)), WORDS(PROTOCOL_ERROR)),
	CASE("negotiated down to 1.0 and up again, descriptors follow",
	     1, WORDS(SENSOR(0x10), 0x10000), WORDS(SUCCESS)),
	THEN(1, WORDS(SENSOR(0x03), 4), WORDS(SUCCESS, 1, 4, 1, 0x0000e805, RO)),
	THEN(1, WORDS(SENSOR(0x10), 0x30001), WORDS(SUCCESS)),
	THEN(1, WORDS(SENSOR(0x03), 4), WORDS(SUCCESS, 1, RO_3(4))),
	THEN(1, WORDS(SENSOR(0x10), 0x30002), WORDS(NOT_SUPPORTED)),

	CASE("the whole name", 1, WORDS(SENSOR(0x0c), 3),
	     WORDS(SUCCESS, 0, C4('a', 'm', 'b', 'i'), C4('e', 'n', 't', '_'), C4('l', 'i', 'g', 'h'),
		   C4('t', '_', 'o', 'f'), C4('_', 't', 'h', 'e'), C4('_', 'r', 'o', 'o'),
		   C4('m', 0, 0, 0), 0, 0, 0, 0, 0, 0, 0, 0, 0)),
	THEN(1, WORDS(SENSOR(0x0c), 5), WORDS(NOT_FOUND)),

	CASE("axes: with and without range, with a long name",
	     1, WORDS(SENSOR(0x07), 2, 0),
	     WORDS(SUCCESS, 3, 0, 0x100, 0x0000d059, C4('x', 0, 0, 0), 0, 0, 0,
		   0x10000003, MINUS(100), 100, 0,
		   1, 0, 0x00007859, C4('y', 0, 0, 0), 0, 0, 0,
		   2, 0x200, 0x00008059, C4('a', 'c', 'c', 'e'), C4('l', 'e', 'r', 'a'),
		   C4('t', 'i', 'o', 'n'), C4('_', 'u', 'p', 0))),
	THEN(1, WORDS(SENSOR(0x07), 2, 2),
	     WORDS(SUCCESS, 1, 2, 0x200, 0x00008059, C4('a', 'c', 'c', 'e'), C4('l', 'e', 'r', 'a'),
		   C4('t', 'i', 'o', 'n'), C4('_', 'u', 'p', 0))),
	CASE("axes of 2.0 have no extended names",
	     4, WORDS(SENSOR(0x07), 1, 2),
	     WORDS(SUCCESS, 1, 2, 0, 0x00008059, C4('a', 'c', 'c', 'e'), C4('l', 'e', 'r', 'a'),
		   C4('t', 'i', 'o', 'n'), C4('_', 'u', 'p', 0))),
	CASE("axes past the end", 1, WORDS(SENSOR(0x07), 2, 3), WORDS(OUT_OF_RANGE)),
	THEN(1, WORDS(SENSOR(0x07), 2, 0x80000000), WORDS(OUT_OF_RANGE)),
	THEN(1, WORDS(SENSOR(0x0d), 2, 3), WORDS(OUT_OF_RANGE)),
	CASE("axes of a sensor without", 1, WORDS(SENSOR(0x07), 0, 0), WORDS(NOT_SUPPORTED)),
	THEN(1, WORDS(SENSOR(0x0d), 0, 0), WORDS(NOT_SUPPORTED)),
	CASE("axes of no sensor", 1, WORDS(SENSOR(0x07), 5, 0), WORDS(NOT_FOUND)),
	THEN(1, WORDS(SENSOR(0x0d), 5, 0), WORDS(NOT_FOUND)),
	CASE_ROOM("axes in parts", 1, 60, WORDS(SENSOR(0x07), 2, 0),
		  WORDS(SUCCESS, 0x08000001, 0, 0x100, 0x0000d059, C4('x', 0, 0, 0), 0, 0, 0,
			0x10000003, MINUS(100), 100, 0)),
	ROOM(1, 59, WORDS(SENSOR(0x07), 2, 0), WORDS(PROTOCOL_ERROR)),
	CASE("names of axes", 1, WORDS(SENSOR(0x0d), 2, 1),
	     WORDS(SUCCESS, 2, 1, C4('y', 0, 0, 0), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
		   2, C4('a', 'c', 'c', 'e'), C4('l', 'e', 'r', 'a'), C4('t', 'i', 'o', 'n'),
		   C4('_', 'u', 'p', '_'), C4('a', 'n', 'd', '_'), C4('d', 'o', 'w', 'n'),
		   0, 0, 0, 0, 0, 0, 0, 0, 0, 0)),
	ROOM(1, 147, WORDS(SENSOR(0x0d), 2, 0),
	     WORDS(SUCCESS, 0x08000001, 0, C4('x', 0, 0, 0), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
		   0)),
	ROOM(1, 79, WORDS(SENSOR(0x0d), 2, 0), WORDS(PROTOCOL_ERROR)),

	CASE("a list of intervals: 1 * 10^-1, 1 and 10 s",
	     1, WORDS(SENSOR(0x08), 0, 0), WORDS(SUCCESS, 3, 0x3f, 0x20, 0x140)),
	THEN(1, WORDS(SENSOR(0x08), 0, 1), WORDS(SUCCESS, 2, 0x20, 0x140)),
	THEN(1, WORDS(SENSOR(0x08), 0, 3), WORDS(OUT_OF_RANGE)),
	ROOM(1, 20, WORDS(SENSOR(0x08), 0, 0), WORDS(SUCCESS, 0x00010002, 0x3f, 0x20)),
	ROOM(1, 15, WORDS(SENSOR(0x08), 0, 0), WORDS(PROTOCOL_ERROR)),
	CASE("a triplet of intervals: 10 to 1000 ms in steps of 10",
	     1, WORDS(SENSOR(0x08), 2, 0), WORDS(SUCCESS, 0x1003, 0x15d, 0x7d1d, 0x15d)),
	THEN(1, WORDS(SENSOR(0x08), 2, 1), WORDS(OUT_OF_RANGE)),
	ROOM(1, 23, WORDS(SENSOR(0x08), 2, 0), WORDS(PROTOCOL_ERROR)),
	CASE("intervals of a sensor without", 1, WORDS(SENSOR(0x08), 1, 0), WORDS(NOT_SUPPORTED)),
	CASE("intervals of no sensor", 1, WORDS(SENSOR(0x08), 5, 0), WORDS(NOT_FOUND)),
	{ 0 }
};

static const struct step readings[] = {
	CASE("a reading follows the clock",
	     1, WORDS(SENSOR(0x06), 0, 0), WORDS(SUCCESS, 29000, 0, 0, 0)),
	THEN(1, WORDS(CLOCK(0x05), 0, 0, 1000000000, 0), WORDS(SUCCESS)),
	THEN(1, WORDS(SENSOR(0x06), 0, 0), WORDS(SUCCESS, 45000, 0, 0, 0)),
	THEN(3, WORDS(SENSOR(0x06), 0, 0), WORDS(SUCCESS, 45000, 0)),
	THEN(1, WORDS(CLOCK(0x07), 0, 0, 0), WORDS(SUCCESS)),
	THEN(1, WORDS(SENSOR(0x06), 0, 0), WORDS(SUCCESS, 25000, 0, 0, 0)),
	VIEW("sensor soc value 25000 enabled 1 users 0 interval 1000000\n"),
	CASE("a reading follows a curve, again and again",
	     1, WORDS(SENSOR(0x06), 1, 0), WORDS(SUCCESS, 1000, 0, 0, 0)),
	TIME(500000),
	THEN(1, WORDS(SENSOR(0x06), 1, 0), WORDS(SUCCESS, 2000, 0, 0, 0)),
	TIME(1000000),
	THEN(1, WORDS(SENSOR(0x06), 1, 0), WORDS(SUCCESS, 3000, 0, 0, 0)),
	TIME(1999999),
	THEN(1, WORDS(SENSOR(0x06), 1, 0), WORDS(SUCCESS, 1002, 0, 0, 0)),
	TIME(2500000),
	THEN(1, WORDS(SENSOR(0x06), 1, 0), WORDS(SUCCESS, 2000, 0, 0, 0)),
	CASE("time does not go back", 1, WORDS(SENSOR(0x06), 1, 0), WORDS(SUCCESS, 1000, 0, 0, 0)),
	TIME(500000),
	TIME(400000),
	THEN(1, WORDS(SENSOR(0x06), 1, 0), WORDS(SUCCESS, 2000, 0, 0, 0)),
	CASE("a negative reading", 1, WORDS(SENSOR(0x06), 3, 0), WORDS(SUCCESS, MINUS(5), 0, 0)),
	THEN(3, WORDS(SENSOR(0x06), 3, 0), WORDS(SUCCESS, MINUS(5))),
	CASE("a sensor that is disabled cannot be read",
	     1, WORDS(SENSOR(0x06), 2, 0), WORDS(PROTOCOL_ERROR)),
	THEN(3, WORDS(SENSOR(0x06), 2, 0), WORDS(PROTOCOL_ERROR)),
	CASE("axes, with the time for those who have asked for it",
	     1, WORDS(SENSOR(0x0a), 2, 0x3), WORDS(SUCCESS)),
	TIME(250000),
	THEN(1, WORDS(SENSOR(0x06), 2, 0),
	     WORDS(SUCCESS, MINUS(50), 250000, 0, 7, 0, 250000, 0, MINUS(9810), 250000, 0)),
	THEN(2, WORDS(SENSOR(0x06), 2, 0),
	     WORDS(SUCCESS, MINUS(50), 0, 0, 7, 0, 0, 0, MINUS(9810), 0, 0)),
	THEN(3, WORDS(SENSOR(0x06), 2, 0), WORDS(SUCCESS, MINUS(50))),
	TIME(0x100000001),
	THEN(1, WORDS(SENSOR(0x06), 3, 0), WORDS(SUCCESS, MINUS(5), 0, 0)),
	THEN(1, WORDS(SENSOR(0x0a), 3, 0x3), WORDS(SUCCESS)),
	THEN(1, WORDS(SENSOR(0x06), 3, 0), WORDS(SUCCESS, MINUS(5), 1, 1)),
	ROOM(1, 55, WORDS(SENSOR(0x06), 2, 0), WORDS(PROTOCOL_ERROR)),
	CASE("asynchronous readings are not announced",
	     1, WORDS(SENSOR(0x06), 0, 1), WORDS(NOT_SUPPORTED)),
	THEN(3, WORDS(SENSOR(0x06), 0, 1), WORDS(NOT_SUPPORTED)),
	CASE("reserved flags of a reading", 1, WORDS(SENSOR(0x06), 0, 2), WORDS(INVALID_PARAMETERS)),
	THEN(1, WORDS(SENSOR(0x06), 0, 0x80000001), WORDS(INVALID_PARAMETERS)),
	CASE("no such sensor", 1, WORDS(SENSOR(0x06), 5, 0), WORDS(NOT_FOUND)),
	THEN(2, WORDS(SENSOR(0x06), 3, 0), WORDS(NOT_FOUND)),
	THEN(1, WORDS(SENSOR(0x06), 0xffffffff, 0), WORDS(NOT_FOUND)),
	CASE("a reading without flags", 1, WORDS(SENSOR(0x06), 0), WORDS(PROTOCOL_ERROR)),
	CASE("a sensor of a device that is taken away",
	     2, WORDS(BASE(0x09), 1, 0, 0), WORDS(SUCCESS)),
	THEN(1, WORDS(SENSOR(0x06), 1, 0), WORDS(DENIED)),
	THEN(3, WORDS(SENSOR(0x06), 1, 0), WORDS(SUCCESS, 1000, 0)),
	{ 0 }
};

static const struct step trips[] = {
	CASE("a trip point is passed, both ways",
	     1, WORDS(SENSOR(0x05), 0, 0x3, 40000, 0), WORDS(SUCCESS)),
	THEN(1, WORDS(SENSOR(0x04), 0, 1), WORDS(SUCCESS)),
	THEN(2, WORDS(SENSOR(0x04), 1, 1), WORDS(SUCCESS)),
	THEN(1, WORDS(CLOCK(0x05), 0, 0, 1000000000, 0), WORDS(SUCCESS)),
	TIME(999999),
	NO_EVENT(1),
	TIME(1000000),
	EVENT(1, WORDS(SENSOR_EVENT(0x00), 0, 0, 0x10000)),
	EVENT(2, WORDS(SENSOR_EVENT(0x00), 0, 1, 0x10000)),
	TIME(2000000),
	NO_EVENT(1),
	THEN(1, WORDS(CLOCK(0x05), 0, 0, 200000000, 0), WORDS(SUCCESS)),
	TIME(3000000),
	EVENT(1, WORDS(SENSOR_EVENT(0x00), 0, 0, 0x00000)),
	NO_EVENT(1),
	CASE("a trip point upwards only, on the value itself",
	     1, WORDS(SENSOR(0x05), 0, 0x11, 45000, 0), WORDS(SUCCESS)),
	THEN(1, WORDS(SENSOR(0x04), 0, 1), WORDS(SUCCESS)),
	THEN(1, WORDS(CLOCK(0x05), 0, 0, 1000000000, 0), WORDS(SUCCESS)),
	TIME(1000000),
	EVENT(1, WORDS(SENSOR_EVENT(0x00), 0, 0, 0x10001)),
	THEN(1, WORDS(CLOCK(0x05), 0, 0, 200000000, 0), WORDS(SUCCESS)),
	TIME(2000000),
	NO_EVENT(1),
	CASE("a trip point downwards only, just above the value",
	     1, WORDS(SENSOR(0x05), 0, 0x12, 29001, 0), WORDS(SUCCESS)),
	THEN(1, WORDS(SENSOR(0x04), 0, 1), WORDS(SUCCESS)),
	THEN(1, WORDS(CLOCK(0x05), 0, 0, 1000000000, 0), WORDS(SUCCESS)),
	TIME(1000000),
	NO_EVENT(1),
	THEN(1, WORDS(CLOCK(0x05), 0, 0, 200000000, 0), WORDS(SUCCESS)),
	TIME(2000000),
	EVENT(1, WORDS(SENSOR_EVENT(0x00), 0, 0, 0x00001)),
	CASE("values are signed: -5 is not below -6",
	     1, WORDS(SENSOR(0x05), 3, 0x3, MINUS(6)), WORDS(SUCCESS)),
	THEN(1, WORDS(SENSOR(0x04), 3, 1), WORDS(SUCCESS)),
	TIME(100000000),
	NO_EVENT(1),
	CASE("nobody is told who has not asked, or asks no more",
	     1, WORDS(SENSOR(0x05), 0, 0x3, 40000, 0), WORDS(SUCCESS)),
	THEN(1, WORDS(SENSOR(0x04), 0, 1), WORDS(SUCCESS)),
	THEN(1, WORDS(SENSOR(0x04), 0, 0), WORDS(SUCCESS)),
	THEN(1, WORDS(CLOCK(0x05), 0, 0, 1000000000, 0), WORDS(SUCCESS)),
	TIME(1000000),
	NO_EVENT(1),
	NO_EVENT(2),
	CASE("a trip point that is off again",
	     1, WORDS(SENSOR(0x05), 0, 0x3, 40000, 0), WORDS(SUCCESS)),
	THEN(1, WORDS(SENSOR(0x04), 0, 1), WORDS(SUCCESS)),
	THEN(1, WORDS(SENSOR(0x05), 0, 0x0, 0, 0), WORDS(SUCCESS)),
	THEN(1, WORDS(CLOCK(0x05), 0, 0, 1000000000, 0), WORDS(SUCCESS)),
	TIME(1000000),
	NO_EVENT(1),
	CASE("a sensor that is disabled does not trip",
	     1, WORDS(SENSOR(0x05), 0, 0x3, 40000, 0), WORDS(SUCCESS)),
	THEN(1, WORDS(SENSOR(0x04), 0, 1), WORDS(SUCCESS)),
	THEN(1, WORDS(SENSOR(0x0a), 0, 0), WORDS(SUCCESS)),
	THEN(1, WORDS(CLOCK(0x05), 0, 0, 1000000000, 0), WORDS(SUCCESS)),
	TIME(1000000),
	NO_EVENT(1),
	THEN(1, WORDS(SENSOR(0x0a), 0, 1), WORDS(SUCCESS)),
	TIME(2000000),
	EVENT(1, WORDS(SENSOR_EVENT(0x00), 0, 0, 0x10000)),
	CASE("a trip point belongs to who has set it, until that agent lets go",
	     1, WORDS(SENSOR(0x05), 0, 0x3, 40000, 0), WORDS(SUCCESS)),
	THEN(2, WORDS(SENSOR(0x05), 1, 0x3, 50000, 0), WORDS(IN_USE)),
	THEN(2, WORDS(SENSOR(0x05), 1, 0x0, 0, 0), WORDS(IN_USE)),
	THEN(2, WORDS(SENSOR(0x05), 1, 0x13, 50000, 0), WORDS(SUCCESS)),
	THEN(1, WORDS(SENSOR(0x05), 0, 0x13, 60000, 0), WORDS(IN_USE)),
	THEN(1, WORDS(SENSOR(0x05), 0, 0x0, 0, 0), WORDS(SUCCESS)),
	THEN(2, WORDS(SENSOR(0x05), 1, 0x3, 50000, 0), WORDS(SUCCESS)),
	CASE("a reset ends trip points and subscriptions",
	     1, WORDS(SENSOR(0x05), 0, 0x3, 40000, 0), WORDS(SUCCESS)),
	THEN(1, WORDS(SENSOR(0x04), 0, 1), WORDS(SUCCESS)),
	THEN(2, WORDS(SENSOR(0x04), 1, 1), WORDS(SUCCESS)),
	THEN(2, WORDS(SENSOR(0x05), 1, 0x13, 41000, 0), WORDS(SUCCESS)),
	THEN(2, WORDS(BASE(0x0b), 1, 0), WORDS(SUCCESS)),
	THEN(1, WORDS(CLOCK(0x05), 0, 0, 1000000000, 0), WORDS(SUCCESS)),
	TIME(1000000),
	NO_EVENT(1),
	EVENT(2, WORDS(SENSOR_EVENT(0x00), 0, 1, 0x10001)),
	NO_EVENT(2),
	THEN(2, WORDS(SENSOR(0x05), 1, 0x3, 50000, 0), WORDS(SUCCESS)),
	CASE("the last trip point", 1, WORDS(SENSOR(0x05), 0, 0x13, 0, 0), WORDS(SUCCESS)),
	CASE("past the last trip point",
	     1, WORDS(SENSOR(0x05), 0, 0x23, 0, 0), WORDS(INVALID_PARAMETERS)),
	THEN(1, WORDS(SENSOR(0x05), 0, 0xff3, 0, 0), WORDS(INVALID_PARAMETERS)),
	CASE("reserved bits of a trip point: 2, 3, 12, 31",
	     1, WORDS(SENSOR(0x05), 0, 0x7, 0, 0), WORDS(INVALID_PARAMETERS)),
	THEN(1, WORDS(SENSOR(0x05), 0, 0xb, 0, 0), WORDS(INVALID_PARAMETERS)),
	THEN(1, WORDS(SENSOR(0x05), 0, 0x1003, 0, 0), WORDS(INVALID_PARAMETERS)),
	THEN(1, WORDS(SENSOR(0x05), 0, 0x80000003, 0, 0), WORDS(INVALID_PARAMETERS)),
	CASE("trip points of a sensor without",
	     1, WORDS(SENSOR(0x05), 1, 0x3, 0, 0), WORDS(NOT_SUPPORTED)),
	THEN(1, WORDS(SENSOR(0x04), 1, 1), WORDS(NOT_SUPPORTED)),
	CASE("trip points of a sensor that may only be read",
	     1, WORDS(SENSOR(0x05), 4, 0x3, 0, 0), WORDS(DENIED)),
	THEN(1, WORDS(SENSOR(0x04), 4, 1), WORDS(SUCCESS)),
	CASE("trip points of no sensor", 1, WORDS(SENSOR(0x05), 5, 0x3, 0, 0), WORDS(NOT_FOUND)),
	THEN(1, WORDS(SENSOR(0x04), 5, 1), WORDS(NOT_FOUND)),
	CASE("an agent of 1.0 has trip points too",
	     3, WORDS(SENSOR(0x05), 0, 0x3, 40000, 0), WORDS(SUCCESS)),
	THEN(3, WORDS(SENSOR(0x04), 0, 1), WORDS(SUCCESS)),
	CASE("reserved bits of subscriptions",
	     1, WORDS(SENSOR(0x04), 0, 2), WORDS(INVALID_PARAMETERS)),
	THEN(1, WORDS(SENSOR(0x0b), 2, 2), WORDS(INVALID_PARAMETERS)),
	CASE("subscriptions of an agent that cannot be told",
	     4, WORDS(SENSOR(0x04), 0, 1), WORDS(NOT_SUPPORTED)),
	THEN(4, WORDS(SENSOR(0x0b), 0, 1), WORDS(NOT_SUPPORTED)),

	CASE("updates at the interval, with the time for those who have asked for it",
	     1, WORDS(SENSOR(0x0a), 2, 0x1), WORDS(SUCCESS)),
	THEN(2, WORDS(SENSOR(0x0a), 2, 0x3), WORDS(SUCCESS)),
	THEN(1, WORDS(SENSOR(0x0b), 2, 1), WORDS(SUCCESS)),
	THEN(2, WORDS(SENSOR(0x0b), 2, 1), WORDS(SUCCESS)),
	TIME(9999),
	NO_EVENT(1),
	TIME(10000),
	EVENT(1, WORDS(SENSOR_EVENT(0x01), 0, 2, MINUS(98), 0, 0, 7, 0, 0, 0, MINUS(9810), 0, 0)),
	EVENT(2, WORDS(SENSOR_EVENT(0x01), 0, 2, MINUS(98), 10000, 0, 7, 0, 10000, 0, MINUS(9810),
		       10000, 0)),
	NO_EVENT(1),
	THEN(1, WORDS(SENSOR(0x0b), 2, 0), WORDS(SUCCESS)),
	TIME(20000),
	NO_EVENT(1),
	EVENT(2, WORDS(SENSOR_EVENT(0x01), 0, 2, MINUS(96), 20000, 0, 7, 0, 20000, 0, MINUS(9810),
		       20000, 0)),
	THEN(1, WORDS(BASE(0x0b), 2, 0), WORDS(DENIED)),
	THEN(2, WORDS(BASE(0x0b), 2, 0), WORDS(SUCCESS)),
	TIME(30000),
	NO_EVENT(2),
	CASE("a single value as update", 1, WORDS(SENSOR(0x0b), 3, 1), WORDS(SUCCESS)),
	TIME(100000000),
	EVENT(1, WORDS(SENSOR_EVENT(0x01), 0, 3, MINUS(5), 0, 0)),
	CASE("a sensor that is disabled sends no updates",
	     1, WORDS(SENSOR(0x0b), 2, 1), WORDS(SUCCESS)),
	TIME(1000000),
	NO_EVENT(1),
	CASE("updates of a sensor without", 1, WORDS(SENSOR(0x0b), 0, 1), WORDS(NOT_SUPPORTED)),
	CASE("updates of no sensor", 1, WORDS(SENSOR(0x0b), 5, 1), WORDS(NOT_FOUND)),
	{ 0 }
};

/* CONFIG_SET of sensor 0 or 2 of agent 1, and what CONFIG_GET says then */
#define SET(name, sensor, set, get)							\
	CASE(name, 1, WORDS(SENSOR(0x0a), sensor, set), WORDS(SUCCESS)),		\
	THEN(1, WORDS(SENSOR(0x09), sensor), WORDS(SUCCESS, get))
#define REFUSED(name, sensor, set)							\
	CASE(name, 1, WORDS(SENSOR(0x0a), sensor, set), WORDS(INVALID_PARAMETERS))

static const struct step configuration[] = {
	CASE("configuration at the start: 1 s, enabled",
	     1, WORDS(SENSOR(0x09), 0), WORDS(SUCCESS, 0x00010001)),
	THEN(1, WORDS(SENSOR(0x09), 1), WORDS(SUCCESS, 0x00000001)),
	THEN(1, WORDS(SENSOR(0x09), 2), WORDS(SUCCESS, 0x000ae800)),
	THEN(1, WORDS(SENSOR(0x09), 5), WORDS(NOT_FOUND)),
	CASE("no configuration in 1.0", 3, WORDS(SENSOR(0x09), 0), WORDS(NOT_SUPPORTED)),
	THEN(3, WORDS(SENSOR(0x0a), 0, 1), WORDS(NOT_SUPPORTED)),

	SET("no interval leaves it as it is", 0, 0x00000001, 0x00010001),
	SET("an interval of the list", 0, 0x000a0001, 0x000a0001),
	SET("an interval of the list in other words: 1000 * 10^-3 s", 0, 0x03e8e801, 0x00010001),
	SET("0.5 s, rounded down to 0.1", 0, 0x0005f801, 0x0001f801),
	SET("0.5 s, rounded up to 1", 0, 0x0005fa01, 0x00010001),
	SET("0.5 s, left to choose: no less often", 0, 0x0005fc01, 0x0001f801),
	SET("1.001 s, rounded down to 1", 0, 0x03e9e801, 0x00010001),
	SET("1.001 s, rounded up to 10", 0, 0x03e9ea01, 0x000a0001),
	SET("20 s, rounded down to 10", 0, 0x00140001, 0x000a0001),
	SET("the longest interval, rounded down to 10 s", 0, 0xffff7801, 0x000a0001),
	SET("the shortest interval, rounded up to 0.1 s", 0, 0x00018201, 0x0001f801),
	SET("0.05 s, left to choose: 0.1 is the shortest", 0, 0x0005f401, 0x0001f801),
	REFUSED("20 s, rounded up: there is none", 0, 0x00140201),
	REFUSED("the longest interval, rounded up: there is none", 0, 0xffff7a01),
	REFUSED("0.05 s, rounded down: there is none", 0, 0x0005f001),
	SET("20 ms, a step of the triplet", 2, 0x0014e801, 0x0014e801),
	SET("25 ms, rounded down to 20", 2, 0x0019e801, 0x0014e801),
	SET("25 ms, rounded up to 30", 2, 0x0019ea01, 0x001ee801),
	SET("10.5 ms, rounded down to 10", 2, 0x0069e001, 0x000ae801),
	SET("10.5 ms, rounded up to 20", 2, 0x0069e201, 0x0014e801),
	SET("1 s is the longest", 2, 0x00010001, 0x03e8e801),
	SET("1 s is the longest, rounded up too", 2, 0x00010201, 0x03e8e801),
	SET("2 s, rounded down to 1", 2, 0x00020001, 0x03e8e801),
	SET("5 ms, rounded up to 10", 2, 0x0005ea01, 0x000ae801),
	REFUSED("2 s, rounded up past the triplet", 2, 0x00020201),
	REFUSED("1.0001 s, rounded up past the triplet", 2, 0x2711e201),
	REFUSED("5 ms, rounded down past the triplet", 2, 0x0005e801),
	REFUSED("rounding 3 is reserved", 0, 0x00010601),
	REFUSED("bit 2 is reserved", 0, 0x00000005),
	REFUSED("bit 8 is reserved", 0, 0x00000101),
	REFUSED("timestamps of a sensor without", 0, 0x00000003),
	CASE("an interval of a sensor without", 1, WORDS(SENSOR(0x0a), 1, 0x00010001),
	     WORDS(NOT_SUPPORTED)),
	CASE("a sensor that may only be read", 1, WORDS(SENSOR(0x0a), 4, 0x1), WORDS(DENIED)),
	THEN(1, WORDS(SENSOR(0x09), 4), WORDS(SUCCESS, 0x1)),
	CASE("configuration of no sensor", 1, WORDS(SENSOR(0x0a), 5, 0x1), WORDS(NOT_FOUND)),

	CASE("timestamps are an agent's own", 1, WORDS(SENSOR(0x0a), 3, 0x3), WORDS(SUCCESS)),
	THEN(1, WORDS(SENSOR(0x09), 3), WORDS(SUCCESS, 0x00640003)),
	THEN(2, WORDS(SENSOR(0x09), 0), WORDS(SUCCESS, 0x00640001)),
	THEN(1, WORDS(SENSOR(0x0a), 3, 0x1), WORDS(SUCCESS)),
	THEN(1, WORDS(SENSOR(0x09), 3), WORDS(SUCCESS, 0x00640001)),

	CASE("a sensor is enabled while an agent needs it",
	     1, WORDS(SENSOR(0x0a), 2, 1), WORDS(SUCCESS)),
	THEN(2, WORDS(SENSOR(0x0a), 2, 1), WORDS(SUCCESS)),
	VIEW("sensor imu value -100,7,-9810 enabled 1 users 3 interval 10000\n"),
	THEN(1, WORDS(SENSOR(0x0a), 2, 0), WORDS(SUCCESS)),
	THEN(1, WORDS(SENSOR(0x09), 2), WORDS(SUCCESS, 0x000ae801)),
	THEN(2, WORDS(SENSOR(0x0a), 2, 0), WORDS(SUCCESS)),
	THEN(2, WORDS(SENSOR(0x09), 2), WORDS(SUCCESS, 0x000ae800)),
	CASE("a sensor that is always on", 1, WORDS(SENSOR(0x0a), 1, 1), WORDS(SUCCESS)),
	VIEW("sensor fan value 1000 enabled 1 users 1\n"),
	THEN(1, WORDS(SENSOR(0x0a), 1, 0), WORDS(SUCCESS)),
	VIEW("sensor fan value 1000 enabled 1 users 0\n"),

	CASE("a reset takes back what the agent has set",
	     1, WORDS(SENSOR(0x0a), 0, 0x000a0000), WORDS(SUCCESS)),
	THEN(1, WORDS(SENSOR(0x0a), 2, 0x0014e803), WORDS(SUCCESS)),
	THEN(2, WORDS(SENSOR(0x0a), 0, 0x3), WORDS(SUCCESS)),
	THEN(1, WORDS(BASE(0x0b), 1, 0), WORDS(SUCCESS)),
	THEN(1, WORDS(SENSOR(0x09), 0), WORDS(SUCCESS, 0x00010001)),
	THEN(1, WORDS(SENSOR(0x09), 2), WORDS(SUCCESS, 0x000ae800)),
	THEN(2, WORDS(SENSOR(0x09), 0), WORDS(SUCCESS, 0x00640003)),
	CASE("a reset leaves what another agent has set since",
	     1, WORDS(SENSOR(0x0a), 2, 0x0014e801), WORDS(SUCCESS)),
	THEN(2, WORDS(SENSOR(0x0a), 2, 0x001ee801), WORDS(SUCCESS)),
	THEN(1, WORDS(BASE(0x0b), 1, 0), WORDS(SUCCESS)),
	THEN(2, WORDS(SENSOR(0x09), 2), WORDS(SUCCESS, 0x001ee801)),
	THEN(2, WORDS(BASE(0x0b), 2, 0), WORDS(SUCCESS)),
	THEN(2, WORDS(SENSOR(0x09), 2), WORDS(SUCCESS, 0x000ae800)),
	{ 0 }
};

/* Sizes of requests: payload words by message, from 3 on */
static void request_sizes(void **state)
{
	static const uint8_t words[] = { 1, 2, 4, 2, 2, 2, 1, 2, 2, 1, 2 };
	struct setup *setup = setup_board("tests/unit/sensor");
	unsigned int i, size;
	uint32_t reply[64];

	(void)state;
	for (i = 0; i < sizeof(words); i++) {
		for (size = 0; size <= 5; size++) {
			uint32_t request[6] = { SENSOR(i + 3) };

			assert_true(exchange_words(&setup->board.server, 1, request, size + 1, reply, 64) >= 2);
			if (size == words[i])
				assert_int_not_equal(reply[1], PROTOCOL_ERROR);
			else
				assert_int_equal(reply[1], PROTOCOL_ERROR);
		}
	}
	teardown_board(setup);
}

/* A server of its own, on hardware that fails on request */

static struct {
	int read, get_enabled, set_enabled, get_interval, set_interval;	/* status of each function */
	unsigned int good_axes;		/* that can be read in any case */
	bool enabled;
	uint32_t interval;
} hardware;

static int hw_read(void *context, unsigned int sensor, unsigned int axis,
		   struct scmi_sensor_reading *reading)
{
	(void)context;
	(void)sensor;
	*reading = (struct scmi_sensor_reading){ .value = 5 + axis, .timestamp = 6 };
	return axis < hardware.good_axes ? SCMI_SUCCESS : hardware.read;
}

static int hw_get_enabled(void *context, unsigned int sensor, bool *enabled)
{
	(void)context;
	(void)sensor;
	*enabled = hardware.enabled;
	return hardware.get_enabled;
}

static int hw_set_enabled(void *context, unsigned int sensor, bool enabled)
{
	(void)context;
	(void)sensor;
	if (!hardware.set_enabled)
		hardware.enabled = enabled;
	return hardware.set_enabled;
}

static int hw_get_interval(void *context, unsigned int sensor, uint32_t *interval)
{
	(void)context;
	(void)sensor;
	*interval = hardware.interval;
	return hardware.get_interval;
}

static int hw_set_interval(void *context, unsigned int sensor, uint32_t interval)
{
	(void)context;
	(void)sensor;
	if (!hardware.set_interval)
		hardware.interval = interval;
	return hardware.set_interval;
}

static const struct scmi_sensor_ops all_ops = {
	.read = hw_read, .get_enabled = hw_get_enabled, .set_enabled = hw_set_enabled,
	.get_interval = hw_get_interval, .set_interval = hw_set_interval,
};

/* No more than what is mandatory, and with states and intervals that can be read alone */
static const struct scmi_sensor_ops few_ops = { .read = hw_read };
static const struct scmi_sensor_ops fixed_ops = {
	.read = hw_read, .get_enabled = hw_get_enabled, .get_interval = hw_get_interval,
};

static const uint32_t two_intervals[] = { SCMI_SENSOR_INTERVAL(1, 0), SCMI_SENSOR_INTERVAL(2, 0) };

struct vendor {
	struct scmi_sensor sensor;
	struct scmi_sensor_state state;
	struct scmi_sensor_trip trips[1];
	struct scmi_sensor_config config;
	struct scmi_protocol_instance instance;
	struct scmi_view_entry view;
	struct scmi_agent agent;
	struct scmi_agent_state agent_state;
	struct scmi_event events[1];
	struct scmi_server server;
};

static void set_up(struct vendor *v, const struct scmi_sensor_ops *ops)
{
	memset(v, 0, sizeof(*v));
	memset(&hardware, 0, sizeof(hardware));
	hardware.enabled = true;
	hardware.interval = two_intervals[0];
	v->sensor = (struct scmi_sensor){
		.name = "s", .trips = v->trips, .trip_count = 1, .intervals = two_intervals,
		.interval_count = 2, .updates = true,
	};
	v->config = (struct scmi_sensor_config){ &v->sensor, &v->state, ops, NULL };
	v->instance = (struct scmi_protocol_instance){ &scmi_sensor_protocol, &v->config, 1, NULL };
	v->view = (struct scmi_view_entry){ 0, SCMI_SENSOR_MAY_ALL };
	v->agent = (struct scmi_agent){ .name = "a", .protocols = 0x21, .views[5] = { &v->view, 1 },
					.events = v->events, .max_events = 1 };
	v->server = (struct scmi_server){
		.vendor = "unit", .agents = &v->agent, .agent_states = &v->agent_state,
		.agent_count = 1, .protocols = &v->instance, .protocol_count = 1,
	};
}

static uint32_t ask(struct vendor *v, uint32_t header, uint32_t a, uint32_t b, unsigned int words)
{
	const uint32_t request[] = { header, a, b, 0, 0 };
	uint32_t reply[64];

	assert_true(exchange_words(&v->server, 1, request, words, reply, 64) >= 2);
	return reply[1];
}

static void failing_hardware(void **state)
{
	struct vendor v;

	(void)state;
	set_up(&v, &all_ops);
	assert_int_equal(scmi_server_init(&v.server), SCMI_SUCCESS);
	assert_int_equal(ask(&v, SENSOR(0x04), 0, 1, 3), SUCCESS);
	assert_int_equal(ask(&v, SENSOR(0x0b), 0, 1, 3), SUCCESS);

	hardware.read = SCMI_BUSY;
	assert_int_equal(ask(&v, SENSOR(0x06), 0, 0, 3), BUSY);
	assert_int_equal(ask(&v, SENSOR(0x05), 0, 3, 5), SUCCESS);
	scmi_sensor_sampled(&v.server, 0);
	assert_int_equal(v.agent_state.pending_events, 0);
	hardware.read = 0;
	/* What was not known counts as below */
	scmi_sensor_sampled(&v.server, 0);
	assert_int_equal(v.agent_state.pending_events, 1);
	assert_int_equal(v.agent_state.lost_events, 1);
	/* A sensor that there is not */
	scmi_sensor_sampled(&v.server, 1);
	assert_int_equal(v.agent_state.lost_events, 1);

	hardware.get_enabled = SCMI_BUSY;
	assert_int_equal(ask(&v, SENSOR(0x06), 0, 0, 3), BUSY);
	assert_int_equal(ask(&v, SENSOR(0x09), 0, 0, 2), BUSY);
	assert_int_equal(ask(&v, SENSOR(0x0a), 0, 0x1, 3), BUSY);
	hardware.get_enabled = 0;
	hardware.get_interval = SCMI_BUSY;
	assert_int_equal(ask(&v, SENSOR(0x09), 0, 0, 2), BUSY);
	assert_int_equal(ask(&v, SENSOR(0x0a), 0, 0x1, 3), BUSY);
	assert_int_equal(ask(&v, SENSOR(0x0a), 0, 0x20001, 3), BUSY);
	assert_int_equal(ask(&v, SENSOR(0x10), 0x10000, 0, 2), SUCCESS);
	assert_int_equal(ask(&v, SENSOR(0x03), 0, 0, 2), BUSY);
	assert_int_equal(ask(&v, SENSOR(0x10), 0x30001, 0, 2), SUCCESS);
	assert_int_equal(ask(&v, SENSOR(0x03), 0, 0, 2), SUCCESS);
	hardware.get_interval = 0;
	hardware.set_interval = SCMI_HARDWARE_ERROR;
	assert_int_equal(ask(&v, SENSOR(0x0a), 0, 0x20000, 3), HARDWARE_ERROR);
	assert_true(hardware.enabled);
	/* State and interval change together, or not at all */
	hardware.set_interval = 0;
	hardware.set_enabled = SCMI_HARDWARE_ERROR;
	assert_int_equal(ask(&v, SENSOR(0x0a), 0, 0x20000, 3), HARDWARE_ERROR);
	assert_int_equal(hardware.interval, two_intervals[0]);
	assert_int_equal(v.state.interval_agent, 0);
	assert_int_equal(v.state.state_agent, 0);
	assert_int_equal(ask(&v, SENSOR(0x0a), 0, 0x00000, 3), HARDWARE_ERROR);
}

/* Not all of the axes can be read: no update is sent, and no part of a reply */
static void failing_axis(void **state)
{
	static const struct scmi_sensor_axis axes[2] = { { .name = "x" }, { .name = "y" } };
	struct vendor v;

	(void)state;
	set_up(&v, &all_ops);
	v.sensor.trip_count = 0;
	v.sensor.axes = axes;
	v.sensor.axis_count = 2;
	assert_int_equal(scmi_server_init(&v.server), SCMI_SUCCESS);
	assert_int_equal(ask(&v, SENSOR(0x0b), 0, 1, 3), SUCCESS);
	hardware.read = SCMI_BUSY;
	hardware.good_axes = 1;
	scmi_sensor_sampled(&v.server, 0);
	assert_int_equal(v.agent_state.pending_events, 0);
	assert_int_equal(ask(&v, SENSOR(0x06), 0, 0, 3), BUSY);
	hardware.good_axes = 2;
	scmi_sensor_sampled(&v.server, 0);
	assert_int_equal(v.agent_state.pending_events, 1);
}

static void operations_that_are_missing(void **state)
{
	struct vendor v;

	(void)state;
	set_up(&v, &few_ops);
	assert_int_equal(scmi_server_init(&v.server), SCMI_SUCCESS);
	assert_int_equal(ask(&v, SENSOR(0x06), 0, 0, 3), SUCCESS);
	assert_int_equal(ask(&v, SENSOR(0x0a), 0, 0x1, 3), SUCCESS);
	assert_int_equal(ask(&v, SENSOR(0x0a), 0, 0x0, 3), NOT_SUPPORTED);
	assert_int_equal(ask(&v, SENSOR(0x0a), 0, 0x20001, 3), NOT_SUPPORTED);
	set_up(&v, &fixed_ops);
	assert_int_equal(scmi_server_init(&v.server), SCMI_SUCCESS);
	assert_int_equal(ask(&v, SENSOR(0x0a), 0, 0x10001, 3), SUCCESS);
	assert_int_equal(ask(&v, SENSOR(0x0a), 0, 0x20001, 3), NOT_SUPPORTED);
	assert_int_equal(ask(&v, SENSOR(0x0a), 0, 0x10000, 3), NOT_SUPPORTED);
	/* The protocol is not there at all */
	v.agent.protocols = 1;
	v.agent.views[5].count = 0;
	v.server.protocol_count = 0;
	assert_int_equal(scmi_server_init(&v.server), SCMI_SUCCESS);
	scmi_sensor_sampled(&v.server, 0);
}

/* What version 1.0 makes of an interval that it has no bits for */
static void old_intervals(void **state)
{
	static const struct {
		uint32_t interval, bits;
	} rows[] = {
		{ SCMI_SENSOR_INTERVAL(31, -16), 31u << 27 | 16u << 22 },
		{ SCMI_SENSOR_INTERVAL(32, -1), 3u << 27 | 0u << 22 },
		{ SCMI_SENSOR_INTERVAL(35, -1), 4u << 27 | 0u << 22 },
		{ SCMI_SENSOR_INTERVAL(65535, 0), 7u << 27 | 4u << 22 },
		{ SCMI_SENSOR_INTERVAL(32, 14), 3u << 27 | 15u << 22 },
		{ SCMI_SENSOR_INTERVAL(32, 15), 0 },
	};
	struct vendor v;
	uint32_t reply[64];
	unsigned int i;

	(void)state;
	set_up(&v, &all_ops);
	v.agent.versions[5] = SCMI_VERSION(1, 0);
	assert_int_equal(scmi_server_init(&v.server), SCMI_SUCCESS);
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		hardware.interval = rows[i].interval;
		SEND(&v.server, 1, reply, SENSOR(0x03), 0);
		assert_int_equal(reply[5], rows[i].bits);
	}
}

static void descriptions_that_are_refused(void **state)
{
	static const uint32_t powers[] = { 0x20, 0x41, 0x20 }, step_power[] = { 0x20, 0x40, 0x21 };
	static const uint32_t falls[] = { 0x40, 0x20, 0x20 };
	static const uint32_t steps[] = { 0x20, 0x80, 0x40 }, none[] = { 0x20, 0x80, 0 };
	static const struct scmi_sensor_axis nameless = { .name = NULL };
	static const struct scmi_sensor_axis wrong = { "x", { .scale = 16 } };
	static const struct scmi_sensor_axis axes[4] = { { .name = "a" }, { .name = "b" }, { .name = "c" },
							 { .name = "d" } };
	struct vendor v;

	(void)state;
#define REFUSED_WITH(change) do {						\
		set_up(&v, &all_ops);						\
		change;								\
		assert_int_equal(scmi_server_init(&v.server), SCMI_INVALID_PARAMETERS);	\
	} while (0)
#define TRIPLET(list) v.sensor.triplet = true, v.sensor.interval_count = 3, v.sensor.intervals = list
#define AXES(list, count) v.sensor.trip_count = 0, v.sensor.axes = list, v.sensor.axis_count = count
	REFUSED_WITH(v.config.sensors = NULL);
	REFUSED_WITH(v.config.states = NULL);
	REFUSED_WITH(v.config.ops = NULL);
	REFUSED_WITH(v.config.ops = &(const struct scmi_sensor_ops){ 0 });
	REFUSED_WITH(hardware.get_enabled = SCMI_BUSY);
	REFUSED_WITH(hardware.get_interval = SCMI_BUSY);
	REFUSED_WITH(v.sensor.name = NULL);
	REFUSED_WITH(v.sensor.quantity.scale = -17);
	REFUSED_WITH(v.sensor.quantity.resolution_scale = 16);
	REFUSED_WITH(v.sensor.quantity.resolution = 0x8000000);
	REFUSED_WITH(v.sensor.quantity.lowest = 1);
	REFUSED_WITH(v.sensor.timestamp_scale = 16);
	REFUSED_WITH(v.sensor.trips = NULL);
	REFUSED_WITH(v.sensor.axes = axes; v.sensor.axis_count = 1);
	REFUSED_WITH(AXES(NULL, 1));
	REFUSED_WITH(AXES(axes, 64));
	REFUSED_WITH(AXES(axes, 4));
	REFUSED_WITH(AXES(&nameless, 1));
	REFUSED_WITH(AXES(&wrong, 1));
	REFUSED_WITH(v.sensor.intervals = NULL);
	REFUSED_WITH(v.sensor.interval_count = 4096);
	REFUSED_WITH(v.sensor.triplet = true);
	REFUSED_WITH(TRIPLET(powers));
	REFUSED_WITH(TRIPLET(step_power));
	REFUSED_WITH(TRIPLET(falls));
	REFUSED_WITH(TRIPLET(steps));
	REFUSED_WITH(TRIPLET(none));
}

int main(void)
{
	unit_board = "tests/unit/sensor";
	ADD_CASES(description);
	ADD_CASES(readings);
	ADD_CASES(trips);
	ADD_CASES(configuration);
	ADD_TEST("requests have one size", request_sizes);
	ADD_TEST("hardware that fails", failing_hardware);
	ADD_TEST("axes that fail", failing_axis);
	ADD_TEST("operations that are missing", operations_that_are_missing);
	ADD_TEST("intervals of version 1.0", old_intervals);
	ADD_TEST("descriptions that are refused", descriptions_that_are_refused);
	return run_program("sensor");
}
