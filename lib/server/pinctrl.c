// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * Pin control protocol 1.0, section 4.11 of the specification.
 *
 * A resource is a pin, a group or a function. What a message says of a group is done with its pins: they
 * alone have a function, settings, an owner and agents that are denied.
 */
#include <scmi/pinctrl.h>

#include "server.h"
#include "messages.h"

/* Kinds of resources, as messages select them */
#define PIN			0u
#define GROUP			1u
#define FUNCTION		2u
#define SELECTOR_MASK		0x3u

#define NO_FUNCTION		0xffffffffu

/* PINCTRL_ATTRIBUTES */
#define EXTENDED_NAME		(1u << 31)
#define GPIO_FUNCTION		(1u << 17)
#define PIN_FUNCTION		(1u << 16)

/* PINCTRL_LIST_ASSOCIATIONS */
#define MAX_RETURNED		0xfffu

/* PINCTRL_SETTINGS_GET */
#define GET_SELECTOR_SHIFT	16
#define GET_FLAG_SHIFT		18
#define GET_ONE			0u
#define GET_ALL			1u
#define GET_FUNCTION		2u
#define SKIP_SHIFT		8
#define TYPE_MASK		0xffu
#define SETTING_SIZE		8	/* bytes of a reply */

/* PINCTRL_SETTINGS_CONFIGURE */
#define SET_FUNCTION		(1u << 10)
#define SET_COUNT_SHIFT		2
#define SET_COUNT_MASK		0xffu
#define SET_KNOWN		0x7ffu
#define CONFIGS			offsetof(struct scmi_pinctrl_settings_configure_request, end)

/* PINCTRL_SET_PERMISSIONS */
#define ALLOW			(1u << 2)

static const struct scmi_pinctrl_config *config_of(const struct scmi_call *call)
{
	return call->config;
}

static bool is_pin(const struct scmi_call *call)
{
	return call->resource < config_of(call)->pin_count;
}

/* The group or function that the message speaks of */
static const struct scmi_pin_set *set_of(const struct scmi_call *call)
{
	const struct scmi_pinctrl_config *config = config_of(call);

	return &config->sets[call->resource - config->pin_count];
}

/* The pins of a pin or group */
static unsigned int pins_in(const struct scmi_pinctrl_config *config, const uint16_t *resource,
			    const uint16_t **pins)
{
	const struct scmi_pin_set *group;

	if (*resource < config->pin_count) {
		*pins = resource;
		return 1;
	}
	group = &config->sets[*resource - config->pin_count];
	*pins = group->members;
	return group->count;
}

/* Those that the message speaks of */
static unsigned int pins_of(const struct scmi_call *call, const uint16_t **pins)
{
	return pins_in(config_of(call), &call->resource, pins);
}

static const char *name_of(const struct scmi_protocol_instance *instance, uint16_t resource)
{
	const struct scmi_pinctrl_config *config = instance->config;

	return resource < config->pin_count ? config->pins[resource].name :
					      config->sets[resource - config->pin_count].name;
}

static const struct scmi_view *view_of(const struct scmi_call *call)
{
	return scmi_view_of(call);
}

/* The first entry of a kind of resource in the view, and behind the last kind the end of it */
static unsigned int first_of(const struct scmi_view *view, uint32_t selector)
{
	switch (selector) {
	case PIN:
		return 0;
	case GROUP:
		return view->groups;
	case FUNCTION:
		return view->functions;
	default:
		return view->count;
	}
}

/* Find the resource: @selector with what else came in the same word, at most @last */
static int find(struct scmi_call *call, uint32_t id, uint32_t selector, uint32_t last)
{
	const struct scmi_view *view = view_of(call);

	if (selector > last)
		return SCMI_INVALID_PARAMETERS;
	return scmi_find_resource(call, first_of(view, selector), first_of(view, selector + 1), id);
}

/* The agent's identifier of a resource, negative where it does not see it or may not use it */
static int id_of(const struct scmi_call *call, unsigned int resource, uint32_t selector)
{
	int place = scmi_resource_id(call, call->agent_id, resource);

	return place < 0 ? place : place - (int)first_of(view_of(call), selector);
}

