/*
 * The parts of an XLSX that a table needs: the workbook, a sheet each, styles,
 * and for remarks a list of them with the drawing that Excel wants beside it.
 * Texts stand in their cells; a table of shared ones would only be shorter.
 */
#include "workbook.h"

#include "markup.h"

#define OFFICE	"http://schemas.openxmlformats.org/"
#define MAIN	"xmlns=\"" OFFICE "spreadsheetml/2006/main\""
#define TYPES	"application/vnd.openxmlformats-officedocument."	\
		"spreadsheetml."
#define NAME_MAX_CHARS	31
#define RELATIONS	"<Relationships xmlns=\"" OFFICE		\
			"package/2006/relationships\">"
#define RELATION(id)	"<Relationship Id=\"" id "\" Type=\"" OFFICE	\
			"officeDocument/2006/relationships/"

/* Which style a cell has: the order of cellXfs below. */
enum { STYLE_TEXT, STYLE_HEAD, STYLE_DATE, STYLE_MARKED, STYLE_MARKED_DATE };

static const char styles[] = "<styleSheet " MAIN "><numFmts count='1'>"
    "<numFmt numFmtId='164' formatCode='yyyy-mm-dd'/></numFmts>"
    "<fonts count='2'><font><sz val='11'/><name val='宋体'/></font>"
    "<font><b/><sz val='11'/><name val='宋体'/></font></fonts>"
    "<fills count='3'><fill><patternFill patternType='none'/></fill>"
    "<fill><patternFill patternType='gray125'/></fill>"
    "<fill><patternFill patternType='solid'><fgColor rgb='FFFFFF99'/>"
    "</patternFill></fill></fills><borders count='2'><border/>"
    "<border><left style='thin'/><right style='thin'/><top style='thin'/>"
    "<bottom style='thin'/></border></borders>"
    "<cellStyleXfs count='1'><xf/></cellStyleXfs><cellXfs count='5'>"
    "<xf fontId='0' fillId='0' borderId='1' applyBorder='1' "
    "applyAlignment='1'><alignment vertical='center' wrapText='1'/></xf>"
    "<xf fontId='1' fillId='0' borderId='1' applyFont='1' applyBorder='1' "
    "applyAlignment='1'><alignment horizontal='center' vertical='center' "
    "wrapText='1'/></xf>"
    "<xf numFmtId='164' fontId='0' fillId='0' borderId='1' "
    "applyNumberFormat='1' applyBorder='1'/>"
    "<xf fontId='0' fillId='2' borderId='1' applyFill='1' applyBorder='1' "
    "applyAlignment='1'><alignment vertical='center' wrapText='1'/></xf>"
    "<xf numFmtId='164' fontId='0' fillId='2' borderId='1' "
    "applyNumberFormat='1' applyFill='1' applyBorder='1'/>"
    "</cellXfs></styleSheet>";

/* The letters of a column: A, Z, AA. */
static void
put_column(struct buf *out, size_t column)
{
	if (column >= 26)
		put_column(out, column / 26 - 1);
	buf_byte(out, (char)('A' + column % 26));
}

static void
put_reference(struct buf *out, size_t row, size_t column)
{
	put_column(out, column);
	buf_uint(out, row + 1);
}

static void
put_cell(struct buf *out, const struct sheet_out *sheet, size_t row,
    size_t column)
{
	const struct sheet_cell *cell =
	    &sheet->cells[row * sheet->columns + column];
	bool date = cell->kind == SHEET_DATE, marked = cell->remark.n > 0;
	int style = row == 0 ? STYLE_HEAD : marked ? date ?
	    STYLE_MARKED_DATE : STYLE_MARKED : date ? STYLE_DATE : STYLE_TEXT;

	buf_lit(out, "<c r=\"");
	put_reference(out, row, column);
	buf_format(out, "\" s=\"%d\"", style);
	if (cell->kind == SHEET_SUM) {
		buf_lit(out, "><f>SUM(");
		put_reference(out, 1, column);
		buf_byte(out, ':');
		put_reference(out, row - 1, column);
		buf_format(out, ")</f><v>%.*s</v></c>", STR_ARG(cell->text));
	} else if (cell->text.n == 0) {
		buf_lit(out, "/>");
	} else if (cell->kind != SHEET_TEXT) {
		buf_format(out, "><v>%.*s</v></c>", STR_ARG(cell->text));
	} else {
		buf_lit(out, " t=\"inlineStr\"><is><t "
		    "xml:space=\"preserve\">");
		markup_text(out, cell->text, STR("\n"));
		buf_lit(out, "</t></is></c>");
	}
}

