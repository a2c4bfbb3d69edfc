#include "dump.h"

#include <string.h>

#include "../text/chars.h"
#include "../text/words.h"
#include "element.h"

/* Documents in attachments of documents: no deeper than readers go. */
#define DEPTH_MAX	16

/* --- JSON ------------------------------------------------------------- */

struct json {
	struct arena *arena;
	struct buf *out;
	unsigned depth;
	bool first;			/* no comma before the next value */
	uint64_t said;			/* elements of the document, by id */
};

static void
json_break(struct json *json)
{
	if (!json->first)
		buf_byte(json->out, ',');
	json->first = false;
	buf_byte(json->out, '\n');
	for (unsigned i = 0; i < json->depth; i++)
		buf_byte(json->out, ' ');
}

static void
json_open(struct json *json, char bracket)
{
	buf_byte(json->out, bracket);
	json->depth++;
	json->first = true;
}

static void
json_close(struct json *json, char bracket)
{
	json->depth--;
	if (!json->first) {
		json->first = true;
		json_break(json);
	}
	buf_byte(json->out, bracket);
	json->first = false;
}

static void
json_string(struct json *json, struct str s)
{
	buf_byte(json->out, '"');
	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];

		if (c == '"' || c == '\\') {
			buf_byte(json->out, '\\');
			buf_byte(json->out, (char)c);
		} else if (c < 0x20)
			buf_format(json->out, "\\u%04x", c);
		else
			buf_byte(json->out, (char)c);
	}
	buf_byte(json->out, '"');
}

static void
json_key(struct json *json, const char *key)
{
	for (size_t i = 0; i < ELEMENT_COUNT; i++)
		if (strcmp(elements[i].json, key) == 0)
			json->said |= UINT64_C(1) << i;
	json_break(json);
	json_string(json, str_of(key));
	buf_lit(json->out, ": ");
}

static void
json_member(struct json *json, const char *key, struct str value)
{
	json_key(json, key);
	if (value.n > 0)
		json_string(json, value);
	else
		buf_lit(json->out, "null");
}

/* The same, left out altogether when absent: for elements of the old forms. */
static void
json_extra(struct json *json, const char *key, struct str value)
{
	if (value.n > 0)
		json_member(json, key, value);
}

static struct str
joined(struct json *json, struct text text)
{
	return text_join(json->arena, text, STR_NONE);
}

static void
json_strings(struct json *json, const char *key, const struct str *v, size_t n)
{
	json_key(json, key);
	if (n == 0) {
		buf_lit(json->out, "null");
		return;
	}
	json_open(json, '[');
	for (size_t i = 0; i < n; i++) {
		json_break(json);
		json_string(json, v[i]);
	}
	json_close(json, ']');
}

static void
json_spans(struct json *json, const char *key, const struct spans *spans)
{
	struct str *v = NEW_ARRAY(json->arena, struct str, spans->n);

	for (size_t i = 0; i < spans->n; i++)
		v[i] = spans->v[i].text;
	json_strings(json, key, v, spans->n);
}

