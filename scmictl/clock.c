// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * The commands of the clock protocol.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "scmictl.h"

#define MAX_RATES	69630u
#define MAX_PARENTS	510u

/* What a version, or a clock, does not have */
static bool is_missing(struct scmi_result result)
{
	return scmi_is_status(result, SCMI_NOT_SUPPORTED) ||
	       (result.kind == SCMI_RESULT_UNSENT && result.code == SCMI_UNSENT_VERSION);
}

int open_clocks(struct tool *tool, uint16_t *count)
{
	struct scmi_clock_protocol_attributes attributes;
	int status;

	if (check(tool, scmi_link_open(&tool->link, SCMI_PROTOCOL_CLOCK, NULL), "clock protocol"))
		return hint(tool, "`scmictl base protocols` lists those of this agent");
	status = check(tool, scmi_clock_protocol_attributes_get(&tool->link, &attributes),
		       "clock protocol");
	if (!status)
		*count = attributes.clocks;
	return status;
}

/* Names */

static struct scmi_result whole_name(struct tool *tool, uint32_t clock,
				     const struct scmi_clock_attributes *attributes, char *name)
{
	struct scmi_result result = { 0 };

	if (attributes->extended_name)
		result = scmi_clock_name_get(&tool->link, clock, name);
	if (!attributes->extended_name || is_refusal(result)) {
		memcpy(name, attributes->name, SCMI_NAME_SIZE);
		result.kind = SCMI_RESULT_OK;
	}
	return result;
}

struct scmi_result clock_name(struct tool *tool, uint32_t clock, char name[SCMI_NAME_SIZE])
{
	struct scmi_clock_attributes attributes;
	struct scmi_result result = scmi_clock_attributes_get(&tool->link, clock, &attributes);

	return scmi_ok(result) ? whole_name(tool, clock, &attributes, name) : result;
}

/* Number and, unless it may not be known, name */
static int put_reference(struct tool *tool, json_object *reference, uint32_t clock)
{
	char name[SCMI_NAME_SIZE];
	struct scmi_result result = clock_name(tool, clock, name);

	put_number(reference, "id", clock);
	if (scmi_ok(result))
		put_text(reference, "name", name);
	else if (is_refusal(result))
		json_object_object_add(reference, "name", NULL);
	else
		return check(tool, result, "clock %u", clock);
	return 0;
}

/* By number, else by name */
static int find_clock(struct tool *tool, const char *text, uint32_t *clock)
{
	char name[SCMI_NAME_SIZE];
	uint64_t number = UINT64_MAX;
	uint16_t count;
	int status = open_clocks(tool, &count);

	if (status)
		return status;
	if (parse_number(text, UINT32_MAX, &number) && number < count) {
		*clock = (uint32_t)number;
		return 0;
	}
	for (*clock = 0; *clock < count; (*clock)++) {
		struct scmi_result result = clock_name(tool, *clock, name);

		if (scmi_ok(result) && !strcmp(name, text))
			return 0;
		if (!scmi_ok(result) && !is_refusal(result))
			return check(tool, result, "clock %u", *clock);
	}
	fail(tool, EXIT_NO_SUCH, "this agent has no clock '%s'", text);
	return hint(tool, "`scmictl clock list` lists them");
}

static int find_and_put(struct tool *tool, const char *text, uint32_t *clock)
{
	int status = find_clock(tool, text, clock);

	return status ? status : put_reference(tool, tool->out, *clock);
}

/* What a clock is like */

static int put_rate(struct tool *tool, json_object *row, uint32_t clock)
{
	struct scmi_result result;
	uint64_t rate;

	result = scmi_clock_rate_get(&tool->link, clock, &rate);
	if (scmi_ok(result))
		put_number(row, "rate", rate);
	else if (is_refusal(result))
		json_object_object_add(row, "rate", NULL);
	else
		return check(tool, result, "clock %u", clock);
	return 0;
}

static int put_parent(struct tool *tool, json_object *row, uint32_t clock,
		      const struct scmi_clock_attributes *attributes)
{
	struct scmi_result result = { 0 };
	json_object *parent = NULL;
	uint32_t id;
	int status = 0;

	if (attributes->parents) {
		result = scmi_clock_parent_get(&tool->link, clock, &id);
		if (scmi_ok(result)) {
			parent = json_object_new_object();
			status = put_reference(tool, parent, id);
		} else if (!is_refusal(result)) {
			status = check(tool, result, "clock %u", clock);
		}
	}
	json_object_object_add(row, "parent", parent);
	return status;
}

