/*
 * Data rows: the same list of counties as CSV in several spellings and
 * encodings, as JSON lines and as XLSX; and what is wrong with lists that
 * offices send.
 */
#include "unit.h"
#include "bench.h"

#include <stdlib.h>
#include <string.h>

#include "merge/rows.h"
#include "package/pack.h"

/* All rows of DATA, which is gone then. */
static const struct rows *
all_rows(struct bench *b, struct data *data)
{
	uint32_t *which = data == NULL ? NULL :
	    NEW_ARRAY(&b->arena, uint32_t, data->n);
	const struct rows *rows;

	for (size_t i = 0; data != NULL && i < data->n; i++)
		which[i] = (uint32_t)i;
	rows = data == NULL ? NULL : data_rows(data, &b->arena, which,
	    data->n, &b->findings);
	data_free(data);
	return rows;
}

static struct data *
parse_data(struct bench *b, const char *name, struct str bytes)
{
	static const struct rows_options options = { .encoding = NULL };

	arena_release(&b->arena);
	bench_start(b);
	return data_parse(&b->arena, str_of(name), bytes, &options,
	    &b->findings);
}

static const struct rows *
parse(struct bench *b, const char *name, struct str bytes)
{
	return all_rows(b, parse_data(b, name, bytes));
}

static const struct rows *
parse_csv(struct bench *b, const char *text)
{
	return parse(b, "县区.csv", str_of(text));
}

static struct str
value(const struct rows *rows, size_t row, const char *column)
{
	size_t c = rows_column(rows, str_of(column));

	if (c == SIZE_MAX || row >= rows->n)
		return STR("(none)");
	return datum_span(rows, rows_datum(rows, row, c)).text;
}

/* Place of a value, as a finding would show it. */
static bool
stands_at(struct bench *b, const struct rows *rows, size_t row,
    const char *column, unsigned line, unsigned character)
{
	struct span span = datum_span(rows, rows_datum(rows, row,
	    rows_column(rows, str_of(column))));
	struct place place = files_place(&b->files, span.pos);

	return place.line == line && place.column == character;
}

static void
test_csv(struct bench *b)
{
	const struct rows *rows = parse_csv(b,
	    "单位,联系人,说明\n"
	    "云溪县,张某,\"第一行\n第二行\"\n"
	    "  青岭县 ,李某,\"他说\"\"好\"\"，再见\"\n"
	    "松江区,,\n");

	CHECK(rows != NULL && rows->n == 3 && rows->column_count == 3);
	if (rows == NULL)
		return;
	CHECK_STR(value(rows, 0, "单位"), "云溪县");
	CHECK_STR(value(rows, 0, "说明"), "第一行\n第二行");
	CHECK_STR(value(rows, 1, "单位"), "青岭县");
	CHECK_STR(value(rows, 1, "说明"), "他说\"好\"，再见");
	CHECK_STR(value(rows, 2, "联系人"), "");
	CHECK(stands_at(b, rows, 0, "联系人", 2, 5));
	CHECK(stands_at(b, rows, 1, "单位", 4, 3));
	CHECK(stands_at(b, rows, 1, "说明", 4, 12));
	CHECK(stands_at(b, rows, 2, "单位", 5, 1));
	CHECK(rows->v[2].number == 4);
	CHECK_STR(rows_where(&b->arena, rows, 1, 0, LANGUAGE_ZH),
	    "第 3 行“单位”列");
	CHECK(b->findings.list.n == 0);
}

static void
test_separators(struct bench *b)
{
	static const char *const texts[] = {
		"单位;金额\n云溪县;1,5\n", "单位\t金额\n云溪县\t1,5\n",
		"sep=;\n单位;金额\n云溪县;1,5\n",
		"单位,金额\n云溪县,\"1,5\"",
		("\xef\xbb\xbf单位,金额\r\n云溪县,\"1,5\"\r\n"),
	};

	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		const struct rows *rows = parse_csv(b, texts[i]);

		if (!CHECK(rows != NULL && rows->n == 1))
			continue;
		CHECK_STR(value(rows, 0, "单位"), "云溪县");
		CHECK_STR(value(rows, 0, "金额"), "1,5");
	}
	CHECK(parse(b, "县区.tsv", STR("单位,地址\t金额\n云溪县\t1\n")) != NULL);
}

