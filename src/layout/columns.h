#pragma once

#include "../document/document.h"
#include "block.h"
#include "measure.h"

/*
 * Inside table.c: a table that is being laid, and how wide its columns and how
 * large its text are by what its cells hold (columns.c).
 */

/* Up to so many characters are a label, which stands centred. */
#define LABEL_MAX	12

/* What the text of a column asks for, in twips. */
struct column {
	int least;		/* no word is cut */
	int eased;		/* none, where its face is missing, too */
	int natural;		/* every line in one piece */
	double bulk;		/* the squares of its cells' lengths */
	unsigned cells, blank;	/* below the header; those to be filled in */
	bool long_text;		/* more than labels */
	bool amounts;		/* numbers that do not line up when centred */
	bool codes;		/* its numbers only name things */
	bool words;		/* not all of it are numbers */
	struct str unit;	/* what its head says it counts */
	bool numbers;		/* some of it are */
	bool narrow;		/* its head says that little is written there */
	bool raised;		/* natural is the room to write in */
};

/* What the text of a cell asks for, beside the margins. */
struct asking {
	unsigned lines;		/* 0: covered, or blank */
	double longest;		/* of them, as long as it likes */
	double length;		/* of all, in each column that it spans */
	int natural, least, eased;	/* as of a column */
	bool long_text, blank, number;
};

/* On what that depends. */
struct asking_key {
	struct str text;
	int size, padding, width;	/* of the table */
	unsigned span;
	bool header;
};

/* A cell as it was found in a table laid before (memo.c). */
struct known_cell {
	struct asking_key key;
	struct asking asking;
	/* And as it was laid, in ROOM and so JUSTIFYed; n == 0: it was not. */
	int room;
	enum justify justify;
	bool loose;		/* its lines are those of any wider room, too */
	struct para *paras;
	size_t n;
};

struct layout_memo;
/* The cell with such a key; NULL: not known.  MEMO may be NULL. */
struct known_cell *memo_cell(const struct layout_memo *,
	    const struct asking_key *);
void	 memo_keep_cell(struct layout_memo *, const struct asking_key *,
	    const struct asking *);
bool	 memo_is_sealed(const struct layout_memo *);

/* A table being laid. */
struct laying {
	struct arena *arena;
	struct layout_memo *memo;	/* may be NULL */
	const struct table *table;
	const struct profile *profile;
	struct grid *grid;
	struct str *texts;		/* of the cells, lines parted by \n */
	struct column *columns;
	struct asking *asking;		/* of the cells of the first rows */
	unsigned header;		/* rows of it */
	int width, room;
	int most, size;			/* of its text, in half-points */
	int line;			/* its pitch: never the body's */
	int padding;			/* beside it; less when it is small */
	int signing;			/* room above lines to sign */
};

const struct cell *laying_cell(const struct laying *, unsigned row,
	    unsigned column);
struct str laying_text(const struct laying *, unsigned row, unsigned column);
bool	 laying_is_header(const struct laying *, unsigned row);
struct asking_key laying_key(const struct laying *, unsigned row,
	    unsigned column);
struct measure laying_measure(const struct laying *);
/* Is there nothing in the cell but room to write? */
bool	 laying_is_blank(const struct laying *, unsigned row, unsigned column);

/* Digits with what stands between and around them in amounts. */
bool	 columns_is_number(struct str);
/*
 * The width of the widest word that is half-width: a number, Latin.  HALF:
 * hundredths of an em of a digit; capitals are wider in some faces.
 */
#define HALF_EM		50	/* as the faces of the standard have it */
long	 columns_widest_word(const struct measure *, struct str line,
	    long half);

/*
 * Set size, line and padding of the text, and the widths of the grid's
 * columns: as asked for, or so that words of heads, numbers and Latin words
 * stay whole, columns to fill in have room, and the table is low.  Texts and
 * header must be known.  Linear in the number of cells.
 */
void	 columns_set(struct laying *);
