/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * Tests as tables: what agents send to a board, and what has to come back, as words written by
 * hand.
 *
 * A case is a row that begins a fresh board, and the rows that go on from there. Each case runs
 * three times: through scmi_server_process(), and through a channel in MSG and in SMT layout. Every
 * buffer is a heap block of exactly its size. A request that is refused must have changed nothing.
 */
#ifndef UNIT_HARNESS_H
#define UNIT_HARNESS_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <scmi/board.h>

/* Status codes as words, section 4.1.4 of the specification */
#define SUCCESS			0u
#define NOT_SUPPORTED		0xffffffffu
#define INVALID_PARAMETERS	0xfffffffeu
#define DENIED			0xfffffffdu
#define NOT_FOUND		0xfffffffcu
#define OUT_OF_RANGE		0xfffffffbu
#define BUSY			0xfffffffau
#define COMMS_ERROR		0xfffffff9u
#define GENERIC_ERROR		0xfffffff8u
#define HARDWARE_ERROR		0xfffffff7u
#define PROTOCOL_ERROR		0xfffffff6u
#define IN_USE			0xfffffff5u

/* Message headers of commands: protocol in bits 17:10, token 0 */
#define BASE(message)		(0x4000u | (message))
#define POWER(message)		(0x4400u | (message))
#define SYSTEM(message)		(0x4800u | (message))
#define CLOCK(message)		(0x5000u | (message))
#define RESET_DOMAIN(message)	(0x5800u | (message))
#define PERFORMANCE(message)	(0x4c00u | (message))
#define VOLTAGE(message)	(0x5c00u | (message))
#define SENSOR(message)		(0x5400u | (message))
#define POWERCAP(message)	(0x6000u | (message))
#define PINCTRL(message)	(0x6400u | (message))
#define TOKEN(token)		((uint32_t)(token) << 18)
/* ... and of notifications: type 3 in bits 9:8 */
#define BASE_EVENT(message)	(0x4300u | (message))
#define POWER_EVENT(message)	(0x4700u | (message))
#define SYSTEM_EVENT(message)	(0x4b00u | (message))
#define CLOCK_EVENT(message)	(0x5300u | (message))
#define RESET_DOMAIN_EVENT(message) (0x5b00u | (message))
#define PERFORMANCE_EVENT(message) (0x4f00u | (message))
#define SENSOR_EVENT(message)	(0x5700u | (message))
#define POWERCAP_EVENT(message)	(0x6300u | (message))

/* Four characters of a text in a reply */
#define C4(a, b, c, d)										\
	((uint32_t)(a) | (uint32_t)(b) << 8 | (uint32_t)(c) << 16 | (uint32_t)(d) << 24)

struct words {
	size_t count;
	const uint32_t *word;
};

#define WORDS(...)	{ sizeof((const uint32_t[]){ __VA_ARGS__ }) / sizeof(uint32_t),		\
			  (const uint32_t[]){ __VA_ARGS__ } }
#define NOTHING		{ 0, NULL }

struct step {
	const char *name;	/* of the case that begins here, on a fresh board */
	int line;
	unsigned int agent;
	size_t room;		/* for the reply, in bytes; 0: plenty */
	struct words request;	/* nothing: the next event is taken */
	struct words answer;	/* status and payload, or the whole event */
	const char *view;	/* instead: a line that scmi_board_view() has to show */
	uint64_t time;		/* instead: the board's time goes on to here, in microseconds */
};

#define CASE(name, agent, request, answer)	{ name, __LINE__, agent, 0, request, answer, NULL, 0 }
#define THEN(agent, request, answer)		{ NULL, __LINE__, agent, 0, request, answer, NULL, 0 }
#define CASE_ROOM(name, agent, room, request, answer)						\
	{ name, __LINE__, agent, room, request, answer, NULL, 0 }
#define ROOM(agent, room, request, answer)							\
	{ NULL, __LINE__, agent, room, request, answer, NULL, 0 }
