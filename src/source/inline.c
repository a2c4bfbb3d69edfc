/*
 * The text of a paragraph → runs: bold, breaks, pictures, links taken apart.
 * In: a span; out: runs with places.
 */
#include "source.h"

#include <string.h>

#include "../text/chars.h"
#include "../text/html.h"
#include "../text/ordinal.h"
#include "../text/words.h"

/*
 * One pass cuts the text into runs; runs of stars are runs of their own,
 * flagged, until a second pass has found their partners.  CommonMark's rule
 * of flanking looks at punctuation and so bolds the wrong words between
 * Chinese marks; here only blanks matter.
 */
#define STARS	(1u << 8)
/* They may stand for a name: 王**、李** is no bold. */
#define MASKED	(1u << 9)

/* Backquote runs longer than this are characters. */
#define TICKS_MAX	16
/* A {{name}} longer than this is characters. */
#define PLACEHOLDER_MAX	400

struct scan {
	struct arena *arena;
	struct findings *findings;
	struct str s;
	struct pos pos;		/* of s */
	unsigned quotes;
	size_t at;
	size_t from;		/* characters from here to `at` are pending */
	unsigned broken;	/* RUN_BREAK: for the next run */
	struct dropped *marks;	/* those with a partner; NULL: not asked for */
	size_t closed;		/* the next "}}", looked for already */
	bool no_comment_end;	/* searched for in vain */
	bool no_ticks[TICKS_MAX + 1];
	VEC(struct run) runs;
};

static struct pos
pos_at(const struct scan *scan, size_t at)
{
	struct pos pos = scan->pos;

	if (pos.file != 0)
		pos.offset += (uint32_t)at;
	return pos;
}

static void
add_run(struct scan *scan, struct str text, size_t at, unsigned flags)
{
	struct run *run = VEC_ADD(scan->arena, &scan->runs);

	run->text = text;
	run->pos = pos_at(scan, at);
	run->flags = flags | scan->broken;
	scan->broken = 0;
}

static void
flush(struct scan *scan)
{
	if (scan->at > scan->from)
		add_run(scan, str_slice(scan->s, scan->from, scan->at),
		    scan->from, 0);
	scan->from = scan->at;
}

/* The bytes up to TO are markup: no text. */
static void
skip(struct scan *scan, size_t to)
{
	flush(scan);
	scan->at = scan->from = to;
}

static void
add_break(struct scan *scan)
{
	if (scan->broken)
		add_run(scan, STR_NONE, scan->at, 0);
	scan->broken = RUN_BREAK;
}

static bool
is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool
is_blank(uint32_t c)
{
	return c == 0 || c == '\n' || char_is_space(c);
}

/* Where the text of the next line begins: after blanks and quote marks. */
static size_t
next_line(const struct scan *scan, size_t at)
{
	unsigned quotes = scan->quotes;

	for (;;) {
		size_t before = at;
		uint32_t c = char_next(scan->s, &at);

		if (c == '\n')
			quotes = scan->quotes;
		else if (c == '>' && quotes > 0)
			quotes--;
		else if (c == 0 || !char_is_space(c))
			return before;
	}
}

static size_t
count(const struct scan *scan, size_t at, char c)
{
	size_t n = 0;

	while (str_byte(scan->s, at + n) == c)
		n++;
	return n;
}

/* The last character read so far that is no mark; 0 when there is none. */
static uint32_t
last_character(const struct scan *scan)
{
	for (size_t i = scan->runs.n; i > 0; i--) {
		const struct run *run = &scan->runs.v[i - 1];
		size_t n = run->text.n;

		if (n > 0 && (run->flags & STARS) == 0)
			return char_before(run->text, &n);
	}
	return 0;
}

