# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026 The scmi-optee authors
#
# scmictl over the kernel's own raw mode, beside its drivers.
# boots: ours-dynamic@7.2
# shellcheck shell=dash

export SCMICTL_TRANSPORT=raw:0

test_the_kernels_own_agent_is_seen()
{
	scmictl >/tmp/overview
	grep -q '^its name *linux' /tmp/overview
	grep -q '^1 *pll_cpu *on *1 GHz' /tmp/overview
}

test_it_is_watched()
{
	scmictl top clock --once --for 200ms --every 100ms | grep '^clock *pll_cpu *on *1 GHz *---$'
}

test_a_change_is_made()
{
	scmictl clock set-rate display_pixel_clock_0 300MHz
	equal "rate in the server" 300000000 "$(server display_pixel_clock_0 rate)"
	scmictl clock set-rate display_pixel_clock_0 148.5MHz
}

test_another_instance_is_not_there()
{
	! scmictl --transport raw:7 base show 2>/tmp/error || fail "there is an instance 7"
	grep -q 'lists the instances' /tmp/error
}
