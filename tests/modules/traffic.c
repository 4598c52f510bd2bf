// SPDX-License-Identifier: GPL-2.0-only
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * A consumer of SCMI that sends many messages at once, past the frameworks and their locks: from
 * several tasks on every channel there is, each message checked for being answered with its own
 * reply. It takes clocks, of any server, and the fake's echo.
 *
 * In /sys/kernel/debug/scmi-traffic:
 *
 *	run		write MESSAGES TASKS: send that many in all, from that many tasks for each
 *			target; reads as the number of messages, of errors, and of replies to
 *			something else
 *	NAME/send	write a number: an echo of as many bytes, or the rate of that clock; reads
 *			as the error and the clock's rate, or the largest payload
 *
 * NAME is that of the SCMI node and the protocol's, scmi-echo for instance.
 */

#include <linux/debugfs.h>
#include <linux/err.h>
#include <linux/freezer.h>
#include <linux/kthread.h>
#include <linux/list.h>
#include <linux/module.h>
#include <linux/mutex.h>
#include <linux/random.h>
#include <linux/scmi_protocol.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/uaccess.h>
#include <linux/version.h>
#include <linux/wait.h>

#include "protocols.h"
#include "fake.h"

/* One byte more than the driver ever takes */
#define MAX_MESSAGE	4097
#define MAX_CLOCKS	16
#define MAX_TASKS	8

/**
 * struct target - a protocol to send messages to
 *
 * @node: in the list of all
 * @sdev: its device
 * @dir: its debugfs directory
 * @ph: the protocol
 * @clock_ops: of the clock protocol, or NULL
 * @echo: of the echo protocol, or NULL
 * @clocks: number of clocks
 * @rates: their rates before the run
 * @error: of the last single message
 * @value: a clock's rate that it has read, or the largest payload
 */
struct target {
	struct list_head node;
	struct scmi_device *sdev;
	struct dentry *dir;
	struct scmi_protocol_handle *ph;
	const struct scmi_clk_proto_ops *clock_ops;
	const struct echo_ops *echo;
	unsigned int clocks;
	u64 rates[MAX_CLOCKS];
	int error;
	u64 value;
};

/**
 * struct echo_ops - the echo protocol
 *
 * @exchange: send @len bytes and get as many
 * @max_size: of a message's payload in bytes
 */
struct echo_ops {
	int (*exchange)(const struct scmi_protocol_handle *ph, const u8 *out, u8 *in, size_t len);
	int (*max_size)(const struct scmi_protocol_handle *ph);
};

/**
 * struct task - one task of a run
 *
 * @target: where its messages go
 * @number: its number
 * @messages: how many
 * @out: what is sent
 * @in: what comes back
 */
struct task {
	struct target *target;
	unsigned int number;
	unsigned int messages;
	u8 out[MAX_MESSAGE];
	u8 in[MAX_MESSAGE];
};

static LIST_HEAD(targets);
static DEFINE_MUTEX(lock);
static struct dentry *root;

/* Of the run: targets that want to go, tasks that are not done, what has been */
static atomic_t leaving;
static atomic_t running;
static DECLARE_WAIT_QUEUE_HEAD(all_done);
static atomic_t sent, errors, mixed;

/*
 * The echo protocol
 */

static int exchange(const struct scmi_protocol_handle *ph, const u8 *out, u8 *in, size_t len)
{
	struct scmi_xfer *xfer;
	int ret;

	ret = ph->xops->xfer_get_init(ph, FAKE_MESSAGE_ECHO, len, len, &xfer);
	if (ret)
		return ret;
	memcpy(xfer->tx.buf, out, len);
	ret = ph->xops->do_xfer(ph, xfer);
	if (!ret && xfer->rx.len != len)
		ret = -EPROTO;
	if (!ret)
		memcpy(in, xfer->rx.buf, len);
	ph->xops->xfer_put(ph, xfer);

	return ret;
}

static int max_size(const struct scmi_protocol_handle *ph)
{
	return min(ph->hops->get_max_msg_size(ph), MAX_MESSAGE);
}

static const struct echo_ops echo_ops = { .exchange = exchange, .max_size = max_size };

/* Newer cores have asked for the version when they get here */
static int echo_init(const struct scmi_protocol_handle *ph)
{
#if LINUX_VERSION_CODE < KERNEL_VERSION(7, 0, 0)
	u32 version;

	return ph->xops->version_get(ph, &version);
#else
	return 0;
#endif
}

/* No owner: users of the protocol would keep the module, and are in it themselves */
static const struct scmi_protocol echo_protocol = {
	.id = FAKE_PROTOCOL_ECHO,
	.instance_init = echo_init,
	.ops = &echo_ops,
	.supported_version = 0x10000,
	.vendor_id = FAKE_VENDOR,
};

/*
 * Messages
 */

