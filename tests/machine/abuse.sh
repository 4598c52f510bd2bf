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

# some WHOSE WHAT: there has to be more than nothing.
some()
{
	[ "$(figure "$1" "$2")" -gt 0 ] || fail "$1: $2 is 0"
}

# besieged REQUESTS: by the agent of channel 4, while Linux's own messages get their answers.
besieged()
{
	local run=/sys/kernel/debug/scmi-traffic/run

	modprobe scmi_traffic
	touch /tmp/besieged
	while [ -e /tmp/besieged ]; do
		echo 500 2 >$run
		cat $run
		usleep 100000
	done >/tmp/traffic &
	abuse directed=0 storm=0 siege="$1"
	rm /tmp/besieged
	wait
	echo "$(wc -l </tmp/traffic) times 500 messages of Linux's own"
	grep -q sent /tmp/traffic
	! grep -v '^sent 500 errors 0 mixed 0$' /tmp/traffic
	rmmod scmi_traffic
	answers
	[ "$(figure callers sent)" -gt $(($1 / 3)) ] || fail "too few calls of every command"
	some MSG other
	some MSG good
	some SMT refused
	some SMT good
	some hoarder refused
}

test_5000_requests_from_all_processors()
{
	besieged 5000
}
