/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * The agent's side of the clock management protocol, section 4.6. @clock is the agent's number of a clock,
 * 0 to the protocol's count - 1; SCMI_NOT_FOUND past the last, SCMI_DENIED where the agent may not do
 * this.
 */
#ifndef SCMI_AGENT_CLOCK_H
#define SCMI_AGENT_CLOCK_H

#include <scmi/agent.h>

struct scmi_clock_protocol_attributes {
	uint16_t clocks;		/* number of clocks */
	uint8_t max_pending_rate_changes;	/* asynchronous changes at a time; 0: none */
};

struct scmi_clock_attributes {
	char name[SCMI_NAME_SIZE];	/* its first 15 characters */
	uint32_t enable_delay;		/* longest time to enable it, microseconds; 0: unknown; since 2.0 */
	bool enabled;
	/* Since version 2.0, false before */
	bool rate_changed_notifications;
	bool rate_change_requested_notifications;
	bool extended_name;		/* it has a longer name, scmi_clock_name_get() */
	/* Since version 3.0, false before */
	bool parents;			/* it has parents to be listed */
	bool extended_configuration;
	bool restricted;		/* the agent may not change all of it */
};

/* What an agent may change */
struct scmi_clock_permissions {
	bool state;
	bool parent;
	bool rate;
};

struct scmi_clock_rate_list {
	size_t count;		/* rates of the list; 3 where @linear is set */
	bool linear;		/* they are lowest rate, highest rate and step */
};

/* How a rate that the clock does not have is rounded */
enum scmi_clock_rounding {
	SCMI_CLOCK_ROUND_DOWN,
	SCMI_CLOCK_ROUND_UP,
	SCMI_CLOCK_ROUND_NEAREST,
};

/* What becomes of a clock's state */
enum scmi_clock_state_change {
	SCMI_CLOCK_DISABLE = 0,
	SCMI_CLOCK_ENABLE = 1,
	SCMI_CLOCK_KEEP = 3,	/* since version 3.0 */
};

/* Types of extended configuration; 0x80 to 0xff are the vendor's */
#define SCMI_CLOCK_NO_CONFIG		0u
#define SCMI_CLOCK_CONFIG_DUTY_CYCLE	1u	/* percent, 0 to 100 */
#define SCMI_CLOCK_CONFIG_PHASE		2u	/* degrees, 0 to 359 */

struct scmi_clock_configuration {
	bool enabled;
	uint32_t value;		/* of the type that was asked for; 0 with SCMI_CLOCK_NO_CONFIG */
};

/* PROTOCOL_ATTRIBUTES */
struct scmi_result scmi_clock_protocol_attributes_get(struct scmi_link *link,
						      struct scmi_clock_protocol_attributes *a);
/* CLOCK_ATTRIBUTES */
struct scmi_result scmi_clock_attributes_get(struct scmi_link *link, uint32_t clock,
					     struct scmi_clock_attributes *attributes);
/* CLOCK_NAME_GET, since 2.0, where scmi_clock_attributes.extended_name is set */
struct scmi_result scmi_clock_name_get(struct scmi_link *link, uint32_t clock,
				       char name[SCMI_NAME_SIZE]);
/* The rates in Hz, at most 69630. A linear list needs room for 3. */
struct scmi_result scmi_clock_describe_rates(struct scmi_link *link, uint32_t clock, uint64_t *rates,
					     size_t max, struct scmi_clock_rate_list *list);
/*
 * Rates in Hz, up to 64 bits. The rate that was set is told by scmi_clock_rate_get();
 * SCMI_INVALID_PARAMETERS for one that cannot be had with this rounding.
 */
struct scmi_result scmi_clock_rate_set(struct scmi_link *link, uint32_t clock, uint64_t rate,
				       enum scmi_clock_rounding rounding);
struct scmi_result scmi_clock_rate_get(struct scmi_link *link, uint32_t clock, uint64_t *rate);
/* The same without waiting for the change: SCMI_EVENT_CLOCK_RATE_SET follows. @token may be NULL. */
struct scmi_result scmi_clock_rate_set_async(struct scmi_link *link, uint32_t clock, uint64_t rate,
					     enum scmi_clock_rounding rounding, uint16_t *token);
/*
 * CLOCK_CONFIG_SET: the state, and since 3.0 one extended configuration: @type SCMI_CLOCK_CONFIG_...
 * or 0x80 to 0xff of the vendor; SCMI_CLOCK_NO_CONFIG and 0 for none. A clock stays enabled while any
 * agent needs it. SCMI_NOT_SUPPORTED: it has no such configuration.
 */
struct scmi_result scmi_clock_config_set(struct scmi_link *link, uint32_t clock,
					 enum scmi_clock_state_change state, uint8_t type,
					 uint32_t value);
/* CLOCK_CONFIG_GET, since 3.0 */
struct scmi_result scmi_clock_config_get(struct scmi_link *link, uint32_t clock, uint8_t type,
					 struct scmi_clock_configuration *configuration);
/* Notifications since 2.0; SCMI_NOT_SUPPORTED where the transport does not deliver them */
struct scmi_result scmi_clock_rate_notify(struct scmi_link *link, uint32_t clock, bool enable);
struct scmi_result scmi_clock_rate_change_requested_notify(struct scmi_link *link, uint32_t clock,
							   bool enable);
/* Parents, since 3.0: numbers of clocks, at most 510. SCMI_NOT_SUPPORTED: it has none. */
struct scmi_result scmi_clock_possible_parents_get(struct scmi_link *link, uint32_t clock,
						   uint32_t *parents, size_t max, size_t *count);
struct scmi_result scmi_clock_parent_set(struct scmi_link *link, uint32_t clock, uint32_t parent);
struct scmi_result scmi_clock_parent_get(struct scmi_link *link, uint32_t clock, uint32_t *parent);
/* CLOCK_GET_PERMISSIONS, since 3.0 */
struct scmi_result scmi_clock_get_permissions(struct scmi_link *link, uint32_t clock,
					      struct scmi_clock_permissions *permissions);

#endif /* SCMI_AGENT_CLOCK_H */
