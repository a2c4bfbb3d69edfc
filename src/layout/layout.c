/*
 * Document → laid blocks: the order of the parts, and every decision that
 * needs the whole.  The parts themselves are in head.c, ending.c, colophon.c.
 */
#include "../base/budget.h"
#include "lay.h"

#include "../base/file.h"
#include "../document/element.h"
#include "../text/chars.h"
#include "../text/date.h"
#include "table.h"

/* Documents inside attachments inside documents: enough for any real one. */
#define DEPTH_MAX	8

static void lay_attachments(struct lay *, const struct document *,
    struct sheet *, unsigned depth);

/* --- the main part, 7.3 ------------------------------------------------- */

/* The runs' text without breaks, and the author's own breaks kept. */
static void
title_lines(struct para_builder *para, struct str text, bool *first)
{
	struct lay *lay = para->lay;
	struct measure measure = lay_measure(lay, para->para->style);
	struct title_lines lines = memo_title(lay, text, &measure);

	for (size_t i = 0; i < lines.n; i++) {
		if (!*first)
			para_break(para);
		*first = false;
		para_text(para, lines.v[i]);
	}
}

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
	    (char_is_han(char_next(s, &(size_t){ to })) ||
	    str_starts(str_from(s, to), STR("《")));
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

/* Did the author say where its lines end? */
static bool
has_breaks(const struct text *text)
{
	for (size_t i = 0; i < text->n; i++)
		if (text->v[i].flags & RUN_BREAK)
			return true;
	return false;
}

/* The author's lines, each broken anew where it does not fit. */
static void
lay_title_lines(struct para_builder *para, const struct text *title)
{
	struct str rest = text_join(para->lay->arena, *title, STR("\n")), line;
	bool first = true;

	while (str_line(&rest, &line))
		title_lines(para, line, &first);
}

/*
 * 标题 7.3.1: broken into a trapezium or a diamond, unless the author did; of
 * his lines for another page width those that end well are kept.
 */
static void
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
	fit = has_breaks(&lines) && lines_fit(lay, style, &lines);
	if (has_breaks(&lines))
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

/* 题注: centred below the title, its lines as typed. */
static void
lay_title_note(struct lay *lay, const struct text *note)
{
	struct para_builder para;

	if (note->n == 0)
		return;
	para = para_begin(lay, STYLE_FLUSH, text_pos(*note));
	para.para->justify = JUSTIFY_CENTER;
	para.para->keep_next = true;
	para_runs(&para, STYLE_LEVEL_2, note->v, note->n);
	para_end(&para);
}

/* 主送机关 7.3.2: flush left, with a full-width colon. */
static void
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

static enum style
level_style(int level)
{
	return level >= 1 && level <= 4 ?
	    (enum style)(STYLE_LEVEL_1 + level - 1) : STYLE_BODY;
}

/* A numbered paragraph, 7.3.3: heading, run-in heading, or plain item. */
static void
lay_heading(struct lay *lay, const struct block *block)
{
	enum style level = level_style(block->level);
	bool alone = block->topic >= block->text.n && block->topic > 0;
	struct para_builder para = para_begin(lay,
	    alone ? level : STYLE_BODY, block->pos);

	para.para->keep_next = alone;
	if (alone && block->level == 0) {	/* 第一章 总则 */
		para.para->style = STYLE_FLUSH;
		para.para->justify = JUSTIFY_CENTER;
		level = STYLE_LEVEL_1;
	}
	para_styled(&para, block->topic > 0 ? level : STYLE_COUNT,
	    block->ordinal.text);
	para_runs(&para, level, block->text.v, block->topic);
	para_runs(&para, STYLE_COUNT, block->text.v + block->topic,
	    block->text.n - block->topic);
	para_end(&para);
}

static void
lay_paragraph(struct lay *lay, const struct block *block)
{
	static const enum justify justify[] = {
		[ALIGN_BODY] = JUSTIFY_BOTH, [ALIGN_LEFT] = JUSTIFY_BOTH,
		[ALIGN_CENTER] = JUSTIFY_CENTER, [ALIGN_RIGHT] = JUSTIFY_RIGHT,
	};
	struct para_builder para = para_begin(lay, block->align == ALIGN_BODY ?
	    STYLE_BODY : STYLE_FLUSH, block->pos);

	para.para->justify = justify[block->align];
	para_runs(&para, STYLE_COUNT, block->text.v, block->text.n);
	para_end(&para);
}

/* --- fill-in lines: 填报单位：　　　填报时间：　年　月　日 ------------ */

/* Where the next field begins: after blanks, at a word that ends in a colon. */
static size_t
next_field(struct str text, size_t from)
{
	size_t at = from;

	while (at < text.n) {
		size_t blank = str_find(text, STR("　"), at);
		size_t space = str_find(text, STR("  "), at);
		size_t tab = str_find(text, STR("\t"), at), stop, colon;
		struct str rest;

		at = blank < space ? blank : space;
		at = tab < at ? tab : at;
		if (at >= text.n)
			return text.n;
		rest = str_trim_left(str_from(text, at));
		at = text.n - rest.n;
		stop = str_find(rest, STR("　"), 0);
		colon = str_find(rest, STR("："), 0);
		if (colon != SIZE_MAX && colon < stop)
			return at;
	}
	return text.n;
}

/* The fields of a line, one after another. */
struct fields {
	struct str v[PARA_TABS_MAX];
	size_t n;
	int width;		/* of all */
};

static struct fields
part_fields(struct lay *lay, struct str text)
{
	struct fields fields = { .n = 0 };
	/* Blanks at the head belong to the first field. */
	size_t from = 0, at = text.n - str_trim_left(text).n;

	while (from < text.n && fields.n < PARA_TABS_MAX) {
		struct str field;

		at = fields.n + 1 < PARA_TABS_MAX ? next_field(text, at) :
		    text.n;
		field = str_slice(text, from, at);
		if (at < text.n)
			field = str_trim_right(field);
		fields.width += lay_width(lay, STYLE_FILL_LINE, field);
		fields.v[fields.n++] = field;
		from = at;
	}
	return fields;
}

/* The fields of a line side by side, the last one at its end. */
static void
spread_fields(struct para_builder *para, const struct str *v, size_t n,
    int room)
{
	int at = 0;

	for (size_t i = 0; i < n; i++) {
		if (i > 0) {
			at += room / (int)(n - 1);
			para_tab(para);
			para_tab_stop(para, i + 1 == n ? TAB_RIGHT : TAB_LEFT,
			    i + 1 == n ? para->lay->width : at);
		}
		para_text(para, v[i]);
		if (i + 1 < n)
			at += lay_width(para->lay, STYLE_FILL_LINE, v[i]);
	}
}

