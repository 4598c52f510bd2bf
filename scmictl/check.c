// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * `scmictl check`: what a server does against what the specification demands. Which checks are run,
 * and the report.
 */
#include <fnmatch.h>
#include <stdlib.h>
#include <string.h>

#include "check.h"

static const struct check_list *const lists[] = {
	&transport_checks, &generic_checks, &list_checks, &consistency_checks, &write_checks,
	&change_checks, &measured_checks, &delayed_checks,
};

/* Which checks */

static void name_check(char *name, size_t size, const struct check_row *row, uint8_t protocol)
{
	if (row->protocol == NO_PROTOCOL)
		snprintf(name, size, "%s", row->name);
	else
		snprintf(name, size, "%s.%s", scmi_find_protocol(protocol)->name, row->name);
}

/* Whether a protocol that is asked for, or the word transport, is the one of a check */
static bool wanted_object(const char *name, int argc, char **argv)
{
	size_t length = strcspn(name, ".");
	int i;

	for (i = 0; i < argc; i++) {
		if (strlen(argv[i]) == length && !strncmp(argv[i], name, length))
			return true;
	}
	return !argc;
}

static bool wanted(const struct tool *tool, const char *name, int argc, char **argv)
{
	return wanted_object(name, argc, argv) && (!tool->only || !fnmatch(tool->only, name, 0));
}

typedef void each_check(struct checks *c, const struct check_row *row, uint8_t protocol);

/* All rows about a protocol, or about none; a report is in the order of protocols */
static void for_protocol(struct checks *c, uint8_t protocol, int argc, char **argv,
			 each_check *what)
{
	size_t list, i;

	for (list = 0; list < COUNT(lists); list++) {
		for (i = 0; i < lists[list]->count; i++) {
			const struct check_row *row = &lists[list]->rows[i];

			if (row->protocol != protocol &&
			    (row->protocol != EACH_PROTOCOL || !protocol))
				continue;
			name_check(c->name, sizeof(c->name), row, protocol);
			if (wanted(c->tool, c->name, argc, argv))
				what(c, row, protocol);
		}
	}
}

static void for_checks(struct checks *c, int argc, char **argv, each_check *what)
{
	size_t i;

	for_protocol(c, NO_PROTOCOL, argc, argv, what);
	for (i = 0; i < SCMI_PROTOCOL_SLOTS; i++)
		for_protocol(c, (uint8_t)(SCMI_PROTOCOL_FIRST + i), argc, argv, what);
}

/* The list of checks */

static json_object *new_row(const struct checks *c, const struct check_row *row, uint8_t protocol)
{
	json_object *out = json_object_new_object();
	json_object *needs = json_object_new_array();

	put_text(out, "name", c->name);
	json_object_object_add(out, "protocol", row->protocol == NO_PROTOCOL ? NULL :
			       json_object_new_string(scmi_find_protocol(protocol)->name));
	put_text(out, "summary", row->summary);
	if (row->needs & NEEDS_WRITES)
		json_object_array_add(needs, json_object_new_string("writes"));
	if (row->needs & NEEDS_DISRUPTION)
		json_object_array_add(needs, json_object_new_string("disruptive"));
	if (row->needs & NEEDS_EVENTS)
		json_object_array_add(needs, json_object_new_string("notifications"));
	json_object_object_add(out, "needs", needs);
	return out;
}

static void list_check(struct checks *c, const struct check_row *row, uint8_t protocol)
{
	json_object_array_add(get(c->tool->out, "checks"), new_row(c, row, protocol));
}

/* The server */

/* PROTOCOL_ATTRIBUTES starts with the number of resources for all protocols that have some */
static void count_resources(struct checks *c, struct checked *protocol)
{
	uint8_t id = protocol->words->id;
	const uint8_t *bytes;
	uint32_t word;
	size_t size;
	int status;

	if (id == SCMI_PROTOCOL_SYSTEM || !ask(c, id, SCMI_PROTOCOL_ATTRIBUTES, NULL, 0, &status) ||
	    status)
		return;
	bytes = answer(c, &size);
	if (size < 4)
		return;
	word = load32_le(bytes);
	protocol->count = id == SCMI_PROTOCOL_BASE ? word >> 8 & 0xff : word & 0xffff;
	protocol->groups = word >> 16;
}

