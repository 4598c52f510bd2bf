// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * What misbehaving on request needs of OP-TEE. Other messages wait meanwhile.
 */
#include <kernel/delay.h>

#include "../lib/server/misbehave.h"

void scmi_misbehave_wait(uint32_t microseconds)
{
	udelay(microseconds);
}
