/*
 * The main part on its pages, GB/T 9704-2012 7.3.3 and 7.3.5.5: page 1 shows
 * text, and no signature stands on a page without text.  In: a document.  Out:
 * its slots from the head to the remark, laid again and again, each try with
 * less room or more held with the name, until one stands well.  Read it from
 * the end of each half: fit_main, fit_inner.
 */
#include "parts.h"

#include "../base/budget.h"
#include "table.h"

static void
keep_last(struct lay *lay, struct laid_list *list)
{
	if (list->n > 0)
		lay_keep_from(lay, list, list->n - 1);
}

/*
 * The last lines of the last paragraph go on as one of their own; of a table
 * the last rows go to the next page.
 */
static void
part_last(struct lay *lay, struct laid_list *list, unsigned lines)
{
	struct para *rest;

	if (list->n > 0 && list->v[list->n - 1].kind == LAID_GRID)
		table_move_rows(list->v[list->n - 1].as.grid, lines);
	if (list->n == 0 || list->v[list->n - 1].kind != LAID_PARA)
		return;
	rest = list_cut(lay, list, list->n - 1, lines);
	if (rest != NULL)
		lay->parted = rest->lines;
}

/* Does page 1 show text, or is there none? */
static bool
opens_in_time(const struct layout *layout)
{
	const struct laid_list *body = &layout->slots[SLOT_BODY];

	return body->n == 0 || body->v[0].page <= 1;
}

/* Lay the head anew; what it has to say was said when it was laid first. */
static void
lay_head_again(struct lay *lay, struct layout *layout,
    const struct document *document)
{
	struct findings said = *lay->findings, *findings = lay->findings;

	findings_empty(&said);
	lay->findings = &said;
	layout->slots[SLOT_HEAD].n = 0;
	lay_into(lay, layout, SLOT_HEAD);
	lay_head(lay, document);
	pages_count(lay, layout, SLOT_NOTE);
	lay->findings = findings;
}

/*
 * 7.3.3: the head of many organs is set tighter until page 1 shows text; where
 * it does not all the same, it stays as it was.
 */
static bool
tighten_head(struct lay *lay, struct layout *layout,
    const struct document *document)
{
	unsigned before = lay->tight;

	while (!opens_in_time(layout) && head_may_tighten(lay, document)) {
		lay->tight++;
		lay_head_again(lay, layout, document);
	}
	if (opens_in_time(layout))
		return true;
	if (lay->tight > before) {
		lay->tight = before;
		lay_head_again(lay, layout, document);
	}
	return false;
}

/* The blank line that the recipients would have above them. */
static void
open_body(struct lay *lay, struct layout *layout)
{
	lay_into(lay, layout, SLOT_BODY);
	gap_after_title(lay, 0, layout->slots[SLOT_TITLE].n == 0 &&
	    lay->format == FORMAT_ORDER ? lay->profile->order_body_gap :
	    lay->profile->recipients_gap);
}

/*
 * 7.3.2: recipients that would push the text off page 1 go to the 版记; 7.3.3:
 * page 1 must show body text.
 */
static bool
settle_recipients(struct lay *lay, struct layout *layout,
    const struct document *document, bool bare)
{
	const struct laid_list *body = &layout->slots[SLOT_BODY];
	bool moved = false;

	pages_count(lay, layout, SLOT_NOTE);
	if (tighten_head(lay, layout, document))
		return false;
	/* One takes a line: it is not what pushes the text off the page. */
	if (str_has_one(text_join(lay->arena, document->recipients, STR_NONE),
	    "、|，")) {
		moved = true;
		layout->slots[SLOT_RECIPIENTS].n = 0;
		if (!bare)
			open_body(lay, layout);
		pages_count(lay, layout, SLOT_NOTE);
		tighten_head(lay, layout, document);
		finding_add(lay->findings, FINDING_RECIPIENTS_MOVED,
		    document->recipients.v[0].pos,
		    "主送机关过多，会使首页没有正文，已移至版记",
		    "so many recipients leave no body text on page 1; moved to"
		    " the colophon");
	}
	lay->opens_late = body->v[0].page > 1;
	if (lay->opens_late)
		finding_add(lay->findings, FINDING_BODY_OFF_FIRST_PAGE,
		    body->v[0].kind == LAID_PARA ? body->v[0].as.para->pos :
		    document->pos, "首页没有正文：版头和标题占满了首页，"
		    "请缩短标题或减少联合发文的标志行",
		    "page 1 shows no body text: head and title fill it; shorten"
		    " the title or the joint letterhead");
	return moved;
}

