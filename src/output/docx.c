/*
 * Laid blocks → WordprocessingML.  One function an element, named after it
 * (write_w_p writes w:p); all decisions were made in layout.
 */
#include "docx.h"

#include "../base/budget.h"
#include "../base/file.h"
#include "../document/rule.h"
#include "../package/markup.h"
#include "../text/chars.h"
#include "import.h"
#include "proof.h"
#include "writer.h"

/* What is being written. */
struct docx {
	struct arena *arena;
	struct buf *out;		/* the blocks of the slot */
	const struct layout *layout;
	const struct profile *profile;
	const struct template_page *page;
	struct findings *findings;
	struct fill *fill;
	VEC(struct fill_part) parts;
	VEC(struct fill_relation) relations;
	unsigned long next_id;		/* of controls and pictures */
	unsigned long media;		/* pictures so far */
	unsigned imports;		/* so far */
	unsigned sections;		/* ended so far */
	struct sheet coming;		/* of the section being written */
	bool landscape;			/* the last section is */
	unsigned reached;		/* the page of the last block's end */
	bool turned;			/* the next run opens a page */
	bool told;			/* a section began, which does */
	unsigned turn;			/* and this line of the paragraph */
};

/* --- run and paragraph ------------------------------------------------ */

static void
write_w_rPr(struct docx *docx, const struct piece *piece, int size)
{
	struct buf *out = docx->out;
	bool styled = piece->style < STYLE_COUNT;

	if (!styled && !piece->bold && !piece->italic && size == 0)
		return;
	buf_lit(out, "<w:rPr>");
	if (styled) {
		docx->fill->styles[piece->style] = true;
		markup_put(out, "<w:rStyle w:val='%sChar'/>",
		    docx->profile->styles[piece->style].ident);
	}
	if (piece->bold)
		buf_lit(out, "<w:b/><w:bCs/>");
	if (piece->italic)
		buf_lit(out, "<w:i/><w:iCs/>");
	if (size > 0)
		markup_put(out, "<w:sz w:val='%d'/><w:szCs w:val='%d'/>",
		    size, size);
	buf_lit(out, "</w:rPr>");
}

/* Texts in a row that look alike are one run, wherever they came from. */
static bool
goes_on(const struct piece *a, const struct piece *b)
{
	return a->kind == PIECE_TEXT && b->kind == PIECE_TEXT &&
	    a->style == b->style && a->bold == b->bold &&
	    a->italic == b->italic;
}

/* Write the run that begins with the first of N pieces; how many it takes. */
static size_t
write_w_r(struct docx *docx, const struct piece *piece, size_t n, int size)
{
	struct buf *out = docx->out;
	size_t taken = 1;

	buf_lit(out, "<w:r>");
	write_w_rPr(docx, piece, size);
	if (docx->turned)
		buf_lit(out, "<w:lastRenderedPageBreak/>");
	docx->turned = false;
	switch (piece->kind) {
	case PIECE_TEXT:
		buf_lit(out, "<w:t xml:space=\"preserve\">");
		markup_text(out, piece->text, STR_NONE);
		while (taken < n && goes_on(piece, &piece[taken]))
			markup_text(out, piece[taken++].text, STR_NONE);
		buf_lit(out, "</w:t>");
		break;
	case PIECE_TAB:
		buf_lit(out, "<w:tab/>");
		break;
	case PIECE_BREAK:
		buf_lit(out, "<w:br/>");
		break;
	}
	buf_lit(out, "</w:r>");
	return taken;
}

/* The red line 4 mm below the number, GB/T 9704-2012 7.2.7. */
static void
write_w_pBdr(struct docx *docx, const struct para *para)
{
	const struct profile *profile = docx->profile;

	markup_put(docx->out, "<w:pBdr><w:bottom w:val='single' w:sz='%d'"
	    " w:space='%d' w:color='FF0000'/></w:pBdr>",
	    profile->rule_thickness, profile_rule_space(profile,
	    profile->styles[para->style].line));
}

static void
write_w_tabs(struct docx *docx, const struct para *para)
{
	static const char *const kinds[] = { "left", "center", "right" };

	buf_lit(docx->out, "<w:tabs>");
	for (unsigned i = 0; i < para->tab_count; i++)
		markup_put(docx->out, "<w:tab w:val='%s' w:pos='%d'/>",
		    kinds[para->tabs[i].kind], para->tabs[i].position);
	buf_lit(docx->out, "</w:tabs>");
}

static void
write_w_spacing(struct docx *docx, const struct para *para)
{
	if (para->before == 0 && para->after == 0 && para->line == 0)
		return;
	buf_lit(docx->out, "<w:spacing");
	if (para->before > 0)
		markup_put(docx->out, " w:before='%d'", para->before);
	if (para->after > 0)
		markup_put(docx->out, " w:after='%d'", para->after);
	if (para->line > 0)
		markup_put(docx->out, " w:line='%d' w:lineRule='exact'",
		    para->line);
	buf_lit(docx->out, "/>");
}

static void
write_w_ind(struct docx *docx, const struct para *para)
{
	/* The indent that the style itself gives to a first line. */
	int usual = para->style <= STYLE_LEVEL_4 ?
	    2 * docx->profile->styles[para->style].size * 10 : 0;

	if (para->left == 0 && para->right == 0 && para->first == usual)
		return;
	buf_lit(docx->out, "<w:ind");
	if (para->left != 0)
		markup_put(docx->out, " w:left='%d'", para->left);
	if (para->right != 0)
		markup_put(docx->out, " w:right='%d'", para->right);
	if (para->first < 0)
		markup_put(docx->out, " w:hanging='%d'", -para->first);
	else if (para->first != usual)
		markup_put(docx->out, " w:firstLineChars='0'"
		    " w:firstLine='%d'", para->first);
	buf_lit(docx->out, "/>");
}

static const char *
justify_name(enum justify justify)
{
	static const char *const names[] = {
		[JUSTIFY_BOTH] = "both", [JUSTIFY_LEFT] = "left",
		[JUSTIFY_CENTER] = "center", [JUSTIFY_RIGHT] = "right",
		[JUSTIFY_DISTRIBUTE] = "distribute",
	};

	return names[justify];
}

static void
write_w_pStyle(struct docx *docx, enum style style)
{
	docx->fill->styles[style] = true;
	buf_lit(docx->out, "<w:pStyle w:val=\"");
	buf_lit(docx->out, docx->profile->styles[style].ident);
	buf_lit(docx->out, "\"/>");
}

