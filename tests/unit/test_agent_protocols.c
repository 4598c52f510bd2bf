// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * The agent's calls of the protocols but base and clock, byte for byte.
 */
#include "agent_rows.h"

/* A call that gives nothing back, and one whose gifts are checked when it is good */
#define SETTER(name, call_)								\
static struct scmi_result name(struct scmi_link *link)					\
{											\
	return call_;									\
}
#define GETTER(name, declarations, call_, check)					\
static struct scmi_result name(struct scmi_link *link)					\
{											\
	declarations;									\
	struct scmi_result r = call_;							\
											\
	assert_true(!scmi_ok(r) || (check));						\
	return r;									\
}

#define NAMED(n)	(!strcmp(name, n))
#define LONG_NAME	"a name that is longer than sixteen"
#define LONG_WORDS	C4('a', ' ', 'n', 'a'), C4('m', 'e', ' ', 't'), C4('h', 'a', 't', ' '),	\
			C4('i', 's', ' ', 'l'), C4('o', 'n', 'g', 'e'), C4('r', ' ', 't', 'h'),	\
			C4('a', 'n', ' ', 's'), C4('i', 'x', 't', 'e'), C4('e', 'n', 0, 0),		\
			0, 0, 0, 0, 0, 0, 0
#define GPU		C4('g', 'p', 'u', 0), 0, 0, 0
#define MINUS(n)	((uint32_t)-(n))

/* Power domains */

GETTER(power_protocol, struct scmi_power_protocol_attributes a,
       scmi_power_protocol_attributes_get(link, &a),
       a.domains == 0x1234 && a.statistics_address == 0x900000008 && a.statistics_length == 64)
GETTER(power_new, struct scmi_power_attributes a, scmi_power_attributes_get(link, 3, &a),
       !strcmp(a.name, "gpu") && a.state_change_notifications && !a.asynchronous_state_set &&
       a.synchronous_state_set && a.state_change_requested_notifications && a.extended_name)
GETTER(power_2, struct scmi_power_attributes a, scmi_power_attributes_get(link, 3, &a),
       a.state_change_requested_notifications && !a.extended_name)
GETTER(power_1, struct scmi_power_attributes a, scmi_power_attributes_get(link, 3, &a),
       a.state_change_notifications && !a.state_change_requested_notifications && !a.extended_name)
GETTER(power_name, char name[SCMI_NAME_SIZE], scmi_power_name_get(link, 3, name), NAMED(LONG_NAME))
SETTER(power_off, scmi_power_state_set(link, 3, SCMI_POWER_OFF))
SETTER(power_later, scmi_power_state_set_async(link, 3, 0x40000002))
GETTER(power_state, uint32_t state, scmi_power_state_get(link, 3, &state), state == 0x40000002)
SETTER(power_notify, scmi_power_state_notify(link, 3, true))
SETTER(power_requested, scmi_power_state_change_requested_notify(link, 3, false))

/* System power */

GETTER(system_protocol, uint32_t a, scmi_system_protocol_attributes_get(link, &a), a == 7)
GETTER(system_support, struct scmi_system_support s, scmi_system_support_get(link, &s),
       s.warm_reset && !s.suspend)
SETTER(system_reset, scmi_system_state_set(link, SCMI_SYSTEM_COLD_RESET, true))
SETTER(system_vendor, scmi_system_state_set(link, 0x80000001, false))
GETTER(system_state, uint32_t state, scmi_system_state_get(link, &state), state == 3)
SETTER(system_notify, scmi_system_state_notify(link, true))

/* Performance domains */

GETTER(perf_protocol, struct scmi_performance_protocol_attributes a,
       scmi_performance_protocol_attributes_get(link, &a),
       a.domains == 5 && a.power_unit == SCMI_PERFORMANCE_MICROWATTS &&
       a.statistics_address == 0x900000008 && a.statistics_length == 64)
GETTER(perf_protocol_old, struct scmi_performance_protocol_attributes a,
       scmi_performance_protocol_attributes_get(link, &a),
       a.power_unit == SCMI_PERFORMANCE_MILLIWATTS)
GETTER(perf_4, struct scmi_performance_attributes a, scmi_performance_attributes_get(link, 3, &a),
       !strcmp(a.name, "gpu") && a.can_set_limits && !a.can_set_level &&
       a.limits_changed_notifications && !a.level_changed_notifications && a.fast_channel &&
       a.extended_name && a.level_indexing && a.rate_limit == 500 &&
       a.sustained_frequency == 600000 && a.sustained_level == 70)
GETTER(perf_1, struct scmi_performance_attributes a, scmi_performance_attributes_get(link, 3, &a),
       a.can_set_limits && !a.fast_channel && !a.extended_name && !a.level_indexing)
GETTER(perf_name, char name[SCMI_NAME_SIZE], scmi_performance_name_get(link, 3, name),
       NAMED(LONG_NAME))
GETTER(perf_levels_4, struct scmi_performance_level_info l[3]; size_t n,
       scmi_performance_describe_levels(link, 3, l, 3, &n),
       n == 3 && l[0].level == 20 && l[0].power == 90 && l[0].latency == 200 &&
       l[0].frequency == 300000 && l[0].index == 1 && l[2].level == 50 && l[2].index == 3)
GETTER(perf_levels_1, struct scmi_performance_level_info l[2]; size_t n,
       scmi_performance_describe_levels(link, 3, l, 2, &n),
       n == 2 && l[1].level == 35 && l[1].power == 170 && l[1].latency == 201 &&
       !l[1].frequency && !l[1].index)
SETTER(perf_set_limits, scmi_performance_limits_set(link, 3, 70, 20))
GETTER(perf_limits, uint32_t max; uint32_t min, scmi_performance_limits_get(link, 3, &max, &min),
       max == 70 && min == 20)
SETTER(perf_set_level, scmi_performance_level_set(link, 3, 50))
GETTER(perf_level, uint32_t level, scmi_performance_level_get(link, 3, &level), level == 50)
SETTER(perf_notify_limits, scmi_performance_notify_limits(link, 3, true))
SETTER(perf_notify_level, scmi_performance_notify_level(link, 3, true))
GETTER(perf_fast, struct scmi_fast_channel c,
       scmi_performance_describe_fastchannel(link, 3, 7, &c),
       c.address == 0x100000040 && c.size == 4 && c.rate_limit == 9 && c.doorbell &&
       c.doorbell_width == 4 && c.doorbell_address == 0x200000080 &&
       c.doorbell_set_mask == 0x300000001 && c.doorbell_preserve_mask == 0x400000002)
GETTER(perf_fast_silent, struct scmi_fast_channel c,
       scmi_performance_describe_fastchannel(link, 3, 8, &c),
       c.address == 0x100000040 && !c.doorbell && !c.doorbell_width && !c.doorbell_address)

/* Sensors */

