/*
 * The forms of a source, then each file that came back: its tables and lines,
 * whose it is, which of its tables is which form.  What is in it and in no
 * form is told of; then who is missing.
 */
#include "collect.h"

#include "../base/crew.h"
#include "../base/kind.h"
#include "../document/element.h"
#include "../document/walk.h"
#include "../merge/sheet.h"
#include "../source/docx.h"
#include "../source/source.h"
#include "../source/table.h"
#include "../text/chars.h"
#include "../text/decode.h"
#include "../text/number.h"
#include "form.h"

#define LIKE_ENOUGH	40	/* of 100: it is this form */
#define LIKE_KNOWN	25	/* added when its file says so */
#define LIKE_TITLED	20	/* added when its title stands over it */
#define TITLE_LINES	4	/* so far over it, in lines and rows */
#define FILLED_MAX	3000	/* bytes of a line with names filled in */
#define TITLE_PART	5	/* characters of a title over several lines */
#define DEPTH_MAX	4	/* documents in attachments */
#define SHEETS_MAX	50
#define SHEET_ROWS_MAX	100000u
#define NEAR_ENOUGH	2	/* characters of a name that tell a place */

struct line {
	struct str text;
	struct pos pos;
};

struct answer {
	struct str path;
	uint32_t file;
	VEC(struct grid) grids;
	VEC(struct line) lines;
	struct str sender;
	struct date date;		/* 填报时间; year 0: not there */
	bool stranger;			/* not of the roster */
	struct properties properties;	/* what it was when it went out */
};

/* A line of a 清单.csv in the folder: whose a file is. */
struct listed {
	struct str file, sender;
};

struct collector {
	struct arena *arena;
	struct findings *findings;
	const struct collect_options *options;
	struct collection *out;
	VEC(struct form) forms;
	struct str words;		/* all that the source says, as keys */
	int year;			/* of it; 0: not said */
	VEC(struct str) fills;		/* labels of its fill-in lines */
	VEC(struct str) roster;
	VEC(struct listed) listed;
};

/* --- the source -------------------------------------------------------- */

struct word_list {
	struct walker walker;
	struct arena *arena;
	struct buf *words;
};

static void
add_words(struct walker *walker, enum role role, struct span span)
{
	struct word_list *list = (struct word_list *)walker;

	(void)role;
	buf_str(list->words, form_key(list->arena, span.text));
}

/* The labels of a line such as 填报单位：　　填报时间：. */
static void
add_fills(struct collector *c, struct str line)
{
	size_t from = 0;

	for (size_t at = 0; at < line.n;) {
		size_t start = at;
		uint32_t ch = char_next(line, &at);

		if (char_is_blank(ch))
			from = at;
		if (ch != ':' && ch != U'：')
			continue;
		if (start > from)
			*VEC_ADD(c->arena, &c->fills) = str_slice(line, from,
			    start);
		from = at;
	}
}

static void
add_forms(struct collector *c, const struct document *document,
    struct str name, int depth)
{
	EACH(const struct block, block, document->body) {
		struct form form;

		if (block->kind == BLOCK_FILL_LINE)
			add_fills(c, text_join(c->arena, block->text,
			    STR_NONE));
		if (block->kind == BLOCK_TABLE && form_read(c->arena,
		    block->table, text_empty(block->table->caption) ? name :
		    text_join(c->arena, block->table->caption, STR_NONE),
		    &form))
			*VEC_ADD(c->arena, &c->forms) = form;
	}
	EACH(const struct attachment, page, document->attachments)
		if (page->document != NULL && depth > 0)
			add_forms(c, page->document, text_join(c->arena,
			    page->document->title, STR_NONE), depth - 1);
}

static int
read_source(struct collector *c, struct str path)
{
	const struct source_options options = {
	    .encoding = c->options->encoding };
	struct document *document = source_read(c->arena, path, &options,
	    c->findings);
	struct buf words = { 0 };
	struct word_list list = { { .text = add_words }, c->arena, &words };
	struct date date;

	if (document == NULL)
		return -1;
	if (date_parse(document->date.text, &date, NULL))
		c->year = date.year;
	add_forms(c, document, text_join(c->arena, document->title,
	    STR_NONE), DEPTH_MAX);
	document_walk(document, &list.walker);
	c->words = buf_take(c->arena, &words);
	if (c->forms.n > 0)
		return 0;
	finding_add(c->findings, FINDING_COLLECT_NOTHING, document->pos,
	    "“%.*s”里没有要填的表；没有汇总",
	    "“%.*s” has no form to fill in; nothing was collected",
	    STR_ARG(path));
	return -1;
}

/* The first of the names that is a column, or SIZE_MAX. */
static size_t
find_column(const struct rows *rows, const char *names)
{
	struct str name;

	while (element_name(&names, &name)) {
		size_t column = rows_column(rows, name);

		if (column != SIZE_MAX)
			return column;
	}
	return SIZE_MAX;
}

static struct str
value_in(const struct rows *rows, size_t row, size_t column)
{
	return str_trim(datum_span(rows, rows_datum(rows, row, column)).text);
}

