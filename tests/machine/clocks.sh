# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026 The scmi-optee authors
#
# Linux's clock framework on the board "demo". What is expected stands in boards/demo.dts.
# boots: ours-dynamic ours-static ours-smt ours-perproto stock-dynamic stock-static ours-dynamic@7.2 ours-static@7.2 ours-smt@7.2 ours-perproto@7.2 stock-dynamic@7.2
# boots: ours-dynamic@6.1+linux61 ours-static@6.1+linux61 ours-smt@6.1+linux61
# check-boots: ours-dynamic@6.1-in-tree+linux61 ours-static@6.1-in-tree+linux61 ours-dynamic@debug ours-static@debug
# shellcheck shell=dash

# summary_rate CLOCK: its rate in clk_summary.
summary_rate()
{
	awk -v clock="$1" '$1 == clock && NF > 8 { print $5 }' /sys/kernel/debug/clk/clk_summary
}

test_all_are_found_by_name_and_rate()
{
	while read -r clock rate; do
		equal "$clock in clk_summary" "$rate" "$(summary_rate "$clock")"
		equal "$clock in the server" "$rate" "$(server "$clock" rate)"
	done <<-END
		osc24m 24000000
		pll_cpu 1000000000
		pll_sys 800000000
		cpu 1000000000
		bus 400000000
		uart0 24000000
		i2c0 100000000
		ddr 1600000000
		pwm 1000
		serdes 5000000000
		display_pixel_clock_0 148500000
	END
}

test_an_invisible_clock_is_not_there()
{
	equal "the server's secure_timer" 12000000 "$(server secure_timer rate)"
	! grep -q secure_timer /sys/kernel/debug/clk/clk_summary || fail "Linux sees secure_timer"
	equal "clocks Linux found" 11 "$(count "$CLOCKS")"
}

test_a_rate_of_a_list_is_set()
{
	echo 600000000 >"$CLOCKS/pll_cpu/rate"
	both pll_cpu 600000000
	both cpu 600000000
	echo 1000000000 >"$CLOCKS/pll_cpu/rate"
	both pll_cpu 1000000000
}

test_a_rate_of_a_range_is_set()
{
	echo 74250000 >"$CLOCKS/display_pixel_clock_0/rate"
	both display_pixel_clock_0 74250000
	echo 148500000 >"$CLOCKS/display_pixel_clock_0/rate"
	both display_pixel_clock_0 148500000
}

test_a_rate_beyond_32_bits_is_set()
{
	echo 8000000000 >"$CLOCKS/serdes/rate"
	both serdes 8000000000
	echo 5000000000 >"$CLOCKS/serdes/rate"
	both serdes 5000000000
}

test_a_fixed_rate_stays()
{
	echo 12000000 >"$CLOCKS/osc24m/rate" || true
	both osc24m 24000000
}

test_a_divided_clock_is_set()
{
	echo 50000000 >"$CLOCKS/i2c0/rate"
	both i2c0 50000000
	echo 100000000 >"$CLOCKS/i2c0/rate"
	both i2c0 100000000
}

test_a_clock_is_enabled_and_disabled()
{
	equal "serdes at boot" 0 "$(server serdes enabled)"
	echo 1 >"$CLOCKS/serdes/enable"
	equal "serdes after enable" 1 "$(server serdes enabled)"
	equal "its count in Linux" 1 "$(cat /sys/kernel/debug/clk/serdes/clk_enable_count)"
	echo 0 >"$CLOCKS/serdes/enable"
	equal "serdes after disable" 0 "$(server serdes enabled)"
}

test_a_read_only_clock_stays()
{
	echo 800000000 >"$CLOCKS/ddr/rate" || true
	echo 1 >"$CLOCKS/ddr/enable" || true
	echo 0 >"$CLOCKS/ddr/enable" || true
	both ddr 1600000000
	equal "ddr in the server" 1 "$(server ddr enabled)"
}
