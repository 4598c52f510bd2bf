// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * What the commands of all resources have in common: list, show, find by name, change.
 */
#include <stdlib.h>
#include <string.h>

#include "describe.h"
#include "scmictl.h"

const struct kind *const kinds[] = {
	&power_kind, &performance_kind, &clock_kind, &sensor_kind, &reset_kind, &voltage_kind,
	&powercap_kind, &pin_kind, &group_kind, &function_kind,
};
const size_t kind_count = COUNT(kinds);

bool is_missing(struct scmi_result result)
{
	return scmi_is_status(result, SCMI_NOT_SUPPORTED) ||
	       (result.kind == SCMI_RESULT_UNSENT && result.code == SCMI_UNSENT_VERSION);
}

int open_kind(struct tool *tool, const struct kind *kind, uint32_t *count)
{
	const char *protocol = scmi_find_protocol(kind->protocol)->name;

	*count = 0;
	if (check(tool, scmi_link_open(&tool->link, kind->protocol, NULL), "%s protocol", protocol))
		return hint(tool, "`scmictl base protocols` lists those of this agent");
	return check(tool, kind->count(tool, count), "%s protocol", protocol);
}

/* Names */

/* Number and, unless it may not be known, name */
int put_reference(struct tool *tool, const struct kind *kind, json_object *reference, uint32_t id)
{
	char name[SCMI_NAME_SIZE];
	struct scmi_result result = kind->name(tool, id, name);

	put_number(reference, "id", id);
	if (scmi_ok(result))
		put_text(reference, "name", name);
	else if (is_refusal(result))
		json_object_object_add(reference, "name", NULL);
	else
		return check(tool, result, "%s %u", kind->what, id);
	return 0;
}

/* By number, else by name */
int find_resource(struct tool *tool, const struct kind *kind, const char *text, uint32_t *id)
{
	char name[SCMI_NAME_SIZE];
	uint64_t number = UINT64_MAX;
	uint32_t count;
	int status = open_kind(tool, kind, &count);

	if (status)
		return status;
	if (parse_number(text, UINT32_MAX, &number) && number < count) {
		*id = (uint32_t)number;
		return 0;
	}
	for (*id = 0; *id < count; (*id)++) {
		struct scmi_result result = kind->name(tool, *id, name);

		if (scmi_ok(result) && !strcmp(name, text))
			return 0;
		if (!scmi_ok(result) && !is_refusal(result))
			return check(tool, result, "%s %u", kind->what, *id);
	}
	fail(tool, EXIT_NO_SUCH, "this agent has no %s '%s'", kind->what, text);
	return hint(tool, "`scmictl %s list` lists them", kind->object);
}

int find_and_put(struct tool *tool, const struct kind *kind, const char *text, uint32_t *id)
{
	int status = find_resource(tool, kind, text, id);

	return status ? status : put_reference(tool, kind, tool->out, *id);
}

/* Lists. A row with an error tells of a resource that the agent sees but may not use. */

static int put_row(struct tool *tool, const struct kind *kind, json_object *row, uint32_t id)
{
	char name[SCMI_NAME_SIZE];
	struct scmi_result result = kind->name(tool, id, name);

	put_number(row, "id", id);
	if (is_refusal(result)) {
		put_text(row, "error", scmi_status_name(result.code));
		return 0;
	}
	if (!scmi_ok(result))
		return check(tool, result, "%s %u", kind->what, id);
	put_text(row, "name", name);
	return kind->put(tool, row, id);
}

int put_list(struct tool *tool, const struct kind *kind, json_object *out)
{
	json_object *rows = json_object_new_array();
	uint32_t count, id;
	int status = open_kind(tool, kind, &count);

	json_object_object_add(out, kind->key, rows);
	for (id = 0; !status && id < count; id++) {
		json_object *row = json_object_new_object();

		json_object_array_add(rows, row);
		status = put_row(tool, kind, row, id);
	}
	return status;
}

static size_t count_columns(const struct column *columns)
{
	size_t count = 0;

	while (columns[count].key)
		count++;
	return count;
}

/* The last column is for errors, and left out where there are none */
void print_kind(const struct tool *tool, const struct kind *kind, json_object *out)
{
	json_object *rows = get(out, kind->key);
	size_t i, errors = 0;

	for (i = 0; i < json_object_array_length(rows); i++)
		errors += get(json_object_array_get_idx(rows, i), "error") != NULL;
	print_table(tool, rows, kind->columns, count_columns(kind->columns) - !errors);
}

int run_list(struct tool *tool, int argc, char **argv)
{
	(void)argc;
	(void)argv;
	return put_list(tool, tool->command->kind, tool->out);
}

void print_list(const struct tool *tool, json_object *out)
{
	print_kind(tool, tool->command->kind, out);
}

/* One resource */

