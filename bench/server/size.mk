# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026 The scmi-optee authors
#
# Code, data and stack of the server on arm64: `make size` prints them, writes build/size.json and
# compares them with bench/server/ceiling.

include lib/sources.mk

size-out := build/size
size-cc := aarch64-linux-gnu-gcc -std=gnu11 -ffunction-sections -fdata-sections \
	-mgeneral-regs-only -fcallgraph-info=su -MMD -MP -Iinclude -Ilib/wire
# As OP-TEE's core is built, and as a compiler does without further ado
size-flags-optee := -Os -fpie -mstrict-align -mno-outline-atomics -fstack-protector-strong
size-flags-plain := -O2 -fno-pie
size-builds := optee plain
size-objs := $(foreach build,$(size-builds),$(scmi-server-srcs:%.c=$(size-out)/$(build)/%.o))

size: $(size-objs)
	@bench/server/size

$(size-objs): $(size-out)/%.o: bench/server/size.mk
	@mkdir -p $(@D)
	@$(size-cc) $(size-flags-$(firstword $(subst /, ,$*))) -c \
		$(patsubst $(firstword $(subst /, ,$*))/%,lib/%.c,$*) -o $@

define size-source
$(size-out)/$(1)/%.o: lib/%.c
endef
$(foreach build,$(size-builds),$(eval $(call size-source,$(build))))

# The test of the ceiling runs where unit tests do
unit-programs: size-tests

size-tests: $(size-objs)
	@echo tests/size/size

.PHONY: size size-tests
-include $(size-objs:.o=.d)
