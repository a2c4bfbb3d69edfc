/*
 * 发文字号 as offices write them: with a year in brackets, of a register, an
 * order or a court, and with what follows one.  Read it from words_doc_number.
 */
#include "words.h"

#include "date.h"
#include "words_char.h"

/* Where the digits at AT end, as IS knows them; *N is how many they are. */
static size_t
run_end(struct str s, size_t at, size_t *n, bool (*is)(uint32_t))
{
	size_t next = at;

	for (*n = 0; next < s.n && is(char_next(s, &next)); ++*n)
		at = next;
	return at;
}

/* 〔2026〕 at AT, or 〔〕 that lost its year; where it ends, or 0. */
static size_t
year_end(struct str s, size_t at)
{
	size_t n;
	uint32_t c = char_next(s, &at);

	if (!is_open(c))
		return 0;
	at = words_skip(s, at);
	at = run_end(s, at, &n, is_open_digit);
	if (n != 4 && n != 2 && (n != 0 || c != U'〔'))
		return 0;
	at = words_skip(s, at);
	if (str_at(s, at, STR("年")))
		at += STR("年").n;
	return is_close(char_next(s, &at)) ? at : 0;
}

/* （总第45期） at AT; where it ends, or AT. */
static size_t
issues_end(struct str s, size_t at)
{
	size_t next = words_skip(s, at), n;

	if (!is_open(char_next(s, &next)) || !str_at(s, next, STR("总第")))
		return at;
	next = run_end(s, next + STR("总第").n, &n, char_is_digit);
	if (n == 0 || !str_at(s, next, STR("期")))
		return at;
	next += STR("期").n;
	return is_close(char_next(s, &next)) ? next : at;
}

/* 3号, 第3期, 第3次 at AT; where it ends, or 0.  The number may be blank. */
static size_t
serial_end(struct str s, size_t at)
{
	size_t n, next;
	bool nth;

	at = words_skip(s, at);
	nth = str_at(s, at, STR("第"));
	if (str_at(s, at, STR("字第")))
		at += STR("字第").n;
	else if (str_at(s, at, STR("字")))
		at += STR("字").n;
	else if (nth)
		at += STR("第").n;
	at = words_skip(s, at);
	at = run_end(s, at, &n, char_is_digit);
	if (n > 5)
		return 0;
	if (n > 0 && char_at(s, at) == '-')	/* 3-1号 */
		at = run_end(s, at + 1, &next, char_is_digit);
	for (next = at; next < s.n && n == 0; at = next) {
		uint32_t c = char_next(s, &next);

		if (!is_blank(c) && !is_open_digit(c))
			break;
	}
	at = words_skip(s, at);
	if (str_at(s, at, STR("号")) || (nth && n > 0 &&
	    (str_at(s, at, STR("期")) || str_at(s, at, STR("次")))))
		return issues_end(s, at + STR("号").n);
	return 0;
}

/* 第 12 号, 2026年第3号, 某某令第5号. */
static size_t
order_number(struct str s)
{
	size_t at = str_find(str_slice(s, 0, 64), STR("第"), 0), end, n;

	if (at == SIZE_MAX || at > 60)
		return 0;
	run_end(s, words_skip(s, at + STR("第").n), &n, char_is_digit);
	end = serial_end(s, at);
	if (end == 0 || n == 0 || str_starts_one(str_from(s, end),
	    "提案|建议|议案|案"))	/* of a deputy, not of an organ */
		return 0;
	return at == 0 || str_eq(str_slice(s, 0, at), STR("总")) ||
	    str_ends_one(words_trim(str_slice(s, 0, at)), "年|令") ? end : 0;
}

/* （2026）青法函字第18号 of courts, from behind the year; its end, or 0. */
static size_t
court_number(struct str s, size_t at)
{
	bool letters = false, digits = false;

	for (size_t chars = 0; at < s.n && chars < 20; chars++) {
		uint32_t c = char_next(s, &at);

		if (c == U'号')
			return letters && digits ? at : 0;
		digits = char_is_digit(c);
		letters |= char_is_han(c);
		if (!digits && !char_is_han(c) && !char_is_ascii_alnum(c))
			return 0;
	}
	return 0;
}

