# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026 The scmi-optee authors
#
# The pin control protocol: Linux's pinctrl-scmi on the board "demo". What is expected stands in
# boards/demo.dts and boards/demo-linux.dtso.
# boots: ours-dynamic ours-static stock-dynamic ours-dynamic@7.2 ours-static@7.2
# drivers: pinctrl-scmi scmi-regulator virtual
# shellcheck shell=dash

CAMERA=/sys/bus/platform/drivers/reg-virt-consumer

pins()
{
	cat /sys/kernel/debug/pinctrl/*scmi-pinctrl/"$1"
}

# choose GROUP FUNCTION: past the pinctrl framework's owners.
choose()
{
	echo "$1 $2" >"$(echo /sys/kernel/debug/pinctrl/*scmi-pinctrl/pinmux-select)"
}

# pads_are FUNCTION PIN...: in the server.
pads_are()
{
	local function=$1 pin
	shift

	for pin in "$@"; do
		equal "function of $pin" "$function" "$(shown pin "$pin" function)"
	done
}

test_the_driver_is_bound()
{
	bound scmi-pinctrl
}

test_pins_groups_and_functions_are_found()
{
	pins pins | grep -q 'registered pins: 10'
	pins pins | grep -q 'pin 8 (external_wakeup_request)'
	equal "groups" "uart0_pads uart0_pads_with_flow_control i2c0_pads pwm_pads ddr_pads" \
		"$(pins pingroups | sed -n 's/^group: //p' | xargs)"
	equal "pins of pwm_pads" "pad2 pad6" "$(pins pingroups |
		sed -n '/^group: pwm_pads$/,/^$/s/^pin .*(\(.*\))/\1/p' | xargs)"
	pins pinmux-functions | grep -Fq 'uart0, groups = [ uart0_pads uart0_pads_with_flow_control ]'
	pins pinmux-functions | grep -Fq 'pwm, groups = [ pwm_pads ]'
	! pins pins | grep -q tamper || fail "Linux sees the pin tamper"
	! pins pinmux-functions | grep -q alarm || fail "Linux sees the function alarm"
}

test_settings_are_read()
{
	pins pinconf-pins | grep -q \
		'pin 8 (external_wakeup_request): input bias pull up (47000 ohms), input debounce (10 usec)'
	pins pinconf-groups | grep -q '(ddr_pads): output drive strength (34 mA).* slew rate (0x3)'
}

# The camera's node asks for I2C pads, pulled up by 4700 and with open drains, when its driver binds
test_a_device_gets_its_pins()
{
	within 5 test -e $CAMERA/camera
	for _ in 1 2; do
		pads_are i2c0 pad4 pad5
		equal "pad4's owner" 1 "$(shown pin pad4 owner)"
		equal "pad4's pull-up" 4700 "$(shown pin pad4 bias-pull-up)"
		equal "pad5's open drain" 1 "$(shown pin pad5 drive-open-drain)"
		pins pinmux-pins | grep -q '(pad4): camera .* function i2c0 group i2c0_pads'
		pins pinconf-groups | grep -q '(i2c0_pads): .*input bias pull up (4700 ohms)'
		echo camera >$CAMERA/unbind
		equal "pad4's owner, without a driver" 0 "$(shown pin pad4 owner)"
		echo camera >$CAMERA/bind
	done
}

test_a_function_is_chosen()
{
	pads_are uart0 pad0 pad1
	choose uart0_pads gpio
	pads_are gpio pad0 pad1
	choose pwm_pads pwm
	pads_are pwm pad2 pad6
	choose uart0_pads uart0
	pads_are uart0 pad0 pad1
}

test_a_function_of_other_groups_is_refused()
{
	! choose i2c0_pads pwm || fail "i2c0_pads have no PWM"
	pads_are i2c0 pad4 pad5
}
