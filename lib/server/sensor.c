// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * Sensor management protocol 3.1, section 4.7 of the specification.
 */
#include <scmi/sensor.h>

#include "server.h"
#include "messages.h"

#define MAX_INTERVALS		4095u

/* Powers of ten are signed, in five bits */
#define MIN_POWER		(-16)
#define MAX_POWER		15
#define POWER_MASK		0x1fu
#define POWER_SIGN		0x10u

/* SENSOR_DESCRIPTION_GET, SENSOR_AXIS_DESCRIPTION_GET: attributes, low and high */
#define ASYNCHRONOUS_READINGS	(1u << 31)
#define UPDATE_NOTIFICATIONS	(1u << 30)
#define EXTENDED_NAME		(1u << 29)
#define TIMESTAMP_SCALE_SHIFT	10
#define TIMESTAMPS		(1u << 9)
#define AXIS_EXTENDED_NAME	(1u << 9)
#define EXTENDED_ATTRIBUTES	(1u << 8)
#define OLD_INTERVAL_SHIFT	22
#define OLD_MAX_SECONDS		31u
#define AXES_SHIFT		16
#define SCALE_SHIFT		11
#define HAS_AXES		(1u << 8)
#define RESOLUTION_SCALE_SHIFT	27
#define RESOLUTION_MASK		0x7ffffffu

/* Sizes of descriptors in bytes, and what extended attributes add to them */
#define DESCRIPTOR_SIZE		28
#define POWER_SIZE		4
#define QUANTITY_SIZE		20
#define AXIS_NAME_SIZE		68

/* The word that announces descriptors */
#define REMAINING_SHIFT		16
#define AXES_REMAINING_SHIFT	26

/* SENSOR_TRIP_POINT_CONFIG */
#define TRIP_RISING		0x1u
#define TRIP_FALLING		0x2u
#define TRIP_CONTROL_MASK	0x3u
#define TRIP_ID_SHIFT		4
#define TRIP_ID_MASK		0xffu

/* SENSOR_TRIP_POINT_EVENT */
#define TRIP_EVENT_RISING	(1u << 16)

/* SENSOR_READING_GET */
#define ASYNCHRONOUS		0x1u
#define READING_WORDS		4
#define READING_SIZE		16
#define OLD_READING_SIZE	8	/* without timestamp */

/* SENSOR_LIST_UPDATE_INTERVALS */
#define TRIPLET_SIZE		3
#define SECONDS_SHIFT		5
#define SECONDS_MASK		0xffffu

/* SENSOR_CONFIG_GET, SENSOR_CONFIG_SET: an interval is in the upper bits */
#define ENABLED			0x1u
#define WITH_TIMESTAMPS		0x2u
#define CONFIG_RESERVED		0x1fcu
#define ROUND_SHIFT		9
#define ROUND_MASK		0x3u
#define ROUND_DOWN		0u
#define ROUND_UP		1u
#define ROUND_AUTO		2u
#define INTERVAL_SHIFT		11

static const struct scmi_sensor_config *config_of(const struct scmi_call *call)
{
	return call->config;
}

static const struct scmi_sensor *sensor_of(const struct scmi_call *call)
{
	return call->resource_info;
}

static struct scmi_sensor_state *state_of(const struct scmi_call *call)
{
	return call->resource_state;
}

/* A sensor without axes has one value */
static unsigned int value_count(const struct scmi_sensor *sensor)
{
	return sensor->axis_count ? sensor->axis_count : 1;
}

static uint32_t encode_power(int power)
{
	return (uint32_t)power & POWER_MASK;
}

/* The platform; what it tells is in call->told */

static int get_enabled(struct scmi_call *call)
{
	const struct scmi_sensor_config *config = config_of(call);

	call->told.flag = true;
	if (!config->ops->get_enabled)
		return SCMI_SUCCESS;
	return config->ops->get_enabled(config->context, call->resource, &call->told.flag);
}

