#pragma once

#include "../document/document.h"
#include "block.h"

/*
 * Document → blocks in which every decision is made, by the slots of the
 * template that they go to.
 */
enum slot {
	SLOT_HEAD,		/* {{版头}} */
	SLOT_TITLE,		/* {{标题}} */
	SLOT_RECIPIENTS,	/* {{主送机关}} */
	SLOT_BODY,		/* {{正文}} */
	SLOT_NOTE,		/* {{附件说明}} */
	SLOT_ENDING,		/* {{落款}}: 署名, 成文日期, contacts */
	SLOT_REMARK,		/* {{附注}} */
	SLOT_ATTACHMENTS,	/* {{附件}} */
	SLOT_COLOPHON,		/* {{版记}} */
	SLOT_COUNT
};

/* "版头", "标题" …; the slot called NAME: SLOT_COUNT for 全文, -1 for none. */
const char *slot_title(enum slot);
int	 slot_by_name(struct str name);

/* A plain value for a text slot or a document property. */
struct laid_value {
	struct str name, text;
};

struct layout {
	const struct profile *profile;
	struct laid_list slots[SLOT_COUNT];
	struct laid_value *values;	/* 发文字号, 标题, 署名 … as text */
	size_t value_count;
	struct str title, creator;	/* document properties */
	struct str date;		/* "2026-06-14", or n == 0 */
	enum format format;		/* as it is printed */
	bool blank_head;		/* on printed letterhead paper */
	struct sheet last;		/* the shape of the final section */
	unsigned pages;			/* as computed */
};

/*
 * Lay out a document.  Warnings (a signature alone on its page, a 版记 that
 * does not fit …) go to the findings.  All in the arena; shares the texts of
 * the document.
 */
struct layout *layout_document(struct arena *, const struct document *,
	    const struct profile *, struct findings *);

/*
 * Documents that are merged from one source share most of their blocks.  A
 * memo is filled while the first of them is laid, then sealed, and then shared
 * by threads: blocks that it knows are taken over.  Its arena must be that of
 * the document and the layout it is filled with.
 */
struct layout_memo;

struct layout_memo *layout_memo_new(struct arena *);
void	 layout_memo_seal(struct layout_memo *);
/* See all paragraphs in it, before it is sealed. */
typedef void para_function(void *context, struct para *);
void	 layout_memo_visit(const struct layout_memo *, para_function *,
	    void *context);

/*
 * What one worker remembers of the copies it made: the lines of titles.  It is
 * of a fixed size and changes nothing but the time that it takes.  Either may
 * be NULL.
 */
struct layout_recall;

struct layout_recall *layout_recall_new(void);
void	 layout_recall_free(struct layout_recall *);
struct layout *layout_copy(struct arena *, const struct document *,
	    const struct profile *, struct layout_memo *,
	    struct layout_recall *, struct findings *);

/* One unbound attachment (附件另装) as a document of its own, clause 7.3.7. */
struct layout *layout_attachment(struct arena *, const struct document *,
	    size_t index, const struct profile *, struct findings *);
