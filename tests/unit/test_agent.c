// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * The agent: what it sends, byte for byte, and what it makes of good and bad replies.
 */
#include "agent_rows.h"

#define LINK_BASE	0
#define LINK_CLOCK	4

/* Calls. Each compares what it was given with what the rows below say. */

static struct scmi_result version_get(struct scmi_link *link)
{
	uint32_t version = 0;
	struct scmi_result r = scmi_protocol_version_get(link, 0x17, &version);

	assert_true(!scmi_ok(r) || version == 0x20001);
	return r;
}

static struct scmi_result message_attributes(struct scmi_link *link)
{
	uint32_t attributes = 0;
	struct scmi_result r = scmi_protocol_message_attributes_get(link, 0x14, 0x8, &attributes);

	assert_true(!scmi_ok(r) || attributes == 5);
	return r;
}

static struct scmi_result base_attributes(struct scmi_link *link)
{
	struct scmi_base_attributes a = { 0 };
	struct scmi_result r = scmi_base_attributes_get(link, &a);

	assert_true(!scmi_ok(r) || (a.agents == 2 && a.protocols == 3));
	return r;
}

static struct scmi_result vendor(struct scmi_link *link)
{
	char name[16] = "";
	struct scmi_result r = scmi_base_discover_vendor(link, name);

	assert_true(!scmi_ok(r) || !strcmp(name, "acme of nowhere"));
	return r;
}

static struct scmi_result sub_vendor(struct scmi_link *link)
{
	char name[16] = "";
	struct scmi_result r = scmi_base_discover_sub_vendor(link, name);

	assert_true(!scmi_ok(r) || !strcmp(name, "sub"));
	return r;
}

static struct scmi_result implementation_version(struct scmi_link *link)
{
	uint32_t version = 0;
	struct scmi_result r = scmi_base_discover_implementation_version(link, &version);

	assert_true(!scmi_ok(r) || version == 0xfedcba98);
	return r;
}

static struct scmi_result list_protocols(struct scmi_link *link)
{
	static const uint8_t expected[] = { 0x11, 0x14, 0x15, 0x80, 0xff };
	uint8_t protocols[5] = { 0 };
	size_t count = 0;
	struct scmi_result r = scmi_base_discover_list_protocols(link, protocols, 5, &count);

	if (scmi_ok(r)) {
		assert_int_equal(count, 5);
		assert_memory_equal(protocols, expected, 5);
	}
	return r;
}

static struct scmi_result agent_7(struct scmi_link *link)
{
	struct scmi_base_agent agent = { 0 };
	struct scmi_result r = scmi_base_discover_agent(link, 7, &agent);

	assert_true(!scmi_ok(r) || (agent.id == 7 && !strcmp(agent.name, "bond")));
	return r;
}

static struct scmi_result agent_self(struct scmi_link *link)
{
	struct scmi_base_agent agent = { 0 };
	struct scmi_result r = scmi_base_discover_agent(link, SCMI_AGENT_SELF, &agent);

	assert_true(!scmi_ok(r) || (agent.id == 7 && !strcmp(agent.name, "bond")));
	return r;
}

static struct scmi_result notify_errors(struct scmi_link *link)
{
	return scmi_base_notify_errors(link, true);
}

static struct scmi_result device_permissions(struct scmi_link *link)
{
	return scmi_base_set_device_permissions(link, 2, 9, true);
}

static struct scmi_result protocol_permissions(struct scmi_link *link)
{
	return scmi_base_set_protocol_permissions(link, 2, 9, 0x14, false);
}

static struct scmi_result reset_agent(struct scmi_link *link)
{
	return scmi_base_reset_agent_configuration(link, 2, true);
}

static struct scmi_result clock_protocol(struct scmi_link *link)
{
	struct scmi_clock_protocol_attributes a = { 0 };
	struct scmi_result r = scmi_clock_protocol_attributes_get(link, &a);

	assert_true(!scmi_ok(r) || (a.clocks == 0x1234 && a.max_pending_rate_changes == 0x56));
	return r;
}

static struct scmi_result attributes_all(struct scmi_link *link)
{
	struct scmi_clock_attributes a;
	struct scmi_result r = scmi_clock_attributes_get(link, 3, &a);

	if (!scmi_ok(r))
		return r;
	assert_string_equal(a.name, "uart");
	assert_int_equal(a.enable_delay, 150);
	assert_true(a.enabled && a.rate_changed_notifications && a.extended_name && a.parents);
	assert_true(a.extended_configuration && a.restricted);
	assert_false(a.rate_change_requested_notifications);
	return r;
}

/* The same bits in a version that does not have them */
static struct scmi_result attributes_old(struct scmi_link *link)
{
	struct scmi_clock_attributes a;
	struct scmi_result r = scmi_clock_attributes_get(link, 3, &a);

	if (!scmi_ok(r))
		return r;
	assert_string_equal(a.name, "uart");
	assert_int_equal(a.enable_delay, 0);
	assert_true(a.enabled);
	assert_false(a.rate_changed_notifications || a.extended_name || a.parents);
	assert_false(a.extended_configuration || a.restricted);
	return r;
}

static struct scmi_result attributes_2(struct scmi_link *link)
{
	struct scmi_clock_attributes a;
	struct scmi_result r = scmi_clock_attributes_get(link, 3, &a);

	if (!scmi_ok(r))
		return r;
	assert_true(a.rate_changed_notifications && a.extended_name);
	assert_false(a.parents || a.extended_configuration || a.restricted);
	assert_int_equal(a.enable_delay, 150);
	return r;
}

static struct scmi_result attributes_optee(struct scmi_link *link)
{
	struct scmi_clock_attributes a;
	struct scmi_result r = scmi_clock_attributes_get(link, 3, &a);

	assert_true(a.enabled && !a.enable_delay && !strcmp(a.name, "uart"));
	return r;
}

static struct scmi_result long_name(struct scmi_link *link)
{
	char name[64] = "";
	struct scmi_result r = scmi_clock_name_get(link, 3, name);

	assert_true(!scmi_ok(r) || !strcmp(name, "a name that is longer than sixteen"));
	return r;
}

