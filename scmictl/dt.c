// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * A Linux device tree against a server: whether what its nodes name by SCMI is there for this agent.
 */
#include <stdarg.h>
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

/* A reference, or what should be one: @kind is NULL where it is not known, and there is no number then */
static json_object *new_row(struct tool *tool, const void *fdt, int node, const char *property,
			    const struct kind *kind)
{
	json_object *row = json_object_new_object();
	char path[PATH_SIZE] = "?";

	fdt_get_path(fdt, node, path, sizeof(path));
	json_object_array_add(get(tool->out, "references"), row);
	put_text(row, "node", path);
	put_text(row, "property", property);
	json_object_object_add(row, "kind", kind ? json_object_new_string(kind->what) : NULL);
	json_object_object_add(row, "id", NULL);
	json_object_object_add(row, "name", NULL);
	json_object_object_add(row, "problem", NULL);
	return row;
}

static void __attribute__((format(printf, 2, 3))) put_problem(json_object *row, const char *format, ...)
{
	va_list arguments;
	char text[PATH_SIZE];

	va_start(arguments, format);
	vsnprintf(text, sizeof(text), format, arguments);
	va_end(arguments);
	put_text(row, "problem", text);
}

static int put_one(struct tool *tool, const void *fdt, int node, const char *property,
		   const struct kind *kind, uint32_t id)
{
	json_object *row = new_row(tool, fdt, node, property, kind);
	char name[SCMI_NAME_SIZE];
	struct scmi_result result;
	uint32_t count;

	put_number(row, "id", id);
	if (open_kind(tool, kind, &count)) {
		if (tool->result.kind != SCMI_RESULT_STATUS)
			return tool->code;
		put_problem(row, "the server has no protocol 0x%x for this agent", kind->protocol);
		return 0;
	}
	result = kind->name(tool, id, name);
	if (scmi_ok(result))
		put_text(row, "name", name);
	else if (is_refusal(result))
		put_problem(row, "this agent has no such %s (%s)", kind->what, scmi_status_name(result.code));
	else
		return check(tool, result, "%s %u", kind->what, id);
	return 0;
}

static const char *name_of(const void *fdt, int node, char path[PATH_SIZE])
{
	return fdt_get_path(fdt, node, path, PATH_SIZE) ? "?" : path;
}

/* A regulator's own node: its number is its reg, below the protocol's node and "regulators" */
static int check_supply(struct tool *tool, const void *fdt, int node, const char *property,
			const fdt32_t *cells, int count)
{
	int target = count == 1 ? fdt_node_offset_by_phandle(fdt, fdt32_to_cpu(*cells)) : -1;
	int regulators = target < 0 ? -1 : fdt_parent_offset(fdt, target);
	int protocol = regulators < 0 ? -1 : fdt_parent_offset(fdt, regulators);
	char path[PATH_SIZE];
	int size;

	if (count != 1)
		put_problem(new_row(tool, fdt, node, property, NULL), "has %d cells instead of a phandle", count);
	else if (target < 0)
		put_problem(new_row(tool, fdt, node, property, NULL), "phandle 0x%x is no node's",
			    fdt32_to_cpu(*cells));
	if (protocol < 0 || protocol_of(fdt, protocol) != SCMI_PROTOCOL_VOLTAGE)
		return 0;
	if (fdt_getprop(fdt, target, "reg", &size) && size == 4)
		return put_one(tool, fdt, node, property, &voltage_kind, read_cell(fdt, target, "reg", 0));
	put_problem(new_row(tool, fdt, node, property, &voltage_kind), "%s has no number: reg of one cell",
		    name_of(fdt, target, path));
	return 0;
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

/* The cells behind the phandle of a node; -1, and told, where that is wrong */
static int count_cells(struct tool *tool, const void *fdt, int node, const char *property,
		       const char *cells_name, const fdt32_t *cells, int count)
{
	int target = fdt_node_offset_by_phandle(fdt, fdt32_to_cpu(*cells)), size = 0;
	uint32_t protocol = target < 0 ? 0 : protocol_of(fdt, target);
	const struct kind *kind = kind_of(property, protocol);
	uint32_t more = target < 0 ? 0 : read_cell(fdt, target, cells_name, 0);
	char path[PATH_SIZE];

	if (target < 0)
		put_problem(new_row(tool, fdt, node, property, NULL), "phandle 0x%x is no node's",
			    fdt32_to_cpu(*cells));
	else if (!fdt_getprop(fdt, target, cells_name, &size) || size != 4)
		put_problem(new_row(tool, fdt, node, property, kind), "%s has no %s of one cell",
			    name_of(fdt, target, path), cells_name);
	else if (more > (uint32_t)count - 1)
		put_problem(new_row(tool, fdt, node, property, kind),
			    "ends with %d of the %u cells behind %s", count - 1, more,
			    name_of(fdt, target, path));
	else if (protocol && !kind)
		put_problem(new_row(tool, fdt, node, property, NULL), "%s is protocol 0x%x, which has no %s",
			    name_of(fdt, target, path), protocol, property);
	else if (kind && more != 1)
		put_problem(new_row(tool, fdt, node, property, kind), "%s has %s <%u>; SCMI has 1",
			    name_of(fdt, target, path), cells_name, more);
	else
		return (int)more;
	return -1;
}

/* A list of phandles, each with as many cells as its target says; it cannot be followed behind a wrong one */
static int check_list(struct tool *tool, const void *fdt, int node, const char *property,
		      const char *cells_name, const fdt32_t *cells, int count)
{
	const struct kind *kind;
	int status = 0, more;

	for (; !status && count; cells += 1 + more, count -= 1 + more) {
		more = 0;
		/* An entry that is left out */
		if (!fdt32_to_cpu(*cells))
			continue;
		more = count_cells(tool, fdt, node, property, cells_name, cells, count);
		if (more < 0)
			return 0;
		kind = kind_of(property, protocol_of(fdt, fdt_node_offset_by_phandle(fdt, fdt32_to_cpu(*cells))));
		if (kind)
			status = put_one(tool, fdt, node, property, kind, fdt32_to_cpu(cells[1]));
	}
	return status;
}

static int check_cells(struct tool *tool, const void *fdt, int node, const char *name,
		       const struct reference *r, const fdt32_t *cells, int size)
{
	if (size % 4) {
		put_problem(new_row(tool, fdt, node, name, NULL), "has %d bytes, which are no cells", size);
		return 0;
	}
	if (r->suffix)
		return check_supply(tool, fdt, node, name, cells, size / 4);
	return check_list(tool, fdt, node, name, r->cells, cells, size / 4);
}

static int check_property(struct tool *tool, const void *fdt, int node, const char *name,
			  const fdt32_t *cells, int size)
{
	size_t i, length = strlen(name);

	for (i = 0; i < COUNT(references); i++) {
		const struct reference *r = &references[i];
		size_t end = strlen(r->property);

		if (length >= end + r->suffix && !strcmp(name + length - end, r->property) &&
		    (r->suffix || length == end))
			return check_cells(tool, fdt, node, name, r, cells, size);
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
