// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * The commands of the reset domain protocol.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "scmictl.h"

COUNT_FUNCTION(reset, domains)
NAME_FUNCTION(reset)

static int put_reset(struct tool *tool, json_object *row, uint32_t id)
{
	struct scmi_reset_attributes a;
	json_object *tells = json_object_new_object();
	struct scmi_result result = scmi_reset_attributes_get(&tool->link, id, &a);

	json_object_object_add(row, "tells", tells);
	if (!scmi_ok(result))
		return check(tool, result, "reset domain %u", id);
	json_object_object_add(row, "latency", a.latency == SCMI_RESET_LATENCY_UNKNOWN ? NULL :
			       json_object_new_uint64(a.latency));
	put_bool(row, "asynchronous", a.asynchronous);
	put_bool(tells, "resets", a.notifications);
	return 0;
}

const struct kind reset_kind = {
	.object = "reset", .what = "reset domain", .key = "reset_domains",
	.protocol = SCMI_PROTOCOL_RESET,
	.count = count_of, .name = name_of, .put = put_reset,
	.columns = (const struct column[]){
		{ "id", "ID", FORMAT_NUMBER },
		{ "name", "RESET DOMAIN", FORMAT_TEXT },
		{ "latency", "LATENCY", FORMAT_MICROSECONDS },
		{ "error", "ERROR", FORMAT_TEXT },
		{ 0 },
	},
	.record = (const struct column[]){
		{ "id", "id", FORMAT_NUMBER },
		{ "name", "name", FORMAT_TEXT },
		{ "error", "error", FORMAT_TEXT },
		{ "latency", "latency", FORMAT_MICROSECONDS },
		{ "tells", "tells of", FORMAT_TRUE_KEYS },
		{ "asynchronous", "asynchronous", FORMAT_YES },
		{ 0 },
	},
};

/* pulse, assert, deassert: the verb says which */
int run_reset_action(struct tool *tool, int argc, char **argv)
{
	static const struct {
		const char *verb, *done;
		enum scmi_reset_action action;
	} actions[] = {
		{ "pulse", "was reset", SCMI_RESET_PULSE },
		{ "assert", "is held in reset", SCMI_RESET_ASSERT },
		{ "deassert", "is out of reset", SCMI_RESET_DEASSERT },
	};
	uint64_t kind = 0;
	uint32_t id;
	int status;
	size_t i = 0;

	while (strcmp(actions[i].verb, tool->command->verb))
		i++;
	if (argc == 2 && !parse_number(argv[1], INT32_MAX, &kind))
		return fail(tool, EXIT_USAGE, "'%s' is no number of a vendor's reset", argv[1]);
	if (actions[i].action != SCMI_RESET_DEASSERT && confirm(tool, "a reset"))
		return tool->code;
	status = find_and_put(tool, &reset_kind, argv[0], &id);
	if (status)
		return status;
	return put_done(tool, &reset_kind, argv[0],
			scmi_reset(&tool->link, id, actions[i].action,
				   argc == 2 ? SCMI_RESET_VENDOR | (uint32_t)kind : SCMI_RESET_COLD),
			actions[i].done);
}