static struct scmi_result rates(struct scmi_link *link)
{
	static const uint64_t expected[] = { 1, 0x100000002, 3 };
	struct scmi_clock_rate_list list = { 0 };
	uint64_t found[3] = { 0 };
	struct scmi_result r = scmi_clock_describe_rates(link, 3, found, 3, &list);

	if (scmi_ok(r)) {
		assert_int_equal(list.count, 3);
		assert_false(list.linear);
		assert_memory_equal(found, expected, sizeof(expected));
	}
	return r;
}

static struct scmi_result linear_rates(struct scmi_link *link)
{
	struct scmi_clock_rate_list list = { 0 };
	uint64_t found[3] = { 0 };
	struct scmi_result r = scmi_clock_describe_rates(link, 3, found, 3, &list);

	assert_true(!scmi_ok(r) || (list.linear && list.count == 3 && found[0] == 10 &&
				    found[1] == 20 && found[2] == 5));
	return r;
}

static struct scmi_result rate_down(struct scmi_link *link)
{
	return scmi_clock_rate_set(link, 3, 0x123456789, SCMI_CLOCK_ROUND_DOWN);
}

static struct scmi_result rate_up(struct scmi_link *link)
{
	return scmi_clock_rate_set(link, 3, 1, SCMI_CLOCK_ROUND_UP);
}

static struct scmi_result rate_nearest(struct scmi_link *link)
{
	return scmi_clock_rate_set(link, 3, UINT64_MAX, SCMI_CLOCK_ROUND_NEAREST);
}

static struct scmi_result rate_get(struct scmi_link *link)
{
	uint64_t rate = 0;
	struct scmi_result r = scmi_clock_rate_get(link, 3, &rate);

	assert_true(!scmi_ok(r) || rate == 0x123456789);
	return r;
}

static struct scmi_result enable(struct scmi_link *link)
{
	return scmi_clock_config_set(link, 3, SCMI_CLOCK_ENABLE, SCMI_CLOCK_NO_CONFIG, 0);
}

static struct scmi_result configure(struct scmi_link *link)
{
	return scmi_clock_config_set(link, 3, SCMI_CLOCK_KEEP, SCMI_CLOCK_CONFIG_PHASE, 270);
}

static struct scmi_result enable_and_configure(struct scmi_link *link)
{
	return scmi_clock_config_set(link, 3, SCMI_CLOCK_ENABLE, SCMI_CLOCK_CONFIG_PHASE, 270);
}

static struct scmi_result config_get(struct scmi_link *link)
{
	struct scmi_clock_configuration c = { 0 };
	struct scmi_result r = scmi_clock_config_get(link, 3, SCMI_CLOCK_CONFIG_DUTY_CYCLE, &c);

	assert_true(!scmi_ok(r) || (c.enabled && c.value == 30));
	return r;
}

static struct scmi_result state_get(struct scmi_link *link)
{
	struct scmi_clock_configuration c = { .enabled = true, .value = 1 };
	struct scmi_result r = scmi_clock_config_get(link, 3, SCMI_CLOCK_NO_CONFIG, &c);

	assert_true(!scmi_ok(r) || (!c.enabled && !c.value));
	return r;
}

static struct scmi_result rate_notify(struct scmi_link *link)
{
	return scmi_clock_rate_notify(link, 3, true);
}

static struct scmi_result request_notify(struct scmi_link *link)
{
	return scmi_clock_rate_change_requested_notify(link, 3, false);
}

static struct scmi_result parents(struct scmi_link *link)
{
	static const uint32_t expected[] = { 5, 0, 9 };
	uint32_t found[3] = { 0 };
	size_t count = 0;
	struct scmi_result r = scmi_clock_possible_parents_get(link, 3, found, 3, &count);

	if (scmi_ok(r)) {
		assert_int_equal(count, 3);
		assert_memory_equal(found, expected, sizeof(expected));
	}
	return r;
}

static struct scmi_result parent_set(struct scmi_link *link)
{
	return scmi_clock_parent_set(link, 3, 5);
}

static struct scmi_result parent_get(struct scmi_link *link)
{
	uint32_t parent = 0;
	struct scmi_result r = scmi_clock_parent_get(link, 3, &parent);

	assert_true(!scmi_ok(r) || parent == 5);
	return r;
}

static struct scmi_result permissions(struct scmi_link *link)
{
	struct scmi_clock_permissions p = { 0 };
	struct scmi_result r = scmi_clock_get_permissions(link, 3, &p);

	assert_true(!scmi_ok(r) || (p.state && !p.parent && p.rate));
	return r;
}

/* Requests and good replies, from the specification's tables */

#define UART	C4('u', 'a', 'r', 't'), 0, 0, 0
#define BOND	C4('b', 'o', 'n', 'd'), 0, 0, 0

