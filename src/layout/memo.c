/*
 * What copies of one source have in common.  A block whose texts stand at the
 * same address as those of a block laid before, in the same width and place, is
 * laid the same way; it need not be measured again.
 */
#include "lay.h"

#include "../base/budget.h"
#include "columns.h"

#define SLOTS_MAX	((size_t)1 << 20)

/* What a block was laid as. */
struct memory {
	const void *texts;	/* of the block: its runs, or its table */
	const char *ordinal;
	int width;
	long place;		/* of a table on its page */
	size_t first, n;	/* of what was laid */
};

#define CELLS_MAX	4096	/* remembered */
#define CELL_SLOTS	(2 * CELLS_MAX)

struct layout_memo {
	struct arena *arena;
	VEC(struct known_cell) cells;
	uint16_t *cell_slots;	/* index + 1, by address; NULL: none */
	bool sealed;
	VEC(struct memory) list;
	VEC(struct laid) laid;	/* of all of them */
	uint32_t *slots;	/* index + 1, by address */
	size_t size;		/* a power of two */
};

struct layout_memo *
layout_memo_new(struct arena *arena)
{
	struct layout_memo *memo = NEW(arena, struct layout_memo);

	memo->arena = arena;
	return memo;
}

void
layout_memo_visit(const struct layout_memo *memo, para_function *visit,
    void *context)
{
	EACH(const struct laid, laid, memo->laid) {
		const struct grid *grid = laid->as.grid;

		if (laid->kind == LAID_PARA)
			visit(context, laid->as.para);
		for (size_t r = 0; laid->kind == LAID_GRID && r < grid->n; r++)
			for (unsigned c = 0; c < grid->columns; c++) {
				struct grid_cell *cell =
				    &grid->rows[r].cells[c];

				for (size_t k = 0; k < cell->n; k++)
					visit(context, &cell->paras[k]);
			}
	}
	for (size_t i = 0; i < memo->cells.n; i++)
		for (size_t k = 0; k < memo->cells.v[i].n; k++)
			visit(context, &memo->cells.v[i].paras[k]);
}

static size_t
slot_of(const struct layout_memo *memo, const void *texts)
{
	uint64_t hash = (uint64_t)(uintptr_t)texts * 0x9e3779b97f4a7c15u;

	return (size_t)(hash >> 32) & (memo->size - 1);
}

void
layout_memo_seal(struct layout_memo *memo)
{
	memo->sealed = true;
	for (memo->size = 16; memo->size < memo->list.n * 2 &&
	    memo->size < SLOTS_MAX;)
		memo->size *= 2;
	memo->slots = NEW_ARRAY(memo->arena, uint32_t, memo->size);
	for (size_t i = 0; i < memo->list.n && i < memo->size / 2; i++) {
		size_t at = slot_of(memo, memo->list.v[i].texts);

		while (memo->slots[at] != 0)
			at = (at + 1) & (memo->size - 1);
		memo->slots[at] = (uint32_t)i + 1;
	}
}

/* What tells a block's texts apart from all others; NULL: not remembered. */
static const void *
texts_of(const struct block *block)
{
	switch (block->kind) {
	case BLOCK_PARAGRAPH:
	case BLOCK_HEADING:
	case BLOCK_FILL_LINE:
		return block->text.v;
	case BLOCK_TABLE:
		return block->table;
	default:
		return NULL;
	}
}

static bool
same(const struct memory *memory, const struct lay *lay,
    const struct block *block, long place)
{
	return memory->texts == texts_of(block) &&
	    memory->ordinal == block->ordinal.text.p &&
	    memory->width == lay->width && memory->place == place;
}

/*
 * Rows of a grid are changed when pages are set, and of their cells those that
 * a merge goes on in (table_split_merges).
 */
static struct grid *
copy_grid(struct arena *arena, const struct grid *grid)
{
	struct grid *copy = NEW(arena, struct grid);
	unsigned n = grid->columns, c;

	*copy = *grid;
	copy->rows = NEW_ARRAY(arena, struct grid_row, grid->n);
	memcpy(copy->rows, grid->rows, grid->n * sizeof(struct grid_row));
	for (struct grid_row *row = copy->rows; row < copy->rows + grid->n;
	    row++) {
		for (c = 0; c < n && !row->cells[c].merge_on; c++)
			;
		if (c < n)
			row->cells = memcpy(NEW_ARRAY(arena, struct grid_cell,
			    n), row->cells, n * sizeof(struct grid_cell));
	}
	return copy;
}

