# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026 The scmi-optee authors
#
# The front door; `make help` says what there is.

export KERNEL OPTEE BOARD DRIVER FORM MIRROR T

help:
	@machine/help

deps:
	@machine/build deps

build:
	@machine/build

run:
	@machine/run

test:
	@tests/run

check:
	@tests/check

bench:
	@bench/run

unit:
	@T='unit/$(T)' tests/run

coverage:
	@tests/coverage/run

# The driver's sources for DKMS
dkms = $(DESTDIR)/usr/src/scmi-optee-$(libscmi-version)
install-dkms:
	install -d $(dkms)/linux $(dkms)/include/scmi
	install -m 644 linux/*.[ch] linux/Kbuild linux/Makefile $(dkms)/linux
	install -m 644 include/scmi/pta.h $(dkms)/include/scmi
	sed 's|@VERSION@|$(libscmi-version)|' linux/dkms.conf >$(dkms)/dkms.conf

update:
	@machine/build update

clean:
	rm -rf build

clean-cache:
	rm -rf "$${XDG_CACHE_HOME:-$$HOME/.cache}/scmi-optee"

.PHONY: help deps build run test check bench unit coverage update clean clean-cache \
	install-dkms

include tests/unit/unit.mk
include scmictl/scmictl.mk
include lib/agent/libscmi.mk
include tools/dissector/dissector.mk
include bench/server/bench.mk
include bench/peer/peer.mk
include tests/fuzz/fuzz.mk
