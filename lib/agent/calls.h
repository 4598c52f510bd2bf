/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * Makes of a protocol's message table (lib/wire/messages.h) the calls of its messages. The file that
 * includes it defines TABLE as the protocol's file and PROTOCOL as its number. For each message M:
 *
 *	struct M_request		its request's fields, as numbers; those of a list's entry among them
 *	struct M_reply			its reply's fields
 *	call_M(codec, link, protocol, &request, &reply)
 *					sends it and reads the reply, up to a list
 *	begin_M(codec, link, protocol, &request), finish_M(codec, &reply)
 *					the two halves
 *	code_M_request(codec, &request, ENTRY), code_M_reply(codec, &reply, ENTRY)
 *					one entry of a list
 *
 * and for each notification and delayed response N:
 *
 *	struct N_event			its fields
 *	code_N_event(codec, &event)
 *					reads them, up to a list
 */
#include "codec.h"
#include "messages.h"

#define V(major, minor)			SCMI_VERSION(major, minor)

#define U32(name, kind)			uint32_t name;
#define U32_SINCE(version, name, kind)	uint32_t name;
#define U64(name, kind)			uint64_t name;
#define U64_UNTIL(version, name, kind)	/* what follows instead has the same name */
#define TEXT(name, size)		char name[size];
#define ARRAY(type, name, kind)		uint64_t name;
#define ENTRIES(name, fields_)		fields_
#define FIELDS_IF(condition, fields_)	fields_
#define RESOURCE(name)			uint32_t resource;
#define BIT_FIELD(high, low, name)	uint32_t name;
#define NOTIFY_ENABLE			U32(notify_enable, BITS) BIT_FIELD(0, 0, enable)
#define MESSAGE(id, NAME, name, since, request_, reply_)				\
	struct name ## _request { request_ uint8_t end; };				\
	struct name ## _reply { reply_ uint8_t end; };
#define COMMON_MESSAGE			MESSAGE
#define RESOURCE_MESSAGE		MESSAGE
#define NAME_MESSAGE			MESSAGE
#define EVENT(id, NAME, name, since, fields_)						\
	struct name ## _event { fields_ uint8_t end; };
#define DELAYED_RESPONSE		EVENT
#define NOTIFICATION			EVENT
#include TABLE

#undef U32
#undef U32_SINCE
#undef U64
#undef U64_UNTIL
#undef TEXT
#undef ARRAY
#undef ENTRIES
#undef FIELDS_IF
#undef RESOURCE
#undef BIT_FIELD
#undef MESSAGE
#undef EVENT
#define U8_SIZE				1
#define U16_SIZE			2
#define U32_SIZE			4
#define U64_SIZE			8
#define U32(name, kind)			scmi_codec_u32(codec, &fields->name);
#define U32_SINCE(since, name, kind)	scmi_codec_u32_since(codec, &fields->name, since);
#define U64(name, kind)			scmi_codec_u64(codec, &fields->name);
#define U64_UNTIL(until, name, kind)							\
	if (codec->version < (until))							\
		scmi_codec_u64(codec, &fields->name);
#define TEXT(name, size)		scmi_codec_text(codec, fields->name, size);
/* A condition names bits, which are at hand by their names for that */
#define FIELDS_IF(condition, fields_)	if (condition) { fields_ }
#define RESOURCE(name)			scmi_codec_u32(codec, &fields->resource);
#define BIT_FIELD(high, low, name)							\
	scmi_codec_bits(codec, &fields->name, high, low);				\
	const uint32_t name = fields->name;						\
	(void)name;

/* Events: a list is read from the payload (scmi_event_list()) */
#define ARRAY(type, name, kind)		scmi_codec_list(codec);
#define ENTRIES(name, fields_)		scmi_codec_list(codec);
#define MESSAGE(id, NAME, name, since, request_, reply_)
#define EVENT(id, NAME, name, since, fields_)						\
static inline void code_ ## name ## _event(struct scmi_codec *codec, struct name ## _event *fields) \
{											\
	fields_										\
}
#include TABLE

/* Messages */
#undef ARRAY
#undef ENTRIES
#undef MESSAGE
#undef EVENT
#define ARRAY(type, name, kind)								\
	scmi_codec_list(codec);								\
	break;										\
