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
	EXIT_FAILED,
	EXIT_CODES,
};

/* How values become text */
enum format {
	FORMAT_TEXT,
	FORMAT_NUMBER,
	FORMAT_HEX,
	FORMAT_HERTZ,
	FORMAT_MICROSECONDS,
	FORMAT_MICROVOLTS,
	FORMAT_PERCENT,
	FORMAT_DEGREES,
	FORMAT_ON,		/* on or off */
	FORMAT_YES,		/* yes or no */
	FORMAT_NAME,		/* the name in an object, or its number */
	FORMAT_NAMES,		/* those of an array of objects */
	FORMAT_TRUE_KEYS,	/* keys of an object whose values are true */
	FORMAT_QUANTITY,	/* value, scale and unit in an object, or in those of an array */
	FORMAT_WORDS,		/* those of an array */
	FORMAT_KEYS,		/* keys and values of an object */
	FORMAT_RANGE,		/* min and max in an object */
	FORMAT_POWER_STATE,
	FORMAT_SYSTEM_STATE,
	FORMAT_MODE,		/* of a supply */
};

struct column {
	const char *key, *heading;
	enum format format;
};

struct tool;

struct kind;

struct command {
	const char *object;
	const struct kind *kind;	/* of resources that it is about, or NULL */
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
#define ROUNDINGS 3
extern const char *const roundings[ROUNDINGS];	/* by enum scmi_clock_rounding */

/* What decode and trace are asked for; NULL, 0: not told */
struct decode_options {
	const char *protocol, *message, *resource, *status;	/* filters */
	const char *format, *as, *pcapng;
	const char *assume[SCMI_PROTOCOL_SLOTS];
	size_t assume_count;
	uint64_t longer, slow;		/* microseconds */
	bool summary;			/* nothing but the table ... */
	bool table;			/* ... or that too */
};

struct tool {
	const char *transport;		/* "board:FILE", or NULL for the default */
	const char *rounding;
	uint64_t duration;		/* microseconds, as is ... */
	uint64_t interval;		/* ... this; 0: not told */
	unsigned int agent;
	bool json;
	bool exact;
	bool yes;
	bool writes, disruptive, list, tap;	/* of the command check, as is ... */
	const char *only;			/* ... this one, or NULL */
	bool once;
	bool color;
	char given[32];			/* letters of the options that not all commands take */
	struct decode_options decode;
	const struct command *command;
	json_object *out;
	enum format format;		/* of a property that is printed */

