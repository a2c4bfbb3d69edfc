/*
 * A document from JSON, as document/json.c writes it: names of slot.def, or
 * the Chinese names of the same, a body of blocks, attachments that are
 * documents again.  Each name and each value is certain: nothing is
 * recognised.  A name that nobody knows, or a value of another kind, is an
 * error with its path, all of them are told, and there is no document.
 */
#include <stdlib.h>
#include <string.h>

#include "../base/budget.h"
#include "../document/dump.h"
#include "../document/element.h"
#include "../text/chars.h"
#include "../text/decode.h"
#include "json.h"
#include "json_text.h"
#include "json_view.h"
#include "picture.h"

/* Documents in attachments of documents. */
#define DEPTH_MAX	8
#define COPIES_MAX	15	/* digits */

/* Where a value stands: body[3].text */
struct where {
	const struct where *up;
	struct str name;
	size_t index;			/* in a list; SIZE_MAX: a member */
};

/* Bytes of the file that are words of the document. */
struct words_at {
	uint32_t from, to;
};

struct reader {
	VEC(struct words_at) words;
	struct arena *arena;
	struct findings *findings;
	struct str folder;		/* of the file, for pictures */
	unsigned depth;
	unsigned faults;
};

static void
put_path(struct buf *out, const struct where *where)
{
	if (where == NULL)
		return;
	put_path(out, where->up);
	if (where->index != SIZE_MAX)
		buf_format(out, "[%zu]", where->index);
	else
		buf_format(out, "%s%.*s", out->n > 0 ? "." : "",
		    STR_ARG(where->name));
}

static void
refuse(struct reader *r, enum finding_id id, const struct where *where,
    struct pos pos, const char *zh, const char *en)
{
	struct buf path = { 0 };

	if (++r->faults > JSON_FAULTS_MAX)
		return;
	put_path(&path, where);
	finding_add(r->findings, id, pos, "“%.*s”%s；没有生成文件",
	    "“%.*s” %s; no file was made", (int)path.n,
	    path.p == NULL ? "" : path.p,
	    r->findings->language == LANGUAGE_EN ? en : zh);
	buf_release(&path);
}

/* A value of another kind than it must be. */
static void
refuse_kind(struct reader *r, const struct where *where,
    const struct json *value, const char *zh, const char *en)
{
	refuse(r, FINDING_JSON_VALUE, where, value->text.pos, zh, en);
}

static void
refuse_name(struct reader *r, const struct where *where,
    const struct json *member, struct str nearest)
{
	struct str zh = STR("没有这个名称"), en = STR("is no name of it");

	if (nearest.n > 0) {
		zh = str_format(r->arena, "没有这个名称，你是不是要“%.*s”",
		    STR_ARG(nearest));
		en = str_format(r->arena, "is no name of it; did you mean "
		    "“%.*s”", STR_ARG(nearest));
	}
	refuse(r, FINDING_JSON_NAME, where, member->name.pos,
	    str_cstr(r->arena, zh), str_cstr(r->arena, en));
}

/* --- values ------------------------------------------------------------- */

/* What a member holds, and what it becomes. */
enum kind {
	KIND_IGNORED,
	KIND_FLAG,			/* bool */
	KIND_NUMBER,			/* unsigned */
	KIND_ALIGN,			/* enum align */
	KIND_COLUMNS,			/* of a table */
	KIND_SPAN, KIND_SPANS, KIND_TEXT, KIND_TEXTS	/* as in the model */
};

/* A member of a record: its place in a struct; the most a number may be. */
struct field {
	const char *name;
	enum kind kind;
	size_t at;
	unsigned max;
};

#define FIELDS(list)	list, COUNT_OF(list)

static void	 take_record(struct reader *, const struct where *,
		    const struct json *, const char *members,
		    const struct field *, size_t n, void *to);

static void
take_number(struct reader *r, const struct where *where,
    const struct json *value, unsigned max, unsigned *number)
{
	struct str s = value->text.text;
	bool good = value->kind == JSON_KIND_NUMBER && s.n > 0 && s.n < 8;

	*number = 0;
	for (size_t i = 0; good && i < s.n; i++) {
		good = s.p[i] >= '0' && s.p[i] <= '9';
		*number = *number * 10 + (unsigned)(s.p[i] - '0');
	}
	if (good && *number <= max)
		return;
	*number = 0;
	refuse_kind(r, where, value, str_cstr(r->arena, str_format(r->arena,
	    "应当是不大于%u的整数", max)), str_cstr(r->arena, str_format(
	    r->arena, "must be a whole number of at most %u", max)));
}

/* A string; null is none. */
static bool
take_span(struct reader *r, const struct where *where,
    const struct json *value, struct span *span)
{
	*span = (struct span){ STR_NONE, POS_NONE };
	if (value->kind == JSON_KIND_STRING) {
		*span = value->text;
		return true;
	}
	if (value->kind != JSON_KIND_NULL)
		refuse_kind(r, where, value, "应当是字符串",
		    "must be a string");
	return value->kind == JSON_KIND_NULL;
}

