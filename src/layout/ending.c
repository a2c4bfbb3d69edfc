/*
 * What ends a document, GB/T 9704-2012 7.3.4 to 7.3.6: 署名, 成文日期 and the
 * place of seals; 附件说明 above them, contacts and 附注 below.  Every position
 * is computed from measured widths, so that it holds whatever the names are.
 */
#include "parts.h"

#include <limits.h>

/* Seals beside each other: at most this many in a row. */
#define SEALS_MAX	3

/*
 * The blank lines over a sealed signature may shrink until the seal, whose
 * centre is BELOW the top of the name at most, would press on the text,
 * 7.3.5.1.
 */
static int
sealed_gap(const struct lay *lay, int below, int *spare)
{
	int gap = lay_lines(lay, lay->profile->sealed_gap);
	int least = ending_seal_gap(lay) - below;
	int give = least > gap ? 0 : (gap - least) * lay->squeeze / SQUEEZE_MAX;

	*spare = least > gap ? 0 : gap - least - give;
	return gap - give;
}

/* What a line of text has above and below its ink, together. */
static int
leading(const struct lay *lay)
{
	return lay->profile->line_pitch -
	    lay->profile->styles[STYLE_BODY].size * 10;
}

int
ending_seal_gap(const struct lay *lay)
{
	return lay->profile->seal_size / 2 - leading(lay);
}

/* The lines of a name, broken between words where one has no room for it. */
static struct title_lines
name_lines(const struct lay *lay, struct str *name)
{
	const struct measure measure = lay_measure(lay, STYLE_SIGNATURE);

	if (lay_width(lay, STYLE_SIGNATURE, *name) <= lay->width)
		return (struct title_lines){ name, 1 };
	return title_break(lay->arena, *name, &measure, lay->width, false);
}

static void
put_name(struct para_builder *para, struct str name)
{
	para_lines(para, name_lines(para->lay, &name));
}

/* Of its widest line. */
static int
signature_width(const struct lay *lay, struct span signature)
{
	int most = lay_width(lay, STYLE_SIGNATURE, signature.text);
	struct title_lines lines;

	if (most <= lay->width)
		return most;
	lines = name_lines(lay, &signature.text);
	most = 0;
	for (size_t i = 0; i < lines.n; i++)
		most = larger(most, lay_width(lay, STYLE_SIGNATURE,
		    lines.v[i]));
	return most;
}

static int
widest(const struct lay *lay, const struct spans *signatures)
{
	int most = 0;

	for (size_t i = 0; i < signatures->n; i++)
		most = larger(most, signature_width(lay, signatures->v[i]));
	return most;
}

static void
warn_wide(struct lay *lay, struct span signature)
{
	if (lay_width(lay, STYLE_SIGNATURE, signature.text) <= lay->width)
		return;
	finding_add(lay->findings, FINDING_SIGNATURE_WIDE, signature.pos,
	    "署名“%.*s”比版心还宽，已在词间分行；"
	    "请用规范化简称",
	    "the signature “%.*s” is wider than the type area and broken "
	    "between words; use the standard short name",
	    STR_ARG(signature.text));
}

/* A line centred on AXIS (from the left edge of the type area). */
static struct para *
lay_on_axis(struct lay *lay, struct span span, int axis, int before,
    bool keep_next)
{
	struct para_builder para;
	int left = 2 * axis - lay->width;

	if (span.text.n == 0)
		return NULL;
	para = para_begin(lay, STYLE_SIGNATURE, span.pos);
	para.para->left = larger(left, 0);
	para.para->right = larger(-left, 0);
	para.para->justify = JUSTIFY_CENTER;
	para.para->before = before;
	para.para->keep_next = keep_next;
	put_name(&para, span.text);
	return para_end(&para);
}

/*
 * The axis that name and date share: date 4 characters from the right.  A long
 * name needs a little more than its width: what has just so much room wraps
 * where a reader rounds the other way.
 */
static int
date_axis(const struct lay *lay, const struct document *document, int name)
{
	int right = lay->profile->sealed_right * lay->character;
	int axis = lay->width - right - signature_width(lay,
	    document->date) / 2;
	int half = (name + lay->character / 2) / 2;

	if (axis + half > lay->width)
		axis = lay->width - half;
	return larger(axis, lay->width / 2);
}

