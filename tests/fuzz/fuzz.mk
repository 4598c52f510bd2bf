# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026 The scmi-optee authors
#
# The fuzz targets: `make fuzz` runs each of them for FUZZ_SECONDS (60), `make fuzz T=border
# FUZZ_SECONDS=3600` one of them for an hour.

fuzz-out := build/fuzz
fuzz-targets := messages border agent device_tree decode
fuzz-cc := clang -std=c11 -g -O1 -Wall -Wextra -Wno-missing-field-initializers -Werror -fno-omit-frame-pointer \
	-fsanitize=address,undefined -fno-sanitize-recover=all -MMD -MP -Iinclude -Ilib/wire \
	-DFUZZ_BOARD='"$(abspath $(fuzz-out))/board.dtb"'
fuzz-cover := -fsanitize=fuzzer-no-link
fuzz-lib-srcs := $(addprefix lib/,$(scmi-server-srcs) $(scmi-board-srcs) $(scmi-board-view-srcs) \
	$(scmi-agent-srcs) $(scmi-describe-srcs))
fuzz-lib := $(fuzz-lib-srcs:%.c=$(fuzz-out)/%.o) $(fuzz-out)/tests/fuzz/fuzz.o \
	$(fuzz-out)/tests/fuzz/oracle.o
# The tool itself, whose main() is not the program's
fuzz-tool-srcs := $(sort $(wildcard scmictl/*.c))
fuzz-tool := $(fuzz-tool-srcs:%.c=$(fuzz-out)/%.o)
fuzz-trees := $(fuzz-out)/board.dtb $(patsubst boards/%.dts,$(fuzz-out)/%.dtb, \
	$(wildcard boards/*.dts)) $(patsubst tests/unit/%.dts,$(fuzz-out)/%.dtb, \
	$(wildcard tests/unit/*.dts))

fuzz:
	@tests/fuzz/run $(or $(FUZZ_SECONDS),60) $(T)

fuzz-programs: $(fuzz-targets:%=$(fuzz-out)/fuzz-%) $(fuzz-out)/seeds $(fuzz-trees)

$(fuzz-targets:%=$(fuzz-out)/fuzz-%): $(fuzz-out)/fuzz-%: $(fuzz-out)/tests/fuzz/%.o $(fuzz-lib)
	@$(fuzz-cc) -fsanitize=fuzzer $^ -o $@ -lfdt $(fuzz-libs)

# What judges the server is no part of what there is to explore, and compares much
$(fuzz-out)/tests/fuzz/fuzz.o: fuzz-cover :=
$(fuzz-out)/tests/fuzz/oracle.o: fuzz-cover := -fno-sanitize=all -O2
$(fuzz-out)/scmictl/main.o: fuzz-cc += -Dmain=scmictl_main
$(fuzz-tool): fuzz-cc += -D_GNU_SOURCE -Ilib
$(fuzz-out)/tests/fuzz/decode.o: fuzz-cc += -D_GNU_SOURCE
$(fuzz-out)/fuzz-decode: $(fuzz-tool)
$(fuzz-out)/fuzz-decode: fuzz-libs := -ljson-c

$(fuzz-out)/seeds: $(fuzz-out)/tests/fuzz/seeds.o $(fuzz-lib)
	@$(fuzz-cc) -fsanitize=fuzzer-no-link $^ -o $@ -lfdt

$(fuzz-out)/%.o: %.c tests/fuzz/fuzz.mk
	@mkdir -p $(@D)
	@$(fuzz-cc) $(fuzz-cover) -c $< -o $@

$(fuzz-out)/board.dtb: tests/fuzz/board.dts boards/demo.dts
	@mkdir -p $(@D)
	@dtc -q -i boards -I dts -O dtb -o $@ $<

$(fuzz-out)/%.dtb: boards/%.dts
	@mkdir -p $(@D)
	@dtc -q -I dts -O dtb -o $@ $<

$(fuzz-out)/%.dtb: tests/unit/%.dts
	@mkdir -p $(@D)
	@dtc -q -I dts -O dtb -o $@ $<

.PHONY: fuzz fuzz-programs
-include $(fuzz-lib:.o=.d) $(fuzz-tool:.o=.d) $(fuzz-targets:%=$(fuzz-out)/tests/fuzz/%.d)
