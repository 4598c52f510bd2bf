/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * The power capping protocol of the server (DEN0056, version 3.2), versions 1.0 and 2.0: what a platform
 * provides to have its power domains measured and capped.
 *
 * Each agent has a cap of its own on a domain; the lowest of them holds. Version 2.0 knows 0 as no cap.
 */
#ifndef SCMI_POWERCAP_H
#define SCMI_POWERCAP_H

#include <stdbool.h>
#include <stdint.h>

#include <scmi/server.h>

/* The protocol, for struct scmi_protocol_instance */
extern const struct scmi_protocol scmi_powercap_protocol;

/* Permissions of an agent, for struct scmi_view_entry; reading is always allowed */
#define SCMI_POWERCAP_MAY_SET_CAP	0x1u
#define SCMI_POWERCAP_MAY_SET_PAI	0x2u
#define SCMI_POWERCAP_MAY_ALL		0x3u

#define SCMI_POWERCAP_NO_PARENT		0xffffu

/*
 * Memory by which agents pass a message by. The server only tells of it; the platform serves it.
 *
 * Where a domain has one for POWERCAP_CAP_SET, the server cannot know whose a cap is that came by it, and counts
 * those of messages alone. The platform keeps two caps apart: the one that came by the fast channel last, and
 * the one that it was given by set_cap or start_set_cap last. The lower of them holds (0 is none, and lowers
 * nothing); get_cap tells that one. What came by the fast channel is lifted by it: no message and no reset of
 * the agent does that. Subscribers are told of it when a message next changes the domain.
 */
struct scmi_powercap_fast_channel {
	uint8_t message;		/* of the messages 0x04 to 0x07 */
	uint8_t doorbell_width;		/* in bytes: 1, 2, 4 or 8; 0: no doorbell, and none of its fields */
	uint32_t rate_limit;		/* least time between uses in microseconds, 20 bits; 0: none */
	uint64_t address;		/* physical */
	uint32_t size;			/* in bytes; Linux takes 4 alone */
	uint64_t doorbell_address;	/* physical */
	uint64_t doorbell_set_mask;	/* bits to set */
	uint64_t doorbell_preserve_mask;	/* bits to leave as they are */
};

/*
 * What does not change about a domain. Where lowest and highest are the same the value cannot be set,
 * and the step is not used. Neither may be 0.
 */
struct scmi_powercap_domain {
	const char *name;		/* 1 to 63 characters */
	enum scmi_powercap_unit unit;
	uint32_t min_pai;		/* power averaging interval, in microseconds */
	uint32_t max_pai;
	uint32_t pai_step;
	uint32_t min_cap;
	uint32_t max_cap;
	uint32_t cap_step;
	uint32_t sustainable_power;	/* what the domain can take for good; 0: unknown */
	uint32_t accuracy;		/* of measurements; 0: unknown */
	uint16_t parent;		/* index of the domain it is a part of, or SCMI_POWERCAP_NO_PARENT */
	bool monitoring;		/* its power is measured */
	const struct scmi_powercap_fast_channel *fast_channels;	/* NULL: none */
	uint8_t fast_channel_count;
	bool asynchronous;		/* start_set_cap can be used on it */
};

/*
 * The platform's power domains. @domain is below resource_count. All return SCMI_SUCCESS or an error of
 * enum scmi_status, upon which nothing has changed. get_cap and get_pai are mandatory, measure is where
 * a domain has monitoring, set_cap and set_pai are where a domain's cap and interval can be set.
 */
struct scmi_powercap_ops {
	/* The cap that holds; 0: none */
	int (*get_cap)(void *context, unsigned int domain, uint32_t *cap);
	/*
	 * What agents ask for. @cap is within the domain's limits and on a step, or 0: none; or what get_cap
	 * told at the start. Where there is a fast channel for it, it may be what the platform was given before.
	 */
	int (*set_cap)(void *context, unsigned int domain, uint32_t cap);
	/*
	 * The same for agents that do not wait. When it is done, whether well or not, but not before this
	 * has returned, the platform calls scmi_server_done(); until then the server refuses other caps
	 * of agents with SCMI_BUSY, but may call set_cap for an agent that is reset. abort_set_cap gives
	 * it up: the cap is the one it was. Both NULL where no domain can.
	 */
	int (*start_set_cap)(void *context, unsigned int domain, uint32_t cap);
	void (*abort_set_cap)(void *context, unsigned int domain);
	int (*get_pai)(void *context, unsigned int domain, uint32_t *pai);
	/* @pai is always within the domain's limits and on a step */
	int (*set_pai)(void *context, unsigned int domain, uint32_t pai);
	/* The power, averaged over the interval */
	int (*measure)(void *context, unsigned int domain, uint32_t *power);
};

/* What an agent has asked for on a domain */
struct scmi_powercap_request {
	uint32_t cap;			/* 0: it has no cap, and asks for none where open is set */
	uint32_t low;			/* measurements below and above these are told */
	uint32_t high;
	bool open;
};

/* What the server remembers of a domain; filled by scmi_server_init() */
struct scmi_powercap_state {
	uint32_t boot_cap;		/* holds while no agent asks for anything */
	uint32_t told_cap;		/* the cap subscribers know */
	uint32_t told_pai;		/* and the interval */
	uint32_t boot_pai;		/* what a reset of the agent who changed it goes back to */
	uint32_t cap_subscribers;	/* agents told of caps and intervals, bit (agent - 1) each */
	uint32_t power_subscribers;	/* agents told of measurements */
	uint32_t below;			/* agents for which the last measurement was too low, too high */
	uint32_t above;
	uint8_t pai_agent;		/* who has set the interval last, 0: nobody */
	struct scmi_powercap_request requests[SCMI_MAX_AGENTS];	/* by agent - 1 */
};

struct scmi_powercap_config {
	const struct scmi_powercap_domain *domains;	/* resource_count entries */
	struct scmi_powercap_state *states;		/* resource_count entries */
	const struct scmi_powercap_ops *ops;
	void *context;					/* handed to the functions of ops */
};

/*
 * Tell the server that there is a new measurement of a domain: agents are told for which it has come to
 * lie outside their thresholds. To be called once in each interval; a domain without measurements, or one
 * the server does not have, is passed over.
 */
void scmi_powercap_measured(struct scmi_server *server, unsigned int domain);

#endif /* SCMI_POWERCAP_H */
