/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * Inside the agent: how a call is made of the message table (lib/wire/messages.h).
 *
 * The codec walks through a message's fields in their order, writing the request or reading what came,
 * so that fields which a version does not have are left out wherever they stand. calls.h makes a
 * function of each message. A list's entries, at the end of a message, are walked through one by one.
 */
#ifndef SCMI_AGENT_CODEC_H
#define SCMI_AGENT_CODEC_H

#include <scmi/agent.h>

#include "bytes.h"

/* The parts that a message's fields are in */
enum part {
	HEAD,
	ENTRY,		/* one of the list's entries */
};

struct scmi_codec {
	struct scmi_link *link;
	struct scmi_result result;
	uint8_t *at;			/* where the next field is ... */
	const uint8_t *end;		/* ... and where the message ends, or its room */
	uint8_t *word;			/* the word that bits are a part of; NULL: this version lacks it */
	uint8_t *list;			/* where the entries begin; NULL: there is no list */
	uint32_t header;		/* of the request */
	uint8_t version;		/* of the protocol, in use */
	bool decode;
	bool delayed;			/* a delayed response is expected */
};

/* Start a request; @since is the version that brought the message */
void scmi_codec_begin(struct scmi_codec *codec, struct scmi_link *link, uint8_t protocol,
		      uint8_t message, uint8_t since);
/* Expect a delayed response to the request begun; its token is @token */
void scmi_codec_expect(struct scmi_codec *codec, uint16_t *token);
/* Exchange it for the reply; true when there are fields to be read */
bool scmi_codec_exchange(struct scmi_codec *codec);
/* Exchange it for a reply that has no fields */
struct scmi_result scmi_codec_acknowledge(struct scmi_codec *codec);
/* Read what the link has received: @size bytes of payload at @payload in its buffer */
void scmi_codec_read(struct scmi_codec *codec, struct scmi_link *link, uint32_t header,
		     uint8_t *payload, size_t size);
/* What came of it, after all fields */
struct scmi_result scmi_codec_end(struct scmi_codec *codec);

/* Fields: decoding, those that are missing read 0 */
void scmi_codec_u32(struct scmi_codec *codec, uint32_t *value);
/* One that version @since has brought */
void scmi_codec_u32_since(struct scmi_codec *codec, uint32_t *value, uint8_t since);
void scmi_codec_u64(struct scmi_codec *codec, uint64_t *value);
/* An entry of @size bytes of an array of numbers */
void scmi_codec_number(struct scmi_codec *codec, uint64_t *value, size_t size);
void scmi_codec_text(struct scmi_codec *codec, char *text, size_t size);
/* A part of the word before */
void scmi_codec_bits(struct scmi_codec *codec, uint32_t *value, unsigned int high,
		     unsigned int low);
void scmi_codec_list(struct scmi_codec *codec);

struct scmi_result scmi_codec_malformed(const struct scmi_codec *codec, enum scmi_malformed why);
struct scmi_result scmi_codec_unsent(uint8_t protocol, uint8_t message, enum scmi_unsent why);
/* The version of a protocol in use; 1.0 where it is not open, since all share the first messages */
uint8_t scmi_codec_version(const struct scmi_link *link, uint8_t protocol);

/*
 * Paging, for every list: the server is asked for entries from @next on until none remain. It ends,
 * since the total is what the first page made it and each page brings an entry at least.
 */
struct scmi_pages {
	uint32_t resource;	/* whose list it is, for the functions below */
	void *to;		/* the caller's array of @max entries */
	size_t max;
	uint32_t next;		/* entries read so far */
	uint32_t total;
	bool known;		/* total has been told */
	/* What the reply says of this page */
	uint32_t returned;
	uint32_t remaining;
	bool linear;		/* three numbers that describe a range, and come together */
};

/* Asks for the page that begins at pages->next, and says what the reply says of it */
typedef struct scmi_result scmi_page(struct scmi_codec *codec, struct scmi_link *link,
				     struct scmi_pages *pages);
/* Reads the entry of this place in the list, and keeps it where there is room (scmi_pages_room()) */
typedef void scmi_page_entry(struct scmi_codec *codec, struct scmi_pages *pages, uint32_t place);

struct scmi_result scmi_pages_read(struct scmi_link *link, struct scmi_pages *pages, scmi_page *page,
				   scmi_page_entry *entry);

static inline bool scmi_pages_room(const struct scmi_pages *pages, uint32_t place)
{
	return place < pages->max;
}

/*
 * How many of the entries kept to compare the one of this place with, where any may come again: a page that
 * begins with an entry listed before is an old one
 */
static inline size_t scmi_pages_earlier(const struct scmi_pages *pages, uint32_t place)
{
	if (place != pages->next)
		return 0;
	return scmi_pages_room(pages, place) ? place : pages->max;
}

/* The list at the end of an event, whose entries have @entry_size bytes */
void scmi_event_list(struct scmi_codec *codec, struct scmi_agent_event *event, uint8_t entry_size);

/* Say that an entry has been listed before */
void scmi_pages_repeats(struct scmi_codec *codec);
/* The same where its number has been seen before; bits of @seen are those that have */
#define SCMI_PAGES_SEEN	(256 / 8)
void scmi_pages_once(struct scmi_codec *codec, uint8_t seen[SCMI_PAGES_SEEN], uint8_t number);

#endif /* SCMI_AGENT_CODEC_H */
