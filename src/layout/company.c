/*
 * What a page ends with and the next one opens with has company there: the
 * last row of a table, and the last line of a text, which else would have a
 * page for itself; and pages are the same ones in Word.  In: a layout whose
 * blocks know their pages.  Out: the same on its pages anew, with a row, some
 * lines or a short paragraph held back, or a page told where to begin.  GB/T
 * 9704 asks for none of it; a proof-reader does.
 */
#include "parts.h"

#include "table.h"

static bool
company_rows(struct layout *layout)
{
	bool moved = false;

	for (size_t s = 0; s < SLOT_COUNT; s++)
		EACH(struct laid, laid, layout->slots[s]) {
			/* 合计 as often as not. */
			if (laid->kind == LAID_GRID &&
			    table_row_alone(laid->as.grid))
				moved |= table_move_rows(laid->as.grid, 2);
		}
	return moved;
}

/* A block in its list. */
struct at {
	struct laid_list *list;
	size_t i;
};

static struct laid *
laid_at(struct at at)
{
	return at.list == NULL ? NULL : &at.list->v[at.i];
}

/* What only holds another thing's place: nothing of it is seen. */
static bool
is_seen(const struct laid *laid)
{
	return laid->kind == LAID_GRID ? laid->as.grid->place == GRID_FLOW :
	    laid->kind != LAID_PARA || laid->as.para->style != STYLE_ANCHOR;
}

/* Does this block begin a page whatever stands before it? */
static bool
opens_page(const struct laid *laid)
{
	return laid->kind == LAID_SECTION_END ||
	    (laid->kind == LAID_PARA && laid->as.para->page_break);
}

/* The room under a block of the text, without what the 版记 takes. */
static int
room_under(const struct layout *layout, const struct laid *laid)
{
	const struct laid_list *colophon = &layout->slots[SLOT_COLOPHON];
	const struct laid *foot = colophon->n > 0 ? &colophon->v[0] : NULL;

	return foot != NULL && foot->kind == LAID_GRID &&
	    foot->page == laid->last_page ?
	    laid->left - grid_height(foot->as.grid) : laid->left;
}

/* Text of paragraphs, which may be held back: no signature, no remark. */
static bool
is_text_block(const struct laid *laid)
{
	enum style style;

	if (laid == NULL || laid->kind != LAID_PARA)
		return false;
	style = laid->as.para->style;
	return style == STYLE_BODY || style == STYLE_NOTE ||
	    (style >= STYLE_LEVEL_1 && style <= STYLE_LEVEL_4);
}

/* Has the last line of this paragraph a page for itself? */
static bool
line_turned(const struct laid *laid)
{
	const struct para *para = laid->as.para;

	return laid->last_page > laid->page && para->lines > 1 &&
	    laid->turn + 1 == para->lines && !para->company;
}

/* Lines of a paragraph that go along whole. */
#define WHOLE_LINES	3

/* The paragraph BEFORE gives its last lines, or all, to the one line below. */
static bool
give_lines(struct lay *lay, struct layout *layout, struct at before,
    const struct laid *line)
{
	struct laid *laid = laid_at(before);
	struct para *para, *rest;
	unsigned page = line->page;
	int pitch = lay->profile->line_pitch;

	if (!is_text_block(laid) || opens_page(laid) ||
	    laid->last_page + 1 != page || laid->as.para->keep_next ||
	    room_under(layout, line) < WHOLE_LINES * pitch)
		return false;
	para = memo_own(lay, laid);
	if (para->lines <= WHOLE_LINES) {
		para->keep_next = true;
		return true;
	}
	rest = list_cut(lay, before.list, before.i, 2);
	if (rest == NULL)
		return false;
	rest->keep_next = true;
	finding_add(lay->findings, FINDING_PARAGRAPH_PARTED, para->pos,
	    "这一段的最后 %u 行移到第 %u 页，免得那一页只有一行；"
	    "在 Word 里自成一段",
	    "the last %u lines of this paragraph go to page %u, which else had "
	    "one line; Word shows them as a paragraph of their own",
	    rest->lines, page);
	return true;
}

/* LAST ends a page, BEFORE stands above it: mend it if it is but a line. */
static bool
mend_end(struct lay *lay, struct layout *layout, struct at before,
    struct at last)
{
	struct laid *laid = laid_at(last);

