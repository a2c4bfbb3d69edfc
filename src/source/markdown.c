#include "source.h"

#include <string.h>

#include "../base/file.h"
#include "../text/chars.h"
#include "../text/decode.h"
#include "../text/ordinal.h"
#include "heading.h"
#include "join.h"
#include "outline.h"
#include "picture.h"
#include "table.h"
#include "typed.h"

/* An ordinal beyond this is a year or a quantity. */
#define ORDINAL_MAX	999
#define ATTACHMENT_MAX	99

/* The 附件说明 being collected: its lines in the source. */
struct typed_note {
	bool open;
	size_t from, to;
	unsigned next;		/* the number that would go on with it */
};

struct reader {
	struct arena *arena;
	struct findings *findings;
	uint32_t file;
	struct str text;
	struct str folder;		/* that names in the text start from */
	struct outline outline;

	struct document *root;
	struct attachment *own;		/* the entry that named this file */
	VEC(struct attachment) pages;

	/* The page being filled; first the root itself. */
	struct document *document;
	bool form;			/* it is an attachment page */
	VEC(struct block) body;
	struct table_settings settings;	/* for the next table */
	struct typed_note note;
	unsigned quotes;		/* around the present block */
};

static char
byte_at(struct str s, size_t at)
{
	return at < s.n ? s.p[at] : '\0';
}

static struct span
span_of(const struct reader *reader, struct str s)
{
	return outline_span(&reader->outline, s);
}

static struct pos
pos_at(const struct reader *reader, const char *p)
{
	return (struct pos){ reader->file,
	    (uint32_t)(p - reader->text.p) };
}

static struct str
line_text(const struct reader *reader, const struct leaf *leaf, size_t i)
{
	return outline_line(&reader->outline, leaf, i);
}

static bool
ends_sentence(struct str line)
{
	static const char *const ends[] = {
		"。", "；", "：", "！", "？", ";", ":", "!", "?", "”", "）"
	};

	for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++)
		if (str_ends(line, str_of(ends[i])))
			return true;
	return false;
}

/* --- blocks ----------------------------------------------------------- */

static void	drop_settings(struct reader *);
static void	close_note(struct reader *);

static struct block *
add_block(struct reader *reader, enum block_kind kind, struct pos pos)
{
	struct block *block = VEC_ADD(reader->arena, &reader->body);

	block->kind = kind;
	block->pos = pos;
	return block;
}

static struct block *
add_paragraph(struct reader *reader, struct text text)
{
	struct block *block = add_block(reader, BLOCK_PARAGRAPH,
	    text_pos(text));

	block->text = text;
	return block;
}

/* --- ordinals --------------------------------------------------------- */

/* The ordinal that begins a line; style ORDINAL_NONE for years and so on. */
static struct ordinal
line_ordinal(struct str s)
{
	struct ordinal ordinal = ordinal_parse(str_slice(s, 0, 100));

	if (ordinal.number > ORDINAL_MAX || ordinal.length >= s.n)
		ordinal.style = ORDINAL_NONE;
	return ordinal;
}

/* The ordinal that begins a text: in one run, so that 1\. and \① are none. */
static struct ordinal
leading_ordinal(const struct reader *reader, struct text text)
{
	struct ordinal ordinal = ordinal_parse(
	    str_slice(text.v[0].text, 0, 100));
	uint32_t from = text.v[0].pos.offset;

	if (ordinal.number > ORDINAL_MAX ||
	    (from > 0 && from <= reader->text.n &&
	    reader->text.p[from - 1] == '\\') ||
	    (text.n == 1 && ordinal.length >= text.v[0].text.n))
		ordinal.style = ORDINAL_NONE;
	return ordinal;
}

/* Take the ordinal off the text of the block. */
static void
take_ordinal(struct reader *reader, struct block *block,
    struct ordinal ordinal)
{
	struct text head = text_part(reader->arena, block->text, 0,
	    ordinal.length);

	block->ordinal.text = text_join(reader->arena, head, STR_NONE);
	if (ordinal_level(ordinal.style) > 0)	/* 第一条　 keeps its blank */
		block->ordinal.text = str_trim(block->ordinal.text);
	block->ordinal.pos = text_pos(head);
	block->text = text_part(reader->arena, block->text, ordinal.length,
	    SIZE_MAX);
	if (block->text.n > 0)
		block->text.v[0].flags &= ~(unsigned)RUN_BREAK;
}

