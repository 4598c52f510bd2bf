// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * Checks of notifications of changes: who subscribes is told of a change that is made then, and who
 * unsubscribes is not.
 */
#include "check_events.h"
#include "messages.h"

#define QUIET_TIME	100000u		/* microseconds in which nothing is expected */
#define MAX_TRIED	16u		/* values that are tried until one is taken */

/* What can be changed by a message, and is told of then */
struct change {
	uint8_t protocol;
	uint8_t message;		/* that subscribes */
	const char *what;
	struct event_words event;
	subscribe_to *subscribe;
	/* The resource tells of it, as its attributes say */
	bool (*tells)(struct checks *c, uint32_t id);
	/* What there is now; NULL: it is over when it has happened, and nothing is put back */
	bool (*get)(struct checks *c, uint32_t id, uint64_t *value);
	struct scmi_result (*set)(struct scmi_link *link, uint32_t id, uint64_t value);
	/* Values that it may have instead of @now, at most MAX_TRIED; how many */
	size_t (*others)(struct checks *c, uint32_t id, uint64_t now, uint64_t *values);
};

/* A number of 32 bits as one of 64 */
static bool take(struct scmi_result result, const uint32_t *from, uint64_t *to)
{
	if (scmi_ok(result))
		*to = *from;
	return scmi_ok(result);
}

/* Power domains: one that is off is switched on for a moment, nothing is taken away from anybody */

static bool power_tells(struct checks *c, uint32_t id)
{
	struct scmi_power_attributes a;

	return scmi_ok(scmi_power_attributes_get(c->link, id, &a)) &&
	       a.state_change_notifications && a.synchronous_state_set;
}

static bool power_now(struct checks *c, uint32_t id, uint64_t *value)
{
	uint32_t state;

	return take(scmi_power_state_get(c->link, id, &state), &state, value);
}

static struct scmi_result power_set(struct scmi_link *link, uint32_t id, uint64_t state)
{
	return scmi_power_state_set(link, id, (uint32_t)state);
}

static size_t power_others(struct checks *c, uint32_t id, uint64_t now, uint64_t *values)
{
	(void)c;
	(void)id;
	values[0] = SCMI_POWER_ON;
	return now == SCMI_POWER_OFF;
}

static uint64_t state_told(const struct scmi_agent_event *event)
{
	return event->u.state;
}

/* Performance domains */

/* The levels, in the numbers that messages have them in, rising */
static size_t level_numbers(struct checks *c, uint32_t id, uint32_t *numbers)
{
	struct scmi_performance_level_info levels[MAX_LIST];
	struct scmi_performance_attributes a;
	size_t count, i;

	if (!scmi_ok(scmi_performance_attributes_get(c->link, id, &a)) ||
	    !scmi_ok(scmi_performance_describe_levels(c->link, id, levels, MAX_LIST, &count)))
		return 0;
	for (i = 0; i < count && i < MAX_LIST; i++)
		numbers[i] = level_number(c, &a, &levels[i]);
	return i;
}

static bool level_tells(struct checks *c, uint32_t id)
{
	struct scmi_performance_attributes a;

	return scmi_ok(scmi_performance_attributes_get(c->link, id, &a)) &&
	       a.level_changed_notifications && a.can_set_level;
}

static bool level_now(struct checks *c, uint32_t id, uint64_t *value)
{
	uint32_t level;

	return take(scmi_performance_level_get(c->link, id, &level), &level, value);
}

/* Above the present one first: nothing becomes slower */
static size_t level_others(struct checks *c, uint32_t id, uint64_t now, uint64_t *values)
{
	uint32_t numbers[MAX_LIST], max, min;
	size_t levels = level_numbers(c, id, numbers), count = 0, i;

	if (!scmi_ok(scmi_performance_limits_get(c->link, id, &max, &min)))
		return 0;
	for (i = levels; i-- && count < MAX_TRIED;) {
		if (numbers[i] != now && numbers[i] >= min && numbers[i] <= max)
			values[count++] = numbers[i];
	}
	return count;
}

