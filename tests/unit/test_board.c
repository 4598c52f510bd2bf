// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * The virtual board: what a device tree makes of it, and what is no device tree of a board.
 */
#include <endian.h>
#include <stdio.h>
#include <unistd.h>

#include "harness.h"

#define MEMORY	(2 * 1024 * 1024)

/* unit.dts and something more, compiled; ended by NULL */
static void *compile(size_t *size, const char *addition, ...)
{
	char path[] = "/tmp/scmi-optee-unit-XXXXXX", command[128];
	FILE *file = fdopen(mkstemp(path), "w");
	uint8_t *fdt = malloc(MEMORY);
	size_t length;
	va_list more;
	char *unit = read_file(UNIT_SOURCES "/unit.dts", &length);

	fwrite(unit, 1, length, file);
	va_start(more, addition);
	for (; addition; addition = va_arg(more, const char *))
		fputs(addition, file);
	va_end(more);
	fclose(file);
	snprintf(command, sizeof(command), "dtc -qq -f -I dts -O dtb %s", path);
	file = popen(command, "r");
	*size = fread(fdt, 1, MEMORY, file);
	if (pclose(file) || !*size)
		fail_msg("dtc fails");
	unlink(path);
	free(unit);
	return realloc(fdt, *size);
}

/* Build a board of @fdt, which then belongs to @setup */
static int init(struct setup *setup, void *fdt, size_t size, struct scmi_board_error *error)
{
	setup->fdt = fdt;
	setup->memory = malloc(MEMORY);
	*error = (struct scmi_board_error){ 0 };
	return scmi_board_init(&setup->board, fdt, size, setup->memory, MEMORY, error);
}

static void clean_up(struct setup *setup)
{
	free(setup->fdt);
	free(setup->memory);
}

static void must_init(struct setup *setup, void *fdt, size_t size)
{
	struct scmi_board_error error;

	if (init(setup, fdt, size, &error))
		fail_msg("refused: %s %s %s", error.node, error.property, error.reason);
}

static char *view_of(const struct scmi_board *board)
{
	size_t size = scmi_board_view(board, NULL, 0);
	char *text = malloc(size + 1);

	assert_int_equal(scmi_board_view(board, text, size), size);
	text[size] = '\0';
	return text;
}

/* What is refused */

static const struct refused {
	const char *name, *addition, *node, *property;
} refused[] = {
#define REFUSED(name, addition, node, property) { "refused: " name, addition, node, property },
#include "refused.def"
#include "refused_sensors.def"
};

static void is_refused(void **state)
{
	const struct refused *r = *state;
	struct scmi_board_error error;
	struct setup setup;
	size_t size;
	void *fdt = compile(&size, r->addition, NULL);

	if (init(&setup, fdt, size, &error) != SCMI_INVALID_PARAMETERS)
		fail_msg("is not refused");
	if (!error.node || strcmp(error.node, r->node) ||
	    strcmp(error.property ? error.property : "", r->property ? r->property : ""))
		fail_msg("names node %s, property %s", error.node, error.property);
	assert_non_null(error.reason);
	clean_up(&setup);
}

/* Both nodes that have one name are told */
static void names_both(void **state)
{
	struct scmi_board_error error;
	struct setup setup;
	size_t size;
	void *fdt = compile(&size, "/ { clocks { u@1 { rates = /bits/ 64 <1>; }; u@2 { rates = /bits/ 64 <1>; }; }; };",
			    NULL);

	(void)state;
	assert_int_equal(init(&setup, fdt, size, &error), SCMI_INVALID_PARAMETERS);
	assert_string_equal(error.node, "u@2");
	assert_string_equal(error.other, "u@1");
	clean_up(&setup);
	fdt = compile(&size, "&pll { rates; };", NULL);
	assert_int_equal(init(&setup, fdt, size, &error), SCMI_INVALID_PARAMETERS);
	assert_null(error.other);
	clean_up(&setup);
}

