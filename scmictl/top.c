// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * What goes on at the server, on the whole terminal: values that are read again and again, with graphs.
 * A picture is made of text alone, and drawn at once.
 */
#include <langinfo.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "scmictl.h"

#define DEFAULT_INTERVAL	1000000u	/* microseconds */
#define MIN_INTERVAL		10000u
#define MAX_INTERVAL		3600000000u
#define HISTORY			512		/* samples, which no terminal's width exceeds */
#define MAX_NAME		24		/* columns */
#define MAX_VALUE		20
#define LEVELS			8
#define FIXED_LINES		5		/* around the resources */

/* What is shown of which resources: keys of their lists */
static const struct gauge {
	const struct kind *kind;
	const char *state, *value;	/* or NULL */
} gauges[] = {
	{ &clock_kind, "enabled", "rate" },
	{ &voltage_kind, "mode", "level" },
	{ &power_kind, "state", NULL },
	{ &performance_kind, NULL, "level" },
	{ &sensor_kind, "enabled", "values" },
	{ &powercap_kind, NULL, "power" },
};

struct resource {
	unsigned int gauge;
	uint32_t id;
	char name[SCMI_NAME_SIZE];
	char state[32], value[64];
	bool on;
	double history[HISTORY];	/* by number of the sample; NAN: nothing is known */
	uint64_t changed;		/* number of the sample */
};

enum order { BY_NUMBER, BY_NAME, BY_VALUE, BY_CHANGE, ORDERS };

static const char *const orders[ORDERS] = {
	[BY_NUMBER] = "number", [BY_NAME] = "name", [BY_VALUE] = "value", [BY_CHANGE] = "change",
};

struct top {
	struct tool *tool;
	struct resource *resources;
	size_t count;
	uint64_t samples;
	uint64_t start, interval;	/* microseconds */
	json_object *base;

	bool shown[COUNT(gauges)];
	bool only_on, typing, unicode;
	char filter[32];
	enum order order;
	struct resource **rows;		/* the resources to be seen, in their order */
	size_t row_count, first;
	int width, height;
};

/* Samples */

static double number_of(json_object *value)
{
	double number;
	int scale;

	if (!value)
		return __builtin_nan("");
	if (json_object_is_type(value, json_type_array))
		return number_of(json_object_array_get_idx(value, 0));
	if (!json_object_is_type(value, json_type_object))
		return json_object_get_double(value);
	number = json_object_get_double(get(value, "value"));
	for (scale = json_object_get_int(get(value, "scale")); scale; scale += scale < 0 ? 1 : -1)
		number = scale < 0 ? number / 10 : number * 10;
	return number;
}

/* Anything but off; what has no state, or does not tell, is taken for on */
static bool is_on(json_object *state, enum format format)
{
	if (!state)
		return true;
	if (format == FORMAT_ON)
		return json_object_get_boolean(state);
	return json_object_get_uint64(state) != (format == FORMAT_MODE ? SCMI_VOLTAGE_OFF : SCMI_POWER_OFF);
}

static enum format format_of(const struct kind *kind, const char *key)
{
	const struct column *column = kind->columns;

	while (strcmp(column->key, key))
		column++;
	return column->format;
}

/* As text, and as a point of the graph: what is off gives nothing */
static void take_row(struct top *top, struct resource *r, json_object *row)
{
	const struct gauge *gauge = &gauges[r->gauge];
	double *point = &r->history[top->samples % HISTORY];
	char old[sizeof(r->state) + sizeof(r->value)], now[sizeof(old)];
	enum format format;

	snprintf(old, sizeof(old), "%s%s", r->state, r->value);
	r->on = true;
	r->state[0] = r->value[0] = '\0';
	*point = __builtin_nan("");
	if (gauge->value) {
		format = format_of(gauge->kind, gauge->value);
		format_value(top->tool, r->value, sizeof(r->value), get(row, gauge->value), format);
		*point = number_of(get(row, gauge->value));
	}
	if (gauge->state) {
		format = format_of(gauge->kind, gauge->state);
		format_value(top->tool, r->state, sizeof(r->state), get(row, gauge->state), format);
		r->on = is_on(get(row, gauge->state), format);
	}
	if (!gauge->value)
		*point = r->on;
	else if (!r->on && !__builtin_isnan(*point))
		*point = 0;
	if (get(row, "error"))
		snprintf(r->state, sizeof(r->state), "%s", get_text(row, "error"));
	snprintf(now, sizeof(now), "%s%s", r->state, r->value);
	if (top->samples && strcmp(old, now))
		r->changed = top->samples;
}