static int put_permissions(struct tool *tool, json_object *row, uint32_t clock)
{
	struct scmi_clock_permissions p;
	struct scmi_result result = scmi_clock_get_permissions(&tool->link, clock, &p);
	json_object *may = NULL;

	if (!scmi_ok(result) && !is_missing(result))
		return check(tool, result, "clock %u", clock);
	if (scmi_ok(result)) {
		may = json_object_new_object();
		put_bool(may, "state", p.state);
		put_bool(may, "parent", p.parent);
		put_bool(may, "rate", p.rate);
	}
	json_object_object_add(row, "may_change", may);
	return 0;
}

/* A row with an error tells of a clock that the agent sees but may not use */
static int put_clock(struct tool *tool, json_object *row, uint32_t clock,
		     struct scmi_clock_attributes *attributes)
{
	struct scmi_result result = scmi_clock_attributes_get(&tool->link, clock, attributes);
	char name[SCMI_NAME_SIZE];
	int status;

	put_number(row, "id", clock);
	if (is_refusal(result)) {
		put_text(row, "error", scmi_status_name(result.code));
		return 0;
	}
	if (scmi_ok(result))
		result = whole_name(tool, clock, attributes, name);
	if (!scmi_ok(result))
		return check(tool, result, "clock %u", clock);
	put_text(row, "name", name);
	put_bool(row, "enabled", attributes->enabled);
	status = put_rate(tool, row, clock);
	if (!status)
		status = put_parent(tool, row, clock, attributes);
	if (!status)
		status = put_permissions(tool, row, clock);
	return status;
}

int put_clocks(struct tool *tool, json_object *out)
{
	json_object *rows = json_object_new_array();
	struct scmi_clock_attributes attributes;
	uint16_t count = 0;
	uint32_t clock;
	int status = open_clocks(tool, &count);

	json_object_object_add(out, "clocks", rows);
	for (clock = 0; !status && clock < count; clock++) {
		json_object *row = json_object_new_object();

		json_object_array_add(rows, row);
		status = put_clock(tool, row, clock, &attributes);
	}
	return status;
}

int run_clock_list(struct tool *tool, int argc, char **argv)
{
	(void)argc;
	(void)argv;
	return put_clocks(tool, tool->out);
}

void print_clock_list(const struct tool *tool, json_object *out)
{
	static const struct column columns[] = {
		{ "id", "ID", FORMAT_NUMBER },
		{ "name", "CLOCK", FORMAT_TEXT },
		{ "enabled", "STATE", FORMAT_ON },
		{ "rate", "RATE", FORMAT_HERTZ },
		{ "parent", "PARENT", FORMAT_NAME },
		{ "may_change", "MAY CHANGE", FORMAT_TRUE_KEYS },
		{ "error", "ERROR", FORMAT_TEXT },
	};
	json_object *rows = get(out, "clocks");
	size_t i, errors = 0;

	for (i = 0; i < json_object_array_length(rows); i++)
		errors += get(json_object_array_get_idx(rows, i), "error") != NULL;
	print_table(tool, rows, columns, COUNT(columns) - !errors);
}

/* Rates */

static int put_rates(struct tool *tool, json_object *out, uint32_t clock)
{
	uint64_t *rates = calloc(MAX_RATES, sizeof(*rates));
	struct scmi_clock_rate_list list = { 0 };
	json_object *array = json_object_new_array();
	struct scmi_result result;
	size_t i;

	result = scmi_clock_describe_rates(&tool->link, clock, rates, MAX_RATES, &list);
	json_object_object_add(out, "rates", array);
	put_bool(out, "linear", list.linear);
	if (scmi_ok(result) && list.linear)
		put_number(out, "step", rates[2]);
	for (i = 0; scmi_ok(result) && i < (list.linear ? 2 : list.count); i++)
		json_object_array_add(array, json_object_new_uint64(rates[i]));
	free(rates);
	return check(tool, result, "rates of clock %u", clock);
}

int run_clock_rates(struct tool *tool, int argc, char **argv)
{
	uint32_t clock;
	int status = find_and_put(tool, argv[0], &clock);

	(void)argc;
	if (!status)
		status = put_rate(tool, tool->out, clock);
	if (!status)
		status = put_rates(tool, tool->out, clock);
	return status;
}

