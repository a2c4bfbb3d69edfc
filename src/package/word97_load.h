#pragma once

#include "../base/finding.h"
#include "compound.h"
#include "pack.h"
#include "word97_style.h"

/*
 * Inside the reader of .doc: what its streams hold, loaded, and found by the
 * place of a character.
 */

/* Pairs of place and length in the head. */
enum table_place {
	PLACE_STYLES = 1, PLACE_NOTE_MARKS = 2, PLACE_NOTES = 3,
	PLACE_SECTIONS = 6, PLACE_HEADERS = 11, PLACE_CHR = 12,
	PLACE_PAR = 13, PLACE_FONTS = 15, PLACE_SETTINGS = 31,
	PLACE_PIECES = 33, PLACE_ANCHORS = 40, PLACE_HEADER_ANCHORS = 41,
	PLACE_ENDNOTE_MARKS = 46, PLACE_ENDNOTES = 47, PLACE_BOXES = 56,
	PLACE_HEADER_BOXES = 58, PLACE_LISTS = 73, PLACE_LIST_USES = 74
};

/* Stories, in the order in which their characters are counted. */
enum story {
	STORY_TEXT, STORY_NOTES, STORY_HEADERS, STORY_MACROS, STORY_COMMENTS,
	STORY_ENDNOTES, STORY_BOXES, STORY_HEADER_BOXES, STORY_COUNT
};

struct piece {
	uint32_t from, to;		/* cp */
	uint32_t fc;
	bool wide;			/* two bytes a character */
	const uint16_t *decoded;	/* its characters, or NULL */
	unsigned packed;		/* its changes, or the list of them */
	char single[3];			/* the list they make */
	struct str changes;
};

/* How the bytes FROM..TO of the stream look. */
struct look {
	uint32_t from, to;
	unsigned style;
	struct str changes;
};

struct looks {
	VEC(struct look) list;
};

/* The characters FROM..TO-1 are the code of a field and not its result. */
struct range {
	uint32_t from, to;
};

struct ranges {
	VEC(struct range) list;
};

/* Where a paragraph ends, and what it ends. */
enum end { END_PARAGRAPH, END_CELL, END_ROW };

struct paragraph {
	uint32_t from, end;		/* cp; the last is its mark */
	uint8_t depth;			/* of the table it stands in */
	uint8_t ends;			/* enum end */
};

struct pars {
	VEC(struct paragraph) list;
};

/* What is anchored in a story: boxes by the number of their shape. */
struct boxes {
	struct str anchors, texts;	/* tables */
	enum story story;		/* of the texts */
	uint32_t base;			/* where anchors are counted from */
	bool *done;			/* by text */
	size_t n;
	bool may;			/* not in a box */
};

struct word {
	struct arena *arena;
	struct findings *findings;
	struct str name;
	struct pos pos;
	struct str main, table, data;
	size_t places, place_count;	/* in the head */
	uint32_t starts[STORY_COUNT + 1];	/* cp */
	VEC(struct piece) pieces;
	size_t piece;			/* found last */
	struct looks pars, chrs;
	struct styles styles;
	struct fonts fonts;
	struct boxes boxes;		/* of the story at hand */
	const struct ranges *codes;	/* the same */
	bool show_codes;		/* of headers: the number of a page */
	unsigned anchored;		/* boxes that were put */
	VEC(bool) margins;		/* which of six a section there are */
	struct buf xml;			/* of the part at hand */
	VEC(struct pack_file) parts;
	struct buf relations;
};

/*
 * Load what the streams of FILE hold: 0, or -1 with a finding.  WORD has its
 * arena, findings, name and place.
 */
int	 word97_load(struct word *, const struct compound *);

/* The bytes of the table stream that a place of the head names. */
struct str word_table(const struct word *, enum table_place);

/* How many things of SIZE bytes stand behind their n + 1 places (PLC). */
size_t	 plc_count(struct str plc, size_t size);
uint32_t plc_place(struct str plc, size_t i);
struct str plc_thing(struct str plc, size_t i, size_t size);

/* The piece that holds CP, or NULL. */
const struct piece *piece_at(struct word *, uint32_t cp);
/* The character at CP as UTF-16; 0 where there is none. */
uint32_t unit_at(struct word *, uint32_t cp);
/* Where it stands in the stream. */
uint32_t fc_of(const struct piece *, uint32_t cp);
const struct look *look_at(const struct looks *, uint32_t fc);

void	 changes_add(struct changes *, struct str list);
/*
 * The look of the paragraph whose mark stands at CP: what its page says, what
 * stands elsewhere for it, what its piece says.  The style goes to *STYLE.
 */
struct changes par_changes(struct word *, uint32_t cp, unsigned *style,
	    bool *known);

/* By the place that a thing begins with. */
int	 compare_places(const void *, const void *);
