# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026 The scmi-optee authors
#
# A platform on devices of OP-TEE's frameworks that have no hardware, for tests. OP-TEE descends into it beside
# optee/, whose settings are SCMI_OPTEE_PLATFORM=vendor and CFG_SCMI_OPTEE_{CLK,RSTCTRL,REGULATOR}=y.

srcs-y += devices.c
srcs-y += platform.c
srcs-y += refused.c
srcs-y += view.c
incdirs-y += ../../lib
