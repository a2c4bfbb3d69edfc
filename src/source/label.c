/*
 * A label for each line: the best reading of all of them together.
 * In: lines with cues.  Out: line.label and line.begins.  What it knows stands
 * in label.def; here is the search for the path of most points.
 */
#include "line.h"

#include <limits.h>
#include <string.h>

#include "../base/budget.h"

/* --- what label.def says, as tables ----------------------------------- */

enum stage {
	STAGE_HEAD, STAGE_TITLE, STAGE_BYLINE, STAGE_RECIPIENTS, STAGE_BODY,
	STAGE_NOTE, STAGE_CONTACT, STAGE_SIGN, STAGE_DATE, STAGE_AFTER,
	STAGE_COLOPHON, STAGE_PAGE, STAGE_END, STAGE_START = STAGE_END,
	STAGE_NONE, STAGE_COUNT
};

/* Impossible, and too bad to matter. */
#define X	(-500)

static const unsigned char stage_of[LABEL_COUNT] = {
#define LABEL(id, stage, zh, en)	[LABEL_##id] = STAGE_##stage,
#include "label.def"
};

static const struct words {
	const char *zh, *en;
} label_words[LABEL_COUNT] = {
#define LABEL(id, stage, zh, en)	[LABEL_##id] = { zh, en },
#include "label.def"
}, cue_words[CUE_COUNT] = {
#define CUE(id, zh, en)	[CUE_##id] = { zh, en },
#define AROUND(id, zh, en)	[CUE_##id] = { zh, en },
#include "label.def"
};

static const short stage_points[STAGE_COUNT][STAGE_END + 1] = {
#define STAGE(id, ...)	[STAGE_##id] = { __VA_ARGS__ },
#include "label.def"
};

/* From the start no label leads anywhere. */
static const short step_points[LABEL_COUNT + 1][LABEL_COUNT] = {
#define STEP(from, to, points)	[LABEL_##from][LABEL_##to] = points,
#include "label.def"
};

/* tools/fit changes them. */
#ifndef FITTED
#define FITTED	const
#endif

/* A row is added to another by eight numbers at once. */
#define ROW_LABELS	((LABEL_COUNT + 7) / 8 * 8)

static FITTED short weights[CUE_COUNT][ROW_LABELS] = {
#define WEIGHT(label, cue, points)	[CUE_##cue][LABEL_##label] = points,
#include "label.def"
};

static const short page_points[LABEL_COUNT] = {
#define PAGE(label, points)	[LABEL_##label] = points,
#include "label.def"
};

enum {
#define POINT(id, points)	POINT_##id = points,
#include "label.def"
};

/* --- the lattice ------------------------------------------------------ */

/*
 * Readings are kept side by side: at each line the best way to come to each
 * state, a few of them.  So time and memory go with the number of lines.
 */
#define NODES_MAX	8
/* A reading this far behind the best is given up. */
#define MARGIN		50
/*
 * What a step earns beyond the points of its tables is less than this, and
 * with a label that is not among these nothing.
 */
#define EARNED_MAX	40
#define EARNERS		(LABEL_BIT(TITLE) | LABEL_BIT(NUMBERED) | \
	LABEL_BIT(FILL) | LABEL_BIT(FORM_NOTE) | LABEL_BIT(NOTE_ITEM) | \
	LABEL_BIT(SIGNATURE) | LABEL_BIT(ATTACHMENT))
/* A label this far behind the best one of its line is not tried. */
#define TRIED		42

/* What has been seen in the present document. */
enum seen {
	SEEN_TITLE = 1, SEEN_NUMBER = 2, SEEN_RECIPIENTS = 4, SEEN_NOTE = 8,
	SEEN_SIGNATURE = 16, SEEN_DATE = 32, SEEN_COLOPHON = 64,
	SEEN_COMPLETE = 128,	/* a page that is a document of its own */
	TITLE_DONE = 256,	/* the title has its genre */
	TITLE_HALF = 512,	/* a listed name goes on in the next line */
	SEEN_BODY = 1024
};

#define LEVELS	6

struct node {
	int score;		/* of the best way to here */
	int after;		/* of the best way on from here */
	uint16_t seen;
	uint16_t ordinals[LEVELS];	/* the last of each level; 0: 第几条 */
	uint16_t note_next;	/* that goes on with the 附件说明 */
	uint16_t page_next;
	uint8_t from;		/* index among the nodes of the line above */
	uint8_t label;
	uint8_t state;		/* the label, or what a MORE goes on with */
	uint8_t page;		/* inside an attachment */
	uint8_t begins;
};

