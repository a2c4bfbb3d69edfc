/*
 * The styles of the program (layout/style.def) → what the paragraphs of a DOCX
 * are that it made.  Who edits such a file in Word keeps the styles, so they
 * are as certain as the marks of an author.
 */
#include "docx_own.h"

#include <string.h>

#include "../text/chars.h"
#include "../text/date.h"
#include "line.h"
#include "reader.h"

#define MARK_STYLE	"公文发文机关标志"
#define NUMBER_STYLE	"公文发文字号"
#define SIGNATURE_STYLE	"公文署名"
#define COPY_STYLE	"公文份号"
#define SECRECY_STYLE	"公文密级紧急程度"

bool
docx_own_parts(struct str style)
{
	return str_is_one(style, NUMBER_STYLE "|" SECRECY_STYLE "|" COPY_STYLE
	    "|" SIGNATURE_STYLE);
}

bool
docx_own_cell(struct str style)
{
	return str_starts(style, STR("公文表"));
}

unsigned
docx_own_level(struct str style)
{
	struct str word = STR("heading ");	/* LibreOffice: Heading */

	return style.n == word.n + 1 &&
	    str_eq_ascii(str_slice(style, 0, word.n), word) &&
	    style.p[word.n] >= '1' && style.p[word.n] <= '4' ?
	    (unsigned)(style.p[word.n] - '0') : 0;
}

/*
 * 签发人：甲 beside a number, and the names of more below.  The head of minutes
 * has an organ and a date there, which stay one line.
 */
void
docx_own_part(struct buf *text, size_t at)
{
	struct str s = str_slice(buf_view(text), at, text->n);

	if (str_has(s, STR("年")) && str_has(s, STR("月")))
		return;
	while ((at = str_find(buf_view(text), STR(DOCX_TAB), at)) !=
	    SIZE_MAX) {
		text->p[at] = '\n';
		at += STR(DOCX_TAB).n;
	}
}

bool
docx_own_joins(struct str style)
{
	return str_is_one(style, MARK_STYLE "|" SIGNATURE_STYLE) ||
	    docx_own_cell(style);
}

bool
docx_own_head(struct str style)
{
	return str_eq(style, STR(MARK_STYLE));
}

/* 签发人：甲, or names alone beside the number; A类 in the corner. */
static uint8_t
label_of_number(struct str line)
{
	if (words_handling(line))
		return LABEL_HANDLING + 1;
	if (words_doc_number(line) > 0 || str_ends(line, STR("号")))
		return LABEL_NUMBER + 1;
	if (str_ends(line, STR("文件")) || words_organ(line))
		return LABEL_MARK + 1;
	/* 第6期, a date */
	return text_has_digit(line) ? 0 : LABEL_SIGNER + 1;
}

static uint8_t
label_of_signature(struct str line)
{
	struct date date;
	size_t length;
	bool open = str_has(line, STR("年")) && words_day(line);

	if (open || date_parse(line, &date, &length))
		return LABEL_DATE + 1;
	if (text_has_digit(line))
		return 0;		/* 6月14日 */
	return (str_has(line, STR("代章")) ? LABEL_ACTING : LABEL_SIGNATURE) +
	    1;
}

/*
 * 000012; a letter has its number beside the first of such lines, and when it
 * was RTF its mark in a box of the same style.
 */
static uint8_t
label_of_copy(struct str line)
{
	return (words_doc_number(line) > 0 ? LABEL_NUMBER :
	    words_organ(line) ? LABEL_MARK : LABEL_COPY_NUMBER) + 1;
}

/* 机密★1年 or what stands for it, 内部资料; or 特急. */
static uint8_t
label_of_secrecy(struct str line)
{
	struct line seen = { .text = line };

	if (words_doc_number(line) > 0 || words_organ(line))
		return label_of_copy(line);
	line_look(&seen);
	return (str_has_one(line, "密|★") || (seen.cues &
	    CUE_BIT(KEY_SECRECY)) ? LABEL_SECRECY : LABEL_URGENCY) + 1;
}

static uint8_t
label_of_attachment(struct str line)
{
	return words_attach(line).length > 0 ? LABEL_ATTACHMENT + 1 : 0;
}

static uint8_t
label_of_level(struct str line)
{
	return ordinal_parse(str_slice(line, 0, 80)).style != ORDINAL_NONE ?
	    LABEL_NUMBERED + 1 : 0;
}

