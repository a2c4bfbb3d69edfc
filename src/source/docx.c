/*
 * The body of a DOCX → lines of text, tables and facts of layout, which the
 * reader of text gets as certain.  Read it from docx_document.
 */
#include "docx.h"

#include <stdlib.h>
#include <string.h>

#include "../base/budget.h"
#include "../base/file.h"
#include "../text/chars.h"
#include "../text/decode.h"
#include "../text/ordinal.h"
#include "../text/words.h"
#include "docx_own.h"
#include "docx_text.h"
#include "line.h"
#include "picture.h"
#include "table.h"

/* Tables in cells, boxes in boxes, controls in controls; Word stops at 20. */
#define HEADING_MAX	40	/* characters */
#define PART_MAX	8	/* 实施方案; more of them are a title */
#define DEPTH_MAX	48
#define COLUMNS_MAX	128
#define CELLS_MAX	500000
#define FILE_LIMIT	((size_t)128 << 20)
#define LEAD_MAX	24	/* paragraphs that are on the first page */
#define MARK_SIZE	52	/* of a 标志, half-points, and more */
#define BLANK_LINE	560		/* twips; the body's line */
#define EMU_PIXEL	9525		/* 96 of them an inch */

/* A cell as it is met: its paragraphs by number, before the grid is known. */
struct raw_cell {
	size_t first, last;		/* paragraphs FIRST..LAST-1 */
	unsigned row, column, colspan;
	bool merge_start, merge_on;
};

struct raw_table {
	unsigned *widths;		/* of the columns of its grid, twips */
	size_t width_count;
	int low, high;			/* rows below the head, twips */
	size_t first, n;		/* cells */
	unsigned columns;
	bool controls;			/* it holds content controls */
};

/* What is in force while blocks are read. */
struct context {
	int depth;
	bool in_table, in_box, in_frame;
};

/* A header or footer, by its part. */
struct margin {
	struct str target;
	struct docx_footer footer;
};

struct emphases {
	struct emphasis *v;
	size_t n, capacity;
};

enum note_kind { NOTE_FOOT, NOTE_END, NOTE_KINDS };

/* Headers and footers that are looked at. */
#define MARGINS_MAX	100

/* Forms or fonts that were met last: a table has the same ones in each row. */
struct recent {
	const void *v[16];
	size_t next;
};

/* A footnote or endnote; its words stand once, however often it is named. */
struct note_at {
	const xmlNode *node;
	bool taken;
};

struct reader {
	struct arena *arena;
	struct arena *lists;		/* of paragraphs, runs and cells */
	struct findings *findings;
	const struct pack *pack;
	struct markup_reading *reading;	/* the main part */
	struct relations relations;	/* of it */
	struct docx_styles *styles;
	struct docx_facts *facts;
	struct buf text;
	VEC(struct docx_paragraph) paragraphs;
	VEC(struct docx_run) runs;
	VEC(struct docx_table) tables;
	VEC(struct raw_table) raw;
	VEC(struct raw_cell) cells;
	VEC(struct docx_section) sections;
	VEC(const xmlNode *) boxes;	/* of the paragraph, and pictures: read
					   after it */
	struct recent forms, fonts;
	struct buf field;		/* its code */
	bool in_code;
	size_t run_start;		/* of the run that is being read */
	struct docx_font run_font;
	xmlDoc *notes[NOTE_KINDS];
	VEC(struct note_at) note_list[NOTE_KINDS];
	struct str_index note_places[NOTE_KINDS];	/* from 1, by id */
	bool notes_read[NOTE_KINDS], in_note;
	bool note_begins;		/* with the next paragraph */
	bool new_page;			/* the next paragraph begins one */
	bool mark_gone;			/* the next goes on with the last */
	bool control;			/* a content control was met */
	bool cell_begins;		/* the next paragraph leads its cell */
	bool drawn, marks;		/* pictures, marks of lists, too */
	size_t head_at, head_length;	/* in the text; see lead_with_head() */
	VEC(struct docx_picture) pictures;
	VEC(struct margin) margins;	/* read already */
};

typedef void visitor(struct reader *, const xmlNode *, struct context *);

/* --- walking ----------------------------------------------------------- */

/* Something is left out, or not as it was, here. */
static void
leave(const struct reader *reader, struct docx_left *left)
{
	if (left->n++ == 0)
		left->at = (uint32_t)reader->text.n + 1;
}

/* The one in hand, or the one before; NULL: there is none yet. */
static struct docx_paragraph *
last_paragraph(const struct reader *reader)
{
	return reader->paragraphs.n == 0 ? NULL :
	    &reader->paragraphs.v[reader->paragraphs.n - 1];
}

/* Elements that only hold others: controls, links, accepted insertions. */
static bool
is_transparent(struct reader *reader, const xmlNode *node)
{
	if (word_is_one(node, "ins|moveTo")) {
		leave(reader, &reader->facts->left.insertions);
		return true;
	}
	reader->control |= word_is(node, "sdt");
	return word_is_one(node, "sdt|sdtContent|customXml|smartTag|hyperlink|"
	    "fldSimple|dir|bdo|ruby|rubyBase");
}

/* Of alternatives the first is read: it is the newer form. */
static const xmlNode *
chosen(const xmlNode *alternatives)
{
	const xmlNode *node = markup_child(alternatives, VOCABULARY_MC,
	    "Choice");

	return node != NULL ? node :
	    markup_child(alternatives, VOCABULARY_MC, "Fallback");
}

/* Visit the children of NODE, and of what is transparent among them. */
static void
visit_children(struct reader *reader, const xmlNode *node, visitor *visit,
    struct context *context)
{
	xmlNode *child;

	if (node == NULL)
		return;
	if (context->depth >= DEPTH_MAX) {
		leave(reader, &reader->facts->left.deep);
		return;
	}
	context->depth++;
	for (child = markup_grow(reader->reading, node, NULL); child != NULL;
	    child = markup_grow(reader->reading, node, child)) {
		if (child->type != XML_ELEMENT_NODE)
			continue;
		if (is_transparent(reader, child)) {
			visit_children(reader, child, visit, context);
			continue;
		}
		if (!word_is(child, "tbl"))
			markup_await(reader->reading, child);
		if (markup_is(child, VOCABULARY_MC, "AlternateContent"))
			visit_children(reader, chosen(child), visit, context);
		else
			visit(reader, child, context);
	}
	context->depth--;
}

/* --- runs -------------------------------------------------------------- */

static void
put_text(struct reader *reader, struct str text)
{
	struct docx_printed printed = docx_put_text(&reader->text,
	    &reader->run_font, text);

	if (printed.unknown)
		leave(reader, &reader->facts->left.symbols);
	if (printed.flat)
		leave(reader, &reader->facts->left.flat);
}

/* The text in an element, of which there is no other copy. */
static void
put_content(struct reader *reader, const xmlNode *node)
{
	for (const xmlNode *n = node->children; n != NULL; n = n->next)
		if (n->type == XML_TEXT_NODE && n->content != NULL)
			put_text(reader, str_of((const char *)n->content));
}

static void
put_symbol(struct reader *reader, const xmlNode *node)
{
	long code = str_hex(word_attribute(node, "char"), 4);

	if (code < 0 || !docx_put_sign(&reader->text,
	    word_attribute(node, "font"), (unsigned)code & 0xff))
		leave(reader, &reader->facts->left.symbols);
}

/* The code of a field that has no result is read at its end. */
static void
read_field(struct reader *reader, struct str type)
{
	if (str_eq(type, STR("end")) && reader->field.n > 0 &&
	    docx_put_equation(&reader->text, buf_view(&reader->field)))
		leave(reader, &reader->facts->left.formulas);
	reader->field.n = 0;
	reader->in_code = str_eq(type, STR("begin"));
}

bool
docx_is_red(unsigned color)
{
	return color != DOCX_COLOR_AUTO && (color >> 16) >= 0xb0 &&
	    (color >> 8 & 0xff) <= 0x60 && (color & 0xff) <= 0x60;
}

static bool
is_red_name(struct str value)
{
	long color;

	if (str_starts(value, STR("#")))
		value = str_slice(value, 1, 7);
	if (str_eq(value, STR("red")))
		return true;
	color = str_hex(str_slice(value, 0, 6), 6);
	return color >= 0 && docx_is_red((unsigned)color);
}

/* A chart, or SmartArt, whose words stand in a part of their own. */
static bool
is_graph(const xmlNode *n)
{
	struct str uri = markup_is(n, VOCABULARY_A, "graphicData") ?
	    markup_attribute(n, VOCABULARY_NONE, "uri") : STR_NONE;

	return str_ends(uri, STR("/chart")) || str_ends(uri, STR("/diagram"));
}

/* A picture in the text itself can be drawn, one in a cell or a box cannot. */
static bool
may_have_picture(const struct reader *reader)
{
	const struct docx_paragraph *paragraph = last_paragraph(reader);

	return reader->drawn && paragraph != NULL && !paragraph->in_table &&
	    !paragraph->in_box && !reader->in_note;
}

/*
 * A drawing or old picture: its text boxes are kept for later, letters that
 * are drawn (WordArt) stand where it does.
 */
static void
read_drawing(struct reader *reader, const xmlNode *drawing)
{
	struct docx_facts *facts = reader->facts;
	const xmlNode *n = drawing;

	while (n != NULL) {
		if (markup_is(n, VOCABULARY_MC, "Fallback")) {
			n = markup_skip(drawing, n);
			continue;
		}
		if (word_is(n, "txbxContent")) {
			*VEC_ADD(reader->arena, &reader->boxes) = n;
			leave(reader, &facts->left.boxes);
			n = markup_skip(drawing, n);
			continue;
		}
		if (markup_is(n, VOCABULARY_V, "textpath")) {
			put_text(reader, markup_attribute(n, VOCABULARY_NONE,
			    "string"));
			leave(reader, &facts->left.boxes);
		}
		if (is_graph(n))
			leave(reader, &facts->left.objects);
		if (markup_is(n, VOCABULARY_PIC, "pic") &&
		    may_have_picture(reader))
			*VEC_ADD(reader->arena, &reader->boxes) = drawing;
		else if (markup_is(n, VOCABULARY_PIC, "pic") ||
		    markup_is(n, VOCABULARY_V, "imagedata"))
			leave(reader, &facts->left.pictures);
		facts->shapes |= markup_is(n, VOCABULARY_A, "prstGeom") ||
		    markup_is(n, VOCABULARY_V, "line") ||
		    markup_is(n, VOCABULARY_V, "rect") ||
		    markup_is(n, VOCABULARY_V, "shape");
		facts->red_shape |= is_red_name(markup_attribute(n,
		    VOCABULARY_NONE, "strokecolor")) ||
		    is_red_name(markup_attribute(n, VOCABULARY_NONE,
		    "fillcolor")) || (markup_is(n, VOCABULARY_A, "srgbClr") &&
		    is_red_name(markup_attribute(n, VOCABULARY_NONE, "val")));
		n = markup_step(drawing, n);
	}
}

