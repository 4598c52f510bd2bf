// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * Power capping protocol 2.0 of the specification. Later versions have concurrent limits; this one has
 * a single cap a domain, which 2.0 lets agents take away by setting 0.
 */
#include <scmi/powercap.h>

#include "server.h"
#include "messages.h"

/* PROTOCOL_MESSAGE_ATTRIBUTES */
#define HAS_FAST_CHANNELS	0x1u

/* POWERCAP_DOMAIN_ATTRIBUTES */
#define CAP_NOTIFICATIONS	(1u << 31)
#define POWER_NOTIFICATIONS	(1u << 30)
#define ASYNCHRONOUS_CAPS	(1u << 29)
#define EXTENDED_NAME		(1u << 28)
#define CAP_CONFIGURATION	(1u << 27)
#define MONITORING		(1u << 26)
#define PAI_CONFIGURATION	(1u << 25)
#define UNIT_SHIFT		23
#define FAST_CHANNELS		(1u << 22)
#define ROOT			0xffffffffu

/* POWERCAP_CAP_SET */
#define IGNORE_DELAYED_RESPONSE	(1u << 0)
#define ASYNCHRONOUS		(1u << 1)
#define CAP_FLAGS		0x3u

/* POWERCAP_MEASUREMENTS_NOTIFY */
#define ENABLE			0x1u

/* POWERCAP_DESCRIBE_FASTCHANNEL */
#define FAST_CHANNEL_WORDS	11

static const struct scmi_powercap_config *config_of(const struct scmi_call *call)
{
	return call->config;
}

static const struct scmi_powercap_domain *domain_of(const struct scmi_call *call)
{
	return call->resource_info;
}

static struct scmi_powercap_state *state_of(const struct scmi_call *call)
{
	return call->resource_state;
}

static struct scmi_powercap_request *request_of(const struct scmi_call *call)
{
	return &state_of(call)->requests[call->agent_id - 1];
}

static bool has_cap_range(const struct scmi_powercap_domain *domain)
{
	return domain->min_cap != domain->max_cap;
}

static bool has_pai_range(const struct scmi_powercap_domain *domain)
{
	return domain->min_pai != domain->max_pai;
}

/* The platform; what it tells is in call->told */

static int get_cap(struct scmi_call *call)
{
	return config_of(call)->ops->get_cap(config_of(call)->context, call->resource, &call->told.word);
}

static int get_pai(struct scmi_call *call)
{
	return config_of(call)->ops->get_pai(config_of(call)->context, call->resource, &call->told.word);
}

static int measure(struct scmi_call *call)
{
	return config_of(call)->ops->measure(config_of(call)->context, call->resource,
					     &call->told.word);
}

/* Fast channels */

static const struct scmi_powercap_fast_channel *
find_fast_channel(const struct scmi_powercap_domain *domain, uint32_t message)
{
	unsigned int i;

	for (i = 0; i < domain->fast_channel_count; i++) {
		if (domain->fast_channels[i].message == message)
			return &domain->fast_channels[i];
	}
	return NULL;
}

static int attributes_of_message(struct scmi_call *call, uint32_t message)
{
	const struct scmi_view *view = scmi_view_of(call);
	unsigned int i;

	for (i = 0; i < view->count; i++) {
		if (find_fast_channel(&config_of(call)->domains[view->entries[i].resource],
				      message))
			call->told.word = HAS_FAST_CHANNELS;
	}
	return SCMI_SUCCESS;
}

