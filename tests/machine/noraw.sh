# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026 The scmi-optee authors
#
# scmictl says what it lacks on a kernel without raw mode.
# boots: ours-dynamic
# shellcheck shell=dash

# explained TRANSPORT TEXT
explained()
{
	! scmictl --transport "$1" base show 2>/tmp/error || fail "$1 works"
	grep -q "$2" /tmp/error || fail "$(cat /tmp/error)"
}

test_a_missing_module_is_named()
{
	explained dev: 'module scmi_optee_raw'
}

test_a_missing_option_is_named()
{
	explained raw:0 CONFIG_ARM_SCMI_RAW_MODE_SUPPORT
}

test_a_missing_mount_is_named()
{
	umount /sys/kernel/debug
	explained raw:0 'mount -t debugfs'
	mount -t debugfs debug /sys/kernel/debug
}
