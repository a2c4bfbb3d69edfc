/*
 * The lines of a paragraph → text items: every character gets its place from
 * the measure that broke the lines, then tabs move what is behind them to
 * their stops, and justifying widens the gaps.  A stretch of one face is an
 * item.
 */
#include "draw.h"

#include "../text/chars.h"

/* In an exact line the base line is four fifths down, as LibreOffice has it. */
#define BASE_LINE(pitch)	((pitch) * 4 / 5)

/* One line being drawn. */
struct row {
	const struct para *para;
	struct measured_char *v;
	size_t n;
	int room;		/* its width */
	bool last;		/* of the paragraph, or before a break */
};

struct str
draw_name(const struct draw *draw, const struct para *para)
{
	struct str name = str_of(draw->profile->styles[para->style].name);

	return str_starts(name, STR("公文")) ? str_from(name, STR("公文").n) :
	    name;
}

struct str
draw_para_text(struct arena *arena, const struct para *para)
{
	struct buf text = { 0 };

	for (size_t i = 0; i < para->n; i++)
		if (para->pieces[i].kind == PIECE_TEXT)
			buf_str(&text, para->pieces[i].text);
		else if (para->pieces[i].kind == PIECE_TAB)
			buf_byte(&text, ' ');
	return buf_take(arena, &text);
}

/* --- where the characters go ---------------------------------------------- */

/* The width of what stands from I to the next tab. */
static int
stretch_width(const struct row *row, size_t i)
{
	size_t end = i;

	while (end < row->n && row->v[end].c != '\t')
		end++;
	return end == i ? 0 :
	    row->v[end - 1].x + row->v[end - 1].width - row->v[i].x;
}

/* What is behind a tab goes to its stop, if it is not there already. */
static void
follow_tabs(struct row *row, int indent)
{
	const struct para *para = row->para;
	unsigned tab = 0;
	int moved = 0;

	for (size_t i = 0; i < row->n; i++) {
		int stop, width, x;

		row->v[i].x += moved;
		if (row->v[i].c != '\t' || tab >= para->tab_count)
			continue;
		stop = para->tabs[tab].position - indent;
		width = stretch_width(row, i + 1);
		if (para->tabs[tab].kind == TAB_CENTER)
			stop -= width / 2;
		else if (para->tabs[tab].kind == TAB_RIGHT)
			stop -= width;
		x = row->v[i].x + row->v[i].width;
		if (para->tabs[tab].kind != TAB_LEFT && stop > row->v[i].x)
			moved += stop - x;
		tab++;
	}
}

/* Without the blanks at its end. */
static size_t
inked(const struct row *row)
{
	size_t n = row->n;

	while (n > 0 && char_is_blank(row->v[n - 1].c))
		n--;
	return n;
}

static int
row_width(const struct row *row, size_t n)
{
	return n == 0 ? 0 : row->v[n - 1].x + row->v[n - 1].width;
}

/* The gaps between N characters share what is left of the line. */
static void
spread(struct row *row, size_t n, bool all)
{
	long left = row->room - row_width(row, n), gaps = 0, passed = 0;

	for (size_t i = 0; i + 1 < n; i++)
		gaps += all || row->v[i].gap;
	if (left <= 0 || gaps == 0)
		return;
	for (size_t i = 0; i < row->n; i++) {
		row->v[i].x += (int)(left * passed / gaps);
		if (i + 1 < n && (all || row->v[i].gap))
			passed++;
	}
}

/* Adjust the line; how far from the left of its room it begins. */
static int
adjust(struct row *row)
{
	size_t n = inked(row);
	int left = row->room - row_width(row, n);

	switch (row->para->justify) {
	case JUSTIFY_BOTH:
		if (!row->last)
			spread(row, n, false);
		return 0;
	case JUSTIFY_DISTRIBUTE:
		spread(row, n, true);
		return 0;
	case JUSTIFY_CENTER:
		return left / 2;
	case JUSTIFY_RIGHT:
		return left;
	case JUSTIFY_LEFT:
		break;
	}
	return 0;
}

