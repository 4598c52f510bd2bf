// SPDX-License-Identifier: GPL-2.0-only
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * Measures calls of the SCMI service with the processor's counter. Loading the module does it; the
 * report is /sys/kernel/debug/scmi-bench, one line each: WHAT, then the shortest, the median and
 * the longest of all batches, in nanoseconds a call. Where QEMU counts instructions (-icount
 * shift=0) a nanosecond is an instruction. Loading never fails, so that nobody tries it again.
 *
 *	floor	an empty call: the service's capabilities, no memory involved
 *	message	clk_get_rate() of a clock whose rate is asked for each time: one message
 */

#include <linux/clk.h>
#include <linux/debugfs.h>
#include <linux/err.h>
#include <linux/math64.h>
#include <linux/module.h>
#include <linux/of.h>
#include <linux/sched.h>
#include <linux/seq_file.h>
#include <linux/sort.h>
#include <linux/tee_drv.h>
#include <linux/uuid.h>

#include <asm/sysreg.h>

#include <scmi/pta.h>

#define MAX_BATCHES	101
#define CALLS		16	/* in a batch */
#define WARM_UP		4	/* batches that are not counted */

static char *clock = "pwm";
module_param(clock, charp, 0444);
MODULE_PARM_DESC(clock, "clock of the fixture that is asked, one without children (pwm)");

static uint batches = MAX_BATCHES;
module_param(batches, uint, 0444);
MODULE_PARM_DESC(batches, "batches of calls to measure, 1 to 101 (101)");

struct bench {
	struct tee_context *ctx;
	u32 session;
	struct clk *clk;
};

struct result {
	const char *what;
	int error;
	u64 ns[MAX_BATCHES];
};

static struct result results[] = { { .what = "floor" }, { .what = "message" } };
static struct dentry *file;

static int is_optee(struct tee_ioctl_version_data *version, const void *data)
{
	return version->impl_id == TEE_IMPL_ID_OPTEE;
}

static int floor_call(struct bench *bench)
{
	struct tee_ioctl_invoke_arg arg = {
		.func = PTA_SCMI_CMD_CAPABILITIES,
		.session = bench->session,
		.num_params = 1,
	};
	struct tee_param param = { .attr = TEE_IOCTL_PARAM_ATTR_TYPE_VALUE_OUTPUT };

	return tee_client_invoke_func(bench->ctx, &arg, &param) ?: (arg.ret ? -EIO : 0);
}

static int message_call(struct bench *bench)
{
	return clk_get_rate(bench->clk) ? 0 : -EIO;
}

static int compare(const void *a, const void *b)
{
	const u64 *x = a, *y = b;

	return *x < *y ? -1 : *x > *y;
}

static u64 ticks_now(void)
{
	isb();
	return read_sysreg(cntvct_el0);
}

static void measure(struct bench *bench, struct result *result, int (*call)(struct bench *bench))
{
	u64 begin, ticks;
	int batch, i;

	for (batch = -WARM_UP; batch < (int)batches && !result->error; batch++) {
		begin = ticks_now();
		for (i = 0; i < CALLS && !result->error; i++)
			result->error = call(bench);
		ticks = ticks_now() - begin;
		if (batch >= 0)
			result->ns[batch] = mul_u64_u32_div(ticks, NSEC_PER_SEC / CALLS,
							    read_sysreg(cntfrq_el0));
		cond_resched();
	}
	sort(result->ns, batches, sizeof(result->ns[0]), compare, NULL);
}

static int report_show(struct seq_file *s, void *data)
{
	struct result *result;

	for (result = results; result < results + ARRAY_SIZE(results); result++)
		if (result->error)
			seq_printf(s, "%s failed: error %d\n", result->what, result->error);
		else
			seq_printf(s, "%s %llu %llu %llu\n", result->what, result->ns[0],
				   result->ns[batches / 2], result->ns[batches - 1]);

	return 0;
}
DEFINE_SHOW_ATTRIBUTE(report);

static int connect(struct bench *bench)
{
	static const uuid_t uuid = PTA_SCMI_UUID_FIELDS(UUID_INIT);
	struct tee_ioctl_open_session_arg arg = { .clnt_login = TEE_IOCTL_LOGIN_REE_KERNEL };
	int ret;

	bench->ctx = tee_client_open_context(NULL, is_optee, NULL, NULL);
	if (IS_ERR(bench->ctx))
		return PTR_ERR(bench->ctx);

	export_uuid(arg.uuid, &uuid);
	ret = tee_client_open_session(bench->ctx, &arg, NULL);
	if (!ret && arg.ret)
		ret = -EIO;
	if (ret)
		tee_client_close_context(bench->ctx);
	bench->session = arg.session;

	return ret;
}

static void disconnect(struct bench *bench)
{
	tee_client_close_session(bench->ctx, bench->session);
	tee_client_close_context(bench->ctx);
}

static struct clk *get_clock(void)
{
	struct device_node *np = of_find_compatible_node(NULL, NULL, "scmi-optee,clock-fixture");
	struct clk *clk = of_clk_get_by_name(np, clock);

	of_node_put(np);
	return clk;
}

static void run(void)
{
	struct bench bench = { };

	results[0].error = connect(&bench);
	if (!results[0].error) {
		measure(&bench, &results[0], floor_call);
		disconnect(&bench);
	}

	bench.clk = get_clock();
	results[1].error = PTR_ERR_OR_ZERO(bench.clk);
	if (!results[1].error) {
		measure(&bench, &results[1], message_call);
		clk_put(bench.clk);
	}
}

static int __init bench_init(void)
{
	batches = clamp(batches, 1, MAX_BATCHES);
	run();
	file = debugfs_create_file("scmi-bench", 0400, NULL, NULL, &report_fops);

	return 0;
}
module_init(bench_init);

static void __exit bench_exit(void)
{
	debugfs_remove(file);
}
module_exit(bench_exit);

MODULE_AUTHOR("The scmi-optee authors");
MODULE_DESCRIPTION("Measures calls of the SCMI service");
MODULE_LICENSE("GPL");
