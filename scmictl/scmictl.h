/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * Inside scmictl. A command makes a JSON object of what it has found or done; that is printed as it is
 * (--json), or by the command's print function as text, so that both say the same.
 */
#ifndef SCMICTL_H
#define SCMICTL_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include <json-c/json.h>

#include <scmi/agent.h>

#define SCMICTL_VERSION	"0.1"
#define COUNT(array)	(sizeof(array) / sizeof((array)[0]))

enum exit_code {
	EXIT_OK,
	EXIT_INTERNAL,
	EXIT_USAGE,
	EXIT_TRANSPORT,
	EXIT_MALFORMED,
	EXIT_STATUS,
	EXIT_NO_SUCH,
	EXIT_VERSION,
	EXIT_CODES,
};

struct tool;

struct command {
	const char *object;
	const char *verb;	/* NULL: the object stands alone */
	const char *arguments;	/* "CLOCK [RATE]": words of capitals are completed by their meaning */
	const char *summary;
	const char *detail;	/* more sentences for help and man page, or NULL */
	const char *options;	/* short names of options that only some commands take, or NULL */
	bool no_transport;	/* works without a server */
	int (*run)(struct tool *tool, int argc, char **argv);
	void (*print)(const struct tool *tool, json_object *out);
};

struct option_words {
	char letter;
	const char *name;
	const char *argument;	/* or NULL */
	const char *summary;
	bool general;		/* of all commands */
};

extern const struct command commands[];
extern const size_t command_count;
extern const struct option_words options[];
extern const size_t option_count;
extern const char *const exit_texts[EXIT_CODES];

struct tool {
	const char *transport;		/* "board:FILE", or NULL for the default */
	const char *rounding;
	unsigned int agent;
	bool json;
	bool exact;
	bool color;
	const struct command *command;
	json_object *out;

	struct scmi_link link;
	struct scmi_link_config config;
	struct board_transport *board;
	char transport_name[4096];

	/* What went wrong */
	int code;
	char message[1024];
	char hint[256];
	struct scmi_result result;
};

/* Errors: all return the exit code, so that `return fail(...)` does */
int fail(struct tool *tool, enum exit_code code, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
/* What to do about the error that was just told */
int hint(struct tool *tool, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* 0 for a good result; @what names the thing that was asked for */
int check(struct tool *tool, struct scmi_result result, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

static inline bool is_refusal(struct scmi_result result)
{
	return result.kind == SCMI_RESULT_STATUS;
}

/* The transport */
int open_transport(struct tool *tool);
void close_transport(struct tool *tool);

/* JSON */
void put_text(json_object *object, const char *key, const char *text);
void put_number(json_object *object, const char *key, uint64_t number);
void put_bool(json_object *object, const char *key, bool value);
void put_version(json_object *object, const char *key, uint32_t version);
json_object *get(json_object *object, const char *key);
const char *get_text(json_object *object, const char *key);
uint64_t get_number(json_object *object, const char *key);

/* Numbers with units; a unit is that of the message table: "Hz", "us", or NULL */
bool parse_quantity(const char *text, const char *unit, bool *negative, uint64_t *value);
bool parse_number(const char *text, uint64_t max, uint64_t *value);
void format_quantity(char *text, size_t size, uint64_t value, const char *unit, bool exact);

/* Text */
enum format {
	FORMAT_TEXT,
	FORMAT_NUMBER,
	FORMAT_HEX,
	FORMAT_HERTZ,
	FORMAT_MICROSECONDS,
	FORMAT_PERCENT,
	FORMAT_DEGREES,
	FORMAT_ON,		/* on or off */
	FORMAT_YES,		/* yes or no */
	FORMAT_NAME,		/* the name in an object, or its number */
	FORMAT_NAMES,		/* those of an array of objects */
	FORMAT_TRUE_KEYS,	/* keys of an object whose values are true */
};

struct column {
	const char *key, *heading;
	enum format format;
};

void print_table(const struct tool *tool, json_object *rows, const struct column *columns,
		 size_t count);
void print_record(const struct tool *tool, json_object *record, const struct column *columns,
		  size_t count);
void format_value(const struct tool *tool, char *text, size_t size, json_object *value,
		  enum format format);
const char *bold(const struct tool *tool, bool on);

/* Words for the user */
const struct command *find_command(const char *object, const char *verb);
bool object_exists(const char *object);
/* How many words a command's arguments can be */
void count_arguments(const struct command *command, int *min, int *max);
int run_help(struct tool *tool, int argc, char **argv);
int run_man(struct tool *tool, int argc, char **argv);
int run_completion(struct tool *tool, int argc, char **argv);
int run_complete(struct tool *tool, int argc, char **argv);
int run_version(struct tool *tool, int argc, char **argv);
void print_written(const struct tool *tool, json_object *out);
void print_version(const struct tool *tool, json_object *out);
void write_help(FILE *to, const struct command *command);
void write_object_help(FILE *to, const char *object);
void write_overview_help(FILE *to);

/* Commands */
int run_overview(struct tool *tool, int argc, char **argv);
void print_overview(const struct tool *tool, json_object *out);
int run_base_show(struct tool *tool, int argc, char **argv);
void print_base_show(const struct tool *tool, json_object *out);
int run_base_agents(struct tool *tool, int argc, char **argv);
void print_base_agents(const struct tool *tool, json_object *out);
int run_base_protocols(struct tool *tool, int argc, char **argv);
void print_base_protocols(const struct tool *tool, json_object *out);
int run_base_permissions(struct tool *tool, int argc, char **argv);
void print_base_permissions(const struct tool *tool, json_object *out);
int run_base_reset(struct tool *tool, int argc, char **argv);
void print_base_reset(const struct tool *tool, json_object *out);
int run_clock_list(struct tool *tool, int argc, char **argv);
void print_clock_list(const struct tool *tool, json_object *out);
int run_clock_show(struct tool *tool, int argc, char **argv);
void print_clock_show(const struct tool *tool, json_object *out);
int run_clock_rates(struct tool *tool, int argc, char **argv);
void print_clock_rates(const struct tool *tool, json_object *out);
int run_clock_set_rate(struct tool *tool, int argc, char **argv);
int run_clock_enable(struct tool *tool, int argc, char **argv);
int run_clock_disable(struct tool *tool, int argc, char **argv);
int run_clock_parent(struct tool *tool, int argc, char **argv);
void print_clock_parent(const struct tool *tool, json_object *out);
int run_clock_duty_cycle(struct tool *tool, int argc, char **argv);
int run_clock_phase(struct tool *tool, int argc, char **argv);
void print_clock_value(const struct tool *tool, json_object *out);
int run_send(struct tool *tool, int argc, char **argv);
void print_send(const struct tool *tool, json_object *out);

/* What overview and completion need of the commands */
int discover(struct tool *tool, struct scmi_discovery *discovery);
int put_base(struct tool *tool, json_object *out);
int put_protocols(struct tool *tool, json_object *out);
int open_clocks(struct tool *tool, uint16_t *count);
int put_clocks(struct tool *tool, json_object *out);
/* The whole name of a clock */
struct scmi_result clock_name(struct tool *tool, uint32_t clock, char name[SCMI_NAME_SIZE]);

#endif /* SCMICTL_H */
