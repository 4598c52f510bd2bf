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
		.object = "clock", .verb = "list", .arguments = "",
		.summary = "list the clocks",
		.run = run_clock_list, .print = print_clock_list,
	}, {
		.object = "clock", .verb = "show", .arguments = "CLOCK",
		.summary = "show all about a clock",
		.run = run_clock_show, .print = print_clock_show,
	}, {
		.object = "clock", .verb = "rates", .arguments = "CLOCK",
		.summary = "list the rates that a clock can have now",
		.run = run_clock_rates, .print = print_clock_rates,
	}, {
		.object = "clock", .verb = "set-rate", .arguments = "CLOCK RATE",
		.summary = "set a clock's rate",
		.detail = "The rate is in Hz, or has a unit: 1.2GHz, 148.5MHz, 32.768kHz.",
		.options = "r",
		.run = run_clock_set_rate, .print = print_clock_value,
	}, {
		.object = "clock", .verb = "enable", .arguments = "CLOCK",
		.summary = "enable a clock",
		.run = run_clock_enable, .print = print_clock_value,
	}, {
		.object = "clock", .verb = "disable", .arguments = "CLOCK",
		.summary = "disable a clock",
		.detail = "It stays on as long as another agent needs it.",
		.run = run_clock_disable, .print = print_clock_value,
	}, {
		.object = "clock", .verb = "parent", .arguments = "CLOCK [PARENT]",
		.summary = "list the parents of a clock, or choose one",
		.run = run_clock_parent, .print = print_clock_parent,
	}, {
		.object = "clock", .verb = "duty-cycle", .arguments = "CLOCK [PERCENT]",
		.summary = "show or set a clock's duty cycle",
		.run = run_clock_duty_cycle, .print = print_clock_value,
	}, {
		.object = "clock", .verb = "phase", .arguments = "CLOCK [DEGREES]",
		.summary = "show or set a clock's phase",
		.run = run_clock_phase, .print = print_clock_value,
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
	{ 't', "transport", "board:FILE", "the server: a board in this process (default: the demo)",
	  true },
	{ 'a', "agent", "N", "which agent of the board to be (default: 1)", true },
	{ 'j', "json", NULL, "write JSON, errors too", true },
	{ 'e', "exact", NULL, "write numbers in full: 148500000 Hz", true },
	{ 'r', "round", "down|up|nearest", "how to round a rate that cannot be had (default: down)",
	  false },
	{ 'h', "help", NULL, "show help", true },
	{ 'V', "version", NULL, "show the version", true },
};
const size_t option_count = COUNT(options);

const char *const exit_texts[EXIT_CODES] = {
	[EXIT_OK] = "success",
	[EXIT_INTERNAL] = "the system refused something that this tool needs",
	[EXIT_USAGE] = "the command is not understood",
	[EXIT_TRANSPORT] = "the server cannot be reached",
	[EXIT_MALFORMED] = "the server's reply cannot be used",
	[EXIT_STATUS] = "the server refused the request",
	[EXIT_NO_SUCH] = "there is no such clock, agent, protocol, message or field",
	[EXIT_VERSION] = "the version of the protocol in use does not have this",
};
