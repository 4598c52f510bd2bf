// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 */
#include "agent.h"
#include "codec.h"

#define LINEAR_COUNT	3u	/* entries of a list that describes a range */
#define WORD_SIZE	4

struct scmi_result scmi_codec_malformed(const struct scmi_codec *codec, enum scmi_malformed why)
{
	return scmi_link_result(codec->header, SCMI_RESULT_MALFORMED, (int)why);
}

struct scmi_result scmi_codec_unsent(uint8_t protocol, uint8_t message, enum scmi_unsent why)
{
	return scmi_link_result(scmi_header(protocol, message, SCMI_COMMAND, 0), SCMI_RESULT_UNSENT,
				(int)why);
}

static void spoil(struct scmi_codec *codec, enum scmi_result_kind kind, int code)
{
	if (scmi_ok(codec->result))
		codec->result = scmi_link_result(codec->header, kind, code);
}

uint8_t scmi_codec_version(const struct scmi_link *link, uint8_t protocol)
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

/* Messages */

void scmi_codec_begin(struct scmi_codec *codec, struct scmi_link *link, uint8_t protocol,
		      uint8_t message, uint8_t since)
{
	const struct scmi_link_config *config = link->config;
	uint32_t header = scmi_link_header(link, protocol, message);

	*codec = (struct scmi_codec){
		.link = link,
		.header = header,
		.result = scmi_link_result(header, SCMI_RESULT_OK, 0),
		.at = config->request + SCMI_HEADER_SIZE,
		.end = config->request + config->max_size,
		.version = scmi_codec_version(link, protocol),
	};
	/* Which version is spoken is agreed upon with a message that not all of them have */
	if (codec->version < since && message != SCMI_NEGOTIATE_PROTOCOL_VERSION)
		spoil(codec, SCMI_RESULT_UNSENT, SCMI_UNSENT_VERSION);
}

static uint32_t delayed_header(const struct scmi_codec *codec)
{
	return codec->header | SCMI_DELAYED_RESPONSE << 8;
}

void scmi_codec_expect(struct scmi_codec *codec, uint16_t *token)
{
	if (!token)
		return;
	*token = scmi_header_token(codec->header);
	codec->delayed = codec->link->config->receive &&
			 scmi_link_expect(codec->link, delayed_header(codec));
	if (!codec->delayed)
		spoil(codec, SCMI_RESULT_UNSENT, codec->link->config->receive ?
		      SCMI_UNSENT_PENDING : SCMI_UNSENT_ARGUMENT);
}

bool scmi_codec_exchange(struct scmi_codec *codec)
{
	struct scmi_link *link = codec->link;
	size_t size;

	if (scmi_ok(codec->result))
		codec->result = scmi_link_call(link, codec->header,
					       (size_t)(codec->at - link->config->request), &size);
	if (!scmi_ok(codec->result)) {
		if (codec->delayed)
			scmi_link_forget(link, delayed_header(codec));
		return false;
	}
	codec->decode = true;
	codec->at = link->config->reply + SCMI_HEADER_SIZE + SCMI_STATUS_SIZE;
	codec->end = link->config->reply + size;
	return true;
}

struct scmi_result scmi_codec_acknowledge(struct scmi_codec *codec)
{
	scmi_codec_exchange(codec);
	return scmi_codec_end(codec);
}

void scmi_codec_read(struct scmi_codec *codec, struct scmi_link *link, uint32_t header,
		     uint8_t *payload, size_t size)
{
	*codec = (struct scmi_codec){
		.link = link,
		.header = header,
		.result = scmi_link_result(header, SCMI_RESULT_OK, 0),
		.at = payload,
		.end = payload + size,
		.version = scmi_codec_version(link, scmi_header_protocol(header)),
		.decode = true,
	};
}

struct scmi_result scmi_codec_end(struct scmi_codec *codec)
{
	/* A server that is newer than what is known here may say more */
	if (codec->decode && codec->at != codec->end && version_agreed(codec->link, codec->result.protocol))
		spoil(codec, SCMI_RESULT_MALFORMED, SCMI_REPLY_TOO_LONG);
	return codec->result;
}

/* Fields */

static uint8_t *field(struct scmi_codec *codec, size_t size)
{
	uint8_t *bytes = codec->at;

	codec->word = NULL;
	if (!scmi_ok(codec->result))
		return NULL;
	if ((size_t)(codec->end - bytes) < size) {
		if (codec->decode)
			spoil(codec, SCMI_RESULT_MALFORMED, SCMI_REPLY_TOO_SHORT);
		else
			spoil(codec, SCMI_RESULT_UNSENT, SCMI_UNSENT_SIZE);
		return NULL;
	}
	codec->word = bytes;
	codec->at = bytes + size;
	return bytes;
}

void scmi_codec_number(struct scmi_codec *codec, uint64_t *value, size_t size)
{
	uint8_t *bytes = field(codec, size);
	size_t i;

	if (codec->decode)
		*value = 0;
	for (i = 0; bytes && i < size; i++) {
		if (codec->decode)
			*value |= (uint64_t)bytes[i] << 8 * i;
		else
			bytes[i] = (uint8_t)(*value >> 8 * i);
	}
}

