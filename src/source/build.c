/*
 * Labelled lines → the document.
 * In: the text of any source, and what its front matter or its DOCX says for
 * certain.  Out: a document.  Read it from the end: text_read_known.
 */
#include "../base/budget.h"
#include "line.h"

#include <string.h>

#include "../document/element.h"
#include "../document/integrity.h"
#include "../text/chars.h"
#include "../text/date.h"
#include "../text/decode.h"
#include "heading.h"
#include "join.h"
#include "special.h"

/* Characters of the name of a place. */
#define PLACE_MAX	6

/* Pages and papers of one text; the lines of more are paragraphs. */
#define SECTIONS_MAX	20000

/* One document of the text: the notice, an attachment, an enclosed paper. */
struct section {
	struct attachment attachment;	/* how it hangs on its parent */
	struct document *document;
	VEC(struct block) body;
	VEC(struct span) marks, signers, signatures;
	VEC(struct note_item) note;
	VEC(struct text) contacts, remarks, after;
	size_t parent;			/* index of a section */
	size_t line;			/* its first line */
	bool listed;			/* in a 附件说明 before it */
	bool numbered, closed;		/* has a 文号, a colophon */
	bool dated;			/* its text ended with a date */
};

/* Under 副组长：赵某, where names may stand in line with the one behind it. */
struct hang {
	const struct line *next;	/* that may be one */
	size_t columns;			/* before it, if so */
	size_t blanks;			/* characters */
};

struct builder {
	struct hang hang;
	struct arena *arena;
	struct findings *findings;
	struct lines lines;
	struct document *root;
	size_t body;			/* where the text begins */
	struct dropped dropped;
	size_t mark_count;		/* of those, of the lines */
	VEC(struct known) tables;	/* that were made of lines */
	struct special special;
	VEC(struct section) sections;
	size_t current;
	size_t colophon;		/* whose colophon this is */
	bool closing;			/* the lines before are a colophon */
	uint64_t given;			/* labels that the author names */
	/* Finding parents: sections up to DONE have theirs. */
	size_t done, host;
	struct text_room room;		/* of the text that grows */
	struct {			/* what body_follows said last */
		size_t from, to;	/* of the lines FROM..TO */
		bool answer;
	} follows;
	unsigned outer, inner;		/* the last numbers of attachments */
};

static struct section *
section_of(struct builder *b)
{
	return &b->sections.v[b->current];
}

/* --- pieces of lines -------------------------------------------------- */

/* The part S of the text of the line, as runs. */
static struct text
text_of_part(struct builder *b, const struct line *line, struct str s)
{
	size_t from;

	s = words_trim(s);
	from = (size_t)(s.p - line->text.p);
	return text_part(b->arena, line->runs, from, from + s.n);
}

/* S, a part of the line, is not in the model; marks may stand inside it. */
static void
drop(struct builder *b, const struct line *line, enum repair_kind kind,
    struct str s)
{
	struct text text = text_of_part(b, line, s);

	for (size_t i = 0; i < text.n; i++)
		if (text.v[i].text.n > 0)
			*VEC_ADD(b->arena, &b->dropped.list) =
			    (struct repair){ kind, text.v[i].pos,
			    (uint32_t)text.v[i].text.n };
}

static struct span
span_of(const struct line *line, struct str s)
{
	return line_span(line, words_trim(s));
}

/* Without the key at the head of the line, which is dropped. */
static struct str
after_key(struct builder *b, const struct line *line, enum repair_kind kind)
{
	drop(b, line, kind, str_slice(line->text, 0, line->key));
	return str_slice(line->text, line->key, line->text.n);
}

static bool
ends_colon(struct str s, size_t *at)
{
	uint32_t c;

	*at = s.n;
	c = char_before(s, at);
	return c == ':' || c == 0xff1a || c == 0xfe55;
}

/* Inside the brackets around all of S; they are dropped. */
static struct str
inside_brackets(struct builder *b, const struct line *line, struct str s)
{
	size_t from = 0, to;
	uint32_t open, close;

	s = words_trim(s);
	to = s.n;
	open = char_next(s, &from);
	close = char_before(s, &to);
	if (!((open == '(' || open == 0xff08 || open == '[' ||
	    open == 0x3010 || open == 0x3014) && (close == ')' ||
	    close == 0xff09 || close == ']' || close == 0x3011 ||
	    close == 0x3015)) || from >= to)
		return s;
	drop(b, line, REPAIR_MARK, str_slice(s, 0, from));
	drop(b, line, REPAIR_MARK, str_slice(s, to, s.n));
	return str_slice(s, from, to);
}

/* Letter-spaced words without their blanks; others as they are. */
static struct span
closed_up(struct builder *b, const struct line *line, struct str s)
{
	struct span span = span_of(line, s);

	if ((line->cues & CUE_BIT(SPACED)) && !(line->cues & CUE_BIT(PERSON)))
		span.text = text_squeeze(b->arena, span.text);
	return span;
}

/* --- blocks of the body ----------------------------------------------- */

/* Settings that no table came for: their words are not lost. */
static void
drop_settings(struct builder *b)
{
	struct texts left = special_drop(&b->special);
	struct section *section = section_of(b);

	for (size_t i = 0; i < left.n; i++)
		*VEC_ADD(b->arena, &section->body) = (struct block){
		    .kind = BLOCK_PARAGRAPH, .text = left.v[i],
		    .pos = text_pos(left.v[i]) };
}

static struct block *
add_block(struct builder *b, enum block_kind kind, struct pos pos)
{
	struct block *block;

	if (kind != BLOCK_SECTION)
		drop_settings(b);
	block = VEC_ADD(b->arena, &section_of(b)->body);
	block->kind = kind;
	block->pos = pos;
	return block;
}

/* Below the date it stays there. */
static void
add_text(struct builder *b, struct text text)
{
	struct section *section = section_of(b);

	if (text.n > 0 && section->dated) {
		if (section->after.n == 0)
			finding_add(b->findings, FINDING_TEXT_BEHIND_DATE,
			    text_pos(text), "公文到成文日期为止，日期下面的这些"
			    "文字排在日期后面；是附注的请加括号，是附件的请在上"
			    "面写明“附件”，是正文的请移到署名前，都不是的请"
			    "删去", "a document ends with its date; what "
			    "stands below is set below it. Put a remark in "
			    "brackets, write 附件 above an attachment, move "
			    "text up, and take out what is none of them");
		*VEC_ADD(b->arena, &section->after) = text;
	} else if (text.n > 0)
		add_block(b, BLOCK_PARAGRAPH, text_pos(text))->text = text;
}

/* Characters of 副组长：, with which names under it are brought into line. */
#define HANG_MAX	8

/* Columns up to the end of the label that a line begins with, or 0. */
static size_t
label_columns(struct str s)
{
	size_t at = 0, columns = 0;

	for (size_t n = 0; n < HANG_MAX && at < s.n; n++) {
		uint32_t c = char_next(s, &at);

		columns += c < 0x80 ? 1 : 2;
		if (c == ':' || c == 0xff1a)
			return n > 0 ? columns : 0;
	}
	return 0;
}

/*
 * 周　河 under 副组长：赵某 and as far to the right as that name: the blanks in
 * characters that bring it there, or 0.
 */
static size_t
hang_of(struct builder *b, const struct line *line)
{
	size_t columns = label_columns(line->text);
	struct hang *hang = &b->hang;

	if (columns > 0)
		*hang = (struct hang){ line + 1, line->columns + columns,
		    columns / 2 };
	else if (hang->next == line && hang->columns == line->columns)
		hang->next++;
	else
		*hang = (struct hang){ 0 };
	return columns > 0 ? 0 : hang->blanks;
}

static void
add_paragraph(struct builder *b, const struct line *line, struct str s)
{
	static const char blanks[] = "　　　　　　　　";
	struct text text = text_of_part(b, line, s);
	size_t hang = text.n > 0 ? hang_of(b, line) : 0;
	struct run *runs;

	if (hang > 0) {
		runs = arena_array(b->arena, text.n + 1, sizeof(*runs));
		runs[0] = (struct run){ .text = { blanks, hang *
		    STR("　").n }, .pos = text_pos(text) };
		memcpy(runs + 1, text.v, text.n * sizeof(*runs));
		text = (struct text){ runs, text.n + 1 };
	}
	add_text(b, text);
}

/* An element that is there already stays; the second one stays text. */
static void
put_span(struct builder *b, struct span *slot, struct span span)
{
	if (slot->text.n == 0)
		*slot = span;
	else if (span.text.n > 0)
		add_text(b, text_plain(b->arena, span));
}

/* Rows of a table, a picture and so on; what cannot be had is text. */
static void
add_special(struct builder *b, const struct line *line)
{
	struct block block;

	if (line->kind != LINE_ROWS && line->kind != LINE_FENCE &&
	    line->kind != LINE_CSV && line->kind != LINE_SETTING &&
	    line->kind != LINE_SECTION)
		drop_settings(b);
	if (special_read(&b->special, line, &block)) {
		*VEC_ADD(b->arena, &section_of(b)->body) = block;
		return;
	}
	if (line->kind == LINE_SETTING)
		return;
	for (size_t i = line->kind == LINE_FENCE; i < line->runs.n &&
	    line->runs.v[i].text.n > 0; i++)
		add_block(b, BLOCK_PARAGRAPH, line->runs.v[i].pos)->text =
		    inline_read(b->arena, (struct span){
		    line->runs.v[i].text, line->runs.v[i].pos }, 0,
		    b->findings);
}