static void
test_encoding(struct bench *b)
{
	/* 单位,数 / 云溪县,1 in GBK */
	const struct rows *rows = parse_csv(b, "\xb5\xa5\xce\xbb,\xca\xfd\n"
	    "\xd4\xc6\xcf\xaa\xcf\xd8,1\n");

	if (!CHECK(rows != NULL))
		return;
	CHECK_STR(value(rows, 0, "单位"), "云溪县");
	CHECK_STR(value(rows, 0, "数"), "1");
}

static void
test_blank(struct bench *b)
{
	const struct rows *rows = parse_csv(b,
	    "单位,金额,,\n云溪县,1,,\n,,,\n\n青岭县,2,,\n,,,\n");

	if (!CHECK(rows != NULL && rows->n == 2))
		return;
	CHECK(rows->column_count == 2);
	CHECK(rows->v[1].number == 5);
	CHECK_STR(value(rows, 1, "单位"), "青岭县");
	CHECK(b->findings.list.n == 2);
	CHECK(found_says(&b->findings, 0, "3 个空行"));
	CHECK(found_says(&b->findings, 1, "2 个空列"));
}

static void
test_bad_rows(struct bench *b)
{
	const struct rows *rows = parse_csv(b,
	    "单位,金额\n云溪县,1\n青岭县,2,多余\n松江区\n");

	if (!CHECK(rows != NULL && rows->n == 3))
		return;
	CHECK(!rows->v[0].bad && rows->v[1].bad && !rows->v[2].bad);
	CHECK_STR(found_at(&b->findings, 0), "县区.csv:3:7 data-row-long");
	CHECK_STR(found_at(&b->findings, 1), "县区.csv:4:1 data-row-short");
	CHECK_STR(value(rows, 2, "金额"), "");
}

static void
test_bad_columns(struct bench *b)
{
	CHECK(parse_csv(b, "单位,单位\n云溪县,1\n") == NULL);
	CHECK_STR(found_at(&b->findings, 0), "县区.csv:1:4 data-column");
	CHECK(found_says(&b->findings, 0, "“单位”用了两次"));
	CHECK(parse_csv(b, "单位,,金额\n云溪县,1,2\n") == NULL);
	CHECK_STR(found_at(&b->findings, 0), "县区.csv:1:4 data-column");
	CHECK(found_says(&b->findings, 0, "第 2 列有内容而没有列名"));
	CHECK(parse_csv(b, "单位\n云溪县,1\n青岭县,2\n") == NULL);
	CHECK_STR(found_at(&b->findings, 0), "县区.csv:0:0 data-column");
}

static void
test_nothing(struct bench *b)
{
	CHECK(parse_csv(b, "单位,金额\n") == NULL);
	CHECK_STR(found_at(&b->findings, 0), "县区.csv:0:0 data-empty");
	CHECK(parse_csv(b, "单位,金额\n,\n,\n") == NULL);
	CHECK(parse_csv(b, "\n\n\n") == NULL);
	CHECK(parse_csv(b, "单位,金额\n云溪县,\"没有闭合\n青岭县,2\n") ==
	    NULL);
	CHECK_STR(found_at(&b->findings, 0), "县区.csv:2:5 data-format");
	CHECK(parse(b, "县区.xls", STR("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"))
	    == NULL);
	CHECK(found_says(&b->findings, 0, "已损坏，没有读取"));
}

