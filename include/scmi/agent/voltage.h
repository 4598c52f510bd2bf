/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * The agent's side of the voltage domain management protocol, section 4.9, versions 1.0, 2.0 and 2.1.
 * @domain is the agent's number of a domain, 0 to the protocol's count - 1; SCMI_NOT_FOUND past the last.
 * Voltages are signed, in microvolts.
 */
#ifndef SCMI_AGENT_VOLTAGE_H
#define SCMI_AGENT_VOLTAGE_H

#include <scmi/agent.h>

struct scmi_voltage_protocol_attributes {
	uint16_t domains;		/* number of domains */
};

struct scmi_voltage_attributes {
	char name[SCMI_NAME_SIZE];	/* its first 15 characters */
	/* Since version 2.0, false before */
	bool asynchronous_level_set;	/* scmi_voltage_level_set_async() does */
	bool extended_name;		/* scmi_voltage_name_get() */
};

struct scmi_voltage_level_list {
	size_t count;			/* levels of the list; 3 where @linear is set */
	bool linear;			/* they are lowest level, highest level and step */
};

/* PROTOCOL_ATTRIBUTES */
struct scmi_result scmi_voltage_protocol_attributes_get(struct scmi_link *link,
							struct scmi_voltage_protocol_attributes *a);
/* VOLTAGE_DOMAIN_ATTRIBUTES */
struct scmi_result scmi_voltage_attributes_get(struct scmi_link *link, uint32_t domain,
					       struct scmi_voltage_attributes *attributes);
/* VOLTAGE_DOMAIN_NAME_GET, since 2.0, where extended_name is set */
struct scmi_result scmi_voltage_name_get(struct scmi_link *link, uint32_t domain,
					 char name[SCMI_NAME_SIZE]);
/* The levels, at most 69630. A linear list needs room for 3. */
struct scmi_result scmi_voltage_describe_levels(struct scmi_link *link, uint32_t domain,
						int32_t *levels, size_t max,
						struct scmi_voltage_level_list *list);
/* The mode: SCMI_VOLTAGE_OFF, SCMI_VOLTAGE_ON, or 8 to 15 of the vendor */
struct scmi_result scmi_voltage_config_set(struct scmi_link *link, uint32_t domain, uint8_t mode);
struct scmi_result scmi_voltage_config_get(struct scmi_link *link, uint32_t domain, uint8_t *mode);
/* SCMI_DENIED; SCMI_INVALID_PARAMETERS or SCMI_OUT_OF_RANGE for a level that it does not have */
struct scmi_result scmi_voltage_level_set(struct scmi_link *link, uint32_t domain, int32_t level);
/* The same without waiting for the level, since 2.0: SCMI_EVENT_VOLTAGE_LEVEL_SET follows */
struct scmi_result scmi_voltage_level_set_async(struct scmi_link *link, uint32_t domain, int32_t level,
						uint16_t *token);
struct scmi_result scmi_voltage_level_get(struct scmi_link *link, uint32_t domain, int32_t *level);

#endif /* SCMI_AGENT_VOLTAGE_H */
