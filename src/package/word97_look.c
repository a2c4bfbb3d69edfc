/*
 * Changes (sprm) are read against tables: which one sets what.  The number of
 * a change says how long its operand is; so unknown ones are passed over.
 */
#include "word97_look.h"

#define TABS		0xc615u		/* tab stops: a length of its own */
#define ROW		0xd608u		/* the cells of a row: 2 bytes long */
#define PLAIN		0x2a33u		/* characters as the style has them */
#define EDGE_MAX	100000000	/* twips */

/* The bytes of tab stops whose length does not fit its byte. */
static size_t
tabs_size(struct str rest)
{
	size_t gone = little_8(rest, 1) * (size_t)4;

	return 1 + 1 + gone + 1 + little_8(rest, 2 + gone) * (size_t)3;
}

bool
change_next(struct str *rest, struct change *change)
{
	static const size_t sizes[] = { 1, 1, 2, 4, 2, 2, 0, 3 };
	size_t from = 2, n;

	if (rest->n < 3)
		return false;
	change->code = little_16(*rest, 0);
	n = sizes[change->code >> 13];
	if (change->code == ROW) {
		from = 4;
		n = little_16(*rest, 2) > 0 ? little_16(*rest, 2) - 1 : 0;
	} else if (n == 0) {
		from = 3;
		n = little_8(*rest, 2);
		if (change->code == TABS && n == 255)
			n = tabs_size(str_slice(*rest, 2, rest->n)) - 1;
	}
	if (from + n > rest->n)
		return false;
	change->operand = str_slice(*rest, from, from + n);
	*rest = str_slice(*rest, from + n, rest->n);
	return true;
}

/* Which change sets what. */
struct setter {
	uint16_t code;
	uint8_t slot;
};

static const struct setter par_setters[] = {
	{ 0x2403, PAR_JC_OLD }, { 0x2461, PAR_JC }, { 0x2407, PAR_BREAK },
	{ 0x260a, PAR_LEVEL }, { 0x460b, PAR_LIST },
	{ 0x840f, PAR_LEFT }, { 0x845e, PAR_LEFT },
	{ 0x840e, PAR_RIGHT }, { 0x845d, PAR_RIGHT },
	{ 0x8411, PAR_FIRST }, { 0x8460, PAR_FIRST },
	{ 0x4455, PAR_RIGHT_CHARS }, { 0x4456, PAR_LEFT_CHARS },
	{ 0x4457, PAR_FIRST_CHARS }, { 0x6412, PAR_LINE },
	{ 0xa413, PAR_BEFORE }, { 0xa414, PAR_AFTER },
	{ 0x2447, PAR_SNAP }, { 0x6424, PAR_TOP_OLD },
	{ 0x6426, PAR_BOTTOM_OLD }, { 0xc64e, PAR_TOP },
	{ 0xc650, PAR_BOTTOM }, { 0x2416, PAR_IN_TABLE },
	{ 0x2417, PAR_ROW_END }, { 0x6649, PAR_DEPTH },
	{ 0x244b, PAR_INNER_CELL }, { 0x244c, PAR_INNER_ROW_END },
	{ 0x2640, PAR_OUTLINE }, { 0x4600, PAR_STYLE },
};

static const struct setter chr_setters[] = {
	{ 0x0800, CHR_DELETED }, { 0x0801, CHR_INSERTED },
	{ 0x0806, CHR_DATA }, { 0x080a, CHR_OLE }, { 0x6a03, CHR_PLACE },
	{ 0x4a30, CHR_STYLE }, { 0x0835, CHR_BOLD }, { 0x0836, CHR_ITALIC },
	{ 0x0837, CHR_STRIKE }, { 0x083c, CHR_HIDDEN },
	{ 0x2a3e, CHR_UNDERLINE }, { 0x8840, CHR_SPACING },
	{ 0x2a42, CHR_ICO }, { 0x6870, CHR_COLOR }, { 0x4a43, CHR_SIZE },
	{ 0x0855, CHR_SPECIAL }, { 0x0856, CHR_OBJECT },
	{ 0x4a4f, CHR_FONT_ASCII }, { 0x4a50, CHR_FONT_EAST },
	{ 0x4a51, CHR_FONT_OTHER }, { 0x6a09, CHR_SYMBOL },
	{ 0x2a48, CHR_POSITION },
};

