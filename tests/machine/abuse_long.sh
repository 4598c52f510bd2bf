# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026 The scmi-optee authors
#
# The siege of abuse.sh, of a million requests, or as many as make check SIEGE=REQUESTS says.
# check-boots: ours-dynamic+linux61
# seconds: 3000
# shellcheck shell=dash

# shellcheck source=tests/machine/abuse.sh
. /tests/abuse.sh

# Among so many, some have to change between two reads of the service, and some calls of each command
# have to be right by chance.
test_a_long_siege_from_all_processors()
{
	local command

	besieged "${SIEGE:-1000000}"
	some MSG mixed
	for command in 0 1 2 3 4 5 6; do
		some "crowd, command $command" granted
		some "callers, command $command" granted
	done
}
