// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * From a device tree to a board. docs/board.md describes the properties. What belongs to one protocol
 * is in that protocol's file.
 */
#include <libfdt.h>
#include <string.h>

#include "board.h"

#define MAX_RESOURCES		1024u
#define MAX_AGENT_NAME		15u
#define MAX_EVENTS		1024u
#define MIN_MESSAGE_SIZE	32u
#define DEFAULT_MESSAGE_SIZE	256u
#define MAX_MESSAGE_SIZE	4096u
#define FIRST_VERSION		17u

const struct board_protocol *const scmi_board_protocols[SCMI_BOARD_PROTOCOLS] = {
	&scmi_board_power,
	&scmi_board_system,
	&scmi_board_performance,
	&scmi_board_clock,
	&scmi_board_sensor,
	&scmi_board_reset,
	&scmi_board_supply,
	&scmi_board_powercap,
	&scmi_board_pinctrl,
};

static const char *property_of(const struct board_protocol *protocol)
{
	return protocol->property ? protocol->property : protocol->section;
}

/* Resources */

static bool parse_resources(struct tables *t, unsigned int i)
{
	const struct board_protocol *protocol = scmi_board_protocols[i];
	struct parser *p = &t->parser;
	struct scmi_board *board = t->board;
	struct scmi_protocol_instance *instance = &board->protocols[board->server.protocol_count];
	unsigned int count;

	t->sections[i] = parse_section(p, protocol->section);
	if (!parse_count(p, t->sections[i], MAX_RESOURCES, &count))
		return false;
	if (!count)
		return true;
	instance->protocol = protocol->protocol;
	instance->resource_count = (uint16_t)count;
	board->instances[i] = instance;
	if (!parse_memory(p, t->sections[i], count, sizeof(uint32_t), &t->devices[i]))
		return false;
	instance->devices = t->devices[i];
	board->server.protocol_count++;
	return protocol->parse(t, t->sections[i], instance);
}

/* Agents find resources by their names */
static bool check_names(struct tables *t, int section, const struct scmi_protocol_instance *instance)
{
	struct parser *p = &t->parser;
	uint16_t i, j;

	for (i = 1; i < instance->resource_count; i++) {
		const char *name = scmi_resource_name(instance, i);

		for (j = 0; j < i && strcmp(name, scmi_resource_name(instance, j)) != 0; j++)
			;
		if (j == i)
			continue;
		parse_fail(p, parse_child(p, section, i), "label", "has to give another name than that of");
		p->error->other = fdt_get_name(p->fdt, parse_child(p, section, j), NULL);
		return false;
	}
	return true;
}

static bool parse_protocols(struct tables *t)
{
	unsigned int i;

	t->board->server.protocols = t->board->protocols;
	for (i = 0; i < SCMI_BOARD_PROTOCOLS; i++) {
		if (!parse_resources(t, i) ||
		    (t->board->instances[i] &&
		     !check_names(t, t->sections[i], t->board->instances[i])))
			return false;
	}
	return true;
}

static bool tie_protocols(struct tables *t)
{
	unsigned int i;

	for (i = 0; i < SCMI_BOARD_PROTOCOLS; i++) {
		if (t->board->instances[i] && scmi_board_protocols[i]->tie &&
		    !scmi_board_protocols[i]->tie(t, t->sections[i]))
			return false;
	}
	return true;
}

static bool start_protocols(struct tables *t)
{
	unsigned int i;

	for (i = 0; i < SCMI_BOARD_PROTOCOLS; i++) {
		if (t->board->instances[i] && scmi_board_protocols[i]->start &&
		    !scmi_board_protocols[i]->start(t, t->sections[i]))
			return false;
	}
	return true;
}

/* Devices */

static bool parse_device(struct tables *t, int node, uint32_t device)
{
	struct parser *p = &t->parser;
	uint16_t *resources;
	unsigned int count, i, j;

	if (!parse_reg(p, node, device))
		return false;
	for (i = 0; i < SCMI_BOARD_PROTOCOLS; i++) {
		if (!parse_references(p, node, property_of(scmi_board_protocols[i]), t->sections[i],
				      &resources, &count))
			return false;
		for (j = 0; j < count; j++)
			t->devices[i][resources[j]] |= (uint32_t)1 << device;
	}
	return true;
}

