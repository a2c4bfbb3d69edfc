/*
 * A piece of a document → bytes of its source.  The runs of a piece know where
 * they stand; what is between and around them is looked at in the text.
 */
#include "place.h"

#include "../source/source.h"
#include "../text/chars.h"
#include "../text/date.h"
#include "../text/decode.h"

/* Does the run stand in a text as it reads? */
static bool
is_typed(const struct findings *findings, const struct run *run)
{
	struct str text;

	if (run->pos.file == 0 || run->pos.offset == OFFSET_NONE)
		return false;
	text = text_of(findings, run->pos.file);
	return str_eq(str_slice(text, run->pos.offset,
	    run->pos.offset + run->text.n), run->text);
}

bool
place_bytes(const struct findings *findings, const struct piece *piece,
    size_t from, size_t to, struct stretch *place)
{
	size_t begin = 0;

	from += piece->lead;
	to += piece->lead;
	EACH(const struct run, run, piece->runs) {
		size_t end = begin + run->text.n;

		if (from >= begin && to <= end && is_typed(findings, run)) {
			*place = (struct stretch){ pos_after(run->pos,
			    from - begin), to - from };
			return true;
		}
		begin = end;
	}
	return false;
}

bool
place_date(const struct findings *findings, const struct piece *piece,
    struct stretch *place)
{
	struct pos pos = piece_pos(piece);
	struct str text, line;
	struct date date, typed;

	if (pos.file == 0 || pos.offset == OFFSET_NONE)
		return false;
	text = text_of(findings, pos.file);
	text = str_from(text, pos.offset);
	place->pos = pos;
	return str_line(&text, &line) && date_parse(piece->text, &date,
	    NULL) && date_parse(line, &typed, &place->length) &&
	    date.day > 0 && date_compare(date, typed) == 0;
}

/* The lines of TEXT in which FROM..TO stand. */
static struct stretch
lines_around(struct str text, uint32_t file, size_t from, size_t to)
{
	to = str_find(text, STR("\n"), to);
	while (from > 0 && text.p[from - 1] != '\n')
		from--;
	return (struct stretch){ { file, (uint32_t)from },
	    (to == SIZE_MAX ? text.n : to) - from };
}

/* The first and the last run that somebody typed. */
static bool
find_typed(const struct findings *findings, const struct piece *piece,
    const struct run **first, const struct run **last)
{
	*first = &piece->runs.v[0];
	*last = &piece->runs.v[piece->runs.n - 1];
	/* A number that the program gave stands nowhere. */
	while (*first < *last && (*first)->pos.file == 0)
		++*first;
	return is_typed(findings, *first) && is_typed(findings, *last) &&
	    (*first)->pos.file == (*last)->pos.file;
}

bool
place_lines(const struct findings *findings, const struct piece *piece,
    struct stretch *lines)
{
	const struct run *first, *last;

	if (piece->element != NULL && piece->element->form == FORM_DATE &&
	    place_date(findings, piece, lines)) {
		*lines = lines_around(text_of(findings, lines->pos.file),
		    lines->pos.file, lines->pos.offset, lines->pos.offset +
		    lines->length);
		return true;
	}
	if (!find_typed(findings, piece, &first, &last))
		return false;
	*lines = lines_around(text_of(findings, first->pos.file),
	    first->pos.file, first->pos.offset, last->pos.offset +
	    last->text.n);
	return true;
}

static struct str
text_at(const struct findings *findings, const struct stretch *place)
{
	return str_slice(text_of(findings, place->pos.file),
	    place->pos.offset, place->pos.offset + place->length);
}

/* Without blanks and stars. */
static struct str
bare(struct arena *arena, struct str s)
{
	struct buf out = { 0 };

	for (size_t at = 0; at < s.n;) {
		size_t from = at;
		uint32_t c = char_next(s, &at);

		if (!char_is_blank(c) && c != '*' && c != '\n' && c != '\r')
			buf_str(&out, str_slice(s, from, at));
	}
	return buf_take(arena, &out);
}

