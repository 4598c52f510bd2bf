// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 */
#include <string.h>

#include <scmi/clock.h>
#include <scmi/performance.h>
#include <scmi/pinctrl.h>
#include <scmi/power.h>
#include <scmi/powercap.h>
#include <scmi/reset.h>
#include <scmi/sensor.h>
#include <scmi/system.h>
#include <scmi/voltage.h>

#include "messages.h"
#include "oracle.h"

#define LARGEST_STATE	1024

/* What the server remembers of resources: field by field, whose it is and what may change it */

enum kind {
	/* The subject is the agent that the message is about */
	KIND_SET,	/* a bit for each agent: the subject's alone changes */
	KIND_EACH,	/* an entry for each agent: the subject's alone changes */
	KIND_LAST,	/* who has set something last: the subject takes it from anybody, or gives it up */
	KIND_CLAIM,	/* whose it is: the subject takes it from nobody, or gives it up */
	KIND_HOLDS,	/* of a pin: changes with who owns it */
	KIND_TRIPS,	/* trip points: claims, and what they are set to */
	KIND_COMMON,	/* of all agents */
	KIND_TOLD,	/* what subscribers know, which comes and goes with them */
};

enum place {
	PLACE_STATE,	/* of the resource */
	PLACE_LIMITS,	/* the agents' performance limits of the domain */
	PLACE_TRIPS,	/* the sensor's trip points */
};

struct field {
	const char *name;
	uint8_t protocol;
	uint8_t kind;
	uint8_t place;
	bool stays;		/* ... when the agent is reset, but for permissions that are to be reset, too */
	bool left;		/* last: nobody's when a user of the resource is reset */
	uint16_t permission;	/* that the subject needs, 0: none */
	size_t offset;		/* in the place */
	size_t size;
	size_t entry;		/* size of one, for each */
	uint32_t messages;	/* that change it, of this protocol, a bit each; 0: what is common, any */
};

#define BIT(message)	((uint32_t)1 << SCMI_ ## message)
#define IN(structure, member)									\
	.offset = offsetof(struct structure, member),						\
	.size = sizeof(((struct structure *)0)->member)
#define EACH(structure, member)	IN(structure, member),						\
	.entry = sizeof(((struct structure *)0)->member[0])

