// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * Clock management protocol 3.0, section 4.6 of the specification.
 */
#define TABLE "clock.def"
#include "calls.h"
#include "agent.h"

#define LINEAR_COUNT	3u

static const uint8_t versions[] = {
	SCMI_VERSION(1, 0), SCMI_VERSION(2, 0), SCMI_VERSION(3, 0),
};

const struct scmi_agent_protocol scmi_agent_clock = {
	.id = SCMI_PROTOCOL_CLOCK,
	.versions = versions,
	.version_count = sizeof(versions),
};

/* One message of this protocol; needs a codec and a link by these names */
#define CALL(message, request, reply)						\
	call_ ## message(&codec, link, SCMI_PROTOCOL_CLOCK, request, reply)

struct scmi_result scmi_clock_protocol_attributes_get(struct scmi_link *link,
						      struct scmi_clock_protocol_attributes *a)
{
	struct protocol_attributes_reply reply;
	struct scmi_codec codec;
	struct scmi_result result = CALL(protocol_attributes, NULL, &reply);

	if (scmi_ok(result)) {
		a->clocks = (uint16_t)reply.clocks;
		a->max_pending_rate_changes = (uint8_t)reply.max_pending_rate_changes;
	}
	return result;
}

struct scmi_result scmi_clock_attributes_get(struct scmi_link *link, uint32_t clock,
					     struct scmi_clock_attributes *attributes)
{
	struct attributes_request request = { .resource = clock };
	struct attributes_reply reply = { 0 };
	struct scmi_codec codec;
	struct scmi_result result = CALL(attributes, &request, &reply);
	bool v2 = codec.version >= SCMI_VERSION(2, 0);
	bool v3 = codec.version >= SCMI_VERSION(3, 0);

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

struct scmi_result scmi_clock_name_get(struct scmi_link *link, uint32_t clock,
				       char name[SCMI_CLOCK_NAME_SIZE])
{
	struct name_get_request request = { .resource = clock };
	struct name_get_reply reply;
	struct scmi_codec codec;
	struct scmi_result result = CALL(name_get, &request, &reply);

	if (scmi_ok(result))
		__builtin_memcpy(name, reply.name, SCMI_CLOCK_NAME_SIZE);
	return result;
}

/* Rates */

/* One page into the array; a page that begins with a rate listed before is an old one again */
static struct scmi_result add_rates(const struct scmi_codec *codec, uint32_t first,
				    uint32_t returned, uint64_t *rates, size_t max)
{
	uint32_t i;

	for (i = 0; i < first && i < max; i++) {
		if (rates[i] == load64_le(codec->list))
			return scmi_codec_malformed(codec, SCMI_REPLY_REPEATS);
	}
	for (i = 0; i < returned && first + i < max; i++)
		rates[first + i] = load64_le(codec->list + sizeof(uint64_t) * i);
	return codec->result;
}

struct scmi_result scmi_clock_describe_rates(struct scmi_link *link, uint32_t clock, uint64_t *rates,
					     size_t max, struct scmi_clock_rate_list *list)
{
	struct scmi_pages pages = { 0 };
	struct scmi_result result;

	do {
		struct describe_rates_request request = {
			.resource = clock, .rate_index = pages.next,
		};
		struct describe_rates_reply reply = { 0 };
		uint32_t first = pages.next;
		struct scmi_codec codec;

		result = CALL(describe_rates, &request, &reply);
		if (scmi_ok(result))
			result = scmi_pages_add(&pages, &codec, reply.returned, reply.remaining,
						sizeof(uint64_t));
		/* The three numbers of a linear list come together */
		if (scmi_ok(result) && reply.linear &&
		    (first || reply.returned != LINEAR_COUNT || !pages.done))
			result = scmi_codec_malformed(&codec, SCMI_REPLY_BAD_COUNT);
		if (scmi_ok(result) && reply.returned)
			result = add_rates(&codec, first, reply.returned, rates, max);
		list->linear = reply.linear;
	} while (scmi_ok(result) && !pages.done);
	list->count = pages.next;
	return result;
}

struct scmi_result scmi_clock_rate_set(struct scmi_link *link, uint32_t clock, uint64_t rate,
				       enum scmi_clock_rounding rounding)
{
	struct rate_set_request request = {
		.resource = clock,
		.rate = rate,
		.round_up = rounding == SCMI_CLOCK_ROUND_UP,
		.round_to_nearest = rounding == SCMI_CLOCK_ROUND_NEAREST,
	};
	struct scmi_codec codec;

	return CALL(rate_set, &request, NULL);
}

struct scmi_result scmi_clock_rate_get(struct scmi_link *link, uint32_t clock, uint64_t *rate)
{
	struct rate_get_request request = { .resource = clock };
	struct rate_get_reply reply;
	struct scmi_codec codec;
	struct scmi_result result = CALL(rate_get, &request, &reply);

