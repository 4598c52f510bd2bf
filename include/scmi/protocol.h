/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * What every part of SCMI shares: status codes, protocol numbers, versions, the message header, and the
 * numbers in messages that have a meaning.
 * Section numbers are those of the SCMI specification, DEN0056, version 3.2.
 */
#ifndef SCMI_PROTOCOL_H
#define SCMI_PROTOCOL_H

#include <stdint.h>

/* Status codes, section 4.1.4. Functions of the libraries return them as int: 0 or negative. */
enum scmi_status {
	SCMI_SUCCESS = 0,
	SCMI_NOT_SUPPORTED = -1,	/* no such protocol, message or feature */
	SCMI_INVALID_PARAMETERS = -2,
	SCMI_DENIED = -3,		/* the agent may not do this */
	SCMI_NOT_FOUND = -4,		/* no such domain, clock, agent, ... */
	SCMI_OUT_OF_RANGE = -5,
	SCMI_BUSY = -6,			/* out of resources for now, try again */
	SCMI_COMMS_ERROR = -7,
	SCMI_GENERIC_ERROR = -8,
	SCMI_HARDWARE_ERROR = -9,
	SCMI_PROTOCOL_ERROR = -10,	/* the message violates the specification, its size first */
	SCMI_IN_USE = -11,
};

/* Protocol numbers, section 4.1.1. Standard protocols fill SCMI_PROTOCOL_SLOTS numbers from 0x10 on. */
enum scmi_protocol_id {
	SCMI_PROTOCOL_BASE = 0x10,
	SCMI_PROTOCOL_POWER = 0x11,
	SCMI_PROTOCOL_SYSTEM = 0x12,
	SCMI_PROTOCOL_PERFORMANCE = 0x13,
	SCMI_PROTOCOL_CLOCK = 0x14,
	SCMI_PROTOCOL_SENSOR = 0x15,
	SCMI_PROTOCOL_RESET = 0x16,
	SCMI_PROTOCOL_VOLTAGE = 0x17,
	SCMI_PROTOCOL_POWERCAP = 0x18,
	SCMI_PROTOCOL_PINCTRL = 0x19,
	SCMI_PROTOCOL_MISBEHAVE = 0x9f,	/* of builds for tests alone, docs/misbehaviour.md */
};

#define SCMI_PROTOCOL_FIRST	SCMI_PROTOCOL_BASE
#define SCMI_PROTOCOL_SLOTS	10

/*
 * Versions are one byte inside the libraries (major in the upper half, minor in the lower), and a
 * 32-bit word with major in bits 31:16 and minor in bits 15:0 on the wire.
 */
#define SCMI_VERSION(major, minor)	((uint8_t)((major) << 4 | (minor)))

static inline uint32_t scmi_version_to_wire(uint8_t version)
{
	return (uint32_t)(version >> 4) << 16 | (version & 0xfu);
}

/* Message identifiers that every protocol has, section 4.1.2 */
enum scmi_common_message {
	SCMI_PROTOCOL_VERSION = 0x0,
	SCMI_PROTOCOL_ATTRIBUTES = 0x1,
	SCMI_PROTOCOL_MESSAGE_ATTRIBUTES = 0x2,
	SCMI_NEGOTIATE_PROTOCOL_VERSION = 0x10,
};

/* Message types, section 4.1.1 */
enum scmi_message_type {
	SCMI_COMMAND = 0,
	SCMI_DELAYED_RESPONSE = 2,
	SCMI_NOTIFICATION = 3,
};

/*
 * The message header, section 4.1.1: bits 7:0 message, 9:8 type, 17:10 protocol, 27:18 token,
 * 31:28 reserved and zero.
 */
#define SCMI_HEADER_SIZE	4
#define SCMI_HEADER_RESERVED	0xf0000000u
#define SCMI_HEADER_TYPE	0x00000300u
#define SCMI_HEADER_TOKEN	0x0ffc0000u
#define SCMI_TOKEN_MAX		0x3ffu

static inline uint32_t scmi_header(uint8_t protocol, uint8_t message, enum scmi_message_type type,
				   uint16_t token)
{
	return (uint32_t)(token & SCMI_TOKEN_MAX) << 18 | (uint32_t)protocol << 10 |
	       (uint32_t)type << 8 | message;
}

static inline uint8_t scmi_header_message(uint32_t header)
{
	return header & 0xff;
}

