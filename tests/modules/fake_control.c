// SPDX-License-Identifier: GPL-2.0-only
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * What a test sets and sees, in /sys/kernel/debug/scmi-fake:
 *
 *	caps, ext_caps	the service's capabilities
 *	longest		the longest message the service tells of, with the extended capability
 *	slow		milliseconds that a message takes
 *	refused_caps	those of them that no channel grants
 *	service		1: the service is on the TEE bus, 0: it is gone
 *	fault		CALL SKIP COUNT ERROR: after SKIP calls of a kind, COUNT of them fail, -1
 *			for all; a negative ERROR is the call's, another one the TEE's answer.
 *			Commands of the service know answers alone.
 *	reply		KIND SKIP COUNT: likewise for replies. Both read as the number of calls or
 *			replies it has happened to.
 *	scribble	1: shared memory changes all the time
 *	occupy		any write: the static shared memory is taken for somebody else's message
 *	live		contexts, sessions and buffers there are, and faults of the driver
 *	calls		calls so far, by kind, and bytes of the largest message; any write begins
 *			anew
 *	offence		the driver's first fault
 *	reset		any write: all is well, and nothing has happened so far
 */

#include <linux/debugfs.h>
#include <linux/kernel.h>
#include <linux/seq_file.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/string.h>
#include <linux/uaccess.h>

#include "fake.h"

static struct dentry *dir;
static DEFINE_SPINLOCK(plans_lock);
static char offence[128];
static DEFINE_MUTEX(service_lock);

static const char *const call_names[FAKE_CALLS] = {
	[FAKE_CONTEXT] = "context",
	[FAKE_OPEN] = "open",
	[FAKE_CLOSE] = "close",
	[FAKE_INVOKE] = "invoke",
	[FAKE_ALLOC] = "alloc",
	[FAKE_CAPABILITIES] = "capabilities",
	[FAKE_SMT_STATIC] = "smt_static",
	[FAKE_SMT_MEMREF] = "smt_memref",
	[FAKE_HANDLE] = "handle",
	[FAKE_MSG] = "msg",
	[FAKE_SET_BUFFER] = "set_buffer",
	[FAKE_MSG_BUFFER] = "msg_buffer",
	[FAKE_MESSAGE] = "message",
};

static const char *const reply_names[REPLIES] = {
	[REPLY_GOOD] = "good",
	[REPLY_EMPTY] = "empty",
	[REPLY_SHORT] = "short",
	[REPLY_FULL] = "full",
	[REPLY_LONG] = "long",
	[REPLY_HUGE] = "huge",
	[REPLY_TOKEN] = "token",
	[REPLY_PROTOCOL] = "protocol",
	[REPLY_TYPE] = "type",
	[REPLY_GARBAGE] = "garbage",
	[REPLY_BUSY] = "busy",
	[REPLY_FAILED] = "failed",
};

void fake_fault(const char *fmt, ...)
{
	va_list args;

	if (atomic_inc_return(&fake.faults) != 1)
		return;
	va_start(args, fmt);
	vsnprintf(offence, sizeof(offence), fmt, args);
	va_end(args);
	pr_err("scmi-fake: driver's fault: %s\n", offence);
	WARN(system_state > SYSTEM_RUNNING && system_state < SYSTEM_SUSPEND,
	     "nobody can ask for it any more\n");
}

bool fake_fires(struct fake_plan *plan, int what)
{
	bool fires = false;

	spin_lock(&plans_lock);
	if (plan->what == what && plan->count) {
		fires = plan->skip-- <= 0;
		if (fires) {
			plan->skip = 0;
			plan->count -= plan->count > 0;
			plan->fired++;
		}
	}
	spin_unlock(&plans_lock);

	return fires;
}

bool fake_call_fails(enum fake_call call, int *error, u32 *answer)
{
	atomic_inc(&fake.calls[call]);
	if (fake.gone)
		fake_fault("%s, but the TEE is gone", call_names[call]);
	if (!fake_fires(&fake.fault, call))
		return false;
	*error = fake.fault_errno;
	*answer = fake.fault_answer;

	return true;
}

static char *get_line(const char __user *buf, size_t count)
{
	char *line = count < 64 ? memdup_user_nul(buf, count) : ERR_PTR(-EINVAL);

	if (!IS_ERR(line))
		strim(line);

	return line;
}

static void set_plan(struct fake_plan *plan, int what, int skip, int count)
{
	spin_lock(&plans_lock);
	*plan = (struct fake_plan) { .what = what, .skip = skip, .count = count };
	spin_unlock(&plans_lock);
}

static int set_fault(const char *line)
{
	int skip, count, what;
	char name[16];
	s64 error;

	if (sscanf(line, "%15s %d %d %lli", name, &skip, &count, &error) != 4)
		return -EINVAL;
	what = match_string(call_names, FAKE_MESSAGE, name);
	if (what < 0)
		return what;
	if (what >= FAKE_CAPABILITIES && error < 0)
		return -EINVAL;

	fake.fault_errno = min(error, 0);
	fake.fault_answer = max(error, 0);
	set_plan(&fake.fault, what, skip, count);

	return 0;
}

