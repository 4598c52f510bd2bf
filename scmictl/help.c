// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * Help, man page and completion, from the tables.
 */
#include <ctype.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "describe.h"
#include "scmictl.h"

#define NAME_SIZE	128

/* Commands that write text make it in memory, so that it can be a string in JSON as well */

struct page {
	FILE *file;
	char *text;
	size_t size;
};

static void begin_page(struct page *page)
{
	page->file = open_memstream(&page->text, &page->size);
	if (!page->file)
		abort();
}

static int end_page(struct page *page, struct tool *tool)
{
	fclose(page->file);
	json_object_object_add(tool->out, "text", json_object_new_string(page->text));
	free(page->text);
	return 0;
}

void print_written(const struct tool *tool, json_object *out)
{
	(void)tool;
	fputs(get_text(out, "text"), stdout);
}

int run_version(struct tool *tool, int argc, char **argv)
{
	(void)argc;
	(void)argv;
	put_text(tool->out, "version", SCMICTL_VERSION);
	return 0;
}

void print_version(const struct tool *tool, json_object *out)
{
	(void)tool;
	printf("scmictl %s\n", get_text(out, "version"));
}

/* Commands by name */

static const char *whole_object(const char *word)
{
	return strcmp(word, "perf") ? word : "performance";
}

const struct command *find_command(const char *object, const char *verb)
{
	size_t i;

	object = whole_object(object);

	for (i = 0; i < command_count; i++) {
		if (!strcmp(commands[i].object, object) &&
		    (!commands[i].verb || (verb && !strcmp(commands[i].verb, verb))))
			return &commands[i];
	}
	return NULL;
}

static bool first_of_object(size_t i)
{
	return !i || strcmp(commands[i].object, commands[i - 1].object);
}

bool object_exists(const char *object)
{
	size_t i;

	object = whole_object(object);

	for (i = 0; i < command_count; i++) {
		if (!strcmp(commands[i].object, object))
			return true;
	}
	return false;
}

/* Words of the arguments; those in brackets need not be given, "..." ends any number */
void count_arguments(const struct command *command, int *min, int *max)
{
	const char *c = command->arguments;
	bool optional = false;

	*min = *max = 0;
	while (*c) {
		optional |= *c == '[';
		*min += !optional;
		(*max)++;
		c += strcspn(c, " ");
		c += strspn(c, " ");
	}
	if (strstr(command->arguments, "..."))
		*max = INT_MAX;
}

static void name_of(char *text, const struct command *command)
{
	snprintf(text, NAME_SIZE, "%s%s%s%s%s", command->object, command->verb ? " " : "",
		 command->verb ? command->verb : "", *command->arguments ? " " : "",
		 command->arguments);
}

static bool takes(const struct command *command, const struct option_words *option)
{
	return option->general || (command->options && strchr(command->options, option->letter));
}

/* Help */

static const struct {
	const char *name, *text;
} transports[] = {
	{ "board:FILE", "a board in this process, a device tree: .dts or .dtb (default: the demo)" },
	{ "dev:FILE", "a channel that the kernel sets aside for tools (default: /dev/scmi0)" },
	{ "raw:N", "the kernel's raw mode of SCMI instance N (default: 0)" },
};

static void write_option(FILE *to, const struct option_words *option)
{
	char name[NAME_SIZE];

	snprintf(name, sizeof(name), "-%c, --%s%s%s", option->letter, option->name,
		 option->argument ? " " : "", option->argument ? option->argument : "");
	fprintf(to, "  %-28s  %s\n", name, option->summary);
}

static void write_options(FILE *to, const struct command *command)
{
	size_t i;

	fputs("\nOptions:\n", to);
	for (i = 0; i < option_count; i++) {
		if (!command || takes(command, &options[i]))
			write_option(to, &options[i]);
	}
}

void write_help(FILE *to, const struct command *command)
{
	char name[NAME_SIZE];

	name_of(name, command);
	fprintf(to, "Usage: scmictl [OPTIONS] %s\n\n%s\n", name, command->summary);
	if (command->detail)
		fprintf(to, "%s\n", command->detail);
	write_options(to, command);
}

static void write_commands(FILE *to, const char *object)
{
	char name[NAME_SIZE];
	size_t i;

	for (i = 0; i < command_count; i++) {
		if (object && strcmp(object, commands[i].object))
			continue;
		if (!object && first_of_object(i) && i && commands[i].verb)
			fputc('\n', to);
		name_of(name, &commands[i]);
		fprintf(to, "  %-51s  %s\n", name, commands[i].summary);
	}
}

void write_object_help(FILE *to, const char *object)
{
	fprintf(to, "Usage: scmictl [OPTIONS] %s VERB [ARGUMENTS]\n\n", object);
	write_commands(to, object);
}