static void
write_w_pPr(struct docx *docx, const struct para *para)
{
	const struct style_spec *style = &docx->profile->styles[para->style];
	struct buf *out = docx->out;

	buf_lit(out, "<w:pPr>");
	write_w_pStyle(docx, para->style);
	if (para->keep_next)
		buf_lit(out, "<w:keepNext/>");
	if (para->keep_lines)
		buf_lit(out, "<w:keepLines/>");
	if (para->page_break)
		buf_lit(out, "<w:pageBreakBefore/>");
	if (para->company)
		buf_lit(out, "<w:widowControl/>");
	if (para->red_rule)
		write_w_pBdr(docx, para);
	if (para->tab_count > 0)
		write_w_tabs(docx, para);
	write_w_spacing(docx, para);
	write_w_ind(docx, para);
	if (para->justify != style->justify)
		markup_put(out, "<w:jc w:val='%s'/>",
		    justify_name(para->justify));
	buf_lit(out, "</w:pPr>");
}

static void
write_runs(struct docx *docx, const struct piece *pieces, size_t n, int size)
{
	for (size_t i = 0; i < n;)
		i += write_w_r(docx, &pieces[i], n - i, size);
}

/* A piece's bytes, as the measure counted them. */
static size_t
piece_bytes(const struct piece *piece)
{
	return piece->kind == PIECE_TEXT ? piece->text.n :
	    piece->kind == PIECE_TAB ? strlen("　") : 0;
}

/* A paragraph that goes on on another page, from the line TURN. */
static void
write_turned(struct docx *docx, const struct para *para, unsigned turn)
{
	struct piece *parts = NEW_ARRAY(docx->arena, struct piece, para->n + 1);
	size_t at = para->breaks[turn].from, i = 0, n = para->n;

	while (i < n && at >= piece_bytes(&para->pieces[i]))
		at -= piece_bytes(&para->pieces[i++]);
	memcpy(parts, para->pieces, n * sizeof(*parts));
	if (i < n && at > 0) {
		memmove(parts + i + 1, parts + i, (n - i) * sizeof(*parts));
		parts[i].text.n = at;
		i++;
		n++;
		parts[i].text = str_from(parts[i].text, at);
	}
	write_runs(docx, parts, i, para->size);
	docx->turned = true;
	write_runs(docx, parts + i, n - i, para->size);
}

/* What many copies have is spelled once (docx_spell). */
static bool
write_spelled(struct docx *docx, const struct para *para)
{
	if (para->spelling.n == 0 || docx->turned || docx->turn > 0)
		return false;
	docx->fill->styles[para->style] = true;
	for (size_t i = 0; i < para->n; i++)
		if (para->pieces[i].style < STYLE_COUNT)
			docx->fill->styles[para->pieces[i].style] = true;
	buf_str(docx->out, para->spelling);
	return true;
}

static void
write_w_p(struct docx *docx, const struct para *para)
{
	if (write_spelled(docx, para))
		return;
	buf_lit(docx->out, "<w:p>");
	write_w_pPr(docx, para);
	if (docx->turn > 0 && para->breaks != NULL)
		write_turned(docx, para, docx->turn);
	else
		write_runs(docx, para->pieces, para->n, para->size);
	buf_lit(docx->out, "</w:p>");
	docx->turned = false;
}

/* --- tables ----------------------------------------------------------- */

static void
write_border(struct buf *out, const char *edge, int eighths, bool red)
{
	if (eighths == 0)
		markup_put(out, "<%s w:val='nil'/>", edge);
	else
		markup_put(out, "<%s w:val='single' w:sz='%d' w:space='0'"
		    " w:color='%s'/>", edge, eighths,
		    red ? "FF0000" : "000000");
}

static void
write_w_tblBorders(struct buf *out, int border)
{
	static const char *const edges[] = { "w:top", "w:left", "w:bottom",
		"w:right", "w:insideH", "w:insideV" };

	buf_lit(out, "<w:tblBorders>");
	for (size_t i = 0; i < COUNT_OF(edges); i++)
		write_border(out, edges[i], border, false);
	buf_lit(out, "</w:tblBorders>");
}

/*
 * The 版记 floats at the foot of the type area, ooxml: horzAnchor page; the
 * head of a letter above it.
 */
static void
write_w_tblpPr(struct docx *docx, const struct grid *grid)
{
	const struct profile *profile = docx->profile;

	markup_put(docx->out, "<w:tblpPr w:leftFromText='0'"
	    " w:rightFromText='0' w:topFromText='0' w:bottomFromText='0'");
	if (grid->place == GRID_PAGE)
		markup_put(docx->out, " w:vertAnchor='page'"
		    " w:horzAnchor='page' w:tblpX='%d' w:tblpY='%d'/>",
		    grid->x, grid->y);
	else
		markup_put(docx->out, " w:vertAnchor='margin'"
		    " w:horzAnchor='page' w:tblpX='%d' w:tblpYSpec='bottom'/>",
		    docx->landscape ? profile->margin_bottom :
		    profile->margin_left);
	buf_lit(docx->out, "<w:tblOverlap w:val=\"never\"/>");
}

static void
write_w_tblPr(struct docx *docx, const struct grid *grid)
{
	struct buf *out = docx->out;

	buf_lit(out, "<w:tblPr>");
	if (grid->place != GRID_FLOW)
		write_w_tblpPr(docx, grid);
	markup_put(out, "<w:tblW w:w='%d' w:type='dxa'/>",
	    grid_width(grid, 0, grid->columns));
	if (grid->place == GRID_FLOW)
		buf_lit(out, "<w:jc w:val=\"center\"/>");
	if (grid->border > 0)
		write_w_tblBorders(out, grid->border);
	markup_put(out, "<w:tblLayout w:type='fixed'/><w:tblCellMar>"
	    "<w:top w:w='%d' w:type='dxa'/><w:left w:w='%d' w:type='dxa'/>"
	    "<w:bottom w:w='%d' w:type='dxa'/>"
	    "<w:right w:w='%d' w:type='dxa'/></w:tblCellMar>",
	    grid->air, grid->padding, grid->air, grid->padding);
	if (grid->title.n > 0)
		markup_put(out, "<w:tblCaption w:val='%.*s'/>",
		    STR_ARG(grid->title));
	buf_lit(out, "</w:tblPr>");
}

static void
write_w_trPr(struct docx *docx, const struct grid_row *row)
{
	if (row->may_split && row->height == 0 && !row->header)
		return;
	buf_lit(docx->out, "<w:trPr>");
	if (!row->may_split)
		buf_lit(docx->out, "<w:cantSplit/>");
	if (row->height > 0)
		markup_put(docx->out, "<w:trHeight w:val='%d'"
		    " w:hRule='atLeast'/>", row->height);
	if (row->header)
		buf_lit(docx->out, "<w:tblHeader/>");
	buf_lit(docx->out, "</w:trPr>");
}