static int set_enabled(struct scmi_call *call, bool enabled)
{
	const struct scmi_sensor_config *config = config_of(call);
	int status = get_enabled(call);

	if (status || call->told.flag == enabled || sensor_of(call)->always_on)
		return status;
	if (!config->ops->set_enabled)
		return SCMI_NOT_SUPPORTED;
	return config->ops->set_enabled(config->context, call->resource, enabled);
}

static int get_interval(struct scmi_call *call)
{
	const struct scmi_sensor_config *config = config_of(call);

	call->told.word = 0;
	if (!config->ops->get_interval)
		return SCMI_SUCCESS;
	return config->ops->get_interval(config->context, call->resource, &call->told.word);
}

static int set_interval(const struct scmi_call *call, uint32_t interval)
{
	const struct scmi_sensor_config *config = config_of(call);

	if (!config->ops->set_interval)
		return SCMI_NOT_SUPPORTED;
	return config->ops->set_interval(config->context, call->resource, interval);
}

/* Intervals */

static uint32_t seconds_of(uint32_t interval)
{
	return interval >> SECONDS_SHIFT & SECONDS_MASK;
}

static int power_of(uint32_t interval)
{
	int power = (int)(interval & POWER_MASK);

	return interval & POWER_SIGN ? power - 2 * (int)POWER_SIGN : power;
}

/*
 * How many times ten to @power an interval is; *exact where nothing is left over. A number that
 * exceeds all seconds there can be need not be right.
 */
static uint64_t count_of(uint32_t interval, int power, bool *exact)
{
	uint64_t count = seconds_of(interval);
	int own = power_of(interval);

	*exact = true;
	for (; own > power && count <= SECONDS_MASK; own--)
		count *= 10;
	for (; own < power; own++) {
		*exact = *exact && count % 10 == 0;
		count /= 10;
	}
	return count;
}

/* What a sensor offers beside an interval: both are the interval itself where it offers that */
struct neighbours {
	bool has_below;
	bool has_above;
	uint32_t below;
	uint32_t above;
};

static void find_listed(const struct scmi_sensor *sensor, uint32_t wanted, struct neighbours *found)
{
	unsigned int i;

	for (i = 0; i < sensor->interval_count && !found->has_above; i++) {
		uint32_t offered = sensor->intervals[i];
		bool exact;
		uint64_t count = count_of(wanted, power_of(offered), &exact);

		if (count >= seconds_of(offered)) {
			found->has_below = true;
			found->below = offered;
		}
		if (count < seconds_of(offered) || (count == seconds_of(offered) && exact)) {
			found->has_above = true;
			found->above = offered;
		}
	}
}

static void find_in_triplet(const struct scmi_sensor *sensor, uint32_t wanted,
			    struct neighbours *found)
{
	uint32_t lowest = seconds_of(sensor->intervals[0]);
	uint32_t highest = seconds_of(sensor->intervals[1]);
	uint32_t step = seconds_of(sensor->intervals[2]);
	int power = power_of(sensor->intervals[0]);
	uint32_t below = lowest;
	bool exact;
	uint64_t count = count_of(wanted, power, &exact);

	found->has_below = count >= lowest;
	found->has_above = count < highest || (count == highest && exact);
	if (count >= highest)
		below = highest;
	else if (count > lowest)
		below = lowest + ((uint32_t)count - lowest) / step * step;
	found->below = SCMI_SENSOR_INTERVAL(below, power);
	if (found->has_below && (count != below || !exact))
		below += step;
	found->above = SCMI_SENSOR_INTERVAL(below, power);
}

