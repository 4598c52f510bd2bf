/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * The agent's side of the pin control protocol, section 4.11, version 1.0. @id is the agent's number of a
 * pin, group or function, each counted from 0; SCMI_NOT_FOUND past the last.
 */
#ifndef SCMI_AGENT_PINCTRL_H
#define SCMI_AGENT_PINCTRL_H

#include <scmi/agent.h>

#define SCMI_PINCTRL_NO_FUNCTION	UINT32_MAX	/* what a pin or group has that has none */

/* What an identifier is one of */
enum scmi_pinctrl_selector {
	SCMI_PINCTRL_PIN = 0,
	SCMI_PINCTRL_GROUP = 1,
	SCMI_PINCTRL_FUNCTION = 2,
};

struct scmi_pinctrl_protocol_attributes {
	uint16_t pins;
	uint16_t groups;
	uint16_t functions;
};

struct scmi_pinctrl_attributes {
	char name[SCMI_NAME_SIZE];	/* its first 15 characters */
	uint16_t elements;		/* of a group its pins, of a function its groups or pins; 0 of a pin */
	bool extended_name;		/* scmi_pinctrl_name_get() */
	bool gpio_function;		/* a function that makes GPIOs of pins */
	bool pin_function;		/* a function of single pins; otherwise of groups */
};

struct scmi_pin_config {
	uint8_t type;			/* enum scmi_pin_setting, or 192 to 255 of the vendor */
	uint32_t value;
};

/* PROTOCOL_ATTRIBUTES */
struct scmi_result scmi_pinctrl_protocol_attributes_get(struct scmi_link *link,
							struct scmi_pinctrl_protocol_attributes *a);
/* PINCTRL_ATTRIBUTES */
struct scmi_result scmi_pinctrl_attributes_get(struct scmi_link *link,
					       enum scmi_pinctrl_selector selector, uint32_t id,
					       struct scmi_pinctrl_attributes *attributes);
/* PINCTRL_NAME_GET, where extended_name is set */
struct scmi_result scmi_pinctrl_name_get(struct scmi_link *link, enum scmi_pinctrl_selector selector,
					 uint32_t id, char name[SCMI_NAME_SIZE]);
/* Pins of a group; groups, or pins, of a function. At most 69630. */
struct scmi_result scmi_pinctrl_list_associations(struct scmi_link *link,
						  enum scmi_pinctrl_selector selector, uint32_t id,
						  uint16_t *ids, size_t max, size_t *count);
/*
 * PINCTRL_SETTINGS_GET of a pin or group: one setting, all of them (at most 510), or the function, which
 * is SCMI_PINCTRL_NO_FUNCTION where there is none. SCMI_NOT_SUPPORTED: it does not have this setting.
 */
struct scmi_result scmi_pinctrl_setting_get(struct scmi_link *link, enum scmi_pinctrl_selector selector,
					    uint32_t id, uint8_t type, uint32_t *value);
struct scmi_result scmi_pinctrl_settings_get(struct scmi_link *link,
					     enum scmi_pinctrl_selector selector, uint32_t id,
					     struct scmi_pin_config *configs, size_t max, size_t *count);
struct scmi_result scmi_pinctrl_function_get(struct scmi_link *link,
					     enum scmi_pinctrl_selector selector, uint32_t id,
					     uint32_t *function);
/*
 * PINCTRL_SETTINGS_CONFIGURE: a function unless that is SCMI_PINCTRL_NO_FUNCTION, and @count settings, 0 to
 * 255. All of it, or nothing. SCMI_UNSENT_SIZE: too many for a message.
 */
struct scmi_result scmi_pinctrl_settings_configure(struct scmi_link *link,
						   enum scmi_pinctrl_selector selector, uint32_t id,
						   uint32_t function,
						   const struct scmi_pin_config *configs, size_t count);
/* Own a pin or group, so that no other agent may change it, and let go of it. SCMI_IN_USE. */
struct scmi_result scmi_pinctrl_request(struct scmi_link *link, enum scmi_pinctrl_selector selector,
					uint32_t id);
struct scmi_result scmi_pinctrl_release(struct scmi_link *link, enum scmi_pinctrl_selector selector,
					uint32_t id);
/* PINCTRL_SET_PERMISSIONS, for trusted agents: allow or deny an agent a pin or group */
struct scmi_result scmi_pinctrl_set_permissions(struct scmi_link *link, uint32_t agent,
						enum scmi_pinctrl_selector selector, uint32_t id,
						bool allow);

#endif /* SCMI_AGENT_PINCTRL_H */
