#ifndef SOURCE_READER_H
#define SOURCE_READER_H

#include "line.h"

/*
 * Between the files that make lines of rows; nothing else reads this.
 *
 *	rows → the depths of their headings (outline.c)
 *	     → those that are of tables (cells.c)
 *	     → those that go on from each other (wrap.c)
 *	     → lines (lines.c), with what is seen on each (cue.c)
 *	     → titles and keys that the author marked (outline.c)
 */
struct reader {
	struct arena *arena;
	struct str text;
	struct findings *findings;
	struct rows *source;
	struct row *rows;		/* of it */
	size_t row_count;
	VEC(struct line) lines;
	VEC(struct run) runs;		/* of the lines, in their order */
	bool marked;
	unsigned spacing;		/* blank lines between all lines */
	unsigned page;			/* the last page number seen */
	size_t emphasis;		/* those before it are done */
	bool top;			/* no running text yet */
	bool addressed;			/* 主送 has stood above */
};

/* Lines from the first that are near the top. */
#define TOP_LINES	14

static inline struct str
row_text(const struct reader *reader, const struct row *row)
{
	return str_slice(reader->text, row->offset,
	    (size_t)row->offset + row->length);
}

static inline void
reader_drop(struct reader *reader, struct str s)
{
	row_drop(reader->arena, reader->source, s);
}

/* Take the next of cells parted by MARK; P is NULL behind the last. */
static inline struct str
take_cell(struct str *rest, char mark)
{
	const char *end = memchr(rest->p, mark, rest->n);
	struct str cell = str_slice(*rest, 0, end == NULL ? rest->n :
	    (size_t)(end - rest->p));

	*rest = end == NULL ? (struct str){ NULL, 0 } :
	    str_from(*rest, cell.n + 1);
	return words_trim(cell);
}

/* --- one line (cue.c) ------------------------------------------------- */

/* What is seen on the text of a line; other facts of it are set before. */
void	 line_look(struct line *);
/* 报到地点：… has a label of a few characters before it. */
bool	 line_has_label(const struct line *);
/* IS_DATE, DATED or PRINTED for a day in a short line, or 0. */
uint64_t date_cues(struct str);
bool	 sentence_ends(struct str);

/* --- rows (outline.c, cells.c, wrap.c) -------------------------------- */

/* The depth of each heading, as it counts from its title. */
void	 outline_find(struct reader *, const struct document *front);
/* Which rows are cells, or rows of them. */
void	 cells_find(struct reader *);
/* Which rows go on in the next. */
void	 wrap_find(struct reader *);
/* The next row after I that is no page number. */
size_t	 wrap_next(const struct reader *, size_t i);

/* Does a cell hold an element of a letterhead or colophon set as a table? */
bool	 cell_is_element(const struct reader *, const struct row *);
/* Does an element stand among the cells of a row (抄送：…\t…印发)? */
bool	 cells_hold_element(const struct reader *, size_t i);
/* Are the cells of S, a row or a table, those of one and no others? */
bool	 cells_hold_head(struct str);		/* 某局文件 | 某发〔2026〕3号 */
bool	 cells_hold_colophon(struct str);	/* 抄送：…, 某某局 | …印发 */
bool	 cells_sign(struct str);		/* 某某局 | 2026年6月1日 */
/*
 * Is the table of the rows FROM..TO a frame around elements of a letterhead
 * or colophon?  Then it is no table of the document.
 */
bool	 cells_are_frame(const struct reader *, size_t from, size_t to);
/* Is it a row of cells in one line, parted by | or by tabs? */
bool	 cells_in_row(const struct reader *, size_t i);
/* Where the table that row I begins ends: the row after it; I for none. */
size_t	 cells_end(const struct reader *, size_t i);
/* Is the table that row I begins, without any text, one to be filled in? */
bool	 cells_to_fill(const struct reader *, size_t i);

/* --- lines (outline.c) ------------------------------------------------ */

/* Titles that the author marked, and what a key says of the line below. */
void	 outline_titles(struct reader *, const struct document *front);
void	 outline_keys(struct lines *);

#endif
