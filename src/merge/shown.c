/*
 * Numbers as a sheet shows them.  In: the code of a format and a number; out:
 * the text that stands in the cell.  Read it from shown_number: the section
 * for the sign of the number, then a date piece by piece, or digits between
 * what is printed around them.
 */
#include "shown.h"

#include <math.h>

#include "../text/chars.h"
#include "../text/date.h"
#include "../text/ordinal.h"

#define CODE_MAX	255
#define DECIMALS_MAX	15
#define YEAR_10000	2958466

struct str
shown_builtin(long id)
{
	static const struct {
		unsigned char id;
		const char *code;
	} codes[] = {
		{ 1, "0" }, { 2, "0.00" }, { 3, "#,##0" }, { 4, "#,##0.00" },
		{ 9, "0%" }, { 10, "0.00%" }, { 14, "yyyy/m/d" },
		{ 15, "d-mmm-yy" }, { 16, "d-mmm" }, { 17, "mmm-yy" },
		{ 18, "h:mm AM/PM" }, { 19, "h:mm:ss AM/PM" },
		{ 20, "h:mm" }, { 21, "h:mm:ss" }, { 22, "yyyy/m/d h:mm" },
		{ 27, "yyyy年m月" }, { 28, "m月d日" }, { 29, "m月d日" },
		{ 30, "m-d-yy" }, { 31, "yyyy年m月d日" },
		{ 32, "h时mm分" }, { 33, "h时mm分ss秒" },
		{ 34, "AM/PMh时mm分" }, { 35, "AM/PMh时mm分ss秒" },
		{ 36, "yyyy年m月" }, { 37, "#,##0;-#,##0" },
		{ 38, "#,##0;-#,##0" }, { 39, "#,##0.00;-#,##0.00" },
		{ 40, "#,##0.00;-#,##0.00" }, { 41, "#,##0" },
		{ 42, "#,##0" }, { 43, "#,##0.00" }, { 44, "#,##0.00" },
		{ 45, "mm:ss" }, { 46, "[h]:mm:ss" }, { 47, "mm:ss" },
		{ 50, "yyyy年m月" }, { 51, "m月d日" }, { 52, "yyyy年m月" },
		{ 53, "m月d日" }, { 54, "m月d日" }, { 55, "AM/PMh时mm分" },
		{ 56, "AM/PMh时mm分ss秒" }, { 57, "yyyy年m月" },
		{ 58, "m月d日" },
	};

	for (size_t i = 0; i < COUNT_OF(codes); i++)
		if (codes[i].id == id)
			return str_of(codes[i].code);
	return STR_NONE;
}

/* --- the code ------------------------------------------------------------ */

enum piece_kind {
	PIECE_LITERAL,		/* printed as it is */
	PIECE_MARK,		/* a character that means something */
	PIECE_BRACKET,		/* [red], [h], [DBNum1] */
	PIECE_NOTHING		/* room of a width, fillers */
};

struct piece {
	enum piece_kind kind;
	struct str text;
};

/* Take the next piece off CODE; false at the end. */
static bool
next_piece(struct str *code, struct piece *piece)
{
	size_t at = 0, end;
	uint32_t c = char_next(*code, &at);

	if (code->n == 0)
		return false;
	*piece = (struct piece){ PIECE_MARK, str_slice(*code, 0, at) };
	if (c == '"') {
		end = str_find(*code, STR("\""), 1);
		end = end == SIZE_MAX ? code->n : end;
		*piece = (struct piece){ PIECE_LITERAL, str_slice(*code, 1,
		    end) };
		at = end + 1;
	} else if (c == '[') {
		end = str_find(*code, STR("]"), 1);
		end = end == SIZE_MAX ? code->n : end;
		*piece = (struct piece){ PIECE_BRACKET, str_slice(*code, 1,
		    end) };
		at = end + 1;
	} else if (c == '\\' || c == '!' || c == '_' || c == '*') {
		end = at;
		char_next(*code, &at);
		*piece = (struct piece){ c == '\\' || c == '!' ?
		    PIECE_LITERAL : PIECE_NOTHING, str_slice(*code, end, at) };
	} else if (c >= 0x80)
		piece->kind = PIECE_LITERAL;
	*code = str_slice(*code, at, code->n);
	return true;
}

/* The sections of a code: for numbers above, below and at zero. */
static unsigned
split_sections(struct str code, struct str sections[3])
{
	struct str rest = code;
	struct piece piece;
	const char *from = code.p;
	unsigned n = 0;

	while (next_piece(&rest, &piece))
		if (piece.kind == PIECE_MARK && piece.text.p[0] == ';' &&
		    n < 2) {
			sections[n++] = (struct str){ from,
			    (size_t)(piece.text.p - from) };
			from = piece.text.p + 1;
		} else if (piece.kind == PIECE_MARK && piece.text.p[0] == ';') {
			rest = piece.text;
			break;
		}
	sections[n++] = (struct str){ from, (size_t)(rest.p - from) };
	return n;
}