static void
test_long_value(struct bench *b)
{
	size_t n = DATUM_BYTES_MAX + 1;
	char *big = malloc(n + 64);
	int head = sprintf(big, "a,b\n1,2\n3,");
	const struct rows *rows;

	memset(big + head, 'x', n);
	memcpy(big + head + n, "\n5,6\n", 5);
	rows = parse(b, "d.csv", (struct str){ big, (size_t)head + n + 5 });
	if (CHECK(rows != NULL && rows->n == 3)) {
		CHECK(!rows->v[0].bad && rows->v[1].bad && !rows->v[2].bad);
		CHECK_STR(found_at(&b->findings, 0), "d.csv:3:3 data-value");
		CHECK_STR(value(rows, 2, "b"), "6");
	}
	free(big);
}

/* More than a piece of the file, and than what a spool has in memory. */
static void
test_large(struct bench *b)
{
	struct buf text = { 0 };
	const struct rows *rows;
	uint32_t which[3] = { 39999, 7, 20000 };
	struct data *data;

	buf_lit(&text, "name,note\n");
	for (unsigned i = 0; i < 40000; i++)
		buf_format(&text, i % 3 == 0 ? "n%u,\"two\nlines\"\n" :
		    "n%u,plain\n\n", i);
	/* 云溪县 in GBK, after all that is ASCII */
	buf_lit(&text, "last,\xd4\xc6\xcf\xaa\xcf\xd8\n");
	data = parse_data(b, "d.csv", buf_view(&text));
	if (!CHECK(data != NULL && data->n == 40001))
		return;
	rows = data_rows(data, &b->arena, which, 3, &b->findings);
	CHECK_STR(value(rows, 0, "name"), "n39999");
	CHECK_STR(value(rows, 0, "note"), "two\nlines");
	CHECK_STR(value(rows, 1, "name"), "n7");
	CHECK_STR(value(rows, 2, "note"), "plain");
	CHECK(stands_at(b, rows, 0, "note", 80000, 9));
	CHECK(stands_at(b, rows, 1, "name", 16, 1));
	CHECK(stands_at(b, rows, 2, "note", 40002, 8));
	which[0] = 40000;
	rows = data_rows(data, &b->arena, which, 1, &b->findings);
	CHECK_STR(value(rows, 0, "note"), "云溪县");
	data_free(data);
	buf_release(&text);
}

static void
test_title_row(struct bench *b)
{
	const struct rows *rows = parse_csv(b,
	    "2026年名单,,\n单位,金额,备注\n云溪县,1,\n");

	if (!CHECK(rows != NULL && rows->n == 1))
		return;
	CHECK_STR(value(rows, 0, "单位"), "云溪县");
	CHECK_STR(found_at(&b->findings, 0), "县区.csv:1:1 data-header");
}

static void
test_json(struct bench *b)
{
	const struct rows *rows = parse(b, "县区.jsonl", STR(
	    "{\"单位\":\"云溪县\",\"金额\":12.50,\"数\":3,\"甲\":true}\n\n"
	    "{\"数\":null,\"单位\":\"青岭县\","
	    "\"人\":[{\"姓名\":\"张某\"},{\"姓名\":\"李\\u0001某\"}]}\n"));
	struct datum people, person;

	if (!CHECK(rows != NULL && rows->n == 2 && rows->column_count == 5))
		return;
	CHECK_STR(value(rows, 0, "金额"), "12.5");
	CHECK_STR(value(rows, 0, "数"), "3");
	CHECK_STR(value(rows, 0, "甲"), "true");
	CHECK_STR(value(rows, 0, "人"), "");
	CHECK_STR(value(rows, 1, "单位"), "青岭县");
	CHECK(rows_datum(rows, 1, rows_column(rows, STR("数"))).kind ==
	    DATUM_FALSE);
	CHECK(stands_at(b, rows, 1, "单位", 3, 1));
	people = rows_datum(rows, 1, rows_column(rows, STR("人")));
	CHECK(people.kind == DATUM_LIST && people.n == 2);
	person = people.as.items[1];
	CHECK(person.kind == DATUM_RECORD);
	CHECK_STR(datum_span(rows, person.as.record->values[0]).text, "李某");
	CHECK_STR(found_at(&b->findings, 0), "县区.jsonl:3:1 control-character");
}

