/*
 * A .doc (MS-DOC) → the parts of a DOCX.  Its streams are loaded by
 * word97_load.c, which says how they are; here each story is cut into
 * paragraphs and rows.
 *
 * What tells a cell's end from a row's is the look of the paragraph and not
 * the mark, which is the same; in a table in a cell even the mark is that of
 * any paragraph.
 *
 * To read it: word97_pack at the end, then put_story, put_blocks, put_table,
 * put_par, put_run.
 */
#include "word97.h"

#include "../text/chars.h"
#include "markup.h"
#include "property.h"
#include "word97_load.h"

#define XML_MAX		(PACK_PART_SIZE_MAX - ((size_t)1 << 20))
#define SECTIONS_MAX	1000u
#define BOXES_MAX	10000
#define NOTES_MAX	10000
#define MARGINS_MAX	100
#define DEPTH_MAX	20		/* tables in cells */
#define EDGE_NEAR	30		/* twips: edges that are one */

#define OFFICE	"http://schemas.openxmlformats.org/"
#define W_NS	"xmlns:w=\"" OFFICE					\
		"wordprocessingml/2006/main\" xmlns:v=\"urn:schemas-"	\
		"microsoft-com:vml\" xmlns:r=\"" OFFICE			\
		"officeDocument/2006/relationships\""

/* --- fields ------------------------------------------------------------ */

/*
 * The codes of the fields in FROM..TO: from the mark where a field begins to
 * the one before its result, or to its end.  A mark without its end is none:
 * what follows it is text.
 */
static struct ranges
find_codes(struct word *word, uint32_t from, uint32_t to)
{
	struct ranges codes = { 0 };
	VEC(struct range) open = { 0 };
	size_t n = 0;

	for (uint32_t cp = from; cp < to; cp++) {
		uint32_t c = unit_at(word, cp);

		if (c == 0x13) {
			*VEC_ADD(word->arena, &open) = (struct range){ cp,
			    0 };
		} else if (c == 0x14 && open.n > 0 &&
		    open.v[open.n - 1].to == 0) {
			open.v[open.n - 1].to = cp;
		} else if (c == 0x15 && open.n > 0) {
			struct range code = open.v[--open.n];

			code.to = code.to != 0 ? code.to : cp;
			*VEC_ADD(word->arena, &codes.list) = code;
		}
	}
	sort(codes.list.v, codes.list.n, sizeof(codes.list.v[0]),
	    compare_places);
	/* A code in a code goes with it. */
	for (size_t i = 0; i < codes.list.n; i++)
		if (n > 0 && codes.list.v[i].from < codes.list.v[n - 1].to)
			continue;
		else
			codes.list.v[n++] = codes.list.v[i];
	codes.list.n = n;
	return codes;
}

/* The code that CP stands in, or NULL. */
static const struct range *
code_at(const struct word *word, uint32_t cp)
{
	const struct range *v = word->codes->list.v;
	size_t i = count_upto(v, sizeof(*v), word->codes->list.n, cp);

	return i > 0 && cp < v[i - 1].to ? &v[i - 1] : NULL;
}

/* --- runs -------------------------------------------------------------- */

static void	put_box(struct word *, size_t);

/* Does the look say so, or the style it refers to? */
static bool
is_on(int32_t value)
{
	return value == 1;
}

/* Bold and the like may be said as the opposite of what the style has. */
static void
resolve_switches(const struct word *word, int32_t look[CHR_COUNT],
    unsigned style)
{
	static const enum chr switches[] = {
		CHR_BOLD, CHR_ITALIC, CHR_STRIKE, CHR_HIDDEN,
	};

	for (size_t i = 0; i < COUNT_OF(switches); i++) {
		int32_t *value = &look[switches[i]];

		if (*value == 0x80)
			*value = LOOK_UNSET;
		else if (*value == 0x81)
			*value = !style_sets(&word->styles, style,
			    switches[i]);
	}
}

/* A character as XML text. */
static void
put_char(struct buf *xml, uint32_t c)
{
	if (c == '&')
		buf_lit(xml, "&amp;");
	else if (c == '<')
		buf_lit(xml, "&lt;");
	else if (c == '>')
		buf_lit(xml, "&gt;");
	else if (c >= 0x20 && (c & 0xfffff800) != 0xd800 && c != 0xfffe &&
	    c != 0xffff)
		char_encode(xml, c);
}

/* Which of the places of things of SIZE bytes, in order, is CP; n + 1: none. */
static size_t
plc_find(struct str plc, size_t size, uint32_t cp)
{
	size_t low = 0, n = plc.n < 4 ? 0 : plc_count(plc, size) + 1, high = n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (plc_place(plc, middle) < cp)
			low = middle + 1;
		else
			high = middle;
	}
	return low < n && plc_place(plc, low) == cp ? low : n;
}

