-- SPDX-License-Identifier: BSD-2-Clause
-- Copyright (c) 2026 The scmi-optee authors
--
-- A Wireshark dissector for SCMI, for Lua 5.2 to 5.4. Before this file stand the tables that tables.c
-- writes: `statuses` by their code, and `protocols` by their number, each with its messages by type
-- (0 command, 2 delayed response, 3 notification) and number.
--
-- A packet is a message header and its payload. Its link type is USER0, its interface the channel, its
-- direction outbound from agent to platform. A field is called scmi.PROTOCOL.MESSAGE.FIELD, bits stand
-- below their number and fields of entries below their list.
--
-- What a payload looks like depends on the version of the protocol. Whatever needs earlier packets is
-- found out on the first visit of a packet, in the order of the capture, and kept in `frames`.

local scmi = Proto("scmi", "System Control and Management Interface")

local COMMAND, DELAYED_RESPONSE, NOTIFICATION = 0, 2, 3
local TYPES = { [0] = "Command", "Type 1", "Delayed response", "Notification" }
local HEADER_SIZE, WORD = 4, 4
local STATUS_END = HEADER_SIZE + WORD
local PROTOCOL_VERSION, NEGOTIATE_PROTOCOL_VERSION = 0x00, 0x10

-- The fields that every message has

local function status_names()
	local names = {}

	for code, status in pairs(statuses) do
		names[code] = status.name
	end
	return names
end

local function protocol_names()
	local names = {}

	for id, protocol in pairs(protocols) do
		names[id] = protocol.name
	end
	return names
end

local header_fields = {
	message = ProtoField.uint32("scmi.message", "Message", base.HEX, nil, 0xff),
	type = ProtoField.uint32("scmi.type", "Type", base.DEC, TYPES, 0x300),
	protocol = ProtoField.uint32("scmi.protocol", "Protocol", base.HEX, protocol_names(), 0x3fc00),
	token = ProtoField.uint32("scmi.token", "Token", base.DEC, nil, 0xffc0000),
	reserved = ProtoField.uint32("scmi.reserved", "Reserved", base.HEX, nil, 0xf0000000),
}
local common_fields = {
	header = ProtoField.uint32("scmi.header", "Header", base.HEX),
	message_name = ProtoField.string("scmi.message_name", "Name"),
	side = ProtoField.string("scmi.side", "Side"),
	version = ProtoField.string("scmi.version", "Protocol version"),
	response_in = ProtoField.framenum("scmi.response_in", "Response in", base.NONE,
		frametype.RESPONSE),
	delayed_in = ProtoField.framenum("scmi.delayed_in", "Delayed response in", base.NONE,
		frametype.RESPONSE),
	response_to = ProtoField.framenum("scmi.response_to", "Response to", base.NONE,
		frametype.REQUEST),
	response_time = ProtoField.relative_time("scmi.response_time", "Response time"),
	status = ProtoField.int32("scmi.status", "Status", base.DEC, status_names()),
	left_over = ProtoField.bytes("scmi.left_over", "Left over"),
	payload = ProtoField.bytes("scmi.payload", "Payload"),
}

local function complaint(name, text, group, severity)
	return ProtoExpert.new("scmi.expert." .. name, text, expert.group[group],
		expert.severity[severity])
end

