// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * Checks of what a server sends by itself: who subscribes is told of a change, and an asynchronous
 * request is followed by its delayed response.
 */
#include "check.h"
#include "messages.h"

#define NOTICE_TIME	500000u		/* microseconds that a notification may take */
#define DELAYED_TIME	2000000u	/* ... that a delayed response may take */
#define SAMPLE_TIME	3000000u	/* ... until something measured is looked at again */
#define QUIET_TIME	100000u		/* ... in which nothing is expected */
#define MAX_EVENTS	16u		/* that are passed over */
#define MAX_TRIED	16u		/* values that are tried until one is taken */

/* Events */

struct heard {
	bool any;			/* an event of the kind has come ... */
	uint64_t value;			/* ... the last one with this value */
};

/*
 * What an event is about: the kind, and where its value is. All of them have a function for that,
 * so that events of one kind can be awaited whatever they tell.
 */
struct event_words {
	enum scmi_event_kind kind;
	const char *name;		/* of the message */
	uint64_t (*value)(const struct scmi_agent_event *event);
};

/* Wait for an event about @id with the value *@wanted, NULL: with any; others are passed over */
static bool await(struct checks *c, const struct event_words *words, uint32_t id,
		  const uint64_t *wanted, uint32_t timeout, struct heard *heard)
{
	struct scmi_agent_event event;
	unsigned int i;

	*heard = (struct heard){ 0 };
	for (i = 0; i < MAX_EVENTS; i++) {
		struct scmi_result result = scmi_link_next_event(c->link, timeout, &event);

		if (result.kind == SCMI_RESULT_MALFORMED)
			tell(c, GRADE_FAILURE, "a notification: %s", scmi_result_text(result));
		if (!scmi_ok(result))
			return false;
		if (event.kind != words->kind || event.delayed || event.resource != id)
			continue;
		heard->any = true;
		heard->value = words->value(&event);
		if (!wanted || heard->value == *wanted)
			return true;
	}
	return false;
}

/* What has come until now is about something else */
static void drain(struct checks *c)
{
	struct scmi_agent_event event;
	unsigned int i;

	for (i = 0; i < MAX_EVENTS && scmi_ok(scmi_link_next_event(c->link, 0, &event)); i++)
		;
}

/* Subscriptions: what is subscribed to is cancelled after the check, whatever comes of it */

typedef struct scmi_result subscribe_to(struct scmi_link *link, uint32_t id, uint64_t enable);

/* Whether the subscription that @result is about has begun; @to ends it */
static bool subscribed(struct checks *c, struct scmi_result result, subscribe_to *to,
		       const char *what, uint32_t id)
{
	const struct undo unsubscribe = { to, id, 0 };

	return changed(c, result, &unsubscribe) ||
	       fine(c, result, "%s %u, which tells of it: a subscription", what, id);
}

static bool subscribe(struct checks *c, subscribe_to *to, const char *what, uint32_t id)
{
	drain(c);
	return subscribed(c, to(c->link, id, true), to, what, id);
}

static bool unsubscribe(struct checks *c, subscribe_to *to, const char *what, uint32_t id)
{
	bool done = fine(c, to(c->link, id, false), "%s %u: the end of a subscription", what, id);

	drain(c);
	return done;
}

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

/* Power domains: one that is off is switched on for a moment, nothing is taken away from anybody */

static bool power_tells(struct checks *c, uint32_t id)
{
	struct scmi_power_attributes a;

	return scmi_ok(scmi_power_attributes_get(c->link, id, &a)) &&
	       a.state_change_notifications && a.synchronous_state_set;
}

static struct scmi_result power_subscribe(struct scmi_link *link, uint32_t id, uint64_t enable)
{
	return scmi_power_state_notify(link, id, enable);
}