static bool parse_devices(struct tables *t)
{
	struct parser *p = &t->parser;
	unsigned int count;
	uint32_t device = 0;
	int node;

	t->devices_node = parse_section(p, "devices");
	if (!parse_count(p, t->devices_node, SCMI_MAX_DEVICES, &count))
		return false;
	t->board->server.device_count = (uint8_t)count;
	if (!count)
		return true;
	fdt_for_each_subnode(node, p->fdt, t->devices_node) {
		if (!parse_device(t, node, device++))
			return false;
	}
	return true;
}

/* Agents */

static const struct scmi_protocol *find_protocol(const struct scmi_board *board, uint32_t id)
{
	unsigned int i;

	if (id == SCMI_PROTOCOL_BASE)
		return &scmi_base_protocol;
	for (i = 0; i < SCMI_BOARD_PROTOCOLS; i++) {
		if (board->instances[i] && (uint32_t)scmi_board_protocols[i]->id == id)
			return scmi_board_protocols[i]->protocol;
	}
	return NULL;
}

static bool parse_versions(struct tables *t, int node, struct scmi_agent *agent)
{
	struct parser *p = &t->parser;
	uint32_t *list;
	unsigned int count, i;

	if (!parse_u32_list(p, node, "protocol-versions", &list, &count))
		return false;
	if (count % 2)
		return parse_fail(p, node, "protocol-versions", "has to be pairs of protocol and version");
	for (i = 0; i < count; i += 2) {
		const struct scmi_protocol *protocol = find_protocol(t->board, list[i]);
		uint8_t version = protocol ? scmi_protocol_speaks(protocol, list[i + 1]) : 0;

		if (!version)
			return parse_fail(p, node, "protocol-versions",
					  "names a protocol or version that the board does not have");
		agent->versions[list[i] - SCMI_PROTOCOL_FIRST] = version;
	}
	return true;
}

static bool withhold(struct parser *p, int node, const char *property, struct scmi_view_entry *entries,
		     unsigned int count, uint16_t resource)
{
	unsigned int i;

	for (i = 0; i < count; i++) {
		if (entries[i].resource == resource) {
			entries[i].permissions = 0;
			return true;
		}
	}
	return parse_fail(p, node, property, "names what the agent does not see");
}

/* What an agent sees of a protocol, in the order of its list, and what it may do with it */
static bool parse_view(struct tables *t, int node, struct scmi_agent *agent, unsigned int i)
{
	const struct board_protocol *protocol = scmi_board_protocols[i];
	unsigned int slot = (unsigned int)protocol->id - SCMI_PROTOCOL_FIRST;
	struct parser *p = &t->parser;
	struct scmi_view_entry *entries;
	uint16_t *seen, *read_only;
	unsigned int count, read_only_count, j;

	if (!parse_references(p, node, property_of(protocol), t->sections[i], &seen, &count) ||
	    !parse_references(p, node, protocol->read_only, t->sections[i], &read_only,
			      &read_only_count))
		return false;
	if (!count && !read_only_count)
		return true;
	if (!parse_memory(p, node, count, sizeof(*entries), &entries))
		return false;
	for (j = 0; j < count; j++) {
		entries[j].resource = seen[j];
		entries[j].permissions = protocol->permissions(t->board, seen[j]);
	}
	for (j = 0; j < read_only_count; j++) {
		if (!withhold(p, node, protocol->read_only, entries, count, read_only[j]))
			return false;
	}
	agent->protocols |= 1u << slot;
	agent->views[slot].entries = entries;
	agent->views[slot].count = (uint16_t)count;
	return !protocol->complete_view || protocol->complete_view(t, node, &agent->views[slot]);
}

static bool parse_views(struct tables *t, int node, struct scmi_agent *agent)
{
	unsigned int i;

	for (i = 0; i < SCMI_BOARD_PROTOCOLS; i++) {
		if (!parse_view(t, node, agent, i))
			return false;
	}
	return true;
}

static bool parse_denied_devices(struct tables *t, int node, struct scmi_agent *agent)
{
	uint16_t *denied;
	unsigned int count, i;

	if (!parse_references(&t->parser, node, "denied-devices", t->devices_node, &denied, &count))
		return false;
	agent->devices = UINT32_MAX;
	for (i = 0; i < count; i++)
		agent->devices &= ~((uint32_t)1 << denied[i]);
	return true;
}

static bool parse_events(struct parser *p, int node, struct scmi_agent *agent)
{
	uint32_t count = 0;

	if (!parse_u32(p, node, "max-events", 1, MAX_EVENTS, &count))
		return false;
	agent->max_events = (uint16_t)count;
	return !count || parse_memory(p, node, count, sizeof(*agent->events), &agent->events);
}

