/*
 * 版记, GB/T 9704-2012 7.4: 抄送机关, 印发机关 and 印发日期 between separating
 * lines, at the foot of the last page.  In: a document, and the rest of it on
 * pages.  Out: a grid, on the page where it belongs.  Read it from the end.
 */
#include "parts.h"

#include "../document/element.h"

struct colophon {
	struct lay *lay;
	struct grid *grid;
	size_t row;
	bool bare;		/* a letter's: no lines, no 印发, 10.1 */
};

static int
one(const struct lay *lay)
{
	return lay->profile->styles[STYLE_COLOPHON].size * 10;
}

/* "抄送：" and the names; later lines begin under the first name. */
static struct para *
labelled(struct lay *lay, struct str label, const struct text *text)
{
	struct pos pos = text->n > 0 ? text->v[0].pos : POS_NONE;
	struct para_builder para = para_begin(lay, STYLE_COLOPHON, pos);
	int hang = lay_width(lay, STYLE_COLOPHON, label);
	struct str last = text->n > 0 ? text->v[text->n - 1].text : STR_NONE;

	para.para->left = one(lay) + hang;
	para.para->right = one(lay);
	para.para->first = -hang;
	para_text(&para, label);
	para_runs(&para, STYLE_COUNT, text->v, text->n);
	if (!str_ends(last, STR("。")))
		para_text(&para, STR("。"));
	return para_finish(&para);
}

static struct para *
plain(struct lay *lay, struct span span, struct str before, struct str after,
    enum justify justify)
{
	struct para_builder para = para_begin(lay, STYLE_COLOPHON, span.pos);

	para.para->left = one(lay);
	para.para->right = one(lay);
	para.para->justify = justify;
	para_text(&para, before);
	para_text(&para, span.text);
	para_text(&para, after);
	return para_finish(&para);
}

static int
next_rule(const struct colophon *colophon)
{
	const struct profile *profile = colophon->lay->profile;

	if (colophon->bare)
		return 0;
	return colophon->row == 0 ? profile->colophon_thick :
	    profile->colophon_thin;
}

/* A row over the whole width; RULE is the line above it, 0 for none. */
static void
add_row(struct colophon *colophon, struct para *para, int rule)
{
	struct grid_row *row = &colophon->grid->rows[colophon->row];

	row->cells[0].colspan = 2;
	row->cells[1].colspan = 0;
	row->cells[0].borders[EDGE_TOP] = rule;
	grid_put(colophon->lay, colophon->grid, colophon->row++, 0, para);
}

static void
add_labelled(struct colophon *colophon, const char *label,
    const struct text *text, bool ruled)
{
	if (text->n > 0)
		add_row(colophon, labelled(colophon->lay, str_of(label), text),
		    colophon->row == 0 || ruled ? next_rule(colophon) : 0);
}

/* WORD (印发), unless the date says it itself. */
static struct str
after_date(struct span date, const char *word)
{
	return date.text.n == 0 || str_ends(date.text, str_of(word)) ?
	    STR_NONE : str_of(word);
}

/* 印发机关 at the left, 印发日期 at the right, 7.4.3; so with 翻印. */
static void
add_print_row(struct colophon *colophon, struct span printer,
    struct span date, const char *word)
{
	struct lay *lay = colophon->lay;
	struct grid_row *row = &colophon->grid->rows[colophon->row];
	int rule = next_rule(colophon);

	if (printer.text.n == 0 && date.text.n == 0)
		return;
	row->cells[0].borders[EDGE_TOP] = rule;
	row->cells[1].borders[EDGE_TOP] = rule;
	lay->width = colophon->grid->widths[0];
	grid_put(lay, colophon->grid, colophon->row, 0, plain(lay, printer,
	    STR_NONE, STR_NONE, JUSTIFY_LEFT));
	lay->width = colophon->grid->widths[1];
	grid_put(lay, colophon->grid, colophon->row, 1, plain(lay, date,
	    STR_NONE, after_date(date, word), JUSTIFY_RIGHT));
	lay->width = colophon->grid->widths[0] + colophon->grid->widths[1];
	colophon->row++;
}