static void	end_paragraph(struct reader *, const struct context *);
static void	begin_paragraph(struct reader *, const struct docx_form *,
		    const struct context *);

/* What is the same as one of those before it is kept once, all of it. */
static const void *
keep_once(struct reader *reader, struct recent *recent, const void *it,
    size_t size)
{
	size_t n = sizeof(recent->v) / sizeof(recent->v[0]);
	void *kept;

	for (size_t i = 0; i < n; i++)
		if (recent->v[i] != NULL && memcmp(recent->v[i], it, size) == 0)
			return recent->v[i];
	kept = arena_alloc(reader->arena, size);
	recent->v[recent->next++ % n] = memcpy(kept, it, size);
	return kept;
}

/* What was read since RUN_START is a run, unless it is hidden. */
static void
end_run(struct reader *reader)
{
	struct docx_run *run;

	if (reader->text.n > reader->run_start && reader->run_font.hidden) {
		reader->text.n = reader->run_start;
		leave(reader, &reader->facts->left.hidden);
	} else if (reader->text.n > reader->run_start) {
		run = VEC_ADD(reader->lists, &reader->runs);
		run->pos = (struct pos){ reader->facts->file,
		    (uint32_t)reader->run_start };
		run->text.n = reader->text.n - reader->run_start;
		run->font = keep_once(reader, &reader->fonts,
		    &reader->run_font, sizeof(reader->run_font));
		if (reader->run_font.struck)
			leave(reader, &reader->facts->left.struck);
		last_paragraph(reader)->n++;
	}
	reader->run_start = reader->text.n;
}

/* A page break: what follows in the paragraph is one of its own. */
static void
break_page(struct reader *reader, const struct context *context)
{
	struct docx_paragraph *paragraph = last_paragraph(reader);
	struct docx_form form = *paragraph->form;

	form.page_break = true;
	if (reader->text.n == paragraph->pos.offset) {
		paragraph->form = keep_once(reader, &reader->forms, &form,
		    sizeof(form));
		return;
	}
	end_run(reader);
	end_paragraph(reader, context);
	begin_paragraph(reader, &form, context);
	reader->run_start = reader->text.n;
}

/* A line break; a list goes on behind its mark, so none is meant there. */
static void
read_break(struct reader *reader, const xmlNode *node,
    const struct context *context)
{
	if (str_eq(word_attribute(node, "type"), STR("page")))
		break_page(reader, context);
	else if (!docx_own_joins(last_paragraph(reader)->form->style) &&
	    !str_ends(buf_view(&reader->text), STR("、")) &&
	    !str_ends(buf_view(&reader->text), STR("，")))
		buf_byte(&reader->text, '\n');
}

static void	read_inner_run(struct reader *, const xmlNode *,
		    struct context *);
static void	read_run(struct reader *, const xmlNode *, struct context *);

/* The part that holds the notes of KIND, and where each of them is. */
static void
open_notes(struct reader *reader, enum note_kind kind)
{
	static const struct {
		const char *relation, *root, *note;
	} kinds[NOTE_KINDS] = {
		[NOTE_FOOT] = { "footnotes", "footnotes", "footnote" },
		[NOTE_END] = { "endnotes", "endnotes", "endnote" },
	};
	const xmlNode *note;

	reader->notes_read[kind] = true;
	reader->notes[kind] = markup_related(reader->pack,
	    &reader->relations, kinds[kind].relation, VOCABULARY_W,
	    kinds[kind].root, reader->findings);
	if (reader->notes[kind] == NULL)
		return;
	for (note = word_child(xmlDocGetRootElement(reader->notes[kind]),
	    kinds[kind].note); note != NULL;
	    note = word_next(note, kinds[kind].note)) {
		VEC_ADD(reader->arena, &reader->note_list[kind])->node = note;
		*str_number(reader->arena, &reader->note_places[kind],
		    word_attribute(note, "id")) = reader->note_list[kind].n;
	}
}

/*
 * The footnote or endnote that a reference is for follows its paragraph, as a
 * text box does; a part that cannot be read is told by markup_open.
 */
static void
read_note(struct reader *reader, const xmlNode *reference, enum note_kind kind)
{
	struct note_at *note = NULL;
	size_t place;

	if (!reader->notes_read[kind])
		open_notes(reader, kind);
	place = str_known(&reader->note_places[kind],
	    word_attribute(reference, "id"));
	if (place > 0 && !reader->in_note)
		note = &reader->note_list[kind].v[place - 1];
	leave(reader, note != NULL ? &reader->facts->left.footnotes :
	    &reader->facts->left.lost_notes);
	if (note != NULL && !note->taken)
		*VEC_ADD(reader->arena, &reader->boxes) = note->node;
	if (note != NULL)
		note->taken = true;
}

/* A box to tick, or a choice, of the old form fields, which has no text. */
static void
put_field(struct reader *reader, const xmlNode *data)
{
	const xmlNode *box = word_child(data, "checkBox");
	const xmlNode *list = word_child(data, "ddList");
	const xmlNode *mark = word_child(box, "checked");
	const xmlNode *entry;
	int chosen = docx_value(word_child(list, "result"), "val", 0);

	if (mark == NULL)
		mark = word_child(box, "default");
	if (box != NULL)
		buf_str(&reader->text, mark != NULL &&
		    !str_eq(word_value(mark), STR("0")) ? STR("☑") : STR("□"));
	entry = word_child(list, "listEntry");
	while (entry != NULL && chosen-- > 0)
		entry = word_next(entry, "listEntry");
	if (entry != NULL)
		put_text(reader, word_value(entry));
}

/*
 * At the head of a line it leads a cell, as in a text; none of ours does.
 * Behind 、 it only brings names into columns.
 */
static void
put_tab(struct reader *reader, const struct context *context)
{
	const struct docx_paragraph *paragraph = last_paragraph(reader);

	if (reader->text.n == paragraph->pos.offset && !context->in_table &&
	    !context->in_box && !reader->facts->own && (reader->text.n == 0 ||
	    reader->text.p[reader->text.n - 1] == '\n'))
		buf_byte(&reader->text, '\t');
	else if (!str_ends(buf_view(&reader->text), STR("、")))
		buf_lit(&reader->text, DOCX_TAB);
}

/* One child of a run. */
static void
read_run_child(struct reader *reader, const xmlNode *node,
    struct context *context)
{
	struct docx_leftovers *left = &reader->facts->left;

	if (word_is(node, "r"))
		read_inner_run(reader, node, context);
	else if (word_is(node, "rt"))
		leave(reader, &left->rubies);
	else if (word_is(node, "t"))
		put_content(reader, node);
	else if (word_is(node, "tab") || word_is(node, "ptab"))
		put_tab(reader, context);
	else if (word_is(node, "br"))
		read_break(reader, node, context);
	else if (word_is(node, "cr"))
		buf_byte(&reader->text, '\n');
	else if (word_is(node, "noBreakHyphen"))
		buf_byte(&reader->text, '-');
	else if (word_is(node, "sym"))
		put_symbol(reader, node);
	else if (word_is(node, "footnoteReference"))
		read_note(reader, node, NOTE_FOOT);
	else if (word_is(node, "endnoteReference"))
		read_note(reader, node, NOTE_END);
	else if (word_is(node, "fldChar")) {
		put_field(reader, word_child(node, "ffData"));
		read_field(reader, word_attribute(node, "fldCharType"));
	} else if (word_is(node, "instrText") && reader->in_code)
		buf_str(&reader->field, markup_content(reader->arena, node));
	else if (word_is(node, "commentReference"))
		leave(reader, &left->comments);
	else if (word_is(node, "object")) {
		leave(reader, &left->objects);
		read_drawing(reader, node);
	} else if (word_is(node, "drawing") || word_is(node, "pict"))
		read_drawing(reader, node);
}

/* A run in a run: the base of a ruby, whose reading is left out. */
static void
read_inner_run(struct reader *reader, const xmlNode *node,
    struct context *context)
{
	struct docx_font font = reader->run_font;

	end_run(reader);
	read_run(reader, node, context);
	reader->run_font = font;
	reader->run_start = reader->text.n;
}

static void
read_run(struct reader *reader, const xmlNode *node, struct context *context)
{
	const struct docx_paragraph *paragraph = last_paragraph(reader);

	docx_run_font(reader->styles, paragraph->form, word_child(node, "rPr"),
	    &reader->run_font);
	reader->run_start = reader->text.n;
	visit_children(reader, node, read_run_child, context);
	end_run(reader);
}

/* The characters of a formula, without its shape. */
static void
read_formula(struct reader *reader, const xmlNode *formula)
{
	const xmlNode *n;

	leave(reader, &reader->facts->left.formulas);
	reader->run_start = reader->text.n;
	reader->run_font = last_paragraph(reader)->form->font;
	for (n = formula; n != NULL; n = markup_step(formula, n))
		if (markup_is(n, VOCABULARY_M, "t"))
			put_content(reader, n);
	end_run(reader);
}

static void
read_inline(struct reader *reader, const xmlNode *node,
    struct context *context)
{
	if (word_is(node, "r"))
		read_run(reader, node, context);
	else if (markup_is(node, VOCABULARY_M, "oMath") ||
	    markup_is(node, VOCABULARY_M, "oMathPara"))
		read_formula(reader, node);
	else if (word_is(node, "del") || word_is(node, "moveFrom"))
		leave(reader, &reader->facts->left.deletions);
	else if (word_is(node, "commentReference"))
		leave(reader, &reader->facts->left.comments);
	else if (word_is(node, "subDoc"))
		leave(reader, &reader->facts->left.chunks);
}