/* A paragraph that begins with an ordinal is of its level. */
static void
number_paragraph(struct reader *reader, struct block *block)
{
	struct ordinal ordinal = leading_ordinal(reader, block->text);

	if (ordinal.style == ORDINAL_NONE)
		return;
	block->kind = BLOCK_HEADING;
	block->level = ordinal_level(ordinal.style);
	take_ordinal(reader, block, ordinal);
	if (ordinal.style == ORDINAL_CHAPTER)
		block->topic = block->text.n;
}

static void
number_heading(struct reader *reader, struct block *block, int depth)
{
	struct ordinal ordinal = leading_ordinal(reader, block->text);

	block->level = depth - 1;
	if (ordinal.style != ORDINAL_NONE) {
		int typed = ordinal_level(ordinal.style);

		take_ordinal(reader, block, ordinal);
		if (typed != block->level && typed != 0)
			finding_add(reader->findings, FINDING_HEADING_LEVEL,
			    block->pos,
			    "%d个 # 是第%d层，序号“%.*s”是第%d层的写法；"
			    "已按序号排",
			    "%d # make level %d, “%.*s” is an ordinal of "
			    "level %d; set by its ordinal",
			    depth, block->level,
			    STR_ARG(block->ordinal.text), typed);
		block->level = typed;
	}
	block->topic = block->text.n;
}

/* --- pages: 附件 and 印发件 ------------------------------------------- */

static void
close_page(struct reader *reader)
{
	close_note(reader);
	drop_settings(reader);
	reader->document->body =
	    (struct blocks){ reader->body.v, reader->body.n };
	heading_topics(reader->arena, reader->document->body);
}

static void
open_page(struct reader *reader, const struct attachment *like,
    struct text title, struct pos pos)
{
	struct attachment *page;

	close_page(reader);
	page = VEC_ADD(reader->arena, &reader->pages);
	*page = *like;
	page->document = NEW(reader->arena, struct document);
	page->document->pos = pos;
	page->document->title = title;
	reader->document = page->document;
	reader->form = page->kind == ATTACHMENT_PAGE;
	reader->body.v = NULL;
	reader->body.n = reader->body.capacity = 0;
}

/* Bytes before the first line break of the text. */
static size_t
first_line(struct text text)
{
	size_t n = 0;

	for (size_t i = 0; i < text.n; i++) {
		if (n > 0 && (text.v[i].flags & RUN_BREAK))
			break;
		n += text.v[i].text.n;
	}
	return n;
}

static bool
is_han_digit(uint32_t c)
{
	size_t at = 0;

	while (at < STR("一二三四五六七八九十").n)
		if (char_next(STR("一二三四五六七八九十"), &at) == c)
			return true;
	return false;
}

static size_t
skip_blanks(struct str s, size_t at)
{
	return s.n - str_trim_left(str_slice(s, at, s.n)).n;
}

/* The bytes of a number of 附件 at AT of S: 2, ２, 二, 十二, ②; or 0. */
static size_t
mark_digits(struct str s, size_t at, bool *han)
{
	size_t from = at, end = at;
	uint32_t c = char_next(s, &(size_t){ at });

	if (c >= U'①' && c <= U'⑳') {
		*han = true;
		return STR("①").n;
	}
	while (at < s.n) {
		c = char_next(s, &at);
		if (end == from)
			*han = is_han_digit(c);
		if (*han ? !is_han_digit(c) : !char_is_digit(c))
			break;
		end = at;
	}
	return number_parse(str_slice(s, from, end)) <= ATTACHMENT_MAX ?
	    end - from : 0;
}

/* May the mark end at AT?  There is the end, a blank or a colon. */
static bool
mark_ends(struct str s, size_t at)
{
	struct str rest = str_slice(s, at, s.n);

	return rest.n == 0 || str_trim_left(rest).n < rest.n ||
	    str_starts(rest, STR(":")) || str_starts(rest, STR("："));
}

