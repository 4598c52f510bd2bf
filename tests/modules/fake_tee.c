// SPDX-License-Identifier: GPL-2.0-only
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * The TEE. It is registered for as long as the module is there; its service appears on the TEE bus
 * when it is plugged, by fake_control.c. Shared memory is exactly as large as was asked for, so
 * that a kernel with KASAN sees each byte written beyond it; for others there are a few known bytes
 * behind it.
 */

#include <linux/delay.h>
#include <linux/device.h>
#include <linux/err.h>
#include <linux/kthread.h>
#include <linux/list.h>
#include <linux/module.h>
#include <linux/mutex.h>
#include <linux/platform_device.h>
#include <linux/pm.h>
#include <linux/random.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/xarray.h>

#include "fake.h"

#define CANARY		0xa5
#define CANARY_SIZE	16

struct fake fake = { .caps = PTA_SCMI_CAPS_SMT_HEADER | PTA_SCMI_CAPS_MSG_HEADER };

/**
 * struct buffer - a piece of shared memory
 *
 * @node: in the list of all
 * @size: its size in bytes
 * @bytes: the memory, and CANARY_SIZE bytes behind it on kernels without KASAN
 */
struct buffer {
	struct list_head node;
	size_t size;
	u8 *bytes;
};

static DEFINE_XARRAY_ALLOC1(sessions);
static LIST_HEAD(buffers);
static DEFINE_MUTEX(buffers_lock);

static struct platform_device *parent;
static struct tee_device *teedev;
static struct tee_client_device *service;
static struct task_struct *scribbler;

/*
 * Contexts and sessions
 */

static void get_version(struct tee_device *teedev, struct tee_ioctl_version_data *version)
{
	*version = (struct tee_ioctl_version_data) {
		.impl_id = TEE_IMPL_ID_OPTEE,
		.gen_caps = TEE_GEN_CAP_GP,
	};
}

static int open(struct tee_context *ctx)
{
	u32 answer = 0;
	int ret = 0;

	if (fake_call_fails(FAKE_CONTEXT, &ret, &answer))
		return ret ?: -EIO;
	atomic_inc(&fake.contexts);

	return 0;
}

static void release(struct tee_context *ctx)
{
	struct fake_session *session;
	unsigned long id;

	xa_for_each(&sessions, id, session)
		if (session->ctx == ctx)
			fake_fault("session %lu outlives its context", id);
	atomic_dec(&fake.contexts);
}

static int open_session(struct tee_context *ctx, struct tee_ioctl_open_session_arg *arg,
			struct tee_param *param)
{
	static const uuid_t uuid = PTA_SCMI_UUID_FIELDS(UUID_INIT);
	struct fake_session *session;
	int ret = 0;

	if (fake_call_fails(FAKE_OPEN, &ret, &arg->ret))
		return ret;
	if (memcmp(arg->uuid, &uuid, sizeof(uuid))) {
		arg->ret = TEE_ITEM_NOT_FOUND;
		return 0;
	}
	if (arg->clnt_login != TEE_IOCTL_LOGIN_REE_KERNEL) {
		arg->ret = TEE_ACCESS_DENIED;
		return 0;
	}

	session = kzalloc(sizeof(*session), GFP_KERNEL);
	if (!session)
		return -ENOMEM;
	session->ctx = ctx;
	ret = xa_alloc(&sessions, &arg->session, session, xa_limit_16b, GFP_KERNEL);
	if (ret) {
		kfree(session);
		return ret;
	}
	session->id = arg->session;
	atomic_inc(&fake.sessions);

	return 0;
}

/* A session is over even when closing it fails */
static int close_session(struct tee_context *ctx, u32 id)
{
	struct fake_session *session = xa_erase(&sessions, id);
	u32 answer = 0;
	int ret = 0;

	fake_call_fails(FAKE_CLOSE, &ret, &answer);
	if (!session) {
		fake_fault("session %u is closed, but not open", id);
		return -EINVAL;
	}
	if (session->ctx != ctx)
		fake_fault("session %u is closed in another context", id);
	kfree(session);
	atomic_dec(&fake.sessions);

	return ret ?: answer ? -EINVAL : 0;
}

static int system_session(struct tee_context *ctx, u32 id)
{
	return xa_load(&sessions, id) ? 0 : -EINVAL;
}

