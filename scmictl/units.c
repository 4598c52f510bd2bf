// SPDX-License-Identifier: BSD-2-Clause
/*
 * Copyright (c) 2026 The scmi-optee authors
 *
 * Numbers as people write them.
 */
#include <ctype.h>
#include <inttypes.h>
#include <string.h>
#include <strings.h>

#include "scmictl.h"

/* Larger units first */
static const struct {
	const char *unit, *name;
	uint64_t factor;
} units[] = {
	{ "Hz", "GHz", 1000000000 }, { "Hz", "MHz", 1000000 }, { "Hz", "kHz", 1000 }, { "Hz", "Hz", 1 },
	{ "kHz", "GHz", 1000000 }, { "kHz", "MHz", 1000 }, { "kHz", "kHz", 1 },
	{ "ms", "s", 1000 }, { "ms", "ms", 1 },
	{ "us", "s", 1000000 }, { "us", "ms", 1000 }, { "us", "us", 1 },
	{ "uV", "V", 1000000 }, { "uV", "mV", 1000 }, { "uV", "uV", 1 },
	{ "uW", "W", 1000000 }, { "uW", "mW", 1000 }, { "uW", "uW", 1 },
};

static bool is_suffix(const char *text, const char *name, const char *unit)
{
	size_t prefix = strlen(name) - strlen(unit);

	/* 1.2G does for 1.2GHz */
	return !strcasecmp(text, name) ||
	       (!strcmp(unit, "Hz") && prefix && !text[1] &&
		tolower((unsigned char)text[0]) == tolower((unsigned char)name[0]));
}

static bool find_factor(const char *suffix, const char *unit, uint64_t *factor)
{
	size_t i;

	*factor = 1;
	if (!*suffix)
		return true;
	for (i = 0; unit && i < COUNT(units); i++) {
		if (!strcmp(units[i].unit, unit) && is_suffix(suffix, units[i].name, unit)) {
			*factor = units[i].factor;
			return true;
		}
	}
	return false;
}

static bool add_digit(uint64_t *value, unsigned int base, char digit)
{
	unsigned int n = isdigit((unsigned char)digit) ? (unsigned int)(digit - '0') :
			 (unsigned int)(tolower((unsigned char)digit) - 'a' + 10);

	return !__builtin_mul_overflow(*value, base, value) &&
	       !__builtin_add_overflow(*value, n, value);
}

static bool parse_hex(const char *text, uint64_t *value)
{
	if (!*text)
		return false;
	for (; *text; text++) {
		if (!isxdigit((unsigned char)*text) || !add_digit(value, 16, *text))
			return false;
	}
	return true;
}

/* Digits behind the point count as long as the unit has places for them; zeros always do */
static bool parse_fraction(const char **text, uint64_t *value, uint64_t *scale, const char *unit)
{
	const char *digits = ++*text;
	uint64_t factor;
	size_t length = strspn(digits, "0123456789");

	if (!length || !find_factor(digits + length, unit, &factor))
		return false;
	for (*text = digits + length; digits < *text; digits++) {
		if (factor == 1) {
			if (*digits != '0')
				return false;
			continue;
		}
		factor /= 10;
		*scale *= 10;
		if (!add_digit(value, 10, *digits))
			return false;
	}
	return true;
}

bool parse_quantity(const char *text, const char *unit, bool *negative, uint64_t *value)
{
	uint64_t factor, scale = 1;

	*value = 0;
	*negative = *text == '-';
	text += *negative;
	if (!strncasecmp(text, "0x", 2))
		return parse_hex(text + 2, value);
	if (!isdigit((unsigned char)*text))
		return false;
	for (; isdigit((unsigned char)*text); text++) {
		if (!add_digit(value, 10, *text))
			return false;
	}
	if (*text == '.' && !parse_fraction(&text, value, &scale, unit))
		return false;
	while (*text == ' ')
		text++;
	return find_factor(text, unit, &factor) &&
	       !__builtin_mul_overflow(*value, factor / scale, value);
}

bool parse_number(const char *text, uint64_t max, uint64_t *value)
{
	bool negative;

	return parse_quantity(text, NULL, &negative, value) && !negative && *value <= max;
}

/* Three places, rounded, without zeros at the end */
static void format_scaled(char *text, size_t size, uint64_t value, uint64_t factor, const char *unit)
{
	uint64_t whole = value / factor;
	uint64_t thousandths = (value % factor + factor / 2000) / (factor / 1000);
	int places = 3;

	whole += thousandths / 1000;
	thousandths %= 1000;
	while (places && !(thousandths % 10)) {
		thousandths /= 10;
		places--;
	}
	if (places)
		snprintf(text, size, "%" PRIu64 ".%0*" PRIu64 " %s", whole, places, thousandths, unit);
	else
		snprintf(text, size, "%" PRIu64 " %s", whole, unit);
}

void format_quantity(char *text, size_t size, uint64_t value, const char *unit, bool exact)
{
	size_t i;

	for (i = 0; unit && !exact && i < COUNT(units); i++) {
		if (!strcmp(units[i].unit, unit) && units[i].factor > 1 && value >= units[i].factor) {
			format_scaled(text, size, value, units[i].factor, units[i].name);
			return;
		}
	}
	snprintf(text, size, "%" PRIu64 "%s%s", value, unit ? " " : "", unit ? unit : "");
}

/* "-1.5" with scale -3 is -1500; false where it has more places than that, or is too large */
bool parse_decimal(const char *text, int scale, int64_t *value)
{
	bool negative = *text == '-';
	uint64_t number = 0;
	bool point = false;

	text += negative;
	if (!isdigit((unsigned char)*text))
		return false;
	for (; *text; text++) {
		if (*text == '.' && !point) {
			point = true;
			continue;
		}
		if (!isdigit((unsigned char)*text) || (point && scale >= 0 && *text != '0'))
			return false;
		if (point && scale >= 0)
			continue;
		if (!add_digit(&number, 10, *text))
			return false;
		scale += point;
	}
	for (; scale < 0; scale++) {
		if (__builtin_mul_overflow(number, (uint64_t)10, &number))
			return false;
	}
	for (; scale > 0; scale--) {
		if (number % 10)
			return false;
		number /= 10;
	}
	*value = negative ? -(int64_t)number : (int64_t)number;
	return number <= INT64_MAX;
}