static void
tell_level(struct builder *b, const struct line *line, int typed)
{
	finding_add(b->findings, FINDING_HEADING_LEVEL, text_pos(line->runs),
	    "%d个 # 是第%d层，序号“%.*s”是第%d层的写法；已按序号排",
	    "%d # make level %d, “%.*s” is an ordinal of level %d; set by its "
	    "ordinal", line->depth, line->depth - 1,
	    STR_ARG(section_of(b)->body.v[section_of(b)->body.n -
	    1].ordinal.text), typed);
}

static void
add_numbered(struct builder *b, const struct line *line)
{
	struct str s = line->text;
	struct ordinal ordinal = line->style != ORDINAL_NONE ?
	    ordinal_parse(str_slice(s, 0, 80)) :
	    (struct ordinal){ .style = ORDINAL_NONE };
	unsigned parts[ORDINAL_PARTS];
	size_t n = 0;
	struct block *block = add_block(b, BLOCK_HEADING,
	    span_of(line, s).pos);

	if (ordinal.style != line->style)
		ordinal = ordinal_decimal(str_slice(s, 0, 80), parts, &n);
	if (ordinal.style == ORDINAL_NONE)
		ordinal.length = 0;
	block->level = ordinal.length > 0 ?
	    ordinal_level(ordinal.style) : line->depth - 1;
	/* The blank after 第一条, 第一章 and 1.1 stays. */
	if (ordinal.length > 0 && (block->level == 0 || n > 0) &&
	    ordinal.length <= line->runs.v[0].text.n)
		block->ordinal = line_span(line,
		    str_slice(s, 0, ordinal.length));
	else if (ordinal.length > 0)
		block->ordinal = span_of(line,
		    str_slice(s, 0, ordinal.length));
	if (ordinal.mark == 'k') {	/* paper has no 1️⃣ */
		drop(b, line, REPAIR_MARKUP, block->ordinal.text);
		block->ordinal = (struct span){ ordinal_format(b->arena,
		    block->level, ordinal.number), POS_NONE };
	}
	block->text = text_of_part(b, line,
	    str_slice(s, ordinal.length, s.n));
	if (block->text.n > 0)
		block->text.v[0].flags &= ~(unsigned)RUN_BREAK;
	if (line->depth > 0 && block->level != line->depth - 1 &&
	    block->level != 0)
		tell_level(b, line, block->level);
	if (line->depth > 0 || ordinal.style == ORDINAL_CHAPTER)
		block->topic = block->text.n;
}

/* Ideographic blanks before the words are room to write in. */
static void
add_fill(struct builder *b, const struct line *line)
{
	struct text text = text_of_part(b, line, line->text);
	struct str room = STR("　");

	while (text.n > 0 && text.v[0].pos.offset >= room.n &&
	    memcmp(text.v[0].text.p - room.n, room.p, room.n) == 0) {
		text.v[0].text.p -= room.n;
		text.v[0].text.n += room.n;
		text.v[0].pos.offset -= (uint32_t)room.n;
	}
	add_block(b, BLOCK_FILL_LINE, text_pos(text))->text = text;
}

static bool
is_tab(char c)
{
	return c == '\t' || c == ' ';
}

/* A table or picture that the front end has read already. */
static void
add_known(struct builder *b, const struct line *line)
{
	struct table *table = line->known->table;

	struct block *block;

	if (table != NULL) {
		add_block(b, BLOCK_TABLE, table->pos)->table = table;
		return;
	}
	block = add_block(b, BLOCK_PICTURE, line->runs.v[0].pos);
	block->picture = line->known->picture;
	block->text = line->runs;	/* a word that stands for it */
}

/* Where the table that line I begins ends: the line after it. */
static size_t
table_end(const struct builder *b, size_t i)
{
	if (b->lines.v[i++].known != NULL)
		return i;
	while (i < b->lines.n && b->lines.v[i].known == NULL &&
	    b->lines.v[i].kind == LINE_TEXT &&
	    (b->lines.v[i].label == LABEL_TABLE ||
	    b->lines.v[i].label == LABEL_CELL))
		i++;
	return i;
}

/*
 * The marks of the lines that stand in a table are text: it reads its bytes
 * itself, and drops its own.
 */
static void
forget_marks(struct builder *b)
{
	struct repair *v = b->dropped.list.v;
	size_t n = 0;

	for (size_t i = 0; i < b->dropped.list.n; i++) {
		size_t low = 0, high = b->tables.n;

		while (low < high && i < b->mark_count) {
			size_t middle = low + (high - low) / 2;

			if (b->tables.v[middle].to <= v[i].pos.offset)
				low = middle + 1;
			else
				high = middle;
		}
		if (i >= b->mark_count || low == b->tables.n ||
		    b->tables.v[low].from > v[i].pos.offset)
			v[n++] = v[i];
	}
	b->dropped.list.n = n;
}

/* The lines I..END are cells of one table. */
static void
add_table(struct builder *b, size_t i, size_t end)
{
	const struct line *first = &b->lines.v[i];
	const struct line *last = &b->lines.v[end - 1];
	size_t from = first->runs.v[0].pos.offset;
	size_t to = last->runs.v[last->runs.n - 1].pos.offset +
	    last->runs.v[last->runs.n - 1].text.n;
	struct table *table;

	/* With the tabs around; another cell of the row may be no table's. */
	while (from > 0 && is_tab(b->lines.text.p[from - 1]))
		from--;
	while (to < b->lines.text.n && is_tab(b->lines.text.p[to]))
		to++;
	*VEC_ADD(b->arena, &b->tables) = (struct known){ (uint32_t)from,
	    (uint32_t)to, NULL, NULL };
	table = grid_read(b->arena, &b->lines, from, to, &b->dropped,
	    b->findings);
	if (table != NULL) {
		add_block(b, BLOCK_TABLE, table->pos)->table = table;
		return;
	}
	/* Too large for a table: its lines as paragraphs. */
	for (struct str rest = str_slice(b->lines.text, from, to), s;
	    !budget_over(b->arena) && str_line(&rest, &s);) {
		struct span span;

		s = words_trim(s);
		span = (struct span){ s, { b->lines.file,
		    (uint32_t)(s.p - b->lines.text.p) } };
		if (s.n > 0)
			add_block(b, BLOCK_PARAGRAPH, span.pos)->text =
			    text_plain(b->arena, span);
	}
}

/* --- the head and the title ------------------------------------------- */

static void
add_mark(struct builder *b, const struct line *line, struct str s)
{
	struct section *section = section_of(b);
	struct span span = closed_up(b, line, s);
	struct str tail = str_ends(span.text, STR("呈批件")) ?
	    STR("呈批件") : STR("文件");

	if (str_eq(span.text, tail)) {		/* in a cell of its own */
		put_span(b, &section->document->mark_tail, span);
		return;
	}
	if (str_ends(span.text, tail)) {
		struct str whole = words_trim(s);
		size_t at = whole.n;

		/* The tail may be spaced: back to its first character. */
		char_before(whole, &at);
		while (at > 0 && !str_starts(str_slice(whole, at, whole.n),
		    str_slice(tail, 0, strlen("文"))))
			char_before(whole, &at);
		put_span(b, &section->document->mark_tail, (struct span){ tail,
		    span_of(line, str_slice(whole, at, whole.n)).pos });
		span = closed_up(b, line, str_slice(whole, 0, at));
	}
	*VEC_ADD(b->arena, &section->marks) = span;
}

/* Where the name at AT of S ends: 张某某, or 张　某 with blanks inside. */
static size_t
name_end(struct str s, size_t at)
{
	size_t from = at, chars = 0;

	while (at < s.n) {
		size_t next = at;
		uint32_t c = char_next(s, &next);

		if (c == 0x3001 || (char_is_space(c) && (chars != 1 ||
		    at == from)))
			break;
		if (char_is_space(c)) {		/* after one character */
			next = words_skip(s, at);
			if (words_skip(s, next) >= s.n)
				break;
		}
		chars++;
		at = next;
	}
	return at;
}

static void
add_signers(struct builder *b, const struct line *line, struct str s)
{
	struct section *section = section_of(b);
	size_t at = 0, from;

	s = words_trim(s);
	while ((at = words_skip(s, at)) < s.n) {
		from = at;
		at = name_end(s, at);
		if (at > from)
			*VEC_ADD(b->arena, &section->signers) =
			    span_of(line, str_slice(s, from, at));
		from = at;
		if (char_next(s, &(size_t){ at }) == 0x3001) {
			char_next(s, &at);
			drop(b, line, REPAIR_MARK, str_slice(s, from, at));
		}
	}
}

/*
 * Where 签发人 or 签批人 stands, with its number before it; SIZE_MAX: nowhere.
 */
static size_t
find_signer(struct str s)
{
	size_t at = str_find(s, STR("签发"), 0);

	return at != SIZE_MAX ? at : str_find(s, STR("签批"), 0);
}

/* 某发〔2026〕3号　　签发人：张某 */
/* Has the document a day below line I? */
static bool
has_day_below(const struct builder *b, size_t i)
{
	while (++i < b->lines.n && b->lines.v[i].begins == BEGINS_NOTHING)
		if (b->lines.v[i].label == LABEL_DATE ||
		    b->lines.v[i].label == LABEL_SIGNED_DATE)
			return true;
	return false;
}

