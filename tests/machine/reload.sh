# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026 The scmi-optee authors
#
# The driver goes and comes back, and may be there before its service.
# boots: ours-dynamic ours-static ours-dynamic@7.2 ours-static@7.2
# check-boots: ours-dynamic@debug ours-static@debug
# shellcheck shell=dash

remove_driver()
{
	rmmod scmi_clk_fixture
	rmmod scmi_optee
	equal "SCMI devices that are left" 0 "$(count /sys/bus/scmi_protocol/devices)"
}

# The fixture makes its directory before the files in it.
works()
{
	within 15 test -e "$CLOCKS/pll_cpu/rate"
	echo 400000000 >"$CLOCKS/pll_cpu/rate"
	equal "rate in the server" 400000000 "$(server pll_cpu rate)"
	echo 1000000000 >"$CLOCKS/pll_cpu/rate"
	equal "rate in the server" 1000000000 "$(server pll_cpu rate)"
}

test_the_driver_goes_and_comes_back_10_times()
{
	for _ in $(seq 10); do
		remove_driver
		modprobe scmi_optee
		modprobe scmi_clk_fixture
		within 15 test -d "$CLOCKS"
	done
	works
}

test_the_driver_waits_for_the_service()
{
	remove_driver
	rmmod optee
	modprobe scmi_optee
	modprobe scmi_clk_fixture
	test ! -d "$CLOCKS"
	modprobe optee
	works
}

test_the_service_goes_first()
{
	rmmod scmi_clk_fixture
	rmmod optee
	equal "SCMI devices that are left" 0 "$(count /sys/bus/scmi_protocol/devices)"
	modprobe optee
	modprobe scmi_clk_fixture
	works
}
