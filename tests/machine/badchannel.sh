# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026 The scmi-optee authors
#
# A device tree that names a channel which the service does not have.
# boots: ours-badchannel ours-badchannel@7.2 ours-badchannel@6.1+linux61
# shellcheck shell=dash

test_the_error_names_node_and_channel()
{
	dmesg | grep scmi_optee
	dmesg | grep 'scmi_optee.*/firmware/scmi.*99'
}

test_no_clock_is_found()
{
	test ! -d "$CLOCKS"
}

test_the_modules_can_be_removed()
{
	rmmod scmi_clk_fixture
	rmmod scmi_optee
	rmmod optee
	test ! -d /sys/module/optee
}