static void
write_w_tcBorders(struct buf *out, const struct grid *grid,
    const struct grid_cell *cell)
{
	static const char *const edges[EDGE_COUNT] = {
		[EDGE_TOP] = "w:top", [EDGE_LEFT] = "w:left",
		[EDGE_BOTTOM] = "w:bottom", [EDGE_RIGHT] = "w:right",
	};
	bool any = false;

	for (size_t e = 0; e < EDGE_COUNT; e++)
		any |= cell->borders[e] >= 0;
	if (!any)
		return;
	buf_lit(out, "<w:tcBorders>");
	for (size_t e = 0; e < EDGE_COUNT; e++)
		if (cell->borders[e] >= 0)
			write_border(out, edges[e], cell->borders[e],
			    grid->red);
	buf_lit(out, "</w:tcBorders>");
}

/* Of so many cells that a form would be felt (markup_put). */
static void
write_w_tcPr(struct docx *docx, const struct grid *grid,
    const struct grid_cell *cell, unsigned column)
{
	static const char *const valigns[] = {
		[VALIGN_TOP] = "",
		[VALIGN_CENTER] = "<w:vAlign w:val=\"center\"/>",
		[VALIGN_BOTTOM] = "<w:vAlign w:val=\"bottom\"/>",
	};
	struct buf *out = docx->out;

	buf_lit(out, "<w:tcPr><w:tcW w:w=\"");
	buf_uint(out, (unsigned)grid_width(grid, column, cell->colspan));
	buf_lit(out, "\" w:type=\"dxa\"/>");
	if (cell->colspan > 1)
		markup_put(out, "<w:gridSpan w:val='%u'/>", cell->colspan);
	if (cell->merge_start)
		buf_lit(out, "<w:vMerge w:val=\"restart\"/>");
	else if (cell->merge_on)
		buf_lit(out, "<w:vMerge/>");
	write_w_tcBorders(out, grid, cell);
	buf_lit(out, valigns[cell->valign]);
	buf_lit(out, "</w:tcPr>");
}

/* Word takes no longer ones. */
#define ALIAS_MAX	64

/*
 * The beginning of a content control.  Who fills it in is shown its name and
 * the RULE for it, which the reader of our DOCX takes from there.
 */
static void
begin_w_sdt(struct docx *docx, struct str name, struct str rule)
{
	struct str alias = rule.n == 0 ? name : str_format(docx->arena,
	    "%.*s（%.*s）", STR_ARG(name), STR_ARG(rule));

	if (char_count(alias) > ALIAS_MAX)
		alias = name;
	markup_put(docx->out, "<w:sdt><w:sdtPr><w:alias w:val='%.*s'/>"
	    "<w:tag w:val='%.*s'/><w:id w:val='%lu'/>", STR_ARG(alias),
	    STR_ARG(name), ++docx->next_id);
}

#define DATE_CONTROL	"<w:showingPlcHdr/><w:date><w:dateFormat" \
	" w:val=\"yyyy年M月d日\"/><w:lid w:val=\"zh-CN\"/>" \
	"<w:storeMappedDataAs w:val=\"dateTime\"/><w:calendar" \
	" w:val=\"gregorian\"/></w:date></w:sdtPr><w:sdtContent>"

/* One of several words, or none. */
static void
write_w_dropDownList(struct buf *out, struct str choices)
{
	buf_lit(out, "<w:showingPlcHdr/><w:dropDownList>");
	for (struct str choice; rule_choice(&choices, &choice);)
		markup_put(out, "<w:listItem w:displayText='%.*s'"
		    " w:value='%.*s'/>", STR_ARG(choice), STR_ARG(choice));
	buf_lit(out, "</w:dropDownList></w:sdtPr><w:sdtContent>");
}

/*
 * A blank cell of a form: a content control that a person reaches with Tab
 * and a program finds by its tag.  What it shows is its placeholder, one
 * ideographic blank, which typing replaces.
 */
static void
write_w_sdt(struct docx *docx, const struct grid_cell *cell)
{
	struct buf *out = docx->out;

	buf_lit(out, "<w:p>");
	write_w_pPr(docx, &cell->paras[0]);
	begin_w_sdt(docx, cell->control, str_eq(cell->rule, cell->choices) ?
	    STR_NONE : cell->rule);
	if (cell->choices.n > 0)
		write_w_dropDownList(out, cell->choices);
	else
		buf_lit(out, cell->dated ? DATE_CONTROL :
		    "<w:showingPlcHdr/><w:text w:multiLine=\"1\"/>"
		    "</w:sdtPr><w:sdtContent>");
	buf_lit(out, "<w:r><w:t xml:space=\"preserve\">　</w:t></w:r>"
	    "</w:sdtContent></w:sdt></w:p>");
}

/* A name that no other control has. */
static struct str
numbered(struct docx *docx, const char *word)
{
	return str_format(docx->arena, "%s_%lu", word, docx->next_id + 1);
}

/* 　年　月　日 to be filled in: a date control, too. */
static void
write_date_sdt(struct docx *docx, const struct para *para)
{
	buf_lit(docx->out, "<w:p>");
	write_w_pPr(docx, para);
	begin_w_sdt(docx, numbered(docx, "日期"), STR_NONE);
	buf_lit(docx->out, DATE_CONTROL);
	write_w_r(docx, &para->pieces[0], 1, para->size);
	buf_lit(docx->out, "</w:sdtContent></w:sdt></w:p>");
}

/* A box to tick. */
static void
write_box_sdt(struct docx *docx, const struct piece *box, int size)
{
	struct str empty = box->text;

	begin_w_sdt(docx, numbered(docx, "勾选"), STR_NONE);
	markup_put(docx->out, "<w14:checkbox><w14:checked w14:val='0'/>"
	    "<w14:checkedState w14:val='2611' w14:font='Segoe UI Symbol'/>"
	    "<w14:uncheckedState w14:val='%s' w14:font='%.*s'/>"
	    "</w14:checkbox></w:sdtPr><w:sdtContent>",
	    str_eq(empty, STR("□")) ? "25A1" : "2610",
	    STR_ARG(docx->profile->faces[FACE_SONG]));
	write_w_r(docx, box, 1, size);
	buf_lit(docx->out, "</w:sdtContent></w:sdt>");
}

/* Where the first box to tick stands in a text; its end when there is none. */
static size_t
find_box(struct str text)
{
	size_t square = str_find(text, STR("□"), 0);
	size_t ballot = str_find(text, STR("☐"), 0);

	return square < ballot ? square : ballot < text.n ? ballot : text.n;
}

