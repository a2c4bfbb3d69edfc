#pragma once

#include "docx.h"

/*
 * Inside the reader of a DOCX; nothing else reads this.
 *
 *	the main part → text, and lists of what stands in it (docx.c)
 *	              → sections and footers (docx_section.c)
 *	              → the facts: all in its final place (docx_facts.c)
 *	                and cells in their grid (docx_grid.c)
 *	the facts     → a document (docx_document.c)
 */

#define CELLS_MAX	500000		/* of all tables */

/* A cell as it is met: its paragraphs by number, before the grid is known. */
struct raw_cell {
	size_t first, last;		/* paragraphs FIRST..LAST-1 */
	unsigned row, column, colspan;
	bool merge_start, merge_on;
	struct str rule;		/* {填写: 男/女}: what a list offers */
};

struct raw_table {
	unsigned *widths;		/* of the columns of its grid, twips */
	size_t width_count;
	int low, high;			/* rows below the head, twips */
	size_t first, n;		/* cells */
	unsigned columns;
	bool controls;			/* it holds content controls */
};

/* A header or footer, by its part. */
struct margin {
	struct str target;
	struct docx_footer footer;
};

enum note_kind { NOTE_FOOT, NOTE_END, NOTE_KINDS };

/* Forms or fonts that were met last: a table has the same ones in each row. */
struct recent {
	const void *v[16];
	size_t next;
};

/* A footnote or endnote; its words stand once, however often it is named. */
struct note_at {
	const xmlNode *node;
	bool taken;
};

struct reader {
	struct arena *arena;
	struct arena *lists;		/* of paragraphs, runs and cells */
	struct findings *findings;
	const struct pack *pack;
	struct markup_reading *reading;	/* the main part */
	struct relations relations;	/* of it */
	struct docx_styles *styles;
	struct docx_facts *facts;
	struct buf text;
	VEC(struct docx_paragraph) paragraphs;
	VEC(struct docx_run) runs;
	VEC(struct docx_table) tables;
	VEC(struct raw_table) raw;
	VEC(struct raw_cell) cells;
	VEC(struct docx_section) sections;
	VEC(const xmlNode *) boxes;	/* of the paragraph, and pictures: read
					   after it */
	struct recent forms, fonts;
	struct buf field;		/* its code */
	unsigned fields, code;		/* open; the one whose code is read */
	size_t run_start;		/* of the run that is being read */
	struct docx_font run_font;
	xmlDoc *notes[NOTE_KINDS];
	VEC(struct note_at) note_list[NOTE_KINDS];
	struct str_index note_places[NOTE_KINDS];	/* from 1, by id */
	bool notes_read[NOTE_KINDS], in_note;
	bool note_begins;		/* with the next paragraph */
	bool new_page;			/* the next paragraph begins one */
	bool broken;			/* the one in hand begins behind a
					   break in another */
	bool mark_gone;			/* the next goes on with the last */
	bool control;			/* a content control was met */
	bool prompt;			/* the one in hand shows its prompt */
	struct str rule;		/* of the cell that is being read */
	bool cell_begins;		/* the next paragraph leads its cell */
	bool drawn, marks;		/* pictures, marks of lists, too */
	size_t head_at, head_length;	/* in the text; see lead_with_head() */
	VEC(struct docx_picture) pictures;
	VEC(struct margin) margins;	/* read already */
};

/* The header or footer, grid and size of a section (w:sectPr). */
void	 docx_read_section(struct reader *, const xmlNode *sectpr);

/* Columns of the grid that no cell needs are left out of it. */
void	 docx_shrink_grid(struct reader *, struct raw_table *);

/*
 * The table, its merges done.  The texts of its cells are of the registry's
 * text, where what a merge hides becomes blanks.
 */
struct table *docx_make_table(struct reader *, const struct raw_table *,
	    const struct docx_table *);

/* Texts, runs and tables find their final places in the facts. */
void	 docx_finish_facts(struct reader *);
/* A finding for each kind of thing that was left out or looked through. */
void	 docx_report_leftovers(const struct reader *);
