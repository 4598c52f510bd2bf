// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * Events: waiting for them, and subscribing to them.
 */
#include "check_events.h"

#define MAX_EVENTS	16u		/* that are passed over */

bool await(struct checks *c, const struct event_words *words, uint32_t id, const uint64_t *wanted,
	   uint32_t timeout, struct heard *heard)
{
	struct scmi_agent_event event;
	unsigned int i;

	*heard = (struct heard){ 0 };
	for (i = 0; i < MAX_EVENTS; i++) {
		struct scmi_result result = scmi_link_next_event(c->link, timeout, &event);

		if (result.kind == SCMI_RESULT_MALFORMED)
			tell(c, GRADE_FAILURE, "a notification: %s", scmi_result_text(result));
		if (!scmi_ok(result))
			return false;
		if (event.kind != words->kind || event.delayed || event.resource != id)
			continue;
		heard->any = true;
		heard->value = words->value(&event);
		if (!wanted || heard->value == *wanted)
			return true;
	}
	return false;
}

void drain(struct checks *c)
{
	struct scmi_agent_event event;
	unsigned int i;

	for (i = 0; i < MAX_EVENTS && scmi_ok(scmi_link_next_event(c->link, 0, &event)); i++)
		;
}

bool subscribed(struct checks *c, struct scmi_result result, subscribe_to *to, const char *what,
		uint32_t id)
{
	const struct undo unsubscribe = { .subscription = to, .id = id };

	return changed(c, result, &unsubscribe) ||
	       fine(c, result, "%s %u, which tells of it: a subscription", what, id);
}

bool subscribe(struct checks *c, subscribe_to *to, const char *what, uint32_t id)
{
	drain(c);
	return subscribed(c, to(c->link, id, true), to, what, id);
}

bool unsubscribe(struct checks *c, subscribe_to *to, const char *what, uint32_t id)
{
	bool done = fine(c, to(c->link, id, false), "%s %u: the end of a subscription", what, id);

	drain(c);
	return done;
}

bool check_each(struct checks *c, bool (*check)(struct checks *c, uint32_t id))
{
	bool any = false;
	uint32_t id;

	for (id = 0; id < resources(c); id++) {
		any |= check(c, id);
		undo_all(c);
	}
	return any || c->failures;
}