/* An agent that may not set a value gets no way to set it past the server */
static int describe_fastchannel(struct scmi_call *call)
{
	uint32_t message = request_u32(call, powercap_describe_fastchannel, message_id);
	const struct scmi_powercap_fast_channel *channel =
		find_fast_channel(domain_of(call), message);
	uint32_t *words;

	if (!channel)
		return SCMI_NOT_SUPPORTED;
	if ((message == SCMI_POWERCAP_CAP_SET &&
	     !(call->permissions & SCMI_POWERCAP_MAY_SET_CAP)) ||
	    (message == SCMI_POWERCAP_PAI_SET && !(call->permissions & SCMI_POWERCAP_MAY_SET_PAI)))
		return SCMI_DENIED;
	words = scmi_reply_words(call, FAST_CHANNEL_WORDS);
	words[0] = swap32_le(scmi_doorbell_attributes(channel->doorbell_width));
	words[1] = swap32_le(channel->rate_limit & SCMI_RATE_LIMIT_MASK);
	scmi_put_u64(words + 2, channel->address);
	words[4] = swap32_le(channel->size);
	scmi_put_u64(words + 5, channel->doorbell_address);
	scmi_put_u64(words + 7, channel->doorbell_set_mask);
	scmi_put_u64(words + 9, channel->doorbell_preserve_mask);
	return SCMI_SUCCESS;
}

/* Description */

static uint32_t attribute_bits(const struct scmi_call *call)
{
	const struct scmi_powercap_domain *domain = domain_of(call);
	uint32_t bits = (uint32_t)domain->unit << UNIT_SHIFT;

	if (scmi_has_events(call->state->agent)) {
		bits |= CAP_NOTIFICATIONS;
		if (domain->monitoring)
			bits |= POWER_NOTIFICATIONS;
	}
	if (domain->asynchronous && scmi_max_deferred(call))
		bits |= ASYNCHRONOUS_CAPS;
	if (has_cap_range(domain))
		bits |= CAP_CONFIGURATION;
	if (domain->monitoring)
		bits |= MONITORING;
	if (has_pai_range(domain))
		bits |= PAI_CONFIGURATION;
	if (domain->fast_channel_count)
		bits |= FAST_CHANNELS;
	return bits;
}

/* A parent that the agent does not see is none */
static uint32_t parent_id(const struct scmi_call *call)
{
	uint16_t parent = domain_of(call)->parent;
	int id = scmi_resource_id(call, call->agent_id, parent);

	return id < 0 ? ROOT : (uint32_t)id;
}

static int domain_attributes(struct scmi_call *call)
{
	const struct scmi_powercap_domain *domain = domain_of(call);
	uint32_t *words = scmi_reply_later(call);
	uint32_t bits = attribute_bits(call);

	if (scmi_reply_short_name(call))
		bits |= EXTENDED_NAME;
	words[0] = swap32_le(bits);
	words = scmi_reply_words(call, 9);
	words[0] = swap32_le(domain->min_pai);
	words[1] = swap32_le(domain->max_pai);
	words[2] = swap32_le(has_pai_range(domain) ? domain->pai_step : 0);
	words[3] = swap32_le(domain->min_cap);
	words[4] = swap32_le(domain->max_cap);
	words[5] = swap32_le(has_cap_range(domain) ? domain->cap_step : 0);
	words[6] = swap32_le(domain->sustainable_power);
	words[7] = swap32_le(domain->accuracy);
	words[8] = swap32_le(parent_id(call));
	return SCMI_SUCCESS;
}

/* Notifications of caps and intervals */

/* Agents who speak a version that knows no domain without a cap */
static uint32_t old_agents(const struct scmi_server *server)
{
	uint32_t agents = 0;
	uint8_t i;

	for (i = 1; i <= server->agent_count; i++) {
		if (server->agent_states[i - 1].versions[SCMI_PROTOCOL_POWERCAP - SCMI_PROTOCOL_FIRST] <
		    SCMI_VERSION(2, 0))
			agents |= scmi_agent_bit(i);
	}
	return agents;
}

static void notify_cap(const struct scmi_call *call, uint32_t cap, uint32_t pai)
{
	uint32_t subscribers = state_of(call)->cap_subscribers;
	uint32_t old = cap ? 0 : old_agents(call->server);
	uint64_t value = (uint64_t)pai << 32;

	scmi_notify(call, subscribers & ~old, SCMI_POWERCAP_CAP_CHANGED, value | cap, 2);
	scmi_notify(call, subscribers & old, SCMI_POWERCAP_CAP_CHANGED, value | domain_of(call)->max_cap,
		    2);
}

static int cap_notify(struct scmi_call *call)
{
	return scmi_subscribe(call, &state_of(call)->cap_subscribers,
			      request_u32(call, powercap_cap_notify, notify_enable));
}