/*
 * 附件, 附件2, 附件 二：, or in old texts 附, at the head of a heading.  The
 * bytes of the mark, or 0; *AFTER is where the title begins.  附件管理办法,
 * 附则 and 附件一览表 have no mark, and the number in 附件 2026年计划 is the
 * title's.
 */
static size_t
mark_length(struct str s, size_t *after)
{
	size_t word = STR("附件").n, from, n, end;
	bool han = false;

	if (!str_starts(s, STR("附件")))
		word = STR("附").n;
	if (!str_starts(s, STR("附")))
		return 0;
	from = skip_blanks(s, word);
	n = mark_digits(s, from, &han);
	end = from + n;
	if (n == 0 || !mark_ends(s, end)) {
		struct str next = str_slice(s, end, s.n);

		if (n == 0 || han || from > word ||
		    str_starts(next, STR("年")) || str_starts(next, STR("月")))
			end = word;
		if (end == word && !mark_ends(s, word))
			return 0;
	}
	*after = skip_blanks(s, end);
	if (str_starts(str_slice(s, *after, s.n), STR("：")))
		*after = skip_blanks(s, *after + STR("：").n);
	else if (str_starts(str_slice(s, *after, s.n), STR(":")))
		*after = skip_blanks(s, *after + 1);
	return end;
}

/* "名称 {横向 另装}": take the words at the end of a heading off. */
static struct str
heading_words(struct str line, struct attachment *page, bool *enclosed)
{
	size_t open = line.n, at;
	struct str words;

	if (!str_ends(line, STR("}")) || str_ends(line, STR("}}")))
		return line;
	while (open > 0 && line.p[open - 1] != '{')
		open--;
	if (open == 0)
		return line;
	words = str_slice(line, open, line.n - 1);
	for (at = 0; at < words.n;) {
		size_t end = str_find(words, STR(" "), at);
		struct str word = str_slice(words, at, end);

		if (str_eq(word, STR("横向")))
			page->landscape = true;
		else if (str_eq(word, STR("另装")) ||
		    str_eq(word, STR("附件另装")))
			page->unbound = true;
		else if (str_eq(word, STR("印发件")))
			*enclosed = true;
		else if (word.n > 0)
			return line;
		at = end == SIZE_MAX ? words.n : end + 1;
	}
	return str_trim_right(str_slice(line, 0, open - 1));
}

/* The 附件 mark of a title goes to PAGE; the title is what follows it. */
static struct text
take_mark(struct reader *reader, struct text title, struct attachment *page)
{
	struct str line = str_slice(text_join(reader->arena, title, STR_NONE),
	    0, first_line(title));
	size_t after, n = mark_length(line, &after);

	if (n == 0)
		return title;
	page->kind = ATTACHMENT_PAGE;
	page->mark.text = text_squeeze(reader->arena,
	    text_join(reader->arena,
	    text_part(reader->arena, title, 0, n), STR_NONE));
	page->mark.pos = text_pos(title);
	if (str_trim(str_slice(line, n, after)).n > 0)
		finding_add(reader->findings, FINDING_ATTACHMENT_COLON,
		    page->mark.pos,
		    "“%.*s”后面不用冒号，已去掉",
		    "no colon after “%.*s”; it was left out",
		    STR_ARG(page->mark.text));
	title = text_part(reader->arena, title, after, SIZE_MAX);
	if (title.n > 0)
		title.v[0].flags &= ~(unsigned)RUN_BREAK;
	return title;
}

static bool
same_title(struct reader *reader, struct text a, struct text b)
{
	return str_eq(text_squeeze(reader->arena,
	    text_join(reader->arena, a, STR_NONE)),
	    text_squeeze(reader->arena,
	    text_join(reader->arena, b, STR_NONE)));
}

/*
 * "# …": the title of the document, of the page just opened by a bare mark, or
 * the beginning of another page.
 */
