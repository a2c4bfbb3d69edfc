/*
 * The stream of a workbook (MS-XLS) is records: a number, a length, so many
 * bytes.  First those of the whole (sheets by their places, strings, formats),
 * then those of each sheet (cells, merges).  A record that is too long goes on
 * in CONTINUE records.
 */
#include "excel97.h"

#include <math.h>

#include "little.h"
#include "markup.h"
#include "word97_style.h"

#define SHEETS_MAX	200u
#define CELLS_MAX	2000000u
#define STRINGS_MAX	2000000u
#define FORMATS_MAX	8192u
#define XML_MAX		(PACK_PART_SIZE_MAX - ((size_t)1 << 20))
#define OFFICE		"http://schemas.openxmlformats.org/"
#define MAIN		"xmlns=\"" OFFICE "spreadsheetml/2006/main\""

enum {
	RECORD_FORMULA = 0x06, RECORD_EOF = 0x0a, RECORD_1904 = 0x22,
	RECORD_PASSWORD = 0x2f, RECORD_CONTINUE = 0x3c, RECORD_SHEET = 0x85,
	RECORD_MULRK = 0xbd, RECORD_RSTRING = 0xd6, RECORD_XF = 0xe0,
	RECORD_MERGES = 0xe5, RECORD_STRINGS = 0xfc, RECORD_LABELSST = 0xfd,
	RECORD_NUMBER = 0x203, RECORD_LABEL = 0x204, RECORD_BOOLERR = 0x205,
	RECORD_STRING = 0x207, RECORD_RK = 0x27e, RECORD_FORMAT = 0x41e,
	RECORD_BOF = 0x809
};

struct record {
	unsigned id;
	struct str bytes;
	size_t next;			/* where the one behind it begins */
};

struct cell {
	unsigned row, column, style;
	enum { CELL_NUMBER, CELL_TEXT, CELL_SHARED, CELL_BOOL, CELL_ERROR }
	    kind;
	double number;
	uint32_t string;
	struct str text;		/* fit for XML */
};

struct excel {
	struct arena *arena;
	struct findings *findings;
	struct str name;
	struct pos pos;
	struct str stream;
	VEC(struct cell) cells;		/* of the sheet at hand */
	struct buf merges, formats, styles, strings, sheets, relations, xml;
	VEC(struct pack_file) parts;
	unsigned sheet_count, style_count, string_count, format_count;
	bool date1904;
};

static bool
next_record(struct str stream, size_t at, struct record *record)
{
	size_t n = little_16(stream, at + 2);

	if (at + 4 > stream.n || at + 4 + n > stream.n)
		return false;
	*record = (struct record){ little_16(stream, at), str_slice(stream,
	    at + 4, at + 4 + n), at + 4 + n };
	return true;
}

static int
refuse(const struct excel *excel, enum finding_id id, const char *zh,
    const char *en)
{
	finding_add(excel->findings, id, excel->pos, "“%.*s”%s",
	    "“%.*s” %s", STR_ARG(excel->name),
	    excel->findings->language == LANGUAGE_EN ? en : zh);
	return -1;
}

static int
refuse_damaged(const struct excel *excel)
{
	return refuse(excel, FINDING_PACKAGE_DAMAGED,
	    "已损坏，没有读取；请在 Excel 或 WPS 中打开、修复后另存为 .xlsx",
	    "is damaged and was not read; open it in Excel or WPS and save "
	    "it as .xlsx");
}

/* --- strings ----------------------------------------------------------- */

/* N characters, of two bytes each (WIDE) or of one, as XML. */
static void
put_chars(struct buf *out, struct str bytes, size_t n, bool wide)
{
	struct buf pairs = { 0 };

	if (!wide)
		for (size_t i = 0; i < n && i < bytes.n; i++) {
			buf_byte(&pairs, bytes.p[i]);
			buf_byte(&pairs, 0);
		}
	wide_put(out, wide ? str_slice(bytes, 0, 2 * n) : buf_view(&pairs));
	buf_release(&pairs);
}

/* A string whose length takes LENGTH bytes, at AT of a record. */
static struct str
string_at(struct excel *excel, struct str bytes, size_t at, size_t length)
{
	size_t n = length == 1 ? little_8(bytes, at) : little_16(bytes, at);
	bool wide = (little_8(bytes, at + length) & 1) != 0;
	struct buf text = { 0 };

	put_chars(&text, str_from(bytes, at + length + 1), n, wide);
	return buf_take(excel->arena, &text);
}

