/*
 * 版头: everything above the red line, GB/T 9704-2012 7.2; and what letters,
 * orders and minutes have in its place, clause 10.
 */
#include "parts.h"

/*
 * An exact line of 1.06 times the size puts the ink of a letterhead at the
 * line's top edge; faces differ by a millimetre, so aim a little high.
 */
#define MARK_LINE_PERCENT	106
#define MARK_AIM_HIGH		22
/* Of the size of a letter's mark, what its line has below the ink. */
#define LETTER_REST_PERCENT	11
/* Of a joint mark, between the names and 文件, in hundredths of its em. */
#define JOINT_AIR	60
/* The signers that a line has; of a tight head, 7.2.6 has “as a rule two”. */
#define SIGNERS_IN_LINE		2
#define SIGNERS_IN_TIGHT	3

/*
 * A joint mark takes at most so many percent of the type area's height, its
 * lines are so many percent of the size; tighter ones leave room for the text.
 */
static const struct {
	int height, line;
} joint_marks[HEAD_TIGHT_MAX + 1] = {
	{ 32, 130 }, { 32, 130 }, { 28, 120 }, { 24, 112 }, { 20, 104 },
};

/* 办理类别 of an answer to a proposal: in the right corner. */
static int
lay_handling(struct lay *lay, const struct document *document)
{
	struct para_builder para;

	if (document->handling.text.n == 0)
		return 0;
	para = para_begin(lay, STYLE_NUMBER, document->handling.pos);
	para.para->justify = JUSTIFY_RIGHT;
	para_text(&para, document->handling.text);
	return para_end(&para)->height;
}

/* 份号 7.2.1, 密级和保密期限 7.2.2, 紧急程度 7.2.3: one a line, closed up. */
static int
lay_corner(struct lay *lay, const struct document *document)
{
	const struct {
		const struct span *span;
		enum style style;
	} lines[] = {
		{ &document->copy_number, STYLE_COPY_NUMBER },
		{ &document->secrecy, STYLE_SECRECY },
		{ &document->urgency, STYLE_SECRECY },
	};
	/* Under the line of a letter the number is in that corner. */
	int height = lay->format == FORMAT_LETTER ? 0 :
	    lay_handling(lay, document);

	for (size_t i = 0; i < COUNT_OF(lines); i++) {
		struct para_builder para;

		if (lines[i].span->text.n == 0)
			continue;
		para = para_begin(lay, lines[i].style, lines[i].span->pos);
		para_text(&para, lines[i].span->text);
		height += para_end(&para)->height;
	}
	return height;
}

/* The largest even size (half-points) at which EMS ems fit the width. */
static int
fit_size(const struct lay *lay, long hundredths, int most)
{
	/* Two hundredths of the width stay free at the sides. */
	long size = (long)lay->width * 98 / 10 / (hundredths > 0 ?
	    hundredths : 1);

	return (int)(size < most ? size : most) / 2 * 2;
}

/* The width of a text in hundredths of an em. */
static long
hundredths(struct str text)
{
	const struct measure em = { 100, 0, NULL };

	return measure_width(&em, text);
}

static void
warn_long(struct lay *lay, const struct span *mark)
{
	finding_add(lay->findings, FINDING_MARK_TOO_LONG, mark->pos,
	    "发文机关标志“%.*s”过长，一行排不下最小字号；已在词间"
	    "分行", "the letterhead “%.*s” does not fit one line at the "
	    "least size; it is broken between words", STR_ARG(mark->text));
}

/* The lines of a mark too long for one, parted between words; its size. */
static int
break_mark(struct lay *lay, struct str text, struct title_lines *lines)
{
	int least = lay->profile->mark_size_least;
	int size = fit_size(lay, hundredths(text) / 2 + 100,
	    lay->profile->mark_size);

	do {
		const struct measure measure = { size * 10, 0, NULL };

		*lines = title_break(lay->arena, text, &measure,
		    lay->width * 98 / 100, false);
		size -= 2;
	} while (lines->n > 2 && size >= least);
	return size + 2 > least ? size + 2 : least;
}

