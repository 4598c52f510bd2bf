// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * Checks of lists that come in pages, and of names, of all protocols that have them: from the
 * message tables. A list's request says with which entry to begin; its reply how many it returns
 * and how many remain.
 */
#include <string.h>

#include "check.h"

#define MAX_ENTRIES	4096u		/* that are kept of a list */
#define MAX_PAGES	4096u
#define SHORT_NAME	15u

/* Fields of the last reply */

static bool next_named(struct scmi_read *read, const char *name, struct scmi_item *item)
{
	while (scmi_read_next(read, item)) {
		if (!strcmp(item->field->name, name))
			return true;
	}
	return false;
}

static bool find_item(const struct checks *c, const struct scmi_message_words *message,
		      const char *name, struct scmi_item *item)
{
	struct scmi_read read;
	const uint8_t *bytes;
	size_t size;

	bytes = answer(c, &size);
	scmi_read_init(&read, message->reply, c->protocol->version, bytes, size);
	return next_named(&read, name, item);
}

static uint64_t number_of(const struct checks *c, const struct scmi_message_words *message,
			  const char *name)
{
	struct scmi_item item;

	return find_item(c, message, name, &item) ? item.value : 0;
}

static bool has_field(const struct scmi_field *field, const char *name)
{
	for (; field->form != SCMI_FIELD_END; field++) {
		if (field->name && !strcmp(field->name, name))
			return true;
	}
	return false;
}

/* Pages */

/* What says where a list begins; NULL: the message is about none */
static const struct scmi_field *index_field(const struct scmi_message_words *message)
{
	const struct scmi_field *field = message->request;

	if (!reads(message) || (!has_field(message->reply, "remaining") &&
				!has_field(message->reply, "num_protocols")))
		return NULL;
	for (; field->form != SCMI_FIELD_END; field++) {
		if (field->form == SCMI_FIELD_NUMBER && field->kind &&
		    !strcmp(field->kind, "COUNT"))
			return field;
	}
	return NULL;
}

struct page {
	uint64_t returned, remaining;	/* as the page says ... */
	unsigned int count;		/* ... and as many entries as it has */
	bool range;			/* lowest, highest and step instead of a list */
	uint64_t entries[MAX_ENTRIES];	/* the first number of each */
};

static void read_page(const struct checks *c, const struct scmi_message_words *message,
		      struct page *page)
{
	struct scmi_read read;
	struct scmi_item item;
	const uint8_t *bytes;
	size_t size;

	bytes = answer(c, &size);
	scmi_read_init(&read, message->reply, c->protocol->version, bytes, size);
	page->count = 0;
	while (scmi_read_next(&read, &item)) {
		if (!item.listed || item.index != page->count || page->count == MAX_ENTRIES)
			continue;
		page->entries[page->count++] = item.value;
	}
	page->returned = has_field(message->reply, "returned") ? number_of(c, message, "returned") :
			 number_of(c, message, "num_protocols");
	page->remaining = number_of(c, message, "remaining");
	page->range = number_of(c, message, "linear") || number_of(c, message, "triplet");
}

static size_t build_page(const struct checks *c, const struct scmi_message_words *message,
			 uint32_t id, uint64_t start, uint8_t *payload)
{
	size_t size = build_request(c, message, id, payload);
	struct scmi_build build = {
		.fields = message->request, .bytes = payload, .size = size,
		.version = c->protocol->version,
	};

	scmi_build_set(&build, index_field(message), start);
	return size;
}

/* False: there is no such page */
static bool get_page(struct checks *c, const struct scmi_message_words *message, uint32_t id,
		     uint64_t start, struct page *page)
{
	uint8_t payload[SCMI_LINK_MAX_SIZE];
	size_t size = build_page(c, message, id, start, payload);
	int status;

	if (!ask(c, c->protocol->words->id, message->id, payload, size, &status) || status)
		return false;
	read_page(c, message, page);
	return true;
}

/* From one page to the next; @all is how many entries the first one has promised */
static void walk(struct checks *c, const struct scmi_message_words *message, uint32_t id,
		 struct page *page, uint64_t all)
{
	uint64_t start = page->returned;
	unsigned int pages = 1;

