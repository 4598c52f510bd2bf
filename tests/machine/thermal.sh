# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026 The scmi-optee authors
#
# What other frameworks of Linux make of SCMI, on the board "demo". The small kernels that are built here
# are without them.
# boots: ours-dynamic ours-static stock-dynamic
# drivers: scmi-hwmon scmi-cpufreq
# shellcheck shell=dash

ZONE=/sys/class/thermal/thermal_zone0
MODEL=/sys/kernel/debug/energy_model

# 25 degrees and 20 thousandths a MHz
test_a_thermal_zone_has_the_sensor_s_temperature()
{
	equal "its name" cpu-thermal "$(cat $ZONE/type)"
	for mhz in 1600 1000; do
		echo ${mhz}000000 >"$CLOCKS/pll_cpu/rate"
		equal "temperature" $((25000 + 20 * mhz)) "$(cat $ZONE/temp)"
	done
}

# In microwatts
test_the_energy_model_has_the_powers()
{
	equal "power of little at 600 MHz" 41000 "$(cat $MODEL/cpu0/ps:600000/power)"
	equal "power of big at 2.8 GHz" 1670000 "$(cat $MODEL/cpu1/ps:2800000/power)"
}