/* Who was asked: the column of that name, else the first. */
static int
read_roster(struct collector *c)
{
	const struct rows_options options = {
	    .encoding = c->options->encoding };
	const struct rows *rows;
	size_t column;

	if (c->options->roster.n == 0)
		return 0;
	rows = rows_read(c->arena, c->options->roster, &options, c->findings);
	if (rows == NULL)
		return -1;
	column = find_column(rows, "单位 填报单位 单位名称 名称 县区 主送");
	column = column == SIZE_MAX ? 0 : column;
	for (size_t i = 0; i < rows->n; i++)
		if (value_in(rows, i, column).n > 0)
			*VEC_ADD(c->arena, &c->roster) = value_in(rows, i,
			    column);
	return 0;
}

/*
 * A 清单.csv that says whose the files are, be it one that build left or one
 * that somebody kept.  False: it is none.
 */
static bool
read_list(struct collector *c, struct str path)
{
	const struct rows_options options = {
	    .encoding = c->options->encoding };
	struct findings quiet = { .arena = c->arena,
	    .files = c->findings->files };
	const struct rows *rows;
	size_t file, sender;

	if (!str_eq(path_name(path), STR("清单.csv")) || (rows = rows_read(
	    c->arena, path, &options, &quiet)) == NULL)
		return false;
	file = find_column(rows, "文件 文件名 来源文件");
	sender = find_column(rows, "单位 填报单位 报送单位 单位名称 主送");
	if (file == SIZE_MAX || sender == SIZE_MAX)
		return false;
	for (size_t i = 0; i < rows->n; i++)
		*VEC_ADD(c->arena, &c->listed) = (struct listed){
		    path_stem(value_in(rows, i, file)),
		    value_in(rows, i, sender) };
	return true;
}

/* Whose a file is by such a list; n == 0: it says nothing. */
static struct str
find_listed(const struct collector *c, struct str path)
{
	for (size_t i = 0; i < c->listed.n; i++)
		if (str_eq(c->listed.v[i].file, path_stem(path)))
			return c->listed.v[i].sender;
	return STR_NONE;
}

/* --- what came back ---------------------------------------------------- */

static void
add_line(struct collector *c, struct answer *answer, struct str text,
    struct pos pos)
{
	if (str_trim(text).n > 0)
		*VEC_ADD(c->arena, &answer->lines) = (struct line){
		    str_trim(text), pos };
}

static int
read_docx(struct collector *c, struct answer *answer)
{
	struct docx_facts *facts = docx_read(c->arena, answer->path,
	    c->findings);

	if (facts == NULL)
		return -1;
	answer->file = facts->file;
	answer->properties = facts->properties;
	for (size_t i = 0; i < facts->table_count; i++)
		*VEC_ADD(c->arena, &answer->grids) = form_grid_table(c->arena,
		    facts->tables[i].table);
	EACH_OF(const struct docx_paragraph, p, facts->paragraphs, facts->n) {
		if (!p->in_table)
			add_line(c, answer, str_slice(text_of(c->findings,
			    facts->file), p->pos.offset, p->pos.offset +
			    p->length), p->pos);
	}
	return 0;
}

static void
add_document(struct collector *c, struct answer *answer,
    const struct document *document, int depth)
{
	add_line(c, answer, text_join(c->arena, document->title, STR_NONE),
	    text_pos(document->title));
	EACH(const struct block, block, document->body) {
		if (block->kind == BLOCK_TABLE)
			*VEC_ADD(c->arena, &answer->grids) = form_grid_table(
			    c->arena, block->table);
		else if (!text_empty(block->text))
			add_line(c, answer, text_join(c->arena, block->text,
			    STR("\n")), text_pos(block->text));
	}
	EACH(const struct attachment, page, document->attachments)
		if (page->document != NULL && depth > 0)
			add_document(c, answer, page->document, depth - 1);
}

/* The lines of a text as a grid of one column: 单位名称：某某. */
static void
add_line_grid(struct collector *c, struct answer *answer)
{
	struct str text = text_of(c->findings, answer->file), line;
	struct str rest = text;
	struct grid grid;
	size_t n = 0;

	while (str_line(&rest, &line))
		n++;
	grid = form_grid_new(c->arena, n, 1);
	n = 0;
	while (str_line(&text, &line) && n < grid.rows) {
		form_grid_set(c->arena, &grid.cells[n], line, (struct pos){
		    answer->file, (uint32_t)(line.p - text_of(c->findings,
		    answer->file).p) });
		n++;
	}
	if (n > 0)
		*VEC_ADD(c->arena, &answer->grids) = grid;
}

/* Take the next cell off a line that tabs, or blanks, part into cells. */
static bool
next_part(struct str *line, struct str *cell)
{
	size_t tab = str_find(*line, STR("\t"), 0);
	size_t gap = str_find(*line, STR("  "), 0);
	size_t end = tab < gap ? tab : gap;

	if (line->p == NULL)
		return false;
	*cell = str_trim(str_slice(*line, 0, end));
	if (end == SIZE_MAX) {
		*line = (struct str){ NULL, 0 };
		return true;
	}
	*line = str_slice(*line, end + 1, line->n);
	while (tab > gap && line->n > 0 && line->p[0] == ' ')
		*line = str_slice(*line, 1, line->n);
	return true;
}

static size_t
count_parts(struct str line)
{
	struct str cell;
	size_t n = 0;

	line = str_trim_right(line);
	if (str_starts(line, STR(" ")) || (str_starts(line, STR("\t")) &&
	    !str_has(str_trim_left(line), STR("\t"))))
		return 1;		/* an indent */
	while (next_part(&line, &cell))
		n++;
	return n;
}

