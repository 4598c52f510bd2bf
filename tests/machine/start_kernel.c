// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 *	start_kernel IMAGE ADDRESS INITRD
 *
 * Starts another kernel by kexec, as the first one was started: the image at the same physical address,
 * the initramfs where the device tree says, the device tree as the firmware has left it. Devices are shut
 * down as for a reboot. It does not return; when it fails it says why and exits with 2.
 *
 * For arm64, with kexec_load(2), which every kernel with CONFIG_KEXEC has.
 */
#include <errno.h>
#include <fcntl.h>
#include <linux/kexec.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/reboot.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#define CHOSEN		"/proc/device-tree/chosen/"
#define DEVICE_TREE	"/sys/firmware/fdt"
#define PAGE		4096ul

/* The Image's header: where the image wants to be, from a multiple of 2 MiB on, and how much it takes */
#define TEXT_OFFSET	8
#define IMAGE_SIZE	16

static void quit(const char *what)
{
	fprintf(stderr, "start_kernel: %s: %s\n", what, strerror(errno));
	exit(2);
}

static size_t round_up(size_t size)
{
	return (size + PAGE - 1) & ~(PAGE - 1);
}

/* A whole file, whatever size the file system tells */
static void *read_file(const char *name, size_t *size)
{
	size_t room = 1 << 20;
	char *data = malloc(room);
	int fd = open(name, O_RDONLY);
	ssize_t got = fd < 0 ? -1 : 1;

	for (*size = 0; data && got > 0; *size += got > 0 ? got : 0) {
		if (*size == room)
			data = realloc(data, room *= 2);
		if (data)
			got = read(fd, data + *size, room - *size);
	}
	if (!data || got < 0)
		quit(name);
	close(fd);
	return data;
}

/* A number of the device tree, of one cell or two */
static uint64_t read_cells(const char *name)
{
	uint64_t value = 0;
	size_t size, i;
	uint8_t *cells = read_file(name, &size);

	for (i = 0; i < size; i++)
		value = value << 8 | cells[i];
	return value;
}

static struct kexec_segment segment_of(const void *data, size_t size, uint64_t address, size_t room)
{
	struct kexec_segment segment = {
		.buf = data, .bufsz = size,
		.mem = (void *)(uintptr_t)address, .memsz = round_up(room > size ? room : size),
	};

	return segment;
}

/* What the boot protocol asks for: the device tree in x0, nothing in x1 to x3 */
static void fill_entry(uint32_t entry[12], uint64_t device_tree, uint64_t kernel)
{
	static const uint32_t code[] = {
		0x58000100,	/* ldr x0, the device tree */
		0xaa1f03e1,	/* mov x1, xzr */
		0xaa1f03e2,	/* mov x2, xzr */
		0xaa1f03e3,	/* mov x3, xzr */
		0x580000c4,	/* ldr x4, the kernel */
		0xd61f0080,	/* br x4 */
	};

	memcpy(entry, code, sizeof(code));
	memcpy(entry + 8, &device_tree, sizeof(device_tree));
	memcpy(entry + 10, &kernel, sizeof(kernel));
}

int main(int argc, char **argv)
{
	uint64_t base, initrd_start, initrd_end, kernel, text_offset, image_size;
	size_t image_bytes, initrd_bytes, tree_bytes;
	struct kexec_segment segments[4];
	uint32_t entry[12] = { 0 };
	void *image, *initrd, *tree;
	uint64_t tree_address, entry_address;

	if (argc != 4) {
		fprintf(stderr, "usage: start_kernel IMAGE ADDRESS INITRD\n");
		return 2;
	}
	image = read_file(argv[1], &image_bytes);
	base = strtoull(argv[2], NULL, 0);
	initrd = read_file(argv[3], &initrd_bytes);
	tree = read_file(DEVICE_TREE, &tree_bytes);
	initrd_start = read_cells(CHOSEN "linux,initrd-start");
	initrd_end = read_cells(CHOSEN "linux,initrd-end");
	if (image_bytes < 64 || initrd_bytes > initrd_end - initrd_start) {
		errno = EINVAL;
		quit("no kernel, or an initramfs larger than the first");
	}
	memcpy(&text_offset, (char *)image + TEXT_OFFSET, sizeof(text_offset));
	memcpy(&image_size, (char *)image + IMAGE_SIZE, sizeof(image_size));

	/* Behind the initramfs: the device tree, and what enters the kernel */
	kernel = base + text_offset;
	tree_address = (initrd_end + PAGE - 1) & ~(PAGE - 1);
	entry_address = tree_address + round_up(tree_bytes);
	fill_entry(entry, tree_address, kernel);

	segments[0] = segment_of(image, image_bytes, kernel, image_size);
	segments[1] = segment_of(initrd, initrd_bytes, initrd_start, initrd_end - initrd_start);
	segments[2] = segment_of(tree, tree_bytes, tree_address, tree_bytes);
	segments[3] = segment_of(entry, sizeof(entry), entry_address, sizeof(entry));
	if (syscall(SYS_kexec_load, entry_address, 4ul, segments, KEXEC_ARCH_DEFAULT))
		quit("kexec_load");
	sync();
	syscall(SYS_reboot, 0xfee1dead, 672274793, RB_KEXEC, NULL);
	quit("reboot");
}