static void find_protocol(struct checks *c, const struct scmi_protocol_words *words)
{
	struct checked *protocol = &c->protocols[words->id - SCMI_PROTOCOL_FIRST];
	struct scmi_link_version version = { 0 };
	struct scmi_result result = scmi_link_open(c->link, words->id, &version);

	*protocol = (struct checked){ .words = words, .server = version.server };
	if (!scmi_ok(result))
		return;
	protocol->version = c->link->versions[words->id - SCMI_PROTOCOL_FIRST];
	protocol->agreed = version.server > version.used && version.agreed;
	protocol->newer = version.server > version.used && !version.agreed;
	count_resources(c, protocol);
}

static void put_protocol(struct checks *c, const struct checked *protocol)
{
	json_object *row = json_object_new_object();

	put_text(row, "name", protocol->words->name);
	put_number(row, "id", protocol->words->id);
	put_version(row, "version", protocol->server);
	put_number(row, "resources", protocol->count);
	json_object_array_add(get(c->tool->out, "protocols"), row);
}

static void find_protocols(struct checks *c)
{
	size_t i;

	for (i = 0; i < SCMI_PROTOCOL_SLOTS; i++) {
		find_protocol(c, scmi_find_protocol((uint8_t)(SCMI_PROTOCOL_FIRST + i)));
		if (c->protocols[i].version)
			put_protocol(c, &c->protocols[i]);
	}
	if (!c->protocols[0].version && !c->failures)
		tell_message(c, GRADE_FAILURE, "the server has no base protocol that can be used");
}

/* Done first, whatever checks are asked for */
static const struct check_row discovery = {
	.name = "transport.discovery", .section = "4.2",
	.summary = "the server has protocols, base among them",
	.run = find_protocols,
};

/* Running */

static const char *why_not(const struct checks *c, const struct check_row *row)
{
	bool raw = !strncmp(c->tool->transport_name, "raw:", 4);

	if ((row->needs & NEEDS_DISRUPTION) && !c->tool->disruptive)
		return "could stop the system; --disruptive does it";
	if ((row->needs & NEEDS_WRITES) && !c->tool->writes)
		return "changes something; --writes does it, and changes it back";
	if ((row->needs & NEEDS_EVENTS) && !c->transport.receive)
		return "the transport delivers no notifications";
	/* It has a file for them where the transport below has no channel for them, too */
	if ((row->needs & NEEDS_EVENTS) && raw)
		return "the kernel's raw mode does not tell whether notifications can come";
	if ((row->needs & NEEDS_HEADERS) && raw)
		return "the kernel's raw mode makes headers of its own";
	if (c->gone)
		return "the server has stopped answering";
	if (row->since > (c->protocol ? c->protocol->version : 0))
		return "the version of the protocol does not have it";
	return NULL;
}

static const char *verdict_of(const struct checks *c)
{
	if (c->failures)
		return "failed";
	if (c->skipped[0])
		return "skipped";
	return c->remarks ? "remarked" : "passed";
}

static void put_verdict(struct checks *c, const struct check_row *row, uint8_t protocol,
			uint64_t messages)
{
	json_object *counts = get(c->tool->out, "counts");
	json_object *out = new_row(c, row, protocol);
	const char *verdict = verdict_of(c);

	put_text(out, "verdict", verdict);
	put_number(out, "messages", messages);
	if (c->skipped[0])
		put_text(out, "reason", c->skipped);
	put_number(out, "failures", c->failures);
	put_number(out, "remarks", c->remarks);
	json_object_object_add(out, "findings", c->findings);
	json_object_array_add(get(c->tool->out, "checks"), out);
	put_number(counts, verdict, get_number(counts, verdict) + 1);
	c->findings = NULL;
}

/* Who is asked for its version may forget the one that was agreed upon */
static void agree(struct checks *c)
{
	if (c->protocol && c->protocol->agreed)
		scmi_protocol_version_negotiate(c->link, c->protocol->words->id,
						scmi_version_to_wire(c->protocol->version));
}

static void run_check(struct checks *c, const struct check_row *row, uint8_t protocol)
{
	uint64_t messages = c->messages;
	const char *reason;

	c->row = row;
	c->protocol = row->protocol == NO_PROTOCOL ? NULL :
						     &c->protocols[protocol - SCMI_PROTOCOL_FIRST];
	if (check_interrupted || (c->protocol && !c->protocol->version))
		return;
	c->findings = json_object_new_array();
	c->failures = c->remarks = 0;
	c->skipped[0] = '\0';
	agree(c);
	c->request_size = c->reply_size = 0;
	reason = why_not(c, row);
	if (reason)
		skip(c, "%s", reason);
	else
		row->run(c);
	undo_all(c);
	put_verdict(c, row, protocol, c->messages - messages);
}