/* The number of the shape that is anchored at CP; 0: none. */
static uint32_t
shape_at(const struct word *word, uint32_t cp)
{
	struct str anchors = word->boxes.anchors;
	size_t i = plc_find(anchors, 26, cp - word->boxes.base);

	return i < plc_count(anchors, 26) ?
	    little_32(plc_thing(anchors, i, 26), 0) : 0;
}

/* The box or shape that is anchored at CP. */
static void
put_anchored(struct word *word, uint32_t cp)
{
	const struct boxes *boxes = &word->boxes;
	uint32_t shape = boxes->may ? shape_at(word, cp) : 0;

	for (size_t i = 0; shape != 0 && i < boxes->n; i++)
		if (!boxes->done[i] && little_32(plc_thing(boxes->texts, i,
		    22), 14) == shape && word->anchored++ < BOXES_MAX) {
			put_box(word, i);
			return;
		}
	buf_lit(&word->xml, "<w:pict><v:shape/></w:pict>");
}

/* The note whose mark stands at CP, from 1; 0: of this kind there is none. */
static size_t
note_at(const struct word *word, enum table_place marks, uint32_t cp)
{
	struct str plc = word_table(word, marks);
	size_t i = plc_find(plc, 2, cp);

	return i < plc_count(plc, 2) && i < NOTES_MAX ? i + 1 : 0;
}

/* The mark in a note itself is its number, which is no text. */
static void
put_note_mark(struct word *word, uint32_t cp)
{
	size_t foot = note_at(word, PLACE_NOTE_MARKS, cp);
	size_t end = note_at(word, PLACE_ENDNOTE_MARKS, cp);

	if (cp < word->starts[STORY_NOTES])
		buf_format(&word->xml, "<w:%sReference w:id=\"%zu\"/>",
		    foot == 0 && end > 0 ? "endnote" : "footnote",
		    foot == 0 ? end : foot);
}

/* A mark that stands for something; others are passed over. */
static void
put_special(struct word *word, uint32_t c, uint32_t cp,
    const int32_t look[CHR_COUNT])
{
	struct buf *xml = &word->xml;
	bool object = is_on(look[CHR_OLE]) || is_on(look[CHR_OBJECT]);
	unsigned symbol = (uint32_t)look[CHR_SYMBOL] >> 16;

	if (c == 0x28)
		buf_format(xml, "<w:sym w:char=\"%04X\"/>", symbol < 0x100 ?
		    symbol | 0xf000 : symbol);
	else if (c == 0x01 && !is_on(look[CHR_DATA]))
		buf_lit(xml, object ? "<w:object/>" :
		    "<w:pict><v:imagedata/></w:pict>");
	else if (c == 0x02)
		put_note_mark(word, cp);
	else if (c == 0x05)
		buf_lit(xml, "<w:commentReference w:id=\"0\"/>");
	else if (c == 0x08)
		put_anchored(word, cp);
}

/* The characters FROM..TO-1, which look alike, in one run. */
static void
put_chars(struct word *word, uint32_t from, uint32_t to,
    const int32_t look[CHR_COUNT], bool deleted)
{
	const char *name = deleted ? "delText" : "t";
	struct buf *xml = &word->xml;
	bool open = false;

	for (uint32_t cp = from; cp < to; cp++) {
		uint32_t c = unit_at(word, cp);
		bool text = c >= 0x20 && !(c == 0x28 &&
		    look[CHR_SYMBOL] != LOOK_UNSET) &&
		    (c < 0xf000 || c > 0xf0ff);

		if (text && !open)
			buf_format(xml, "<w:%s xml:space=\"preserve\">", name);
		else if (!text && open)
			buf_format(xml, "</w:%s>", name);
		open = text;
		if ((c & 0xfffffc00) == 0xd800 && cp + 1 < to &&
		    (unit_at(word, cp + 1) & 0xfffffc00) == 0xdc00)
			c = 0x10000 + ((c & 0x3ff) << 10 |
			    (unit_at(word, ++cp) & 0x3ff));
		if (text)
			put_char(xml, c);
		else if (c >= 0xf000 && c <= 0xf0ff)
			buf_format(xml, "<w:sym w:char=\"%04X\"/>",
			    (unsigned)c);
		else if (c == '\t')
			buf_lit(xml, "<w:tab/>");
		else if (c == 0x0b)
			buf_lit(xml, "<w:br/>");
		else if (c == 0x0c || c == 0x0e)
			buf_format(xml, "<w:br w:type=\"%s\"/>",
			    c == 0x0c ? "page" : "column");
		else if (c == 0x1e)
			buf_lit(xml, "<w:noBreakHyphen/>");
		else if (c == 0x28 || is_on(look[CHR_SPECIAL]))
			put_special(word, c, cp, look);
	}
	if (open)
		buf_format(xml, "</w:%s>", name);
}

