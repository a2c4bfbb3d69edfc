/*
 * A document with tags and a row → a document without: a copy of what changes,
 * the rest shared.  Read it from merge_copy.
 */
#include "merge.h"

#include "../base/budget.h"
#include "../base/file.h"
#include "../base/output.h"
#include "../document/element.h"
#include "../text/date.h"
#include "name.h"
#include "render.h"

/*
 * Copying on writing: each function below returns whether its part of the
 * document has names, and only then makes a new one; all else stays shared.
 */

/* Attachments inside attachments; readers stop before. */
#define DEPTH_MAX	16
/* What the lists of the data may make of one table. */
#define BLOCKS_MAX	((size_t)100000)

struct row
merge_copy(struct arena *arena, const struct merge *merge, size_t index,
    struct findings *findings)
{
	struct row row = { .merge = merge, .number = (unsigned)index + 1 };
	uint32_t one = (uint32_t)index;
	struct row_group which = { &one, 1 };

	if (merge->groups.n > 0)
		which = merge->groups.v[index];
	if (merge->data != NULL)
		row.rows = data_rows(merge->data, arena, which.rows, which.n,
		    findings);
	return row;
}

/* A copy that cannot be made is given up; a look sees everything. */
static bool
stopped(const struct render *render)
{
	return render->failed && render->look == NULL;
}

/* A copy takes what it makes from the budget of its job, WORK and all. */
static bool
stopped_for_budget(struct render *render, struct pos pos, size_t work)
{
	if (budget_spent(render->arena, render->findings, pos, work))
		render->failed = true;
	return render->failed && budget_over(render->arena);
}

/* --- texts in lists --------------------------------------------------- */

static bool
spans_ask(const struct spans *spans)
{
	for (size_t i = 0; i < spans->n; i++)
		if (text_has_tags(spans->v[i].text))
			return true;
	return false;
}

static void
merge_spans(struct render *render, const struct scope *scope,
    struct spans *spans)
{
	struct spans out = { NULL, 0 };

	if (!spans_ask(spans))
		return;
	out.v = NEW_ARRAY(render->arena, struct span, spans->n);
	for (size_t i = 0; i < spans->n; i++) {
		struct span span = spans->v[i];

		if (!render_span(render, scope, &span) || span.text.n > 0)
			out.v[out.n++] = span;
	}
	*spans = out;
}

static bool
texts_ask(const struct texts *texts)
{
	for (size_t i = 0; i < texts->n; i++)
		if (runs_have_tags(&texts->v[i]))
			return true;
	return false;
}

/* KEEP: an entry that comes out empty stays, as the paragraph of a cell. */
static void
merge_texts(struct render *render, const struct scope *scope,
    struct texts *texts, bool keep)
{
	struct texts out = { NULL, 0 };

	if (!texts_ask(texts))
		return;
	out.v = NEW_ARRAY(render->arena, struct text, texts->n);
	for (size_t i = 0; i < texts->n; i++) {
		struct text text = texts->v[i];

		if (!render_text(render, scope, &text, NULL) || keep ||
		    !text_empty(text))
			out.v[out.n++] = text;
	}
	*texts = out;
}

/* --- tables ----------------------------------------------------------- */

/* Rows FROM..TO of a table that stand between {{#x}} and {{/x}}. */
struct region {
	struct tag tag;
	struct pos pos;
	unsigned from, to;
	bool closed;
};

#define REGIONS_MAX	64

struct table_job {
	struct render *render;
	const struct table *in;
	struct region regions[REGIONS_MAX];
	size_t region_count;
	bool *marker;		/* by row: it holds nothing but markers */
	struct table *out;
	size_t capacity;	/* rows of out */
};

static const struct cell *
row_cells(const struct table *table, unsigned row)
{
	return &table->cells[(size_t)row * table->columns];
}

