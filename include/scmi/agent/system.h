/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * The agent's side of the system power management protocol, section 4.4, versions 1.0, 2.0 and 2.1.
 */
#ifndef SCMI_AGENT_SYSTEM_H
#define SCMI_AGENT_SYSTEM_H

#include <scmi/agent.h>

/* States beyond those that every system has */
struct scmi_system_support {
	bool warm_reset;
	bool suspend;
};

/* PROTOCOL_ATTRIBUTES: a word that is reserved */
struct scmi_result scmi_system_protocol_attributes_get(struct scmi_link *link, uint32_t *attributes);
/* PROTOCOL_MESSAGE_ATTRIBUTES of SYSTEM_POWER_STATE_SET */
struct scmi_result scmi_system_support_get(struct scmi_link *link, struct scmi_system_support *support);
/*
 * States: enum scmi_system_state or the vendor's, SCMI_SYSTEM_VENDOR and more. With @graceful, agents
 * that want to be told are, and have time; without it the change is forced.
 */
struct scmi_result scmi_system_state_set(struct scmi_link *link, uint32_t state, bool graceful);
struct scmi_result scmi_system_state_get(struct scmi_link *link, uint32_t *state);
/* Be told of requests: SCMI_EVENT_SYSTEM_STATE; or not any more */
struct scmi_result scmi_system_state_notify(struct scmi_link *link, bool enable);

#endif /* SCMI_AGENT_SYSTEM_H */
