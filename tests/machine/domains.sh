# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026 The scmi-optee authors
#
# Linux's own drivers of power, performance and reset domains on the board "demo". What is expected
# stands in boards/demo.dts.
# boots: ours-dynamic ours-static stock-dynamic ours-dynamic@7.2
# shellcheck shell=dash

GENPD=/sys/kernel/debug/pm_genpd

test_power_domains_are_found_by_name()
{
	for domain in soc cpu media display_and_composition gpu ddr; do
		test -d "$GENPD/$domain" || fail "no power domain $domain in $(ls "$GENPD")"
	done
	test ! -d "$GENPD/secure" || fail "Linux sees the power domain secure"
}

test_performance_domains_are_found()
{
	dmesg | grep -q 'scmi-perf-domain .*Initialized 5 performance domains'
}

test_a_driver_is_bound_to_each_protocol()
{
	for driver in scmi-clocks scmi-power-domain scmi-perf-domain scmi-reset; do
		ls -d "/sys/bus/scmi_protocol/drivers/$driver/scmi_dev."*
	done
}

# media_is STATE: the state of the power domain that the clock fixture is in, in the server
media_is()
{
	test "$(shown power-domain media state)" = "$1"
}

# Off first: another test may have taken back what Linux has set, and Linux does not know
test_a_power_domain_goes_on_and_off_with_its_device()
{
	for _ in 1 2; do
		rmmod scmi_clk_fixture
		within 5 media_is 40000000
		modprobe scmi_clk_fixture
		within 5 media_is 0
	done
	within 5 test -d "$CLOCKS"
}
