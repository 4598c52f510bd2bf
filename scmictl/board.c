// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * board:FILE is a server and its board in this process: no system is touched.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <libfdt.h>

#include <scmi/board.h>

#include "server/misbehave.h"
#include "scmictl.h"

#define BOARD_MEMORY	(4u << 20)
#define MAX_FDT		(16u << 20)
#define FDT_ALIGNMENT	8
#define MAX_EVENTS	256
#define QUEUE_SIZE	4096
#define TIME_STEP	1000	/* microseconds */

struct board_transport {
	struct scmi_board board;
	void *fdt;
	size_t fdt_size;
	void *memory;
	unsigned int agent;
	uint64_t time;		/* microseconds since the board's start */
	uint8_t *request;
	uint8_t *reply;
	uint8_t *queue;
};

static int exchange(void *context, const uint8_t *request, size_t size, uint8_t *reply,
		    size_t *reply_size)
{
	struct board_transport *b = context;

	*reply_size = scmi_misbehave_process(&b->board.server, b->agent, request, size, reply,
					     *reply_size);
	return *reply_size ? scmi_misbehave_end(-EPROTO, reply_size) : -EPROTO;
}

#ifdef SCMI_MISBEHAVE
void scmi_misbehave_wait(uint32_t microseconds)
{
	usleep(microseconds);
}
#endif

uint64_t board_time(const struct board_transport *b)
{
	return b->time;
}

void board_pass_time(struct board_transport *b, uint64_t microseconds)
{
	b->time += microseconds;
	scmi_board_set_time(&b->board, b->time);
}

/* Time goes on in small steps until there is an event, or as much as was asked for has passed */
static int receive(void *context, uint8_t *message, size_t *size, uint32_t *timeout)
{
	struct board_transport *b = context;
	size_t room = *size;

	for (;;) {
		uint32_t step = *timeout < TIME_STEP ? *timeout : TIME_STEP;

		*size = scmi_server_next_event(&b->board.server, b->agent, message, room);
		if (*size || !step)
			return 0;
		board_pass_time(b, step);
		*timeout -= step;
	}
}

/* This transport delivers events, so all agents of the board get room for them */
static void add_events(void *fdt)
{
	int agents = fdt_path_offset(fdt, "/agents");
	int node;

	fdt_for_each_subnode(node, fdt, agents) {
		if (!fdt_getprop(fdt, node, "max-events", NULL))
			fdt_setprop_u32(fdt, node, "max-events", MAX_EVENTS);
		if (!fdt_getprop(fdt, node, "max-pending", NULL))
			fdt_setprop_u32(fdt, node, "max-pending", SCMI_LINK_MAX_PENDING);
	}
}

/* Files */

struct tree {
	void *fdt;
	size_t size;
};

static int read_all(struct tool *tool, FILE *file, const char *name, struct tree *tree)
{
	tree->fdt = aligned_alloc(FDT_ALIGNMENT, MAX_FDT);
	tree->size = fread(tree->fdt, 1, MAX_FDT, file);
	if (ferror(file))
		return fail(tool, EXIT_TRANSPORT, "%s: %s", name, strerror(errno));
	if (tree->size == MAX_FDT)
		return fail(tool, EXIT_TRANSPORT, "%s: is too large", name);
	return 0;
}

static int read_dtb(struct tool *tool, const char *name, struct tree *tree)
{
	FILE *file = fopen(name, "rb");
	int status;

	if (!file)
		return fail(tool, EXIT_TRANSPORT, "%s: %s", name, strerror(errno));
	status = read_all(tool, file, name, tree);
	fclose(file);
	return status;
}

/* The child: dtc from the file to the pipe, its complaints to @errors */
static void run_dtc(const char *name, int out, int errors)
{
	dup2(out, STDOUT_FILENO);
	dup2(errors, STDERR_FILENO);
	execlp("dtc", "dtc", "-q", "-I", "dts", "-O", "dtb", "-o", "-", "--", name, (char *)NULL);
	_exit(errno == ENOENT ? 127 : 126);
}

static int explain_dtc(struct tool *tool, const char *name, int status, FILE *errors)
{
	char line[512] = "";

	if (WIFEXITED(status) && WEXITSTATUS(status) == 127) {
		fail(tool, EXIT_TRANSPORT, "%s: dtc, which compiles it, is not installed", name);
		return hint(tool, "sudo apt-get install device-tree-compiler, or give a .dtb file");
	}
	rewind(errors);
	if (!fgets(line, sizeof(line), errors))
		snprintf(line, sizeof(line), "dtc failed");
	line[strcspn(line, "\n")] = '\0';
	make_plain(line);
	return fail(tool, EXIT_TRANSPORT, "%s: does not compile: %s", name, line);
}

static int compile_dts(struct tool *tool, const char *name, struct tree *tree)
{
	FILE *errors = tmpfile();
	FILE *from;
	int pipes[2];
	int status;
	pid_t child;

	if (!errors || pipe(pipes))
		return fail(tool, EXIT_INTERNAL, "no pipe or file for dtc: %s", strerror(errno));
	child = fork();
	if (!child)
		run_dtc(name, pipes[1], fileno(errors));
	close(pipes[1]);
	from = fdopen(pipes[0], "rb");
	if (child < 0 || !from)
		return fail(tool, EXIT_INTERNAL, "dtc cannot be started: %s", strerror(errno));
	status = read_all(tool, from, name, tree);
	fclose(from);
	if (waitpid(child, &pipes[0], 0) != child || pipes[0])
		status = explain_dtc(tool, name, pipes[0], errors);
	fclose(errors);
	return status;
}