GETTER(sensor_protocol, struct scmi_sensor_protocol_attributes a,
       scmi_sensor_protocol_attributes_get(link, &a),
       a.sensors == 8 && a.max_pending_readings == 2 && a.registers_address == 0x900000008 &&
       a.registers_length == 64)

static struct scmi_result sensors_3(struct scmi_link *link)
{
	struct scmi_sensor_description s[3];
	size_t count;
	struct scmi_result r = scmi_sensor_descriptions_get(link, s, 3, &count);

	if (!scmi_ok(r))
		return r;
	assert_int_equal(count, 3);
	assert_string_equal(s[0].name, "gpu");
	assert_true(s[0].id == 0 && s[0].asynchronous && s[0].update_notifications);
	assert_true(s[0].extended_name && s[0].timestamps && s[0].timestamp_scale == -6);
	assert_true(s[0].trip_points == 4 && s[0].axes == 0 && s[0].power == 120);
	assert_true(s[0].measure.type == 2 && s[0].measure.scale == -3 && s[0].measure.extended);
	assert_true(s[0].measure.resolution == 100 && s[0].measure.resolution_scale == -3);
	assert_true(s[0].measure.lowest == -40000 && s[0].measure.highest == 0x100000001);
	assert_true(s[1].id == 1 && s[1].axes == 3 && s[1].power == 450 && !s[1].measure.extended);
	assert_true(s[2].id == 7 && s[2].measure.type == 5 && s[2].measure.scale == 0);
	assert_true(!s[2].power && !s[2].axes && s[2].interval.seconds == 0);
	return r;
}

/* The same bits mean less, and bits 31:22 an interval */
GETTER(sensors_1, struct scmi_sensor_description s[1]; size_t n,
       scmi_sensor_descriptions_get(link, s, 1, &n),
       n == 1 && s[0].asynchronous && s[0].trip_points == 4 && !s[0].update_notifications &&
       !s[0].extended_name && !s[0].timestamps && s[0].measure.scale == -3 &&
       s[0].interval.seconds == 5 && s[0].interval.scale == -1)
GETTER(sensor_one, struct scmi_sensor_description s, scmi_sensor_description_get(link, 7, &s),
       s.id == 7 && !strcmp(s.name, "gpu") && s.measure.type == 5)
GETTER(sensor_name, char name[SCMI_NAME_SIZE], scmi_sensor_name_get(link, 3, name),
       NAMED(LONG_NAME))
GETTER(sensor_axes, struct scmi_sensor_axis_description a[2]; size_t n,
       scmi_sensor_axes_get(link, 3, a, 2, &n),
       n == 2 && a[0].id == 0 && !strcmp(a[0].name, "gpu") && a[0].extended_name &&
       a[0].measure.type == 0x59 && a[0].measure.scale == -3 && a[0].measure.extended &&
       a[0].measure.resolution == 1 && a[0].measure.resolution_scale == -3 &&
       a[0].measure.lowest == -19613 && a[0].measure.highest == 19613 &&
       a[1].id == 1 && !a[1].extended_name && !a[1].measure.extended)
GETTER(sensor_axis_names, struct scmi_sensor_axis_name a[1]; size_t n,
       scmi_sensor_axis_names_get(link, 3, a, 1, &n),
       n == 1 && a[0].id == 2 && !strcmp(a[0].name, LONG_NAME))
GETTER(sensor_reading, struct scmi_sensor_reading v[1]; size_t n,
       scmi_sensor_reading_get(link, 3, v, 1, &n),
       n == 1 && v[0].value == -5 && v[0].timestamp == 0x200000001)
GETTER(sensor_readings, struct scmi_sensor_reading v[1]; size_t n,
       scmi_sensor_reading_get(link, 3, v, 1, &n), n == 2 && v[0].value == 1)
GETTER(sensor_reading_old, struct scmi_sensor_reading v[1]; size_t n,
       scmi_sensor_reading_get(link, 3, v, 1, &n),
       n == 1 && v[0].value == 0x200000001 && !v[0].timestamp)
SETTER(sensor_notify_trips, scmi_sensor_trip_point_notify(link, 3, true))
SETTER(sensor_trip, scmi_sensor_trip_point_config(link, 3, 2, SCMI_SENSOR_TRIP_BOTH, -5))
GETTER(sensor_intervals, struct scmi_sensor_interval i[3]; struct scmi_sensor_interval_list l,
       scmi_sensor_list_update_intervals(link, 3, i, 3, &l),
       l.count == 3 && !l.triplet && i[0].seconds == 5 && i[0].scale == -3 &&
       i[1].seconds == 10 && i[1].scale == 0 && i[2].seconds == 5 && i[2].scale == 0)
GETTER(sensor_triplet, struct scmi_sensor_interval i[3]; struct scmi_sensor_interval_list l,
       scmi_sensor_list_update_intervals(link, 3, i, 3, &l), l.count == 3 && l.triplet)
GETTER(sensor_config, struct scmi_sensor_configuration c, scmi_sensor_config_get(link, 3, &c),
       c.enabled && !c.timestamps && c.interval.seconds == 100 && c.interval.scale == -3)
SETTER(sensor_set_config,
       scmi_sensor_config_set(link, 3, (&(struct scmi_sensor_configuration){
			.enabled = true, .timestamps = true, .interval = { 100, -3 } }),
			SCMI_SENSOR_ROUND_NEAREST))
SETTER(sensor_updates, scmi_sensor_continuous_update_notify(link, 3, true))

/* Reset domains */

GETTER(reset_protocol, struct scmi_reset_protocol_attributes a,
       scmi_reset_protocol_attributes_get(link, &a), a.domains == 5)
GETTER(reset_3, struct scmi_reset_attributes a, scmi_reset_attributes_get(link, 3, &a),
       !strcmp(a.name, "gpu") && a.asynchronous && !a.notifications && a.extended_name &&
       a.latency == 250)
GETTER(reset_1, struct scmi_reset_attributes a, scmi_reset_attributes_get(link, 3, &a),
       a.asynchronous && !a.extended_name)
GETTER(reset_name, char name[SCMI_NAME_SIZE], scmi_reset_name_get(link, 3, name), NAMED(LONG_NAME))
SETTER(reset_pulse, scmi_reset(link, 3, SCMI_RESET_PULSE, SCMI_RESET_COLD))
SETTER(reset_assert, scmi_reset(link, 3, SCMI_RESET_ASSERT, SCMI_RESET_VENDOR | 2))
SETTER(reset_deassert, scmi_reset(link, 3, SCMI_RESET_DEASSERT, SCMI_RESET_COLD))
SETTER(reset_notify, scmi_reset_notify(link, 3, true))

/* Voltage domains */

GETTER(voltage_protocol, struct scmi_voltage_protocol_attributes a,
       scmi_voltage_protocol_attributes_get(link, &a), a.domains == 5)
