// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * pcapng, as much of it as captures of messages need: sections, interfaces, packets. Blocks are written
 * in little-endian order and read in either.
 */
#include <stdlib.h>
#include <string.h>

#include "bytes.h"
#include "pcapng.h"

enum block {
	BLOCK_INTERFACE = 1,
	BLOCK_SIMPLE_PACKET = 3,
	BLOCK_PACKET = 6,
	BLOCK_SECTION = 0x0a0d0d0a,
};

enum block_option {
	OPTION_END = 0,
	OPTION_IF_NAME = 2,
	OPTION_PACKET_FLAGS = 2,
	OPTION_APPLICATION = 4,
	OPTION_IF_TSRESOL = 9,
};

#define BYTE_ORDER_MAGIC	0x1a2b3c4du
#define BLOCK_OVERHEAD		12u	/* type, length, and the length again */
#define SECTION_SIZE		16u	/* of a block's body without options */
#define INTERFACE_SIZE		8u
#define PACKET_SIZE		20u
#define NANOSECONDS		9
#define MICROSECONDS		6
#define FLAG_INBOUND		1u
#define FLAG_OUTBOUND		2u

/* Writing */

/* A block that is being put together; it grows by what is appended */
struct block_buffer {
	uint8_t bytes[PCAPNG_MAX_PACKET + 256];
	size_t size;
};

static void append(struct block_buffer *b, const void *bytes, size_t size)
{
	if (size)
		memcpy(b->bytes + b->size, bytes, size);
	b->size += size;
	while (b->size % 4)
		b->bytes[b->size++] = 0;
}

static void append32(struct block_buffer *b, uint32_t value)
{
	store32_le(b->bytes + b->size, value);
	b->size += 4;
}

static void append_option(struct block_buffer *b, enum block_option code, const void *value,
			  size_t size)
{
	append32(b, (uint32_t)code | (uint32_t)size << 16);
	append(b, value, size);
}

static struct block_buffer *new_block(enum block type)
{
	static struct block_buffer b;

	b.size = 0;
	append32(&b, type);
	append32(&b, 0);
	return &b;
}

static void write_block(FILE *to, struct block_buffer *b)
{
	append32(b, (uint32_t)b->size + 4);
	store32_le(b->bytes + 4, (uint32_t)b->size);
	fwrite(b->bytes, 1, b->size, to);
	/* Whoever reads it while it grows gets whole blocks */
	fflush(to);
}

void pcapng_write_header(FILE *to, const char *application)
{
	struct block_buffer *b = new_block(BLOCK_SECTION);

	append32(b, BYTE_ORDER_MAGIC);
	append32(b, 1);				/* version 1.0 */
	append32(b, UINT32_MAX);		/* the section's size is not told */
	append32(b, UINT32_MAX);
	append_option(b, OPTION_APPLICATION, application, strlen(application));
	append_option(b, OPTION_END, NULL, 0);
	write_block(to, b);
}

void pcapng_write_channel(FILE *to, const char *name)
{
	struct block_buffer *b = new_block(BLOCK_INTERFACE);
	const uint8_t resolution = NANOSECONDS;

	append32(b, PCAPNG_LINKTYPE_USER0);
	append32(b, PCAPNG_MAX_PACKET);
	append_option(b, OPTION_IF_NAME, name, strnlen(name, PCAPNG_NAME_SIZE - 1));
	append_option(b, OPTION_IF_TSRESOL, &resolution, 1);
	append_option(b, OPTION_END, NULL, 0);
	write_block(to, b);
}

void pcapng_write_packet(FILE *to, const struct pcapng_packet *packet)
{
	struct block_buffer *b = new_block(BLOCK_PACKET);
	size_t size = packet->size < PCAPNG_MAX_PACKET ? packet->size : PCAPNG_MAX_PACKET;
	uint8_t flags[4];

	append32(b, packet->channel);
	append32(b, (uint32_t)(packet->time >> 32));
	append32(b, (uint32_t)packet->time);
	append32(b, (uint32_t)size);
	append32(b, (uint32_t)packet->original);
	append(b, packet->bytes, size);
	store32_le(flags, (packet->inbound ? FLAG_INBOUND : 0) | (packet->outbound ? FLAG_OUTBOUND : 0));
	append_option(b, OPTION_PACKET_FLAGS, flags, sizeof(flags));
	append_option(b, OPTION_END, NULL, 0);
	write_block(to, b);
}

