# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026 The scmi-optee authors
#
# The tool: `make scmictl` builds it, `make install` installs it under DESTDIR and PREFIX.

include lib/sources.mk

PREFIX ?= /usr/local

scmictl-out = $(scmictl).d
scmictl := build/host/scmictl
scmictl-cc = $(CC) -std=c11 -g -O2 -Wall -Wextra -Werror -MMD -MP -D_GNU_SOURCE -Iinclude -Ilib/wire -Ilib \
	$(scmictl-flags)
scmictl-srcs := $(sort $(wildcard scmictl/*.c)) \
	$(addprefix lib/,$(scmi-agent-srcs) $(scmi-describe-srcs) $(scmi-server-srcs) \
	$(scmi-board-srcs) $(scmi-board-view-srcs))
# A tool for tests, whose boards misbehave on request: build/misbehave/scmictl
ifeq ($(SCMI_MISBEHAVE),y)
scmictl := build/misbehave/scmictl
scmictl-flags := -DSCMI_MISBEHAVE
scmictl-srcs += $(addprefix lib/,$(scmi-misbehave-srcs))
endif
scmictl-objs := $(scmictl-srcs:%.c=$(scmictl-out)/%.o)
# Headers that the host has to have, and the packages that bring them
scmictl-headers := json-c/json.h:libjson-c-dev libfdt.h:libfdt-dev

scmictl: $(scmictl)

$(scmictl): $(scmictl-objs)
	@$(scmictl-cc) $^ -o $@ -ljson-c -lfdt

$(scmictl-objs): $(scmictl-out)/%.o: %.c scmictl/scmictl.mk | scmictl-packages
	@mkdir -p $(@D)
	@$(scmictl-cc) -c $< -o $@

scmictl-misbehave:
	@$(MAKE) -s scmictl SCMI_MISBEHAVE=y

scmictl-packages:
	@for pair in $(scmictl-headers); do \
		echo "#include <$${pair%%:*}>" | $(CC) -E -x c - >/dev/null 2>&1 || \
			missing="$$missing $${pair#*:}"; \
	done; \
	[ -z "$$missing" ] || { echo "scmictl needs packages that the host lacks; install them with" \
		"sudo apt-get install$$missing" >&2; exit 1; }

# One program of its own for another machine, without boards: CC, JSON (where json-c is), TO
scmictl-static-srcs := $(filter-out scmictl/board.c scmictl/dt.c,$(sort $(wildcard scmictl/*.c))) \
	$(addprefix lib/,$(scmi-agent-srcs) $(scmi-describe-srcs))

scmictl-static:
	@$(CC) -std=c11 -O2 -Wall -Wextra -Werror -D_GNU_SOURCE -DSCMICTL_NO_BOARD $(scmictl-flags) -static \
		-Iinclude -Ilib/wire \
		-I$(JSON)/usr/include $(scmictl-static-srcs) $(wildcard $(JSON)/usr/lib/*/libjson-c.a) -o $(TO)

.PHONY: scmictl-static

install: scmictl
	install -D -m 755 $(scmictl) $(DESTDIR)$(PREFIX)/bin/scmictl
	install -D -m 644 boards/demo.dts $(DESTDIR)$(PREFIX)/share/scmi-optee/boards/demo.dts
	install -D -m 644 scmictl/schema.json $(DESTDIR)$(PREFIX)/share/scmi-optee/scmictl.schema.json
	install -d $(DESTDIR)$(PREFIX)/share/man/man1 \
		$(DESTDIR)$(PREFIX)/share/bash-completion/completions \
		$(DESTDIR)$(PREFIX)/share/zsh/site-functions
	$(scmictl) man >$(DESTDIR)$(PREFIX)/share/man/man1/scmictl.1
	$(scmictl) completion bash >$(DESTDIR)$(PREFIX)/share/bash-completion/completions/scmictl
	$(scmictl) completion zsh >$(DESTDIR)$(PREFIX)/share/zsh/site-functions/_scmictl

.PHONY: scmictl scmictl-misbehave scmictl-packages install
-include $(scmictl-objs:.o=.d)

# The tests of the tool run where unit tests do
unit-programs: scmictl-tests

scmictl-tests: scmictl scmictl-misbehave
	@echo tests/scmictl/scmictl tests/scmictl/terminal

.PHONY: scmictl-tests
