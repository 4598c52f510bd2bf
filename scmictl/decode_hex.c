// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * Messages in hexadecimal, header first. One message a line, in bytes or in words:
 *
 *	06140400 01000000
 *	06 14 04 00 01 00 00 00
 *	0x00041406 0x00000001		words, as a debugger shows them
 *	> 06140400...			a request, and < a reply; without, what fits
 *
 * or dumps of one message each, as hexdump -C, xxd and od -t x1 make them: a new one begins at offset 0.
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "bytes.h"
#include "decode.h"

/* What one line can be */
struct hex_line {
	enum direction direction;
	bool is_dump;
	size_t offset;
	const char *bytes;		/* what follows the offset */
	bool columns;			/* ends at two spaces, as xxd's */
};

static const char *skip_spaces(const char *c)
{
	while (isspace((unsigned char)*c))
		c++;
	return c;
}

static size_t count_digits(const char *c)
{
	size_t count = 0;

	while (isxdigit((unsigned char)c[count]))
		count++;
	return count;
}

/* hexdump's offsets have eight digits, od's seven in octal; both are followed by single bytes */
static bool find_offset(struct hex_line *line, const char *c)
{
	size_t digits = count_digits(c);
	const char *next = skip_spaces(c + digits);

	if (digits >= 4 && digits <= 8 && c[digits] == ':' && c[digits + 1] == ' ') {
		line->offset = strtoul(c, NULL, 16);
		line->bytes = c + digits + 1;
		line->columns = true;
		return true;
	}
	if ((digits != 7 && digits != 8) || (*next && count_digits(next) != 2))
		return false;
	/* One of eight digits alone may be a header, too: the reader knows better */
	line->offset = strtoul(c, NULL, digits == 7 ? 8 : 16);
	line->bytes = next;
	return digits == 7 || *next;
}

static void split(struct hex_line *line, const char *text)
{
	*line = (struct hex_line){ .direction = DIRECTION_UNKNOWN };
	text = skip_spaces(text);
	if (*text == '>' || *text == '<') {
		line->direction = *text == '>' ? DIRECTION_REQUEST : DIRECTION_REPLY;
		text = skip_spaces(text + 1);
	}
	line->bytes = text;
	line->is_dump = find_offset(line, text);
	if (line->is_dump)
		line->bytes = skip_spaces(line->bytes);
	else
		line->bytes = text;
}

static size_t header_size(const struct hex_reader *r)
{
	return r->headless ? 0 : SCMI_HEADER_SIZE;
}

static bool add_byte(struct hex_reader *r, unsigned int byte)
{
	if (r->size == header_size(r) + MAX_PAYLOAD)
		return false;
	r->bytes[r->size++] = (uint8_t)byte;
	return true;
}

/* Digits in the order of the bytes, or a number with 0x in front */
static bool add_token(struct hex_reader *r, const char *token, size_t digits, bool is_number)
{
	char pair[3] = "";
	uint32_t word;
	size_t i;

	if (is_number && digits != 2 && digits != 8)
		return false;
	if (is_number && digits == 8) {
		word = (uint32_t)strtoul(token, NULL, 16);
		for (i = 0; i < 4; i++) {
			if (!add_byte(r, word >> 8 * i & 0xff))
				return false;
		}
		return true;
	}
	if (!digits || digits % 2)
		return false;
	for (i = 0; i < digits; i += 2) {
		memcpy(pair, token + i, 2);
		if (!add_byte(r, (unsigned int)strtoul(pair, NULL, 16)))
			return false;
	}
	return true;
}

static bool ends(const struct hex_line *line, const char *c)
{
	return !*c || *c == '|' || *c == '#' || (line->columns && c[0] == ' ' && c[1] == ' ');
}

static bool add_bytes(struct hex_reader *r, const struct hex_line *line)
{
	const char *c = line->bytes;

	while (!ends(line, c)) {
		bool is_number = c[0] == '0' && (c[1] == 'x' || c[1] == 'X');
		const char *token = c + (is_number ? 2 : 0);
		size_t digits = count_digits(token);
		bool last;

		if (isspace((unsigned char)*c) || *c == ',' || *c == ':') {
			c++;
			continue;
		}
		c = token + digits;
		last = ends(line, c) || isspace((unsigned char)*c) || *c == ',' || *c == ':';
		if (!last || !add_token(r, token, digits, is_number))
			return false;
	}
	return true;
}

bool is_hex_line(const char *text)
{
	struct hex_reader *r = calloc(1, sizeof(*r));
	struct hex_line line;
	bool good;

	split(&line, text);
	good = add_bytes(r, &line) && r->size >= SCMI_HEADER_SIZE;
	free(r);
	return good;
}

static void start_message(struct hex_reader *r, const struct hex_line *line, unsigned int number)
{
	r->open = true;
	r->size = 0;
	memset(&r->record, 0, offsetof(struct record, payload));
	r->record.kind = RECORD_MESSAGE;
	r->record.line = number;
	r->record.time = NO_TIME;
	r->record.direction = line->direction;
	snprintf(r->record.channel, sizeof(r->record.channel), "hex");
}

static void damage(struct hex_reader *r, unsigned int number, const char *what)
{
	r->record.kind = RECORD_DAMAGED;
	r->record.line = number;
	snprintf(r->record.text, sizeof(r->record.text), "%s", what);
	decoder_feed(r->decoder, &r->record);
	r->open = false;
}

void finish_hex(struct hex_reader *r)
{
	size_t header = header_size(r);

	if (!r->open)
		return;
	if (r->size < header) {
		damage(r, r->record.line, "a message has a header of four bytes; this is shorter");
		return;
	}
	r->open = false;
	r->record.header = r->headless ? r->header : load32_le(r->bytes);
	if (r->headless && r->record.direction == DIRECTION_UNKNOWN)
		r->record.direction = r->direction;
	r->record.size = r->size - header;
	r->record.original = r->record.size;
	memcpy(r->record.payload, r->bytes + header, r->record.size);
	decoder_feed(r->decoder, &r->record);
}

/* Behind a dump its whole length may stand as an offset alone */
static bool is_end_of_dump(const struct hex_reader *r, const struct hex_line *line, const char *text)
{
	size_t digits = count_digits(skip_spaces(text));

	return r->open && r->offset && !*line->bytes && (digits == 7 || digits == 8);
}

void read_hex_line(struct hex_reader *r, const char *text, unsigned int number)
{
	struct hex_line line;

	split(&line, text);
	if (!*skip_spaces(text) || *skip_spaces(text) == '#') {
		finish_hex(r);
		return;
	}
	if (is_end_of_dump(r, &line, text) ||
	    (r->open && r->offset && !line.is_dump && count_digits(line.bytes) == 8 &&
	     !*skip_spaces(line.bytes + 8) && strtoul(line.bytes, NULL, 16) == r->offset)) {
		finish_hex(r);
		r->offset = 0;
		return;
	}
	if (!line.is_dump || !line.offset || !*line.bytes) {
		finish_hex(r);
		start_message(r, &line, number);
	} else if (!r->open || line.offset != r->offset) {
		finish_hex(r);
		damage(r, number, "a part of the dump is missing before this line");
		return;
	}
	if (!add_bytes(r, &line)) {
		damage(r, number, "this is no hexadecimal, or a byte is cut in two, or it is too long");
		return;
	}
	r->offset = line.is_dump ? r->size : 0;
	if (!line.is_dump)
		finish_hex(r);
}