/* What is taken: an addition to unit.dts and a line that the view then has */
static const struct taken {
	const char *name, *addition, *line;
} taken[] = {
	{ "taken: the board as it is", "", "clock osc rate 24000000 enabled 1 users 0 parent -\n" },
	{ "taken: the lowest rate of a list at the start",
	  "&pll { /delete-property/ boot-rate; };", "clock pll rate 100000000 " },
	{ "taken: the lowest rate of a list within its limits",
	  "&pll { /delete-property/ boot-rate;"
	  "rate-limits = /bits/ 64 <100000001 0xffffffffffffffff>; };",
	  "clock pll rate 200000000 " },
	{ "taken: limits that are rates themselves",
	  "&pll { rate-limits = /bits/ 64 <200000000 200000000>; };", "clock pll rate 200000000 " },
	{ "taken: the lowest rate of a range at the start",
	  "&lin { /delete-property/ boot-rate; };", "clock lin rate 1000 " },
	{ "taken: either end of a range at the start",
	  "&lin { boot-rate = /bits/ 64 <2000>; };", "clock lin rate 2000 " },
	{ "taken: limits that are the range",
	  "&lin { rate-limits = /bits/ 64 <1000 2000>; };", "clock lin rate 1500 " },
	{ "taken: the highest rate of a divider at the start", "", "clock div rate 200000000 " },
	{ "taken: a rate of a divider at the start",
	  "&div { boot-rate = /bits/ 64 <50000000>; };", "clock div rate 50000000 " },
	{ "taken: the highest rate of a divider within its limits",
	  "&div { rate-limits = /bits/ 64 <1 199999999>; };", "clock div rate 100000000 " },
	{ "taken: the first parent at the start",
	  "&mux { /delete-property/ boot-parent; };",
	  "clock mux rate 24000000 enabled 0 users 0 parent osc\n" },
	{ "taken: a clock below another that comes later",
	  "&n15 { /delete-property/ rates; parents = <&n16>; }; "
	  "&n16 { /delete-property/ rates; parents = <&limited>; divisors = <3>; };",
	  "clock name_of_15_char rate 8000000 enabled 0 users 0 parent name_of_16_chars\n" },
	{ "taken: duty cycle alone",
	  "&pll { duty-cycle = <100>; };",
	  "clock pll rate 200000000 enabled 1 users 0 parent - duty-cycle 100\n" },
	{ "taken: phase alone",
	  "&pll { phase = <359>; };",
	  "clock pll rate 200000000 enabled 1 users 0 parent - phase 359\n" },
	{ "taken: a name without the unit address",
	  "", "clock pwm rate 1000 enabled 0 users 0 parent - duty-cycle 50 phase 90\n" },
	{ "taken: always on and on at the start", "&osc { boot-on; };",
	  "clock osc rate 24000000 enabled 1 " },
	{ "taken: rates up to the highest of 64 bits",
	  "&big { boot-rate = /bits/ 64 <0xffffffffffffffff>; };",
	  "clock big rate 18446744073709551615 " },
	{ "taken: the lowest level of a supply within its limits",
	  "/ { supplies { s { levels = <1 2 3>; level-limits = <2 9>; }; }; };",
	  "supply s level 2 mode 0 users 0\n" },
	{ "taken: a supply that is on at the start",
	  "/ { supplies { s { level-range = <(-4) 4 2>; boot-level = <(-2)>; boot-on; }; }; };",
	  "supply s level -2 mode 7 users 0\n" },
	{ "taken: a performance domain that drives a clock and a supply",
	  "/ { supplies { s: s { levels = <1 2>; }; }; performance-domains { d { levels = <8 9>; boot-level = <9>; "
	  "clock = <&pll>; frequencies = <100000 400000>; supply = <&s>; voltages = <1 2>; }; }; };",
	  "clock pll rate 400000000 " },
	{ "taken: the lowest performance level at the start",
	  "/ { performance-domains { d { levels = <8 9>; }; }; };",
	  "performance d level 8 max 9 min 8\n" },
	{ "taken: units of power",
	  "/ { performance-domains { power-unit = \"milliwatts\"; d { levels = <8 9>; }; }; };",
	  "performance d level 8 " },
	{ "taken: names of one character and of as many as there can be",
	  "/ { model = \"m\"; vendor = \"v\"; }; &first { label = \"fifteen_letters\"; };"
	  "&second { label = \"2\"; }; &osc { label = \"o\"; };", "clock o rate 24000000 " },
	{ "taken: the longest interval of a sensor, and the longest that counts",
	  "/ { sensors { s { sensor-type = <2>; update-intervals = <65535 0>; }; "
	  "t { sensor-type = <2>; update-intervals = <3000 (-3)>, <65535 15>; boot-interval = <65535 15>; "
	  "}; }; };", "sensor s value 0 enabled 0 users 0 interval 65535000000\n"
	  "sensor t value 0 enabled 0 users 0 interval 18446744073709551615\n" },
	{ "taken: an interval of less than a microsecond",
	  "/ { sensors { s { sensor-type = <2>; boot-interval = <19 (-7)>; }; }; };", "interval 1\n" },
	{ "taken: a value that follows clock and curve",
	  "/ { sensors { s { sensor-type = <2>; base = <(-1000)>; follows-clock = <&pll>; "
	  "per-mhz = <(-3)>; curve = <0 7>, <1 8>; always-on; }; }; };",
	  "sensor s value -1593 enabled 1 users 0\n" },
	{ "taken: a value that follows the fastest clock there can be",
	  "&big { boot-rate = /bits/ 64 <0xffffffffffffffff>; boot-on; }; / { sensors { s { "
	  "sensor-type = <2>; follows-clock = <&big>; per-mhz = <1000000000>; }; }; };",
	  "sensor s value 1000000000000000000 " },
	{ "taken: a power that would be negative",
	  "/ { powercaps { d { power-cap-range = <1 2 1>; averaging-range-us = <1 1 1>; base = <(-1)>; "
	  "}; }; };", "powercap d power 0 average 0 cap - pai 1 parent -\n" },
	{ "taken: shared memory right below and right above that of another channel",
	  "&channel0 { shared-memory = /bits/ 64 <0x2000 0x1000>; }; / { channels { "
	  "below { reg = <1>; agent = <&first>; shared-memory = /bits/ 64 <0x1000 0x1000>; }; "
	  "above { reg = <2>; agent = <&first>; shared-memory = /bits/ 64 <0x3000 0x1000>; }; }; };",
	  "clock osc " },
	{ "taken: no devices", "/delete-node/ &{/devices};", "clock osc " },
	{ "taken: the largest numbers",
	  "&pll { enable-delay-us = <0xffffffff>; }; &first { max-events = <1024>; }; "
	  "&channel0 { reg = <0xffffffff>; max-message-size = <4096>; };", "clock osc " },
};