/* The list of shared strings, record after record. */
struct string_reader {
	struct str stream, bytes;	/* of the record at hand */
	size_t at, next;
};

/* The next record goes on with it; false: none does. */
static bool
go_on(struct string_reader *reader)
{
	struct record record;

	if (!next_record(reader->stream, reader->next, &record) ||
	    record.id != RECORD_CONTINUE)
		return false;
	reader->bytes = record.bytes;
	reader->at = 0;
	reader->next = record.next;
	return true;
}

static void
pass_over(struct string_reader *reader, size_t n)
{
	while (n > reader->bytes.n - reader->at) {
		n -= reader->bytes.n - reader->at;
		reader->at = reader->bytes.n;
		if (!go_on(reader))
			return;
	}
	reader->at += n;
}

/* The characters of a string; where a record ends they say their width anew. */
static bool
read_chars(struct string_reader *reader, size_t n, bool wide, struct buf *pairs)
{
	while (n > 0) {
		size_t size = wide ? 2 : 1;
		size_t more = (reader->bytes.n - reader->at) / size;

		more = more < n ? more : n;
		for (size_t i = 0; i < more; i++) {
			buf_byte(pairs, reader->bytes.p[reader->at + i * size]);
			buf_byte(pairs, wide ? reader->bytes.p[reader->at +
			    i * size + 1] : 0);
		}
		reader->at += more * size;
		n -= more;
		if (n == 0)
			break;
		if (!go_on(reader))
			return false;
		wide = (little_8(reader->bytes, reader->at++) & 1) != 0;
	}
	return true;
}

static void
read_strings(struct excel *excel, const struct record *record)
{
	struct string_reader reader = { excel->stream, record->bytes, 8,
	    record->next };
	uint32_t n = little_32(record->bytes, 4);

	for (uint32_t i = 0; i < n && i < STRINGS_MAX &&
	    excel->strings.n < XML_MAX; i++) {
		struct buf pairs = { 0 };
		size_t chars, runs = 0, more = 0;
		unsigned flags;
		bool whole;

		if (reader.at >= reader.bytes.n && !go_on(&reader))
			break;
		chars = little_16(reader.bytes, reader.at);
		flags = little_8(reader.bytes, reader.at + 2);
		reader.at += 3;
		if (flags & 8) {
			runs = little_16(reader.bytes, reader.at);
			reader.at += 2;
		}
		if (flags & 4) {
			more = little_32(reader.bytes, reader.at);
			reader.at += 4;
		}
		if (reader.at > reader.bytes.n)
			reader.at = reader.bytes.n;
		whole = read_chars(&reader, chars, (flags & 1) != 0, &pairs);
		buf_lit(&excel->strings, "<si><t xml:space=\"preserve\">");
		wide_put(&excel->strings, buf_view(&pairs));
		buf_lit(&excel->strings, "</t></si>");
		buf_release(&pairs);
		excel->string_count++;
		if (!whole)
			break;
		pass_over(&reader, 4 * runs + more);
	}
}

/* --- cells ------------------------------------------------------------- */

static double
double_at(struct str bytes, size_t at)
{
	uint64_t bits = little_32(bytes, at) |
	    (uint64_t)little_32(bytes, at + 4) << 32;
	double value;

	memcpy(&value, &bits, sizeof(value));
	return value;
}

/* A number in four bytes: whole, or the upper half of a double. */
static double
rk_value(uint32_t rk)
{
	uint64_t bits = (uint64_t)(rk & ~3u) << 32;
	double value;

	if (rk & 2)
		value = (int32_t)rk >> 2;
	else
		memcpy(&value, &bits, sizeof(value));
	return rk & 1 ? value / 100 : value;
}

static struct cell *
add_cell(struct excel *excel, struct str bytes, unsigned column)
{
	struct cell *cell;

	if (excel->cells.n >= CELLS_MAX)
		return NULL;
	cell = VEC_ADD(excel->arena, &excel->cells);
	*cell = (struct cell){ .row = little_16(bytes, 0),
	    .column = column, .style = little_16(bytes, 4),
	    .text = STR_NONE };
	return cell;
}