/* Caps */

static void ask_for_cap(struct scmi_powercap_request *request, uint32_t cap)
{
	request->cap = cap;
	request->open = !cap;
}

/* The lowest cap that an agent asks for; none where there are only agents that ask for none */
static uint32_t wanted_cap(const struct scmi_call *call)
{
	const struct scmi_powercap_state *state = state_of(call);
	uint32_t lowest = 0;
	bool open = false;
	unsigned int i;

	for (i = 0; i < call->server->agent_count; i++) {
		const struct scmi_powercap_request *request = &state->requests[i];

		if (request->cap && (!lowest || request->cap < lowest))
			lowest = request->cap;
		open = open || request->open;
	}
	return lowest || open ? lowest : state->boot_cap;
}

/* Tell what subscribers do not know of cap and interval; what cannot be read now, with the next change */
static void tell_changes(struct scmi_call *call)
{
	struct scmi_powercap_state *state = state_of(call);
	uint32_t cap;

	if (get_cap(call))
		return;
	cap = call->told.word;
	if (get_pai(call) || (cap == state->told_cap && call->told.word == state->told_pai))
		return;
	state->told_cap = cap;
	state->told_pai = call->told.word;
	notify_cap(call, cap, call->told.word);
}

/*
 * Whether the platform has the cap already. Of one that came by a fast channel it does not know that agents
 * ask for it by message, too.
 */
static bool has_cap(struct scmi_call *call, uint32_t cap)
{
	return !find_fast_channel(domain_of(call), SCMI_POWERCAP_CAP_SET) && !get_cap(call) &&
	       call->told.word == cap;
}

/* Bring the domain to what agents ask for now */
static int apply_cap(struct scmi_call *call)
{
	const struct scmi_powercap_config *config = config_of(call);
	uint32_t wanted = wanted_cap(call);
	int status = SCMI_SUCCESS;

	if (!has_cap(call, wanted))
		status = config->ops->set_cap(config->context, call->resource, wanted);
	tell_changes(call);
	return status;
}

static int cap_get(struct scmi_call *call)
{
	int status = get_cap(call);
	uint32_t cap;

	if (status)
		return status;
	cap = call->told.word;
	if (!cap && call->version < SCMI_VERSION(2, 0))
		cap = domain_of(call)->max_cap;
	return scmi_reply_last(call, cap);
}

static bool on_step(uint32_t value, uint32_t lowest, uint32_t highest, uint32_t step)
{
	return value >= lowest && value <= highest && (value - lowest) % step == 0;
}

static int check_cap(const struct scmi_call *call, uint32_t flags, uint32_t cap)
{
	const struct scmi_powercap_domain *domain = domain_of(call);
	int status;

	if (flags & ~CAP_FLAGS)
		return SCMI_INVALID_PARAMETERS;
	if (!has_cap_range(domain))
		return SCMI_NOT_SUPPORTED;
	if (!(call->permissions & SCMI_POWERCAP_MAY_SET_CAP))
		return SCMI_DENIED;
	status = scmi_may_change(call, flags & ASYNCHRONOUS, domain->asynchronous,
				 flags & IGNORE_DELAYED_RESPONSE);
	if (status)
		return status;
	if (!cap && call->version >= SCMI_VERSION(2, 0))
		return SCMI_SUCCESS;
	return on_step(cap, domain->min_cap, domain->max_cap, domain->cap_step) ? SCMI_SUCCESS :
										 SCMI_OUT_OF_RANGE;
}

/* Where the platform fails, or has only begun, the agent asks for what it asked for before */
static int change_cap(struct scmi_call *call, uint32_t cap, bool later)
{
	const struct scmi_powercap_config *config = config_of(call);
	struct scmi_powercap_request *request = request_of(call);
	struct scmi_powercap_request before = *request;
	int status;

	ask_for_cap(request, cap);
	status = later ? config->ops->start_set_cap(config->context, call->resource, wanted_cap(call)) :
			 apply_cap(call);
	if (status || later)
		*request = before;
	return status;
}

