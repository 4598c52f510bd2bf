// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * The board's power domains. A domain is in the state that agents need, or in a shallower one while
 * domains below it need that. Its clocks stand still while it is not on; when it loses its context they go
 * back to how they were at the start, and what it supplies is reset.
 */
#include <libfdt.h>

#include "board.h"
#include "clock.h"
#include "reset.h"

#define MAX_DOMAIN_NAME		63u
#define NO_PARENT		UINT16_MAX

/* How much a power state leaves: a domain never leaves less than those below it have */
enum rank {
	RANK_ON,
	RANK_CONTEXT_KEPT,
	RANK_CONTEXT_LOST,
};

struct board_power {
	uint8_t wanted;		/* places in the list of states */
	uint8_t state;
	uint8_t next;		/* wanted when the timer expires */
	uint32_t transition;	/* microseconds that an asynchronous change of the state takes */
	struct scmi_board_timer timer;
	bool always_on;
	uint16_t parent;	/* index of the domain it is in, or NO_PARENT */
	const uint16_t *resets;	/* reset domains in it */
	uint16_t reset_count;
	const uint16_t *clocks;	/* clocks in it */
	uint16_t clock_count;
	uint32_t losses;	/* how often the context was lost */
};

/* The hardware; the context of its operations */
struct scmi_board_powers {
	struct scmi_power_config config;
	struct scmi_power_domain *info;
	struct board_power *domains;
	struct scmi_board *board;
	uint16_t count;
};

static enum rank rank_of(uint32_t power_state)
{
	if (power_state == SCMI_POWER_ON)
		return RANK_ON;
	return power_state & SCMI_POWER_CONTEXT_LOST ? RANK_CONTEXT_LOST : RANK_CONTEXT_KEPT;
}

static enum rank rank_in(const struct scmi_board_powers *powers, unsigned int domain, uint8_t state)
{
	return rank_of(powers->info[domain].states[state]);
}

/* The deepest state that the domains below leave it */
static uint8_t allowed_state(const struct scmi_board_powers *powers, unsigned int domain)
{
	uint8_t state = powers->domains[domain].wanted;
	uint16_t child;

	for (child = 0; child < powers->count; child++) {
		if (powers->domains[child].parent != domain)
			continue;
		/* The first state is on */
		while (rank_in(powers, domain, state) >
		       rank_in(powers, child, powers->domains[child].state))
			state--;
	}
	return state;
}

static void lose_context(struct scmi_board_powers *powers, struct board_power *d)
{
	uint16_t i;

	d->losses++;
	for (i = 0; i < d->reset_count; i++)
		scmi_board_reset_domain(powers->board->resets, d->resets[i]);
	for (i = 0; i < d->clock_count; i++)
		scmi_board_clock_lose(powers->board->clocks, d->clocks[i]);
}

static void gate_clocks(const struct scmi_board_powers *powers, unsigned int domain)
{
	const struct board_power *d = &powers->domains[domain];
	uint16_t i;

	for (i = 0; i < d->clock_count; i++)
		powers->board->clocks->clocks[d->clocks[i]].gated =
			rank_in(powers, domain, d->state) != RANK_ON;
}

/* Bring a domain, and then those that it is in, to the states that they can have now */
static void settle(struct scmi_board_powers *powers, unsigned int domain)
{
	for (; domain != NO_PARENT; domain = powers->domains[domain].parent) {
		struct board_power *d = &powers->domains[domain];
		enum rank before = rank_in(powers, domain, d->state);
		uint8_t state = allowed_state(powers, domain);

		if (state == d->state)
			return;
		d->state = state;
		if (powers->board->clocks)
			gate_clocks(powers, domain);
		if (before != RANK_CONTEXT_LOST &&
		    rank_in(powers, domain, state) == RANK_CONTEXT_LOST)
			lose_context(powers, d);
	}
}

static int get_state(void *context, unsigned int domain, unsigned int *state)
{
	const struct scmi_board_powers *powers = context;

	*state = powers->domains[domain].state;
	return SCMI_SUCCESS;
}

static int set_state(void *context, unsigned int domain, unsigned int state)
{
	struct scmi_board_powers *powers = context;

	powers->domains[domain].wanted = (uint8_t)state;
	settle(powers, domain);
	scmi_clock_rates_changed(&powers->board->server);
	return SCMI_SUCCESS;
}

