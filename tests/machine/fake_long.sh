# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026 The scmi-optee authors
#
# What fake.sh does, many times; on another board, so that it is a boot of its own.
# check-boots: ours-fake+small
# seconds: 1500
# shellcheck shell=dash

# shellcheck source=tests/machine/fake.sh
. /tests/fake.sh

test_a_million_messages_find_their_replies()
{
	MESSAGES_AT_ONCE=$(scaled 333400)
	test_messages_from_everywhere_find_their_replies
}

test_the_service_goes_and_comes_back_1000_times()
{
	CYCLES=$(scaled 1000)
	test_the_service_goes_and_comes_back
}

test_the_driver_is_unbound_and_bound_1000_times()
{
	CYCLES=$(scaled 1000)
	test_the_driver_is_unbound_and_bound
}

test_an_instance_is_unbound_and_bound_1000_times()
{
	CYCLES=$(scaled 1000)
	test_an_instance_is_unbound_and_bound
}

test_the_driver_is_removed_and_loaded_1000_times()
{
	CYCLES=$(scaled 1000)
	test_the_driver_is_removed_and_loaded
}