/* Description */

static int protocol_attributes(struct scmi_call *call)
{
	const struct scmi_view *view = view_of(call);

	scmi_reply_u32(call, (uint32_t)(view->functions - view->groups) << 16 | view->groups);
	return scmi_reply_last(call, (uint32_t)(view->count - view->functions));
}

/* The agent's identifier of the group's or function's member; agents know of those that they see */
static int member_id(const struct scmi_call *call, const struct scmi_pin_set *set, unsigned int index)
{
	if (set->of_pins)
		return id_of(call, set->members[index], PIN);
	return id_of(call, set->members[index] + (unsigned int)config_of(call)->pin_count, GROUP);
}

static uint32_t count_members(const struct scmi_call *call)
{
	const struct scmi_pin_set *set = set_of(call);
	uint32_t count = 0;
	unsigned int i;

	for (i = 0; i < set->count; i++)
		count += member_id(call, set, i) >= 0;
	return count;
}

static uint32_t attributes_of_set(const struct scmi_call *call, bool function)
{
	uint32_t bits = count_members(call);

	if (function && set_of(call)->of_pins)
		bits |= PIN_FUNCTION;
	if (set_of(call)->gpio)
		bits |= GPIO_FUNCTION;
	return bits;
}

static int attributes(struct scmi_call *call)
{
	uint32_t selector = request_u32(call, pinctrl_attributes, flags);
	int status = find(call, request_u32(call, pinctrl_attributes, identifier), selector, FUNCTION);
	uint32_t *first;
	uint32_t bits;

	if (status)
		return status;
	bits = selector == PIN ? 1 : attributes_of_set(call, selector == FUNCTION);
	first = scmi_reply_later(call);
	if (scmi_reply_short_name(call))
		bits |= EXTENDED_NAME;
	*first = swap32_le(bits);
	return SCMI_SUCCESS;
}

static int name_get(struct scmi_call *call)
{
	int status = find(call, request_u32(call, pinctrl_name_get, identifier),
			  request_u32(call, pinctrl_name_get, flags), FUNCTION);

	return status ? status : scmi_name_get(call);
}

/* Two identifiers in a word, the first one in its lower half */
static void put_half(uint32_t *words, unsigned int index, uint32_t id)
{
	if (index % 2)
		words[index / 2] |= swap32_le(id << 16);
	else
		words[index / 2] = swap32_le(id);
}

static int list_associations(struct scmi_call *call)
{
	uint32_t selector = request_u32(call, pinctrl_list_associations, flags);
	uint32_t skip = request_u32(call, pinctrl_list_associations, index);
	const struct scmi_pin_set *set;
	uint32_t total = 0, listed = 0;
	unsigned int i, most;
	uint32_t *first;
	int status;

	/* Nothing belongs to a pin */
	if (selector == PIN)
		return SCMI_INVALID_PARAMETERS;
	status = find(call, request_u32(call, pinctrl_list_associations, identifier), selector,
		      FUNCTION);
	if (status)
		return status;
	first = scmi_reply_later(call);
	set = set_of(call);
	most = (unsigned int)scmi_room(call) / 2;
	if (most > MAX_RETURNED)
		most = MAX_RETURNED;
	for (i = 0; i < set->count; i++) {
		int id = member_id(call, set, i);

		if (id >= 0 && total++ >= skip && listed < most)
			put_half(call->reply, listed++, (uint32_t)id);
	}
	if (skip > total)
		return SCMI_INVALID_PARAMETERS;
	if (!listed && skip < total)
		return SCMI_PROTOCOL_ERROR;
	call->reply += (listed + 1) / 2;
	*first = swap32_le((total - skip - listed) << 16 | listed);
	return SCMI_SUCCESS;
}

/* Who may do what */

