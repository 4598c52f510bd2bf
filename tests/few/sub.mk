# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026 The scmi-optee authors
#
# A platform that serves clocks and resets alone, for the test of a service with few protocols. OP-TEE
# descends into it beside optee/, with the settings of boards/few.options.

srcs-y += platform.c
