/*
 * The lines of a file as rows, and what its author marks on them.
 *
 * In: the text of a file.  Out: rows, each the text of a line without blanks
 * and marks around it, with what stood there: "#" and how many, "-" of a list,
 * ">" of a quote, "|" of a table, a fence, braces, a picture.  Of Markdown all
 * marks are read, of plain text those whose meaning is plain.  It decides no
 * element of the document: rows become lines (lines.c), and those get
 * their labels (label.c).
 */
#include "../base/budget.h"
#include "line.h"

#include <string.h>

#include "../text/chars.h"
#include "../text/decode.h"
#include "../text/html.h"
#include "table.h"

/* Marks at the head of a line that are read as such; more of them are text. */
#define QUOTES_MAX	250
/* Fewer lines of plain text that begin with ">" are no quoted mail. */
#define QUOTES_MIN	3
#define ITEMS_MAX	8
/* Lines of a title underlined with ===, and characters of each. */
#define UNDERLINED_MAX	3
#define UNDERLINED_CHARS	60

struct scanner {
	struct arena *arena;
	struct findings *findings;
	struct rows *rows;
	struct str rest;		/* lines not read yet */
	size_t comment_end;		/* where the last comment ends */
	size_t table_end;		/* … and the last table in HTML */
	unsigned blanks;		/* empty lines above the next */
	unsigned quotes;		/* around the row before */
	uint8_t align;			/* blanks that a tag stands for */
	bool tagged;			/* a tag has been told of */
	char item;			/* mark of the list that goes on */
	bool marked;			/* it is Markdown */
	bool quoted;			/* ">" before a line is of a mail */
	bool cells;			/* "|" parts cells in some line */
	bool fenced;			/* the whole document is in a fence */
	size_t part;			/* the next of what is known */
	size_t style;			/* … and of the styles */
};

/* Bare strokes: the cells of the row are empty, or were taken out. */
static bool
is_strokes(struct str s)
{
	size_t i = 0;

	while (i < s.n && (s.p[i] == '|' || s.p[i] == ' ' || s.p[i] == '\t'))
		i++;
	return s.n > 0 && i == s.n;
}

struct pos
row_pos(const struct rows *rows, struct str s)
{
	return (struct pos){ rows->file, (uint32_t)(s.p - rows->text.p) };
}

void
row_drop(struct arena *arena, struct rows *rows, struct str s)
{
	if (s.n > 0)
		*VEC_ADD(arena, &rows->marks.list) = (struct repair){
		    REPAIR_MARKUP, row_pos(rows, s), (uint32_t)s.n };
}

static void
drop(struct scanner *scanner, struct str s)
{
	row_drop(scanner->arena, scanner->rows, s);
}

static unsigned
blank_columns(struct str blanks, bool *cell)
{
	unsigned columns = 0;
	size_t at = 0;

	*cell = false;
	while (at < blanks.n) {
		uint32_t c = char_next(blanks, &at);

		*cell |= c == '\t';
		columns += c == '\t' ? 4 : char_width(c) / 50 +
		    (c == 0x3000 && char_width(c) < 100);
	}
	return columns < UINT8_MAX ? columns : UINT8_MAX;
}

/* --- marks of one line ------------------------------------------------ */

/* ---, *** or ___, blanks between allowed. */
static bool
is_break(struct str line)
{
	size_t n = 0;

	for (size_t i = 0; i < line.n; i++)
		if (line.p[i] == line.p[0])
			n++;
		else if (line.p[i] != ' ' && line.p[i] != '\t')
			return false;
	return n >= 3 && strchr("-*_", line.p[0]) != NULL;
}

static bool
is_underline(struct str line)
{
	for (size_t i = 0; i < line.n; i++)
		if (line.p[i] != '=')
			return false;
	return line.n > 0;
}

/* "- " and the like before some text; "- 3 -" is the number of a page. */
static bool
is_item(struct str s)
{
	return s.n > 2 && strchr("-+*", s.p[0]) != NULL && (s.p[1] == ' ' ||
	    s.p[1] == '\t') && str_trim(str_from(s, 1)).n > 0 && !is_break(s) &&
	    !table_is_rule(s) && !row_is_page_number(s);
}

/* The depth of a heading; ##标题 is one too, #1 and #话题# are not. */
static size_t
heading_depth(struct str line)
{
	size_t n = 0, at;
	uint32_t next;

	while (str_byte(line, n) == '#')
		n++;
	if (n == 0 || n > 6)
		return 0;
	at = n;
	next = char_next(line, &at);
	if (next == 0 || char_is_space(next))
		return n;
	return char_is_cjk(next) && !str_ends(line, STR("#")) ? n : 0;
}

/* The length of a code fence that opens or closes here, or 0. */
static size_t
fence_length(struct str line)
{
	char c = str_byte(line, 0);
	size_t n = 0;

	while (c != '\0' && str_byte(line, n) == c)
		n++;
	if (n < 3 || (c != '`' && c != '~') ||
	    (c == '`' && memchr(line.p + n, '`', line.n - n) != NULL))
		return 0;
	return n;
}

