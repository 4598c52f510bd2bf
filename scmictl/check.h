/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * Inside `scmictl check`. A check is a row of a table with a function that sends messages and tells
 * what it finds. All messages pass a recorder, which judges what holds for each of them (the header
 * comes back as it was, there is a status, and so on) and keeps the last one for the findings.
 */
#ifndef SCMICTL_CHECK_H
#define SCMICTL_CHECK_H

#include <signal.h>

#include "bytes.h"
#include "describe.h"
#include "scmictl.h"

enum grade {
	GRADE_REMARK,	/* the specification leaves it open */
	GRADE_FAILURE,	/* the specification demands something else */
};

/* What a check needs besides a server */
#define NEEDS_WRITES		0x1u	/* it changes something, and changes it back */
#define NEEDS_DISRUPTION	0x2u	/* it could stop the system, were the server wrong */
#define NEEDS_EVENTS		0x4u	/* a transport that delivers notifications */
#define NEEDS_HEADERS		0x8u	/* a transport that carries any header */

#define NO_PROTOCOL		0u	/* about no protocol, but the transport */
#define EACH_PROTOCOL		1u	/* one check for each protocol */

struct checks;

struct check_row {
	const char *name;	/* "size": with its protocol, "clock.size" */
	uint8_t protocol;	/* or one of the above */
	uint8_t since;		/* version of the protocol; 0: any */
	uint8_t needs;
	/* What the section is about: the last message, unless one of these is there */
	uint8_t message;
	const char *section;
	const char *summary;	/* what has to hold */
	void (*run)(struct checks *c);
};

/* A list of rows, one for each file of checks */
struct check_list {
	const struct check_row *rows;
	size_t count;
};

extern const struct check_list transport_checks, generic_checks, list_checks, consistency_checks;
extern const struct check_list write_checks, change_checks, measured_checks, delayed_checks;

/* A protocol of the server */
struct checked {
	const struct scmi_protocol_words *words;
	uint32_t server;	/* the version it has ... */
	uint8_t version;	/* ... and the one in use; 0: the protocol is not there */
	bool agreed;		/* the one in use is older than the server's ... */
	bool newer;		/* ... or that is newer than what is known: replies may have more */
	uint32_t count;		/* of resources: domains, clocks, agents, pins; 0: it has none */
	uint32_t groups;	/* of pins */
};

typedef struct scmi_result subscribe_to(struct scmi_link *link, uint32_t id, bool enable);

/* A change to be taken back, or a subscription to be ended */
struct undo {
	struct scmi_result (*put_back)(struct scmi_link *link, uint32_t id, uint64_t value);
	subscribe_to *subscription;
	uint32_t id;
	uint64_t value;
};

#define MAX_UNDO	32
#define MAX_LIST	1024u	/* entries of a list that are looked at */
#define MANY_RESOURCES	256u	/* of a kind: what is beyond is not looked at */

struct checks {
	struct tool *tool;
	struct scmi_link *link;
	struct scmi_link_config transport;	/* below the recorder */
	struct checked protocols[SCMI_PROTOCOL_SLOTS];
	struct checked *protocol;		/* of the check that runs, or NULL */
	const struct check_row *row;
	char name[64];				/* of the check */

	/* The last message */
	uint8_t request[SCMI_LINK_MAX_SIZE];
	uint8_t reply[SCMI_LINK_MAX_SIZE];
	size_t request_size;
	size_t reply_size;			/* 0: there was none */

	/* What the check has come to */
	json_object *findings;
	uint64_t failures;
	uint64_t remarks;
	char skipped[128];			/* why there was nothing to check; or "" */
	bool told;				/* the recorder has told of the last message */

	uint64_t messages;
	unsigned int timeouts;
	bool gone;				/* the server answers no more */
	struct undo undo[MAX_UNDO];
	unsigned int undo_count;
	bool putting_back;			/* what is sent now is not for the checks */
	unsigned int left;			/* changes that could not be put back */
};

/*
 * Run the checks on the server that the tool's transport reaches; what comes of it is in tool->out
 */
int check_server(struct tool *tool, int argc, char **argv);
/* Put the recorder between the link and its transport */
void start_recorder(struct checks *c, struct tool *tool);

/* Set by a signal: nothing is sent any more but what puts back what was changed */
extern volatile sig_atomic_t check_interrupted;

