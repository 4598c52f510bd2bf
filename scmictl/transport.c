// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * Transports by their string, and files that are transports: a write is a request, a read its reply.
 */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/vfs.h>
#include <time.h>
#include <unistd.h>

#include "scmictl.h"

#define REPLY_TIMEOUT	5000	/* milliseconds */
#define QUEUE_SIZE	16384
#define HEADER_SIZE	4
#define MAX_OTHERS	256	/* messages */
#define DEBUGFS		"/sys/kernel/debug"
#define DEBUGFS_MAGIC	0x64626720	/* linux/magic.h */

struct file_transport {
	int messages;
	int events;		/* -1: there are none */
	char path[128];		/* of raw mode's messages; "" for others */
	uint8_t request[SCMI_LINK_MAX_SIZE];
	uint8_t reply[SCMI_LINK_MAX_SIZE];
	uint8_t queue[QUEUE_SIZE];
};

static int wait_for(int file, int milliseconds)
{
	struct pollfd poller = { .fd = file, .events = POLLIN };
	int ready;

	do
		ready = poll(&poller, 1, milliseconds);
	while (ready < 0 && errno == EINTR);
	return ready;
}

/* In raw mode what is written goes behind what was read before: each request needs a file that is new */
static int open_again(struct file_transport *f)
{
	if (!*f->path)
		return 0;
	close(f->messages);
	f->messages = open(f->path, O_RDWR | O_CLOEXEC);
	return f->messages < 0 ? -1 : 0;
}

/* All users of raw mode share what comes: replies to other requests are passed over */
static int exchange(void *context, const uint8_t *request, size_t size, uint8_t *reply,
		    size_t *reply_size)
{
	struct file_transport *f = context;
	ssize_t got = open_again(f);
	int others = 0;

	if (!got)
		got = write(f->messages, request, size);
	while (got >= 0 && others++ < MAX_OTHERS) {
		if (wait_for(f->messages, REPLY_TIMEOUT) == 0)
			return -ETIMEDOUT;
		got = read(f->messages, reply, *reply_size);
		if (got > 0 && (!*f->path || !memcmp(reply, request, HEADER_SIZE)))
			break;
		/* The end of another's reply, before the next one */
		if (got > 0)
			got = read(f->messages, reply, *reply_size);
	}
	if (got < 0)
		return -errno;
	*reply_size = (size_t)got;
	return 0;
}

uint64_t wall_time(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (uint64_t)now.tv_sec * 1000000 + (uint64_t)now.tv_nsec / 1000;
}

static int receive(void *context, uint8_t *message, size_t *size, uint32_t *timeout)
{
	struct file_transport *f = context;
	uint64_t start = wall_time(), passed;
	int ready = wait_for(f->events, *timeout == SCMI_WAIT_FOREVER ? -1 :
			     (int)((*timeout + 999ull) / 1000));
	ssize_t got = 0;

	if (ready > 0)
		got = read(f->events, message, *size);
	if (ready < 0 || got < 0)
		return -errno;
	*size = (size_t)got;
	passed = wall_time() - start;
	if (*timeout != SCMI_WAIT_FOREVER)
		*timeout = passed < *timeout ? *timeout - (uint32_t)passed : 0;
	return 0;
}

static void set_config(struct tool *tool, struct file_transport *f)
{
	tool->config = (struct scmi_link_config){
		.exchange = exchange, .receive = f->events < 0 ? NULL : receive, .context = f,
		.request = f->request, .reply = f->reply, .max_size = SCMI_LINK_MAX_SIZE,
		.queue = f->queue, .queue_size = QUEUE_SIZE,
	};
}

static struct file_transport *new_file(struct tool *tool)
{
	tool->file = calloc(1, sizeof(*tool->file));
	tool->file->messages = -1;
	tool->file->events = -1;
	return tool->file;
}

/* dev:FILE, a channel that the kernel module scmi_optee_raw gives to tools */
static int dev_open(struct tool *tool, const char *path)
{
	struct file_transport *f = new_file(tool);

	path = *path ? path : "/dev/scmi0";
	snprintf(tool->transport_name, sizeof(tool->transport_name), "dev:%s", path);
	f->messages = open(path, O_RDWR | O_CLOEXEC);
	set_config(tool, f);
	if (f->messages >= 0)
		return 0;
	fail(tool, EXIT_TRANSPORT, "%s: %s", path, strerror(errno));
	if (errno == EACCES || errno == EPERM)
		return hint(tool, "root alone may use it: sudo scmictl ...");
	return hint(tool, "it is there with the module scmi_optee_raw, and a node "
		    "\"scmi-optee,raw-channel\" in the device tree");
}