struct layer {
	uint32_t first;		/* of its nodes */
	uint32_t n;
};

struct decoder {
	struct arena *arena;	/* of what is told */
	struct arena scratch;	/* of what is tried: the nodes */
	struct lines *lines;
	VEC(struct node) nodes;
	struct layer *layers;	/* one for each line, after one for the start */
	size_t told;
};

static void
add_weights(const short *restrict row, short *restrict points)
{
	for (int k = 0; k < ROW_LABELS; k++)
		points[k] = (short)(points[k] + row[k]);
}

/* How much the cues of a line speak for each label. */
static void
weigh(const struct line *line, short *points)
{
	memset(points, 0, ROW_LABELS * sizeof(*points));
	if (line->known != NULL) {		/* a table, whatever it holds */
		points[LABEL_TABLE] += POINT_KNOWN;
		return;
	}
	for (uint64_t rest = line->cues; rest != 0; rest &= rest - 1)
		add_weights(weights[__builtin_ctzll(rest)], points);
	for (uint64_t rest = line->around; rest != 0; rest &= rest - 1)
		add_weights(weights[64 + __builtin_ctzll(rest)], points);
	if (line->barred > 0)
		points[line->barred - 1] += POINT_BARRED;
	if (line->said > 0)
		points[line->said - 1] += POINT_SAID;
	if (line->certain > 0)
		points[line->certain - 1] += POINT_CERTAIN;
}

/* --- one step --------------------------------------------------------- */

/*
 * 抄送：省委各部门。 and below it: 省人大常委会办公厅，省政协办公厅。 But one
 * organ alone below a full stop, or over the date of printing, is the printer.
 */
static bool
is_more_cc(const struct node *from, const struct line *line, bool last)
{
	static const struct str stop = { "。", sizeof("。") - 1 };
	struct str s = line->text;

	if (from->state != LABEL_CC && from->state != LABEL_REPORT &&
	    from->state != LABEL_SEND)
		return false;
	if (line->cues & (CUE_BIT(KEY_CC) | CUE_BIT(KEY_REPORT) |
	    CUE_BIT(KEY_SEND)))
		return false;
	if ((line->cues & CUE_BIT(ORGAN)) && (line->cues & CUE_BIT(OPEN)) &&
	    ((line[-1].cues & CUE_BIT(STOP)) ||
	    (!last && (line[1].cues & CUE_BIT(PRINTED)))))
		return false;
	if (str_ends(s, stop))
		s.n -= stop.n;
	return words_addressed(s);
}

/* Does a line go on with the one above it, broken in mid-sentence? */
static int
more_points(const struct decoder *d, const struct node *from,
    const struct line *line)
{
	const struct line *above = line > d->lines->v ? line - 1 : NULL;
	int points = 0;

	if (from->state == LABEL_COUNT || from->label == LABEL_RULE ||
	    above == NULL)
		return X;
	if (line->certain == LABEL_MORE + 1)
		return 0;
	if (above->certain > 0)		/* its author ended it */
		return X;
	if (is_more_cc(from, line, line + 1 == d->lines->v + d->lines->n))
		return POINT_MORE_CC;
	if ((above->cues & CUE_BIT(COLUMNS)) && !(above->cues &
	    CUE_BIT(HAS_COMMA)))	/* cells, or names side by side */
		return X;
	if (!(above->cues & (CUE_BIT(OPEN) |
	    CUE_BIT(HAS_COMMA))) || (above->cues & (CUE_BIT(STOP) |
	    CUE_BIT(COLON) | CUE_BIT(IS_TABLE) | CUE_BIT(IS_DATE) |
	    CUE_BIT(DATED) | CUE_BIT(DOC_NUMBER) | CUE_BIT(PRINTED))))
		return X;
	if (!(above->cues & CUE_BIT(OPEN)))
		points += POINT_MORE_COMMA;
	points += above->chars >= 20 ? POINT_MORE_LONG : POINT_MORE_SHORT;
	if ((above->cues & CUE_BIT(HAS_COMMA)) && !(above->cues &
	    CUE_BIT(SHORT)))
		points += POINT_MORE_COMMAS;
	if ((line->cues & CUE_BIT(STOP)) && line->chars < above->chars)
		points += POINT_MORE_ENDS;
	else if (line->chars > above->chars)
		points += POINT_MORE_LONGER;
	return points;
}

