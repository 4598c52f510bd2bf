# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026 The scmi-optee authors
#
# The dissector for Wireshark: `make dissector` makes build/scmi.lua, `make install` installs it where
# Wireshark looks: below PREFIX=~/.local for the user alone, else for all.

include lib/sources.mk

dissector := build/scmi.lua
dissector-tables := build/host/tools/dissector-tables
dissector-srcs := tools/dissector/tables.c lib/agent/text.c $(addprefix lib/,$(scmi-describe-srcs))

ifeq ($(filter /usr /usr/local,$(PREFIX)),)
WIRESHARK_PLUGINS ?= $(PREFIX)/lib/wireshark/plugins
else
WIRESHARK_PLUGINS ?= /usr/lib/$(shell $(CC) -print-multiarch)/wireshark/plugins
endif

dissector: $(dissector)

$(dissector): $(dissector-tables) tools/dissector/engine.lua
	@$(dissector-tables) >$@.new
	@sed '/^-- SPDX/,/^-- Copyright/d' tools/dissector/engine.lua >>$@.new
	@mv $@.new $@

$(dissector-tables): $(dissector-srcs) $(wildcard lib/wire/*.[hd]* include/scmi/*.h)
	@mkdir -p $(@D)
	@$(CC) -std=c11 -O2 -Wall -Wextra -Werror -Iinclude -Ilib/wire $(dissector-srcs) -o $@

install: install-dissector

install-dissector: dissector
	install -D -m 644 $(dissector) $(DESTDIR)$(WIRESHARK_PLUGINS)/scmi.lua

.PHONY: dissector install-dissector

# For tests/dissector
dissector-sweep := build/host/tests/dissector-sweep

$(dissector-sweep): tests/dissector/sweep.c $(addprefix lib/,$(scmi-describe-srcs)) \
		$(wildcard lib/wire/*.[hd]* include/scmi/*.h)
	@mkdir -p $(@D)
	@$(CC) -std=c11 -O1 -g -fsanitize=address,undefined -Wall -Wextra -Werror -Iinclude -Ilib/wire \
		$(filter %.c,$^) -o $@