static void
read_formula(struct str bytes, struct cell *cell)
{
	if (little_16(bytes, 12) != 0xffff) {
		cell->number = double_at(bytes, 6);
		return;
	}
	switch (little_8(bytes, 6)) {
	case 1:
		cell->kind = CELL_BOOL;
		cell->number = little_8(bytes, 8);
		break;
	case 2:
		cell->kind = CELL_ERROR;
		break;
	default:			/* its text follows, or there is none */
		cell->kind = CELL_TEXT;
	}
}

static void
read_many(struct excel *excel, struct str bytes)
{
	unsigned column = little_16(bytes, 2);

	for (size_t at = 4; at + 8 <= bytes.n; at += 6, column++) {
		struct cell *cell = add_cell(excel, bytes, column);

		if (cell == NULL)
			return;
		cell->style = little_16(bytes, at);
		cell->number = rk_value(little_32(bytes, at + 2));
	}
}

static void
read_merges(struct excel *excel, struct str bytes)
{
	for (size_t at = 2; at + 8 <= bytes.n; at += 8) {
		unsigned columns[2] = { little_16(bytes, at + 4),
		    little_16(bytes, at + 6) };

		if (columns[0] > 255 || columns[1] > 255)
			continue;
		buf_lit(&excel->merges, "<mergeCell ref=\"");
		for (int i = 0; i < 2; i++) {
			if (columns[i] >= 26)
				buf_byte(&excel->merges, (char)('A' +
				    columns[i] / 26 - 1));
			buf_format(&excel->merges, "%c%u%s", (char)('A' +
			    columns[i] % 26), little_16(bytes, at + 2 *
			    (size_t)i) + 1, i == 0 ? ":" : "\"/>");
		}
	}
}

/* One record of a sheet. */
static void
read_cell(struct excel *excel, const struct record *record)
{
	struct str bytes = record->bytes;
	struct cell *cell = NULL;

	switch (record->id) {
	case RECORD_NUMBER: case RECORD_RK: case RECORD_LABEL:
	case RECORD_RSTRING: case RECORD_LABELSST: case RECORD_BOOLERR:
	case RECORD_FORMULA:
		cell = add_cell(excel, bytes, little_16(bytes, 2));
	}
	if (record->id == RECORD_MULRK)
		read_many(excel, bytes);
	else if (record->id == RECORD_MERGES)
		read_merges(excel, bytes);
	else if (record->id == RECORD_STRING && excel->cells.n > 0)
		excel->cells.v[excel->cells.n - 1].text = string_at(excel,
		    bytes, 0, 2);
	if (cell == NULL)
		return;
	if (record->id == RECORD_NUMBER) {
		cell->number = double_at(bytes, 6);
	} else if (record->id == RECORD_RK) {
		cell->number = rk_value(little_32(bytes, 6));
	} else if (record->id == RECORD_LABELSST) {
		cell->kind = CELL_SHARED;
		cell->string = little_32(bytes, 6);
	} else if (record->id == RECORD_BOOLERR) {
		cell->kind = little_8(bytes, 7) ? CELL_ERROR : CELL_BOOL;
		cell->number = little_8(bytes, 6);
	} else if (record->id == RECORD_FORMULA) {
		read_formula(bytes, cell);
	} else {
		cell->kind = CELL_TEXT;
		cell->text = string_at(excel, bytes, 6, 2);
	}
}

static int
compare_cells(const void *a, const void *b)
{
	const struct cell *x = a, *y = b;

	if (x->row != y->row)
		return (x->row > y->row) - (x->row < y->row);
	return (x->column > y->column) - (x->column < y->column);
}

static void
put_cell(struct excel *excel, const struct cell *cell)
{
	struct buf *xml = &excel->xml;

	buf_lit(xml, "<c r=\"");
	if (cell->column >= 26)
		buf_byte(xml, (char)('A' + (cell->column / 26 - 1) % 26));
	buf_format(xml, "%c%u\" s=\"%u\"", (char)('A' + cell->column % 26),
	    cell->row + 1, cell->style);
	if (cell->kind == CELL_SHARED)
		buf_format(xml, " t=\"s\"><v>%lu</v></c>",
		    (unsigned long)cell->string);
	else if (cell->kind == CELL_TEXT)
		buf_format(xml, " t=\"inlineStr\"><is><t xml:space="
		    "\"preserve\">%.*s</t></is></c>", STR_ARG(cell->text));
	else if (cell->kind == CELL_ERROR)
		buf_lit(xml, " t=\"e\"><v>#N/A</v></c>");
	else if (cell->kind == CELL_BOOL)
		buf_format(xml, " t=\"b\"><v>%d</v></c>", cell->number != 0);
	else if (isfinite(cell->number))
		buf_format(xml, "><v>%.17g</v></c>", cell->number);
	else
		buf_lit(xml, "/>");
}