static int sample_one(struct top *top, struct resource *r, json_object *rows)
{
	const struct kind *kind = gauges[r->gauge].kind;
	json_object *row = json_object_new_object();
	int status;

	put_number(row, "id", r->id);
	put_text(row, "name", r->name);
	status = kind->put(top->tool, row, r->id);
	/* An agent may lose what it could see before */
	if (status && is_refusal(top->tool->result)) {
		status = 0;
		json_object_put(row);
		row = json_object_new_object();
		put_number(row, "id", r->id);
		put_text(row, "error", scmi_status_name(top->tool->result.code));
	}
	json_object_array_add(rows, row);
	if (!status)
		take_row(top, r, row);
	return status;
}

/* Lists like those of the overview, and when they were made */
static int sample(struct top *top, json_object *out)
{
	struct tool *tool = top->tool;
	int status = 0;
	size_t i;

	put_number(out, "time", time_now(tool) - top->start);
	for (i = 0; !status && i < top->count; i++) {
		const char *key = gauges[top->resources[i].gauge].kind->key;
		json_object *rows = get(out, key);

		if (!rows) {
			rows = json_object_new_array();
			json_object_object_add(out, key, rows);
		}
		status = sample_one(top, &top->resources[i], rows);
	}
	top->samples++;
	if (!status)
		tool->code = EXIT_OK;
	return status;
}

static int sample_unseen(struct top *top)
{
	json_object *out = json_object_new_object();
	int status = sample(top, out);

	json_object_put(out);
	return status;
}

/* The resources, whose names are asked for once */

static int add_resources(struct top *top, unsigned int gauge, uint32_t count)
{
	const struct kind *kind = gauges[gauge].kind;
	json_object *reference;
	uint32_t id;
	int status;

	top->resources = realloc(top->resources, (top->count + count) * sizeof(*top->resources));
	for (id = 0; id < count; id++) {
		struct resource *r = &top->resources[top->count];

		*r = (struct resource){ .gauge = gauge, .id = id };
		reference = json_object_new_object();
		status = put_reference(top->tool, kind, reference, id);
		if (!status && get(reference, "name")) {
			snprintf(r->name, sizeof(r->name), "%s", get_text(reference, "name"));
			top->count++;
		}
		json_object_put(reference);
		if (status)
			return status;
	}
	return 0;
}

static int find_resources(struct top *top)
{
	uint32_t count;
	unsigned int i;
	int status = 0;

	for (i = 0; !status && i < COUNT(gauges); i++) {
		if (!top->shown[i])
			continue;
		status = open_kind(top->tool, gauges[i].kind, &count);
		/* A protocol that this agent does not have */
		if (status && is_refusal(top->tool->result)) {
			status = 0;
			continue;
		}
		if (!status)
			status = add_resources(top, i, count);
	}
	top->rows = calloc(top->count + 1, sizeof(*top->rows));
	return status;
}

/* Objects by name, all of them where none is named */
static int choose_objects(struct top *top, int argc, char **argv)
{
	size_t i;
	int n;

	for (i = 0; i < COUNT(gauges); i++)
		top->shown[i] = !argc;
	for (n = 0; n < argc; n++) {
		bool known = false;

		for (i = 0; i < COUNT(gauges); i++) {
			if (strcmp(find_command(argv[n], "list") ?
				   find_command(argv[n], "list")->object : argv[n],
				   gauges[i].kind->object))
				continue;
			known = top->shown[i] = true;
		}
		if (known)
			continue;
		fail(top->tool, EXIT_USAGE, "there is nothing to watch of '%s'", argv[n]);
		return hint(top->tool, "objects are clock, voltage, power, performance, sensor and powercap");
	}
	return 0;
}

/* Which of them are seen, and in what order */

static bool is_seen(const struct top *top, const struct resource *r)
{
	return top->shown[r->gauge] && (!top->only_on || r->on) &&
	       (strcasestr(r->name, top->filter) || strcasestr(gauges[r->gauge].kind->object, top->filter));
}

static double last_point(const struct top *top, const struct resource *r)
{
	double point = r->history[(top->samples - 1) % HISTORY];

	return __builtin_isnan(point) ? -__builtin_inf() : point;
}

