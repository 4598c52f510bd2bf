// SPDX-License-Identifier: GPL-2.0-only
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * A device in a performance domain that is driven from the shell. Each
 * "scmi-optee,performance-fixture" node with power-domains = <&DOMAIN N> gets a directory
 * /sys/kernel/debug/scmi-performance/NODE:
 *
 *	levels	read: the levels of the operating points that the domain has given the device
 *	level	write a level: dev_pm_opp_set_opp() with the operating point that has it
 *
 * Errors come back as errors of the write.
 */

#include <linux/debugfs.h>
#include <linux/err.h>
#include <linux/module.h>
#include <linux/of.h>
#include <linux/platform_device.h>
#include <linux/pm_opp.h>
#include <linux/seq_file.h>

#include "compat.h"

static struct dentry *root;

static int levels_show(struct seq_file *s, void *unused)
{
	struct device *dev = s->private;
	struct dev_pm_opp *opp;
	unsigned int level = 0;

	for (;; level++) {
		opp = dev_pm_opp_find_level_ceil(dev, &level);
		if (IS_ERR(opp))
			break;
		dev_pm_opp_put(opp);
		seq_printf(s, "%u\n", level);
	}

	return 0;
}
DEFINE_SHOW_ATTRIBUTE(levels);

static int level_set(void *data, u64 level)
{
	struct device *dev = data;
	struct dev_pm_opp *opp;
	int ret;

	if (level > UINT_MAX)
		return -EINVAL;

	opp = dev_pm_opp_find_level_exact(dev, level);
	if (IS_ERR(opp))
		return PTR_ERR(opp);
	ret = dev_pm_opp_set_opp(dev, opp);
	dev_pm_opp_put(opp);

	return ret;
}
DEFINE_DEBUGFS_ATTRIBUTE(level_fops, NULL, level_set, "%llu\n");

static int fixture_probe(struct platform_device *pdev)
{
	struct dentry *dir = debugfs_create_dir(pdev->dev.of_node->name, root);

	debugfs_create_file("levels", 0400, dir, &pdev->dev, &levels_fops);
	debugfs_create_file("level", 0200, dir, &pdev->dev, &level_fops);
	platform_set_drvdata(pdev, dir);

	return 0;
}

static void fixture_remove(struct platform_device *pdev)
{
	debugfs_remove_recursive(platform_get_drvdata(pdev));
}

static const struct of_device_id fixture_of_match[] = {
	{ .compatible = "scmi-optee,performance-fixture" },
	{ }
};
MODULE_DEVICE_TABLE(of, fixture_of_match);

static struct platform_driver fixture_driver = {
	.probe = fixture_probe,
	.SCMI_OPTEE_PLATFORM_REMOVE = fixture_remove,
	.driver = {
		.name = "scmi_perf_fixture",
		.of_match_table = fixture_of_match,
	},
};

static int __init fixture_init(void)
{
	int ret;

	root = debugfs_create_dir("scmi-performance", NULL);
	ret = platform_driver_register(&fixture_driver);
	if (ret)
		debugfs_remove(root);

	return ret;
}
module_init(fixture_init);

static void __exit fixture_exit(void)
{
	platform_driver_unregister(&fixture_driver);
	debugfs_remove(root);
}
module_exit(fixture_exit);

MODULE_AUTHOR("The scmi-optee authors");
MODULE_DESCRIPTION("Drives performance levels from the shell");
MODULE_LICENSE("GPL");
