#pragma once

#include "../document/document.h"
#include "rule.h"

/*
 * Next year's edition of a notice: what belongs to the edition rolls forward,
 * what is a fact stays, the signature's date and the number are left to be
 * filled in.  The source is edited in place: all else keeps its bytes.
 */

/* One number that changes, or looks like a year and does not. */
struct renew_item {
	struct pos pos;
	struct str before, after;	/* the same: left alone */
	enum reason reason;
};

struct renew_options {
	int year;			/* of the new edition */
	int from;			/* of the old one; 0: from the source */
	/* Of a folder: files of notices that were refused, of others. */
	VEC(struct str) held, wanted;
	bool folder;			/* a whole set is renewed */
	bool attached;			/* now an attachment file of it */
	/* Asked about doubtful ones; NULL: as the rules say. */
	bool (*ask)(void *context, const struct renew_item *);
	void *context;
	struct buf *list;	/* all that was done; NULL: no matter */
};

struct renew_result {
	struct str text;		/* the new source */
	int from;			/* the old edition's year */
	VEC(struct renew_item) items;	/* in the order of the text */
};

/*
 * Renew the Markdown of input FILE, which was read as DOCUMENT (for its
 * elements and their places).  Days in the new year that are no working days
 * are findings with the nearest one.  0, or -1 with a finding when the year
 * of the old edition is not to be found or not before the new one.
 */
int	 renew_source(struct arena *, uint32_t file, const struct document *,
	    const struct renew_options *, struct renew_result *,
	    struct findings *);

/* The list of changes and of what was left alone, as text or JSON. */
void	 renew_list(struct buf *, const struct renew_result *, struct files *,
	    enum language);
void	 renew_list_json(struct buf *, const struct renew_result *,
	    struct files *);