static void
read_title(struct reader *reader, struct span line)
{
	struct attachment page = { .kind = ATTACHMENT_ENCLOSURE };
	struct document *document = reader->document;
	struct text title;
	bool first = document == reader->root && reader->body.n == 0;
	bool enclosed = false;	/* {印发件}: a page, whatever stood before */

	line.text = heading_words(line.text, &page, &enclosed);
	title = inline_read(reader->arena, line, 0, reader->findings);
	title = take_mark(reader, title, &page);
	if (page.mark.text.n > 0 && reader->own != NULL && first &&
	    (text_empty(document->title) ||
	    same_title(reader, title, document->title))) {
		reader->own->mark = page.mark;
		reader->own->landscape |= page.landscape;
		reader->own->unbound |= page.unbound;
		document->title = title;
		return;
	}
	if (page.mark.text.n == 0 && text_empty(document->title) &&
	    !enclosed && (document == reader->root || reader->body.n == 0)) {
		document->title = title;
		return;
	}
	if (page.mark.text.n == 0 && first && !enclosed) {
		if (same_title(reader, title, document->title))
			return;
		finding_add(reader->findings, FINDING_TITLE_TWICE,
		    line.pos,
		    "文件头已经给出标题，这一行另起一页，作为印发件的标题",
		    "the front matter has a title; this line opens another "
		    "page, an enclosed document");
	}
	open_page(reader, &page, title, line.pos);
}

/* --- the typed 附件说明 ----------------------------------------------- */

/* 附件： at the head of a line: the bytes of it, or 0. */
static size_t
note_head(struct str line)
{
	if (str_starts(line, STR("附件：")))
		return STR("附件：").n;
	return str_starts(line, STR("附件:")) ? STR("附件:").n : 0;
}

/* Does the 附件说明 begin with line I?  A sentence may stand above it. */
static bool
begins_note(const struct reader *reader, const struct leaf *leaf, size_t i)
{
	return note_head(line_text(reader, leaf, i)) > 0 && !reader->form &&
	    !reader->document->note.typed &&
	    (i == leaf->first || ends_sentence(line_text(reader, leaf,
	    i - 1)));
}

/* Lines FROM..TO of a block belong to the 附件说明. */
static void
extend_note(struct reader *reader, const struct leaf *leaf)
{
	for (size_t i = leaf->first; i <= leaf->last; i++) {
		struct str line = line_text(reader, leaf, i);
		struct ordinal ordinal = ordinal_parse(
		    str_slice(line, note_head(line), line.n));

		if (ordinal.style == ORDINAL_DIGIT)
			reader->note.next = ordinal.number + 1;
		reader->note.to =
		    (size_t)(line.p + line.n - reader->text.p);
	}
}

static void
begin_note(struct reader *reader, const struct leaf *leaf)
{
	struct str line = line_text(reader, leaf, leaf->first);
	size_t head = note_head(line);

	reader->note.open = true;
	reader->note.from = (size_t)(line.p - reader->text.p) + head;
	reader->note.next = line.n > head ? UINT32_MAX : 1;
	extend_note(reader, leaf);
}

/* Does the line go on with the numbers of the open 附件说明? */
static bool
continues_note(const struct reader *reader, struct str line)
{
	struct ordinal ordinal = ordinal_parse(line);

	return reader->note.open && ordinal.style == ORDINAL_DIGIT &&
	    ordinal.number == reader->note.next && !str_has(line, STR("。"));
}

static void
close_note(struct reader *reader)
{
	struct str s;

	if (!reader->note.open)
		return;
	reader->note.open = false;
	s = str_slice(reader->text, reader->note.from, reader->note.to);
	front_set(reader->arena, reader->document,
	    (struct span){ STR("附件说明"), pos_at(reader, s.p) },
	    span_of(reader, s), reader->findings);
}

/* --- tables, pictures and other lines of their own -------------------- */

static void
read_text(struct reader *reader, struct span source)
{
	struct text text = inline_read(reader->arena, source, reader->quotes,
	    reader->findings);

	if (text.n == 0)
		return;
	drop_settings(reader);
	number_paragraph(reader, add_paragraph(reader, text));
}

/* Settings that no table came for: say so; their words are not lost. */
static void
drop_settings(struct reader *reader)
{
	struct table_settings settings = reader->settings;

	reader->settings = (struct table_settings)TABLE_SETTINGS_INIT;
	if (settings.given)
		finding_add(reader->findings, FINDING_SETTINGS_UNUSED,
		    settings.pos,
		    "这一行设置后面没有表格，没有用上；请放在表格的上一行",
		    "no table follows these settings, they were not used; "
		    "put them on the line above it");
	if (!text_empty(settings.caption))
		add_paragraph(reader, settings.caption);
	if (!text_empty(settings.unit))
		add_paragraph(reader, settings.unit);
}

