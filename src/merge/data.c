/*
 * Records in a spool: what a reader found becomes a table (columns, blank and
 * merged cells, rows of the wrong length), and rows of it are taken in hand
 * again.  Read it from data_finish and data_rows.
 */
#include "sheet.h"

/* Cells that merged areas may cover in all. */
#define MERGED_MAX	((size_t)4 * 1024 * 1024)
#define BLOCK_BYTES	4096

/* --- records again ---------------------------------------------------- */

/* Where the known row at ROW, or before it, begins. */
static uint64_t
start_of(const struct data_store *store, size_t row)
{
	uint64_t at = 0;

	if (store->starts != NULL)
		return store->starts[row / DATA_STEP];
	spool_read(store->sheet->spool, store->starts_at +
	    row / DATA_STEP * sizeof(at), &at, sizeof(at));
	return at;
}

/* Goes from record to record. */
struct cursor {
	const struct spool *spool;
	uint64_t at;		/* of the text of the record */
	struct record_head head;
	uint64_t block_at;	/* what is in the block */
	size_t block_n;
	char block[BLOCK_BYTES];
};

static void
copy_bytes(struct cursor *c, uint64_t at, void *to, size_t n)
{
	if (n > sizeof(c->block)) {
		spool_read(c->spool, at, to, n);
		return;
	}
	if (at < c->block_at || at + n > c->block_at + c->block_n) {
		c->block_at = at;
		c->block_n = spool_read(c->spool, at, c->block,
		    sizeof(c->block));
	}
	if (n > 0)
		memcpy(to, c->block + (at - c->block_at), n);
}

static struct cursor
cursor_at(const struct sheet *sheet, uint64_t at)
{
	/* Its head is as of a record that ends there. */
	return (struct cursor){ .spool = sheet->spool, .at = at };
}

static bool
cursor_next(struct cursor *c)
{
	uint64_t at = c->at + c->head.bytes;

	if (at >= spool_size(c->spool))
		return false;
	copy_bytes(c, at, &c->head, sizeof(c->head));
	c->at = at + sizeof(c->head);
	if (c->at > spool_size(c->spool) ||
	    c->head.bytes > spool_size(c->spool) - c->at)
		memset(&c->head, 0, sizeof(c->head));	/* no record */
	return true;
}

static struct str
cursor_text(struct cursor *c, struct arena *arena)
{
	char *p = arena_alloc(arena, (size_t)c->head.bytes + 1);

	copy_bytes(c, c->at, p, c->head.bytes);
	return (struct str){ p, c->head.bytes };
}

static bool
is_blank(const struct record_head *head, bool named)
{
	return head->width == 0 && head->bad == 0 && !named;
}

/* Records to be taken in hand: their text, and then their cells. */
struct hand {
	struct arena *arena;
	const struct sheet *sheet;
	struct data_row *v;
	struct str *texts;
	struct line_jump *jumps;
	size_t n;
};

static struct hand
hand_new(const struct sheet *sheet, struct arena *arena, size_t n)
{
	return (struct hand){ arena, sheet,
	    NEW_ARRAY(arena, struct data_row, n),
	    NEW_ARRAY(arena, struct str, n),
	    NEW_ARRAY(arena, struct line_jump, n), 0 };
}

static void
hand_add(struct hand *hand, struct cursor *c, unsigned marks)
{
	struct data_row *row = &hand->v[hand->n];

	hand->texts[hand->n] = cursor_text(c, hand->arena);
	hand->jumps[hand->n++].number = c->head.line;
	row->number = c->head.number & (ROW_NUMBER_MAX - 1);
	row->bad = c->head.bad || (marks & MARK_BAD) != 0;
	row->passed = (marks & MARK_PASSED) != 0;
}

/* Where there is no text, a row is a line of tabs. */
static void
add_tabs(struct buf *text, size_t cells)
{
	for (size_t i = 0; i < cells; i++)
		buf_byte(text, '\t');
}

