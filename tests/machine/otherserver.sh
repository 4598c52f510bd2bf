# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026 The scmi-optee authors
#
# scmictl, and our driver, against a server that is not ours: OP-TEE's own, of older versions and with less.
# check-boots: ours-dynamic@7.2+stock
# shellcheck shell=dash

export SCMICTL_TRANSPORT=raw:0

# shows PATTERN...: the lines of the overview
shows()
{
	local pattern

	scmictl >/tmp/overview 2>&1 || fail "$(tail -n 3 /tmp/overview)"
	for pattern; do
		grep -q "$pattern" /tmp/overview || fail "no line '$pattern' in
$(cat /tmp/overview)"
	done
}

test_the_overview_is_whole()
{
	shows '^vendor *OP-TEE$' '^sub-vendor *own server$' '^0x14  clock  *2\.0 *2\.0$' \
		'^0 *osc *on *24 MHz' '^1 *pll ' '^0 *uart ' '^0 *vcc *off *1\.8 V$'
}

test_a_rate_is_set_and_refused()
{
	equal "pll" "pll: 200 MHz -> 800 MHz" "$(scmictl clock set-rate pll 800MHz)"
	! scmictl clock set-rate pll 801MHz 2>/tmp/error || fail "801 MHz were set"
	grep -q INVALID_PARAMETERS /tmp/error
	equal "pll" "pll: 800 MHz -> 200 MHz" "$(scmictl clock set-rate pll 200MHz)"
}

test_it_is_watched()
{
	scmictl top --once | grep '^voltage *vcc *off *1\.8 V *_$'
}

test_a_supply_and_a_reset_are_set()
{
	scmictl voltage set-level vcc 3.3V | grep -q '1\.8 V -> 3\.3 V'
	scmictl -y reset assert uart
	scmictl reset deassert uart
}
