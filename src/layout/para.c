/*
 * Building paragraphs and grids: the small moves that all parts share.
 */
#include "lay.h"

#include "../text/chars.h"

struct measure
lay_measure(const struct lay *lay, enum style style)
{
	const struct style_spec *spec = &lay->profile->styles[style];

	return (struct measure){ spec->size * 10, spec->spacing,
	    lay->profile->latin };
}

int
lay_width(const struct lay *lay, enum style style, struct str text)
{
	struct measure measure = lay_measure(lay, style);

	return (int)measure_width(&measure, text);
}

int
lay_lines(const struct lay *lay, int lines)
{
	return lines * lay->profile->line_pitch;
}

int
lay_gap(const struct lay *lay, int lines)
{
	return lay_lines(lay, lines) * (100 - lay->squeeze) / 100;
}

struct str
lay_halve_blanks(struct arena *arena, struct str text)
{
	struct str blank = STR("　");
	struct buf halved = { 0 };
	size_t blanks = 0;

	for (size_t at = 0, from; at < text.n;) {
		bool is_blank;

		from = at;
		char_next(text, &at);
		is_blank = str_eq(str_slice(text, from, at), blank);
		blanks = is_blank ? blanks + 1 : 0;
		if (!is_blank || blanks % 2 == 1)
			buf_str(&halved, str_slice(text, from, at));
	}
	return buf_take(arena, &halved);
}

struct laid *
lay_add(struct lay *lay, enum laid_kind kind)
{
	struct laid *laid = VEC_ADD(lay->arena, lay->out);

	laid->kind = kind;
	return laid;
}

struct para_builder
para_begin(struct lay *lay, enum style style, struct pos pos)
{
	struct para_builder builder = { lay, NEW(lay->arena, struct para), 0 };

	builder.para->style = style;
	builder.para->justify = lay->profile->styles[style].justify;
	builder.para->pos = pos;
	/* Body text begins two characters in, clause 7.3.3. */
	if (style <= STYLE_LEVEL_4)
		builder.para->first = 2 * lay->profile->styles[style].size * 10;
	return builder;
}

static struct piece *
add_piece(struct para_builder *builder, enum piece_kind kind)
{
	struct para *para = builder->para;

	if (para->n == builder->capacity)
		arena_grow(builder->lay->arena, (void **)&para->pieces,
		    para->n, &builder->capacity, sizeof(*para->pieces));
	para->pieces[para->n] = (struct piece){ .kind = kind,
	    .style = STYLE_COUNT };
	return &para->pieces[para->n++];
}

void
para_styled(struct para_builder *builder, enum style style, struct str text)
{
	struct piece *piece;

	if (text.n == 0)
		return;
	piece = add_piece(builder, PIECE_TEXT);
	piece->text = text;
	piece->style = style == builder->para->style ? STYLE_COUNT : style;
}

void
para_text(struct para_builder *builder, struct str text)
{
	para_styled(builder, STYLE_COUNT, text);
}

void
para_tab(struct para_builder *builder)
{
	add_piece(builder, PIECE_TAB);
}

void
para_break(struct para_builder *builder)
{
	add_piece(builder, PIECE_BREAK);
}

void
para_lines(struct para_builder *builder, struct title_lines lines)
{
	for (size_t i = 0; i < lines.n; i++) {
		if (i > 0)
			para_break(builder);
		para_text(builder, lines.v[i]);
	}
}

void
para_tab_stop(struct para_builder *builder, enum tab_kind kind, int position)
{
	struct para *para = builder->para;

	if (para->tab_count == 0)
		para->tabs = NEW_ARRAY(builder->lay->arena, struct tab,
		    PARA_TABS_MAX);
	if (para->tab_count < PARA_TABS_MAX)
		para->tabs[para->tab_count++] = (struct tab){ kind, position };
}

void
para_runs(struct para_builder *builder, enum style style,
    const struct run *runs, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		size_t before = builder->para->n;

		if (runs[i].flags & RUN_BREAK)
			para_break(builder);
		para_styled(builder, style, runs[i].text);
		if (builder->para->n > before && runs[i].text.n > 0) {
			struct piece *piece =
			    &builder->para->pieces[builder->para->n - 1];

			piece->pos = runs[i].pos;
			piece->bold = (runs[i].flags & RUN_BOLD) != 0;
			piece->italic = (runs[i].flags & RUN_ITALIC) != 0;
		}
	}
}