GETTER(voltage_2, struct scmi_voltage_attributes a, scmi_voltage_attributes_get(link, 3, &a),
       !strcmp(a.name, "gpu") && a.asynchronous_level_set && a.extended_name)
GETTER(voltage_1, struct scmi_voltage_attributes a, scmi_voltage_attributes_get(link, 3, &a),
       !a.asynchronous_level_set && !a.extended_name)
GETTER(voltage_name, char name[SCMI_NAME_SIZE], scmi_voltage_name_get(link, 3, name),
       NAMED(LONG_NAME))
GETTER(voltage_levels, int32_t l[3]; struct scmi_voltage_level_list list,
       scmi_voltage_describe_levels(link, 3, l, 3, &list),
       list.count == 3 && !list.linear && l[0] == -5000000 && l[1] == 0 && l[2] == 3300000)
GETTER(voltage_range, int32_t l[3]; struct scmi_voltage_level_list list,
       scmi_voltage_describe_levels(link, 3, l, 3, &list),
       list.count == 3 && list.linear && l[0] == 600000 && l[1] == 1300000 && l[2] == 12500)
SETTER(voltage_set_mode, scmi_voltage_config_set(link, 3, SCMI_VOLTAGE_ON))
GETTER(voltage_mode, uint8_t mode, scmi_voltage_config_get(link, 3, &mode), mode == 9)
SETTER(voltage_set_level, scmi_voltage_level_set(link, 3, -5000000))
GETTER(voltage_level, int32_t level, scmi_voltage_level_get(link, 3, &level), level == -5000000)

/* Power capping */

static struct scmi_result cap_attributes(struct scmi_link *link)
{
	struct scmi_powercap_attributes a;
	struct scmi_result r = scmi_powercap_attributes_get(link, 3, &a);

	if (!scmi_ok(r))
		return r;
	assert_string_equal(a.name, "gpu");
	assert_true(a.cap_notifications && !a.measurements_notifications && a.asynchronous_cap);
	assert_true(!a.extended_name && a.cap_configuration && !a.monitoring);
	assert_true(a.pai_configuration && a.unit == SCMI_POWERCAP_MILLIWATTS && a.fast_channels);
	assert_true(a.min_pai == 1 && a.max_pai == 2 && a.pai_step == 3 && a.min_cap == 4);
	assert_true(a.max_cap == 5 && a.cap_step == 6 && a.sustainable_power == 7);
	assert_true(a.accuracy == 8 && a.parent == SCMI_POWERCAP_ROOT);
	return r;
}

GETTER(cap_protocol, struct scmi_powercap_protocol_attributes a,
       scmi_powercap_protocol_attributes_get(link, &a), a.domains == 5)
GETTER(cap_name, char name[SCMI_NAME_SIZE], scmi_powercap_name_get(link, 3, name), NAMED(LONG_NAME))
GETTER(cap_get, uint32_t cap, scmi_powercap_cap_get(link, 3, &cap), cap == 4000)
SETTER(cap_set, scmi_powercap_cap_set(link, 3, 4000))
GETTER(cap_pai, uint32_t pai, scmi_powercap_pai_get(link, 3, &pai), pai == 1000)
SETTER(cap_set_pai, scmi_powercap_pai_set(link, 3, 1000))
GETTER(cap_measure, struct scmi_powercap_measurement m,
       scmi_powercap_measurements_get(link, 3, &m), m.power == 300 && m.pai == 1000)
SETTER(cap_notify, scmi_powercap_cap_notify(link, 3, true))
SETTER(cap_notify_power, scmi_powercap_measurements_notify(link, 3, true, 100, 500))
GETTER(cap_fast, struct scmi_fast_channel c, scmi_powercap_describe_fastchannel(link, 3, 5, &c),
       c.address == 0x100000040 && c.size == 4 && c.rate_limit == 9 && c.doorbell &&
       c.doorbell_width == 8 && c.doorbell_address == 0x200000080)

/* Pin control */

GETTER(pin_protocol, struct scmi_pinctrl_protocol_attributes a,
       scmi_pinctrl_protocol_attributes_get(link, &a),
       a.pins == 11 && a.groups == 5 && a.functions == 3)
GETTER(pin_group, struct scmi_pinctrl_attributes a,
       scmi_pinctrl_attributes_get(link, SCMI_PINCTRL_GROUP, 3, &a),
       !strcmp(a.name, "gpu") && a.elements == 4 && a.extended_name && !a.gpio_function &&
       !a.pin_function)
GETTER(pin_function, struct scmi_pinctrl_attributes a,
       scmi_pinctrl_attributes_get(link, SCMI_PINCTRL_FUNCTION, 3, &a),
       a.elements == 4 && a.gpio_function && a.pin_function)
GETTER(pin_gpio, struct scmi_pinctrl_attributes a,
       scmi_pinctrl_attributes_get(link, SCMI_PINCTRL_FUNCTION, 3, &a),
       !a.elements && !a.extended_name && a.gpio_function && !a.pin_function)
GETTER(pin_only, struct scmi_pinctrl_attributes a,
       scmi_pinctrl_attributes_get(link, SCMI_PINCTRL_FUNCTION, 3, &a),
       !a.elements && !a.gpio_function && a.pin_function)
/* What is reserved for a pin is not looked at */
GETTER(pin_pin, struct scmi_pinctrl_attributes a,
       scmi_pinctrl_attributes_get(link, SCMI_PINCTRL_PIN, 3, &a),
       !strcmp(a.name, "gpu") && !a.elements && a.extended_name && !a.gpio_function &&
       !a.pin_function)
GETTER(pin_name, char name[SCMI_NAME_SIZE],
       scmi_pinctrl_name_get(link, SCMI_PINCTRL_PIN, 3, name), NAMED(LONG_NAME))
GETTER(pin_members, uint16_t m[3]; size_t n,
       scmi_pinctrl_list_associations(link, SCMI_PINCTRL_GROUP, 3, m, 3, &n),
       n == 3 && m[0] == 4 && m[1] == 5 && m[2] == 0xfffe)
GETTER(pin_setting, uint32_t value,
       scmi_pinctrl_setting_get(link, SCMI_PINCTRL_PIN, 3, SCMI_PIN_DRIVE_STRENGTH, &value),
       value == 12)
GETTER(pin_settings, struct scmi_pin_config c[2]; size_t n,
       scmi_pinctrl_settings_get(link, SCMI_PINCTRL_GROUP, 3, c, 2, &n),
       n == 2 && c[0].type == SCMI_PIN_BIAS_PULL_UP && c[0].value == 47000 &&
       c[1].type == 192 && c[1].value == 0xffffffff)
GETTER(pin_function_get, uint32_t function,
       scmi_pinctrl_function_get(link, SCMI_PINCTRL_PIN, 3, &function), function == 2)
