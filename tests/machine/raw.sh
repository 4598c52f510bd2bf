# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026 The scmi-optee authors
#
# scmictl over a channel of its own beside Linux's driver: one changes what the other sees.
# boots: ours-dynamic stock-dynamic ours-dynamic@7.2 ours-dynamic@6.1+linux61
# check-boots: ours-dynamic@debug ours-dynamic@6.1-in-tree+linux61
# shellcheck shell=dash

bring_up_raw()
{
	modprobe scmi_optee_raw
	within 5 test -c /dev/scmi0
	export SCMICTL_TRANSPORT=dev:
}

tear_down_raw()
{
	rmmod scmi_optee_raw
	[ ! -e /dev/scmi0 ] || fail "the device is left"
}

# rate CLOCK: as scmictl has it, in Hz
rate()
{
	scmictl --json clock show "$1" | sed -n 's/^  "rate": \([0-9]*\),$/\1/p'
}

test_the_other_agent_is_seen()
{
	bring_up_raw
	scmictl | tee /tmp/overview
	grep -q '^its name *peer' /tmp/overview
	grep -q '^1 *secure_timer *on *12 MHz' /tmp/overview
	equal "mode of the device" 600 "$(stat -c %a /dev/scmi0)"
	tear_down_raw
}

test_what_the_tool_changes_linux_sees()
{
	bring_up_raw
	scmictl clock set-rate display_pixel_clock_0 300MHz
	equal "rate in the server" 300000000 "$(server display_pixel_clock_0 rate)"
	scmictl clock set-rate ddr 800MHz
	equal "rate in the server" 800000000 "$(server ddr rate)"
	scmictl clock set-rate ddr 1.6GHz
	scmictl clock set-rate display_pixel_clock_0 148.5MHz
	tear_down_raw
}

test_what_linux_changes_the_tool_sees()
{
	bring_up_raw
	equal "rate before" 148500000 "$(rate display_pixel_clock_0)"
	echo 74250000 >"$CLOCKS/display_pixel_clock_0/rate"
	equal "rate after" 74250000 "$(rate display_pixel_clock_0)"
	echo 148500000 >"$CLOCKS/display_pixel_clock_0/rate"
	equal "rate at the end" 148500000 "$(rate display_pixel_clock_0)"
	tear_down_raw
}

test_openers_are_kept_apart()
{
	bring_up_raw
	# PROTOCOL_VERSION of base with token 1, and of clock with token 2: replies in the order of files
	exec 3<>/dev/scmi0 4<>/dev/scmi0
	printf '\000\100\004\000' >&3
	printf '\000\120\010\000' >&4
	equal "reply of the second" 00500800000000000000 "$(dd bs=128 count=1 <&4 2>/dev/null | xxd -p | cut -c1-20)"
	equal "reply of the first" 00400400000000000100 "$(dd bs=128 count=1 <&3 2>/dev/null | xxd -p | cut -c1-20)"
	exec 3>&- 4>&-
	tear_down_raw
}

test_nonsense_is_refused()
{
	bring_up_raw
	exec 3<>/dev/scmi0
	! printf 'abc' >&3 2>/dev/null || fail "three bytes were taken"
	printf '\000\100\004\000' >&3
	! printf '\000\100\004\000' >&3 2>/dev/null || fail "a request was taken before the reply"
	! dd bs=4 count=1 <&3 >/dev/null 2>&1 || fail "half a reply was given"
	dd bs=128 count=1 <&3 >/dev/null 2>&1
	exec 3>&-
	tear_down_raw
}

test_a_file_outlives_the_device()
{
	bring_up_raw
	exec 3<>/dev/scmi0
	echo scmi-raw >/sys/bus/platform/drivers/scmi_optee_raw/unbind
	! printf '\000\100\004\000' >&3 2>/dev/null || fail "a request was taken"
	exec 3>&-
	echo scmi-raw >/sys/bus/platform/drivers/scmi_optee_raw/bind
	scmictl base show
	tear_down_raw
}