/*
 * （2026年4月28日 某发〔2026〕18号） of a collection of laws, or the other way
 * about: the number; the day is the document's when it has no other.
 */
static struct str
without_day(struct builder *b, const struct line *line, struct str s)
{
	struct date date;
	struct str day;
	size_t length, number = words_doc_number(s), at = 0;

	if (!date_parse(s, &date, &length) || date.day == 0) {
		at = words_skip(s, number);
		if (str_starts_one(str_from(s, at), "，|,|、"))
			char_next(s, &at);
		at = words_skip(s, at);
		if (number == 0 || !date_parse(str_from(s, at), &date,
		    &length) || date.day == 0)
			return s;
	}
	day = str_slice(s, at, at + length);
	if (has_day_below(b, (size_t)(line - b->lines.v)))
		drop(b, line, REPAIR_REPEATED, day);
	else
		put_span(b, &section_of(b)->document->date,
		    span_of(line, day));
	if (at == 0)
		return words_trim(str_slice(s, length, s.n));
	drop(b, line, REPAIR_MARK, words_trim(str_slice(s, number, at)));
	drop(b, line, REPAIR_MARK, str_from(s, at + length));
	return str_slice(s, 0, number);
}

/* Of the numbers of ten organs; no document has more. */
#define NUMBERS_BYTES	400

/* Numbers in lines below each other, of two organs, are one element. */
static void
join_span(struct builder *b, const struct line *line, struct span *slot,
    const char *between, struct span span)
{
	if (slot->text.n > 0 && str_eq(text_squeeze(b->arena, slot->text),
	    text_squeeze(b->arena, span.text)))
		drop(b, line, REPAIR_REPEATED, span.text);
	else if (slot->text.n > 0 && slot->text.n < NUMBERS_BYTES &&
	    line > b->lines.v && line->said == 0 &&
	    line[-1].label == LABEL_NUMBER && line[-1].said == 0)
		slot->text = str_cat(b->arena, str_cat(b->arena, slot->text,
		    str_of(between)), span.text);
	else
		put_span(b, slot, span);
}

static void
add_number(struct builder *b, const struct line *line, struct str s)
{
	struct section *section = section_of(b);
	size_t at = find_signer(s), end;

	if (at != SIZE_MAX) {
		struct str rest = str_slice(s, at, s.n);

		for (end = 0; end < rest.n;) {
			uint32_t c = char_next(rest, &end);

			if (c == ':' || c == 0xff1a)
				break;
		}
		drop(b, line, REPAIR_LABEL, str_slice(rest, 0, end));
		add_signers(b, line, str_slice(rest, end, rest.n));
		s = str_slice(s, 0, at);
	}
	if (words_trim(s).n == 0)
		return;
	s = words_trim(s);
	for (end = 0; end < s.n && str_starts_one(str_from(s, end), "—|-");)
		char_next(s, &end);		/* ——某价费〔2026〕74号 */
	drop(b, line, REPAIR_MARKUP, str_slice(s, 0, end));
	s = str_from(s, end);
	if (str_ends(s, STR("|"))) {		/* of a page's table */
		drop(b, line, REPAIR_MARKUP, str_slice(s, s.n - 1, s.n));
		s = words_trim(str_slice(s, 0, s.n - 1));
	}
	if (words_doc_number(s) == s.n && str_starts_one(s, "（|(") &&
	    !str_has(s, STR("总第")))
		s = without_day(b, line, inside_brackets(b, line, s));
	/* 第12期 of minutes, 2026年第12期, （总第12期） */
	if (str_has(s, STR("第")) && str_has(s, STR("期")) &&
	    !str_has_one(s, "〔|[|令")) {
		join_span(b, line, &section->document->issue,
		    str_starts_one(s, "（|(") ? "" : "　", span_of(line, s));
		return;
	}
	join_span(b, line, &section->document->number, "　",
	    span_of(line, s));
	section->numbered = true;
}

/* A类 over 同意公开: a line each, or one. */
static void
add_handling(struct builder *b, const struct line *line)
{
	struct span *slot = &section_of(b)->document->handling;

	if (slot->text.n == 0 || line->said > 0)
		put_span(b, slot, span_of(line, line->text));
	else
		slot->text = str_cat(b->arena, str_cat(b->arena, slot->text,
		    STR("　")), line->text);
}

/* 机密★1年　　特急: one or both. */
static void
add_secrecy(struct builder *b, const struct line *line, struct str s)
{
	struct document *document = section_of(b)->document;
	struct str word = words_trim(s);
	size_t at = word.n, from = word.n;

	if (!(line->cues & CUE_BIT(KEY_URGENCY))) {
		put_span(b, &document->secrecy, span_of(line, s));
		return;
	}
	while (at > 0) {
		uint32_t c = char_before(word, &at);

		if (char_is_space(c))
			break;
		from = at;
	}
	put_span(b, &document->secrecy,
	    span_of(line, str_slice(word, 0, from)));
	put_span(b, &document->urgency,
	    span_of(line, str_slice(word, from, word.n)));
}

/*
 * Does S end in a character that stands alone, behind others, or begin with
 * one?
 */
static bool
is_single(struct str s, bool end)
{
	size_t at = end ? s.n : 0;
	uint32_t c = end ? char_before(s, &at) : char_next(s, &at);

	if (!char_is_han(c))
		return false;
	return end ? at > 0 && !char_is_han(char_before(s, &at)) :
	    at == s.n || !char_is_han(char_next(s, &at));
}

/* Is the blank of S at AT one before single characters, …的 批 复? */
static bool
is_spacing(struct str s, size_t at)
{
	struct str left, right;

	if (s.n > ELEMENT_MAX * 3)
		return false;
	left = str_trim_right(str_slice(s, 0, at));
	right = str_from(s, words_skip(s, at));
	return (is_single(left, true) || str_ends(left, STR("的"))) &&
	    is_single(right, false);
}

static void
add_title(struct builder *b, const struct line *line, struct str s)
{
	struct document *document = section_of(b)->document;
	struct text text = text_of_part(b, line, s);
	VEC(struct run) runs = { 0 };

	/* Letter-spaced, or its last word: without the blanks, run by run. */
	for (size_t i = 0; i < text.n; i++) {
		struct run run = text.v[i];
		unsigned breaks = run.flags & ~(unsigned)RUN_BOLD;
		size_t at = 0, from = 0;

		while (at < run.text.n) {
			size_t here = at;

			if (!char_is_space(char_next(run.text, &at)) ||
			    (!(line->cues & CUE_BIT(SPACED)) &&
			    !is_spacing(run.text, here)))
				continue;
			if (here > from)
				*VEC_ADD(b->arena, &runs) = (struct run){
				    str_slice(run.text, from, here),
				    { run.pos.file, run.pos.offset +
				    (uint32_t)from }, breaks };
			breaks = from < here ? 0 : breaks;
			from = at;
		}
		if (from < run.text.n)
			*VEC_ADD(b->arena, &runs) = (struct run){
			    str_slice(run.text, from, run.text.n),
			    { run.pos.file, run.pos.offset + (uint32_t)from },
			    breaks };
	}
	text = (struct text){ runs.v, runs.n };
	if (text.n > 0 && document->title.n > 0)
		text.v[0].flags |= RUN_BREAK;
	text_extend(b->arena, &b->room, &document->title, text);
}

/* Lines below each other are one note. */
static void
add_title_note(struct builder *b, const struct line *line)
{
	struct document *document = section_of(b)->document;
	struct text text = text_of_part(b, line, line->text);

	if (document->title_note.n > 0 && text.n > 0)
		text.v[0].flags |= RUN_BREAK;
	text_extend(b->arena, &b->room, &document->title_note, text);
}

/*
 * Recipients a kind a line, 各县科协： over 市属各学校：.  A short line is none
 * that was wrapped in the middle of a name.
 */
#define WRAPPED_MIN	20

static void
part_recipients(struct builder *b, const struct line *line,
    struct text *recipients)
{
	const struct line *above = line - 1;

	if (recipients->n == 0 || line == b->lines.v ||
	    above->label != LABEL_RECIPIENTS || (!(above->cues &
	    CUE_BIT(COLON)) && (!(above->cues & CUE_BIT(OPEN)) ||
	    above->chars >= WRAPPED_MIN || !words_addressed(above->text))))
		return;
	finding_add(b->findings, FINDING_MARK_IGNORED, line_span(line,
	    line->text).pos, "主送机关分了几行；已用“，”连成一段",
	    "recipients in several lines; joined with “，”");
	text_extend(b->arena, &b->room, recipients, text_plain(b->arena,
	    (struct span){ STR("，"), POS_NONE }));
}

static void
add_recipients(struct builder *b, const struct line *line, struct str s)
{
	struct document *document = section_of(b)->document;
	struct str mark;
	size_t at;

	s = words_trim(s);
	if (!ends_colon(s, &at))
		at = line->key == 0 && line->said > 0 ? words_mistyped(s) :
		    s.n;
	mark = str_slice(s, at, s.n);
	if (mark.n > 0)
		drop(b, line, REPAIR_MARK, mark);
	if (mark.n > 0 && words_mistyped(mark) == 0)
		finding_add(b->findings, FINDING_MARK_IGNORED,
		    text_pos(text_of_part(b, line, mark)),
		    "主送机关后面是冒号，“%.*s”已换成冒号",
		    "recipients end in a colon; “%.*s” is replaced by one",
		    STR_ARG(mark));
	s = str_slice(s, 0, at);
	part_recipients(b, line, &document->recipients);
	text_extend(b->arena, &b->room, &document->recipients,
	    text_of_part(b, line, s));
}