static const struct row base_and_clock[] = {
	{ "version of a protocol that is not open", V21, version_get,
	  { { WORDS(0x5c00), WORDS(SUCCESS, 0x20001) } } },
	{ "message attributes", V21, message_attributes,
	  { { WORDS(CLOCK(2), 8), WORDS(SUCCESS, 5) } } },
	{ "base attributes", V21, base_attributes,
	  { { WORDS(BASE(1)), WORDS(SUCCESS, 0x0203) } } },
	{ "vendor of 15 letters", V21, vendor,
	  { { WORDS(BASE(3)), WORDS(SUCCESS, C4('a', 'c', 'm', 'e'), C4(' ', 'o', 'f', ' '),
				    C4('n', 'o', 'w', 'h'), C4('e', 'r', 'e', 0)) } } },
	{ "sub-vendor", V21, sub_vendor,
	  { { WORDS(BASE(4)), WORDS(SUCCESS, C4('s', 'u', 'b', 0), 0, 0, 0) } } },
	{ "implementation version", V21, implementation_version,
	  { { WORDS(BASE(5)), WORDS(SUCCESS, 0xfedcba98) } } },
	{ "protocols in two pages", V21, list_protocols,
	  { { WORDS(BASE(1)), WORDS(SUCCESS, 0x0105) },
	    { WORDS(BASE(6), 0), WORDS(SUCCESS, 4, 0x80151411) },
	    { WORDS(BASE(6), 4), WORDS(SUCCESS, 1, 0xff) } } },
	{ "an agent, 2.0", V2, agent_7, { { WORDS(BASE(7), 7), WORDS(SUCCESS, 7, BOND) } } },
	{ "an agent, 1.0", V1, agent_7, { { WORDS(BASE(7), 7), WORDS(SUCCESS, BOND) } } },
	{ "this agent", V2, agent_self,
	  { { WORDS(BASE(7), 0xffffffff), WORDS(SUCCESS, 7, BOND) } } },
	{ "errors are told", V1, notify_errors, { { WORDS(BASE(8), 1), WORDS(SUCCESS) } } },
	{ "device permissions", V2, device_permissions,
	  { { WORDS(BASE(9), 2, 9, 1), WORDS(SUCCESS) } } },
	{ "protocol permissions", V2, protocol_permissions,
	  { { WORDS(BASE(10), 2, 9, 0x14, 0), WORDS(SUCCESS) } } },
	{ "reset of an agent", V2, reset_agent, { { WORDS(BASE(11), 2, 1), WORDS(SUCCESS) } } },
	{ "clock protocol's attributes", V3, clock_protocol,
	  { { WORDS(CLOCK(1)), WORDS(SUCCESS, 0x561234) } } },
	{ "attributes, 3.0", V3, attributes_all,
	  { { WORDS(CLOCK(3), 3), WORDS(SUCCESS, 0xb8000003, UART, 150) } } },
	{ "attributes, 2.0", V2, attributes_2,
	  { { WORDS(CLOCK(3), 3), WORDS(SUCCESS, 0xb8000003, UART, 150) } } },
	{ "attributes, 1.0", V1, attributes_old,
	  { { WORDS(CLOCK(3), 3), WORDS(SUCCESS, 0xb8000003, UART) } } },
	{ "long name", V2, long_name,
	  { { WORDS(CLOCK(8), 3), WORDS(SUCCESS, 0, C4('a', ' ', 'n', 'a'), C4('m', 'e', ' ', 't'),
		C4('h', 'a', 't', ' '), C4('i', 's', ' ', 'l'), C4('o', 'n', 'g', 'e'),
		C4('r', ' ', 't', 'h'), C4('a', 'n', ' ', 's'), C4('i', 'x', 't', 'e'),
		C4('e', 'n', 0, 0), 0, 0, 0, 0, 0, 0, 0) } } },
	{ "rates in two pages", V1, rates,
	  { { WORDS(CLOCK(4), 3, 0), WORDS(SUCCESS, 0x00010002, 1, 0, 2, 1) },
	    { WORDS(CLOCK(4), 3, 2), WORDS(SUCCESS, 0x00000001, 3, 0) } } },
	{ "rates of a range", V3, linear_rates,
	  { { WORDS(CLOCK(4), 3, 0), WORDS(SUCCESS, 0x00001003, 10, 0, 20, 0, 5, 0) } } },
	{ "rate rounded down", V1, rate_down,
	  { { WORDS(CLOCK(5), 0, 3, 0x23456789, 1), WORDS(SUCCESS) } } },
	{ "rate rounded up", V1, rate_up, { { WORDS(CLOCK(5), 4, 3, 1, 0), WORDS(SUCCESS) } } },
	{ "rate rounded to the nearest", V1, rate_nearest,
	  { { WORDS(CLOCK(5), 8, 3, 0xffffffff, 0xffffffff), WORDS(SUCCESS) } } },
	{ "rate", V1, rate_get, { { WORDS(CLOCK(6), 3), WORDS(SUCCESS, 0x23456789, 1) } } },
	{ "enable, 1.0", V1, enable, { { WORDS(CLOCK(7), 3, 1), WORDS(SUCCESS) } } },
	{ "enable, 2.0", V2, enable, { { WORDS(CLOCK(7), 3, 1), WORDS(SUCCESS) } } },
	{ "enable, 3.0", V3, enable, { { WORDS(CLOCK(7), 3, 1, 0), WORDS(SUCCESS) } } },
	{ "phase", V3, configure, { { WORDS(CLOCK(7), 3, 0x20003, 270), WORDS(SUCCESS) } } },
	{ "state and phase", V3, enable_and_configure,
	  { { WORDS(CLOCK(7), 3, 0x20001, 270), WORDS(SUCCESS) } } },
	{ "duty cycle", V3, config_get,
	  { { WORDS(CLOCK(11), 3, 1), WORDS(SUCCESS, 0, 1, 30) } } },
	{ "state", V3, state_get, { { WORDS(CLOCK(11), 3, 0), WORDS(SUCCESS, 0, 0, 77) } } },
	{ "rates are told", V2, rate_notify, { { WORDS(CLOCK(9), 3, 1), WORDS(SUCCESS) } } },
	{ "requests are not told", V2, request_notify,
	  { { WORDS(CLOCK(10), 3, 0), WORDS(SUCCESS) } } },
	{ "parents in two pages", V3, parents,
	  { { WORDS(CLOCK(12), 3, 0), WORDS(SUCCESS, 0x02000001, 5) },
	    { WORDS(CLOCK(12), 3, 1), WORDS(SUCCESS, 0x00000002, 0, 9) } } },
	{ "parent is set", V3, parent_set, { { WORDS(CLOCK(13), 3, 5), WORDS(SUCCESS) } } },
	{ "parent", V3, parent_get, { { WORDS(CLOCK(14), 3), WORDS(SUCCESS, 5) } } },
	{ "permissions", V3, permissions, { { WORDS(CLOCK(15), 3), WORDS(SUCCESS, 0xa0000000) } } },
};

/* Attributes may lack the delay that 2.0 has put behind them */
static size_t without_delay(const struct row *row)
{
	return row->call == attributes_all || row->call == attributes_2 ? 28 : 0;
}

/* OP-TEE's own server says 2.0, and has the attributes of 1.0 */
static void attributes_in_older_form(void **state)
{
	const struct row row = {
		"attributes, 2.0 in the form of 1.0", V2, attributes_optee,
		{ { WORDS(CLOCK(3), 3), WORDS(SUCCESS, 1, UART) } },
	};
	struct peer peer = peer_of(&row);

	(void)state;
	expect(&row, run_row(&row, &peer), SCMI_RESULT_OK, 0);
}

