# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026 The scmi-optee authors
#
# The reset protocol: Linux's reset framework on the board "demo", driven by scmi_reset_fixture. What is
# expected stands in boards/demo.dts.
# boots: ours-dynamic ours-static stock-dynamic ours-dynamic@7.2 ours-static@7.2 ours-dynamic@6.1+linux61
# check-boots: ours-dynamic@6.1-in-tree+linux61
# drivers: scmi_reset_fixture
# shellcheck shell=dash

RESETS=/sys/kernel/debug/scmi-resets

# is DOMAIN ASSERTED USERS: in the server.
is()
{
	equal "$1 is asserted" "$2" "$(shown reset "$1" asserted)"
	equal "users of $1" "$3" "$(shown reset "$1" users)"
}

test_the_driver_is_bound()
{
	bound scmi-reset
	equal "resets" "ddr display gpu uart0" "$(find $RESETS -type f -exec basename {} \; | sort | xargs)"
}

test_a_reset_is_released_and_asserted()
{
	within 5 test -e $RESETS/display
	is display_pixel_pipeline 1 0
	echo deassert >$RESETS/display
	is display_pixel_pipeline 0 1
	echo assert >$RESETS/display
	is display_pixel_pipeline 1 0
}

test_a_device_is_reset()
{
	local before

	for name in uart0 gpu; do
		before=$(shown reset $name resets)
		echo reset >$RESETS/$name
		equal "resets of $name" $((before + 1)) "$(shown reset $name resets)"
		equal "$name is asserted" 0 "$(shown reset $name asserted)"
	done
}

test_one_that_cannot_be_held_is_not()
{
	! echo assert >$RESETS/gpu || fail "gpu can only be reset"
	is gpu 0 0
}

test_a_reset_to_look_at_only_stays()
{
	for action in assert deassert reset; do
		! echo $action >$RESETS/ddr || fail "Linux may not $action ddr"
	done
	is ddr 0 0
	equal "resets of ddr" 0 "$(shown reset ddr resets)"
}
