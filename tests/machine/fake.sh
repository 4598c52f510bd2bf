# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026 The scmi-optee authors
#
# The driver on a TEE that misbehaves on request, tests/modules/fake.h. The device tree has two
# instances: scmi, with channel 0 and channel 1 for the clock protocol, and scmi-static, with
# channel 2 in static shared memory and channel 3 for the echo protocol.
# boots: ours-fake
# check-boots: ours-fake@debug
# seconds: 300
# shellcheck shell=dash

FAKE=/sys/kernel/debug/scmi-fake
TRAFFIC=/sys/kernel/debug/scmi-traffic
TARGETS="scmi-clock scmi-echo scmi-static-clock scmi-static-echo"

# set_fake FILE VALUE
set_fake()
{
	echo "$2" >"$FAKE/$1"
}

plug()
{
	set_fake service 1
}

unplug()
{
	set_fake service 0
}

# fresh: a TEE that is well, and without a service so far.
fresh()
{
	modprobe scmi_fake_tee
	unplug
	set_fake reset 1
}

# start CAPS [REFUSED [LONGEST]]: the driver, a consumer, and the service with these capabilities,
# some of them refused by all channels; one that tells its longest message also keeps buffers.
start()
{
	fresh
	set_fake caps "$1"
	set_fake refused_caps "${2:-0}"
	set_fake ext_caps $(($# == 3))
	set_fake longest "${3:-0}"
	modprobe scmi_optee
	modprobe scmi_traffic
	plug
}

# all_there: every protocol of every instance has found its consumer.
all_there()
{
	for target in $TARGETS; do
		test -d "$TRAFFIC/$target" || return 1
	done
}

# calls KIND: how often since the counters began anew.
calls()
{
	awk -v kind="$1" '$1 == kind { print $2 }' "$FAKE/calls"
}

# error_of TARGET NUMBER: send one message, see the error.
error_of()
{
	echo "$2" >"$TRAFFIC/$1/send"
	read -r error _ <"$TRAFFIC/$1/send"
	echo "$error"
}

# works: a message on each channel is answered.
works()
{
	for target in $TARGETS; do
		equal "message to $target" 0 "$(error_of "$target" 1)"
	done
}

# no_faults: the driver has kept to the rules of the service.
no_faults()
{
	case $(cat "$FAKE/live") in
	*"faults 0") ;;
	*) fail "the driver: $(cat "$FAKE/offence")" ;;
	esac
}