/* Change @wanted to what the sensor offers */
static bool round_interval(const struct scmi_sensor *sensor, uint32_t rounding, uint32_t *wanted)
{
	struct neighbours found = { 0 };

	if (sensor->triplet)
		find_in_triplet(sensor, *wanted, &found);
	else
		find_listed(sensor, *wanted, &found);
	/* Left to choose, the server has a sensor sampled no less often than asked for */
	if (rounding == ROUND_DOWN || (rounding == ROUND_AUTO && found.has_below)) {
		*wanted = found.below;
		return found.has_below;
	}
	*wanted = found.above;
	return found.has_above;
}

static int list_update_intervals(struct scmi_call *call)
{
	uint32_t start = request_u32(call, sensor_list_update_intervals, update_interval_index);
	const struct scmi_sensor *sensor = sensor_of(call);

	if (!sensor->interval_count)
		return SCMI_NOT_SUPPORTED;
	return scmi_reply_range(call, sensor->intervals, sensor->interval_count, start, sensor->triplet);
}

/* Description */

static int attributes_of_protocol(struct scmi_call *call)
{
	scmi_reply_u32(call, scmi_count_and_pending(call, config_of(call)->ops->start_read));
	return scmi_reply_no_statistics(call);
}

static uint32_t attributes_low(const struct scmi_call *call, bool long_name)
{
	const struct scmi_sensor *sensor = sensor_of(call);
	uint32_t bits = sensor->trip_count;

	if (sensor->asynchronous && scmi_max_deferred(call))
		bits |= ASYNCHRONOUS_READINGS;
	if (call->version < SCMI_VERSION(2, 0))
		return bits;
	if (sensor->updates && scmi_has_events(call->state->agent))
		bits |= UPDATE_NOTIFICATIONS;
	if (sensor->timestamps)
		bits |= TIMESTAMPS | encode_power(sensor->timestamp_scale) << TIMESTAMP_SCALE_SHIFT;
	if (sensor->quantity.extended)
		bits |= EXTENDED_ATTRIBUTES;
	if (call->version >= SCMI_VERSION(3, 0) && long_name)
		bits |= EXTENDED_NAME;
	return bits;
}

/* Version 1.0 has one interval, with five bits for the seconds */
static uint32_t old_interval(uint32_t interval)
{
	uint32_t seconds = seconds_of(interval);
	int power = power_of(interval);

	for (; seconds > OLD_MAX_SECONDS; power++)
		seconds = (seconds + 5) / 10;
	if (power > MAX_POWER)
		return 0;
	return SCMI_SENSOR_INTERVAL(seconds, power) << OLD_INTERVAL_SHIFT;
}

static uint32_t quantity_bits(const struct scmi_sensor_quantity *quantity)
{
	return encode_power(quantity->scale) << SCALE_SHIFT | quantity->type;
}

static uint32_t attributes_high(const struct scmi_call *call, uint32_t interval)
{
	const struct scmi_sensor *sensor = sensor_of(call);
	uint32_t bits = quantity_bits(&sensor->quantity);

	if (call->version < SCMI_VERSION(2, 0))
		return bits | old_interval(interval);
	if (sensor->axis_count)
		bits |= HAS_AXES | (uint32_t)sensor->axis_count << AXES_SHIFT;
	return bits;
}

static void reply_quantity(struct scmi_call *call, const struct scmi_sensor_quantity *quantity)
{
	uint32_t *words = scmi_reply_words(call, QUANTITY_SIZE / 4);

	words[0] = swap32_le(encode_power(quantity->resolution_scale) << RESOLUTION_SCALE_SHIFT |
			     (quantity->resolution & RESOLUTION_MASK));
	scmi_put_u64(words + 1, (uint64_t)quantity->lowest);
	scmi_put_u64(words + 3, (uint64_t)quantity->highest);
}

static size_t description_size(const struct scmi_call *call, uint32_t index)
{
	uint16_t resource = scmi_view_of(call)->entries[index].resource;
	const struct scmi_sensor *sensor = &config_of(call)->sensors[resource];

	if (call->version < SCMI_VERSION(2, 0) || !sensor->quantity.extended)
		return DESCRIPTOR_SIZE;
	return DESCRIPTOR_SIZE + POWER_SIZE + (sensor->axis_count ? 0 : QUANTITY_SIZE);
}