/* The N lines of TEXT as rows. */
static void
add_part_grid(struct collector *c, struct answer *answer, struct str text,
    size_t n, size_t columns)
{
	const char *from = text_of(c->findings, answer->file).p;
	struct grid grid = form_grid_new(c->arena, n, columns);
	struct str line, cell;

	for (size_t r = 0; r < grid.rows && str_line(&text, &line); r++)
		for (size_t k = 0; k < columns && next_part(&line, &cell);
		    k++)
			form_grid_set(c->arena, &grid.cells[r * columns + k],
			    cell, (struct pos){ answer->file,
			    (uint32_t)(cell.p - from) });
	*VEC_ADD(c->arena, &answer->grids) = grid;
}

/*
 * Lines that follow each other and fall into cells, as a spreadsheet copies
 * them; the others are lines.  False: there are none.
 */
static bool
add_part_grids(struct collector *c, struct answer *answer)
{
	struct str text = text_of(c->findings, answer->file), line;
	const char *from = text.p;
	bool any = false;

	while (text.n > 0) {
		struct str block = text, rest = text;
		size_t n = 0, columns = 0, parts;

		while (str_line(&rest, &line) &&
		    (parts = count_parts(line)) > 1) {
			columns = parts > columns ? parts : columns;
			n++;
			text = rest;
		}
		if (n > 1) {
			add_part_grid(c, answer, block, n, columns);
			any = true;
			continue;
		}
		text = block;
		str_line(&text, &line);
		add_line(c, answer, line, (struct pos){ answer->file,
		    (uint32_t)(line.p - from) });
	}
	return any;
}

static int
read_text(struct collector *c, struct answer *answer)
{
	const struct source_options options = {
	    .encoding = c->options->encoding };
	/* It is a form: how sure it reads as a notice is no matter. */
	struct findings quiet = { .arena = c->arena,
	    .files = c->findings->files };
	struct document *document;

	answer->file = text_load(c->arena, answer->path,
	    c->options->encoding, c->findings);
	if (answer->file == 0)
		return -1;
	if (source_is_plain(answer->path) && add_part_grids(c, answer))
		return 0;
	answer->lines.n = 0;
	document = text_read_page(c->arena, answer->file,
	    !source_is_plain(answer->path), &options, NULL, &quiet);
	if (document != NULL)
		add_document(c, answer, document, DEPTH_MAX);
	if (answer->grids.n == 0) {
		answer->lines.n = 0;
		add_line_grid(c, answer);
	}
	return 0;
}

static int
read_csv(struct collector *c, struct answer *answer)
{
	struct table_settings settings = TABLE_SETTINGS_INIT;
	struct span text = { STR_NONE, { 0, 0 } };
	struct table *table;

	text.pos.file = answer->file = text_load(c->arena, answer->path,
	    c->options->encoding, c->findings);
	if (answer->file == 0)
		return -1;
	text.text = text_of(c->findings, answer->file);
	table = table_read_csv(c->arena, text, &settings, c->findings);
	if (table != NULL)
		*VEC_ADD(c->arena, &answer->grids) = form_grid_table(c->arena,
		    table);
	return 0;
}

/* What is not read is told of: it may be an answer. */
static int
refuse_kind(struct collector *c, struct str path)
{
	bool english = c->findings->language == LANGUAGE_EN;
	enum kind_id id = kind_by_name(path);

	finding_add(c->findings, FINDING_COLLECT_FOREIGN,
	    POS_FILE(files_add(c->findings->files, path, STR_NONE)),
	    "这是%s，没有汇总；请看一看", "this is %s and was not collected; "
	    "look at it", id == KIND_COUNT ?
	    english ? "of a kind that is not read" : "不读的文件" : english ?
	    kind_of(id)->en : kind_of(id)->zh);
	return -1;
}

/* A sheet as a grid: rows by their numbers, merges as they are. */
static struct grid
grid_of_sheet(struct arena *arena, const struct sheet *sheet)
{
	size_t rows = 0, columns = 1;
	struct grid grid;

	EACH(const struct data_row, row, sheet->rows) {
		if (row->number > SHEET_ROWS_MAX)
			break;
		rows = row->number;
		if (row->n > columns)
			columns = row->n;
	}
	EACH(const struct sheet_merge, m, sheet->merges)
		if (m->last_column >= columns && m->row <= rows)
			columns = m->last_column + 1;
	grid = form_grid_new(arena, rows, columns);
	EACH(const struct data_row, row, sheet->rows) {
		for (size_t k = 0; k < row->n && row->number <= grid.rows;
		    k++)
			if (row->cells[k].kind == DATUM_TEXT)
				form_grid_set(arena, &grid.cells[(row->number -
				    (size_t)1) * columns + k], (struct str){
				    row->cells[k].as.text, row->cells[k].n },
				    (struct pos){ sheet->file,
				    row->cells[k].offset });
	}
	for (size_t i = 0; i < sheet->merges.n; i++) {
		struct sheet_merge m = sheet->merges.v[i];
		size_t origin = (m.row - (size_t)1) * columns + m.column;

		if (m.last_row > grid.rows || m.last_row < m.row ||
		    m.last_column < m.column)
			continue;
		grid.cells[origin].rowspan = m.last_row - m.row + 1;
		grid.cells[origin].colspan = m.last_column - m.column + 1;
		for (size_t r = m.row; r <= m.last_row; r++)
			for (size_t k = m.column; k <= m.last_column; k++)
				grid.cells[(r - 1) * columns + k].origin =
				    origin;
	}
	return grid;
}

