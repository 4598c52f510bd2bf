/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * Inside the virtual board: what a protocol's file offers to the rest.
 */
#ifndef SCMI_BOARD_BOARD_H
#define SCMI_BOARD_BOARD_H

#include <scmi/board.h>

#include "parse.h"
#include "text.h"
#include "timer.h"

/* While a device tree is read */
struct tables {
	struct parser parser;
	struct scmi_board *board;
	/* By place in the list of protocols: the node of its resources, and their devices */
	int sections[SCMI_BOARD_PROTOCOLS];
	uint32_t *devices[SCMI_BOARD_PROTOCOLS];
	int agents_node;
	int devices_node;
};

struct board_protocol {
	const struct scmi_protocol *protocol;
	enum scmi_protocol_id id;
	/*
	 * The node whose children are the protocol's resources; agents and devices name theirs in a
	 * property of the same name, or in @property where that is not NULL.
	 */
	const char *section;
	const char *property;
	const char *read_only;		/* the property with those that an agent may not change */
	/* Read the resources, and fill the instance's config; resource_count is set already */
	bool (*parse)(struct tables *t, int section, struct scmi_protocol_instance *instance);
	/*
	 * All protocols have been parsed: look after references to other protocols' resources; NULL where
	 * there are none
	 */
	bool (*tie)(struct tables *t, int section);
	/* The server has started: what goes through it; NULL where there is nothing */
	bool (*start)(struct tables *t, int section);
	/* What agents may do with a resource: what the resource can do */
	uint16_t (*permissions)(const struct scmi_board *board, uint16_t resource);
	/* Check what an agent sees, at @node, and complete it; NULL where there is nothing to do */
	bool (*complete_view)(struct tables *t, int node, struct scmi_view *view);
	/* A resource's state as a line of text */
	void (*view)(struct text *text, const struct scmi_board *board, uint16_t resource);
	/* The board's time has gone on; NULL where nothing happens by itself */
	void (*pass_time)(struct scmi_board *board);
};

extern const struct board_protocol scmi_board_power;
extern const struct board_protocol scmi_board_system;
extern const struct board_protocol scmi_board_performance;
extern const struct board_protocol scmi_board_clock;
extern const struct board_protocol scmi_board_reset;
extern const struct board_protocol scmi_board_supply;
extern const struct board_protocol scmi_board_sensor;
extern const struct board_protocol scmi_board_powercap;
extern const struct board_protocol scmi_board_pinctrl;

/* All of them, ascending by protocol number; a board has an instance of those it has resources for */
extern const struct board_protocol *const scmi_board_protocols[SCMI_BOARD_PROTOCOLS];

#endif /* SCMI_BOARD_BOARD_H */