static void is_taken(void **state)
{
	const struct taken *t = *state;
	struct setup setup;
	size_t size;
	void *fdt = compile(&size, t->addition, NULL);
	char *text;

	must_init(&setup, fdt, size);
	text = view_of(&setup.board);
	if (!strstr(text, t->line))
		fail_msg("there is no \"%s\" in\n%s", t->line, text);
	free(text);
	clean_up(&setup);
}

static void channels(void **state)
{
	static const struct {
		uint32_t id;
		unsigned int agent, forms, max_size;
		uint64_t address, size;
	} expected[] = {
		{ 5, 2, SCMI_CHANNEL_SMT, 256, 0, 0 },
		{ 9, 5, SCMI_CHANNEL_MSG, 32, 0, 0 },
		{ 7, 1, SCMI_CHANNEL_SMT | SCMI_CHANNEL_MSG, 4096, 0, 0 },
		{ 0x80000000, 1, SCMI_CHANNEL_SMT, 256, 0x123456789c, 56 },
		{ 0, 1, SCMI_CHANNEL_SMT | SCMI_CHANNEL_MSG, 256, 0, 0 },
	};
	struct setup setup;
	unsigned int i, j;
	size_t size;
	void *fdt = compile(&size, "/ { channels {"
			    "a@5 { reg = <5>; agent = <&second>; forms = \"smt\"; };"
			    "b@9 { reg = <9>; agent = <&bare>; forms = \"msg\";"
			    "      max-message-size = <32>; };"
			    "c@7 { reg = <7>; agent = <&first>; forms = \"msg\", \"smt\";"
			    "      max-message-size = <4096>; };"
			    "d { reg = <0x80000000>; agent = <&first>;"
			    "    shared-memory = /bits/ 64 <0x123456789c 56>; }; }; };", NULL);

	(void)state;
	must_init(&setup, fdt, size);
	assert_int_equal(setup.board.channel_count, 5);
	for (i = 0; i < 5; i++) {
		const struct scmi_board_channel *c = setup.board.channels;

		for (j = 0; j < 5 && c[j].id != expected[i].id; j++)
			;
		assert_in_range(j, 0, 4);
		c += j;
		assert_int_equal(c->channel.agent, expected[i].agent);
		assert_int_equal(c->channel.forms, expected[i].forms);
		assert_int_equal(c->channel.max_size, expected[i].max_size);
		assert_true(c->shared_address == expected[i].address);
		assert_true(c->shared_size == expected[i].size);
		assert_ptr_equal(c->channel.server, &setup.board.server);
	}
	/* Each has memory of its own: fill all, then see whether all is still there */
	for (i = 0; i < 5; i++) {
		const struct scmi_channel *channel = &setup.board.channels[i].channel;

		memset(channel->request, (int)i, channel->max_size);
		memset(channel->reply, 0x80 | (int)i, channel->max_size);
	}
	for (i = 0; i < 5; i++) {
		const struct scmi_channel *channel = &setup.board.channels[i].channel;

		for (j = 0; j < channel->max_size; j++) {
			assert_int_equal(((const uint8_t *)channel->request)[j], i);
			assert_int_equal(((const uint8_t *)channel->reply)[j], 0x80 | i);
		}
	}
	clean_up(&setup);
}