/* 7.3.5.1, one organ: its name centred over the date. */
static void
lay_sealed(struct lay *lay, const struct document *document)
{
	struct span name = document->signatures.n > 0 ?
	    document->signatures.v[0] : (struct span){ STR_NONE, POS_NONE };
	int width = signature_width(lay, name);
	int axis = date_axis(lay, document, width);
	/* The seal covers name and date. */
	int spare, before = sealed_gap(lay, (lay->profile->line_pitch +
	    lay->profile->styles[STYLE_SIGNATURE].size * 10) / 2, &spare);
	struct para *first;

	warn_wide(lay, name);
	first = lay_on_axis(lay, name, axis, before, document->date.text.n > 0);
	if (first != NULL) {
		first->spare = spare;
		first->sealed = true;
	}
	lay_on_axis(lay, document->acting, axis, 0, document->date.text.n > 0);
	lay_on_axis(lay, document->date, axis, name.text.n > 0 ? 0 : before,
	    false);
}

/* Rows of names under which seals go. */
struct seals {
	const struct spans *names;
	int name;		/* the widest that has others beside it */
	int pitch, axis;	/* the last one's of a row */
	size_t columns;
};

/* Is there no room for another seal beside it? */
static bool
seals_alone(const struct lay *lay, struct span name)
{
	return 2 * signature_width(lay, name) + lay->character * 3 / 2 >
	    lay->width;
}

/* The last seal of a row stands AXIS from the left: how many have room. */
static void
set_columns(struct seals *seals, int axis)
{
	seals->axis = axis;
	seals->columns = 1;
	while (seals->columns < SEALS_MAX && seals->columns < seals->names->n &&
	    axis - (int)seals->columns * seals->pitch >= seals->name / 2)
		seals->columns++;
}

/* The names of the row that begins at AT: a very long one stands alone. */
static size_t
seals_in_row(const struct lay *lay, const struct seals *seals, size_t at)
{
	size_t n = 0;

	while (n < seals->columns && at + n < seals->names->n &&
	    !seals_alone(lay, seals->names->v[at + n]))
		n++;
	return n > 0 ? n : 1;
}

/*
 * Names on lines apart far enough for seals not to touch: whole lines of the
 * text as long as there is room.
 */
static int
seals_apart(const struct lay *lay, int squeeze)
{
	const struct profile *profile = lay->profile;
	int apart = profile->seal_size / profile->line_pitch *
	    profile->line_pitch;
	int touch = profile->seal_size + profile->seal_air -
	    profile->line_pitch;

	return touch < apart ? apart - (apart - touch) * squeeze / SQUEEZE_MAX :
	    apart;
}

/* Do their rows, APART from each other, and the date stand on one page? */
static bool
seals_together(const struct lay *lay, const struct seals *seals, int apart)
{
	int height = 2 * lay->profile->line_pitch - apart;

	for (size_t at = 0; at < seals->names->n;
	    at += seals_in_row(lay, seals, at))
		height += lay->profile->line_pitch + apart;
	return height <= pages_room(lay->profile, (struct sheet){ 0 });
}

/*
 * Have so many COLUMNS room where each name is as far from its neighbours as
 * these ask, and not as the widest of all would?
 */
static bool
set_closer(const struct lay *lay, const struct document *document,
    struct seals *seals, size_t columns)
{
	struct seals closer = *seals;
	/* A seal is wider than a short name and keeps within the type area. */
	int first = lay->profile->seal_size, last = 0;

	closer.columns = columns;
	closer.pitch = lay->profile->seal_size;
	for (size_t at = 0, row; at < seals->names->n; at += row) {
		int width = 0, before;

		row = seals_in_row(lay, &closer, at);
		if (seals_alone(lay, seals->names->v[at]))
			continue;
		for (size_t i = 0; i < row; i++) {
			before = width;
			width = signature_width(lay, seals->names->v[at + i]);
			closer.pitch = larger(closer.pitch, i == 0 ? 0 :
			    (before + width) / 2);
			if (i == 0 && row == columns)
				first = larger(first, width);
		}
		last = larger(last, width);
	}
	closer.pitch += lay->character;
	closer.axis = date_axis(lay, document, last);
	if (closer.axis - (int)(columns - 1) * closer.pitch < first / 2)
		return false;
	*seals = closer;
	return true;
}

/*
 * As a rule the date keeps four characters from the right; where the rows of
 * seals would be more than a page, it gives way to seals side by side.
 */
