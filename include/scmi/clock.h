/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * The clock management protocol of the server (section 4.6 of the specification), versions 1.0, 2.0
 * and 3.0: what a platform provides to have its clocks served.
 */
#ifndef SCMI_CLOCK_H
#define SCMI_CLOCK_H

#include <stdbool.h>
#include <stdint.h>

#include <scmi/server.h>

/* The protocol, for struct scmi_protocol_instance */
extern const struct scmi_protocol scmi_clock_protocol;

/* Permissions of an agent, for struct scmi_view_entry; reading is always allowed */
#define SCMI_CLOCK_MAY_SET_STATE	0x1u	/* enable, disable, extended configuration */
#define SCMI_CLOCK_MAY_SET_PARENT	0x2u
#define SCMI_CLOCK_MAY_SET_RATE		0x4u
#define SCMI_CLOCK_MAY_ALL		0x7u

/* Types of extended configuration; 0x80 to 0xff are the vendor's, and stay as the last agent left them */
#define SCMI_CLOCK_DUTY_CYCLE		0x1u	/* percent, 0 to 100 */
#define SCMI_CLOCK_PHASE		0x2u	/* degrees, 0 to 359 */
#define SCMI_CLOCK_CONFIG_TYPES		2	/* that a reset of an agent takes back: those above */

/* What does not change about a clock */
struct scmi_clock {
	const char *name;		/* 1 to 63 characters */
	uint32_t enable_delay;		/* longest time to enable it, in microseconds; 0: unknown */
	const uint16_t *parents;	/* indices of the clocks it can be driven by; NULL: none */
	uint8_t parent_count;
	bool extended_config;		/* has at least one type of extended configuration */
};

/* The rates a clock can have now, in Hz */
struct scmi_clock_rates {
	/*
	 * A list, ascending, or, where @linear is set, lowest rate, highest rate and step. Owned by the
	 * platform, and good until its next operation.
	 */
	const uint64_t *rates;
	uint16_t count;			/* entries of the list, 1 to 4095; 3 where @linear is set */
	bool linear;
};

/*
 * The platform's clocks. @clock is below clock_count. All return SCMI_SUCCESS or an error of enum
 * scmi_status, upon which nothing has changed. Members may be NULL where no clock can do it: the agent
 * is told SCMI_NOT_SUPPORTED. Only rates, get_rate and get_enabled are mandatory.
 */
struct scmi_clock_ops {
	int (*rates)(void *context, unsigned int clock, struct scmi_clock_rates *rates);
	int (*get_rate)(void *context, unsigned int clock, uint64_t *rate);
	/* @rate is always one that rates() describes */
	int (*set_rate)(void *context, unsigned int clock, uint64_t rate);
	/*
	 * Begin to change the rate, which takes time. When it is done, whether well or not, but not
	 * before this has returned, the platform calls scmi_server_done(). Until then the clock
	 * has the rate it had, and the server refuses other rates and other parents with SCMI_BUSY, but
	 * may call set_parent for an agent that is reset. SCMI_NOT_SUPPORTED for a clock that cannot do
	 * it. Both NULL where no clock can.
	 */
	int (*start_set_rate)(void *context, unsigned int clock, uint64_t rate);
	/* Give up what start_set_rate has begun: the clock keeps the rate it has */
	void (*abort_set_rate)(void *context, unsigned int clock);
	int (*get_enabled)(void *context, unsigned int clock, bool *enabled);
	/*
	 * Called on changes only: agents' requests are counted by the server, a clock is disabled when
	 * the last agent that enabled it lets go of it.
	 */
	int (*set_enabled)(void *context, unsigned int clock, bool enabled);
	int (*get_parent)(void *context, unsigned int clock, unsigned int *parent);
	/* @parent is always one of the clock's parents */
	int (*set_parent)(void *context, unsigned int clock, unsigned int parent);
	/*
	 * @type is not 0; SCMI_NOT_SUPPORTED for a type that the clock does not have. A type that cannot be
	 * read cannot be set together with the state either, since it could not be taken back.
	 */
	int (*get_config)(void *context, unsigned int clock, uint8_t type, uint32_t *value);
	int (*set_config)(void *context, unsigned int clock, uint8_t type, uint32_t value);
};

/* What the server remembers of a clock; filled by scmi_server_init() */
struct scmi_clock_state {
	uint32_t users;			/* agents that have enabled it, bit (agent - 1) each */
	uint32_t rate_subscribers;	/* agents told of changes of the rate */
	uint32_t request_subscribers;	/* agents told of others' requests to change it */
	uint64_t told_rate;		/* the rate subscribers know */
	uint64_t boot_rate;		/* what a reset of the agent who changed it goes back to */
	uint16_t boot_parent;
	bool boot_enabled;
	uint8_t rate_agent;		/* who has set rate, parent and state last, 0: nobody */
	uint8_t parent_agent;
	uint8_t state_agent;
	uint8_t config_agents[SCMI_CLOCK_CONFIG_TYPES];	/* the same by type - 1 */
	uint32_t boot_config[SCMI_CLOCK_CONFIG_TYPES];
	bool has_boot_config[SCMI_CLOCK_CONFIG_TYPES];
};

struct scmi_clock_config {
	const struct scmi_clock *clocks;	/* resource_count entries */
	struct scmi_clock_state *states;	/* resource_count entries */
	const struct scmi_clock_ops *ops;
	void *context;				/* handed to the functions of ops */
};

/* Tell agents that want to know of rates that the platform has changed by itself */
void scmi_clock_rates_changed(struct scmi_server *server);

#endif /* SCMI_CLOCK_H */
