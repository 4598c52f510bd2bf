# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026 The scmi-optee authors
#
# OP-TEE's own server beside ours: `make peer PEER=SOURCE` builds for bench/peer/run what is counted and
# weighed, for the host and for arm64. SOURCE is where OP-TEE's is unpacked.

peer-out := build/bench/peer

# The same protocols of both
peer-ours := server channel base clock reset voltage
peer-theirs := entry shm_msg smt base clock reset_domain voltage_domain

# Each file by itself: on the host as bench/server counts, without a dynamic linker that would count, too;
# for arm64 as OP-TEE is built, and with its C library, as far as the servers call it
peer-cc-host := $(CC) -std=gnu11 -g -O2 -static
peer-cc-arm64 := $(size-cc) $(size-flags-optee) -static
peer-objcopy-host := objcopy
peer-objcopy-arm64 := aarch64-linux-gnu-objcopy
peer-libc-arm64 := memcpy memset strncpy

peer-flags-ours := -MMD -MP -Iinclude -Ilib/wire -Ibench/peer
peer-flags-quiet := $(peer-flags-ours) -DSCMI_SERVER_EVENTS=0
# The settings of tests/stock, without assertions and traces, as a release is built. All headers of OP-TEE's
# core are one.
peer-flags-theirs = -DNDEBUG -DTRACE_LEVEL=0 -DCFG_NUM_THREADS=2 -DCFG_TEE_CORE_NB_CORE=4 \
	$(shell sed 's/^/-D/; s/=y$$/=1/' tests/stock/stock.flags) -MMD -MP \
	-I$(peer-out)/include -Ibench/peer $(addprefix -I$(PEER)/,core/include \
	lib/libutils/ext/include lib/libutee/include)
# What the platform copies it copies itself: a C library counts as the server's
peer-flags-platform = $(peer-flags-theirs) -Dmemcpy=platform_copy -fno-tree-loop-distribute-patterns
peer-flags-libc := -fno-builtin
peer-headers := $(addprefix $(peer-out)/include/,io.h mm/core_memprot.h $(addprefix kernel/,misc.h \
	panic.h spinlock.h thread.h))

peer: $(foreach machine,host arm64,$(addprefix $(peer-out)/$(machine)/,ours.elf quiet.elf theirs.elf))

$(peer-headers): bench/peer/peer.mk
	@mkdir -p $(@D)
	@echo '#include "core.h"' >$@

# peer-object MACHINE FLAGS OBJECT SOURCE
define peer-object
$(peer-out)/$(1)/$(3): $(4) $(peer-headers) bench/peer/peer.mk
	@mkdir -p $$(@D)
	@$$(peer-cc-$(1)) $$(peer-flags-$(2)) -c $$< -o $$@

endef

# peer-program MACHINE SERVER FILES HARNESS: what counts comes first, and is alone in calling its C library
define peer-program
$(peer-out)/$(1)/$(2)/all.o: $(patsubst %,$(peer-out)/$(1)/%.o,$(3:%=$(2)/%) $(peer-libc-$(1):%=libc/%))
	@$$(peer-cc-$(1)) -r -nostdlib $$^ -o $$@
	@$(peer-objcopy-$(1)) $(foreach name,$(peer-libc-$(1)),--redefine-sym $(name)=optee_$(name)) $$@

$(peer-out)/$(1)/$(2).elf: $(patsubst %,$(peer-out)/$(1)/%.o,$(2)/all send describe $(4))
	@$$(peer-cc-$(1)) $$^ -o $$@

endef

define peer-machine
$(call peer-object,$(1),ours,ours/%.o,lib/server/%.c)
$(call peer-object,$(1),quiet,quiet/%.o,lib/server/%.c)
$(call peer-object,$(1),theirs,theirs/%.o,$$(PEER)/core/drivers/scmi-msg/%.c)
$(call peer-object,$(1),libc,libc/%.o,$$(PEER)/lib/libutils/isoc/newlib/%.c)
$(call peer-object,$(1),ours,describe.o,lib/wire/describe.c)
$(call peer-object,$(1),ours,send.o,bench/peer/send.c)
$(call peer-object,$(1),ours,ours.o,bench/peer/ours.c)
$(call peer-object,$(1),platform,theirs.o,bench/peer/theirs.c)
$(call peer-object,$(1),platform,platform.o,tests/stock/platform.c)
$(call peer-program,$(1),ours,$(peer-ours),ours)
$(call peer-program,$(1),quiet,$(peer-ours),ours)
$(call peer-program,$(1),theirs,$(peer-theirs),theirs platform)
endef
$(foreach machine,host arm64,$(eval $(call peer-machine,$(machine))))

.PHONY: peer
-include $(wildcard $(peer-out)/*/*.d $(peer-out)/*/*/*.d)