/* The cells of the rows; their text, which they stand in, in *TEXT. */
static void
make_cells(struct hand *hand, struct str *text)
{
	struct findings quiet = { .arena = hand->arena };
	struct sheet into = { .arena = hand->arena, .texts = hand->arena,
	    .findings = &quiet, .synthetic = hand->sheet->synthetic };
	struct buf all = { 0 };
	uint32_t line = 0;

	for (size_t i = 0; i < hand->n; i++) {
		struct data_row *row = &hand->v[i];

		if (i > 0)
			buf_byte(&all, '\n');
		hand->jumps[i].line = line;
		memset(&into.row, 0, sizeof(into.row));
		hand->sheet->cells(hand->sheet, hand->texts[i],
		    (uint32_t)all.n, &into);
		row->cells = into.row.v;
		row->n = (uint32_t)into.row.n;
		if (hand->sheet->synthetic)
			add_tabs(&all, row->n);
		else if (hand->n > 1)
			buf_str(&all, hand->texts[i]);
		line += 1 + (hand->sheet->synthetic ? 0 :
		    (uint32_t)str_count(hand->texts[i], '\n'));
	}
	*text = hand->n == 1 && !hand->sheet->synthetic ? hand->texts[0] :
	    str_copy(hand->arena, buf_view(&all));
	buf_release(&all);
}

/* The rows in hand, whose columns are those of HEAD. */
static const struct rows *
hand_rows(struct hand *hand, const struct rows *head, struct findings *findings)
{
	struct rows *rows = NEW(hand->arena, struct rows);
	struct file_text *file;
	struct str text;

	make_cells(hand, &text);
	*rows = *head;
	rows->v = hand->v;
	rows->n = hand->n;
	rows->file = 0;
	if (findings->files == NULL)
		return rows;
	rows->file = files_add(findings->files, rows->name, text);
	file = &findings->files->list.v[rows->file - 1];
	file->jumps = hand->jumps;
	file->jump_count = hand->n;
	return rows;
}

const struct rows *
data_rows(const struct data *data, struct arena *arena,
    const uint32_t *which, size_t n, struct findings *findings)
{
	const struct data_store *store = data->store;
	struct hand hand = hand_new(store->sheet, arena, n);

	for (size_t i = 0; i < n; i++) {
		struct cursor c = cursor_at(store->sheet,
		    start_of(store, which[i]));

		for (size_t skip = which[i] % DATA_STEP + 1; skip > 0 &&
		    cursor_next(&c); skip -= !is_blank(&c.head,
		    store->sheet->named))
			;
		hand_add(&hand, &c, store->marks[which[i]]);
	}
	return hand_rows(&hand, &data->head, findings);
}

void
sheet_take_rows(struct sheet *sheet)
{
	struct rows head = { .name = sheet->name };
	struct hand hand = hand_new(sheet, sheet->arena, sheet->records);
	struct cursor c = cursor_at(sheet, 0);

	while (cursor_next(&c))
		hand_add(&hand, &c, 0);
	sheet->rows = *hand_rows(&hand, &head, sheet->findings);
	spool_free(sheet->spool);
	sheet->spool = NULL;
}

/* --- merged cells ----------------------------------------------------- */

/* An area, and the value that it shows in all of its cells. */
struct area {
	struct sheet_merge place;
	struct datum value;
	bool has_value;
};

static int
compare_areas(const void *left, const void *right)
{
	const struct area *a = left, *b = right;

	if (a->place.row != b->place.row)
		return a->place.row < b->place.row ? -1 : 1;
	return (a->place.column > b->place.column) -
	    (a->place.column < b->place.column);
}

static struct area *
sorted_areas(struct sheet *sheet)
{
	size_t n = sheet->merges.n;
	struct area *areas = NEW_ARRAY(sheet->arena, struct area, n);

	for (size_t i = 0; i < n; i++)
		areas[i].place = sheet->merges.v[i];
	sort(areas, n, sizeof(*areas), compare_areas);
	return areas;
}

static int
refuse_merges(struct sheet *sheet, const struct area *area)
{
	struct buf tabs = { 0 };

	add_tabs(&tabs, area->place.column + 1);
	sheet_turn(sheet, buf_take(sheet->texts, &tabs), area->place.row);
	finding_add(sheet->findings, FINDING_DATA_LIMIT,
	    (struct pos){ sheet->file, area->place.column },
	    "合并的单元格过多：最多 %zu 格；没有生成文件；请取消合并",
	    "too many merged cells: at most %zu; nothing was made; unmerge "
	    "them", MERGED_MAX);
	return -1;
}

/*
 * Show the value of AREA in the row in hand; it is taken from the area's first
 * row.  FILLED counts: areas that lie upon one another cover more than any
 * sheet has.
 */