/* Those that no line has room for: as many as it has, then the next line. */
static void
stack_fields(struct para_builder *para, const struct fields *fields)
{
	int used = 0, em = para->lay->character;

	for (size_t i = 0; i < fields->n; i++) {
		int width = lay_width(para->lay, STYLE_FILL_LINE,
		    str_trim_right(fields->v[i]));

		if (used > 0 && used + em + width > para->lay->width) {
			para_break(para);
			used = 0;
		}
		if (used > 0)
			para_text(para, STR("　"));
		para_text(para, str_trim_right(fields->v[i]));
		used += width + (used > 0 ? em : 0);
	}
}

/*
 * The fields are spread over the width, with the same room between them.
 * Where they are too many for one line, dates have less of it, or no field is
 * parted from its label.
 */
static void
lay_fill_line(struct lay *lay, const struct block *block)
{
	struct str text = text_join(lay->arena, block->text, STR_NONE);
	struct para_builder para = para_begin(lay, STYLE_FILL_LINE, block->pos);
	struct fields full = part_fields(lay, text), fields = full;
	int room, em = lay->character;

	if (fields.width + (int)fields.n * em > lay->width)
		fields = part_fields(lay, lay_halve_blanks(lay->arena, text));
	room = lay->width - fields.width;
	if (fields.n < 2)
		para_text(&para, str_trim_right(text));
	else if (room < (int)fields.n * em / 2)
		stack_fields(&para, &full);
	else
		spread_fields(&para, fields.v, fields.n, room);
	para.para->keep_next = true;
	para.para->after = lay->profile->table_above;
	para_end(&para);
}

/* --- pictures, tables, sections --------------------------------------- */

/* What the blocks since the last page break take of the page. */
static int
room_taken(const struct lay *lay)
{
	int used = 0;

	for (size_t i = lay->out->n; i > 0; i--) {
		const struct laid *laid = &lay->out->v[i - 1];

		if (laid->kind != LAID_PARA)
			break;
		used += laid->as.para->height;
		if (laid->as.para->page_break)
			break;
	}
	return used;
}

/* What they leave of it. */
static int
room_left(const struct lay *lay, bool landscape)
{
	int room = pages_room(lay->profile,
	    (struct sheet){ .landscape = landscape });
	int used = room_taken(lay);

	return used < room ? room - used : room;
}

/*
 * How high a picture may be: nine tenths of a page, or what is left of it under
 * the title of an attachment.
 */
static int
picture_room(const struct lay *lay)
{
	bool landscape = lay->width == profile_text_height(lay->profile);
	int page = landscape ? profile_text_width(lay->profile) :
	    profile_text_height(lay->profile);
	int most = page * 9 / 10;
	int left = room_left(lay, landscape) - lay->reserved;

	if (lay->reserved > 0 && left > page / 2 && left < most)
		most = left - 2 * lay->profile->table_above;
	return most - 2 * lay->profile->picture_air;
}

/* For who cannot see it: what was said of it, or the name of its file. */
static struct str
picture_words(const struct picture *picture)
{
	struct str file = path_name(picture->path.text);

	if (str_trim(picture->alt.text).n > 0)
		return picture->alt.text;
	return file.n > 0 ? file : STR("图片");
}

static void
lay_picture(struct lay *lay, const struct block *block, bool named)
{
	const struct picture *picture = block->picture;
	struct figure *figure;
	long width = (long)picture->width * 15, height;	/* 96 dots an inch */
	int most = picture_room(lay) - (named ? lay->profile->line_pitch : 0);

	if (picture->bytes.n == 0 || picture->width == 0)
		return;
	height = (long)picture->height * 15;
	if (width > lay->width) {
		height = height * lay->width / width;
		width = lay->width;
	}
	if (height > most) {
		width = width * most / height;
		height = most;
	}
	figure = NEW(lay->arena, struct figure);
	*figure = (struct figure){ picture->bytes, picture->png, (int)width,
	    (int)height, lay->profile->picture_air, named,
	    picture_words(picture), block->pos };
	lay_add(lay, LAID_FIGURE)->as.figure = figure;
}

/* 图题, centred below its picture. */
static void
lay_picture_name(struct lay *lay, const struct run *runs, size_t n,
    struct pos pos)
{
	struct para_builder para = para_begin(lay, STYLE_CAPTION, pos);

	para.para->after = lay->profile->picture_air;
	para_runs(&para, STYLE_COUNT, runs, n);
	para_end(&para);
}

/* Is block I a picture with such a line? */
static bool
is_named(const struct blocks *blocks, size_t i)
{
	return blocks->v[i].kind == BLOCK_PICTURE &&
	    (blocks_picture_name(*blocks, i).text.n > 0 ||
	    (i + 1 < blocks->n && blocks_names_picture(*blocks, i + 1)));
}

/* Is block I what names the picture above it or the table below it? */
static bool
is_name(const struct blocks *blocks, size_t i)
{
	return blocks_names_picture(*blocks, i) ||
	    blocks_names_table(*blocks, i);
}

static void
lay_pictured(struct lay *lay, const struct blocks *blocks, size_t i)
{
	struct span name = blocks_picture_name(*blocks, i);
	struct run run = { .text = name.text, .pos = name.pos };

	lay_picture(lay, &blocks->v[i], is_named(blocks, i));
	if (name.text.n > 0)
		lay_picture_name(lay, &run, 1, name.pos);
}

static void
end_section(struct lay *lay, struct sheet sheet)
{
	lay_add(lay, LAID_SECTION_END)->as.sheet = sheet;
}

static void
turn(struct lay *lay, struct sheet *sheet, bool landscape)
{
	if (sheet->landscape == landscape)
		return;
	end_section(lay, *sheet);
	sheet->landscape = landscape;
	lay->width = landscape ? profile_text_height(lay->profile) :
	    profile_text_width(lay->profile);
}

static void
lay_line_above(struct lay *lay, enum style style, struct str label,
    const struct text *text, enum justify justify)
{
	struct para_builder para;

	if (text->n == 0)
		return;
	para = para_begin(lay, style, text->v[0].pos);
	para.para->justify = justify;
	para.para->keep_next = true;
	para.para->after = lay->profile->table_above;
	para_text(&para, label);
	para_runs(&para, STYLE_COUNT, text->v, text->n);
	para_end(&para);
}

/*
 * The notes under a form stay on its page, if they are short, and so does what
 * ends the document: their height.
 */