/* --- the signature with its text, 7.3.5.5 ------------------------------- */

/* What is kept on the page of the signature. */
enum hold {
	HOLD_PARAGRAPH,		/* the 附件说明 and the last paragraph */
	HOLD_WHOLE,		/* … whatever room that leaves behind it */
	HOLD_TWO_LINES,		/* … or its last lines */
	HOLD_ONE_LINE,
	HOLD_NOTE,		/* the 附件说明; text is there all the same */
	HOLD_NOTE_ONLY,
	HOLD_NOTHING
};

/* What stands over the text on page 1. */
static int
height_above(const struct layout *layout)
{
	int height = 0;

	for (enum slot s = SLOT_HEAD; s < SLOT_BODY; s++)
		EACH(const struct laid, laid, layout->slots[s]) {
			if (laid->kind == LAID_PARA)
				height += laid->as.para->height;
			else if (laid->as.grid->place == GRID_FLOW)
				height += grid_height(laid->as.grid);
		}
	return height;
}

/* Head, title, text and ending with blank lines of one height. */
static bool
lay_main(struct lay *lay, struct layout *layout,
    const struct document *document, enum hold hold)
{
	bool headed = head_is_marked(document) || document->number.text.n > 0;
	bool below = ending_has_contacts(lay, document);
	bool bare, moved, signs;	/* bare: nothing is above the text */

	lay_into(lay, layout, SLOT_HEAD);
	lay_head(lay, document);
	lay_into(lay, layout, SLOT_TITLE);
	if (!document_title_is_mark(document))
		lay_title(lay, STYLE_TITLE, &document->title, !headed ? 0 :
		    lay_lines(lay, lay->format == FORMAT_ORDER ?
		    lay->profile->order_body_gap : lay->profile->title_gap) /
		    (lay->format == FORMAT_SUBMISSION ? 2 : 1));
	lay_under_title(lay, document);
	bare = layout->slots[SLOT_HEAD].n + layout->slots[SLOT_TITLE].n == 0 &&
	    document->head != HEAD_PREPRINTED;
	lay_into(lay, layout, SLOT_RECIPIENTS);
	lay_recipients(lay, document,
	    bare ? 0 : lay->profile->recipients_gap);
	lay_into(lay, layout, SLOT_BODY);
	lay->above = bare ? 0 : height_above(layout) +
	    (layout->slots[SLOT_RECIPIENTS].n > 0 ? 0 :
	    lay_lines(lay, lay->profile->recipients_gap));
	lay_blocks(lay, &document->body, &layout->last, false);
	lay->above = 0;
	lay_contacts(lay, document, true);
	if (!bare && document->recipients.n == 0)
		open_body(lay, layout);
	moved = settle_recipients(lay, layout, document, bare);
	lay_into(lay, layout, SLOT_NOTE);
	lay_note(lay, document);
	lay_attendance(lay, document);
	if (hold == HOLD_TWO_LINES || hold == HOLD_ONE_LINE) {
		pages_count(lay, layout, SLOT_NOTE);
		part_last(lay, &layout->slots[SLOT_BODY],
		    hold == HOLD_TWO_LINES ? 2 : 1);
	}
	lay_into(lay, layout, SLOT_ENDING);
	lay_turn(lay, &layout->last, false);
	lay_ending(lay, document);
	signs = lay->out->n > 0;
	if (signs && hold < HOLD_NOTE)
		keep_last(lay, &layout->slots[SLOT_BODY]);
	if (signs && hold < HOLD_NOTHING)
		lay_keep_from(lay, &layout->slots[SLOT_NOTE], 0);
	if (hold < HOLD_NOTHING && (document->remarks.n > 0 || below))
		keep_last(lay, lay->out);
	lay_into(lay, layout, SLOT_REMARK);
	lay_remarks(lay, document);
	if (below) {
		keep_last(lay, lay->out);
		lay_contacts(lay, document, false);
	}
	return moved;
}

/* The height of all that is to stand on the page of the signature. */
static int
held_height(const struct layout *layout)
{
	const struct laid_list *body = &layout->slots[SLOT_BODY];
	int height = 0;

	for (size_t i = body->n; i > 0; i--) {
		if (!pages_keeps_next(&body->v[i - 1]))
			break;
		height += pages_whole_height(&body->v[i - 1]);
	}
	for (enum slot s = SLOT_NOTE; s <= SLOT_REMARK; s++)
		for (size_t i = 0; i < layout->slots[s].n; i++)
			if (layout->slots[s].v[i].kind == LAID_PARA)
				height += layout->slots[s].v[i].as.para->height;
	return height;
}

