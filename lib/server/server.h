/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * Inside the server: how the dispatcher and the protocols work together.
 *
 * The dispatcher checks a request against the protocol's message table (known, of this version, of the
 * right size), finds the resource it speaks of and whether the agent may use it, and calls the
 * message's handler. A handler reads its fields with request_u32() and request_u64(), answers with the
 * reply functions, and returns the status. What it has written is dropped when that is an error.
 */
#ifndef SCMI_SERVER_SERVER_H
#define SCMI_SERVER_SERVER_H

#include <scmi/clock.h>
#include <scmi/server.h>

#include "bytes.h"

/*
 * Built with 0, the server has no notifications and nothing asynchronous: no agent may have room for
 * events, and the messages that subscribe do not exist.
 */
#ifndef SCMI_SERVER_EVENTS
#define SCMI_SERVER_EVENTS	1
#endif

struct scmi_call {
	struct scmi_server *server;
	const struct scmi_protocol_instance *instance;
	struct scmi_agent_state *state;	/* of the agent */
	const void *config;		/* of the instance */
	uint32_t *reply;		/* where the next word of the reply goes */
	const uint32_t *request;	/* payload */
	const uint32_t *reply_end;	/* where the room for the reply ends */
	size_t size;			/* of the payload, in bytes */
	const void *resource_info;	/* what the configuration has about the resource ... */
	void *resource_state;		/* ... and what the server remembers of it */
	uint32_t header;
	uint16_t resource;		/* index in the platform, for messages that name one */
	uint16_t permissions;
	unsigned int slot;		/* protocol - SCMI_PROTOCOL_FIRST */
	uint8_t agent_id;		/* 0: the platform; then there is no agent and no request */
	uint8_t version;		/* in use with this agent */
	bool last_try;			/* of a reset: what cannot be taken back now never is */
	union {				/* room for what the platform tells */
		uint64_t number;
		uint32_t word;
		int32_t level;
		unsigned int index;
		struct scmi_clock_rates rates;
		uint8_t mode;
		bool flag;
	} told;
};

#define SCMI_NO_RESOURCE	0xff

/* A message as the dispatcher needs it; table.h makes it of the message table */
struct scmi_message {
	int (*handler)(struct scmi_call *call);
	uint8_t since;		/* version; 0: no such message */
	uint8_t size;		/* of the request's payload */
	uint8_t reply;		/* of the reply's, without the entries of a list */
	uint8_t extra_since;	/* before this version there are so many words less ... */
	uint8_t extra_size : 4;	/* ... in the request ... */
	uint8_t extra_reply : 4;	/* ... or the reply */
	uint8_t plain_since;	/* from this version on it is there for all, and whole; 0: never */
	uint8_t resource;	/* which word is the resource's identifier, or SCMI_NO_RESOURCE */
	uint8_t entry : 7;	/* size in the array that ends the request, 0: there is none */
	uint8_t subscribes : 1;	/* not there for agents that cannot be notified */
};

