/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * What must hold whatever agents send, for the fuzz targets and the unit tests:
 *
 * - A message changes what belongs to the agent that it is about, and nothing of other agents. That is the one
 *   that sends it, but the one it names where a trusted agent resets another or changes its permissions. Others
 *   may gain events. What an agent has set last is somebody else's once that one sets it.
 * - What is recorded as an agent's doing is what the message does, and is permitted.
 * - When all agents that have sent something were reset, and time has passed, all is as at the start. For one
 *   agent alone that holds but for what oracle_cut() cuts; for several, see oracle_left_behind().
 *
 * The board's memory is compared with a copy of it.
 */
#ifndef ORACLE_H
#define ORACLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <scmi/server.h>

struct oracle {
	const struct scmi_server *server;	/* as it is, in ... */
	const uint8_t *memory;			/* ... the board's memory */
	const uint8_t *before;			/* a copy of that, aligned to 8 bytes */
};

/* What the message of an agent has changed though it must not, NULL: nothing */
const char *oracle_wrong(const struct oracle *oracle, unsigned int agent_id, const uint8_t *request,
			 size_t size);

/*
 * Whether an agent that has just been reset may have left a clock or a performance domain behind, since what it
 * depends on is what another agent has set: hardware may refuse its rate, parent or level of the start, which then
 * stays and is nobody's (docs/architecture.md), or a divider has that rate by another divisor than at the start.
 */
bool oracle_left_behind(const struct oracle *oracle, unsigned int agent_id);

/*
 * What of the server is not as it was before, NULL: nothing. Versions count, but not what goes its own way:
 * what subscribers were told last, permissions, events that were lost; nor with @left_behind what agents have
 * in common.
 */
const char *oracle_different(const struct oracle *oracle, bool left_behind);

/*
 * Cut what does not come back out of a view of the board (scmi_board_view()): how often domains lost their
 * context and were reset, that nothing holds a domain in reset that has been reset as a whole, the state of
 * the system, and permissions. Returns the size of what is left.
 */
size_t oracle_cut(const struct scmi_server *server, char *text, size_t size);

#endif /* ORACLE_H */
