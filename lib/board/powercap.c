// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * The board's power domains. A domain takes what its source asks for and what the domains in it take, but
 * no more than its cap. Domains stand behind the one they are a part of, so one pass from the last to the
 * first adds them up. The average follows the power within one averaging interval, as time goes on.
 */
#include <libfdt.h>
#include <string.h>

#include "performance.h"
#include "powercap.h"

#define MAX_NAME	63u
#define AVERAGE_ONE	1000u	/* averages are kept in thousandths */

static struct board_domain *domain_of(void *context, unsigned int domain)
{
	struct scmi_board_powercaps *powercaps = context;

	return &powercaps->domains[domain];
}

/* What all domains take now */
static void compute_powers(const struct scmi_board_powercaps *powercaps)
{
	unsigned int i;

	for (i = 0; i < powercaps->count; i++) {
		int64_t demand = scmi_board_source_value(powercaps->board,
							 &powercaps->domains[i].demand);

		powercaps->powers[i] = demand > 0 ? (uint64_t)demand : 0;
	}
	for (i = powercaps->count; i-- > 0;) {
		uint64_t limit = powercaps->domains[i].cap ? powercaps->domains[i].cap : UINT32_MAX;

		if (powercaps->powers[i] > limit)
			powercaps->powers[i] = limit;
		if (powercaps->info[i].parent != SCMI_POWERCAP_NO_PARENT)
			powercaps->powers[powercaps->info[i].parent] += powercaps->powers[i];
	}
}

static int get_cap(void *context, unsigned int domain, uint32_t *cap)
{
	*cap = domain_of(context, domain)->cap;
	return SCMI_SUCCESS;
}

/*
 * Keep the performance domain that this one follows to levels with which it takes no more than the cap, or
 * to the lowest
 */
static int limit_performance(const struct scmi_board_powercaps *powercaps, const struct board_domain *d,
			     uint32_t cap)
{
	const struct scmi_performance_domain *info;
	unsigned int place;

	if (!d->demand.follows_performance)
		return SCMI_SUCCESS;
	info = &powercaps->board->performance->info[d->demand.performance];
	for (place = info->level_count - 1u; cap && place; place--) {
		if (d->demand.base + scmi_board_source_power(powercaps->board, &d->demand, place) <= cap)
			break;
	}
	return scmi_performance_cap(&powercaps->board->server, d->demand.performance,
				    cap ? info->levels[place].level : 0);
}

static int set_cap(void *context, unsigned int domain, uint32_t cap)
{
	struct board_domain *d = domain_of(context, domain);
	int status = limit_performance(context, d, cap);

	if (!status)
		d->cap = cap;
	return status;
}

static int start_set_cap(void *context, unsigned int domain, uint32_t cap)
{
	const struct scmi_board_powercaps *powercaps = context;
	struct board_domain *d = domain_of(context, domain);

	d->next_cap = cap;
	scmi_board_start_timer(powercaps->board, &d->timer, d->transition);
	return SCMI_SUCCESS;
}

static void abort_set_cap(void *context, unsigned int domain)
{
	domain_of(context, domain)->timer.running = false;
}

static void expire(struct scmi_board *board, uint16_t domain)
{
	scmi_server_done(&board->server, SCMI_PROTOCOL_POWERCAP, domain,
			 set_cap(board->powercaps, domain, board->powercaps->domains[domain].next_cap));
}

static int get_pai(void *context, unsigned int domain, uint32_t *pai)
{
	*pai = domain_of(context, domain)->pai;
	return SCMI_SUCCESS;
}

static int set_pai(void *context, unsigned int domain, uint32_t pai)
{
	domain_of(context, domain)->pai = pai;
	return SCMI_SUCCESS;
}

static int measure(void *context, unsigned int domain, uint32_t *power)
{
	*power = (uint32_t)(domain_of(context, domain)->average / AVERAGE_ONE);
	return SCMI_SUCCESS;
}

static const struct scmi_powercap_ops ops = {
	.get_cap = get_cap,
	.set_cap = set_cap,
	.start_set_cap = start_set_cap,
	.abort_set_cap = abort_set_cap,
	.get_pai = get_pai,
	.set_pai = set_pai,
	.measure = measure,
};

/* The part of the interval that has passed is the part of the way that the average goes */
static void average(struct board_domain *d, uint64_t power, uint64_t passed)
{
	uint64_t target = power * AVERAGE_ONE;

	if (passed >= d->pai)
		d->average = target;
	else if (target >= d->average)
		d->average += (target - d->average) / d->pai * passed +
			      (target - d->average) % d->pai * passed / d->pai;
	else
		d->average -= (d->average - target) / d->pai * passed +
			      (d->average - target) % d->pai * passed / d->pai;
}

