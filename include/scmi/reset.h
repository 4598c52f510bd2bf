/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * The reset domain management protocol of the server (section 4.8 of the specification), versions 1.0,
 * 3.0 and 3.1: what a platform provides to have its reset domains served.
 *
 * An agent that takes a domain out of reset explicitly needs it: the domain can be held in reset when the
 * last of these agents has let go of it. Autonomous resets are answered with SCMI_IN_USE while another
 * agent needs the domain or holds it in reset.
 */
#ifndef SCMI_RESET_H
#define SCMI_RESET_H

#include <stdbool.h>
#include <stdint.h>

#include <scmi/server.h>

/* The protocol, for struct scmi_protocol_instance */
extern const struct scmi_protocol scmi_reset_protocol;

/* Permissions of an agent, for struct scmi_view_entry; reading is always allowed */
#define SCMI_RESET_MAY_RESET		0x1u

/* What does not change about a reset domain */
struct scmi_reset {
	const char *name;		/* 1 to 63 characters */
	uint32_t latency;		/* longest time of a reset, in microseconds */
	const uint32_t *vendor_resets;	/* kinds of resets it has beside the cold one; NULL: none */
	uint8_t vendor_reset_count;
	bool asynchronous;		/* start_reset can be used on it */
};

/*
 * The platform's reset domains. @domain is below resource_count, @kind one that the domain has. All
 * return SCMI_SUCCESS or an error of enum scmi_status, upon which nothing has changed, but that a whole
 * reset which fails half way may leave the domain in reset. Members may be NULL where no domain can do it:
 * the agent is told SCMI_NOT_SUPPORTED. A platform has reset, or both get_asserted and set_asserted, or all
 * of them.
 */
struct scmi_reset_ops {
	/*
	 * A whole reset, after which the domain is out of reset. Where it cannot be taken out again, no agent
	 * holds it, and the reset of an agent need not take it out. get_asserted has to tell it then: an agent
	 * that takes the domain out of reset explicitly has set_asserted called. Another reset may succeed, too.
	 */
	int (*reset)(void *context, unsigned int domain, uint32_t kind);
	/*
	 * The same for agents that do not wait. When it is done, whether well or not, but not before this
	 * has returned, the platform calls scmi_server_done(); until then the server refuses all other
	 * requests on the domain with SCMI_BUSY. abort_reset gives it up. Both NULL where no domain can.
	 */
	int (*start_reset)(void *context, unsigned int domain, uint32_t kind);
	void (*abort_reset)(void *context, unsigned int domain);
	/* Whether the domain is held in reset; SCMI_NOT_SUPPORTED for one that cannot be */
	int (*get_asserted)(void *context, unsigned int domain, bool *asserted);
	/* Hold the domain in reset, or take it out. Called on changes only. */
	int (*set_asserted)(void *context, unsigned int domain, uint32_t kind, bool asserted);
};

/* What the server remembers of a reset domain; filled by scmi_server_init() */
struct scmi_reset_state {
	uint32_t users;		/* agents that have taken it out of reset, bit (agent - 1) each */
	uint32_t holders;	/* agents that want it held in reset */
	uint32_t subscribers;	/* agents told of resets */
	bool boot_asserted;	/* held in reset since the start, as long as no agent says otherwise */
};

struct scmi_reset_config {
	const struct scmi_reset *domains;	/* resource_count entries */
	struct scmi_reset_state *states;	/* resource_count entries */
	const struct scmi_reset_ops *ops;
	void *context;				/* handed to the functions of ops */
};

#endif /* SCMI_RESET_H */
