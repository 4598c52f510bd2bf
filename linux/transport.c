// SPDX-License-Identifier: GPL-2.0-only
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * SCMI transport over OP-TEE: a drop-in for the kernel's own scmi_transport_optee.
 *
 * The service's driver on the TEE bus comes first: while it is bound, and only then, the driver of
 * "linaro,scmi-optee" nodes is registered. So an instance finds its service, whichever of module,
 * service and device tree was there first, and is gone before its service is.
 *
 * An instance opens all its channels itself, before the SCMI core hears of it, and closes them
 * after the core has let go. What the core does in between, its failures included, can leave no
 * session and no shared memory behind. A bad channel of a protocol node is kept as a channel whose
 * messages fail, since an error from chan_setup would take the whole instance down.
 *
 * All that touches the core's private interface (common.h) is in this file.
 */

#include <linux/debugfs.h>
#include <linux/module.h>
#include <linux/platform_device.h>
#include <linux/scmi_protocol.h>
#include <linux/seq_file.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/workqueue.h>

#include "common.h"
#include "compat.h"
#include "scmi_optee.h"

/* Messages under way at a time: as with the kernel's own driver; more have no tokens */
#define DEFAULT_MAX_MSG		20
#define HIGHEST_MAX_MSG		1024

/**
 * struct instance - one "linaro,scmi-optee" node
 *
 * @dev: its platform device
 * @desc: what the core knows of the transport: one copy each, since limits differ by instance
 * @channels: channels of the node and its protocol nodes
 * @core: the device the SCMI core binds to
 * @debug: its file in debugfs
 */
struct instance {
	struct device *dev;
	struct scmi_desc desc;
	struct list_head channels;
	struct platform_device *core;
	struct dentry *debug;
};

/* Set while the drivers below are registered */
static struct scmi_optee_service *service;

static struct scmi_transport_core_operations *core_ops;

/* /sys/kernel/debug/scmi_optee, with a file for each instance */
static struct dentry *debug_dir;

/*
 * Channels as the core sees them
 */

static bool chan_available(struct device_node *np, int idx)
{
	/* Index 1 would be a channel for messages from the platform: OP-TEE has none */
	return idx == 0 && of_property_present(np, SCMI_OPTEE_CHANNEL_ID);
}

static struct scmi_optee_channel *find_channel(struct instance *instance, struct device_node *np)
{
	struct scmi_optee_channel *channel;

	list_for_each_entry(channel, &instance->channels, node)
		if (channel->np == np)
			return channel;

	return NULL;
}

static int chan_setup(struct scmi_chan_info *cinfo, struct device *dev, bool tx)
{
	struct instance *instance = dev_get_drvdata(dev->parent);
	struct scmi_optee_channel *channel = find_channel(instance, cinfo->dev->of_node);

	if (!tx || !channel)
		return -ENODEV;

	cinfo->transport_info = channel;
	cinfo->no_completion_irq = true;

	return 0;
}

static int chan_free(int id, void *p, void *data)
{
	struct scmi_chan_info *cinfo = p;

	cinfo->transport_info = NULL;

	return 0;
}

static int send_message(struct scmi_chan_info *cinfo, struct scmi_xfer *xfer)
{
	return scmi_optee_channel_send(cinfo->transport_info, pack_scmi_header(&xfer->hdr),
				       xfer->tx.buf, xfer->tx.len);
}

static void fetch_response(struct scmi_chan_info *cinfo, struct scmi_xfer *xfer)
{
	xfer->hdr.status = scmi_optee_channel_fetch(cinfo->transport_info, xfer->rx.buf,
						    &xfer->rx.len);
}

static void mark_txdone(struct scmi_chan_info *cinfo, int ret, struct scmi_xfer *xfer)
{
	scmi_optee_channel_done(cinfo->transport_info);
}

static const struct scmi_transport_ops transport_ops = {
	.chan_available = chan_available,
	.chan_setup = chan_setup,
	.chan_free = chan_free,
	.send_message = send_message,
	.mark_txdone = mark_txdone,
	.fetch_response = fetch_response,
};

static const struct scmi_desc default_desc = {
	.ops = &transport_ops,
	.max_rx_timeout_ms = 30,
	.max_msg = DEFAULT_MAX_MSG,
	.sync_cmds_completed_on_ret = true,
};

/*
 * Channels of an instance
 */

static void close_channels(struct instance *instance)
{
	struct scmi_optee_channel *channel, *next;

	list_for_each_entry_safe(channel, next, &instance->channels, node) {
		scmi_optee_channel_close(channel);
		of_node_put(channel->np);
		kfree(channel);
	}
}

static bool shares_shmem(struct instance *instance, struct scmi_optee_channel *channel)
{
	struct scmi_optee_channel *other;

	list_for_each_entry(other, &instance->channels, node)
		if (channel->shmem_np && other->shmem_np == channel->shmem_np)
			return true;

	return false;
}