void print_clock_rates(const struct tool *tool, json_object *out)
{
	json_object *rates = get(out, "rates");
	bool linear = json_object_get_boolean(get(out, "linear"));
	uint64_t now = get_number(out, "rate");
	char text[64];
	size_t i;

	for (i = 0; i < json_object_array_length(rates); i++) {
		json_object *rate = json_object_array_get_idx(rates, i);

		format_value(tool, text, sizeof(text), rate, FORMAT_HERTZ);
		printf("%s%s\n", linear ? (i ? "to   " : "from ") :
		       json_object_get_uint64(rate) == now ? "* " : "  ", text);
	}
	if (!linear)
		return;
	format_value(tool, text, sizeof(text), get(out, "step"), FORMAT_HERTZ);
	printf("step %s\n", text);
	format_value(tool, text, sizeof(text), get(out, "rate"), FORMAT_HERTZ);
	printf("now  %s\n", text);
}

/* Extended configuration */

static const struct property {
	const char *key, *name;
	uint8_t type;
	const char *unit;
	uint32_t max;
} duty_cycle = { "duty_cycle", "duty cycle", SCMI_CLOCK_CONFIG_DUTY_CYCLE, "percent", 100 },
  phase = { "phase", "phase", SCMI_CLOCK_CONFIG_PHASE, "degrees", 359 };

static int get_config(struct tool *tool, uint32_t clock, const char *text,
		      const struct property *property, json_object **value)
{
	struct scmi_clock_configuration configuration;
	struct scmi_result result = scmi_clock_config_get(&tool->link, clock, property->type,
							  &configuration);

	*value = NULL;
	if (scmi_ok(result))
		*value = json_object_new_uint64(configuration.value);
	return check(tool, result, "%s of clock %s", property->name, text);
}

/* Where a clock may have it */
static int put_config(struct tool *tool, json_object *out, uint32_t clock,
		      const struct scmi_clock_attributes *attributes, const struct property *property)
{
	struct scmi_clock_configuration configuration;
	struct scmi_result result;

	if (!attributes->extended_configuration)
		return 0;
	result = scmi_clock_config_get(&tool->link, clock, property->type, &configuration);
	if (scmi_ok(result))
		put_number(out, property->key, configuration.value);
	else if (!is_refusal(result))
		return check(tool, result, "%s of clock %u", property->name, clock);
	return 0;
}

/* A clock in all its details */

static int put_parents(struct tool *tool, json_object *out, uint32_t clock)
{
	json_object *rows = json_object_new_array();
	uint32_t parents[MAX_PARENTS];
	struct scmi_result result;
	size_t count, i;
	int status = 0;

	json_object_object_add(out, "parents", rows);
	result = scmi_clock_possible_parents_get(&tool->link, clock, parents, MAX_PARENTS, &count);
	if (is_missing(result))
		return 0;
	if (!scmi_ok(result))
		return check(tool, result, "parents of clock %u", clock);
	for (i = 0; !status && i < count && i < MAX_PARENTS; i++) {
		json_object *row = json_object_new_object();

		json_object_array_add(rows, row);
		status = put_reference(tool, row, parents[i]);
	}
	return status;
}

int run_clock_show(struct tool *tool, int argc, char **argv)
{
	struct scmi_clock_attributes attributes = { 0 };
	uint32_t clock;
	int status = find_clock(tool, argv[0], &clock);

	(void)argc;
	if (!status)
		status = put_clock(tool, tool->out, clock, &attributes);
	if (status || get(tool->out, "error"))
		return status;
	status = put_parents(tool, tool->out, clock);
	if (!status)
		status = put_rates(tool, tool->out, clock);
	if (attributes.enable_delay)
		put_number(tool->out, "enable_delay", attributes.enable_delay);
	else
		json_object_object_add(tool->out, "enable_delay", NULL);
	if (!status)
		status = put_config(tool, tool->out, clock, &attributes, &duty_cycle);
	if (!status)
		status = put_config(tool, tool->out, clock, &attributes, &phase);
	return status;
}

