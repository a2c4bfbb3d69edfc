/*
 * Setting blocks on pages, as word processors do: exact line pitches, chains
 * of keep-with-next, rows kept whole with repeated headers, the floating
 * 版记.  No block is moved here: they learn their pages, merged cells are split
 * where a page ends, and who draws them is told which lines and rows stand
 * where.
 */
#include "lay.h"

#include "table.h"

struct pages {
	const struct profile *profile;
	struct laid **v;
	size_t n;
	struct sheet last;
	unsigned page;		/* from 1 */
	int used;
	int behind;		/* left of a page that ended on the way here */
	bool flowed;		/* the page was begun for want of room */
	int room;		/* height of the type area in this section */
	struct sheet sheet;	/* its shape */
	struct arena *arena;
	struct placed_list *out;	/* NULL: nobody asks */
	bool hangs;		/* marks stand out of lines, as in Word */
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
	pages->flowed = true;
}

/* Lines or rows FROM..TO of a block stand on this page, Y below its top. */
static struct placed *
tell(const struct pages *pages, const struct laid *laid, size_t from,
    size_t to, int y)
{
	struct placed *placed;

	if (pages->out == NULL)
		return NULL;
	placed = VEC_ADD(pages->arena, pages->out);
	*placed = (struct placed){ .laid = laid, .from = from, .to = to,
	    .page = pages->page, .y = y, .sheet = pages->sheet };
	return placed;
}

/* A block begins here, HEIGHT above where the page is used up to. */
static void
begins(struct pages *pages, struct laid *laid, int height)
{
	laid->page = laid->last_page = pages->page;
	laid->y = pages->used - height;
	laid->behind = pages->behind;
}

/*
 * Put a thing of HEIGHT, in one piece, on this page or the next; what is blank
 * AFTER it may stand out at the foot, what is blank BEFORE it falls away at
 * the top of a page that the text flowed to.  Returns the height it takes.
 */
static int
place(struct pages *pages, int before, int height, int after)
{
	if (pages->used > 0 && pages->used + height - after > pages->room)
		new_page(pages);
	if (pages->used == 0 && pages->flowed)
		height -= before;
	pages->used += height;
	return height;
}

/* The same of a page that has just ended. */
static void
tell_before(const struct pages *pages, unsigned page, const struct laid *laid,
    size_t from, size_t to, int y)
{
	struct placed *placed = tell(pages, laid, from, to, y);

	if (placed != NULL)
		placed->page = page;
}

/* So many lines of a paragraph that has LINES go together, from line I on. */
static unsigned
lines_together(const struct para *para, unsigned lines, unsigned i)
{
	if (para->keep_lines || (para->company && lines <= 3))
		return lines - i;
	return para->company && (i == 0 || i + 2 == lines) ? 2 : 1;
}

