/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * The agent's side of SCMI: typed calls for the messages of a server, over any transport.
 *
 * The library has no heap, no globals and calls no operating system. A transport is one function that
 * exchanges a request for its reply:
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

#define SCMI_LINK_MIN_SIZE	32	/* bytes of the shortest message buffer that does */
#define SCMI_LINK_MAX_SIZE	4096

/* Where a call ended */
enum scmi_result_kind {
	SCMI_RESULT_OK = 0,
	SCMI_RESULT_STATUS,	/* the server answered with an error: code is of enum scmi_status */
	SCMI_RESULT_MALFORMED,	/* its reply cannot be used: code is of enum scmi_malformed */
	SCMI_RESULT_TRANSPORT,	/* there was no reply: code is what the transport returned */
	SCMI_RESULT_UNSENT,	/* nothing was sent: code is of enum scmi_unsent */
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
};

/* Why nothing was sent */
enum scmi_unsent {
	SCMI_UNSENT_VERSION,	/* the version in use does not have this message or feature */
	SCMI_UNSENT_SIZE,	/* the message does not fit the link's buffers */
	SCMI_UNSENT_ARGUMENT,	/* an argument is out of its range */
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
 * A transport, section 5: sends one message and waits for its reply.
 *
 * @context	that of the configuration
 * @request	header and payload, @size bytes, at least 4
 * @reply	room for the reply, header first; may not overlap @request
 * @reply_size	in: the room, which is the link's max_size; out: the size of the whole reply, even if it
 *		did not fit. A reply of which there is more than the room holds may be cut.
 *
 * Returns 0, or any other number of its own, which becomes the result's code. Timeouts are its own.
 */
typedef int scmi_exchange(void *context, const uint8_t *request, size_t size, uint8_t *reply,
			  size_t *reply_size);

/* How a link reaches its server. Has to stay as long as the link. */
struct scmi_link_config {
	scmi_exchange *exchange;
	void *context;		/* handed to exchange; any value */
	uint8_t *request;	/* max_size bytes each, for the library alone while it is called */
	uint8_t *reply;
	size_t max_size;	/* longest message, header included: SCMI_LINK_MIN_SIZE to _MAX_SIZE */
};

/* A link of an agent to a server. All members are private. */
struct scmi_link {
	const struct scmi_link_config *config;
	uint16_t token;				/* of the next message; its lower 10 bits count */
	uint16_t agreed;			/* protocols (bit each) whose version both have */
	uint8_t versions[SCMI_PROTOCOL_SLOTS];	/* in use; 0: not open */
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
 * @protocol	SCMI_PROTOCOL_BASE or SCMI_PROTOCOL_CLOCK; otherwise SCMI_UNSENT_ARGUMENT
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
 * Lists. A list of the server is written to an array of @max entries. The count says how many entries
 * the server has; it may be more than @max, then the array has the first of them. All of them are
 * asked for and checked.
 */

/* Base protocol, section 4.2. Functions have the names of their messages. */

#define SCMI_AGENT_NAME_SIZE	16	/* with the NUL; vendors' names too */
#define SCMI_AGENT_SELF		0xffffffffu

struct scmi_base_agent {
	uint32_t id;			/* 0 is the platform */
	char name[SCMI_AGENT_NAME_SIZE];
};

struct scmi_base_attributes {
	uint8_t agents;			/* number of agents, the platform not counted */
	uint8_t protocols;		/* number of protocols, base not counted */
};

/* PROTOCOL_ATTRIBUTES */
struct scmi_result scmi_base_attributes_get(struct scmi_link *link,
					    struct scmi_base_attributes *attributes);
/* A server may have no sub-vendor: SCMI_NOT_SUPPORTED */
struct scmi_result scmi_base_discover_vendor(struct scmi_link *link,
					     char name[SCMI_AGENT_NAME_SIZE]);
struct scmi_result scmi_base_discover_sub_vendor(struct scmi_link *link,
						 char name[SCMI_AGENT_NAME_SIZE]);
/* Any number the vendor likes */
struct scmi_result scmi_base_discover_implementation_version(struct scmi_link *link,
							     uint32_t *version);
/* Protocol numbers, base not among them; at most 255 */
struct scmi_result scmi_base_discover_list_protocols(struct scmi_link *link, uint8_t *protocols,
						     size_t max, size_t *count);
/*
 * An agent by its number, 0 for the platform, SCMI_AGENT_SELF for the one that asks (since
 * version 2.0). SCMI_NOT_FOUND past the last. Optional before 2.0.
 */
struct scmi_result scmi_base_discover_agent(struct scmi_link *link, uint32_t id,
					    struct scmi_base_agent *agent);
/* Be told of errors, or not any more */
struct scmi_result scmi_base_notify_errors(struct scmi_link *link, bool enable);
/*
 * Since version 2.0, for trusted agents: allow or deny an agent a device, or a protocol on a device; take
 * back what an agent has set, and its permissions too where @permissions is set. An agent may reset what it has set itself. SCMI_NOT_FOUND: no such agent, device or protocol.
 */
struct scmi_result scmi_base_set_device_permissions(struct scmi_link *link, uint32_t agent,
						    uint32_t device, bool allow);
struct scmi_result scmi_base_set_protocol_permissions(struct scmi_link *link, uint32_t agent,
						      uint32_t device, uint8_t protocol, bool allow);
struct scmi_result scmi_base_reset_agent_configuration(struct scmi_link *link, uint32_t agent,
						       bool permissions);

/* What a server says of itself */
struct scmi_discovery {
	struct scmi_base_attributes attributes;
	char vendor[SCMI_AGENT_NAME_SIZE];
	char sub_vendor[SCMI_AGENT_NAME_SIZE];	/* "" where there is none */
	uint32_t implementation_version;
	struct scmi_link_version version;	/* of the base protocol */
	/* Who asks; its name is "" where the server cannot say */
	struct scmi_base_agent self;
	uint8_t protocols[255];			/* base not among them */
	size_t protocol_count;
};

/* Open the base protocol and ask for all of it */
struct scmi_result scmi_discover(struct scmi_link *link, struct scmi_discovery *discovery);

/*
 * Clock management protocol, section 4.6. @clock is the agent's number of a clock, 0 to the protocol's
 * count - 1; SCMI_NOT_FOUND past the last, SCMI_DENIED where the agent may not do this.
 */

#define SCMI_CLOCK_NAME_SIZE	64	/* with the NUL */

struct scmi_clock_protocol_attributes {
	uint16_t clocks;		/* number of clocks */
	uint8_t max_pending_rate_changes;	/* asynchronous changes at a time; 0: none */
};

struct scmi_clock_attributes {
	char name[SCMI_CLOCK_NAME_SIZE];	/* its first 15 characters */
	uint32_t enable_delay;		/* longest time to enable it, microseconds; 0: unknown; since 2.0 */
	bool enabled;
	/* Since version 2.0, false before */
	bool rate_changed_notifications;
	bool rate_change_requested_notifications;
	bool extended_name;		/* it has a longer name, scmi_clock_name_get() */
	/* Since version 3.0, false before */
	bool parents;			/* it has parents to be listed */
	bool extended_configuration;
	bool restricted;		/* the agent may not change all of it */
};

/* What an agent may change */
struct scmi_clock_permissions {
	bool state;
	bool parent;
	bool rate;
};

struct scmi_clock_rate_list {
	size_t count;		/* rates of the list; 3 where @linear is set */
	bool linear;		/* they are lowest rate, highest rate and step */
};

/* How a rate that the clock does not have is rounded */
enum scmi_clock_rounding {
	SCMI_CLOCK_ROUND_DOWN,
	SCMI_CLOCK_ROUND_UP,
	SCMI_CLOCK_ROUND_NEAREST,
};

/* What becomes of a clock's state */
enum scmi_clock_state_change {
	SCMI_CLOCK_DISABLE = 0,
	SCMI_CLOCK_ENABLE = 1,
	SCMI_CLOCK_KEEP = 3,	/* since version 3.0 */
};

/* Types of extended configuration; 0x80 to 0xff are the vendor's */
#define SCMI_CLOCK_NO_CONFIG		0u
#define SCMI_CLOCK_CONFIG_DUTY_CYCLE	1u	/* percent, 0 to 100 */
#define SCMI_CLOCK_CONFIG_PHASE		2u	/* degrees, 0 to 359 */

struct scmi_clock_configuration {
	bool enabled;
	uint32_t value;		/* of the type that was asked for; 0 with SCMI_CLOCK_NO_CONFIG */
};

/* PROTOCOL_ATTRIBUTES */
struct scmi_result scmi_clock_protocol_attributes_get(struct scmi_link *link,
						      struct scmi_clock_protocol_attributes *a);
/* CLOCK_ATTRIBUTES */
struct scmi_result scmi_clock_attributes_get(struct scmi_link *link, uint32_t clock,
					     struct scmi_clock_attributes *attributes);
/* CLOCK_NAME_GET, since 2.0, where scmi_clock_attributes.extended_name is set */
struct scmi_result scmi_clock_name_get(struct scmi_link *link, uint32_t clock,
				       char name[SCMI_CLOCK_NAME_SIZE]);
/* The rates in Hz, at most 69630. A linear list needs room for 3. */
struct scmi_result scmi_clock_describe_rates(struct scmi_link *link, uint32_t clock, uint64_t *rates,
					     size_t max, struct scmi_clock_rate_list *list);
/*
 * Rates in Hz, up to 64 bits. The rate that was set is told by scmi_clock_rate_get();
 * SCMI_INVALID_PARAMETERS for one that cannot be had with this rounding.
 */
struct scmi_result scmi_clock_rate_set(struct scmi_link *link, uint32_t clock, uint64_t rate,
				       enum scmi_clock_rounding rounding);
struct scmi_result scmi_clock_rate_get(struct scmi_link *link, uint32_t clock, uint64_t *rate);
/*
 * CLOCK_CONFIG_SET: the state, and since 3.0 one extended configuration: @type SCMI_CLOCK_CONFIG_...
 * or 0x80 to 0xff of the vendor; SCMI_CLOCK_NO_CONFIG and 0 for none. A clock stays enabled while any
 * agent needs it. SCMI_NOT_SUPPORTED: it has no such configuration.
 */
struct scmi_result scmi_clock_config_set(struct scmi_link *link, uint32_t clock,
					 enum scmi_clock_state_change state, uint8_t type,
					 uint32_t value);
/* CLOCK_CONFIG_GET, since 3.0 */
struct scmi_result scmi_clock_config_get(struct scmi_link *link, uint32_t clock, uint8_t type,
					 struct scmi_clock_configuration *configuration);
/* Notifications since 2.0; SCMI_NOT_SUPPORTED where the transport does not deliver them */
struct scmi_result scmi_clock_rate_notify(struct scmi_link *link, uint32_t clock, bool enable);
struct scmi_result scmi_clock_rate_change_requested_notify(struct scmi_link *link, uint32_t clock,
							   bool enable);
/* Parents, since 3.0: numbers of clocks, at most 510. SCMI_NOT_SUPPORTED: it has none. */
struct scmi_result scmi_clock_possible_parents_get(struct scmi_link *link, uint32_t clock,
						   uint32_t *parents, size_t max, size_t *count);
struct scmi_result scmi_clock_parent_set(struct scmi_link *link, uint32_t clock, uint32_t parent);
struct scmi_result scmi_clock_parent_get(struct scmi_link *link, uint32_t clock, uint32_t *parent);
/* CLOCK_GET_PERMISSIONS, since 3.0 */
struct scmi_result scmi_clock_get_permissions(struct scmi_link *link, uint32_t clock,
					      struct scmi_clock_permissions *permissions);

#endif /* SCMI_AGENT_H */