/* --- 附件说明 --------------------------------------------------------- */

/* Where the next item in the same line begins: "1.甲　2.乙"; or the end. */
static size_t
next_item(struct str s, unsigned number)
{
	size_t at = 0;

	while (at < s.n) {
		uint32_t c = char_next(s, &at);
		struct ordinal ordinal;

		if (!char_is_space(c) && c != 0xff1b && c != ';')
			continue;
		ordinal = ordinal_parse(str_slice(s, at, at + 40));
		if (ordinal.style == ORDINAL_DIGIT &&
		    ordinal.number == number + 1)
			return at;
	}
	return s.n;
}

static void
add_note_name(struct builder *b, const struct line *line, struct str s)
{
	struct section *section = section_of(b);
	struct note_item *item;
	struct attach a = words_attach(s);
	struct ordinal ordinal;
	size_t skip = a.number > 0 ? a.length : 0, end;

	s = words_trim(s);
	if (a.number == 0 && a.colon) {		/* below 附件1： or 附件： */
		drop(b, line, REPAIR_LABEL, str_slice(s, 0, a.length));
		s = words_trim(str_slice(s, a.length, s.n));
	}
	end = words_button(s);
	if (end > skip)
		drop(b, line, REPAIR_PROPERTY, str_slice(s, end, s.n));
	if (end > skip)
		s = words_trim(str_slice(s, 0, end));
	if (s.n == 0)
		return;
	ordinal = ordinal_parse(str_slice(s, 0, 80));
	if (skip == 0 && ordinal.style != ORDINAL_NONE)
		skip = ordinal.length;
	end = skip > 0 && a.number == 0 ?
	    skip + next_item(str_slice(s, skip, s.n), ordinal.number) : s.n;
	/* Below 附件2： alone the line is its name. */
	item = section->note.n > 0 ? &section->note.v[section->note.n - 1] :
	    NULL;
	if (skip > 0 || item == NULL || item->name.n > 0)
		item = VEC_ADD(b->arena, &section->note);
	if (skip > 0)
		item->ordinal = span_of(line, str_slice(s, 0, skip));
	item->name = text_of_part(b, line, str_slice(s, skip, end));
	if (end < s.n)
		add_note_name(b, line, str_slice(s, end, s.n));
}

/* "附件：1.甲", "附件：" alone, "附件1.甲", "附件一：甲". */
static void
add_note(struct builder *b, const struct line *line)
{
	struct section *section = section_of(b);
	struct note *note = &section->document->note;
	struct attach a = words_attach(line->text);

	if (!note->typed)
		note->pos = span_of(line, line->text).pos;
	note->typed = true;
	if (line->said > 0) {
		add_note_name(b, line, after_key(b, line, REPAIR_MARKUP));
		return;
	}
	if (a.number > 0 && a.dot) {		/* 附件1.甲: 1. is the item's */
		drop(b, line, REPAIR_LABEL, str_slice(line->text, 0, a.word));
		add_note_name(b, line, words_trim(str_slice(line->text,
		    a.word, line->text.n)));
	} else if (a.number > 0) {		/* with its brackets */
		add_note_name(b, line, line->text);
	} else {
		drop(b, line, REPAIR_LABEL, str_slice(line->text, 0,
		    a.length));
		add_note_name(b, line, str_slice(line->text, a.length,
		    line->text.n));
	}
}

/* --- signature and date ----------------------------------------------- */

/* Is every part of S, cut at blanks or 、, the name of an organ? */
static bool
are_organs(struct str s, size_t *n)
{
	size_t from = 0, at = 0;

	*n = 0;
	while (at <= s.n) {
		size_t here = at;
		uint32_t c = char_next(s, &at);

		if (c != 0 && c != 0x3001 && !char_is_space(c))
			continue;
		if (here > from) {
			if (!words_organ(str_slice(s, from, here)) ||
			    char_count(str_slice(s, from, here)) < 2)
				return false;
			++*n;
		}
		from = at;
		if (c == 0)
			break;
	}
	return true;
}

/* Names parted by 、 or blanks; in a cell, on lines of their own. */
static void
add_signature(struct builder *b, const struct line *line, struct str s)
{
	struct section *section = section_of(b);
	size_t n, from = 0, at = 0;
	bool parts;

	s = words_trim(s);
	parts = !(line->cues & CUE_BIT(SPACED)) && are_organs(s, &n) && n > 1;
	while (at < s.n) {
		size_t here = at;
		uint32_t c = char_next(s, &at);

		if (c != '\n' && (!parts || (c != 0x3001 &&
		    !char_is_space(c))))
			continue;
		if (here > from)
			*VEC_ADD(b->arena, &section->signatures) =
			    closed_up(b, line, str_slice(s, from, here));
		if (c == 0x3001)
			drop(b, line, REPAIR_MARK, str_slice(s, here, at));
		from = at;
	}
	if (from < s.n)
		*VEC_ADD(b->arena, &section->signatures) =
		    closed_up(b, line, str_slice(s, from, s.n));
}

/* Where the date in S begins and ends. */
static bool
find_date(struct str s, size_t *from, size_t *to)
{
	struct date date;
	size_t length;

	for (size_t at = 0; at < s.n;) {
		size_t start = at;

		if (!char_is_space(char_next(s, &at)) && date_parse(
		    str_slice(s, start, s.n), &date, &length) &&
		    date.month > 0) {
			*from = start;
			*to = start + length;
			return true;
		}
	}
	return false;
}

/* S begins with a date of N bytes; the weekday behind it is dropped. */
static struct str
without_weekday(struct builder *b, const struct line *line, struct str s,
    size_t n)
{
	size_t at = words_skip(s, n);
	struct str rest = str_slice(s, at, s.n);
	size_t end = words_weekday(rest);

	if (end == 0 || words_trim(str_slice(rest, end, rest.n)).n > 0)
		return s;
	rest = str_slice(rest, 0, end);
	drop(b, line, REPAIR_WEEKDAY, rest);
	finding_add(b->findings, FINDING_DATE_WEEKDAY,
	    span_of(line, rest).pos, "成文日期不写星期，“%.*s”没有排",
	    "the date of a document has no weekday; “%.*s” is not printed",
	    STR_ARG(rest));
	return str_slice(s, 0, n);
}

/* 2026618, 年6月18日: what is left of a date, and no day left open. */
static void
tell_broken(struct builder *b, const struct line *line, struct str s)
{
	if (str_has(s, STR("月")) && !str_starts(s, STR("年")) &&
	    (str_has(s, STR("年")) || !str_starts_one(s, "20|19")))
		return;
	finding_add(b->findings, FINDING_DATE_FORM, span_of(line, s).pos,
	    "成文日期“%.*s”不完整，照原样排；请写成2026年6月14日的样子",
	    "the date “%.*s” is not whole and set as it is; write it as "
	    "2026年6月14日", STR_ARG(s));
}

static void
add_date(struct builder *b, const struct line *line, struct str s)
{
	struct document *document = section_of(b)->document;
	size_t from, to;

	if (!words_day(s))		/* 【日期】 */
		s = inside_brackets(b, line, s);
	if (!find_date(s, &from, &to)) {
		tell_broken(b, line, s);
		put_span(b, &document->date, span_of(line, s));
		return;
	}
	if (words_trim(str_slice(s, 0, from)).n > 0)
		add_signature(b, line, str_slice(s, 0, from));
	put_span(b, &document->date, span_of(line, without_weekday(b, line,
	    str_slice(s, from, s.n), to - from)));
}

static void
add_acting(struct builder *b, const struct line *line, struct str s)
{
	/* 某某小组（代章）, and no other name: it signs. */
	if (section_of(b)->signatures.n == 0 &&
	    str_ends_one(s, "（代章）|(代章)")) {
		size_t at = s.n - STR("代章").n;

		at -= str_ends(s, STR(")")) ? 2 : STR("（）").n;
		add_signature(b, line, str_slice(s, 0, at));
		s = str_from(s, at);
	}
	put_span(b, &section_of(b)->document->acting, span_of(line,
	    inside_brackets(b, line, s)));
}

static void
add_remark(struct builder *b, const struct line *line, struct str s)
{
	*VEC_ADD(b->arena, &section_of(b)->remarks) =
	    text_of_part(b, line, inside_brackets(b, line, s));
}

/* --- which document is whose ------------------------------------------ */

/* A name as two persons would call it the same. */
static struct str
bare(struct builder *b, struct text text)
{
	struct str s = text_squeeze(b->arena,
	    text_join(b->arena, text, STR_NONE));

	if (str_starts(s, STR("《")) && str_ends(s, STR("》")))
		s = str_slice(s, STR("《").n, s.n - STR("》").n);
	return s;
}

static bool
lists(struct builder *b, const struct section *section, struct text title)
{
	struct str name = bare(b, title);

	for (size_t i = 0; i < section->note.n && i < 100; i++)
		if (str_eq(bare(b, section->note.v[i].name), name))
			return true;
	return false;
}

/* Has it a number, recipients or a date, and is a document by itself? */
static bool
is_complete(const struct section *section)
{
	return document_is_complete(section->document);
}

/*
 * Where a section hangs: on the notice; or, an attachment whose number begins
 * again, on the complete document before it that lists attachments.
 */
