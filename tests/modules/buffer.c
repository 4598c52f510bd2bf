// SPDX-License-Identifier: GPL-2.0-only
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * The buffer that a session gives the service: what may be one, what may be done with it, and that
 * it is the session's until it is let go of, whoever wants it back meanwhile. Each case has a
 * session of its own. Messages are BASE PROTOCOL_VERSION, whose reply is known.
 */

#include <linux/completion.h>
#include <linux/delay.h>
#include <linux/err.h>
#include <linux/kthread.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/tee.h>
#include <linux/unaligned.h>

#include "abuse.h"

#define PAGE		0x1000
#define BUFFER_SIZE	256

/* Longest message of channel 0, in bytes; the board's default */
#define LONGEST		256

/**
 * struct guest - a session with a buffer
 *
 * @peer: context, and what is reported goes through it
 * @session: the session
 * @handle: channel 0, or 3, in it
 * @shm: the memory
 * @va: the same for us
 */
struct guest {
	struct peer *peer;
	u32 session;
	u32 handle;
	struct tee_shm *shm;
	u8 *va;
};

static long set_buffer(struct guest *guest, struct tee_shm *shm, size_t offset, size_t size)
{
	struct tee_param param[4] = { };

	param[0].attr = TEE_IOCTL_PARAM_ATTR_TYPE_MEMREF_INOUT;
	param[0].u.memref.shm = shm;
	param[0].u.memref.shm_offs = offset;
	param[0].u.memref.size = size;

	return peer_call(guest->peer, guest->session, PTA_SCMI_CMD_SET_BUFFER, param);
}

static long process(struct guest *guest, u32 handle, u32 size, u32 *reply_size)
{
	struct tee_param param[4] = { };
	long answer;

	param[0].attr = TEE_IOCTL_PARAM_ATTR_TYPE_VALUE_INOUT;
	param[0].u.value.a = handle;
	param[0].u.value.b = size;
	answer = peer_call(guest->peer, guest->session, PTA_SCMI_CMD_PROCESS_MSG_BUFFER, param);
	*reply_size = param[0].u.value.b;

	return answer;
}

static const char *good(struct guest *guest)
{
	u32 header = MESSAGE(PROTOCOL_BASE, 0) | peer_token(guest->peer);
	struct reply reply = { };
	u32 size;

	put_unaligned_le32(header, guest->va);
	reply.answer = process(guest, guest->handle, 4, &size);
	reply.len = size;
	memcpy(reply.bytes, guest->va, sizeof(reply.bytes));

	return peer_good_reply(&reply, header);
}

static const char *due(long answer, long expected)
{
	return answer == expected ? NULL : because("answer %#lx instead of %#lx", answer, expected);
}

static const char *alloc(struct peer *peer, size_t size, struct tee_shm **shm)
{
	*shm = tee_shm_alloc_kernel_buf(peer->ctx, size);

	return IS_ERR(*shm) ? because("no shared memory: error %ld", PTR_ERR(*shm)) : NULL;
}

/* A system session: it must get a thread of OP-TEE while another call waits in one */
static const char *enter(struct guest *guest, struct peer *peer, u32 channel, u32 caps)
{
	const char *why;

	guest->peer = peer;
	why = due(peer_open_session(peer, TEE_IOCTL_LOGIN_REE_KERNEL, &guest->session), TEE_OK);
	if (why)
		return why;

	tee_client_system_session(peer->ctx, guest->session);
	why = due(peer_get_handle(peer, guest->session, channel, caps, &guest->handle), TEE_OK) ?:
	      alloc(peer, BUFFER_SIZE, &guest->shm);
	if (why) {
		peer_close_session(peer, guest->session);
		return why;
	}
	guest->va = tee_shm_get_va(guest->shm, 0);
	memset(guest->va, 0, BUFFER_SIZE);

	return NULL;
}

static void leave(struct guest *guest)
{
	peer_close_session(guest->peer, guest->session);
	if (guest->shm)
		tee_shm_free(guest->shm);
}

