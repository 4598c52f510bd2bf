// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * scmictl trace: what decode does, live. Linux's trace events are switched on in a tracing instance of
 * their own, instances/scmictl-PID, so that nobody else's tracing is disturbed; it goes with this
 * process, and one that was killed leaves its instance to the next, which removes it.
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "decode.h"

#define PREFIX		"scmictl-"
#define BUFFER_KB	"4096"		/* for each processor */
#define WAIT_MS		100
#define LINE_SIZE	65536u

static volatile sig_atomic_t stopped;

static void stop(int signal)
{
	stopped = signal;
}

struct tracer {
	struct decoder decoder;
	struct record record;
	char root[256];			/* tracefs */
	char instance[320];		/* empty: none was made */
	int pipe;
	char line[LINE_SIZE];
	size_t length;
	unsigned int lines;
};

/* Files of tracefs */

static int write_file(const char *directory, const char *name, const char *value)
{
	char path[512];
	int file, status = 0;

	snprintf(path, sizeof(path), "%s/%s", directory, name);
	file = open(path, O_WRONLY | O_CLOEXEC);
	if (file < 0)
		return -errno;
	if (write(file, value, strlen(value)) < 0)
		status = -errno;
	close(file);
	return status;
}

static bool exists(const char *directory, const char *name)
{
	char path[512];

	snprintf(path, sizeof(path), "%s/%s", directory, name);
	return !access(path, F_OK);
}

static int find_tracefs(struct tracer *t)
{
	static const char *const roots[] = { "/sys/kernel/tracing", "/sys/kernel/debug/tracing" };
	struct tool *tool = t->decoder.tool;
	const char *told = getenv("SCMICTL_TRACEFS");
	size_t i;

	for (i = 0; i < (told ? 1 : COUNT(roots)); i++) {
		const char *root = told ? told : roots[i];

		snprintf(t->root, sizeof(t->root), "%s", root);
		if (exists(root, "trace_pipe"))
			return 0;
		if (errno == EACCES) {
			fail(tool, EXIT_INTERNAL, "%s: %s", root, strerror(errno));
			return hint(tool, "tracing is root's: run this as root, or with sudo");
		}
	}
	fail(tool, EXIT_INTERNAL, "there is no tracefs%s%s", told ? " at " : "", told ? told : "");
	return hint(tool, "mount -t tracefs tracefs /sys/kernel/tracing; if that fails, the kernel lacks "
		    "CONFIG_FTRACE");
}

static int find_events(struct tracer *t)
{
	if (exists(t->root, "events/scmi/enable"))
		return 0;
	fail(t->decoder.tool, EXIT_INTERNAL, "this kernel has no SCMI trace events");
	if (!exists(t->root, "events"))
		return hint(t->decoder.tool, "it lacks CONFIG_EVENT_TRACING");
	return hint(t->decoder.tool, "it lacks CONFIG_ARM_SCMI_PROTOCOL, or that is a module which is not "
		    "loaded");
}

/* Instances */

/* Whether the process that made the instance is gone, or its number is another program's by now */
static bool is_stale(const char *name)
{
	char path[64], comm[32] = "";
	long pid = strtol(name + strlen(PREFIX), NULL, 10);
	FILE *file;

	if (pid <= 0)
		return false;
	if (kill((pid_t)pid, 0) && errno == ESRCH)
		return true;
	snprintf(path, sizeof(path), "/proc/%ld/comm", pid);
	file = fopen(path, "r");
	if (!file)
		return false;
	if (!fgets(comm, sizeof(comm), file))
		comm[0] = '\0';
	fclose(file);
	return comm[0] && strcmp(comm, "scmictl\n");
}

static void remove_instance(const char *path)
{
	write_file(path, "events/scmi/enable", "0");
	if (rmdir(path))
		fprintf(stderr, "scmictl: %s: %s; rmdir it when nobody reads it any more\n", path,
			strerror(errno));
}

static void remove_stale(const struct tracer *t)
{
	char path[1024];
	struct dirent *entry;
	DIR *directory;

	snprintf(path, sizeof(path), "%s/instances", t->root);
	directory = opendir(path);
	while (directory && (entry = readdir(directory))) {
		if (strncmp(entry->d_name, PREFIX, strlen(PREFIX)) || !is_stale(entry->d_name))
			continue;
		snprintf(path, sizeof(path), "%s/instances/%s", t->root, entry->d_name);
		fprintf(stderr, "scmictl: removed %s, which a killed scmictl has left\n", path);
		remove_instance(path);
	}
	if (directory)
		closedir(directory);
}

