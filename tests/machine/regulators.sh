# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026 The scmi-optee authors
#
# The voltage protocol: Linux's scmi-regulator on the board "demo", with the regulator framework's own
# virtual consumers (reg-virt-consumer) to ask for voltages. What is expected stands in boards/demo.dts.
# boots: ours-dynamic ours-static stock-dynamic ours-dynamic@7.2 ours-static@7.2 ours-dynamic@6.1+linux61
# check-boots: ours-dynamic@6.1-in-tree+linux61
# drivers: scmi-regulator virtual
# shellcheck shell=dash

# regulator NAME FILE: what its file in sysfs says.
regulator()
{
	local dir

	for dir in /sys/class/regulator/*; do
		[ "$(cat "$dir/name")" != "$1" ] || break
	done
	[ "$(cat "$dir/name")" = "$1" ] || fail "no regulator $1"
	cat "$dir/$2"
}

# both SUPPLY MICROVOLTS STATE: in Linux and in the server.
both()
{
	equal "voltage of $1 in Linux" "$2" "$(regulator "$1" microvolts)"
	equal "voltage of $1 in the server" "$2" "$(shown supply "$1" level)"
	equal "state of $1 in Linux" "$3" "$(regulator "$1" state)"
	equal "mode of $1 in the server" "$(echo "$3" | sed 's/enabled/7/; s/disabled/0/')" \
		"$(shown supply "$1" mode)"
}

# ask CONSUMER LOWEST HIGHEST: what a consumer asks for; it needs the supply as long as both are not 0.
ask()
{
	local device=/sys/bus/platform/devices/$1

	within 5 test -e "$device/min_microvolts"
	echo 0 >"$device/min_microvolts"
	echo "$3" >"$device/max_microvolts"
	echo "$2" >"$device/min_microvolts"
}

test_the_driver_is_bound()
{
	bound scmi-regulator
}

test_all_are_found_by_name()
{
	for name in vdd_cpu vdd_gpu vcc_sd vcc_io camera_module_supply vdd_ddr; do
		equal "voltage of $name" "$(shown supply $name level)" "$(regulator $name microvolts)"
	done
	both vcc_io 3300000 enabled
	both vdd_ddr 1100000 enabled
	equal "regulators, with Linux's dummy" 7 "$(count /sys/class/regulator)"
}

test_a_supply_below_zero_is_left_out()
{
	equal "lcd_bias in the server" -5000000 "$(shown supply lcd_bias level)"
	dmesg | grep -q 'Negative voltages NOT supported...skip regulator@4'
}

# 700 mV to 1.1 V in steps of 12.5 mV; Linux takes the lowest that is asked for. It does not switch on what
# is on from the start, so the server does not learn who needs that.
test_a_voltage_of_a_range_is_set()
{
	ask gpu-supply 900000 1000000
	both vdd_gpu 900000 enabled
	ask gpu-supply 0 0
	both vdd_gpu 900000 disabled
	ask gpu-supply 801000 820000
	both vdd_gpu 812500 enabled
	equal "who needs it" 1 "$(shown supply vdd_gpu users)"
	ask gpu-supply 0 0
	both vdd_gpu 812500 disabled
	equal "who needs it" 0 "$(shown supply vdd_gpu users)"
}

test_a_voltage_of_a_list_is_set()
{
	ask card 1800000 2000000
	both vcc_sd 1800000 enabled
	ask card 3300000 3300000
	both vcc_sd 3300000 enabled
	ask card 0 0
	both vcc_sd 3300000 disabled
}

test_a_voltage_between_those_of_a_list_is_refused()
{
	ask card 2000000 3000000
	both vcc_sd 3300000 disabled
	ask card 0 0
}

test_a_supply_to_look_at_only_stays()
{
	ask ddr 1200000 1200000
	both vdd_ddr 1100000 enabled
	ask ddr 0 0
	both vdd_ddr 1100000 enabled
	equal "who needs it" 0 "$(shown supply vdd_ddr users)"
}