/* How many items it has, or members; null has none. */
static size_t
count_items(struct reader *r, const struct where *where,
    const struct json *value, enum json_kind kind, const char *zh,
    const char *en)
{
	if (value->kind == kind)
		return value->n;
	if (value->kind != JSON_KIND_NULL)
		refuse_kind(r, where, value, zh, en);
	return 0;
}

static size_t
count_members(struct reader *r, const struct where *where,
    const struct json *value)
{
	return count_items(r, where, value, JSON_KIND_RECORD, "应当是 {…}",
	    "must be {…}");
}

struct runs {
	VEC(struct run) list;
};

/*
 * The lines of a string are runs, with a break before each but the first.  The
 * rules on running text are to see it.
 */
static void
add_lines(struct reader *r, struct runs *runs, const struct json *value,
    unsigned flags)
{
	struct str s = value->text.text;
	struct pos pos = value->text.pos;
	size_t from = 0, at;

	*VEC_ADD(r->arena, &r->words) = (struct words_at){ pos.offset,
	    pos.offset + value->typed };
	for (;; from = at + 1, flags |= RUN_BREAK) {
		at = str_find(s, STR("\n"), from);
		if (at == SIZE_MAX)
			at = s.n;
		if (at > from || (flags & RUN_BREAK) != 0)
			*VEC_ADD(r->arena, &runs->list) = (struct run){
			    str_slice(s, from, at), { pos.file,
			    pos.offset + (uint32_t)from }, flags };
		if (at >= s.n)
			return;
	}
}

static void
refuse_piece(struct reader *r, const struct where *where,
    const struct json *value)
{
	refuse_kind(r, where, value, "应当是字符串，或者 {\"text\": …}",
	    "must be a string or {\"text\": …}");
}

static void
add_run(struct reader *r, const struct where *where,
    const struct json *value, struct runs *runs)
{
	struct looks {
		struct span text;
		bool bold, italic, code, broken;
	} looks = { { STR_NONE, POS_NONE }, false, false, false, false };
	static const struct field fields[] = {
		{ "text", KIND_SPAN, offsetof(struct looks, text), 0 },
		{ "bold", KIND_FLAG, offsetof(struct looks, bold), 0 },
		{ "italic", KIND_FLAG, offsetof(struct looks, italic), 0 },
		{ "code", KIND_FLAG, offsetof(struct looks, code), 0 },
		{ "break", KIND_FLAG, offsetof(struct looks, broken), 0 },
	};
	const struct json *text = json_member_of(value, "text");

	take_record(r, where, value, NULL, FIELDS(fields), &looks);
	if (text == NULL || text->kind == JSON_KIND_NULL)
		refuse_piece(r, where, value);
	else if (text->kind == JSON_KIND_STRING)
		add_lines(r, runs, text, (looks.bold ? RUN_BOLD : 0u) |
		    (looks.italic ? RUN_ITALIC : 0u) |
		    (looks.code ? RUN_CODE : 0u) |
		    (looks.broken ? RUN_BREAK : 0u));
}

/* A string, or a list of strings and runs. */
static struct text
take_text(struct reader *r, const struct where *where,
    const struct json *value)
{
	struct runs runs = { 0 };
	size_t n = 0;

	if (value->kind == JSON_KIND_STRING)
		add_lines(r, &runs, value, 0);
	else
		n = count_items(r, where, value, JSON_KIND_LIST,
		    "应当是字符串，或者一列文字",
		    "must be a string or a list of pieces of text");
	for (size_t i = 0; i < n; i++) {
		struct where at = { where, STR_NONE, i };
		const struct json *piece = &value->v[i];

		if (piece->kind == JSON_KIND_STRING)
			add_lines(r, &runs, piece, 0);
		else if (piece->kind == JSON_KIND_RECORD)
			add_run(r, &at, piece, &runs);
		else
			refuse_piece(r, &at, piece);
	}
	return (struct text){ runs.list.v, runs.list.n };
}

/* A list of texts; a string is the only one. */
static struct texts
take_texts(struct reader *r, const struct where *where,
    const struct json *value)
{
	bool one = value->kind == JSON_KIND_STRING;
	size_t n = one ? 1 : count_items(r, where, value, JSON_KIND_LIST,
	    "应当是一列字符串", "must be a list of strings");
	struct texts texts = { NEW_ARRAY(r->arena, struct text, n), n };

	for (size_t i = 0; i < n; i++) {
		struct where at = { where, STR_NONE, i };

		texts.v[i] = one ? take_text(r, where, value) :
		    take_text(r, &at, &value->v[i]);
	}
	return texts;
}