static int
ordinal_points(const struct node *from, const struct line *line,
    struct node *to)
{
	int level = ordinal_level((enum ordinal_style)line->style);
	int points = 0;

	/* 第十条 after 第九条: no sentence begins so. */
	if (line->style == ORDINAL_ARTICLE) {
		points = line->number == from->ordinals[0] + 1 ?
		    POINT_ARTICLE_NEXT : 0;
		memset(to->ordinals, 0, sizeof(to->ordinals));
		to->ordinals[0] = line->number;
		return points;
	}
	if (level == 0)
		return 0;
	if (line->number == from->ordinals[level] + 1)
		points = POINT_ORDINAL_NEXT;
	else if (line->number == 1)
		points = POINT_ORDINAL_FIRST;
	else		/* 3. may be many things, （三） is an ordinal */
		points = level > 2 ? POINT_DIGIT_ASTRAY : POINT_HAN_ASTRAY;
	to->ordinals[level] = line->number;
	for (int deeper = level + 1; deeper < LEVELS; deeper++)
		to->ordinals[deeper] = 0;
	return points;
}

static int
note_points(const struct node *from, const struct line *line, int label,
    struct node *to)
{
	struct str rest = str_slice(line->text, line->key, line->key + 80);
	struct ordinal ordinal;
	bool numbered = (line->cues & CUE_BIT(ORDINAL)) ||
	    ((line->cues & CUE_BIT(ATTACH)) && line->number > 0);
	int points = 0;

	if (label == LABEL_NOTE) {
		to->note_next = (line->cues & CUE_BIT(ATTACH_ALONE)) ? 1 :
		    line->number > 0 ? (uint16_t)(line->number + 1) :
		    (ordinal = ordinal_parse(rest)).style != ORDINAL_NONE ?
		    (uint16_t)(ordinal.number + 1) : 0;
		if (from->seen & SEEN_NOTE)
			points += POINT_NOTE_AGAIN;
		/* No list begins with 附件2、…, or 附件1 alone in its line. */
		if ((line->number > 1 && !(line->cues &
		    CUE_BIT(ATTACH_COLON))) || ((line->cues &
		    CUE_BIT(ATTACH_ALONE)) && line->number > 0))
			points += POINT_NOTE_MARK;
		else if ((line->cues & CUE_BIT(ATTACH_ALONE)) &&
		    !(line->cues & CUE_BIT(ATTACH_COLON)) &&
		    (from->seen & SEEN_DATE))
			points += POINT_NOTE_LATE;
		return points;
	}
	if (from->state != LABEL_NOTE && from->state != LABEL_NOTE_ITEM)
		return X;
	if (numbered && line->number == from->note_next)
		points = POINT_ITEM_NEXT;
	else if (numbered)
		points = POINT_ITEM_ASTRAY;
	else if (from->note_next == 1)		/* 附件： and names without */
		points = line->cues & CUE_BIT(SHORT) ? POINT_ITEM_SHORT :
		    POINT_ITEM_PLAIN;
	else
		points = POINT_ITEM_UNNUMBERED;
	to->note_next = numbered ? (uint16_t)(line->number + 1) :
	    from->note_next;
	return points;
}

/* （2）… under "注：（1）…" is of the note, not of the text before the form. */
static int
form_note_points(const struct node *from, const struct line *line)
{
	int level = ordinal_level((enum ordinal_style)line->style);

	if (from->state != LABEL_FORM_NOTE || level == 0)
		return X;
	return line->number > 1 &&
	    line->number != from->ordinals[level] + 1 ?
	    POINT_FORM_NOTE_NEXT : POINT_FORM_NOTE_ASTRAY;
}

static int
page_mark_points(const struct node *from, const struct line *line,
    struct node *to)
{
	int points = 0;

	if (line->number > 0 && line->number == from->page_next)
		points = POINT_PAGE_NEXT;
	else if (line->number == 1)
		points = POINT_PAGE_FIRST;
	else if (line->number > 0)
		points = from->page_next > 1 ? POINT_PAGE_LATER :
		    POINT_PAGE_ASTRAY;
	/* 附件1.某某表 after the list is no list again. */
	if (line->number > 0 && (line->cues & CUE_BIT(ATTACH_LIST)) &&
	    (from->page || (from->seen & SEEN_NOTE)))
		points += POINT_PAGE_NAMED;
	if (line->cues & CUE_BIT(ATTACH_ALONE))
		to->seen = 0;
	else
		to->seen = SEEN_TITLE | TITLE_DONE;
	to->page_next = (uint16_t)(line->number > 0 ? line->number + 1 : 2);
	return points;
}

