// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * Every message of every protocol and version, each way, in many sizes: writes to the file PACKETS what
 * text2pcap makes a capture of, and to standard output what is in each packet after SNAP bytes of it
 * have been captured, as lib/wire/describe.c reads it. A line is "packet field value".
 *
 *	sweep SEED SNAP PACKETS
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "describe.h"

#define MAX_PAYLOAD	160
#define STATUS_SIZE	4

static struct {
	FILE *packets;
	unsigned int number;	/* of the packet */
	size_t snap;
	uint32_t random;
	uint16_t token;
} run;

/* A packet */
struct packet {
	const struct scmi_protocol_words *protocol;
	const struct scmi_message_words *message;
	const struct scmi_field *fields;
	uint8_t version;
	char way;		/* O: to the platform, I: to the agent */
	bool has_status;
	uint8_t bytes[SCMI_HEADER_SIZE + STATUS_SIZE + MAX_PAYLOAD];
	size_t size;
};

static uint32_t random_number(void)
{
	run.random ^= run.random << 13;
	run.random ^= run.random >> 17;
	run.random ^= run.random << 5;
	return run.random;
}

static void store32(uint8_t *p, uint32_t value)
{
	p[0] = (uint8_t)value;
	p[1] = (uint8_t)(value >> 8);
	p[2] = (uint8_t)(value >> 16);
	p[3] = (uint8_t)(value >> 24);
}

/* Often what tells a count, or says that further fields are there */
static uint32_t random_word(void)
{
	static const uint32_t likely[] = { 0, 1, 2, 3, 0x100, 0x101, 0x102, UINT32_MAX };
	uint32_t number = random_number();

	return number & 0x10 ? likely[number & 7] : random_number();
}

static size_t start(const struct packet *packet)
{
	return SCMI_HEADER_SIZE + (packet->has_status ? STATUS_SIZE : 0);
}

/* Only what the packet has within the first @size bytes */
static void read_init(struct scmi_read *read, const struct packet *packet, size_t size)
{
	size_t from = start(packet);

	scmi_read_init(read, packet->fields, packet->version, packet->bytes + from,
		       size > from ? size - from : 0);
}

/* Texts are words here: how bytes that are none are shown is Wireshark's affair */
static void fill(struct packet *packet)
{
	struct scmi_read read;
	struct scmi_item item;
	size_t i;

	for (i = start(packet); i + 4 <= sizeof(packet->bytes); i += 4)
		store32(packet->bytes + i, random_word());
	read_init(&read, packet, packet->size);
	while (scmi_read_next(&read, &item)) {
		if (item.field->form != SCMI_FIELD_TEXT)
			continue;
		for (i = 0; i < item.field->size; i++)
			packet->bytes[item.text - packet->bytes + (ptrdiff_t)i] =
				i < 1 + packet->size % item.field->size ? 'a' + random_number() % 26 : 0;
	}
}

/* scmi.PROTOCOL.MESSAGE[.LIST].FIELD[.BITS] */
static void print_path(const struct packet *packet, const struct scmi_field *wanted)
{
	const char *list = NULL, *number = NULL;
	const struct scmi_field *field;

	for (field = packet->fields; field <= wanted; field++) {
		if (field->form == SCMI_FIELD_ENTRIES)
			list = field->name;
		else if (field->form == SCMI_FIELD_ENTRIES_END)
			list = NULL;
		else if (field->form == SCMI_FIELD_NUMBER || field->form == SCMI_FIELD_ARRAY)
			number = field->name;
	}
	printf("%u scmi.%s.%s", run.number, packet->protocol->name, packet->message->short_name);
	if (list)
		printf(".%s", list);
	if (wanted->form == SCMI_FIELD_BITS)
		printf(".%s", number);
	printf(".%s ", wanted->name);
}

static void print_item(const struct packet *packet, const struct scmi_item *item)
{
	print_path(packet, item->field);
	if (item->field->form == SCMI_FIELD_TEXT)
		printf("%.*s\n", (int)item->text_size, (const char *)item->text);
	else if (item->field->form == SCMI_FIELD_BITS)
		printf("%" PRIu64 "\n", item->value);
	else if (scmi_field_is_hex(item->field))
		printf("0x%0*" PRIx64 "\n", 2 * item->field->size, item->value);
	else if (scmi_field_is_signed(item->field))
		printf("%" PRId64 "\n", (int64_t)item->value);
	else
		printf("%" PRIu64 "\n", item->value);
}

static void print_left_over(const uint8_t *bytes, size_t size)
{
	size_t i;

	printf("%u scmi.left_over ", run.number);
	for (i = 0; i < size; i++)
		printf("%s%02x", i ? ":" : "", bytes[i]);
	putchar('\n');
}

