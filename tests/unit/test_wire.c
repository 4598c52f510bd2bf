// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * Bytes, and the message header.
 */
#include "harness.h"

#include <scmi/protocol.h>

#include "bytes.h"

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
	static const uint8_t expected[] = { 0x04, 0x03, 0x02, 0xf1 };
	size_t shift;

	(void)state;
	for (shift = 0; shift < 8; shift++) {
		uint8_t *block = calloc(1, shift + 4);

		store32_le(block + shift, 0xf1020304);
		assert_memory_equal(block + shift, expected, 4);
		while (shift && block[shift - 1])
			fail();
		free(block);
	}
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

int main(void)
{
	ADD_TEST("32 and 64-bit words are loaded from every alignment", loads_at_every_alignment);
	ADD_TEST("32-bit words are stored at every alignment", stores_at_every_alignment);
	ADD_TEST("a header is put together as specified", header_is_put_together);
	ADD_TEST("a header is taken apart as specified", header_is_taken_apart);
	ADD_TEST("a token that is too large is cut", token_that_is_too_large_is_cut);
	ADD_TEST("versions have their major number in the upper half", versions_on_the_wire);
	return run_program("wire");
}
