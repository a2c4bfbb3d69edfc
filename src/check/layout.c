/*
 * The layout of a DOCX that somebody made, against a profile: GB/T 9704-2012
 * clauses 5 to 8.  What the standard says with “一般” or “推荐” is a warning or
 * less; what it leaves free is not looked at.
 */
#include "../text/chars.h"
#include "../text/size.h"
#include "check.h"
#include "prose.h"
#include "subject.h"

#define MM		57	/* twips; what is still the same */

/* A DOCX under examination. */
struct subject_layout {
	const struct docx_facts *facts;
	const struct document *document;
	const struct profile *profile;
	struct findings *findings;
	const struct docx_section *section;	/* the first upright one */
	int text_width;
};

static struct pos
whole_file(const struct subject_layout *s)
{
	return POS_FILE(s->facts->file);
}

static const struct docx_paragraph *
paragraph_of(const struct subject_layout *s, struct pos pos)
{
	return docx_paragraph_at(s->facts, pos);
}

/* That of an element; NULL when the document has none. */
static const struct docx_paragraph *
of_text(const struct subject_layout *s, struct text text)
{
	return text_empty(text) ? NULL : paragraph_of(s, text_pos(text));
}

static const struct docx_paragraph *
of_span(const struct subject_layout *s, struct span span)
{
	return span.text.n == 0 ? NULL : paragraph_of(s, span.pos);
}

static size_t
index_of(const struct subject_layout *s, const struct docx_paragraph *p)
{
	return (size_t)(p - s->facts->paragraphs);
}

static bool
is_near(int value, int wanted, int tolerance)
{
	return abs(value - wanted) <= tolerance;
}

static double
in_mm(int twips)
{
	return twips / TWIPS_PER_MM;
}

/*
 * The style of this program's that a paragraph carries, STYLE_COUNT when it is
 * none.  It says for certain what the paragraph is, where the reading of the
 * text is a guess.
 */
static enum style
own_style(const struct subject_layout *s, const struct docx_paragraph *p)
{
	if (!str_starts(p->form->style, STR("公文")))
		return STYLE_COUNT;
	for (int i = 0; i < STYLE_COUNT; i++)
		if (str_eq(p->form->style, str_of(s->profile->styles[i].name)))
			return (enum style)i;
	return STYLE_COUNT;
}

/* Is it there, in no table, and may be what STYLE is for? */
static bool
may_be(const struct subject_layout *s, const struct docx_paragraph *p,
    enum style style)
{
	enum style own = p == NULL ? STYLE_COUNT : own_style(s, p);

	return p != NULL && !p->in_table &&
	    (own == STYLE_COUNT || own == style);
}

/* The text of a paragraph, as it stands. */
static struct str
paragraph_text(const struct subject_layout *s, const struct docx_paragraph *p)
{
	return str_slice(s->findings->files->list.v[s->facts->file - 1].text,
	    p->pos.offset, p->pos.offset + p->length);
}

static bool
is_blank(const struct subject_layout *s, const struct docx_paragraph *p)
{
	return str_trim(paragraph_text(s, p)).n == 0;
}

/* Ideographic blanks that the text begins with, in characters. */
static int
leading_blanks(const struct subject_layout *s, const struct docx_paragraph *p)
{
	struct str text = paragraph_text(s, p);
	size_t at = 0;
	int halves = 0;

	for (;;) {
		uint32_t c = char_next(text, &at);

		if (c == 0 || !char_is_space(c))
			return halves / 2;
		halves += c == U'　' ? 2 : 1;
	}
}

/* The font of most of a paragraph's text. */
static const struct docx_font *
main_font(const struct docx_paragraph *p)
{
	const struct docx_font *font = &p->form->font;
	size_t most = 0;

	for (size_t i = 0; i < p->n; i++)
		if (str_trim(p->runs[i].text).n > most) {
			most = str_trim(p->runs[i].text).n;
			font = p->runs[i].font;
		}
	return font;
}

/* The font of the first character that is none of blanks. */
static const struct docx_font *
first_font(const struct docx_paragraph *p)
{
	for (size_t i = 0; i < p->n; i++)
		if (str_trim(p->runs[i].text).n > 0)
			return p->runs[i].font;
	return &p->form->font;
}

/* The font of the character at POS. */
static const struct docx_font *
font_at(const struct docx_paragraph *p, struct pos pos)
{
	size_t at = p->pos.offset;

	for (size_t i = 0; i < p->n; at += p->runs[i++].text.n)
		if (pos.offset < at + p->runs[i].text.n)
			return p->runs[i].font;
	return first_font(p);
}

/* --- faces and sizes --------------------------------------------------- */

static const struct {
	const char *zh;
	const char *names;	/* parts of font names, by "|" */
} families[FACE_COUNT] = {
	[FACE_FANGSONG] = { "仿宋", "仿宋|FangSong|Fangsong|fangsong" },
	[FACE_HEI] = { "黑体", "黑|SimHei|Hei|simhei" },
	[FACE_KAI] = { "楷体", "楷|Kai|kai" },
	[FACE_SONG] = { "宋体", "宋体|书宋|SimSun|Song|simsun|NSimSun" },
	[FACE_XIAOBIAOSONG] = { "小标宋", "小标宋|XiaoBiaoSong|XBS|标宋" },
};