	struct scmi_link link;
	struct scmi_link_config config;
	struct board_transport *board;	/* NULL for others, whose time is everybody's */
	struct file_transport *file;
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
int board_open(struct tool *tool, const char *file);
/* A device tree, .dts or .dtb, into a block of @room bytes that is the caller's to free */
int read_device_tree(struct tool *tool, const char *name, void **fdt, size_t *size, size_t *room);
void board_close(struct tool *tool);
uint64_t board_time(const struct board_transport *b);
void board_pass_time(struct board_transport *b, uint64_t microseconds);

/* The whole terminal. Events are keys, or a signal's number below zero, which ends the use of it. */
enum {
	SCREEN_NOTHING = 0,	/* in time, or nothing of importance */
	SCREEN_ESCAPE = 27, SCREEN_DELETE = 127,
	SCREEN_RESIZED = 256, SCREEN_UP, SCREEN_DOWN, SCREEN_PAGE_UP, SCREEN_PAGE_DOWN, SCREEN_HOME,
	SCREEN_END,
};
#define SCREEN_WIDTH	80	/* of what does not tell */
#define SCREEN_HEIGHT	24
int screen_open(struct tool *tool);
void screen_close(int event);
int screen_wait(uint64_t deadline);
void screen_draw(const char *picture, size_t size);
void screen_size(int *width, int *height);

/* Text of others, which is made harmless */
void make_plain(char *text);

/* JSON; texts are made plain */
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
int run_list(struct tool *tool, int argc, char **argv);
void print_list(const struct tool *tool, json_object *out);
int run_show(struct tool *tool, int argc, char **argv);
void print_show(const struct tool *tool, json_object *out);
void print_change(const struct tool *tool, json_object *out);
void print_done(const struct tool *tool, json_object *out);
int run_clock_rates(struct tool *tool, int argc, char **argv);
int run_clock_set_rate(struct tool *tool, int argc, char **argv);
int run_clock_enable(struct tool *tool, int argc, char **argv);
int run_clock_disable(struct tool *tool, int argc, char **argv);
int run_clock_parent(struct tool *tool, int argc, char **argv);
int run_clock_duty_cycle(struct tool *tool, int argc, char **argv);
int run_clock_phase(struct tool *tool, int argc, char **argv);
int run_power_set(struct tool *tool, int argc, char **argv);
int run_system_show(struct tool *tool, int argc, char **argv);
int run_system_set(struct tool *tool, int argc, char **argv);
int run_performance_levels(struct tool *tool, int argc, char **argv);
int run_performance_set_level(struct tool *tool, int argc, char **argv);
int run_performance_set_limits(struct tool *tool, int argc, char **argv);
int run_sensor_enable(struct tool *tool, int argc, char **argv);
int run_sensor_disable(struct tool *tool, int argc, char **argv);
int run_sensor_set_interval(struct tool *tool, int argc, char **argv);
int run_sensor_trip(struct tool *tool, int argc, char **argv);
int run_sensor_watch(struct tool *tool, int argc, char **argv);
int run_reset_action(struct tool *tool, int argc, char **argv);
int run_voltage_levels(struct tool *tool, int argc, char **argv);
int run_voltage_set_level(struct tool *tool, int argc, char **argv);
int run_voltage_mode(struct tool *tool, int argc, char **argv);
int run_powercap_set_cap(struct tool *tool, int argc, char **argv);
int run_powercap_set_interval(struct tool *tool, int argc, char **argv);
int run_pin_set(struct tool *tool, int argc, char **argv);
int run_pin_own(struct tool *tool, int argc, char **argv);
int run_pin_permissions(struct tool *tool, int argc, char **argv);
int run_monitor(struct tool *tool, int argc, char **argv);
void print_clock_rates(const struct tool *tool, json_object *out);
void print_clock_parent(const struct tool *tool, json_object *out);
void print_system_show(const struct tool *tool, json_object *out);
void print_performance_levels(const struct tool *tool, json_object *out);
void print_sensor_trip(const struct tool *tool, json_object *out);
void print_sensor_watch(const struct tool *tool, json_object *out);
void print_voltage_levels(const struct tool *tool, json_object *out);
void print_pin_set(const struct tool *tool, json_object *out);
void print_monitor(const struct tool *tool, json_object *out);
int run_bench(struct tool *tool, int argc, char **argv);
void print_bench(const struct tool *tool, json_object *out);
int run_conformance(struct tool *tool, int argc, char **argv);
void print_conformance(const struct tool *tool, json_object *out);
int run_top(struct tool *tool, int argc, char **argv);
void print_top(const struct tool *tool, json_object *out);
int run_dt(struct tool *tool, int argc, char **argv);
void print_dt(const struct tool *tool, json_object *out);
int run_decode(struct tool *tool, int argc, char **argv);
void print_decode(const struct tool *tool, json_object *out);
int run_trace(struct tool *tool, int argc, char **argv);
int run_send(struct tool *tool, int argc, char **argv);
void print_send(const struct tool *tool, json_object *out);

/* What the overview needs of the commands */
int discover(struct tool *tool, struct scmi_discovery *discovery);
struct scmi_message_words;
struct scmi_field;

/* A message by name and fields, or in hexadecimal */
struct prepared {
	const struct scmi_message_words *message;	/* NULL: one without a description */
	uint8_t protocol;
	uint8_t id;
	uint8_t version;
	uint8_t payload[SCMI_LINK_MAX_SIZE];
	size_t size;
};

/* @argv is protocol, message, and fields */
int prepare_message(struct tool *tool, struct prepared *s, int argc, char **argv);
void put_payload(json_object *row, uint8_t protocol, const struct scmi_message_words *message,
		 struct tool *tool, const uint8_t *bytes, size_t size);
void print_payload(const struct tool *tool, json_object *row);
void put_hex(json_object *object, const char *key, const uint8_t *bytes, size_t size);
/* A message's fields, whether all are there, and what is left over */
void put_fields(json_object *object, const struct scmi_field *fields, uint8_t version,
		const uint8_t *bytes, size_t size);
/* The value of one of these fields */
void format_field(const struct tool *tool, char *value, size_t size, json_object *field);
int find_agent(struct tool *tool, const char *text, uint32_t *id);
int put_base(struct tool *tool, json_object *out);
int put_protocols(struct tool *tool, json_object *out);
int put_system(struct tool *tool, json_object *out);

/* Kinds of resources, which have the commands list and show in common */
struct kind {
	const char *object;	/* in commands: "power" */
	const char *what;	/* in messages: "power domain" */
	const char *key;	/* of the list in JSON: "power_domains" */
	uint8_t protocol;
	/* How many there are, and the whole name of one; the protocol is open */
	struct scmi_result (*count)(struct tool *tool, uint32_t *count);
	struct scmi_result (*name)(struct tool *tool, uint32_t id, char name[SCMI_NAME_SIZE]);
	int (*put)(struct tool *tool, json_object *row, uint32_t id);	/* for list and show */
	int (*put_details)(struct tool *tool, json_object *out, uint32_t id);	/* for show; or NULL */
	const struct column *columns;	/* of the list, the last one for errors, then an empty one */
	const struct column *record;	/* of show, then an empty one */
	void (*print_details)(const struct tool *tool, json_object *out);	/* or NULL */
};

extern const struct kind power_kind, performance_kind, clock_kind, sensor_kind, reset_kind;
extern const struct kind voltage_kind, powercap_kind, pin_kind, group_kind, function_kind;
extern const struct kind *const kinds[];
extern const size_t kind_count;

int open_kind(struct tool *tool, const struct kind *kind, uint32_t *count);
int put_reference(struct tool *tool, const struct kind *kind, json_object *reference, uint32_t id);
int find_resource(struct tool *tool, const struct kind *kind, const char *text, uint32_t *id);
int find_and_put(struct tool *tool, const struct kind *kind, const char *text, uint32_t *id);
int put_list(struct tool *tool, const struct kind *kind, json_object *out);
void print_kind(const struct tool *tool, const struct kind *kind, json_object *out);

/* Something about a resource that can be set */
struct property {
	const char *key, *name;	/* in JSON and in messages */
	enum format format;
	const char *verb;	/* of the command that shows what it can be */
	struct scmi_result (*get)(struct tool *tool, uint32_t id, json_object **value);
	struct scmi_result (*set)(struct tool *tool, uint32_t id, int64_t value);
};

int show_property(struct tool *tool, const struct kind *kind, const struct property *property,
		  const char *text);
int change(struct tool *tool, const struct kind *kind, const struct property *property,
	   const char *text, const char *wanted, int64_t value);
int put_done(struct tool *tool, const struct kind *kind, const char *text, struct scmi_result result,
	     const char *done);
int confirm(struct tool *tool, const char *what);

/* What a version, or a resource, does not have */
bool is_missing(struct scmi_result result);
int put_result(struct tool *tool, json_object *out, const char *key, struct scmi_result result,
	       json_object **value, const char *what, uint32_t id);
int find_word(const char *const *words, size_t count, const char *word);
json_object *new_quantity(int64_t value, int scale, const char *unit);
bool parse_decimal(const char *text, int scale, int64_t *value);
/* Let time go on: a board's own, or everybody's */
void pass_time(struct tool *tool, uint64_t microseconds);
uint64_t time_now(struct tool *tool);
uint64_t wall_time(void);	/* microseconds */

/* The name of a resource of a protocol whose functions have its name */
#define NAME_FUNCTION(protocol)								\
static struct scmi_result name_of(struct tool *tool, uint32_t id, char name[SCMI_NAME_SIZE]) \
{											\
	struct scmi_ ## protocol ## _attributes a;					\
	struct scmi_result result = scmi_ ## protocol ## _attributes_get(&tool->link, id, &a); \
											\
	if (!scmi_ok(result))								\
		return result;								\
	if (a.extended_name)								\
		result = scmi_ ## protocol ## _name_get(&tool->link, id, name);		\
	if (!a.extended_name || is_refusal(result)) {					\
		memcpy(name, a.name, SCMI_NAME_SIZE);					\
		result.kind = SCMI_RESULT_OK;						\
	}										\
	return result;									\
}

/* ... and how many there are of a protocol whose resources are domains */
#define COUNT_FUNCTION(protocol, member)						\
static struct scmi_result count_of(struct tool *tool, uint32_t *count)			\
{											\
	struct scmi_ ## protocol ## _protocol_attributes a = { 0 };			\
	struct scmi_result result = scmi_ ## protocol ## _protocol_attributes_get(&tool->link, &a); \
											\
	*count = a.member;								\
	return result;									\
}

#endif /* SCMICTL_H */
