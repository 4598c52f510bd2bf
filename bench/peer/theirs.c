// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * OP-TEE's own server with the platform of tests/stock, behind its border.
 */
#include <drivers/scmi-msg.h>
#include <drivers/scmi.h>

#include "send.h"

/* What tests/stock leaves to weak functions of the server: the platform's part is told by file */

int32_t plat_scmi_rd_autonomous(unsigned int channel_id __unused, unsigned int domain __unused,
				unsigned int state __unused)
{
	return SCMI_SUCCESS;
}

int32_t plat_scmi_voltd_levels_array(unsigned int channel_id __unused, unsigned int domain __unused,
				     size_t start __unused, long *levels __unused,
				     size_t *count __unused)
{
	return SCMI_NOT_SUPPORTED;
}

/* memcpy() of tests/stock */
void *platform_copy(void *to, const void *from, size_t size);
void *platform_copy(void *to, const void *from, size_t size)
{
	size_t i;

	for (i = 0; i < size; i++)
		((char *)to)[i] = ((const char *)from)[i];
	return to;
}

bool start(void)
{
	return true;
}

size_t exchange(void *request, size_t size, void *reply)
{
	size_t room = ROOM;

	if (scmi_msg_threaded_entry(0, request, size, reply, &room))
		return 0;
	return room;
}
