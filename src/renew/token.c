/*
 * Text in; years, dates and counts out, each taken apart as written.  Read it
 * from token_find.
 */
#include "token.h"

#include "../text/chars.h"
#include "../text/ordinal.h"

#define YEAR_FIRST	1900
#define YEAR_LAST	2099

struct finder {
	struct arena *arena;
	struct str text;
	VEC(struct token) list;
	unsigned unclosed;	/* bits: nothing closes one of the pairs */
};

/* --- small steps -------------------------------------------------------- */

static uint32_t
peek_before(struct str s, size_t at)
{
	return char_before(s, &at);
}

static size_t
skip_blanks(struct str s, size_t at)
{
	for (size_t next = at; char_at(s, at) != '\n' &&
	    char_is_space(char_next(s, &next)); at = next)
		;
	return at;
}

static bool
take_word(struct str s, size_t *at, struct str word)
{
	if (!str_at(s, *at, word))
		return false;
	*at += word.n;
	return true;
}

/* Does one of the WORDS, parted by "|", stand at AT? */
static bool
word_at(struct str s, size_t at, const char *words)
{
	return str_starts_one(str_from(s, at), words);
}

/* Move past the first of them that does. */
static bool
take_one(struct str s, size_t *at, const char *words)
{
	for (struct str rest = str_of(words); rest.n > 0;)
		if (take_word(s, at, str_take(&rest, "|")))
			return true;
	return false;
}

/* A number of one or two digits, ASCII or full-width; 0 when there is none. */
static int
take_small(struct str s, size_t *at)
{
	size_t next = *at;
	int digit, value = 0, n = 0;

	for (size_t to = next; (digit = char_digit(char_next(s, &to))) >= 0;
	    next = to, n++)
		value = value % 100 * 10 + digit;
	if (n == 0 || n > 2)
		return 0;
	*at = next;
	return value;
}

/* The same, or a Chinese numeral below 100. */
static int
take_number(struct str s, size_t *at)
{
	size_t length;
	unsigned value;

	if (char_digit(char_at(s, *at)) >= 0)
		return take_small(s, at);
	value = number_prefix(str_from(s, *at), &length);
	if (value == 0 || value > 99)
		return 0;
	*at += length;
	return (int)value;
}

/* Exactly four digits of one width at AT, no digit after them: a year. */
static bool
take_digits_year(struct str s, size_t *at, struct extent *piece, int *year)
{
	size_t next = *at;
	int value = 0;

	for (int i = 0; i < 4; i++) {
		int digit = char_digit(char_next(s, &next));

		if (digit < 0)
			return false;
		value = value * 10 + digit;
	}
	if (char_digit(char_at(s, next)) >= 0 || value < YEAR_FIRST ||
	    value > YEAR_LAST)
		return false;
	*piece = (struct extent){ *at, next };
	*year = value;
	*at = next;
	return true;
}

/* What joins the ends of a range, blanks around it. */
static bool
take_connector(struct str s, size_t *at)
{
	size_t next = skip_blanks(s, *at);

	if (!take_one(s, &next, "——|—|－|–|-|~|～|至|到|/|／|―"))
		return false;
	*at = skip_blanks(s, next);
	return true;
}

static struct token *
add(struct finder *f, struct token t, size_t from, size_t to)
{
	struct token *token = VEC_ADD(f->arena, &f->list);

	*token = t;
	token->at = (struct extent){ from, to };
	return token;
}

static struct token *
add_kind(struct finder *f, enum token_kind kind, size_t from, size_t to)
{
	return add(f, (struct token){ .kind = kind }, from, to);
}

/* --- weekdays --------------------------------------------------------- */

/* （星期五） （周五） 星期五 right after a date that ends at AT. */
static void
find_weekday(struct str s, size_t at, struct token *token)
{
	size_t length;
	int day;

	at = skip_blanks(s, at);
	if (char_take(s, &at, U'（') || char_take(s, &at, '('))
		at = skip_blanks(s, at);
	day = date_weekday_parse(str_from(s, at), &length);
	if (day < 0)
		return;
	token->weekday = (struct extent){ at + length - STR("日").n,
	    at + length };
	token->weekday_value = day;
}

/* Where the text goes on after the weekday and its bracket. */
static size_t
after_weekday(struct str s, const struct token *token)
{
	size_t at = token->at.to;

	if (token->weekday.to == token->weekday.from)
		return at;
	at = skip_blanks(s, token->weekday.to);
	if (!char_take(s, &at, U'）'))
		char_take(s, &at, ')');
	return at;
}

