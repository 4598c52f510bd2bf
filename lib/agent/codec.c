// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 */
#include "codec.h"

#define STATUS_SIZE	4

static struct scmi_result result_of(uint8_t protocol, uint8_t message, enum scmi_result_kind kind,
				    int code)
{
	return (struct scmi_result){
		.kind = (uint8_t)kind, .protocol = protocol, .message = message, .code = code,
	};
}

struct scmi_result scmi_codec_malformed(const struct scmi_codec *codec, enum scmi_malformed why)
{
	return result_of(codec->result.protocol, codec->result.message, SCMI_RESULT_MALFORMED,
			 (int)why);
}

struct scmi_result scmi_codec_unsent(uint8_t protocol, uint8_t message, enum scmi_unsent why)
{
	return result_of(protocol, message, SCMI_RESULT_UNSENT, (int)why);
}

/* Of protocols that are not open version 1.0 is taken: all versions share the first messages */
static uint8_t version_in_use(const struct scmi_link *link, uint8_t protocol)
{
	unsigned int slot = protocol - (unsigned int)SCMI_PROTOCOL_FIRST;

	if (slot >= SCMI_PROTOCOL_SLOTS || !link->versions[slot])
		return SCMI_VERSION(1, 0);
	return link->versions[slot];
}

static bool version_agreed(const struct scmi_link *link, uint8_t protocol)
{
	unsigned int slot = protocol - (unsigned int)SCMI_PROTOCOL_FIRST;

	return slot < SCMI_PROTOCOL_SLOTS && (link->agreed >> slot & 1);
}

void scmi_codec_begin(struct scmi_codec *codec, struct scmi_link *link, uint8_t protocol,
		      uint8_t message, uint8_t since)
{
	const struct scmi_link_config *config = link->config;

	*codec = (struct scmi_codec){
		.link = link,
		.result = result_of(protocol, message, SCMI_RESULT_OK, 0),
		.at = config->request + SCMI_HEADER_SIZE,
		.end = config->request + config->max_size,
		.version = version_in_use(link, protocol),
	};
	/* Which version is spoken is agreed upon with a message that not all of them have */
	if (codec->version < since && message != SCMI_NEGOTIATE_PROTOCOL_VERSION)
		codec->result = scmi_codec_unsent(protocol, message, SCMI_UNSENT_VERSION);
}

/* What is wrong with the header of a reply; false when nothing is */
static bool check_header(uint32_t sent, uint32_t received, enum scmi_malformed *why)
{
	if (received == sent)
		return false;
	if (received & SCMI_HEADER_RESERVED)
		*why = SCMI_REPLY_RESERVED;
	else if (scmi_header_type(received) != scmi_header_type(sent))
		*why = SCMI_REPLY_OTHER_TYPE;
	else if (scmi_header_token(received) != scmi_header_token(sent))
		*why = SCMI_REPLY_OTHER_TOKEN;
	else if (scmi_header_protocol(received) != scmi_header_protocol(sent))
		*why = SCMI_REPLY_OTHER_PROTOCOL;
	else
		*why = SCMI_REPLY_OTHER_MESSAGE;
	return true;
}

static struct scmi_result check_reply(const struct scmi_codec *codec, uint32_t sent, size_t size)
{
	const uint8_t *reply = codec->link->config->reply;
	enum scmi_malformed why;
	int32_t status;

	if (size > codec->link->config->max_size)
		return scmi_codec_malformed(codec, SCMI_REPLY_TOO_LONG);
	if (size < SCMI_HEADER_SIZE + STATUS_SIZE)
		return scmi_codec_malformed(codec, SCMI_REPLY_TOO_SHORT);
	if (check_header(sent, load32_le(reply), &why))
		return scmi_codec_malformed(codec, why);
	status = (int32_t)load32_le(reply + SCMI_HEADER_SIZE);
	if (status > 0)
		return scmi_codec_malformed(codec, SCMI_REPLY_BAD_STATUS);
	if (status < 0)
		return result_of(codec->result.protocol, codec->result.message, SCMI_RESULT_STATUS,
				 status);
	return codec->result;
}

