/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * The message tables (messages.h) as data, for tools: the names of messages, fields and bits, and what
 * their numbers mean. Servers and agents do not need it.
 *
 * A message is built field by field, by name, and read the same way:
 *
 *	scmi_build_init(&build, message->request, version, payload, sizeof(payload));
 *	scmi_build_set(&build, scmi_build_find(&build, "clock_id"), 1);
 *	send(payload, build.size);
 *
 *	scmi_read_init(&read, message->reply, version, payload, size);
 *	while (scmi_read_next(&read, &item))
 *		print(item.field->name, item.value);
 */
#ifndef SCMI_WIRE_DESCRIBE_H
#define SCMI_WIRE_DESCRIBE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <scmi/protocol.h>

enum scmi_field_form {
	SCMI_FIELD_END = 0,	/* a list of fields ends with one of these */
	SCMI_FIELD_NUMBER,
	SCMI_FIELD_BITS,	/* a part of the number before it */
	SCMI_FIELD_TEXT,
	SCMI_FIELD_ARRAY,	/* numbers up to the end, each with the bits that follow here */
	/* Brackets: the fields between repeat up to the end of the message ... */
	SCMI_FIELD_ENTRIES,
	SCMI_FIELD_ENTRIES_END,
	/* ... or are there only if bits of the same entry say so: the name is the condition */
	SCMI_FIELD_IF,
	SCMI_FIELD_IF_END,
};

struct scmi_field {
	const char *name;
	const char *kind;	/* what a number means, as in the table: "HERTZ"; or NULL */
	uint8_t form;		/* enum scmi_field_form */
	uint8_t size;		/* bytes of the number, the text, or an entry of the array */
	uint8_t since;		/* version that brought it, SCMI_VERSION(); 0: the message's */
	uint8_t until;		/* version that dropped it; 0: none */
	uint8_t high, low;	/* of bits */
};

struct scmi_message_words {
	const char *name;	/* the specification's, "CLOCK_RATE_SET" */
	const char *short_name;	/* the table's, "rate_set" */
	uint8_t id;
	uint8_t type;		/* enum scmi_message_type */
	uint8_t since;
	const struct scmi_field *request;	/* NULL unless it is a command */
	/* What follows the status of a reply or delayed response, or the header of a notification */
	const struct scmi_field *reply;
};

struct scmi_protocol_words {
	const char *name;	/* "clock" */
	uint8_t id;
	uint8_t count;
	const struct scmi_message_words *messages;
};

/* All protocols, and how many there are */
extern const struct scmi_protocol_words scmi_protocol_words[];
extern const size_t scmi_protocol_words_count;

/* NULL where there is none. Names are compared without regard to case, '-' is the same as '_'. */
const struct scmi_protocol_words *scmi_find_protocol(uint8_t id);
const struct scmi_protocol_words *scmi_find_protocol_by_name(const char *name);
const struct scmi_message_words *scmi_find_message(const struct scmi_protocol_words *protocol,
						   uint8_t id, enum scmi_message_type type);
/* A command by either of its names */
const struct scmi_message_words *scmi_find_command(const struct scmi_protocol_words *protocol,
						   const char *name);
/* Whether two names are the same, as above */
bool scmi_same_name(const char *a, const char *b);

/* The unit of a field's numbers: "Hz", "us"; NULL where they have none */
const char *scmi_field_unit(const struct scmi_field *field);
/* Whether its numbers are written in hexadecimal, and whether they are two's complement */
bool scmi_field_is_hex(const struct scmi_field *field);
bool scmi_field_is_signed(const struct scmi_field *field);
/* Whether a number fits a number field or bits */
bool scmi_field_takes(const struct scmi_field *field, bool negative, uint64_t magnitude);

/* Building a payload */

struct scmi_build {
	const struct scmi_field *fields;
	uint8_t *bytes;
	size_t size;		/* of the payload */
	uint8_t version;
};

/* Zeroes all fields that @version has. False where they do not fit @room bytes. */
bool scmi_build_init(struct scmi_build *build, const struct scmi_field *fields, uint8_t version,
		     uint8_t *bytes, size_t room);
/* A number or bits of this version, by name, NULL where there is none; texts and lists are not set */
const struct scmi_field *scmi_build_find(const struct scmi_build *build, const char *name);
/* Sets what scmi_build_find() has found to a number that it takes, negative ones in two's complement */
void scmi_build_set(struct scmi_build *build, const struct scmi_field *field, uint64_t value);

/* Reading a payload */

/* All but the last members are private */
struct scmi_read {
	const struct scmi_field *field;		/* the next one */
	const struct scmi_field *stop;		/* where to end before the end; NULL: nowhere */
	const struct scmi_field *repeat;	/* where the list being read begins */
	const struct scmi_field *start;		/* of the entry, or the message */
	const uint8_t *start_bytes;
	size_t start_size;
	uint64_t number;			/* the last one, for the bits that follow */
	uint64_t count;				/* of the list's entries, where it has been told */
	uint16_t index;				/* of the entry being read */
	uint8_t version;
	const uint8_t *bytes;			/* what is left of the payload ... */
	size_t size;				/* ... and its size */
	bool short_of_fields;			/* at the end: a field was missing, or not whole */
};

struct scmi_item {
	const struct scmi_field *field;	/* a number, bits, a text or an array */
	uint64_t value;			/* of all but texts; sign-extended where the field is signed */
	const uint8_t *text;		/* of texts: @text_size bytes, not terminated */
	size_t text_size;
	uint16_t index;			/* of the entry, where it belongs to a list */
	bool listed;
};

void scmi_read_init(struct scmi_read *read, const struct scmi_field *fields, uint8_t version,
		    const uint8_t *bytes, size_t size);
/* The next item; false at the end. What the fields do not cover is left in read->bytes then. */
bool scmi_read_next(struct scmi_read *read, struct scmi_item *item);

#endif /* SCMI_WIRE_DESCRIBE_H */