static int start_set_state(void *context, unsigned int domain, unsigned int state)
{
	struct scmi_board_powers *powers = context;
	struct board_power *d = &powers->domains[domain];

	d->next = (uint8_t)state;
	scmi_board_start_timer(powers->board, &d->timer, d->transition);
	return SCMI_SUCCESS;
}

static void abort_set_state(void *context, unsigned int domain)
{
	struct scmi_board_powers *powers = context;

	powers->domains[domain].timer.running = false;
}

static void expire(struct scmi_board *board, uint16_t domain)
{
	scmi_server_done(&board->server, SCMI_PROTOCOL_POWER, domain,
			 set_state(board->powers, domain, board->powers->domains[domain].next));
}

static const struct scmi_power_ops ops = {
	.get_state = get_state,
	.set_state = set_state,
	.start_set_state = start_set_state,
	.abort_set_state = abort_set_state,
};

/* Device tree */

static bool parse_states(struct parser *p, int node, struct scmi_power_domain *info)
{
	static const uint32_t on_off[] = { SCMI_POWER_ON, SCMI_POWER_OFF };
	uint32_t *states;
	unsigned int count, i, j;

	info->states = on_off;
	info->state_count = 2;
	if (!parse_u32_list(p, node, "states", &states, &count))
		return false;
	if (!count)
		return true;
	if (states[0] != SCMI_POWER_ON || count > SCMI_POWER_MAX_STATES)
		return parse_fail(p, node, "states", "has to begin with 0, on, and be 254 at most");
	for (i = 1; i < count; i++) {
		if (states[i] & ~SCMI_POWER_STATE_BITS)
			return parse_fail(p, node, "states", "has bits other than 30 and 27:0");
		if (rank_of(states[i]) < rank_of(states[i - 1]))
			return parse_fail(p, node, "states", "has to go from shallow to deep");
		for (j = 0; j < i; j++) {
			if (states[i] == states[j])
				return parse_fail(p, node, "states", "has one twice");
		}
	}
	info->states = states;
	info->state_count = (uint8_t)count;
	return true;
}

static bool parse_parent(struct parser *p, int node, int section, struct board_power *d)
{
	uint16_t *parent;
	unsigned int count;

	d->parent = NO_PARENT;
	if (!parse_references(p, node, "parent", section, &parent, &count))
		return false;
	if (count > 1)
		return parse_fail(p, node, "parent", "has to be one power domain");
	if (count)
		d->parent = parent[0];
	return true;
}

/* What loses its state with the domain */
static bool parse_contents(struct parser *p, int node, struct board_power *d)
{
	uint16_t *resets, *clocks;
	unsigned int reset_count, clock_count;

	if (!parse_references(p, node, "resets", parse_section(p, scmi_board_reset.section), &resets,
			      &reset_count) ||
	    !parse_references(p, node, "clocks", parse_section(p, scmi_board_clock.section), &clocks,
			      &clock_count))
		return false;
	d->resets = resets;
	d->reset_count = (uint16_t)reset_count;
	d->clocks = clocks;
	d->clock_count = (uint16_t)clock_count;
	return true;
}

static bool parse_domain(struct parser *p, int node, int section, struct scmi_power_domain *info,
			 struct board_power *d)
{
	info->asynchronous = parse_flag(p, node, "transition-us");
	if (!parse_name(p, node, MAX_DOMAIN_NAME, &info->name) || !parse_states(p, node, info) ||
	    !parse_u32(p, node, "transition-us", 0, UINT32_MAX, &d->transition) ||
	    !parse_parent(p, node, section, d) || !parse_contents(p, node, d))
		return false;
	d->always_on = parse_flag(p, node, "always-on");
	if (!d->always_on && !parse_flag(p, node, "boot-on"))
		d->wanted = info->state_count - 1;
	d->state = d->wanted;
	return true;
}