/* Characters of one piece and one look. */
static void
put_run(struct word *word, uint32_t from, uint32_t to,
    const struct changes *changes, unsigned style)
{
	struct buf *xml = &word->xml;
	int32_t look[CHR_COUNT];
	const char *around;
	bool deleted;

	look_chr(look, changes);
	resolve_switches(word, look, style);
	deleted = is_on(look[CHR_DELETED]);
	around = deleted ? "del" : is_on(look[CHR_INSERTED]) ? "ins" : NULL;
	if (around != NULL)
		buf_format(xml, "<w:%s w:id=\"0\" w:author=\"\">", around);
	buf_lit(xml, "<w:r><w:rPr>");
	if (look[CHR_STYLE] > 0 && (size_t)look[CHR_STYLE] < word->styles.n)
		buf_format(xml, "<w:rStyle w:val=\"s%ld\"/>",
		    (long)look[CHR_STYLE]);
	look_put_chr(xml, look, &word->fonts);
	buf_lit(xml, "</w:rPr>");
	put_chars(word, from, to, look, deleted);
	buf_lit(xml, "</w:r>");
	if (around != NULL)
		buf_format(xml, "</w:%s>", around);
}

/* The code of a field as text, without its marks. */
static struct str
code_text(struct word *word, const struct range *code)
{
	struct buf text = { 0 };

	for (uint32_t cp = code->from; cp < code->to && text.n < 1000; cp++)
		put_char(&text, unit_at(word, cp));
	return str_trim(buf_take(word->arena, &text));
}

/* Is the box of a form ticked?  Its data stand where its mark says. */
static bool
is_ticked(struct word *word, const struct range *code)
{
	for (uint32_t cp = code->from; cp < code->to; cp++) {
		const struct piece *piece = piece_at(word, cp);
		const struct look *found = piece == NULL ? NULL :
		    look_at(&word->chrs, fc_of(piece, cp));
		int32_t look[CHR_COUNT];
		size_t at;
		unsigned bits;

		if (unit_at(word, cp) != 0x01 || found == NULL)
			continue;
		look_chr(look, &(struct changes){ { found->changes }, 1 });
		if (look[CHR_PLACE] == LOOK_UNSET)
			continue;
		at = (uint32_t)look[CHR_PLACE];
		at += little_16(word->data, at + 4);
		bits = little_16(word->data, at + 4);
		/* 25: as it is when the form is new. */
		if ((bits >> 2 & 0x1f) != 25)
			return (bits >> 2 & 0x1f) == 1;
		at += 10;
		at += 2 + 2 * (size_t)little_16(word->data, at) + 2;
		return little_16(word->data, at) == 1;
	}
	return false;
}

/*
 * Of the codes of fields three kinds are seen: the box of a form, a button
 * that is its own text, and, in a footer, the number of the page.
 */
static void
put_code(struct word *word, const struct range *code)
{
	struct str text = code_text(word, code);

	if (word->show_codes && str_has(text, STR("PAGE"))) {
		buf_format(&word->xml, "<w:r><w:fldChar w:fldCharType="
		    "\"begin\"/></w:r><w:r><w:instrText>%s</w:instrText>"
		    "</w:r><w:r><w:fldChar w:fldCharType=\"separate\"/>"
		    "</w:r>", str_has(text, STR("NUMPAGES")) ? "NUMPAGES" :
		    "PAGE");
	} else if (str_has(text, STR("FORMCHECKBOX"))) {
		buf_format(&word->xml, "<w:r><w:t>%s</w:t></w:r>",
		    is_ticked(word, code) ? "☑" : "□");
	} else if (str_starts(text, STR("MACROBUTTON"))) {
		for (int i = 0; i < 2; i++) {
			size_t blank = str_find(text, STR(" "), 0);

			text = str_trim(str_from(text, blank));
		}
		buf_format(&word->xml, "<w:r><w:t>%.*s</w:t></w:r>",
		    STR_ARG(text));
	}
}

/* Where the characters that look like the one at CP end, at most at TO. */
static uint32_t
alike(const struct word *word, const struct piece *piece,
    const struct look *look, uint32_t cp, uint32_t to)
{
	uint32_t step = piece->wide ? 2 : 1;
	uint32_t more = look == NULL ? 1 : (look->to - fc_of(piece, cp) +
	    step - 1) / step;
	const struct range *v = word->codes->list.v;
	size_t next = count_upto(v, sizeof(*v), word->codes->list.n, cp);

	to = piece->to < to ? piece->to : to;
	to = more < to - cp ? cp + more : to;
	return next < word->codes->list.n && v[next].from < to ?
	    v[next].from : to;
}