/* The hardware has it: whatever fails from here on, the agent asks for it, and a reset takes it back */
static int complete_cap_set(struct scmi_call *call, uint32_t cap)
{
	int status;

	ask_for_cap(request_of(call), cap);
	status = apply_cap(call);
	return status ? status : cap_get(call);
}

static int cap_set(struct scmi_call *call)
{
	uint32_t flags = request_u32(call, powercap_cap_set, flags);
	uint32_t cap = request_u32(call, powercap_cap_set, power_cap);
	int status = check_cap(call, flags, cap);

	if (!status)
		status = change_cap(call, cap, flags & ASYNCHRONOUS);
	if (!status && (flags & ASYNCHRONOUS))
		scmi_defer(call, cap, flags & IGNORE_DELAYED_RESPONSE);
	return status;
}

/* Averaging intervals */

static int set_pai(struct scmi_call *call, uint32_t pai)
{
	const struct scmi_powercap_config *config = config_of(call);
	int status = SCMI_SUCCESS;

	if (get_pai(call) || call->told.word != pai)
		status = config->ops->set_pai(config->context, call->resource, pai);
	tell_changes(call);
	return status;
}

static int pai_get(struct scmi_call *call)
{
	return scmi_reply_told(call, get_pai(call));
}

static int pai_set(struct scmi_call *call)
{
	uint32_t flags = request_u32(call, powercap_pai_set, flags);
	uint32_t pai = request_u32(call, powercap_pai_set, pai);
	const struct scmi_powercap_domain *domain = domain_of(call);
	int status;

	if (flags)
		return SCMI_INVALID_PARAMETERS;
	if (!has_pai_range(domain))
		return SCMI_NOT_SUPPORTED;
	if (!(call->permissions & SCMI_POWERCAP_MAY_SET_PAI))
		return SCMI_DENIED;
	if (!on_step(pai, domain->min_pai, domain->max_pai, domain->pai_step))
		return SCMI_OUT_OF_RANGE;
	status = set_pai(call, pai);
	if (!status)
		state_of(call)->pai_agent = call->agent_id;
	return status;
}

/* Measurements */

static int measurements_get(struct scmi_call *call)
{
	int status = domain_of(call)->monitoring ? measure(call) : SCMI_NOT_SUPPORTED;

	if (status)
		return status;
	scmi_reply_u32(call, call->told.word);
	return pai_get(call);
}

static int measurements_notify(struct scmi_call *call)
{
	uint32_t enable = request_u32(call, powercap_measurements_notify, notify_enable);
	uint32_t low = request_u32(call, powercap_measurements_notify, power_thresh_low);
	uint32_t high = request_u32(call, powercap_measurements_notify, power_thresh_high);
	struct scmi_powercap_state *state = state_of(call);
	struct scmi_powercap_request *request = request_of(call);
	int status;

	if (!domain_of(call)->monitoring)
		return SCMI_NOT_SUPPORTED;
	if ((enable & ENABLE) && low > high)
		return SCMI_INVALID_PARAMETERS;
	status = scmi_subscribe(call, &state->power_subscribers, enable);
	if (status)
		return status;
	/* The next measurement is the first of the new thresholds */
	state->below &= ~call->state->bit;
	state->above &= ~call->state->bit;
	request->low = enable ? low : 0;
	request->high = enable ? high : 0;
	return SCMI_SUCCESS;
}

/* Agents for which the measurement has just come to lie outside their thresholds */
static uint32_t compare(const struct scmi_server *server, struct scmi_powercap_state *state,
			uint32_t power)
{
	uint32_t below = 0, above = 0, news;
	uint8_t i;

	for (i = 1; i <= server->agent_count; i++) {
		const struct scmi_powercap_request *request = &state->requests[i - 1];

		if (power < request->low)
			below |= scmi_agent_bit(i);
		if (power > request->high)
			above |= scmi_agent_bit(i);
	}
	news = (below & ~state->below) | (above & ~state->above);
	state->below = below & state->power_subscribers;
	state->above = above & state->power_subscribers;
	return news & state->power_subscribers;
}

