// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * What is kept is the memory object of a parameter that OP-TEE's core has already checked: its pages
 * are the normal world's, and offset and size lie within it. A reference and a mapping of our own
 * hold it from then on, so no address is ever taken from the normal world. Since an object is mapped
 * as a whole, its size is limited, or few sessions could use up OP-TEE's space for shared memory.
 */
#include <scmi/pta.h>

#include "buffer.h"

TEE_Result scmi_buffer_keep(struct scmi_buffer *buffer, const struct param_mem *memory)
{
	struct scmi_buffer next = { .mobj = memory->mobj, .size = memory->size };
	TEE_Result res = TEE_SUCCESS;

	if (!next.mobj || next.size < PTA_SCMI_MIN_BUFFER_SIZE ||
	    next.mobj->size > PTA_SCMI_MAX_BUFFER_SIZE)
		return TEE_ERROR_BAD_PARAMETERS;
	res = mobj_inc_map(next.mobj);
	if (res)
		return res;
	next.va = mobj_get_va(next.mobj, memory->offs, next.size);
	if (!next.va || (vaddr_t)next.va % sizeof(uint32_t)) {
		mobj_dec_map(next.mobj);
		return TEE_ERROR_BAD_PARAMETERS;
	}
	mobj_get(next.mobj);
	scmi_buffer_drop(buffer);
	*buffer = next;
	return TEE_SUCCESS;
}

void scmi_buffer_drop(struct scmi_buffer *buffer)
{
	if (buffer->mobj) {
		mobj_dec_map(buffer->mobj);
		mobj_put(buffer->mobj);
	}
	*buffer = (struct scmi_buffer){ };
}