/*
 * Tell that something is not as it has to be, or is worth a remark. The last message stands beside
 * it.
 */
void tell(struct checks *c, enum grade grade, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
/* The same where that message alone shows it, so that sending it again does */
void tell_message(struct checks *c, enum grade grade, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
/* There is nothing to check */
void skip(struct checks *c, const char *format, ...) __attribute__((format(printf, 2, 3)));

/*
 * Send a message. False where the server has not answered it properly, which is told already, or
 * the transport does not carry it; otherwise *@status is the answer.
 */
bool ask(struct checks *c, uint8_t protocol, uint8_t message, const uint8_t *payload, size_t size,
	 int *status);
/* The same with any header; the message is a whole one, of 4 bytes and more */
bool ask_as(struct checks *c, uint32_t header, const uint8_t *payload, size_t size, int *status);
/* What followed the status of the last reply */
const uint8_t *answer(const struct checks *c, size_t *size);

/*
 * Judge a refusal that was @wanted: acceptance is a failure, and so is another error if @strict.
 * What the words tell is what was sent: "%s: ..." of what was not refused.
 */
void want_refusal(struct checks *c, int status, int wanted, bool strict, const char *format, ...)
	__attribute__((format(printf, 5, 6)));
/*
 * A result of the agent library is as it should be; if not, that is told. @what names what was
 * asked.
 */
bool fine(struct checks *c, struct scmi_result result, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* Remember how to put back what is going to be changed */
void will_undo(struct checks *c, const struct undo *undo);
/* Whether it was changed. It will be put back unless that was refused: nothing else is sure. */
bool changed(struct checks *c, struct scmi_result result, const struct undo *undo);
/* Put all of it back */
void undo_all(struct checks *c);

/* The section about a message */
void section_of(char *text, size_t size, uint8_t protocol, uint8_t message);

/* Messages of the protocol under check */

/* It is a command that reads, and changes nothing */
bool reads(const struct scmi_message_words *message);
/* The server has it, as PROTOCOL_MESSAGE_ATTRIBUTES tells */
bool has_message(struct checks *c, uint8_t message);
/* The next command of the version in use, NULL at the end; starts with NULL */
const struct scmi_message_words *next_command(const struct checks *c,
					      const struct scmi_message_words *message);
/* The field of a request that says which resource it is about; NULL: none */
const struct scmi_field *resource_field(const struct scmi_message_words *message);
/* A request for resource @id, all else 0 but a state of the system, which is none; its size */
size_t build_request(const struct checks *c, const struct scmi_message_words *message, uint32_t id,
		     uint8_t *payload);
/* How many resources there are that a message can be about */
uint32_t count_for(const struct checks *c, const struct scmi_message_words *message);
/* For all of them that are looked at; once where the message is about none */
typedef void each_resource(struct checks *c, const struct scmi_message_words *message, uint32_t id);
void for_each_resource(struct checks *c, const struct scmi_message_words *message,
		       each_resource *what);
/* Judge the fields of the last reply, which was no error */
void judge_reply(struct checks *c, const struct scmi_message_words *message);

/* Changing something, and changing it back */

/* How many are looked at */
uint32_t resources(const struct checks *c);
/*
 * Set what is there: who may not do that may not set anything, and nothing has to be put back. True
 * where it may be changed; it will be put back then.
 */
bool may_change(struct checks *c, const struct undo *back);
/*
 * A clock's rate, which can be set and set again: it is described, so that nobody rounds it, and
 * the clock's permissions, where there are some, allow it
 */
bool can_set_rate(struct checks *c, uint32_t id, uint64_t *rate);
/* The number that a level goes by: its value, or its index where the domain says so */
uint32_t level_number(const struct checks *c, const struct scmi_performance_attributes *a,
		      const struct scmi_performance_level_info *level);

struct scmi_result rate_back(struct scmi_link *link, uint32_t id, uint64_t rate);
struct scmi_result level_back(struct scmi_link *link, uint32_t id, uint64_t level);
struct scmi_result voltage_back(struct scmi_link *link, uint32_t id, uint64_t level);
struct scmi_result cap_back(struct scmi_link *link, uint32_t id, uint64_t cap);

#endif /* SCMICTL_CHECK_H */