static uint64_t level_told(const struct scmi_agent_event *event)
{
	return event->u.level;
}

/* Limits: both in one number */

static uint64_t limits_of(uint32_t max, uint32_t min)
{
	return (uint64_t)max << 32 | min;
}

static bool limits_tell(struct checks *c, uint32_t id)
{
	struct scmi_performance_attributes a;

	return scmi_ok(scmi_performance_attributes_get(c->link, id, &a)) &&
	       a.limits_changed_notifications && a.can_set_limits;
}

static bool limits_now(struct checks *c, uint32_t id, uint64_t *value)
{
	uint32_t max, min;

	if (!scmi_ok(scmi_performance_limits_get(c->link, id, &max, &min)))
		return false;
	*value = limits_of(max, min);
	return true;
}

static struct scmi_result limits_set(struct scmi_link *link, uint32_t id, uint64_t limits)
{
	return scmi_performance_limits_set(link, id, (uint32_t)(limits >> 32), (uint32_t)limits);
}

/* Those that leave the present level within them */
static size_t limits_others(struct checks *c, uint32_t id, uint64_t now, uint64_t *values)
{
	uint32_t numbers[MAX_LIST], max = (uint32_t)(now >> 32), min = (uint32_t)now, level;
	size_t levels = level_numbers(c, id, numbers), count = 0, i;

	if (!scmi_ok(scmi_performance_level_get(c->link, id, &level)))
		return 0;
	for (i = 0; i < levels && count < MAX_TRIED; i++) {
		if (numbers[i] >= level && numbers[i] != max)
			values[count++] = limits_of(numbers[i], min);
		else if (numbers[i] <= level && numbers[i] != min)
			values[count++] = limits_of(max, numbers[i]);
	}
	return count;
}

static uint64_t limits_told(const struct scmi_agent_event *event)
{
	return limits_of(event->u.limits.max, event->u.limits.min);
}

/* Clocks */

static bool clock_tells(struct checks *c, uint32_t id)
{
	struct scmi_clock_attributes a;
	uint64_t rate;

	return scmi_ok(scmi_clock_attributes_get(c->link, id, &a)) &&
	       a.rate_changed_notifications && can_set_rate(c, id, &rate);
}

bool rate_now(struct checks *c, uint32_t id, uint64_t *value)
{
	return scmi_ok(scmi_clock_rate_get(c->link, id, value));
}

static size_t clock_others(struct checks *c, uint32_t id, uint64_t now, uint64_t *values)
{
	struct scmi_clock_rate_list list;
	uint64_t rates[MAX_LIST];
	size_t count = 0, i;

	if (!scmi_ok(scmi_clock_describe_rates(c->link, id, rates, MAX_LIST, &list)))
		return 0;
	for (i = 0; i < (list.linear ? 2 : list.count) && i < MAX_LIST && count < MAX_TRIED; i++) {
		if (rates[i] != now)
			values[count++] = rates[i];
	}
	return count;
}

uint64_t rate_told(const struct scmi_agent_event *event)
{
	return event->u.rate;
}

/* Resets, which cannot be taken back: the domain is out of reset afterwards */

static bool reset_tells(struct checks *c, uint32_t id)
{
	struct scmi_reset_attributes a;

	return scmi_ok(scmi_reset_attributes_get(c->link, id, &a)) && a.notifications;
}

static struct scmi_result reset_pulse(struct scmi_link *link, uint32_t id, uint64_t state)
{
	return scmi_reset(link, id, SCMI_RESET_PULSE, (uint32_t)state);
}

static size_t reset_kinds(struct checks *c, uint32_t id, uint64_t now, uint64_t *values)
{
	(void)c;
	(void)id;
	(void)now;
	values[0] = SCMI_RESET_COLD;
	return 1;
}

/* Power caps */

static bool cap_tells(struct checks *c, uint32_t id)
{
	struct scmi_powercap_attributes a;

	return scmi_ok(scmi_powercap_attributes_get(c->link, id, &a)) && a.cap_notifications &&
	       a.cap_configuration;
}

