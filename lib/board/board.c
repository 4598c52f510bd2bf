// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * From a device tree to a board. docs/board.md describes the properties.
 */
#include <libfdt.h>
#include <string.h>

#include "board.h"
#include "parse.h"

#define MAX_CLOCKS		1024u
#define MAX_CLOCK_NAME		63u
#define MAX_RATES		4095u
#define MAX_PARENTS		255u
#define MAX_AGENT_NAME		15u
#define MAX_EVENTS		1024u
#define MAX_CHANNELS		32u
#define MIN_MESSAGE_SIZE	32u
#define DEFAULT_MESSAGE_SIZE	256u
#define MAX_MESSAGE_SIZE	4096u

#define CLOCK_SLOT		(SCMI_PROTOCOL_CLOCK - SCMI_PROTOCOL_FIRST)

/* Tables while they are filled; the server sees them as constant */
struct tables {
	struct parser parser;
	struct scmi_board *board;
	struct scmi_clock *clocks;
	struct scmi_agent *agents;
	uint32_t *clock_devices;
	int clocks_node;
	int agents_node;
	int devices_node;
	unsigned int agent_count;
	unsigned int device_count;
};

/* Clocks */

static bool parse_rate_list(struct parser *p, int node, struct scmi_board_clock *c,
			    const uint64_t *limits)
{
	uint64_t *list;
	unsigned int count, i;

	if (!parse_u64_list(p, node, "rates", &list, &count))
		return false;
	for (i = 0; i < count; i++) {
		if (!list[i] || (i && list[i] <= list[i - 1]))
			return parse_fail(p, node, "rates", "has to ascend from more than 0");
		if (list[i] >= limits[0] && list[i] <= limits[1])
			list[c->rate_count++] = list[i];
	}
	if (!c->rate_count || c->rate_count > MAX_RATES)
		return parse_fail(p, node, "rates", "has to leave 1 to 4095 rates within rate-limits");
	c->source = RATE_LIST;
	c->rates = list;
	c->rate = list[0];
	return true;
}

static bool parse_rate_range(struct parser *p, int node, struct scmi_board_clock *c,
			     const uint64_t *limits)
{
	uint64_t *range;
	unsigned int count;

	if (!parse_u64_list(p, node, "rate-range", &range, &count))
		return false;
	if (count != 3 || !range[0] || range[0] >= range[1] || !range[2] ||
	    (range[1] - range[0]) % range[2])
		return parse_fail(p, node, "rate-range",
				  "has to be lowest, highest, and a step that leads from one to the other");
	if (range[0] < limits[0] || range[1] > limits[1])
		return parse_fail(p, node, "rate-limits", "does not go with rate-range");
	c->source = RATE_RANGE;
	c->rates = range;
	c->rate_count = 3;
	c->rate = range[0];
	return true;
}

static bool parse_divisors(struct parser *p, int node, struct scmi_board_clock *c,
			   const uint64_t *limits)
{
	uint32_t *list;
	unsigned int count, i;

	if (!parse_u32_list(p, node, "divisors", &list, &count))
		return false;
	for (i = 0; i < count; i++) {
		if (!list[i] || (i && list[i] <= list[i - 1]))
			return parse_fail(p, node, "divisors", "has to ascend from more than 0");
	}
	if (count > MAX_RATES)
		return parse_fail(p, node, "divisors", "has to be 1 to 4095 numbers");
	c->source = RATE_DIVISOR;
	c->divisors = list;
	c->divisor_count = (uint16_t)count;
	c->divisor = list[0];
	c->lowest = limits[0];
	c->highest = limits[1];
	return parse_memory(p, node, count, sizeof(uint64_t), &c->rates);
}

static bool parse_rate_source(struct parser *p, int node, struct scmi_board_clock *c, bool has_parent)
{
	bool list = parse_flag(p, node, "rates");
	bool range = parse_flag(p, node, "rate-range");
	bool divisors = parse_flag(p, node, "divisors");
	uint64_t no_limits[2] = { 0, UINT64_MAX };
	uint64_t *limits;
	unsigned int count;

	if (!parse_u64_list(p, node, "rate-limits", &limits, &count))
		return false;
	if (!limits)
		limits = no_limits;
	else if (count != 2 || limits[0] > limits[1])
		return parse_fail(p, node, "rate-limits", "has to be lowest and highest");
	if (list + range + divisors > 1)
		return parse_fail(p, node, NULL, "has more than one of rates, rate-range, divisors");
	if (list)
		return parse_rate_list(p, node, c, limits);
	if (range)
		return parse_rate_range(p, node, c, limits);
	if (!has_parent)
		return parse_fail(p, node, NULL, "has neither rates, nor rate-range, nor parents");
	if (divisors)
		return parse_divisors(p, node, c, limits);
	c->source = RATE_PARENT;
	c->rate_count = 1;
	return parse_memory(p, node, 1, sizeof(uint64_t), &c->rates);
}

