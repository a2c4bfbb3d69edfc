/*
 * Dates as people write them ↔ year, month, day; days and weekdays.
 */
#include "date.h"

#include "chars.h"
#include "ordinal.h"

/* One digit of a written-out year: 二 〇 ○ ０ 0 O 2 ２. */
static int
year_digit(uint32_t c)
{
	int digit = char_is_zero(c) ? 0 : char_han_digit(c);

	return digit >= 0 ? digit : char_digit(c);
}

/* Exactly four digits at *AT, of any kind, with blanks between them or not. */
static bool
take_year(struct str s, size_t *at, int *year)
{
	size_t next = *at;
	uint32_t c;
	int value = 0, digit;
	bool han = false;

	for (int i = 0; i < 4; i++) {
		if (i > 0)
			next = char_skip_space(s, next);
		c = char_next(s, &next);
		digit = year_digit(c);
		if (i == 0)
			han = digit > 0 && char_is_han(c);
		else if (han && (c == '?' || c == U'？' || c == 0xfffd ||
		    c == 'o'))
			digit = 0;	/* 二?二六年: 〇 is not in GB 2312 */
		if (digit < 0)
			return false;
		value = value * 10 + digit;
	}
	*at = next;
	*year = value;
	return value >= 1000;
}

/*
 * 二一二年, 一九九年: GB 2312 has no 〇, and some converters leave it out.  The
 * place where it makes a year of our time is the only one.
 */
static bool
take_short_year(struct str s, size_t *at, int *year)
{
	size_t next = *at;
	int digits[3], found = 0;

	for (int i = 0; i < 3; i++) {
		uint32_t c = char_next(s, &next);

		digits[i] = char_is_han(c) ? year_digit(c) : -1;
		if (digits[i] < 1)
			return false;
	}
	for (int place = 1; place <= 3; place++) {
		int value = 0;

		for (int i = 0; i < 3; i++)
			value = value * (i == place ? 100 : 10) + digits[i];
		value *= place == 3 ? 10 : 1;
		if (value >= 1949 && value < 2060) {
			*year = value;
			found++;
		}
	}
	*at = next;
	return found == 1;
}

/* A digit, or behind one a letter that stands for its zero (1O日). */
static int
small_digit(struct str s, size_t *at, bool first)
{
	uint32_t c = char_next(s, at);

	return !first && char_is_zero(c) && c != 0x96f6 ? 0 : char_digit(c);
}

/*
 * One or two digits and no more, or a Chinese numeral below 100; 元月 is 1,
 * 廿四日 is 24.
 */
static bool
take_small(struct str s, size_t *at, int *value)
{
	size_t length, next = *at;
	unsigned number;
	int digit, n = 0;

	*value = 0;
	if (char_take(s, &next, U'元')) {
		*at = next;
		*value = 1;
		return true;
	}
	if (char_take(s, &next, U'廿')) {
		number = number_prefix(str_from(s, next), &length);
		*at = next + (number < 10 ? length : 0);
		*value = 20 + (number < 10 ? (int)number : 0);
		return true;
	}
	for (size_t to = next;
	    (digit = small_digit(s, &to, n == 0)) >= 0; next = to) {
		*value = *value * 10 + digit;
		if (++n > 2)
			return false;
	}
	if (n > 0) {
		*at = next;
		return true;
	}
	number = number_prefix(str_from(s, *at), &length);
	if (number == 0 || number > 99)
		return false;
	*at += length;
	*value = (int)number;
	return true;
}

/* May a day without 日 end at AT?  Not in 6月14个 or 6月14.5; 6月14印发. */
static bool
day_ends(struct str s, size_t at)
{
	uint32_t c = char_next(s, &at);

	if (c == '.' || c == U'．')
		return year_digit(char_next(s, &at)) < 0;
	return c == 0 || c == U'印' || (year_digit(c) < 0 && !char_is_han(c) &&
	    !char_is_ascii_alnum(c) && c != '%');
}

/* 年 has been read: 6月14日, 6月, or nothing. */
static size_t
parse_chinese(struct str s, size_t at, struct date *date)
{
	size_t end = at, next = char_skip_space(s, at);

	if (!take_small(s, &next, &date->month) ||
	    !(next = char_skip_space(s, next), char_take(s, &next, U'月'))) {
		date->month = 0;
		return end;
	}
	end = next;
	next = char_skip_space(s, next);
	if (take_small(s, &next, &date->day)) {
		at = char_skip_space(s, next);
		if (char_take(s, &at, U'日') || char_take(s, &at, U'号'))
			return at;
		if (day_ends(s, next))
			return next;
	}
	date->day = 0;
	return end;
}

/* What may part the numbers of 2026-06-14, narrow or wide. */
static uint32_t
separator(uint32_t c)
{
	switch (c) {
	case '-': case U'－': case 0x2010: case U'–':
		return '-';
	case '/': case U'／':
		return '/';
	case '.': case U'．':
		return '.';
	default:
		return char_is_space(c) ? ' ' : 0;	/* 年 月 日 are lost */
	}
}

/* The year has been read: -06-14 with one kind of separator. */
static size_t
parse_digits(struct str s, size_t at, struct date *date)
{
	uint32_t first, second;

	if ((first = separator(char_next(s, &at))) == 0)
		return 0;
	at = char_skip_space(s, at);
	if (char_digit(char_at(s, at)) < 0 || !take_small(s, &at, &date->month))
		return 0;
	second = separator(char_next(s, &at));
	at = char_skip_space(s, at);
	if (second != first || char_digit(char_at(s, at)) < 0 || !take_small(s,
	    &at, &date->day))
		return 0;
	return at;
}

