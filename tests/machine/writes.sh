# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026 The scmi-optee authors
#
# What scmictl check sets on a server that Linux uses as well is put back. The last of its boot, since
# votes of another agent, should any be left, would keep on what other tests switch off.
# boots: ours-dynamic@7.2
# seconds: 120
# shellcheck shell=dash

# settings: all that a check has set, as the server has it.
settings()
{
	local kind

	for kind in clock power performance voltage; do
		scmictl --transport dev: "$kind" list
	done
}

media_is_off()
{
	test "$(shown power-domain media state)" = 40000000
}

test_what_is_changed_conforms_and_is_put_back()
{
	modprobe scmi_optee_raw
	within 5 test -c /dev/scmi0
	settings >/tmp/before
	scmictl --transport dev: check --writes | tee /tmp/report
	settings >/tmp/after
	grep -q ' 0 failed;' /tmp/report
	grep -q '^clock 3.0 ' /tmp/report
	diff /tmp/before /tmp/after
	# Nobody but Linux holds what it has switched on
	rmmod scmi_clk_fixture
	within 5 media_is_off
	modprobe scmi_clk_fixture
	rmmod scmi_optee_raw
}