static bool parse_parents(struct tables *t, int node, struct scmi_clock *info,
			  struct scmi_board_clock *c)
{
	struct parser *p = &t->parser;
	uint16_t *parents, *boot;
	unsigned int count, boot_count, i;

	if (!parse_references(p, node, "parents", t->clocks_node, &parents, &count) ||
	    !parse_references(p, node, "boot-parent", t->clocks_node, &boot, &boot_count))
		return false;
	if (count > MAX_PARENTS)
		return parse_fail(p, node, "parents", "has more than 255 entries");
	info->parents = parents;
	info->parent_count = (uint8_t)count;
	if (count)
		c->parent = parents[0];
	if (!boot_count)
		return true;
	for (i = 0; i < count; i++) {
		if (parents[i] == boot[0])
			c->parent = boot[0];
	}
	if (boot_count != 1 || !count || c->parent != boot[0])
		return parse_fail(p, node, "boot-parent", "has to be one of parents");
	return true;
}

/* Phases and duty cycles: a clock that names one has it, and starts with it */
static bool parse_extended_config(struct parser *p, int node, struct scmi_clock *info,
				  struct scmi_board_clock *c)
{
	c->has_duty_cycle = parse_flag(p, node, "duty-cycle");
	c->has_phase = parse_flag(p, node, "phase");
	info->extended_config = c->has_duty_cycle || c->has_phase;
	return parse_u32(p, node, "duty-cycle", 0, 100, &c->duty_cycle) &&
	       parse_u32(p, node, "phase", 0, 359, &c->phase);
}

static bool parse_clock(struct tables *t, int node, struct scmi_clock *info,
			struct scmi_board_clock *c)
{
	struct parser *p = &t->parser;

	c->enabled = parse_flag(p, node, "boot-on") || parse_flag(p, node, "always-on");
	return parse_name(p, node, MAX_CLOCK_NAME, &info->name) &&
	       parse_u32(p, node, "enable-delay-us", 0, UINT32_MAX, &info->enable_delay) &&
	       parse_parents(t, node, info, c) &&
	       parse_rate_source(p, node, c, info->parent_count) &&
	       parse_extended_config(p, node, info, c);
}

static int clock_node(const struct tables *t, unsigned int clock)
{
	int node = fdt_first_subnode(t->parser.fdt, t->clocks_node);

	while (clock--)
		node = fdt_next_subnode(t->parser.fdt, node);
	return node;
}

static bool described(const struct scmi_clock_rates *rates, uint64_t rate)
{
	unsigned int i;

	if (rates->linear)
		return rate >= rates->rates[0] && rate <= rates->rates[1] &&
		       (rate - rates->rates[0]) % rates->rates[2] == 0;
	for (i = 0; i < rates->count && rates->rates[i] != rate; i++)
		;
	return i < rates->count;
}

/* The rate to start with; by default the lowest, and undivided where the limits let it */
static bool parse_boot_rate(struct tables *t, unsigned int clock)
{
	struct parser *p = &t->parser;
	int node = clock_node(t, clock);
	struct scmi_clock_rates rates;
	uint64_t *boot, rate;
	unsigned int count;

	if (!parse_u64_list(p, node, "boot-rate", &boot, &count))
		return false;
	if (scmi_board_clock_ops.rates(t->board, clock, &rates))
		return parse_fail(p, node, "rate-limits", "leave no rate");
	rate = rates.rates[t->board->clocks[clock].source == RATE_DIVISOR ? rates.count - 1 : 0];
	if (boot)
		rate = boot[0];
	if (count > 1 || !described(&rates, rate))
		return parse_fail(p, node, "boot-rate", "has to be one rate that the clock can have");
	return !scmi_board_clock_ops.set_rate(t->board, clock, rate);
}

static bool ready(const struct tables *t, unsigned int clock, const uint8_t *done)
{
	const struct scmi_clock *info = &t->clocks[clock];
	unsigned int i;

	for (i = 0; i < info->parent_count && done[info->parents[i]]; i++)
		;
	return i == info->parent_count;
}

/*
 * Set clocks to their first rates, parents first. That leaves out those that could come to drive
 * themselves.
 */