static void places(struct guest *guest)
{
	static const struct {
		size_t offset;
		size_t size;
		long due;
		const char *name;
	} cases[] = {
		{ 0, 0, TEE_BAD_PARAMETERS, "empty" },
		{ 0, 4, TEE_BAD_PARAMETERS, "4 bytes" },
		{ 0, 127, TEE_BAD_PARAMETERS, "127 bytes" },
		{ 1, 128, TEE_BAD_PARAMETERS, "at 1" },
		{ 2, 128, TEE_BAD_PARAMETERS, "at 2" },
		{ 4, 128, TEE_OK, "at 4" },
		{ 0, 128, TEE_OK, "128 bytes" },
		{ PAGE - 128, 128, TEE_OK, "at the end of a page" },
		{ 0, BUFFER_SIZE, TEE_OK, "the one that is used" },
	};
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(cases); i++)
		report(due(set_buffer(guest, guest->shm, cases[i].offset, cases[i].size),
			   cases[i].due), "buffer, %s", cases[i].name);
	report(due(set_buffer(guest, NULL, 0, 0), TEE_BAD_PARAMETERS), "buffer, none");
	report(good(guest), "buffer, the last good one stays");
}

static void large_object(struct guest *guest)
{
	struct tee_shm *shm;
	const char *why = alloc(guest->peer, PTA_SCMI_MAX_BUFFER_SIZE + PAGE, &shm);

	if (!why) {
		why = due(set_buffer(guest, shm, 0, BUFFER_SIZE), TEE_BAD_PARAMETERS);
		tee_shm_free(shm);
	}
	report(why ?: good(guest), "buffer, in an object that is too large");
}

static void sizes(struct guest *guest)
{
	static const u32 cases[] = {
		0, 1, 3, LONGEST + 1, BUFFER_SIZE + 1, 0x1000, 0x80000004, 0xfffffffc, 0xffffffff,
	};
	unsigned int i;
	u32 size;

	for (i = 0; i < ARRAY_SIZE(cases); i++)
		report(due(process(guest, guest->handle, cases[i], &size), TEE_BAD_PARAMETERS) ?:
		       good(guest), "buffer, message of %#x bytes", cases[i]);
}

static void handles(struct guest *guest)
{
	static const u32 cases[] = { 0, 0x20, 0x7fffffff, 0xffffffff };
	struct guest other = { };
	unsigned int i;
	const char *why;
	u32 size;

	for (i = 0; i < ARRAY_SIZE(cases); i++)
		report(due(process(guest, cases[i], 4, &size), TEE_BAD_PARAMETERS) ?: good(guest),
		       "buffer, handle %#x", cases[i]);

	why = enter(&other, guest->peer, 2, PTA_SCMI_CAPS_MSG_HEADER);
	if (why) {
		report(why, "buffer, another session");
		return;
	}
	report(due(process(&other, other.handle, 4, &size), TEE_BAD_PARAMETERS) ?: good(guest),
	       "buffer, none in another session");
	report(due(process(&other, guest->handle, 4, &size), TEE_BAD_PARAMETERS) ?: good(guest),
	       "buffer, handle of another session");
	report(due(process(guest, other.handle, 4, &size), TEE_BAD_PARAMETERS) ?: good(guest),
	       "buffer, handle that another session has taken");
	report(due(set_buffer(&other, guest->shm, 0, BUFFER_SIZE), TEE_OK) ?: good(guest),
	       "buffer, the same for two sessions");
	leave(&(struct guest){ .peer = other.peer, .session = other.session });
	report(good(guest), "buffer, the other session is gone");
	tee_shm_free(other.shm);
}