static void print_expected(const struct packet *packet)
{
	size_t captured = packet->size < run.snap ? packet->size : run.snap;
	bool short_status = captured < start(packet);
	struct scmi_read read;
	struct scmi_item item;

	if (packet->has_status && !short_status)
		printf("%u scmi.status 0\n", run.number);
	read_init(&read, packet, captured);
	while (!short_status && scmi_read_next(&read, &item))
		print_item(packet, &item);
	if (!short_status && read.size)
		print_left_over(read.bytes, read.size);
	if (captured < packet->size)
		printf("%u scmi.expert.not_captured\n", run.number);
	else if (short_status || read.short_of_fields)
		printf("%u scmi.expert.too_short\n", run.number);
}

static void write_packet(const struct packet *packet)
{
	size_t i;

	run.number++;
	fprintf(run.packets, "%c %u.%06u\n0000", packet->way, run.number / 1000000, run.number % 1000000);
	for (i = 0; i < packet->size; i++)
		fprintf(run.packets, " %02x", packet->bytes[i]);
	fputc('\n', run.packets);
	print_expected(packet);
}

static void make_header(struct packet *packet, char way)
{
	enum scmi_message_type type = packet->message->type;

	packet->way = way;
	packet->has_status = way == 'I' && type != SCMI_NOTIFICATION;
	packet->fields = way == 'O' ? packet->message->request : packet->message->reply;
	store32(packet->bytes, scmi_header(packet->protocol->id, packet->message->id, type, run.token));
}

static void write_side(struct packet *packet, char way, size_t size)
{
	make_header(packet, way);
	packet->size = start(packet) + size;
	fill(packet);
	if (packet->has_status)
		store32(packet->bytes + SCMI_HEADER_SIZE, 0);
	if (packet->size > SCMI_HEADER_SIZE && packet->has_status && size == 0)
		packet->size -= random_number() & 1;
	write_packet(packet);
}

/* The size of the fields before lists and conditions */
static size_t fixed_size(const struct scmi_field *fields, uint8_t version)
{
	uint8_t bytes[MAX_PAYLOAD];
	struct scmi_build build;

	if (!fields || !scmi_build_init(&build, fields, version, bytes, sizeof(bytes)))
		return 0;
	return build.size;
}

static void write_message(struct packet *packet)
{
	static const int more[] = { 0, 0, 4, -1, 1, 8, 16, 24, 36, 48, -4, 61, 3, -1000 };
	bool is_command = packet->message->type == SCMI_COMMAND;
	size_t i;

	for (i = 0; i < sizeof(more) / sizeof(more[0]); i++) {
		int request = (int)fixed_size(packet->message->request, packet->version) + more[i];
		int reply = (int)fixed_size(packet->message->reply, packet->version) + more[i];

		run.token = (run.token + 1) & SCMI_TOKEN_MAX;
		if (is_command)
			write_side(packet, 'O', request > 0 ? (size_t)request : 0);
		write_side(packet, 'I', reply > 0 ? (size_t)reply : 0);
	}
}

/* From here on the payloads are those of this version */
static void write_version(struct packet *packet)
{
	make_header(packet, 'O');
	packet->size = SCMI_HEADER_SIZE;
	write_packet(packet);
	make_header(packet, 'I');
	packet->size = SCMI_HEADER_SIZE + 8;
	store32(packet->bytes + 4, 0);
	store32(packet->bytes + 8, scmi_version_to_wire(packet->version));
	write_packet(packet);
}

static void write_protocol(const struct scmi_protocol_words *protocol, uint8_t version)
{
	struct packet packet = { .protocol = protocol, .version = version };
	size_t i;

	/* Where the version is not captured, it is not known */
	packet.message = scmi_find_message(protocol, SCMI_PROTOCOL_VERSION, SCMI_COMMAND);
	write_version(&packet);
	for (i = 0; i < protocol->count; i++) {
		packet.message = &protocol->messages[i];
		/* What these say of versions, tests/dissector/dissector.vectors has */
		if (packet.message->type == SCMI_COMMAND &&
		    (packet.message->id == SCMI_PROTOCOL_VERSION ||
		     packet.message->id == SCMI_NEGOTIATE_PROTOCOL_VERSION))
			continue;
		write_message(&packet);
	}
}

int main(int argc, char **argv)
{
	static const uint8_t versions[] = { 0x10, 0x20, 0x21, 0x30, 0x31, 0x40, 0x50 };
	size_t i, v;

	if (argc != 4)
		return 2;
	run.random = (uint32_t)strtoul(argv[1], NULL, 0) | 1;
	run.snap = strtoul(argv[2], NULL, 0);
	run.packets = fopen(argv[3], "w");
	if (!run.packets) {
		perror(argv[3]);
		return 1;
	}
	for (i = 0; i < scmi_protocol_words_count; i++) {
		for (v = 0; v < sizeof(versions); v++)
			write_protocol(&scmi_protocol_words[i], versions[v]);
	}
	return fclose(run.packets) ? 1 : 0;
}
