# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026 The scmi-optee authors
#
# The sensor protocol: Linux's scmi-hwmon and scmi_iio on the board "demo".
# What is expected stands in boards/demo.dts.
# boots: ours-dynamic ours-static stock-dynamic ours-dynamic@7.2 ours-static@7.2 ours-dynamic@6.1+linux61
# check-boots: ours-dynamic@6.1-in-tree+linux61
# drivers: scmi-hwmon scmi_iio
# shellcheck shell=dash

ACCELEROMETER=/sys/bus/iio/devices/iio:device0

# hwmon NAME: the value of a sensor in sysfs.
hwmon()
{
	local label

	label=$(grep -lx "$1" /sys/class/hwmon/hwmon*/*_label)
	cat "${label%label}input"
}

# both SENSOR VALUE: Linux and the server see it.
both()
{
	equal "$1 in Linux" "$2" "$(hwmon "$1")"
	equal "$1 in the server" "$2" "$(shown sensor "$1" value)"
}

# in_between NAME VALUE LOWEST HIGHEST
in_between()
{
	if [ "$2" -lt "$3" ] || [ "$2" -gt "$4" ]; then
		fail "$1: $2 is not within $3 to $4"
	fi
}

test_the_drivers_are_bound()
{
	bound scmi-hwmon
	bound scmi-sensor-iiodev
}

test_sensors_of_hwmon_s_kinds_are_found_by_name()
{
	equal "sensors" "board_temp cpu_power cpu_temp ddr_temp vdd_cpu_sense" \
		"$(cat /sys/class/hwmon/hwmon*/*_label | sort | xargs)"
}

# 25 degrees and 20 thousandths a MHz; 150 mW and 0.9 mW a MHz
test_values_follow_the_load()
{
	for mhz in 2000 400 1000; do
		echo ${mhz}000000 >"$CLOCKS/pll_cpu/rate"
		both cpu_temp $((25000 + 20 * mhz))
		both cpu_power $((150000 + 900 * mhz))
	done
	both ddr_temp 46000
}

# From 15 to 32 degrees and back in two minutes: 0.3 degrees a second. The server is asked before
# and after, two seconds at most.
test_a_value_changes_with_time()
{
	local first again now

	now=$(shown sensor board_temp value)
	first=$(hwmon board_temp)
	in_between "board_temp beside the server's" "$first" $((now - 600)) $((now + 600))
	in_between "board_temp" "$first" 15000 32000
	for _ in $(seq 50); do
		usleep 100000
		again=$(hwmon board_temp)
		[ "$again" = "$first" ] || return 0
	done
	fail "board_temp stays at $first"
}

# The curves of its axes are between these; it is switched on for each reading
test_an_accelerometer_has_three_axes()
{
	equal "name" accelerometer "$(cat $ACCELEROMETER/name)"
	in_between x "$(cat $ACCELEROMETER/in_accel_x_raw)" -2000 2000
	in_between y "$(cat $ACCELEROMETER/in_accel_y_raw)" 0 900
	in_between z "$(cat $ACCELEROMETER/in_accel_z_raw)" -9810 -9780
	for axis in x y z; do
		equal "scale of $axis" 0.001000000 "$(cat $ACCELEROMETER/in_accel_${axis}_scale)"
	done
	equal "range" "[-19613 1 19613]" "$(cat $ACCELEROMETER/in_accel_raw_available)"
	equal "switched on" 0 "$(shown sensor accelerometer enabled)"
}

# The server counts its interval in microseconds
test_its_sampling_frequency_is_set()
{
	equal "frequencies" "[200.000000 200.000000 1.000000]" \
		"$(cat $ACCELEROMETER/in_accel_sampling_frequency_available)"
	for hz in 20 200 1 10; do
		echo $hz >$ACCELEROMETER/in_accel_sampling_frequency
		equal "frequency" $hz.000000 "$(cat $ACCELEROMETER/in_accel_sampling_frequency)"
		equal "interval" $((1000000 / hz)) "$(shown sensor accelerometer interval)"
	done
}

# Linux lets the server choose
test_a_sampling_frequency_that_it_does_not_have_is_rounded()
{
	echo 1000 >$ACCELEROMETER/in_accel_sampling_frequency
	equal "interval" 5000 "$(shown sensor accelerometer interval)"
	equal "frequency" 200.000000 "$(cat $ACCELEROMETER/in_accel_sampling_frequency)"
	echo 10 >$ACCELEROMETER/in_accel_sampling_frequency
}
