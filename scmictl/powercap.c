// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * The commands of the power capping protocol.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "scmictl.h"

COUNT_FUNCTION(powercap, domains)
NAME_FUNCTION(powercap)

static json_object *new_power(uint32_t power, enum scmi_powercap_unit unit)
{
	if (unit == SCMI_POWERCAP_ABSTRACT)
		return new_quantity(power, 0, "");
	return new_quantity(power, unit == SCMI_POWERCAP_MILLIWATTS ? -3 : -6, "W");
}

static struct scmi_result get_cap(struct tool *tool, uint32_t id, json_object **value)
{
	struct scmi_powercap_attributes a;
	struct scmi_result result = scmi_powercap_attributes_get(&tool->link, id, &a);
	uint32_t cap;

	if (scmi_ok(result))
		result = scmi_powercap_cap_get(&tool->link, id, &cap);
	if (scmi_ok(result) && cap)
		*value = new_power(cap, a.unit);
	return result;
}

static struct scmi_result set_cap(struct tool *tool, uint32_t id, int64_t cap)
{
	return scmi_powercap_cap_set(&tool->link, id, (uint32_t)cap);
}

static struct scmi_result get_interval(struct tool *tool, uint32_t id, json_object **value)
{
	uint32_t pai;
	struct scmi_result result = scmi_powercap_pai_get(&tool->link, id, &pai);

	if (scmi_ok(result))
		*value = json_object_new_uint64(pai);
	return result;
}

static struct scmi_result set_interval(struct tool *tool, uint32_t id, int64_t pai)
{
	return scmi_powercap_pai_set(&tool->link, id, (uint32_t)pai);
}

static int put_measurement(struct tool *tool, json_object *row, uint32_t id,
			   const struct scmi_powercap_attributes *a)
{
	struct scmi_powercap_measurement m;
	json_object *power = NULL;
	struct scmi_result result;

	if (!a->monitoring) {
		json_object_object_add(row, "power", NULL);
		return 0;
	}
	result = scmi_powercap_measurements_get(&tool->link, id, &m);
	if (scmi_ok(result))
		power = new_power(m.power, a->unit);
	return put_result(tool, row, "power", result, &power, "power cap domain", id);
}

static int put_powercap(struct tool *tool, json_object *row, uint32_t id)
{
	json_object *cap = NULL, *pai = NULL, *parent = NULL;
	struct scmi_powercap_attributes a;
	int status = check(tool, scmi_powercap_attributes_get(&tool->link, id, &a),
			   "power cap domain %u", id);

	if (!status)
		status = put_measurement(tool, row, id, &a);
	if (!status)
		status = put_result(tool, row, "cap", get_cap(tool, id, &cap), &cap,
				    "power cap domain", id);
	if (!status)
		status = put_result(tool, row, "interval", get_interval(tool, id, &pai), &pai,
				    "power cap domain", id);
	if (!status && a.parent != SCMI_POWERCAP_ROOT) {
		parent = json_object_new_object();
		status = put_reference(tool, &powercap_kind, parent, a.parent);
	}
	json_object_object_add(row, "parent", parent);
	return status;
}

static json_object *new_range(json_object *min, json_object *max)
{
	json_object *range = json_object_new_object();

	json_object_object_add(range, "min", min);
	json_object_object_add(range, "max", max);
	return range;
}

static int put_details(struct tool *tool, json_object *out, uint32_t id)
{
	json_object *tells = json_object_new_object(), *may = json_object_new_object();
	struct scmi_powercap_attributes a;
	int status = check(tool, scmi_powercap_attributes_get(&tool->link, id, &a),
			   "power cap domain %u", id);

	json_object_object_add(out, "tells", tells);
	json_object_object_add(out, "can_set", may);
	if (status)
		return status;
	put_bool(tells, "cap", a.cap_notifications);
	put_bool(tells, "power", a.measurements_notifications);
	put_bool(may, "cap", a.cap_configuration);
	put_bool(may, "interval", a.pai_configuration);
	json_object_object_add(out, "caps", new_range(new_power(a.min_cap, a.unit),
						      new_power(a.max_cap, a.unit)));
	json_object_object_add(out, "cap_step", new_power(a.cap_step, a.unit));
	json_object_object_add(out, "intervals", new_range(json_object_new_uint64(a.min_pai),
							   json_object_new_uint64(a.max_pai)));
	put_number(out, "interval_step", a.pai_step);
	json_object_object_add(out, "sustainable_power", a.sustainable_power ?
			       new_power(a.sustainable_power, a.unit) : NULL);
	json_object_object_add(out, "accuracy", a.accuracy ? new_power(a.accuracy, a.unit) : NULL);
	return 0;
}