static bool power_now(struct checks *c, uint32_t id, uint64_t *value)
{
	uint32_t state;

	if (!scmi_ok(scmi_power_state_get(c->link, id, &state)))
		return false;
	*value = state;
	return true;
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

static struct scmi_result level_subscribe(struct scmi_link *link, uint32_t id, uint64_t enable)
{
	return scmi_performance_notify_level(link, id, enable);
}

static bool level_now(struct checks *c, uint32_t id, uint64_t *value)
{
	uint32_t level;

	if (!scmi_ok(scmi_performance_level_get(c->link, id, &level)))
		return false;
	*value = level;
	return true;
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

static struct scmi_result limits_subscribe(struct scmi_link *link, uint32_t id, uint64_t enable)
{
	return scmi_performance_notify_limits(link, id, enable);
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

static struct scmi_result clock_subscribe(struct scmi_link *link, uint32_t id, uint64_t enable)
{
	return scmi_clock_rate_notify(link, id, enable);
}

static bool clock_now(struct checks *c, uint32_t id, uint64_t *value)
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

static uint64_t rate_told(const struct scmi_agent_event *event)
{
	return event->u.rate;
}

/* Resets, which cannot be taken back: the domain is out of reset afterwards */

static bool reset_tells(struct checks *c, uint32_t id)
{
	struct scmi_reset_attributes a;

	return scmi_ok(scmi_reset_attributes_get(c->link, id, &a)) && a.notifications;
}

static struct scmi_result reset_subscribe(struct scmi_link *link, uint32_t id, uint64_t enable)
{
	return scmi_reset_notify(link, id, enable);
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

static struct scmi_result cap_subscribe(struct scmi_link *link, uint32_t id, uint64_t enable)
{
	return scmi_powercap_cap_notify(link, id, enable);
}

static bool cap_now(struct checks *c, uint32_t id, uint64_t *value)
{
	uint32_t cap;

	if (!scmi_ok(scmi_powercap_cap_get(c->link, id, &cap)))
		return false;
	*value = cap;
	return true;
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

static uint64_t cap_told(const struct scmi_agent_event *event)
{
	return event->u.cap.cap;
}

static const struct change changes[] = {
	{
		.protocol = SCMI_PROTOCOL_POWER, .message = SCMI_POWER_STATE_NOTIFY,
		.what = "state of power domain", .subscribe = power_subscribe, .tells = power_tells,
		.get = power_now, .set = power_set, .others = power_others,
		.event = { SCMI_EVENT_POWER_STATE_CHANGED, "POWER_STATE_CHANGED", state_told },
	}, {
		.protocol = SCMI_PROTOCOL_PERFORMANCE, .message = SCMI_PERFORMANCE_NOTIFY_LEVEL,
		.what = "level of domain", .subscribe = level_subscribe, .tells = level_tells,
		.get = level_now, .set = level_back, .others = level_others,
		.event = { SCMI_EVENT_PERFORMANCE_LEVEL_CHANGED, "PERFORMANCE_LEVEL_CHANGED",
			   level_told },
	}, {
		.protocol = SCMI_PROTOCOL_PERFORMANCE, .message = SCMI_PERFORMANCE_NOTIFY_LIMITS,
		.what = "limits of domain", .subscribe = limits_subscribe, .tells = limits_tell,
		.get = limits_now, .set = limits_set, .others = limits_others,
		.event = { SCMI_EVENT_PERFORMANCE_LIMITS_CHANGED, "PERFORMANCE_LIMITS_CHANGED",
			   limits_told },
	}, {
		.protocol = SCMI_PROTOCOL_CLOCK, .message = SCMI_CLOCK_RATE_NOTIFY,
		.what = "rate of clock", .subscribe = clock_subscribe, .tells = clock_tells,
		.get = clock_now, .set = rate_back, .others = clock_others,
		.event = { SCMI_EVENT_CLOCK_RATE_CHANGED, "CLOCK_RATE_CHANGED", rate_told },
	}, {
		.protocol = SCMI_PROTOCOL_RESET, .message = SCMI_RESET_NOTIFY,
		.what = "reset of domain", .subscribe = reset_subscribe, .tells = reset_tells,
		.set = reset_pulse, .others = reset_kinds,
		.event = { SCMI_EVENT_RESET_ISSUED, "RESET_ISSUED", state_told },
	}, {
		.protocol = SCMI_PROTOCOL_POWERCAP, .message = SCMI_POWERCAP_CAP_NOTIFY,
		.what = "cap of domain", .subscribe = cap_subscribe, .tells = cap_tells,
		.get = cap_now, .set = cap_back, .others = cap_others,
		.event = { SCMI_EVENT_POWERCAP_CAP_CHANGED, "POWERCAP_CAP_CHANGED", cap_told },
	},
};

static const struct change *change_of(const struct check_row *row)
{
	size_t i;

	for (i = 0; i < COUNT(changes); i++) {
		if (changes[i].protocol == row->protocol && changes[i].message == row->message)
			return &changes[i];
	}
	return NULL;
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
	struct undo back = { change->set, id, 0 };
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
static bool check_change(struct checks *c, const struct change *row, uint32_t id)
{
	struct heard heard;
	uint64_t now, value;

	if (!can_be_put_back(c, row, id, &now) || !subscribe(c, row->subscribe, row->what, id) ||
	    !make_change(c, row, id, now, &value))
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
	const struct change *row = change_of(c->row);
	bool any = false;
	uint32_t id;

	for (id = 0; id < resources(c); id++) {
		any |= row->tells(c, id) && check_change(c, row, id);
		undo_all(c);
	}
	if (!any && !c->failures)
		skip(c, "no %s that may be changed and is told of", row->what);
}

/* What is measured changes by itself: it is waited for */

/* Trip points of sensors with one value. The last point, which is off afterwards. */

static struct scmi_result trip_subscribe(struct scmi_link *link, uint32_t id, uint64_t enable)
{
	return scmi_sensor_trip_point_notify(link, id, enable);
}

static struct scmi_result trip_off(struct scmi_link *link, uint32_t id, uint64_t point)
{
	return scmi_sensor_trip_point_config(link, id, (uint8_t)point, SCMI_SENSOR_TRIP_OFF, 0);
}

static uint64_t trip_value(uint8_t point, bool rising)
{
	return (uint64_t)rising << 8 | point;
}

static uint64_t trip_told(const struct scmi_agent_event *event)
{
	return trip_value(event->u.trip.id, event->u.trip.rising);
}

static const struct event_words trip_event = {
	SCMI_EVENT_SENSOR_TRIP_POINT, "SENSOR_TRIP_POINT_EVENT", trip_told,
};

static bool read_one(struct checks *c, uint32_t id, int64_t *value)
{
	struct scmi_sensor_reading reading;
	size_t count;

	if (!scmi_ok(scmi_sensor_reading_get(c->link, id, &reading, 1, &count)) || count != 1)
		return false;
	*value = reading.value;
	return true;
}

/* A point that the value is on its way to, before it; false where the value stays as it is */
static bool point_ahead(struct checks *c, uint32_t id, int64_t *value, int64_t *ahead)
{
	int64_t before, way;

	if (!read_one(c, id, &before))
		return false;
	pass_time(c->tool, NOTICE_TIME);
	if (!read_one(c, id, value) || __builtin_sub_overflow(*value, before, &way) || !way)
		return false;
	return !__builtin_add_overflow(*value, way / 2 ? way / 2 : way, ahead);
}

static bool is_past(int64_t value, int64_t point, bool rising)
{
	return rising ? value > point : value < point;
}

/* Until the value is past the point: true where that is so, or the event has come */
static bool await_trip(struct checks *c, uint32_t id, int64_t point, bool rising, uint64_t wanted,
		       struct heard *heard)
{
	uint32_t waited;
	int64_t value;

	for (waited = 0; waited < SAMPLE_TIME; waited += NOTICE_TIME) {
		if (await(c, &trip_event, id, &wanted, NOTICE_TIME, heard) || heard->any)
			return true;
		if (!read_one(c, id, &value))
			return false;
		if (is_past(value, point, rising)) {
			await(c, &trip_event, id, &wanted, SAMPLE_TIME, heard);
			return true;
		}
	}
	return false;
}

/* False where nothing can be said about the sensor */
static bool check_trip(struct checks *c, uint32_t id, uint8_t point)
{
	const struct undo off = { trip_off, id, point };
	struct heard heard;
	int64_t value, ahead, now;
	uint64_t wanted;
	bool rising;

	if (!point_ahead(c, id, &value, &ahead))
		return false;
	rising = ahead > value;
	if (!changed(c, scmi_sensor_trip_point_config(c->link, id, point, SCMI_SENSOR_TRIP_BOTH,
						      ahead), &off) ||
	    !subscribe(c, trip_subscribe, "trip points of sensor", id) || !read_one(c, id, &now) ||
	    now == ahead || is_past(now, ahead, rising))
		return false;
	wanted = trip_value(point, rising);
	if (!await_trip(c, id, ahead, rising, wanted, &heard))
		return false;
	if (!heard.any)
		tell(c, GRADE_FAILURE,
		     "sensor %u is past its trip point %u at %lld, and no %s tells of it", id,
		     point, (long long)ahead, trip_event.name);
	else if (heard.value != wanted)
		tell(c, GRADE_FAILURE,
		     "sensor %u is past its trip point %u, %s tells of 0x%llx, not 0x%llx", id,
		     point, trip_event.name, (unsigned long long)heard.value,
		     (unsigned long long)wanted);
	return true;
}

static void check_trips(struct checks *c)
{
	struct scmi_sensor_description d;
	bool any = false;
	uint32_t id;

	for (id = 0; id < resources(c); id++) {
		any |= scmi_ok(scmi_sensor_description_get(c->link, id, &d)) && d.trip_points &&
		       check_trip(c, id, (uint8_t)(d.trip_points - 1));
		undo_all(c);
	}
	if (!any && !c->failures)
		skip(c, "no sensor comes past a trip point that may be set");
}

/* Readings that come by themselves */

static struct scmi_result update_subscribe(struct scmi_link *link, uint32_t id, uint64_t enable)
{
	return scmi_sensor_continuous_update_notify(link, id, enable);
}

static uint64_t readings_told(const struct scmi_agent_event *event)
{
	return event->count;
}

static const struct event_words update_event = {
	SCMI_EVENT_SENSOR_UPDATE, "SENSOR_UPDATE", readings_told,
};

static bool is_updated_soon(struct checks *c, uint32_t id)
{
	struct scmi_sensor_configuration now;
	uint64_t interval;
	int scale;

	if (!scmi_ok(scmi_sensor_config_get(c->link, id, &now)) || !now.enabled)
		return false;
	interval = now.interval.seconds * 1000000ull;
	for (scale = now.interval.scale; scale > 0 && interval < SAMPLE_TIME; scale--)
		interval *= 10;
	for (; scale < 0; scale++)
		interval /= 10;
	return interval < SAMPLE_TIME;
}

static bool check_update(struct checks *c, uint32_t id, uint64_t axes)
{
	struct heard heard;

	if (!is_updated_soon(c, id) || !subscribe(c, update_subscribe, "updates of sensor", id))
		return false;
	if (await(c, &update_event, id, &axes, SAMPLE_TIME, &heard))
		return true;
	if (!heard.any)
		tell(c, GRADE_FAILURE, "sensor %u is on, and no %s tells its readings", id,
		     update_event.name);
	else
		tell(c, GRADE_FAILURE, "sensor %u has %llu readings, %s has %llu", id,
		     (unsigned long long)axes, update_event.name, (unsigned long long)heard.value);
	return true;
}

static void check_updates(struct checks *c)
{
	struct scmi_sensor_description d;
	bool any = false;
	uint32_t id;

	for (id = 0; id < resources(c); id++) {
		any |= scmi_ok(scmi_sensor_description_get(c->link, id, &d)) &&
		       d.update_notifications && check_update(c, id, d.axes ? d.axes : 1);
		undo_all(c);
	}
	if (!any && !c->failures)
		skip(c, "no sensor that is on tells its readings within %u ms", SAMPLE_TIME / 1000);
}

/* Measured power: told of where it is above a threshold that is half of it */

static struct scmi_result measurements_off(struct scmi_link *link, uint32_t id, uint64_t enable)
{
	return scmi_powercap_measurements_notify(link, id, enable, 0, 0);
}

static uint64_t power_told(const struct scmi_agent_event *event)
{
	return event->u.power;
}

static const struct event_words power_event = {
	SCMI_EVENT_POWERCAP_MEASUREMENTS_CHANGED, "POWERCAP_MEASUREMENTS_CHANGED", power_told,
};

static bool check_measurement(struct checks *c, uint32_t id)
{
	struct scmi_powercap_measurement before, after;
	struct heard heard;
	uint32_t high;

	if (!scmi_ok(scmi_powercap_measurements_get(c->link, id, &before)) || before.power < 4 ||
	    before.pai > SAMPLE_TIME)
		return false;
	high = before.power / 2;
	drain(c);
	if (!subscribed(c, scmi_powercap_measurements_notify(c->link, id, true, 0, high),
			measurements_off, "measured power of domain", id))
		return false;
	await(c, &power_event, id, NULL, SAMPLE_TIME, &heard);
	if (!scmi_ok(scmi_powercap_measurements_get(c->link, id, &after)))
		return false;
	if (!heard.any && after.power > high)
		tell(c, GRADE_FAILURE,
		     "domain %u takes %u, above its threshold %u, and no %s tells of it", id,
		     after.power, high, power_event.name);
	else if (heard.any && heard.value <= high)
		tell(c, GRADE_FAILURE,
		     "domain %u: %s tells of %llu, which is not above the threshold %u", id,
		     power_event.name, (unsigned long long)heard.value, high);
	return heard.any || after.power > high;
}

static void check_measurements(struct checks *c)
{
	struct scmi_powercap_attributes a;
	bool any = false;
	uint32_t id;

	for (id = 0; id < resources(c); id++) {
		any |= scmi_ok(scmi_powercap_attributes_get(c->link, id, &a)) && a.monitoring &&
		       a.measurements_notifications && check_measurement(c, id);
		undo_all(c);
	}
	if (!any && !c->failures)
		skip(c, "no domain that takes power tells of it");
}

/* Asynchronous requests: for what is there already, so that nothing changes but by a reset */

struct request {
	uint8_t protocol;
	const char *what;
	enum scmi_event_kind kind;
	const char *name;		/* of the delayed response */
	/* False where the resource does not offer it, or refuses */
	bool (*start)(struct checks *c, uint32_t id, uint16_t *token);
	/* What the response has to tell, and where it tells it; NULL: nothing */
	bool (*get)(struct checks *c, uint32_t id, uint64_t *value);
	uint64_t (*value)(const struct scmi_agent_event *event);
};

/* An offer that is not for this agent, or not now, is no fault */
static bool begun(struct checks *c, struct scmi_result result, const char *message, uint32_t id)
{
	if (is_refusal(result) && result.code != SCMI_DENIED && result.code != SCMI_NOT_SUPPORTED &&
	    result.code != SCMI_BUSY && result.code != SCMI_IN_USE)
		tell(c, GRADE_REMARK, "%s of %u, asynchronous, which is offered: refused with %s",
		     message, id, scmi_status_name(result.code));
	return scmi_ok(result);
}

static bool start_rate(struct checks *c, uint32_t id, uint16_t *token)
{
	struct scmi_clock_protocol_attributes a;
	uint64_t rate;

	return scmi_ok(scmi_clock_protocol_attributes_get(c->link, &a)) &&
	       a.max_pending_rate_changes && can_set_rate(c, id, &rate) &&
	       begun(c,
		     scmi_clock_rate_set_async(c->link, id, rate, SCMI_CLOCK_ROUND_NEAREST, token),
		     "CLOCK_RATE_SET", id);
}

/* A sensor that is off has no reading */
static bool start_reading(struct checks *c, uint32_t id, uint16_t *token)
{
	struct scmi_sensor_description d;
	struct scmi_sensor_reading reading;
	size_t count;

	return scmi_ok(scmi_sensor_description_get(c->link, id, &d)) && d.asynchronous &&
	       scmi_ok(scmi_sensor_reading_get(c->link, id, &reading, 1, &count)) &&
	       begun(c, scmi_sensor_reading_get_async(c->link, id, token), "SENSOR_READING_GET",
		     id);
}

static bool count_readings(struct checks *c, uint32_t id, uint64_t *count)
{
	struct scmi_sensor_description d;

	if (!scmi_ok(scmi_sensor_description_get(c->link, id, &d)))
		return false;
	*count = d.axes ? d.axes : 1;
	return true;
}

static bool start_reset(struct checks *c, uint32_t id, uint16_t *token)
{
	struct scmi_reset_attributes a;

	return scmi_ok(scmi_reset_attributes_get(c->link, id, &a)) && a.asynchronous &&
	       begun(c, scmi_reset_async(c->link, id, SCMI_RESET_COLD, token), "RESET", id);
}

static bool voltage_now(struct checks *c, uint32_t id, uint64_t *value)
{
	int32_t level;

	if (!scmi_ok(scmi_voltage_level_get(c->link, id, &level)))
		return false;
	*value = (uint32_t)level;
	return true;
}

static bool start_voltage(struct checks *c, uint32_t id, uint16_t *token)
{
	struct scmi_voltage_attributes a;
	uint64_t level;

	return scmi_ok(scmi_voltage_attributes_get(c->link, id, &a)) && a.asynchronous_level_set &&
	       voltage_now(c, id, &level) &&
	       begun(c, scmi_voltage_level_set_async(c->link, id, (int32_t)level, token),
		     "VOLTAGE_LEVEL_SET", id);
}

static uint64_t voltage_told(const struct scmi_agent_event *event)
{
	return (uint32_t)event->u.voltage;
}

static bool start_cap(struct checks *c, uint32_t id, uint16_t *token)
{
	struct scmi_powercap_attributes a;
	uint64_t cap;

	return scmi_ok(scmi_powercap_attributes_get(c->link, id, &a)) && a.asynchronous_cap &&
	       a.cap_configuration && cap_now(c, id, &cap) &&
	       begun(c, scmi_powercap_cap_set_async(c->link, id, (uint32_t)cap, token),
		     "POWERCAP_CAP_SET", id);
}

static const struct request requests[] = {
	{ SCMI_PROTOCOL_CLOCK, "rate of clock", SCMI_EVENT_CLOCK_RATE_SET,
	  "CLOCK_RATE_SET_COMPLETE", start_rate, clock_now, rate_told },
	{ SCMI_PROTOCOL_SENSOR, "reading of sensor", SCMI_EVENT_SENSOR_READING,
	  "SENSOR_READING_COMPLETE", start_reading, count_readings, readings_told },
	{ SCMI_PROTOCOL_RESET, "reset of domain", SCMI_EVENT_RESET_COMPLETE, "RESET_COMPLETE",
	  start_reset, NULL, NULL },
	{ SCMI_PROTOCOL_VOLTAGE, "level of supply", SCMI_EVENT_VOLTAGE_LEVEL_SET,
	  "VOLTAGE_LEVEL_SET_COMPLETE", start_voltage, voltage_now, voltage_told },
	{ SCMI_PROTOCOL_POWERCAP, "cap of domain", SCMI_EVENT_POWERCAP_CAP_SET,
	  "POWERCAP_CAP_SET_COMPLETE", start_cap, cap_now, cap_told },
};

static void judge_response(struct checks *c, const struct request *row, uint32_t id,
			   const struct scmi_agent_event *event)
{
	uint64_t told, now;

	if (event->status) {
		tell(c, GRADE_REMARK, "%s %u: begun, and ended with %s", row->what, id,
		     scmi_status_name(event->status));
		return;
	}
	if (event->kind != row->kind || event->resource != id) {
		tell(c, GRADE_FAILURE,
		     "%s %u: the delayed response with its token is about %u of message 0x%x",
		     row->what, id, event->resource, event->message);
		return;
	}
	if (!row->get)
		return;
	told = row->value(event);
	if (row->get(c, id, &now) && told != now)
		tell(c, GRADE_FAILURE, "%s %u: it is %llu, %s tells of %llu", row->what, id,
		     (unsigned long long)now, row->name, (unsigned long long)told);
}

static bool check_request(struct checks *c, const struct request *row, uint32_t id)
{
	struct scmi_agent_event event;
	struct scmi_result result;
	uint16_t token;

	if (!row->start(c, id, &token))
		return false;
	result = scmi_link_wait(c->link, token, DELAYED_TIME, &event);
	if (result.kind == SCMI_RESULT_TIMEOUT)
		tell(c, GRADE_FAILURE, "%s %u: begun, and no %s has come within %u ms", row->what,
		     id, row->name, DELAYED_TIME / 1000);
	else if (result.kind == SCMI_RESULT_MALFORMED)
		tell(c, GRADE_FAILURE, "%s: %s", row->name, scmi_result_text(result));
	else if (scmi_ok(result))
		judge_response(c, row, id, &event);
	return true;
}

static void check_delayed(struct checks *c)
{
	const struct request *row = requests;
	bool any = false;
	uint32_t id;

	while (row->protocol != c->row->protocol)
		row++;
	for (id = 0; id < resources(c); id++)
		any |= check_request(c, row, id);
	if (!any)
		skip(c, "nothing is done asynchronously");
}

#define TELLS	"who subscribes is told of a change, who unsubscribes is not"
#define DELAYED	"what is begun asynchronously is told of when it is done"

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
		.name = "delayed", .protocol = SCMI_PROTOCOL_CLOCK,
		.needs = NEEDS_WRITES | NEEDS_EVENTS, .message = SCMI_CLOCK_RATE_SET,
		.summary = DELAYED, .run = check_delayed,
	}, {
		.name = "trip-events", .protocol = SCMI_PROTOCOL_SENSOR,
		.needs = NEEDS_WRITES | NEEDS_EVENTS, .message = SCMI_SENSOR_TRIP_POINT_NOTIFY,
		.summary = "who subscribes is told of a trip point that the value comes past",
		.run = check_trips,
	}, {
		.name = "update-events", .protocol = SCMI_PROTOCOL_SENSOR,
		.since = SCMI_VERSION(2, 0),
		.needs = NEEDS_WRITES | NEEDS_EVENTS,
		.message = SCMI_SENSOR_CONTINUOUS_UPDATE_NOTIFY,
		.summary = "who subscribes to readings is told of them",
		.run = check_updates,
	}, {
		.name = "delayed", .protocol = SCMI_PROTOCOL_SENSOR, .needs = NEEDS_EVENTS,
		.message = SCMI_SENSOR_READING_GET, .summary = DELAYED, .run = check_delayed,
	}, {
		.name = "reset-events", .protocol = SCMI_PROTOCOL_RESET,
		.needs = NEEDS_WRITES | NEEDS_DISRUPTION | NEEDS_EVENTS,
		.message = SCMI_RESET_NOTIFY,
		.summary = "who subscribes is told of a reset, who unsubscribes is not",
		.run = check_changes,
	}, {
		.name = "delayed", .protocol = SCMI_PROTOCOL_RESET,
		.needs = NEEDS_WRITES | NEEDS_DISRUPTION | NEEDS_EVENTS, .message = SCMI_RESET,
		.summary = DELAYED, .run = check_delayed,
	}, {
		.name = "delayed", .protocol = SCMI_PROTOCOL_VOLTAGE, .since = SCMI_VERSION(2, 0),
		.needs = NEEDS_WRITES | NEEDS_EVENTS, .message = SCMI_VOLTAGE_LEVEL_SET,
		.summary = DELAYED, .run = check_delayed,
	}, {
		.name = "cap-events", .protocol = SCMI_PROTOCOL_POWERCAP,
		.needs = NEEDS_WRITES | NEEDS_EVENTS, .message = SCMI_POWERCAP_CAP_NOTIFY,
		.summary = TELLS, .run = check_changes,
	}, {
		.name = "measurement-events", .protocol = SCMI_PROTOCOL_POWERCAP,
		.needs = NEEDS_WRITES | NEEDS_EVENTS, .message = SCMI_POWERCAP_MEASUREMENTS_NOTIFY,
		.summary = "who subscribes is told of power above a threshold",
		.run = check_measurements,
	}, {
		.name = "delayed", .protocol = SCMI_PROTOCOL_POWERCAP,
		.needs = NEEDS_WRITES | NEEDS_EVENTS, .message = SCMI_POWERCAP_CAP_SET,
		.summary = DELAYED, .run = check_delayed,
	},
};

const struct check_list event_checks = { rows, COUNT(rows) };
