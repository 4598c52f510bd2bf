# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026 The scmi-optee authors
#
# What init does after the mounts: bring up SCMI, then the job (summary, shell or tests).
# shellcheck shell=dash

TRACE=/sys/kernel/tracing
CLOCKS=/sys/kernel/debug/scmi-clocks
SERVICE=a8cfe406-d4f5-4a2e-9f8d-a25dc754c099
LEAKS=/sys/kernel/debug/kmemleak

# shellcheck source=tests/machine/lib.sh
. /tests/lib.sh

transport()
{
	case $DRIVER in
	ours | kexec) echo scmi_optee ;;
	stock) echo scmi_transport_optee ;;
	esac
}

# within SECONDS COMMAND...: wait until the command succeeds.
within()
{
	local tries=$(($1 * 20 * $(slow)))
	shift

	until "$@" >/dev/null 2>&1; do
		tries=$((tries - 1))
		[ "$tries" -gt 0 ] || return 1
		usleep 50000
	done
}

# Bring up SCMI. Every message is traced from the boot on, so that those of the discovery can be counted.
# With the fake TEE, that is for the tests to do.
bring_up()
{
	if [ "$FORM" = fake ]; then
		echo 0 >"$TRACE/events/scmi/enable"
		return
	fi
	modprobe optee && modprobe "$(transport)" && modprobe scmi_clk_fixture
	[ "$FORM" = badchannel ] || within 15 test -d "$CLOCKS"
	local status=$?
	read -r READY _ </proc/uptime
	echo 0 >"$TRACE/events/scmi/enable"
	MESSAGES=$(grep -c 'scmi_xfer_begin:' "$TRACE/trace")
	return $status
}

# With DRIVER=kexec there are two kernels: the first one uses both drivers, holds a clock, and starts the
# second one in the middle of messages, which then does the job.
is_first_kernel()
{
	test -e /next/Image
}

first_life()
{
	bring_up && modprobe scmi_traffic && modprobe scmi_optee_raw || return 1
	within 5 test -c /dev/scmi0 || return 1
	echo 1 >"$CLOCKS/serdes/enable" || return 1
	echo 100000000 1 >/sys/kernel/debug/scmi-traffic/run &
	sleep 1
	start_kernel /next/Image "$IMAGE_ADDRESS" /next/initrd
}

# bound DRIVER: has the SCMI driver a device?
bound()
{
	ls -d "/sys/bus/scmi_protocol/drivers/$1/scmi_dev."* >/dev/null
}

# field KIND NAME FIELD: of a resource, in the view of the server's board that is read.
field()
{
	awk -v kind="$1" -v name="$2" -v field="$3" '$1 == kind && $2 == name {
		for (i = 3; i < NF; i += 2) if ($i == field) print $(i + 1) }'
}

# shown KIND NAME FIELD: the server's own idea of a resource.
shown()
{
	tee_probe board | field "$@"
}

# server CLOCK FIELD: the same for a clock.
server()
{
	shown clock "$1" "$2"
}

linux_rate()
{
	cat "/sys/kernel/debug/clk/$1/clk_rate"
}

# both CLOCK RATE: the clock has this rate in Linux and in the server.
both()
{
	equal "rate of $1 in Linux" "$2" "$(linux_rate "$1")"
	equal "rate of $1 in the server" "$2" "$(server "$1" rate)"
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

# The channels that the device tree names, the SCMI node's first.
channels()
{
	find /proc/device-tree/firmware/scmi -name linaro,optee-channel-id | sort |
		while read -r node; do
			echo "$((0x$(hexdump -e '4/1 "%02x"' "$node")))"
		done | paste -sd ,
}

protocols()
{
	echo base
	for dir in /proc/device-tree/firmware/scmi/protocol@*; do
		case ${dir##*@} in
		11) echo power ;;
		12) echo system power ;;
		13) echo performance ;;
		14) echo clock ;;
		15) echo sensor ;;
		16) echo reset ;;
		17) echo voltage ;;
		18) echo power capping ;;
		19) echo pin control ;;
		esac
	done
}

# hardware: what the board has, as "KIND: COUNT" lines.
hardware()
{
	tee_probe board | awk '{ count[$1]++ } END { for (kind in count) print kind ": " count[kind] }' |
		sort
}

# in_a_row: lines, with commas between them.
in_a_row()
{
	paste -sd , | sed 's/,/, /g'
}

count()
{
	find "$1" -mindepth 1 -maxdepth 1 | wc -l
}

picture()
{
	cat <<-END

		  Linux $(uname -r)
		    clock framework
		    SCMI core: $(protocols | in_a_row)
		    transport $(transport) ($DRIVER)
		        |
		        |  $(path), channel $(channels)
		  ======|======  secure monitor call  ===========================
		        |
		  OP-TEE $OPTEE
		    service $SERVICE
		    SCMI server: $(dmesg | sed -n 's/.*SCMI Protocol v/version /p' | head -n 1)
		    board $BOARD: $(hardware | in_a_row)

		Linux found $(count "$CLOCKS") clocks, with $MESSAGES SCMI messages in all.
		It ran init $BOOTED s after it started; SCMI was ready at $READY s.
	END
}

