/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * Inside the agent: what a protocol's file offers to the rest, and a link to the calls.
 */
#ifndef SCMI_AGENT_AGENT_H
#define SCMI_AGENT_AGENT_H

#include <scmi/agent.h>

struct scmi_codec;

/* A notification or delayed response */
struct scmi_agent_reader {
	uint8_t message;
	bool delayed;
	uint8_t kind;			/* enum scmi_event_kind */
	/* Reads its fields into the event */
	void (*read)(struct scmi_codec *codec, struct scmi_agent_event *event);
};

struct scmi_agent_protocol {
	const uint8_t *versions;	/* that the agent speaks, ascending */
	const struct scmi_agent_reader *readers;
	uint8_t version_count;
	uint8_t reader_count;
	uint8_t id;
};

extern const struct scmi_agent_protocol scmi_agent_base;
extern const struct scmi_agent_protocol scmi_agent_power;
extern const struct scmi_agent_protocol scmi_agent_system;
extern const struct scmi_agent_protocol scmi_agent_performance;
extern const struct scmi_agent_protocol scmi_agent_clock;
extern const struct scmi_agent_protocol scmi_agent_sensor;
extern const struct scmi_agent_protocol scmi_agent_reset;
extern const struct scmi_agent_protocol scmi_agent_voltage;
extern const struct scmi_agent_protocol scmi_agent_powercap;
extern const struct scmi_agent_protocol scmi_agent_pinctrl;

/* NULL where there is none of this number */
const struct scmi_agent_protocol *scmi_agent_find(uint8_t protocol);

/* A link's messages. Results are about the message of the header given. */

#define SCMI_STATUS_SIZE	4

struct scmi_result scmi_link_result(uint32_t header, enum scmi_result_kind kind, int code);

/* The header of a new command, whose token no pending one has */
uint32_t scmi_link_header(struct scmi_link *link, uint8_t protocol, uint8_t message);

/* Remember that a message with this header is to come; false where there is no room for it. And forget it. */
bool scmi_link_expect(struct scmi_link *link, uint32_t header);
void scmi_link_forget(struct scmi_link *link, uint32_t header);

/* Exchange the @size bytes of the link's request, but for the header, for a reply of *@reply_size bytes */
struct scmi_result scmi_link_call(struct scmi_link *link, uint32_t header, size_t size,
				  size_t *reply_size);

/*
 * Take the next message whose header under @mask is @header into the link's reply, from the queue or from
 * the transport
 */
struct scmi_result scmi_link_take(struct scmi_link *link, uint32_t mask, uint32_t header,
				  uint32_t timeout, size_t *size);

/* The status of a reply or delayed response of @size bytes in the link's buffer */
struct scmi_result scmi_link_status(struct scmi_link *link, uint32_t header, size_t size);

#endif /* SCMI_AGENT_AGENT_H */
