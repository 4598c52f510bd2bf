/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * Captures of SCMI messages as pcapng files. Link type USER0; one interface for each channel, whose
 * if_name is the channel's; times in nanoseconds. A packet is the 32-bit little-endian message header and
 * the payload as on the wire; epb_flags say who has sent it.
 */
#ifndef SCMICTL_PCAPNG_H
#define SCMICTL_PCAPNG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#define PCAPNG_LINKTYPE_USER0	147
#define PCAPNG_NAME_SIZE	32
#define PCAPNG_MAX_CHANNELS	64
#define PCAPNG_MAX_PACKET	65536u

struct pcapng_packet {
	uint64_t time;			/* ns */
	unsigned int channel;		/* in the order of pcapng_write_channel(), from 0 */
	bool outbound;			/* from agent to platform ... */
	bool inbound;			/* ... or back; neither where the file does not say */
	const uint8_t *bytes;		/* header and payload; reading: in the file's bytes */
	size_t size;			/* captured bytes */
	size_t original;		/* bytes on the wire: more where the capture lacks some */
};

/* Writing: the header comes first, a channel before its packets. Errors are those of @to: ferror(). */
void pcapng_write_header(FILE *to, const char *application);
void pcapng_write_channel(FILE *to, const char *name);
void pcapng_write_packet(FILE *to, const struct pcapng_packet *packet);

struct pcapng_channel {
	char name[PCAPNG_NAME_SIZE];
	uint16_t link_type;
	uint8_t resolution;		/* if_tsresol */
};

/* All members are private */
struct pcapng_reader {
	const uint8_t *bytes;
	size_t size, offset;
	bool swapped;
	unsigned int channels;
	struct pcapng_channel channel[PCAPNG_MAX_CHANNELS];
};

enum pcapng_result {
	PCAPNG_END,
	PCAPNG_PACKET,
	PCAPNG_FOREIGN,			/* a packet of another link type, passed over */
	PCAPNG_DAMAGED,			/* nothing more can be read */
};

bool pcapng_is_capture(const uint8_t *bytes, size_t size);
/* @bytes stay the caller's and have to last as long as the reader and its packets */
void pcapng_read_init(struct pcapng_reader *reader, const uint8_t *bytes, size_t size);
/* Where the file is damaged, *@reason says why */
enum pcapng_result pcapng_read(struct pcapng_reader *reader, struct pcapng_packet *packet,
			       const char **reason);
const char *pcapng_channel_name(const struct pcapng_reader *reader, unsigned int channel);

#endif /* SCMICTL_PCAPNG_H */
