/*
 * Marks of Markdown that are left in the text of a document, where a reader of
 * the page would see stars and tags.
 * In: a document, whatever it was read from.  Out: one finding for each of its
 * files, with how many there are and where the first stand.  Read it from
 * document_find_markup; each kind of mark is one function and one row of the
 * table above it.  A mark is told by what stands on both sides of it in its
 * line: names of files, sums, prices and masked names have the same
 * characters.
 */
#include "leftover.h"

#include "../base/kind.h"
#include "../text/chars.h"
#include "../text/decode.h"
#include "../text/html.h"
#include "../text/words.h"
#include "walk.h"

/* Places that are named; characters of each. */
#define PLACES	3
#define SHOWN_MAX	12
/* Bytes of a mark with what it marks. */
#define MARK_MAX	400
/* Bytes of its line before it that are looked at. */
#define LEFT_MAX	100

/* Of characters of four bytes, and of most that are pictures. */
#define EMOJI_BYTE	"\xf0"

/* A piece of text and what stands around it. */
struct spot {
	struct str line;	/* the line of the file that it is in */
	size_t at;		/* in the line */
	bool first;		/* nothing but blanks or | before it */
	bool escapes;		/* "\" before a mark makes it text */
};

struct found {
	uint32_t offset, length;
	size_t kind;
};

struct marked_file {
	uint32_t file;
	size_t count;
	bool emoji;		/* one of them is a picture */
	struct found places[PLACES];
	unsigned char *seen;	/* by byte */
	struct str text;
	bool escapes;
};

struct finder {
	struct walker walker;	/* first: it is given to look_at */
	struct arena *arena;
	struct findings *findings;
	VEC(struct marked_file) files;
};

static bool
is_word(uint32_t c)
{
	return char_is_han(c) || char_is_ascii_alnum(c) || c == U'”' ||
	    c == U'》' || c == U'）' || c == '%';
}

static bool
is_blank(uint32_t c)
{
	return c == 0 || char_is_space(c);
}

/* May text begin with it, so that a mark before it opens? */
static bool
may_begin(uint32_t c)
{
	return !is_blank(c) && (is_word(c) || !char_no_line_start(c));
}

static size_t
count(const struct spot *spot, size_t at)
{
	size_t n = 1;

	while (at + n < spot->line.n &&
	    spot->line.p[at + n] == spot->line.p[at])
		n++;
	return n;
}

/*
 * The next N characters C after AT that may close a mark; SIZE_MAX when there
 * are none.
 */
static size_t
find_close(const struct spot *spot, size_t at, char c, size_t n)
{
	for (; at < spot->line.n; at++) {
		size_t run;

		if (spot->line.p[at] != c)
			continue;
		run = count(spot, at);
		if (run == n && !is_blank(char_left(spot->line, at)))
			return at;
		at += run - 1;
	}
	return SIZE_MAX;
}

/* What may follow a masked name. */
static bool
is_after_name(const struct spot *spot, size_t at)
{
	return !is_word(char_at(spot->line, at)) || str_starts_one(
	    str_from(spot->line, at), "同志|先生|女士|等|某|同学|老师");
}

/* --- kinds: the bytes of the mark at the spot, or 0 -------------------- */

/* 3**2, 138****0000 and 王** are none. */
static size_t
find_bold(const struct spot *spot, size_t n)
{
	size_t at = spot->at, close;
	struct str before = str_slice(spot->line, 0, at);

	if (n > 3 || words_hidden(before, str_from(spot->line, at + n)))
		return 0;
	close = may_begin(char_at(spot->line, at + n)) ?
	    find_close(spot, at + n, '*', n) : SIZE_MAX;
	if (close != SIZE_MAX)
		return words_masked(str_slice(spot->line, 0, close)) ? 0 :
		    close + n - at;
	return (words_masked(before) && is_after_name(spot, at + n)) ||
	    (is_blank(char_left(spot->line, at)) &&
	    is_blank(char_at(spot->line, at + n))) ? 0 : n;
}

/* *词*, but not 3*4*5 and not the * of a note. */
static size_t
find_stars(const struct spot *spot)
{
	size_t n = count(spot, spot->at), close;

	if (n > 1)
		return find_bold(spot, n);
	if (is_word(char_left(spot->line, spot->at)) ||
	    !may_begin(char_at(spot->line, spot->at + 1)))
		return 0;
	close = find_close(spot, spot->at + 1, '*', 1);
	return close != SIZE_MAX && is_word(char_left(spot->line, close)) &&
	    !is_word(char_at(spot->line, close + 1)) ? close + 1 - spot->at : 0;
}

