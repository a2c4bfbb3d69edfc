#pragma once

#include "piece.h"

/*
 * Where a piece of a document stands in the text of its source, for who wants
 * to change it there: every answer is certain, or there is none.
 */
struct stretch {
	struct pos pos;
	size_t length;
};

static inline struct pos
pos_after(struct pos pos, size_t bytes)
{
	return (struct pos){ pos.file, pos.offset + (uint32_t)bytes };
}

/* Bytes FROM..TO of the piece's text, all in one run. */
bool	 place_bytes(const struct findings *, const struct piece *,
	    size_t from, size_t to, struct stretch *);

/* A date, however it is written there. */
bool	 place_date(const struct findings *, const struct piece *,
	    struct stretch *);

/* The lines that hold it; false: not known, or in several files. */
bool	 place_lines(const struct findings *, const struct piece *,
	    struct stretch *);

/*
 * Is there nothing but the piece in its lines?  Marks of headings, a key of the
 * front matter, blanks, and a number that the program gave are nothing.
 */
bool	 place_is_alone(struct arena *, const struct findings *,
	    const struct piece *, const struct stretch *lines);

/* The line end behind, and the blank line that parted it, go along. */
void	 place_take_end(const struct findings *, struct stretch *lines);

/* Where the front matter of a file ends: before its second "---". */
bool	 place_front_end(const struct findings *, uint32_t file, struct pos *);

/* Is the file read as Markdown? */
bool	 place_is_markdown(const struct findings *, uint32_t file);

/* Would none of these characters mean something in Markdown? */
bool	 place_is_plain(struct str);

/* How the rows of a table are written. */
enum row_kind {
	ROW_PIPES,		/* | a | b | */
	ROW_LED,		/* a line led by a tab for each cell */
	ROW_TABS		/* cells parted by tabs */
};

struct row_place {
	enum row_kind kind;
	struct stretch lines;
	size_t columns;
	bool head;		/* the line below parts the head off */
	bool merged;		/* merged with the row above, or below */
};

/* The row of which pieces FROM..TO are the cells that are not blank. */
bool	 place_row(struct arena *, const struct findings *, struct pieces,
	    size_t from, size_t to, struct row_place *);
/* Where a row below it begins, with the line ends that part them. */
struct pos place_below(const struct findings *, const struct row_place *);
/*
 * Row ROW (from 1) of a table as one more row of that kind, with the line ends
 * before it; n == 0: it cannot be one.
 */
struct str place_new_row(struct arena *, const struct row_place *,
	    const struct table *, unsigned row);
