// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * Messages as data: built by name, and read into names and numbers.
 */
#include "harness.h"

#include <stdio.h>

#include "describe_table.h"

#define V1	SCMI_VERSION(1, 0)
#define V2	SCMI_VERSION(2, 0)

static const struct scmi_message_words sample[] = {
#include "sample.def"
};

static const struct scmi_message_words *find(const char *name)
{
	const struct scmi_protocol_words words = {
		.name = "sample", .messages = sample, .count = sizeof(sample) / sizeof(sample[0]),
	};

	return scmi_find_command(&words, name);
}

/* Building */

static bool set(struct scmi_build *build, const char *name, uint64_t value)
{
	const struct scmi_field *field = scmi_build_find(build, name);

	if (field)
		scmi_build_set(build, field, value);
	return field;
}

static void built_by_name(void **state)
{
	struct scmi_build build;
	uint8_t *bytes = malloc(20);

	(void)state;
	assert_true(scmi_build_init(&build, find("numbers")->request, V2, bytes, 20));
	assert_int_equal(build.size, 20);
	assert_true(set(&build, "bottom", 1));
	assert_true(set(&build, "TOP", 0xf));
	assert_true(set(&build, "second", 0x123456789abcdef0));
	assert_true(set(&build, "third", (uint64_t)-2));
	assert_true(set(&build, "middle", 0xff));
	assert_true(set(&build, "middle", 0x12));
	assert_false(set(&build, "fifth", 1));
	assert_int_equal(get_word(bytes), 0xf0000001);
	assert_int_equal(get_word(bytes + 4), 0x9abcdef0);
	assert_int_equal(get_word(bytes + 8), 0x12345678);
	assert_int_equal(get_word(bytes + 12), 0xfffffffe);
	assert_int_equal(get_word(bytes + 16), 0x1200);
	free(bytes);
}

static void built_for_an_old_version(void **state)
{
	struct scmi_build build;
	uint8_t *bytes = malloc(16);

	(void)state;
	assert_true(scmi_build_init(&build, find("SAMPLE_NUMBERS")->request, V1, bytes, 16));
	assert_int_equal(build.size, 16);
	assert_false(set(&build, "fourth", 1));
	assert_false(scmi_build_init(&build, find("SAMPLE-NUMBERS")->request, V1, bytes, 15));
	free(bytes);
}

static void numbers_that_fit(void **state)
{
	const struct scmi_field *fields = find("numbers")->request;

	(void)state;
	assert_true(scmi_field_takes(&fields[0], false, UINT32_MAX));
	assert_false(scmi_field_takes(&fields[0], false, 1ULL << 32));
	assert_false(scmi_field_takes(&fields[0], true, 1));
	assert_true(scmi_field_takes(&fields[1], false, 15));
	assert_false(scmi_field_takes(&fields[1], false, 16));
	assert_true(scmi_field_takes(&fields[3], false, UINT64_MAX));
	/* Microvolts have a sign */
	assert_true(scmi_field_takes(&fields[4], false, 0x7fffffff));
	assert_false(scmi_field_takes(&fields[4], false, 0x80000000));
	assert_true(scmi_field_takes(&fields[4], true, 0x80000000));
	assert_false(scmi_field_takes(&fields[4], true, 0x80000001));
	assert_string_equal(scmi_field_unit(&fields[3]), "Hz");
	assert_string_equal(scmi_field_unit(&fields[4]), "uV");
	assert_null(scmi_field_unit(&fields[1]));
	assert_true(scmi_field_is_hex(&fields[0]));
	assert_false(scmi_field_is_hex(&fields[3]));
}

/* Reading: the items as text, "name=value", "name[index]=value", and what was left */

static void append_item(char *text, const struct scmi_item *item)
{
	char index[16] = "";

	text += strlen(text);
	if (item->listed)
		snprintf(index, sizeof(index), "[%u]", item->index);
	if (item->field->form == SCMI_FIELD_TEXT)
		sprintf(text, "%s%s='%.*s' ", item->field->name, index, (int)item->text_size, item->text);
	else
		sprintf(text, "%s%s=%lld ", item->field->name, index, (long long)item->value);
}

static void read_words(const char *message, uint8_t version, size_t cut, const uint32_t *word,
		       size_t count, const char *expected)
{
	uint8_t *bytes = malloc(4 * count - cut);
	struct scmi_read read;
	struct scmi_item item;
	char text[1024] = "";
	size_t i;

	for (i = 0; i < 4 * count - cut; i++)
		bytes[i] = (uint8_t)(word[i / 4] >> 8 * (i % 4));
	scmi_read_init(&read, find(message)->reply, version, bytes, 4 * count - cut);
	while (scmi_read_next(&read, &item))
		append_item(text, &item);
	sprintf(text + strlen(text), "%s%zu", read.short_of_fields ? "short " : "", read.size);
	assert_string_equal(text, expected);
	free(bytes);
}