case ENTRY:										\
	scmi_codec_number(codec, &fields->name, type ## _SIZE);
#define ENTRIES(name, fields_)								\
	scmi_codec_list(codec);								\
	break;										\
case ENTRY: {										\
	fields_										\
}
#define EVENT(id, NAME, name, since, fields_)
#define CODE(layout, fields_)								\
static inline void code_ ## layout(struct scmi_codec *codec, struct layout *fields, enum part part) \
{											\
	(void)codec;									\
	(void)fields;									\
	switch (part) {									\
	case HEAD:;									\
		fields_									\
		break;									\
	default:									\
		break;									\
	}										\
}
#define MESSAGE(id, NAME, name, since, request_, reply_)				\
CODE(name ## _request, request_)							\
CODE(name ## _reply, reply_)								\
static inline void begin_ ## name(struct scmi_codec *codec, struct scmi_link *link,	\
				  uint8_t protocol, struct name ## _request *request)	\
{											\
	scmi_codec_begin(codec, link, protocol, id, since);				\
	code_ ## name ## _request(codec, request, HEAD);				\
}											\
static inline struct scmi_result finish_ ## name(struct scmi_codec *codec,		\
						 struct name ## _reply *reply)		\
{											\
	if (scmi_codec_exchange(codec))							\
		code_ ## name ## _reply(codec, reply, HEAD);				\
	return scmi_codec_end(codec);							\
}											\
static inline struct scmi_result call_ ## name(struct scmi_codec *codec,		\
		struct scmi_link *link, uint8_t protocol,				\
		struct name ## _request *request, struct name ## _reply *reply)	\
{											\
	begin_ ## name(codec, link, protocol, request);					\
	return finish_ ## name(codec, reply);						\
}
#include TABLE

/*
 * One message of this protocol, its request's fields as initialisers: CALL(rate_get, &reply, .resource = 1).
 * Needs a codec and a link by these names.
 */
#define CALL(message, reply, ...)							\
	call_ ## message(&codec, link, PROTOCOL,					\
			 &(struct message ## _request){ .end = 0, __VA_ARGS__ }, reply)

/* The same for an asynchronous message, to which a delayed response comes where @token is not NULL */
#define CALL_ASYNC(message, token, ...)							\
	(begin_ ## message(&codec, link, PROTOCOL,					\
			   &(struct message ## _request){ .end = 0, __VA_ARGS__ }),	\
	 scmi_codec_expect(&codec, token),						\
	 scmi_codec_acknowledge(&codec))

/* NAME_GET of a resource, by the name that the protocol's table has for it */
#define NAME_GET(function, message)							\
struct scmi_result function(struct scmi_link *link, uint32_t resource_, char name[SCMI_NAME_SIZE]) \
{											\
	struct message ## _reply reply = { 0 };						\
	struct scmi_codec codec;							\
	struct scmi_result result = CALL(message, &reply, .resource = resource_);	\
											\
	if (scmi_ok(result))								\
		__builtin_memcpy(name, reply.name, SCMI_NAME_SIZE);			\
	return result;									\
}

/* A message that asks for one number of a resource */
#define VALUE_GET(function, message, type, field)					\
struct scmi_result function(struct scmi_link *link, uint32_t resource_, type *value)	\
{											\
	struct message ## _reply reply = { 0 };						\
	struct scmi_codec codec;							\
	struct scmi_result result = CALL(message, &reply, .resource = resource_);	\
											\
	if (scmi_ok(result))								\
		*value = (type)reply.field;						\
	return result;									\
}

/* A message that turns a resource's notifications on and off */
#define NOTIFY(function, message)							\
struct scmi_result function(struct scmi_link *link, uint32_t resource_, bool enable_)	\
{											\
	struct scmi_codec codec;							\
											\
	return CALL(message, NULL, .resource = resource_, .enable = enable_);		\
}

/* PROTOCOL_ATTRIBUTES of a protocol that has nothing to say but how many domains there are */
#define COUNT_DOMAINS(attributes)							\
struct scmi_result attributes ## _get(struct scmi_link *link, struct attributes *a)	\
{											\
	struct protocol_attributes_reply reply = { 0 };					\
	struct scmi_codec codec;							\
	struct scmi_result result = CALL(protocol_attributes, &reply);			\
											\
	if (scmi_ok(result))								\
		a->domains = (uint16_t)reply.domains;					\
	return result;									\
}

/* DESCRIBE_FASTCHANNEL of a protocol that has it */
#define DESCRIBE_FASTCHANNEL(function)							\
struct scmi_result function(struct scmi_link *link, uint32_t domain, uint32_t message,	\
			    struct scmi_fast_channel *channel)				\
{											\
	struct describe_fastchannel_reply reply = { 0 };				\
	struct scmi_codec codec;							\
	struct scmi_result result = CALL(describe_fastchannel, &reply, .resource = domain, \
					 .message_id = message);			\
											\
	if (!scmi_ok(result))								\
		return result;								\
	*channel = (struct scmi_fast_channel){						\
		.address = reply.chan_addr,						\
		.size = reply.chan_size,						\
		.rate_limit = reply.microseconds,					\
		.doorbell = reply.doorbell,						\
	};										\
	if (!reply.doorbell)								\
		return result;								\
	channel->doorbell_width = (uint8_t)(1u << reply.doorbell_width);		\
	channel->doorbell_address = reply.doorbell_addr;				\
	channel->doorbell_set_mask = reply.doorbell_set_mask;				\
	channel->doorbell_preserve_mask = reply.doorbell_preserve_mask;			\
	return result;									\
}

/* list_page(): the page of a list from pages->next on. @linear_ is whether it is one of three numbers. */
#define PAGE(list, message, linear_, ...)						\
static struct scmi_result list ## _page(struct scmi_codec *codec, struct scmi_link *link, \
					struct scmi_pages *pages)			\
{											\
	struct message ## _request request = { __VA_ARGS__ };				\
	struct message ## _reply reply = { 0 };						\
	struct scmi_result result = call_ ## message(codec, link, PROTOCOL, &request, &reply); \
											\
	pages->returned = reply.returned;						\
	pages->remaining = reply.remaining;						\
	pages->linear = linear_;							\
	return result;									\
}

/* The version of this protocol in use */
#define VERSION		scmi_codec_version(link, PROTOCOL)

/* A message's function is refused where the version in use does not have it */
#define UNSENT(NAME, why)	scmi_codec_unsent(PROTOCOL, SCMI_ ## NAME, why)
