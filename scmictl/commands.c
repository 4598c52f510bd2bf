// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * All commands, options and exit codes: help, usage, man page and completion are made of these tables.
 */
#include "scmictl.h"

const struct command commands[] = {
	{
		.object = "overview", .arguments = "",
		.summary = "show all that the server has; the default",
		.run = run_overview, .print = print_overview,
	}, {
		.object = "base", .verb = "show", .arguments = "",
		.summary = "show who the server is, and which agent asks",
		.run = run_base_show, .print = print_base_show,
	}, {
		.object = "base", .verb = "agents", .arguments = "",
		.summary = "list the agents",
		.run = run_base_agents, .print = print_base_agents,
	}, {
		.object = "base", .verb = "protocols", .arguments = "",
		.summary = "list the protocols and their versions",
		.run = run_base_protocols, .print = print_base_protocols,
	}, {
		.object = "base", .verb = "permissions",
		.arguments = "AGENT DEVICE allow|deny [PROTOCOL]",
		.summary = "let an agent use a device, or not",
		.detail = "With a protocol, only through that one. Only trusted agents may do it, "
			  "and SCMI has no message that reads permissions back.",
		.run = run_base_permissions, .print = print_base_permissions,
	}, {
		.object = "base", .verb = "reset", .arguments = "AGENT [permissions]",
		.summary = "take back what an agent has set",
		.detail = "With the word permissions, what trusted agents have allowed and "
			  "denied it too.",
		.run = run_base_reset, .print = print_base_reset,
	}, {
		.object = "power", .verb = "list", .arguments = "",
		.kind = &power_kind,
		.summary = "list the power domains",
		.run = run_list, .print = print_list,
	}, {
		.object = "power", .verb = "show", .arguments = "DOMAIN",
		.kind = &power_kind,
		.summary = "show all about a power domain",
		.run = run_show, .print = print_show,
	}, {
		.object = "power", .verb = "set", .arguments = "DOMAIN on|off|STATE",
		.kind = &power_kind,
		.summary = "set a power domain's state",
		.detail = "It stays in a shallower state as long as another agent needs it. A "
			  "state that loses the context needs -y.",
		.options = "y",
		.run = run_power_set, .print = print_change,
	}, {
		.object = "system", .verb = "show", .arguments = "",
		.summary = "show the state of the whole system",
		.run = run_system_show, .print = print_system_show,
	}, {
		.object = "system", .verb = "set", .arguments = "STATE [graceful]",
		.summary = "shut the system down, reset or suspend it",
		.detail = "States are shutdown, cold-reset, warm-reset, power-up, suspend, or a vendor's number. "
			  "Gracefully, agents that want to be told are, and have time. Needs -y.",
		.options = "y",
		.run = run_system_set, .print = print_done,
	}, {
		.object = "performance", .verb = "list", .arguments = "",
		.kind = &performance_kind,
		.summary = "list the performance domains",
		.run = run_list, .print = print_list,
	}, {
		.object = "performance", .verb = "show", .arguments = "DOMAIN",
		.kind = &performance_kind,
		.summary = "show all about a performance domain",
		.run = run_show, .print = print_show,
	}, {
		.object = "performance", .verb = "levels", .arguments = "DOMAIN",
		.kind = &performance_kind,
		.summary = "list the levels of a performance domain",
		.run = run_performance_levels, .print = print_performance_levels,
	}, {
		.object = "performance", .verb = "set-level", .arguments = "DOMAIN LEVEL",
		.kind = &performance_kind,
		.summary = "set a performance domain's level",
		.run = run_performance_set_level, .print = print_change,
	}, {
		.object = "performance", .verb = "set-limits", .arguments = "DOMAIN MIN MAX",
		.kind = &performance_kind,
		.summary = "limit a performance domain's level",
		.run = run_performance_set_limits, .print = print_change,
	}, {
		.object = "clock", .verb = "list", .arguments = "",
		.kind = &clock_kind,
		.summary = "list the clocks",
		.run = run_list, .print = print_list,
	}, {
		.object = "clock", .verb = "show", .arguments = "CLOCK",
		.kind = &clock_kind,
		.summary = "show all about a clock",
		.run = run_show, .print = print_show,
	}, {
		.object = "clock", .verb = "rates", .arguments = "CLOCK",
		.kind = &clock_kind,
		.summary = "list the rates that a clock can have now",
		.run = run_clock_rates, .print = print_clock_rates,
	}, {
		.object = "clock", .verb = "set-rate", .arguments = "CLOCK RATE",
		.kind = &clock_kind,
		.summary = "set a clock's rate",
		.detail = "The rate is in Hz, or has a unit: 1.2GHz, 148.5MHz, 32.768kHz.",
		.options = "r",
		.run = run_clock_set_rate, .print = print_change,
	}, {
		.object = "clock", .verb = "enable", .arguments = "CLOCK",
		.kind = &clock_kind,
		.summary = "enable a clock",
		.run = run_clock_enable, .print = print_change,
	}, {
		.object = "clock", .verb = "disable", .arguments = "CLOCK",
		.kind = &clock_kind,
		.summary = "disable a clock",
		.detail = "It stays on as long as another agent needs it.",
		.run = run_clock_disable, .print = print_change,
	}, {
		.object = "clock", .verb = "parent", .arguments = "CLOCK [PARENT]",
		.kind = &clock_kind,
		.summary = "list the parents of a clock, or choose one",
		.run = run_clock_parent, .print = print_clock_parent,
	}, {
		.object = "clock", .verb = "duty-cycle", .arguments = "CLOCK [PERCENT]",
		.kind = &clock_kind,
		.summary = "show or set a clock's duty cycle",
		.run = run_clock_duty_cycle, .print = print_change,
	}, {
		.object = "clock", .verb = "phase", .arguments = "CLOCK [DEGREES]",
		.kind = &clock_kind,
		.summary = "show or set a clock's phase",
		.run = run_clock_phase, .print = print_change,
	}, {
		.object = "sensor", .verb = "list", .arguments = "",
		.kind = &sensor_kind,
		.summary = "list the sensors",
		.run = run_list, .print = print_list,
	}, {
		.object = "sensor", .verb = "show", .arguments = "SENSOR",
		.kind = &sensor_kind,
		.summary = "show all about a sensor",
		.run = run_show, .print = print_show,
	}, {
		.object = "sensor", .verb = "watch", .arguments = "SENSOR",
		.kind = &sensor_kind,
		.summary = "read a sensor again and again",
		.detail = "Ten times, every second, unless --for and --every say otherwise. For "
			  "a board, time goes by at once.",
		.options = "di",
		.run = run_sensor_watch, .print = print_sensor_watch,
	}, {
		.object = "sensor", .verb = "enable", .arguments = "SENSOR",
		.kind = &sensor_kind,
		.summary = "enable a sensor",
		.run = run_sensor_enable, .print = print_change,
	}, {
		.object = "sensor", .verb = "disable", .arguments = "SENSOR",
		.kind = &sensor_kind,
		.summary = "disable a sensor",
		.detail = "It stays on as long as another agent needs it.",
		.run = run_sensor_disable, .print = print_change,
	}, {
		.object = "sensor", .verb = "set-interval", .arguments = "SENSOR TIME",
		.kind = &sensor_kind,
		.summary = "set the time between a sensor's updates",
		.options = "r",
		.run = run_sensor_set_interval, .print = print_change,
	}, {
		.object = "sensor", .verb = "trip", .arguments = "SENSOR POINT off|rising|falling|both [VALUE]",
		.kind = &sensor_kind,
		.summary = "set a trip point of a sensor",
		.detail = "The value is in the sensor's unit: 85 or 85.5 for degrees.",
		.run = run_sensor_trip, .print = print_sensor_trip,
	}, {
		.object = "reset", .verb = "list", .arguments = "",
		.kind = &reset_kind,
		.summary = "list the reset domains",
		.run = run_list, .print = print_list,
	}, {
		.object = "reset", .verb = "show", .arguments = "DOMAIN",
		.kind = &reset_kind,
		.summary = "show all about a reset domain",
		.run = run_show, .print = print_show,
	}, {
		.object = "reset", .verb = "pulse", .arguments = "DOMAIN [KIND]",
		.kind = &reset_kind,
		.summary = "reset a domain",
		.detail = "The kind is a vendor's number; without one it is a cold reset. Needs -y.",
		.options = "y",
		.run = run_reset_action, .print = print_done,
	}, {
		.object = "reset", .verb = "assert", .arguments = "DOMAIN [KIND]",
		.kind = &reset_kind,
		.summary = "hold a domain in reset",
		.detail = "Needs -y.",
		.options = "y",
		.run = run_reset_action, .print = print_done,
	}, {
		.object = "reset", .verb = "deassert", .arguments = "DOMAIN [KIND]",
		.kind = &reset_kind,
		.summary = "take a domain out of reset",
		.options = "y",
		.run = run_reset_action, .print = print_done,
	}, {
		.object = "voltage", .verb = "list", .arguments = "",
		.kind = &voltage_kind,
		.summary = "list the supplies",
		.run = run_list, .print = print_list,
	}, {
		.object = "voltage", .verb = "show", .arguments = "SUPPLY",
		.kind = &voltage_kind,
		.summary = "show all about a supply",
		.run = run_show, .print = print_show,
	}, {
		.object = "voltage", .verb = "levels", .arguments = "SUPPLY",
		.kind = &voltage_kind,
		.summary = "list the voltages that a supply can have",
		.run = run_voltage_levels, .print = print_voltage_levels,
	}, {
		.object = "voltage", .verb = "set-level", .arguments = "SUPPLY VOLTAGE",
		.kind = &voltage_kind,
		.summary = "set a supply's voltage",
		.detail = "The voltage is in microvolts, or has a unit: 3.3V, 850mV. One below "
			  "zero goes behind --.",
		.run = run_voltage_set_level, .print = print_change,
	}, {
		.object = "voltage", .verb = "set", .arguments = "SUPPLY on|off|MODE",
		.kind = &voltage_kind,
		.summary = "switch a supply, or set its mode",
		.detail = "Off needs -y. It stays on as long as another agent needs it.",
		.options = "y",
		.run = run_voltage_mode, .print = print_change,
	}, {
		.object = "powercap", .verb = "list", .arguments = "",
		.kind = &powercap_kind,
		.summary = "list the power cap domains",
		.run = run_list, .print = print_list,
	}, {
		.object = "powercap", .verb = "show", .arguments = "DOMAIN",
		.kind = &powercap_kind,
		.summary = "show all about a power cap domain",
		.run = run_show, .print = print_show,
	}, {
		.object = "powercap", .verb = "set-cap", .arguments = "DOMAIN POWER|none",
		.kind = &powercap_kind,
		.summary = "cap a domain's power",
		.detail = "Such as 2.5W or 300mW.",
		.run = run_powercap_set_cap, .print = print_change,
	}, {
		.object = "powercap", .verb = "set-interval", .arguments = "DOMAIN TIME",
		.kind = &powercap_kind,
		.summary = "set the time over which power is averaged",
		.run = run_powercap_set_interval, .print = print_change,
	}, {
		.object = "pin", .verb = "list", .arguments = "",
		.kind = &pin_kind,
		.summary = "list the pins",
		.run = run_list, .print = print_list,
	}, {
		.object = "pin", .verb = "show", .arguments = "PIN",
		.kind = &pin_kind,
		.summary = "show all about a pin",
		.run = run_show, .print = print_show,
	}, {
		.object = "pin", .verb = "set", .arguments = "PIN SETTING=VALUE...",
		.kind = &pin_kind,
		.summary = "configure a pin",
		.detail = "Settings are named like bias-pull-up, and function=NAME chooses a "
			  "function. All of them, or none.",
		.run = run_pin_set, .print = print_pin_set,
	}, {
		.object = "pin", .verb = "request", .arguments = "PIN",
		.kind = &pin_kind,
		.summary = "keep other agents from changing a pin",
		.run = run_pin_own, .print = print_done,
	}, {
		.object = "pin", .verb = "release", .arguments = "PIN",
		.kind = &pin_kind,
		.summary = "let other agents change a pin",
		.run = run_pin_own, .print = print_done,
	}, {
		.object = "pin", .verb = "permissions", .arguments = "PIN AGENT allow|deny",
		.kind = &pin_kind,
		.summary = "let an agent use a pin, or not",
		.detail = "Only trusted agents may do it.",
		.run = run_pin_permissions, .print = print_done,
	}, {
		.object = "group", .verb = "list", .arguments = "",
		.kind = &group_kind,
		.summary = "list the groups",
		.run = run_list, .print = print_list,
	}, {
		.object = "group", .verb = "show", .arguments = "GROUP",
		.kind = &group_kind,
		.summary = "show all about a group",
		.run = run_show, .print = print_show,
	}, {
		.object = "group", .verb = "set", .arguments = "GROUP SETTING=VALUE...",
		.kind = &group_kind,
		.summary = "configure a group",
		.detail = "Settings are named like bias-pull-up, and function=NAME chooses a "
			  "function. All of them, or none.",
		.run = run_pin_set, .print = print_pin_set,
	}, {
		.object = "group", .verb = "request", .arguments = "GROUP",
		.kind = &group_kind,
		.summary = "keep other agents from changing a group",
		.run = run_pin_own, .print = print_done,
	}, {
		.object = "group", .verb = "release", .arguments = "GROUP",
		.kind = &group_kind,
		.summary = "let other agents change a group",
		.run = run_pin_own, .print = print_done,
	}, {
		.object = "group", .verb = "permissions", .arguments = "GROUP AGENT allow|deny",
		.kind = &group_kind,
		.summary = "let an agent use a group, or not",
		.detail = "Only trusted agents may do it.",
		.run = run_pin_permissions, .print = print_done,
	}, {
		.object = "function", .verb = "list", .arguments = "",
		.kind = &function_kind,
		.summary = "list the functions of pins",
		.run = run_list, .print = print_list,
	}, {
		.object = "function", .verb = "show", .arguments = "FUNCTION",
		.kind = &function_kind,
		.summary = "show all about a function of pins",
		.run = run_show, .print = print_show,
	}, {
		.object = "monitor", .arguments = "[OBJECT]",
		.summary = "show what the server tells by itself",
		.detail = "Subscribes to all notifications, or those of an object, for ten seconds unless --for "
			  "says otherwise. For a board, time goes by at once.",
		.options = "d",
		.run = run_monitor, .print = print_monitor,
	}, {
		.object = "top", .arguments = "[OBJECT...]",
		.summary = "show what goes on, on the whole terminal",
		.detail = "Clocks, supplies, power and performance domains, sensors and power caps, or those "
			  "of the objects named, every second unless --every says otherwise, with graphs. The "
			  "last line tells the keys. --once draws a picture anywhere, of a sample or, with "
			  "--for, of several; --json writes them all.",
		.options = "di1",
		.run = run_top, .print = print_top,
	}, {
		.object = "bench", .arguments = "[PROTOCOL MESSAGE [FIELD=VALUE...]]",
		.summary = "measure how long a message takes",
		.detail = "The same one, by default PROTOCOL_VERSION of base, for a second unless --for says "
			  "otherwise. Times are wall time.",
		.options = "d",
		.run = run_bench, .print = print_bench,
	}, {
		.object = "check", .arguments = "[PROTOCOL...]",
		.summary = "check what a server does against the specification",
		.detail = "Of all protocols and the transport, or those that are named. Nothing is changed without "
			  "--writes. What the specification leaves open makes a remark, not a failure.",
		.options = "owDlp", .no_transport = true,
		.run = run_conformance, .print = print_conformance,
	}, {
		.object = "dt", .arguments = "FILE",
		.summary = "check what a Linux device tree names against the server",
		.detail = "Clocks, resets, power and performance domains, supplies and thermal sensors that "
			  "nodes name by SCMI have to be there for this agent.",
		.run = run_dt, .print = print_dt,
	}, {
		.object = "decode", .arguments = "[FILE]",
		.summary = "put captured messages into words",
		.detail = "From Linux's trace events (ftrace, trace-cmd report, perf script), logs of Linux and "
			  "OP-TEE, hexadecimal, or pcapng; without a file, from the input. Request and "
			  "reply are matched, and what is wrong with them is pointed out.",
		.options = "PMRSLscfAvu",
		.no_transport = true, .run = run_decode, .print = print_decode,
	}, {
		.object = "trace", .arguments = "",
		.summary = "put Linux's SCMI messages into words as they go by",
		.detail = "Until Ctrl-C, or as long as --for says; then counts and times. Linux's own trace "
			  "events are read, in a tracing instance that is made for it and removed again. "
			  "Needs root.",
		.options = "PMRSLscvud",
		.no_transport = true, .run = run_trace, .print = print_decode,
	}, {
		.object = "send", .arguments = "PROTOCOL MESSAGE [FIELD=VALUE...]",
		.summary = "send one message, and show the reply in words",
		.detail = "Protocol and message are names or numbers. Fields that are not given are 0; "
			  "rates may have units. Any payload can be sent as hex=BYTES.",
		.run = run_send, .print = print_send,
	}, {
		.object = "version", .arguments = "",
		.summary = "show the version of this tool",
		.no_transport = true, .run = run_version, .print = print_version,
	}, {
		.object = "help", .arguments = "[OBJECT [VERB]]",
		.summary = "show help",
		.no_transport = true, .run = run_help, .print = print_written,
	}, {
		.object = "man", .arguments = "",
		.summary = "write the man page",
		.no_transport = true, .run = run_man, .print = print_written,
	}, {
		.object = "completion", .arguments = "bash|zsh",
		.summary = "write the completion of a shell",
		.detail = "For bash: source <(scmictl completion bash)",
		.no_transport = true, .run = run_completion, .print = print_written,
	}, {
		.object = "complete", .arguments = "[WORD...]",
		.summary = "list what the last word can become; shells ask this",
		.no_transport = true, .run = run_complete, .print = print_written,
	},
};
const size_t command_count = COUNT(commands);

