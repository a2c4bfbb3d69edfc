#pragma once

#include "../base/finding.h"

/*
 * The running text of a source, as a proof-reader sees it: block after block
 * (what stands between blank lines; a heading, a table cell or the value of a
 * front matter key alone), characters only, each with its place.  What is
 * markup or not language is left out or is one PROSE_OBJECT: code, comments,
 * settings, {{names}}, addresses of the net, file paths.
 */
#define PROSE_OBJECT	0xfffc

enum prose_kind {
	PROSE_FIELD,		/* value of a front matter key */
	PROSE_HEADING,		/* # heading of Markdown */
	PROSE_PARAGRAPH,	/* one or more lines, parted by '\n' */
	PROSE_CELL		/* of a pipe table */
};

enum prose_flag {
	PROSE_IN_TITLE = 1,	/* between 《 and 》 */
	PROSE_IN_QUOTE = 2	/* between “ and ” */
};

/*
 * A block.  c[-PROSE_MARGIN] .. c[-1] and c[n] .. c[n + PROSE_MARGIN - 1] are
 * 0, so that a rule may look at neighbours without asking where it is (indices
 * are signed for that reason).
 */
#define PROSE_MARGIN	8

struct prose {
	enum prose_kind kind;
	struct str key;			/* PROSE_FIELD */
	bool dated;			/* a field before has the date */
	const uint32_t *c;		/* the characters */
	const uint32_t *at;		/* their offsets in the text */
	const unsigned char *flags;	/* enum prose_flag */
	ptrdiff_t n;
	uint32_t file;
	struct str text;		/* the whole file */
	struct findings *findings;
};

/*
 * Reads a file block by block into buffers of its own, which the next call
 * overwrites.  Everything is in the arena.
 */
struct prose_reader {
	struct prose prose;
	struct arena *arena;
	bool markdown;
	size_t next;			/* offset of the next line */
	struct str row;			/* what is left of a table row */
	bool front;			/* between the "---" lines */
	bool comment;			/* inside <!-- --> over lines */
	uint32_t *c, *at;
	unsigned char *flags;
	size_t capacity;
};

void	 prose_open(struct prose_reader *, struct arena *, uint32_t file,
	    bool markdown, struct findings *);
/* The next block that is not empty; NULL at the end. */
const struct prose *prose_next(struct prose_reader *);

static inline bool
prose_digit(uint32_t c)		/* 0-9 alone */
{
	return c >= '0' && c <= '9';
}

static inline bool
prose_edge(uint32_t c)		/* where a line or a block ends */
{
	return c == 0 || c == '\n';
}

/* Is C one of the characters of SET? */
bool	 prose_one_of(uint32_t c, const char *set);
/* A finding at character I. */
struct finding *prose_tell(const struct prose *, ptrdiff_t i,
	    enum finding_id, const char *zh, const char *en, ...)
	    PRINTF_LIKE(4, 6) PRINTF_LIKE(5, 6);
/* Does WORD stand at character I, or one of LIST, parted by "|", end there? */
bool	 prose_is(const struct prose *, ptrdiff_t i, const char *word);
bool	 prose_one_ends(const struct prose *, ptrdiff_t i, const char *list);
/* Is character I the first of its line, blanks left out? */
bool	 prose_starts_line(const struct prose *, ptrdiff_t i);
/* The index of the end of I's line. */
ptrdiff_t prose_line_end(const struct prose *, ptrdiff_t i);
/* Does it stand at I? */
bool	 prose_ends_line(const struct prose *, ptrdiff_t i);
/* The source from character I up to character J (not included). */
struct str prose_slice(const struct prose *, ptrdiff_t i, ptrdiff_t j);

/*
 * Give a finding the repair "TEXT for the COUNT characters at I".  Nothing
 * happens when FINDING is NULL (silenced) or when markup stands between the
 * characters.
 */
void	 prose_fix(const struct prose *, struct finding *, ptrdiff_t i,
	    ptrdiff_t count, struct str text);

/*
 * The index after the ASCII digits at I, and of the first of those that end
 * before I; I itself when there are none.  The same for a number with a
 * decimal point or grouping commas.
 */
ptrdiff_t prose_digits_end(const struct prose *, ptrdiff_t i);
ptrdiff_t prose_digits_start(const struct prose *, ptrdiff_t i);
ptrdiff_t prose_number_end(const struct prose *, ptrdiff_t i);
ptrdiff_t prose_number_start(const struct prose *, ptrdiff_t i);

/*
 * A number as 1,234.50: its digits, and how many of them are decimals.  False:
 * S is none, or too long.  Then the same in units of 10 to the power of
 * -PLACES; -1: it is not whole in them.
 */
struct decimal {
	long long digits;
	int places;
};

bool	 decimal_read(struct str s, struct decimal *);
long long decimal_in(struct decimal, int places);
