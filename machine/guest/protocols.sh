# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026 The scmi-optee authors
#
# What Linux's own drivers have found, protocol by protocol, with one value of each as Linux and as the
# server see it. A kernel or a board may lack some. Functions answer in VALUE, and processes are few: an
# emulated machine starts them slowly.
# shellcheck shell=dash

CPU=/sys/devices/system/cpu/cpufreq/policy0

load_drivers()
{
	local module

	for module in scmi-regulator virtual scmi-hwmon scmi_iio arm_scmi_powercap pinctrl-scmi \
		scmi-cpufreq scmi_perf_fixture scmi_reset_fixture scmi_power_control; do
		modprobe "$module" 2>/dev/null
	done
}

# get FILE: its first line, or nothing.
get()
{
	VALUE=
	[ ! -e "$1" ] || read -r VALUE <"$1"
}

# of FILE...: how many there are, of those that a pattern stands for.
of()
{
	VALUE=$#
	[ -e "$1" ] || VALUE=0
}

# found FILE...: the first that there is.
found()
{
	for VALUE; do
		[ ! -e "$VALUE" ] || return 0
	done
	VALUE=
}

# now KIND [NAME FIELD]: in the server, when the table was begun; without NAME, the first one's name.
now()
{
	local line IFS='
'
	for line in $SERVER; do
		case $line in
		"$1 ${2:-}"*)
			IFS=' '
			# shellcheck disable=SC2086 # words
			pick "${3:-}" $line
			return
			;;
		esac
	done
	VALUE=
}

# pick FIELD KIND NAME FIELD VALUE...
pick()
{
	local field=$1

	VALUE=$3
	shift 3
	while [ -n "$field" ] && [ $# -gt 1 ]; do
		VALUE=$2
		[ "$1" != "$field" ] || return 0
		shift 2
	done
}

line()
{
	printf '%-14s %-19s %-25s %-14s %-15s %s\n' "$@"
}

# row PROTOCOL DRIVER FOUND NAME LINUX SERVER; without its driver there is nothing to show.
row()
{
	found "/sys/bus/scmi_protocol/drivers/$2/scmi_dev."*
	[ -n "$VALUE" ] || set -- "$1" - "no driver" - - -
	line "$@"
}

row_10()
{
	VALUE=$(dmesg | sed -n "s/.*SCMI Protocol v\(.*\) '\(.*\)' .*/\1 \2/p")
	line base "the core" "version ${VALUE%% *}" vendor "${VALUE#* }" "$BOARD"
}

row_11()
{
	local name count=0 domain

	for domain in /sys/kernel/debug/pm_genpd/*/; do
		domain=${domain%/}
		now power-domain "${domain##*/} " state
		if [ -n "$VALUE" ]; then
			count=$((count + 1))
			name=${name:-${domain##*/}}
			[ "${domain##*/}" != media ] || name=media
		fi
	done
	now power-domain "$name " state
	domain=$VALUE
	get "/sys/kernel/debug/pm_genpd/$name/current_state"
	row "power domain" scmi-power-domain "$count domains" "$name" "$VALUE" "state 0x$domain"
}

row_12()
{
	now system "" changes
	row "system power" scmi-system-power "listens for requests" system - "$VALUE changes"
}

row_13()
{
	local name level

	now performance
	name=$VALUE
	now performance "$name " level
	level=$VALUE
	get $CPU/scaling_cur_freq
	if [ -n "$VALUE" ]; then
		VALUE=$((VALUE / 1000))
		set -- "$VALUE MHz"
		of ${CPU%0}*
		row performance scmi-cpufreq "$VALUE processors' domains" "$name" "$1" "level $level"
	else
		row performance scmi-perf-domain "" "$name" - "level $level"
	fi
}

row_14()
{
	local name rate

	found "$CLOCKS"/*
	name=${VALUE##*/}
	now clock "$name " rate
	rate=$VALUE
	get "/sys/kernel/debug/clk/$name/clk_rate"
	set -- "$VALUE Hz"
	of "$CLOCKS"/*
	row clock scmi-clocks "$VALUE clocks" "$name" "$1" "$rate Hz"
}

row_15()
{
	local label name value

	found /sys/class/hwmon/hwmon*/temp1_label /sys/class/hwmon/hwmon*/*_label
	label=$VALUE
	get "$label"
	name=$VALUE
	now sensor "$name " value
	value=$VALUE
	get "${label%label}input"
	set -- "$VALUE"
	of /sys/class/hwmon/hwmon*/*_label
	set -- "$1" "$VALUE values"
	of /sys/bus/iio/devices/iio:*
	row sensor scmi-hwmon "$2, $VALUE with axes" "$name" "$1" "$value"
}

row_16()
{
	local name

	now reset
	name=$VALUE
	now reset "$name " asserted
	set -- "$VALUE"
	of /sys/kernel/debug/scmi-resets/*
	row reset scmi-reset "$VALUE resets in use" "$name" - "asserted: $1"
}

row_17()
{
	local dir count=0 name level

	# all have a microvolts file, but the dummy
	for dir in /sys/class/regulator/*; do
		[ ! -e "$dir/microvolts" ] || count=$((count + 1))
	done
	get "$dir/name"
	name=$VALUE
	now supply "$name " level
	level=$VALUE
	get "$dir/microvolts"
	row voltage scmi-regulator "$count regulators" "$name" "$VALUE uV" "$level uV"
}

row_18()
{
	local zone name average

	found /sys/class/powercap/arm-scmi:*:* /sys/class/powercap/arm-scmi:*
	zone=$VALUE
	get "$zone/name"
	name=$VALUE
	now powercap "$name " average
	average=$VALUE
	get "$zone/power_uw"
	set -- "$VALUE"
	of /sys/class/powercap/arm-scmi:*
	row "power capping" scmi-powercap "$VALUE zones" "$name" "$1 uW" "$average mW"
}

row_19()
{
	local pin pins function

	found /sys/kernel/debug/pinctrl/*scmi-pinctrl
	[ -z "$VALUE" ] || read -r pins pin function <<-FACTS
		$(awk '/^pin / { pins++ }
		/^pin .* function / && !pin { pin = $3; function_name = $0 }
		END {
			gsub(/[()]|:.*/, "", pin)
			sub(/.* function /, "", function_name)
			sub(/ .*/, "", function_name)
			print pins, pin, function_name
		}' "$VALUE/pinmux-pins")
	FACTS
	now pin "$pin " function
	row "pin control" scmi-pinctrl "$pins pins" "$pin" "$function" "$VALUE"
}

# Those that the device tree names
protocol_table()
{
	local node

	SERVER=$(tee_probe board)
	echo
	line protocol "Linux's driver" found "such as" "in Linux" "in the server"
	row_10
	for node in /proc/device-tree/firmware/scmi/protocol@*; do
		"row_${node##*@}"
	done
}
