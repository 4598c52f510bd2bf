// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * What a server sends by itself: notifications and delayed responses.
 */
#include "agent.h"
#include "codec.h"

#define TYPE_OF_EVENTS	(SCMI_DELAYED_RESPONSE << 8)	/* the bit that both types have, and no other */
#define VALUE_SIZE	8

static void read_fields(struct scmi_codec *codec, struct scmi_agent_event *event)
{
	const struct scmi_agent_protocol *protocol = scmi_agent_find(event->protocol);
	unsigned int i;

	for (i = 0; protocol && i < protocol->reader_count; i++) {
		const struct scmi_agent_reader *reader = &protocol->readers[i];

		if (reader->message == event->message && reader->delayed == event->delayed) {
			event->kind = (enum scmi_event_kind)reader->kind;
			reader->read(codec, event);
			return;
		}
	}
	/* It is not known, and left as it is */
	codec->at = (uint8_t *)codec->end;
}

static struct scmi_result read_event(struct scmi_link *link, size_t size,
				     struct scmi_agent_event *event)
{
	uint8_t *payload = link->config->reply + SCMI_HEADER_SIZE;
	uint32_t header = load32_le(link->config->reply);
	struct scmi_codec codec;

	*event = (struct scmi_agent_event){
		.protocol = scmi_header_protocol(header), .message = scmi_header_message(header),
		.delayed = scmi_header_type(header) == SCMI_DELAYED_RESPONSE,
	};
	size -= SCMI_HEADER_SIZE;
	if (event->delayed) {
		event->token = scmi_header_token(header);
		struct scmi_result result = scmi_link_status(link, header, size + SCMI_HEADER_SIZE);

		if (result.kind == SCMI_RESULT_MALFORMED)
			return result;
		event->status = result.code;
		payload += SCMI_STATUS_SIZE;
		size -= SCMI_STATUS_SIZE;
	}
	event->payload = payload;
	event->size = size;
	scmi_codec_read(&codec, link, header, payload, size);
	if (event->status)
		return codec.result;
	read_fields(&codec, event);
	return scmi_codec_end(&codec);
}

static struct scmi_result take_event(struct scmi_link *link, uint32_t mask, uint32_t header,
				     uint32_t timeout, struct scmi_agent_event *event)
{
	struct scmi_result result;
	size_t size;

	*event = (struct scmi_agent_event){ 0 };
	result = scmi_link_take(link, mask, header, timeout, &size);
	return scmi_ok(result) ? read_event(link, size, event) : result;
}

struct scmi_result scmi_link_next_event(struct scmi_link *link, uint32_t timeout,
					struct scmi_agent_event *event)
{
	return take_event(link, TYPE_OF_EVENTS, TYPE_OF_EVENTS, timeout, event);
}

struct scmi_result scmi_link_wait(struct scmi_link *link, uint16_t token, uint32_t timeout,
				  struct scmi_agent_event *event)
{
	return take_event(link, SCMI_HEADER_TOKEN | SCMI_HEADER_TYPE,
			  scmi_header(0, 0, SCMI_DELAYED_RESPONSE, token), timeout, event);
}

/* Entries at the end */

void scmi_event_list(struct scmi_codec *codec, struct scmi_agent_event *event, uint8_t entry_size)
{
	size_t size = (size_t)(codec->end - codec->list);

	event->entry_size = entry_size;
	event->count = size / entry_size;
	if (size % entry_size)
		codec->result = scmi_codec_malformed(codec, SCMI_REPLY_BAD_COUNT);
}

static const uint8_t *entry_of(const struct scmi_agent_event *event, size_t index)
{
	return event->payload + event->size - (event->count - index) * event->entry_size;
}

struct scmi_sensor_reading scmi_event_reading(const struct scmi_agent_event *event, size_t index)
{
	const uint8_t *entry = entry_of(event, index);
	struct scmi_sensor_reading reading = { .value = (int64_t)load64_le(entry) };

	if (event->entry_size > VALUE_SIZE)
		reading.timestamp = load64_le(entry + VALUE_SIZE);
	return reading;
}

uint64_t scmi_event_report(const struct scmi_agent_event *event, size_t index)
{
	return load64_le(entry_of(event, index));
}
