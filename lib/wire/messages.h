/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * The message tables. Each protocol has one file, base.def, clock.def, ..., in which every message is
 * written down once; whoever includes such a file gives the macros the meaning wanted:
 *
 *	MESSAGE(id, NAME, name, since, request fields, reply fields)
 *	COMMON_MESSAGE(...)		the same, for the messages that every protocol has
 *	RESOURCE_MESSAGE(...)		the same, for messages whose request has a RESOURCE field
 *	NAME_MESSAGE(...)		the same, for those that ask for the whole name of a resource
 *	DELAYED_RESPONSE(id, NAME, name, since, fields)
 *	NOTIFICATION(id, NAME, name, since, fields)
 *
 * NAME is the specification's, name the handler's; since is the protocol version that brought the
 * message. Replies and delayed responses start with the status, which is not listed. Fields:
 *
 *	U32(name, kind), U64(name, kind)
 *	U32_SINCE(version, name, kind)	only there since that version; in requests always last
 *	NOTIFY_ENABLE			U32: whether the agent wants to be notified
 *	U64_UNTIL(version, name, kind)	only there before that version, which has what follows instead
 *	TEXT(name, size)		a string in size bytes, NUL terminated and padded
 *	ARRAY(type, name, kind)		the rest of the message; type is U8, U16, U32 or U64, a U16's
 *					last word padded with zero; of two words with parts of their own
 *					a U64 has the first in its lower half
 *	ENTRIES(name, fields)		the rest of the message: these fields again and again
 *	FIELDS_IF(condition, fields)	only there where bit fields of the same entry say so
 *	RESOURCE(name)			U32, the identifier of the domain, clock, ... that is spoken of
 *	BIT_FIELD(high, low, name)	a part of the field before it, whose kind is BITS
 *
 * kind says what a number means: ID, AGENT_ID, PROTOCOL_ID, MESSAGE_ID, VERSION, COUNT, BITS, HEX,
 * VALUE, SIGNED (two's complement), HERTZ, KILOHERTZ, MICROSECONDS, MILLISECONDS, MICROVOLTS (signed),
 * MICROWATTS, LEVEL (of performance).
 *
 * This header makes of them, for each protocol P, the enumeration of its messages and, for each
 * message M, the layouts struct scmi_P_M_request and _reply (_event for notifications). No bytes are
 * ever cast to a layout: it serves offsetof, and its last member, end, tells its size.
 */
#ifndef SCMI_WIRE_MESSAGES_H
#define SCMI_WIRE_MESSAGES_H

#include <stdint.h>

#define U32(name, kind)			uint32_t name;
#define U32_SINCE(version, name, kind)	uint32_t name;
#define NOTIFY_ENABLE			uint32_t notify_enable;
#define U64(name, kind)			uint32_t name[2];
#define U64_UNTIL(version, name, kind)
#define TEXT(name, size)		uint8_t name[size];
#define ARRAY(type, name, kind)
#define ENTRIES(name, fields)
#define FIELDS_IF(condition, fields)
#define RESOURCE(name)			uint32_t resource;
#define BIT_FIELD(high, low, name)
#define V(major, minor)
#define MESSAGE(id, NAME, name, since, request_, reply_)			\
	struct LAYOUT(name, request) { request_ uint8_t end; };		\
	struct LAYOUT(name, reply) { reply_ uint8_t end; };
#define COMMON_MESSAGE		MESSAGE
#define RESOURCE_MESSAGE	MESSAGE
#define NAME_MESSAGE		MESSAGE
#define DELAYED_RESPONSE(id, NAME, name, since, fields)			\
	struct LAYOUT(name, delayed) { fields uint8_t end; };
#define NOTIFICATION(id, NAME, name, since, fields)			\
	struct LAYOUT(name, event) { fields uint8_t end; };

#define LAYOUT(name, direction)		scmi_base_ ## name ## _ ## direction
#include "base.def"
#undef LAYOUT
#define LAYOUT(name, direction)		scmi_power_ ## name ## _ ## direction
#include "power.def"
#undef LAYOUT
#define LAYOUT(name, direction)		scmi_system_ ## name ## _ ## direction
#include "system.def"
#undef LAYOUT
#define LAYOUT(name, direction)		scmi_clock_ ## name ## _ ## direction
#include "clock.def"
#undef LAYOUT
#define LAYOUT(name, direction)		scmi_reset_ ## name ## _ ## direction
#include "reset.def"
#undef LAYOUT
#define LAYOUT(name, direction)		scmi_performance_ ## name ## _ ## direction
#include "performance.def"
#undef LAYOUT
#define LAYOUT(name, direction)		scmi_voltage_ ## name ## _ ## direction
#include "voltage.def"
#undef LAYOUT
#define LAYOUT(name, direction)		scmi_sensor_ ## name ## _ ## direction
#include "sensor.def"
#undef LAYOUT
#define LAYOUT(name, direction)		scmi_powercap_ ## name ## _ ## direction
#include "powercap.def"
#undef LAYOUT
#define LAYOUT(name, direction)		scmi_pinctrl_ ## name ## _ ## direction
#include "pinctrl.def"
#undef LAYOUT
#ifdef SCMI_MISBEHAVE
#define LAYOUT(name, direction)		scmi_misbehave_ ## name ## _ ## direction
#include "misbehave.def"
#undef LAYOUT
#endif

#undef MESSAGE
#undef COMMON_MESSAGE
#undef DELAYED_RESPONSE
#undef NOTIFICATION
#define MESSAGE(id, NAME, name, since, request, reply)	SCMI_ ## NAME = id,
#define COMMON_MESSAGE(id, NAME, name, since, request, reply)
#define DELAYED_RESPONSE(id, NAME, name, since, fields)
#define NOTIFICATION(id, NAME, name, since, fields)	SCMI_ ## NAME = id,

enum scmi_base_message {
#include "base.def"
};

enum scmi_power_message {
#include "power.def"
};

enum scmi_system_message {
#include "system.def"
};

enum scmi_clock_message {
#include "clock.def"
};

enum scmi_reset_message {
#include "reset.def"
};

enum scmi_performance_message {
#include "performance.def"
};

enum scmi_voltage_message {
#include "voltage.def"
};

enum scmi_sensor_message {
#include "sensor.def"
};

enum scmi_powercap_message {
#include "powercap.def"
};

enum scmi_pinctrl_message {
#include "pinctrl.def"
};

#ifdef SCMI_MISBEHAVE
enum scmi_misbehave_message {
#include "misbehave.def"
};
#endif

#undef U32
#undef U32_SINCE
#undef NOTIFY_ENABLE
#undef U64
#undef U64_UNTIL
#undef TEXT
#undef ARRAY
#undef ENTRIES
#undef FIELDS_IF
#undef RESOURCE
#undef BIT_FIELD
#undef V
#undef MESSAGE
#undef COMMON_MESSAGE
#undef RESOURCE_MESSAGE
#undef NAME_MESSAGE
#undef DELAYED_RESPONSE
#undef NOTIFICATION

#endif /* SCMI_WIRE_MESSAGES_H */
