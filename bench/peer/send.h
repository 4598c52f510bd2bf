/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * A server that is compared.
 */
#ifndef SEND_H
#define SEND_H

#include <stdbool.h>
#include <stddef.h>

#define ROOM	128	/* what Linux gives a message */

/* Make it ready; false if that fails */
bool start(void);

/* A message in MSG layout, through the border, to a reply with ROOM: its size, or 0 */
size_t exchange(void *request, size_t size, void *reply);

#endif /* SEND_H */
