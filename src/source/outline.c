/*
 * What the author marks: the depths of headings, which of them are titles, and
 * keys in a line of their own.
 * In: rows, whose depths are as somebody typed them; out: depths that count
 * from the title of the document, or of the page.  Then, of the lines made of
 * them: which are titles for certain, and what a key says of the line below.
 */
#include "reader.h"

#include "../text/chars.h"

static bool
is_title(struct arena *arena, const struct document *front, struct str s)
{
	return str_eq(text_squeeze(arena, text_join(arena, front->title,
	    STR_NONE)), text_squeeze(arena, s));
}

/* The words of a heading, which may all be in bold. */
static struct str
heading_words(const struct reader *reader, const struct row *row)
{
	return words_unstarred(row_text(reader, row));
}

/* The next heading from row FROM on; the end: there is none. */
static struct row *
next_heading(const struct reader *reader, struct row *from)
{
	struct row *end = reader->rows + reader->row_count;

	while (from < end && from->depth == 0)
		from++;
	return from;
}

/* Is no heading below ROW as high as DEPTH? */
static bool
is_highest(const struct reader *reader, const struct row *row, uint8_t depth)
{
	while (++row < reader->rows + reader->row_count)
		if (row->depth > 0 && row->depth <= depth)
			return false;
	return true;
}

/* Rows from what is over a title to it, at most. */
#define OVER_ROWS	3

/*
 * A heading that the document may have as its title; a plan's stands alone at
 * its depth, with no text above.
 */
static bool
is_title_row(const struct reader *reader, const struct row *row)
{
	struct line line = { .text = heading_words(reader, row) };

	line_look(&line);
	return !(line.cues & CUE_BIT(ORDINAL)) && ((line.cues &
	    CUE_BIT(GENRE)) || ((line.cues & CUE_BIT(PAPER)) &&
	    row - reader->rows < OVER_ROWS &&
	    is_highest(reader, row, row->depth)));
}

/*
 * # 青石县科学技术协会文件 or # 通知 over ## 关于…的通知: the title is below,
 * and no other # stands beside the first; or right below, with one # as well.
 */
static bool
is_over_title(const struct reader *reader, const struct row *first,
    const struct row *title)
{
	struct str s = heading_words(reader, first);
	const struct genre *genre = genre_at_head(s, s.n);

	return title < reader->rows + reader->row_count &&
	    str_has(row_text(reader, title), STR("关于")) &&
	    is_title_row(reader, title) && (str_ends(s, STR("文件")) ||
	    words_organ(s) || (genre != NULL && genre->n == s.n)) &&
	    (first->depth == title->depth ? title - first <= OVER_ROWS :
	    first->depth < title->depth &&
	    is_highest(reader, title, first->depth));
}

/* What is below a title, or has 一、, is of the depth that it has here. */
static void
raise_headings(struct reader *reader, uint8_t from, uint8_t over)
{
	for (size_t i = 0; i < reader->row_count; i++)
		if (reader->rows[i].depth >= from)
			reader->rows[i].depth -= over;
}

/* #### 一、 where no heading is higher: all are lower than they say. */
static void
find_depth(struct reader *reader)
{
	struct row *end = reader->rows + reader->row_count, *top = NULL;
	struct ordinal ordinal;

	for (struct row *row = reader->rows; row < end; row++)
		if (row->depth > 1 && (top == NULL || row->depth < top->depth))
			top = row;
	if (top == NULL)
		return;
	ordinal = ordinal_parse(heading_words(reader, top));
	if (ordinal.style != ORDINAL_NONE && ordinal_level(ordinal.style) > 0 &&
	    top->depth > ordinal_level(ordinal.style) + 1)
		raise_headings(reader, 2, (uint8_t)(top->depth - 1 -
		    ordinal_level(ordinal.style)));
}

/*
 * Chats begin with ## 关于…的通知, and no line has one #, or with the name of
 * the organ over it: what is below the title has as many too many.
 */
