// SPDX-License-Identifier: GPL-2.0-only
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * A consumer of clocks that is driven from the shell. A "scmi-optee,clock-fixture" node names
 * clocks by clocks and clock-names, and each gets a directory /sys/kernel/debug/scmi-clocks/NAME:
 *
 *	rate	read: clk_get_rate(); write: clk_set_rate()
 *	round	write a rate, read what clk_round_rate() makes of it
 *	enable	1: clk_prepare_enable(), 0: clk_disable_unprepare(); writing what is changes nothing
 *	parent	write the name of another of the fixture's clocks, read the parent's name or "none"
 *	duty	write NUM/DEN, read PERCENT/100
 *
 * Errors come back as errors of the write. When the fixture goes, it undoes what was written. While
 * the system is suspended its clocks are off.
 */

#include <linux/clk.h>
#include <linux/clk-provider.h>
#include <linux/debugfs.h>
#include <linux/err.h>
#include <linux/module.h>
#include <linux/mutex.h>
#include <linux/of.h>
#include <linux/platform_device.h>
#include <linux/pm.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/uaccess.h>

#include "compat.h"

#define DUTY_SCALE	100

/**
 * struct fixture_clock - one clock
 *
 * @clk: the clock
 * @name: its name in the node
 * @fixture: whose it is
 * @round: rate that was written to "round"
 * @enabled: enabled by the fixture
 * @rate_set: rate has been written, @rate is the one before that
 * @rate: rate to go back to
 * @parent_set: parent has been written, @parent is the one before that
 * @parent: parent to go back to
 * @duty_set: duty has been written, @duty is the one before that
 * @duty: duty cycle to go back to, in percent
 */
struct fixture_clock {
	struct clk *clk;
	const char *name;
	struct fixture *fixture;
	unsigned long round;
	bool enabled;
	bool rate_set;
	unsigned long rate;
	bool parent_set;
	struct clk *parent;
	bool duty_set;
	int duty;
};

/**
 * struct fixture - the fixture
 *
 * @lock: one change at a time
 * @dir: its debugfs directory
 * @count: number of clocks
 * @clocks: the clocks
 */
struct fixture {
	struct mutex lock; /* one change at a time */
	struct dentry *dir;
	unsigned int count;
	struct fixture_clock clocks[];
};

static int rate_get(void *data, u64 *rate)
{
	struct fixture_clock *clock = data;

	*rate = clk_get_rate(clock->clk);

	return 0;
}

static int rate_set(void *data, u64 rate)
{
	struct fixture_clock *clock = data;
	unsigned long before;
	int ret;

	mutex_lock(&clock->fixture->lock);
	before = clk_get_rate(clock->clk);
	ret = clk_set_rate(clock->clk, rate);
	if (!ret && !clock->rate_set) {
		clock->rate_set = true;
		clock->rate = before;
	}
	mutex_unlock(&clock->fixture->lock);

	return ret;
}
DEFINE_DEBUGFS_ATTRIBUTE(rate_fops, rate_get, rate_set, "%llu\n");

static int round_get(void *data, u64 *rate)
{
	struct fixture_clock *clock = data;
	long ret = clk_round_rate(clock->clk, clock->round);

	if (ret < 0)
		return ret;
	*rate = ret;

	return 0;
}

static int round_set(void *data, u64 rate)
{
	struct fixture_clock *clock = data;

	clock->round = rate;

	return 0;
}
DEFINE_DEBUGFS_ATTRIBUTE(round_fops, round_get, round_set, "%llu\n");

static int enable_get(void *data, u64 *enabled)
{
	struct fixture_clock *clock = data;

	*enabled = clock->enabled;

	return 0;
}

static int set_enabled(struct fixture_clock *clock, bool enable)
{
	int ret = 0;

	if (enable == clock->enabled)
		return 0;

	if (enable)
		ret = clk_prepare_enable(clock->clk);
	else
		clk_disable_unprepare(clock->clk);
	if (!ret)
		clock->enabled = enable;

	return ret;
}

static int enable_set(void *data, u64 enable)
{
	struct fixture_clock *clock = data;
	int ret;

	if (enable > 1)
		return -EINVAL;

	mutex_lock(&clock->fixture->lock);
	ret = set_enabled(clock, enable);
	mutex_unlock(&clock->fixture->lock);

	return ret;
}
DEFINE_DEBUGFS_ATTRIBUTE(enable_fops, enable_get, enable_set, "%llu\n");

