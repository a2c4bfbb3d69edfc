/*
 * A document from JSON, as document/json.c writes it: names of slot.def, or
 * the Chinese names of the same, a body of blocks, attachments that are
 * documents again.  Each name and each value is certain: nothing is
 * recognised.  A name that nobody knows, or a value of another kind, is an
 * error with its path, all of them are told, and there is no document.
 */
#include <stdlib.h>
#include <string.h>

#include "../base/file.h"
#include "../document/dump.h"
#include "../document/element.h"
#include "../text/chars.h"
#include "../text/decode.h"
#include "json.h"
#include "json_text.h"
#include "json_view.h"
#include "picture.h"
#include "table.h"

/* Documents in attachments of documents. */
#define DEPTH_MAX	8

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

static bool
take_flag(struct reader *r, const struct where *where,
    const struct json *value, bool *flag)
{
	*flag = value->kind == JSON_KIND_TRUE;
	if (value->kind == JSON_KIND_TRUE || value->kind == JSON_KIND_FALSE ||
	    value->kind == JSON_KIND_NULL)
		return true;
	refuse_kind(r, where, value, "应当是 true 或 false",
	    "must be true or false");
	return false;
}

static bool
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
		return true;
	*number = 0;
	refuse_kind(r, where, value, str_cstr(r->arena, str_format(r->arena,
	    "应当是不大于%u的整数", max)), str_cstr(r->arena, str_format(
	    r->arena, "must be a whole number of at most %u", max)));
	return false;
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

/* What the rules on running text are to see of the file. */
static void
keep_words(struct reader *r, const struct json *value)
{
	*VEC_ADD(r->arena, &r->words) = (struct words_at){
	    value->text.pos.offset, value->text.pos.offset + value->typed };
}

struct runs {
	VEC(struct run) list;
};

/* The lines of a string are runs, with a break before each but the first. */
static void
add_lines(struct reader *r, struct runs *runs, struct span span,
    unsigned flags)
{
	size_t from = 0, at;

	for (;; from = at + 1, flags |= RUN_BREAK) {
		at = str_find(span.text, STR("\n"), from);
		if (at == SIZE_MAX)
			at = span.text.n;
		if (at > from || (flags & RUN_BREAK) != 0)
			*VEC_ADD(r->arena, &runs->list) = (struct run){
			    str_slice(span.text, from, at),
			    { span.pos.file, span.pos.offset +
			    (uint32_t)from }, flags };
		if (at >= span.text.n)
			return;
	}
}

static void
add_run(struct reader *r, const struct where *where,
    const struct json *value, struct runs *runs)
{
	static const struct {
		const char *name;
		unsigned flag;
	} looks[] = {
		{ "bold", RUN_BOLD }, { "italic", RUN_ITALIC },
		{ "code", RUN_CODE }, { "break", RUN_BREAK },
	};
	struct span text = { STR_NONE, POS_NONE };
	unsigned flags = 0;

	for (size_t i = 0; i < value->n; i++) {
		const struct json *member = &value->v[i];
		struct where at = { where, member->name.text, SIZE_MAX };
		bool set, known = str_eq(member->name.text, STR("text"));

		if (known && take_span(r, &at, member, &text) &&
		    member->kind == JSON_KIND_STRING)
			keep_words(r, member);
		for (size_t k = 0; k < 4 && !known; k++)
			if (str_eq(member->name.text, str_of(looks[k].name))) {
				known = true;
				if (take_flag(r, &at, member, &set) && set)
					flags |= looks[k].flag;
			}
		if (!known)
			refuse_name(r, &at, member, STR_NONE);
	}
	add_lines(r, runs, text, flags);
}