/* --- paragraphs -------------------------------------------------------- */

/* Indents in hundredths of a character are of the paragraph's own size. */
static void
resolve_indents(struct docx_form *form)
{
	const struct {
		int chars;
		int *twips;
	} indents[] = {
		{ form->left_chars, &form->left },
		{ form->right_chars, &form->right },
		{ form->first_chars, &form->first },
	};

	for (size_t i = 0; i < COUNT_OF(indents); i++)
		if (indents[i].chars != 0 && abs(indents[i].chars) < 10000)
			*indents[i].twips =
			    indents[i].chars * form->font.size / 10;
}

/*
 * Blanks that show the recogniser where a line stands, as a plain text would:
 * centred, to the right, indented.
 */
static void
put_position(struct reader *reader, const struct docx_form *form)
{
	if (reader->cell_begins)
		buf_byte(&reader->text, '\t');
	else if (form->align == DOCX_RIGHT)
		buf_lit(&reader->text, "                              ");
	else if (form->align == DOCX_CENTER || form->left > 2400)
		buf_lit(&reader->text, "            ");
	else if (form->first > 200)
		buf_lit(&reader->text, "　　");
}

/* Does a paragraph begin right below another, both in the text itself? */
static bool
follows_text(const struct reader *reader, const struct context *context)
{
	const struct docx_paragraph *last = last_paragraph(reader);

	return last != NULL && !context->in_table && !context->in_box &&
	    !last->in_table && !last->in_box && reader->text.n > 0 &&
	    reader->text.p[reader->text.n - 1] == '\n';
}

/*
 * Where a page is to be full the program cuts a paragraph of the body in two:
 * the second has no indent, and is the same paragraph.
 */
static bool
is_second_half(const struct docx_paragraph *last, const struct docx_form *form)
{
	return last->length > 0 && str_eq(form->style, STR("公文正文")) &&
	    form->first == 0 && form->left == 0 &&
	    form->align == last->form->align &&
	    (str_eq(last->form->style, form->style) ||
	    docx_own_level(last->form->style) > 0);
}

static void
begin_paragraph(struct reader *reader, const struct docx_form *form,
    const struct context *context)
{
	struct docx_paragraph *paragraph;
	struct docx_form own = *form;
	const struct docx_paragraph *last = last_paragraph(reader);
	bool follows = follows_text(reader, context);
	/* The end of the paragraph above is deleted, and they are one. */
	bool joined = follows && reader->mark_gone;
	bool goes_on = follows && (is_second_half(last, form) ||
	    (joined && last->length > 0));
	int blank = form->page_break || reader->new_page ? 1 :
	    (form->before + BLANK_LINE / 3) / BLANK_LINE;

	/* A new page, and space before, are blank lines in a plain text. */
	for (int i = 0; i < blank && i < 3 && !context->in_table &&
	    reader->text.n > 0 && !goes_on && !joined; i++)
		buf_byte(&reader->text, '\n');
	if (goes_on || joined)
		reader->text.n--;
	reader->mark_gone = false;
	if (!goes_on)
		put_position(reader, form);
	reader->cell_begins = false;
	paragraph = VEC_ADD(reader->lists, &reader->paragraphs);
	own.page_break |= reader->new_page;
	paragraph->form = keep_once(reader, &reader->forms, &own,
	    sizeof(own));
	paragraph->pos = (struct pos){ reader->facts->file,
	    (uint32_t)reader->text.n };
	reader->facts->own |= str_starts(form->style, STR("公文"));
	paragraph->section = (unsigned)reader->sections.n;
	paragraph->in_table = context->in_table;
	paragraph->in_box = context->in_box;
	paragraph->framed = context->in_frame;
	reader->new_page = false;
}

static void
end_paragraph(struct reader *reader, const struct context *context)
{
	struct docx_paragraph *paragraph = last_paragraph(reader);

	paragraph->length = reader->text.n - paragraph->pos.offset;
	/* LibreOffice ends the paragraph before with the break. */
	if (paragraph->length == 0 && paragraph->form->page_break &&
	    reader->facts->own)
		reader->new_page = true;
	if (docx_own_parts(paragraph->form->style))
		docx_own_part(&reader->text, paragraph->pos.offset);
	/* In a cell a blank line would end the row. */
	if (paragraph->length > 0 || !context->in_table ||
	    (reader->text.n > 0 && reader->text.p[reader->text.n - 1] == '\t'))
		buf_byte(&reader->text, '\n');
}

/* The number of a list, or the word before a footnote, as a run of its own. */
static void
put_number(struct reader *reader, const struct docx_form *form)
{
	reader->run_start = reader->text.n;
	reader->run_font = form->font;
	if (reader->note_begins)
		buf_lit(&reader->text, "注：");
	reader->note_begins = false;
	put_text(reader, docx_number(reader->styles, form));
	if (reader->marks && docx_is_bulleted(reader->styles, form))
		buf_lit(&reader->text, "●");
	end_run(reader);
}

static void	read_blocks(struct reader *, const xmlNode *,
		    struct context *);
static void	read_section(struct reader *, const xmlNode *);

/* The first element of that name in a tree. */
static const xmlNode *
find_node(const xmlNode *root, enum vocabulary vocabulary, const char *name)
{
	const xmlNode *n = root;

	while (n != NULL && !markup_is(n, vocabulary, name))
		n = markup_step(root, n);
	return n;
}

/* What a drawing shows; NULL when pages cannot have it. */
static struct picture *
picture_in(struct reader *reader, const xmlNode *drawing)
{
	const xmlNode *extent = find_node(drawing, VOCABULARY_WP, "extent");
	const xmlNode *blip = find_node(drawing, VOCABULARY_A, "blip");
	struct span alt = { markup_attribute(find_node(drawing, VOCABULARY_WP,
	    "docPr"), VOCABULARY_NONE, "descr"), POS_NONE };
	const struct relation *relation = relation_by_id(&reader->relations,
	    markup_attribute(blip, VOCABULARY_R, "embed"));
	const struct part *part = relation == NULL || relation->external ?
	    NULL : pack_find(reader->pack, relation->target);
	int width = (int)(markup_number(extent,
	    VOCABULARY_NONE, "cx", 0) / EMU_PIXEL);
	int height = (int)(markup_number(extent,
	    VOCABULARY_NONE, "cy", 0) / EMU_PIXEL);
	struct picture *picture;
	struct str bytes;

	if (part == NULL || pack_read(reader->arena, reader->pack, part,
	    &bytes, reader->findings) != 0)
		return NULL;
	alt.text = str_copy(reader->arena, alt.text);
	picture = picture_of(reader->arena, bytes, alt);
	/* As Markdown does, but for what others made, the pixels count. */
	if (reader->marks && picture != NULL && width > 0 && height > 0) {
		picture->width = (unsigned)width;
		picture->height = (unsigned)height;
	}
	return picture;
}

/* It has a line of its own, after its paragraph. */
static void
read_picture(struct reader *reader, const xmlNode *drawing,
    struct context *context)
{
	struct picture *picture = picture_in(reader, drawing);
	struct docx_form form = { .style = STR("Normal") };
	uint32_t from = (uint32_t)reader->text.n;

	if (picture == NULL) {
		leave(reader, &reader->facts->left.pictures);
		return;
	}
	begin_paragraph(reader, &form, context);
	buf_lit(&reader->text, "图片");
	*VEC_ADD(reader->arena, &reader->pictures) = (struct docx_picture){
	    from, (uint32_t)reader->text.n, picture };
	end_paragraph(reader, context);
}

/* The text boxes of the paragraph that has just ended, and its pictures. */
static void
read_boxes(struct reader *reader, size_t from, struct context *context)
{
	bool in_box = context->in_box;

	context->in_box = true;
	for (size_t i = from; i < reader->boxes.n; i++) {
		const xmlNode *box = reader->boxes.v[i];
		bool in_note = reader->in_note;

		if (word_is(box, "drawing")) {
			context->in_box = in_box;
			read_picture(reader, box, context);
			context->in_box = true;
			continue;
		}
		reader->note_begins = !word_is(box, "txbxContent");
		reader->in_note |= reader->note_begins;
		read_blocks(reader, box, context);
		reader->in_note = in_note;
	}
	reader->boxes.n = from;
	context->in_box = in_box;
}

static void
read_paragraph(struct reader *reader, const xmlNode *node,
    struct context *context)
{
	const xmlNode *ppr = word_child(node, "pPr");
	const xmlNode *section = word_child(ppr, "sectPr");
	const xmlNode *frame = word_child(ppr, "framePr");
	size_t boxes = reader->boxes.n;
	struct docx_form form;

	docx_paragraph_form(reader->styles, ppr, &form);
	resolve_indents(&form);
	context->in_frame = frame != NULL;
	begin_paragraph(reader, &form, context);
	put_number(reader, &form);
	visit_children(reader, node, read_inline, context);
	end_paragraph(reader, context);
	/* A capital that is dropped begins the next paragraph. */
	reader->mark_gone = word_child(word_child(ppr, "rPr"), "del") != NULL ||
	    str_is_one(word_attribute(frame, "dropCap"), "drop|margin");
	read_boxes(reader, boxes, context);
	if (section != NULL)
		read_section(reader, section);
}

/* --- tables ------------------------------------------------------------ */

/* Where a row stands while its cells are read. */
struct row_at {
	unsigned number, column;
	bool header;
};

static void
read_cell(struct reader *reader, const xmlNode *node, struct row_at *row,
    struct docx_table *table, struct context *context)
{
	const xmlNode *tcpr = word_child(node, "tcPr");
	const xmlNode *merge = word_child(tcpr, "vMerge");
	const xmlNode *across = word_child(tcpr, "hMerge");
	const xmlNode *borders = word_child(tcpr, "tcBorders");
	struct raw_cell *left = row->column == 0 || reader->cells.n == 0 ||
	    across == NULL || str_eq(word_value(across), STR("restart")) ?
	    NULL : &reader->cells.v[reader->cells.n - 1];
	int span = docx_value(word_child(tcpr, "gridSpan"), "val", 1);
	struct raw_cell cell = { .row = row->number, .column = row->column };
	bool restart = str_eq(word_value(merge), STR("restart"));