/* Such as "14 rates, 200 MHz to 2 GHz" */
static void print_choice(const struct tool *tool, json_object *out)
{
	json_object *rates = get(out, "rates");
	size_t count = json_object_array_length(rates);
	char first[64], last[64], step[64] = "";

	if (!count)
		return;
	format_value(tool, first, sizeof(first), json_object_array_get_idx(rates, 0), FORMAT_HERTZ);
	format_value(tool, last, sizeof(last), json_object_array_get_idx(rates, count - 1),
		     FORMAT_HERTZ);
	format_value(tool, step, sizeof(step), get(out, "step"), FORMAT_HERTZ);
	printf("%s%-12s%s  ", bold(tool, true), "rates", bold(tool, false));
	if (json_object_get_boolean(get(out, "linear")))
		printf("%s to %s in steps of %s\n", first, last, step);
	else if (count == 1)
		printf("%s\n", first);
	else
		printf("%zu from %s to %s\n", count, first, last);
}

void print_clock_show(const struct tool *tool, json_object *out)
{
	static const struct column columns[] = {
		{ "id", "id", FORMAT_NUMBER },
		{ "name", "name", FORMAT_TEXT },
		{ "error", "error", FORMAT_TEXT },
		{ "enabled", "state", FORMAT_ON },
		{ "rate", "rate", FORMAT_HERTZ },
		{ "parent", "parent", FORMAT_NAME },
		{ "parents", "parents", FORMAT_NAMES },
		{ "may_change", "may change", FORMAT_TRUE_KEYS },
		{ "enable_delay", "enable delay", FORMAT_MICROSECONDS },
		{ "duty_cycle", "duty cycle", FORMAT_PERCENT },
		{ "phase", "phase", FORMAT_DEGREES },
	};

	print_record(tool, out, columns, COUNT(columns));
	if (get(out, "rates"))
		print_choice(tool, out);
}

/* Changes: what was, and what is */

/* After a change that was refused */
static int hint_at(struct tool *tool, const char *verb, const char *clock)
{
	if (scmi_is_status(tool->result, SCMI_DENIED))
		return hint(tool, "`scmictl clock show %s` shows what this agent may change", clock);
	return hint(tool, "`scmictl clock %s %s` shows what it has", verb, clock);
}

static int choose_rounding(struct tool *tool, enum scmi_clock_rounding *rounding)
{
	static const char *const words[] = {
		[SCMI_CLOCK_ROUND_DOWN] = "down",
		[SCMI_CLOCK_ROUND_UP] = "up",
		[SCMI_CLOCK_ROUND_NEAREST] = "nearest",
	};
	size_t i;

	*rounding = SCMI_CLOCK_ROUND_DOWN;
	for (i = 0; tool->rounding && i < COUNT(words); i++) {
		if (!strcmp(words[i], tool->rounding)) {
			*rounding = (enum scmi_clock_rounding)i;
			return 0;
		}
	}
	if (!tool->rounding)
		return 0;
	return fail(tool, EXIT_USAGE, "'%s' is not down, up or nearest", tool->rounding);
}

int run_clock_set_rate(struct tool *tool, int argc, char **argv)
{
	enum scmi_clock_rounding rounding;
	uint64_t wanted, before = 0, after = 0;
	uint32_t clock;
	bool negative;
	int status = choose_rounding(tool, &rounding);

	(void)argc;
	if (status)
		return status;
	if (!parse_quantity(argv[1], "Hz", &negative, &wanted) || negative) {
		fail(tool, EXIT_USAGE, "'%s' is no rate", argv[1]);
		return hint(tool, "a rate is whole Hz, such as 1.2GHz, 148.5MHz or 24000000");
	}
	status = find_and_put(tool, argv[0], &clock);
	if (!status)
		status = check(tool, scmi_clock_rate_get(&tool->link, clock, &before),
			       "rate of clock %s", argv[0]);
	if (!status && check(tool, scmi_clock_rate_set(&tool->link, clock, wanted, rounding),
			     "rate %s for clock %s", argv[1], argv[0]))
		return hint_at(tool, "rates", argv[0]);
	if (!status)
		status = check(tool, scmi_clock_rate_get(&tool->link, clock, &after),
			       "rate of clock %s", argv[0]);
	put_text(tool->out, "property", "rate");
	put_number(tool->out, "before", before);
	put_number(tool->out, "value", after);
	return status;
}

static int set_state(struct tool *tool, const char *text, bool enable)
{
	struct scmi_clock_attributes before, after;
	uint32_t clock;
	int status = find_and_put(tool, text, &clock);

	if (!status)
		status = check(tool, scmi_clock_attributes_get(&tool->link, clock, &before),
			       "clock %s", text);
	if (!status && check(tool, scmi_clock_config_set(&tool->link, clock, enable ?
				SCMI_CLOCK_ENABLE : SCMI_CLOCK_DISABLE, SCMI_CLOCK_NO_CONFIG, 0),
			     "clock %s", text))
		return hint_at(tool, "show", text);
	if (!status)
		status = check(tool, scmi_clock_attributes_get(&tool->link, clock, &after),
			       "clock %s", text);
	if (status)
		return status;
	put_text(tool->out, "property", "enabled");
	put_bool(tool->out, "before", before.enabled);
	put_bool(tool->out, "value", after.enabled);
	return 0;
}