/* A tag that has no partner in its own cell opens or closes rows. */
static void
take_row_tag(void *context, const struct tag *tag, struct pos pos, unsigned row)
{
	struct table_job *job = context;
	struct region *open = NULL;

	for (size_t i = 0; i < job->region_count; i++)
		if (!job->regions[i].closed)
			open = &job->regions[i];
	if (tag->kind != TAG_CLOSE) {
		if (job->region_count < REGIONS_MAX)
			job->regions[job->region_count++] = (struct region){
			    *tag, pos, row, row, false };
		else
			section_error(job->render, tag, pos);
	} else if (open != NULL && str_eq(open->tag.name, tag->name)) {
		open->to = row;
		open->closed = true;
	} else
		section_error(job->render, tag, pos);
}

/* Does a cell reach over the edge of a region? */
static bool
cell_crosses(const struct table *table, const struct region *region)
{
	for (unsigned r = 0; r < table->rows; r++)
		for (unsigned c = 0; c < table->columns; c++) {
			unsigned span = row_cells(table, r)[c].rowspan;
			unsigned last = span > 1 ? r + span - 1 : r;

			if ((r < region->from && last >= region->from) ||
			    (r >= region->from && r <= region->to &&
			    last > region->to))
				return true;
		}
	return false;
}

static void
check_regions(struct table_job *job)
{
	for (size_t i = 0; i < job->region_count; i++) {
		struct region *region = &job->regions[i];
		bool wrong = !region->closed || cell_crosses(job->in, region);

		/* It may be inside of another, not share rows with it. */
		for (size_t k = 0; k < i; k++)
			wrong |= region->from >= job->regions[k].from &&
			    region->from <= job->regions[k].to &&
			    region->to > job->regions[k].to;
		if (wrong)
			section_error(job->render, &region->tag, region->pos);
	}
}

static void
find_regions(struct table_job *job)
{
	const struct table *in = job->in;

	job->marker = NEW_ARRAY(job->render->arena, bool, in->rows);
	for (unsigned r = 0; r < in->rows; r++) {
		bool tags = false, other = false;

		for (unsigned c = 0; c < in->columns; c++) {
			const struct texts *t = &row_cells(in, r)[c].paragraphs;

			for (size_t i = 0; i < t->n; i++) {
				size_t n = unpaired_tags(job->render, &t->v[i],
				    take_row_tag, job, r);

				tags = tags || n > 0;
				other = other || !only_tags(&t->v[i], n);
			}
		}
		job->marker[r] = tags && !other;
	}
	check_regions(job);
}

/* A new row at the end of the table that is being made. */
static struct cell *
add_row(struct table_job *job)
{
	struct table *out = job->out;
	size_t columns = out->columns;

	if (out->rows == job->capacity) {
		size_t wanted = job->capacity * 2;
		struct cell *grown = NEW_ARRAY(job->render->arena,
		    struct cell, wanted * columns);

		memcpy(grown, out->cells, out->rows * columns * sizeof(*grown));
		out->cells = grown;
		job->capacity = wanted;
	}
	return &out->cells[out->rows++ * columns];
}

static void
make_row(struct table_job *job, const struct scope *scope, unsigned row)
{
	const struct cell *from = row_cells(job->in, row);
	struct cell *to;

	if (job->marker[row])
		return;
	if ((job->out->rows + (size_t)1) * job->in->columns > TABLE_CELLS_MAX) {
		render_too_much(job->render, job->in->pos);
		return;
	}
	if (stopped_for_budget(job->render, job->in->pos, job->in->columns))
		return;
	to = add_row(job);
	job->render->in_table = true;
	for (unsigned c = 0; c < job->in->columns; c++) {
		to[c] = from[c];
		merge_texts(job->render, scope, &to[c].paragraphs, true);
	}
	job->render->in_table = false;
	if (row < job->in->header_rows)
		job->out->header_rows = job->out->rows;
}

/*
 * Rows FROM..TO, with the regions from FIRST on that begin among them.
 * Recursion is bounded by the number of regions.
 */
static void
make_rows(struct table_job *job, const struct scope *scope, unsigned from,
    unsigned to, size_t first)
{
	unsigned row = from;

	while (row <= to && !stopped(job->render)) {
		const struct region *region = NULL;
		struct section section;
		struct scope inner;

		for (; first < job->region_count &&
		    job->regions[first].from < row; first++)
			;
		if (first < job->region_count &&
		    job->regions[first].from == row)
			region = &job->regions[first++];
		if (region == NULL) {
			make_row(job, scope, row++);
			continue;
		}
		render_section(job->render, &section, scope, &region->tag,
		    region->pos);
		while (section_next(&section, &inner) && !stopped(job->render))
			make_rows(job, &inner, row, region->to, first);
		row = region->to + 1;
	}
}

