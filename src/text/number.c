/*
 * A 发文字号 taken apart, however it is typed: brackets and digits of any kind,
 * blanks, 第, and what follows.
 */
#include "number.h"

#include "chars.h"

/* Step over one character of SET. */
static bool
take(struct str s, size_t *at, const char *set)
{
	struct str all = str_of(set);
	size_t next = *at, i = 0;
	uint32_t c = char_next(s, &next);

	while (c != 0 && i < all.n)
		if (char_next(all, &i) == c) {
			*at = next;
			return true;
		}
	return false;
}

/* Digits of either width and blanks from *AT on, trimmed. */
static struct str
take_digits(struct str s, size_t *at)
{
	size_t from = *at, next = from;

	for (;; *at = next) {
		uint32_t c = char_next(s, &next);

		if (c == 0 || (!char_is_digit(c) && !char_is_space(c)))
			return str_trim(str_slice(s, from, *at));
	}
}

/* The bracket before the year; *AT is moved behind the year. */
static bool
find_year(struct str s, size_t *at, size_t *open, struct str *year)
{
	while (*at < s.n) {
		*open = *at;
		if (!take(s, at, "〔［[（(【﹝〈")) {
			char_next(s, at);
			continue;
		}
		*year = take_digits(s, at);
		if (year->n > 0)
			return true;
	}
	return false;
}

bool
number_split(struct str s, struct number *number)
{
	size_t at = 0, open, close;

	*number = (struct number){ .end = false };
	if (!find_year(s, &at, &open, &number->year))
		return false;
	close = at;
	if (!take(s, &at, "〕］]）)】﹞〉"))
		return false;
	number->organ = str_trim(str_slice(s, 0, open));
	number->hexagon = str_at(s, open, STR("〔")) &&
	    str_at(s, close, STR("〕"));
	at = s.n - str_trim_left(str_from(s, at)).n;
	number->ordinal_word = take(s, &at, "第");
	number->serial = take_digits(s, &at);
	number->end = take(s, &at, "号");
	number->rest = str_trim(str_from(s, at));
	for (at = 0; at < s.n;)
		number->blank |= char_is_space(char_next(s, &at));
	return true;
}