struct scmi_protocol {
	const struct scmi_message *messages;
	const uint8_t *versions;	/* that it speaks, ascending */
	uint8_t message_count;
	uint8_t version_count;
	uint8_t id;
	/* Sizes of what the configuration has for each resource (SCMI_RESOURCES), 0: see to it yourself */
	uint8_t info_size;
	uint16_t state_size;
	bool named;		/* what the configuration has for each resource begins with its name */
	uint8_t ops;		/* where in the configuration the table of functions is, and the context */
	uint8_t start_op;	/* where in the table start_... is, and abort_... (SCMI_START_OP); 0: not */
	/* Pointers that have to be there in the configuration and in the table, bits of SCMI_POINTER() */
	uint8_t needed;
	uint8_t needed_ops;
	/* Where a resource's state has the sets of agents that subscribe to it, and how many */
	uint8_t subscribers;
	uint8_t subscriber_sets;
	/* The name of a resource, where it is not what the resource begins with; NULL where there are none */
	const char *(*name)(const struct scmi_protocol_instance *instance, uint16_t resource);
	/* Answer PROTOCOL_ATTRIBUTES */
	int (*attributes)(struct scmi_call *call);
	/*
	 * What PROTOCOL_MESSAGE_ATTRIBUTES says of a message that there is, in call->told.word, which is 0
	 * before; NULL: 0 for all of them
	 */
	int (*message_attributes)(struct scmi_call *call, uint32_t message);
	/*
	 * An asynchronous request is done, and well: take note of it, and write the payload of the
	 * delayed response behind the resource's number. @value is what scmi_defer() was given; there is no
	 * request to read any more. Where it fails, the agent is told the status alone. NULL where nothing is
	 * asynchronous.
	 */
	int (*complete)(struct scmi_call *call, uint32_t value);
	/* Whether the instance's configuration is good beyond what is needed; NULL: no more to check */
	bool (*check)(const struct scmi_protocol_instance *instance);
	/* Whether that of a resource is; set up its state, which is zero. NULL: nothing to do. */
	bool (*start)(struct scmi_call *call);
	/*
	 * Take back what the agent has set of a resource; NULL as above. Is called again with call->last_try
	 * when all has been gone through, since one resource may depend on another.
	 */
	void (*reset)(struct scmi_call *call);
	/* ... and that has been done for all resources; NULL as above */
	void (*reset_done)(struct scmi_call *call);
	/* The protocol's own permissions, back to the start; NULL where there are none */
	void (*reset_permissions)(const struct scmi_protocol_instance *instance, uint8_t agent_id);
	/* Check what the server does not know about views; NULL where there is nothing */
	bool (*check_view)(const struct scmi_protocol_instance *instance,
			   const struct scmi_view *view);
};

/* What all configurations with resources begin with */
struct scmi_config {
	const void *info;
	void *states;
} __attribute__((may_alias));

/* What all configurations have where their protocol's ops says */
struct scmi_config_ops {
	const void *ops;
	void *context;
} __attribute__((may_alias));

#define SCMI_MEMBER(type, member)	(((const struct type *)0)->member)
/*
 * The sizes of a protocol's resources, from the members of its configuration that have them; does not
 * compile where these are not its first two
 */
#define SCMI_RESOURCES(type, first, second)							\
	.info_size = sizeof(*SCMI_MEMBER(type, first)) +					\
		     0 / (offsetof(struct type, first) == offsetof(struct scmi_config, info)),	\
	.state_size = sizeof(*SCMI_MEMBER(type, second)) +					\
		      0 / (offsetof(struct type, second) == offsetof(struct scmi_config, states))

/* The same where a resource has a name, which comes first */
#define SCMI_NAMED_RESOURCES(type, first, second)						\
	SCMI_RESOURCES(type, first, second),							\
	.named = 1 + 0 / !offsetof(__typeof__(*SCMI_MEMBER(type, first)), name)

/* The sets of subscribers, which are neighbours */
#define SCMI_SUBSCRIBERS(type, first, last)							\
	.subscribers = offsetof(struct type, first),						\
	.subscriber_sets = (offsetof(struct type, last) - offsetof(struct type, first)) /	\
			   sizeof(SCMI_MEMBER(type, first)) + 1

/* A pointer in a table as a bit of those that are needed */
#define SCMI_POINTER(type, member)	(1u << offsetof(struct type, member) / sizeof(void *))

/* Where a table of functions has the two for what is asynchronous, one behind the other */
#define SCMI_START_OP(type, start, abort)							\
	.start_op = offsetof(struct type, start) +						\
		    0 / (offsetof(struct type, abort) == offsetof(struct type, start) + sizeof(void *))