static int describe(struct scmi_call *call, uint32_t id)
{
	const struct scmi_sensor *sensor = sensor_of(call);
	bool old = call->version < SCMI_VERSION(2, 0);
	int status = SCMI_SUCCESS;
	uint32_t *words;

	call->told.word = 0;
	if (old)
		status = get_interval(call);
	if (status)
		return status;
	words = scmi_reply_words(call, 3);
	words[0] = swap32_le(id);
	words[2] = swap32_le(attributes_high(call, call->told.word));
	words[1] = swap32_le(attributes_low(call, scmi_reply_short_name(call)));
	if (old || !sensor->quantity.extended)
		return SCMI_SUCCESS;
	scmi_reply_u32(call, sensor->power);
	if (!sensor->axis_count)
		reply_quantity(call, &sensor->quantity);
	return SCMI_SUCCESS;
}

/* All that the agent sees is described, also what belongs to a device that it may not use now */
static int description_get(struct scmi_call *call)
{
	uint32_t start = request_u32(call, sensor_description_get, desc_index);
	const struct scmi_view *view = scmi_view_of(call);
	int status = SCMI_SUCCESS;
	uint32_t i, end;
	int count;

	if (start >= view->count)
		return SCMI_INVALID_PARAMETERS;
	count = scmi_page_of(call, view->count, start, description_size);
	if (count < 0)
		return count;
	end = start + (uint32_t)count;
	scmi_reply_u32(call, (view->count - end) << REMAINING_SHIFT | (uint32_t)count);
	for (i = start; i < end && !status; i++) {
		scmi_choose_resource(call, view->entries[i].resource);
		status = describe(call, i);
	}
	return status;
}

/* Axes */

static size_t axis_description_size(const struct scmi_call *call, uint32_t index)
{
	return DESCRIPTOR_SIZE + (sensor_of(call)->axes[index].quantity.extended ? QUANTITY_SIZE : 0);
}

static size_t axis_name_size(const struct scmi_call *call, uint32_t index)
{
	(void)call;
	(void)index;
	return AXIS_NAME_SIZE;
}

/* How many axes from @start on fit the reply; announces them */
static int page_axes(struct scmi_call *call, uint32_t start,
		     size_t (*size)(const struct scmi_call *call, uint32_t index))
{
	uint32_t total = sensor_of(call)->axis_count;
	int count;

	if (!total)
		return SCMI_NOT_SUPPORTED;
	if (start >= total)
		return SCMI_OUT_OF_RANGE;
	count = scmi_page_of(call, total, start, size);
	if (count > 0)
		scmi_reply_u32(call, (total - start - (uint32_t)count) << AXES_REMAINING_SHIFT |
				     (uint32_t)count);
	return count;
}

static void describe_axis(struct scmi_call *call, uint32_t id, const struct scmi_sensor_axis *axis)
{
	uint32_t bits = axis->quantity.extended ? EXTENDED_ATTRIBUTES : 0;
	uint32_t *words = scmi_reply_words(call, 3);

	words[0] = swap32_le(id);
	words[2] = swap32_le(quantity_bits(&axis->quantity));
	if (scmi_reply_text(call, axis->name) && call->version >= SCMI_VERSION(3, 0))
		bits |= AXIS_EXTENDED_NAME;
	words[1] = swap32_le(bits);
	if (axis->quantity.extended)
		reply_quantity(call, &axis->quantity);
}

static int axis_description_get(struct scmi_call *call)
{
	uint32_t i = request_u32(call, sensor_axis_description_get, axis_desc_index);
	int count = page_axes(call, i, axis_description_size);

	if (count < 0)
		return count;
	for (; count; i++, count--)
		describe_axis(call, i, &sensor_of(call)->axes[i]);
	return SCMI_SUCCESS;
}