/* Lines that a page may have left when text goes on to the next one. */
#define LINES_BEHIND	3

/*
 * What is held with the signature would leave a page with room for more lines
 * than it may have.
 */
static bool
leaves_gap(const struct lay *lay, const struct laid_list *body)
{
	size_t i = body->n;

	while (i > 0 && pages_keeps_next(&body->v[i - 1]))
		i--;
	return i < body->n && body->v[i].behind >=
	    lay_lines(lay, LINES_BEHIND + 1);
}

/*
 * Page 1 shows text (7.3.3); name and date stand on one page, with what is to
 * be held there (7.3.5.5).  Word processors differ in what they do with more
 * than a page that is to be kept together, so that is never asked for.
 */
static bool
stands_well(struct lay *lay, struct layout *layout, enum hold hold)
{
	const struct laid_list *body = &layout->slots[SLOT_BODY];
	const struct laid_list *note = &layout->slots[SLOT_NOTE];
	const struct laid_list *ending = &layout->slots[SLOT_ENDING];
	const struct laid_list *held = hold == HOLD_NOTE_ONLY ? note : body;

	if (hold == HOLD_NOTHING)
		return true;
	pages_count(lay, layout, SLOT_ATTACHMENTS);
	if ((!lay->opens_late && !opens_in_time(layout)) ||
	    held_height(layout) > pages_room(lay->profile, (struct sheet){ 0 }))
		return false;
	if (hold == HOLD_PARAGRAPH && leaves_gap(lay, body))
		return false;
	return ending->n == 0 || held->n == 0 ||
	    held->v[held->n - 1].last_page >=
	    ending->v[ending->n - 1].last_page;
}

static void
tell_fitted(struct lay *lay, const struct layout *layout,
    const struct document *document)
{
	if (lay->parted > 0)
		finding_add(lay->findings, FINDING_PARAGRAPH_PARTED,
		    document->pos, "正文末段的最后 %u 行移到第 %u 页，"
		    "与署名同页；"
		    "在 Word 里自成一段",
		    "the last %u lines of the text go to page %u with the "
		    "signature; Word shows them as a paragraph of their own",
		    lay->parted, layout->slots[SLOT_ENDING].v[0].page);
	if (lay->tight > 0)
		finding_add(lay->findings, FINDING_SPACING_ADJUSTED,
		    text_pos(document->title), "联合发文的标志和签发人已排紧，"
		    "使首页有正文", "the joint letterhead and the signers are "
		    "set tight, so that page 1 shows text");
	if (lay->squeeze > 0)
		finding_add(lay->findings, FINDING_SPACING_ADJUSTED,
		    document->pos, "署名与正文排不到同一页，空行已压缩 %d%%",
		    "the signature did not fit with the text; blank lines are "
		    "%d%% lower", lay->squeeze);
}

/* One try; what it finds goes to FOUND. */
static struct layout *
try_main(struct lay *lay, const struct document *document, enum hold hold,
    int squeeze, bool *moved, struct findings *found)
{
	struct findings *findings = lay->findings;
	struct layout *layout = NEW(lay->arena, struct layout);

	*found = *findings;
	findings_empty(found);
	lay->findings = found;
	lay->squeeze = squeeze;
	lay->parted = 0;
	layout->profile = lay->profile;
	*moved = lay_main(lay, layout, document, hold);
	lay->findings = findings;
	return layout;
}

/* Does what follows the text fill more than a page, however low its blanks? */
static bool
fills_page(const struct lay *lay, const struct layout *layout)
{
	int height = 0, room = pages_room(lay->profile, (struct sheet){ 0 });

	for (enum slot s = SLOT_NOTE; s <= SLOT_REMARK; s++)
		for (size_t i = 0; i < layout->slots[s].n && height <= room;
		    i++) {
			const struct laid *laid = &layout->slots[s].v[i];

			if (laid->kind == LAID_PARA)
				height += (int)laid->as.para->lines *
				    para_pitch(lay->profile, laid->as.para);
		}
	return height > room;
}

