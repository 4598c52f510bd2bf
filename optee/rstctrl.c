// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * Reset controls of OP-TEE's reset controller framework. It can set lines and not read them, so what they are
 * set to is remembered here.
 */
#include <kernel/delay.h>
#include <scmi_optee/frameworks.h>

#define KIND	"reset"

static struct scmi_optee_rstctrl *rstctrl_of(void *context, unsigned int domain)
{
	struct scmi_optee_rstctrls *rstctrls = context;

	return &rstctrls->rstctrls[domain];
}

static const char *name_of(const struct scmi_optee_rstctrl *r)
{
	return r->name || !r->rstctrl ? r->name : rstctrl_name(r->rstctrl);
}

static int get_asserted(void *context, unsigned int domain, bool *asserted)
{
	*asserted = rstctrl_of(context, domain)->asserted;
	return SCMI_SUCCESS;
}

static int set_asserted(void *context, unsigned int domain, uint32_t kind __unused, bool asserted)
{
	struct scmi_optee_rstctrl *r = rstctrl_of(context, domain);
	TEE_Result res = asserted ? rstctrl_assert_to(r->rstctrl, r->latency) :
				    rstctrl_deassert_to(r->rstctrl, r->latency);

	if (!res)
		r->asserted = asserted;
	return scmi_optee_status(res);
}

/*
 * A line that stays asserted would be held by nobody, so it gets a second chance. After that get_asserted() tells
 * what it is, and it is deasserted for the next agent that asks for it.
 */
static int reset(void *context, unsigned int domain, uint32_t kind)
{
	int status = set_asserted(context, domain, kind, true);

	if (status)
		return status;
	udelay(rstctrl_of(context, domain)->pulse);
	status = set_asserted(context, domain, kind, false);
	return status ? set_asserted(context, domain, kind, false) : status;
}

static const struct scmi_reset_ops ops = {
	.reset = reset,
	.get_asserted = get_asserted,
	.set_asserted = set_asserted,
};

static bool describe(struct scmi_optee_rstctrl *r, unsigned int domain, struct scmi_reset *info)
{
	info->name = name_of(r);
	info->latency = r->latency ? r->latency : SCMI_RESET_LATENCY_UNKNOWN;
	if (!scmi_optee_check(KIND, domain, r->rstctrl, info->name))
		return false;
	if (rstctrl_get_exclusive(r->rstctrl))
		return scmi_optee_refuse(KIND, domain, info->name, "somebody else has it exclusively");
	return true;
}

bool scmi_optee_rstctrls_init(struct scmi_optee_rstctrls *rstctrls,
			      struct scmi_protocol_instance *instance)
{
	struct scmi_reset_state *states = NULL;
	struct scmi_reset *info = NULL;
	unsigned int i = 0;

	if (!scmi_optee_memory(KIND, rstctrls->count, sizeof(*info), &info) ||
	    !scmi_optee_memory(KIND, rstctrls->count, sizeof(*states), &states))
		return false;
	for (i = 0; i < rstctrls->count; i++) {
		if (!describe(&rstctrls->rstctrls[i], i, &info[i]))
			return false;
	}
	rstctrls->config = (struct scmi_reset_config){
		.domains = info,
		.states = states,
		.ops = &ops,
		.context = rstctrls,
	};
	*instance = (struct scmi_protocol_instance){
		.protocol = &scmi_reset_protocol,
		.config = &rstctrls->config,
		.resource_count = rstctrls->count,
	};
	return true;
}