static void
json_note(struct json *json, const struct note *note)
{
	struct str *v = NEW_ARRAY(json->arena, struct str, note->n);

	for (size_t i = 0; i < note->n; i++)
		v[i] = joined(json, note->v[i].name);
	json_strings(json, "attachments_list", v, note->typed ? note->n : 0);
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
heading_text(struct json *json, const struct block *block, bool lead)
{
	struct text topic = { block->text.v, block->topic };
	struct str text = str_trim(joined(json, lead ? topic : block->text));
	size_t at = text.n, length;

	if (lead)
		char_before(text, &at);
	else
		at = char_find_stop(text, &length);
	return str_cat(json->arena, block->ordinal.text,
	    str_slice(text, 0, at));
}

static void
json_true(struct json *json, const char *key, bool flag)
{
	if (!flag)
		return;
	json_key(json, key);
	buf_lit(json->out, "true");
}

static void
json_heading(struct json *json, const struct block *block, bool attached)
{
	struct text topic = { block->text.v, block->topic };
	bool lead = has_lead(block, str_trim(joined(json, topic)));
	bool item = block->topic == 0;

	json_break(json);
	json_open(json, '{');
	json_key(json, "level");
	buf_format(json->out, "%d", block->level);
	json_member(json, "text", heading_text(json, block, lead));
	json_true(json, "runin", !item && block->topic < block->text.n);
	json_extra(json, "sep", lead ? STR("：") : STR_NONE);
	json_true(json, "item", item);
	json_true(json, "soft", item || (lead && block->level > 1));
	if (attached)
		json_member(json, "where", STR("attachment"));
	json_close(json, '}');
}

static void
json_headings_of(struct json *json, const struct document *document,
    bool attached, unsigned depth)
{
	for (size_t i = 0; i < document->body.n; i++)
		if (document->body.v[i].kind == BLOCK_HEADING &&
		    document->body.v[i].level >= 1 &&
		    document->body.v[i].level <= 4)
			json_heading(json, &document->body.v[i], attached);
	for (size_t i = 0; depth < DEPTH_MAX &&
	    i < document->attachments.n; i++)
		if (document->attachments.v[i].document != NULL)
			json_headings_of(json,
			    document->attachments.v[i].document, true,
			    depth + 1);
}

static void
json_pages_of(struct json *json, const struct document *document,
    unsigned depth)
{
	for (size_t i = 0; depth < DEPTH_MAX &&
	    i < document->attachments.n; i++) {
		const struct attachment *page = &document->attachments.v[i];

		json_break(json);
		json_open(json, '{');
		json_member(json, "mark", page->mark.pos.file != 0 ?
		    page->mark.text : STR_NONE);
		json_member(json, "title", page->document == NULL ?
		    joined(json, page->listed) :
		    joined(json, page->document->title));
		json_close(json, '}');
		if (page->document != NULL)
			json_pages_of(json, page->document, depth + 1);
	}
}

/* Those of the body, which stay in their section, and those of the end. */
static void
json_contacts(struct json *json, const struct document *document)
{
	VEC(struct str) list = { 0 };

	for (size_t i = 0; i < document->body.n; i++) {
		const struct block *block = &document->body.v[i];
		struct str s;

		if (block->kind != BLOCK_PARAGRAPH)
			continue;
		s = joined(json, block->text);
		if (words_contact(s))
			*VEC_ADD(json->arena, &list) = s;
	}
	for (size_t i = 0; i < document->contacts.n; i++)
		*VEC_ADD(json->arena, &list) =
		    joined(json, document->contacts.v[i]);
	json_strings(json, "contact_lines", list.v, list.n);
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

		if (c == ':' || c == 0xff1a)
			return str_trim(str_slice(remark, end, remark.n));
	}
	return STR_NONE;
}

static void
json_remarks(struct json *json, const struct document *document)
{
	struct str remark = STR_NONE, open = STR_NONE;

	for (size_t i = 0; i < document->remarks.n; i++) {
		struct str s = joined(json, document->remarks.v[i]);
		struct str value = disclosure(s);

		if (value.n > 0)
			open = value;
		else
			remark = remark.n == 0 ? s : str_cat(json->arena,
			    str_cat(json->arena, remark, STR("；")), s);
	}
	json_extra(json, "remark", remark);
	json_extra(json, "disclosure", open);
}

static struct str
issuer_mark(struct json *json, const struct document *document)
{
	struct str mark = STR_NONE;

	for (size_t i = 0; i < document->marks.n; i++)
		mark = str_cat(json->arena, mark, document->marks.v[i].text);
	return mark.n == 0 ? mark :
	    str_cat(json->arena, mark, document->mark_tail.text);
}

static void json_document(struct json *, const struct document *, unsigned);

static void
json_inner(struct json *json, const struct document *document, unsigned depth)
{
	bool any = false;

	for (size_t i = 0; depth < DEPTH_MAX &&
	    i < document->attachments.n; i++) {
		const struct document *inner =
		    document->attachments.v[i].document;

		if (inner == NULL || !document_is_complete(inner))
			continue;
		if (!any) {
			json_key(json, "inner");
			json_open(json, '[');
		}
		any = true;
		json_break(json);
		json_document(json, inner, depth + 1);
	}
	if (any)
		json_close(json, ']');
}

static void
json_old_elements(struct json *json, const struct document *document)
{
	json_extra(json, "subject_words", document->subject_words.text);
	json_extra(json, "copies", document->copies.text);
	json_extra(json, "report_to", joined(json, document->report_to));
	json_extra(json, "send_to", joined(json, document->send_to));
	json_remarks(json, document);
	json_extra(json, "copy_number", document->copy_number.text);
	json_extra(json, "secrecy", document->secrecy.text);
	json_extra(json, "urgency", document->urgency.text);
	if (document->signers.n > 0)
		json_spans(json, "signers", &document->signers);
}