static int
fill_row(struct sheet *sheet, struct area *area, uint32_t number,
    size_t *filled)
{
	const struct sheet_merge *m = &area->place;

	if (number == m->row && m->column < sheet->row.n) {
		area->value = sheet->row.v[m->column];
		area->value.as.text = str_copy(sheet->arena, (struct str){
		    area->value.as.text, area->value.n }).p;
		area->has_value = true;
	}
	if (!area->has_value)
		return 0;
	if ((*filled += m->last_column + 1) > MERGED_MAX)
		return refuse_merges(sheet, area);
	for (uint32_t c = m->column; c <= m->last_column; c++) {
		while (sheet->row.n <= c)
			VEC_ADD(sheet->arena, &sheet->row)->as.text = "";
		sheet->row.v[c] = area->value;
	}
	return 0;
}

/* The areas that the walk is in: those from FIRST to NEXT that go on. */
struct walk {
	struct area *areas;
	size_t next, n;
	VEC(struct area *) open;
	size_t filled;
};

static int
fill_open(struct sheet *sheet, struct walk *walk, uint32_t number)
{
	size_t kept = 0;

	while (walk->next < walk->n &&
	    walk->areas[walk->next].place.row <= number)
		*VEC_ADD(sheet->arena, &walk->open) =
		    &walk->areas[walk->next++];
	for (size_t i = 0; i < walk->open.n; i++) {
		struct area *area = walk->open.v[i];

		if (area->place.last_row < number)
			continue;
		walk->open.v[kept++] = area;
		if (fill_row(sheet, area, number, &walk->filled) != 0)
			return -1;
	}
	walk->open.n = kept;
	return 0;
}

/*
 * A merged area has its value in the first cell only; to a reader the value
 * stands in all of them.  All records are written anew.
 */
static int
fill_merged(struct sheet *sheet)
{
	struct sheet old = *sheet;
	struct cursor c = cursor_at(&old, 0);
	struct walk walk = { .areas = sorted_areas(sheet),
	    .n = sheet->merges.n };
	struct buf text = { 0 };
	int status = 0;

	sheet->spool = spool_new();
	sheet->records = sheet->widest = 0;
	memset(sheet->counts->widths, 0, sizeof(sheet->counts->widths));
	memset(sheet->counts->filled, 0, sizeof(sheet->counts->filled));
	while (status == 0 && cursor_next(&c)) {
		arena_reset(sheet->texts);
		sheet->cells(sheet, cursor_text(&c, sheet->texts), 0, sheet);
		sheet->row_bad = c.head.bad;
		status = fill_open(sheet, &walk, c.head.number);
		text.n = 0;
		sheet_join(sheet->row.v, sheet->row.n, &text);
		if (status == 0 && !sheet_end_row(sheet, c.head.number,
		    c.head.line, buf_view(&text)))
			status = -1;
	}
	buf_release(&text);
	spool_free(old.spool);
	return status;
}

/* --- the names of columns --------------------------------------------- */

/* How many cells of a row show something. */
static size_t
shown_cells(const struct data_row *row)
{
	size_t shown = 0;

	for (size_t i = 0; i < row->n; i++)
		shown += row->cells[i].n > 0;
	return shown;
}

/* Is one value all that a row shows, over several columns? */
static bool
is_title(const struct sheet *sheet, const struct data_row *row)
{
	EACH(const struct sheet_merge, m, sheet->merges) {
		if (m->row <= row->number && row->number <= m->last_row &&
		    m->column < m->last_column &&
		    m->last_column - m->column + 1 == shown_cells(row))
			return true;
	}
	return row->n >= 2 && shown_cells(row) == 1;
}

/*
 * The rows above the data: a title, the names, and more of the names.  FIRST
 * is the record that the data begins with.
 */
struct top {
	struct hand hand;
	size_t names;		/* index in the hand */
	size_t first;
	struct str text;
};

#define TOP_ROWS	3

/* Take the first rows that are not blank in hand. */
static void
take_top(struct sheet *sheet, struct top *top)
{
	struct cursor c = cursor_at(sheet, 0);

	top->hand = hand_new(sheet, sheet->arena, TOP_ROWS);
	while (top->hand.n < TOP_ROWS && cursor_next(&c))
		if (top->hand.n > 0 || c.head.width > 0)
			hand_add(&top->hand, &c, 0);
		else
			top->first++;
	make_cells(&top->hand, &top->text);
}