static int
read_sheets(struct collector *c, struct answer *answer)
{
	struct str bytes;

	if (file_read(c->arena, answer->path, TEXT_LIMIT, &bytes,
	    c->findings) != 0)
		return -1;
	for (unsigned i = 1; i <= SHEETS_MAX; i++) {
		struct sheet *sheet = xlsx_sheet(c->arena, answer->path,
		    bytes, i, c->findings);

		if (sheet == NULL)
			break;
		answer->file = sheet->file;
		if (sheet->rows.n > 0)
			*VEC_ADD(c->arena, &answer->grids) = grid_of_sheet(
			    c->arena, sheet);
	}
	return answer->file != 0 ? 0 : -1;
}

/* --- whose it is ------------------------------------------------------- */

static bool
is_sender_label(struct str key)
{
	return str_is_one(key, "填报单位|报送单位|填报单位(盖章)|"
	    "报送单位(盖章)|推荐单位|上报单位|填表单位|单位(盖章)|单位名称|"
	    "单位|县(市区)|县区|填报人单位");
}

static bool
is_date_label(struct str key)
{
	return str_is_one(key, "填报时间|填报日期|报送时间|报送日期|填表时间|"
	    "填表日期|上报时间");
}

/* What a label says, if it is one of these two; was it? */
static bool
note_fact(struct answer *answer, struct str key, struct str value)
{
	struct date date;

	value = str_trim(value);
	if (value.n == 0 || form_is_blank(value))
		return false;
	if (is_sender_label(key) && answer->sender.n == 0) {
		answer->sender = value;
		return true;
	}
	if (!is_date_label(key) || answer->date.year != 0 ||
	    !date_parse(value, &date, NULL) || date.day == 0 ||
	    !date_exists(date))
		return false;
	answer->date = date;
	return true;
}

/* 填报单位：某某　填报时间：2026年7月3日: each label with what follows. */
static bool
note_line(struct collector *c, struct answer *answer, struct str line)
{
	bool any = false;

	for (size_t at = 0, from = 0; at < line.n;) {
		size_t start = at, end = line.n, next;
		uint32_t ch = char_next(line, &at);
		struct str key;

		if (char_is_blank(ch) && start == from) {
			from = at;
			continue;
		}
		if (ch != ':' && ch != U'：')
			continue;
		key = form_key(c->arena, str_slice(line, from, start));
		for (size_t i = 0; i < c->fills.n; i++) {
			any |= str_eq(key, form_key(c->arena, c->fills.v[i]));
			next = str_find(line, c->fills.v[i], at);
			if (next < end)
				end = next;
		}
		next = str_find(line, STR("　　"), at);
		if (next < end && str_trim(str_slice(line, at, next)).n > 0)
			end = next;
		any |= note_fact(answer, key, str_slice(line, at, end)) ||
		    (form_is_blank(str_trim(str_slice(line, at, end))) &&
		    (is_sender_label(key) || is_date_label(key)));
		from = at = end;
	}
	return any;
}

/* The end of the name of a place in NAME: 云岭县 of 云岭县科协. */
static size_t
place_end(struct str name)
{
	static const char *const ends[] = { "县", "区", "旗", "市" };
	size_t best = 0;

	for (size_t i = 0; i < COUNT_OF(ends) && best == 0; i++)
		for (size_t at = str_find(name, str_of(ends[i]), 0);
		    at != SIZE_MAX && best == 0; at = str_find(name,
		    str_of(ends[i]), at + 3))
			if (char_count(str_slice(name, 0, at)) >=
			    NEAR_ENOUGH || i == 3)
				best = at + 3;
	return best;
}

/* Which of the roster TEXT means; SIZE_MAX: none for certain. */
static size_t
find_sender(const struct collector *c, struct str text)
{
	size_t found = SIZE_MAX, n = 0, longest = 0;

	for (size_t i = 0; i < c->roster.n; i++) {
		struct str name = c->roster.v[i];

		if (str_eq(name, text))
			return i;
		if (str_has(text, name) && name.n > longest) {
			longest = name.n;
			found = i;
		}
	}
	if (found != SIZE_MAX)
		return found;
	for (size_t i = 0; i < c->roster.n; i++) {
		struct str name = c->roster.v[i];
		size_t end = place_end(name);

		if ((text.n >= 6 && str_has(name, text)) || (end > 0 &&
		    str_has(text, str_slice(name, 0, end)))) {
			found = i;
			n++;
		}
	}
	return n == 1 ? found : SIZE_MAX;
}

/* Is it what a form itself says, such as the head beside 单位? */
static bool
is_of_form(const struct collector *c, struct str key)
{
	for (size_t i = 0; i < c->forms.n; i++)
		if (form_has(&c->forms.v[i], key))
			return true;
	return false;
}

/* By what it says, by lists, by how it went out, by its name. */
static void
find_in_roster(const struct collector *c, struct answer *answer,
    struct str whom, struct str stem)
{
	const struct str hints[] = { answer->sender, whom,
	    property_find(&answer->properties, STR("主送")), stem };
	size_t found = SIZE_MAX;

