// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * Checks that change something, and change it back: what is described can be set and is read back,
 * what is not described is refused.
 */
#include <string.h>

#include "check.h"
#include "messages.h"

#define MAX_SET		16u		/* values of a list that are set */
#define ENABLE_BITS	0xfffffffeu	/* of notify_enable that are reserved */

uint32_t resources(const struct checks *c)
{
	return c->protocol->count < MANY_RESOURCES ? c->protocol->count : MANY_RESOURCES;
}

/*
 * Whether a value that is described was taken. That the agent may not change it, that something is
 * busy, or that what depends on it forbids it is no fault.
 */
static bool taken(struct checks *c, struct scmi_result result, const char *what, uint32_t id,
		  long long value)
{
	if (is_refusal(result) && result.code != SCMI_INVALID_PARAMETERS &&
	    result.code != SCMI_OUT_OF_RANGE && result.code != SCMI_NOT_FOUND) {
		if (result.code != SCMI_DENIED && result.code != SCMI_NOT_SUPPORTED)
			tell(c, GRADE_REMARK, "%s %u: %lld is refused with %s", what, id, value,
			     scmi_status_name(result.code));
		return false;
	}
	return fine(c, result, "%s %u: %lld, which is described", what, id, value);
}

/* A request that has to be refused, and changes nothing if it is */
static void must_refuse(struct checks *c, struct scmi_result result, int wanted, const char *what,
			uint32_t id, long long value)
{
	bool other = is_refusal(result) && (result.code == SCMI_DENIED ||
					    result.code == SCMI_NOT_SUPPORTED);

	if (scmi_ok(result))
		tell(c, GRADE_FAILURE, "%s %u: %lld, which is not described, is accepted", what, id,
		     value);
	else if (is_refusal(result) && result.code != wanted && !other)
		tell(c, GRADE_REMARK, "%s %u: %lld is refused with %s, not with %s", what, id,
		     value, scmi_status_name(result.code), scmi_status_name(wanted));
}

bool may_change(struct checks *c, const struct undo *back)
{
	struct scmi_result result = back->put_back(c->link, back->id, back->value);

	if (changed(c, result, back))
		return true;
	if (is_refusal(result) && result.code != SCMI_DENIED && result.code != SCMI_NOT_SUPPORTED)
		tell(c, GRADE_REMARK, "resource %u: %llu, which is there now, is refused with %s",
		     back->id, (unsigned long long)back->value, scmi_status_name(result.code));
	return false;
}

/* Versions */

static struct scmi_result negotiate_back(struct scmi_link *link, uint32_t protocol,
					 uint64_t version)
{
	return scmi_protocol_version_negotiate(link, (uint8_t)protocol, (uint32_t)version);
}

/* All that reads has the form of the version that was agreed upon */
static void read_all(struct checks *c)
{
	const struct scmi_message_words *message = NULL;
	uint8_t payload[SCMI_LINK_MAX_SIZE];
	int status;

	while ((message = next_command(c, message))) {
		size_t size = build_request(c, message, 0, payload);

		if (!reads(message) || message->id == SCMI_PROTOCOL_VERSION ||
		    !ask(c, c->protocol->words->id, message->id, payload, size, &status))
			continue;
		if (!status)
			judge_reply(c, message);
		else if (status == SCMI_PROTOCOL_ERROR && !strstr(message->name, "READING_GET"))
			tell(c, GRADE_FAILURE, "%s of version 0x%x: refused with PROTOCOL_ERROR",
			     message->name, scmi_version_to_wire(c->protocol->version));
	}
}

static void check_old_versions(struct checks *c)
{
	uint8_t id = c->protocol->words->id, used = c->protocol->version;
	const struct undo back = {
		.put_back = negotiate_back, .id = id, .value = scmi_version_to_wire(used),
	};
	unsigned int version, accepted = 0;

	if (!has_message(c, SCMI_NEGOTIATE_PROTOCOL_VERSION) || c->protocol->newer) {
		skip(c, "the server does not negotiate");
		return;
	}
	will_undo(c, &back);
	for (version = SCMI_VERSION(1, 0); version < used; version++) {
		if ((version & 0xf) > 2 ||
		    !scmi_ok(scmi_protocol_version_negotiate(c->link, id,
							     scmi_version_to_wire(
								     (uint8_t)version))))
			continue;
		accepted++;
		c->protocol->version = (uint8_t)version;
		read_all(c);
	}
	c->protocol->version = used;
	if (!accepted)
		skip(c, "the server speaks no older version");
}