/* What stands between the braces of a whole line; n == 0 when it is none. */
static struct str
braced(struct str line)
{
	if (str_byte(line, 0) != '{' || str_byte(line, 1) == '{' || line.n < 3)
		return STR_NONE;
	for (size_t i = 1; i < line.n; i++)
		if (line.p[i] == '\\')
			i++;
		else if (line.p[i] == '{' && str_byte(line, i + 1) == '{') {
			i = str_find(line, STR("}}"), i);
			if (i == SIZE_MAX)
				return STR_NONE;
			i++;
		} else if (line.p[i] == '}')
			return i == line.n - 1 ? str_slice(line, 1, i) :
			    STR_NONE;
	return STR_NONE;
}

/* ![alt](path "title") as a whole line. */
static bool
is_picture(struct str line)
{
	struct str alt, path;

	return special_picture(line, &alt, &path);
}

/* {{#name}}, {{^name}} or {{/name}} and nothing else. */
static bool
is_section(struct str line)
{
	return line.n > 5 && str_starts_one(line, "{{#|{{^|{{/") &&
	    str_find(line, STR("}}"), 0) == line.n - 2;
}

/* The path of a CSV; a colon is only in C:\x.csv, not in a list of files. */
static bool
is_csv_path(struct str line)
{
	return str_ends_one(line, ".csv|.tsv|.CSV|.xlsx|.xls") &&
	    line.n < 1000 && memchr(line.p, ' ', line.n) == NULL &&
	    words_attach(line).length == 0 && !str_has_one(line, "。|，|：") &&
	    str_find(line, STR(":"), 2) == SIZE_MAX;
}

/*
 * \ at the head of a line: what follows is text, whatever it looks like.  Of
 * \# and the like the inline reader takes the backslash off, of others TAKE is
 * set; \alpha is no such thing.
 */
static bool
is_escaped(struct str s, bool *take)
{
	uint32_t c = char_at(s, 1);

	*take = c >= 0x80 || char_is_digit(c) || c == ' ' ||
	    ordinal_parse(str_slice(s, 1, 40)).style != ORDINAL_NONE;
	return str_byte(s, 0) == '\\' && (*take || (c > ' ' && c < '0') ||
	    (c > '9' && c < 'A') || (c > 'Z' && c < 'a') || c > 'z');
}

/* --- lists and quotes ------------------------------------------------- */

static void
tell_item(struct scanner *scanner, struct str s)
{
	finding_add(scanner->findings, FINDING_MARK_IGNORED,
	    row_pos(scanner->rows, s), "公文里没有项目符号“%c”（要编号请写 1. "
	    "或（1）），已去掉，排成一般段落",
	    "there are no bullets “%c” in official documents (number items "
	    "with 1. or （1）); left out, set as plain paragraphs", s.p[0]);
}

static void
tell_quote(struct scanner *scanner, struct str s)
{
	finding_add(scanner->findings, FINDING_MARK_IGNORED,
	    row_pos(scanner->rows, s),
	    "公文里没有引用标记“>”，已去掉，排成一般段落",
	    "there are no quote marks “>” in official documents; left out, "
	    "set as plain paragraphs");
}

/* In plain text "*" before one line alone is a note, not an item. */
static bool
means_item(const struct scanner *scanner, struct str s)
{
	struct str rest = scanner->rest, next;

	if (scanner->marked || s.p[0] == '-' || scanner->item == s.p[0])
		return true;
	return str_line(&rest, &next) && str_byte(str_trim_left(next), 0) ==
	    s.p[0] && is_item(str_trim_left(next));
}

/* Take > and - off the head of a line. */
static struct str
take_heads(struct scanner *scanner, struct str s, struct row *row)
{
	unsigned items = 0;

	for (;;) {
		if (scanner->quoted && str_byte(s, 0) == '>' &&
		    row->quotes < QUOTES_MAX) {
			if (row->quotes++ == 0 && scanner->quotes == 0)
				tell_quote(scanner, s);
		} else if (items < ITEMS_MAX && is_item(s) &&
		    means_item(scanner, s)) {
			items++;
			if (scanner->item != s.p[0] && items == 1 &&
			    row->quotes == 0)
				tell_item(scanner, s);
			scanner->item = items == 1 ? s.p[0] : scanner->item;
			row->begins = true;
		} else
			break;
		drop(scanner, str_slice(s, 0, 1));
		s = words_trim(str_from(s, 1));
	}
	if (items == 0 && scanner->blanks > 0)
		scanner->item = 0;
	row->inside = scanner->blanks == 0 && ((row->quotes > 0 &&
	    scanner->quotes > 0) || (scanner->item != 0 && row->columns > 0));
	row->begins |= row->quotes > scanner->quotes;
	scanner->quotes = row->quotes;
	return s;
}

/*
 * Pictures at the head and the end of a line, as chats set them, and a sign
 * that is made a picture (☎ and U+FE0F): decoration.
 */
