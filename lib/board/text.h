/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * Text into a buffer: what does not fit is counted all the same.
 */
#ifndef SCMI_BOARD_TEXT_H
#define SCMI_BOARD_TEXT_H

#include <stddef.h>
#include <stdint.h>

struct text {
	char *bytes;
	size_t size;
	size_t length;
};

void text_put(struct text *text, const char *string);
void text_put_number(struct text *text, uint64_t value, unsigned int base);
/* Decimal */
void text_put_signed(struct text *text, int64_t value);

#endif /* SCMI_BOARD_TEXT_H */