/* [>=10000] at the head of a section. */
struct condition {
	bool holds;
	bool below;		/* only of numbers below zero */
};

static bool
read_condition(struct str section, double value, struct condition *condition)
{
	struct piece piece;

	while (next_piece(&section, &piece)) {
		char limit[32], *end;
		struct str s = piece.text;
		size_t n = 0;
		double bound;

		while (n < s.n && strchr("<>=", s.p[n]) != NULL)
			n++;
		if (piece.kind != PIECE_BRACKET || n == 0 ||
		    s.n - n >= sizeof(limit))
			continue;
		memcpy(limit, s.p + n, s.n - n);
		limit[s.n - n] = '\0';
		bound = strtod(limit, &end);
		s.n = n;
		condition->holds = end > limit && ((str_has(s, STR("<")) &&
		    value < bound) || (str_has(s, STR(">")) && value > bound) ||
		    (str_has(s, STR("=")) && value == bound));
		condition->below = str_eq(s, STR("<")) && bound <= 0;
		return true;
	}
	return false;
}

/*
 * The section for VALUE: the first whose condition holds, the next one without
 * any for the rest; else by the sign.  MINUS: the section has no sign itself.
 */
static struct str
choose_section(struct str code, double value, bool *minus)
{
	struct str sections[3];
	unsigned n = split_sections(code, sections), i;
	struct condition condition = { false, false };
	bool any = false;

	for (i = 0; i < n; i++) {
		bool here = read_condition(sections[i], value, &condition);

		any |= here;
		if (here ? condition.holds : any)
			break;
		condition.below = false;
	}
	*minus = value < 0 && (any ? !condition.below : n < 2);
	if (any)
		return i < n ? sections[i] : STR_NONE;
	return sections[value < 0 && n > 1 ? 1 : value == 0 && n > 2 ? 2 : 0];
}

/* Is one of the characters of SET a mark of the section? */
static bool
has_mark(struct str section, const char *set)
{
	struct piece piece;

	while (next_piece(&section, &piece)) {
		char c = piece.text.n == 0 ? '\0' :
		    small_letter(piece.text.p[0]);

		if ((piece.kind == PIECE_MARK || (piece.kind == PIECE_BRACKET &&
		    piece.text.n < 3)) && c != '\0' && strchr(set, c) != NULL)
			return true;
	}
	return false;
}

/* --- dates --------------------------------------------------------------- */

struct moment {
	struct date date;
	long hours, minutes, seconds;	/* hours of the day */
	double days;			/* all of it */
	bool half;			/* 上午, 下午: hours up to 12 */
	bool han;			/* digits as 一二三 */
};

static struct moment
moment_of(double value, bool date1904)
{
	long days = (long)floor(value);
	long seconds = lround((value - floor(value)) * 86400);
	struct moment m = { .days = value };

	if (seconds == 86400) {
		seconds = 0;
		days++;
	}
	/* The calendar of 1900 has a 29 February. */
	m.date = date_of_days(days - 25569 + (date1904 ? 1462 :
	    days < 60 ? 1 : 0));
	m.hours = seconds / 3600;
	m.minutes = seconds / 60 % 60;
	m.seconds = seconds % 60;
	return m;
}

static void
put_part(struct arena *arena, struct buf *out, const struct moment *m,
    long value, size_t width, bool year)
{
	struct str text = str_format(arena, "%0*ld", (int)(width > 4 ? 4 :
	    width), value);

	buf_str(out, !m->han ? text : year ? number_digits(arena, text) :
	    number_han(arena, (unsigned)value));
}

static void
put_month_name(struct buf *out, int month, size_t width)
{
	static const char *const names[] = { "January", "February", "March",
		"April", "May", "June", "July", "August", "September",
		"October", "November", "December" };

	if (month > 0)
		buf_add(out, names[month - 1], width == 3 ? 3 :
		    strlen(names[month - 1]));
}