static int
notes_below(struct lay *lay, const struct blocks *blocks, size_t i, int tail)
{
	struct laid_list scratch = { 0 }, *out = lay->out;
	int height = 0, most = profile_text_height(lay->profile) / 4;
	size_t k = 0;

	lay->out = &scratch;
	while (++i < blocks->n && blocks->v[i].kind == BLOCK_PARAGRAPH &&
	    height <= most) {
		lay_paragraph(lay, &blocks->v[i]);
		for (; k < scratch.n; k++)
			height += scratch.v[k].as.para->height;
	}
	lay->out = out;
	return i < blocks->n || height > most ? 0 : height + tail;
}

/* Tables right after each other do not look like one. */
static void
lay_gap_between(struct lay *lay)
{
	struct para_builder para = para_begin(lay, STYLE_FLUSH, POS_NONE);

	para.para->line = lay->profile->line_pitch / 2;
	para_end(&para);
}

static void
lay_table(struct lay *lay, const struct table *table, bool landscape,
    int reserved)
{
	struct grid *grid;

	lay_line_above(lay, STYLE_CAPTION, STR_NONE, &table->caption,
	    JUSTIFY_CENTER);
	lay_line_above(lay, STYLE_FILL_LINE, STR("单位："), &table->unit,
	    JUSTIFY_RIGHT);
	if (lay->out->n > 0 && lay->out->v[lay->out->n - 1].kind == LAID_GRID)
		lay_gap_between(lay);
	grid = table_lay_in(lay, table, room_left(lay, landscape) - reserved -
	    lay->reserved);
	if (grid != NULL)
		lay_grid(lay, grid);
}

/* What a table is about, for who cannot see it: its 表题. */
static void
name_grid(struct lay *lay, const struct blocks *blocks, size_t i)
{
	struct text name = blocks->v[i].table->caption;
	struct laid *last;

	if (name.n == 0 && i > 0 && blocks_names_table(*blocks, i - 1))
		name = blocks->v[i - 1].text;
	if (lay->out->n == 0)
		return;
	last = &lay->out->v[lay->out->n - 1];
	if (last->kind == LAID_GRID)
		last->as.grid->title = text_join(lay->arena, name, STR_NONE);
}

/*
 * A landscape table takes the fill-in lines right above it along: does block
 * *I begin a run of them, or it?  *I is the first behind that run.
 */
static bool
opens_landscape(const struct blocks *blocks, size_t *i)
{
	while (*i < blocks->n && (blocks->v[*i].kind == BLOCK_FILL_LINE ||
	    blocks_names_table(*blocks, *i)))
		++*i;
	return *i < blocks->n && blocks->v[*i].kind == BLOCK_TABLE &&
	    blocks->v[*i].table->landscape;
}

static void
lay_block(struct lay *lay, const struct blocks *blocks, size_t i,
    bool landscape, int reserved)
{
	const struct block *block = &blocks->v[i];

	switch (block->kind) {
	case BLOCK_PARAGRAPH:
		if (blocks_names_picture(*blocks, i))
			lay_picture_name(lay, block->text.v, block->text.n,
			    block->pos);
		else if (blocks_names_table(*blocks, i))
			lay_line_above(lay, STYLE_CAPTION, STR_NONE,
			    &block->text, JUSTIFY_CENTER);
		else
			lay_paragraph(lay, block);
		break;
	case BLOCK_HEADING:
		lay_heading(lay, block);
		break;
	case BLOCK_TABLE:
		lay_table(lay, block->table, landscape, reserved);
		name_grid(lay, blocks, i);
		break;
	case BLOCK_FILL_LINE:
		lay_fill_line(lay, block);
		break;
	case BLOCK_PICTURE:
		lay_pictured(lay, blocks, i);
		break;
	case BLOCK_SECTION:
		break;
	}
}

/* Where the name that begins at byte AT ends, with the mark behind it. */
static size_t
name_end(struct str names, size_t at)
{
	size_t mark = str_find(names, STR("、"), at);
	size_t comma = str_find(names, STR("，"), at);

	mark = comma < mark ? comma : mark;
	return mark < names.n ? mark + strlen("、") : names.n;
}

/* A name with the office before it has so many characters at most. */
#define NAME_EMS	14

/* Names on lines of ROOM, none of them parted unless it is long. */
static void
lay_names(struct para_builder *para, const struct text *names, int room)
{
	struct lay *lay = para->lay;
	struct measure measure = lay_measure(lay, para->para->style);
	struct str all = text_join(lay->arena, *names, STR_NONE);
	size_t from = 0, done = 0;	/* of the line; of what is laid */
	struct text part;

	for (size_t at = 0, end; at < all.n; at = end) {
		end = name_end(all, at);
		if (at > from && end - at <= NAME_EMS * strlen("名") &&
		    measure_width(&measure, str_slice(all, from, end)) > room) {
			part = text_part(lay->arena, *names, done, at);
			para_runs(para, STYLE_COUNT, part.v, part.n);
			para_break(para);
			from = done = at;
		}
		while (measure_width(&measure, str_slice(all, from, end)) >
		    room)
			from = measure_fit(&measure, all, from, room);
	}
	part = text_part(lay->arena, *names, done, SIZE_MAX);
	para_runs(para, STYLE_COUNT, part.v, part.n);
}

/* So many lines of names stand one after another; more, in columns. */
#define NAME_LINES	2

/*
 * The width of the columns in which names stand evenly, so many of them that
 * a line has three at least; 0 where they do better one after another.
 */
static int
name_column(const struct lay *lay, const struct text *names, int room)
{
	struct measure measure = lay_measure(lay, STYLE_NOTE);
	struct str all = text_join(lay->arena, *names, STR_NONE);
	int widest = 0, columns;

	/* Groups and notes in brackets have an order of their own. */
	if (measure_width(&measure, all) <= NAME_LINES * room ||
	    str_has_one(all, "，|；|（"))
		return 0;
	for (size_t at = 0, end; at < all.n; at = end) {
		end = name_end(all, at);
		widest = larger(widest, (int)measure_width(&measure,
		    str_slice(all, at, end)));
	}
	if (widest == 0)
		return 0;
	columns = smaller(room / widest, PARA_TABS_MAX + 1);
	return columns < 3 ? 0 : room / columns;
}

/* In columns of WIDTH; each name keeps its mark, the next stands at a tab. */
static void
lay_name_columns(struct para_builder *para, const struct text *names,
    int width, int room)
{
	struct lay *lay = para->lay;
	struct str all = text_join(lay->arena, *names, STR_NONE);
	int columns = room / width, column = 0;

	for (int i = 1; i < columns; i++)
		para_tab_stop(para, TAB_LEFT, para->para->left + i * width);
	for (size_t at = 0, end; at < all.n; at = end, column++) {
		struct text name;

		end = name_end(all, at);
		name = text_part(lay->arena, *names, at, end);
		if (column == columns) {
			para_break(para);
			column = 0;
		} else if (column > 0)
			para_tab(para);
		para_runs(para, STYLE_COUNT, name.v, name.n);
	}
}

