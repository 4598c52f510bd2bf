// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * A TEE client in user space, on /dev/tee0 alone:
 *
 *	tee_probe login		tries to open the SCMI service as a public client and as the kernel;
 *				exit status 0: refused both times, as it has to be; 1: let in
 *	tee_probe board		prints the state of the virtual board
 *	tee_probe cost		has the server answer each message of bench/server/requests.h again and
 *				again: lines of "cost", protocol, message, status, size of the reply in
 *				bytes, and nanoseconds for each
 *
 * Exit status 2: it could not be tried.
 */
#include <errno.h>
#include <fcntl.h>
#include <linux/tee.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <scmi/board_view.h>
#include <scmi/protocol.h>
#include <scmi/pta.h>

#define TEE_ERROR_ACCESS_DENIED		0xffff0001
#define TEE_ERROR_SHORT_BUFFER		0xffff0010

#define FIRST_TEXT_SIZE			4096
#define SPARE_TEXT_SIZE			1024
#define LARGEST_TEXT_SIZE		65536

/* How often the server answers a message */
#define TIMES				1000

/* A UUID's bytes in the order of its text */
#define UUID_BYTES(low, mid, high, ...)					\
	{								\
		(low) >> 24 & 0xff, (low) >> 16 & 0xff,			\
		(low) >> 8 & 0xff, (low) & 0xff,			\
		(mid) >> 8, (mid) & 0xff, (high) >> 8, (high) & 0xff,	\
		__VA_ARGS__						\
	}

struct invoke {
	struct tee_ioctl_invoke_arg arg;
	struct tee_ioctl_param param;
};

struct time_invoke {
	struct tee_ioctl_invoke_arg arg;
	struct tee_ioctl_param params[3];
};

struct request {
	uint8_t agent, protocol, message;
	size_t count;
	uint32_t words[8];
};

#define COUNT(...)	(sizeof((const uint32_t[]){ 0, ##__VA_ARGS__ }) / 4 - 1)
#define REQUEST(agent, protocol, message, status, ...)						\
	{ agent, protocol, message, COUNT(__VA_ARGS__), { __VA_ARGS__ } },

static const struct request requests[] = {
#include "requests.h"
};

static void quit(const char *what)
{
	fprintf(stderr, "tee_probe: %s: %s\n", what, strerror(errno));
	exit(2);
}

static int open_tee(void)
{
	int tee = open("/dev/tee0", O_RDWR);

	if (tee < 0)
		quit("/dev/tee0");
	return tee;
}

/* Returns the TEE's answer, or -1 with errno set where the kernel refuses */
static int64_t open_session(int tee, const uint8_t *uuid, uint32_t login, uint32_t *session)
{
	struct tee_ioctl_open_session_arg arg = { .clnt_login = login };
	struct tee_ioctl_buf_data data = { (uintptr_t)&arg, sizeof(arg) };

	memcpy(arg.uuid, uuid, sizeof(arg.uuid));
	if (ioctl(tee, TEE_IOC_OPEN_SESSION, &data))
		return -1;
	*session = arg.session;
	return arg.ret;
}

/* The service refuses public clients; that a process says it is the kernel, the kernel refuses */
static bool refused(int tee, const char *name, uint32_t login)
{
	static const uint8_t uuid[] = PTA_SCMI_UUID_FIELDS(UUID_BYTES);
	uint32_t session = 0;
	int64_t answer = open_session(tee, uuid, login, &session);

	if (answer == -1 && errno != EPERM)
		quit(name);
	if (answer == -1) {
		printf("%s: refused by the kernel (%s)\n", name, strerror(errno));
		return true;
	}
	if (answer == TEE_ERROR_ACCESS_DENIED) {
		printf("%s: refused by the service (0x%x)\n", name, (uint32_t)answer);
		return true;
	}
	if (answer) {
		fprintf(stderr, "tee_probe: %s: unexpected answer 0x%x\n", name, (uint32_t)answer);
		exit(2);
	}
	printf("%s: let in\n", name);
	return false;
}

static int probe_login(void)
{
	int tee = open_tee();
	bool public = refused(tee, "public client", TEE_IOCTL_LOGIN_PUBLIC);
	bool kernel = refused(tee, "client that says it is the kernel",
			      TEE_IOCTL_LOGIN_REE_KERNEL);

	return public && kernel ? 0 : 1;
}