int read_device_tree(struct tool *tool, const char *name, void **fdt, size_t *size, size_t *room)
{
	const char *end = strrchr(name, '.');
	struct tree tree = { 0 };
	int status;

	if (access(name, R_OK)) {
		fail(tool, EXIT_TRANSPORT, "%s: %s", name, strerror(errno));
		return hint(tool, "a device tree is a file such as boards/demo.dts of the sources");
	}
	status = end && !strcmp(end, ".dts") ? compile_dts(tool, name, &tree) :
		 read_dtb(tool, name, &tree);
	*fdt = tree.fdt;
	*size = tree.size;
	*room = MAX_FDT;
	return status;
}

/* The demonstration board, beside the program: in the sources, or as installed */
static int find_demo(struct tool *tool, char *name, size_t size)
{
	static const char *const places[] = {
		"../../boards/demo.dts", "../share/scmi-optee/boards/demo.dts",
	};
	char program[2048];
	ssize_t length = readlink("/proc/self/exe", program, sizeof(program) - 1);
	char *path;
	size_t i;

	if (length < 0)
		return fail(tool, EXIT_TRANSPORT, "/proc/self/exe: %s", strerror(errno));
	program[length] = '\0';
	*strrchr(program, '/') = '\0';
	for (i = 0; i < COUNT(places); i++) {
		snprintf(name, size, "%s/%s", program, places[i]);
		path = realpath(name, NULL);
		if (!path)
			continue;
		snprintf(name, size, "%s", path);
		free(path);
		return 0;
	}
	fail(tool, EXIT_TRANSPORT, "the demonstration board is not installed beside %s", program);
	return hint(tool, "name a board with --transport board:FILE");
}

/* Agents */

static const struct scmi_channel *find_channel(const struct scmi_board *board, unsigned int agent)
{
	unsigned int i;

	for (i = 0; i < board->channel_count; i++) {
		if (board->channels[i].channel.agent == agent)
			return &board->channels[i].channel;
	}
	return NULL;
}

static int connect_agent(struct tool *tool, const char *name)
{
	struct board_transport *b = tool->board;
	const struct scmi_channel *channel;

	if (tool->agent < 1 || tool->agent > b->board.server.agent_count) {
		fail(tool, EXIT_USAGE, "%s has no agent %u", name, tool->agent);
		return hint(tool, "its agents are 1 to %u", b->board.server.agent_count);
	}
	channel = find_channel(&b->board, tool->agent);
	if (!channel)
		return fail(tool, EXIT_TRANSPORT, "%s: agent %u has no channel", name, tool->agent);
	b->agent = tool->agent;
	b->request = calloc(1, channel->max_size);
	b->reply = calloc(1, channel->max_size);
	b->queue = calloc(1, QUEUE_SIZE);
	tool->config = (struct scmi_link_config){
		.exchange = exchange, .receive = receive, .context = b, .request = b->request,
		.reply = b->reply, .max_size = channel->max_size, .queue = b->queue,
		.queue_size = QUEUE_SIZE,
	};
	return 0;
}

static int explain_board(struct tool *tool, const char *file, const struct scmi_board_error *error)
{
	char what[512];

	snprintf(what, sizeof(what), "node %s%s%s %s%s%s", error->node, error->property ? ": " : "",
		 error->property ? error->property : "", error->reason, error->other ? " " : "",
		 error->other ? error->other : "");
	make_plain(what);
	fail(tool, EXIT_TRANSPORT, "%s: %s", file, what);
	return hint(tool, "docs/board.md describes the properties");
}

int board_open(struct tool *tool, const char *file)
{
	struct scmi_board_error error;
	struct board_transport *b = calloc(1, sizeof(*b));
	char demo[4000];
	size_t room;
	int status;

	tool->board = b;
	if (!*file) {
		status = find_demo(tool, demo, sizeof(demo));
		if (status)
			return status;
		file = demo;
	}
	snprintf(tool->transport_name, sizeof(tool->transport_name), "board:%s", file);
	status = read_device_tree(tool, file, &b->fdt, &b->fdt_size, &room);
	if (status)
		return status;
	b->memory = calloc(1, BOARD_MEMORY);
	/* What is no device tree is told of below */
	if (!fdt_check_full(b->fdt, b->fdt_size) && !fdt_open_into(b->fdt, b->fdt, (int)room)) {
		add_events(b->fdt);
		b->fdt_size = fdt_totalsize(b->fdt);
	}
	if (scmi_board_init(&b->board, b->fdt, b->fdt_size, b->memory, BOARD_MEMORY, &error))
		return explain_board(tool, file, &error);
	return connect_agent(tool, file);
}

void board_close(struct tool *tool)
{
	struct board_transport *b = tool->board;

	if (!b)
		return;
	free(b->fdt);
	free(b->memory);
	free(b->request);
	free(b->reply);
	free(b->queue);
	free(b);
	tool->board = NULL;
}