/* SMT messages in it, by the command for memory that the service knows */
static void smt(struct peer *peer)
{
	u32 header = MESSAGE(PROTOCOL_BASE, 0) | peer_token(peer);
	struct tee_param param[4] = { };
	struct reply reply = { };
	struct guest guest = { };
	const char *why = enter(&guest, peer, 3, PTA_SCMI_CAPS_SMT_HEADER);

	if (why) {
		report(why, "buffer, SMT");
		return;
	}

	peer_value(&param[0], guest.handle);
	reply.answer = peer_call(peer, guest.session, PTA_SCMI_CMD_PROCESS_SMT_CHANNEL, param);
	report(due(reply.answer, TEE_NOT_SUPPORTED), "buffer, SMT without one");

	why = due(set_buffer(&guest, guest.shm, 0, BUFFER_SIZE), TEE_OK);
	put_unaligned_le32(4, guest.va + SMT_LENGTH);
	put_unaligned_le32(header, guest.va + SMT_HEADER);
	reply.answer = peer_call(peer, guest.session, PTA_SCMI_CMD_PROCESS_SMT_CHANNEL, param);
	reply.len = get_unaligned_le32(guest.va + SMT_LENGTH);
	memcpy(reply.bytes, guest.va + SMT_HEADER, sizeof(reply.bytes));
	report(why ?: peer_good_reply(&reply, header), "buffer, SMT");

	put_unaligned_le32(0, guest.va + SMT_STATUS);
	put_unaligned_le32(BUFFER_SIZE, guest.va + SMT_LENGTH);
	reply.answer = peer_call(peer, guest.session, PTA_SCMI_CMD_PROCESS_SMT_CHANNEL, param);
	report(due(reply.answer, TEE_BAD_PARAMETERS), "buffer, SMT message beyond its end");
	leave(&guest);
}

/* The next buffer lets go of the one before: then it can be freed */
static void replaced(struct guest *guest)
{
	struct tee_shm *old = guest->shm;
	const char *why = alloc(guest->peer, BUFFER_SIZE, &guest->shm);

	if (why) {
		guest->shm = old;
		report(why, "buffer, replaced");
		return;
	}
	guest->va = tee_shm_get_va(guest->shm, 0);
	why = due(set_buffer(guest, guest->shm, 0, BUFFER_SIZE), TEE_OK);
	tee_shm_free(old);
	report(why ?: good(guest), "buffer, replaced");
}

struct unregister {
	struct tee_shm *shm;
	struct completion done;
};

static int unregister(void *data)
{
	struct unregister *work = data;

	tee_shm_free(work->shm);
	complete(&work->done);

	return 0;
}

/* Whoever unregisters the memory waits; what the service has mapped stays what it is */
static void unregistered(struct peer *peer)
{
	struct unregister work = { };
	struct guest guest = { };
	const char *why = enter(&guest, peer, 0, PTA_SCMI_CAPS_MSG_HEADER);
	struct task_struct *task;
	u32 size;

	why = why ?: due(set_buffer(&guest, guest.shm, 0, BUFFER_SIZE), TEE_OK);
	if (why) {
		report(why, "buffer, unregistered");
		return;
	}

	work.shm = guest.shm;
	init_completion(&work.done);
	task = kthread_run(unregister, &work, "scmi-unregister");
	if (IS_ERR(task)) {
		report("no thread", "buffer, unregistered");
		leave(&guest);
		return;
	}
	msleep(500);
	if (completion_done(&work.done))
		why = "it is gone while the service has it";
	else
		why = due(process(&guest, guest.handle, 4, &size), TEE_OK);
	report(why, "buffer, unregistered while the service has it");

	peer_close_session(peer, guest.session);
	wait_for_completion(&work.done);
	report(NULL, "buffer, free when the session is closed");
}

void run_buffer(struct peer *peer)
{
	struct guest guest = { };
	const char *why = enter(&guest, peer, 0, PTA_SCMI_CAPS_MSG_HEADER);
	u32 size;

	if (why) {
		report(why, "buffer");
		return;
	}
	report(due(process(&guest, guest.handle, 4, &size), TEE_BAD_PARAMETERS),
	       "buffer, message without one");
	places(&guest);
	large_object(&guest);
	sizes(&guest);
	handles(&guest);
	replaced(&guest);
	leave(&guest);

	smt(peer);
	unregistered(peer);
}