static void
set_para(struct pages *pages, struct laid *laid)
{
	const struct para *para = laid->as.para;
	int line = para_pitch(pages->profile, para);
	int rest = para->height - para->before - (int)para->lines * line;
	unsigned lines = para->lines - (pages->hangs ? para->hung : 0);
	int height = para->height - (int)(para->lines - lines) * line;
	int top;
	unsigned some = lines_together(para, lines, 0);
	size_t from = 0;

	laid->turn = 0;
	if (para->page_break && pages->used > 0) {
		new_page(pages);
		pages->behind = 0;
		pages->flowed = false;
	}
	if (some >= lines) {
		int rests = height - para->before;

		height = place(pages, para->before, height, para->after);
		begins(pages, laid, height);
		tell(pages, laid, 0, lines, pages->used - rests);
		return;
	}
	height = place(pages, para->before, para->before + (int)some * line, 0);
	begins(pages, laid, height);
	top = pages->used - (int)some * line;
	for (unsigned i = some; i < lines; i += some) {
		unsigned page = pages->page;
		int below;

		some = lines_together(para, lines, i);
		below = i + some == lines ? rest : 0;
		place(pages, 0, (int)some * line + below, below);
		if (pages->page == page)
			continue;
		if (laid->turn == 0)
			laid->turn = i;
		tell_before(pages, page, laid, from, i, top);
		from = i;
		top = 0;
	}
	tell(pages, laid, from, lines, top);
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

/* Row R stands here, HEIGHT of it, after SKIPPED on pages before. */
static void
tell_row(const struct pages *pages, const struct laid *laid, size_t r,
    int skipped, int height)
{
	struct placed *placed = tell(pages, laid, r, r + 1, pages->used);

	if (placed != NULL) {
		placed->skipped = skipped;
		placed->height = height;
	}
}

/* The head of a table, repeated on a page that row R opens. */
static void
tell_head(struct pages *pages, const struct laid *laid, size_t r)
{
	const struct grid *grid = laid->as.grid;
	int used = pages->used;

	pages->used = grid->border * 20 / 8;
	for (size_t i = 0; i < r && pages->out != NULL; i++)
		if (grid->rows[i].header && !grid->rows[i].may_split) {
			tell_row(pages, laid, i, 0, grid->rows[i].measured);
			pages->out->v[pages->out->n - 1].again = true;
			pages->used += grid->rows[i].measured;
		}
	pages->used = used;
}

/*
 * Row R is higher than a page: it flows over as many as it needs; below the
 * repeated head, TOP, there is some room, else heads are not repeated.
 */
static int
set_tall_row(struct pages *pages, const struct laid *laid, size_t r, int top)
{
	int height = laid->as.grid->rows[r].measured, skipped = 0;
	int left = pages->room - pages->used;

	if (top > pages->room / 2)
		top = 0;
	while (height > left) {
		if (left > 0)
			tell_row(pages, laid, r, skipped, left);
		skipped += larger(left, 0);
		height -= larger(left, 0);
		new_page(pages);
		pages->used = top;
		left = pages->room - top;
		if (top > 0)
			tell_head(pages, laid, r);
	}
	tell_row(pages, laid, r, skipped, height);
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
			height = set_tall_row(pages, laid, r, line + header);
		else if (pages->used > line &&
		    pages->used + height > pages->room) {
			new_page(pages);
			/* A head that leaves no room for it is not repeated. */
			pages->used = line + (row->header ||
			    line + header + height > pages->room ? 0 : header);
			row->opens_page = r > 0;
			if (pages->used > line)
				tell_head(pages, laid, r);
		}
		if (!row->may_split)
			tell_row(pages, laid, r, 0, height);
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
	if (grid->place != GRID_FLOW) {
		tell(pages, laid, 0, grid->n, 0);
		return;
	}
	/* The line above the first row; those below are the rows' own. */
	pages->used += grid->border * 20 / 8;
	set_rows(pages, laid);
}

static int
figure_height(const struct figure *figure)
{
	return figure->height + 2 * figure->air;
}

static void
set_figure(struct pages *pages, struct laid *laid)
{
	const struct figure *figure = laid->as.figure;

	begins(pages, laid, place(pages, figure->air, figure_height(figure),
	    figure->air));
	tell(pages, laid, 0, 1, pages->used - figure->air - figure->height);
}

/* The least height with which a block begins on a page. */
static int
first_piece(const struct pages *pages, const struct laid *laid)
{
	const struct para *para = laid->as.para;
	unsigned lines;

	switch (laid->kind) {
	case LAID_PARA:
		lines = lines_together(para, para->lines, 0);
		return lines >= para->lines ? para->height - para->after :
		    para->before + (int)lines *
		    para_pitch(pages->profile, para);
	case LAID_GRID:
		return laid->as.grid->place == GRID_FLOW &&
		    laid->as.grid->n > 0 ? opening_height(laid->as.grid) : 0;
	case LAID_FIGURE:
		return figure_height(laid->as.figure) - laid->as.figure->air;
	default:
		return 0;
	}
}

bool
pages_keeps_next(const struct laid *laid)
{
	return laid->kind == LAID_FIGURE ? laid->as.figure->keep_next :
	    laid->kind == LAID_PARA && laid->as.para->keep_next;
}

int
pages_whole_height(const struct laid *laid)
{
	return laid->kind == LAID_FIGURE ? figure_height(laid->as.figure) :
	    laid->as.para->height;
}

/*
 * A chain of keep-with-next that does not fit here begins a new page, even one
 * that is higher than a page.
 */
static void
keep_chain(struct pages *pages, size_t i)
{
	int height = 0;
	size_t j = i;

	if (!pages_keeps_next(pages->v[i]) ||
	    (i > 0 && pages_keeps_next(pages->v[i - 1])))
		return;
	while (j + 1 < pages->n && pages_keeps_next(pages->v[j]))
		height += pages_whole_height(pages->v[j++]);
	height += first_piece(pages, pages->v[j]);
	if (pages->used > 0 && pages->used + height > pages->room)
		new_page(pages);
}

static void
begin_section(struct pages *pages, size_t i)
{
	struct sheet sheet = sheet_at(pages, i);

	if (i > 0)
		new_page(pages);
	pages->flowed = false;
	pages->room = pages_room(pages->profile, sheet);
	pages->sheet = sheet;
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
		set_figure(pages, laid);
		break;
	case LAID_IMPORT:
		begins(pages, laid, 0);
		tell(pages, laid, 0, 1, pages->used);
		break;
	case LAID_SECTION_END:
		begins(pages, laid, 0);
		begin_section(pages, i + 1);
		break;
	}
	laid->left = pages->room - pages->used;
}

static unsigned
set_pages(struct pages *pages, const struct layout *layout, size_t end)
{
	const struct laid_list *lists = layout->slots;

	pages->profile = layout->profile;
	pages->last = layout->last;
	pages->page = 1;
	for (size_t i = 0; i < end; i++)
		pages->n += lists[i].n;
	pages->v = NEW_ARRAY(pages->arena, struct laid *, pages->n + 1);
	pages->n = 0;
	for (size_t i = 0; i < end; i++)
		for (size_t j = 0; j < lists[i].n; j++)
			pages->v[pages->n++] = &lists[i].v[j];
	begin_section(pages, 0);
	for (size_t i = 0; i < pages->n; i++)
		set_block(pages, i);
	return pages->page;
}

unsigned
pages_set(struct arena *arena, const struct layout *layout, size_t end,
    bool hangs)
{
	struct pages pages = { .arena = arena, .hangs = hangs };

	return set_pages(&pages, layout, end);
}

unsigned
pages_place(struct arena *arena, const struct layout *layout,
    struct placed_list *placed)
{
	struct pages pages = { .arena = arena, .out = placed };

	return set_pages(&pages, layout, SLOT_COUNT);
}

static bool
split_merges(struct layout *layout, size_t slots)
{
	bool changed = false;

	for (size_t s = 0; s < slots; s++)
		EACH(const struct laid, laid, layout->slots[s])
			if (laid->kind == LAID_GRID)
				changed |= table_split_merges(laid->as.grid);
	return changed;
}

/* Rounds of paging and splitting merged cells; two settle nearly always. */
#define ROUNDS_MAX	4

unsigned
pages_count(struct lay *lay, struct layout *layout, size_t slots)
{
	unsigned pages = 0;

	for (unsigned round = 0; round < ROUNDS_MAX; round++) {
		pages = pages_set(lay->arena, layout, slots, false);
		if (!split_merges(layout, slots))
			break;
	}
	return pages;
}