static int send_echo(struct target *target, struct task *task, unsigned int i, size_t len)
{
	size_t n;
	int ret;

	get_random_bytes(task->out, len);
	memcpy(task->out, &i, min(len, sizeof(i)));
	if (len > sizeof(i))
		task->out[sizeof(i)] = task->number;
	memset(task->in, 0, len);

	ret = target->echo->exchange(target->ph, task->out, task->in, len);
	if (ret)
		return ret;
	for (n = 0; n < len; n++)
		if (task->in[n] != (u8)~task->out[n])
			return -EILSEQ;

	return 0;
}

static int send_rate(struct target *target, unsigned int i)
{
	unsigned int id = i % target->clocks;
	u64 rate;
	int ret;

	ret = target->clock_ops->rate_get(target->ph, id, &rate);
	if (!ret && rate != target->rates[id])
		ret = -EILSEQ;

	return ret;
}

static void send_one(struct task *task, unsigned int i)
{
	struct target *target = task->target;
	int ret;

	if (target->echo)
		ret = send_echo(target, task, i,
				get_random_u32_below(target->echo->max_size(target->ph) + 1));
	else
		ret = send_rate(target, i);

	atomic_inc(&sent);
	if (ret == -EILSEQ)
		atomic_inc(&mixed);
	else if (ret)
		atomic_inc(&errors);
}

/*
 * A run
 */

static int work(void *data)
{
	struct task *task = data;
	unsigned int i;

	set_freezable();
	for (i = 0; i < task->messages && !atomic_read(&leaving); i++) {
		send_one(task, i);
		try_to_freeze();
		cond_resched();
	}
	kvfree(task);
	if (atomic_dec_and_test(&running))
		wake_up(&all_done);

	return 0;
}

static int start_task(struct target *target, unsigned int number, unsigned int messages)
{
	struct task *task = kvzalloc(sizeof(*task), GFP_KERNEL);
	struct task_struct *thread;

	if (!task)
		return -ENOMEM;
	task->target = target;
	task->number = number;
	task->messages = messages;

	atomic_inc(&running);
	thread = kthread_run(work, task, "scmi-traffic/%u", number);
	if (IS_ERR(thread)) {
		atomic_dec(&running);
		kvfree(task);
		return PTR_ERR(thread);
	}

	return 0;
}

static int read_rates(struct target *target)
{
	unsigned int i;
	int ret = 0;

	for (i = 0; target->clock_ops && i < target->clocks && !ret; i++)
		ret = target->clock_ops->rate_get(target->ph, i, &target->rates[i]);

	return ret;
}

static int start_tasks(unsigned int messages, unsigned int tasks)
{
	unsigned int number = 0, count = 0;
	struct target *target;
	unsigned int i;
	int ret = 0;

	list_for_each_entry(target, &targets, node)
		count += tasks;
	list_for_each_entry(target, &targets, node) {
		ret = read_rates(target);
		for (i = 0; i < tasks && !ret; i++)
			ret = start_task(target, number++, DIV_ROUND_UP(messages, count));
		if (ret)
			break;
	}

	return count ? ret : -ENODEV;
}

static int run(unsigned int messages, unsigned int tasks)
{
	int ret;

	atomic_set(&sent, 0);
	atomic_set(&errors, 0);
	atomic_set(&mixed, 0);
	atomic_set(&running, 1);

	ret = start_tasks(messages, tasks);
	if (ret)
		atomic_inc(&leaving);
	/*
	 * One who waits for long must not keep the system from suspending, though that is somebody
	 * who writes to a file, with what that locks, nor look as if it hung.
	 */
	if (!atomic_dec_and_test(&running))
		wait_event_state(all_done, !atomic_read(&running),
				 (TASK_IDLE | TASK_FREEZABLE_UNSAFE));
	if (ret)
		atomic_dec(&leaving);

	return ret;
}

static char *get_line(const char __user *buf, size_t count)
{
	return count < 64 ? memdup_user_nul(buf, count) : ERR_PTR(-EINVAL);
}

static ssize_t run_write(struct file *file, const char __user *buf, size_t count, loff_t *pos)
{
	char *line = get_line(buf, count);
	unsigned int messages, tasks;
	int ret;

	if (IS_ERR(line))
		return PTR_ERR(line);
	ret = sscanf(line, "%u %u", &messages, &tasks) == 2 && tasks && tasks <= MAX_TASKS ?
	      0 : -EINVAL;
	kfree(line);
	if (ret)
		return ret;

	mutex_lock(&lock);
	ret = run(messages, tasks);
	mutex_unlock(&lock);

	return ret ?: count;
}

static ssize_t run_read(struct file *file, char __user *buf, size_t count, loff_t *pos)
{
	char line[64];
	int len = scnprintf(line, sizeof(line), "sent %d errors %d mixed %d\n", atomic_read(&sent),
			    atomic_read(&errors), atomic_read(&mixed));

	return simple_read_from_buffer(buf, count, pos, line, len);
}