static struct str
take_emoji(struct scanner *scanner, struct str s)
{
	size_t from = 0, to = s.n, at;
	struct str inner;

	for (at = 0; at < s.n;) {
		uint32_t c = char_next(s, &at);

		if (at < s.n && c >= 0x2000 && char_at(s, at) == 0xfe0f)
			char_next(s, &at);
		else if (!char_is_emoji(c) && !(c == 0x2705 &&	/* ✅ 一、 */
		    (str_ends_one(s, "。|；") || ordinal_parse(words_trim(
		    str_from(s, at))).style != ORDINAL_NONE)))
			break;
		from = at;
	}
	for (at = to; at > from && char_is_emoji(char_before(s, &at));)
		to = at;
	inner = words_trim(str_slice(s, from, to));
	if (inner.n == s.n)
		return s;
	drop(scanner, str_slice(s, 0, from));
	drop(scanner, str_from(s, to));
	finding_add(scanner->findings, FINDING_MARK_IGNORED,
	    row_pos(scanner->rows, s), "公文里没有表情符号“%.*s”，已去掉",
	    "there are no pictures like %.*s in official documents; left out",
	    STR_ARG(from > 0 ? str_slice(s, 0, from) : str_from(s, to)));
	return inner;
}

/* --- headings --------------------------------------------------------- */

/* "名称 {横向 另装}": take the words at the end of a heading off. */
static struct str
take_words(struct scanner *scanner, struct str line, struct row *row)
{
	size_t open = line.n;
	unsigned said = 0;
	struct str words;

	if (!str_ends(line, STR("}")) || str_ends(line, STR("}}")))
		return line;
	while (open > 0 && line.p[open - 1] != '{')
		open--;
	if (open == 0)
		return line;
	words = str_slice(line, open, line.n - 1);
	for (size_t at = 0, end; at < words.n; at = end + 1) {
		struct str word;

		end = str_find(words, STR(" "), at);
		end = end == SIZE_MAX ? words.n : end;
		word = str_slice(words, at, end);
		if (str_eq(word, STR("横向")))
			said |= PAGE_LANDSCAPE;
		else if (str_is_one(word, "另装|附件另装"))
			said |= PAGE_UNBOUND;
		else if (str_eq(word, STR("印发件")))
			said |= PAGE_ENCLOSURE;
		else if (word.n > 0)
			return line;
	}
	row->page = (uint8_t)said;
	drop(scanner, str_from(line, open - 1));
	return str_trim_right(str_slice(line, 0, open - 1));
}

/* "## 标题 ##" */
static struct str
take_heading(struct scanner *scanner, struct str s, size_t depth,
    struct row *row)
{
	struct str words = words_trim(str_from(s, depth));
	struct str line = words;

	row->depth = (uint8_t)depth;
	row->begins = row->ends = true;
	drop(scanner, str_slice(s, 0, depth));
	while (str_ends(line, STR("#")))
		line.n--;
	if (str_trim_right(line).n < line.n || line.n == 0) {
		drop(scanner, str_from(words, line.n));
		words = str_trim_right(line);
	}
	return depth == 1 ? take_words(scanner, words, row) : words;
}

/* --- HTML around a line ----------------------------------------------- */

/* Blanks before a line that would stand where align="…" puts it. */
#define RIGHT_BLANKS	40
#define CENTRE_BLANKS	20

/* The bytes of the tag around text that S begins with, or 0. */
static size_t
wrapper(struct str s, struct str *name)
{
	size_t n = html_tag(s, name);

	return n > 0 && html_wraps(*name) ? n : 0;
}

static void
open_tag(struct scanner *scanner, struct str tag, struct str name,
    struct row *row)
{
	if (name.n == 2 && row->depth == 0) {		/* h1 */
		row->depth = (uint8_t)(name.p[1] - '0');
		row->begins = row->ends = true;
	}
	if (str_has(tag, STR("right")))
		scanner->align = RIGHT_BLANKS;
	else if (str_has(tag, STR("center")))
		scanner->align = CENTRE_BLANKS;
}

/*
 * Take the tags around a line off.  What they say of its place holds up to the
 * tag that closes it, on this line or a later one: *CLOSED.
 */
static struct str
take_tags(struct scanner *scanner, struct str s, struct row *row,
    bool *closed)
{
	struct str name;
	size_t n, at;

	*closed = false;
	for (at = s.n; (n = wrapper(s, &name)) > 0; at = s.n) {
		if (!scanner->tagged)
			finding_add(scanner->findings, FINDING_MARK_IGNORED,
			    row_pos(scanner->rows, s), "公文里没有 HTML 标记"
			    "“%.*s”，已去掉，只留下文字",
			    "there is no HTML like %.*s in official "
			    "documents; left out, its text is kept",
			    STR_ARG(str_slice(s, 0, n)));
		scanner->tagged = true;
		if (s.p[1] == '/')
			*closed = true;
		else
			open_tag(scanner, str_slice(s, 0, n), name, row);
		drop(scanner, str_slice(s, 0, n));
		s = words_trim(str_from(s, n));
	}
	while (str_ends(s, STR(">"))) {
		for (at = s.n; at > 0 && s.p[at - 1] != '<'; at--)
			;
		if (at == 0 || str_byte(s, at) != '/' ||
		    wrapper(str_from(s, at - 1), &name) != s.n - at + 1)
			break;
		*closed = true;
		drop(scanner, str_from(s, at - 1));
		s = words_trim(str_slice(s, 0, at - 1));
	}
	return s;
}