#define READ(message, version, cut, expected, ...)						\
	read_words(message, version, cut, (const uint32_t[]){ __VA_ARGS__ },			\
		   sizeof((const uint32_t[]){ __VA_ARGS__ }) / 4, expected)

static void read_entries(void **state)
{
	(void)state;
	READ("lists", V2, 0, "num=3 flags[0]=1 extended[0]=0 plain[0]=1 name[0]='abcd' flags[1]=3 "
	     "extended[1]=1 plain[1]=1 name[1]='x' power[1]=7 flags[2]=2 extended[2]=1 plain[2]=0 "
	     "name[2]='' power[2]=8 range[2]=-2 0",
	     3, 1, C4('a', 'b', 'c', 'd'), 3, C4('x', 0, 'y', 'z'), 7, 2, 0, 8, 0xfffffffe, 0xffffffff);
	READ("lists", V2, 0, "num=0 0", 0);
	READ("lists", V1, 0, "old_value=-1 0", 0xffffffff, 0xffffffff);
	/* The condition is that of the entry, not of one before */
	READ("lists", V2, 0, "num=2 flags[0]=2 extended[0]=1 plain[0]=0 name[0]='' power[0]=1 "
	     "range[0]=1 flags[1]=0 extended[1]=0 plain[1]=0 name[1]='' 0",
	     2, 2, 0, 1, 1, 0, 0, 0);
}

static void read_cut_entries(void **state)
{
	(void)state;
	READ("lists", V2, 1, "num=1 flags[0]=2 extended[0]=1 plain[0]=0 name[0]='' power[0]=8 short 7",
	     1, 2, 0, 8, 1, 1);
	READ("lists", V2, 4, "num=1 flags[0]=0 extended[0]=0 plain[0]=0 short 0", 1, 0, 0);
	READ("lists", V2, 2, "short 2", 1);
	READ("lists", V1, 4, "short 4", 1, 2);
}

static void read_arrays(void **state)
{
	(void)state;
	READ("bytes", V1, 0, "num=2 bytes[0]=17 bytes[1]=18 0", 2, 0x1211);
	READ("bytes", V1, 0, "num=5 bytes[0]=1 bytes[1]=2 bytes[2]=3 bytes[3]=4 bytes[4]=5 0",
	     5, 0x04030201, 5);
	READ("bytes", V1, 0, "num=0 0", 0);
	/* More than was told is no padding */
	READ("bytes", V1, 0, "num=0 bytes[0]=1 bytes[1]=2 bytes[2]=3 bytes[3]=4 0", 0, 0x04030201);
	READ("halves", V1, 0, "num_flags=3 returned=3 halves[0]=1 halves[1]=2 halves[2]=3 0",
	     3, 0x00020001, 3);
	READ("parts", V1, 0, "parts[0]=131073 upper[0]=2 lower[0]=1 parts[1]=3 upper[1]=0 lower[1]=3 0",
	     0x00020001, 3);
	READ("parts", V1, 3, "parts[0]=1 upper[0]=0 lower[0]=1 short 1", 1, 2);
}

static void read_versions(void **state)
{
	(void)state;
	READ("later", V1, 0, "first=1 third=-2 0", 1, 0xfffffffe);
	READ("later", V2, 0, "first=1 second=515 upper=2 lower=3 third=4 0", 1, 0x203, 4);
}

/* Bits of another name are not meant, and those that a version does not have are zero */
static void read_conditions(void **state)
{
	(void)state;
	READ("conditions", V1, 0, "flags=1 wide_too=0 wide=1 first=5 third=6 0", 1, 5, 6);
	READ("conditions", V1, 0, "flags=2 wide_too=1 wide=0 third=6 0", 2, 6);
	READ("conditions", V2, 0, "flags=3 wide_too=1 wide=1 more=1 later=1 first=5 second=7 0",
	     3, 1, 5, 7);
	READ("conditions", V2, 0, "flags=0 wide_too=0 wide=0 more=0 later=0 third=6 0", 0, 0, 6);
}

static void types_are_told_apart(void **state)
{
	const struct scmi_protocol_words words = {
		.messages = sample, .count = sizeof(sample) / sizeof(sample[0]),
	};

	(void)state;
	assert_string_equal(scmi_find_message(&words, 4, SCMI_COMMAND)->name, "SAMPLE_LISTS");
	assert_string_equal(scmi_find_message(&words, 4, SCMI_DELAYED_RESPONSE)->name, "SAMPLE_LATE");
	assert_string_equal(scmi_find_message(&words, 0, SCMI_NOTIFICATION)->name, "SAMPLE_EVENT");
	assert_null(scmi_find_message(&words, 0, SCMI_COMMAND));
	assert_null(find("late"));
	assert_null(find("list"));
	assert_null(find("listsx"));
}