/* Titles run over lines; the genre ends them. */
static int
title_points(const struct node *from, const struct line *line,
    struct node *to, bool opens)
{
	bool done = (line->cues & (CUE_BIT(GENRE) | CUE_BIT(PAPER))) ||
	    (line->around & AROUND_BIT(LISTED));
	int points = 0;

	if (!opens && from->state == LABEL_TITLE) {
		if (from->seen & TITLE_HALF)
			points += POINT_TITLE_HALF;
		else if (line->cues & CUE_BIT(ABOUT))
			points += from->seen & TITLE_DONE ?
			    POINT_TITLE_ABOUT_AGAIN :
			    line->blanks == 0 ? POINT_TITLE_ABOUT : 0;
		else if (line->cues & CUE_BIT(ANNEX))
			points += POINT_TITLE_ANNEX;
		else if (words_counted(line->text))
			points += POINT_TITLE_REMARK;
		else if (from->seen & TITLE_DONE)
			points += POINT_TITLE_DONE;
		if (line->cues & CUE_BIT(ORGAN))
			points += POINT_TITLE_ORGAN;
		if (line->around & AROUND_BIT(GAP_ABOVE))
			points += POINT_TITLE_APART;
		if (line->certain > 0 && line->blanks > 0 &&
		    line[-1].certain == 0)
			points += POINT_TITLE_SAID;
	}
	if (from->state == LABEL_MARK && (line->around & AROUND_BIT(GAP_ABOVE)))
		points += POINT_TITLE_UNDER_MARK;
	to->seen |= SEEN_TITLE;
	to->seen &= (uint16_t)~TITLE_HALF;
	if (done || ((from->seen & TITLE_DONE) && !opens))
		to->seen |= TITLE_DONE;
	if (line->around & AROUND_BIT(LISTED_HEAD)) {
		to->seen |= TITLE_HALF;
		to->seen &= (uint16_t)~TITLE_DONE;
	}
	return points;
}

/* The stage that a reading is at. */
static enum stage
stage_at(const struct node *node)
{
	enum stage stage;

	if (node->state == LABEL_COUNT)
		return STAGE_START;
	stage = (enum stage)stage_of[node->state];
	if (stage == STAGE_HEAD && (node->seen & SEEN_TITLE))
		return STAGE_TITLE;
	/* （2026年6月14日） under the title */
	if (stage == STAGE_DATE && (node->seen & SEEN_TITLE) && !(node->seen &
	    (SEEN_BODY | SEEN_RECIPIENTS | SEEN_SIGNATURE)))
		return STAGE_BYLINE;
	return stage;
}

/* A title or a letterhead after a document: another one begins. */
static void
open_enclosure(struct node *to)
{
	to->begins = BEGINS_ENCLOSURE;
	to->page = false;
	to->seen = 0;
	memset(to->ordinals, 0, sizeof(to->ordinals));
	to->note_next = 0;
}

static int
seen_points(const struct node *from, int label, struct node *to)
{
	uint16_t before = from->seen;

	switch (label) {
	case LABEL_NUMBER:
		to->seen |= SEEN_NUMBER | (to->page ? SEEN_COMPLETE : 0);
		return before & SEEN_NUMBER ? POINT_NUMBER_AGAIN : 0;
	case LABEL_RECIPIENTS:
		if ((before & SEEN_RECIPIENTS) &&
		    from->state != LABEL_RECIPIENTS)
			return X;
		to->seen |= SEEN_RECIPIENTS | (to->page ? SEEN_COMPLETE : 0);
		return 0;
	case LABEL_SIGNATURE:
		to->seen |= SEEN_SIGNATURE;
		return 0;
	case LABEL_DATE: case LABEL_SIGNED_DATE:
		to->seen |= SEEN_DATE;
		return before & SEEN_DATE ? POINT_DATE_AGAIN : 0;
	case LABEL_NOTE:
		to->seen |= SEEN_NOTE;
		return 0;
	case LABEL_CC: case LABEL_PRINT:
		to->seen |= SEEN_COLOPHON;
		return 0;
	default:
		return 0;
	}
}