#define EVENT(agent, words)			{ NULL, __LINE__, agent, 0, NOTHING, words, NULL, 0 }
#define NO_EVENT(agent)				{ NULL, __LINE__, agent, 0, NOTHING, NOTHING, NULL, 0 }
#define VIEW(text)				{ NULL, __LINE__, 0, 0, NOTHING, NOTHING, text, 0 }
#define TIME(us)				{ NULL, __LINE__, 0, 0, NOTHING, NOTHING, NULL, us }

/* The board of the cases, see setup_board(); "tests/unit/unit" unless a program sets another one */
extern const char *unit_board;

/* The board of the cases, see setup_board(); "tests/unit/unit" unless a program sets another one */
extern const char *unit_board;

/* Tests are added to the program's list, then run. @steps have to begin with a case. */
void add_cases(const struct step *steps, size_t count);
/* @row becomes the test's state */
void add_row(const char *name, CMUnitTestFunction function, const void *row);
int run_program(const char *group);

#define ADD_CASES(steps)	add_cases(steps, sizeof(steps) / sizeof((steps)[0]))
#define ADD_TEST(name, function) add_row(name, function, NULL)

/* A board in memory of its own */

struct setup {
	struct scmi_board board;
	void *fdt;
	void *memory;
};

/* @name: a device tree of tests/unit or boards, such as "tests/unit/unit" */
struct setup *setup_board(const char *name);
void teardown_board(struct setup *setup);

/* The contents of a file, in a heap block of exactly its size */
void *read_file(const char *path, size_t *size);
/* The device tree of a board */
void *read_board(const char *name, size_t *size);

/* A server with one protocol, which has one resource, and agents that see it */
struct lone_server {
	struct scmi_protocol_instance instance;
	struct scmi_view_entry entry;
	struct scmi_agent agents[2];
	struct scmi_agent_state states[2];
	struct scmi_server server;
};

void set_up_lone(struct lone_server *lone, unsigned int agents, enum scmi_protocol_id id,
		 const struct scmi_protocol *protocol, const void *config, uint16_t permissions);

/* Start a server with one protocol, which has one resource, and an agent that does not see it */
int start_server(const struct scmi_protocol *protocol, const void *config);
/* A protocol's array of configurations, with none of which a server starts */
void refused_by_server(const struct scmi_protocol *protocol, const void *configs, size_t size,
		       size_t count);
#define REFUSED_BY_SERVER(protocol, configs)						\
	refused_by_server(&(protocol), configs, sizeof((configs)[0]),			\
			  sizeof(configs) / sizeof((configs)[0]))

/* Ways to hand over a message */
enum way {
	WAY_DIRECT,
	WAY_MSG,
	WAY_SMT,
	WAYS,
};

extern const char *const way_names[WAYS];

/* One message; returns a heap block with the reply, its size in *reply_size */
uint8_t *exchange(enum way way, struct scmi_server *server, unsigned int agent,
		  const uint8_t *request, size_t size, size_t room, size_t *reply_size);
/* The same for words: at most @max are stored at @reply; returns how many there are */
size_t exchange_words(struct scmi_server *server, unsigned int agent, const uint32_t *request,
		      size_t count, uint32_t *reply, size_t max);

#define SEND(server, agent, reply, ...)								\
	exchange_words(server, agent, (const uint32_t[]){ __VA_ARGS__ },			\
		       sizeof((const uint32_t[]){ __VA_ARGS__ }) / sizeof(uint32_t),		\
		       reply, sizeof(reply) / sizeof((reply)[0]))

void put_word(uint8_t *bytes, uint32_t word);
uint32_t get_word(const uint8_t *bytes);

/* What must not change when a request is refused */
struct snapshot {
	char text[4096];
	size_t text_size;
	struct scmi_agent_state agents[SCMI_MAX_AGENTS];
	struct scmi_clock_state clocks[64];
	unsigned int clock_count;
	uint8_t others[8192];	/* states of the resources of other protocols */
};

void take_snapshot(const struct scmi_board *board, struct snapshot *snapshot);
/* NULL, or what has changed */
const char *snapshot_difference(const struct scmi_board *board, const struct snapshot *before);

#endif /* UNIT_HARNESS_H */