/*
 * 出席, 请假, 列席 of minutes, 10.3: the label in 黑体 two characters in, later
 * lines begin under the first name; a blank line before the first of them.
 */
static void
lay_attended(struct lay *lay, struct str word, const struct text *names,
    bool first)
{
	struct para_builder para;
	int hang, room, column;

	if (names->n == 0)
		return;
	hang = lay_width(lay, STYLE_LEVEL_1, word);
	para = para_begin(lay, STYLE_NOTE, text_pos(*names));
	para.para->left = 2 * lay->profile->styles[STYLE_NOTE].size * 10 + hang;
	para.para->first = -hang;
	if (first)
		para.para->before =
		    lay_lines(lay, lay->profile->attendance_gap);
	para_styled(&para, STYLE_LEVEL_1, word);
	room = para_room(lay->profile, lay->width) - para.para->left;
	column = name_column(lay, names, room);
	if (has_breaks(names))
		para_runs(&para, STYLE_COUNT, names->v, names->n);
	else if (column > 0)
		lay_name_columns(&para, names, column, room);
	else
		lay_names(&para, names, room);
	para_end(&para);
}

static void
lay_attendance(struct lay *lay, const struct document *document)
{
	size_t from = lay->out->n;

	lay_attended(lay, STR("出席："), &document->present, true);
	lay_attended(lay, STR("请假："), &document->excused,
	    lay->out->n == from);
	lay_attended(lay, STR("列席："), &document->observers,
	    lay->out->n == from);
}

/*
 * A paragraph of minutes that begins with such a label, typed in the text.
 * The label's length in bytes; 0 when it is another paragraph.
 */
static size_t
attended_label(const struct lay *lay, const struct block *block)
{
	struct str s = block->text.n > 0 ? block->text.v[0].text : STR_NONE;

	return lay->format != FORMAT_MINUTES ||
	    block->kind != BLOCK_PARAGRAPH || !str_starts_one(s,
	    "出席：|请假：|列席：|缺席：|出席人员：|请假人员：|列席人员：|"
	    "缺席人员：") ? 0 : str_find(s, STR("："), 0) + strlen("：");
}

/* Block I of the text, which has such a label of LABEL bytes. */
static void
lay_typed_attended(struct lay *lay, const struct blocks *blocks, size_t i,
    size_t label)
{
	struct text text = blocks->v[i].text;

	struct text names = text_part(lay->arena, text, label, SIZE_MAX);

	lay_attended(lay, str_slice(text.v[0].text, 0, label), &names,
	    i > 0 && attended_label(lay, &blocks->v[i - 1]) == 0);
}

/* A table's height may depend on where on the page it stands. */
static long
table_place(const struct lay *lay, int reserved)
{
	return smaller(room_taken(lay), profile_text_height(lay->profile)) *
	    100000L + reserved + lay->reserved;
}

static void
lay_blocks(struct lay *lay, const struct blocks *blocks, struct sheet *sheet,
    bool all_landscape)
{
	bool opens = false;

	for (size_t i = 0, run = 0; i < blocks->n; i++) {
		const struct block *block = &blocks->v[i];
		bool is_table = block->kind == BLOCK_TABLE;
		size_t before = lay->out->n;
		int reserved;
		long place;

		if (i >= run) {
			run = i;
			opens = opens_landscape(blocks, &run);
		}
		turn(lay, sheet, all_landscape || opens);
		/* The 版记 has an upright page. */
		reserved = !is_table ? 0 : notes_below(lay, blocks, i,
		    sheet->landscape ? 0 : lay->tail);
		place = is_table ? table_place(lay, reserved) :
		    is_named(blocks, i) || is_name(blocks, i);
		if (attended_label(lay, block) > 0) {
			lay_typed_attended(lay, blocks, i,
			    attended_label(lay, block));
		} else if (!memo_take(lay, block, place)) {
			size_t from = lay->out->n;

			lay_block(lay, blocks, i, sheet->landscape, reserved);
			memo_keep(lay, block, place, from);
		}
		if (budget_spent(lay->arena, lay->findings, block->pos, 1))
			return;
		for (; before < lay->out->n; before++)
			lay->out->v[before].source = block;
	}
}

/* --- 附件说明, 7.3.4 -------------------------------------------------- */

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

static void
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

/* Do a few lines of contact stand below the date, on its page? */
static bool
has_contacts_below(const struct lay *lay, const struct document *document)
{
	return !lay->apart && !document->contacts_first &&
	    document->contacts.n > 0 &&
	    document->contacts.n <= BLOCK_LINES && document->after.n == 0;
}

/* The contacts in their place, and behind them what stands below the date. */
static void
lay_contacts(struct lay *lay, const struct document *document, bool first)
{
	if (document->contacts_first == first)
		lay_texts(lay, &document->contacts, !first);
	if (!first)
		lay_texts(lay, &document->after, true);
}

/*
 * 附注 7.3.6: two characters in, in full-width round brackets, on the line
 * below the date; a long one keeps off the seal.
 */
static void
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

/* The memo may have the picture, too. */
static void
keep_figure(struct lay *lay, struct laid *laid)
{
	struct figure *own = NEW(lay->arena, struct figure);

	*own = *laid->as.figure;
	own->keep_next = true;
	laid->as.figure = own;
}

/*
 * Text goes with the signature, 7.3.5.5: the last paragraph before it is kept
 * with it, so that the name never stands alone on a page.
 */
static void
keep_from(struct lay *lay, struct laid_list *list, size_t i)
{
	for (; i < list->n; i++)
		if (list->v[i].kind == LAID_PARA)
			memo_own(lay, &list->v[i])->keep_next = true;
		else if (list->v[i].kind == LAID_FIGURE)
			keep_figure(lay, &list->v[i]);
}

static void
keep_last(struct lay *lay, struct laid_list *list)
{
	if (list->n > 0)
		keep_from(lay, list, list->n - 1);
}

/*
 * The last lines of the last paragraph go on as one of their own; of a table
 * the last rows go to the next page.
 */
static void
part_last(struct lay *lay, struct laid_list *list, unsigned lines)
{
	struct laid rest = { .kind = LAID_PARA };

	if (list->n > 0 && list->v[list->n - 1].kind == LAID_GRID)
		table_move_rows(list->v[list->n - 1].as.grid, lines);
	if (list->n == 0 || list->v[list->n - 1].kind != LAID_PARA)
		return;
	rest.as.para = para_cut(lay, memo_own(lay, &list->v[list->n - 1]),
	    lines);
	if (rest.as.para == NULL)
		return;
	lay->parted = rest.as.para->lines;
	*VEC_ADD(lay->arena, list) = rest;
}

