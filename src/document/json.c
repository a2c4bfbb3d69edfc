/*
 * A document as JSON: all that it has, by the names of slot.def, and a few
 * views (headings, contact_lines …) for who only looks.  source/json.c reads it
 * again; schema.c says the same as a JSON Schema.
 */
#include "dump.h"

#include "../base/file.h"
#include "../text/ordinal.h"
#include "../text/chars.h"
#include "../text/words.h"
#include "element.h"

/* Documents in attachments of documents: no deeper than readers go. */
#define DEPTH_MAX	16

const char *const json_aligns[] = {
	[ALIGN_BODY] = "body", [ALIGN_LEFT] = "left",
	[ALIGN_CENTER] = "center", [ALIGN_RIGHT] = "right",
};

bool
json_is_short_date(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (i == 4 || i == 7 ? s.p[i] != '-' :
		    s.p[i] < '0' || s.p[i] > '9')
			return false;
	return s.n == STR("2026-06-14").n;
}

struct writer {
	struct arena *arena;
	struct buf *out;
	unsigned depth;
	bool first;			/* no comma before the next value */
	uint64_t said;			/* elements of the document, by id */
	struct str folder;		/* of the file of the page */
	struct str stem;
	VEC(struct markdown_file) files;	/* pictures of a DOCX */
	struct arena *kept;		/* what they are in */
};

static void
json_break(struct writer *w)
{
	if (!w->first)
		buf_byte(w->out, ',');
	w->first = false;
	buf_byte(w->out, '\n');
	for (unsigned i = 0; i < w->depth; i++)
		buf_byte(w->out, ' ');
}

static void
json_open(struct writer *w, char bracket)
{
	buf_byte(w->out, bracket);
	w->depth++;
	w->first = true;
}

/* An item of a list that is a record. */
static void
json_record(struct writer *w)
{
	json_break(w);
	json_open(w, '{');
}

static void
json_close(struct writer *w, char bracket)
{
	w->depth--;
	if (!w->first) {
		w->first = true;
		json_break(w);
	}
	buf_byte(w->out, bracket);
	w->first = false;
}

static void
json_key(struct writer *w, const char *key)
{
	for (size_t i = 0; i < ELEMENT_COUNT; i++)
		if (strcmp(elements[i].json, key) == 0)
			w->said |= UINT64_C(1) << i;
	json_break(w);
	buf_json(w->out, str_of(key));
	buf_lit(w->out, ": ");
}

static void
json_list(struct writer *w, const char *key)
{
	json_key(w, key);
	json_open(w, '[');
}

static void
json_member(struct writer *w, const char *key, struct str value)
{
	json_key(w, key);
	if (value.n > 0)
		buf_json(w->out, value);
	else
		buf_lit(w->out, "null");
}

/* The same, left out altogether when absent: for elements of the old forms. */
static void
json_extra(struct writer *w, const char *key, struct str value)
{
	if (value.n > 0)
		json_member(w, key, value);
}

static struct str
joined(struct writer *w, struct text text)
{
	return text_join(w->arena, text, STR_NONE);
}

static void
json_strings(struct writer *w, const char *key, const struct str *v, size_t n)
{
	json_key(w, key);
	if (n == 0) {
		buf_lit(w->out, "null");
		return;
	}
	json_open(w, '[');
	for (size_t i = 0; i < n; i++) {
		json_break(w);
		buf_json(w->out, v[i]);
	}
	json_close(w, ']');
}

static void
json_spans(struct writer *w, const char *key, const struct spans *spans)
{
	struct str *v = NEW_ARRAY(w->arena, struct str, spans->n);

	for (size_t i = 0; i < spans->n; i++)
		v[i] = spans->v[i].text;
	json_strings(w, key, v, spans->n);
}

/* 时间： — does the topic end in a colon, with text after it? */
static bool
has_lead(const struct block *block, struct str topic)
{
	return block->topic > 0 && block->topic < block->text.n &&
	    (str_ends(topic, STR("：")) || str_ends(topic, STR(":")));
}