static struct seals
place_seals(const struct lay *lay, const struct document *document)
{
	struct seals seals = { .names = &document->signatures };

	for (size_t i = 0; i < seals.names->n; i++)
		if (!seals_alone(lay, seals.names->v[i]))
			seals.name = larger(seals.name, signature_width(lay,
			    seals.names->v[i]));
	seals.pitch = larger(seals.name, lay->profile->seal_size) +
	    lay->character;
	set_columns(&seals, date_axis(lay, document, seals.name));
	while (seals.columns < SEALS_MAX && seals.columns < seals.names->n &&
	    set_closer(lay, document, &seals, seals.columns + 1))
		;
	if (!seals_together(lay, &seals, seals_apart(lay,
	    SQUEEZE_MAX)))
		set_columns(&seals, larger(seals.axis, lay->width -
		    larger(seals.name, lay->profile->seal_size) / 2 -
		    lay->character / 4));
	return seals;
}

static int
seals_axis(const struct lay *lay, const struct seals *seals,
    const struct document *document, size_t at)
{
	struct span name = seals->names->v[at];

	return seals_alone(lay, name) ? date_axis(lay, document,
	    signature_width(lay, name)) : seals->axis;
}

/* One row of names, on centre tabs. */
static struct para *
lay_seal_row(struct lay *lay, const struct seals *seals, size_t at, size_t n,
    int axis, int before)
{
	struct para_builder para =
	    para_begin(lay, STYLE_SIGNATURE, seals->names->v[at].pos);

	para.para->before = before;
	para.para->sealed = true;
	for (size_t i = 0; i < n; i++) {
		para_tab_stop(&para, TAB_CENTER,
		    axis - (int)(n - 1 - i) * seals->pitch);
		para_tab(&para);
		para_text(&para, seals->names->v[at + i].text);
	}
	return para_end(&para);
}

/*
 * 7.3.5.1, several organs: in rows, the host first, each name with room for
 * its seal; the last name stands over the date.  Rows that no page holds begin
 * where the text ends.
 */
static void
lay_joint_sealed(struct lay *lay, const struct document *document)
{
	struct seals seals = place_seals(lay, document);
	int axis = 0, apart = seals_apart(lay, lay->squeeze);
	int spare, gap = sealed_gap(lay,
	    lay->profile->styles[STYLE_SIGNATURE].size * 10 / 2, &spare);
	bool together = seals_together(lay, &seals, apart);

	/* The first rows are full; the last ends on the date's axis. */
	for (size_t at = 0, row; at < seals.names->n; at += row) {
		struct para *para;

		row = seals_in_row(lay, &seals, at);
		axis = seals_axis(lay, &seals, document, at);
		para = lay_seal_row(lay, &seals, at, row, axis,
		    at == 0 ? gap : apart);
		para->spare = at == 0 ? spare : 0;
		para->keep_next = together || at + row == seals.names->n;
	}
	lay_on_axis(lay, document->acting, axis, 0, document->date.text.n > 0);
	lay_on_axis(lay, document->date, axis, 0, false);
}

/* A line whose text begins LEFT twips into the type area. */
static void
lay_from(struct lay *lay, struct span span, int left, int before,
    bool keep_next)
{
	struct para_builder para = para_begin(lay, STYLE_SIGNATURE, span.pos);

	para.para->left = larger(left, 0);
	para.para->before = before;
	para.para->keep_next = keep_next;
	put_name(&para, span.text);
	para_end(&para);
}

/*
 * 7.3.5.2: the name two characters from the right; the date begins two
 * characters right of the name; when the date is the longer one it stands
 * two characters from the right and the name moves left.
 */
static void
lay_unsealed(struct lay *lay, const struct document *document)
{
	const struct profile *profile = lay->profile;
	const struct spans *names = &document->signatures;
	int two = 2 * lay->character;
	int right = profile->unsealed_right * lay->character;
	int name = widest(lay, names);
	int date = signature_width(lay, document->date);
	int left = larger(0, lay->width - right -
	    (date > name ? date + two : name));
	int before = lay_gap(lay, profile->unsealed_gap);

	for (size_t i = 0; i < names->n; i++)
		warn_wide(lay, names->v[i]);
	for (size_t i = 0; i < names->n; i++)
		lay_from(lay, names->v[i], left, i == 0 ? before : 0,
		    i + 1 < names->n || document->date.text.n > 0);
	if (document->acting.text.n > 0)
		lay_from(lay, document->acting, left, 0,
		    document->date.text.n > 0);
	if (document->date.text.n > 0)
		lay_from(lay, document->date, names->n > 0 ? left + two :
		    lay->width - right - date, names->n > 0 ? 0 : before,
		    false);
}