bool
date_parse(struct str s, struct date *date, size_t *length)
{
	size_t end, at, start;
	uint32_t c = char_at(s, 0);
	bool whole;

	*date = (struct date){ 0, 0, 0 };
	if (c > U'四' && c < U'零')	/* as at most places of a text */
		return false;
	at = start = char_skip_space(s, 0);
	if (year_digit(char_at(s, at)) < 0)
		return false;
	whole = take_year(s, &at, &date->year);
	if (!whole && !take_short_year(s, &at, &date->year))
		return false;
	end = char_skip_space(s, at);
	if (char_take(s, &end, U'年'))
		end = parse_chinese(s, end, date);
	else if (!whole)
		return false;
	else if (at - start == 4)	/* ASCII, and no blanks in it */
		end = parse_digits(s, at, date);
	else
		end = 0;
	if (end == 0 || (!whole && date->day == 0))
		return false;
	if (length != NULL)
		*length = end;
	return true;
}

bool
date_find(struct str s, size_t *from, size_t *to, struct date *date)
{
	for (size_t at = 0; at < s.n;) {
		size_t length, start = at;
		uint32_t c = char_next(s, &at);

		if (char_is_space(c))
			continue;
		if (date_parse(str_from(s, start), date, &length) &&
		    date->month > 0) {
			*from = start;
			*to = start + length;
			return true;
		}
		if (char_is_digit(c))		/* over the rest of a number */
			while (at < s.n && char_is_digit(char_at(s, at)))
				char_next(s, &at);
	}
	return false;
}

static bool
is_leap(int year)
{
	return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

bool
date_exists(struct date date)
{
	static const int days[] = {
		31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31
	};

	return date.month >= 1 && date.month <= 12 && date.day >= 1 &&
	    date.day <= days[date.month - 1] +
	    (date.month == 2 && is_leap(date.year));
}

int
date_compare(struct date a, struct date b)
{
	if (a.year != b.year)
		return a.year < b.year ? -1 : 1;
	if (a.month != b.month)
		return a.month < b.month ? -1 : 1;
	return a.day < b.day ? -1 : a.day > b.day;
}

/*
 * Years begin in March here, so that the leap day is the last of a year, and
 * run in eras of 400 years, which all have 146,097 days.
 */
#define ERA_DAYS	146097
#define EPOCH_DAYS	719468		/* 0000-03-01 to 1970-01-01 */

long
date_days(struct date date)
{
	long year = date.year - (date.month <= 2);
	long era = (year >= 0 ? year : year - 399) / 400;
	long of_era = year - era * 400;
	long month = date.month + (date.month > 2 ? -3 : 9);
	long of_year = (153 * month + 2) / 5 + date.day - 1;

	return era * ERA_DAYS + of_era * 365 + of_era / 4 - of_era / 100 +
	    of_year - EPOCH_DAYS;
}

struct date
date_of_days(long days)
{
	long era, day, of_era, of_year, month;
	struct date date;

	days += EPOCH_DAYS;
	era = (days >= 0 ? days : days - ERA_DAYS + 1) / ERA_DAYS;
	day = days - era * ERA_DAYS;
	of_era = (day - day / 1460 + day / 36524 - day / 146096) / 365;
	of_year = day - (365 * of_era + of_era / 4 - of_era / 100);
	month = (5 * of_year + 2) / 153;
	date.day = (int)(of_year - (153 * month + 2) / 5 + 1);
	date.month = (int)(month < 10 ? month + 3 : month - 9);
	date.year = (int)(of_era + era * 400 + (date.month <= 2));
	return date;
}

int
date_weekday(struct date date)
{
	long day = (date_days(date) + 4) % 7;	/* 1970-01-01: a Thursday */

	return (int)(day < 0 ? day + 7 : day);
}

const char *
date_weekday_name(struct date date)
{
	static const char *const names[] = { "日", "一", "二", "三", "四",
	    "五", "六" };

	return names[date_weekday(date)];
}

int
date_weekday_parse(struct str s, size_t *length)
{
	size_t at = str_starts(s, STR("周")) ? STR("周").n :
	    str_starts_one(s, "星期|礼拜") ? STR("星期").n : 0;
	int day = at == 0 ? -1 : char_place(STR("日一二三四五六天"),
	    char_next(s, &at));

	*length = at;
	return day == 7 ? 0 : day;
}

struct str
date_format(struct arena *arena, struct date date)
{
	if (date.month == 0)
		return str_format(arena, "%d年", date.year);
	if (date.day == 0)
		return str_format(arena, "%d年%d月", date.year, date.month);
	return str_format(arena, "%d年%d月%d日", date.year, date.month,
	    date.day);
}

struct str
date_han(struct arena *arena, struct date date)
{
	struct str year = str_cat(arena, number_digits(arena, str_format(arena,
	    "%04d", date.year < 0 ? 0 : date.year % 10000)), STR("年"));

	if (date.month == 0)
		return year;
	year = str_cat(arena, str_cat(arena, year,
	    number_han(arena, (unsigned)date.month)), STR("月"));
	if (date.day == 0)
		return year;
	return str_cat(arena, str_cat(arena, year,
	    number_han(arena, (unsigned)date.day)), STR("日"));
}