/* A line end: take the blanks around it away, put a space where one belongs. */
static void
scan_line_end(struct scan *scan)
{
	size_t end = scan->at, next = next_line(scan, scan->at);
	struct str line = str_trim_right(
	    str_slice(scan->s, scan->from, scan->at));
	uint32_t left, right;

	scan->at = scan->from + line.n;
	flush(scan);
	left = last_character(scan);
	right = char_at(scan->s, next + count(scan, next, '*'));
	scan->at = scan->from = next;
	memset(scan->no_ticks, 0, sizeof(scan->no_ticks));
	if (!scan->broken && !is_blank(left) && !is_blank(right) &&
	    !char_is_cjk(left) && !char_is_cjk(right))
		add_run(scan, STR(" "), end, 0);
}

static void
scan_escape(struct scan *scan)
{
	size_t at = scan->at;

	/*
	 * At the head of a text it also keeps ① and （2） from being ordinals.
	 */
	if (char_is_ascii_mark(str_byte(scan->s, at + 1)) ||
	    (at == 0 && ordinal_parse(str_slice(scan->s, 1, 40)).style !=
	    ORDINAL_NONE)) {
		skip(scan, at + 1);
		scan->at = at + 2;
	} else if (str_byte(scan->s, at + 1) == '\n') {
		skip(scan, at + 1);
		add_break(scan);
		scan->at = scan->from = next_line(scan, at + 1);
	} else
		scan->at++;
}

/* Two or three stars may be marks; 3**2 and **县、**区 are not. */
static void
scan_stars(struct scan *scan)
{
	size_t at = scan->at, n = count(scan, at, '*');

	if (n < 2 || n > 3 || words_hidden(str_slice(scan->s, 0, at),
	    str_from(scan->s, at + n))) {
		scan->at += n;
		return;
	}
	flush(scan);
	add_run(scan, str_slice(scan->s, at, at + n), at, STARS |
	    (n == 2 && words_masked(str_slice(scan->s, 0, at)) ?
	    MASKED : 0));
	scan->at = scan->from = at + n;
}

/* The next N backquotes after AT, in its line; SIZE_MAX when there are none. */
static size_t
find_ticks(const struct scan *scan, size_t at, size_t n)
{
	while (at < scan->s.n && scan->s.p[at] != '\n') {
		size_t ticks = count(scan, at, '`');

		if (ticks == n)
			return at;
		at += ticks > 0 ? ticks : 1;
	}
	return SIZE_MAX;
}

static void
scan_code(struct scan *scan)
{
	size_t at = scan->at, n = count(scan, at, '`');
	size_t open = at + n, close;

	scan->at += n;
	if (n > TICKS_MAX || scan->no_ticks[n])
		return;
	if ((close = find_ticks(scan, open, n)) == SIZE_MAX) {
		scan->no_ticks[n] = true;
		return;
	}
	scan->at = at;
	skip(scan, open);
	add_run(scan, str_slice(scan->s, open, close), open, RUN_CODE);
	scan->at = scan->from = close + n;
}

/* The end of "<...>" that begins at AT, in its line; 0 when there is none. */
static size_t
tag_end(const struct scan *scan, size_t at)
{
	for (size_t i = at + 1; i < scan->s.n; i++)
		switch (scan->s.p[i]) {
		case '>':
			return i + 1;
		case '<': case '\n':
			return 0;
		}
	return 0;
}

/* https://…, mailto:… */
static bool
is_address(struct str s)
{
	return str_starts_one(s, "http://|https://|ftp://|mailto:") &&
	    memchr(s.p, ' ', s.n) == NULL;
}

static bool
scan_comment(struct scan *scan)
{
	size_t end;

	if (!str_at(scan->s, scan->at, STR("<!--")))
		return false;
	if (scan->no_comment_end)
		return false;
	end = str_find(scan->s, STR("-->"), scan->at + 4);
	if (end == SIZE_MAX) {
		scan->no_comment_end = true;
		return false;
	}
	skip(scan, end + 3);
	return true;
}

