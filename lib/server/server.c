// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * The dispatcher, and what all protocols share: replies, paging, events, common messages.
 */
#include "server.h"
#include "messages.h"

#define STATUS_SIZE		4
#define EMPTY_REPLY_SIZE	(SCMI_HEADER_SIZE + STATUS_SIZE)
#define EMPTY_REPLY_WORDS	(EMPTY_REPLY_SIZE / 4)

#define SUBSCRIBE		0x1u

/* Address, in two words, and length of statistics in shared memory */
#define STATISTICS_WORDS	3

/* DESCRIBE_FASTCHANNEL */
#define DOORBELL		(1u << 0)
#define DOORBELL_WIDTH_SHIFT	1

/* The word that announces a list of numbers or a range */
#define REMAINING_SHIFT		16
#define RANGE			(1u << 12)

/* Calls */

static void begin_call(struct scmi_call *call, struct scmi_server *server, unsigned int agent_id)
{
	call->server = server;
	call->agent_id = (uint8_t)agent_id;
	call->state = &server->agent_states[agent_id - 1];
}

static void choose_protocol(struct scmi_call *call, unsigned int slot)
{
	call->instance = call->server->slots[slot];
	call->config = call->instance->config;
	call->slot = slot;
	call->version = call->state->versions[slot];
}

static unsigned int slot_of(uint32_t protocol)
{
	return protocol - (unsigned int)SCMI_PROTOCOL_FIRST;
}

static inline void choose_resource(struct scmi_call *call, uint16_t resource)
{
	const struct scmi_protocol *protocol = call->instance->protocol;
	const struct scmi_config *config = call->config;

	call->resource = resource;
	call->resource_info = (const uint8_t *)config->info + resource * (size_t)protocol->info_size;
	call->resource_state = (uint8_t *)config->states + resource * (size_t)protocol->state_size;
}

void scmi_choose_resource(struct scmi_call *call, uint16_t resource)
{
	choose_resource(call, resource);
}

/* Where an instance's configuration has its table of functions and their context */
static const struct scmi_config_ops *config_ops(const struct scmi_protocol *protocol, const void *config)
{
	return (const void *)((const uint8_t *)config + protocol->ops);
}

bool scmi_platform_call(struct scmi_call *call, struct scmi_server *server,
			enum scmi_protocol_id protocol, unsigned int resource)
{
	call->server = server;
	call->slot = slot_of(protocol);
	call->instance = server->slots[call->slot];
	call->agent_id = 0;
	if (!call->instance || resource >= call->instance->resource_count)
		return false;
	call->config = call->instance->config;
	scmi_choose_resource(call, (uint16_t)resource);
	return true;
}

/* Replies */

/* @reply has room for header, status and what else fits @capacity bytes */
static void begin_reply(struct scmi_call *call, uint32_t *reply, size_t capacity, uint32_t header)
{
	call->header = header;
	call->reply = reply + EMPTY_REPLY_WORDS;
	call->reply_end = reply + capacity / 4;
	reply[0] = swap32_le(header);
}

/* Complete the reply; its size */
static size_t end_reply(const struct scmi_call *call, uint32_t *reply, int status)
{
	reply[1] = swap32_le((uint32_t)status);
	return status ? EMPTY_REPLY_SIZE : (size_t)(call->reply - reply) * 4;
}

int scmi_reply_last(struct scmi_call *call, uint32_t value)
{
	scmi_reply_u32(call, value);
	return SCMI_SUCCESS;
}

int scmi_reply_told(struct scmi_call *call, int status)
{
	return status ? status : scmi_reply_last(call, call->told.word);
}

/* @size bytes of text, a multiple of 16. Four words at a time, which makes no call of memset(). */
static bool reply_text(struct scmi_call *call, const char *text, size_t size)
{
	uint8_t *bytes = (uint8_t *)call->reply;
	uint32_t *words;
	size_t i;

	for (i = 0; i < size; i += 16) {
		words = scmi_reply_words(call, 4);
		words[0] = 0;
		words[1] = 0;
		words[2] = 0;
		words[3] = 0;
	}
	for (i = 0; i < size - 1 && text[i]; i++)
		bytes[i] = (uint8_t)text[i];
	return text[i];
}