static void
add_part(struct excel *excel, struct str name, struct buf *bytes)
{
	*VEC_ADD(excel->arena, &excel->parts) = (struct pack_file){ name,
	    str_copy(excel->arena, buf_view(bytes)) };
	bytes->n = 0;
}

/* The sheet whose records begin at AT. */
static void
read_sheet(struct excel *excel, size_t at, unsigned number)
{
	struct record record;
	unsigned depth = 0, row = UINT32_MAX;

	excel->cells.n = excel->merges.n = 0;
	while (next_record(excel->stream, at, &record)) {
		at = record.next;
		depth += record.id == RECORD_BOF;
		if (record.id == RECORD_EOF && (depth == 0 || --depth == 0))
			break;
		/* A diagram in the sheet has records of its own. */
		if (depth == 1)
			read_cell(excel, &record);
	}
	sort(excel->cells.v, excel->cells.n,
	    sizeof(excel->cells.v[0]), compare_cells);
	buf_lit(&excel->xml, "<worksheet " MAIN "><sheetData>");
	for (size_t i = 0; i < excel->cells.n && excel->xml.n < XML_MAX;
	    i++) {
		const struct cell *cell = &excel->cells.v[i];

		if (cell->column > 255)
			continue;
		if (cell->row != row)
			buf_format(&excel->xml, "%s<row r=\"%u\">",
			    row == UINT32_MAX ? "" : "</row>", cell->row + 1);
		row = cell->row;
		put_cell(excel, cell);
	}
	buf_format(&excel->xml, "%s</sheetData>", row == UINT32_MAX ? "" :
	    "</row>");
	if (excel->merges.n > 0)
		buf_format(&excel->xml, "<mergeCells>%.*s</mergeCells>",
		    STR_ARG(buf_view(&excel->merges)));
	buf_lit(&excel->xml, "</worksheet>");
	add_part(excel, str_format(excel->arena, "xl/sheet%u.xml", number),
	    &excel->xml);
}

/* --- the whole --------------------------------------------------------- */

static void
note_sheet(struct excel *excel, struct str bytes)
{
	struct str name = string_at(excel, bytes, 6, 1);
	unsigned number = ++excel->sheet_count;

	/* Diagrams and macros are sheets too, of other kinds. */
	if (little_8(bytes, 5) != 0 || number > SHEETS_MAX)
		return;
	buf_format(&excel->sheets, "<sheet name=\"%.*s\" sheetId=\"%u\"%s "
	    "r:id=\"s%u\"/>", STR_ARG(name), number,
	    little_8(bytes, 4) & 3 ? " state=\"hidden\"" : "", number);
	buf_format(&excel->relations, "<Relationship Id=\"s%u\" Type=\""
	    OFFICE "officeDocument/2006/relationships/worksheet\" "
	    "Target=\"sheet%u.xml\"/>", number, number);
	read_sheet(excel, little_32(bytes, 0), number);
}