	cell.colspan = span < 1 ? 1 : span > COLUMNS_MAX ? COLUMNS_MAX :
	    (unsigned)span;
	cell.merge_start = merge != NULL && restart;
	cell.merge_on = merge != NULL && !restart;
	docx_edge(borders, "top",
	    row->number == 0 ? &table->top : &table->inside);
	docx_edge(borders, "bottom", &table->bottom);
	cell.first = reader->paragraphs.n;
	reader->cell_begins = !cell.merge_on && left == NULL;
	read_blocks(reader, node, context);
	reader->cell_begins = false;
	cell.last = reader->paragraphs.n;
	row->column += cell.colspan;
	if (left != NULL) {
		left->colspan += cell.colspan;
		left->last = cell.last;
	} else if (reader->cells.n < CELLS_MAX)
		*VEC_ADD(reader->lists, &reader->cells) = cell;
}

/* Rows and cells may stand in controls. */
struct table_visit {
	struct context context;		/* first: visitors are given this */
	struct docx_table *table;
	struct row_at row;
	unsigned columns;
	int low, high;			/* rows below the head; 0: not said */
};

static void
visit_cell(struct reader *reader, const xmlNode *node,
    struct context *context)
{
	struct table_visit *visit = (struct table_visit *)context;

	if (word_is(node, "tc"))
		read_cell(reader, node, &visit->row, visit->table, context);
}

static void
visit_row(struct reader *reader, const xmlNode *node, struct context *context)
{
	struct table_visit *visit = (struct table_visit *)context;
	const xmlNode *trpr = word_child(node, "trPr");
	int before = docx_value(word_child(trpr, "gridBefore"), "val", 0);
	int height = docx_value(word_child(trpr, "trHeight"), "val", 0);

	if (!word_is(node, "tr"))
		return;
	if (word_child(trpr, "del") != NULL) {
		leave(reader, &reader->facts->left.deletions);
		return;
	}
	visit->row.column = before > 0 && before < COLUMNS_MAX ?
	    (unsigned)before : 0;
	if (word_child(trpr, "tblHeader") != NULL && visit->table->header_rows
	    == visit->row.number)
		visit->table->header_rows++;
	else {
		if (height < visit->low || visit->low == 0)
			visit->low = height;
		if (height > visit->high)
			visit->high = height;
	}
	visit_children(reader, node, visit_cell, context);
	buf_byte(&reader->text, '\n');
	if (visit->row.column > visit->columns)
		visit->columns = visit->row.column;
	visit->row.number++;
}

