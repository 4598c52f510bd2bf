# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026 The scmi-optee authors
#
# The C files of the portable libraries, relative to this directory.

# The protocols that the server is built with, beside base: a platform leaves out what it does not serve. The
# virtual board has all of them.
scmi-protocols ?= power system performance clock sensor reset voltage powercap pinctrl

# The server: needs include/ and lib/wire/ on the include path, and nothing else. Compiled with
# -DSCMI_SERVER_EVENTS=0 it has no notifications and nothing asynchronous.
scmi-server-srcs := server/server.c server/base.c server/channel.c $(scmi-protocols:%=server/%.c)

# Misbehaving on request, for tests alone: with these, and with -DSCMI_MISBEHAVE for them, server/channel.c and
# wire/describe.c
scmi-misbehave-srcs := server/misbehave.c

# The virtual board: needs libfdt as well
scmi-board-srcs := board/board.c board/parse.c board/timer.c board/power.c board/system.c \
	board/performance.c board/performance_parse.c board/clock.c board/clock_parse.c \
	board/sensor.c board/sensor_parse.c board/source.c board/reset.c board/supply.c \
	board/powercap.c board/pinctrl.c board/pinctrl_parse.c

# The state of the virtual board as text
scmi-text-srcs := board/text.c
scmi-board-view-srcs := board/view.c $(scmi-text-srcs)

# The agent: needs what the server needs
scmi-agent-srcs := agent/codec.c agent/link.c agent/event.c agent/protocol.c agent/text.c \
	agent/base.c agent/power.c agent/system.c agent/performance.c agent/clock.c \
	agent/sensor.c agent/reset.c agent/voltage.c agent/powercap.c agent/pinctrl.c

# The messages as data, for tools
scmi-describe-srcs := wire/describe.c