	while (page->remaining && pages++ < MAX_PAGES) {
		if (!page->returned) {
			tell_message(c, GRADE_FAILURE,
				     "%s: %llu entries remain, and none is returned", message->name,
				     (unsigned long long)page->remaining);
			return;
		}
		if (!get_page(c, message, id, start, page)) {
			tell_message(c, GRADE_FAILURE,
				     "%s: the page from entry %llu of %llu is refused",
				     message->name, (unsigned long long)start,
				     (unsigned long long)all);
			return;
		}
		if (start + page->returned + page->remaining != all) {
			tell_message(
				c, GRADE_FAILURE,
				"%s: from entry %llu there are %llu in all, from the first %llu",
				message->name, (unsigned long long)start,
				(unsigned long long)(start + page->returned + page->remaining),
				(unsigned long long)all);
			return;
		}
		start += page->returned;
	}
}

/* A page that begins with the second entry of the first one */
static void check_start(struct checks *c, const struct scmi_message_words *message, uint32_t id,
			const struct page *first)
{
	static struct page page;

	if (first->count < 2 || !get_page(c, message, id, 1, &page) || !page.count)
		return;
	if (page.entries[0] != first->entries[1])
		tell_message(
			c, GRADE_FAILURE,
			"%s: the page from entry 1 begins with 0x%llx, which is not entry 1 "
			"(0x%llx)",
			message->name, (unsigned long long)page.entries[0],
			(unsigned long long)first->entries[1]);
}

static void check_list(struct checks *c, const struct scmi_message_words *message, uint32_t id)
{
	static struct page first, page;
	uint64_t all;

	if (!get_page(c, message, id, 0, &first))
		return;
	all = first.returned + first.remaining;
	if (first.range && (first.returned != 3 || first.remaining))
		tell_message(c, GRADE_FAILURE,
			     "%s: a range of %llu numbers and %llu remaining, not of 3",
			     message->name, (unsigned long long)first.returned,
			     (unsigned long long)first.remaining);
	if (first.range)
		return;
	page = first;
	walk(c, message, id, &page, all);
	check_start(c, message, id, &first);
}

/* What the message's section demands for an index out of its range; 0: nothing */
static int demanded(const struct scmi_message_words *message)
{
	static const struct {
		const char *name;
		int status;
	} rules[] = {
		{ "BASE_DISCOVER_LIST_PROTOCOLS", SCMI_INVALID_PARAMETERS },
		{ "SENSOR_DESCRIPTION_GET", SCMI_INVALID_PARAMETERS },
		{ "PERFORMANCE_DESCRIBE_LEVELS", SCMI_OUT_OF_RANGE },
		{ "CLOCK_DESCRIBE_RATES", SCMI_OUT_OF_RANGE },
		{ "VOLTAGE_DESCRIBE_LEVELS", SCMI_OUT_OF_RANGE },
	};
	size_t i;

	for (i = 0; i < COUNT(rules); i++) {
		if (!strcmp(rules[i].name, message->name))
			return rules[i].status;
	}
	return SCMI_SUCCESS;
}

static void check_end(struct checks *c, const struct scmi_message_words *message, uint32_t id)
{
	uint64_t starts[] = { 0, 0xffff, UINT32_MAX };
	int wanted = demanded(message), status;
	uint8_t payload[SCMI_LINK_MAX_SIZE];
	static struct page first, page;
	size_t i, size;

	if (!get_page(c, message, id, 0, &first))
		return;
	starts[0] = first.returned + first.remaining + 1;
	for (i = 0; i < COUNT(starts); i++) {
		size = build_page(c, message, id, starts[i], payload);
		if (!ask(c, c->protocol->words->id, message->id, payload, size, &status))
			continue;
		/* A range has one page, wherever that begins */
		if (wanted) {
			want_refusal(c, status, wanted, !first.range, "%s from entry %llu of %llu",
				     message->name, (unsigned long long)starts[i],
				     (unsigned long long)starts[0] - 1);
			continue;
		}
		if (status)
			continue;
		read_page(c, message, &page);
		if (page.returned || page.remaining)
			tell_message(c, GRADE_FAILURE,
				     "%s from entry %llu of %llu: there are entries", message->name,
				     (unsigned long long)starts[i],
				     (unsigned long long)starts[0] - 1);
	}
}