/* Is the font of that family?  One that is not named is not judged. */
static bool
is_face(const struct subject_layout *s, struct str font, enum face face)
{
	return font.n == 0 || str_eq(font, s->profile->faces[face]) ||
	    str_has_one(font, families[face].names);
}

struct size_text {
	char s[32];
};

static struct size_text
size_text(int half_points)
{
	const char *name = size_name((unsigned)half_points);
	struct size_text text;

	if (name != NULL)
		snprintf(text.s, sizeof(text.s), "%s", name);
	else
		snprintf(text.s, sizeof(text.s), "%d.%d磅",
		    half_points / 2, half_points % 2 * 5);
	return text;
}

/* What a style of the profile asks of a paragraph that plays its part. */
static void
check_face(const struct subject_layout *s, const struct docx_paragraph *p,
    const struct docx_font *font, enum style style, enum finding_id id,
    const char *what)
{
	enum face face = s->profile->styles[style].face;

	if (!is_face(s, font->face, face))
		finding_add(s->findings, id, p->pos, "%s是“%.*s”，一般用%s",
		    "%s is set in %.*s, usually it is %s",
		    what, STR_ARG(font->face), families[face].zh);
}

static void
check_size(const struct subject_layout *s, const struct docx_paragraph *p,
    const struct docx_font *font, enum style style, enum finding_id id,
    const char *what)
{
	int wanted = s->profile->styles[style].size;

	if (font->size != wanted)
		finding_add(s->findings, id, p->pos, "%s是%s，一般用%s",
		    "%s has the size %s, usually it is %s", what,
		    size_text(font->size).s, size_text(wanted).s);
}

/* --- 用纸 5.1, 版心 5.2.1 ---------------------------------------------- */

static void
paper(const struct subject_layout *s)
{
	for (size_t i = 0; i < s->facts->section_count; i++) {
		const struct docx_section *section = &s->facts->sections[i];
		int width = section->landscape ? section->height :
		    section->width;
		int height = section->landscape ? section->width :
		    section->height;

		if (is_near(width, s->profile->page_width, MM) &&
		    is_near(height, s->profile->page_height, MM))
			continue;
		TELL(s, LAYOUT_PAPER, whole_file(s),
		    "第%zu节的纸张是 %.0f×%.0f mm，应当是 A4（210×297 mm）",
		    "section %zu has paper of %.0f by %.0f mm; it should be A4",
		    i + 1, in_mm(section->width), in_mm(section->height));
		return;
	}
}

/*
 * Margins as the standard has them, or as its electronic form (GB/T 33476).
 * They are set in one place, so that there is one finding for them.
 */
static void
margins(const struct subject_layout *s)
{
	const struct docx_section *section = s->section;
	int top = section->top, left = section->left + section->gutter;
	int width = section->width - left - section->right;
	int height = section->height - abs(top) - abs(section->bottom);
	const struct profile *standards[] = { s->profile,
	    profile_builtin(s->findings->arena, STR("GB9704")),
	    profile_builtin(s->findings->arena, STR("GB33476")) };
	struct {
		enum finding_id id;
		bool right;
	} rules[] = {
		{ FINDING_LAYOUT_MARGIN_TOP, false },
		{ FINDING_LAYOUT_MARGIN_LEFT, false },
		{ FINDING_LAYOUT_TEXT_AREA, false },
	};

	for (size_t i = 0; i < COUNT_OF(standards); i++) {
		const struct profile *p = standards[i];

		rules[0].right |= is_near(top, p->margin_top, MM);
		rules[1].right |= is_near(left, p->margin_left, MM);
		rules[2].right |=
		    is_near(width, profile_text_width(p), 2 * MM) &&
		    is_near(height, profile_text_height(p), 2 * MM);
	}
	for (size_t i = 0; i < COUNT_OF(rules); i++)
		if (!rules[i].right && finding_add(s->findings, rules[i].id,
		    whole_file(s), "天头（上边距）%.1f mm，订口（左边距）%.1f "
		    "mm，版心 %.0f×%.0f mm；应当是天头 37 mm±1 mm，订口 28 mm±"
		    "1 mm，版心 156×225 mm", "the top margin is %.1f mm, the "
		    "left one %.1f mm, the type area %.0f by %.0f mm; they "
		    "should be 37 mm ±1, 28 mm ±1, 156 by 225 mm", in_mm(top),
		    in_mm(left), in_mm(width), in_mm(height)) != NULL)
			return;
}

/* --- paragraphs that are body ------------------------------------------ */

/* What was found wrong in several paragraphs: told once, at the first. */
struct tally {
	const struct docx_paragraph *first;
	unsigned n;
};

static void
count(struct tally *tally, const struct docx_paragraph *p)
{
	if (tally->n++ == 0)
		tally->first = p;
}

static bool
is_body_style(enum style style)
{
	return style == STYLE_COUNT || style == STYLE_BODY ||
	    style == STYLE_FLUSH ||
	    (style >= STYLE_LEVEL_1 && style <= STYLE_LEVEL_4);
}

