// SPDX-License-Identifier: GPL-2.0-only
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * A siege, in parts:
 *
 *	crowd		on all processors call every command with every combination of types
 *			of parameters, with sizes, offsets and handles of all kinds, while a
 *			hoarder opens sessions until there are none. These are more tasks than
 *			OP-TEE has threads.
 *	callers		the same calls by a system session on each processor: Linux keeps a
 *			thread for these, so they are in OP-TEE at the same time. Their
 *			memory stays mapped there.
 *	MSG		messages in memory that a task of another processor changes all the
 *			time: each word is now that of one message, now that of another
 *	SMT		the same, with the words of the SMT header
 *	kept MSG, SMT	both, in a buffer that the service keeps
 *
 * Each task has a session of its own. All of them speak for the agent of channel 4, and ask for
 * nothing that would change anything, so that whoever uses the other agent's channels meanwhile
 * must not notice.
 *
 * That memory did change is seen by what is answered. The first message is written right before the
 * call. A reply to the second one means a change after that, one to the head of the one and the
 * body of the other a change between two reads of the service; and so does an SMT header that is
 * refused.
 */

#include <linux/delay.h>
#include <linux/kthread.h>
#include <linux/ktime.h>
#include <linux/prandom.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/tee.h>
#include <linux/unaligned.h>

#include "abuse.h"

#define CROWD		2	/* for each processor */
#define SESSIONS	64	/* more than the service has */
#define LAST_COMMAND	PTA_SCMI_CMD_PROCESS_MSG_BUFFER

#define BUFFER_SIZE	PTA_SCMI_SMT_BUFFER_SIZE

/* Requests between two good messages, or two looks around */
#define ROUND		64

/* Two messages: the base protocol's attributes of a message that there is and one that is not */
#define HEAD		MESSAGE(PROTOCOL_BASE, 2)
#define HEADS		{ HEAD | TOKEN(0x111), HEAD | TOKEN(0x222) }
#define BODIES		{ 0x00, 0x7f }
#define STATUSES	{ 0, -4 }

struct fighter;

/**
 * struct role - what some of the tasks do
 *
 * @name: for the report
 * @fight: what they do
 * @change: who is changed: what another task does to the memory
 * @send: ... and what is sent meanwhile
 * @per_cpu: so many on each processor, 0: one of them
 * @system: their sessions are system sessions
 * @keeps: the service keeps the beginning of their memory as the buffer, and has all of it mapped
 */
struct role {
	const char *name;
	void (*fight)(struct fighter *f);
	int (*change)(void *data);
	void (*send)(struct fighter *f);
	unsigned int per_cpu;
	bool system;
	bool keeps;
};

/**
 * struct fighter - a task of the siege
 *
 * @peer: its session, memory and channels
 * @role: what it does
 * @rnd: its numbers
 * @number: its own, from which the processor follows
 * @buffer: where in its memory the buffer is that the service keeps
 * @sent: requests
 * @good: replies as the caller's message should have
 * @other: ... to the other one
 * @mixed: ... to one message's head and the other's body
 * @refused: ... that are errors of the TEE
 * @calls: of each command
 * @granted: ... that were no errors
 * @changes: of the memory
 * @changer: who makes them
 * @why: what went wrong first, empty: nothing
 */
struct fighter {
	struct peer peer;
	const struct role *role;
	struct rnd_state rnd;
	unsigned int number;
	u32 buffer;
	unsigned long sent, good, other, mixed, refused, changes;
	unsigned long calls[COMMANDS], granted[COMMANDS];
	struct task_struct *changer;
	char why[128];
};

static atomic_long_t left;	/* requests to send */
static atomic_t fighting;

static bool goes_on(void)
{
	return atomic_long_dec_return(&left) >= 0;
}

__printf(2, 3) static void fault(struct fighter *f, const char *fmt, ...)
{
	va_list args;

	if (f->why[0])
		return;
	va_start(args, fmt);
	vscnprintf(f->why, sizeof(f->why), fmt, args);
	va_end(args);
}

static struct channel *own_channel(struct fighter *f)
{
	return &f->peer.channels[CHANNELS - 1];
}

/*
 * Callers
 */