/* --- dates ------------------------------------------------------------ */

/* The four digits that the date at FROM begins with, blanks between or not. */
static struct extent
year_digits(struct str s, size_t from)
{
	struct extent piece = { skip_blanks(s, from), 0 };
	size_t at = piece.from;

	for (int i = 0; i < 4; i++) {
		at = skip_blanks(s, at);
		char_next(s, &at);
	}
	piece.to = at;
	return piece;
}

/* 、16日 and 至30日 after a day: the month is the same. */
static size_t
find_more_days(struct finder *f, size_t at, int month)
{
	for (;;) {
		size_t from = skip_blanks(f->text, at), to;
		bool range = take_connector(f->text, &from);
		struct token *token;
		int day;

		if (!range && !char_take(f->text, &from, U'、') &&
		    !char_take(f->text, &from, U'和'))
			return at;
		to = from;
		if ((day = take_number(f->text, &to)) == 0 ||
		    !(char_take(f->text, &to, U'日') ||
		    char_take(f->text, &to, U'号')))
			return at;
		token = add_kind(f, TOKEN_DAY, from, to);
		token->months[token->month_count++] = month;
		token->month = month;
		token->day = day;
		find_weekday(f->text, to, token);
		at = after_weekday(f->text, token);
	}
}

static size_t
finish_day(struct finder *f, struct token *token)
{
	int month = token->month;
	size_t at;

	find_weekday(f->text, token->at.to, token);
	at = after_weekday(f->text, token);
	return token->day > 0 ? find_more_days(f, at, month) : at;
}

/* 今年6月14日: which year the word before a day without one names. */
static int
relative_year(struct str s, size_t at)
{
	struct str before = str_slice(s, 0, at);

	return str_ends_one(before, "明年|次年|翌年") ? 1 :
	    str_ends_one(before, "去年|上年") ? -1 : 0;
}

/* The 1、 of 1、2月15日前报送 at the head of a line, which is no month. */
static bool
is_item(struct str s, size_t at)
{
	uint32_t before = peek_before(s, at);

	return (before == 0 || before == '\n') && take_number(s, &at) > 0 &&
	    char_at(s, at) == U'、';
}

/* 6月14日, 3、6、9月18日 at AT; returns where it ends, or 0. */
static size_t
find_day(struct finder *f, size_t at)
{
	struct token t = { .kind = TOKEN_DAY };
	struct str s = f->text;
	size_t from = at, next;

	if (is_item(s, at))
		return 0;
	do {
		int month = take_number(s, &at);

		if (month < 1 || month > 12 || t.month_count == TOKEN_MONTHS)
			return 0;
		t.months[t.month_count++] = t.month = month;
		at = skip_blanks(s, at);
	} while (char_take(s, &at, U'、') || char_take(s, &at, U'，') ||
	    char_take(s, &at, ','));
	if (!char_take(s, &at, U'月'))
		return 0;
	at = skip_blanks(s, at);
	if ((t.day = take_number(s, &at)) < 1 || t.day > 31)
		return 0;
	next = skip_blanks(s, at);
	if (char_take(s, &next, U'日') || char_take(s, &next, U'号'))
		at = next;
	else if (!word_at(s, next, "前|之前|以前|截止|起|至"))	/* 6月15前 */
		return 0;
	t.relative = relative_year(s, from);
	return finish_day(f, add(f, t, from, at));
}

/* A date with a year at AT; returns where it ends, or 0. */
static size_t
find_date(struct finder *f, size_t at)
{
	struct date date;
	struct token *token;
	size_t length;

	if (!date_parse(str_from(f->text, at), &date, &length) ||
	    date.month == 0 || date.year < YEAR_FIRST || date.year > YEAR_LAST)
		return 0;
	token = add_kind(f, TOKEN_DATE, at, at + length);
	token->year[0] = year_digits(f->text, at);
	token->years[0] = date.year;
	token->month = date.month;
	token->day = date.day;
	return finish_day(f, token);
}

/* 2026.06 and 2026/6: a month, unless it is 2014-06号 or 2026.5万. */
static size_t
find_month(struct finder *f, struct extent year, int value)
{
	struct str s = f->text;
	size_t next = year.to;
	uint32_t c = char_next(s, &next);
	struct token *token;
	int month;

	if ((c != '.' && c != '/' && c != '-') ||
	    (month = take_small(s, &next)) < 1 || month > 12 ||
	    word_at(s, next, "号|%|％|万|亿|元|个|人|.|/|-"))
		return 0;
	token = add_kind(f, TOKEN_DATE, year.from, next);
	token->year[0] = year;
	token->years[0] = value;
	token->month = month;
	return next;
}