/* The blocks of the main document that are set as body text. */
static const struct docx_paragraph *
body_paragraph(const struct subject_layout *s, const struct block *block)
{
	const struct docx_paragraph *p;

	if (block->kind != BLOCK_PARAGRAPH && block->kind != BLOCK_HEADING)
		return NULL;
	p = paragraph_of(s, block->kind == BLOCK_HEADING &&
	    block->ordinal.text.n > 0 && block->ordinal.pos.file != 0 ?
	    block->ordinal.pos : block->pos);
	return p == NULL || p->in_table || p->in_box ||
	    !is_body_style(own_style(s, p)) ? NULL : p;
}

static bool
is_plain_body(const struct block *block)
{
	return block->kind == BLOCK_PARAGRAPH ||
	    (block->kind == BLOCK_HEADING &&
	    (block->topic == 0 || block->topic < block->text.n));
}

/* Does the first line begin two characters in? */
static bool
is_indented(const struct subject_layout *s, const struct docx_paragraph *p)
{
	int em = main_font(p)->size * 10;

	return is_near(p->form->left + p->form->first +
	    leading_blanks(s, p) * em, 2 * em, em * 2 / 5);
}

/* A name under those that stand behind 副组长：, brought there by blanks. */
static bool
is_hung(const struct block *block)
{
	return block->text.n > 0 && str_starts(block->text.v[0].text,
	    STR("　"));
}

/*
 * A line or two that were cut off the paragraph before, to go to the next page
 * with the signature: that one ends within a sentence.
 */
static bool
is_continued(const struct subject_layout *s, const struct blocks *blocks,
    size_t i)
{
	const struct block *before = i > 0 ? &blocks->v[i - 1] : NULL;
	struct str text;

	if (before == NULL || !is_plain_body(before))
		return false;
	text = str_trim(text_join(s->findings->arena, before->text, STR_NONE));
	/* It fills a line at least. */
	return char_count(text) >= 20 &&
	    !prose_one_of(char_last(text), "。！？：；…”）");
}

/* A heading in its own face, and body text behind it in the same line? */
static bool
is_run_in(const struct subject_layout *s, const struct docx_paragraph *p)
{
	enum face face = s->profile->styles[STYLE_BODY].face;
	size_t last = p->n;

	while (last > 0 && str_trim(p->runs[last - 1].text).n == 0)
		last--;
	return last > 1 && is_face(s, p->runs[last - 1].font->face, face) &&
	    !is_face(s, first_font(p)->face, face);
}

/* The first of the body has the blank line below the title above it. */
static bool
is_below_title(const struct subject_layout *s, const struct docx_paragraph *p)
{
	const struct docx_paragraph *before =
	    of_text(s, s->document->recipients);

	return before == NULL || before > p;
}

static void
body(const struct subject_layout *s)
{
	struct tally face = { 0 }, size = { 0 }, indent = { 0 }, space = { 0 };
	const struct blocks *blocks = &s->document->body;
	bool first = true;
	const struct docx_paragraph *last = NULL;	/* with breaks in it */

	for (size_t i = 0; i < blocks->n; i++) {
		const struct block *block = &blocks->v[i];
		const struct docx_paragraph *p = body_paragraph(s, block);

		if (p == NULL)
			continue;
		if (p->form->align != DOCX_CENTER &&
		    p->form->align != DOCX_RIGHT && !is_indented(s, p) &&
		    !is_hung(block) && !is_continued(s, blocks, i) &&
		    own_style(s, p) != STYLE_FLUSH)
			count(&indent, p);
		if (p != last && ((p->form->before > 60 &&
		    !(first && is_below_title(s, p))) || p->form->after > 60))
			count(&space, p);
		first = false;
		last = p;
		if (!is_plain_body(block) || (own_style(s, p) >=
		    STYLE_LEVEL_1 && own_style(s, p) <= STYLE_LEVEL_4))
			continue;
		if (!is_face(s, main_font(p)->face,
		    s->profile->styles[STYLE_BODY].face) && !is_run_in(s, p))
			count(&face, p);
		if (main_font(p)->size != s->profile->styles[STYLE_BODY].size)
			count(&size, p);
	}
	if (face.n > 0)
		TELL(s, LAYOUT_BODY_FONT,
		    face.first->pos, "正文有%u段是“%.*s”，一般用仿宋",
		    "%u paragraphs of the body are set in %.*s, usually 仿宋",
		    face.n, STR_ARG(main_font(face.first)->face));
	if (size.n > 0)
		TELL(s, LAYOUT_BODY_SIZE,
		    size.first->pos, "正文有%u段是%s，一般用%s",
		    "%u paragraphs of the body have the size %s, usually %s",
		    size.n, size_text(main_font(size.first)->size).s,
		    size_text(s->profile->styles[STYLE_BODY].size).s);
	if (indent.n > 0)
		TELL(s, LAYOUT_BODY_INDENT,
		    indent.first->pos, "有%u段没有左空二字，每个自然段左空二字",
		    "%u paragraphs are not indented by two characters",
		    indent.n);
	if (space.n > 0)
		TELL(s, LAYOUT_BODY_SPACE, space.first->pos,
		    "有%u段加了段前、段后距离，每面就排不满22行",
		    "%u paragraphs have space around them, so that a page "
		    "holds fewer than 22 lines", space.n);
}