/* 商字295号 behind 某价〔2000〕; its end, or 0. */
static size_t
letters_end(struct str s, size_t at)
{
	size_t word = str_find(s, STR("字"), at);

	return word < at + 3 * STR("字").n ? court_number(s, at) : 0;
}

/* Over the day behind a number in brackets, from AT: 2026年6月3日印发. */
static size_t
day_end(struct str s, size_t at)
{
	size_t from = words_skip(s, at), length;
	struct date date;

	if (str_starts_one(str_from(s, from), "，|,|、"))
		char_next(s, &from);
	from = words_skip(s, from);
	if (!date_parse(str_from(s, from), &date, &length) || date.day == 0)
		return at;
	from += length;
	return str_at(s, from, STR("印发")) ? from + STR("印发").n : from;
}

/* 【5】号 at AT, behind a year without brackets; its end, or 0. */
static size_t
turned_end(struct str s, size_t at)
{
	size_t n, from = at;

	for (n = 0; n < 4 && from > 0 && char_is_digit((unsigned char)
	    s.p[from - 1]); n++)
		from--;
	if (n < 4)
		return 0;
	char_next(s, &at);
	at = run_end(s, at, &n, char_is_digit);
	return n > 0 && n < 5 && is_close(char_next(s, &at)) &&
	    str_at(s, at, STR("号")) ? at + STR("号").n : 0;
}

/* The number that S begins with; *YEAR: with its year in brackets. */
static size_t
number_end(struct str s, bool *year)
{
	size_t at = 0, end, chars = 0;
	bool bracket = false, inside = false;

	*year = true;
	if (is_open(char_at(s, 0))) {
		if ((end = year_end(s, 0)) > 0)		/* 〔2026〕第3期 */
			return serial_end(s, end) > 0 ? serial_end(s, end) :
			    court_number(s, end);
		bracket = true;
		char_next(s, &at);
	}
	while (at < s.n && chars++ < 28) {
		size_t next = at;
		uint32_t c = char_next(s, &next);

		if (char_is_han(c)) {	/* most are, and no bracket is */
			at = next;
			continue;
		}
		if (is_open(c) && chars > 1 && (end = year_end(s, at)) > 0) {
			if (str_has(str_slice(s, 0, at), STR("的")))
				return 0;	/* a title before it */
			end = serial_end(s, end) > 0 ? serial_end(s, end) :
			    letters_end(s, end);
			if (end > 0 && bracket && !is_close(char_at(s, end)))
				end = day_end(s, end);
			if (end > 0 && bracket && !is_close(
			    char_next(s, &end)))
				return 0;
			return end;
		}
		if (is_open(c) && (end = turned_end(s, at)) > 0)
			return end;
		/* 某教（体）发, 某“讲、比”组发 */
		if (is_open(c) || is_quote(c))
			inside = true;
		else if (is_close(c))
			inside = false;
		else if (!char_is_ascii_alnum(c) && !is_blank(c) && c != '-' &&
		    c != U'×' && !(inside && c == U'、'))
			break;
		at = next;
	}
	*year = false;
	if (!bracket)
		return order_number(s);
	/* （第21号）, and nothing else in the brackets. */
	at = 0;
	char_next(s, &at);
	end = order_number(str_from(s, at));
	if (end == 0)
		return 0;
	end += at;
	return is_close(char_next(s, &end)) ? end : 0;
}

size_t
words_doc_number(struct str s)
{
	bool year;
	size_t end, at = 0, n;

	while (at < s.n && s.p[at] == '*')		/* **发改〔2026〕1号 */
		at++;
	n = number_end(str_from(s, at), &year);
	end = n > 0 ? at + n : 0;

	/* 某科〔2026〕3号、某教〔2026〕9号 of two organs */
	while (n > 0 && year && end < s.n) {
		at = words_skip(s, end);
		if (str_at(s, at, STR("、")))
			at = words_skip(s, at + STR("、").n);
		n = number_end(str_from(s, at), &year);
		if (n > 0 && year)
			end = at + n;
	}
	return end;
}