local complaints = {
	no_reply = complaint("no_reply", "No reply in this capture", "SEQUENCE", "WARN"),
	no_request = complaint("no_request", "Nobody has asked with this token", "SEQUENCE", "WARN"),
	duplicate_token = complaint("duplicate_token", "A request before has this token and no reply",
		"SEQUENCE", "WARN"),
	too_short = complaint("too_short", "Ends before its last field", "MALFORMED", "ERROR"),
	too_long = complaint("too_long", "Longer than its fields", "MALFORMED", "WARN"),
	list_count = complaint("list_count", "A list is not as long as told", "MALFORMED", "WARN"),
	not_captured = complaint("not_captured", "Not all of the message was captured", "PROTOCOL",
		"NOTE"),
	unknown_protocol = complaint("unknown_protocol", "Unknown protocol", "UNDECODED", "NOTE"),
	unknown_message = complaint("unknown_message", "Unknown message", "UNDECODED", "NOTE"),
	reserved_bits = complaint("reserved_bits", "Reserved bits of the header are set", "PROTOCOL",
		"WARN"),
	wrong_way = complaint("wrong_way", "Platforms send this, agents do not", "PROTOCOL", "WARN"),
	error_status = complaint("error_status", "The platform answers with an error", "RESPONSE_CODE",
		"NOTE"),
	unknown_status = complaint("unknown_status", "No status of the specification", "RESPONSE_CODE",
		"WARN"),
}

-- The fields of messages. The same name can be in request and reply; it is one field then.

local all_fields = {}

local function once(key, make, ...)
	if not all_fields[key] then
		all_fields[key] = make(...)
	end
	return all_fields[key]
end

local function mask_of(bits)
	local mask = 0

	for bit = bits.low, bits.high do
		mask = mask + 2 ^ bit
	end
	return math.floor(mask)
end

local function add_bits(path, number)
	for _, bits in ipairs(number.bits or {}) do
		local name, mask = path .. "." .. bits.name, mask_of(bits)
		local key = name .. mask

		if bits.low == bits.high then
			bits.field = once(key, ProtoField.bool, name, bits.name, 32, nil, mask)
		else
			bits.field = once(key, ProtoField.uint32, name, bits.name, base.DEC, nil, mask)
		end
	end
end

local function add_number(path, number)
	local make = ProtoField[(number.signed and "int" or "uint") .. 8 * number.size]
	local display, strings = number.hex and base.HEX or base.DEC, nil

	if number.unit then
		display, strings = display + base.UNIT_STRING, { " " .. number.unit }
	elseif number.kind == "PROTOCOL_ID" then
		strings = protocol_names()
	end
	number.field = once(path .. number.kind .. number.size, make, path, number.name, display, strings)
	add_bits(path, number)
end

local function add_fields(path, fields)
	for _, field in ipairs(fields or {}) do
		local name = path .. "." .. (field.name or "")

		if field.form == "condition" then
			add_fields(path, field.fields)
		elseif field.form == "entries" then
			field.field = once(name, ProtoField.none, name, field.name)
			add_fields(name, field.fields)
		elseif field.form == "text" then
			field.field = once(name, ProtoField.string, name, field.name)
		else
			add_number(name, field)
		end
	end
end

local function add_messages(protocol)
	for _, type in ipairs({ COMMAND, DELAYED_RESPONSE, NOTIFICATION }) do
		for _, message in pairs(protocol[type]) do
			local path = "scmi." .. protocol.name .. "." .. message.short_name

			add_fields(path, message.request)
			add_fields(path, message.reply)
		end
	end
end

-- Versions are words as on the wire: the major number in the upper half

local function version_text(version)
	return string.format("%d.%d", math.floor(version / 0x10000), version % 0x10000)
end

local function collect_versions(versions, rows)
	for _, row in pairs(rows or {}) do
		versions[row.since or 0x10000] = true
		versions[row.before or 0x10000] = true
		collect_versions(versions, row.request)
		collect_versions(versions, row.reply)
		collect_versions(versions, row.fields)
	end
end