bool scmi_reply_text(struct scmi_call *call, const char *text)
{
	return reply_text(call, text, SCMI_SHORT_NAME_SIZE);
}

void scmi_reply_name(struct scmi_call *call, const char *name)
{
	(void)reply_text(call, name, SCMI_NAME_SIZE);
}

int scmi_reply_no_statistics(struct scmi_call *call)
{
	uint32_t *words = scmi_reply_words(call, STATISTICS_WORDS);

	words[0] = 0;
	words[1] = 0;
	words[2] = 0;
	return SCMI_SUCCESS;
}

uint32_t scmi_doorbell_attributes(uint32_t width)
{
	return width ? DOORBELL | (uint32_t)__builtin_ctz(width) << DOORBELL_WIDTH_SHIFT : 0;
}

int scmi_reply_resource_count(struct scmi_call *call)
{
	return scmi_reply_last(call, scmi_view_of(call)->count);
}

static inline int page(const struct scmi_call *call, uint32_t total, uint32_t start, size_t size)
{
	uint32_t left = total - start;
	size_t fit;

	if (start > total)
		return SCMI_INVALID_PARAMETERS;
	fit = (scmi_room(call) - 4) / size;
	if (fit >= left)
		return (int)left;
	return fit ? (int)fit : SCMI_PROTOCOL_ERROR;
}

int scmi_page(const struct scmi_call *call, uint32_t total, uint32_t start, size_t size)
{
	return page(call, total, start, size);
}

int scmi_page_of(const struct scmi_call *call, uint32_t total, uint32_t start,
		 size_t (*size)(const struct scmi_call *call, uint32_t index))
{
	size_t left = scmi_room(call) - 4;
	uint32_t end;

	for (end = start; end < total; end++) {
		size_t needed = size(call, end);

		if (needed > left)
			break;
		left -= needed;
	}
	return end == start ? SCMI_PROTOCOL_ERROR : (int)(end - start);
}

static inline int page_range(struct scmi_call *call, uint32_t total, uint32_t start, size_t size,
			     bool range)
{
	int count;

	if (start >= (range ? 1 : total))
		return SCMI_OUT_OF_RANGE;
	count = page(call, total, start, size);
	if (count < 0)
		return count;
	if (range && (uint32_t)count != total)
		return SCMI_PROTOCOL_ERROR;
	scmi_reply_u32(call, (total - start - (uint32_t)count) << REMAINING_SHIFT |
			     (range ? RANGE : 0) | (uint32_t)count);
	return count;
}

int scmi_page_range(struct scmi_call *call, uint32_t total, uint32_t start, size_t size, bool range)
{
	return page_range(call, total, start, size, range);
}

int scmi_reply_range(struct scmi_call *call, const uint32_t *numbers, uint32_t total, uint32_t start,
		     bool range)
{
	int count = page_range(call, total, start, sizeof(*numbers), range);
	unsigned int i;
	uint32_t *words;

	if (count < 0)
		return count;
	words = scmi_reply_words(call, (unsigned int)count);
	for (i = 0; i < (unsigned int)count; i++)
		words[i] = swap32_le(numbers[start + i]);
	return SCMI_SUCCESS;
}

#if SCMI_SERVER_EVENTS

/* Events */

static struct scmi_event *next_free(const struct scmi_agent *agent, struct scmi_agent_state *state)
{
	unsigned int place = (unsigned int)state->first_event + state->pending_events++;

	if (place >= agent->max_events)
		place -= agent->max_events;
	return &agent->events[place];
}

uint32_t *scmi_post_event(struct scmi_server *server, unsigned int agent_id, uint32_t header,
			  unsigned int count)
{
	const struct scmi_agent *agent = &server->agents[agent_id - 1];
	struct scmi_agent_state *state = &server->agent_states[agent_id - 1];
	struct scmi_event *event;

	if (!scmi_has_room(agent, state)) {
		state->lost_events++;
		return NULL;
	}
	event = next_free(agent, state);
	event->size = (uint8_t)(SCMI_HEADER_SIZE + 4 * count);
	event->message[0] = swap32_le(header);
	return &event->message[1];
}