void scmi_powercap_measured(struct scmi_server *server, unsigned int domain)
{
	struct scmi_call call;

	if (!scmi_platform_call(&call, server, SCMI_PROTOCOL_POWERCAP, domain) ||
	    !domain_of(&call)->monitoring || !state_of(&call)->power_subscribers || measure(&call))
		return;
	scmi_notify(&call, compare(server, state_of(&call), call.told.word),
		    SCMI_POWERCAP_MEASUREMENTS_CHANGED, call.told.word, 1);
}

/* Start, and start again */

static bool range_fits(uint32_t lowest, uint32_t highest, uint32_t step, bool can_set)
{
	if (!lowest || lowest > highest)
		return false;
	return lowest == highest || (can_set && step && (highest - lowest) % step == 0);
}

static bool domain_fits(const struct scmi_call *call)
{
	const struct scmi_powercap_ops *ops = config_of(call)->ops;
	const struct scmi_powercap_domain *domain = domain_of(call);

	return domain->name && (ops->start_set_cap || !domain->asynchronous) &&
	       domain->unit <= SCMI_POWERCAP_MILLIWATTS &&
	       range_fits(domain->min_cap, domain->max_cap, domain->cap_step, ops->set_cap) &&
	       range_fits(domain->min_pai, domain->max_pai, domain->pai_step, ops->set_pai) &&
	       (domain->parent == SCMI_POWERCAP_NO_PARENT ||
		domain->parent < call->instance->resource_count) &&
	       (ops->measure || !domain->monitoring) &&
	       (domain->fast_channels || !domain->fast_channel_count);
}

static bool start(struct scmi_call *call)
{
	struct scmi_powercap_state *state = state_of(call);

	if (!domain_fits(call) || get_cap(call))
		return false;
	state->boot_cap = call->told.word;
	state->told_cap = call->told.word;
	if (get_pai(call))
		return false;
	state->boot_pai = call->told.word;
	state->told_pai = call->told.word;
	return true;
}

/*
 * A platform that fails to take something back has told why it cannot; the agent's claim on the domain
 * ends in any case.
 */
static void reset(struct scmi_call *call)
{
	struct scmi_powercap_state *state = state_of(call);
	struct scmi_powercap_request *request = request_of(call);
	bool had_cap = request->cap || request->open;
	uint32_t bit = call->state->bit;

	state->below &= ~bit;
	state->above &= ~bit;
	*request = (struct scmi_powercap_request){ 0 };
	if (had_cap)
		(void)apply_cap(call);
	if (state->pai_agent != call->agent_id)
		return;
	state->pai_agent = 0;
	(void)set_pai(call, state->boot_pai);
}

#define LAYOUT(name, direction)		scmi_powercap_ ## name ## _ ## direction
#include "table.h"

static const struct scmi_message messages[] = {
#include "powercap.def"
};

static const uint8_t versions[] = {
	SCMI_VERSION(1, 0), SCMI_VERSION(2, 0),
};

const struct scmi_protocol scmi_powercap_protocol = {
	.id = SCMI_PROTOCOL_POWERCAP,
	.messages = messages,
	.message_count = sizeof(messages) / sizeof(messages[0]),
	.versions = versions,
	.version_count = sizeof(versions),
	.attributes = scmi_reply_resource_count,
	.message_attributes = attributes_of_message,
	.complete = SCMI_SERVER_EVENTS ? complete_cap_set : NULL,
	SCMI_NAMED_RESOURCES(scmi_powercap_config, domains, states),
	.ops = offsetof(struct scmi_powercap_config, ops),
	.needed = SCMI_POINTER(scmi_powercap_config, domains) |
		  SCMI_POINTER(scmi_powercap_config, states) |
		  SCMI_POINTER(scmi_powercap_config, ops),
	.needed_ops = SCMI_POINTER(scmi_powercap_ops, get_cap) |
		      SCMI_POINTER(scmi_powercap_ops, get_pai),
	SCMI_START_OP(scmi_powercap_ops, start_set_cap, abort_set_cap),
	SCMI_SUBSCRIBERS(scmi_powercap_state, cap_subscribers, power_subscribers),
	.start = start,
	.reset = reset,
};