/* Calls the view with *size bytes of room for the text, which becomes the size of the text */
static uint32_t get_text(int tee, uint32_t session, char **text, size_t *size)
{
	struct tee_ioctl_shm_alloc_data alloc = { .size = *size };
	struct invoke invoke = {
		.arg = {
			.func = PTA_SCMI_BOARD_VIEW_CMD_TEXT,
			.session = session,
			.num_params = 1,
		},
		.param.attr = TEE_IOCTL_PARAM_ATTR_TYPE_MEMREF_OUTPUT,
	};
	struct tee_ioctl_buf_data data = { (uintptr_t)&invoke, sizeof(invoke) };
	int shm = ioctl(tee, TEE_IOC_SHM_ALLOC, &alloc);

	if (shm < 0)
		quit("shared memory");
	*text = mmap(NULL, *size, PROT_READ | PROT_WRITE, MAP_SHARED, shm, 0);
	if (*text == MAP_FAILED)
		quit("shared memory");

	invoke.param.b = *size;
	invoke.param.c = alloc.id;
	if (ioctl(tee, TEE_IOC_INVOKE, &data))
		quit("board view");
	*size = invoke.param.b;
	return invoke.arg.ret;
}

static int show_board(void)
{
	static const uint8_t uuid[] = PTA_SCMI_BOARD_VIEW_UUID_FIELDS(UUID_BYTES);
	size_t size = FIRST_TEXT_SIZE;
	int tee = open_tee();
	uint32_t session = 0;
	int64_t answer = open_session(tee, uuid, TEE_IOCTL_LOGIN_PUBLIC, &session);
	char *text;

	if (!answer)
		answer = get_text(tee, session, &text, &size);
	/* The board lives: between two calls the text can grow, and more than once */
	while (answer == TEE_ERROR_SHORT_BUFFER && size < LARGEST_TEXT_SIZE) {
		size += SPARE_TEXT_SIZE;
		answer = get_text(tee, session, &text, &size);
	}
	if (answer) {
		fprintf(stderr, "tee_probe: board view: answer 0x%x\n", (uint32_t)answer);
		return 2;
	}
	fwrite(text, 1, size, stdout);
	return fflush(stdout) ? 2 : 0;
}

static void time_request(int tee, uint32_t session, int shm, uint32_t *memory,
			 const struct request *request)
{
	struct time_invoke invoke = {
		.arg = {
			.func = PTA_SCMI_BOARD_VIEW_CMD_TIME,
			.session = session,
			.num_params = 3,
		},
		.params = {
			{ .attr = TEE_IOCTL_PARAM_ATTR_TYPE_MEMREF_INPUT, .b = 4 * (request->count + 1),
			  .c = (uint64_t)shm },
			{ .attr = TEE_IOCTL_PARAM_ATTR_TYPE_VALUE_INOUT, .a = request->agent, .b = TIMES },
			{ .attr = TEE_IOCTL_PARAM_ATTR_TYPE_VALUE_OUTPUT },
		},
	};
	struct tee_ioctl_buf_data data = { (uintptr_t)&invoke, sizeof(invoke) };

	memory[0] = scmi_header(request->protocol, request->message, SCMI_COMMAND, 0);
	memcpy(memory + 1, request->words, 4 * request->count);
	if (ioctl(tee, TEE_IOC_INVOKE, &data))
		quit("cost");
	if (invoke.arg.ret) {
		fprintf(stderr, "tee_probe: cost: answer 0x%x\n", invoke.arg.ret);
		exit(2);
	}
	printf("cost %#x %#x %d %u %.1f\n", request->protocol, request->message,
	       (int32_t)invoke.params[2].a, (unsigned int)invoke.params[1].b,
	       (double)invoke.params[1].a / TIMES);
}

static int show_cost(void)
{
	static const uint8_t uuid[] = PTA_SCMI_BOARD_VIEW_UUID_FIELDS(UUID_BYTES);
	struct tee_ioctl_shm_alloc_data alloc = { .size = 4096 };
	int tee = open_tee();
	int shm = ioctl(tee, TEE_IOC_SHM_ALLOC, &alloc);
	uint32_t session = 0;
	uint32_t *memory;
	size_t i;

	if (shm < 0)
		quit("shared memory");
	memory = mmap(NULL, alloc.size, PROT_READ | PROT_WRITE, MAP_SHARED, shm, 0);
	if (memory == MAP_FAILED || open_session(tee, uuid, TEE_IOCTL_LOGIN_PUBLIC, &session))
		quit("cost");
	for (i = 0; i < sizeof(requests) / sizeof(requests[0]); i++)
		time_request(tee, session, alloc.id, memory, &requests[i]);
	return fflush(stdout) ? 2 : 0;
}

int main(int argc, char **argv)
{
	if (argc == 2 && !strcmp(argv[1], "login"))
		return probe_login();
	if (argc == 2 && !strcmp(argv[1], "board"))
		return show_board();
	if (argc == 2 && !strcmp(argv[1], "cost"))
		return show_cost();
	fprintf(stderr, "usage: tee_probe login|board|cost\n");
	return 2;
}