/* The organ and the day of printing; the rest has words before it. */
static uint8_t
label_of_colophon(struct str line)
{
	if (str_ends_one(line, "印发|翻印"))
		return LABEL_PRINT + 1;
	return words_organ(line) ? LABEL_PRINTER + 1 : 0;
}

/*
 * What is set as text is text, where it looks like the cells of a table or
 * like what has a style of its own.
 */
static uint8_t
label_of_text(struct str line)
{
	return str_starts_one(line, "抄送：|抄报：|分送：|报：|送：") ||
	    str_has(line, STR("|")) || str_ends(line, STR("章）：")) ?
	    LABEL_BODY + 1 : 0;
}

uint8_t
docx_own_label(struct str style, struct str line, bool first)
{
	static const struct {
		const char *style;
		int label;			/* -1: as the function says */
		uint8_t (*of)(struct str line);
	} styles[] = {
		{ "公文标题", LABEL_TITLE, NULL },
		{ "公文附件标题", LABEL_TITLE, NULL },
		{ "公文主送机关", LABEL_RECIPIENTS, NULL },
		{ MARK_STYLE, LABEL_MARK, NULL },
		{ "公文附注", LABEL_REMARK, NULL },
		{ "公文填报行", LABEL_FILL, NULL },
		{ COPY_STYLE, -1, label_of_copy },
		{ NUMBER_STYLE, -1, label_of_number },
		{ SIGNATURE_STYLE, -1, label_of_signature },
		{ SECRECY_STYLE, -1, label_of_secrecy },
		{ "公文附件标记", -1, label_of_attachment },
		{ "公文正文", -1, label_of_text },
		{ "公文版记", -1, label_of_colophon },
	};

	if (!first && (docx_own_level(style) > 0 ||
	    str_eq(style, STR("公文正文"))))
		return LABEL_MORE + 1;
	if (docx_own_level(style) > 0)
		return label_of_level(line);
	for (size_t i = 0; i < COUNT_OF(styles); i++)
		if (str_eq(style, str_of(styles[i].style)))
			return styles[i].of != NULL ? styles[i].of(line) :
			    (uint8_t)(styles[i].label + 1);
	return 0;
}

bool
docx_own_opens(const struct docx_form *form)
{
	return form->page_break && str_eq(form->style, STR("公文附件标题"));
}

/* --- what the form of paragraphs says ----------------------------------- */

const struct docx_paragraph *
docx_paragraph_at(const struct docx_facts *facts, struct pos pos)
{
	const struct docx_paragraph *v = facts->paragraphs;
	size_t n;

	if (facts->n == 0 || pos.file != facts->file ||
	    pos.offset == OFFSET_NONE)
		return NULL;
	n = count_upto(&v->pos.offset, sizeof(*v), facts->n, pos.offset);
	return n > 0 && pos.offset <= v[n - 1].pos.offset + v[n - 1].length ?
	    &v[n - 1] : NULL;
}

static bool
has_style(const struct docx_paragraph *paragraph, const char *style)
{
	return paragraph != NULL &&
	    str_eq(paragraph->form->style, str_of(style));
}

/*
 * A sealed date is centred under the seal, one with the stamp of a person's
 * signature ends at the right; else the two begin where they have to.  What
 * stands beside such a stamp is the post; the name is in the stamp.  Without a
 * date the name stands as it would.
 */
static void
find_seal(const struct docx_facts *facts, struct document *document)
{
	const struct docx_paragraph *date;
	enum seal seal = SEAL_STAMPED;

	if (document->signatures.n == 0)
		return;
	date = docx_paragraph_at(facts, document->date.text.n > 0 ?
	    document->date.pos :
	    document->signatures.v[document->signatures.n - 1].pos);
	if (!has_style(date, SIGNATURE_STYLE))
		return;
	if (date->form->align == DOCX_RIGHT)
		seal = SEAL_SIGNATURE;
	else if (date->form->align != DOCX_CENTER)
		seal = SEAL_NONE;
	if (seal == SEAL_SIGNATURE)
		document->signature_titles = document->signatures;
	if (document_seal(document) != seal)
		document->seal = seal;
}

/* A line over a table that names it, or its unit at the right. */
static bool
take_caption(const struct docx_facts *facts, const struct block *block,
    struct table *table)
{
	const struct docx_paragraph *paragraph = docx_paragraph_at(facts,
	    text_pos(block->text));