static const struct setter sec_setters[] = {
	{ 0x3009, SEC_BREAK }, { 0x300a, SEC_TITLE }, { 0xb01f, SEC_WIDTH },
	{ 0xb020, SEC_HEIGHT }, { 0xb021, SEC_LEFT }, { 0xb022, SEC_RIGHT },
	{ 0x9023, SEC_TOP }, { 0x9024, SEC_BOTTOM }, { 0xb025, SEC_GUTTER },
	{ 0xb017, SEC_HEADER }, { 0xb018, SEC_FOOTER },
	{ 0x301d, SEC_TURNED }, { 0x5032, SEC_GRID }, { 0x7030, SEC_CHARS },
	{ 0x9031, SEC_PITCH },
};

static int32_t
number_of(struct str operand)
{
	return operand.n >= 4 ? (int32_t)little_32(operand, 0) :
	    operand.n >= 2 ? (int32_t)little_s16(operand, 0) :
	    (int32_t)little_8(operand, 0);
}

/* Of a line along an edge (8 bytes) what a short one says (4 bytes). */
static int32_t
short_border(struct str operand)
{
	uint32_t color = little_32(operand, 0);
	unsigned ico = color >> 24 == 0 && (color & 0xff) >= 0xb0 &&
	    (color >> 8 & 0xff) <= 0x60 && (color >> 16 & 0xff) <= 0x60 ? 6 : 1;

	return (int32_t)(little_8(operand, 4) | little_8(operand, 5) << 8 |
	    ico << 16);
}

static void
set(int32_t *look, const struct setter *setters, size_t n,
    const struct change *change)
{
	for (size_t i = 0; i < n; i++)
		if (setters[i].code == change->code)
			look[setters[i].slot] =
			    change->code == 0xc64e || change->code == 0xc650 ?
			    short_border(change->operand) :
			    number_of(change->operand);
}

static void
unset(int32_t *look, size_t n)
{
	for (size_t i = 0; i < n; i++)
		look[i] = LOOK_UNSET;
}

void
look_par(int32_t look[PAR_COUNT], const struct changes *changes)
{
	struct change change;

	unset(look, PAR_COUNT);
	for (size_t i = 0; i < changes->n; i++)
		for (struct str rest = changes->v[i];
		    change_next(&rest, &change); )
			set(look, par_setters, COUNT_OF(par_setters), &change);
}

/* All but what a character is goes back to the style. */
static void
make_plain(int32_t look[CHR_COUNT])
{
	for (int i = CHR_STYLE + 1; i < CHR_COUNT; i++)
		if (i != CHR_SPECIAL && i != CHR_OBJECT && i != CHR_SYMBOL)
			look[i] = LOOK_UNSET;
}

void
look_chr(int32_t look[CHR_COUNT], const struct changes *changes)
{
	struct change change;

	unset(look, CHR_COUNT);
	for (size_t i = 0; i < changes->n; i++)
		for (struct str rest = changes->v[i];
		    change_next(&rest, &change); ) {
			if (change.code == PLAIN)
				make_plain(look);
			set(look, chr_setters, COUNT_OF(chr_setters), &change);
		}
}

void
look_sec(int32_t look[SEC_COUNT], struct str changes)
{
	static const struct {
		uint8_t slot;
		int32_t value;
	} usual[] = {
		{ SEC_BREAK, 2 }, { SEC_WIDTH, 12240 }, { SEC_HEIGHT, 15840 },
		{ SEC_LEFT, 1800 }, { SEC_RIGHT, 1800 }, { SEC_TOP, 1440 },
		{ SEC_BOTTOM, 1440 }, { SEC_HEADER, 720 },
		{ SEC_FOOTER, 720 },
	};
	struct change change;

	unset(look, SEC_COUNT);
	for (size_t i = 0; i < COUNT_OF(usual); i++)
		look[usual[i].slot] = usual[i].value;
	while (change_next(&changes, &change))
		set(look, sec_setters, COUNT_OF(sec_setters), &change);
}

