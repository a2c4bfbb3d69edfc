/*
 * One tag taken apart: its name, its filters, and what they make of a value.
 */
#include "placeholder.h"

#include "../text/date.h"
#include "../text/ordinal.h"

#define DIGITS_MAX	20	/* of a number filled up with zeros */

/* --- tags ------------------------------------------------------------- */

/* Take a mark, or its full-width form, off the front. */
static bool
take(struct str *s, const char *half, const char *full)
{
	struct str forms[] = { str_of(half), str_of(full) };

	for (size_t i = 0; i < 2; i++)
		if (str_starts(*s, forms[i])) {
			*s = str_slice(*s, forms[i].n, s->n);
			return true;
		}
	return false;
}

/*
 * Offset of the first HALF or FULL; *WIDTH its bytes.  SIZE_MAX: none.  What
 * is far behind the first is not looked at: lists are read with this.
 */
static size_t
find_either(struct str s, const char *half, const char *full, size_t *width)
{
	size_t a = SIZE_MAX, b = SIZE_MAX, look = 0;

	for (size_t n = 64; a == b && look < s.n; n *= 2) {
		struct str part = str_slice(s, 0, look = n + strlen(full));

		a = str_find(part, str_of(half), 0);
		b = str_find(part, str_of(full), 0);
	}
	*width = a < b ? strlen(half) : strlen(full);
	return a < b ? a : b;
}

static void
read_inside(struct str inside, struct tag *tag)
{
	size_t bar, width;

	inside = str_trim(inside);
	tag->kind = TAG_VALUE;
	/* None of the marks below, nor of their full-width forms. */
	if (inside.n > 0 && strchr("!#^/&\xef", inside.p[0]) == NULL)
		;
	else if (take(&inside, "!", "！")) {
		tag->kind = TAG_REMARK;
		return;
	} else if (take(&inside, "#", "＃"))
		tag->kind = TAG_OPEN;
	else if (take(&inside, "^", "＾"))
		tag->kind = TAG_INVERTED;
	else if (take(&inside, "/", "／"))
		tag->kind = TAG_CLOSE;
	else
		take(&inside, "&", "＆");
	bar = find_either(inside, "|", "｜", &width);
	tag->name = str_trim(str_slice(inside, 0, bar));
	if (bar != SIZE_MAX)
		tag->filters = str_trim(str_from(inside, bar + width));
	if (tag->name.n == 0 || strchr(">=", tag->name.p[0]) != NULL ||
	    (tag->kind != TAG_VALUE && tag->filters.n > 0))
		tag->kind = TAG_BAD;
}

bool
tag_find(struct str text, size_t from, struct tag *tag)
{
	size_t end, next, width = 2, open;

	*tag = (struct tag){ .start = str_find(text, STR("{{"), from) };
	if (tag->start == SIZE_MAX)
		return false;
	if (tag->start + 2 < text.n && text.p[tag->start + 2] == '{')
		width = 3;
	open = tag->start + width;
	next = str_find(text, STR("{{"), open);	/* no farther than that */
	end = str_find(str_slice(text, 0, next), width == 3 ? STR("}}}") :
	    STR("}}"), open);
	if (end == SIZE_MAX) {
		tag->kind = TAG_UNCLOSED;
		tag->end = next < text.n ? next : text.n;
		return true;
	}
	tag->end = end + width;
	read_inside(str_slice(text, open, end), tag);
	return true;
}

/* --- filters ---------------------------------------------------------- */

/*
 * A date with PARTS of it: the year, the month, the day.  "2026-06-14 09:30",
 * as XLSX gives it: the day is meant.
 */
static bool
read_date(struct str value, int parts, struct date *date)
{
	size_t blank = str_find(value, STR(" "), 0), length;

	if (blank != SIZE_MAX && str_has(value, STR(":")))
		value = str_slice(value, 0, blank);
	return date_parse(value, date, &length) && date_exists(*date) &&
	    str_trim(str_from(value, length)).n == 0 &&
	    (parts < 2 || date->month > 0) && (parts < 3 || date->day > 0);
}

static struct str
iso_date(struct arena *arena, struct date date)
{
	return str_format(arena, "%04d-%02d-%02d", date.year, date.month,
	    date.day);
}

static struct str
year_of(struct arena *arena, struct date date)
{
	return str_format(arena, "%d", date.year);
}

static struct str
month_of(struct arena *arena, struct date date)
{
	return str_format(arena, "%d年%d月", date.year, date.month);
}

static struct str
day_of(struct arena *arena, struct date date)
{
	return str_format(arena, "%d月%d日", date.month, date.day);
}

static struct str
weekday_of(struct arena *arena, struct date date)
{
	return str_format(arena, "星期%s", date_weekday_name(date));
}