/* 发文机关标志 of one organ, 7.2.4. */
static struct para_builder
begin_mark(struct lay *lay, const struct document *document, struct str tail)
{
	const struct profile *profile = lay->profile;
	struct span mark = document->marks.n > 0 ?
	    document->marks.v[0] : (struct span){ STR_NONE, POS_NONE };
	struct str text = str_cat(lay->arena, mark.text, tail);
	int size = fit_size(lay, hundredths(text), profile->mark_size);
	struct title_lines lines = { &text, 1 };
	struct para_builder para = para_begin(lay, STYLE_MARK, mark.pos);

	if (size < profile->mark_size_least) {
		size = break_mark(lay, text, &lines);
		warn_long(lay, &mark);
	}
	para.para->size = size;
	para.para->line = size * 10 * MARK_LINE_PERCENT / 100;
	if (document->head != HEAD_PREPRINTED)
		para_lines(&para, lines);
	return para;
}

/* TOP below the edge of the type area, of which USED is taken. */
static void
lay_single_mark(struct lay *lay, const struct document *document,
    struct str tail, int top, int used)
{
	struct para_builder para = begin_mark(lay, document, tail);

	para.para->before = larger(0, top - MARK_AIM_HIGH - used);
	para_end(&para);
}

static struct para *
mark_line(struct lay *lay, struct pos pos, struct title_lines lines, int size,
    int line, enum justify justify)
{
	struct para_builder para = para_begin(lay, STYLE_MARK, pos);

	para.para->size = size;
	para.para->line = line;
	para.para->justify = justify;
	para_lines(&para, lines);
	return para_finish(&para);
}

/* Joint names as they are set, each in one line or broken between words. */
struct joint {
	struct title_lines *names;
	size_t lines;		/* of all */
	long longest, tail;	/* of these, and of 文件, in hundredths of em */
};

/* Names that have no room beside 文件 at the least size are broken. */
static struct joint
break_joint(struct lay *lay, const struct document *document)
{
	int least = lay->profile->mark_size_least;
	const struct measure measure = { least * 10, 0, NULL };
	struct joint joint = {
		.names = NEW_ARRAY(lay->arena, struct title_lines,
		    document->marks.n),
		.tail = hundredths(document->mark_tail.text),
	};
	int room = lay->width - (int)(joint.tail + JOINT_AIR) * least / 10;

	for (size_t i = 0; i < document->marks.n; i++) {
		struct span *mark = &document->marks.v[i];

		joint.names[i] = (struct title_lines){ &mark->text, 1 };
		if (measure_width(&measure, mark->text) > room) {
			joint.names[i] = title_break(lay->arena, mark->text,
			    &measure, room, false);
			warn_long(lay, mark);
		}
		joint.lines += joint.names[i].n;
		for (size_t k = 0; k < joint.names[i].n; k++) {
			long width = hundredths(joint.names[i].v[k]);

			joint.longest = width > joint.longest ? width :
			    joint.longest;
		}
	}
	return joint;
}

/* The size at which all names and 文件 fit in width and height. */
static int
joint_size(const struct lay *lay, const struct joint *joint)
{
	const struct profile *profile = lay->profile;
	int size = fit_size(lay, joint->longest + joint->tail + JOINT_AIR,
	    profile->mark_size);
	int height = profile_text_height(profile) *
	    joint_marks[lay->tight].height / 100;
	int by_height = height * 10 / joint_marks[lay->tight].line /
	    (int)joint->lines;

	if (by_height < size)
		size = by_height / 2 * 2;
	return larger(size, profile->mark_size_least);
}

/*
 * Joint 发文机关标志, 7.2.4: the names one above the other, evenly spread over
 * the same width, 文件 at their right in the middle of their height.  The ink
 * reaches both edges of the grid, which stands in the middle of the page.
 */
