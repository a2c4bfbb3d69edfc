#pragma once

#include "../base/arena.h"
#include "layout.h"
#include "measure.h"
#include "title.h"

/* Blank lines give way by so many percent at most, 7.3.5.5. */
#define SQUEEZE_MAX	40

/* Where a document inside an attachment ends: blocks of the list. */
struct inner_ending {
	size_t last;		/* of its text */
	size_t name;		/* the first of its signature */
};

/*
 * Inside layout: what its parts share.  A part lays one element of the
 * standard and adds blocks to the current list.
 */
struct lay {
	struct arena *arena;
	const struct profile *profile;
	struct findings *findings;
	struct laid_list *out;		/* where blocks go */
	int width;			/* of the type area now */
	int character;			/* 一字 of the body */
	enum format format;		/* of the document, not of inner ones */
	bool controls;			/* blank cells become controls */
	int squeeze;			/* percent off blank lines, 7.3.5.5 */
	bool apart;		/* contacts need no page with the date */
	unsigned tight;			/* the head; HEAD_TIGHT_MAX at most */
	bool opens_late;		/* page 1 has no text anyhow */
	unsigned parted;		/* lines cut off the last paragraph */
	int reserved;			/* of the page: the gap under a title */
	int above;			/* of page 1: what is over the text */
	int tail;			/* of the last one: 抄送 and 版记 */
	struct laid_list colophon;	/* laid to be measured, */
	int colophon_width;		/* as wide as this */
	VEC(struct inner_ending) inner;	/* signatures within attachments */
	struct layout_memo *memo;	/* may be NULL */
	size_t memo_next;		/* after the block it told last */
	struct layout_recall *recall;	/* may be NULL */
};

/* From here on blocks go to a slot. */
static inline void
lay_into(struct lay *lay, struct layout *layout, enum slot slot)
{
	lay->out = &layout->slots[slot];
}

/* A new block of the list. */
struct laid *lay_add(struct lay *, enum laid_kind);
/* From here on pages have this shape; what it is now is in the sheet. */
void	 lay_turn(struct lay *, struct sheet *, bool landscape);
/* The blocks of a list from I on are kept on the page of what follows. */
void	 lay_keep_from(struct lay *, struct laid_list *, size_t i);

/* A paragraph being put together. */
struct para_builder {
	struct lay *lay;
	struct para *para;
	size_t capacity;
};

struct measure lay_measure(const struct lay *, enum style);
/* Width of a text in a style, on one line. */
int	 lay_width(const struct lay *, enum style, struct str);

/* The height of so many blank lines; and where they may give way, 7.3.5.5. */
int	 lay_lines(const struct lay *, int lines);
int	 lay_gap(const struct lay *, int lines);

/* Did the author say where its lines end? */
bool	 text_has_breaks(const struct text *);
/* 　　年　　月　　日 with half of its blanks. */
struct str lay_halve_blanks(struct arena *, struct str);

/* A new paragraph of STYLE, not yet in the list. */
struct para_builder para_begin(struct lay *, enum style, struct pos);
void	 para_text(struct para_builder *, struct str);
void	 para_styled(struct para_builder *, enum style, struct str);
void	 para_tab(struct para_builder *);
void	 para_break(struct para_builder *);
void	 para_lines(struct para_builder *, struct title_lines);
void	 para_tab_stop(struct para_builder *, enum tab_kind, int position);
/* The runs of a text, in STYLE (STYLE_COUNT: the paragraph's own). */
void	 para_runs(struct para_builder *, enum style, const struct run *,
	    size_t n);
/* Measure; the paragraph has its height afterwards. */
struct para *para_finish(struct para_builder *);
/* A low one, with nothing in it; one that parts two tables. */
struct para *para_anchor(struct lay *);
struct para *para_gap(struct lay *);
/* The same as para_finish and add it to the list. */
struct para *para_end(struct para_builder *);

/* The pitch of its lines. */
int	 para_pitch(const struct profile *, const struct para *);
/* The width that its lines have in WIDTH: whole cells on an upright page. */
int	 para_room(const struct profile *, int width);
/* It gives up so much of the room above it. */
void	 para_give_up(struct para *, int height);
/* Its pieces as the measure wants them; a tab has its stop, or an em. */
struct measured_piece *para_measured(struct arena *, const struct profile *,
	    const struct para *, size_t *n);
/* Break it in WIDTH: its breaks, and what else comes of it. */
void	 para_break_lines(struct arena *, const struct profile *,
	    struct para *, int width, struct measured *);

/*
 * A table (table.h), as wide as the text.  ROOM is the height left for it on
 * its page: a form whose asked-for rows are higher is made to fit where its
 * text allows, and with 通页 it fills the room.  NULL when it has no cells.
 * Linear in the number of cells.
 */
struct grid *table_lay_in(const struct lay *, const struct table *, int room);
void	 lay_grid(struct lay *, struct grid *);
/* A grid of COLUMNS × ROWS with empty cells and no borders. */
struct grid *grid_new(struct lay *, size_t rows, unsigned columns);
/* Put one finished paragraph into a cell. */
void	 grid_put(struct lay *, struct grid *, size_t row, unsigned column,
	    struct para *);
/* The height the grid takes, from its rows' paragraphs and heights. */
int	 grid_height(const struct grid *);

/*
 * Blocks that the memo knows (memo.c): add what BLOCK was laid as before, in
 * the same PLACE on the page (tables; else 0); false when it is not known.
 * Otherwise, once it is laid: the list FROM there on is what it was laid as.
 */
bool	 memo_take(struct lay *, const struct block *, long place);
void	 memo_keep(struct lay *, const struct block *, long place, size_t from);
/* The lines of a title (title.h), which may be known. */
struct title_lines memo_title(const struct lay *, struct str,
	    const struct measure *);
/* A paragraph of the list, to be changed: no longer the memo's. */
struct para *memo_own(struct lay *, struct laid *);

/* Does a block stay on the page of the next one?  How high is one that does? */
bool	 pages_keeps_next(const struct laid *);
int	 pages_whole_height(const struct laid *);
/* The height of the type area of a page, whole lines of it where they count. */
int	 pages_room(const struct profile *, struct sheet);

/*
 * Set the blocks of the slots before END on pages (pages.c): every block learns
 * its pages.  HANGS: marks stand out of full lines, as in Word.  Returns the
 * number of pages.
 */
unsigned pages_set(struct arena *, const struct layout *, size_t end,
	    bool hangs);
/* The same, and merged cells that a page break cuts are split (table.h). */
unsigned pages_count(struct lay *, struct layout *, size_t end);

/* Put a block behind block I of a list. */
void	 list_insert(struct lay *, struct laid_list *, size_t i, struct laid);
/*
 * Cut the last lines, one or two, off paragraph I of a list; they stand behind
 * it as a paragraph that goes on without an indent.  NULL when it has no more
 * lines than those, or more than text.
 */
struct para *list_cut(struct lay *, struct laid_list *, size_t i,
	    unsigned lines);

/* What of a block stands on one page. */
struct placed {
	const struct laid *laid;
	size_t from, to;	/* lines of a paragraph, rows of a grid */
	unsigned page;
	int y;			/* below the top of the type area; a floating
				   grid's is where it says */
	struct sheet sheet;	/* the page's */
	/* One row of a table: */
	int skipped, height;	/* of a row that is higher than a page */
	bool again;		/* a head repeated */
};

struct placed_list {
	struct placed *v;
	size_t n, capacity;
};

/* Set a finished layout on pages once more and tell what stands where. */
unsigned pages_place(struct arena *, const struct layout *,
	    struct placed_list *);
