/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * The agent's side of the reset domain management protocol, section 4.8, versions 1.0, 2.0, 3.0 and 3.1.
 * @domain is the agent's number of a domain, 0 to the protocol's count - 1; SCMI_NOT_FOUND past the last.
 */
#ifndef SCMI_AGENT_RESET_H
#define SCMI_AGENT_RESET_H

#include <scmi/agent.h>

struct scmi_reset_protocol_attributes {
	uint16_t domains;		/* number of domains */
};

struct scmi_reset_attributes {
	char name[SCMI_NAME_SIZE];	/* its first 15 characters */
	bool asynchronous;		/* scmi_reset_async() does */
	bool notifications;
	bool extended_name;		/* since 3.0: scmi_reset_name_get() */
	uint32_t latency;		/* longest time of a reset, microseconds; or _LATENCY_UNKNOWN */
};

enum scmi_reset_action {
	SCMI_RESET_DEASSERT,		/* take the domain out of reset */
	SCMI_RESET_ASSERT,		/* hold it in reset */
	SCMI_RESET_PULSE,		/* reset it, after which it is out of reset */
};

/* PROTOCOL_ATTRIBUTES */
struct scmi_result scmi_reset_protocol_attributes_get(struct scmi_link *link,
						      struct scmi_reset_protocol_attributes *a);
/* RESET_DOMAIN_ATTRIBUTES */
struct scmi_result scmi_reset_attributes_get(struct scmi_link *link, uint32_t domain,
					     struct scmi_reset_attributes *attributes);
/* RESET_DOMAIN_NAME_GET, since 3.0, where extended_name is set */
struct scmi_result scmi_reset_name_get(struct scmi_link *link, uint32_t domain,
				       char name[SCMI_NAME_SIZE]);
/*
 * RESET. @state is the kind of reset, SCMI_RESET_COLD or SCMI_RESET_VENDOR with the vendor's number.
 * SCMI_IN_USE, SCMI_DENIED: others need the domain, or the agent may not reset it.
 */
struct scmi_result scmi_reset(struct scmi_link *link, uint32_t domain, enum scmi_reset_action action,
			      uint32_t state);
/* SCMI_RESET_PULSE without waiting for its end: SCMI_EVENT_RESET_COMPLETE follows */
struct scmi_result scmi_reset_async(struct scmi_link *link, uint32_t domain, uint32_t state,
				    uint16_t *token);
/* Be told of resets, or not any more */
struct scmi_result scmi_reset_notify(struct scmi_link *link, uint32_t domain, bool enable);

#endif /* SCMI_AGENT_RESET_H */