static void
find_parent(struct builder *b, size_t i)
{
	struct section *section = &b->sections.v[i];
	const struct section *host = &b->sections.v[b->host];
	const struct section *notice = &b->sections.v[0];
	unsigned number = section->attachment.number;
	struct text title = section->document->title;
	bool again = number > 0 ?
	    number <= b->outer || number == b->inner + 1 :
	    notice->note.n == 0 || (lists(b, host, title) &&
	    !lists(b, notice, title));

	if (b->host > 0 && section->attachment.kind == ATTACHMENT_PAGE &&
	    host->note.n > 0 && again) {
		section->parent = b->host;
		b->inner = number;
		return;
	}
	if (number > 0)
		b->outer = number;
	b->inner = 0;
	b->host = is_complete(section) ? i : 0;
}

/* The sections before END have been read: find their parents. */
static void
find_parents(struct builder *b, size_t end)
{
	for (; b->done < end; b->done++)
		if (b->done > 0)
			find_parent(b, b->done);
}

/* --- 版记 ------------------------------------------------------------- */

/* 共印50份 of S; what else there is (校对：…) has no slot but the remarks. */
static void
add_copies(struct builder *b, const struct line *line, struct str s)
{
	struct section *section = &b->sections.v[b->colophon];
	struct str words = inside_brackets(b, line, s);
	size_t at = str_find(words, STR("共印"), 0), end = words.n;

	if (at == SIZE_MAX)
		at = str_find(words, STR("印数"), 0);
	if (at == SIZE_MAX)
		at = words.n;
	else {
		end = str_find(words, STR("份"), at);
		end = end == SIZE_MAX ? words.n : end + STR("份").n;
		put_span(b, section->document->reprint_date.text.n > 0 ?
		    &section->document->reprint_copies :
		    &section->document->copies,
		    span_of(line, str_slice(words, at, end)));
	}
	for (int side = 0; side < 2; side++) {
		struct text rest = text_of_part(b, line, side == 0 ?
		    str_slice(words, 0, at) : str_slice(words, end, words.n));

		if (!text_empty(rest))
			*VEC_ADD(b->arena, &section->remarks) = rest;
	}
}

/* Does line I say who printed the document again, and when? */
static bool
is_reprint(const struct builder *b, size_t i)
{
	const struct line *line = &b->lines.v[i];

	if (line->label == LABEL_PRINTER && i + 1 < b->lines.n)
		line++;
	return line->label == LABEL_PRINT && str_has(line->text, STR("翻印"));
}

/* 某某办公室　　2026年6月15日印发　（共印50份）, 某某局　2026年7月1日翻印 */
static void
add_print(struct builder *b, const struct line *line, struct str s, bool again)
{
	struct document *document = b->sections.v[b->colophon].document;
	struct span *who = again ? &document->reprinter : &document->printer;
	size_t from, to, end;
	struct str rest;

	if (!find_date(s, &from, &to) && !words_open_day(s, &from, &to)) {
		put_span(b, who, span_of(line, s));
		return;
	}
	/* 某某办公室　共印50份　2026年6月15日印发 */
	rest = str_slice(s, 0, from);
	end = str_find(rest, STR("共印"), 0);
	if (end < rest.n) {
		add_copies(b, line, words_trim(str_from(rest, end)));
		rest = str_slice(rest, 0, end);
	}
	if (words_trim(rest).n > 0)
		put_span(b, who, span_of(line, rest));
	put_span(b, again ? &document->reprint_date : &document->print_date,
	    span_of(line, str_slice(s, from, to)));
	end = words_skip(s, to);
	rest = str_slice(s, end, s.n);
	if (str_starts_one(rest, "印|翻印|制发")) {
		size_t n = str_starts_one(rest, "印发|印制|翻印|制发") ?
		    STR("印发").n : STR("印").n;

		drop(b, line, REPAIR_LABEL, str_slice(rest, 0, n));
		rest = str_slice(rest, n, rest.n);
	}
	if (words_trim(rest).n == 0)
		return;
	add_copies(b, line, rest);
}

static void
add_to_text(struct builder *b, const struct line *line, struct text *text)
{
	struct text more;

	/* 送：…, and 发：… below it: the second keeps its word. */
	if (text->n == 0 || line->key == 0) {
		more = text_of_part(b, line, after_key(b, line, REPAIR_LABEL));
	} else {
		more = text_of_part(b, line, line->text);
	}
	text_extend(b->arena, &b->room, text, more);
}

/*
 * 抄送, 印发 and so on at the end of everything are those of the notice, but
 * of a document forwarded whole, with its own number, when it is the last and
 * nothing says otherwise; and where the notice has them already.
 */
static size_t
colophon_of(struct builder *b, size_t i)
{
	const struct section *notice = &b->sections.v[0], *host;
	struct str printer = STR_NONE;
	size_t at = b->current;

	find_parents(b, b->current + 1);
	host = &b->sections.v[at];
	while (at > 0 && !host->numbered &&
	    !(notice->closed && is_complete(host))) {
		at = host->parent;
		host = &b->sections.v[at];
	}
	if (at == 0 || host->closed)
		return 0;
	for (size_t k = i; k < b->lines.n && k < i + 12; k++)
		if (b->lines.v[k].label == LABEL_PRINT)
			printer = b->lines.v[k].text;
	for (size_t k = 0; k < notice->signatures.n && !notice->closed; k++)
		if (printer.n > 6 && str_starts(notice->signatures.v[k].text,
		    str_slice(printer, 0, 6)))
			return 0;
	return at;
}

static void
add_colophon(struct builder *b, size_t i)
{
	const struct line *line = &b->lines.v[i];
	struct document *document =
	    b->sections.v[b->colophon].document;

	/* The notice's own, below that of a document forwarded in it. */
	if (b->closing && ((line->label == LABEL_CC && line->key > 0 &&
	    document->cc.n > 0) || (document->print_date.text.n > 0 &&
	    (line->label == LABEL_PRINTER || line->label == LABEL_PRINT) &&
	    !is_reprint(b, i))))
		b->closing = false;
	if (!b->closing)
		b->colophon = colophon_of(b, i);
	b->closing = true;
	b->sections.v[b->colophon].closed = true;
	document = b->sections.v[b->colophon].document;
	switch ((enum label)line->label) {
	case LABEL_SUBJECT:
		put_span(b, &document->subject_words, span_of(line,
		    after_key(b, line, REPAIR_LABEL)));
		break;
	case LABEL_CC:
		add_to_text(b, line, &document->cc);
		break;
	case LABEL_REPORT:
		add_to_text(b, line, &document->report_to);
		break;
	case LABEL_SEND:
		add_to_text(b, line, &document->send_to);
		break;
	case LABEL_PRINTER: case LABEL_PRINT:
		add_print(b, line, line->said > 0 ?
		    after_key(b, line, REPAIR_MARKUP) : line->text,
		    is_reprint(b, i));
		break;
	case LABEL_COPIES:
		add_copies(b, line, line->text);
		break;
	default:	/* LABEL_DISCLOSURE: printed as a remark */
		*VEC_ADD(b->arena, &b->sections.v[b->colophon].remarks) =
		    text_of_part(b, line, line->text);
	}
}

/* --- sections --------------------------------------------------------- */

static void
open_section(struct builder *b, const struct line *line)
{
	struct section *section;

	drop_settings(b);
	find_parents(b, b->sections.n);
	section = VEC_ADD(b->arena, &b->sections);
	b->current = b->sections.n - 1;
	b->closing = false;
	section->line = (size_t)(line - b->lines.v);
	section->document = NEW(b->arena, struct document);
	section->document->pos = text_pos(line->runs);
	section->attachment.document = section->document;
	section->attachment.kind = line->begins == BEGINS_PAGE ?
	    ATTACHMENT_PAGE : ATTACHMENT_ENCLOSURE;
	section->attachment.landscape = (line->page & PAGE_LANDSCAPE) != 0;
	section->attachment.unbound = (line->page & PAGE_UNBOUND) != 0;
}

/* "附件2", "附件2：", "附件2　某某表" */
static void
add_page_mark(struct builder *b, const struct line *line)
{
	struct section *section = section_of(b);
	struct str s = line->text;
	struct attach a = line->depth > 0 ? words_attach_title(s) :
	    words_attach(s);
	struct str mark = str_slice(s, a.open, a.mark);

	drop(b, line, REPAIR_MARK, str_slice(s, 0, a.open));
	section->attachment.mark = (struct span){
	    text_squeeze(b->arena, mark), span_of(line, mark).pos };
	section->attachment.number = a.number;
	drop(b, line, line->depth > 0 ? REPAIR_MARKUP : REPAIR_MARK,
	    str_slice(s, a.mark, a.length));
	if (line->depth > 0 && a.colon)
		finding_add(b->findings, FINDING_ATTACHMENT_COLON,
		    section->attachment.mark.pos,
		    "“%.*s”后面不用冒号，已去掉",
		    "no colon after “%.*s”; it was left out",
		    STR_ARG(section->attachment.mark.text));
	if (a.length < s.n)
		add_title(b, line, str_slice(s, a.length, s.n));
}

/* --- line by line ----------------------------------------------------- */

static bool
is_body(const struct line *line)
{
	return line->begins == BEGINS_NOTHING && (line->label == LABEL_BODY ||
	    line->label == LABEL_NUMBERED || line->label == LABEL_TABLE);
}

