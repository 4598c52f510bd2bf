/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * The agent's side of the performance domain management protocol, section 4.5, versions 1.0, 2.0, 3.0 and
 * 4.0. @domain is the agent's number of a domain, 0 to the protocol's count - 1; SCMI_NOT_FOUND past the
 * last.
 *
 * Since version 4.0 a domain can be in level indexing mode: what agents call its levels in requests,
 * replies and notifications are then the levels' indices. Only the list of levels and the sustained level
 * have the levels themselves.
 */
#ifndef SCMI_AGENT_PERFORMANCE_H
#define SCMI_AGENT_PERFORMANCE_H

#include <scmi/agent.h>

struct scmi_performance_protocol_attributes {
	uint16_t domains;		/* number of domains */
	enum scmi_performance_power_unit power_unit;	/* microwatts since 3.0 */
	uint64_t statistics_address;	/* physical address of shared statistics; 0: none */
	uint32_t statistics_length;	/* bytes */
};

struct scmi_performance_attributes {
	char name[SCMI_NAME_SIZE];	/* its first 15 characters */
	bool can_set_limits;
	bool can_set_level;
	bool limits_changed_notifications;
	bool level_changed_notifications;
	bool fast_channel;		/* since 2.0: some message has one */
	bool extended_name;		/* since 3.0: scmi_performance_name_get() */
	bool level_indexing;		/* since 4.0 */
	uint32_t rate_limit;		/* shortest time between requests, microseconds; 0: none */
	uint32_t sustained_frequency;	/* at the level that can be kept up for good, kHz; 0: not told */
	uint32_t sustained_level;
};

struct scmi_performance_level_info {
	uint32_t level;
	uint32_t power;			/* in the protocol's unit; 0: not told */
	uint16_t latency;		/* longest time to come to it, microseconds */
	/* Since version 4.0, 0 before */
	uint32_t frequency;		/* kHz; 0: not told */
	uint32_t index;
};

/* Shared memory by which a message can be sent without a channel */
struct scmi_fast_channel {
	uint64_t address;		/* physical */
	uint32_t size;			/* bytes */
	uint32_t rate_limit;		/* shortest time between uses, microseconds; 0: none */
	bool doorbell;			/* a register is to be written then; what follows is 0 otherwise */
	uint8_t doorbell_width;		/* bytes: 1, 2, 4 or 8 */
	uint64_t doorbell_address;	/* physical */
	uint64_t doorbell_set_mask;	/* bits to set in it ... */
	uint64_t doorbell_preserve_mask;	/* ... and to leave as they are */
};

/* PROTOCOL_ATTRIBUTES */
struct scmi_result
scmi_performance_protocol_attributes_get(struct scmi_link *link,
					 struct scmi_performance_protocol_attributes *a);
/* PERFORMANCE_DOMAIN_ATTRIBUTES */
struct scmi_result scmi_performance_attributes_get(struct scmi_link *link, uint32_t domain,
						   struct scmi_performance_attributes *attributes);
/* PERFORMANCE_DOMAIN_NAME_GET, since 3.0, where extended_name is set */
struct scmi_result scmi_performance_name_get(struct scmi_link *link, uint32_t domain,
					     char name[SCMI_NAME_SIZE]);
/* The levels, at most 69630 */
struct scmi_result scmi_performance_describe_levels(struct scmi_link *link, uint32_t domain,
						    struct scmi_performance_level_info *levels,
						    size_t max, size_t *count);
/* Limits that hold for all agents' levels; 0 for one that is not to be changed. SCMI_DENIED. */
struct scmi_result scmi_performance_limits_set(struct scmi_link *link, uint32_t domain, uint32_t max,
					       uint32_t min);
struct scmi_result scmi_performance_limits_get(struct scmi_link *link, uint32_t domain, uint32_t *max,
					       uint32_t *min);
/* SCMI_DENIED; SCMI_OUT_OF_RANGE: outside the limits */
struct scmi_result scmi_performance_level_set(struct scmi_link *link, uint32_t domain, uint32_t level);
struct scmi_result scmi_performance_level_get(struct scmi_link *link, uint32_t domain,
					      uint32_t *level);
/* Be told of new limits or levels; or not any more */
struct scmi_result scmi_performance_notify_limits(struct scmi_link *link, uint32_t domain,
						  bool enable);
struct scmi_result scmi_performance_notify_level(struct scmi_link *link, uint32_t domain, bool enable);
/*
 * PERFORMANCE_DESCRIBE_FASTCHANNEL, since 2.0, of a message: 5 to set limits, 6 to get them, 7 to set the
 * level, 8 to get it. SCMI_NOT_SUPPORTED: it has none.
 */
struct scmi_result scmi_performance_describe_fastchannel(struct scmi_link *link, uint32_t domain,
							 uint32_t message,
							 struct scmi_fast_channel *channel);

#endif /* SCMI_AGENT_PERFORMANCE_H */
