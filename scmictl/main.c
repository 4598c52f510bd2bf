// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * From the command line to a command, and from its result to an exit code.
 */
#include <getopt.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "describe.h"
#include "scmictl.h"

/* Errors */

int fail(struct tool *tool, enum exit_code code, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(tool->message, sizeof(tool->message), format, arguments);
	va_end(arguments);
	tool->hint[0] = '\0';
	tool->result = (struct scmi_result){ 0 };
	tool->code = (int)code;
	return (int)code;
}

int hint(struct tool *tool, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(tool->hint, sizeof(tool->hint), format, arguments);
	va_end(arguments);
	return tool->code;
}

static enum exit_code code_of(struct scmi_result result)
{
	switch ((enum scmi_result_kind)result.kind) {
	case SCMI_RESULT_STATUS:
		return result.code == SCMI_NOT_FOUND ? EXIT_NO_SUCH : EXIT_STATUS;
	case SCMI_RESULT_MALFORMED:
		return EXIT_MALFORMED;
	case SCMI_RESULT_TRANSPORT:
	case SCMI_RESULT_TIMEOUT:
		return EXIT_TRANSPORT;
	case SCMI_RESULT_UNSENT:
		return result.code == SCMI_UNSENT_VERSION ? EXIT_VERSION : EXIT_USAGE;
	case SCMI_RESULT_OK:
		break;
	}
	return EXIT_OK;
}

int check(struct tool *tool, struct scmi_result result, const char *format, ...)
{
	char what[512];
	va_list arguments;

	if (scmi_ok(result))
		return EXIT_OK;
	va_start(arguments, format);
	vsnprintf(what, sizeof(what), format, arguments);
	va_end(arguments);
	if (result.kind == SCMI_RESULT_STATUS)
		fail(tool, code_of(result), "%s: %s (%s)", what, scmi_result_text(result),
		     scmi_status_name(result.code));
	else if (result.kind == SCMI_RESULT_TRANSPORT)
		fail(tool, code_of(result), "%s: %s: %s", what, scmi_result_text(result),
		     strerror(-result.code));
	else
		fail(tool, code_of(result), "%s: %s", what, scmi_result_text(result));
	tool->result = result;
	return tool->code;
}

static const char *message_name(struct scmi_result result)
{
	const struct scmi_protocol_words *protocol = scmi_find_protocol(result.protocol);
	const struct scmi_message_words *message = NULL;

	if (protocol)
		message = scmi_find_message(protocol, result.message, SCMI_COMMAND);
	return message ? message->name : NULL;
}

static json_object *error_json(const struct tool *tool)
{
	static const char *const kinds[EXIT_CODES] = {
		[EXIT_INTERNAL] = "internal", [EXIT_USAGE] = "usage", [EXIT_TRANSPORT] = "transport",
		[EXIT_MALFORMED] = "malformed", [EXIT_STATUS] = "status", [EXIT_NO_SUCH] = "no-such",
		[EXIT_VERSION] = "version", [EXIT_FAILED] = "failed",
	};
	json_object *out = json_object_new_object();
	json_object *error = json_object_new_object();
	const char *name = message_name(tool->result);

	put_number(error, "exit", (uint64_t)tool->code);
	put_text(error, "kind", kinds[tool->code]);
	put_text(error, "message", tool->message);
	if (tool->hint[0])
		put_text(error, "hint", tool->hint);
	if (tool->result.kind == SCMI_RESULT_STATUS) {
		put_text(error, "status", scmi_status_name(tool->result.code));
		json_object_object_add(error, "status_code", json_object_new_int(tool->result.code));
	}
	if (tool->result.kind != SCMI_RESULT_OK && name)
		put_text(error, "scmi_message", name);
	json_object_object_add(out, "error", error);
	return out;
}

static void print_json(json_object *out)
{
	puts(json_object_to_json_string_ext(out, JSON_C_TO_STRING_PRETTY | JSON_C_TO_STRING_SPACED |
					    JSON_C_TO_STRING_NOSLASHESCAPE));
}

static int report(struct tool *tool)
{
	if (tool->json) {
		json_object *error = error_json(tool);

		print_json(error);
		json_object_put(error);
		return tool->code;
	}
	fprintf(stderr, "scmictl: %s\n", tool->message);
	if (tool->hint[0])
		fprintf(stderr, "         %s\n", tool->hint);
	return tool->code;
}