/* What no row speaks of is what the server found at the start, and does not change */
static const struct field fields[] = {
#define ROW(name_, kind_)	.name = name_, .protocol = SCMI_PROTOCOL_POWER, .kind = KIND_ ## kind_
	{ ROW("power state_subscribers", SET), IN(scmi_power_state, state_subscribers),
	  .messages = BIT(POWER_STATE_NOTIFY) },
	{ ROW("power request_subscribers", SET), IN(scmi_power_state, request_subscribers),
	  .messages = BIT(POWER_STATE_CHANGE_REQUESTED_NOTIFY) },
	{ ROW("power needs", EACH), EACH(scmi_power_state, needs),
	  .permission = SCMI_POWER_MAY_SET_STATE, .messages = BIT(POWER_STATE_SET) },
	{ ROW("power told_state", TOLD), IN(scmi_power_state, told_state) },
#undef ROW
#define ROW(name_, kind_)	.name = name_, .protocol = SCMI_PROTOCOL_SYSTEM, .kind = KIND_ ## kind_
	{ ROW("system subscribers", SET), IN(scmi_system_power, subscribers),
	  .messages = BIT(SYSTEM_POWER_STATE_NOTIFY) },
#undef ROW
#define ROW(name_, kind_)	.name = name_, .protocol = SCMI_PROTOCOL_PERFORMANCE, .kind = KIND_ ## kind_
	{ ROW("performance limits in force", COMMON), IN(scmi_performance_state, limits) },
	{ ROW("performance limits_subscribers", SET), IN(scmi_performance_state, limits_subscribers),
	  .messages = BIT(PERFORMANCE_NOTIFY_LIMITS) },
	{ ROW("performance level_subscribers", SET), IN(scmi_performance_state, level_subscribers),
	  .messages = BIT(PERFORMANCE_NOTIFY_LEVEL) },
	{ ROW("performance place", COMMON), IN(scmi_performance_state, place) },
	{ ROW("performance wanted", COMMON), IN(scmi_performance_state, wanted),
	  .permission = SCMI_PERFORMANCE_MAY_SET_LEVEL, .messages = BIT(PERFORMANCE_LEVEL_SET) },
	{ ROW("performance level_agent", LAST), IN(scmi_performance_state, level_agent),
	  .permission = SCMI_PERFORMANCE_MAY_SET_LEVEL, .messages = BIT(PERFORMANCE_LEVEL_SET) },
	{ ROW("performance limits", EACH), .place = PLACE_LIMITS,
	  .entry = sizeof(struct scmi_performance_limits),
	  .permission = SCMI_PERFORMANCE_MAY_SET_LIMITS, .messages = BIT(PERFORMANCE_LIMITS_SET) },
#undef ROW
#define ROW(name_, kind_)	.name = name_, .protocol = SCMI_PROTOCOL_CLOCK, .kind = KIND_ ## kind_
	{ ROW("clock users", SET), IN(scmi_clock_state, users),
	  .permission = SCMI_CLOCK_MAY_SET_STATE, .messages = BIT(CLOCK_CONFIG_SET) },
	{ ROW("clock rate_subscribers", SET), IN(scmi_clock_state, rate_subscribers),
	  .messages = BIT(CLOCK_RATE_NOTIFY) },
	{ ROW("clock request_subscribers", SET), IN(scmi_clock_state, request_subscribers),
	  .messages = BIT(CLOCK_RATE_CHANGE_REQUESTED_NOTIFY) },
	{ ROW("clock told_rate", TOLD), IN(scmi_clock_state, told_rate) },
	{ ROW("clock rate_agent", LAST), IN(scmi_clock_state, rate_agent),
	  .permission = SCMI_CLOCK_MAY_SET_RATE, .messages = BIT(CLOCK_RATE_SET) },
	{ ROW("clock parent_agent", LAST), IN(scmi_clock_state, parent_agent),
	  .permission = SCMI_CLOCK_MAY_SET_PARENT, .messages = BIT(CLOCK_PARENT_SET) },
	{ ROW("clock state_agent", LAST), IN(scmi_clock_state, state_agent), .left = true,
	  .permission = SCMI_CLOCK_MAY_SET_STATE, .messages = BIT(CLOCK_CONFIG_SET) },
	{ ROW("clock config_agents of duty cycles", LAST), .size = 1,
	  .offset = offsetof(struct scmi_clock_state, config_agents),
	  .permission = SCMI_CLOCK_MAY_SET_STATE, .messages = BIT(CLOCK_CONFIG_SET) },
	{ ROW("clock config_agents of phases", LAST), .size = 1,
	  .offset = offsetof(struct scmi_clock_state, config_agents) + 1,
	  .permission = SCMI_CLOCK_MAY_SET_STATE, .messages = BIT(CLOCK_CONFIG_SET) },
#undef ROW
#define ROW(name_, kind_)	.name = name_, .protocol = SCMI_PROTOCOL_SENSOR, .kind = KIND_ ## kind_
	{ ROW("sensor users", SET), IN(scmi_sensor_state, users),
	  .permission = SCMI_SENSOR_MAY_CONFIGURE, .messages = BIT(SENSOR_CONFIG_SET) },
	{ ROW("sensor timestamp_agents", SET), IN(scmi_sensor_state, timestamp_agents),
	  .permission = SCMI_SENSOR_MAY_CONFIGURE, .messages = BIT(SENSOR_CONFIG_SET) },
	{ ROW("sensor trip_subscribers", SET), IN(scmi_sensor_state, trip_subscribers),
	  .messages = BIT(SENSOR_TRIP_POINT_NOTIFY) },
	{ ROW("sensor update_subscribers", SET), IN(scmi_sensor_state, update_subscribers),
	  .messages = BIT(SENSOR_CONTINUOUS_UPDATE_NOTIFY) },
	{ ROW("sensor state_agent", LAST), IN(scmi_sensor_state, state_agent), .left = true,
	  .permission = SCMI_SENSOR_MAY_CONFIGURE, .messages = BIT(SENSOR_CONFIG_SET) },
	{ ROW("sensor interval_agent", LAST), IN(scmi_sensor_state, interval_agent),
	  .permission = SCMI_SENSOR_MAY_CONFIGURE, .messages = BIT(SENSOR_CONFIG_SET) },
	{ ROW("sensor trips", TRIPS), .place = PLACE_TRIPS,
	  .permission = SCMI_SENSOR_MAY_SET_TRIPS, .messages = BIT(SENSOR_TRIP_POINT_CONFIG) },
#undef ROW
#define ROW(name_, kind_)	.name = name_, .protocol = SCMI_PROTOCOL_RESET, .kind = KIND_ ## kind_
	{ ROW("reset users", SET), IN(scmi_reset_state, users),
	  .permission = SCMI_RESET_MAY_RESET, .messages = BIT(RESET) },
	{ ROW("reset holders", SET), IN(scmi_reset_state, holders),
	  .permission = SCMI_RESET_MAY_RESET, .messages = BIT(RESET) },
	{ ROW("reset subscribers", SET), IN(scmi_reset_state, subscribers),
	  .messages = BIT(RESET_NOTIFY) },
	{ ROW("reset boot_asserted", COMMON), IN(scmi_reset_state, boot_asserted), .stays = true,
	  .permission = SCMI_RESET_MAY_RESET, .messages = BIT(RESET) },
#undef ROW
#define ROW(name_, kind_)	.name = name_, .protocol = SCMI_PROTOCOL_VOLTAGE, .kind = KIND_ ## kind_
	{ ROW("voltage users", SET), IN(scmi_voltage_state, users),
	  .permission = SCMI_VOLTAGE_MAY_SET_MODE, .messages = BIT(VOLTAGE_CONFIG_SET) },
	{ ROW("voltage level_agent", LAST), IN(scmi_voltage_state, level_agent),
	  .permission = SCMI_VOLTAGE_MAY_SET_LEVEL, .messages = BIT(VOLTAGE_LEVEL_SET) },
	{ ROW("voltage mode_agent", LAST), IN(scmi_voltage_state, mode_agent), .left = true,
	  .permission = SCMI_VOLTAGE_MAY_SET_MODE, .messages = BIT(VOLTAGE_CONFIG_SET) },
#undef ROW
#define ROW(name_, kind_)	.name = name_, .protocol = SCMI_PROTOCOL_POWERCAP, .kind = KIND_ ## kind_
	{ ROW("powercap told_cap", COMMON), IN(scmi_powercap_state, told_cap),
	  .messages = BIT(POWERCAP_CAP_SET) | BIT(POWERCAP_PAI_SET) },
	{ ROW("powercap told_pai", COMMON), IN(scmi_powercap_state, told_pai),
	  .messages = BIT(POWERCAP_CAP_SET) | BIT(POWERCAP_PAI_SET) },
	{ ROW("powercap cap_subscribers", SET), IN(scmi_powercap_state, cap_subscribers),
	  .messages = BIT(POWERCAP_CAP_NOTIFY) },
	{ ROW("powercap power_subscribers", SET), IN(scmi_powercap_state, power_subscribers),
	  .messages = BIT(POWERCAP_MEASUREMENTS_NOTIFY) },
	{ ROW("powercap below", SET), IN(scmi_powercap_state, below),
	  .messages = BIT(POWERCAP_MEASUREMENTS_NOTIFY) },
	{ ROW("powercap above", SET), IN(scmi_powercap_state, above),
	  .messages = BIT(POWERCAP_MEASUREMENTS_NOTIFY) },
	{ ROW("powercap pai_agent", LAST), IN(scmi_powercap_state, pai_agent),
	  .permission = SCMI_POWERCAP_MAY_SET_PAI, .messages = BIT(POWERCAP_PAI_SET) },
	{ ROW("powercap requests", EACH), EACH(scmi_powercap_state, requests),
	  .messages = BIT(POWERCAP_CAP_SET) | BIT(POWERCAP_MEASUREMENTS_NOTIFY) },
#undef ROW
#define ROW(name_, kind_)	.name = name_, .protocol = SCMI_PROTOCOL_PINCTRL, .kind = KIND_ ## kind_
	{ ROW("pin denied", SET), IN(scmi_pin_state, denied), .stays = true,
	  .messages = BIT(PINCTRL_SET_PERMISSIONS) },
	{ ROW("pin holds", HOLDS), IN(scmi_pin_state, holds),
	  .messages = BIT(PINCTRL_REQUEST) | BIT(PINCTRL_RELEASE) },
	{ ROW("pin owner", CLAIM), IN(scmi_pin_state, owner),
	  .messages = BIT(PINCTRL_REQUEST) | BIT(PINCTRL_RELEASE) },
	{ ROW("pin changer", LAST), IN(scmi_pin_state, changer),
	  .messages = BIT(PINCTRL_SETTINGS_CONFIGURE) },
	{ ROW("pin requester", CLAIM), IN(scmi_pin_state, requester),
	  .messages = BIT(PINCTRL_REQUEST) | BIT(PINCTRL_RELEASE) },
#undef ROW
};

