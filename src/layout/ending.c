/*
 * 署名, 成文日期 and the place of seals, GB/T 9704-2012 7.3.5.  Every position
 * is computed from measured widths, so that it holds whatever the names are.
 */
#include "lay.h"

/* Seals beside each other: at most this many in a row. */
#define SEALS_MAX	3

/* The blank lines over a sealed signature may shrink to one, 7.3.5.1. */
static int
sealed_gap(const struct lay *lay)
{
	int lines = lay->profile->sealed_gap;

	return lay_gap(lay, lay->squeeze > 0 && lines > 1 ? lines - 1 : lines);
}

static int
signature_width(const struct lay *lay, struct span signature)
{
	return lay_width(lay, STYLE_SIGNATURE, signature.text);
}

static int
widest(const struct lay *lay, const struct spans *signatures)
{
	int most = 0;

	for (size_t i = 0; i < signatures->n; i++) {
		int width = signature_width(lay, signatures->v[i]);

		most = width > most ? width : most;
	}
	return most;
}

static void
warn_wide(struct lay *lay, struct span signature)
{
	finding_add(lay->findings, FINDING_SIGNATURE_WIDE, signature.pos,
	    "署名“%.*s”比版心还宽，已回行排在版心内；请用规范化简称",
	    "the signature “%.*s” is wider than the type area and wraps;"
	    " use the standard short name", STR_ARG(signature.text));
}

/* A line centred on AXIS (from the left edge of the type area). */
static void
lay_on_axis(struct lay *lay, struct span span, int axis, int before,
    bool keep_next)
{
	struct para_builder para;
	int left = 2 * axis - lay->width;

	if (span.text.n == 0)
		return;
	para = para_begin(lay, STYLE_SIGNATURE, span.pos);
	para.para->left = left > 0 ? left : 0;
	para.para->right = left < 0 ? -left : 0;
	para.para->justify = JUSTIFY_CENTER;
	para.para->before = before;
	para.para->keep_next = keep_next;
	para_text(&para, span.text);
	para_end(&para);
}

/* The axis that name and date share: date 4 characters from the right. */
static int
date_axis(const struct lay *lay, const struct document *document, int name)
{
	int right = lay->profile->sealed_right * lay->character;
	int axis = lay->width - right - signature_width(lay,
	    document->date) / 2;

	if (axis + name / 2 > lay->width)
		axis = lay->width - name / 2;
	return axis > lay->width / 2 ? axis : lay->width / 2;
}

/* 7.3.5.1, one organ: its name centred over the date. */
static void
lay_sealed(struct lay *lay, const struct document *document)
{
	struct span name = document->signatures.n > 0 ?
	    document->signatures.v[0] : (struct span){ STR_NONE, POS_NONE };
	int width = signature_width(lay, name);
	int axis = date_axis(lay, document, width);
	int before = sealed_gap(lay);

	if (width > lay->width)
		warn_wide(lay, name);
	lay_on_axis(lay, name, axis, before, document->date.text.n > 0);
	lay_on_axis(lay, document->acting, axis, 0,
	    document->date.text.n > 0);
	lay_on_axis(lay, document->date, axis, name.text.n > 0 ? 0 : before,
	    false);
}

/* One row of names under which seals go, on centre tabs. */
static void
lay_seal_row(struct lay *lay, const struct span *names, size_t n,
    int axis, int pitch, int before)
{
	struct para_builder para =
	    para_begin(lay, STYLE_SIGNATURE, names[0].pos);

	para.para->before = before;
	para.para->keep_next = true;
	for (size_t i = 0; i < n; i++) {
		para_tab_stop(&para, TAB_CENTER,
		    axis - (int)(n - 1 - i) * pitch);
		para_tab(&para);
		para_text(&para, names[i].text);
	}
	para_end(&para);
}

/*
 * 7.3.5.1, several organs: in rows, the host first, each name with room for
 * its seal; the last name stands over the date.
 */
static void
lay_joint_sealed(struct lay *lay, const struct document *document)
{
	const struct profile *profile = lay->profile;
	const struct spans *names = &document->signatures;
	int name = widest(lay, names);
	int least = profile->seal_size + lay->character;
	int pitch = name + lay->character > least ?
	    name + lay->character : least;
	int axis = date_axis(lay, document, name);
	/* Names on lines apart far enough for seals not to touch. */
	int apart = (profile->seal_size / profile->line_pitch) *
	    profile->line_pitch;
	size_t columns = 1, rows, first;

	while (columns < SEALS_MAX && columns < names->n &&
	    axis - (int)columns * pitch >= name / 2)
		columns++;
	rows = (names->n + columns - 1) / columns;
	/* The first rows are full; the last ends on the date's axis. */
	for (size_t row = 0, at = 0; row < rows; row++) {
		first = names->n - at < columns ? names->n - at : columns;
		lay_seal_row(lay, names->v + at, first, axis, pitch,
		    row == 0 ? sealed_gap(lay) : apart);
		at += first;
	}
	lay_on_axis(lay, document->acting, axis, 0,
	    document->date.text.n > 0);
	lay_on_axis(lay, document->date, axis, 0, false);
}

/* A line whose text begins LEFT twips into the type area. */
static void
lay_from(struct lay *lay, struct span span, int left, int before,
    bool keep_next)
{
	struct para_builder para =
	    para_begin(lay, STYLE_SIGNATURE, span.pos);

	para.para->left = left > 0 ? left : 0;
	para.para->before = before;
	para.para->keep_next = keep_next;
	para_text(&para, span.text);
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
	int left = lay->width - right - name;
	int before = lay_gap(lay, profile->unsealed_gap);

	if (date > name)
		left = lay->width - right - date - two;
	if (name > lay->width)
		warn_wide(lay, names->v[0]);
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
	lay_right(lay, document->date, four,
	    half_stamp + profile->line_pitch);
}

void
lay_ending(struct lay *lay, const struct document *document)
{
	if (document->signatures.n == 0 && document->date.text.n == 0 &&
	    document->acting.text.n == 0)
		return;
	switch (document->seal) {
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
		lay_signature_stamps(lay, document);
		break;
	}
}