/* A paragraph of a form whose boxes are controls. */
static void
write_ticked_p(struct docx *docx, const struct para *para)
{
	buf_lit(docx->out, "<w:p>");
	write_w_pPr(docx, para);
	for (size_t i = 0; i < para->n; i++) {
		struct piece part = para->pieces[i];
		struct str rest = part.text;

		if (part.kind != PIECE_TEXT) {
			write_w_r(docx, &part, 1, para->size);
			continue;
		}
		while (rest.n > 0) {
			size_t at = find_box(rest);

			part.text = str_slice(rest, 0, at);
			if (at > 0)
				write_w_r(docx, &part, 1, para->size);
			part.text = str_slice(rest, at, at + strlen("□"));
			if (at < rest.n)
				write_box_sdt(docx, &part, para->size);
			rest = str_from(rest, at + part.text.n);
		}
	}
	buf_lit(docx->out, "</w:p>");
}

static void
write_cell_p(struct docx *docx, const struct grid_cell *cell,
    const struct para *para)
{
	bool boxes = false;

	for (size_t i = 0; cell->controls && i < para->n; i++)
		boxes |= para->pieces[i].kind == PIECE_TEXT &&
		    find_box(para->pieces[i].text) < para->pieces[i].text.n;
	if (cell->controls && para->blank_date && para->n == 1)
		write_date_sdt(docx, para);
	else if (boxes)
		write_ticked_p(docx, para);
	else
		write_w_p(docx, para);
}

static void
write_w_tc(struct docx *docx, const struct grid *grid,
    const struct grid_cell *cell, unsigned column)
{
	buf_lit(docx->out, "<w:tc>");
	write_w_tcPr(docx, grid, cell, column);
	if (cell->n == 0) {
		buf_lit(docx->out, "<w:p><w:pPr>");
		write_w_pStyle(docx, STYLE_TABLE);
		buf_lit(docx->out, "</w:pPr></w:p>");
	} else if (cell->control.n > 0)
		write_w_sdt(docx, cell);
	else
		for (size_t i = 0; i < cell->n; i++)
			write_cell_p(docx, cell, &cell->paras[i]);
	buf_lit(docx->out, "</w:tc>");
}

static void
write_w_tr(struct docx *docx, const struct grid *grid,
    const struct grid_row *row)
{
	docx->turned |= row->opens_page;
	buf_lit(docx->out, "<w:tr>");
	write_w_trPr(docx, row);
	for (unsigned c = 0; c < grid->columns; c++)
		if (row->cells[c].colspan > 0)
			write_w_tc(docx, grid, &row->cells[c], c);
	buf_lit(docx->out, "</w:tr>");
}

/*
 * What is larger than a part may be could be read by nobody, this program
 * included.
 */
static bool
is_full(const struct docx *docx)
{
	return docx->out->n > PACK_PART_SIZE_MAX;
}

static void
write_w_tbl(struct docx *docx, const struct grid *grid)
{
	if (grid->n == 0 || grid->columns == 0)
		return;
	buf_lit(docx->out, "<w:tbl>");
	write_w_tblPr(docx, grid);
	buf_lit(docx->out, "<w:tblGrid>");
	for (unsigned c = 0; c < grid->columns; c++)
		markup_put(docx->out, "<w:gridCol w:w='%d'/>", grid->widths[c]);
	buf_lit(docx->out, "</w:tblGrid>");
	for (size_t r = 0; r < grid->n && !is_full(docx); r++)
		write_w_tr(docx, grid, &grid->rows[r]);
	buf_lit(docx->out, "</w:tbl>");
}

/* --- sections --------------------------------------------------------- */

#define BLANK_FOOTER	"rIdGwBlank"
#define FOOTER_XML	"<?xml version='1.0' encoding='UTF-8'" \
	" standalone='yes'?>\n<w:ftr xmlns:w='http://schemas" \
	".openxmlformats.org/wordprocessingml/2006/main'>"
#define BLANK_P	"<w:p><w:pPr><w:pStyle w:val='GwPageNumber'/></w:pPr></w:p>"

/* Add a footer to the package, the first time that a section asks for it. */
static void
add_footer(struct docx *docx, struct str id, struct str name, struct str bytes)
{
	for (size_t i = 0; i < docx->relations.n; i++)
		if (str_eq(docx->relations.v[i].id, id))
			return;
	*VEC_ADD(docx->arena, &docx->parts) = (struct fill_part){ name,
	    STR("application/vnd.openxmlformats-officedocument"
	    ".wordprocessingml.footer+xml"), bytes };
	*VEC_ADD(docx->arena, &docx->relations) = (struct fill_relation){
	    id, "footer", path_name(name), false };
	docx->fill->styles[STYLE_PAGE_NUMBER] = true;
}

static struct str
blank_footer(struct arena *arena)
{
	struct buf out = { 0 };

	markup_put(&out, FOOTER_XML BLANK_P "</w:ftr>");
	return buf_take(arena, &out);
}

/*
 * Pages without a number (7.5) need footers of their own: a section without
 * references would show those of the one before.
 */
static void
write_blank_footers(struct docx *docx)
{
	add_footer(docx, STR(BLANK_FOOTER), STR("word/gwFooterBlank.xml"),
	    blank_footer(docx->arena));
	markup_put(docx->out, "<w:footerReference w:type='default' r:id='"
	    BLANK_FOOTER "'/><w:footerReference w:type='even' r:id='"
	    BLANK_FOOTER "'/>");
}

#define DASH_LEFT	"<w:r><w:t xml:space=\"preserve\">— </w:t></w:r>"
#define DASH_RIGHT	"<w:r><w:t xml:space=\"preserve\"> —</w:t></w:r>"

/* The place of the page number on odd (0) and even pages (1), 7.5. */
static struct str
number_place(struct arena *arena, const struct profile *profile, size_t even)
{
	static const struct {
		const char *edge[2], *justify[2];
	} places[] = {
		[NUMBER_OUTSIDE] = { { "right", "left" }, { "right", "left" } },
		[NUMBER_CENTER] = { { "right", "left" },
		    { "center", "center" } },
		[NUMBER_RIGHT] = { { "right", "right" }, { "right", "right" } },
		[NUMBER_LEFT] = { { "left", "left" }, { "left", "left" } },
	};
	enum number_place place = profile->number_place;

	return str_format(arena, "<w:ind w:%s=\"%d\"/><w:jc w:val=\"%s\"/>",
	    places[place].edge[even], place == NUMBER_CENTER ? 0 :
	    profile->styles[STYLE_PAGE_NUMBER].size * 10,
	    places[place].justify[even]);
}

static struct str
replace(struct arena *arena, struct str xml, size_t from, size_t to,
    struct str by)
{
	return str_format(arena, "%.*s%.*s%.*s", (int)from, xml.p,
	    STR_ARG(by), (int)(xml.n - to), xml.p + to);
}

