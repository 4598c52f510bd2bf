# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026 The scmi-optee authors
#
# No memory: of all that the driver allocates on the fake TEE, the first allocation fails, then the second, and
# so on. What is lost then the end of the boot finds (no_leaks). What happens far from the driver, in the SCMI
# core's probe for one, is left out: it frees what its consumers use when its sysfs files fail (docs/driver.md).
# So is the driver core's removing of links, which warns when it lacks memory for a name.
# check-boots: ours-fake@debug
# seconds: 60
# shellcheck shell=dash

# shellcheck source=tests/machine/fake.sh
. /tests/fake.sh

FAULTS="/sys/kernel/debug/failslab /sys/kernel/debug/fail_page_alloc"
TRANSPORT=/sys/bus/platform/drivers/scmi_optee_transport
TEE_DRIVER=/sys/bus/tee/drivers/scmi-optee

# text_of PATTERN: the first address of matching symbols, and the first behind them.
text_of()
{
	sort /proc/kallsyms | awk -v pattern="$1" '
		$2 !~ /[tT]/ { next }
		$0 ~ pattern { start = start ? start : $1; next }
		start { print "0x" start, "0x" $1; exit }'
}

# near_the_driver: allocations fail that the driver makes, or what it calls makes within a few calls.
near_the_driver()
{
	for faults in $FAULTS; do
		text_of '\\[scmi_optee\\]' | {
			read -r start end
			echo "$start" >"$faults/require-start"
			echo "${end:-0xffffffffffffffff}" >"$faults/require-end"
		}
		text_of ' devlink_remove_symlinks$' | {
			read -r start end
			echo "$start" >"$faults/reject-start"
			echo "$end" >"$faults/reject-end"
		}
		echo 16 >"$faults/stacktrace-depth"
		echo N >"$faults/ignore-gfp-wait"
		echo 0 >"$faults/verbose"
	done
	echo 0 >/sys/kernel/debug/fail_page_alloc/min-order
}

# short_of NUMBER FILE WORD: write a word to a file with the allocation of that number failing; false when
# there were fewer.
short_of()
{
	echo "$1" >/proc/self/fail-nth
	echo "$3" >"$2" || true
	read -r left </proc/self/fail-nth
	echo 0 >/proc/self/fail-nth
	[ "$left" = 0 ]
} 2>/tmp/error

# each_fails FILE WORD AFTER AT_LEAST: so many allocations there have to be; AFTER takes back what was
# done, or sees to it that it was. Failures have to be told as such: lack of memory, a core that did not bind,
# and "invalid" for a platform device without memory for its name.
each_fails()
{
	n=1 failures=0
	while short_of $n "$1" "$2"; do
		if [ -s /tmp/error ]; then
			failures=$((failures + 1))
			grep -q "Cannot allocate memory\|Input/output error\|Invalid argument" /tmp/error || fail "$n: $(cat /tmp/error)"
		fi
		$3
		n=$((n + 1))
	done
	$3
	echo "$((n - 1)) allocations, without $failures of which it cannot be done"
	[ $n -gt "$4" ] || fail "too few"
}

start_complete()
{
	start "$@"
	all_there
	near_the_driver
}

bind_to()
{
	echo "$2" >"$1/bind"
}

unbind_from()
{
	echo "$2" >"$1/unbind"
}

bound_to()
{
	[ -e "$1/$2" ]
}

after_bind()
{
	! bound_to "$TRANSPORT" firmware:scmi || unbind_from "$TRANSPORT" firmware:scmi
	[ $((n % 16)) -ne 0 ] || {
		bind_to "$TRANSPORT" firmware:scmi
		works
		unbind_from "$TRANSPORT" firmware:scmi
	}
}

after_unbind()
{
	bound_to "$TRANSPORT" firmware:scmi || bind_to "$TRANSPORT" firmware:scmi
	works
}

test_an_instance_is_bound()
{
	for longest in "" 136; do
		# shellcheck disable=SC2086 # no argument or one
		start_complete 3 0 $longest
		unbind_from "$TRANSPORT" firmware:scmi
		each_fails "$TRANSPORT/bind" firmware:scmi after_bind 30
		finish
	done
}

test_an_instance_is_unbound()
{
	start_complete 3
	each_fails "$TRANSPORT/unbind" firmware:scmi after_unbind 3
	finish
}

after_service()
{
	! bound_to "$TEE_DRIVER" "optee-ta-$SERVICE" || unbind_from "$TEE_DRIVER" "optee-ta-$SERVICE"
	nothing_held
}

test_the_service_is_bound()
{
	start_complete 3
	unbind_from "$TEE_DRIVER" "optee-ta-$SERVICE"
	each_fails "$TEE_DRIVER/bind" "optee-ta-$SERVICE" after_service 60
	bind_to "$TEE_DRIVER" "optee-ta-$SERVICE"
	works
	finish
}

test_messages_take_no_memory()
{
	for longest in "" 136; do
		# shellcheck disable=SC2086 # no argument or one
		start_complete 3 0 $longest
		for target in $TARGETS; do
			! short_of 1 "$TRAFFIC/$target/send" 1 || fail "a message to $target"
		done
		finish
	done
}
