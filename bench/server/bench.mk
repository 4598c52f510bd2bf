# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026 The scmi-optee authors
#
# What the server takes. `make size` prints its code, data and stack on arm64, writes build/size.json and
# compares them with bench/server/ceiling. bench/server/run counts instructions on the host.

include lib/sources.mk

size-out := build/size
size-cc := aarch64-linux-gnu-gcc -std=gnu11 -ffunction-sections -fdata-sections \
	-mgeneral-regs-only -fcallgraph-info=su -MMD -MP -Iinclude -Ilib/wire
# As OP-TEE's core is built, with what optee/sub.mk adds, and as a compiler does without further ado
size-flags-optee := -Os -fpie -mstrict-align -mno-outline-atomics -fstack-protector-strong \
	-fomit-frame-pointer
size-flags-plain := -O2 -fno-pie
# As OP-TEE with CFG_SCMI_OPTEE_EVENTS=n
size-flags-quiet := $(size-flags-optee) -DSCMI_SERVER_EVENTS=0
size-builds := optee plain quiet
size-objs := $(foreach build,$(size-builds),$(scmi-server-srcs:%.c=$(size-out)/$(build)/%.o))

size: $(size-objs)
	@bench/server/size

$(size-objs): $(size-out)/%.o: bench/server/bench.mk
	@mkdir -p $(@D)
	@$(size-cc) $(size-flags-$(firstword $(subst /, ,$*))) -c \
		$(patsubst $(firstword $(subst /, ,$*))/%,lib/%.c,$*) -o $@

define size-source
$(size-out)/$(1)/%.o: lib/%.c
endef
$(foreach build,$(size-builds),$(eval $(call size-source,$(build))))

# The tests of size and of servers with few protocols run where unit tests do
unit-programs: size-tests

size-tests: $(size-objs)
	@printf '%s\n' tests/size/size tests/size/alone tests/size/quiet tests/size/objects

# A server with scmi-protocols alone, with events=0 without notifications and what is asynchronous
events ?= 1
alone-out := build/alone$(events)
alone-cc := $(CC) -std=c11 -MMD -MP -Iinclude -Ilib/wire -Ibench/server -DSCMI_SERVER_EVENTS=$(events)
alone-objs := $(scmi-server-srcs:%.c=$(alone-out)/%.o) $(alone-out)/alone.o

replies-objs := $(patsubst %.c,$(alone-out)/%.o,$(scmi-server-srcs) $(scmi-board-srcs) \
	$(scmi-text-srcs)) $(alone-out)/replies.o

alone: $(alone-objs)
	@$(CC) $^ -o $(alone-out)/alone

# What a board's server answers
replies: $(replies-objs) $(alone-out)/quiet.dtb
	@$(CC) $(replies-objs) -o $(alone-out)/replies -lfdt

$(alone-out)/server/%.o: lib/server/%.c bench/server/bench.mk
	@mkdir -p $(@D)
	@$(alone-cc) -c $< -o $@

$(alone-out)/board/%.o: lib/board/%.c bench/server/bench.mk
	@mkdir -p $(@D)
	@$(alone-cc) -c $< -o $@

$(alone-out)/%.o: tests/size/%.c bench/server/bench.mk
	@mkdir -p $(@D)
	@$(alone-cc) -c $< -o $@

$(alone-out)/quiet.dtb: tests/size/quiet.dts boards/demo.dts
	@mkdir -p $(@D)
	@dtc -q -I dts -O dtb -o $@ $<

.PHONY: size size-tests alone replies
-include $(size-objs:.o=.d) $(alone-objs:.o=.d) $(replies-objs:.o=.d)

# The host's program of bench/server/run: every file by itself, no optimization across files
cost-out := build/bench/server
cost-cc := $(CC) -std=gnu11 -g -O2 -MMD -MP -Iinclude -Ilib/wire
cost-objs := $(addprefix $(cost-out)/lib/,$(patsubst %.c,%.o,$(scmi-server-srcs) $(scmi-board-srcs) \
	$(scmi-board-view-srcs) $(scmi-describe-srcs)))

cost: $(cost-out)/cost $(cost-out)/bench.dtb

$(cost-out)/cost: bench/server/cost.c $(cost-objs)
	@$(cost-cc) $(filter %.c %.o,$^) -o $@ -lfdt

$(cost-objs): $(cost-out)/%.o: %.c bench/server/bench.mk
	@mkdir -p $(@D)
	@$(cost-cc) -c $< -o $@

$(cost-out)/bench.dtb: bench/server/bench.dts boards/demo.dts
	@mkdir -p $(@D)
	@dtc -q -I dts -O dtb -o $@ $<

.PHONY: cost
-include $(cost-objs:.o=.d) $(cost-out)/cost.d