/* What is said from now on is said of the rows above the data. */
static void
turn_to_top(struct sheet *sheet, const struct top *top)
{
	struct file_text *file =
	    &sheet->findings->files->list.v[sheet->file - 1];

	sheet_turn(sheet, top->text, 1);
	file->jumps = top->hand.jumps;
	file->jump_count = top->hand.n;
}

/* A title that runs over the whole table holds no names of columns. */
static void
find_names(struct sheet *sheet, struct top *top)
{
	const struct data_row *v = top->hand.v;

	top->first++;
	if (top->hand.n < 2 || !is_title(sheet, &v[0]) ||
	    is_title(sheet, &v[1]) || shown_cells(&v[1]) < 2)
		return;
	finding_add(sheet->findings, FINDING_DATA_HEADER,
	    (struct pos){ sheet->file, v[0].cells[0].offset },
	    "第 %u 行当作表的标题，列名在第 %u 行",
	    "row %u was taken for the title of the table, "
	    "the column names are in row %u",
	    (unsigned)v[0].number, (unsigned)v[1].number);
	top->names++;
	top->first++;
}

/* Is a cell of this row joined with one beside or below it? */
static bool
header_is_merged(const struct sheet *sheet, uint32_t number)
{
	EACH(const struct sheet_merge, m, sheet->merges)
		if (m->row == number && (m->last_row == number + 1 ||
		    m->last_column > m->column))
			return true;
	return false;
}

/* 联系人 over 姓名 and 电话 makes 联系人姓名 and 联系人电话. */
static void
join_names(struct sheet *sheet, struct top *top)
{
	struct data_row *upper = &top->hand.v[top->names];
	const struct data_row *lower = upper + 1;
	struct datum *cells;
	uint32_t n = lower->n > upper->n ? lower->n : upper->n;

	if (top->names + 1 >= top->hand.n ||
	    !header_is_merged(sheet, upper->number))
		return;
	cells = NEW_ARRAY(sheet->arena, struct datum, n);
	for (uint32_t c = 0; c < n; c++) {
		struct str below = cell_says(lower, c);
		struct str above = cell_says(upper, c), name;

		cells[c] = c < upper->n ? upper->cells[c] :
		    (struct datum){ .as.text = "", .offset = OFFSET_NONE };
		if (below.n == 0 || str_eq(above, below))
			continue;
		name = str_cat(sheet->arena, above, below);
		cells[c].as.text = name.p;
		cells[c].n = (unsigned)name.n;
		cells[c].offset = lower->cells[c].offset;
	}
	upper->cells = cells;
	upper->n = n;
	top->first++;
	finding_add(sheet->findings, FINDING_DATA_HEADER,
	    (struct pos){ sheet->file, cells[0].offset },
	    "第 %u、%u 两行合成列名（上一行在前）",
	    "rows %u and %u together make the column names, the upper first",
	    (unsigned)upper->number, (unsigned)lower->number);
}

/* What was counted of all rows is from now on of the data alone. */
static void
count_data(struct sheet *sheet, const struct top *top)
{
	struct cursor c = cursor_at(sheet, 0);
	struct arena arena = ARENA_INIT;

	for (size_t i = 0; i < top->first && cursor_next(&c); i++) {
		struct hand hand = hand_new(sheet, &arena, 1);
		struct str text;

		sheet->counts->widths[c.head.width]--;
		hand_add(&hand, &c, 0);
		make_cells(&hand, &text);
		for (uint32_t k = 0; k < hand.v[0].n && k <= COLUMNS_MAX; k++)
			sheet->counts->filled[k] -= hand.v[0].cells[k].n > 0;
		arena_reset(&arena);
	}
	arena_release(&arena);
}

/*
 * As many columns as have names.  When most rows go on past the last name,
 * a name is missing; when a few do, their values have shifted.
 */
static size_t
count_columns(const struct sheet *sheet, const struct data_row *names,
    size_t rows)
{
	size_t named = sheet_width(names->cells, names->n), widest = named;
	size_t beyond = 0;

	for (size_t width = named + 1; width <= COLUMNS_MAX; width++)
		if (sheet->counts->widths[width] > 0) {
			beyond += sheet->counts->widths[width];
			widest = width;
		}
	return beyond > rows / 2 ? widest : named;
}

