# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026 The scmi-optee authors
#
# The siege of abuse.sh, of 300000 requests.
# check-boots: ours-dynamic+linux61
# seconds: 1500
# shellcheck shell=dash

# shellcheck source=tests/machine/abuse.sh
. /tests/abuse.sh

# Among so many, some have to change between two reads of the service
test_300000_requests_from_all_processors()
{
	besieged 300000
	some MSG mixed
}