static bool parse_boot_rates(struct tables *t)
{
	struct parser *p = &t->parser;
	unsigned int left = t->board->clock_count;
	unsigned int before, clock;
	uint8_t *done;

	if (!parse_memory(p, t->clocks_node, left, 1, &done))
		return false;
	do {
		before = left;
		for (clock = 0; clock < t->board->clock_count; clock++) {
			if (done[clock] || !ready(t, clock, done))
				continue;
			if (!parse_boot_rate(t, clock))
				return false;
			done[clock] = 1;
			left--;
		}
	} while (left && left < before);
	if (left)
		return parse_fail(p, t->clocks_node, NULL, "has parents that lead round in a circle");
	return true;
}

static bool parse_clocks(struct tables *t)
{
	struct parser *p = &t->parser;
	struct scmi_board *board = t->board;
	struct scmi_clock_state *states;
	unsigned int i = 0;
	int node;

	t->clocks_node = parse_section(p, "clocks");
	if (!parse_count(p, t->clocks_node, MAX_CLOCKS, &board->clock_count))
		return false;
	if (!board->clock_count)
		return true;
	if (!parse_memory(p, t->clocks_node, board->clock_count, sizeof(*t->clocks), &t->clocks) ||
	    !parse_memory(p, t->clocks_node, board->clock_count, sizeof(*states), &states) ||
	    !parse_memory(p, t->clocks_node, board->clock_count, sizeof(uint32_t), &t->clock_devices) ||
	    !parse_memory(p, t->clocks_node, board->clock_count, sizeof(*board->clocks), &board->clocks))
		return false;
	fdt_for_each_subnode(node, p->fdt, t->clocks_node) {
		if (!parse_clock(t, node, &t->clocks[i], &board->clocks[i]))
			return false;
		i++;
	}
	if (!parse_boot_rates(t))
		return false;
	board->clock_config.clocks = t->clocks;
	board->clock_config.states = states;
	board->clock_config.ops = &scmi_board_clock_ops;
	board->clock_config.context = board;
	board->protocols[0].protocol = &scmi_clock_protocol;
	board->protocols[0].config = &board->clock_config;
	board->protocols[0].resource_count = (uint16_t)board->clock_count;
	board->protocols[0].devices = t->clock_devices;
	board->server.protocols = board->protocols;
	board->server.protocol_count = 1;
	return true;
}

/* Devices */

static bool parse_devices(struct tables *t)
{
	struct parser *p = &t->parser;
	uint32_t device = 0;
	uint16_t *clocks;
	unsigned int count, i;
	int node;

	t->devices_node = parse_section(p, "devices");
	if (!parse_count(p, t->devices_node, SCMI_MAX_DEVICES, &t->device_count))
		return false;
	t->board->server.device_count = (uint8_t)t->device_count;
	if (!t->device_count)
		return true;
	fdt_for_each_subnode(node, p->fdt, t->devices_node) {
		if (!parse_reg(p, node, device) ||
		    !parse_references(p, node, "clocks", t->clocks_node, &clocks, &count))
			return false;
		for (i = 0; i < count; i++)
			t->clock_devices[clocks[i]] |= (uint32_t)1 << device;
		device++;
	}
	return true;
}

/* Agents */

static bool parse_versions(struct parser *p, int node, struct scmi_agent *agent)
{
	uint32_t *list;
	unsigned int count, i;

	if (!parse_u32_list(p, node, "protocol-versions", &list, &count))
		return false;
	if (count % 2)
		return parse_fail(p, node, "protocol-versions", "has to be pairs of protocol and version");
	for (i = 0; i < count; i += 2) {
		uint32_t slot = list[i] - SCMI_PROTOCOL_FIRST;
		uint32_t major = list[i + 1] >> 16;
		uint32_t minor = list[i + 1] & 0xffff;

		if (slot >= SCMI_PROTOCOL_SLOTS || !major || major > 15 || minor > 15)
			return parse_fail(p, node, "protocol-versions",
					  "names a protocol or version that does not exist");
		agent->versions[slot] = SCMI_VERSION(major, minor);
	}
	return true;
}

/* What an agent may do with a clock follows from what the clock can do */
static uint16_t clock_permissions(const struct tables *t, uint16_t clock, bool always_on)
{
	const struct scmi_board_clock *c = &t->board->clocks[clock];
	uint16_t permissions = 0;

	if (!always_on)
		permissions |= SCMI_CLOCK_MAY_SET_STATE;
	if (t->clocks[clock].parent_count > 1)
		permissions |= SCMI_CLOCK_MAY_SET_PARENT;
	if (c->source == RATE_DIVISOR ? c->divisor_count > 1 : c->rate_count > 1)
		permissions |= SCMI_CLOCK_MAY_SET_RATE;
	return permissions;
}