/* A string, or a list of strings and runs. */
static struct text
take_text(struct reader *r, const struct where *where,
    const struct json *value)
{
	struct runs runs = { 0 };

	if (value->kind == JSON_KIND_STRING) {
		keep_words(r, value);
		add_lines(r, &runs, value->text, 0);
	} else if (value->kind == JSON_KIND_LIST)
		for (size_t i = 0; i < value->n; i++) {
			struct where at = { where, STR_NONE, i };

			if (value->v[i].kind == JSON_KIND_STRING) {
				keep_words(r, &value->v[i]);
				add_lines(r, &runs, value->v[i].text, 0);
			} else if (value->v[i].kind == JSON_KIND_RECORD)
				add_run(r, &at, &value->v[i], &runs);
			else
				refuse_kind(r, &at, &value->v[i],
				    "应当是字符串，或者 {\"text\": …}",
				    "must be a string or {\"text\": …}");
		}
	else if (value->kind != JSON_KIND_NULL)
		refuse_kind(r, where, value, "应当是字符串，或者一列文字",
		    "must be a string or a list of pieces of text");
	return (struct text){ runs.list.v, runs.list.n };
}

/* A list of texts; a string is the only one. */
static struct texts
take_texts(struct reader *r, const struct where *where,
    const struct json *value)
{
	struct texts texts = { NULL, 0 };

	if (value->kind == JSON_KIND_STRING) {
		texts.v = NEW(r->arena, struct text);
		texts.v[texts.n++] = take_text(r, where, value);
	} else if (value->kind == JSON_KIND_LIST) {
		texts.v = NEW_ARRAY(r->arena, struct text, value->n);
		for (; texts.n < value->n; texts.n++) {
			struct where at = { where, STR_NONE, texts.n };

			texts.v[texts.n] = take_text(r, &at,
			    &value->v[texts.n]);
		}
	} else if (value->kind != JSON_KIND_NULL)
		refuse_kind(r, where, value, "应当是一列字符串",
		    "must be a list of strings");
	return texts;
}