/* --- rows ------------------------------------------------------------- */

/* What is known of the row at OFFSET; the parts before it are done. */
static const struct known *
known_at(struct scanner *scanner, size_t offset)
{
	const struct knowledge *known = scanner->rows->known;

	while (known != NULL && scanner->part < known->n &&
	    known->parts[scanner->part].to <= offset)
		scanner->part++;
	return known != NULL && scanner->part < known->n &&
	    known->parts[scanner->part].from <= offset ?
	    &known->parts[scanner->part] : NULL;
}

/* What the style of the row at OFFSET says. */
static void
style_row(struct scanner *scanner, size_t offset, struct row *row)
{
	const struct knowledge *known = scanner->rows->known;

	while (known != NULL && scanner->style < known->style_count &&
	    known->styles[scanner->style].to <= offset)
		scanner->style++;
	if (known == NULL || scanner->style >= known->style_count ||
	    known->styles[scanner->style].from > offset)
		return;
	row->styled = known->styles[scanner->style].label;
	row->depth = known->styles[scanner->style].depth;
	row->said = row->styled == LABEL_BODY + 1;
	row->opens = known->styles[scanner->style].opens;
}

static struct row *
add_row(struct scanner *scanner, struct row row, struct str s)
{
	row.offset = (uint32_t)(s.p - scanner->rows->text.p);
	row.length = (uint32_t)s.n;
	row.blanks = (uint8_t)(scanner->blanks < 9 ? scanner->blanks : 9);
	scanner->blanks = 0;
	*VEC_ADD(scanner->rows->arena, &scanner->rows->list) = row;
	return &scanner->rows->list.v[scanner->rows->list.n - 1];
}

/* Lines of a chat around a document in a fence, at most. */
#define CHAT_LINES	2

/* Is what a fence of N signs C closes, after its first line, all there is? */
static bool
fences_all(const struct scanner *scanner, size_t n, char c)
{
	struct str rest = scanner->rest, line;
	size_t inside = 0, below = 0;
	bool closed = false;

	if (scanner->rows->authored || scanner->rows->list.n > CHAT_LINES)
		return false;
	for (size_t i = 0; i < scanner->rows->list.n; i++)
		if (scanner->rows->list.v[i].depth > 0)
			return false;
	while (str_line(&rest, &line)) {
		line = str_trim(line);
		if (!closed && line.n >= n && line.p[0] == c &&
		    fence_length(line) == line.n)
			closed = true;
		else if (line.n > 0)
			*(closed ? &below : &inside) += 1;
	}
	return below <= CHAT_LINES &&
	    inside > scanner->rows->list.n + below + CHAT_LINES;
}

/* The lines up to the fence that closes this one; a row each. */
static void
read_fence(struct scanner *scanner, struct str s, struct row row)
{
	size_t n = fence_length(s), first;
	char c = s.p[0];
	struct str line, blank = { NULL, 0 };

	drop(scanner, str_slice(s, 0, n));
	row.kind = LINE_FENCE;
	row.begins = true;
	add_row(scanner, row, str_trim(str_from(s, n)));
	row.begins = false;
	first = scanner->rows->list.n;
	while (str_line(&scanner->rest, &line)) {
		unsigned quotes = row.quotes;
		struct str end = { line.p + line.n, 0 };

		line = str_trim(line);
		while (quotes-- > 0 && str_byte(line, 0) == '>')
			line = str_trim(str_from(line, 1));
		if (fence_length(line) >= n && fence_length(line) == line.n &&
		    line.p[0] == c) {
			drop(scanner, line);
			break;
		}
		if (line.n > 0)
			add_row(scanner, row, line);
		else if (blank.p == NULL)
			blank = end;
	}
	if (blank.p != NULL && scanner->rows->list.n == first)
		add_row(scanner, row, blank);
}

/* <table>, up to the line that ends it; false: none does. */
static bool
read_html_table(struct scanner *scanner, struct str s, struct row row)
{
	size_t from = (size_t)(s.p - scanner->rows->text.p);
	struct str name, line;
	bool ended;

	if (html_tag(s, &name) == 0 || s.p[1] == '/' ||
	    !html_is(name, "table") || from > scanner->table_end)
		return false;
	row.kind = LINE_ROWS;
	row.begins = true;
	do {
		ended = str_has(s, STR("</table"));
		if (s.n > 0)
			add_row(scanner, row, s);
		row.begins = false;
		s = !ended && str_line(&scanner->rest, &line) ?
		    words_trim(line) : STR_NONE;
	} while (!ended && scanner->rest.n > 0);
	return true;
}