static void defaults_of_the_root(void **state)
{
	struct setup setup;
	size_t size;
	void *fdt = compile(&size, "/ { /delete-property/ model; /delete-property/ vendor;"
			    "/delete-property/ sub-vendor;"
			    "/delete-property/ implementation-version; };",
			    NULL);
	uint32_t reply[8];

	(void)state;
	must_init(&setup, fdt, size);
	assert_string_equal(setup.board.name, "board");
	assert_int_equal(SEND(&setup.board.server, 1, reply, BASE(0x03)), 6);
	assert_int_equal(reply[2], C4('s', 'c', 'm', 'i'));
	assert_int_equal(reply[3], C4('-', 'o', 'p', 't'));
	assert_int_equal(reply[4], C4('e', 'e', 0, 0));
	SEND(&setup.board.server, 1, reply, BASE(0x04));
	assert_int_equal(reply[1], NOT_SUPPORTED);
	SEND(&setup.board.server, 1, reply, BASE(0x02), 0x04);
	assert_int_equal(reply[1], NOT_FOUND);
	SEND(&setup.board.server, 1, reply, BASE(0x05));
	assert_int_equal(reply[2], 0);
	clean_up(&setup);
}

static void denied_devices(void **state)
{
	struct setup setup;
	size_t size;
	void *fdt = compile(&size, "&first { denied-devices = <&dev1>; };", NULL);
	struct scmi_server *server = &setup.board.server;
	uint32_t reply[4];

	(void)state;
	must_init(&setup, fdt, size);
	SEND(server, 1, reply, CLOCK(0x06), 6);
	assert_int_equal(reply[1], DENIED);
	SEND(server, 1, reply, CLOCK(0x06), 2);
	assert_int_equal(reply[1], SUCCESS);
	SEND(server, 2, reply, BASE(0x09), 1, 1, 1);
	SEND(server, 1, reply, CLOCK(0x06), 6);
	assert_int_equal(reply[1], SUCCESS);
	/* A reset of permissions goes back to the start */
	SEND(server, 2, reply, BASE(0x0b), 1, 1);
	SEND(server, 1, reply, CLOCK(0x06), 6);
	assert_int_equal(reply[1], DENIED);
	clean_up(&setup);
}

static void board_without_clocks(void **state)
{
	struct setup setup;
	size_t size;
	void *fdt = compile(&size, "/delete-node/ &{/clocks}; /delete-node/ &{/devices};"
			    "/delete-node/ &first; /delete-node/ &second; /delete-node/ &version1;"
			    "/delete-node/ &version2; &bare { reg = <1>; };"
			    "&channel0 { agent = <&bare>; };", NULL);
	uint32_t reply[4];

	(void)state;
	must_init(&setup, fdt, size);
	assert_int_equal(SEND(&setup.board.server, 1, reply, BASE(0x01)), 3);
	assert_int_equal(reply[2], 0x100);
	assert_int_equal(scmi_board_view(&setup.board, NULL, 0), 0);
	clean_up(&setup);
}

/* Limits of counts: as many as there can be, and one more */

static char *repeat(unsigned int from, unsigned int to, const char *format)
{
	char *text = malloc((to - from + 1) * (strlen(format) + 40)), *end = text;
	unsigned int i;

	*end = '\0';
	for (i = from; i <= to; i++)
		end += sprintf(end, format, i, i, i);
	return text;
}

static const struct count {
	const char *name, *before, *format, *after;
	unsigned int from, to;
	const char *node, *property;
} counts[] = {
	{ "4095 rates in a list and no more", "&ro { rates = /bits/ 64 <", " %u", ">; };",
	  1, 4095, "ro", "rates" },
	{ "4095 divisors and no more", "&div { divisors = <", " %u", ">; };",
	  1, 4095, "div", "divisors" },
	{ "4095 performance levels and no more", "/ { performance-domains { d { levels = <", " %u", ">; }; }; };",
	  1, 4095, "d", "levels" },
	{ "4095 levels of a supply and no more", "/ { supplies { s { levels = <", " %u", ">; }; }; };",
	  1, 4095, "s", "levels" },
	{ "4095 intervals and no more", "/ { sensors { s { sensor-type = <2>; update-intervals = <",
	  " %u 0", ">; }; }; };", 1, 4095, "s", "update-intervals" },
	{ "63 axes and no more", "/ { sensors { s { sensor-type = <2>;",
	  "a%u { reg = <%u>; sensor-type = <2>; };", "}; }; };", 0, 62, "s", NULL },
	{ "1024 clocks and no more", "/ { clocks {", "c%u { rates = /bits/ 64 <1>; };", "}; };",
	  14, 1024, "clocks", NULL },
	{ "32 agents and no more", "/ { agents {", "a%u { reg = <%u>; };", "}; };",
	  6, 32, "agents", NULL },
	{ "32 agents and no more, who limit performance",
	  "/ { performance-domains { d { levels = <1>; }; }; agents {", "a%u { reg = <%u>; };", "}; };",
	  6, 32, "agents", NULL },
	{ "32 devices and no more", "/ { devices {", "d%u { reg = <%u>; };", "}; };",
	  2, 31, "devices", NULL },
	{ "32 channels and no more", "/ { channels {", "c%u { reg = <%u>; agent = <&first>; };",
	  "}; };",
	  1, 31, "channels", NULL },
};