/* Reading */

static uint32_t get32(const struct pcapng_reader *r, const uint8_t *p)
{
	uint32_t value = load32_le(p);

	return r->swapped ? __builtin_bswap32(value) : value;
}

static uint16_t get16(const struct pcapng_reader *r, const uint8_t *p)
{
	return r->swapped ? (uint16_t)(p[0] << 8 | p[1]) : (uint16_t)(p[1] << 8 | p[0]);
}

bool pcapng_is_capture(const uint8_t *bytes, size_t size)
{
	return size >= 4 && load32_le(bytes) == BLOCK_SECTION;
}

void pcapng_read_init(struct pcapng_reader *reader, const uint8_t *bytes, size_t size)
{
	*reader = (struct pcapng_reader){ .bytes = bytes, .size = size };
}

/* What is left of a block's options */
struct option_list {
	const uint8_t *bytes;
	size_t size;
};

/* The next option, its value and its size; OPTION_END where there is none that is whole */
static uint16_t next_option(const struct pcapng_reader *r, struct option_list *list,
			    const uint8_t **value, uint16_t *length)
{
	size_t padded;
	uint16_t code;

	if (list->size < 4)
		return OPTION_END;
	code = get16(r, list->bytes);
	*length = get16(r, list->bytes + 2);
	*value = list->bytes + 4;
	padded = 4 + ((*length + 3u) & ~3u);
	if (padded > list->size)
		return OPTION_END;
	list->bytes += padded;
	list->size -= padded;
	return code;
}

static const char *read_section(struct pcapng_reader *r, const uint8_t *body, size_t size)
{
	if (size < SECTION_SIZE)
		return "a section header is too short";
	r->channels = 0;
	if (get16(r, body + 4) != 1)
		return "this version of pcapng is not known";
	return NULL;
}

static const char *read_interface(struct pcapng_reader *r, const uint8_t *body, size_t size)
{
	struct pcapng_channel *channel = &r->channel[r->channels];
	struct option_list list;
	const uint8_t *value;
	uint16_t length, code;

	if (size < INTERFACE_SIZE)
		return "an interface description is too short";
	list = (struct option_list){ body + INTERFACE_SIZE, size - INTERFACE_SIZE };
	if (r->channels == PCAPNG_MAX_CHANNELS)
		return "there are more interfaces than 64";
	*channel = (struct pcapng_channel){
		.link_type = get16(r, body), .resolution = MICROSECONDS,
	};
	snprintf(channel->name, sizeof(channel->name), "interface %u", r->channels);
	while ((code = next_option(r, &list, &value, &length)) != OPTION_END) {
		if (code == OPTION_IF_NAME)
			snprintf(channel->name, sizeof(channel->name), "%.*s", (int)length,
				 (const char *)value);
		else if (code == OPTION_IF_TSRESOL && length)
			channel->resolution = value[0];
	}
	r->channels++;
	return NULL;
}

/* Powers of ten, or of two with the highest bit set */
static uint64_t to_nanoseconds(uint64_t time, uint8_t resolution)
{
	if (resolution & 0x80) {
		unsigned int bits = resolution & 0x7f;

		if (bits > 63)
			return 0;
		return (time >> bits) * 1000000000u +
		       (uint64_t)((double)(time & (((uint64_t)1 << bits) - 1)) * 1e9 /
				  (double)((uint64_t)1 << bits));
	}
	for (; resolution < NANOSECONDS; resolution++)
		time *= 10;
	for (; resolution > NANOSECONDS && time; resolution--)
		time /= 10;
	return time;
}

static void read_flags(const struct pcapng_reader *r, struct pcapng_packet *packet,
		       struct option_list list)
{
	const uint8_t *value;
	uint16_t length, code;

	while ((code = next_option(r, &list, &value, &length)) != OPTION_END) {
		if (code == OPTION_PACKET_FLAGS && length == 4) {
			packet->inbound = (get32(r, value) & 3) == FLAG_INBOUND;
			packet->outbound = (get32(r, value) & 3) == FLAG_OUTBOUND;
		}
	}
}