int
para_pitch(const struct profile *profile, const struct para *para)
{
	return para->line > 0 ? para->line : profile->styles[para->style].line;
}

int
para_room(const struct profile *profile, int width)
{
	return width == profile_text_width(profile) ?
	    profile_line_width(profile) : width;
}

/* The pieces of PARA, for which there is room; returns how many. */
static size_t
measure_pieces(const struct profile *profile, const struct para *para,
    struct measured_piece *pieces)
{
	size_t n = 0, tab = 0;
	bool line_break = false;
	int indent = para->left + para->first;
	enum style before = STYLE_COUNT;

	for (size_t i = 0; i < para->n; i++) {
		const struct piece *piece = &para->pieces[i];
		enum style style = piece->style < STYLE_COUNT ?
		    piece->style : para->style;
		const struct style_spec *spec = &profile->styles[style];
		int size = para->size > 0 ? para->size : spec->size;
		struct measure measure = { size * 10, spec->spacing,
		    profile->latin };

		if (piece->kind == PIECE_BREAK) {
			/* Two breaks in a row leave an empty line. */
			if (line_break)
				pieces[n++] = (struct measured_piece){
				    measure, STR_NONE, true, false, 0,
				    (unsigned)i };
			line_break = true;
			/* Each line has all the stops. */
			indent = para->left;
			tab = 0;
			continue;
		}
		pieces[n] = (struct measured_piece){ measure, piece->text,
		    line_break, style == before, 0, (unsigned)i };
		if (piece->kind == PIECE_TAB) {
			pieces[n].text = STR("　");
			if (tab < para->tab_count &&
			    para->tabs[tab].kind == TAB_LEFT)
				pieces[n].tab = para->tabs[tab].position -
				    indent;
			tab++;
		}
		n++;
		line_break = false;
		before = style;
	}
	return n;
}

struct measured_piece *
para_measured(struct arena *arena, const struct profile *profile,
    const struct para *para, size_t *count)
{
	struct measured_piece *pieces =
	    NEW_ARRAY(arena, struct measured_piece, para->n + 1);

	*count = measure_pieces(profile, para, pieces);
	return pieces;
}

#define FEW_PIECES	8

/* Break PARA in WIDTH into LINES; its pieces are not kept. */
static struct measured
break_lines(const struct profile *profile, const struct para *para, int width,
    struct measured_list *lines)
{
	struct measured_piece few[FEW_PIECES + 1], *pieces = few;
	struct measured measured;

	if (para->n > FEW_PIECES)
		pieces = heap_new(para->n + 1, sizeof(*pieces));
	measured = measure_breaks(pieces, measure_pieces(profile, para,
	    pieces), para_room(profile, width) - para->left - para->right,
	    para->first, lines);
	if (pieces != few)
		free(pieces);
	return measured;
}

/* Most paragraphs are no longer, and cells have a line. */
#define FEW_LINES	8

void
para_break_lines(struct arena *arena, const struct profile *profile,
    struct para *para, int width, struct measured *measured)
{
	struct measured_line few[FEW_LINES], *own;
	struct measured_list lines = { arena, false, { few, 0, FEW_LINES } };

	*measured = break_lines(profile, para, width, &lines);
	own = lines.list.v;
	if (own == few && lines.list.n > 1)
		own = memcpy(NEW_ARRAY(arena, struct measured_line,
		    lines.list.n), few, lines.list.n * sizeof(*few));
	para->breaks = own == few ? NULL : own;
}

/* It has so many lines, and its height from them. */
static void
set_lines(const struct lay *lay, struct para *para, unsigned lines)
{
	int line = para_pitch(lay->profile, para);

	para->lines = lines;
	para->height = para->before + (int)lines * line + para->after;
	if (para->red_rule)
		para->height += profile_rule_space(lay->profile, line) * 20 +
		    lay->profile->rule_thickness * 5 / 2;
}

