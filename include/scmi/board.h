/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * A virtual board: a server with its agents, channels and hardware, built from a device tree. The
 * properties are described in docs/board.md and boards/schema/board.yaml.
 */
#ifndef SCMI_BOARD_H
#define SCMI_BOARD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <scmi/channel.h>
#include <scmi/clock.h>
#include <scmi/performance.h>
#include <scmi/power.h>
#include <scmi/reset.h>
#include <scmi/powercap.h>
#include <scmi/sensor.h>
#include <scmi/pinctrl.h>
#include <scmi/server.h>
#include <scmi/system.h>
#include <scmi/voltage.h>

/* A channel of the board */
struct scmi_board_channel {
	struct scmi_channel channel;
	uint32_t id;			/* what an agent asks for */
	uint64_t shared_address;	/* static shared memory: physical address and size in bytes; */
	uint64_t shared_size;		/* 0: none, the agent brings its own memory */
};

/* Why a device tree was refused. The strings live as long as the device tree. */
struct scmi_board_error {
	const char *node;	/* name of the node, "/" for the root */
	const char *property;	/* NULL where no single property is at fault */
	const char *reason;
	const char *other;	/* the other node the reason speaks of, NULL: none */
};

struct scmi_board_timer;
struct scmi_board_powers;
struct scmi_board_system;
struct scmi_board_clocks;
struct scmi_board_performance;
struct scmi_board_resets;
struct scmi_board_pinctrl;
struct scmi_board_supplies;
struct scmi_board_powercaps;
struct scmi_board_sensors;

#define SCMI_BOARD_PROTOCOLS	9	/* protocols a board can have */
#define SCMI_BOARD_MAX_CHANNELS	32

struct scmi_board {
	const char *name;			/* the device tree's model */
	struct scmi_server server;
	struct scmi_board_channel *channels;
	unsigned int channel_count;

	/*
	 * Called when the system has reached a power state that an agent asked for. Set after
	 * scmi_board_init(); NULL: the board does no more than record it.
	 */
	void (*power_changed)(void *owner, uint32_t state);
	void *owner;

	/* private: the server's protocols; those of all the board can have, or NULL; their hardware */
	struct scmi_protocol_instance protocols[SCMI_BOARD_PROTOCOLS];
	const struct scmi_protocol_instance *instances[SCMI_BOARD_PROTOCOLS];
	struct scmi_board_powers *powers;
	struct scmi_board_system *system;
	struct scmi_board_performance *performance;
	struct scmi_board_clocks *clocks;
	struct scmi_board_resets *resets;
	struct scmi_board_supplies *supplies;
	struct scmi_board_sensors *sensors;
	struct scmi_board_powercaps *powercaps;
	uint64_t time;			/* microseconds since the start, scmi_board_set_time() */
	struct scmi_board_timer *timers;
	struct scmi_board_pinctrl *pinctrl;
};

/*
 * Build a board from a flattened device tree and start its server.
 *
 * @fdt		the device tree, @fdt_size bytes, aligned to 8 bytes. The board's names stay in it: it
 *		has to stay in place as long as the board.
 * @memory	for all that the board needs, aligned to 8 bytes; docs/board.md says how much. Nothing
 *		is allocated after this call.
 * @error	filled when the device tree is refused
 *
 * Returns SCMI_SUCCESS or SCMI_INVALID_PARAMETERS.
 */
int scmi_board_init(struct scmi_board *board, const void *fdt, size_t fdt_size, void *memory,
		    size_t memory_size, struct scmi_board_error *error);

/*
 * Carry out what an agent has asked for gracefully: the others are ready, or have had their time.
 * Returns whether there was something to do.
 */
bool scmi_board_finish_power_request(struct scmi_board *board);

/*
 * Let the board's time go on to @microseconds since its start: what changes by itself does so, and
 * agents are told. A board knows no other time; one that is not told stands still. Time does not go
 * back: an earlier one than the last is passed over.
 */
void scmi_board_set_time(struct scmi_board *board, uint64_t microseconds);

/*
 * The state of the board's hardware as text, a line for each resource:
 *
 *	power-domain NAME state HEX wanted HEX users HEX losses COUNT
 *	system NAME state HEX last HEX changes COUNT waiting HEX|-
 *	performance NAME level LEVEL max LEVEL min LEVEL
 *	clock NAME rate HZ enabled 0|1 users HEX parent NAME|- [duty-cycle PERCENT] [phase DEGREES]
 *	reset NAME asserted 0|1 users HEX resets COUNT last HEX
 *	supply NAME level MICROVOLTS mode HEX users HEX
 *	sensor NAME value VALUE[,VALUE...] enabled 0|1 users HEX [interval MICROSECONDS]
 *	powercap NAME power POWER average POWER cap POWER|- pai MICROSECONDS parent NAME|-
 *	pin NAME function NAME|- owner AGENT denied HEX [SETTING VALUE]...
 *	pin-group NAME requester AGENT
 *	pin-function NAME pins COUNT
 *
 * users has bit (agent - 1) set for each agent that needs the power domain's context, has enabled
 * the clock, supply or sensor, or has taken the domain out of reset; denied for each that may not use
 * the pin. state is the power state, wanted what agents need, losses how often the context was lost; of
 * the system, last is the state asked for that has been reached last, waiting the one that waits for
 * agents; resets counts resets and last is the kind of the last. Agent 0 is nobody. Settings are those
 * that are not 0. COUNT pins have the function.
 *
 * At most @size bytes are written, without a final NUL. Returns the size of the whole text.
 */
size_t scmi_board_view(const struct scmi_board *board, char *text, size_t size);

#endif /* SCMI_BOARD_H */
