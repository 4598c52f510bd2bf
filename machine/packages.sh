# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026 The scmi-optee authors
#
# Debian packages: those the host needs, and those the machine is made of. The latter come through
# a private apt configuration, one for each suite, built from the host's own mirror; the host's
# package lists are neither read nor written.
# shellcheck shell=bash disable=SC2034 # machine/build takes the lists

HOST_PACKAGES=(
	arm-trusted-firmware-tools bc bison build-essential ca-certificates cpio
	device-tree-compiler dpkg-dev flex gcc-aarch64-linux-gnu kmod libc6-dev-arm64-cross
	libcmocka-dev libelf-dev libfdt-dev libjson-c-dev libssl-dev pkg-config python3-cryptography
	python3-jsonschema python3-pyelftools qemu-system-arm rsync tmux xz-utils zsh
)

# What make check needs on top of them
CHECK_PACKAGES=(
	clang clang-tidy cppcheck dkms dt-schema gcc-arm-linux-gnueabihf gcc-s390x-linux-gnu gcovr
	libc6-dev-armhf-cross libc6-dev-s390x-cross libclang-rt-dev qemu-user shellcheck sparse tshark
)

# host_packages PACKAGE...: looked at once for a checkout and a list.
host_packages()
{
	local missing stamp=$BUILD/.host-packages state="$*"

	grep -qsxF "$state" "$stamp" && return
	mapfile -t missing < <(comm -23 <(printf '%s\n' "$@" | sort) \
		<(dpkg-query -W -f '${db:Status-Status} ${Package}\n' "$@" 2>/dev/null |
			sed -n 's/^installed //p' | sort))
	if [ ${#missing[@]} -gt 0 ]; then
		say "installing ${missing[*]}"
		install_packages "${missing[@]}"
	fi
	echo "$state" >>"$stamp"
}

install_packages()
{
	local sudo=()

	if [ "$(id -u)" -ne 0 ]; then
		sudo=(sudo)
		sudo -n true 2>/dev/null || die "the host lacks packages; install them with
sudo apt-get update && sudo apt-get install -y --no-install-recommends $*"
	fi
	logged host-packages apt_install "$@"
}

apt_install()
{
	local apt=("${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get)

	"${apt[@]}" install -y --no-install-recommends "$@" && return
	"${apt[@]}" update
	"${apt[@]}" install -y --no-install-recommends "$@"
}

# mirror SUITE: MIRROR when set, else where the host's own Debian release comes from. Security updates
# come from where the host's come from, else from beside the mirror.
mirror()
{
	local releases beside=

	releases="$(host_codename)|stable"
	case $1 in
	*-security) releases='.*-security' beside=-security ;;
	esac
	if [ -n "${MIRROR:-}" ]; then
		printf '%s\n' "${MIRROR%/}$beside"
		return
	fi
	# shellcheck disable=SC2016 # these are apt's variables
	apt-get indextargets --format '$(RELEASE) $(COMPONENT) $(REPO_URI)' 'Created-By: Packages' |
		awk -v releases="^($releases)\$" '$2 == "main" && $1 ~ releases { print $3; exit }' |
		grep . && return
	[ -z "$beside" ] || {
		printf '%s\n' "$(mirror main | sed 's,/$,,')$beside"
		return
	}
	die "apt knows no Debian mirror; name one with MIRROR=http://..."
}

# suite NAME TYPE ARCHITECTURES: the apt options of a suite, in APT; TYPE is deb or deb-src. A
# mirror that lags behind will do: lists past their date are taken, if Debian has signed them.
suite()
{
	local dir=$CACHE/apt/$1-$2-$3 keys=/usr/share/keyrings/debian-archive-keyring

	APT=(-c "$dir/apt.conf")
	APT_DIR=$dir
	APT_SUITE=$1
	[ -e "$dir/apt.conf" ] && return
	[ -e "$keys.gpg" ] && keys=$keys.gpg || keys=$keys.pgp
	mkdir -p "$dir/lists/partial" "$dir/cache/archives/partial"
	echo "$2 [arch=$3 signed-by=$keys] $(mirror "$1") $1 main" >"$dir/sources.list"
	cat >"$dir/apt.conf.new" <<-CONF
		Dir::Etc::SourceList "$dir/sources.list";
		Dir::Etc::SourceParts "/dev/null";
		Dir::State::Lists "$dir/lists";
		Dir::State::status "/dev/null";
		Dir::Cache "$dir/cache";
		APT::Architecture "amd64";
		APT::Architectures { "amd64"; "${3//,/\"; \"}"; };
		APT::Sandbox::User "root";
		Acquire::Languages "none";
		Acquire::Retries "2";
		Acquire::Check-Valid-Until "false";
		#clear APT::Update::Pre-Invoke;
		#clear APT::Update::Post-Invoke;
		#clear APT::Update::Post-Invoke-Success;
	CONF
	mv "$dir/apt.conf.new" "$dir/apt.conf"
}

# refresh_lists: read the suite's package lists, unless that was done in the last hour. It
# returns 1 when there is nothing newer to be had.
refresh_lists()
{
	local name
	name=lists-$(basename "$APT_DIR")

	[ -z "$(find "$APT_DIR/updated" -mmin -60 2>/dev/null)" ] || return 1
	say "reading the package lists of $APT_SUITE"
	apt-get "${APT[@]}" -o APT::Update::Error-Mode=any update >"$LOGS/$name.log" 2>&1 || {
		cp "$LOGS/$name.log" "$LOGS/download.log"
		return 1
	}
	touch "$APT_DIR/updated"
}

# with_lists COMMAND...: run a command that asks the package lists; when it fails, once more with
# lists just read, since a mirror removes what its lists no longer name.
with_lists()
{
	[ -e "$APT_DIR/updated" ] || refresh_lists || return 1
	"$@" || { refresh_lists && "$@"; }
}

# newest PACKAGE: the newest version of a binary package in the suite.
newest()
{
	apt-cache "${APT[@]}" policy "$1" | awk '$1 == "Candidate:" && $2 != "(none)" { print $2 }'
}

# newest_sources PACKAGE: the versions of a source package in the suite, newest first.
newest_sources()
{
	apt-cache "${APT[@]}" showsrc "$1" | sed -n 's/^Version: //p' | sort -urV
}

# download PACKAGE...: into the cache, as apt names them; the files are the folder's content.
download()
{
	(cd "$DOWNLOAD" && apt-get "${APT[@]}" download "$@") >"$LOGS/download.log" 2>&1
}

download_source()
{
	(cd "$DOWNLOAD" && apt-get "${APT[@]}" source --download-only "$1") \
		>"$LOGS/download.log" 2>&1
}