/* A comment, up to the line it ends in. */
static bool
read_comment(struct scanner *scanner, struct str s, struct row row)
{
	struct str all = scanner->rows->text, line;
	size_t from = (size_t)(s.p - all.p), end = from + s.n;

	if (!str_starts(s, STR("<!--")))
		return false;
	if (!scanner->marked) {		/* only a word to the checker */
		if (!str_ends(s, STR("-->")) || !str_has(s, STR("校核")))
			return false;
		*VEC_ADD(scanner->arena, &scanner->rows->comments) = s;
		return true;
	}
	if (from + 4 > scanner->comment_end)
		return false;
	while (str_find(str_slice(all, from, end), STR("-->"), 4) ==
	    SIZE_MAX && str_line(&scanner->rest, &line))
		end = (size_t)(line.p - all.p) + line.n;
	row.begins = row.ends = true;
	add_row(scanner, row, str_trim(str_slice(all, from, end)));
	return true;
}

/* What a line of marked text is, beside text. */
static enum line_kind
kind_of(struct scanner *scanner, struct str s)
{
	switch (s.p[0]) {
	case '{':
		if (is_section(s))
			return LINE_SECTION;
		if (braced(s).n == 0)
			return LINE_TEXT;
		return table_is_setting(scanner->arena, braced(s)) ?
		    LINE_SETTING : LINE_FILL;
	case '!':
		return is_picture(s) ? LINE_PICTURE : LINE_TEXT;
	case '|':
		return LINE_TEXT;	/* with the next line: find_tables */
	default:
		return is_csv_path(s) ? LINE_CSV : LINE_TEXT;
	}
}

/* The line without a bar by itself at its end, left of a table of one cell. */
static struct str
without_bar(struct scanner *scanner, struct str s)
{
	if (s.n < 3 || s.p[s.n - 1] != '|' || s.p[s.n - 2] != ' ' ||
	    memchr(s.p, '|', s.n - 1) != NULL)
		return s;
	drop(scanner, str_from(s, s.n - 1));
	return words_trim(str_slice(s, 0, s.n - 1));
}

/* A line without what stands around it. */
static void
read_text(struct scanner *scanner, struct str s, struct row row)
{
	size_t depth;
	bool take;

	if (scanner->align > row.columns)
		row.columns = scanner->align;
	s = without_bar(scanner, s);
	if (!scanner->cells && is_strokes(s)) {
		drop(scanner, s);
		s.n = 0;
	}
	if (s.n == 0) {
		scanner->blanks++;
		return;
	}
	if (read_comment(scanner, s, row) || (scanner->marked &&
	    s.p[0] == '<' && read_html_table(scanner, s, row)))
		return;
	if ((depth = heading_depth(s)) > 0) {
		s = take_heading(scanner, s, depth, &row);
		if (s.n == 0)
			return;
	} else if (scanner->marked && fence_length(s) > 0) {
		if (scanner->fenced || fences_all(scanner, fence_length(s),
		    s.p[0])) {
			scanner->fenced = true;
			drop(scanner, s);
		} else
			read_fence(scanner, s, row);
		return;
	} else if (scanner->marked) {
		row.kind = (uint8_t)kind_of(scanner, s);
		row.said = is_escaped(s, &take);
		row.begins |= row.kind != LINE_TEXT || row.said ||
		    is_break(s);
		row.ends = row.kind != LINE_TEXT || is_break(s);
		if (row.said && take) {
			size_t blanks = words_skip(s, 1);

			drop(scanner, str_slice(s, 0, 1));
			row.columns = (uint8_t)blank_columns(str_slice(s, 1,
			    blanks), &row.cell);
			s = str_from(s, blanks);
		}
	}
	if (row.kind == LINE_TEXT && (s.p[0] & 0x80) != 0)
		s = take_emoji(scanner, s);
	if (s.n > 0)
		add_row(scanner, row, s);
	else
		scanner->blanks++;
}

/* A line in tags is a paragraph; each line break in it parts another off. */
static void
read_tagged(struct scanner *scanner, struct str s, struct row row)
{
	bool closed;
	size_t at, n;
	struct str text = take_tags(scanner, s, &row, &closed), name;

	if (text.n < s.n)
		row.begins = row.ends = true;
	while (text.n < s.n && row.depth == 0 &&
	    (at = str_find(text, STR("<br"), 0)) != SIZE_MAX &&
	    (n = html_tag(str_from(text, at), &name)) > 0) {
		drop(scanner, str_slice(text, at, at + n));
		read_text(scanner, words_trim(str_slice(text, 0, at)), row);
		text = words_trim(str_from(text, at + n));
	}
	read_text(scanner, text, row);
	if (closed)
		scanner->align = 0;
}