const struct option_words options[] = {
	{ 't', "transport", "TRANSPORT", "the server: board:FILE, dev:FILE or raw:N", true },
	{ 'a', "agent", "N", "which agent of the board to be (default: 1)", true },
	{ 'j', "json", NULL, "write JSON, errors too", true },
	{ 'e', "exact", NULL, "write numbers in full: 148500000 Hz", true },
	{ 'r', "round", "down|up|nearest", "how to round what cannot be had (default: down)", false },
	{ 'd', "for", "TIME", "how long, such as 10s", false },
	{ 'i', "every", "TIME", "how often, such as 100ms", false },
	{ 'o', "only", "NAME", "only the checks of a name, such as clock.size or '*.size'", false },
	{ 'w', "writes", NULL, "change things, and change them back", false },
	{ 'D', "disruptive", NULL, "send what could stop the system", false },
	{ 'l', "list", NULL, "list the checks", false },
	{ 'p', "tap", NULL, "write TAP", false },
	{ 'P', "protocol", "PROTOCOL", "only messages of this protocol", false },
	{ 'M', "message", "MESSAGE", "only this message, by name or number", false },
	{ 'R', "resource", "RESOURCE", "only messages about this resource, by name or number", false },
	{ 'S', "status", "STATUS", "only replies of this status; error: all but SUCCESS, none: no reply", false },
	{ 'L', "longer", "TIME", "only what took longer", false },
	{ 's', "slow", "TIME", "what is pointed out as slow (default: 10ms)", false },
	{ 'c', "pcapng", "FILE", "write a capture for Wireshark; - to the output", false },
	{ 'f', "format", "hex|text|pcapng", "what the input is (default: what it looks like)", false },
	{ 'A', "as", "PROTOCOL:MESSAGE[:reply]", "what hexadecimal without headers is; also :delayed, :notification", false },
	{ 'v', "assume", "PROTOCOL=VERSION", "the version that is in use, for captures that do not tell; repeatable", false },
	{ 'u', "summary", NULL, "show only counts and times", false },
	{ '1', "once", NULL, "draw one picture, in plain text", false },
	{ 'y', "yes", NULL, "do what can hurt", false },
	{ 'h', "help", NULL, "show help", true },
	{ 'V', "version", NULL, "show the version", true },
};
const size_t option_count = COUNT(options);

const char *const exit_texts[EXIT_CODES] = {
	[EXIT_OK] = "success",
	[EXIT_INTERNAL] = "the system refused something that this tool needs",
	[EXIT_USAGE] = "the command is not understood",
	[EXIT_TRANSPORT] = "the server cannot be reached",
	[EXIT_MALFORMED] = "the server's reply, or a capture, cannot be used",
	[EXIT_STATUS] = "the server refused the request",
	[EXIT_NO_SUCH] = "there is no such resource, agent, protocol, message or field",
	[EXIT_VERSION] = "the version of the protocol in use does not have this",
	[EXIT_FAILED] = "the server does not do what the specification demands",
};