/* A version has what it has: others are told before anything is sent */
static void missing_in_versions(void **state)
{
	static const struct {
		call *call;
		uint8_t version;
	} missing[] = {
		{ device_permissions, V1 }, { protocol_permissions, V1 }, { reset_agent, V1 },
		{ agent_self, V1 }, { long_name, V1 }, { rate_notify, V1 }, { request_notify, V1 },
		{ configure, V2 }, { enable_and_configure, V2 }, { enable_and_configure, V1 },
		{ config_get, V2 }, { parents, V2 }, { parent_set, V2 }, { parent_get, V2 },
		{ permissions, V2 },
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

/* Replies whose values cannot be, each as the last one of its call */
static const struct bad_value {
	const char *name;
	call *call;
	enum scmi_malformed code;
	struct turn turns[MAX_TURNS];
} bad_values[] = {
	{ "a name of 16 letters", vendor, SCMI_REPLY_BAD_TEXT,
	  { { WORDS(BASE(3)), WORDS(SUCCESS, C4('a', 'c', 'm', 'e'), C4('a', 'c', 'm', 'e'),
				    C4('a', 'c', 'm', 'e'), C4('a', 'c', 'm', 'e')) } } },
	{ "another agent", agent_7, SCMI_REPLY_BAD_VALUE,
	  { { WORDS(BASE(7), 7), WORDS(SUCCESS, 8, BOND) } } },
	{ "more protocols than there are", list_protocols, SCMI_REPLY_BAD_COUNT,
	  { { WORDS(BASE(1)), WORDS(SUCCESS, 0x0103) },
	    { WORDS(BASE(6), 0), WORDS(SUCCESS, 4, 0x80151411) } } },
	{ "no protocols though there are", list_protocols, SCMI_REPLY_NO_PROGRESS,
	  { { WORDS(BASE(1)), WORDS(SUCCESS, 0x0103) }, { WORDS(BASE(6), 0), WORDS(SUCCESS, 0) } } },
	{ "2^32 - 1 protocols", list_protocols, SCMI_REPLY_BAD_COUNT,
	  { { WORDS(BASE(1)), WORDS(SUCCESS, 0x0103) },
	    { WORDS(BASE(6), 0), WORDS(SUCCESS, 0xffffffff, 0x80151411) } } },
	{ "the same protocol twice", list_protocols, SCMI_REPLY_REPEATS,
	  { { WORDS(BASE(1)), WORDS(SUCCESS, 0x0104) },
	    { WORDS(BASE(6), 0), WORDS(SUCCESS, 4, 0x14151411) } } },
	{ "the first page of protocols again", list_protocols, SCMI_REPLY_REPEATS,
	  { { WORDS(BASE(1)), WORDS(SUCCESS, 0x0105) },
	    { WORDS(BASE(6), 0), WORDS(SUCCESS, 4, 0x80151411) },
	    { WORDS(BASE(6), 4), WORDS(SUCCESS, 1, 0x11) } } },
	{ "more rates than bytes", rates, SCMI_REPLY_BAD_COUNT,
	  { { WORDS(CLOCK(4), 3, 0), WORDS(SUCCESS, 0x00000003, 1, 0, 2, 0) } } },
	{ "fewer rates than bytes", rates, SCMI_REPLY_BAD_COUNT,
	  { { WORDS(CLOCK(4), 3, 0), WORDS(SUCCESS, 0x00000001, 1, 0, 2, 0) } } },
	{ "no rates though some remain", rates, SCMI_REPLY_NO_PROGRESS,
	  { { WORDS(CLOCK(4), 3, 0), WORDS(SUCCESS, 0x00010000) } } },
	{ "rates that become more", rates, SCMI_REPLY_BAD_COUNT,
	  { { WORDS(CLOCK(4), 3, 0), WORDS(SUCCESS, 0x00010002, 1, 0, 2, 1) },
	    { WORDS(CLOCK(4), 3, 2), WORDS(SUCCESS, 0x00010001, 3, 0) } } },
	{ "rates that become fewer", rates, SCMI_REPLY_BAD_COUNT,
	  { { WORDS(CLOCK(4), 3, 0), WORDS(SUCCESS, 0x00020001, 1, 0) },
	    { WORDS(CLOCK(4), 3, 1), WORDS(SUCCESS, 0x00000001, 3, 0) } } },
	{ "the first page of rates again", rates, SCMI_REPLY_REPEATS,
	  { { WORDS(CLOCK(4), 3, 0), WORDS(SUCCESS, 0x00010001, 1, 0) },
	    { WORDS(CLOCK(4), 3, 1), WORDS(SUCCESS, 0x00000001, 1, 0) } } },
	{ "a range of two", rates, SCMI_REPLY_BAD_COUNT,
	  { { WORDS(CLOCK(4), 3, 0), WORDS(SUCCESS, 0x00001002, 1, 0, 2, 0) } } },
	{ "a range of which more remains", rates, SCMI_REPLY_BAD_COUNT,
	  { { WORDS(CLOCK(4), 3, 0), WORDS(SUCCESS, 0x00011003, 1, 0, 2, 0, 1, 0) } } },
	{ "a list that ends as a range", rates, SCMI_REPLY_BAD_COUNT,
	  { { WORDS(CLOCK(4), 3, 0), WORDS(SUCCESS, 0x00020001, 1, 0) },
	    { WORDS(CLOCK(4), 3, 1), WORDS(SUCCESS, 0x00001002, 2, 0, 1, 0) } } },
	{ "a list that goes on as a range", rates, SCMI_REPLY_BAD_COUNT,
	  { { WORDS(CLOCK(4), 3, 0), WORDS(SUCCESS, 0x00030001, 7, 0) },
	    { WORDS(CLOCK(4), 3, 1), WORDS(SUCCESS, 0x00001003, 1, 0, 2, 0, 1, 0) } } },
	{ "the same parent twice", parents, SCMI_REPLY_REPEATS,
	  { { WORDS(CLOCK(12), 3, 0), WORDS(SUCCESS, 0x00000002, 5, 5) } } },
	{ "the first parent again", parents, SCMI_REPLY_REPEATS,
	  { { WORDS(CLOCK(12), 3, 0), WORDS(SUCCESS, 0x01000001, 5) },
	    { WORDS(CLOCK(12), 3, 1), WORDS(SUCCESS, 0x00000001, 5) } } },
	{ "no parents though some remain", parents, SCMI_REPLY_NO_PROGRESS,
	  { { WORDS(CLOCK(12), 3, 0), WORDS(SUCCESS, 0xff000000) } } },
};

static void bad_values_are_told(void **state)
{
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(bad_values) / sizeof(bad_values[0]); i++) {
		const struct bad_value *bad = &bad_values[i];
		struct row row = { .name = bad->name, .version = V3, .call = bad->call };
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
		struct turn turn;
	} lists[] = {
		{ rates, { NOTHING, WORDS(SUCCESS, 0xffff0001, 1, 0) } },
		{ rates, { NOTHING, WORDS(SUCCESS, 0x00010001, 1, 0) } },
		{ rates, { NOTHING, WORDS(SUCCESS, 0xffff0000) } },
		{ parents, { NOTHING, WORDS(SUCCESS, 0xff000001, 5) } },
		{ parents, { NOTHING, WORDS(SUCCESS, 0xff000000) } },
		{ list_protocols, { NOTHING, WORDS(SUCCESS, 0x000000ff) } },
		{ list_protocols, { NOTHING, WORDS(SUCCESS, 1) } },
		{ list_protocols, { NOTHING, WORDS(SUCCESS, 4, 0x14131211) } },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(lists) / sizeof(lists[0]); i++) {
		struct row row = { .name = "endless", .version = V3, .call = lists[i].call };
		struct peer peer = {
			.turns = &lists[i].turn, .turn_count = 1, .forever = true, .spoiled = SIZE_MAX,
		};
		struct scmi_result result = run_row(&row, &peer);

		if (result.kind != SCMI_RESULT_MALFORMED)
			fail_msg("list %zu ended with %u %d", i, result.kind, result.code);
		assert_in_range(peer.done, 1, 3);
	}
}

/* Versions */

static const struct opening {
	const char *name;
	uint32_t server, used;	/* used 0: refused */
	bool agreed;
	struct turn turns[MAX_TURNS];
} openings[] = {
	{ "the same version", 0x30000, 0x30000, true,
	  { { WORDS(CLOCK(0)), WORDS(SUCCESS, 0x30000) } } },
	{ "an old server", 0x10000, 0x10000, true, { { WORDS(CLOCK(0)), WORDS(SUCCESS, 0x10000) } } },
	{ "a newer server that negotiates", 0x40000, 0x30000, true,
	  { { WORDS(CLOCK(0)), WORDS(SUCCESS, 0x40000) },
	    { WORDS(CLOCK(16), 0x30000), WORDS(SUCCESS) } } },
	{ "a newer server that has dropped 3.0", 0x40000, 0x20000, true,
	  { { WORDS(CLOCK(0)), WORDS(SUCCESS, 0x40000) },
	    { WORDS(CLOCK(16), 0x30000), WORDS(NOT_SUPPORTED) },
	    { WORDS(CLOCK(16), 0x20000), WORDS(SUCCESS) } } },
	{ "a newer server that cannot negotiate", 0x30001, 0x30000, false,
	  { { WORDS(CLOCK(0)), WORDS(SUCCESS, 0x30001) },
	    { WORDS(CLOCK(16), 0x30000), WORDS(NOT_SUPPORTED) },
	    { WORDS(CLOCK(16), 0x20000), WORDS(NOT_SUPPORTED) },
	    { WORDS(CLOCK(16), 0x10000), WORDS(NOT_SUPPORTED) } } },
	{ "a version between those known", 0x20005, 0x20000, true,
	  { { WORDS(CLOCK(0)), WORDS(SUCCESS, 0x20005) },
	    { WORDS(CLOCK(16), 0x20000), WORDS(SUCCESS) } } },
	{ "the highest version there is", 0xffffffff, 0x30000, true,
	  { { WORDS(CLOCK(0)), WORDS(SUCCESS, 0xffffffff) },
	    { WORDS(CLOCK(16), 0x30000), WORDS(SUCCESS) } } },
	{ "a version before the first", 0x0ffff, 0, false,
	  { { WORDS(CLOCK(0)), WORDS(SUCCESS, 0x0ffff) } } },
};

static void run_opening(const struct opening *o)
{
	struct row row = { .name = o->name };
	struct scmi_link_version version = { 0 };
	struct scmi_link_config config;
	struct scmi_result result;
	struct scmi_link link;
	struct peer peer;

	memcpy(row.turns, o->turns, sizeof(row.turns));
	peer = peer_of(&row);
	config = make_config(answer, &peer);
	scmi_link_init(&link, &config);
	result = scmi_link_open(&link, SCMI_PROTOCOL_CLOCK, &version);
	assert_int_equal(peer.done, peer.turn_count);
	if (!o->used) {
		expect(&row, result, SCMI_RESULT_MALFORMED, SCMI_REPLY_BAD_VALUE);
	} else {
		expect(&row, result, SCMI_RESULT_OK, 0);
		assert_int_equal(version.server, o->server);
		assert_int_equal(version.used, o->used);
		assert_int_equal(version.agreed, o->agreed);
	}
	free_config(&config);
}

static void versions(void **state)
{
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(openings) / sizeof(openings[0]); i++)
		run_opening(&openings[i]);
}