	if (block->text.n == 0 || (block->kind != BLOCK_PARAGRAPH &&
	    block->kind != BLOCK_FILL_LINE))
		return false;
	if (has_style(paragraph, "公文表题") && table->caption.n == 0)
		table->caption = block->text;
	else if (has_style(paragraph, "公文填报行") && table->unit.n == 0 &&
	    table->caption.n == 0 && paragraph->form->align == DOCX_RIGHT) {
		struct run *run = &block->text.v[0];
		size_t n = str_starts(run->text, STR("单位：")) ?
		    STR("单位：").n : 0;

		run->text = str_from(run->text, n);
		run->pos.offset += (uint32_t)n;
		table->unit = block->text;
	} else
		return false;
	return true;
}

static void
finish_blocks(const struct docx_facts *facts, struct blocks *blocks)
{
	size_t n = 0;

	for (size_t i = 0; i < blocks->n; i++) {
		struct block *block = &blocks->v[n++];

		*block = blocks->v[i];
		if (block->kind == BLOCK_HEADING && block->text.n > 0) {
			const struct docx_paragraph *paragraph =
			    docx_paragraph_at(facts, text_pos(block->text));

			if (paragraph != NULL &&
			    docx_own_level(paragraph->form->style) > 0)
				block->topic = block->text.n;
		} else if (block->kind == BLOCK_TABLE)
			while (n > 1 && take_caption(facts, &blocks->v[n - 2],
			    blocks->v[n - 1].table)) {
				blocks->v[n - 2] = blocks->v[n - 1];
				n--;
			}
	}
	blocks->n = n;
}

/*
 * The 版记 stands in a section after the text's where it was to have an even
 * page, or one upright; else it is turned as the text before it.
 */
static void
find_colophon(const struct docx_facts *facts, struct document *document)
{
	const struct docx_paragraph *colophon = NULL, *last = NULL;
	const struct docx_section *sections = facts->sections;

	for (size_t i = 0; i < facts->n; i++)
		if (has_style(&facts->paragraphs[i], "公文版记"))
			colophon = &facts->paragraphs[i];
	if (colophon == NULL || colophon->section >= facts->section_count)
		return;
	for (size_t i = 0; i < facts->n; i++)
		if (facts->paragraphs[i].section + 1 == colophon->section)
			last = &facts->paragraphs[i];
	document->turned_colophon = sections[colophon->section].landscape;
	document->even_colophon = has_style(last, "公文版记定位") &&
	    !sections[last->section].landscape;
}

/* 令 beside the names of a joint letterhead. */
static void
find_tail(const struct docx_facts *facts, struct document *document)
{
	struct spans *marks = &document->marks;
	const struct docx_paragraph *last = marks->n < 2 ? NULL :
	    docx_paragraph_at(facts, marks->v[marks->n - 1].pos);

	if (has_style(last, MARK_STYLE) && last->form->align == DOCX_RIGHT)
		document->mark_tail = marks->v[--marks->n];
}

/* The steps of 行高, as layout has. */
#define TIGHTEST	8
#define HEIGHT_MAX	40

void
docx_own_heights(int low, int high, int line, int pitch, struct table *table)
{
	int content = line * 4 / 3, asked;

	if (low <= content || pitch <= 0)
		return;
	/* Rows that did not fit their page are lower than was asked. */
	for (int n = 1; n < HEIGHT_MAX; n++)
		for (int tight = 0; tight < TIGHTEST; tight++) {
			asked = n * pitch;
			if (asked > content && low == content +
			    (asked - content) * (TIGHTEST - tight) /
			    TIGHTEST) {
				table->row_height = (unsigned)n;
				return;
			}
		}
	table->row_height = (unsigned)(low + pitch - 1) / pitch;
	table->fill_page = high > low;		/* they share its room */
}

/* As layout centres without being asked: short lines, nothing to tick. */
#define LABEL_MAX	12

static bool
is_label(struct str text)
{
	struct str line;

	if (str_has_one(text, "□|☐|.|,"))
		return false;
	while (str_line(&text, &line))
		if (char_count(line) > LABEL_MAX)
			return false;
	return true;
}

