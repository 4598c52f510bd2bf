# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026 The scmi-optee authors
#
# scmictl check on a service that misbehaves on request, over a channel for tools: what goes wrong is found,
# by the check it is meant for and in its words, and after it there is nothing to find.
# boots: ours-dynamic+misbehave
# shellcheck shell=dash

# found CHECK WORDS KIND FIELD=VALUE...: of all answers to CLOCK_RATE_GET.
found()
{
	local check=$1 words=$2 status=0
	shift 2

	scmictl send misbehave "$@" protocol_id=0x14 message_id=6 count=100000 >/tmp/asked
	scmictl check --only "$check" >/tmp/report || status=$?
	scmictl send misbehave stop >/tmp/asked
	cat /tmp/report
	equal "exit code" 8 "$status"
	grep -q "$words" /tmp/report
}

test_each_kind_is_found()
{
	modprobe scmi_optee_raw
	within 5 test -c /dev/scmi0
	export SCMICTL_TRANSPORT=dev:
	found clock.replies 'reply ends before its last field' short bytes=4
	found clock.replies 'the reply has 8 bytes more' long bytes=8
	found clock.replies 'the status -99 is none' status status=-99
	found clock.replies 'the status 1 is none' status status=1
	found clock.unknown-id 'accepted, not refused with NOT_FOUND' request_word word=0 mask=0xffffffff
	scmictl check | tee /tmp/report
	grep -q ' 0 failed;' /tmp/report
	rmmod scmi_optee_raw
}
