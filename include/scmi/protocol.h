/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * What every part of SCMI shares: status codes, protocol numbers, versions, the message header.
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
	return (uint8_t)header;
}

static inline uint8_t scmi_header_type(uint32_t header)
{
	return header >> 8 & 0x3;
}

static inline uint8_t scmi_header_protocol(uint32_t header)
{
	return (uint8_t)(header >> 10);
}

static inline uint16_t scmi_header_token(uint32_t header)
{
	return header >> 18 & SCMI_TOKEN_MAX;
}

#endif /* SCMI_PROTOCOL_H */