/* The lines it has where marks stand out of them, as in Word. */
static unsigned
hanging_lines(const struct lay *lay, const struct para *para)
{
	struct measured_line few[FEW_LINES];
	struct measured_list lines = { lay->arena, true,
	    { few, 0, FEW_LINES } };

	return break_lines(lay->profile, para, lay->width, &lines).lines;
}

struct para *
para_finish(struct para_builder *builder)
{
	struct para *para = builder->para;
	struct measured measured;

	para_break_lines(builder->lay->arena, builder->lay->profile, para,
	    builder->lay->width, &measured);
	para->widest = (int)measured.widest;
	if (measured.hung)
		para->hung = measured.lines - hanging_lines(builder->lay, para);
	/* A line that a long address left half empty is not pulled apart. */
	if (para->justify == JUSTIFY_BOTH &&
	    measured.stretch * 3 > builder->lay->character)
		para->justify = JUSTIFY_LEFT;
	set_lines(builder->lay, para, measured.lines);
	return para;
}

/* Only text can be cut: a tab or a break is no piece of a line. */
static bool
is_text(const struct para *para)
{
	for (size_t i = 0; i < para->n; i++)
		if (para->pieces[i].kind != PIECE_TEXT)
			return false;
	return true;
}

/* The last lines of a paragraph as those of its own. */
static const struct measured_line *
rest_breaks(struct lay *lay, const struct para *para, unsigned lines)
{
	const struct measured_line *from = para->breaks + para->lines - lines;
	struct measured_line *breaks =
	    NEW_ARRAY(lay->arena, struct measured_line, lines);

	for (unsigned i = 0; i < lines; i++)
		breaks[i] = (struct measured_line){ from[i].from - from->from,
		    from[i].to - from->from, from[i].width };
	return breaks;
}

static struct para *
para_cut(struct lay *lay, struct para *para, unsigned lines)
{
	struct para *rest;
	size_t at, i = 0;

	if (para->lines <= lines || !is_text(para))
		return NULL;
	at = para->breaks[para->lines - lines].from;
	while (i + 1 < para->n && at >= para->pieces[i].text.n)
		at -= para->pieces[i++].text.n;
	rest = NEW(lay->arena, struct para);
	*rest = *para;
	rest->first = rest->before = 0;
	rest->n = para->n - i;
	rest->pieces = NEW_ARRAY(lay->arena, struct piece, rest->n);
	memcpy(rest->pieces, para->pieces + i, rest->n * sizeof(struct piece));
	rest->pieces[0].text = str_from(rest->pieces[0].text, at);
	rest->breaks = rest_breaks(lay, para, lines);
	set_lines(lay, rest, lines);
	/* The pieces may be another's: what stays has its own. */
	para->n = at > 0 ? i + 1 : i;
	para->pieces = memcpy(NEW_ARRAY(lay->arena, struct piece, para->n),
	    para->pieces, para->n * sizeof(struct piece));
	if (at > 0)
		para->pieces[i].text.n = at;
	para->after = 0;
	set_lines(lay, para, para->lines - lines);
	/* Either part may have the line that is saved. */
	rest->hung = rest->hung < lines ? rest->hung : lines - 1;
	para->hung = para->hung < para->lines ? para->hung : para->lines - 1;
	return rest;
}

struct para *
para_end(struct para_builder *builder)
{
	struct laid *laid = lay_add(builder->lay, LAID_PARA);

	return laid->as.para = para_finish(builder);
}

struct para *
para_anchor(struct lay *lay)
{
	struct para_builder low = para_begin(lay, STYLE_ANCHOR, POS_NONE);

	return para_finish(&low);
}

struct para *
para_gap(struct lay *lay)
{
	struct para_builder gap = para_begin(lay, STYLE_FLUSH, POS_NONE);

	gap.para->line = lay->profile->line_pitch / 2;
	return para_finish(&gap);
}

void
list_insert(struct lay *lay, struct laid_list *list, size_t i, struct laid laid)
{
	*VEC_ADD(lay->arena, list) = laid;
	for (size_t k = list->n - 1; k > i + 1; k--)
		list->v[k] = list->v[k - 1];
	list->v[i + 1] = laid;
}

