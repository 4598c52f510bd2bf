/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * The border between the worlds: commands of OP-TEE's SCMI service.
 *
 * The service is a pseudo-TA. Commands 0 to 3 exist since OP-TEE 3.13, command 4 and
 * PTA_SCMI_CAPS_MSG_HEADER since 3.18; what else there is has a bit of the extended capabilities, which
 * OP-TEE's own service does not set. Sessions are granted to TEE_LOGIN_REE_KERNEL alone; any other
 * login gets TEE_ERROR_ACCESS_DENIED. Parameters not named below have to be of type NONE; any other
 * combination of types gets TEE_ERROR_BAD_PARAMETERS. docs/pta.md has the errors of each command.
 *
 * This header has no dependency: it serves the kernel, OP-TEE and user space alike.
 */
#ifndef SCMI_PTA_H
#define SCMI_PTA_H

/*
 * UUID a8cfe406-d4f5-4a2e-9f8d-a25dc754c099, handed to an initialiser macro of the environment:
 * PTA_SCMI_UUID_FIELDS(UUID_INIT) in the kernel.
 */
#define PTA_SCMI_UUID_FIELDS(init)					\
	init(0xa8cfe406, 0xd4f5, 0x4a2e,				\
	     0x9f, 0x8d, 0xa2, 0x5d, 0xc7, 0x54, 0xc0, 0x99)

/*
 * PTA_SCMI_CMD_CAPABILITIES: what the service can do
 *
 *	[out]	value[0].a	capabilities, PTA_SCMI_CAPS_*
 *	[out]	value[0].b	extended capabilities, PTA_SCMI_EXT_CAPS_*; 0 in all OP-TEE releases
 */
#define PTA_SCMI_CMD_CAPABILITIES			0

/*
 * PTA_SCMI_CMD_PROCESS_SMT_CHANNEL: one message in SMT layout, in the channel's static shared memory,
 * or, where it has none, in the session's buffer (PTA_SCMI_EXT_CAPS_BUFFER)
 *
 *	[in]	value[0].a	channel handle
 */
#define PTA_SCMI_CMD_PROCESS_SMT_CHANNEL		1

/*
 * PTA_SCMI_CMD_PROCESS_SMT_CHANNEL_MESSAGE: one message in a buffer of SMT layout
 *
 *	[in]	value[0].a	channel handle
 *	[inout]	memref[1]	the SMT buffer, at least PTA_SCMI_SMT_BUFFER_SIZE bytes
 */
#define PTA_SCMI_CMD_PROCESS_SMT_CHANNEL_MESSAGE	2

/*
 * PTA_SCMI_CMD_GET_CHANNEL_HANDLE: take a channel
 *
 *	[in]	value[0].a	channel identifier
 *	[in]	value[0].b	capabilities the caller wants to use, at least one of PTA_SCMI_CAPS_*
 *	[out]	value[0].a	channel handle, good for this session only
 *	[out]	value[0].b	with PTA_SCMI_EXT_CAPS_BUFFER: the channel's longest message in bytes, either
 *				way, with its header; without: not written
 */
#define PTA_SCMI_CMD_GET_CHANNEL_HANDLE			3

/*
 * PTA_SCMI_CMD_PROCESS_MSG_CHANNEL: one message in a buffer, its reply in another (MSG layout: the
 * 32-bit message header, then the payload). Both buffers may be the same memory.
 *
 *	[in]	value[0].a	channel handle
 *	[in]	memref[1]	the request; its size is the size of the message
 *	[out]	memref[2]	the reply; size in: room, size out: size of the reply
 */
#define PTA_SCMI_CMD_PROCESS_MSG_CHANNEL		4

/*
 * PTA_SCMI_CMD_SET_BUFFER: give the session a buffer that the service keeps mapped, instead of the one
 * it may have. With PTA_SCMI_EXT_CAPS_BUFFER only.
 *
 *	[inout]	memref[0]	the buffer, PTA_SCMI_MIN_BUFFER_SIZE bytes or more, aligned to 4 bytes, in
 *				a memory object of at most PTA_SCMI_MAX_BUFFER_SIZE bytes
 *
 * The memory is the session's until the session is closed or has another buffer: before that, a request
 * to unregister it waits.
 */
#define PTA_SCMI_CMD_SET_BUFFER				5

/*
 * PTA_SCMI_CMD_PROCESS_MSG_BUFFER: one message at the beginning of the session's buffer, its reply in
 * the same place (MSG layout). With PTA_SCMI_EXT_CAPS_BUFFER only.
 *
 *	[in]	value[0].a	channel handle
 *	[in]	value[0].b	size of the request in bytes
 *	[out]	value[0].b	size of the reply in bytes
 */
#define PTA_SCMI_CMD_PROCESS_MSG_BUFFER			6

/* Capabilities: messages in SMT layout (commands 1 and 2), in MSG layout (command 4) */
#define PTA_SCMI_CAPS_SMT_HEADER			0x1u
#define PTA_SCMI_CAPS_MSG_HEADER			0x2u
#define PTA_SCMI_CAPS_MASK				0x3u

/* Extended capabilities: a buffer that stays mapped (commands 5 and 6, and 1 without static memory) */
#define PTA_SCMI_EXT_CAPS_BUFFER			0x1u

/* Smallest SMT buffer that command 2 takes, in bytes: the SMT header and 100 bytes of payload */
#define PTA_SCMI_SMT_BUFFER_SIZE			128

/* The session's buffer, and the memory object it is in, in bytes */
#define PTA_SCMI_MIN_BUFFER_SIZE			128
#define PTA_SCMI_MAX_BUFFER_SIZE			65536

#endif /* SCMI_PTA_H */