/* Against the server: what is built has the size it takes, and its replies are read to the end */

static void exchange_with_server(struct setup *setup, unsigned int agent, uint8_t version,
				 const struct scmi_protocol_words *protocol,
				 const struct scmi_message_words *message)
{
	uint8_t bytes[64], *reply;
	struct scmi_build build;
	struct scmi_read read;
	struct scmi_item item;
	size_t size;

	put_word(bytes, scmi_header(protocol->id, message->id, SCMI_COMMAND, 0));
	assert_true(scmi_build_init(&build, message->request, version, bytes + 4, 60));
	reply = exchange(WAY_DIRECT, &setup->board.server, agent, bytes, build.size + 4, 256, &size);
	if (get_word(reply + 4) == PROTOCOL_ERROR)
		fail_msg("%s, version 0x%x: %zu bytes are not its size", message->name, version,
			 build.size);
	scmi_read_init(&read, message->reply, version, reply + 8, size - 8);
	while (!get_word(reply + 4) && scmi_read_next(&read, &item))
		;
	if (read.short_of_fields || read.size)
		fail_msg("%s, version 0x%x: the reply of %zu bytes is not as described", message->name,
			 version, size);
	free(reply);
}

static void as_the_server_has_it(void **state)
{
	static const struct {
		unsigned int agent;
		uint8_t version;
	} agents[] = { { 1, SCMI_VERSION(3, 0) }, { 3, V1 }, { 4, V2 } };
	size_t i, p, m;

	(void)state;
	for (i = 0; i < sizeof(agents) / sizeof(agents[0]); i++) {
		struct setup *setup = setup_board("tests/unit/unit");

		for (p = 0; p < scmi_protocol_words_count; p++) {
			const struct scmi_protocol_words *protocol = &scmi_protocol_words[p];

			for (m = 0; m < protocol->count; m++) {
				if (protocol->messages[m].type == SCMI_COMMAND &&
				    protocol->messages[m].since <= agents[i].version)
					exchange_with_server(setup, agents[i].agent, agents[i].version,
							     protocol, &protocol->messages[m]);
			}
		}
		teardown_board(setup);
	}
}

/* Every protocol of the demonstration board, in the version that it says it has */
static void as_the_demo_board_has_it(void **state)
{
	struct setup *setup = setup_board("boards/demo");
	unsigned int messages = 0;
	size_t p, m;

	(void)state;
	for (p = 0; p < scmi_protocol_words_count; p++) {
		const struct scmi_protocol_words *protocol = &scmi_protocol_words[p];
		uint32_t request = (uint32_t)protocol->id << 10;
		uint32_t reply[3];
		uint8_t version;

		assert_int_equal(exchange_words(&setup->board.server, 1, &request, 1, reply, 3), 3);
		version = SCMI_VERSION(reply[2] >> 16, reply[2] & 0xf);
		for (m = 0; m < protocol->count; m++) {
			if (protocol->messages[m].type != SCMI_COMMAND)
				continue;
			exchange_with_server(setup, 1, version, protocol, &protocol->messages[m]);
			messages++;
		}
	}
	assert_in_range(messages, 30, 1000);
	teardown_board(setup);
}

static void protocols_by_name(void **state)
{
	(void)state;
	assert_int_equal(scmi_find_protocol_by_name("Clock")->id, 0x14);
	assert_string_equal(scmi_find_protocol(0x10)->name, "base");
	assert_null(scmi_find_protocol(0x0f));
	assert_null(scmi_find_protocol_by_name("cloc"));
	assert_null(scmi_find_protocol_by_name(""));
}

int main(void)
{
	ADD_TEST("fields and bits are set by name", built_by_name);
	ADD_TEST("an old version has fewer fields", built_for_an_old_version);
	ADD_TEST("numbers that do not fit are known", numbers_that_fit);
	ADD_TEST("entries with optional fields are read", read_entries);
	ADD_TEST("payloads that end early are told", read_cut_entries);
	ADD_TEST("arrays are read without their padding", read_arrays);
	ADD_TEST("a number's bits come and go with it", read_versions);
	ADD_TEST("conditions are those of the bits that they name", read_conditions);
	ADD_TEST("messages of the same number are told apart by type", types_are_told_apart);
	ADD_TEST("every message is as the server has it", as_the_server_has_it);
	ADD_TEST("every message is as the demonstration board has it", as_the_demo_board_has_it);
	ADD_TEST("protocols are found by name and number", protocols_by_name);
	return run_program("describe");
}