static void
scan_tag(struct scan *scan)
{
	size_t at = scan->at, end;
	struct str tag, name;
	char c = str_byte(scan->s, at + 1);

	if (scan_comment(scan))
		return;
	scan->at++;
	if ((!is_letter(c) && c != '/') || (end = tag_end(scan, at)) == 0)
		return;
	tag = str_slice(scan->s, at, end);
	scan->at = at;
	if (c != '/' && html_tag(tag, &name) > 0 && html_is(name, "br")) {
		skip(scan, end);
		add_break(scan);
		return;
	}
	if (is_address(str_slice(tag, 1, tag.n - 1))) {
		skip(scan, at + 1);
		scan->at = end - 1;
		skip(scan, end);
		return;
	}
	scan->at = end;
}

static void
scan_entity(struct scan *scan)
{
	static const struct {
		const char *name, *text;
	} entities[] = {
		{ "&nbsp;", "\xc2\xa0" }, { "&ensp;", "\xe2\x80\x82" },
		{ "&emsp;", "\xe3\x80\x80" }, { "&lt;", "<" },
		{ "&gt;", ">" }, { "&amp;", "&" }, { "&quot;", "\"" },
	};
	struct str rest = str_slice(scan->s, scan->at, scan->at + 8);

	for (size_t i = 0; i < COUNT_OF(entities); i++) {
		size_t at = scan->at, n = strlen(entities[i].name);

		if (!str_starts(rest, str_of(entities[i].name)))
			continue;
		skip(scan, at + n);
		add_run(scan, str_of(entities[i].text), at, 0);
		return;
	}
	scan->at++;
}

static void
scan_placeholder(struct scan *scan)
{
	size_t at = scan->at, end;

	scan->at++;
	if (str_byte(scan->s, at + 1) != '{')
		return;
	if (scan->closed < at + 2)
		scan->closed = str_find(scan->s, STR("}}"), at + 2);
	end = scan->closed;
	if (end != SIZE_MAX && end - at <= PLACEHOLDER_MAX - 2 &&
	    memchr(scan->s.p + at, '\n', end - at) == NULL)
		scan->at = end + 2;
}

/* ![name](file) has no meaning inside a line. */
static void
scan_picture(struct scan *scan)
{
	struct str near = str_slice(scan->s, scan->at, scan->at + 200);
	size_t end = str_byte(scan->s, scan->at + 1) == '[' ?
	    str_find(near, STR("]("), 0) : SIZE_MAX;

	if (end != SIZE_MAX && memchr(near.p, '\n', end) == NULL)
		finding_add(scan->findings, FINDING_PICTURE_INLINE,
		    pos_at(scan, scan->at),
		    "图片应当单独成段（前后空一行），这里已作为文字保留",
		    "a picture stands in a paragraph of its own; "
		    "kept as text here");
	scan->at++;
}

/* Cut the whole text into runs. */
static void
scan_all(struct scan *scan)
{
	while (scan->at < scan->s.n) {
		switch (scan->s.p[scan->at]) {
		case '\n': scan_line_end(scan); break;
		case '\\': scan_escape(scan); break;
		case '*': scan_stars(scan); break;
		case '`': scan_code(scan); break;
		case '<': scan_tag(scan); break;
		case '&': scan_entity(scan); break;
		case '{': scan_placeholder(scan); break;
		case '!': scan_picture(scan); break;
		default: scan->at++;
		}
	}
	flush(scan);
}

static bool
opens(const struct scan *scan, const struct run *stars, size_t at)
{
	return !is_blank(char_at(scan->s, at + stars->text.n));
}

static bool
closes(const struct scan *scan, size_t at)
{
	return !is_blank(char_left(scan->s, at));
}

static void
drop_stars(struct scan *scan, const struct run *stars)
{
	if (scan->marks != NULL)
		*VEC_ADD(scan->arena, &scan->marks->list) = (struct repair){
		    REPAIR_MARKUP, stars->pos, (uint32_t)stars->text.n };
}

