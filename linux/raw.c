// SPDX-License-Identifier: GPL-2.0-only
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * SCMI channels for tools in user space: a character device, /dev/scmi0 and so on, for each node
 *
 *	scmi-raw {
 *		compatible = "scmi-optee,raw-channel";
 *		linaro,optee-channel-id = <4>;
 *	};
 *
 * The channel is one set aside for it, of an agent of its own: it takes nothing from, and leaves
 * nothing in, the kernel's own channels, whichever driver they have.
 *
 *	write	a request: message header, payload. Returns when its reply is there.
 *	read	the reply: message header, status, payload
 *	poll	readable with a reply, writable without
 *
 * Each opener has its own reply. The service's device on the TEE bus belongs to the driver of the
 * kernel's channels, so this one looks on: it is there while that device is.
 */

#include <linux/fs.h>
#include <linux/idr.h>
#include <linux/kref.h>
#include <linux/miscdevice.h>
#include <linux/module.h>
#include <linux/mutex.h>
#include <linux/platform_device.h>
#include <linux/poll.h>
#include <linux/rwsem.h>
#include <linux/slab.h>
#include <linux/uaccess.h>

#include "compat.h"
#include "scmi_optee.h"

#define HEADER_SIZE	sizeof(__le32)
#define REPLY_HEAD	(2 * sizeof(__le32))	/* header and status */

/**
 * struct raw - one channel and its device
 *
 * @misc: the character device
 * @name: its name
 * @id: number in the name
 * @service: this channel's own connection to the service
 * @channel: the channel
 * @lock: held for reading while the channel is used, for writing when it goes
 * @gone: the channel is closed, while files are still open
 * @wait: for replies of any of the files, or for the channel to go
 * @ref: one for the device, one for each open file
 */
struct raw {
	struct miscdevice misc;
	char name[16];
	int id;
	struct scmi_optee_service service;
	struct scmi_optee_channel channel;
	struct rw_semaphore lock;
	bool gone;
	wait_queue_head_t wait;
	struct kref ref;
};

/**
 * struct raw_file - one opener
 *
 * @raw: what is open
 * @lock: protects the reply
 * @reply_len: bytes of the reply that waits to be read, 0: none
 * @reply: header, status, payload
 */
struct raw_file {
	struct raw *raw;
	struct mutex lock;	/* protects the reply */
	size_t reply_len;
	__le32 *reply;
};

static DEFINE_IDA(raw_ida);

static void raw_free(struct kref *ref)
{
	kfree(container_of(ref, struct raw, ref));
}

/*
 * Files
 */

static int raw_open(struct inode *inode, struct file *file)
{
	struct raw *raw = container_of(file->private_data, struct raw, misc);
	struct raw_file *rf = kzalloc(sizeof(*rf), GFP_KERNEL);

	if (!rf)
		return -ENOMEM;
	rf->reply = kzalloc(REPLY_HEAD + SCMI_OPTEE_HIGHEST_PAYLOAD, GFP_KERNEL);
	if (!rf->reply) {
		kfree(rf);
		return -ENOMEM;
	}

	mutex_init(&rf->lock);
	rf->raw = raw;
	kref_get(&raw->ref);
	file->private_data = rf;

	return stream_open(inode, file);
}

static int raw_release(struct inode *inode, struct file *file)
{
	struct raw_file *rf = file->private_data;

	kref_put(&rf->raw->ref, raw_free);
	kfree(rf->reply);
	kfree(rf);

	return 0;
}

/* With the device's lock held for reading, and the file's */
static int exchange(struct raw_file *rf, const __le32 *request, size_t len)
{
	struct scmi_optee_channel *channel = &rf->raw->channel;
	size_t payload_len = SCMI_OPTEE_HIGHEST_PAYLOAD;
	int ret;

	if (rf->raw->gone)
		return -ENODEV;
	if (rf->reply_len)
		return -EBUSY;

	ret = scmi_optee_channel_send(channel, le32_to_cpu(request[0]), request + 1,
				      len - HEADER_SIZE);
	if (ret)
		return ret;
	rf->reply[0] = request[0];
	rf->reply[1] = cpu_to_le32(scmi_optee_channel_fetch(channel, rf->reply + 2, &payload_len));
	rf->reply_len = REPLY_HEAD + payload_len;
	scmi_optee_channel_done(channel);

	return 0;
}

