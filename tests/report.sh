# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026 The scmi-optee authors
#
# What tests/run and tests/check share: one line a test, what failed and how to run it again, and
# the count at the end. COMMAND is what runs a test again.
# shellcheck shell=bash

PASSED=0 FAILED=0 SKIPPED=0
LOGS=build/log
mkdir -p "$LOGS"

passed()
{
	PASSED=$((PASSED + 1))
	echo "ok      $1"
}

# failed NAME FILE: with the end of a file, and how to run only this test.
failed()
{
	FAILED=$((FAILED + 1))
	echo "FAILED  $1"
	tail -n 60 "$2" | sed 's/^/        | /'
	echo "        again: $COMMAND T='${1//\'/?}'"
}

## What runs beside the rest

# beside LOG COMMAND...: begin it, as $!, in a process group that ends with this script at the latest.
beside()
{
	local log=$1
	shift

	set -m
	"$@" >"$log" 2>&1 </dev/null &
	set +m
}

end_what_runs()
{
	local group

	for group in $(jobs -pr); do
		kill -- "-$group" 2>/dev/null || true
	done
}
trap end_what_runs EXIT

## Programs that print TAP

declare -A BEGUN

wants_program()
{
	chosen "$1" || [[ "$T" == "$1"/* ]]
}

# begin_program GROUP PROGRAM: if it is chosen; its results are told by run_program.
begin_program()
{
	local name=$1/${2##*/}

	wants_program "$name" || return 0
	CMOCKA_MESSAGE_OUTPUT=TAP beside "$LOGS/$1-${2##*/}.log" "$2"
	BEGUN[$name]=$!
}

# run_program GROUP PROGRAM: each of its results is a test. A test that was announced or begun and
# did not report has failed, and so has one that was skipped.
run_program()
{
	local name=$1/${2##*/} log=$LOGS/$1-${2##*/}.log status=0 reported=0 result

	wants_program "$name" || return 0
	[ -n "${BEGUN[$name]:-}" ] || begin_program "$@"
	wait "${BEGUN[$name]}" || status=$?
	while read -r result; do
		reported=$((reported + 1))
		chosen "$name/${result##* - }" || continue
		case $result in
		not* | *'# SKIP'*)
			output_of "$result" "$log" >"$LOGS/failed.log"
			failed "$name/${result##* - }" "$LOGS/failed.log"
			;;
		ok*) passed "$name/${result##* - }" ;;
		esac
	done < <(grep -aE '^(not )?ok ' "$log")
	if [ "$reported" -ne "$(planned "$log")" ] || [ "$reported" -eq 0 ] ||
		{ [ "$status" -ne 0 ] && ! grep -aq '^not ok' "$log"; }; then
		failed "$name" "$log"
	fi
}

# output_of RESULT LOG: the lines around a result, from the one before to the one after it.
output_of()
{
	awk -v result="$1" '
	on && !/^#/ { exit }
	on { print; next }
	/^#/ { next }
	/^(not )?ok / && $0 != result { lines = ""; next }
	{ lines = lines $0 "\n" }
	$0 == result { printf "%s", lines; on = 1 }' "$2"
}

# The number of tests a program announced.
planned()
{
	sed -n 's/^1\.\.\([0-9]*\)$/\1/p' "$1" | awk '{ n += $1 } END { print n + 0 }'
}

# The last line, and whether all is well.
count_results()
{
	if [ $((PASSED + FAILED + SKIPPED)) -eq 0 ]; then
		echo "no test has '$T' in its name"
		FAILED=1
	fi
	if [ "$SKIPPED" -gt 0 ]; then
		echo "$PASSED passed, $FAILED failed, $SKIPPED skipped"
	else
		echo "$PASSED passed, $FAILED failed"
	fi
	[ "$FAILED" -eq 0 ]
}
