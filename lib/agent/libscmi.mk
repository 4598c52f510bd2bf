# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026 The scmi-optee authors
#
# The agent as a library: `make libscmi` builds it static and shared, `make install` installs it, too.

# The shared library's name changes with its interface
libscmi-version := 0.1
libscmi-soname := libscmi.so.0

libscmi-out := build/host/libscmi.d
libscmi-objs := $(scmi-agent-srcs:%.c=$(libscmi-out)/%.o)
libscmi-cc := $(CC) -std=c11 -g -O2 -Wall -Wextra -Werror -MMD -MP -fPIC -fvisibility=hidden -Iinclude \
	-Ilib/wire
LIBDIR ?= $(PREFIX)/lib

libscmi: build/host/libscmi.a build/host/libscmi.so

build/host/libscmi.a: $(libscmi-objs)
	@rm -f $@
	@$(AR) rcs $@ $^

build/host/libscmi.so: $(libscmi-objs)
	@$(CC) -shared -Wl,-soname,$(libscmi-soname) -Wl,-z,defs $^ -o $@

$(libscmi-objs): $(libscmi-out)/%.o: lib/%.c lib/agent/libscmi.mk
	@mkdir -p $(@D)
	@$(libscmi-cc) -c $< -o $@

install: install-libscmi

install-libscmi: libscmi
	install -d $(DESTDIR)$(LIBDIR)/pkgconfig $(DESTDIR)$(PREFIX)/include/scmi/agent
	install -m 644 build/host/libscmi.a $(DESTDIR)$(LIBDIR)/libscmi.a
	install -m 755 build/host/libscmi.so $(DESTDIR)$(LIBDIR)/libscmi.so.$(libscmi-version)
	ln -sf libscmi.so.$(libscmi-version) $(DESTDIR)$(LIBDIR)/$(libscmi-soname)
	ln -sf $(libscmi-soname) $(DESTDIR)$(LIBDIR)/libscmi.so
	install -m 644 include/scmi/agent.h include/scmi/protocol.h $(DESTDIR)$(PREFIX)/include/scmi/
	install -m 644 include/scmi/agent/*.h $(DESTDIR)$(PREFIX)/include/scmi/agent/
	sed 's|@PREFIX@|$(PREFIX)|; s|@LIBDIR@|$(LIBDIR)|; s|@VERSION@|$(libscmi-version)|' \
		lib/agent/libscmi.pc.in >$(DESTDIR)$(LIBDIR)/pkgconfig/libscmi.pc

.PHONY: libscmi install-libscmi
-include $(libscmi-objs:.o=.d)