static void
add_table(struct reader *reader, struct table *table)
{
	struct block *block = add_block(reader, BLOCK_TABLE, table->pos);

	block->table = table;
	reader->settings = (struct table_settings)TABLE_SETTINGS_INIT;
}

/* The text of a CSV file; 0 bytes, with a finding, when it is not there. */
static struct span
load_csv(struct reader *reader, struct span path, struct str encoding)
{
	struct str name = path_join(reader->arena, reader->folder, path.text);
	struct span span = { STR_NONE, POS_NONE };
	const char *given = encoding.n > 0 ?
	    str_cstr(reader->arena, encoding) : NULL;

	if (!file_exists(name) || file_is_folder(name)) {
		finding_add(reader->findings, FINDING_CSV_MISSING, path.pos,
		    "没有文件“%.*s”（从“%.*s”找起）；没有生成文件",
		    "there is no file “%.*s” (looked for from “%.*s”); "
		    "no file was made",
		    STR_ARG(path.text), STR_ARG(reader->folder));
		return span;
	}
	if (!file_may_read(name, path.pos, reader->findings))
		return span;
	span.pos.file = text_load(reader->arena, name, given,
	    reader->findings);
	if (span.pos.file != 0)
		span.text = text_of(reader->findings, span.pos.file);
	return span;
}

/* A table from a CSV file; false when there is none. */
static bool
read_csv_file(struct reader *reader, struct span path)
{
	struct span text = load_csv(reader, path,
	    reader->settings.encoding.text);
	struct table *table = text.text.n == 0 ? NULL :
	    table_read_csv(reader->arena, text, &reader->settings,
	    reader->findings);

	if (table == NULL)
		return false;
	add_table(reader, table);
	return true;
}

/* What stands between the braces of a whole line; n == 0 when it is none. */
static struct str
braced(struct str line)
{
	if (byte_at(line, 0) != '{' || byte_at(line, 1) == '{' || line.n < 3)
		return STR_NONE;
	for (size_t i = 1; i < line.n; i++)
		if (line.p[i] == '{' && byte_at(line, i + 1) == '{') {
			i = str_find(line, STR("}}"), i);
			if (i == SIZE_MAX)
				return STR_NONE;
			i++;
		} else if (line.p[i] == '}')
			return i == line.n - 1 ? str_slice(line, 1, i) :
			    STR_NONE;
	return STR_NONE;
}

static void
read_braces(struct reader *reader, struct span inner)
{
	struct block *block;
	bool known = table_setting(reader->arena, inner, &reader->settings,
	    reader->findings);

	if (known && reader->settings.file.text.n > 0) {
		struct span path = reader->settings.file;

		reader->settings.file.text.n = 0;
		if (!read_csv_file(reader, path))
			reader->settings.given = false;
		return;
	}
	if (known)
		return;
	block = add_block(reader, BLOCK_FILL_LINE, inner.pos);
	block->text = inline_read_line(reader->arena, inner,
	    reader->findings);
}

/* ![alt](path "title") as a whole line. */
static bool
split_picture(struct str line, struct str *alt, struct str *path)
{
	size_t middle, end;

	if (!str_starts(line, STR("![")) || line.n > 2000 ||
	    (middle = str_find(line, STR("]("), 0)) == SIZE_MAX ||
	    str_find(line, STR(")"), middle) != line.n - 1)
		return false;
	*alt = str_slice(line, 2, middle);
	*path = str_trim(str_slice(line, middle + 2, line.n - 1));
	if (byte_at(*path, 0) == '<' &&
	    (end = str_find(*path, STR(">"), 0)) != SIZE_MAX)
		*path = str_slice(*path, 1, end);
	else if ((end = str_find(*path, STR(" \""), 0)) != SIZE_MAX)
		*path = str_trim(str_slice(*path, 0, end));
	return path->n > 0;
}

static void
read_picture(struct reader *reader, struct str line)
{
	struct str alt, path;
	struct block *block;

	split_picture(line, &alt, &path);
	drop_settings(reader);
	block = add_block(reader, BLOCK_PICTURE, pos_at(reader, line.p));
	block->picture = picture_read(reader->arena, reader->folder,
	    span_of(reader, path), span_of(reader, alt), reader->findings);
}

