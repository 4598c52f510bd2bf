// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * What clocks, reset controls and regulators of OP-TEE's frameworks have in common.
 */
#include <scmi_optee/frameworks.h>
#include <stdlib.h>
#include <string.h>
#include <trace.h>
#include <util.h>

#define MAX_NAME	63u

int scmi_optee_status(TEE_Result res)
{
	static const struct {
		TEE_Result res;
		int status;
	} statuses[] = {
		{ TEE_SUCCESS, SCMI_SUCCESS },
		{ TEE_ERROR_NOT_SUPPORTED, SCMI_NOT_SUPPORTED },
		{ TEE_ERROR_NOT_IMPLEMENTED, SCMI_NOT_SUPPORTED },
		{ TEE_ERROR_BAD_PARAMETERS, SCMI_INVALID_PARAMETERS },
		{ TEE_ERROR_ACCESS_DENIED, SCMI_DENIED },
		/* A clock that has to be off for what was asked, and is on */
		{ TEE_ERROR_BAD_STATE, SCMI_IN_USE },
		{ TEE_ERROR_BUSY, SCMI_BUSY },
		{ TEE_ERROR_TIMEOUT, SCMI_HARDWARE_ERROR },
		{ TEE_ERROR_COMMUNICATION, SCMI_HARDWARE_ERROR },
	};
	size_t i = 0;

	for (i = 0; i < ARRAY_SIZE(statuses); i++) {
		if (statuses[i].res == res)
			return statuses[i].status;
	}
	return SCMI_GENERIC_ERROR;
}

bool scmi_optee_memory(const char *kind, size_t count, size_t size, void *memory)
{
	void *zeroed = calloc(count, size);

	if (!zeroed)
		EMSG("SCMI %ss: no memory for %zu", kind, count);
	memcpy(memory, &zeroed, sizeof(zeroed));
	return zeroed;
}

bool scmi_optee_refuse(const char *kind, unsigned int index, const char *name, const char *reason)
{
	EMSG("SCMI %s %u (%s) refused: %s", kind, index, name ? name : "no name", reason);
	return false;
}

bool scmi_optee_check(const char *kind, unsigned int index, const void *device, const char *name)
{
	if (!device)
		return scmi_optee_refuse(kind, index, name, "the framework has no such device");
	if (!name || !name[0] || strlen(name) > MAX_NAME)
		return scmi_optee_refuse(kind, index, name, "its name has to be 1 to 63 characters");
	return true;
}