size_t scmi_server_next_event(struct scmi_server *server, unsigned int agent_id, uint8_t *message,
			      size_t capacity)
{
	const struct scmi_agent *agent;
	struct scmi_agent_state *state;
	const struct scmi_event *event;

	if (agent_id - 1 >= server->agent_count)
		return 0;
	agent = &server->agents[agent_id - 1];
	state = &server->agent_states[agent_id - 1];
	if (!state->pending_events)
		return 0;
	event = &agent->events[state->first_event];
	if (event->size > capacity)
		return 0;
	__builtin_memcpy(message, event->message, event->size);
	state->pending_events--;
	if (++state->first_event == agent->max_events)
		state->first_event = 0;
	return event->size;
}

uint32_t *scmi_notify_agent(const struct scmi_call *call, unsigned int agent_id, uint8_t message,
			    unsigned int count)
{
	uint32_t header = scmi_header(call->instance->protocol->id, message, SCMI_NOTIFICATION, 0);
	int id = scmi_resource_id(call, agent_id, call->resource);
	uint32_t *words = id < 0 ? NULL : scmi_post_event(call->server, agent_id, header, count);

	if (words) {
		words[0] = swap32_le(call->agent_id);
		words[1] = swap32_le((uint32_t)id);
	}
	return words;
}

void scmi_notify(const struct scmi_call *call, uint32_t agents, uint8_t message, uint64_t value,
		 unsigned int count)
{
	unsigned int agent_id;
	uint32_t *words;

	for (agent_id = 1; agents; agent_id++, agents >>= 1) {
		words = agents & 1 ? scmi_notify_agent(call, agent_id, message, 2 + count) : NULL;
		if (!words)
			continue;
		words[2] = swap32_le((uint32_t)value);
		if (count > 1)
			words[3] = swap32_le((uint32_t)(value >> 32));
	}
}

int scmi_subscribe(const struct scmi_call *call, uint32_t *subscribers, uint32_t enable)
{
	if (enable & ~SUBSCRIBE)
		return SCMI_INVALID_PARAMETERS;
	*subscribers &= ~call->state->bit;
	if (!enable)
		return SCMI_SUCCESS;
	*subscribers |= call->state->bit;
	call->server->subscribed |= (uint32_t)1 << call->slot;
	return SCMI_SUCCESS;
}

/* Asynchronous requests: room among the agent's events is kept for each delayed response */

/* What the agent waits for on the resource; NULL: nothing */
static struct scmi_deferred *find_deferred(const struct scmi_call *call, const struct scmi_agent *agent)
{
	struct scmi_deferred *deferred = agent->deferred;
	unsigned int left = agent->max_deferred;

	for (; left; left--, deferred++) {
		if (deferred->header && deferred->resource == call->resource &&
		    scmi_header_protocol(deferred->header) == call->instance->protocol->id)
			return deferred;
	}
	return NULL;
}

uint8_t scmi_under_way(const struct scmi_call *call)
{
	const struct scmi_server *server = call->server;
	uint8_t agent;

	if (!server->deferred_count)
		return 0;
	for (agent = 0; agent < server->agent_count; agent++) {
		if (find_deferred(call, &server->agents[agent]))
			return (uint8_t)(agent + 1);
	}
	return 0;
}

int scmi_may_defer(const struct scmi_call *call, bool silent)
{
	const struct scmi_agent *agent = call->state->agent;
	unsigned int i;

	if (!agent->max_deferred)
		return SCMI_NOT_SUPPORTED;
	for (i = 0; i < agent->max_deferred && agent->deferred[i].header; i++)
		;
	if (i == agent->max_deferred || (!silent && !scmi_has_room(agent, call->state)))
		return SCMI_BUSY;
	return SCMI_SUCCESS;
}

int scmi_may_change_now(const struct scmi_call *call, bool later, bool can, bool silent)
{
	int status = SCMI_SUCCESS;

	if (later)
		status = can ? scmi_may_defer(call, silent) : SCMI_NOT_SUPPORTED;
	if (!status && scmi_under_way(call))
		status = SCMI_BUSY;
	return status;
}