static inline uint8_t scmi_header_type(uint32_t header)
{
	return header >> 8 & 0x3;
}

static inline uint8_t scmi_header_protocol(uint32_t header)
{
	return header >> 10 & 0xff;
}

static inline uint16_t scmi_header_token(uint32_t header)
{
	return header >> 18 & SCMI_TOKEN_MAX;
}

/* Numbers of the protocols, by protocol */

/*
 * Power states of a domain, section 4.3: bit 30 says that the context is lost, bits 27:0 are a number,
 * the others are zero
 */
#define SCMI_POWER_CONTEXT_LOST		0x40000000u
#define SCMI_POWER_STATE_BITS		0x4fffffffu
#define SCMI_POWER_ON			0x00000000u
#define SCMI_POWER_OFF			0x40000000u

/* System power states, section 4.4; 0x80000000 to 0xffffffff are the vendor's */
enum scmi_system_state {
	SCMI_SYSTEM_SHUTDOWN = 0,
	SCMI_SYSTEM_COLD_RESET = 1,
	SCMI_SYSTEM_WARM_RESET = 2,
	SCMI_SYSTEM_POWER_UP = 3,
	SCMI_SYSTEM_SUSPEND = 4,
};

#define SCMI_SYSTEM_VENDOR		0x80000000u

/* Unit of performance levels' powers. Versions 1.0 and 2.0 are told milliwatts for microwatts */
enum scmi_performance_power_unit {
	SCMI_PERFORMANCE_ABSTRACT = 0,	/* a scale on which twice the number is twice the power */
	SCMI_PERFORMANCE_MILLIWATTS = 1,
	SCMI_PERFORMANCE_MICROWATTS = 2,
};

/* A value of a sensor */
struct scmi_sensor_reading {
	int64_t value;
	uint64_t timestamp;		/* 0 for a sensor without */
};

/* Kinds of resets: the architecture's cold reset, which every domain has, and those of the vendor */
#define SCMI_RESET_COLD			0x0u
#define SCMI_RESET_VENDOR		0x80000000u	/* or'ed with any number of 31 bits */

#define SCMI_RESET_LATENCY_UNKNOWN	UINT32_MAX

/* Modes of a supply; 0x8 to 0xf are the vendor's */
#define SCMI_VOLTAGE_OFF		0x0u
#define SCMI_VOLTAGE_ON			0x7u

/* What powers and caps of a capped domain are counted in */
enum scmi_powercap_unit {
	SCMI_POWERCAP_ABSTRACT = 0,
	SCMI_POWERCAP_MICROWATTS = 1,
	SCMI_POWERCAP_MILLIWATTS = 2,
};

/* Types of settings of pins; 192 to 255 are the vendor's, the others are reserved */
enum scmi_pin_setting {
	SCMI_PIN_DEFAULT = 0,
	SCMI_PIN_BIAS_BUS_HOLD = 1,
	SCMI_PIN_BIAS_DISABLE = 2,
	SCMI_PIN_BIAS_HIGH_IMPEDANCE = 3,
	SCMI_PIN_BIAS_PULL_UP = 4,		/* ohms, or 1 */
	SCMI_PIN_BIAS_PULL_DEFAULT = 5,
	SCMI_PIN_BIAS_PULL_DOWN = 6,		/* ohms, or 1 */
	SCMI_PIN_DRIVE_OPEN_DRAIN = 7,
	SCMI_PIN_DRIVE_OPEN_SOURCE = 8,
	SCMI_PIN_DRIVE_PUSH_PULL = 9,
	SCMI_PIN_DRIVE_STRENGTH = 10,		/* milliamperes */
	SCMI_PIN_INPUT_DEBOUNCE = 11,		/* microseconds */
	SCMI_PIN_INPUT_MODE = 12,
	SCMI_PIN_PULL_MODE = 13,
	SCMI_PIN_INPUT_VALUE = 14,
	SCMI_PIN_INPUT_SCHMITT = 15,
	SCMI_PIN_LOW_POWER_MODE = 16,
	SCMI_PIN_OUTPUT_MODE = 17,
	SCMI_PIN_OUTPUT_VALUE = 18,
	SCMI_PIN_POWER_SOURCE = 19,
	SCMI_PIN_SLEW_RATE = 20,
	SCMI_PIN_OEM_FIRST = 192,
};

#endif /* SCMI_PROTOCOL_H */