/* The run or the code at CP, up to TO at most; where it ends. */
static uint32_t
put_piece(struct word *word, uint32_t cp, uint32_t to, unsigned style)
{
	const struct piece *piece = piece_at(word, cp);
	const struct range *code = code_at(word, cp);
	struct changes changes = { .n = 0 };
	const struct look *look;

	if (piece == NULL)
		return to;
	if (code != NULL) {
		if (cp == code->from)
			put_code(word, code);
		return code->to;
	}
	if (word->show_codes && unit_at(word, cp) == 0x15) {
		buf_lit(&word->xml, "<w:r><w:fldChar w:fldCharType=\"end\"/>"
		    "</w:r>");
		return cp + 1;
	}
	look = look_at(&word->chrs, fc_of(piece, cp));
	to = alike(word, piece, look, cp, to);
	if (look != NULL)
		changes_add(&changes, look->changes);
	changes_add(&changes, piece->changes);
	put_run(word, cp, to, &changes, style);
	return to;
}

/* --- paragraphs -------------------------------------------------------- */

/* The section that ends with the mark at CP, or SIZE_MAX. */
static size_t
section_at(const struct word *word, uint32_t cp)
{
	struct str plc = word_table(word, PLACE_SECTIONS);
	size_t end = plc_find(plc, 12, cp + 1);

	return word->boxes.base == 0 && word->boxes.may && end > 0 &&
	    end <= plc_count(plc, 12) ? end - 1 : SIZE_MAX;
}

/* The root of the part with header or footer NUMBER, six for each section. */
static const char *
margin_root(size_t number)
{
	static const char *const roots[] = {
		"hdr", "hdr", "ftr", "ftr", "hdr", "ftr",
	};

	return roots[number % 6];
}

static void
put_section(struct word *word, size_t number)
{
	struct str plc = word_table(word, PLACE_SECTIONS);
	size_t at = little_32(plc_thing(plc, number, 12), 2);
	int32_t look[SEC_COUNT];

	look_sec(look, at >= word->main.n ? STR_NONE : str_slice(word->main,
	    at + 2, at + 2 + little_16(word->main, at)));
	buf_lit(&word->xml, "<w:sectPr>");
	for (size_t i = 6 * number; i < 6 * number + 6 &&
	    i < word->margins.n; i++)
		if (word->margins.v[i])
			buf_format(&word->xml, "<w:%sReference w:type=\"%s\" "
			    "r:id=\"m%zu\"/>", margin_root(i)[0] == 'h' ?
			    "header" : "footer", i % 6 > 3 ? "first" :
			    i % 2 == 0 ? "even" : "default", i);
	look_put_sec(&word->xml, look);
	buf_lit(&word->xml, "</w:sectPr>");
}

static void
put_par(struct word *word, const struct paragraph *par)
{
	struct buf *xml = &word->xml;
	int32_t look[PAR_COUNT];
	struct changes changes;
	unsigned style;
	size_t section;
	bool known;

	changes = par_changes(word, par->end, &style, &known);
	look_par(look, &changes);
	if (look[PAR_STYLE] > 0)
		style = (unsigned)look[PAR_STYLE];
	buf_lit(xml, "<w:p><w:pPr>");
	if (style < word->styles.n)
		buf_format(xml, "<w:pStyle w:val=\"s%u\"/>", style);
	look_put_par(xml, look);
	section = section_at(word, par->end);
	if (section != SIZE_MAX && section + 1 < plc_count(word_table(word,
	    PLACE_SECTIONS), 12))
		put_section(word, section);
	buf_lit(xml, "</w:pPr>");
	for (uint32_t cp = par->from; cp < par->end; )
		cp = put_piece(word, cp, par->end, style);
	buf_lit(xml, "</w:p>");
}

/* --- tables ------------------------------------------------------------ */

static void	put_blocks(struct word *, const struct paragraph *, size_t n,
		    unsigned depth);

/* The paragraphs of a row, and what its end says of it. */
struct row {
	size_t first, n;		/* with the one that ends it */
	struct row_look look;
};

struct grid {
	VEC(struct row) rows;
	VEC(int32_t) edges;		/* sorted; near ones are one */
};

/* How many cells stand in the row. */
static size_t
cell_count(const struct paragraph *pars, const struct row *row, unsigned depth)
{
	size_t n = 0;

	for (size_t i = row->first; i < row->first + row->n; i++)
		n += pars[i].depth == depth && pars[i].ends == END_CELL;
	return n;
}

/* A row that does not say how its cells lie has them side by side. */
static void
lay_out(struct row_look *look, size_t cells)
{
	if (look->n >= cells)
		return;
	if (cells > ROW_CELLS_MAX)
		cells = ROW_CELLS_MAX;
	for (size_t i = look->n; i < cells; i++)
		look->cells[i] = (struct cell_look){ .right = (i == 0 ?
		    look->left : look->cells[i - 1].right) + 1440 };
	look->n = cells;
}