/* Subscriptions: bits that do not exist are refused; that changes nothing */
static void check_notify_bits(struct checks *c)
{
	const struct scmi_message_words *message = NULL;
	uint8_t payload[SCMI_LINK_MAX_SIZE];
	bool any = false;
	int status;

	while ((message = next_command(c, message))) {
		struct scmi_build build;
		const struct scmi_field *field;

		scmi_build_init(&build, message->request, c->protocol->version, payload,
				sizeof(payload));
		field = scmi_build_find(&build, "notify_enable");
		if (!field || !has_message(c, message->id))
			continue;
		any = true;
		scmi_build_set(&build, field, ENABLE_BITS);
		if (!ask(c, c->protocol->words->id, message->id, payload, build.size, &status))
			continue;
		if (status != SCMI_DENIED && status != SCMI_NOT_SUPPORTED)
			want_refusal(c, status, SCMI_INVALID_PARAMETERS, !status,
				     "%s with reserved bits of notify_enable set", message->name);
	}
	if (!any)
		skip(c, "nothing can be subscribed to");
}

/* Clocks */

struct scmi_result rate_back(struct scmi_link *link, uint32_t id, uint64_t rate)
{
	return scmi_clock_rate_set(link, id, rate, SCMI_CLOCK_ROUND_NEAREST);
}

static void set_rate(struct checks *c, uint32_t id, uint64_t rate)
{
	uint64_t now;

	if (!taken(c, scmi_clock_rate_set(c->link, id, rate, SCMI_CLOCK_ROUND_NEAREST), "clock", id,
		   (long long)rate))
		return;
	if (fine(c, scmi_clock_rate_get(c->link, id, &now), "rate of clock %u", id) && now != rate)
		tell(c, GRADE_FAILURE,
		     "clock %u was set to %llu Hz, which is described, and has %llu", id,
		     (unsigned long long)rate, (unsigned long long)now);
}

static bool may_set_rate(struct checks *c, uint32_t id)
{
	struct scmi_clock_permissions may;

	if (c->protocol->version < SCMI_VERSION(3, 0))
		return true;
	return !scmi_ok(scmi_clock_get_permissions(c->link, id, &may)) || may.rate;
}

static bool is_described(uint64_t rate, const uint64_t *rates,
			 const struct scmi_clock_rate_list *list)
{
	size_t i;

	if (list->linear)
		return rate == rates[0] || rate == rates[1] ||
		       (rate > rates[0] && rate < rates[1] && rates[2] &&
			(rate - rates[0]) % rates[2] == 0);
	for (i = 0; i < list->count && i < MAX_LIST; i++) {
		if (rates[i] == rate)
			return true;
	}
	return false;
}

bool can_set_rate(struct checks *c, uint32_t id, uint64_t *rate)
{
	struct scmi_clock_rate_list list;
	uint64_t rates[MAX_LIST];

	return may_set_rate(c, id) && scmi_ok(scmi_clock_rate_get(c->link, id, rate)) &&
	       scmi_ok(scmi_clock_describe_rates(c->link, id, rates, MAX_LIST, &list)) &&
	       is_described(*rate, rates, &list);
}

static void check_set_rate(struct checks *c)
{
	struct scmi_clock_rate_list list;
	uint64_t rates[MAX_LIST], rate;
	uint32_t id;
	size_t i;

	for (id = 0; id < resources(c); id++) {
		struct undo back = { .put_back = rate_back, .id = id };

		if (!can_set_rate(c, id, &rate) ||
		    !scmi_ok(scmi_clock_describe_rates(c->link, id, rates, MAX_LIST, &list)))
			continue;
		back.value = rate;
		if (!may_change(c, &back))
			continue;
		for (i = 0; i < (list.linear ? 2 : list.count) && i < MAX_SET; i++)
			set_rate(c, id, rates[i]);
		undo_all(c);
		if (scmi_ok(scmi_clock_rate_get(c->link, id, &rates[0])) && rates[0] != rate)
			tell(c, GRADE_REMARK, "clock %u had %llu Hz before, and has %llu now", id,
			     (unsigned long long)rate, (unsigned long long)rates[0]);
	}
}