/* What of a numbered paragraph is its heading: a lead, or one sentence. */
static struct str
heading_text(struct writer *w, const struct block *block, bool lead)
{
	struct text topic = { block->text.v, block->topic };
	struct str text = str_trim(joined(w, lead ? topic : block->text));
	size_t at = text.n, length;

	if (lead)
		char_before(text, &at);
	else
		at = char_find_stop(text, &length);
	return str_cat(w->arena, block->ordinal.text, str_slice(text, 0, at));
}

/* A flag that is not what it is when nothing is said. */
static void
json_flag(struct writer *w, const char *key, bool flag, bool otherwise)
{
	if (flag == otherwise)
		return;
	json_key(w, key);
	buf_lit(w->out, flag ? "true" : "false");
}

static void
json_true(struct writer *w, const char *key, bool flag)
{
	json_flag(w, key, flag, false);
}

static void
json_heading(struct writer *w, const struct block *block, bool attached)
{
	struct text topic = { block->text.v, block->topic };
	bool lead = has_lead(block, str_trim(joined(w, topic)));
	bool item = block->topic == 0;

	json_record(w);
	json_key(w, "level");
	buf_format(w->out, "%d", block->level);
	json_member(w, "text", heading_text(w, block, lead));
	json_true(w, "runin", !item && block->topic < block->text.n);
	json_extra(w, "sep", lead ? STR("：") : STR_NONE);
	json_true(w, "item", item);
	json_true(w, "soft", item || (lead && block->level > 1));
	if (attached)
		json_member(w, "where", STR("attachment"));
	json_close(w, '}');
}

static void
json_headings_of(struct writer *w, const struct document *document,
    bool attached, unsigned depth)
{
	const struct attachments *pages = &document->attachments;

	EACH(const struct block, block, document->body) {
		/* The four of 7.3.3, and no 1.1. */
		if (block->kind == BLOCK_HEADING && block->level >= 1 &&
		    block->level <= 4 && ordinal_parse(
		    block->ordinal.text).style != ORDINAL_NONE)
			json_heading(w, block, attached);
	}
	for (size_t i = 0; depth < DEPTH_MAX && i < pages->n; i++)
		if (pages->v[i].document != NULL)
			json_headings_of(w, pages->v[i].document, true,
			    depth + 1);
}

/* Those of the body, which stay in their section, and those of the end. */
static void
json_contacts(struct writer *w, const struct document *document)
{
	VEC(struct str) list = { 0 };

	EACH(const struct block, block, document->body) {
		struct str s;

		if (block->kind != BLOCK_PARAGRAPH)
			continue;
		s = joined(w, block->text);
		if (words_contact(s))
			*VEC_ADD(w->arena, &list) = s;
	}
	for (size_t i = 0; i < document->contacts.n; i++)
		*VEC_ADD(w->arena, &list) =
		    joined(w, document->contacts.v[i]);
	for (size_t i = 0; i < document->after.n; i++) {
		struct str s = joined(w, document->after.v[i]);

		if (words_contact(s))
			*VEC_ADD(w->arena, &list) = s;
	}
	json_strings(w, "contact_lines", list.v, list.n);
}

/* 信息公开选项：主动公开 stands among the remarks. */
static struct str
disclosure(struct str remark)
{
	size_t at = str_find(remark, STR("公开"), 0), end = 0;

	if (at == SIZE_MAX || at > STR("信息").n)
		return STR_NONE;
	while (end < remark.n) {
		uint32_t c = char_next(remark, &end);

		if (c == ':' || c == U'：')
			return str_trim(str_from(remark, end));
	}
	return STR_NONE;
}

static void
json_remarks(struct writer *w, const struct document *document)
{
	struct buf remark = { 0 };
	struct str open = STR_NONE;

	for (size_t i = 0; i < document->remarks.n; i++) {
		struct str s = joined(w, document->remarks.v[i]);
		struct str value = disclosure(s);

		if (value.n > 0)
			open = value;
		else
			buf_format(&remark, "%s%.*s", remark.n == 0 ? "" :
			    "；", STR_ARG(s));
	}
	json_extra(w, "remark", buf_take(w->arena, &remark));
	json_extra(w, "disclosure", open);
}

/* --- all of it ---------------------------------------------------------- */

static void
json_number(struct writer *w, const char *key, unsigned number)
{
	if (number == 0)
		return;
	json_key(w, key);
	buf_uint(w->out, number);
}

