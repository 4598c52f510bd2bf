# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026 The scmi-optee authors
#
# ACME's SoC as the platform behind the SCMI service, as it would be in ACME's own tree. OP-TEE is built with
#
#	env "core-platform-subdirs=$SCMI_OPTEE/optee $PWD" make ... SCMI_OPTEE_PLATFORM=vendor

srcs-y += clocks.c
srcs-y += optee.c
srcs-y += resets.c
srcs-y += server.c
srcs-y += supplies.c
# Where the registers are. On the machine that the tests boot there is secure memory that nobody uses.
cppflags-y += -DACME_REGISTERS=0x0e010000
