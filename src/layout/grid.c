/*
 * The rows of a grid that stand on one page → rules, and the lines of their
 * cells.  A merged cell is drawn once, over its rows; text of a row that is
 * higher than a page goes on where it stopped on the page before.
 */
#include "draw.h"

/* Eighths of a point → twips. */
#define TWIPS(eighths)	((eighths) * 20 / 8)

/* How far the text of a cell has got. */
struct progress {
	size_t para, line;
};

/* A table's blocks, made when they are met. */
struct grid_blocks {
	unsigned parent, table;	/* 0: no table, its texts are the part's */
	unsigned *rows, *cells;
	struct progress *progress;
};

/* A row on the page. */
struct part {
	size_t r;
	int y, height;
	bool again;		/* a head repeated */
	bool begins, ends;	/* the row does, here */
};

/* The rows on the page. */
struct parts {
	struct draw *draw;
	const struct grid *grid;
	struct grid_blocks *blocks;
	struct part *v;
	size_t n;
	int x;			/* of the first column */
};

struct grid_blocks *
draw_grid_blocks(struct draw *draw, const struct grid *grid, unsigned parent)
{
	struct grid_blocks *blocks = NEW(draw->arena, struct grid_blocks);
	size_t cells = grid->n * grid->columns;

	blocks->parent = parent;
	blocks->rows = NEW_ARRAY(draw->arena, unsigned, grid->n);
	blocks->cells = NEW_ARRAY(draw->arena, unsigned, cells);
	blocks->progress = NEW_ARRAY(draw->arena, struct progress, cells);
	/* The head of a document and its 版记 only use a grid. */
	if (grid->border == 0)
		return blocks;
	blocks->table = draw_block(draw, ROLE_TABLE, parent, STR("表格"));
	draw->items->blocks[blocks->table].text = grid->title;
	return blocks;
}

static const struct grid_cell *
cell_at(const struct grid *grid, size_t row, unsigned column)
{
	return &grid->rows[row].cells[column];
}

/* The cell that covers a place from the left. */
static const struct grid_cell *
owner_at(const struct grid *grid, size_t row, unsigned column)
{
	while (column > 0 && cell_at(grid, row, column)->colspan == 0)
		column--;
	return cell_at(grid, row, column);
}

static int
edge(const struct grid *grid, const struct grid_cell *cell, enum edge e)
{
	return cell->borders[e] >= 0 ? cell->borders[e] : grid->border;
}

/* --- rules ---------------------------------------------------------------- */

/* How thick the rule is between the row above place I and it, in a column. */
static int
rule_above(const struct parts *parts, size_t i, unsigned column, bool *below)
{
	const struct grid *grid = parts->grid;
	const struct grid_cell *over, *under;
	int thick = 0;

	*below = false;
	if (i < parts->n) {
		under = owner_at(grid, parts->v[i].r, column);
		if (i > 0 && under->merge_on)
			return 0;
		thick = edge(grid, under, EDGE_TOP);
		*below = grid->border == 0;
	}
	if (i > 0) {
		int above;

		over = owner_at(grid, parts->v[i - 1].r, column);
		above = edge(grid, over, EDGE_BOTTOM);
		if (above > thick) {
			thick = above;
			*below = false;
		}
	}
	return thick;
}

static void
draw_rule_above(struct parts *parts, size_t i)
{
	const struct grid *grid = parts->grid;
	int x = parts->x, from = x, y, thick = 0;
	bool below = false;

	y = i < parts->n ? parts->v[i].y :
	    parts->v[i - 1].y + parts->v[i - 1].height;
	for (unsigned c = 0; c <= grid->columns; c++) {
		bool next_below = false;
		int next = c < grid->columns ?
		    rule_above(parts, i, c, &next_below) : 0;

		if (next != thick || next_below != below) {
			if (thick > 0)
				draw_across(parts->draw, from, y + (below ?
				    TWIPS(thick) : -TWIPS(thick)) / 2,
				    x - from, thick, grid->red);
			from = x;
			thick = next;
			below = next_below;
		}
		if (c < grid->columns)
			x += grid->widths[c];
	}
}

/* How thick the rule is at the left of a column; of all: at their right. */
static int
rule_beside(const struct grid *grid, size_t row, unsigned column)
{
	int left = 0, right = 0;

	if (column < grid->columns) {
		if (cell_at(grid, row, column)->colspan == 0)
			return 0;
		right = edge(grid, cell_at(grid, row, column), EDGE_LEFT);
	}
	if (column > 0)
		left = edge(grid, owner_at(grid, row, column - 1), EDGE_RIGHT);
	return larger(left, right);
}

