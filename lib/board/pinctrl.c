// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * The board's pins. Of biases a pin has one at a time, and of ways to drive one. What it reads as its
 * input is its own output, or what the bias makes of a line that nobody drives.
 */
#include "pinctrl.h"

const char *const scmi_board_pin_settings[SCMI_PIN_SLEW_RATE + 1] = {
	[SCMI_PIN_BIAS_BUS_HOLD] = "bias-bus-hold",
	[SCMI_PIN_BIAS_DISABLE] = "bias-disable",
	[SCMI_PIN_BIAS_HIGH_IMPEDANCE] = "bias-high-impedance",
	[SCMI_PIN_BIAS_PULL_UP] = "bias-pull-up",
	[SCMI_PIN_BIAS_PULL_DEFAULT] = "bias-pull-default",
	[SCMI_PIN_BIAS_PULL_DOWN] = "bias-pull-down",
	[SCMI_PIN_DRIVE_OPEN_DRAIN] = "drive-open-drain",
	[SCMI_PIN_DRIVE_OPEN_SOURCE] = "drive-open-source",
	[SCMI_PIN_DRIVE_PUSH_PULL] = "drive-push-pull",
	[SCMI_PIN_DRIVE_STRENGTH] = "drive-strength",
	[SCMI_PIN_INPUT_DEBOUNCE] = "input-debounce",
	[SCMI_PIN_INPUT_MODE] = "input-mode",
	[SCMI_PIN_PULL_MODE] = "pull-mode",
	[SCMI_PIN_INPUT_VALUE] = "input-value",
	[SCMI_PIN_INPUT_SCHMITT] = "input-schmitt",
	[SCMI_PIN_LOW_POWER_MODE] = "low-power-mode",
	[SCMI_PIN_OUTPUT_MODE] = "output-mode",
	[SCMI_PIN_OUTPUT_VALUE] = "output-value",
	[SCMI_PIN_POWER_SOURCE] = "power-source",
	[SCMI_PIN_SLEW_RATE] = "slew-rate",
};

static struct board_pin *pin_of(void *context, unsigned int pin)
{
	struct scmi_board_pinctrl *pinctrl = context;

	return &pinctrl->pins[pin];
}

/* The place of a type among the pin's settings, type_count where it has none */
static unsigned int place_of(const struct scmi_pin *info, uint8_t type)
{
	unsigned int i;

	for (i = 0; i < info->type_count && info->types[i] != type; i++)
		;
	return i;
}

/* The value of a setting, 0 where the pin has none */
static uint32_t value_of(const struct scmi_board_pinctrl *pinctrl, unsigned int pin, uint8_t type)
{
	const struct scmi_pin *info = &pinctrl->info[pin];
	unsigned int place = place_of(info, type);

	return place < info->type_count ? pinctrl->pins[pin].values[place] : 0;
}

static uint32_t input_value(const struct scmi_board_pinctrl *pinctrl, unsigned int pin)
{
	if (value_of(pinctrl, pin, SCMI_PIN_OUTPUT_MODE))
		return value_of(pinctrl, pin, SCMI_PIN_OUTPUT_VALUE);
	return value_of(pinctrl, pin, SCMI_PIN_BIAS_PULL_UP) != 0;
}

static int get(void *context, unsigned int pin, uint8_t type, uint32_t *value)
{
	*value = type == SCMI_PIN_INPUT_VALUE ? input_value(context, pin) : value_of(context, pin, type);
	return SCMI_SUCCESS;
}

static int check(void *context, unsigned int pin, uint8_t type, uint32_t value)
{
	const struct scmi_board_pinctrl *pinctrl = context;
	unsigned int place = place_of(&pinctrl->info[pin], type);

	if (type == SCMI_PIN_INPUT_VALUE)
		return SCMI_NOT_SUPPORTED;
	return value <= pinctrl->pins[pin].settings[place].highest ? SCMI_SUCCESS :
								     SCMI_INVALID_PARAMETERS;
}

/* Choose one of the settings @first to @last, which exclude each other */
static void choose(struct scmi_board_pinctrl *pinctrl, unsigned int pin, uint8_t first, uint8_t last,
		   uint8_t type, uint32_t value)
{
	const struct scmi_pin *info = &pinctrl->info[pin];
	unsigned int i;

	for (i = 0; i < info->type_count; i++) {
		if (info->types[i] >= first && info->types[i] <= last)
			pinctrl->pins[pin].values[i] = info->types[i] == type ? value : 0;
	}
}

/* Pulls have a strength, and are off with 0; the other biases are chosen whatever is said */
static void set_bias(struct scmi_board_pinctrl *pinctrl, unsigned int pin, uint8_t type, uint32_t value)
{
	if (type <= SCMI_PIN_BIAS_HIGH_IMPEDANCE) {
		value = 1;
	} else if (!value) {
		type = SCMI_PIN_BIAS_DISABLE;
		value = 1;
	}
	choose(pinctrl, pin, SCMI_PIN_BIAS_BUS_HOLD, SCMI_PIN_BIAS_PULL_DOWN, type, value);
}