/* Questions, and what there is not */
static u32 harmless(struct rnd_state *rnd)
{
	u32 id = below(rnd, 8);
	u32 token = TOKEN(below(rnd, 0x400));

	switch (below(rnd, 4)) {
	case 0:
		return MESSAGE(PROTOCOL_BASE, id) | token;
	case 1:
		return MESSAGE(PROTOCOL_CLOCK, min(id, 4)) | token;
	case 2:
		return MESSAGE(PROTOCOL_CLOCK, 0x40 + below(rnd, 0xc0)) | token;
	default:
		return MESSAGE(0x20 + below(rnd, 0x40), below(rnd, 0x100)) | token;
	}
}

static u32 any_handle(struct fighter *f)
{
	return chance(&f->rnd, 2) ? own_channel(f)->handle :
				    own_channel(f)->handle + 1 + edge(&f->rnd) % 0xfffffff0;
}

/* Value parameters: b is a size, or what a channel can do */
static void any_param(struct fighter *f, struct tee_param *param, u8 type)
{
	param->attr = type;
	if (type >= TEE_IOCTL_PARAM_ATTR_TYPE_MEMREF_INPUT) {
		peer_memref(&f->peer, param, type, below(&f->rnd, SHM_SIZE),
			    chance(&f->rnd, 2) ? below(&f->rnd, 64) : edge(&f->rnd));
	} else if (type) {
		param->u.value.a = any_handle(f);
		param->u.value.b = edge(&f->rnd);
	}
}

/* Something to be found there, in either form */
static void put_request(struct fighter *f, u32 offset)
{
	u8 *at = f->peer.va + offset;

	if (offset > SHM_SIZE - 64)
		return;
	put_unaligned_le32(harmless(&f->rnd), at);
	put_unaligned_le32(chance(&f->rnd, 2) ? 0 : edge(&f->rnd), at + SMT_STATUS);
	put_unaligned_le32(chance(&f->rnd, 2) ? 8 : edge(&f->rnd), at + SMT_LENGTH);
	put_unaligned_le32(harmless(&f->rnd), at + SMT_HEADER);
	put_unaligned_le32(edge(&f->rnd), at + SMT_PAYLOAD);
}

/*
 * Every command with every combination of three types comes before one comes again. Every other
 * call has the right types, so that handles, sizes and offsets are looked at.
 */
static void call_any(struct fighter *f, unsigned long number)
{
	static const u8 types[] = {
		TEE_IOCTL_PARAM_ATTR_TYPE_NONE,
		TEE_IOCTL_PARAM_ATTR_TYPE_VALUE_INPUT,
		TEE_IOCTL_PARAM_ATTR_TYPE_VALUE_OUTPUT,
		TEE_IOCTL_PARAM_ATTR_TYPE_VALUE_INOUT,
		TEE_IOCTL_PARAM_ATTR_TYPE_MEMREF_INPUT,
		TEE_IOCTL_PARAM_ATTR_TYPE_MEMREF_OUTPUT,
		TEE_IOCTL_PARAM_ATTR_TYPE_MEMREF_INOUT,
	};
	bool right = number % 2;
	u32 command = (number / 2) % COMMANDS;
	struct tee_param param[4] = { };
	unsigned int i;
	long answer;

	number /= 2 * COMMANDS;
	for (i = 0; i < 3; i++, number /= ARRAY_SIZE(types)) {
		any_param(f, &param[i], right ? right_types[command][i] :
						types[number % ARRAY_SIZE(types)]);
		if (param[i].attr >= TEE_IOCTL_PARAM_ATTR_TYPE_MEMREF_INPUT)
			put_request(f, param[i].u.memref.shm_offs);
	}
	if (right && command == PTA_SCMI_CMD_GET_CHANNEL_HANDLE && chance(&f->rnd, 2))
		param[0].u.value.a = own_channel(f)->id;
	put_request(f, f->buffer);
	answer = peer_call(&f->peer, f->peer.session, command, param);
	if (answer < 0)
		fault(f, "command %u: error %ld of Linux", command, answer);
	if (command == PTA_SCMI_CMD_SET_BUFFER && !answer)
		f->buffer = param[0].u.memref.shm_offs;
	f->calls[command]++;
	f->granted[command] += !answer;
	f->good += !answer;
	f->refused += !!answer;
}

/* As peer_good(), whose reason is not only ours */
static void check_good(struct fighter *f)
{
	u32 header = MESSAGE(PROTOCOL_BASE, 0) | peer_token(&f->peer);
	struct reply reply = { };

	peer_exchange(&f->peer, own_channel(f), header, NULL, 0, &reply);
	if (reply.answer || reply.len != 12 || get_unaligned_le32(reply.bytes) != header ||
	    get_unaligned_le32(reply.bytes + 4) || get_unaligned_le32(reply.bytes + 8) != 0x20001)
		fault(f, "good message: answer %#lx, %zu bytes, %*ph", reply.answer, reply.len, 12,
		      reply.bytes);
}