static int compare(const void *a, const void *b, void *context)
{
	const struct resource *x = *(struct resource *const *)a, *y = *(struct resource *const *)b;
	const struct top *top = context;
	int result = 0;

	if (top->order == BY_CHANGE)
		result = (x->changed < y->changed) - (x->changed > y->changed);
	if (!result)
		result = (x->gauge > y->gauge) - (x->gauge < y->gauge);
	if (!result && top->order == BY_NAME)
		result = strcmp(x->name, y->name);
	if (!result && top->order == BY_VALUE)
		result = (last_point(top, x) < last_point(top, y)) - (last_point(top, x) > last_point(top, y));
	return result ? result : (x->id > y->id) - (x->id < y->id);
}

static void choose_rows(struct top *top)
{
	size_t i;

	top->row_count = 0;
	for (i = 0; i < top->count; i++) {
		if (is_seen(top, &top->resources[i]))
			top->rows[top->row_count++] = &top->resources[i];
	}
	qsort_r(top->rows, top->row_count, sizeof(*top->rows), compare, top);
}

/* Pictures. No line is longer than the terminal is wide. */

struct widths {
	int object, name, state, value;
};

static void widen(int *width, const char *text, int max)
{
	int length = (int)strlen(text);

	if (length > *width)
		*width = length < max ? length : max;
}

static struct widths find_widths(const struct top *top)
{
	struct widths w = { 6, 4, 5, 5 };
	size_t i;

	for (i = 0; i < top->count; i++) {
		widen(&w.object, gauges[top->resources[i].gauge].kind->object, MAX_VALUE);
		widen(&w.name, top->resources[i].name, MAX_NAME);
		widen(&w.state, top->resources[i].state, MAX_VALUE);
		widen(&w.value, top->resources[i].value, MAX_VALUE);
	}
	return w;
}

/* @live is for the whole terminal; otherwise there is text alone */
static void put_line(FILE *to, bool live, int width, const char *style, const char *text)
{
	fprintf(to, "%s%s%.*s%s\n", live ? "\033[K" : "", live ? style : "", width, text,
		live && *style ? "\033[0m" : "");
}

/* From the lowest to the highest of the samples that are shown; one level alone is 0 or a middle one */
static void put_graph(FILE *to, const struct top *top, const struct resource *r, int width)
{
	static const char *const blocks[LEVELS] = { "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█" };
	static const char letters[] = "_.:-=+*#";
	double low = __builtin_inf(), high = -low;
	uint64_t first, i;
	int column;

	width = width > HISTORY ? HISTORY : width;
	first = top->samples > (uint64_t)width ? top->samples - (uint64_t)width : 0;
	for (i = first; i < top->samples; i++) {
		low = r->history[i % HISTORY] < low ? r->history[i % HISTORY] : low;
		high = r->history[i % HISTORY] > high ? r->history[i % HISTORY] : high;
	}
	for (column = width; column > (int)(top->samples - first); column--)
		fputc(' ', to);
	for (i = first; i < top->samples; i++) {
		double point = r->history[i % HISTORY];
		int level = high > low ? (int)((point - low) / (high - low) * (LEVELS - 1) + 0.5) :
			    point ? LEVELS / 2 - 1 : 0;

		if (__builtin_isnan(point))
			fputc(' ', to);
		else if (top->unicode)
			fputs(blocks[level], to);
		else
			fputc(letters[level], to);
	}
}

static void put_row(FILE *to, const struct top *top, const struct widths *w, const struct resource *r,
		    bool live)
{
	bool fresh = r->changed && r->changed + 1 == top->samples;
	char text[256];
	int used = snprintf(text, sizeof(text), "%-*.*s  %-*.*s  %-*.*s  %-*.*s  ", w->object, w->object,
			    gauges[r->gauge].kind->object, w->name, w->name, r->name, w->state, w->state,
			    r->state, w->value, w->value, r->value);
	const char *style = !live ? "" : fresh ? bold(top->tool, true) : "";

	fprintf(to, "%s%s%.*s%s", live ? "\033[K" : "", style, top->width, text,
		*style ? bold(top->tool, false) : "");
	if (used < top->width)
		put_graph(to, top, r, top->width - used);
	fputc('\n', to);
}

