# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026 The scmi-optee authors
#
# Tests in the machine. A boot is called SUITE-DRIVER-FORM[@KERNEL][+BOARD]; a file of tests names
# those it is for, without the suite, which is OP-TEE's. The boot itself is a test too: SCMI came up
# or was not meant to, the guest ended in order, and neither world broke.
# shellcheck shell=bash

# shellcheck source=tests/machine/lib.sh
. tests/machine/lib.sh

# named_boots TAG: the boots that the lines "# TAG: ..." name.
named_boots()
{
	sed -n "s/^# $1: //p" tests/machine/*.sh | tr ' ' '\n' | sort -u
}

# for_boot BOOT COMMAND...: the command with OPTEE, KERNEL, BOARD, DRIVER and FORM of a boot.
for_boot()
{
	local suite driver form kernel=${KERNEL:-} board=${BOARD:-}
	IFS=- read -r suite driver form <<<"$1"
	shift

	[[ "$form" != *+* ]] || board=${form#*+}
	form=${form%%+*}
	[[ "$form" != *@* ]] || kernel=${form#*@}
	OPTEE=$suite KERNEL=$kernel BOARD=$board DRIVER=$driver FORM=${form%%@*} "$@"
}

# machine_of BOOT: what tells its machine from others, SUITE[@KERNEL][+BOARD].
machine_of()
{
	echo "${1%%-*}${1#"${1%%[@+]*}"}"
}

# expected BOOT: the names of the tests of a boot that are chosen.
expected()
{
	local name

	if [[ "$1" == *-verdict ]]; then
		cut -d ' ' -f 1 <<<"$VERDICTS"
	else
		tests_of "${1#*-}" tests/machine
	fi | while read -r name; do
		! chosen "machine/$1/$name" || echo "machine/$1/$name"
	done
}

## Boots run side by side, as each uses about one processor; what came of one is told when it is over

AT_ONCE=$(($(nproc) < 2 ? 1 : 2))
declare -A BOOTING=()

# begin_boot TELL LOG BOOT ARGUMENTS...: of machine/boot, as soon as it may. TELL, a function and its arguments,
# gets its status.
begin_boot()
{
	local tell=$1 log=$2 boot=$3
	shift 3

	while [ ${#BOOTING[@]} -ge "$AT_ONCE" ]; do
		finish_boot
	done
	beside "$log" for_boot "$boot" machine/boot "$@"
	BOOTING[$!]=$tell
}

# finish_boot: tell what came of one of those that were begun, or wait a little.
finish_boot()
{
	local pid status=0

	for pid in "${!BOOTING[@]}"; do
		! kill -0 "$pid" 2>/dev/null || continue
		wait "$pid" || status=$?
		${BOOTING[$pid]} "$status"
		unset "BOOTING[$pid]"
		return 0
	done
	sleep 0.2
}

finish_boots()
{
	while [ ${#BOOTING[@]} -gt 0 ]; do
		finish_boot
	done
}

run_boot()
{
	local verdict=build/boot/test-$1/verdict

	mkdir -p "${verdict%/*}"
	: >"$verdict"
	begin_boot "tell_boot $1" "$LOGS/boot-$1.log" "$1" "test-$1" "${BOOT_SECONDS:-300}" \
		JOB=tests "BOOT=machine/$1" ${T:+"T=$T"} ${SIEGE:+"SIEGE=$SIEGE"}
}

tell_boot()
{
	local boot=$1 log=$LOGS/boot-$1.log name

	if [ "$2" -ne 0 ]; then
		failed "machine/$boot/boot" "$log"
	elif chosen "machine/$boot/boot"; then
		passed "machine/$boot/boot"
	fi
	for name in $(expected "$boot"); do
		report "$name" "$log" "build/boot/test-$boot/verdict"
	done
}

# report NAME LOG VERDICT: what the guest wrote to the verdict port about a test.
report()
{
	if grep -qxF "ok $1" "$3"; then
		passed "$1"
		return
	fi
	awk -v name="not ok $1" '$0 == name { on = 1; next } !/^#/ { on = 0 } on' "$3" \
		>"$LOGS/failed.log"
	grep -qxF "not ok $1" "$3" || echo "it did not report, see $2" >"$LOGS/failed.log"
	failed "$1" "$LOGS/failed.log"
}

## Boots that break, each in its way, have to fail and to say why. Together they are SUITE-verdict.

# How, the boot's limit in seconds, what it says.
VERDICTS='fail 120 the guest reports a failure
hang 12 not done after 12 seconds
off 120 went down before its verdict
init 120 Kernel panic
panic 120 Kernel panic
late 120 Kernel panic'

# run_verdict BOOT HOW LIMIT
run_verdict()
{
	! chosen "machine/$1/$2" ||
		begin_boot "tell_verdict $1 $2" "$LOGS/$1-$2.log" "${1%-verdict}-ours-dynamic" \
			"$1-$2" "$3" JOB=break "HOW=$2"
}

# tell_verdict BOOT HOW STATUS
tell_verdict()
{
	local name=machine/$1/$2 log=$LOGS/$1-$2.log reason

	reason=$(sed -n "s/^$2 [0-9]* //p" <<<"$VERDICTS")
	if [ "$3" -eq 0 ]; then
		echo "the boot passed" >>"$log"
		failed "$name" "$log"
	elif tail -n 3 "$log" | grep -q "$reason"; then
		passed "$name"
	else
		failed "$name" "$log"
	fi
}

run_verdicts()
{
	local how limit

	while read -r how limit _; do
		run_verdict "$1" "$how" "$limit"
	done <<<"$VERDICTS"
}

## All of them, by machine

# chosen_boots SUITE NAME...: those boots that are chosen, or have a test that is.
chosen_boots()
{
	local suite=$1 boot
	shift

	for boot in "${@/#/$suite-}"; do
		if [ -n "$(expected "$boot")" ] || chosen "machine/$boot/boot"; then
			echo "$boot"
		fi
	done
}

skip_boots()
{
	local log=$1 boot tests
	shift

	for boot in "$@"; do
		tests=$(expected "$boot" | wc -l)
		SKIPPED=$((SKIPPED + tests))
		echo "skipped machine/$boot, $tests tests: $(tail -n 1 "$log" | sed 's,^\[[0-9/]*\] ,,')"
	done
}

# run_machine BOOT...: build the machine that these boots share, then begin them.
run_machine()
{
	local machine log boot status=0

	machine=$(machine_of "$1")
	log=$LOGS/build-$machine.log
	for_boot "$1" machine/build >"$log" 2>&1 || status=$?
	case $status in
	0)
		for boot in "$@"; do
			case $boot in
			*-verdict) run_verdicts "$boot" ;;
			*) run_boot "$boot" ;;
			esac
		done
		;;
	77) skip_boots "$log" "$@" ;;
	*) failed "machine/$machine/build" "$log" ;;
	esac
}

# longest_first: boots, by what their tests may take
longest_first()
{
	local boot count file seconds

	while read -r boot; do
		seconds=0
		while read -r count file; do
			seconds=$((seconds + count * $(seconds_of "tests/machine/$file.sh")))
		done < <(tests_of "${boot#*-}" tests/machine | cut -d / -f 1 | uniq -c)
		echo "$seconds $boot"
	done | sort -s -k 1,1nr | cut -d ' ' -f 2
}

# run_boots NAME...: the chosen ones, machine by machine.
run_boots()
{
	local suite boot machine boots same

	mapfile -t boots < <(for suite in ${OPTEE:-trixie sid}; do
		chosen_boots "$suite" "$@"
	done | longest_first)
	for machine in $(for boot in "${boots[@]}"; do machine_of "$boot"; done | awk '!seen[$0]++'); do
		mapfile -t same < <(for boot in "${boots[@]}"; do
			[ "$(machine_of "$boot")" != "$machine" ] || echo "$boot"
		done)
		run_machine "${same[@]}"
	done
	finish_boots
}
