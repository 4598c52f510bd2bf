// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * JSON objects, and their way to text.
 */
#include <ctype.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "scmictl.h"

#define MAX_COLUMNS	16
#define MAX_TEXT	512

/* A server's names may be anything: only what a terminal and JSON can take is let through */
void put_text(json_object *object, const char *key, const char *text)
{
	char *copy = strdup(text);
	char *c;

	for (c = copy; *c; c++) {
		if (!isprint((unsigned char)*c))
			*c = '?';
	}
	json_object_object_add(object, key, json_object_new_string(copy));
	free(copy);
}

void put_number(json_object *object, const char *key, uint64_t number)
{
	json_object_object_add(object, key, json_object_new_uint64(number));
}

void put_bool(json_object *object, const char *key, bool value)
{
	json_object_object_add(object, key, json_object_new_boolean(value));
}

void put_version(json_object *object, const char *key, uint32_t version)
{
	char text[16];

	snprintf(text, sizeof(text), "%u.%u", version >> 16, version & 0xffff);
	put_text(object, key, text);
}

json_object *get(json_object *object, const char *key)
{
	json_object *value = NULL;

	json_object_object_get_ex(object, key, &value);
	return value;
}

/* A key may lead through objects: "server/vendor" */
static bool find_path(json_object *object, const char *path, json_object **value)
{
	char key[64];
	const char *end;

	for (; (end = strchr(path, '/')); path = end + 1) {
		snprintf(key, sizeof(key), "%.*s", (int)(end - path), path);
		object = get(object, key);
	}
	return json_object_object_get_ex(object, path, value);
}

const char *get_text(json_object *object, const char *key)
{
	return json_object_get_string(get(object, key));
}

uint64_t get_number(json_object *object, const char *key)
{
	return json_object_get_uint64(get(object, key));
}

/* Values */

const char *bold(const struct tool *tool, bool on)
{
	if (!tool->color)
		return "";
	return on ? "\033[1m" : "\033[0m";
}

static void append(char *text, size_t size, const char *more)
{
	size_t length = strlen(text);

	snprintf(text + length, size - length, "%s%s", length ? ", " : "", more);
}

static void format_name(char *text, size_t size, json_object *value)
{
	json_object *name = get(value, "name");

	if (name)
		snprintf(text, size, "%s", json_object_get_string(name));
	else
		snprintf(text, size, "%" PRIu64, get_number(value, "id"));
}

static void format_names(char *text, size_t size, json_object *array)
{
	char name[MAX_TEXT];
	size_t i;

	text[0] = '\0';
	for (i = 0; i < json_object_array_length(array); i++) {
		format_name(name, sizeof(name), json_object_array_get_idx(array, i));
		append(text, size, name);
	}
	if (!text[0])
		append(text, size, "-");
}

static void format_true_keys(char *text, size_t size, json_object *value)
{
	text[0] = '\0';
	json_object_object_foreach(value, key, entry) {
		if (json_object_get_boolean(entry))
			append(text, size, key);
	}
	if (!text[0])
		append(text, size, "none");
}

void format_value(const struct tool *tool, char *text, size_t size, json_object *value,
		  enum format format)
{
	if (!value || (json_object_is_type(value, json_type_string) &&
		       !json_object_get_string_len(value))) {
		snprintf(text, size, "-");
		return;
	}
	switch (format) {
	case FORMAT_TEXT:
	case FORMAT_NUMBER:
		snprintf(text, size, "%s", json_object_get_string(value));
		break;
	case FORMAT_HEX:
		snprintf(text, size, "0x%" PRIx64, json_object_get_uint64(value));
		break;
	case FORMAT_HERTZ:
		format_quantity(text, size, json_object_get_uint64(value), "Hz", tool->exact);
		break;
	case FORMAT_MICROSECONDS:
		format_quantity(text, size, json_object_get_uint64(value), "us", tool->exact);
		break;
	case FORMAT_PERCENT:
		snprintf(text, size, "%s %%", json_object_get_string(value));
		break;
	case FORMAT_DEGREES:
		snprintf(text, size, "%s degrees", json_object_get_string(value));
		break;
	case FORMAT_ON:
		snprintf(text, size, "%s", json_object_get_boolean(value) ? "on" : "off");
		break;
	case FORMAT_YES:
		snprintf(text, size, "%s", json_object_get_boolean(value) ? "yes" : "no");
		break;
	case FORMAT_NAME:
		format_name(text, size, value);
		break;
	case FORMAT_NAMES:
		format_names(text, size, value);
		break;
	case FORMAT_TRUE_KEYS:
		format_true_keys(text, size, value);
		break;
	}
}

/* Tables */

static int cell_width(const struct tool *tool, json_object *rows, const struct column *column)
{
	size_t width = strlen(column->heading);
	char text[MAX_TEXT];
	size_t i;

	for (i = 0; i < json_object_array_length(rows); i++) {
		format_value(tool, text, sizeof(text),
			     get(json_object_array_get_idx(rows, i), column->key), column->format);
		if (strlen(text) > width)
			width = strlen(text);
	}
	return (int)width;
}

/* The last cell of a line ends it, without spaces */
static void print_cell(const char *text, int width, bool last)
{
	if (last)
		printf("%s\n", text);
	else
		printf("%-*s  ", width, text);
}

void print_table(const struct tool *tool, json_object *rows, const struct column *columns,
		 size_t count)
{
	int widths[MAX_COLUMNS];
	char text[MAX_TEXT];
	size_t i, row;

	fputs(bold(tool, true), stdout);
	for (i = 0; i < count; i++) {
		widths[i] = cell_width(tool, rows, &columns[i]);
		if (i + 1 == count)
			printf("%s%s\n", columns[i].heading, bold(tool, false));
		else
			print_cell(columns[i].heading, widths[i], false);
	}
	for (row = 0; row < json_object_array_length(rows); row++) {
		for (i = 0; i < count; i++) {
			format_value(tool, text, sizeof(text),
				     get(json_object_array_get_idx(rows, row), columns[i].key),
				     columns[i].format);
			print_cell(text, widths[i], i + 1 == count);
		}
	}
}

/* Lines of the keys that the record has */
void print_record(const struct tool *tool, json_object *record, const struct column *columns,
		  size_t count)
{
	json_object *value;
	char text[MAX_TEXT];
	size_t width = 0;
	size_t i;

	for (i = 0; i < count; i++) {
		if (strlen(columns[i].heading) > width)
			width = strlen(columns[i].heading);
	}
	for (i = 0; i < count; i++) {
		if (!find_path(record, columns[i].key, &value))
			continue;
		format_value(tool, text, sizeof(text), value, columns[i].format);
		printf("%s%-*s%s  %s\n", bold(tool, true), (int)width, columns[i].heading,
		       bold(tool, false), text);
	}
}