/* Delayed responses are events */
static bool parse_deferred(struct parser *p, int node, struct scmi_agent *agent)
{
	uint32_t count = 0;

	if (!parse_u32(p, node, "max-pending", 1, UINT8_MAX, &count))
		return false;
	if (count && !agent->max_events)
		return parse_fail(p, node, "max-pending", "needs max-events");
	agent->max_deferred = (uint8_t)count;
	return !count || parse_memory(p, node, count, sizeof(*agent->deferred), &agent->deferred);
}

static bool parse_agent(struct tables *t, int node, struct scmi_agent *agent, uint32_t id)
{
	struct parser *p = &t->parser;

	agent->protocols = 1;
	agent->trusted = parse_flag(p, node, "trusted");
	return parse_reg(p, node, id) && parse_name(p, node, MAX_AGENT_NAME, &agent->name) &&
	       parse_versions(t, node, agent) && parse_events(p, node, agent) &&
	       parse_deferred(p, node, agent) &&
	       parse_denied_devices(t, node, agent) && parse_views(t, node, agent);
}

static bool parse_agents(struct tables *t)
{
	struct parser *p = &t->parser;
	struct scmi_agent_state *states;
	struct scmi_agent *agents;
	unsigned int count;
	uint32_t id = 0;
	int node;

	t->agents_node = parse_section(p, "agents");
	if (!parse_count(p, t->agents_node, SCMI_MAX_AGENTS, &count))
		return false;
	if (!count)
		return parse_fail(p, 0, NULL, "has no agents");
	if (!parse_memory(p, t->agents_node, count, sizeof(*agents), &agents) ||
	    !parse_memory(p, t->agents_node, count, sizeof(*states), &states))
		return false;
	fdt_for_each_subnode(node, p->fdt, t->agents_node) {
		if (!parse_agent(t, node, &agents[id], id + 1))
			return false;
		id++;
	}
	t->board->server.agents = agents;
	t->board->server.agent_states = states;
	t->board->server.agent_count = (uint8_t)count;
	return true;
}

/* Channels */

static bool parse_forms(struct parser *p, int node, struct scmi_board_channel *c)
{
	const char *form;
	int i;

	if (parse_flag(p, node, "forms") && fdt_stringlist_count(p->fdt, node, "forms") < 1)
		return parse_fail(p, node, "forms", "has to be a list of strings");
	for (i = 0; (form = fdt_stringlist_get(p->fdt, node, "forms", i, NULL)); i++) {
		if (!strcmp(form, "smt"))
			c->channel.forms |= SCMI_CHANNEL_SMT;
		else if (!strcmp(form, "msg"))
			c->channel.forms |= SCMI_CHANNEL_MSG;
		else
			return parse_fail(p, node, "forms", "knows \"smt\" and \"msg\"");
	}
	if (c->shared_size && (c->channel.forms & SCMI_CHANNEL_MSG))
		return parse_fail(p, node, "forms", "has to be \"smt\" with shared-memory");
	if (!c->channel.forms)
		c->channel.forms = c->shared_size ? SCMI_CHANNEL_SMT :
						    SCMI_CHANNEL_SMT | SCMI_CHANNEL_MSG;
	return true;
}

static bool parse_shared_memory(struct parser *p, int node, struct scmi_board_channel *c)
{
	uint64_t *region;
	unsigned int count;

	if (!parse_u64_list(p, node, "shared-memory", &region, &count))
		return false;
	if (!region)
		return true;
	if (count != 2 || region[0] % 4 || region[1] < SCMI_SMT_HEADER_SIZE + MIN_MESSAGE_SIZE ||
	    region[0] + region[1] < region[0])
		return parse_fail(p, node, "shared-memory",
				  "has to be address and size, aligned to 4 bytes and large enough");
	c->shared_address = region[0];
	c->shared_size = region[1];
	return true;
}

static bool overlap(const struct scmi_board_channel *a, const struct scmi_board_channel *b)
{
	return a->shared_size && b->shared_size &&
	       a->shared_address < b->shared_address + b->shared_size &&
	       b->shared_address < a->shared_address + a->shared_size;
}