static int invoke_func(struct tee_context *ctx, struct tee_ioctl_invoke_arg *arg,
		       struct tee_param *param)
{
	struct fake_session *session = xa_load(&sessions, arg->session);
	int ret = 0;

	might_sleep();
	if (!session || session->ctx != ctx) {
		fake_fault("call in session %u, which is not open", arg->session);
		arg->ret = TEE_BAD_PARAMETERS;
		return 0;
	}
	if (fake_call_fails(FAKE_INVOKE, &ret, &arg->ret))
		return ret;
	arg->ret = fake_service_invoke(session, arg->func, param, arg->num_params);

	return 0;
}

static const struct tee_driver_ops ops = {
	.get_version = get_version,
	.open = open,
	.release = release,
	.open_session = open_session,
	.close_session = close_session,
	.system_session = system_session,
	.invoke_func = invoke_func,
};

static const struct tee_desc desc = {
	.name = "scmi-fake",
	.ops = &ops,
	.owner = THIS_MODULE,
};

/*
 * Shared memory
 */

static struct buffer *new_buffer(size_t size)
{
	size_t behind = IS_ENABLED(CONFIG_KASAN) ? 0 : CANARY_SIZE;
	struct buffer *buffer = kzalloc(sizeof(*buffer), GFP_KERNEL);

	if (!buffer)
		return NULL;
	buffer->size = size;
	buffer->bytes = kmalloc(size + behind, GFP_KERNEL);
	if (!buffer->bytes) {
		kfree(buffer);
		return NULL;
	}
	memset(buffer->bytes, CANARY, size + behind);

	return buffer;
}

static int pool_alloc(struct tee_shm_pool *pool, struct tee_shm *shm, size_t size, size_t align)
{
	struct buffer *buffer;
	u32 answer = 0;
	int ret = 0;

	if (fake_call_fails(FAKE_ALLOC, &ret, &answer))
		return ret ?: -ENOMEM;
	buffer = new_buffer(size);
	if (!buffer)
		return -ENOMEM;

	mutex_lock(&buffers_lock);
	list_add(&buffer->node, &buffers);
	mutex_unlock(&buffers_lock);
	shm->kaddr = buffer->bytes;
	shm->paddr = virt_to_phys(buffer->bytes);
	shm->size = size;
	atomic_inc(&fake.buffers);

	return 0;
}

static struct buffer *take_buffer(u8 *bytes)
{
	struct buffer *buffer;

	mutex_lock(&buffers_lock);
	list_for_each_entry(buffer, &buffers, node)
		if (buffer->bytes == bytes)
			break;
	list_del(&buffer->node);
	mutex_unlock(&buffers_lock);

	return buffer;
}

static void pool_free(struct tee_shm_pool *pool, struct tee_shm *shm)
{
	struct buffer *buffer = take_buffer(shm->kaddr);
	struct fake_session *session;
	unsigned long id;

	xa_for_each(&sessions, id, session)
		if (session->buffer.shm == shm)
			fake_fault("session %lu keeps a buffer that goes", id);
	if (!IS_ENABLED(CONFIG_KASAN) &&
	    memchr_inv(buffer->bytes + buffer->size, CANARY, CANARY_SIZE))
		fake_fault("memory behind a buffer of %zu bytes is written", buffer->size);
	memset(buffer->bytes, CANARY, buffer->size);
	kfree(buffer->bytes);
	kfree(buffer);
	shm->kaddr = NULL;
	atomic_dec(&fake.buffers);
}

static const struct tee_shm_pool_ops pool_ops = { .alloc = pool_alloc, .free = pool_free };
static struct tee_shm_pool pool = { .ops = &pool_ops };

/* One word of each buffer, among the first ones: lengths, headers, states */
static void scribble_once(void)
{
	static const u32 words[] = { 0, 1, 2, 4, 8, 12, 128, U32_MAX };
	struct buffer *buffer;

	mutex_lock(&buffers_lock);
	list_for_each_entry(buffer, &buffers, node)
		WRITE_ONCE(((u32 *)buffer->bytes)[get_random_u32_below(10)],
			   words[get_random_u32_below(ARRAY_SIZE(words))]);
	mutex_unlock(&buffers_lock);
}

static int scribble(void *data)
{
	while (!kthread_should_stop()) {
		scribble_once();
		cond_resched();
	}

	return 0;
}

