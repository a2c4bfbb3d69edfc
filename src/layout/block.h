#pragma once

#include "measure.h"
#include "profile.h"

/*
 * What layout hands to a writer: a flat list of paragraphs, grids and section
 * ends in which every decision is made.  The writer only spells it.  Lengths
 * in twips, sizes in half-points; 0 means "as the style says" where so noted.
 */
enum piece_kind {
	PIECE_TEXT,
	PIECE_TAB,
	PIECE_BREAK		/* a line break in the paragraph */
};

struct piece {
	enum piece_kind kind;
	struct str text;
	enum style style;	/* its face; STYLE_COUNT: the paragraph's */
	bool bold, italic;
	struct pos pos;		/* of its text in a source; POS_NONE: made */
};

enum tab_kind { TAB_LEFT, TAB_CENTER, TAB_RIGHT };

struct tab {
	enum tab_kind kind;
	int position;
};

#define PARA_TABS_MAX	4

struct para {
	enum style style;
	struct piece *pieces;
	size_t n;
	enum justify justify;
	int left, right;
	int first;		/* first line's indent; negative hangs */
	int before, after;
	int spare;		/* of before, what may be given up, 7.3.5.5 */
	int line;		/* exact pitch; 0: the style's */
	int size;		/* 0: the style's */
	struct tab *tabs;	/* few have any; at most PARA_TABS_MAX */
	unsigned tab_count;
	bool keep_next, keep_lines;
	bool company;		/* two of its lines at least on each page */
	bool page_break;	/* begins a page */
	bool blank_date;	/* 　年　月　日 and nothing else */
	bool red_rule;		/* the red line under it, clause 7.2.7 */
	bool sealed;		/* a seal goes over the names in it */
	unsigned lines;		/* as measured */
	unsigned hung;		/* so many fewer where marks stand out */
	const struct measured_line *breaks;	/* them; NULL: one has all */
	int widest;		/* of them */
	int height;		/* in all */
	struct pos pos;		/* of its source; POS_NONE when made */
	struct str spelling;	/* of one in a memo, as docx.h has it */
};

enum edge {
	EDGE_TOP, EDGE_LEFT, EDGE_BOTTOM, EDGE_RIGHT, EDGE_COUNT
};

enum valign { VALIGN_TOP, VALIGN_CENTER, VALIGN_BOTTOM };

/* A cell of a grid.  Covered cells are present, with no paragraphs. */
struct grid_cell {
	struct para *paras;	/* one at least, unless covered */
	uint32_t n;
	unsigned colspan;	/* 1 or more; 0: covered from the left */
	int16_t borders[EDGE_COUNT];	/* eighths of a point; -1: the grid's */
	enum valign valign;
	bool merge_start;	/* first of a vertical merge */
	bool merge_on;		/* goes on from the cell above */
	bool merge_again;	/* a start made by a page break */
	struct str control;	/* tag of a content control; n == 0: none */
	struct str rule;	/* … of which its author says so much */
	struct str choices;	/* … which takes one of these, parted by / */
	bool dated;		/* … or a date */
	bool controls;		/* boxes and blank dates in its text are, too */
};

struct grid_row {
	struct grid_cell *cells;	/* one for each column */
	int height;		/* at least; 0: by content */
	int own;		/* the height its unmerged cells ask for */
	int measured;		/* the height it will take */
	bool header;		/* repeated on every page */
	bool may_split;		/* over a page: it is taller than one */
	bool opens_page;	/* as computed: the first on its page */
	int left;		/* as computed: of the page, under the row */
	int pushes;		/* made higher by so much to end its page */
};

enum grid_place {
	GRID_FLOW,		/* in the text */
	GRID_PAGE,		/* at the top of the page, above the text */
	GRID_FOOT		/* floating at the foot of the type area */
};

struct grid {
	enum grid_place place;
	unsigned columns;
	int *widths;		/* by column */
	struct grid_row *rows;
	size_t n;
	int border;		/* eighths of a point, all lines; 0: none */
	bool red;		/* its lines are */
	int x, y;		/* GRID_PAGE: from the edges of the paper */
	int padding;		/* left and right, in cells */
	int air;		/* above and below the text in them */
	int line;		/* the pitch of their text */
	int crowded;		/* the size its text was made; 0: as asked */
	struct str title;	/* for readers: what the table is */
	struct pos pos;
};

/* The width of N columns, in twips; the height of a cell's text alone. */
int	 grid_width(const struct grid *, unsigned from, unsigned n);
int	 cell_text_height(const struct grid_cell *);
/* What a cell needs with the air in it and the line under it. */
int	 grid_cell_height(const struct grid *, const struct grid_cell *);

struct figure {
	struct str bytes;
	bool png;
	int width, height;
	int air;		/* above and below it */
	bool keep_next;
	struct str alt;
	struct pos pos;
};

/* A section: pages of one shape.  It ends where a LAID_SECTION_END stands. */
struct sheet {
	bool landscape;
	bool unnumbered;	/* no page numbers on it */
};

enum laid_kind {
	LAID_PARA, LAID_GRID, LAID_FIGURE,
	LAID_IMPORT,		/* the body of a DOCX to be taken in */
	LAID_SECTION_END	/* the blocks before it form a section */
};

struct laid {
	enum laid_kind kind;
	union {
		struct para *para;
		struct grid *grid;
		struct figure *figure;
		struct {
			struct str path;
			struct pos pos;	/* where it is asked for */
		} import;
		struct sheet sheet;
	} as;
	const void *source;	/* the block of the document it shows */
	unsigned like;		/* its number in a memo, from 1; 0: none */
	unsigned page, last_page;	/* as computed, from 1 */
	int y;			/* under the page's top edge, as computed */
	int left;		/* of its last page, under it */
	unsigned turn;		/* a paragraph's first line on a later page */
	int behind;		/* room it left on the page before, moving on
				   as a whole; 0 where it was told to */
};

struct laid_list {
	struct laid *v;
	size_t n, capacity;
};