static void for_lists(struct checks *c, each_resource *what)
{
	const struct scmi_message_words *message = NULL;
	bool any = false;

	while ((message = next_command(c, message))) {
		if (!index_field(message) || !has_message(c, message->id))
			continue;
		any = true;
		for_each_resource(c, message, what);
	}
	if (!any)
		skip(c, "the protocol has no lists");
}

static void check_lists(struct checks *c)
{
	for_lists(c, check_list);
}

static void check_ends(struct checks *c)
{
	for_lists(c, check_end);
}

/* Names */

/* The message that has a resource's short name and says whether there is a long one */
static const struct scmi_message_words *named(const struct checks *c)
{
	const struct scmi_message_words *message = NULL;

	while ((message = next_command(c, message))) {
		if (resource_field(message) && has_field(message->reply, "extended_name") &&
		    !index_field(message))
			return message;
	}
	return NULL;
}

static bool get_text_item(struct checks *c, const struct scmi_message_words *message, uint32_t id,
			  struct scmi_item *item)
{
	uint8_t payload[SCMI_LINK_MAX_SIZE];
	size_t size = build_request(c, message, id, payload);
	int status;

	if (!ask(c, c->protocol->words->id, message->id, payload, size, &status) || status)
		return false;
	return find_item(c, message, "name", item) || find_item(c, message, "domain_name", item) ||
	       find_item(c, message, "clock_name", item);
}

static bool printable(const struct scmi_item *item)
{
	size_t i;

	for (i = 0; i < item->text_size; i++) {
		if (item->text[i] < 0x20 || item->text[i] > 0x7e)
			return false;
	}
	return true;
}

/* The long name begins with what the short one has room for */
static void check_long_name(struct checks *c, uint32_t id, const uint8_t *name, size_t size)
{
	const struct scmi_message_words *message = NULL;
	struct scmi_item item;

	while ((message = next_command(c, message))) {
		if (strstr(message->name, "NAME_GET") && !strstr(message->name, "AXIS"))
			break;
	}
	if (!message)
		return;
	if (!get_text_item(c, message, id, &item)) {
		tell_message(c, GRADE_FAILURE,
			     "%s: resource %u has an extended name, which is refused",
			     message->name, id);
		return;
	}
	if (item.text_size < size || memcmp(item.text, name, size))
		tell_message(c, GRADE_FAILURE,
			     "%s: '%.*s' does not begin with the short name '%.*s'", message->name,
			     (int)item.text_size, (const char *)item.text, (int)size,
			     (const char *)name);
}

static void check_name(struct checks *c, const struct scmi_message_words *message, uint32_t id)
{
	uint8_t name[SCMI_NAME_SIZE];
	struct scmi_item item;

	if (!get_text_item(c, message, id, &item))
		return;
	if (!item.text_size)
		tell_message(c, GRADE_REMARK, "%s: resource %u has no name", message->name, id);
	if (!printable(&item))
		tell_message(c, GRADE_FAILURE,
			     "%s: the name of resource %u is not of ASCII characters",
			     message->name, id);
	memcpy(name, item.text, item.text_size);
	if (number_of(c, message, "extended_name"))
		check_long_name(c, id, name,
				item.text_size < SHORT_NAME ? item.text_size : SHORT_NAME);
}

static void check_names(struct checks *c)
{
	const struct scmi_message_words *message = named(c);

	if (message)
		for_each_resource(c, message, check_name);
	else
		skip(c, "names are not about resources here");
}

static const struct check_row rows[] = {
	{
		.name = "lists", .protocol = EACH_PROTOCOL,
		.summary = "the pages of a list fit together",
		.run = check_lists,
	}, {
		.name = "list-ends", .protocol = EACH_PROTOCOL,
		.summary = "there is nothing behind the end of a list",
		.run = check_ends,
	}, {
		.name = "names", .protocol = EACH_PROTOCOL,
		.summary = "names are text, and long ones begin like short ones",
		.run = check_names,
	},
};

const struct check_list list_checks = { rows, COUNT(rows) };