static void interrupt(int signal)
{
	check_interrupted = signal;
}

static void catch_signals(void)
{
	static const int signals[] = { SIGINT, SIGTERM, SIGHUP, SIGPIPE };
	struct sigaction action = { .sa_handler = interrupt, .sa_flags = SA_RESTART };
	size_t i;

	for (i = 0; i < COUNT(signals); i++)
		sigaction(signals[i], &action, NULL);
}

int check_server(struct tool *tool, int argc, char **argv)
{
	static const char *const verdicts[] = { "passed", "remarked", "skipped", "failed" };
	struct checks *c = calloc(1, sizeof(*c));
	json_object *counts = json_object_new_object();
	unsigned int left;
	size_t i;

	json_object_object_add(tool->out, "checks", json_object_new_array());
	for (i = 0; i < COUNT(verdicts); i++)
		put_number(counts, verdicts[i], 0);
	put_text(tool->out, "transport", tool->transport_name);
	json_object_object_add(tool->out, "counts", counts);
	json_object_object_add(tool->out, "protocols", json_object_new_array());
	catch_signals();
	start_recorder(c, tool);
	snprintf(c->name, sizeof(c->name), "%s", discovery.name);
	run_check(c, &discovery, NO_PROTOCOL);
	for_checks(c, argc, argv, run_check);
	put_number(tool->out, "messages", c->messages);
	put_bool(tool->out, "answering", !c->gone);
	left = c->left;
	free(c);
	if (check_interrupted && left)
		return fail(tool, EXIT_INTERNAL, "interrupted; %u changes could not be put back",
			    left);
	if (check_interrupted)
		return fail(tool, EXIT_INTERNAL,
			    "interrupted; what was changed is as it was before");
	tool->code = get_number(counts, "failed") ? EXIT_FAILED : EXIT_OK;
	return 0;
}

static int list_checks_of(struct tool *tool, int argc, char **argv)
{
	struct checks *c = calloc(1, sizeof(*c));

	c->tool = tool;
	json_object_object_add(tool->out, "checks", json_object_new_array());
	for_checks(c, argc, argv, list_check);
	free(c);
	return 0;
}

static int check_objects(struct tool *tool, int argc, char **argv)
{
	int i;

	for (i = 0; i < argc; i++) {
		const struct scmi_protocol_words *words = scmi_find_protocol_by_name(argv[i]);

		if (words && words->id - SCMI_PROTOCOL_FIRST < SCMI_PROTOCOL_SLOTS)
			argv[i] = (char *)words->name;
		else if (strcmp(argv[i], "transport"))
			return fail(tool, EXIT_NO_SUCH, "there is no protocol '%s'", argv[i]);
	}
	return 0;
}

int run_conformance(struct tool *tool, int argc, char **argv)
{
	int status = check_objects(tool, argc, argv);

	if (!status)
		status = list_checks_of(tool, argc, argv);
	if (!status && !json_object_array_length(get(tool->out, "checks"))) {
		fail(tool, EXIT_NO_SUCH, "there is no check of that name");
		return hint(tool, "`scmictl check --list` lists them");
	}
	if (!status && !tool->list)
		status = open_transport(tool);
	if (!status && !tool->list)
		status = check_server(tool, argc, argv);
	return status;
}

/* The report */

static void print_finding(const struct tool *tool, json_object *finding, const char *prefix)
{
	bool failure = !strcmp(get_text(finding, "grade"), "failure");

	printf("%s%s%s%s (section %s)\n", prefix, bold(tool, failure), get_text(finding, "text"),
	       bold(tool, false), get_text(finding, "section"));
	if (*get_text(finding, "sent"))
		printf("%s  sent      %s\n%s  received  %s\n", prefix, get_text(finding, "sent"),
		       prefix,
		       *get_text(finding, "received") ? get_text(finding, "received") : "nothing");
	printf("%s  again     %s\n", prefix, get_text(finding, "repeat"));
}

static void print_findings(const struct tool *tool, json_object *row, const char *prefix)
{
	json_object *findings = get(row, "findings");
	size_t count = json_object_array_length(findings), i;
	uint64_t all = get_number(row, "failures") + get_number(row, "remarks");

	for (i = 0; i < count; i++)
		print_finding(tool, json_object_array_get_idx(findings, i), prefix);
	if (all > count)
		printf("%sand %llu more\n", prefix, (unsigned long long)(all - count));
}

