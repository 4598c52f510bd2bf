# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026 The scmi-optee authors
#
# The board "small", with Linux's own drivers on it. What is expected stands in boards/small.dts.
# boots: ours-dynamic+small
# shellcheck shell=dash

test_its_clocks_are_found()
{
	equal "clocks Linux found" 2 "$(count "$CLOCKS")"
	equal "rate of osc" 24000000 "$(linux_rate osc)"
	equal "rate of sdmmc" 400000 "$(linux_rate sdmmc)"
	echo 100000000 >"$CLOCKS/sdmmc/rate"
	equal "rate of sdmmc in the server" 100000000 "$(server sdmmc rate)"
	echo 400000 >"$CLOCKS/sdmmc/rate"
}

test_a_device_gets_its_clock_and_its_reset()
{
	equal "reset at boot" 1 "$(shown reset sdmmc asserted)"
	modprobe dwc3-of-simple
	equal "reset with the driver" 0 "$(shown reset sdmmc asserted)"
	equal "clock with the driver" 1 "$(server sdmmc enabled)"
	driver dwc3-of-simple unbind device
	equal "reset without the driver" 1 "$(shown reset sdmmc asserted)"
	equal "clock without the driver" 0 "$(server sdmmc enabled)"
}

test_a_supply_follows_its_consumer()
{
	modprobe scmi-regulator
	modprobe virtual
	supply sdmmc-io 1800000
	equal "level" 1800000 "$(shown supply sdmmc_io level)"
	equal "mode" 7 "$(shown supply sdmmc_io mode)"
	supply sdmmc-io 0
	equal "mode" 0 "$(shown supply sdmmc_io mode)"
}