/* The pitch of most body lines, 0 when it is not fixed. */
static int
body_pitch(const struct subject_layout *s, const struct docx_paragraph **where)
{
	int pitch = 0, votes = 0;

	for (size_t i = 0; i < s->document->body.n; i++) {
		const struct docx_paragraph *p = body_paragraph(s,
		    &s->document->body.v[i]);
		int own;

		if (p == NULL)
			continue;
		own = p->form->rule == DOCX_LINE_EXACT ? p->form->line :
		    p->form->snap && p->form->line == 240 ?
		    s->section->line_pitch : 0;
		if (votes == 0) {
			pitch = own;
			*where = p;
		}
		votes += own == pitch ? 1 : -1;
	}
	return pitch;
}

/* 5.2.3: 22 lines of 28 characters, filling the type area. */
static void
grid(const struct subject_layout *s)
{
	const struct docx_paragraph *where = NULL;
	int pitch = body_pitch(s, &where), lines, em, characters;
	int height = s->section->height - abs(s->section->top) -
	    abs(s->section->bottom);
	const struct docx_font *font;

	if (where == NULL)
		return;
	lines = pitch > 0 ? height / pitch : 0;
	if (pitch > 0 && lines != s->profile->lines)
		TELL(s, LAYOUT_LINES, where->pos,
		    "行距%.2f磅，每面排%d行，一般排%d行",
		    "a pitch of %.2f pt gives %d lines a page, usually %d",
		    pitch / 20.0, lines, s->profile->lines);
	font = main_font(where);
	em = font->size * 10 + font->spacing;
	if (s->section->char_grid && where->form->snap)
		em = font->size * 10 + s->section->char_space * 20 / 4096;
	characters = em > 0 ? (s->text_width + em / 50) / em : 0;
	if (characters != s->profile->characters)
		TELL(s, LAYOUT_CHARACTERS, where->pos, "每行排%d字，一般排%d字",
		    "%d characters a line, usually %d", characters,
		    s->profile->characters);
}

/* The end of the document itself. */
static const struct docx_paragraph *
first_attachment(const struct subject_layout *s)
{
	const struct docx_paragraph *p = s->document->attachments.n == 0 ?
	    NULL : paragraph_of(s, s->document->attachments.v[0].mark.pos);

	return p != NULL || s->facts->n == 0 ? p :
	    s->facts->paragraphs + s->facts->n;
}

/* Near to black will do; links, underlined, are nobody's business. */
static bool
is_coloured(const struct docx_paragraph *p)
{
	for (size_t k = 0; k < p->n; k++) {
		unsigned color = p->runs[k].font->color;

		if (color != DOCX_COLOR_AUTO && !p->runs[k].font->underline &&
		    str_trim(p->runs[k].text).n > 0 && (color >> 16 & 0xff) +
		    (color >> 8 & 0xff) + (color & 0xff) > 0x60)
			return true;
	}
	return false;
}

/*
 * 5.2.4: all text is black unless the standard says otherwise; above the title
 * it does.  An attachment may be another's, taken in as it was.
 */
static void
colours(const struct subject_layout *s)
{
	const struct docx_paragraph *p = paragraph_of(s,
	    text_pos(s->document->title));
	const struct docx_paragraph *end = first_attachment(s);
	struct tally tally = { 0 };

	for (size_t i = p != NULL ? index_of(s, p) : 0; i < index_of(s, end);
	    i++)
		if (!s->facts->paragraphs[i].in_table &&
		    own_style(s, &s->facts->paragraphs[i]) != STYLE_MARK &&
		    is_coloured(&s->facts->paragraphs[i]))
			count(&tally, &s->facts->paragraphs[i]);
	if (tally.n > 0)
		TELL(s, LAYOUT_COLOUR,
		    tally.first->pos, "有%u段文字不是黑色，公文文字均为黑色",
		    "%u paragraphs are not black", tally.n);
}

static void
heading(const struct subject_layout *s, const struct block *block,
    bool reported[5])
{
	static const char *const names[] = { "", "一级标题", "二级标题",
		"三级标题", "四级标题" };
	const struct docx_paragraph *p = body_paragraph(s, block);
	int level = block->level;
	enum style style = (enum style)(STYLE_LEVEL_1 + level - 1);

	if (block->kind != BLOCK_HEADING || block->topic == 0 || level < 1 ||
	    level > 4 || reported[level] || !may_be(s, p, style))
		return;
	reported[level] = true;
	check_face(s, p, first_font(p), style, FINDING_LAYOUT_HEADING_FONT,
	    names[level]);
	check_size(s, p, first_font(p), style, FINDING_LAYOUT_HEADING_SIZE,
	    names[level]);
}

static void
headings(const struct subject_layout *s)
{
	bool reported[5] = { false };

	for (size_t i = 0; i < s->document->body.n; i++)
		heading(s, &s->document->body.v[i], reported);
}

