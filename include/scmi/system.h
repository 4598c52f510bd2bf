/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * The system power management protocol of the server (section 4.4 of the specification), versions 1.0,
 * 2.0 and 2.1: what a platform provides to have its power state as a whole served.
 *
 * The system counts as the protocol's only resource: resource_count is 1, and the view of an agent that
 * has the protocol is one entry with what it may do.
 */
#ifndef SCMI_SYSTEM_H
#define SCMI_SYSTEM_H

#include <stdbool.h>
#include <stdint.h>

#include <scmi/server.h>

/* The protocol, for struct scmi_protocol_instance */
extern const struct scmi_protocol scmi_system_protocol;

/* Permissions of an agent, for struct scmi_view_entry; reading is always allowed */
#define SCMI_SYSTEM_MAY_SET_STATE	0x1u

/* What does not change about the system */
struct scmi_system {
	uint8_t states;			/* states agents can ask for, bit enum scmi_system_state each */
	uint8_t vendor_state_count;
	const uint32_t *vendor_states;	/* those of the vendor; NULL: none */
	/*
	 * Milliseconds that agents are told they have for a graceful shutdown, after which the platform
	 * does without them; 0: as long as they need
	 */
	uint32_t shutdown_timeout;
};

/*
 * The platform. Both return SCMI_SUCCESS or an error of enum scmi_status, upon which nothing has
 * changed. set_state may be NULL: agents are told SCMI_NOT_SUPPORTED.
 */
struct scmi_system_ops {
	/* SCMI_SYSTEM_SHUTDOWN, _POWER_UP, _SUSPEND or one of the vendor's states */
	int (*get_state)(void *context, uint32_t *state);
	/*
	 * Go to a state. @graceful says that at least one agent is told of it, and that the platform should
	 * wait for what those do; without it the change is to take place now. A call may not return where
	 * this stops the server's own processor.
	 */
	int (*set_state)(void *context, uint32_t state, bool graceful);
};

/* What the server remembers of the system; filled by scmi_server_init() */
struct scmi_system_power {
	uint32_t subscribers;	/* agents told of requests, bit (agent - 1) each */
};

struct scmi_system_config {
	const struct scmi_system *system;
	struct scmi_system_power *state;
	const struct scmi_system_ops *ops;
	void *context;				/* handed to the functions of ops */
};

#endif /* SCMI_SYSTEM_H */
