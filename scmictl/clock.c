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

COUNT_FUNCTION(clock, clocks)
NAME_FUNCTION(clock)

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
			status = put_reference(tool, &clock_kind, parent, id);
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

static int put_clock(struct tool *tool, json_object *row, uint32_t clock)
{
	struct scmi_clock_attributes attributes;
	struct scmi_result result = scmi_clock_attributes_get(&tool->link, clock, &attributes);
	int status;

	if (!scmi_ok(result))
		return check(tool, result, "clock %u", clock);
	put_bool(row, "enabled", attributes.enabled);
	status = put_rate(tool, row, clock);
	if (!status)
		status = put_parent(tool, row, clock, &attributes);
	if (!status)
		status = put_permissions(tool, row, clock);
	return status;
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
	int status = find_and_put(tool, &clock_kind, argv[0], &clock);

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

/* Extended configuration, where a clock may have it */
static int put_config(struct tool *tool, json_object *out, uint32_t clock, const char *key, uint8_t type)
{
	struct scmi_clock_configuration configuration;
	struct scmi_result result;

	result = scmi_clock_config_get(&tool->link, clock, type, &configuration);
	if (scmi_ok(result))
		put_number(out, key, configuration.value);
	else if (!is_refusal(result))
		return check(tool, result, "clock %u", clock);
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
		status = put_reference(tool, &clock_kind, row, parents[i]);
	}
	return status;
}

