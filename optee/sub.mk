# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026 The scmi-optee authors
#
# The SCMI service as a part of OP-TEE's core, built from outside its tree:
#
#	env "core-platform-subdirs=$PWD/optee" make -C OPTEE ... CFG_SCMI_OPTEE_BOARD=$PWD/demo.dtb

# The board's flattened device tree, an absolute path
ifeq ($(CFG_SCMI_OPTEE_BOARD),)
$(error CFG_SCMI_OPTEE_BOARD has to name the board's device tree (.dtb))
endif
# Bytes of memory for what the board needs, docs/board.md
CFG_SCMI_OPTEE_BOARD_MEMORY ?= 32768
# Sessions that can be open at the same time
CFG_SCMI_OPTEE_SESSIONS ?= 32
# A second pseudo-TA that shows the board's state to anyone: not for production
CFG_SCMI_OPTEE_BOARD_VIEW ?= n

scmi-optee-root := $(patsubst %/,%,$(dir $(patsubst %/,%,$(sub-dir))))

incdirs_ext-y += $(scmi-optee-root)/include $(scmi-optee-root)/lib/wire
srcs-y += service.c
srcs-y += buffer.c
srcs-y += board.c
srcs-y += board_dtb.S
srcs-$(CFG_SCMI_OPTEE_BOARD_VIEW) += board_view.c
aflags-board_dtb.S-y += -DSCMI_OPTEE_BOARD_DTB='"$(CFG_SCMI_OPTEE_BOARD)"'
$(sub-dir-out)/board_dtb.o: $(CFG_SCMI_OPTEE_BOARD)

include $(scmi-optee-root)/lib/sources.mk
srcs_ext_base-y := $(scmi-optee-root)/lib
srcs_ext-y += $(scmi-server-srcs) $(scmi-board-srcs)
srcs_ext-$(CFG_SCMI_OPTEE_BOARD_VIEW) += $(scmi-board-view-srcs)
