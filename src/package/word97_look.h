#pragma once

#include "../base/arena.h"
#include "little.h"

/*
 * Inside the reader of .doc: how paragraphs, characters, rows and sections
 * look.  A .doc says it in lists of changes (MS-DOC: sprm), a number and what
 * goes with it; these become the properties that a DOCX has.
 */

/* One change. */
struct change {
	unsigned code;
	struct str operand;		/* without its length */
};

/* Take the next one off *REST; false at the end, or where it makes no sense. */
bool	 change_next(struct str *rest, struct change *);

/* The lists that make one look, in their order. */
struct changes {
	struct str v[4];
	size_t n;
};

#define LOOK_UNSET	INT32_MIN	/* nothing was said of it */

enum par {
	PAR_JC, PAR_JC_OLD, PAR_BREAK, PAR_LEVEL, PAR_LIST,
	PAR_LEFT, PAR_RIGHT, PAR_FIRST,
	PAR_LEFT_CHARS, PAR_RIGHT_CHARS, PAR_FIRST_CHARS,
	PAR_LINE, PAR_BEFORE, PAR_AFTER, PAR_SNAP,
	PAR_TOP, PAR_BOTTOM, PAR_TOP_OLD, PAR_BOTTOM_OLD,
	PAR_IN_TABLE, PAR_ROW_END, PAR_DEPTH, PAR_INNER_CELL,
	PAR_INNER_ROW_END, PAR_OUTLINE, PAR_STYLE, PAR_COUNT
};

enum chr {
	CHR_DELETED, CHR_INSERTED, CHR_DATA, CHR_OLE, CHR_PLACE, CHR_STYLE,
	CHR_BOLD, CHR_ITALIC, CHR_STRIKE, CHR_HIDDEN, CHR_UNDERLINE,
	CHR_SPACING, CHR_ICO, CHR_COLOR, CHR_SIZE, CHR_SPECIAL, CHR_OBJECT,
	CHR_FONT_ASCII, CHR_FONT_EAST, CHR_FONT_OTHER, CHR_SYMBOL,
	CHR_POSITION, CHR_COUNT
};

enum sec {
	SEC_BREAK, SEC_TITLE, SEC_WIDTH, SEC_HEIGHT, SEC_LEFT, SEC_RIGHT,
	SEC_TOP, SEC_BOTTOM, SEC_GUTTER, SEC_HEADER, SEC_FOOTER, SEC_TURNED,
	SEC_GRID, SEC_CHARS, SEC_PITCH, SEC_COUNT
};

/* What the lists say together; of a thing said twice the last counts. */
void	 look_par(int32_t look[PAR_COUNT], const struct changes *);
void	 look_chr(int32_t look[CHR_COUNT], const struct changes *);
void	 look_sec(int32_t look[SEC_COUNT], struct str changes);

/*
 * As XML, in the order of the schema: what stands in w:pPr (without style),
 * w:rPr, w:sectPr.  FONTS are names by number.
 */
struct fonts {
	struct str *v;
	size_t n;
};

void	 look_put_par(struct buf *, const int32_t look[PAR_COUNT]);
void	 look_put_chr(struct buf *, const int32_t look[CHR_COUNT],
	    const struct fonts *);
void	 look_put_sec(struct buf *, const int32_t look[SEC_COUNT]);

/* A cell of a row, as its row defines it. */
struct cell_look {
	int32_t right;			/* its right edge, twips */
	bool joined;			/* to the cell at its left */
	bool merged, restart;		/* to the cell above; the first */
	unsigned align;			/* 0 top, 1 middle, 2 bottom */
	struct str borders;		/* 4 × 4 bytes, or none */
};

#define ROW_CELLS_MAX	64

struct row_look {
	int32_t left;			/* its left edge */
	struct cell_look cells[ROW_CELLS_MAX];
	size_t n;			/* 0: the row says nothing */
	int32_t height;
	bool header, floating;
};

void	 look_row(struct row_look *, const struct changes *);

/* Lines of a cell as the inside of w:tcBorders. */
void	 look_put_borders(struct buf *, struct str borders);