static int
compare_columns(const void *a, const void *b)
{
	const unsigned *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

/* Which of the N column edges at EDGES is the one at COLUMN. */
static unsigned
edge_at(const unsigned *edges, size_t n, unsigned column)
{
	const unsigned *edge = bsearch(&column, edges, n, sizeof(*edges),
	    compare_columns);

	return (unsigned)(edge - edges);
}

/*
 * Spans may make any number of columns of a few cells.  Columns in which no
 * cell begins or ends are left out; where that is not enough, the cells of a
 * row stand one beside the other, as no page has room for what is merged.
 */
static void
shrink_grid(struct reader *reader, struct raw_table *raw)
{
	struct raw_cell *cells = reader->cells.v + raw->first;
	unsigned *edges = NEW_ARRAY(reader->arena, unsigned, 2 * raw->n + 1);
	size_t n = 1, kept = 0;
	unsigned column = 0;

	raw->width_count = 0;
	for (size_t i = 0; i < raw->n; i++) {
		edges[n++] = cells[i].column;
		edges[n++] = cells[i].column + cells[i].colspan;
	}
	sort(edges, n, sizeof(*edges), compare_columns);
	for (size_t i = 0; i < n; i++)
		if (i == 0 || edges[i] != edges[kept - 1])
			edges[kept++] = edges[i];
	raw->columns = kept > TABLE_COLUMNS_MAX + 1 ? 0 : (unsigned)kept - 1;
	for (size_t i = 0; i < raw->n; i++) {
		struct raw_cell *cell = &cells[i];
		unsigned end = cell->column + cell->colspan;

		if (kept <= TABLE_COLUMNS_MAX + 1) {
			cell->column = edge_at(edges, kept, cell->column);
			cell->colspan = edge_at(edges, kept, end) -
			    cell->column;
			continue;
		}
		column = i > 0 && cells[i - 1].row == cell->row ?
		    column + 1 : 0;
		cell->column = column;
		cell->colspan = 1;
		cell->merge_start = cell->merge_on = false;
		if (column >= raw->columns)
			raw->columns = column + 1;
	}
}

/* Its borders, and the columns of its grid. */
static void
read_table_facts(struct reader *reader, const xmlNode *node,
    struct docx_table *table, struct raw_table *raw)
{
	const xmlNode *tblpr = word_child(node, "tblPr");
	const xmlNode *borders = word_child(tblpr, "tblBorders");
	const xmlNode *column = word_child(word_child(node, "tblGrid"),
	    "gridCol");

	table->floating = word_child(tblpr, "tblpPr") != NULL;
	docx_edge(borders, "top", &table->top);
	docx_edge(borders, "bottom", &table->bottom);
	docx_edge(borders, "insideH", &table->inside);
	raw->widths = NEW_ARRAY(reader->arena, unsigned, COLUMNS_MAX);
	for (; column != NULL; column = word_next(column, "gridCol")) {
		int width = (int)word_number(column, "w", 0) & 0xffff;

		if (raw->width_count < COLUMNS_MAX)
			raw->widths[raw->width_count++] = (unsigned)width;
		if (table->width < 1000000)
			table->width += width;
	}
}

/* Cells within cells are lines of the cell around them. */
static void
visit_nested(struct reader *reader, const xmlNode *node,
    struct context *context)
{
	if (word_is(node, "tr"))
		visit_children(reader, node, visit_nested, context);
	else if (word_is(node, "tc"))
		read_blocks(reader, node, context);
}

/* Lines of words that a cell around a text has, and around all there is. */
#define FRAMED_TEXT	6
#define FRAMED_ALL	4

/* The words in NODE, without the blanks around them. */
static struct str
words_in(struct reader *reader, const xmlNode *node)
{
	struct buf text = { 0 };

	for (const xmlNode *n = node; n != NULL; n = markup_step(node, n))
		if (word_is(n, "t"))
			buf_str(&text, markup_content(reader->arena, n));
	return words_trim(buf_take(reader->arena, &text));
}

/* The paragraphs right in CELL that have words; a box to fill in has blanks. */
static unsigned
written(struct reader *reader, const xmlNode *cell, bool *sentence)
{
	unsigned count = 0;

	for (const xmlNode *p = word_child(cell, "p"); p != NULL;
	    p = word_next(p, "p")) {
		const struct str text = words_in(reader, p);

		count += text.n > 0;
		*sentence |= str_ends(text, STR("。"));
	}
	return count;
}

/* There is no word in the body but in this table. */
static bool
is_all(struct reader *reader, const xmlNode *table)
{
	if (words_trim(buf_view(&reader->text)).n > 0)
		return false;
	markup_await(reader->reading, table->parent);
	for (const xmlNode *n = table->next; n != NULL; n = n->next)
		if (words_in(reader, n).n > 0)
			return false;
	return true;
}

/*
 * A frame around text: a floating table of one cell a row, or a table of one
 * cell that a whole text stands in, as it is pasted from a web page.
 */
static bool
is_frame(struct reader *reader, const xmlNode *node)
{
	const xmlNode *column = word_child(word_child(node, "tblGrid"),
	    "gridCol"), *row, *cell;
	unsigned lines;
	bool sentence = false;

	if (column != NULL && word_next(column, "gridCol") != NULL)
		return false;
	if (column != NULL && word_child(word_child(node, "tblPr"),
	    "tblpPr") != NULL)
		return true;
	if (reader->facts->own)
		return false;
	markup_await(reader->reading, node);
	row = word_child(node, "tr");
	cell = word_child(row, "tc");
	if (cell == NULL || word_next(row, "tr") != NULL ||
	    word_next(cell, "tc") != NULL)
		return false;
	lines = written(reader, cell, &sentence);
	return lines >= FRAMED_TEXT ||
	    (lines >= FRAMED_ALL && sentence && is_all(reader, node));
}

/* The form of the first paragraph in NODE; false: there is none. */
static bool
first_form(struct reader *reader, const xmlNode *node, struct docx_form *form)
{
	const xmlNode *n = node;

	while (n != NULL && !word_is(n, "p"))
		n = markup_step(node, n);
	if (n == NULL)
		return false;
	docx_paragraph_form(reader->styles, word_child(n, "pPr"), form);
	return true;
}

/*
 * The names of a joint letterhead stand in a table of their own.  Of a table
 * so much is read as tells what it is.
 */
static bool
is_head(struct reader *reader, const xmlNode *node)
{
	const xmlNode *first;
	struct docx_form form;

	while (((first = find_node(node, VOCABULARY_W, "p")) == NULL ||
	    !markup_is_whole(reader->reading, first)) &&
	    !markup_is_whole(reader->reading, node) &&
	    markup_read_on(reader->reading))
		;
	return first_form(reader, node, &form) && docx_own_head(form.style);
}

/* Its cells: the names, then what stands beside them and ends each. */
static void
read_head(struct reader *reader, const xmlNode *table,
    struct context *context)
{
	for (int pass = 0; pass < 2; pass++)
		for (const xmlNode *n = table; n != NULL;) {
			struct docx_form form;

			if (!word_is(n, "tc")) {
				n = markup_step(table, n);
				continue;
			}
			if (pass == (first_form(reader, n, &form) &&
			    form.align == DOCX_RIGHT))
				read_blocks(reader, n, context);
			n = markup_skip(table, n);
		}
}

static void
read_table(struct reader *reader, const xmlNode *node,
    struct context *context)
{
	struct table_visit visit = { .context = *context };
	struct docx_table table = { .section = (unsigned)reader->sections.n };
	struct raw_table raw = { .first = reader->cells.n };

	if (!context->in_table && is_head(reader, node)) {
		markup_await(reader->reading, node);
		read_head(reader, node, context);
		return;
	}
	if (!context->in_table && is_frame(reader, node)) {
		visit_children(reader, node, visit_nested, context);
		return;
	}
	if (context->in_table) {
		leave(reader, &reader->facts->left.nested);
		visit_children(reader, node, visit_nested, context);
		return;
	}
	visit.context.in_table = true;
	visit.table = &table;
	read_table_facts(reader, node, &table, &raw);
	if (reader->text.n > 0)
		buf_byte(&reader->text, '\n');
	table.pos = (struct pos){ reader->facts->file,
	    (uint32_t)reader->text.n };
	reader->control = false;
	visit_children(reader, node, visit_row, &visit.context);
	raw.controls = reader->control;
	raw.low = visit.low;
	raw.high = visit.high;
	table.length = reader->text.n - table.pos.offset;
	table.rows = visit.row.number;
	raw.columns = visit.columns;
	raw.n = reader->cells.n - raw.first;
	if (raw.columns > TABLE_COLUMNS_MAX)
		shrink_grid(reader, &raw);
	table.columns = raw.columns;
	*VEC_ADD(reader->arena, &reader->tables) = table;
	*VEC_ADD(reader->arena, &reader->raw) = raw;
}

static void
read_block(struct reader *reader, const xmlNode *node,
    struct context *context)
{
	if (word_is(node, "p"))
		read_paragraph(reader, node, context);
	else if (word_is(node, "tbl"))
		read_table(reader, node, context);
	else if (word_is(node, "altChunk"))
		leave(reader, &reader->facts->left.chunks);
	else if (word_is(node, "sectPr"))
		read_section(reader, node);
	else if (word_is(node, "del"))
		leave(reader, &reader->facts->left.deletions);
}

static void
read_blocks(struct reader *reader, const xmlNode *node,
    struct context *context)
{
	visit_children(reader, node, read_block, context);
}

/* --- footers and sections ---------------------------------------------- */

/* The text of a footer's paragraph, with "#" where the page number is. */
static struct str
footer_text(struct reader *reader, const xmlNode *paragraph,
    struct docx_footer *footer, const struct docx_form *form)
{
	struct buf text = { 0 };
	const xmlNode *n = paragraph;
	bool in_page = false;

	while (n != NULL) {
		struct str code = word_is(n, "instrText") ?
		    markup_content(reader->arena, n) : word_is(n, "fldSimple")
		    ? word_attribute(n, "instr") : STR_NONE;

		if (str_has(code, STR("PAGE")) &&
		    !str_has(code, STR("NUMPAGES"))) {
			footer->present = in_page = true;
			buf_byte(&text, '#');
			docx_run_font(reader->styles, form,
			    word_child(n->parent, "rPr"), &footer->font);
		} else if (word_is(n, "fldChar") && str_eq(word_attribute(n,
		    "fldCharType"), STR("end")))
			in_page = false;
		else if (word_is(n, "t") && !in_page)
			buf_str(&text, markup_content(reader->arena, n));
		/* Paragraphs of a box are found by themselves. */
		n = word_is(n, "txbxContent") ? markup_skip(paragraph, n) :
		    markup_step(paragraph, n);
	}
	return buf_take(reader->arena, &text);
}

/* Does the paragraph stand in a text box, a table or the like? */
static bool
stands_aside(const xmlNode *root, const xmlNode *paragraph)
{
	const xmlNode *n;

	for (n = paragraph->parent; n != NULL && n != root; n = n->parent)
		if (word_is(n, "txbxContent") || word_is(n, "tbl"))
			return true;
	return false;
}

static void
read_footer_paragraph(struct reader *reader, const xmlNode *root,
    const xmlNode *node, struct docx_footer *footer)
{
	const xmlNode *ppr = word_child(node, "pPr");
	const xmlNode *frame = word_child(ppr, "framePr");
	struct str side = word_attribute(frame, "xAlign");
	struct docx_footer found = { .given = true };
	struct docx_form form;

	docx_paragraph_form(reader->styles, ppr, &form);
	resolve_indents(&form);
	found.text = footer_text(reader, node, &found, &form);
	if (!found.present)
		return;
	found.align = form.align;
	found.left = form.left;
	found.right = form.right;
	found.outside = str_eq(side, STR("outside"));
	found.boxed = stands_aside(root, node) ||
	    (frame != NULL && !found.outside);
	*footer = found;
}

/* Is it all a page number: — 1 —, 第1页 共3页? */
static bool
is_page_number(struct str s)
{
	static const char *const parts = "—–-－─第页共/ 　";
	size_t at = 0;

	while (at < s.n) {
		size_t from = at;
		uint32_t c = char_next(s, &at);

		if (!char_is_digit(c) && !char_is_space(c) &&
		    !str_has(str_of(parts), str_slice(s, from, at)))
			return false;
	}
	return true;
}

/* What it holds beside the number of the page; n == 0: nothing. */
static struct str
margin_text(struct reader *reader, const xmlNode *root)
{
	const struct str text = words_in(reader, root);

	return is_page_number(text) ? STR_NONE : text;
}

/*
 * The header (hdr) or footer (ftr) with this id; NULL when there is none.
 * However many sections refer to it, it is parsed once.  A header has no place
 * in an official document, a footer is for the number of the page: other text
 * is counted.
 */
static const struct margin *
read_margin(struct reader *reader, struct str id, const char *kind)
{
	const struct relation *relation = relation_by_id(&reader->relations,
	    id);
	struct margin *margin;
	const xmlNode *root, *n;
	struct str words;
	xmlDoc *doc;

	if (relation == NULL || relation->external)
		return NULL;
	for (size_t i = 0; i < reader->margins.n; i++)
		if (str_eq(reader->margins.v[i].target, relation->target))
			return &reader->margins.v[i];
	if (reader->margins.n >= MARGINS_MAX)
		return NULL;
	margin = VEC_ADD(reader->arena, &reader->margins);
	margin->target = relation->target;
	doc = markup_open(reader->pack, relation->target, VOCABULARY_W, kind,
	    reader->findings);
	if (doc == NULL)
		return margin;
	margin->footer.given = true;
	root = n = xmlDocGetRootElement(doc);
	for (; n != NULL && !margin->footer.present; n = markup_step(root, n))
		if (word_is(n, "p"))
			read_footer_paragraph(reader, root, n,
			    &margin->footer);
	if ((words = margin_text(reader, root)).n > 0 &&
	    reader->facts->left.headers.n++ == 0)
		reader->facts->left.header = words;
	xmlFreeDoc(doc);
	return margin;
}

static void
read_footers(struct reader *reader, const xmlNode *sectpr,
    struct docx_section *section)
{
	static const char *const types[DOCX_PAGES] = {
		[DOCX_ODD] = "default",
		[DOCX_EVEN] = "even",
		[DOCX_FIRST] = "first",
	};
	const struct margin *margin;
	const xmlNode *node;

	if (reader->sections.n > 1)	/* what is not given goes on */
		memcpy(section->footers, reader->sections.v[
		    reader->sections.n - 2].footers,
		    sizeof(section->footers));
	for (node = word_child(sectpr, "headerReference"); node != NULL; node =
	    word_next(node, "headerReference"))
		read_margin(reader, markup_attribute(node, VOCABULARY_R,
		    "id"), "hdr");
	for (node = word_child(sectpr, "footerReference"); node != NULL; node =
	    word_next(node, "footerReference")) {
		margin = read_margin(reader, markup_attribute(node,
		    VOCABULARY_R, "id"), "ftr");
		for (int i = 0; margin != NULL && i < DOCX_PAGES; i++)
			if (margin->footer.given && str_eq(word_attribute(node,
			    "type"), str_of(types[i])))
				section->footers[i] = margin->footer;
	}
}

/* More sections than a document has: footers would be read too often. */
#define SECTIONS_MAX	1000

static void
read_section(struct reader *reader, const xmlNode *node)
{
	const xmlNode *size = word_child(node, "pgSz");
	const xmlNode *margin = word_child(node, "pgMar");
	const xmlNode *grid = word_child(node, "docGrid");
	struct str grid_type = word_attribute(grid, "type");
	struct docx_section *section;

	if (reader->sections.n >= SECTIONS_MAX)
		return;
	section = VEC_ADD(reader->arena, &reader->sections);
	section->width = docx_value(size, "w", 11906);
	section->height = docx_value(size, "h", 16838);
	section->landscape = section->width > section->height;
	section->top = docx_value(margin, "top", 1440);
	section->bottom = docx_value(margin, "bottom", 1440);
	section->left = docx_value(margin, "left", 1800);
	section->right = docx_value(margin, "right", 1800);
	section->gutter = docx_value(margin, "gutter", 0);
	section->header = docx_value(margin, "header", 720);
	section->footer = docx_value(margin, "footer", 720);
	section->title_page = word_child(node, "titlePg") != NULL;
	if (grid_type.n > 0 && !str_eq(grid_type, STR("default")))
		section->line_pitch = docx_value(grid, "linePitch", 0);
	section->char_grid = str_is_one(grid_type, "linesAndChars|snapToChars");
	section->char_space = docx_value(grid, "charSpace", 0);
	read_footers(reader, node, section);
	reader->new_page = !str_eq(word_value(word_child(node, "type")),
	    STR("continuous"));
}

/* --- the grid of a table ----------------------------------------------- */

/* Blanks have no look of their own. */
static unsigned
run_flags(const struct docx_run *run)
{
	if (str_trim(run->text).n == 0)
		return 0;
	return (run->font->bold ? RUN_BOLD : 0u) |
	    (run->font->italic ? RUN_ITALIC : 0u);
}

/*
 * Add the runs of a paragraph that look otherwise than what has the flags
 * COMMON, wherever the editor has cut them; blanks between two that look alike
 * do as well.
 */
static void
add_emphases(struct arena *arena, const struct docx_paragraph *paragraph,
    unsigned common, struct emphases *list)
{
	size_t first = list->n;

	for (size_t i = 0; i < paragraph->n; i++) {
		const struct docx_run *run = &paragraph->runs[i];
		unsigned flags = run_flags(run) & ~common;
		uint32_t from = run->pos.offset;
		struct emphasis *last = list->n > first ?
		    &list->v[list->n - 1] : NULL;

		if (flags == 0)
			continue;
		if (last != NULL && last->flags == flags && (i == 0 ||
		    last->to == from || (str_trim(run[-1].text).n == 0 &&
		    last->to == run[-1].pos.offset)))
			last->to = from + (uint32_t)run->text.n;
		else
			*VEC_ADD(arena, list) = (struct emphasis){ from,
			    from + (uint32_t)run->text.n, flags };
	}
}

/* The words of a cell, which begin at *AT. */
static struct str
cell_words(struct reader *reader, const struct raw_cell *raw, size_t *at)
{
	const struct docx_paragraph *v = reader->facts->paragraphs;
	struct str text = reader->findings->files->list.v[
	    reader->facts->file - 1].text, words;

	if (raw->first >= raw->last)
		return STR_NONE;
	words = str_trim(str_slice(text, v[raw->first].pos.offset,
	    v[raw->last - 1].pos.offset + v[raw->last - 1].length));
	*at = (size_t)(words.p - text.p);
	return words;
}

/* Add the line of a cell that is FROM..TO of its words, in parts by look. */
static void
add_line(struct reader *reader, struct text *text, struct str line, size_t at,
    const struct emphases *list)
{
	VEC(struct run) runs = { text->v, text->n, text->n };
	unsigned broken = text->n > 0 ? RUN_BREAK : 0;
	size_t end = at + line.n, from = at;

	for (size_t i = 0; from < end; i++) {
		struct emphasis look = i < list->n ? list->v[i] :
		    (struct emphasis){ (uint32_t)end, (uint32_t)end, 0 };
		const size_t ends[] = { look.from, look.to };

		for (int k = 0; k < 2; k++) {
			size_t to = ends[k] < end ? ends[k] : end;

			if (to <= from)
				continue;
			*VEC_ADD(reader->arena, &runs) = (struct run){
			    str_slice(line, from - at, to - at),
			    { reader->facts->file, (uint32_t)from },
			    (k == 1 ? look.flags : 0) | broken };
			broken = 0;
			from = to;
		}
	}
	*text = (struct text){ runs.v, runs.n };
}

/* The paragraphs of a cell as texts of the document, without empty lines. */
static struct texts
cell_texts(struct reader *reader, const struct raw_cell *raw)
{
	struct texts texts = { NULL, 0 };
	size_t start = 0;
	struct str words = cell_words(reader, raw, &start);

	texts.v = NEW_ARRAY(reader->arena, struct text, raw->last - raw->first);
	for (size_t i = raw->first; i < raw->last; i++) {
		const struct docx_paragraph *paragraph =
		    &reader->facts->paragraphs[i];
		size_t from = paragraph->pos.offset, at = from < start ? start :
		    from;
		struct str rest = str_slice(words, at - start, from +
		    paragraph->length < at ? 0 : from + paragraph->length -
		    start), line;
		struct text *text = &texts.v[texts.n];
		struct emphases looks = { 0 };

		*text = (struct text){ NULL, 0 };
		add_emphases(reader->lists, paragraph, 0, &looks);
		for (; str_line(&rest, &line); at += line.n + 1)
			add_line(reader, text, line, at, &looks);
		/* Blanks alone are room in a control. */
		texts.n += text->n > 1 || (text->n == 1 && text_squeeze(
		    reader->arena, text->v[0].text).n > 0);
	}
	return texts;
}

/*
 * What stands in a cell that belongs to the one above is not shown: it is no
 * text.
 */
static void
hide_cell(struct reader *reader, const struct raw_cell *raw, bool tell)
{
	char *text = (char *)reader->findings->files->list.v[
	    reader->facts->file - 1].text.p;

	for (size_t i = raw->first; i < raw->last; i++) {
		const struct docx_paragraph *paragraph =
		    &reader->facts->paragraphs[i];

		if (tell && paragraph->n > 0)
			if (reader->facts->left.merged.n++ == 0)
				reader->facts->left.merged.at =
				    paragraph->pos.offset + 1;
		memset(text + paragraph->pos.offset, ' ', paragraph->length);
	}
}

/* Cover the cells that the one at ROW, COLUMN spans. */
static void
cover(struct table *table, unsigned row, unsigned column)
{
	struct cell *cell = &table->cells[row * table->columns + column];

	for (unsigned r = 0; r < cell->rowspan; r++)
		for (unsigned c = 0; c < cell->colspan; c++)
			if (r > 0 || c > 0)
				table->cells[(row + r) * table->columns +
				    column + c] = (struct cell){
				    .covered = true, .pos = cell->pos };
}

/* The cell above that a merged one belongs to. */
static struct cell *
merge_origin(struct table *table, unsigned row, unsigned column)
{
	while (row-- > 0) {
		struct cell *cell =
		    &table->cells[row * table->columns + column];

		if (!cell->covered)
			return cell->rowspan > 0 ? cell : NULL;
	}
	return NULL;
}

/*
 * A merge of the program's own begins again, with its words, on each page that
 * it runs over.
 */
static bool
goes_on_below(struct reader *reader, const struct raw_cell *above,
    const struct raw_cell *raw)
{
	struct str words;
	size_t at;

	if (above == NULL || !above->merge_start || !raw->merge_start ||
	    raw->first >= raw->last || !docx_own_cell(
	    reader->facts->paragraphs[raw->first].form->style))
		return false;
	words = cell_words(reader, raw, &at);
	return words.n > 0 && str_eq(words, cell_words(reader, above, &at));
}

static void
place_cell(struct reader *reader, struct table *table,
    const struct raw_cell *raw, const struct raw_cell **above)
{
	struct cell *cell, *origin;
	unsigned colspan = raw->colspan;

	if (raw->column + colspan > table->columns)
		return;
	cell = &table->cells[raw->row * table->columns + raw->column];
	if ((raw->merge_on || goes_on_below(reader, *above, raw)) &&
	    (origin = merge_origin(table, raw->row, raw->column)) != NULL &&
	    origin->colspan == colspan) {
		unsigned top = (unsigned)(origin - table->cells) /
		    table->columns;

		origin->rowspan = raw->row - top + 1;
		cover(table, top, raw->column);
		hide_cell(reader, raw, raw->merge_on);
		return;
	}
	*above = raw;
	cell->paragraphs = cell_texts(reader, raw);
	cell->pos = raw->first < reader->facts->n ?
	    reader->facts->paragraphs[raw->first].pos : POS_NONE;
	cell->colspan = colspan;
	cell->rowspan = 1;
	cover(table, raw->row, raw->column);
}

/*
 * In a table of the program's own the author's settings are seen: its rows are
 * higher than their text needs, its columns as wide as they were made, and
 * their cells aligned otherwise than by content.
 */
static void
find_settings(struct reader *reader, const struct raw_table *raw,
    struct table *table)
{
	const struct raw_cell *cell;
	const struct docx_paragraph *first;

	if (raw->n == 0)
		return;
	cell = &reader->cells.v[raw->first];
	if (cell->first >= reader->paragraphs.n)
		return;
	first = &reader->paragraphs.v[cell->first];
	if (!docx_own_cell(first->form->style))
		return;
	if (first->section < reader->sections.n)
		docx_own_heights(raw->low, raw->high, first->form->line,
		    reader->sections.v[first->section].line_pitch, table);
	if (raw->width_count == table->columns)
		table->widths = raw->widths;
	docx_own_aligns(reader->arena, reader->facts, table);
}

/* Is the last row of the table one to fill in? */
static bool
ends_blank(const struct table *table)
{
	size_t n = (size_t)table->rows * table->columns;

	for (size_t i = n - (n > 0 ? table->columns : 0); i < n; i++)
		for (size_t k = 0; k < table->cells[i].paragraphs.n; k++)
			if (!text_empty(table->cells[i].paragraphs.v[k]))
				return false;
	return n > 0;
}

static struct table *
make_table(struct reader *reader, const struct raw_table *raw,
    const struct docx_table *facts)
{
	struct table *table = NEW(reader->arena, struct table);
	const struct raw_cell **above = NEW_ARRAY(reader->arena,
	    const struct raw_cell *, raw->columns);

	table->rows = facts->rows;
	table->columns = raw->columns;
	table->header_rows = facts->header_rows;
	table->form = table->header_rows == 0;
	table->controls = raw->controls;
	table->pos = facts->pos;
	table->landscape = facts->section < reader->facts->section_count &&
	    reader->facts->sections[facts->section].landscape;
	if ((size_t)table->rows * table->columns > 4 * CELLS_MAX)
		table->rows = 4 * CELLS_MAX / table->columns;
	if (!budget_holds(reader->arena, reader->findings, table->pos,
	    (size_t)table->rows * table->columns * sizeof(struct cell)))
		table->rows = 0;
	table->cells = NEW_ARRAY(reader->arena, struct cell,
	    (size_t)table->rows * table->columns);
	for (size_t i = 0; i < (size_t)table->rows * table->columns; i++)
		table->cells[i].colspan = table->cells[i].rowspan = 1;
	for (size_t i = 0; i < raw->n; i++) {
		const struct raw_cell *cell =
		    &reader->cells.v[raw->first + i];

		if (cell->row < table->rows)
			place_cell(reader, table, cell, &above[cell->column]);
	}
	find_settings(reader, raw, table);
	if (reader->pack->binary)
		table->controls = table->form || ends_blank(table);
	return table;
}

/* --- putting it together ----------------------------------------------- */

static struct str
paragraph_text(const struct docx_paragraph *paragraph, struct str text)
{
	return str_trim(str_slice(text, paragraph->pos.offset,
	    paragraph->pos.offset + paragraph->length));
}

/* Is a paragraph an organ's name or ……文件, as large and red as a 标志 is? */
static bool
is_red_head(const struct reader *reader, const struct docx_paragraph *v,
    size_t run)
{
	struct str line = paragraph_text(v, buf_view(&reader->text));

	for (size_t i = run; i < run + v->n; i++)
		if (!docx_is_red(reader->runs.v[i].font->color) ||
		    reader->runs.v[i].font->size < MARK_SIZE)
			return false;
	return line.n > 0 && (str_ends(line, STR("文件")) ||
	    words_organ(line));
}

/* Of items of SIZE bytes FROM..TO-1 come first. */
static void
bring_first(struct reader *reader, void *items, size_t size, size_t from,
    size_t to)
{
	char *first = items;
	struct str moved = str_copy(reader->arena, (struct str){
	    first + from * size, (to - from) * size });

	memmove(first + moved.n, first, from * size);
	memcpy(first, moved.p, moved.n);
}

/* Where what stood at AT stands since the letterhead leads. */
static uint32_t
place_now(const struct reader *reader, size_t at)
{
	if (at < reader->head_at)
		at += reader->head_length;
	else if (at < reader->head_at + reader->head_length)
		at -= reader->head_at;
	return (uint32_t)at;
}

/*
 * The letterhead is at the top of the first page, wherever its box or frame is
 * anchored: unless there is one in its place, its lines, paragraphs and runs
 * come first.
 */
static void
lead_with_head(struct reader *reader)
{
	struct docx_paragraph *v = reader->paragraphs.v;
	size_t i = 0, run = 0, end, end_run;

	for (; i < reader->paragraphs.n && i < LEAD_MAX; run += v[i++].n) {
		if (v[i].in_table || v[i].section > 0 || (i > 0 &&
		    v[i].form->page_break))
			return;
		if (is_red_head(reader, &v[i], run))
			break;
	}
	if (i == 0 || i == reader->paragraphs.n || i == LEAD_MAX ||
	    reader->facts->own || !(v[i].in_box || v[i].framed))
		return;
	end_run = run;
	for (end = i; end < reader->paragraphs.n && !v[end].in_table &&
	    v[end].in_box == v[i].in_box && v[end].framed == v[i].framed; end++)
		end_run += v[end].n;
	reader->head_at = v[i].pos.offset;
	reader->head_length = (end < reader->paragraphs.n ?
	    v[end].pos.offset : reader->text.n) - reader->head_at;
	for (size_t k = 0; k < end; k++)
		v[k].pos.offset = place_now(reader, v[k].pos.offset);
	for (size_t k = 0; k < end_run; k++)
		reader->runs.v[k].pos.offset = place_now(reader,
		    reader->runs.v[k].pos.offset);
	for (size_t k = 0; k < reader->pictures.n; k++) {
		struct docx_picture *picture = &reader->pictures.v[k];

		picture->from = place_now(reader, picture->from);
		picture->to = place_now(reader, picture->to);
	}
	bring_first(reader, reader->text.p, 1, reader->head_at,
	    reader->head_at + reader->head_length);
	bring_first(reader, v, sizeof(*v), i, end);
	bring_first(reader, reader->runs.v, sizeof(*reader->runs.v), run,
	    end_run);
}

/* Texts, runs and tables find their final places. */
static void
finish_facts(struct reader *reader)
{
	struct docx_facts *facts = reader->facts;
	struct str text;
	size_t run = 0;

	lead_with_head(reader);
	text = str_copy(reader->arena, buf_view(&reader->text));
	reader->findings->files->list.v[facts->file - 1].text = text;
	facts->paragraphs = reader->paragraphs.v;
	facts->n = reader->paragraphs.n;
	facts->pictures = reader->pictures.v;
	facts->picture_count = reader->pictures.n;
	facts->tables = reader->tables.v;
	facts->table_count = reader->tables.n;
	facts->sections = reader->sections.v;
	facts->section_count = reader->sections.n;
	for (size_t i = 0; i < reader->runs.n; i++)
		reader->runs.v[i].text.p = text.p +
		    reader->runs.v[i].pos.offset;
	for (size_t i = 0; i < facts->n; i++) {
		if (facts->paragraphs[i].n > 0)
			facts->paragraphs[i].runs = &reader->runs.v[run];
		run += facts->paragraphs[i].n;
	}
	for (size_t i = 0; i < facts->table_count; i++)
		facts->tables[i].table = make_table(reader,
		    &reader->raw.v[i], &facts->tables[i]);
}

static void
read_settings(struct reader *reader)
{
	xmlDoc *doc = markup_related(reader->pack, &reader->relations,
	    "settings", VOCABULARY_W, "settings", reader->findings);

	if (doc == NULL)
		return;
	reader->facts->even_and_odd =
	    markup_is_on(word_child(xmlDocGetRootElement(doc),
	    "evenAndOddHeaders"));
	xmlFreeDoc(doc);
}

/* One sentence for each kind of thing that was left out or looked through. */
static void
report_leftovers(const struct reader *reader)
{
	const struct docx_leftovers *left = &reader->facts->left;
	const struct docx_left changes = { left->insertions.n +
	    left->deletions.n, left->insertions.n == 0 ||
	    (left->deletions.n > 0 && left->deletions.at <
	    left->insertions.at) ? left->deletions.at : left->insertions.at };
	const struct {
		struct docx_left left;
		enum finding_id id;
		const char *zh, *en;
	} kinds[] = {
		{ changes, FINDING_DOCX_REVISIONS,
		    "文件里有%u处修订没有接受或拒绝，已按接受修订读",
		    "%u tracked changes are pending; read as accepted" },
		{ left->comments, FINDING_DOCX_COMMENTS,
		    "文件里还有%u条批注，没有读入",
		    "%u comments are left in the file; not read" },
		{ left->hidden, FINDING_DOCX_HIDDEN,
		    "文件里有%u处隐藏文字，没有读入",
		    "%u pieces of hidden text; not read" },
		{ left->merged, FINDING_DOCX_HIDDEN,
		    "有%u处文字在被上面的单元格合并掉的单元格里，Word不显示，"
		    "没有读入",
		    "%u texts are in cells merged into those above, where Word "
		    "does not show them; not read" },
		{ left->headers, FINDING_DOCX_HEADERS,
		    "%u处页眉、页脚有页码以外的文字（“%s”），没有读入；公文一般"
		    "没有",
		    "%u headers or footers have text besides the number "
		    "(“%s”); not read; an official document has none as a "
		    "rule" },
		{ left->footnotes, FINDING_DOCX_FOOTNOTES,
		    "公文没有脚注；%u条脚注或尾注排在所在段落之后，"
		    "以“注：”开头",
		    "an official document has no footnotes; %u of them follow "
		    "their paragraphs, with 注： before each" },
		{ left->lost_notes, FINDING_DOCX_FOOTNOTES,
		    "%u条脚注或尾注没有读入", "%u footnotes; not read" },
		{ left->rubies, FINDING_DOCX_FOOTNOTES,
		    "%u处拼音等注音没有读入，只读了本字",
		    "%u phonetic guides were not read, only their characters" },
		{ left->chunks, FINDING_DOCX_CHUNKS,
		    "%u处嵌入的外部文档没有读入",
		    "%u embedded documents; not read" },
		{ left->boxes, FINDING_DOCX_BOXES,
		    "%u个文本框、艺术字的文字排在所在段落里或之后，"
		    "红头排在最前面",
		    "the text of %u boxes and of WordArt stands in their "
		    "paragraphs or follows them; a letterhead comes first" },
		{ left->nested, FINDING_DOCX_NESTED,
		    "%u个嵌套表格按外层单元格里的文字读入",
		    "%u nested tables were read as text of their cells" },
		{ left->deep, FINDING_DOCX_CHUNKS,
		    "有%u处内容套得太深，没有读入",
		    "%u pieces are nested too deep; not read" },
		{ left->formulas, FINDING_DOCX_OBJECTS,
		    "%u个公式只读入了字符",
		    "of %u formulas only the characters were read" },
		{ left->objects, FINDING_DOCX_OBJECTS,
		    "%u个嵌入对象、图表没有读入",
		    "%u embedded objects or charts; not read" },
		{ left->pictures, FINDING_DOCX_OBJECTS,
		    "%u张图片没有读入", "%u pictures; not read" },
		{ left->symbols, FINDING_DOCX_OBJECTS,
		    "%u个符号字体的字符读成了“□”",
		    "%u characters of symbol fonts were read as □" },
		{ left->flat, FINDING_DOCX_OBJECTS,
		    "%u处上标、下标按一般文字读入",
		    "%u raised or lowered texts were read as plain ones" },
		{ left->struck, FINDING_DOCX_HIDDEN,
		    "%u处文字加了删除线，已按一般文字读入；不要的请删去",
		    "%u texts are struck through; read as plain ones; delete "
		    "what is not wanted" },
	};

	for (size_t i = 0; i < COUNT_OF(kinds); i++) {
		unsigned n = kinds[i].left.n;
		struct pos pos = { reader->facts->file, kinds[i].left.at > 0 ?
		    place_now(reader, kinds[i].left.at - 1) : OFFSET_NONE };
		struct str said = str_of(reader->findings->language ==
		    LANGUAGE_EN ? kinds[i].en : kinds[i].zh);

		if (n == 0)
			continue;
		said = str_replace(reader->arena, str_replace(reader->arena,
		    said, STR("%u"), str_format(reader->arena, "%u", n)),
		    STR("%s"), left->header);
		finding_add(reader->findings, kinds[i].id, pos, "%.*s",
		    "%.*s", STR_ARG(said));
	}
}

/* Read the main part and what belongs to it.  0, or -1 with a finding. */
static int
read_package(struct reader *reader)
{
	struct context context = { 0 };
	xmlNode *root, *node;
	struct str main;
	int status;

	if (markup_main(reader->arena, reader->pack, &main,
	    &reader->relations, reader->findings) != 0)
		return -1;
	if (main.n == 0) {
		finding_add(reader->findings, FINDING_DOCX_FOREIGN,
		    (struct pos){ reader->facts->file, OFFSET_NONE },
		    "这不是 Word 文档（没有正文部分）；没有校核",
		    "this is no Word document (it has no main part)");
		return -1;
	}
	reader->reading = markup_begin(reader->pack, main, VOCABULARY_W,
	    "document", reader->findings);
	if (reader->reading == NULL)
		return -1;
	reader->styles = docx_styles_read(reader->arena, reader->pack,
	    &reader->relations, reader->findings);
	read_settings(reader);
	root = markup_root(reader->reading);
	node = markup_grow(reader->reading, root, NULL);
	while (node != NULL && !word_is(node, "body"))
		node = markup_grow(reader->reading, root, node);
	read_blocks(reader, node, &context);
	for (int i = 0; i < NOTE_KINDS; i++)
		xmlFreeDoc(reader->notes[i]);
	docx_styles_free(reader->styles);
	status = markup_end(reader->reading, reader->findings);
	return reader->styles != NULL ? status : -1;
}

static struct docx_facts *
read_bytes(struct arena *arena, struct arena *lists, struct str name,
    struct str bytes, bool drawn, bool marks, struct findings *findings)
{
	struct reader reader = { .arena = arena, .lists = lists,
	    .findings = findings, .drawn = drawn, .marks = marks };
	uint32_t file = files_add(findings->files, name, STR_NONE);
	int status = -1;

	reader.pack = pack_open(arena, name, bytes,
	    (struct pos){ file, OFFSET_NONE }, findings);
	reader.facts = NEW(arena, struct docx_facts);
	reader.facts->file = file;
	if (reader.pack != NULL)
		status = read_package(&reader);
	if (status == 0) {
		reader.facts->properties = property_read(arena, reader.pack);
		if (reader.facts->own)
			docx_own_issuer(arena, reader.pack, reader.facts);
		finish_facts(&reader);
		report_leftovers(&reader);
	}
	buf_release(&reader.text);
	buf_release(&reader.field);
	return status == 0 ? reader.facts : NULL;
}

struct docx_facts *
docx_read_bytes(struct arena *arena, struct str name, struct str bytes,
    struct findings *findings)
{
	return read_bytes(arena, arena, name, bytes, false, false, findings);
}

static struct docx_facts *
read_file(struct arena *arena, struct arena *lists, struct str path,
    bool drawn, bool marks, struct findings *findings)
{
	struct str bytes;

	if (file_read(arena, path, FILE_LIMIT, &bytes, findings) != 0)
		return NULL;
	return read_bytes(arena, lists, path, bytes, drawn, marks, findings);
}

struct docx_facts *
docx_read(struct arena *arena, struct str path, struct findings *findings)
{
	return read_file(arena, arena, path, false, false, findings);
}

struct docx_facts *
docx_read_drawn(struct arena *arena, struct arena *lists, struct str path,
    bool marks, struct findings *findings)
{
	return read_file(arena, lists, path, true, marks, findings);
}

bool
docx_is_ours(struct arena *arena, struct str path)
{
	struct files files = { .arena = arena };
	struct findings quiet = { .arena = arena, .files = &files };
	const struct pack *pack;
	const struct part *styles;
	struct str bytes;

	if (file_read(arena, path, FILE_LIMIT, &bytes, &quiet) != 0)
		return false;
	pack = pack_open(arena, path, bytes, POS_NONE, &quiet);
	styles = pack == NULL ? NULL : pack_find(pack,
	    STR("word/styles.xml"));
	return styles != NULL &&
	    pack_read(arena, pack, styles, &bytes, &quiet) == 0 &&
	    str_has(bytes, STR("\"GwBody\""));
}

/* 一、, and 2.1, which is no ordinal of an official document; not 2026年. */
static bool
is_numbered(struct str line)
{
	size_t at = 0;

	while (at < line.n && line.p[at] >= '0' && line.p[at] <= '9')
		at++;
	return ordinal_parse(str_slice(line, 0, 80)).style != ORDINAL_NONE ||
	    (at > 0 && (at == line.n || line.p[at] == '.' ||
	    line.p[at] == ' '));
}

/*
 * The level of a paragraph that a foreign file makes a heading by its style
 * alone.  What else people set in such a style the recogniser has to tell:
 * running text, titles, 署名 and date, 附件1 and what it names, the head of a
 * page, broken lines.
 */
static unsigned
heading_level(const struct docx_facts *facts, size_t i, struct str text)
{
	const struct docx_paragraph *v = &facts->paragraphs[i];
	struct str line = paragraph_text(v, text), above = STR_NONE;
	unsigned level = facts->own || v->in_table || v->in_box ||
	    v->form->page_break ? 0 : docx_own_level(v->form->style);

	if (level == 0 || line.n == 0 || char_count(line) > HEADING_MAX ||
	    str_ends_one(line, "。|；|：|:|，") || words_closing(line) ||
	    words_organ(line) || words_day(line) || is_numbered(line) ||
	    (level == 1 && char_count(line) > PART_MAX && words_genre(line)))
		return 0;
	while (i > 0 && above.n == 0)
		above = paragraph_text(&facts->paragraphs[--i], text);
	for (size_t k = 0; k < line.n; k++)
		if (strchr("*\\<>{}[]`&_~#|\n", line.p[k]) != NULL)
			return 0;
	return words_attach(line).length > 0 ||
	    words_attach(above).length > 0 ? 0 : level;
}

/*
 * Headings of a foreign file are as certain as "## ": their depths, in the
 * order of the paragraphs.  Over the first line that ends as running text or
 * 主送 do stands the title, perhaps the only heading of level 1.
 */
static uint8_t *
heading_depths(struct arena *arena, const struct docx_facts *facts,
    struct str text)
{
	uint8_t *depths = NEW_ARRAY(arena, uint8_t, facts->n);
	size_t first = 0;
	bool title = false, sections = false;

	for (; first < facts->n; first++) {
		const struct docx_paragraph *v = &facts->paragraphs[first];
		struct str line = paragraph_text(v, text);

		title |= line.n > 0 && docx_own_level(v->form->style) == 1;
		if (str_ends_one(line, "。|：|:|；"))
			break;
	}
	for (size_t i = first; i < facts->n; i++) {
		depths[i] = (uint8_t)heading_level(facts, i, text);
		sections |= depths[i] == 1;
	}
	for (size_t i = first; i < facts->n; i++)
		depths[i] += depths[i] > 0 && (sections || !title);
	return depths;
}

/*
 * Is the table of a foreign file that begins with paragraph I one to sign in:
 * names of organs, side by side, and a day?  *END is the paragraph after it.
 */
static bool
is_signed(const struct docx_facts *facts, size_t i, struct str text,
    size_t *end)
{
	size_t organs = 0, days = 0, n = 0;

	for (; i < facts->n && facts->paragraphs[i].in_table; i++) {
		struct str line = paragraph_text(&facts->paragraphs[i], text);

		n += line.n > 0;
		organs += words_organ(line);
		days += words_day(line);
	}
	*end = i;
	return !facts->own && days == 1 && organs > 0 && organs + 1 == n;
}

/* The lines of a paragraph, with what its style makes of them. */
static void
add_styled(struct arena *arena, const struct docx_paragraph *paragraph,
    struct str text, uint8_t depth, bool signs, struct knowledge *known)
{
	VEC(struct styled) list = { known->styles, known->style_count,
	    known->style_count };
	size_t at = paragraph->pos.offset, end = at + paragraph->length;

	while (at < end) {
		size_t to = str_find(str_slice(text, 0, end), STR("\n"), at);
		uint8_t label;

		if (to == SIZE_MAX)
			to = end;
		label = docx_own_label(paragraph->form->style,
		    str_trim(str_slice(text, at, to)),
		    at == paragraph->pos.offset);
		if (signs)
			label = (words_day(str_slice(text, at, to)) ?
			    LABEL_DATE : LABEL_SIGNATURE) + 1;
		if (label > 0 || depth > 0)
			*VEC_ADD(arena, &list) = (struct styled){ (uint32_t)at,
			    (uint32_t)to, label, depth,
			    at == paragraph->pos.offset &&
			    docx_own_opens(paragraph->form) };
		at = to + 1;
	}
	known->styles = list.v;
	known->style_count = list.n;
}

/* Tables, lines by their styles, and what stands out in the text. */
static struct knowledge
find_knowledge(struct arena *arena, const struct docx_facts *facts,
    struct str text)
{
	struct knowledge known = { 0 };
	const uint8_t *depths = heading_depths(arena, facts, text);
	struct emphases looks = { 0 };
	size_t end = 0;			/* of the table in hand */
	bool signs = false;

	for (size_t i = 0; i < facts->n; i++) {
		const struct docx_form *form = facts->paragraphs[i].form;

		if (i >= end && facts->paragraphs[i].in_table)
			signs = is_signed(facts, i, text, &end);
		add_styled(arena, &facts->paragraphs[i], text, depths[i],
		    signs && i < end, &known);
		if (!facts->paragraphs[i].in_table)
			add_emphases(arena, &facts->paragraphs[i],
			    (form->font.bold ? RUN_BOLD : 0u) |
			    (form->font.italic ? RUN_ITALIC : 0u), &looks);
	}
	known.emphases = looks.v;
	known.emphasis_count = looks.n;
	known.parts = NEW_ARRAY(arena, struct known, facts->table_count +
	    facts->picture_count);
	for (size_t i = 0, k = 0; i < facts->table_count ||
	    k < facts->picture_count;) {
		const struct docx_table *table = i < facts->table_count ?
		    &facts->tables[i] : NULL;
		const struct docx_picture *picture = k <
		    facts->picture_count ? &facts->pictures[k] : NULL;

		/* Both are in order. */
		if (k < facts->picture_count && (i == facts->table_count ||
		    picture->from < table->pos.offset)) {
			known.parts[known.n++] = (struct known){
			    picture->from, picture->to, NULL,
			    picture->picture };
			k++;
			continue;
		}
		i++;
		if (table->table != NULL)
			known.parts[known.n++] = (struct known){
			    table->pos.offset, table->pos.offset +
			    (uint32_t)table->length, table->table, NULL };
	}
	return known;
}

struct document *
docx_document(struct arena *arena, const struct docx_facts *facts,
    const struct source_options *options, struct findings *findings)
{
	struct knowledge *known = NEW(arena, struct knowledge);
	struct document *document;

	*known = find_knowledge(arena, facts, text_of(findings,
	    facts->file));
	document = text_read_known(arena, facts->file, known, options,
	    findings);
	if (document != NULL && facts->own)
		docx_own_finish(arena, facts, document);
	return document;
}
