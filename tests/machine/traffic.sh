# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026 The scmi-optee authors
#
# Many messages at once to the service in OP-TEE, past the clock framework and its locks, and a
# suspended system.
# boots: ours-dynamic ours-static ours-perproto
# check-boots: ours-dynamic@debug ours-static@debug
# shellcheck shell=dash

RUN=/sys/kernel/debug/scmi-traffic/run

test_messages_from_8_tasks_find_their_replies()
{
	modprobe scmi_traffic
	echo 10000 8 >$RUN
	cat $RUN
	grep -q "^sent 10000 errors 0 mixed 0$" $RUN
	rmmod scmi_traffic
}

test_suspend_and_resume()
{
	modprobe scmi_traffic
	echo 1 >"$CLOCKS/serdes/enable"
	echo 1 >/sys/module/suspend/parameters/pm_test_delay
	echo platform >/sys/power/pm_test
	echo 6000 8 >$RUN &
	echo freeze >/sys/power/state
	wait $!
	cat $RUN
	grep -q "^sent 6000 errors 0 mixed 0$" $RUN
	equal "serdes in the server" 1 "$(server serdes enabled)"
	echo 0 >"$CLOCKS/serdes/enable"
	rmmod scmi_traffic
}