static void
find_title(struct reader *reader, struct row *rows)
{
	struct row *end = rows + reader->row_count;
	struct row *title = next_heading(reader, rows), *below;
	uint8_t over;

	if (title == end)
		return;
	below = next_heading(reader, title + 1);
	if (is_over_title(reader, title, below)) {
		title->depth = 0;
		title = below;
	} else
		for (struct row *row = rows; row < end; row++)
			if (row->depth == 1)
				return;
	if (!is_title_row(reader, title))
		return;
	over = (uint8_t)(title->depth - 1);
	title->depth = 1;
	raise_headings(reader, (uint8_t)(over + 2), over);
}

/* 附件1, **附件1**, ## 附件1：名单: a mark alone, or whatever ## it has. */
static bool
opens_page(const struct reader *reader, const struct row *row, bool *bare)
{
	struct str s = heading_words(reader, row);
	struct attach a = row->kind != LINE_TEXT ? (struct attach){ 0 } :
	    row->depth > 0 ? words_attach_title(s) : words_attach(s);

	*bare = a.length > 0 && a.length == s.n;
	return *bare || (a.length > 0 && row->depth > 0);
}

/* Is it the only heading of its depth up to END, and without an ordinal? */
static bool
heads_page(const struct reader *reader, const struct row *row,
    const struct row *end)
{
	if (row == end || row->depth < 2 || ordinal_parse(heading_words(
	    reader, row)).style != ORDINAL_NONE)
		return false;
	for (const struct row *other = row + 1; other < end; other++)
		if (other->depth > 0 && other->depth <= row->depth)
			return false;
	return true;
}

/*
 * Chats give 附件 and what they are called a place in the outline of the whole
 * text.  A mark is one by its words, whatever its depth; the one heading right
 * below a mark alone in its line is the page's title; what is below them
 * counts from there.
 */
static void
find_outlined(struct reader *reader, struct row *rows)
{
	struct row *end = rows + reader->row_count, *next;
	bool bare, other;

	for (struct row *row = rows; row < end; row = next) {
		unsigned over = row->depth;

		for (next = row + 1; next < end && next->depth != 1 &&
		    !opens_page(reader, next, &other); next++)
			continue;
		if (!opens_page(reader, row, &bare))
			continue;
		if (bare && heads_page(reader, row + 1, next)) {
			over = row[1].depth;
			row[1].depth = 1;
		}
		if (bare && row->depth > 0 && next == row + 1 && next < end &&
		    str_is_one(row_text(reader, row), "附件|附件：|附件:") &&
		    opens_page(reader, next, &other)) {
			row->kind = LINE_NOTHING;	/* of the outline */
			reader_drop(reader, row_text(reader, row));
		}
		if (row->depth > 1)
			row->depth = 0;
		for (struct row *in = row + 1; in < next && over > 1; in++)
			if (in->depth > over)
				in->depth -= over - 1;
	}
}

/* Of a DOCX: what its styles say is certain. */
static bool
has_styles(const struct reader *reader)
{
	for (size_t i = 0; i < reader->row_count; i++)
		if (reader->rows[i].styled > 0)
			return true;
	return false;
}

/* A DOCX says its depths by its styles. */
void
outline_find(struct reader *reader, const struct document *front)
{
	if (reader->row_count == 0 || has_styles(reader))
		return;
	if (text_empty(front->title))
		find_title(reader, reader->rows);
	find_outlined(reader, reader->rows);
	find_depth(reader);
}

/*
 * "# …" is the title of the document, or of the page that a bare mark has just
 * opened; else another page begins: 附件1 …, or an enclosed paper.
 */