SETTER(pin_configure,
       scmi_pinctrl_settings_configure(link, SCMI_PINCTRL_GROUP, 3, 2,
				       ((const struct scmi_pin_config[]){
						{ SCMI_PIN_DRIVE_STRENGTH, 12 }, { 192, 7 } }), 2))
SETTER(pin_configure_only,
       scmi_pinctrl_settings_configure(link, SCMI_PINCTRL_PIN, 3, SCMI_PINCTRL_NO_FUNCTION,
				       (&(const struct scmi_pin_config){ SCMI_PIN_SLEW_RATE, 3 }), 1))
SETTER(pin_choose, scmi_pinctrl_settings_configure(link, SCMI_PINCTRL_PIN, 3, 0, NULL, 0))
SETTER(pin_request, scmi_pinctrl_request(link, SCMI_PINCTRL_GROUP, 3))
SETTER(pin_release, scmi_pinctrl_release(link, SCMI_PINCTRL_PIN, 3))
SETTER(pin_permit, scmi_pinctrl_set_permissions(link, 2, SCMI_PINCTRL_GROUP, 3, true))

#define FAST_CHANNEL(bits, rate)							\
	WORDS(SUCCESS, bits, rate, 0x40, 1, 4, 0x80, 2, 1, 3, 2, 4)
#define STATISTICS	8, 9, 64
#define SENSOR_0	0, 0xe0006b04, 0x0000e802, GPU, 120, 0xe8000064, MINUS(40000), 0xffffffff, 1, 1
#define SENSOR_1	1, 0x00000100, 0x0003e959, GPU, 450
#define SENSOR_7	7, 0x00000000, 0x00000005, GPU