void write_overview_help(FILE *to)
{
	size_t i;

	fputs("Usage: scmictl [OPTIONS] [OBJECT [VERB] [ARGUMENTS]]\n\n"
	      "See and drive an SCMI server. Resources and agents go by name or number.\n\n"
	      "Commands:\n", to);
	write_commands(to, NULL);
	write_options(to, NULL);
	fputs("\nExit codes:\n", to);
	for (i = 0; i < EXIT_CODES; i++)
		fprintf(to, "  %zu  %s\n", i, exit_texts[i]);
	fputs("\nTransports:\n", to);
	for (i = 0; i < COUNT(transports); i++)
		fprintf(to, "  %-28s  %s\n", transports[i].name, transports[i].text);
	fputs("\nSCMICTL_TRANSPORT in the environment does as --transport.\n", to);
}

int run_help(struct tool *tool, int argc, char **argv)
{
	const struct command *command = argc ? find_command(argv[0], argc > 1 ? argv[1] : NULL) : NULL;
	struct page page;

	if (argc && !command && (argc > 1 || !object_exists(argv[0]))) {
		fail(tool, EXIT_USAGE, "there is no command '%s%s%s'", argv[0], argc > 1 ? " " : "",
		     argc > 1 ? argv[1] : "");
		return hint(tool, "`scmictl help` lists them");
	}
	begin_page(&page);
	if (command)
		write_help(page.file, command);
	else if (argc)
		write_object_help(page.file, whole_object(argv[0]));
	else
		write_overview_help(page.file);
	return end_page(&page, tool);
}

/* Man page */

/* Text as roff takes it: a dash stays a dash, and no line begins with a dot */
static void write_roff(FILE *to, const char *text)
{
	if (*text == '.' || *text == '\'')
		fputs("\\&", to);
	for (; *text; text++) {
		if (*text == '-')
			fputs("\\-", to);
		else if (*text == '\\')
			fputs("\\e", to);
		else
			fputc(*text, to);
	}
}

static void write_term(FILE *to, const char *term, const char *text)
{
	fputs(".TP\n\\fB", to);
	write_roff(to, term);
	fputs("\\fR\n", to);
	write_roff(to, text);
	fputc('\n', to);
}

static void write_man_options(FILE *to)
{
	char name[NAME_SIZE];
	size_t i;

	fputs(".SH OPTIONS\n", to);
	for (i = 0; i < option_count; i++) {
		snprintf(name, sizeof(name), "-%c, --%s%s%s", options[i].letter, options[i].name,
			 options[i].argument ? " " : "",
			 options[i].argument ? options[i].argument : "");
		write_term(to, name, options[i].summary);
	}
}

static void write_man_commands(FILE *to)
{
	char name[NAME_SIZE];
	size_t i;

	fputs(".SH COMMANDS\n", to);
	for (i = 0; i < command_count; i++) {
		name_of(name, &commands[i]);
		write_term(to, name, commands[i].summary);
		if (!commands[i].detail)
			continue;
		fputs(".br\n", to);
		write_roff(to, commands[i].detail);
		fputc('\n', to);
	}
}

int run_man(struct tool *tool, int argc, char **argv)
{
	struct page page;
	char code[8];
	size_t i;

	(void)argc;
	(void)argv;
	begin_page(&page);
	fprintf(page.file, ".TH SCMICTL 1 \"\" \"scmictl %s\" \"User Commands\"\n", SCMICTL_VERSION);
	fputs(".SH NAME\nscmictl \\- see and drive an SCMI server\n.SH SYNOPSIS\n"
	      ".B scmictl\n[OPTIONS] [OBJECT [VERB] [ARGUMENTS]]\n.SH DESCRIPTION\n"
	      "Speaks SCMI to a server as one of its agents. Resources and agents go by name or number.\n"
	      "The server runs in the same process, with a board described by a device tree, or behind the\n"
	      "kernel.\n",
	      page.file);
	write_man_commands(page.file);
	write_man_options(page.file);
	fputs(".SH TRANSPORTS\n", page.file);
	for (i = 0; i < COUNT(transports); i++)
		write_term(page.file, transports[i].name, transports[i].text);
	fputs(".SH EXIT STATUS\n", page.file);
	for (i = 0; i < EXIT_CODES; i++) {
		snprintf(code, sizeof(code), "%zu", i);
		write_term(page.file, code, exit_texts[i]);
	}
	fputs(".SH ENVIRONMENT\n", page.file);
	write_term(page.file, "SCMICTL_TRANSPORT", "does as --transport");
	write_term(page.file, "NO_COLOR", "when set, nothing is written in bold");
	return end_page(&page, tool);
}

/* Completion: the shells ask `scmictl complete`, so that they know names of clocks, too */