/* The elements that have not been said yet, only when given. */
static void
json_elements(struct json *json, const struct document *document)
{
	for (size_t i = 0; i < ELEMENT_COUNT; i++) {
		const struct element *element = &elements[i];

		if ((json->said >> i & 1) != 0 || element->form == FORM_NONE ||
		    !element_given(document, element))
			continue;
		if (element->kind == ELEMENT_SPANS)
			json_spans(json, element->json,
			    element_in(document, element));
		else
			json_extra(json, element->json, element_value(
			    json->arena, document, element, "").text);
	}
}

static void
json_document(struct json *json, const struct document *document,
    unsigned depth)
{
	json_open(json, '{');
	json->said = 0;
	json_member(json, "kind", document->genre);
	json_member(json, "issuer_mark", issuer_mark(json, document));
	json_member(json, "doc_number", document->number.text);
	json_member(json, "title", joined(json, document->title));
	json_member(json, "recipients", joined(json, document->recipients));
	json_key(json, "headings");
	json_open(json, '[');
	json_headings_of(json, document, false, depth);
	json_close(json, ']');
	json_note(json, &document->note);
	json_spans(json, "signatures", &document->signatures);
	json_member(json, "date", document->date.text);
	json_contacts(json, document);
	json_key(json, "attachments");
	if (document->attachments.n > 0) {
		json_open(json, '[');
		json_pages_of(json, document, depth);
		json_close(json, ']');
	} else
		buf_lit(json->out, "null");
	json_member(json, "cc", joined(json, document->cc));
	json_member(json, "print_agency", document->printer.text);
	json_member(json, "print_date", document->print_date.text);
	json_member(json, "seal", document->acting.text);
	json_old_elements(json, document);
	json_elements(json, document);
	json_inner(json, document, depth);
	json_close(json, '}');
}

void
document_json(const struct document *document, struct buf *out)
{
	struct arena arena = ARENA_INIT;
	struct json json = { &arena, out, 0, true, 0 };

	json_document(&json, document, 0);
	buf_byte(out, '\n');
	arena_release(&arena);
}

/* --- the dump --------------------------------------------------------- */

struct dump {
	struct buf *out;
	unsigned depth;
};

static void
dump_indent(struct dump *dump)
{
	for (unsigned i = 0; i < dump->depth; i++)
		buf_lit(dump->out, "  ");
}

/* Text as it is, with marks that show its inner form. */
static void
dump_text(struct dump *dump, const struct text *text)
{
	for (size_t i = 0; i < text->n; i++) {
		const struct run *run = &text->v[i];

		if (run->flags & RUN_BREAK)
			buf_lit(dump->out, "↵");
		if (run->flags & RUN_BOLD)
			buf_lit(dump->out, "⟦");
		buf_str(dump->out, run->text);
		if (run->flags & RUN_BOLD)
			buf_lit(dump->out, "⟧");
	}
}

static void
dump_line(struct dump *dump, struct str name, const struct text *text)
{
	if (text->n == 0)
		return;
	dump_indent(dump);
	buf_format(dump->out, "%.*s: ", STR_ARG(name));
	dump_text(dump, text);
	buf_byte(dump->out, '\n');
}

static void
dump_span(struct dump *dump, struct str name, const struct span *span)
{
	struct run run = { span->text, span->pos, 0 };
	struct text text = { &run, span->text.n > 0 };

	dump_line(dump, name, &text);
}

static void
dump_spans(struct dump *dump, struct str name, const struct spans *spans)
{
	for (size_t i = 0; i < spans->n; i++)
		dump_span(dump, name, &spans->v[i]);
}

static void
dump_texts(struct dump *dump, struct str name, const struct texts *texts)
{
	for (size_t i = 0; i < texts->n; i++)
		dump_line(dump, name, &texts->v[i]);
}

