// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * The descriptions of all protocols. A new one is an #include of its table, and a line in the list.
 */
#include "describe_table.h"

static const struct scmi_message_words base[] = {
#include "base.def"
};
static const struct scmi_message_words power[] = {
#include "power.def"
};
static const struct scmi_message_words system[] = {
#include "system.def"
};
static const struct scmi_message_words performance[] = {
#include "performance.def"
};
static const struct scmi_message_words clock[] = {
#include "clock.def"
};
static const struct scmi_message_words sensor[] = {
#include "sensor.def"
};
static const struct scmi_message_words reset[] = {
#include "reset.def"
};
static const struct scmi_message_words voltage[] = {
#include "voltage.def"
};
static const struct scmi_message_words powercap[] = {
#include "powercap.def"
};
static const struct scmi_message_words pinctrl[] = {
#include "pinctrl.def"
};
#ifdef SCMI_MISBEHAVE
static const struct scmi_message_words misbehave[] = {
#include "misbehave.def"
};
#endif

#define PROTOCOL(id_, name_) {								\
	.name = #name_, .id = (id_), .messages = (name_),					\
	.count = sizeof(name_) / sizeof((name_)[0]),					\
}
const struct scmi_protocol_words scmi_protocol_words[] = {
	PROTOCOL(SCMI_PROTOCOL_BASE, base),
	PROTOCOL(SCMI_PROTOCOL_POWER, power),
	PROTOCOL(SCMI_PROTOCOL_SYSTEM, system),
	PROTOCOL(SCMI_PROTOCOL_PERFORMANCE, performance),
	PROTOCOL(SCMI_PROTOCOL_CLOCK, clock),
	PROTOCOL(SCMI_PROTOCOL_SENSOR, sensor),
	PROTOCOL(SCMI_PROTOCOL_RESET, reset),
	PROTOCOL(SCMI_PROTOCOL_VOLTAGE, voltage),
	PROTOCOL(SCMI_PROTOCOL_POWERCAP, powercap),
	PROTOCOL(SCMI_PROTOCOL_PINCTRL, pinctrl),
#ifdef SCMI_MISBEHAVE
	PROTOCOL(SCMI_PROTOCOL_MISBEHAVE, misbehave),
#endif
};
const size_t scmi_protocol_words_count =
	sizeof(scmi_protocol_words) / sizeof(scmi_protocol_words[0]);

/* Names */

static int plain(char c)
{
	if (c >= 'A' && c <= 'Z')
		return c - 'A' + 'a';
	return c == '-' ? '_' : c;
}

bool scmi_same_name(const char *a, const char *b)
{
	while (*a && plain(*a) == plain(*b)) {
		a++;
		b++;
	}
	return plain(*a) == plain(*b);
}

const struct scmi_protocol_words *scmi_find_protocol(uint8_t id)
{
	size_t i;

	for (i = 0; i < scmi_protocol_words_count; i++) {
		if (scmi_protocol_words[i].id == id)
			return &scmi_protocol_words[i];
	}
	return NULL;
}

const struct scmi_protocol_words *scmi_find_protocol_by_name(const char *name)
{
	size_t i;

	for (i = 0; i < scmi_protocol_words_count; i++) {
		if (scmi_same_name(scmi_protocol_words[i].name, name))
			return &scmi_protocol_words[i];
	}
	return NULL;
}

const struct scmi_message_words *scmi_find_message(const struct scmi_protocol_words *protocol,
						   uint8_t id, enum scmi_message_type type)
{
	unsigned int i;

	for (i = 0; i < protocol->count; i++) {
		if (protocol->messages[i].id == id && protocol->messages[i].type == type)
			return &protocol->messages[i];
	}
	return NULL;
}

const struct scmi_message_words *scmi_find_command(const struct scmi_protocol_words *protocol,
						   const char *name)
{
	unsigned int i;

	for (i = 0; i < protocol->count; i++) {
		const struct scmi_message_words *message = &protocol->messages[i];

		if (message->type == SCMI_COMMAND && (scmi_same_name(message->name, name) ||
						      scmi_same_name(message->short_name, name)))
			return message;
	}
	return NULL;
}

/* Kinds that are more than plain numbers */
static const struct kind {
	const char *kind, *unit;
	bool hex, is_signed;
} kinds[] = {
	{ "HERTZ", "Hz", false, false },
	{ "KILOHERTZ", "kHz", false, false },
	{ "MICROSECONDS", "us", false, false },
	{ "MILLISECONDS", "ms", false, false },
	{ "MICROVOLTS", "uV", false, true },
	{ "MICROWATTS", "uW", false, false },
	{ "SIGNED", NULL, false, true },
	{ "PROTOCOL_ID", NULL, true, false },
	{ "MESSAGE_ID", NULL, true, false },
	{ "VERSION", NULL, true, false },
	{ "BITS", NULL, true, false },
	{ "HEX", NULL, true, false },
};