/* Options */

const char *const roundings[ROUNDINGS] = {
	[SCMI_CLOCK_ROUND_DOWN] = "down",
	[SCMI_CLOCK_ROUND_UP] = "up",
	[SCMI_CLOCK_ROUND_NEAREST] = "nearest",
};

static void fill_getopt(struct option *list, char *letters)
{
	size_t i;

	/* A colon in front: a missing argument is told apart */
	*letters++ = ':';
	for (i = 0; i < option_count; i++) {
		list[i] = (struct option){
			.name = options[i].name,
			.has_arg = options[i].argument ? required_argument : no_argument,
			.val = options[i].letter,
		};
		*letters++ = options[i].letter;
		if (options[i].argument)
			*letters++ = ':';
	}
	*letters = '\0';
	list[option_count] = (struct option){ 0 };
}

static int take_time(struct tool *tool, const char *option, uint64_t *time)
{
	bool negative;

	if (parse_quantity(optarg, "us", &negative, time) && !negative && *time)
		return 0;
	return fail(tool, EXIT_USAGE, "%s: '%s' is no time such as 10s or 100ms", option, optarg);
}

static void note_option(struct tool *tool, int letter)
{
	size_t length = strlen(tool->given), i;

	for (i = 0; i < option_count; i++) {
		if (options[i].letter == letter && !options[i].general && length + 1 < sizeof(tool->given))
			tool->given[length++] = (char)letter;
	}
}

static int take_option(struct tool *tool, int letter, const char **instead, char **argv)
{
	uint64_t number;

	switch (letter) {
	case 't':
		tool->transport = optarg;
		return 0;
	case 'a':
		if (!parse_number(optarg, UINT32_MAX, &number))
			return fail(tool, EXIT_USAGE, "--agent: '%s' is no number", optarg);
		tool->agent = (unsigned int)number;
		return 0;
	case 'j':
		tool->json = true;
		return 0;
	case 'e':
		tool->exact = true;
		return 0;
	case 'r':
		tool->rounding = optarg;
		if (find_word(roundings, COUNT(roundings), optarg) >= 0)
			return 0;
		return fail(tool, EXIT_USAGE, "'%s' is not down, up or nearest", optarg);
	case 'd':
		return take_time(tool, "--for", &tool->duration);
	case 'i':
		return take_time(tool, "--every", &tool->interval);
	case 'o':
		tool->only = optarg;
		return 0;
	case 'w':
		tool->writes = true;
		return 0;
	case 'D':
		tool->disruptive = true;
		return 0;
	case 'l':
		tool->list = true;
		return 0;
	case 'p':
		tool->tap = true;
		return 0;
	case 'P':
		tool->decode.protocol = optarg;
		return 0;
	case 'M':
		tool->decode.message = optarg;
		return 0;
	case 'R':
		tool->decode.resource = optarg;
		return 0;
	case 'S':
		tool->decode.status = optarg;
		return 0;
	case 'L':
		return take_time(tool, "--longer", &tool->decode.longer);
	case 's':
		return take_time(tool, "--slow", &tool->decode.slow);
	case 'c':
		tool->decode.pcapng = optarg;
		return 0;
	case 'f':
		tool->decode.format = optarg;
		return 0;
	case 'A':
		tool->decode.as = optarg;
		return 0;
	case 'v':
		if (tool->decode.assume_count == COUNT(tool->decode.assume))
			return fail(tool, EXIT_USAGE, "--assume: there are not so many protocols");
		tool->decode.assume[tool->decode.assume_count++] = optarg;
		return 0;
	case 'u':
		tool->decode.summary = true;
		return 0;
	case '1':
		tool->once = true;
		return 0;
	case 'y':
		tool->yes = true;
		return 0;
	case 'h':
		*instead = "help";
		return 0;
	case 'V':
		*instead = "version";
		return 0;
	case ':':
		return fail(tool, EXIT_USAGE, "%s needs a value", argv[optind - 1]);
	}
	fail(tool, EXIT_USAGE, "there is no option %s", argv[optind - 1]);
	return hint(tool, "`scmictl help` lists them");
}

