/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * The SCMI server: the platform's side of the protocols, as a function of bytes.
 *
 * A server is described by constant tables (struct scmi_server and what it points to) and keeps what
 * changes in memory that its owner provides: it has no heap, no globals and calls no operating system.
 * Hardware is reached through a table of functions per protocol, such as struct scmi_clock_ops.
 *
 *	static struct scmi_agent_state agent_states[1];
 *	static const struct scmi_agent agents[] = { { .name = "os", .protocols = ..., ... } };
 *	static struct scmi_server server = { .vendor = "acme", .agents = agents, ... };
 *
 *	if (scmi_server_init(&server) == SCMI_SUCCESS)
 *		length = scmi_server_process(&server, 1, request, size, reply, sizeof(reply));
 *
 * A server is not safe against concurrent calls: its owner serialises them.
 */
#ifndef SCMI_SERVER_H
#define SCMI_SERVER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <scmi/protocol.h>

#define SCMI_MAX_AGENTS		32	/* agents are numbered 1 to 32, 0 is the platform */
#define SCMI_MAX_DEVICES	32
#define SCMI_MAX_EVENT_SIZE	60	/* bytes of the longest notification, its header included */

struct scmi_protocol;
struct scmi_server;

/* One resource (clock, domain, ...) as an agent sees it: its place in the agent's list is its id */
struct scmi_view_entry {
	uint16_t resource;	/* index of the resource in the platform, below the protocol's count */
	uint16_t permissions;	/* what the agent may do; bits of the protocol, SCMI_CLOCK_MAY_... */
};

/*
 * What an agent sees of one protocol: ids 0 to count - 1. Pin control has three kinds of resources, each
 * with ids of its own: pins come first among the entries, then groups, then functions.
 */
struct scmi_view {
	const struct scmi_view_entry *entries;
	uint16_t count;
	uint16_t groups;	/* pin control: where the groups begin ... */
	uint16_t functions;	/* ... and the functions; other protocols: 0 */
};

/* A notification or delayed response that waits for its agent */
struct scmi_event {
	uint32_t message[SCMI_MAX_EVENT_SIZE / 4];	/* header and payload, as they are sent */
	uint8_t size;					/* bytes used of the message */
};

/* A request that has been answered, and whose delayed response is still to come */
struct scmi_deferred {
	uint32_t header;	/* of the request, 0: nothing waits here */
	uint32_t value;		/* that was asked for, in the protocol's own way */
	uint16_t resource;
	bool silent;		/* there will be no delayed response */
};

/* An agent: constant. Agent number n is entry n - 1 of the server's table. */
struct scmi_agent {
	const char *name;	/* at most 15 characters are told */
	bool trusted;		/* may change permissions and reset other agents */
	uint32_t devices;	/* devices it may use at first, one bit each */
	/*
	 * Protocols the agent has, bit (protocol - 0x10) each. Base (bit 0) is always there. A protocol
	 * that is missing here is answered with NOT_SUPPORTED and not listed.
	 */
	uint16_t protocols;
	/*
	 * Newest version spoken with the agent, by protocol - 0x10; 0: the newest the server has.
	 * Agents that do not negotiate need the version they were written for.
	 */
	uint8_t versions[SCMI_PROTOCOL_SLOTS];
	struct scmi_view views[SCMI_PROTOCOL_SLOTS];	/* by protocol - 0x10 */
	/*
	 * Room for notifications, NULL and 0 where the agent's transport cannot deliver them: then the
	 * messages that subscribe to them do not exist for the agent.
	 */
	struct scmi_event *events;
	uint16_t max_events;
	/*
	 * Room for asynchronous requests under way, NULL and 0 where the agent cannot have any. It has to
	 * have room for notifications, too: there its delayed responses come from.
	 */
	struct scmi_deferred *deferred;
	uint8_t max_deferred;
};

/* What a server remembers of an agent; zeroed and filled by scmi_server_init() */
struct scmi_agent_state {
	const struct scmi_agent *agent;			/* whose this is */
	uint32_t bit;					/* of the agent in sets of agents */
	uint8_t versions[SCMI_PROTOCOL_SLOTS];		/* the version in use, by protocol - 0x10 */
	uint32_t devices;				/* devices it may use, one bit each */
	uint32_t device_protocols[SCMI_PROTOCOL_SLOTS];	/* devices it may use this protocol on */
	uint16_t first_event;
	uint16_t pending_events;
	uint16_t reserved_events;			/* kept free for delayed responses */
	uint32_t lost_events;				/* notifications for which there was no room */
	bool notify_errors;
};