size_t
rows_column(const struct rows *rows, struct str name)
{
	for (size_t i = 0; i < rows->column_count; i++)
		if (str_eq(rows->columns[i].text, name))
			return i;
	return SIZE_MAX;
}

/*
 * The names of the columns.  -1 with findings when one is missing or stands
 * twice: then nothing could be said about the values.
 */
static int
take_columns(struct sheet *sheet, const struct top *top, struct rows *rows)
{
	const struct data_row *names = &top->hand.v[top->names];
	size_t n = count_columns(sheet, names, sheet->records - top->first);
	size_t wrong = 0, other;

	rows->columns = NEW_ARRAY(sheet->arena, struct span, n);
	for (size_t i = rows->column_count = 0; i < n;
	    rows->column_count = ++i) {
		struct str name = cell_says(names, i);
		struct pos pos = { sheet->file, i < names->n ?
		    names->cells[i].offset : OFFSET_NONE };

		rows->columns[i] = (struct span){ name, pos };
		if (name.n == 0 && sheet->counts->filled[i] > 0) {
			wrong++;
			finding_add(sheet->findings, FINDING_DATA_COLUMN, pos,
			    "第 %zu 列有内容而没有列名；请在第 %u 行写上列名",
			    "column %zu has values but no name; name it in "
			    "row %u", i + 1, (unsigned)names->number);
		} else if (name.n > 0 && (other =
		    rows_column(rows, name)) != SIZE_MAX) {
			wrong++;
			finding_add(sheet->findings, FINDING_DATA_COLUMN, pos,
			    "列名“%.*s”用了两次（第 %zu 列和第 %zu 列）；"
			    "请改其中一个", "the column name “%.*s” stands "
			    "twice (columns %zu and %zu); change one of them",
			    STR_ARG(name), other + 1, i + 1);
		}
	}
	return wrong > 0 ? -1 : 0;
}

/* JSON lines name their columns: those are places by line alone. */
static void
take_names(struct sheet *sheet, struct top *top, struct rows *rows)
{
	size_t n = sheet->columns.n;
	struct buf text = { 0 };

	rows->columns = sheet->columns.v;
	rows->column_count = n;
	top->hand.jumps = NEW_ARRAY(sheet->arena, struct line_jump, n);
	top->hand.n = n;
	for (size_t i = 0; i < n; i++) {
		struct pos *pos = &rows->columns[i].pos;

		top->hand.jumps[i] = (struct line_jump){ (uint32_t)i,
		    pos->offset };
		*pos = (struct pos){ sheet->file, (uint32_t)i };
		buf_byte(&text, '\n');
	}
	top->text = buf_take(sheet->arena, &text);
	turn_to_top(sheet, top);
}

static int
find_columns(struct sheet *sheet, struct top *top, struct rows *rows)
{
	if (sheet->named) {
		take_names(sheet, top, rows);
		return 0;
	}
	take_top(sheet, top);
	turn_to_top(sheet, top);
	if (top->hand.n == 0)
		return 0;
	find_names(sheet, top);
	join_names(sheet, top);
	count_data(sheet, top);
	return take_columns(sheet, top, rows);
}

/* --- rows ------------------------------------------------------------- */

/* A record of another length than the names: its values may have shifted. */
static void
tell_length(struct sheet *sheet, struct cursor *c, size_t columns)
{
	struct arena arena = ARENA_INIT;
	struct hand hand = hand_new(sheet, &arena, 1);
	struct pos pos = POS_FILE(sheet->file);
	const struct data_row *row = &hand.v[0];
	struct str text;

	hand_add(&hand, c, 0);
	make_cells(&hand, &text);
	sheet_turn(sheet, text, c->head.line);
	if (c->head.width > columns) {
		pos.offset = row->cells[columns].offset;
		finding_add(sheet->findings, FINDING_DATA_ROW_LONG, pos,
		    "第 %u 行有 %zu 列，列名只有 %zu 个；这一行不生成文件"
		    "（值里有逗号时要加引号）", "row %u has %zu columns, there "
		    "are %zu names; no file from this row (quote values that "
		    "hold a comma)", (unsigned)row->number,
		    (size_t)c->head.width, columns);
	} else {
		if (row->n > 0)
			pos.offset = row->cells[0].offset;
		finding_add(sheet->findings, FINDING_DATA_ROW_SHORT, pos,
		    "第 %u 行只有 %u 列，应当有 %zu 列；缺少的当作空白",
		    "row %u has %u columns instead of %zu; the missing ones "
		    "are taken as blank", (unsigned)row->number,
		    (unsigned)row->n, columns);
	}
	sheet_turn(sheet, STR_NONE, 1);
	arena_release(&arena);
}