static void
dump_cell(struct dump *dump, const struct cell *cell)
{
	if (cell->covered) {
		buf_byte(dump->out, '-');
		return;
	}
	if (cell->colspan > 1 || cell->rowspan > 1)
		buf_format(dump->out, "(%u×%u)", cell->rowspan, cell->colspan);
	for (size_t i = 0; i < cell->paragraphs.n; i++) {
		if (i > 0)
			buf_lit(dump->out, "¶");
		dump_text(dump, &cell->paragraphs.v[i]);
	}
}

static void
dump_table(struct dump *dump, const struct table *table)
{
	dump_indent(dump);
	buf_format(dump->out, "表格 %u×%u 表头=%u%s%s\n", table->rows,
	    table->columns, table->header_rows, table->landscape ? " 横向" : "",
	    table->form ? " 表单" : "");
	dump->depth++;
	dump_line(dump, STR("表题"), &table->caption);
	dump_line(dump, STR("单位"), &table->unit);
	for (unsigned r = 0; r < table->rows; r++) {
		dump_indent(dump);
		for (unsigned c = 0; c < table->columns; c++) {
			buf_lit(dump->out, c > 0 ? " | " : "| ");
			dump_cell(dump,
			    &table->cells[(size_t)r * table->columns + c]);
		}
		buf_lit(dump->out, " |\n");
	}
	dump->depth--;
}

static void
dump_heading(struct dump *dump, const struct block *block)
{
	struct text topic = { block->text.v, block->topic };
	struct text rest = { block->text.v + block->topic,
	    block->text.n - block->topic };

	dump_indent(dump);
	buf_format(dump->out, "%s%d: ", block->topic == 0 ? "项" :
	    rest.n > 0 ? "标题接排" : "标题", block->level);
	buf_str(dump->out, block->ordinal.text);
	dump_text(dump, &topic);
	if (block->topic > 0 && rest.n > 0)
		buf_lit(dump->out, "｜");
	dump_text(dump, &rest);
	buf_byte(dump->out, '\n');
}

static void
dump_block(struct dump *dump, const struct block *block)
{
	static const char *const names[] = {
		[ALIGN_BODY] = "段", [ALIGN_LEFT] = "段（顶格）",
		[ALIGN_CENTER] = "段（居中）", [ALIGN_RIGHT] = "段（居右）",
	};

	switch (block->kind) {
	case BLOCK_PARAGRAPH:
		dump_line(dump, str_of(names[block->align]), &block->text);
		break;
	case BLOCK_HEADING:
		dump_heading(dump, block);
		break;
	case BLOCK_TABLE:
		dump_table(dump, block->table);
		break;
	case BLOCK_FILL_LINE:
		dump_line(dump, STR("填报行"), &block->text);
		break;
	case BLOCK_PICTURE:
		dump_span(dump, STR("图"), &block->picture->path);
		break;
	case BLOCK_SECTION:
		dump_line(dump, block->section_open ?
		    block->section_inverted ? STR("节（无则）") : STR("节") :
		    STR("节末"),
		    &block->text);
		break;
	}
}

static void dump_document(struct dump *, const struct document *);

/* The name in the note, where it is not the title. */
static void
dump_listed(struct dump *dump, const struct attachment *page)
{
	struct arena arena = ARENA_INIT;
	struct str listed = text_join(&arena, page->listed, STR_NONE);

	if (page->document == NULL || !str_eq(listed,
	    text_join(&arena, page->document->title, STR_NONE)))
		dump_line(dump, STR("列名"), &page->listed);
	arena_release(&arena);
}

static void
dump_attachment(struct dump *dump, const struct attachment *page)
{
	dump_indent(dump);
	buf_format(dump->out, "%s%s%s\n", page->kind == ATTACHMENT_PAGE ?
	    "附件页" : "印发件", page->landscape ? " 横向" : "",
	    page->unbound ? " 另装" : "");
	dump->depth++;
	dump_span(dump, STR("标记"), &page->mark);
	dump_listed(dump, page);
	dump_span(dump, STR("文件"), &page->path);
	if (page->document != NULL && dump->depth < DEPTH_MAX)
		dump_document(dump, page->document);
	dump->depth--;
}

static void
dump_note(struct dump *dump, const struct note *note)
{
	for (size_t i = 0; i < note->n; i++) {
		dump_indent(dump);
		buf_format(dump->out, "附件说明%s: %.*s",
		    note->typed ? "" : "（生成）",
		    STR_ARG(note->v[i].ordinal.text));
		dump_text(dump, &note->v[i].name);
		buf_byte(dump->out, '\n');
	}
}