/* The page number of a turned page, as the profile has it. */
static struct str
number_wide(struct docx *docx, struct str xml, size_t even)
{
	const struct profile *profile = docx->profile;
	const struct str dashes[] = { STR(DASH_LEFT), STR(DASH_RIGHT) };
	size_t from = str_find(xml, STR("<w:ind w:"), 0), to;

	if (profile->number_place != NUMBER_OUTSIDE && from != SIZE_MAX) {
		to = str_find(xml, STR("<w:jc "), from);
		to = str_find(xml, STR("/>"), to) + strlen("/>");
		xml = replace(docx->arena, xml, from, to,
		    number_place(docx->arena, profile, even));
	}
	for (size_t i = 0; profile->number_bare && i < 2; i++) {
		from = str_find(xml, dashes[i], 0);
		if (from != SIZE_MAX)
			xml = replace(docx->arena, xml, from,
			    from + dashes[i].n, STR_NONE);
	}
	return xml;
}

static void
write_wide_footers(struct docx *docx)
{
	const struct template_page *page = docx->page;

	for (size_t i = 0; i < 2; i++)
		if (page->spare[i].name.n > 0)
			add_footer(docx, page->spare_ids[i],
			    page->spare[i].name,
			    number_wide(docx, page->spare[i].bytes, i));
	buf_str(docx->out, page->wide_references);
}

#define LETTER_FOOTER	"rIdGwLetter"

/*
 * The first page of a letter has no number, and 20 mm from the edge of the
 * paper a red double line, thin above thick, GB/T 9704-2012 10.1.
 */
static struct str
letter_line(struct arena *arena, const struct profile *p)
{
	int high = p->letter_lines_apart, width = p->letter_line_width;
	struct buf out = { 0 };

	markup_put(&out, FOOTER_XML "<w:tbl><w:tblPr><w:tblpPr"
	    " w:leftFromText='0' w:rightFromText='0' w:vertAnchor='page'"
	    " w:horzAnchor='page' w:tblpX='%d' w:tblpY='%d'/>"
	    "<w:tblW w:w='%d' w:type='dxa'/><w:tblLayout w:type='fixed'/>"
	    "<w:tblCellMar><w:left w:w='0' w:type='dxa'/>"
	    "<w:right w:w='0' w:type='dxa'/></w:tblCellMar></w:tblPr>"
	    "<w:tblGrid><w:gridCol w:w='%d'/></w:tblGrid><w:tr><w:trPr>"
	    "<w:trHeight w:val='%d' w:hRule='exact'/></w:trPr><w:tc><w:tcPr>"
	    "<w:tcW w:w='%d' w:type='dxa'/><w:tcBorders>"
	    "<w:top w:val='single' w:sz='%d' w:space='0' w:color='FF0000'/>"
	    "<w:bottom w:val='single' w:sz='%d' w:space='0'"
	    " w:color='FF0000'/></w:tcBorders></w:tcPr><w:p><w:pPr>"
	    "<w:pStyle w:val='GwPageNumber'/><w:spacing w:line='20'"
	    " w:lineRule='exact'/></w:pPr></w:p></w:tc></w:tr></w:tbl>"
	    BLANK_P "</w:ftr>", (p->page_width - width) / 2,
	    p->page_height - p->letter_line_bottom - high / 2,
	    width, width, high, width, p->letter_thin, p->letter_thick);
	return buf_take(arena, &out);
}

static void
write_letter_footer(struct docx *docx)
{
	bool blank = docx->layout->blank_head ||
	    docx->profile->letter_thick == 0;

	if (str_has(docx->page->references, STR("\"first\"")))
		return;
	add_footer(docx, STR(LETTER_FOOTER), STR("word/gwFooterLetter.xml"),
	    blank ? blank_footer(docx->arena) :
	    letter_line(docx->arena, docx->profile));
	markup_put(docx->out,
	    "<w:footerReference w:type='first' r:id='" LETTER_FOOTER "'/>");
}

/*
 * A landscape sheet is the portrait page turned a quarter to the left: the
 * head of a table is at the binding edge of odd pages and the cutting edge of
 * even ones, GB/T 9704-2012 clause 8.
 */
static void
write_w_pgMar(struct docx *docx, struct sheet sheet)
{
	const struct profile *p = docx->profile;
	bool turned = sheet.landscape;

	markup_put(docx->out, "<w:pgSz w:w='%d' w:h='%d'%s/>"
	    "<w:pgMar w:top='%d' w:right='%d' w:bottom='%d' w:left='%d'"
	    " w:header='851' w:footer='%d' w:gutter='0'/>",
	    turned ? p->page_height : p->page_width,
	    turned ? p->page_width : p->page_height,
	    turned ? " w:orient=\"landscape\"" : "",
	    turned ? p->margin_left : p->margin_top,
	    turned ? p->margin_top : p->margin_right,
	    turned ? p->margin_right : p->margin_bottom,
	    turned ? p->margin_bottom : p->margin_left,
	    turned ? 600 : p->footer_distance);
}

/*
 * 28 characters in the width (5.2.3): the grid's cell is the body's pitch;
 * charSpace is what it differs from Normal's size by, in 1/4096 pt.  Landscape
 * pages have none: LibreOffice would cut their height to whole lines.
 */
static void
write_w_docGrid(struct docx *docx, struct sheet sheet, bool letter)
{
	const struct profile *p = docx->profile;
	long cell = profile_text_width(p) * 4096L / p->characters / 20;
	long space = cell - (p->grid_size > 0 ? p->grid_size :
	    p->styles[STYLE_BODY].size) * 4096L / 2;

	markup_put(docx->out, "<w:cols w:space='425'/>%s<w:docGrid",
	    letter ? "<w:titlePg/>" : "");
	if (sheet.landscape)
		markup_put(docx->out, " w:linePitch='%d'/>", p->line_pitch);
	else
		markup_put(docx->out, " w:type='linesAndChars'"
		    " w:linePitch='%d' w:charSpace='%ld'/>", p->line_pitch,
		    space);
}

static void
write_w_sectPr(struct docx *docx, struct sheet sheet)
{
	struct buf *out = docx->out;
	bool letter = docx->layout->format == FORMAT_LETTER &&
	    docx->sections == 0 && !sheet.landscape && !sheet.unnumbered;

	buf_lit(out, "<w:sectPr>");
	if (letter)
		write_letter_footer(docx);
	if (sheet.unnumbered)
		write_blank_footers(docx);
	else if (sheet.landscape)
		write_wide_footers(docx);
	else {
		buf_str(out, docx->page->references);
		docx->fill->upright = true;
	}
	if (docx->sections++ > 0)
		buf_lit(out, "<w:type w:val=\"nextPage\"/>");
	write_w_pgMar(docx, sheet);
	write_w_docGrid(docx, sheet, letter);
	buf_lit(out, "</w:sectPr>");
}

