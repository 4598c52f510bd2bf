/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * The agent's side of SCMI: typed calls for the messages of a server, over any transport.
 *
 * The library has no heap, no globals, no thread and calls no operating system. The least that a
 * transport can be is one function that exchanges a request for its reply:
 *
 *	static uint8_t request[128], reply[128];
 *	static const struct scmi_link_config config = {
 *		.exchange = my_exchange, .request = request, .reply = reply, .max_size = 128,
 *	};
 *	struct scmi_link link;
 *	struct scmi_result result;
 *	uint64_t rate;
 *
 *	scmi_link_init(&link, &config);
 *	result = scmi_link_open(&link, SCMI_PROTOCOL_CLOCK, NULL);
 *	if (scmi_ok(result))
 *		result = scmi_clock_rate_get(&link, 1, &rate);
 *	if (!scmi_ok(result))
 *		puts(scmi_result_text(result));
 *
 * Nothing that a server says is trusted: a reply is used when its header, its size and its counts agree
 * with the request, and every call ends after a bounded number of messages. Functions return struct
 * scmi_result; what they give through pointers is valid only when that is SCMI_RESULT_OK. Names are
 * terminated, but their characters are the server's: they may be anything.
 *
 * A link is not safe against concurrent calls. Section numbers are those of the SCMI specification,
 * DEN0056, version 3.2.
 */
#ifndef SCMI_AGENT_H
#define SCMI_AGENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <scmi/protocol.h>

/* What a shared library exports is what stands here, and in the headers at the end */
#pragma GCC visibility push(default)

#define SCMI_LINK_MIN_SIZE	32	/* bytes of the shortest message buffer that does */
#define SCMI_LINK_MAX_SIZE	4096
#define SCMI_LINK_MAX_PENDING	16	/* requests whose replies or delayed responses are to come */
#define SCMI_WAIT_FOREVER	UINT32_MAX

#define SCMI_NAME_SIZE		64	/* of a resource, with the NUL */

/* Where a call ended */
enum scmi_result_kind {
	SCMI_RESULT_OK = 0,
	SCMI_RESULT_STATUS,	/* the server answered with an error: code is of enum scmi_status */
	SCMI_RESULT_MALFORMED,	/* its reply cannot be used: code is of enum scmi_malformed */
	SCMI_RESULT_TRANSPORT,	/* the transport has failed: code is what it returned */
	SCMI_RESULT_UNSENT,	/* nothing was sent: code is of enum scmi_unsent */
	SCMI_RESULT_TIMEOUT,	/* what was waited for has not come in its time; code is 0 */
};

/* What is wrong with a reply */
enum scmi_malformed {
	SCMI_REPLY_TOO_LONG,		/* longer than the buffer, or than the message can be */
	SCMI_REPLY_TOO_SHORT,		/* without header and status, or without all its fields */
	SCMI_REPLY_OTHER_TOKEN,
	SCMI_REPLY_OTHER_TYPE,		/* a delayed response or a notification */
	SCMI_REPLY_OTHER_PROTOCOL,
	SCMI_REPLY_OTHER_MESSAGE,
	SCMI_REPLY_RESERVED,		/* reserved bits of the header are set */
	SCMI_REPLY_BAD_STATUS,		/* the status is positive */
	SCMI_REPLY_BAD_TEXT,		/* a text does not end within its field */
	SCMI_REPLY_BAD_VALUE,		/* a number that the specification does not have */
	SCMI_REPLY_BAD_COUNT,		/* a list's counts contradict its size, or each other */
	SCMI_REPLY_NO_PROGRESS,		/* entries remain, but the server gives none */
	SCMI_REPLY_REPEATS,		/* an entry that was listed before */
	SCMI_REPLY_UNASKED,		/* a reply or delayed response to no request */
};

/* Why nothing was sent */
enum scmi_unsent {
	SCMI_UNSENT_VERSION,	/* the version in use does not have this message or feature */
	SCMI_UNSENT_SIZE,	/* the message does not fit the link's buffers */
	SCMI_UNSENT_ARGUMENT,	/* an argument is out of its range */
	SCMI_UNSENT_PENDING,	/* SCMI_LINK_MAX_PENDING requests are under way */
};

