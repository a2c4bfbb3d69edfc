/*
 * Three steps.  The title is cut into words, known and unknown.  Each place
 * between two characters gets a price for ending a line there.  Then the
 * cheapest way through the places is found, where the widths of neighbouring
 * lines, and how they rise and fall, have their price too.
 */
#include "title.h"

#include <limits.h>

#include "../base/budget.h"
#include "../text/chars.h"
#include "../text/words.h"

/* Beyond this a title is filled line by line. */
#define CHARACTERS_MAX	200
/* From so many characters on what stands in brackets has a line of its own. */
#define LONG_REMARK	10
/* Prices of ending a line at a place. */
enum {
	ASKED = -20,		/* before a long remark at the end */
	BEST = 0,		/* before 关于, at a blank */
	GOOD = 3,		/* after 、》, before 和 《, after 的 */
	PLAIN = 10,		/* between two known words */
	SHAKY = 24,		/* beside a word that is not known */
	RAW = 55,		/* among characters that are not known */
	IN_WORD = 140,
	IN_MARKS = 120,		/* between 《 and 》 that fit on a line */
	TAIL = 160,		/* the 文种 alone, after 关于, before 的 */
	IN_FIGURES = 640,	/* 202|6: rather anything else */
	NEVER = 100000
};

/* Prices of lines and their shape. */
enum {
	ANOTHER_LINE = 38,
	HOURGLASS = 70,		/* a line wider again after a narrower one */
	STUB = 60,		/* a line of next to nothing */
	SAME_WIDTH = 4,
	NO_RECTANGLE = 40,	/* … where all lines came out the same */
	WRONG_ORDER = 6,
	EVEN_EMS = 6		/* a difference up to this is even enough */
};
/* Lines that differ by less look alike where figures are a little wider. */
#define ALIKE(em)	((em) * 3 / 4)

enum kind {
	UNKNOWN, KNOWN, NUMBER, MARK, BLANK,
	JOINING,		/* 和 与: a line may begin with it */
	LEADING,		/* 对 在: a line may not end in it */
	TRAILING,		/* 的 等: a line may not begin with it */
	PLACE,			/* 省 市: ends a name, or begins one (省科协) */
	SUFFIX			/* 局 站: ends a name or a word */
};

struct title {
	struct str text;
	size_t n;			/* characters */
	uint32_t *c;
	size_t *offset;			/* n + 1 */
	long *x;			/* n + 1: width of what is before */
	int *figures;			/* n + 1: how many are before */
	int *price;			/* n + 1: of a cut before i */
	enum kind *kind;		/* of the word that i belongs to */
	size_t *word;			/* where that word begins */
	long em, width;
	int same;			/* price of two lines of one width */
	bool short_first;
};

/* No pointers: each page of them is written to whenever the program starts. */
static const char words[] =
#include "title_words.def"
;

static bool
is_one_of(uint32_t c, const uint32_t *set)
{
	while (*set != 0 && *set != c)
		set++;
	return *set != 0;
}

static bool
is_arabic(uint32_t c)
{
	return char_is_ascii_alnum(c) || char_is_digit(c);
}

static bool
is_numeral(uint32_t c)
{
	return is_arabic(c) || is_one_of(c, U"〇一二三四五六七八九十百千万亿");
}

static bool
starts_with(const struct title *title, size_t i, struct str word)
{
	return str_at(title->text, title->offset[i], word);
}

/* --- words ------------------------------------------------------------ */

/* Where the first word stands that is not before PREFIX; they are sorted. */
static size_t
find_word(struct str prefix)
{
	size_t low = 1, high = sizeof(words) - 1;

	while (low < high) {
		size_t middle = low + (high - low) / 2, end = middle;

		while (words[middle - 1] != ' ')
			middle--;
		while (words[end++] != ' ')
			;
		if (strncmp(words + middle, prefix.p, prefix.n) < 0)
			low = end;
		else
			high = middle;
	}
	return low;
}

/*
 * The first word that begins with PREFIX, with a blank or a NUL behind it; NULL
 * when there is none.  It stands at *AT or later, where a shorter prefix was
 * found; 0: nobody looked.
 */
