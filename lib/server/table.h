/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * Makes a protocol's message table (lib/wire/messages.h) into rows of struct scmi_message. The file
 * that includes it defines LAYOUT(name, direction) as the protocol's layouts, and names its handlers
 * as the table does.
 */
#include "messages.h"

/*
 * Fields as a number: words of the part that came later << 0, its version << 8, size of an entry of the
 * array at the end << 16, whether the message subscribes << 24
 */
#define U32(name, kind)
#define U32_SINCE(version, name, kind)	+ 1 + ((version) << 8)
#define NOTIFY_ENABLE			+ (1 << 24)
#define U64(name, kind)
#define U64_UNTIL(version, name, kind)
#define TEXT(name, size)
#define ARRAY(type, name, kind)		+ (SIZE_ ## type << 16)
#define SIZE_U8				1
#define SIZE_U16			2
#define SIZE_U32			4
#define SIZE_U64			8
#define ENTRIES(name, fields)
#define FIELDS_IF(condition, fields)
#define RESOURCE(name)
#define BIT_FIELD(high, low, name)
#define V(major, minor)			SCMI_VERSION(major, minor)

/* No message has parts that came later in both its request and its reply */
#define SUBSCRIBES(request_)		((0 request_) >> 24 & 1)
#define IS_THERE(request_)		(SCMI_SERVER_EVENTS || !SUBSCRIBES(request_))
#define EXTRA_SINCE(request_, reply_)	(((0 request_) | (0 reply_)) >> 8 & 0xff)
#define LATER(a, b)			((a) > (b) ? (a) : (b))
#define ROW(id_, handler_, name, since_, request_, reply_, resource_) [id_] = {		\
	.handler = IS_THERE(request_) ? handler_ : NULL,				\
	.since = IS_THERE(request_) ? since_ : 0,					\
	.size = offsetof(struct LAYOUT(name, request), end),				\
	.reply = offsetof(struct LAYOUT(name, reply), end),				\
	.extra_since = EXTRA_SINCE(request_, reply_),					\
	.extra_size = (0 request_) & 0xf,						\
	.extra_reply = (0 reply_) & 0xf,						\
	.plain_since = SUBSCRIBES(request_) ? 0 : LATER(since_, EXTRA_SINCE(request_, reply_)), \
	.resource = resource_,								\
	.entry = (0 request_) >> 16 & 0xff,						\
	.subscribes = SUBSCRIBES(request_),						\
},

#define RESOURCE_ROW(id, handler, name, since, request_, reply_)			\
	ROW(id, handler, name, since, request_, reply_,					\
	    offsetof(struct LAYOUT(name, request), resource) / 4)

#define MESSAGE(id, NAME, name, since, request_, reply_)				\
	ROW(id, name, name, since, request_, reply_, SCMI_NO_RESOURCE)
#define COMMON_MESSAGE(id, NAME, name, since, request_, reply_)			\
	ROW(id, scmi_ ## name, name, since, request_, reply_, SCMI_NO_RESOURCE)
#define RESOURCE_MESSAGE(id, NAME, name, since, request_, reply_)			\
	RESOURCE_ROW(id, name, name, since, request_, reply_)
#define NAME_MESSAGE(id, NAME, name, since, request_, reply_)				\
	RESOURCE_ROW(id, scmi_name_get, name, since, request_, reply_)
#define DELAYED_RESPONSE(id, NAME, name, since, fields)
#define NOTIFICATION(id, NAME, name, since, fields)