static int check_read(const struct scmi_call *call)
{
	const struct scmi_pin_state *states = config_of(call)->states;
	const uint16_t *pins;
	unsigned int count = pins_of(call, &pins);
	unsigned int i;

	for (i = 0; i < count; i++) {
		if (!scmi_may_use(call, pins[i]) ||
		    (states[pins[i]].denied & call->state->bit))
			return SCMI_DENIED;
	}
	return SCMI_SUCCESS;
}

static int check_change(const struct scmi_call *call)
{
	const struct scmi_pin_state *states = config_of(call)->states;
	const uint16_t *pins;
	unsigned int count = pins_of(call, &pins);
	unsigned int i;

	if (!(call->permissions & SCMI_PINCTRL_MAY_CHANGE))
		return SCMI_DENIED;
	for (i = 0; i < count; i++) {
		if (states[pins[i]].owner && states[pins[i]].owner != call->agent_id)
			return SCMI_IN_USE;
	}
	return check_read(call);
}

/* The pin or group of a request, as find() does it, and whether the agent may change it */
static int find_to_change(struct scmi_call *call, uint32_t id, uint32_t selector)
{
	int status = find(call, id, selector, GROUP);

	return status ? status : check_change(call);
}

static int request(struct scmi_call *call)
{
	struct scmi_pin_state *states = config_of(call)->states;
	int status = find_to_change(call, request_u32(call, pinctrl_request, identifier),
				    request_u32(call, pinctrl_request, flags));
	const uint16_t *pins;
	unsigned int count, i;

	if (status)
		return status;
	/* An agent that has started again does not know what it owns */
	if (states[call->resource].requester)
		return SCMI_SUCCESS;
	states[call->resource].requester = call->agent_id;
	count = pins_of(call, &pins);
	for (i = 0; i < count; i++) {
		states[pins[i]].owner = call->agent_id;
		states[pins[i]].holds++;
	}
	return SCMI_SUCCESS;
}

static void let_go(const struct scmi_pinctrl_config *config, uint16_t resource)
{
	const uint16_t *pins;
	unsigned int count = pins_in(config, &resource, &pins);
	unsigned int i;

	config->states[resource].requester = 0;
	for (i = 0; i < count; i++) {
		struct scmi_pin_state *state = &config->states[pins[i]];

		if (!--state->holds)
			state->owner = 0;
	}
}

static int release(struct scmi_call *call)
{
	const struct scmi_pinctrl_config *config = config_of(call);
	int status = find(call, request_u32(call, pinctrl_release, identifier),
			  request_u32(call, pinctrl_release, flags), GROUP);

	if (status)
		return status;
	if (config->states[call->resource].requester != call->agent_id)
		return SCMI_DENIED;
	let_go(config, call->resource);
	return SCMI_SUCCESS;
}

/* A trusted agent says what another one may use; what is said of a group is said of its pins */
static int set_permissions(struct scmi_call *call)
{
	uint32_t agent_id = request_u32(call, pinctrl_set_permissions, agent_id);
	uint32_t flags = request_u32(call, pinctrl_set_permissions, flags);
	int status = scmi_check_agent_id(call, agent_id);
	struct scmi_pin_state *states = config_of(call)->states;
	const uint16_t *pins;
	unsigned int count, i;

	if (!status)
		status = find(call, request_u32(call, pinctrl_set_permissions, identifier),
			      flags & ~ALLOW, GROUP);
	if (status)
		return status;
	if (!call->state->agent->trusted)
		return SCMI_DENIED;
	count = pins_of(call, &pins);
	for (i = 0; i < count; i++) {
		if (flags & ALLOW)
			states[pins[i]].denied &= ~scmi_agent_bit((uint8_t)agent_id);
		else
			states[pins[i]].denied |= scmi_agent_bit((uint8_t)agent_id);
	}
	return SCMI_SUCCESS;
}

/* Settings */

static bool type_known(uint32_t type)
{
	return type <= SCMI_PIN_SLEW_RATE || (type >= SCMI_PIN_OEM_FIRST && type <= TYPE_MASK);
}

static bool has_type(const struct scmi_pin *pin, uint32_t type)
{
	unsigned int i;

	for (i = 0; i < pin->type_count; i++) {
		if (pin->types[i] == type)
			return true;
	}
	return false;
}

