#ifndef SOURCE_LINE_H
#define SOURCE_LINE_H

#include "source.h"
#include "../text/ordinal.h"
#include "../text/words.h"

/*
 * Inside the recogniser of plain text; only source/ reads this.
 *
 *	text → rows (row.c) → lines (lines.c; reader.h says how)
 *	     → what is seen on each (cue.c, key.c)
 *	     → what they say of each other (around.c)
 *	     → without the table of a web page (web.c), and what stands
 *	       over the title (head.c)
 *	     → a label for each, the best reading of all (label.c)
 *	     → the document (build.h, grid.c)
 *
 * What it knows about documents is in label.def.
 */
enum label {
#define LABEL(id, stage, zh, en)	LABEL_##id,
#include "label.def"
	LABEL_COUNT
};

/* What is seen on a line by itself, and from 64 on what is around it. */
enum cue {
#define CUE(id, zh, en)	CUE_##id,
#include "label.def"
	CUE_OWN_COUNT,
	CUE_AROUND = 63,
#define AROUND(id, zh, en)	CUE_##id,
#include "label.def"
	CUE_COUNT
};

/* Sets of either kind; a cue of the other one does not compile. */
#define CUE_BIT(id)	(UINT64_C(1) << CUE_##id)
#define AROUND_BIT(id)	(UINT64_C(1) << (CUE_##id - 64))
/* … and of labels. */
#define LABEL_BIT(id)	(UINT64_C(1) << LABEL_##id)

/* Up to so many characters a line may be an element: a title, a name. */
#define ELEMENT_MAX	90

/* The document that a line belongs to: what begins with it, if anything. */
enum begins { BEGINS_NOTHING, BEGINS_PAGE, BEGINS_ENCLOSURE };

/* A line of the file, without blanks and marks around it (row.c). */
enum line_kind {
	LINE_TEXT,
	LINE_ROWS,		/* of a pipe table */
	LINE_FENCE,		/* what stands at the fence, then its lines */
	LINE_SETTING, LINE_FILL,	/* {…} */
	LINE_PICTURE, LINE_SECTION,
	LINE_CSV,		/* the path of one */
	LINE_NOTHING		/* it has been read */
};

/* Words in braces at the end of a title. */
enum page_word { PAGE_LANDSCAPE = 1, PAGE_UNBOUND = 2, PAGE_ENCLOSURE = 4 };

struct row {
	uint32_t offset, length;
	unsigned width;		/* with the blanks before it, of wrap.c */
	uint8_t kind;		/* enum line_kind */
	uint8_t blanks;		/* empty lines above */
	uint8_t columns;	/* of blanks before it */
	uint8_t depth;		/* of "## ", or 0 */
	uint8_t joined;		/* rows of a title above ===, or 0 */
	uint8_t quotes;		/* ">" before it */
	uint8_t page;		/* enum page_word */
	uint8_t styled;		/* 1 + the label its style says, or 0 */
	bool opens;		/* another document, says its style */
	bool cell;		/* led by a tab */
	bool grid;		/* a row of cells parted by tabs */
	bool beside;		/* a table's title, or 填表人：, with tabs */
	bool drawn;		/* a line of a table drawn with signs */
	bool said;		/* text for certain: it begins with \ */
	bool inside;		/* a list or a quote, as the row above */
	bool begins, ends;	/* never goes on from above, or below */
	bool last;		/* of its paragraph */
	const struct known *known;	/* the table that it is of */
};

struct rows {
	struct arena *arena;	/* of the list alone */
	VEC(struct row) list;
	const struct knowledge *known;
	uint32_t file;
	bool authored;		/* Markdown with front matter: nobody's page */
	struct str text;	/* of the file */
	VEC(struct str) comments;	/* <!-- 校核: … --> of plain text */
	struct dropped marks;
};

/* The rows of a file from byte FROM on; MARKED: it is Markdown. */
void	 row_read(struct arena *, uint32_t file, size_t from, bool marked,
	    struct rows *, struct findings *);
/* The place of S, a part of their text. */
struct pos row_pos(const struct rows *, struct str s);
/* S is a mark and no text. */
void	 row_drop(struct arena *, struct rows *, struct str s);
bool	 row_is_page_number(struct str);
/*
 * Of a row whose cells are parted by LEAST blanks or more: where the cell that
 * begins at AT ends, and in NEXT where the one after it begins; S.n: none.
 */
size_t	 row_cell_end(struct str s, size_t at, unsigned least, size_t *next);
/*
 * Does the first cell of the row BELOW, whose cells tabs part, begin in LINE,
 * which has no tab?  The row ABOVE it is done, or a bracket goes on.
 */
bool	 row_breaks(struct str above, struct str line, struct str below);
/*
 * Is LINE, which has no tab, the number of a row that is to be filled in and
 * that has lost the tabs at its end?  ABOVE it stand 序号 or the number before.
 */
bool	 row_is_bare(struct str above, struct str line);
/*
 * Columns of a table that lost its rows, each cell in a line of its own: 序号
 * heads it, and 1, 2, 3 stand as far from another; or 0.  S begins with it; END
 * is where its last row ends.
 */
size_t	 row_flat_columns(struct str s, size_t *end);
/* A line of it without the stroke that may end it. */
struct str row_flat_cell(struct str line);
/* Take "![alt](path)" apart; false when the line is none. */
bool	 special_picture(struct str line, struct str *alt, struct str *path);

/*
 * A line as its author meant it: hard breaks are undone, the cells of a table
 * stand together in one.
 */
