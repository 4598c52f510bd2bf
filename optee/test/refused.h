/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * Tables with a fault.
 */
#ifndef TEST_REFUSED_H
#define TEST_REFUSED_H

#include <board/text.h>
#include <scmi_optee/frameworks.h>

/*
 * Offer such tables, and add a line for each: "table FAULT refused 0|1". @uart is a clock with two parents, of
 * which it has the first; @other is the second. @many has too many rates. @taken has been taken exclusively.
 */
void view_refused(struct text *text, struct clk *uart, struct clk *other, struct clk *many,
		  struct rstctrl *taken);

#endif /* TEST_REFUSED_H */
