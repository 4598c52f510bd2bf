// SPDX-License-Identifier: GPL-2.0-only
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * A consumer of resets that is driven from the shell. A "scmi-optee,reset-fixture" node names
 * resets by resets and reset-names, and each gets a file /sys/kernel/debug/scmi-resets/NAME. What
 * is written is
 *
 *	assert		reset_control_assert()
 *	deassert	reset_control_deassert()
 *	reset		reset_control_reset()
 *
 * Errors come back as errors of the write.
 */

#include <linux/debugfs.h>
#include <linux/err.h>
#include <linux/module.h>
#include <linux/of.h>
#include <linux/platform_device.h>
#include <linux/reset.h>
#include <linux/string.h>
#include <linux/uaccess.h>

#include "compat.h"

static const struct {
	const char *name;
	int (*call)(struct reset_control *reset);
} actions[] = {
	{ "assert", reset_control_assert },
	{ "deassert", reset_control_deassert },
	{ "reset", reset_control_reset },
};

static ssize_t reset_write(struct file *file, const char __user *buf, size_t count, loff_t *pos)
{
	struct reset_control *reset = file->private_data;
	char line[16] = "";
	unsigned int i;
	int ret;

	if (count >= sizeof(line))
		return -EINVAL;
	if (copy_from_user(line, buf, count))
		return -EFAULT;

	for (i = 0; i < ARRAY_SIZE(actions); i++) {
		if (!sysfs_streq(line, actions[i].name))
			continue;
		ret = actions[i].call(reset);
		return ret ?: count;
	}

	return -EINVAL;
}

static const struct file_operations reset_fops = {
	.owner = THIS_MODULE,
	.open = simple_open,
	.write = reset_write,
};

static int fixture_probe(struct platform_device *pdev)
{
	struct device *dev = &pdev->dev;
	struct reset_control *reset;
	struct property *prop;
	struct dentry *dir;
	const char *name;

	dir = debugfs_create_dir("scmi-resets", NULL);
	of_property_for_each_string(dev->of_node, "reset-names", prop, name) {
		reset = devm_reset_control_get_exclusive(dev, name);
		if (IS_ERR(reset)) {
			debugfs_remove_recursive(dir);
			return dev_err_probe(dev, PTR_ERR(reset), "reset %s\n", name);
		}
		debugfs_create_file(name, 0200, dir, reset, &reset_fops);
	}
	platform_set_drvdata(pdev, dir);

	return 0;
}

static void fixture_remove(struct platform_device *pdev)
{
	debugfs_remove_recursive(platform_get_drvdata(pdev));
}

static const struct of_device_id fixture_of_match[] = {
	{ .compatible = "scmi-optee,reset-fixture" },
	{ }
};
MODULE_DEVICE_TABLE(of, fixture_of_match);

static struct platform_driver fixture_driver = {
	.probe = fixture_probe,
	.SCMI_OPTEE_PLATFORM_REMOVE = fixture_remove,
	.driver = {
		.name = "scmi_reset_fixture",
		.of_match_table = fixture_of_match,
	},
};
module_platform_driver(fixture_driver);

MODULE_AUTHOR("The scmi-optee authors");
MODULE_DESCRIPTION("Drives resets from the shell");
MODULE_LICENSE("GPL");
