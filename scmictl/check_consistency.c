// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * Checks of what a server says against what else it says, protocol by protocol.
 */
#include <string.h>

#include "check.h"
#include "messages.h"

/* A resource that the agent may not use, or a message that is optional, is nothing to judge */
static bool told_of(struct checks *c, struct scmi_result result, const char *what, uint32_t id)
{
	if (is_refusal(result) && (result.code == SCMI_DENIED || result.code == SCMI_NOT_SUPPORTED))
		return false;
	return fine(c, result, "%s %u", what, id);
}

/* Base */

static void check_listed(struct checks *c, const uint8_t *list, size_t count)
{
	uint32_t version;
	size_t i;

	for (i = 0; i < count; i++) {
		if (i && list[i] <= list[i - 1])
			tell(c, GRADE_FAILURE, "protocol 0x%x is listed behind 0x%x", list[i],
			     list[i - 1]);
		if (list[i] == SCMI_PROTOCOL_BASE)
			tell(c, GRADE_FAILURE, "the base protocol is listed");
		fine(c, scmi_protocol_version_get(c->link, list[i], &version),
		     "protocol 0x%x, which is listed", list[i]);
	}
}

static void check_protocols(struct checks *c)
{
	uint8_t list[UINT8_MAX];
	size_t count = 0, i;

	/* The library compares their number with that of PROTOCOL_ATTRIBUTES, which has 8 bits */
	if (!fine(c, scmi_base_discover_list_protocols(c->link, list, sizeof(list), &count),
		  "BASE_DISCOVER_LIST_PROTOCOLS"))
		return;
	check_listed(c, list, count);
	for (i = 1; i < SCMI_PROTOCOL_SLOTS; i++) {
		if (c->protocols[i].version && !memchr(list, (int)(SCMI_PROTOCOL_FIRST + i), count))
			tell(c, GRADE_FAILURE, "protocol 0x%zx answers and is not listed",
			     SCMI_PROTOCOL_FIRST + i);
	}
}

static void check_self(struct checks *c)
{
	struct scmi_base_agent self, same;

	if (c->protocol->version < SCMI_VERSION(2, 0) ||
	    !fine(c, scmi_base_discover_agent(c->link, SCMI_AGENT_SELF, &self), "the agent itself"))
		return;
	if (!self.id || self.id > c->protocol->count)
		tell(c, GRADE_FAILURE, "this agent is number %u of %u", self.id,
		     c->protocol->count);
	else if (fine(c, scmi_base_discover_agent(c->link, self.id, &same), "agent %u", self.id) &&
		 strcmp(self.name, same.name))
		tell(c, GRADE_FAILURE, "this agent is '%s', by its number '%s'", self.name,
		     same.name);
}

static void check_agents(struct checks *c)
{
	struct scmi_base_agent agent;
	uint32_t id;

	if (!has_message(c, SCMI_BASE_DISCOVER_AGENT)) {
		skip(c, "the server does not tell of agents");
		return;
	}
	for (id = 0; id <= c->protocol->count; id++) {
		if (!fine(c, scmi_base_discover_agent(c->link, id, &agent), "agent %u of %u", id,
			  c->protocol->count))
			continue;
		if (c->protocol->version >= SCMI_VERSION(2, 0) && agent.id != id)
			tell(c, GRADE_FAILURE, "agent %u says that it is %u", id, agent.id);
		if (!id && strncmp(agent.name, "platform", strlen("platform")))
			tell(c, GRADE_FAILURE, "agent 0 is '%s', not the platform", agent.name);
	}
	check_self(c);
}

/* Clocks */

static void check_rates_of(struct checks *c, uint32_t id)
{
	struct scmi_clock_rate_list list;
	uint64_t rates[MAX_LIST], rate;
	size_t i;

	if (!told_of(c, scmi_clock_describe_rates(c->link, id, rates, MAX_LIST, &list),
		     "rates of clock", id))
		return;
	if (list.linear && (rates[0] > rates[1] || (!rates[2] && rates[0] != rates[1])))
		tell(c, GRADE_FAILURE, "clock %u: %llu to %llu Hz in steps of %llu is no range", id,
		     (unsigned long long)rates[0], (unsigned long long)rates[1],
		     (unsigned long long)rates[2]);
	for (i = 1; !list.linear && i < list.count && i < MAX_LIST; i++) {
		if (rates[i] <= rates[i - 1])
			tell(c, GRADE_FAILURE,
			     "clock %u: rate %zu (%llu Hz) is not above the one before", id, i,
			     (unsigned long long)rates[i]);
	}
	if (!list.count || list.count > MAX_LIST ||
	    !scmi_ok(scmi_clock_rate_get(c->link, id, &rate)))
		return;
	if (rate < rates[0] || rate > rates[list.linear ? 1 : list.count - 1])
		tell(c, GRADE_REMARK, "clock %u runs at %llu Hz, which its rates do not reach", id,
		     (unsigned long long)rate);
}