#define FIELD_COUNT	(sizeof(fields) / sizeof(fields[0]))

/* Where a protocol's state is: in all configurations behind what describes the resources */
struct config {
	const void *info;
	const uint8_t *states;
} __attribute__((may_alias));

static const size_t state_sizes[SCMI_PROTOCOL_SLOTS] = {
	[SCMI_PROTOCOL_POWER - SCMI_PROTOCOL_FIRST] = sizeof(struct scmi_power_state),
	[SCMI_PROTOCOL_SYSTEM - SCMI_PROTOCOL_FIRST] = sizeof(struct scmi_system_power),
	[SCMI_PROTOCOL_PERFORMANCE - SCMI_PROTOCOL_FIRST] = sizeof(struct scmi_performance_state),
	[SCMI_PROTOCOL_CLOCK - SCMI_PROTOCOL_FIRST] = sizeof(struct scmi_clock_state),
	[SCMI_PROTOCOL_SENSOR - SCMI_PROTOCOL_FIRST] = sizeof(struct scmi_sensor_state),
	[SCMI_PROTOCOL_RESET - SCMI_PROTOCOL_FIRST] = sizeof(struct scmi_reset_state),
	[SCMI_PROTOCOL_VOLTAGE - SCMI_PROTOCOL_FIRST] = sizeof(struct scmi_voltage_state),
	[SCMI_PROTOCOL_POWERCAP - SCMI_PROTOCOL_FIRST] = sizeof(struct scmi_powercap_state),
	[SCMI_PROTOCOL_PINCTRL - SCMI_PROTOCOL_FIRST] = sizeof(struct scmi_pin_state),
};