bool scmi_codec_exchange(struct scmi_codec *codec)
{
	struct scmi_link *link = codec->link;
	const struct scmi_link_config *config = link->config;
	size_t size = config->max_size;
	uint32_t header = scmi_header(codec->result.protocol, codec->result.message, SCMI_COMMAND,
				      link->token);
	int error;

	if (!scmi_ok(codec->result))
		return false;
	link->token++;
	store32_le(config->request, header);
	error = config->exchange(config->context, config->request,
				 (size_t)(codec->at - config->request), config->reply, &size);
	if (error) {
		codec->result.kind = SCMI_RESULT_TRANSPORT;
		codec->result.code = error;
		return false;
	}
	codec->result = check_reply(codec, header, size);
	if (codec->result.kind != SCMI_RESULT_OK && codec->result.kind != SCMI_RESULT_STATUS)
		return false;
	codec->decode = true;
	codec->at = config->reply + SCMI_HEADER_SIZE + STATUS_SIZE;
	codec->end = config->reply + size;
	return scmi_ok(codec->result);
}

struct scmi_result scmi_codec_end(struct scmi_codec *codec)
{
	/* A server that is newer than what is known here may say more */
	if (scmi_ok(codec->result) && codec->at != codec->end &&
	    version_agreed(codec->link, codec->result.protocol))
		codec->result = scmi_codec_malformed(codec, SCMI_REPLY_TOO_LONG);
	return codec->result;
}

/* Fields */

static uint8_t *field(struct scmi_codec *codec, size_t size)
{
	uint8_t *bytes = codec->at;

	if (!scmi_ok(codec->result))
		return NULL;
	if ((size_t)(codec->end - bytes) < size) {
		codec->result = codec->decode ?
			scmi_codec_malformed(codec, SCMI_REPLY_TOO_SHORT) :
			scmi_codec_unsent(codec->result.protocol, codec->result.message,
					  SCMI_UNSENT_SIZE);
		return NULL;
	}
	codec->at = bytes + size;
	return bytes;
}

void scmi_codec_u32(struct scmi_codec *codec, uint32_t *value)
{
	uint8_t *bytes = field(codec, 4);

	if (!bytes)
		return;
	if (codec->decode)
		*value = load32_le(bytes);
	else
		store32_le(bytes, *value);
}

void scmi_codec_u64(struct scmi_codec *codec, uint64_t *value)
{
	uint8_t *bytes = field(codec, 8);

	if (!bytes)
		return;
	if (codec->decode)
		*value = load64_le(bytes);
	else
		store64_le(bytes, *value);
}

void scmi_codec_text(struct scmi_codec *codec, char *text, size_t size)
{
	uint8_t *bytes = field(codec, size);

	if (!bytes)
		return;
	if (!codec->decode) {
		__builtin_memcpy(bytes, text, size);
		return;
	}
	__builtin_memcpy(text, bytes, size);
	while (size && text[size - 1])
		size--;
	if (!size)
		codec->result = scmi_codec_malformed(codec, SCMI_REPLY_BAD_TEXT);
}

void scmi_codec_bits(struct scmi_codec *codec, uint32_t *value, unsigned int high, unsigned int low)
{
	uint32_t mask = UINT32_MAX >> (31 - (high - low));
	uint8_t *word = codec->at - 4;

	if (!scmi_ok(codec->result))
		return;
	if (codec->decode)
		*value = load32_le(word) >> low & mask;
	else if (*value & ~mask)
		codec->result = scmi_codec_unsent(codec->result.protocol, codec->result.message,
						  SCMI_UNSENT_ARGUMENT);
	else
		store32_le(word, load32_le(word) | *value << low);
}

/* No request has a list yet */
void scmi_codec_list(struct scmi_codec *codec)
{
	codec->list = codec->at;
	codec->list_size = (size_t)(codec->end - codec->at);
	codec->at += codec->list_size;
}

struct scmi_result scmi_pages_add(struct scmi_pages *pages, const struct scmi_codec *codec,
				  uint32_t returned, uint32_t remaining, size_t size)
{
	/* Entries of bytes fill words. The first comparison keeps the product from overflowing. */
	if (returned > codec->list_size / size ||
	    codec->list_size != (returned * size + 3) / 4 * 4)
		return scmi_codec_malformed(codec, SCMI_REPLY_BAD_COUNT);
	if (!pages->known) {
		pages->known = true;
		pages->total = returned + remaining;
	}
	if (returned > pages->total - pages->next ||
	    remaining != pages->total - pages->next - returned)
		return scmi_codec_malformed(codec, SCMI_REPLY_BAD_COUNT);
	if (!returned && remaining)
		return scmi_codec_malformed(codec, SCMI_REPLY_NO_PROGRESS);
	pages->next += returned;
	pages->done = !remaining;
	return codec->result;
}