/* --- 附件, 7.3.7 ------------------------------------------------------ */

static bool
begins_section(const struct lay *lay)
{
	return lay->out->n > 0 &&
	    lay->out->v[lay->out->n - 1].kind == LAID_SECTION_END;
}

/* 附件N at the top left of a new page, or the number and it when unbound. */
static void
lay_mark(struct lay *lay, const struct attachment *attachment, bool unbound,
    struct str number)
{
	struct para_builder para;

	if (attachment->kind == ATTACHMENT_ENCLOSURE)
		return;
	para = para_begin(lay, STYLE_ATTACHMENT_MARK, attachment->mark.pos);
	para.para->page_break = !unbound && !begins_section(lay);
	para.para->keep_next = true;
	if (unbound && number.n > 0) {
		para_styled(&para, STYLE_NUMBER, number);
		para_text(&para, STR("　"));
	}
	para_text(&para, attachment->mark.text);
	para_end(&para);
}

/* A whole document inside the pages of another one, after its mark. */
static void
lay_inner(struct lay *lay, const struct document *document,
    struct sheet *sheet, unsigned depth)
{
	int tail = lay->tail;
	size_t note, name;

	lay->tail = 0;
	lay_inner_head(lay, document);
	lay_title(lay, STYLE_ATTACHMENT_TITLE, &document->title,
	    lay_gap(lay, lay->profile->attachment_title_gap));
	lay_title_note(lay, &document->title_note);
	lay_recipients(lay, document, lay->profile->recipients_gap);
	lay_blocks(lay, &document->body, sheet, false);
	lay_contacts(lay, document, true);
	note = lay->out->n;
	lay_note(lay, document);
	lay_attendance(lay, document);
	keep_from(lay, lay->out, note);
	name = lay->out->n;
	lay_ending(lay, document);
	if (note > 0 && lay->out->n > name)
		*VEC_ADD(lay->arena, &lay->inner) =
		    (struct inner_ending){ note - 1, name };
	lay_remarks(lay, document);
	lay_contacts(lay, document, false);
	lay->tail = tail + inner_colophon_height(lay, document);
	lay_attachments(lay, document, sheet, depth + 1);
	lay_inner_colophon(lay, document);
}

/* The first block after a title stands one line below it, like 主送. */
static void
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
		struct para_builder para =
		    para_begin(lay, STYLE_FLUSH, POS_NONE);

		para.para->keep_next = true;
		para.para->line = lay->profile->line_pitch / 2;
		lay->out->v[from].kind = LAID_PARA;
		lay->out->v[from].as.para = para_finish(&para);
		lay->out->v[from].source = NULL;
		list_insert(lay, lay->out, from, moved);
	}
}

static void
lay_plain_attachment(struct lay *lay, const struct attachment *attachment,
    struct sheet *sheet, unsigned depth)
{
	const struct document *document = attachment->document;
	const struct profile *profile = lay->profile;
	size_t from;
	bool enclosure = attachment->kind == ATTACHMENT_ENCLOSURE;
	size_t first = lay->out->n;

	lay_inner_head(lay, document);
	lay_title(lay, STYLE_ATTACHMENT_TITLE, &document->title,
	    enclosure ? 0 : lay_gap(lay, profile->attachment_title_gap));
	lay_title_note(lay, &document->title_note);
	if (enclosure && first < lay->out->n && !begins_section(lay) &&
	    lay->out->v[first].kind == LAID_PARA)
		lay->out->v[first].as.para->page_break = true;
	from = lay->out->n;
	lay->reserved = lay_gap(lay, profile->recipients_gap);
	lay_recipients(lay, document, lay->profile->recipients_gap);
	lay_blocks(lay, &document->body, sheet, attachment->landscape);
	lay->reserved = 0;
	gap_after_title(lay, from, profile->recipients_gap);
	lay_note(lay, document);
	lay_attendance(lay, document);
	lay_ending(lay, document);
	lay_remarks(lay, document);
	lay_contacts(lay, document, true);
	lay_contacts(lay, document, false);
	lay_attachments(lay, document, sheet, depth + 1);
	lay_inner_colophon(lay, document);
}

static void
lay_inside(struct lay *lay, const struct attachment *attachment,
    struct sheet *sheet, unsigned depth)
{
	if (document_is_complete(attachment->document) &&
	    attachment->kind == ATTACHMENT_PAGE)
		lay_inner(lay, attachment->document, sheet, depth);
	else
		lay_plain_attachment(lay, attachment, sheet, depth);
}

/* A DOCX that is taken in; or what was read of it, below its title here. */
static void
lay_import(struct lay *lay, const struct attachment *attachment,
    struct sheet *sheet, unsigned depth)
{
	struct attachment taken = { .kind = ATTACHMENT_PAGE,
	    .document = attachment->taken };
	struct laid *laid;

	if (taken.document != NULL)
		lay_inside(lay, &taken, sheet, depth);
	if (taken.document != NULL || attachment->import.n == 0)
		return;
	laid = lay_add(lay, LAID_IMPORT);
	laid->as.import.path = attachment->import;
	laid->as.import.pos = attachment->path.pos;
}

/* Does the attachment begin with a landscape table right under its title? */
static bool
begins_landscape(const struct attachment *attachment)
{
	const struct document *document = attachment->document;
	size_t first = 0;

	return attachment->landscape || (document != NULL &&
	    !document_is_complete(document) &&
	    opens_landscape(&document->body, &first));
}

static void
lay_attachment(struct lay *lay, const struct attachment *attachment,
    struct sheet *sheet, unsigned depth, bool unbound, struct str number)
{
	turn(lay, sheet, begins_landscape(attachment));
	lay_mark(lay, attachment, unbound, number);
	if (attachment->document != NULL)
		lay_inside(lay, attachment, sheet, depth);
	lay_import(lay, attachment, sheet, depth);
}

static void
lay_attachments(struct lay *lay, const struct document *document,
    struct sheet *sheet, unsigned depth)
{
	size_t last = 0;
	int tail = lay->tail;

	if (depth > DEPTH_MAX)
		return;
	for (size_t i = 0; i < document->attachments.n; i++)
		if (!attachment_is_unbound(document,
		    &document->attachments.v[i]))
			last = i;
	for (size_t i = 0; i < document->attachments.n; i++) {
		if (attachment_is_unbound(document,
		    &document->attachments.v[i]))
			continue;
		lay->tail = i == last ? tail : 0;
		lay_attachment(lay, &document->attachments.v[i], sheet, depth,
		    false, STR_NONE);
	}
}