	if (scmi_ok(result))
		*rate = reply.rate;
	return result;
}

/* Configuration */

struct scmi_result scmi_clock_config_set(struct scmi_link *link, uint32_t clock,
					 enum scmi_clock_state_change state, uint8_t type,
					 uint32_t value)
{
	struct config_set_request request = {
		.resource = clock,
		.state = (uint32_t)state,
		.extended_config_type = type,
		.extended_config_val = value,
	};
	struct scmi_codec codec;

	if (link->versions[SCMI_PROTOCOL_CLOCK - SCMI_PROTOCOL_FIRST] < SCMI_VERSION(3, 0) &&
	    (state == SCMI_CLOCK_KEEP || type))
		return scmi_codec_unsent(SCMI_PROTOCOL_CLOCK, SCMI_CLOCK_CONFIG_SET,
					 SCMI_UNSENT_VERSION);
	return CALL(config_set, &request, NULL);
}

struct scmi_result scmi_clock_config_get(struct scmi_link *link, uint32_t clock, uint8_t type,
					 struct scmi_clock_configuration *configuration)
{
	struct config_get_request request = { .resource = clock, .extended_config_type = type };
	struct config_get_reply reply;
	struct scmi_codec codec;
	struct scmi_result result = CALL(config_get, &request, &reply);

	if (scmi_ok(result)) {
		configuration->enabled = reply.enabled;
		configuration->value = type ? reply.extended_config_val : 0;
	}
	return result;
}

/* Notifications */

struct scmi_result scmi_clock_rate_notify(struct scmi_link *link, uint32_t clock, bool enable)
{
	struct rate_notify_request request = { .resource = clock, .enable = enable };
	struct scmi_codec codec;

	return CALL(rate_notify, &request, NULL);
}

struct scmi_result scmi_clock_rate_change_requested_notify(struct scmi_link *link, uint32_t clock,
							   bool enable)
{
	struct rate_change_requested_notify_request request = {
		.resource = clock, .enable = enable,
	};
	struct scmi_codec codec;

	return CALL(rate_change_requested_notify, &request, NULL);
}

/* Parents */

/* Clocks are counted with 16 bits, and each can be listed once */
static struct scmi_result add_parents(const struct scmi_codec *codec, uint32_t first,
				      uint32_t returned, uint32_t *parents, size_t max)
{
	uint32_t i, j;

	for (i = first; i < first + returned && i < max; i++) {
		uint32_t id = load32_le(codec->list + sizeof(uint32_t) * (i - first));

		for (j = 0; j < i; j++) {
			if (parents[j] == id)
				return scmi_codec_malformed(codec, SCMI_REPLY_REPEATS);
		}
		parents[i] = id;
	}
	return codec->result;
}

struct scmi_result scmi_clock_possible_parents_get(struct scmi_link *link, uint32_t clock,
						   uint32_t *parents, size_t max, size_t *count)
{
	struct scmi_pages pages = { 0 };
	struct scmi_result result;

	do {
		struct possible_parents_get_request request = {
			.resource = clock, .skip_parents = pages.next,
		};
		struct possible_parents_get_reply reply = { 0 };
		uint32_t first = pages.next;
		struct scmi_codec codec;

		result = CALL(possible_parents_get, &request, &reply);
		if (scmi_ok(result))
			result = scmi_pages_add(&pages, &codec, reply.returned, reply.remaining,
						sizeof(uint32_t));
		if (scmi_ok(result))
			result = add_parents(&codec, first, reply.returned, parents, max);
	} while (scmi_ok(result) && !pages.done);
	*count = pages.next;
	return result;
}

struct scmi_result scmi_clock_parent_set(struct scmi_link *link, uint32_t clock, uint32_t parent)
{
	struct parent_set_request request = { .resource = clock, .parent_id = parent };
	struct scmi_codec codec;

	return CALL(parent_set, &request, NULL);
}

struct scmi_result scmi_clock_parent_get(struct scmi_link *link, uint32_t clock, uint32_t *parent)
{
	struct parent_get_request request = { .resource = clock };
	struct parent_get_reply reply;
	struct scmi_codec codec;
	struct scmi_result result = CALL(parent_get, &request, &reply);

	if (scmi_ok(result))
		*parent = reply.parent_id;
	return result;
}

struct scmi_result scmi_clock_get_permissions(struct scmi_link *link, uint32_t clock,
					      struct scmi_clock_permissions *permissions)
{
	struct get_permissions_request request = { .resource = clock };
	struct get_permissions_reply reply;
	struct scmi_codec codec;
	struct scmi_result result = CALL(get_permissions, &request, &reply);

	if (scmi_ok(result)) {
		permissions->state = reply.state;
		permissions->parent = reply.parent;
		permissions->rate = reply.rate;
	}
	return result;
}
