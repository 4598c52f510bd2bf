# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026 The scmi-optee authors
#
# A kernel that another one has started by kexec, in the middle of its messages (first_life).
# boots: kexec-dynamic kexec-static
# shellcheck shell=dash

# OP-TEE has not been started again: the clock that the first kernel had enabled still is.
test_the_service_is_that_of_the_first_kernel()
{
	equal "serdes in the server" 1 "$(server serdes enabled)"
	equal "its count in Linux" 0 "$(cat /sys/kernel/debug/clk/serdes/clk_enable_count)"
}

test_messages_find_their_replies()
{
	modprobe scmi_traffic
	echo 1000 2 >/sys/kernel/debug/scmi-traffic/run
	grep -q "^sent 1000 errors 0 mixed 0$" /sys/kernel/debug/scmi-traffic/run
	rmmod scmi_traffic
}

test_a_clock_of_the_first_kernel_is_taken_over()
{
	echo 1 >"$CLOCKS/serdes/enable"
	equal "serdes enabled again" 1 "$(server serdes enabled)"
	echo 0 >"$CLOCKS/serdes/enable"
	equal "serdes disabled" 0 "$(server serdes enabled)"
}

# The service has 32 sessions (docs/pta.md), one of which the module itself takes.
test_the_first_kernel_has_left_no_session()
{
	rmmod scmi_clk_fixture
	rmmod scmi_optee
	modprobe scmi_pta_abuse directed=0 storm=0 sessions=31
	cat /sys/kernel/debug/scmi-pta-abuse
	tail -n 1 /sys/kernel/debug/scmi-pta-abuse | grep -q "^2 passed, 0 failed$"
	rmmod scmi_pta_abuse
	modprobe scmi_optee
	modprobe scmi_clk_fixture
	within 15 test -d "$CLOCKS"
}