static void versions_of_a_broken_transport(void **state)
{
	const struct turn turns[] = {
		{ WORDS(CLOCK(0)), WORDS(SUCCESS, 0x40000) },
		{ WORDS(CLOCK(16), 0x30000), WORDS(SUCCESS) },
	};
	struct peer peer = { .turns = turns, .turn_count = 2, .spoiled = 1, .size = SIZE_MAX,
			     .error = TRANSPORT_ERROR };
	struct scmi_link_config config = make_config(answer, &peer);
	struct scmi_result result;
	struct scmi_link link;

	(void)state;
	scmi_link_init(&link, &config);
	result = scmi_link_open(&link, SCMI_PROTOCOL_CLOCK, NULL);
	assert_int_equal(result.kind, SCMI_RESULT_TRANSPORT);
	assert_int_equal(result.code, TRANSPORT_ERROR);
	result = scmi_link_open(&link, 0x1a, NULL);
	assert_int_equal(result.kind, SCMI_RESULT_UNSENT);
	free_config(&config);
}

/* What is agreed upon for one protocol holds, and is forgotten, for that one alone */
static void versions_of_two_protocols(void **state)
{
	const struct turn turns[] = {
		{ WORDS(CLOCK(0)), WORDS(SUCCESS, 0x30000) },
		{ WORDS(BASE(0)), WORDS(SUCCESS, 0x20001) },
		{ WORDS(CLOCK(0)), WORDS(SUCCESS, 0x10001) },
		{ WORDS(CLOCK(16), 0x10000), WORDS(NOT_SUPPORTED) },
		{ WORDS(CLOCK(6), 3), WORDS(SUCCESS, 0x23456789, 1, 0xdead) },
		{ WORDS(BASE(5)), WORDS(SUCCESS, 0xfedcba98, 0xdead) },
	};
	struct peer peer = { .turns = turns, .turn_count = 6, .spoiled = SIZE_MAX };
	struct scmi_link_config config = make_config(answer, &peer);
	struct scmi_link link;

	(void)state;
	scmi_link_init(&link, &config);
	assert_true(scmi_ok(scmi_link_open(&link, SCMI_PROTOCOL_CLOCK, NULL)));
	assert_true(scmi_ok(scmi_link_open(&link, SCMI_PROTOCOL_BASE, NULL)));
	assert_true(scmi_ok(scmi_link_open(&link, SCMI_PROTOCOL_CLOCK, NULL)));
	assert_true(scmi_ok(rate_get(&link)));
	assert_int_equal(implementation_version(&link).kind, SCMI_RESULT_MALFORMED);
	free_config(&config);
}

