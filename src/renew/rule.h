#pragma once

#include "../base/str.h"
#include "token.h"

/*
 * What a token means for next year's edition.  The rules look at the words
 * around it and at its distance from the edition's year, in such a way that
 * renewing twice by one year gives what renewing once by two gives: a year
 * that is rolled keeps its distance, one that is left moves further into the
 * past, and no rule that leaves a year can change its mind by that.
 */
enum reason {
#define REASON(id, action, doubtful, name, zh, en)	REASON_##id,
#include "reason.def"
	REASON_NONE		/* not worth a word */
};

enum action { ACTION_KEEP, ACTION_ROLL, ACTION_CLEAR };

struct reason_kind {
	enum action action;
	bool doubtful;
	const char *name, *zh, *en;
};

const struct reason_kind *reason_kind(enum reason);

/* The edition that a text belongs to. */
struct edition {
	struct str text;
	size_t body;		/* where the front matter ends */
	int year;		/* in which it was issued */
	struct date signed_on;	/* year 0: not known to the day */
	struct str own_number;	/* the whole number, or empty */
	struct str *titles;	/* its own: title, headings, attachments */
	size_t title_count;
};

/*
 * Judge the tokens of an edition's text; REASONS has room for all of them.
 * Days without a year are REASON_DAY here.
 */
void	 rule_judge(const struct edition *, const struct tokens *,
	    enum reason *reasons);
