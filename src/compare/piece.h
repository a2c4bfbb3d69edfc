#pragma once

#include "../document/document.h"
#include "../document/element.h"

/*
 * What is printed of a document, piece by piece: an element, a paragraph, a
 * line of a cell; and which piece of one document is which of another.
 */
struct piece {
	struct str text;		/* of its runs, without outer blanks */
	struct text runs;
	size_t lead;			/* bytes of the runs before the text */
	const struct element *element;	/* NULL: of the body, the note … */
	const struct attachment *page;	/* NULL: of the document itself */
	const struct block *block;	/* of the body; NULL: of none */
	unsigned row, column;		/* of its cell, from 1; 0: in none */
	bool note;			/* of the 附件说明 */
};

struct pieces {
	struct piece *v;
	size_t n;
};

/* All in the arena; shares the texts of the document. */
struct pieces pieces_of(struct arena *, const struct document *);

/* The end of the row that piece I is of; I + 1 when it is in no table. */
size_t	 pieces_row_end(struct pieces, size_t i);

/* The texts of pieces FROM..TO, parted by tabs. */
struct str pieces_join(struct arena *, struct pieces, size_t from, size_t to);

/* Are two pieces cells of tables with other numbers of columns? */
bool	 pieces_columns_differ(const struct piece *, const struct piece *);

/* "附件1 标题", "正文": what a clerk calls the place. */
struct str piece_name(struct arena *, const struct piece *, enum language);

/* Bytes FROM..TO of S with some characters around them, not too many. */
struct str piece_around(struct arena *, struct str, size_t from, size_t to);

/* Where its first character stands. */
struct pos piece_pos(const struct piece *);

/*
 * For each piece of OLD the one of NEW that it became, SIZE_MAX when it is
 * gone, in the order of both: the same text, or a text alike of one kind
 * between two such.  Rows of tables are matched whole, then their cells by
 * columns.  In the arena.
 */
size_t	*pieces_match(struct arena *, struct pieces old, struct pieces new);

/*
 * What became of a text: bytes FROM..TO of the old one are TEXT, in order and
 * apart from each other; cut between characters.
 */
struct edit {
	size_t from, to;
	struct str text;
};

struct edits {
	struct edit *v;
	size_t n;
};

struct edits text_edits(struct arena *, struct str old, struct str new);
