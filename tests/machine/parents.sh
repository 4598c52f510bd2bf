# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026 The scmi-optee authors
#
# Parents of clocks, which Linux knows from 6.10 on, on the board "demo".
# boots: ours-dynamic ours-static ours-smt ours-perproto stock-dynamic stock-static ours-dynamic@7.2 ours-static@7.2 ours-smt@7.2 ours-perproto@7.2 stock-dynamic@7.2
# shellcheck shell=dash

test_a_parent_is_set()
{
	equal "parent of cpu in Linux" pll_cpu "$(cat "$CLOCKS/cpu/parent")"
	echo pll_sys >"$CLOCKS/cpu/parent"
	equal "parent of cpu in Linux" pll_sys "$(cat "$CLOCKS/cpu/parent")"
	equal "parent of cpu in the server" pll_sys "$(server cpu parent)"
	both cpu 800000000
	echo pll_cpu >"$CLOCKS/cpu/parent"
	equal "parent of cpu in the server" pll_cpu "$(server cpu parent)"
	both cpu 1000000000
}