static bool
table_asks(const struct table *table)
{
	for (size_t i = 0; i < (size_t)table->rows * table->columns; i++)
		if (texts_ask(&table->cells[i].paragraphs))
			return true;
	return runs_have_tags(&table->caption) || runs_have_tags(&table->unit);
}

static struct table *
merge_table(struct render *render, const struct scope *scope,
    const struct table *in)
{
	struct table_job job = { .render = render, .in = in,
	    .capacity = in->rows > 0 ? in->rows : 1 };

	job.out = NEW(render->arena, struct table);
	*job.out = *in;
	job.out->cells = NEW_ARRAY(render->arena, struct cell,
	    job.capacity * in->columns);
	job.out->rows = job.out->header_rows = 0;
	render_text(render, scope, &job.out->caption, NULL);
	render_text(render, scope, &job.out->unit, NULL);
	find_regions(&job);
	if (in->rows > 0 && !stopped(render))
		make_rows(&job, scope, 0, in->rows - 1, 0);
	return job.out;
}

/* --- blocks ----------------------------------------------------------- */

struct block_list {
	VEC(struct block) list;
	bool renumber;		/* blocks came or went */
	const size_t *close;	/* see closing_blocks */
};

static bool
block_asks(const struct block *block)
{
	return block->kind == BLOCK_SECTION || runs_have_tags(&block->text) ||
	    text_has_tags(block->ordinal.text) ||
	    (block->table != NULL && table_asks(block->table));
}

static bool
blocks_ask(const struct blocks *blocks)
{
	for (size_t i = 0; i < blocks->n; i++)
		if (block_asks(&blocks->v[i]))
			return true;
	return false;
}

/*
 * Is this block a section's tag alone: one that the reader found, or a
 * paragraph of nothing else?
 */
static bool
section_tag(struct arena *arena, const struct block *block, struct tag *tag)
{
	struct str text;

	if (block->kind == BLOCK_SECTION) {
		text = text_join(arena, block->text, STR_NONE);
		if (!tag_find(text, 0, tag))
			*tag = (struct tag){ .name = str_trim(text) };
		tag->kind = !block->section_open ? TAG_CLOSE :
		    block->section_inverted ? TAG_INVERTED : TAG_OPEN;
		return true;
	}
	if (block->kind != BLOCK_PARAGRAPH || block->text.n != 1)
		return false;
	text = str_trim(block->text.v[0].text);
	return tag_find(text, 0, tag) && tag->start == 0 &&
	    tag->end == text.n && (tag->kind == TAG_OPEN ||
	    tag->kind == TAG_INVERTED || tag->kind == TAG_CLOSE);
}

/* Of each block that opens a section, the one that closes it, or SIZE_MAX. */
static const size_t *
closing_blocks(struct arena *arena, const struct blocks *blocks)
{
	size_t *close = NEW_ARRAY(arena, size_t, blocks->n);
	struct { size_t at; struct str name; } *open;
	size_t depth = 0;
	struct tag tag;

	open = arena_array(arena, blocks->n, sizeof(*open));
	for (size_t i = 0; i < blocks->n; i++) {
		close[i] = SIZE_MAX;
		if (!section_tag(arena, &blocks->v[i], &tag))
			continue;
		if (tag.kind != TAG_CLOSE) {
			open[depth].at = i;
			open[depth++].name = tag.name;
		} else if (depth > 0 && str_eq(open[--depth].name, tag.name))
			close[open[depth].at] = i;
	}
	return close;
}