struct scmi_result {
	uint8_t kind;		/* enum scmi_result_kind */
	uint8_t protocol;	/* the message that it is about, which is the last one sent */
	uint8_t message;
	int code;		/* by kind; 0 for SCMI_RESULT_OK */
};

static inline bool scmi_ok(struct scmi_result result)
{
	return result.kind == SCMI_RESULT_OK;
}

/* Whether the server answered with this status */
static inline bool scmi_is_status(struct scmi_result result, enum scmi_status status)
{
	return result.kind == SCMI_RESULT_STATUS && result.code == (int)status;
}

/*
 * A result in words, such as "the server does not know this message or feature". The text is constant.
 * That of SCMI_RESULT_TRANSPORT is general: who made the transport knows its codes.
 */
const char *scmi_result_text(struct scmi_result result);

/* The specification's name of a status, "NOT_FOUND"; "UNKNOWN" for those it does not have */
const char *scmi_status_name(int status);

/*
 * Transports, section 5. A link has either scmi_exchange, where a message is a call, or scmi_send, where
 * replies come in their own time through scmi_receive. Notifications and delayed responses come through
 * scmi_receive with both. All return 0, or any other number, which becomes the result's code.
 */

/*
 * Sends one message and waits for its reply. Timeouts are its own.
 *
 * @context	that of the configuration
 * @request	header and payload, @size bytes, at least 4
 * @reply	room for the reply, header first; may not overlap @request
 * @reply_size	in: the room, which is the link's max_size; out: the size of the whole reply, even if it
 *		did not fit. A reply of which there is more than the room holds may be cut.
 */
typedef int scmi_exchange(void *context, const uint8_t *request, size_t size, uint8_t *reply,
			  size_t *reply_size);

/* Sends one message, which need not stay in place. Returns without waiting for the reply. */
typedef int scmi_send(void *context, const uint8_t *request, size_t size);

/*
 * Takes the next message that the server has sent.
 *
 * @message	room for it, header first
 * @size	in: the room, which is the link's max_size; out: the size of the whole message, even if it
 *		did not fit; 0: none came in time
 * @timeout	in: how long to wait at most, in microseconds, SCMI_WAIT_FOREVER for ever, 0 not at all;
 *		out: what is left of it
 */
typedef int scmi_receive(void *context, uint8_t *message, size_t *size, uint32_t *timeout);

/* How a link reaches its server. Has to stay as long as the link. */
struct scmi_link_config {
	scmi_exchange *exchange;	/* NULL where there is ... */
	scmi_send *send;		/* ... this one */
	/* NULL: neither notifications nor delayed responses; to be there with send */
	scmi_receive *receive;
	void *context;		/* handed to these functions; any value */
	uint8_t *request;	/* max_size bytes each, for the library alone while it is called */
	uint8_t *reply;
	size_t max_size;	/* longest message, header included: SCMI_LINK_MIN_SIZE to _MAX_SIZE */
	/*
	 * Room for messages that come while another one is waited for, each of which takes its size
	 * and 4 bytes; NULL and 0: they are lost
	 */
	uint8_t *queue;
	size_t queue_size;
	uint32_t timeout;	/* for replies, in microseconds, with send; 0: for ever */
};

/* A link of an agent to a server. All members but lost are private. */
struct scmi_link {
	const struct scmi_link_config *config;
	uint32_t lost;				/* messages for which the queue had no room */
	uint16_t token;				/* of the next message; its lower 10 bits count */
	uint16_t agreed;			/* protocols (bit each) whose version both have */
	uint8_t versions[SCMI_PROTOCOL_SLOTS];	/* in use; 0: not open */
	uint32_t pending[SCMI_LINK_MAX_PENDING];	/* headers to come, with marks; 0: none */
	size_t queued;				/* bytes of the queue in use */
};

/* The version of a protocol that a link uses */
struct scmi_link_version {
	uint32_t server;	/* the server's newest, major in bits 31:16 and minor in bits 15:0 */
	uint32_t used;		/* the one in use, in the same form */
	/*
	 * The server speaks the version in use. If not, it is newer than this library and cannot be
	 * asked for an older one: its replies may carry more than is known here.
	 */
	bool agreed;
};