static const struct row protocol_rows[] = {
	{ "power: protocol", V31, power_protocol,
	  { { WORDS(POWER(1)), WORDS(SUCCESS, 0x1234, STATISTICS) } } },
	{ "power: attributes, 3.1", V31, power_new,
	  { { WORDS(POWER(3), 3), WORDS(SUCCESS, 0xb8000000, GPU) } } },
	{ "power: attributes, 2.0", V2, power_2,
	  { { WORDS(POWER(3), 3), WORDS(SUCCESS, 0xb8000000, GPU) } } },
	{ "power: attributes, 1.0", V1, power_1,
	  { { WORDS(POWER(3), 3), WORDS(SUCCESS, 0xb8000000, GPU) } } },
	{ "power: name", V3, power_name, { { WORDS(POWER(8), 3), WORDS(SUCCESS, 0, LONG_WORDS) } } },
	{ "power: off", V1, power_off, { { WORDS(POWER(4), 0, 3, 0x40000000), WORDS(SUCCESS) } } },
	{ "power: without waiting", V1, power_later,
	  { { WORDS(POWER(4), 1, 3, 0x40000002), WORDS(SUCCESS) } } },
	{ "power: state", V1, power_state, { { WORDS(POWER(5), 3), WORDS(SUCCESS, 0x40000002) } } },
	{ "power: notify", V1, power_notify, { { WORDS(POWER(6), 3, 1), WORDS(SUCCESS) } } },
	{ "power: notify of requests", V2, power_requested,
	  { { WORDS(POWER(7), 3, 0), WORDS(SUCCESS) } } },

	{ "system: protocol", V21, system_protocol, { { WORDS(SYSTEM(1)), WORDS(SUCCESS, 7) } } },
	{ "system: support", V21, system_support,
	  { { WORDS(SYSTEM(2), 3), WORDS(SUCCESS, 0x80000000) } } },
	{ "system: graceful reset", V1, system_reset,
	  { { WORDS(SYSTEM(3), 1, 1), WORDS(SUCCESS) } } },
	{ "system: vendor's state", V1, system_vendor,
	  { { WORDS(SYSTEM(3), 0, 0x80000001), WORDS(SUCCESS) } } },
	{ "system: state", V1, system_state, { { WORDS(SYSTEM(4)), WORDS(SUCCESS, 3) } } },
	{ "system: notify", V1, system_notify, { { WORDS(SYSTEM(5), 1), WORDS(SUCCESS) } } },

	{ "performance: protocol, 4.0", V4, perf_protocol,
	  { { WORDS(PERFORMANCE(1)), WORDS(SUCCESS, 0x20005, STATISTICS) } } },
	{ "performance: protocol, 2.0", V2, perf_protocol_old,
	  { { WORDS(PERFORMANCE(1)), WORDS(SUCCESS, 0x30005, STATISTICS) } } },
	{ "performance: attributes, 4.0", V4, perf_4,
	  { { WORDS(PERFORMANCE(3), 3), WORDS(SUCCESS, 0xae000000, 0xfff001f4, 600000, 70, GPU) } } },
	{ "performance: attributes, 1.0", V1, perf_1,
	  { { WORDS(PERFORMANCE(3), 3), WORDS(SUCCESS, 0xae000000, 500, 600000, 70, GPU) } } },
	{ "performance: name", V3, perf_name,
	  { { WORDS(PERFORMANCE(12), 3), WORDS(SUCCESS, 0, LONG_WORDS) } } },
	{ "performance: levels, 4.0", V4, perf_levels_4,
	  { { WORDS(PERFORMANCE(4), 3, 0), WORDS(SUCCESS, 0x10002, 20, 90, 200, 300000, 1,
						 35, 170, 201, 450000, 2) },
	    { WORDS(PERFORMANCE(4), 3, 2), WORDS(SUCCESS, 1, 50, 290, 202, 600000, 3) } } },
	{ "performance: levels, 1.0", V1, perf_levels_1,
	  { { WORDS(PERFORMANCE(4), 3, 0), WORDS(SUCCESS, 2, 20, 90, 200, 35, 170, 201) } } },
	{ "performance: set limits", V1, perf_set_limits,
	  { { WORDS(PERFORMANCE(5), 3, 70, 20), WORDS(SUCCESS) } } },
	{ "performance: limits", V1, perf_limits,
	  { { WORDS(PERFORMANCE(6), 3), WORDS(SUCCESS, 70, 20) } } },
	{ "performance: set level", V1, perf_set_level,
	  { { WORDS(PERFORMANCE(7), 3, 50), WORDS(SUCCESS) } } },
	{ "performance: level", V1, perf_level, { { WORDS(PERFORMANCE(8), 3), WORDS(SUCCESS, 50) } } },
	{ "performance: notify of limits", V1, perf_notify_limits,
	  { { WORDS(PERFORMANCE(9), 3, 1), WORDS(SUCCESS) } } },
	{ "performance: notify of levels", V1, perf_notify_level,
	  { { WORDS(PERFORMANCE(10), 3, 1), WORDS(SUCCESS) } } },
	{ "performance: fast channel", V2, perf_fast,
	  { { WORDS(PERFORMANCE(11), 3, 7), FAST_CHANNEL(5, 0xfff00009) } } },
	{ "performance: fast channel without doorbell", V2, perf_fast_silent,
	  { { WORDS(PERFORMANCE(11), 3, 8), FAST_CHANNEL(4, 9) } } },

	{ "sensor: protocol", V31, sensor_protocol,
	  { { WORDS(SENSOR(1)), WORDS(SUCCESS, 0x20008, STATISTICS) } } },
	{ "sensor: descriptions, 3.1", V31, sensors_3,
	  { { WORDS(SENSOR(3), 0), WORDS(SUCCESS, 0x10002, SENSOR_0, SENSOR_1) },
	    { WORDS(SENSOR(3), 2), WORDS(SUCCESS, 1, SENSOR_7) } } },
	{ "sensor: descriptions, 1.0", V1, sensors_1,
	  { { WORDS(SENSOR(3), 0), WORDS(SUCCESS, 1, 0, 0xe0006a04, 0x2fc0e802, GPU) } } },
	{ "sensor: one description", V31, sensor_one,
	  { { WORDS(SENSOR(3), 7), WORDS(SUCCESS, 1, SENSOR_7) } } },
	{ "sensor: name", V3, sensor_name, { { WORDS(SENSOR(12), 3), WORDS(SUCCESS, 0, LONG_WORDS) } } },
	{ "sensor: axes", V3, sensor_axes,
	  { { WORDS(SENSOR(7), 3, 0), WORDS(SUCCESS, 0x04000001, 0, 0x300, 0xe859, GPU, 0xe8000001,
					    MINUS(19613), 0xffffffff, 19613, 0) },
	    { WORDS(SENSOR(7), 3, 1), WORDS(SUCCESS, 1, 1, 0, 0xe859, GPU) } } },
	{ "sensor: axis names", V3, sensor_axis_names,
	  { { WORDS(SENSOR(13), 3, 0), WORDS(SUCCESS, 1, 2, LONG_WORDS) } } },
	{ "sensor: reading, 1.0", V1, sensor_reading_old,
	  { { WORDS(SENSOR(6), 3, 0), WORDS(SUCCESS, 1, 2) } } },
	{ "sensor: notify of trip points", V1, sensor_notify_trips,
	  { { WORDS(SENSOR(4), 3, 1), WORDS(SUCCESS) } } },
	{ "sensor: trip point", V1, sensor_trip,
	  { { WORDS(SENSOR(5), 3, 0x23, MINUS(5), 0xffffffff), WORDS(SUCCESS) } } },
	{ "sensor: intervals", V2, sensor_intervals,
	  { { WORDS(SENSOR(8), 3, 0), WORDS(SUCCESS, 0x10002, 0xbd, 0x140) },
	    { WORDS(SENSOR(8), 3, 2), WORDS(SUCCESS, 1, 0xa0) } } },
	{ "sensor: intervals of a range", V2, sensor_triplet,
	  { { WORDS(SENSOR(8), 3, 0), WORDS(SUCCESS, 0x1003, 0xbd, 0x140, 0xbd) } } },
	{ "sensor: configuration", V2, sensor_config,
	  { { WORDS(SENSOR(9), 3), WORDS(SUCCESS, 0x0064e801) } } },
	{ "sensor: configure", V2, sensor_set_config,
	  { { WORDS(SENSOR(10), 3, 0x0064ec03), WORDS(SUCCESS) } } },
	{ "sensor: updates", V2, sensor_updates, { { WORDS(SENSOR(11), 3, 1), WORDS(SUCCESS) } } },

	{ "reset: protocol", V31, reset_protocol, { { WORDS(RESET_DOMAIN(1)), WORDS(SUCCESS, 5) } } },
	{ "reset: attributes, 3.1", V31, reset_3,
	  { { WORDS(RESET_DOMAIN(3), 3), WORDS(SUCCESS, 0xa0000000, 250, GPU) } } },
	{ "reset: attributes, 1.0", V1, reset_1,
	  { { WORDS(RESET_DOMAIN(3), 3), WORDS(SUCCESS, 0xa0000000, 250, GPU) } } },
	{ "reset: name", V3, reset_name,
	  { { WORDS(RESET_DOMAIN(6), 3), WORDS(SUCCESS, 0, LONG_WORDS) } } },
	{ "reset: pulse", V1, reset_pulse, { { WORDS(RESET_DOMAIN(4), 3, 1, 0), WORDS(SUCCESS) } } },
	{ "reset: assert", V1, reset_assert,
	  { { WORDS(RESET_DOMAIN(4), 3, 2, 0x80000002), WORDS(SUCCESS) } } },
	{ "reset: deassert", V1, reset_deassert,
	  { { WORDS(RESET_DOMAIN(4), 3, 0, 0), WORDS(SUCCESS) } } },
	{ "reset: notify", V1, reset_notify, { { WORDS(RESET_DOMAIN(5), 3, 1), WORDS(SUCCESS) } } },

	{ "voltage: protocol", V21, voltage_protocol, { { WORDS(VOLTAGE(1)), WORDS(SUCCESS, 5) } } },
	{ "voltage: attributes, 2.0", V2, voltage_2,
	  { { WORDS(VOLTAGE(3), 3), WORDS(SUCCESS, 0xc0000000, GPU) } } },
	{ "voltage: attributes, 1.0", V1, voltage_1,
	  { { WORDS(VOLTAGE(3), 3), WORDS(SUCCESS, 0xc0000000, GPU) } } },
	{ "voltage: name", V2, voltage_name,
	  { { WORDS(VOLTAGE(9), 3), WORDS(SUCCESS, 0, LONG_WORDS) } } },
	{ "voltage: levels", V1, voltage_levels,
	  { { WORDS(VOLTAGE(4), 3, 0), WORDS(SUCCESS, 0x10002, MINUS(5000000), 0) },
	    { WORDS(VOLTAGE(4), 3, 2), WORDS(SUCCESS, 1, 3300000) } } },
	{ "voltage: levels of a range", V1, voltage_range,
	  { { WORDS(VOLTAGE(4), 3, 0), WORDS(SUCCESS, 0x1003, 600000, 1300000, 12500) } } },
	{ "voltage: on", V1, voltage_set_mode, { { WORDS(VOLTAGE(5), 3, 7), WORDS(SUCCESS) } } },
	{ "voltage: mode", V1, voltage_mode, { { WORDS(VOLTAGE(6), 3), WORDS(SUCCESS, 9) } } },
	{ "voltage: set level", V1, voltage_set_level,
	  { { WORDS(VOLTAGE(7), 3, 0, MINUS(5000000)), WORDS(SUCCESS) } } },
	{ "voltage: level", V1, voltage_level,
	  { { WORDS(VOLTAGE(8), 3), WORDS(SUCCESS, MINUS(5000000)) } } },

	{ "powercap: protocol", V2, cap_protocol, { { WORDS(POWERCAP(1)), WORDS(SUCCESS, 5) } } },
	{ "powercap: attributes", V2, cap_attributes,
	  { { WORDS(POWERCAP(3), 3), WORDS(SUCCESS, 0xab400000, GPU, 1, 2, 3, 4, 5, 6, 7, 8,
					   0xffffffff) } } },
	{ "powercap: name", V1, cap_name,
	  { { WORDS(POWERCAP(8), 3), WORDS(SUCCESS, 0, LONG_WORDS) } } },
	{ "powercap: cap", V1, cap_get, { { WORDS(POWERCAP(4), 3), WORDS(SUCCESS, 4000) } } },
	{ "powercap: set cap", V1, cap_set, { { WORDS(POWERCAP(5), 3, 0, 4000), WORDS(SUCCESS) } } },
	{ "powercap: interval", V1, cap_pai, { { WORDS(POWERCAP(6), 3), WORDS(SUCCESS, 1000) } } },
	{ "powercap: set interval", V1, cap_set_pai,
	  { { WORDS(POWERCAP(7), 3, 0, 1000), WORDS(SUCCESS) } } },
	{ "powercap: measurement", V1, cap_measure,
	  { { WORDS(POWERCAP(9), 3), WORDS(SUCCESS, 300, 1000) } } },
	{ "powercap: notify of caps", V1, cap_notify,
	  { { WORDS(POWERCAP(10), 3, 1), WORDS(SUCCESS) } } },
	{ "powercap: notify of measurements", V1, cap_notify_power,
	  { { WORDS(POWERCAP(11), 3, 1, 100, 500), WORDS(SUCCESS) } } },
	{ "powercap: fast channel", V1, cap_fast,
	  { { WORDS(POWERCAP(12), 3, 5), FAST_CHANNEL(7, 0xfff00009) } } },

	{ "pinctrl: protocol", V1, pin_protocol,
	  { { WORDS(PINCTRL(1)), WORDS(SUCCESS, 0x0005000b, 3) } } },
	{ "pinctrl: group", V1, pin_group,
	  { { WORDS(PINCTRL(3), 3, 1), WORDS(SUCCESS, 0x80030004, GPU) } } },
	{ "pinctrl: function", V1, pin_function,
	  { { WORDS(PINCTRL(3), 3, 2), WORDS(SUCCESS, 0x00030004, GPU) } } },
	{ "pinctrl: function for GPIO", V1, pin_gpio,
	  { { WORDS(PINCTRL(3), 3, 2), WORDS(SUCCESS, 0x00020000, GPU) } } },
	{ "pinctrl: function of pins", V1, pin_only,
	  { { WORDS(PINCTRL(3), 3, 2), WORDS(SUCCESS, 0x00010000, GPU) } } },
	{ "pinctrl: pin", V1, pin_pin,
	  { { WORDS(PINCTRL(3), 3, 0), WORDS(SUCCESS, 0x80030004, GPU) } } },
	{ "pinctrl: name", V1, pin_name,
	  { { WORDS(PINCTRL(9), 3, 0), WORDS(SUCCESS, 0, LONG_WORDS) } } },
	{ "pinctrl: pins of a group", V1, pin_members,
	  { { WORDS(PINCTRL(4), 3, 1, 0), WORDS(SUCCESS, 0x10002, 0x00050004) },
	    { WORDS(PINCTRL(4), 3, 1, 2), WORDS(SUCCESS, 1, 0x0000fffe) } } },
	{ "pinctrl: a setting", V1, pin_setting,
	  { { WORDS(PINCTRL(5), 3, 0x0000000a), WORDS(SUCCESS, 0xffffffff, 1, 10, 12) } } },
	{ "pinctrl: all settings", V1, pin_settings,
	  { { WORDS(PINCTRL(5), 3, 0x00050000), WORDS(SUCCESS, 2, 0x01000001, 4, 47000) },
	    { WORDS(PINCTRL(5), 3, 0x00050100), WORDS(SUCCESS, 2, 1, 192, 0xffffffff) } } },
	{ "pinctrl: function of a pin", V1, pin_function_get,
	  { { WORDS(PINCTRL(5), 3, 0x00080000), WORDS(SUCCESS, 2, 0) } } },
	{ "pinctrl: configure all", V1, pin_configure,
	  { { WORDS(PINCTRL(6), 3, 2, 0x409, 10, 12, 192, 7), WORDS(SUCCESS) } } },
	{ "pinctrl: configure a setting", V1, pin_configure_only,
	  { { WORDS(PINCTRL(6), 3, 0, 0x4, 20, 3), WORDS(SUCCESS) } } },
	{ "pinctrl: choose a function", V1, pin_choose,
	  { { WORDS(PINCTRL(6), 3, 0, 0x400), WORDS(SUCCESS) } } },
	{ "pinctrl: request", V1, pin_request, { { WORDS(PINCTRL(7), 3, 1), WORDS(SUCCESS) } } },
	{ "pinctrl: release", V1, pin_release, { { WORDS(PINCTRL(8), 3, 0), WORDS(SUCCESS) } } },
	{ "pinctrl: permissions", V1, pin_permit,
	  { { WORDS(PINCTRL(10), 2, 3, 5), WORDS(SUCCESS) } } },
};

