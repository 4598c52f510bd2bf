/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * The pin control protocol of the server (section 4.11 of the specification), version 1.0: what a
 * platform provides to have its pins served.
 *
 * The resources are pins, groups of pins, and functions that pins can have, in one list: the instance's
 * resource_count counts all of them, its devices and the agents' views name pins first, then groups,
 * then functions (resource pin_count is group 0). What a group is told, the server does with its pins;
 * the platform knows pins only.
 *
 * An agent that has requested a pin owns it until it releases it or is reset: others can look, but not
 * change or request it. A group is owned when all its pins are, which it needs free.
 */
#ifndef SCMI_PINCTRL_H
#define SCMI_PINCTRL_H

#include <stdbool.h>
#include <stdint.h>

#include <scmi/server.h>

/* The protocol, for struct scmi_protocol_instance */
extern const struct scmi_protocol scmi_pinctrl_protocol;

/*
 * Permission of an agent, for struct scmi_view_entry: request a pin or group and change its function and
 * settings; reading is always allowed. Who may change a group changes its pins, whatever he may do with
 * them one by one. Functions need no permission.
 */
#define SCMI_PINCTRL_MAY_CHANGE		0x1u

#define SCMI_PIN_NO_FUNCTION		0xffff	/* what a pin has that has none */

/* What does not change about a pin */
struct scmi_pin {
	const char *name;	/* 1 to 63 characters */
	const uint8_t *types;	/* of settings that it has, NULL: none */
	uint8_t type_count;
};

/* A group of pins, or a function and the groups or pins that can have it */
struct scmi_pin_set {
	const char *name;		/* 1 to 63 characters */
	const uint16_t *members;	/* pins or groups, each counted from 0 */
	uint16_t count;			/* 1 to 65535 */
	bool of_pins;			/* members are pins: set for groups, for functions of single pins */
	bool gpio;			/* a function that makes its pins GPIOs */
};

/*
 * The platform's pins. @pin is below pin_count. All return SCMI_SUCCESS or an error of enum scmi_status,
 * upon which nothing has changed. check, set and set_function may be NULL where no pin can do it: the
 * agent is told SCMI_NOT_SUPPORTED.
 */
struct scmi_pinctrl_ops {
	/* @function is below function_count, or SCMI_PIN_NO_FUNCTION */
	int (*get_function)(void *context, unsigned int pin, uint16_t *function);
	/* @function is always one that the pin, or a group that it is in, can have */
	int (*set_function)(void *context, unsigned int pin, unsigned int function);
	/* @type is always one of the pin's */
	int (*get)(void *context, unsigned int pin, uint8_t type, uint32_t *value);
	/*
	 * Whether set() would do it. A request is checked as a whole before anything of it is done: set()
	 * is only called with what check() has accepted.
	 */
	int (*check)(void *context, unsigned int pin, uint8_t type, uint32_t value);
	int (*set)(void *context, unsigned int pin, uint8_t type, uint32_t value);
	/* Bring back the function and the settings of the start */
	void (*restore)(void *context, unsigned int pin);
};

/* What the server remembers of a pin or group; filled by scmi_server_init() */
struct scmi_pin_state {
	uint32_t denied;	/* agents that may not use it, bit (agent - 1) each; pins only, as ... */
	uint16_t holds;		/* ... how many requests, of itself or of groups, hold it, ... */
	uint8_t owner;		/* ... whose they are, 0: nobody's, ... */
	uint8_t changer;	/* ... who has changed it last, 0: nobody */
	uint8_t requester;	/* who has requested this pin or group as such, 0: nobody */
};

struct scmi_pinctrl_config {
	const struct scmi_pin *pins;		/* pin_count entries */
	struct scmi_pin_state *states;		/* pin_count + group_count entries */
	const struct scmi_pin_set *sets;	/* group_count groups, then function_count functions */
	uint16_t pin_count;			/* at least 1 */
	uint16_t group_count;
	uint16_t function_count;
	const struct scmi_pinctrl_ops *ops;
	void *context;				/* handed to the functions of ops */
};

#endif /* SCMI_PINCTRL_H */