static void
draw_rule_beside(struct parts *parts, unsigned column)
{
	int x = parts->x + grid_width(parts->grid, 0, column), thick = 0;
	int over = TWIPS(parts->grid->border), from = 0, y = 0;

	for (size_t i = 0; i <= parts->n; i++) {
		int next = i < parts->n ? rule_beside(parts->grid,
		    parts->v[i].r, column) : 0;

		if (next != thick) {
			if (thick > 0)
				draw_down(parts->draw, x, from, y - from,
				    thick, parts->grid->red);
			thick = next;
			from = i < parts->n ? parts->v[i].y - over : y;
		}
		if (i < parts->n)
			y = parts->v[i].y + parts->v[i].height;
	}
}

/* --- cells ---------------------------------------------------------------- */

/* How many rows a cell has, in all or on this page. */
static unsigned
rows_of(const struct grid *grid, size_t row, unsigned column)
{
	unsigned n = 1;

	while (row + n < grid->n && cell_at(grid, row + n, column)->merge_on)
		n++;
	return n;
}

static int
height_of(const struct parts *parts, size_t i, unsigned column)
{
	int height = parts->v[i].height;

	while (++i < parts->n && parts->v[i].r == parts->v[i - 1].r + 1 &&
	    cell_at(parts->grid, parts->v[i].r, column)->merge_on)
		height += parts->v[i].height;
	return height;
}

static unsigned
row_block(struct parts *parts, const struct part *part)
{
	struct grid_blocks *blocks = parts->blocks;

	if (blocks->table == 0)
		return blocks->parent;
	if (part->again)
		return 0;
	if (blocks->rows[part->r] == 0)
		blocks->rows[part->r] = draw_block(parts->draw, ROLE_ROW,
		    blocks->table, STR_NONE);
	return blocks->rows[part->r];
}

/* Of no table: the block of the text in the cell. */
static unsigned
text_block(struct parts *parts, const struct grid_cell *cell)
{
	return draw_block(parts->draw, ROLE_PARAGRAPH,
	    parts->blocks->parent, draw_name(parts->draw, &cell->paras[0]));
}

static unsigned
cell_block(struct parts *parts, const struct part *part, unsigned column)
{
	const struct grid *grid = parts->grid;
	const struct grid_cell *cell = cell_at(grid, part->r, column);
	unsigned *known = &parts->blocks->cells[part->r * grid->columns +
	    column];
	unsigned row = row_block(parts, part);
	struct item_block *block;

	if (part->again || *known != 0)
		return part->again ? 0 : *known;
	if (parts->blocks->table == 0) {
		if (cell->n > 0 && cell->paras[0].n > 0)
			*known = text_block(parts, cell);
		return *known;
	}
	*known = draw_block(parts->draw, grid->rows[part->r].header ?
	    ROLE_HEAD_CELL : ROLE_CELL, row, STR_NONE);
	block = &parts->draw->items->blocks[*known];
	block->colspan = cell->colspan;
	block->rowspan = rows_of(grid, part->r, column);
	return *known;
}

/* Where the text begins below the top of a cell that is HEIGHT high. */
static int
text_top(const struct grid *grid, const struct grid_cell *cell, int height)
{
	int border = TWIPS(grid->border), text = cell_text_height(cell);

	switch (cell->valign) {
	case VALIGN_TOP:
		break;
	case VALIGN_CENTER:
		return (height - border - text) / 2;
	case VALIGN_BOTTOM:
		return height - border - text - grid->air;
	}
	return grid->air;
}

/* The lines that have room above BOTTOM; ALL: those that have none, too. */
static void
draw_text(struct parts *parts, const struct grid_cell *cell,
    struct progress *at, int x, int y, int width, int bottom, bool all,
    unsigned block)
{
	for (; at->para < cell->n; at->para++, at->line = 0) {
		const struct para *para = &cell->paras[at->para];
		int pitch = para_pitch(parts->draw->profile, para);

		if (at->line == 0)
			y += para->before;
		for (; at->line < para->lines; at->line++, y += pitch) {
			if (!all && y + pitch > bottom)
				return;
			draw_lines(parts->draw, para, at->line, at->line + 1,
			    x, y, width, block);
		}
		y += para->after;
	}
}