static const char *
first_word(struct str prefix, size_t *at)
{
	const struct genre *genre;
	const char *word;

	if (memchr(prefix.p, ' ', prefix.n) != NULL)
		return NULL;
	if (*at == 0)
		*at = find_word(prefix);
	while (words[*at] != '\0' &&
	    strncmp(words + *at, prefix.p, prefix.n) < 0)
		*at += strcspn(words + *at, " ") + 1;
	word = strncmp(words + *at, prefix.p, prefix.n) == 0 ? words + *at :
	    NULL;
	if (word != NULL && word[prefix.n] == ' ')
		return word;
	genre = genre_at_head(prefix, prefix.n);
	return genre != NULL && (genre->n == prefix.n || word == NULL) ?
	    genre->word : word;
}

/*
 * The length of the number at I with its units, 0 when there is none:
 * 2026年6月, 第十八届, 2026—2030年, 5G, G207线, 12.5%.  A lone Chinese numeral
 * is no number.
 */
static size_t
number_at(const struct title *title, size_t i)
{
	size_t start = i, digits = 0;
	bool arabic = false;

	if (title->c[i] == U'第')
		i++;
	for (; i < title->n; i++) {
		uint32_t c = title->c[i];

		if (is_numeral(c)) {
			digits++;
			arabic |= is_arabic(c);
		} else if (digits == 0 || i + 1 == title->n ||
		    !is_numeral(title->c[i + 1]) ||
		    !is_one_of(c, U".-—～/·年月"))
			break;
	}
	if (digits == 0)
		return 0;
	if (starts_with(title, i, STR("年度")))
		return i + 2 - start;
	if (i < title->n && is_one_of(title->c[i], U"年月日届次号期个名项批级时"
	    "人家所部条件座类岁周%％℃"))
		return i + 1 - start;
	return arabic || title->c[start] == U'第' ? i - start : 0;
}

static enum kind
kind_of(uint32_t c)
{
	if (char_is_space(c))
		return BLANK;
	if (is_one_of(c, U"和与及暨或并"))
		return JOINING;
	if (is_one_of(c, U"对在向为以从由至将被让使"))
		return LEADING;
	if (is_one_of(c, U"的等者们"))
		return TRAILING;
	if (is_one_of(c, U"省市县区州镇乡村"))
		return PLACE;
	if (is_one_of(c, U"局委厅处科室所站院校馆园队店厂司部会组班线路段"
	    "河江湖山港岛奖性化率度型类"))
		return SUFFIX;
	return char_is_han(c) ? UNKNOWN : MARK;
}

/* What the best division of the title from I on begins with. */
struct choice {
	int cost;
	size_t length;
	enum kind kind;
};

static void
offer(struct choice *choice, const struct choice *rest, int cost,
    size_t length, enum kind kind)
{
	if (rest[length].cost + cost < choice->cost)
		*choice = (struct choice){ rest[length].cost + cost, length,
		    kind };
}

/* Divide into as few words as possible, with as few unknown characters. */
static void
find_words(struct arena *arena, struct title *title)
{
	struct choice *best = NEW_ARRAY(arena, struct choice, title->n + 1);

	for (size_t i = title->n; i-- > 0;) {
		enum kind kind = kind_of(title->c[i]);
		size_t number = number_at(title, i), at = 0;

		best[i].cost = INT_MAX;
		offer(&best[i], &best[i], kind == UNKNOWN ? 40 :
		    kind >= PLACE ? 30 : 14, 1, kind);
		if (number > 0)
			offer(&best[i], &best[i], 9, number, NUMBER);
		for (size_t n = 2; i + n <= title->n; n++) {
			struct str s = str_slice(title->text,
			    title->offset[i], title->offset[i + n]);
			const char *word = first_word(s, &at);

			if (word == NULL)
				break;
			if (word[s.n] == ' ' || word[s.n] == '\0')
				offer(&best[i], &best[i], 10, n, KNOWN);
		}
	}
	for (size_t i = 0; i < title->n; i += best[i].length)
		for (size_t j = 0; j < best[i].length; j++) {
			title->kind[i + j] = best[i].kind;
			title->word[i + j] = i;
		}
}

/* --- prices ----------------------------------------------------------- */

/* No cut between the characters FROM .. TO - 1 below this price. */
static void
bind(struct title *title, size_t from, size_t to, int price)
{
	for (size_t i = from + 1; i < to; i++)
		if (title->price[i] < price)
			title->price[i] = price;
}

/* Part of a name that no word list has. */
static bool
is_nameless(enum kind kind)
{
	return kind == UNKNOWN || kind == SUFFIX || kind == PLACE;
}

static struct str
part_of(const struct title *title, size_t from, size_t to)
{
	return str_slice(title->text, title->offset[from], title->offset[to]);
}