/* A setting of a pin or, where all pins of a group have the same value, of a group, in call->told */
static int get_setting(struct scmi_call *call, uint8_t type)
{
	const struct scmi_pinctrl_config *config = config_of(call);
	const uint16_t *pins;
	unsigned int count = pins_of(call, &pins);
	uint32_t value = 0;
	unsigned int i;
	int status;

	for (i = 0; i < count; i++) {
		if (!has_type(&config->pins[pins[i]], type))
			return SCMI_NOT_SUPPORTED;
		status = config->ops->get(config->context, pins[i], type, &call->told.word);
		if (status)
			return status;
		if (i && call->told.word != value)
			return SCMI_INVALID_PARAMETERS;
		value = call->told.word;
	}
	return SCMI_SUCCESS;
}

/* The agent's identifier of the function that the pin or all pins of the group have, in call->told */
static int get_function(struct scmi_call *call)
{
	const struct scmi_pinctrl_config *config = config_of(call);
	uint16_t function = SCMI_PIN_NO_FUNCTION;
	const uint16_t *pins;
	unsigned int count = pins_of(call, &pins);
	uint16_t next;
	unsigned int i;
	int status, id;

	call->told.word = NO_FUNCTION;
	for (i = 0; i < count; i++) {
		status = config->ops->get_function(config->context, pins[i], &next);
		if (status)
			return status;
		if (next == SCMI_PIN_NO_FUNCTION || (i && next != function))
			return SCMI_SUCCESS;
		function = next;
	}
	id = id_of(call, function + (unsigned int)config->pin_count + config->group_count, FUNCTION);
	if (id >= 0)
		call->told.word = (uint32_t)id;
	return SCMI_SUCCESS;
}

static void reply_setting(struct scmi_call *call, uint8_t type, uint32_t value)
{
	scmi_reply_u32(call, type);
	scmi_reply_u32(call, value);
}

static int reply_one(struct scmi_call *call, uint8_t type)
{
	int status;

	if (!type_known(type))
		return SCMI_INVALID_PARAMETERS;
	status = get_setting(call, type);
	if (!status && scmi_room(call) < sizeof(uint32_t) + SETTING_SIZE)
		status = SCMI_PROTOCOL_ERROR;
	if (status)
		return status;
	scmi_reply_u32(call, 1);
	reply_setting(call, type, call->told.word);
	return SCMI_SUCCESS;
}

/* Whether to list the first pin's setting: a pin's always, a group's where its pins have it in common */
static bool lists(struct scmi_call *call, uint8_t type)
{
	return is_pin(call) || !get_setting(call, type);
}

static int reply_all(struct scmi_call *call, uint32_t skip)
{
	const struct scmi_pinctrl_config *config = config_of(call);
	uint32_t *first = scmi_reply_later(call);
	size_t most = scmi_room(call) / SETTING_SIZE;
	uint32_t total = 0, listed = 0;
	const struct scmi_pin *pin;
	const uint16_t *pins;
	unsigned int i;
	int status;

	(void)pins_of(call, &pins);
	pin = &config->pins[pins[0]];
	for (i = 0; i < pin->type_count; i++) {
		if (!lists(call, pin->types[i]) || total++ < skip || listed == most)
			continue;
		status = config->ops->get(config->context, pins[0], pin->types[i], &call->told.word);
		if (status)
			return status;
		reply_setting(call, pin->types[i], call->told.word);
		listed++;
	}
	if (skip > total)
		return SCMI_INVALID_PARAMETERS;
	if (!listed && skip < total)
		return SCMI_PROTOCOL_ERROR;
	*first = swap32_le((total - skip - listed) << 24 | listed);
	return SCMI_SUCCESS;
}

