/*
 * Setting blocks on pages, as word processors do: exact line pitches, chains
 * of keep-with-next, rows kept whole with repeated headers, the floating
 * 版记.  Nothing is moved here; blocks only learn their pages.
 */
#include "lay.h"

struct pages {
	const struct profile *profile;
	struct laid **v;
	size_t n;
	struct sheet last;
	unsigned page;		/* from 1 */
	int used;
	int behind;		/* left of a page that ended on the way here */
	int room;		/* height of the type area in this section */
};

int
pages_room(const struct profile *profile, struct sheet sheet)
{
	int height = profile_text_height(profile);

	/* The line grid leaves whole lines of a portrait page. */
	if (sheet.landscape || profile->line_pitch <= 0)
		return sheet.landscape ? profile_text_width(profile) : height;
	return height - height % profile->line_pitch;
}

/* The shape of the section that block I stands in. */
static struct sheet
sheet_at(const struct pages *pages, size_t i)
{
	for (; i < pages->n; i++)
		if (pages->v[i]->kind == LAID_SECTION_END)
			return pages->v[i]->as.sheet;
	return pages->last;
}

static void
new_page(struct pages *pages)
{
	pages->behind = pages->room - pages->used;
	pages->page++;
	pages->used = 0;
}

/* A block begins here, HEIGHT above where the page is used up to. */
static void
begins(struct pages *pages, struct laid *laid, int height)
{
	laid->page = laid->last_page = pages->page;
	laid->y = pages->used - height;
	laid->behind = pages->behind;
}

/* Put a thing of HEIGHT, in one piece, on this page or the next. */
static void
place(struct pages *pages, int height)
{
	if (pages->used > 0 && pages->used + height > pages->room)
		new_page(pages);
	pages->used += height;
}

static int
line_height(const struct pages *pages, const struct para *para)
{
	return para->line > 0 ? para->line :
	    pages->profile->styles[para->style].line;
}

static void
set_para(struct pages *pages, struct laid *laid)
{
	const struct para *para = laid->as.para;
	int line = line_height(pages, para);
	int rest = para->height - para->before - (int)para->lines * line;

	if (para->page_break && pages->used > 0) {
		new_page(pages);
		pages->behind = 0;
	}
	if (para->keep_lines || para->lines <= 1) {
		place(pages, para->height);
		begins(pages, laid, para->height);
		return;
	}
	place(pages, para->before + line);
	begins(pages, laid, para->before + line);
	for (unsigned i = 1; i < para->lines; i++)
		place(pages, line + (i + 1 == para->lines ? rest : 0));
	laid->last_page = pages->page;
}

/* The head of a table and its first row stay together. */
static int
opening_height(const struct grid *grid)
{
	int height = grid->border * 20 / 8;

	for (size_t r = 0; r < grid->n; r++) {
		height += grid->rows[r].measured;
		if (!grid->rows[r].header)
			break;
	}
	return height;
}

/*
 * A row that is higher than a page flows over as many as it needs; below the
 * repeated head, TOP, there is some room, else heads are not repeated.
 */
static int
set_tall_row(struct pages *pages, int height, int top)
{
	int left = pages->room - pages->used;

	if (top > pages->room / 2)
		top = 0;
	while (height > left) {
		height -= left > 0 ? left : 0;
		new_page(pages);
		pages->used = top;
		left = pages->room - top;
	}
	return height;
}

static void
set_rows(struct pages *pages, struct laid *laid)
{
	const struct grid *grid = laid->as.grid;
	int header = 0, line = grid->border * 20 / 8;

	for (size_t r = 0; r < grid->n; r++) {
		struct grid_row *row = &grid->rows[r];
		int height = row->measured;

		row->opens_page = false;
		if (row->may_split)
			height = set_tall_row(pages, height, line + header);
		else if (pages->used > line &&
		    pages->used + height > pages->room) {
			new_page(pages);
			/* A head that leaves no room for it is not repeated. */
			pages->used = line + (row->header ||
			    line + header + height > pages->room ? 0 : header);
			row->opens_page = r > 0;
		}
		pages->used += height;
		row->left = pages->room - pages->used;
		if (row->header && !row->may_split)
			header += height;
	}
	laid->last_page = pages->page;
}