const struct kind powercap_kind = {
	.object = "powercap", .what = "power cap domain", .key = "powercap_domains",
	.protocol = SCMI_PROTOCOL_POWERCAP,
	.count = count_of, .name = name_of, .put = put_powercap, .put_details = put_details,
	.columns = (const struct column[]){
		{ "id", "ID", FORMAT_NUMBER },
		{ "name", "POWER CAP DOMAIN", FORMAT_TEXT },
		{ "power", "POWER", FORMAT_QUANTITY },
		{ "interval", "OVER", FORMAT_MICROSECONDS },
		{ "cap", "CAP", FORMAT_QUANTITY },
		{ "parent", "PART OF", FORMAT_NAME },
		{ "error", "ERROR", FORMAT_TEXT },
		{ 0 },
	},
	.record = (const struct column[]){
		{ "id", "id", FORMAT_NUMBER },
		{ "name", "name", FORMAT_TEXT },
		{ "error", "error", FORMAT_TEXT },
		{ "power", "power", FORMAT_QUANTITY },
		{ "accuracy", "accuracy", FORMAT_QUANTITY },
		{ "sustainable_power", "sustainable power", FORMAT_QUANTITY },
		{ "cap", "cap", FORMAT_QUANTITY },
		{ "caps", "caps", FORMAT_RANGE },
		{ "cap_step", "in steps of", FORMAT_QUANTITY },
		{ "interval", "averaged over", FORMAT_MICROSECONDS },
		{ "intervals", "intervals, us", FORMAT_RANGE },
		{ "interval_step", "in steps of", FORMAT_MICROSECONDS },
		{ "parent", "part of", FORMAT_NAME },
		{ "can_set", "can be set", FORMAT_TRUE_KEYS },
		{ "tells", "tells of", FORMAT_TRUE_KEYS },
		{ 0 },
	},
};

/* A power in the domain's unit, of which it has to be a whole number */
static int parse_cap(struct tool *tool, const char *domain, const char *text, int64_t *cap)
{
	struct scmi_powercap_attributes a;
	uint64_t factor, power = 0;
	bool negative = false;
	uint32_t id;
	int status = find_resource(tool, &powercap_kind, domain, &id);

	if (!status)
		status = check(tool, scmi_powercap_attributes_get(&tool->link, id, &a),
			       "power cap domain %s", domain);
	if (status)
		return status;
	factor = a.unit == SCMI_POWERCAP_MILLIWATTS ? 1000 : 1;
	if ((strcmp(text, "none") &&
	     !parse_quantity(text, a.unit == SCMI_POWERCAP_ABSTRACT ? NULL : "uW", &negative, &power)) ||
	    negative || power % factor || power / factor > UINT32_MAX) {
		fail(tool, EXIT_USAGE, "'%s' is no cap for %s", text, domain);
		return hint(tool, "a cap is a power such as 2.5W or 300mW, or none");
	}
	*cap = (int64_t)(power / factor);
	return 0;
}

int run_powercap_set_cap(struct tool *tool, int argc, char **argv)
{
	static const struct property cap = {
		"cap", "cap", FORMAT_QUANTITY, "show", get_cap, set_cap,
	};
	int64_t wanted = 0;
	int status = parse_cap(tool, argv[0], argv[1], &wanted);

	(void)argc;
	return status ? status : change(tool, &powercap_kind, &cap, argv[0], argv[1], wanted);
}

int run_powercap_set_interval(struct tool *tool, int argc, char **argv)
{
	static const struct property interval = {
		"interval", "interval", FORMAT_MICROSECONDS, "show", get_interval, set_interval,
	};
	uint64_t wanted;
	bool negative;

	(void)argc;
	if (!parse_quantity(argv[1], "us", &negative, &wanted) || negative || wanted > UINT32_MAX)
		return fail(tool, EXIT_USAGE, "'%s' is no time such as 10ms", argv[1]);
	return change(tool, &powercap_kind, &interval, argv[0], argv[1], (int64_t)wanted);
}