static const void *past_of(const struct oracle *oracle, const void *now)
{
	return oracle->before + ((const uint8_t *)now - oracle->memory);
}

/* Functions of pins have no state */
static unsigned int count_states(const struct scmi_protocol_instance *instance, unsigned int slot)
{
	const struct scmi_pinctrl_config *pins = instance->config;

	return slot == SCMI_PROTOCOL_PINCTRL - SCMI_PROTOCOL_FIRST ?
	       (unsigned int)pins->pin_count + pins->group_count : instance->resource_count;
}

static const uint8_t *state_of(const struct scmi_protocol_instance *instance, unsigned int slot,
			       unsigned int resource)
{
	const struct config *config = instance->config;

	return config->states + resource * state_sizes[slot];
}

/* Where the field is, and how large */
static const uint8_t *find(const struct field *field, const struct scmi_protocol_instance *instance,
			   unsigned int resource, size_t *size)
{
	const struct scmi_performance_config *performance = instance->config;
	const struct scmi_sensor_config *sensors = instance->config;
	const struct scmi_sensor *sensor;

	*size = field->size;
	switch (field->place) {
	case PLACE_LIMITS:
		/* The platform's come first */
		*size = performance->agent_count * field->entry;
		return (const uint8_t *)&performance->limits[resource * (performance->agent_count + 1u) + 1];
	case PLACE_TRIPS:
		sensor = &sensors->sensors[resource];
		*size = sensor->trip_count * sizeof(*sensor->trips);
		return (const uint8_t *)sensor->trips;
	default:
		return state_of(instance, field->protocol - SCMI_PROTOCOL_FIRST, resource) +
		       field->offset;
	}
}

/* A message, and the agent that it is about */

struct message {
	const struct oracle *oracle;
	unsigned int agent;		/* who sends it, 0: there is none, but a comparison with the start */
	unsigned int subject;
	uint8_t protocol;
	uint8_t id;
	bool reset;			/* it resets the subject ... */
	bool permissions;		/* ... or its permissions, too */
	bool left_behind;		/* at the end, something has stayed that hardware has refused */
};

static uint32_t word_of(const uint8_t *bytes)
{
	return bytes[0] | bytes[1] << 8 | bytes[2] << 16 | (uint32_t)bytes[3] << 24;
}

/* As the server keeps it, which may be another order of bytes than on the wire */
static uint32_t set_of(const uint8_t *state)
{
	uint32_t set;

	memcpy(&set, state, sizeof(set));
	return set;
}

static bool is_base(const struct message *m, uint8_t id)
{
	return m->protocol == SCMI_PROTOCOL_BASE && m->id == id;
}

static struct message read_message(const struct oracle *oracle, unsigned int agent_id,
				   const uint8_t *request, size_t size)
{
	struct message m = { .oracle = oracle, .agent = agent_id, .subject = agent_id };
	uint32_t header = size >= 4 ? word_of(request) : 0;

	m.id = header & 0xff;
	m.protocol = header >> 10 & 0xff;
	m.reset = is_base(&m, SCMI_BASE_RESET_AGENT_CONFIGURATION);
	m.permissions = m.reset && size >= 12 && (word_of(request + 8) & 1);
	if (size >= 8 && (m.reset || is_base(&m, SCMI_BASE_SET_DEVICE_PERMISSIONS) ||
			  is_base(&m, SCMI_BASE_SET_PROTOCOL_PERMISSIONS) ||
			  (m.protocol == SCMI_PROTOCOL_PINCTRL && m.id == SCMI_PINCTRL_SET_PERMISSIONS)))
		m.subject = word_of(request + 4);
	return m;
}

/* What changes by the message */

static bool permitted(const struct message *m, const struct field *field, unsigned int resource)
{
	const struct scmi_view *view =
		&m->oracle->server->agents[m->agent - 1].views[m->protocol - SCMI_PROTOCOL_FIRST];
	unsigned int i;

	if (!field->permission)
		return true;
	for (i = 0; i < view->count; i++) {
		if (view->entries[i].resource == resource)
			return view->entries[i].permissions & field->permission;
	}
	return false;
}

static bool may_set(const struct message *m, const struct field *field, unsigned int resource)
{
	return m->protocol == field->protocol && m->id < 32 && (field->messages >> m->id & 1) &&
	       permitted(m, field, resource);
}

static bool may_clear(const struct message *m, const struct field *field, unsigned int resource)
{
	if (m->reset)
		return !field->stays || (m->permissions && field->kind == KIND_SET);
	return may_set(m, field, resource);
}

