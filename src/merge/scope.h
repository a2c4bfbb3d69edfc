#pragma once

#include "merge.h"
#include "placeholder.h"

/*
 * What names mean at one place: the row, or an item of a list around the
 * place, or the one around that.
 */
#define SCOPE_DEPTH_MAX	16

struct scope {
	const struct scope *outer;	/* NULL: the row itself */
	const struct row *row;
	const struct document *document;
	enum { SCOPE_ROW, SCOPE_MEMBER, SCOPE_ITEM } kind;
	size_t member;			/* a row in hand */
	struct datum item;		/* an item of a JSON list */
	size_t number, count;		/* of the item, from 1 */
	unsigned depth;
};

enum found_kind {
	FOUND_NOTHING,		/* nobody supplies the name */
	FOUND_TEXT, FOUND_FALSE, FOUND_LIST, FOUND_RECORD,
	FOUND_MEMBERS		/* the rows of the group */
};

struct found {
	enum found_kind kind;
	struct span text;	/* of TEXT and FALSE */
	struct datum datum;	/* of LIST and RECORD */
	bool ours;		/* front matter: may hold names itself */
};

struct found scope_find(struct arena *, const struct scope *, struct str name);

/* The texts that {{名称}} of a document's own slots stand for. */
struct span scope_slot(struct arena *, const struct document *,
	    struct str name, bool *known);

/*
 * A section goes through what it was given:
 *
 *	section_begin(&section, scope, &tag);
 *	while (section_next(&section, &inner))
 *		render with &inner
 */
struct section {
	const struct scope *outer;
	struct found found;
	size_t at, n;		/* next item; how many rounds */
};

void	 section_begin(struct arena *, struct section *, const struct scope *,
	    const struct tag *);
bool	 section_next(struct section *, struct scope *inner);

/* Call SEE for every name that something supplies, for the nearest one. */
typedef void name_function(void *context, struct str name);
void	 scope_names(const struct document *, const struct merge *,
	    name_function *, void *context);