/* A world that changes shared memory whenever it likes */
void fake_tee_scribble(bool on)
{
	struct task_struct *task;

	fake.scribbling = on;
	if (!on && scribbler) {
		kthread_stop(scribbler);
		scribbler = NULL;
	} else if (on && !scribbler) {
		task = kthread_run(scribble, NULL, "scmi-fake-scribble");
		scribbler = IS_ERR(task) ? NULL : task;
	}
}

/*
 * The service on the TEE bus
 */

static void release_service(struct device *dev)
{
	kfree(to_tee_client_device(dev));
}

static int plug(void)
{
	static const uuid_t uuid = PTA_SCMI_UUID_FIELDS(UUID_INIT);
	struct tee_client_device *client = kzalloc(sizeof(*client), GFP_KERNEL);
	int ret;

	if (!client)
		return -ENOMEM;

	client->dev.bus = &tee_bus_type;
	client->dev.parent = &parent->dev;
	client->dev.release = release_service;
	client->id.uuid = uuid;
	device_initialize(&client->dev);
	ret = dev_set_name(&client->dev, "optee-ta-%pUb", &uuid) ?: device_add(&client->dev);
	if (ret)
		put_device(&client->dev);
	else
		service = client;

	return ret;
}

int fake_tee_plug(bool on)
{
	if (on && !service)
		return plug();
	if (!on && service) {
		device_unregister(&service->dev);
		service = NULL;
	}

	return 0;
}

bool fake_tee_plugged(void)
{
	return service;
}

/*
 * The device of the TEE: it is suspended and shut down after all that depends on the service
 */

static int suspend_noirq(struct device *dev)
{
	fake.gone = true;

	return 0;
}

static int resume_noirq(struct device *dev)
{
	fake.gone = false;

	return 0;
}

static const struct dev_pm_ops pm_ops = {
	NOIRQ_SYSTEM_SLEEP_PM_OPS(suspend_noirq, resume_noirq)
};

static int probe(struct platform_device *pdev)
{
	return 0;
}

/* Memory that is still shared would be the other world's to write in what comes next */
static void shutdown(struct platform_device *pdev)
{
	WARN(atomic_read(&fake.sessions) || atomic_read(&fake.buffers),
	     "the TEE goes with %d sessions and %d buffers\n", atomic_read(&fake.sessions),
	     atomic_read(&fake.buffers));
	WARN(atomic_read(&fake.faults), "the TEE goes after %d faults\n",
	     atomic_read(&fake.faults));
	fake.gone = true;
}

static struct platform_driver driver = {
	.probe = probe,
	.shutdown = shutdown,
	.driver = {
		.name = "scmi-fake-tee",
		.pm = &pm_ops,
	},
};

static int register_tee(void)
{
	int ret;

	teedev = tee_device_alloc(&desc, &parent->dev, &pool, NULL);
	if (IS_ERR(teedev))
		return PTR_ERR(teedev);
	ret = tee_device_register(teedev);
	if (ret)
		tee_device_unregister(teedev);

	return ret;
}

static int __init fake_init(void)
{
	int ret;

	ret = fake_service_start();
	if (ret)
		return ret;

	parent = platform_create_bundle(&driver, probe, NULL, 0, NULL, 0);
	if (IS_ERR(parent)) {
		ret = PTR_ERR(parent);
		goto err_service;
	}

	ret = register_tee();
	if (ret)
		goto err_parent;

	ret = fake_control_start();
	if (ret)
		goto err_tee;

	return 0;

err_tee:
	tee_device_unregister(teedev);
err_parent:
	platform_device_unregister(parent);
	platform_driver_unregister(&driver);
err_service:
	fake_service_stop();
	return ret;
}
module_init(fake_init);

/* As with a real TEE, this waits for as long as there are contexts */
static void __exit fake_exit(void)
{
	fake_control_stop();
	fake_tee_plug(false);
	fake_tee_scribble(false);
	tee_device_unregister(teedev);
	platform_device_unregister(parent);
	platform_driver_unregister(&driver);
	fake_service_stop();
}
module_exit(fake_exit);

MODULE_AUTHOR("The scmi-optee authors");
MODULE_DESCRIPTION("A TEE with an SCMI service that misbehaves on request");
MODULE_LICENSE("GPL");