/* Leaving the title where it has no end yet. */
static int
leave_title_points(const struct node *from, enum stage next)
{
	if (from->state != LABEL_TITLE || next == STAGE_TITLE ||
	    (from->seen & TITLE_DONE) || from->page)
		return 0;
	return next == STAGE_HEAD || next == STAGE_RECIPIENTS ?
	    POINT_TITLE_OPEN_HEAD : POINT_TITLE_OPEN;
}

/* Does a label leave the reading where it is? */
static inline bool
stays(const struct line *line, int label)
{
	return stage_of[label] == STAGE_NONE || line->said > 0;
}

/* What the tables give for a label behind FROM, which is at AT. */
static inline int
table_points(const struct node *from, enum stage at, int label)
{
	return stage_points[at][stage_of[label]] +
	    step_points[from->state][label];
}

/*
 * Can the step not earn LEAST, or nearly LOW?  So it is for most: nothing is
 * done for it.
 */
static inline bool
is_hopeless(const struct node *from, enum stage at, const struct line *line,
    int label, int least, int low)
{
	int points;

	if (stays(line, label))
		return false;
	points = table_points(from, at, label);
	return points + EARNED_MAX < low ||
	    points + (EARNERS >> label & 1 ? EARNED_MAX : 0) < least;
}

/*
 * From FROM, at AT, to LINE with LABEL: the points of the step, and the node it
 * leads to; X when it is impossible.
 */
static int
take_step(const struct decoder *d, const struct node *from, enum stage at,
    const struct line *line, int label, struct node *to)
{
	enum stage next = (enum stage)stage_of[label];
	bool opens = false;
	int points;

	*to = *from;
	to->label = (uint8_t)label;
	to->begins = BEGINS_NOTHING;
	if (stays(line, label))
		return label == LABEL_MORE ? more_points(d, from, line) : 0;
	to->state = (uint8_t)label;
	points = table_points(from, at, label) +
	    leave_title_points(from, next);
	if (next == STAGE_PAGE) {
		open_enclosure(to);
		to->begins = BEGINS_PAGE;
		to->page = true;
		points += page_mark_points(from, line, to);
	} else if (line->opens) {
		opens = true;
		open_enclosure(to);
	} else if (line->certain == LABEL_TITLE + 1) {
		;		/* of the document that it stands in */
	} else if (next <= STAGE_TITLE && at >= STAGE_BODY &&
	    at < STAGE_PAGE) {
		opens = true;
		open_enclosure(to);
	} else if (label == LABEL_TITLE && (from->seen & SEEN_TITLE) &&
	    from->state != LABEL_TITLE)
		points += POINT_TITLE_AGAIN;
	if (label == LABEL_TITLE)
		points += title_points(from, line, to, opens);
	if (label == LABEL_NUMBERED)
		points += ordinal_points(from, line, to);
	if (label == LABEL_FORM_NOTE && !(line->cues & CUE_BIT(KEY_FORM_NOTE)))
		points += form_note_points(from, line);
	if (next == STAGE_NOTE)
		points += note_points(from, line, label, to);
	if (label == LABEL_SIGNATURE && from->state == LABEL_DATE &&
	    !(from->seen & SEEN_SIGNATURE) && (line->cues & CUE_BIT(ORGAN)))
		points += POINT_SIGNS_LATE;
	if (label == LABEL_RECIPIENTS && from->state == LABEL_RECIPIENTS &&
	    (line[-1].cues & CUE_BIT(COLON)))
		points += POINT_RECIPIENTS_AGAIN;
	points += seen_points(opens ? to : from, label, to);
	if (to->page && !(to->seen & SEEN_COMPLETE))
		points += page_points[label];
	if (next == STAGE_BODY)
		to->seen |= SEEN_BODY;
	return points;
}

/* --- forward: the best way to each node ------------------------------- */

static bool
same_state(const struct node *a, const struct node *b)
{
	return a->label == b->label && a->state == b->state &&
	    a->page == b->page && a->seen == b->seen &&
	    a->begins == b->begins;
}

/*
 * Keep the node among the N best; the worst goes when there is no room.  What
 * comes with no more points than are returned is not kept.
 */
