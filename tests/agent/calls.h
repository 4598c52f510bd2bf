/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * Every call of the agent as a row of one table, for tests whose server is not to be trusted. What a call
 * gives is in memory of exactly its size.
 */
#ifndef AGENT_CALLS_H
#define AGENT_CALLS_H

#include <stdlib.h>

#include <scmi/agent.h>

/* What calls take, and what they give */
struct given {
	uint8_t protocol;	/* of messages that every protocol has */
	uint32_t id, value;
	bool flag;
	size_t max;		/* room of lists, in entries */

	size_t count;
	uint32_t other;
	uint16_t token;
	void *list;		/* to be freed; NULL at first */
	union {
		struct scmi_link_version version;
		uint32_t number;
		struct scmi_base_attributes base;
		char agent_name[SCMI_AGENT_NAME_SIZE];
		struct scmi_base_agent agent;
		struct scmi_discovery discovery;
		char name[SCMI_NAME_SIZE];
		struct scmi_power_protocol_attributes power_protocol;
		struct scmi_power_attributes power;
		struct scmi_system_support system;
		struct scmi_performance_protocol_attributes performance_protocol;
		struct scmi_performance_attributes performance;
		struct scmi_fast_channel fast_channel;
		struct scmi_clock_protocol_attributes clock_protocol;
		struct scmi_clock_attributes clock;
		struct scmi_clock_rate_list rates;
		uint64_t rate;
		struct scmi_clock_configuration configuration;
		struct scmi_clock_permissions permissions;
		struct scmi_sensor_protocol_attributes sensor_protocol;
		struct scmi_sensor_description sensor;
		struct scmi_sensor_interval_list intervals;
		struct scmi_sensor_configuration sensor_configuration;
		struct scmi_reset_protocol_attributes reset_protocol;
		struct scmi_reset_attributes reset;
		struct scmi_voltage_protocol_attributes voltage_protocol;
		struct scmi_voltage_attributes voltage;
		struct scmi_voltage_level_list levels;
		uint8_t mode;
		int32_t level;
		struct scmi_powercap_protocol_attributes powercap_protocol;
		struct scmi_powercap_attributes powercap;
		struct scmi_powercap_measurement measurement;
		struct scmi_pinctrl_protocol_attributes pinctrl_protocol;
		struct scmi_pinctrl_attributes pinctrl;
	} u;
};

static inline void *given_list(struct given *g, size_t size)
{
	free(g->list);
	g->list = calloc(g->max, size);
	return g->list;
}

#define LIST(type)	((type *)given_list(g, sizeof(type)))

#define CALL(protocol, message, suffix, call)						\
static struct scmi_result protocol ## _ ## message ## suffix(struct scmi_link *link, struct given *g) \
{											\
	return call;									\
}
#include "calls.def"
#undef CALL

static const struct agent_call {
	uint8_t protocol;
	const char *message;	/* as the table names it */
	struct scmi_result (*call)(struct scmi_link *link, struct given *g);
} agent_calls[] = {
#define CALL(protocol_, message_, suffix, call_)					\
	{ SCMI_PROTOCOL_ ## protocol_, #message_, protocol_ ## _ ## message_ ## suffix },
#include "calls.def"
#undef CALL
};

#define AGENT_CALLS	(sizeof(agent_calls) / sizeof(agent_calls[0]))

#endif /* AGENT_CALLS_H */