static int settings_get(struct scmi_call *call)
{
	uint32_t bits = request_u32(call, pinctrl_settings_get, attributes);
	uint32_t flag = bits >> GET_FLAG_SHIFT;
	int status;

	if (flag > GET_FUNCTION)
		return SCMI_INVALID_PARAMETERS;
	status = find(call, request_u32(call, pinctrl_settings_get, identifier),
		      bits >> GET_SELECTOR_SHIFT & SELECTOR_MASK, GROUP);
	if (!status)
		status = check_read(call);
	if (!status)
		status = get_function(call);
	if (status)
		return status;
	scmi_reply_u32(call, call->told.word);
	if (flag == GET_ONE)
		return reply_one(call, bits & TYPE_MASK);
	if (flag == GET_ALL)
		return reply_all(call, bits >> SKIP_SHIFT & 0xff);
	return scmi_reply_last(call, 0);
}

/* Configuration: a request is checked as a whole, then done */

static uint32_t config_word(const struct scmi_call *call, unsigned int word)
{
	return scmi_request_word(call, CONFIGS + 4 * word);
}

/* Whether the pin or group is among those that can have the function, which becomes a platform's number */
static int check_function(const struct scmi_call *call, uint32_t id, uint16_t *function)
{
	const struct scmi_pinctrl_config *config = config_of(call);
	uint16_t member = is_pin(call) ? call->resource :
					 (uint16_t)(call->resource - config->pin_count);
	struct scmi_call function_call = *call;
	const struct scmi_pin_set *set;
	unsigned int i;
	int status = find(&function_call, id, FUNCTION, FUNCTION);

	if (status)
		return status;
	if (!config->ops->set_function)
		return SCMI_NOT_SUPPORTED;
	set = set_of(&function_call);
	*function = (uint16_t)(function_call.resource - config->pin_count - config->group_count);
	for (i = 0; set->of_pins == is_pin(call) && i < set->count; i++) {
		if (set->members[i] == member)
			return SCMI_SUCCESS;
	}
	return SCMI_INVALID_PARAMETERS;
}

static int check_setting(const struct scmi_call *call, uint16_t pin, uint32_t type, uint32_t value)
{
	const struct scmi_pinctrl_config *config = config_of(call);

	if (!type_known(type))
		return SCMI_INVALID_PARAMETERS;
	if (!has_type(&config->pins[pin], type) || !config->ops->check || !config->ops->set)
		return SCMI_NOT_SUPPORTED;
	return config->ops->check(config->context, pin, (uint8_t)type, value);
}

static int check_settings(const struct scmi_call *call, unsigned int settings)
{
	const uint16_t *pins;
	unsigned int count = pins_of(call, &pins);
	unsigned int i, j;
	int status;

	for (i = 0; i < count; i++) {
		for (j = 0; j < settings; j++) {
			status = check_setting(call, pins[i], config_word(call, 2 * j),
					       config_word(call, 2 * j + 1));
			if (status)
				return status;
		}
	}
	return SCMI_SUCCESS;
}

static int configure_pin(const struct scmi_call *call, uint16_t pin, unsigned int settings,
			 uint16_t function)
{
	const struct scmi_pinctrl_config *config = config_of(call);
	int status = SCMI_SUCCESS;
	unsigned int i;

	config->states[pin].changer = call->agent_id;
	if (function != SCMI_PIN_NO_FUNCTION)
		status = config->ops->set_function(config->context, pin, function);
	for (i = 0; !status && i < settings; i++)
		status = config->ops->set(config->context, pin, (uint8_t)config_word(call, 2 * i),
					  config_word(call, 2 * i + 1));
	return status;
}

static int settings_configure(struct scmi_call *call)
{
	uint32_t bits = request_u32(call, pinctrl_settings_configure, attributes);
	uint32_t settings = bits >> SET_COUNT_SHIFT & SET_COUNT_MASK;
	uint16_t function = SCMI_PIN_NO_FUNCTION;
	const uint16_t *pins;
	unsigned int count, i;
	int status;

	if (call->size != CONFIGS + 8 * settings)
		return SCMI_PROTOCOL_ERROR;
	if (bits & ~SET_KNOWN)
		return SCMI_INVALID_PARAMETERS;
	status = find_to_change(call, request_u32(call, pinctrl_settings_configure, identifier),
				bits & SELECTOR_MASK);
	if (!status && (bits & SET_FUNCTION))
		status = check_function(call, request_u32(call, pinctrl_settings_configure, function_id),
					&function);
	if (!status)
		status = check_settings(call, settings);
	if (status)
		return status;
	count = pins_of(call, &pins);
	for (i = 0; !status && i < count; i++)
		status = configure_pin(call, pins[i], settings, function);
	return status;
}