struct para *
list_cut(struct lay *lay, struct laid_list *list, size_t i, unsigned lines)
{
	struct laid rest = { .kind = LAID_PARA };

	rest.as.para = para_cut(lay, memo_own(lay, &list->v[i]), lines);
	if (rest.as.para != NULL)
		list_insert(lay, list, i, rest);
	return rest.as.para;
}

struct grid *
grid_new(struct lay *lay, size_t rows, unsigned columns)
{
	struct grid *grid = NEW(lay->arena, struct grid);

	grid->columns = columns;
	grid->widths = NEW_ARRAY(lay->arena, int, columns);
	grid->rows = NEW_ARRAY(lay->arena, struct grid_row, rows);
	grid->n = rows;
	for (size_t r = 0; r < rows; r++) {
		grid->rows[r].cells =
		    NEW_ARRAY(lay->arena, struct grid_cell, columns);
		for (unsigned c = 0; c < columns; c++) {
			grid->rows[r].cells[c].colspan = 1;
			for (size_t e = 0; e < EDGE_COUNT; e++)
				grid->rows[r].cells[c].borders[e] = -1;
		}
	}
	return grid;
}

void
grid_put(struct lay *lay, struct grid *grid, size_t row, unsigned column,
    struct para *para)
{
	struct grid_cell *cell = &grid->rows[row].cells[column];
	struct para *grown = NEW_ARRAY(lay->arena, struct para, cell->n + 1);

	for (size_t i = 0; i < cell->n; i++)
		grown[i] = cell->paras[i];
	grown[cell->n++] = *para;
	cell->paras = grown;
}

int
cell_text_height(const struct grid_cell *cell)
{
	int height = 0;

	for (size_t i = 0; i < cell->n; i++)
		height += cell->paras[i].height;
	return height;
}

int
grid_cell_height(const struct grid *grid, const struct grid_cell *cell)
{
	return cell_text_height(cell) + 2 * grid->air + grid->border * 20 / 8;
}

static int
row_height(const struct grid_row *row, unsigned columns)
{
	int height = row->height;

	for (unsigned c = 0; c < columns; c++)
		height = larger(height, cell_text_height(&row->cells[c]));
	return height;
}

int
grid_height(const struct grid *grid)
{
	int height = 0;

	for (size_t r = 0; r < grid->n; r++)
		height += grid->rows[r].measured > 0 ? grid->rows[r].measured :
		    row_height(&grid->rows[r], grid->columns);
	return height;
}

void
lay_grid(struct lay *lay, struct grid *grid)
{
	for (size_t r = 0; r < grid->n; r++)
		if (grid->rows[r].measured == 0)
			grid->rows[r].measured =
			    row_height(&grid->rows[r], grid->columns);
	lay_add(lay, LAID_GRID)->as.grid = grid;
}

bool
text_has_breaks(const struct text *text)
{
	for (size_t i = 0; i < text->n; i++)
		if (text->v[i].flags & RUN_BREAK)
			return true;
	return false;
}

void
lay_turn(struct lay *lay, struct sheet *sheet, bool landscape)
{
	if (sheet->landscape == landscape)
		return;
	lay_add(lay, LAID_SECTION_END)->as.sheet = *sheet;
	sheet->landscape = landscape;
	lay->width = landscape ? profile_text_height(lay->profile) :
	    profile_text_width(lay->profile);
}

void
lay_keep_from(struct lay *lay, struct laid_list *list, size_t i)
{
	for (; i < list->n; i++) {
		struct laid *laid = &list->v[i];
		struct figure *own;

		if (laid->kind == LAID_PARA)
			memo_own(lay, laid)->keep_next = true;
		if (laid->kind != LAID_FIGURE)
			continue;
		/* The memo may have the picture, too. */
		own = NEW(lay->arena, struct figure);
		*own = *laid->as.figure;
		own->keep_next = true;
		laid->as.figure = own;
	}
}

void
para_give_up(struct para *para, int height)
{
	para->before -= height;
	para->height -= height;
	para->spare -= height;
}