/* Does text of the body follow in the same document? */
static bool
body_follows(struct builder *b, size_t i)
{
	size_t end = i + 1;

	/* The lines that were passed over have the same to follow. */
	if (b->follows.from <= i && i < b->follows.to)
		return b->follows.answer;
	for (; end < b->lines.n; end++) {
		const struct line *line = &b->lines.v[end];

		if (line->begins != BEGINS_NOTHING || is_body(line) ||
		    (line->label != LABEL_CONTACT &&
		    line->label != LABEL_PAGE_NUMBER &&
		    !(line->cues & CUE_BIT(KEY_MEETING))))
			break;
	}
	b->follows.from = i;
	b->follows.to = end;
	b->follows.answer = end < b->lines.n && is_body(&b->lines.v[end]);
	return b->follows.answer;
}

/* What the author said already is there; the text says it once more. */
static bool
is_given(const struct builder *b, const struct line *line)
{
	return (b->given >> line->label & 1) != 0 && b->current == 0 &&
	    line->said == 0;
}

static void
add_given(struct builder *b, const struct line *line)
{
	struct document *document = b->root;
	struct str typed = text_squeeze(b->arena, line->text);
	struct str said = STR_NONE;

	switch ((enum label)line->label) {
	case LABEL_TITLE:
		said = bare(b, document->title);
		break;
	case LABEL_NUMBER:
		said = text_squeeze(b->arena, document->number.text);
		break;
	case LABEL_RECIPIENTS:
		said = bare(b, document->recipients);
		break;
	case LABEL_DATE:
		said = text_squeeze(b->arena, document->date.text);
		break;
	case LABEL_SIGNATURE:
		if (document->signatures.n > 0)
			said = text_squeeze(b->arena,
			    document->signatures.v[0].text);
		break;
	default:
		break;
	}
	if (said.n > 0 && (str_has(said, typed) || str_has(typed, said)))
		drop(b, line, REPAIR_REPEATED, line->text);
	else
		add_paragraph(b, line, line->text);
}

/* 出席：甲、乙。 when nothing of the body comes after it. */
static void
add_meeting(struct builder *b, size_t i)
{
	const struct line *line = &b->lines.v[i];
	struct document *document = section_of(b)->document;
	struct text *slot = line->label == LABEL_PRESENT ? &document->present :
	    line->label == LABEL_EXCUSED ? &document->excused :
	    &document->observers;

	if (slot->n > 0 || body_follows(b, i))
		add_paragraph(b, line, line->text);
	else
		*slot = text_of_part(b, line,
		    after_key(b, line, REPAIR_LABEL));
}

static void
add_contact(struct builder *b, size_t i)
{
	const struct line *line = &b->lines.v[i];
	struct section *section = section_of(b);

	if (section->dated ? section->after.n > 0 : body_follows(b, i)) {
		add_paragraph(b, line, line->text);
		return;
	}
	if (section->contacts.n == 0)
		section->document->contacts_first = section->note.n == 0 &&
		    section->signatures.n == 0 &&
		    section->document->date.text.n == 0;
	*VEC_ADD(b->arena, &section->contacts) =
	    text_of_part(b, line, line->text);
}

/* A bar of a web page, or its list of downloads: the first line is told. */
static void
leave_out(struct builder *b, size_t i)
{
	const struct line *line = &b->lines.v[i];

	for (size_t k = 0; k < line->runs.n; k++)	/* with those below */
		*VEC_ADD(b->arena, &b->dropped.list) = (struct repair){
		    REPAIR_PROPERTY, line->runs.v[k].pos,
		    (uint32_t)line->runs.v[k].text.n };
	if (i > 0 && line[-1].label == LABEL_PROPERTY)
		return;
	finding_add(b->findings, FINDING_WEB_LINE,
	    span_of(line, line->text).pos,
	    "从这一行起是网页的栏目（来源、浏览次数、附件下载等）或邮件的头和"
	    "附言，不是公文的文字，没有排；如果是正文，请改写，不要以这些字样"
	    "开头",
	    "from here on there is a bar or a list of downloads of a web page, "
	    "or the head of a mail and a word above; it is left out. If it is "
	    "text, do not begin it with such words");
}

/* The number or title of line I stands in a page's block: told. */
static void
tell_taken(struct builder *b, size_t i)
{
	const struct line *line = &b->lines.v[i];

	if ((line->label == LABEL_NUMBER || line->label == LABEL_TITLE) &&
	    ((i > 0 && line[-1].label == LABEL_PROPERTY) ||
	    (i + 1 < b->lines.n && line[1].label == LABEL_PROPERTY)))
		finding_add(b->findings, FINDING_WEB_LINE,
		    span_of(line, line->text).pos,
		    "公文里没有另写的%s取自网页的栏目，请核对",
		    "the %s is taken from a bar of the web page, as the "
		    "document has none of its own; check it",
		    b->findings->language == LANGUAGE_EN ?
		    line->label == LABEL_TITLE ? "title" : "number" :
		    line->label == LABEL_TITLE ? "标题" : "发文字号");
}

/* One line that stands for itself; its value when the author named it. */
static void
add_line(struct builder *b, size_t i)
{
	const struct line *line = &b->lines.v[i];
	struct section *section = section_of(b);
	struct str s = line->text;

	if (line->said > 0 && line->label != LABEL_NOTE &&
	    line->label != LABEL_PROPERTY &&	/* whole, with its key */
	    !(line->cues & CUE_BIT(KEY_MEETING))) {
		s = after_key(b, line, REPAIR_MARKUP);
		tell_taken(b, i);
	}
	switch ((enum label)line->label) {
	case LABEL_COPY_NUMBER:
		put_span(b, &section->document->copy_number, span_of(line,
		    line->key > 0 && line->said == 0 ?
		    after_key(b, line, REPAIR_MARKUP) : s));
		break;
	case LABEL_SECRECY:
		add_secrecy(b, line, line->key > 0 && line->said == 0 ?
		    after_key(b, line, REPAIR_MARKUP) : s);
		break;
	case LABEL_URGENCY:
		put_span(b, &section->document->urgency, span_of(line,
		    line->key > 0 && line->said == 0 ?
		    after_key(b, line, REPAIR_MARKUP) : s));
		break;
	case LABEL_HANDLING:
		add_handling(b, line);
		break;
	case LABEL_MARK:		/* in a cell of several lines, too */
		for (struct str name; str_line(&s, &name);)
			add_mark(b, line, name);
		break;
	case LABEL_NUMBER:
		add_number(b, line, s);
		break;
	case LABEL_SIGNER:
		add_signers(b, line, after_key(b, line, REPAIR_LABEL));
		break;
	case LABEL_TITLE:
		add_title(b, line, s);
		break;
	case LABEL_TITLE_NOTE:
		add_title_note(b, line);
		break;
	case LABEL_BYLINE: case LABEL_SIGNATURE:
		add_signature(b, line, s);
		break;
	case LABEL_PRESENT: case LABEL_EXCUSED: case LABEL_OBSERVERS:
		add_meeting(b, i);
		break;
	case LABEL_RECIPIENTS:
		add_recipients(b, line, s);
		break;
	case LABEL_NUMBERED:
		if (section->dated)
			add_paragraph(b, line, s);
		else
			add_numbered(b, line);
		break;
	case LABEL_FILL:
		add_fill(b, line);
		break;
	case LABEL_NOTE:
		add_note(b, line);
		break;
	case LABEL_NOTE_ITEM:
		add_note_name(b, line, s);
		break;
	case LABEL_CONTACT:
		add_contact(b, i);
		break;
	case LABEL_ISSUED:	/* in one line, or a line each */
		if (line->cues & (CUE_BIT(IS_DATE) | CUE_BIT(DATED)))
			add_date(b, line, s);
		else
			add_signature(b, line, s);
		break;
	case LABEL_DATE: case LABEL_SIGNED_DATE:
		add_date(b, line, s);
		section->dated |= section->body.n > 0 &&
		    lines_ended(&b->lines, i);
		break;
	case LABEL_ACTING:
		add_acting(b, line, s);
		break;
	case LABEL_REMARK:
		add_remark(b, line, s);
		break;
	case LABEL_ATTACHMENT:
		if (section->line == i)
			add_page_mark(b, line);
		else
			add_paragraph(b, line, s);
		break;
	case LABEL_PAGE_NUMBER:
		drop(b, line, REPAIR_PAGE_NUMBER, line->text);
		break;
	case LABEL_RULE:
		drop(b, line, REPAIR_RULE, line->text);
		break;
	case LABEL_MARKUP:
		drop(b, line, REPAIR_LABEL, line->text);
		break;
	case LABEL_PROPERTY:
		leave_out(b, i);
		break;
	default:	/* LABEL_BODY, LABEL_FORM_NOTE */
		add_paragraph(b, line, s);
	}
}

static bool
is_colophon(int label)
{
	switch ((enum label)label) {
	case LABEL_SUBJECT: case LABEL_CC: case LABEL_REPORT:
	case LABEL_SEND: case LABEL_PRINTER: case LABEL_PRINT:
	case LABEL_COPIES: case LABEL_DISCLOSURE:
		return true;
	default:
		return false;
	}
}