void scmi_defer(const struct scmi_call *call, uint32_t value, bool silent)
{
	struct scmi_deferred *deferred = call->state->agent->deferred;

	/* There is room: scmi_may_defer() has looked */
	while (deferred->header)
		deferred++;
	*deferred = (struct scmi_deferred){
		.header = call->header,
		.value = value,
		.resource = call->resource,
		.silent = silent,
	};
	call->server->deferred_count++;
	call->state->reserved_events = (uint16_t)(call->state->reserved_events + !silent);
}

/*
 * Take the request out of those under way, and answer it unless the agent does not want to know. What was
 * allowed when it was asked for is done; an agent that may not use the resource any more is told no more.
 */
static void answer_deferred(struct scmi_call *call, struct scmi_deferred *deferred, int status)
{
	struct scmi_event unsent;
	struct scmi_event *event = &unsent;
	uint32_t header = deferred->header | (uint32_t)SCMI_DELAYED_RESPONSE << 8;
	int id = scmi_resource_id(call, call->agent_id, call->resource);

	deferred->header = 0;
	call->server->deferred_count--;
	if (!deferred->silent) {
		call->state->reserved_events--;
		event = next_free(call->state->agent, call->state);
	}
	begin_reply(call, event->message, SCMI_MAX_EVENT_SIZE, header);
	scmi_reply_u32(call, (uint32_t)id);
	if (!status)
		status = call->instance->protocol->complete(call, deferred->value);
	if (!status && id < 0)
		status = id;
	/* NOLINTNEXTLINE(clang-analyzer-core.StackAddressEscape): the next reply begins elsewhere */
	event->size = (uint8_t)end_reply(call, event->message, status);
}

void scmi_server_done(struct scmi_server *server, enum scmi_protocol_id protocol,
		      unsigned int resource, int status)
{
	struct scmi_deferred *deferred;
	unsigned int agent_id;
	struct scmi_call call;

	if (slot_of(protocol) >= SCMI_PROTOCOL_SLOTS ||
	    !scmi_platform_call(&call, server, protocol, resource))
		return;
	for (agent_id = 1; agent_id <= server->agent_count; agent_id++) {
		begin_call(&call, server, agent_id);
		choose_protocol(&call, slot_of(protocol));
		while ((deferred = find_deferred(&call, call.state->agent))) {
			answer_deferred(&call, deferred, status);
			/* Who has been told of changes may have gone on to another one */
			scmi_choose_resource(&call, (uint16_t)resource);
		}
	}
}

/* Functions of platforms that all have the same type: they give up what has been begun */
typedef void (*scmi_abort_op)(void *context, unsigned int resource);

/* Give up what the platform has begun */
static void abort_deferred(const struct scmi_call *call)
{
	const struct scmi_protocol *protocol = call->instance->protocol;
	const struct scmi_config_ops *config = config_ops(protocol, call->config);
	const scmi_abort_op *start =
		(const void *)((const uint8_t *)config->ops + protocol->start_op);

	start[1](config->context, call->resource);
}

/* The platform gives up what no other agent waits for */
static void drop_deferred(struct scmi_call *call)
{
	unsigned int i;

	for (i = 0; i < call->state->agent->max_deferred; i++) {
		struct scmi_deferred *deferred = &call->state->agent->deferred[i];

		if (!deferred->header)
			continue;
		choose_protocol(call, slot_of(scmi_header_protocol(deferred->header)));
		scmi_choose_resource(call, deferred->resource);
		deferred->header = 0;
		call->server->deferred_count--;
		if (!scmi_under_way(call))
			abort_deferred(call);
	}
	call->state->reserved_events = 0;
}

#else

size_t scmi_server_next_event(struct scmi_server *server, unsigned int agent_id, uint8_t *message,
			      size_t capacity)
{
	(void)server;
	(void)agent_id;
	(void)message;
	(void)capacity;
	return 0;
}

void scmi_server_done(struct scmi_server *server, enum scmi_protocol_id protocol,
		      unsigned int resource, int status)
{
	(void)server;
	(void)protocol;
	(void)resource;
	(void)status;
}

static void drop_deferred(struct scmi_call *call)
{
	(void)call;
}

#endif /* SCMI_SERVER_EVENTS */

/* Names */