/* --- as XML ------------------------------------------------------------ */

static bool
is_set(int32_t value)
{
	return value != LOOK_UNSET;
}

/* Colours by number, as RRGGBB. */
static const char *
color_of(unsigned ico)
{
	static const char *const colors[] = {
		"auto", "000000", "0000FF", "00FFFF", "00FF00", "FF00FF",
		"FF0000", "FFFF00", "FFFFFF", "000080", "008080", "008000",
		"800080", "800000", "808000", "808080", "C0C0C0",
	};

	return colors[ico < COUNT_OF(colors) ? ico : 0];
}

/* A line along an edge: width, kind, colour. */
static void
put_border(struct buf *out, const char *edge, uint32_t border)
{
	static const char *const kinds[] = {
		"nil", "single", "thick", "double", "single", "single",
		"dotted", "dashed", "dotDash", "dotDotDash", "triple",
		"thinThickSmallGap", "thickThinSmallGap",
	};
	unsigned kind = border >> 8 & 0xff;

	if (border == UINT32_MAX)
		return;
	if (kind == 0) {
		buf_format(out, "<w:%s w:val=\"nil\"/>", edge);
		return;
	}
	buf_format(out, "<w:%s w:val=\"%s\" w:sz=\"%u\" w:space=\"0\" "
	    "w:color=\"%s\"/>", edge, kinds[kind < COUNT_OF(kinds) ? kind : 1],
	    border & 0xff, color_of(border >> 16 & 0xff));
}

static void
put_edges(struct buf *out, const int32_t look[PAR_COUNT])
{
	int32_t top = is_set(look[PAR_TOP]) ? look[PAR_TOP] : look[PAR_TOP_OLD];
	int32_t bottom = is_set(look[PAR_BOTTOM]) ? look[PAR_BOTTOM] :
	    look[PAR_BOTTOM_OLD];

	if (!is_set(top) && !is_set(bottom))
		return;
	buf_lit(out, "<w:pBdr>");
	if (is_set(top))
		put_border(out, "top", (uint32_t)top);
	if (is_set(bottom))
		put_border(out, "bottom", (uint32_t)bottom);
	buf_lit(out, "</w:pBdr>");
}

static void
put_value(struct buf *out, const char *name, int32_t value)
{
	if (is_set(value))
		buf_format(out, " w:%s=\"%ld\"", name, (long)value);
}

static void
put_spacing(struct buf *out, const int32_t look[PAR_COUNT])
{
	int32_t line = look[PAR_LINE];
	long height = (int16_t)(line & 0xffff);
	bool multiple = is_set(line) && ((uint32_t)line >> 16) != 0;

	if (!is_set(line) && !is_set(look[PAR_BEFORE]) &&
	    !is_set(look[PAR_AFTER]))
		return;
	buf_lit(out, "<w:spacing");
	put_value(out, "before", look[PAR_BEFORE]);
	put_value(out, "after", look[PAR_AFTER]);
	if (is_set(line) && height != 0)
		buf_format(out, " w:line=\"%ld\" w:lineRule=\"%s\"",
		    height < 0 ? -height : height, multiple ? "auto" :
		    height < 0 ? "exact" : "atLeast");
	buf_lit(out, "/>");
}