static int put_details(struct tool *tool, json_object *out, uint32_t clock)
{
	struct scmi_clock_attributes attributes;
	struct scmi_result result = scmi_clock_attributes_get(&tool->link, clock, &attributes);
	int status = check(tool, result, "clock %u", clock);

	if (!status)
		status = put_parents(tool, out, clock);
	if (!status)
		status = put_rates(tool, out, clock);
	if (status)
		return status;
	if (attributes.enable_delay)
		put_number(out, "enable_delay", attributes.enable_delay);
	else
		json_object_object_add(out, "enable_delay", NULL);
	if (attributes.extended_configuration)
		status = put_config(tool, out, clock, "duty_cycle", SCMI_CLOCK_CONFIG_DUTY_CYCLE);
	if (!status && attributes.extended_configuration)
		status = put_config(tool, out, clock, "phase", SCMI_CLOCK_CONFIG_PHASE);
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

const struct kind clock_kind = {
	.object = "clock", .what = "clock", .key = "clocks", .protocol = SCMI_PROTOCOL_CLOCK,
	.count = count_of, .name = name_of, .put = put_clock, .put_details = put_details,
	.print_details = print_choice,
	.columns = (const struct column[]){
		{ "id", "ID", FORMAT_NUMBER },
		{ "name", "CLOCK", FORMAT_TEXT },
		{ "enabled", "STATE", FORMAT_ON },
		{ "rate", "RATE", FORMAT_HERTZ },
		{ "parent", "PARENT", FORMAT_NAME },
		{ "may_change", "MAY CHANGE", FORMAT_TRUE_KEYS },
		{ "error", "ERROR", FORMAT_TEXT },
		{ 0 },
	},
	.record = (const struct column[]){
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
		{ 0 },
	},
};

/* Changes */

static struct scmi_result get_rate(struct tool *tool, uint32_t clock, json_object **value)
{
	uint64_t rate;
	struct scmi_result result = scmi_clock_rate_get(&tool->link, clock, &rate);

	if (scmi_ok(result))
		*value = json_object_new_uint64(rate);
	return result;
}

static struct scmi_result set_rate(struct tool *tool, uint32_t clock, int64_t rate)
{
	int rounding = tool->rounding ? find_word(roundings, COUNT(roundings), tool->rounding) : 0;

	return scmi_clock_rate_set(&tool->link, clock, (uint64_t)rate,
				   (enum scmi_clock_rounding)rounding);
}

int run_clock_set_rate(struct tool *tool, int argc, char **argv)
{
	static const struct property rate = {
		"rate", "rate", FORMAT_HERTZ, "rates", get_rate, set_rate,
	};
	uint64_t wanted;
	bool negative;

	(void)argc;
	if (!parse_quantity(argv[1], "Hz", &negative, &wanted) || negative) {
		fail(tool, EXIT_USAGE, "'%s' is no rate", argv[1]);
		return hint(tool, "a rate is whole Hz, such as 1.2GHz, 148.5MHz or 24000000");
	}
	return change(tool, &clock_kind, &rate, argv[0], argv[1], (int64_t)wanted);
}

static struct scmi_result get_state(struct tool *tool, uint32_t clock, json_object **value)
{
	struct scmi_clock_attributes attributes;
	struct scmi_result result = scmi_clock_attributes_get(&tool->link, clock, &attributes);

	if (scmi_ok(result))
		*value = json_object_new_boolean(attributes.enabled);
	return result;
}

static struct scmi_result set_state(struct tool *tool, uint32_t clock, int64_t enable)
{
	return scmi_clock_config_set(&tool->link, clock,
				     enable ? SCMI_CLOCK_ENABLE : SCMI_CLOCK_DISABLE,
				     SCMI_CLOCK_NO_CONFIG, 0);
}

static const struct property state = {
	"enabled", "state", FORMAT_ON, "show", get_state, set_state,
};

int run_clock_enable(struct tool *tool, int argc, char **argv)
{
	(void)argc;
	return change(tool, &clock_kind, &state, argv[0], "on", true);
}

int run_clock_disable(struct tool *tool, int argc, char **argv)
{
	(void)argc;
	return change(tool, &clock_kind, &state, argv[0], "off", false);
}

static struct scmi_result get_config(struct tool *tool, uint32_t clock, uint8_t type,
				     json_object **value)
{
	struct scmi_clock_configuration configuration;
	struct scmi_result result = scmi_clock_config_get(&tool->link, clock, type, &configuration);

	if (scmi_ok(result))
		*value = json_object_new_uint64(configuration.value);
	return result;
}

static struct scmi_result get_duty_cycle(struct tool *tool, uint32_t clock, json_object **value)
{
	return get_config(tool, clock, SCMI_CLOCK_CONFIG_DUTY_CYCLE, value);
}

static struct scmi_result set_duty_cycle(struct tool *tool, uint32_t clock, int64_t percent)
{
	return scmi_clock_config_set(&tool->link, clock, SCMI_CLOCK_KEEP,
				     SCMI_CLOCK_CONFIG_DUTY_CYCLE, (uint32_t)percent);
}

static struct scmi_result get_phase(struct tool *tool, uint32_t clock, json_object **value)
{
	return get_config(tool, clock, SCMI_CLOCK_CONFIG_PHASE, value);
}

static struct scmi_result set_phase(struct tool *tool, uint32_t clock, int64_t degrees)
{
	return scmi_clock_config_set(&tool->link, clock, SCMI_CLOCK_KEEP, SCMI_CLOCK_CONFIG_PHASE,
				     (uint32_t)degrees);
}

static int configure(struct tool *tool, int argc, char **argv, const struct property *property,
		     uint32_t max, const char *unit)
{
	uint64_t wanted;

	if (argc == 1)
		return show_property(tool, &clock_kind, property, argv[0]);
	if (!parse_number(argv[1], max, &wanted))
		return fail(tool, EXIT_USAGE, "'%s' is no number from 0 to %u (%s)", argv[1], max, unit);
	return change(tool, &clock_kind, property, argv[0], argv[1], (int64_t)wanted);
}

int run_clock_duty_cycle(struct tool *tool, int argc, char **argv)
{
	static const struct property duty_cycle = {
		"duty_cycle", "duty cycle", FORMAT_PERCENT, "show", get_duty_cycle, set_duty_cycle,
	};

	return configure(tool, argc, argv, &duty_cycle, 100, "percent");
}

int run_clock_phase(struct tool *tool, int argc, char **argv)
{
	static const struct property phase = {
		"phase", "phase", FORMAT_DEGREES, "show", get_phase, set_phase,
	};

	return configure(tool, argc, argv, &phase, 359, "degrees");
}

/* Parents */

int run_clock_parent(struct tool *tool, int argc, char **argv)
{
	struct scmi_clock_attributes attributes;
	uint32_t clock, parent;
	int status = find_and_put(tool, &clock_kind, argv[0], &clock);

	if (!status && argc == 2)
		status = find_resource(tool, &clock_kind, argv[1], &parent);
	if (!status && argc == 2 &&
	    check(tool, scmi_clock_parent_set(&tool->link, clock, parent), "parent %s for clock %s",
		  argv[1], argv[0]))
		return hint(tool, scmi_is_status(tool->result, SCMI_DENIED) ?
			    "`scmictl clock show %s` shows what this agent may change" :
			    "`scmictl clock parent %s` shows what it has", argv[0]);
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