static void
find_rows(struct word *word, const struct paragraph *pars, size_t n,
    unsigned depth, struct grid *grid)
{
	size_t first = 0;

	for (size_t i = 0; i < n; i++) {
		struct row *row;
		struct changes changes;
		unsigned style;
		bool known;

		if (i + 1 < n && (pars[i].depth != depth ||
		    pars[i].ends != END_ROW))
			continue;
		row = VEC_ADD(word->arena, &grid->rows);
		row->first = first;
		row->n = i + 1 - first;
		changes = par_changes(word, pars[i].end, &style, &known);
		look_row(&row->look, &changes);
		lay_out(&row->look, cell_count(pars, row, depth));
		first = i + 1;
	}
}

static int
compare_edges(const void *a, const void *b)
{
	int32_t x = *(const int32_t *)a, y = *(const int32_t *)b;

	return (x > y) - (x < y);
}

/* All edges of all rows, each once; what is nearly one is one. */
static void
find_edges(struct word *word, struct grid *grid)
{
	size_t n = 0;

	for (size_t i = 0; i < grid->rows.n; i++) {
		const struct row_look *look = &grid->rows.v[i].look;

		*VEC_ADD(word->arena, &grid->edges) = look->left;
		for (size_t k = 0; k < look->n; k++)
			*VEC_ADD(word->arena, &grid->edges) =
			    look->cells[k].right;
	}
	sort(grid->edges.v, grid->edges.n, sizeof(grid->edges.v[0]),
	    compare_edges);
	for (size_t i = 0; i < grid->edges.n; i++)
		if (n == 0 || grid->edges.v[i] - grid->edges.v[n - 1] >
		    EDGE_NEAR)
			grid->edges.v[n++] = grid->edges.v[i];
	grid->edges.n = n;
}

/* The number of the edge that this one is. */
static size_t
edge_number(const struct grid *grid, int32_t edge)
{
	size_t low = 0, high = grid->edges.n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (grid->edges.v[middle] <= edge)
			low = middle + 1;
		else
			high = middle;
	}
	return low > 0 ? low - 1 : 0;
}

/* The properties of the cell CELL of a row that covers FROM..TO of the grid. */
static void
put_cell_look(struct word *word, const struct grid *grid,
    const struct cell_look *cell, size_t from, size_t to)
{
	static const char *const aligns[] = { NULL, "center", "bottom", NULL };
	struct buf *xml = &word->xml;

	buf_format(xml, "<w:tcPr><w:tcW w:w=\"%ld\" w:type=\"dxa\"/>",
	    (long)(grid->edges.v[to] - grid->edges.v[from]));
	if (to - from > 1)
		buf_format(xml, "<w:gridSpan w:val=\"%zu\"/>", to - from);
	if (cell->merged || cell->restart)
		buf_lit(xml, cell->restart ?
		    "<w:vMerge w:val=\"restart\"/>" : "<w:vMerge/>");
	buf_lit(xml, "<w:tcBorders>");
	look_put_borders(xml, cell->borders);
	buf_lit(xml, "</w:tcBorders>");
	if (aligns[cell->align & 3] != NULL)
		buf_format(xml, "<w:vAlign w:val=\"%s\"/>",
		    aligns[cell->align & 3]);
	buf_lit(xml, "</w:tcPr>");
}

/* The cells of a row; one that is joined to its left goes on with it. */
static void
put_cells(struct word *word, const struct paragraph *pars,
    const struct row *row, const struct grid *grid, unsigned depth)
{
	const struct row_look *look = &row->look;
	size_t from = row->first, end = row->first + row->n, cell = 0;
	size_t left = edge_number(grid, look->left);

	for (size_t i = row->first; i < end && cell < look->n; i++) {
		size_t last = cell, right;

		if (pars[i].depth != depth || pars[i].ends != END_CELL)
			continue;
		/* The texts of joined cells stand in their own marks. */
		while (last + 1 < look->n && look->cells[last + 1].joined &&
		    i + 1 < end) {
			last++;
			do
				i++;
			while (i + 1 < end && (pars[i].depth != depth ||
			    pars[i].ends != END_CELL));
		}
		right = edge_number(grid, look->cells[last].right);
		if (right <= left)
			right = left + 1 < grid->edges.n ? left + 1 : left;
		buf_lit(&word->xml, "<w:tc>");
		put_cell_look(word, grid, &look->cells[cell], left, right);
		put_blocks(word, &pars[from], i + 1 - from, depth);
		buf_lit(&word->xml, "</w:tc>");
		from = i + 1;
		left = right;
		cell = last + 1;
	}
	/* Of a row that is damaged nothing is lost. */
	if (end > from && pars[end - 1].ends == END_ROW &&
	    pars[end - 1].from == pars[end - 1].end)
		end--;
	if (end > from) {
		buf_lit(&word->xml, "<w:tc>");
		put_blocks(word, &pars[from], end - from, depth);
		buf_lit(&word->xml, "</w:tc>");
	}
}

