// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * The commands of the performance domain protocol. Levels are always the levels, not their indices.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "scmictl.h"

#define MAX_LEVELS	69630u

COUNT_FUNCTION(performance, domains)
NAME_FUNCTION(performance)

struct levels {
	struct scmi_performance_level_info *list;
	size_t count;
	bool indexing;
};

static struct scmi_result get_levels(struct tool *tool, uint32_t id, struct levels *levels)
{
	struct scmi_performance_attributes a;
	struct scmi_result result = scmi_performance_attributes_get(&tool->link, id, &a);

	*levels = (struct levels){ .list = calloc(MAX_LEVELS, sizeof(*levels->list)) };
	if (scmi_ok(result))
		result = scmi_performance_describe_levels(&tool->link, id, levels->list, MAX_LEVELS,
							  &levels->count);
	levels->indexing = scmi_ok(result) && a.level_indexing;
	return result;
}

/* The level of a number that a server has said; itself where that is none of its levels */
static uint32_t level_of(const struct levels *levels, uint32_t said)
{
	size_t i;

	for (i = 0; levels->indexing && i < levels->count; i++) {
		if (levels->list[i].index == said)
			return levels->list[i].level;
	}
	return said;
}

/* What a server has to be told for a level; 0 stays what it is. An index must not be taken for a level. */
static struct scmi_result find_number(const struct levels *levels, uint32_t level, uint32_t *number)
{
	size_t i;

	*number = level;
	if (!levels->indexing || !level)
		return (struct scmi_result){ 0 };
	for (i = 0; i < levels->count; i++) {
		*number = levels->list[i].index;
		if (levels->list[i].level == level)
			return (struct scmi_result){ 0 };
	}
	return (struct scmi_result){ .kind = SCMI_RESULT_UNSENT, .code = SCMI_UNSENT_ARGUMENT };
}

static struct scmi_result get_level(struct tool *tool, uint32_t id, json_object **value)
{
	struct levels levels;
	struct scmi_result result = get_levels(tool, id, &levels);
	uint32_t level;

	if (scmi_ok(result))
		result = scmi_performance_level_get(&tool->link, id, &level);
	if (scmi_ok(result))
		*value = json_object_new_uint64(level_of(&levels, level));
	free(levels.list);
	return result;
}

static struct scmi_result set_level(struct tool *tool, uint32_t id, int64_t level)
{
	struct levels levels;
	struct scmi_result result = get_levels(tool, id, &levels);
	uint32_t number;

	if (scmi_ok(result))
		result = find_number(&levels, (uint32_t)level, &number);
	if (scmi_ok(result))
		result = scmi_performance_level_set(&tool->link, id, number);
	free(levels.list);
	return result;
}

static struct scmi_result get_limits(struct tool *tool, uint32_t id, json_object **value)
{
	struct levels levels;
	struct scmi_result result = get_levels(tool, id, &levels);
	uint32_t max, min;

	if (scmi_ok(result))
		result = scmi_performance_limits_get(&tool->link, id, &max, &min);
	if (scmi_ok(result)) {
		*value = json_object_new_object();
		put_number(*value, "min", level_of(&levels, min));
		put_number(*value, "max", level_of(&levels, max));
	}
	free(levels.list);
	return result;
}

/* Two levels in one number, the lowest in the upper half */
static struct scmi_result set_limits(struct tool *tool, uint32_t id, int64_t limits)
{
	struct levels levels;
	struct scmi_result result = get_levels(tool, id, &levels);
	uint32_t min, max;

	if (scmi_ok(result))
		result = find_number(&levels, (uint32_t)((uint64_t)limits >> 32), &min);
	if (scmi_ok(result))
		result = find_number(&levels, (uint32_t)limits, &max);
	if (scmi_ok(result))
		result = scmi_performance_limits_set(&tool->link, id, max, min);
	free(levels.list);
	return result;
}