struct line {
	struct str text;	/* without blanks around it */
	uint64_t cues, around;
	struct text runs;	/* the same, with its marks and places */
	uint16_t number;	/* of its ordinal, or attachment mark */
	uint16_t chars;		/* at most UINT16_MAX */
	uint8_t style;		/* enum ordinal_style */
	uint8_t key;		/* bytes of a key such as "抄送：" */
	uint8_t blanks;		/* blank lines above it */
	uint8_t columns;	/* of blanks before it; at most 255 */
	uint8_t said;		/* 1 + the label its key names, or 0 */
	uint8_t depth;		/* of "## ", or 0 */
	uint8_t kind;		/* enum line_kind */
	uint8_t page;		/* enum page_word */
	uint8_t certain;	/* 1 + the only label it may have, or 0 */
	bool opens;		/* another document, for certain */
	const struct known *known;	/* what it is of, or NULL */
	uint8_t barred;		/* 1 + a label that led to doubts, or 0 */
	/* By lines_label: */
	uint8_t label;
	uint8_t begins;		/* enum begins */
};

struct lines {
	struct line *v;
	size_t n;
	uint32_t file;
	struct str text;	/* of the file */
	bool marked;		/* it is Markdown */
	const struct knowledge *known;	/* NULL: the text is all there is */
};

/*
 * The lines of the rows, with what is seen on them.  FRONT has what the front
 * matter says.
 */
struct lines lines_read(struct arena *, struct rows *, bool marked,
	    const struct document *front, struct findings *);

/* What the neighbours of each line show; lines_read ends with it. */
void	 lines_around(struct arena *, struct lines *);

/* WEB_BAR or WEB_KEY when the line is 来源：…　发布时间：… of a page, or 0. */
uint64_t web_bar(struct str);

/* Does it begin with a key that pages have, parted from its value? */
bool	 web_begins_key(struct str);

/* Keys of a page in the cells of a table, an element among them. */
bool	 web_table(struct str);
/*
 * Of keys of a page in one line: where the one begins that has a number or a
 * title, where its VALUE does, and where it ends; S.n: there is none.
 */
size_t	 web_element(struct str s, size_t *value, size_t *end);

/* The lines of a page or a mail around a document; lines_around ends so. */
void	 web_around(struct arena *, struct lines *);
/* Mark the lines of a web page's own table as such. */
void	 web_properties(struct arena *, struct lines *);

/* The bytes of the stroke that S begins with, | or │; 0: none. */
size_t	 row_stroke(struct str);
/* Is it a rule of a drawn table with its columns: +---+---+, ├──┼──┤? */
bool	 row_draws(struct str);
/*
 * Where the row ends that S begins with, its cells parted by tabs: a cell in
 * quotes may hold line breaks, as pasted from a sheet.
 */
size_t	 row_quoted(struct str s);

/* May it be a line of a title, by what is seen on it? */
bool	 title_may(const struct line *);
/* 关于…, 某某局关于…, 某某办公室转发…: does a title begin so? */
bool	 title_begins(struct str);
/* A title begins so, with 甲, A, 《 or ○○市; not with ★ or - of a page. */
bool	 title_opens(struct str);
/* 09:12, as only web pages and mails have beside a title. */
bool	 text_has_clock(struct str);
/* The lines over the head of a document that are no part of it. */
void	 lines_head(struct arena *, struct lines *);

/* More elements than that do not stand in one line. */
#define CUTS_MAX	6

/*
 * Where other elements begin in the text of a line; AT has room for CUTS_MAX.
 * TOP: no running text has been seen yet.  SAID: the author marked it a title.
 * TITLED: the line above ends a title.  DATED: the next line is a date.
 */
size_t	 line_cuts(struct str, bool top, bool said, bool titled, bool dated,
    size_t *at);

/* A slice of the text of a line, as a span with its place. */
struct span line_span(const struct line *, struct str);

/*
 * Give every line its label.  A PAGE begins inside an attachment.  EXPLAIN may
 * be NULL.
 */
void	 lines_label(struct arena *, struct lines *, bool page,
	    struct explanation *explain, struct findings *);

/*
 * How many things speak against the reading as a whole; with BAR the labels
 * that lead to them are barred, so that lines_label finds another reading.
 */
size_t	 doubts_count(struct lines *, bool bar);
/*
 * Is what stands below the DATE, in the same document, no more than a few
 * lines of text?  A table or a heading there is of a paper by itself.
 */
bool	 lines_ended(const struct lines *, size_t date);
/* One finding for each of them. */
void	 doubts_tell(const struct lines *, struct findings *);

/* The lines FROM..TO that are MORE become part of line FROM. */
void	 lines_join(struct arena *, struct lines *, size_t from, size_t to);

/*
 * The table in the bytes FROM..TO of the text: a cell for each line led by a
 * tab, a row up to each blank line, short rows with merged cells; or a row a
 * line, parted by tabs or |.  Heads repeated on every page go to DROPPED.
 * NULL when there is none, or it is beyond the bounds of tables.
 */
struct table *grid_read(struct arena *, const struct lines *, size_t from,
	    size_t to, struct dropped *, struct findings *);

/* --- keys ------------------------------------------------------------- */

/* A key at the head of a line. */
struct key {
	const char *word;
	size_t n;
	enum cue cue;		/* CUE_ANY: it names the element itself */
	int label;		/* LABEL_COUNT: none */
	bool colon;		/* only with a colon */
};

/* 1 + the label of the element that S is the key of, and no more, or 0. */
int	 key_alone(struct str s);
/* Is a colon at AT of S, or the 】 of 【标题】?  AT goes behind it. */
bool	 key_colon(struct str s, size_t *at);
/* The key that squeezed text begins with; NULL when there is none. */
const struct key *key_at_head(struct str squeezed);
/* The same of a line with a blank in the place of the colon. */
const struct key *key_parted(struct str line);

#endif