static int axis_name_get(struct scmi_call *call)
{
	uint32_t i = request_u32(call, sensor_axis_name_get, axis_desc_index);
	int count = page_axes(call, i, axis_name_size);

	if (count < 0)
		return count;
	for (; count; i++, count--) {
		scmi_reply_u32(call, i);
		scmi_reply_name(call, sensor_of(call)->axes[i].name);
	}
	return SCMI_SUCCESS;
}

/* Readings */

/* The value of an axis, while the sensor is enabled */
static int read(struct scmi_call *call, unsigned int axis, struct scmi_sensor_reading *reading)
{
	const struct scmi_sensor_config *config = config_of(call);
	int status = get_enabled(call);

	if (status)
		return status;
	if (!call->told.flag)
		return SCMI_PROTOCOL_ERROR;
	return config->ops->read(config->context, call->resource, axis, reading);
}

static int reply_readings(struct scmi_call *call)
{
	bool old = call->version < SCMI_VERSION(2, 0);
	unsigned int count = old ? 1 : value_count(sensor_of(call));
	bool timed = state_of(call)->timestamp_agents & call->state->bit;
	struct scmi_sensor_reading reading;
	unsigned int axis;
	int status;

	if (scmi_room(call) < count * (old ? OLD_READING_SIZE : READING_SIZE))
		return SCMI_PROTOCOL_ERROR;
	for (axis = 0; axis < count; axis++) {
		status = read(call, axis, &reading);
		if (status)
			return status;
		scmi_reply_u64(call, (uint64_t)reading.value);
		if (!old)
			scmi_reply_u64(call, timed ? reading.timestamp : 0);
	}
	return SCMI_SUCCESS;
}

static int complete_reading(struct scmi_call *call, uint32_t value)
{
	(void)value;
	return reply_readings(call);
}

/* Who asks while the sensor is being read gets the same reading */
static int read_later(struct scmi_call *call)
{
	const struct scmi_sensor_config *config = config_of(call);
	int status = sensor_of(call)->asynchronous ? scmi_may_defer(call, false) : SCMI_NOT_SUPPORTED;

	if (!status)
		status = get_enabled(call);
	if (!status && !call->told.flag)
		status = SCMI_PROTOCOL_ERROR;
	if (!status && !scmi_under_way(call))
		status = config->ops->start_read(config->context, call->resource);
	if (!status)
		scmi_defer(call, 0, false);
	return status;
}

static int reading_get(struct scmi_call *call)
{
	uint32_t flags = request_u32(call, sensor_reading_get, flags);

	if (flags & ~ASYNCHRONOUS)
		return SCMI_INVALID_PARAMETERS;
	return flags ? read_later(call) : reply_readings(call);
}

/* Trip points */

static int trip_point_notify(struct scmi_call *call)
{
	if (!sensor_of(call)->trip_count)
		return SCMI_NOT_SUPPORTED;
	return scmi_subscribe(call, &state_of(call)->trip_subscribers,
			      request_u32(call, sensor_trip_point_notify, notify_enable));
}

static void set_trip(struct scmi_call *call, struct scmi_sensor_trip *trip, uint8_t control)
{
	int64_t value = (int64_t)request_u64(call, sensor_trip_point_config, trip_point_val);
	struct scmi_sensor_reading now = { 0 };

	/* A sensor that cannot be read yet is below: reaching the value will be news */
	bool known = !read(call, 0, &now);

	*trip = (struct scmi_sensor_trip){
		.value = value,
		.control = control,
		.agent = call->agent_id,
		.reached = known && now.value >= value,
	};
}