static void
put_indents(struct buf *out, const int32_t look[PAR_COUNT])
{
	static const struct {
		uint8_t slot;
		const char *name;
	} indents[] = {
		{ PAR_LEFT_CHARS, "leftChars" }, { PAR_LEFT, "left" },
		{ PAR_RIGHT_CHARS, "rightChars" }, { PAR_RIGHT, "right" },
	};
	bool any = false;

	for (int i = PAR_LEFT; i <= PAR_FIRST_CHARS; i++)
		any |= is_set(look[i]);
	if (!any)
		return;
	buf_lit(out, "<w:ind");
	for (size_t i = 0; i < COUNT_OF(indents); i++)
		put_value(out, indents[i].name, look[indents[i].slot]);
	if (is_set(look[PAR_FIRST_CHARS]))
		buf_format(out, " w:%s=\"%ld\"", look[PAR_FIRST_CHARS] < 0 ?
		    "hangingChars" : "firstLineChars",
		    labs((long)look[PAR_FIRST_CHARS]));
	if (is_set(look[PAR_FIRST]))
		buf_format(out, " w:%s=\"%ld\"", look[PAR_FIRST] < 0 ?
		    "hanging" : "firstLine", labs((long)look[PAR_FIRST]));
	buf_lit(out, "/>");
}

void
look_put_par(struct buf *out, const int32_t look[PAR_COUNT])
{
	static const char *const sides[] = {
		"left", "center", "right", "both", "distribute",
	};
	int32_t jc = is_set(look[PAR_JC]) ? look[PAR_JC] : look[PAR_JC_OLD];

	if (is_set(look[PAR_BREAK]))
		buf_format(out, "<w:pageBreakBefore w:val=\"%d\"/>",
		    look[PAR_BREAK] != 0);
	if (is_set(look[PAR_LIST]) && look[PAR_LIST] >= 0)
		buf_format(out, "<w:numPr><w:ilvl w:val=\"%ld\"/>"
		    "<w:numId w:val=\"%ld\"/></w:numPr>",
		    is_set(look[PAR_LEVEL]) ? (long)look[PAR_LEVEL] : 0L,
		    (long)look[PAR_LIST]);
	put_edges(out, look);
	if (is_set(look[PAR_SNAP]))
		buf_format(out, "<w:snapToGrid w:val=\"%d\"/>",
		    look[PAR_SNAP] != 0);
	put_spacing(out, look);
	put_indents(out, look);
	if (is_set(jc) && jc >= 0 && jc < (int32_t)COUNT_OF(sides))
		buf_format(out, "<w:jc w:val=\"%s\"/>", sides[jc]);
}

static void
put_font(struct buf *out, const char *script, int32_t number,
    const struct fonts *fonts)
{
	if (!is_set(number) || number < 0 || (size_t)number >= fonts->n ||
	    fonts->v[number].n == 0)
		return;
	/* Names of fonts have been made fit for XML. */
	buf_format(out, " w:%s=\"%.*s\"", script, STR_ARG(fonts->v[number]));
}

static void
put_switch(struct buf *out, const char *name, int32_t value)
{
	if (is_set(value) && value <= 1)
		buf_format(out, "<w:%s w:val=\"%d\"/>", name, value != 0);
}

static void
put_color(struct buf *out, const int32_t look[CHR_COUNT])
{
	uint32_t color = (uint32_t)look[CHR_COLOR];

	if (is_set(look[CHR_COLOR]) && color >> 24 == 0)
		buf_format(out, "<w:color w:val=\"%02X%02X%02X\"/>",
		    (unsigned)(color & 0xff), (unsigned)(color >> 8 & 0xff),
		    (unsigned)(color >> 16 & 0xff));
	else if (is_set(look[CHR_COLOR]) || is_set(look[CHR_ICO]))
		buf_format(out, "<w:color w:val=\"%s\"/>",
		    is_set(look[CHR_COLOR]) ? "auto" :
		    color_of((unsigned)look[CHR_ICO]));
}