/* Start, and start again */

static bool members_exist(const struct scmi_pinctrl_config *config, const struct scmi_pin_set *set)
{
	uint16_t limit = set->of_pins ? config->pin_count : config->group_count;
	unsigned int i;

	for (i = 0; i < set->count; i++) {
		if (set->members[i] >= limit)
			return false;
	}
	return i;
}

static bool check(const struct scmi_protocol_instance *instance)
{
	const struct scmi_pinctrl_config *config = instance->config;
	unsigned int sets = (unsigned int)config->group_count + config->function_count;
	unsigned int i;

	if (!config->pins || !config->states || !config->ops || !config->pin_count ||
	    !config->ops->get_function || !config->ops->get || !config->ops->restore ||
	    (sets && !config->sets) || config->pin_count + sets != instance->resource_count)
		return false;
	for (i = 0; i < sets; i++) {
		if (!members_exist(config, &config->sets[i]) ||
		    (i < config->group_count && !config->sets[i].of_pins))
			return false;
	}
	for (i = 0; i < (unsigned int)config->pin_count + config->group_count; i++)
		config->states[i] = (struct scmi_pin_state){ 0 };
	return true;
}

/* Pins, groups and functions are where the view says */
static bool check_view(const struct scmi_protocol_instance *instance, const struct scmi_view *view)
{
	const struct scmi_pinctrl_config *config = instance->config;
	unsigned int i;

	if (view->groups > view->functions || view->functions > view->count)
		return false;
	for (i = 0; i < view->count; i++) {
		uint16_t resource = view->entries[i].resource;

		if ((i >= view->groups) != (resource >= config->pin_count) ||
		    (i >= view->functions) != (resource >= config->pin_count + config->group_count))
			return false;
	}
	return true;
}

static void reset_permissions(const struct scmi_protocol_instance *instance, uint8_t agent_id)
{
	const struct scmi_pinctrl_config *config = instance->config;
	unsigned int pin;

	for (pin = 0; pin < config->pin_count; pin++)
		config->states[pin].denied &= ~scmi_agent_bit(agent_id);
}

static void release_all(struct scmi_call *call)
{
	const struct scmi_pinctrl_config *config = config_of(call);
	unsigned int i;

	for (i = 0; i < (unsigned int)config->pin_count + config->group_count; i++) {
		if (config->states[i].requester == call->agent_id)
			let_go(config, (uint16_t)i);
	}
}

/* A pin that somebody else has taken over since is his */
static void reset_done(struct scmi_call *call)
{
	const struct scmi_pinctrl_config *config = config_of(call);
	unsigned int i;

	release_all(call);
	for (i = 0; i < config->pin_count; i++) {
		if (config->states[i].changer != call->agent_id)
			continue;
		config->states[i].changer = config->states[i].owner;
		if (!config->states[i].owner)
			config->ops->restore(config->context, i);
	}
}

#define LAYOUT(name, direction)		scmi_pinctrl_ ## name ## _ ## direction
#include "table.h"

static const struct scmi_message messages[] = {
#include "pinctrl.def"
};

static const uint8_t versions[] = { SCMI_VERSION(1, 0) };

const struct scmi_protocol scmi_pinctrl_protocol = {
	.id = SCMI_PROTOCOL_PINCTRL,
	.messages = messages,
	.message_count = sizeof(messages) / sizeof(messages[0]),
	.versions = versions,
	.version_count = sizeof(versions),
	.name = name_of,
	.check = check,
	.check_view = check_view,
	.reset_done = reset_done,
	.reset_permissions = reset_permissions,
};