/* A run of N letters C; MINUTES: an m is one of them. */
static void
put_run(struct arena *arena, struct buf *out, const struct moment *m, char c,
    size_t n, bool minutes)
{
	long hours = m->half ? (m->hours + 11) % 12 + 1 : m->hours;

	if (c == 'y')
		put_part(arena, out, m, n > 2 ? m->date.year :
		    m->date.year % 100, n > 2 ? 4 : 2, true);
	else if (c == 'm' && minutes)
		put_part(arena, out, m, m->minutes, n, false);
	else if (c == 'm' && n > 2)
		put_month_name(out, m->date.month, n);
	else if (c == 'm')
		put_part(arena, out, m, m->date.month, n, false);
	else if ((c == 'd' && n > 2) || (c == 'a' && n > 2))
		buf_format(out, "%s%s", n > 3 ? "星期" : c == 'd' ? "周" : "",
		    date_weekday_name(m->date));
	else if (c == 'd')
		put_part(arena, out, m, m->date.day, n, false);
	else if (c == 'h')
		put_part(arena, out, m, hours, n, false);
	else if (c == 's')
		put_part(arena, out, m, m->seconds, n, false);
}

/* What letter of a time stands next in CODE: h, m, s; 0: none. */
static char
next_letter(struct str code)
{
	struct piece piece;

	while (next_piece(&code, &piece))
		if (piece.kind == PIECE_MARK && piece.text.n == 1 &&
		    strchr("ymdhs", small_letter(piece.text.p[0])) != NULL)
			return small_letter(piece.text.p[0]);
	return 0;
}

/* AM/PM and 上午/下午 stand for one of the two. */
static bool
take_half(struct str *code, const struct moment *m, struct buf *out)
{
	static const char *const marks[] = { "AM/PM", "am/pm", "A/P",
		"上午/下午" };

	for (size_t i = 0; i < COUNT_OF(marks); i++)
		if (str_starts(*code, str_of(marks[i]))) {
			*code = str_slice(*code, strlen(marks[i]), code->n);
			buf_lit(out, m->hours < 12 ? "上午" : "下午");
			return true;
		}
	return false;
}

static bool
has_half(struct str code)
{
	return str_has_one(code, "AM/PM|am/pm|A/P|上午/下午");
}

/* [h] is all hours; what else stands in brackets is no text. */
static void
put_bracket(struct buf *out, struct moment *m, struct str text)
{
	char c = text.n > 0 ? small_letter(text.p[0]) : '\0';

	m->han |= str_starts_one(text, "DBNum1|dbnum1");
	if (text.n > 2 || c == '\0')
		return;
	if (c == 'h')
		buf_format(out, "%ld", (long)floor(m->days * 24 + 1e-9));
	else if (c == 'm')
		buf_format(out, "%ld", (long)floor(m->days * 1440 + 1e-9));
	else if (c == 's')
		buf_format(out, "%ld", lround(m->days * 86400));
}

static void
put_date(struct arena *arena, struct buf *out, struct str code, struct moment m)
{
	char before = 0;
	struct piece piece;

	m.half = has_half(code);
	while (code.n > 0) {
		char c;
		size_t n = 1;

		if (take_half(&code, &m, out))
			continue;
		if (!next_piece(&code, &piece))
			break;
		c = small_letter(piece.text.n > 0 ? piece.text.p[0] : '\0');
		if (piece.kind == PIECE_BRACKET) {
			put_bracket(out, &m, piece.text);
			before = c == 'h' ? 'h' : before;
		} else if (piece.kind == PIECE_LITERAL)
			buf_str(out, piece.text);
		else if (piece.kind == PIECE_MARK && c != '\0' &&
		    strchr("ymdhsa", c) != NULL) {
			for (; code.n > 0 && small_letter(code.p[0]) == c; n++)
				code = str_from(code, 1);
			put_run(arena, out, &m, c, n, c == 'm' && (before ==
			    'h' || next_letter(code) == 's'));
			before = c;
		} else if (piece.kind == PIECE_MARK && strchr("@;", c) == NULL)
			buf_str(out, piece.text);
	}
}

/* --- numbers ------------------------------------------------------------- */

struct shape {
	int places, zeros;		/* before the point */
	int least, most;		/* after it */
	int percents, thousands;	/* hundredfold; divided by */
	bool groups;
};

static struct shape
shape_of(struct str code)
{
	struct shape shape = { .places = 0 };
	struct piece piece;
	bool point = false;
	int commas = 0;

	while (next_piece(&code, &piece)) {
		char c = piece.text.n > 0 ? piece.text.p[0] : '\0';

		if (piece.kind != PIECE_MARK)
			continue;
		if (c == '0' || c == '#' || c == '?') {
			shape.groups |= commas > 0;
			commas = 0;
			shape.places += !point;
			shape.zeros += !point && c == '0';
			shape.most += point;
			if (point && c == '0')
				shape.least = shape.most;
		} else if (c == ',')
			commas++;
		else if (c == '.') {
			point = true;
			shape.thousands += commas;
			commas = 0;
		}
		shape.percents += c == '%';
	}
	shape.thousands += commas;
	return shape;
}

/* The digits of a number, less those that are printed. */
struct digits {
	struct str whole, fraction;
	size_t places;		/* left for the whole number */
	bool groups;
};