/* --- items ---------------------------------------------------------------- */

/* How a character looks. */
struct look_of {
	struct str font;
	enum face face;
	int size;
	bool bold, italic, red;
};

static struct look_of
look_at(const struct draw *draw, const struct para *para,
    const struct measured_char *c)
{
	const struct piece *piece = &para->pieces[c->number];
	enum style style = piece->style < STYLE_COUNT ?
	    piece->style : para->style;
	const struct style_spec *spec = &draw->profile->styles[style];
	bool latin = c->c < 0x2e80 && char_width(c->c) < 100 &&
	    draw->profile->digit_face.n > 0;

	return (struct look_of){ .face = spec->face,
	    .font = latin ? draw->profile->digit_face :
	    draw->profile->faces[spec->face],
	    .size = para->size > 0 ? para->size : spec->size,
	    .bold = piece->bold || spec->bold, .italic = piece->italic,
	    .red = style == STYLE_MARK };
}

static bool
same_look(struct look_of a, struct look_of b)
{
	return a.face == b.face && a.size == b.size && a.bold == b.bold &&
	    a.italic == b.italic && a.red == b.red && str_eq(a.font, b.font);
}

/* Where character C stands in a source. */
static struct pos
pos_at(const struct para *para, const struct measured_char *c)
{
	struct pos pos = para->pieces[c->number].pos;

	if (pos.file == 0 || pos.offset == OFFSET_NONE)
		return para->pos;
	pos.offset += c->at;
	return pos;
}

/* One item of the N characters at V, which look the same; X is the line's. */
static struct item *
add_text(struct draw *draw, const struct measured_char *v, size_t n,
    struct look_of look, int x, int y, unsigned block)
{
	struct item *item = draw_item(draw, ITEM_TEXT, block);
	struct item_text *text = &item->as.text;

	*text = (struct item_text){ .font = look.font, .face = look.face,
	    .size = look.size, .bold = look.bold, .italic = look.italic,
	    .n = n, .at = NEW_ARRAY(draw->arena, int, n + 1) };
	item->red = look.red;
	item->x = x + v[0].x;
	item->y = y;
	draw->scratch.n = 0;
	for (size_t i = 0; i < n; i++) {
		char_encode(&draw->scratch, v[i].c);
		text->at[i] = v[i].x - v[0].x;
	}
	text->text = str_copy(draw->arena, buf_view(&draw->scratch));
	text->at[n] = v[n - 1].x + v[n - 1].width - v[0].x;
	return item;
}

static void
add_row(struct draw *draw, const struct row *row, int x, int y, unsigned block)
{
	struct item *item = NULL;

	for (size_t i = 0, to; i < row->n; i = to) {
		struct look_of look = look_at(draw, row->para, &row->v[i]);

		to = i + 1;
		if (row->v[i].c == '\t')
			continue;
		while (to < row->n && row->v[to].c != '\t' && same_look(look,
		    look_at(draw, row->para, &row->v[to])))
			to++;
		item = add_text(draw, row->v + i, to - i, look, x, y, block);
		item->as.text.pos = pos_at(row->para, &row->v[i]);
	}
}

/* --- lines ---------------------------------------------------------------- */

/* What is remembered of PARA, which is not changed any more. */
static struct drawn_para *
drawn_para(struct draw *draw, const struct para *para)
{
	struct drawn_para *drawn = &draw->drawn[(uintptr_t)para /
	    sizeof(*para) % DRAWN_PARAS];

	if (drawn->para != para) {
		*drawn = (struct drawn_para){ .para = para };
		drawn->v = para_measured(draw->arena, draw->profile, para,
		    &drawn->n);
	}
	return drawn;
}