static void count_is_limited(void **state)
{
	const struct count *c = *state;
	struct scmi_board_error error;
	struct setup setup;
	size_t size;
	char *list = repeat(c->from, c->to, c->format);
	void *fdt = compile(&size, c->before, list, c->after, NULL);

	free(list);
	must_init(&setup, fdt, size);
	clean_up(&setup);

	list = repeat(c->from, c->to + 1, c->format);
	fdt = compile(&size, c->before, list, c->after, NULL);
	free(list);
	assert_int_equal(init(&setup, fdt, size, &error), SCMI_INVALID_PARAMETERS);
	assert_string_equal(error.node, c->node);
	if (c->property)
		assert_string_equal(error.property, c->property);
	else
		assert_null(error.property);
	clean_up(&setup);
}

/* Longer than any list can be, and than 16 bits can count */
static void lists_are_limited(void **state)
{
	static const unsigned int lengths[] = { 4096, 65535, 65536, 65537, 70000 };
	struct scmi_board_error error;
	struct setup setup;
	size_t i, size;

	(void)state;
	for (i = 0; i < sizeof(lengths) / sizeof(lengths[0]); i++) {
		char *list = repeat(1, lengths[i], " %u");
		void *fdt = compile(&size, "&div { divisors = <", list, ">; };", NULL);

		assert_int_equal(init(&setup, fdt, size, &error), SCMI_INVALID_PARAMETERS);
		assert_string_equal(error.node, "div");
		assert_string_equal(error.property, "divisors");
		clean_up(&setup);
		fdt = compile(&size, "&ro { rates = /bits/ 64 <", list, ">; };", NULL);
		free(list);
		assert_int_equal(init(&setup, fdt, size, &error), SCMI_INVALID_PARAMETERS);
		assert_string_equal(error.node, "ro");
		assert_string_equal(error.property, "rates");
		clean_up(&setup);
	}
}

/* Divisors that give the same rate, rounded down, give it once */
static void rates_once(void **state)
{
	struct setup setup;
	size_t size;
	void *fdt = compile(&size, "&n16 { /delete-property/ rates; parents = <&n15>;"
			    "divisors = <4 5 6 7 8>; };", NULL);
	uint32_t reply[16];

	(void)state;
	must_init(&setup, fdt, size);
	assert_int_equal(SEND(&setup.board.server, 1, reply, CLOCK(0x04), 8, 0), 9);
	assert_int_equal(reply[2], 3);
	assert_int_equal(reply[3], 1);
	assert_int_equal(reply[5], 2);
	assert_int_equal(reply[7], 3);
	SEND(&setup.board.server, 1, reply, CLOCK(0x05), 0, 8, 2, 0);
	assert_int_equal(reply[1], SUCCESS);
	SEND(&setup.board.server, 1, reply, CLOCK(0x06), 8);
	assert_int_equal(reply[2], 2);
	clean_up(&setup);
}

/* What there is to choose from decides what an agent may do */
static void choices(void **state)
{
	static const struct {
		const char *divisors;
		uint32_t permissions;
	} rows[] = {
		{ "<3>", 0x80000000 }, { "<3 4>", 0xa0000000 },
	};
	size_t i, size;

	(void)state;
	for (i = 0; i < 2; i++) {
		struct setup setup;
		void *fdt = compile(&size, "&div { divisors = ", rows[i].divisors, "; };", NULL);
		uint32_t reply[4];

		must_init(&setup, fdt, size);
		SEND(&setup.board.server, 1, reply, CLOCK(0x0f), 3);
		assert_int_equal(reply[2], rows[i].permissions);
		clean_up(&setup);
	}
}

/* Read-only by name, the first and the last of what an agent sees too */
static void read_only(void **state)
{
	static const uint32_t permissions[] = {
		0, 0xa0000000, 0xa0000000, 0xc0000000, 0xa0000000, 0,
	};
	struct setup setup;
	size_t size;
	void *fdt = compile(&size, "&second { read-only-clocks = <&lin &ro>; };", NULL);
	uint32_t clock, reply[4];

	(void)state;
	must_init(&setup, fdt, size);
	for (clock = 0; clock < 6; clock++) {
		SEND(&setup.board.server, 2, reply, CLOCK(0x0f), clock);
		assert_int_equal(reply[2], permissions[clock]);
	}
	clean_up(&setup);
}