static const struct file_operations run_fops = {
	.owner = THIS_MODULE,
	.open = simple_open,
	.read = run_read,
	.write = run_write,
};

/*
 * A single message
 */

static int send_single(struct target *target, unsigned int value)
{
	struct task *task;
	int ret;

	if (target->clock_ops)
		return target->clock_ops->rate_get(target->ph, value, &target->value);
	if (value > MAX_MESSAGE)
		return -EINVAL;
	task = kvzalloc(sizeof(*task), GFP_KERNEL);
	if (!task)
		return -ENOMEM;
	ret = send_echo(target, task, value, value);
	kvfree(task);

	return ret;
}

static ssize_t send_write(struct file *file, const char __user *buf, size_t count, loff_t *pos)
{
	struct target *target = file->private_data;
	unsigned int value;
	int ret;

	ret = kstrtouint_from_user(buf, count, 0, &value);
	if (ret)
		return ret;
	target->error = send_single(target, value);

	return count;
}

static ssize_t send_read(struct file *file, char __user *buf, size_t count, loff_t *pos)
{
	struct target *target = file->private_data;
	char line[40];
	int len = scnprintf(line, sizeof(line), "%d %llu\n", target->error, target->value);

	return simple_read_from_buffer(buf, count, pos, line, len);
}

static const struct file_operations send_fops = {
	.owner = THIS_MODULE,
	.open = simple_open,
	.read = send_read,
	.write = send_write,
};

/*
 * Targets
 */

static int take_protocol(struct target *target)
{
	const struct scmi_handle *handle = target->sdev->handle;
	const void *ops = handle->devm_protocol_get(target->sdev, target->sdev->protocol_id,
						    &target->ph);

	if (IS_ERR(ops))
		return PTR_ERR(ops);
	if (target->sdev->protocol_id == FAKE_PROTOCOL_ECHO) {
		target->echo = ops;
		target->value = target->echo->max_size(target->ph);
		return 0;
	}
	target->clock_ops = ops;
	target->clocks = min(target->clock_ops->count_get(target->ph), MAX_CLOCKS);

	return target->clocks ? 0 : -ENODEV;
}

static int probe(struct scmi_device *sdev)
{
	struct target *target = devm_kzalloc(&sdev->dev, sizeof(*target), GFP_KERNEL);
	char name[32];
	int ret;

	if (!target)
		return -ENOMEM;
	target->sdev = sdev;
	ret = take_protocol(target);
	if (ret)
		return ret;

	snprintf(name, sizeof(name), "%pOFn-%s", sdev->handle->dev->of_node,
		 target->echo ? "echo" : "clock");
	target->dir = debugfs_create_dir(name, root);
	debugfs_create_file("send", 0600, target->dir, target, &send_fops);
	dev_set_drvdata(&sdev->dev, target);

	mutex_lock(&lock);
	list_add(&target->node, &targets);
	mutex_unlock(&lock);

	return 0;
}

/* A run that is on ends before */
static void remove(struct scmi_device *sdev)
{
	struct target *target = dev_get_drvdata(&sdev->dev);

	atomic_inc(&leaving);
	mutex_lock(&lock);
	list_del(&target->node);
	mutex_unlock(&lock);
	atomic_dec(&leaving);
	debugfs_remove_recursive(target->dir);
}

static const struct scmi_device_id ids[] = {
	{ SCMI_PROTOCOL_CLOCK, "traffic-clock" },
	{ FAKE_PROTOCOL_ECHO, "traffic-echo" },
	{ }
};
MODULE_DEVICE_TABLE(scmi, ids);

static struct scmi_driver driver = {
	.name = "scmi-traffic",
	.probe = probe,
	.remove = remove,
	.id_table = ids,
};

static int __init traffic_init(void)
{
	int ret;

	root = debugfs_create_dir("scmi-traffic", NULL);
	debugfs_create_file("run", 0600, root, NULL, &run_fops);

	ret = scmi_protocol_register(&echo_protocol);
	if (ret)
		goto err_dir;
	ret = scmi_register(&driver);
	if (ret)
		goto err_protocol;

	return 0;

err_protocol:
	scmi_protocol_unregister(&echo_protocol);
err_dir:
	debugfs_remove_recursive(root);
	return ret;
}
module_init(traffic_init);

static void __exit traffic_exit(void)
{
	scmi_unregister(&driver);
	scmi_protocol_unregister(&echo_protocol);
	debugfs_remove_recursive(root);
}
module_exit(traffic_exit);

MODULE_AUTHOR("The scmi-optee authors");
MODULE_DESCRIPTION("Sends many SCMI messages at once and checks each reply");
MODULE_LICENSE("GPL");
