# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026 The scmi-optee authors
#
# tshark for tests, with a home in $work: neither the user's settings nor plugins.
# shellcheck shell=bash disable=SC2154

export HOME=$work/home WIRESHARK_CONFIG_DIR=$work/home/config
unset XDG_CONFIG_HOME XDG_DATA_HOME
mkdir -p "$WIRESHARK_CONFIG_DIR"
make -s dissector
cp build/scmi.lua "$work"
chmod -R a+rX "$work"

# Later releases run no Lua for root
tshark()
{
	local nobody=()

	[ "$(id -u)" -ne 0 ] || nobody=(setpriv --reuid=65534 --regid=65534 --clear-groups)
	command "${nobody[@]}" tshark "$@"
}

# run_tshark CAPTURE OPTIONS...: with our dissector; what it says besides, such as errors of Lua, goes to a file
run_tshark()
{
	local capture=$1
	shift

	chmod a+r "$capture"
	tshark -X "lua_script:$work/scmi.lua" -r "$capture" "$@" 2>>"$work/errors"
}