void
look_put_chr(struct buf *out, const int32_t look[CHR_COUNT],
    const struct fonts *fonts)
{
	if (is_set(look[CHR_FONT_ASCII]) || is_set(look[CHR_FONT_EAST]) ||
	    is_set(look[CHR_FONT_OTHER])) {
		buf_lit(out, "<w:rFonts");
		put_font(out, "ascii", look[CHR_FONT_ASCII], fonts);
		put_font(out, "hAnsi", look[CHR_FONT_OTHER], fonts);
		put_font(out, "eastAsia", look[CHR_FONT_EAST], fonts);
		buf_lit(out, "/>");
	}
	put_switch(out, "b", look[CHR_BOLD]);
	put_switch(out, "i", look[CHR_ITALIC]);
	put_switch(out, "strike", look[CHR_STRIKE]);
	put_switch(out, "vanish", look[CHR_HIDDEN]);
	put_color(out, look);
	if (is_set(look[CHR_SPACING]))
		buf_format(out, "<w:spacing w:val=\"%ld\"/>",
		    (long)look[CHR_SPACING]);
	if (is_set(look[CHR_SIZE]) && look[CHR_SIZE] > 0)
		buf_format(out, "<w:sz w:val=\"%ld\"/><w:szCs w:val=\"%ld\"/>",
		    (long)look[CHR_SIZE], (long)look[CHR_SIZE]);
	if (is_set(look[CHR_UNDERLINE]))
		buf_format(out, "<w:u w:val=\"%s\"/>",
		    look[CHR_UNDERLINE] != 0 ? "single" : "none");
	if (look[CHR_POSITION] == 1 || look[CHR_POSITION] == 2)
		buf_format(out, "<w:vertAlign w:val=\"%s\"/>",
		    look[CHR_POSITION] == 1 ? "superscript" : "subscript");
}

void
look_put_sec(struct buf *out, const int32_t look[SEC_COUNT])
{
	static const char *const grids[] = {
		"default", "linesAndChars", "lines", "snapToChars",
	};
	bool turned = is_set(look[SEC_TURNED]) && look[SEC_TURNED] == 2;
	int32_t grid = look[SEC_GRID];

	if (look[SEC_BREAK] == 0)
		buf_lit(out, "<w:type w:val=\"continuous\"/>");
	buf_format(out, "<w:pgSz w:w=\"%ld\" w:h=\"%ld\"%s/>",
	    (long)look[SEC_WIDTH], (long)look[SEC_HEIGHT],
	    turned ? " w:orient=\"landscape\"" : "");
	buf_format(out, "<w:pgMar w:top=\"%ld\" w:right=\"%ld\" "
	    "w:bottom=\"%ld\" w:left=\"%ld\" w:header=\"%ld\" "
	    "w:footer=\"%ld\" w:gutter=\"%ld\"/>", (long)look[SEC_TOP],
	    (long)look[SEC_RIGHT], (long)look[SEC_BOTTOM],
	    (long)look[SEC_LEFT], (long)look[SEC_HEADER],
	    (long)look[SEC_FOOTER],
	    is_set(look[SEC_GUTTER]) ? (long)look[SEC_GUTTER] : 0L);
	if (is_set(look[SEC_TITLE]) && look[SEC_TITLE] != 0)
		buf_lit(out, "<w:titlePg/>");
	if (is_set(grid) && grid > 0 && grid < (int32_t)COUNT_OF(grids)) {
		buf_format(out, "<w:docGrid w:type=\"%s\"", grids[grid]);
		put_value(out, "linePitch", look[SEC_PITCH]);
		put_value(out, "charSpace", look[SEC_CHARS]);
		buf_lit(out, "/>");
	}
}

/* --- rows -------------------------------------------------------------- */

/* The cells as the row defines them: edges, then 20 bytes for each. */
static void
define_row(struct row_look *row, struct str operand)
{
	size_t n = little_8(operand, 0), cells = 1 + 2 * (n + 1);

	if (n > ROW_CELLS_MAX || operand.n < cells)
		return;
	row->n = n;
	row->left = (int32_t)little_s16(operand, 1);
	for (size_t i = 0; i < n; i++) {
		struct str cell = str_slice(operand, cells + 20 * i,
		    cells + 20 * (i + 1));
		unsigned flags = little_16(cell, 0);

		row->cells[i] = (struct cell_look){
		    .right = (int32_t)little_s16(operand, 1 + 2 * (i + 1)),
		    .joined = (flags & 2) != 0,
		    .merged = (flags & 0x20) != 0,
		    .restart = (flags & 0x40) != 0,
		    .align = flags >> 7 & 3,
		    .borders = str_slice(cell, 4, 20) };
	}
}