static void
json_run(struct writer *w, const struct run *run)
{
	json_record(w);
	json_key(w, "text");
	buf_json(w->out, run->text);
	json_true(w, "bold", (run->flags & RUN_BOLD) != 0);
	json_true(w, "italic", (run->flags & RUN_ITALIC) != 0);
	json_true(w, "code", (run->flags & RUN_CODE) != 0);
	json_true(w, "break", (run->flags & RUN_BREAK) != 0);
	json_close(w, '}');
}

/* A string with its line breaks; a list of runs where they differ in look. */
static void
json_text(struct writer *w, struct text text)
{
	unsigned flags = 0;

	for (size_t i = 0; i < text.n; i++)
		flags |= text.v[i].flags;
	if ((flags & ~(unsigned)RUN_BREAK) == 0) {
		buf_json(w->out, text_join(w->arena, text, STR("\n")));
		return;
	}
	json_open(w, '[');
	for (size_t i = 0; i < text.n; i++)
		json_run(w, &text.v[i]);
	json_close(w, ']');
}

static void
json_text_member(struct writer *w, const char *key, struct text text,
    bool always)
{
	if (text.n == 0 && !always)
		return;
	json_key(w, key);
	if (text.n == 0)
		buf_lit(w->out, "null");
	else
		json_text(w, text);
}

static void
json_texts(struct writer *w, const char *key, const struct texts *texts)
{
	if (texts->n == 0)
		return;
	json_list(w, key);
	for (size_t i = 0; i < texts->n; i++) {
		json_break(w);
		json_text(w, texts->v[i]);
	}
	json_close(w, ']');
}

static void
json_align(struct writer *w, enum align align)
{
	buf_json(w->out, str_of(json_aligns[align]));
}

static bool
is_simple_cell(const struct cell *cell)
{
	return cell->colspan == 1 && cell->rowspan == 1 &&
	    cell->align == ALIGN_BODY && cell->paragraphs.n <= 1 &&
	    cell->rule.text.n == 0;
}

/* null: covered; a text; or an object when there is more to say. */
static void
json_cell(struct writer *w, const struct cell *cell)
{
	if (cell->covered) {
		buf_lit(w->out, "null");
		return;
	}
	if (is_simple_cell(cell)) {
		json_text(w, cell->paragraphs.n == 0 ?
		    (struct text){ NULL, 0 } : cell->paragraphs.v[0]);
		return;
	}
	json_open(w, '{');
	json_texts(w, "paragraphs", &cell->paragraphs);
	json_number(w, "columns", cell->colspan > 1 ? cell->colspan : 0);
	json_number(w, "rows", cell->rowspan > 1 ? cell->rowspan : 0);
	if (cell->align != ALIGN_BODY) {
		json_key(w, "align");
		json_align(w, cell->align);
	}
	if (cell->rule.text.n > 0) {
		json_key(w, "fill");
		buf_json(w->out, cell->rule.text);
	}
	json_close(w, '}');
}

static void
json_columns(struct writer *w, const struct table *table)
{
	if (table->widths != NULL) {
		json_list(w, "widths");
		for (unsigned c = 0; c < table->columns; c++) {
			json_break(w);
			buf_uint(w->out, table->widths[c]);
		}
		json_close(w, ']');
	}
	if (table->aligns != NULL) {
		json_list(w, "aligns");
		for (unsigned c = 0; c < table->columns; c++) {
			json_break(w);
			json_align(w, table->aligns[c]);
		}
		json_close(w, ']');
	}
}

/* What setting.def says of a table, by the members of the model. */
static void
json_settings_of(struct writer *w, const struct table *table)
{
#define FLAG(member)		json_true(w, #member, table->member);
#define NUMBER(member)		json_number(w, #member, table->member);
#define SIZE(member)		json_number(w, #member, table->member);
#define CONTROLS(member)	json_flag(w, #member, table->member, true);
#define WIDTHS(member)		json_columns(w, table);
#define NOT(member)
#define SETTING(id, written, member, name, mark)	written(member)
#include "setting.def"
}

static void
json_table(struct writer *w, const struct table *table)
{
	json_settings_of(w, table);
	json_true(w, "form", table->form);
	json_text_member(w, "caption", table->caption, false);
	json_text_member(w, "unit", table->unit, false);
	json_list(w, "rows");
	for (size_t r = 0; r < table->rows; r++) {
		json_break(w);
		json_open(w, '[');
		for (size_t c = 0; c < table->columns; c++) {
			json_break(w);
			json_cell(w, &table->cells[r * table->columns + c]);
		}
		json_close(w, ']');
	}
	json_close(w, ']');
}