/* 共印50份 in brackets at the right. */
static void
add_copies(struct colophon *colophon, struct span copies)
{
	if (copies.text.n > 0)
		add_row(colophon, plain(colophon->lay, copies, STR("（"),
		    STR("）"), JUSTIFY_RIGHT), next_rule(colophon));
}

/*
 * The last line is thick, 7.4.1.  Where the editor's type area reaches below
 * the standard's, an empty row lifts it to the right place.
 */
static void
close_grid(struct colophon *colophon)
{
	struct grid *grid = colophon->grid;
	int lift = colophon->bare ? 0 : colophon->lay->profile->colophon_lift;

	grid->n = colophon->row;
	for (unsigned c = 0; c < 2 && !colophon->bare; c++)
		grid->rows[grid->n - 1].cells[c].borders[EDGE_BOTTOM] =
		    colophon->lay->profile->colophon_thick;
	if (lift > 0) {
		add_row(colophon, para_anchor(colophon->lay),
		    colophon->lay->profile->colophon_thick);
		grid->rows[grid->n++].height = lift;
	}
}

/* True when the document has anything for a 版记. */
static bool
lay_has_colophon(const struct lay *lay, const struct document *document,
    bool recipients)
{
	bool any = recipients;

	for (size_t i = 0; i < ELEMENT_COUNT; i++)
		any |= elements[i].part == PART_COLOPHON &&
		    element_given(document, &elements[i]) &&
		    !(lay->format == FORMAT_LETTER &&
		    (element_in(document, &elements[i]) == &document->printer ||
		    element_in(document, &elements[i]) ==
		    &document->print_date));
	return any;
}

/* The wider of two texts, set as the colophon is. */
static int
wider(const struct lay *lay, struct str a, struct str b)
{
	return larger(lay_width(lay, STYLE_COLOPHON, a),
	    lay_width(lay, STYLE_COLOPHON, b));
}

/*
 * The dates have half of their rows, less what a long name of an agency asks
 * for beyond its half, but never less than they need with 印发 and 翻印.
 */
static int
date_width(const struct lay *lay, const struct document *document)
{
	int date = wider(lay, document->print_date.text,
	    document->reprint_date.text) +
	    lay_width(lay, STYLE_COLOPHON, STR("印发")) + 3 * one(lay);
	int name = wider(lay, document->printer.text,
	    document->reprinter.text) + 3 * one(lay);
	int half = lay->width / 2;

	return larger(date, name > half ? lay->width - name : half);
}

/* What is higher than a page cannot float at its foot: it flows over pages. */
static void
let_flow(struct lay *lay, struct grid *grid, const struct document *document)
{
	if (grid_height(grid) <= profile_text_height(lay->profile))
		return;
	grid->place = GRID_FLOW;
	for (size_t r = 0; r < grid->n; r++)
		grid->rows[r].may_split = true;
	finding_add(lay->findings, FINDING_COLOPHON_TOO_TALL,
	    document->cc.n > 0 ? document->cc.v[0].pos : document->pos,
	    "版记比一页还高，不能置于页底，已接排并跨页；请用统称写抄送机关",
	    "the colophon is taller than a page; it flows over pages instead of"
	    " standing at the foot; give the copies' recipients by group "
	    "names");
}

/* What was laid to be measured, once. */
static bool
take_measured(struct lay *lay)
{
	struct laid_list laid = lay->colophon;

	lay->colophon.n = 0;
	if (laid.n == 0 || lay->out->n > 0 || lay->width != lay->colophon_width)
		return false;
	*lay->out = laid;
	return true;
}