static const struct {
	const char *shell, *script;
} shells[] = {
	{ "bash",
	  "_scmictl()\n"
	  "{\n"
	  "\tlocal words line=${COMP_LINE:0:COMP_POINT}\n"
	  "\tread -ra words <<<\"$line\"\n"
	  "\t[[ $line == *' ' ]] && words+=('')\n"
	  "\tmapfile -t COMPREPLY < <(scmictl complete -- \"${words[@]:1}\" 2>/dev/null)\n"
	  "\t[[ ${COMPREPLY-} == *= ]] && compopt -o nospace\n"
	  "\treturn 0\n"
	  "}\n"
	  "complete -o default -F _scmictl scmictl\n" },
	{ "zsh",
	  "#compdef scmictl\n"
	  "_scmictl()\n"
	  "{\n"
	  "\tlocal -a candidates\n"
	  "\tcandidates=(${(f)\"$(scmictl complete -- \"${(@)words[2,CURRENT]}\" 2>/dev/null)\"})\n"
	  "\tcompadd -- $candidates || _files\n"
	  "}\n"
	  "compdef _scmictl scmictl\n"
	  "[[ ${funcstack[1]} != _scmictl ]] || _scmictl\n" },
};

int run_completion(struct tool *tool, int argc, char **argv)
{
	size_t i;

	(void)argc;
	for (i = 0; i < COUNT(shells); i++) {
		if (!strcmp(shells[i].shell, argv[0])) {
			json_object_object_add(tool->out, "text",
					       json_object_new_string(shells[i].script));
			return 0;
		}
	}
	fail(tool, EXIT_USAGE, "there is no completion for '%s'", argv[0]);
	return hint(tool, "bash and zsh are there");
}

/* What a word begins with is told by the user, what it can become by us */
struct candidates {
	struct tool *tool;
	FILE *to;
	const char *word;
	char *const *before;	/* the words of the command before it, without options */
	int before_count;
};

static void offer(const struct candidates *c, const char *candidate)
{
	if (!strncmp(candidate, c->word, strlen(c->word)))
		fprintf(c->to, "%s\n", candidate);
}

/* A server's name. A shell puts it into the line as it is: one that is more than a word is not offered. */
static void offer_name(const struct candidates *c, const char *name)
{
	const char *end = name;

	while (isalnum((unsigned char)*end) || (*end && strchr("_-.:,+@%/", *end)))
		end++;
	if (!*end)
		offer(c, name);
}

/* Resources of the command's own kind */
static void offer_resources(const struct candidates *c, const struct kind *kind)
{
	char name[SCMI_NAME_SIZE];
	uint32_t count, i;

	if (!kind || open_transport(c->tool) || open_kind(c->tool, kind, &count))
		return;
	for (i = 0; i < count; i++) {
		if (scmi_ok(kind->name(c->tool, i, name)))
			offer_name(c, name);
	}
}

static void offer_agents(const struct candidates *c)
{
	struct scmi_discovery d;
	struct scmi_base_agent agent;
	uint32_t id;

	if (open_transport(c->tool) || discover(c->tool, &d))
		return;
	for (id = 0; id <= d.attributes.agents; id++) {
		if (scmi_ok(scmi_base_discover_agent(&c->tool->link, id, &agent)))
			offer_name(c, agent.name);
	}
}

static void offer_protocols(const struct candidates *c)
{
	size_t i;

	for (i = 0; i < scmi_protocol_words_count; i++)
		offer(c, scmi_protocol_words[i].name);
}

/* Names, and numbers, are taken for a protocol and a message */
static const struct scmi_protocol_words *protocol_before(const struct candidates *c)
{
	uint64_t number;

	if (parse_number(c->before[1], UINT8_MAX, &number))
		return scmi_find_protocol((uint8_t)number);
	return scmi_find_protocol_by_name(c->before[1]);
}

static void offer_messages(const struct candidates *c)
{
	const struct scmi_protocol_words *protocol = protocol_before(c);
	size_t i;

	for (i = 0; protocol && i < protocol->count; i++) {
		if (protocol->messages[i].type == SCMI_COMMAND)
			offer(c, protocol->messages[i].short_name);
	}
}

static void offer_fields(const struct candidates *c)
{
	const struct scmi_protocol_words *protocol = protocol_before(c);
	const struct scmi_message_words *message = NULL;
	const struct scmi_field *field;
	char text[NAME_SIZE];
	uint64_t number;

	if (protocol && parse_number(c->before[2], UINT8_MAX, &number))
		message = scmi_find_message(protocol, (uint8_t)number, SCMI_COMMAND);
	else if (protocol)
		message = scmi_find_command(protocol, c->before[2]);
	if (!message)
		return;
	for (field = message->request; field->form != SCMI_FIELD_END; field++) {
		if (field->form != SCMI_FIELD_NUMBER && field->form != SCMI_FIELD_BITS)
			continue;
		snprintf(text, sizeof(text), "%s=", field->name);
		offer(c, text);
	}
}

