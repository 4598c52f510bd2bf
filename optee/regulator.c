// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * Regulators of OP-TEE's regulator framework.
 */
#include <scmi_optee/frameworks.h>

#define KIND		"supply"
#define MAX_LEVELS	4095u

static struct scmi_optee_regulator *regulator_of(void *context, unsigned int domain)
{
	struct scmi_optee_regulators *regulators = context;

	return &regulators->regulators[domain];
}

static const char *name_of(const struct scmi_optee_regulator *r)
{
	return r->name || !r->regulator ? r->name : regulator_name(r->regulator);
}

static int get_level(void *context, unsigned int domain, int32_t *level)
{
	struct regulator *regulator = regulator_of(context, domain)->regulator;

	/* 0 also stands for a failure, which the framework has told on the console */
	*level = regulator_get_voltage(regulator);
	return *level || regulator->min_uv <= 0 ? SCMI_SUCCESS : SCMI_HARDWARE_ERROR;
}

static int set_level(void *context, unsigned int domain, int32_t level)
{
	return scmi_optee_status(regulator_set_voltage(regulator_of(context, domain)->regulator,
						       level));
}

static int get_mode(void *context, unsigned int domain, uint8_t *mode)
{
	const struct scmi_optee_regulator *r = regulator_of(context, domain);

	*mode = r->enabled || regulator_is_always_on(r->regulator) ? SCMI_VOLTAGE_ON : SCMI_VOLTAGE_OFF;
	return SCMI_SUCCESS;
}

static int set_enabled(struct scmi_optee_regulator *r, bool enabled)
{
	TEE_Result res = enabled ? regulator_enable(r->regulator) : regulator_disable(r->regulator);

	if (!res)
		r->enabled = enabled;
	return scmi_optee_status(res);
}

static int set_mode(void *context, unsigned int domain, uint8_t mode)
{
	struct scmi_optee_regulator *r = regulator_of(context, domain);

	if (regulator_is_always_on(r->regulator))
		return SCMI_DENIED;
	return set_enabled(r, mode == SCMI_VOLTAGE_ON);
}

static const struct scmi_voltage_ops ops = {
	.get_level = get_level,
	.set_level = set_level,
	.get_mode = get_mode,
	.set_mode = set_mode,
};

static bool ascending(const int *levels, size_t count)
{
	size_t i = 0;

	for (i = 1; i < count; i++) {
		if (levels[i] <= levels[i - 1])
			return false;
	}
	return true;
}

/* The framework owns the list, which does not change */
static bool describe_levels(struct regulator *regulator, unsigned int domain,
			    struct scmi_voltage_domain *info)
{
	struct regulator_voltages_desc *desc = NULL;
	const int *levels = NULL;

	if (regulator_supported_voltages(regulator, &desc, &levels))
		return scmi_optee_refuse(KIND, domain, info->name, "its voltages are not known");
	info->levels = levels;
	if (desc->type == VOLTAGE_TYPE_INCREMENT && levels[0] < levels[1]) {
		info->linear = true;
		info->level_count = 3;
		return levels[2] > 0 ? true : scmi_optee_refuse(KIND, domain, info->name,
								"its voltages have no step");
	}
	info->level_count = 1;
	if (desc->type == VOLTAGE_TYPE_INCREMENT)
		return true;
	if (!desc->num_levels || desc->num_levels > MAX_LEVELS || !ascending(levels, desc->num_levels))
		return scmi_optee_refuse(KIND, domain, info->name,
					 "its voltages have to be 1 to 4095, and to ascend");
	info->level_count = desc->num_levels;
	return true;
}

static bool describe(struct scmi_optee_regulator *r, unsigned int domain,
		     struct scmi_voltage_domain *info)
{
	info->name = name_of(r);
	if (!scmi_optee_check(KIND, domain, r->regulator, info->name) ||
	    !describe_levels(r->regulator, domain, info))
		return false;
	if (r->boot_on && set_enabled(r, true))
		return scmi_optee_refuse(KIND, domain, info->name, "it can't be enabled");
	return true;
}

bool scmi_optee_regulators_init(struct scmi_optee_regulators *regulators,
				struct scmi_protocol_instance *instance)
{
	struct scmi_voltage_domain *info = NULL;
	struct scmi_voltage_state *states = NULL;
	unsigned int i = 0;

	if (!scmi_optee_memory(KIND, regulators->count, sizeof(*info), &info) ||
	    !scmi_optee_memory(KIND, regulators->count, sizeof(*states), &states))
		return false;
	for (i = 0; i < regulators->count; i++) {
		if (!describe(&regulators->regulators[i], i, &info[i]))
			return false;
	}
	regulators->config = (struct scmi_voltage_config){
		.domains = info,
		.states = states,
		.ops = &ops,
		.context = regulators,
	};
	*instance = (struct scmi_protocol_instance){
		.protocol = &scmi_voltage_protocol,
		.config = &regulators->config,
		.resource_count = regulators->count,
	};
	return true;
}

uint16_t scmi_optee_regulator_permissions(const struct scmi_optee_regulators *regulators,
					  unsigned int domain)
{
	const struct regulator *regulator = regulators->regulators[domain].regulator;
	uint16_t permissions = 0;

	if (!regulator_is_always_on(regulator))
		permissions |= SCMI_VOLTAGE_MAY_SET_MODE;
	if (regulator->ops->set_voltage && regulators->config.domains[domain].level_count > 1)
		permissions |= SCMI_VOLTAGE_MAY_SET_LEVEL;
	return permissions;
}