static void
put_row(struct word *word, const struct paragraph *pars, const struct row *row,
    const struct grid *grid, unsigned depth)
{
	size_t before = edge_number(grid, row->look.left);
	struct buf *xml = &word->xml;

	buf_lit(xml, "<w:tr><w:trPr>");
	if (before > 0)
		buf_format(xml, "<w:gridBefore w:val=\"%zu\"/>", before);
	if (row->look.height != 0)
		buf_format(xml, "<w:trHeight w:val=\"%ld\" w:hRule=\"%s\"/>",
		    labs((long)row->look.height), row->look.height < 0 ?
		    "exact" : "atLeast");
	if (row->look.header)
		buf_lit(xml, "<w:tblHeader/>");
	buf_lit(xml, "</w:trPr>");
	put_cells(word, pars, row, grid, depth);
	buf_lit(xml, "</w:tr>");
}

static void
put_table(struct word *word, const struct paragraph *pars, size_t n,
    unsigned depth)
{
	struct buf *xml = &word->xml;
	struct grid grid = { 0 };

	find_rows(word, pars, n, depth, &grid);
	find_edges(word, &grid);
	buf_lit(xml, "<w:tbl><w:tblPr>");
	if (grid.rows.v[0].look.floating)
		buf_lit(xml, "<w:tblpPr/>");
	buf_lit(xml, "<w:tblW w:w=\"0\" w:type=\"auto\"/></w:tblPr>"
	    "<w:tblGrid>");
	for (size_t i = 1; i < grid.edges.n; i++)
		buf_format(xml, "<w:gridCol w:w=\"%ld\"/>",
		    (long)(grid.edges.v[i] - grid.edges.v[i - 1]));
	buf_lit(xml, "</w:tblGrid>");
	for (size_t i = 0; i < grid.rows.n; i++)
		put_row(word, pars, &grid.rows.v[i], &grid, depth);
	buf_lit(xml, "</w:tbl>");
}

/* Paragraphs, and tables that are deeper than DEPTH. */
static void
put_blocks(struct word *word, const struct paragraph *pars, size_t n,
    unsigned depth)
{
	for (size_t i = 0, end; i < n; i = end) {
		end = i + 1;
		if (word->xml.n > XML_MAX)
			return;
		if (pars[i].depth <= depth) {
			put_par(word, &pars[i]);
			continue;
		}
		while (end < n && pars[end].depth > depth)
			end++;
		put_table(word, &pars[i], end - i, depth + 1);
	}
}

/* --- stories ----------------------------------------------------------- */

/* What the mark at CP ends, and how deep in tables it stands. */
static void
judge_par(struct word *word, struct paragraph *par, uint32_t c)
{
	int32_t look[PAR_COUNT];
	struct changes changes;
	unsigned style;
	bool known, row_end;
	long depth;

	changes = par_changes(word, par->end, &style, &known);
	look_par(look, &changes);
	depth = look[PAR_DEPTH] > 0 ? look[PAR_DEPTH] :
	    look[PAR_IN_TABLE] == 1 || c == 0x07 ? 1 : 0;
	par->depth = depth > DEPTH_MAX ? DEPTH_MAX : (uint8_t)depth;
	if (depth == 0)
		return;
	/* A row's end that nothing is known of: a mark behind a mark. */
	row_end = depth == 1 ? look[PAR_ROW_END] == 1 ||
	    (!known && par->from == par->end && par->end > 0 &&
	    unit_at(word, par->end - 1) == 0x07) :
	    look[PAR_INNER_ROW_END] == 1;
	if (row_end)
		par->ends = END_ROW;
	else if (c == 0x07 || (depth > 1 && look[PAR_INNER_CELL] == 1))
		par->ends = END_CELL;
}

static struct pars
find_pars(struct word *word, uint32_t from, uint32_t to)
{
	struct pars pars = { 0 };
	uint32_t first = from;

	for (uint32_t cp = from; cp < to; cp++) {
		uint32_t c = unit_at(word, cp);
		struct paragraph *par;

		if (c != 0x0d && c != 0x07 && cp + 1 < to &&
		    !(c == 0x0c && section_at(word, cp) != SIZE_MAX))
			continue;
		par = VEC_ADD(word->arena, &pars.list);
		par->from = first;
		/* What the last one lacks is its mark. */
		par->end = c != 0x0d && c != 0x07 && c != 0x0c ? cp + 1 : cp;
		judge_par(word, par, c);
		first = cp + 1;
	}
	return pars;
}

/* The characters FROM..TO-1 as paragraphs and tables. */
static void
put_story(struct word *word, uint32_t from, uint32_t to)
{
	struct ranges codes = find_codes(word, from, to);
	struct pars pars = find_pars(word, from, to);
	const struct ranges *outer = word->codes;

	word->codes = &codes;
	put_blocks(word, pars.list.v, pars.list.n, 0);
	word->codes = outer;
}

