/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * Makes a protocol's message table (messages.h) into rows of struct scmi_message_words.
 */
#include "describe.h"

#define V(major, minor)			SCMI_VERSION(major, minor)

#define U8_SIZE				1
#define U16_SIZE			2
#define U32_SIZE			4
#define U64_SIZE			8

/* Fields become initialisers with commas, so no further macro may take them as an argument */
#define NUMBER(name_, kind_, size_, since_, until_) {					\
	.name = #name_, .kind = #kind_, .form = SCMI_FIELD_NUMBER, .size = size_,	\
	.since = since_, .until = until_,						\
},
#define U32(name, kind)			NUMBER(name, kind, U32_SIZE, 0, 0)
#define U32_SINCE(version, name, kind)	NUMBER(name, kind, U32_SIZE, version, 0)
#define U64(name, kind)			NUMBER(name, kind, U64_SIZE, 0, 0)
#define U64_UNTIL(version, name, kind)	NUMBER(name, kind, U64_SIZE, 0, version)
#define RESOURCE(name)			NUMBER(name, ID, U32_SIZE, 0, 0)
#define TEXT(name_, size_)		{ .name = #name_, .form = SCMI_FIELD_TEXT, .size = size_ },
#define BIT_FIELD(high_, low_, name_)							\
	{ .name = #name_, .form = SCMI_FIELD_BITS, .high = high_, .low = low_ },
#define NOTIFY_ENABLE			U32(notify_enable, BITS) BIT_FIELD(0, 0, enable)
#define ARRAY(type, name_, kind_)							\
	{ .name = #name_, .kind = #kind_, .form = SCMI_FIELD_ARRAY, .size = type ## _SIZE },
#define ENTRIES(name_, fields_)								\
	{ .name = #name_, .form = SCMI_FIELD_ENTRIES }, fields_				\
	{ .form = SCMI_FIELD_ENTRIES_END },
#define FIELDS_IF(condition_, fields_)							\
	{ .name = #condition_, .form = SCMI_FIELD_IF }, fields_ { .form = SCMI_FIELD_IF_END },
#define FIELDS_END			{ .form = SCMI_FIELD_END }
#define FIELDS				const struct scmi_field[]

#define MESSAGE(id_, NAME, name_, since_, request_, reply_) {				\
	.name = #NAME, .short_name = #name_, .id = id_, .type = SCMI_COMMAND,		\
	.since = since_, .request = (FIELDS){ request_ FIELDS_END },			\
	.reply = (FIELDS){ reply_ FIELDS_END },						\
},
#define COMMON_MESSAGE			MESSAGE
#define RESOURCE_MESSAGE		MESSAGE
#define NAME_MESSAGE			MESSAGE
#define DELAYED_RESPONSE(id_, NAME, name_, since_, fields_) {				\
	.name = #NAME, .short_name = #name_, .id = id_, .type = SCMI_DELAYED_RESPONSE,	\
	.since = since_, .reply = (FIELDS){ fields_ FIELDS_END },			\
},
#define NOTIFICATION(id_, NAME, name_, since_, fields_) {				\
	.name = #NAME, .short_name = #name_, .id = id_, .type = SCMI_NOTIFICATION,	\
	.since = since_, .reply = (FIELDS){ fields_ FIELDS_END },			\
},