static bool
is_known(struct str s)
{
	size_t at = 0;
	const char *found = first_word(s, &at);

	return found != NULL && (found[s.n] == ' ' || found[s.n] == '\0');
}

/* In a word, rather between those that it is made of: 住房|和城乡|建设局. */
static int
price_within(const struct title *title, size_t i)
{
	size_t from = title->word[i], to = i + 2;
	bool joined = kind_of(title->c[i]) == JOINING;

	return i >= from + 2 && is_known(part_of(title, i - 2, i)) &&
	    (joined || (to <= title->n && is_known(part_of(title, i, to)))) ?
	    IN_WORD : IN_WORD + SHAKY;
}

/* What the words on both sides say. */
static int
price_between(const struct title *title, size_t i)
{
	enum kind a = title->kind[i - 1], b = title->kind[i];
	bool named = i >= 2 && is_nameless(title->kind[i - 2]);

	if (title->word[i] == title->word[i - 1])
		return a != NUMBER ? price_within(title, i) :
		    is_arabic(title->c[i - 1]) ? IN_FIGURES : TAIL;
	if (b == TRAILING)
		return TAIL;
	if (a == LEADING || a == JOINING)
		return RAW;
	if (b == JOINING)
		return is_nameless(a) ? SHAKY : GOOD;
	if (b == SUFFIX || (b == PLACE && is_nameless(a)))
		return is_nameless(a) ? IN_WORD : RAW;
	if (a == PLACE || a == SUFFIX)
		return named ? PLAIN : SHAKY * 2;
	if (a == UNKNOWN)
		return b == UNKNOWN ? RAW : SHAKY;
	return b == UNKNOWN ? SHAKY - 6 : PLAIN;
}

/* A long remark at the end: （修订草案征求意见稿）, （青政告〔2026〕5号）. */
static bool
is_remark(const struct title *title, size_t i)
{
	size_t n = title->n - i;

	if (title->c[i] != U'（' || n < LONG_REMARK)
		return false;
	while (++i < title->n - 1)
		if (is_one_of(title->c[i], U"（）"))
			return false;
	return title->c[i] == U'）';
}

/* 第一次会议, behind the body that meets. */
static bool
opens_session(const struct title *title, size_t i)
{
	size_t to = i;

	while (to < title->n && title->word[to] == i)
		to++;
	return title->kind[i] == NUMBER && title->c[to - 1] == U'次' &&
	    (starts_with(title, to, STR("会议")) ||
	    starts_with(title, to, STR("全体会议")) ||
	    starts_with(title, to, STR("全会")));
}

/* 工作 behind what is done, where it is no 工作方案: 安全管理工作|切实维护. */
static bool
leans_back(const struct title *title, size_t i)
{
	return starts_with(title, i, STR("工作")) && title->word[i] == i &&
	    i + 2 < title->n && title->word[i + 2] == i + 2 &&
	    title->kind[i - 1] == KNOWN && !str_starts_one(part_of(title,
	    i + 2, title->n), "方案|要点|会议|情况|规则|计划|总结|报告|领导|"
	    "机制|细则|办法|制度|意见|指引|任务|人员|规范|规程|条例|经费|"
	    "先进|的");
}

static int
price_at(const struct title *title, size_t i)
{
	uint32_t a = title->c[i - 1], b = title->c[i];
	int price = price_between(title, i);

	if (title->kind[i - 1] == BLANK)
		return BEST;
	if (title->kind[i] == BLANK || char_no_line_start(b) ||
	    char_no_line_end(a))
		return NEVER;
	if (starts_with(title, i, STR("关于")))
		return BEST;
	if (i >= 2 && starts_with(title, i - 2, STR("关于")))
		return TAIL;
	if (starts_with(title, i, STR("同志")))
		return TAIL;
	if (leans_back(title, i))
		return SHAKY;
	if (i == 1 || i + 1 == title->n)
		return 2 * IN_WORD;		/* 县|住房和城乡建设局 */
	if (opens_session(title, i) ||
	    (b == U'至' && title->kind[i - 1] == UNKNOWN))
		return RAW;			/* 云溪至白石 */
	for (size_t k = i + 1; k < i + 3 && k < title->n; k++)
		if (starts_with(title, k, STR("同志")) &&
		    title->kind[i - 1] == UNKNOWN)
			return IN_WORD;		/* in a person's name */
	if (b == U'等' && a == U'》')
		return SHAKY;
	if (is_one_of(b, U"前后") && i + 1 < title->n &&
	    title->kind[i + 1] == JOINING)
		return TAIL;			/* 寒假前及寒假期间 */
	if (price >= IN_WORD || title->kind[i - 1] == JOINING ||
	    title->kind[i - 1] == LEADING)
		return price;
	if (is_one_of(b, U"《“") || is_one_of(a, U"、，：》”）"))
		return GOOD;
	if (is_remark(title, i))
		return ASKED;
	if (is_one_of(b, U"（〔") || starts_with(title, i, STR("期间")))
		return RAW;
	if (title->kind[i - 1] == NUMBER && is_one_of(a, U"名个家人部条项次"))
		return SHAKY;
	if (title->kind[i] == NUMBER && a == U'等' && title->c[i - 2] != U'》')
		return SHAKY;			/* 李某等10名同志 */
	return a == U'的' ? GOOD : price;
}