/* The present rate, with flags that do not exist */
static void check_rate_flags(struct checks *c)
{
	uint8_t payload[16];
	uint64_t rate;
	uint32_t id;
	int status;

	for (id = 0; id < resources(c); id++) {
		if (!can_set_rate(c, id, &rate))
			continue;
		store32_le(payload, 0x80000000u);
		store32_le(payload + 4, id);
		store32_le(payload + 8, (uint32_t)rate);
		store32_le(payload + 12, (uint32_t)(rate >> 32));
		if (ask(c, SCMI_PROTOCOL_CLOCK, SCMI_CLOCK_RATE_SET, payload, sizeof(payload),
			&status) &&
		    status != SCMI_DENIED)
			want_refusal(c, status, SCMI_INVALID_PARAMETERS, true,
				     "CLOCK_RATE_SET of clock %u with reserved flags", id);
	}
}

static struct scmi_result parent_back(struct scmi_link *link, uint32_t id, uint64_t parent)
{
	return scmi_clock_parent_set(link, id, (uint32_t)parent);
}

static void check_set_parent(struct checks *c)
{
	uint32_t parents[MAX_LIST], parent, now, id;
	size_t count, i;

	for (id = 0; id < resources(c); id++) {
		struct undo back = { .put_back = parent_back, .id = id };

		if (!scmi_ok(scmi_clock_possible_parents_get(c->link, id, parents, MAX_LIST,
							     &count)) ||
		    !scmi_ok(scmi_clock_parent_get(c->link, id, &parent)))
			continue;
		back.value = parent;
		if (!may_change(c, &back))
			continue;
		for (i = 0; i < count && i < MAX_SET; i++) {
			if (taken(c, scmi_clock_parent_set(c->link, id, parents[i]),
				  "parent of clock", id, parents[i]) &&
			    fine(c, scmi_clock_parent_get(c->link, id, &now), "parent of clock %u",
				 id) &&
			    now != parents[i])
				tell(c, GRADE_FAILURE, "clock %u: parent %u was set, it is %u", id,
				     parents[i], now);
		}
		if (scmi_ok(scmi_clock_parent_set(c->link, id, parent)))
			must_refuse(c, scmi_clock_parent_set(c->link, id, c->protocol->count),
				    SCMI_NOT_FOUND, "parent of clock", id, c->protocol->count);
		undo_all(c);
	}
}

/* Performance domains: a level is its value, or its index where the domain says so */

struct scmi_result level_back(struct scmi_link *link, uint32_t id, uint64_t level)
{
	return scmi_performance_level_set(link, id, (uint32_t)level);
}

uint32_t level_number(const struct checks *c, const struct scmi_performance_attributes *a,
		      const struct scmi_performance_level_info *level)
{
	return a->level_indexing && c->protocol->version >= SCMI_VERSION(4, 0) ? level->index :
										   level->level;
}

static void set_levels(struct checks *c, uint32_t id, const struct scmi_performance_attributes *a,
		       const struct scmi_performance_level_info *levels, size_t count)
{
	uint32_t max, min, now;
	size_t i;

	if (!scmi_ok(scmi_performance_limits_get(c->link, id, &max, &min)))
		return;
	for (i = 0; i < count && i < MAX_SET; i++) {
		uint32_t level = level_number(c, a, &levels[i]);

		if (level < min || level > max)
			continue;
		if (taken(c, scmi_performance_level_set(c->link, id, level), "domain", id, level) &&
		    fine(c, scmi_performance_level_get(c->link, id, &now), "level of domain %u",
			 id) &&
		    now != level)
			tell(c, GRADE_REMARK, "domain %u was set to level %u, and is at %u", id,
			     level, now);
	}
	must_refuse(c, scmi_performance_level_set(c->link, id, UINT32_MAX), SCMI_OUT_OF_RANGE,
		    "domain", id, UINT32_MAX);
}

static void check_set_level(struct checks *c)
{
	struct scmi_performance_level_info levels[MAX_LIST];
	struct scmi_performance_attributes a;
	uint32_t id, level;
	size_t count;

	for (id = 0; id < resources(c); id++) {
		struct undo back = { .put_back = level_back, .id = id };

		if (!scmi_ok(scmi_performance_attributes_get(c->link, id, &a)) ||
		    !a.can_set_level || !scmi_ok(scmi_performance_level_get(c->link, id, &level)) ||
		    !scmi_ok(scmi_performance_describe_levels(c->link, id, levels, MAX_LIST,
							      &count)))
			continue;
		back.value = level;
		if (!may_change(c, &back))
			continue;
		set_levels(c, id, &a, levels, count < MAX_LIST ? count : MAX_LIST);
		undo_all(c);
	}
}

