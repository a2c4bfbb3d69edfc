/*
 * The body of a DOCX → lines of text, cells and facts of layout: its elements
 * one after the other, from read_package down to runs.
 */
#include "docx_reader.h"

#include <string.h>

#include "../base/file.h"
#include "../text/words.h"
#include "docx_own.h"
#include "docx_text.h"
#include "picture.h"

/* Tables in cells, boxes in boxes, controls in controls; Word stops at 20. */
#define DEPTH_MAX	48
#define COLUMNS_MAX	128
#define FILE_LIMIT	((size_t)128 << 20)
#define BLANK_LINE	560		/* twips; the body's line */
#define EMU_PIXEL	9525		/* 96 of them an inch */

/* What is in force while blocks are read. */
struct context {
	int depth;
	bool in_table, in_box, in_frame;
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

/* What the list of a control offers, as an author writes it; or "". */
static struct str
read_choices(struct reader *reader, const xmlNode *control)
{
	const xmlNode *item = word_child(word_child(word_child(control,
	    "sdtPr"), "dropDownList"), "listItem");
	struct buf out = { 0 };
	size_t n = 0;

	for (; item != NULL; item = word_next(item, "listItem")) {
		struct str text = word_attribute(item, "displayText");
		struct str value = word_attribute(item, "value");

		if (value.n == 0)	/* 选择一项。 */
			continue;
		if (text.n == 0)
			text = value;
		if (str_has_one(text, "/|{|}|<| |　|\\") ||
		    str_has(text, STR("|"))) {
			n = 0;
			break;
		}
		buf_lit(&out, n++ > 0 ? "/" : "{填写: ");
		buf_str(&out, text);
	}
	buf_lit(&out, "}");
	if (n > 1)
		return buf_take(reader->arena, &out);
	buf_release(&out);
	return STR_NONE;
}

/* 人数（整数 必填）: what the author said of a control of ours; or "". */
static struct str
read_rule(struct reader *reader, const xmlNode *control)
{
	const xmlNode *sdtpr = word_child(control, "sdtPr");
	struct str name = word_value(word_child(sdtpr, "tag"));
	struct str alias = word_value(word_child(sdtpr, "alias"));
	struct str open = STR("（"), shut = STR("）");

	if (!reader->facts->own || name.n == 0 || !str_starts(alias, name) ||
	    !str_starts(str_from(alias, name.n), open) ||
	    !str_ends(alias, shut))
		return STR_NONE;
	alias = str_slice(alias, name.n + open.n, alias.n - shut.n);
	return str_format(reader->arena, "{填写: %.*s}", STR_ARG(alias));
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

/*
 * Of alternatives the newer form is read where it is known; a new sign, ink or
 * a chart has what older programs show.
 */
static const xmlNode *
chosen(const xmlNode *alternatives)
{
	const xmlNode *fallback = markup_child(alternatives, VOCABULARY_MC,
	    "Fallback");
	const xmlNode *node = markup_child(alternatives, VOCABULARY_MC,
	    "Choice");

	for (; node != NULL; node = markup_next(node, VOCABULARY_MC, "Choice"))
		if (fallback == NULL || str_is_one(str_trim(markup_attribute(
		    node, VOCABULARY_NONE, "Requires")), "wps|wpg|wpc|w14"))
			return node;
	return fallback;
}

/*
 * A control whose content follows: what its list offers, and whether it shows
 * no more than a prompt, 单击此处输入文字.  Ours show what stands in a form.
 */
static void
begin_control(struct reader *reader, const xmlNode *control,
    const struct context *context)
{
	while (word_child(control, "sdtContent") == NULL &&
	    !markup_is_whole(reader->reading, control) &&
	    markup_read_on(reader->reading))
		;
	if (context->in_table)
		reader->rule = read_rule(reader, control);
	if (context->in_table && reader->rule.n == 0)
		reader->rule = read_choices(reader, control);
	reader->prompt = !reader->facts->own && markup_is_on(word_child(
	    word_child(control, "sdtPr"), "showingPlcHdr"));
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
			bool prompt = reader->prompt;

			if (word_is(child, "sdt"))
				begin_control(reader, child, context);
			visit_children(reader, child, visit, context);
			reader->prompt = prompt;
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

/* In the code of a field the result of another one is no text. */
static bool
is_code(const struct reader *reader)
{
	return reader->code > 0 && reader->fields > reader->code;
}

/* The code of a field that has no result is read at its end. */
static void
read_field(struct reader *reader, struct str type)
{
	bool begins = str_eq(type, STR("begin"));
	bool ends = str_eq(type, STR("end"));

	reader->fields += begins;
	if (!is_code(reader)) {
		if (ends && reader->field.n > 0 && docx_put_equation(
		    &reader->text, buf_view(&reader->field)))
			leave(reader, &reader->facts->left.formulas);
		reader->field.n = 0;
		reader->code = begins ? reader->fields : 0;
	}
	reader->fields -= ends && reader->fields > 0;
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

/* LibreOffice makes a box of a frame that the program set. */
static bool
is_own_box(struct reader *reader, const xmlNode *box)
{
	struct docx_form form;

	return first_form(reader, box, &form) &&
	    str_starts(form.style, STR("公文"));
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
			if (!is_own_box(reader, n))
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
	size_t n = COUNT_OF(recent->v);
	void *kept;

	for (size_t i = 0; i < n; i++)
		if (recent->v[i] != NULL && memcmp(recent->v[i], it, size) == 0)
			return recent->v[i];
	kept = arena_alloc(reader->arena, size);
	recent->v[recent->next++ % n] = memcpy(kept, it, size);
	return kept;
}

/* Is the run the prompt of a control?  　　年　月　日 is to be filled in. */
static bool
is_prompt(const struct reader *reader)
{
	struct str run = str_from(buf_view(&reader->text), reader->run_start);

	return reader->prompt && words_skip(run, 0) == 0;
}

/* What was read since RUN_START is a run, unless it is hidden. */
static void
end_run(struct reader *reader)
{
	struct docx_run *run;
	bool prompt = is_prompt(reader);

	if (reader->text.n > reader->run_start && (reader->run_font.hidden ||
	    prompt)) {
		reader->text.n = reader->run_start;
		leave(reader, prompt ? &reader->facts->left.prompts :
		    &reader->facts->left.hidden);
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
	reader->broken = true;
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

	if (is_code(reader) && !word_is(node, "fldChar"))
		return;
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
		read_field(reader, word_attribute(node, "fldCharType"));
		if (!is_code(reader))
			put_field(reader, word_child(node, "ffData"));
	} else if (word_is(node, "instrText") && reader->code > 0)
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
	reader->fields = reader->code = 0;	/* one without its end */
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
	bool broken = reader->broken;

	reader->broken = false;
	paragraph->length = reader->text.n - paragraph->pos.offset;
	/* LibreOffice ends the paragraph before with the break. */
	if (paragraph->length == 0 && paragraph->form->page_break &&
	    reader->facts->own) {
		reader->new_page = true;
		if (broken && !context->in_table) {	/* nothing follows */
			reader->paragraphs.n--;
			paragraph--;
			reader->text.n = paragraph->pos.offset +
			    paragraph->length + 1;
			return;
		}
	}
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
		docx_read_section(reader, section);
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

	if (word_child(tcpr, "cellDel") != NULL) {
		leave(reader, &reader->facts->left.deletions);
		return;
	}
	if (word_child(tcpr, "cellIns") != NULL)
		leave(reader, &reader->facts->left.insertions);
	cell.colspan = span < 1 ? 1 : span > COLUMNS_MAX ? COLUMNS_MAX :
	    (unsigned)span;
	cell.merge_start = merge != NULL && restart;
	cell.merge_on = merge != NULL && !restart;
	docx_edge(borders, "top",
	    row->number == 0 ? &table->top : &table->inside);
	docx_edge(borders, "bottom", &table->bottom);
	cell.first = reader->paragraphs.n;
	reader->cell_begins = !cell.merge_on && left == NULL;
	reader->rule = STR_NONE;
	read_blocks(reader, node, context);
	cell.rule = reader->rule;
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

/* Its borders, and the columns of its grid. */
static void
read_table_facts(struct reader *reader, const xmlNode *node,
    struct docx_table *table, struct raw_table *raw)
{
	const xmlNode *tblpr = word_child(node, "tblPr");
	const xmlNode *borders = word_child(tblpr, "tblBorders");
	const xmlNode *column = word_child(word_child(node, "tblGrid"),
	    "gridCol");

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

/* The paragraphs right in CELL that have words; a box to fill in has blanks. */
static unsigned
written(struct reader *reader, const xmlNode *cell, bool *sentence)
{
	unsigned count = 0;

	for (const xmlNode *p = word_child(cell, "p"); p != NULL;
	    p = word_next(p, "p")) {
		const struct str text = docx_words(reader->arena, p);

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
		if (docx_words(reader->arena, n).n > 0)
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
		docx_shrink_grid(reader, &raw);
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
		docx_read_section(reader, node);
	else if (word_is(node, "del"))
		leave(reader, &reader->facts->left.deletions);
}

static void
read_blocks(struct reader *reader, const xmlNode *node,
    struct context *context)
{
	visit_children(reader, node, read_block, context);
}

/* --- putting it together ----------------------------------------------- */

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
		    POS_FILE(reader->facts->file),
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

	reader.pack = pack_open(arena, name, bytes, POS_FILE(file), findings);
	reader.facts = NEW(arena, struct docx_facts);
	reader.facts->file = file;
	if (reader.pack != NULL)
		status = read_package(&reader);
	if (status == 0) {
		reader.facts->properties = property_read(arena, reader.pack);
		if (reader.facts->own)
			docx_own_issuer(arena, reader.pack, reader.facts);
		docx_finish_facts(&reader);
		docx_report_leftovers(&reader);
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
