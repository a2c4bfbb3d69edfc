#ifndef SOURCE_DOCX_H
#define SOURCE_DOCX_H

#include "../package/docx_style.h"
#include "../package/property.h"
#include "source.h"

/*
 * Reading a DOCX that anybody made: its text, and the facts of its layout.
 *
 * The text is written out as plain text would be, a paragraph a line, cells
 * led by tabs, and goes to the registry under the file's name; places in it
 * are places in a DOCX ("line" is the paragraph).
 *
 * Tracked changes are read as accepted, numbers of lists are written out, text
 * boxes and footnotes follow their paragraph, nested tables are read as lines
 * of their cell.  All of these, and what is left out (comments, hidden text,
 * formulas, pictures), is told of in a finding.
 */
struct docx_run {
	struct str text;		/* in the registry's text */
	struct pos pos;
	const struct docx_font *font;	/* runs that look alike share it */
};

struct docx_paragraph {
	struct pos pos;
	size_t length;			/* bytes of text */
	const struct docx_form *form;	/* indents in twips, also of chars;
					   those that look alike share it */
	struct docx_run *runs;
	size_t n;
	unsigned section;
	bool in_table, in_box;
	bool framed;			/* in a frame (w:framePr) */
};

/* Which pages a footer is for. */
enum docx_pages { DOCX_ODD, DOCX_EVEN, DOCX_FIRST, DOCX_PAGES };

/* The paragraph with the page number; absent: not `present`. */
struct docx_footer {
	bool present;
	bool given;			/* there is such a footer at all */
	struct str text;		/* with "#" for the number */
	enum docx_align align;
	int left, right;		/* indents, twips */
	bool outside;			/* in a frame on the outer side */
	bool boxed;			/* in a box or table: side unknown */
	struct docx_font font;		/* of the number */
};

struct docx_section {
	int width, height;		/* of the page, twips */
	int top, bottom, left, right, gutter;
	bool landscape;
	int line_pitch;			/* of the grid; 0: no grid */
	int char_space;			/* 1/4096 pt; 0: no character grid */
	bool char_grid;
	struct docx_footer footers[DOCX_PAGES];
};

/* A picture in the text, which has a line of its own. */
struct docx_picture {
	uint32_t from, to;		/* the line */
	struct picture *picture;
};

struct docx_table {
	struct pos pos;
	size_t length;			/* bytes of text */
	unsigned rows, columns;
	int width;			/* sum of its columns, twips */
	unsigned header_rows;
	struct docx_border top, bottom, inside;
	unsigned section;
	struct table *table;		/* with its merges */
};

/* What a reader of the printed page does not see, or this one did not read. */
struct docx_left {
	unsigned n;
	uint32_t at;			/* of the first, in the text; 0: none */
};

struct docx_leftovers {
	struct docx_left insertions, deletions, comments, hidden, footnotes;
	struct docx_left formulas, pictures, objects, boxes, nested, symbols;
	struct docx_left chunks, deep, headers, merged, rubies, lost_notes;
	struct docx_left flat, struck, prompts;
	struct str header;		/* what such a one says */
};

struct docx_facts {
	struct properties properties;	/* custom ones */
	uint32_t file;
	struct docx_paragraph *paragraphs;
	size_t n;
	struct docx_table *tables;
	size_t table_count;
	struct docx_picture *pictures;	/* docx_read_drawn only */
	size_t picture_count;
	struct docx_section *sections;
	size_t section_count;
	bool even_and_odd;		/* footers differ */
	bool red_shape;			/* a red line or frame is drawn */
	bool own;			/* it has styles of the program */
	struct str issuer;		/* organs, as its properties say */
	bool shapes;			/* something is drawn, any colour */
	struct docx_leftovers left;
};

/*
 * Read the DOCX at PATH: its text goes to the registry, what is asked about
 * its layout is returned, all in the arena.  NULL with a finding when it is
 * none, or nothing can be read of it.
 */
struct docx_facts *docx_read(struct arena *, struct str path,
	    struct findings *);
/*
 * The same with its pictures, and with MARKS also ● before its items; what no
 * document is made of is in the arena LISTS.
 */
struct docx_facts *docx_read_drawn(struct arena *, struct arena *lists,
	    struct str path, bool marks, struct findings *);
struct docx_facts *docx_read_bytes(struct arena *, struct str name,
	    struct str bytes, struct findings *);

/*
 * Is the file a DOCX that this program made, whoever changed it after that?
 * It has the program's styles.
 */
bool	 docx_is_ours(struct arena *, struct str path);

/*
 * The document in it, not numbered, as the recogniser of plain text reads its
 * lines; tables have their merges.  NULL with a finding when nothing can be
 * made of it.
 */
struct document *docx_document(struct arena *, const struct docx_facts *,
	    const struct source_options *, struct findings *);

/* The paragraph that holds a place of the document; NULL when none does. */
const struct docx_paragraph *docx_paragraph_at(const struct docx_facts *,
	    struct pos);

#endif