int run_show(struct tool *tool, int argc, char **argv)
{
	const struct kind *kind = tool->command->kind;
	uint32_t id;
	int status = find_resource(tool, kind, argv[0], &id);

	(void)argc;
	if (!status)
		status = put_row(tool, kind, tool->out, id);
	if (!status && !get(tool->out, "error") && kind->put_details)
		status = kind->put_details(tool, tool->out, id);
	return status;
}

void print_show(const struct tool *tool, json_object *out)
{
	const struct kind *kind = tool->command->kind;

	print_record(tool, out, kind->record, count_columns(kind->record));
	if (kind->print_details && !get(out, "error"))
		kind->print_details(tool, out);
}

/* Changes: what was, and what is */

static bool shows_permissions(const struct kind *kind)
{
	const struct column *column = kind->columns;

	while (column->key && strcmp(column->key, "may_change"))
		column++;
	return column->key;
}

static int hint_at(struct tool *tool, const struct kind *kind, const char *verb, const char *text)
{
	if (scmi_is_status(tool->result, SCMI_DENIED) && !shows_permissions(kind))
		return hint(tool, "`scmictl base show` says which agent asks");
	if (scmi_is_status(tool->result, SCMI_DENIED))
		return hint(tool, "`scmictl %s show %s` shows what this agent may change",
			    kind->object, text);
	return hint(tool, "`scmictl %s %s %s` shows what it has", kind->object, verb, text);
}

int show_property(struct tool *tool, const struct kind *kind, const struct property *property,
		  const char *text)
{
	json_object *value = NULL;
	uint32_t id;
	int status = find_and_put(tool, kind, text, &id);

	if (status)
		return status;
	tool->format = property->format;
	put_text(tool->out, "property", property->key);
	if (check(tool, property->get(tool, id, &value), "%s of %s %s", property->name, kind->what, text))
		return hint_at(tool, kind, property->verb, text);
	json_object_object_add(tool->out, "value", value);
	return 0;
}

int change(struct tool *tool, const struct kind *kind, const struct property *property,
	   const char *text, const char *wanted, int64_t value)
{
	json_object *before = NULL, *after = NULL;
	uint32_t id;
	int status = find_and_put(tool, kind, text, &id);

	if (status)
		return status;
	tool->format = property->format;
	put_text(tool->out, "property", property->key);
	if (check(tool, property->get(tool, id, &before), "%s of %s %s", property->name, kind->what,
		  text))
		return hint_at(tool, kind, property->verb, text);
	json_object_object_add(tool->out, "before", before);
	if (check(tool, property->set(tool, id, value), "%s %s for %s %s", property->name, wanted,
		  kind->what, text))
		return hint_at(tool, kind, property->verb, text);
	status = check(tool, property->get(tool, id, &after), "%s of %s %s", property->name,
		       kind->what, text);
	json_object_object_add(tool->out, "value", after);
	return status;
}

void print_change(const struct tool *tool, json_object *out)
{
	char before[256], value[256];

	format_value(tool, value, sizeof(value), get(out, "value"), tool->format);
	if (!json_object_object_get_ex(out, "before", NULL)) {
		puts(value);
		return;
	}
	format_value(tool, before, sizeof(before), get(out, "before"), tool->format);
	printf("%s: %s -> %s\n", get_text(out, "name"), before, value);
}

/* An action that leaves nothing to be read: what was done to what */
int put_done(struct tool *tool, const struct kind *kind, const char *text, struct scmi_result result,
	     const char *done)
{
	put_text(tool->out, "done", done);
	if (!check(tool, result, "%s %s", kind->what, text))
		return 0;
	return hint_at(tool, kind, "show", text);
}

void print_done(const struct tool *tool, json_object *out)
{
	(void)tool;
	printf("%s: %s\n", get_text(out, "name"), get_text(out, "done"));
}

/* What can hurt is done when it is asked for twice */
int confirm(struct tool *tool, const char *what)
{
	if (tool->yes)
		return 0;
	fail(tool, EXIT_USAGE, "%s can hurt", what);
	return hint(tool, "-y says that it is meant");
}

/* A word's place in a list; -1 where it has none */
int find_word(const char *const *words, size_t count, const char *word)
{
	size_t i;

	for (i = 0; i < count; i++) {
		if (words[i] && !strcmp(words[i], word))
			return (int)i;
	}
	return -1;
}

/* A value that is there, null where a refusal says that it cannot be read */
int put_result(struct tool *tool, json_object *out, const char *key, struct scmi_result result,
	       json_object **value, const char *what, uint32_t id)
{
	json_object_object_add(out, key, scmi_ok(result) ? *value : NULL);
	if (scmi_ok(result) || is_refusal(result) || is_missing(result))
		return 0;
	return check(tool, result, "%s %u", what, id);
}