-- Versions that differ in messages or fields, oldest first
local function versions_of(protocol)
	local found, sorted = {}, {}

	for _, type in ipairs({ COMMAND, DELAYED_RESPONSE, NOTIFICATION }) do
		collect_versions(found, protocol[type])
	end
	for version in pairs(found) do
		sorted[#sorted + 1] = version
	end
	table.sort(sorted)
	return sorted
end

local function preference(protocol)
	return protocol.name .. "_version"
end

local function add_preference(protocol)
	local newest = protocol.versions[#protocol.versions]
	local choices = {}

	for i, version in ipairs(protocol.versions) do
		choices[i] = { i, version_text(version), version }
	end
	scmi.prefs[preference(protocol)] = Pref.enum("Version of " .. protocol.name, newest,
		"The version of the " .. protocol.name .. " protocol where the capture has no answer to " ..
		"PROTOCOL_VERSION before the message", choices, false)
end

for _, protocol in pairs(protocols) do
	protocol.versions = versions_of(protocol)
	add_messages(protocol)
	add_preference(protocol)
end
for _, fields in ipairs({ header_fields, common_fields }) do
	for _, field in pairs(fields) do
		all_fields[#all_fields + 1] = field
	end
end
-- Wireshark wants a list
do
	local list = {}

	for _, field in pairs(all_fields) do
		list[#list + 1] = field
	end
	scmi.fields = list
end
scmi.experts = complaints

-- What earlier packets tell

-- Where Wireshark makes no tree, as on the first of two passes without a filter, there is no telling of
-- interfaces. An instance of SCMI counts tokens for all its channels, so that this is no loss unless
-- a capture has several instances.
local frame_interface = Field.new("frame.interface_id")

local frames		-- by number: what is known of a packet
local versions		-- by protocol, by channel and "last": what PROTOCOL_VERSION was answered with
local waiting		-- by channel and token: the last request, if it has no reply yet
local asked		-- by message and token: the last request, for its delayed response

function scmi.init()
	frames, versions, waiting, asked = {}, {}, {}, {}
end

local function version_of(channel, id)
	local known = versions[id] or {}

	return known[channel] or known.last or scmi.prefs[preference(protocols[id])]
end

local function learn_version(channel, id, version)
	versions[id] = versions[id] or {}
	versions[id][channel] = version
	versions[id].last = version
end

-- A request has been answered: does that tell the version in use?
local function learn_from_reply(message, request)
	local tvb = message.tvb

	if tvb:len() < STATUS_END or tvb(HEADER_SIZE, WORD):le_int() ~= 0 then
		return
	end
	if message.id == PROTOCOL_VERSION and tvb:len() >= STATUS_END + WORD then
		learn_version(message.channel, message.protocol_id, tvb(STATUS_END, WORD):le_uint())
	elseif message.id == NEGOTIATE_PROTOCOL_VERSION and request and request.wanted then
		learn_version(message.channel, message.protocol_id, request.wanted)
	end
end

local function request_key(message)
	return message.protocol_id * 0x100 + message.id .. " " .. message.token
end

local function token_key(message)
	return message.channel .. " " .. message.token
end

local function is_same(message, other)
	return other and other.protocol_id == message.protocol_id and other.id == message.id
end

local function see_request(message, frame)
	local earlier = waiting[token_key(message)]

	frame.duplicate_of = earlier and earlier.number
	if message.id == NEGOTIATE_PROTOCOL_VERSION and message.tvb:len() >= HEADER_SIZE + WORD then
		frame.wanted = message.tvb(HEADER_SIZE, WORD):le_uint()
	end
	waiting[token_key(message)] = frame
	asked[request_key(message)] = frame
end

-- The capture's resolution is a nanosecond at best
local function time_between(from, to)
	local nanoseconds = math.floor((to - from) * 1e9 + 0.5)

	return NSTime.new(math.floor(nanoseconds / 1e9), math.floor(nanoseconds % 1e9))
end

local function answer(frame, request, way)
	if request then
		frame.response_to = request.number
		frame.response_time = time_between(request.time, frame.time)
		request[way] = frame.number
	end
end

local function see_reply(message, frame)
	local request = waiting[token_key(message)]

	if is_same(message, request) then
		waiting[token_key(message)] = nil
	else
		request = nil
	end
	answer(frame, request, "response_in")
	if protocols[message.protocol_id] then
		learn_from_reply(message, request)
	end
end

local function see_delayed(message, frame)
	answer(frame, asked[request_key(message)], "delayed_in")
	asked[request_key(message)] = nil
end

-- Where the capture does not say which way a command went, it is the reply of a request that waits
local function side_of(message, direction)
	if message.type == NOTIFICATION then
		return "notification"
	elseif message.type == DELAYED_RESPONSE then
		return "delayed response"
	elseif message.type ~= COMMAND then
		return "message"
	elseif direction == P2P_DIR_SENT then
		return "request"
	elseif direction == P2P_DIR_RECV then
		return "reply"
	end
	return is_same(message, waiting[token_key(message)]) and "reply" or "request"
end

local function first_visit(message, pinfo)
	local frame = {
		number = pinfo.number, time = pinfo.rel_ts, protocol_id = message.protocol_id,
		id = message.id, side = side_of(message, pinfo.p2p_dir),
	}

	if protocols[message.protocol_id] then
		frame.version = version_of(message.channel, message.protocol_id)
	end
	if frame.side == "request" then
		see_request(message, frame)
	elseif frame.side == "reply" then
		see_reply(message, frame)
	elseif frame.side == "delayed response" then
		see_delayed(message, frame)
	end
	frames[pinfo.number] = frame
	return frame
end

-- Reading a payload

local read_fields

local function exists(field, version)
	return version >= (field.since or 0) and (not field.before or version < field.before)
end

-- The next bytes, or nil at the end of the message or of what was captured
local function take(read, size)
	local offset = read.offset

	if offset + size > read.tvb:len() then
		read.short = true
		return nil
	end
	read.offset = offset + size
	return read.tvb(offset, size)
end

local function left(read)
	return read.tvb:len() - read.offset
end

local function read_bits(read, number, item, value)
	for _, bits in ipairs(number.bits or {}) do
		local part = math.floor(value / 2 ^ bits.low) % 2 ^ (bits.high - bits.low + 1)

		item:add_le(bits.field, read.tvb(read.offset - number.size, number.size))
		read.bits[bits.name] = part
		if bits.name == "returned" then
			read.count = part
		end
	end
end

local function number_text(read, number, range)
	local value = number.size == 8 and (number.signed and range:le_int64() or range:le_uint64()) or
		(number.signed and range:le_int() or range:le_uint())

	if number.kind == "VERSION" then
		return version_text(value)
	elseif number.hex then
		return number.size == 8 and "0x" .. value:tohex() or string.format("0x%x", value)
	end
	return tostring(value) .. (number.unit and " " .. number.unit or "")
end

-- What is behind a number that stands for something else
local function number_meaning(read, number, value)
	local message = number.kind == "MESSAGE_ID" and read.protocol[COMMAND][value]

	return message and message.name or number.kind == "VERSION" and version_text(value)
end

-- The first fields go to the line of the packet
local function summarize(read, name, text)
	if not read.index then
		read.summary[#read.summary + 1] = name .. "=" .. text
	end
end

local function read_number(read, number)
	local range = take(read, number.size)

	if not range then
		return false
	end

	local item = read.tree:add_le(number.field, range)
	local value = number.size < 8 and range:le_uint()
	local meaning = value and number_meaning(read, number, value)

	if meaning then
		item:append_text(" (" .. meaning .. ")")
	end
	if number.kind == "COUNT" and value then
		read.count = value
	end
	if value then
		read_bits(read, number, item, value)
	end
	if number.form == "number" then
		summarize(read, number.name, number_text(read, number, range))
	end
	return true
end

local function read_text(read, text)
	local range = take(read, text.size)

	if range then
		local words = range:string():match("^[^\0]*")

		read.tree:add(text.field, range, words)
		summarize(read, text.name, '"' .. words:gsub("%c", ".") .. '"')
	end
	return range ~= nil
end

-- Entries fill up words: behind as many as were told there may be up to three bytes that are none
local function only_padding(read, size)
	return size < WORD and read.index == read.count and left(read) < WORD
end

local function read_list(read, size, read_entry)
	local count = read.count

	read.index = 0
	while left(read) > 0 and not only_padding(read, size) do
		if not read_entry() then
			return false
		end
		read.index = read.index + 1
	end
	read.padding = left(read) > 0
	if count and count ~= read.index then
		read.miscounted = string.format("The list has %d entries, but says %d", read.index, count)
	end
	return true
end

local function read_array(read, array)
	return read_list(read, array.size, function()
		return read_number(read, array)
	end)
end

local function read_entries(read, entries)
	local tree = read.tree

	return read_list(read, WORD, function()
		local start = read.offset
		local whole

		read.bits = {}
		read.tree = tree:add(entries.field, read.tvb(start))
		read.tree:append_text(string.format("[%d]", read.index))
		whole = read_fields(read, entries.fields)
		read.tree:set_len(read.offset - start)
		read.tree = tree
		return whole
	end)
end

-- Names of bits with && between them, and a ! before those that have to be zero
local function read_condition(read, condition)
	for negation, name in condition.name:gmatch("(!?)([%w_]+)") do
		if (read.bits[name] ~= 0) == (negation == "!") then
			return true
		end
	end
	return read_fields(read, condition.fields)
end

local readers = {
	number = read_number,
	text = read_text,
	array = read_array,
	entries = read_entries,
	condition = read_condition,
}

function read_fields(read, fields)
	for _, field in ipairs(fields) do
		if exists(field, read.version) and not readers[field.form](read, field) then
			return false
		end
	end
	return true
end

-- One message

local function complain(item, name, ...)
	item:add_proto_expert_info(complaints[name], ...)
end

-- Nothing can be said of the length of what was not captured as a whole
local function judge_length(read, tree)
	if read.short then
		complain(tree, "too_short")
	elseif read.miscounted then
		complain(tree, "list_count", read.miscounted)
	elseif left(read) > 0 and not read.padding then
		complain(tree, "too_long", string.format("%d bytes are left over", left(read)))
	end
end

local function dissect_fields(message, fields, offset, tree)
	local read = {
		tvb = message.tvb, offset = offset, tree = tree, bits = {}, summary = {},
		protocol = message.protocol, version = message.frame.version,
	}

	read_fields(read, fields)
	if left(read) > 0 and not read.padding then
		tree:add(common_fields.left_over, read.tvb(read.offset))
	end
	if not message.truncated then
		judge_length(read, tree)
	end
	message.summary = table.concat(read.summary, " ", 1, math.min(#read.summary, 4))
end

-- Whether fields follow
local function dissect_status(message, tree)
	local tvb = message.tvb
	local code, item, status

	if tvb:len() < STATUS_END then
		if not message.truncated then
			complain(tree, "too_short")
		end
		return false
	end
	code = tvb(HEADER_SIZE, WORD):le_int()
	item = tree:add_le(common_fields.status, tvb(HEADER_SIZE, WORD))
	status = statuses[code]
	message.status = status and status.name or "status " .. code
	if not status then
		complain(item, "unknown_status")
	elseif code ~= 0 then
		complain(item, "error_status", status.name .. ": " .. status.text)
	end
	return code == 0
end

local function dissect_payload(message, tree)
	local tvb, side, words = message.tvb, message.frame.side, message.words
	local offset = HEADER_SIZE

	if side == "reply" or side == "delayed response" then
		offset = dissect_status(message, tree) and STATUS_END
	end
	if offset and words then
		dissect_fields(message, side == "request" and words.request or words.reply, offset, tree)
		return
	end
	offset = offset or STATUS_END
	if tvb:len() > offset then
		tree:add(common_fields.payload, tvb(offset))
	end
end

local function dissect_header(message, tree)
	local range = message.tvb(0, HEADER_SIZE)
	local header = tree:add_le(common_fields.header, range)

	for _, name in ipairs({ "message", "type", "protocol", "token", "reserved" }) do
		message.items[name] = header:add_le(header_fields[name], range)
	end
	message.items.message:append_text(" (" .. message.name .. ")")
	if range:le_uint() >= 0x10000000 then
		complain(message.items.reserved, "reserved_bits")
	end
	if not message.protocol then
		complain(message.items.protocol, "unknown_protocol")
	elseif not message.words then
		complain(message.items.message, "unknown_message")
	end
	header:add(common_fields.message_name, message.name):set_generated()
	header:add(common_fields.side, message.frame.side):set_generated()
	if message.protocol then
		header:add(common_fields.version, version_text(message.frame.version)):set_generated()
	end
end

local function dissect_partners(message, tree)
	local frame = message.frame

	for _, name in ipairs({ "response_to", "response_time", "response_in", "delayed_in" }) do
		if frame[name] then
			tree:add(common_fields[name], frame[name]):set_generated()
		end
	end
	if frame.duplicate_of then
		complain(message.items.token, "duplicate_token",
			"The request in packet " .. frame.duplicate_of .. " has this token and no reply yet")
	end
	if frame.side == "request" and message.visited and not frame.response_in then
		complain(tree, "no_reply")
	elseif (frame.side == "reply" or frame.side == "delayed response") and not frame.response_to then
		complain(message.items.token, "no_request")
	end
	if message.truncated then
		complain(tree, "not_captured")
	end
	if message.wrong_way then
		complain(message.items.type, "wrong_way")
	end
end

local function set_columns(message, columns)
	local to_agent = message.frame.side ~= "request"
	local words = { message.name, message.frame.side, message.status, message.summary }
	local said = {}

	for i = 1, 4 do
		if words[i] and words[i] ~= "" then
			said[#said + 1] = words[i]
		end
	end
	columns.protocol = "SCMI " .. (message.protocol and message.protocol.name or "")
	columns.src = to_agent and "platform" or "agent"
	columns.dst = to_agent and "agent" or "platform"
	columns.info = table.concat(said, " ")
end

local function unknown_name(message)
	return string.format("%s message 0x%02x", message.protocol and message.protocol.name or
		string.format("protocol 0x%02x", message.protocol_id), message.id)
end

local function parse_header(tvb, pinfo)
	local header = tvb(0, HEADER_SIZE):le_uint()
	local interface = frame_interface()
	local message = {
		tvb = tvb, items = {}, visited = pinfo.visited, truncated = tvb:len() < tvb:reported_len(),
		channel = interface and interface.value or 0,
		id = header % 0x100,
		type = math.floor(header / 0x100) % 4,
		protocol_id = math.floor(header / 0x400) % 0x100,
		token = math.floor(header / 0x40000) % 0x400,
	}

	message.protocol = protocols[message.protocol_id]
	message.words = message.protocol and (message.protocol[message.type] or {})[message.id]
	message.name = message.words and message.words.name or unknown_name(message)
	message.frame = frames[pinfo.number] or first_visit(message, pinfo)
	message.wrong_way = message.type ~= COMMAND and pinfo.p2p_dir == P2P_DIR_SENT
	return message
end

function scmi.dissector(tvb, pinfo, root)
	local tree = root:add(scmi, tvb())
	local message

	if tvb:len() < HEADER_SIZE then
		pinfo.cols.protocol = "SCMI"
		pinfo.cols.info = "less than a message header"
		complain(tree, tvb:len() < tvb:reported_len() and "not_captured" or "too_short")
		return
	end
	message = parse_header(tvb, pinfo)
	dissect_header(message, tree)
	dissect_payload(message, tree)
	dissect_partners(message, tree)
	tree:append_text(", " .. message.name .. " " .. message.frame.side)
	set_columns(message, pinfo.cols)
end

DissectorTable.get("wtap_encap"):add(wtap_encaps.USER0, scmi)