/* &emsp;&emsp;特此通知。: blanks that a page of the web is indented with. */
static struct str
without_entities(struct scanner *scanner, struct str s, struct row *row)
{
	while (str_starts_one(s, "&emsp;|&ensp;|&nbsp;|&#12288;|&#x3000;")) {
		size_t n = str_find(s, STR(";"), 0) + 1;

		drop(scanner, str_slice(s, 0, n));
		s = words_trim(str_from(s, n));
		if (row->columns < UINT8_MAX - 1)
			row->columns += 2;
	}
	return s;
}

static void
read_line(struct scanner *scanner, struct str line)
{
	struct str s = words_trim(line);
	struct row row = { .kind = LINE_TEXT };

	row.known = known_at(scanner, (size_t)(line.p -
	    scanner->rows->text.p));
	if (s.n > 0)
		style_row(scanner, (size_t)(s.p - scanner->rows->text.p),
		    &row);
	row.columns = (uint8_t)blank_columns((struct str){ line.p,
	    (size_t)(s.p - line.p) }, &row.cell);
	if (s.n == 0 && (row.cell =
	    memchr(line.p, '\t', line.n) != NULL)) {
		add_row(scanner, row, s);
		return;
	}
	if (row.known != NULL && s.n > 0) {	/* its words are read */
		add_row(scanner, row, s);
		return;
	}
	s = without_entities(scanner, s, &row);
	if (s.n > 0)
		s = take_heads(scanner, s, &row);
	if (str_byte(s, 0) == '<' || str_ends(s, STR(">")))
		read_tagged(scanner, s, row);
	else
		read_text(scanner, s, row);
}

/* --- tables and titles of several rows -------------------------------- */

static struct str
text_of_row(const struct rows *rows, const struct row *row)
{
	return str_slice(rows->text, row->offset,
	    (size_t)row->offset + row->length);
}

/* Does a row without blank lines between follow row I? */
static bool
follows(const struct rows *rows, size_t i)
{
	return i + 1 < rows->list.n && rows->list.v[i + 1].blanks == 0 &&
	    rows->list.v[i + 1].depth == 0;
}

/*
 * A row with a delimiter row below it begins a table; without one it takes
 * another row below it, or three bars: |x| may be a formula.
 */
static bool
begins_table(const struct rows *rows, size_t i)
{
	struct str line = text_of_row(rows, &rows->list.v[i]), next = STR_NONE;

	if (rows->list.v[i].kind != LINE_TEXT || rows->list.v[i].said ||
	    rows->list.v[i].depth > 0 || !table_has_bar(line))
		return false;
	if (follows(rows, i))
		next = text_of_row(rows, &rows->list.v[i + 1]);
	if (table_is_rule(next))
		return true;
	return line.n > 2 && line.p[0] == '|' && str_ends(line, STR("|")) &&
	    (str_byte(next, 0) == '|' ||
	    memchr(line.p + 1, '|', line.n - 2) != NULL);
}

static bool
closes_section(struct str s)
{
	return is_section(s) && s.p[2] == '/';
}

/* The rows of the table that begins with row I; the row after it. */
static size_t
take_table(struct rows *rows, size_t i)
{
	unsigned open = 0;	/* sections that began between the rows */
	size_t from = i, end;

	for (;; i++) {
		struct str s = text_of_row(rows, &rows->list.v[i]);

		if ((rows->list.v[i].kind != LINE_SECTION &&
		    !table_has_bar(s) && !table_is_rule(s)) ||
		    (closes_section(s) && open == 0))
			break;
		open += is_section(s) ? closes_section(s) ? -1u : 1 : 0;
		if (!follows(rows, i)) {
			i++;
			break;
		}
	}
	for (end = i; is_section(text_of_row(rows, &rows->list.v[end - 1])) &&
	    !closes_section(text_of_row(rows, &rows->list.v[end - 1]));)
		end--;
	for (i = from; i < end; i++) {
		rows->list.v[i].kind = LINE_ROWS;
		rows->list.v[i].begins = i == from;
		rows->list.v[i].cell = false;
	}
	return end;
}

/* A horizontal sign of a drawn table; PARTS: one where columns meet it. */
static bool
is_drawn(uint32_t c, bool *parts)
{
	bool flat = char_place(STR("-=─━═"), c) >= 0;

	*parts = c == '+' || (c >= 0x250c && c < 0x2580 && !flat);
	return flat || *parts;
}

size_t
row_stroke(struct str s)
{
	size_t at = 0;
	uint32_t c = char_next(s, &at);

	return c == '|' || c == 0x2502 || c == 0x2503 || c == 0x2551 ? at : 0;
}

bool
row_draws(struct str s)
{
	size_t columns = 0, flat = 0;
	bool parts = false;

	for (size_t at = 0; at < s.n;) {
		uint32_t c = char_next(s, &at);

		if (char_is_space(c) || (columns > 0 && row_stroke(str_from(s,
		    at - (c == '|' ? 1 : 3))) > 0))
			continue;
		if (!is_drawn(c, &parts) || (!parts && columns == 0))
			return false;
		columns += parts;
		flat += !parts;
	}
	return columns > 2 && flat > 2 && parts;
}

/*
 * A table drawn with signs, +---+---+ or ┌──┬──┐, that begins with row I: the
 * row after it, or I.
 */