# Linux's clk_summary, for the clocks of the board, beside the server's own state.
clock_table()
{
	echo
	tee_probe board | awk '
	FNR == 1 { file++ }
	file == 1 && $1 == "clock" {
		for (i = 3; i < NF; i += 2)
			server[$2, $i] = $(i + 1)
		known[$2] = 1
		next
	}
	file == 2 && FNR == 1 {
		printf "%-29s %-21s   %s\n", "", "clk_summary in Linux", "the server"
		printf "%-26s %12s %7s   %12s %7s  %s\n", "clock", "rate, Hz", "users", "rate, Hz", "enabled", "parent"
	}
	file == 2 && $1 in known && NF > 8 {
		indent = match($0, /[^ ]/) - 2
		printf "%-26s %12s %7s   %12s %7s  %s\n",
			substr("               ", 1, indent) $1, $5, $2,
			server[$1, "rate"], server[$1, "enabled"], server[$1, "parent"]
	}' - /sys/kernel/debug/clk/clk_summary
}

# demonstrate CLOCK RATE: set it in Linux, read it back in both worlds. The board says which.
demonstrate()
{
	local file=$CLOCKS/$1/rate

	printf '\n# echo %s > %s\n' "$2" "$file"
	printf '%s was %s Hz' "$1" "$(linux_rate "$1")"
	echo "$2" >"$file"
	printf ', now it is %s Hz in Linux and %s Hz in the server\n' "$(linux_rate "$1")" \
		"$(server "$1" rate)"
	[ "$(linux_rate "$1")" = "$2" ] && [ "$(server "$1" rate)" = "$2" ]
}

summary()
{
	if ! bring_up; then
		dmesg | tail -n 20
		echo "SCMI did not come up; what Linux said about it is above"
		return 1
	fi
	picture
	# shellcheck source=machine/guest/protocols.sh
	. /protocols.sh
	load_drivers
	protocol_table
	clock_table
	# shellcheck disable=SC2046 # two words
	demonstrate $(tr '\0' ' ' </proc/device-tree/clock-fixture/demonstration)
}

## Jobs

job_summary()
{
	summary
}

# The verdict comes before the shell: from there on, whoever types decides when to end.
job_shell()
{
	local status=0

	stty rows "$ROWS" cols "$COLUMNS"
	summary || status=$?
	echo "end $status" >"$VERDICT"
	cat <<-END

		A shell in Linux. Each clock has a folder under $CLOCKS;
		tee_probe board shows what the server thinks. exit or Ctrl-A x ends the machine.

	END
	PS1='linux# ' setsid -c sh
	return $status
}

# Each test runs in a shell of its own; what it printed goes along when it fails.
job_tests()
{
	local name id out=/tmp/output

	stty -opost
	bring_up
	for name in $(tests_of "${BOOT#*-}" /tests); do
		id=$BOOT/$name
		chosen "$id" || continue
		echo "run $id" | tee "$VERDICT"
		if timeout "$(seconds_of "/tests/${name%/*}.sh")" sh -eu /run-test "${name%/*}" "${name#*/}" >$out 2>&1; then
			echo "ok $id" >"$VERDICT"
		else
			{ echo "not ok $id" && tail -n 20 $out | sed 's/^/# /'; } >"$VERDICT"
		fi
		cat $out
	done
	no_leaks
}

# Where the kernel looks for lost memory: it has found none. What it finds has to be some seconds old, and
# the same in two scans.
no_leaks()
{
	[ -e $LEAKS ] || return 0
	echo scan >$LEAKS
	sleep 6
	echo scan >$LEAKS
	echo scan >$LEAKS
	cat $LEAKS
	! grep -q ^unreferenced $LEAKS
}

# What a message costs, for bench/driver: lines of WHAT and its shortest, median and longest time in
# ns. The discovery's is the time within its messages, which are counted too.
job_bench()
{
	stty -opost
	bring_up || return 1
	discovery
	modprobe scmi_bench
	cat /sys/kernel/debug/scmi-bench
}

# What each message costs the server, for bench/place.
job_cost()
{
	stty -opost
	bring_up || return 1
	tee_probe cost
}

# Of the trace, which has times in us: when each message began and ended.
discovery()
{
	awk '{ time = $4 + 0 }
	/scmi_xfer_begin:/ { begin = time }
	/scmi_xfer_end:/ { sum += time - begin; messages++ }
	END { printf "discovery %d %.0f\n", messages, sum * 1e9 }' "$TRACE/trace"
}

# The ways to fail that a boot has to be seen failing by: the machine's own test.
job_break()
{
	case $HOW in
	fail) return 1 ;;
	hang) sleep 1000 ;;
	off) poweroff -f ;;
	init) exit 0 ;;
	panic) echo c >/proc/sysrq-trigger ;;
	late) echo "end 0" >"$VERDICT" && echo c >/proc/sysrq-trigger ;;
	esac
}