/* No domain may be in itself; with that known, what is on at the start keeps on what it is in */
static bool start(struct parser *p, int section, struct scmi_board_powers *powers)
{
	unsigned int above, steps;
	uint16_t domain;

	for (domain = 0; domain < powers->count; domain++) {
		above = domain;
		for (steps = 0; above != NO_PARENT; steps++) {
			if (steps == powers->count)
				return parse_fail(p, section, NULL,
						  "has parents that lead round in a circle");
			above = powers->domains[above].parent;
		}
	}
	for (domain = 0; domain < powers->count; domain++)
		settle(powers, domain);
	return true;
}

static bool parse(struct tables *t, int section, struct scmi_protocol_instance *instance)
{
	struct parser *p = &t->parser;
	unsigned int count = instance->resource_count;
	struct scmi_board_powers *powers;
	struct scmi_power_state *states;
	int node;

	if (!parse_memory(p, section, 1, sizeof(*powers), &powers) ||
	    !parse_memory(p, section, count, sizeof(*powers->info), &powers->info) ||
	    !parse_memory(p, section, count, sizeof(*states), &states) ||
	    !parse_memory(p, section, count, sizeof(*powers->domains), &powers->domains))
		return false;
	fdt_for_each_subnode(node, p->fdt, section) {
		if (!parse_domain(p, node, section, &powers->info[powers->count],
				  &powers->domains[powers->count]))
			return false;
		scmi_board_add_timer(t->board, &powers->domains[powers->count].timer, expire,
				     powers->count);
		powers->count++;
	}
	powers->board = t->board;
	powers->config = (struct scmi_power_config){
		.domains = powers->info,
		.states = states,
		.ops = &ops,
		.context = powers,
	};
	instance->config = &powers->config;
	t->board->powers = powers;
	return start(p, section, powers);
}

/* Clocks are there */
static bool tie(struct tables *t, int section)
{
	const struct scmi_board_powers *powers = t->board->powers;
	struct parser *p = &t->parser;
	uint16_t domain, i;

	for (domain = 0; domain < powers->count; domain++) {
		const struct board_power *d = &powers->domains[domain];

		for (i = 0; i < d->clock_count; i++) {
			struct board_clock *c = &t->board->clocks->clocks[d->clocks[i]];

			if (c->always_on && !d->always_on)
				return parse_fail(p, parse_child(p, section, domain), "clocks",
						  "has one that is always on, unlike the domain");
			if (c->powered)
				return parse_fail(p, parse_child(p, section, domain), "clocks",
						  "has one that is in another domain");
			c->powered = true;
		}
		gate_clocks(powers, domain);
	}
	return true;
}

static uint16_t permissions(const struct scmi_board *board, uint16_t domain)
{
	return board->powers->domains[domain].always_on ? 0 : (uint16_t)SCMI_POWER_MAY_SET_STATE;
}

/* Agents that need the domain's context */
static uint32_t users_of(const struct scmi_board_powers *powers, uint16_t domain)
{
	const struct scmi_power_state *state = &powers->config.states[domain];
	uint32_t users = 0;
	unsigned int i;

	for (i = 0; i < SCMI_MAX_AGENTS; i++) {
		if (state->needs[i] < powers->info[domain].state_count &&
		    rank_in(powers, domain, state->needs[i]) != RANK_CONTEXT_LOST)
			users |= (uint32_t)1 << i;
	}
	return users;
}

static void view(struct text *text, const struct scmi_board *board, uint16_t domain)
{
	const struct scmi_board_powers *powers = board->powers;
	const struct scmi_power_domain *info = &powers->info[domain];
	const struct board_power *d = &powers->domains[domain];

	text_put(text, "power-domain ");
	text_put(text, info->name);
	text_put(text, " state ");
	text_put_number(text, info->states[d->state], 16);
	text_put(text, " wanted ");
	text_put_number(text, info->states[d->wanted], 16);
	text_put(text, " users ");
	text_put_number(text, users_of(powers, domain), 16);
	text_put(text, " losses ");
	text_put_number(text, d->losses, 10);
	text_put(text, "\n");
}

const struct board_protocol scmi_board_power = {
	.protocol = &scmi_power_protocol,
	.id = SCMI_PROTOCOL_POWER,
	.section = "power-controller",
	.property = "power-domains",
	.read_only = "read-only-power-domains",
	.parse = parse,
	.tie = tie,
	.permissions = permissions,
	.view = view,
};