/* Stars with a partner vanish and leave their flags between them. */
static void
pair_stars(struct scan *scan)
{
	struct run *v = scan->runs.v, *open = NULL;

	for (size_t i = 0; i < scan->runs.n; i++) {
		size_t at;

		if ((v[i].flags & STARS) == 0)
			continue;
		at = (size_t)(v[i].text.p - scan->s.p);
		if (open == NULL) {
			if (opens(scan, &v[i], at))
				open = &v[i];
			continue;
		}
		if (open->text.n != v[i].text.n || !closes(scan, at))
			continue;
		if ((v[i].flags & MASKED) && (scan->marks != NULL ||
		    (open->flags & MASKED))) {
			open = NULL;
			continue;
		}
		drop_stars(scan, open);
		drop_stars(scan, &v[i]);
		for (struct run *run = open; run <= &v[i]; run++)
			run->flags |= RUN_BOLD |
			    (open->text.n == 3 ? RUN_ITALIC : 0);
		open->text.n = v[i].text.n = 0;
		open->flags &= ~(STARS | MASKED);
		v[i].flags &= ~(STARS | MASKED);
		open = NULL;
	}
}

/* Do the two runs stand side by side in the input and look the same? */
static bool
continues(const struct run *a, const struct run *b)
{
	return a->text.n > 0 && a->text.p + a->text.n == b->text.p &&
	    ((a->flags ^ b->flags) & ~(unsigned)RUN_BREAK) == 0 &&
	    (b->flags & RUN_BREAK) == 0;
}

/* Blanks that stood beside a comment at one end of the text. */
static void
trim_ends(struct run *v, size_t *n)
{
	struct str left;

	if (*n == 0)
		return;
	v[*n - 1].text = str_trim_right(v[*n - 1].text);
	*n -= v[*n - 1].text.n == 0;
	left = str_trim_left(v[0].text);
	if (v[0].pos.file != 0)
		v[0].pos.offset += (uint32_t)(v[0].text.n - left.n);
	v[0].text = left;
}

/* Put the runs together again where nothing parts them any more. */
static struct text
compact(struct scan *scan)
{
	struct run *v = scan->runs.v;
	size_t n = 0;
	unsigned broken = 0;

	for (size_t i = 0; i < scan->runs.n; i++) {
		struct run run = v[i];

		run.flags &= ~(STARS | MASKED);
		if (run.text.n == 0 && (run.flags & RUN_BREAK) == 0)
			continue;
		if (broken && (run.flags & RUN_BREAK) == 0)
			run.flags |= RUN_BREAK;
		else if (broken)
			v[n++] = (struct run){ STR_NONE, run.pos, RUN_BREAK };
		broken = 0;
		if (run.text.n == 0)
			broken = RUN_BREAK;
		else if (n > 0 && continues(&v[n - 1], &run))
			v[n - 1].text.n += run.text.n;
		else
			v[n++] = run;
	}
	while (n > 0 && v[n - 1].text.n == 0)
		n--;
	trim_ends(v, &n);
	return (struct text){ v, n };
}

struct text
inline_read(struct arena *arena, struct span span, unsigned quotes,
    struct findings *findings)
{
	struct span trimmed = span_part(span, str_trim(span.text));
	struct scan scan = {
		.arena = arena, .findings = findings, .s = trimmed.text,
		.pos = trimmed.pos, .quotes = quotes,
	};

	scan_all(&scan);
	pair_stars(&scan);
	return compact(&scan);
}

struct text
inline_read_bold(struct arena *arena, struct span span, struct dropped *marks)
{
	struct scan scan = { .arena = arena, .s = span.text, .pos = span.pos,
	    .marks = marks };

	while (scan.at < scan.s.n)
		if (scan.s.p[scan.at] == '*')
			scan_stars(&scan);
		else
			scan.at++;
	flush(&scan);
	pair_stars(&scan);
	return compact(&scan);
}

struct text
inline_read_line(struct arena *arena, struct span span,
    struct findings *findings)
{
	struct text text = inline_read(arena, span, 0, findings);
	size_t left = span.text.n - str_trim_left(span.text).n;
	size_t right = str_trim_right(span.text).n;

	if (text.n == 0)
		return text;
	return text_append(arena, text_plain(arena, span_part(span,
	    str_slice(span.text, 0, left))), text_append(arena, text,
	    text_plain(arena, span_part(span, str_from(span.text, right)))));
}
