// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * The commands of the pin control protocol: pins, groups of pins, and functions.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "scmictl.h"

#define MAX_MEMBERS	69630u
#define MAX_SETTINGS	510u
#define MAX_SET		255u

/* By their numbers in the specification */
static const char *const settings[] = {
	[SCMI_PIN_DEFAULT] = "default",
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

static struct scmi_result name_of(struct tool *tool, enum scmi_pinctrl_selector selector, uint32_t id,
				  char name[SCMI_NAME_SIZE])
{
	struct scmi_pinctrl_attributes a;
	struct scmi_result result = scmi_pinctrl_attributes_get(&tool->link, selector, id, &a);

	if (!scmi_ok(result))
		return result;
	if (a.extended_name)
		result = scmi_pinctrl_name_get(&tool->link, selector, id, name);
	if (!a.extended_name || is_refusal(result)) {
		memcpy(name, a.name, SCMI_NAME_SIZE);
		result.kind = SCMI_RESULT_OK;
	}
	return result;
}

/* What differs between the three */
#define FUNCTIONS_OF(object, selector, member)						\
static struct scmi_result object ## _name(struct tool *tool, uint32_t id,		\
					  char name[SCMI_NAME_SIZE])			\
{											\
	return name_of(tool, selector, id, name);					\
}											\
static struct scmi_result object ## _count(struct tool *tool, uint32_t *count)		\
{											\
	struct scmi_pinctrl_protocol_attributes a = { 0 };				\
	struct scmi_result result = scmi_pinctrl_protocol_attributes_get(&tool->link, &a); \
											\
	*count = a.member;								\
	return result;									\
}

FUNCTIONS_OF(pin, SCMI_PINCTRL_PIN, pins)
FUNCTIONS_OF(group, SCMI_PINCTRL_GROUP, groups)
FUNCTIONS_OF(function, SCMI_PINCTRL_FUNCTION, functions)

static enum scmi_pinctrl_selector selector_of(const struct kind *kind)
{
	if (kind == &pin_kind)
		return SCMI_PINCTRL_PIN;
	return kind == &group_kind ? SCMI_PINCTRL_GROUP : SCMI_PINCTRL_FUNCTION;
}

/* Which function a pin or group has */
static int put_function(struct tool *tool, json_object *row, const struct kind *kind, uint32_t id)
{
	json_object *reference = NULL;
	uint32_t function;
	struct scmi_result result;
	int status = 0;

	result = scmi_pinctrl_function_get(&tool->link, selector_of(kind), id, &function);
	if (!scmi_ok(result) && !is_refusal(result))
		return check(tool, result, "function of %s %u", kind->what, id);
	if (scmi_ok(result) && function != SCMI_PINCTRL_NO_FUNCTION) {
		reference = json_object_new_object();
		status = put_reference(tool, &function_kind, reference, function);
	}
	json_object_object_add(row, "function", reference);
	return status;
}

static int put_settings(struct tool *tool, json_object *out, const struct kind *kind, uint32_t id)
{
	struct scmi_pin_config configs[MAX_SETTINGS];
	json_object *object = json_object_new_object();
	struct scmi_result result;
	size_t count, i;
	char number[8];

	json_object_object_add(out, "settings", object);
	result = scmi_pinctrl_settings_get(&tool->link, selector_of(kind), id, configs, MAX_SETTINGS,
					   &count);
	for (i = 0; scmi_ok(result) && i < count && i < MAX_SETTINGS; i++) {
		const char *name = configs[i].type < COUNT(settings) ? settings[configs[i].type] : NULL;

		snprintf(number, sizeof(number), "%u", configs[i].type);
		put_number(object, name ? name : number, configs[i].value);
	}
	return is_refusal(result) ? 0 : check(tool, result, "settings of %s %u", kind->what, id);
}

