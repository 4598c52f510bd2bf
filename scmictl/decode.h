/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * From captures to words, for decode and trace. Readers (decode_text.c, decode_hex.c, pcapng.c) make
 * records of what they are given; the matcher (decode_match.c) makes exchanges of them, requests and
 * their replies; decode_words.c says what is in an exchange and what is wrong with it; what passes the
 * filters is printed, written to a capture, and counted (decode_out.c).
 */
#ifndef SCMICTL_DECODE_H
#define SCMICTL_DECODE_H

#include <stdio.h>

#include "describe.h"
#include "pcapng.h"
#include "scmictl.h"

#define MAX_PAYLOAD	4096u
#define CHANNEL_SIZE	PCAPNG_NAME_SIZE

/* Times are in ns, from whatever point the source counts from; -1: not known */
#define NO_TIME		INT64_MIN

enum record_kind {
	RECORD_NONE,		/* nothing about SCMI */
	RECORD_MESSAGE,
	RECORD_BEGIN,		/* the kernel begins to send ... */
	RECORD_WAIT,		/* ... waits for the reply ... */
	RECORD_END,		/* ... and goes on with its status */
	RECORD_FAST,		/* a value in a fast channel */
	RECORD_LOG,		/* words that need an explanation */
	RECORD_LOST,		/* the source has lost something here */
	RECORD_DAMAGED,		/* text says why */
};

enum direction {
	DIRECTION_UNKNOWN,
	DIRECTION_REQUEST,
	DIRECTION_REPLY,
};

/* What one line or packet says */
struct record {
	enum record_kind kind;
	unsigned int line;		/* or number of the packet, from 1 */
	int64_t time;
	char channel[CHANNEL_SIZE];	/* empty where the source does not say */
	enum direction direction;
	uint32_t header;
	size_t size, original;		/* of the payload: what is there, what there was */
	int status;			/* END: Linux's error */
	bool refused;			/* the kernel did not want this reply; status says why */
	unsigned int timeout;		/* WAIT: ms */
	uint32_t fast[3];		/* resource and values */
	char text[256];			/* LOG: the line, LOST and DAMAGED: why */
	char explanation[512];		/* LOG: empty where there is none */
	uint8_t payload[MAX_PAYLOAD];	/* replies: with their status */
};

/* A message of an exchange */
struct message {
	bool there;
	unsigned int line;
	int64_t time;
	uint32_t header;
	size_t size, original;
	uint8_t *payload;
};

enum exchange_flag {
	FLAG_BEGUN = 1,			/* the kernel told the beginning, so it will tell the end */
	FLAG_ENDED = 2,
	FLAG_DUPLICATE = 4,		/* of a token that was in use */
	FLAG_REFUSED = 8,		/* the reply was, by the kernel; status says why */
	FLAG_NO_DELAYED = 16,
};

/* A request with its reply, or what there is of it; a notification or delayed response is a reply */
struct exchange {
	struct exchange *next;
	char channel[CHANNEL_SIZE];
	uint32_t header;
	unsigned int line;
	unsigned int flags;
	unsigned int timeout;		/* ms; 0: not told */
	unsigned int age;		/* records since a reply without request came */
	int status;			/* Linux's error, once ended */
	int64_t begin;
	struct message request, reply;
};

#define PROTOCOLS	256

struct resource_name;
struct latencies;

struct decoder {
	struct tool *tool;
	/* Options */
	int filter_protocol, filter_status;	/* -1: all */
	bool filter_errors, filter_no_reply;
	int64_t slow, longer;			/* ns */
	uint8_t stated[PROTOCOLS];		/* versions; 0: not stated */
	bool quiet;				/* only the summary ... */
	bool silent;				/* ... or nothing: the capture has stdout */
	FILE *capture;				/* pcapng, or NULL */

	/* The matcher */
	struct exchange *pending, *delayed;
	/* What has been learnt */
	uint8_t learnt[PROTOCOLS];
	bool assumed[PROTOCOLS];		/* none was learnt or stated, but one was needed */
	struct resource_name *names;
	unsigned int name_count;
	char channels[PCAPNG_MAX_CHANNELS][CHANNEL_SIZE];
	unsigned int channel_count;
	int64_t first;				/* time */

	/* What has been found */
	json_object *messages, *log, *damaged;
	struct latencies *latencies;
	unsigned int commands, notifications, delayed_responses, fast, refused, no_reply, anomalies;
	unsigned int lost, shown;
};

/* A line of text that is no hexadecimal; record->line is set by the caller */
void read_text_line(struct record *record, const char *line);
bool is_trace_line(const char *line);
/* Messages in hexadecimal, over one line or more */
struct hex_reader {
	struct decoder *decoder;
	uint32_t header;		/* of messages that come without ... */
	bool headless;			/* ... one */
	enum direction direction;
	bool open;			/* a dump is being read */
	size_t offset;			/* where its next line has to begin */
	struct record record;
	uint8_t bytes[MAX_PAYLOAD + SCMI_HEADER_SIZE];
	size_t size;
};
bool is_hex_line(const char *line);
void read_hex_line(struct hex_reader *reader, const char *line, unsigned int number);
void finish_hex(struct hex_reader *reader);
/* A line of a log that is explained: false where it has nothing to do with SCMI */
bool explain_log(const char *line, char *explanation, size_t size);
const char *linux_error_name(int error);

int decoder_init(struct decoder *decoder, struct tool *tool);
void decoder_feed(struct decoder *decoder, const struct record *record);
/* Nothing more comes */
void decoder_finish(struct decoder *decoder);
void decoder_free(struct decoder *decoder);
/* What is told at the end */
int decoder_done(struct decoder *decoder);
/* Whole inputs, whatever they are */
int decode_bytes(struct decoder *decoder, const uint8_t *bytes, size_t size);

/* Inside */
uint8_t decoder_version(struct decoder *decoder, uint8_t protocol);
void learn(struct decoder *decoder, const struct exchange *x);
void free_names(struct decoder *decoder);
json_object *exchange_json(struct decoder *decoder, const struct exchange *x);
json_object *fast_json(struct decoder *decoder, const struct record *record);
/* Filters, prints, counts and writes one; takes @row over */
void decoder_emit(struct decoder *decoder, json_object *row, const struct exchange *x);
void note_latency(struct decoder *decoder, const struct exchange *x, json_object *row);
json_object *summary_json(struct decoder *decoder);
void free_latencies(struct decoder *decoder);
void print_row(const struct tool *tool, json_object *row);
void print_log(json_object *row);
void print_damaged(json_object *row);
void print_summary(const struct tool *tool, json_object *summary);

static inline bool is_reply_ok(const struct message *reply)
{
	return reply->there && reply->size >= 4 && !reply->payload[0] && !reply->payload[1] &&
	       !reply->payload[2] && !reply->payload[3];
}

#endif /* SCMICTL_DECODE_H */
