/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * The board behind the service.
 */
#ifndef SCMI_OPTEE_BOARD_H
#define SCMI_OPTEE_BOARD_H

#include <stdbool.h>

#include <kernel/mutex.h>
#include <scmi/board.h>

/* Serialises everything about the board: its server, its channels, the service's sessions */
extern struct mutex scmi_board_lock;

/* The board, NULL where its device tree was refused (the console tells why) */
struct scmi_board *scmi_board_get(void);

/* Let the board's time follow the machine's. For callers that hold the lock; cheap, and to 1 ms. */
void scmi_board_follow_time(void);

/* The memory of a channel with static shared memory */
void *scmi_board_shared_memory(const struct scmi_board_channel *channel);

#endif /* SCMI_OPTEE_BOARD_H */