/* --- years ------------------------------------------------------------ */

/* Words that count things: the number before is no year. */
static const char measures[] =
    "人|名|元|万|亿|个|家|份|余|多|米|平方|公里|亩|吨|件|次|项|户|条|册|台|套|"
    "部|字|分|股|株|头|只|棵|所|场|组|％|%|℃|千|公斤|毫|升|块|张|篇|位";

/* Skip one of the words for a year that stands at AT, blanks before it. */
static bool
take_year_word(struct str s, size_t *at)
{
	size_t next = skip_blanks(s, *at);

	if (!take_one(s, &next, "年度|学年度|学年|年|赛季|财年|届|级|版"))
		return false;
	*at = next;
	return true;
}

/*
 * —2027年, —27学年: the other end of a range that began with TOKEN's year.
 * Not the end of 2026年—2027年3月, which is a date of its own.
 */
static bool
take_year_end(struct str s, size_t *at, struct token *token)
{
	size_t next = *at, from;
	struct date date;
	int small;

	if (!take_connector(s, &next))
		return false;
	from = next;
	if (take_digits_year(s, &next, &token->year[1], &token->years[1])) {
		if (date_parse(str_from(s, from), &date, NULL) &&
		    date.month > 0) {
			token->years[1] = 0;
			return false;
		}
		*at = next;
		return true;
	}
	small = take_small(s, &next);
	if (next - from != 2 || small != (token->years[0] + 1) % 100 ||
	    !word_at(s, next, "学年|赛季|年度|财年"))
		return false;
	token->year[1] = (struct extent){ from, next };
	token->years[1] = token->years[0] + 1;
	*at = next;
	return true;
}

/* 2026年第3号: the number of an announcement, from its 年. */
static bool
take_announcement(struct str s, size_t *at, struct extent *serial)
{
	size_t length, next = *at;

	if (!take_word(s, &next, STR("年第")))
		return false;
	serial->from = next;
	if (number_prefix(str_from(s, next), &length) > 0)
		next += length;
	else
		next = skip_blanks(s, next);
	serial->to = next;
	if (!char_take(s, &next, U'号'))
		return false;
	*at = next;
	return true;
}

/* Does what stands at AT make the digits before it part of a code? */
static bool
code_follows(struct str s, size_t at)
{
	uint32_t c = char_next(s, &at);

	return char_is_ascii_alnum(c) || ((c == '-' || c == '.' || c == ':' ||
	    c == '/' || c == ',') && char_digit(char_at(s, at)) >= 0);
}

/*
 * A year at AT, alone or as the beginning of a range; TIED: an ASCII letter,
 * hyphen or the like ties it to what stands before it.
 */
static size_t
find_year(struct finder *f, size_t at, bool tied)
{
	struct token t = { .kind = TOKEN_BARE };
	struct str s = f->text;
	size_t next = at, end;

	if (!take_digits_year(s, &next, &t.year[0], &t.years[0]))
		return 0;
	if (!tied && (end = find_month(f, t.year[0], t.years[0])) > 0)
		return end;
	if (!tied && take_announcement(s, &next, &t.serial)) {
		t.kind = TOKEN_NUMBER;
	} else {
		if (take_year_word(s, &next))
			t.kind = TOKEN_YEAR;
		if (take_year_end(s, &next, &t) && take_year_word(s, &next))
			t.kind = TOKEN_YEAR;
		if (t.kind == TOKEN_BARE && (tied || code_follows(s, next)))
			t.kind = TOKEN_CODE;
		else if (t.kind == TOKEN_BARE && t.years[1] == 0 &&
		    word_at(s, next, measures))
			t.kind = TOKEN_QUANTITY;
	}
	add(f, t, at, next);
	return next;
}

/* 二〇二六年 and ２０２６年, which no ASCII digit begins. */
static size_t
find_other_year(struct finder *f, size_t at)
{
	struct token t = { .kind = TOKEN_YEAR };
	struct date date;
	size_t length, end;

	if ((end = find_date(f, at)) > 0)
		return end;
	if (!date_parse(str_from(f->text, at), &date, &length) ||
	    date.year < YEAR_FIRST || date.year > YEAR_LAST)
		return 0;
	end = at + length;
	if (str_at(f->text, end, STR("度")))
		end += 3;
	t.year[0] = year_digits(f->text, at);
	t.years[0] = date.year;
	add(f, t, at, end);
	return end;
}

