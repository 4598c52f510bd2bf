// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * Bytes, and the message header.
 */
#include "harness.h"

#include <scmi/protocol.h>

#include "bytes.h"
#include "messages.h"

static void loads_at_every_alignment(void **state)
{
	static const uint8_t bytes[] = { 0xef, 0xbe, 0xad, 0xde, 0x78, 0x56, 0x34, 0x92 };
	size_t shift;

	(void)state;
	for (shift = 0; shift < 8; shift++) {
		uint8_t *block = malloc(shift + sizeof(bytes));

		memcpy(block + shift, bytes, sizeof(bytes));
		assert_int_equal(load32_le(block + shift), 0xdeadbeef);
		assert_int_equal(load32_le(block + shift + 4), 0x92345678);
		assert_true(load64_le(block + shift) == 0x92345678deadbeefULL);
		free(block);
	}
}

static void stores_at_every_alignment(void **state)
{
	static const uint8_t expected[] = { 0x04, 0x03, 0x02, 0xf1, 0x08, 0x07, 0x06, 0x05 };
	size_t shift;

	(void)state;
	for (shift = 0; shift < 8; shift++) {
		uint8_t *block = calloc(1, shift + 4);

		store32_le(block + shift, 0xf1020304);
		assert_memory_equal(block + shift, expected, 4);
		assert_true(!shift || !block[shift - 1]);
		free(block);
		block = calloc(1, shift + 8);
		store64_le(block + shift, 0x05060708f1020304);
		assert_memory_equal(block + shift, expected, 8);
		assert_true(!shift || !block[shift - 1]);
		free(block);
	}
}

static void words_between_orders(void **state)
{
	static const uint8_t bytes[] = { 0xef, 0xbe, 0xad, 0xde };
	uint32_t word = swap32_le(0xdeadbeef);

	(void)state;
	assert_memory_equal(&word, bytes, 4);
	assert_int_equal(swap32_le(word), 0xdeadbeef);
}

/* Headers as the specification draws them: figure of section 4.1.1 */
static const struct {
	uint32_t header;
	uint8_t protocol, message, type;
	uint16_t token;
} headers[] = {
	{ 0x00004000, 0x10, 0x00, 0, 0 },
	{ 0x00005007, 0x14, 0x07, 0, 0 },
	{ 0x000050ff, 0x14, 0xff, 0, 0 },
	{ 0x00044000, 0x10, 0x00, 0, 1 },
	{ 0x0ffc4000, 0x10, 0x00, 0, 0x3ff },
	{ 0x0003fc00, 0xff, 0x00, 0, 0 },
	{ 0x00000300, 0x00, 0x00, 3, 0 },
	{ 0x00005205, 0x14, 0x05, 2, 0 },
	{ 0x0aa85301, 0x14, 0x01, 3, 0x2aa },
	{ 0x0fffffff, 0xff, 0xff, 3, 0x3ff },
};

static void header_is_put_together(void **state)
{
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(headers) / sizeof(headers[0]); i++)
		assert_int_equal(scmi_header(headers[i].protocol, headers[i].message,
					     headers[i].type, headers[i].token),
				 headers[i].header);
}

static void header_is_taken_apart(void **state)
{
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(headers) / sizeof(headers[0]); i++) {
		/* The reserved bits are nobody's */
		uint32_t header = headers[i].header | 0xf0000000;

		assert_int_equal(scmi_header_protocol(header), headers[i].protocol);
		assert_int_equal(scmi_header_message(header), headers[i].message);
		assert_int_equal(scmi_header_type(header), headers[i].type);
		assert_int_equal(scmi_header_token(header), headers[i].token);
	}
}

static void token_that_is_too_large_is_cut(void **state)
{
	(void)state;
	assert_int_equal(scmi_header(0x10, 0, 0, 0xffff), 0x0ffc4000);
}