/* The records of the whole: 0, or -1 with a finding. */
static int
read_globals(struct excel *excel)
{
	struct record record;
	size_t at = 0;

	if (!next_record(excel->stream, 0, &record) || record.id != RECORD_BOF)
		return refuse_damaged(excel);
	if (little_16(record.bytes, 0) != 0x600)
		return refuse(excel, FINDING_PACKAGE_FOREIGN,
		    "是 Excel 95 或更早的格式，不能读取；请在 Excel 或 WPS "
		    "中打开后另存为 .xlsx", "is of Excel 95 or older and "
		    "cannot be read; save it as .xlsx");
	for (; next_record(excel->stream, at, &record) &&
	    record.id != RECORD_EOF; at = record.next)
		if (record.id == RECORD_PASSWORD)
			return refuse(excel, FINDING_PACKAGE_LOCKED,
			    "加了打开密码，不能读取；请去掉密码另存后再用",
			    "has a password and cannot be read; save it "
			    "without one");
		else if (record.id == RECORD_1904)
			excel->date1904 = little_16(record.bytes, 0) == 1;
		else if (record.id == RECORD_STRINGS)
			read_strings(excel, &record);
		else if (record.id == RECORD_FORMAT &&
		    excel->format_count++ < FORMATS_MAX)
			buf_format(&excel->formats, "<numFmt numFmtId=\"%u\" "
			    "formatCode=\"%.*s\"/>", little_16(record.bytes,
			    0), STR_ARG(string_at(excel, record.bytes, 2, 2)));
		else if (record.id == RECORD_XF &&
		    excel->style_count++ < FORMATS_MAX)
			buf_format(&excel->styles, "<xf numFmtId=\"%u\"/>",
			    little_16(record.bytes, 2));
		else if (record.id == RECORD_SHEET)
			note_sheet(excel, record.bytes);
	return excel->parts.n > 0 ? 0 : refuse_damaged(excel);
}

static struct pack *
make_package(struct excel *excel)
{
	struct buf *xml = &excel->xml;

	buf_format(xml, "<workbook " MAIN " xmlns:r=\"" OFFICE
	    "officeDocument/2006/relationships\"><workbookPr date1904=\"%d\""
	    "/><sheets>%.*s</sheets></workbook>", excel->date1904,
	    STR_ARG(buf_view(&excel->sheets)));
	add_part(excel, STR("xl/workbook.xml"), xml);
	buf_format(xml, "<styleSheet " MAIN "><numFmts>%.*s</numFmts>"
	    "<cellXfs>%.*s</cellXfs></styleSheet>",
	    STR_ARG(buf_view(&excel->formats)),
	    STR_ARG(buf_view(&excel->styles)));
	add_part(excel, STR("xl/styles.xml"), xml);
	buf_format(xml, "<sst " MAIN ">%.*s</sst>",
	    STR_ARG(buf_view(&excel->strings)));
	add_part(excel, STR("xl/sharedStrings.xml"), xml);
	buf_format(xml, "<Relationships xmlns=\"" OFFICE
	    "package/2006/relationships\">%.*s<Relationship Id=\"t\" Type=\""
	    OFFICE "officeDocument/2006/relationships/styles\" "
	    "Target=\"styles.xml\"/><Relationship Id=\"g\" Type=\"" OFFICE
	    "officeDocument/2006/relationships/sharedStrings\" "
	    "Target=\"sharedStrings.xml\"/></Relationships>",
	    STR_ARG(buf_view(&excel->relations)));
	add_part(excel, STR("xl/_rels/workbook.xml.rels"), xml);
	buf_lit(xml, "<Relationships xmlns=\"" OFFICE
	    "package/2006/relationships\"><Relationship Id=\"w\" Type=\""
	    OFFICE "officeDocument/2006/relationships/officeDocument\" "
	    "Target=\"xl/workbook.xml\"/></Relationships>");
	add_part(excel, STR("_rels/.rels"), xml);
	buf_lit(xml, "<Types xmlns=\"" OFFICE "package/2006/content-types\""
	    "/>");
	add_part(excel, STR("[Content_Types].xml"), xml);
	return pack_of(excel->arena, excel->name, excel->parts.v,
	    excel->parts.n);
}

struct pack *
excel97_pack(struct arena *arena, struct str name,
    const struct compound *file, struct pos pos, struct findings *findings)
{
	struct excel excel = { .arena = arena, .findings = findings,
	    .name = name, .pos = pos };
	struct buf *buffers[] = { &excel.merges, &excel.formats,
	    &excel.styles, &excel.strings, &excel.sheets, &excel.relations,
	    &excel.xml };
	struct pack *pack = NULL;

	if (compound_read(arena, file, "Workbook", &excel.stream) != 0)
		refuse_damaged(&excel);
	else if (read_globals(&excel) == 0)
		pack = make_package(&excel);
	for (size_t i = 0; i < COUNT_OF(buffers); i++)
		buf_release(buffers[i]);
	if (pack != NULL)
		pack->pos = pos;
	return pack;
}