static bool set_fits(const struct message *m, const struct field *field, unsigned int resource,
		     uint32_t old, uint32_t now)
{
	uint32_t bit = (uint32_t)1 << (m->subject - 1);

	return (old ^ now) == bit &&
	       (now & bit ? may_set(m, field, resource) : may_clear(m, field, resource));
}

static bool each_fits(const struct message *m, const struct field *field, unsigned int resource,
		      const uint8_t *old, const uint8_t *now, size_t size)
{
	size_t i;

	for (i = 0; i < size / field->entry; i++) {
		if (i != m->subject - 1 &&
		    memcmp(old + i * field->entry, now + i * field->entry, field->entry))
			return false;
	}
	return may_clear(m, field, resource);
}

/* Whether an agent waits for a request on the resource that the field is of */
static bool waits(const struct message *m, const struct field *field, unsigned int resource,
		  uint8_t agent_id)
{
	const struct scmi_agent *agent = &m->oracle->server->agents[agent_id - 1];
	unsigned int i;

	for (i = 0; i < agent->max_deferred; i++) {
		const struct scmi_deferred *deferred = &agent->deferred[i];

		if ((deferred->header >> 10 & 0xff) == field->protocol && deferred->resource == resource)
			return true;
	}
	return false;
}

/*
 * Who what an agent leaves behind goes to that is reset: nobody, of a pin its owner, of a rate who has another
 * one under way
 */
static bool goes_to(const struct message *m, const struct field *field, unsigned int resource,
		    const uint8_t *state, uint8_t now)
{
	const struct scmi_pin_state *pin = (const void *)state;

	if (!now)
		return true;
	return field->protocol == SCMI_PROTOCOL_PINCTRL ? now == pin->owner :
							   waits(m, field, resource, now);
}

static bool last_fits(const struct message *m, const struct field *field, unsigned int resource,
		      const uint8_t *old, const uint8_t *now)
{
	/* Where somebody leaves, the set of users comes first */
	const uint8_t *users = old - field->offset;

	if (*now == m->subject)
		return may_set(m, field, resource);
	if (!goes_to(m, field, resource, now - field->offset, *now))
		return false;
	return *old == m->subject ? may_clear(m, field, resource) :
	       m->reset && field->left && (set_of(users) >> (m->subject - 1) & 1);
}

static bool claim_fits(const struct message *m, const struct field *field, unsigned int resource,
		       uint8_t old, uint8_t now)
{
	if (!old && now == m->subject)
		return may_set(m, field, resource);
	return old == m->subject && !now && may_clear(m, field, resource);
}

static bool is_own(const struct message *m, uint8_t owner)
{
	return !owner || owner == m->subject;
}

static bool holds_fit(const struct message *m, const struct field *field, unsigned int resource,
		      const uint8_t *old, const uint8_t *now)
{
	const struct scmi_pin_state *before = (const void *)(old - field->offset);
	const struct scmi_pin_state *after = (const void *)(now - field->offset);

	return is_own(m, before->owner) && is_own(m, after->owner) && may_clear(m, field, resource);
}

static bool same_trip(const struct scmi_sensor_trip *a, const struct scmi_sensor_trip *b)
{
	return a->value == b->value && a->control == b->control && a->agent == b->agent &&
	       a->reached == b->reached;
}

static bool trips_fit(const struct message *m, const struct field *field, unsigned int resource,
		      const uint8_t *old, const uint8_t *now, size_t size)
{
	const struct scmi_sensor_trip *before = (const void *)old, *after = (const void *)now;

	for (; size; before++, after++, size -= sizeof(*before)) {
		if (!same_trip(before, after) &&
		    (!is_own(m, before->agent) || !is_own(m, after->agent) ||
		     !may_clear(m, field, resource)))
			return false;
	}
	return true;
}

/* Whether a field may be another one than at the start when all agents were reset */
static bool may_differ(const struct message *m, const struct field *field)
{
	return field->stays || field->kind == KIND_TOLD ||
	       (m->left_behind && field->kind == KIND_COMMON);
}

/* Whether a field may have changed so */
static bool fits(const struct message *m, const struct field *field, unsigned int resource,
		 const uint8_t *old, const uint8_t *now, size_t size)
{
	if (!m->agent)
		return may_differ(m, field);
	switch (field->kind) {
	case KIND_SET:
		return set_fits(m, field, resource, set_of(old), set_of(now));
	case KIND_EACH:
		return each_fits(m, field, resource, old, now, size);
	case KIND_LAST:
		return last_fits(m, field, resource, old, now);
	case KIND_CLAIM:
		return claim_fits(m, field, resource, *old, *now);
	case KIND_HOLDS:
		return holds_fit(m, field, resource, old, now);
	case KIND_TRIPS:
		return trips_fit(m, field, resource, old, now, size);
	case KIND_COMMON:
		return !field->messages || may_clear(m, field, resource);
	default:
		return true;
	}
}