/* What the author said of column C: what its cells alone would not bring. */
static enum align
said_align(struct arena *arena, const struct docx_facts *facts,
    const struct table *table, unsigned c)
{
	static const enum align aligns[] = {
		[DOCX_LEFT] = ALIGN_LEFT, [DOCX_CENTER] = ALIGN_CENTER,
		[DOCX_RIGHT] = ALIGN_RIGHT, [DOCX_BOTH] = ALIGN_BODY,
		[DOCX_DISTRIBUTE] = ALIGN_BODY,
	};
	enum align align = ALIGN_BODY;
	bool said = false;

	for (unsigned r = table->header_rows; r < table->rows; r++) {
		const struct cell *cell = &table->cells[(size_t)r *
		    table->columns + c];
		const struct docx_paragraph *paragraph =
		    docx_paragraph_at(facts, cell->pos);
		enum align here = paragraph == NULL ? ALIGN_BODY :
		    aligns[paragraph->form->align];
		bool label = true;

		if (cell->covered || cell->colspan > 1)
			continue;
		if (here == ALIGN_BODY || (align != ALIGN_BODY &&
		    here != align))
			return ALIGN_BODY;
		align = here;
		for (size_t i = 0; i < cell->paragraphs.n; i++)
			label &= is_label(text_join(arena,
			    cell->paragraphs.v[i], STR("\n")));
		said |= label ? align == ALIGN_LEFT : align == ALIGN_CENTER ||
		    (align == ALIGN_LEFT && !table->form);
	}
	return said || align == ALIGN_RIGHT ? align : ALIGN_BODY;
}

void
docx_own_aligns(struct arena *arena, const struct docx_facts *facts,
    struct table *table)
{
	enum align *aligns = NEW_ARRAY(arena, enum align, table->columns);

	for (unsigned c = 0; c < table->columns; c++)
		if ((aligns[c] = said_align(arena, facts, table, c)) !=
		    ALIGN_BODY)
			table->aligns = aligns;
}

void
docx_own_issuer(struct arena *arena, const struct pack *pack,
    struct docx_facts *facts)
{
	struct files files = { .arena = arena };
	struct findings quiet = { .arena = arena, .files = &files };
	const struct part *part = pack_find(pack, STR("docProps/core.xml"));
	struct str s, open = STR("<dc:creator>");
	size_t at, end;

	if (part == NULL || pack_read(arena, pack, part, &s, &quiet) != 0 ||
	    (at = str_find(s, open, 0)) == SIZE_MAX)
		return;
	at += open.n;
	end = str_find(s, STR("<"), at);
	if (end != SIZE_MAX && memchr(s.p + at, '&', end - at) == NULL)
		facts->issuer = str_copy(arena, str_slice(s, at, end));
}

/*
 * 青禾市人民政府令: the mark of an order is its organ's, ends so, and is its
 * title when there is no other.
 */
static void
part_order(struct arena *arena, struct document *document)
{
	struct span mark;
	size_t n;

	if (document->marks.n != 1 || document->organs.n != 1 ||
	    document->mark_tail.text.n > 0)
		return;
	mark = document->marks.v[0];
	n = document->organs.v[0].text.n;
	if (!str_starts(mark.text, document->organs.v[0].text) ||
	    !str_eq(str_from(mark.text, n), STR("令")))
		return;
	document->mark_tail = span_part(mark, str_from(mark.text, n));
	document->marks.v[0].text.n = n;
	if (document->title.n == 0)
		document->title = text_plain(arena, mark);
}

/* The organs, as long as the letterhead has each of them. */
static void
find_organs(struct arena *arena, const struct docx_facts *facts,
    struct document *document)
{
	VEC(struct span) organs = { 0 };
	size_t at = 0;

	while (at < facts->issuer.n) {
		size_t to = str_find(facts->issuer, STR("、"), at);
		struct str name = str_slice(facts->issuer, at, to);
		bool found = false;

		for (size_t i = 0; i < document->marks.n; i++)
			found |= str_has(document->marks.v[i].text, name);
		if (!found)
			return;
		*VEC_ADD(arena, &organs) = (struct span){ name, POS_NONE };
		at = to == SIZE_MAX ? facts->issuer.n : to + STR("、").n;
	}
	if (document->organs.n == 0)
		document->organs = (struct spans){ organs.v, organs.n };
	part_order(arena, document);
	if (str_eq(document->mark_tail.text, STR("令"))) {
		document->format = FORMAT_ORDER;
		document->mark_tail.pos = POS_NONE;	/* made anyway */
	}
}

