/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * What OP-TEE's own server takes from the core of OP-TEE, in place of the core's headers. There is
 * one processor, and a lock that costs nothing: that of ours is not in lib/, and does not count.
 */
#ifndef CORE_H
#define CORE_H

#include <stdint.h>
#include <string.h>

#include <compiler.h>
#include <tee_api_defines.h>
#include <trace.h>
#include <types_ext.h>
#include <util.h>

typedef uint32_t TEE_Result;

struct io_pa_va {
	paddr_t pa;
	vaddr_t va;
};

#define U(number)	(number ## U)
#define READ_ONCE(word)	(*(const volatile __typeof__(word) *)&(word))

#define panic()		__builtin_trap()

static inline vaddr_t io_pa_or_va(struct io_pa_va *address, size_t size __unused)
{
	return address->va;
}

static inline paddr_t virt_to_phys(void *address)
{
	return (paddr_t)(uintptr_t)address;
}

static inline uint32_t cpu_spin_lock_xsave(unsigned int *lock __unused)
{
	return 0;
}

static inline void cpu_spin_unlock_xrestore(unsigned int *lock __unused,
					    uint32_t exceptions __unused)
{
}

static inline size_t get_core_pos(void)
{
	return 0;
}

static inline short thread_get_id(void)
{
	return 0;
}

#endif /* CORE_H */
