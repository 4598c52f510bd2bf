// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * Performance domain management protocol 4.0, section 4.5 of the specification.
 */
#define TABLE "performance.def"
#define PROTOCOL SCMI_PROTOCOL_PERFORMANCE
#include "calls.h"
#include "agent.h"

static void read_limits_changed(struct scmi_codec *codec, struct scmi_agent_event *event)
{
	struct limits_changed_event e = { 0 };

	code_limits_changed_event(codec, &e);
	event->agent = e.agent_id;
	event->resource = e.domain_id;
	event->u.limits.max = e.range_max;
	event->u.limits.min = e.range_min;
}

static void read_level_changed(struct scmi_codec *codec, struct scmi_agent_event *event)
{
	struct level_changed_event e = { 0 };

	code_level_changed_event(codec, &e);
	event->agent = e.agent_id;
	event->resource = e.domain_id;
	event->u.level = e.performance_level;
}

static const struct scmi_agent_reader readers[] = {
	{ SCMI_PERFORMANCE_LIMITS_CHANGED, false, SCMI_EVENT_PERFORMANCE_LIMITS_CHANGED, read_limits_changed },
	{ SCMI_PERFORMANCE_LEVEL_CHANGED, false, SCMI_EVENT_PERFORMANCE_LEVEL_CHANGED, read_level_changed },
};

static const uint8_t versions[] = {
	SCMI_VERSION(1, 0), SCMI_VERSION(2, 0), SCMI_VERSION(3, 0), SCMI_VERSION(4, 0),
};

const struct scmi_agent_protocol scmi_agent_performance = {
	.id = PROTOCOL,
	.versions = versions,
	.version_count = sizeof(versions),
	.readers = readers,
	.reader_count = sizeof(readers) / sizeof(readers[0]),
};

struct scmi_result
scmi_performance_protocol_attributes_get(struct scmi_link *link,
					 struct scmi_performance_protocol_attributes *a)
{
	struct protocol_attributes_reply reply = { 0 };
	struct scmi_codec codec;
	struct scmi_result result = CALL(protocol_attributes, &reply);
	/* Before 3.0 there were milliwatts and nothing else */
	uint32_t unit = VERSION < SCMI_VERSION(3, 0) ? reply.power_unit & 1 : reply.power_unit;

	if (!scmi_ok(result))
		return result;
	if (unit > SCMI_PERFORMANCE_MICROWATTS)
		return scmi_codec_malformed(&codec, SCMI_REPLY_BAD_VALUE);
	a->domains = (uint16_t)reply.domains;
	a->power_unit = (enum scmi_performance_power_unit)unit;
	a->statistics_address = reply.statistics_address;
	a->statistics_length = reply.statistics_len;
	return result;
}

struct scmi_result scmi_performance_attributes_get(struct scmi_link *link, uint32_t domain,
						   struct scmi_performance_attributes *attributes)
{
	struct domain_attributes_reply reply = { 0 };
	struct scmi_codec codec;
	struct scmi_result result = CALL(domain_attributes, &reply, .resource = domain);

	if (!scmi_ok(result))
		return result;
	/* Bits that a version does not have are reserved in it */
	*attributes = (struct scmi_performance_attributes){
		.can_set_limits = reply.can_set_limits,
		.can_set_level = reply.can_set_level,
		.limits_changed_notifications = reply.limits_changed_notifications,
		.level_changed_notifications = reply.level_changed_notifications,
		.fast_channel = VERSION >= SCMI_VERSION(2, 0) && reply.fast_channel,
		.extended_name = VERSION >= SCMI_VERSION(3, 0) && reply.extended_name,
		.level_indexing = VERSION >= SCMI_VERSION(4, 0) && reply.level_indexing,
		.rate_limit = reply.microseconds,
		.sustained_frequency = reply.sustained_freq,
		.sustained_level = reply.sustained_perf_level,
	};
	__builtin_memcpy(attributes->name, reply.name, sizeof(reply.name));
	return result;
}

NAME_GET(scmi_performance_name_get, domain_name_get)

/* Levels */

PAGE(levels, describe_levels, false, .resource = pages->resource, .skip_index = pages->next)

static void levels_entry(struct scmi_codec *codec, struct scmi_pages *pages, uint32_t place)
{
	struct scmi_performance_level_info *levels = pages->to;
	struct describe_levels_reply entry = { 0 };
	uint32_t i;

	code_describe_levels_reply(codec, &entry, ENTRY);
	for (i = 0; i < scmi_pages_earlier(pages, place); i++) {
		if (levels[i].level == entry.level)
			scmi_pages_repeats(codec);
	}
	if (!scmi_pages_room(pages, place))
		return;
	levels[place] = (struct scmi_performance_level_info){
		.level = entry.level,
		.power = entry.power_cost,
		.latency = (uint16_t)entry.transition_latency,
		.frequency = entry.indicative_frequency,
		.index = entry.level_index,
	};
}

struct scmi_result scmi_performance_describe_levels(struct scmi_link *link, uint32_t domain,
						    struct scmi_performance_level_info *levels,
						    size_t max, size_t *count)
{
	struct scmi_pages pages = { .resource = domain, .to = levels, .max = max };
	struct scmi_result result = scmi_pages_read(link, &pages, levels_page, levels_entry);

	*count = pages.next;
	return result;
}

struct scmi_result scmi_performance_limits_set(struct scmi_link *link, uint32_t domain, uint32_t max,
					       uint32_t min)
{
	struct scmi_codec codec;

	return CALL(limits_set, NULL, .resource = domain, .range_max = max, .range_min = min);
}

struct scmi_result scmi_performance_limits_get(struct scmi_link *link, uint32_t domain, uint32_t *max,
					       uint32_t *min)
{
	struct limits_get_reply reply = { 0 };
	struct scmi_codec codec;
	struct scmi_result result = CALL(limits_get, &reply, .resource = domain);

	if (scmi_ok(result)) {
		*max = reply.range_max;
		*min = reply.range_min;
	}
	return result;
}

struct scmi_result scmi_performance_level_set(struct scmi_link *link, uint32_t domain, uint32_t level)
{
	struct scmi_codec codec;

	return CALL(level_set, NULL, .resource = domain, .performance_level = level);
}

VALUE_GET(scmi_performance_level_get, level_get, uint32_t, performance_level)

NOTIFY(scmi_performance_notify_limits, notify_limits)
NOTIFY(scmi_performance_notify_level, notify_level)

DESCRIBE_FASTCHANNEL(scmi_performance_describe_fastchannel)
