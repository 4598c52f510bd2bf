# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026 The scmi-optee authors
#
# The SCMI service as a part of OP-TEE's core, built from outside its tree:
#
#	env "core-platform-subdirs=$PWD/optee" make -C OPTEE ... CFG_SCMI_OPTEE_BOARD=$PWD/demo.dtb

# Whose platform (include/scmi_optee/platform.h) is behind the service: virtual, the virtual board of
# CFG_SCMI_OPTEE_BOARD; or vendor, files that another of the core-platform-subdirs brings along. No CFG_ variable,
# since these have all of OP-TEE built anew when they change.
SCMI_OPTEE_PLATFORM ?= virtual
ifeq ($(filter $(SCMI_OPTEE_PLATFORM),virtual vendor),)
$(error SCMI_OPTEE_PLATFORM=$(SCMI_OPTEE_PLATFORM) has to be virtual or vendor)
endif
# Misbehaving on request, docs/misbehaviour.md: never for production. No CFG_ variable either.
SCMI_OPTEE_MISBEHAVE ?= n
# The board's flattened device tree, an absolute path
ifeq ($(SCMI_OPTEE_PLATFORM)$(CFG_SCMI_OPTEE_BOARD),virtual)
$(error CFG_SCMI_OPTEE_BOARD has to name the board's device tree (.dtb))
endif
# Bytes of memory for what the board needs, docs/board.md
CFG_SCMI_OPTEE_BOARD_MEMORY ?= 32768
# Protocols to build beside base, as lib/sources.mk names them; all of them where nothing is said. The virtual
# board needs all. No CFG_ variable either.
SCMI_OPTEE_PROTOCOLS ?=
# Sessions that can be open at the same time
CFG_SCMI_OPTEE_SESSIONS ?= 32
# Notifications and asynchronous requests. No transport over OP-TEE delivers them; with n, no agent of
# the platform may have room for events.
CFG_SCMI_OPTEE_EVENTS ?= y
# A second pseudo-TA that shows the board's state to anyone: not for production
CFG_SCMI_OPTEE_BOARD_VIEW ?= n
# OP-TEE's own frameworks as the hardware of a platform, docs/optee-frameworks.md
CFG_SCMI_OPTEE_CLK ?= n
CFG_SCMI_OPTEE_RSTCTRL ?= n
CFG_SCMI_OPTEE_REGULATOR ?= n
$(eval $(call cfg-depends-all,CFG_SCMI_OPTEE_CLK,CFG_DRIVERS_CLK))
$(eval $(call cfg-depends-all,CFG_SCMI_OPTEE_RSTCTRL,CFG_DRIVERS_RSTCTRL))
$(eval $(call cfg-depends-all,CFG_SCMI_OPTEE_REGULATOR,CFG_DRIVERS_REGULATOR))

scmi-optee-root := $(patsubst %/,%,$(dir $(patsubst %/,%,$(sub-dir))))
ifneq ($(SCMI_OPTEE_PROTOCOLS),)
scmi-protocols := $(SCMI_OPTEE_PROTOCOLS)
endif
include $(scmi-optee-root)/lib/sources.mk

global-incdirs-y += include
global-incdirs_ext-y += $(scmi-optee-root)/include
incdirs_ext-y += $(scmi-optee-root)/lib/wire
srcs-y += service.c
srcs-y += buffer.c
srcs-y += board.c
srcs-$(CFG_SCMI_OPTEE_BOARD_VIEW) += board_view.c
srcs-$(call cfg-one-enabled,CFG_SCMI_OPTEE_CLK CFG_SCMI_OPTEE_RSTCTRL CFG_SCMI_OPTEE_REGULATOR) += frameworks.c
# Without its protocol a framework is not served
srcs-$(if $(filter clock,$(scmi-protocols)),$(CFG_SCMI_OPTEE_CLK)) += clk.c
srcs-$(if $(filter reset,$(scmi-protocols)),$(CFG_SCMI_OPTEE_RSTCTRL)) += rstctrl.c
srcs-$(if $(filter voltage,$(scmi-protocols)),$(CFG_SCMI_OPTEE_REGULATOR)) += regulator.c

srcs-$(SCMI_OPTEE_MISBEHAVE) += misbehave.c
cppflags-$(SCMI_OPTEE_MISBEHAVE) += -DSCMI_MISBEHAVE

srcs_ext_base-y := $(scmi-optee-root)/lib
srcs_ext-y += $(scmi-server-srcs)
# Backtraces do without the server's own frames, and the server without the code for them
$(foreach src,$(scmi-server-srcs),$(eval cflags-$(src)-y := -fomit-frame-pointer \
	$(if $(filter n,$(CFG_SCMI_OPTEE_EVENTS)),-DSCMI_SERVER_EVENTS=0)))
srcs_ext-$(SCMI_OPTEE_MISBEHAVE) += $(scmi-misbehave-srcs)
ifeq ($(SCMI_OPTEE_PLATFORM),virtual)
srcs-y += virtual.c
srcs-y += board_dtb.S
aflags-board_dtb.S-y += -DSCMI_OPTEE_BOARD_DTB='"$(CFG_SCMI_OPTEE_BOARD)"'
$(sub-dir-out)/board_dtb.o: $(CFG_SCMI_OPTEE_BOARD)
srcs_ext-y += $(scmi-board-srcs)
srcs_ext-$(CFG_SCMI_OPTEE_BOARD_VIEW) += $(scmi-board-view-srcs)
else
srcs_ext-$(CFG_SCMI_OPTEE_BOARD_VIEW) += $(scmi-text-srcs)
endif