/* What follows what was taken last is most often next. */
static const struct memory *
find(struct lay *lay, const struct block *block, long place)
{
	const struct layout_memo *memo = lay->memo;
	size_t i = lay->memo_next;

	if (i < memo->list.n && same(&memo->list.v[i], lay, block, place))
		return &memo->list.v[lay->memo_next++];
	for (size_t at = slot_of(memo, texts_of(block)); memo->slots[at] != 0;
	    at = (at + 1) & (memo->size - 1)) {
		i = memo->slots[at] - 1;
		if (same(&memo->list.v[i], lay, block, place)) {
			lay->memo_next = i + 1;
			return &memo->list.v[i];
		}
	}
	return NULL;
}

bool
memo_take(struct lay *lay, const struct block *block, long place)
{
	const struct layout_memo *memo = lay->memo;
	const struct memory *memory;
	struct laid_list *out = lay->out;

	if (memo == NULL || !memo->sealed || texts_of(block) == NULL ||
	    (memory = find(lay, block, place)) == NULL)
		return false;
	if (out->n == 0 && out->capacity == 0) {	/* as long as before */
		out->capacity = memo->laid.n + 8;
		out->v = NEW_ARRAY(lay->arena, struct laid, out->capacity);
	}
	for (size_t i = 0; i < memory->n; i++) {
		struct laid *laid = VEC_ADD(lay->arena, out);

		*laid = memo->laid.v[memory->first + i];
		if (laid->kind == LAID_GRID)
			laid->as.grid = copy_grid(lay->arena, laid->as.grid);
	}
	return true;
}

void
memo_keep(struct lay *lay, const struct block *block, long place, size_t from)
{
	struct layout_memo *memo = lay->memo;
	struct memory *memory;

	if (memo == NULL || memo->sealed || texts_of(block) == NULL)
		return;
	memory = VEC_ADD(memo->arena, &memo->list);
	memory->texts = texts_of(block);
	memory->ordinal = block->ordinal.text.p;
	memory->width = lay->width;
	memory->place = place;
	memory->first = memo->laid.n;
	memory->n = lay->out->n - from;
	for (size_t i = from; i < lay->out->n; i++) {
		struct laid *laid = VEC_ADD(memo->arena, &memo->laid);

		lay->out->v[i].like = (unsigned)memo->laid.n;
		*laid = lay->out->v[i];
		if (laid->kind == LAID_PARA) {
			laid->as.para = NEW(memo->arena, struct para);
			*laid->as.para = *lay->out->v[i].as.para;
		} else if (laid->kind == LAID_GRID)
			laid->as.grid = copy_grid(memo->arena, laid->as.grid);
	}
}

/* --- cells ------------------------------------------------------------- */

/* The same text is at the same address: whoever made it made it for all. */
static bool
same_key(const struct asking_key *a, const struct asking_key *b)
{
	return a->text.p == b->text.p && a->text.n == b->text.n &&
	    a->size == b->size && a->padding == b->padding &&
	    a->width == b->width && a->span == b->span &&
	    a->header == b->header;
}

/* Where the cell is, or would be. */
static uint16_t *
cell_slot(const struct layout_memo *memo, const struct asking_key *key)
{
	uint64_t hash = (uint64_t)(uintptr_t)key->text.p * 0x9e3779b97f4a7c15u;
	size_t at = (size_t)(hash >> 32) + key->span + (size_t)key->size;

	for (at %= CELL_SLOTS; memo->cell_slots[at] != 0 &&
	    !same_key(&memo->cells.v[memo->cell_slots[at] - 1].key, key);)
		at = (at + 1) % CELL_SLOTS;
	return &memo->cell_slots[at];
}

struct known_cell *
memo_cell(const struct layout_memo *memo, const struct asking_key *key)
{
	const uint16_t *slot;

	if (memo == NULL || memo->cell_slots == NULL || key->text.n == 0 ||
	    *(slot = cell_slot(memo, key)) == 0)
		return NULL;
	return &memo->cells.v[*slot - 1];
}

