// SPDX-License-Identifier: GPL-2.0-only
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * OP-TEE's SCMI service as seen through the kernel's TEE subsystem.
 */

#include <linux/err.h>
#include <linux/errno.h>
#include <linux/tee.h>

#include "scmi_optee.h"

const uuid_t scmi_optee_uuid = PTA_SCMI_UUID_FIELDS(UUID_INIT);

int scmi_optee_errno(u32 tee_error)
{
	switch (tee_error) {
	case TEE_ERROR_ACCESS_DENIED:
		return -EACCES;
	case TEE_ERROR_BAD_PARAMETERS:
		return -EINVAL;
	case TEE_ERROR_ITEM_NOT_FOUND:
		return -ENOENT;
	case TEE_ERROR_NOT_SUPPORTED:
		return -EOPNOTSUPP;
	case TEE_ERROR_OUT_OF_MEMORY:
		return -ENOMEM;
	case TEE_ERROR_BUSY:
		return -EBUSY;
	case TEE_ERROR_SHORT_BUFFER:
		return -EMSGSIZE;
	case TEE_ERROR_TARGET_DEAD:
		return -ENOTCONN;
	default:
		return -EIO;
	}
}

int scmi_optee_open_session(struct scmi_optee_service *service, u32 *session, u32 *tee_error)
{
	struct tee_ioctl_open_session_arg arg = { };
	int ret;

	export_uuid(arg.uuid, &scmi_optee_uuid);
	arg.clnt_login = TEE_IOCTL_LOGIN_REE_KERNEL;

	ret = tee_client_open_session(service->ctx, &arg, NULL);
	*tee_error = arg.ret;
	if (ret)
		return ret;
	if (arg.ret)
		return scmi_optee_errno(arg.ret);

	*session = arg.session;
	return 0;
}

void scmi_optee_close_session(struct scmi_optee_service *service, u32 session)
{
	tee_client_close_session(service->ctx, session);
}

static int get_capabilities(struct scmi_optee_service *service)
{
	struct tee_ioctl_invoke_arg arg = {
		.func = PTA_SCMI_CMD_CAPABILITIES,
		.num_params = 1,
	};
	struct tee_param param = { .attr = TEE_IOCTL_PARAM_ATTR_TYPE_VALUE_OUTPUT };
	u32 tee_error;
	int ret;

	ret = scmi_optee_open_session(service, &arg.session, &tee_error);
	if (ret) {
		dev_err(service->dev, "no session with the SCMI service: error %d, TEE %#x\n",
			ret, tee_error);
		return ret;
	}

	ret = scmi_optee_invoke(service, &arg, &param);
	scmi_optee_close_session(service, arg.session);
	if (ret) {
		dev_err(service->dev, "no capabilities from the SCMI service: error %d, TEE %#x\n",
			ret, arg.ret);
		return ret;
	}

	service->caps = param.u.value.a;
	service->ext_caps = param.u.value.b;
	if (!(service->caps & PTA_SCMI_CAPS_MASK)) {
		dev_err(service->dev, "the SCMI service offers neither SMT nor MSG (%#x)\n",
			service->caps);
		return -EOPNOTSUPP;
	}

	return 0;
}

static int is_optee(struct tee_ioctl_version_data *version, const void *data)
{
	return version->impl_id == TEE_IMPL_ID_OPTEE;
}

int scmi_optee_service_connect(struct scmi_optee_service *service)
{
	int ret;

	service->ctx = tee_client_open_context(NULL, is_optee, NULL, NULL);
	if (IS_ERR(service->ctx)) {
		dev_err(service->dev, "no OP-TEE context: error %ld\n", PTR_ERR(service->ctx));
		return PTR_ERR(service->ctx);
	}

	ret = get_capabilities(service);
	if (ret)
		tee_client_close_context(service->ctx);

	return ret;
}

void scmi_optee_service_disconnect(struct scmi_optee_service *service)
{
	tee_client_close_context(service->ctx);
}
