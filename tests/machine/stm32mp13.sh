# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026 The scmi-optee authors
#
# Linux's device nodes with the numbers of the STM32MP13's dt-bindings, on the board of that name. Which
# number is which clock is the kernel's to say: its headers name CK_SCMI_x, and the name here goes with x.
# boots: ours-dynamic+stm32mp13 stock-dynamic+stm32mp13
# shellcheck shell=dash

# The fixture took each clock by its CK_SCMI_ number; the name is the one the server has for that number.
test_numbers_of_the_bindings_are_the_clocks_meant()
{
	while read -r clock rate; do
		test -d "$CLOCKS/$clock" || fail "no clock $clock"
		equal "$clock in Linux" "$rate" "$(cat "$CLOCKS/$clock/rate")"
		equal "$clock in the server" "$rate" "$(server "$clock" rate)"
		equal "$clock among Linux's clocks" "$rate" "$(linux_rate "$clock")"
	done <<-END
		ck_hse 24000000
		ck_hsi 64000000
		ck_csi 4000000
		ck_lse 32768
		ck_lsi 32000
		clk-hse-div2 12000000
		pll2_q 266500000
		pll2_r 533000000
		pll3_p 208877930
		pll3_q 24573873
		pll3_r 11290698
		pll4_p 50000000
		pll4_q 10000000
		pll4_r 50000000
		ck_mpu 650000000
		ck_axi 266500000
		ck_mlahb 208877930
		ck_per 24000000
		pclk1 104438965
		pclk2 104438965
		pclk3 104438965
		pclk4 133250000
		pclk5 66625000
		pclk6 104438965
		timg1_ck 208877930
		timg2_ck 208877930
		timg3_ck 208877930
		ck_rtc 32768
		rtcapb 66625000
	END
	equal "clocks Linux found" 29 "$(count "$CLOCKS")"
}

test_the_agent_gets_the_versions_it_was_written_for()
{
	dmesg | grep -q "SCMI Protocol v2.0 'ST:'"
}

test_a_clock_of_linux_hangs_on_one_of_the_soc()
{
	equal "clk-hse-rtc" 1000000 "$(linux_rate clk-hse-rtc)"
}

test_the_processor_changes_its_rate()
{
	echo 1000000000 >"$CLOCKS/ck_mpu/rate"
	equal "ck_mpu in the server" 1000000000 "$(server ck_mpu rate)"
	echo 650000000 >"$CLOCKS/ck_mpu/rate"
	equal "ck_mpu in the server" 650000000 "$(server ck_mpu rate)"
}

test_a_device_gets_its_clock_and_its_reset()
{
	modprobe dwc3-of-simple
	equal "users of pll4_q" 1 "$(server pll4_q users)"
	equal "users of the display's reset" 1 "$(shown reset ltdc users)"
	driver dwc3-of-simple unbind ltdc
	equal "users of pll4_q" 0 "$(server pll4_q users)"
	equal "the display's reset" 1 "$(shown reset ltdc asserted)"
	equal "the other reset" 0 "$(shown reset mdma asserted)"
}

test_numbers_of_the_bindings_are_the_supplies_meant()
{
	modprobe scmi-regulator
	modprobe virtual
	supply cpu-supply 1300000
	equal "buck1" 1300000 "$(shown supply buck1 level)"
	# On since the start, which is enough for the first to need it
	supply card-supply 3300000
	supply card-supply 0
	equal "ldo5" 0 "$(shown supply ldo5 mode)"
	supply card-supply 3300000
	equal "users of ldo5" 1 "$(shown supply ldo5 users)"
	equal "buck2" 1350000 "$(shown supply buck2 level)"
}