/* {{#name}}, {{^name}} or {{/name}} and nothing else. */
static bool
is_section(struct str line)
{
	return line.n > 5 && (str_starts(line, STR("{{#")) ||
	    str_starts(line, STR("{{^")) || str_starts(line, STR("{{/"))) &&
	    str_find(line, STR("}}"), 0) == line.n - 2;
}

static void
read_section(struct reader *reader, struct str line)
{
	struct block *block = add_block(reader, BLOCK_SECTION,
	    pos_at(reader, line.p));

	block->section_open = line.p[2] != '/';
	block->section_inverted = line.p[2] == '^';
	block->text = text_plain(reader->arena, span_of(reader,
	    str_trim(str_slice(line, 3, line.n - 2))));
}

/* The path of a CSV alone in its paragraph. */
static bool
is_csv_path(struct str line)
{
	return (str_ends(line, STR(".csv")) || str_ends(line, STR(".tsv")) ||
	    str_ends(line, STR(".CSV"))) && line.n < 1000 &&
	    memchr(line.p, ' ', line.n) == NULL &&
	    !str_has(line, STR("。")) && !str_has(line, STR("，"));
}

/* --- paragraphs ------------------------------------------------------- */

/*
 * A row with a delimiter row below it begins a table; without one it takes
 * another row below it, or three bars: |x| may be a formula.
 */
static bool
begins_table(const struct reader *reader, const struct leaf *leaf, size_t i)
{
	struct str line = line_text(reader, leaf, i), next = STR_NONE;

	if (!table_has_bar(line))
		return false;
	if (i < leaf->last)
		next = line_text(reader, leaf, i + 1);
	if (table_is_rule(next))
		return true;
	return line.n > 2 && line.p[0] == '|' && str_ends(line, STR("|")) &&
	    (byte_at(next, 0) == '|' ||
	    memchr(line.p + 1, '|', line.n - 2) != NULL);
}

/* The rows from line I on; returns the line after them. */
static size_t
read_table(struct reader *reader, const struct leaf *leaf, size_t i)
{
	VEC(struct span) rows = { 0 };
	struct table *table;
	unsigned open = 0;	/* sections that began between the rows */

	for (; i <= leaf->last; i++) {
		struct str line = line_text(reader, leaf, i);
		bool closes = is_section(line) && line.p[2] == '/';

		if ((!table_has_bar(line) && !is_section(line)) ||
		    (closes && open == 0))
			break;
		open += is_section(line) ? closes ? -1u : 1 : 0;
		*VEC_ADD(reader->arena, &rows) = span_of(reader, line);
	}
	while (is_section(rows.v[rows.n - 1].text) &&
	    rows.v[rows.n - 1].text.p[2] != '/') {
		rows.n--;
		i--;
	}
	table = table_read(reader->arena, (struct spans){ rows.v, rows.n },
	    &reader->settings, reader->findings);
	if (table != NULL)
		add_table(reader, table);
	else
		for (size_t k = 0; k < rows.n; k++)
			read_text(reader, rows.v[k]);
	return i;
}

/*
 * Does line I begin a paragraph of its own although no blank line parts it
 * from the one before?  It is indented as Chinese paragraphs are; or it is a
 * date, or the signature above one; or it has an ordinal and the line before
 * has one too or ends a sentence.
 */
static bool
begins_paragraph(const struct reader *reader, const struct leaf *leaf,
    size_t from, size_t i)
{
	struct str before = line_text(reader, leaf, i - 1);
	struct str line = line_text(reader, leaf, i);

	if (str_starts(outline_raw(&reader->outline, i), STR("　　")) ||
	    typed_is_date(line))
		return true;
	if (i < leaf->last && ends_sentence(before) &&
	    typed_is_date(line_text(reader, leaf, i + 1)))
		return true;
	if (line_ordinal(line).style == ORDINAL_NONE)
		return false;
	return ends_sentence(before) || line_ordinal(
	    line_text(reader, leaf, from)).style != ORDINAL_NONE;
}