static void
lay_colophon(struct lay *lay, const struct document *document, bool recipients)
{
	struct colophon colophon = { lay, NULL, 0,
	    lay->format == FORMAT_LETTER };
	bool opens = lay->out->n > 0 &&
	    lay->out->v[lay->out->n - 1].kind == LAID_SECTION_END;
	int date;

	if (!lay_has_colophon(lay, document, recipients) || take_measured(lay))
		return;
	date = date_width(lay, document);
	colophon.grid = grid_new(lay, 11, 2);
	colophon.grid->place = GRID_FOOT;
	colophon.grid->title = STR("版记");
	colophon.grid->widths[0] = lay->width - date;
	colophon.grid->widths[1] = date;
	if (document->subject_words.text.n > 0)
		add_row(&colophon, plain(lay, document->subject_words,
		    STR("主题词："), STR_NONE, JUSTIFY_LEFT),
		    next_rule(&colophon));
	if (recipients)
		add_labelled(&colophon, "主送：", &document->recipients, true);
	add_labelled(&colophon, "报：", &document->report_to, true);
	add_labelled(&colophon, "送：", &document->send_to, false);
	add_labelled(&colophon, "抄送：", &document->cc, !recipients);
	if (!colophon.bare)
		add_print_row(&colophon, document->printer,
		    document->print_date, "印发");
	add_copies(&colophon, document->copies);
	add_print_row(&colophon, document->reprinter, document->reprint_date,
	    "翻印");
	add_copies(&colophon, document->reprint_copies);
	close_grid(&colophon);
	if (opens)	/* A section must not begin with what floats. */
		lay_add(lay, LAID_PARA)->as.para = para_anchor(lay);
	lay_grid(lay, colophon.grid);
	let_flow(lay, colophon.grid, document);
	/* The floating grid hangs on a paragraph too low to open a page. */
	lay_add(lay, LAID_PARA)->as.para = para_anchor(lay);
}

/* --- its height -------------------------------------------------------- */

/* Blocks that are laid only to be measured. */
struct trial {
	struct laid_list list, *out;
	struct findings quiet, *findings;
};

static void
trial_begin(struct trial *trial, struct lay *lay)
{
	*trial = (struct trial){ .out = lay->out, .findings = lay->findings,
	    .quiet.arena = lay->arena };
	lay->out = &trial->list;
	lay->findings = &trial->quiet;
}

static int
trial_end(struct trial *trial, struct lay *lay)
{
	int height = 0;

	lay->out = trial->out;
	lay->findings = trial->findings;
	EACH(const struct laid, laid, trial->list) {
		height += laid->kind == LAID_GRID ?
		    grid_height(laid->as.grid) : laid->as.para->height;
	}
	return height;
}

int
colophon_height(struct lay *lay, const struct document *document,
    bool recipients)
{
	struct trial trial;

	trial_begin(&trial, lay);
	lay_colophon(lay, document, recipients);
	/* What has something to say is laid again, to say it. */
	lay->colophon_width = lay->width;
	if (trial.quiet.list.n == 0)
		lay->colophon = trial.list;
	return trial_end(&trial, lay);
}

/* --- of a document inside another one ---------------------------------- */

static void
add_inner_labelled(struct lay *lay, const char *label, const struct text *text)
{
	if (text->n > 0)
		lay_add(lay, LAID_PARA)->as.para =
		    labelled(lay, str_of(label), text);
}

static void
add_inner_plain(struct lay *lay, struct span span, struct str before,
    struct str after, enum justify justify)
{
	if (span.text.n > 0)
		lay_add(lay, LAID_PARA)->as.para =
		    plain(lay, span, before, after, justify);
}

static void
add_inner_print(struct lay *lay, struct span printer, struct span date,
    const char *word)
{
	struct para_builder para;

	if (printer.text.n == 0 && date.text.n == 0)
		return;
	para = para_begin(lay, STYLE_COLOPHON, printer.pos);
	para.para->left = one(lay);
	para.para->right = one(lay);
	para_tab_stop(&para, TAB_RIGHT, lay->width - one(lay));
	para_text(&para, printer.text);
	para_tab(&para);
	para_text(&para, date.text);
	para_text(&para, after_date(date, word));
	para_end(&para);
}

void
lay_inner_colophon(struct lay *lay, const struct document *document)
{
	add_inner_plain(lay, document->subject_words, STR("主题词："),
	    STR_NONE, JUSTIFY_LEFT);
	add_inner_labelled(lay, "报：", &document->report_to);
	add_inner_labelled(lay, "送：", &document->send_to);
	add_inner_labelled(lay, "抄送：", &document->cc);
	add_inner_print(lay, document->printer, document->print_date, "印发");
	add_inner_plain(lay, document->copies, STR("（"), STR("）"),
	    JUSTIFY_RIGHT);
	add_inner_print(lay, document->reprinter, document->reprint_date,
	    "翻印");
	add_inner_plain(lay, document->reprint_copies, STR("（"), STR("）"),
	    JUSTIFY_RIGHT);
}