static void
set_grid(struct pages *pages, struct laid *laid)
{
	const struct grid *grid = laid->as.grid;
	int height = grid->place == GRID_FLOW ?
	    opening_height(grid) : grid_height(grid);

	if (pages->used > 0 && pages->used + height > pages->room &&
	    (grid->place == GRID_FOOT || (grid->place == GRID_FLOW &&
	    height <= pages->room)))
		new_page(pages);
	begins(pages, laid, 0);
	if (grid->place == GRID_PAGE)
		pages->used += grid->y + grid_height(grid) -
		    pages->profile->margin_top;
	if (grid->place != GRID_FLOW)
		return;
	/* The line above the first row; those below are the rows' own. */
	pages->used += grid->border * 20 / 8;
	set_rows(pages, laid);
}

static int
figure_height(const struct figure *figure)
{
	return figure->height + 2 * figure->air;
}

/* The least height with which a block begins on a page. */
static int
first_piece(const struct pages *pages, const struct laid *laid)
{
	const struct para *para = laid->as.para;

	switch (laid->kind) {
	case LAID_PARA:
		return para->keep_lines ? para->height :
		    para->before + line_height(pages, para);
	case LAID_GRID:
		return laid->as.grid->place == GRID_FLOW &&
		    laid->as.grid->n > 0 ? opening_height(laid->as.grid) : 0;
	case LAID_FIGURE:
		return figure_height(laid->as.figure);
	default:
		return 0;
	}
}

static bool
keeps_next(const struct laid *laid)
{
	return laid->kind == LAID_PARA && laid->as.para->keep_next;
}

/* A chain of keep-with-next that does not fit here begins a new page. */
static void
keep_chain(struct pages *pages, size_t i)
{
	int height = 0;
	size_t j = i;

	if (!keeps_next(pages->v[i]) ||
	    (i > 0 && keeps_next(pages->v[i - 1])))
		return;
	while (j + 1 < pages->n && keeps_next(pages->v[j]))
		height += pages->v[j++]->as.para->height;
	height += first_piece(pages, pages->v[j]);
	if (pages->used > 0 && pages->used + height > pages->room &&
	    height <= pages->room)
		new_page(pages);
}

static void
begin_section(struct pages *pages, size_t i)
{
	struct sheet sheet = sheet_at(pages, i);

	if (i > 0)
		new_page(pages);
	pages->room = pages_room(pages->profile, sheet);
}

static void
set_block(struct pages *pages, size_t i)
{
	struct laid *laid = pages->v[i];

	pages->behind = 0;
	keep_chain(pages, i);
	switch (laid->kind) {
	case LAID_PARA:
		set_para(pages, laid);
		break;
	case LAID_GRID:
		set_grid(pages, laid);
		break;
	case LAID_FIGURE:
		place(pages, figure_height(laid->as.figure));
		begins(pages, laid, figure_height(laid->as.figure));
		break;
	case LAID_IMPORT:
		begins(pages, laid, 0);
		break;
	case LAID_SECTION_END:
		begins(pages, laid, 0);
		begin_section(pages, i + 1);
		break;
	}
	laid->left = pages->room - pages->used;
}

unsigned
pages_set(struct arena *arena, const struct profile *profile,
    const struct laid_list *lists, size_t n, struct sheet last)
{
	struct pages pages = { .profile = profile, .last = last, .page = 1 };

	for (size_t i = 0; i < n; i++)
		pages.n += lists[i].n;
	pages.v = NEW_ARRAY(arena, struct laid *, pages.n + 1);
	pages.n = 0;
	for (size_t i = 0; i < n; i++)
		for (size_t j = 0; j < lists[i].n; j++)
			pages.v[pages.n++] = &lists[i].v[j];
	begin_section(&pages, 0);
	for (size_t i = 0; i < pages.n; i++)
		set_block(&pages, i);
	return pages.page;
}