# nothing_held: with the service gone, the driver holds nothing of the TEE, and no devices.
nothing_held()
{
	read -r live <"$FAKE/live"
	equal "what is left" "contexts 0 sessions 0 buffers 0 faults 0" "$live"
	for device in /sys/bus/scmi_protocol/devices/*; do
		[ ! -e "$device" ] || fail "the device $device is left"
	done
}

# finish: the service goes, and nothing is left.
finish()
{
	unplug
	no_faults
	nothing_held
}

## What the service offers

# carried MSG STATIC MEMREF [KEPT]: how many of four messages, one a channel, take which form.
carried()
{
	all_there
	set_fake calls 0
	works
	equal "MSG calls" "$1" "$(calls msg)"
	equal "SMT calls, static or kept" "$2" "$(calls smt_static)"
	equal "SMT calls, in a memref" "$3" "$(calls smt_memref)"
	equal "MSG calls, kept" "${4:-0}" "$(calls msg_buffer)"
	finish
}

# no_instance: neither of the two came up.
no_instance()
{
	for target in $TARGETS; do
		test ! -d "$TRAFFIC/$target"
	done
	finish
}

test_smt_alone()
{
	start 1
	carried 0 1 3
}

test_msg_alone()
{
	start 2
	carried 4 0 0
}

test_smt_and_msg()
{
	start 3
	carried 3 1 0
}

test_no_capabilities()
{
	start 0
	no_instance
}

test_unknown_capabilities()
{
	start 0xfffffffc
	no_instance
	start 0xffffffff
	carried 3 1 0
	start 3
	unplug
	set_fake ext_caps 0xffff0000
	plug
	carried 3 1 0
}

# Capabilities are the service's; a channel may have fewer.
test_channels_with_fewer_capabilities()
{
	start 3 2
	carried 0 1 3
	start 3 1
	carried 4 0 0
	start 3 3
	no_instance
}

# Without the bit of the extended capabilities that says so the service knows no commands 5 and 6.
test_no_buffer_is_given_unless_the_service_keeps_it()
{
	start 3
	equal "buffers given" 0 "$(calls set_buffer)"
	carried 3 1 0
}

test_the_service_keeps_buffers()
{
	start 3 0 136
	equal "buffers given" 3 "$(calls set_buffer)"
	carried 0 1 0 3
	start 1 0 136
	equal "buffers given" 3 "$(calls set_buffer)"
	carried 0 4 0
}

test_the_service_refuses_to_keep_buffers()
{
	start 3 0 136
	unplug
	for error in 0xffff0006 0xffff000a 0xffff000c; do
		for caps in 1 2; do
			set_fake caps $caps
			set_fake fault "set_buffer 0 -1 $error"
			plug
			[ $caps = 2 ] || carried 0 1 3
			[ $caps = 1 ] || carried 4 0 0
		done
	done
}

test_one_channel_of_three_has_no_buffer_kept()
{
	start 3
	unplug
	set_fake ext_caps 1
	set_fake longest 136
	set_fake fault "set_buffer 1 1 0xffff000c"
	plug
	carried 1 1 0 2
}

# limit TARGET SIZE: so much fits, both ways, and one byte more is refused before it is sent.
limit()
{
	read -r _ size <"$TRAFFIC/$1/send"
	equal "largest payload of $1" "$2" "$size"
	set_fake calls 0
	equal "$size bytes to $1" 0 "$(error_of "$1" "$size")"
	equal "bytes that came" $((size + 4)) "$(calls largest)"
	set_fake calls 0
	equal "a byte more to $1" -34 "$(error_of "$1" $((size + 1)))"
	equal "messages sent" 0 "$(calls message)"
}

# limits SIZE STATIC: of the two instances.
limits()
{
	limit scmi-echo "$1"
	limit scmi-static-echo "$2"
	finish
}

# The device tree has arm,max-msg-size for the second instance, 64.
test_largest_messages()
{
	start 3
	limits 128 64
	start 1
	limits 96 64
}

# With 8 bytes of header and status; what makes no sense is the smallest or the largest there is.
test_the_largest_message_is_what_the_service_tells()
{
	for caps in 1 2; do
		start $caps 0 208
		limits 200 64
		start $caps 0 56
		limits 48 48
		for absurd in 0 3 39; do
			start $caps 0 $absurd
			limits 32 32
		done
		for absurd in 4105 0x7fffffff 0xffffffff; do
			start $caps 0 $absurd
			limits 4096 64
		done
	done
}

# at_once TASKS OTHER: the errors of one message from each of so many tasks for each of an
# instance's two protocols, while the other instance is away.
at_once()
{
	rebind "firmware:$2" platform/drivers/scmi_optee_transport unbind
	echo "$(($1 * 2)) $1" >"$TRAFFIC/run"
	rebind "firmware:$2" platform/drivers/scmi_optee_transport bind
	sed 's/.*errors \([0-9]*\).*/\1/' "$TRAFFIC/run"
}

# arm,max-msg is there for the second instance, 8; without it there are 20. What is one too many
# finds no token and is not sent.
test_messages_under_way()
{
	start 3
	set_fake slow 100
	equal "errors of 16 messages" 0 "$(at_once 8 scmi-static)"
	equal "errors of 8 messages, limit 8" 0 "$(at_once 4 scmi)"
	[ "$(at_once 8 scmi)" -gt 0 ] || fail "16 messages at once, limit 8"
	finish
}

## Calls that fail

# life: probe, use; of two messages in a row one is answered.
life()
{
	plug
	for target in $TARGETS; do
		test -d "$TRAFFIC/$target" || continue
		echo 1 >"$TRAFFIC/$target/send"
		read -r error _ <"$TRAFFIC/$target/send"
		[ "$error" = 0 ] || equal "second message to $target" 0 "$(error_of "$target" 1)"
	done
	unplug
	nothing_held
}

# sweep CAPS CALL AT_LEAST ERROR: the first call of a kind in a life fails, the second, ... until a
# life has no more of them; at least so many there have to be.
sweep()
{
	start "$1"
	unplug
	n=0 fired=1
	while [ "$fired" -gt 0 ]; do
		set_fake fault "$2 $n 1 $4"
		life
		read -r fired <"$FAKE/fault"
		n=$((n + 1))
	done
	[ $((n - 1)) -ge "$3" ] || fail "only $((n - 1)) calls of $2"
	finish
}