static ssize_t raw_write(struct file *file, const char __user *from, size_t len, loff_t *pos)
{
	struct raw_file *rf = file->private_data;
	__le32 *request;
	int ret;

	if (len < HEADER_SIZE)
		return -EINVAL;
	if (len > HEADER_SIZE + SCMI_OPTEE_HIGHEST_PAYLOAD)
		return -EMSGSIZE;

	request = memdup_user(from, len);
	if (IS_ERR(request))
		return PTR_ERR(request);

	ret = mutex_lock_interruptible(&rf->lock);
	if (!ret) {
		down_read(&rf->raw->lock);
		ret = exchange(rf, request, len);
		up_read(&rf->raw->lock);
		mutex_unlock(&rf->lock);
	}
	kfree(request);
	if (ret)
		return ret;

	wake_up_interruptible(&rf->raw->wait);
	return len;
}

static int take_reply(struct raw_file *rf, char __user *to, size_t len)
{
	size_t reply_len = rf->reply_len;

	if (!reply_len)
		return READ_ONCE(rf->raw->gone) ? -ENODEV : -EAGAIN;
	if (reply_len > len)
		return -EMSGSIZE;
	if (copy_to_user(to, rf->reply, reply_len))
		return -EFAULT;

	rf->reply_len = 0;
	return reply_len;
}

static ssize_t raw_read(struct file *file, char __user *to, size_t len, loff_t *pos)
{
	struct raw_file *rf = file->private_data;
	ssize_t ret;

	for (;;) {
		ret = mutex_lock_interruptible(&rf->lock);
		if (ret)
			return ret;
		ret = take_reply(rf, to, len);
		mutex_unlock(&rf->lock);
		if (ret != -EAGAIN || file->f_flags & O_NONBLOCK)
			break;
		ret = wait_event_interruptible(rf->raw->wait, READ_ONCE(rf->reply_len) ||
					       READ_ONCE(rf->raw->gone));
		if (ret)
			return ret;
	}

	return ret;
}

static __poll_t raw_poll(struct file *file, poll_table *table)
{
	struct raw_file *rf = file->private_data;

	poll_wait(file, &rf->raw->wait, table);
	if (READ_ONCE(rf->reply_len))
		return EPOLLIN | EPOLLRDNORM;
	if (READ_ONCE(rf->raw->gone))
		return EPOLLHUP | EPOLLERR;

	return EPOLLOUT | EPOLLWRNORM;
}

static const struct file_operations raw_fops = {
	.owner = THIS_MODULE,
	.open = raw_open,
	.release = raw_release,
	.write = raw_write,
	.read = raw_read,
	.poll = raw_poll,
};

/*
 * Devices
 */

static int open_channel(struct raw *raw, struct device *dev)
{
	int ret;

	raw->service.dev = dev;
	ret = scmi_optee_service_connect(&raw->service);
	if (ret)
		return ret;

	raw->channel.dev = dev;
	raw->channel.np = dev->of_node;
	raw->channel.service = &raw->service;
	ret = scmi_optee_channel_open(&raw->channel, 0);
	if (ret)
		scmi_optee_service_disconnect(&raw->service);

	return ret;
}

static void close_channel(struct raw *raw)
{
	scmi_optee_channel_close(&raw->channel);
	scmi_optee_service_disconnect(&raw->service);
}