const char *scmi_resource_name(const struct scmi_protocol_instance *instance, uint16_t resource)
{
	const struct scmi_protocol *protocol = instance->protocol;
	const struct scmi_config *config = instance->config;

	if (protocol->named)
		return *(const char *const *)(const void *)((const uint8_t *)config->info +
							    resource * (size_t)protocol->info_size);
	return protocol->name ? protocol->name(instance, resource) : "";
}

static const char *name_of(const struct scmi_call *call)
{
	return scmi_resource_name(call->instance, call->resource);
}

bool scmi_reply_short_name(struct scmi_call *call)
{
	return scmi_reply_text(call, name_of(call));
}

int scmi_name_get(struct scmi_call *call)
{
	scmi_reply_u32(call, 0);
	scmi_reply_name(call, name_of(call));
	return SCMI_SUCCESS;
}

/* Messages of every protocol */

/* No message is since version 0 */
static inline bool has_version(uint8_t since, uint8_t version)
{
	return (uint8_t)(since - 1) < version;
}

/* Whether the agent has the protocol's message number @id, in the version in use */
static bool is_there(const struct scmi_call *call, const struct scmi_message *message, uint32_t id)
{
	const struct scmi_agent *agent = call->state->agent;

	if (!has_version(message->since, call->version) &&
	    /* An agent that has agreed on an old version can still choose another one */
	    (id != SCMI_NEGOTIATE_PROTOCOL_VERSION ||
	     !has_version(message->since, scmi_newest_version(agent, call->instance->protocol))))
		return false;
	return !message->subscribes || scmi_has_events(agent);
}

bool scmi_has_message(const struct scmi_call *call, uint32_t id)
{
	const struct scmi_protocol *protocol = call->instance->protocol;

	return id < protocol->message_count &&
	       is_there(call, &protocol->messages[scmi_confine_index(id, protocol->message_count)], id);
}

/*
 * An agent that asks for the version starts anew with it: it may be another kernel than the one that has
 * negotiated before. All else stays, since it may as well be a tool beside the kernel that asks.
 */
int scmi_protocol_version(struct scmi_call *call)
{
	uint8_t version = scmi_newest_version(call->state->agent, call->instance->protocol);

	call->state->versions[call->slot] = version;
	return scmi_reply_last(call, scmi_version_to_wire(version));
}

int scmi_protocol_attributes(struct scmi_call *call)
{
	return call->instance->protocol->attributes(call);
}

int scmi_protocol_message_attributes(struct scmi_call *call)
{
	const struct scmi_protocol *protocol = call->instance->protocol;
	uint32_t message = request_u32(call, base_protocol_message_attributes, message_id);
	int status = SCMI_SUCCESS;

	if (!scmi_has_message(call, message))
		return SCMI_NOT_FOUND;
	call->told.word = 0;
	if (protocol->message_attributes)
		status = protocol->message_attributes(call, message);
	return scmi_reply_told(call, status);
}

uint8_t scmi_protocol_speaks(const struct scmi_protocol *protocol, uint32_t version)
{
	unsigned int i;

	for (i = 0; i < protocol->version_count; i++) {
		if (scmi_version_to_wire(protocol->versions[i]) == version)
			return protocol->versions[i];
	}
	return 0;
}

int scmi_negotiate_protocol_version(struct scmi_call *call)
{
	const struct scmi_protocol *protocol = call->instance->protocol;
	uint8_t version = scmi_protocol_speaks(protocol,
			request_u32(call, base_negotiate_protocol_version, version));

	if (!version || version > scmi_newest_version(call->state->agent, protocol))
		return SCMI_NOT_SUPPORTED;
	call->state->versions[call->slot] = version;
	return SCMI_SUCCESS;
}

/* Resources */

static bool may_use(const struct scmi_call *call, const struct scmi_agent_state *state,
		    unsigned int resource)
{
	uint32_t devices;

	if (!call->instance->devices)
		return true;
	devices = call->instance->devices[resource];
	return !devices || (devices & state->devices & state->device_protocols[call->slot]);
}