/* --- numbers of documents --------------------------------------------- */

static bool
is_bracket(uint32_t c, bool open)
{
	static const uint32_t brackets[][2] = {
		{ U'〔', U'〕' }, { U'［', U'］' }, { U'【', U'】' },
		{ U'﹝', U'﹞' }, { U'（', U'）' }, { '[', ']' },
		{ '(', ')' }, { U'〔', U'〕' }, { 0x2997, 0x2998 }
	};

	for (size_t i = 0; i < COUNT_OF(brackets); i++)
		if (brackets[i][open ? 0 : 1] == c)
			return true;
	return false;
}

/*
 * The letters of the organ before the bracket at AT: 某科协 of 某科协〔2026〕.
 */
static size_t
organ_code_start(struct str s, size_t at)
{
	for (int i = 0; i < 14; i++) {
		size_t before = at;
		uint32_t c = char_before(s, &before);

		if (!char_is_han(c) && !char_is_ascii_alnum(c))
			break;
		at = before;
	}
	return at;
}

/* 〔2026〕18号 at the bracket AT, with the organ's letters before it. */
static size_t
find_number(struct finder *f, size_t at)
{
	struct token t = { .kind = TOKEN_NUMBER };
	struct str s = f->text;
	size_t from = at, next = at, start;
	uint32_t open = char_next(s, &next);

	next = skip_blanks(s, next);
	if (!take_digits_year(s, &next, &t.year[0], &t.years[0]))
		return 0;
	next = skip_blanks(s, next);
	if (!is_bracket(char_next(s, &next), false))
		return 0;
	t.serial.from = next;
	start = next = skip_blanks(s, next);
	char_take(s, &next, U'第');
	while (char_digit(char_at(s, next)) >= 0)
		char_next(s, &next);
	next = skip_blanks(s, next);
	t.serial.to = next;
	if (!char_take(s, &next, U'号')) {
		/* 〔2026〕 alone is a number too; （2026） is a year. */
		if (open != U'〔' || next != start)
			return 0;
		t.serial.to = next = t.serial.from;
	}
	from = organ_code_start(s, from);
	if (f->list.n > 0 && f->list.v[f->list.n - 1].at.to > from)
		from = at;
	add(f, t, from, next);
	return next;
}

/* --- counts ----------------------------------------------------------- */

static const struct {
	const char *word;
	char counted;
} counters[] = {
	{ "届", 'j' }, { "次", 'c' }, { "期", 'q' }, { "批", 'p' },
	{ "轮", 'l' }, { "回", 'h' }, { "个", 'g' }
};

static bool
take_counter(struct str s, size_t *at, char *counted)
{
	for (size_t i = 0; i < COUNT_OF(counters); i++)
		if (take_word(s, at, str_of(counters[i].word))) {
			*counted = counters[i].counted;
			return true;
		}
	return false;
}

/* 第十三届 and 第三季度 at the 第 AT. */
static size_t
find_count(struct finder *f, size_t at)
{
	struct token t = { .kind = TOKEN_COUNT };
	struct str s = f->text;
	size_t next = at, length;

	char_next(s, &next);
	t.count.from = next = skip_blanks(s, next);
	t.count_value = number_prefix(str_from(s, next), &length);
	if (t.count_value == 0 || t.count_value > 999)
		return 0;
	t.count.to = next + length;
	next = skip_blanks(s, t.count.to);
	if (take_word(s, &next, STR("季度")))
		t.kind = TOKEN_QUARTER;
	else if (!take_counter(s, &next, &t.counted))
		return 0;
	add(f, t, at, next);
	return next;
}

/* 首届 */
static size_t
find_first(struct finder *f, size_t at)
{
	struct token t = { .kind = TOKEN_COUNT, .count_value = 1,
	    .counted = 'j' };
	size_t next = at;

	if (!take_word(f->text, &next, STR("首届")))
		return 0;
	t.count = (struct extent){ at, at + 3 };
	add(f, t, at, next);
	return next;
}

/* 三季度, 40周年: what follows the numeral that ends at AT. */
static size_t
find_counted(struct finder *f, size_t from, size_t at)
{
	at = skip_blanks(f->text, at);
	if (take_word(f->text, &at, STR("季度")))
		add_kind(f, TOKEN_QUARTER, from, at);
	else if (take_word(f->text, &at, STR("周年")))
		add_kind(f, TOKEN_ANNIVERSARY, from, at);
	else
		return 0;
	return at;
}

