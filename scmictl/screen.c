// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * The whole of a terminal, for a while: keys one by one, the alternate screen, no cursor. Whatever ends
 * it, the terminal is as it was. Signals come through a file, between keys; only crashes have a handler.
 */
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/signalfd.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#include "scmictl.h"

#define ENTER	"\033[?1049h\033[?25l"
#define LEAVE	"\033[?25h\033[?1049l"

static struct {
	struct termios before;
	sigset_t taken, mask_before;
	int signals;
	bool entered;
	char keys[32];		/* that were read at once */
	size_t key_count;
} screen = { .signals = -1 };

static const int endings[] = { SIGINT, SIGTERM, SIGHUP, SIGQUIT };
static const int crashes[] = { SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT };

/* Nothing better can be done about a terminal that takes no more */
static void write_all(const char *text, size_t size)
{
	while (size) {
		ssize_t written = write(STDOUT_FILENO, text, size);

		if (written < 0 && errno != EINTR && errno != EAGAIN)
			return;
		if (written > 0) {
			text += written;
			size -= (size_t)written;
		}
	}
}

static int enter(void)
{
	struct termios keys;

	if (tcgetattr(STDIN_FILENO, &screen.before))
		return -1;
	keys = screen.before;
	keys.c_lflag &= ~(tcflag_t)(ICANON | ECHO);
	keys.c_cc[VMIN] = 1;
	keys.c_cc[VTIME] = 0;
	if (tcsetattr(STDIN_FILENO, TCSAFLUSH, &keys))
		return -1;
	screen.entered = true;
	write_all(ENTER, strlen(ENTER));
	return 0;
}

/* Calls nothing that a signal's handler may not */
static void leave(void)
{
	if (!screen.entered)
		return;
	screen.entered = false;
	write_all(LEAVE, strlen(LEAVE));
	tcsetattr(STDIN_FILENO, TCSADRAIN, &screen.before);
}

static void crash(int number)
{
	leave();
	raise(number);
}

static void take_signals(void)
{
	struct sigaction action = { .sa_handler = crash, .sa_flags = (int)(SA_RESETHAND | SA_NODEFER) };
	size_t i;

	for (i = 0; i < COUNT(crashes); i++)
		sigaction(crashes[i], &action, NULL);
	sigemptyset(&screen.taken);
	sigaddset(&screen.taken, SIGWINCH);
	sigaddset(&screen.taken, SIGTSTP);
	for (i = 0; i < COUNT(endings); i++)
		sigaddset(&screen.taken, endings[i]);
	sigprocmask(SIG_BLOCK, &screen.taken, &screen.mask_before);
	screen.signals = signalfd(-1, &screen.taken, SFD_CLOEXEC | SFD_NONBLOCK);
}

int screen_open(struct tool *tool)
{
	const char *terminal = getenv("TERM");

	if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO) || !terminal || !strcmp(terminal, "dumb")) {
		fail(tool, EXIT_INTERNAL, "this is no terminal to draw on");
		return hint(tool, "--once draws one picture anywhere");
	}
	take_signals();
	if (screen.signals >= 0 && !enter())
		return 0;
	fail(tool, EXIT_INTERNAL, "the terminal cannot be set: %s", strerror(errno));
	screen_close(SCREEN_NOTHING);
	return tool->code;
}

/* What has ended it, ends the program as it would have without a screen */
void screen_close(int event)
{
	leave();
	if (screen.signals >= 0)
		close(screen.signals);
	screen.signals = -1;
	sigprocmask(SIG_SETMASK, &screen.mask_before, NULL);
	if (event < SCREEN_NOTHING)
		raise(-event);
}

void screen_size(int *width, int *height)
{
	struct winsize size;

	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) || !size.ws_col || !size.ws_row)
		size = (struct winsize){ .ws_col = SCREEN_WIDTH, .ws_row = SCREEN_HEIGHT };
	*width = size.ws_col;
	*height = size.ws_row;
}

void screen_draw(const char *picture, size_t size)
{
	write_all("\033[H", 3);
	write_all(picture, size);
	write_all("\033[J", 3);
}

/* The terminal is the shell's as long as this is stopped */
static void stop(void)
{
	sigset_t one;

	sigemptyset(&one);
	sigaddset(&one, SIGTSTP);
	leave();
	raise(SIGTSTP);
	sigprocmask(SIG_UNBLOCK, &one, NULL);
	sigprocmask(SIG_BLOCK, &one, NULL);
	enter();
}

static int take_signal(void)
{
	struct signalfd_siginfo info;

	if (read(screen.signals, &info, sizeof(info)) != sizeof(info))
		return SCREEN_NOTHING;
	if (info.ssi_signo != SIGTSTP && info.ssi_signo != SIGWINCH)
		return -(int)info.ssi_signo;
	if (info.ssi_signo == SIGTSTP)
		stop();
	return SCREEN_RESIZED;
}

/* Takes one key of those that were read */
static int take_key(void)
{
	static const struct {
		const char *sequence;
		int key;
	} keys[] = {
		{ "\033[A", SCREEN_UP }, { "\033OA", SCREEN_UP }, { "\033[B", SCREEN_DOWN },
		{ "\033OB", SCREEN_DOWN }, { "\033[5~", SCREEN_PAGE_UP }, { "\033[6~", SCREEN_PAGE_DOWN },
		{ "\033[H", SCREEN_HOME }, { "\033[1~", SCREEN_HOME }, { "\033[F", SCREEN_END },
		{ "\033[4~", SCREEN_END },
	};
	size_t length = 1, i;
	int key = (unsigned char)screen.keys[0];

	for (i = 0; i < COUNT(keys); i++) {
		size_t size = strlen(keys[i].sequence);

		if (screen.key_count >= size && !memcmp(screen.keys, keys[i].sequence, size)) {
			key = keys[i].key;
			length = size;
		}
	}
	/* A key that has no name here: none of its letters is meant */
	if (key == SCREEN_ESCAPE && screen.key_count > 1) {
		key = SCREEN_NOTHING;
		length = screen.key_count;
	}
	screen.key_count -= length;
	memmove(screen.keys, screen.keys + length, screen.key_count);
	return key;
}

static int read_keys(void)
{
	ssize_t got = read(STDIN_FILENO, screen.keys, sizeof(screen.keys));

	/* The terminal is gone, or another's */
	if (got <= 0)
		return got < 0 && errno == EINTR ? SCREEN_NOTHING : -SIGHUP;
	screen.key_count = (size_t)got;
	return take_key();
}

int screen_wait(uint64_t deadline)
{
	struct pollfd files[] = {
		{ .fd = screen.signals, .events = POLLIN }, { .fd = STDIN_FILENO, .events = POLLIN },
	};
	uint64_t now = wall_time(), left = deadline > now ? deadline - now : 0;
	struct timespec time = {
		.tv_sec = (time_t)(left / 1000000), .tv_nsec = (long)(left % 1000000 * 1000),
	};

	if (screen.key_count)
		return take_key();
	if (ppoll(files, COUNT(files), &time, NULL) <= 0)
		return SCREEN_NOTHING;
	return files[0].revents ? take_signal() : read_keys();
}