/* Read line I if it is no running text; false when it is. */
static bool
read_special(struct reader *reader, const struct leaf *leaf, size_t *i)
{
	struct str line = line_text(reader, leaf, *i), alt, path;
	struct str inner = braced(line);

	if (begins_table(reader, leaf, *i)) {
		*i = read_table(reader, leaf, *i);
		return true;
	}
	if (inner.n > 0)
		read_braces(reader, span_of(reader, inner));
	else if (split_picture(line, &alt, &path))
		read_picture(reader, line);
	else if (is_section(line))
		read_section(reader, line);
	else if (leaf->first != leaf->last || !is_csv_path(line) ||
	    !read_csv_file(reader, span_of(reader, line)))
		return false;
	++*i;
	return true;
}

/* Would read_special take the line? */
static bool
is_special(const struct reader *reader, const struct leaf *leaf, size_t i)
{
	struct str line = line_text(reader, leaf, i), alt, path;

	return begins_table(reader, leaf, i) || braced(line).n > 0 ||
	    split_picture(line, &alt, &path) || is_section(line);
}

static void
read_lines(struct reader *reader, const struct leaf *leaf)
{
	for (size_t i = leaf->first; i <= leaf->last;) {
		size_t from = i;

		if (read_special(reader, leaf, &i))
			continue;
		for (i++; i <= leaf->last && !is_special(reader, leaf, i) &&
		    !begins_paragraph(reader, leaf, from, i); i++)
			continue;
		read_text(reader, outline_slice(&reader->outline, leaf, from,
		    i - 1));
	}
}

/* A paragraph, or several that no blank line parts; the last a 附件说明. */
static void
read_paragraph(struct reader *reader, const struct leaf *leaf)
{
	struct leaf text = *leaf, note = *leaf;

	if (continues_note(reader, line_text(reader, leaf, leaf->first))) {
		extend_note(reader, leaf);
		return;
	}
	close_note(reader);
	while (note.first <= leaf->last &&
	    !begins_note(reader, leaf, note.first))
		note.first++;
	if (note.first > leaf->first) {
		text.last = note.first - 1;
		read_lines(reader, &text);
	}
	if (note.first <= leaf->last) {
		note.column = (size_t)(line_text(reader, leaf,
		    note.first).p - outline_raw(&reader->outline,
		    note.first).p);
		begin_note(reader, &note);
	}
}

/* A fenced block: a table when it says csv, else lines as they are. */
static void
read_fenced(struct reader *reader, const struct leaf *leaf)
{
	struct str words = leaf->words.text;
	VEC(struct run) runs = { 0 };

	if (str_eq(words, STR("csv")) || str_eq(words, STR("tsv"))) {
		struct table *table = table_read_csv(reader->arena,
		    outline_slice(&reader->outline, leaf, leaf->first,
		    leaf->last), &reader->settings, reader->findings);

		if (table != NULL) {
			add_table(reader, table);
			return;
		}
	}
	for (size_t i = leaf->first; i <= leaf->last; i++) {
		struct str line = line_text(reader, leaf, i);
		unsigned broken = runs.n > 0 ? RUN_BREAK : 0;

		if (line.n > 0)
			*VEC_ADD(reader->arena, &runs) = (struct run){ line,
			    pos_at(reader, line.p), RUN_CODE | broken };
	}
	drop_settings(reader);
	if (runs.n > 0)
		add_paragraph(reader, (struct text){ runs.v, runs.n })->align =
		    ALIGN_LEFT;
}

static void
read_heading(struct reader *reader, const struct leaf *leaf)
{
	struct block *block;
	struct text text;

	close_note(reader);
	drop_settings(reader);
	if (leaf->depth == 1) {
		read_title(reader, leaf->words);
		return;
	}
	text = inline_read(reader->arena, leaf->words, leaf->quotes,
	    reader->findings);
	if (text.n == 0)
		return;
	block = add_block(reader, BLOCK_HEADING, leaf->words.pos);
	block->text = text;
	number_heading(reader, block, leaf->depth);
}

/* The first of MARKS on the line that a leaf begins with, as it was typed. */
static char
typed_mark(struct str line, const char *marks)
{
	for (size_t i = 0; i < line.n; i++)
		if (strchr(marks, line.p[i]) != NULL)
			return line.p[i];
	return marks[0];
}