bool cap_now(struct checks *c, uint32_t id, uint64_t *value)
{
	uint32_t cap;

	return take(scmi_powercap_cap_get(c->link, id, &cap), &cap, value);
}

/* The highest first, which takes least away */
static size_t cap_others(struct checks *c, uint32_t id, uint64_t now, uint64_t *values)
{
	struct scmi_powercap_attributes a;
	size_t count = 0;

	if (!scmi_ok(scmi_powercap_attributes_get(c->link, id, &a)))
		return 0;
	if (a.max_cap != now)
		values[count++] = a.max_cap;
	if (a.cap_step && a.max_cap >= a.cap_step && a.max_cap - a.cap_step >= a.min_cap &&
	    a.max_cap - a.cap_step != now)
		values[count++] = a.max_cap - a.cap_step;
	return count;
}

uint64_t cap_told(const struct scmi_agent_event *event)
{
	return event->u.cap.cap;
}

static const struct change changes[] = {
	{
		.protocol = SCMI_PROTOCOL_POWER, .message = SCMI_POWER_STATE_NOTIFY,
		.what = "state of power domain", .subscribe = scmi_power_state_notify,
		.tells = power_tells, .get = power_now, .set = power_set, .others = power_others,
		.event = { SCMI_EVENT_POWER_STATE_CHANGED, "POWER_STATE_CHANGED", state_told },
	}, {
		.protocol = SCMI_PROTOCOL_PERFORMANCE, .message = SCMI_PERFORMANCE_NOTIFY_LEVEL,
		.what = "level of domain", .subscribe = scmi_performance_notify_level,
		.tells = level_tells, .get = level_now, .set = level_back, .others = level_others,
		.event = { SCMI_EVENT_PERFORMANCE_LEVEL_CHANGED, "PERFORMANCE_LEVEL_CHANGED",
			   level_told },
	}, {
		.protocol = SCMI_PROTOCOL_PERFORMANCE, .message = SCMI_PERFORMANCE_NOTIFY_LIMITS,
		.what = "limits of domain", .subscribe = scmi_performance_notify_limits,
		.tells = limits_tell, .get = limits_now, .set = limits_set, .others = limits_others,
		.event = { SCMI_EVENT_PERFORMANCE_LIMITS_CHANGED, "PERFORMANCE_LIMITS_CHANGED",
			   limits_told },
	}, {
		.protocol = SCMI_PROTOCOL_CLOCK, .message = SCMI_CLOCK_RATE_NOTIFY,
		.what = "rate of clock", .subscribe = scmi_clock_rate_notify, .tells = clock_tells,
		.get = rate_now, .set = rate_back, .others = clock_others,
		.event = { SCMI_EVENT_CLOCK_RATE_CHANGED, "CLOCK_RATE_CHANGED", rate_told },
	}, {
		.protocol = SCMI_PROTOCOL_RESET, .message = SCMI_RESET_NOTIFY,
		.what = "reset of domain", .subscribe = scmi_reset_notify, .tells = reset_tells,
		.set = reset_pulse, .others = reset_kinds,
		.event = { SCMI_EVENT_RESET_ISSUED, "RESET_ISSUED", state_told },
	}, {
		.protocol = SCMI_PROTOCOL_POWERCAP, .message = SCMI_POWERCAP_CAP_NOTIFY,
		.what = "cap of domain", .subscribe = scmi_powercap_cap_notify, .tells = cap_tells,
		.get = cap_now, .set = cap_back, .others = cap_others,
		.event = { SCMI_EVENT_POWERCAP_CAP_CHANGED, "POWERCAP_CAP_CHANGED", cap_told },
	},
};

static const struct change *change_of(const struct check_row *row)
{
	const struct change *change = changes;

	while (change->protocol != row->protocol || change->message != row->message)
		change++;
	return change;
}

/* Change it to something else; *@value is what it is then */
static bool make_change(struct checks *c, const struct change *change, uint32_t id, uint64_t now,
			uint64_t *value)
{
	uint64_t others[MAX_TRIED];
	size_t count = change->others(c, id, now, others), i;

	for (i = 0; i < count; i++) {
		*value = others[i];
		if (scmi_ok(change->set(c->link, id, others[i])) &&
		    (!change->get || (change->get(c, id, value) && *value != now)))
			return true;
	}
	return false;
}