static const char *read_packet(const struct pcapng_reader *r, const uint8_t *body, size_t size,
			       struct pcapng_packet *packet)
{
	size_t padded;

	if (size < PACKET_SIZE)
		return "a packet block is too short";
	*packet = (struct pcapng_packet){
		.channel = get32(r, body), .bytes = body + PACKET_SIZE,
		.size = get32(r, body + 12), .original = get32(r, body + 16),
	};
	if (packet->channel >= r->channels)
		return "a packet is of an interface that is not described";
	if (packet->size > size - PACKET_SIZE)
		return "a packet is longer than its block";
	packet->time = to_nanoseconds((uint64_t)get32(r, body + 4) << 32 | get32(r, body + 8),
				      r->channel[packet->channel].resolution);
	padded = (packet->size + 3) & ~(size_t)3;
	if (padded < size - PACKET_SIZE)
		read_flags(r, packet, (struct option_list){ body + PACKET_SIZE + padded,
							    size - PACKET_SIZE - padded });
	return NULL;
}

static const char *read_simple_packet(const struct pcapng_reader *r, const uint8_t *body,
				      size_t size, struct pcapng_packet *packet)
{
	if (size < 4)
		return "a packet block is too short";
	if (!r->channels)
		return "a packet is of an interface that is not described";
	*packet = (struct pcapng_packet){ .bytes = body + 4, .original = get32(r, body) };
	packet->size = packet->original < size - 4 ? packet->original : size - 4;
	return NULL;
}

/* The byte order is the section's: its header has a number that says which */
static const char *find_order(struct pcapng_reader *r, const uint8_t *block, size_t left)
{
	if (left < BLOCK_OVERHEAD + 4)
		return "a section header is cut off";
	r->swapped = load32_le(block + 8) != BYTE_ORDER_MAGIC;
	return get32(r, block + 8) == BYTE_ORDER_MAGIC ? NULL : "a section's byte order is none";
}

/* One block; *@is_packet tells whether it was one */
static const char *read_block(struct pcapng_reader *r, struct pcapng_packet *packet, bool *is_packet)
{
	const uint8_t *block = r->bytes + r->offset, *body = block + 8;
	size_t left = r->size - r->offset, size;
	const char *reason = NULL;
	uint32_t type, length;

	if (left < BLOCK_OVERHEAD)
		return "the file breaks off within a block";
	if (load32_le(block) == BLOCK_SECTION)
		reason = find_order(r, block, left);
	if (reason)
		return reason;
	type = get32(r, block);
	length = get32(r, block + 4);
	if (length < BLOCK_OVERHEAD || length % 4)
		return "a block has a length that cannot be";
	if (length > left)
		return "the file breaks off within a block";
	if (get32(r, block + length - 4) != length)
		return "a block's two lengths differ";
	size = length - BLOCK_OVERHEAD;
	r->offset += length;
	*is_packet = type == BLOCK_PACKET || type == BLOCK_SIMPLE_PACKET;
	switch (type) {
	case BLOCK_SECTION:
		return read_section(r, body, size);
	case BLOCK_INTERFACE:
		return read_interface(r, body, size);
	case BLOCK_PACKET:
		return read_packet(r, body, size, packet);
	case BLOCK_SIMPLE_PACKET:
		return read_simple_packet(r, body, size, packet);
	}
	return NULL;
}

enum pcapng_result pcapng_read(struct pcapng_reader *reader, struct pcapng_packet *packet,
			       const char **reason)
{
	bool is_packet = false;

	while (!is_packet) {
		if (reader->offset == reader->size)
			return PCAPNG_END;
		*reason = read_block(reader, packet, &is_packet);
		if (*reason)
			return PCAPNG_DAMAGED;
	}
	if (reader->channel[packet->channel].link_type != PCAPNG_LINKTYPE_USER0)
		return PCAPNG_FOREIGN;
	return PCAPNG_PACKET;
}

const char *pcapng_channel_name(const struct pcapng_reader *reader, unsigned int channel)
{
	return reader->channel[channel].name;
}