	for (size_t i = 0; i < COUNT_OF(hints) && found == SIZE_MAX; i++)
		if (i == 0 || hints[i].n > 0)
			found = find_sender(c, hints[i]);
	answer->stranger = found == SIZE_MAX;
	if (!answer->stranger)
		answer->sender = c->roster.v[found];
	else if (answer->sender.n == 0)
		answer->sender = stem;
}

/* Whose answer it is: what it says, then what its file is called. */
static void
find_whose(struct collector *c, struct answer *answer)
{
	struct str stem = path_stem(answer->path);
	struct str whom = find_listed(c, answer->path);

	for (size_t i = 0; i < answer->lines.n; i++)
		if (note_line(c, answer, answer->lines.v[i].text))
			answer->lines.v[i].text = STR_NONE;
	EACH(const struct grid, grid, answer->grids) {
		for (size_t i = 0; i < grid->rows * grid->columns; i++) {
			struct grid_cell *cell = &grid->cells[i], *next;

			if (cell->origin != i || cell->key.n == 0)
				continue;
			if (note_line(c, answer, cell->text))
				cell->used = true;
			if (i % grid->columns + cell->colspan >= grid->columns)
				continue;
			next = form_grid_at(grid, i / grid->columns,
			    i % grid->columns + cell->colspan);
			if (!is_of_form(c, next->key))
				note_fact(answer, cell->key, next->text);
		}
	}
	if (answer->sender.n == 0)
		answer->sender = whom;
	if (c->roster.n > 0)
		find_in_roster(c, answer, whom, stem);
	else if (answer->sender.n == 0)
		answer->sender = stem;
}

/* --- taking it --------------------------------------------------------- */

static bool
is_empty_row(const struct collect_row *row, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (row->values[i].text.n > 0)
			return false;
	return true;
}

/* Is it an answer that came before: of one sender, about the same? */
static bool
is_again(const struct form *form, const struct collect_row *a,
    const struct collect_row *b)
{
	if (!str_eq(a->sender, b->sender) || str_eq(a->file, b->file))
		return false;
	return form->head > 0 || str_eq(a->values[0].text, b->values[0].text);
}

/* Which of two answers came later: by their dates, else as files are named. */
static bool
is_later(const struct collect_row *a, const struct collect_row *b)
{
	return a->date.year == 0 || b->date.year == 0 ||
	    date_compare(a->date, b->date) >= 0;
}

/* Is there another answer, in rows FROM..TO, that counts instead of it? */
static const struct collect_row *
find_later(const struct form *form, const struct collect_row *row,
    size_t from, size_t to, bool after)
{
	for (size_t i = from; i < to; i++) {
		const struct collect_row *other = &form->out->rows.v[i];

		if (is_again(form, row, other) && (after ?
		    is_later(other, row) : !is_later(row, other)))
			return other;
	}
	return NULL;
}

/* The later one counts: rows of the earlier go, and it is said once. */
static void
drop_earlier(struct collector *c, struct form *form, size_t before,
    const struct answer *answer)
{
	size_t n = 0, all = form->out->rows.n;
	struct collect_row *rows = form->out->rows.v;
	bool *drop = NEW_ARRAY(c->arena, bool, all + 1);
	struct str told = STR_NONE;

	for (size_t i = 0; i < all; i++) {
		const struct collect_row *later = i < before ?
		    find_later(form, &rows[i], before, all, true) :
		    find_later(form, &rows[i], 0, before, false);

		drop[i] = later != NULL;
		if (later == NULL || str_eq(told, rows[i].file))
			continue;
		told = rows[i].file;
		finding_add(c->findings, FINDING_COLLECT_TWICE,
		    POS_FILE(answer->file),
		    "“%.*s”报了两次“%.*s”：以“%.*s”为准，“%.*s”不用",
		    "%.*s sent “%.*s” twice: “%.*s” counts, “%.*s” does not",
		    STR_ARG(rows[i].sender), STR_ARG(form->out->name),
		    STR_ARG(later->file), STR_ARG(rows[i].file));
	}
	for (size_t i = 0; i < all; i++)
		if (!drop[i])
			rows[n++] = rows[i];
	form->out->rows.n = n;
}

static void
take_grid(struct collector *c, struct answer *answer, struct grid *grid,
    struct form *form)
{
	size_t before = form->out->rows.n, n = before;

	form_take(c->arena, form, grid, answer->sender,
	    path_name(answer->path), c->findings);
	for (size_t i = before; i < form->out->rows.n; i++)
		if (!is_empty_row(&form->out->rows.v[i], form->n)) {
			form->out->rows.v[n] = form->out->rows.v[i];
			form->out->rows.v[n++].date = answer->date;
		}
	form->out->rows.n = n;
	if (n == before)
		finding_add(c->findings, FINDING_COLLECT_BLANK,
		    grid->cells[0].pos, "“%.*s”整张没有填",
		    "“%.*s” was not filled in at all",
		    STR_ARG(form->out->name));
	drop_earlier(c, form, before, answer);
}

/* How much of the form's name the text is, in bytes of its key. */
static size_t
title_part(struct collector *c, struct str name, struct str text)
{
	struct str key = form_key(c->arena, text);

	if (str_has(key, name))
		return name.n;
	return char_count(key) >= TITLE_PART && str_has(name, key) ? key.n : 0;
}