static void
test_bad_json(struct bench *b)
{
	char deep[256];
	int n = 0;

	CHECK(parse(b, "a.jsonl", STR("{\"甲\":1}\n{\"甲\":}\n")) == NULL);
	CHECK_STR(found_at(&b->findings, 0), "a.jsonl:2:6 data-format");
	CHECK(parse(b, "a.jsonl", STR("[1,2]\n")) == NULL);
	CHECK(parse(b, "a.jsonl", STR("{\"甲\":1,\"甲\":2}\n")) == NULL);
	CHECK(parse(b, "a.jsonl", STR("{}\n")) != NULL);
	n = sprintf(deep, "{\"a\":%s1%s}\n", "[[[[[[[[[[[[", "]]]]]]]]]]]]");
	CHECK(parse(b, "a.jsonl", (struct str){ deep, (size_t)n }) == NULL);
	CHECK(found_says(&b->findings, 0, "嵌套过深"));
}

static void
test_groups(struct bench *b)
{
	struct data *data = parse_data(b, "县区.csv", STR(
	    "县区,姓名\n甲县,一\n乙县,二\n甲县,三\n,四\n乙县,五\n甲县,六\n"));
	struct row_groups *groups;
	const struct rows *rows;

	if (!CHECK(data != NULL))
		return;
	groups = data_group(&b->arena, data, STR("县区"), &b->findings);
	if (!CHECK(groups != NULL && groups->n == 2))
		return;
	CHECK(groups->v[0].n == 3 && groups->v[1].n == 2);
	CHECK(groups->v[0].rows[0] == 0 && groups->v[0].rows[1] == 2 &&
	    groups->v[0].rows[2] == 5);
	CHECK(groups->v[1].rows[0] == 1 && groups->v[1].rows[1] == 4);
	CHECK_STR(found_at(&b->findings, 0), "县区.csv:5:1 data-group");
	CHECK(data_group(&b->arena, data, STR("市"), &b->findings) == NULL);
	rows = all_rows(b, data);
	CHECK(rows->v[3].bad && !rows->v[2].bad);
}

/* --- XLSX ------------------------------------------------------------- */

#define MAIN	"xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\""
#define RELS	"http://schemas.openxmlformats.org/officeDocument/2006/relationships"