/* Line I; a paragraph of one line keeps no record of it. */
static struct measured_line
line_of(const struct drawn_para *drawn, size_t i)
{
	struct measured_line line = { 0, 0, drawn->para->widest };

	if (drawn->para->breaks != NULL)
		return drawn->para->breaks[i];
	for (size_t k = 0; k < drawn->n; k++)
		line.to += (uint32_t)drawn->v[k].text.n;
	return line;
}

/* Go to the first piece that may have to do with a line from FROM on. */
static void
go_to(struct drawn_para *drawn, uint32_t from)
{
	if (from < drawn->passed)
		drawn->at = drawn->passed = 0;
	while (drawn->at < drawn->n &&
	    drawn->passed + drawn->v[drawn->at].text.n < from)
		drawn->passed += drawn->v[drawn->at++].text.n;
}

/* Does a break stand where the line ends? */
static bool
ends_in_break(const struct drawn_para *drawn, uint32_t to)
{
	size_t passed = drawn->passed;

	for (size_t i = drawn->at; i < drawn->n && passed <= to; i++) {
		if (passed == to && drawn->v[i].line_break)
			return true;
		passed += drawn->v[i].text.n;
	}
	return false;
}

static struct row
make_row(struct draw *draw, struct drawn_para *drawn, size_t i, int room)
{
	const struct para *para = drawn->para;
	struct measured_line line = line_of(drawn, i);
	struct row row = { .para = para, .room = room };
	uint32_t passed;

	go_to(drawn, line.from);
	passed = (uint32_t)drawn->passed;
	row.last = i + 1 == para->lines || ends_in_break(drawn, line.to);
	while (draw->chars.capacity < line.to - line.from)
		arena_grow(draw->arena, (void **)&draw->chars.v, 0,
		    &draw->chars.capacity, sizeof(*draw->chars.v));
	row.v = draw->chars.v;
	row.n = measure_place(drawn->v + drawn->at, drawn->n - drawn->at,
	    (struct measured_line){ line.from - passed, line.to - passed,
	    line.width }, row.v);
	for (size_t k = 0; k < row.n; k++)
		if (para->pieces[row.v[k].number].kind == PIECE_TAB)
			row.v[k].c = '\t';
	if (para->tab_count > 0)
		follow_tabs(&row, para->left + (i == 0 ? para->first : 0));
	return row;
}

void
draw_lines(struct draw *draw, const struct para *para, size_t from, size_t to,
    int x, int y, int width, unsigned block)
{
	int pitch = para_pitch(draw->profile, para);
	struct drawn_para *drawn = drawn_para(draw, para);

	for (size_t i = from; i < to; i++, y += pitch) {
		int indent = para->left + (i == 0 ? para->first : 0);
		struct row row = make_row(draw, drawn, i,
		    para_room(draw->profile, width) - indent - para->right);
		int left = adjust(&row);

		add_row(draw, &row, x + indent + left, y + BASE_LINE(pitch),
		    block);
	}
}

void
draw_number_line(struct draw *draw, const struct number_line *line)
{
	struct piece piece = { .kind = PIECE_TEXT, .text = line->text,
	    .style = STYLE_COUNT };
	struct para para = { .style = STYLE_PAGE_NUMBER, .pieces = &piece,
	    .n = 1, .lines = 1 };
	/* It is gone when this returns: not remembered by its address. */
	struct drawn_para drawn = { .para = &para };
	struct row row;
	int left, along;
	struct item *item;

	drawn.v = para_measured(draw->arena, draw->profile, &para, &drawn.n);
	row = make_row(draw, &drawn, 0, 0);
	if (row.n == 0)
		return;
	left = line->room - row_width(&row, row.n);
	along = line->from + (line->place == NUMBER_CENTER ? left / 2 :
	    line->place == NUMBER_RIGHT ? left - line->inset : line->inset);
	item = add_text(draw, row.v, row.n, look_at(draw, &para, row.v),
	    line->turned ? line->across : along,
	    line->turned ? along : line->across, 0);
	item->as.text.turned = line->turned;
}