/* --- the scan --------------------------------------------------------- */

/* “十四五”, “十四五”规划, 十四五时期: AT is at the 十. */
static size_t
find_plan(struct finder *f, size_t at)
{
	size_t next = at, digit;

	char_next(f->text, &next);
	digit = next;
	char_next(f->text, &next);
	if (number_parse(str_slice(f->text, digit, next)) == 0 ||
	    !char_take(f->text, &next, U'五') ||
	    !word_at(f->text, next, "”|’|规划|时期|期间|末"))
		return 0;
	add_kind(f, TOKEN_PLAN, at, next);
	return next;
}

/* “6.18” and 5.30全国科技工作者日: a day that gave something its name. */
static size_t
find_named_day(struct finder *f, size_t at)
{
	struct str s = f->text;
	size_t from = at;
	int month = take_small(s, &at), day;
	uint32_t c = char_next(s, &at);

	if (month < 1 || month > 12 || (c != '.' && c != U'·' && c != U'．'))
		return 0;
	if ((day = take_small(s, &at)) < 1 || day > 31 ||
	    !word_at(s, at, "”|全国|国际|世界|全市|全省|中国"))
		return 0;
	add_kind(f, TOKEN_NAMED_DAY, from, at);
	return at;
}

/* The characters of addresses, paths, codes and numbers. */
static bool
in_word(uint32_t c)
{
	return char_is_ascii_alnum(c) || c == '.' || c == '/' || c == '@' ||
	    c == ':' || c == '#' || c == '%' || c == '&' || c == '=' ||
	    c == '?' || c == '~' || c == '+' || c == '_' || c == '-' ||
	    c == '\\';
}

/*
 * An ASCII word that has letters: whatever years are in it belong to an
 * address, the name of a file, a standard.
 */
static void
find_codes(struct finder *f, size_t from, size_t to)
{
	struct str s = str_slice(f->text, 0, to);

	for (size_t at = from; at < to; at++) {
		struct token t = { .kind = TOKEN_CODE };
		size_t next = at;

		if (at > from && char_digit(peek_before(s, at)) >= 0)
			continue;
		if (!take_digits_year(s, &next, &t.year[0], &t.years[0]))
			continue;
		add(f, t, from, to);
		return;
	}
}

/* A group of digits at AT in a word without letters that begins at WORD. */
static size_t
find_digits(struct finder *f, size_t word, size_t at)
{
	size_t end, next = at;
	bool tied = at > word;

	if (!tied && (end = find_date(f, at)) > 0)
		return end;
	if ((end = find_year(f, at, tied)) > 0)
		return end;
	if (!tied && ((end = find_day(f, at)) > 0 ||
	    (end = find_named_day(f, at)) > 0))
		return end;
	while (char_digit(char_at(f->text, next)) >= 0)
		char_next(f->text, &next);
	if (!tied && (end = find_counted(f, at, next)) > 0)
		return end;
	return next;
}

/* An ASCII word or number at AT; returns where to go on. */
static size_t
find_word(struct finder *f, size_t at)
{
	struct str s = f->text;
	size_t end = at, word = at;
	bool letters = false;

	while (end < s.n && in_word((unsigned char)s.p[end])) {
		letters = letters || (char_is_ascii_alnum(
		    (unsigned char)s.p[end]) && char_digit(
		    (unsigned char)s.p[end]) < 0);
		end++;
	}
	if (letters) {
		find_codes(f, at, end);
		return end;
	}
	while (at < end)
		if (char_digit(char_at(s, at)) >= 0)
			at = find_digits(f, word, at);
		else
			at++;
	return at;
}

/* A Chinese numeral or full-width digit at AT: a date, a day, 三季度. */
static size_t
find_numeral(struct finder *f, size_t at)
{
	size_t end, length;

	if ((end = find_other_year(f, at)) > 0 || (end = find_day(f, at)) > 0 ||
	    (char_at(f->text, at) == U'十' && (end = find_plan(f, at)) > 0))
		return end;
	if (number_prefix(str_from(f->text, at), &length) == 0) {
		char_next(f->text, &at);
		return at;
	}
	if ((end = find_counted(f, at, at + length)) > 0)
		return end;
	return at + length;
}

/*
 * What no reader sees: comments, placeholders, settings; 0 when AT begins none.
 */
