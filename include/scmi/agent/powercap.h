/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * The agent's side of the power capping protocol, section 4.10, versions 1.0 and 2.0. @domain is the
 * agent's number of a domain, 0 to the protocol's count - 1; SCMI_NOT_FOUND past the last. Powers and caps
 * are in the domain's unit, averaging intervals (PAI) in microseconds.
 */
#ifndef SCMI_AGENT_POWERCAP_H
#define SCMI_AGENT_POWERCAP_H

#include <scmi/agent.h>

#define SCMI_POWERCAP_ROOT	UINT32_MAX	/* no domain that it is a part of */

struct scmi_powercap_protocol_attributes {
	uint16_t domains;		/* number of domains */
};

struct scmi_powercap_attributes {
	char name[SCMI_NAME_SIZE];	/* its first 15 characters */
	bool cap_notifications;
	bool measurements_notifications;
	bool asynchronous_cap;		/* scmi_powercap_cap_set_async() does */
	bool extended_name;		/* scmi_powercap_name_get() */
	bool cap_configuration;		/* the cap can be set */
	bool monitoring;		/* its power is measured */
	bool pai_configuration;		/* the averaging interval can be set */
	bool fast_channels;
	enum scmi_powercap_unit unit;
	uint32_t min_pai, max_pai, pai_step;
	uint32_t min_cap, max_cap, cap_step;
	uint32_t sustainable_power;	/* what it can take for good; 0: not told */
	uint32_t accuracy;		/* of measurements; 0: not told */
	uint32_t parent;		/* the domain it is a part of, or SCMI_POWERCAP_ROOT */
};

struct scmi_powercap_measurement {
	uint32_t power;			/* averaged ... */
	uint32_t pai;			/* ... over this time */
};

/* PROTOCOL_ATTRIBUTES */
struct scmi_result scmi_powercap_protocol_attributes_get(struct scmi_link *link,
							 struct scmi_powercap_protocol_attributes *a);
/* POWERCAP_DOMAIN_ATTRIBUTES */
struct scmi_result scmi_powercap_attributes_get(struct scmi_link *link, uint32_t domain,
						struct scmi_powercap_attributes *attributes);
/* POWERCAP_DOMAIN_NAME_GET, where extended_name is set */
struct scmi_result scmi_powercap_name_get(struct scmi_link *link, uint32_t domain,
					  char name[SCMI_NAME_SIZE]);
/* The cap that holds; 0: none, since 2.0 */
struct scmi_result scmi_powercap_cap_get(struct scmi_link *link, uint32_t domain, uint32_t *cap);
struct scmi_result scmi_powercap_cap_set(struct scmi_link *link, uint32_t domain, uint32_t cap);
/* The same without waiting until it holds: SCMI_EVENT_POWERCAP_CAP_SET follows. @token may be NULL. */
struct scmi_result scmi_powercap_cap_set_async(struct scmi_link *link, uint32_t domain, uint32_t cap,
					       uint16_t *token);
struct scmi_result scmi_powercap_pai_get(struct scmi_link *link, uint32_t domain, uint32_t *pai);
struct scmi_result scmi_powercap_pai_set(struct scmi_link *link, uint32_t domain, uint32_t pai);
/* POWERCAP_MEASUREMENTS_GET, where monitoring is set */
struct scmi_result scmi_powercap_measurements_get(struct scmi_link *link, uint32_t domain,
						  struct scmi_powercap_measurement *measurement);
/* Be told of new caps and intervals; of measurements below @low or above @high. Or not any more. */
struct scmi_result scmi_powercap_cap_notify(struct scmi_link *link, uint32_t domain, bool enable);
struct scmi_result scmi_powercap_measurements_notify(struct scmi_link *link, uint32_t domain,
						     bool enable, uint32_t low, uint32_t high);
/* POWERCAP_DESCRIBE_FASTCHANNEL of a message: 4 to 7. SCMI_NOT_SUPPORTED: it has none. */
struct scmi_result scmi_powercap_describe_fastchannel(struct scmi_link *link, uint32_t domain,
						      uint32_t message,
						      struct scmi_fast_channel *channel);

#endif /* SCMI_AGENT_POWERCAP_H */