static size_t
take_drawn(struct rows *rows, size_t i)
{
	size_t end = i, last = i;

	for (;; end++) {
		struct str s = text_of_row(rows, &rows->list.v[end]);
		bool rule = row_draws(s);

		if (rows->list.v[end].kind != LINE_TEXT ||
		    rows->list.v[end].said ||
		    (!rule && (end == i || row_stroke(s) == 0)))
			break;
		last = rule ? end : last;
		if (!follows(rows, end))
			break;
	}
	if (last < i + 2)
		return i;
	for (end = i; end <= last; end++) {
		struct row *row = &rows->list.v[end];

		row->drawn = row->begins = row->ends = true;
		row->cell = false;
	}
	return end;
}

/* Rows above "===": a title over several lines. */
static void
underline(struct scanner *scanner, size_t i)
{
	struct rows *rows = scanner->rows;
	struct row *row = &rows->list.v[i];
	size_t from = i;

	if (!is_underline(text_of_row(rows, row)) || row->blanks > 0)
		return;
	while (from > 0 && i - from < UNDERLINED_MAX &&
	    (from == i || rows->list.v[from].blanks == 0)) {
		const struct row *above = &rows->list.v[from - 1];

		if (above->kind != LINE_TEXT || above->depth > 0 ||
		    above->length > UNDERLINED_CHARS * 3)
			break;
		from--;
	}
	if (from == i)
		return;
	rows->list.v[from].depth = 1;
	rows->list.v[from].begins = true;
	for (size_t k = from + 1; k < i; k++)
		rows->list.v[k].begins = false;
	rows->list.v[from].joined = (uint8_t)(i - from);
	drop(scanner, text_of_row(rows, row));
	row->kind = LINE_NOTHING;
}

static void
find_groups(struct scanner *scanner)
{
	struct rows *rows = scanner->rows;

	for (size_t i = 0, end; i < rows->list.n;) {
		struct row *row = &rows->list.v[i];

		if ((end = take_drawn(rows, i)) > i || !scanner->marked) {
			i = end > i ? end : i + 1;
			continue;
		}
		/* A path in a paragraph is words. */
		if (row->kind == LINE_CSV && ((i > 0 && follows(rows, i - 1) &&
		    row[-1].kind == LINE_TEXT) || (follows(rows, i) &&
		    row[1].kind == LINE_TEXT)))
			row->kind = LINE_TEXT;
		if (begins_table(rows, i))
			i = take_table(rows, i);
		else
			underline(scanner, i++);
	}
}

/* Where MARK ends that stands last in the text; 0: nowhere. */
static size_t
last_end(struct str text, struct str mark)
{
	for (size_t i = text.n; i >= mark.n; i--)
		if (memcmp(text.p + i - mark.n, mark.p, mark.n) == 0)
			return i;
	return 0;
}

/* Of plain text: do so many lines begin with ">" that it is none of theirs? */
static bool
has_quotes(struct str text)
{
	struct str line;
	size_t n = 0;

	while (n < QUOTES_MIN && str_line(&text, &line))
		n += str_byte(str_trim_left(line), 0) == '>';
	return n >= QUOTES_MIN;
}

/* Does "|" stand in a line with words? */
static bool
has_cells(struct str text)
{
	struct str line;

	while (str_line(&text, &line))
		if (memchr(line.p, '|', line.n) != NULL &&
		    !is_strokes(words_trim(line)))
			return true;
	return false;
}

bool
row_is_page_number(struct str s)
{
	size_t at = 0, digits = 0, dashes = 0, strokes = 0;
	bool words = str_starts_one(s, "第|共|当前") &&
	    str_ends(s, STR("页"));

	if (s.n > 60)
		return false;
	while (at < s.n) {
		size_t from = at;
		uint32_t c = char_next(s, &at);

		if (char_is_digit(c))
			digits++;
		else if (char_place(STR("-—–－―·─"), c) >= 0)
			dashes++;
		else if (c == '/' && !words)		/* 1 / 2 of a PDF */
			strokes++;
		else if (!char_is_space(c) && !(words && str_has(STR(
		    "第共有页当前/，[]【】"), str_slice(s, from, at))))
			return false;
	}
	return digits > 0 && digits <= (words ? 8u : 4u) &&
	    (words || dashes >= 2 || (strokes == 1 && dashes == 0 &&
	    digits > 1 && str_has(s, STR(" / "))));
}

size_t
row_cell_end(struct str s, size_t at, unsigned least, size_t *next)
{
	size_t end = at;
	unsigned blanks = 0;

	while (at < s.n) {
		size_t here = at;
		uint32_t c = char_next(s, &at);

		if (!char_is_space(c)) {
			if (blanks >= least) {
				*next = here;
				return end;
			}
			blanks = 0;
			end = at;
		} else
			blanks += c == 0x3000 ? 2 : 1;
	}
	*next = s.n;
	return end;
}

/* Characters of a line that a cell begins with. */
#define BROKEN_CHARS	12

