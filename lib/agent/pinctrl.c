// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * Pin control protocol 1.0, section 4.11 of the specification.
 */
#define TABLE "pinctrl.def"
#define PROTOCOL SCMI_PROTOCOL_PINCTRL
#include "calls.h"
#include "agent.h"

/* What PINCTRL_SETTINGS_GET asks for */
enum get {
	GET_ONE = 0,
	GET_ALL = 1,
	GET_FUNCTION = 2,
};

static const uint8_t versions[] = {
	SCMI_VERSION(1, 0),
};

const struct scmi_agent_protocol scmi_agent_pinctrl = {
	.id = PROTOCOL,
	.versions = versions,
	.version_count = sizeof(versions),
};

struct scmi_result scmi_pinctrl_protocol_attributes_get(struct scmi_link *link,
							struct scmi_pinctrl_protocol_attributes *a)
{
	struct protocol_attributes_reply reply = { 0 };
	struct scmi_codec codec;
	struct scmi_result result = CALL(protocol_attributes, &reply);

	if (scmi_ok(result)) {
		a->pins = (uint16_t)reply.pins;
		a->groups = (uint16_t)reply.groups;
		a->functions = (uint16_t)reply.functions;
	}
	return result;
}

struct scmi_result scmi_pinctrl_attributes_get(struct scmi_link *link,
					       enum scmi_pinctrl_selector selector, uint32_t id,
					       struct scmi_pinctrl_attributes *attributes)
{
	struct attributes_reply reply = { 0 };
	struct scmi_codec codec;
	struct scmi_result result = CALL(attributes, &reply, .identifier = id, .selector = selector);
	bool function = selector == SCMI_PINCTRL_FUNCTION;

	if (!scmi_ok(result))
		return result;
	*attributes = (struct scmi_pinctrl_attributes){
		.elements = selector == SCMI_PINCTRL_PIN ? 0 : (uint16_t)reply.elements,
		.extended_name = reply.extended_name,
		.gpio_function = function && reply.gpio_function,
		.pin_function = function && reply.pin_function,
	};
	__builtin_memcpy(attributes->name, reply.name, sizeof(reply.name));
	return result;
}

struct scmi_result scmi_pinctrl_name_get(struct scmi_link *link, enum scmi_pinctrl_selector selector,
					 uint32_t id, char name[SCMI_NAME_SIZE])
{
	struct name_get_reply reply = { 0 };
	struct scmi_codec codec;
	struct scmi_result result = CALL(name_get, &reply, .identifier = id, .selector = selector);

	if (scmi_ok(result))
		__builtin_memcpy(name, reply.name, SCMI_NAME_SIZE);
	return result;
}

/* Lists. What they are lists of comes with the caller's array. */
struct members {
	uint16_t *to;
	enum scmi_pinctrl_selector selector;
};

PAGE(members, list_associations, false, .identifier = pages->resource,
     .selector = ((const struct members *)pages->to)->selector, .index = pages->next)

static void members_entry(struct scmi_codec *codec, struct scmi_pages *pages, uint32_t place)
{
	struct list_associations_reply entry = { 0 };
	const struct members *list = pages->to;
	uint32_t i;

	code_list_associations_reply(codec, &entry, ENTRY);
	for (i = 0; i < scmi_pages_earlier(pages, place); i++) {
		if (list->to[i] == entry.identifiers)
			scmi_pages_repeats(codec);
	}
	if (scmi_pages_room(pages, place))
		list->to[place] = (uint16_t)entry.identifiers;
}

struct scmi_result scmi_pinctrl_list_associations(struct scmi_link *link,
						  enum scmi_pinctrl_selector selector, uint32_t id,
						  uint16_t *ids, size_t max, size_t *count)
{
	struct members list = { .to = ids, .selector = selector };
	struct scmi_pages pages = { .resource = id, .to = &list, .max = max };
	struct scmi_result result = scmi_pages_read(link, &pages, members_page, members_entry);

	*count = pages.next;
	return result;
}

/* Settings: a type in the lower half of each entry, its value in the upper one */

struct settings {
	struct scmi_pin_config *to;
	enum scmi_pinctrl_selector selector;
	enum get get;
	uint8_t type;
	uint32_t function;		/* what the reply says of it */
	uint8_t seen[SCMI_PAGES_SEEN];	/* types that have been listed */
};

static struct scmi_result settings_page(struct scmi_codec *codec, struct scmi_link *link,
					struct scmi_pages *pages)
{
	struct settings *list = pages->to;
	struct settings_get_request request = {
		.identifier = pages->resource, .selector = list->selector, .config_flag = list->get,
		.skip_configs = pages->next, .config_type = list->type,
	};
	struct settings_get_reply reply = { 0 };
	struct scmi_result result = call_settings_get(codec, link, PROTOCOL, &request, &reply);