static void versions_on_the_wire(void **state)
{
	(void)state;
	assert_int_equal(scmi_version_to_wire(SCMI_VERSION(1, 0)), 0x00010000);
	assert_int_equal(scmi_version_to_wire(SCMI_VERSION(2, 1)), 0x00020001);
	assert_int_equal(scmi_version_to_wire(SCMI_VERSION(15, 15)), 0x000f000f);
}

/*
 * The message tables against the specification: bytes of each payload, the status of replies not
 * counted, and arrays, which come last, as empty.
 */
#define SIZES(protocol, name, request, reply)							\
	{ #protocol " " #name,									\
	  offsetof(struct scmi_ ## protocol ## _ ## name ## _request, end), request,		\
	  offsetof(struct scmi_ ## protocol ## _ ## name ## _reply, end), reply }

static const struct {
	const char *name;
	size_t request, expected_request, reply, expected_reply;
} sizes[] = {
	SIZES(base, protocol_version, 0, 4),
	SIZES(base, protocol_attributes, 0, 4),
	SIZES(base, protocol_message_attributes, 4, 4),
	SIZES(base, discover_vendor, 0, 16),
	SIZES(base, discover_sub_vendor, 0, 16),
	SIZES(base, discover_implementation_version, 0, 4),
	SIZES(base, discover_list_protocols, 4, 4),
	SIZES(base, discover_agent, 4, 20),
	SIZES(base, notify_errors, 4, 0),
	SIZES(base, set_device_permissions, 12, 0),
	SIZES(base, set_protocol_permissions, 16, 0),
	SIZES(base, reset_agent_configuration, 8, 0),
	SIZES(base, negotiate_protocol_version, 4, 0),
	SIZES(clock, protocol_version, 0, 4),
	SIZES(clock, protocol_attributes, 0, 4),
	SIZES(clock, protocol_message_attributes, 4, 4),
	SIZES(clock, attributes, 4, 24),
	SIZES(clock, describe_rates, 8, 4),
	SIZES(clock, rate_set, 16, 0),
	SIZES(clock, rate_get, 4, 8),
	SIZES(clock, config_set, 12, 0),
	SIZES(clock, name_get, 4, 68),
	SIZES(clock, rate_notify, 8, 0),
	SIZES(clock, rate_change_requested_notify, 8, 0),
	SIZES(clock, config_get, 8, 12),
	SIZES(clock, possible_parents_get, 8, 4),
	SIZES(clock, parent_set, 8, 0),
	SIZES(clock, parent_get, 4, 4),
	SIZES(clock, get_permissions, 4, 4),
	SIZES(clock, negotiate_protocol_version, 4, 0),
	SIZES(performance, protocol_version, 0, 4),
	SIZES(performance, protocol_attributes, 0, 16),
	SIZES(performance, protocol_message_attributes, 4, 4),
	SIZES(performance, domain_attributes, 4, 32),
	SIZES(performance, describe_levels, 8, 4),
	SIZES(performance, limits_set, 12, 0),
	SIZES(performance, limits_get, 4, 8),
	SIZES(performance, level_set, 8, 0),
	SIZES(performance, level_get, 4, 4),
	SIZES(performance, notify_limits, 8, 0),
	SIZES(performance, notify_level, 8, 0),
	SIZES(performance, describe_fastchannel, 8, 44),
	SIZES(performance, domain_name_get, 4, 68),
	SIZES(performance, negotiate_protocol_version, 4, 0),
	SIZES(voltage, protocol_version, 0, 4),
	SIZES(voltage, protocol_attributes, 0, 4),
	SIZES(voltage, protocol_message_attributes, 4, 4),
	SIZES(voltage, domain_attributes, 4, 20),
	SIZES(voltage, describe_levels, 8, 4),
	SIZES(voltage, config_set, 8, 0),
	SIZES(voltage, config_get, 4, 4),
	SIZES(voltage, level_set, 12, 0),
	SIZES(voltage, level_get, 4, 4),
	SIZES(voltage, domain_name_get, 4, 68),
	SIZES(voltage, negotiate_protocol_version, 4, 0),
	SIZES(power, protocol_version, 0, 4),
	SIZES(power, protocol_attributes, 0, 16),
	SIZES(power, protocol_message_attributes, 4, 4),
	SIZES(power, attributes, 4, 20),
	SIZES(power, state_set, 12, 0),
	SIZES(power, state_get, 4, 4),
	SIZES(power, state_notify, 8, 0),
	SIZES(power, state_change_requested_notify, 8, 0),
	SIZES(power, name_get, 4, 68),
	SIZES(power, negotiate_protocol_version, 4, 0),
	SIZES(system, protocol_version, 0, 4),
	SIZES(system, protocol_attributes, 0, 4),
	SIZES(system, protocol_message_attributes, 4, 4),
	SIZES(system, state_set, 8, 0),
	SIZES(system, state_get, 0, 4),
	SIZES(system, state_notify, 4, 0),
	SIZES(system, negotiate_protocol_version, 4, 0),
	SIZES(reset, protocol_version, 0, 4),
	SIZES(reset, protocol_attributes, 0, 4),
	SIZES(reset, protocol_message_attributes, 4, 4),
	SIZES(reset, attributes, 4, 24),
	SIZES(reset, reset, 12, 0),
	SIZES(reset, notify, 8, 0),
	SIZES(reset, name_get, 4, 68),
	SIZES(reset, negotiate_protocol_version, 4, 0),
};

static void payload_sizes(void **state)
{
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
		if (sizes[i].request != sizes[i].expected_request ||
		    sizes[i].reply != sizes[i].expected_reply)
			fail_msg("%s: request %zu, reply %zu bytes", sizes[i].name,
				 sizes[i].request, sizes[i].reply);
	}
	assert_int_equal(offsetof(struct scmi_base_error_event_event, end), 8);
	assert_int_equal(offsetof(struct scmi_clock_rate_changed_event, end), 16);
	assert_int_equal(offsetof(struct scmi_clock_rate_change_requested_event, end), 16);
	assert_int_equal(offsetof(struct scmi_clock_rate_set_complete_delayed, end), 12);
	assert_int_equal(offsetof(struct scmi_performance_limits_changed_event, end), 16);
	assert_int_equal(offsetof(struct scmi_performance_level_changed_event, end), 12);
	assert_int_equal(offsetof(struct scmi_voltage_level_set_complete_delayed, end), 8);
	assert_int_equal(offsetof(struct scmi_power_state_changed_event, end), 12);
	assert_int_equal(offsetof(struct scmi_power_state_change_requested_event, end), 12);
	assert_int_equal(offsetof(struct scmi_system_state_notifier_event, end), 16);
	assert_int_equal(offsetof(struct scmi_reset_issued_event, end), 12);
	assert_int_equal(offsetof(struct scmi_reset_reset_complete_delayed, end), 4);
}

/* All parts of words, in the order of the tables */
struct bit_field {
	const char *name;
	unsigned int high, low;
};

#define U32(name, kind)
#define U32_SINCE(version, name, kind)
#define U64(name, kind)
#define NOTIFY_ENABLE			U32(notify_enable, BITS) BIT_FIELD(0, 0, enable)
#define TEXT(name, size)
#define ARRAY(type, name, kind)
#define ENTRIES(name, fields)		fields
#define RESOURCE(name)
#define BIT_FIELD(high, low, name)	{ #name, high, low },
#define MESSAGE(id, NAME, name, since, request, reply)	request reply
#define COMMON_MESSAGE		MESSAGE
#define RESOURCE_MESSAGE	MESSAGE
#define NAME_MESSAGE		MESSAGE
#define DELAYED_RESPONSE(id, NAME, name, since, fields)	fields
#define NOTIFICATION		DELAYED_RESPONSE

static const struct bit_field base_fields[] = {
#include "base.def"
};

static const struct bit_field clock_fields[] = {
#include "clock.def"
};

static const struct bit_field performance_fields[] = {
#include "performance.def"
};

static const struct bit_field voltage_fields[] = {
#include "voltage.def"
};

static const struct bit_field power_fields[] = {
#include "power.def"
};

static const struct bit_field system_fields[] = {
#include "system.def"
};

static const struct bit_field reset_fields[] = {
#include "reset.def"
};

static const struct bit_field expected_base_fields[] = {
	{ "agents", 15, 8 }, { "protocols", 7, 0 },			/* PROTOCOL_ATTRIBUTES */
	{ "enable", 0, 0 },						/* NOTIFY_ERRORS */
	{ "allow", 0, 0 },						/* SET_DEVICE_PERMISSIONS */
	{ "protocol", 7, 0 }, { "allow", 0, 0 },		/* SET_PROTOCOL_PERMISSIONS */
	{ "reset_permissions", 0, 0 },				/* RESET_AGENT_CONFIGURATION */
	{ "fatal", 31, 31 }, { "commands", 9, 0 },			/* ERROR_EVENT */
};

static const struct bit_field expected_clock_fields[] = {
	{ "max_pending_rate_changes", 23, 16 }, { "clocks", 15, 0 },	/* PROTOCOL_ATTRIBUTES */
	{ "rate_changed_notifications", 31, 31 },			/* ATTRIBUTES ... */
	{ "rate_change_requested_notifications", 30, 30 },
	{ "extended_name", 29, 29 }, { "parents", 28, 28 },
	{ "extended_configuration", 27, 27 }, { "restricted", 1, 1 }, { "enabled", 0, 0 },
	{ "remaining", 31, 16 }, { "linear", 12, 12 }, { "returned", 11, 0 }, /* DESCRIBE_RATES */
	{ "round_to_nearest", 3, 3 }, { "round_up", 2, 2 },		/* RATE_SET ... */
	{ "ignore_delayed_response", 1, 1 }, { "asynchronous", 0, 0 },
	{ "extended_config_type", 23, 16 }, { "state", 1, 0 },		/* CONFIG_SET */
	{ "enable", 0, 0 },						/* RATE_NOTIFY */
	{ "enable", 0, 0 },					/* RATE_CHANGE_REQUESTED_NOTIFY */
	{ "extended_config_type", 7, 0 }, { "enabled", 0, 0 },		/* CONFIG_GET */
	{ "remaining", 31, 24 }, { "returned", 7, 0 },			/* POSSIBLE_PARENTS_GET */
	{ "state", 31, 31 }, { "parent", 30, 30 }, { "rate", 29, 29 },	/* GET_PERMISSIONS */
};

static const struct bit_field expected_performance_fields[] = {
	{ "power_unit", 17, 16 }, { "domains", 15, 0 },			/* PROTOCOL_ATTRIBUTES */
	{ "fast_channel", 0, 0 },				/* PROTOCOL_MESSAGE_ATTRIBUTES */
	{ "can_set_limits", 31, 31 }, { "can_set_level", 30, 30 },	/* DOMAIN_ATTRIBUTES ... */
	{ "limits_changed_notifications", 29, 29 }, { "level_changed_notifications", 28, 28 },
	{ "fast_channel", 27, 27 }, { "extended_name", 26, 26 }, { "level_indexing", 25, 25 },
	{ "microseconds", 19, 0 },
	{ "remaining", 31, 16 }, { "returned", 11, 0 },			/* DESCRIBE_LEVELS ... */
	{ "transition_latency", 15, 0 },
	{ "enable", 0, 0 },						/* NOTIFY_LIMITS */
	{ "enable", 0, 0 },						/* NOTIFY_LEVEL */
	{ "doorbell_width", 2, 1 }, { "doorbell", 0, 0 },		/* DESCRIBE_FASTCHANNEL */
	{ "microseconds", 19, 0 },
};

static const struct bit_field expected_voltage_fields[] = {
	{ "domains", 15, 0 },						/* PROTOCOL_ATTRIBUTES */
	{ "asynchronous_level_set", 31, 31 }, { "extended_name", 30, 30 }, /* DOMAIN_ATTRIBUTES */
	{ "remaining", 31, 16 }, { "linear", 12, 12 }, { "returned", 11, 0 }, /* DESCRIBE_LEVELS */
	{ "mode", 3, 0 },						/* CONFIG_SET */
	{ "mode", 3, 0 },						/* CONFIG_GET */
	{ "asynchronous", 0, 0 },					/* LEVEL_SET */
};

static const struct bit_field expected_power_fields[] = {
	{ "domains", 15, 0 },						/* PROTOCOL_ATTRIBUTES */
	{ "state_change_notifications", 31, 31 },			/* ATTRIBUTES ... */
	{ "asynchronous_state_set", 30, 30 }, { "synchronous_state_set", 29, 29 },
	{ "state_change_requested_notifications", 28, 28 }, { "extended_name", 27, 27 },
	{ "asynchronous", 0, 0 }, { "context_lost", 30, 30 }, { "id", 27, 0 }, /* STATE_SET */
	{ "context_lost", 30, 30 }, { "id", 27, 0 },			/* STATE_GET */
	{ "enable", 0, 0 },						/* STATE_NOTIFY */
	{ "enable", 0, 0 },					/* STATE_CHANGE_REQUESTED_NOTIFY */
	{ "context_lost", 30, 30 }, { "id", 27, 0 },			/* STATE_CHANGED */
	{ "context_lost", 30, 30 }, { "id", 27, 0 },			/* STATE_CHANGE_REQUESTED */
};

static const struct bit_field expected_system_fields[] = {
	{ "warm_reset", 31, 31 }, { "suspend", 30, 30 },		/* MESSAGE_ATTRIBUTES */
	{ "graceful", 0, 0 },						/* STATE_SET */
	{ "enable", 0, 0 },						/* STATE_NOTIFY */
	{ "graceful", 0, 0 },						/* STATE_NOTIFIER */
};

static const struct bit_field expected_reset_fields[] = {
	{ "domains", 15, 0 },						/* PROTOCOL_ATTRIBUTES */
	{ "asynchronous_reset", 31, 31 }, { "reset_notifications", 30, 30 }, /* ATTRIBUTES ... */
	{ "extended_name", 29, 29 },
	{ "asynchronous", 2, 2 }, { "explicit_assert", 1, 1 }, { "autonomous", 0, 0 },
	{ "vendor", 31, 31 }, { "id", 30, 0 },
	{ "enable", 0, 0 },						/* NOTIFY */
	{ "vendor", 31, 31 }, { "id", 30, 0 },				/* ISSUED */
};

/* Fields that a version has brought, in the order of the tables */
#undef U32_SINCE
#undef BIT_FIELD
#undef V
#define U32_SINCE(version, name, kind)	{ #name, version },
#define BIT_FIELD(high, low, name)
#define V(major, minor)			((major) * 10 + (minor))

struct later_field {
	const char *name;
	unsigned int version;
};

static const struct later_field later_fields[] = {
#include "base.def"
#include "clock.def"
#include "performance.def"
#include "voltage.def"
#include "power.def"
#include "system.def"
#include "reset.def"
};

static const struct later_field expected_later_fields[] = {
	{ "agent_id", 20 },		/* reply of BASE_DISCOVER_AGENT */
	{ "clock_enable_delay", 20 },	/* reply of CLOCK_ATTRIBUTES */
	{ "extended_config_val", 30 },	/* CLOCK_CONFIG_SET */
	{ "indicative_frequency", 40 },	/* reply of PERFORMANCE_DESCRIBE_LEVELS ... */
	{ "level_index", 40 },
	{ "timeout", 20 },		/* SYSTEM_POWER_STATE_NOTIFIER */
};

/* What the platform sends on its own */
#undef MESSAGE
#undef DELAYED_RESPONSE
#define MESSAGE(id, NAME, name, since, request, reply)
#define DELAYED_RESPONSE(id, NAME, name, since, fields)	{ #NAME, id, since },

struct sent {
	const char *name;
	unsigned int id, since;
};

static const struct sent sent[] = {
#include "base.def"
#include "clock.def"
};

static const struct sent expected_sent[] = {
	{ "BASE_ERROR_EVENT", 0, 10 },
	{ "CLOCK_RATE_SET_COMPLETE", 5, 10 },
	{ "CLOCK_RATE_CHANGED", 0, 20 },
	{ "CLOCK_RATE_CHANGE_REQUESTED", 1, 20 },
};

static void compare_fields(const struct bit_field *fields, size_t count,
			   const struct bit_field *expected, size_t expected_count)
{
	size_t i;

	for (i = 0; i < count && i < expected_count; i++) {
		assert_string_equal(fields[i].name, expected[i].name);
		if (fields[i].high != expected[i].high || fields[i].low != expected[i].low)
			fail_msg("%s is bits %u:%u", fields[i].name, fields[i].high, fields[i].low);
	}
	assert_int_equal(count, expected_count);
}

#define COUNT(array)	(sizeof(array) / sizeof((array)[0]))

static void parts_of_words(void **state)
{
	(void)state;
	compare_fields(base_fields, COUNT(base_fields), expected_base_fields,
		       COUNT(expected_base_fields));
	compare_fields(clock_fields, COUNT(clock_fields), expected_clock_fields,
		       COUNT(expected_clock_fields));
	compare_fields(performance_fields, COUNT(performance_fields), expected_performance_fields,
		       COUNT(expected_performance_fields));
	compare_fields(voltage_fields, COUNT(voltage_fields), expected_voltage_fields,
		       COUNT(expected_voltage_fields));
	compare_fields(power_fields, COUNT(power_fields), expected_power_fields,
		       COUNT(expected_power_fields));
	compare_fields(system_fields, COUNT(system_fields), expected_system_fields,
		       COUNT(expected_system_fields));
	compare_fields(reset_fields, COUNT(reset_fields), expected_reset_fields,
		       COUNT(expected_reset_fields));
}

static void fields_of_later_versions(void **state)
{
	size_t i;

	(void)state;
	assert_int_equal(COUNT(later_fields), COUNT(expected_later_fields));
	for (i = 0; i < COUNT(later_fields); i++) {
		assert_string_equal(later_fields[i].name, expected_later_fields[i].name);
		assert_int_equal(later_fields[i].version, expected_later_fields[i].version);
	}
}

static void sent_by_the_platform(void **state)
{
	size_t i;

	(void)state;
	assert_int_equal(COUNT(sent), COUNT(expected_sent));
	for (i = 0; i < COUNT(sent); i++) {
		assert_string_equal(sent[i].name, expected_sent[i].name);
		assert_int_equal(sent[i].id, expected_sent[i].id);
		assert_int_equal(sent[i].since, expected_sent[i].since);
	}
}

int main(void)
{
	ADD_TEST("payloads have the sizes of the specification", payload_sizes);
	ADD_TEST("notifications and delayed responses are those of the specification",
		 sent_by_the_platform);
	ADD_TEST("fields came with the versions of the specification", fields_of_later_versions);
	ADD_TEST("parts of words have the bits of the specification", parts_of_words);
	ADD_TEST("32 and 64-bit words are loaded from every alignment", loads_at_every_alignment);
	ADD_TEST("32 and 64-bit words are stored at every alignment", stores_at_every_alignment);
	ADD_TEST("a word between the order of the machine and little-endian", words_between_orders);
	ADD_TEST("a header is put together as specified", header_is_put_together);
	ADD_TEST("a header is taken apart as specified", header_is_taken_apart);
	ADD_TEST("a token that is too large is cut", token_that_is_too_large_is_cut);
	ADD_TEST("versions have their major number in the upper half", versions_on_the_wire);
	return run_program("wire");
}