static int set(void *context, unsigned int pin, uint8_t type, uint32_t value)
{
	struct scmi_board_pinctrl *pinctrl = context;

	/* By number: biases, then ways to drive, then all else */
	if (type <= SCMI_PIN_BIAS_PULL_DOWN)
		set_bias(pinctrl, pin, type, value);
	else if (type <= SCMI_PIN_DRIVE_PUSH_PULL)
		choose(pinctrl, pin, SCMI_PIN_DRIVE_OPEN_DRAIN, SCMI_PIN_DRIVE_PUSH_PULL, type, 1);
	else
		pinctrl->pins[pin].values[place_of(&pinctrl->info[pin], type)] = value;
	return SCMI_SUCCESS;
}

static int get_function(void *context, unsigned int pin, uint16_t *function)
{
	*function = pin_of(context, pin)->function;
	return SCMI_SUCCESS;
}

static int set_function(void *context, unsigned int pin, unsigned int function)
{
	pin_of(context, pin)->function = (uint16_t)function;
	return SCMI_SUCCESS;
}

static void restore(void *context, unsigned int pin)
{
	const struct scmi_board_pinctrl *pinctrl = context;
	struct board_pin *p = pin_of(context, pin);
	unsigned int i;

	p->function = p->start_function;
	for (i = 0; i < pinctrl->info[pin].type_count; i++)
		p->values[i] = p->settings[i].start;
}

const struct scmi_pinctrl_ops scmi_board_pinctrl_ops = {
	.get_function = get_function,
	.set_function = set_function,
	.get = get,
	.check = check,
	.set = set,
	.restore = restore,
};

static uint16_t permissions(const struct scmi_board *board, uint16_t resource)
{
	const struct scmi_pinctrl_config *config = &board->pinctrl->config;

	return resource < config->pin_count + config->group_count ? SCMI_PINCTRL_MAY_CHANGE : 0;
}

/* Text */

static void view_setting(struct text *text, uint8_t type, uint32_t value)
{
	text_put(text, " ");
	if (type <= SCMI_PIN_SLEW_RATE) {
		text_put(text, scmi_board_pin_settings[type]);
	} else {
		text_put(text, "oem-");
		text_put_number(text, type, 10);
	}
	text_put(text, " ");
	text_put_number(text, value, 10);
}

static void view_pin(struct text *text, struct scmi_board_pinctrl *pinctrl, uint16_t pin)
{
	const struct scmi_pinctrl_config *config = &pinctrl->config;
	const struct scmi_pin *info = &config->pins[pin];
	uint16_t function = pinctrl->pins[pin].function;
	uint32_t value;
	unsigned int i;

	text_put(text, "pin ");
	text_put(text, info->name);
	text_put(text, " function ");
	text_put(text, function == SCMI_PIN_NO_FUNCTION ?
		       "-" : config->sets[config->group_count + function].name);
	text_put(text, " owner ");
	text_put_number(text, config->states[pin].owner, 10);
	text_put(text, " denied ");
	text_put_number(text, config->states[pin].denied, 16);
	for (i = 0; i < info->type_count; i++) {
		(void)get(pinctrl, pin, info->types[i], &value);
		if (value)
			view_setting(text, info->types[i], value);
	}
}

static unsigned int count_pins(const struct scmi_board_pinctrl *pinctrl, unsigned int function)
{
	unsigned int count = 0;
	unsigned int pin;

	for (pin = 0; pin < pinctrl->config.pin_count; pin++)
		count += pinctrl->pins[pin].function == function;
	return count;
}

static void view_set(struct text *text, const struct scmi_board_pinctrl *pinctrl, uint16_t resource)
{
	const struct scmi_pinctrl_config *config = &pinctrl->config;
	unsigned int set = resource - (unsigned int)config->pin_count;

	text_put(text, set < config->group_count ? "pin-group " : "pin-function ");
	text_put(text, config->sets[set].name);
	text_put(text, set < config->group_count ? " requester " : " pins ");
	text_put_number(text, set < config->group_count ? config->states[resource].requester :
							  count_pins(pinctrl, set - config->group_count),
			10);
}

static void view(struct text *text, const struct scmi_board *board, uint16_t resource)
{
	if (resource < board->pinctrl->config.pin_count)
		view_pin(text, board->pinctrl, resource);
	else
		view_set(text, board->pinctrl, resource);
	text_put(text, "\n");
}

const struct board_protocol scmi_board_pinctrl = {
	.protocol = &scmi_pinctrl_protocol,
	.id = SCMI_PROTOCOL_PINCTRL,
	.section = "pinctrl",
	.read_only = "read-only-pinctrl",
	.parse = scmi_board_parse_pinctrl,
	.permissions = permissions,
	.complete_view = scmi_board_complete_pinctrl_view,
	.view = view,
};