int scmi_resource_id(const struct scmi_call *call, unsigned int agent_id, unsigned int resource)
{
	const struct scmi_view *view = &call->server->agents[agent_id - 1].views[call->slot];
	int id;

	for (id = 0; id < view->count; id++) {
		if (view->entries[id].resource == resource)
			return may_use(call, &call->server->agent_states[agent_id - 1], resource) ?
			       id : SCMI_DENIED;
	}
	return SCMI_NOT_FOUND;
}

bool scmi_may_use(const struct scmi_call *call, uint16_t resource)
{
	return may_use(call, call->state, resource);
}

/* The resource that an entry of the view names is what the call is about */
static inline int choose_entry(struct scmi_call *call, const struct scmi_view_entry *entry)
{
	call->permissions = entry->permissions;
	choose_resource(call, entry->resource);
	return may_use(call, call->state, entry->resource) ? SCMI_SUCCESS : SCMI_DENIED;
}

int scmi_find_resource(struct scmi_call *call, uint32_t first, uint32_t end, uint32_t id)
{
	uint32_t count = end - first;

	if (id >= count)
		return SCMI_NOT_FOUND;
	id = first + scmi_confine_index(id, count);
	return choose_entry(call, &scmi_view_of(call)->entries[id]);
}

/* The dispatcher */

/* The request has the size of this version, and the reply has the room that it needs at least */
static bool fits(const struct scmi_call *call, const struct scmi_message *message)
{
	size_t size = message->size;
	size_t reply = message->reply;

	if (call->version < message->extra_since) {
		size -= 4u * message->extra_size;
		reply -= 4u * message->extra_reply;
	}
	if (scmi_room(call) < reply)
		return false;
	return call->size == size ||
	       (message->entry && call->size > size && (call->size - size) % message->entry == 0);
}

/* What most requests are: plain, of one size, and with room for the whole reply */
static inline bool is_plain(const struct scmi_call *call, const struct scmi_message *message)
{
	return has_version(message->plain_since, call->version) && call->size == message->size &&
	       scmi_room(call) >= message->reply;
}

/* The others, and those that are wrong; by itself, so that the plain ones' way is short */
static __attribute__((noinline)) int check_message(const struct scmi_call *call,
						   const struct scmi_message *message)
{
	if (!is_there(call, message, scmi_header_message(call->header)))
		return SCMI_NOT_SUPPORTED;
	return fits(call, message) ? SCMI_SUCCESS : SCMI_PROTOCOL_ERROR;
}

static int dispatch(struct scmi_call *call)
{
	uint32_t header = call->header;
	unsigned int slot = slot_of(scmi_header_protocol(header));
	const struct scmi_protocol *protocol;
	const struct scmi_message *message;
	const struct scmi_view *view;
	uint32_t id;
	int status;

	if (header & (SCMI_HEADER_RESERVED | SCMI_HEADER_TYPE))
		return SCMI_PROTOCOL_ERROR;
	if (slot >= SCMI_PROTOCOL_SLOTS)
		return SCMI_NOT_SUPPORTED;
	slot = scmi_confine_index(slot, SCMI_PROTOCOL_SLOTS);
	/* There is no version of a protocol that the agent does not have */
	if (!call->state->versions[slot])
		return SCMI_NOT_SUPPORTED;
	choose_protocol(call, slot);
	protocol = call->instance->protocol;
	id = scmi_header_message(header);
	if (id >= protocol->message_count)
		return SCMI_NOT_SUPPORTED;
	message = &protocol->messages[scmi_confine_index(id, protocol->message_count)];
	status = is_plain(call, message) ? SCMI_SUCCESS : check_message(call, message);
	if (status)
		return status;
	if (message->resource == SCMI_NO_RESOURCE)
		return message->handler(call);
	view = &call->state->agent->views[slot];
	id = swap32_le(call->request[message->resource]);
	if (id >= view->count)
		return SCMI_NOT_FOUND;
	status = choose_entry(call, &view->entries[scmi_confine_index(id, view->count)]);
	return status ? status : message->handler(call);
}

/* BASE_ERROR_EVENT is about failures, not about what an agent may not do or has asked wrongly */
static bool is_error_to_tell(int status)
{
	return status <= SCMI_COMMS_ERROR && status != SCMI_IN_USE;
}

