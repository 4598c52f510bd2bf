// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * The overview, and the commands of the base protocol.
 */
#include <string.h>

#include "describe.h"
#include "scmictl.h"

/* Discovery */

int discover(struct tool *tool, struct scmi_discovery *discovery)
{
	return check(tool, scmi_discover(&tool->link, discovery), "%s", tool->transport_name);
}

/* A server of version 1.0 does not tell an agent who it is */
static bool knows_itself(const struct scmi_discovery *d)
{
	return d->self.name[0];
}

static void put_discovery(json_object *out, const struct scmi_discovery *d)
{
	json_object *server = json_object_new_object();
	json_object *agent = json_object_new_object();

	put_text(server, "vendor", d->vendor);
	put_text(server, "sub_vendor", d->sub_vendor);
	put_number(server, "implementation_version", d->implementation_version);
	put_number(server, "agents", d->attributes.agents);
	put_version(server, "base_version", d->version.used);
	json_object_object_add(out, "server", server);
	if (knows_itself(d)) {
		put_number(agent, "id", d->self.id);
		put_text(agent, "name", d->self.name);
	} else {
		json_object_object_add(agent, "id", NULL);
		json_object_object_add(agent, "name", NULL);
	}
	json_object_object_add(out, "agent", agent);
}

int put_base(struct tool *tool, json_object *out)
{
	struct scmi_discovery d;
	int status = discover(tool, &d);

	if (status)
		return status;
	put_text(out, "transport", tool->transport_name);
	put_discovery(out, &d);
	return 0;
}

/* Protocols */

/* The version in use where this tool speaks the protocol, and the server's */
static int put_protocol(struct tool *tool, json_object *rows, uint8_t id)
{
	const struct scmi_protocol_words *words = scmi_find_protocol(id);
	json_object *row = json_object_new_object();
	struct scmi_link_version version = { 0 };
	struct scmi_result result = scmi_link_open(&tool->link, id, &version);
	bool spoken = result.kind != SCMI_RESULT_UNSENT;

	json_object_array_add(rows, row);
	if (!spoken)
		result = scmi_protocol_version_get(&tool->link, id, &version.server);
	if (!scmi_ok(result))
		return check(tool, result, "protocol 0x%x", id);
	put_number(row, "id", id);
	if (words)
		put_text(row, "name", words->name);
	else
		json_object_object_add(row, "name", NULL);
	put_version(row, "server_version", version.server);
	if (spoken)
		put_version(row, "used_version", version.used);
	else
		json_object_object_add(row, "used_version", NULL);
	return 0;
}

int put_protocols(struct tool *tool, json_object *out)
{
	json_object *rows = json_object_new_array();
	struct scmi_discovery d;
	int status = discover(tool, &d);
	size_t i;

	json_object_object_add(out, "protocols", rows);
	if (!status)
		status = put_protocol(tool, rows, SCMI_PROTOCOL_BASE);
	for (i = 0; !status && i < d.protocol_count; i++)
		status = put_protocol(tool, rows, d.protocols[i]);
	return status;
}

/* Commands */

int run_base_show(struct tool *tool, int argc, char **argv)
{
	(void)argc;
	(void)argv;
	return put_base(tool, tool->out);
}

void print_base_show(const struct tool *tool, json_object *out)
{
	static const struct column columns[] = {
		{ "server/vendor", "vendor", FORMAT_TEXT },
		{ "server/sub_vendor", "sub-vendor", FORMAT_TEXT },
		{ "server/implementation_version", "implementation", FORMAT_HEX },
		{ "server/base_version", "base version", FORMAT_TEXT },
		{ "server/agents", "agents", FORMAT_NUMBER },
		{ "agent/id", "this agent", FORMAT_NUMBER },
		{ "agent/name", "its name", FORMAT_TEXT },
		{ "transport", "transport", FORMAT_TEXT },
	};

	print_record(tool, out, columns, COUNT(columns));
}

int run_base_agents(struct tool *tool, int argc, char **argv)
{
	json_object *rows = json_object_new_array();
	struct scmi_discovery d;
	int status = discover(tool, &d);
	struct scmi_base_agent agent;
	uint32_t id;

	(void)argc;
	(void)argv;
	json_object_object_add(tool->out, "agents", rows);
	for (id = 0; !status && id <= d.attributes.agents; id++) {
		json_object *row = json_object_new_object();

		json_object_array_add(rows, row);
		status = check(tool, scmi_base_discover_agent(&tool->link, id, &agent), "agent %u", id);
		if (status)
			break;
		put_number(row, "id", agent.id);
		put_text(row, "name", agent.name);
		put_bool(row, "self", knows_itself(&d) && agent.id == d.self.id);
	}
	return status;
}

void print_base_agents(const struct tool *tool, json_object *out)
{
	static const struct column columns[] = {
		{ "id", "ID", FORMAT_NUMBER },
		{ "name", "AGENT", FORMAT_TEXT },
		{ "self", "SELF", FORMAT_YES },
	};

	print_table(tool, get(out, "agents"), columns, COUNT(columns));
}

int run_base_protocols(struct tool *tool, int argc, char **argv)
{
	(void)argc;
	(void)argv;
	return put_protocols(tool, tool->out);
}

void print_base_protocols(const struct tool *tool, json_object *out)
{
	static const struct column columns[] = {
		{ "id", "ID", FORMAT_HEX },
		{ "name", "PROTOCOL", FORMAT_TEXT },
		{ "server_version", "SERVER", FORMAT_TEXT },
		{ "used_version", "USED", FORMAT_TEXT },
	};

	print_table(tool, get(out, "protocols"), columns, COUNT(columns));
}