static int set_reply(const char *line)
{
	int skip, count, what;
	char name[16];

	if (sscanf(line, "%15s %d %d", name, &skip, &count) != 3)
		return -EINVAL;
	what = match_string(reply_names, REPLIES, name);
	if (what < 0)
		return what;
	set_plan(&fake.reply, what, skip, count);

	return 0;
}

static int count_anew(const char *line)
{
	unsigned int i;

	for (i = 0; i < FAKE_CALLS; i++)
		atomic_set(&fake.calls[i], 0);
	fake.largest = 0;

	return 0;
}

static int reset(const char *line)
{
	fake_tee_scribble(false);
	set_plan(&fake.fault, 0, 0, 0);
	set_plan(&fake.reply, 0, 0, 0);
	fake.caps = PTA_SCMI_CAPS_MASK;
	fake.ext_caps = 0;
	fake.longest = 0;
	fake.slow = 0;
	fake.refused_caps = 0;
	atomic_set(&fake.faults, 0);
	offence[0] = '\0';

	return count_anew(line);
}

static int occupy(const char *line)
{
	fake_service_occupy();

	return 0;
}

static void show_live(struct seq_file *file)
{
	seq_printf(file, "contexts %d sessions %d buffers %d faults %d\n",
		   atomic_read(&fake.contexts), atomic_read(&fake.sessions),
		   atomic_read(&fake.buffers), atomic_read(&fake.faults));
}

static void show_calls(struct seq_file *file)
{
	unsigned int i;

	for (i = 0; i < FAKE_CALLS; i++)
		seq_printf(file, "%s %d\n", call_names[i], atomic_read(&fake.calls[i]));
	seq_printf(file, "largest %zu\n", fake.largest);
}

static void show_fault(struct seq_file *file)
{
	seq_printf(file, "%d\n", fake.fault.fired);
}

static void show_reply(struct seq_file *file)
{
	seq_printf(file, "%d\n", fake.reply.fired);
}

static void show_offence(struct seq_file *file)
{
	seq_printf(file, "%s\n", offence);
}

/**
 * struct control - a file
 *
 * @name: its name
 * @show: what it reads as
 * @set: what a line written to it does
 */
struct control {
	const char *name;
	void (*show)(struct seq_file *file);
	int (*set)(const char *line);
};

static const struct control controls[] = {
	{ "fault", show_fault, set_fault },
	{ "reply", show_reply, set_reply },
	{ "live", show_live },
	{ "calls", show_calls, count_anew },
	{ "offence", show_offence },
	{ "occupy", NULL, occupy },
	{ "reset", NULL, reset },
};

static int show(struct seq_file *file, void *data)
{
	const struct control *control = file->private;

	if (control->show)
		control->show(file);

	return 0;
}

static int control_open(struct inode *inode, struct file *file)
{
	return single_open(file, show, inode->i_private);
}

static ssize_t control_write(struct file *file, const char __user *buf, size_t count, loff_t *pos)
{
	const struct control *control = file_inode(file)->i_private;
	char *line;
	int ret;

	if (!control->set)
		return -EACCES;
	line = get_line(buf, count);
	if (IS_ERR(line))
		return PTR_ERR(line);
	ret = control->set(line);
	kfree(line);

	return ret ?: count;
}

static const struct file_operations control_fops = {
	.owner = THIS_MODULE,
	.open = control_open,
	.read = seq_read,
	.write = control_write,
	.release = single_release,
};

static int service_get(void *data, u64 *value)
{
	*value = fake_tee_plugged();

	return 0;
}

static int service_set(void *data, u64 value)
{
	int ret;

	mutex_lock(&service_lock);
	ret = fake_tee_plug(value);
	mutex_unlock(&service_lock);

	return ret;
}
DEFINE_DEBUGFS_ATTRIBUTE(service_fops, service_get, service_set, "%llu\n");

static int scribble_set(void *data, u64 value)
{
	fake_tee_scribble(value);

	return 0;
}
DEFINE_DEBUGFS_ATTRIBUTE(scribble_fops, NULL, scribble_set, "%llu\n");

int fake_control_start(void)
{
	unsigned int i;

	dir = debugfs_create_dir("scmi-fake", NULL);
	if (IS_ERR(dir))
		return PTR_ERR(dir);
	debugfs_create_x32("caps", 0600, dir, &fake.caps);
	debugfs_create_x32("ext_caps", 0600, dir, &fake.ext_caps);
	debugfs_create_x32("longest", 0600, dir, &fake.longest);
	debugfs_create_u32("slow", 0600, dir, &fake.slow);
	debugfs_create_x32("refused_caps", 0600, dir, &fake.refused_caps);
	debugfs_create_file("service", 0600, dir, NULL, &service_fops);
	debugfs_create_file("scribble", 0200, dir, NULL, &scribble_fops);
	for (i = 0; i < ARRAY_SIZE(controls); i++)
		debugfs_create_file(controls[i].name, 0600, dir, (void *)&controls[i],
				    &control_fops);

	return 0;
}

void fake_control_stop(void)
{
	debugfs_remove_recursive(dir);
}