/* The cells FROM..TO-1 are one, or (SPLIT) each for itself again. */
static void
join_cells(struct row_look *row, size_t from, size_t to, bool split)
{
	for (size_t i = from; i < to && i < row->n; i++)
		row->cells[i].joined = !split && i > from;
}

/* An edge where a page could have it. */
static int32_t
moved(int32_t edge, int32_t by)
{
	edge += by;
	return edge > EDGE_MAX ? EDGE_MAX : edge < -EDGE_MAX ? -EDGE_MAX : edge;
}

static void
insert_cells(struct row_look *row, size_t at, size_t n, int32_t width)
{
	int32_t left;

	if (n == 0 || row->n + n > ROW_CELLS_MAX)
		return;
	at = at < row->n ? at : row->n;
	left = at == 0 ? row->left : row->cells[at - 1].right;
	memmove(&row->cells[at + n], &row->cells[at],
	    (row->n - at) * sizeof(row->cells[0]));
	row->n += n;
	for (size_t i = at; i < at + n; i++)
		row->cells[i] = (struct cell_look){ .right = moved(left,
		    width * (int32_t)(i - at + 1)) };
	for (size_t i = at + n; i < row->n; i++)
		row->cells[i].right = moved(row->cells[i].right,
		    width * (int32_t)n);
}

static void
delete_cells(struct row_look *row, size_t from, size_t to)
{
	if (from >= to || from >= row->n)
		return;
	to = to < row->n ? to : row->n;
	memmove(&row->cells[from], &row->cells[to],
	    (row->n - to) * sizeof(row->cells[0]));
	row->n -= to - from;
}

/* Columns FROM..TO-1 become WIDTH wide; what is right of them moves. */
static void
widen_cells(struct row_look *row, size_t from, size_t to, int32_t width)
{
	for (size_t i = from; i < to && i < row->n; i++) {
		int32_t left = i == 0 ? row->left : row->cells[i - 1].right;
		int32_t more = left + width - row->cells[i].right;

		for (size_t k = i; k < row->n; k++)
			row->cells[k].right = moved(row->cells[k].right, more);
	}
}

static void
change_row(struct row_look *row, const struct change *change)
{
	struct str operand = change->operand;
	size_t from = little_8(operand, 0), to = little_8(operand, 1);

	switch (change->code) {
	case ROW:
		define_row(row, operand);
		break;
	case 0x3404:
		row->header = from != 0;
		break;
	case 0x9407:
		row->height = (int32_t)little_s16(operand, 0);
		break;
	case 0x360d:
		row->floating = from != 0;
		break;
	case 0x5622:
		delete_cells(row, from, to);
		break;
	case 0x5624: case 0x5625:
		join_cells(row, from, to, change->code == 0x5625);
		break;
	case 0x7621:
		insert_cells(row, from, to, (int32_t)little_16(operand, 2));
		break;
	case 0x7623:
		widen_cells(row, from, to, (int32_t)little_16(operand, 2));
		break;
	case 0xd62b:
		if (from < row->n) {
			row->cells[from].merged = (to & 1) != 0;
			row->cells[from].restart = (to & 2) != 0;
		}
		break;
	}
}

void
look_row(struct row_look *row, const struct changes *changes)
{
	struct change change;

	*row = (struct row_look){ 0 };
	for (size_t i = 0; i < changes->n; i++)
		for (struct str rest = changes->v[i];
		    change_next(&rest, &change); )
			change_row(row, &change);
}

void
look_put_borders(struct buf *out, struct str borders)
{
	static const char *const edges[] = { "top", "left", "bottom", "right" };

	for (size_t i = 0; i < COUNT_OF(edges) && borders.n >= 16; i++)
		if (little_8(borders, 4 * i + 1) != 0)
			put_border(out, edges[i], little_32(borders, 4 * i));
}