static int trip_point_config(struct scmi_call *call)
{
	uint32_t bits = request_u32(call, sensor_trip_point_config, trip_point_ev_ctrl);
	uint32_t id = bits >> TRIP_ID_SHIFT & TRIP_ID_MASK;
	uint8_t control = bits & TRIP_CONTROL_MASK;
	struct scmi_sensor_trip *trip;

	if (!sensor_of(call)->trip_count)
		return SCMI_NOT_SUPPORTED;
	if ((bits & ~(TRIP_ID_MASK << TRIP_ID_SHIFT | TRIP_CONTROL_MASK)) ||
	    id >= sensor_of(call)->trip_count)
		return SCMI_INVALID_PARAMETERS;
	if (!(call->permissions & SCMI_SENSOR_MAY_SET_TRIPS))
		return SCMI_DENIED;
	trip = &sensor_of(call)->trips[id];
	if (trip->agent && trip->agent != call->agent_id)
		return SCMI_IN_USE;
	if (control)
		set_trip(call, trip, control);
	else
		*trip = (struct scmi_sensor_trip){ 0 };
	return SCMI_SUCCESS;
}

static void check_trips(const struct scmi_call *call, int64_t value)
{
	const struct scmi_sensor *sensor = sensor_of(call);
	unsigned int i;

	for (i = 0; i < sensor->trip_count; i++) {
		struct scmi_sensor_trip *trip = &sensor->trips[i];
		bool reached = value >= trip->value;

		if (!trip->agent || reached == trip->reached)
			continue;
		trip->reached = reached;
		if (trip->control & (reached ? TRIP_RISING : TRIP_FALLING))
			scmi_notify(call, state_of(call)->trip_subscribers, SCMI_SENSOR_TRIP_POINT_EVENT,
				    i | (reached ? TRIP_EVENT_RISING : 0), 1);
	}
}

/* Updates */

static int continuous_update_notify(struct scmi_call *call)
{
	if (!sensor_of(call)->updates)
		return SCMI_NOT_SUPPORTED;
	return scmi_subscribe(call, &state_of(call)->update_subscribers,
			      request_u32(call, sensor_continuous_update_notify, notify_enable));
}

static void put_reading(uint32_t *words, const struct scmi_sensor_reading *reading, bool timed)
{
	uint64_t timestamp = timed ? reading->timestamp : 0;

	words[0] = swap32_le((uint32_t)reading->value);
	words[1] = swap32_le((uint32_t)((uint64_t)reading->value >> 32));
	words[2] = swap32_le((uint32_t)timestamp);
	words[3] = swap32_le((uint32_t)(timestamp >> 32));
}

static void send_update(struct scmi_call *call)
{
	struct scmi_sensor_reading readings[SCMI_SENSOR_MAX_UPDATE_AXES];
	uint32_t timed = state_of(call)->timestamp_agents;
	uint32_t agents = state_of(call)->update_subscribers;
	unsigned int count = value_count(sensor_of(call));
	unsigned int agent_id, i;

	for (i = 0; agents && i < count; i++) {
		if (read(call, i, &readings[i]))
			return;
	}
	for (agent_id = 1; agents; agent_id++, agents >>= 1, timed >>= 1) {
		uint32_t *words = NULL;

		if (agents & 1)
			words = scmi_notify_agent(call, agent_id, SCMI_SENSOR_UPDATE,
						  2 + READING_WORDS * count);
		for (i = 0; words && i < count; i++)
			put_reading(&words[2 + READING_WORDS * i], &readings[i], timed & 1);
	}
}

void scmi_sensor_sampled(struct scmi_server *server, unsigned int sensor)
{
	struct scmi_sensor_reading reading;
	struct scmi_call call;

	if (!scmi_platform_call(&call, server, SCMI_PROTOCOL_SENSOR, sensor) || read(&call, 0, &reading))
		return;
	check_trips(&call, reading.value);
	send_update(&call);
}

/* Configuration */

