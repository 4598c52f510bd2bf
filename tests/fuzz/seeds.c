// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * seeds messages|border|agent|device_tree|decode DIRECTORY [FILE...]: what the fuzz targets begin with, made
 * from the message table, or from files; and DIRECTORY.dict, the words of their language.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <describe.h>

#include "../agent/calls.h"
#include "fuzz.h"

#define ROOM	128
#define AGENTS	4

static const char *directory;

static FILE *create(const char *suffix, unsigned int number)
{
	char path[1024];
	FILE *file;

	if (suffix)
		snprintf(path, sizeof(path), "%s.%s", directory, suffix);
	else
		snprintf(path, sizeof(path), "%s/seed-%04u", directory, number);
	file = fopen(path, "wb");
	MUST(file, "%s cannot be written", path);
	return file;
}

static size_t payload_of(const struct scmi_message_words *message, uint8_t *payload)
{
	struct scmi_build build;

	MUST(scmi_build_init(&build, message->request, 0xff, payload, ROOM), "%s", message->name);
	return build.size;
}

/* All commands of a protocol with small numbers as arguments, as acts of messages.c */
static void write_acts(FILE *file, const struct scmi_protocol_words *protocol, uint8_t agent,
		       uint8_t first, uint8_t others)
{
	unsigned int i;

	for (i = 0; i < protocol->count; i++) {
		const struct scmi_message_words *message = &protocol->messages[i];
		uint8_t payload[ROOM];
		size_t size, word;

		if (!message->request)
			continue;
		size = payload_of(message, payload);
		for (word = 0; word < size / 4; word++)
			payload[4 * word] = word ? others : first;
		fprintf(file, "%c%c%c%c%c", 0, agent, protocol->id - 0x10, message->id,
			(int)(size / 4));
		fwrite(payload, 1, size, file);
		fputc(i, file);
		fprintf(file, "%c%c%c", 3, agent, 64);
	}
	fprintf(file, "%c%c%c", 4, 100, 0);
}

static void messages(void)
{
	static const uint8_t arguments[] = { 0, 1, 2, 3, 4, 5, 8 };
	const size_t count = sizeof(arguments);
	unsigned int number = 0;
	uint8_t agent;
	size_t i, j;

	for (agent = 1; agent <= AGENTS; agent++) {
		for (i = 0; i < scmi_protocol_words_count; i++) {
			for (j = 0; j < count * count; j++) {
				FILE *file = create(NULL, number++);

				write_acts(file, &scmi_protocol_words[i], agent,
					   arguments[j / count], arguments[j % count]);
				fclose(file);
			}
		}
	}
}

/* One of each, in both layouts, as border.c reads them */
static void write_border(FILE *file, const struct scmi_protocol_words *protocol,
			 const struct scmi_message_words *message)
{
	uint8_t bytes[SCMI_SMT_HEADER_SIZE + 4 + ROOM] = { 0 };
	uint8_t *payload = bytes + SCMI_SMT_HEADER_SIZE + 4;
	size_t size = 4 + payload_of(message, payload);

	fuzz_put_word(payload - 4, (uint32_t)protocol->id << 10 | message->id);
	fuzz_put_word(bytes + 20, (uint32_t)size);
	fputc(120, file);
	fprintf(file, "%c%c%c", 1, 0, (int)(SCMI_SMT_HEADER_SIZE + size));
	fwrite(bytes, 1, SCMI_SMT_HEADER_SIZE + size, file);
	fprintf(file, "%c%c", 0, 0);
	fprintf(file, "%c%c%c%c%c", 0, 0, (int)size, 120, 0);
	fwrite(payload - 4, 1, size, file);
}

static void border(void)
{
	unsigned int number = 0, j;
	size_t i;

	for (i = 0; i < scmi_protocol_words_count; i++) {
		const struct scmi_protocol_words *protocol = &scmi_protocol_words[i];

		for (j = 0; j < protocol->count; j++) {
			FILE *file;

			if (!protocol->messages[j].request)
				continue;
			file = create(NULL, number++);
			write_border(file, protocol, &protocol->messages[j]);
			fclose(file);
		}
	}
}

/* The reply to each call in each version, with a list of one entry of some words, as agent.c reads it */
static void write_answer(FILE *file, const struct scmi_field *reply, uint8_t version, unsigned int words)
{
	uint8_t payload[2 * ROOM] = { 0 };
	const struct scmi_field *returned;
	struct scmi_build build;

	MUST(scmi_build_init(&build, reply, version, payload, ROOM), "a reply is too long");
	returned = scmi_build_find(&build, "returned");
	if (returned)
		scmi_build_set(&build, returned, words != 0);
	fprintf(file, "%c%c", 0, (int)(build.size / 4 + words));
	fwrite(payload, 1, build.size + 4 * words, file);
}

