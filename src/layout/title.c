/*
 * Where a title may be cut is a cost by place; what shape the lines have is a
 * cost by their widths; the cheapest choice of cuts wins.  Titles are short,
 * so all choices are tried up to five lines, after dropping hopeless cuts.
 */
#include "title.h"

#include <string.h>

#include "../text/chars.h"

#define CHARACTERS_MAX	200
#define LINES_MAX	5

/* Costs of a cut; FORBIDDEN is never taken unless nothing else fits. */
enum {
	FORBIDDEN = 1000, IN_WORD = 90, IN_QUOTES = 120, TAIL = 150,
	PLAIN = 14, GOOD = 2, BEST = 0
};

/* Costs of shapes. */
enum {
	HOURGLASS = 110, RECTANGLE = 12, STUB = 60, ANOTHER_LINE = 34,
	WRONG_ORDER = 6
};

static const char *const words[] = {
#define W(word)	word,
#include "title_words.def"
#undef W
};

/* The kinds of document, after 的 at a title's end. */
static const char *const genres[] = {
	"决议", "决定", "命令", "公报", "公告", "通告", "意见", "通知",
	"通报", "报告", "请示", "批复", "议案", "函", "纪要", "复函",
};

struct title {
	struct str text;
	uint32_t c[CHARACTERS_MAX];
	size_t offset[CHARACTERS_MAX + 1];
	long x[CHARACTERS_MAX + 1];	/* width of what stands before */
	int cost[CHARACTERS_MAX + 1];	/* of a cut before the character */
	size_t n;
	long width;
	bool short_first;

	size_t cuts[LINES_MAX + 1], best_cuts[LINES_MAX + 1];
	size_t best_lines;
	long best;
};

static struct str
slice(const struct title *title, size_t from, size_t to)
{
	return str_slice(title->text, title->offset[from], title->offset[to]);
}

static void
split(struct title *title, const struct measure *measure)
{
	for (size_t at = 0; at < title->text.n && title->n < CHARACTERS_MAX;) {
		title->offset[title->n] = at;
		title->c[title->n] = char_next(title->text, &at);
		title->offset[++title->n] = at;
		title->x[title->n] = measure_width(measure,
		    str_slice(title->text, 0, at));
	}
}

static void
raise(struct title *title, size_t i, int cost)
{
	if (title->cost[i] < cost)
		title->cost[i] = cost;
}

/* No cut between the characters FROM+1 .. TO-1 below this cost. */
static void
bind(struct title *title, size_t from, size_t to, int cost)
{
	for (size_t i = from + 1; i < to; i++)
		raise(title, i, cost);
}

/* The number of characters of the longest known word at I, or 0. */
static size_t
word_at(const struct title *title, size_t i)
{
	struct str rest = slice(title, i, title->n);
	size_t longest = 0;

	for (size_t w = 0; w < sizeof(words) / sizeof(words[0]); w++) {
		struct str word = str_of(words[w]);

		if (word.n > longest && str_starts(rest, word))
			longest = word.n;
	}
	return char_count(str_slice(rest, 0, longest));
}

static bool
joins_number(uint32_t c)
{
	return char_is_ascii_alnum(c) || char_is_digit(c) || c == '.' ||
	    c == '-' || c == 0x2014 || c == '%';
}

/* Numbers with what they count; 第十三届; ranges of years. */
static bool
in_number(const struct title *title, size_t i)
{
	static const char units[] = "年月日届次号期个项名级时";
	uint32_t a = title->c[i - 1], b = title->c[i];
	struct str unit = slice(title, i, i + 1);

	if (joins_number(a) && joins_number(b))
		return true;
	if ((joins_number(a) || str_has(STR("一二三四五六七八九十"),
	    slice(title, i - 1, i))) && str_has(STR(units), unit))
		return true;
	return a == 0x7b2c;	/* 第 */
}

static void
price_places(struct title *title)
{
	for (size_t i = 1; i < title->n; i++) {
		uint32_t a = title->c[i - 1], b = title->c[i];

		title->cost[i] = PLAIN;
		if (char_is_space(a))
			title->cost[i] = BEST;
		if (char_is_space(b))
			raise(title, i, IN_WORD);
		if (a == 0x3001 || a == 0x300b || a == 0x201d || a == 0xff09)
			title->cost[i] = GOOD;
		/* 关于 begins a line well and keeps what follows; so do 和与及暨. */
		if (str_starts(slice(title, i, title->n), STR("关于")) ||
		    b == 0x300a || b == 0x201c)
			title->cost[i] = BEST;
		else if (b == 0x548c || b == 0x4e0e || b == 0x53ca ||
		    b == 0x66a8 || a == 0x7684)
			title->cost[i] = GOOD;
	}
}

/* What stands between marks is not cut, unless it is too long for a line. */
static void
bind_pairs(struct title *title)
{
	static const uint32_t pairs[][2] = {
		{ 0x300a, 0x300b }, { 0x201c, 0x201d }, { 0xff08, 0xff09 },
		{ 0x3014, 0x3015 },
	};

	for (size_t p = 0; p < sizeof(pairs) / sizeof(pairs[0]); p++)
		for (size_t i = 0; i < title->n; i++) {
			size_t j = i;

			if (title->c[i] != pairs[p][0])
				continue;
			while (j < title->n && title->c[j] != pairs[p][1])
				j++;
			if (j < title->n)
				bind(title, i, j + 1, title->x[j + 1] -
				    title->x[i] <= title->width ?
				    IN_QUOTES : PLAIN);
			i = j;
		}
}

