/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * Inside the agent: what a protocol's file offers to the rest.
 */
#ifndef SCMI_AGENT_AGENT_H
#define SCMI_AGENT_AGENT_H

#include <scmi/agent.h>

struct scmi_agent_protocol {
	const uint8_t *versions;	/* that the agent speaks, ascending */
	uint8_t version_count;
	uint8_t id;
};

extern const struct scmi_agent_protocol scmi_agent_base;
extern const struct scmi_agent_protocol scmi_agent_clock;

#endif /* SCMI_AGENT_AGENT_H */