	list->function = reply.function_selected;
	pages->returned = reply.returned;
	pages->remaining = reply.remaining;
	return result;
}

static void settings_entry(struct scmi_codec *codec, struct scmi_pages *pages, uint32_t place)
{
	struct settings_get_reply entry = { 0 };
	struct settings *list = pages->to;
	uint8_t type;

	code_settings_get_reply(codec, &entry, ENTRY);
	type = (uint8_t)entry.configs;
	scmi_pages_once(codec, list->seen, type);
	if (scmi_pages_room(pages, place))
		list->to[place] = (struct scmi_pin_config){ type, (uint32_t)(entry.configs >> 32) };
}

static struct scmi_result get_settings(struct scmi_link *link, struct settings *list, uint32_t id,
				       size_t max, size_t *count)
{
	struct scmi_pages pages = { .resource = id, .to = list, .max = max };
	struct scmi_result result = scmi_pages_read(link, &pages, settings_page, settings_entry);

	*count = pages.next;
	return result;
}

static struct scmi_result wrong_reply(enum scmi_malformed why)
{
	return scmi_link_result(scmi_header(PROTOCOL, SCMI_PINCTRL_SETTINGS_GET, SCMI_COMMAND, 0),
				SCMI_RESULT_MALFORMED, (int)why);
}

struct scmi_result scmi_pinctrl_setting_get(struct scmi_link *link, enum scmi_pinctrl_selector selector,
					    uint32_t id, uint8_t type, uint32_t *value)
{
	struct scmi_pin_config config;
	struct settings list = { .to = &config, .selector = selector, .get = GET_ONE, .type = type };
	size_t count;
	struct scmi_result result = get_settings(link, &list, id, 1, &count);

	if (!scmi_ok(result))
		return result;
	if (count != 1)
		return wrong_reply(SCMI_REPLY_BAD_COUNT);
	if (config.type != type)
		return wrong_reply(SCMI_REPLY_BAD_VALUE);
	*value = config.value;
	return result;
}

struct scmi_result scmi_pinctrl_settings_get(struct scmi_link *link,
					     enum scmi_pinctrl_selector selector, uint32_t id,
					     struct scmi_pin_config *configs, size_t max, size_t *count)
{
	struct settings list = { .to = configs, .selector = selector, .get = GET_ALL };

	return get_settings(link, &list, id, max, count);
}

struct scmi_result scmi_pinctrl_function_get(struct scmi_link *link,
					     enum scmi_pinctrl_selector selector, uint32_t id,
					     uint32_t *function)
{
	struct settings list = { .selector = selector, .get = GET_FUNCTION };
	size_t count;
	struct scmi_result result = get_settings(link, &list, id, 0, &count);

	if (scmi_ok(result))
		*function = list.function;
	return result;
}

struct scmi_result scmi_pinctrl_settings_configure(struct scmi_link *link,
						   enum scmi_pinctrl_selector selector, uint32_t id,
						   uint32_t function,
						   const struct scmi_pin_config *configs, size_t count)
{
	bool choose = function != SCMI_PINCTRL_NO_FUNCTION;
	struct settings_configure_request request = {
		.identifier = id,
		.function_id = choose ? function : 0,
		.function_id_valid = choose,
		.selector = selector,
		.num_configs = (uint32_t)count,
	};
	struct scmi_codec codec;
	size_t i;

	if (count > UINT8_MAX)
		return UNSENT(PINCTRL_SETTINGS_CONFIGURE, SCMI_UNSENT_ARGUMENT);
	begin_settings_configure(&codec, link, PROTOCOL, &request);
	for (i = 0; i < count; i++) {
		request.configs = configs[i].type | (uint64_t)configs[i].value << 32;
		code_settings_configure_request(&codec, &request, ENTRY);
	}
	return finish_settings_configure(&codec, NULL);
}

struct scmi_result scmi_pinctrl_request(struct scmi_link *link, enum scmi_pinctrl_selector selector,
					uint32_t id)
{
	struct scmi_codec codec;

	return CALL(request, NULL, .identifier = id, .selector = selector);
}

struct scmi_result scmi_pinctrl_release(struct scmi_link *link, enum scmi_pinctrl_selector selector,
					uint32_t id)
{
	struct scmi_codec codec;

	return CALL(release, NULL, .identifier = id, .selector = selector);
}

struct scmi_result scmi_pinctrl_set_permissions(struct scmi_link *link, uint32_t agent,
						enum scmi_pinctrl_selector selector, uint32_t id,
						bool allow)
{
	struct scmi_codec codec;

	return CALL(set_permissions, NULL, .agent_id = agent, .identifier = id, .selector = selector,
		    .allow = allow);
}
