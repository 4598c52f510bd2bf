/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * What the fuzz targets share: bytes of the input, a board that starts afresh in no time, and a word for
 * what must never happen.
 */
#ifndef FUZZ_H
#define FUZZ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <scmi/board.h>

/* Says what does not hold, with the place, and ends the program */
#define MUST(condition, ...)								\
	do {										\
		if (!(condition))							\
			fuzz_broken(__FILE__, __LINE__, #condition, __VA_ARGS__);	\
	} while (0)

void fuzz_broken(const char *file, int line, const char *condition, const char *format, ...)
	__attribute__((noreturn, format(printf, 4, 5)));

/* The input; it reads as zeroes behind its end */
struct fuzz_input {
	const uint8_t *bytes;
	size_t size;
};

uint8_t fuzz_u8(struct fuzz_input *input);
uint16_t fuzz_u16(struct fuzz_input *input);
uint32_t fuzz_u32(struct fuzz_input *input);
/* At most @size bytes, in a heap block of exactly as many as there are */
uint8_t *fuzz_block(struct fuzz_input *input, size_t size, size_t *got);

uint32_t fuzz_word(const uint8_t *bytes);
void fuzz_put_word(uint8_t *bytes, uint32_t word);

/*
 * The board that the targets drive, as it is after a fresh start. Its last agent may do nothing: all
 * permissions are taken from it.
 */
struct scmi_board *fuzz_board(void);
unsigned int fuzz_observer(const struct scmi_board *board);

/* The contents of a file, to be freed; ends the program if there are none */
void *fuzz_read(const char *path, size_t *size);

/* All that the server and the board remember, but for what waits to be taken by agents */
struct fuzz_memory;

/* What there is now; valid until the next call */
const struct fuzz_memory *fuzz_remember(struct scmi_board *board);
/* Whether nothing has changed since */
bool fuzz_unchanged(struct scmi_board *board, const struct fuzz_memory *memory);
/* Whether the hardware has not */
bool fuzz_hardware_unchanged(const struct scmi_board *board, const struct fuzz_memory *memory);
/* What an agent's message has changed since though it must not (oracle.h), NULL: nothing */
const char *fuzz_wrong(const struct scmi_board *board, const struct fuzz_memory *memory,
		       unsigned int agent, const uint8_t *request, size_t size);

/* Whether the agent has been reset since, and has left something behind (oracle.h) */
bool fuzz_left_behind(const struct scmi_board *board, const struct fuzz_memory *memory,
		      unsigned int agent);
/*
 * The agents that have sent something were reset: ends the program unless the board is as at the start, but
 * for what does not come back (oracle.h). Afterwards it is fresh.
 */
void fuzz_must_be_as_at_start(struct scmi_board *board, bool left_behind);

#endif /* FUZZ_H */