/* A workbook of one sheet called 名单, and an empty hidden one before it. */
static const struct rows *
parse_xlsx(struct bench *b, const char *sheet)
{
	struct pack_writer *writer = pack_writer_new();
	struct buf out = { 0 }, texts = { 0 };
	const struct rows *rows;

	pack_begin(writer, &out);
	pack_add(writer, STR("[Content_Types].xml"), STR("<Types xmlns=\""
	    "http://schemas.openxmlformats.org/package/2006/content-types\">"
	    "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
	    "</Types>"));
	pack_add(writer, STR("_rels/.rels"), STR("<Relationships xmlns=\""
	    "http://schemas.openxmlformats.org/package/2006/relationships\">"
	    "<Relationship Id=\"r1\" Type=\"" RELS "/officeDocument\" "
	    "Target=\"xl/workbook.xml\"/></Relationships>"));
	pack_add(writer, STR("xl/workbook.xml"), STR("<workbook " MAIN
	    " xmlns:r=\"" RELS "\"><sheets>"
	    "<sheet name=\"隐藏\" sheetId=\"1\" state=\"hidden\" r:id=\"r9\"/>"
	    "<sheet name=\"名单\" sheetId=\"2\" r:id=\"r1\"/></sheets>"
	    "</workbook>"));
	pack_add(writer, STR("xl/_rels/workbook.xml.rels"), STR(
	    "<Relationships xmlns=\""
	    "http://schemas.openxmlformats.org/package/2006/relationships\">"
	    "<Relationship Id=\"r1\" Type=\"" RELS "/worksheet\" "
	    "Target=\"worksheets/sheet1.xml\"/>"
	    "<Relationship Id=\"r2\" Type=\"" RELS "/styles\" "
	    "Target=\"styles.xml\"/>"
	    "<Relationship Id=\"r3\" Type=\"" RELS "/sharedStrings\" "
	    "Target=\"sharedStrings.xml\"/></Relationships>"));
	pack_add(writer, STR("xl/styles.xml"), STR("<styleSheet " MAIN ">"
	    "<numFmts><numFmt numFmtId=\"164\" formatCode=\"000\"/>"
	    "<numFmt numFmtId=\"165\" "
	    "formatCode=\"yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;\"/>"
	    "<numFmt numFmtId=\"166\" "
	    "formatCode=\"yyyy&quot;年&quot;m&quot;月&quot;\"/>"
	    "<numFmt numFmtId=\"167\" formatCode=\"0!.0,&quot;万元&quot;\"/>"
	    "<numFmt numFmtId=\"168\" formatCode=\"#,##0.00,,\"/>"
	    "<numFmt numFmtId=\"169\" formatCode=\"0\\.0000\"/>"
	    "<numFmt numFmtId=\"170\" formatCode=\"000-0000\"/>"
	    "<numFmt numFmtId=\"171\" formatCode="
	    "\"#,##0.00_);[Red](#,##0.00)\"/>"
	    "<numFmt numFmtId=\"172\" formatCode="
	    "\"[=1]&quot;男&quot;;[=2]&quot;女&quot;\"/>"
	    "<numFmt numFmtId=\"174\" formatCode="
	    "\"[&lt;0]&quot;少&quot;0!.0;[=0]&quot;平&quot;;0\"/>"
	    "<numFmt numFmtId=\"173\" formatCode=\"[$-804]aaaa\"/>"
	    "</numFmts><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/>"
	    "<xf numFmtId=\"10\"/><xf numFmtId=\"164\"/>"
	    "<xf numFmtId=\"165\"/><xf numFmtId=\"22\"/>"
	    "<xf numFmtId=\"4\"/><xf numFmtId=\"166\"/>"
	    "<xf numFmtId=\"167\"/><xf numFmtId=\"168\"/>"
	    "<xf numFmtId=\"169\"/><xf numFmtId=\"170\"/>"
	    "<xf numFmtId=\"171\"/><xf numFmtId=\"172\"/>"
	    "<xf numFmtId=\"173\"/><xf numFmtId=\"174\"/>"
	    "</cellXfs></styleSheet>"));
	buf_format(&texts, "<sst " MAIN "><si><t>单位</t></si>"
	    "<si><r><t>云</t></r><r><t xml:space=\"preserve\">溪县 </t></r>"
	    "<rPh sb=\"0\" eb=\"1\"><t>yun</t></rPh></si>"
	    "<si><t>一_x000D_&#10;二</t></si><si><t>%060000u</t></si></sst>",
	    1);
	pack_add(writer, STR("xl/sharedStrings.xml"), buf_view(&texts));
	pack_add(writer, STR("xl/worksheets/sheet1.xml"), str_of(sheet));
	pack_end(writer);
	rows = parse(b, "县区.xlsx", buf_view(&out));
	pack_writer_free(writer);
	buf_release(&out);
	buf_release(&texts);
	return rows;
}

#define SHEET(rows) \
	"<worksheet " MAIN "><sheetData>" rows "</sheetData></worksheet>"
#define TEXT(ref, text) \
	"<c r=\"" ref "\" t=\"inlineStr\"><is><t>" text "</t></is></c>"