/* --- 版头 7.2 ---------------------------------------------------------- */

static bool
is_centred(const struct docx_paragraph *p)
{
	return p->form->align == DOCX_CENTER ||
	    p->form->align == DOCX_DISTRIBUTE;
}

static void
mark(const struct subject_layout *s)
{
	for (size_t i = 0; i < s->document->marks.n; i++) {
		const struct docx_paragraph *p = paragraph_of(s,
		    s->document->marks.v[i].pos);

		if (p == NULL || (own_style(s, p) != STYLE_COUNT &&
		    own_style(s, p) != STYLE_MARK))
			continue;
		if (!docx_is_red(main_font(p)->color))
			TELL(s, LAYOUT_MARK_COLOUR,
			    p->pos, "发文机关标志应当是红色",
			    "the mark of the organ is red");
		if (!is_centred(p) && !p->in_table)
			TELL(s, LAYOUT_MARK_ALIGN,
			    p->pos, "发文机关标志应当居中",
			    "the mark of the organ is centred");
		check_face(s, p, main_font(p), STYLE_MARK,
		    FINDING_LAYOUT_MARK_FONT, "发文机关标志");
	}
}

static void
head_fonts(const struct subject_layout *s)
{
	const struct document *d = s->document;
	const struct span slots[] = { d->secrecy, d->urgency };

	for (size_t i = 0; i < COUNT_OF(slots); i++) {
		const struct docx_paragraph *p = of_span(s, slots[i]);

		if (p != NULL && !p->in_table)	/* the boxes of a 呈批件 */
			check_face(s, p, font_at(p, slots[i].pos),
			    STYLE_SECRECY, FINDING_LAYOUT_SECRECY_FONT,
			    i == 0 ? "密级和保密期限" : "紧急程度");
	}
}

static void
number(const struct subject_layout *s)
{
	const struct document *d = s->document;
	const struct docx_paragraph *p = of_span(s, d->number);

	/* A letter has it at the right, 10.1. */
	if (p != NULL && !p->in_table && d->marks.n > 0 &&
	    d->signers.n == 0 && document_format(d) != FORMAT_LETTER &&
	    !is_centred(p))
		TELL(s, LAYOUT_NUMBER_ALIGN, p->pos,
		    "发文字号应当居中", "the number is centred");
}

/* 7.2.7: the red line may be a border or a drawing. */
static void
red_line(const struct subject_layout *s)
{
	const struct document *d = s->document;
	const struct docx_paragraph *from, *to;

	/* Letters have other lines, orders none, 10.1 and 10.2. */
	if (d->marks.n == 0 || d->number.text.n == 0 || s->facts->shapes ||
	    s->facts->left.pictures.n > 0 ||
	    document_format(d) == FORMAT_LETTER ||
	    document_format(d) == FORMAT_ORDER)
		return;
	from = paragraph_of(s, d->marks.v[0].pos);
	to = paragraph_of(s, text_pos(d->title));
	if (from == NULL || to == NULL || from > to)
		return;
	for (const struct docx_paragraph *p = from; p <= to; p++)
		if ((p->form->bottom.width > 0 &&
		    docx_is_red(p->form->bottom.color)) ||
		    (p->form->top.width > 0 &&
		    docx_is_red(p->form->top.color)) || p->in_table)
			return;
	TELL(s, LAYOUT_RED_LINE, d->number.pos, "发文字号下面没有红色分隔线",
	    "there is no red line under the number");
}

/* --- 主体 7.3 ---------------------------------------------------------- */

/* Blank lines between two paragraphs, in lines of the body. */
static double
lines_between(const struct subject_layout *s, const struct docx_paragraph *a,
    const struct docx_paragraph *b)
{
	double height = a->form->after + b->form->before;
	int pitch = s->profile->line_pitch;

	for (const struct docx_paragraph *p = a + 1; p < b; p++) {
		if (!is_blank(s, p))
			return -1;
		height += p->form->before + p->form->after +
		    (p->form->rule == DOCX_LINE_EXACT ? p->form->line : pitch);
	}
	return height / pitch;
}

/* Is the gap more than LEAST short of what is wanted, or far too wide? */
static bool
is_off(double lines, int wanted, double least)
{
	return lines >= 0 && (lines < wanted - least || lines > wanted + 0.6);
}