/* A server whose version is not agreed upon may say more than is known here */
static void more_is_taken_from_newer_servers(void **state)
{
	const struct turn turns[] = {
		{ WORDS(CLOCK(6), 3), WORDS(SUCCESS, 0x23456789, 1, 0xdead) },
		{ WORDS(CLOCK(6) | TOKEN(1), 3), WORDS(SUCCESS, 0x23456789, 1, 0xdead) },
		{ WORDS(0x20000), WORDS(SUCCESS, 0x10000, 0xdead) },
	};
	struct peer peer = { .turns = turns, .turn_count = 3, .spoiled = SIZE_MAX };
	struct scmi_link_config config = make_config(answer, &peer);
	struct scmi_result result;
	struct scmi_link link;
	uint32_t version;

	(void)state;
	scmi_link_init(&link, &config);
	link.versions[LINK_CLOCK] = V3;
	assert_true(scmi_ok(rate_get(&link)));
	link.agreed = 1 << LINK_CLOCK;
	result = rate_get(&link);
	assert_int_equal(result.kind, SCMI_RESULT_MALFORMED);
	assert_int_equal(result.code, SCMI_REPLY_TOO_LONG);
	/* Vendors' protocols have no versions that can be agreed upon */
	link.agreed = UINT16_MAX;
	assert_true(scmi_ok(scmi_protocol_version_get(&link, 0x80, &version)));
	assert_int_equal(version, 0x10000);
	free_config(&config);
}

/* Discovery */

#define ACME		C4('a', 'c', 'm', 'e'), 0, 0, 0

static const struct discovery {
	const char *name;
	uint32_t version;
	struct words sub_vendor, self;	/* replies; nothing: it is not asked for */
	enum scmi_result_kind kind;
	int code;
	const char *sub_vendor_name, *self_name;
} discoveries[] = {
	{ "all that there is", 0x20000, WORDS(SUCCESS, C4('s', 'u', 'b', 0), 0, 0, 0),
	  WORDS(SUCCESS, 7, BOND), SCMI_RESULT_OK, 0, "sub", "bond" },
	{ "no sub-vendor", 0x20000, WORDS(NOT_SUPPORTED), WORDS(SUCCESS, 7, BOND), SCMI_RESULT_OK, 0,
	  "", "bond" },
	{ "an agent without a name", 0x20000, WORDS(SUCCESS, C4('s', 'u', 'b', 0), 0, 0, 0),
	  WORDS(NOT_FOUND), SCMI_RESULT_OK, 0, "sub", "" },
	{ "a version in which an agent cannot ask for itself", 0x10000, WORDS(NOT_SUPPORTED), NOTHING,
	  SCMI_RESULT_OK, 0, "", "" },
	{ "a sub-vendor that is secret", 0x20000, WORDS(DENIED), NOTHING, SCMI_RESULT_STATUS,
	  SCMI_DENIED, NULL, NULL },
	{ "a sub-vendor without an end", 0x20000, WORDS(SUCCESS, 0), NOTHING, SCMI_RESULT_MALFORMED,
	  SCMI_REPLY_TOO_SHORT, NULL, NULL },
};

