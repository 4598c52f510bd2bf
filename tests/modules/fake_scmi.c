// SPDX-License-Identifier: GPL-2.0-only
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * Just enough of a server for the kernel's core to find two protocols on each channel: clock 1.0,
 * with FAKE_CLOCKS clocks named fake<channel>.<clock>, and one of the vendor "fake" whose message 3
 * is answered with its payload, each byte inverted: what comes back names the message it answers.
 */

#include <linux/kernel.h>
#include <linux/string.h>
#include <linux/unaligned.h>

#include "fake.h"

#define PROTOCOL_BASE	0x10
#define PROTOCOL_CLOCK	0x14

#define NOT_SUPPORTED		-1
#define INVALID_PARAMETERS	-2
#define NOT_FOUND		-4
#define PROTOCOL_ERROR		-10

/* The status comes before it */
#define REPLY	8

static u64 rates[FAKE_CHANNELS][FAKE_CLOCKS];

static int text(u8 *out, const char *string)
{
	strscpy_pad((char *)out + REPLY, string, 16);

	return 16;
}

static int word(u8 *out, u32 value)
{
	put_unaligned_le32(value, out + REPLY);

	return 4;
}

/* Each handler: the reply's bytes behind the status, or a status */
static int base(u32 message, const u8 *in, size_t len, u8 *out)
{
	switch (message) {
	case 0x0:
		return word(out, 0x20000);
	case 0x1:
		return word(out, 2 | 1 << 8);
	case 0x3:
	case 0x4:
		return text(out, FAKE_VENDOR);
	case 0x5:
		return word(out, 1);
	case 0x6:
		if (len != 4)
			return PROTOCOL_ERROR;
		word(out, get_unaligned_le32(in) ? 0 : 2);
		put_unaligned_le32(PROTOCOL_CLOCK | FAKE_PROTOCOL_ECHO << 8, out + REPLY + 4);
		return get_unaligned_le32(in) ? 4 : 8;
	case 0x7:
		word(out, 0);
		strscpy_pad((char *)out + REPLY + 4, "platform", 16);
		return 20;
	default:
		return NOT_SUPPORTED;
	}
}

static int clock_attributes(unsigned int channel, u32 id, u8 *out)
{
	char name[16];

	snprintf(name, sizeof(name), "fake%u.%u", channel, id);
	word(out, 0);
	strscpy_pad((char *)out + REPLY + 4, name, 16);

	return 20;
}

/* A range: from, to, step */
static int clock_rates(u8 *out)
{
	word(out, 3 | 1 << 12);
	put_unaligned_le64(1, out + REPLY + 4);
	put_unaligned_le64(4000000000, out + REPLY + 12);
	put_unaligned_le64(1, out + REPLY + 20);

	return 28;
}

static int clock(unsigned int channel, u32 message, const u8 *in, size_t len, u8 *out)
{
	static const u8 sizes[] = { [0x3] = 4, 8, 16, 4, 8 };
	u32 id;

	if (message == 0x0)
		return word(out, 0x10000);
	if (message == 0x1)
		return word(out, FAKE_CLOCKS);
	if (message < 0x3 || message > 0x7)
		return NOT_SUPPORTED;
	if (len != sizes[message])
		return PROTOCOL_ERROR;

	id = get_unaligned_le32(in + (message == 0x5 ? 4 : 0));
	if (id >= FAKE_CLOCKS)
		return NOT_FOUND;

	switch (message) {
	case 0x3:
		return clock_attributes(channel, id, out);
	case 0x4:
		return clock_rates(out);
	case 0x5:
		rates[channel][id] = get_unaligned_le64(in + 8);
		return 0;
	case 0x6:
		put_unaligned_le64(rates[channel][id] ?: 1000000 * (channel + 1) + id,
				   out + REPLY);
		return 8;
	default:
		return 0;
	}
}

static int echo(u32 message, const u8 *in, size_t len, u8 *out)
{
	size_t i;

	switch (message) {
	case 0x0:
		return word(out, 0x10000);
	case 0x1:
		return word(out, 0);
	case FAKE_MESSAGE_ECHO:
		for (i = 0; i < len; i++)
			out[REPLY + i] = ~in[i];
		return len;
	default:
		return NOT_SUPPORTED;
	}
}

static int handle(unsigned int channel, u32 header, const u8 *in, size_t len, u8 *out)
{
	u32 protocol = header >> 10 & 0xff;
	u32 message = header & 0xff;

	/* PROTOCOL_MESSAGE_ATTRIBUTES: no message has any */
	if (message == 0x2)
		return word(out, 0);
	switch (protocol) {
	case PROTOCOL_BASE:
		return base(message, in, len, out);
	case PROTOCOL_CLOCK:
		return clock(channel, message, in, len, out);
	case FAKE_PROTOCOL_ECHO:
		return echo(message, in, len, out);
	default:
		return NOT_SUPPORTED;
	}
}

size_t fake_scmi_answer(unsigned int channel, const u8 *in, size_t len, u8 *out)
{
	u32 header = get_unaligned_le32(in);
	int ret = handle(channel, header, in + 4, len - 4, out);

	put_unaligned_le32(header, out);
	put_unaligned_le32(min(ret, 0), out + 4);

	return REPLY + max(ret, 0);
}
