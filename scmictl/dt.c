// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * A Linux device tree against a server: whether what its nodes name by SCMI is there for this agent.
 */
#include <stdlib.h>
#include <string.h>

#include <libfdt.h>

#include "scmictl.h"

#define PATH_SIZE	1024

/* Properties that name resources, and the kind by the protocol of the node that they point to */
static const struct reference {
	const char *property, *cells;
	const struct kind *kind;
	bool suffix;		/* any property that ends like this, and points to the resource's own node */
} references[] = {
	{ "clocks", "#clock-cells", &clock_kind, false },
	{ "clocks", "#clock-cells", &performance_kind, false },
	{ "resets", "#reset-cells", &reset_kind, false },
	{ "power-domains", "#power-domain-cells", &power_kind, false },
	{ "power-domains", "#power-domain-cells", &performance_kind, false },
	{ "thermal-sensors", "#thermal-sensor-cells", &sensor_kind, false },
	{ "-supply", NULL, &voltage_kind, true },
};

static uint32_t read_cell(const void *fdt, int node, const char *name, uint32_t otherwise)
{
	int size;
	const fdt32_t *cell = fdt_getprop(fdt, node, name, &size);

	return cell && size >= 4 ? fdt32_to_cpu(*cell) : otherwise;
}

static bool is_scmi(const void *fdt, int node)
{
	return node >= 0 && (!fdt_node_check_compatible(fdt, node, "arm,scmi") ||
			     !fdt_node_check_compatible(fdt, node, "arm,scmi-smc") ||
			     !fdt_node_check_compatible(fdt, node, "arm,scmi-virtio") ||
			     !fdt_node_check_compatible(fdt, node, "linaro,scmi-optee"));
}

/* The protocol of a node that an SCMI node has, 0 for others */
static uint32_t protocol_of(const void *fdt, int node)
{
	return is_scmi(fdt, fdt_parent_offset(fdt, node)) ? read_cell(fdt, node, "reg", 0) : 0;
}

static int put_one(struct tool *tool, const void *fdt, int node, const char *property,
		   const struct kind *kind, uint32_t id)
{
	json_object *row = json_object_new_object();
	char path[PATH_SIZE] = "?", name[SCMI_NAME_SIZE];
	json_object *problem = NULL;
	struct scmi_result result;
	uint32_t count;
	char text[256];

	fdt_get_path(fdt, node, path, sizeof(path));
	json_object_array_add(get(tool->out, "references"), row);
	put_text(row, "node", path);
	put_text(row, "property", property);
	put_text(row, "kind", kind->what);
	put_number(row, "id", id);
	if (open_kind(tool, kind, &count)) {
		if (tool->result.kind != SCMI_RESULT_STATUS)
			return tool->code;
		snprintf(text, sizeof(text), "the server has no protocol 0x%x for this agent",
			 kind->protocol);
		problem = json_object_new_string(text);
	}
	result = problem ? (struct scmi_result){ .kind = SCMI_RESULT_STATUS } :
		 kind->name(tool, id, name);
	if (!scmi_ok(result) && !is_refusal(result))
		return check(tool, result, "%s %u", kind->what, id);
	if (scmi_ok(result)) {
		put_text(row, "name", name);
	} else {
		json_object_object_add(row, "name", NULL);
		if (!problem) {
			snprintf(text, sizeof(text), "this agent has no such %s (%s)", kind->what,
				 scmi_status_name(result.code));
			problem = json_object_new_string(text);
		}
	}
	json_object_object_add(row, "problem", problem);
	return 0;
}

/* A regulator's own node: its number is its reg, below the protocol's node and "regulators" */
static int check_supply(struct tool *tool, const void *fdt, int node, const char *property,
			const fdt32_t *cells, int size)
{
	int target = size == 4 ? fdt_node_offset_by_phandle(fdt, fdt32_to_cpu(*cells)) : -1;
	int regulators = target < 0 ? -1 : fdt_parent_offset(fdt, target);
	int protocol = regulators < 0 ? -1 : fdt_parent_offset(fdt, regulators);

	if (protocol < 0 || protocol_of(fdt, protocol) != SCMI_PROTOCOL_VOLTAGE)
		return 0;
	return put_one(tool, fdt, node, property, &voltage_kind, read_cell(fdt, target, "reg", UINT32_MAX));
}