size_t scmi_server_process(struct scmi_server *server, unsigned int agent, const uint8_t *request,
			   size_t size, uint8_t *reply, size_t capacity)
{
	const uint32_t *in = (const uint32_t *)(const void *)request;
	uint32_t *out = (uint32_t *)(void *)reply;
	struct scmi_call call;
	int status;

	if (agent - 1 >= server->agent_count || size < SCMI_HEADER_SIZE ||
	    capacity < EMPTY_REPLY_SIZE || (((uintptr_t)request | (uintptr_t)reply) & 3))
		return 0;
	begin_call(&call, server, agent);
	begin_reply(&call, out, capacity, swap32_le(in[0]));
	call.request = in + 1;
	call.size = size - SCMI_HEADER_SIZE;

	status = dispatch(&call);
	if (SCMI_SERVER_EVENTS && status && is_error_to_tell(status))
		scmi_base_error(&call, status);
	return end_reply(&call, out, status);
}

/* Start, and start again */

static void reset_versions(const struct scmi_call *call)
{
	const struct scmi_protocol_instance *const *instances = call->server->slots;
	unsigned int slot;

	for (slot = 0; slot < SCMI_PROTOCOL_SLOTS; slot++) {
		if (call->state->agent->protocols >> slot & 1)
			call->state->versions[slot] =
				scmi_newest_version(call->state->agent, instances[slot]->protocol);
	}
}

/* The agent subscribes to nothing of the resource any more */
static void unsubscribe(const struct scmi_call *call, const struct scmi_protocol *protocol)
{
	uint32_t *subscribers = (uint32_t *)(void *)((uint8_t *)call->resource_state + protocol->subscribers);
	unsigned int i;

	for (i = 0; i < protocol->subscriber_sets; i++)
		subscribers[i] &= ~call->state->bit;
}

static void reset_protocol(struct scmi_call *call, const struct scmi_protocol *protocol)
{
	uint16_t resource;

	for (resource = 0; protocol->state_size && resource < call->instance->resource_count; resource++) {
		scmi_choose_resource(call, resource);
		unsubscribe(call, protocol);
		if (protocol->reset)
			protocol->reset(call);
	}
	if (protocol->reset_done)
		protocol->reset_done(call);
}

static void reset_protocols(struct scmi_call *call, bool last_try)
{
	const struct scmi_server *server = call->server;
	unsigned int i;

	call->last_try = last_try;
	for (i = 0; i < server->protocol_count; i++) {
		const struct scmi_protocol *protocol = server->protocols[i].protocol;

		choose_protocol(call, slot_of(protocol->id));
		reset_protocol(call, protocol);
	}
}

void scmi_reset_agent(struct scmi_call *call, uint8_t agent_id)
{
	begin_call(call, call->server, agent_id);
	drop_deferred(call);
	/* What a clock or domain can have may depend on what is taken back after it */
	reset_protocols(call, false);
	reset_protocols(call, true);
	call->state->pending_events = 0;
	call->state->notify_errors = false;
	reset_versions(call);
}

void scmi_reset_permissions(const struct scmi_call *call)
{
	const struct scmi_server *server = call->server;
	unsigned int i;

	for (i = 0; i < server->protocol_count; i++) {
		const struct scmi_protocol_instance *instance = &server->protocols[i];

		if (instance->protocol->reset_permissions)
			instance->protocol->reset_permissions(instance, call->agent_id);
	}
	call->state->devices = call->state->agent->devices;
	for (i = 0; i < SCMI_PROTOCOL_SLOTS; i++)
		call->state->device_protocols[i] = UINT32_MAX;
}

typedef const void *any_pointer __attribute__((may_alias));

/* Whether a table has the pointers that are needed, bit n the n-th */
static bool has_pointers(const any_pointer *table, unsigned int needed)
{
	for (; needed; needed >>= 1, table++) {
		if ((needed & 1) && !*table)
			return false;
	}
	return true;
}

/* What is asynchronous can be begun and given up, or neither */
static bool config_fits(const struct scmi_protocol *protocol, const void *config)
{
	const any_pointer *ops, *start;

	if (!protocol->needed)
		return true;
	if (!config || !has_pointers(config, protocol->needed))
		return false;
	ops = config_ops(protocol, config)->ops;
	start = ops + protocol->start_op / sizeof(*ops);
	return has_pointers(ops, protocol->needed_ops) &&
	       (!protocol->start_op || !start[0] == !start[1]);
}