static int
keep(struct node *nodes, size_t *n, size_t *worst, const struct node *node)
{
	size_t at = 0;

	while (at < *n && !same_state(&nodes[at], node))
		at++;
	if (at == NODES_MAX)
		at = *worst;
	if (at == *n || node->score > nodes[at].score)
		nodes[at] = *node;
	*n += at == *n;
	if (*n < NODES_MAX)
		return INT_MIN / 2;
	*worst = 0;
	for (size_t i = 1; i < NODES_MAX; i++)
		if (nodes[i].score < nodes[*worst].score)
			*worst = i;
	return nodes[*worst].score;
}

static void
advance(struct decoder *d, size_t i)
{
	const struct line *line = &d->lines->v[i];
	struct layer *before = &d->layers[i], *layer = &d->layers[i + 1];
	struct node nodes[NODES_MAX], to;
	short points[ROW_LABELS];
	int labels[LABEL_COUNT], best = X;
	int top = INT_MIN / 2;		/* the best score yet */
	int least = top;		/* of those that are kept */
	size_t n = 0, count = 0, worst = 0;

	weigh(line, points);
	for (int k = 0; k < LABEL_COUNT; k++)
		if (points[k] > best)
			best = points[k];
	for (int k = 0; k < LABEL_COUNT; k++)
		if (points[k] >= best - TRIED)
			labels[count++] = k;
	for (size_t f = 0; f < before->n; f++) {
		const struct node *from = &d->nodes.v[before->first + f];
		enum stage at = stage_at(from);

		for (size_t k = 0; k < count; k++) {
			int score = from->score + points[labels[k]], step;

			if (is_hopeless(from, at, line, labels[k],
			    least - score, top - MARGIN - score))
				continue;
			step = take_step(d, from, at, line, labels[k], &to);
			if (step <= X / 2 || score + step <= least)
				continue;
			to.score = score + step;
			to.from = (uint8_t)f;
			if (to.score > top)
				top = to.score;
			least = keep(nodes, &n, &worst, &to);
		}
	}
	/* cppcheck-suppress uninitvar */
	best = n > 0 ? nodes[0].score : 0;
	for (size_t k = 1; k < n; k++)
		if (nodes[k].score > best)
			best = nodes[k].score;
	layer->first = (uint32_t)d->nodes.n;
	for (size_t k = 0; k < n; k++)
		if (nodes[k].score >= best - MARGIN) {
			/*
			 * Scores start again from 0 at the best: no overflow.
			 */
			nodes[k].score -= best;
			*VEC_ADD(&d->scratch, &d->nodes) = nodes[k];
			layer->n++;
		}
}

static int
end_points(const struct node *node)
{
	if (stage_at(node) == STAGE_START)
		return 0;
	return stage_points[stage_at(node)][STAGE_END] +
	    leave_title_points(node, STAGE_END);
}

/* --- backward: the best way on, and what else a line could be --------- */

/* The best way on from each node of line I, through the nodes of the next. */
static void
retreat(struct decoder *d, size_t i)
{
	struct layer *layer = &d->layers[i], *next = &d->layers[i + 1];
	const struct line *line = &d->lines->v[i];
	short points[ROW_LABELS];
	int top = 2 * X;

	weigh(line, points);
	for (size_t f = 0; f < layer->n; f++) {
		struct node *from = &d->nodes.v[layer->first + f];
		enum stage at = stage_at(from);
		int best = 2 * X;

		for (size_t k = 0; k < next->n; k++) {
			const struct node *to = &d->nodes.v[next->first + k];
			int on = points[to->label] + to->after, step;
			struct node reached;

			if (is_hopeless(from, at, line, to->label, best - on,
			    best - on))
				continue;
			step = take_step(d, from, at, line, to->label,
			    &reached);
			if (step > X / 2 && step + on > best &&
			    same_state(&reached, to))
				best = step + on;
		}
		from->after = best;
	}
	for (size_t f = 0; f < layer->n; f++)
		if (d->nodes.v[layer->first + f].after > top)
			top = d->nodes.v[layer->first + f].after;
	for (size_t f = 0; f < layer->n; f++)	/* as in advance */
		d->nodes.v[layer->first + f].after -= top;
}

/* The best label of a line but for CHOSEN, and how far it is behind. */
static int
runner_up(const struct decoder *d, size_t i, int chosen, int *behind)
{
	const struct layer *layer = &d->layers[i + 1];
	int best = 4 * X, own = 4 * X, label = -1;

	for (size_t k = 0; k < layer->n; k++) {
		const struct node *node = &d->nodes.v[layer->first + k];
		int all = node->score + node->after;

		if (node->label == chosen) {
			if (all > own)
				own = all;
		} else if (all > best) {
			best = all;
			label = node->label;
		}
	}
	*behind = own - best;
	return label;
}