static void check_rates(struct checks *c)
{
	uint32_t id;

	for (id = 0; id < resources(c); id++)
		check_rates_of(c, id);
}

static bool contains(const uint32_t *list, size_t count, uint32_t value)
{
	while (count-- > 0) {
		if (list[count] == value)
			return true;
	}
	return false;
}

static void check_parents_of(struct checks *c, uint32_t id)
{
	struct scmi_clock_attributes attributes;
	uint32_t parents[MAX_LIST], parent;
	size_t count, i;

	if (!told_of(c, scmi_clock_attributes_get(c->link, id, &attributes), "clock", id) ||
	    !attributes.parents ||
	    !told_of(c, scmi_clock_possible_parents_get(c->link, id, parents, MAX_LIST, &count),
		     "parents of clock", id) || count > MAX_LIST)
		return;
	for (i = 0; i < count; i++) {
		if (parents[i] >= c->protocol->count)
			tell(c, GRADE_FAILURE, "clock %u: parent %u is none of %u clocks", id,
			     parents[i], c->protocol->count);
		if (parents[i] == id)
			tell(c, GRADE_FAILURE, "clock %u is its own parent", id);
	}
	if (told_of(c, scmi_clock_parent_get(c->link, id, &parent), "parent of clock", id) &&
	    !contains(parents, count, parent))
		tell(c, GRADE_FAILURE, "clock %u: its parent %u is none of its possible parents",
		     id, parent);
}

static void check_parents(struct checks *c)
{
	uint32_t id;

	for (id = 0; id < resources(c); id++)
		check_parents_of(c, id);
}

static void check_clock_states(struct checks *c)
{
	struct scmi_clock_configuration configuration;
	struct scmi_clock_attributes attributes;
	struct scmi_clock_permissions may;
	uint32_t id;

	for (id = 0; id < resources(c); id++) {
		if (!told_of(c, scmi_clock_attributes_get(c->link, id, &attributes), "clock", id))
			continue;
		if (told_of(c,
			    scmi_clock_config_get(c->link, id, SCMI_CLOCK_NO_CONFIG,
						  &configuration),
			    "state of clock", id) &&
		    configuration.enabled != attributes.enabled)
			tell(c, GRADE_FAILURE,
			     "clock %u is %s by CLOCK_CONFIG_GET, %s by its attributes", id,
			     configuration.enabled ? "on" : "off",
			     attributes.enabled ? "on" : "off");
		if (attributes.restricted &&
		    told_of(c, scmi_clock_get_permissions(c->link, id, &may),
			    "permissions of clock", id) &&
		    may.state && may.parent && may.rate)
			tell(c, GRADE_REMARK,
			     "clock %u is restricted, and may be changed in any way", id);
	}
}

/* Performance domains */

static void check_level_list(struct checks *c, uint32_t id,
			     const struct scmi_performance_level_info *levels, size_t count)
{
	uint32_t current;
	size_t i;

	for (i = 1; i < count; i++) {
		if (levels[i].level <= levels[i - 1].level)
			tell(c, GRADE_FAILURE, "domain %u: level %u is listed behind %u", id,
			     levels[i].level, levels[i - 1].level);
		if (levels[i].power && levels[i].power < levels[i - 1].power)
			tell(c, GRADE_REMARK, "domain %u: level %u takes less power than %u", id,
			     levels[i].level, levels[i - 1].level);
	}
	if (!told_of(c, scmi_performance_level_get(c->link, id, &current), "level of domain", id))
		return;
	for (i = 0; i < count && levels[i].level != current && levels[i].index != current; i++)
		;
	if (i == count)
		tell(c, GRADE_REMARK, "domain %u is at %u, which is none of its levels", id,
		     current);
}