static void
merge_block(struct render *render, const struct scope *scope,
    const struct block *in, struct block_list *out)
{
	struct block block = *in;
	bool asked;

	if (!block_asks(in)) {
		*VEC_ADD(render->arena, &out->list) = block;
		return;
	}
	render_span(render, scope, &block.ordinal);
	asked = render_text(render, scope, &block.text, &block.topic);
	if (block.table != NULL)
		block.table = merge_table(render, scope, block.table);
	if (asked && text_empty(block.text) && block.table == NULL) {
		out->renumber = true;
		return;
	}
	*VEC_ADD(render->arena, &out->list) = block;
}

static void	 merge_range(struct render *, const struct scope *,
		    const struct blocks *, size_t from, size_t to,
		    struct block_list *);

static void
merge_section(struct render *render, const struct scope *scope,
    const struct blocks *in, size_t from, size_t to, const struct tag *tag,
    struct block_list *out)
{
	struct section section;
	struct scope inner;

	out->renumber = true;
	render_section(render, &section, scope, tag, in->v[from - 1].pos);
	while (section_next(&section, &inner) && !stopped(render))
		merge_range(render, &inner, in, from, to, out);
}

/* The blocks FROM..TO (TO not included).  Depth is bounded by scope.depth. */
static void
merge_range(struct render *render, const struct scope *scope,
    const struct blocks *in, size_t from, size_t to, struct block_list *out)
{
	for (size_t i = from; i < to && !stopped(render); i++) {
		const struct block *block = &in->v[i];
		struct tag tag;
		size_t close = out->close[i];

		if (stopped_for_budget(render, block->pos, 1))
			return;
		if (out->list.n > BLOCKS_MAX)
			render_too_much(render, block->pos);
		else if (!section_tag(render->arena, block, &tag))
			merge_block(render, scope, block, out);
		else if (tag.kind == TAG_CLOSE ||
		    scope->depth >= SCOPE_DEPTH_MAX || close >= to)
			section_error(render, &tag, block->pos);
		else {
			merge_section(render, scope, in, i + 1, close, &tag,
			    out);
			i = close;
		}
	}
}

/* True when the numbering of the document must be done again. */
static bool
merge_blocks(struct render *render, const struct scope *scope,
    struct blocks *blocks)
{
	struct block_list out = { .renumber = false };

	if (!blocks_ask(blocks))
		return false;
	out.close = closing_blocks(render->arena, blocks);
	merge_range(render, scope, blocks, 0, blocks->n, &out);
	*blocks = (struct blocks){ out.list.v, out.list.n };
	return out.renumber;
}

/* --- the document ----------------------------------------------------- */

static bool	 document_asks(const struct document *, unsigned depth);

static bool
attachment_asks(const struct attachment *attachment, unsigned depth)
{
	return text_has_tags(attachment->path.text) ||
	    text_has_tags(attachment->mark.text) ||
	    runs_have_tags(&attachment->listed) ||
	    (attachment->document != NULL &&
	    document_asks(attachment->document, depth + 1));
}

static bool
element_asks(const struct document *document, const struct element *element)
{
	const void *slot = element_in(document, element);

	switch (element->kind) {
	case ELEMENT_SPAN:
		return text_has_tags(((const struct span *)slot)->text);
	case ELEMENT_SPANS:
		return spans_ask(slot);
	case ELEMENT_TEXT:
		return runs_have_tags(slot);
	case ELEMENT_TEXTS:
		return texts_ask(slot);
	}
	return false;
}

static bool
note_asks(const struct note *note)
{
	EACH(const struct note_item, item, *note)
		if (text_has_tags(item->ordinal.text) ||
		    runs_have_tags(&item->name))
			return true;
	return false;
}

static bool
document_asks(const struct document *document, unsigned depth)
{
	for (size_t i = 0; i < ELEMENT_COUNT; i++)
		if (element_asks(document, &elements[i]))
			return true;
	if (blocks_ask(&document->body) || note_asks(&document->note))
		return true;
	for (size_t i = 0; i < document->attachments.n &&
	    depth < DEPTH_MAX; i++)
		if (attachment_asks(&document->attachments.v[i], depth))
			return true;
	return false;
}

/* A date that came from data is printed as the standard writes it. */
static void
print_as_date(struct arena *arena, struct span *span)
{
	struct date date;
	size_t length;

	if (!str_has(span->text, STR("年")) &&
	    date_parse(span->text, &date, &length) && date_exists(date) &&
	    length == span->text.n && date.day > 0)
		span->text = date_format(arena, date);
}

