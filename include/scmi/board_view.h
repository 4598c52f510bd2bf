/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * A second pseudo-TA beside the SCMI service, for tests and demonstrations only: it shows the state of
 * the virtual board's hardware past SCMI. Any client may open it. Production builds do not have it.
 */
#ifndef SCMI_BOARD_VIEW_H
#define SCMI_BOARD_VIEW_H

/* UUID f86a8953-189c-4a6b-94c1-46e65eeabbf4 */
#define PTA_SCMI_BOARD_VIEW_UUID_FIELDS(init)				\
	init(0xf86a8953, 0x189c, 0x4a6b,				\
	     0x94, 0xc1, 0x46, 0xe6, 0x5e, 0xea, 0xbb, 0xf4)

/*
 * PTA_SCMI_BOARD_VIEW_CMD_TEXT: the state as text, see scmi_board_view()
 *
 *	[out]	memref[0]	the text, without a final NUL; size in: room, size out: its length
 *
 * TEE_ERROR_SHORT_BUFFER with the size needed where the room does not do.
 */
#define PTA_SCMI_BOARD_VIEW_CMD_TEXT	0

/*
 * PTA_SCMI_BOARD_VIEW_CMD_TIME: have the server answer a message again and again, with nothing between,
 * and tell how long that took. What the message changes stays changed.
 *
 *	[in]	memref[0]	header and payload, at most 128 bytes
 *	[inout]	value[1]	in: a the agent, b how often, 1 to 10000; out: a nanoseconds for all, b the size
 *				of the last reply
 *	[out]	value[2]	a the status in the last reply
 */
#define PTA_SCMI_BOARD_VIEW_CMD_TIME	1

#endif /* SCMI_BOARD_VIEW_H */