static void print_row(const struct tool *tool, json_object *row)
{
	printf("  %s%s%s %s: %s\n", bold(tool, true), get_text(row, "verdict"), bold(tool, false),
	       get_text(row, "name"), get_text(row, "summary"));
	print_findings(tool, row, "    ");
}

static void print_tap(const struct tool *tool, json_object *rows)
{
	size_t i;

	printf("TAP version 13\n1..%zu\n", json_object_array_length(rows));
	for (i = 0; i < json_object_array_length(rows); i++) {
		json_object *row = json_object_array_get_idx(rows, i);
		bool failed = !strcmp(get_text(row, "verdict"), "failed");

		printf("%s %zu - %s", failed ? "not ok" : "ok", i + 1, get_text(row, "name"));
		if (get(row, "reason") && !failed)
			printf(" # SKIP %s", get_text(row, "reason"));
		putchar('\n');
		print_findings(tool, row, "# ");
	}
}

static void print_list_of_checks(const struct tool *tool, json_object *rows)
{
	static const struct column columns[] = {
		{ "name", "CHECK", FORMAT_TEXT },
		{ "needs", "NEEDS", FORMAT_WORDS },
		{ "summary", "WHAT HAS TO HOLD", FORMAT_TEXT },
	};

	print_table(tool, rows, columns, COUNT(columns));
}

static bool is_of(json_object *row, const char *protocol)
{
	const char *name = get_text(row, "protocol");

	return name && protocol ? !strcmp(name, protocol) : name == protocol;
}

/* How many checks of a protocol, or of none, have come to a verdict */
static unsigned int count_verdicts(json_object *rows, const char *protocol, const char *verdict)
{
	unsigned int count = 0;
	size_t i;

	for (i = 0; i < json_object_array_length(rows); i++) {
		json_object *row = json_object_array_get_idx(rows, i);

		count += is_of(row, protocol) && !strcmp(get_text(row, "verdict"), verdict);
	}
	return count;
}

static void print_counts(json_object *rows, const char *protocol)
{
	static const struct {
		const char *verdict, *words;
	} verdicts[] = {
		{ "passed", "passed" }, { "remarked", "with remarks" }, { "skipped", "skipped" },
		{ "failed", "FAILED" },
	};
	const char *separator = "";
	size_t i;

	for (i = 0; i < COUNT(verdicts); i++) {
		unsigned int count = count_verdicts(rows, protocol, verdicts[i].verdict);

		if (count)
			printf("%s%u %s", separator, count, verdicts[i].words);
		if (count)
			separator = ", ";
	}
	putchar('\n');
}

/* One line, and what is to be said about it */
static void print_protocol(const struct tool *tool, json_object *rows, const char *name,
			   const char *version)
{
	char title[64];
	bool any = false;
	size_t i;

	for (i = 0; i < json_object_array_length(rows); i++)
		any |= is_of(json_object_array_get_idx(rows, i), name);
	if (!any)
		return;
	snprintf(title, sizeof(title), "%s %s", name ? name : "transport", version);
	printf("%-18s", title);
	print_counts(rows, name);
	for (i = 0; i < json_object_array_length(rows); i++) {
		json_object *row = json_object_array_get_idx(rows, i);

		if (is_of(row, name) && get_number(row, "failures") + get_number(row, "remarks"))
			print_row(tool, row);
	}
}

void print_conformance(const struct tool *tool, json_object *out)
{
	json_object *rows = get(out, "checks"), *protocols = get(out, "protocols");
	json_object *counts = get(out, "counts");
	size_t i;

	if (tool->list) {
		print_list_of_checks(tool, rows);
		return;
	}
	if (tool->tap) {
		print_tap(tool, rows);
		return;
	}
	print_protocol(tool, rows, NULL, "");
	for (i = 0; i < json_object_array_length(protocols); i++) {
		json_object *protocol = json_object_array_get_idx(protocols, i);

		print_protocol(tool, rows, get_text(protocol, "name"),
			       get_text(protocol, "version"));
	}
	if (!json_object_get_boolean(get(out, "answering")))
		puts("The server has stopped answering.");
	printf("%s: %s passed, %s with remarks, %s skipped, %s failed; %s messages\n",
	       get_text(out, "transport"), get_text(counts, "passed"), get_text(counts, "remarked"),
	       get_text(counts, "skipped"), get_text(counts, "failed"), get_text(out, "messages"));
}