static const struct kind *kind_of(const struct scmi_field *field)
{
	static const struct kind plain_number;
	size_t i;

	for (i = 0; field->kind && i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		if (scmi_same_name(kinds[i].kind, field->kind))
			return &kinds[i];
	}
	return &plain_number;
}

const char *scmi_field_unit(const struct scmi_field *field)
{
	return kind_of(field)->unit;
}

bool scmi_field_is_hex(const struct scmi_field *field)
{
	return kind_of(field)->hex;
}

bool scmi_field_is_signed(const struct scmi_field *field)
{
	return kind_of(field)->is_signed;
}

static unsigned int bits_of(const struct scmi_field *field)
{
	return field->form == SCMI_FIELD_BITS ? field->high - field->low + 1u : 8u * field->size;
}

bool scmi_field_takes(const struct scmi_field *field, bool negative, uint64_t magnitude)
{
	unsigned int bits = bits_of(field);

	if (!scmi_field_is_signed(field))
		return !negative && magnitude <= UINT64_MAX >> (64 - bits);
	return magnitude < ((uint64_t)1 << (bits - 1)) + negative;
}

/* Building */

static bool exists(const struct scmi_field *field, uint8_t version)
{
	return version >= field->since && (!field->until || version < field->until);
}

/* Lists at the end start empty */
static size_t size_in(const struct scmi_field *field, uint8_t version)
{
	if (field->form != SCMI_FIELD_NUMBER && field->form != SCMI_FIELD_TEXT)
		return 0;
	return exists(field, version) ? field->size : 0;
}

bool scmi_build_init(struct scmi_build *build, const struct scmi_field *fields, uint8_t version,
		     uint8_t *bytes, size_t room)
{
	const struct scmi_field *field;
	size_t size = 0;

	for (field = fields; field->form != SCMI_FIELD_END; field++)
		size += size_in(field, version);
	*build = (struct scmi_build){ .fields = fields, .bytes = bytes, .version = version };
	if (size > room)
		return false;
	for (; build->size < size; build->size++)
		bytes[build->size] = 0;
	return true;
}

const struct scmi_field *scmi_build_find(const struct scmi_build *build, const char *name)
{
	const struct scmi_field *field;

	for (field = build->fields; field->form != SCMI_FIELD_END; field++) {
		if ((field->form == SCMI_FIELD_NUMBER || field->form == SCMI_FIELD_BITS) &&
		    exists(field, build->version) && scmi_same_name(field->name, name))
			return field;
		if (field->form == SCMI_FIELD_ARRAY)
			break;
	}
	return NULL;
}

static uint64_t load(const uint8_t *p, size_t size)
{
	uint64_t value = 0;

	while (size-- > 0)
		value = value << 8 | p[size];
	return value;
}

static void store(uint8_t *p, size_t size, uint64_t value)
{
	size_t i;

	for (i = 0; i < size; i++)
		p[i] = (uint8_t)(value >> 8 * i);
}

void scmi_build_set(struct scmi_build *build, const struct scmi_field *wanted, uint64_t value)
{
	const struct scmi_field *field = build->fields;
	uint8_t *next = build->bytes, *number = next;
	size_t size = 0;

	/* Bits belong to the number before them */
	for (; field <= wanted; field++) {
		if (field->form == SCMI_FIELD_BITS)
			continue;
		number = next;
		size = size_in(field, build->version);
		next += size;
	}
	if (wanted->form == SCMI_FIELD_BITS) {
		uint64_t mask = UINT64_MAX >> (64 - bits_of(wanted)) << wanted->low;

		value = (load(number, size) & ~mask) | value << wanted->low;
	}
	store(number, size, value);
}

/* Reading */

void scmi_read_init(struct scmi_read *read, const struct scmi_field *fields, uint8_t version,
		    const uint8_t *bytes, size_t size)
{
	*read = (struct scmi_read){
		.field = fields, .bytes = bytes, .size = size, .version = version,
		.count = UINT64_MAX,
	};
}

static bool is_called(const struct scmi_field *field, const char *name, size_t length)
{
	const char *c = field->name;

	while (length && *c == *name) {
		c++;
		name++;
		length--;
	}
	return !length && !*c;
}

/* The bits of this name that the entry, or the message, had before */
static uint64_t earlier_bits(const struct scmi_read *read, const char *name, size_t length)
{
	struct scmi_read again;
	struct scmi_item item;

	scmi_read_init(&again, read->start, read->version, read->start_bytes, read->start_size);
	again.stop = read->field;
	while (scmi_read_next(&again, &item)) {
		if (item.field->form == SCMI_FIELD_BITS && is_called(item.field, name, length))
			return item.value;
	}
	return 0;
}

