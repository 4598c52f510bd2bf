/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * Reading a board's device tree: values out of properties, memory for what they become, and the first
 * thing that is wrong with it.
 *
 * Functions that return bool have stored the error when they return false; the caller passes that on.
 */
#ifndef SCMI_BOARD_PARSE_H
#define SCMI_BOARD_PARSE_H

#include <scmi/board.h>

struct parser {
	const void *fdt;
	uint8_t *memory;
	size_t left;
	struct scmi_board_error *error;
};

bool parse_fail(struct parser *p, int node, const char *property, const char *reason);

/* Zeroed memory for @count things of @size bytes, for the property or node that needs it */
bool parse_memory(struct parser *p, int node, size_t count, size_t size, void *memory);

/* A number; @value keeps what it is where there is no such property */
bool parse_u32(struct parser *p, int node, const char *property, uint32_t min, uint32_t max,
	       uint32_t *value);

/* The same for a number that may be negative */
bool parse_s32(struct parser *p, int node, const char *property, int32_t min, int32_t max,
	       int32_t *value);

/* Lists of numbers in memory of their own; NULL and 0 where there is no such property */
bool parse_u32_list(struct parser *p, int node, const char *property, uint32_t **list,
		    unsigned int *count);
bool parse_i32_list(struct parser *p, int node, const char *property, int32_t **list,
		    unsigned int *count);
bool parse_u64_list(struct parser *p, int node, const char *property, uint64_t **list,
		    unsigned int *count);

/* A string; @string keeps what it is where there is no such property */
bool parse_string(struct parser *p, int node, const char *property, const char **string);

bool parse_flag(const struct parser *p, int node, const char *property);

/* The node's label, else its name without the unit address */
bool parse_name(struct parser *p, int node, size_t max_length, const char **name);

/* References, each to a child of @parent, as the places of these children among their siblings */
bool parse_references(struct parser *p, int node, const char *property, int parent,
		      uint16_t **places, unsigned int *count);

/* A range a value can be set in: lowest, highest and a step that leads from one to the other */
bool parse_range(struct parser *p, int node, const char *property, uint32_t range[3]);

/* The child of the root called @name; negative where there is none */
int parse_section(const struct parser *p, const char *name);

/* The number of children, at most UINT16_MAX; 0 for a section that is not there */
bool parse_count(struct parser *p, int section, unsigned int max, unsigned int *count);

/* A child of @section, which has more than @index of them */
int parse_child(const struct parser *p, int section, unsigned int index);

/* Check that the reg of children counts up from @first */
bool parse_reg(struct parser *p, int node, uint32_t expected);

#endif /* SCMI_BOARD_PARSE_H */
