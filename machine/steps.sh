# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026 The scmi-optee authors
#
# The steps of a build, in order. Each says where it is, and does nothing when nothing changed.
# shellcheck shell=bash

STOCK_MODULES=(optee scmi_transport_optee)
# A driver that asks for clocks and resets and does nothing else, for boards
BOARD_MODULES=(dwc3-of-simple)
FORMS=(dynamic static smt perproto badchannel fake)

kernel()
{
	step "Linux"
	if [ -n "${BUILT_KERNELS[$KERNEL]:-}" ]; then
		# shellcheck disable=SC2086 # suite and package
		want_part "linux-source-$KERNEL" get_kernel_source ${BUILT_KERNELS[$KERNEL]}
		build_kernel "$KERNEL"
	else
		want_part "linux-$KERNEL" get_kernel "$KERNEL"
		LINUX=$PART
	fi
	say "$VERSION"
	LINUX_VERSION=$VERSION
	LINUX_RELEASE=$(cat "$LINUX/release")
}

json()
{
	step "json-c"
	want_part "json-$(host_codename)" get_json
	say "$VERSION"
	JSON=$PART
}

busybox()
{
	step "busybox"
	want_part "busybox-$(host_codename)" get_busybox
	say "$VERSION"
	BUSYBOX=$PART/busybox
}

# trixie's release when the mirror has it, else sid's; OPTEE names one that must be had.
optee_source()
{
	step "OP-TEE's source"
	if [ "$OPTEE" != sid ]; then
		optional_part optee-os-trixie get_source optee-os trixie
		OPTEE_SUITE=trixie
	fi
	if [ "$OPTEE" = trixie ] && [ -z "$PART" ]; then
		say "trixie's ${VERSION:-release} cannot be had from the mirror now"
		exit 77
	fi
	if [ "$OPTEE" = sid ] || [ -z "$PART" ]; then
		[ "$OPTEE" = sid ] ||
			say "trixie's ${VERSION:-release} cannot be had from the mirror, taking sid's"
		want_part optee-os-sid get_source optee-os sid
		OPTEE_SUITE=sid
	fi
	say "$VERSION, from $OPTEE_SUITE"
	OPTEE_SOURCE=$PART/source
	OPTEE_VERSION=$VERSION
}

## The board: what the service controls, the device tree boards/BOARD.dts or the C files of the folder that
## boards/BOARD.platform names, and what Linux sees of it.

# platform_of BOARD: that folder, or nothing.
platform_of()
{
	local file=$ROOT/boards/$1.platform

	[ ! -e "$file" ] || echo "$ROOT/$(grep -v '^#' "$file")"
}

# options_of BOARD: settings of optee/sub.mk that the board needs, from boards/BOARD.options.
options_of()
{
	local file=$ROOT/boards/$1.options

	[ ! -e "$file" ] || grep -v '^#' "$file"
}

