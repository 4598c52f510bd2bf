# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026 The scmi-optee authors
#
# What every script of the machine needs: where things are, what to say, when to redo a step.
#
# Foreign parts (downloads, unpacked sources, TF-A) live in a cache outside the tree and are
# written under a temporary name and renamed, so what is there is complete. What belongs to this
# checkout is under build/; a step is redone when the contents of its inputs have changed.
# shellcheck shell=bash

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
BUILD=$ROOT/build
LOGS=$BUILD/log
CACHE=${XDG_CACHE_HOME:-$HOME/.cache}/scmi-optee

# Debian keeps depmod where users do not look
export PATH=$PATH:/usr/sbin:/sbin
export LC_ALL=C CROSS_COMPILE=aarch64-linux-gnu-
unset MAKEFLAGS MAKELEVEL MFLAGS

mkdir -p "$LOGS" "$CACHE/tmp"

die()
{
	printf 'error: %s\n' "$*" >&2
	exit 1
}

# step TEXT: announce the next step; more of it can follow with say.
STEP=0
STEPS=${STEPS:-0}
step()
{
	STEP=$((STEP + 1))
	STEP_TEXT=$1
}

say()
{
	printf '[%d/%d] %s: %s\n' "$STEP" "$STEPS" "$STEP_TEXT" "$*"
}

# logged NAME COMMAND...: run a command with its output in build/log/NAME.log, and show the end of
# the log when it fails. The command runs in a shell of its own, so that set -e holds inside.
logged()
{
	local name=$1 log=$LOGS/$1.log status=0
	shift

	set +e
	(set -e; "$@") >"$log" 2>&1 </dev/null
	status=$?
	set -e
	[ "$status" -eq 0 ] && return
	printf -- '--- the end of %s\n' "${log#"$ROOT"/}" >&2
	tail -n 25 "$log" >&2
	die "$STEP_TEXT: failed ($name), the full log is $log"
}

# lock FILE: hold a lock until this process ends or unlocks it, as the last one it took.
lock()
{
	exec {LOCK}>"$1"
	flock -n "$LOCK" && return
	echo "waiting for another run to finish ($1)"
	flock "$LOCK"
}

unlock()
{
	exec {LOCK}>&-
}

digest()
{
	sha256sum | cut -c 1-12
}

# contents PATH...: a digest of the names and contents of files and folders.
contents()
{
	{ find "$@" -type f -print0 2>/dev/null || true; } | sort -z | xargs -0 -r sha256sum | digest
}

# recipe FUNCTION...: a digest of how something is built.
recipe()
{
	declare -f "$@" | digest
}

# fresh STAMP STATE: does the stamp say that this state was built?
fresh()
{
	[ "$(cat "$1" 2>/dev/null)" = "$2" ]
}

stamp()
{
	printf '%s\n' "$2" >"$1.new"
	mv "$1.new" "$1"
}

# cached DIRECTORY LOG FUNCTION ARGUMENTS...: fill a folder of the cache by calling the function
# with an empty folder; it is renamed into place only when the function has succeeded.
cached()
{
	local dir=$1 log=$2 tmp
	shift 2

	[ -d "$dir" ] && return
	tmp=$(mktemp -d "$CACHE/tmp/XXXXXX")
	logged "$log" "$1" "$tmp" "${@:2}"
	mkdir -p "$(dirname "$dir")"
	mv "$tmp" "$dir"
}

default_kernel()
{
	case $(host_codename) in
	bookworm) echo backports ;;
	*) echo trixie ;;
	esac
}

host_codename()
{
	sed -n 's/^VERSION_CODENAME=//p' /etc/os-release
}

# The file in which machine/build tells machine/boot where the parts are.
machine_file()
{
	echo "$BUILD/${KERNEL:-$(default_kernel)}-${OPTEE:-default}-${BOARD:-demo}.machine"
}