static bool
has_remarks(const struct sheet_out *sheet)
{
	for (size_t i = 0; i < sheet->rows * sheet->columns; i++)
		if (sheet->cells[i].remark.n > 0)
			return true;
	return false;
}

static void
put_sheet(struct buf *out, const struct sheet_out *sheet)
{
	markup_put(out, "<worksheet " MAIN " xmlns:r='" OFFICE
	    "officeDocument/2006/relationships'><sheetPr><pageSetUpPr "
	    "fitToPage='1'/></sheetPr><sheetViews><sheetView "
	    "workbookViewId='0'><pane ySplit='1' topLeftCell='A2' "
	    "activePane='bottomLeft' state='frozen'/></sheetView>"
	    "</sheetViews><cols>");
	for (size_t i = 0; i < sheet->columns; i++)
		buf_format(out, "<col min=\"%zu\" max=\"%zu\" width=\"%u\" "
		    "customWidth=\"1\"/>", i + 1, i + 1, sheet->widths[i]);
	buf_lit(out, "</cols><sheetData>");
	for (size_t row = 0; row < sheet->rows; row++) {
		buf_format(out, "<row r=\"%zu\">", row + 1);
		for (size_t i = 0; i < sheet->columns; i++)
			put_cell(out, sheet, row, i);
		buf_lit(out, "</row>");
	}
	/* As wide as the paper, and as long as it takes. */
	markup_put(out, "</sheetData><pageSetup paperSize='9' "
	    "fitToHeight='0' orientation='landscape'/>");
	if (has_remarks(sheet))
		markup_put(out, "<legacyDrawing r:id='d'/>");
	buf_lit(out, "</worksheet>");
}

static void
put_remarks(struct buf *out, const struct sheet_out *sheet)
{
	buf_lit(out, "<comments " MAIN "><authors><author>gongwen</author>"
	    "</authors><commentList>");
	for (size_t i = 0; i < sheet->rows * sheet->columns; i++) {
		if (sheet->cells[i].remark.n == 0)
			continue;
		buf_lit(out, "<comment ref=\"");
		put_reference(out, i / sheet->columns, i % sheet->columns);
		buf_lit(out, "\" authorId=\"0\"><text><t "
		    "xml:space=\"preserve\">");
		markup_text(out, sheet->cells[i].remark, STR("\n"));
		buf_lit(out, "</t></text></comment>");
	}
	buf_lit(out, "</commentList></comments>");
}

/* The boxes of the remarks, hidden until somebody points at the cell. */
static void
put_drawing(struct buf *out, const struct sheet_out *sheet)
{
	markup_put(out, "<xml xmlns:v='urn:schemas-microsoft-com:vml' "
	    "xmlns:o='urn:schemas-microsoft-com:office:office' "
	    "xmlns:x='urn:schemas-microsoft-com:office:excel'>"
	    "<v:shapetype id='_x0000_t202' coordsize='21600,21600' "
	    "o:spt='202' path='m,l,21600r21600,l21600,xe'/>");
	for (size_t i = 0; i < sheet->rows * sheet->columns; i++)
		if (sheet->cells[i].remark.n > 0)
			buf_format(out, "<v:shape id=\"_x0000_s%zu\" "
			    "type=\"#_x0000_t202\" style=\"position:absolute;"
			    "width:160pt;height:60pt;visibility:hidden\" "
			    "fillcolor=\"#ffffe1\"><x:ClientData "
			    "ObjectType=\"Note\"><x:Row>%zu</x:Row>"
			    "<x:Column>%zu</x:Column></x:ClientData>"
			    "</v:shape>", 1025 + i, i / sheet->columns,
			    i % sheet->columns);
	buf_lit(out, "</xml>");
}

/* A name as Excel takes it: 31 characters, without some, none twice. */
static struct str
fit_name(struct arena *arena, const struct sheet_out *sheets, size_t i,
    struct str *names)
{
	struct buf out = { 0 };
	struct str name = sheets[i].name, fit;
	size_t chars = 0;

	for (size_t at = 0; at < name.n && (chars < NAME_MAX_CHARS - 4 ||
	    ((unsigned char)name.p[at] & 0xc0) == 0x80); at++) {
		chars += ((unsigned char)name.p[at] & 0xc0) != 0x80;
		if (strchr("[]:*?/\\'", name.p[at]) == NULL)
			buf_byte(&out, name.p[at]);
	}
	fit = out.n == 0 ? STR("表") : str_copy(arena, buf_view(&out));
	buf_release(&out);
	for (size_t k = 0; k < i; k++)
		if (pack_same_name(names[k], fit))
			return str_format(arena, "%.*s-%zu", STR_ARG(fit),
			    i + 1);
	return fit;
}