static int add_device(struct raw *raw, struct device *dev)
{
	int ret;

	raw->id = ida_alloc(&raw_ida, GFP_KERNEL);
	if (raw->id < 0)
		return raw->id;

	snprintf(raw->name, sizeof(raw->name), "scmi%d", raw->id);
	raw->misc = (struct miscdevice){
		.minor = MISC_DYNAMIC_MINOR,
		.name = raw->name,
		.fops = &raw_fops,
		.parent = dev,
		.mode = 0600,
	};
	ret = misc_register(&raw->misc);
	if (ret)
		ida_free(&raw_ida, raw->id);

	return ret;
}

static int raw_probe(struct platform_device *pdev)
{
	struct raw *raw = kzalloc(sizeof(*raw), GFP_KERNEL);
	int ret;

	if (!raw)
		return -ENOMEM;
	kref_init(&raw->ref);
	init_rwsem(&raw->lock);
	init_waitqueue_head(&raw->wait);

	ret = open_channel(raw, &pdev->dev);
	if (ret)
		goto err_put;
	ret = add_device(raw, &pdev->dev);
	if (ret)
		goto err_close;

	platform_set_drvdata(pdev, raw);
	dev_info(&pdev->dev, "/dev/%s\n", raw->name);
	return 0;

err_close:
	close_channel(raw);
err_put:
	kref_put(&raw->ref, raw_free);
	return ret;
}

/* Files may stay open: their device is gone for them */
static void raw_remove(struct platform_device *pdev)
{
	struct raw *raw = platform_get_drvdata(pdev);

	misc_deregister(&raw->misc);
	ida_free(&raw_ida, raw->id);

	down_write(&raw->lock);
	WRITE_ONCE(raw->gone, true);
	close_channel(raw);
	up_write(&raw->lock);
	wake_up_interruptible(&raw->wait);
	kref_put(&raw->ref, raw_free);
}

/* Power-off, reboot or kexec: the TEE loses the session, and the memory that it keeps mapped */
static void raw_shutdown(struct platform_device *pdev)
{
	struct raw *raw = platform_get_drvdata(pdev);

	scmi_optee_channel_shutdown(&raw->channel);
}

static const struct of_device_id raw_match[] = {
	{ .compatible = "scmi-optee,raw-channel" },
	{ }
};
MODULE_DEVICE_TABLE(of, raw_match);

static struct platform_driver raw_driver = {
	.probe = raw_probe,
	.SCMI_OPTEE_PLATFORM_REMOVE = raw_remove,
	.shutdown = raw_shutdown,
	.driver = {
		.name = "scmi_optee_raw",
		.of_match_table = raw_match,
	},
};

/*
 * The service's device
 */

static DEFINE_MUTEX(service_lock);
static bool registered;

static void service_is_there(bool there)
{
	mutex_lock(&service_lock);
	if (there && !registered)
		registered = !platform_driver_register(&raw_driver);
	else if (!there && registered)
		platform_driver_unregister(&raw_driver);
	registered = registered && there;
	mutex_unlock(&service_lock);
}

static int is_service(struct device *dev, void *data)
{
	return uuid_equal(&to_tee_client_device(dev)->id.uuid, &scmi_optee_uuid);
}

static int service_changed(struct notifier_block *nb, unsigned long action, void *dev)
{
	if (!is_service(dev, NULL))
		return NOTIFY_DONE;
	if (action == BUS_NOTIFY_ADD_DEVICE)
		service_is_there(true);
	else if (action == BUS_NOTIFY_DEL_DEVICE)
		service_is_there(false);

	return NOTIFY_OK;
}

static struct notifier_block service_notifier = { .notifier_call = service_changed };

static int __init raw_init(void)
{
	int ret = bus_register_notifier(&tee_bus_type, &service_notifier);

	if (!ret && bus_for_each_dev(&tee_bus_type, NULL, NULL, is_service))
		service_is_there(true);

	return ret;
}
module_init(raw_init);

static void __exit raw_exit(void)
{
	bus_unregister_notifier(&tee_bus_type, &service_notifier);
	service_is_there(false);
}
module_exit(raw_exit);

MODULE_DESCRIPTION("SCMI channels over OP-TEE for user space");
MODULE_LICENSE("GPL");