static void
title(const struct subject_layout *s)
{
	const struct docx_paragraph *p = of_text(s, s->document->title);
	const struct docx_paragraph *before, *after;
	int wanted = s->profile->title_gap;
	double lines;

	if (!may_be(s, p, STYLE_TITLE))
		return;
	if (!is_centred(p))
		TELL(s, LAYOUT_TITLE_ALIGN, p->pos,
		    "标题应当居中", "the title is centred");
	check_face(s, p, main_font(p), STYLE_TITLE, FINDING_LAYOUT_TITLE_FONT,
	    "标题");
	check_size(s, p, main_font(p), STYLE_TITLE, FINDING_LAYOUT_TITLE_SIZE,
	    "标题");
	before = of_span(s, s->document->number);
	if (before != NULL && s->document->marks.n > 0 && before < p &&
	    !before->in_table && !s->facts->shapes &&
	    is_off(lines = lines_between(s, before, p), wanted, 0.5))
		TELL(s, LAYOUT_TITLE_GAP,
		    p->pos, "标题上面空%.1f行，应当在红线下空%d行",
		    "%.1f blank lines above the title, not %d", lines, wanted);
	after = of_text(s, s->document->recipients);
	if (after == NULL || after < p || after->in_table)
		return;
	for (const struct docx_paragraph *q = p + 1; q < after; q++)
		if (!is_blank(s, q) && is_centred(q))
			p = q;		/* a title of several paragraphs */
	lines = lines_between(s, p, after);
	wanted = s->profile->recipients_gap;
	if (is_off(lines, wanted, 0.4))
		TELL(s, LAYOUT_RECIPIENTS_GAP,
		    after->pos, "主送机关上面空%.1f行，应当在标题下空%d行",
		    "%.1f blank lines above the addressees, not %d",
		    lines, wanted);
}

static void
recipients(const struct subject_layout *s)
{
	const struct docx_paragraph *p = of_text(s, s->document->recipients);

	if (may_be(s, p, STYLE_RECIPIENTS) && (is_centred(p) ||
	    p->form->align == DOCX_RIGHT ||
	    p->form->left + p->form->first > 160 || leading_blanks(s, p) > 0))
		TELL(s, LAYOUT_RECIPIENTS_INDENT, p->pos,
		    "主送机关应当居左顶格", "the addressees stand flush left");
}

static void
note(const struct subject_layout *s)
{
	const struct note *note = &s->document->note;
	const struct docx_paragraph *p = note->typed && note->n > 0 ?
	    paragraph_of(s, note->pos) : NULL;

	if (may_be(s, p, STYLE_NOTE) && !is_indented(s, p))
		TELL(s, LAYOUT_NOTE_INDENT, p->pos, "附件说明应当左空二字",
		    "the list of attachments is indented by two characters");
}

/* The length of the text in a line, in twips. */
static int
length_of(const struct subject_layout *s, const struct docx_paragraph *p)
{
	return (int)text_width(str_trim(paragraph_text(s, p))) *
	    main_font(p)->size / 10;
}

/* Where the first line begins, in twips from the left edge of the text. */
static int
start_of(const struct subject_layout *s, const struct docx_paragraph *p)
{
	int rest = s->text_width - p->form->left - p->form->right -
	    length_of(s, p);

	if (is_centred(p))
		return p->form->left + (rest > 0 ? rest / 2 : 0);
	return p->form->left + p->form->first +
	    leading_blanks(s, p) * main_font(p)->size * 10;
}

/*
 * Does the date begin to the right of a signature's start?  Where the name is
 * nearly as wide as the page, it stands under the middle of it.
 */
static bool
is_under_name(const struct subject_layout *s, const struct docx_paragraph *p)
{
	const struct docx_paragraph *name = p;

	while (name > s->facts->paragraphs && (name == p || is_blank(s, name)))
		name--;
	return name != p && !is_blank(s, name) &&
	    length_of(s, name) > s->text_width / 2 &&
	    start_of(s, p) > start_of(s, name);
}

/* 7.3.5: date and signature stand to the right, not at the edge. */
static void
ending(const struct subject_layout *s)
{
	const struct document *d = s->document;
	const struct docx_paragraph *p = of_span(s, d->date);
	int em;

	if (!may_be(s, p, STYLE_SIGNATURE) || p->in_box ||
	    document_dates_head(d))
		return;
	em = main_font(p)->size * 10;
	if (p->form->align != DOCX_RIGHT && !(is_centred(p) &&
	    p->form->left > s->text_width / 5) && !is_under_name(s, p) &&
	    (is_centred(p) || start_of(s, p) < s->text_width / 3))
		TELL(s, LAYOUT_DATE_POSITION, p->pos,
		    "成文日期应当编排在右侧（右空四字或者二字）",
		    "the date stands to the right, two or four characters in");
	else if (p->form->align == DOCX_RIGHT && p->form->right < em * 3 / 2 &&
	    str_eq(paragraph_text(s, p), str_trim_right(paragraph_text(s, p))))
		TELL(s, LAYOUT_DATE_RIGHT, p->pos,
		    "成文日期右边应当空四字，不加盖印章的按署名右空二字编排",
		    "the date keeps four characters from the right edge, or "
		    "two for the signature without seal");
}

static void
remarks(const struct subject_layout *s)
{
	for (size_t i = 0; i < s->document->remarks.n; i++) {
		const struct docx_paragraph *p = paragraph_of(s,
		    text_pos(s->document->remarks.v[i]));

		if (may_be(s, p, STYLE_REMARK) && !is_indented(s, p))
			TELL(s, LAYOUT_REMARK_INDENT,
			    p->pos, "附注应当居左空二字",
			    "the remark is indented by two characters");
	}
}

/* Nothing but blank paragraphs since a new page began? */
static bool
begins_page(const struct subject_layout *s, const struct docx_paragraph *p)
{
	size_t i = index_of(s, p);

	while (!s->facts->paragraphs[i].form->page_break) {
		if (i == 0 || !is_blank(s, &s->facts->paragraphs[i - 1]))
			return i == 0;
		i--;
	}
	return true;
}