static void put_head(FILE *to, const struct top *top, bool live)
{
	json_object *server = get(top->base, "server"), *agent = get(top->base, "agent");
	char line[5000], interval[64], passed[64];
	int length = 0;
	size_t i;

	snprintf(line, sizeof(line), "%s%s%s, agent %s, %s", get_text(server, "vendor"),
		 *get_text(server, "sub_vendor") ? ":" : "", get_text(server, "sub_vendor"),
		 get(agent, "name") ? get_text(agent, "name") : "?", get_text(top->base, "transport"));
	put_line(to, live, top->width, bold(top->tool, true), line);
	for (i = 0; i < COUNT(gauges); i++)
		length += snprintf(line + length, sizeof(line) - (size_t)length,
				   top->shown[i] ? "[%zu %s] " : " %zu %s  ", i + 1,
				   gauges[i].kind->object);
	put_line(to, live, top->width, "", line);
	format_quantity(interval, sizeof(interval), top->interval, "us", false);
	format_quantity(passed, sizeof(passed), time_now(top->tool) - top->start, "us", false);
	snprintf(line, sizeof(line), "%zu of %zu by %s%s%s%s, every %s, at %s", top->row_count, top->count,
		 orders[top->order], top->only_on ? ", on" : "", *top->filter ? ", with " : "",
		 top->filter, interval, passed);
	put_line(to, live, top->width, "", line);
}

static void put_picture(FILE *to, struct top *top, bool live)
{
	size_t room = live && top->height > FIXED_LINES ? (size_t)(top->height - FIXED_LINES) : 1;
	struct widths w = find_widths(top);
	char line[256];
	size_t i;

	choose_rows(top);
	if (!live || top->row_count <= room)
		top->first = 0;
	else if (top->first > top->row_count - room)
		top->first = top->row_count - room;
	put_head(to, top, live);
	snprintf(line, sizeof(line), "%-*s  %-*s  %-*s  %s", w.object, "OBJECT", w.name, "NAME",
		 w.state, "STATE", "VALUE");
	put_line(to, live, top->width, bold(top->tool, true), line);
	for (i = top->first; i < top->row_count && (!live || i < top->first + room); i++)
		put_row(to, top, &w, top->rows[i], live);
}

static void put_keys(FILE *to, const struct top *top, size_t lines)
{
	char line[256];

	if (top->typing)
		snprintf(line, sizeof(line), "filter: %s_  (Enter, or Escape for none)", top->filter);
	else
		snprintf(line, sizeof(line), "q quit  / filter  s sort  o only on  1-6 objects  "
			 "+ - pace  space now  arrows");
	for (; lines; lines--)
		fputs("\033[K\n", to);
	fprintf(to, "\033[K\033[7m%.*s\033[0m", top->width, line);
}

/* The size of a picture's first lines, without the end of the last one */
static size_t cut(const char *picture, size_t size, int lines)
{
	size_t i;

	for (i = 0; i < size; i++) {
		if (picture[i] == '\n' && !--lines)
			return i;
	}
	return size;
}

/* A terminal of few lines shows the head of the picture */
static void draw(struct top *top)
{
	size_t size, room, rows;
	char *picture;
	FILE *to = open_memstream(&picture, &size);

	screen_size(&top->width, &top->height);
	put_picture(to, top, true);
	room = top->height > FIXED_LINES ? (size_t)(top->height - FIXED_LINES) : 1;
	rows = top->row_count - top->first < room ? top->row_count - top->first : room;
	put_keys(to, top, room - rows);
	fclose(to);
	screen_draw(picture, cut(picture, size, top->height));
	free(picture);
}

/* Keys */

static void type(struct top *top, int key)
{
	size_t length = strlen(top->filter);

	if (key == '\r' || key == '\n' || key == SCREEN_ESCAPE)
		top->typing = false;
	if (key == SCREEN_ESCAPE)
		top->filter[0] = '\0';
	if ((key == '\b' || key == SCREEN_DELETE) && length)
		top->filter[length - 1] = '\0';
	if (key > ' ' && key < SCREEN_DELETE && length + 1 < sizeof(top->filter)) {
		top->filter[length] = (char)key;
		top->filter[length + 1] = '\0';
	}
}

static void scroll(struct top *top, int key)
{
	size_t page = top->height > FIXED_LINES + 1 ? (size_t)(top->height - FIXED_LINES - 1) : 1;
	size_t step = key == SCREEN_UP || key == SCREEN_DOWN ? 1 : page;

	if (key == SCREEN_HOME)
		top->first = 0;
	else if (key == SCREEN_END)
		top->first = top->count;
	else if (key == SCREEN_DOWN || key == SCREEN_PAGE_DOWN)
		top->first += step;
	else
		top->first -= top->first < step ? top->first : step;
}

