/*
 * What opens the text, GB/T 9704-2012 7.3.1 and 7.3.2: 标题, the note under it,
 * 主送机关.  In: the elements as their author broke them.  Out: paragraphs, the
 * title's lines chosen (title.c chooses them; here is said when it is asked).
 * Read it from the end: lay_title.
 */
#include "parts.h"

#include "../text/chars.h"
#include "../text/words.h"

/* Did the author break the title, and do the lines fit? */
static bool
lines_fit(struct lay *lay, enum style style, const struct text *title)
{
	struct str rest = text_join(lay->arena, *title, STR("\n")), line;
	unsigned lines = 0;

	while (str_line(&rest, &line)) {
		if (lay_width(lay, style, line) > lay->width)
			return false;
		lines++;
	}
	return lines > 1;
}

/* The title without blanks where its lines end: they would be off centre. */
static struct text
trim_lines(struct lay *lay, struct text title)
{
	struct run *v = NEW_ARRAY(lay->arena, struct run, title.n);

	for (size_t i = 0; i < title.n; i++) {
		v[i] = title.v[i];
		if (v[i].flags & RUN_BREAK)
			v[i].text = str_trim_left(v[i].text);
		if (i + 1 < title.n && (title.v[i + 1].flags & RUN_BREAK))
			v[i].text = str_trim_right(v[i].text);
	}
	return (struct text){ v, title.n };
}

/*
 * Put the lines together again that the author ended within a word; of lines
 * that do not FIT the page all that do not end well, which were not meant so.
 */
static bool
join_cut_lines(struct lay *lay, enum style style, struct text title, bool fit)
{
	struct measure measure = lay_measure(lay, style);
	const struct title *words = title_cut(lay->arena,
	    text_join(lay->arena, title, STR_NONE), &measure, lay->width);
	bool any = false;

	for (size_t i = 1, at = title.v[0].text.n; i < title.n;
	    at += title.v[i++].text.n) {
		if ((title.v[i].flags & RUN_BREAK) == 0 || (words == NULL ?
		    fit : fit ? !title_parts(words, at) :
		    title_ends(words, at)))
			continue;
		title.v[i].flags &= ~(unsigned)RUN_BREAK;
		any = true;
		if (!fit)
			continue;
		finding_add(lay->findings, FINDING_TITLE_CUT, title.v[i].pos,
		    "标题断行要词意完整，“%.*s”前面的断行没有保留",
		    "a line of the title that ends within a word is not kept, "
		    "before %.*s", STR_ARG(title.v[i].text));
	}
	return any;
}

/* Does a blank of S, from FROM to TO, stand between words? */
static bool
parts_words(struct str s, size_t from, size_t to)
{
	return from > 0 && to < s.n && char_is_han(char_before(s, &from)) &&
	    (char_is_han(char_at(s, to)) || str_at(s, to, STR("《")));
}

/*
 * 某某县人民政府 关于印发某某规划 实施方案的通知: the blanks from 关于 on are
 * where the lines of the original ended.
 */
static struct text
break_at_blanks(struct lay *lay, struct text title)
{
	struct str s = text_join(lay->arena, title, STR_NONE);
	size_t about = str_find(s, STR("关于"), 0), from = 0;
	struct text lines = { NULL, 0 }, part;

	for (size_t at = 0, begin; about != SIZE_MAX && at < s.n;) {
		begin = at;
		if (!char_is_space(char_next(s, &at)))
			continue;
		at = s.n - str_trim_left(str_from(s, at)).n;
		if (at < about || !parts_words(s, begin, at))
			continue;
		part = text_part(lay->arena, title, from, begin);
		part.v[0].flags |= from > 0 ? RUN_BREAK : 0;
		lines = text_append(lay->arena, lines, part);
		from = at;
	}
	if (from == 0)
		return title;
	part = text_part(lay->arena, title, from, s.n);
	part.v[0].flags |= RUN_BREAK;
	return text_append(lay->arena, lines, part);
}

/* The author's lines, each broken anew where it does not fit. */
static void
lay_title_lines(struct para_builder *para, const struct text *title)
{
	struct measure measure = lay_measure(para->lay, para->para->style);
	struct str rest = text_join(para->lay->arena, *title, STR("\n")), line;
	bool first = true;

	while (str_line(&rest, &line)) {
		struct title_lines lines = memo_title(para->lay, line,
		    &measure);

		for (size_t i = 0; i < lines.n; i++, first = false) {
			if (!first)
				para_break(para);
			para_text(para, lines.v[i]);
		}
	}
}

