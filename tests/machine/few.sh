# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026 The scmi-optee authors
#
# A service that is built with the clock and the reset protocol alone, for a Linux that is told of more.
# What is there stands in tests/few/platform.c. That nothing else was linked is looked at when it is built.
# boots: ours-dynamic+few
# shellcheck shell=dash

test_linux_does_with_the_protocols_that_there_are()
{
	equal "clocks Linux found" 1 "$(count "$CLOCKS")"
	echo 48000000 >"$CLOCKS/device/rate"
	both device 48000000
	echo 24000000 >"$CLOCKS/device/rate"
	both device 24000000
}

test_a_device_gets_its_clock_and_its_reset()
{
	equal "reset at boot" 1 "$(shown reset device asserted)"
	modprobe dwc3-of-simple
	equal "reset with the driver" 0 "$(shown reset device asserted)"
	equal "clock with the driver" 1 "$(server device enabled)"
	driver dwc3-of-simple unbind device
	equal "reset without the driver" 1 "$(shown reset device asserted)"
	equal "clock without the driver" 0 "$(server device enabled)"
}

# Linux names protocols in decimal
test_linux_gets_along_without_the_others()
{
	local protocol driver

	for protocol in 17 18 19 21 23 24; do
		dmesg | grep -q "SCMI protocol $protocol not implemented" || fail "protocol $protocol is there"
	done
	for driver in scmi-regulator scmi-hwmon arm_scmi_powercap scmi-cpufreq scmi_power_control; do
		modprobe $driver
	done
	for driver in scmi-power-domain scmi-power-control scmi-cpufreq scmi-perf-domain scmi-hwmon \
		scmi-regulator scmi-powercap; do
		! bound $driver 2>/dev/null || fail "$driver has found something"
	done
}

# answer BYTES: the reply to a message, as octal and hexadecimal digits
answer()
{
	exec 3<>/dev/scmi0
	# shellcheck disable=SC2059 # it is one
	printf "$1" >&3
	dd bs=128 count=1 <&3 2>/dev/null | xxd -p
	exec 3>&-
}

# PROTOCOL_VERSION of each, with token 1
test_their_messages_are_not_supported()
{
	modprobe scmi_optee_raw
	within 5 test -c /dev/scmi0
	equal "base" 004004000000000001000200 "$(answer '\000\100\004\000')"
	equal "power" 00440400ffffffff "$(answer '\000\104\004\000')"
	equal "system" 00480400ffffffff "$(answer '\000\110\004\000')"
	equal "performance" 004c0400ffffffff "$(answer '\000\114\004\000')"
	equal "clock" 005004000000000000000300 "$(answer '\000\120\004\000')"
	equal "sensor" 00540400ffffffff "$(answer '\000\124\004\000')"
	equal "reset" 005804000000000001000300 "$(answer '\000\130\004\000')"
	equal "voltage" 005c0400ffffffff "$(answer '\000\134\004\000')"
	equal "power capping" 00600400ffffffff "$(answer '\000\140\004\000')"
	equal "pin control" 00640400ffffffff "$(answer '\000\144\004\000')"
	rmmod scmi_optee_raw
}

# BASE_DISCOVER_LIST_PROTOCOLS from 0: two, 0x14 and 0x16
test_the_list_names_two()
{
	modprobe scmi_optee_raw
	within 5 test -c /dev/scmi0
	equal "list" 06400400000000000200000014160000 "$(answer '\006\100\004\000\000\000\000\000')"
	rmmod scmi_optee_raw
}
