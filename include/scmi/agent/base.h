/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * The agent's side of the base protocol, section 4.2. Functions have the names of their messages.
 */
#ifndef SCMI_AGENT_BASE_H
#define SCMI_AGENT_BASE_H

#include <scmi/agent.h>

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
 * back what an agent has set, and its permissions too where @permissions is set. An agent may reset what
 * it has set itself. SCMI_NOT_FOUND: no such agent, device or protocol.
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

#endif /* SCMI_AGENT_BASE_H */