/*
 * What stands between marks is not cut, unless it is too long for a line, or
 * the lines come out badly: then between its words.
 */
static void
bind_marks(struct title *title)
{
	static const uint32_t open[] = U"《“（〔〈", close[] = U"》”）〕〉";

	for (size_t i = 0; i < title->n; i++)
		for (size_t p = 0; open[p] != 0; p++) {
			size_t j = i;

			if (title->c[i] != open[p])
				continue;
			while (j < title->n && title->c[j] != close[p])
				j++;
			if (j < title->n &&
			    title->x[j + 1] - title->x[i] <= title->width)
				for (size_t k = i + 1; k <= j; k++)
					title->price[k] += IN_MARKS;
		}
}

/*
 * Where another organ of the same place begins in FROM..TO, or TO:
 * 青禾市公安局|青禾市住房和城乡建设局.
 */
static size_t
next_organ(const struct title *title, size_t from, size_t to)
{
	size_t skip = starts_with(title, from, STR("中共")) ? 2 : 0;

	for (size_t i = from + skip + 4; i + 4 <= to; i++)
		if (title->c[i] == title->c[from + skip] &&
		    title->c[i + 1] == title->c[from + skip + 1] &&
		    words_organ(part_of(title, from, i)) &&
		    words_organ(part_of(title, i, to)))
			return i;
	return to;
}

/* Organs from FROM on, before what they do: a line ends between them. */
static void
bind_names(struct title *title, size_t from, size_t to)
{
	for (size_t next; from < to; from = next) {
		next = next_organ(title, from, to);
		if (title->x[next] - title->x[from] <= title->width)
			bind(title, from, next, IN_MARKS);
		if (next < to)
			title->price[next] = GOOD;
	}
}

/* The organs at the head stay whole, each of them, up to what they do. */
static void
bind_organs(struct title *title)
{
	bool several = false;

	for (size_t i = 0, from = 0; i < title->n; i++) {
		bool last = starts_with(title, i, STR("关于")) ||
		    starts_with(title, i, STR("印发")) ||
		    starts_with(title, i, STR("转发")) || title->c[i] == U'《';

		if (title->kind[i] == BLANK) {
			bind(title, from, i, IN_MARKS);
			from = i + 1;
			several = true;
		}
		if (last && several)
			bind_names(title, from, i);
		else if (last && i > 0 && words_organ(part_of(title, 0, i)))
			bind_names(title, 0, i);
		if (last)
			return;
	}
}

/* 的通知 stays with the word before it: a line of less looks lost. */
static void
bind_tail(struct title *title)
{
	for (size_t i = title->n; i-- > 1;) {
		if (title->n - i > 4)
			return;
		if (title->c[i] == U'的') {
			bind(title, title->word[i - 1], title->n, TAIL);
			return;
		}
	}
}

static void
set_prices(struct title *title)
{
	for (size_t i = 1; i < title->n; i++)
		title->price[i] = price_at(title, i);
	bind_marks(title);
	bind_organs(title);
	bind_tail(title);
}

/* --- lines ------------------------------------------------------------ */

/* The best lines up to a place, of which the last begins at a given one. */
struct state {
	int cost;
	unsigned previous;	/* where the line before the last begins */
	bool previous_fell;	/* some line had been narrower than one above */
};

/* Width of a line without the blanks at its ends. */
static long
line_width(const struct title *title, size_t from, size_t to)
{
	while (from < to && title->kind[from] == BLANK)
		from++;
	while (to > from && title->kind[to - 1] == BLANK)
		to--;
	return title->x[to] - title->x[from];
}

/* A sheet's width in characters; a cell that is as wide as its text is less. */
#define SHEET_EMS	15