/* ~~词~~, ==词== and __词__ */
static size_t
find_pair(const struct spot *spot)
{
	char c = spot->line.p[spot->at];
	size_t at = spot->at, close;

	if (count(spot, at) != 2 || !may_begin(char_at(spot->line, at + 2)) ||
	    (c == '_' && is_word(char_left(spot->line, at))))
		return 0;
	close = find_close(spot, at + 2, c, 2);
	if (close == SIZE_MAX ||
	    (c == '_' && is_word(char_at(spot->line, close + 2))))
		return 0;
	return close + 2 - at;
}

/* $x^2$, but not $100 and not $A$1 */
static size_t
find_formula(const struct spot *spot)
{
	size_t n = count(spot, spot->at), from = spot->at + n, to = from;
	bool letters = false, wide = false, marks = false;

	if (n > 2 || is_blank(char_at(spot->line, from)))
		return 0;
	while (to < spot->line.n && spot->line.p[to] != '$') {
		char c = spot->line.p[to++];

		letters |= (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
		wide |= (c & 0x80) != 0;
		marks |= strchr("\\^_{=", c) != NULL;
	}
	if (to >= spot->line.n || count(spot, to) != n ||
	    is_blank(char_left(spot->line, to)) || to - from > MARK_MAX ||
	    char_is_ascii_alnum(char_at(spot->line, to + n)) ||
	    (!marks && (wide || !letters)))
		return 0;
	return to + n - spot->at;
}

/* [^1], [text](address), ![alt](file), [x] of a list */
static size_t
find_bracket(const struct spot *spot)
{
	struct str s = str_from(spot->line, spot->at);
	size_t end = str_find(s, STR("]"), 0), close;

	if (end == SIZE_MAX)
		return 0;
	if (str_starts(s, STR("[^")))
		return end > 2 && memchr(s.p, ' ', end) == NULL ? end + 1 : 0;
	if (spot->first && end == 2 && s.n > 3 && strchr(" xX", s.p[1]) !=
	    NULL && s.p[3] == ' ')
		return 3;
	if (end + 1 >= s.n || s.p[end + 1] != '(' ||
	    (close = str_find(s, STR(")"), end)) == SIZE_MAX)
		return 0;
	s = str_slice(s, 0, close + 1);
	if (str_starts_one(str_from(s, end + 2),
	    "http|www.|mailto:|#|/|./|../"))
		return s.n;
	/* Markdown has a finding of its own for pictures in a line. */
	return !spot->escapes && spot->at > 0 && close > end + 2 &&
	    spot->line.p[spot->at - 1] == '!' ? s.n : 0;
}

/* `码`, and the fence of a block */
static size_t
find_code(const struct spot *spot)
{
	size_t n = count(spot, spot->at), close;

	if (n > 3)
		return 0;
	close = find_close(spot, spot->at + n, '`', n);
	if (close != SIZE_MAX)
		return close + n - spot->at;
	return n == 3 ? n : 0;
}

/* <u>, </td>, <!-- … -->; not <张三> and not a < b */
static size_t
find_tag(const struct spot *spot)
{
	struct str s = str_from(spot->line, spot->at), name;
	size_t end;

	if (!str_starts(s, STR("<!--")))
		return html_tag(s, &name);
	end = str_find(s, STR(">"), 0);
	return end == SIZE_MAX ? STR("<!--").n : end + 1;
}

/* &nbsp; and &#160; */
static size_t
find_entity(const struct spot *spot)
{
	struct str s = str_slice(spot->line, spot->at, spot->at + 12);
	size_t end = str_find(s, STR(";"), 0);

	return end == SIZE_MAX || end < 3 || !str_starts_one(s,
	    "&nbsp;|&ensp;|&emsp;|&lt;|&gt;|&amp;|&quot;|&#") ? 0 : end + 1;
}

/* "- 项", "> 引", "## 题" at the head of a paragraph; not - 3 and not #1 */
static size_t
find_head(const struct spot *spot)
{
	size_t n = count(spot, spot->at), at = spot->at + n;
	uint32_t next;

	if (!spot->first || n > (spot->line.p[spot->at] == '#' ? 6u : 1u) ||
	    !is_blank(char_at(spot->line, at)))
		return 0;
	while (at < spot->line.n && (spot->line.p[at] == ' ' ||
	    spot->line.p[at] == '\t'))
		at++;
	next = char_at(spot->line, at);
	return char_is_cjk(next) && !char_is_digit(next) &&
	    !char_no_line_start(next) ? n : 0;
}

/* |---| of a table */
static size_t
find_rule(const struct spot *spot)
{
	size_t at = spot->at + 1;

	while (at < spot->line.n && (spot->line.p[at] == ':' ||
	    spot->line.p[at] == ' '))
		at++;
	if (!str_at(spot->line, at, STR("--")))
		return 0;
	while (at < spot->line.n && strchr("|:- ", spot->line.p[at]) != NULL)
		at++;
	return at - spot->at;
}

/* 👍, with what changes its look */
static size_t
find_emoji(const struct spot *spot)
{
	size_t at = spot->at, end = at;

	while (at < spot->line.n && char_is_emoji(char_next(spot->line, &at)))
		end = at;
	return end - spot->at;
}

static const struct {
	const char *begins;		/* the characters it begins with */
	size_t (*find)(const struct spot *);
	const char *zh, *en;		/* what to write instead */
} kinds[] = {
	{ "*", find_stars, "加粗只能成对写“**”，不用的星号请删去",
	    "bold is ** on both sides; take other stars away" },
	{ "~=_", find_pair, "要删的文字请删去，要强调的请去掉标记",
	    "take away what is struck out, and the marks of what is not" },
	{ "$", find_formula, "公式请写成文字或者图片",
	    "write a formula as text, or make it a picture" },
	{ "[", find_bracket, "注释请写进正文或括号，链接请直接写出网址",
	    "write a note into the text, a link as its address" },
	{ "`", find_code, "请删去反引号", "take the backquotes away" },
	{ "<", find_tag, "请删去 HTML 标记", "take the HTML away" },
	{ EMOJI_BYTE, find_emoji, "表情符号请删去", "take the pictures away" },
	{ "&", find_entity, "请直接写出这个字符",
	    "write the character itself" },
	{ "-+>#", find_head, "请删去行首的标记，要编号请写 1. 或（1）",
	    "take the mark away; number items with 1. or （1）" },
	{ "|", find_rule, "表格请每行一段，前后空一行",
	    "a table has a line for each row, and blank lines around" },
};

/* --- over the text ---------------------------------------------------- */

static struct marked_file *
file_of(struct finder *finder, uint32_t file)
{
	struct marked_file *marked;
	struct str name = finder->findings->files->list.v[file - 1].name;

	for (size_t i = 0; i < finder->files.n; i++)
		if (finder->files.v[i].file == file)
			return &finder->files.v[i];
	marked = VEC_ADD(finder->arena, &finder->files);
	marked->file = file;
	marked->text = text_of(finder->findings, file);
	marked->seen = arena_alloc(finder->arena, marked->text.n + 1);
	marked->escapes = kind_reader(name) == READER_MARKDOWN ||
	    kind_reader(name) == READER_NONE;
	return marked;
}

/*
 * Byte AT of the piece S, which begins at OFFSET of the file, and is there as
 * it is when it is TYPED.
 */
static struct spot
spot_of(const struct marked_file *marked, struct str s, size_t offset,
    size_t at, bool typed)
{
	struct str text = marked->text;
	size_t here = offset + at, from = here, to = here, before;
	struct spot spot;

	if (!typed)
		return (struct spot){ str_slice(s, 0, at + MARK_MAX), at,
		    false, marked->escapes };
	while (from > 0 && here - from < LEFT_MAX && text.p[from - 1] != '\n')
		from--;
	while (to < text.n && to - here < MARK_MAX && text.p[to] != '\n')
		to++;
	spot = (struct spot){ str_slice(text, from, to), here - from, false,
	    marked->escapes };
	if (at > 0)
		return spot;
	before = str_trim_right(str_slice(spot.line, 0, spot.at)).n;
	spot.first = before == 0 || spot.line.p[before - 1] == '|' ||
	    str_ends(str_slice(spot.line, 0, before), STR("<br>"));
	return spot;
}

static void
add_place(struct marked_file *marked, size_t offset, size_t length, size_t kind)
{
	size_t end = offset + length;

	if (marked->count < PLACES)
		marked->places[marked->count] = (struct found){
		    (uint32_t)offset, (uint32_t)length, kind };
	marked->count++;
	marked->emoji |= kinds[kind].find == find_emoji;
	memset(marked->seen + offset, 1, (end < marked->text.n ? end :
	    marked->text.n) - offset);
}

/* The mark at the spot; *KIND which one it is. */
static size_t
mark_at(const struct spot *spot, size_t *kind)
{
	char c = spot->line.p[spot->at];

	for (*kind = 0; *kind < COUNT_OF(kinds); ++*kind)
		if (strchr(kinds[*kind].begins, c) != NULL)
			return kinds[*kind].find(spot);
	return 0;
}

static void
look_at(struct walker *walker, enum role role, struct span span)
{
	struct finder *finder = (struct finder *)walker;
	struct marked_file *marked;
	bool typed, emoji;

	if (span.text.n == 0 || span.pos.file == 0 || role == ROLE_LISTED ||
	    role == ROLE_UNPRINTED || (walker->flags & RUN_CODE))
		return;
	marked = file_of(finder, span.pos.file);
	typed = str_eq(span.text, str_slice(marked->text, span.pos.offset,
	    span.pos.offset + span.text.n));
	emoji = memchr(span.text.p, EMOJI_BYTE[0], span.text.n) != NULL;
	for (size_t i = 0; i < span.text.n; i++) {
		struct spot spot;
		size_t kind, length, offset;
		char c;

		/* Most is Chinese, and hardly a mark is. */
		if (!emoji && (i = str_ascii(span.text, i)) == span.text.n)
			return;
		c = span.text.p[i];
		offset = span.pos.offset + i;
		if (((c & 0x80) != 0 && c != EMOJI_BYTE[0]) || c == '\0' ||
		    strchr("*~=_$[`<&-+>#|" EMOJI_BYTE, c) == NULL ||
		    offset >= marked->text.n || marked->seen[offset])
			continue;
		spot = spot_of(marked, span.text, span.pos.offset, i, typed);
		if (marked->escapes && char_left(spot.line, spot.at) == '\\')
			continue;
		length = mark_at(&spot, &kind);
		if (length > 0)
			add_place(marked, offset, length, kind);
		/* All of a run is one mark, or none. */
		while (i + 1 < span.text.n && span.text.p[i + 1] == c)
			i++;
	}
}

static void
tell(struct finder *finder, const struct marked_file *marked)
{
	struct buf places = { 0 };
	bool english = finder->findings->language == LANGUAGE_EN;

	for (size_t i = 0; i < marked->count && i < PLACES; i++) {
		struct pos pos = { marked->file, marked->places[i].offset };
		struct place place = files_place(finder->findings->files, pos);

		buf_format(&places, english ? "%sline %u “%.*s”" :
		    "%s第%u行“%.*s”", i == 0 ? "" : english ? ", " : "、",
		    place.line, STR_ARG(char_head(str_slice(marked->text,
		    pos.offset, (size_t)pos.offset +
		    marked->places[i].length), SHOWN_MAX)));
	}
	finding_add(finder->findings, FINDING_MARKUP_LEFT,
	    ((struct pos){ marked->file, marked->places[0].offset }),
	    "文字里留着 Markdown 标记%s，共%zu处：%.*s%s；已照原样排出。"
	    "公文里没有这种标记，%s",
	    "marks of Markdown%s are left in the text, %zu of them: %.*s%s; "
	    "kept as they are. There are none in official documents: %s",
	    !marked->emoji ? "" : english ? " or pictures" : "或表情符号",
	    marked->count, STR_ARG(buf_view(&places)),
	    marked->count <= PLACES ? "" : english ? " …" : "等", english ?
	    kinds[marked->places[0].kind].en :
	    kinds[marked->places[0].kind].zh);
	buf_release(&places);
}

void
document_find_markup(const struct document *document,
    struct findings *findings)
{
	struct arena own = ARENA_INIT;
	struct finder finder = { .walker.text = look_at, .arena = &own,
	    .findings = findings };

	document_walk(document, &finder.walker);
	for (size_t i = 0; i < finder.files.n; i++)
		if (finder.files.v[i].count > 0)
			tell(&finder, &finder.files.v[i]);
	arena_release(&own);
}