static void pass_time(struct scmi_board *board)
{
	struct scmi_board_powercaps *powercaps = board->powercaps;
	unsigned int i;

	compute_powers(powercaps);
	for (i = 0; i < powercaps->count; i++)
		average(&powercaps->domains[i], powercaps->powers[i],
			board->time - powercaps->averaged);
	powercaps->averaged = board->time;
	for (i = 0; i < powercaps->count; i++) {
		struct board_domain *d = &powercaps->domains[i];

		if (board->time - d->measured < d->pai)
			continue;
		d->measured = board->time;
		scmi_powercap_measured(&board->server, i);
	}
}

static uint16_t permissions(const struct scmi_board *board, uint16_t domain)
{
	const struct scmi_powercap_domain *info = &board->powercaps->info[domain];
	uint16_t permissions = 0;

	if (info->min_cap != info->max_cap)
		permissions |= SCMI_POWERCAP_MAY_SET_CAP;
	if (info->min_pai != info->max_pai)
		permissions |= SCMI_POWERCAP_MAY_SET_PAI;
	return permissions;
}

static void view(struct text *text, const struct scmi_board *board, uint16_t domain)
{
	const struct scmi_board_powercaps *powercaps = board->powercaps;
	const struct scmi_powercap_domain *info = &powercaps->info[domain];
	const struct board_domain *d = &powercaps->domains[domain];

	compute_powers(powercaps);
	text_put(text, "powercap ");
	text_put(text, info->name);
	text_put(text, " power ");
	text_put_number(text, powercaps->powers[domain], 10);
	text_put(text, " average ");
	text_put_number(text, d->average / AVERAGE_ONE, 10);
	text_put(text, " cap ");
	if (d->cap)
		text_put_number(text, d->cap, 10);
	else
		text_put(text, "-");
	text_put(text, " pai ");
	text_put_number(text, d->pai, 10);
	text_put(text, " parent ");
	text_put(text, info->parent == SCMI_POWERCAP_NO_PARENT ?
		 "-" : powercaps->info[info->parent].name);
	text_put(text, "\n");
}

/* The device tree */

static bool parse_unit(struct parser *p, int node, enum scmi_powercap_unit *unit)
{
	static const char *const names[] = { "abstract", "microwatts", "milliwatts" };
	const char *name = "abstract";
	unsigned int i;

	if (!parse_string(p, node, "power-unit", &name))
		return false;
	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		if (!strcmp(name, names[i])) {
			*unit = (enum scmi_powercap_unit)i;
			return true;
		}
	}
	return parse_fail(p, node, "power-unit",
			  "knows \"abstract\", \"microwatts\" and \"milliwatts\"");
}

static bool in_range(uint32_t value, uint32_t lowest, uint32_t highest, uint32_t step)
{
	return value >= lowest && value <= highest && (value - lowest) % step == 0;
}

static bool parse_cap(struct parser *p, int node, struct scmi_powercap_domain *info,
		      struct board_domain *d)
{
	uint32_t range[3];

	if (!parse_range(p, node, "power-cap-range", range) ||
	    !parse_u32(p, node, "boot-power-cap", 1, UINT32_MAX, &d->cap))
		return false;
	info->min_cap = range[0];
	info->max_cap = range[1];
	info->cap_step = range[2];
	if (d->cap && !in_range(d->cap, range[0], range[1], range[2]))
		return parse_fail(p, node, "boot-power-cap", "is not in power-cap-range");
	return true;
}

static bool parse_pai(struct parser *p, int node, struct scmi_powercap_domain *info,
		      struct board_domain *d)
{
	uint32_t range[3];

	if (!parse_range(p, node, "averaging-range-us", range))
		return false;
	info->min_pai = range[0];
	info->max_pai = range[1];
	info->pai_step = range[2];
	d->pai = range[0];
	if (!parse_u32(p, node, "boot-averaging-us", 1, UINT32_MAX, &d->pai))
		return false;
	if (!in_range(d->pai, range[0], range[1], range[2]))
		return parse_fail(p, node, "boot-averaging-us", "is not in averaging-range-us");
	return true;
}

static bool parse_parent(struct parser *p, int node, int section, unsigned int domain,
			 struct scmi_powercap_domain *domains)
{
	struct scmi_powercap_domain *info = &domains[domain];
	uint16_t *parent;
	unsigned int count;