/* 7.3.7 */
static void
attachments(const struct subject_layout *s)
{
	EACH(const struct attachment, a, s->document->attachments) {
		const struct docx_paragraph *p = a->kind == ATTACHMENT_PAGE ?
		    paragraph_of(s, a->mark.pos) : NULL;
		const struct docx_paragraph *title = a->document == NULL ?
		    NULL : paragraph_of(s, text_pos(a->document->title));
		const struct docx_font *font;

		if (p == NULL || p->in_table)
			continue;
		if (!begins_page(s, p))
			TELL(s, LAYOUT_ATTACHMENT_PAGE, p->pos,
			    "附件应当另面编排", "an attachment begins a page");
		font = font_at(p, a->mark.pos);
		if (!is_face(s, font->face, FACE_HEI) || font->size !=
		    s->profile->styles[STYLE_ATTACHMENT_MARK].size)
			TELL(s, LAYOUT_ATTACHMENT_MARK, p->pos,
			    "“附件”及顺序号用3号黑体，这里是%s“%.*s”",
			    "附件 and its number are set in 3号黑体, "
			    "not %s %.*s",
			    size_text(font->size).s, STR_ARG(font->face));
		if (is_centred(p) || p->form->left + p->form->first > 160)
			TELL(s, LAYOUT_ATTACHMENT_FLUSH, p->pos,
			    "“附件”及顺序号应当顶格编排在版心左上角",
			    "附件 and its number stand flush in the upper left "
			    "corner");
		if (title != NULL && title != p && !title->in_table &&
		    !is_centred(title))
			TELL(s, LAYOUT_ATTACHMENT_TITLE, title->pos,
			    "附件标题应当居中",
			    "the title of an attachment is centred");
	}
}

/* --- 版记 7.4 ---------------------------------------------------------- */

static const struct docx_table *
table_of(const struct subject_layout *s, const struct docx_paragraph *p)
{
	for (size_t i = s->facts->table_count; i-- > 0;) {
		const struct docx_table *table = &s->facts->tables[i];

		if (p->pos.offset >= table->pos.offset)
			return p->pos.offset < table->pos.offset +
			    table->length ? table : NULL;
	}
	return NULL;
}

/* Lines above FIRST and below LAST, as borders of a table or of paragraphs. */
static void
colophon_lines(const struct subject_layout *s,
    const struct docx_paragraph *first, const struct docx_paragraph *last)
{
	const struct docx_table *table = table_of(s, first);
	struct docx_border top = first->form->top, bottom = last->form->bottom;

	if (table != NULL) {
		top = table->top.width > 0 ? table->top : top;
		bottom = table->bottom.width > 0 ? table->bottom : bottom;
	}
	if (s->facts->shapes)
		return;			/* they may be drawn */
	/* A letter has none there, 10.1. */
	if (document_format(s->document) == FORMAT_LETTER)
		return;
	if (top.width == 0 || bottom.width == 0)
		TELL(s, LAYOUT_COLOPHON_LINES,
		    top.width == 0 ? first->pos : last->pos,
		    "版记%s没有分隔线", "the 版记 has no line %s",
		    s->findings->language == LANGUAGE_EN ?
		    top.width == 0 ? "above" : "below" :
		    top.width == 0 ? "上面" : "下面");
	else if (!is_near(top.width, s->profile->colophon_thick, 1) ||
	    !is_near(bottom.width, s->profile->colophon_thick, 1))
		TELL(s, LAYOUT_COLOPHON_WEIGHT,
		    first->pos, "版记首条和末条分隔线推荐0.35 mm（1磅），"
		    "这里是%.2f磅和%.2f磅",
		    "the outer lines of the 版记 are recommended to be 0.35 mm "
		    "(1 pt), not %.2f and %.2f", top.width / 8.0,
		    bottom.width / 8.0);
}

static void
colophon(const struct subject_layout *s)
{
	const struct document *d = s->document;
	const struct docx_paragraph *cc = of_text(s, d->cc);
	const struct docx_paragraph *printer = of_span(s, d->printer);
	const struct docx_paragraph *date = of_span(s, d->print_date);
	const struct docx_paragraph *first = cc != NULL ? cc : printer;
	const struct docx_paragraph *last = date != NULL ? date :
	    printer != NULL ? printer : cc;

	if (first == NULL || last == NULL)
		return;
	check_face(s, first, main_font(first), STYLE_COLOPHON,
	    FINDING_LAYOUT_COLOPHON_FONT, "版记");
	check_size(s, first, main_font(first), STYLE_COLOPHON,
	    FINDING_LAYOUT_COLOPHON_SIZE, "版记");
	colophon_lines(s, first, last);
}

/* --- 页码 7.5 ---------------------------------------------------------- */

/* One em dash (一字线) on each side of the number. */
static bool
has_dashes(struct str text)
{
	size_t at = str_find(text, STR("#"), 0);
	struct str before = str_trim_right(str_slice(text, 0, at));
	struct str after = str_trim_left(str_from(text, at + 1));

	return str_ends_one(before, "—|─|－") &&
	    str_starts_one(after, "—|─|－");
}