/* Whether the view goes on */
static bool press(struct top *top, int key, uint64_t *deadline)
{
	if (top->typing) {
		type(top, key);
		return true;
	}
	if (key > '0' && key <= '0' + (int)COUNT(gauges))
		top->shown[key - '1'] = !top->shown[key - '1'];
	switch (key) {
	case 'q':
		return false;
	case '/':
		top->typing = true;
		break;
	case SCREEN_ESCAPE:
		top->filter[0] = '\0';
		break;
	case 's':
		top->order = (top->order + 1) % ORDERS;
		break;
	case 'o':
		top->only_on = !top->only_on;
		break;
	case '+':
		top->interval = top->interval / 2 > MIN_INTERVAL ? top->interval / 2 : MIN_INTERVAL;
		break;
	case '-':
		top->interval = top->interval * 2 < MAX_INTERVAL ? top->interval * 2 : MAX_INTERVAL;
		break;
	case ' ':
		*deadline = 0;
		break;
	case SCREEN_UP: case SCREEN_DOWN: case SCREEN_PAGE_UP: case SCREEN_PAGE_DOWN: case SCREEN_HOME:
	case SCREEN_END:
		scroll(top, key);
		break;
	}
	return true;
}

/* Until the next sample is due; false: it is over, and @event says how */
static bool wait_and_draw(struct top *top, int *event)
{
	uint64_t last = wall_time(), deadline = last + top->interval;
	bool goes_on = true;

	while (goes_on && wall_time() < deadline) {
		uint64_t interval = top->interval;

		*event = screen_wait(deadline);
		if (*event < SCREEN_NOTHING)
			return false;
		if (*event == SCREEN_NOTHING)
			continue;
		goes_on = press(top, *event, &deadline);
		if (top->interval != interval)
			deadline = last + top->interval;
		draw(top);
	}
	return goes_on;
}

/* A board's time goes on as that of the wall does */
static int live(struct top *top)
{
	uint64_t end = top->tool->duration ? time_now(top->tool) + top->tool->duration : UINT64_MAX;
	int status = screen_open(top->tool), event = SCREEN_NOTHING;

	if (status)
		return status;
	while (!status) {
		status = sample_unseen(top);
		if (status)
			break;
		draw(top);
		if (time_now(top->tool) >= end || !wait_and_draw(top, &event))
			break;
		if (top->tool->board)
			pass_time(top->tool, top->interval);
	}
	screen_close(event);
	return status;
}

static void trim_lines(char *text)
{
	char *to = text, *end = text;

	for (; *text; text++) {
		if (*text == '\n')
			to = end;
		*to++ = *text;
		if (*text != ' ')
			end = to;
	}
	*to = '\0';
}

/* All samples for scripts, or one picture after the last one */
static int still(struct top *top)
{
	json_object *samples = json_object_new_array();
	size_t size, count = (size_t)(top->tool->duration / top->interval) + 1;
	char *picture;
	int status = 0;
	FILE *to;

	json_object_object_add(top->tool->out, "samples", samples);
	while (!status && top->samples < count) {
		json_object *out = json_object_new_object();

		if (top->samples)
			pass_time(top->tool, top->interval);
		status = sample(top, out);
		if (top->tool->json)
			json_object_array_add(samples, out);
		else
			json_object_put(out);
	}
	if (status || top->tool->json)
		return status;
	to = open_memstream(&picture, &size);
	screen_size(&top->width, &top->height);
	put_picture(to, top, false);
	fclose(to);
	trim_lines(picture);
	json_object_object_add(top->tool->out, "picture", json_object_new_string(picture));
	free(picture);
	return 0;
}

int run_top(struct tool *tool, int argc, char **argv)
{
	struct top top = {
		.tool = tool, .base = json_object_new_object(), .start = time_now(tool),
		.interval = tool->interval ? tool->interval : DEFAULT_INTERVAL,
	};
	int status = choose_objects(&top, argc, argv);

	setlocale(LC_CTYPE, "");
	top.unicode = !strcmp(nl_langinfo(CODESET), "UTF-8");
	if (!status)
		status = put_base(tool, top.base);
	if (!status)
		status = find_resources(&top);
	if (!status)
		status = tool->once || tool->json ? still(&top) : live(&top);
	json_object_put(top.base);
	free(top.resources);
	free(top.rows);
	return status;
}

/* The whole terminal has been used, and is as it was; or there is a picture */
void print_top(const struct tool *tool, json_object *out)
{
	(void)tool;
	if (get(out, "picture"))
		fputs(get_text(out, "picture"), stdout);
}
