// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * The border of the server.
 */
#include <stdbool.h>

#include <scmi/channel.h>

#include "bytes.h"
#include "misbehave.h"

#define SMT_STATUS_OFFSET	4
#define SMT_LENGTH_OFFSET	20

#define MIN_REPLY_SIZE		8

/* Shared words are little-endian; one volatile access each */

static uint32_t read_word(const volatile void *address)
{
	return *(const volatile uint32_t *)address;
}

static void write_word(volatile void *address, uint32_t word)
{
	*(volatile uint32_t *)address = word;
}

static uint32_t read_shared(const volatile uint8_t *shared, size_t offset)
{
	return swap32_le(read_word(shared + offset));
}

static void write_shared(volatile uint8_t *shared, size_t offset, uint32_t word)
{
	write_word(shared + offset, swap32_le(word));
}

static bool word_aligned(const volatile void *address)
{
	return !((uintptr_t)address & 3);
}

/* A word of private memory, which is aligned */
typedef uint32_t __attribute__((may_alias)) private_word;

/* Private memory is not volatile: no compiler may fetch from @from again what it has copied */

static void copy_in(uint8_t *to, const volatile uint8_t *from, size_t size)
{
	const uint8_t *end = to + size;

	if (word_aligned(from)) {
		for (; to < end - (size & 3); to += 4, from += 4)
			*(private_word *)to = read_word(from);
	}
	while (to < end)
		*to++ = *from++;
}

static void copy_out(volatile uint8_t *to, const uint8_t *from, size_t size)
{
	const uint8_t *end = from + size;

	if (word_aligned(to)) {
		for (; from < end - (size & 3); to += 4, from += 4)
			write_word(to, *(const private_word *)from);
	}
	while (from < end)
		*to++ = *from++;
}

/* Both in registers: no word on the stack that would have to be guarded */
struct outcome {
	enum scmi_channel_result result;
	size_t size;	/* of the reply, with SCMI_CHANNEL_OK */
};

/* One message from @in to @out, where there is @room */
static struct outcome process(struct scmi_channel *channel, const volatile uint8_t *in, size_t size,
			      volatile uint8_t *out, size_t room)
{
	size_t capacity = room < channel->max_size ? room : channel->max_size;
	uint8_t *request = (uint8_t *)channel->request;
	uint8_t *reply = (uint8_t *)channel->reply;
	struct outcome outcome = { SCMI_CHANNEL_OK, 0 };

	if (size < SCMI_HEADER_SIZE || size > channel->max_size)
		return (struct outcome){ SCMI_CHANNEL_BAD_SIZE, 0 };
	if (capacity < MIN_REPLY_SIZE)
		return (struct outcome){ SCMI_CHANNEL_NO_ROOM, 0 };
	copy_in(request, in, size);
	outcome.size = scmi_misbehave_process(channel->server, channel->agent, request, size, reply,
					      capacity);
	copy_out(out, reply, outcome.size);
	outcome.result = scmi_misbehave_end(SCMI_CHANNEL_BAD_SIZE, &outcome.size);
	return outcome;
}

enum scmi_channel_result scmi_channel_msg(struct scmi_channel *channel, const volatile void *in,
					  size_t in_size, volatile void *out, size_t *out_size)
{
	struct outcome outcome = process(channel, in, in_size, out, *out_size);

	if (outcome.result == SCMI_CHANNEL_OK)
		*out_size = outcome.size;
	return outcome.result;
}

void scmi_channel_init_smt(volatile void *shared)
{
	write_shared(shared, SMT_STATUS_OFFSET, SCMI_SMT_FREE);
}

static enum scmi_channel_result process_smt(struct scmi_channel *channel, volatile uint8_t *shared,
					    size_t size)
{
	volatile uint8_t *message = shared + SCMI_SMT_HEADER_SIZE;
	size_t room = size - SCMI_SMT_HEADER_SIZE;
	struct outcome outcome;
	uint32_t length;

	if (read_shared(shared, SMT_STATUS_OFFSET) & SCMI_SMT_FREE)
		return SCMI_CHANNEL_NOT_CLAIMED;
	__atomic_thread_fence(__ATOMIC_ACQUIRE);
	length = read_shared(shared, SMT_LENGTH_OFFSET);
	if (length > room)
		return SCMI_CHANNEL_BAD_SIZE;
	outcome = process(channel, message, length, message, room);
	if (outcome.result == SCMI_CHANNEL_OK)
		write_shared(shared, SMT_LENGTH_OFFSET, (uint32_t)outcome.size);
	return outcome.result;
}

enum scmi_channel_result scmi_channel_smt(struct scmi_channel *channel, volatile void *shared,
					  size_t size)
{
	enum scmi_channel_result result;
	uint32_t status;

	if (size < SCMI_SMT_HEADER_SIZE || !word_aligned(shared))
		return SCMI_CHANNEL_BAD_SIZE;
	result = process_smt(channel, shared, size);
	__atomic_thread_fence(__ATOMIC_RELEASE);
	status = SCMI_SMT_FREE | (result == SCMI_CHANNEL_OK ? 0 : SCMI_SMT_ERROR);
	write_shared(shared, SMT_STATUS_OFFSET, scmi_misbehave_channel_status(status));
	return result;
}