/* What is missing of the way to raw:N, from its beginning */
static int explain_raw(struct tool *tool, const char *path)
{
	struct statfs fs;

	fail(tool, EXIT_TRANSPORT, "%s: %s", path, strerror(errno));
	if (errno == EACCES || errno == EPERM)
		return hint(tool, "root alone may use it: sudo scmictl ...");
	if (statfs(DEBUGFS, &fs))
		return hint(tool, "the kernel has no debugfs: it needs CONFIG_DEBUG_FS=y");
	if (fs.f_type != DEBUGFS_MAGIC)
		return hint(tool, "debugfs is not mounted: mount -t debugfs debug " DEBUGFS);
	if (access(DEBUGFS "/scmi", F_OK))
		return hint(tool, "the kernel has no raw mode: it needs "
			    "CONFIG_ARM_SCMI_RAW_MODE_SUPPORT=y, and an SCMI server");
	return hint(tool, "`ls " DEBUGFS "/scmi` lists the instances");
}

/* raw:N, the kernel's own raw mode of SCMI instance N */
static int raw_open(struct tool *tool, const char *text)
{
	struct file_transport *f = new_file(tool);
	uint64_t number = 0;
	char path[128];

	if (*text && !parse_number(text, 1000, &number))
		return fail(tool, EXIT_USAGE, "raw: '%s' is no number of an SCMI instance", text);
	snprintf(tool->transport_name, sizeof(tool->transport_name), "raw:%u", (unsigned int)number);
	snprintf(path, sizeof(path), DEBUGFS "/scmi/%u/raw/notification", (unsigned int)number);
	f->events = open(path, O_RDONLY | O_CLOEXEC);
	snprintf(path, sizeof(path), DEBUGFS "/scmi/%u/raw/message", (unsigned int)number);
	f->messages = open(path, O_RDWR | O_CLOEXEC);
	set_config(tool, f);
	memcpy(f->path, path, sizeof(path));
	return f->messages < 0 ? explain_raw(tool, path) : 0;
}

/* Tools without boards are smaller, and need no libfdt */
#ifdef SCMICTL_NO_BOARD
int board_open(struct tool *tool, const char *file)
{
	fail(tool, EXIT_TRANSPORT, "board:%s: this tool is built without boards", file);
	return hint(tool, "dev:/dev/scmi0 and raw:0 are there");
}

void board_close(struct tool *tool)
{
	(void)tool;
}

int run_dt(struct tool *tool, int argc, char **argv)
{
	(void)argc;
	return fail(tool, EXIT_INTERNAL, "%s: this tool is built without device trees", argv[0]);
}

void print_dt(const struct tool *tool, json_object *out)
{
	(void)tool;
	(void)out;
}

uint64_t board_time(const struct board_transport *b)
{
	(void)b;
	return 0;
}

void board_pass_time(struct board_transport *b, uint64_t microseconds)
{
	(void)b;
	(void)microseconds;
}
#define DEFAULT_TRANSPORT	"dev:"
#else
#define DEFAULT_TRANSPORT	"board:"
#endif

static const struct {
	const char *prefix;
	int (*open)(struct tool *tool, const char *rest);
} transports[] = {
	{ "board:", board_open },
	{ "dev:", dev_open },
	{ "raw:", raw_open },
};

int open_transport(struct tool *tool)
{
	const char *text = tool->transport ? tool->transport : DEFAULT_TRANSPORT;
	size_t i, length;
	int status;

	for (i = 0; i < COUNT(transports); i++) {
		length = strlen(transports[i].prefix);
		if (strncmp(text, transports[i].prefix, length))
			continue;
		status = transports[i].open(tool, text + length);
		if (!status && scmi_link_init(&tool->link, &tool->config))
			return fail(tool, EXIT_TRANSPORT, "%s: its messages are too short or too long",
				    tool->transport_name);
		return status;
	}
	fail(tool, EXIT_USAGE, "there is no transport '%s'", text);
	return hint(tool, "a transport is board:FILE, dev:FILE or raw:N, such as board:boards/demo.dts");
}

void close_transport(struct tool *tool)
{
	board_close(tool);
	if (!tool->file)
		return;
	if (tool->file->messages >= 0)
		close(tool->file->messages);
	if (tool->file->events >= 0)
		close(tool->file->events);
	free(tool->file);
	tool->file = NULL;
}

/* Time */

void pass_time(struct tool *tool, uint64_t microseconds)
{
	struct timespec time = {
		.tv_sec = (time_t)(microseconds / 1000000),
		.tv_nsec = (long)(microseconds % 1000000 * 1000),
	};

	if (tool->board)
		board_pass_time(tool->board, microseconds);
	else
		nanosleep(&time, NULL);
}

uint64_t time_now(struct tool *tool)
{
	return tool->board ? board_time(tool->board) : wall_time();
}
