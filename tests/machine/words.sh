# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026 The scmi-optee authors
#
# What Linux's SCMI core traces becomes words, with nothing left over: a whole boot, and as it goes by.
# boots: stock-dynamic stock-dynamic@7.2 ours-dynamic@6.1+linux61
# shellcheck shell=dash

# summed KEY FILE: a number of the summary in JSON
summed()
{
	sed -n "s/^    \"$1\": \([0-9]*\),\$/\1/p" "$2"
}

# all_words FILE: every message has a name, every byte a meaning
all_words()
{
	equal "anomalies" 0 "$(summed anomalies "$1")"
	equal "commands without reply" 0 "$(summed without_reply "$1")"
	! grep '^      "name": null' "$1" || fail "there are messages without a name"
	! grep '"left_over": "[0-9a-f]' "$1" || fail "there are bytes without a meaning"
	! grep '"kind": "damaged"' "$1" || fail "there are lines that were not understood"
}

# What bring_up has traced: from the first message on.
test_a_boot()
{
	cat "$TRACE/trace"
	scmictl --json decode --slow 10s "$TRACE/trace" >/tmp/words
	all_words /tmp/words
	equal "commands" "$(grep -c scmi_xfer_begin: "$TRACE/trace")" "$(summed commands /tmp/words)"
	! grep '"from": "assumed"' /tmp/words || fail "there are versions that were guessed"
	equal "lost events" 0 "$(grep -c '"kind": "lost"' /tmp/words)"
}

# The drivers of all other protocols, unless another test was faster
test_drivers_as_they_come()
{
	[ ! -d /sys/module/scmi_regulator ] || exit 0
	tracing --json
	# shellcheck source=machine/guest/protocols.sh
	. /protocols.sh
	load_drivers || :
	within 10 test -d /sys/module/scmi_regulator
	sleep 2
	end_of_tracing TERM
	all_words /tmp/live
	grep -q '"name": "VOLTAGE_DESCRIBE_LEVELS"' /tmp/live
	grep -q '"name": "SENSOR_DESCRIPTION_GET"' /tmp/live
}

# tracing OPTION...: scmictl trace in the background, which is under way; FOLLOWER is its number.
tracing()
{
	scmictl trace --slow 10s "$@" >/tmp/live 2>/tmp/live.errors &
	FOLLOWER=$!
	INSTANCE=$TRACE/instances/scmictl-$FOLLOWER
	within 10 grep -q 1 "$INSTANCE/events/scmi/enable"
}

# end_of_tracing SIGNAL
end_of_tracing()
{
	kill "-$1" "$FOLLOWER"
	wait "$FOLLOWER" || fail "scmictl trace: $(cat /tmp/live.errors)"
	[ ! -d "$INSTANCE" ] || fail "the instance is left"
}

change_clock()
{
	echo 400000000 >"$CLOCKS/pll_cpu/rate"
	echo 1000000000 >"$CLOCKS/pll_cpu/rate"
}

test_a_change_as_it_goes_by()
{
	local before

	before=$(cat "$TRACE/events/scmi/enable")
	mkdir "$TRACE/instances/other"
	echo 1 >"$TRACE/instances/other/events/scmi/enable"
	tracing --pcapng /tmp/live.pcapng
	change_clock
	# It is seen while it is going on
	within 10 grep -q 'rate 1 GHz' /tmp/live
	end_of_tracing TERM
	cat /tmp/live
	grep -A 2 '^ .*CLOCK_RATE_SET 1  SUCCESS' /tmp/live | grep -q 'clock_id 1  rate 400 MHz'
	grep -qE '^CLOCK_RATE_SET +2 +0 +0 ' /tmp/live
	# Everybody else's tracing is as it was, and has seen the same
	equal "events of the whole system" "$before" "$(cat "$TRACE/events/scmi/enable")"
	equal "events of another one" 1 "$(cat "$TRACE/instances/other/events/scmi/enable")"
	scmictl --json decode --slow 10s --message rate_set "$TRACE/instances/other/trace" >/tmp/other
	equal "commands that another one saw" 2 "$(summed commands /tmp/other)"
	echo 0 >"$TRACE/instances/other/events/scmi/enable"
	rmdir "$TRACE/instances/other"
	# The capture has the same
	scmictl decode /tmp/live.pcapng --slow 10s --message rate_set | tee /tmp/captured
	grep -q 'clock_id 1  rate 400 MHz' /tmp/captured
	grep -q '^2 commands' /tmp/captured
}

test_filters()
{
	tracing --message rate_get --longer 1us
	change_clock
	within 10 grep -q CLOCK_RATE_GET /tmp/live
	end_of_tracing INT
	! grep CLOCK_RATE_SET /tmp/live || fail "the filter lets another message through"
}

# One that is killed cannot clean up; the next one does.
test_a_killed_one()
{
	local left

	tracing
	left=$INSTANCE
	kill -KILL "$FOLLOWER"
	wait "$FOLLOWER" || :
	[ -d "$left" ]
	scmictl trace --for 100ms 2>/tmp/errors
	grep -q "removed $left" /tmp/errors
	[ ! -d "$left" ] || fail "the instance is left"
}

# A reader that goes away ends it, too.
test_nobody_reads()
{
	mkfifo /tmp/pipe
	scmictl trace >/tmp/pipe &
	FOLLOWER=$!
	head -n 1 /tmp/pipe >/tmp/first &
	within 10 grep -q 1 "$TRACE/instances/scmictl-$FOLLOWER/events/scmi/enable"
	change_clock
	within 10 test -s /tmp/first
	change_clock
	change_clock
	wait "$FOLLOWER" || :
	[ ! -d "$TRACE/instances/scmictl-$FOLLOWER" ] || fail "the instance is left"
	rm /tmp/pipe
}