/* A line that ends RIGHT twips from the right. */
static void
lay_right(struct lay *lay, struct span span, int right, int before)
{
	struct para_builder para;

	if (span.text.n == 0)
		return;
	para = para_begin(lay, STYLE_SIGNATURE, span.pos);
	para.para->justify = JUSTIFY_RIGHT;
	para.para->right = right;
	para.para->before = before;
	para_text(&para, span.text);
	para_end(&para);
}

/*
 * 7.3.5.3: the stamp's place four characters from the right, the signer's
 * full title two characters left of it; the date a line below the stamp.
 */
static void
lay_signature_stamps(struct lay *lay, const struct document *document)
{
	const struct profile *profile = lay->profile;
	const struct spans *titles = document->signature_titles.n > 0 ?
	    &document->signature_titles : &document->signatures;
	int four = profile->sealed_right * lay->character;
	int half_stamp = profile->line_pitch;

	for (size_t i = 0; i < titles->n; i++) {
		struct para_builder para = para_begin(lay, STYLE_SIGNATURE,
		    titles->v[i].pos);

		para.para->justify = JUSTIFY_RIGHT;
		para.para->right = four + profile->stamp_width +
		    2 * lay->character;
		para.para->before = i == 0 ?
		    lay_gap(lay, profile->stamped_gap) : 2 * half_stamp;
		para.para->keep_next = true;
		para_text(&para, titles->v[i].text);
		para_end(&para);
	}
	lay_right(lay, document->acting, four, half_stamp);
	lay_right(lay, document->date, four, half_stamp + profile->line_pitch);
}

/* The seal of a document; those inside another one have no format. */
static enum seal
seal_of(const struct lay *lay, const struct document *document)
{
	return lay->format == FORMAT_DOCUMENT ? document->seal :
	    document_seal(document);
}

/* The left edge of the last seal; INT_MAX when none is put there. */
static int
ending_seal_left(const struct lay *lay, const struct document *document)
{
	if (seal_of(lay, document) != SEAL_STAMPED ||
	    document->date.text.n == 0 || document->signatures.n == 0)
		return INT_MAX;
	if (document->signatures.n > 1) {
		struct seals seals = place_seals(lay, document);

		return seals_axis(lay, &seals, document,
		    document->signatures.n - 1) - lay->profile->seal_size / 2;
	}
	return date_axis(lay, document, widest(lay, &document->signatures)) -
	    lay->profile->seal_size / 2;
}

int
ending_seal_below(const struct lay *lay, const struct document *document)
{
	int lines = document->acting.text.n > 0 ? 3 : 2;
	/* Ink begins where the base line, at 80 %, is 88 % of an em below. */
	int ink = lay->profile->line_pitch * 80 / 100 -
	    (lay->profile->line_pitch - leading(lay)) * 88 / 100;
	int below = lay->profile->seal_size / 2 + ink +
	    lay->profile->seal_air / 2 - lay_lines(lay, lines);

	return ending_seal_left(lay, document) == INT_MAX || below < 0 ? 0 :
	    below;
}

/* A stamp has the name in it; and each organ has its official. */
static void
check_stamps(struct lay *lay, const struct document *document)
{
	const struct spans *names = &document->signatures;
	const struct spans *titles = &document->signature_titles;

	if (titles->n > 0 && names->n > 0 &&
	    !document_signs_as_organs(document))
		finding_add(lay->findings, FINDING_FORMAT_OMITS,
		    names->v[0].pos, "签名章上已有姓名，“%.*s”没有再排",
		    "the signature stamp is the name; “%.*s” is not printed",
		    STR_ARG(names->v[0].text));
	if (titles->n < names->n)
		finding_add(lay->findings, FINDING_SIGNATURE_TITLES,
		    titles->n > 0 ? titles->v[titles->n - 1].pos :
		    names->v[0].pos, "用签名章的有%zu家，写了职务的有%zu家；"
		    "“职务”要按机关顺序逐个写出",
		    "%zu organs sign with a stamp, %zu have their 职务; list "
		    "one for each, in order", names->n, titles->n);
}

void
lay_ending(struct lay *lay, const struct document *document)
{
	bool none = document->signatures.n == 0 &&
	    document->date.text.n == 0 && document->acting.text.n == 0;

	if (none || document->seal == SEAL_TITLE ||
	    (lay->format == FORMAT_MINUTES &&
	    document_dates_head(document)))
		return;
	switch (seal_of(lay, document)) {
	case SEAL_STAMPED:
		if (document->signatures.n > 1)
			lay_joint_sealed(lay, document);
		else
			lay_sealed(lay, document);
		break;
	case SEAL_NONE:
		lay_unsealed(lay, document);
		break;
	case SEAL_SIGNATURE:
		check_stamps(lay, document);
		lay_signature_stamps(lay, document);
		break;
	case SEAL_TITLE:
		break;
	}
}

