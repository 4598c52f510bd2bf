// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * Voltage domain management protocol 2.1, section 4.9 of the specification.
 */
#define TABLE "voltage.def"
#define PROTOCOL SCMI_PROTOCOL_VOLTAGE
#include "calls.h"
#include "agent.h"

static void read_level_set(struct scmi_codec *codec, struct scmi_agent_event *event)
{
	struct level_set_complete_event e = { 0 };

	code_level_set_complete_event(codec, &e);
	event->resource = e.domain_id;
	event->u.voltage = (int32_t)e.voltage_level;
}

static const struct scmi_agent_reader readers[] = {
	{ SCMI_VOLTAGE_LEVEL_SET, true, SCMI_EVENT_VOLTAGE_LEVEL_SET, read_level_set },
};

static const uint8_t versions[] = {
	SCMI_VERSION(1, 0), SCMI_VERSION(2, 0), SCMI_VERSION(2, 1),
};

const struct scmi_agent_protocol scmi_agent_voltage = {
	.id = PROTOCOL,
	.versions = versions,
	.version_count = sizeof(versions),
	.readers = readers,
	.reader_count = sizeof(readers) / sizeof(readers[0]),
};

COUNT_DOMAINS(scmi_voltage_protocol_attributes)

struct scmi_result scmi_voltage_attributes_get(struct scmi_link *link, uint32_t domain,
					       struct scmi_voltage_attributes *attributes)
{
	struct domain_attributes_reply reply = { 0 };
	struct scmi_codec codec;
	struct scmi_result result = CALL(domain_attributes, &reply, .resource = domain);
	bool v2 = VERSION >= SCMI_VERSION(2, 0);

	if (!scmi_ok(result))
		return result;
	*attributes = (struct scmi_voltage_attributes){
		.asynchronous_level_set = v2 && reply.asynchronous_level_set,
		.extended_name = v2 && reply.extended_name,
	};
	__builtin_memcpy(attributes->name, reply.name, sizeof(reply.name));
	return result;
}

NAME_GET(scmi_voltage_name_get, domain_name_get)

PAGE(levels, describe_levels, reply.linear, .resource = pages->resource,
     .level_index = pages->next)

static void levels_entry(struct scmi_codec *codec, struct scmi_pages *pages, uint32_t place)
{
	struct describe_levels_reply entry = { 0 };
	int32_t *levels = pages->to;
	uint32_t i;

	code_describe_levels_reply(codec, &entry, ENTRY);
	for (i = 0; i < scmi_pages_earlier(pages, place); i++) {
		if (levels[i] == (int32_t)entry.voltages)
			scmi_pages_repeats(codec);
	}
	if (scmi_pages_room(pages, place))
		levels[place] = (int32_t)entry.voltages;
}

struct scmi_result scmi_voltage_describe_levels(struct scmi_link *link, uint32_t domain,
						int32_t *levels, size_t max,
						struct scmi_voltage_level_list *list)
{
	struct scmi_pages pages = { .resource = domain, .to = levels, .max = max };
	struct scmi_result result = scmi_pages_read(link, &pages, levels_page, levels_entry);

	list->linear = pages.linear;
	list->count = pages.next;
	return result;
}

struct scmi_result scmi_voltage_config_set(struct scmi_link *link, uint32_t domain, uint8_t mode)
{
	struct scmi_codec codec;

	return CALL(config_set, NULL, .resource = domain, .mode = mode);
}

VALUE_GET(scmi_voltage_config_get, config_get, uint8_t, mode)

struct scmi_result scmi_voltage_level_set(struct scmi_link *link, uint32_t domain, int32_t level)
{
	struct scmi_codec codec;

	return CALL(level_set, NULL, .resource = domain, .voltage_level = (uint32_t)level);
}

struct scmi_result scmi_voltage_level_set_async(struct scmi_link *link, uint32_t domain, int32_t level,
						uint16_t *token)
{
	struct scmi_codec codec;

	if (VERSION < SCMI_VERSION(2, 0))
		return UNSENT(VOLTAGE_LEVEL_SET, SCMI_UNSENT_VERSION);
	if (!token)
		return UNSENT(VOLTAGE_LEVEL_SET, SCMI_UNSENT_ARGUMENT);
	return CALL_ASYNC(level_set, token, .resource = domain, .voltage_level = (uint32_t)level,
			  .asynchronous = 1);
}

VALUE_GET(scmi_voltage_level_get, level_get, int32_t, voltage_level)
