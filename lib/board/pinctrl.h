/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * The board's pins.
 */
#ifndef SCMI_BOARD_PINCTRL_H
#define SCMI_BOARD_PINCTRL_H

#include "board.h"

/* A setting that pins have: its value at the start, and the highest */
struct pin_setting {
	uint32_t start;
	uint32_t highest;
};

struct board_pin {
	const struct pin_setting *settings;	/* in the order of struct scmi_pin's types */
	uint32_t *values;
	uint16_t function;
	uint16_t start_function;
};

/* The hardware; the context of its operations */
struct scmi_board_pinctrl {
	struct scmi_pinctrl_config config;
	struct scmi_pin *info;
	struct scmi_pin_set *sets;
	struct board_pin *pins;
};

/* Names of settings by type, as in the device tree; NULL for those that have none */
extern const char *const scmi_board_pin_settings[SCMI_PIN_SLEW_RATE + 1];
extern const struct scmi_pinctrl_ops scmi_board_pinctrl_ops;

bool scmi_board_parse_pinctrl(struct tables *t, int section, struct scmi_protocol_instance *instance);
bool scmi_board_complete_pinctrl_view(struct tables *t, int node, struct scmi_view *view);

#endif /* SCMI_BOARD_PINCTRL_H */
