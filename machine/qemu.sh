# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026 The scmi-optee authors
#
# The emulated hardware, and where in its memory things go.
# shellcheck shell=bash disable=SC2034

# acpi=off: with firmware loaded QEMU would swap a GPIO controller for an ACPI device, which the
# kernel, booted from a device tree, trips over.
QEMU=(qemu-system-aarch64 -machine "virt,secure=on,gic-version=3,acpi=off" -cpu cortex-a57
	-smp 2 -m 1057 -nic none -display none)
KERNEL_ADDRESS=0x60000000
INITRD_ADDRESS=0x68000000
