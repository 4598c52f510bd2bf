// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * The border: whatever an agent's memory holds, and however it changes while it is read, the border stays
 * within its memories, hands the server only private memory of the size that it has checked, and leaves an
 * SMT channel free.
 *
 * Every read of shared memory gives any value (goto-instrument --nondet-volatile), so a word that were
 * read twice would be two words. The server is replaced by all that its contract allows.
 *
 * Bounds: messages of up to MAX_SIZE bytes in shared memory of up to SMT header and MAX_SIZE bytes; all
 * alignments of MSG memory, all sizes.
 */
// proves: prove_smt lib/server/channel.c
// proves: prove_msg lib/server/channel.c
// unwind: 68
// volatile: any
#include <scmi/channel.h>

#define MAX_SIZE	64
#define SMT_STATUS	4

size_t nondet_size(void);
_Bool nondet_bool(void);
uint32_t nondet_u32(void);
uint16_t nondet_u16(void);

static uint32_t request[(MAX_SIZE + 3) / 4], reply[(MAX_SIZE + 3) / 4];
static struct scmi_channel channel;

size_t scmi_server_process(struct scmi_server *server, unsigned int agent, const uint8_t *in,
			   size_t size, uint8_t *out, size_t capacity)
{
	size_t used = nondet_size();

	__CPROVER_assert(in == (uint8_t *)request && out == (uint8_t *)reply, "private memory");
	__CPROVER_assert(size >= 4 && size <= channel.max_size, "the request's size");
	__CPROVER_assert(capacity >= 8 && capacity <= channel.max_size, "room for the reply");
	__CPROVER_assume(used >= 8 && used <= capacity && used % 4 == 0);
	__CPROVER_havoc_slice(out, used);
	return used;
}

static void make_channel(void)
{
	channel.max_size = nondet_u16();
	__CPROVER_assume(channel.max_size >= 8 && channel.max_size <= MAX_SIZE);
	channel.request = request;
	channel.reply = reply;
}

void prove_smt(void)
{
	uint32_t words[(SCMI_SMT_HEADER_SIZE + MAX_SIZE) / 4];
	size_t size = nondet_size();
	enum scmi_channel_result result;

	make_channel();
	__CPROVER_assume(size <= sizeof(words));
	/* The last bytes of the memory are not the channel's */
	uint8_t *shared = (uint8_t *)words + sizeof(words) - size;

	__CPROVER_assume(nondet_bool() || !((uintptr_t)shared & 3));
	result = scmi_channel_smt(&channel, shared, size);
	__CPROVER_assert(result != SCMI_CHANNEL_OK, "REACHED: a reply");
	if (size >= SCMI_SMT_HEADER_SIZE && !((uintptr_t)shared & 3)) {
		uint32_t status = *(uint32_t *)(shared + SMT_STATUS);

		__CPROVER_assert(status == (result == SCMI_CHANNEL_OK ? 1u : 3u), "the channel is free");
	}
}

void prove_msg(void)
{
	uint8_t in[MAX_SIZE + 8], out[MAX_SIZE + 8];
	size_t in_size = nondet_size(), room = nondet_size(), out_size = room;
	size_t in_shift = nondet_size(), out_shift = nondet_size();
	enum scmi_channel_result result;

	make_channel();
	__CPROVER_assume(in_shift < 8 && out_shift < 8);
	/* Sizes beyond the channel's are refused before anything is read */
	__CPROVER_assume(in_size <= sizeof(in) - in_shift || in_size > MAX_SIZE);
	__CPROVER_assume(room <= sizeof(out) - out_shift);
	if (nondet_bool())
		result = scmi_channel_msg(&channel, in + in_shift, in_size, out + out_shift,
					  &out_size);
	else
		result = scmi_channel_msg(&channel, out + out_shift, in_size <= room ? in_size : room,
					  out + out_shift, &out_size);
	__CPROVER_assert(result != SCMI_CHANNEL_OK, "REACHED: a reply");
	if (result == SCMI_CHANNEL_OK)
		__CPROVER_assert(out_size >= 8 && out_size <= room && out_size <= channel.max_size,
				 "the reply's size");
}
