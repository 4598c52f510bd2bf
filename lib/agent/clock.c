// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * Clock management protocol 3.0, section 4.6 of the specification.
 */
#define TABLE "clock.def"
#define PROTOCOL SCMI_PROTOCOL_CLOCK
#include "calls.h"
#include "agent.h"

static void read_rate_set_complete(struct scmi_codec *codec, struct scmi_agent_event *event)
{
	struct rate_set_complete_event e = { 0 };

	code_rate_set_complete_event(codec, &e);
	event->resource = e.clock_id;
	event->u.rate = e.rate;
}

/* Both notifications have these fields */
static void read_rate_changed(struct scmi_codec *codec, struct scmi_agent_event *event)
{
	struct rate_changed_event e = { 0 };

	code_rate_changed_event(codec, &e);
	event->agent = e.agent_id;
	event->resource = e.clock_id;
	event->u.rate = e.rate;
}

static const struct scmi_agent_reader readers[] = {
	{ SCMI_CLOCK_RATE_SET, true, SCMI_EVENT_CLOCK_RATE_SET, read_rate_set_complete },
	{ SCMI_CLOCK_RATE_CHANGED, false, SCMI_EVENT_CLOCK_RATE_CHANGED, read_rate_changed },
	{ SCMI_CLOCK_RATE_CHANGE_REQUESTED, false, SCMI_EVENT_CLOCK_RATE_CHANGE_REQUESTED, read_rate_changed },
};

static const uint8_t versions[] = {
	SCMI_VERSION(1, 0), SCMI_VERSION(2, 0), SCMI_VERSION(3, 0),
};

const struct scmi_agent_protocol scmi_agent_clock = {
	.id = PROTOCOL,
	.versions = versions,
	.version_count = sizeof(versions),
	.readers = readers,
	.reader_count = sizeof(readers) / sizeof(readers[0]),
};

struct scmi_result scmi_clock_protocol_attributes_get(struct scmi_link *link,
						      struct scmi_clock_protocol_attributes *a)
{
	struct protocol_attributes_reply reply = { 0 };
	struct scmi_codec codec;
	struct scmi_result result = CALL(protocol_attributes, &reply);

	if (scmi_ok(result)) {
		a->clocks = (uint16_t)reply.clocks;
		a->max_pending_rate_changes = (uint8_t)reply.max_pending_rate_changes;
	}
	return result;
}

struct scmi_result scmi_clock_attributes_get(struct scmi_link *link, uint32_t clock,
					     struct scmi_clock_attributes *attributes)
{
	struct attributes_reply reply = { 0 };
	struct scmi_codec codec;
	struct scmi_result result = CALL(attributes, &reply, .resource = clock);
	bool v2 = VERSION >= SCMI_VERSION(2, 0);
	bool v3 = VERSION >= SCMI_VERSION(3, 0);

	if (!scmi_ok(result))
		return result;
	/* Bits that a version does not have are reserved in it */
	*attributes = (struct scmi_clock_attributes){
		.enable_delay = reply.clock_enable_delay,
		.enabled = reply.enabled,
		.rate_changed_notifications = v2 && reply.rate_changed_notifications,
		.rate_change_requested_notifications =
			v2 && reply.rate_change_requested_notifications,
		.extended_name = v2 && reply.extended_name,
		.parents = v3 && reply.parents,
		.extended_configuration = v3 && reply.extended_configuration,
		.restricted = v3 && reply.restricted,
	};
	__builtin_memcpy(attributes->name, reply.clock_name, sizeof(reply.clock_name));
	return result;
}

NAME_GET(scmi_clock_name_get, name_get)

/* Rates */

PAGE(rates, describe_rates, reply.linear, .resource = pages->resource,
     .rate_index = pages->next)

static void rates_entry(struct scmi_codec *codec, struct scmi_pages *pages, uint32_t place)
{
	struct describe_rates_reply entry;
	uint64_t *rates = pages->to;
	uint32_t i;

	code_describe_rates_reply(codec, &entry, ENTRY);
	for (i = 0; i < scmi_pages_earlier(pages, place); i++) {
		if (rates[i] == entry.rates)
			scmi_pages_repeats(codec);
	}
	if (scmi_pages_room(pages, place))
		rates[place] = entry.rates;
}

struct scmi_result scmi_clock_describe_rates(struct scmi_link *link, uint32_t clock, uint64_t *rates,
					     size_t max, struct scmi_clock_rate_list *list)
{
	struct scmi_pages pages = { .resource = clock, .to = rates, .max = max };
	struct scmi_result result = scmi_pages_read(link, &pages, rates_page, rates_entry);

	list->linear = pages.linear;
	list->count = pages.next;
	return result;
}

