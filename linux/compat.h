/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * Where kernels from 6.1 to 7.2 differ. The driver is written for the newest of them; what an older
 * one lacks or calls otherwise is here. Interfaces are told apart by themselves where they can be,
 * since stable kernels take over changes from newer ones.
 */
#ifndef SCMI_OPTEE_COMPAT_H
#define SCMI_OPTEE_COMPAT_H

#include <linux/device.h>
#include <linux/errno.h>
#include <linux/tee_drv.h>
#include <linux/version.h>
#include <linux/workqueue.h>

/* Until 6.10 the function that removes a platform device was to return an int */
#if LINUX_VERSION_CODE < KERNEL_VERSION(6, 11, 0)
#define SCMI_OPTEE_PLATFORM_REMOVE	remove_new
#else
#define SCMI_OPTEE_PLATFORM_REMOVE	remove
#endif

/* The queue of schedule_work() */
#if LINUX_VERSION_CODE < KERNEL_VERSION(6, 17, 0)
#define system_percpu_wq	system_wq
#endif

/* Not for modules before */
#if LINUX_VERSION_CODE < KERNEL_VERSION(6, 3, 0)
#define device_is_bound(_dev)	(!!READ_ONCE((_dev)->driver))
#endif

#if LINUX_VERSION_CODE < KERNEL_VERSION(6, 7, 0)
static inline int tee_client_system_session(struct tee_context *ctx, u32 session)
{
	return -EOPNOTSUPP;
}
#endif

/* The description of a transport as struct scmi_transport has it: by value, or a pointer */
#define SCMI_OPTEE_TRANSPORT_DESC(_desc)					\
	_Generic(((struct scmi_transport *)NULL)->desc,			\
		 struct scmi_desc : *(_desc),				\
		 struct scmi_desc * : (_desc))

/*
 * A driver of the TEE bus. Before they had their own registration, they were registered with, and
 * called by, the driver core.
 */
#ifdef tee_client_driver_register
#define SCMI_OPTEE_TEE_DRIVER(_driver, _name, _ids, _probe, _remove)	\
static struct tee_client_driver _driver = {				\
	.id_table = _ids,						\
	.probe = _probe,						\
	.remove = _remove,						\
	.driver.name = _name,						\
}
#else
#define SCMI_OPTEE_TEE_DRIVER(_driver, _name, _ids, _probe, _remove)	\
static int _driver##_probe(struct device *dev)				\
{									\
	return _probe(to_tee_client_device(dev));			\
}									\
									\
static int _driver##_remove(struct device *dev)				\
{									\
	_remove(to_tee_client_device(dev));				\
									\
	return 0;							\
}									\
									\
static struct tee_client_driver _driver = {				\
	.id_table = _ids,						\
	.driver = {							\
		.name = _name,						\
		.bus = &tee_bus_type,					\
		.probe = _driver##_probe,				\
		.remove = _driver##_remove,				\
	},								\
}

static inline int tee_client_driver_register(struct tee_client_driver *driver)
{
	return driver_register(&driver->driver);
}

static inline void tee_client_driver_unregister(struct tee_client_driver *driver)
{
	driver_unregister(&driver->driver);
}
#endif

#endif /* SCMI_OPTEE_COMPAT_H */
