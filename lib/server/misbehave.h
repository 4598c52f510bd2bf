/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * Misbehaving on request, for tests of agents and drivers: docs/misbehaviour.md.
 *
 * Who carries messages to the server calls these functions. In builds without SCMI_MISBEHAVE, which
 * are all but those of tests, they do nothing. With it there is one set of requests for the whole
 * program, whatever number of servers it has.
 */
#ifndef SCMI_SERVER_MISBEHAVE_H
#define SCMI_SERVER_MISBEHAVE_H

#include <scmi/server.h>

#ifdef SCMI_MISBEHAVE

/*
 * As scmi_server_process(), of which it changes what it has been asked to. Returns 0, too, where there
 * is to be no reply.
 */
size_t scmi_misbehave_process(struct scmi_server *server, unsigned int agent, const uint8_t *request,
			      size_t size, uint8_t *reply, size_t capacity);

/* The reply has been written: @size becomes what its receiver is told. Returns 0 or @failure. */
int scmi_misbehave_end(int failure, size_t *size);

/* The channel status of SMT that the agent is to see for @status */
uint32_t scmi_misbehave_channel_status(uint32_t status);

/* Let time pass. Not here, but in the program: the library knows no time. */
void scmi_misbehave_wait(uint32_t microseconds);

#else

static inline size_t scmi_misbehave_process(struct scmi_server *server, unsigned int agent,
					    const uint8_t *request, size_t size, uint8_t *reply,
					    size_t capacity)
{
	return scmi_server_process(server, agent, request, size, reply, capacity);
}

static inline int scmi_misbehave_end(int failure, size_t *size)
{
	(void)failure;
	(void)size;
	return 0;
}

static inline uint32_t scmi_misbehave_channel_status(uint32_t status)
{
	return status;
}

#endif

#endif /* SCMI_SERVER_MISBEHAVE_H */
