/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * The devices as lines of text, like those of scmi_board_view():
 *
 *	clock NAME rate HZ enabled 0|1 references COUNT parent NAME|-
 *	reset NAME asserted 0|1 resets COUNT
 *	supply NAME level MICROVOLTS mode HEX references COUNT
 *
 * enabled and mode are what the device was told last, references are the framework's.
 */
#ifndef TEST_VIEW_H
#define TEST_VIEW_H

#include <board/text.h>

#include "devices.h"

void view_clk(struct text *text, const struct test_clk *c);
void view_rstctrl(struct text *text, const struct test_rstctrl *r);
void view_regulator(struct text *text, struct test_regulator *r);

#endif /* TEST_VIEW_H */