/* Does the form's name stand over the grid, or in its first rows? */
static unsigned
title_likeness(struct collector *c, const struct answer *answer,
    const struct grid *grid, const struct form *form)
{
	struct str name = form_key(c->arena, form->out->name);
	uint32_t offset = OFFSET_NONE;
	size_t found = 0, lines = 0;

	for (size_t i = 0; i < grid->rows * grid->columns; i++) {
		const struct grid_cell *cell = &grid->cells[i];

		if (cell->origin != i || cell->key.n == 0)
			continue;
		if (i < TITLE_LINES * grid->columns)
			found += title_part(c, name, cell->text);
		if (cell->pos.offset < offset)
			offset = cell->pos.offset;
	}
	for (size_t i = answer->lines.n; i-- > 0 && lines < TITLE_LINES;)
		if (answer->lines.v[i].pos.offset < offset) {
			found += title_part(c, name, answer->lines.v[i].text);
			lines++;
		}
	if (name.n == 0)
		return 0;
	return found >= name.n ? LIKE_TITLED : (unsigned)(LIKE_TITLED *
	    found / name.n);
}

/*
 * The form that the grid is most like, or NULL.  What its file was when it went
 * out makes up for labels.
 */
static struct form *
form_of(struct collector *c, const struct answer *answer,
    const struct grid *grid)
{
	struct str name = property_find(&answer->properties, STR("表"));
	unsigned best = LIKE_ENOUGH - 1;
	struct form *form = NULL;

	EACH(struct form, one, c->forms) {
		unsigned like = form_likeness(one, grid);

		if (like > 0 && name.n > 0 && str_eq(name, one->out->name))
			like += LIKE_KNOWN;
		if (like > 0)
			like += title_likeness(c, answer, grid, one);
		if (like > best) {
			best = like;
			form = one;
		}
	}
	return form;
}

/* How much of KEY is what stands around the names in WORDS from OPEN on. */
static size_t
filled_part(struct str words, size_t open, struct str key)
{
	size_t part = key.n < open ? key.n : open, pos, same, close = open;

	while (!str_ends(str_slice(words, 0, open), str_slice(key, 0, part)))
		part--;
	pos = same = part;
	while ((close = str_find(words, STR("}}"), close)) != SIZE_MAX) {
		size_t next = str_find(words, STR("{{"), close += 2), found;
		struct str between = str_slice(words, close, next);

		found = next == SIZE_MAX ? next : between.n == 0 ? pos :
		    str_find(key, between, pos);
		if (found == SIZE_MAX) {
			part = between.n < key.n - pos ? between.n :
			    key.n - pos;
			while (!str_starts(between, str_from(key,
			    key.n - part)))
				part--;
			return same + part;
		}
		same += between.n;
		pos = found + between.n;
	}
	return same;
}

/* {{Names}} of the source stood for something in the copy that went out. */
static bool
is_filled(struct str words, struct str key)
{
	size_t at = 0;

	while (key.n < FILLED_MAX && (at = str_find(words, STR("{{"), at)) !=
	    SIZE_MAX)
		if (filled_part(words, at++, key) * 2 > key.n)
			return true;
	return false;
}

/* Without what the layout puts in: ordinals, 文件, 抄送, 印发, digits. */
static bool
is_of_source(const struct collector *c, struct str text)
{
	static const char *const added[] = { "文件", "抄送", "印发", "附件",
		"0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "(", ")",
		"—", "-" };
	struct arena arena = ARENA_INIT;
	struct str key = form_key(&arena, text), words = c->words;
	size_t at = 0, from;
	bool found;

	for (size_t i = 0; i < COUNT_OF(added); i++) {
		key = str_replace(&arena, key, str_of(added[i]), STR_NONE);
		words = str_replace(&arena, words, str_of(added[i]), STR_NONE);
	}
	found = key.n == 0 || str_has(words, key) || is_filled(words, key);
	while (!found && at < key.n) {
		from = at;
		(void)char_next(key, &at);
		if (!str_has(STR("一二三四五六七八九十"), str_slice(key,
		    from, at)))
			break;
		found = str_has(words, str_from(key, at));
	}
	arena_release(&arena);
	return found;
}

/* 青科协〔2026〕30号　附件1, at the top of a form that goes by itself. */
static bool
is_head(struct str text)
{
	struct number number;

	return number_split(text, &number) && number.end &&
	    (number.rest.n == 0 || str_starts(number.rest, STR("附件")));
}

/* Is it whom this copy was for?  The source names them all, or none. */
static bool
is_addressee(struct collector *c, const struct answer *answer, struct str text)
{
	struct str key = form_key(c->arena, text);

	return str_eq(key, form_key(c->arena, answer->sender)) ||
	    str_eq(key, form_key(c->arena, property_find(&answer->properties,
	    STR("主送"))));
}

static void
tell_extra(struct collector *c, const struct answer *answer, struct str text,
    struct pos pos)
{
	if (form_is_blank(text) || is_head(text) || is_of_source(c, text) ||
	    is_addressee(c, answer, text))
		return;
	finding_add(c->findings, FINDING_COLLECT_EXTRA, pos,
	    "“%.*s”不在表的任何一栏里，没有收入汇总表，请看一看",
	    "“%.*s” fits no field of the form and is not in the table",
	    STR_ARG(char_head(text, 40)));
}