/* Resources */

/* Whether what no field has is as it was */
static bool rest_is_same(unsigned int slot, const uint8_t *old, const uint8_t *now)
{
	static bool known[SCMI_PROTOCOL_SLOTS][LARGEST_STATE];
	static bool is_filled;
	size_t i;

	for (i = 0; !is_filled && i < FIELD_COUNT; i++) {
		if (fields[i].place == PLACE_STATE)
			memset(&known[fields[i].protocol - SCMI_PROTOCOL_FIRST][fields[i].offset], true,
			       fields[i].size);
	}
	is_filled = true;
	for (i = 0; i < state_sizes[slot]; i++) {
		if (old[i] != now[i] && !known[slot][i])
			return false;
	}
	return true;
}

/* The field that is not as it was and should be, NULL: it is */
static const char *compare_field(const struct oracle *oracle, const struct message *message,
				 const struct field *field,
				 const struct scmi_protocol_instance *instance, unsigned int resource)
{
	const uint8_t *now, *old;
	size_t size;

	now = find(field, instance, resource, &size);
	if (!size)
		return NULL;
	old = past_of(oracle, now);
	if (!memcmp(old, now, size))
		return NULL;
	return fits(message, field, resource, old, now, size) ? NULL : field->name;
}

/* The fields that are elsewhere are always looked at, those of the state where it @differs */
static const char *compare_resource(const struct oracle *oracle, const struct message *message,
				    const struct scmi_protocol_instance *instance, unsigned int slot,
				    unsigned int resource, bool differs)
{
	const uint8_t *now = state_of(instance, slot, resource);
	const char *wrong;
	size_t i;

	for (i = 0; i < FIELD_COUNT; i++) {
		if (fields[i].protocol != slot + SCMI_PROTOCOL_FIRST ||
		    (fields[i].place == PLACE_STATE && !differs))
			continue;
		wrong = compare_field(oracle, message, &fields[i], instance, resource);
		if (wrong)
			return wrong;
	}
	return !differs || rest_is_same(slot, past_of(oracle, now), now) ? NULL :
									    "what was found at the start";
}

static bool has_other_places(unsigned int slot)
{
	return slot == SCMI_PROTOCOL_PERFORMANCE - SCMI_PROTOCOL_FIRST ||
	       slot == SCMI_PROTOCOL_SENSOR - SCMI_PROTOCOL_FIRST;
}

static const char *compare_protocol(const struct oracle *oracle, const struct message *message,
				    unsigned int slot)
{
	const struct scmi_protocol_instance *instance = oracle->server->slots[slot];
	unsigned int count = count_states(instance, slot), i;
	const uint8_t *now = state_of(instance, slot, 0);
	const uint8_t *old = past_of(oracle, now);
	size_t size = state_sizes[slot];
	const char *wrong = NULL;

	if (!has_other_places(slot) && !memcmp(old, now, count * size))
		return NULL;
	for (i = 0; !wrong && i < count; i++)
		wrong = compare_resource(oracle, message, instance, slot, i,
					 memcmp(old + i * size, now + i * size, size));
	return wrong;
}

static const char *compare_resources(const struct oracle *oracle, const struct message *message)
{
	const char *wrong = NULL;
	unsigned int slot;

	for (slot = 1; !wrong && slot < SCMI_PROTOCOL_SLOTS; slot++) {
		if (oracle->server->slots[slot])
			wrong = compare_protocol(oracle, message, slot);
	}
	return wrong;
}

/* Agents */

/* Events may have come, but those that were there are there, and as they were */
static bool has_kept_events(const struct oracle *oracle, unsigned int i)
{
	const struct scmi_agent *agent = &oracle->server->agents[i];
	const struct scmi_agent_state *now = &oracle->server->agent_states[i];
	const struct scmi_agent_state *old = past_of(oracle, now);
	const struct scmi_event *events;
	unsigned int event;

	if (now->first_event != old->first_event || now->pending_events < old->pending_events ||
	    now->lost_events < old->lost_events)
		return false;
	if (!old->pending_events)
		return true;
	events = past_of(oracle, agent->events);
	for (event = 0; event < old->pending_events; event++) {
		unsigned int place = (old->first_event + event) % agent->max_events;

		if (events[place].size != agent->events[place].size ||
		    memcmp(events[place].message, agent->events[place].message, events[place].size))
			return false;
	}
	return true;
}

/* ... and those that the agent waits for, where @more, there may be more of them */
static bool has_kept_deferred(const struct oracle *oracle, unsigned int i, bool more)
{
	const struct scmi_agent *agent = &oracle->server->agents[i];
	const struct scmi_deferred *old;
	unsigned int place;

	if (!agent->max_deferred)
		return true;
	old = past_of(oracle, agent->deferred);
	for (place = 0; place < agent->max_deferred; place++) {
		if ((old[place].header || !more) &&
		    memcmp(&old[place], &agent->deferred[place], sizeof(old[place])))
			return false;
	}
	return true;
}