/* What stands behind the key of a line: 抄送: "市科协。" */
static struct str
value_of(struct str line)
{
	size_t colon = str_find(line, STR(":"), 0);
	size_t wide = str_find(line, STR("："), 0);

	line = str_trim(colon < wide ? str_from(line, colon + 1) :
	    str_from(line, wide + STR("：").n));
	if (line.n > 1 && line.p[0] == '"' && str_ends(line, STR("\"")))
		line = str_slice(line, 1, line.n - 1);
	if (str_ends(line, STR("。")))
		line.n -= STR("。").n;
	return line;
}

bool
place_is_alone(struct arena *arena, const struct findings *findings,
    const struct piece *piece, const struct stretch *lines)
{
	struct str line = str_trim(text_at(findings, lines)), value, typed;
	struct buf runs = { 0 };
	struct stretch date;

	while (line.n > 0 && (line.p[0] == '#' || line.p[0] == '\\'))
		line = str_from(line, 1);
	value = piece->element == NULL ? line : value_of(line);
	if (piece->element != NULL && piece->element->form == FORM_DATE)
		return place_date(findings, piece, &date) &&
		    (date.length == value.n || date.length == line.n);
	for (size_t i = 0; i < piece->runs.n; i++)
		if (piece->runs.v[i].pos.file != 0)
			buf_str(&runs, piece->runs.v[i].text);
	typed = bare(arena, buf_view(&runs));
	buf_release(&runs);
	line = bare(arena, line);
	value = bare(arena, value);
	return str_eq(line, typed) || str_eq(value, typed) || str_eq(value,
	    bare(arena, piece->text));
}

void
place_take_end(const struct findings *findings, struct stretch *lines)
{
	struct str text = text_of(findings, lines->pos.file);

	for (int i = 0; i < 2 && lines->pos.offset + lines->length < text.n &&
	    text.p[lines->pos.offset + lines->length] == '\n'; i++)
		lines->length++;
}

bool
place_front_end(const struct findings *findings, uint32_t file, struct pos *end)
{
	struct str text = text_of(findings, file);
	size_t at = str_find(text, STR("\n---"), 0);

	if (!str_starts(text, STR("---\n")) || at == SIZE_MAX)
		return false;
	*end = (struct pos){ file, (uint32_t)at + 1 };
	return true;
}

bool
place_is_markdown(const struct findings *findings, uint32_t file)
{
	return !source_is_plain(findings->files->list.v[file - 1].name);
}

bool
place_is_plain(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (char_place(STR("\\`*<>|&{}\n"), (unsigned char)s.p[i]) >= 0)
			return false;
	return true;
}

/* --- rows ------------------------------------------------------------- */

static struct str
line_below(const struct findings *findings, const struct stretch *lines)
{
	struct str rest = text_of(findings, lines->pos.file), line;

	rest = str_from(rest, lines->pos.offset + lines->length + 1);
	return str_line(&rest, &line) ? str_trim(line) : STR_NONE;
}

/* The cells of a line of pipes; ^ in one of them is MERGED. */
static size_t
count_pipes(struct str line, bool *merged)
{
	size_t n = 0, at = 1, end;

	line = str_trim(line);
	if (!str_starts(line, STR("|")) || !str_ends(line, STR("|")))
		return 0;
	for (; at < line.n; at = end + 1) {
		end = str_find(line, STR("|"), at);
		while (end != SIZE_MAX && line.p[end - 1] == '\\')
			end = str_find(line, STR("|"), end + 1);
		if (end == SIZE_MAX)
			return 0;
		*merged |= str_eq(str_trim(str_slice(line, at, end)),
		    STR("^"));
		n++;
	}
	return n;
}