static void offer_objects(const struct candidates *c)
{
	size_t i;

	for (i = 0; i < command_count; i++) {
		if (first_of_object(i))
			offer(c, commands[i].object);
	}
}

static void offer_verbs(const struct candidates *c, const char *object)
{
	size_t i;

	object = whole_object(object);

	for (i = 0; i < command_count; i++) {
		if (commands[i].verb && !strcmp(commands[i].object, object))
			offer(c, commands[i].verb);
	}
}

static void offer_verbs_before(const struct candidates *c)
{
	offer_verbs(c, c->before[1]);
}

/* By the word in a command's arguments */
static const struct {
	const char *argument;
	void (*offer)(const struct candidates *c);
} meanings[] = {
	{ "AGENT", offer_agents },
	{ "PROTOCOL", offer_protocols },
	{ "MESSAGE", offer_messages },
	{ "FIELD=VALUE...", offer_fields },
	{ "OBJECT", offer_objects },
	{ "VERB", offer_verbs_before },
};

static const char *const resources[] = {
	"CLOCK", "PARENT", "DOMAIN", "SENSOR", "SUPPLY", "PIN", "GROUP", "FUNCTION",
};

/* "allow|deny" is offered as it stands, and so is a word in small letters */
static void offer_words(const struct candidates *c, char *words)
{
	char *word;

	if (*words < 'a' || *words > 'z')
		return;
	for (word = strtok(words, "|"); word; word = strtok(NULL, "|"))
		offer(c, word);
}

static void offer_argument(const struct candidates *c, const struct command *command, int index)
{
	const char *text = command->arguments;
	char word[NAME_SIZE];
	size_t length, i;

	/* The last one repeats where it ends with dots */
	for (; index && strchr(text, ' '); index--)
		text = strchr(text, ' ') + 1;
	text += strspn(text, "[");
	length = strcspn(text, " ]");
	snprintf(word, sizeof(word), "%.*s", (int)length, text);
	if (index && !strstr(word, "..."))
		return;
	for (i = 0; i < COUNT(meanings); i++) {
		if (!strcmp(meanings[i].argument, word))
			meanings[i].offer(c);
	}
	for (i = 0; i < COUNT(resources); i++) {
		if (!strcmp(resources[i], word))
			offer_resources(c, command->kind);
	}
	offer_words(c, word);
}

static void offer_options(const struct candidates *c, const struct command *command)
{
	char name[NAME_SIZE];
	size_t i;

	for (i = 0; i < option_count; i++) {
		snprintf(name, sizeof(name), "--%s", options[i].name);
		if (!command || takes(command, &options[i]))
			offer(c, name);
	}
}

static const struct option_words *option_of(const char *word)
{
	size_t i;

	for (i = 0; i < option_count; i++) {
		if (options[i].argument && word[0] == '-' &&
		    ((word[1] == options[i].letter && !word[2]) ||
		     (word[1] == '-' && !strcmp(word + 2, options[i].name))))
			return &options[i];
	}
	return NULL;
}

/* What options of the words before mean for the completion itself */
static void obey_option(struct tool *tool, const struct option_words *option, const char *value)
{
	uint64_t number;

	if (option->letter == 't')
		tool->transport = value;
	if (option->letter == 'a' && parse_number(value, UINT32_MAX, &number))
		tool->agent = (unsigned int)number;
}

static void offer_for(const struct candidates *c)
{
	const struct command *command = NULL;

	if (c->before_count)
		command = find_command(c->before[0], c->before_count > 1 ? c->before[1] : NULL);
	if (*c->word == '-')
		offer_options(c, command);
	else if (!c->before_count)
		offer_objects(c);
	else if (command)
		offer_argument(c, command, c->before_count - 1 - (command->verb != NULL));
	else if (c->before_count == 1)
		offer_verbs(c, c->before[0]);
}

int run_complete(struct tool *tool, int argc, char **argv)
{
	char **before = calloc((size_t)argc + 1, sizeof(*before));
	struct candidates c = {
		.tool = tool, .word = argc ? argv[argc - 1] : "", .before = before,
	};
	const struct option_words *option = NULL;
	char words[NAME_SIZE];
	struct page page;
	int i;

	begin_page(&page);
	c.to = page.file;
	for (i = 0; i < argc - 1; i++) {
		if (option) {
			obey_option(tool, option, argv[i]);
			option = NULL;
			continue;
		}
		option = option_of(argv[i]);
		if (argv[i][0] != '-')
			before[c.before_count++] = argv[i];
	}
	if (option) {
		snprintf(words, sizeof(words), "%s", option->argument);
		offer_words(&c, words);
	} else {
		offer_for(&c);
	}
	free(before);
	/* What a server could not be asked is not offered */
	tool->code = EXIT_OK;
	return end_page(&page, tool);
}
