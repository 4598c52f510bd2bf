// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * The commands of the voltage domain protocol.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "scmictl.h"

#define MAX_LEVELS	69630u

COUNT_FUNCTION(voltage, domains)
NAME_FUNCTION(voltage)

static struct scmi_result get_level(struct tool *tool, uint32_t id, json_object **value)
{
	int32_t level;
	struct scmi_result result = scmi_voltage_level_get(&tool->link, id, &level);

	if (scmi_ok(result))
		*value = json_object_new_int64(level);
	return result;
}

static struct scmi_result set_level(struct tool *tool, uint32_t id, int64_t level)
{
	return scmi_voltage_level_set(&tool->link, id, (int32_t)level);
}

static struct scmi_result get_mode(struct tool *tool, uint32_t id, json_object **value)
{
	uint8_t mode;
	struct scmi_result result = scmi_voltage_config_get(&tool->link, id, &mode);

	if (scmi_ok(result))
		*value = json_object_new_uint64(mode);
	return result;
}

static struct scmi_result set_mode(struct tool *tool, uint32_t id, int64_t mode)
{
	return scmi_voltage_config_set(&tool->link, id, (uint8_t)mode);
}

static int put_voltage(struct tool *tool, json_object *row, uint32_t id)
{
	json_object *mode = NULL, *level = NULL;
	int status = put_result(tool, row, "mode", get_mode(tool, id, &mode), &mode, "supply", id);

	if (status)
		return status;
	return put_result(tool, row, "level", get_level(tool, id, &level), &level, "supply", id);
}

static int put_levels(struct tool *tool, json_object *out, uint32_t id)
{
	int32_t *levels = calloc(MAX_LEVELS, sizeof(*levels));
	struct scmi_voltage_level_list list = { 0 };
	json_object *array = json_object_new_array();
	struct scmi_result result;
	size_t i;

	result = scmi_voltage_describe_levels(&tool->link, id, levels, MAX_LEVELS, &list);
	json_object_object_add(out, "levels", array);
	put_bool(out, "linear", list.linear);
	if (scmi_ok(result) && list.linear)
		put_number(out, "step", (uint64_t)levels[2]);
	for (i = 0; scmi_ok(result) && i < (list.linear ? 2 : list.count); i++)
		json_object_array_add(array, json_object_new_int64(levels[i]));
	free(levels);
	return check(tool, result, "levels of supply %u", id);
}

void print_voltage_levels(const struct tool *tool, json_object *out)
{
	json_object *levels = get(out, "levels");
	bool linear = json_object_get_boolean(get(out, "linear"));
	json_object *now = get(out, "level");
	char text[64];
	size_t i;

	for (i = 0; i < json_object_array_length(levels); i++) {
		json_object *level = json_object_array_get_idx(levels, i);
		bool current = now && json_object_get_int64(level) == json_object_get_int64(now);

		format_value(tool, text, sizeof(text), level, FORMAT_MICROVOLTS);
		printf("%s%s\n", linear ? (i ? "to   " : "from ") : current ? "* " : "  ", text);
	}
	if (!linear)
		return;
	format_value(tool, text, sizeof(text), get(out, "step"), FORMAT_MICROVOLTS);
	printf("step %s\n", text);
	format_value(tool, text, sizeof(text), now, FORMAT_MICROVOLTS);
	printf("now  %s\n", text);
}

static void print_details(const struct tool *tool, json_object *out)
{
	printf("%slevels%s\n", bold(tool, true), bold(tool, false));
	print_voltage_levels(tool, out);
}

const struct kind voltage_kind = {
	.object = "voltage", .what = "supply", .key = "voltage_domains",
	.protocol = SCMI_PROTOCOL_VOLTAGE,
	.count = count_of, .name = name_of, .put = put_voltage, .put_details = put_levels,
	.print_details = print_details,
	.columns = (const struct column[]){
		{ "id", "ID", FORMAT_NUMBER },
		{ "name", "SUPPLY", FORMAT_TEXT },
		{ "mode", "STATE", FORMAT_MODE },
		{ "level", "LEVEL", FORMAT_MICROVOLTS },
		{ "error", "ERROR", FORMAT_TEXT },
		{ 0 },
	},
	.record = (const struct column[]){
		{ "id", "id", FORMAT_NUMBER },
		{ "name", "name", FORMAT_TEXT },
		{ "error", "error", FORMAT_TEXT },
		{ "mode", "state", FORMAT_MODE },
		{ "level", "level", FORMAT_MICROVOLTS },
		{ 0 },
	},
};

int run_voltage_levels(struct tool *tool, int argc, char **argv)
{
	json_object *level = NULL;
	uint32_t id;
	int status = find_and_put(tool, &voltage_kind, argv[0], &id);

	(void)argc;
	if (!status)
		status = put_result(tool, tool->out, "level", get_level(tool, id, &level), &level,
				    "supply", id);
	return status ? status : put_levels(tool, tool->out, id);
}

int run_voltage_set_level(struct tool *tool, int argc, char **argv)
{
	static const struct property level = {
		"level", "level", FORMAT_MICROVOLTS, "levels", get_level, set_level,
	};
	uint64_t wanted;
	bool negative;

	(void)argc;
	if (!parse_quantity(argv[1], "uV", &negative, &wanted) || wanted > INT32_MAX) {
		fail(tool, EXIT_USAGE, "'%s' is no voltage", argv[1]);
		return hint(tool, "a voltage is whole microvolts, such as 3.3V, 850mV or 1100000");
	}
	return change(tool, &voltage_kind, &level, argv[0], argv[1],
		      negative ? -(int64_t)wanted : (int64_t)wanted);
}

int run_voltage_mode(struct tool *tool, int argc, char **argv)
{
	static const struct property mode = {
		"mode", "state", FORMAT_MODE, "show", get_mode, set_mode,
	};
	uint64_t wanted = !strcmp(argv[1], "on") ? SCMI_VOLTAGE_ON : SCMI_VOLTAGE_OFF;

	(void)argc;
	if (strcmp(argv[1], "on") && strcmp(argv[1], "off") && !parse_number(argv[1], 15, &wanted))
		return fail(tool, EXIT_USAGE, "'%s' is neither on nor off, nor a mode of 0 to 15",
			    argv[1]);
	if (wanted == SCMI_VOLTAGE_OFF && confirm(tool, "a supply that is switched off"))
		return tool->code;
	return change(tool, &voltage_kind, &mode, argv[0], argv[1], (int64_t)wanted);
}
