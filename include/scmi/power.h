/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * The power domain management protocol of the server (section 4.3 of the specification), versions 1.0,
 * 2.0, 3.0 and 3.1: what a platform provides to have its power domains served.
 *
 * Each agent asks for the state that it needs; a domain goes to the shallowest of these.
 */
#ifndef SCMI_POWER_H
#define SCMI_POWER_H

#include <stdbool.h>
#include <stdint.h>

#include <scmi/server.h>

/* The protocol, for struct scmi_protocol_instance */
extern const struct scmi_protocol scmi_power_protocol;

/* Permissions of an agent, for struct scmi_view_entry; reading is always allowed */
#define SCMI_POWER_MAY_SET_STATE	0x1u

#define SCMI_POWER_MAX_STATES		254u

/* What does not change about a power domain */
struct scmi_power_domain {
	const char *name;		/* 1 to 63 characters */
	const uint32_t *states;		/* power states it can have, the shallowest first */
	uint8_t state_count;		/* 1 to SCMI_POWER_MAX_STATES */
	bool asynchronous;		/* start_set_state can be used on it */
};

/*
 * The platform's power domains. @domain is below resource_count, @state is the place of a power state in
 * the domain's list. Both return SCMI_SUCCESS or an error of enum scmi_status, upon which nothing has
 * changed. set_state may be NULL where no domain can do it: the agent is told SCMI_NOT_SUPPORTED.
 */
struct scmi_power_ops {
	/* The state it is in */
	int (*get_state)(void *context, unsigned int domain, unsigned int *state);
	/*
	 * The state that agents need it in, whether that is new or not. The platform may keep the domain
	 * in a shallower one as long as others depend on it.
	 */
	int (*set_state)(void *context, unsigned int domain, unsigned int state);
	/*
	 * The same for agents that do not wait. When it is done, whether well or not, but not before this
	 * has returned, the platform calls scmi_server_done(); until then the server refuses other
	 * requests of agents with SCMI_BUSY, but may call set_state for an agent that is reset.
	 * abort_set_state gives it up: the state is the one it was. Both NULL where no domain can.
	 */
	int (*start_set_state)(void *context, unsigned int domain, unsigned int state);
	void (*abort_set_state)(void *context, unsigned int domain);
};

/* What the server remembers of a power domain; filled by scmi_server_init() */
struct scmi_power_state {
	uint32_t state_subscribers;	/* agents told of changes of the state, bit (agent - 1) each */
	uint32_t request_subscribers;	/* agents told of other agents' requests to change it */
	uint8_t needs[SCMI_MAX_AGENTS];	/* what agent - 1 has asked for, UINT8_MAX: nothing */
	uint8_t told_state;		/* the state subscribers know */
	uint8_t boot_state;		/* where it goes when the agents that have asked are reset */
};

struct scmi_power_config {
	const struct scmi_power_domain *domains;	/* resource_count entries */
	struct scmi_power_state *states;		/* resource_count entries */
	const struct scmi_power_ops *ops;
	void *context;					/* handed to the functions of ops */
};

#endif /* SCMI_POWER_H */