/* A list of strings; a string is one to a line.  An empty one is none. */
static struct spans
take_spans(struct reader *r, const struct where *where,
    const struct json *value)
{
	bool one = value->kind == JSON_KIND_STRING;
	size_t n = one ? 1 : count_items(r, where, value, JSON_KIND_LIST,
	    "应当是一列字符串", "must be a list of strings");
	struct runs runs = { 0 };
	VEC(struct span) list = { 0 };

	for (size_t i = 0; i < n; i++) {
		struct where at = { where, STR_NONE, i };
		const struct json *item = one ? value : &value->v[i];

		if (item->kind == JSON_KIND_STRING)
			add_lines(r, &runs, item, 0);
		else
			refuse_kind(r, &at, item, "应当是字符串",
			    "must be a string");
	}
	for (size_t i = 0; i < runs.list.n; i++)
		if (str_trim(runs.list.v[i].text).n > 0)
			*VEC_ADD(r->arena, &list) = (struct span){
			    runs.list.v[i].text, runs.list.v[i].pos };
	return (struct spans){ list.v, list.n };
}

static enum align
take_align(struct reader *r, const struct where *where,
    const struct json *value)
{
	for (int i = 0; i <= ALIGN_RIGHT; i++)
		if (value->kind == JSON_KIND_STRING &&
		    str_eq(value->text.text, str_of(json_aligns[i])))
			return (enum align)i;
	if (value->kind != JSON_KIND_NULL)
		refuse_kind(r, where, value,
		    "应当是 body、left、center 或 right",
		    "must be body, left, center or right");
	return ALIGN_BODY;
}

/* Widths or alignments, a value for each column. */
static void
take_columns(struct reader *r, const struct where *where,
    const struct json *value, struct table *table)
{
	bool widths = str_eq(value->name.text, STR("widths"));

	if (value->kind != JSON_KIND_LIST || value->n != table->columns) {
		if (table->columns > 0)
			refuse_kind(r, where, value, "应当是一列写一个值",
			    "must have a value for each column");
		return;
	}
	if (widths)
		table->widths = NEW_ARRAY(r->arena, unsigned, value->n);
	else
		table->aligns = NEW_ARRAY(r->arena, enum align, value->n);
	for (size_t i = 0; i < value->n; i++) {
		struct where at = { where, STR_NONE, i };

		if (widths)
			take_number(r, &at, &value->v[i],
			    JSON_WIDTH_MAX, &table->widths[i]);
		else
			table->aligns[i] = take_align(r, &at, &value->v[i]);
	}
}

static void
take_value(struct reader *r, const struct where *where,
    const struct json *value, const struct field *field, void *to)
{
	void *slot = (char *)to + field->at;

	switch (field->kind) {
	case KIND_IGNORED:
		break;
	case KIND_FLAG:
		*(bool *)slot = value->kind == JSON_KIND_TRUE;
		if (value->kind > JSON_KIND_TRUE)
			refuse_kind(r, where, value, "应当是 true 或 false",
			    "must be true or false");
		break;
	case KIND_NUMBER:
		take_number(r, where, value, field->max, slot);
		break;
	case KIND_ALIGN:
		*(enum align *)slot = take_align(r, where, value);
		break;
	case KIND_COLUMNS:
		take_columns(r, where, value, slot);
		break;
	case KIND_SPAN:
		take_span(r, where, value, slot);
		break;
	case KIND_SPANS:
		*(struct spans *)slot = take_spans(r, where, value);
		break;
	case KIND_TEXT:
		*(struct text *)slot = take_text(r, where, value);
		break;
	case KIND_TEXTS:
		*(struct texts *)slot = take_texts(r, where, value);
		break;
	}
}

/* False: none of the fields has that name. */
static bool
take_member(struct reader *r, const struct where *where,
    const struct json *member, const struct field *fields, size_t n, void *to)
{
	for (size_t i = 0; i < n; i++)
		if (str_eq(member->name.text, str_of(fields[i].name))) {
			take_value(r, where, member, &fields[i], to);
			return true;
		}
	return false;
}

/* A record, with some MEMBERS of the fields or all of them. */
static void
take_record(struct reader *r, const struct where *where,
    const struct json *value, const char *members, const struct field *fields,
    size_t n, void *to)
{
	EACH(const struct json, member, *value) {
		struct where at = { where, member->name.text, SIZE_MAX };

		if ((members != NULL && !element_named(members,
		    at.name)) || !take_member(r, &at, member, fields, n, to))
			refuse_name(r, &at, member, STR_NONE);
	}
}

/* --- tables -------------------------------------------------------------- */