/* A line that was written, without its newline */
static int get_line(char *line, size_t size, const char __user *buf, size_t count)
{
	if (count >= size)
		return -EINVAL;
	if (copy_from_user(line, buf, count))
		return -EFAULT;
	line[count] = '\0';
	strim(line);

	return 0;
}

static const char *clock_name(struct fixture *fixture, struct clk *clk)
{
	unsigned int i;

	if (IS_ERR_OR_NULL(clk))
		return "none";

	for (i = 0; i < fixture->count; i++)
		if (clk_is_match(fixture->clocks[i].clk, clk))
			return fixture->clocks[i].name;

	return __clk_get_name(clk);
}

static ssize_t parent_read(struct file *file, char __user *buf, size_t count, loff_t *pos)
{
	struct fixture_clock *clock = file->private_data;
	char line[64];
	int len;

	len = scnprintf(line, sizeof(line), "%s\n",
			clock_name(clock->fixture, clk_get_parent(clock->clk)));

	return simple_read_from_buffer(buf, count, pos, line, len);
}

static int set_parent(struct fixture_clock *clock, struct clk *parent)
{
	struct clk *before;
	int ret;

	mutex_lock(&clock->fixture->lock);
	before = clk_get_parent(clock->clk);
	ret = clk_set_parent(clock->clk, parent);
	if (!ret && !clock->parent_set) {
		clock->parent_set = true;
		clock->parent = before;
	}
	mutex_unlock(&clock->fixture->lock);

	return ret;
}

static ssize_t parent_write(struct file *file, const char __user *buf, size_t count, loff_t *pos)
{
	struct fixture_clock *clock = file->private_data;
	struct fixture *fixture = clock->fixture;
	unsigned int i;
	char line[64];
	int ret;

	ret = get_line(line, sizeof(line), buf, count);
	if (ret)
		return ret;

	for (i = 0; i < fixture->count; i++) {
		if (strcmp(fixture->clocks[i].name, line))
			continue;
		ret = set_parent(clock, fixture->clocks[i].clk);
		return ret ?: count;
	}

	return -ENOENT;
}

static const struct file_operations parent_fops = {
	.owner = THIS_MODULE,
	.open = simple_open,
	.read = parent_read,
	.write = parent_write,
};

static ssize_t duty_read(struct file *file, char __user *buf, size_t count, loff_t *pos)
{
	struct fixture_clock *clock = file->private_data;
	int duty = clk_get_scaled_duty_cycle(clock->clk, DUTY_SCALE);
	char line[32];
	int len;

	if (duty < 0)
		return duty;
	len = scnprintf(line, sizeof(line), "%d/%d\n", duty, DUTY_SCALE);

	return simple_read_from_buffer(buf, count, pos, line, len);
}

static int set_duty(struct fixture_clock *clock, unsigned int num, unsigned int den)
{
	int before;
	int ret;

	mutex_lock(&clock->fixture->lock);
	before = clk_get_scaled_duty_cycle(clock->clk, DUTY_SCALE);
	ret = clk_set_duty_cycle(clock->clk, num, den);
	if (!ret && !clock->duty_set && before >= 0) {
		clock->duty_set = true;
		clock->duty = before;
	}
	mutex_unlock(&clock->fixture->lock);

	return ret;
}

static ssize_t duty_write(struct file *file, const char __user *buf, size_t count, loff_t *pos)
{
	unsigned int num, den;
	char line[32];
	int ret;

	ret = get_line(line, sizeof(line), buf, count);
	if (ret)
		return ret;
	if (sscanf(line, "%u/%u", &num, &den) != 2)
		return -EINVAL;
	ret = set_duty(file->private_data, num, den);

	return ret ?: count;
}

static const struct file_operations duty_fops = {
	.owner = THIS_MODULE,
	.open = simple_open,
	.read = duty_read,
	.write = duty_write,
};

static void create_files(struct fixture_clock *clock)
{
	struct dentry *dir = debugfs_create_dir(clock->name, clock->fixture->dir);

	debugfs_create_file("rate", 0600, dir, clock, &rate_fops);
	debugfs_create_file("round", 0600, dir, clock, &round_fops);
	debugfs_create_file("enable", 0600, dir, clock, &enable_fops);
	debugfs_create_file("parent", 0600, dir, clock, &parent_fops);
	debugfs_create_file("duty", 0600, dir, clock, &duty_fops);
}