/* A request's field, by its name in the message table */
#define request_u32(call, message, field)						\
	scmi_request_word(call, offsetof(struct scmi_ ## message ## _request, field))
#define request_u64(call, message, field)						\
	scmi_request_long(call, offsetof(struct scmi_ ## message ## _request, field))

static inline uint32_t scmi_request_word(const struct scmi_call *call, size_t offset)
{
	return swap32_le(call->request[offset / 4]);
}

static inline uint64_t scmi_request_long(const struct scmi_call *call, size_t offset)
{
	return scmi_request_word(call, offset) | (uint64_t)scmi_request_word(call, offset + 4) << 32;
}

/*
 * An index that agents give, which has been found to be below @count: the same, but 0 where it is not and
 * the processor has gone on before it knows. What it reads ahead then tells nothing of other memory. The
 * borrow of the comparison is made a mask; what follows CSDB does not use a guess of it.
 */
#if defined(__aarch64__)
#define SCMI_CONFINE	"cmp %w1, %w2; ngc %w0, wzr; and %w0, %w0, %w1; hint #20"
#elif defined(__thumb2__)
#define SCMI_CONFINE	"cmp %1, %2; sbc.w %0, %1, %1; and.w %0, %0, %1; .inst.w 0xf3af8014"
#elif defined(__arm__) && !defined(__thumb__)
#define SCMI_CONFINE	"cmp %1, %2; sbc %0, %1, %1; and %0, %0, %1; .inst 0xe320f014"
#endif

static inline uint32_t scmi_confine_index(uint32_t index, uint32_t count)
{
#ifdef SCMI_CONFINE
	uint32_t confined;

	__asm__(SCMI_CONFINE : "=&r"(confined) : "r"(index), "rI"(count) : "cc");
	return confined;
#else
	(void)count;
	return index;
#endif
}

/*
 * Writing replies, word by word. There is room for what the message table says; the dispatcher has seen to
 * it. Who writes a list asks scmi_page() or scmi_room() first.
 */
static inline uint32_t *scmi_reply_words(struct scmi_call *call, unsigned int count)
{
	uint32_t *words = call->reply;

	call->reply += count;
	return words;
}

static inline void scmi_reply_u32(struct scmi_call *call, uint32_t value)
{
	*scmi_reply_words(call, 1) = swap32_le(value);
}

/* Two words at once */
static inline void scmi_put_u64(uint32_t *words, uint64_t value)
{
	words[0] = swap32_le((uint32_t)value);
	words[1] = swap32_le((uint32_t)(value >> 32));
}

static inline void scmi_reply_u64(struct scmi_call *call, uint64_t value)
{
	scmi_put_u64(scmi_reply_words(call, 2), value);
}

/* Leave a word out, to be written when what follows is known */
static inline uint32_t *scmi_reply_later(struct scmi_call *call)
{
	return scmi_reply_words(call, 1);
}

/* The same for a word that ends the reply; returns SCMI_SUCCESS */
int scmi_reply_last(struct scmi_call *call, uint32_t value);

/* The last word is what the platform has told, unless it has failed; returns @status */
int scmi_reply_told(struct scmi_call *call, int status);

/* SCMI_SHORT_NAME_SIZE bytes of text, padded; whether the text is longer */
bool scmi_reply_text(struct scmi_call *call, const char *text);

/* The whole name, in SCMI_NAME_SIZE bytes */
void scmi_reply_name(struct scmi_call *call, const char *name);

/* That there is no shared memory with statistics, which ends a reply; returns SCMI_SUCCESS */
int scmi_reply_no_statistics(struct scmi_call *call);

/* How DESCRIBE_FASTCHANNEL tells of a doorbell of 1, 2, 4 or 8 bytes; of 0: there is none */
uint32_t scmi_doorbell_attributes(uint32_t width);

/* The shortest time between two uses of a fast channel has 20 bits */
#define SCMI_RATE_LIMIT_MASK	0xfffffu

/* Room in bytes for what is still to come */
static inline size_t scmi_room(const struct scmi_call *call)
{
	return (size_t)(call->reply_end - call->reply) * 4;
}

/* How many resources of the protocol the agent sees, as PROTOCOL_ATTRIBUTES tell it; returns SCMI_SUCCESS */
int scmi_reply_resource_count(struct scmi_call *call);

/*
 * Paging: how many of @total entries of @size bytes from number @start on fit the reply, behind the
 * word that announces them; at most 65535. Returns SCMI_INVALID_PARAMETERS for a start past the end, and
 * SCMI_PROTOCOL_ERROR when there are entries left but there is no room for one, which would keep the
 * agent asking for ever.
 */
int scmi_page(const struct scmi_call *call, uint32_t total, uint32_t start, size_t size);

/* The same for entries of different sizes, @size tells that of entry @index; @start is below @total */
int scmi_page_of(const struct scmi_call *call, uint32_t total, uint32_t start,
		 size_t (*size)(const struct scmi_call *call, uint32_t index));

/*
 * The same for a list of numbers or, where @range is set, three numbers that come together: lowest, highest
 * and step. Announces what it returns, in the way that all such lists have. A start past the end is
 * SCMI_OUT_OF_RANGE here.
 */
int scmi_page_range(struct scmi_call *call, uint32_t total, uint32_t start, size_t size, bool range);

/* The whole of such a reply for numbers of 32 bits */
int scmi_reply_range(struct scmi_call *call, const uint32_t *numbers, uint32_t total, uint32_t start,
		     bool range);

/* Whether the protocol has this message, in the version in use */
bool scmi_has_message(const struct scmi_call *call, uint32_t message);

/* An agent's identifier of a resource; negative where it does not see it or may not use it */
int scmi_resource_id(const struct scmi_call *call, unsigned int agent_id, unsigned int resource);

/* Whether the agent may use a resource: one of its devices, if it has any */
bool scmi_may_use(const struct scmi_call *call, uint16_t resource);

/*
 * Find resource number @id among the entries @first to @end - 1 of the agent's view: call->resource and
 * call->permissions. The dispatcher does it where a message has a RESOURCE.
 */
int scmi_find_resource(struct scmi_call *call, uint32_t first, uint32_t end, uint32_t id);

/* Go on with another resource: call->resource, call->resource_info and call->resource_state */
void scmi_choose_resource(struct scmi_call *call, uint16_t resource);

/* A call on behalf of the platform; false where the server does not have the resource */
bool scmi_platform_call(struct scmi_call *call, struct scmi_server *server,
			enum scmi_protocol_id protocol, unsigned int resource);

/* What the agent sees of the protocol */
static inline const struct scmi_view *scmi_view_of(const struct scmi_call *call)
{
	return &call->state->agent->views[call->slot];
}

static inline uint32_t scmi_agent_bit(uint8_t agent_id)
{
	return (uint32_t)1 << (agent_id - 1);
}

static inline uint8_t scmi_newest_version(const struct scmi_agent *agent,
					  const struct scmi_protocol *protocol)
{
	uint8_t pinned = agent->versions[protocol->id - SCMI_PROTOCOL_FIRST];

	return pinned ? pinned : protocol->versions[protocol->version_count - 1];
}

/* Notifications */

/* Whether notifications reach this agent */
static inline bool scmi_has_events(const struct scmi_agent *agent)
{
	return SCMI_SERVER_EVENTS && agent->max_events;
}

/* Whether there is room for one more, beside what is kept for delayed responses */
static inline bool scmi_has_room(const struct scmi_agent *agent, const struct scmi_agent_state *state)
{
	return state->pending_events + state->reserved_events < agent->max_events;
}

/* How many asynchronous requests the agent can have under way */
static inline unsigned int scmi_max_deferred(const struct scmi_call *call)
{
	return SCMI_SERVER_EVENTS ? call->state->agent->max_deferred : 0;
}

/* Whether there may be somebody to tell of what changes: any subscription says so, until one has looked */
static inline bool scmi_has_subscribers(const struct scmi_call *call)
{
	return SCMI_SERVER_EVENTS && call->server->subscribed >> call->slot & 1;
}

/* Who has gone through all resources has found nobody: not to be done again before one subscribes */
static inline void scmi_has_no_subscribers(const struct scmi_call *call)
{
	call->server->subscribed &= ~((uint32_t)1 << call->slot);
}

#if SCMI_SERVER_EVENTS

/* Queue a message with @count words for an agent: where its words go, NULL where there is no room */
uint32_t *scmi_post_event(struct scmi_server *server, unsigned int agent_id, uint32_t header,
			  unsigned int count);

/* Tell one agent about the resource: its identifier goes into the second of @count words, the rest is empty */
uint32_t *scmi_notify_agent(const struct scmi_call *call, unsigned int agent_id, uint8_t message,
			    unsigned int count);

/*
 * Tell agents (bit each) about the resource: who has changed it, its identifier and @count words of
 * @value, the lower first. Those that cannot see or use it are not told.
 */
void scmi_notify(const struct scmi_call *call, uint32_t agents, uint8_t message, uint64_t value,
		 unsigned int count);

/* Answer a request to be told: @enable is the message's field, @subscribers has a bit per agent */
int scmi_subscribe(const struct scmi_call *call, uint32_t *subscribers, uint32_t enable);

/*
 * Asynchronous requests: answered at once, and again when the platform has done what takes time
 * (scmi_server_done()), by the protocol's complete(). An agent that is reset waits no more.
 *
 * A handler calls scmi_may_change(), begins what takes time, then scmi_defer(), and returns success.
 */

/* What scmi_may_change() says where something is, or is to be, under way */
int scmi_may_change_now(const struct scmi_call *call, bool later, bool can, bool silent);

/*
 * Whether a resource may be changed now: SCMI_BUSY while an asynchronous request on it is under way. For
 * a change that is to be done @later, SCMI_NOT_SUPPORTED where the resource @can not or the agent cannot
 * wait, SCMI_BUSY where the agent waits for as many as it can.
 */
static inline int scmi_may_change(const struct scmi_call *call, bool later, bool can, bool silent)
{
	if (!later && !call->server->deferred_count)
		return SCMI_SUCCESS;
	return scmi_may_change_now(call, later, can, silent);
}

/* The same for what several may ask for at a time: only the agent is looked at */
int scmi_may_defer(const struct scmi_call *call, bool silent);

/* @silent: the agent is not to be answered again. @value is for complete(). */
void scmi_defer(const struct scmi_call *call, uint32_t value, bool silent);

/* An agent whose asynchronous request on the resource is under way, 0: none */
uint8_t scmi_under_way(const struct scmi_call *call);

#else

static inline uint32_t *scmi_notify_agent(const struct scmi_call *call, unsigned int agent_id,
					  uint8_t message, unsigned int count)
{
	(void)call;
	(void)agent_id;
	(void)message;
	(void)count;
	return NULL;
}

static inline void scmi_notify(const struct scmi_call *call, uint32_t agents, uint8_t message,
			       uint64_t value, unsigned int count)
{
	(void)call;
	(void)agents;
	(void)message;
	(void)value;
	(void)count;
}

static inline int scmi_subscribe(const struct scmi_call *call, uint32_t *subscribers, uint32_t enable)
{
	(void)call;
	(void)subscribers;
	(void)enable;
	return SCMI_NOT_SUPPORTED;
}

static inline int scmi_may_defer(const struct scmi_call *call, bool silent)
{
	(void)call;
	(void)silent;
	return SCMI_NOT_SUPPORTED;
}

static inline int scmi_may_change(const struct scmi_call *call, bool later, bool can, bool silent)
{
	(void)can;
	return later ? scmi_may_defer(call, silent) : SCMI_SUCCESS;
}

static inline void scmi_defer(const struct scmi_call *call, uint32_t value, bool silent)
{
	(void)call;
	(void)value;
	(void)silent;
}

static inline uint8_t scmi_under_way(const struct scmi_call *call)
{
	(void)call;
	return 0;
}

#endif /* SCMI_SERVER_EVENTS */

/* The first word of PROTOCOL_ATTRIBUTES where it tells how many requests can be under way */
static inline uint32_t scmi_count_and_pending(const struct scmi_call *call, bool can_defer)
{
	return (can_defer ? (uint32_t)scmi_max_deferred(call) << 16 : 0) |
	       scmi_view_of(call)->count;
}

/* Names: the first SCMI_SHORT_NAME_SIZE - 1 characters in attributes, the whole by NAME_GET */

#define SCMI_SHORT_NAME_SIZE	16
#define SCMI_NAME_SIZE		64

/* Whether there is more of it */
bool scmi_reply_short_name(struct scmi_call *call);

/*
 * Bring an agent's versions and subscriptions to a fresh start, and drop what it has set. The call is on
 * its behalf from here on, without a protocol.
 */
void scmi_reset_agent(struct scmi_call *call, uint8_t agent_id);

/* What the call's agent may do is what its configuration says */
void scmi_reset_permissions(const struct scmi_call *call);

/* An agent whose configuration is to be changed: a real one */
int scmi_check_agent_id(const struct scmi_call *call, uint32_t id);

/* Tell who asked for it of a command that failed, BASE_ERROR_EVENT */
void scmi_base_error(const struct scmi_call *call, int status);

/* Handlers of the messages that every protocol has */
int scmi_protocol_version(struct scmi_call *call);
int scmi_protocol_attributes(struct scmi_call *call);
int scmi_protocol_message_attributes(struct scmi_call *call);
int scmi_negotiate_protocol_version(struct scmi_call *call);
int scmi_name_get(struct scmi_call *call);

#endif /* SCMI_SERVER_SERVER_H */