/* As typed, or 1. 2. … */
static struct str
note_ordinal(const struct lay *lay, const struct note *note, size_t i)
{
	return note->v[i].ordinal.text.n > 0 ? note->v[i].ordinal.text :
	    str_format(lay->arena, "%zu.", i + 1);
}

/*
 * Names hang: the first line begins two characters in, "附件：" and the number
 * follow, later lines begin under the first character of the name.
 */
static void
lay_note_item(struct lay *lay, const struct note *note, size_t i,
    struct str word, int number)
{
	const struct note_item *item = &note->v[i];
	int label = lay_width(lay, STYLE_NOTE, word);
	int indent = 2 * lay->profile->styles[STYLE_NOTE].size * 10;
	struct pos pos = item->name.n > 0 ? item->name.v[0].pos : POS_NONE;
	struct para_builder para = para_begin(lay, STYLE_NOTE, pos);

	para.para->left = indent + label + number;
	para.para->first = -number - (i == 0 ? label : 0);
	if (i == 0) {
		para.para->before = lay_gap(lay, lay->profile->note_gap);
		para_text(&para, word);
	}
	if (number > 0) {
		para_tab_stop(&para, TAB_LEFT, para.para->left);
		para_text(&para, note_ordinal(lay, note, i));
		para_tab(&para);
	}
	para_runs(&para, STYLE_COUNT, item->name.v, item->name.n);
	para_end(&para);
}

void
lay_note(struct lay *lay, const struct document *document)
{
	const struct note *note = &document->note;
	struct str word = STR("附件：");
	int number = 0;

	for (size_t i = 0; i < note->n; i++)
		if (note->n > 1 || note->v[i].ordinal.text.n > 0)
			number = larger(number, lay_width(lay, STYLE_NOTE,
			    note_ordinal(lay, note, i)) + lay->character / 3);
	/* 附件一：… says it itself. */
	if (note->n > 0 && str_starts(note->v[0].ordinal.text, STR("附")))
		word = STR_NONE;
	for (size_t i = 0; i < note->n; i++)
		lay_note_item(lay, note, i, word, number);
}

/* Of so many lines none stands on a page without the others. */
#define BLOCK_LINES	4

/* Lines that stand like body text; below the date, one line from it. */
static void
lay_texts(struct lay *lay, const struct texts *texts, bool apart)
{
	for (size_t i = 0; i < texts->n; i++) {
		const struct text *line = &texts->v[i];
		struct para_builder para;

		if (line->n == 0)
			continue;
		para = para_begin(lay, STYLE_BODY, line->v[0].pos);
		if (i == 0 && apart)
			para.para->before = lay->profile->line_pitch;
		para.para->keep_next = i + 1 < texts->n &&
		    texts->n <= BLOCK_LINES;
		para_runs(&para, STYLE_COUNT, line->v, line->n);
		para_end(&para);
	}
}

bool
ending_has_contacts(const struct lay *lay, const struct document *document)
{
	return !lay->apart && !document->contacts_first &&
	    document->contacts.n > 0 &&
	    document->contacts.n <= BLOCK_LINES && document->after.n == 0;
}

void
lay_contacts(struct lay *lay, const struct document *document, bool first)
{
	if (document->contacts_first == first)
		lay_texts(lay, &document->contacts, !first);
	if (!first)
		lay_texts(lay, &document->after, true);
}

void
lay_remarks(struct lay *lay, const struct document *document)
{
	int seal = ending_seal_left(lay, document);
	int air = lay->profile->seal_air;
	struct para *last = NULL;

	for (size_t i = 0; i < document->remarks.n; i++) {
		const struct text *text = &document->remarks.v[i];
		struct para_builder para;

		if (text->n == 0)
			continue;
		para = para_begin(lay, STYLE_REMARK, text->v[0].pos);
		para.para->left =
		    2 * lay->profile->styles[STYLE_REMARK].size * 10;
		if (i == 0)
			para.para->before =
			    lay_gap(lay, lay->profile->remark_gap);
		para_text(&para, STR("（"));
		para_runs(&para, STYLE_COUNT, text->v, text->n);
		para_text(&para, STR("）"));
		last = para_end(&para);
		if (i == 0 && last->before < air &&
		    last->left + last->widest > seal) {
			last->height += air - last->before;
			last->before = air;
		}
	}
}