static void
test_xlsx(struct bench *b)
{
	const struct rows *rows = parse_xlsx(b, SHEET(
	    "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c>" TEXT("B1", "日期")
	    TEXT("C1", "比例") TEXT("D1", "编号") TEXT("E1", "金额")
	    TEXT("F1", "说明") TEXT("G1", "时间") TEXT("H1", "是否") "</row>"
	    "<row r=\"3\"><c r=\"A3\" t=\"s\"><v>1</v></c>"
	    "<c r=\"B3\" s=\"1\"><v>46187</v></c>"
	    "<c r=\"C3\" s=\"2\"><v>0.12345</v></c>"
	    "<c r=\"D3\" s=\"3\"><v>7</v></c>"
	    "<c r=\"E3\" s=\"6\"><f>A1*2</f><v>1234.5</v></c>"
	    "<c r=\"F3\" t=\"s\"><v>2</v></c>"
	    "<c r=\"G3\" s=\"5\"><v>46187.395833333</v></c>"
	    "<c r=\"H3\" t=\"b\"><v>0</v></c></row>"
	    "<row r=\"4\"><c r=\"A4\" t=\"str\"><v>青岭县</v></c>"
	    "<c r=\"B4\" s=\"4\"><v>46188</v></c>"
	    "<c r=\"E4\"><v>0.30000000000000004</v></c></row>"));

	if (!CHECK(rows != NULL && rows->n == 2))
		return;
	CHECK_STR(value(rows, 0, "单位"), "云溪县");
	CHECK_STR(value(rows, 0, "日期"), "2026-06-14");
	CHECK_STR(value(rows, 0, "比例"), "12.35%");
	CHECK_STR(value(rows, 0, "编号"), "007");
	CHECK_STR(value(rows, 0, "金额"), "1234.50");
	CHECK_STR(value(rows, 0, "说明"), "一\n二");
	CHECK_STR(value(rows, 0, "时间"), "2026-06-14 09:30");
	CHECK(rows_datum(rows, 0, 7).kind == DATUM_FALSE);
	CHECK_STR(value(rows, 1, "单位"), "青岭县");
	CHECK_STR(value(rows, 1, "日期"), "2026-06-15");
	CHECK_STR(value(rows, 1, "金额"), "0.3");
	CHECK_STR(value(rows, 1, "说明"), "");
	CHECK(stands_at(b, rows, 0, "比例", 3, 3));
	CHECK(stands_at(b, rows, 1, "金额", 4, 5));
	CHECK(b->findings.list.n == 0);
}

/* What a sheet shows with other digits than it has is meant so. */
static void
test_xlsx_other(struct bench *b)
{
	const struct rows *rows = parse_xlsx(b, SHEET(
	    "<row r=\"1\">" TEXT("A1", "年月") TEXT("B1", "万元")
	    TEXT("C1", "百万") TEXT("D1", "万") TEXT("E1", "电话")
	    TEXT("F1", "差额") TEXT("G1", "性别") TEXT("H1", "星期")
	    TEXT("I1", "增减") "</row>"
	    "<row r=\"2\"><c r=\"A2\" s=\"7\"><v>46187</v></c>"
	    "<c r=\"B2\" s=\"8\"><v>123456</v></c>"
	    "<c r=\"C2\" s=\"9\"><v>1234567890</v></c>"
	    "<c r=\"D2\" s=\"10\"><v>123456</v></c>"
	    "<c r=\"E2\" s=\"11\"><v>211234</v></c>"
	    "<c r=\"F2\" s=\"12\"><v>-1234.5</v></c>"
	    "<c r=\"G2\" s=\"13\"><v>2</v></c>"
	    "<c r=\"H2\" s=\"14\"><v>46187</v></c>"
	    "<c r=\"I2\" s=\"15\"><v>-52</v></c></row>"));

	if (!CHECK(rows != NULL && rows->n == 1))
		return;
	CHECK_STR(value(rows, 0, "年月"), "2026年6月");
	CHECK_STR(value(rows, 0, "万元"), "12.3万元");
	CHECK_STR(value(rows, 0, "百万"), "1,234.57");
	CHECK_STR(value(rows, 0, "万"), "12.3456");
	CHECK_STR(value(rows, 0, "电话"), "021-1234");
	CHECK_STR(value(rows, 0, "差额"), "-1234.50");
	CHECK_STR(value(rows, 0, "性别"), "女");
	CHECK_STR(value(rows, 0, "星期"), "星期日");
	CHECK_STR(value(rows, 0, "增减"), "少5.2");
}