/* A reading for each axis: a reply that is longer can be right, and only part of one not */
static void readings_of_axes(void **state)
{
	const struct row row = {
		"sensor: readings", V2, sensor_readings,
		{ { WORDS(SENSOR(6), 3, 0), WORDS(SUCCESS, 1, 0, 0, 0, 2, 0, 0, 0) } },
	};
	const struct row one = {
		"sensor: reading", V2, sensor_reading,
		{ { WORDS(SENSOR(6), 3, 0), WORDS(SUCCESS, MINUS(5), 0xffffffff, 1, 2) } },
	};
	struct peer peer = peer_of(&one);

	(void)state;
	expect(&one, run_row(&one, &peer), SCMI_RESULT_OK, 0);
	peer = peer_of(&row);
	expect(&row, run_row(&row, &peer), SCMI_RESULT_OK, 0);
	peer = peer_of(&row);
	peer.spoiled = 0;
	peer.size = 8 + 24;
	expect(&row, run_row(&row, &peer), SCMI_RESULT_MALFORMED, SCMI_REPLY_TOO_SHORT);
	peer = peer_of(&row);
	peer.spoiled = 0;
	peer.size = 8;
	expect(&row, run_row(&row, &peer), SCMI_RESULT_MALFORMED, SCMI_REPLY_TOO_SHORT);
}

/* A version has what it has: others are told before anything is sent */

SETTER(voltage_async, scmi_voltage_level_set_async(link, 3, 1, &(uint16_t){ 0 }))

