/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * ACME's system-on-chip, as far as SCMI serves it: a block of 32-bit registers for three clocks, two reset
 * lines and a supply. docs/vendor.md walks through it.
 */
#ifndef ACME_SOC_H
#define ACME_SOC_H

#include <scmi/clock.h>
#include <scmi/reset.h>
#include <scmi/server.h>
#include <scmi/voltage.h>

/* Registers, offsets in bytes; all are 0 after power-on */
#define ACME_PLL		0x00
#define ACME_PLL_ON		(1u << 0)
#define ACME_PLL_STEPS		16		/* shift: steps of 25 MHz above 400 MHz */
#define ACME_SDMMC		0x04
#define ACME_SDMMC_ON		(1u << 0)
#define ACME_SDMMC_FROM_PLL	(1u << 1)	/* else from the crystal */
#define ACME_SDMMC_SHIFT	16		/* shift: divided by 2 to this power, 0 to 4 */
#define ACME_RESETS		0x10		/* a bit for each line: held in reset */
#define ACME_VCC_SD		0x20
#define ACME_VCC_SD_ON		(1u << 0)
#define ACME_VCC_SD_3V3		(1u << 1)	/* else 1.8 V */
#define ACME_BUSY		(1u << 8)	/* of PLL, SDMMC and VCC_SD: still changing; read-only */
#define ACME_REGISTERS_SIZE	0x1000

/* The numbers that the platform has for its resources; agents have numbers of their own, server.c */
enum { ACME_CLOCK_OSC, ACME_CLOCK_PLL, ACME_CLOCK_SDMMC, ACME_CLOCKS };
enum { ACME_RESET_SDMMC, ACME_RESET_MODEM, ACME_RESET_LINES };
enum { ACME_SUPPLY_VCC_SD, ACME_SUPPLIES };

enum { ACME_AGENT_LINUX = 1, ACME_AGENT_MODEM, ACME_AGENTS = ACME_AGENT_MODEM };

/* The context of all operations */
struct acme_soc {
	volatile uint32_t *registers;
	void (*wait)(uint32_t microseconds);
	uint64_t sdmmc_rates[5];	/* what rates() hands out */
};

static inline uint32_t acme_read(const struct acme_soc *soc, unsigned int offset)
{
	return soc->registers[offset / sizeof(uint32_t)];
}

static inline void acme_write(struct acme_soc *soc, unsigned int offset, uint32_t value)
{
	soc->registers[offset / sizeof(uint32_t)] = value;
}

/*
 * Write a register of something that takes its time to change, and wait until it has. Where the hardware
 * does not come to an end the register gets its old value back, and the agent an error.
 */
int acme_change(struct acme_soc *soc, unsigned int offset, uint32_t value);

extern const struct scmi_clock_ops acme_clock_ops;
extern const struct scmi_clock acme_clocks[ACME_CLOCKS];
extern const struct scmi_reset_ops acme_reset_ops;
extern const struct scmi_reset acme_resets[ACME_RESET_LINES];
extern const struct scmi_voltage_ops acme_supply_ops;
extern const struct scmi_voltage_domain acme_supplies[ACME_SUPPLIES];

/*
 * Fill the server of the one SoC there is. Returns SCMI_SUCCESS, or SCMI_INVALID_PARAMETERS when its tables
 * contradict themselves.
 */
int acme_server_init(struct scmi_server *server, volatile uint32_t *registers,
		     void (*wait)(uint32_t microseconds));

#endif /* ACME_SOC_H */