static bool parse_channel(struct tables *t, int node, struct scmi_board_channel *c)
{
	struct parser *p = &t->parser;
	uint32_t max_size = DEFAULT_MESSAGE_SIZE;
	const struct scmi_board_channel *other;
	uint16_t *agent;
	unsigned int count;

	if (!parse_flag(p, node, "reg"))
		return parse_fail(p, node, "reg", "is missing");
	if (!parse_u32(p, node, "reg", 0, UINT32_MAX, &c->id) ||
	    !parse_references(p, node, "agent", t->agents_node, &agent, &count) ||
	    !parse_u32(p, node, "max-message-size", MIN_MESSAGE_SIZE, MAX_MESSAGE_SIZE, &max_size) ||
	    !parse_shared_memory(p, node, c) || !parse_forms(p, node, c) ||
	    !parse_memory(p, node, max_size, 1, &c->channel.request) ||
	    !parse_memory(p, node, max_size, 1, &c->channel.reply))
		return false;
	if (count != 1)
		return parse_fail(p, node, "agent", "has to be one agent");
	for (other = t->board->channels; other < c; other++) {
		if (other->id == c->id)
			return parse_fail(p, node, "reg", "is that of another channel");
		if (overlap(other, c))
			return parse_fail(p, node, "shared-memory", "overlaps that of another channel");
	}
	c->channel.server = &t->board->server;
	c->channel.agent = (uint8_t)(agent[0] + 1);
	c->channel.max_size = (uint16_t)max_size;
	return true;
}

static bool parse_channels(struct tables *t)
{
	struct parser *p = &t->parser;
	int section = parse_section(p, "channels");
	unsigned int i = 0;
	int node;

	if (!parse_count(p, section, SCMI_BOARD_MAX_CHANNELS, &t->board->channel_count))
		return false;
	if (!t->board->channel_count)
		return parse_fail(p, 0, NULL, "has no channels");
	if (!parse_memory(p, section, t->board->channel_count, sizeof(*t->board->channels),
			  &t->board->channels))
		return false;
	fdt_for_each_subnode(node, p->fdt, section) {
		if (!parse_channel(t, node, &t->board->channels[i++]))
			return false;
	}
	return true;
}

/* The whole */

static bool parse_root(struct parser *p, struct scmi_board *board)
{
	if (fdt_node_check_compatible(p->fdt, 0, "scmi-optee,board"))
		return parse_fail(p, 0, "compatible", "has to be \"scmi-optee,board\"");
	return parse_string(p, 0, "model", &board->name) &&
	       parse_string(p, 0, "vendor", &board->server.vendor) &&
	       parse_string(p, 0, "sub-vendor", &board->server.sub_vendor) &&
	       parse_u32(p, 0, "implementation-version", 0, UINT32_MAX,
			 &board->server.implementation_version);
}

/* All that a device tree can describe is served, but for events where the server is built without */
static bool start_server(struct parser *p, struct scmi_server *server)
{
	if (scmi_server_init(server))
		return parse_fail(p, 0, NULL, "has agents with events, which the server is built without");
	return true;
}

int scmi_board_init(struct scmi_board *board, const void *fdt, size_t fdt_size, void *memory,
		    size_t memory_size, struct scmi_board_error *error)
{
	struct tables t = {
		.parser = { .fdt = fdt, .memory = memory, .left = memory_size, .error = error },
		.board = board,
	};

	*board = (struct scmi_board){ .name = "board", .server.vendor = "scmi-optee" };
	/*
	 * Older headers lack the size of the structure, without which nothing can be checked; a structure that
	 * ends at once has no root.
	 */
	if (fdt_size < FDT_V17_SIZE || fdt_version(fdt) < FIRST_VERSION ||
	    fdt_check_full(fdt, fdt_size) || !fdt_get_name(fdt, 0, NULL)) {
		*error = (struct scmi_board_error){ "/", NULL, "is no flattened device tree", NULL };
		return SCMI_INVALID_PARAMETERS;
	}
	if (!parse_root(&t.parser, board) || !parse_protocols(&t) || !tie_protocols(&t) ||
	    !parse_devices(&t) || !parse_agents(&t) || !parse_channels(&t) ||
	    !start_server(&t.parser, &board->server) || !start_protocols(&t))
		return SCMI_INVALID_PARAMETERS;
	return SCMI_SUCCESS;
}

void scmi_board_set_time(struct scmi_board *board, uint64_t microseconds)
{
	unsigned int i;

	if (microseconds <= board->time)
		return;
	scmi_board_run_timers(board, microseconds);
	board->time = microseconds;
	for (i = 0; i < SCMI_BOARD_PROTOCOLS; i++) {
		if (board->instances[i] && scmi_board_protocols[i]->pass_time)
			scmi_board_protocols[i]->pass_time(board);
	}
}