/* The name that the block's kind has in JSON. */
static const char *
block_type(const struct block *block)
{
	static const char *const types[] = {
		[BLOCK_PARAGRAPH] = "paragraph", [BLOCK_HEADING] = "heading",
		[BLOCK_TABLE] = "table", [BLOCK_FILL_LINE] = "fill_line",
		[BLOCK_PICTURE] = "picture", [BLOCK_SECTION] = "section",
	};

	if (block->kind == BLOCK_HEADING && block->topic == 0)
		return "item";
	if (block->kind == BLOCK_SECTION && !block->section_open)
		return "section_end";
	return block->kind == BLOCK_SECTION && block->section_inverted ?
	    "section_without" : types[block->kind];
}

/* One that came in a DOCX goes to a file of its own, as with Markdown. */
static void
json_picture(struct writer *w, struct blocks blocks, size_t i)
{
	const struct picture *picture = blocks.v[i].picture;
	struct str path = markdown_picture(w->kept, w->stem, picture,
	    (unsigned)w->files.n + 1);

	if (picture->path.text.n == 0)
		*VEC_ADD(w->kept, &w->files) = (struct markdown_file){ path,
		    picture->bytes };
	json_member(w, "path", path_join(w->arena, w->folder, path));
	json_extra(w, "alt", blocks_picture_alt(blocks, i));
}

static void
json_block(struct writer *w, struct blocks blocks, size_t i)
{
	const struct block *block = &blocks.v[i];
	struct text text = block->text;

	if (block->kind == BLOCK_PARAGRAPH && block->align == ALIGN_BODY) {
		json_text(w, text);
		return;
	}
	json_open(w, '{');
	json_member(w, "type", str_of(block_type(block)));
	switch (block->kind) {
	case BLOCK_PARAGRAPH:
		json_key(w, "align");
		json_align(w, block->align);
		break;
	case BLOCK_HEADING:
		json_key(w, "level");
		buf_format(w->out, "%d", block->level);
		json_extra(w, "ordinal", block->ordinal.text);
		if (block->topic == 0 || block->topic >= text.n)
			break;
		json_text_member(w, "topic", (struct text){ text.v,
		    block->topic }, true);
		text.v += block->topic;
		text.n -= block->topic;
		break;
	case BLOCK_TABLE:
		json_table(w, block->table);
		break;
	case BLOCK_PICTURE:
		json_picture(w, blocks, i);
		text.n = 0;	/* a word that stands for it */
		break;
	case BLOCK_FILL_LINE: case BLOCK_SECTION:
		break;
	}
	json_text_member(w, "text", text, false);
	json_close(w, '}');
}

static void
json_body(struct writer *w, const struct document *document)
{
	json_list(w, "body");
	for (size_t i = 0; i < document->body.n; i++) {
		json_break(w);
		json_block(w, document->body, i);
	}
	json_close(w, ']');
}

/* The mark as one text, a line an organ, with what ends it. */
static struct str
issuer_mark(struct writer *w, const struct document *document)
{
	struct buf mark = { 0 };

	for (size_t i = 0; i < document->marks.n; i++)
		buf_format(&mark, "%s%.*s", i > 0 ? "\n" : "",
		    STR_ARG(document->marks.v[i].text));
	if (mark.n > 0)
		buf_str(&mark, document->mark_tail.text);
	return buf_take(w->arena, &mark);
}

/* Is there more in it than names, and 1. 2. 3., which are made anyway? */
static bool
is_special_note(struct writer *w, const struct note *note)
{
	for (size_t i = 0; i < note->n; i++) {
		const struct note_item *item = &note->v[i];

		if (item->ordinal.text.n > 0 && (note->n == 1 ||
		    !str_eq(item->ordinal.text, str_format(w->arena, "%zu.",
		    i + 1))))
			return true;
		for (size_t k = 0; k < item->name.n; k++)
			if (item->name.v[k].flags != 0)
				return true;
	}
	return false;
}