static int put_members(struct tool *tool, json_object *out, const struct kind *kind,
		       const struct kind *of, const char *key, uint32_t id)
{
	uint16_t *members = calloc(MAX_MEMBERS, sizeof(*members));
	json_object *array = json_object_new_array();
	struct scmi_result result;
	size_t count = 0, i;
	int status;

	json_object_object_add(out, key, array);
	result = scmi_pinctrl_list_associations(&tool->link, selector_of(kind), id, members, MAX_MEMBERS,
						&count);
	status = is_refusal(result) ? 0 : check(tool, result, "%s of %s %u", key, kind->what, id);
	for (i = 0; !status && scmi_ok(result) && i < count; i++) {
		json_object *member = json_object_new_object();

		json_object_array_add(array, member);
		status = put_reference(tool, of, member, members[i]);
	}
	free(members);
	return status;
}

static int put_pin(struct tool *tool, json_object *row, uint32_t id)
{
	return put_function(tool, row, &pin_kind, id);
}

static int put_pin_details(struct tool *tool, json_object *out, uint32_t id)
{
	return put_settings(tool, out, &pin_kind, id);
}

static int put_group(struct tool *tool, json_object *row, uint32_t id)
{
	int status = put_function(tool, row, &group_kind, id);

	return status ? status : put_members(tool, row, &group_kind, &pin_kind, "pins", id);
}

static int put_group_details(struct tool *tool, json_object *out, uint32_t id)
{
	return put_settings(tool, out, &group_kind, id);
}

static int put_function_row(struct tool *tool, json_object *row, uint32_t id)
{
	struct scmi_pinctrl_attributes a = { 0 };
	int status = check(tool, scmi_pinctrl_attributes_get(&tool->link, SCMI_PINCTRL_FUNCTION, id, &a),
			   "function %u", id);

	put_bool(row, "gpio", a.gpio_function);
	put_bool(row, "single_pins", a.pin_function);
	if (status)
		return status;
	return put_members(tool, row, &function_kind, a.pin_function ? &pin_kind : &group_kind,
			   "members", id);
}

#define COMMON_RECORD			\
	{ "id", "id", FORMAT_NUMBER },	\
	{ "name", "name", FORMAT_TEXT },	\
	{ "error", "error", FORMAT_TEXT }

const struct kind pin_kind = {
	.object = "pin", .what = "pin", .key = "pins", .protocol = SCMI_PROTOCOL_PINCTRL,
	.count = pin_count, .name = pin_name, .put = put_pin, .put_details = put_pin_details,
	.columns = (const struct column[]){
		{ "id", "ID", FORMAT_NUMBER },
		{ "name", "PIN", FORMAT_TEXT },
		{ "function", "FUNCTION", FORMAT_NAME },
		{ "error", "ERROR", FORMAT_TEXT },
		{ 0 },
	},
	.record = (const struct column[]){
		COMMON_RECORD,
		{ "function", "function", FORMAT_NAME },
		{ "settings", "settings", FORMAT_KEYS },
		{ 0 },
	},
};

const struct kind group_kind = {
	.object = "group", .what = "group", .key = "groups", .protocol = SCMI_PROTOCOL_PINCTRL,
	.count = group_count, .name = group_name, .put = put_group, .put_details = put_group_details,
	.columns = (const struct column[]){
		{ "id", "ID", FORMAT_NUMBER },
		{ "name", "GROUP", FORMAT_TEXT },
		{ "function", "FUNCTION", FORMAT_NAME },
		{ "pins", "PINS", FORMAT_NAMES },
		{ "error", "ERROR", FORMAT_TEXT },
		{ 0 },
	},
	.record = (const struct column[]){
		COMMON_RECORD,
		{ "function", "function", FORMAT_NAME },
		{ "pins", "pins", FORMAT_NAMES },
		{ "settings", "settings", FORMAT_KEYS },
		{ 0 },
	},
};

const struct kind function_kind = {
	.object = "function", .what = "function", .key = "functions", .protocol = SCMI_PROTOCOL_PINCTRL,
	.count = function_count, .name = function_name, .put = put_function_row,
	.columns = (const struct column[]){
		{ "id", "ID", FORMAT_NUMBER },
		{ "name", "FUNCTION", FORMAT_TEXT },
		{ "gpio", "GPIO", FORMAT_YES },
		{ "members", "OF", FORMAT_NAMES },
		{ "error", "ERROR", FORMAT_TEXT },
		{ 0 },
	},
	.record = (const struct column[]){
		COMMON_RECORD,
		{ "gpio", "GPIO", FORMAT_YES },
		{ "single_pins", "of single pins", FORMAT_YES },
		{ "members", "of", FORMAT_NAMES },
		{ 0 },
	},
};