/* Tenths of a logarithm of odds as percent: 0 → 50, 22 → 90, 46 → 99. */
static unsigned
percent(int points)
{
	static const unsigned char table[] = {
		50, 60, 69, 77, 83, 88, 92, 94, 96, 97, 98, 99
	};
	int at = points / 4;

	return at < 0 ? 0 : at < (int)sizeof(table) ? table[at] : 99;
}

/* --- saying why ------------------------------------------------------- */

/* The cue in SETS that speaks most for the label; it is taken out. */
static int
strongest(uint64_t sets[2], int label)
{
	int best = -1;

	for (int set = 0; set < 2; set++)
		for (uint64_t left = sets[set]; left != 0; left &= left - 1) {
			int cue = set * 64 + __builtin_ctzll(left);

			if (best < 0 || weights[cue][label] >
			    weights[best][label])
				best = cue;
		}
	if (best >= 0)
		sets[best / 64] &= ~(UINT64_C(1) << best % 64);
	return best;
}

static struct str
evidence(struct decoder *d, size_t i, const struct node *node, bool english)
{
	const struct line *line = &d->lines->v[i];
	uint64_t rest[2] = { line->cues & ~CUE_BIT(ANY), line->around };
	struct buf text = { 0 };
	struct str s;

	if (line->said > 0 || line->certain > 0)
		buf_lit(&text, english ? "said by the author" : "作者写明");
	for (unsigned n = 0; n < 5; n++) {
		int best = strongest(rest, node->label);

		if (best < 0 || weights[best][node->label] <= 0)
			break;
		buf_format(&text, "%s%s", text.n > 0 ? english ? ", " : "、" :
		    "", english ? cue_words[best].en : cue_words[best].zh);
	}
	if (i > 0 && d->lines->v[i - 1].label < LABEL_COUNT)
		buf_format(&text, english ? "%safter “%s”" : "%s接在“%s”之后",
		    text.n > 0 ? english ? ", " : "、" : "",
		    english ? label_words[d->lines->v[i - 1].label].en :
		    label_words[d->lines->v[i - 1].label].zh);
	s = str_copy(d->arena, buf_view(&text));
	buf_release(&text);
	return s;
}

/* Labels between which text stays where it is, whatever is chosen. */
static bool
same_place(int a, int b)
{
	unsigned stages = 1u << stage_of[a] | 1u << stage_of[b];

	return stage_of[a] == stage_of[b] ||
	    stages == (1u << STAGE_BODY | 1u << STAGE_NONE) ||
	    (a == LABEL_NUMBERED && b == LABEL_CONTACT);
}

/* Readings less sure than this are told, the first ones of a text. */
#define SURE		60
#define TOLD_MAX	50

static void
tell(struct decoder *d, size_t i, const struct node *node,
    struct explanation *explain, struct findings *findings)
{
	const struct line *line = &d->lines->v[i];
	struct pos pos = text_pos(line->runs);
	bool english = findings->language == LANGUAGE_EN;
	int behind, other = runner_up(d, i, node->label, &behind);
	unsigned sure = other < 0 || line->said > 0 || line->certain > 0 ?
	    99 : percent(behind);
	const struct words *words = &label_words[node->label];

	if (sure < SURE && !same_place(node->label, other) &&
	    !(other == LABEL_MORE && i > 0 && line[-1].label == line->label) &&
	    d->told++ < TOLD_MAX)
		finding_add(findings, FINDING_LINE_UNSURE, pos,
		    "这一行认作“%s”（把握%u%%），也可能是“%s”；"
		    "请核对，可以用“标题：”“主送：”等写明",
		    "this line was taken for the %s (%u%% sure), it may be "
		    "the %s; check it, or say what it is with 标题：, 主送： "
		    "and the like", english ? words->en : words->zh, sure,
		    english ? label_words[other].en : label_words[other].zh);
	if (explain != NULL) {
		struct line_reason *reason =
		    VEC_ADD(d->arena, &explain->lines);

		reason->line = files_place(findings->files, pos).line;
		reason->text = line->text;
		reason->label = str_of(english ? words->en : words->zh);
		reason->evidence = evidence(d, i, node, english);
		reason->confidence = sure;
		if (other >= 0)
			reason->runner_up = str_of(english ?
			    label_words[other].en : label_words[other].zh);
	}
}

