# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026 The scmi-optee authors
#
# The power capping protocol: Linux's arm_scmi_powercap on the board "demo". Linux counts in microwatts,
# the server in milliwatts. What is expected stands in boards/demo.dts.
# boots: ours-dynamic ours-static stock-dynamic ours-dynamic@7.2 ours-static@7.2
# drivers: arm_scmi_powercap
# shellcheck shell=dash

# zone NAME: its folder in sysfs.
zone()
{
	grep -lx "$1" /sys/class/powercap/arm-scmi:*/name | sed 's,/name,,'
}

# power_is ZONE MILLIWATTS: in Linux and in the server.
power_is()
{
	[ "$(cat "$(zone "$1")/power_uw")" = "${2}000" ] && [ "$(shown powercap "$1" average)" = "$2" ]
}

# limit_is ZONE MICROWATTS MILLIWATTS: in Linux and in the server.
limit_is()
{
	equal "limit of $1 in Linux" "$2" "$(cat "$(zone "$1")/constraint_0_power_limit_uw")"
	equal "cap of $1 in the server" "$3" "$(shown powercap "$1" cap)"
}

set_limit()
{
	echo "$2" >"$(zone "$1")/constraint_0_power_limit_uw"
}

test_the_driver_is_bound()
{
	bound scmi-powercap
}

test_zones_are_found_by_name_and_place()
{
	local soc

	soc=$(zone soc)
	for name in cpu graphics_processing_unit ddr; do
		equal "$name is a part of soc" "$soc" "$(zone $name | sed 's/:[0-9]*$//')"
	done
	equal "zones, with their type" 5 "$(count /sys/class/powercap)"
	dmesg | grep -q 'Abstract power scale not supported. Skip modem.'
}

# 150 mW and 3 mW a MHz, averaged over 10 ms
test_the_power_follows_the_load()
{
	echo 600000000 >"$CLOCKS/pll_cpu/rate"
	within 5 power_is cpu 1950 || fail "$(cat "$(zone cpu)/power_uw") uW at 600 MHz"
	echo 1000000000 >"$CLOCKS/pll_cpu/rate"
	within 5 power_is cpu 3150 || fail "$(cat "$(zone cpu)/power_uw") uW at 1 GHz"
}

# Linux keeps the limit of a zone that is not enabled to itself
test_a_limit_is_set_and_holds()
{
	limit_is cpu 0 -
	set_limit cpu 2000000
	limit_is cpu 0 -
	echo 1 >"$(zone cpu)/enabled"
	limit_is cpu 2000000 2000
	within 5 power_is cpu 2000 || fail "$(cat "$(zone cpu)/power_uw") uW above its limit"
	set_limit cpu 2149999
	limit_is cpu 2100000 2100
	echo 0 >"$(zone cpu)/enabled"
	limit_is cpu 0 -
	within 5 power_is cpu 3150 || fail "$(cat "$(zone cpu)/power_uw") uW without a limit"
}

test_the_time_window_is_set()
{
	local window

	window=$(zone cpu)/constraint_0_time_window_us
	equal "window" 10000 "$(cat "$window")"
	echo 20000 >"$window"
	equal "window in Linux" 20000 "$(cat "$window")"
	equal "averaging interval in the server" 20000 "$(shown powercap cpu pai)"
	echo 10000 >"$window"
	equal "averaging interval in the server" 10000 "$(shown powercap cpu pai)"
}

test_a_zone_to_look_at_only_stays()
{
	set_limit ddr 1000000
	! echo 1 >"$(zone ddr)/enabled" || fail "Linux set the limit of ddr"
	limit_is ddr 0 -
	within 5 power_is ddr 1850 || fail "$(cat "$(zone ddr)/power_uw") uW"
}