static void
lay_joint_mark(struct lay *lay, const struct document *document, int top,
    int used)
{
	size_t n = document->marks.n;
	struct joint joint = break_joint(lay, document);
	struct span file = document->mark_tail;
	bool tail = file.text.n > 0;
	struct para_builder space = para_begin(lay, STYLE_FLUSH, POS_NONE);
	struct grid *grid = grid_new(lay, n, tail ? 2 : 1);
	int size = joint_size(lay, &joint);
	int line = size * 10 * joint_marks[lay->tight].line / 100;

	space.para->line = top - used - MARK_AIM_HIGH -
	    (line - size * 10 * MARK_LINE_PERCENT / 100) * 4 / 5;
	para_end(&space);
	/* Names from edge to edge; half a character between them and 文件. */
	grid->widths[0] = smaller(lay->width,
	    (int)(joint.longest * size / 10) + size / 2);
	if (tail)
		grid->widths[1] = (int)(joint.tail * size / 10) + size * 5;
	for (size_t i = 0; i < n; i++) {
		grid_put(lay, grid, i, 0, mark_line(lay,
		    document->marks.v[i].pos, joint.names[i], size, line,
		    n > 1 ? JUSTIFY_DISTRIBUTE : JUSTIFY_CENTER));
		if (!tail)
			continue;
		grid->rows[i].cells[1].merge_start = i == 0;
		grid->rows[i].cells[1].merge_on = i > 0;
		grid->rows[i].cells[1].valign = VALIGN_CENTER;
		if (i == 0)
			grid_put(lay, grid, 0, 1, mark_line(lay,
			    file.pos, (struct title_lines){ &file.text, 1 },
			    size, line, JUSTIFY_RIGHT));
	}
	lay_grid(lay, grid);
}

/*
 * Under a 版头 the number stands GAP lower, over the red line 7.2.7 if RULED.
 */
struct under {
	int gap;
	bool ruled;
};

/* 发文字号 7.2.5, centred. */
static void
lay_number(struct lay *lay, const struct document *document, struct under under)
{
	struct para_builder para =
	    para_begin(lay, STYLE_NUMBER, document->number.pos);

	para.para->before = under.gap;
	para.para->red_rule = under.ruled;
	para_text(&para, document->number.text);
	para_end(&para);
}

static int
widest_signer(const struct lay *lay, const struct document *document)
{
	int widest = 0;

	for (size_t i = 0; i < document->signers.n; i++)
		widest = larger(widest, lay_width(lay, STYLE_BODY,
		    document->signers.v[i].text));
	return widest;
}

/* Where the columns of signers stand. */
struct signers {
	unsigned columns;
	size_t lines;
	int start;		/* of 签发人： */
	int label, name;	/* widths */
};

static struct signers
place_signers(const struct lay *lay, const struct document *document,
    unsigned most)
{
	size_t n = document->signers.n;
	struct signers place = {
		.columns = n < most ? (unsigned)n : most,
		.label = lay_width(lay, STYLE_BODY, STR("签发人：")),
		.name = widest_signer(lay, document),
	};

	place.lines = (n + place.columns - 1) / place.columns;
	place.start = lay->width - lay->character - place.label -
	    (int)place.columns * (place.name + lay->character) + lay->character;
	return place;
}

/* A tight head has three signers a line where the number has room. */
static struct signers
choose_signers(const struct lay *lay, const struct document *document)
{
	struct signers place = place_signers(lay, document, SIGNERS_IN_TIGHT);
	int number = lay_width(lay, STYLE_NUMBER, document->number.text);

	if (lay->tight > 0 && place.start + (place.lines > 1 ?
	    place.label : 0) > number + 2 * lay->character)
		return place;
	return place_signers(lay, document, SIGNERS_IN_LINE);
}

/*
 * 发文字号 and 签发人 of an upward document, 7.2.5 and 7.2.6: the number at the
 * left, one character in, on the last line; signers at the right, two a line,
 * later lines aligned with the first name.
 */
static void
lay_signers(struct lay *lay, const struct document *document,
    struct under under)
{
	const struct spans *signers = &document->signers;
	struct signers place = choose_signers(lay, document);
	int names = place.start + place.label;

