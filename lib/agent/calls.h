/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * Makes of a protocol's message table (lib/wire/messages.h) the calls of its messages. The file that
 * includes it defines TABLE as the protocol's file. For each message M:
 *
 *	struct M_request	its request's fields, as numbers
 *	struct M_reply		its reply's fields
 *	call_M(codec, link, protocol, &request, &reply)
 */
#include "codec.h"
#include "messages.h"

#define V(major, minor)			SCMI_VERSION(major, minor)

#define U32(name, kind)			uint32_t name;
#define U32_SINCE(version, name, kind)	uint32_t name;
#define U64(name, kind)			uint64_t name;
#define TEXT(name, size)		char name[size];
#define ARRAY(type, name, kind)
#define RESOURCE(name)			uint32_t resource;
#define BIT_FIELD(high, low, name)	uint32_t name;
#define MESSAGE(id, NAME, name, since, request_, reply_)				\
	struct name ## _request { request_ uint8_t end; };				\
	struct name ## _reply { reply_ uint8_t end; };
#define COMMON_MESSAGE			MESSAGE
#define RESOURCE_MESSAGE		MESSAGE
#define NAME_MESSAGE			MESSAGE
#define DELAYED_RESPONSE(id, NAME, name, since, fields)
#define NOTIFICATION(id, NAME, name, since, fields)
#include TABLE

#undef U32
#undef U32_SINCE
#undef U64
#undef TEXT
#undef ARRAY
#undef RESOURCE
#undef BIT_FIELD
#undef MESSAGE
#define U32(name, kind)			scmi_codec_u32(codec, &fields->name);
#define U32_SINCE(since, name, kind)							\
	if (codec->version >= (since))							\
		scmi_codec_u32(codec, &fields->name);
#define U64(name, kind)			scmi_codec_u64(codec, &fields->name);
#define TEXT(name, size)		scmi_codec_text(codec, fields->name, size);
#define ARRAY(type, name, kind)		scmi_codec_list(codec);
#define RESOURCE(name)			scmi_codec_u32(codec, &fields->resource);
#define BIT_FIELD(high, low, name)	scmi_codec_bits(codec, &fields->name, high, low);
#define MESSAGE(id, NAME, name, since, request_, reply_)				\
static inline struct scmi_result call_ ## name(struct scmi_codec *codec,		\
		struct scmi_link *link, uint8_t protocol,				\
		struct name ## _request *request, struct name ## _reply *reply)	\
{											\
	scmi_codec_begin(codec, link, protocol, id, since);				\
	{ struct name ## _request *fields = request; (void)fields; request_ }		\
	if (scmi_codec_exchange(codec)) {						\
		struct name ## _reply *fields = reply; (void)fields; reply_		\
	}										\
	return scmi_codec_end(codec);							\
}
#include TABLE