/* Lines led by tabs around one of them. */
static bool
take_led(const struct findings *findings, struct row_place *row)
{
	struct str text = text_of(findings, row->lines.pos.file);
	size_t from = row->lines.pos.offset, to = from + row->lines.length;

	if (from >= text.n || text.p[from] != '\t')
		return false;
	while (from > 0) {
		struct stretch above = lines_around(text, 0, from - 1,
		    from - 1);

		if (text.p[above.pos.offset] != '\t')
			break;
		from = above.pos.offset;
	}
	while (to + 1 < text.n && text.p[to + 1] == '\t')
		to += 1 + lines_around(text, 0, to + 1, to + 1).length;
	row->kind = ROW_LED;
	row->lines.pos.offset = (uint32_t)from;
	row->lines.length = to - from;
	row->columns = 1;
	for (size_t i = from; i < to; i++)
		row->columns += text.p[i] == '\n';
	return true;
}

bool
place_row(struct arena *arena, const struct findings *findings,
    struct pieces pieces, size_t from, size_t to, struct row_place *row)
{
	struct stretch last;
	struct str line;

	*row = (struct row_place){ .kind = ROW_PIPES };
	if (from >= to || !place_lines(findings, &pieces.v[from],
	    &row->lines) || !place_lines(findings, &pieces.v[to - 1], &last) ||
	    last.pos.file != row->lines.pos.file)
		return false;
	if (take_led(findings, row))
		return last.pos.offset + last.length <=
		    row->lines.pos.offset + row->lines.length;
	if (last.pos.offset != row->lines.pos.offset)
		return false;
	line = text_at(findings, &row->lines);
	row->columns = count_pipes(line, &row->merged);
	if (row->columns > 0) {
		struct str below = line_below(findings, &row->lines);

		count_pipes(below, &row->merged);
		row->head = str_starts(below, STR("|-")) ||
		    str_starts(below, STR("|:")) ||
		    str_starts(below, STR("| -"));
		return true;
	}
	row->kind = ROW_TABS;
	row->columns = 1;
	for (size_t i = 0; i < line.n; i++)
		row->columns += line.p[i] == '\t';
	return row->columns == to - from && row->columns > 1 &&
	    str_eq(str_trim(line), pieces_join(arena, pieces, from, to));
}

struct pos
place_below(const struct findings *findings, const struct row_place *row)
{
	struct pos pos = pos_after(row->lines.pos, row->lines.length);

	if (row->head) {
		struct str rest = text_of(findings, pos.file);
		size_t end = str_find(rest, STR("\n"), pos.offset + 1);

		pos.offset = (uint32_t)(end == SIZE_MAX ? rest.n : end);
	}
	return pos;
}

/* The lines of a cell as one; false: they cannot be. */
static bool
put_cell(struct arena *arena, struct buf *out, const struct row_place *row,
    const struct cell *cell)
{
	for (size_t i = 0; i < cell->paragraphs.n; i++) {
		struct str text = str_trim(text_join(arena,
		    cell->paragraphs.v[i], STR("\n")));

		if (!place_is_plain(text) || (i > 0 && row->kind != ROW_PIPES))
			return false;
		if (i > 0)
			buf_lit(out, "<br>");
		buf_str(out, text);
	}
	return true;
}

struct str
place_new_row(struct arena *arena, const struct row_place *row,
    const struct table *table, unsigned number)
{
	const struct cell *cells = &table->cells[(size_t)(number - 1) *
	    table->columns];
	const char *before = row->kind == ROW_LED ? "\n\n\t" :
	    row->kind == ROW_PIPES ? "\n| " : "\n";
	const char *between = row->kind == ROW_LED ? "\n\t" :
	    row->kind == ROW_PIPES ? " | " : "\t";
	struct buf out = { 0 };
	bool good = table->columns == row->columns;
	unsigned covered = 0;		/* by the cell at the left */

	for (size_t i = 0; good && i < table->columns; i++) {
		buf_lit(&out, i == 0 ? before : between);
		if (cells[i].covered) {
			good = row->kind == ROW_PIPES && covered-- > 0;
			buf_lit(&out, "<");
			continue;
		}
		covered = cells[i].colspan - 1;
		good = cells[i].rowspan == 1 && put_cell(arena, &out, row,
		    &cells[i]);
	}
	if (row->kind == ROW_PIPES)
		buf_lit(&out, " |");
	if (!good)
		out.n = 0;
	return buf_take(arena, &out);
}
