#pragma once

#include "scope.h"

/*
 * Texts with tags → texts without.  A text without tags is left as it is, at
 * its address.
 */
struct render;

/*
 * A look through a document without a row: every section has one round, and
 * SEE is shown each tag.  What comes of it is of no value.
 */
struct look {
	void (*see)(struct render *, const struct tag *, struct pos,
	    bool in_section);
	struct str mark;	/* stands around values in a sample */
};

struct render {
	struct arena *arena;
	struct findings *findings;
	const struct row *row;
	bool failed;		/* a finding says that there can be no copy */
	bool in_table;		/* tags without a partner belong to its rows */
	bool for_name;		/* values become parts of a file name */
	unsigned depth;		/* values of ours inside values of ours */
	struct look *look;	/* NULL: there is a row */
};

bool	 text_has_tags(struct str);
bool	 runs_have_tags(const struct text *);

/*
 * Put the values into a text; lines of a value are lines.  TOPIC, unless
 * NULL, counts runs of the text from its start and is made to count the same
 * ones in the result.  False when the text had no tags and stays.
 */
bool	 render_text(struct render *, const struct scope *, struct text *,
	    size_t *topic);

/* The same for a span; lines of a value are joined by blanks. */
bool	 render_span(struct render *, const struct scope *, struct span *);

/* Section tags without a partner in this text: how many; SEE gets each. */
typedef void tag_function(void *context, const struct tag *, struct pos,
	    unsigned row);
size_t	 unpaired_tags(struct render *, const struct text *, tag_function *,
	    void *context, unsigned row);

/* Is there nothing in the text but N section tags and blanks? */
bool	 only_tags(const struct text *, size_t n);

/* section_begin; in a look every section has one round. */
void	 render_section(struct render *, struct section *,
	    const struct scope *, const struct tag *, struct pos);

/* Go through a document; what comes of it is of no value (merge.c). */
struct document *merge_look(struct render *, const struct document *);

void	 section_error(struct render *, const struct tag *, struct pos);
void	 render_too_much(struct render *, struct pos);