/* An agent by number or name */
int find_agent(struct tool *tool, const char *text, uint32_t *id)
{
	struct scmi_discovery d;
	struct scmi_base_agent agent;
	uint64_t number;
	int status = discover(tool, &d);

	if (status)
		return status;
	*id = 0;
	if (parse_number(text, UINT32_MAX, &number)) {
		*id = (uint32_t)number;
		return 0;
	}
	for (; *id <= d.attributes.agents; (*id)++) {
		status = check(tool, scmi_base_discover_agent(&tool->link, *id, &agent), "agent %u",
			       *id);
		if (status || !strcmp(agent.name, text))
			return status;
	}
	fail(tool, EXIT_NO_SUCH, "there is no agent '%s'", text);
	return hint(tool, "`scmictl base agents` lists them");
}

static int find_protocol(struct tool *tool, const char *text, uint8_t *id)
{
	const struct scmi_protocol_words *words = scmi_find_protocol_by_name(text);
	uint64_t number;

	if (words) {
		*id = words->id;
	} else if (parse_number(text, UINT8_MAX, &number)) {
		*id = (uint8_t)number;
	} else {
		fail(tool, EXIT_NO_SUCH, "there is no protocol '%s'", text);
		return hint(tool, "`scmictl base protocols` lists them; a number does, too");
	}
	return 0;
}

int run_base_permissions(struct tool *tool, int argc, char **argv)
{
	bool allow = !strcmp(argv[2], "allow");
	uint8_t protocol = 0;
	uint64_t device;
	uint32_t agent;
	int status = find_agent(tool, argv[0], &agent);

	if (status)
		return status;
	if (!parse_number(argv[1], UINT32_MAX, &device))
		return fail(tool, EXIT_USAGE, "'%s' is no number of a device", argv[1]);
	if (!allow && strcmp(argv[2], "deny"))
		return fail(tool, EXIT_USAGE, "'%s' is neither allow nor deny", argv[2]);
	if (argc == 4)
		status = find_protocol(tool, argv[3], &protocol);
	if (!status && argc == 4)
		status = check(tool, scmi_base_set_protocol_permissions(&tool->link, agent,
				(uint32_t)device, protocol, allow), "agent %u, device %s, protocol %s",
				agent, argv[1], argv[3]);
	else if (!status)
		status = check(tool, scmi_base_set_device_permissions(&tool->link, agent,
				(uint32_t)device, allow), "agent %u, device %s", agent, argv[1]);
	put_number(tool->out, "agent", agent);
	put_number(tool->out, "device", device);
	if (argc == 4)
		put_number(tool->out, "protocol", protocol);
	else
		json_object_object_add(tool->out, "protocol", NULL);
	put_bool(tool->out, "allowed", allow);
	return status;
}

void print_base_permissions(const struct tool *tool, json_object *out)
{
	(void)tool;
	printf("agent %s may %suse device %s", get_text(out, "agent"),
	       json_object_get_boolean(get(out, "allowed")) ? "" : "not ", get_text(out, "device"));
	if (get(out, "protocol"))
		printf(" through protocol 0x%x", (unsigned int)get_number(out, "protocol"));
	putchar('\n');
}

int run_base_reset(struct tool *tool, int argc, char **argv)
{
	uint32_t agent;
	int status = find_agent(tool, argv[0], &agent);

	if (status)
		return status;
	if (argc == 2 && strcmp(argv[1], "permissions"))
		return fail(tool, EXIT_USAGE, "'%s' is not 'permissions'", argv[1]);
	put_number(tool->out, "agent", agent);
	put_bool(tool->out, "permissions", argc == 2);
	return check(tool, scmi_base_reset_agent_configuration(&tool->link, agent, argc == 2),
		     "agent %u", agent);
}

void print_base_reset(const struct tool *tool, json_object *out)
{
	(void)tool;
	printf("what agent %s has set is taken back%s\n", get_text(out, "agent"),
	       json_object_get_boolean(get(out, "permissions")) ? ", its permissions too" : "");
}

/* The overview */

static bool has_protocol(json_object *out, uint8_t id)
{
	json_object *rows = get(out, "protocols");
	size_t i;

	for (i = 0; i < json_object_array_length(rows); i++) {
		if (get_number(json_object_array_get_idx(rows, i), "id") == id)
			return true;
	}
	return false;
}

int run_overview(struct tool *tool, int argc, char **argv)
{
	int status = put_base(tool, tool->out);
	size_t i;

	(void)argc;
	(void)argv;
	if (!status)
		status = put_protocols(tool, tool->out);
	if (!status && has_protocol(tool->out, SCMI_PROTOCOL_SYSTEM))
		status = put_system(tool, tool->out);
	for (i = 0; !status && i < kind_count; i++) {
		if (has_protocol(tool->out, kinds[i]->protocol))
			status = put_list(tool, kinds[i], tool->out);
	}
	return status;
}

void print_overview(const struct tool *tool, json_object *out)
{
	size_t i;

	print_base_show(tool, out);
	putchar('\n');
	print_base_protocols(tool, out);
	if (get(out, "system")) {
		putchar('\n');
		print_system_show(tool, out);
	}
	for (i = 0; i < kind_count; i++) {
		json_object *rows = get(out, kinds[i]->key);

		if (!rows || !json_object_array_length(rows))
			continue;
		putchar('\n');
		print_kind(tool, kinds[i], out);
	}
}
