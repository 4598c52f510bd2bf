/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * Little-endian words in bytes, whatever the machine's own order and alignment.
 */
#ifndef SCMI_WIRE_BYTES_H
#define SCMI_WIRE_BYTES_H

#include <stdint.h>

/* A word at any address: compilers for strict alignment make a call of a memcpy() of 4 bytes */
struct unaligned32 {
	uint32_t word;
} __attribute__((packed, may_alias));

/* A word between the machine's order and little-endian, either way */
static inline uint32_t swap32_le(uint32_t value)
{
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
	return __builtin_bswap32(value);
#else
	return value;
#endif
}

static inline uint32_t load32_le(const uint8_t *p)
{
	return swap32_le(((const struct unaligned32 *)p)->word);
}

static inline uint64_t load64_le(const uint8_t *p)
{
	return load32_le(p) | (uint64_t)load32_le(p + 4) << 32;
}

static inline void store32_le(uint8_t *p, uint32_t value)
{
	((struct unaligned32 *)p)->word = swap32_le(value);
}

static inline void store64_le(uint8_t *p, uint64_t value)
{
	store32_le(p, (uint32_t)value);
	store32_le(p + 4, (uint32_t)(value >> 32));
}

#endif /* SCMI_WIRE_BYTES_H */