/* Start a link; nothing is sent. SCMI_SUCCESS, or SCMI_INVALID_PARAMETERS for a bad configuration. */
int scmi_link_init(struct scmi_link *link, const struct scmi_link_config *config);

/*
 * Agree on the version of a protocol: the newest that both have. Has to be called before the calls of
 * that protocol; may be called again. PROTOCOL_VERSION, and NEGOTIATE_PROTOCOL_VERSION where the server
 * is newer than this library.
 *
 * @protocol	one of enum scmi_protocol_id; otherwise SCMI_UNSENT_ARGUMENT
 * @version	filled with what came of it; may be NULL
 *
 * A protocol that the server does not have ends with the status SCMI_NOT_SUPPORTED, a server older than
 * all versions known here with SCMI_REPLY_BAD_VALUE. Section 4.1.2.
 */
struct scmi_result scmi_link_open(struct scmi_link *link, uint8_t protocol,
				  struct scmi_link_version *version);

/* Messages that every protocol has: @protocol is any number, and need not be open */

/* PROTOCOL_VERSION: the server's newest, major in bits 31:16. An agreed version may be forgotten. */
struct scmi_result scmi_protocol_version_get(struct scmi_link *link, uint8_t protocol,
					     uint32_t *version);
/* PROTOCOL_MESSAGE_ATTRIBUTES of a message; SCMI_NOT_FOUND where the server does not have it */
struct scmi_result scmi_protocol_message_attributes_get(struct scmi_link *link, uint8_t protocol,
							uint32_t message, uint32_t *attributes);
/* NEGOTIATE_PROTOCOL_VERSION: have the server speak a version, in the form as above */
struct scmi_result scmi_protocol_version_negotiate(struct scmi_link *link, uint8_t protocol,
						   uint32_t version);

/*
 * Send any message.
 *
 * @payload	what follows the header, @size bytes; may be NULL where that is 0
 * @reply	set to what follows the status, *@reply_size bytes, in the link's buffer: good until its
 *		next call. Given even with SCMI_RESULT_STATUS. May be NULL, as may @reply_size.
 */
struct scmi_result scmi_link_exchange(struct scmi_link *link, uint8_t protocol, uint8_t message,
				      const uint8_t *payload, size_t size, const uint8_t **reply,
				      size_t *reply_size);

/*
 * The same in two steps, so that several messages can be under way. The reply is found by its token, in
 * whatever order replies come; while others are waited for, it needs room in the queue. One that is given
 * up is dropped when it comes. With scmi_exchange the first step waits, too.
 */
struct scmi_result scmi_link_start(struct scmi_link *link, uint8_t protocol, uint8_t message,
				   const uint8_t *payload, size_t size, uint16_t *token);
struct scmi_result scmi_link_finish(struct scmi_link *link, uint16_t token, uint32_t timeout,
				    const uint8_t **reply, size_t *reply_size);

/*
 * Lists. A list of the server is written to an array of @max entries. The count says how many entries
 * the server has; it may be more than @max, then the array has the first of them. All of them are
 * asked for and checked.
 *
 * Asynchronous requests, functions whose name ends in _async: the reply says only that the server has
 * begun. A delayed response follows, an event with the token that was given through @token. Where @token
 * is NULL there is none, if the protocol has a flag for that; otherwise it is an argument out of range.
 */

/* What a server sends by itself: notifications and delayed responses */