static void
tell_rest(struct collector *c, struct answer *answer)
{
	EACH(const struct line, line, answer->lines)
		tell_extra(c, answer, line->text, line->pos);
	EACH(const struct grid, grid, answer->grids) {
		for (size_t i = 0; i < grid->rows * grid->columns; i++)
			if (grid->cells[i].origin == i && !grid->cells[i].used)
				tell_extra(c, answer, grid->cells[i].text,
				    grid->cells[i].pos);
	}
}

/* A form of another year is counted, and said. */
static void
tell_year(struct collector *c, const struct answer *answer)
{
	struct str typed = property_find(&answer->properties, STR("成文日期"));
	struct date date;

	if (c->year == 0 || !date_parse(typed, &date, NULL) ||
	    date.year == c->year)
		return;
	finding_add(c->findings, FINDING_COLLECT_YEAR, POS_FILE(answer->file),
	    "这是%d年发出的表，不是%d年的；照收，" "请核对",
	    "this is a form of %d, not of %d; taken all the same", date.year,
	    c->year);
}

/* Is PATH the file OTHER, under that name? */
static bool
is_file(struct str path, struct str other)
{
	struct file_id a, b;

	return str_eq(path_name(path), path_name(other)) &&
	    file_kind(path, &a) == FILE_KIND_REGULAR &&
	    file_kind(other, &b) == FILE_KIND_REGULAR &&
	    a.device == b.device && a.number == b.number;
}

/* Is it a table that was collected? */
static bool
is_collected(const struct answer *answer)
{
	EACH(const struct grid, grid, answer->grids) {
		if (grid->rows > 0 && str_eq(grid->cells[0].text,
		    COLLECT_SENDER_COLUMN) && str_eq(
		    grid->cells[grid->columns - 1].text, COLLECT_FILE_COLUMN))
			return true;
	}
	return false;
}

static void
tell_foreign(struct collector *c, const struct answer *answer,
    const char *zh, const char *en)
{
	finding_add(c->findings, FINDING_COLLECT_FOREIGN,
	    POS_FILE(answer->file), "%s", "%s",
	    c->findings->language == LANGUAGE_EN ? en : zh);
}

/* A table that was collected is no answer; that the output is one is known. */
static bool
is_made(struct collector *c, const struct answer *answer)
{
	if (!is_collected(answer))
		return false;
	if (!is_file(answer->path, c->options->output))
		tell_foreign(c, answer, "这是汇总出来的表，没有当作报来的表；"
		    "请移到别的文件夹", "this is a table that was collected, "
		    "and no answer; move it to another folder");
	return true;
}

static void
take_answer(struct collector *c, struct answer *answer)
{
	bool any = false;

	find_whose(c, answer);
	answer->sender = str_copy(c->arena, answer->sender);
	EACH(struct grid, grid, answer->grids) {
		struct form *form = grid->rows == 0 ? NULL :
		    form_of(c, answer, grid);

		if (form != NULL)
			take_grid(c, answer, grid, form);
		any |= form != NULL;
	}
	if (!any) {
		tell_foreign(c, answer,
		    "里面没有认得出的表，没有汇总；请看一看",
		    "no form was recognised in it; look at it");
		return;
	}
	c->out->taken++;
	tell_year(c, answer);
	if (answer->stranger)
		finding_add(c->findings, FINDING_COLLECT_SENDER,
		    POS_FILE(answer->file), "“%.*s”不在名单里；照收，请核"
		    "对是哪个单位报的", "“%.*s” is not in the roster; taken "
		    "all the same", STR_ARG(answer->sender));
	if (c->options->due.year > 0 && answer->date.year > 0 &&
	    date_compare(answer->date, c->options->due) > 0)
		finding_add(c->findings, FINDING_COLLECT_LATE,
		    POS_FILE(answer->file), "“%.*s”报迟了：填报时间是" "%.*s",
		    "%.*s was late: it is dated %.*s", STR_ARG(answer->sender),
		    STR_ARG(date_format(c->arena, answer->date)));
	tell_rest(c, answer);
}

static int
read_answer(struct collector *c, struct answer *answer)
{
	switch (kind_reader(answer->path)) {
	case READER_DOCX:
		return read_docx(c, answer);
	case READER_TEXT:
	case READER_MARKDOWN:
		return read_text(c, answer);
	case READER_SHEET:
		return read_sheets(c, answer);
	case READER_TABLE:
		return read_csv(c, answer);
	default:
		return refuse_kind(c, answer->path);
	}
}

/* --- many at once ------------------------------------------------------ */

/* Where a file is read; what is said of it is in FOUND. */
struct collect_desk {
	struct arena arena;
	struct files files;
	struct findings found;
	struct answer answer;
	bool read;
};

struct crowd {
	struct collector *collector;
	const struct str *paths;
	size_t n;
	struct collect_desk *desks;
};

/* Any thread: only the desk is changed. */
static void
read_one(void *context, size_t number, size_t index)
{
	struct crowd *crowd = context;
	struct collect_desk *desk = &crowd->desks[number];
	struct collector reader = *crowd->collector;

	arena_reset(&desk->arena);
	findings_part(&desk->found, reader.findings, &desk->arena,
	    &desk->files);
	desk->answer = (struct answer){ .path = crowd->paths[index],
	    .sender = STR_NONE };
	reader.arena = &desk->arena;
	reader.findings = &desk->found;
	desk->read = read_answer(&reader, &desk->answer) == 0;
}