	for (size_t i = 0; i < place.lines; i++) {
		struct para_builder para =
		    para_begin(lay, STYLE_NUMBER, document->number.pos);
		size_t at = i * place.columns;

		para.para->justify = JUSTIFY_LEFT;
		if (i == 0)
			para.para->before = under.gap;
		para.para->red_rule = i + 1 == place.lines && under.ruled;
		para.para->keep_next = i + 1 < place.lines;
		para_tab_stop(&para, TAB_LEFT, lay->character);
		para_tab_stop(&para, TAB_LEFT, i == 0 ? place.start : names);
		for (unsigned c = 1; c < place.columns; c++)
			para_tab_stop(&para, TAB_LEFT, names +
			    (int)c * (place.name + lay->character));
		para_tab(&para);
		if (i + 1 == place.lines)
			para_text(&para, document->number.text);
		para_tab(&para);
		if (i == 0)
			para_text(&para, STR("签发人："));
		for (unsigned c = 0; c < place.columns &&
		    at + c < signers->n; c++) {
			if (c > 0)
				para_tab(&para);
			para_styled(&para, STYLE_LEVEL_2,
			    signers->v[at + c].text);
		}
		para_end(&para);
	}
}

/* 期号 of minutes: a line of its own above the number. */
static void
lay_issue(struct lay *lay, const struct document *document, struct under *under)
{
	struct para_builder para;

	if (document->issue.text.n == 0)
		return;
	para = para_begin(lay, STYLE_NUMBER, document->issue.pos);
	para.para->before = under->gap;
	para.para->red_rule = under->ruled &&
	    document->number.text.n == 0 && document->signers.n == 0;
	para_text(&para, document->issue.text);
	para_end(&para);
	under->gap = 0;
}

/*
 * 发文字号, with 签发人 beside it when there are any.  A 版头 ends with this
 * line, number or not.
 */
static void
lay_numbers(struct lay *lay, const struct document *document,
    struct under under)
{
	lay_issue(lay, document, &under);
	if (document->signers.n > 0)
		lay_signers(lay, document, under);
	else if (document->number.text.n > 0 || under.gap > 0)
		lay_number(lay, document, under);
}

/* --- clause 10 ---------------------------------------------------------- */

/* A row of the letter's head with a red line under it. */
static void
add_lined(struct lay *lay, struct grid *grid, size_t row, struct para *para,
    int line)
{
	grid_put(lay, grid, row, 0, para);
	grid->rows[row].cells[0].borders[EDGE_BOTTOM] = line;
	grid->rows[row].measured = para->height + line * 20 / 8;
}

/*
 * The head of a letter: the mark 30 mm below the edge of the paper, 4 mm below
 * it a double line of 170 mm, the thick one above the thin one.
 */
static void
lay_letter_mark(struct lay *lay, const struct document *document)
{
	const struct profile *profile = lay->profile;
	struct grid *grid = grid_new(lay, 2, 1);
	struct para_builder para = begin_mark(lay, document, STR_NONE);
	struct para_builder low = para_begin(lay, STYLE_ANCHOR, POS_NONE);
	bool blank = document->head == HEAD_PREPRINTED;

	/* Below the ink the line of a mark has a tenth of its size left. */
	para.para->after = larger(0, profile->letter_line_gap -
	    para.para->size * 10 * LETTER_REST_PERCENT / 100);
	low.para->line = profile->letter_lines_apart / 2;
	grid->place = GRID_PAGE;
	grid->red = true;
	grid->widths[0] = profile->letter_line_width;
	grid->x = (profile->page_width - profile->letter_line_width) / 2;
	grid->y = profile->letter_mark_top - MARK_AIM_HIGH;
	add_lined(lay, grid, 0, para_finish(&para),
	    blank ? 0 : profile->letter_thick);
	add_lined(lay, grid, 1, para_finish(&low),
	    blank ? 0 : profile->letter_thin);
	lay_add(lay, LAID_GRID)->as.grid = grid;
}

/*
 * Below the line of a letter: 份号, 密级 and 紧急程度 at the left, 发文字号 at
 * the right of the first line, 10.1.
 */