	info->parent = SCMI_POWERCAP_NO_PARENT;
	if (!parse_references(p, node, "part-of", section, &parent, &count))
		return false;
	if (!count)
		return true;
	if (count > 1 || parent[0] >= domain)
		return parse_fail(p, node, "part-of", "has to be one domain that stands before this one");
	if (domains[parent[0]].unit != info->unit)
		return parse_fail(p, node, "power-unit", "is not that of the domain it is a part of");
	info->parent = parent[0];
	return true;
}

/* A performance domain can be kept to one cap */
static bool parse_limited(struct tables *t, int node, const struct board_source *demand)
{
	struct board_performance *performance;

	if (!demand->follows_performance)
		return true;
	performance = &t->board->performance->domains[demand->performance];
	if (performance->capped)
		return parse_fail(&t->parser, node, "follows-performance",
				  "has to be one that no other domain follows");
	performance->capped = true;
	return true;
}

static bool parse_domain(struct tables *t, int node, int section, unsigned int domain,
			 struct scmi_board_powercaps *powercaps)
{
	struct parser *p = &t->parser;
	struct scmi_powercap_domain *info = &powercaps->info[domain];
	struct board_domain *d = &powercaps->domains[domain];

	info->asynchronous = parse_flag(p, node, "cap-transition-us");
	info->monitoring = !parse_flag(p, node, "unmeasured");
	return parse_name(p, node, MAX_NAME, &info->name) && parse_unit(p, node, &info->unit) &&
	       parse_cap(p, node, info, d) && parse_pai(p, node, info, d) &&
	       parse_parent(p, node, section, domain, powercaps->info) &&
	       parse_u32(p, node, "sustainable-power", 1, UINT32_MAX, &info->sustainable_power) &&
	       parse_u32(p, node, "cap-transition-us", 0, UINT32_MAX, &d->transition) &&
	       parse_u32(p, node, "accuracy", 1, UINT32_MAX, &info->accuracy) &&
	       scmi_board_parse_source(t, node, &d->demand) && parse_limited(t, node, &d->demand);
}

static bool start(struct tables *t, int section)
{
	const struct scmi_board_powercaps *powercaps = t->board->powercaps;
	unsigned int i;

	for (i = 0; i < powercaps->count; i++) {
		const struct board_domain *d = &powercaps->domains[i];

		if (d->cap && limit_performance(powercaps, d, d->cap))
			return parse_fail(&t->parser, parse_child(&t->parser, section, i), "boot-power-cap",
					  "needs a level that a divider below its clock does not allow");
	}
	return true;
}

static bool parse_domains(struct tables *t, int section, struct scmi_protocol_instance *instance)
{
	struct parser *p = &t->parser;
	unsigned int count = instance->resource_count;
	struct scmi_board_powercaps *powercaps;
	struct scmi_powercap_state *states;
	unsigned int i = 0;
	int node;

	if (!parse_memory(p, section, 1, sizeof(*powercaps), &powercaps) ||
	    !parse_memory(p, section, count, sizeof(*powercaps->info), &powercaps->info) ||
	    !parse_memory(p, section, count, sizeof(*states), &states) ||
	    !parse_memory(p, section, count, sizeof(*powercaps->powers), &powercaps->powers) ||
	    !parse_memory(p, section, count, sizeof(*powercaps->domains), &powercaps->domains))
		return false;
	fdt_for_each_subnode(node, p->fdt, section) {
		if (!parse_domain(t, node, section, i, powercaps))
			return false;
		scmi_board_add_timer(t->board, &powercaps->domains[i].timer, expire, (uint16_t)i);
		i++;
	}
	powercaps->count = i;
	powercaps->board = t->board;
	compute_powers(powercaps);
	for (i = 0; i < count; i++)
		powercaps->domains[i].average = powercaps->powers[i] * AVERAGE_ONE;
	powercaps->config = (struct scmi_powercap_config){
		.domains = powercaps->info,
		.states = states,
		.ops = &ops,
		.context = powercaps,
	};
	instance->config = &powercaps->config;
	t->board->powercaps = powercaps;
	return true;
}

const struct board_protocol scmi_board_powercap = {
	.protocol = &scmi_powercap_protocol,
	.id = SCMI_PROTOCOL_POWERCAP,
	.section = "powercaps",
	.read_only = "read-only-powercaps",
	.parse = parse_domains,
	.permissions = permissions,
	.view = view,
	.start = start,
	.pass_time = pass_time,
};