static int open_channel(struct instance *instance, struct scmi_optee_channel *channel)
{
	int ret = scmi_optee_channel_open(channel, instance->desc.max_msg_size);

	if (!ret && shares_shmem(instance, channel)) {
		dev_err(channel->dev, "%pOF: shmem: %pOF is another channel's\n", channel->np,
			channel->shmem_np);
		scmi_optee_channel_close(channel);
		ret = -EBUSY;
	}

	return ret;
}

static struct scmi_optee_channel *add_channel(struct instance *instance, struct device_node *np)
{
	struct scmi_optee_channel *channel = kzalloc(sizeof(*channel), GFP_KERNEL);

	if (!channel)
		return NULL;

	channel->dev = instance->dev;
	channel->np = of_node_get(np);
	channel->service = service;
	channel->error = open_channel(instance, channel);
	list_add_tail(&channel->node, &instance->channels);

	return channel;
}

static int open_channels(struct instance *instance)
{
	struct device_node *np = instance->dev->of_node;
	struct scmi_optee_channel *channel;
	struct device_node *child;

	channel = add_channel(instance, np);
	if (!channel)
		return -ENOMEM;
	if (channel->error)
		return channel->error;

	for_each_available_child_of_node(np, child) {
		if (!chan_available(child, 0))
			continue;
		if (!add_channel(instance, child)) {
			of_node_put(child);
			return -ENOMEM;
		}
	}

	return 0;
}

/* What the core does not show, a paragraph for each channel */
static int channels_show(struct seq_file *s, void *data)
{
	struct instance *instance = s->private;
	struct scmi_optee_channel *channel;

	list_for_each_entry(channel, &instance->channels, node) {
		if (channel->node.prev != &instance->channels)
			seq_putc(s, '\n');
		scmi_optee_channel_show(channel, s);
	}

	return 0;
}
DEFINE_SHOW_ATTRIBUTE(channels);

/*
 * Let fw_devlink hold consumers of the protocols to the instance instead of to the core's devices.
 * Those come and go with the instance and the links with them, so that consumers would miss the
 * next life, or keep clocks in it that are freed under them. And where a protocol has a channel of
 * its own, the first device on its node is one that no driver ever binds to.
 */
static void supply_consumers(struct instance *instance)
{
	struct device_node *child;

	for_each_available_child_of_node(instance->dev->of_node, child)
		fwnode_set_flag(of_fwnode_handle(child), FWNODE_FLAG_NOT_DEVICE);
}

/* The core knows one size for all channels of an instance */
static void limit_message_size(struct instance *instance)
{
	struct scmi_optee_channel *channel;
	size_t size = SCMI_OPTEE_HIGHEST_PAYLOAD;

	list_for_each_entry(channel, &instance->channels, node)
		if (!channel->error)
			size = min_t(size_t, size, channel->max_payload);
	list_for_each_entry(channel, &instance->channels, node)
		channel->max_payload = size;
	instance->desc.max_msg_size = size;
}

/*
 * The core's device, and what hangs off it
 */

static int destroy_scmi_device(struct device *dev, void *data)
{
	struct scmi_device *sdev = to_scmi_dev(dev);
	const bool *transport_too = data;

	if (dev->bus != &scmi_bus_type)
		return 0;
	if (*transport_too || !strstarts(sdev->name, "__scmi_transport_device"))
		scmi_device_destroy(dev->parent, sdev->protocol_id, sdev->name);

	return 0;
}

static void destroy_scmi_devices(struct instance *instance, bool transport_too)
{
	device_for_each_child(&instance->core->dev, &transport_too, destroy_scmi_device);
}

/*
 * The core leaves its protocol devices behind when it goes, and the work that finishes the setup of
 * notifications may run after that. So its consumers go first, while their channels work, then that
 * work is waited for, then the core goes, then what it forgot.
 */
static void remove_core(struct instance *instance)
{
	destroy_scmi_devices(instance, false);
	__flush_workqueue(system_percpu_wq);
	device_release_driver(&instance->core->dev);
	destroy_scmi_devices(instance, true);
	platform_device_unregister(instance->core);
}

static int add_core(struct instance *instance)
{
	struct scmi_transport transport = {
		.supplier = service->dev,
		.desc = SCMI_OPTEE_TRANSPORT_DESC(&instance->desc),
		.core_ops = &core_ops,
	};
	struct platform_device *core;
	int ret;

	core = platform_device_alloc("arm-scmi", PLATFORM_DEVID_AUTO);
	if (!core)
		return -ENOMEM;

	core->dev.parent = instance->dev;
	device_set_of_node_from_dev(&core->dev, instance->dev);

	ret = platform_device_add_data(core, &transport, sizeof(transport));
	if (!ret)
		ret = platform_device_add(core);
	if (ret) {
		platform_device_put(core);
		return ret;
	}

	instance->core = core;
	if (!device_is_bound(&core->dev)) {
		remove_core(instance);
		return -EIO;
	}

	return 0;
}

static void read_limit(struct instance *instance, const char *property, int *limit, int lowest,
		       int highest)
{
	u32 value;

	if (!of_property_read_u32(instance->dev->of_node, property, &value))
		*limit = clamp_t(u32, value, lowest, highest);
}