static void parents_are_limited(void **state)
{
	struct scmi_board_error error;
	struct setup setup;
	unsigned int count;

	(void)state;
	for (count = 255; count <= 256; count++) {
		char *clocks = repeat(1, count, "k%u: k%u { rates = /bits/ 64 <%u>; };");
		char *list = repeat(1, count, " &k%u");
		size_t size;
		void *fdt = compile(&size, "/ { clocks {", clocks, "}; }; &mux { parents = <", list,
				    ">; /delete-property/ boot-parent; };", NULL);

		free(clocks);
		free(list);
		if (count == 255) {
			must_init(&setup, fdt, size);
		} else {
			assert_int_equal(init(&setup, fdt, size, &error), SCMI_INVALID_PARAMETERS);
			assert_string_equal(error.node, "mux");
			assert_string_equal(error.property, "parents");
		}
		clean_up(&setup);
	}
}

/* The last agent and the last device have the last bits */
static void last_bits(void **state)
{
	struct setup setup;
	struct scmi_server *server = &setup.board.server;
	char *agents = repeat(6, 32, "a%u { reg = <%u>; clocks = <&lin>; max-events = <%u>; };");
	char *devices = repeat(2, 31, "d%u { reg = <%u>; clocks = <&ro>; };");
	uint8_t event[SCMI_MAX_EVENT_SIZE];
	uint32_t reply[4];
	char *text;
	size_t size;
	void *fdt = compile(&size, "/ { agents {", agents, "}; devices {", devices, "}; };", NULL);

	(void)state;
	free(agents);
	free(devices);
	must_init(&setup, fdt, size);
	SEND(server, 32, reply, CLOCK(0x07), 0, 1, 0);
	assert_int_equal(reply[1], SUCCESS);
	SEND(server, 32, reply, CLOCK(0x09), 0, 1);
	assert_int_equal(reply[1], SUCCESS);
	text = view_of(&setup.board);
	assert_non_null(strstr(text, "clock lin rate 1500 enabled 1 users 80000000 parent -\n"));
	free(text);
	SEND(server, 31, reply, CLOCK(0x07), 0, 0, 0);
	SEND(server, 31, reply, CLOCK(0x05), 0, 0, 1000, 0);
	assert_int_equal(scmi_server_next_event(server, 32, event, sizeof(event)), 20);
	SEND(server, 32, reply, CLOCK(0x0b), 0, 0);
	assert_int_equal(reply[3], 1);
	SEND(server, 2, reply, BASE(0x09), 2, 31, 0);
	assert_int_equal(reply[1], SUCCESS);
	SEND(server, 2, reply, CLOCK(0x06), 0);
	assert_int_equal(reply[1], SUCCESS);
	for (size = 2; size < 31; size++)
		SEND(server, 2, reply, BASE(0x09), 2, (uint32_t)size, 0);
	SEND(server, 2, reply, CLOCK(0x06), 0);
	assert_int_equal(reply[1], DENIED);
	SEND(server, 2, reply, BASE(0x09), 2, 31, 1);
	SEND(server, 2, reply, CLOCK(0x06), 0);
	assert_int_equal(reply[1], SUCCESS);
	clean_up(&setup);
}

/* The demonstration board is what boards/demo.dts says */