static void undo(struct device *dev, struct fixture_clock *clock)
{
	int ret = 0;

	set_enabled(clock, false);
	if (clock->duty_set)
		ret = clk_set_duty_cycle(clock->clk, clock->duty, DUTY_SCALE);
	if (clock->parent_set)
		ret = clk_set_parent(clock->clk, clock->parent) ?: ret;
	if (clock->rate_set)
		ret = clk_set_rate(clock->clk, clock->rate) ?: ret;
	if (ret)
		dev_warn(dev, "%s: cannot be put back: error %d\n", clock->name, ret);
}

static int get_clocks(struct device *dev, struct fixture *fixture)
{
	struct fixture_clock *clock = fixture->clocks;
	struct property *prop;
	const char *name;

	of_property_for_each_string(dev->of_node, "clock-names", prop, name) {
		clock->clk = devm_clk_get(dev, name);
		if (IS_ERR(clock->clk))
			return dev_err_probe(dev, PTR_ERR(clock->clk), "clock %s\n", name);
		if (!clock->clk)
			return dev_err_probe(dev, -ENOENT, "clock %s: nothing there\n", name);
		clock->name = name;
		clock->fixture = fixture;
		clock++;
	}

	return 0;
}

static int fixture_probe(struct platform_device *pdev)
{
	struct device *dev = &pdev->dev;
	struct fixture *fixture;
	unsigned int i;
	int count, ret;

	count = of_property_count_strings(dev->of_node, "clock-names");
	if (count < 0)
		return dev_err_probe(dev, count, "clock-names\n");

	fixture = devm_kzalloc(dev, struct_size(fixture, clocks, count), GFP_KERNEL);
	if (!fixture)
		return -ENOMEM;

	mutex_init(&fixture->lock);
	fixture->count = count;
	ret = get_clocks(dev, fixture);
	if (ret)
		return ret;

	fixture->dir = debugfs_create_dir("scmi-clocks", NULL);
	for (i = 0; i < fixture->count; i++)
		create_files(&fixture->clocks[i]);
	platform_set_drvdata(pdev, fixture);

	return 0;
}

static void fixture_remove(struct platform_device *pdev)
{
	struct fixture *fixture = platform_get_drvdata(pdev);
	unsigned int i;

	debugfs_remove_recursive(fixture->dir);
	for (i = fixture->count; i; i--)
		undo(&pdev->dev, &fixture->clocks[i - 1]);
	mutex_destroy(&fixture->lock);
}

/* As late and as early as a device can: what supplies the clocks is there before and after */
static int fixture_suspend(struct device *dev)
{
	struct fixture *fixture = dev_get_drvdata(dev);
	unsigned int i;

	for (i = 0; i < fixture->count; i++)
		if (fixture->clocks[i].enabled)
			clk_disable_unprepare(fixture->clocks[i].clk);

	return 0;
}

static int fixture_resume(struct device *dev)
{
	struct fixture *fixture = dev_get_drvdata(dev);
	unsigned int i;
	int ret = 0;

	for (i = 0; i < fixture->count; i++)
		if (fixture->clocks[i].enabled)
			ret = clk_prepare_enable(fixture->clocks[i].clk) ?: ret;
	if (ret)
		dev_err(dev, "clocks that were on stay off: error %d\n", ret);

	return ret;
}

static const struct dev_pm_ops fixture_pm_ops = {
	NOIRQ_SYSTEM_SLEEP_PM_OPS(fixture_suspend, fixture_resume)
};

static const struct of_device_id fixture_of_match[] = {
	{ .compatible = "scmi-optee,clock-fixture" },
	{ }
};
MODULE_DEVICE_TABLE(of, fixture_of_match);

static struct platform_driver fixture_driver = {
	.probe = fixture_probe,
	.SCMI_OPTEE_PLATFORM_REMOVE = fixture_remove,
	.driver = {
		.name = "scmi_clk_fixture",
		.of_match_table = fixture_of_match,
		.pm = pm_sleep_ptr(&fixture_pm_ops),
	},
};
module_platform_driver(fixture_driver);

MODULE_AUTHOR("The scmi-optee authors");
MODULE_DESCRIPTION("Drives clocks from the shell");
MODULE_LICENSE("GPL");