/* The largest payload stays 0 where the device tree does not say: it depends on the channels */
static void init_desc(struct instance *instance)
{
	struct scmi_desc *desc = &instance->desc;

	memcpy(desc, &default_desc, sizeof(*desc));
	read_limit(instance, "arm,max-msg", &desc->max_msg, 1, HIGHEST_MAX_MSG);
	read_limit(instance, "arm,max-msg-size", &desc->max_msg_size, SCMI_OPTEE_LOWEST_PAYLOAD,
		   SCMI_OPTEE_HIGHEST_PAYLOAD);
}

static int instance_probe(struct platform_device *pdev)
{
	struct device *dev = &pdev->dev;
	struct instance *instance;
	int ret;

	/* So that the instance is gone, or shut down, before its service */
	if (!device_link_add(dev, service->dev, DL_FLAG_AUTOREMOVE_CONSUMER)) {
		dev_err(dev, "no device link to the SCMI service\n");
		return -ENOMEM;
	}

	instance = devm_kzalloc(dev, sizeof(*instance), GFP_KERNEL);
	if (!instance)
		return -ENOMEM;

	instance->dev = dev;
	INIT_LIST_HEAD(&instance->channels);
	init_desc(instance);
	platform_set_drvdata(pdev, instance);

	ret = open_channels(instance);
	if (ret)
		goto err_close_channels;

	limit_message_size(instance);
	supply_consumers(instance);
	instance->debug = debugfs_create_file(dev_name(dev), 0400, debug_dir, instance,
					      &channels_fops);

	ret = add_core(instance);
	if (ret)
		goto err_close_channels;

	return 0;

err_close_channels:
	debugfs_remove(instance->debug);
	close_channels(instance);
	return ret;
}

static void instance_remove(struct platform_device *pdev)
{
	struct instance *instance = platform_get_drvdata(pdev);

	debugfs_remove(instance->debug);
	remove_core(instance);
	close_channels(instance);
}

/* Power-off, reboot or kexec: after all consumers, before the service */
static void instance_shutdown(struct platform_device *pdev)
{
	struct instance *instance = platform_get_drvdata(pdev);
	struct scmi_optee_channel *channel;

	list_for_each_entry(channel, &instance->channels, node)
		scmi_optee_channel_shutdown(channel);
}

static const struct of_device_id instance_of_match[] = {
	{ .compatible = "linaro,scmi-optee" },
	{ }
};

static struct platform_driver instance_driver = {
	.probe = instance_probe,
	.SCMI_OPTEE_PLATFORM_REMOVE = instance_remove,
	.shutdown = instance_shutdown,
	.driver = {
		.name = "scmi_optee_transport",
		.of_match_table = instance_of_match,
	},
};

/*
 * The service on the TEE bus
 */

static int service_probe(struct tee_client_device *tdev)
{
	struct device *dev = &tdev->dev;
	int ret;

	if (service) {
		dev_err(dev, "there is an SCMI service already\n");
		return -EBUSY;
	}

	service = devm_kzalloc(dev, sizeof(*service), GFP_KERNEL);
	if (!service)
		return -ENOMEM;

	service->dev = dev;
	ret = scmi_optee_service_connect(service);
	if (ret)
		goto err_no_service;

	ret = platform_driver_register(&instance_driver);
	if (ret)
		goto err_disconnect;

	return 0;

err_disconnect:
	scmi_optee_service_disconnect(service);
err_no_service:
	service = NULL;
	return ret;
}

static void service_remove(struct tee_client_device *tdev)
{
	platform_driver_unregister(&instance_driver);
	/*
	 * The links to the service's device are given back later, in a work. Its release function
	 * is in a module that may be gone by then.
	 */
	device_link_wait_removal();
	scmi_optee_service_disconnect(service);
	service = NULL;
}

static const struct tee_client_device_id service_id[] = {
	{ PTA_SCMI_UUID_FIELDS(UUID_INIT) },
	{ }
};
MODULE_DEVICE_TABLE(tee, service_id);

/* The name of the kernel's own driver: the second of the two to come is refused */
SCMI_OPTEE_TEE_DRIVER(service_driver, "scmi-optee", service_id, service_probe, service_remove);

static int __init scmi_optee_init(void)
{
	int ret;

	debug_dir = debugfs_create_dir("scmi_optee", NULL);
	ret = tee_client_driver_register(&service_driver);
	if (ret)
		debugfs_remove(debug_dir);

	return ret;
}
module_init(scmi_optee_init);

static void __exit scmi_optee_exit(void)
{
	tee_client_driver_unregister(&service_driver);
	debugfs_remove(debug_dir);
}
module_exit(scmi_optee_exit);

MODULE_SOFTDEP("pre: scmi-module");
MODULE_AUTHOR("The scmi-optee authors");
MODULE_DESCRIPTION("SCMI transport over OP-TEE");
MODULE_LICENSE("GPL");