static void missing_in_versions(void **state)
{
	static const struct {
		call *call;
		uint8_t version;
	} missing[] = {
		{ power_name, V2 }, { power_requested, V1 }, { perf_name, V2 }, { perf_fast, V1 },
		{ sensor_name, V2 }, { sensor_axes, V1 }, { sensor_axis_names, V2 },
		{ sensor_intervals, V1 }, { sensor_config, V1 }, { sensor_set_config, V1 },
		{ sensor_updates, V1 }, { reset_name, V2 }, { voltage_name, V1 },
		{ voltage_async, V1 },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(missing) / sizeof(missing[0]); i++) {
		struct row row = { "missing", missing[i].version, missing[i].call, { { NOTHING, NOTHING } } };
		struct peer peer = { .turns = row.turns };

		expect(&row, run_row(&row, &peer), SCMI_RESULT_UNSENT, SCMI_UNSENT_VERSION);
		assert_int_equal(peer.done, 0);
	}
}

/* Arguments that no message has bits for, and messages that the buffer has no room for */

SETTER(trip_control_4, scmi_sensor_trip_point_config(link, 3, 255, (enum scmi_sensor_trip_control)4, 0))
SETTER(mode_16, scmi_voltage_config_set(link, 3, 16))
SETTER(selector_4, scmi_pinctrl_request(link, (enum scmi_pinctrl_selector)4, 3))
SETTER(scale_16, scmi_sensor_config_set(link, 3, (&(struct scmi_sensor_configuration){
			.interval = { 1, 16 } }), SCMI_SENSOR_ROUND_UP))
SETTER(scale_minus_17, scmi_sensor_config_set(link, 3, (&(struct scmi_sensor_configuration){
			.interval = { 1, -17 } }), SCMI_SENSOR_ROUND_UP))
SETTER(rounding_4, scmi_sensor_config_set(link, 3, (&(struct scmi_sensor_configuration){
			.interval = { 1, 0 } }), (enum scmi_sensor_rounding)4))
SETTER(reset_no_token, scmi_reset_async(link, 3, SCMI_RESET_COLD, NULL))
SETTER(reading_no_token, scmi_sensor_reading_get_async(link, 3, NULL))
SETTER(voltage_no_token, scmi_voltage_level_set_async(link, 3, 1, NULL))

static const struct scmi_pin_config many[256];

SETTER(settings_256, scmi_pinctrl_settings_configure(link, SCMI_PINCTRL_PIN, 3, 0, many, 256))
SETTER(settings_255, scmi_pinctrl_settings_configure(link, SCMI_PINCTRL_PIN, 3, 0, many, 255))

static void bad_arguments(void **state)
{
	static const struct {
		call *call;
		int code;
	} bad[] = {
		{ trip_control_4, SCMI_UNSENT_ARGUMENT }, { mode_16, SCMI_UNSENT_ARGUMENT },
		{ selector_4, SCMI_UNSENT_ARGUMENT }, { scale_16, SCMI_UNSENT_ARGUMENT },
		{ scale_minus_17, SCMI_UNSENT_ARGUMENT }, { rounding_4, SCMI_UNSENT_ARGUMENT },
		{ reset_no_token, SCMI_UNSENT_ARGUMENT }, { reading_no_token, SCMI_UNSENT_ARGUMENT },
		{ voltage_no_token, SCMI_UNSENT_ARGUMENT },
		/* The transport of these links delivers nothing later */
		{ voltage_async, SCMI_UNSENT_ARGUMENT },
		{ settings_256, SCMI_UNSENT_ARGUMENT }, { settings_255, SCMI_UNSENT_SIZE },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		struct row row = { "bad argument", V31, bad[i].call, { { NOTHING, NOTHING } } };
		struct peer peer = { .turns = row.turns };

		expect(&row, run_row(&row, &peer), SCMI_RESULT_UNSENT, bad[i].code);
		assert_int_equal(peer.done, 0);
	}
}

/* Replies whose values cannot be, each as the last one of its call */
static const struct bad_value {
	const char *name;
	uint8_t version;
	call *call;
	enum scmi_malformed code;
	struct turn turns[MAX_TURNS];
} bad_values[] = {
	{ "a power unit of 3", V3, perf_protocol, SCMI_REPLY_BAD_VALUE,
	  { { WORDS(PERFORMANCE(1)), WORDS(SUCCESS, 0x30005, STATISTICS) } } },
	{ "a power cap's unit of 3", V2, cap_attributes, SCMI_REPLY_BAD_VALUE,
	  { { WORDS(POWERCAP(3), 3), WORDS(SUCCESS, 0xabc00000, GPU, 1, 2, 3, 4, 5, 6, 7, 8, 9) } } },
	{ "levels of an older version", V4, perf_levels_4, SCMI_REPLY_BAD_COUNT,
	  { { WORDS(PERFORMANCE(4), 3, 0), WORDS(SUCCESS, 0x10002, 20, 90, 200, 35, 170, 201) } } },
	{ "levels of a newer version", V1, perf_levels_1, SCMI_REPLY_BAD_COUNT,
	  { { WORDS(PERFORMANCE(4), 3, 0), WORDS(SUCCESS, 1, 20, 90, 200, 300000, 1) } } },
	{ "the first page of levels again", V4, perf_levels_4, SCMI_REPLY_REPEATS,
	  { { WORDS(PERFORMANCE(4), 3, 0), WORDS(SUCCESS, 0x10001, 20, 90, 200, 300000, 1) },
	    { WORDS(PERFORMANCE(4), 3, 1), WORDS(SUCCESS, 1, 20, 90, 200, 300000, 1) } } },
	{ "no levels though some remain", V1, perf_levels_1, SCMI_REPLY_NO_PROGRESS,
	  { { WORDS(PERFORMANCE(4), 3, 0), WORDS(SUCCESS, 0x10000) } } },
	{ "sensors that do not ascend", V31, sensors_3, SCMI_REPLY_REPEATS,
	  { { WORDS(SENSOR(3), 0), WORDS(SUCCESS, 2, SENSOR_7, SENSOR_7) } } },
	{ "the first page of sensors again", V31, sensors_3, SCMI_REPLY_REPEATS,
	  { { WORDS(SENSOR(3), 0), WORDS(SUCCESS, 0x10001, SENSOR_7) },
	    { WORDS(SENSOR(3), 1), WORDS(SUCCESS, 1, SENSOR_7) } } },
	{ "more sensors than bytes", V31, sensors_3, SCMI_REPLY_BAD_COUNT,
	  { { WORDS(SENSOR(3), 0), WORDS(SUCCESS, 2, SENSOR_7) } } },
	{ "fewer sensors than bytes", V31, sensors_3, SCMI_REPLY_BAD_COUNT,
	  { { WORDS(SENSOR(3), 0), WORDS(SUCCESS, 1, SENSOR_7, SENSOR_7) } } },
	{ "another sensor's description", V31, sensor_one, SCMI_REPLY_BAD_VALUE,
	  { { WORDS(SENSOR(3), 7), WORDS(SUCCESS, 1, SENSOR_0) } } },
	{ "a description of none", V31, sensor_one, SCMI_REPLY_NO_PROGRESS,
	  { { WORDS(SENSOR(3), 7), WORDS(SUCCESS, 0, SENSOR_7) } } },
	{ "an axis twice", V3, sensor_axes, SCMI_REPLY_REPEATS,
	  { { WORDS(SENSOR(7), 3, 0), WORDS(SUCCESS, 2, 1, 0, 0, GPU, 1, 0, 0, GPU) } } },
	{ "a range of two intervals", V2, sensor_intervals, SCMI_REPLY_BAD_COUNT,
	  { { WORDS(SENSOR(8), 3, 0), WORDS(SUCCESS, 0x1002, 0xbd, 0x140) } } },
	{ "intervals that become more", V2, sensor_intervals, SCMI_REPLY_BAD_COUNT,
	  { { WORDS(SENSOR(8), 3, 0), WORDS(SUCCESS, 0x10001, 0xbd) },
	    { WORDS(SENSOR(8), 3, 1), WORDS(SUCCESS, 0x10001, 0x140) } } },
	{ "the first page of intervals again", V2, sensor_intervals, SCMI_REPLY_REPEATS,
	  { { WORDS(SENSOR(8), 3, 0), WORDS(SUCCESS, 0x10001, 0xbd) },
	    { WORDS(SENSOR(8), 3, 1), WORDS(SUCCESS, 1, 0xbd) } } },
	{ "the first page of voltages again", V1, voltage_levels, SCMI_REPLY_REPEATS,
	  { { WORDS(VOLTAGE(4), 3, 0), WORDS(SUCCESS, 0x10001, 7) },
	    { WORDS(VOLTAGE(4), 3, 1), WORDS(SUCCESS, 1, 7) } } },
	{ "the first page of pins again", V1, pin_members, SCMI_REPLY_REPEATS,
	  { { WORDS(PINCTRL(4), 3, 1, 0), WORDS(SUCCESS, 0x10002, 0x00050004) },
	    { WORDS(PINCTRL(4), 3, 1, 2), WORDS(SUCCESS, 1, 0x00000004) } } },
	{ "another setting", V1, pin_setting, SCMI_REPLY_BAD_VALUE,
	  { { WORDS(PINCTRL(5), 3, 0x0000000a), WORDS(SUCCESS, 0xffffffff, 1, 11, 12) } } },
	{ "no setting", V1, pin_setting, SCMI_REPLY_BAD_COUNT,
	  { { WORDS(PINCTRL(5), 3, 0x0000000a), WORDS(SUCCESS, 0xffffffff, 0) } } },
	{ "a setting twice", V1, pin_settings, SCMI_REPLY_REPEATS,
	  { { WORDS(PINCTRL(5), 3, 0x00050000), WORDS(SUCCESS, 2, 2, 4, 1, 4, 2) } } },
};