/* Page numbers that stand between the rows of a line. */
static void
drop_between(struct builder *b, const struct line *line)
{
	for (size_t i = 0; i + 1 < line->runs.n; i++) {
		const struct run *run = &line->runs.v[i];
		struct str rest = str_slice(b->lines.text, run->pos.offset +
		    run->text.n, run[1].pos.offset), s;

		while (str_line(&rest, &s)) {
			s = words_trim(s);
			if (row_is_page_number(s))
				*VEC_ADD(b->arena, &b->dropped.list) =
				    (struct repair){ REPAIR_PAGE_NUMBER, {
				    b->lines.file, (uint32_t)(s.p -
				    b->lines.text.p) }, (uint32_t)s.n };
		}
	}
}

/* Lines that go on with line I are joined to it; page numbers may part them. */
static size_t
take_more(struct builder *b, size_t i)
{
	size_t end = i + 1, last = i;

	for (; end < b->lines.n; end++)
		if (b->lines.v[end].label == LABEL_MORE)
			last = end;
		else if (b->lines.v[end].label != LABEL_PAGE_NUMBER)
			break;
	if (last > i)
		lines_join(b->arena, &b->lines, i, last + 1);
	return last + 1;
}

static void
add_lines(struct builder *b)
{
	for (size_t i = 0; i < b->lines.n;) {
		const struct line *line = &b->lines.v[i];
		size_t next = i + 1;

		if (budget_spent(b->arena, b->findings,
		    span_of(line, line->text).pos, 1))
			return;
		if (line->begins != BEGINS_NOTHING &&
		    b->sections.n < SECTIONS_MAX)
			open_section(b, line);
		if (line->kind != LINE_TEXT) {
			add_special(b, line);
			i = next;
			continue;
		}
		if (line->label == LABEL_TABLE || line->label == LABEL_CELL) {
			next = table_end(b, i);
			if (line->known != NULL)
				add_known(b, line);
			else
				add_table(b, i, next);
			i = next;
			continue;
		}
		drop_between(b, line);
		next = take_more(b, i);
		for (size_t k = i + 1; k < next; k++)
			if (b->lines.v[k].label == LABEL_PAGE_NUMBER)
				add_line(b, k);
		if (is_given(b, line))
			add_given(b, line);
		else if (is_colophon(line->label))
			add_colophon(b, i);
		else {
			b->closing &= line->label == LABEL_PAGE_NUMBER ||
			    line->label == LABEL_RULE;
			add_line(b, i);
		}
		i = next;
	}
}

/* --- the document ----------------------------------------------------- */

/* 青禾市, by itself: the place that a name begins with. */
static bool
is_place(struct str s)
{
	return words_place(char_before(s, &(size_t){ s.n })) &&
	    char_count(s) <= PLACE_MAX;
}

/* A name broken over two lines is one: the first part is no organ by itself. */
static void
join_names(struct builder *b, struct span *v, size_t *n)
{
	size_t k = 0, end = 0;

	if (b->lines.known != NULL && b->lines.known->style_count > 0)
		return;			/* a DOCX of our own has them whole */
	for (size_t i = 0; i < *n; i++) {
		struct span *last = k > 0 ? &v[k - 1] : NULL;
		size_t from = end;

		end = v[i].pos.offset + v[i].text.n;
		if (last != NULL && words_trim(str_slice(b->lines.text, from,
		    v[i].pos.offset)).n == 0 &&
		    (!words_organ(last->text) || (is_place(last->text) &&
		    !is_place(v[i].text))) &&
		    !words_person(last->text) && words_organ(str_cat(b->arena,
		    last->text, v[i].text)))
			last->text = str_cat(b->arena, last->text, v[i].text);
		else
			v[k++] = v[i];
	}
	*n = k;
}

/* Bold marks what an element is; the page has a face for each. */
static void
make_plain(struct run *v, size_t n)
{
	for (size_t i = 0; i < n; i++)
		v[i].flags &= ~(unsigned)(RUN_BOLD | RUN_ITALIC);
}

static bool
is_bold(const struct run *v, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (v[i].text.n > 0 && (v[i].flags & RUN_BOLD) == 0)
			return false;
	return true;
}

static void
make_elements_plain(struct document *document)
{
	for (size_t i = 0; i < ELEMENT_COUNT; i++) {
		void *slot = element_of(document, &elements[i]);

		if (elements[i].kind == ELEMENT_TEXT)
			make_plain(((struct text *)slot)->v,
			    ((struct text *)slot)->n);
		else if (elements[i].kind == ELEMENT_TEXTS)
			for (size_t k = 0; k < ((struct texts *)slot)->n; k++)
				make_plain(((struct texts *)slot)->v[k].v,
				    ((struct texts *)slot)->v[k].n);
	}
	for (size_t i = 0; i < document->note.n; i++)
		make_plain(document->note.v[i].name.v,
		    document->note.v[i].name.n);
	for (size_t i = 0; i < document->body.n; i++) {
		struct block *block = &document->body.v[i];

		if (block->kind == BLOCK_HEADING && block->level > 0 &&
		    block->level < 3 && is_bold(block->text.v, block->topic))
			make_plain(block->text.v, block->topic);
	}
}

#define PUT(slot, vec)	do {						\
	if ((vec).n > 0) {						\
		(slot).v = (vec).v;					\
		(slot).n = (vec).n;					\
	}								\
} while (0)

static void
finish_section(struct builder *b, struct section *section)
{
	struct document *document = section->document;

	join_names(b, section->signatures.v, &section->signatures.n);
	join_names(b, section->marks.v, &section->marks.n);
	PUT(document->marks, section->marks);
	PUT(document->signers, section->signers);
	PUT(document->signatures, section->signatures);
	PUT(document->contacts, section->contacts);
	PUT(document->remarks, section->remarks);
	PUT(document->after, section->after);
	PUT(document->body, section->body);
	PUT(document->note, section->note);
	heading_topics(b->arena, document->body);
	make_elements_plain(document);
}

static bool
speaks_of_attachments(struct builder *b, const struct section *section)
{
	for (size_t i = 0; i < section->body.n; i++)
		if (str_has(text_join(b->arena, section->body.v[i].text,
		    STR_NONE), STR("附件")))
			return true;
	return false;
}

/*
 * The 附件说明 below a paper that a notice issues is the notice's when it is
 * the notice that speaks of attachments, and the paper does not.
 */
static void
give_back_note(struct builder *b)
{
	struct section *notice = &b->sections.v[0];

	for (size_t i = 1; i < b->sections.n && notice->note.n == 0; i++) {
		struct section *paper = &b->sections.v[i];

		if (paper->note.n == 0 || paper->numbered ||
		    paper->attachment.kind != ATTACHMENT_ENCLOSURE ||
		    paper->document->recipients.n > 0 ||
		    !speaks_of_attachments(b, notice) ||
		    speaks_of_attachments(b, paper))
			continue;
		notice->note = paper->note;
		notice->document->note = paper->document->note;
		paper->document->note = (struct note){ 0 };
		paper->note.n = 0;
	}
}

/* A whole document is listed by its number, not by its title. */
static void
name_forwarded(struct section *section, const struct section *parent)
{
	unsigned number = section->attachment.number;

	if (section->attachment.kind == ATTACHMENT_PAGE &&
	    section->numbered && parent->note.n > 0 &&
	    number <= parent->note.n)
		section->attachment.listed =
		    parent->note.v[number > 0 ? number - 1 : 0].name;
}

/* The pages in order, each with its parent. */
static void
hang_sections(struct builder *b)
{
	size_t *counts = NEW_ARRAY(b->arena, size_t, b->sections.n);

	for (size_t i = 1; i < b->sections.n; i++)
		counts[b->sections.v[i].parent]++;
	for (size_t i = 0; i < b->sections.n; i++)
		b->sections.v[i].document->attachments =
		    (struct attachments){ counts[i] == 0 ? NULL : NEW_ARRAY(
		    b->arena, struct attachment, counts[i]), 0 };
	for (size_t i = 1; i < b->sections.n; i++) {
		struct section *section = &b->sections.v[i];
		struct section *parent = &b->sections.v[section->parent];
		struct attachments *list = &parent->document->attachments;

		/* Without a mark, but in the list: it is to have one. */
		if (section->attachment.kind == ATTACHMENT_ENCLOSURE &&
		    !document_is_complete(section->document) &&
		    lists(b, parent, section->document->title))
			section->attachment.kind = ATTACHMENT_PAGE;
		name_forwarded(section, parent);
		list->v[list->n++] = section->attachment;
	}
}

/* Words to the checker, without their marks. */
static void
add_comments(struct builder *b, const struct rows *rows)
{
	struct spans *list = &b->root->comments;

	list->v = NEW_ARRAY(b->arena, struct span, rows->comments.n);
	for (size_t i = 0; i < rows->comments.n; i++) {
		struct str s = rows->comments.v[i];
		struct str inner = words_trim(str_slice(s,
		    STR("<!--").n, s.n - STR("-->").n));
		uint32_t from = (uint32_t)(s.p - b->lines.text.p);
		struct pos pos = { b->lines.file, from };

		*VEC_ADD(b->arena, &b->dropped.list) = (struct repair){
		    REPAIR_MARKUP, pos, (uint32_t)STR("<!--").n };
		pos.offset = from + (uint32_t)(s.n - STR("-->").n);
		*VEC_ADD(b->arena, &b->dropped.list) = (struct repair){
		    REPAIR_MARKUP, pos, (uint32_t)STR("-->").n };
		pos.offset = (uint32_t)(inner.p - b->lines.text.p);
		list->v[list->n++] = (struct span){ inner, pos };
	}
}

