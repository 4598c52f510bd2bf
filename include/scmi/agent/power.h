/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * The agent's side of the power domain management protocol, section 4.3, versions 1.0, 2.0, 3.0 and 3.1.
 * @domain is the agent's number of a domain, 0 to the protocol's count - 1; SCMI_NOT_FOUND past the last.
 */
#ifndef SCMI_AGENT_POWER_H
#define SCMI_AGENT_POWER_H

#include <scmi/agent.h>

struct scmi_power_protocol_attributes {
	uint16_t domains;		/* number of domains */
	uint64_t statistics_address;	/* physical address of shared statistics; 0: none */
	uint32_t statistics_length;	/* bytes */
};

struct scmi_power_attributes {
	char name[SCMI_NAME_SIZE];	/* its first 15 characters */
	bool state_change_notifications;
	bool asynchronous_state_set;	/* scmi_power_state_set_async() does ... */
	bool synchronous_state_set;	/* ... and scmi_power_state_set() */
	/* Since version 2.0, false before */
	bool state_change_requested_notifications;
	bool extended_name;		/* since 3.0: it has a longer name, scmi_power_name_get() */
};

/* PROTOCOL_ATTRIBUTES */
struct scmi_result scmi_power_protocol_attributes_get(struct scmi_link *link,
						      struct scmi_power_protocol_attributes *a);
/* POWER_DOMAIN_ATTRIBUTES */
struct scmi_result scmi_power_attributes_get(struct scmi_link *link, uint32_t domain,
					     struct scmi_power_attributes *attributes);
/* POWER_DOMAIN_NAME_GET, since 3.0, where extended_name is set */
struct scmi_result scmi_power_name_get(struct scmi_link *link, uint32_t domain,
				       char name[SCMI_NAME_SIZE]);
/*
 * Power states: SCMI_POWER_ON, SCMI_POWER_OFF, or any number of 28 bits, with SCMI_POWER_CONTEXT_LOST
 * where the context is lost. A domain may stay in a shallower state than was asked for as long as other
 * agents need it. SCMI_DENIED: the agent may not change it; SCMI_INVALID_PARAMETERS: no such state.
 */
struct scmi_result scmi_power_state_set(struct scmi_link *link, uint32_t domain, uint32_t state);
/* The same without waiting for the state. No delayed response follows: scmi_power_state_notify() tells. */
struct scmi_result scmi_power_state_set_async(struct scmi_link *link, uint32_t domain, uint32_t state);
struct scmi_result scmi_power_state_get(struct scmi_link *link, uint32_t domain, uint32_t *state);
/* Be told of changes of the state; since 2.0 of others' requests. Or not any more. */
struct scmi_result scmi_power_state_notify(struct scmi_link *link, uint32_t domain, bool enable);
struct scmi_result scmi_power_state_change_requested_notify(struct scmi_link *link, uint32_t domain,
							    bool enable);

#endif /* SCMI_AGENT_POWER_H */