static void call(struct fighter *f)
{
	/* Tasks begin at different places */
	unsigned long number = f->number * 431;

	while (goes_on()) {
		call_any(f, number++);
		f->sent++;
		if (number % ROUND == 0)
			check_good(f);
		cond_resched();
	}
}

/*
 * Changers
 */

static int change_msg(void *data)
{
	static const u32 heads[] = HEADS, bodies[] = BODIES;
	struct fighter *f = data;
	__le32 *words = (__le32 *)f->peer.va;
	unsigned int i = 0;

	while (!kthread_should_stop()) {
		WRITE_ONCE(words[0], cpu_to_le32(heads[i]));
		WRITE_ONCE(words[1], cpu_to_le32(bodies[i]));
		i ^= 1;
		if (!(++f->changes % 1024))
			cond_resched();
	}

	return 0;
}

/* Words of the SMT header as well: whose the channel is, and how long the message */
static int change_smt(void *data)
{
	static const u32 status[] = { 0, SMT_FREE, SMT_ERROR, U32_MAX };
	static const u32 lengths[] = { 8, U32_MAX, 0, 0x80000004, 256, 257 };
	static const u32 heads[] = HEADS, bodies[] = BODIES;
	struct fighter *f = data;
	__le32 *words = (__le32 *)f->peer.va;
	unsigned long i = 0;

	while (!kthread_should_stop()) {
		WRITE_ONCE(words[SMT_STATUS / 4], cpu_to_le32(status[i % ARRAY_SIZE(status)]));
		WRITE_ONCE(words[SMT_LENGTH / 4], cpu_to_le32(lengths[i % ARRAY_SIZE(lengths)]));
		WRITE_ONCE(words[SMT_HEADER / 4], cpu_to_le32(heads[i % 2]));
		WRITE_ONCE(words[SMT_PAYLOAD / 4], cpu_to_le32(bodies[i % 2]));
		i++;
		if (!(++f->changes % 1024))
			cond_resched();
	}

	return 0;
}

/* What came back is an answer to one of the heads with one of the bodies */
static void judge_msg(struct fighter *f, const struct reply *reply)
{
	static const u32 heads[] = HEADS;
	static const int statuses[] = STATUSES;
	unsigned int head = get_unaligned_le32(reply->bytes) == heads[1];
	unsigned int body = (int)get_unaligned_le32(reply->bytes + 4) == statuses[1];

	if (reply->answer || reply->len != (body ? 8 : 12) ||
	    get_unaligned_le32(reply->bytes) != heads[head] ||
	    (int)get_unaligned_le32(reply->bytes + 4) != statuses[body]) {
		fault(f, "changed message: answer %#lx, %zu bytes, %*ph", reply->answer,
		      reply->len, 12, reply->bytes);
		return;
	}
	f->good += !head && !body;
	f->other += head && body;
	f->mixed += head != body;
}

static void send_msg(struct fighter *f)
{
	static const u32 heads[] = HEADS, bodies[] = BODIES;
	__le32 body = cpu_to_le32(bodies[0]);
	struct reply reply = { };

	peer_exchange(&f->peer, own_channel(f), heads[0], &body, sizeof(body), &reply);
	judge_msg(f, &reply);
}

/*
 * The reply to an SMT message lies in memory that changes, so only the TEE's answer counts, and
 * what lies behind.
 */
static void judge_smt(struct fighter *f, long answer)
{
	if (answer && answer != TEE_BAD_PARAMETERS)
		fault(f, "changed SMT: answer %#lx", answer);
	if (memchr_inv(f->peer.va + BUFFER_SIZE, CANARY, CANARY_SIZE))
		fault(f, "memory behind the buffer is written");
	f->good += !answer;
	f->refused += !!answer;
}

static void send_smt(struct fighter *f)
{
	static const u32 heads[] = HEADS, bodies[] = BODIES;
	struct channel channel = *own_channel(f);
	__le32 body = cpu_to_le32(bodies[0]);
	struct reply reply = { };

	channel.form = FORM_SMT;
	peer_exchange(&f->peer, &channel, heads[0], &body, sizeof(body), &reply);
	judge_smt(f, reply.answer);
}

