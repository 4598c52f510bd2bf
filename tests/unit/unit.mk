# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026 The scmi-optee authors
#
# Unit tests of lib/, on the host. Each test_NAME.c is one program; `make -s unit-programs` builds
# them and prints where they are.

include lib/sources.mk

unit-out ?= build/host
unit-flags ?= -O1 -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
unit-cc := $(CC) -std=c11 -g -Wall -Wextra -Werror $(unit-flags) -MMD -MP -Iinclude -Ilib/wire

unit-lib-srcs := $(addprefix lib/,$(scmi-server-srcs) $(scmi-board-srcs) $(scmi-board-view-srcs) \
	$(scmi-agent-srcs) $(scmi-describe-srcs))
unit-tests := $(patsubst tests/unit/test_%.c,%,$(wildcard tests/unit/test_*.c))
unit-programs := $(unit-tests:%=$(unit-out)/unit/%)
unit-lib := $(unit-out)/lib.a
unit-harness := $(unit-out)/tests/unit/harness.o
unit-objs := $(unit-lib-srcs:%.c=$(unit-out)/%.o) $(unit-harness) \
	$(unit-tests:%=$(unit-out)/tests/unit/test_%.o)
unit-dtbs := $(patsubst %.dts,$(unit-out)/%.dtb,boards/demo.dts $(wildcard tests/unit/*.dts))

unit-programs: unit-test-programs

# These alone: other compilers are for them, not for the tool, which has tests here, too
unit-test-programs: $(unit-programs) $(unit-dtbs)
	@printf '%s\n' $(unit-programs)

# What must hold whatever agents send, as the fuzz targets have it
unit-oracle := $(unit-out)/tests/fuzz/oracle.o
unit-objs += $(unit-oracle)
$(unit-out)/unit/start_again: $(unit-oracle)

# The example of a vendor's platform, but for its part in OP-TEE
unit-vendor-objs := $(patsubst %.c,$(unit-out)/%.o,$(filter-out %/optee.c,$(wildcard examples/vendor-board/*.c)))
unit-objs += $(unit-vendor-objs)
$(unit-out)/unit/vendor_board: $(unit-vendor-objs)

# scmictl, whose main() is out of the way of the test's
unit-check-objs := $(patsubst %.c,$(unit-out)/check.d/%.o,$(wildcard scmictl/*.c))
unit-objs += $(unit-check-objs)
$(unit-out)/unit/check: $(unit-check-objs)
$(unit-out)/unit/check: unit-libs := -ljson-c

# A border and a server that misbehave on request go before those of the library
unit-misbehave-objs := $(patsubst %.c,$(unit-out)/misbehave/lib/%.o,server/channel.c $(scmi-misbehave-srcs))
unit-objs += $(unit-misbehave-objs)
$(unit-out)/unit/misbehave: $(unit-misbehave-objs)

# So does a server without notifications and asynchronous requests
unit-without-events-objs := $(patsubst %.c,$(unit-out)/without_events/lib/%.o,$(scmi-server-srcs))
unit-objs += $(unit-without-events-objs)
$(unit-out)/unit/without_events: $(unit-without-events-objs)

$(unit-programs): $(unit-out)/unit/%: $(unit-out)/tests/unit/test_%.o $(unit-harness) $(unit-lib)
	@mkdir -p $(@D)
	@$(unit-cc) -pthread $(filter %.o,$^) $(filter %.a,$^) -o $@ $(unit-libs) -lcmocka -lfdt

$(unit-lib): $(unit-lib-srcs:%.c=$(unit-out)/%.o)
	@rm -f $@
	@$(AR) rcs $@ $^

$(unit-out)/lib/%.o: lib/%.c tests/unit/unit.mk
	@mkdir -p $(@D)
	@$(unit-cc) -c $< -o $@

$(unit-out)/check.d/%.o: %.c tests/unit/unit.mk
	@mkdir -p $(@D)
	@$(unit-cc) -D_GNU_SOURCE -Ilib -Dmain=scmictl_main -c $< -o $@

$(unit-out)/misbehave/lib/%.o: lib/%.c tests/unit/unit.mk
	@mkdir -p $(@D)
	@$(unit-cc) -DSCMI_MISBEHAVE -c $< -o $@

$(unit-out)/without_events/lib/%.o: lib/%.c tests/unit/unit.mk
	@mkdir -p $(@D)
	@$(unit-cc) -DSCMI_SERVER_EVENTS=0 -c $< -o $@

$(unit-out)/examples/%.o: examples/%.c tests/unit/unit.mk
	@mkdir -p $(@D)
	@$(unit-cc) -c $< -o $@

$(unit-out)/tests/fuzz/%.o: tests/fuzz/%.c tests/unit/unit.mk
	@mkdir -p $(@D)
	@$(unit-cc) -c $< -o $@

$(unit-out)/tests/unit/%.o: tests/unit/%.c tests/unit/unit.mk
	@mkdir -p $(@D)
	@$(unit-cc) -D_GNU_SOURCE -DUNIT_SOURCES='"$(abspath tests/unit)"' \
		-DUNIT_BOARDS='"$(abspath $(unit-out))"' -c $< -o $@

$(unit-dtbs): $(unit-out)/%.dtb: %.dts
	@mkdir -p $(@D)
	@dtc -q -I dts -O dtb -o $@ $<

# Writes docs/protocols.md (tools/protocols/run)
$(unit-out)/tools/protocols-md: $(unit-out)/tools/protocols/protocols.o $(unit-lib)
	@$(unit-cc) $^ -o $@ -lfdt

$(unit-out)/tools/%.o: tools/%.c tests/unit/unit.mk
	@mkdir -p $(@D)
	@$(unit-cc) -c $< -o $@

# What misbehaves on request goes before the library here as well
ifneq ($(scmi-misbehave-srcs),)
$(unit-check-objs) $(unit-out)/tests/unit/test_check.o: unit-cc += -DSCMI_MISBEHAVE
$(unit-out)/unit/check: $(unit-misbehave-objs)
endif

.PHONY: unit-programs unit-test-programs
-include $(unit-objs:.o=.d)