/* Letters, digits and underscores, that is, not what else a condition has */
static bool is_name(char c)
{
	return c >= '0';
}

/* Bits' names with && between them, and a ! before those that have to be zero */
static bool holds(const struct scmi_read *read, const char *condition)
{
	while (*condition) {
		bool wanted = true;
		size_t length = 0;

		while (!is_name(*condition)) {
			if (*condition++ == '!')
				wanted = false;
		}
		while (is_name(condition[length]))
			length++;
		if (!!earlier_bits(read, condition, length) != wanted)
			return false;
		condition += length;
	}
	return true;
}

static const struct scmi_field *skip_to(const struct scmi_field *field, enum scmi_field_form form)
{
	while (field->form != form)
		field++;
	return field + 1;
}

static void start_at(struct scmi_read *read, const struct scmi_field *field)
{
	read->start = field;
	read->start_bytes = read->bytes;
	read->start_size = read->size;
}

/* Entries fill up words: behind as many as were told there may be up to three bytes that are none */
static bool only_padding(const struct scmi_read *read, const struct scmi_field *array)
{
	return array->size < U32_SIZE && read->index == read->count && read->size < U32_SIZE;
}

/* Whether one more entry follows; at its end the reader goes back to @first */
static bool next_entry(struct scmi_read *read, const struct scmi_field *first)
{
	if (read->repeat)
		read->index++;
	read->repeat = first;
	if (first->form == SCMI_FIELD_ARRAY && only_padding(read, first))
		read->size = 0;
	return read->size;
}

/* Goes over what is no field of the message as it is; false at the end */
static bool find_field(struct scmi_read *read)
{
	for (;;) {
		const struct scmi_field *field = read->field;

		if (field == read->stop)
			return false;
		if (!read->start)
			start_at(read, field);
		/* NOLINTNEXTLINE(clang-analyzer-core.NullDereference): ENTRIES_END follows an ENTRIES */
		switch ((enum scmi_field_form)field->form) {
		case SCMI_FIELD_END:
			/* Behind an array: its next number. Entries do not come here. */
			if (!read->repeat)
				return false;
			read->field = read->repeat;
			break;
		case SCMI_FIELD_ARRAY:
			return next_entry(read, field);
		case SCMI_FIELD_ENTRIES:
			if (!next_entry(read, field))
				return false;
			read->field++;
			start_at(read, read->field);
			break;
		case SCMI_FIELD_ENTRIES_END:
			read->field = read->repeat;
			break;
		case SCMI_FIELD_IF:
			read->field = holds(read, field->name) ? field + 1 :
				      skip_to(field, SCMI_FIELD_IF_END);
			break;
		case SCMI_FIELD_IF_END:
			read->field++;
			break;
		default:
			if (exists(field, read->version))
				return true;
			/* The bits of a number come and go with it */
			do
				read->field++;
			while (read->field->form == SCMI_FIELD_BITS);
		}
	}
}

static uint64_t extend_sign(const struct scmi_field *field, uint64_t value)
{
	uint64_t sign;

	if (!scmi_field_is_signed(field))
		return value;
	/* NOLINTNEXTLINE(clang-analyzer-core.UndefinedBinaryOperatorResult): numbers have a size */
	sign = (uint64_t)1 << (8 * field->size - 1);
	return (value ^ sign) - sign;
}

bool scmi_read_next(struct scmi_read *read, struct scmi_item *item)
{
	const struct scmi_field *field;
	const uint8_t *bytes;

	*item = (struct scmi_item){ 0 };
	if (!find_field(read))
		return false;
	field = read->field++;
	item->field = field;
	item->index = read->index;
	item->listed = read->repeat;
	if (field->form == SCMI_FIELD_BITS) {
		item->value = read->number >> field->low & UINT64_MAX >> (64 - bits_of(field));
		if (scmi_same_name(field->name, "returned"))
			read->count = item->value;
		return true;
	}
	if (field->size > read->size) {
		read->short_of_fields = true;
		read->field--;
		return false;
	}
	bytes = read->bytes;
	read->bytes += field->size;
	read->size -= field->size;
	if (field->form == SCMI_FIELD_TEXT) {
		item->text = bytes;
		while (item->text_size < field->size && bytes[item->text_size])
			item->text_size++;
		return true;
	}
	read->number = load(bytes, field->size);
	if (field->form == SCMI_FIELD_NUMBER && scmi_same_name(field->kind, "COUNT"))
		read->count = read->number;
	item->value = extend_sign(field, read->number);
	return true;
}