/* Setting: function=NAME and SETTING=VALUE, all at once */

static int parse_setting(struct tool *tool, const char *text, uint32_t *function,
			 struct scmi_pin_config *configs, size_t *count)
{
	const char *value = strchr(text, '=');
	uint64_t type, number;
	char name[64];
	int word;

	if (!value)
		return fail(tool, EXIT_USAGE, "'%s' is neither function=NAME nor SETTING=VALUE", text);
	snprintf(name, sizeof(name), "%.*s", (int)(value - text), text);
	value++;
	if (!strcmp(name, "function"))
		return find_resource(tool, &function_kind, value, function);
	word = find_word(settings, COUNT(settings), name);
	type = (uint64_t)word;
	if (word < 0 && !parse_number(name, UINT8_MAX, &type)) {
		fail(tool, EXIT_NO_SUCH, "there is no setting '%s'", name);
		return hint(tool, "settings are named like bias-pull-up, or by their numbers");
	}
	if (!parse_number(value, UINT32_MAX, &number))
		return fail(tool, EXIT_USAGE, "%s: '%s' is no number", name, value);
	if (*count == MAX_SET)
		return fail(tool, EXIT_USAGE, "there are more than %u settings", MAX_SET);
	configs[(*count)++] = (struct scmi_pin_config){ (uint8_t)type, (uint32_t)number };
	return 0;
}

int run_pin_set(struct tool *tool, int argc, char **argv)
{
	const struct kind *kind = tool->command->kind;
	struct scmi_pin_config configs[MAX_SET];
	uint32_t function = SCMI_PINCTRL_NO_FUNCTION;
	size_t count = 0;
	uint32_t id;
	int status = find_and_put(tool, kind, argv[0], &id);
	int i;

	for (i = 1; !status && i < argc; i++)
		status = parse_setting(tool, argv[i], &function, configs, &count);
	if (!status && check(tool, scmi_pinctrl_settings_configure(&tool->link, selector_of(kind), id,
				function, configs, count), "%s %s", kind->what, argv[0]))
		return hint(tool, "`scmictl %s show %s` shows what it has", kind->object, argv[0]);
	if (!status)
		status = put_function(tool, tool->out, kind, id);
	return status ? status : put_settings(tool, tool->out, kind, id);
}

void print_pin_set(const struct tool *tool, json_object *out)
{
	static const struct column columns[] = {
		COMMON_RECORD,
		{ "function", "function", FORMAT_NAME },
		{ "settings", "settings", FORMAT_KEYS },
	};

	print_record(tool, out, columns, COUNT(columns));
}

/* request and release: the verb says which */
int run_pin_own(struct tool *tool, int argc, char **argv)
{
	const struct kind *kind = tool->command->kind;
	bool request = !strcmp(tool->command->verb, "request");
	uint32_t id;
	int status = find_and_put(tool, kind, argv[0], &id);

	(void)argc;
	if (status)
		return status;
	return put_done(tool, kind, argv[0], request ?
			scmi_pinctrl_request(&tool->link, selector_of(kind), id) :
			scmi_pinctrl_release(&tool->link, selector_of(kind), id),
			request ? "is this agent's" : "is nobody's");
}

int run_pin_permissions(struct tool *tool, int argc, char **argv)
{
	const struct kind *kind = tool->command->kind;
	bool allow = !strcmp(argv[2], "allow");
	uint32_t id, agent;
	int status;

	(void)argc;
	if (!allow && strcmp(argv[2], "deny"))
		return fail(tool, EXIT_USAGE, "'%s' is neither allow nor deny", argv[2]);
	status = find_agent(tool, argv[1], &agent);
	if (!status)
		status = find_and_put(tool, kind, argv[0], &id);
	if (status)
		return status;
	return put_done(tool, kind, argv[0],
			scmi_pinctrl_set_permissions(&tool->link, agent, selector_of(kind), id, allow),
			allow ? "is allowed" : "is denied");
}