static int make_instance(struct tracer *t)
{
	struct tool *tool = t->decoder.tool;
	char path[320];

	snprintf(path, sizeof(path), "%s/instances/" PREFIX "%ld", t->root, (long)getpid());
	if (mkdir(path, 0700)) {
		bool refused = errno == EACCES || errno == EPERM;

		fail(tool, EXIT_INTERNAL, "%s: %s", path, strerror(errno));
		return hint(tool, refused ? "tracing is root's, and may be locked down (see "
			    "/sys/kernel/security/lockdown)" : "the kernel makes no tracing instances");
	}
	snprintf(t->instance, sizeof(t->instance), "%s", path);
	return 0;
}

static int switch_on(struct tracer *t)
{
	struct tool *tool = t->decoder.tool;
	char path[512];
	int error;

	/* Times of all processors in one order; what is there at once. Kernels that cannot do without. */
	write_file(t->instance, "trace_clock", "global");
	write_file(t->instance, "buffer_percent", "0");
	write_file(t->instance, "buffer_size_kb", BUFFER_KB);
	snprintf(path, sizeof(path), "%s/trace_pipe", t->instance);
	t->pipe = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
	if (t->pipe < 0)
		return fail(tool, EXIT_INTERNAL, "%s: %s", path, strerror(errno));
	error = write_file(t->instance, "events/scmi/enable", "1");
	if (error)
		return fail(tool, EXIT_INTERNAL, "%s/events/scmi/enable: %s", t->instance,
			    strerror(-error));
	return 0;
}

/* Whatever has been made and switched on; tracefs keeps an instance whose files are open */
static void switch_off(struct tracer *t)
{
	if (t->pipe >= 0)
		close(t->pipe);
	t->pipe = -1;
	if (*t->instance)
		remove_instance(t->instance);
	t->instance[0] = '\0';
}

/* Lines */

static void feed_line(struct tracer *t)
{
	t->line[t->length] = '\0';
	t->length = 0;
	t->record.line = ++t->lines;
	read_text_line(&t->record, t->line);
	decoder_feed(&t->decoder, &t->record);
}

static void feed_bytes(struct tracer *t, const char *bytes, size_t size)
{
	for (; size; size--, bytes++) {
		if (*bytes == '\n')
			feed_line(t);
		else if (t->length + 1 < sizeof(t->line))
			t->line[t->length++] = *bytes ? *bytes : '?';
	}
}

/* All that is there */
static int drain(struct tracer *t)
{
	char bytes[8192];
	ssize_t got;

	while ((got = read(t->pipe, bytes, sizeof(bytes))) > 0)
		feed_bytes(t, bytes, (size_t)got);
	if (got < 0 && errno != EAGAIN && errno != EINTR)
		return fail(t->decoder.tool, EXIT_INTERNAL, "%s/trace_pipe: %s", t->instance,
			    strerror(errno));
	return 0;
}

static uint64_t now_us(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (uint64_t)now.tv_sec * 1000000 + (uint64_t)now.tv_nsec / 1000;
}

/* Until a signal, the end of the time, or an output that takes no more */
static int follow(struct tracer *t)
{
	uint64_t start = now_us(), duration = t->decoder.tool->duration;
	int status = 0;

	while (!status && !stopped && (!duration || now_us() - start < duration) && !ferror(stdout) &&
	       !(t->decoder.capture && ferror(t->decoder.capture))) {
		struct pollfd wait = { .fd = t->pipe, .events = POLLIN };

		poll(&wait, 1, WAIT_MS);
		status = drain(t);
	}
	write_file(t->instance, "events/scmi/enable", "0");
	return status ? status : drain(t);
}

static void catch_signals(void)
{
	static const int signals[] = { SIGINT, SIGTERM, SIGHUP, SIGQUIT };
	struct sigaction action = { .sa_handler = stop };
	size_t i;

	for (i = 0; i < COUNT(signals); i++)
		sigaction(signals[i], &action, NULL);
	/* A reader that has gone away is seen when writing */
	signal(SIGPIPE, SIG_IGN);
}

static int trace(struct tracer *t)
{
	int status = find_tracefs(t);

	if (!status)
		status = find_events(t);
	if (status)
		return status;
	remove_stale(t);
	catch_signals();
	status = make_instance(t);
	if (!status)
		status = switch_on(t);
	if (!status && isatty(STDERR_FILENO))
		fprintf(stderr, "scmictl: tracing, Ctrl-C ends it\n");
	if (!status)
		status = follow(t);
	switch_off(t);
	return status;
}

int run_trace(struct tool *tool, int argc, char **argv)
{
	struct tracer *t = calloc(1, sizeof(*t));
	int status;

	(void)argc;
	(void)argv;
	t->pipe = -1;
	tool->decode.table = true;
	status = decoder_init(&t->decoder, tool);
	if (!status)
		status = trace(t);
	if (!status)
		status = decoder_done(&t->decoder);
	decoder_free(&t->decoder);
	free(t);
	return status;
}
