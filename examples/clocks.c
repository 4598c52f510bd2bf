// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * Lists the clocks behind an SCMI channel, /dev/scmi0 or the one named.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include <scmi/agent.h>

/* The transport: a write is a request, a read its reply */
static int exchange(void *context, const uint8_t *request, size_t size, uint8_t *reply,
		    size_t *reply_size)
{
	int file = *(int *)context;
	ssize_t got = write(file, request, size);

	if (got >= 0)
		got = read(file, reply, *reply_size);
	*reply_size = got < 0 ? 0 : (size_t)got;
	return got < 0 ? -errno : 0;
}

int main(int argc, char **argv)
{
	int file = open(argc > 1 ? argv[1] : "/dev/scmi0", O_RDWR);
	uint8_t request[128], reply[128];
	struct scmi_link_config config = {
		.exchange = exchange, .context = &file, .request = request, .reply = reply,
		.max_size = sizeof(request),
	};
	struct scmi_clock_protocol_attributes protocol = { 0 };
	struct scmi_clock_attributes clock;
	struct scmi_result result;
	struct scmi_link link;
	uint64_t rate;
	uint32_t id;

	scmi_link_init(&link, &config);
	result = scmi_link_open(&link, SCMI_PROTOCOL_CLOCK, NULL);
	if (scmi_ok(result))
		result = scmi_clock_protocol_attributes_get(&link, &protocol);
	for (id = 0; scmi_ok(result) && id < protocol.clocks; id++) {
		result = scmi_clock_attributes_get(&link, id, &clock);
		if (scmi_ok(result))
			result = scmi_clock_rate_get(&link, id, &rate);
		if (scmi_ok(result))
			printf("%-16s %llu Hz\n", clock.name, (unsigned long long)rate);
	}
	if (!scmi_ok(result))
		fprintf(stderr, "%s\n", scmi_result_text(result));
	return !scmi_ok(result);
}