board()
{
	local state

	step "board $BOARD"
	BOARD_DIR=$BUILD/boards/$BOARD
	state=$(contents "$ROOT/boards" "$ROOT"/tests/machine/*.dtso)
	state+=-$(recipe build_board forms_of overlay_of)-${QEMU[*]}
	if ! fresh "$BOARD_DIR/stamp" "$state"; then
		mkdir -p "$BOARD_DIR"
		logged "board-$BOARD" build_board "$BOARD_DIR"
		stamp "$BOARD_DIR/stamp" "$state"
	fi
	say "device trees for the service and for Linux (forms $(forms_of "$BOARD"))"
}

# overlay_of BOARD FORM: what Linux sees, in a file of the board, or in one that needs no board.
overlay_of()
{
	local file=$ROOT/tests/machine/$2.dtso

	[ -e "$file" ] || file=$ROOT/boards/$1-linux.dtso
	echo "$file"
}

# forms_of BOARD: the ways of messages that a board has: the first, and those that it names.
forms_of()
{
	local form forms=("${FORMS[0]}")

	for form in "${FORMS[@]:1}"; do
		! grep -q "FORM_$form\>" "$(overlay_of "$1" "$form")" || forms+=("$form")
	done
	echo "${forms[*]}"
}

# The numbers of a SoC's clocks and resets come from the kernel's own headers.
build_board()
{
	local form bindings

	bindings=$(dirname "$(find "$LINUX/" -type d -path '*/include/dt-bindings' -print -quit)")
	[ -n "$(platform_of "$BOARD")" ] ||
		dtc -I dts -O dtb -o "$1/board.dtb" "$ROOT/boards/$BOARD.dts"
	"${QEMU[@]/acpi=off/acpi=off,dumpdtb=$1/qemu.dtb}"
	for form in $(forms_of "$BOARD"); do
		cpp -nostdinc -undef -x assembler-with-cpp -P -D "FORM_$form" -I "$bindings" \
			"$(overlay_of "$BOARD" "$form")" |
			dtc -@ -I dts -O dtb -o "$1/$form.dtbo"
		fdtoverlay -i "$1/qemu.dtb" -o "$1/linux-$form.dtb" "$1/$form.dtbo"
	done
}

## OP-TEE with the service in it, and the flash image: TF-A's first stage, then the rest as a FIP.
## Boards share the objects: they differ in the device tree that is linked in. A platform with a file
## stock.flags, settings of OP-TEE's, has OP-TEE's own server in place of ours.

optee()
{
	local state platform

	step "OP-TEE $OPTEE_VERSION"
	platform=$(platform_of "$BOARD")
	OPTEE_DIR=$BUILD/optee-$OPTEE_VERSION
	[ ! -e "$platform/stock.flags" ] || OPTEE_DIR+=-stock
	FLASH=$OPTEE_DIR/flash-$BOARD.bin
	state=$(contents "$ROOT"/{optee,lib,include} "${platform:-$BOARD_DIR/board.dtb}")
	state+=-$(recipe build_optee build_flash)-$(options_of "$BOARD")-$TFA
	if fresh "$FLASH.stamp" "$state"; then
		say "up to date"
		return
	fi
	if [ -d "$OPTEE_DIR" ]; then
		say "building what changed"
	else
		say "building (about a minute)"
	fi
	mkdir -p "$OPTEE_DIR"
	[ -n "$platform" ] || cp "$BOARD_DIR/board.dtb" "$OPTEE_DIR/board.dtb"
	logged "optee-$OPTEE_VERSION" build_optee "$OPTEE_DIR" "$platform"
	logged flash build_flash "$OPTEE_DIR"
	stamp "$FLASH.stamp" "$state"
}

build_optee()
{
	local make=(make -C "$OPTEE_SOURCE" -j2 O="$1" PLATFORM=vexpress-qemu_armv8a
		PYTHON3=/usr/bin/python3 CROSS_COMPILE64="$CROSS_COMPILE"
		CFG_ARM64_core=y CFG_ARM_GICV3=y CFG_USER_TA_TARGETS=ta_arm64
		CFG_BUILD_IN_TREE_TA=n CFG_PKCS11_TA=n CFG_DT_DRIVER_EMBEDDED_TEST=n)

	if [ -e "$2/stock.flags" ]; then
		mapfile -t -O "${#make[@]}" make <"$2/stock.flags"
		make=(env "core-platform-subdirs=$2" "${make[@]}")
	else
		make+=("CFG_SCMI_OPTEE_BOARD=$1/board.dtb" CFG_SCMI_OPTEE_BOARD_VIEW=y
			${2:+"SCMI_OPTEE_PLATFORM=vendor"}
			CFG_DRIVERS_CLK=y CFG_DRIVERS_CLK_DT=n CFG_SCMI_OPTEE_CLK=y
			CFG_DRIVERS_RSTCTRL=y CFG_SCMI_OPTEE_RSTCTRL=y
			CFG_DRIVERS_REGULATOR=y CFG_SCMI_OPTEE_REGULATOR=y)
		mapfile -t -O "${#make[@]}" make < <(options_of "$BOARD")
		make=(env "core-platform-subdirs=$ROOT/optee $2" "${make[@]}")
	fi
	"${make[@]}"
	misbehaves_as_meant "$1/core/tee.elf"
	serves_as_meant "$1/core/tee.elf"
}

# No service misbehaves on request but that of a board with the option.
misbehaves_as_meant()
{
	local symbols options

	symbols=$(nm "$1" | grep -c ' scmi_misbehave_' || true)
	options=$(options_of "$BOARD" | grep -c '^SCMI_OPTEE_MISBEHAVE=y$' || true)
	[ $((symbols > 0)) = "$options" ] || die "BOARD=$BOARD: $symbols symbols of misbehaviour in $1"
}

# Where a board's options name protocols, these and base are all that is linked.
serves_as_meant()
{
	local wanted linked

	wanted=$(options_of "$BOARD" | sed -n 's/^SCMI_OPTEE_PROTOCOLS=/base /p')
	[ -n "$wanted" ] || return 0
	linked=$(nm "$1" | sed -n 's/.* scmi_\([a-z]*\)_protocol$/\1/p' | sort | paste -sd ' ')
	[ "$linked" = "$wanted" ] || die "BOARD=$BOARD: protocols '$linked' in $1 instead of '$wanted'"
	size "$1"
}

build_flash()
{
	fiptool create --tb-fw "$TFA/bl2.bin" --soc-fw "$TFA/bl31.bin" \
		--tos-fw "$1/core/tee-header_v2.bin" --tos-fw-extra1 "$1/core/tee-pager_v2.bin" \
		--tos-fw-extra2 "$1/core/tee-pageable_v2.bin" "$1/fip.bin"
	cp "$TFA/bl1.bin" "$1/flash.new"
	dd if="$1/fip.bin" of="$1/flash.new" bs=64k seek=4 conv=notrunc
	mv "$1/flash.new" "$FLASH"
}

## Kernel modules, ours and those of the tests, built in a copy of their sources.

modules()
{
	local state

	step "kernel modules"
	MODULES=$BUILD/modules-$KERNEL-$LINUX_VERSION
	state=$(contents "$ROOT"/{linux,machine/modules,tests/modules,include})
	state+=-$(recipe build_modules)-$LINUX
	if fresh "$MODULES/stamp" "$state"; then
		say "up to date"
		return
	fi
	say "building"
	mkdir -p "$MODULES"
	logged modules build_modules "$MODULES"
	stamp "$MODULES/stamp" "$state"
}

build_modules()
{
	local dir dirs=()

	for dir in linux machine/modules tests/modules; do
		[ "$dir" = linux ] && in_tree "$KERNEL" || dirs+=("$dir")
	done
	cd "$ROOT" || return
	rsync -aR --delete --exclude='.*.cmd' --exclude='*.o' --exclude='*.ko' --exclude='*.mod' \
		--exclude='*.mod.c' linux machine/modules tests/modules include "$1"
	printf 'obj-m += %s/\n' "${dirs[@]}" >"$1/Kbuild"
	make -C "$LINUX/usr/src/headers" -j2 ARCH=arm64 M="$1" \
		SCMI_CORE_INCLUDE="$LINUX/drivers/firmware/arm_scmi" modules
}

## The initramfs: busybox, the modules and the guest's scripts.

initramfs()
{
	local state

	step "initramfs"
	INITRD=$BUILD/initramfs-$KERNEL-$LINUX_VERSION.cpio
	state=$(contents "$ROOT"/{machine/guest,tests/machine,docs/misbehaviour.md,bench/server,scmictl} \
		"$ROOT"/{lib/agent,lib/wire,include} \
		"$MODULES/stamp")
	state+=-$(recipe build_initramfs unpack_modules)-$JSON-$BUSYBOX-$LINUX-$CONSUMERS_DIR
	if ! fresh "$INITRD.stamp" "$state"; then
		logged initramfs build_initramfs "$BUILD/initramfs"
		stamp "$INITRD.stamp" "$state"
	fi
	say "$(($(stat -c %s "$INITRD") / 1024)) KiB"
}

# unpack_modules TO MODULE...: those of a kernel package, with all they depend on.
unpack_modules()
{
	local to=$1 name module
	shift

	for name in "$@"; do
		modprobe -d "$LINUX" -S "$LINUX_RELEASE" --show-depends "$name" |
			while read -r _ module _; do
				xz -dc "$module" >"$to/$(basename "$module" .xz)"
			done
	done
}

build_initramfs()
{
	local modules tool

	rm -rf "$1"
	mkdir -p "$1"/{bin,dev,proc,sys,tmp,tests} "$1/lib/modules/$LINUX_RELEASE"
	modules=$1/lib/modules/$LINUX_RELEASE
	cp "$BUSYBOX" "$1/bin/"
	cp "$ROOT"/machine/guest/* "$1/"
	cp "$ROOT"/tests/machine/*.sh "$ROOT/docs/misbehaviour.md" "$1/tests/"
	for tool in tee_probe start_kernel; do
		"${CROSS_COMPILE}gcc" -static -O2 -Wall -Wextra -Werror -I "$ROOT/include" \
			-I "$ROOT/bench/server" -o "$1/bin/$tool" "$ROOT/tests/machine/$tool.c"
	done
	make -s -C "$ROOT" scmictl-static SCMI_MISBEHAVE=y CC="${CROSS_COMPILE}gcc" JSON="$JSON" \
		TO="$1/bin/scmictl"
	[ -n "${BUILT_KERNELS[$KERNEL]:-}" ] ||
		unpack_modules "$modules" "${STOCK_MODULES[@]}" "${CONSUMER_MODULES[@]}" \
			"${BOARD_MODULES[@]}"
	find "$MODULES" "$CONSUMERS_DIR" -name '*.ko' -exec cp -t "$modules" {} +
	cp -t "$modules" "$LINUX/lib/modules/$LINUX_RELEASE"/modules.{builtin,order}
	depmod -b "$1" "$LINUX_RELEASE"
	(cd "$1" && find . | sort | cpio -o -H newc -R 0:0) >"$INITRD.new"
	mv "$INITRD.new" "$INITRD"
}

# Where machine/boot finds what was built.
describe()
{
	cat >"$1.new" <<-END
		LINUX=$LINUX
		LINUX_VERSION=$LINUX_VERSION
		IMAGE=$LINUX/Image
		INITRD=$INITRD
		OPTEE_VERSION=$OPTEE_VERSION
		FLASH=$FLASH
		BOARD_DIR=$BOARD_DIR
	END
	mv "$1.new" "$1"
}