/* All options are read, so that --json holds for an error in an earlier one as well */
static int parse_options(struct tool *tool, int argc, char **argv, const char **instead)
{
	struct option *list = calloc(option_count + 1, sizeof(*list));
	char *letters = calloc(2 * option_count + 2, 1);
	int status = 0;
	int letter;

	fill_getopt(list, letters);
	opterr = 0;
	while ((letter = getopt_long(argc, argv, letters, list, NULL)) != -1) {
		int error = take_option(tool, letter, instead, argv);

		note_option(tool, letter);
		if (!status)
			status = error;
	}
	free(list);
	free(letters);
	return status;
}

/* Commands */

/* An option that is not for the command; NULL: there is none */
static const struct option_words *wrong_option(const struct tool *tool)
{
	const char *takes = tool->command->options ? tool->command->options : "";
	size_t i;

	for (i = 0; i < option_count; i++) {
		if (strchr(tool->given, options[i].letter) && !strchr(takes, options[i].letter))
			return &options[i];
	}
	return NULL;
}

static int check_usage(struct tool *tool, int argc)
{
	const struct option_words *wrong = wrong_option(tool);
	const struct command *c = tool->command;
	int min, max;

	count_arguments(c, &min, &max);
	if (argc < min || argc > max)
		fail(tool, EXIT_USAGE, "too %s arguments", argc < min ? "few" : "many");
	else if (wrong)
		fail(tool, EXIT_USAGE, "--%s is not for this command", wrong->name);
	else
		return 0;
	return hint(tool, "usage: scmictl %s%s%s%s%s", c->object, c->verb ? " " : "",
		    c->verb ? c->verb : "", *c->arguments ? " " : "", c->arguments);
}

static int find(struct tool *tool, int *argc, char ***argv)
{
	const char *object = *argc ? (*argv)[0] : "overview";
	const char *verb = *argc > 1 ? (*argv)[1] : NULL;

	tool->command = find_command(object, verb);
	if (!tool->command && !verb && object_exists(object)) {
		fail(tool, EXIT_USAGE, "%s needs a verb", object);
		return hint(tool, "`scmictl help %s` lists them", object);
	}
	if (!tool->command) {
		fail(tool, EXIT_USAGE, "there is no command '%s%s%s'", object, verb ? " " : "",
		     verb ? verb : "");
		return hint(tool, "`scmictl help` lists the commands");
	}
	if (*argc) {
		*argc -= 1 + (tool->command->verb != NULL);
		*argv += 1 + (tool->command->verb != NULL);
	}
	return check_usage(tool, *argc);
}

static int run(struct tool *tool, int argc, char **argv)
{
	int status = find(tool, &argc, &argv);

	if (!status && !tool->command->no_transport)
		status = open_transport(tool);
	if (!status)
		status = tool->command->run(tool, argc, argv);
	if (status)
		return report(tool);
	if (tool->json)
		print_json(tool->out);
	else
		tool->command->print(tool, tool->out);
	return tool->code;
}

static int run_instead(struct tool *tool, const char *instead, int argc, char **argv)
{
	char *words[3] = { (char *)instead };
	int count = 1;

	/* --help after a command is help for it */
	while (!strcmp(instead, "help") && argc && count < 3 &&
	       (count == 1 || find_command(argv[0], argv[1]))) {
		words[count] = argv[count - 1];
		count++;
		argc--;
	}
	return run(tool, count, words);
}

static bool want_color(void)
{
	const char *terminal = getenv("TERM");

	return isatty(STDOUT_FILENO) && !getenv("NO_COLOR") && terminal && strcmp(terminal, "dumb");
}

int main(int argc, char **argv)
{
	struct tool tool = {
		.agent = 1, .color = want_color(), .out = json_object_new_object(),
		.transport = getenv("SCMICTL_TRANSPORT"),
	};
	const char *instead = NULL;
	int status = parse_options(&tool, argc, argv, &instead);

	argc -= optind;
	argv += optind;
	if (status)
		status = report(&tool);
	else if (instead)
		status = run_instead(&tool, instead, argc, argv);
	else
		status = run(&tool, argc, argv);
	close_transport(&tool);
	json_object_put(tool.out);
	if (fflush(stdout) || ferror(stdout))
		return EXIT_INTERNAL;
	return status;
}
