// SPDX-License-Identifier: GPL-2.0-only
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * Messages of a task that has signals pending, one of which is to kill it. Loading the module sends
 * them; the parameter "result" says how many were answered, or the first error. Loading never
 * fails, so that nobody tries it again.
 */

#include <linux/clk.h>
#include <linux/completion.h>
#include <linux/err.h>
#include <linux/kthread.h>
#include <linux/module.h>
#include <linux/of.h>
#include <linux/sched/signal.h>

#define MESSAGES	100

static char *clock = "pwm";
module_param(clock, charp, 0444);
MODULE_PARM_DESC(clock, "clock of the fixture that is asked, one without children (pwm)");

static int result;
module_param(result, int, 0444);
MODULE_PARM_DESC(result, "answered messages, or an error");

static DECLARE_COMPLETION(done);

static struct clk *get_clock(void)
{
	struct device_node *np = of_find_compatible_node(NULL, NULL, "scmi-optee,clock-fixture");
	struct clk *clk = of_clk_get_by_name(np, clock);

	of_node_put(np);
	return clk;
}

static int ask(void)
{
	struct clk *clk = get_clock();
	int answered = 0;

	if (IS_ERR(clk))
		return PTR_ERR(clk);

	while (answered < MESSAGES && fatal_signal_pending(current) && clk_get_rate(clk))
		answered++;
	clk_put(clk);

	return answered;
}

static int task(void *data)
{
	allow_signal(SIGTERM);
	allow_signal(SIGKILL);
	send_sig(SIGTERM, current, 1);
	send_sig(SIGKILL, current, 1);

	result = ask();
	flush_signals(current);
	complete(&done);

	return 0;
}

static int __init pending_init(void)
{
	struct task_struct *thread = kthread_run(task, NULL, "scmi-pending");

	if (IS_ERR(thread))
		result = PTR_ERR(thread);
	else
		wait_for_completion(&done);

	return 0;
}
module_init(pending_init);

static void __exit pending_exit(void)
{
}
module_exit(pending_exit);

MODULE_AUTHOR("The scmi-optee authors");
MODULE_DESCRIPTION("Sends SCMI messages with signals pending");
MODULE_LICENSE("GPL");
