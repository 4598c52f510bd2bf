// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * Power capping protocol 2.0, section 4.10 of the specification.
 */
#define TABLE "powercap.def"
#define PROTOCOL SCMI_PROTOCOL_POWERCAP
#include "calls.h"
#include "agent.h"

static void read_cap_changed(struct scmi_codec *codec, struct scmi_agent_event *event)
{
	struct cap_changed_event e = { 0 };

	code_cap_changed_event(codec, &e);
	event->agent = e.agent_id;
	event->resource = e.domain_id;
	event->u.cap.cap = e.power_cap;
	event->u.cap.pai = e.pai;
}

static void read_measurements_changed(struct scmi_codec *codec, struct scmi_agent_event *event)
{
	struct measurements_changed_event e = { 0 };

	code_measurements_changed_event(codec, &e);
	event->agent = e.agent_id;
	event->resource = e.domain_id;
	event->u.power = e.power;
}

static void read_cap_set(struct scmi_codec *codec, struct scmi_agent_event *event)
{
	struct cap_set_complete_event e = { 0 };

	code_cap_set_complete_event(codec, &e);
	event->resource = e.domain_id;
	event->u.cap.cap = e.power_cap;
}

static const struct scmi_agent_reader readers[] = {
	{ SCMI_POWERCAP_CAP_SET, true, SCMI_EVENT_POWERCAP_CAP_SET, read_cap_set },
	{ SCMI_POWERCAP_CAP_CHANGED, false, SCMI_EVENT_POWERCAP_CAP_CHANGED, read_cap_changed },
	{ SCMI_POWERCAP_MEASUREMENTS_CHANGED, false, SCMI_EVENT_POWERCAP_MEASUREMENTS_CHANGED,
	  read_measurements_changed },
};

static const uint8_t versions[] = {
	SCMI_VERSION(1, 0), SCMI_VERSION(2, 0),
};

const struct scmi_agent_protocol scmi_agent_powercap = {
	.id = PROTOCOL,
	.versions = versions,
	.version_count = sizeof(versions),
	.readers = readers,
	.reader_count = sizeof(readers) / sizeof(readers[0]),
};

COUNT_DOMAINS(scmi_powercap_protocol_attributes)

static void copy_attributes(struct scmi_powercap_attributes *attributes,
			    const struct domain_attributes_reply *reply)
{
	*attributes = (struct scmi_powercap_attributes){
		.cap_notifications = reply->cap_notifications,
		.measurements_notifications = reply->measurements_notifications,
		.asynchronous_cap = reply->asynchronous_cap,
		.extended_name = reply->extended_name,
		.cap_configuration = reply->cap_configuration,
		.monitoring = reply->monitoring,
		.pai_configuration = reply->pai_configuration,
		.fast_channels = reply->fast_channels,
		.unit = (enum scmi_powercap_unit)reply->power_unit,
		.min_pai = reply->min_pai,
		.max_pai = reply->max_pai,
		.pai_step = reply->pai_step,
		.min_cap = reply->min_power_cap,
		.max_cap = reply->max_power_cap,
		.cap_step = reply->power_cap_step,
		.sustainable_power = reply->sustainable_power,
		.accuracy = reply->accuracy,
		.parent = reply->parent_id,
	};
	__builtin_memcpy(attributes->name, reply->name, sizeof(reply->name));
}

struct scmi_result scmi_powercap_attributes_get(struct scmi_link *link, uint32_t domain,
						struct scmi_powercap_attributes *attributes)
{
	struct domain_attributes_reply reply = { 0 };
	struct scmi_codec codec;
	struct scmi_result result = CALL(domain_attributes, &reply, .resource = domain);

	if (scmi_ok(result) && reply.power_unit > SCMI_POWERCAP_MILLIWATTS)
		return scmi_codec_malformed(&codec, SCMI_REPLY_BAD_VALUE);
	if (scmi_ok(result))
		copy_attributes(attributes, &reply);
	return result;
}

NAME_GET(scmi_powercap_name_get, name_get)

VALUE_GET(scmi_powercap_cap_get, cap_get, uint32_t, power_cap)

struct scmi_result scmi_powercap_cap_set(struct scmi_link *link, uint32_t domain, uint32_t cap)
{
	struct scmi_codec codec;

	return CALL(cap_set, NULL, .resource = domain, .power_cap = cap);
}

struct scmi_result scmi_powercap_cap_set_async(struct scmi_link *link, uint32_t domain, uint32_t cap,
					       uint16_t *token)
{
	struct scmi_codec codec;

	return CALL_ASYNC(cap_set, token, .resource = domain, .power_cap = cap, .asynchronous = 1,
			  .ignore_delayed_response = !token);
}

VALUE_GET(scmi_powercap_pai_get, pai_get, uint32_t, pai)

struct scmi_result scmi_powercap_pai_set(struct scmi_link *link, uint32_t domain, uint32_t pai)
{
	struct scmi_codec codec;

	return CALL(pai_set, NULL, .resource = domain, .pai = pai);
}

struct scmi_result scmi_powercap_measurements_get(struct scmi_link *link, uint32_t domain,
						  struct scmi_powercap_measurement *measurement)
{
	struct measurements_get_reply reply = { 0 };
	struct scmi_codec codec;
	struct scmi_result result = CALL(measurements_get, &reply, .resource = domain);

	if (scmi_ok(result)) {
		measurement->power = reply.power;
		measurement->pai = reply.pai;
	}
	return result;
}

NOTIFY(scmi_powercap_cap_notify, cap_notify)

struct scmi_result scmi_powercap_measurements_notify(struct scmi_link *link, uint32_t domain,
						     bool enable, uint32_t low, uint32_t high)
{
	struct scmi_codec codec;

	return CALL(measurements_notify, NULL, .resource = domain, .enable = enable,
		    .power_thresh_low = low, .power_thresh_high = high);
}

DESCRIBE_FASTCHANNEL(scmi_powercap_describe_fastchannel)
