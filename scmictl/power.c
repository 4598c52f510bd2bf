// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * The commands of the power domain protocol.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "scmictl.h"

COUNT_FUNCTION(power, domains)
NAME_FUNCTION(power)

static struct scmi_result get_state(struct tool *tool, uint32_t id, json_object **value)
{
	uint32_t state;
	struct scmi_result result = scmi_power_state_get(&tool->link, id, &state);

	if (scmi_ok(result))
		*value = json_object_new_uint64(state);
	return result;
}

static struct scmi_result set_state(struct tool *tool, uint32_t id, int64_t state)
{
	return scmi_power_state_set(&tool->link, id, (uint32_t)state);
}

static int put_power(struct tool *tool, json_object *row, uint32_t id)
{
	json_object *value = NULL;
	struct scmi_result result = get_state(tool, id, &value);

	return put_result(tool, row, "state", result, &value, "power domain", id);
}

static int put_details(struct tool *tool, json_object *out, uint32_t id)
{
	struct scmi_power_attributes a;
	struct scmi_result result = scmi_power_attributes_get(&tool->link, id, &a);
	json_object *tells = json_object_new_object();

	json_object_object_add(out, "tells", tells);
	if (!scmi_ok(result))
		return check(tool, result, "power domain %u", id);
	put_bool(tells, "state", a.state_change_notifications);
	put_bool(tells, "requests", a.state_change_requested_notifications);
	put_bool(out, "asynchronous", a.asynchronous_state_set);
	return 0;
}

const struct kind power_kind = {
	.object = "power", .what = "power domain", .key = "power_domains",
	.protocol = SCMI_PROTOCOL_POWER,
	.count = count_of, .name = name_of, .put = put_power, .put_details = put_details,
	.columns = (const struct column[]){
		{ "id", "ID", FORMAT_NUMBER },
		{ "name", "POWER DOMAIN", FORMAT_TEXT },
		{ "state", "STATE", FORMAT_POWER_STATE },
		{ "error", "ERROR", FORMAT_TEXT },
		{ 0 },
	},
	.record = (const struct column[]){
		{ "id", "id", FORMAT_NUMBER },
		{ "name", "name", FORMAT_TEXT },
		{ "error", "error", FORMAT_TEXT },
		{ "state", "state", FORMAT_POWER_STATE },
		{ "tells", "tells of", FORMAT_TRUE_KEYS },
		{ "asynchronous", "asynchronous", FORMAT_YES },
		{ 0 },
	},
};

int run_power_set(struct tool *tool, int argc, char **argv)
{
	static const struct property state = {
		"state", "state", FORMAT_POWER_STATE, "show", get_state, set_state,
	};
	uint64_t wanted = !strcmp(argv[1], "on") ? SCMI_POWER_ON : SCMI_POWER_OFF;

	(void)argc;
	if (strcmp(argv[1], "on") && strcmp(argv[1], "off") &&
	    !parse_number(argv[1], UINT32_MAX, &wanted))
		return fail(tool, EXIT_USAGE, "'%s' is neither on nor off, nor a number", argv[1]);
	if ((wanted & SCMI_POWER_CONTEXT_LOST) && confirm(tool, "a state that loses the context"))
		return tool->code;
	return change(tool, &power_kind, &state, argv[0], argv[1], (int64_t)wanted);
}