static bool same_permissions(const struct scmi_agent_state *a, const struct scmi_agent_state *b)
{
	return a->devices == b->devices &&
	       !memcmp(a->device_protocols, b->device_protocols, sizeof(a->device_protocols));
}

static const char *compare_other(const struct oracle *oracle, unsigned int i)
{
	const struct scmi_agent_state *now = &oracle->server->agent_states[i];
	const struct scmi_agent_state *old = past_of(oracle, now);

	if (memcmp(now->versions, old->versions, sizeof(now->versions)))
		return "another agent's versions";
	if (!same_permissions(now, old))
		return "another agent's permissions";
	if (now->notify_errors != old->notify_errors)
		return "whether another agent is told of errors";
	if (!has_kept_events(oracle, i))
		return "another agent's events";
	if (now->reserved_events != old->reserved_events || !has_kept_deferred(oracle, i, false))
		return "another agent's requests under way";
	return NULL;
}

static const char *compare_subject(const struct message *m)
{
	const struct scmi_agent_state *now = &m->oracle->server->agent_states[m->subject - 1];
	const struct scmi_agent_state *old = past_of(m->oracle, now);

	if (!same_permissions(now, old) && !m->permissions &&
	    !is_base(m, SCMI_BASE_SET_DEVICE_PERMISSIONS) &&
	    !is_base(m, SCMI_BASE_SET_PROTOCOL_PERMISSIONS))
		return "permissions";
	if (m->reset)
		return NULL;
	if (memcmp(now->versions, old->versions, sizeof(now->versions)) &&
	    m->id != SCMI_PROTOCOL_VERSION && m->id != SCMI_NEGOTIATE_PROTOCOL_VERSION)
		return "versions";
	if (now->notify_errors != old->notify_errors && !is_base(m, SCMI_BASE_NOTIFY_ERRORS))
		return "whether the agent is told of errors";
	if (!has_kept_events(m->oracle, m->subject - 1))
		return "events";
	return has_kept_deferred(m->oracle, m->subject - 1, true) ? NULL : "requests under way";
}

/* Requests under way, and what is kept free for them, are counted right */
static const char *check_counts(const struct scmi_server *server)
{
	unsigned int total = 0, i, place;

	for (i = 0; i < server->agent_count; i++) {
		const struct scmi_agent *agent = &server->agents[i];
		const struct scmi_agent_state *state = &server->agent_states[i];
		unsigned int reserved = 0;

		for (place = 0; place < agent->max_deferred; place++) {
			total += agent->deferred[place].header != 0;
			reserved += agent->deferred[place].header && !agent->deferred[place].silent;
		}
		if (reserved != state->reserved_events ||
		    reserved + state->pending_events > agent->max_events)
			return "room for delayed responses";
	}
	return total == server->deferred_count ? NULL : "how many requests are under way";
}

const char *oracle_wrong(const struct oracle *oracle, unsigned int agent_id, const uint8_t *request,
			 size_t size)
{
	struct message m = read_message(oracle, agent_id, request, size);
	unsigned int count = oracle->server->agent_count;
	const char *wrong = check_counts(oracle->server);
	unsigned int i;

	/* A message about nobody is refused, and that changes nothing anyway */
	if (m.subject - 1 >= count)
		m.subject = agent_id;
	for (i = 0; !wrong && i < count; i++)
		wrong = i == m.subject - 1 ? compare_subject(&m) : compare_other(oracle, i);
	return wrong ? wrong : compare_resources(oracle, &m);
}

/* As at the start */

static const char *compare_agent(const struct oracle *oracle, unsigned int i)
{
	const struct scmi_agent_state *now = &oracle->server->agent_states[i];
	const struct scmi_agent_state *old = past_of(oracle, now);

	if (memcmp(now->versions, old->versions, sizeof(now->versions)))
		return "versions";
	if (now->notify_errors != old->notify_errors)
		return "whether an agent is told of errors";
	if (now->pending_events != old->pending_events)
		return "events";
	if (now->reserved_events != old->reserved_events)
		return "requests under way";
	return NULL;
}

const char *oracle_different(const struct oracle *oracle, bool left_behind)
{
	struct message none = { .oracle = oracle, .left_behind = left_behind };
	const char *wrong = check_counts(oracle->server);
	unsigned int i;

	for (i = 0; !wrong && i < oracle->server->agent_count; i++)
		wrong = compare_agent(oracle, i);
	return wrong ? wrong : compare_resources(oracle, &none);
}

/* What a reset leaves behind */