/* The text of box I: its characters in the story of the boxes. */
static struct range
box_range(const struct word *word, size_t i)
{
	const struct boxes *boxes = &word->boxes;
	uint32_t start = word->starts[boxes->story];
	struct range box = { plc_place(boxes->texts, i),
	    plc_place(boxes->texts, i + 1) };

	if (box.to > word->starts[boxes->story + 1] - start ||
	    box.from >= box.to)
		return (struct range){ 0, 0 };
	return (struct range){ start + box.from, start + box.to };
}

/* In a box there is no other, and no section. */
static void
put_box(struct word *word, size_t i)
{
	struct boxes boxes = word->boxes;
	struct range range = box_range(word, i);

	boxes.done[i] = true;
	word->boxes.may = false;
	buf_lit(&word->xml, "<w:pict><v:rect><v:textbox><w:txbxContent>");
	put_story(word, range.from, range.to);
	buf_lit(&word->xml, "</w:txbxContent></v:textbox></v:rect></w:pict>");
	word->boxes = boxes;
}

/* What boxes the story has that begins at BASE. */
static void
set_boxes(struct word *word, enum table_place anchors, enum table_place texts,
    enum story story, uint32_t base)
{
	struct boxes *boxes = &word->boxes;

	*boxes = (struct boxes){ .anchors = word_table(word, anchors),
	    .texts = word_table(word, texts), .story = story, .base = base,
	    .may = true };
	boxes->n = plc_count(boxes->texts, 22);
	if (boxes->n > BOXES_MAX)
		boxes->n = BOXES_MAX;
	boxes->done = NEW_ARRAY(word->arena, bool, boxes->n);
}

/* Does the text of box I hold anything to be read? */
static bool
box_speaks(struct word *word, size_t i)
{
	struct range range = box_range(word, i);

	for (uint32_t cp = range.from; cp < range.to; cp++)
		if (unit_at(word, cp) > 0x20)
			return true;
	return false;
}

/* Boxes whose anchor was not found: their text stands at the end. */
static void
put_lost_boxes(struct word *word)
{
	for (size_t i = 0; i < word->boxes.n; i++)
		if (!word->boxes.done[i] && little_16(plc_thing(
		    word->boxes.texts, i, 22), 8) == 0 && box_speaks(word, i)) {
			buf_lit(&word->xml, "<w:p><w:r>");
			put_box(word, i);
			buf_lit(&word->xml, "</w:r></w:p>");
		}
}

/* --- parts ------------------------------------------------------------- */

static void
add_part(struct word *word, const char *name, struct str bytes)
{
	*VEC_ADD(word->arena, &word->parts) = (struct pack_file){
	    str_copy(word->arena, str_of(name)), str_copy(word->arena, bytes) };
}

/* What word->xml holds is a part that the document refers to. */
static void
end_part(struct word *word, const char *name, const char *kind, const char *id)
{
	char path[64];

	snprintf(path, sizeof(path), "word/%s.xml", name);
	add_part(word, path, buf_view(&word->xml));
	if (kind != NULL)
		buf_format(&word->relations, "<Relationship Id=\"%s\" "
		    "Type=\"" OFFICE "officeDocument/2006/relationships/%s\" "
		    "Target=\"%s.xml\"/>", id, kind, name);
	word->xml.n = 0;
}

/*
 * Headers and footers: behind six stories for the lines above notes, six for
 * each section.
 */
static void
put_all_margins(struct word *word)
{
	struct str plc = word_table(word, PLACE_HEADERS);
	uint32_t start = word->starts[STORY_HEADERS];
	uint32_t length = word->starts[STORY_HEADERS + 1] - start;
	char name[32], id[16];

	set_boxes(word, PLACE_HEADER_ANCHORS, PLACE_HEADER_BOXES,
	    STORY_HEADER_BOXES, start);
	word->show_codes = true;
	for (size_t i = 6; 4 * (i + 2) <= plc.n && word->margins.n <
	    6 * SECTIONS_MAX; i++) {
		uint32_t from = plc_place(plc, i), to = plc_place(plc, i + 1);
		size_t number = i - 6;
		bool *margin = VEC_ADD(word->arena, &word->margins);

		/* The last mark is no text. */
		if (to > length || from >= to || to - from < 2 ||
		    word->parts.n > MARGINS_MAX)
			continue;
		*margin = true;
		buf_format(&word->xml, "<w:%s " W_NS ">", margin_root(number));
		put_story(word, start + from, start + to - 1);
		buf_format(&word->xml, "</w:%s>", margin_root(number));
		snprintf(name, sizeof(name), "margin%zu", number);
		snprintf(id, sizeof(id), "m%zu", number);
		end_part(word, name, margin_root(number)[0] == 'h' ?
		    "header" : "footer", id);
	}
	word->show_codes = false;
}