/*
 * A face that stands in for the title's may have wider figures: a line that is
 * just full does not hold them.
 */
static bool
fits(const struct title *title, size_t from, size_t to)
{
	int figures = title->width < SHEET_EMS * title->em ? 0 :
	    title->figures[to] - title->figures[from];

	return line_width(title, from, to) + figures * title->em / 8 <=
	    title->width;
}

/* Lines UPPER and LOWER wide, one under the other. */
static int
price_step(const struct title *title, long upper, long lower, bool fell)
{
	long difference = labs(upper - lower) / title->em;
	int price = (int)difference;

	if (difference > EVEN_EMS)
		price += (int)(difference - EVEN_EMS) * 4;
	if (labs(upper - lower) < title->em / 2)
		price += title->same;
	else if (labs(upper - lower) < ALIKE(title->em))
		price += title->same / 8;
	if (lower < 4 * title->em || upper < 4 * title->em)
		price += STUB;
	if (lower > upper && fell)
		price += HOURGLASS;
	return price;
}

static struct state *
state_at(struct state *states, const struct title *title, size_t from,
    size_t to, bool fell)
{
	return &states[(to * (title->n + 1) + from) * 2 + fell];
}

/* Go on from the best lines that end in FROM..AT with the line AT..TO. */
static void
go_on(const struct title *title, struct state *states, size_t from,
    size_t at, size_t to)
{
	long upper, lower;

	if (state_at(states, title, from, at, false)->cost >= NEVER &&
	    state_at(states, title, from, at, true)->cost >= NEVER)
		return;
	upper = line_width(title, from, at);
	lower = line_width(title, at, to);
	for (int fell = 0; fell < 2; fell++) {
		const struct state *state =
		    state_at(states, title, from, at, fell);
		bool falls = fell || lower < upper;
		struct state *next = state_at(states, title, at, to, falls);
		int cost = state->cost;

		if (cost >= NEVER)
			continue;
		cost += title->price[at] + ANOTHER_LINE +
		    price_step(title, upper, lower, fell);
		if (from == 0 && to == title->n &&
		    (upper < lower) != title->short_first)
			cost += WRONG_ORDER;
		if (cost < next->cost)
			*next = (struct state){ cost, (unsigned)from, fell };
	}
}

/*
 * All ways with cuts of less than DEAREST; those into words come last.  The
 * steps that it took.
 */
static size_t
find_lines(const struct title *title, struct state *states, int dearest)
{
	size_t count = (title->n + 1) * (title->n + 1) * 2, steps = count / 8;

	for (size_t i = 0; i < count; i++)
		states[i].cost = NEVER;
	for (size_t to = 1; to <= title->n; to++)
		if (fits(title, 0, to))
			state_at(states, title, 0, to, false)->cost = 0;
	for (size_t at = 1; at < title->n; at++) {
		if (title->price[at] >= dearest)
			continue;
		for (size_t to = at + 1; to <= title->n && fits(title, at, to);
		    to++) {
			if (title->price[to] >= dearest)
				continue;
			for (size_t from = at; from-- > 0 &&
			    fits(title, from, at); steps++)
				go_on(title, states, from, at, to);
		}
	}
	return steps;
}

/* --- the whole -------------------------------------------------------- */

static struct title_lines
take_lines(struct arena *arena, const struct title *title, struct state *states)
{
	const struct state *best = NULL;
	VEC(struct str) lines = { 0 };
	size_t from = 0, to = title->n;

	for (size_t i = 0; i < title->n; i++)
		for (int fell = 0; fell < 2; fell++) {
			const struct state *state =
			    state_at(states, title, i, to, fell);

			if (state->cost < NEVER &&
			    (best == NULL || state->cost < best->cost)) {
				best = state;
				from = i;
			}
		}
	while (best != NULL) {
		*VEC_ADD(arena, &lines) = str_trim(str_slice(title->text,
		    title->offset[from], title->offset[to]));
		to = from;
		from = best->previous;
		best = to > 0 ? state_at(states, title, from, to,
		    best->previous_fell) : NULL;
	}
	for (size_t i = 0; i < lines.n / 2; i++) {
		struct str line = lines.v[i];

		lines.v[i] = lines.v[lines.n - 1 - i];
		lines.v[lines.n - 1 - i] = line;
	}
	return (struct title_lines){ lines.v, lines.n };
}

