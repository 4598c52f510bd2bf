# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026 The scmi-optee authors
#
# The example of a vendor's platform in OP-TEE, driven by Linux. On the machine its registers are memory; what
# they should hold stands in examples/vendor-board/soc.h.
# boots: ours-dynamic+vendor
# shellcheck shell=dash

# registers PLL SDMMC RESETS VCC_SD, in hexadecimal
registers()
{
	equal "registers" "$*" "$(for name in pll sdmmc resets vcc_sd; do
		shown registers all "$name"
	done | paste -s -d ' ')"
}

test_clocks_are_found()
{
	equal "clocks Linux found" 3 "$(count "$CLOCKS")"
	equal "osc" 24000000 "$(linux_rate osc)"
	equal "sdmmc" 24000000 "$(linux_rate sdmmc)"
}

test_a_rate_comes_to_the_register()
{
	echo 425000000 >"$CLOCKS/pll/rate"
	registers 10000 0 0 0
	equal "pll" 425000000 "$(linux_rate pll)"
	echo 400000000 >"$CLOCKS/pll/rate"
	registers 0 0 0 0
}

test_a_parent_comes_to_the_register()
{
	echo pll >"$CLOCKS/sdmmc/parent"
	registers 0 2 0 0
	equal "sdmmc" 400000000 "$(linux_rate sdmmc)"
	echo osc >"$CLOCKS/sdmmc/parent"
	registers 0 0 0 0
}

test_a_division_comes_to_the_register()
{
	echo 6000000 >"$CLOCKS/sdmmc/rate"
	registers 0 20000 0 0
	echo 24000000 >"$CLOCKS/sdmmc/rate"
	registers 0 0 0 0
}

test_a_device_gets_its_clock_and_its_reset()
{
	modprobe dwc3-of-simple
	registers 0 1 0 0
	driver dwc3-of-simple unbind device
	registers 0 0 1 0
	driver dwc3-of-simple bind device
	registers 0 1 0 0
}

test_a_supply_comes_to_the_register()
{
	modprobe scmi-regulator
	modprobe virtual
	supply card-supply 3300000
	equal "vcc_sd" 3 "$(shown registers all vcc_sd)"
	supply card-supply 1800000
	equal "vcc_sd" 1 "$(shown registers all vcc_sd)"
	supply card-supply 0
	equal "vcc_sd" 0 "$(shown registers all vcc_sd)"
}