static void run_discovery(const struct discovery *d)
{
	struct turn turns[8] = {
		{ WORDS(BASE(0)), { 2, (uint32_t[]){ SUCCESS, d->version } } },
		{ WORDS(BASE(1)), WORDS(SUCCESS, 0x0202) },
		{ WORDS(BASE(3)), WORDS(SUCCESS, ACME) },
		{ WORDS(BASE(4)), d->sub_vendor },
		{ WORDS(BASE(5)), WORDS(SUCCESS, 0xfedcba98) },
	};
	const struct turn self = { WORDS(BASE(7), 0xffffffff), d->self };
	const struct turn list = { WORDS(BASE(6), 0), WORDS(SUCCESS, 2, 0x1514) };
	struct peer peer = { .turns = turns, .turn_count = 5, .spoiled = SIZE_MAX };
	struct scmi_link_config config = make_config(answer, &peer);
	struct row row = { .name = d->name };
	struct scmi_discovery found;
	struct scmi_link link;

	if (d->self.count)
		turns[peer.turn_count++] = self;
	turns[peer.turn_count++] = turns[1];
	turns[peer.turn_count++] = list;
	scmi_link_init(&link, &config);
	expect(&row, scmi_discover(&link, &found), d->kind, d->code);
	free_config(&config);
	if (d->kind != SCMI_RESULT_OK) {
		assert_int_equal(peer.done, 4);
		return;
	}
	assert_int_equal(peer.done, peer.turn_count);
	assert_int_equal(found.version.used, d->version);
	assert_int_equal(found.attributes.agents, 2);
	assert_string_equal(found.vendor, "acme");
	assert_string_equal(found.sub_vendor, d->sub_vendor_name);
	assert_int_equal(found.implementation_version, 0xfedcba98);
	assert_string_equal(found.self.name, d->self_name);
	assert_int_equal(found.protocol_count, 2);
	assert_int_equal(found.protocols[0], 0x14);
	assert_int_equal(found.protocols[1], 0x15);
}

static void discovered(void **state)
{
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(discoveries) / sizeof(discoveries[0]); i++)
		run_discovery(&discoveries[i]);
}

/* Links */

static void bad_configurations(void **state)
{
	struct scmi_link_config good = make_config(answer, NULL);
	struct scmi_link_config bad;
	struct scmi_link link;

	(void)state;
	assert_int_equal(scmi_link_init(&link, &good), SCMI_SUCCESS);
	bad = good;
	bad.exchange = NULL;
	assert_int_equal(scmi_link_init(&link, &bad), SCMI_INVALID_PARAMETERS);
	bad = good;
	bad.request = NULL;
	assert_int_equal(scmi_link_init(&link, &bad), SCMI_INVALID_PARAMETERS);
	bad = good;
	bad.reply = NULL;
	assert_int_equal(scmi_link_init(&link, &bad), SCMI_INVALID_PARAMETERS);
	bad = good;
	bad.max_size = 31;
	assert_int_equal(scmi_link_init(&link, &bad), SCMI_INVALID_PARAMETERS);
	bad.max_size = 4097;
	assert_int_equal(scmi_link_init(&link, &bad), SCMI_INVALID_PARAMETERS);
	free_config(&good);
}

static int refuse(void *context, const uint8_t *request, size_t size, uint8_t *reply,
		  size_t *size_of_reply)
{
	uint32_t *last = context;

	(void)size;
	*last = get_word(request);
	memcpy(reply, request, 4);
	put_word(reply + 4, NOT_SUPPORTED);
	*size_of_reply = 8;
	return 0;
}

static void tokens_go_round(void **state)
{
	uint32_t last = 0;
	struct scmi_link_config config = make_config(refuse, &last);
	struct scmi_link link;
	unsigned int i;

	(void)state;
	scmi_link_init(&link, &config);
	for (i = 0; i < 2050; i++) {
		assert_true(scmi_is_status(version_get(&link), SCMI_NOT_SUPPORTED));
		assert_int_equal(last, 0x5c00 | TOKEN(i % 1024));
	}
	free_config(&config);
}

static void any_message(void **state)
{
	const struct turn turns[] = {
		{ WORDS(0x2007f, 0x11223344), WORDS(SUCCESS, 7, 8) },
		{ WORDS(0x2007f), WORDS(DENIED, 9) },
	};
	struct peer peer = { .turns = turns, .turn_count = 2, .spoiled = SIZE_MAX };
	struct scmi_link_config config = make_config(answer, &peer);
	uint8_t payload[MAX_SIZE] = { 0x44, 0x33, 0x22, 0x11 };
	struct scmi_link link;
	const uint8_t *reply;
	struct scmi_result result;
	size_t size;

	(void)state;
	scmi_link_init(&link, &config);
	result = scmi_link_exchange(&link, 0x80, 0x7f, payload, 4, &reply, &size);
	assert_true(scmi_ok(result));
	assert_int_equal(size, 8);
	assert_int_equal(get_word(reply), 7);
	assert_int_equal(get_word(reply + 4), 8);
	result = scmi_link_exchange(&link, 0x80, 0x7f, NULL, 0, &reply, &size);
	assert_true(scmi_is_status(result, SCMI_DENIED));
	assert_int_equal(size, 4);
	assert_int_equal(get_word(reply), 9);
	result = scmi_link_exchange(&link, 0x80, 0x7f, payload, MAX_SIZE - 3, &reply, &size);
	assert_int_equal(result.kind, SCMI_RESULT_UNSENT);
	assert_int_equal(result.code, SCMI_UNSENT_SIZE);
	assert_int_equal(peer.done, 2);
	free_config(&config);
}

static void lists_fill_what_room_there_is(void **state)
{
	const struct turn turns[] = {
		{ WORDS(CLOCK(4), 3, 0), WORDS(SUCCESS, 0x00010002, 1, 0, 2, 0) },
		{ WORDS(CLOCK(4), 3, 2), WORDS(SUCCESS, 0x00000001, 3, 0) },
	};
	struct peer peer = { .turns = turns, .turn_count = 2, .spoiled = SIZE_MAX };
	struct scmi_link_config config = make_config(answer, &peer);
	uint64_t *found = malloc(sizeof(*found));
	struct scmi_clock_rate_list list;
	struct scmi_link link;

	(void)state;
	scmi_link_init(&link, &config);
	assert_true(scmi_ok(scmi_clock_describe_rates(&link, 3, found, 1, &list)));
	assert_int_equal(list.count, 3);
	assert_int_equal(*found, 1);
	free(found);
	free_config(&config);
}