/* A section ends in a paragraph too low to open a page. */
static void
write_section_end(struct docx *docx, struct sheet sheet)
{
	buf_lit(docx->out, "<w:p><w:pPr>");
	write_w_pStyle(docx, STYLE_ANCHOR);
	write_w_sectPr(docx, sheet);
	buf_lit(docx->out, "</w:pPr></w:p>");
}

/* --- pictures --------------------------------------------------------- */

#define EMU_PER_TWIP	635L
#define DRAWING	"http://schemas.openxmlformats.org/drawingml/2006/"

/* Add the picture's bytes to the package; its number there. */
static unsigned long
add_media(struct docx *docx, const struct figure *figure)
{
	unsigned long n = ++docx->media;
	const char *suffix = figure->png ? "png" : "jpeg";
	struct str target = str_format(docx->arena, "media/gw%lu.%s", n,
	    suffix);

	*VEC_ADD(docx->arena, &docx->parts) = (struct fill_part){
	    str_cat(docx->arena, STR("word/"), target),
	    figure->png ? STR("image/png") : STR("image/jpeg"), figure->bytes };
	*VEC_ADD(docx->arena, &docx->relations) = (struct fill_relation){
	    str_format(docx->arena, "rIdGw%lu", n), "image", target, false };
	return n;
}

static void
write_w_drawing(struct docx *docx, const struct figure *figure)
{
	struct buf *out = docx->out;
	long cx = figure->width * EMU_PER_TWIP;
	long cy = figure->height * EMU_PER_TWIP;
	unsigned long id = ++docx->next_id;
	unsigned long media = add_media(docx, figure);

	buf_lit(out, "<w:p><w:pPr>");
	write_w_pStyle(docx, STYLE_PICTURE);
	if (figure->keep_next)
		buf_lit(out, "<w:keepNext/>");
	markup_put(out, "<w:spacing w:before='%d' w:after='%d' w:line='240'"
	    " w:lineRule='auto'/></w:pPr><w:r><w:drawing><wp:inline"
	    " xmlns:wp='" DRAWING "wordprocessingDrawing' distT='0' distB='0'"
	    " distL='0' distR='0'><wp:extent cx='%ld' cy='%ld'/>"
	    "<wp:docPr id='%lu' name='图%lu' descr='%.*s'/>"
	    "<a:graphic xmlns:a='" DRAWING "main'>"
	    "<a:graphicData uri='" DRAWING "picture'>"
	    "<pic:pic xmlns:pic='" DRAWING "picture'>"
	    "<pic:nvPicPr><pic:cNvPr id='%lu' name='图%lu'/><pic:cNvPicPr/>"
	    "</pic:nvPicPr><pic:blipFill><a:blip r:embed='rIdGw%lu'/>"
	    "<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr>"
	    "<a:xfrm><a:off x='0' y='0'/><a:ext cx='%ld' cy='%ld'/>"
	    "</a:xfrm><a:prstGeom prst='rect'><a:avLst/></a:prstGeom>"
	    "</pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline>"
	    "</w:drawing></w:r></w:p>", figure->air, figure->air, cx, cy,
	    id, media, STR_ARG(figure->alt), id, media, media, cx, cy);
}

/* --- blocks ----------------------------------------------------------- */

/* What an import needs beside its blocks. */
static void
add_import(struct docx *docx, const struct import *import)
{
	struct fill *fill = docx->fill;

	for (size_t i = 0; i < import->part_count; i++)
		*VEC_ADD(docx->arena, &docx->parts) = import->parts[i];
	for (size_t i = 0; i < import->relation_count; i++)
		*VEC_ADD(docx->arena, &docx->relations) =
		    import->relations[i];
	fill->style_xml = str_cat(docx->arena, fill->style_xml,
	    import->style_xml);
	fill->abstract_xml = str_cat(docx->arena, fill->abstract_xml,
	    import->abstract_xml);
	fill->number_xml = str_cat(docx->arena, fill->number_xml,
	    import->number_xml);
}

/*
 * Somebody else's DOCX, its pages turned as they were.  One that cannot be
 * taken in has its finding, and the rest of the document is made.
 */
static void
write_import(struct docx *docx, struct str path, struct pos pos)
{
	struct sheet sheet = docx->coming;
	const struct import *import = import_open(docx->arena, path, pos,
	    ++docx->imports, docx->findings);

	if (import == NULL)
		return;
	for (size_t i = 0; i < import->run_count; i++) {
		if (import->runs[i].landscape != sheet.landscape) {
			write_section_end(docx, sheet);
			sheet.landscape = import->runs[i].landscape;
		}
		buf_str(docx->out, import->runs[i].xml);
	}
	if (sheet.landscape != docx->coming.landscape)
		write_section_end(docx, sheet);
	add_import(docx, import);
}

static void
write_laid(struct docx *docx, const struct laid *laid)
{
	switch (laid->kind) {
	case LAID_PARA:
		write_w_p(docx, laid->as.para);
		break;
	case LAID_GRID:
		write_w_tbl(docx, laid->as.grid);
		break;
	case LAID_FIGURE:
		write_w_drawing(docx, laid->as.figure);
		break;
	case LAID_IMPORT:
		write_import(docx, laid->as.import.path, laid->as.import.pos);
		break;
	case LAID_SECTION_END:
		write_section_end(docx, laid->as.sheet);
		break;
	}
}

/* --- styles ----------------------------------------------------------- */

static void
write_w_rFonts(struct buf *out, const struct profile *profile, enum face face)
{
	struct str font = profile->faces[face];
	struct str latin = profile->digit_face.n > 0 ?
	    profile->digit_face : font;

	/* The hint keeps “ ” — … in the Chinese face beside Latin ones. */
	markup_put(out, "<w:rFonts w:hint='eastAsia' w:ascii='%.*s'"
	    " w:hAnsi='%.*s' w:eastAsia='%.*s' w:cs='Times New Roman'/>",
	    STR_ARG(latin), STR_ARG(latin), STR_ARG(font));
}

static void
write_size(struct buf *out, int spacing, int size)
{
	markup_put(out, "<w:spacing w:val='%d'/><w:sz w:val='%d'/>"
	    "<w:szCs w:val='%d'/></w:rPr>", spacing, size, size);
}