static void check_limits(struct checks *c, uint32_t id)
{
	uint32_t max, min;

	if (told_of(c, scmi_performance_limits_get(c->link, id, &max, &min), "limits of domain",
		    id) &&
	    min > max)
		tell(c, GRADE_FAILURE, "domain %u: its lowest level %u is above its highest, %u",
		     id, min, max);
}

static void check_levels(struct checks *c)
{
	struct scmi_performance_level_info levels[MAX_LIST];
	size_t count;
	uint32_t id;

	for (id = 0; id < resources(c); id++) {
		if (!told_of(c,
			     scmi_performance_describe_levels(c->link, id, levels, MAX_LIST,
							      &count),
			     "levels of domain", id))
			continue;
		if (!count)
			tell(c, GRADE_FAILURE, "domain %u has no level", id);
		check_level_list(c, id, levels, count < MAX_LIST ? count : MAX_LIST);
		check_limits(c, id);
	}
}

/* Sensors */

static void check_sensor(struct checks *c, const struct scmi_sensor_description *s)
{
	static struct scmi_sensor_axis_description axes[64];
	static struct scmi_sensor_reading readings[64];
	struct scmi_sensor_configuration configuration = { .enabled = true };
	size_t count;

	if (s->id >= c->protocol->count)
		tell(c, GRADE_FAILURE, "sensor %u is none of %u", s->id, c->protocol->count);
	if (s->axes && told_of(c, scmi_sensor_axes_get(c->link, s->id, axes, COUNT(axes), &count),
			       "axes of sensor", s->id) && count != s->axes)
		tell(c, GRADE_FAILURE, "sensor %u has %u axes, %zu are listed", s->id, s->axes,
		     count);
	if (c->protocol->version >= SCMI_VERSION(2, 0) &&
	    !told_of(c, scmi_sensor_config_get(c->link, s->id, &configuration),
		     "configuration of sensor", s->id))
		return;
	if (!configuration.enabled)
		return;
	if (told_of(c, scmi_sensor_reading_get(c->link, s->id, readings, COUNT(readings), &count),
		    "reading of sensor", s->id) && count != (s->axes ? s->axes : 1))
		tell(c, GRADE_FAILURE, "sensor %u gives %zu values for %u axes", s->id, count,
		     s->axes);
}

static void check_sensors(struct checks *c)
{
	static struct scmi_sensor_description list[MAX_LIST];
	size_t count, i, k;

	if (!fine(c, scmi_sensor_descriptions_get(c->link, list, MAX_LIST, &count),
		  "SENSOR_DESCRIPTION_GET"))
		return;
	if (count != c->protocol->count)
		tell(c, GRADE_FAILURE, "%zu sensors are described, PROTOCOL_ATTRIBUTES has %u",
		     count, c->protocol->count);
	for (i = 0; i < count && i < MANY_RESOURCES; i++) {
		for (k = 0; k < i; k++) {
			if (list[k].id == list[i].id)
				tell(c, GRADE_FAILURE, "sensor %u is described twice", list[i].id);
		}
		check_sensor(c, &list[i]);
	}
}

/* Supplies */

static void check_supplies(struct checks *c)
{
	struct scmi_voltage_level_list list;
	int32_t levels[MAX_LIST], level;
	uint32_t id;
	size_t i;

	for (id = 0; id < resources(c); id++) {
		if (!told_of(c, scmi_voltage_describe_levels(c->link, id, levels, MAX_LIST, &list),
			     "levels of domain", id))
			continue;
		if (list.linear &&
		    (levels[0] > levels[1] || (levels[2] <= 0 && levels[0] != levels[1])))
			tell(c, GRADE_FAILURE, "domain %u: %d to %d uV in steps of %d is no range",
			     id, levels[0], levels[1], levels[2]);
		for (i = 1; !list.linear && i < list.count && i < MAX_LIST; i++) {
			if (levels[i] <= levels[i - 1])
				tell(c, GRADE_FAILURE,
				     "domain %u: level %zu (%d uV) is not above the one before", id,
				     i, levels[i]);
		}
		if (list.count && list.count <= MAX_LIST &&
		    told_of(c, scmi_voltage_level_get(c->link, id, &level), "level of domain",
			    id) &&
		    (level < levels[0] || level > levels[list.linear ? 1 : list.count - 1]))
			tell(c, GRADE_REMARK,
			     "domain %u is at %d uV, which its levels do not reach", id, level);
	}
}

