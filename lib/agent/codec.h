/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * Inside the agent: how a call is made of the message table (lib/wire/messages.h).
 *
 * The codec walks through a message's fields in their order, writing the request or reading the reply,
 * so that fields which a version does not have are left out wherever they stand. calls.h makes a
 * function of each message; a list's entries, at the end of a reply, are left to the caller.
 */
#ifndef SCMI_AGENT_CODEC_H
#define SCMI_AGENT_CODEC_H

#include <scmi/agent.h>

#include "bytes.h"

struct scmi_codec {
	struct scmi_link *link;
	struct scmi_result result;
	uint8_t *at;			/* where the next field is ... */
	const uint8_t *end;		/* ... and where the message ends, or its room */
	const uint8_t *list;		/* entries at the end of the reply */
	size_t list_size;		/* in bytes */
	uint8_t version;		/* of the protocol, in use */
	bool decode;
};

/* Start a request; @since is the version that brought the message */
void scmi_codec_begin(struct scmi_codec *codec, struct scmi_link *link, uint8_t protocol,
		      uint8_t message, uint8_t since);
/* Exchange it for the reply; true when there are fields to be read */
bool scmi_codec_exchange(struct scmi_codec *codec);
/* What came of it, after all fields */
struct scmi_result scmi_codec_end(struct scmi_codec *codec);

/* Fields */
void scmi_codec_u32(struct scmi_codec *codec, uint32_t *value);
void scmi_codec_u64(struct scmi_codec *codec, uint64_t *value);
void scmi_codec_text(struct scmi_codec *codec, char *text, size_t size);
/* A part of the word before */
void scmi_codec_bits(struct scmi_codec *codec, uint32_t *value, unsigned int high,
		     unsigned int low);
void scmi_codec_list(struct scmi_codec *codec);

struct scmi_result scmi_codec_malformed(const struct scmi_codec *codec, enum scmi_malformed why);
struct scmi_result scmi_codec_unsent(uint8_t protocol, uint8_t message, enum scmi_unsent why);

/*
 * Paging, for every list: the server is asked for entries from @next on until none remain. It ends,
 * since the total is what the first page made it and each page brings an entry at least.
 */
struct scmi_pages {
	uint32_t next;		/* entries read so far */
	uint32_t total;
	bool known;		/* total has been told */
	bool done;
};

/*
 * Account for a page of @returned entries of @size bytes, after which @remaining are left, and say in
 * the result whether its counts are true.
 */
struct scmi_result scmi_pages_add(struct scmi_pages *pages, const struct scmi_codec *codec,
				  uint32_t returned, uint32_t remaining, size_t size);

#endif /* SCMI_AGENT_CODEC_H */