/* Every result has words, and no two of a kind have the same */
static void words(void **state)
{
	static const struct {
		enum scmi_result_kind kind;
		int first, last;
	} ranges[] = {
		{ SCMI_RESULT_STATUS, -12, -1 },
		{ SCMI_RESULT_MALFORMED, SCMI_REPLY_TOO_LONG, SCMI_REPLY_UNASKED },
		{ SCMI_RESULT_UNSENT, SCMI_UNSENT_VERSION, SCMI_UNSENT_PENDING },
		{ SCMI_RESULT_TRANSPORT, -1, -1 },
		{ SCMI_RESULT_TIMEOUT, 0, 0 },
	};
	size_t i;
	int a, b;

	(void)state;
	for (i = 0; i < sizeof(ranges) / sizeof(ranges[0]); i++) {
		for (a = ranges[i].first; a <= ranges[i].last; a++) {
			struct scmi_result one = { .kind = ranges[i].kind, .code = a };

			assert_non_null(scmi_result_text(one));
			for (b = ranges[i].first; b < a; b++) {
				struct scmi_result other = { .kind = ranges[i].kind, .code = b };

				assert_string_not_equal(scmi_result_text(one), scmi_result_text(other));
			}
		}
	}
	assert_string_equal(
		scmi_result_text((struct scmi_result){ .kind = SCMI_RESULT_STATUS, .code = 1 }),
		scmi_result_text((struct scmi_result){ .kind = SCMI_RESULT_STATUS, .code = -12 }));
	assert_string_equal(scmi_result_text((struct scmi_result){ .kind = SCMI_RESULT_OK }), "success");
	assert_string_equal(scmi_status_name(0), "SUCCESS");
	assert_string_equal(scmi_status_name(-4), "NOT_FOUND");
	assert_string_equal(scmi_status_name(-11), "IN_USE");
	assert_string_equal(scmi_status_name(-12), "UNKNOWN");
	assert_string_equal(scmi_status_name(1), "UNKNOWN");
	assert_string_equal(scmi_status_name(INT32_MIN), "UNKNOWN");
}

/* The server of this project */

struct client {
	struct setup *setup;
	unsigned int agent;
	unsigned int messages;
};

static int serve(void *context, const uint8_t *request, size_t size, uint8_t *reply,
		 size_t *size_of_reply)
{
	struct client *client = context;

	client->messages++;
	*size_of_reply = scmi_server_process(&client->setup->board.server, client->agent, request,
					     size, reply, *size_of_reply);
	return *size_of_reply ? 0 : -1;
}

/* All calls that read, at all sizes of messages that do */
static void look_at_clock(struct scmi_link *link, uint32_t clock)
{
	struct scmi_clock_attributes attributes;
	struct scmi_clock_configuration configuration;
	struct scmi_clock_permissions may;
	struct scmi_clock_rate_list list;
	uint64_t listed[64], rate;
	uint32_t found[16];
	char name[64];
	size_t count;

	assert_true(scmi_ok(scmi_clock_attributes_get(link, clock, &attributes)));
	if (attributes.extended_name) {
		assert_true(scmi_ok(scmi_clock_name_get(link, clock, name)));
		assert_memory_equal(name, attributes.name, 15);
	}
	assert_true(scmi_ok(scmi_clock_rate_get(link, clock, &rate)));
	assert_true(scmi_ok(scmi_clock_describe_rates(link, clock, listed, 64, &list)));
	assert_in_range(list.count, 1, 64);
	if (link->versions[LINK_CLOCK] < V3)
		return;
	assert_true(scmi_ok(scmi_clock_config_get(link, clock, 0, &configuration)));
	assert_int_equal(configuration.enabled, attributes.enabled);
	assert_true(scmi_ok(scmi_clock_get_permissions(link, clock, &may)));
	assert_int_equal(attributes.restricted, !(may.state && may.parent && may.rate));
	if (attributes.parents)
		assert_true(scmi_ok(scmi_clock_possible_parents_get(link, clock, found, 16, &count)));
}

static void look_at_server(struct setup *setup, unsigned int agent, size_t size)
{
	struct client client = { .setup = setup, .agent = agent };
	struct scmi_link_config config = make_config(serve, &client);
	struct scmi_clock_protocol_attributes attributes;
	struct scmi_discovery discovery;
	struct scmi_link link;
	uint32_t clock;

	config.max_size = size;
	scmi_link_init(&link, &config);
	assert_true(scmi_ok(scmi_discover(&link, &discovery)));
	assert_string_equal(discovery.vendor, "sixteen letters");
	assert_int_equal(discovery.protocol_count, 1);
	assert_int_equal(discovery.protocols[0], 0x14);
	assert_true(scmi_ok(scmi_link_open(&link, SCMI_PROTOCOL_CLOCK, NULL)));
	assert_true(scmi_ok(scmi_clock_protocol_attributes_get(&link, &attributes)));
	for (clock = 0; clock < attributes.clocks; clock++)
		look_at_clock(&link, clock);
	free_config(&config);
}

static void own_server(void **state)
{
	struct setup *setup = setup_board("tests/unit/unit");
	unsigned int agent;
	size_t size;

	(void)state;
	for (agent = 1; agent <= 4; agent++) {
		for (size = 80; size <= MAX_SIZE; size += 4)
			look_at_server(setup, agent, size);
	}
	teardown_board(setup);
}

int main(void)
{
	older_form = without_delay;
	ADD_ROWS(base_and_clock);
	ADD_TEST("a delay that is not there is 0", attributes_in_older_form);
	ADD_TEST("what a version does not have is not sent", missing_in_versions);
	ADD_TEST("values and counts that cannot be are told", bad_values_are_told);
	ADD_TEST("lists that never end are told after three messages", endless_lists);
	ADD_TEST("the newest version that both have is used", versions);
	ADD_TEST("negotiation ends with the transport", versions_of_a_broken_transport);
	ADD_TEST("each protocol has its version", versions_of_two_protocols);
	ADD_TEST("what a server does not have is discovered to be empty", discovered);
	ADD_TEST("newer servers may say more", more_is_taken_from_newer_servers);
	ADD_TEST("links with a bad configuration are refused", bad_configurations);
	ADD_TEST("tokens go round after 1023", tokens_go_round);
	ADD_TEST("any message can be sent", any_message);
	ADD_TEST("lists fill what room there is", lists_fill_what_room_there_is);
	ADD_TEST("every result has words of its own", words);
	ADD_TEST("every clock of the unit board is read, in every size and version", own_server);
	return run_program("agent");
}