/* What the box beside LABEL holds; false when there is no such box. */
static bool
box_beside(struct arena *arena, const struct table *table, const char *label,
    struct span *value)
{
	size_t n = (size_t)table->rows * table->columns;

	for (size_t i = 0; i + 1 < n; i++) {
		const struct cell *cell = &table->cells[i];
		const struct texts *box = &table->cells[i + 1].paragraphs;

		if (cell->paragraphs.n != 1 || !str_eq(text_join(arena,
		    cell->paragraphs.v[0], STR_NONE), str_of(label)))
			continue;
		*value = (struct span){ STR_NONE, table->cells[i + 1].pos };
		if (box->n > 0 && box->v[0].n > 0)
			*value = (struct span){ str_trim(text_join(arena,
			    box->v[0], STR_NONE)), text_pos(box->v[0]) };
		return box->n <= 1;
	}
	return false;
}

/* The boxes of a 呈批件 hold elements, if nothing else was filled in. */
static void
take_boxes(struct arena *arena, struct document *document)
{
	static const struct {
		const char *label;
		bool blank;
	} boxes[] = {
#define BOX(row, column, label, member)	{ label, false },
#define BLANK(row, column, label)	{ label, true },
#include "../document/boxes.def"
	};
	struct blocks *body = &document->body;
	struct span number, secrecy, urgency, signers, value;
	VEC(struct span) names = { 0 };

	if (!str_eq(document->mark_tail.text, STR("呈批件")) || body->n == 0 ||
	    body->v[0].kind != BLOCK_TABLE)
		return;
	for (size_t i = 0; i < COUNT_OF(boxes); i++)
		if (!box_beside(arena, body->v[0].table, boxes[i].label,
		    &value) || (boxes[i].blank && value.text.n > 0))
			return;
#define BOX(row, column, label, member) \
	box_beside(arena, body->v[0].table, label, &member);
#define BLANK(row, column, label)
#include "../document/boxes.def"
	document->number = number;
	document->secrecy = secrecy;
	document->urgency = urgency;
	document->format = FORMAT_SUBMISSION;
	document->mark_tail.pos = POS_NONE;
	while (signers.text.n > 0) {
		size_t to = str_find(signers.text, STR("　"), 0);

		*VEC_ADD(arena, &names) = span_part(signers,
		    str_slice(signers.text, 0, to));
		signers = span_part(signers, str_trim_left(str_slice(
		    signers.text, to, signers.text.n)));
	}
	document->signers = (struct spans){ names.v, names.n };
	memmove(body->v, body->v + 1, --body->n * sizeof(*body->v));
}

/* Where the first character of S from byte AT on is that is no blank. */
static size_t
behind_blanks(struct str s, size_t at)
{
	for (size_t to = at; to < s.n; at = to)
		if (!char_is_space(char_next(s, &to)))
			break;
	return at;
}

/* A line of the title ended at a blank: the properties have the whole. */
static void
find_title_blanks(struct arena *arena, const struct docx_facts *facts,
    struct text *title)
{
	struct str said = property_find(&facts->properties, STR("标题"));
	size_t *begins = NEW_ARRAY(arena, size_t, title->n + 1), at = 0;

	for (size_t i = 0; i < title->n; i++) {
		struct str run = title->v[i].text;

		begins[i] = behind_blanks(said, at);
		for (size_t in = behind_blanks(run, 0); in < run.n;
		    in = behind_blanks(run, in)) {
			at = behind_blanks(said, at);
			if (at >= said.n ||
			    char_next(run, &in) != char_next(said, &at))
				return;
		}
	}
	begins[title->n] = said.n;
	for (size_t i = 0; i < title->n && at == said.n; i++)
		title->v[i].text = str_slice(said, begins[i], begins[i + 1]);
}

static void
finish_document(const struct docx_facts *facts, struct document *document)
{
	find_seal(facts, document);
	finish_blocks(facts, &document->body);
	EACH(const struct attachment, page, document->attachments)
		if (page->document != NULL)
			finish_document(facts, page->document);
}

void
docx_own_finish(struct arena *arena, const struct docx_facts *facts,
    struct document *document)
{
	find_tail(facts, document);
	find_title_blanks(arena, facts, &document->title);
	find_organs(arena, facts, document);
	find_colophon(facts, document);
	take_boxes(arena, document);
	finish_document(facts, document);
}