/* --- the whole -------------------------------------------------------- */

/* The elements as plain text, for text slots in an office's template. */
static void
add_values(struct lay *lay, struct layout *layout,
    const struct document *document)
{
	struct laid_value *next = layout->values = NEW_ARRAY(lay->arena,
	    struct laid_value, ELEMENT_COUNT + document->values.n);

	for (size_t i = 0; i < ELEMENT_COUNT; i++) {
		const struct element *element = &elements[i];
		struct str text = element_value(lay->arena, document, element,
		    element->joint).text;

		if (element->id == ELEMENT_marks)
			text = str_cat(lay->arena, text,
			    document->mark_tail.text);
		if (element->form != FORM_NONE)
			*next++ = (struct laid_value){
			    element_title(element), text };
	}
	for (size_t i = 0; i < document->values.n; i++)
		*next++ = (struct laid_value){ document->values.v[i].name.text,
		    document->values.v[i].text.text };
	layout->value_count = (size_t)(next - layout->values);
}

static void
add_properties(struct lay *lay, struct layout *layout,
    const struct document *document)
{
	struct date date;

	layout->title = text_join(lay->arena, document->title, STR_NONE);
	layout->creator = element_value(lay->arena, document,
	    &elements[document->organs.n > 0 ? ELEMENT_organs :
	    ELEMENT_signatures], "、").text;
	if (date_parse(document->date.text, &date, NULL) && date_exists(date))
		layout->date = str_format(lay->arena, "%04d-%02d-%02d",
		    date.year, date.month, date.day);
}

/* Lay one slot with FUNCTION into its list. */
static void
into(struct lay *lay, struct layout *layout, enum slot slot)
{
	lay->out = &layout->slots[slot];
}

static bool
split_merges(struct layout *layout, size_t slots)
{
	bool changed = false;

	for (size_t s = 0; s < slots; s++)
		for (size_t i = 0; i < layout->slots[s].n; i++)
			if (layout->slots[s].v[i].kind == LAID_GRID)
				changed |= table_split_merges(
				    layout->slots[s].v[i].as.grid);
	return changed;
}

/* Rounds of paging and splitting merged cells; two settle nearly always. */
#define ROUNDS_MAX	4

static unsigned
count_pages(struct lay *lay, struct layout *layout, size_t slots)
{
	unsigned pages = 0;

	for (unsigned round = 0; round < ROUNDS_MAX; round++) {
		pages = pages_set(lay->arena, lay->profile, layout->slots,
		    slots, layout->last);
		if (!split_merges(layout, slots))
			break;
	}
	return pages;
}

/* One 主送机关 takes a line: it is not what pushes the text off the page. */
static bool
has_several(struct lay *lay, const struct text *recipients)
{
	struct str text = text_join(lay->arena, *recipients, STR_NONE);

	return str_has_one(text, "、|，");
}

/* Ends of text that are mended at most: one for each attachment, say. */
#define MENDS_MAX	64