void
lay_title(struct lay *lay, enum style style, const struct text *title,
    int before)
{
	struct para_builder para;
	struct text lines;
	bool fit;

	if (title->n == 0)
		return;
	para = para_begin(lay, style, title->v[0].pos);
	para.para->before = before;
	para.para->keep_next = para.para->keep_lines = true;
	lines = trim_lines(lay, *title);
	fit = text_has_breaks(&lines) && lines_fit(lay, style, &lines);
	if (text_has_breaks(&lines))
		fit &= !join_cut_lines(lay, style, lines, fit);
	else if (lay_width(lay, style, text_join(lay->arena, lines,
	    STR_NONE)) > lay->width)
		lines = break_at_blanks(lay, lines);
	if (fit)
		para_runs(&para, STYLE_COUNT, lines.v, lines.n);
	else
		lay_title_lines(&para, &lines);
	para_end(&para);
}

/*
 * Lines too wide for the page are broken between words, as a title's are; but
 * not where a blank parts two notes, for which the break would stand.
 */
static void
put_note_lines(struct para_builder *para, struct str note)
{
	struct measure measure = lay_measure(para->lay, STYLE_LEVEL_2);
	struct title_lines lines;
	struct str line;
	bool first = true;

	while (str_line(&note, &line)) {
		lines = str_has(line, STR("　")) ?
		    (struct title_lines){ &line, 1 } :
		    title_break(para->lay->arena, line, &measure,
		    para->lay->width, false);
		for (size_t i = 0; i < lines.n; i++, first = false) {
			if (!first)
				para_break(para);
			para_styled(para, STYLE_LEVEL_2, lines.v[i]);
		}
	}
}

/* What enacted the text stands in brackets, as laws and decisions have it. */
static struct str
note_words(const struct lay *lay, const struct text *note)
{
	struct str text = text_join(lay->arena, *note, STR("\n"));

	if (words_enacted(text) && !str_starts(text, STR("（")) &&
	    !str_starts(text, STR("(")))
		text = str_format(lay->arena, "（%.*s）", STR_ARG(text));
	return text;
}

/* Who spoke or wrote, and the day in brackets. */
static struct str
byline_words(const struct lay *lay, const struct document *document)
{
	struct buf s = { 0 };

	for (size_t i = 0; i < document->signatures.n; i++) {
		buf_str(&s, i > 0 ? STR("　") : STR_NONE);
		buf_str(&s, document->signatures.v[i].text);
	}
	if (document->date.text.n > 0)
		buf_format(&s, "%s（%.*s）", s.n > 0 ? "\n" : "",
		    STR_ARG(document->date.text));
	return buf_take(lay->arena, &s);
}

/* The note, and a name and day that stand there. */
void
lay_under_title(struct lay *lay, const struct document *document)
{
	struct str text = note_words(lay, &document->title_note);
	struct str byline = document->seal != SEAL_TITLE ? STR_NONE :
	    byline_words(lay, document);
	struct para_builder para;

	if (text.n + byline.n == 0)
		return;
	if (text.n > 0 && byline.n > 0)
		text = str_cat(lay->arena, text, STR("\n"));
	text = str_cat(lay->arena, text, byline);
	para = para_begin(lay, STYLE_FLUSH, document->title_note.n > 0 ?
	    text_pos(document->title_note) : document->signatures.n > 0 ?
	    document->signatures.v[0].pos : document->date.pos);
	para.para->justify = JUSTIFY_CENTER;
	para.para->keep_next = true;
	put_note_lines(&para, text);
	para_end(&para);
}

void
lay_recipients(struct lay *lay, const struct document *document, int gap)
{
	const struct text *text = &document->recipients;
	struct para_builder para;
	struct str last;

	if (text->n == 0)
		return;
	last = text->v[text->n - 1].text;
	para = para_begin(lay, STYLE_RECIPIENTS, text->v[0].pos);
	para.para->before = lay_lines(lay, gap);
	para_runs(&para, STYLE_COUNT, text->v, text->n);
	if (!str_ends(last, STR("：")) && !str_ends(last, STR(":")))
		para_text(&para, STR("："));
	para_end(&para);
}

void
gap_after_title(struct lay *lay, size_t from, int lines)
{
	if (from < lay->out->n && lay->out->v[from].kind == LAID_PARA) {
		struct para *para = lay->out->v[from].as.para;

		if (para->before == 0) {
			para = memo_own(lay, &lay->out->v[from]);
			para->before = lay_lines(lay, lines);
			para->height += para->before;
		}
	} else if (from < lay->out->n) {
		/* Before a table: an empty line. */
		struct laid moved = lay->out->v[from];

		lay->out->v[from].kind = LAID_PARA;
		lay->out->v[from].as.para = para_gap(lay);
		lay->out->v[from].as.para->keep_next = true;
		lay->out->v[from].source = NULL;
		list_insert(lay, lay->out, from, moved);
	}
}