static void
write_style_rPr(struct buf *out, const struct profile *profile, enum style id)
{
	const struct style_spec *style = &profile->styles[id];

	buf_lit(out, "<w:rPr>");
	write_w_rFonts(out, profile, style->face);
	if (style->bold)
		buf_lit(out, "<w:b/><w:bCs/>");
	if (id == STYLE_MARK)
		buf_lit(out, "<w:color w:val=\"FF0000\"/>");
	write_size(out, style->spacing, style->size);
}

static void
write_style_pPr(struct buf *out, const struct profile *profile, enum style id)
{
	const struct style_spec *style = &profile->styles[id];

	markup_put(out, "<w:pPr><w:spacing w:line='%d' w:lineRule='exact'/>",
	    style->line);
	if (id <= STYLE_LEVEL_4)
		markup_put(out, "<w:ind w:firstLineChars='200'"
		    " w:firstLine='%d'/>", 2 * style->size * 10);
	markup_put(out, "<w:jc w:val='%s'/>", justify_name(style->justify));
	if (id >= STYLE_LEVEL_1 && id <= STYLE_LEVEL_4)
		markup_put(out, "<w:outlineLvl w:val='%d'/>",
		    (int)id - STYLE_LEVEL_1);
	buf_lit(out, "</w:pPr>");
}

/*
 * Each paragraph style has a character style of the same face and size.  BASE
 * is Normal in a package of ours; somebody's template has a heading 1 and a
 * Normal of its own.
 */
static void
write_w_style(struct buf *out, const struct profile *profile, enum style id,
    const char *base)
{
	const struct style_spec *style = &profile->styles[id];

	/* Word's own headings, under our names: outline, contents, readers. */
	if (id >= STYLE_LEVEL_1 && id <= STYLE_LEVEL_4 &&
	    strcmp(base, "Normal") == 0)
		markup_put(out, "<w:style w:type='paragraph' w:styleId='%s'>"
		    "<w:name w:val='heading %d'/><w:aliases w:val='%s'/>",
		    style->ident, (int)id - STYLE_LEVEL_1 + 1, style->name);
	else
		markup_put(out, "<w:style w:type='paragraph'"
		    " w:customStyle='1' w:styleId='%s'><w:name w:val='%s'/>",
		    style->ident, style->name);
	markup_put(out, "<w:basedOn w:val='%s'/><w:link w:val='%sChar'/>"
	    "<w:qFormat/>", base, style->ident);
	write_style_pPr(out, profile, id);
	write_style_rPr(out, profile, id);
	markup_put(out, "</w:style><w:style w:type='character'"
	    " w:customStyle='1' w:styleId='%sChar'><w:name w:val='%s 字符'/>"
	    "<w:basedOn w:val='DefaultParagraphFont'/><w:link w:val='%s'/>",
	    style->ident, style->name, style->ident);
	write_style_rPr(out, profile, id);
	buf_lit(out, "</w:style>");
}

/*
 * Normal carries the page's pitch, freed from the grid on both levels: the
 * grid declares 28 × 22, the geometry is given outright (5.2.3).  Marks at a
 * line's end may hang (overflowPunct), as in every Chinese document of Word;
 * LibreOffice reads the value the wrong way round, which is as well, because
 * it drops a hanging mark that stands before a number.  Pages hold both ways:
 * fit_main and fit_inner in layout.
 */
static void
write_base(struct buf *out, const struct profile *profile)
{
	markup_put(out, "<w:pPr><w:widowControl w:val='0'/>"
	    "<w:overflowPunct w:val='1'/><w:adjustRightInd w:val='0'/>"
	    "<w:snapToGrid w:val='0'/><w:spacing w:line='%d'"
	    " w:lineRule='exact'/><w:jc w:val='both'/></w:pPr><w:rPr>",
	    profile->line_pitch);
	write_w_rFonts(out, profile, profile->styles[STYLE_BODY].face);
	buf_lit(out, "<w:snapToGrid w:val=\"0\"/>");
	write_size(out, profile->character_spacing,
	    profile->styles[STYLE_BODY].size);
	buf_lit(out, "</w:style>");
}

#define LENT_BASE	"GwBase"

/* The styles that the document has and its template has not. */
static void
lend_styles(struct docx *docx, const struct template *template)
{
	struct buf out = { 0 };

	for (size_t i = 0; i < STYLE_COUNT; i++) {
		if (!docx->fill->styles[i] ||
		    template_style(template, (enum style)i)->present)
			continue;
		if (out.n == 0) {
			markup_put(&out, "<w:style w:type='paragraph'"
			    " w:customStyle='1' w:styleId='" LENT_BASE
			    "'><w:name w:val='公文基础'/><w:qFormat/>");
			write_base(&out, docx->profile);
		}
		write_w_style(&out, docx->profile, (enum style)i, LENT_BASE);
	}
	docx->fill->style_xml = str_cat(docx->arena, docx->fill->style_xml,
	    buf_take(docx->arena, &out));
}

/* The styles of a profile as children of w:styles. */
static struct str
spelled_styles(struct arena *arena, const struct profile *profile)
{
	struct buf out = { 0 };

	markup_put(&out, "<w:style w:type='paragraph' w:default='1'"
	    " w:styleId='Normal'><w:name w:val='Normal'/><w:qFormat/>");
	write_base(&out, profile);
	markup_put(&out, "<w:style w:type='character' w:default='1'"
	    " w:styleId='DefaultParagraphFont'>"
	    "<w:name w:val='Default Paragraph Font'/>"
	    "<w:uiPriority w:val='1'/><w:semiHidden/></w:style>"
	    "<w:style w:type='table' w:default='1' w:styleId='TableNormal'>"
	    "<w:name w:val='Normal Table'/><w:uiPriority w:val='99'/>"
	    "<w:semiHidden/><w:tblPr><w:tblInd w:w='0' w:type='dxa'/>"
	    "<w:tblCellMar><w:top w:w='0' w:type='dxa'/>"
	    "<w:left w:w='108' w:type='dxa'/><w:bottom w:w='0' w:type='dxa'/>"
	    "<w:right w:w='108' w:type='dxa'/></w:tblCellMar></w:tblPr>"
	    "</w:style>");
	for (size_t i = 0; i < STYLE_COUNT; i++)
		write_w_style(&out, profile, (enum style)i, "Normal");
	return buf_take(arena, &out);
}

/* --- the whole -------------------------------------------------------- */

/*
 * Lengths and styles; how the page numbers stand: where, and between dashes or
 * not; and the size of the body, which the grid is reckoned from.
 */
