// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * The board's pins, groups and functions out of its device tree.
 */
#include <libfdt.h>

#include "pinctrl.h"

#define MAX_NAME		63u
#define OEM_CELLS		3

enum kind { PIN, GROUP, FUNCTION };

static enum kind kind_of(const struct parser *p, int node)
{
	if (parse_flag(p, node, "groups") || parse_flag(p, node, "function-pins"))
		return FUNCTION;
	return parse_flag(p, node, "pins") ? GROUP : PIN;
}

/* Settings */

/* Of a node with settings, or of those that have none of their own */
struct settings {
	struct pin_setting *settings;
	uint8_t *types;
	uint8_t count;
};

static bool add_setting(struct parser *p, int node, const char *property, struct settings *s,
			uint32_t type, const uint32_t *cells)
{
	if (cells[0] > cells[1])
		return parse_fail(p, node, property, "starts above the highest value");
	s->types[s->count] = (uint8_t)type;
	s->settings[s->count++] = (struct pin_setting){ .start = cells[0], .highest = cells[1] };
	return true;
}

static bool parse_oem_settings(struct parser *p, int node, struct settings *s)
{
	static const char property[] = "oem-settings";
	uint32_t *cells;
	unsigned int count, i;

	if (!parse_u32_list(p, node, property, &cells, &count))
		return false;
	if (count % OEM_CELLS)
		return parse_fail(p, node, property, "has to be triples of type, first and highest value");
	for (i = 0; i < count; i += OEM_CELLS) {
		if (cells[i] < SCMI_PIN_OEM_FIRST || cells[i] > UINT8_MAX ||
		    (i && cells[i] <= cells[i - OEM_CELLS]))
			return parse_fail(p, node, property, "has to ascend from 192 to 255");
		if (!add_setting(p, node, property, s, cells[i], &cells[i + 1]))
			return false;
	}
	return true;
}

static unsigned int count_settings(const struct parser *p, int node)
{
	unsigned int count = 0;
	unsigned int type;
	int size;

	for (type = 0; type <= SCMI_PIN_SLEW_RATE; type++) {
		if (scmi_board_pin_settings[type])
			count += parse_flag(p, node, scmi_board_pin_settings[type]);
	}
	if (fdt_getprop(p->fdt, node, "oem-settings", &size))
		count += (unsigned int)size / (OEM_CELLS * sizeof(uint32_t));
	return count;
}

static bool parse_settings(struct parser *p, int node, struct settings *s)
{
	unsigned int count = count_settings(p, node);
	unsigned int type;
	uint32_t *cells;

	*s = (struct settings){ 0 };
	if (!parse_memory(p, node, count, sizeof(*s->settings), &s->settings) ||
	    !parse_memory(p, node, count, sizeof(*s->types), &s->types))
		return false;
	for (type = 0; type <= SCMI_PIN_SLEW_RATE; type++) {
		const char *property = scmi_board_pin_settings[type];

		if (!property || !parse_flag(p, node, property))
			continue;
		if (!parse_u32_list(p, node, property, &cells, &count))
			return false;
		if (count != 2)
			return parse_fail(p, node, property, "has to be first and highest value");
		if (!add_setting(p, node, property, s, type, cells))
			return false;
	}
	return parse_oem_settings(p, node, s);
}

/* Pins, groups, functions */

static bool parse_pin(struct parser *p, int node, const struct settings *common, struct scmi_pin *info,
		      struct board_pin *pin)
{
	struct settings s;
	unsigned int i;

	if (!parse_name(p, node, MAX_NAME, &info->name) || !parse_settings(p, node, &s))
		return false;
	if (!s.count)
		s = *common;
	if (!parse_memory(p, node, s.count, sizeof(*pin->values), &pin->values))
		return false;
	for (i = 0; i < s.count; i++)
		pin->values[i] = s.settings[i].start;
	info->types = s.types;
	info->type_count = s.count;
	pin->settings = s.settings;
	pin->function = SCMI_PIN_NO_FUNCTION;
	pin->start_function = SCMI_PIN_NO_FUNCTION;
	return true;
}