/* --- the interface ---------------------------------------------------- */

static void
start(struct decoder *d, bool page)
{
	d->nodes.n = 0;			/* of a reading before this one */
	*VEC_ADD(&d->scratch, &d->nodes) = (struct node){
		.state = page ? LABEL_ATTACHMENT : LABEL_COUNT,
		.label = LABEL_COUNT, .page = page,
		.page_next = 1, .note_next = 1,
	};
	d->layers[0] = (struct layer){ 0, 1 };
}

static uint32_t
best_end(const struct decoder *d)
{
	const struct layer *last = &d->layers[d->lines->n];
	uint32_t best = 0;

	for (uint32_t k = 1; k < last->n; k++) {
		const struct node *a = &d->nodes.v[last->first + best];
		const struct node *b = &d->nodes.v[last->first + k];

		if (b->score + b->after > a->score + a->after)
			best = k;
	}
	return best;
}

/*
 * As many steps of ten ways to go on as line I takes; the nodes may be half of
 * what a job has.
 */
static bool
is_spent(struct decoder *d, size_t i, struct findings *findings)
{
	return budget_spent(d->arena, findings,
	    text_pos(d->lines->v[i].runs), d->scratch.total > BUDGET_BYTES / 2 ?
	    BUDGET_WORK : d->layers[i].n * LABEL_COUNT / 10);
}

/*
 * The best reading of all lines; their labels are set.  Lines for which the
 * budget is spent are left off: there is no document then.
 */
static void
decode(struct decoder *d, bool page, struct findings *findings)
{
	struct lines *lines = d->lines;
	const struct layer *last;
	uint32_t k;

	memset(d->layers, 0, (lines->n + 1) * sizeof(*d->layers));
	start(d, page);
	for (size_t i = 0; i < lines->n; i++) {
		if (is_spent(d, i, findings))
			lines->n = i;
		else
			advance(d, i);
	}
	last = &d->layers[lines->n];
	for (k = 0; k < last->n; k++)
		d->nodes.v[last->first + k].after =
		    end_points(&d->nodes.v[last->first + k]);
	k = best_end(d);
	for (size_t i = lines->n; i-- > 0;) {
		const struct node *node =
		    &d->nodes.v[d->layers[i + 1].first + k];

		lines->v[i].label = node->label;
		lines->v[i].begins = node->begins;
		k = node->from;
	}
}

/*
 * A reading that is implausible as a whole: the next best one, without the
 * labels that lead to the doubts, is taken when it has fewer.
 */
static void
reconsider(struct decoder *d, struct findings *findings)
{
	struct lines *lines = d->lines;
	size_t doubts = doubts_count(lines, true);

	if (doubts == 0)
		return;
	decode(d, false, findings);
	if (doubts_count(lines, false) < doubts)
		return;
	for (size_t i = 0; i < lines->n; i++)
		lines->v[i].barred = 0;
	decode(d, false, findings);
}

void
lines_label(struct arena *arena, struct lines *lines, bool page,
    struct explanation *explain, struct findings *findings)
{
	struct decoder decoder = { .arena = arena, .lines = lines };
	struct decoder *d = &decoder;

	d->layers = NEW_ARRAY(&d->scratch, struct layer, lines->n + 1);
	decode(d, page, findings);
	if (!page)
		reconsider(d, findings);
	for (size_t i = lines->n; i-- > 0;)
		retreat(d, i);
	for (size_t i = 0; i < lines->n; i++) {
		const struct layer *layer = &d->layers[i + 1];
		const struct node *node = &d->nodes.v[layer->first];

		for (uint32_t j = 0; j < layer->n; j++)
			if (node[j].label == lines->v[i].label) {
				node = &node[j];
				break;
			}
		tell(d, i, node, explain, findings);
	}
	if (!page)
		doubts_tell(lines, findings);
	if (d->told > TOLD_MAX)
		finding_add(findings, FINDING_LINE_UNSURE,
		    POS_FILE(lines->file),
		    "还有%zu行没有把握，没有逐一列出；可以用 --explain 查看",
		    "%zu more lines are not sure and are not listed; see "
		    "--explain", d->told - TOLD_MAX);
	arena_release(&d->scratch);
}
