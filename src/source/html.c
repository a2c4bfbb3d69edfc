/*
 * A table in HTML, as other programs write it into Markdown where cells are
 * merged.  In: its lines; out: cells with what they cover.  Of the tags only
 * those of tables are read; others stay in the text of their cell.
 */
#include "html.h"

#include "../text/html.h"

struct reader {
	struct arena *arena;
	struct html_table *table;
	struct span all;		/* the text of the table */
	size_t from;			/* where that behind a tag begins */
	bool cell, caption;		/* it is of one */
	bool row;			/* cells of a row were seen */
};

/* The text up to AT ends; false: it is in no cell. */
static bool
end_text(struct reader *reader, size_t at)
{
	struct span span = span_part(reader->all, html_unwrap(str_slice(
	    reader->all.text, reader->from, at)));

	if (reader->caption)
		reader->table->caption = span;
	else if (reader->cell)
		reader->table->cells.v[reader->table->cells.n - 1].text = span;
	else if (span.text.n > 0)
		return false;
	reader->cell = reader->caption = false;
	return true;
}

static void
begin_cell(struct reader *reader, struct str tag, struct str name)
{
	struct html_cell *cell = VEC_ADD(reader->arena, &reader->table->cells);

	*cell = (struct html_cell){ .row = reader->table->rows,
	    .right = html_number(tag, STR("colspan")),
	    .down = html_number(tag, STR("rowspan")),
	    .head = html_is(name, "th") };
	reader->cell = reader->row = true;
}

/* The tag NAME, which stands FROM..TO; false: this is no plain table. */
static bool
take_tag(struct reader *reader, struct str name, size_t from, size_t to)
{
	static const char *const rows[] = { "table", "thead", "tbody",
	    "tfoot", "tr" };
	struct str tag = str_slice(reader->all.text, from, to);
	bool closes = tag.p[1] == '/', caption = html_is(name, "caption");
	bool cell = html_is(name, "td") || html_is(name, "th"), row = false;

	for (size_t i = 0; i < COUNT_OF(rows); i++)
		row |= html_is(name, rows[i]);
	if (!row && !cell && !caption)
		return true;
	if (!end_text(reader, from) || (html_is(name, "table") && !closes &&
	    from > 0))
		return false;
	if (row) {
		reader->table->rows += reader->row;
		reader->row = false;
	} else if (caption)
		reader->caption = !closes;
	else if (!closes)
		begin_cell(reader, tag, name);
	reader->from = to;
	return true;
}

bool
html_read_table(struct arena *arena, struct spans lines,
    struct html_table *table)
{
	struct str first = lines.v[0].text, last = lines.v[lines.n - 1].text;
	struct str s = { first.p, (size_t)(last.p - first.p) + last.n }, name;
	struct reader reader = { .arena = arena, .table = table,
	    .all = { s, lines.v[0].pos } };
	size_t n;

	*table = (struct html_table){ 0 };
	for (size_t at = 0; at < s.n; at += n > 0 ? n : 1) {
		n = s.p[at] == '<' ? html_tag(str_from(s, at), &name) : 0;
		if (n > 0 && !take_tag(&reader, name, at, at + n))
			return false;
	}
	return end_text(&reader, s.n) && !reader.row && table->rows > 0;
}