/* The names alone; with what more they have in a member of its own. */
static void
json_note(struct writer *w, const struct note *note)
{
	struct str *v = NEW_ARRAY(w->arena, struct str, note->n);

	for (size_t i = 0; i < note->n; i++)
		v[i] = joined(w, note->v[i].name);
	json_strings(w, "attachments_list", v, note->typed ? note->n : 0);
	if (!note->typed || !is_special_note(w, note))
		return;
	json_list(w, "note");
	for (size_t i = 0; i < note->n; i++) {
		json_record(w);
		json_member(w, "ordinal", note->v[i].ordinal.text);
		json_text_member(w, "name", note->v[i].name, true);
		json_close(w, '}');
	}
	json_close(w, ']');
}

/* A date as 2026-06-14 is read as one typed so only behind a backslash. */
static struct str
said(struct writer *w, const struct element *element, struct str s)
{
	return element->form == FORM_DATE && json_is_short_date(s) ?
	    str_cat(w->arena, STR("\\"), s) : s;
}

/* How it is made: the keys of the front matter that are not text. */
static void
json_makings(struct writer *w, const struct document *document)
{
	bool any = false;

	for (size_t i = 0; i < MAKING_COUNT; i++) {
		struct str word = making_word(document, &makings[i]);

		if (word.n == 0)
			continue;
		if (!any) {
			json_key(w, "settings");
			json_open(w, '{');
		}
		any = true;
		json_member(w, str_cstr(w->arena, making_title(&makings[i])),
		    word);
	}
	if (any)
		json_close(w, '}');
}

static void
json_values(struct writer *w, const struct document *document)
{
	if (document->values.n == 0)
		return;
	json_key(w, "values");
	json_open(w, '{');
	EACH(const struct value, value, document->values)
		json_member(w, str_cstr(w->arena, value->name.text),
		    value->text.text);
	json_close(w, '}');
}

/* The elements that have not been said yet, only when given. */
static void
json_elements(struct writer *w, const struct document *document)
{
	for (size_t i = 0; i < ELEMENT_COUNT; i++) {
		const struct element *element = &elements[i];
		const void *slot = element_in(document, element);

		if ((w->said >> i & 1) != 0 || element->form == FORM_NONE ||
		    element->id == ELEMENT_marks ||
		    !element_given(document, element))
			continue;
		switch (element->kind) {
		case ELEMENT_SPAN:
			json_extra(w, element->json, said(w, element,
			    ((const struct span *)slot)->text));
			break;
		case ELEMENT_SPANS:
			json_spans(w, element->json, slot);
			break;
		case ELEMENT_TEXT:
			json_text_member(w, element->json,
			    *(const struct text *)slot, false);
			break;
		case ELEMENT_TEXTS:
			json_texts(w, element->json, slot);
			break;
		}
	}
}

static void	json_pages(struct writer *, const struct document *,
		    unsigned depth);

/* All that is left to say of a document, its body first. */
static void
json_rest(struct writer *w, const struct document *document, unsigned depth)
{
	if (document->genre.n > 0 && depth > 0 && !str_eq(document->genre,
	    document_tells_genre(w->arena, document)))
		json_member(w, "kind", document->genre);
	if (depth > 0 && (document_types_marks(document) ||
	    (document->organs.n > 0 && document->marks.n == 0)))
		json_member(w, "issuer_mark", issuer_mark(w, document));
	if (document->mark_tail.text.n > 0 && !str_eq(
	    document->mark_tail.text, STR("文件")))
		json_member(w, "mark_tail", document->mark_tail.text);
	json_elements(w, document);
	json_makings(w, document);
	json_values(w, document);
	if (document->comments.n > 0)
		json_spans(w, "comments", &document->comments);
}

