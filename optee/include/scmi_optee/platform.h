/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * What the service asks of the platform: a server with its agents and hardware, and the channels through which
 * agents speak. A build has one platform: virtual.c, the board of a device tree; or a file of the vendor's,
 * docs/vendor.md.
 *
 * All are called one at a time: the service holds scmi_board_lock, or OP-TEE is still starting.
 */
#ifndef SCMI_OPTEE_PLATFORM_H
#define SCMI_OPTEE_PLATFORM_H

#include <scmi/board.h>

/*
 * Fill @board, which is zero: name, channels, channel_count, and server, which has been through
 * scmi_server_init(). The rest stays zero on a platform that is no virtual board. Called once, after
 * OP-TEE's drivers have started. Returns false when something is wrong, having told on the console what;
 * the service then refuses all sessions.
 */
bool scmi_platform_start(struct scmi_board *board);

/*
 * @microseconds have gone by since the start. Called before messages, at most once a millisecond; for
 * platforms on which something happens as time goes on.
 */
void scmi_platform_set_time(struct scmi_board *board, uint64_t microseconds);

/*
 * The state of the hardware as text, as scmi_board_view() gives it; only for builds with
 * CFG_SCMI_OPTEE_BOARD_VIEW.
 */
size_t scmi_platform_view(const struct scmi_board *board, char *text, size_t size);

#endif /* SCMI_OPTEE_PLATFORM_H */
