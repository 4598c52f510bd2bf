# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026 The scmi-optee authors
#
# Kernels that are built here, from Debian's source packages with the small configurations of
# machine/kernels/: those that no binary package for the host can stand in for. What is kept has the
# layout of unpacked kernel packages. Kernels are foreign parts and stay in the cache.
# shellcheck shell=bash disable=SC2034 # other scripts read the table

# Name: suite and source package.
declare -A BUILT_KERNELS=(
	[7.2]="sid linux-source-7.2"
	[6.1]="bookworm-security linux-source-6.1"
	[6.1-in-tree]="bookworm-security linux-source-6.1"
	[debug]="${KERNEL_SUITES[$(default_kernel)]} linux-source-6.12"
)

# The source package, and the version of the newest.
download_kernel_source()
{
	VERSION=$(newest "$1")
	[ -n "$VERSION" ] || return 1
	say "$VERSION: downloading (about 150 MB)"
	DOWNLOAD=$CACHE/download/linux_$VERSION
	mkdir -p "$DOWNLOAD"
	download "$1=$VERSION"
}

get_kernel_source()
{
	suite "$1" deb amd64,arm64
	with_lists download_kernel_source "$2" || return 0
	PART=$CACHE/source/$2_$VERSION-$(recipe unpack_kernel_source)
	cached "$PART" kernel-source unpack_kernel_source "$DOWNLOAD/$2_"*.deb
}

# The source is unpacked when it is built, and not kept.
unpack_kernel_source()
{
	ln "$2" "$1/source.deb"
}

# in_tree NAME: does the kernel have the driver in its own tree?
in_tree()
{
	[[ "$1" == *-in-tree ]]
}

# build_kernel NAME: from its source, in PART.
build_kernel()
{
	local name=$1 configs patches digest

	configs=("$ROOT/machine/kernels/"{common,$name}.config)
	patches=("$ROOT/linux/kernels/$name"/*.patch)
	[ -e "${patches[0]}" ] || patches=()
	if in_tree "$name"; then
		patches=("$BUILD/$name.patch")
		"$ROOT/linux/kernels/in-tree" "${name%-in-tree}" >"${patches[0]}"
	fi
	digest=$({
		declare -f make_kernel keep_kernel
		cat "${configs[@]}" "${patches[@]}"
	} | digest)
	LINUX=$CACHE/linux/$name-$VERSION-$digest
	[ -d "$LINUX" ] && return
	say "$VERSION: building (5 to 10 minutes on two processors, once)"
	watch_kernel "$LOGS/linux-$name.log" &
	# shellcheck disable=SC2064 # this one
	trap "kill $!" EXIT
	cached "$LINUX" "linux-$name" make_kernel "$PART/source.deb" "${configs[*]}" "${patches[*]}"
	kill $!
	trap - EXIT
}

# Files compiled so far, every half a minute. It has no children that would outlive it, since they
# would keep the locks.
watch_kernel()
{
	local never

	exec {never}<> <(:)
	while :; do
		read -rt 30 -u "$never" || say "$(grep -c '^  CC ' "$1") files compiled"
	done
}

make_kernel()
{
	local source=$1/source make=(make -C "$1/source" -j"$(nproc)" ARCH=arm64) patch

	mkdir "$source"
	dpkg-deb --fsys-tarfile "$2" | tar -xO --wildcards './usr/src/linux-source-*.tar.xz' |
		tar -xJ -C "$source" --strip-components 1
	for patch in $4; do
		patch -d "$source" -p1 <"$patch"
	done
	# shellcheck disable=SC2086 # lists of files
	cat $3 >"$source/wanted.config"
	"${make[@]}" KCONFIG_ALLCONFIG=wanted.config allnoconfig
	check_config "$source/wanted.config" "$source/.config"
	"${make[@]}" Image modules
	"${make[@]}" INSTALL_MOD_PATH="$1" DEPMOD=true modules_install
	keep_kernel "$1" "$source"
}

# check_config WANTED CONFIG: an option that has gone, or lacks what it depends on, is no silent loss.
# Of one that is wanted twice the last counts.
check_config()
{
	! tac "$1" | awk -F = '/^CONFIG_/ && !seen[$1]++' | grep -vxFf "$2" ||
		{ echo "the options above are not in the configuration" && return 1; }
}

# keep_kernel TO SOURCE: what is used of a built kernel: the image, the modules, what other modules
# are built against, and the private headers of the SCMI core.
keep_kernel()
{
	ls "$1/lib/modules" >"$1/release"
	rm -f "$1"/lib/modules/*/{build,source}
	depmod -b "$1" "$(cat "$1/release")"
	mv "$2/arch/arm64/boot/Image" "$1/Image"
	mkdir -p "$1/usr/src/headers"
	(cd "$2" && find Makefile .config Module.symvers include scripts arch/arm64/Makefile \
		arch/arm64/include drivers/firmware/arm_scmi -type f ! -name '*.o' ! -name '*.cmd' |
		tar -c -T - | tar -x -C "$1/usr/src/headers")
	mkdir -p "$1/drivers/firmware"
	mv "$1/usr/src/headers/drivers/firmware/arm_scmi" "$1/drivers/firmware"
	rm -rf "$2"
}