static void demo(void **state)
{
	static const char expected[] =
		"clock osc24m rate 24000000 enabled 1 users 0 parent -\n"
		"clock pll_cpu rate 1000000000 enabled 1 users 0 parent -\n"
		"clock pll_sys rate 800000000 enabled 1 users 0 parent -\n"
		"clock cpu rate 1000000000 enabled 1 users 0 parent pll_cpu\n"
		"clock bus rate 400000000 enabled 1 users 0 parent pll_sys\n"
		"clock uart0 rate 24000000 enabled 1 users 0 parent osc24m\n"
		"clock i2c0 rate 100000000 enabled 0 users 0 parent bus\n"
		"clock ddr rate 1600000000 enabled 1 users 0 parent -\n"
		"clock pwm rate 1000 enabled 0 users 0 parent - duty-cycle 50 phase 0\n"
		"clock serdes rate 5000000000 enabled 0 users 0 parent -\n"
		"clock display_pixel_clock_0 rate 148500000 enabled 0 users 0 parent -\n"
		"clock secure_timer rate 12000000 enabled 1 users 0 parent -\n";
	struct setup *setup = setup_board("boards/demo");
	struct scmi_server *server = &setup->board.server;
	char *text = view_of(&setup->board);
	uint32_t reply[8], clock;

	(void)state;
	assert_string_equal(setup->board.name, "demo");
	assert_non_null(strstr(text, expected));
	assert_ptr_equal(strstr(text, expected), strstr(text, "clock "));
	SEND(server, 1, reply, BASE(0x03));
	assert_int_equal(reply[2], C4('s', 'c', 'm', 'i'));
	SEND(server, 1, reply, BASE(0x04));
	assert_int_equal(reply[2], C4('d', 'e', 'm', 'o'));
	SEND(server, 1, reply, BASE(0x05));
	assert_int_equal(reply[2], 0x10000);
	SEND(server, 1, reply, BASE(0x01));
	assert_int_equal(reply[2] & 0xff00, 0x200);
	SEND(server, 1, reply, BASE(0x07), 1);
	assert_int_equal(reply[3], C4('l', 'i', 'n', 'u'));
	SEND(server, 1, reply, BASE(0x07), 2);
	assert_int_equal(reply[3], C4('p', 'e', 'e', 'r'));
	SEND(server, 1, reply, CLOCK(0x01));
	assert_int_equal(reply[2], 11);
	SEND(server, 2, reply, CLOCK(0x01));
	assert_int_equal(reply[2], 6);
	/* Read-only for Linux, not for its peer */
	SEND(server, 1, reply, CLOCK(0x05), 0, 7, 800000000, 0);
	assert_int_equal(reply[1], DENIED);
	SEND(server, 2, reply, CLOCK(0x05), 0, 0, 800000000, 0);
	assert_int_equal(reply[1], SUCCESS);
	/* Linux sees osc24m to display in this order, and not secure_timer */
	for (clock = 0; clock < 11; clock++) {
		SEND(server, 1, reply, CLOCK(0x06), clock);
		assert_int_equal(reply[1], SUCCESS);
	}
	SEND(server, 1, reply, CLOCK(0x06), 11);
	assert_int_equal(reply[1], NOT_FOUND);
	free(text);
	teardown_board(setup);
}

/* Of tests with thousands of tries, one in so many is made: on emulated machines not each */
static unsigned int share(void)
{
	const char *value = getenv("UNIT_SHARE");

	return value ? (unsigned int)atoi(value) : 1;
}

/* Memory of every size: refused as long as it is not enough, and never overstepped */
static void memory_sizes(void **state)
{
	static const char *const boards[] = {
		"tests/unit/unit", "tests/unit/delayed", "tests/unit/performance", "boards/demo",
	};
	unsigned int i;

	(void)state;
	for (i = 0; i < sizeof(boards) / sizeof(boards[0]); i++) {
		size_t fdt_size, size;
		void *fdt = read_board(boards[i], &fdt_size);
		bool enough = false;

		for (size = 0; size < 32768 && !enough; size += size % 8 ? 1 : 8 * share() - 1) {
			void *memory = malloc(size ? size : 1);
			struct scmi_board board;
			struct scmi_board_error error = { 0 };

			enough = !scmi_board_init(&board, fdt, fdt_size, memory, size, &error);
			if (!enough) {
				assert_non_null(error.node);
				assert_non_null(strstr(error.reason, "memory"));
			}
			free(memory);
		}
		/* The 32768 bytes that docs/board.md speaks of do for the demonstration board */
		assert_true(enough);
		assert_true(size > 1000);
		free(fdt);
	}
}

/* Text of every size */
static void view_sizes(void **state)
{
	struct setup *setup = setup_board("tests/unit/unit");
	char *whole = view_of(&setup->board);
	size_t size, length = strlen(whole);

	(void)state;
	for (size = 0; size <= length + 1; size++) {
		char *text = malloc(size ? size : 1);

		assert_int_equal(scmi_board_view(&setup->board, text, size), length);
		assert_memory_equal(text, whole, size < length ? size : length);
		free(text);
	}
	free(whole);
	teardown_board(setup);
}

/* Not quite device trees */

static void truncated(void **state)
{
	size_t full, size;
	uint8_t *fdt = read_board("tests/unit/unit", &full);

	(void)state;
	for (size = 0; size < full; size++) {
		struct scmi_board_error error;
		struct setup setup;
		void *part = malloc(size ? size : 1);

		memcpy(part, fdt, size);
		assert_int_equal(init(&setup, part, size, &error), SCMI_INVALID_PARAMETERS);
		assert_string_equal(error.node, "/");
		assert_non_null(error.reason);
		clean_up(&setup);
	}
	free(fdt);
}

/* Whole, but for its nodes: the structure is the word that ends it */
static void without_root(void **state)
{
	static const uint32_t words[] = {
		0xd00dfeed, 60, 56, 60, 40, 17, 16, 0, 0, 4,	/* header */
		0, 0, 0, 0,					/* no reserved memory */
		9,						/* FDT_END */
	};
	uint32_t *fdt = malloc(sizeof(words));
	struct scmi_board_error error = { 0 };
	struct setup setup;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		fdt[i] = htobe32(words[i]);
	assert_int_equal(init(&setup, fdt, sizeof(words), &error), SCMI_INVALID_PARAMETERS);
	assert_string_equal(error.node, "/");
	assert_string_equal(error.reason, "is no flattened device tree");
	clean_up(&setup);
}