int
inner_colophon_height(struct lay *lay, const struct document *document)
{
	struct trial trial;

	trial_begin(&trial, lay);
	lay_inner_colophon(lay, document);
	return trial_end(&trial, lay);
}

/* --- its page ---------------------------------------------------------- */

/*
 * Its lines are as wide as the portrait type area (7.4.1), which is why it has
 * a portrait page of its own after a landscape one.  An office that will have
 * it on the last page whatever its shape says 版记横页; BEFORE is the number of
 * pages without it, and more of them would be no gain.
 */
static void
place_colophon(struct lay *lay, struct layout *layout,
    const struct document *document, bool recipients, unsigned before)
{
	if (layout->last.landscape && document->turned_colophon) {
		lay_colophon(lay, document, recipients);
		if (pages_count(lay, layout, SLOT_COUNT) == before)
			return;
		lay->out->n = 0;
	}
	lay_turn(lay, &layout->last, false);
	lay_colophon(lay, document, recipients);
}

/*
 * A 版记 that has no room on the page of the ending opens the next one, and so
 * does what it hangs on: else it would take its room from the signature, and
 * the signature would go where no text is.
 */
static void
break_before(const struct laid_list *colophon)
{
	if (colophon->n == 2 && colophon->v[0].kind == LAID_GRID &&
	    colophon->v[0].as.grid->place == GRID_FOOT)
		colophon->v[1].as.para->page_break = true;
}

/*
 * The last seal keeps off the 版记 right under the date: the signature moves up
 * a little, or the 版记 to the next page.  Did anything?
 */
static bool
clear_seal(struct lay *lay, struct layout *layout,
    const struct document *document)
{
	struct laid_list *ending = &layout->slots[SLOT_ENDING];
	struct laid_list *colophon = &layout->slots[SLOT_COLOPHON];
	int lacking = ending_seal_below(lay, document);
	const struct laid *date;
	struct para *name;

	if (lacking == 0 || ending->n == 0)
		return false;
	date = &ending->v[ending->n - 1];
	if (colophon->n == 0 || layout->slots[SLOT_REMARK].n > 0 ||
	    colophon->v[0].kind != LAID_GRID ||
	    colophon->v[0].page != date->last_page)
		return false;
	lacking -= date->left - grid_height(colophon->v[0].as.grid) -
	    (2 * lay->profile->colophon_thick +
	    lay->profile->colophon_thin) * 20 / 8;
	name = ending->v[0].as.para;
	if (lacking <= 0)
		return false;
	if (name->before - ending_seal_gap(lay) >= lacking)
		para_give_up(name, lacking);
	else
		break_before(colophon);
	return true;
}

/*
 * An empty page.  Word would make one for a section that begins on an even
 * page, but LibreOffice sets such a section lower than all others.
 */
static void
lay_blank_page(struct lay *lay)
{
	for (int i = 0; i < 2; i++) {
		struct para *para = para_anchor(lay);

		para->page_break = i > 0;
		lay_add(lay, LAID_PARA)->as.para = para;
	}
}

void
colophon_settle(struct lay *lay, struct layout *layout,
    const struct document *document, bool recipients)
{
	unsigned before = pages_count(lay, layout, SLOT_COLOPHON), after;
	struct laid_list *colophon = &layout->slots[SLOT_COLOPHON];

	lay_into(lay, layout, SLOT_COLOPHON);
	if (lay_has_colophon(lay, document, recipients))
		place_colophon(lay, layout, document, recipients, before);
	after = layout->pages = pages_count(lay, layout, SLOT_COUNT);
	if (after > before)
		break_before(colophon);
	if (clear_seal(lay, layout, document) || after > before)
		after = layout->pages = pages_count(lay, layout, SLOT_COUNT);
	if (!document->even_colophon || colophon->n == 0 || after % 2 == 0)
		return;
	colophon->n = 0;
	lay_add(lay, LAID_SECTION_END)->as.sheet = layout->last;
	layout->last = (struct sheet){ .unnumbered = after > before };
	lay->width = profile_text_width(lay->profile);
	if (after > before)
		lay_blank_page(lay);
	lay_colophon(lay, document, recipients);
	layout->pages = pages_count(lay, layout, SLOT_COUNT);
}