struct layout *
fit_main(struct lay *lay, const struct document *document, bool *moved)
{
	static const struct {
		enum hold hold;
		int squeeze;
	} tries[] = {
		{ HOLD_PARAGRAPH, 0 }, { HOLD_NOTE, 0 },
		{ HOLD_NOTE, 10 }, { HOLD_NOTE, 20 },
		{ HOLD_NOTE, 30 }, { HOLD_NOTE, SQUEEZE_MAX },
		{ HOLD_TWO_LINES, 0 }, { HOLD_TWO_LINES, SQUEEZE_MAX / 2 },
		{ HOLD_TWO_LINES, SQUEEZE_MAX }, { HOLD_ONE_LINE, 0 },
		{ HOLD_ONE_LINE, SQUEEZE_MAX },
		{ HOLD_WHOLE, 0 },
		{ HOLD_NOTE_ONLY, 0 }, { HOLD_NOTHING, 0 }
	};
	/* From here on no lines of the text go with the name. */
	const size_t resort = COUNT_OF(tries) - 3;
	struct arena *arena = lay->arena, scratch = ARENA_INIT;
	struct layout_memo *own = NULL;
	struct findings found;
	struct layout *layout;

	if (lay->memo == NULL)
		own = lay->memo = layout_memo_new(arena);
	/* HOLD_NOTHING always stands well. */
	for (size_t i = 0;; i++) {
		/* Rather the contacts alone on a page than the name. */
		if (i >= resort && ending_has_contacts(lay, document)) {
			lay->apart = true;
			i = 0;
		}
		layout = try_main(lay, document, tries[i].hold,
		    tries[i].squeeze, moved, &found);
		if (budget_over(lay->arena) ||
		    stands_well(lay, layout, tries[i].hold))
			break;
		if (i == 0 && fills_page(lay, layout))
			i = resort + 1;
		arena_release(&scratch);
		if (own != NULL && lay->arena == arena) {
			layout_memo_seal(own);
			lay->arena = &scratch;
		}
	}
	arena_adopt(arena, &scratch);
	lay->arena = arena;
	if (own != NULL)
		lay->memo = NULL;
	findings_append(lay->findings, &found);
	tell_fitted(lay, layout, document);
	lay->squeeze = 0;
	return layout;
}

/* --- the same within attachments ---------------------------------------- */

/* Would the signature stand with its text if it had less room above it? */
static bool
draw_up(struct lay *lay, struct laid_list *list, struct inner_ending ending)
{
	int lacking = -list->v[ending.last].left;
	struct para *name = memo_own(lay, &list->v[ending.name]);
	size_t i = ending.last;

	do
		lacking += list->v[++i].as.para->height;
	while (i + 1 < list->n && list->v[i].as.para->keep_next);
	if (lacking <= 0 || lacking > name->spare)
		return false;
	para_give_up(name, lacking);
	return true;
}

/*
 * Where the last two lines of text would take so much of the 附件说明 along
 * that their page is left half empty, the 附件说明 alone goes with the name;
 * where that would still leave more than a few lines, only its last item.
 */
static bool
part_note(struct lay *lay, struct laid_list *list, struct inner_ending ending)
{
	int left = list->v[ending.last].left;

	if (ending.name - ending.last < 2 ||
	    left < lay_lines(lay, LINES_BEHIND - 1))
		return false;
	if (left < lay_lines(lay, LINES_BEHIND + 1))
		return true;
	if (ending.name - ending.last < 3)
		return false;
	for (size_t i = ending.last + 1; i + 1 < ending.name; i++)
		if (list->v[i].kind == LAID_PARA)
			memo_own(lay, &list->v[i])->keep_next = false;
	return true;
}

/*
 * The last paragraph before a signature is kept with it where that moves
 * nothing, or little; else it gives it its last lines.  How many were parted.
 */
static unsigned
hold_last(struct lay *lay, struct laid_list *list, struct inner_ending ending)
{
	struct laid *last = &list->v[ending.last];
	unsigned page = list->v[ending.name].page;
	struct para *rest = NULL;

	if (last->kind != LAID_PARA ||
	    (last->last_page == page && last->page < page))
		return 0;
	if (last->last_page < page && (draw_up(lay, list, ending) ||
	    part_note(lay, list, ending)))
		return 0;
	if (last->last_page < page && last->as.para->lines > LINES_BEHIND)
		rest = list_cut(lay, list, ending.last, 2);
	if (rest == NULL) {
		memo_own(lay, last)->keep_next = true;
		return 0;
	}
	rest->keep_next = true;
	return rest->lines;
}

void
fit_inner(struct lay *lay, struct layout *layout)
{
	struct laid_list *list = &layout->slots[SLOT_ATTACHMENTS];
	size_t shift = 0;

	for (size_t i = 0; i < lay->inner.n; i++) {
		struct inner_ending ending = lay->inner.v[i];

		ending.last += shift;
		ending.name += shift;
		pages_count(lay, layout, SLOT_COLOPHON);
		if (hold_last(lay, list, ending) > 0)
			shift++;
	}
}