/* Check a protocol's configuration and set up the state of its resources */
static bool start_protocol(struct scmi_server *server, const struct scmi_protocol_instance *instance)
{
	const struct scmi_protocol *protocol = instance->protocol;
	struct scmi_call call;
	unsigned int i;

	if (!config_fits(protocol, instance->config) || (protocol->check && !protocol->check(instance)))
		return false;
	for (i = 0; protocol->state_size && scmi_platform_call(&call, server, protocol->id, i); i++) {
		__builtin_memset(call.resource_state, 0, protocol->state_size);
		if (protocol->start && !protocol->start(&call))
			return false;
	}
	return true;
}

static bool place_protocols(struct scmi_server *server)
{
	static const struct scmi_protocol_instance base = { .protocol = &scmi_base_protocol };
	unsigned int last = 0;
	unsigned int i;

	__builtin_memset(server->slots, 0, sizeof(server->slots));
	server->slots[0] = &base;
	for (i = 0; i < server->protocol_count; i++) {
		unsigned int slot = slot_of(server->protocols[i].protocol->id);

		if (slot <= last || slot >= SCMI_PROTOCOL_SLOTS)
			return false;
		last = slot;
		server->slots[slot] = &server->protocols[i];
		if (!start_protocol(server, &server->protocols[i]))
			return false;
	}
	return true;
}

static bool view_fits(const struct scmi_agent *agent, unsigned int slot,
		      const struct scmi_protocol_instance *instance)
{
	const struct scmi_view *view = &agent->views[slot];
	const struct scmi_protocol *protocol;
	unsigned int i;

	if (!instance)
		return !(agent->protocols >> slot & 1) && !agent->versions[slot] && !view->count;
	for (i = 0; i < view->count; i++) {
		if (view->entries[i].resource >= instance->resource_count)
			return false;
	}
	protocol = instance->protocol;
	return scmi_protocol_speaks(protocol,
				    scmi_version_to_wire(scmi_newest_version(agent, protocol))) &&
	       (!protocol->check_view || protocol->check_view(instance, view));
}

static bool agent_fits(const struct scmi_server *server, const struct scmi_agent *agent)
{
	unsigned int slot;

	if (!SCMI_SERVER_EVENTS && agent->max_events)
		return false;
	if (!agent->name || !(agent->protocols & 1) || (!agent->events && agent->max_events) ||
	    (agent->max_deferred && (!agent->deferred || !agent->max_events)))
		return false;
	for (slot = 0; slot < SCMI_PROTOCOL_SLOTS; slot++) {
		if (!view_fits(agent, slot, server->slots[slot]))
			return false;
	}
	return true;
}

static void start_agent(struct scmi_server *server, unsigned int agent_id)
{
	struct scmi_call call;
	unsigned int i;

	begin_call(&call, server, agent_id);
	*call.state = (struct scmi_agent_state){
		.agent = &server->agents[agent_id - 1],
		.bit = scmi_agent_bit((uint8_t)agent_id),
	};
	for (i = 0; i < call.state->agent->max_deferred; i++)
		call.state->agent->deferred[i].header = 0;
	reset_versions(&call);
	scmi_reset_permissions(&call);
}

int scmi_server_init(struct scmi_server *server)
{
	unsigned int i;

	if (!server->vendor || !server->agent_count || server->agent_count > SCMI_MAX_AGENTS ||
	    server->device_count > SCMI_MAX_DEVICES ||
	    server->protocol_count >= SCMI_PROTOCOL_SLOTS || !place_protocols(server))
		return SCMI_INVALID_PARAMETERS;
	for (i = 0; i < server->agent_count; i++) {
		if (!agent_fits(server, &server->agents[i]))
			return SCMI_INVALID_PARAMETERS;
	}
	server->deferred_count = 0;
	server->subscribed = 0;
	for (i = 1; i <= server->agent_count; i++)
		start_agent(server, i);
	return SCMI_SUCCESS;
}