int run_clock_enable(struct tool *tool, int argc, char **argv)
{
	(void)argc;
	return set_state(tool, argv[0], true);
}

int run_clock_disable(struct tool *tool, int argc, char **argv)
{
	(void)argc;
	return set_state(tool, argv[0], false);
}

static int configure(struct tool *tool, int argc, char **argv, const struct property *property)
{
	json_object *value = NULL;
	uint64_t wanted = 0;
	uint32_t clock;
	int status = find_and_put(tool, argv[0], &clock);

	if (status)
		return status;
	if (argc == 2 && !parse_number(argv[1], property->max, &wanted))
		return fail(tool, EXIT_USAGE, "'%s' is no number from 0 to %u (%s)", argv[1],
			    property->max, property->unit);
	put_text(tool->out, "property", property->key);
	if (get_config(tool, clock, argv[0], property, &value))
		return hint_at(tool, "show", argv[0]);
	if (argc == 1) {
		json_object_object_add(tool->out, "value", value);
		return 0;
	}
	json_object_object_add(tool->out, "before", value);
	if (check(tool, scmi_clock_config_set(&tool->link, clock, SCMI_CLOCK_KEEP, property->type,
					      (uint32_t)wanted),
		  "%s %s of clock %s", property->name, argv[1], argv[0]))
		return hint_at(tool, "show", argv[0]);
	status = get_config(tool, clock, argv[0], property, &value);
	json_object_object_add(tool->out, "value", value);
	return status;
}

int run_clock_duty_cycle(struct tool *tool, int argc, char **argv)
{
	return configure(tool, argc, argv, &duty_cycle);
}

int run_clock_phase(struct tool *tool, int argc, char **argv)
{
	return configure(tool, argc, argv, &phase);
}

static enum format format_of(const char *property)
{
	if (!strcmp(property, "rate"))
		return FORMAT_HERTZ;
	if (!strcmp(property, "enabled"))
		return FORMAT_ON;
	return strcmp(property, "phase") ? FORMAT_PERCENT : FORMAT_DEGREES;
}

void print_clock_value(const struct tool *tool, json_object *out)
{
	enum format format = format_of(get_text(out, "property"));
	char before[64], value[64];

	format_value(tool, value, sizeof(value), get(out, "value"), format);
	if (!get(out, "before")) {
		puts(value);
		return;
	}
	format_value(tool, before, sizeof(before), get(out, "before"), format);
	printf("%s: %s -> %s\n", get_text(out, "name"), before, value);
}

/* Parents */

int run_clock_parent(struct tool *tool, int argc, char **argv)
{
	struct scmi_clock_attributes attributes;
	uint32_t clock, parent;
	int status = find_and_put(tool, argv[0], &clock);

	if (!status && argc == 2)
		status = find_clock(tool, argv[1], &parent);
	if (!status && argc == 2 &&
	    check(tool, scmi_clock_parent_set(&tool->link, clock, parent), "parent %s for clock %s",
		  argv[1], argv[0]))
		return hint_at(tool, "parent", argv[0]);
	if (!status)
		status = check(tool, scmi_clock_attributes_get(&tool->link, clock, &attributes),
			       "clock %s", argv[0]);
	if (!status)
		status = put_parent(tool, tool->out, clock, &attributes);
	if (!status)
		status = put_parents(tool, tool->out, clock);
	return status;
}

void print_clock_parent(const struct tool *tool, json_object *out)
{
	json_object *parents = get(out, "parents");
	json_object *current = get(out, "parent");
	char name[SCMI_NAME_SIZE];
	size_t i;

	if (!json_object_array_length(parents))
		printf("%s has no parents\n", get_text(out, "name"));
	for (i = 0; i < json_object_array_length(parents); i++) {
		json_object *parent = json_object_array_get_idx(parents, i);

		format_value(tool, name, sizeof(name), parent, FORMAT_NAME);
		printf("%s%s\n", current && get_number(current, "id") == get_number(parent, "id") ?
		       "* " : "  ", name);
	}
}
