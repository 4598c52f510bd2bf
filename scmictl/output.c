// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * JSON objects, and their way to text.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "scmictl.h"

#define MAX_COLUMNS	16
#define MAX_TEXT	512

/*
 * What comes from elsewhere may be anything, names of a server as well as those in a file: only what a
 * terminal and JSON can take in any locale is let through
 */
void make_plain(char *text)
{
	for (; *text; text++) {
		if (*text < ' ' || *text > '~')
			*text = '?';
	}
}

void put_text(json_object *object, const char *key, const char *text)
{
	char *copy = strdup(text);

	make_plain(copy);
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

/* Signed decimals: exact, whatever the scale; zeros at the end only where numbers are to be exact */

json_object *new_quantity(int64_t value, int scale, const char *unit)
{
	json_object *quantity = json_object_new_object();

	json_object_object_add(quantity, "value", json_object_new_int64(value));
	json_object_object_add(quantity, "scale", json_object_new_int(scale));
	put_text(quantity, "unit", unit);
	return quantity;
}

static void format_decimal(char *text, size_t size, int64_t value, int scale, bool exact)
{
	uint64_t magnitude = value < 0 ? -(uint64_t)value : (uint64_t)value;
	char digits[64];
	int length, whole;

	length = snprintf(digits, sizeof(digits), "%0*" PRIu64, scale < 0 ? 1 - scale : 1, magnitude);
	for (; scale > 0 && magnitude; scale--)
		digits[length++] = '0';
	digits[length] = '\0';
	whole = scale < 0 ? length + scale : length;
	while (!exact && length > whole && digits[length - 1] == '0')
		length--;
	snprintf(text, size, "%s%.*s%s%.*s", value < 0 ? "-" : "", whole, digits,
		 length > whole ? "." : "", length - whole, digits + whole);
}

static void format_quantities(const struct tool *tool, char *text, size_t size, json_object *value)
{
	char one[MAX_TEXT];
	size_t i;

	if (json_object_is_type(value, json_type_array)) {
		text[0] = '\0';
		for (i = 0; i < json_object_array_length(value); i++) {
			format_quantities(tool, one, sizeof(one), json_object_array_get_idx(value, i));
			append(text, size, one);
		}
		if (!text[0])
			append(text, size, "-");
		return;
	}
	format_decimal(one, sizeof(one), json_object_get_int64(get(value, "value")),
		       json_object_get_int(get(value, "scale")), tool->exact);
	snprintf(text, size, "%s%s%s", one, *get_text(value, "unit") ? " " : "",
		 get_text(value, "unit"));
}

static void format_range(const struct tool *tool, char *text, size_t size, json_object *value)
{
	bool quantity = json_object_is_type(get(value, "min"), json_type_object);
	enum format format = quantity ? FORMAT_QUANTITY : FORMAT_NUMBER;
	char min[MAX_TEXT / 4], max[MAX_TEXT / 4];

	format_value(tool, min, sizeof(min), get(value, "min"), format);
	format_value(tool, max, sizeof(max), get(value, "max"), format);
	snprintf(text, size, "%s to %s", min, max);
}

static void format_words(char *text, size_t size, json_object *array)
{
	size_t i;

	text[0] = '\0';
	for (i = 0; i < json_object_array_length(array); i++)
		append(text, size, json_object_get_string(json_object_array_get_idx(array, i)));
	if (!text[0])
		append(text, size, "-");
}

static void format_keys(char *text, size_t size, json_object *value)
{
	char one[MAX_TEXT];

	text[0] = '\0';
	json_object_object_foreach(value, key, entry) {
		snprintf(one, sizeof(one), "%s=%s", key, json_object_get_string(entry));
		append(text, size, one);
	}
	if (!text[0])
		append(text, size, "none");
}

static void format_microvolts(const struct tool *tool, char *text, size_t size, int64_t value)
{
	if (value < 0) {
		*text++ = '-';
		size--;
	}
	format_quantity(text, size, value < 0 ? -(uint64_t)value : (uint64_t)value, "uV", tool->exact);
}

static void format_power_state(char *text, size_t size, uint64_t state)
{
	if (state == SCMI_POWER_ON || state == SCMI_POWER_OFF)
		snprintf(text, size, "%s", state ? "off" : "on");
	else
		snprintf(text, size, "0x%" PRIx64 "%s", state,
			 state & SCMI_POWER_CONTEXT_LOST ? ", context lost" : "");
}

static void format_system_state(char *text, size_t size, uint64_t state)
{
	static const char *const words[] = {
		"shutdown", "cold reset", "warm reset", "up", "suspended",
	};

	if (state < COUNT(words))
		snprintf(text, size, "%s", words[state]);
	else
		snprintf(text, size, "0x%" PRIx64, state);
}

static void format_mode(char *text, size_t size, uint64_t mode)
{
	if (mode == SCMI_VOLTAGE_OFF || mode == SCMI_VOLTAGE_ON)
		snprintf(text, size, "%s", mode ? "on" : "off");
	else
		snprintf(text, size, "mode %" PRIu64, mode);
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
	case FORMAT_MICROVOLTS:
		format_microvolts(tool, text, size, json_object_get_int64(value));
		break;
	case FORMAT_QUANTITY:
		format_quantities(tool, text, size, value);
		break;
	case FORMAT_RANGE:
		format_range(tool, text, size, value);
		break;
	case FORMAT_WORDS:
		format_words(text, size, value);
		break;
	case FORMAT_KEYS:
		format_keys(text, size, value);
		break;
	case FORMAT_POWER_STATE:
		format_power_state(text, size, json_object_get_uint64(value));
		break;
	case FORMAT_SYSTEM_STATE:
		format_system_state(text, size, json_object_get_uint64(value));
		break;
	case FORMAT_MODE:
		format_mode(text, size, json_object_get_uint64(value));
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