bool
row_breaks(struct str above, struct str line, struct str below)
{
	while (above.n > 0 && above.p[above.n - 1] == ' ')
		above.n--;
	return char_count(line) <= BROKEN_CHARS &&
	    memchr(line.p, '\t', line.n) == NULL &&
	    memchr(above.p, '\t', above.n) != NULL &&
	    memchr(below.p, '\t', below.n) != NULL &&
	    (above.p[above.n - 1] == '\t' || str_starts_one(below, "（|("));
}

/* Lines of a row that has cells in quotes, and bytes behind the first. */
#define QUOTED_LINES	20
#define QUOTED_BYTES	3000

/* The number that a cell holds and nothing else, or SIZE_MAX. */
static size_t
cell_number(struct str cell)
{
	size_t number = 0;

	for (size_t i = 0; i < cell.n; i++) {
		if (!char_is_digit((unsigned char)cell.p[i]) || i > 3)
			return SIZE_MAX;
		number = number * 10 + (size_t)(cell.p[i] - '0');
	}
	return cell.n > 0 ? number : SIZE_MAX;
}

bool
row_is_bare(struct str above, struct str line)
{
	struct str first = words_trim(str_slice(above, 0, str_find(above,
	    STR("\t"), 0)));
	size_t number = cell_number(words_trim(line));
	size_t last = cell_number(first);

	return number != SIZE_MAX && (last != SIZE_MAX ?
	    number == last + 1 : number == 1 && str_eq(first, STR("序号")));
}

/* Columns of a table of one cell a line, and characters of a cell. */
#define FLAT_COLUMNS	12
#define FLAT_CHARS	40

struct str
row_flat_cell(struct str line)
{
	line = words_trim(line);
	return str_find(line, STR("|"), 0) + 1 == line.n ?
	    words_trim(str_slice(line, 0, line.n - 1)) : line;
}

size_t
row_flat_columns(struct str s, size_t *end)
{
	size_t columns = 0, n = 0, late = 0;
	struct str rest = s, line;

	*end = 0;
	while (str_line(&rest, &line)) {
		struct str cell = row_flat_cell(line);
		bool open = cell.n == words_trim(line).n;
		size_t number;

		if (cell.n == 0 && open)
			continue;
		if ((n == 0 && !str_eq(cell, STR("序号"))) || (open &&
		    (char_count(cell) > FLAT_CHARS || str_ends(cell,
		    STR("。")))) || (columns == 0 && n > FLAT_COLUMNS))
			break;
		number = cell_number(cell);
		if (columns == 0 && number == 1)
			columns = n;
		if (columns > 0 && n % columns == 0 && number != n / columns)
			break;
		/* The next number, too early: an empty cell was left out. */
		late = columns > 0 && n % columns != 0 &&
		    number == n / columns + 1 ? n / columns + 1 : late;
		n++;
		if (columns > 0 && n % columns == 0)
			*end = (size_t)(rest.p - s.p);
	}
	return columns > 1 && n % columns == 0 && n / columns > 2 &&
	    late != n / columns ? columns : 0;
}

size_t
row_quoted(struct str s)
{
	size_t end = str_find(s, STR("\n"), 0), lines = 1, tabs = 0, at = 0;

	end = end == SIZE_MAX ? s.n : end;
	if (memchr(s.p, '"', end) == NULL)
		return end;
	s = str_slice(s, 0, end + QUOTED_BYTES);
	for (bool begins = true, inside = false; at < s.n; at++) {
		char c = s.p[at];

		if (inside && c == '"') {
			inside = str_byte(s, at + 1) == '"';
			at += inside;
			begins = false;
			if (!inside && at + 1 < s.n &&
			    strchr("\t\r\n", s.p[at + 1]) == NULL)
				return end;
		} else if (inside) {
			if (c == '\t' || (c == '\n' &&
			    lines++ == QUOTED_LINES))
				return end;
		} else if (c == '\n') {
			break;
		} else {
			inside = begins && c == '"';
			begins = c == '\t';
			tabs += begins;
		}
	}
	return tabs > 0 ? at : end;
}

void
row_read(struct arena *arena, uint32_t file, size_t from, bool marked,
    struct rows *rows, struct findings *findings)
{
	struct scanner scanner = { .arena = arena, .findings = findings,
	    .rows = rows, .marked = marked };
	struct str line;

	rows->file = file;
	rows->text = text_of(findings, file);
	scanner.rest = str_from(rows->text, from);
	scanner.quoted = marked || has_quotes(scanner.rest);
	scanner.cells = has_cells(scanner.rest);
	if (marked) {
		scanner.comment_end = last_end(rows->text, STR("-->"));
		scanner.table_end = last_end(rows->text, STR("</table"));
	}
	while (str_line(&scanner.rest, &line)) {
		budget_lend(arena, rows->arena);
		if (!budget_spent(arena, findings, (struct pos){ file,
		    (uint32_t)(line.p - rows->text.p) }, 1))
			read_line(&scanner, line);
	}
	find_groups(&scanner);
}
