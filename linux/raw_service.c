// SPDX-License-Identifier: GPL-2.0-only
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * The same layer as the transport's, in a module of its own: it has to work beside any driver.
 */
#include "service.c"