/* "1234元" and "￥1,234" are numbers to the person who typed them. */
static struct str
bare_number(struct str value)
{
	static const char *const signs[] = { "￥", "¥" };

	for (size_t i = 0; i < COUNT_OF(signs); i++)
		if (str_starts(value, str_of(signs[i])))
			value = str_from(value, strlen(signs[i]));
	if (str_ends(value, STR("元")))
		value.n -= STR("元").n;
	return str_trim(value);
}

static struct str
filter_amount(struct arena *arena, struct str value)
{
	return number_amount(arena, bare_number(value));
}

static struct str
filter_thousands(struct arena *arena, struct str value)
{
	return number_thousands(arena, bare_number(value));
}

static struct str
filter_han(struct arena *arena, struct str value)
{
	if (!str_is_digits(value) || value.n > 8)
		return STR_NONE;
	return number_han(arena, number_parse(value));
}

/* The value filtered; n == 0 when the filter does not fit it. */
static const struct filter {
	const char *name;
	int parts;		/* of a date that it takes */
	struct str (*of_date)(struct arena *, struct date);
	struct str (*of_text)(struct arena *, struct str value);
} filters[] = {
	{ "日期", 3, date_format, NULL },
	{ "汉字日期", 3, date_han, NULL },
	{ "数字日期", 3, iso_date, NULL },
	{ "年", 1, year_of, NULL },
	{ "年月", 2, month_of, NULL },
	{ "月日", 3, day_of, NULL },
	{ "星期", 3, weekday_of, NULL },
	{ "大写", 0, NULL, filter_amount },
	{ "千分位", 0, NULL, filter_thousands },
	{ "汉字", 0, NULL, filter_han },
	{ "三位", 0, NULL, NULL },	/* to so many digits */
	{ "默认:", 0, NULL, NULL },
};

#define FILTER_COUNT	(COUNT_OF(filters))

const char *
filter_name(size_t n)
{
	return n < FILTER_COUNT ? filters[n].name : NULL;
}

static const struct filter *
filter_of(struct str name)
{
	for (size_t i = 0; i < FILTER_COUNT; i++)
		if (str_eq(name, str_of(filters[i].name)))
			return &filters[i];
	return NULL;
}

static struct str
filter_value(struct arena *arena, const struct filter *filter,
    struct str value)
{
	struct date date;

	if (filter->of_text != NULL)
		return filter->of_text(arena, value);
	return read_date(value, filter->parts, &date) ?
	    filter->of_date(arena, date) : STR_NONE;
}

/* 三位 or 3: how many digits; 0 when it says something else. */
static unsigned
digits_wanted(struct str name)
{
	unsigned n;

	if (str_ends(name, STR("位")))
		name.n -= STR("位").n;
	else if (!str_is_digits(name))
		return 0;
	n = number_parse(name);
	return n <= DIGITS_MAX ? n : 0;
}

static bool
default_text(struct str filter, struct str *text)
{
	struct str rest = filter;

	if (!take(&rest, "默认:", "默认："))
		return false;
	*text = str_trim(rest);
	return true;
}

/* Take the first filter off the list. */
static bool
next_filter(struct str *rest, struct str *filter)
{
	size_t width, bar;

	if (rest->n == 0)
		return false;
	bar = find_either(*rest, "|", "｜", &width);
	*filter = str_trim(str_slice(*rest, 0, bar));
	*rest = bar == SIZE_MAX ? STR_NONE :
	    str_slice(*rest, bar + width, rest->n);
	return true;
}

static struct str
fill_zeros(struct arena *arena, struct str value, unsigned digits)
{
	if (!str_is_digits(value))
		return STR_NONE;
	if (value.n >= digits)
		return value;
	return str_cat(arena, (struct str){ "00000000000000000000",
	    digits - value.n }, value);
}

enum filter_result
filters_apply(struct arena *arena, struct str list, struct str value,
    struct str *result, struct str *which)
{
	struct str filter, text;

	while (next_filter(&list, &filter)) {
		const struct filter *known = filter_of(filter);
		unsigned digits = digits_wanted(filter);

		*which = filter;
		if (default_text(filter, &text)) {
			if (value.n == 0)
				value = text;
			continue;
		}
		if (known == NULL && digits == 0)
			return FILTER_UNKNOWN;
		if (value.n == 0)
			continue;
		value = digits > 0 ? fill_zeros(arena, value, digits) :
		    filter_value(arena, known, value);
		if (value.n == 0)
			return FILTER_UNFIT;
	}
	*result = value;
	return FILTER_DONE;
}

bool
filters_have_default(struct str list)
{
	struct str filter, text;

	while (next_filter(&list, &filter))
		if (default_text(filter, &text))
			return true;
	return false;
}

enum filter_result
filters_check(struct str list, struct str *which)
{
	struct str text;

	while (next_filter(&list, which))
		if (!default_text(*which, &text) &&
		    filter_of(*which) == NULL &&
		    digits_wanted(*which) == 0)
			return FILTER_UNKNOWN;
	return FILTER_DONE;
}
