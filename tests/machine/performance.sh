# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026 The scmi-optee authors
#
# The performance protocol for processors: Linux's scmi-cpufreq on the board "demo". What is expected stands
# in boards/demo.dts.
# boots: ours-dynamic ours-static stock-dynamic ours-dynamic@7.2 ours-static@7.2 ours-dynamic@6.1+linux61
# drivers: scmi-cpufreq cpufreq_userspace
# shellcheck shell=dash

LITTLE=/sys/devices/system/cpu/cpufreq/policy0
BIG=/sys/devices/system/cpu/cpufreq/policy1

# Frequencies above the sustained ones are boosts, which Linux 7 has to be told to use. Linux 6.1 does not
# know of them.
boost()
{
	local file=/sys/devices/system/cpu/cpufreq/boost

	[ ! -e $file ] || [ "$(cat $file)" = 1 ] || echo 1 >$file
}

# level_is DOMAIN LEVEL: in the server.
level_is()
{
	equal "level of $1" "$2" "$(shown performance "$1" level)"
}

test_the_driver_is_bound()
{
	bound scmi-cpufreq
}

test_each_processor_has_its_frequencies()
{
	equal "little" "200000 400000 600000 800000 1000000 1200000 1400000 1600000 1800000" \
		"$(cat $LITTLE/scaling_available_frequencies $LITTLE/scaling_boost_frequencies | xargs)"
	equal "big" "300000 500000 700000 900000 1000000 1100000 1200000 1300000 1400000 1600000 \
1800000 2000000 2200000 2400000 2600000 2800000" \
		"$(cat $BIG/scaling_available_frequencies $BIG/scaling_boost_frequencies | xargs)"
	equal "processors of little and big" "0 1" "$(cat $LITTLE/affected_cpus $BIG/affected_cpus | xargs)"
	equal "transition latency in ns" "50000 80000" \
		"$(cat $LITTLE/cpuinfo_transition_latency $BIG/cpuinfo_transition_latency | xargs)"
}

# The clock has the level's rate and the supply its voltage
test_a_frequency_is_set()
{
	boost
	echo userspace >$LITTLE/scaling_governor
	while read -r khz microvolts; do
		echo "$khz" >$LITTLE/scaling_setspeed
		equal "frequency in Linux" "$khz" "$(cat $LITTLE/cpuinfo_cur_freq)"
		level_is little "${khz%000}"
		equal "rate of its clock" "${khz}000" "$(server pll_little rate)"
		equal "voltage of its supply" "$microvolts" "$(shown supply vdd_cpu level)"
	done <<-END
		600000 800000
		1800000 1100000
		200000 700000
	END
	echo performance >$LITTLE/scaling_governor
	level_is little 1800
}

test_the_governor_keeps_the_limits()
{
	boost
	echo 1300000 >$BIG/scaling_max_freq
	level_is big 1300
	equal "rate of its clock" 1300000000 "$(server pll_big rate)"
	echo 2800000 >$BIG/scaling_max_freq
	level_is big 2800
	level_is little 1800
}
