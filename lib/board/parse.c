// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * Reading a board's device tree.
 */
#include <libfdt.h>
#include <string.h>

#include "parse.h"

#define ALIGNMENT	8u

bool parse_fail(struct parser *p, int node, const char *property, const char *reason)
{
	const char *name = fdt_get_name(p->fdt, node, NULL);

	p->error->node = *name ? name : "/";
	p->error->property = property;
	p->error->reason = reason;
	p->error->other = NULL;
	return false;
}

bool parse_memory(struct parser *p, int node, size_t count, size_t size, void *memory)
{
	size_t bytes = (count * size + ALIGNMENT - 1) & ~(size_t)(ALIGNMENT - 1);

	/* No count or size comes near to overflowing: both are bounded by the size of a property */
	if (bytes > p->left)
		return parse_fail(p, node, NULL, "the memory given for the board is too small");
	memset(p->memory, 0, bytes);
	memcpy(memory, &p->memory, sizeof(p->memory));
	p->memory += bytes;
	p->left -= bytes;
	return true;
}

static uint32_t load_cell(const uint8_t *cell)
{
	return (uint32_t)cell[0] << 24 | (uint32_t)cell[1] << 16 | (uint32_t)cell[2] << 8 | cell[3];
}

bool parse_u32(struct parser *p, int node, const char *property, uint32_t min, uint32_t max,
	       uint32_t *value)
{
	int size;
	const uint8_t *cells = fdt_getprop(p->fdt, node, property, &size);

	if (!cells)
		return true;
	if (size != 4)
		return parse_fail(p, node, property, "has to be one cell");
	*value = load_cell(cells);
	if (*value < min || *value > max)
		return parse_fail(p, node, property, "is out of range");
	return true;
}

bool parse_s32(struct parser *p, int node, const char *property, int32_t min, int32_t max,
	       int32_t *value)
{
	uint32_t bits = (uint32_t)*value;

	if (!parse_u32(p, node, property, 0, UINT32_MAX, &bits))
		return false;
	*value = (int32_t)bits;
	if (*value < min || *value > max)
		return parse_fail(p, node, property, "is out of range");
	return true;
}

/* The bytes of a list; its entries are @size bytes each, at most UINT16_MAX of them */
static bool find_list(struct parser *p, int node, const char *property, unsigned int size,
		      const uint8_t **bytes, unsigned int *count)
{
	int length = 0;

	*bytes = fdt_getprop(p->fdt, node, property, &length);
	*count = 0;
	if (!*bytes)
		return true;
	if (!length || length % (int)size || length / (int)size > UINT16_MAX)
		return parse_fail(p, node, property,
				  size == 4 ? "has to be a list of cells" :
					      "has to be a list of 64-bit numbers (/bits/ 64)");
	*count = (unsigned int)length / size;
	return true;
}

bool parse_u32_list(struct parser *p, int node, const char *property, uint32_t **list,
		    unsigned int *count)
{
	const uint8_t *bytes;
	unsigned int i;

	*list = NULL;
	if (!find_list(p, node, property, 4, &bytes, count))
		return false;
	if (!*count)
		return true;
	if (!parse_memory(p, node, *count, sizeof(**list), list))
		return false;
	for (i = 0; i < *count; i++)
		(*list)[i] = load_cell(bytes + 4 * i);
	return true;
}

bool parse_i32_list(struct parser *p, int node, const char *property, int32_t **list,
		    unsigned int *count)
{
	uint32_t *cells;

	if (!parse_u32_list(p, node, property, &cells, count))
		return false;
	*list = (int32_t *)cells;
	return true;
}

bool parse_u64_list(struct parser *p, int node, const char *property, uint64_t **list,
		    unsigned int *count)
{
	const uint8_t *bytes;
	unsigned int i;

	*list = NULL;
	if (!find_list(p, node, property, 8, &bytes, count))
		return false;
	if (!*count)
		return true;
	if (!parse_memory(p, node, *count, sizeof(**list), list))
		return false;
	for (i = 0; i < *count; i++)
		(*list)[i] = (uint64_t)load_cell(bytes + 8 * i) << 32 | load_cell(bytes + 8 * i + 4);
	return true;
}