static int config_get(struct scmi_call *call)
{
	int status = get_enabled(call);
	uint32_t bits;

	if (status)
		return status;
	bits = call->told.flag ? ENABLED : 0;
	status = get_interval(call);
	bits |= call->told.word << INTERVAL_SHIFT;
	if (state_of(call)->timestamp_agents & call->state->bit)
		bits |= WITH_TIMESTAMPS;
	scmi_reply_u32(call, bits);
	return status;
}

static int change_state(struct scmi_call *call, bool enable)
{
	struct scmi_sensor_state *state = state_of(call);
	uint32_t users = state->users & ~call->state->bit;
	int status = SCMI_SUCCESS;

	if (enable)
		users |= call->state->bit;
	/* Others may still need it */
	if (enable || !users)
		status = set_enabled(call, enable);
	if (status)
		return status;
	state->users = users;
	state->state_agent = call->agent_id;
	return SCMI_SUCCESS;
}

/* State and interval change together, or not at all */
static int change_config(struct scmi_call *call, uint32_t interval, bool enable)
{
	int status = get_interval(call);
	uint32_t before = call->told.word;

	if (!status && interval != before)
		status = set_interval(call, interval);
	if (status)
		return status;
	status = change_state(call, enable);
	if (interval == before)
		return status;
	if (status)
		(void)set_interval(call, before);
	else
		state_of(call)->interval_agent = call->agent_id;
	return status;
}

/* The interval that an agent asks for; 0 seconds, which Linux sends, leave it as it is */
static int wanted_interval(struct scmi_call *call, uint32_t bits)
{
	call->told.word = bits >> INTERVAL_SHIFT;
	if (!seconds_of(call->told.word))
		return get_interval(call);
	if (!sensor_of(call)->interval_count)
		return SCMI_NOT_SUPPORTED;
	return round_interval(sensor_of(call), bits >> ROUND_SHIFT & ROUND_MASK, &call->told.word) ?
		SCMI_SUCCESS : SCMI_INVALID_PARAMETERS;
}

static int config_set(struct scmi_call *call)
{
	uint32_t bits = request_u32(call, sensor_config_set, sensor_config);
	uint32_t agent = call->state->bit;
	struct scmi_sensor_state *state = state_of(call);
	int status;

	if ((bits & CONFIG_RESERVED) || (bits >> ROUND_SHIFT & ROUND_MASK) > ROUND_AUTO ||
	    ((bits & WITH_TIMESTAMPS) && !sensor_of(call)->timestamps))
		return SCMI_INVALID_PARAMETERS;
	if (!(call->permissions & SCMI_SENSOR_MAY_CONFIGURE))
		return SCMI_DENIED;
	status = wanted_interval(call, bits);
	if (!status)
		status = change_config(call, call->told.word, bits & ENABLED);
	if (status)
		return status;
	state->timestamp_agents &= ~agent;
	if (bits & WITH_TIMESTAMPS)
		state->timestamp_agents |= agent;
	return SCMI_SUCCESS;
}

/* Start, and start again */

static bool power_fits(int power)
{
	return power >= MIN_POWER && power <= MAX_POWER;
}

static bool quantity_fits(const struct scmi_sensor_quantity *quantity)
{
	return power_fits(quantity->scale) && power_fits(quantity->resolution_scale) &&
	       quantity->resolution <= RESOLUTION_MASK && quantity->lowest <= quantity->highest;
}

static bool axes_fit(const struct scmi_sensor *sensor)
{
	unsigned int i;

	if (sensor->axis_count > SCMI_SENSOR_MAX_AXES || (sensor->axis_count && !sensor->axes) ||
	    ((sensor->updates || sensor->asynchronous) &&
	     value_count(sensor) > SCMI_SENSOR_MAX_UPDATE_AXES))
		return false;
	for (i = 0; i < sensor->axis_count; i++) {
		if (!sensor->axes[i].name || !quantity_fits(&sensor->axes[i].quantity))
			return false;
	}
	return true;
}