/* Whether anybody has changed what rates depend on: other rates, parents, and levels */
static bool clocks_are_set(const struct scmi_protocol_instance *clocks,
			   const struct scmi_protocol_instance *domains)
{
	const struct scmi_clock_config *clock = clocks->config;
	unsigned int i;

	for (i = 0; i < clocks->resource_count; i++) {
		if (clock->states[i].rate_agent || clock->states[i].parent_agent)
			return true;
	}
	for (i = 0; domains && i < domains->resource_count; i++) {
		const struct scmi_performance_config *config = domains->config;

		if (config->states[i].place != config->states[i].boot_level)
			return true;
	}
	return false;
}

/* A clock with parents has a rate of the start that is not the divisor of the start, or not even that */
static bool left_clocks(const struct oracle *oracle, const struct scmi_protocol_instance *clocks,
			const struct scmi_protocol_instance *domains, unsigned int agent_id)
{
	const struct scmi_clock_config *config = clocks->config;
	bool had = false;
	unsigned int i;

	for (i = 0; i < clocks->resource_count; i++) {
		const struct scmi_clock_state *old = past_of(oracle, &config->states[i]);

		had |= config->clocks[i].parent_count &&
		       (old->rate_agent == agent_id || old->parent_agent == agent_id);
	}
	return had && clocks_are_set(clocks, domains);
}

static bool left_domain(const struct oracle *oracle, const struct scmi_protocol_instance *instance,
			unsigned int agent_id, unsigned int domain)
{
	const struct scmi_performance_config *config = instance->config;
	const struct scmi_performance_state *state = &config->states[domain];
	const struct scmi_performance_state *old = past_of(oracle, state);
	const struct scmi_performance_limits *limits =
		past_of(oracle, &config->limits[domain * (config->agent_count + 1u) + agent_id]);

	return state->place != state->boot_level &&
	       (old->level_agent == agent_id || limits->max || limits->min);
}

bool oracle_left_behind(const struct oracle *oracle, unsigned int agent_id)
{
	const struct scmi_protocol_instance *const *slots = oracle->server->slots;
	const struct scmi_protocol_instance *clocks = slots[SCMI_PROTOCOL_CLOCK - SCMI_PROTOCOL_FIRST];
	const struct scmi_protocol_instance *domains =
		slots[SCMI_PROTOCOL_PERFORMANCE - SCMI_PROTOCOL_FIRST];
	bool left = clocks && left_clocks(oracle, clocks, domains, agent_id);
	unsigned int i;

	for (i = 0; domains && i < domains->resource_count; i++)
		left |= left_domain(oracle, domains, agent_id, i);
	return left;
}

/* The view */

struct cut {
	const char *line;	/* what begins so ... */
	const char *word;	/* ... loses what is behind this word: ... */
	bool whole;		/* ... all of it, or one word */
};

static const struct cut cuts[] = {
	{ "power-domain ", " losses ", true },
	{ "system ", " state ", true },
	{ "reset ", " resets ", true },
	{ "pin ", " denied ", false },
};

/* @size bytes of @text have no final NUL */
static char *find_text(char *text, size_t size, const char *wanted)
{
	size_t length = strlen(wanted);

	for (; size >= length; text++, size--) {
		if (!memcmp(text, wanted, length))
			return text;
	}
	return NULL;
}

/* Returns the size of what is left of a line */
static size_t cut_line(const struct cut *cut, char *line, size_t size)
{
	char *from, *to, *end = line + size;

	if (size < strlen(cut->line) || memcmp(line, cut->line, strlen(cut->line)))
		return size;
	from = find_text(line, size, cut->word);
	if (!from)
		return size;
	from += strlen(cut->word);
	to = cut->whole ? end - 1 : from;
	while (*to != ' ' && *to != '\n')
		to++;
	memmove(from, to, (size_t)(end - to));
	return size - (size_t)(to - from);
}

/* The line of a domain that is held in reset exactly when it has been since the start says no more of that */
static void cut_asserted(const struct scmi_server *server, char *line, size_t size,
			 unsigned int *domain)
{
	static const unsigned int slot = SCMI_PROTOCOL_RESET - SCMI_PROTOCOL_FIRST;
	const struct scmi_reset_config *config;
	char *asserted;

	if (size < 6 || memcmp(line, "reset ", 6))
		return;
	config = server->slots[slot]->config;
	asserted = find_text(line, size, " asserted ");
	if (asserted && asserted[10] == '0' + config->states[*domain].boot_asserted)
		asserted[10] = '-';
	(*domain)++;
}

size_t oracle_cut(const struct scmi_server *server, char *text, size_t size)
{
	char *line = text, *end = text + size, *kept = text;
	unsigned int domain = 0;
	size_t length, i;

	for (; line < end; line += length) {
		size_t left;

		length = (size_t)((char *)memchr(line, '\n', (size_t)(end - line)) + 1 - line);
		memmove(kept, line, length);
		left = length;
		cut_asserted(server, kept, left, &domain);
		for (i = 0; i < sizeof(cuts) / sizeof(cuts[0]); i++)
			left = cut_line(&cuts[i], kept, left);
		kept += left;
	}
	return (size_t)(kept - text);
}