struct template_raws
docx_raws(struct arena *arena, const struct profile *profile)
{
	const struct template_raw others[] = {
		{ STR("样式"), spelled_styles(arena, profile) },
		{ STR("单页页码"), number_place(arena, profile, 0) },
		{ STR("双页页码"), number_place(arena, profile, 1) },
		{ STR("页码线左"), profile->number_bare ?
		    STR_NONE : STR(DASH_LEFT) },
		{ STR("页码线右"), profile->number_bare ?
		    STR_NONE : STR(DASH_RIGHT) },
		{ STR("正文字号"), str_format(arena, "%d",
		    profile->styles[STYLE_BODY].size) },
	};
	VEC(struct template_raw) raws = { 0 };
	struct str key;
	int value;

	for (size_t i = 0; profile_length(profile, i, &key, &value); i++)
		*VEC_ADD(arena, &raws) = (struct template_raw){ key,
		    str_format(arena, "%d", value) };
	for (size_t i = 0; i < COUNT_OF(others); i++)
		*VEC_ADD(arena, &raws) = others[i];
	return (struct template_raws){ raws.v, raws.n };
}

const struct profile *
docx_profile(struct arena *arena, const struct profile *profile,
    const struct template *template)
{
	const struct template_page *page = template_page(template);
	struct profile *own = NEW(arena, struct profile);
	int number;

	*own = *profile;
	if (page->width > 0 && page->height > 0) {
		own->page_width = page->width;
		own->page_height = page->height;
		own->margin_top = page->margin_top;
		own->margin_bottom = page->margin_bottom;
		own->margin_left = page->margin_left;
		own->margin_right = page->margin_right;
	}
	if (page->footer > 0)
		own->footer_distance = page->footer;
	own->grid_size = page->grid_size;
	for (size_t i = 0; i < STYLE_COUNT; i++) {
		const struct template_style *style =
		    template_style(template, (enum style)i);

		if (style->size > 0)
			own->styles[i].size = style->size;
		if (style->line > 0)
			own->styles[i].line = style->line;
		if (style->present)
			own->styles[i].spacing = style->spacing;
	}
	/* A page number that reaches into the text pushes it up. */
	number = own->footer_distance + own->styles[STYLE_PAGE_NUMBER].line;
	if (own->margin_bottom < number)
		own->margin_bottom = number;
	own->line_pitch = own->styles[STYLE_BODY].line;
	own->character_spacing = own->styles[STYLE_BODY].spacing;
	/* A template of labels or posters is filled with our own measures. */
	return profile_is_usable(own) ? own : profile;
}

/* Sections say at their end what they are; an import asks before. */
static void
find_coming(struct docx *docx, const struct laid_list *list, size_t from)
{
	if (list->v[from].kind != LAID_IMPORT)
		return;
	docx->coming = docx->layout->last;
	for (size_t i = list->n; i > from; i--)
		if (list->v[i - 1].kind == LAID_SECTION_END)
			docx->coming = list->v[i - 1].as.sheet;
}

/*
 * Does a page begin with the block, or in it?  Word keeps that, too; where the
 * page is told to begin there, a reader might make two of it.
 */
static void
find_turns(struct docx *docx, const struct laid *laid)
{
	bool told = docx->told || (laid->kind == LAID_PARA &&
	    laid->as.para->page_break);

	docx->turned = !told && laid->page > docx->reached && docx->reached > 0;
	docx->told = laid->kind == LAID_SECTION_END;
	docx->turn = laid->kind == LAID_PARA ? laid->turn : 0;
	if (laid->last_page > 0)
		docx->reached = laid->last_page;
}

/* Add the blocks of a slot; how many bytes they are. */
static size_t
write_slot(struct docx *docx, const struct laid_list *list)
{
	size_t before = docx->out->n;

	for (size_t i = 0; i < list->n && !docx->arena->spent; i++) {
		const struct block *source = list->v[i].source;

		find_turns(docx, &list->v[i]);
		find_coming(docx, list, i);
		write_laid(docx, &list->v[i]);
		docx->turned = false;
		if (is_full(docx))
			budget_end(docx->arena, docx->findings, source == NULL ?
			    POS_NONE : source->pos);
	}
	return docx->out->n - before;
}

/* A paragraph of a memo, spelled. */
static void
spell(void *context, struct para *para)
{
	struct docx *docx = context;

	docx->out->n = 0;
	write_w_p(docx, para);
	para->spelling = str_copy(docx->arena, buf_view(docx->out));
}

void
docx_spell(struct arena *arena, const struct profile *profile,
    struct layout_memo *memo)
{
	struct buf out = { 0 };
	struct fill fill = { 0 };
	struct docx docx = { .arena = arena, .out = &out, .fill = &fill,
	    .profile = profile };

	layout_memo_visit(memo, spell, &docx);
	buf_release(&out);
}

#define USUAL_BYTES	((size_t)64 << 10)	/* of a document's blocks */

int
docx_write(struct arena *arena, const struct layout *layout,
    const struct template *template, struct pack_writer *writer,
    struct buf *out, struct findings *findings)
{
	struct buf blocks = { 0 };
	struct fill fill = {
		.values = layout->values, .value_count = layout->value_count,
		.title = layout->title, .creator = layout->creator,
		.date = layout->date, .pages = layout->pages,
	};
	struct docx docx = {
		.arena = arena, .out = &blocks, .layout = layout,
		.profile = layout->profile, .page = template_page(template),
		.findings = findings, .fill = &fill,
		.landscape = layout->last.landscape,
	};
	size_t at;
	int status;

	buf_reserve(&blocks, USUAL_BYTES);
	for (size_t i = 0; i < SLOT_COUNT; i++)
		fill.xml[i].n = write_slot(&docx, &layout->slots[i]);
	at = blocks.n;
	write_w_sectPr(&docx, layout->last);
	fill.section = str_slice(buf_view(&blocks), at, blocks.n);
	for (size_t i = SLOT_COUNT; i-- > 0;)
		fill.xml[i].p = blocks.p + (at -= fill.xml[i].n);
	lend_styles(&docx, template);
	/* How long a DOCX that was taken in is, only its program knows. */
	if (docx.imports > 0)
		fill.pages = 0;
	fill.parts = docx.parts.v;
	fill.part_count = docx.parts.n;
	fill.relations = docx.relations.v;
	fill.relation_count = docx.relations.n;
	status = arena->spent ? -1 :
	    template_fill(template, &fill, writer, out, findings);
	buf_release(&blocks);
	return status;
}

int
output_docx(struct writing *w, struct buf *out)
{
	struct proof *proof = w->proof ?
	    proof_begin(w->arena, w->own_words) : NULL;
	int status;

	pack_watch(w->pack, proof == NULL ? NULL : proof_watch(proof));
	status = docx_write(w->arena, w->layout, w->template, w->pack, out,
	    w->findings);
	pack_watch(w->pack, NULL);
	if (status == 0 && proof != NULL)
		status = proof_end(proof, w->document, w->page, w->findings);
	return status;
}
