// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * The paging helpers: for a list of any length, any place to begin at and any room, what is announced fits the
 * list and the room, and is never nothing while there is something left.
 *
 * Bounds: lists of as many entries as SCMI's counters can tell, entries of up to MAX_ENTRY bytes, rooms
 * of up to MAX_ROOM bytes; entries of different sizes are at least MIN_ENTRY bytes.
 */
// proves: prove_page lib/server/server.c
// proves: prove_page_of lib/server/server.c
// proves: prove_page_range lib/server/server.c
// unwind: 6
#include "../../lib/server/server.h"

#define MAX_ROOM	128
#define MAX_ENTRY	128
#define MIN_ENTRY	28
#define MAX_TOTAL	UINT16_MAX

_Bool nondet_bool(void);
uint32_t nondet_u32(void);
size_t nondet_size(void);

const struct scmi_protocol scmi_base_protocol;
static uint32_t reply[MAX_ROOM / 4];
static struct scmi_call call;
static size_t room;

void scmi_base_error(const struct scmi_call *call, int status)
{
}

/* The word that announces the list has room: the message table says so, and the dispatcher sees to it */
static void any_room(void)
{
	room = nondet_size();
	__CPROVER_assume(room >= 4 && room <= MAX_ROOM && room % 4 == 0);
	call.reply = reply + (MAX_ROOM - room) / 4;
	call.reply_end = reply + MAX_ROOM / 4;
}

static void check(int count, uint32_t total, uint32_t start, size_t size)
{
	if (count < 0) {
		__CPROVER_assert(count >= SCMI_IN_USE, "a status");
		return;
	}
	__CPROVER_assert(start <= total && (uint32_t)count <= total - start, "within the list");
	__CPROVER_assert(4 + (size_t)count * size <= room, "within the room");
	__CPROVER_assert(count || start == total, "something, while there is something left");
	__CPROVER_assert(count < 2, "REACHED: a page");
}

void prove_page(void)
{
	uint32_t total = nondet_u32(), start = nondet_u32();
	size_t size = nondet_size();

	any_room();
	__CPROVER_assume(total <= MAX_TOTAL && size >= 1 && size <= MAX_ENTRY);
	check(scmi_page(&call, total, start, size), total, start, size);
}

void prove_page_range(void)
{
	uint32_t total = nondet_u32(), start = nondet_u32();
	bool range = nondet_bool(), wide = nondet_bool();
	int count;

	any_room();
	__CPROVER_assume(total >= 1 && total <= MAX_TOTAL && (!range || total == 3));
	count = scmi_page_range(&call, total, start, wide ? 8 : 4, range);
	check(count, total, start, wide ? 8 : 4);
	__CPROVER_assert(count < 0 || !range || count == 3, "a range comes as a whole");
}

static size_t first_size, other_size;

static size_t size_of(const struct scmi_call *call, uint32_t index)
{
	return index % 2 ? first_size : other_size;
}

void prove_page_of(void)
{
	uint32_t total = nondet_u32(), start = nondet_u32(), i;
	size_t sum = 0;
	int count;

	any_room();
	first_size = nondet_size();
	other_size = nondet_size();
	__CPROVER_assume(total <= MAX_TOTAL && start < total);
	__CPROVER_assume(first_size >= MIN_ENTRY && first_size <= MAX_ENTRY);
	__CPROVER_assume(other_size >= MIN_ENTRY && other_size <= MAX_ENTRY);
	count = scmi_page_of(&call, total, start, size_of);
	check(count, total, start, 0);
	for (i = 0; count > 0 && i < (uint32_t)count; i++)
		sum += size_of(&call, start + i);
	__CPROVER_assert(count < 0 || 4 + sum <= room, "within the room");
}
