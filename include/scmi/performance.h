/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * The performance domain management protocol of the server (section 4.5 of the specification),
 * versions 1.0, 2.0, 3.0 and 4.0: what a platform provides to have its performance domains served.
 */
#ifndef SCMI_PERFORMANCE_H
#define SCMI_PERFORMANCE_H

#include <stdbool.h>
#include <stdint.h>

#include <scmi/server.h>

/* The protocol, for struct scmi_protocol_instance */
extern const struct scmi_protocol scmi_performance_protocol;

/*
 * Permissions of an agent, for struct scmi_view_entry; reading is always allowed. Several agents may
 * limit a domain. The specification wants one at most to set its level: of several, the last has its way.
 */
#define SCMI_PERFORMANCE_MAY_SET_LIMITS	0x1u
#define SCMI_PERFORMANCE_MAY_SET_LEVEL	0x2u
#define SCMI_PERFORMANCE_MAY_ALL	0x3u

struct scmi_performance_level {
	uint32_t level;		/* on a linear scale, more than 0 */
	uint32_t power;		/* in the unit of the configuration; 0: not told */
	uint32_t frequency;	/* of the domain's clock, in kHz; 0: not told */
	uint32_t index;		/* more than 0, each once; only used in level indexing mode */
	uint16_t latency;	/* longest time to come to this level from any other, in microseconds */
};

/* A word in memory by which an agent sends a message without a channel */
struct scmi_performance_fast_channel {
	uint64_t address;	/* physical; 4 bytes for a level, 8 for limits */
	uint32_t rate_limit;	/* shortest time between two uses, in microseconds, 20 bits; 0: not told */
	uint64_t doorbell;	/* physical address of a register to write after the word; 0: none */
	uint64_t set_mask;	/* bits to set in that register ... */
	uint64_t preserve_mask;	/* ... and to leave as they are */
	uint8_t doorbell_width;	/* of the register, in bytes: 1, 2, 4 or 8 */
};

/* The messages that can have a fast channel */
enum scmi_performance_fast_channel_use {
	SCMI_PERFORMANCE_FAST_LIMITS_SET,
	SCMI_PERFORMANCE_FAST_LIMITS_GET,
	SCMI_PERFORMANCE_FAST_LEVEL_SET,
	SCMI_PERFORMANCE_FAST_LEVEL_GET,
	SCMI_PERFORMANCE_FAST_CHANNELS,
};

/* What does not change about a domain */
struct scmi_performance_domain {
	const char *name;				/* 1 to 63 characters */
	const struct scmi_performance_level *levels;	/* ascending */
	uint16_t level_count;				/* 1 to 4095 */
	/*
	 * Agents of version 4.0 name levels by their index. Older ones, which know nothing of it, use the
	 * levels themselves.
	 */
	bool level_indexing;
	uint32_t rate_limit;		/* shortest time between requests, in microseconds, 20 bits; 0: not told */
	uint32_t sustained_level;	/* level that can be kept up for good ... */
	uint32_t sustained_frequency;	/* ... and the frequency there, in kHz */
	/*
	 * NULL where there is none. The server describes fast channels; the platform serves them, and
	 * keeps agents from channels of domains that they may not change.
	 */
	const struct scmi_performance_fast_channel *fast_channels[SCMI_PERFORMANCE_FAST_CHANNELS];
};

/*
 * The platform's domains. @domain is below resource_count, @place is a level's place in its list. Both
 * return SCMI_SUCCESS or an error of enum scmi_status, upon which nothing has changed. set_level may be
 * NULL where no domain can change: the agent is told SCMI_NOT_SUPPORTED.
 */
struct scmi_performance_ops {
	int (*get_level)(void *context, unsigned int domain, unsigned int *place);
	/* Always within the limits that are in force; called on changes only */
	int (*set_level)(void *context, unsigned int domain, unsigned int place);
};

/* Limits that an agent, or the platform, has set, as levels; 0: none */
struct scmi_performance_limits {
	uint32_t max;
	uint32_t min;
};

/* What the server remembers of a domain; filled by scmi_server_init() */
struct scmi_performance_state {
	/*
	 * The limits in force: what all allow. Where one's highest level is below another's lowest, the
	 * highest counts.
	 */
	struct scmi_performance_limits limits;
	uint32_t limits_subscribers;	/* agents told of changes of the limits, bit (agent - 1) each */
	uint32_t level_subscribers;	/* agents told of changes of the level */
	uint16_t wanted;		/* place of the level that was asked for, whatever the limits */
	uint16_t place;			/* of the level that the server has set last */
	uint16_t boot_level;		/* place of the level that a reset of that agent goes back to */
	uint8_t level_agent;		/* who has set the level last, 0: nobody */
};

struct scmi_performance_config {
	const struct scmi_performance_domain *domains;	/* resource_count entries */
	struct scmi_performance_state *states;		/* resource_count entries */
	/* resource_count times agent_count + 1 entries: for each domain the platform's, then the agents' */
	struct scmi_performance_limits *limits;
	uint8_t agent_count;				/* the server's */
	enum scmi_performance_power_unit power_unit;
	const struct scmi_performance_ops *ops;
	void *context;					/* handed to the functions of ops */
};

/*
 * Limit a domain on behalf of the platform: to the level @max, or the next below it; 0 takes the limit
 * back. Agents that want to know of new limits and levels are told.
 *
 * Returns SCMI_SUCCESS, SCMI_OUT_OF_RANGE for a level below the lowest, or the error of set_level, upon
 * which nothing has changed.
 */
int scmi_performance_cap(struct scmi_server *server, unsigned int domain, uint32_t max);

#endif /* SCMI_PERFORMANCE_H */