/* All messages of all agents: any answer will do */
static void use(struct scmi_board *board)
{
	static const uint32_t protocols[] = { BASE(0), CLOCK(0) };
	uint32_t agent, p, message, clock, reply[8];
	char text[256];

	for (agent = 1; agent <= board->server.agent_count; agent++) {
		for (p = 0; p < 2; p++) {
			for (message = 0; message <= 0x10; message++) {
				for (clock = 0; clock < 14; clock++) {
					const uint32_t request[] = {
						protocols[p] | message, clock, 1, 0, 0,
					};
					size_t count = 1;

					for (; count <= 5; count++)
						exchange_words(&board->server, agent, request,
							       count, reply, 8);
				}
			}
		}
	}
	scmi_board_view(board, text, sizeof(text));
}

static void flip(const char *name)
{
	unsigned int rounds = 3000 / share();
	size_t size, i;
	uint8_t *original = read_board(name, &size);
	unsigned int boards = 0, errors = 0;
	uint32_t seed = 20;

	while (rounds--) {
		struct scmi_board_error error;
		struct setup setup;
		uint8_t *fdt = malloc(size);

		memcpy(fdt, original, size);
		for (i = 0; i <= (seed >> 13) % 3; i++) {
			uint32_t bit;

			seed = seed * 1664525 + 1013904223;
			bit = (seed >> 4) % (uint32_t)(size * 8);
			fdt[bit / 8] ^= 1u << bit % 8;
		}
		if (init(&setup, fdt, size, &error)) {
			assert_non_null(error.node);
			assert_non_null(error.reason);
			errors++;
		} else {
			if (!(boards++ % 8))
				use(&setup.board);
		}
		clean_up(&setup);
	}
	/* Both ways were gone */
	assert_true(boards > 10);
	assert_true(errors > 10);
	free(original);
}

static void flipped_unit(void **state)
{
	(void)state;
	flip("tests/unit/unit");
}

static void flipped_demo(void **state)
{
	(void)state;
	flip("boards/demo");
}

/* A header of version 3, whose nodes should have full paths as names and have not */
static void old_header(void **state)
{
	struct scmi_board_error error = { 0 };
	struct setup setup;
	size_t size;
	uint8_t *fdt = read_board("tests/unit/unit", &size);

	(void)state;
	fdt[23] = 3;	/* version */
	fdt[27] = 2;	/* last compatible version */
	assert_int_equal(init(&setup, fdt, size, &error), SCMI_INVALID_PARAMETERS);
	assert_non_null(error.reason);
	clean_up(&setup);
}

int main(void)
{
	size_t i;

	for (i = 0; i < sizeof(refused) / sizeof(refused[0]); i++)
		add_row(refused[i].name, is_refused, &refused[i]);
	for (i = 0; i < sizeof(taken) / sizeof(taken[0]); i++)
		add_row(taken[i].name, is_taken, &taken[i]);
	for (i = 0; i < sizeof(counts) / sizeof(counts[0]); i++)
		add_row(counts[i].name, count_is_limited, &counts[i]);
	ADD_TEST("both nodes of one name are told", names_both);
	ADD_TEST("255 parents and no more", parents_are_limited);
	ADD_TEST("lists longer than any can be", lists_are_limited);
	ADD_TEST("a divider has each rate once", rates_once);
	ADD_TEST("clocks can be read-only for an agent", read_only);
	ADD_TEST("who has nothing to choose may not choose", choices);
	ADD_TEST("the last agent and the last device have bits of their own", last_bits);
	ADD_TEST("channels are what the device tree says", channels);
	ADD_TEST("the properties of the root have defaults", defaults_of_the_root);
	ADD_TEST("devices can be denied from the start", denied_devices);
	ADD_TEST("a board can be without clocks", board_without_clocks);
	ADD_TEST("the demonstration board is what its device tree says", demo);
	ADD_TEST("memory of every size up to enough", memory_sizes);
	ADD_TEST("the view takes room of every size", view_sizes);
	ADD_TEST("a device tree cut off at every byte", truncated);
	ADD_TEST("a device tree without a root", without_root);
	ADD_TEST("device trees with flipped bits, of the board of these tests", flipped_unit);
	ADD_TEST("device trees with flipped bits, of the demonstration board", flipped_demo);
	ADD_TEST("a device tree with the header of an old version", old_header);
	return run_program("board");
}