	if (!is_text_block(laid))
		return false;
	if (line_turned(laid) &&
	    room_under(layout, laid) >= lay->profile->line_pitch)
		return memo_own(lay, laid)->company = true;
	return laid->as.para->lines == 1 && laid->y == 0 &&
	    give_lines(lay, layout, before, laid);
}

/*
 * True when something moved, and pages are to be counted again: one end of a
 * text is mended at a time.
 */
static bool
company_lines(struct lay *lay, struct layout *layout)
{
	struct at before = { NULL, 0 }, last = { NULL, 0 };

	for (size_t s = 0; s < SLOT_COUNT; s++)
		for (size_t i = 0; i < layout->slots[s].n; i++) {
			struct at at = { &layout->slots[s], i };

			if (!is_seen(laid_at(at)) && !opens_page(laid_at(at)))
				continue;
			if (opens_page(laid_at(at)) &&
			    mend_end(lay, layout, before, last))
				return true;
			before = last;
			last = at;
		}
	return mend_end(lay, layout, before, last);
}

/* Ends of text that are mended at most: one for each attachment, say. */
#define MENDS_MAX	64

void
company_keep(struct lay *lay, struct layout *layout)
{
	if (company_rows(layout))
		layout->pages = pages_count(lay, layout, SLOT_COUNT);
	for (int i = 0; i < MENDS_MAX && company_lines(lay, layout); i++)
		layout->pages = pages_count(lay, layout, SLOT_COUNT);
}

/* Does any paragraph have fewer lines where marks stand out of them? */
static bool
may_hang(const struct layout *layout)
{
	for (size_t s = 0; s < SLOT_COUNT; s++)
		EACH(const struct laid, laid, layout->slots[s])
			if (laid->kind == LAID_PARA && laid->as.para->hung > 0)
				return true;
	return false;
}

/* Block I of a list is to begin page PAGE, it or what of it stands there. */
static bool
pin(struct lay *lay, struct laid_list *list, size_t i, unsigned page)
{
	struct laid *laid = &list->v[i];
	struct para *para;

	if (laid->kind != LAID_PARA)
		return false;
	para = laid->page == page ? memo_own(lay, laid) :
	    list_cut(lay, list, i, laid->as.para->lines - laid->turn);
	if (para != NULL)
		para->page_break = true;
	return para != NULL;
}

/* What stands at the top of page PAGE is made to begin it. */
static bool
pin_page(struct lay *lay, struct layout *layout, unsigned page)
{
	for (size_t s = 0; s < SLOT_COUNT; s++)
		for (size_t i = 0; i < layout->slots[s].n; i++)
			if (layout->slots[s].v[i].last_page >= page)
				return pin(lay, &layout->slots[s], i, page);
	return false;
}

/* From which of N PAGES on do all blocks stand on an earlier one now? */
static unsigned
page_behind(const struct layout *layout, const unsigned *pages, size_t n)
{
	unsigned page = 0;

	for (size_t s = SLOT_COUNT; s > 0; s--)
		for (size_t i = layout->slots[s - 1].n; i > 0; i--) {
			if (layout->slots[s - 1].v[i - 1].last_page >=
			    pages[--n])
				return page;
			page = pages[n];
		}
	return page;
}

/* The page that Word would not have; 0: it has them all. */
static unsigned
page_lost(struct lay *lay, struct layout *layout)
{
	size_t n = 0, k = 0;
	unsigned *pages, lost = 0;

	for (size_t s = 0; s < SLOT_COUNT; s++)
		n += layout->slots[s].n;
	pages = NEW_ARRAY(lay->arena, unsigned, n + 1);
	for (size_t s = 0; s < SLOT_COUNT; s++)
		for (size_t i = 0; i < layout->slots[s].n; i++)
			pages[k++] = layout->slots[s].v[i].last_page;
	if (pages_set(lay->arena, layout, SLOT_COUNT, true) < layout->pages)
		lost = page_behind(layout, pages, n);
	pages_count(lay, layout, SLOT_COUNT);
	return lost;
}

/* Pages that are pinned at most. */
#define PINS_MAX	4

void
company_open_pages(struct lay *lay, struct layout *layout)
{
	for (int i = 0; i < PINS_MAX && may_hang(layout); i++) {
		unsigned page = page_lost(lay, layout);

		if (page == 0 || !pin_page(lay, layout, page))
			return;
		layout->pages = pages_count(lay, layout, SLOT_COUNT);
	}
}
