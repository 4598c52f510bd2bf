// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * The board's reset domains: lines that hold something in reset, and a count of the resets it has seen.
 */
#include <libfdt.h>

#include "reset.h"

#define MAX_RESET_NAME		63u
#define MAX_VENDOR_RESETS	255u

static struct board_reset *reset_of(void *context, unsigned int domain)
{
	struct scmi_board_resets *resets = context;

	return &resets->resets[domain];
}

static void count_reset(struct board_reset *r, uint32_t kind)
{
	r->resets++;
	r->last = kind;
}

void scmi_board_reset_domain(struct scmi_board_resets *resets, unsigned int domain)
{
	count_reset(&resets->resets[domain], SCMI_RESET_COLD);
}

static int reset(void *context, unsigned int domain, uint32_t kind)
{
	struct board_reset *r = reset_of(context, domain);

	r->asserted = false;
	count_reset(r, kind);
	return SCMI_SUCCESS;
}

static int start_reset(void *context, unsigned int domain, uint32_t kind)
{
	const struct scmi_board_resets *resets = context;
	struct board_reset *r = reset_of(context, domain);

	r->next = kind;
	scmi_board_start_timer(resets->board, &r->timer, resets->info[domain].latency);
	return SCMI_SUCCESS;
}

static void abort_reset(void *context, unsigned int domain)
{
	reset_of(context, domain)->timer.running = false;
}

static void expire(struct scmi_board *board, uint16_t domain)
{
	scmi_server_done(&board->server, SCMI_PROTOCOL_RESET, domain,
			 reset(board->resets, domain, board->resets->resets[domain].next));
}

static int get_asserted(void *context, unsigned int domain, bool *asserted)
{
	const struct board_reset *r = reset_of(context, domain);

	*asserted = r->asserted;
	return r->pulse_only ? SCMI_NOT_SUPPORTED : SCMI_SUCCESS;
}

static int set_asserted(void *context, unsigned int domain, uint32_t kind, bool asserted)
{
	struct board_reset *r = reset_of(context, domain);

	r->asserted = asserted;
	if (asserted)
		count_reset(r, kind);
	return SCMI_SUCCESS;
}

static const struct scmi_reset_ops ops = {
	.reset = reset,
	.start_reset = start_reset,
	.abort_reset = abort_reset,
	.get_asserted = get_asserted,
	.set_asserted = set_asserted,
};

static bool parse_vendor_resets(struct parser *p, int node, struct scmi_reset *info)
{
	uint32_t *list;
	unsigned int count, i;

	if (!parse_u32_list(p, node, "vendor-resets", &list, &count))
		return false;
	if (count > MAX_VENDOR_RESETS)
		return parse_fail(p, node, "vendor-resets", "has more than 255 entries");
	for (i = 0; i < count; i++) {
		if (list[i] & SCMI_RESET_VENDOR)
			return parse_fail(p, node, "vendor-resets", "has to be numbers of 31 bits");
		list[i] |= SCMI_RESET_VENDOR;
	}
	info->vendor_resets = list;
	info->vendor_reset_count = (uint8_t)count;
	return true;
}

static bool parse_reset(struct parser *p, int node, struct scmi_reset *info, struct board_reset *r)
{
	r->asserted = parse_flag(p, node, "boot-asserted");
	r->pulse_only = parse_flag(p, node, "pulse-only");
	if (r->asserted && r->pulse_only)
		return parse_fail(p, node, "boot-asserted", "does not go with pulse-only");
	info->latency = SCMI_RESET_LATENCY_UNKNOWN;
	info->asynchronous = parse_flag(p, node, "latency-us");
	return parse_name(p, node, MAX_RESET_NAME, &info->name) &&
	       parse_u32(p, node, "latency-us", 0, SCMI_RESET_LATENCY_UNKNOWN - 1, &info->latency) &&
	       parse_vendor_resets(p, node, info);
}

static bool parse(struct tables *t, int section, struct scmi_protocol_instance *instance)
{
	struct parser *p = &t->parser;
	unsigned int count = instance->resource_count;
	struct scmi_board_resets *resets;
	struct scmi_reset_state *states;
	unsigned int i = 0;
	int node;

	if (!parse_memory(p, section, 1, sizeof(*resets), &resets) ||
	    !parse_memory(p, section, count, sizeof(*resets->info), &resets->info) ||
	    !parse_memory(p, section, count, sizeof(*states), &states) ||
	    !parse_memory(p, section, count, sizeof(*resets->resets), &resets->resets))
		return false;
	fdt_for_each_subnode(node, p->fdt, section) {
		if (!parse_reset(p, node, &resets->info[i], &resets->resets[i]))
			return false;
		scmi_board_add_timer(t->board, &resets->resets[i].timer, expire, (uint16_t)i);
		i++;
	}
	resets->board = t->board;
	resets->config = (struct scmi_reset_config){
		.domains = resets->info,
		.states = states,
		.ops = &ops,
		.context = resets,
	};
	instance->config = &resets->config;
	t->board->resets = resets;
	return true;
}

static uint16_t permissions(const struct scmi_board *board, uint16_t domain)
{
	(void)board;
	(void)domain;
	return SCMI_RESET_MAY_RESET;
}

static void view(struct text *text, const struct scmi_board *board, uint16_t domain)
{
	const struct scmi_board_resets *resets = board->resets;
	const struct board_reset *r = &resets->resets[domain];

	text_put(text, "reset ");
	text_put(text, resets->info[domain].name);
	text_put(text, " asserted ");
	text_put_number(text, r->asserted, 10);
	text_put(text, " users ");
	text_put_number(text, resets->config.states[domain].users, 16);
	text_put(text, " resets ");
	text_put_number(text, r->resets, 10);
	text_put(text, " last ");
	text_put_number(text, r->last, 16);
	text_put(text, "\n");
}

const struct board_protocol scmi_board_reset = {
	.protocol = &scmi_reset_protocol,
	.id = SCMI_PROTOCOL_RESET,
	.section = "reset-controller",
	.property = "resets",
	.read_only = "read-only-resets",
	.parse = parse,
	.permissions = permissions,
	.view = view,
};