/* The comments of Markdown. */
static void
collect_comments(struct builder *b)
{
	struct str text = b->lines.text;
	VEC(struct span) list = { 0 };
	size_t at = 0, end;

	while ((at = str_find(text, STR("<!--"), at)) != SIZE_MAX &&
	    (end = str_find(text, STR("-->"), at + 4)) != SIZE_MAX) {
		struct str s = str_trim(str_slice(text, at + 4, end));

		*VEC_ADD(b->arena, &list) = (struct span){ s, {
		    b->lines.file, (uint32_t)(s.p - text.p) } };
		at = end + 3;
	}
	b->root->comments = (struct spans){ list.v, list.n };
}

/* One finding for each kind of what was left out, at the first place. */
static void
tell_dropped(struct builder *b)
{
	static const char *const words[REPAIR_KINDS][2] = {
		[REPAIR_LABEL] = { "要素的名称（如“附件：”“抄送：”），"
		    "由程序排出",
		    "names of elements (附件：, 抄送：), which the program "
		    "sets" },
		[REPAIR_MARK] = { "主送后的冒号、附注的括号等，由程序排出",
		    "colons and brackets that the program sets" },
		[REPAIR_PAGE_NUMBER] = { "页码", "page numbers" },
		[REPAIR_RULE] = { "横线", "rules" },
		[REPAIR_PROPERTY] = { "网页的属性栏（索引号、主题分类等），"
		    "不是公文的文字",
		    "the web page's own table (索引号, 主题分类)" },
		[REPAIR_WEEKDAY] = { "成文日期后的星期",
		    "weekdays behind dates" },
		[REPAIR_HEADER] = { "每页重复的表头",
		    "heads of tables repeated on pages" },
		[REPAIR_MARKUP] = { "标记（# | 标题： 等）",
		    "marks (# | 标题： and the like)" },
		[REPAIR_REPEATED] = { "与已写明的要素相同的文字",
		    "text that repeats an element said already" },
	};
	size_t counts[REPAIR_KINDS] = { 0 };
	struct pos first[REPAIR_KINDS];
	bool english = b->findings->language == LANGUAGE_EN;

	for (size_t i = 0; i < b->dropped.list.n; i++) {
		const struct repair *repair = &b->dropped.list.v[i];

		if (counts[repair->kind]++ == 0)
			first[repair->kind] = repair->pos;
	}
	for (size_t k = 0; k < REPAIR_KINDS; k++)
		if (counts[k] > 0 && !(b->lines.marked &&
		    (k == REPAIR_MARKUP || k == REPAIR_LABEL ||
		    k == REPAIR_MARK)))
			finding_add(b->findings, FINDING_TEXT_LEFT_OUT,
			    first[k], "不作为文字：%s（%zu处，这是第一处）",
			    "not taken for text: %s (%zu of them, the first "
			    "is here)", words[k][english], counts[k]);
}

/* What keys in the text say counts for the lines after them as well. */
static uint64_t
said_labels(const struct lines *lines)
{
	uint64_t said = 0;

	for (size_t i = 0; i < lines->n; i++)
		if (lines->v[i].said > 0)
			said |= UINT64_C(1) << (lines->v[i].said - 1);
	return said & (UINT64_C(1) << LABEL_NUMBER | UINT64_C(1) <<
	    LABEL_TITLE | UINT64_C(1) << LABEL_RECIPIENTS |
	    UINT64_C(1) << LABEL_DATE | UINT64_C(1) << LABEL_SIGNATURE);
}

/*
 * The file of an attachment that begins with its mark: the page is what stands
 * under it, and what follows are pages beside it.
 */
static struct document *
unwrap_page(struct builder *b, struct document *root, struct attachment *page)
{
	struct attachments list = root->attachments;
	struct document *inner;

	if (list.n == 0 || root->body.n > 0 || list.v[0].document == NULL ||
	    list.v[0].kind != ATTACHMENT_PAGE || (root->title.n > 0 &&
	    !str_eq(text_join(b->arena, root->title, STR_NONE),
	    text_join(b->arena, list.v[0].document->title, STR_NONE))))
		return root;
	inner = list.v[0].document;
	page->mark = list.v[0].mark;
	page->landscape |= list.v[0].landscape;
	page->unbound |= list.v[0].unbound;
	if (inner->attachments.n == 0)
		inner->attachments = (struct attachments){ list.v + 1,
		    list.n - 1 };
	inner->repairs = root->repairs;
	return inner;
}

/* What an author of Markdown typed into the text and not above it. */
static void
tell_typed(struct builder *b, const struct document *document)
{
	bool english = b->findings->language == LANGUAGE_EN;

	for (size_t i = 0; i < ELEMENT_COUNT; i++) {
		const struct element *element = &elements[i];
		struct span value;

		if (element->part == PART_NOWHERE ||
		    element->id == ELEMENT_title ||
		    !element_given(document, element))
			continue;
		value = element_value(b->arena, document, element, " ");
		if (value.pos.file == b->lines.file &&
		    value.pos.offset >= b->body)
			finding_add(b->findings, FINDING_ELEMENT_TYPED,
			    value.pos, "已把“%.*s”认作%.*s",
			    "“%.*s” was taken for the %.*s",
			    STR_ARG(value.text), english ?
			    (int)strlen(element->json) :
			    (int)element_title(element).n, english ?
			    element->json : element_title(element).p);
	}
}

/* 2026-06-14 is printed as 2026年6月14日; 2026.6.14 is for the checker. */
static void
spell_date(struct builder *b, struct document *document)
{
	struct span typed = document->date;
	struct date date;
	size_t length;

	if (typed.pos.file != b->lines.file || !str_has(typed.text,
	    STR("-")) || !date_parse(typed.text, &date, &length) ||
	    length < typed.text.n || date.day == 0)
		return;
	front_set(b->arena, document, (struct span){ STR("成文日期"),
	    typed.pos }, typed, b->findings);
}

/* What the text of a file and what its front matter say. */
static struct document *
read_text(struct builder *b, const struct document *front, bool marked,
    struct rows *rows, const struct source_options *options,
    struct attachment *page)
{
	b->root = NEW(b->arena, struct document);
	b->root->pos = (struct pos){ rows->file, 0 };
	b->lines = lines_read(b->arena, rows, marked, front, b->findings);
	lines_label(b->arena, &b->lines, page != NULL &&
	    !document_is_complete(front), options->explain, b->findings);
	b->given = said_labels(&b->lines);
	b->dropped.list.v = rows->marks.list.v;
	b->dropped.list.n = rows->marks.list.n;
	b->dropped.list.capacity = rows->marks.list.capacity;
	b->mark_count = rows->marks.list.n;
	VEC_ADD(b->arena, &b->sections)->document = b->root;
	add_lines(b);
	forget_marks(b);
	drop_settings(b);
	give_back_note(b);
	for (size_t i = 0; i < b->sections.n; i++)
		finish_section(b, &b->sections.v[i]);
	find_parents(b, b->sections.n);
	hang_sections(b);
	if (marked)
		collect_comments(b);
	else
		add_comments(b, rows);
	tell_dropped(b);
	b->root->repairs = (struct repairs){ b->dropped.list.v,
	    b->dropped.list.n };
	return b->root;
}

static struct document *
read_document(struct arena *arena, uint32_t file, bool marked,
    const struct knowledge *known, const struct source_options *options,
    struct attachment *page, struct findings *findings)
{
	struct builder b = { .arena = arena, .findings = findings,
	    .special = { .arena = arena, .findings = findings,
	    .settings = TABLE_SETTINGS_INIT } };
	struct arena own = ARENA_INIT;
	struct rows rows = { .known = known, .arena = &own };
	struct document front = { 0 };

	b.special.folder = path_folder(findings->files->list.v[file - 1].name);
	if (known == NULL &&
	    front_read(arena, file, &front, &b.body, findings) != 0)
		return NULL;
	rows.authored = marked && b.body > 0;
	row_read(arena, file, b.body, marked, &rows, findings);
	read_text(&b, &front, marked, &rows, options, page);
	arena_release(&own);
	/* What has spent its budget has lost text, and has said so. */
	if (!marked && !arena->spent && integrity_check(b.root, file, b.body,
	    findings) != 0)
		return NULL;
	join_front(arena, &front, b.root, findings);
	for (size_t i = 0; i < b.sections.n; i++) {
		if (marked)
			tell_typed(&b, b.sections.v[i].document);
		spell_date(&b, b.sections.v[i].document);
	}
	if (page != NULL)
		return unwrap_page(&b, b.root, page);
	for (size_t i = 0; i < options->set.n; i++)
		front_set(arena, b.root, options->set.v[i].name,
		    options->set.v[i].text, findings);
	return b.root;
}

struct document *
text_read_page(struct arena *arena, uint32_t file, bool marked,
    const struct source_options *options, struct attachment *page,
    struct findings *findings)
{
	return read_document(arena, file, marked, NULL, options, page,
	    findings);
}

struct document *
text_read_known(struct arena *arena, uint32_t file,
    const struct knowledge *known, const struct source_options *options,
    struct findings *findings)
{
	return read_document(arena, file, false, known, options, NULL,
	    findings);
}

struct document *
markdown_read(struct arena *arena, uint32_t file,
    const struct source_options *options, struct findings *findings)
{
	return text_read_page(arena, file, true, options, NULL, findings);
}