static size_t
skip_hidden(struct finder *f, size_t at)
{
	static const struct {
		struct str open, close;
	} pairs[] = {
		{ STR("<!--"), STR("-->") }, { STR("{{"), STR("}}") },
		{ STR("{表格"), STR("}") }, { STR("{填写"), STR("}") },
	};

	for (size_t i = 0; i < COUNT_OF(pairs); i++) {
		size_t end = SIZE_MAX;

		if (!str_at(f->text, at, pairs[i].open))
			continue;
		if ((f->unclosed >> i & 1) == 0)
			end = str_find(f->text, pairs[i].close, at);
		if (end != SIZE_MAX)
			return end + pairs[i].close.n;
		f->unclosed |= 1u << i;
	}
	return 0;
}

static size_t
find_at(struct finder *f, size_t at)
{
	struct str s = f->text;
	size_t next = at, end = 0, length;
	uint32_t c = char_next(s, &next);

	if (char_is_ascii_alnum(c))
		return find_word(f, at);
	if (c == '<' || c == '{')
		end = skip_hidden(f, at);
	else if (c == U'第')
		end = find_count(f, at);
	else if (c == U'首')
		end = find_first(f, at);
	else if (is_bracket(c, true))
		end = find_number(f, at);
	else if (char_digit(c) >= 0 || char_is_zero(c) ||
	    number_prefix(str_slice(s, at, next), &length) > 0)
		end = find_numeral(f, at);
	return end > 0 ? end : next;
}

/* 2026年6月1日至6月30日: the first is joined to the second. */
static void
join_ranges(struct finder *f)
{
	for (size_t i = 0; i + 1 < f->list.n; i++) {
		struct token *token = &f->list.v[i];
		const struct token *next = token + 1;
		size_t at = after_weekday(f->text, token);

		if ((token->kind == TOKEN_DATE || token->kind == TOKEN_DAY ||
		    token->kind == TOKEN_YEAR) && (next->kind == TOKEN_DATE ||
		    next->kind == TOKEN_DAY) && take_connector(f->text, &at))
			token->joined = at == next->at.from;
	}
}

void
token_find(struct arena *arena, struct str text, struct tokens *tokens)
{
	struct finder f = { .arena = arena, .text = text };
	size_t at = 0;

	while (at < text.n)
		at = find_at(&f, at);
	join_ranges(&f);
	*tokens = (struct tokens){ f.list.v, f.list.n };
}

/* --- writing ---------------------------------------------------------- */

/* How a number is written. */
struct digits {
	uint32_t zero;		/* its glyph for zero */
	size_t count;
	bool han;
};

static struct digits
digits_of(struct str old)
{
	struct digits digits = { 0, 0, false };
	size_t at = 0;

	while (at < old.n) {
		uint32_t c = char_next(old, &at);

		if (char_is_space(c))
			continue;
		digits.count++;
		if (char_is_zero(c))
			digits.zero = c;
		else if (char_digit(c) < 0)
			digits.han = true;
	}
	return digits;
}

static uint32_t
digit_glyph(const struct digits *digits, uint32_t old, unsigned value)
{
	if (digits->han && value == 0)
		return digits->zero != 0 ? digits->zero : U'〇';
	if (digits->han)
		return char_of_digit((int)value);
	return (old >= 0xff10 ? 0xff10 : '0') + value;
}

struct str
token_year(struct arena *arena, struct str old, int year)
{
	struct digits digits = digits_of(old);
	struct buf buf = { 0 };
	unsigned power = 1;
	size_t at = 0;

	for (size_t i = 1; i < digits.count; i++)
		power *= 10;
	while (at < old.n) {
		uint32_t c = char_next(old, &at);

		if (!char_is_space(c)) {
			c = digit_glyph(&digits, c,
			    (unsigned)year / power % 10);
			power = power > 1 ? power / 10 : 1;
		}
		char_encode(&buf, c);
	}
	return buf_take(arena, &buf);
}

struct str
token_count(struct arena *arena, struct str old, unsigned number)
{
	struct str digits = str_format(arena, "%u", number);
	struct buf buf = { 0 };
	uint32_t c = char_at(old, 0);

	if (c == U'首')
		return str_cat(arena, STR("第"), number_han(arena, number));
	if (c >= '0' && c <= '9')
		return digits;
	if (char_digit(c) < 0)
		return number_han(arena, number);
	for (size_t i = 0; i < digits.n; i++)
		char_encode(&buf, 0xff10 + (uint32_t)(digits.p[i] - '0'));
	return buf_take(arena, &buf);
}
