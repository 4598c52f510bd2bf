# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026 The scmi-optee authors
#
# The service in OP-TEE as seen from outside the SCMI driver.
# boots: ours-dynamic
# shellcheck shell=dash

test_it_is_on_the_tee_bus()
{
	test -e "/sys/bus/tee/devices/optee-ta-$SERVICE"
}

# A client in user space is told TEEC_ERROR_ACCESS_DENIED.
test_a_user_space_client_is_refused()
{
	tee_probe login
	tee_probe login | grep -qi ffff0001
}
