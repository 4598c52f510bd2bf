/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * A buffer of the normal world that stays mapped between calls.
 */
#ifndef SCMI_OPTEE_BUFFER_H
#define SCMI_OPTEE_BUFFER_H

#include <kernel/tee_ta_manager.h>
#include <mm/mobj.h>

struct scmi_buffer {
	struct mobj *mobj;	/* referenced and mapped; NULL: no buffer */
	void *va;
	size_t size;		/* bytes, at least PTA_SCMI_MIN_BUFFER_SIZE */
};

/*
 * Keep the memory of a call's parameter in place of what @buffer has kept. The object stays
 * registered until it is let go of: the normal world's request to unregister it waits for that.
 * On an error @buffer is what it was.
 *
 * TEE_ERROR_BAD_PARAMETERS: no memory, too small, too large, or not aligned to 4 bytes
 */
TEE_Result scmi_buffer_keep(struct scmi_buffer *buffer, const struct param_mem *memory);

/* Let go of the memory; nothing to do where there is none */
void scmi_buffer_drop(struct scmi_buffer *buffer);

#endif /* SCMI_OPTEE_BUFFER_H */
