// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * The commands of the system power protocol.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "scmictl.h"

static const char *const states[] = {
	[SCMI_SYSTEM_SHUTDOWN] = "shutdown",
	[SCMI_SYSTEM_COLD_RESET] = "cold-reset",
	[SCMI_SYSTEM_WARM_RESET] = "warm-reset",
	[SCMI_SYSTEM_POWER_UP] = "power-up",
	[SCMI_SYSTEM_SUSPEND] = "suspend",
};

static int open_system(struct tool *tool)
{
	if (check(tool, scmi_link_open(&tool->link, SCMI_PROTOCOL_SYSTEM, NULL), "system protocol"))
		return hint(tool, "`scmictl base protocols` lists those of this agent");
	return 0;
}

int put_system(struct tool *tool, json_object *out)
{
	json_object *system = json_object_new_object();
	json_object *can = json_object_new_object();
	struct scmi_system_support support = { 0 };
	json_object *value = NULL;
	struct scmi_result result;
	uint32_t state;
	int status = open_system(tool);

	json_object_object_add(out, "system", system);
	json_object_object_add(system, "can", can);
	if (status)
		return status;
	result = scmi_system_state_get(&tool->link, &state);
	if (scmi_ok(result))
		value = json_object_new_uint64(state);
	status = put_result(tool, system, "state", result, &value, "system", 0);
	if (!status)
		status = check(tool, scmi_system_support_get(&tool->link, &support), "system");
	put_bool(can, "warm-reset", support.warm_reset);
	put_bool(can, "suspend", support.suspend);
	return status;
}

int run_system_show(struct tool *tool, int argc, char **argv)
{
	(void)argc;
	(void)argv;
	return put_system(tool, tool->out);
}

void print_system_show(const struct tool *tool, json_object *out)
{
	static const struct column columns[] = {
		{ "system/state", "system", FORMAT_SYSTEM_STATE },
		{ "system/can", "can besides", FORMAT_TRUE_KEYS },
	};

	print_record(tool, out, columns, COUNT(columns));
}

int run_system_set(struct tool *tool, int argc, char **argv)
{
	int word = find_word(states, COUNT(states), argv[0]);
	uint64_t state = (uint64_t)word;
	int status;

	if (argc == 2 && strcmp(argv[1], "graceful"))
		return fail(tool, EXIT_USAGE, "'%s' is not 'graceful'", argv[1]);
	if (word < 0 && !parse_number(argv[0], UINT32_MAX, &state)) {
		fail(tool, EXIT_USAGE, "'%s' is no state of a system", argv[0]);
		return hint(tool, "states are shutdown, cold-reset, warm-reset, power-up, suspend, "
			    "or the vendor's number");
	}
	if (confirm(tool, "a new state of the whole system"))
		return tool->code;
	status = open_system(tool);
	if (!status)
		status = check(tool, scmi_system_state_set(&tool->link, (uint32_t)state, argc == 2),
			       "state %s for the system", argv[0]);
	put_text(tool->out, "name", "system");
	put_text(tool->out, "done", argv[0]);
	return status;
}