static bool parse_clock_view(struct tables *t, int node, struct scmi_agent *agent)
{
	struct parser *p = &t->parser;
	struct scmi_view_entry *entries;
	uint16_t *clocks, *read_only;
	unsigned int count, read_only_count, i, j;

	if (!parse_references(p, node, "clocks", t->clocks_node, &clocks, &count) ||
	    !parse_references(p, node, "read-only-clocks", t->clocks_node, &read_only,
			      &read_only_count))
		return false;
	if (read_only_count && !count)
		return parse_fail(p, node, "read-only-clocks", "has to be among clocks");
	if (!count)
		return true;
	if (!parse_memory(p, node, count, sizeof(*entries), &entries))
		return false;
	for (i = 0; i < count; i++) {
		entries[i].resource = clocks[i];
		entries[i].permissions = clock_permissions(t, clocks[i],
			parse_flag(p, clock_node(t, clocks[i]), "always-on"));
	}
	for (j = 0; j < read_only_count; j++) {
		for (i = 0; i < count && clocks[i] != read_only[j]; i++)
			;
		if (i == count)
			return parse_fail(p, node, "read-only-clocks", "has to be among clocks");
		entries[i].permissions = 0;
	}
	agent->protocols |= 1u << CLOCK_SLOT;
	agent->views[CLOCK_SLOT].entries = entries;
	agent->views[CLOCK_SLOT].count = (uint16_t)count;
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

static bool parse_agent(struct tables *t, int node, struct scmi_agent *agent, uint32_t id)
{
	struct parser *p = &t->parser;

	agent->protocols = 1;
	agent->trusted = parse_flag(p, node, "trusted");
	return parse_reg(p, node, id) && parse_name(p, node, MAX_AGENT_NAME, &agent->name) &&
	       parse_versions(p, node, agent) && parse_events(p, node, agent) &&
	       parse_denied_devices(t, node, agent) && parse_clock_view(t, node, agent);
}

static bool parse_agents(struct tables *t)
{
	struct parser *p = &t->parser;
	struct scmi_agent_state *states;
	uint32_t id = 0;
	int node;

	t->agents_node = parse_section(p, "agents");
	if (!parse_count(p, t->agents_node, SCMI_MAX_AGENTS, &t->agent_count))
		return false;
	if (!t->agent_count)
		return parse_fail(p, 0, NULL, "has no agents");
	if (!parse_memory(p, t->agents_node, t->agent_count, sizeof(*t->agents), &t->agents) ||
	    !parse_memory(p, t->agents_node, t->agent_count, sizeof(*states), &states))
		return false;
	fdt_for_each_subnode(node, p->fdt, t->agents_node) {
		if (!parse_agent(t, node, &t->agents[id], id + 1))
			return false;
		id++;
	}
	t->board->server.agents = t->agents;
	t->board->server.agent_states = states;
	t->board->server.agent_count = (uint8_t)t->agent_count;
	return true;
}

/* Channels */

static bool parse_forms(struct parser *p, int node, struct scmi_board_channel *c)
{
	const char *form;
	int i;

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

	if (!parse_u64_list(p, node, "shared-memory", &region, &count) || !region)
		return !region && !count;
	if (count != 2 || region[0] % 4 || region[1] < SCMI_SMT_HEADER_SIZE + MIN_MESSAGE_SIZE ||
	    region[0] + region[1] < region[0])
		return parse_fail(p, node, "shared-memory",
				  "has to be address and size, aligned to 4 bytes and large enough");
	c->shared_address = region[0];
	c->shared_size = region[1];
	return true;
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

	if (!parse_count(p, section, MAX_CHANNELS, &t->board->channel_count))
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

int scmi_board_init(struct scmi_board *board, const void *fdt, size_t fdt_size, void *memory,
		    size_t memory_size, struct scmi_board_error *error)
{
	struct tables t = {
		.parser = { .fdt = fdt, .memory = memory, .left = memory_size, .error = error },
		.board = board,
	};

	*board = (struct scmi_board){ .name = "board", .server.vendor = "scmi-optee" };
	if (fdt_check_full(fdt, fdt_size)) {
		*error = (struct scmi_board_error){ "/", NULL, "is no flattened device tree" };
		return SCMI_INVALID_PARAMETERS;
	}
	if (!parse_root(&t.parser, board) || !parse_clocks(&t) || !parse_devices(&t) ||
	    !parse_agents(&t) || !parse_channels(&t))
		return SCMI_INVALID_PARAMETERS;
	if (scmi_server_init(&board->server)) {
		parse_fail(&t.parser, t.agents_node, "protocol-versions",
			   "names a version that the server does not speak");
		return SCMI_INVALID_PARAMETERS;
	}
	return SCMI_SUCCESS;
}