test_each_context_fails()
{
	sweep 3 context 1 -12
	sweep 3 context 1 -5
}

test_each_session_fails()
{
	sweep 3 open 5 0xffff000c
	sweep 3 open 5 -12
	sweep 3 open 5 0xffff3024
}

test_each_buffer_fails()
{
	sweep 2 alloc 4 -12
	sweep 1 alloc 3 -12
}

test_each_close_fails()
{
	sweep 3 close 5 0xffff0000
	sweep 3 close 5 -5
}

test_each_call_is_refused()
{
	sweep 3 invoke 40 0xffff0006
}

test_each_call_fails()
{
	sweep 1 invoke 40 -12
}

test_the_service_dies_in_each_call()
{
	sweep 2 invoke 40 0xffff3024
}

## Messages that fail

# message_fails TARGET FAULT ERROR: a message gets the error, the next one goes well.
message_fails()
{
	set_fake fault "invoke 0 1 $2"
	equal "error of $2" "$3" "$(error_of "$1" 1)"
	equal "message after $2" 0 "$(error_of "$1" 1)"
}

test_refused_messages()
{
	start 3
	while read -r fault error; do
		message_fails scmi-clock "$fault" "$error"
		message_fails scmi-static-clock "$fault" "$error"
	done <<-END
		0xffff0000 -5
		0xffff0001 -13
		0xffff0006 -22
		0xffff0008 -2
		0xffff000a -95
		0xffff000c -12
		0xffff000d -16
		0xffff0010 -90
		0xffff3024 -107
		-12 -12
		-5 -5
	END
	equal "a clock that is not there" -2 "$(error_of scmi-clock 7)"
	works
	finish
}

# bad_replies TARGET [KIND...]: each is found out, and the next message goes well.
bad_replies()
{
	target=$1
	shift

	for kind in empty short long huge token protocol type garbage garbage garbage "$@"; do
		set_fake reply "$kind 0 1"
		equal "$kind reply to $target" -74 "$(error_of "$target" 1)"
		equal "message to $target after a reply $kind" 0 "$(error_of "$target" 1)"
	done
}


test_bad_replies_msg()
{
	start 2
	for target in $TARGETS; do
		bad_replies "$target"
	done
	finish
}

test_bad_replies_smt()
{
	start 1
	for target in $TARGETS; do
		bad_replies "$target" busy failed
	done
	finish
}

# disturbed: messages until a changed buffer has been noticed in one.
disturbed()
{
	for _ in $(seq 50); do
		echo 1000 1 >"$TRAFFIC/run" || return 0
		! grep -q 'errors [1-9]' "$TRAFFIC/run" || return 0
	done
	fail "no message was disturbed"
}

test_memory_that_changes()
{
	for caps in 1 2; do
		start "$caps"
		set_fake scribble 1
		disturbed
		set_fake scribble 0
		works
		finish
	done
}

# said TEXT: how often in the log since mark.
said()
{
	dmesg | awk -v text="$1" '/^.*fake.sh mark/ { n = 0 } index($0, text) { n++ } END { print n + 0 }'
}

mark()
{
	echo "fake.sh mark" >/dev/kmsg
}

test_a_dead_service_is_opened_again()
{
	start 3
	mark
	set_fake calls 0
	message_fails scmi-clock 0xffff3024 -107
	equal "sessions opened" 1 "$(calls open)"
	equal "sessions closed" 1 "$(calls close)"
	equal "reports" 1 "$(said "the service is dead")"
	works
	finish
}

test_a_service_opened_again_gets_its_buffer_again()
{
	start 3 0 136
	set_fake calls 0
	message_fails scmi-clock 0xffff3024 -107
	equal "buffers given" 1 "$(calls set_buffer)"
	equal "messages in a kept buffer" 1 "$(calls msg_buffer)"
	carried 0 1 0 3
	start 3 0 136
	set_fake calls 0
	set_fake fault "invoke 0 1 0xffff3024"
	equal "error" -107 "$(error_of scmi-clock 1)"
	set_fake fault "set_buffer 0 1 0xffff000c"
	carried 1 1 0 2
}

## What the driver counts