/* References to resources @first to @first + @count - 1, as numbers from 0 on */
static bool parse_members(struct parser *p, int node, int section, const char *property,
			  unsigned int first, unsigned int count, uint16_t **members,
			  unsigned int *member_count)
{
	unsigned int i;

	if (!parse_references(p, node, property, section, members, member_count))
		return false;
	for (i = 0; i < *member_count; i++) {
		(*members)[i] = (uint16_t)((*members)[i] - first);
		if ((*members)[i] >= count)
			return parse_fail(p, node, property, "refers to a node of another kind");
	}
	return true;
}

/* The pins that have a function at the start */
static bool start_function(struct parser *p, int node, struct scmi_board_pinctrl *pinctrl,
			   const char *property, const uint16_t *pins, unsigned int count,
			   unsigned int function)
{
	unsigned int i;

	for (i = 0; i < count; i++) {
		struct board_pin *pin = &pinctrl->pins[pins[i]];

		if (pin->function != SCMI_PIN_NO_FUNCTION)
			return parse_fail(p, node, property, "refers to a pin that has a function already");
		pin->function = (uint16_t)function;
		pin->start_function = (uint16_t)function;
	}
	return true;
}

static bool is_member(const struct scmi_pin_set *set, uint16_t member)
{
	unsigned int i;

	for (i = 0; i < set->count; i++) {
		if (set->members[i] == member)
			return true;
	}
	return false;
}

static bool parse_start(struct parser *p, int node, int section, struct scmi_board_pinctrl *pinctrl,
			const struct scmi_pin_set *set, unsigned int function)
{
	const struct scmi_pinctrl_config *config = &pinctrl->config;
	const char *property = set->of_pins ? "boot-pins" : "boot-groups";
	unsigned int first = set->of_pins ? 0 : config->pin_count;
	unsigned int total = set->of_pins ? config->pin_count : config->group_count;
	uint16_t *members;
	unsigned int count, i;

	if (!parse_members(p, node, section, property, first, total, &members, &count))
		return false;
	for (i = 0; i < count; i++) {
		const uint16_t *pins = set->of_pins ? &members[i] : config->sets[members[i]].members;

		if (!is_member(set, members[i]))
			return parse_fail(p, node, property, "has to be among those of the function");
		if (!start_function(p, node, pinctrl, property, pins,
				    set->of_pins ? 1 : config->sets[members[i]].count, function))
			return false;
	}
	return true;
}

static bool parse_set(struct parser *p, int node, int section,
		      const struct scmi_pinctrl_config *config, struct scmi_pin_set *set)
{
	bool groups = parse_flag(p, node, "groups");
	bool pins = parse_flag(p, node, "pins");
	const char *property = groups ? "groups" : pins ? "pins" : "function-pins";
	uint16_t *members;
	unsigned int count;

	if (groups + pins + parse_flag(p, node, "function-pins") > 1)
		return parse_fail(p, node, NULL, "has more than one of pins, groups, function-pins");
	if (!parse_name(p, node, MAX_NAME, &set->name) ||
	    !parse_members(p, node, section, property, groups ? config->pin_count : 0,
			   groups ? config->group_count : config->pin_count, &members, &count))
		return false;
	set->members = members;
	set->count = (uint16_t)count;
	set->of_pins = !groups;
	set->gpio = parse_flag(p, node, "general-purpose");
	return true;
}

static bool count_kinds(struct parser *p, int section, unsigned int *counts)
{
	enum kind last = PIN;
	int node;

	fdt_for_each_subnode(node, p->fdt, section) {
		enum kind kind = kind_of(p, node);

		if (kind < last)
			return parse_fail(p, node, NULL,
					  "has to come in its place: first pins, then groups, then functions");
		counts[kind]++;
		last = kind;
	}
	if (!counts[PIN])
		return parse_fail(p, section, NULL, "has no pins");
	return true;
}