static bool intervals_fit(const struct scmi_sensor *sensor)
{
	const uint32_t *list = sensor->intervals;

	if (sensor->interval_count > MAX_INTERVALS || (sensor->interval_count && !list))
		return false;
	return !sensor->triplet ||
	       (sensor->interval_count == TRIPLET_SIZE && seconds_of(list[2]) &&
		power_of(list[0]) == power_of(list[1]) && power_of(list[0]) == power_of(list[2]) &&
		seconds_of(list[0]) <= seconds_of(list[1]) &&
		(seconds_of(list[1]) - seconds_of(list[0])) % seconds_of(list[2]) == 0);
}

static bool sensor_fits(const struct scmi_sensor *sensor)
{
	return sensor->name && quantity_fits(&sensor->quantity) && axes_fit(sensor) &&
	       intervals_fit(sensor) && power_fits(sensor->timestamp_scale) &&
	       (!sensor->trip_count || (sensor->trips && !sensor->axis_count));
}

static bool start(struct scmi_call *call)
{
	const struct scmi_sensor *sensor = sensor_of(call);
	struct scmi_sensor_state *state = state_of(call);

	if (!sensor_fits(sensor) || (sensor->asynchronous && !config_of(call)->ops->start_read) ||
	    get_enabled(call))
		return false;
	state->boot_enabled = call->told.flag;
	if (get_interval(call))
		return false;
	state->boot_interval = call->told.word;
	if (sensor->trip_count)
		__builtin_memset(sensor->trips, 0, sensor->trip_count * sizeof(sensor->trips[0]));
	return true;
}

/*
 * A platform that fails to take something back has told why it cannot; the agent's claim on the sensor
 * ends in any case.
 */
static void reset(struct scmi_call *call)
{
	const struct scmi_sensor *sensor = sensor_of(call);
	struct scmi_sensor_state *state = state_of(call);
	uint32_t bit = call->state->bit;
	unsigned int i;

	state->timestamp_agents &= ~bit;
	for (i = 0; i < sensor->trip_count; i++) {
		if (sensor->trips[i].agent == call->agent_id)
			sensor->trips[i] = (struct scmi_sensor_trip){ 0 };
	}
	if (state->interval_agent == call->agent_id) {
		state->interval_agent = 0;
		(void)set_interval(call, state->boot_interval);
	}
	if (state->state_agent == call->agent_id || (state->users & bit)) {
		state->state_agent = 0;
		state->users &= ~bit;
		(void)set_enabled(call, state->users || state->boot_enabled);
	}
}

#define LAYOUT(name, direction)		scmi_sensor_ ## name ## _ ## direction
#include "table.h"

static const struct scmi_message messages[] = {
#include "sensor.def"
};

static const uint8_t versions[] = {
	SCMI_VERSION(1, 0), SCMI_VERSION(2, 0), SCMI_VERSION(3, 0), SCMI_VERSION(3, 1),
};

const struct scmi_protocol scmi_sensor_protocol = {
	.id = SCMI_PROTOCOL_SENSOR,
	.messages = messages,
	.message_count = sizeof(messages) / sizeof(messages[0]),
	.versions = versions,
	.version_count = sizeof(versions),
	.attributes = attributes_of_protocol,
	.complete = SCMI_SERVER_EVENTS ? complete_reading : NULL,
	SCMI_NAMED_RESOURCES(scmi_sensor_config, sensors, states),
	.ops = offsetof(struct scmi_sensor_config, ops),
	.needed = SCMI_POINTER(scmi_sensor_config, sensors) |
		  SCMI_POINTER(scmi_sensor_config, states) |
		  SCMI_POINTER(scmi_sensor_config, ops),
	.needed_ops = SCMI_POINTER(scmi_sensor_ops, read),
	SCMI_START_OP(scmi_sensor_ops, start_read, abort_read),
	SCMI_SUBSCRIBERS(scmi_sensor_state, trip_subscribers, update_subscribers),
	.start = start,
	.reset = reset,
};
