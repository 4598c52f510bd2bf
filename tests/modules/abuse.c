// SPDX-License-Identifier: GPL-2.0-only
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * Loading the module runs the tests. Their report is /sys/kernel/debug/scmi-pta-abuse, one line a
 * test, "ok NAME" or "not ok NAME: WHY", and a last line "N passed, N failed". The static channel
 * must not be in use by anyone else meanwhile. Loading never fails, so that nobody tries it again.
 *
 *	insmod scmi_pta_abuse.ko storm=10000 seed=1; cat /sys/kernel/debug/scmi-pta-abuse
 */

#include <linux/debugfs.h>
#include <linux/module.h>
#include <linux/seq_buf.h>
#include <linux/slab.h>
#include <linux/vmalloc.h>

#include "abuse.h"

#define REPORT_SIZE	0x20000

static bool directed = true;
module_param(directed, bool, 0444);
MODULE_PARM_DESC(directed, "run the directed list (default: yes)");

static uint storm = 10000;
module_param(storm, uint, 0444);
MODULE_PARM_DESC(storm, "malformed requests to send (default: 10000)");

static uint siege;
module_param(siege, uint, 0444);
MODULE_PARM_DESC(siege, "requests to send from all processors at once (default: 0)");

static ulong seed = 1;
module_param(seed, ulong, 0444);
MODULE_PARM_DESC(seed, "where the storm starts (default: 1)");

static uint sessions;
module_param(sessions, uint, 0444);
MODULE_PARM_DESC(sessions, "sessions that the service has to have left (default: 0, not tried)");

static ulong page = 0x421ff000;
module_param(page, ulong, 0444);
MODULE_PARM_DESC(page, "address of the static channel's memory");

static ulong page_size = 0x1000;
module_param(page_size, ulong, 0444);
MODULE_PARM_DESC(page_size, "its size in bytes");

static struct dentry *file;
static struct debugfs_blob_wrapper blob;
static struct seq_buf text;
static unsigned int passed, failed;

void report(const char *why, const char *name, ...)
{
	struct va_format vaf = { .fmt = name };
	va_list args;

	va_start(args, name);
	vaf.va = &args;
	if (why) {
		seq_buf_printf(&text, "not ok %pV: %s\n", &vaf, why);
		failed++;
	} else {
		seq_buf_printf(&text, "ok %pV\n", &vaf);
		passed++;
	}
	va_end(args);
}

/* A reason, good until the next one */
const char *because(const char *fmt, ...)
{
	static char why[160];
	va_list args;

	va_start(args, fmt);
	vscnprintf(why, sizeof(why), fmt, args);
	va_end(args);

	return why;
}

static void run(void)
{
	struct peer *peer = kzalloc(sizeof(*peer), GFP_KERNEL);
	const char *why;

	if (!peer)
		return;

	why = peer_start(peer, page, page_size);
	report(why, "start");
	if (!why && directed)
		run_directed(peer);
	if (!why && sessions)
		run_sessions(peer, sessions);
	if (!why && storm)
		run_storm(peer, seed, storm);

	peer_stop(peer);
	kfree(peer);
	if (siege)
		run_siege(seed, siege);
}

static int __init abuse_init(void)
{
	char *buf = vzalloc(REPORT_SIZE);

	if (!buf)
		return 0;

	seq_buf_init(&text, buf, REPORT_SIZE);
	run();
	if (seq_buf_has_overflowed(&text))
		failed++;
	seq_buf_printf(&text, "%u passed, %u failed\n", passed, failed);

	blob.data = buf;
	blob.size = seq_buf_used(&text);
	file = debugfs_create_blob("scmi-pta-abuse", 0400, NULL, &blob);

	return 0;
}
module_init(abuse_init);

static void __exit abuse_exit(void)
{
	debugfs_remove(file);
	vfree(blob.data);
}
module_exit(abuse_exit);

MODULE_AUTHOR("The scmi-optee authors");
MODULE_DESCRIPTION("Does everything wrong that a client of the SCMI service can");
MODULE_LICENSE("GPL");