/* Supplies */

struct scmi_result voltage_back(struct scmi_link *link, uint32_t id, uint64_t level)
{
	return scmi_voltage_level_set(link, id, (int32_t)level);
}

static void set_voltages(struct checks *c, uint32_t id, const int32_t *levels,
			 const struct scmi_voltage_level_list *list)
{
	int32_t now;
	size_t i;

	for (i = 0; i < (list->linear ? 2 : list->count) && i < MAX_SET; i++) {
		if (taken(c, scmi_voltage_level_set(c->link, id, levels[i]), "supply", id,
			  levels[i]) &&
		    fine(c, scmi_voltage_level_get(c->link, id, &now), "level of supply %u", id) &&
		    now != levels[i])
			tell(c, GRADE_FAILURE,
			     "supply %u was set to %d uV, which is described, and has %d", id,
			     levels[i], now);
	}
	must_refuse(c, scmi_voltage_level_set(c->link, id, INT32_MAX), SCMI_INVALID_PARAMETERS,
		    "supply", id, INT32_MAX);
}

static void check_set_voltage(struct checks *c)
{
	struct scmi_voltage_level_list list;
	int32_t levels[MAX_LIST], level;
	uint32_t id;

	for (id = 0; id < resources(c); id++) {
		struct undo back = { .put_back = voltage_back, .id = id };

		if (!scmi_ok(scmi_voltage_level_get(c->link, id, &level)) ||
		    !scmi_ok(scmi_voltage_describe_levels(c->link, id, levels, MAX_LIST, &list)))
			continue;
		back.value = (uint32_t)level;
		if (!may_change(c, &back))
			continue;
		set_voltages(c, id, levels, &list);
		undo_all(c);
	}
}

/*
 * Power domains: only the state that is there is set, and only where it is off. A server that
 * counts votes would count one for each other state, and nothing but switching off takes it back.
 */
static void check_set_power(struct checks *c)
{
	uint32_t id, state, now;

	for (id = 0; id < resources(c); id++) {
		if (!scmi_ok(scmi_power_state_get(c->link, id, &state)) ||
		    state != SCMI_POWER_OFF ||
		    !taken(c, scmi_power_state_set(c->link, id, state), "power domain", id, state))
			continue;
		if (fine(c, scmi_power_state_get(c->link, id, &now), "state of power domain %u",
			 id) &&
		    now != state)
			tell(c, GRADE_FAILURE,
			     "power domain %u was set to the state 0x%x that it had, and is in "
			     "0x%x",
			     id, state, now);
	}
}

/* Power caps */

struct scmi_result cap_back(struct scmi_link *link, uint32_t id, uint64_t cap)
{
	return scmi_powercap_cap_set(link, id, (uint32_t)cap);
}

static void check_set_cap(struct checks *c)
{
	struct scmi_powercap_attributes a;
	uint32_t id, cap, now;

	for (id = 0; id < resources(c); id++) {
		struct undo back = { .put_back = cap_back, .id = id };

		if (!scmi_ok(scmi_powercap_attributes_get(c->link, id, &a)) ||
		    !a.cap_configuration || !scmi_ok(scmi_powercap_cap_get(c->link, id, &cap)))
			continue;
		back.value = cap;
		if (!may_change(c, &back))
			continue;
		if (taken(c, scmi_powercap_cap_set(c->link, id, a.max_cap), "domain", id,
			  a.max_cap) &&
		    fine(c, scmi_powercap_cap_get(c->link, id, &now), "cap of domain %u", id) &&
		    now != a.max_cap)
			tell(c, GRADE_FAILURE, "domain %u was capped at %u, and is at %u", id,
			     a.max_cap, now);
		if (a.max_cap < UINT32_MAX)
			must_refuse(c, scmi_powercap_cap_set(c->link, id, a.max_cap + 1),
				    SCMI_OUT_OF_RANGE, "domain", id, a.max_cap + 1ll);
		undo_all(c);
	}
}

/* Sensors */

static void check_set_config(struct checks *c)
{
	struct scmi_sensor_configuration before, after;
	uint32_t id;

	for (id = 0; id < resources(c); id++) {
		if (!scmi_ok(scmi_sensor_config_get(c->link, id, &before)) || !before.enabled)
			continue;
		if (taken(c,
			  scmi_sensor_config_set(c->link, id, &before, SCMI_SENSOR_ROUND_NEAREST),
			  "sensor", id, before.interval.seconds) &&
		    fine(c, scmi_sensor_config_get(c->link, id, &after),
			 "configuration of sensor %u", id) &&
		    (!after.enabled || after.timestamps != before.timestamps ||
		     after.interval.seconds != before.interval.seconds ||
		     after.interval.scale != before.interval.scale))
			tell(c, GRADE_FAILURE, "sensor %u was configured as it was, and is not",
			     id);
	}
}