bool parse_string(struct parser *p, int node, const char *property, const char **string)
{
	int size;
	const char *value = fdt_getprop(p->fdt, node, property, &size);

	if (!value)
		return true;
	if (size < 2 || memchr(value, 0, (size_t)size) != value + size - 1)
		return parse_fail(p, node, property, "has to be one string that is not empty");
	*string = value;
	return true;
}

bool parse_flag(const struct parser *p, int node, const char *property)
{
	return fdt_getprop(p->fdt, node, property, NULL);
}

static bool printable(const char *text)
{
	for (; *text; text++) {
		if (*text <= ' ' || *text > '~')
			return false;
	}
	return true;
}

bool parse_name(struct parser *p, int node, size_t max_length, const char **name)
{
	int length;
	const char *node_name = fdt_get_name(p->fdt, node, &length);
	const char *unit = memchr(node_name, '@', (size_t)length);
	char *copy;

	*name = NULL;
	if (!parse_string(p, node, "label", name))
		return false;
	if (!*name) {
		if (unit)
			length = (int)(unit - node_name);
		if (!parse_memory(p, node, (size_t)length + 1, 1, &copy))
			return false;
		memcpy(copy, node_name, (size_t)length);
		*name = copy;
	}
	if (!**name || strlen(*name) > max_length)
		return parse_fail(p, node, "label", "has too few or too many characters");
	if (!printable(*name))
		return parse_fail(p, node, "label", "has to be printable, without blanks");
	return true;
}

/* The place of @child among the children of @parent; negative where it is none of them */
static int place_of(const struct parser *p, int parent, int child)
{
	int place = 0;
	int node;

	fdt_for_each_subnode(node, p->fdt, parent) {
		if (node == child)
			return place;
		place++;
	}
	return -1;
}

bool parse_references(struct parser *p, int node, const char *property, int parent,
		      uint16_t **places, unsigned int *count)
{
	const uint8_t *cells;
	unsigned int i, j;

	*places = NULL;
	if (!find_list(p, node, property, 4, &cells, count))
		return false;
	if (!*count)
		return true;
	if (!parse_memory(p, node, *count, sizeof(**places), places))
		return false;
	for (i = 0; i < *count; i++) {
		int target = fdt_node_offset_by_phandle(p->fdt, load_cell(cells + 4 * i));
		int place = target < 0 || parent < 0 ? -1 : place_of(p, parent, target);

		if (place < 0)
			return parse_fail(p, node, property, "refers to a node of another kind");
		for (j = 0; j < i; j++) {
			if ((*places)[j] == place)
				return parse_fail(p, node, property, "refers to a node twice");
		}
		(*places)[i] = (uint16_t)place;
	}
	return true;
}

bool parse_range(struct parser *p, int node, const char *property, uint32_t range[3])
{
	uint32_t *list;
	unsigned int count;

	if (!parse_u32_list(p, node, property, &list, &count))
		return false;
	if (count != 3 || !list[0] || list[0] > list[1] || !list[2] ||
	    (list[1] - list[0]) % list[2])
		return parse_fail(p, node, property,
				  "has to be lowest, highest, and a step that leads from one to the other");
	memcpy(range, list, 3 * sizeof(*list));
	return true;
}

int parse_section(const struct parser *p, const char *name)
{
	return fdt_subnode_offset(p->fdt, 0, name);
}

bool parse_count(struct parser *p, int section, unsigned int max, unsigned int *count)
{
	int node;

	*count = 0;
	if (section < 0)
		return true;
	fdt_for_each_subnode(node, p->fdt, section)
		(*count)++;
	if (*count > max)
		return parse_fail(p, section, NULL, "has too many children");
	return true;
}

int parse_child(const struct parser *p, int section, unsigned int index)
{
	int node = fdt_first_subnode(p->fdt, section);

	while (index--)
		node = fdt_next_subnode(p->fdt, node);
	return node;
}

bool parse_reg(struct parser *p, int node, uint32_t expected)
{
	uint32_t reg = expected + 1;

	if (!parse_u32(p, node, "reg", 0, UINT32_MAX, &reg))
		return false;
	if (reg != expected)
		return parse_fail(p, node, "reg", "has to count up from sibling to sibling");
	return true;
}