void scmi_codec_u32(struct scmi_codec *codec, uint32_t *value)
{
	uint64_t number = *value;

	scmi_codec_number(codec, &number, sizeof(*value));
	*value = (uint32_t)number;
}

/*
 * Whether a reply is over. One without the field that a newer version has put behind all others is taken,
 * and the field reads 0: OP-TEE's own server says that its clocks are of version 2.0, but has no delay in
 * their attributes.
 */
static bool is_over(const struct scmi_codec *codec)
{
	return codec->decode && scmi_header_type(codec->header) == SCMI_COMMAND && !codec->list &&
	       codec->at == codec->end;
}

void scmi_codec_u32_since(struct scmi_codec *codec, uint32_t *value, uint8_t since)
{
	codec->word = NULL;
	if (codec->version >= since && !is_over(codec))
		scmi_codec_u32(codec, value);
}

void scmi_codec_u64(struct scmi_codec *codec, uint64_t *value)
{
	scmi_codec_number(codec, value, sizeof(*value));
}

void scmi_codec_text(struct scmi_codec *codec, char *text, size_t size)
{
	uint8_t *bytes = field(codec, size);

	if (!bytes)
		return;
	__builtin_memcpy(text, bytes, size);
	while (size && text[size - 1])
		size--;
	if (!size)
		spoil(codec, SCMI_RESULT_MALFORMED, SCMI_REPLY_BAD_TEXT);
}

void scmi_codec_bits(struct scmi_codec *codec, uint32_t *value, unsigned int high, unsigned int low)
{
	uint32_t mask = UINT32_MAX >> (31 - (high - low));

	if (codec->decode)
		*value = codec->word ? load32_le(codec->word) >> low & mask : 0;
	else if (*value & ~mask)
		spoil(codec, SCMI_RESULT_UNSENT, SCMI_UNSENT_ARGUMENT);
	else if (codec->word)
		store32_le(codec->word, load32_le(codec->word) | *value << low);
}

/* The entries of a reply are read later, one by one, and those of a request written */
void scmi_codec_list(struct scmi_codec *codec)
{
	codec->list = codec->at;
	if (codec->decode)
		codec->at = (uint8_t *)codec->end;
}

/* Lists */

void scmi_pages_repeats(struct scmi_codec *codec)
{
	spoil(codec, SCMI_RESULT_MALFORMED, SCMI_REPLY_REPEATS);
}

void scmi_pages_once(struct scmi_codec *codec, uint8_t seen[SCMI_PAGES_SEEN], uint8_t number)
{
	uint8_t bit = (uint8_t)(1u << number % 8);

	if (seen[number / 8] & bit)
		scmi_pages_repeats(codec);
	seen[number / 8] |= bit;
}

/* What is wrong with the counts of a page; false when nothing is */
static bool check_counts(struct scmi_pages *pages, enum scmi_malformed *why)
{
	*why = SCMI_REPLY_BAD_COUNT;
	if (!pages->known) {
		pages->known = true;
		pages->total = pages->returned + pages->remaining;
	}
	if (pages->returned > pages->total - pages->next ||
	    pages->remaining != pages->total - pages->next - pages->returned)
		return true;
	if (pages->linear &&
	    (pages->next || pages->returned != LINEAR_COUNT || pages->remaining))
		return true;
	*why = SCMI_REPLY_NO_PROGRESS;
	return !pages->returned && pages->remaining;
}

/* Entries that are no whole words are filled up to one */
static size_t padding(const struct scmi_codec *codec)
{
	return -(size_t)(codec->at - codec->list) % WORD_SIZE;
}

static struct scmi_result read_page(struct scmi_codec *codec, struct scmi_pages *pages,
				    scmi_page_entry *entry)
{
	enum scmi_malformed why;
	uint32_t i;

	codec->at = codec->list;
	/* A server that says more entries than there are bytes is found out before they are read */
	if (pages->returned > (size_t)(codec->end - codec->list))
		return scmi_codec_malformed(codec, SCMI_REPLY_BAD_COUNT);
	if (check_counts(pages, &why))
		return scmi_codec_malformed(codec, why);
	for (i = 0; i < pages->returned && scmi_ok(codec->result); i++)
		entry(codec, pages, pages->next + i);
	if (codec->result.kind == SCMI_RESULT_MALFORMED && codec->result.code == SCMI_REPLY_TOO_SHORT)
		codec->result.code = SCMI_REPLY_BAD_COUNT;
	if (scmi_ok(codec->result) && (size_t)(codec->end - codec->at) != padding(codec))
		codec->result = scmi_codec_malformed(codec, SCMI_REPLY_BAD_COUNT);
	pages->next += pages->returned;
	return codec->result;
}

struct scmi_result scmi_pages_read(struct scmi_link *link, struct scmi_pages *pages, scmi_page *page,
				   scmi_page_entry *entry)
{
	struct scmi_codec codec;
	struct scmi_result result;

	do {
		result = page(&codec, link, pages);
		if (scmi_ok(result))
			result = read_page(&codec, pages, entry);
	} while (scmi_ok(result) && pages->remaining);
	return result;
}
