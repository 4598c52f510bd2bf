# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026 The scmi-optee authors
#
# The service against the specification, over a channel for tools and over the kernel's raw mode, beside
# Linux's drivers.
# boots: ours-dynamic@7.2
# seconds: 120
# shellcheck shell=dash

# undisturbed: Linux changes a clock, and the server and Linux agree on it.
undisturbed()
{
	echo 74250000 >"$CLOCKS/display_pixel_clock_0/rate"
	equal "rate in the server" 74250000 "$(server display_pixel_clock_0 rate)"
	echo 148500000 >"$CLOCKS/display_pixel_clock_0/rate"
	equal "rate in the server" 148500000 "$(server display_pixel_clock_0 rate)"
	! dmesg | grep -E 'WARNING|BUG:' || fail "Linux is not content"
}

test_the_channel_for_tools_conforms()
{
	modprobe scmi_optee_raw
	within 5 test -c /dev/scmi0
	scmictl --transport dev: check | tee /tmp/report
	grep -q ' 0 failed;' /tmp/report
	grep -q '^clock 3.0 ' /tmp/report
	undisturbed
	rmmod scmi_optee_raw
}

test_the_raw_mode_conforms()
{
	scmictl --transport raw:0 check | tee /tmp/report
	grep -q ' 0 failed;' /tmp/report
	grep -q '^sensor 3.1 ' /tmp/report
	undisturbed
}