static int put_performance(struct tool *tool, json_object *row, uint32_t id)
{
	struct scmi_performance_attributes a = { 0 };
	json_object *level = NULL, *limits = NULL, *may = json_object_new_object();
	int status = check(tool, scmi_performance_attributes_get(&tool->link, id, &a),
			   "performance domain %u", id);

	if (!status)
		status = put_result(tool, row, "level", get_level(tool, id, &level), &level,
				    "performance domain", id);
	if (!status)
		status = put_result(tool, row, "limits", get_limits(tool, id, &limits), &limits,
				    "performance domain", id);
	put_bool(may, "limits", a.can_set_limits);
	put_bool(may, "level", a.can_set_level);
	json_object_object_add(row, "may_change", may);
	return status;
}

static json_object *new_power(uint32_t power, enum scmi_performance_power_unit unit)
{
	if (!power)
		return NULL;
	if (unit == SCMI_PERFORMANCE_ABSTRACT)
		return new_quantity(power, 0, "");
	return new_quantity(power, unit == SCMI_PERFORMANCE_MILLIWATTS ? -3 : -6, "W");
}

static int put_levels(struct tool *tool, json_object *out, uint32_t id)
{
	struct scmi_performance_protocol_attributes protocol = { 0 };
	json_object *rows = json_object_new_array();
	struct levels levels;
	struct scmi_result result = get_levels(tool, id, &levels);
	size_t i;

	json_object_object_add(out, "levels", rows);
	if (scmi_ok(result))
		result = scmi_performance_protocol_attributes_get(&tool->link, &protocol);
	for (i = 0; scmi_ok(result) && i < levels.count; i++) {
		const struct scmi_performance_level_info *level = &levels.list[i];
		json_object *row = json_object_new_object();

		json_object_array_add(rows, row);
		put_number(row, "level", level->level);
		json_object_object_add(row, "frequency", level->frequency ?
				       json_object_new_uint64(1000ull * level->frequency) : NULL);
		json_object_object_add(row, "power", new_power(level->power, protocol.power_unit));
		put_number(row, "latency", level->latency);
		json_object_object_add(row, "index", levels.indexing ?
				       json_object_new_uint64(level->index) : NULL);
	}
	free(levels.list);
	return check(tool, result, "levels of performance domain %u", id);
}

/* Which messages can go through memory */
static int put_fast_channels(struct tool *tool, json_object *out, uint32_t id)
{
	static const struct {
		uint8_t message;
		const char *name;
	} uses[] = { { 5, "set-limits" }, { 6, "limits" }, { 7, "set-level" }, { 8, "level" } };
	json_object *found = json_object_new_object();
	struct scmi_fast_channel channel;
	size_t i;

	json_object_object_add(out, "fast_channels", found);
	for (i = 0; i < COUNT(uses); i++) {
		struct scmi_result result = scmi_performance_describe_fastchannel(&tool->link, id,
							uses[i].message, &channel);

		if (!scmi_ok(result) && !is_refusal(result))
			return check(tool, result, "fast channels of performance domain %u", id);
		put_bool(found, uses[i].name, scmi_ok(result));
	}
	return 0;
}

static int put_details(struct tool *tool, json_object *out, uint32_t id)
{
	json_object *tells = json_object_new_object();
	struct scmi_performance_attributes a;
	int status = check(tool, scmi_performance_attributes_get(&tool->link, id, &a),
			   "performance domain %u", id);

	json_object_object_add(out, "tells", tells);
	if (!status)
		status = put_levels(tool, out, id);
	if (status)
		return status;
	put_bool(tells, "limits", a.limits_changed_notifications);
	put_bool(tells, "level", a.level_changed_notifications);
	put_number(out, "sustained_level", a.sustained_level);
	put_number(out, "sustained_frequency", 1000ull * a.sustained_frequency);
	put_number(out, "rate_limit", a.rate_limit);
	return a.fast_channel ? put_fast_channels(tool, out, id) : 0;
}