void
outline_titles(struct reader *reader, const struct document *front)
{
	bool titled = !text_empty(front->title), first = true, body = false;

	EACH(struct line, line, reader->lines) {
		struct attach a = line->depth != 1 ? (struct attach){ 0 } :
		    words_attach_title(line->text);
		bool enclosed = (line->page & PAGE_ENCLOSURE) != 0;

		if (line->depth != 1) {
			body = !(line->cues & CUE_BIT(ATTACH_ALONE));
			titled &= body;
			first &= body;
			continue;
		}
		line->said = 0;
		line->certain = LABEL_TITLE + 1;
		if (a.length > 0) {
			line->certain = LABEL_ATTACHMENT + 1;
			titled = a.length < line->text.n;
		} else if (!enclosed && !titled && (first || !body)) {
			titled = true;
			continue;
		} else {
			bool twice = first && !body && !enclosed;

			if (twice && is_title(reader->arena, front, line->text))
				continue;
			if (twice)
				finding_add(reader->findings,
				    FINDING_TITLE_TWICE, text_pos(line->runs),
				    "文件头已经给出标题，这一行另起一页，"
				    "作为印发件的标题",
				    "the front matter has a title; this line "
				    "opens another page, an enclosed document");
			line->opens = titled = true;
		}
		first = body = false;
	}
}

#define KEY_CHARS	8	/* of 【发文机关】, 主送机关： */

/* 主送机关：, ## 落款, 【正文】: 1 + the label of what is below, or 0. */
static int
key_over(const struct line *line)
{
	struct str s = line->text, key = s;
	size_t at = s.n;

	if (line->kind != LINE_TEXT || line->chars > KEY_CHARS)
		return 0;
	if (str_starts(s, STR("【")) && str_ends(s, STR("】")))
		key = str_slice(s, STR("【").n, s.n - STR("】").n);
	else if (line->cues & CUE_BIT(COLON)) {
		char_before(s, &at);
		key = words_trim(str_slice(s, 0, at));
	}
	if (key.n == s.n && line->depth < 2 && line->runs.n > 0 &&
	    !(line->runs.v[0].flags & RUN_BOLD))
		return 0;
	return str_eq(key, STR("正文")) ? LABEL_BODY + 1 : key_alone(key);
}

/*
 * A key in a line of its own names the line below, if that can be what it
 * says; 正文 only that the text begins.
 */
void
outline_keys(struct lines *lines)
{
	static const struct {
		int label;
		bool over;	/* … the text */
		uint64_t cues;	/* one of which is seen on what it names */
	} named[] = {
		{ LABEL_TITLE, true, CUE_BIT(GENRE) },
		{ LABEL_NUMBER, true, CUE_BIT(DOC_NUMBER) },
		{ LABEL_RECIPIENTS, true, CUE_BIT(ADDRESSED) | CUE_BIT(ORGAN) |
		    CUE_BIT(ORGANS) },
		{ LABEL_BODY, true, CUE_BIT(ANY) },
		{ LABEL_SIGNATURE, false, CUE_BIT(ORGAN) | CUE_BIT(ORGANS) |
		    CUE_BIT(PERSON) },
		{ LABEL_DATE, false, CUE_BIT(IS_DATE) },
	};
	bool text = false;

	for (size_t i = 0; i + 1 < lines->n; i++) {
		struct line *line = &lines->v[i], *below = line + 1;
		int label = line->said == LABEL_PROPERTY + 1 ? 0 :
		    key_over(line);

		for (size_t k = 0; k < COUNT_OF(named) && label > 0; k++) {
			if (named[k].label != label - 1 ||
			    (named[k].over && text) || !((below->cues |
			    CUE_BIT(ANY)) & named[k].cues))
				continue;
			line->certain = LABEL_MARKUP + 1;
			line->said = line->key = 0;
			line->cues = 0;
			if (label != LABEL_BODY + 1 && below->said == 0 &&
			    below->certain == 0)
				below->said = (uint8_t)label;
		}
		text |= (line->cues & (CUE_BIT(STOP) | CUE_BIT(LEAD_IN))) != 0;
	}
}
