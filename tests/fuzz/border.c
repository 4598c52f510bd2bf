// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * Fuzz target: memory of an agent as the border finds it, in both layouts.
 */
#include <stdlib.h>
#include <string.h>

#include "fuzz.h"

#define GUARD		16
#define GUARD_BYTE	0xa5
#define SMT_LENGTH	20
#define SMT_STATUS	4

static uint8_t *guarded(struct fuzz_input *input, size_t size, size_t shift)
{
	uint8_t *block = malloc(shift + size + GUARD);
	size_t got;
	uint8_t *bytes = fuzz_block(input, size, &got);

	memset(block, GUARD_BYTE, shift + size + GUARD);
	memset(block + shift, 0, size);
	memcpy(block + shift, bytes, got);
	free(bytes);
	return block;
}

static void check_guards(const uint8_t *block, size_t size, size_t shift)
{
	size_t i;

	for (i = 0; i < shift; i++)
		MUST(block[i] == GUARD_BYTE, "written in front of the memory");
	for (i = 0; i < GUARD; i++)
		MUST(block[shift + size + i] == GUARD_BYTE, "written behind the memory");
}

static void smt(struct scmi_channel *channel, struct fuzz_input *input)
{
	size_t shift = fuzz_u8(input) & 4;
	size_t size = fuzz_u8(input);
	uint8_t *block = guarded(input, size, shift);
	uint8_t *shared = block + shift;
	uint8_t before[256];
	enum scmi_channel_result result;
	uint32_t length;
	size_t i;

	/* Most inputs claim the channel, and many tell the length that there is */
	if (size >= SCMI_SMT_HEADER_SIZE && !(fuzz_u8(input) & 1)) {
		fuzz_put_word(shared + SMT_STATUS, 0);
		if (fuzz_u8(input) & 1)
			fuzz_put_word(shared + SMT_LENGTH, (uint32_t)(size - SCMI_SMT_HEADER_SIZE));
	}
	memcpy(before, shared, size);
	result = scmi_channel_smt(channel, shared, size);
	check_guards(block, size, shift);
	if (size < SCMI_SMT_HEADER_SIZE) {
		MUST(result == SCMI_CHANNEL_BAD_SIZE && !memcmp(before, shared, size), "too short");
		free(block);
		return;
	}
	MUST(fuzz_word(shared + SMT_STATUS) == (result == SCMI_CHANNEL_OK ? 1u : 3u),
	     "the channel is not free, or not marked");
	length = fuzz_word(shared + SMT_LENGTH);
	for (i = 0; i < SCMI_SMT_HEADER_SIZE; i++) {
		bool ours = (i >= SMT_STATUS && i < SMT_STATUS + 4) ||
			    (i >= SMT_LENGTH && i < SMT_LENGTH + 4 && result == SCMI_CHANNEL_OK);

		MUST(ours || shared[i] == before[i], "byte %zu of the header is the agent's", i);
	}
	if (result != SCMI_CHANNEL_OK) {
		length = 0;
	} else {
		MUST(length >= 8 && length <= size - SCMI_SMT_HEADER_SIZE &&
		     length <= channel->max_size, "a reply of %u bytes", length);
	}
	i = SCMI_SMT_HEADER_SIZE + length;
	MUST(!memcmp(before + i, shared + i, size - i), "written behind the reply");
	free(block);
}

static void msg(struct scmi_channel *channel, struct fuzz_input *input)
{
	size_t shift = fuzz_u8(input) & 7;
	size_t size = fuzz_u8(input);
	size_t room = fuzz_u8(input);
	bool same = fuzz_u8(input) & 1;
	uint8_t *in = guarded(input, same && room > size ? room : size, shift);
	uint8_t *out = same ? in : guarded(input, room, shift);
	size_t out_size = same ? (room > size ? room : size) : room;
	size_t reply_size = room;
	uint8_t before[256];
	enum scmi_channel_result result;

	memcpy(before, out + shift, out_size);
	result = scmi_channel_msg(channel, in + shift, size, out + shift, &reply_size);
	check_guards(out, out_size, shift);
	if (result == SCMI_CHANNEL_OK)
		MUST(reply_size >= 8 && reply_size <= room && reply_size <= channel->max_size,
		     "a reply of %zu bytes", reply_size);
	else
		reply_size = 0;
	MUST(!memcmp(before + reply_size, out + shift + reply_size, out_size - reply_size),
	     "written behind the reply");
	if (out != in)
		free(out);
	free(in);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct fuzz_input input = { data, size };
	struct scmi_board *board = fuzz_board();
	struct scmi_channel channel = board->channels[0].channel;

	channel.max_size = (uint16_t)(8 + fuzz_u8(&input) % 128);
	channel.request = malloc(channel.max_size);
	channel.reply = malloc(channel.max_size);
	while (input.size) {
		if (fuzz_u8(&input) & 1)
			smt(&channel, &input);
		else
			msg(&channel, &input);
	}
	free(channel.request);
	free(channel.reply);
	return 0;
}
