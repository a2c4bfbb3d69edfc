/*
 * Any bytes as the sheet of a workbook, or, with 'P' in front, as the whole
 * package.
 */
#include "fuzz.h"

#include "merge/rows.h"
#include "package/pack.h"

#define OFFICE	"http://schemas.openxmlformats.org/"

static void
add_workbook(struct pack_writer *writer, struct str sheet)
{
	pack_add(writer, STR("[Content_Types].xml"), STR("<Types xmlns=\""
	    OFFICE "package/2006/content-types\"><Default Extension=\"xml\" "
	    "ContentType=\"application/xml\"/></Types>"));
	pack_add(writer, STR("_rels/.rels"), STR("<Relationships xmlns=\""
	    OFFICE "package/2006/relationships\"><Relationship Id=\"r\" "
	    "Type=\"" OFFICE "officeDocument/2006/relationships/"
	    "officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"));
	pack_add(writer, STR("xl/workbook.xml"), STR("<workbook xmlns=\""
	    OFFICE "spreadsheetml/2006/main\" xmlns:r=\"" OFFICE
	    "officeDocument/2006/relationships\"><sheets><sheet name=\"甲\" "
	    "sheetId=\"1\" r:id=\"s\"/></sheets></workbook>"));
	pack_add(writer, STR("xl/_rels/workbook.xml.rels"),
	    STR("<Relationships xmlns=\"" OFFICE "package/2006/relationships"
	    "\"><Relationship Id=\"s\" Type=\"" OFFICE "officeDocument/2006/"
	    "relationships/worksheet\" Target=\"sheet.xml\"/>"
	    "</Relationships>"));
	pack_add(writer, STR("xl/sheet.xml"), sheet);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct rows_options options = { .encoding = NULL };
	struct str bytes = { (const char *)data, size };
	struct pack_writer *writer = pack_writer_new();
	struct buf package = { 0 };
	struct fuzz fuzz;
	const struct rows *rows;
	struct data *table;

	fuzz_start(&fuzz);
	if (str_starts(bytes, STR("P")))
		buf_str(&package, str_slice(bytes, 1, bytes.n));
	else {
		pack_begin(writer, &package);
		add_workbook(writer, bytes);
		pack_end(writer);
	}
	table = data_parse(&fuzz.arena, STR("f.xlsx"), buf_view(&package),
	    &options, &fuzz.findings);
	if (table == NULL && findings_worst(&fuzz.findings) < SEVERITY_ERROR)
		abort();
	for (uint32_t r = 0; table != NULL && r < table->n; r++) {
		rows = data_rows(table, &fuzz.arena, &r, 1, &fuzz.findings);
		for (size_t c = 0; c < rows->column_count; c++)
			datum_span(rows, rows_datum(rows, 0, c));
	}
	data_free(table);
	pack_writer_free(writer);
	buf_release(&package);
	fuzz_end(&fuzz);
	return 0;
}