static bool can_be_put_back(struct checks *c, const struct change *change, uint32_t id,
			    uint64_t *now)
{
	struct undo back = { .put_back = change->set, .id = id };
	uint64_t others[MAX_TRIED];

	*now = 0;
	if (!change->get)
		return true;
	if (!change->get(c, id, now) || !change->others(c, id, *now, others))
		return false;
	back.value = *now;
	return may_change(c, &back);
}

/* Subscribe, change, event; unsubscribe, change, none. False where it may not be changed. */
static bool check_change(struct checks *c, uint32_t id)
{
	const struct change *row = change_of(c->row);
	struct heard heard;
	uint64_t now, value;

	if (!row->tells(c, id) || !can_be_put_back(c, row, id, &now) ||
	    !subscribe(c, row->subscribe, row->what, id) || !make_change(c, row, id, now, &value))
		return false;
	if (!await(c, &row->event, id, &value, NOTICE_TIME, &heard)) {
		if (!heard.any)
			tell(c, GRADE_FAILURE, "%s %u: it has changed, and no %s tells of it",
			     row->what, id, row->event.name);
		else
			tell(c, GRADE_FAILURE, "%s %u: it is 0x%llx, %s tells of 0x%llx", row->what,
			     id, (unsigned long long)value, row->event.name,
			     (unsigned long long)heard.value);
	}
	if (unsubscribe(c, row->subscribe, row->what, id) &&
	    scmi_ok(row->set(c->link, id, row->get ? now : value)) &&
	    await(c, &row->event, id, NULL, QUIET_TIME, &heard))
		tell(c, GRADE_FAILURE, "%s %u: who has unsubscribed is told of a change", row->what,
		     id);
	return true;
}

static void check_changes(struct checks *c)
{
	if (!check_each(c, check_change))
		skip(c, "no %s that may be changed and is told of", change_of(c->row)->what);
}

#define TELLS	"who subscribes is told of a change, who unsubscribes is not"

static const struct check_row rows[] = {
	{
		.name = "state-events", .protocol = SCMI_PROTOCOL_POWER,
		.needs = NEEDS_WRITES | NEEDS_EVENTS, .message = SCMI_POWER_STATE_NOTIFY,
		.summary = TELLS, .run = check_changes,
	}, {
		.name = "level-events", .protocol = SCMI_PROTOCOL_PERFORMANCE,
		.needs = NEEDS_WRITES | NEEDS_EVENTS, .message = SCMI_PERFORMANCE_NOTIFY_LEVEL,
		.summary = TELLS, .run = check_changes,
	}, {
		.name = "limits-events", .protocol = SCMI_PROTOCOL_PERFORMANCE,
		.needs = NEEDS_WRITES | NEEDS_EVENTS, .message = SCMI_PERFORMANCE_NOTIFY_LIMITS,
		.summary = TELLS, .run = check_changes,
	}, {
		.name = "rate-events", .protocol = SCMI_PROTOCOL_CLOCK, .since = SCMI_VERSION(2, 0),
		.needs = NEEDS_WRITES | NEEDS_EVENTS, .message = SCMI_CLOCK_RATE_NOTIFY,
		.summary = TELLS, .run = check_changes,
	}, {
		.name = "reset-events", .protocol = SCMI_PROTOCOL_RESET,
		.needs = NEEDS_WRITES | NEEDS_DISRUPTION | NEEDS_EVENTS,
		.message = SCMI_RESET_NOTIFY,
		.summary = "who subscribes is told of a reset, who unsubscribes is not",
		.run = check_changes,
	}, {
		.name = "cap-events", .protocol = SCMI_PROTOCOL_POWERCAP,
		.needs = NEEDS_WRITES | NEEDS_EVENTS, .message = SCMI_POWERCAP_CAP_NOTIFY,
		.summary = TELLS, .run = check_changes,
	},
};

const struct check_list change_checks = { rows, COUNT(rows) };
