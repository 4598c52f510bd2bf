# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026 The scmi-optee authors
#
# What init does after the mounts: bring up SCMI, then the job (summary, shell or tests).
# shellcheck shell=dash

TRACE=/sys/kernel/tracing
CLOCKS=/sys/kernel/debug/scmi-clocks
SERVICE=a8cfe406-d4f5-4a2e-9f8d-a25dc754c099

transport()
{
	case $DRIVER in
	ours) echo scmi_optee ;;
	stock) echo scmi_transport_optee ;;
	esac
}

# within SECONDS COMMAND...: wait until the command succeeds.
within()
{
	local tries=$(($1 * 20))
	shift

	until "$@" >/dev/null 2>&1; do
		tries=$((tries - 1))
		[ "$tries" -gt 0 ] || return 1
		usleep 50000
	done
}

# Bring up SCMI with every message traced, so that those of the discovery can be counted.
bring_up()
{
	echo 1 >"$TRACE/events/scmi/enable"
	modprobe optee && modprobe "$(transport)" && modprobe scmi_clk_fixture
	within 5 test -d "$CLOCKS"
	local status=$?
	read -r READY _ </proc/uptime
	echo 0 >"$TRACE/events/scmi/enable"
	MESSAGES=$(grep -c 'scmi_xfer_begin:' "$TRACE/trace")
	return $status
}

# server CLOCK FIELD: the server's own idea of a clock, from the view of its board.
server()
{
	tee_probe board | awk -v clock="$1" -v field="$2" '$1 == "clock" && $2 == clock {
		for (i = 3; i < NF; i += 2) if ($i == field) print $(i + 1) }'
}

linux_rate()
{
	cat "/sys/kernel/debug/clk/$1/clk_rate"
}

## Summary

path()
{
	case $FORM in
	static) echo "static shared memory, SMT format" ;;
	smt) echo "dynamic shared memory, SMT format" ;;
	*) echo "dynamic shared memory, MSG format" ;;
	esac
}

channels()
{
	local node

	for node in $(find /proc/device-tree/firmware/scmi -name linaro,optee-channel-id | sort); do
		hexdump -e '4/1 "%02x" "\n"' "$node" | while read -r id; do
			echo "$((0x$id))"
		done
	done | tr '\n' ' '
}

picture()
{
	cat <<-END

		  Linux $(uname -r)
		    clock framework: clk_set_rate() and the like
		    SCMI core: $(dmesg | sed -n "s/.*SCMI Protocol v/protocol v/p" | head -n 1)
		    transport: $(transport) ($DRIVER), channel $(channels)
		                 |
		                 |  $(path)
		  ===============|================= secure monitor call =================
		                 |
		  OP-TEE $OPTEE
		    service: $SERVICE
		    SCMI server of this project
		    board "$BOARD": $(tee_probe board | grep -c '^clock ') clocks
	END
}

found()
{
	cat <<-END

		Found: $(count "$CLOCKS") clocks for this agent, after $MESSAGES SCMI messages.
		Linux ran init $BOOTED s after it started, and SCMI was ready at $READY s.

	END
}

count()
{
	find "$1" -mindepth 1 -maxdepth 1 | wc -l
}

# The clock, the rate it is set to, and what both worlds make of it.
demonstrate()
{
	local clock=$1 before after
	before=$(linux_rate "$clock")
	cat <<-END

		$clock, before: Linux $before Hz, server $(server "$clock" rate) Hz
		# echo $2 > $CLOCKS/$clock/rate
	END
	echo "$2" >"$CLOCKS/$clock/rate"
	after=$(linux_rate "$clock")
	echo "$clock, after:  Linux $after Hz, server $(server "$clock" rate) Hz"
	[ "$before" != "$after" ] && [ "$after" = "$(server "$clock" rate)" ]
}

summary()
{
	picture
	found
	cut -c 1-100 /sys/kernel/debug/clk/clk_summary
	demonstrate pll_cpu 1200000000
}

## Jobs

job_summary()
{
	bring_up || echo "SCMI did not come up"
	summary
}

job_shell()
{
	stty rows "$ROWS" cols "$COLUMNS"
	bring_up
	summary
	cat <<-END

		A shell in Linux. Each clock has a folder under $CLOCKS;
		tee_probe board shows what the server thinks. exit or Ctrl-A x ends the machine.

	END
	PS1='linux# ' setsid cttyhack sh
	return 0
}

# Each test runs in a shell of its own; what it printed goes along when it fails.
job_tests()
{
	local name id out=/tmp/output

	stty -opost
	bring_up
	# shellcheck source=tests/machine/lib.sh
	. /tests/lib.sh
	for name in $(tests_of "$DRIVER-$FORM" /tests); do
		id=$BOOT/$name
		chosen "$id" || continue
		echo "run $id" | tee "$VERDICT"
		if timeout 60 sh -eu /run-test "${name%/*}" "${name#*/}" >$out 2>&1; then
			echo "ok $id" >"$VERDICT"
		else
			{ echo "not ok $id" && tail -n 20 $out | sed 's/^/# /'; } >"$VERDICT"
		fi
		cat $out
	done
}