static void
dump_element(struct dump *dump, const struct document *document,
    const struct element *element)
{
	const void *slot = element_in(document, element);
	struct str name = element_title(element);

	switch (element->kind) {
	case ELEMENT_SPAN:
		dump_span(dump, name, slot);
		break;
	case ELEMENT_SPANS:
		dump_spans(dump, name, slot);
		break;
	case ELEMENT_TEXT:
		dump_line(dump, name, slot);
		break;
	case ELEMENT_TEXTS:
		dump_texts(dump, name, slot);
		break;
	}
}

/* The contacts may stand before the 附件说明. */
static void
dump_part(struct dump *dump, const struct document *document,
    enum element_part part)
{
	for (size_t i = 0; i < ELEMENT_COUNT; i++)
		if ((elements[i].part == part || (part == PART_HEAD &&
		    elements[i].part == PART_NOWHERE)) &&
		    (elements[i].id != ELEMENT_contacts ||
		    !document->contacts_first))
			dump_element(dump, document, &elements[i]);
}

static void
dump_document(struct dump *dump, const struct document *document)
{
	if (document->format != FORMAT_AUTO)
		buf_format(dump->out, "版式: %s\n",
		    format_name(document->format));
	dump_part(dump, document, PART_HEAD);
	dump_part(dump, document, PART_TITLE);
	for (size_t i = 0; i < document->body.n; i++)
		dump_block(dump, &document->body.v[i]);
	if (document->contacts_first)
		dump_element(dump, document, &elements[ELEMENT_contacts]);
	dump_note(dump, &document->note);
	dump_part(dump, document, PART_ENDING);
	for (size_t i = 0; i < document->attachments.n; i++)
		dump_attachment(dump, &document->attachments.v[i]);
	dump_part(dump, document, PART_COLOPHON);
}

void
document_dump(const struct document *document, struct buf *out)
{
	struct dump dump = { out, 0 };

	dump_document(&dump, document);
}

/* --- why -------------------------------------------------------------- */

/* Characters of a line that are shown. */
#define SHOWN	24

static struct str
beginning(struct str s)
{
	size_t at = 0;

	for (unsigned n = 0; n < SHOWN && at < s.n; n++)
		if (char_next(s, &at) == '\n')
			return str_slice(s, 0, at - 1);
	return str_slice(s, 0, at);
}

void
explanation_text(struct buf *out, struct str source,
    const struct line_reason *lines, size_t n, enum language language)
{
	bool english = language == LANGUAGE_EN;

	buf_format(out, "%.*s\n", STR_ARG(source));
	for (size_t i = 0; i < n; i++) {
		const struct line_reason *line = &lines[i];
		struct str text = str_trim(line->text);
		struct str shown = beginning(text);

		buf_format(out, "%5u  %.*s  %u%%  %.*s%s\n", line->line,
		    STR_ARG(line->label), line->confidence, STR_ARG(shown),
		    shown.n < text.n ? "…" : "");
		if (line->evidence.n > 0)
			buf_format(out, english ? "       because: %.*s" :
			    "       依据：%.*s", STR_ARG(line->evidence));
		if (line->runner_up.n > 0)
			buf_format(out, english ? "; else: %.*s" :
			    "；其次：%.*s", STR_ARG(line->runner_up));
		if (line->evidence.n + line->runner_up.n > 0)
			buf_byte(out, '\n');
	}
}

void
explanation_json(struct buf *out, struct str source,
    const struct line_reason *lines, size_t n)
{
	struct json json = { NULL, out, 0, true, 0 };

	json_open(&json, '{');
	json_member(&json, "file", source);
	json_key(&json, "lines");
	json_open(&json, '[');
	for (size_t i = 0; i < n; i++) {
		const struct line_reason *line = &lines[i];

		json_break(&json);
		json_open(&json, '{');
		json_key(&json, "line");
		buf_format(out, "%u", line->line);
		json_member(&json, "label", line->label);
		json_key(&json, "confidence");
		buf_format(out, "%u", line->confidence);
		json_member(&json, "evidence", line->evidence);
		json_member(&json, "runner_up", line->runner_up);
		json_member(&json, "text", line->text);
		json_close(&json, '}');
	}
	json_close(&json, ']');
	json_close(&json, '}');
	buf_byte(out, '\n');
}