/* What PART holds becomes a part of the package; 0: it has no number. */
static void
add_part(struct pack_writer *writer, struct buf *part, const char *before,
    size_t number, const char *after)
{
	char name[64];

	if (number > 0)
		snprintf(name, sizeof(name), "%s%zu%s", before, number, after);
	else
		snprintf(name, sizeof(name), "%s", before);
	pack_add(writer, str_of(name), buf_view(part));
	part->n = 0;
}

static void
add_sheet(struct pack_writer *writer, struct buf *part,
    const struct sheet_out *sheet, size_t number)
{
	put_sheet(part, sheet);
	add_part(writer, part, "xl/worksheets/sheet", number, ".xml");
	if (!has_remarks(sheet))
		return;
	buf_format(part, RELATIONS RELATION("d") "vmlDrawing\" "
	    "Target=\"../drawings/remarks%zu.vml\"/>" RELATION("c")
	    "comments\" Target=\"../comments%zu.xml\"/></Relationships>",
	    number, number);
	add_part(writer, part, "xl/worksheets/_rels/sheet", number,
	    ".xml.rels");
	put_remarks(part, sheet);
	add_part(writer, part, "xl/comments", number, ".xml");
	put_drawing(part, sheet);
	add_part(writer, part, "xl/drawings/remarks", number, ".vml");
}

static void
put_types(struct buf *part, const struct sheet_out *sheets, size_t n)
{
	markup_put(part, "<Types xmlns='" OFFICE "package/2006/content-types'>"
	    "<Default Extension='rels' ContentType='application/"
	    "vnd.openxmlformats-package.relationships+xml'/>"
	    "<Default Extension='vml' ContentType='application/"
	    "vnd.openxmlformats-officedocument.vmlDrawing'/>"
	    "<Default Extension='xml' ContentType='application/xml'/>"
	    "<Override PartName='/xl/workbook.xml' ContentType='" TYPES
	    "sheet.main+xml'/><Override PartName='/xl/styles.xml' "
	    "ContentType='" TYPES "styles+xml'/>");
	for (size_t i = 0; i < n; i++) {
		buf_format(part, "<Override PartName=\"/xl/worksheets/"
		    "sheet%zu.xml\" ContentType=\"" TYPES "worksheet+xml\"/>",
		    i + 1);
		if (has_remarks(&sheets[i]))
			buf_format(part, "<Override PartName=\"/xl/"
			    "comments%zu.xml\" ContentType=\"" TYPES
			    "comments+xml\"/>", i + 1);
	}
	buf_lit(part, "</Types>");
}

void
workbook_write(struct arena *arena, const struct sheet_out *sheets, size_t n,
    struct buf *out)
{
	struct pack_writer *writer = pack_writer_new();
	struct str *names = NEW_ARRAY(arena, struct str, n);
	struct buf part = { 0 };

	pack_begin(writer, out);
	put_types(&part, sheets, n);
	add_part(writer, &part, "[Content_Types].xml", 0, "");
	buf_lit(&part, RELATIONS RELATION("w") "officeDocument\" "
	    "Target=\"xl/workbook.xml\"/></Relationships>");
	add_part(writer, &part, "_rels/.rels", 0, "");
	buf_lit(&part, "<workbook " MAIN " xmlns:r=\"" OFFICE
	    "officeDocument/2006/relationships\"><sheets>");
	for (size_t i = 0; i < n; i++) {
		names[i] = fit_name(arena, sheets, i, names);
		buf_lit(&part, "<sheet name=\"");
		markup_text(&part, names[i], STR(" "));
		buf_format(&part, "\" sheetId=\"%zu\" r:id=\"s%zu\"/>", i + 1,
		    i + 1);
	}
	buf_lit(&part, "</sheets></workbook>");
	add_part(writer, &part, "xl/workbook.xml", 0, "");
	buf_lit(&part, RELATIONS RELATION("t") "styles\" "
	    "Target=\"styles.xml\"/>");
	for (size_t i = 0; i < n; i++)
		buf_format(&part, RELATION("s%zu") "worksheet\" "
		    "Target=\"worksheets/sheet%zu.xml\"/>", i + 1, i + 1);
	buf_lit(&part, "</Relationships>");
	add_part(writer, &part, "xl/_rels/workbook.xml.rels", 0, "");
	markup_put(&part, styles);
	add_part(writer, &part, "xl/styles.xml", 0, "");
	for (size_t i = 0; i < n; i++)
		add_sheet(writer, &part, &sheets[i], i + 1);
	pack_end(writer);
	pack_writer_free(writer);
	buf_release(&part);
}
