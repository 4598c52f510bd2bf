# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026 The scmi-optee authors
#
# A kernel client that does everything wrong leaves the service answering.
# boots: ours-dynamic
# shellcheck shell=dash

# abuse ARGUMENT...: load the module, show its report, take its last line as the verdict.
abuse()
{
	local report=/tmp/report

	modprobe scmi_pta_abuse "$@"
	cp /sys/kernel/debug/scmi-pta-abuse "$report"
	rmmod scmi_pta_abuse
	grep -v '^ok ' "$report"
	tail -n 1 "$report" | grep -q '^[1-9][0-9]* passed, 0 failed$'
}

# answers: Linux still gets and sets rates through the service.
answers()
{
	echo 400000000 >"$CLOCKS/pll_cpu/rate"
	equal "rate in the server" 400000000 "$(server pll_cpu rate)"
	echo 1000000000 >"$CLOCKS/pll_cpu/rate"
	equal "rate in the server" 1000000000 "$(server pll_cpu rate)"
}

test_each_wrong_request_gets_its_error()
{
	abuse storm=0
	answers
}

test_10000_malformed_requests()
{
	abuse directed=0 storm=10000
	answers
}