static void
merge_element(struct render *render, const struct scope *scope,
    struct document *document, const struct element *element)
{
	void *slot = element_of(document, element);

	switch (element->kind) {
	case ELEMENT_SPAN:
		if (render_span(render, scope, slot) &&
		    element->form == FORM_DATE)
			print_as_date(render->arena, slot);
		break;
	case ELEMENT_SPANS:
		merge_spans(render, scope, slot);
		break;
	case ELEMENT_TEXT:
		render_text(render, scope, slot, NULL);
		break;
	case ELEMENT_TEXTS:
		merge_texts(render, scope, slot, false);
		break;
	}
}

static void
merge_note(struct render *render, const struct scope *scope, struct note *note)
{
	struct note_item *items;

	if (!note_asks(note))
		return;
	items = NEW_ARRAY(render->arena, struct note_item, note->n);
	for (size_t i = 0; i < note->n; i++) {
		items[i] = note->v[i];
		render_span(render, scope, &items[i].ordinal);
		render_text(render, scope, &items[i].name, NULL);
	}
	note->v = items;
}

static struct document *merge_document(struct render *,
		    const struct scope *, const struct document *,
		    unsigned depth);

/* A path from data stays in the folder of the source. */
static bool
path_inside(struct render *render, const struct attachment *page)
{
	struct str where, path = page->path.text;

	if (name_check(path, &where) != NAME_OUTSIDE)
		return true;
	render->failed = true;
	finding_add(render->findings, FINDING_ATTACHMENT_OUTSIDE,
	    page->path.pos, "附件文件“%.*s”不在源文件的文件夹里；没有生成文件",
	    "attachment “%.*s” is outside the folder of the source; "
	    "no file was made", STR_ARG(path));
	return false;
}

/* The file of an attachment that a row names.  False: the row names none. */
static bool
merge_path(struct render *render, const struct scope *scope,
    struct attachment *page)
{
	const struct merge *merge = render->row->merge;

	if (!render_span(render, scope, &page->path))
		return true;
	if (page->path.text.n == 0)
		return false;
	if (render->look != NULL || render->failed ||
	    !path_inside(render, page))
		return true;
	/* The source's stays empty, for the other copies. */
	page->document = NEW(render->arena, struct document);
	if (merge->attachment == NULL || merge->attachment(merge->context,
	    render->arena, page, render->findings) != 0)
		render->failed = true;
	return true;
}

/* True when attachments came or went. */
static bool
merge_attachments(struct render *render, const struct scope *scope,
    struct attachments *list, unsigned depth)
{
	struct attachments out = { NULL, 0 };
	bool asked = false, renumber = false;

	for (size_t i = 0; i < list->n && depth < DEPTH_MAX; i++)
		asked = asked || attachment_asks(&list->v[i], depth);
	if (!asked)
		return false;
	out.v = NEW_ARRAY(render->arena, struct attachment, list->n);
	for (size_t i = 0; i < list->n; i++) {
		struct attachment attachment = list->v[i];

		if (text_has_tags(attachment.path.text))
			renumber = true;
		if (!merge_path(render, scope, &attachment))
			continue;
		render_span(render, scope, &attachment.mark);
		render_text(render, scope, &attachment.listed, NULL);
		if (attachment.document != NULL &&
		    document_asks(attachment.document, depth + 1))
			attachment.document = merge_document(render, scope,
			    attachment.document, depth + 1);
		out.v[out.n++] = attachment;
	}
	*list = out;
	return renumber;
}

/*
 * Take away what document_number gave, so that it can give it again: blocks
 * and attachments of the copy are its own by now, the source keeps its.
 */