/* A title beyond all measure is filled line by line. */
static struct title_lines
fill_lines(struct arena *arena, struct str text,
    const struct measure *measure, long width)
{
	VEC(struct str) lines = { 0 };

	for (size_t from = 0, to; from < text.n; from = to) {
		to = measure_fit(measure, text, from, width);
		*VEC_ADD(arena, &lines) = str_trim(str_slice(text, from, to));
	}
	if (lines.n == 0)
		*VEC_ADD(arena, &lines) = text;
	return (struct title_lines){ lines.v, lines.n };
}

static struct title *
title_new(struct arena *arena, struct str text, const struct measure *measure,
    long width)
{
	struct title *title = NEW(arena, struct title);
	size_t n = char_count(text);

	title->text = text;
	title->n = n;
	title->em = measure->em > 0 ? measure->em : 1;
	title->c = NEW_ARRAY(arena, uint32_t, n + 1);
	title->offset = NEW_ARRAY(arena, size_t, n + 1);
	title->x = NEW_ARRAY(arena, long, n + 1);
	title->figures = NEW_ARRAY(arena, int, n + 1);
	title->price = NEW_ARRAY(arena, int, n + 1);
	title->kind = NEW_ARRAY(arena, enum kind, n + 1);
	title->word = NEW_ARRAY(arena, size_t, n + 1);
	for (size_t i = 0, at = 0; i < n; i++) {
		size_t before = i > 0 ? title->offset[i - 1] : 0, from = at;

		title->offset[i] = at;
		title->c[i] = char_next(text, &at);
		title->offset[i + 1] = at;
		/* With the gap that the character before it makes. */
		title->x[i + 1] = title->x[i] +
		    measure_width(measure, str_slice(text, before, at)) -
		    measure_width(measure, str_slice(text, before, from));
		title->figures[i + 1] = title->figures[i] +
		    char_is_digit(title->c[i]);
	}
	title->width = width;
	find_words(arena, title);
	set_prices(title);
	return title;
}

/*
 * 7.3.1: a trapezium or a diamond; lines of one width are neither, nor are
 * those that differ by no more than their figures do from face to face.
 */
static bool
is_rectangle(const struct title_lines *lines, const struct measure *measure)
{
	long least = LONG_MAX, most = 0;

	for (size_t i = 0; i < lines->n; i++) {
		long width = measure_width(measure, lines->v[i]);

		least = width < least ? width : least;
		most = width > most ? width : most;
	}
	return lines->n > 1 && most - least <
	    (lines->n > 2 ? measure->em * 5 / 4 : ALIKE(measure->em));
}

/* The best lines, with a price for two of the same width; none: n == 0. */
static struct title_lines
best_lines(struct arena *arena, struct title *title, struct state *states,
    int same)
{
	struct title_lines lines;

	title->same = same;
	budget_count(arena, find_lines(title, states, IN_WORD));
	lines = take_lines(arena, title, states);
	if (lines.n == 0) {
		budget_count(arena, find_lines(title, states, NEVER));
		lines = take_lines(arena, title, states);
	}
	return lines;
}

struct title_lines
title_break(struct arena *arena, struct str text,
    const struct measure *measure, long width, bool short_first)
{
	struct title_lines lines = { NULL, 0 };
	struct arena scratch = ARENA_INIT;	/* labels of tables are many */
	struct title *title;
	struct state *states;

	text = str_trim(text);
	if (char_count(text) <= CHARACTERS_MAX) {
		title = title_new(&scratch, text, measure, width);
		title->short_first = short_first;
		states = NEW_ARRAY(&scratch, struct state,
		    (title->n + 1) * (title->n + 1) * 2);
		lines = best_lines(arena, title, states, SAME_WIDTH);
		if (width >= SHEET_EMS * measure->em &&
		    is_rectangle(&lines, measure))
			lines = best_lines(arena, title, states, NO_RECTANGLE);
		arena_release(&scratch);
	}
	if (lines.n == 0)
		lines = fill_lines(arena, text, measure, width);
	return lines;
}

const struct title *
title_cut(struct arena *arena, struct str text,
    const struct measure *measure, long width)
{
	return char_count(text) > CHARACTERS_MAX ? NULL :
	    title_new(arena, text, measure, width);
}

static int
price_of_end(const struct title *title, size_t at)
{
	size_t i = 1;

	while (i < title->n && title->offset[i] < at)
		i++;
	return i < title->n ? title->price[i] : BEST;
}

bool
title_parts(const struct title *title, size_t at)
{
	return price_of_end(title, at) >= IN_WORD;
}

bool
title_ends(const struct title *title, size_t at)
{
	return price_of_end(title, at) <= GOOD;
}
