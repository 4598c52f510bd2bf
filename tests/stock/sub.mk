# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026 The scmi-optee authors
#
# A platform for the SCMI server that OP-TEE brings itself, in place of ours: what the tool and the driver are
# tried against besides. OP-TEE descends into it with the settings of stock.flags.

srcs-y += platform.c
