# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026 The scmi-optee authors
#
# Linux's drivers on a service that misbehaves on request. What has to come of it is in the tables of
# docs/misbehaviour.md, which the machine has as /tests/misbehaviour.md.
# boots: ours-dynamic+misbehave
# check-boots: ours-smt+misbehave ours-static+misbehave stock-dynamic+misbehave stock-static+misbehave
# shellcheck shell=dash

SEND=/sys/kernel/debug/scmi-traffic/scmi-clock/send

# misbehave KIND FIELD=VALUE...: of the next answer to CLOCK_RATE_GET.
misbehave()
{
	local kind=$1
	shift

	scmictl send misbehave "$kind" agent_id=1 protocol_id=0x14 message_id=6 count=1 "$@" >/tmp/asked
}

name_of_error()
{
	case $1 in
	-2) echo ENOENT ;;
	-5) echo EIO ;;
	-13) echo EACCES ;;
	-22) echo EINVAL ;;
	-71) echo EPROTO ;;
	-74) echo EBADMSG ;;
	-95) echo EOPNOTSUPP ;;
	-110) echo ETIMEDOUT ;;
	-121) echo EREMOTEIO ;;
	*) echo "error $1" ;;
	esac
}

# result ID RATE: what a consumer gets that asks for the rate of a clock.
result()
{
	local error rate

	echo "$1" >"$SEND"
	read -r error rate <"$SEND"
	case $error,$rate in
	"0,$2") echo right ;;
	0,*) echo "a wrong rate" ;;
	*) name_of_error "$error" ;;
	esac
}

pll_cpu()
{
	result 1 1000000000
}

pll_sys()
{
	result 2 800000000
}

works()
{
	[ "$(pll_cpu)$(pll_sys)" = rightright ]
}

# outcome KIND FIELD=VALUE...: of the message, of the next ones if they are not right, and the log's.
outcome()
{
	local text next

	within 5 works
	dmesg -c >/tmp/other
	misbehave "$@"
	text=$(pll_cpu)
	for clock in pll_sys pll_cpu pll_sys; do
		next=$($clock)
		[ "$next" = right ] || text="$text, next $next"
	done
	dmesg -c | grep -E 'scmi|WARNING' | tee -a /tmp/log >/tmp/logged
	if grep -q WARNING /tmp/logged; then
		echo "$text; WARN"
	elif [ -s /tmp/logged ]; then
		echo "$text; logged"
	else
		echo "$text"
	fi
	forget_limit
}

# The driver logs 10 lines in 5 seconds.
forget_limit()
{
	[ $(($(wc -l </tmp/log) % 8)) -ne 7 ] || sleep 6
}

# column FILE: the requests of the table, and what this boot's driver and form make of them.
column()
{
	awk -F ' *[|] *' -v head="$DRIVER, $FORM" '
	!on { for (i = 3; i < NF; i++) if ($i == head) on = i; next }
	!/^[|]/ { exit }
	!/^[|]-/ { gsub("`", "", $2); print $2 "|" $on }' "$1"
}

# The stock driver warns, and Linux is not to panic from it, nor this boot to fail
let_it_warn()
{
	[ "$DRIVER" = stock ] || return 0
	echo 0 >/proc/sys/kernel/panic_on_warn
	dmesg -n 1
}

test_each_kind_has_the_outcome_of_the_table()
{
	modprobe scmi_traffic
	modprobe scmi_optee_raw
	within 5 test -c /dev/scmi0
	export SCMICTL_TRANSPORT=dev:
	scmictl send misbehave stop >/tmp/asked
	works
	let_it_warn

	column /tests/misbehaviour.md >/tmp/column
	[ "$(wc -l </tmp/column)" -ge 20 ] || fail "the table has no column for $DRIVER, $FORM"
	while IFS='|' read -r request expected; do
		# shellcheck disable=SC2086 # words
		got=$(outcome $request)
		[ "$got" = "$expected" ] || echo "$request: expected '$expected', got '$got'"
	done </tmp/column | tee /tmp/differences
	scmictl send misbehave state | grep -E 'pending +0$'
	scmictl send misbehave state | grep -E "done +$(wc -l </tmp/column)$"
	cat /tmp/log
	[ ! -s /tmp/differences ]
	rmmod scmi_optee_raw scmi_traffic
}