static struct digits
digits_of(struct arena *arena, double value, const struct shape *shape)
{
	int decimals = shape->most > DECIMALS_MAX ? DECIMALS_MAX : shape->most;
	struct str text = str_format(arena, "%0*.*f", shape->zeros +
	    (decimals > 0 ? decimals + 1 : 0), decimals, value);
	size_t point = str_find(text, STR("."), 0);
	struct digits d = { text, STR_NONE, (size_t)shape->places,
	    shape->groups };

	if (point != SIZE_MAX) {
		d.whole = str_slice(text, 0, point);
		d.fraction = str_from(text, point + 1);
	}
	while (d.fraction.n > (size_t)shape->least &&
	    d.fraction.p[d.fraction.n - 1] == '0')
		d.fraction.n--;
	if (shape->zeros == 0 && str_eq(d.whole, STR("0")))
		d.whole.n = 0;			/* .5 */
	return d;
}

/* At a place for a digit: the first has room for those that have none. */
static void
put_whole(struct buf *out, struct digits *d)
{
	while (d->whole.n > 0 && d->whole.n >= d->places) {
		buf_byte(out, d->whole.p[0]);
		d->whole = str_from(d->whole, 1);
		if (d->groups && d->whole.n > 0 && d->whole.n % 3 == 0)
			buf_byte(out, ',');
	}
	d->places -= d->places > 0;
}

/* What stands between the digits stays there: 000-0000. */
static void
put_number(struct arena *arena, struct buf *out, struct str code, double value)
{
	struct shape shape = shape_of(code);
	struct digits digits;
	bool point = false;
	struct piece piece;

	for (int i = 0; i < shape.percents; i++)
		value *= 100;
	for (int i = 0; i < shape.thousands; i++)
		value /= 1000;
	digits = digits_of(arena, value, &shape);
	while (next_piece(&code, &piece)) {
		char c = piece.text.n > 0 ? piece.text.p[0] : '\0';

		if (piece.kind == PIECE_LITERAL)
			buf_str(out, piece.text);
		else if (piece.kind == PIECE_BRACKET && c == '$') {
			/* [$￥-804]: the sign of a currency */
			size_t dash = str_find(piece.text, STR("-"), 0);

			buf_str(out, str_slice(piece.text, 1, dash));
		} else if (piece.kind != PIECE_MARK || c == ',')
			continue;
		else if (c == '.') {
			put_whole(out, &digits);
			buf_str(out, point || digits.fraction.n == 0 ?
			    STR_NONE : piece.text);
			point = true;
		} else if (c != '\0' && strchr("0#?", c) == NULL)
			buf_str(out, piece.text);
		else if (!point)
			put_whole(out, &digits);
		else if (digits.fraction.n > 0) {
			buf_byte(out, digits.fraction.p[0]);
			digits.fraction = str_from(digits.fraction, 1);
		}
	}
}

bool
shown_other(struct str code)
{
	bool digit = false, between = false, comma = false;
	struct piece piece;

	while (next_piece(&code, &piece)) {
		bool mark = piece.kind == PIECE_MARK;
		char c = piece.text.n > 0 ? piece.text.p[0] : '\0';

		if (piece.kind == PIECE_NOTHING)
			continue;
		if (mark && c == ';')
			break;
		if (mark && c == ',') {
			comma = digit;
			continue;
		}
		if (!mark || c == '\0' || strchr("0#?", c) == NULL) {
			if (comma)
				return true;
			between |= digit && !(mark && c == '.');
			continue;
		}
		if (between)
			return true;
		digit = true;
		comma = false;
	}
	return comma;
}

struct str
shown_number(struct arena *arena, struct str code, double value, bool date1904)
{
	struct str section;
	struct buf out = { 0 };
	bool minus, date;

	if (code.n == 0 || code.n > CODE_MAX || str_eq_ascii(code,
	    STR("General")) || str_eq(code, STR("@")))
		return STR_NONE;
	section = choose_section(code, value, &minus);
	date = has_mark(section, "ymdhs") || has_half(section) ||
	    str_has_one(section, "aaa|AAA");
	if (date && (value < 0 || value >= YEAR_10000))
		return STR_NONE;
	/* Powers of ten and fractions are no numbers of a document. */
	if (!date && (has_mark(section, "e/@") ||
	    str_has(section, STR("General")) || fabs(value) >= 1e15))
		return STR_NONE;
	if (date) {
		put_date(arena, &out, section, moment_of(value, date1904));
	} else {
		if (minus)
			buf_byte(&out, '-');
		put_number(arena, &out, section, fabs(value));
	}
	return str_trim(buf_take(arena, &out));
}