/*
 * In the buffer that the service keeps. A reply to an MSG message changes as well; the first body
 * is answered with 12 bytes, the second with 8.
 */
static void send_kept_msg(struct fighter *f)
{
	static const u32 heads[] = HEADS, bodies[] = BODIES;
	struct tee_param param[4] = { };
	long answer;
	u64 size;

	put_unaligned_le32(heads[0], f->peer.va);
	put_unaligned_le32(bodies[0], f->peer.va + 4);
	param[0].attr = TEE_IOCTL_PARAM_ATTR_TYPE_VALUE_INOUT;
	param[0].u.value.a = own_channel(f)->handle;
	param[0].u.value.b = 8;
	answer = peer_call(&f->peer, f->peer.session, PTA_SCMI_CMD_PROCESS_MSG_BUFFER, param);
	size = param[0].u.value.b;
	if (answer || (size != 12 && size != 8))
		fault(f, "changed message: answer %#lx, %llu bytes", answer, size);
	if (memchr_inv(f->peer.va + 12, CANARY, CANARY_SIZE))
		fault(f, "memory behind the reply is written");
	f->good += size == 12;
	f->other += size == 8;
}

static void send_kept_smt(struct fighter *f)
{
	static const u32 heads[] = HEADS, bodies[] = BODIES;
	struct channel channel = *own_channel(f);
	__le32 body = cpu_to_le32(bodies[0]);
	struct tee_param param[4] = { };

	channel.form = FORM_SMT;
	peer_smt_put(&f->peer, &channel, 0, 8, heads[0], &body, sizeof(body));
	peer_value(&param[0], channel.handle);
	judge_smt(f, peer_call(&f->peer, f->peer.session, PTA_SCMI_CMD_PROCESS_SMT_CHANNEL, param));
}

/* A task on the next processor changes what this one sends */
static void be_changed(struct fighter *f)
{
	memset(f->peer.va, CANARY, SHM_SIZE);
	f->changer = kthread_create(f->role->change, f, "scmi-change/%u", f->number);
	if (IS_ERR(f->changer)) {
		fault(f, "no task");
		return;
	}
	kthread_bind(f->changer, cpumask_any_but(cpu_online_mask, raw_smp_processor_id()));
	wake_up_process(f->changer);
	while (goes_on()) {
		f->role->send(f);
		f->sent++;
		cond_resched();
	}
	kthread_stop(f->changer);
	check_good(f);
}

/*
 * The hoarder
 */

static void hoard(struct fighter *f)
{
	u32 sessions[SESSIONS];
	unsigned int count;
	long answer;

	while (goes_on()) {
		for (count = 0; count < SESSIONS; count++) {
			answer = peer_open_session(&f->peer, TEE_IOCTL_LOGIN_REE_KERNEL,
						   &sessions[count]);
			if (answer)
				break;
		}
		if (answer != TEE_BUSY)
			fault(f, "session %u: answer %#lx", count, answer);
		f->refused++;
		f->sent += count + 1;
		while (count)
			peer_close_session(&f->peer, sessions[--count]);
		/* Others want to have their turn, and OP-TEE prints each refusal */
		msleep(500);
	}
}

/*
 * The siege
 */

static const struct role crowd = { "crowd", .fight = call, .per_cpu = CROWD };

static const struct role hoarder = { "hoarder", .fight = hoard };

static const struct role callers = {
	"callers", .fight = call, .per_cpu = 1, .system = true, .keeps = true,
};

static const struct role msg = {
	"MSG", .fight = be_changed, .change = change_msg, .send = send_msg, .system = true,
};

static const struct role smt = {
	"SMT", .fight = be_changed, .change = change_smt, .send = send_smt, .system = true,
};

static const struct role kept_msg = {
	"kept MSG", .fight = be_changed, .change = change_msg, .send = send_kept_msg,
	.system = true, .keeps = true,
};

static const struct role kept_smt = {
	"kept SMT", .fight = be_changed, .change = change_smt, .send = send_kept_smt,
	.system = true, .keeps = true,
};

/* Who fights at the same time, and how many of 8 requests are theirs */
static const struct part {
	const struct role *roles[2];
	unsigned int eighths;
} parts[] = {
	{ { &crowd, &hoarder }, 1 },
	{ { &callers }, 3 },
	{ { &msg }, 1 },
	{ { &smt }, 1 },
	{ { &kept_msg }, 1 },
	{ { &kept_smt }, 1 },
};

