# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026 The scmi-optee authors
#
# The foreign parts of the machine, in the cache: the kernel with what modules are built against,
# busybox, and the sources of TF-A and OP-TEE. A part found once is pinned to its version, and
# neither the network nor a package list is asked again until `make update` drops the pins.
# shellcheck shell=bash

# The kernels: name and suite. Modules are built with the host's compiler and run the kernel
# package's own tools, so each of them wants the Debian release it was built for.
declare -A KERNEL_SUITES=(
	[backports]=bookworm-backports
	[trixie]=trixie
)

# part PIN FUNCTION...: the folder of a part, in PART, and its version, in VERSION. The function
# finds, downloads and unpacks it and sets both. PART is empty when the part cannot be had.
part()
{
	local pin=$CACHE/pins/$1
	shift

	PART='' VERSION=''
	[ -e "$pin" ] && read -r VERSION PART <"$pin"
	[ -n "$PART" ] && [ -d "$PART" ] && [ "${PART##*-}" = "$(recipe "${1/get/unpack}")" ] &&
		return
	PART=''
	"$@"
	[ -n "$PART" ] || return 0
	mkdir -p "$CACHE/pins"
	stamp "$pin" "$VERSION $PART"
}

# optional_part: a part that the mirror may lack; then it is asked for again a day later.
optional_part()
{
	local missing=$CACHE/pins/$1.missing

	if [ -n "$(find "$missing" -mtime -1 2>/dev/null)" ]; then
		PART='' VERSION=$(cat "$missing")
		return
	fi
	part "$@"
	rm -f "$missing"
	[ -n "$PART" ] && return
	mkdir -p "$CACHE/pins"
	stamp "$missing" "$VERSION"
}

# want_part: a part that must be there.
want_part()
{
	part "$@"
	[ -n "$PART" ] || die "$STEP_TEXT: cannot be downloaded, see $LOGS/download.log:
$(tail -n 5 "$LOGS/download.log")"
}

## Packages as they are, in one folder without their documentation: NAME SUITE ARCHITECTURE PACKAGE...
## The version is that of the first.

download_packages()
{
	VERSION=$(newest "$2")
	[ -n "$VERSION" ] || return 1
	say "$1 $VERSION: downloading"
	DOWNLOAD=$CACHE/download/$1_$VERSION
	mkdir -p "$DOWNLOAD"
	download "${@:2}"
}

get_packages()
{
	suite "$2" deb "$3"
	with_lists download_packages "$1" "${@:4}" || return 0
	PART=$CACHE/$1/$VERSION-$(recipe unpack_packages)
	cached "$PART" "$1-unpack" unpack_packages "$DOWNLOAD"
}

unpack_packages()
{
	local deb

	for deb in "$2"/*.deb; do
		dpkg-deb --fsys-tarfile "$deb" | tar -x -C "$1" --exclude './usr/share'
	done
}

## The kernel: Image, modules, headers, kbuild tools, the SCMI core's private headers and the sources
## of drivers that use SCMI.

find_kernel()
{
	VERSION=$(newest linux-image-arm64:arm64)
	KERNEL_ABI=$(apt-cache "${APT[@]}" show "linux-image-arm64:arm64=$VERSION" |
		sed -n 's/^Depends: linux-image-\([^ ]*\)-arm64 .*/\1/p')
	[ -n "$KERNEL_ABI" ]
}

download_kernel()
{
	find_kernel || return 1
	say "$VERSION: downloading (about 260 MB)"
	DOWNLOAD=$CACHE/download/linux_$VERSION
	mkdir -p "$DOWNLOAD"
	download "linux-image-$KERNEL_ABI-arm64:arm64=$VERSION" \
		"linux-headers-$KERNEL_ABI-arm64:arm64=$VERSION" \
		"linux-headers-$KERNEL_ABI-common=$VERSION" \
		"linux-kbuild-$KERNEL_ABI:amd64=$VERSION" \
		"linux-source-$(cut -d . -f 1,2 <<<"$VERSION")=$VERSION"
}

get_kernel()
{
	suite "${KERNEL_SUITES[$1]}" deb amd64,arm64
	with_lists download_kernel || return 0
	PART=$CACHE/linux/$VERSION-$(recipe unpack_kernel)
	say "$VERSION: unpacking (about half a minute)"
	cached "$PART" kernel-unpack unpack_kernel "$DOWNLOAD"
}