static void
take_cell(struct reader *r, const struct where *where,
    const struct json *value, struct cell *cell)
{
	static const struct field fields[] = {
		{ "paragraphs", KIND_TEXTS, offsetof(struct cell, paragraphs),
		    0 },
		{ "columns", KIND_NUMBER, offsetof(struct cell, colspan),
		    TABLE_COLUMNS_MAX },
		{ "rows", KIND_NUMBER, offsetof(struct cell, rowspan),
		    TABLE_ROWS_MAX },
		{ "align", KIND_ALIGN, offsetof(struct cell, align), 0 },
		{ "fill", KIND_SPAN, offsetof(struct cell, rule), 0 },
	};

	*cell = (struct cell){ .pos = value->text.pos, .colspan = 1,
	    .rowspan = 1 };
	if (value->kind == JSON_KIND_NULL)
		*cell = (struct cell){ .pos = value->text.pos,
		    .covered = true };
	else if (value->kind == JSON_KIND_RECORD) {
		take_record(r, where, value, NULL, FIELDS(fields), cell);
		if (cell->colspan == 0)
			cell->colspan = 1;
		if (cell->rowspan == 0)
			cell->rowspan = 1;
	} else if (value->kind != JSON_KIND_STRING ||
	    value->text.text.n > 0) {
		cell->paragraphs.v = NEW(r->arena, struct text);
		cell->paragraphs.v[0] = take_text(r, where, value);
		cell->paragraphs.n = 1;
	}
}

/* Each covered cell is covered once, and nothing else is. */
static bool
is_covered_well(struct reader *r, const struct table *table)
{
	size_t n = (size_t)table->rows * table->columns;
	bool *covered = NEW_ARRAY(r->arena, bool, n);
	bool good = true;

	for (size_t at = 0; at < n && good; at++) {
		const struct cell *cell = &table->cells[at];
		size_t row = at / table->columns, column = at % table->columns;

		if (cell->covered)
			continue;
		if (cell->rowspan > table->rows - row ||
		    cell->colspan > table->columns - column)
			return false;
		for (size_t k = 0; k < cell->rowspan && good; k++)
			for (size_t c = 0; c < cell->colspan; c++) {
				size_t other = at + k * table->columns + c;

				if (other == at)
					continue;
				good &= table->cells[other].covered &&
				    !covered[other];
				covered[other] = true;
			}
	}
	for (size_t at = 0; at < n && good; at++)
		good = table->cells[at].covered == covered[at];
	return good;
}

static void
take_rows(struct reader *r, const struct where *where,
    const struct json *value, struct table *table)
{
	size_t columns = value->kind == JSON_KIND_LIST && value->n > 0 &&
	    value->v[0].kind == JSON_KIND_LIST ? value->v[0].n : 0;
	unsigned faults = r->faults;

	if (columns == 0 || columns > TABLE_COLUMNS_MAX ||
	    value->n > TABLE_ROWS_MAX ||
	    value->n * columns > TABLE_CELLS_MAX ||
	    !budget_holds(r->arena, r->findings, value->text.pos,
	    value->n * columns * sizeof(struct cell))) {
		refuse_kind(r, where, value, "应当是一行一列地写的格子，不能"
		    "太多", "must be a list of rows of cells, not too many");
		return;
	}
	table->rows = (unsigned)value->n;
	table->columns = (unsigned)columns;
	table->cells = NEW_ARRAY(r->arena, struct cell, value->n * columns);
	for (size_t i = 0; i < value->n; i++) {
		struct where at = { where, STR_NONE, i };
		const struct json *row = &value->v[i];

		if (row->kind != JSON_KIND_LIST || row->n != columns) {
			refuse_kind(r, &at, row, "和第一行的格子不一样多",
			    "has not as many cells as the first row");
			continue;
		}
		for (size_t c = 0; c < columns; c++) {
			struct where cell = { &at, STR_NONE, c };

			take_cell(r, &cell, &row->v[c],
			    &table->cells[i * columns + c]);
		}
	}
	if (r->faults == faults && !is_covered_well(r, table))
		refuse_kind(r, where, value, "合并的格子和被它盖住的（null）对"
		    "不上", "has merged cells and covered ones (null) that do "
		    "not agree");
}

