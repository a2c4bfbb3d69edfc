#pragma once

#include "../document/document.h"
#include "../text/date.h"

/*
 * A document under examination, with what many rules ask of it.  A rule is a
 * function of it; check_document runs the tables.
 */
struct subject {
	const struct document *document;
	const struct document *main;	/* itself, or the one it belongs to */
	struct arena *arena;
	struct findings *findings;
	struct date date;		/* 成文日期; year 0 when unreadable */
	struct str title;		/* joined */
	struct str name;		/* the same without a mark at its end */
	struct str genre;		/* 文种 of that name */
	/*
	 * Is it to be an official document, and no form or appendix alone?
	 * Then it has the elements of one, also before it has its 文号.
	 */
	bool official;
	/*
	 * Dated before 2012-07-01, when GB/T 9704-2012 and the 条例 came into
	 * force: what they changed is no fault of it.
	 */
	bool old;
};

/* A finding about it: TELL(s, TITLE_MISSING, pos, "没有标题", "…", …). */
#define TELL(s, id, ...) \
	finding_add((s)->findings, FINDING_##id, __VA_ARGS__)

typedef void subject_rule(const struct subject *);

/* The tables, ended by NULL. */
extern subject_rule *const element_rules[];	/* GB/T 9704-2012 7 */
extern subject_rule *const content_rules[];	/* of itself */
extern subject_rule *const sum_rules[];	/* of tables */
subject_rule	 count_items;			/* of lists */
extern subject_rule *const genre_rules[];	/* 条例 8, 9, 14-17 */

/* The text in one piece; breaks count nothing. */
struct str subject_text(const struct subject *, struct text);

/*
 * Give FINDING the repair: TEXT for the bytes FROM..TO of the span, if the
 * source is written as the span reads.
 */
void	 subject_fix(const struct subject *, struct finding *, struct span,
	    size_t from, size_t to, struct str text);

/*
 * Take the next name off a list of organs (parted by 、，；。 outside
 * brackets); false at the end.
 */
bool	 subject_name(struct str *list, struct str *name);

/*
 * The date whose 日 ends at END of TEXT, with the document's year if it has
 * none of its own; false: there is none.
 */
bool	 subject_date(const struct subject *, struct str text, size_t end,
	    struct date *);
