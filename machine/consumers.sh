# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026 The scmi-optee authors
#
# Linux's own users of the SCMI protocols that Debian's kernel leaves out, and what they and the tests
# need beside them: built as modules from the kernel's source. They are foreign parts, so they stay in
# the cache.
# shellcheck shell=bash disable=SC2034

# Where they are in the kernel's source, without .c.
CONSUMERS=(
	drivers/cpufreq/scmi-cpufreq
	drivers/firmware/arm_scmi/scmi_power_control
	drivers/hwmon/scmi-hwmon
	drivers/iio/common/scmi_sensors/scmi_iio
	drivers/pinctrl/pinctrl-scmi
	drivers/powercap/arm_scmi_powercap
	drivers/powercap/powercap_sys
	drivers/regulator/scmi-regulator
	drivers/regulator/virtual
)

# What the kernel package has for them.
CONSUMER_MODULES=(industrialio kfifo_buf cpufreq_userspace)

consumers()
{
	step "Linux's SCMI drivers"
	if [ -n "${BUILT_KERNELS[$KERNEL]:-}" ]; then
		CONSUMERS_DIR=$LINUX/lib/modules
		say "with the kernel"
		return
	fi
	CONSUMERS_DIR=$CACHE/consumers/$(basename "$LINUX")
	CONSUMERS_DIR+=-$({ declare -f build_consumers && declare -p CONSUMERS; } | digest)
	[ -d "$CONSUMERS_DIR" ] || say "building (10 seconds)"
	cached "$CONSUMERS_DIR" consumers build_consumers "$LINUX"
	say "$(cd "$CONSUMERS_DIR" && echo ./*.ko | sed 's,\./,,g')"
}

# powercap_sys can only be built in, so it names no licence; as a module it gets one beside it.
build_consumers()
{
	local consumer dir

	mkdir "$1/build"
	cd "$1/build" || return
	for consumer in "${CONSUMERS[@]}"; do
		dir=${consumer%/*}
		mkdir -p "$dir"
		cp "$2/$consumer.c" "$dir"
		echo "obj-m += ${consumer##*/}.o" >>"$dir/Kbuild"
		echo "obj-m += $dir/" >>Kbuild
	done
	cp "$2"/drivers/pinctrl/*.h drivers/pinctrl
	printf '#include <linux/module.h>\nMODULE_LICENSE("GPL");\n' >drivers/powercap/licence.c
	printf 'obj-m := %s\npowercap-y := %s\n' 'arm_scmi_powercap.o powercap.o' \
		'powercap_sys.o licence.o' >drivers/powercap/Kbuild
	make -C "$2/usr/src/headers" -j2 ARCH=arm64 M="$PWD" modules
	find . -name '*.ko' -exec "${CROSS_COMPILE}strip" --strip-debug {} + -exec mv -t "$1" {} +
	cd ..
	rm -r build
}
