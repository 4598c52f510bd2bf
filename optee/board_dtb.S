/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * The board's flattened device tree.
 */
	.section .rodata.scmi_board_dtb, "a"
	.balign	8
	.global	scmi_board_dtb
scmi_board_dtb:
	.incbin	SCMI_OPTEE_BOARD_DTB
	.global	scmi_board_dtb_end
scmi_board_dtb_end:

	.section .note.GNU-stack, "", %progbits