static struct table *
take_table(struct reader *r, const struct where *where,
    const struct json *value)
{
	static const struct field fields[] = {
#define FIELD(member, kind, max)					\
	{ #member, KIND_##kind, offsetof(struct table, member), max },
#define FLAG(member)		FIELD(member, FLAG, 0)
#define NUMBER(member)		FIELD(member, NUMBER, JSON_NUMBER_MAX)
#define SIZE(member)		NUMBER(member)
#define CONTROLS(member)	FLAG(member)
#define WIDTHS(member)
#define NOT(member)
#define SETTING(id, written, member, names, mark)	written(member)
#include "../document/setting.def"
		FIELD(form, FLAG, 0) FIELD(caption, TEXT, 0)
		FIELD(unit, TEXT, 0)
		{ "type", KIND_IGNORED, 0, 0 }, { "rows", KIND_IGNORED, 0, 0 },
		{ "widths", KIND_COLUMNS, 0, 0 },
		{ "aligns", KIND_COLUMNS, 0, 0 },
#undef FIELD
	};
	struct table *table = NEW(r->arena, struct table);
	const struct json *rows = json_member_of(value, "rows");
	struct where in_rows = { where, STR("rows"), SIZE_MAX };

	*table = (struct table){ .controls = true, .pos = value->text.pos };
	if (rows == NULL)
		refuse_kind(r, &in_rows, value, "没有写", "is not there");
	else
		take_rows(r, &in_rows, rows, table);
	take_record(r, where, value, NULL, FIELDS(fields), table);
	return table;
}

/* --- blocks ------------------------------------------------------------ */

/* What a block may say; the model has its own for some of it. */
struct said {
	struct text text, topic;
	struct span ordinal, path, alt;
	enum align align;
	unsigned level;
};

/* The members of a block, as far as its type has them. */
static struct said
take_said(struct reader *r, const struct where *where,
    const struct json *value, const char *members)
{
	static const struct field fields[] = {
		{ "type", KIND_IGNORED, 0, 0 },
		{ "text", KIND_TEXT, offsetof(struct said, text), 0 },
		{ "topic", KIND_TEXT, offsetof(struct said, topic), 0 },
		{ "level", KIND_NUMBER, offsetof(struct said, level),
		    JSON_LEVEL_MAX },
		{ "ordinal", KIND_SPAN, offsetof(struct said, ordinal), 0 },
		{ "align", KIND_ALIGN, offsetof(struct said, align), 0 },
		{ "path", KIND_SPAN, offsetof(struct said, path), 0 },
		{ "alt", KIND_SPAN, offsetof(struct said, alt), 0 },
	};
	struct span none = { STR_NONE, value->text.pos };
	struct said said = { .level = 1, .path = none, .alt = none };

	take_record(r, where, value, members, FIELDS(fields), &said);
	return said;
}

static void
refuse_type(struct reader *r, const struct where *where,
    const struct json *type)
{
	struct str names = str_of(json_blocks[0].name);

	for (size_t i = 1; i < JSON_BLOCKS; i++)
		names = str_format(r->arena, "%.*s, %s", STR_ARG(names),
		    json_blocks[i].name);
	refuse_kind(r, where, type, str_cstr(r->arena, str_format(r->arena,
	    "应当是这些中的一个：%.*s", STR_ARG(names))),
	    str_cstr(r->arena, str_format(r->arena, "must be one of %.*s",
	    STR_ARG(names))));
}

static void
fill_block(struct reader *r, const struct where *where,
    const struct said *said, const struct json_block *type, struct block *block)
{
	block->text = said->text;
	block->align = said->align;
	switch (block->kind) {
	case BLOCK_HEADING:
		block->level = (int)said->level;
		block->ordinal = said->ordinal;
		if (said->topic.n > 0)
			block->text = text_append(r->arena, said->topic,
			    said->text);
		block->topic = strcmp(type->name, "item") == 0 ? 0 :
		    said->topic.n > 0 ? said->topic.n : said->text.n;
		break;
	case BLOCK_PICTURE:
		if (said->path.text.n > 0)
			block->picture = picture_read(r->arena, r->folder,
			    said->path, said->alt, r->findings);
		else
			refuse(r, FINDING_JSON_VALUE, where, block->pos,
			    "没有写图片的 path", "has no path of a picture");
		break;
	case BLOCK_SECTION:
		block->section_open = strcmp(type->name, "section_end") != 0;
		block->section_inverted = strcmp(type->name,
		    "section_without") == 0;
		break;
	default:
		break;
	}
}

static void
take_block(struct reader *r, const struct where *where,
    const struct json *value, struct block *block)
{
	const struct json *type = json_member_of(value, "type");
	struct where at = { where, STR("type"), SIZE_MAX };
	struct said said;
	size_t i = 0;

	*block = (struct block){ .kind = BLOCK_PARAGRAPH,
	    .pos = value->text.pos };
	if (value->kind != JSON_KIND_RECORD) {
		block->text = take_text(r, where, value);
		return;
	}
	while (type != NULL && i < JSON_BLOCKS && !str_eq(type->text.text,
	    str_of(json_blocks[i].name)))
		i++;
	if (i == JSON_BLOCKS) {
		refuse_type(r, &at, type);
		return;
	}
	block->kind = json_blocks[i].kind;
	if (block->kind == BLOCK_TABLE) {
		block->table = take_table(r, where, value);
		return;
	}
	said = take_said(r, where, value, json_blocks[i].members);
	fill_block(r, where, &said, &json_blocks[i], block);
}

static void
take_body(struct reader *r, const struct where *where,
    const struct json *value, struct document *document)
{
	size_t n = count_items(r, where, value, JSON_KIND_LIST,
	    "应当是一列段落、标题、表格",
	    "must be a list of paragraphs, headings and tables");
	struct block *blocks = NEW_ARRAY(r->arena, struct block, n);

	document->body = (struct blocks){ blocks, 0 };
	for (size_t i = 0; i < n; i++) {
		struct where at = { where, STR_NONE, i };
		struct block *block = &blocks[document->body.n];

		take_block(r, &at, &value->v[i], block);
		document->body.n += block->picture != NULL ||
		    block->kind != BLOCK_PICTURE;
	}
}

/* --- elements ---------------------------------------------------------- */

/* What the last mark ends in, unless it is more than that. */
static void
part_tail(struct document *document, struct str tail)
{
	struct span *last;
	size_t n;

	document->mark_tail = (struct span){ STR_NONE, POS_NONE };
	if (document->marks.n == 0)
		return;
	last = &document->marks.v[document->marks.n - 1];
	if (last->text.n <= tail.n || !str_ends(last->text, tail))
		return;
	n = last->text.n -= tail.n;
	document->mark_tail = (struct span){ { last->text.p + n, tail.n },
	    { last->pos.file, last->pos.offset + (uint32_t)n } };
}

/*
 * 2026-06-14, and copies as a number: what front matter makes of them.  A
 * backslash before the first is left out, and nothing is made of it.
 */
static bool
take_short(struct reader *r, const struct json *value,
    struct document *document, const struct element *element)
{
	struct span name = { element_title(element), value->name.pos };
	struct span span = value->text;
	bool date = element->form == FORM_DATE &&
	    value->kind == JSON_KIND_STRING, said;

	said = date && str_starts(span.text, STR("\\"));
	if (said)
		span.text = str_from(span.text, 1);
	if (said && json_is_short_date(span.text))
		*(struct span *)element_of(document, element) = span;
	else if ((date && json_is_short_date(span.text)) ||
	    (element->form == FORM_COPIES &&
	    value->kind == JSON_KIND_NUMBER && str_is_digits(span.text) &&
	    span.text.n <= COPIES_MAX))
		front_set(r->arena, document, name, span, r->findings);
	else
		return false;
	return true;
}

static void
take_element(struct reader *r, const struct where *where,
    const struct json *value, struct document *document,
    const struct element *element)
{
	static const enum kind kinds[] = {
		[ELEMENT_SPAN] = KIND_SPAN, [ELEMENT_SPANS] = KIND_SPANS,
		[ELEMENT_TEXT] = KIND_TEXT, [ELEMENT_TEXTS] = KIND_TEXTS,
	};
	struct field field = { NULL, kinds[element->kind], element->at, 0 };

	if (!take_short(r, value, document, element))
		take_value(r, where, value, &field, document);
}

/* The names in the 附件说明, or what more each has. */
static void
take_note(struct reader *r, const struct where *where,
    const struct json *value, struct document *document)
{
	static const struct field fields[] = {
		{ "ordinal", KIND_SPAN, offsetof(struct note_item, ordinal),
		    0 },
		{ "name", KIND_TEXT, offsetof(struct note_item, name), 0 },
	};
	bool one = value->kind == JSON_KIND_STRING;
	size_t n = one ? value->text.text.n > 0 : count_items(r, where, value,
	    JSON_KIND_LIST, "应当是一列附件名称",
	    "must be a list of names of attachments");
	struct note note = { NEW_ARRAY(r->arena, struct note_item, n), n,
	    true, value->text.pos };

	for (size_t i = 0; i < n; i++) {
		struct where at = { where, STR_NONE, i };
		const struct json *item = one ? value : &value->v[i];

		if (item->kind == JSON_KIND_RECORD)
			take_record(r, &at, item, NULL, FIELDS(fields),
			    &note.v[i]);
		else
			note.v[i].name = take_text(r, &at, item);
	}
	if (n > 0)
		document->note = note;
}

static void
take_makings(struct reader *r, const struct where *where,
    const struct json *value, struct document *document)
{
	size_t n = count_members(r, where, value);

	EACH_OF(const struct json, member, value->v, n) {
		struct where at = { where, member->name.text, SIZE_MAX };
		struct nearest nearest = nearest_to(member->name.text);
		struct span word;

		for (size_t k = 0; k < MAKING_COUNT; k++)
			nearest_try(&nearest, making_title(&makings[k]));
		if (making_find(member->name.text) == NULL)
			refuse_name(r, &at, member, nearest.best);
		else if (take_span(r, &at, member, &word) &&
		    word.text.n > 0 && front_set(r->arena, document,
		    member->name, word, r->findings) != 0)
			r->faults++;
	}
}

static void
take_values(struct reader *r, const struct where *where,
    const struct json *value, struct document *document)
{
	size_t n = count_members(r, where, value);
	struct value *values = NEW_ARRAY(r->arena, struct value, n);

	for (size_t i = 0; i < n; i++) {
		struct where at = { where, value->v[i].name.text, SIZE_MAX };

		values[i].name = value->v[i].name;
		take_span(r, &at, &value->v[i], &values[i].text);
	}
	document->values = (struct values){ values, n };
}

/* --- documents and pages ----------------------------------------------- */

static void	 take_pages(struct reader *, const struct where *,
		    const struct json *, struct document *);

/* What is made from the rest, for those who only look. */
static bool
is_view(const struct json *record, struct str name)
{
	return str_is_one(name, "headings|mark_tail") ||
	    (str_eq(name, STR("attachments_list")) &&
	    json_member_of(record, "note") != NULL) ||
	    (str_eq(name, STR("contact_lines")) &&
	    (json_member_of(record, "contacts") != NULL ||
	    json_member_of(record, "body") != NULL)) ||
	    (str_is_one(name, "remark|disclosure") &&
	    json_member_of(record, "remarks") != NULL);
}

static void
take_genre(struct reader *r, const struct where *where,
    const struct json *value, struct document *document)
{
	struct span span;

	take_span(r, where, value, &span);
	document->genre = span.text;
}

static void
take_comments(struct reader *r, const struct where *where,
    const struct json *value, struct document *document)
{
	document->comments = take_spans(r, where, value);
}

/* Names beside those of slot.def. */
static const struct {
	const char *names;		/* JSON's, then Chinese ones */
	void (*take)(struct reader *, const struct where *,
	    const struct json *, struct document *);
} others[] = {
	{ "body 正文", take_body },
	{ "attachments_list 附件说明", take_note }, { "note", take_note },
	{ "attachments 附件", take_pages },
	{ "settings 设置", take_makings },
	{ "values 变量", take_values }, { "kind 文种", take_genre },
	{ "comments", take_comments },
};
#define OTHERS	COUNT_OF(others)

static const struct element *
find_element(struct str name)
{
	if (str_eq(name, STR("remark")))
		return &elements[ELEMENT_remarks];
	if (str_eq(name, STR("contact_lines")))
		return &elements[ELEMENT_contacts];
	for (size_t i = 0; i < ELEMENT_COUNT; i++)
		if (elements[i].form != FORM_NONE &&
		    str_eq(name, str_of(elements[i].json)))
			return &elements[i];
	return element_find(name);
}

/* The known name that was probably meant. */
static struct str
nearest_name(struct str name)
{
	struct nearest nearest = nearest_to(name);

	for (size_t i = 0; i < ELEMENT_COUNT; i++) {
		const char *names = elements[i].names;
		struct str one;

		if (elements[i].form == FORM_NONE)
			continue;
		nearest_try(&nearest, str_of(elements[i].json));
		while (element_name(&names, &one))
			nearest_try(&nearest, one);
	}
	for (size_t i = 0; i < OTHERS; i++) {
		const char *names = others[i].names;
		struct str one;

		while (element_name(&names, &one))
			nearest_try(&nearest, one);
	}
	return nearest.best;
}

/* An element, or what has another name; SEEN: which stood there before. */
static void
take_part(struct reader *r, const struct where *where,
    const struct json *member, struct document *document,
    const struct json **seen)
{
	struct str name = member->name.text;
	const struct element *element = find_element(name);
	size_t i = 0;

	while (element == NULL && i < OTHERS &&
	    !element_named(others[i].names, name))
		i++;
	if (i == OTHERS) {
		refuse_name(r, where, member, nearest_name(name));
		return;
	}
	seen += element != NULL ? element->id : ELEMENT_COUNT + i;
	if (*seen != NULL)
		refuse(r, FINDING_JSON_NAME, where, member->name.pos,
		    "和前面的一项是同一项，写了两次",
		    "stands there already by another name");
	else if (element != NULL)
		take_element(r, where, member, document, element);
	else
		others[i].take(r, where, member, document);
	*seen = member;
}

/*
 * A mark and a signature that are the organs' are made from them, and so is a
 * mark that nothing was said of (MARKED).
 */
static void
join_organs(struct document *document, bool marked, struct str tail)
{
	const struct spans *organs = &document->organs;
	bool marks;

	part_tail(document, tail.n > 0 ? tail : STR("文件"));
	marks = document->mark_tail.text.n > 0 &&
	    spans_same(&document->marks, organs);
	if (organs->n > 0 && (marks || !marked)) {
		document->marks = *organs;
		document->mark_tail = (struct span){ STR("文件"), POS_NONE };
	}
	if (organs->n > 0 && document_signs_as_organs(document))
		document->signatures = (struct spans){ NULL, 0 };
}

/* The document of PAGE, which has members of its own; NULL: of the file. */
static void
take_document(struct reader *r, const struct where *where,
    const struct json *value, struct document *document,
    struct attachment *page)
{
	static const struct field fields[] = {
		{ "mark", KIND_SPAN, offsetof(struct attachment, mark), 0 },
		{ "listed", KIND_TEXT, offsetof(struct attachment, listed),
		    0 },
		{ "file", KIND_SPAN, offsetof(struct attachment, path), 0 },
		{ "landscape", KIND_FLAG,
		    offsetof(struct attachment, landscape), 0 },
		{ "unbound", KIND_FLAG, offsetof(struct attachment, unbound),
		    0 },
	}, flag = { "enclosure", KIND_FLAG, 0, 0 };
	const struct json *tail = json_member_of(value, "mark_tail");
	struct where in_tail = { where, STR("mark_tail"), SIZE_MAX };
	struct span ends = { STR_NONE, POS_NONE };
	const struct json *seen[ELEMENT_COUNT + OTHERS] = { NULL };
	bool enclosure = false;

	document->pos = value->text.pos;
	EACH(const struct json, member, *value) {
		struct where at = { where, member->name.text, SIZE_MAX };

		if ((page != NULL && (take_member(r, &at, member,
		    FIELDS(fields), page) || take_member(r, &at, member,
		    &flag, 1, &enclosure))) ||
		    is_view(value, member->name.text))
			continue;
		take_part(r, &at, member, document, seen);
	}
	if (tail != NULL)
		take_span(r, &in_tail, tail, &ends);
	if (enclosure)
		page->kind = ATTACHMENT_ENCLOSURE;
	/* A key that was set has made them already. */
	if (document->marks.v == document->organs.v)
		document->marks = (struct spans){ NULL, 0 };
	join_organs(document, json_member_of(value, "issuer_mark") != NULL ||
	    document->marks.n > 0 || document->head == HEAD_NONE,
	    ends.text);
}

static void
take_pages(struct reader *r, const struct where *where,
    const struct json *value, struct document *document)
{
	size_t n = count_items(r, where, value, JSON_KIND_LIST,
	    "应当是一列附件", "must be a list of attachments");
	VEC(struct attachment) list = { 0 };

	if (n > 0 && r->depth >= DEPTH_MAX) {
		refuse_kind(r, where, value, "层次太深", "is too deep");
		n = 0;
	}
	for (size_t i = 0; i < n; i++) {
		struct where at = { where, STR_NONE, i };
		const struct json *item = &value->v[i];
		struct attachment *page;

		if (item->kind != JSON_KIND_RECORD)
			refuse_kind(r, &at, item, "应当是 {…}", "must be {…}");
		else if (json_member_of(item, "nested") == NULL) {
			page = VEC_ADD(r->arena, &list);
			page->document = NEW(r->arena, struct document);
			r->depth++;
			take_document(r, &at, item, page->document, page);
			r->depth--;
		}
	}
	document->attachments = (struct attachments){ list.v, list.n };
}

/*
 * The text of the file as the rules on running text are to see it: all but the
 * words of the document is blank, and every place stays where it is.
 */
static struct str
mask(struct reader *r, struct str text)
{
	struct str copy = str_copy(r->arena, text);
	char *p = (char *)copy.p;
	size_t at = 0;

	for (size_t i = 0; i <= r->words.n; i++) {
		uint32_t end = i < r->words.n ? r->words.v[i].from :
		    (uint32_t)text.n;

		while (at < end) {
			size_t from = at;
			uint32_t c = char_next(text, &at);

			if (at - from == 3)	/* a blank as wide */
				memcpy(p + from, "\xe3\x80\x80", 3);
			else if (at - from == 2)
				memcpy(p + from, "\xc2\xa0", 2);
			else if (c != '\n')
				memset(p + from, c == '"' ? '\t' : ' ',
				    at - from);
		}
		if (i == r->words.n)
			break;
		for (; at < r->words.v[i].to; at++)
			if (p[at] == '\\') {
				p[at] = ' ';
				p[++at] = ' ';
			}
	}
	return copy;
}

static int
compare_words(const void *a, const void *b)
{
	const struct words_at *one = a, *other = b;

	return one->from < other->from ? -1 : one->from > other->from;
}

struct document *
json_document_read(struct arena *arena, uint32_t file, struct str folder,
    const struct source_options *options, struct findings *findings)
{
	struct reader reader = { .arena = arena, .findings = findings,
	    .folder = folder };
	struct document *document = NEW(arena, struct document);
	struct json root;

	if (json_text_read(arena, file, &root, findings) != 0)
		reader.faults++;
	else if (root.kind != JSON_KIND_RECORD) {
		reader.faults++;
		finding_add(findings, FINDING_JSON_FORMAT, root.text.pos,
		    "公文的 JSON 应当是 {…}；没有生成文件，名单用 --data 给出",
		    "the JSON of a document must be {…}; no file was made; "
		    "give a list with --data");
	} else
		take_document(&reader, NULL, &root, document, NULL);
	if (reader.faults == 0)
		json_view_check(arena, &root, document, findings);
	for (size_t i = 0; i < options->set.n && reader.faults == 0; i++)
		front_set(arena, document, options->set.v[i].name,
		    options->set.v[i].text, findings);
	sort(reader.words.v, reader.words.n,
	    sizeof(*reader.words.v), compare_words);
	findings->files->list.v[file - 1].text = mask(&reader,
	    text_of(findings, file));
	return reader.faults == 0 ? document : NULL;
}