# counts INSTANCE CHANNEL: of a channel, on one line.
counts()
{
	awk -v id="$2" '$1 == "channel" { on = $2 == id }
		$1 == "messages" { counter = 1 }
		on && counter && NF { print $1, $2 }
		$1 == "busy" { counter = 0 }' "/sys/kernel/debug/scmi_optee/firmware:$1"
}

# counted INSTANCE CHANNEL ERROR [COUNTER...]: a message to the clocks fails, and these counters of
# the channel, and no others, are greater by one.
counted()
{
	instance=$1 channel=$2 error=$3
	shift 3

	before=$(counts "$instance" "$channel")
	equal "error" "$error" "$(error_of "$instance-clock" 1)"
	expected=$(echo "$before" | awk -v more=" $* " \
		'{ print $1, $2 + (index(more, " " $1 " ") > 0) }')
	equal "counters of $instance" "$expected" "$(counts "$instance" "$channel")"
}

# each_error_counted INSTANCE CHANNEL: of those that any channel can have.
each_error_counted()
{
	counted "$1" "$2" 0 messages
	set_fake fault "invoke 0 1 0xffff0006"
	counted "$1" "$2" -22 refused
	set_fake fault "invoke 0 1 -12"
	counted "$1" "$2" -12 refused
	set_fake fault "invoke 0 1 0xffff3024"
	counted "$1" "$2" -107 dead
	counted "$1" "$2" 0 messages sessions
	for kind in empty short long huge token protocol type; do
		set_fake reply "$kind 0 1"
		counted "$1" "$2" -74 bad-replies
	done
	counted "$1" "$2" 0 messages
}

test_each_error_is_counted()
{
	for longest in "" 136; do
		# shellcheck disable=SC2086 # no argument or one
		start 3 0 $longest
		each_error_counted scmi 1
		each_error_counted scmi-static 2
		finish
	done
}

# Replies that only SMT's channel status tells of, one that the static memory has room for and the
# core has not, and static memory that is somebody else's.
test_each_error_of_static_memory_is_counted()
{
	start 3
	for kind in busy failed; do
		set_fake reply "$kind 0 1"
		counted scmi-static 2 -74 bad-replies
	done
	set_fake reply "full 0 1"
	counted scmi-static 2 -90 too-long
	set_fake occupy 1
	counted scmi-static 2 -16 busy
	counted scmi-static 2 -16 busy
	unplug
	plug
	counted scmi-static 2 0 messages
	finish
}

test_a_service_that_stays_dead_is_given_up()
{
	start 3
	mark
	set_fake calls 0
	set_fake fault "invoke 0 -1 0xffff3024"
	for _ in $(seq 10); do
		equal "error" -107 "$(error_of scmi-clock 0)"
	done
	equal "sessions opened" 3 "$(calls open)"
	equal "reports of its death" 1 "$(said "the service is dead")"
	equal "reports of giving up" 1 "$(said "giving up")"
	set_fake fault "invoke 0 0 0"
	unplug
	plug
	all_there
	works
	finish
}

## Life cycles

driver_in()
{
	modprobe scmi_optee
}

driver_out()
{
	rmmod scmi_optee
}

consumers_in()
{
	modprobe scmi_traffic
	modprobe scmi_clk_fixture
}

consumers_out()
{
	rmmod scmi_traffic
	rmmod scmi_clk_fixture
}

ORDERS="
plug driver_in consumers_in
plug consumers_in driver_in
driver_in plug consumers_in
driver_in consumers_in plug
consumers_in plug driver_in
consumers_in driver_in plug
"

ORDERS_OUT="
unplug driver_out consumers_out
unplug consumers_out driver_out
driver_out unplug consumers_out
driver_out consumers_out unplug
consumers_out unplug driver_out
consumers_out driver_out unplug
"

# scaled COUNT: so often, and a tenth of that on a kernel for debugging.
scaled()
{
	echo $(($1 / $(slow)))
}

# soon COMMAND...: wait for what takes milliseconds.
soon()
{
	tries=$((2000 * $(slow)))
	until "$@" 2>/dev/null; do
		tries=$((tries - 1))
		[ $tries -gt 0 ] || fail "not within 4 s: $*"
		usleep 2000
	done
}

# hold_clocks: enable the clocks of both instances.
hold_clocks()
{
	soon test -e "$CLOCKS/fake2.0/enable"
	echo 1 >"$CLOCKS/fake1.0/enable"
	echo 1 >"$CLOCKS/fake2.0/enable"
}