static bool parse_nodes(struct parser *p, int section, struct scmi_board_pinctrl *pinctrl)
{
	const struct scmi_pinctrl_config *config = &pinctrl->config;
	struct settings common;
	unsigned int i = 0;
	int node;

	if (!parse_settings(p, section, &common))
		return false;
	fdt_for_each_subnode(node, p->fdt, section) {
		unsigned int set = i - config->pin_count;

		if (i < config->pin_count ?
		    !parse_pin(p, node, &common, &pinctrl->info[i], &pinctrl->pins[i]) :
		    !parse_set(p, node, section, config, &pinctrl->sets[set]))
			return false;
		if (i >= (unsigned int)config->pin_count + config->group_count &&
		    !parse_start(p, node, section, pinctrl, &pinctrl->sets[set],
				 set - config->group_count))
			return false;
		i++;
	}
	return true;
}

bool scmi_board_parse_pinctrl(struct tables *t, int section, struct scmi_protocol_instance *instance)
{
	struct parser *p = &t->parser;
	unsigned int counts[] = { 0, 0, 0 };
	struct scmi_board_pinctrl *pinctrl;
	struct scmi_pin_state *states;

	if (!count_kinds(p, section, counts) ||
	    !parse_memory(p, section, 1, sizeof(*pinctrl), &pinctrl) ||
	    !parse_memory(p, section, counts[PIN], sizeof(*pinctrl->info), &pinctrl->info) ||
	    !parse_memory(p, section, counts[PIN], sizeof(*pinctrl->pins), &pinctrl->pins) ||
	    !parse_memory(p, section, counts[GROUP] + counts[FUNCTION], sizeof(*pinctrl->sets),
			  &pinctrl->sets) ||
	    !parse_memory(p, section, counts[PIN] + counts[GROUP], sizeof(*states), &states))
		return false;
	pinctrl->config = (struct scmi_pinctrl_config){
		.pins = pinctrl->info,
		.sets = pinctrl->sets,
		.states = states,
		.pin_count = (uint16_t)counts[PIN],
		.group_count = (uint16_t)counts[GROUP],
		.function_count = (uint16_t)counts[FUNCTION],
		.ops = &scmi_board_pinctrl_ops,
		.context = pinctrl,
	};
	instance->config = &pinctrl->config;
	t->board->pinctrl = pinctrl;
	return parse_nodes(p, section, pinctrl);
}

/* Agents */

static enum kind kind_of_resource(const struct scmi_pinctrl_config *config, uint16_t resource)
{
	if (resource < config->pin_count)
		return PIN;
	return resource < config->pin_count + config->group_count ? GROUP : FUNCTION;
}

/* Whether the agent may do with the pins of a group what it may do with the group */
static bool goes_with_pins(const struct scmi_view *view, const struct scmi_view_entry *group,
			   const struct scmi_pin_set *set)
{
	unsigned int found = 0;
	unsigned int i;

	for (i = 0; i < view->groups; i++) {
		if (is_member(set, view->entries[i].resource))
			found += !group->permissions || view->entries[i].permissions;
	}
	return found == set->count;
}

bool scmi_board_complete_pinctrl_view(struct tables *t, int node, struct scmi_view *view)
{
	const struct scmi_pinctrl_config *config = &t->board->pinctrl->config;
	struct parser *p = &t->parser;
	enum kind last = PIN;
	unsigned int i;

	for (i = 0; i < view->count; i++) {
		enum kind kind = kind_of_resource(config, view->entries[i].resource);

		if (kind < last)
			return parse_fail(p, node, "pinctrl", "has to be pins, then groups, then functions");
		view->groups = (uint16_t)(view->groups + (kind == PIN));
		view->functions = (uint16_t)(view->functions + (kind != FUNCTION));
		last = kind;
	}
	for (i = view->groups; i < view->functions; i++) {
		if (!goes_with_pins(view, &view->entries[i],
				    &config->sets[view->entries[i].resource - config->pin_count]))
			return parse_fail(p, node, "pinctrl",
					  "shows a group, but not all of its pins, or only read-only");
	}
	return true;
}
