/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * The voltage domain management protocol of the server (section 4.9 of the specification), versions
 * 1.0, 2.0 and 2.1: what a platform provides to have its supplies served. Voltages are signed, in
 * microvolts.
 */
#ifndef SCMI_VOLTAGE_H
#define SCMI_VOLTAGE_H

#include <stdbool.h>
#include <stdint.h>

#include <scmi/server.h>

/* The protocol, for struct scmi_protocol_instance */
extern const struct scmi_protocol scmi_voltage_protocol;

/* Permissions of an agent, for struct scmi_view_entry; reading is always allowed */
/* on, off, the vendor's modes; without it a request for the mode that the domain is in does nothing */
#define SCMI_VOLTAGE_MAY_SET_MODE	0x1u
#define SCMI_VOLTAGE_MAY_SET_LEVEL	0x2u
#define SCMI_VOLTAGE_MAY_ALL		0x3u

#define SCMI_VOLTAGE_VENDOR_MODES	0xff00u	/* the modes that are the vendor's, a bit each */

/* What does not change about a domain */
struct scmi_voltage_domain {
	const char *name;		/* 1 to 63 characters */
	/*
	 * A list, ascending, or, where @linear is set, lowest level, highest level and step, of which
	 * the last may be cut short
	 */
	const int32_t *levels;
	uint16_t level_count;		/* entries of the list, 1 to 4095; 3 where @linear is set */
	bool linear;
	bool asynchronous;		/* start_set_level can be used on it */
	/* Modes of the vendor's that it has, bit (mode) each; every domain has off and on */
	uint16_t vendor_modes;
};

/*
 * The platform's supplies. @domain is below resource_count. All return SCMI_SUCCESS or an error of enum
 * scmi_status, upon which nothing has changed. Members that set may be NULL where no domain can do it:
 * the agent is told SCMI_NOT_SUPPORTED.
 */
struct scmi_voltage_ops {
	/* The level that the domain has, or would have if it were on */
	int (*get_level)(void *context, unsigned int domain, int32_t *level);
	/* @level is always one that the description has */
	int (*set_level)(void *context, unsigned int domain, int32_t level);
	/*
	 * The same for agents that do not wait. When it is done, whether well or not, but not before this
	 * has returned, the platform calls scmi_server_done(); until then the server refuses other levels
	 * with SCMI_BUSY. abort_set_level gives it up: the domain keeps the level it has reached, until
	 * set_level says another. Both NULL where no domain can.
	 */
	int (*start_set_level)(void *context, unsigned int domain, int32_t level);
	void (*abort_set_level)(void *context, unsigned int domain);
	int (*get_mode)(void *context, unsigned int domain, uint8_t *mode);
	/*
	 * @mode is one that the domain has, and not the one it is in. Agents are counted by the server: a
	 * domain is switched off when the last agent that has switched it on lets go of it.
	 */
	int (*set_mode)(void *context, unsigned int domain, uint8_t mode);
};

/* What the server remembers of a domain; filled by scmi_server_init() */
struct scmi_voltage_state {
	uint32_t users;		/* agents that have set a mode other than off, bit (agent - 1) each */
	int32_t boot_level;	/* what a reset of the agent who changed it goes back to */
	uint8_t boot_mode;
	uint8_t level_agent;	/* who has set level and mode last, 0: nobody */
	uint8_t mode_agent;
};

struct scmi_voltage_config {
	const struct scmi_voltage_domain *domains;	/* resource_count entries */
	struct scmi_voltage_state *states;		/* resource_count entries */
	const struct scmi_voltage_ops *ops;
	void *context;					/* handed to the functions of ops */
};

#endif /* SCMI_VOLTAGE_H */