/* Power caps */

/* Up from domain to domain there is an end */
static bool ends(struct checks *c, uint32_t id)
{
	struct scmi_powercap_attributes a;
	uint32_t steps;

	for (steps = 0; steps <= c->protocol->count; steps++) {
		if (id == SCMI_POWERCAP_ROOT || id >= c->protocol->count ||
		    !scmi_ok(scmi_powercap_attributes_get(c->link, id, &a)))
			return true;
		id = a.parent;
	}
	return false;
}

static void check_caps(struct checks *c)
{
	struct scmi_powercap_attributes a;
	uint32_t id, cap;

	for (id = 0; id < resources(c); id++) {
		if (!told_of(c, scmi_powercap_attributes_get(c->link, id, &a), "domain", id))
			continue;
		if (a.parent != SCMI_POWERCAP_ROOT && a.parent >= c->protocol->count)
			tell(c, GRADE_FAILURE, "domain %u: parent %u is none of %u domains", id,
			     a.parent, c->protocol->count);
		if (!ends(c, id))
			tell(c, GRADE_FAILURE, "domain %u is a part of itself", id);
		if (a.min_pai > a.max_pai || a.min_cap > a.max_cap)
			tell(c, GRADE_FAILURE, "domain %u: a lowest value is above the highest",
			     id);
		if (told_of(c, scmi_powercap_cap_get(c->link, id, &cap), "cap of domain", id) &&
		    cap && a.cap_configuration && (cap < a.min_cap || cap > a.max_cap))
			tell(c, GRADE_REMARK, "domain %u: its cap %u is not within %u to %u", id,
			     cap, a.min_cap, a.max_cap);
	}
}

static const struct check_row rows[] = {
	{
		.name = "protocols", .protocol = SCMI_PROTOCOL_BASE,
		.message = SCMI_BASE_DISCOVER_LIST_PROTOCOLS,
		.summary = "the protocols that answer are those that are listed and counted",
		.run = check_protocols,
	}, {
		.name = "agents", .protocol = SCMI_PROTOCOL_BASE,
		.message = SCMI_BASE_DISCOVER_AGENT,
		.summary = "there are as many agents as are counted, and this is one of them",
		.run = check_agents,
	}, {
		.name = "levels", .protocol = SCMI_PROTOCOL_PERFORMANCE,
		.message = SCMI_PERFORMANCE_DESCRIBE_LEVELS,
		.summary = "levels rise, and the current one is among them",
		.run = check_levels,
	}, {
		.name = "rates", .protocol = SCMI_PROTOCOL_CLOCK,
		.message = SCMI_CLOCK_DESCRIBE_RATES,
		.summary = "rates rise, and the current one is between them",
		.run = check_rates,
	}, {
		.name = "parents", .protocol = SCMI_PROTOCOL_CLOCK, .since = SCMI_VERSION(3, 0),
		.message = SCMI_CLOCK_POSSIBLE_PARENTS_GET,
		.summary = "parents are clocks, and the current one is among them",
		.run = check_parents,
	}, {
		.name = "states", .protocol = SCMI_PROTOCOL_CLOCK, .since = SCMI_VERSION(3, 0),
		.message = SCMI_CLOCK_CONFIG_GET,
		.summary = "attributes, configuration and permissions agree",
		.run = check_clock_states,
	}, {
		.name = "sensors", .protocol = SCMI_PROTOCOL_SENSOR,
		.message = SCMI_SENSOR_DESCRIPTION_GET,
		.summary = "descriptions, axes and readings agree",
		.run = check_sensors,
	}, {
		.name = "levels", .protocol = SCMI_PROTOCOL_VOLTAGE,
		.message = SCMI_VOLTAGE_DESCRIBE_LEVELS,
		.summary = "levels rise, and the current one is between them",
		.run = check_supplies,
	}, {
		.name = "domains", .protocol = SCMI_PROTOCOL_POWERCAP,
		.message = SCMI_POWERCAP_DOMAIN_ATTRIBUTES,
		.summary = "parents are domains, and ranges are some",
		.run = check_caps,
	},
};

const struct check_list consistency_checks = { rows, COUNT(rows) };
