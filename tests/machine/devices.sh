# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026 The scmi-optee authors
#
# The performance protocol for devices: Linux's performance domains on the board "demo", with
# scmi_perf_fixture as the devices' driver. What is expected stands in boards/demo.dts.
# boots: ours-dynamic ours-static stock-dynamic ours-dynamic@7.2 ours-static@7.2
# drivers: scmi_perf_fixture
# shellcheck shell=dash

DEVICES=/sys/kernel/debug/scmi-performance

# level_is DOMAIN LEVEL: in the server.
level_is()
{
	equal "level of $1" "$2" "$(shown performance "$1" level)"
}

test_the_driver_is_bound()
{
	bound scmi-perf-domain
}

# Its levels are no frequencies, and the messages name them by their indices
test_a_device_chooses_a_level()
{
	equal "levels" "20 35 50 70 100" "$(xargs <$DEVICES/gpu/levels)"
	echo 70 >$DEVICES/gpu/level
	level_is gpu 70
	equal "rate of its clock" 750000000 "$(server pll_gpu rate)"
	echo 20 >$DEVICES/gpu/level
	level_is gpu 20
	equal "rate of its clock" 300000000 "$(server pll_gpu rate)"
	! echo 71 >$DEVICES/gpu/level || fail "a level that it does not have"
	level_is gpu 20
}

test_a_domain_without_frequencies()
{
	equal "levels" "1 2 3" "$(xargs <$DEVICES/fabric/levels)"
	for level in 3 1 2; do
		echo $level >$DEVICES/fabric/level
		level_is interconnect_fabric $level
	done
}