/* A page: its mark if one was typed, its name, and its document. */
static void
json_page(struct writer *w, const struct attachment *page, unsigned depth)
{
	const struct document *document = page->document;
	struct str folder = w->folder;
	uint64_t said = w->said;

	json_record(w);
	w->said = 0;
	json_member(w, "mark", page->mark.pos.file != 0 ?
	    page->mark.text : STR_NONE);
	json_text_member(w, "title", document == NULL ? page->listed :
	    document->title, true);
	json_true(w, "enclosure", page->kind == ATTACHMENT_ENCLOSURE);
	json_true(w, "landscape", page->landscape);
	json_true(w, "unbound", page->unbound);
	json_text_member(w, "listed", page->listed, false);
	if (page->import.n > 0 || document == NULL ||
	    str_has(page->path.text, STR("{{")))
		json_extra(w, "file", path_join(w->arena, folder,
		    page->path.text));
	else if (page->path.text.n > 0)
		w->folder = path_join(w->arena, folder,
		    path_folder(page->path.text));
	if (document != NULL && depth < DEPTH_MAX) {
		if (document->body.n > 0)
			json_body(w, document);
		if (document->note.typed)
			json_note(w, &document->note);
		json_rest(w, document, depth);
		if (document->attachments.n > 0)
			json_pages(w, document, depth);
	}
	json_close(w, '}');
	w->said = said;
	w->folder = folder;
}

/* Those of a page once more, for who looks for all of them. */
static void
json_nested(struct writer *w, const struct document *document, unsigned depth)
{
	for (size_t i = 0; depth < DEPTH_MAX && document != NULL &&
	    i < document->attachments.n; i++) {
		const struct attachment *page = &document->attachments.v[i];

		json_record(w);
		json_true(w, "nested", true);
		json_member(w, "mark", page->mark.pos.file != 0 ?
		    page->mark.text : STR_NONE);
		json_text_member(w, "title", page->document == NULL ?
		    page->listed : page->document->title, true);
		json_close(w, '}');
		json_nested(w, page->document, depth + 1);
	}
}

static void
json_pages(struct writer *w, const struct document *document, unsigned depth)
{
	json_list(w, "attachments");
	EACH(const struct attachment, page, document->attachments) {
		json_page(w, page, depth + 1);
		if (depth == 0)
			json_nested(w, page->document, depth + 1);
	}
	json_close(w, ']');
}

void
document_json(struct arena *kept, const struct document *document,
    struct str stem, struct buf *out, struct markdown_files *files)
{
	struct arena arena = ARENA_INIT;
	struct writer writer = { .arena = &arena, .out = out, .first = true,
	    .stem = stem, .kept = kept };
	struct writer *w = &writer;

	json_open(w, '{');
	json_member(w, "kind", document->genre);
	json_member(w, "issuer_mark", issuer_mark(w, document));
	json_member(w, "doc_number", document->number.text);
	json_text_member(w, "title", document->title, true);
	json_text_member(w, "recipients", document->recipients, true);
	json_body(w, document);
	json_list(w, "headings");
	json_headings_of(w, document, false, 0);
	json_close(w, ']');
	json_note(w, &document->note);
	json_spans(w, "signatures", &document->signatures);
	json_member(w, "date", said(w, &elements[ELEMENT_date],
	    document->date.text));
	json_contacts(w, document);
	if (document->attachments.n > 0)
		json_pages(w, document, 0);
	else
		json_member(w, "attachments", STR_NONE);
	json_text_member(w, "cc", document->cc, true);
	json_member(w, "print_agency", document->printer.text);
	json_member(w, "print_date", said(w, &elements[ELEMENT_print_date],
	    document->print_date.text));
	json_member(w, "seal", document->acting.text);
	json_remarks(w, document);
	json_rest(w, document, 0);
	json_close(w, '}');
	buf_byte(out, '\n');
	arena_release(&arena);
	*files = (struct markdown_files){ writer.files.v, writer.files.n };
}

/* --- why ------------------------------------------------------------------ */

void
explanation_json(struct buf *out, struct str source,
    const struct line_reason *lines, size_t n)
{
	struct writer w = { .out = out, .first = true };

	json_open(&w, '{');
	json_member(&w, "file", source);
	json_list(&w, "lines");
	EACH_OF(const struct line_reason, line, lines, n) {
		json_record(&w);
		json_key(&w, "line");
		buf_format(out, "%u", line->line);
		json_member(&w, "label", line->label);
		json_key(&w, "confidence");
		buf_format(out, "%u", line->confidence);
		json_member(&w, "evidence", line->evidence);
		json_member(&w, "runner_up", line->runner_up);
		json_member(&w, "text", line->text);
		json_close(&w, '}');
	}
	json_close(&w, ']');
	json_close(&w, '}');
	buf_byte(out, '\n');
}