static void
number_again(struct render *render, struct document *document)
{
	struct blocks *body = &document->body;
	struct attachments *list = &document->attachments;
	struct block *blocks = NEW_ARRAY(render->arena, struct block, body->n);
	struct attachment *pages = NEW_ARRAY(render->arena,
	    struct attachment, list->n);

	for (size_t i = 0; i < body->n; i++) {
		blocks[i] = body->v[i];
		if (blocks[i].ordinal.pos.file == 0)
			blocks[i].ordinal.text = STR_NONE;
	}
	for (size_t i = 0; i < list->n; i++) {
		pages[i] = list->v[i];
		if (pages[i].mark.pos.file == 0)
			pages[i].mark.text = STR_NONE;
	}
	body->v = blocks;
	list->v = pages;
	if (!document->note.typed)
		document->note = (struct note){ .pos = document->note.pos };
	document_number(render->arena, document, render->findings);
}

static struct document *
merge_document(struct render *render, const struct scope *scope,
    const struct document *in, unsigned depth)
{
	struct document *document = NEW(render->arena, struct document);
	bool renumber;

	*document = *in;
	for (size_t i = 0; i < ELEMENT_COUNT; i++)
		merge_element(render, scope, document, &elements[i]);
	renumber = merge_blocks(render, scope, &document->body);
	merge_note(render, scope, &document->note);
	if (merge_attachments(render, scope, &document->attachments, depth))
		renumber = true;
	if (renumber && !render->failed && render->look == NULL)
		number_again(render, document);
	return document;
}

/* What the template asks for by name goes to it as 变量. */
static void
add_wanted(struct render *render, const struct scope *scope,
    struct document *document)
{
	const struct merge *merge = render->row->merge;
	struct values out = { NULL, document->values.n };

	if (merge->wanted_count == 0)
		return;
	out.v = NEW_ARRAY(render->arena, struct value,
	    out.n + merge->wanted_count);
	if (out.n > 0)
		memcpy(out.v, document->values.v, out.n * sizeof(*out.v));
	for (size_t i = 0; i < merge->wanted_count; i++) {
		struct found found = scope_find(render->arena, scope,
		    merge->wanted[i]);
		struct value *value;

		if (found.kind != FOUND_TEXT && found.kind != FOUND_FALSE)
			continue;
		value = values_find(&out, merge->wanted[i]);
		if (value == NULL)
			value = &out.v[out.n++];
		value->name.text = merge->wanted[i];
		value->text = found.text;
		if (found.ours)
			render_span(render, scope, &value->text);
	}
	document->values = out;
}

static struct scope
base_scope(const struct document *document, const struct row *row)
{
	return (struct scope){ .row = row, .document = document,
	    .kind = SCOPE_ROW };
}

struct document *
merge_row(struct arena *arena, const struct document *in,
    const struct row *row, struct findings *findings)
{
	struct render render = { .arena = arena, .findings = findings,
	    .row = row };
	struct scope scope = base_scope(in, row);
	struct document *document = merge_document(&render, &scope, in, 0);

	add_wanted(&render, &scope, document);
	if (row->copy_number.n > 0)
		document->copy_number =
		    (struct span){ row->copy_number, POS_NONE };
	return render.failed ? NULL : document;
}

struct document *
merge_look(struct render *render, const struct document *in)
{
	struct scope scope = base_scope(in, render->row);

	return merge_document(render, &scope, in, 0);
}

struct str
merge_name(struct arena *arena, const struct document *document,
    struct span pattern, const struct row *row, struct findings *findings)
{
	struct render render = { .arena = arena, .findings = findings,
	    .row = row, .for_name = true };
	struct scope scope = base_scope(document, row);
	struct span name = pattern;
	enum name_fault fault;
	struct str where;

	render_span(&render, &scope, &name);
	if (render.failed)
		return STR_NONE;
	if (output_named(path_suffix(name.text)) == OUTPUT_COUNT)
		name.text = str_cat(arena, name.text, STR(".docx"));
	if ((fault = name_check(name.text, &where)) == NAME_GOOD)
		return name.text;
	finding_add(findings, FINDING_OUTPUT_NAME, row->rows == NULL ?
	    POS_NONE : datum_span(row->rows, rows_datum(row->rows, 0, 0)).pos,
	    "输出文件名“%.*s”%s；没有生成文件",
	    "output name “%.*s” %s; no file was made", STR_ARG(where),
	    name_fault_text(fault, findings->language == LANGUAGE_EN));
	return STR_NONE;
}