/* The system: a state that is none is refused, and only the brave find out by asking */
static void check_system_state(struct checks *c)
{
	const struct scmi_message_words *message =
		scmi_find_message(c->protocol->words, SCMI_SYSTEM_POWER_STATE_SET, SCMI_COMMAND);
	uint8_t payload[SCMI_LINK_MAX_SIZE];
	size_t size = build_request(c, message, 0, payload);
	int status;

	if (ask(c, SCMI_PROTOCOL_SYSTEM, message->id, payload, size, &status) &&
	    status != SCMI_DENIED && status != SCMI_NOT_SUPPORTED)
		want_refusal(c, status, SCMI_INVALID_PARAMETERS, true,
			     "SYSTEM_POWER_STATE_SET to 0x7fffffff, which is no state");
}

static const struct check_row rows[] = {
	{
		.name = "old-versions", .protocol = EACH_PROTOCOL, .needs = NEEDS_WRITES,
		.summary = "older versions that are agreed upon are spoken",
		.run = check_old_versions,
	}, {
		.name = "notify-bits", .protocol = EACH_PROTOCOL, .needs = NEEDS_WRITES,
		.summary = "reserved bits of subscriptions are refused with INVALID_PARAMETERS",
		.run = check_notify_bits,
	}, {
		.name = "set-state", .protocol = SCMI_PROTOCOL_POWER, .needs = NEEDS_WRITES,
		.message = SCMI_POWER_STATE_SET,
		.summary = "domains that are off can be set to off, and still are",
		.run = check_set_power,
	}, {
		.name = "no-state", .protocol = SCMI_PROTOCOL_SYSTEM, .needs = NEEDS_DISRUPTION,
		.message = SCMI_SYSTEM_POWER_STATE_SET,
		.summary = "states that are none are refused with INVALID_PARAMETERS",
		.run = check_system_state,
	}, {
		.name = "set-level", .protocol = SCMI_PROTOCOL_PERFORMANCE, .needs = NEEDS_WRITES,
		.message = SCMI_PERFORMANCE_LEVEL_SET,
		.summary = "levels that are described can be set, others not",
		.run = check_set_level,
	}, {
		.name = "set-rate", .protocol = SCMI_PROTOCOL_CLOCK, .needs = NEEDS_WRITES,
		.message = SCMI_CLOCK_RATE_SET,
		.summary = "rates that are described can be set, and are read back",
		.run = check_set_rate,
	}, {
		.name = "rate-flags", .protocol = SCMI_PROTOCOL_CLOCK, .needs = NEEDS_WRITES,
		.message = SCMI_CLOCK_RATE_SET,
		.summary = "reserved flags are refused with INVALID_PARAMETERS",
		.run = check_rate_flags,
	}, {
		.name = "set-parent", .protocol = SCMI_PROTOCOL_CLOCK, .since = SCMI_VERSION(3, 0),
		.needs = NEEDS_WRITES, .message = SCMI_CLOCK_PARENT_SET,
		.summary = "possible parents can be set, and are read back",
		.run = check_set_parent,
	}, {
		.name = "set-config", .protocol = SCMI_PROTOCOL_SENSOR, .since = SCMI_VERSION(2, 0),
		.needs = NEEDS_WRITES, .message = SCMI_SENSOR_CONFIG_SET,
		.summary = "the configuration that is there can be set, and is read back",
		.run = check_set_config,
	}, {
		.name = "set-level", .protocol = SCMI_PROTOCOL_VOLTAGE, .needs = NEEDS_WRITES,
		.message = SCMI_VOLTAGE_LEVEL_SET,
		.summary = "levels that are described can be set, and are read back",
		.run = check_set_voltage,
	}, {
		.name = "set-cap", .protocol = SCMI_PROTOCOL_POWERCAP, .needs = NEEDS_WRITES,
		.message = SCMI_POWERCAP_CAP_SET,
		.summary = "caps within the range can be set, others not",
		.run = check_set_cap,
	},
};

const struct check_list write_checks = { rows, COUNT(rows) };