static void print_levels(const struct tool *tool, json_object *out)
{
	static const struct column columns[] = {
		{ "level", "LEVEL", FORMAT_NUMBER },
		{ "frequency", "FREQUENCY", FORMAT_HERTZ },
		{ "power", "POWER", FORMAT_QUANTITY },
		{ "latency", "LATENCY", FORMAT_MICROSECONDS },
		{ "index", "INDEX", FORMAT_NUMBER },
	};

	print_table(tool, get(out, "levels"), columns, COUNT(columns));
}

static void print_details(const struct tool *tool, json_object *out)
{
	putchar('\n');
	print_levels(tool, out);
}

const struct kind performance_kind = {
	.object = "performance", .what = "performance domain", .key = "performance_domains",
	.protocol = SCMI_PROTOCOL_PERFORMANCE,
	.count = count_of, .name = name_of, .put = put_performance, .put_details = put_details,
	.print_details = print_details,
	.columns = (const struct column[]){
		{ "id", "ID", FORMAT_NUMBER },
		{ "name", "PERFORMANCE DOMAIN", FORMAT_TEXT },
		{ "level", "LEVEL", FORMAT_NUMBER },
		{ "limits", "LIMITS", FORMAT_RANGE },
		{ "may_change", "MAY CHANGE", FORMAT_TRUE_KEYS },
		{ "error", "ERROR", FORMAT_TEXT },
		{ 0 },
	},
	.record = (const struct column[]){
		{ "id", "id", FORMAT_NUMBER },
		{ "name", "name", FORMAT_TEXT },
		{ "error", "error", FORMAT_TEXT },
		{ "level", "level", FORMAT_NUMBER },
		{ "limits", "limits", FORMAT_RANGE },
		{ "may_change", "may change", FORMAT_TRUE_KEYS },
		{ "tells", "tells of", FORMAT_TRUE_KEYS },
		{ "sustained_level", "sustained level", FORMAT_NUMBER },
		{ "sustained_frequency", "sustained frequency", FORMAT_HERTZ },
		{ "rate_limit", "rate limit", FORMAT_MICROSECONDS },
		{ "fast_channels", "fast channels", FORMAT_TRUE_KEYS },
		{ 0 },
	},
};

int run_performance_levels(struct tool *tool, int argc, char **argv)
{
	json_object *level = NULL;
	uint32_t id;
	int status = find_and_put(tool, &performance_kind, argv[0], &id);

	(void)argc;
	if (!status)
		status = put_result(tool, tool->out, "level", get_level(tool, id, &level), &level,
				    "performance domain", id);
	return status ? status : put_levels(tool, tool->out, id);
}

void print_performance_levels(const struct tool *tool, json_object *out)
{
	print_levels(tool, out);
}

int run_performance_set_level(struct tool *tool, int argc, char **argv)
{
	static const struct property level = {
		"level", "level", FORMAT_NUMBER, "levels", get_level, set_level,
	};
	uint64_t wanted;

	(void)argc;
	if (!parse_number(argv[1], UINT32_MAX, &wanted))
		return fail(tool, EXIT_USAGE, "'%s' is no level", argv[1]);
	return change(tool, &performance_kind, &level, argv[0], argv[1], (int64_t)wanted);
}

int run_performance_set_limits(struct tool *tool, int argc, char **argv)
{
	static const struct property limits = {
		"limits", "limits", FORMAT_RANGE, "levels", get_limits, set_limits,
	};
	uint64_t min, max;
	char wanted[64];

	(void)argc;
	if (!parse_number(argv[1], UINT32_MAX, &min) || !parse_number(argv[2], UINT32_MAX, &max))
		return fail(tool, EXIT_USAGE, "'%s %s' are no two levels", argv[1], argv[2]);
	snprintf(wanted, sizeof(wanted), "%s to %s", argv[1], argv[2]);
	return change(tool, &performance_kind, &limits, argv[0], wanted, (int64_t)(min << 32 | max));
}
