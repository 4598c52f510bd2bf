# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026 The scmi-optee authors
#
# OP-TEE's own clock, reset and regulator frameworks behind the server, driven by Linux. What the devices in
# the frameworks were told is seen past SCMI and past the server; what is expected stands in
# optee/test/platform.c.
# boots: ours-dynamic+frameworks
# shellcheck shell=dash

# both CLOCK RATE: the clock has this rate in Linux and in the framework.
both()
{
	equal "rate of $1 in Linux" "$2" "$(cat "$CLOCKS/$1/rate")"
	equal "rate of $1 in the framework" "$2" "$(server "$1" rate)"
}

# is ON REFERENCES CLOCK: the state in the framework.
is()
{
	equal "$3, on" "$1" "$(server "$3" enabled)"
	equal "$3, references" "$2" "$(server "$3" references)"
}

# Before anybody lets go of it: one reference is agents', the other is the pll's
test_what_agents_need_from_the_start_is_on()
{
	is 1 2 osc24m
	equal "vdd_core" 7 "$(shown supply vdd_core mode)"
	equal "references of vdd_core" 1 "$(shown supply vdd_core references)"
	equal "vcc_sd" 0 "$(shown supply vcc_sd mode)"
}

test_clocks_are_found_by_name_and_rate()
{
	both osc24m 24000000
	both pll 800000000
	both bus 200000000
	both uart 24000000
	both pwm 1000
	both stuck 1000000
	equal "clocks Linux found" 7 "$(count "$CLOCKS")"
}

test_a_name_of_the_platform_takes_the_place_of_the_frameworks()
{
	equal "rate" 32768 "$(linux_rate timer_with_a_name_of_its_own)"
	test ! -d /sys/kernel/debug/clk/timer
}

test_what_is_not_served_is_not_there()
{
	equal "the framework's secure_osc" 32768 "$(server secure_osc rate)"
	! grep -q secure_osc /sys/kernel/debug/clk/clk_summary || fail "Linux sees secure_osc"
}

# The list of rates is longer than a message, and as long as Linux takes one
test_each_rate_of_a_list_is_set_and_clocks_below_follow()
{
	for rate in 400000000 1800000000 1900000000 800000000; do
		echo "$rate" >"$CLOCKS/pll/rate"
		both pll "$rate"
		both bus $((rate / 4))
	done
}

test_a_rate_of_a_range_is_set()
{
	echo 250000 >"$CLOCKS/pwm/rate"
	both pwm 250000
	echo 300400 >"$CLOCKS/pwm/rate"
	both pwm 300000
	echo 1000 >"$CLOCKS/pwm/rate"
	both pwm 1000
}

test_a_clock_that_has_to_be_off_for_a_rate_keeps_it_while_on()
{
	echo 1 >"$CLOCKS/pwm/enable"
	echo 250000 >"$CLOCKS/pwm/rate" || true
	equal "rate in the framework" 1000 "$(server pwm rate)"
	echo 0 >"$CLOCKS/pwm/enable"
}

test_an_error_of_a_driver_comes_back()
{
	echo 2000000 >"$CLOCKS/stuck/rate" || true
	both stuck 1000000
}

test_the_duty_cycle_is_told()
{
	equal "duty cycle" 25/100 "$(cat "$CLOCKS/pwm/duty")"
}

test_enabling_takes_one_reference_and_gives_it_back()
{
	is 0 0 stuck
	echo 1 >"$CLOCKS/stuck/enable"
	is 1 1 stuck
	echo 0 >"$CLOCKS/stuck/enable"
	is 0 0 stuck
}

# The secure world has the bus on, and with it the pll
test_what_the_secure_world_needs_stays_on()
{
	is 1 1 pll
	echo 1 >"$CLOCKS/pll/enable"
	is 1 2 pll
	echo 0 >"$CLOCKS/pll/enable"
	is 1 1 pll
}

test_parents_that_are_not_served_are_switched_too()
{
	is 0 0 secure_osc
	echo 1 >"$CLOCKS/timer_with_a_name_of_its_own/enable"
	is 1 1 timer
	is 1 1 secure_osc
	echo 0 >"$CLOCKS/timer_with_a_name_of_its_own/enable"
	is 0 0 secure_osc
}

test_a_parent_is_set()
{
	equal "parent in Linux" osc24m "$(cat "$CLOCKS/uart/parent")"
	echo bus >"$CLOCKS/uart/parent"
	equal "parent in the framework" bus "$(server uart parent)"
	both uart 200000000
	echo 1 >"$CLOCKS/uart/enable"
	is 1 2 bus
	echo 0 >"$CLOCKS/uart/enable"
	is 1 1 bus
	echo osc24m >"$CLOCKS/uart/parent"
	equal "parent in the framework" osc24m "$(server uart parent)"
	both uart 24000000
}

test_what_an_agent_may_only_read_stays()
{
	echo 1 >"$CLOCKS/bus/enable" || true
	is 1 1 bus
	echo 0 >"$CLOCKS/bus/enable" || true
	is 1 1 bus
}

test_a_device_gets_its_clock_and_its_reset()
{
	equal "reset at boot" 1 "$(shown reset uart asserted)"
	modprobe dwc3-of-simple
	equal "reset with the driver" 0 "$(shown reset uart asserted)"
	is 1 1 uart
	driver dwc3-of-simple unbind serial
	equal "reset without the driver" 1 "$(shown reset uart asserted)"
	is 0 0 uart
	equal "the other reset" 0 "$(shown reset display asserted)"
}

test_supplies_are_set_and_switched()
{
	modprobe scmi-regulator
	modprobe virtual
	supply core-supply 1025000
	equal "vdd_core" 1025000 "$(shown supply vdd_core level)"
	equal "the rail of vcc_sd" 0 "$(shown supply rail mode)"
	supply card-supply 1800000
	equal "vcc_sd" 1800000 "$(shown supply vcc_sd level)"
	equal "vcc_sd" 7 "$(shown supply vcc_sd mode)"
	equal "its rail" 7 "$(shown supply rail mode)"
	supply card-supply 0
	equal "vcc_sd" 0 "$(shown supply vcc_sd mode)"
	equal "its rail" 0 "$(shown supply rail mode)"
	equal "vcc_io" 7 "$(shown supply vcc_io mode)"
}

# Asked for when OP-TEE started; the second one's driver is busy
test_an_autonomous_reset_goes_on_and_off()
{
	equal "status" 0 "$(shown request reset1 status)"
	equal "resets of the display" 1 "$(shown reset display resets)"
	equal "reset of the display" 0 "$(shown reset display asserted)"
	equal "status of one that fails" -6 "$(shown request reset2 status)"
	equal "resets of one that fails" 0 "$(shown reset stuck resets)"
}

# As agents were told when OP-TEE started. What stays in reset is told as such, so it can be taken out.
test_a_line_that_stays_asserted_is_deasserted_once_more()
{
	equal "status at the second try" 0 "$(shown request reset3 status)"
	equal "reset" 0 "$(shown reset slow asserted)"
	equal "status of one that takes more" -9 "$(shown request reset4 status)"
	equal "reset of one that takes more" 1 "$(shown reset held asserted)"
	equal "status of taking one out" 0 "$(shown request out5 status)"
	equal "reset of one that was taken out" 0 "$(shown reset freed asserted)"
}

# They were offered when OP-TEE started
test_tables_with_a_fault_are_refused()
{
	for fault in no-clock empty-name long-name descending-rates no-rates no-step many-rates \
		parent-not-served no-reset reset-taken no-supply; do
		equal "$fault refused" 1 "$(shown table "$fault" refused)"
	done
}