struct scmi_result scmi_clock_rate_set(struct scmi_link *link, uint32_t clock, uint64_t rate,
				       enum scmi_clock_rounding rounding)
{
	struct scmi_codec codec;

	return CALL(rate_set, NULL, .resource = clock, .rate = rate,
		    .round_up = rounding == SCMI_CLOCK_ROUND_UP,
		    .round_to_nearest = rounding == SCMI_CLOCK_ROUND_NEAREST);
}

struct scmi_result scmi_clock_rate_set_async(struct scmi_link *link, uint32_t clock, uint64_t rate,
					     enum scmi_clock_rounding rounding, uint16_t *token)
{
	struct scmi_codec codec;

	return CALL_ASYNC(rate_set, token, .resource = clock, .rate = rate,
			  .round_up = rounding == SCMI_CLOCK_ROUND_UP,
			  .round_to_nearest = rounding == SCMI_CLOCK_ROUND_NEAREST,
			  .asynchronous = 1, .ignore_delayed_response = !token);
}

VALUE_GET(scmi_clock_rate_get, rate_get, uint64_t, rate)

/* Configuration */

struct scmi_result scmi_clock_config_set(struct scmi_link *link, uint32_t clock,
					 enum scmi_clock_state_change state, uint8_t type,
					 uint32_t value)
{
	struct scmi_codec codec;

	if (VERSION < SCMI_VERSION(3, 0) && (state == SCMI_CLOCK_KEEP || type))
		return UNSENT(CLOCK_CONFIG_SET, SCMI_UNSENT_VERSION);
	return CALL(config_set, NULL, .resource = clock, .state = (uint32_t)state,
		    .extended_config_type = type, .extended_config_val = value);
}

struct scmi_result scmi_clock_config_get(struct scmi_link *link, uint32_t clock, uint8_t type,
					 struct scmi_clock_configuration *configuration)
{
	struct config_get_reply reply = { 0 };
	struct scmi_codec codec;
	struct scmi_result result = CALL(config_get, &reply, .resource = clock,
					 .extended_config_type = type);

	if (scmi_ok(result)) {
		configuration->enabled = reply.enabled;
		configuration->value = type ? reply.extended_config_val : 0;
	}
	return result;
}

/* Notifications */

NOTIFY(scmi_clock_rate_notify, rate_notify)
NOTIFY(scmi_clock_rate_change_requested_notify, rate_change_requested_notify)

/* Parents */

PAGE(parents, possible_parents_get, false, .resource = pages->resource,
     .skip_parents = pages->next)

/* Each clock can be listed once */
static void parents_entry(struct scmi_codec *codec, struct scmi_pages *pages, uint32_t place)
{
	struct possible_parents_get_reply entry;
	uint32_t *parents = pages->to;
	uint32_t i;

	code_possible_parents_get_reply(codec, &entry, ENTRY);
	for (i = 0; i < place && scmi_pages_room(pages, i); i++) {
		if (parents[i] == entry.possible_parents)
			scmi_pages_repeats(codec);
	}
	if (scmi_pages_room(pages, place))
		parents[place] = (uint32_t)entry.possible_parents;
}

struct scmi_result scmi_clock_possible_parents_get(struct scmi_link *link, uint32_t clock,
						   uint32_t *parents, size_t max, size_t *count)
{
	struct scmi_pages pages = { .resource = clock, .to = parents, .max = max };
	struct scmi_result result = scmi_pages_read(link, &pages, parents_page, parents_entry);

	*count = pages.next;
	return result;
}

struct scmi_result scmi_clock_parent_set(struct scmi_link *link, uint32_t clock, uint32_t parent)
{
	struct scmi_codec codec;

	return CALL(parent_set, NULL, .resource = clock, .parent_id = parent);
}

VALUE_GET(scmi_clock_parent_get, parent_get, uint32_t, parent_id)

struct scmi_result scmi_clock_get_permissions(struct scmi_link *link, uint32_t clock,
					      struct scmi_clock_permissions *permissions)
{
	struct get_permissions_reply reply = { 0 };
	struct scmi_codec codec;
	struct scmi_result result = CALL(get_permissions, &reply, .resource = clock);

	if (scmi_ok(result)) {
		permissions->state = reply.state;
		permissions->parent = reply.parent;
		permissions->rate = reply.rate;
	}
	return result;
}
