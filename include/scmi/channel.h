/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * The border of the server: messages in memory that the agent can change at any time.
 *
 * A request is copied to the channel's private memory before anything looks at it, every word of a
 * shared header is read once, and the reply is copied out when it is complete. Whatever a request is
 * like, the channel is ready for the next one afterwards.
 *
 * Layouts (section 5.1.2 of the specification for SMT):
 *	SMT	offset 4 channel status (bit 0 free, bit 1 error), 16 flags, 20 length of what follows,
 *		24 message header, 28 payload
 *	MSG	offset 0 message header, 4 payload; the length is told apart from it
 */
#ifndef SCMI_CHANNEL_H
#define SCMI_CHANNEL_H

#include <stddef.h>
#include <stdint.h>

#include <scmi/server.h>

/* Forms of messages that a channel takes */
#define SCMI_CHANNEL_SMT	0x1u
#define SCMI_CHANNEL_MSG	0x2u

#define SCMI_SMT_HEADER_SIZE	24	/* bytes in front of the message header */
#define SCMI_SMT_FREE		0x1u
#define SCMI_SMT_ERROR		0x2u

struct scmi_channel {
	struct scmi_server *server;
	uint8_t agent;			/* 1 to the server's agent_count */
	uint8_t forms;			/* SCMI_CHANNEL_SMT, SCMI_CHANNEL_MSG */
	/* Longest message in bytes, message header included; at least 8 */
	uint16_t max_size;
	uint32_t *request;		/* private memory, max_size bytes each */
	uint32_t *reply;
};

enum scmi_channel_result {
	SCMI_CHANNEL_OK,
	SCMI_CHANNEL_BAD_SIZE,		/* request shorter than a header, or longer than the channel takes */
	SCMI_CHANNEL_NO_ROOM,		/* no room for the shortest reply, 8 bytes */
	SCMI_CHANNEL_NOT_CLAIMED,	/* SMT: the agent has not marked the channel busy */
};

/*
 * Mark static shared memory free before its first message. The agent waits for that; @shared has room
 * for an SMT header and is aligned to 4 bytes.
 */
void scmi_channel_init_smt(volatile void *shared);

/*
 * Process the message in @shared, @size bytes in SMT layout, aligned to 4 bytes. Unless the memory is
 * too small for an SMT header, the channel status is free afterwards, with the error bit set where the
 * result is not SCMI_CHANNEL_OK; then the message has not been processed and no reply is written.
 */
enum scmi_channel_result scmi_channel_smt(struct scmi_channel *channel, volatile void *shared,
					  size_t size);

/*
 * Process the message in @in, @in_size bytes in MSG layout, and write the reply to @out, which may be
 * the same memory. *@out_size says how much room there is, and on SCMI_CHANNEL_OK becomes the size of
 * the reply. Nothing is written otherwise.
 */
enum scmi_channel_result scmi_channel_msg(struct scmi_channel *channel, const volatile void *in,
					  size_t in_size, volatile void *out, size_t *out_size);

#endif /* SCMI_CHANNEL_H */
