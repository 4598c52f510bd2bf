# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026 The scmi-optee authors
#
# For the machine tests. A file of tests says which boots it is for in a line "# boots: ...", for
# make test, or "# check-boots: ...", for make check. A boot is DRIVER-FORM[@KERNEL][+BOARD], as in
# ours-dynamic@7.2; the host's own kernel and the board "demo" need no mention. A line "# drivers: ..."
# names the modules it needs, a line "# seconds: ..." what one of its tests may take, on a kernel that is
# not for debugging. Each function test_NAME is one test, run in a shell of its own under set -eu; it
# fails when a command fails.
# This file is read by the guest and by tests/boots.sh.
# shellcheck shell=dash

# tests_of BOOT DIRECTORY: the tests for a boot, one FILE/NAME a line.
tests_of()
{
	local file

	for file in "$2"/*.sh; do
		grep -q "^# \(check-\)\?boots:.* $1\( \|\$\)" "$file" || continue
		sed -n "s,^test_\([a-z0-9_]*\)().*,$(basename "$file" .sh)/\1,p" "$file"
	done
}

# slow: how many times the time that other kernels take a kernel for debugging may take.
slow()
{
	case $(uname -r) in
	*-debug) echo 10 ;;
	*) echo 1 ;;
	esac
}

# seconds_of FILE: how long one of its tests may take.
seconds_of()
{
	echo $(($(sed -n 's/^# seconds: //p' "$1" | grep . || echo 60) * $(slow)))
}

# chosen NAME: does T, the filter, let this test through?
chosen()
{
	# shellcheck disable=SC2254 # the filter may have wildcards
	case $1 in
	*${T:-}*) ;;
	*) return 1 ;;
	esac
}

fail()
{
	echo "$*"
	exit 1
}

# equal WHAT EXPECTED ACTUAL
equal()
{
	[ "$2" = "$3" ] || fail "$1: expected '$2', got '$3'"
}

## Linux's drivers of devices that have no hardware

# driver DRIVER bind|unbind DEVICE
driver()
{
	echo "$3" >"/sys/bus/platform/drivers/$1/$2"
}

# supply DEVICE MICROVOLTS: what a consumer needs; 0: nothing, it lets go.
supply()
{
	local dir=/sys/bus/platform/devices/$1

	# 0 first, so that no pair of limits in between means anything
	echo 0 >"$dir/min_microvolts"
	echo "$2" >"$dir/max_microvolts"
	echo "$2" >"$dir/min_microvolts"
}