static void
test_xlsx_merged(struct bench *b)
{
	const struct rows *rows = parse_xlsx(b, "<worksheet " MAIN "><sheetData>"
	    "<row r=\"1\">" TEXT("A1", "2026年名单") "</row>"
	    "<row r=\"2\">" TEXT("A2", "县区") TEXT("B2", "联系人") "</row>"
	    "<row r=\"3\">" TEXT("B3", "姓名") TEXT("C3", "电话") "</row>"
	    "<row r=\"4\">" TEXT("A4", "云溪县") TEXT("B4", "张某")
	    TEXT("C4", "1") "</row>"
	    "<row r=\"5\" hidden=\"1\">" TEXT("B5", "李某") TEXT("C5", "2")
	    "</row></sheetData><mergeCells><mergeCell ref=\"A1:C1\"/>"
	    "<mergeCell ref=\"A2:A3\"/><mergeCell ref=\"B2:C2\"/>"
	    "<mergeCell ref=\"A4:A5\"/></mergeCells></worksheet>");

	if (!CHECK(rows != NULL && rows->n == 2 && rows->column_count == 3))
		return;
	CHECK_STR(rows->columns[0].text, "县区");
	CHECK_STR(rows->columns[1].text, "联系人姓名");
	CHECK_STR(rows->columns[2].text, "联系人电话");
	CHECK_STR(value(rows, 1, "县区"), "云溪县");
	CHECK_STR(value(rows, 1, "联系人姓名"), "李某");
	CHECK(b->findings.list.n == 3);
	CHECK_STR(found_at(&b->findings, 0), "县区.xlsx:0:0 data-hidden");
	CHECK_STR(found_at(&b->findings, 1), "县区.xlsx:1:1 data-header");
	CHECK_STR(found_at(&b->findings, 2), "县区.xlsx:2:1 data-header");
}

static void
test_xlsx_bad_cells(struct bench *b)
{
	const struct rows *rows = parse_xlsx(b, SHEET(
	    "<row r=\"1\">" TEXT("A1", "甲") TEXT("B1", "乙") "</row>"
	    "<row r=\"2\"><c r=\"A2\"><f>B2</f></c>" TEXT("B2", "x") "</row>"
	    "<row r=\"3\"><c r=\"A3\" t=\"e\"><v>#N/A</v></c></row>"
	    "<row r=\"4\"><c r=\"B4\"><v>123456789012345678</v></c></row>"
	    "<row r=\"5\"><c r=\"B5\" t=\"s\"><v>99</v></c></row>"));

	if (!CHECK(rows != NULL && rows->n == 4))
		return;
	CHECK(rows->v[0].bad && rows->v[1].bad && !rows->v[2].bad &&
	    rows->v[3].bad);
	CHECK_STR(found_at(&b->findings, 0), "县区.xlsx:2:1 data-value");
	CHECK_STR(found_at(&b->findings, 1), "县区.xlsx:3:1 data-value");
	CHECK(found_says(&b->findings, 1, "#N/A"));
	CHECK_STR(found_at(&b->findings, 2), "县区.xlsx:4:2 data-digits");
	CHECK_STR(found_at(&b->findings, 3), "县区.xlsx:5:2 data-value");
}