nothing_loaded()
{
	for module in scmi_traffic scmi_clk_fixture scmi_optee; do
		test ! -d /sys/module/$module || rmmod $module
	done
}

test_every_order_of_coming_and_going()
{
	nothing_loaded
	fresh
	echo "$ORDERS" | while read -r a b c; do
		[ -n "$a" ] || continue
		echo "$ORDERS_OUT" | while read -r x y z; do
			[ -n "$x" ] || continue
			$a
			$b
			$c
			all_there
			hold_clocks
			$x
			$y
			$z
			nothing_held
		done
	done
	finish
}

# cycles COUNT OFF ON: with consumers that hold clocks and messages on their way.
cycles()
{
	count=$1 off=$2 on=$3
	start 3
	modprobe scmi_clk_fixture
	for _ in $(seq "$count"); do
		hold_clocks
		echo 1000 1 >"$TRAFFIC/run" 2>/dev/null &
		$off
		wait $! || true
		$on
	done
	all_there
	works
	rmmod scmi_clk_fixture
	finish
}

rebind()
{
	echo "$1" >"/sys/bus/$2/$3"
}

test_the_service_goes_and_comes_back()
{
	cycles "${CYCLES:-25}" unplug plug
}

test_the_driver_is_unbound_and_bound()
{
	cycles "${CYCLES:-25}" "rebind optee-ta-$SERVICE tee/drivers/scmi-optee unbind" \
		"rebind optee-ta-$SERVICE tee/drivers/scmi-optee bind"
}

test_an_instance_is_unbound_and_bound()
{
	cycles "${CYCLES:-25}" "rebind firmware:scmi platform/drivers/scmi_optee_transport unbind" \
		"rebind firmware:scmi platform/drivers/scmi_optee_transport bind"
}

test_the_driver_is_removed_and_loaded()
{
	cycles "${CYCLES:-25}" driver_out driver_in
}

## Many messages at once

test_messages_from_everywhere_find_their_replies()
{
	for caps in 1 2 3; do
		start "$caps"
		echo "${MESSAGES_AT_ONCE:-$(scaled 20000)}" 2 >"$TRAFFIC/run"
		cat "$TRAFFIC/run"
		grep -q "errors 0 mixed 0$" "$TRAFFIC/run"
		finish
	done
}

# The first of them has the channel for half a second, and each after it.
test_who_waits_gets_the_channel_in_turn()
{
	start 3
	set_fake slow 500
	for number in 1 2 3 4 5; do
		{
			echo 1 >"$TRAFFIC/scmi-echo/send"
			echo $number >>/tmp/turns
		} &
		usleep 100000
	done
	wait
	equal "turns" "1 2 3 4 5" "$(tr '\n' ' ' </tmp/turns | sed 's/ $//')"
	rm /tmp/turns
	finish
}

## Suspend and shutdown

on_their_way()
{
	test "$(calls message)" -gt 500
}

# sleep_to STATE: suspend all but the processors, and resume.
sleep_to()
{
	echo platform >/sys/power/pm_test
	echo "$1" >/sys/power/state
}

# The clocks that are on are switched off when devices have lost their interrupts already, and on
# before they have them again: four messages. Whatever is sent while the TEE itself is suspended is
# the driver's fault.
test_suspend_and_resume()
{
	start 3
	modprobe scmi_clk_fixture
	hold_clocks
	echo 1 >/sys/module/suspend/parameters/pm_test_delay
	set_fake calls 0
	sleep_to freeze
	equal "messages meanwhile" 4 "$(calls message)"
	works
	rmmod scmi_clk_fixture
	finish
}

test_suspend_in_the_middle_of_messages()
{
	start 3
	echo 1 >/sys/module/suspend/parameters/pm_test_delay
	echo "$(scaled 100000)" 1 >"$TRAFFIC/run" &
	soon on_their_way
	sleep_to freeze
	wait $!
	cat "$TRAFFIC/run"
	grep -q "errors 0 mixed 0$" "$TRAFFIC/run"
	works
	finish
}

# The last one: what it has begun, power-off has to end. The TEE complains about all that is open or
# sent after its own shutdown.
test_shutdown_in_the_middle_of_messages()
{
	start 3
	modprobe scmi_clk_fixture
	hold_clocks
	echo 100000000 1 >"$TRAFFIC/run" &
	soon on_their_way
}
