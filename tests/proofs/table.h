/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * The message table of a protocol with one handler alone, that of the message PROVED: no more is
 * looked at by its proof. The others' place takes one that must not be called. Comes between lib/server/table.h
 * and the table.
 */
#undef MESSAGE
#undef COMMON_MESSAGE
#undef RESOURCE_MESSAGE
#undef NAME_MESSAGE
#define HANDLER(id, handler)	__builtin_choose_expr((id) == PROVED, handler, unproved)
#define MESSAGE(id, NAME, name, since, request_, reply_)				\
	ROW(id, HANDLER(id, name), name, since, request_, reply_, SCMI_NO_RESOURCE)
#define COMMON_MESSAGE(id, NAME, name, since, request_, reply_)			\
	ROW(id, HANDLER(id, scmi_ ## name), name, since, request_, reply_, SCMI_NO_RESOURCE)
#define RESOURCE_MESSAGE(id, NAME, name, since, request_, reply_)			\
	RESOURCE_ROW(id, HANDLER(id, name), name, since, request_, reply_)
#define NAME_MESSAGE(id, NAME, name, since, request_, reply_)				\
	RESOURCE_ROW(id, HANDLER(id, scmi_name_get), name, since, request_, reply_)