static void
lay_letter_number(struct lay *lay, const struct document *document)
{
	struct laid_list *out = lay->out, corner = { 0 };
	struct para_builder number;
	struct para *first;

	lay->out = &corner;
	lay_corner(lay, document);
	lay->out = out;
	if (corner.n == 0 && document->number.text.n == 0)
		return;
	number = para_begin(lay, corner.n > 0 ?
	    corner.v[0].as.para->style : STYLE_NUMBER, document->number.pos);
	number.para->justify = JUSTIFY_RIGHT;
	if (corner.n > 0) {
		number.para->justify = JUSTIFY_LEFT;
		para_tab_stop(&number, TAB_RIGHT, lay->width);
		para_text(&number, corner.v[0].as.para->pieces[0].text);
		para_tab(&number);
	}
	para_styled(&number, STYLE_NUMBER, document->number.text);
	first = para_end(&number);
	/* Ink begins a little below the top of an exact line. */
	first->before = lay->profile->letter_number_gap -
	    (lay->profile->line_pitch * 80 / 100 -
	    lay->profile->styles[STYLE_NUMBER].size * 10 * 88 / 100);
	first->height += first->before;
	for (size_t i = 1; i < corner.n; i++)
		*VEC_ADD(lay->arena, lay->out) = corner.v[i];
}

/* Letters bear no 印发 and no 文件. */
static void
tell_omitted(struct lay *lay, const struct document *document)
{
	struct pos pos = document->printer.text.n > 0 ?
	    document->printer.pos : document->print_date.pos;

	if (document->printer.text.n > 0 || document->print_date.text.n > 0)
		finding_add(lay->findings, FINDING_FORMAT_OMITS, pos,
		    "信函格式的版记没有印发机关和印发日期，没有排",
		    "letters have no printing organ and date in the colophon;"
		    " they are not printed");
	if (document->mark_tail.text.n > 0)
		finding_add(lay->findings, FINDING_FORMAT_OMITS,
		    document->mark_tail.pos,
		    "信函格式的发文机关标志不加“%.*s”，没有排",
		    "the mark of a letter has no “%.*s”; it is not printed",
		    STR_ARG(document->mark_tail.text));
	for (size_t i = 1; i < document->marks.n; i++)
		finding_add(lay->findings, FINDING_FORMAT_OMITS,
		    document->marks.v[i].pos, "联合行文的信函只用主办机关标志"
		    "（10.1），标志里没有排“%.*s”",
		    "a joint letter bears the host's mark only (10.1); "
		    "“%.*s” is not printed in it",
		    STR_ARG(document->marks.v[i].text));
}

static void
lay_letter_head(struct lay *lay, const struct document *document)
{
	lay_letter_mark(lay, document);
	lay_letter_number(lay, document);
	lay_handling(lay, document);
	if (document->signers.n > 0)
		lay_signers(lay, document, (struct under){ 0, false });
	tell_omitted(lay, document);
}

/* One mark or several, TOP below the edge of the type area. */
static void
lay_marks(struct lay *lay, const struct document *document, int top, int used)
{
	if (document->marks.n > 1 && document->head == HEAD_AUTO)
		lay_joint_mark(lay, document, top, used);
	else
		lay_single_mark(lay, document, document->mark_tail.text, top,
		    used);
}

bool
head_may_tighten(const struct lay *lay, const struct document *document)
{
	return lay->tight < HEAD_TIGHT_MAX && document->head == HEAD_AUTO &&
	    (document->marks.n > 2 || document->signers.n > SIGNERS_IN_LINE);
}

/* The mark of an order and its number, without a red line, 10.2. */
static void
lay_order_head(struct lay *lay, const struct document *document, int used)
{
	const struct profile *profile = lay->profile;

	lay_marks(lay, document, profile->order_mark_top, used);
	if (document->number.text.n > 0)
		lay_number(lay, document, (struct under){
		    lay_lines(lay, profile->order_number_gap), false });
}

/* Who made the minutes and when, over the red line. */
static void
lay_minutes_line(struct lay *lay, const struct document *document)
{
	const struct spans *names = &document->signatures;
	struct para_builder para = para_begin(lay, STYLE_NUMBER,
	    document->date.pos);

	para.para->justify = JUSTIFY_LEFT;
	para.para->red_rule = true;
	para.para->before = lay_lines(lay, 1);
	para_tab_stop(&para, TAB_LEFT, lay->character);
	para_tab_stop(&para, TAB_RIGHT, lay->width - lay->character);
	para_tab(&para);
	for (size_t i = 0; i < names->n; i++) {
		if (i > 0)
			para_text(&para, STR("　"));
		para_text(&para, names->v[i].text);
	}
	para_tab(&para);
	para_text(&para, document->date.text);
	para_end(&para);
}