static void write_call(FILE *file, unsigned int number, uint8_t version)
{
	fprintf(file, "%c%c%c%c%c%c%c%c%c%c", 0, 63, 0, (int)number, version, 1, 0, 0, 1, 4);
}

static void agent(void)
{
	static const uint8_t versions[] = {
		SCMI_VERSION(1, 0), SCMI_VERSION(2, 0), SCMI_VERSION(3, 0), SCMI_VERSION(4, 0),
	};
	unsigned int number = 0, i, words;
	size_t v;

	for (i = 0; i < AGENT_CALLS; i++) {
		const struct scmi_protocol_words *protocol = scmi_find_protocol(agent_calls[i].protocol);
		const struct scmi_message_words *message = scmi_find_command(protocol, agent_calls[i].message);

		MUST(message, "no message %s", agent_calls[i].message);
		for (v = 0; v < sizeof(versions); v++) {
			for (words = 0; words < 16; words++) {
				FILE *file = create(NULL, number++);

				write_call(file, i, versions[v]);
				write_answer(file, message->reply, versions[v], words);
				fclose(file);
			}
		}
	}
}

/* Copies of files; those for device_tree.c have one byte more at their end */
static void copies(char **paths, int count, bool one_more)
{
	int i;

	for (i = 0; i < count; i++) {
		FILE *file = create(NULL, (unsigned int)i);
		size_t size;
		void *bytes = fuzz_read(paths[i], &size);

		fwrite(bytes, 1, size, file);
		if (one_more)
			fputc(0, file);
		fclose(file);
		free(bytes);
	}
}

/* Words of trace files and logs */
static void words(void)
{
	static const char *const list[] = {
		"scmi_msg_dump: id=0 ch=14 pt=14 t=CMND msg_id=05 seq=0001 s=0 pyld=", "t=RESP", "t=DLYD",
		"t=NOTI", "t=!RESP", "scmi_xfer_begin: pt=14 msg_id=05 seq=0001 transfer_id=1 poll=1",
		"scmi_xfer_response_wait: pt=14 msg_id=05 seq=0001 transfer_id=1 tmo_ms=30 poll=0",
		"scmi_xfer_end: pt=14 msg_id=05 seq=0001 transfer_id=1 s=-110", "inflight=1",
		"scmi_rx_done: pt=14 msg_id=05 seq=0001 transfer_id=1 msg_type=0", "[LOST 12 EVENTS]",
		"scmi_fc_call: pt=13 msg_id=07 res_id:1 vals=5:0", "00000000  ", "0x00085003 ", "> ", "< ",
		"entries-in-buffer/entries-written: 1/2", "Cmd [740 (0x14:0x7)] returned error (-8)",
	};
	FILE *file = create("dict", 0);
	size_t i;

	for (i = 0; i < sizeof(list) / sizeof(list[0]); i++)
		fprintf(file, "\"%s\"\n", list[i]);
	fclose(file);
}

/* Words of both languages: the head of every message as messages.c and as the border sees it */
static void dictionary(void)
{
	FILE *file = create("dict", 0);
	unsigned int j;
	size_t i;

	for (i = 0; i < scmi_protocol_words_count; i++) {
		const struct scmi_protocol_words *protocol = &scmi_protocol_words[i];

		for (j = 0; j < protocol->count; j++) {
			const struct scmi_message_words *message = &protocol->messages[j];
			uint32_t header = (uint32_t)protocol->id << 10 | message->id;
			uint8_t payload[ROOM];

			if (!message->request)
				continue;
			fprintf(file, "%s_act=\"\\x%02x\\x%02x\\x%02x\"\n", message->name,
				protocol->id - 0x10u, message->id,
				(unsigned int)payload_of(message, payload) / 4);
			fprintf(file, "%s_header=\"\\x%02x\\x%02x\\x%02x\\x%02x\"\n", message->name,
				header & 0xff, header >> 8 & 0xff, header >> 16 & 0xff, 0u);
		}
	}
	fclose(file);
}

int main(int argc, char **argv)
{
	if (argc < 3)
		return 2;
	directory = argv[2];
	if (!strcmp(argv[1], "messages"))
		messages();
	else if (!strcmp(argv[1], "border"))
		border();
	else if (!strcmp(argv[1], "agent"))
		agent();
	else
		copies(argv + 3, argc - 3, !strcmp(argv[1], "device_tree"));
	if (!strcmp(argv[1], "decode"))
		words();
	else
		dictionary();
	return 0;
}
