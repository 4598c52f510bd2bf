/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * What checks of events have in common, which a server sends by itself.
 */
#ifndef SCMICTL_CHECK_EVENTS_H
#define SCMICTL_CHECK_EVENTS_H

#include "check.h"

#define NOTICE_TIME	500000u		/* microseconds that a notification may take */
#define SAMPLE_TIME	3000000u	/* ... until something measured is looked at again */

struct heard {
	bool any;			/* an event of the kind has come ... */
	uint64_t value;			/* ... the last one with this value */
};

/*
 * What an event is about: the kind, and where its value is. All of them have a function for that,
 * so that events of one kind can be awaited whatever they tell.
 */
struct event_words {
	enum scmi_event_kind kind;
	const char *name;		/* of the message */
	uint64_t (*value)(const struct scmi_agent_event *event);
};

/* Wait for an event about @id with the value *@wanted, NULL: with any; others are passed over */
bool await(struct checks *c, const struct event_words *words, uint32_t id, const uint64_t *wanted,
	   uint32_t timeout, struct heard *heard);
/* What has come until now is about something else */
void drain(struct checks *c);

/* Subscriptions: what is subscribed to is cancelled after the check, whatever comes of it */

bool subscribe(struct checks *c, subscribe_to *to, const char *what, uint32_t id);
/* Whether the subscription that @result is about has begun; @to ends it */
bool subscribed(struct checks *c, struct scmi_result result, subscribe_to *to, const char *what,
		uint32_t id);
bool unsubscribe(struct checks *c, subscribe_to *to, const char *what, uint32_t id);

/* One resource after the other, putting back what was changed; false: there is nothing to say */
bool check_each(struct checks *c, bool (*check)(struct checks *c, uint32_t id));

/* What is there now, and what an event tells of it */
bool rate_now(struct checks *c, uint32_t id, uint64_t *value);
bool cap_now(struct checks *c, uint32_t id, uint64_t *value);
bool count_readings(struct checks *c, uint32_t id, uint64_t *count);
uint64_t readings_told(const struct scmi_agent_event *event);
uint64_t rate_told(const struct scmi_agent_event *event);
uint64_t cap_told(const struct scmi_agent_event *event);

#endif /* SCMICTL_CHECK_EVENTS_H */