/* A protocol of a server: which one, and where its own configuration is */
struct scmi_protocol_instance {
	const struct scmi_protocol *protocol;	/* &scmi_clock_protocol, ... */
	const void *config;			/* const struct scmi_clock_config *, ... */
	uint16_t resource_count;		/* number of clocks, domains, ... */
	/*
	 * For each resource the devices (bit each) that it belongs to, 0: none. A resource of devices
	 * can be used by an agent who may use one of them. NULL: no resource belongs to a device.
	 */
	const uint32_t *devices;
};

/* A server. All but the last members are set by its owner before scmi_server_init(). */
struct scmi_server {
	const char *vendor;			/* at most 15 characters are told, as of sub_vendor */
	const char *sub_vendor;			/* NULL: none */
	uint32_t implementation_version;	/* any value the vendor likes */

	const struct scmi_agent *agents;
	struct scmi_agent_state *agent_states;	/* agent_count entries */
	uint8_t agent_count;			/* 1 to SCMI_MAX_AGENTS */

	uint8_t device_count;			/* 0 to SCMI_MAX_DEVICES */
	uint8_t protocol_count;			/* 0 to SCMI_PROTOCOL_SLOTS - 1 */
	/* The protocols but base, which every server has, ascending by number */
	const struct scmi_protocol_instance *protocols;

	const struct scmi_protocol_instance *slots[SCMI_PROTOCOL_SLOTS];	/* private */
	uint16_t deferred_count;	/* private: asynchronous requests under way */
	uint32_t subscribed;		/* private: a bit per slot where somebody may wait for changes */
};

/* The base protocol. Servers have it without being told. */
extern const struct scmi_protocol scmi_base_protocol;

/* A version word (major in bits 31:16, minor below) as one byte, 0 if the protocol does not speak it */
uint8_t scmi_protocol_speaks(const struct scmi_protocol *protocol, uint32_t version);

/* The name of a resource of a protocol, "" where the protocol's resources have none */
const char *scmi_resource_name(const struct scmi_protocol_instance *instance, uint16_t resource);

/*
 * Check the description of a server, and bring all agents to the state of a fresh start.
 *
 * @server has to stay in place with everything it points to for as long as it is used.
 * Returns SCMI_SUCCESS, or SCMI_INVALID_PARAMETERS for a description that contradicts itself: counts
 * out of range, protocols out of order, a view that names a resource which does not exist, a pinned
 * version that the server does not speak, a protocol's own configuration that is incomplete.
 */
int scmi_server_init(struct scmi_server *server);

/*
 * Answer one message.
 *
 * @agent	who asks: 1 to the server's agent_count
 * @request	header and payload, @size bytes. Never modified, not kept.
 * @reply	room for the answer, @capacity bytes; must not overlap @request. Both are aligned to
 *		4 bytes.
 *
 * Returns the size of the reply: header, status, and the payload unless the status is an error. A
 * reply that does not fit is answered with SCMI_PROTOCOL_ERROR before anything is done. Returns 0
 * where no reply is possible: no such agent, less than 4 bytes of request, less than 8 of room, memory
 * that is not aligned.
 *
 * Section 4.1 of the specification.
 */
size_t scmi_server_process(struct scmi_server *server, unsigned int agent, const uint8_t *request,
			   size_t size, uint8_t *reply, size_t capacity);

/*
 * Take the oldest notification or delayed response that waits for an agent.
 *
 * Returns its size, written to @message (SCMI_MAX_EVENT_SIZE bytes of room do for all of them); 0 when
 * there is none, no such agent, or @capacity is too small for it, in which case it stays.
 */
size_t scmi_server_next_event(struct scmi_server *server, unsigned int agent, uint8_t *message,
			      size_t capacity);

/*
 * What a platform has begun for an asynchronous request (start_... of the protocols' tables of functions)
 * is done: who waits for it gets the delayed response, and subscribers are told.
 *
 * @resource	index of the clock, domain, ... in the platform
 * @status	SCMI_SUCCESS, or an error of enum scmi_status where nothing has changed
 *
 * Nothing happens where nothing was under way. Not to be called by the start_ function itself.
 */
void scmi_server_done(struct scmi_server *server, enum scmi_protocol_id protocol,
		      unsigned int resource, int status);

#endif /* SCMI_SERVER_H */
