/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * Comes first in every file that is proved: CBMC's own functions for the compiler's, and the handler that
 * stands for those which a proof is not about.
 */
#include <string.h>

#define __builtin_memcpy	memcpy
#define __builtin_memset	memset

struct scmi_call;
int unproved(struct scmi_call *call);
