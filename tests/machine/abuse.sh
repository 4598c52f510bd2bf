# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026 The scmi-optee authors
#
# A kernel client that does everything wrong leaves the service answering, and other agents alone.
# boots: ours-dynamic
# seconds: 300
# check-boots: ours-dynamic@debug
# shellcheck shell=dash

# abuse ARGUMENT...: load the module, show its report, take its last line as the verdict.
abuse()
{
	local report=/tmp/report

	modprobe scmi_pta_abuse "$@"
	cp /sys/kernel/debug/scmi-pta-abuse "$report"
	rmmod scmi_pta_abuse
	grep -v '^ok [^s]' "$report"
	tail -n 1 "$report" | grep -q '^[1-9][0-9]* passed, 0 failed$'
}

# answers: Linux still gets and sets rates through the service.
answers()
{
	echo 500000000 >"$CLOCKS/pll_cpu/rate"
	equal "rate in the server" 500000000 "$(server pll_cpu rate)"
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

# figure WHOSE WHAT: of the siege.
figure()
{
	awk -v whose="siege, $1:" -v what="$2" 'index($0, whose) {
		for (i = 3; i < NF; i++) if ($i == what) print $(i + 1) }' /tmp/report
}

# some WHOSE WHAT...: there has to be more than nothing.
some()
{
	local whose=$1 what
	shift

	for what; do
		[ "$(figure "$whose" "$what")" -gt 0 ] || fail "$whose: $what is 0"
	done
}

# own_messages: Linux's own, a hundred at a time by two tasks, until the siege is over; a line for each time.
own_messages()
{
	local run=/sys/kernel/debug/scmi-traffic/run

	while [ -e /tmp/besieged ]; do
		echo 100 2 >$run
		cat $run
		usleep 200000
	done
}

# besieged REQUESTS: by the agent of channel 4, while Linux's own messages get their answers. That the
# memory of a message did change in time is seen by what came of it.
besieged()
{
	modprobe scmi_traffic
	touch /tmp/besieged
	own_messages >/tmp/traffic &
	abuse directed=0 storm=0 siege="$1"
	rm /tmp/besieged
	wait
	echo "$(wc -l </tmp/traffic) times 100 messages of Linux's own"
	grep -q sent /tmp/traffic
	! grep -v '^sent 100 errors 0 mixed 0$' /tmp/traffic
	rmmod scmi_traffic
	answers
	grep -q "^ok siege of $1 requests: sent " /tmp/report
	some crowd good refused
	some hoarder refused
	some callers good refused
	some MSG good other
	some SMT good refused
	some "kept MSG" good other
	some "kept SMT" good refused
}

test_5000_requests_from_all_processors()
{
	besieged 5000
}