/* One at a time, in the order of the files. */
static void
take_one(void *context, size_t number, size_t index)
{
	struct crowd *crowd = context;
	struct collect_desk *desk = &crowd->desks[number];
	struct collector *c = crowd->collector;
	struct findings *all = c->findings;
	bool made;

	c->findings = &desk->found;
	made = desk->read && is_made(c, &desk->answer);
	if (desk->read && !made) {
		take_answer(c, &desk->answer);
		file_note(all->files, desk->answer.path);
	}
	findings_seal(&desk->found);
	c->findings = all;
	findings_append(all, &desk->found);
	c->out->files += !made;
	if (c->options->seen != NULL)
		c->options->seen(c->options->context, index + 1, crowd->n);
}

static void
read_all(struct collector *c, const struct paths *paths)
{
	struct crowd crowd = { c, paths->v, paths->n, NULL };
	unsigned workers = crew_workers(c->options->jobs, paths->n);
	size_t desks = crew_desks(workers);

	crowd.desks = heap_new(desks, sizeof(*crowd.desks));
	crew_run(workers, paths->n, read_one, take_one, &crowd);
	for (size_t i = 0; i < desks; i++)
		arena_release(&crowd.desks[i].arena);
	free(crowd.desks);
}

/* --- who is missing ---------------------------------------------------- */

static bool
has_answered(const struct collect_form *form, struct str sender)
{
	for (size_t i = 0; i < form->rows.n; i++)
		if (str_eq(form->rows.v[i].sender, sender))
			return true;
	return false;
}

static void
find_missing(struct collector *c)
{
	for (size_t i = 0; i < c->roster.n; i++) {
		struct collect_sender *sender = VEC_ADD(c->arena,
		    &c->out->senders);
		struct buf lacks = { 0 };
		size_t n = 0;

		sender->name = c->roster.v[i];
		EACH(const struct form, form, c->forms)
			if (!has_answered(form->out, sender->name))
				buf_format(&lacks, "%s“%.*s”", n++ > 0 ?
				    "、" : "缺", STR_ARG(form->out->name));
		sender->problem = buf_take(c->arena, &lacks);
		if (n > 0 && n == c->forms.n)
			sender->problem = STR("没有报");
		if (n > 0)
			finding_add(c->findings, FINDING_COLLECT_MISSING,
			    POS_NONE, "“%.*s”%.*s", "%.*s: %.*s",
			    STR_ARG(sender->name), STR_ARG(sender->problem));
	}
}

/* A number is more than one before it: 表2, 表10; the suffix is no matter. */
static int
compare_names(const void *a, const void *b)
{
	const struct str *x = a, *y = b;
	struct str s = path_bare(*x), t = path_bare(*y);
	size_t i = 0, k = 0;

	while (i < s.n && k < t.n) {
		size_t from = i, since = k, n, m;

		while (i < s.n && char_is_digit((unsigned char)s.p[i]))
			i++;
		while (k < t.n && char_is_digit((unsigned char)t.p[k]))
			k++;
		n = i - from;
		m = k - since;
		if (n > 0 && m > 0 && n != m)
			return n < m ? -1 : 1;
		if (n == 0 || m == 0) {
			i = from;
			k = since;
			if (s.p[i] != t.p[k])
				return (unsigned char)s.p[i] <
				    (unsigned char)t.p[k] ? -1 : 1;
			i++;
			k++;
		} else if (memcmp(s.p + from, t.p + since, n) != 0)
			return memcmp(s.p + from, t.p + since, n);
	}
	return i < s.n || k < t.n ? (i < s.n ? 1 : -1) : str_cmp(*x, *y);
}

/*
 * The list of whose files are whose, and the one of whom to remind, are no
 * answers.  Of the table itself its content tells, see is_made; till then it
 * may be written over.
 */
static bool
is_answer(struct collector *c, struct str path)
{
	struct str output = c->options->output;

	if (is_file(path, path_join(c->arena, path_folder(output),
	    COLLECT_REMINDERS)))
		return false;
	if (is_file(path, output)) {
		if (kind_reader(path) == READER_JSON)
			return false;
	} else
		file_note(c->findings->files, path);
	return !kind_is_own(path) && !read_list(c, path);
}

struct collection *
collect(struct arena *arena, struct str source, struct str folder,
    const struct collect_options *options, struct findings *findings)
{
	struct collector c = { .arena = arena, .findings = findings,
	    .options = options, .out = NEW(arena, struct collection) };
	struct paths paths;
	size_t n = 0;

	if (read_source(&c, source) != 0 || read_roster(&c) != 0 ||
	    source_folder(arena, folder, 0, &paths, findings) != 0)
		return NULL;
	sort(paths.v, paths.n, sizeof(paths.v[0]), compare_names);
	for (size_t i = 0; i < paths.n; i++)
		if (is_answer(&c, paths.v[i]))
			paths.v[n++] = paths.v[i];
	paths.n = n;
	read_all(&c, &paths);
	c.out->forms = NEW_ARRAY(arena, struct collect_form, c.forms.n);
	c.out->form_count = c.forms.n;
	find_missing(&c);
	for (size_t i = 0; i < c.forms.n; i++)
		c.out->forms[i] = *c.forms.v[i].out;
	return c.out;
}