static void
tell_list(struct reader *reader, const struct leaf *leaf)
{
	struct str line = str_trim(outline_raw(&reader->outline, leaf->first));
	char mark = typed_mark(line, "-*+");

	finding_add(reader->findings, FINDING_MARK_IGNORED,
	    pos_at(reader, line.p), "公文里没有项目符号“%c”（要编号请写 1. 或"
	    "（1）），已去掉，排成一般段落",
	    "there are no bullets “%c” in official documents (number items "
	    "with 1. or （1）); left out, set as plain paragraphs", mark);
}

static void
tell_quote(struct reader *reader, const struct leaf *leaf)
{
	struct str line = str_trim(outline_raw(&reader->outline, leaf->first));

	finding_add(reader->findings, FINDING_MARK_IGNORED,
	    pos_at(reader, line.p),
	    "公文里没有引用标记“>”，已去掉，排成一般段落",
	    "there are no quote marks “>” in official documents; left out, "
	    "set as plain paragraphs");
}

static void
read_leaf(struct reader *reader, const struct leaf *leaf)
{
	reader->quotes = leaf->quotes;
	switch (leaf->kind) {
	case LEAF_PARAGRAPH:
		read_paragraph(reader, leaf);
		break;
	case LEAF_HEADING:
		read_heading(reader, leaf);
		break;
	case LEAF_FENCED:
		read_fenced(reader, leaf);
		break;
	case LEAF_COMMENT:
		read_text(reader, outline_slice(&reader->outline, leaf,
		    leaf->first, leaf->last));
		break;
	case LEAF_LIST:
		tell_list(reader, leaf);
		break;
	case LEAF_QUOTE:
		tell_quote(reader, leaf);
		break;
	}
}

/* --- the document ----------------------------------------------------- */

/* The comments of the text, for the checker. */
static void
collect_comments(struct reader *reader)
{
	VEC(struct span) list = { 0 };
	size_t at = 0, end;

	while ((at = str_find(reader->text, STR("<!--"), at)) != SIZE_MAX &&
	    (end = str_find(reader->text, STR("-->"), at + 4)) != SIZE_MAX) {
		*VEC_ADD(reader->arena, &list) = span_of(reader,
		    str_trim(str_slice(reader->text, at + 4, end)));
		at = end + 3;
	}
	reader->root->comments = (struct spans){ list.v, list.n };
}

struct document *
markdown_read_page(struct arena *arena, uint32_t file,
    const struct source_options *options, struct attachment *page,
    struct findings *findings)
{
	struct reader reader = {
		.arena = arena, .findings = findings, .file = file,
		 .text = text_of(findings, file), .own = page,
		.settings = TABLE_SETTINGS_INIT,
	};
	struct document front = { 0 };
	size_t body;
	bool form;

	reader.folder =
	    path_folder(findings->files->list.v[file - 1].name);
	reader.root = reader.document = NEW(arena, struct document);
	reader.root->pos = (struct pos){ file, 0 };
	if (front_read(arena, file, &front, &body, findings) != 0)
		return NULL;
	reader.root->title = front.title;	/* no # is it, then */
	reader.form = form = page != NULL && !document_is_complete(&front);
	outline_read(arena, file, reader.text, body, &reader.outline);
	for (size_t i = 0; i < reader.outline.leaves.n; i++)
		read_leaf(&reader, &reader.outline.leaves.v[i]);
	close_page(&reader);
	if (!form)
		typed_elements(arena, reader.root, findings);
	for (size_t i = 0; i < reader.pages.n; i++)
		if (reader.pages.v[i].kind == ATTACHMENT_ENCLOSURE)
			typed_elements(arena, reader.pages.v[i].document,
			    findings);
	reader.root->attachments =
	    (struct attachments){ reader.pages.v, reader.pages.n };
	join_front(arena, &front, reader.root, findings);
	for (size_t i = 0; page == NULL && i < options->set.n; i++)
		front_set(arena, reader.root, options->set.v[i].name,
		    options->set.v[i].text, findings);
	collect_comments(&reader);
	return reader.root;
}

struct document *
markdown_read(struct arena *arena, uint32_t file,
    const struct source_options *options, struct findings *findings)
{
	return markdown_read_page(arena, file, options, NULL, findings);
}