static void
test_xlsx_hostile(struct bench *b)
{
	CHECK(parse_xlsx(b, "<!DOCTYPE x [<!ENTITY e \"e\">]>" SHEET(
	    "<row r=\"1\">" TEXT("A1", "&e;") "</row>")) == NULL);
	CHECK(found_says(&b->findings, 0, "DTD"));
	CHECK(parse_xlsx(b, "<worksheet " MAIN "><sheetData><row>") == NULL);
	CHECK_STR(found_at(&b->findings, 0), "县区.xlsx:0:0 data-format");
	CHECK(parse_xlsx(b, SHEET("<row r=\"2\"/><row r=\"1\"/>")) == NULL);
	CHECK(parse_xlsx(b, SHEET("<row r=\"9999999\"/>")) == NULL);
	CHECK(parse_xlsx(b, SHEET("<row r=\"1\"><c r=\"ZZZZ1\"/>"
	    "<c r=\"XFD1\"><v>1</v></c></row><row r=\"1048576\"/>")) == NULL);
	CHECK(parse(b, "a.xlsx", STR("PK\x03\x04 no zip at all")) == NULL);
}

/* Little in the file, and more in the cells than any list has. */
static void
test_xlsx_large(struct bench *b)
{
	struct buf sheet = { 0 };
	const struct rows *rows;

	buf_lit(&sheet, "<worksheet " MAIN "><sheetData>");
	for (unsigned i = 1; i <= 5000; i++)
		buf_format(&sheet, "<row r=\"%u\">" TEXT("B%u", "县")
		    "</row>", i, i);
	buf_lit(&sheet, "</sheetData><mergeCells>"
	    "<mergeCell ref=\"B1:ALA5000\"/></mergeCells></worksheet>");
	rows = parse_xlsx(b, sheet.p);
	CHECK(rows == NULL);
	CHECK_STR(found_at(&b->findings, b->findings.list.n - 1),
	    "县区.xlsx:1:2 data-limit");
	sheet.n = 0;
	buf_lit(&sheet, "<worksheet " MAIN "><sheetData>");
	for (unsigned i = 1; i <= 5000; i++)
		buf_format(&sheet, "<row r=\"%u\"><c t=\"s\"><v>3</v></c>"
		    "</row>", i);
	buf_lit(&sheet, "</sheetData></worksheet>");
	rows = parse_xlsx(b, sheet.p);
	CHECK(rows == NULL);
	CHECK_STR(found_at(&b->findings, b->findings.list.n - 1),
	    "县区.xlsx:0:0 data-limit");
	buf_release(&sheet);
}

static void
test_xlsx_sheets(struct bench *b)
{
	struct rows_options options = { .sheet = STR("没有") };
	const struct rows *rows = parse_xlsx(b, SHEET("<row r=\"1\">"
	    TEXT("A1", "甲") "</row><row r=\"2\">" TEXT("A2", "1") "</row>"));

	CHECK(rows != NULL);
	rows = rows_read(&b->arena, STR("/nowhere/县区.xlsx"), &options,
	    &b->findings);
	CHECK(rows == NULL);
	CHECK(b->findings.list.v[b->findings.list.n - 1].id ==
	    FINDING_FILE_UNREADABLE);
}

int
main(void)
{
	struct bench b;

	bench_start(&b);
	test_csv(&b);
	test_separators(&b);
	test_encoding(&b);
	test_blank(&b);
	test_bad_rows(&b);
	test_bad_columns(&b);
	test_nothing(&b);
	test_long_value(&b);
	test_large(&b);
	test_title_row(&b);
	test_json(&b);
	test_bad_json(&b);
	test_groups(&b);
	test_xlsx(&b);
	test_xlsx_other(&b);
	test_xlsx_merged(&b);
	test_xlsx_bad_cells(&b);
	test_xlsx_hostile(&b);
	test_xlsx_large(&b);
	test_xlsx_sheets(&b);
	arena_release(&b.arena);
	return UNIT_END;
}