void
memo_keep_cell(struct layout_memo *memo, const struct asking_key *key,
    const struct asking *asking)
{
	struct known_cell *cell;

	if (memo == NULL || memo->sealed || memo->cells.n == CELLS_MAX ||
	    key->text.n == 0)
		return;
	if (memo->cell_slots == NULL)
		memo->cell_slots = NEW_ARRAY(memo->arena, uint16_t, CELL_SLOTS);
	cell = VEC_ADD(memo->arena, &memo->cells);
	cell->key = *key;
	cell->asking = *asking;
	*cell_slot(memo, key) = (uint16_t)memo->cells.n;
}

bool
memo_is_sealed(const struct layout_memo *memo)
{
	return memo->sealed;
}

/* --- titles ------------------------------------------------------------ */

#define TITLE_BYTES	360
#define TITLE_LINES	8
#define TITLES		256	/* of them, each in one of two places */

/* A title and its lines, as stretches of it. */
struct known_title {
	char text[TITLE_BYTES];
	size_t n;			/* 0: none yet */
	struct measure measure;
	int width;
	bool short_first;
	size_t work;			/* see budget.h */
	size_t lines;
	struct { size_t from, n; } at[TITLE_LINES];
};

struct layout_recall {
	struct known_title titles[TITLES];
};

struct layout_recall *
layout_recall_new(void)
{
	return heap_new(1, sizeof(struct layout_recall));
}

void
layout_recall_free(struct layout_recall *recall)
{
	free(recall);
}

static bool
is_title(const struct known_title *title, const struct lay *lay,
    struct str text, const struct measure *measure)
{
	return title->n == text.n && title->width == lay->width &&
	    title->measure.em == measure->em &&
	    title->measure.spacing == measure->spacing &&
	    title->short_first == lay->profile->title_short_first &&
	    memcmp(title->text, text.p, text.n) == 0;
}

static void
keep_title(struct known_title *title, const struct lay *lay, struct str text,
    const struct measure *measure, struct title_lines lines, size_t work)
{
	if (lines.n > TITLE_LINES)
		return;
	memcpy(title->text, text.p, text.n);
	title->n = text.n;
	title->measure = *measure;
	title->width = lay->width;
	title->short_first = lay->profile->title_short_first;
	title->work = work;
	title->lines = lines.n;
	for (size_t i = 0; i < lines.n; i++) {
		title->at[i].from = (size_t)(lines.v[i].p - text.p);
		title->at[i].n = lines.v[i].n;
	}
}

struct title_lines
memo_title(const struct lay *lay, struct str text,
    const struct measure *measure)
{
	bool may = lay->recall != NULL && text.n > 0 && text.n <= TITLE_BYTES;
	uint64_t hash = str_hash(text);
	struct known_title *title = !may ? NULL :
	    &lay->recall->titles[hash % TITLES];
	uint64_t before = lay->arena->work;
	struct title_lines lines;

	if (may && title->n > 0 && !is_title(title, lay, text, measure))
		title = &lay->recall->titles[hash / TITLES % TITLES];
	if (title == NULL || !is_title(title, lay, text, measure)) {
		lines = title_break(lay->arena, text, measure, lay->width,
		    lay->profile->title_short_first);
		if (title != NULL)
			keep_title(title, lay, text, measure, lines,
			    (size_t)(lay->arena->work - before));
		return lines;
	}
	budget_count(lay->arena, title->work);
	lines.n = title->lines;
	lines.v = NEW_ARRAY(lay->arena, struct str, lines.n);
	for (size_t i = 0; i < lines.n; i++)
		lines.v[i] = (struct str){ text.p + title->at[i].from,
		    title->at[i].n };
	return lines;
}

struct para *
memo_own(struct lay *lay, struct laid *laid)
{
	struct para *own;

	if (laid->like == 0)
		return laid->as.para;
	own = NEW(lay->arena, struct para);
	*own = *laid->as.para;
	own->spelling = STR_NONE;
	laid->as.para = own;
	laid->like = 0;
	return own;
}
