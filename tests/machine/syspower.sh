# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026 The scmi-optee authors
#
# The system power protocol: Linux's scmi_power_control only listens. It subscribes to notifications,
# which nothing carries over OP-TEE yet; Linux itself goes down by PSCI.
# boots: ours-dynamic ours-static stock-dynamic ours-dynamic@7.2 ours-static@7.2 ours-dynamic@6.1+linux61
# shellcheck shell=dash

# The messages are traced: SYSTEM_POWER_STATE_NOTIFY is number 5 of protocol 0x12.
test_the_driver_subscribes()
{
	rmmod scmi_power_control 2>/dev/null || true
	echo >"$TRACE/trace"
	echo 1 >"$TRACE/events/scmi/enable"
	modprobe scmi_power_control
	echo 0 >"$TRACE/events/scmi/enable"
	bound scmi-system-power
	grep -q 'scmi_xfer_end: pt=12 msg_id=05 .* s=0\( \|$\)' "$TRACE/trace" || fail "$(cat "$TRACE/trace")"
	equal "changes of the system's state" 0 "$(shown system system changes)"
}
