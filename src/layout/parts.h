#pragma once

#include "lay.h"

/*
 * Inside layout: the parts of a document in the standard's order, each laid
 * into the current list, and then what is decided when they stand on pages.
 */

/*
 * 版头, clause 7.2 (head.c).  That of many organs may be set tighter, step by
 * step, to leave room for text on page 1 (7.3.3): can it?
 */
#define HEAD_TIGHT_MAX	4
void	 lay_head(struct lay *, const struct document *);
bool	 head_may_tighten(const struct lay *, const struct document *);
/* Has it a mark, printed here or before? */
bool	 head_is_marked(const struct document *);
/* The boxes of a 呈批件 (boxes.c). */
void	 lay_boxes(struct lay *, const struct document *);
/*
 * What a document inside another one has of a 版头, as plain lines: all that
 * was typed is printed, but no letterhead.
 */
void	 lay_inner_head(struct lay *, const struct document *);

/*
 * 标题 7.3.1, BEFORE twips below what stands above it (opening.c): broken into
 * a trapezium or a diamond, unless the author did; of his lines for another
 * page width those that end well are kept.
 */
void	 lay_title(struct lay *, enum style, const struct text *title,
	    int before);
/*
 * Centred below the title: 题注, its lines as typed; and name and day, when
 * they stand there.
 */
void	 lay_under_title(struct lay *, const struct document *);
/* 主送机关 7.3.2, GAP lines lower: flush left, with a full-width colon. */
void	 lay_recipients(struct lay *, const struct document *, int gap);
/* The block FROM, right under a title, stands LINES below it, like 主送. */
void	 gap_after_title(struct lay *, size_t from, int lines);

/*
 * The blocks of a text (body.c).  SHEET is the shape of the page, which turns
 * for landscape tables, or for ALL; a table leaves the room of what ends the
 * document under it (lay.tail) on its page where it can.
 */
void	 lay_blocks(struct lay *, const struct blocks *, struct sheet *,
	    bool all_landscape);
/*
 * A landscape table takes the fill-in lines right above it along: does block
 * *I begin a run of them, or it?  *I is the first behind that run.
 */
bool	 blocks_open_landscape(const struct blocks *, size_t *i);

/* 附件说明, clause 7.3.4 (ending.c): its names hang. */
void	 lay_note(struct lay *, const struct document *);
/* 出席, 请假, 列席 of minutes, 10.3 (attendance.c). */
void	 lay_attendance(struct lay *, const struct document *);
/* Block I of the text, if it is one of these typed there; else false. */
bool	 lay_typed_attendance(struct lay *, const struct blocks *, size_t i);

/* 署名, 成文日期, 印章, clause 7.3.5 (ending.c). */
void	 lay_ending(struct lay *, const struct document *);
/* How far the last seal reaches below the line of the date; 0 when not. */
int	 ending_seal_below(const struct lay *, const struct document *);
/* The gap over a name at which its seal's centre is at the name's top. */
int	 ending_seal_gap(const struct lay *);
/*
 * 附注 7.3.6: two characters in, in full-width round brackets, on the line
 * below the date; a long one keeps off the seal.
 */
void	 lay_remarks(struct lay *, const struct document *);
/*
 * The contacts in their place, FIRST before the signature or not, and behind
 * them what stands below the date.  Is it a few lines, on its page?
 */
void	 lay_contacts(struct lay *, const struct document *, bool first);
bool	 ending_has_contacts(const struct lay *, const struct document *);

/*
 * The 附件 of a document that are bound with it, clause 7.3.7 (attachments.c);
 * or one of the others, which opens a sheet of its own under the NUMBER of
 * its document.
 */
void	 lay_attachments(struct lay *, const struct document *, struct sheet *,
	    unsigned depth);
void	 lay_unbound(struct lay *, const struct attachment *, struct sheet *,
	    struct str number);

/*
 * 版记, clause 7.4 (colophon.c), on the page where it belongs, when all else
 * is laid; RECIPIENTS when 主送 moved there.
 */
void	 colophon_settle(struct lay *, struct layout *,
	    const struct document *, bool recipients);
/* The height it will take, with what it hangs on. */
int	 colophon_height(struct lay *, const struct document *,
	    bool recipients);
/* The same of a document inside another one: plain lines in the text. */
void	 lay_inner_colophon(struct lay *, const struct document *);
int	 inner_colophon_height(struct lay *, const struct document *);

/*
 * All from the head to the remark (fit.c): page 1 shows text, 7.3.3, and the
 * signature stands with text, 7.3.5.5.  MOVED: 主送 goes to the 版记.
 */
struct layout *fit_main(struct lay *, const struct document *, bool *moved);
/* Signatures within the attachments, as they are laid, stand so, too. */
void	 fit_inner(struct lay *, struct layout *);

/*
 * The last rows of tables, the last lines of texts that have a page for
 * themselves get company (company.c); pages are counted anew.
 */
void	 company_keep(struct lay *, struct layout *);
/*
 * Word lets 、。，． stand out of a full line, other programs do not: there a
 * paragraph may have a line more.  Where Word would have a page less for that,
 * what opens the page is made to open it.
 */
void	 company_open_pages(struct lay *, struct layout *);