/* The notes of one kind, each of them a story in theirs. */
static void
put_notes(struct word *word, enum table_place texts, enum story story,
    const char *kind)
{
	struct str plc = word_table(word, texts);
	uint32_t start = word->starts[story];
	uint32_t length = word->starts[story + 1] - start;
	char name[16];

	word->boxes.may = false;
	if (length == 0 || plc.n < 8)
		return;
	snprintf(name, sizeof(name), "%ss", kind);
	buf_format(&word->xml, "<w:%s " W_NS ">", name);
	for (size_t i = 0; 4 * (i + 2) <= plc.n && i < NOTES_MAX; i++) {
		uint32_t from = plc_place(plc, i), to = plc_place(plc, i + 1);

		if (to > length || from >= to)
			break;
		buf_format(&word->xml, "<w:%s w:id=\"%zu\">", kind, i + 1);
		put_story(word, start + from, start + to);
		buf_format(&word->xml, "</w:%s>", kind);
	}
	buf_format(&word->xml, "</w:%s>", name);
	end_part(word, name, name, kind);
}

static void
put_document(struct word *word)
{
	size_t sections = plc_count(word_table(word, PLACE_SECTIONS), 12);

	set_boxes(word, PLACE_ANCHORS, PLACE_BOXES, STORY_BOXES, 0);
	buf_lit(&word->xml, "<w:document " W_NS "><w:body>");
	put_story(word, 0, word->starts[1]);
	put_lost_boxes(word);
	if (sections > 0)
		put_section(word, sections - 1);
	buf_lit(&word->xml, "</w:body></w:document>");
	end_part(word, "document", NULL, NULL);
}

/* What Word, WPS and LibreOffice keep of what the document said of itself. */
static void
put_properties(struct word *word, const struct compound *file)
{
	struct properties properties;
	struct str stream;

	if (compound_read(word->arena, file, "\5DocumentSummaryInformation",
	    &stream) != 0)
		return;
	properties = property_read_stream(word->arena, stream);
	if (properties.n == 0)
		return;
	property_write(&word->xml, &properties);
	add_part(word, PROPERTY_PART, buf_view(&word->xml));
	word->xml.n = 0;
}

static struct pack *
make_package(struct word *word, const struct compound *file)
{
	size_t lists = little_32(word->main, word->places +
	    8 * (size_t)PLACE_LISTS);

	style_put(&word->xml, &word->styles, &word->fonts);
	end_part(word, "styles", "styles", "s");
	if (word_table(word, PLACE_LISTS).n > 0) {
		list_put(&word->xml, str_from(word->table, lists),
		    word_table(word, PLACE_LIST_USES));
		end_part(word, "numbering", "numbering", "n");
	}
	buf_format(&word->xml, "<w:settings " W_NS ">%s</w:settings>",
	    little_8(word_table(word, PLACE_SETTINGS), 0) & 1 ?
	    "<w:evenAndOddHeaders/>" : "");
	end_part(word, "settings", "settings", "e");
	put_properties(word, file);
	put_all_margins(word);
	put_notes(word, PLACE_NOTES, STORY_NOTES, "footnote");
	put_notes(word, PLACE_ENDNOTES, STORY_ENDNOTES, "endnote");
	put_document(word);
	buf_format(&word->xml, "<Relationships xmlns=\"" OFFICE
	    "package/2006/relationships\">%.*s</Relationships>",
	    STR_ARG(buf_view(&word->relations)));
	add_part(word, "word/_rels/document.xml.rels", buf_view(&word->xml));
	add_part(word, "_rels/.rels", STR("<Relationships xmlns=\"" OFFICE
	    "package/2006/relationships\"><Relationship Id=\"d\" Type=\""
	    OFFICE "officeDocument/2006/relationships/officeDocument\" "
	    "Target=\"word/document.xml\"/></Relationships>"));
	add_part(word, "[Content_Types].xml", STR("<Types xmlns=\"" OFFICE
	    "package/2006/content-types\"/>"));
	return pack_of(word->arena, word->name, word->parts.v, word->parts.n);
}

struct pack *
word97_pack(struct arena *arena, struct str name, const struct compound *file,
    struct pos pos, struct findings *findings)
{
	struct word word = { .arena = arena, .name = name, .pos = pos,
	    .findings = findings, .table = STR_NONE, .data = STR_NONE };
	struct pack *pack = NULL;

	if (word97_load(&word, file) != 0)
		return NULL;
	pack = make_package(&word, file);
	buf_release(&word.xml);
	buf_release(&word.relations);
	if (pack != NULL) {
		pack->pos = pos;
		pack->binary = true;
	}
	return pack;
}