static bool
check_length(struct sheet *sheet, struct cursor *c, size_t columns)
{
	bool is_long = c->head.width > columns;

	if (!sheet->named && (is_long || (c->head.cells < columns &&
	    !sheet->synthetic)) && sheet_may_tell(sheet, is_long ?
	    FINDING_DATA_ROW_LONG : FINDING_DATA_ROW_SHORT))
		tell_length(sheet, c, columns);
	return is_long;
}

static void
note_blanks(struct sheet *sheet, size_t rows, size_t columns)
{
	if (rows > 0)
		finding_add(sheet->findings, FINDING_DATA_BLANK,
		    POS_FILE(sheet->file), "有 %zu 个空行，已略去",
		    "%zu blank rows were left out", rows);
	if (columns > 0)
		finding_add(sheet->findings, FINDING_DATA_BLANK,
		    POS_FILE(sheet->file), "有 %zu 个空列，已略去",
		    "%zu blank columns were left out", columns);
}

/* Find the rows among the records, and what is wrong with them. */
static void
index_rows(struct data *data, const struct top *top)
{
	struct data_store *store = data->store;
	struct sheet *sheet = store->sheet;
	struct cursor c = cursor_at(sheet, 0);
	size_t columns = data->head.column_count, blank = 0, widest = 0;

	store->starts = NEW_ARRAY(sheet->arena, uint64_t,
	    sheet->records / DATA_STEP + 1);
	store->marks = NEW_ARRAY(sheet->arena, unsigned char,
	    sheet->records + 1);
	for (size_t i = 0; i < top->first; i++)
		cursor_next(&c);
	while (cursor_next(&c)) {
		if (c.head.cells > widest)
			widest = c.head.cells;
		if (is_blank(&c.head, sheet->named)) {
			blank++;
			continue;
		}
		if (data->n % DATA_STEP == 0)
			store->starts[data->n / DATA_STEP] =
			    c.at - sizeof(c.head);
		if (check_length(sheet, &c, columns))
			store->marks[data->n] = MARK_BAD;
		data->n++;
	}
	if (!sheet->named)
		note_blanks(sheet, blank, widest > columns ?
		    widest - columns : 0);
	sheet_tell_beyond(sheet);
}

struct data *
data_new(struct sheet *sheet)
{
	struct data *data = NEW(sheet->arena, struct data);

	data->store = NEW(sheet->arena, struct data_store);
	data->store->sheet = sheet;
	data->head.name = sheet->name;
	data->head.file = sheet->file;
	return data;
}

struct data *
data_finish(struct sheet *sheet)
{
	struct data *data = data_new(sheet);
	struct top top = { .names = 0 };

	data->fields.v = sheet->fields.v;
	data->fields.n = sheet->fields.n;
	if ((sheet->merges.n > 0 && (spool_end(sheet->spool) != 0 ||
	    fill_merged(sheet) != 0)) ||
	    find_columns(sheet, &top, &data->head) != 0) {
		turn_to_top(sheet, &top);
		return NULL;
	}
	index_rows(data, &top);
	turn_to_top(sheet, &top);
	return data;
}

void
data_each(const struct data *data, row_function *each, void *context)
{
	const struct data_store *store = data->store;
	struct cursor c = cursor_at(store->sheet, start_of(store, 0));
	struct arena arena = ARENA_INIT;

	for (size_t row = 0; row < data->n && cursor_next(&c);) {
		struct hand hand;
		struct str text;

		if (is_blank(&c.head, store->sheet->named))
			continue;
		hand = hand_new(store->sheet, &arena, 1);
		hand_add(&hand, &c, store->marks[row]);
		make_cells(&hand, &text);
		each(context, row, &hand.v[0], &store->marks[row]);
		row++;
		arena_reset(&arena);
	}
	arena_release(&arena);
}

void
data_free(struct data *data)
{
	if (data != NULL)
		spool_free(data->store->sheet->spool);
}