/*
 * Minutes, 10.3: the mark; the issue and who made it and when, or the number,
 * over a red line.
 */
static void
lay_minutes_head(struct lay *lay, const struct document *document, int used)
{
	struct under under = { lay_lines(lay, lay->profile->number_gap),
	    !document_dates_head(document) };

	lay_marks(lay, document, lay->profile->minutes_mark_top, used);
	lay_numbers(lay, document, under);
	if (document_dates_head(document))
		lay_minutes_line(lay, document);
}

/*
 * 呈批件: the mark over boxes for what leaders and offices say; secrecy and
 * urgency have boxes, too.
 */
static void
lay_submission_head(struct lay *lay, const struct document *document)
{
	struct document rest = *document;

	rest.secrecy.text = rest.urgency.text = STR_NONE;
	lay_marks(lay, document, lay->profile->mark_top,
	    lay_corner(lay, &rest));
	lay_boxes(lay, document);
}

static bool
lay_special_head(struct lay *lay, const struct document *document)
{
	switch (lay->format) {
	case FORMAT_LETTER:
		lay_letter_head(lay, document);
		return true;
	case FORMAT_ORDER:
		lay_order_head(lay, document, lay_corner(lay, document));
		return true;
	case FORMAT_MINUTES:
		lay_minutes_head(lay, document, lay_corner(lay, document));
		return true;
	case FORMAT_SUBMISSION:
		lay_submission_head(lay, document);
		return true;
	case FORMAT_AUTO:
	case FORMAT_DOCUMENT:
		break;
	}
	return false;
}

bool
head_is_marked(const struct document *document)
{
	return document->head == HEAD_PREPRINTED ||
	    (document->head == HEAD_AUTO && document->marks.n > 0);
}

/*
 * On paper with a printed head the number and the signers stand over its red
 * line, wherever the office has that.
 */
static void
lay_printed(struct lay *lay, const struct document *document, int used)
{
	const struct profile *profile = lay->profile;
	size_t lines = document->signers.n == 0 ? 1 :
	    choose_signers(lay, document).lines;
	int gap = profile->printed_head - profile->rule_gap - used -
	    (int)lines * profile->styles[STYLE_NUMBER].line;
	struct para *last;

	lay_numbers(lay, document, (struct under){ gap > 0 ? gap : 1, false });
	last = lay->out->v[lay->out->n - 1].as.para;
	last->after = profile->rule_gap;
	last->height += last->after;
}

void
lay_head(struct lay *lay, const struct document *document)
{
	struct under under = { lay_lines(lay, lay->profile->number_gap),
	    document->head != HEAD_PREPRINTED };
	int used;

	if (head_is_marked(document) && lay_special_head(lay, document))
		return;
	used = lay_corner(lay, document);

	if (!head_is_marked(document)) {
		/* Without letterhead a number still stands above the title. */
		lay_numbers(lay, document, (struct under){ 0, false });
		return;
	}
	if (document->head == HEAD_PREPRINTED &&
	    lay->profile->printed_head > 0) {
		lay_printed(lay, document, used);
		return;
	}
	lay_marks(lay, document, lay->profile->mark_top, used);
	lay_numbers(lay, document, under);
}

void
lay_inner_head(struct lay *lay, const struct document *document)
{
	const struct spans *marks = &document->marks;
	size_t from = lay->out->n;

	lay_corner(lay, document);
	for (size_t i = 0; i < marks->n && document_types_marks(document);
	    i++) {
		struct para_builder para = para_begin(lay, STYLE_NUMBER,
		    marks->v[i].pos);

		para_text(&para, marks->v[i].text);
		if (i + 1 == marks->n)
			para_text(&para, document->mark_tail.text);
		para_end(&para);
	}
	lay_numbers(lay, document, (struct under){ 0, false });
	for (size_t i = from; i < lay->out->n; i++)
		lay->out->v[i].as.para->keep_next = true;
	if (from < lay->out->n) {
		struct para *first = lay->out->v[from].as.para;

		first->before = lay->profile->line_pitch;
		first->height += first->before;
	}
}