enum scmi_event_kind {
	SCMI_EVENT_UNKNOWN,			/* payload alone */
	SCMI_EVENT_BASE_ERROR,			/* error */
	SCMI_EVENT_POWER_STATE_CHANGED,		/* state */
	SCMI_EVENT_POWER_STATE_CHANGE_REQUESTED,	/* state */
	SCMI_EVENT_SYSTEM_STATE,		/* system */
	SCMI_EVENT_PERFORMANCE_LIMITS_CHANGED,	/* limits */
	SCMI_EVENT_PERFORMANCE_LEVEL_CHANGED,	/* level */
	SCMI_EVENT_CLOCK_RATE_CHANGED,		/* rate */
	SCMI_EVENT_CLOCK_RATE_CHANGE_REQUESTED,	/* rate */
	SCMI_EVENT_CLOCK_RATE_SET,		/* delayed: rate */
	SCMI_EVENT_SENSOR_TRIP_POINT,		/* trip */
	SCMI_EVENT_SENSOR_UPDATE,		/* readings */
	SCMI_EVENT_SENSOR_READING,		/* delayed: readings */
	SCMI_EVENT_RESET_ISSUED,		/* state */
	SCMI_EVENT_RESET_COMPLETE,		/* delayed */
	SCMI_EVENT_VOLTAGE_LEVEL_SET,		/* delayed: voltage */
	SCMI_EVENT_POWERCAP_CAP_CHANGED,	/* cap */
	SCMI_EVENT_POWERCAP_MEASUREMENTS_CHANGED,	/* power */
	SCMI_EVENT_POWERCAP_CAP_SET,		/* delayed: cap, of which the interval is 0 */
};

struct scmi_agent_event {
	uint8_t kind;		/* enum scmi_event_kind; the comments there name the member of the union */
	uint8_t protocol;
	uint8_t message;
	bool delayed;		/* a delayed response; otherwise a notification */
	uint16_t token;		/* of the request, for a delayed response */
	/* SCMI_SUCCESS, or why the request has failed after all: then nothing below is filled */
	int status;
	uint32_t agent;		/* whose doing it is, 0: the platform's; 0 for delayed responses */
	uint32_t resource;	/* clock, domain, sensor; 0 where there is none */
	union {
		struct {
			bool fatal;
			uint16_t commands;	/* reports, scmi_event_report(); at most count */
		} error;
		uint32_t state;		/* of a power domain, or kind of a reset */
		struct {
			uint32_t state;		/* enum scmi_system_state, or the vendor's */
			bool graceful;
			uint32_t timeout;	/* milliseconds; 0: not told; since version 2.0 */
		} system;
		struct {
			uint32_t max, min;
		} limits;
		uint32_t level;
		uint64_t rate;		/* Hz */
		struct {
			uint8_t id;
			bool rising;		/* the value has gone above the point; otherwise below */
		} trip;
		int32_t voltage;	/* microvolts */
		struct {
			uint32_t cap, pai;	/* in the domain's unit; microseconds */
		} cap;
		uint32_t power;		/* in the domain's unit */
	} u;
	/* Readings or reports behind it, in the link's buffer: good until its next call */
	size_t count;
	/* All that follows the header, or the status of a delayed response; in the same place */
	const uint8_t *payload;
	size_t size;
	uint8_t entry_size;	/* private */
};

/*
 * Take the next event, waiting for it at most @timeout microseconds.
 *
 * SCMI_RESULT_TIMEOUT where none has come; SCMI_RESULT_MALFORMED for one that cannot be used, which is
 * gone then; SCMI_UNSENT_ARGUMENT where the transport delivers none.
 */
struct scmi_result scmi_link_next_event(struct scmi_link *link, uint32_t timeout,
					struct scmi_agent_event *event);

/* The same for the delayed response to the request of this token; other events stay in the queue */
struct scmi_result scmi_link_wait(struct scmi_link *link, uint16_t token, uint32_t timeout,
				  struct scmi_agent_event *event);

/* A reading of an event, one for each axis of the sensor; @index below its count */
struct scmi_sensor_reading scmi_event_reading(const struct scmi_agent_event *event, size_t index);

/* A report of SCMI_EVENT_BASE_ERROR: the header of a message in its lower half, its status above */
uint64_t scmi_event_report(const struct scmi_agent_event *event, size_t index);

#include <scmi/agent/base.h>
#include <scmi/agent/power.h>
#include <scmi/agent/system.h>
#include <scmi/agent/performance.h>
#include <scmi/agent/clock.h>
#include <scmi/agent/sensor.h>
#include <scmi/agent/reset.h>
#include <scmi/agent/voltage.h>
#include <scmi/agent/powercap.h>
#include <scmi/agent/pinctrl.h>

#pragma GCC visibility pop

#endif /* SCMI_AGENT_H */