static const struct kind *kind_of(const char *property, uint32_t protocol)
{
	size_t i;

	for (i = 0; i < COUNT(references); i++) {
		if (!references[i].suffix && !strcmp(references[i].property, property) &&
		    references[i].kind->protocol == protocol)
			return references[i].kind;
	}
	return NULL;
}

/* A list of phandles, each with as many cells as its target says */
static int check_list(struct tool *tool, const void *fdt, int node, const char *property,
		      const char *cells_name, const fdt32_t *cells, int count)
{
	int status = 0, i = 0;

	while (!status && i < count) {
		int target = fdt_node_offset_by_phandle(fdt, fdt32_to_cpu(cells[i]));
		uint32_t more = target < 0 ? 0 : read_cell(fdt, target, cells_name, 0);
		const struct kind *kind = target < 0 ? NULL :
					  kind_of(property, protocol_of(fdt, target));

		i++;
		if (more > (uint32_t)(count - i))
			return 0;
		if (kind && more)
			status = put_one(tool, fdt, node, property, kind, fdt32_to_cpu(cells[i]));
		i += (int)more;
	}
	return status;
}

static int check_property(struct tool *tool, const void *fdt, int node, const char *name,
			  const fdt32_t *cells, int size)
{
	size_t i, length = strlen(name);

	for (i = 0; i < COUNT(references); i++) {
		const struct reference *r = &references[i];
		size_t end = strlen(r->property);

		if (r->suffix && length > end && !strcmp(name + length - end, r->property))
			return check_supply(tool, fdt, node, name, cells, size);
		if (!r->suffix && !strcmp(name, r->property))
			return check_list(tool, fdt, node, name, r->cells, cells, size / 4);
	}
	return 0;
}

static int check_tree(struct tool *tool, const void *fdt)
{
	int node, property, size, status = 0;
	const char *name;
	const void *cells;

	for (node = 0; node >= 0 && !status; node = fdt_next_node(fdt, node, NULL)) {
		fdt_for_each_property_offset(property, fdt, node) {
			cells = fdt_getprop_by_offset(fdt, property, &name, &size);
			if (cells && !status)
				status = check_property(tool, fdt, node, name, cells, size);
		}
	}
	return status;
}

int run_dt(struct tool *tool, int argc, char **argv)
{
	json_object *rows = json_object_new_array();
	size_t size = 0, room, i;
	void *fdt = NULL;
	int status = read_device_tree(tool, argv[0], &fdt, &size, &room);

	(void)argc;
	json_object_object_add(tool->out, "references", rows);
	if (!status && fdt_check_full(fdt, size))
		status = fail(tool, EXIT_TRANSPORT, "%s: is no flattened device tree", argv[0]);
	if (!status)
		status = check_tree(tool, fdt);
	free(fdt);
	if (status)
		return status;
	/* What was found is told; scripts see by the exit code whether something is wrong */
	tool->code = EXIT_OK;
	for (i = 0; i < json_object_array_length(rows); i++) {
		if (get(json_object_array_get_idx(rows, i), "problem"))
			tool->code = EXIT_NO_SUCH;
	}
	return 0;
}

void print_dt(const struct tool *tool, json_object *out)
{
	static const struct column columns[] = {
		{ "node", "NODE", FORMAT_TEXT },
		{ "property", "PROPERTY", FORMAT_TEXT },
		{ "kind", "KIND", FORMAT_TEXT },
		{ "id", "ID", FORMAT_NUMBER },
		{ "name", "NAME", FORMAT_TEXT },
		{ "problem", "PROBLEM", FORMAT_TEXT },
	};

	print_table(tool, get(out, "references"), columns, COUNT(columns));
}
