# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026 The scmi-optee authors
#
# What the driver tells of its channels, what it has chosen, and messages that nothing may stop.
# boots: ours-dynamic ours-static ours-smt
# shellcheck shell=dash

CHANNELS=/sys/kernel/debug/scmi_optee/firmware:scmi

# channel FIELD: of the SCMI node's own channel, which is the first.
channel()
{
	awk -v field="$1" '!NF { exit } $1 == field { sub("^[^ ]* ", ""); print }' "$CHANNELS"
}

test_the_best_form_is_taken()
{
	case $FORM in
	static) best="SMT in static shared memory" ;;
	smt) best="SMT in dynamic shared memory kept mapped" ;;
	*) best="MSG in dynamic shared memory kept mapped" ;;
	esac
	equal form "$best" "$(channel form)"
	equal node /firmware/scmi "$(channel node)"
}

# The board's channels take messages of 256 bytes, the static one of 112; header and status are 8 of
# them.
test_payloads_are_as_large_as_the_service_takes()
{
	case $FORM in
	static) equal payload 104 "$(channel payload)" ;;
	*) equal payload 248 "$(channel payload)" ;;
	esac
}

test_every_message_is_counted()
{
	before=$(channel messages)
	echo 1 >"$TRACE/events/scmi/scmi_xfer_begin/enable"
	echo >"$TRACE/trace"
	echo 900000000 >"$CLOCKS/pll_cpu/rate"
	echo 1000000000 >"$CLOCKS/pll_cpu/rate"
	echo 0 >"$TRACE/events/scmi/scmi_xfer_begin/enable"
	sent=$(grep -c "scmi_xfer_begin:" "$TRACE/trace")
	[ "$sent" -gt 1 ] || fail "only $sent messages"
	equal "messages" "$sent" "$(($(channel messages) - before))"
}

test_nothing_has_gone_wrong()
{
	for error in too-long refused dead bad-replies busy error; do
		equal "$error" 0 "$(channel "$error")"
	done
	equal sessions 1 "$(channel sessions)"
	equal session open "$(channel session)"
}

test_a_pending_signal_loses_no_message()
{
	modprobe scmi_pending
	answered=$(cat /sys/module/scmi_pending/parameters/result)
	rmmod scmi_pending
	equal "answered messages" 100 "$answered"
}