static int fight(void *data)
{
	struct fighter *f = data;

	f->role->fight(f);
	atomic_dec(&fighting);

	return 0;
}

static const char *prepare(struct fighter *f)
{
	const char *why = peer_start(&f->peer, 0, 0);
	struct tee_param param[4] = { };
	long answer;

	if (!why && f->role->system &&
	    tee_client_system_session(f->peer.ctx, f->peer.session))
		why = "no system session";
	if (why || !f->role->keeps)
		return why;
	peer_memref(&f->peer, &param[0], TEE_IOCTL_PARAM_ATTR_TYPE_MEMREF_INOUT, 0, BUFFER_SIZE);
	answer = peer_call(&f->peer, f->peer.session, PTA_SCMI_CMD_SET_BUFFER, param);

	return answer ? because("buffer: answer %#lx", answer) : NULL;
}

static const char *start_fighter(struct fighter *f, const struct role *role, unsigned int number,
				 u64 seed)
{
	struct task_struct *task;
	const char *why;

	f->role = role;
	f->number = number;
	prandom_seed_state(&f->rnd, seed + number);
	why = prepare(f);
	if (why)
		return why;
	task = kthread_create(fight, f, "scmi-siege/%u", number);
	if (IS_ERR(task))
		return "no task";
	kthread_bind(task, number % num_online_cpus());
	atomic_inc(&fighting);
	wake_up_process(task);

	return NULL;
}

static void report_commands(const struct role *role, const struct fighter *sum)
{
	unsigned int i;

	for (i = 0; i < COMMANDS; i++)
		report(i > LAST_COMMAND && sum->granted[i] ? "there is none" : NULL,
		       "siege, %s, command %u: sent %lu granted %lu", role->name, i, sum->calls[i],
		       sum->granted[i]);
}

/* Returns how many requests there were */
static unsigned long report_role(const struct role *role, const struct fighter *fighters,
				 unsigned int count, s64 ms)
{
	struct fighter sum = { };
	const char *why = NULL;
	const struct fighter *f;
	unsigned int i;

	for (f = fighters; f < fighters + count; f++) {
		if (f->role != role)
			continue;
		if (f->why[0])
			why = f->why;
		sum.sent += f->sent;
		sum.good += f->good;
		sum.other += f->other;
		sum.mixed += f->mixed;
		sum.refused += f->refused;
		sum.changes += f->changes;
		for (i = 0; i < COMMANDS; i++) {
			sum.calls[i] += f->calls[i];
			sum.granted[i] += f->granted[i];
		}
	}
	report(why,
	       "siege, %s: sent %lu good %lu other %lu mixed %lu refused %lu changes %lu ms %lld",
	       role->name, sum.sent, sum.good, sum.other, sum.mixed, sum.refused, sum.changes, ms);
	if (role->fight == call)
		report_commands(role, &sum);

	return sum.sent;
}

static unsigned long run_part(const struct part *part, u64 seed, unsigned int requests)
{
	unsigned int most = CROWD * num_online_cpus() + 1;
	struct fighter *all = kvcalloc(most, sizeof(*all), GFP_KERNEL);
	const char *why = all ? NULL : "no memory";
	unsigned int count = 0, i, n;
	ktime_t start = ktime_get();
	unsigned long sent = 0;

	atomic_long_set(&left, requests);
	for (i = 0; i < ARRAY_SIZE(part->roles) && part->roles[i]; i++) {
		n = part->roles[i]->per_cpu * num_online_cpus() ?: 1;
		while (n-- && !why) {
			why = start_fighter(&all[count], part->roles[i], count, seed);
			count++;
		}
	}
	if (why)
		atomic_long_set(&left, 0);
	while (atomic_read(&fighting))
		msleep(20);

	if (why)
		report(why, "siege from seed %llu", seed);
	for (i = 0; i < ARRAY_SIZE(part->roles) && part->roles[i] && !why; i++)
		sent += report_role(part->roles[i], all, count,
				    ktime_ms_delta(ktime_get(), start));
	for (i = 0; i < count; i++)
		peer_stop(&all[i].peer);
	kvfree(all);

	return sent;
}

void run_siege(u64 seed, unsigned int requests)
{
	unsigned long sent = 0;
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(parts); i++)
		sent += run_part(&parts[i], seed, DIV_ROUND_UP(requests, 8) * parts[i].eighths);
	report(sent < requests ? "too few" : NULL, "siege of %u requests: sent %lu", requests,
	       sent);
}