/* Organs before 关于, parted by blanks: each stays whole. */
static void
bind_organs(struct title *title)
{
	size_t from = 0;

	for (size_t i = 1; i < title->n; i++) {
		bool space = char_is_space(title->c[i]);

		if (space || str_starts(slice(title, i, title->n),
		    STR("关于"))) {
			if (from > 0 || space)
				bind(title, from, i, IN_QUOTES);
			from = i + 1;
		}
		if (!space && from == i + 1)
			return;
	}
}

/* 的通知 and the like stay together, and with the word before them. */
static void
bind_tail(struct title *title)
{
	for (size_t g = 0; g < sizeof(genres) / sizeof(genres[0]); g++) {
		struct str genre = str_of(genres[g]);
		size_t k = char_count(genre);

		if (!str_ends(title->text, genre) || title->n < k + 3)
			continue;
		bind(title, title->n - k - 3, title->n, TAIL);
	}
}

static void
price(struct title *title)
{
	price_places(title);
	for (size_t i = 0; i + 1 < title->n;) {
		size_t length = word_at(title, i);

		if (length > 1)
			bind(title, i, i + length, IN_WORD);
		i += length > 0 ? length : 1;
	}
	bind_pairs(title);
	bind_organs(title);
	bind_tail(title);
	for (size_t i = 1; i < title->n; i++) {
		if (in_number(title, i) ||
		    char_no_line_start(title->c[i]) ||
		    char_no_line_end(title->c[i - 1]))
			raise(title, i, FORBIDDEN);
		/* A line does not begin with 的 nor end with 关于. */
		if (title->c[i] == 0x7684 || (i >= 2 &&
		    str_eq(slice(title, i - 2, i), STR("关于"))))
			raise(title, i, TAIL);
	}
}

static long
line_width(const struct title *title, size_t line)
{
	return title->x[title->cuts[line + 1]] - title->x[title->cuts[line]];
}

/* Trapezium, either way up, or diamond: widths rise, fall, or rise and fall. */
static bool
is_hourglass(const struct title *title, size_t lines)
{
	bool fell = false;

	for (size_t i = 1; i < lines; i++) {
		long step = line_width(title, i) - line_width(title, i - 1);

		if (step < 0)
			fell = true;
		else if (step > 0 && fell)
			return true;
	}
	return false;
}

static long
shape_cost(const struct title *title, size_t lines)
{
	long least = line_width(title, 0), most = least, cost = 0;

	for (size_t i = 1; i < lines; i++) {
		long width = line_width(title, i);

		least = width < least ? width : least;
		most = width > most ? width : most;
	}
	if (is_hourglass(title, lines))
		cost += HOURGLASS;
	if (most == least)
		cost += RECTANGLE;
	/* Even lengths please; a stub of a line does not. */
	cost += (most - least) * 40 / title->width;
	if (least * 5 < most * 2)
		cost += STUB;
	if (lines == 2 && (line_width(title, 0) <= line_width(title, 1)) !=
	    title->short_first)
		cost += WRONG_ORDER;
	return cost;
}

/* Try all cuts for lines LINE.. of LINES; COST is that of the cuts so far. */
static void
try_cuts(struct title *title, size_t line, size_t lines, long cost)
{
	size_t from = title->cuts[line];

	if (cost >= title->best)
		return;
	if (line + 1 == lines) {
		title->cuts[lines] = title->n;
		if (line_width(title, line) > title->width)
			return;
		cost += shape_cost(title, lines) +
		    (long)lines * ANOTHER_LINE;
		if (cost < title->best) {
			title->best = cost;
			title->best_lines = lines;
			memcpy(title->best_cuts, title->cuts,
			    sizeof(title->cuts));
		}
		return;
	}
	for (size_t i = from + 1; i < title->n &&
	    title->x[i] - title->x[from] <= title->width; i++) {
		/* What is left must fit into the lines that are left. */
		if (title->x[title->n] - title->x[i] >
		    title->width * (long)(lines - line - 1))
			continue;
		title->cuts[line + 1] = i;
		try_cuts(title, line + 1, lines, cost + title->cost[i]);
	}
}

/* A title beyond all measure is filled line by line. */
static struct title_lines
fill_lines(struct arena *arena, struct str text,
    const struct measure *measure, long width)
{
	VEC(struct str) lines = { 0 };
	size_t from = 0, at = 0;

	while (at < text.n) {
		size_t next = at;

		char_next(text, &next);
		if (at > from && measure_width(measure,
		    str_slice(text, from, next)) > width) {
			*VEC_ADD(arena, &lines) = str_slice(text, from, at);
			from = at;
		}
		at = next;
	}
	*VEC_ADD(arena, &lines) = str_slice(text, from, text.n);
	return (struct title_lines){ lines.v, lines.n };
}

struct title_lines
title_break(struct arena *arena, struct str text,
    const struct measure *measure, long width, bool short_first)
{
	struct title *title = NEW(arena, struct title);
	struct title_lines lines;

	*title = (struct title){ .text = text, .width = width,
	    .short_first = short_first, .best = INT32_MAX };
	split(title, measure);
	if (title->offset[title->n] < text.n)
		return fill_lines(arena, text, measure, width);
	price(title);
	for (size_t n = 1; n <= LINES_MAX; n++)
		if (title->x[title->n] <= width * (long)n &&
		    title->x[title->n] > width * ((long)n - 3))
			try_cuts(title, 0, n, 0);
	if (title->best == INT32_MAX)
		return fill_lines(arena, text, measure, width);
	lines.n = title->best_lines;
	lines.v = NEW_ARRAY(arena, struct str, lines.n);
	for (size_t i = 0; i < lines.n; i++)
		lines.v[i] = slice(title, title->best_cuts[i],
		    title->best_cuts[i + 1]);
	return lines;
}