/* One character from the edge: by indent or by a typed blank. */
static bool
keeps_off(const struct docx_footer *footer, bool right)
{
	int em = footer->font.size * 10;

	return is_near(right ? footer->right : footer->left, em, em / 2) ||
	    (right ? str_ends(footer->text, STR("　")) :
	    str_starts(footer->text, STR("　")));
}

/* An office that has them in one place on all pages says so in its profile. */
static void
page_number_place(const struct subject_layout *s,
    const struct docx_footer *odd, const struct docx_footer *even)
{
	static const struct {
		enum docx_align align;
		const char *zh, *en;
	} places[] = {
		[NUMBER_CENTER] = { DOCX_CENTER, "居中", "in the middle" },
		[NUMBER_RIGHT] = { DOCX_RIGHT, "居右", "at the right" },
		[NUMBER_LEFT] = { DOCX_LEFT, "居左", "at the left" },
	};
	enum number_place place = s->profile->number_place;

	if (odd->align != places[place].align ||
	    (even->present && even->align != places[place].align))
		TELL(s, LAYOUT_PAGE_NUMBER_SIDE,
		    whole_file(s), "页码应当%s", "page numbers stand %s",
		    s->findings->language == LANGUAGE_EN ? places[place].en :
		    places[place].zh);
}

static void
page_number_side(const struct subject_layout *s,
    const struct docx_footer *odd, const struct docx_footer *even)
{
	if (odd->outside || odd->boxed || even->boxed)
		return;
	if (s->profile->number_place != NUMBER_OUTSIDE) {
		page_number_place(s, odd, even);
		return;
	}
	if (!s->facts->even_and_odd || odd->align != DOCX_RIGHT ||
	    !even->present || even->align == DOCX_RIGHT ||
	    even->align == DOCX_CENTER)
		TELL(s, LAYOUT_PAGE_NUMBER_SIDE,
		    whole_file(s), "页码应当单页居右、双页居左",
		    "page numbers stand right on odd pages, left on even ones");
	else if (!keeps_off(odd, true) || !keeps_off(even, false))
		TELL(s, LAYOUT_PAGE_NUMBER_INDENT,
		    whole_file(s), "页码应当空一字",
		    "page numbers keep one character from the edge");
}

static void
page_numbers(const struct subject_layout *s)
{
	const struct docx_footer *odd = &s->section->footers[DOCX_ODD];
	const struct docx_footer *even = &s->section->footers[DOCX_EVEN];
	int wanted = s->profile->styles[STYLE_PAGE_NUMBER].size;

	if (!odd->present) {
		if (!even->present)
			TELL(s, LAYOUT_PAGE_NUMBER_MISSING, whole_file(s),
			    "没有页码", "there are no page numbers");
		return;
	}
	if (!s->profile->number_bare && !has_dashes(odd->text))
		TELL(s, LAYOUT_PAGE_NUMBER_DASH,
		    whole_file(s), "页码左右应当各放一条一字线“—”",
		    "a dash, —, stands on each side of the page number");
	page_number_side(s, odd, even);
	if (odd->font.size != wanted || (!is_face(s, odd->font.latin,
	    FACE_SONG) && !is_face(s, odd->font.face, FACE_SONG)))
		TELL(s, LAYOUT_PAGE_NUMBER_FONT,
		    whole_file(s), "页码一般用4号半角宋体，这里是%s“%.*s”",
		    "page numbers are usually set in 4号宋体, not %s %.*s",
		    size_text(odd->font.size).s, STR_ARG(odd->font.latin));
}

/* --- tables ------------------------------------------------------------ */

static void
tables(const struct subject_layout *s)
{
	EACH_OF(const struct docx_table, table, s->facts->tables,
	    s->facts->table_count) {
		const struct docx_section *section = table->section <
		    s->facts->section_count ?
		    &s->facts->sections[table->section] : s->section;
		int width = section->width - section->left - section->right -
		    section->gutter;

		if (table->width > width + 3 * MM)
			TELL(s, LAYOUT_TABLE_WIDTH,
			    table->pos, "表格宽 %.0f mm，超出版心（%.0f mm）",
			    "the table is %.0f mm wide, the type area %.0f",
			    in_mm(table->width), in_mm(width));
	}
}

static void (*const rules[])(const struct subject_layout *) = {
	paper, margins, body, grid, colours, headings, mark, head_fonts,
	number, red_line, title, recipients, note, ending, remarks,
	attachments, colophon, page_numbers, tables,
};

void
check_layout(const struct docx_facts *facts, const struct document *document,
    const struct profile *profile, struct findings *findings)
{
	struct subject_layout s = { facts, document, profile, findings, NULL,
	    0 };

	for (size_t i = facts->section_count; i-- > 0;)
		if (!facts->sections[i].landscape)
			s.section = &facts->sections[i];
	if (s.section == NULL)
		return;
	s.text_width = s.section->width - s.section->left - s.section->right -
	    s.section->gutter;
	for (size_t i = 0; i < COUNT_OF(rules); i++)
		rules[i](&s);
}