/* No last row, no last line has a page for itself (company.c). */
static void
keep_company(struct lay *lay, struct layout *layout)
{
	if (company_rows(layout))
		layout->pages = count_pages(lay, layout, SLOT_COUNT);
	for (int i = 0; i < MENDS_MAX && company_lines(lay, layout); i++)
		layout->pages = count_pages(lay, layout, SLOT_COUNT);
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

	said.list.n = said.list.capacity = 0;
	said.list.v = NULL;
	lay->findings = &said;
	layout->slots[SLOT_HEAD].n = 0;
	into(lay, layout, SLOT_HEAD);
	lay_head(lay, document);
	count_pages(lay, layout, SLOT_NOTE);
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

/*
 * 7.3.2: recipients that would push the text off page 1 go to the 版记; 7.3.3:
 * page 1 must show body text.
 */
static bool
settle_recipients(struct lay *lay, struct layout *layout,
    const struct document *document)
{
	const struct laid_list *body = &layout->slots[SLOT_BODY];
	bool moved = false;

	count_pages(lay, layout, SLOT_NOTE);
	if (tighten_head(lay, layout, document))
		return false;
	if (has_several(lay, &document->recipients)) {
		moved = true;
		layout->slots[SLOT_RECIPIENTS].n = 0;
		count_pages(lay, layout, SLOT_NOTE);
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

/* A signature on a page that no text shares, 7.3.5.5. */
static void
warn_alone(struct lay *lay, const struct layout *layout,
    const struct document *document)
{
	const struct laid_list *ending = &layout->slots[SLOT_ENDING];
	const struct laid_list *body = &layout->slots[SLOT_BODY];

	if (ending->n > 0 && body->n > 0 &&
	    body->v[body->n - 1].last_page < ending->v[0].page)
		finding_add(lay->findings, FINDING_SIGNATURE_ALONE,
		    document->signatures.n > 0 ?
		    document->signatures.v[0].pos : document->date.pos,
		    "署名落在第 %u 页，这一页没有正文；请增减正文一两行，"
		    "或调整行距、字距",
		    "the signature stands on page %u, where there is no text; "
		    "lengthen or shorten the text by a line or two",
		    ending->v[0].page);
}

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
		if (count_pages(lay, layout, SLOT_COUNT) == before)
			return;
		lay->out->n = 0;
	}
	turn(lay, &layout->last, false);
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

/* A paragraph gives up so much of the room above it. */
static void
give_up(struct para *para, int height)
{
	para->before -= height;
	para->height -= height;
	para->spare -= height;
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
		give_up(name, lacking);
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
		struct para_builder para =
		    para_begin(lay, STYLE_ANCHOR, POS_NONE);

		para.para->page_break = i > 0;
		para_end(&para);
	}
}

/*
 * The 版记 on an even page (GB/T 33476.2 7.3.1): where it would fall on an odd
 * one, on the next; a blank page before it and its own bear no number (7.5).
 */
static void
settle_colophon(struct lay *lay, struct layout *layout,
    const struct document *document, bool recipients)
{
	unsigned before = count_pages(lay, layout, SLOT_COLOPHON), after;
	struct laid_list *colophon = &layout->slots[SLOT_COLOPHON];

	into(lay, layout, SLOT_COLOPHON);
	if (lay_has_colophon(lay, document, recipients))
		place_colophon(lay, layout, document, recipients, before);
	after = layout->pages = count_pages(lay, layout, SLOT_COUNT);
	if (after > before)
		break_before(colophon);
	if (clear_seal(lay, layout, document) || after > before)
		after = layout->pages = count_pages(lay, layout, SLOT_COUNT);
	if (!document->even_colophon || colophon->n == 0 || after % 2 == 0)
		return;
	colophon->n = 0;
	end_section(lay, layout->last);
	layout->last = (struct sheet){ .unnumbered = after > before };
	lay->width = profile_text_width(lay->profile);
	if (after > before)
		lay_blank_page(lay);
	lay_colophon(lay, document, recipients);
	layout->pages = count_pages(lay, layout, SLOT_COUNT);
}

static struct lay
lay_begin(struct arena *arena, const struct document *document,
    const struct profile *profile, struct findings *findings)
{
	return (struct lay){ .arena = arena, .profile = profile,
	    .findings = findings, .width = profile_text_width(profile),
	    .character = profile_character(profile),
	    .controls = !document->no_controls,
	    .format = document_format(document) };
}

/* Put a low paragraph behind block I of a list. */
static void
add_anchor(struct lay *lay, struct laid_list *list, size_t i)
{
	struct para_builder para = para_begin(lay, STYLE_ANCHOR, POS_NONE);
	struct laid anchor = { .kind = LAID_PARA };

	anchor.as.para = para_finish(&para);
	list_insert(lay, list, i, anchor);
}

/* Two tables must not touch, and a document does not end with one. */
static bool
part_grids(struct lay *lay, struct layout *layout)
{
	bool grid_after = true, any = false;

	for (size_t s = SLOT_COUNT; s > 0; s--)
		for (size_t i = layout->slots[s - 1].n; i > 0; i--) {
			struct laid_list *list = &layout->slots[s - 1];
			bool table = list->v[i - 1].kind == LAID_GRID ||
			    list->v[i - 1].kind == LAID_IMPORT;

			if (table && grid_after) {
				add_anchor(lay, list, i - 1);
				any = true;
			}
			grid_after = table;
		}
	return any;
}

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

/* Head, title, text and ending with blank lines of one height. */
static bool
lay_main(struct lay *lay, struct layout *layout,
    const struct document *document, enum hold hold)
{
	bool headed = head_is_marked(document) || document->number.text.n > 0;
	bool below = has_contacts_below(lay, document);
	bool bare, moved, signs;	/* bare: nothing is above the text */

	into(lay, layout, SLOT_HEAD);
	lay_head(lay, document);
	into(lay, layout, SLOT_TITLE);
	if (!document_title_is_mark(document))
		lay_title(lay, STYLE_TITLE, &document->title, !headed ? 0 :
		    lay_lines(lay, lay->format == FORMAT_ORDER ?
		    lay->profile->order_body_gap : lay->profile->title_gap) /
		    (lay->format == FORMAT_SUBMISSION ? 2 : 1));
	lay_title_note(lay, &document->title_note);
	bare = layout->slots[SLOT_HEAD].n + layout->slots[SLOT_TITLE].n == 0 &&
	    document->head != HEAD_PREPRINTED;
	into(lay, layout, SLOT_RECIPIENTS);
	lay_recipients(lay, document,
	    bare ? 0 : lay->profile->recipients_gap);
	into(lay, layout, SLOT_BODY);
	lay_blocks(lay, &document->body, &layout->last, false);
	lay_contacts(lay, document, true);
	moved = settle_recipients(lay, layout, document);
	into(lay, layout, SLOT_BODY);
	if (!bare && (document->recipients.n == 0 || moved))
		gap_after_title(lay, 0, layout->slots[SLOT_TITLE].n == 0 &&
		    lay->format == FORMAT_ORDER ? lay->profile->order_body_gap :
		    lay->profile->recipients_gap);
	into(lay, layout, SLOT_NOTE);
	lay_note(lay, document);
	lay_attendance(lay, document);
	if (hold == HOLD_TWO_LINES || hold == HOLD_ONE_LINE) {
		count_pages(lay, layout, SLOT_NOTE);
		part_last(lay, &layout->slots[SLOT_BODY],
		    hold == HOLD_TWO_LINES ? 2 : 1);
	}
	into(lay, layout, SLOT_ENDING);
	turn(lay, &layout->last, false);
	lay_ending(lay, document);
	signs = lay->out->n > 0;
	if (signs && hold < HOLD_NOTE)
		keep_last(lay, &layout->slots[SLOT_BODY]);
	if (signs && hold < HOLD_NOTHING)
		keep_from(lay, &layout->slots[SLOT_NOTE], 0);
	if (hold < HOLD_NOTHING && (document->remarks.n > 0 || below))
		keep_last(lay, lay->out);
	into(lay, layout, SLOT_REMARK);
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
	count_pages(lay, layout, SLOT_ATTACHMENTS);
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
	give_up(name, lacking);
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
	struct laid *last = &list->v[ending.last], rest = { .kind = LAID_PARA };
	unsigned page = list->v[ending.name].page;

	if (last->kind != LAID_PARA ||
	    (last->last_page == page && last->page < page))
		return 0;
	if (last->last_page < page && (draw_up(lay, list, ending) ||
	    part_note(lay, list, ending)))
		return 0;
	if (last->last_page < page && last->as.para->lines > LINES_BEHIND)
		rest.as.para = para_cut(lay, memo_own(lay, last), 2);
	if (rest.as.para == NULL) {
		memo_own(lay, last)->keep_next = true;
		return 0;
	}
	rest.as.para->keep_next = true;
	list_insert(lay, list, ending.last, rest);
	return rest.as.para->lines;
}

/* Signatures within attachments stand with their text, too, 7.3.5.5. */
static void
hold_inner(struct lay *lay, struct layout *layout)
{
	struct laid_list *list = &layout->slots[SLOT_ATTACHMENTS];
	size_t shift = 0;

	for (size_t i = 0; i < lay->inner.n; i++) {
		struct inner_ending ending = lay->inner.v[i];

		ending.last += shift;
		ending.name += shift;
		count_pages(lay, layout, SLOT_COLOPHON);
		if (hold_last(lay, list, ending) > 0)
			shift++;
	}
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

/*
 * 7.3.5.5: where the signature has no room with the text, spacing is
 * adjusted: blank lines shrink step by step; then the text gives it its last
 * lines.  What that does not mend is left to the author, with a warning.  The
 * first try remembers what it laid; those after it measure nothing anew, and
 * nothing is kept of one that failed.
 */
static struct layout *
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
		if (i >= resort && has_contacts_below(lay, document)) {
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

/* Tables of so many columns that their text had to be smaller. */
static void
tell_crowded(struct lay *lay, const struct layout *layout)
{
	for (size_t s = 0; s < SLOT_COUNT; s++)
		for (size_t i = 0; i < layout->slots[s].n; i++) {
			const struct laid *laid = &layout->slots[s].v[i];
			const struct grid *grid = laid->as.grid;

			if (laid->kind != LAID_GRID || grid->crowded == 0)
				continue;
			finding_add(lay->findings, FINDING_TABLE_CROWDED,
			    grid->pos, "表格有%u列，字号已减为%g磅；可以减少"
			    "列，或写{表格: 横向}把它排成横页",
			    "the table has %u columns and is set in %g points;"
			    " use fewer, or {表格: 横向} to turn its page",
			    grid->columns, grid->crowded / 2.0);
		}
}

/* How long a DOCX of somebody else's is, only its program knows. */
static void
tell_pages(struct lay *lay, const struct layout *layout,
    const struct document *document)
{
	const struct laid_list *list = &layout->slots[SLOT_ATTACHMENTS];
	size_t i = 0;

	while (i < list->n && list->v[i].kind != LAID_IMPORT)
		i++;
	if (i < list->n)
		finding_add(lay->findings, FINDING_PAGE_COUNT, document->pos,
		    "共 %u 页，带入的 DOCX 只按各一页计",
		    "%u pages, with one for each DOCX taken in", layout->pages);
	else
		finding_add(lay->findings, FINDING_PAGE_COUNT, document->pos,
		    "共 %u 页", "%u pages", layout->pages);
}

/* A format that the author did not ask for. */
static void
tell_format(struct lay *lay, const struct document *document)
{
	static const char *const clauses[] = {
		[FORMAT_LETTER] = "10.1", [FORMAT_ORDER] = "10.2",
		[FORMAT_MINUTES] = "10.3",
	};

	if (document->format != FORMAT_AUTO ||
	    lay->format == FORMAT_DOCUMENT || lay->format == FORMAT_SUBMISSION)
		return;
	finding_add(lay->findings, FINDING_FORMAT_CHOSEN,
	    text_pos(document->title), "按%s格式排版（GB/T 9704-2012 %s）；"
	    "要用文件格式，写“版式: 公文”",
	    "set in the format %s (GB/T 9704-2012 %s); for the general one "
	    "write “版式: 公文”", format_name(lay->format),
	    clauses[lay->format]);
}

/* Does any paragraph have fewer lines where marks stand out of them? */
static bool
may_hang(const struct layout *layout)
{
	for (size_t s = 0; s < SLOT_COUNT; s++)
		for (size_t i = 0; i < layout->slots[s].n; i++)
			if (layout->slots[s].v[i].kind == LAID_PARA &&
			    layout->slots[s].v[i].as.para->hung > 0)
				return true;
	return false;
}

/* Block I of a list is to begin page PAGE, it or what of it stands there. */
static bool
pin(struct lay *lay, struct laid_list *list, size_t i, unsigned page)
{
	struct laid *laid = &list->v[i], rest = { .kind = LAID_PARA };

	if (laid->kind != LAID_PARA)
		return false;
	if (laid->page == page) {
		memo_own(lay, laid)->page_break = true;
		return true;
	}
	rest.as.para = para_cut(lay, memo_own(lay, laid),
	    laid->as.para->lines - laid->turn);
	if (rest.as.para == NULL)
		return false;
	rest.as.para->page_break = true;
	list_insert(lay, list, i, rest);
	return true;
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
	if (pages_set_hanging(lay->arena, lay->profile, layout->slots,
	    SLOT_COUNT, layout->last) < layout->pages)
		lost = page_behind(layout, pages, n);
	count_pages(lay, layout, SLOT_COUNT);
	return lost;
}

/* Pages that are pinned at most. */
#define PINS_MAX	4

/*
 * Word lets 、。，． stand out of a full line, other programs do not: there a
 * paragraph may have a line more.  Where Word would have a page less for that,
 * what opens the page is made to open it.
 */
static void
hold_pages(struct lay *lay, struct layout *layout)
{
	for (int i = 0; i < PINS_MAX && may_hang(layout); i++) {
		unsigned page = page_lost(lay, layout);

		if (page == 0 || !pin_page(lay, layout, page))
			return;
		layout->pages = count_pages(lay, layout, SLOT_COUNT);
	}
}

struct layout *
layout_document(struct arena *arena, const struct document *document,
    const struct profile *profile, struct findings *findings)
{
	return layout_copy(arena, document, profile, NULL, NULL, findings);
}

struct layout *
layout_copy(struct arena *arena, const struct document *document,
    const struct profile *profile, struct layout_memo *memo,
    struct layout_recall *recall, struct findings *findings)
{
	struct lay lay = lay_begin(arena, document, profile, findings);
	bool moved = false;
	struct layout *layout;

	lay.memo = memo;
	lay.recall = recall;
	tell_format(&lay, document);
	layout = fit_main(&lay, document, &moved);
	into(&lay, layout, SLOT_REMARK);
	if (!has_contacts_below(&lay, document))
		lay_contacts(&lay, document, false);
	layout->format = lay.format;
	layout->blank_head = document->head == HEAD_PREPRINTED;
	into(&lay, layout, SLOT_ATTACHMENTS);
	lay.tail = colophon_height(&lay, document, moved);
	lay.format = FORMAT_DOCUMENT;
	lay_attachments(&lay, document, &layout->last, 0);
	lay.format = layout->format;
	hold_inner(&lay, layout);
	settle_colophon(&lay, layout, document, moved);
	if (part_grids(&lay, layout))
		layout->pages = count_pages(&lay, layout, SLOT_COUNT);
	keep_company(&lay, layout);
	hold_pages(&lay, layout);
	tell_crowded(&lay, layout);
	warn_alone(&lay, layout, document);
	add_values(&lay, layout, document);
	add_properties(&lay, layout, document);
	tell_pages(&lay, layout, document);
	return layout;
}

struct layout *
layout_attachment(struct arena *arena, const struct document *document,
    size_t index, const struct profile *profile, struct findings *findings)
{
	const struct attachment *attachment = &document->attachments.v[index];
	struct layout *layout = NEW(arena, struct layout);
	struct lay lay = lay_begin(arena, document, profile, findings);

	layout->profile = profile;
	lay.format = layout->format = FORMAT_DOCUMENT;
	into(&lay, layout, SLOT_ATTACHMENTS);
	layout->last.landscape = begins_landscape(attachment);
	if (layout->last.landscape)
		lay.width = profile_text_height(profile);
	lay_attachment(&lay, attachment, &layout->last, 0, true,
	    document->number.text);
	hold_inner(&lay, layout);
	part_grids(&lay, layout);
	layout->pages = count_pages(&lay, layout, SLOT_COUNT);
	keep_company(&lay, layout);
	tell_crowded(&lay, layout);
	add_values(&lay, layout, document);
	add_properties(&lay, layout, attachment->document != NULL ?
	    attachment->document : document);
	return layout;
}