unpack_kernel()
{
	local to=$1 from=$2 deb headers

	for deb in "$from"/linux-{image,headers,kbuild}-*.deb; do
		dpkg-deb --fsys-tarfile "$deb" | tar -x -C "$to" --exclude './usr/share'
	done
	[ -d "$to/lib/modules" ] || ln -s usr/lib "$to/lib"
	mv "$to"/boot/vmlinuz-* "$to/Image"
	ls "$to/lib/modules" >"$to/release"
	depmod -b "$to" "$(cat "$to/release")"

	headers=$(echo "$to"/usr/src/linux-headers-*-arm64)
	mv "$headers" "$to/usr/src/headers"
	# the package includes the common Makefile where it would be installed
	# shellcheck disable=SC2016 # make's variables
	sed -i 's,/usr/src/,$(dir $(lastword $(MAKEFILE_LIST)))../,' "$to/usr/src/headers/Makefile"
	# without vmlinux no BTF is made for modules, which would need one more tool
	rm -f "$to/usr/src/headers/vmlinux"

	dpkg-deb --fsys-tarfile "$from"/linux-source-*.deb |
		tar -xO --wildcards './usr/src/linux-source-*.tar.xz' |
		tar -xJ -C "$to" --strip-components 1 --wildcards \
			'linux-source-*/drivers/firmware/arm_scmi' \
			'linux-source-*/drivers/*scmi*.c' \
			'linux-source-*/drivers/powercap/powercap_sys.c' \
			'linux-source-*/drivers/regulator/virtual.c' \
			'linux-source-*/drivers/pinctrl/*.h'
}

## busybox, statically linked, of the host's own release.

download_busybox()
{
	VERSION=$(newest busybox-static:arm64)
	say "$VERSION: downloading (1 MB)"
	DOWNLOAD=$CACHE/download/busybox_$VERSION
	mkdir -p "$DOWNLOAD"
	[ -n "$VERSION" ] && download "busybox-static:arm64=$VERSION"
}

get_busybox()
{
	suite "$(host_codename)" deb arm64
	with_lists download_busybox || return 0
	PART=$CACHE/busybox/$VERSION-$(recipe unpack_busybox)
	cached "$PART" busybox-unpack unpack_busybox "$DOWNLOAD"
}

unpack_busybox()
{
	dpkg-deb --fsys-tarfile "$2"/busybox-static_*.deb |
		tar -xO --wildcards './*bin/busybox' >"$1/busybox"
	chmod 755 "$1/busybox"
}

## The JSON library of scmictl in the guest.

download_json()
{
	VERSION=$(newest libjson-c-dev:arm64)
	say "$VERSION: downloading (100 kB)"
	DOWNLOAD=$CACHE/download/json_$VERSION
	mkdir -p "$DOWNLOAD"
	[ -n "$VERSION" ] && download "libjson-c-dev:arm64=$VERSION"
}

get_json()
{
	suite "$(host_codename)" deb arm64
	with_lists download_json || return 0
	PART=$CACHE/json/$VERSION-$(recipe unpack_json)
	cached "$PART" json-unpack unpack_json "$DOWNLOAD"
}

unpack_json()
{
	dpkg-deb --fsys-tarfile "$2"/libjson-c-dev_*.deb | tar -xC "$1"
}

## Debian source packages.

# Versions that the lists name may be gone from the mirror, so each is tried, the newest first.
download_newest_source()
{
	for VERSION in $(newest_sources "$1"); do
		say "$VERSION: downloading (10 MB)"
		DOWNLOAD=$CACHE/download/$1_$VERSION
		mkdir -p "$DOWNLOAD"
		download_source "$1=$VERSION" && return
	done
	return 1
}

get_source()
{
	suite "$2" deb-src amd64
	with_lists download_newest_source "$1" || return 0
	PART=$CACHE/source/$1_$VERSION-$(recipe unpack_source)
	cached "$PART" "$1-unpack" unpack_source "$DOWNLOAD"
}

unpack_source()
{
	dpkg-source --no-check -x "$2"/*.dsc "$1/source"
}

## TF-A: its images do not depend on OP-TEE, so they are foreign parts too.

tfa()
{
	local source

	step "TF-A"
	want_part tf-a get_source arm-trusted-firmware trixie
	source=$PART/source
	TFA=$CACHE/tf-a/$VERSION-$(recipe build_tfa)
	[ -d "$TFA" ] || say "$VERSION: building (10 seconds)"
	cached "$TFA" tf-a build_tfa "$source"
	say "$VERSION"
}

build_tfa()
{
	# TF-A wants the OP-TEE images named even where it only builds its own
	touch "$1"/{header,pager,pageable}.bin
	make -C "$2" -j2 PLAT=qemu SPD=opteed BUILD_BASE="$1/build" \
		BL32="$1/header.bin" BL32_EXTRA1="$1/pager.bin" BL32_EXTRA2="$1/pageable.bin" \
		BL32_RAM_LOCATION=tdram QEMU_USE_GIC_DRIVER=QEMU_GICV3 \
		ARM_LINUX_KERNEL_AS_BL33=1 PRELOADED_BL33_BASE="$KERNEL_ADDRESS" bl1 bl2 bl31
	mv "$1"/build/qemu/release/bl{1,2,31}.bin "$1"
	rm -r "$1"/{build,header.bin,pager.bin,pageable.bin}
}