/* A list of strings; a string is one to a line.  An empty one is none. */
static struct spans
take_spans(struct reader *r, const struct where *where,
    const struct json *value)
{
	struct texts texts;
	VEC(struct span) list = { 0 };

	texts = take_texts(r, where, value);
	for (size_t i = 0; i < texts.n; i++)
		for (size_t k = 0; k < texts.v[i].n; k++)
			if (str_trim(texts.v[i].v[k].text).n > 0)
				*VEC_ADD(r->arena, &list) = (struct span){
				    texts.v[i].v[k].text,
				    texts.v[i].v[k].pos };
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

/* --- tables -------------------------------------------------------------- */

static void
take_cell_member(struct reader *r, const struct where *where,
    const struct json *value, struct cell *cell)
{
	if (str_eq(value->name.text, STR("paragraphs")))
		cell->paragraphs = take_texts(r, where, value);
	else if (str_eq(value->name.text, STR("columns")))
		take_number(r, where, value, TABLE_COLUMNS_MAX,
		    &cell->colspan);
	else if (str_eq(value->name.text, STR("rows")))
		take_number(r, where, value, TABLE_ROWS_MAX, &cell->rowspan);
	else if (str_eq(value->name.text, STR("align")))
		cell->align = take_align(r, where, value);
	else if (str_eq(value->name.text, STR("fill")))
		cell->rule = value->text;
	else
		refuse_name(r, where, value, STR_NONE);
}

static void
take_cell(struct reader *r, const struct where *where,
    const struct json *value, struct cell *cell)
{
	*cell = (struct cell){ .pos = value->text.pos, .colspan = 1,
	    .rowspan = 1 };
	if (value->kind == JSON_KIND_NULL) {
		*cell = (struct cell){ .pos = value->text.pos,
		    .covered = true };
		return;
	}
	if (value->kind != JSON_KIND_RECORD) {
		if (value->kind == JSON_KIND_STRING &&
		    value->text.text.n == 0)
			return;
		cell->paragraphs.v = NEW(r->arena, struct text);
		cell->paragraphs.v[0] = take_text(r, where, value);
		cell->paragraphs.n = 1;
		return;
	}
	for (size_t i = 0; i < value->n; i++) {
		struct where at = { where, value->v[i].name.text, SIZE_MAX };

		take_cell_member(r, &at, &value->v[i], cell);
	}
	if (cell->colspan == 0)
		cell->colspan = 1;
	if (cell->rowspan == 0)
		cell->rowspan = 1;
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
	    value->n * columns > TABLE_CELLS_MAX) {
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

/* Widths or alignments, a value for each column. */
static bool
is_by_column(struct reader *r, const struct where *where,
    const struct json *value, const struct table *table)
{
	if (value->kind == JSON_KIND_LIST && value->n == table->columns)
		return true;
	if (table->columns > 0)
		refuse_kind(r, where, value, "应当是一列写一个值",
		    "must have a value for each column");
	return false;
}

static void
take_columns(struct reader *r, const struct where *where,
    const struct json *value, struct table *table)
{
	bool widths = str_eq(value->name.text, STR("widths"));

	if (!is_by_column(r, where, value, table))
		return;
	if (widths)
		table->widths = NEW_ARRAY(r->arena, unsigned, value->n);
	else
		table->aligns = NEW_ARRAY(r->arena, enum align, value->n);
	for (size_t i = 0; i < value->n; i++) {
		struct where at = { where, STR_NONE, i };

		if (widths)
			take_number(r, &at, &value->v[i], 100000,
			    &table->widths[i]);
		else
			table->aligns[i] = take_align(r, &at, &value->v[i]);
	}
}

static bool
take_setting(struct reader *r, const struct where *where,
    const struct json *value, struct table *table)
{
	struct str name = value->name.text;

#define FLAG(member)							\
	if (str_eq(name, STR(#member)))					\
		return take_flag(r, where, value, &table->member);
#define NUMBER(member)							\
	if (str_eq(name, STR(#member)))					\
		return take_number(r, where, value, 30000, &table->member);
#define SIZE(member)		NUMBER(member)
#define CONTROLS(member)	FLAG(member)
#define WIDTHS(member)
#define NOT(member)
#define SETTING(id, written, member, names, mark)	written(member)
#include "../document/setting.def"
#undef SETTING
#undef FLAG
#undef NUMBER
#undef SIZE
#undef CONTROLS
#undef WIDTHS
#undef NOT
	if (str_eq(name, STR("form")))
		return take_flag(r, where, value, &table->form);
	refuse_name(r, where, value, STR_NONE);
	return false;
}

static struct table *
take_table(struct reader *r, const struct where *where,
    const struct json *value)
{
	struct table *table = NEW(r->arena, struct table);
	const struct json *rows = json_member_of(value, "rows");
	struct where in_rows = { where, STR("rows"), SIZE_MAX };

	*table = (struct table){ .controls = true, .pos = value->text.pos };
	if (rows == NULL) {
		refuse_kind(r, &in_rows, value, "没有写", "is not there");
		return table;
	}
	take_rows(r, &in_rows, rows, table);
	for (size_t i = 0; i < value->n; i++) {
		const struct json *member = &value->v[i];
		struct str name = member->name.text;
		struct where at = { where, name, SIZE_MAX };

		if (str_eq(name, STR("type")) || str_eq(name, STR("rows")))
			continue;
		if (str_eq(name, STR("caption")))
			table->caption = take_text(r, &at, member);
		else if (str_eq(name, STR("unit")))
			table->unit = take_text(r, &at, member);
		else if (str_eq(name, STR("widths")) ||
		    str_eq(name, STR("aligns")))
			take_columns(r, &at, member, table);
		else
			take_setting(r, &at, member, table);
	}
	return table;
}

/* --- blocks ------------------------------------------------------------ */

enum member_id {
	MEMBER_TYPE, MEMBER_TEXT, MEMBER_TOPIC, MEMBER_LEVEL, MEMBER_ORDINAL,
	MEMBER_ALIGN, MEMBER_PATH, MEMBER_ALT, MEMBER_COUNT
};

static const struct {
	const char *name;
	enum block_kind kind;
	unsigned members;		/* bits by member_id */
} types[] = {
#define M(id)	(1u << MEMBER_##id)
	{ "paragraph", BLOCK_PARAGRAPH, M(TEXT) | M(ALIGN) },
	{ "heading", BLOCK_HEADING, M(LEVEL) | M(ORDINAL) | M(TOPIC) |
	    M(TEXT) },
	{ "item", BLOCK_HEADING, M(LEVEL) | M(ORDINAL) | M(TEXT) },
	{ "fill_line", BLOCK_FILL_LINE, M(TEXT) },
	{ "picture", BLOCK_PICTURE, M(PATH) | M(ALT) },
	{ "section", BLOCK_SECTION, M(TEXT) },
	{ "section_without", BLOCK_SECTION, M(TEXT) },
	{ "section_end", BLOCK_SECTION, M(TEXT) },
	{ "table", BLOCK_TABLE, 0 },
};
#define TYPES	(sizeof(types) / sizeof(types[0]))

/* The members of a block, as far as its type has them. */
static void
find_members(struct reader *r, const struct where *where,
    const struct json *value, unsigned allowed, const struct json **members)
{
	static const char *const names[MEMBER_COUNT] = {
		"type", "text", "topic", "level", "ordinal", "align", "path",
		"alt"
	};

	for (size_t i = 0; i < value->n; i++) {
		const struct json *member = &value->v[i];
		struct where at = { where, member->name.text, SIZE_MAX };
		size_t id = 0;

		while (id < MEMBER_COUNT && !str_eq(member->name.text,
		    str_of(names[id])))
			id++;
		if (id < MEMBER_COUNT && ((allowed | M(TYPE)) >> id & 1) != 0)
			members[id] = member;
		else
			refuse_name(r, &at, member, STR_NONE);
	}
}

static struct text
member_text(struct reader *r, const struct where *where,
    const struct json *member)
{
	struct where at = { where, STR_NONE, SIZE_MAX };

	if (member == NULL)
		return (struct text){ NULL, 0 };
	at.name = member->name.text;
	return take_text(r, &at, member);
}

static void
take_numbered(struct reader *r, const struct where *where, bool item,
    const struct json **members, struct block *block)
{
	const struct json *level = members[MEMBER_LEVEL];
	struct text text = member_text(r, where, members[MEMBER_TEXT]);
	struct text topic = member_text(r, where, members[MEMBER_TOPIC]);
	struct where at = { where, STR("level"), SIZE_MAX };
	unsigned number = 1;

	if (level != NULL)
		take_number(r, &at, level, 5, &number);
	block->level = (int)number;
	if (members[MEMBER_ORDINAL] != NULL)
		take_span(r, where, members[MEMBER_ORDINAL], &block->ordinal);
	block->topic = item ? 0 : topic.n > 0 ? topic.n : text.n;
	block->text = topic.n > 0 ? text_append(r->arena, topic, text) : text;
}

static void
take_picture(struct reader *r, const struct where *where,
    const struct json **members, struct block *block)
{
	struct span path = { STR_NONE, block->pos }, alt = path;

	if (members[MEMBER_PATH] == NULL ||
	    !take_span(r, where, members[MEMBER_PATH], &path) ||
	    path.text.n == 0) {
		refuse(r, FINDING_JSON_VALUE, where, block->pos,
		    "没有写图片的 path", "has no path of a picture");
		return;
	}
	if (members[MEMBER_ALT] != NULL)
		take_span(r, where, members[MEMBER_ALT], &alt);
	block->picture = picture_read(r->arena, r->folder, path, alt,
	    r->findings);
}

static void
refuse_type(struct reader *r, const struct where *where,
    const struct json *type)
{
	struct str names = str_of(types[0].name);

	for (size_t i = 1; i < TYPES; i++)
		names = str_format(r->arena, "%.*s, %s", STR_ARG(names),
		    types[i].name);
	refuse_kind(r, where, type, str_cstr(r->arena, str_format(r->arena,
	    "应当是这些中的一个：%.*s", STR_ARG(names))),
	    str_cstr(r->arena, str_format(r->arena, "must be one of %.*s",
	    STR_ARG(names))));
}

static void
take_block(struct reader *r, const struct where *where,
    const struct json *value, struct block *block)
{
	const struct json *members[MEMBER_COUNT] = { NULL };
	const struct json *type;
	struct where at = { where, STR("type"), SIZE_MAX };
	size_t i = 0;

	*block = (struct block){ .kind = BLOCK_PARAGRAPH,
	    .pos = value->text.pos };
	if (value->kind != JSON_KIND_RECORD) {
		block->text = take_text(r, where, value);
		return;
	}
	if ((type = json_member_of(value, "type")) != NULL)
		while (i < TYPES && !str_eq(type->text.text,
		    str_of(types[i].name)))
			i++;
	if (i == TYPES) {
		refuse_type(r, &at, type);
		return;
	}
	block->kind = types[i].kind;
	if (block->kind == BLOCK_TABLE) {
		block->table = take_table(r, where, value);
		return;
	}
	find_members(r, where, value, types[i].members, members);
	if (block->kind == BLOCK_HEADING)
		take_numbered(r, where, strcmp(types[i].name, "item") == 0,
		    members, block);
	else if (block->kind == BLOCK_PICTURE)
		take_picture(r, where, members, block);
	else
		block->text = member_text(r, where, members[MEMBER_TEXT]);
	if (members[MEMBER_ALIGN] != NULL)
		block->align = take_align(r, where, members[MEMBER_ALIGN]);
	block->section_open = block->kind == BLOCK_SECTION &&
	    strcmp(types[i].name, "section_end") != 0;
	block->section_inverted = strcmp(types[i].name,
	    "section_without") == 0;
}

static void
take_body(struct reader *r, const struct where *where,
    const struct json *value, struct document *document)
{
	size_t n = value->kind == JSON_KIND_LIST ? value->n : 0;
	struct block *blocks = NEW_ARRAY(r->arena, struct block, n);

	if (value->kind != JSON_KIND_LIST && value->kind != JSON_KIND_NULL)
		refuse_kind(r, where, value, "应当是一列段落、标题、表格",
		    "must be a list of paragraphs, headings and tables");
	for (size_t i = 0; i < n; i++) {
		struct where at = { where, STR_NONE, i };

		take_block(r, &at, &value->v[i], &blocks[i]);
		document->body.n += blocks[i].picture != NULL ||
		    blocks[i].kind != BLOCK_PICTURE;
	}
	document->body.v = blocks;
}

/* --- elements ---------------------------------------------------------- */

/* One line an organ. */
static void
take_marks(struct reader *r, const struct where *where,
    const struct json *value, struct document *document)
{
	document->marks = take_spans(r, where, value);
}

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
		span.text = str_slice(span.text, 1, span.text.n);
	if (said && json_is_short_date(span.text))
		*(struct span *)element_of(document, element) = span;
	else if ((date && json_is_short_date(span.text)) ||
	    (element->form == FORM_COPIES &&
	    value->kind == JSON_KIND_NUMBER))
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
	void *slot = element_of(document, element);
	struct span span;

	if (element->id == ELEMENT_marks) {
		take_marks(r, where, value, document);
		return;
	}
	switch (element->kind) {
	case ELEMENT_SPAN:
		if (!take_short(r, value, document, element) &&
		    take_span(r, where, value, &span))
			*(struct span *)slot = span;
		break;
	case ELEMENT_SPANS:
		*(struct spans *)slot = take_spans(r, where, value);
		break;
	case ELEMENT_TEXT:
		*(struct text *)slot = take_text(r, where, value);
		break;
	case ELEMENT_TEXTS:
		*(struct texts *)slot = take_texts(r, where, value);
		break;
	}
}

static void
take_note_item(struct reader *r, const struct where *where,
    const struct json *value, struct note_item *item)
{
	if (value->kind != JSON_KIND_RECORD) {
		item->name = take_text(r, where, value);
		return;
	}
	for (size_t i = 0; i < value->n; i++) {
		const struct json *member = &value->v[i];
		struct where at = { where, member->name.text, SIZE_MAX };

		if (str_eq(member->name.text, STR("ordinal")))
			take_span(r, &at, member, &item->ordinal);
		else if (str_eq(member->name.text, STR("name")))
			item->name = take_text(r, &at, member);
		else
			refuse_name(r, &at, member, STR_NONE);
	}
}

/* The names in the 附件说明, or what more each has. */
static void
take_note(struct reader *r, const struct where *where,
    const struct json *value, struct document *document)
{
	struct note *note = &document->note;

	if (value->kind != JSON_KIND_LIST && value->kind != JSON_KIND_NULL)
		refuse_kind(r, where, value, "应当是一列附件名称",
		    "must be a list of names of attachments");
	if (value->kind != JSON_KIND_LIST || value->n == 0)
		return;
	*note = (struct note){ NEW_ARRAY(r->arena, struct note_item,
	    value->n), 0, true, value->text.pos };
	for (; note->n < value->n; note->n++) {
		struct where at = { where, STR_NONE, note->n };

		take_note_item(r, &at, &value->v[note->n], &note->v[note->n]);
	}
}

static void
take_makings(struct reader *r, const struct where *where,
    const struct json *value, struct document *document)
{
	for (size_t i = 0; i < value->n; i++) {
		const struct json *member = &value->v[i];
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
	if (value->kind != JSON_KIND_RECORD && value->kind != JSON_KIND_NULL)
		refuse_kind(r, where, value, "应当是 {…}", "must be {…}");
}

#define VALUES_MAX	1000

static void
take_values(struct reader *r, const struct where *where,
    const struct json *value, struct document *document)
{
	struct value *values = NEW_ARRAY(r->arena, struct value, value->n);

	if (value->kind != JSON_KIND_RECORD && value->kind != JSON_KIND_NULL)
		refuse_kind(r, where, value, "应当是 {…}", "must be {…}");
	for (size_t i = 0; i < value->n; i++) {
		struct where at = { where, value->v[i].name.text, SIZE_MAX };

		values[i].name = value->v[i].name;
		take_span(r, &at, &value->v[i], &values[i].text);
	}
	document->values = (struct values){ values,
	    value->kind == JSON_KIND_RECORD ? value->n : 0 };
}

/* --- documents and pages ----------------------------------------------- */

static void	 take_pages(struct reader *, const struct where *,
		    const struct json *, struct document *);

/* What is made from the rest, for those who only look. */
static bool
is_view(const struct json *record, struct str name)
{
	return str_eq(name, STR("headings")) ||
	    str_eq(name, STR("mark_tail")) ||
	    (str_eq(name, STR("attachments_list")) &&
	    json_member_of(record, "note") != NULL) ||
	    (str_eq(name, STR("contact_lines")) &&
	    (json_member_of(record, "contacts") != NULL ||
	    json_member_of(record, "body") != NULL)) ||
	    ((str_eq(name, STR("remark")) || str_eq(name,
	    STR("disclosure"))) && json_member_of(record, "remarks") != NULL);
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
	{ "values 变量", take_values },
};
#define OTHERS	(sizeof(others) / sizeof(others[0]))

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
	nearest_try(&nearest, STR("kind"));
	return nearest.best;
}

static void
take_member(struct reader *r, const struct where *where,
    const struct json *record, const struct json *member,
    struct document *document)
{
	struct str name = member->name.text;
	const struct element *element = find_element(name);
	struct span span;

	if (is_view(record, name))
		return;
	if (element != NULL) {
		take_element(r, where, member, document, element);
		return;
	}
	if (str_eq(name, STR("kind")) || str_eq(name, STR("文种"))) {
		if (take_span(r, where, member, &span))
			document->genre = span.text;
		return;
	}
	if (str_eq(name, STR("comments"))) {
		document->comments = take_spans(r, where, member);
		return;
	}
	for (size_t i = 0; i < OTHERS; i++)
		if (element_named(others[i].names, name)) {
			others[i].take(r, where, member, document);
			return;
		}
	refuse_name(r, where, member, nearest_name(name));
}

/*
 * A mark and a signature that are the organs' are made from them, and so is a
 * mark that nothing was said of (MARKED).
 */
static void
join_organs(struct document *document, bool marked, struct str tail)
{
	const struct spans *organs = &document->organs;
	bool marks, signs = document->signatures.n == organs->n;

	part_tail(document, tail.n > 0 ? tail : STR("文件"));
	marks = document->marks.n == organs->n &&
	    document->mark_tail.text.n > 0;
	for (size_t i = 0; i < organs->n; i++) {
		marks = marks && str_eq(document->marks.v[i].text,
		    organs->v[i].text);
		signs = signs && str_eq(document->signatures.v[i].text,
		    organs->v[i].text);
	}
	if (organs->n > 0 && (marks || !marked)) {
		document->marks = *organs;
		document->mark_tail = (struct span){ STR("文件"), POS_NONE };
	}
	if (signs && organs->n > 0)
		document->signatures = (struct spans){ NULL, 0 };
}

/* PAGE's own members; false: it is one of its document. */
static bool
take_page_member(struct reader *r, const struct where *where,
    const struct json *member, struct attachment *page)
{
	struct str name = member->name.text;
	bool flag = false;

	if (str_eq(name, STR("mark")))
		take_span(r, where, member, &page->mark);
	else if (str_eq(name, STR("listed")))
		page->listed = take_text(r, where, member);
	else if (str_eq(name, STR("file")))
		take_span(r, where, member, &page->path);
	else if (str_eq(name, STR("landscape")))
		take_flag(r, where, member, &page->landscape);
	else if (str_eq(name, STR("unbound")))
		take_flag(r, where, member, &page->unbound);
	else if (str_eq(name, STR("enclosure"))) {
		take_flag(r, where, member, &flag);
		page->kind = flag ? ATTACHMENT_ENCLOSURE : ATTACHMENT_PAGE;
	} else
		return false;
	return true;
}

static void
take_document(struct reader *r, const struct where *where,
    const struct json *value, struct document *document,
    struct attachment *page)
{
	const struct json *tail = json_member_of(value, "mark_tail");

	document->pos = value->text.pos;
	for (size_t i = 0; i < value->n; i++) {
		const struct json *member = &value->v[i];
		struct where at = { where, member->name.text, SIZE_MAX };

		if (page == NULL || !take_page_member(r, &at, member, page))
			take_member(r, &at, value, member, document);
	}
	/* A key that was set has made them already. */
	if (document->marks.v == document->organs.v)
		document->marks = (struct spans){ NULL, 0 };
	join_organs(document, json_member_of(value, "issuer_mark") != NULL ||
	    document->marks.n > 0 || document->head == HEAD_NONE,
	    tail != NULL ? tail->text.text : STR_NONE);
}

static void
take_pages(struct reader *r, const struct where *where,
    const struct json *value, struct document *document)
{
	VEC(struct attachment) list = { 0 };

	if (value->kind != JSON_KIND_LIST && value->kind != JSON_KIND_NULL)
		refuse_kind(r, where, value, "应当是一列附件",
		    "must be a list of attachments");
	else if (r->depth >= DEPTH_MAX)
		refuse_kind(r, where, value, "层次太深", "is too deep");
	else for (size_t i = 0; i < value->n; i++) {
		struct where at = { where, STR_NONE, i };
		const struct json *item = &value->v[i];
		struct attachment *page;

		if (item->kind != JSON_KIND_RECORD) {
			refuse_kind(r, &at, item, "应当是 {…}", "must be {…}");
			continue;
		}
		if (json_member_of(item, "nested") != NULL)
			continue;
		page = VEC_ADD(r->arena, &list);
		page->document = NEW(r->arena, struct document);
		r->depth++;
		take_document(r, &at, item, page->document, page);
		r->depth--;
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