static void
draw_cell(struct parts *parts, size_t i, unsigned column, int x)
{
	const struct grid *grid = parts->grid;
	const struct part *part = &parts->v[i];
	const struct grid_cell *cell = cell_at(grid, part->r, column);
	int width = grid_width(grid, column, cell->colspan);
	int height = height_of(parts, i, column);
	struct progress again = { 0, 0 }, *at = part->again ? &again :
	    &parts->blocks->progress[part->r * grid->columns + column];
	unsigned block = cell_block(parts, part, column);
	int y = part->y, over = grid->border == 0 && cell->borders[EDGE_TOP] >
	    0 ? TWIPS(cell->borders[EDGE_TOP]) : 0;

	y += part->begins && part->ends ?
	    text_top(grid, cell, height) : grid->air;
	draw_text(parts, cell, at, x + grid->padding, y + over,
	    width - 2 * grid->padding, part->y + height - grid->air,
	    part->ends, block);
}

static void
draw_row(struct parts *parts, size_t i)
{
	const struct grid *grid = parts->grid;
	int x = parts->x;

	for (unsigned c = 0; c < grid->columns; c++) {
		const struct grid_cell *cell = cell_at(grid, parts->v[i].r, c);

		if (cell->colspan > 0 && !cell->merge_on && cell->n > 0)
			draw_cell(parts, i, c, x);
		else if (cell->colspan > 0 && !cell->merge_on)
			cell_block(parts, &parts->v[i], c);
		x += grid->widths[c];
	}
}

/* --- the whole ------------------------------------------------------------ */

/* A row of a grid that floats, with the rules that only its cells have. */
static int
floating_height(const struct grid *grid, size_t r)
{
	const struct grid_row *row = &grid->rows[r];
	int height = row->measured, rules = 0;

	if (grid->place == GRID_PAGE || grid->border > 0)
		return height;
	for (unsigned c = 0; c < grid->columns; c++)
		rules = larger(rules,
		    larger(0, row->cells[c].borders[EDGE_TOP]) +
		    larger(0, row->cells[c].borders[EDGE_BOTTOM]));
	return height + TWIPS(rules);
}

static void
take_float(struct parts *parts)
{
	const struct draw *draw = parts->draw;
	const struct grid *grid = parts->grid;
	int y = 0;

	parts->v = NEW_ARRAY(draw->arena, struct part, grid->n);
	for (size_t r = 0; r < grid->n; r++) {
		int height = floating_height(grid, r);

		parts->v[parts->n++] = (struct part){ .r = r, .y = y,
		    .height = height, .begins = true, .ends = true };
		y += height;
	}
	y = grid->place == GRID_PAGE ? grid->y : draw->top + draw->height - y;
	for (size_t i = 0; i < parts->n; i++)
		parts->v[i].y += y;
	parts->x = grid->place == GRID_PAGE ? grid->x : draw->left;
}

static void
take_rows(struct parts *parts, const struct placed *placed, size_t n)
{
	const struct draw *draw = parts->draw;
	const struct grid *grid = parts->grid;

	parts->v = NEW_ARRAY(draw->arena, struct part, n);
	for (size_t i = 0; i < n; i++)
		parts->v[parts->n++] = (struct part){ .r = placed[i].from,
		    .y = draw->top + draw->down + placed[i].y,
		    .height = placed[i].height,
		    .again = placed[i].again,
		    .begins = placed[i].skipped == 0,
		    .ends = placed[i].skipped + placed[i].height >=
		    grid->rows[placed[i].from].measured };
	parts->x = draw->left +
	    (draw->width - grid_width(grid, 0, grid->columns)) / 2;
}

void
draw_grid(struct draw *draw, const struct grid *grid,
    const struct placed *placed, size_t n, struct grid_blocks *blocks)
{
	struct parts parts = { .draw = draw, .grid = grid, .blocks = blocks };

	if (grid->place == GRID_FLOW)
		take_rows(&parts, placed, n);
	else
		take_float(&parts);
	for (size_t i = 0; i < parts.n; i++)
		draw_row(&parts, i);
	for (size_t i = 0; i <= parts.n && parts.n > 0; i++)
		draw_rule_above(&parts, i);
	for (unsigned c = 0; c <= grid->columns; c++)
		draw_rule_beside(&parts, c);
}
