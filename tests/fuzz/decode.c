// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * Fuzz target: inputs of scmictl decode, whatever they are: text, hexadecimal, captures. Each becomes text
 * and JSON, and a capture, which has to be one that can be read: what decode says of it has as many
 * messages as were written.
 */
#include <stdlib.h>
#include <string.h>

#include "../../scmictl/decode.h"
#include "fuzz.h"

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
	(void)argc;
	(void)argv;
	/* Words go nowhere; libFuzzer's own go to stderr */
	MUST(freopen("/dev/null", "w", stdout), "no /dev/null");
	return 0;
}

/* Whether a row shows a request again because its delayed response is missing */
static bool shown_again(json_object *row)
{
	json_object *anomalies = get(row, "anomalies");
	size_t i;

	for (i = 0; anomalies && i < json_object_array_length(anomalies); i++) {
		if (!strcmp(get_text(json_object_array_get_idx(anomalies, i), "kind"),
			    "no-delayed-response"))
			return true;
	}
	return false;
}

static size_t count_messages(json_object *rows)
{
	size_t i, count = 0;

	for (i = 0; i < json_object_array_length(rows); i++) {
		json_object *row = json_object_array_get_idx(rows, i);

		if (shown_again(row))
			continue;
		count += get(row, "request") && !strcmp(get_text(row, "kind"), "command");
		count += get(row, "reply") != NULL;
	}
	return count;
}

/* What decode does with the input; the capture goes to @capture, the count of its messages is returned */
static size_t decode(const uint8_t *data, size_t size, bool json, char **capture, size_t *capture_size)
{
	struct tool tool = { .json = json, .out = json_object_new_object() };
	struct decoder *d = calloc(1, sizeof(*d));
	size_t messages;

	MUST(!decoder_init(d, &tool), "%s", tool.message);
	if (capture) {
		d->capture = open_memstream(capture, capture_size);
		pcapng_write_header(d->capture, "fuzz");
	}
	MUST(!decode_bytes(d, data, size), "%s", tool.message);
	MUST(!decoder_done(d), "%s", tool.message);
	messages = count_messages(get(tool.out, "messages"));
	if (!json)
		print_decode(&tool, tool.out);
	else
		MUST(json_object_to_json_string(tool.out), "no JSON");
	decoder_free(d);
	free(d);
	json_object_put(tool.out);
	return messages;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	uint8_t *input = malloc(size ? size : 1);
	size_t capture_size, written, read;
	char *capture = NULL;

	/* A heap block of its own, so that reading behind it is seen */
	memcpy(input, data, size);
	decode(input, size, false, NULL, NULL);
	written = decode(input, size, true, &capture, &capture_size);
	read = decode((uint8_t *)capture, capture_size, true, NULL, NULL);
	/* Refused replies have no bytes */
	MUST(read <= written, "%zu messages were written, %zu are read", written, read);
	free(capture);
	free(input);
	return 0;
}
