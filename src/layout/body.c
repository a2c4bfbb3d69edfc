/*
 * The blocks of a text, 7.3.3: paragraphs and headings, fill-in lines,
 * pictures, tables, each with its name above or below it.  In: the blocks of a
 * document.  Out: what they are laid as, with section ends where the page is
 * turned for a table.  Read it from the end: lay_blocks.
 */
#include "parts.h"

#include "../base/budget.h"
#include "../base/file.h"

/* A numbered paragraph, 7.3.3: heading, run-in heading, or plain item. */
static void
lay_heading(struct lay *lay, const struct block *block)
{
	enum style level = block->level >= 1 && block->level <= 4 ?
	    (enum style)(STYLE_LEVEL_1 + block->level - 1) : STYLE_BODY;
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

/* --- pictures, tables, and all of them ---------------------------------- */

/* What the blocks since the last page break take of the page. */
static int
room_taken(const struct lay *lay)
{
	int used = 0;

	for (size_t i = lay->out->n; i > 0; i--) {
		const struct laid *laid = &lay->out->v[i - 1];

		if (laid->kind != LAID_PARA)
			return used;
		used += laid->as.para->height;
		if (laid->as.para->page_break)
			return used;
	}
	return used + lay->above;
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

static void
lay_table(struct lay *lay, const struct table *table, bool landscape,
    int reserved)
{
	struct grid *grid;

	lay_line_above(lay, STYLE_CAPTION, STR_NONE, &table->caption,
	    JUSTIFY_CENTER);
	lay_line_above(lay, STYLE_FILL_LINE, STR("单位："), &table->unit,
	    JUSTIFY_RIGHT);
	/* Tables right after each other do not look like one. */
	if (lay->out->n > 0 && lay->out->v[lay->out->n - 1].kind == LAID_GRID)
		lay_add(lay, LAID_PARA)->as.para = para_gap(lay);
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

bool
blocks_open_landscape(const struct blocks *blocks, size_t *i)
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

/* A table's height may depend on where on the page it stands. */
static long
table_place(const struct lay *lay, int reserved)
{
	return smaller(room_taken(lay), profile_text_height(lay->profile)) *
	    100000L + reserved + lay->reserved;
}

void
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
			opens = blocks_open_landscape(blocks, &run);
		}
		lay_turn(lay, sheet, all_landscape || opens);
		/* The 版记 has an upright page. */
		reserved = !is_table ? 0 : notes_below(lay, blocks, i,
		    sheet->landscape ? 0 : lay->tail);
		place = is_table ? table_place(lay, reserved) :
		    is_named(blocks, i) || blocks_names_picture(*blocks, i) ||
		    blocks_names_table(*blocks, i);
		if (!lay_typed_attendance(lay, blocks, i) &&
		    !memo_take(lay, block, place)) {
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