static void bad_values_are_told(void **state)
{
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(bad_values) / sizeof(bad_values[0]); i++) {
		const struct bad_value *bad = &bad_values[i];
		struct row row = { .name = bad->name, .version = bad->version, .call = bad->call };
		struct peer peer;

		memcpy(row.turns, bad->turns, sizeof(row.turns));
		peer = peer_of(&row);
		expect(&row, run_row(&row, &peer), SCMI_RESULT_MALFORMED, (int)bad->code);
		assert_int_equal(peer.done, peer.turn_count);
	}
}

/* Lists that say for ever that there is more */
static void endless_lists(void **state)
{
	const struct {
		call *call;
		uint8_t version;
		struct turn turn;
	} lists[] = {
		{ perf_levels_1, V1, { NOTHING, WORDS(SUCCESS, 0xffff0001, 20, 90, 200) } },
		{ perf_levels_1, V1, { NOTHING, WORDS(SUCCESS, 0xffff0000) } },
		{ sensors_3, V31, { NOTHING, WORDS(SUCCESS, 0xffff0001, SENSOR_0) } },
		{ sensor_axes, V3, { NOTHING, WORDS(SUCCESS, 0xfc000001, 0, 0, 0, GPU) } },
		{ sensor_axis_names, V3, { NOTHING, WORDS(SUCCESS, 0xfc000001, 2, LONG_WORDS) } },
		{ sensor_intervals, V2, { NOTHING, WORDS(SUCCESS, 0xffff0001, 0xbd) } },
		{ voltage_levels, V1, { NOTHING, WORDS(SUCCESS, 0xffff0001, 7) } },
		{ pin_members, V1, { NOTHING, WORDS(SUCCESS, 0xffff0001, 7) } },
		{ pin_settings, V1, { NOTHING, WORDS(SUCCESS, 2, 0xff000001, 4, 1) } },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(lists) / sizeof(lists[0]); i++) {
		struct row row = { .name = "endless", .version = lists[i].version, .call = lists[i].call };
		struct peer peer = {
			.turns = &lists[i].turn, .turn_count = 1, .forever = true, .spoiled = SIZE_MAX,
		};
		struct scmi_result result = run_row(&row, &peer);

		if (result.kind != SCMI_RESULT_MALFORMED)
			fail_msg("list %zu ended with %u %d", i, result.kind, result.code);
		assert_in_range(peer.done, 1, 3);
	}
}

/* Units are those of the specification's table */
static void units(void **state)
{
	(void)state;
	assert_null(scmi_sensor_unit(0));
	assert_string_equal(scmi_sensor_unit(2), "degrees C");
	assert_string_equal(scmi_sensor_unit(5), "V");
	assert_string_equal(scmi_sensor_unit(7), "W");
	assert_string_equal(scmi_sensor_unit(0x13), "rpm");
	assert_string_equal(scmi_sensor_unit(0x14), "Hz");
	assert_string_equal(scmi_sensor_unit(0x1f), "m");
	assert_string_equal(scmi_sensor_unit(0x2f), "H");
	assert_string_equal(scmi_sensor_unit(0x41), "%");
	assert_string_equal(scmi_sensor_unit(0x4f), "errors");
	assert_string_equal(scmi_sensor_unit(0x59), "m/s2");
	assert_string_equal(scmi_sensor_unit(0x5d), "rad/s2");
	assert_null(scmi_sensor_unit(0x5e));
	assert_null(scmi_sensor_unit(0xff));
}

int main(void)
{
	ADD_ROWS(protocol_rows);
	ADD_TEST("a sensor with axes has a reading for each", readings_of_axes);
	ADD_TEST("what a version does not have is not sent", missing_in_versions);
	ADD_TEST("arguments out of range are not sent", bad_arguments);
	ADD_TEST("values and counts that cannot be are told", bad_values_are_told);
	ADD_TEST("lists that never end are told after three messages", endless_lists);
	ADD_TEST("units have their names", units);
	return run_program("agent_protocols");
}
