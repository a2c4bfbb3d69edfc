#pragma once

#include "line.h"
#include "special.h"

/*
 * Inside the builder of documents, which takes line after line; only build.c
 * and the files below it read this.
 */

/* One document of the text: the notice, an attachment, an enclosed paper. */
struct section {
	struct attachment attachment;	/* how it hangs on its parent */
	struct document *document;
	VEC(struct block) body;
	VEC(struct span) marks, signers, signatures;
	VEC(struct note_item) note;
	VEC(struct text) contacts, remarks, after;
	size_t parent;			/* index of a section */
	size_t line;			/* its first line */
	bool numbered, closed;		/* has a 文号, a colophon */
	bool dated;			/* its text ended with a date */
};

/* Under 副组长：赵某, where names may stand in line with the one behind it. */
struct hang {
	const struct line *next;	/* that may be one */
	size_t columns;			/* before it, if so */
	size_t blanks;			/* characters */
};

struct builder {
	struct hang hang;
	struct arena *arena;
	struct findings *findings;
	struct lines lines;
	struct document *root;
	size_t body;			/* where the text begins */
	struct dropped dropped;
	size_t mark_count;		/* of those, of the lines */
	VEC(struct known) tables;	/* that were made of lines */
	struct special special;
	VEC(struct section) sections;
	size_t current;
	size_t colophon;		/* whose colophon this is */
	bool closing;			/* the lines before are a colophon */
	uint64_t given;			/* labels that the author names */
	/* Finding parents: sections up to DONE have theirs. */
	size_t done, host;
	struct text_room room;		/* of the text that grows */
	struct {			/* what body_follows said last */
		size_t from, to;	/* of the lines FROM..TO */
		bool answer;
	} follows;
	unsigned outer, inner;		/* the last numbers of attachments */
};

static inline struct section *
section_of(struct builder *b)
{
	return &b->sections.v[b->current];
}

/* --- pieces of lines (piece.c) ----------------------------------------- */

/* The part S of the text of the line, as runs; or as a span. */
struct text text_of_part(struct builder *, const struct line *, struct str s);
struct span span_of(const struct line *, struct str s);
/* S, a part of the line, is not in the model; marks may stand inside it. */
void	 drop(struct builder *, const struct line *, enum repair_kind,
	    struct str s);
/* Without the key at the head of the line, which is dropped. */
struct str after_key(struct builder *, const struct line *, enum repair_kind);
/* Inside the brackets around all of S; they are dropped. */
struct str inside_brackets(struct builder *, const struct line *,
	    struct str s);
/* A name as two persons would call it the same. */
struct str bare(struct builder *, struct text);

/* A paragraph of its part S (body.c); below the date it stays there. */
void	 add_paragraph(struct builder *, const struct line *, struct str s);
/* 一、…, 第一条, "## …": level, ordinal and words. */
void	 add_numbered(struct builder *, const struct line *);
/* A line to fill in; ideographic blanks before its words are room. */
void	 add_fill(struct builder *, const struct line *);
/* Rows of a table, a picture and so on; what cannot be had is text. */
void	 add_special(struct builder *, const struct line *);
/* The table that line I begins; returns the line after it. */
size_t	 add_cells(struct builder *, size_t i);
/* An element that is there already stays; the second one becomes text. */
void	 put_span(struct builder *, struct span *slot, struct span);
/* Settings that no table came for: their words are not lost. */
void	 drop_settings(struct builder *);
/*
 * The marks of the lines that stand in a table are text: it reads its bytes
 * itself, and drops its own.
 */
void	 forget_marks(struct builder *);

/*
 * Line I as the element that its label says (element.c), with the value S;
 * false when it is none.
 */
bool	 add_element(struct builder *, size_t i, struct str s);
/* The same of a line of a 版记 (colophon.c). */
bool	 add_colophon(struct builder *, size_t i);

/* --- which document is whose (section.c) -------------------------------- */

/* The line begins one. */
void	 open_section(struct builder *, const struct line *);
/* The sections before END have been read: find their parents. */
void	 find_parents(struct builder *, size_t end);
/* All lines are read: the documents are put together. */
void	 finish_sections(struct builder *);
