// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * Text into a buffer.
 */
#include "text.h"

void text_put(struct text *text, const char *string)
{
	for (; *string; string++) {
		if (text->length < text->size)
			text->bytes[text->length] = *string;
		text->length++;
	}
}

void text_put_number(struct text *text, uint64_t value, unsigned int base)
{
	char digits[21];
	char *first = &digits[20];

	*first = '\0';
	do {
		*--first = "0123456789abcdef"[value % base];
		value /= base;
	} while (value);
	text_put(text, first);
}

void text_put_signed(struct text *text, int64_t value)
{
	if (value < 0)
		text_put(text, "-");
	text_put_number(text, value < 0 ? -(uint64_t)value : (uint64_t)value, 10);
}
