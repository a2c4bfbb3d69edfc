/*
 * A workbook → rows as it shows them: shared strings, number formats, dates,
 * merged cells, all bounded.  Read it from xlsx_sheet.
 */
#include <libxml/xmlreader.h>

#include <math.h>

#include "../package/gate.h"
#include "../package/markup.h"
#include "../text/chars.h"
#include "../text/date.h"
#include "sheet.h"
#include "shown.h"

/*
 * XLSX: parts read as streams, row by row, so that memory grows neither with
 * the tree of the XML nor with the package.  Values come out as the person who
 * made the sheet sees them: dates as dates, formulas by their results,
 * percentages, numbers with the decimals and leading zeros of their format.
 *
 * A sheet has no lines.  The text registered for it is made up so that line
 * and column of a place are row and column of the cell: a line for each row,
 * a blank for each cell.
 */

#define NUMBER_MAX	1048576		/* the last row a sheet can have */
#define FORMAT_MAX	255		/* characters of a format, in Excel */
#define NAMES_MAX	20		/* sheets that a message names */
#define ITEM_MAX	((size_t)6 << 20)	/* bytes of a row, of a text */

/* How a number is shown; told from its format code. */
enum number_kind {
	NUMBER_GENERAL, NUMBER_DATE, NUMBER_TIME, NUMBER_DATE_TIME,
	NUMBER_PERCENT, NUMBER_FIXED
};

struct number_format {
	enum number_kind kind;
	int decimals, zeros;	/* places after the point; least before it */
	bool other;		/* other digits than the cell has: no day */
	struct str code;
};

struct overlong {
	size_t number;
	struct str text;
};

struct xlsx {
	struct arena *arena;		/* of what the whole sheet needs */
	struct arena row;		/* emptied after each row */
	struct findings *findings;
	struct pack *pack;
	struct sheet *sheet;
	uint32_t lines;			/* rows so far */
	bool date1904;
	unsigned hidden_rows;
	unsigned number;		/* of the sheet; 0: by name */
	bool shown;			/* numbers as the sheet shows them */
	bool unshown;			/* and one cannot be */
	struct spool *strings;		/* one after another */
	VEC(struct number_format) formats;	/* by style index */
	/* Where in the spool each STRING_STEPth string begins */
	VEC(uint64_t) starts;
	size_t string_count;
	/* Strings that no cell may hold: few have room in a part */
	VEC(struct overlong) overlong;
	struct buf text;		/* scratch */
	struct pack_stream *bytes;	/* of the part in hand */
	char first[GATE_HEAD];		/* bytes of it … */
	struct str head;		/* … that are not parsed yet */
	struct gate gate;		/* and what it has shown */
	bool crowded;
	size_t left;			/* that an item may still take */
};

#define STRING_STEP	16

static int
refuse(struct xlsx *xlsx, const char *zh, const char *en)
{
	bool english = xlsx->findings->language == LANGUAGE_EN;

	finding_add(xlsx->findings, FINDING_DATA_FORMAT,
	    POS_FILE(xlsx->sheet->file),
	    "%s；没有生成文件", "%s; nothing was made", english ? en : zh);
	return -1;
}

/* --- streaming -------------------------------------------------------- */

typedef int take_function(struct xlsx *, const xmlNode *);

static void
stay_quiet(void *context, xmlErrorPtr error)
{
	(void)context;
	(void)error;
}

/* Hand every element of one of these two names to TAKE, as a small tree. */
static int
stream(struct xlsx *xlsx, xmlTextReader *reader, const char *first,
    const char *second, take_function *take)
{
	int more = xmlTextReaderRead(reader);

	while (more == 1) {
		int type = xmlTextReaderNodeType(reader);
		const char *name =
		    (const char *)xmlTextReaderConstLocalName(reader);
		const xmlNode *node;

		if (type == XML_READER_TYPE_DOCUMENT_TYPE)
			return refuse(xlsx, "表格文件里有 DTD，不安全",
			    "the workbook holds a DTD, which is not safe");
		if (type != XML_READER_TYPE_ELEMENT ||
		    (strcmp(name, first) != 0 && strcmp(name, second) != 0)) {
			more = xmlTextReaderRead(reader);
			continue;
		}
		xlsx->left = ITEM_MAX;
		if ((node = xmlTextReaderExpand(reader)) == NULL)
			more = -1;
		else if (take(xlsx, node) != 0)
			return -1;
		else
			more = xmlTextReaderNext(reader);
		if (xlsx->left == 0)
			return refuse(xlsx, "有一行或一格超过 6 MiB，多半是"
			    "制表的软件出了错；请把内容复制到新表里",
			    "a row or a cell takes more than 6 MiB; copy what "
			    "it shows into a new workbook");
		xlsx->left = SIZE_MAX;
	}
	if (xlsx->crowded)
		return refuse(xlsx, "表格文件里一个元素的属性过多，多半是制表的"
		    "软件出了错；请把内容复制到新表里",
		    "an element of the workbook has too many attributes; copy "
		    "what it shows into a new workbook");
	return more == 0 ? 0 : refuse(xlsx, "表格文件的 XML 有误，可能已损坏",
	    "the XML of the workbook is malformed; it may be damaged");
}

/* An item that takes too much ends the reading: it becomes a tree. */
static int
read_some(void *context, char *p, int n)
{
	struct xlsx *xlsx = context;
	long got = xlsx->head.n < (size_t)n ? (long)xlsx->head.n : n;

	xlsx->left -= xlsx->left < (size_t)n ? xlsx->left : (size_t)n;
	if (xlsx->left == 0)
		return -1;
	memcpy(p, xlsx->head.p, (size_t)got);
	xlsx->head = str_from(xlsx->head, (size_t)got);
	if (got == 0 &&
	    (got = pack_stream_read(xlsx->bytes, p, (size_t)n)) < 0)
		return -1;
	xlsx->crowded = gate_crowded(&xlsx->gate,
	    (struct str){ p, (size_t)got }) != NULL;
	return xlsx->crowded ? -1 : (int)got;
}

/* The first bytes: are they of an encoding that can be read? */
static bool
read_head(struct xlsx *xlsx)
{
	long got = pack_stream_read(xlsx->bytes, xlsx->first,
	    sizeof(xlsx->first));

	xlsx->head = (struct str){ xlsx->first, got > 0 ? (size_t)got : 0 };
	/* One that is torn is told for that. */
	return got < 0 || gate_encoding(xlsx->head) != GATE_OTHER;
}

static int
stream_part(struct xlsx *xlsx, struct str name, const char *first,
    const char *second, take_function *take)
{
	const struct part *part = pack_find(xlsx->pack, name);
	xmlTextReader *reader = NULL;
	int status = -1;

	if (part == NULL)
		return refuse(xlsx, "表格文件缺少内部文件，已损坏",
		    "a part of the workbook is missing; it is damaged");
	xlsx->left = SIZE_MAX;
	xlsx->gate = (struct gate){ 0 };
	xlsx->bytes = pack_stream_open(xlsx->pack, part);
	if (xlsx->bytes != NULL && !read_head(xlsx))
		refuse(xlsx, "表格文件的编码不是 UTF-8 或 UTF-16；请在 Excel "
		    "或 WPS 中打开后另存",
		    "the workbook's encoding is not UTF-8 or UTF-16; open it "
		    "in Excel or WPS and save it again");
	else if (xlsx->bytes != NULL && (reader = xmlReaderForIO(read_some,
	    NULL, xlsx, NULL, NULL, XML_PARSE_NONET)) != NULL) {
		xmlTextReaderSetStructuredErrorHandler(reader, stay_quiet,
		    NULL);
		status = stream(xlsx, reader, first, second, take);
	} else
		refuse(xlsx, "表格文件的内部文件解不开，已损坏",
		    "a part of the workbook does not unpack; it is damaged");
	xmlFreeTextReader(reader);
	pack_stream_close(xlsx->bytes);
	return status;
}

/* --- texts ------------------------------------------------------------ */

static int
hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if ((c | 0x20) >= 'a' && (c | 0x20) <= 'f')
		return (c | 0x20) - 'a' + 10;
	return -1;
}

/* Excel writes what XML cannot hold as _xHHHH_; its value, or -1. */
static long
escaped_at(struct str s, size_t at)
{
	long value = 0;

	if (s.n - at < 7 || s.p[at] != '_' || s.p[at + 1] != 'x' ||
	    s.p[at + 6] != '_')
		return -1;
	for (size_t i = at + 2; i < at + 6; i++) {
		if (hex_digit(s.p[i]) < 0)
			return -1;
		value = value * 16 + hex_digit(s.p[i]);
	}
	return value;
}

static void
add_text(struct buf *out, struct str s)
{
	for (size_t at = 0; at < s.n; at++) {
		long c = escaped_at(s, at);

		if (c >= 0)
			at += 6;
		if (c < 0 && s.p[at] != '\r')
			buf_byte(out, s.p[at]);
		else if (c == '\n' || c == '\t')
			buf_byte(out, (char)c);
		else if (c >= ' ' && c != 0x7f && c < 0xd800)
			char_encode(out, (uint32_t)c);
	}
}

/* All text of a string item but its phonetic guide, after what OUT holds. */
static void
add_item(struct xlsx *xlsx, const xmlNode *item, struct buf *out)
{
	const xmlNode *node = item;

	while (node != NULL) {
		if (markup_is(node, VOCABULARY_S, "rPh")) {
			node = markup_skip(item, node);
			continue;
		}
		if (markup_is(node, VOCABULARY_S, "t"))
			add_text(out, markup_content(&xlsx->row, node));
		node = markup_step(item, node);
	}
}

static struct str
string_text(struct xlsx *xlsx, const xmlNode *item)
{
	xlsx->text.n = 0;
	add_item(xlsx, item, &xlsx->text);
	return str_copy(&xlsx->row, buf_view(&xlsx->text));
}

/*
 * Shared strings may be as many as cells: they lie in a spool, each after its
 * length, and where one in so many begins is known.
 */
static int
take_string(struct xlsx *xlsx, const xmlNode *item)
{
	struct str text = str_trim(string_text(xlsx, item));
	bool overlong = text.n > DATUM_BYTES_MAX;
	uint32_t n = overlong ? 0 : (uint32_t)text.n;
	uint64_t at = spool_add(xlsx->strings, &n, sizeof(n));

	if (overlong)
		*VEC_ADD(xlsx->arena, &xlsx->overlong) = (struct overlong){
		    xlsx->string_count, str_copy(xlsx->arena, text) };
	if (xlsx->string_count++ % STRING_STEP == 0)
		*VEC_ADD(xlsx->arena, &xlsx->starts) = at;
	spool_add(xlsx->strings, text.p, n);
	arena_reset(&xlsx->row);
	return 0;
}

/* Shared string NUMBER, which is there. */
static struct str
shared_string(struct xlsx *xlsx, size_t number)
{
	uint64_t at = xlsx->starts.v[number / STRING_STEP];
	uint32_t n = 0;
	char *p;

	for (size_t i = 0; i < xlsx->overlong.n; i++)
		if (xlsx->overlong.v[i].number == number)
			return xlsx->overlong.v[i].text;
	for (size_t skip = number % STRING_STEP + 1; skip > 0; skip--) {
		at += n;
		spool_read(xlsx->strings, at, &n, sizeof(n));
		at += sizeof(n);
	}
	p = arena_alloc(&xlsx->row, (size_t)n + 1);
	spool_read(xlsx->strings, at, p, n);
	return (struct str){ p, n };
}

/* --- number formats --------------------------------------------------- */

/*
 * The first section of a format code without what is only decoration: quoted
 * text, escaped characters, [colours]; in lower case.
 */
static struct str
bare_code(struct arena *arena, struct str code)
{
	struct buf out = { 0 };
	char until = 0;

	for (size_t i = 0; i < code.n; i++) {
		char c = code.p[i];

		if (until != 0)
			until = c == until ? 0 : until;
		else if (c == ';')
			break;
		else if (c == '"')
			until = '"';
		else if (c == '[' && i + 1 < code.n &&
		    strchr("hms", code.p[i + 1] | 0x20) == NULL)
			until = ']';
		else if (c == '\\' || c == '!' || c == '_' || c == '*')
			i++;
		else
			buf_byte(&out, c >= 'A' && c <= 'Z' ?
			    (char)(c | 0x20) : c);
	}
	return buf_take(arena, &out);
}

static bool
has_any(struct str s, const char *set)
{
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] != '\0' && strchr(set, s.p[i]) != NULL)
			return true;
	return false;
}

static struct number_format
parse_format(struct arena *arena, struct str code)
{
	struct number_format format = { .kind = NUMBER_GENERAL,
	    .code = str_copy(arena, code) };
	struct str bare = bare_code(arena, code);
	size_t point = str_find(bare, STR("."), 0);
	bool weekday = str_has(bare, STR("aaa"));
	bool date = weekday || has_any(bare, "yd"), time = has_any(bare, "hs");

	format.other = bare.n == 0;	/* [=1]"男";"女", if anything */
	if (str_has(bare, STR("general")) || bare.n == 0 ||
	    str_eq(bare, STR("@")))
		return format;
	if (date || time || has_any(bare, "m")) {
		format.kind = date && time ? NUMBER_DATE_TIME :
		    time ? NUMBER_TIME : NUMBER_DATE;
		format.other = date && !has_any(bare, "d");
		return format;
	}
	if (!has_any(bare, "0#") || has_any(bare, "e/?"))
		return format;
	format.kind = has_any(bare, "%") ? NUMBER_PERCENT : NUMBER_FIXED;
	format.other = shown_other(code);
	for (size_t i = 0; i < bare.n; i++)
		if (i < point && bare.p[i] == '0')
			format.zeros += format.zeros < FORMAT_MAX;
		else if (strchr("0#", bare.p[i]) != NULL && i > point)
			format.decimals++;
	if (format.decimals > 15)
		format.decimals = 15;
	return format;
}

/* A format that the workbook defines itself. */
struct own_format {
	long id;
	size_t order;
	struct number_format format;
};

static int
compare_own(const void *a, const void *b)
{
	const struct own_format *x = a, *y = b;

	return x->id != y->id ? (x->id > y->id) - (x->id < y->id) :
	    (x->order > y->order) - (x->order < y->order);
}

struct own_formats {
	VEC(struct own_format) list;
};

/* By their numbers; of two of one number the first counts. */
static void
read_own_formats(struct xlsx *xlsx, const xmlNode *styles,
    struct own_formats *own)
{
	const xmlNode *list = markup_child(styles, VOCABULARY_S, "numFmts");
	const xmlNode *node = list == NULL ? NULL :
	    markup_child(list, VOCABULARY_S, "numFmt");

	for (; node != NULL; node = markup_next(node, VOCABULARY_S, "numFmt")) {
		struct own_format *format = VEC_ADD(xlsx->arena, &own->list);

		format->id = markup_number(node, VOCABULARY_NONE, "numFmtId",
		    -1);
		format->order = own->list.n;
		format->format = parse_format(xlsx->arena, markup_attribute(
		    node, VOCABULARY_NONE, "formatCode"));
	}
	sort(own->list.v, own->list.n, sizeof(own->list.v[0]), compare_own);
}

static struct number_format
format_of(struct xlsx *xlsx, const struct own_formats *own, long id)
{
	size_t low = 0, high = own->list.n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (own->list.v[middle].id < id)
			low = middle + 1;
		else
			high = middle;
	}
	return low < own->list.n && own->list.v[low].id == id ?
	    own->list.v[low].format :
	    parse_format(xlsx->arena, shown_builtin(id));
}

static int
read_styles(struct xlsx *xlsx, struct str name)
{
	xmlDoc *doc = markup_open(xlsx->pack, name, VOCABULARY_S, "styleSheet",
	    xlsx->findings);
	struct own_formats own = { 0 };
	const xmlNode *root, *list, *xf;

	if (doc == NULL)
		return -1;
	root = xmlDocGetRootElement(doc);
	read_own_formats(xlsx, root, &own);
	list = markup_child(root, VOCABULARY_S, "cellXfs");
	xf = list == NULL ? NULL : markup_child(list, VOCABULARY_S, "xf");
	for (; xf != NULL && xlsx->formats.n < 65536;
	    xf = markup_next(xf, VOCABULARY_S, "xf"))
		*VEC_ADD(xlsx->arena, &xlsx->formats) = format_of(xlsx,
		    &own, markup_number(xf, VOCABULARY_NONE, "numFmtId", 0));
	xmlFreeDoc(doc);
	return 0;
}

/* --- numbers ---------------------------------------------------------- */

/*
 * Days since 1900-01-00 in Excel's calendar, which has a 29 February 1900;
 * before that the numbers are off by one.
 */
static struct date
serial_date(const struct xlsx *xlsx, double serial)
{
	long days = (long)floor(serial) - 25569;

	if (xlsx->date1904)
		days += 1462;
	else if (serial < 60)
		days++;
	return date_of_days(days);
}

static struct str
date_text(struct xlsx *xlsx, double serial, enum number_kind kind)
{
	long seconds = lround((serial - floor(serial)) * 86400);
	struct date date;
	struct buf out = { 0 };

	if (seconds == 86400) {
		seconds = 0;
		serial = floor(serial) + 1;
	}
	date = serial_date(xlsx, serial);
	if (kind != NUMBER_TIME)
		buf_format(&out, "%04d-%02d-%02d", date.year, date.month,
		    date.day);
	if (kind == NUMBER_TIME || (kind == NUMBER_DATE_TIME && seconds > 0))
		buf_format(&out, "%s%02ld:%02ld", out.n > 0 ? " " : "",
		    seconds / 3600, seconds / 60 % 60);
	if (out.n > 0 && kind != NUMBER_DATE && seconds % 60 > 0)
		buf_format(&out, ":%02ld", seconds % 60);
	return buf_take(&xlsx->row, &out);
}

/* The row in hand is a line, in which a blank stands for each cell. */
static void
turn_to_row(struct xlsx *xlsx, uint32_t column)
{
	xlsx->text.n = 0;
	for (uint32_t i = 0; i <= column; i++)
		buf_byte(&xlsx->text, '\t');
	sheet_turn(xlsx->sheet, str_copy(&xlsx->row, buf_view(&xlsx->text)),
	    xlsx->lines);
}

enum issue_kind { ISSUE_ERROR, ISSUE_FORMULA, ISSUE_DIGITS };

/* A cell that cannot be shown whole is not shown otherwise. */
static void
tell_unshown(struct xlsx *xlsx, enum issue_kind kind, struct pos pos)
{
	bool formula = kind == ISSUE_FORMULA;

	if (kind == ISSUE_DIGITS)
		return;
	xlsx->unshown = true;
	turn_to_row(xlsx, pos.offset);
	finding_add(xlsx->findings, FINDING_DATA_FORMAT, pos,
	    "单元格%s；请用 Excel 或 WPS 打开看一看再保存；没有生成"
	    "文件", "the cell %s; open the sheet in Excel or WPS and "
	    "save it; nothing was made", xlsx->findings->language ==
	    LANGUAGE_EN ? formula ? "has a formula without a result" :
	    "has a value that cannot be read" :
	    formula ? "里的公式没有算出的结果" : "的值读不出来");
}

/* What is wrong with the cell at OFFSET of the row in hand. */
static void
issue(struct xlsx *xlsx, enum issue_kind kind, uint32_t offset, struct str what)
{
	struct findings *findings = xlsx->findings;
	struct pos pos = { xlsx->sheet->file, offset };

	xlsx->sheet->row_bad |= kind != ISSUE_DIGITS;
	if (xlsx->shown) {
		tell_unshown(xlsx, kind, pos);
		return;
	}
	if (!sheet_may_tell(xlsx->sheet, kind == ISSUE_DIGITS ?
	    FINDING_DATA_DIGITS : FINDING_DATA_VALUE))
		return;
	turn_to_row(xlsx, offset);
	if (kind == ISSUE_DIGITS)
		finding_add(findings, FINDING_DATA_DIGITS, pos,
		    "数字“%.*s”超过 15 位，表格里只存了前 15 位；请把这"
		    "一列设为文本后重新填写", "the number “%.*s” has "
		    "more than 15 digits, of which the sheet keeps "
		    "15; make the column text and enter it again",
		    STR_ARG(what));
	else if (kind == ISSUE_FORMULA)
		finding_add(findings, FINDING_DATA_VALUE, pos,
		    "公式没有算出的结果；请用 Excel 或 WPS 打开后保存；"
		    "这一行不生成文件", "the formula has no result; "
		    "open and save the sheet in Excel or WPS; no "
		    "file from this row");
	else
		finding_add(findings, FINDING_DATA_VALUE, pos,
		    "单元格的值是“%.*s”，不能用；这一行不生成文件",
		    "the value of the cell is “%.*s”, which cannot be "
		    "used; no file from this row", STR_ARG(what));
}

/*
 * A number as its format shows it, but for the thousands' commas; a date as
 * filters take it.
 */
static struct str
number_text(struct xlsx *xlsx, struct str raw, struct number_format format,
    uint32_t offset)
{
	char *end, *digits = str_cstr(&xlsx->row, raw);
	double value = strtod(digits, &end);

	if (end != digits + raw.n || !isfinite(value)) {
		issue(xlsx, ISSUE_ERROR, offset, raw);
		return STR_NONE;
	}
	if (xlsx->shown || format.other) {
		struct str text = shown_number(&xlsx->row, format.code,
		    value, xlsx->date1904);

		if (text.n > 0)
			return text;
	}
	switch (format.kind) {
	case NUMBER_DATE:
	case NUMBER_TIME:
	case NUMBER_DATE_TIME:
		if (value >= 0 && value < 2958466)	/* the year 10000 */
			return date_text(xlsx, value, format.kind);
		break;
	case NUMBER_PERCENT:
		return str_format(&xlsx->row, "%.*f%%", format.decimals,
		    value * 100);
	case NUMBER_FIXED:
		return str_format(&xlsx->row, "%0*.*f", format.zeros +
		    (format.decimals > 0 ? format.decimals + 1 : 0) +
		    (value < 0), format.decimals, value);
	case NUMBER_GENERAL:
		break;
	}
	if (str_is_digits(raw) && raw.n <= 15)
		return raw;
	if (fabs(value) < 1e15)
		return str_format(&xlsx->row, "%.15g", value);
	issue(xlsx, ISSUE_DIGITS, offset, raw);
	return str_format(&xlsx->row, "%.0f", value);
}

/* --- cells ------------------------------------------------------------ */

/* "AB12" → column 27; *ROW 12.  False when it is no reference. */
static bool
parse_reference(struct str s, uint32_t *column, uint32_t *row)
{
	size_t i = 0;

	*column = *row = 0;
	for (; i < s.n && s.p[i] >= 'A' && s.p[i] <= 'Z' && i < 3; i++)
		*column = *column * 26 + (uint32_t)(s.p[i] - 'A') + 1;
	if (i == 0)
		return false;
	for (; i < s.n && s.p[i] >= '0' && s.p[i] <= '9'; i++)
		if ((*row = *row * 10 + (uint32_t)(s.p[i] - '0')) > NUMBER_MAX)
			return false;
	--*column;
	return i == s.n && *row > 0;
}

static struct str
child_content(struct xlsx *xlsx, const xmlNode *cell, const char *name)
{
	const xmlNode *node = markup_child(cell, VOCABULARY_S, name);

	return node == NULL ? STR_NONE : markup_content(&xlsx->row, node);
}

static struct number_format
cell_format(const struct xlsx *xlsx, const xmlNode *cell)
{
	long style = markup_number(cell, VOCABULARY_NONE, "s", 0);

	if (style >= 0 && (size_t)style < xlsx->formats.n)
		return xlsx->formats.v[style];
	return (struct number_format){ .kind = NUMBER_GENERAL };
}

/* An ISO date of a strict workbook: the time is left out when it is none. */
static struct str
iso_text(struct xlsx *xlsx, struct str raw)
{
	if (str_ends(raw, STR("T00:00:00")))
		return str_slice(raw, 0, raw.n - 9);
	return str_replace(&xlsx->row, raw, STR("T"), STR(" "));
}

static struct str
cell_value(struct xlsx *xlsx, const xmlNode *cell, uint32_t offset)
{
	struct str type = markup_attribute(cell, VOCABULARY_NONE, "t");
	struct str raw = child_content(xlsx, cell, "v");
	const xmlNode *is = markup_child(cell, VOCABULARY_S, "is");
	unsigned long at;

	if (is != NULL)
		return string_text(xlsx, is);
	if (raw.n == 0) {	/* a formula that was never worked out */
		if (markup_child(cell, VOCABULARY_S, "f") != NULL &&
		    !str_eq(type, STR("str")))
			issue(xlsx, ISSUE_FORMULA, offset, STR_NONE);
		return STR_NONE;
	}
	if (str_eq(type, STR("s"))) {
		at = strtoul(str_cstr(&xlsx->row, raw), NULL, 10);
		if (at < xlsx->string_count)
			return shared_string(xlsx, at);
		issue(xlsx, ISSUE_ERROR, offset, raw);
		return STR_NONE;
	}
	if (str_eq(type, STR("str")) || str_eq(type, STR("inlineStr"))) {
		struct buf out = { 0 };

		add_text(&out, raw);
		return buf_take(&xlsx->row, &out);
	}
	if (str_eq(type, STR("b")))
		return str_eq(raw, STR("0")) ? STR("FALSE") : STR("TRUE");
	if (str_eq(type, STR("d")))
		return iso_text(xlsx, raw);
	if (str_eq(type, STR("e")) && xlsx->shown)
		return raw;
	if (str_eq(type, STR("e"))) {
		issue(xlsx, ISSUE_ERROR, offset, raw);
		return STR_NONE;
	}
	return number_text(xlsx, raw, cell_format(xlsx, cell), offset);
}

static void
take_cell(struct xlsx *xlsx, const xmlNode *cell)
{
	struct str reference = markup_attribute(cell, VOCABULARY_NONE, "r");
	struct sheet *sheet = xlsx->sheet;
	uint32_t column, row, at = (uint32_t)sheet->row.n;
	bool bad = sheet->row_bad;
	struct str text;

	if (!parse_reference(reference, &column, &row) || column < at)
		column = at;
	if (cell->children == NULL || column > COLUMNS_MAX)
		return;
	text = cell_value(xlsx, cell, column);
	if (text.n == 0 && sheet->row_bad == bad)
		return;
	for (; at < column; at++)
		sheet_cell(sheet, STR_NONE, at);
	sheet_cell(sheet, text, column);
	if (str_eq(text, STR("FALSE")))
		sheet->row.v[column].kind = DATUM_FALSE;
}

/* Parse "B2:D2"; one cell alone is no merge. */
static int
take_merge(struct xlsx *xlsx, const xmlNode *node)
{
	struct str s = markup_attribute(node, VOCABULARY_NONE, "ref");
	size_t colon = str_find(s, STR(":"), 0);
	struct sheet_merge m;

	if (colon != SIZE_MAX && xlsx->sheet->merges.n < 100000 &&
	    parse_reference(str_slice(s, 0, colon), &m.column, &m.row) &&
	    parse_reference(str_from(s, colon + 1), &m.last_column,
	    &m.last_row) && m.last_column < COLUMNS_MAX)
		*VEC_ADD(xlsx->arena, &xlsx->sheet->merges) = m;
	return 0;
}

static int
take_row(struct xlsx *xlsx, const xmlNode *node)
{
	long number = markup_number(node, VOCABULARY_NONE, "r",
	    (long)xlsx->lines + 1);
	struct sheet *sheet = xlsx->sheet;
	bool more;

	if (markup_is(node, VOCABULARY_S, "mergeCell"))
		return take_merge(xlsx, node);
	if (number <= (long)xlsx->lines || number > NUMBER_MAX)
		return refuse(xlsx, "行号错乱，表格文件可能已损坏",
		    "row numbers out of order; the workbook may be damaged");
	xlsx->lines = (uint32_t)number;
	for (const xmlNode *cell = markup_child(node, VOCABULARY_S, "c");
	    cell != NULL; cell = markup_next(cell, VOCABULARY_S, "c"))
		take_cell(xlsx, cell);
	xlsx->hidden_rows += sheet->row.n > 0 &&
	    str_eq(markup_attribute(node, VOCABULARY_NONE, "hidden"), STR("1"));
	xlsx->text.n = 0;
	sheet_join(sheet->row.v, sheet->row.n, &xlsx->text);
	more = sheet_end_row(sheet, xlsx->lines, xlsx->lines,
	    buf_view(&xlsx->text));
	arena_reset(&xlsx->row);
	return more ? 0 : -1;
}

/* --- the workbook ----------------------------------------------------- */

struct workbook {
	struct str name;	/* of the sheet to be read */
	struct str id;		/* of its relationship */
	struct str names;	/* of all sheets, for messages */
	unsigned visible;
};

static bool
sheet_hidden(const xmlNode *sheet)
{
	return markup_has(sheet, VOCABULARY_NONE, "state") &&
	    !str_eq(markup_attribute(sheet, VOCABULARY_NONE, "state"),
	    STR("visible"));
}

/* Find the sheet called WANTED, or the first one that is not hidden. */
static int
find_sheet(struct xlsx *xlsx, struct str part, struct str wanted,
    struct workbook *book)
{
	xmlDoc *doc = markup_open(xlsx->pack, part, VOCABULARY_S, "workbook",
	    xlsx->findings);
	const xmlNode *root, *node;
	unsigned count = 0;

	if (doc == NULL)
		return -1;
	root = xmlDocGetRootElement(doc);
	if ((node = markup_child(root, VOCABULARY_S, "workbookPr")) != NULL) {
		struct str value = markup_attribute(node, VOCABULARY_NONE,
		    "date1904");

		xlsx->date1904 = str_eq(value, STR("1")) ||
		    str_eq(value, STR("true"));
	}
	node = markup_child(root, VOCABULARY_S, "sheets");
	if (node != NULL)
		node = markup_child(node, VOCABULARY_S, "sheet");
	for (; node != NULL; node = markup_next(node, VOCABULARY_S, "sheet")) {
		struct str name = str_copy(xlsx->arena,
		    markup_attribute(node, VOCABULARY_NONE, "name"));

		book->visible += !sheet_hidden(node);
		if (count++ < NAMES_MAX)
			book->names = str_format(xlsx->arena, "%.*s%s%.*s",
			    STR_ARG(book->names), count > 1 ? "、" : "",
			    STR_ARG(name));
		else if (count == NAMES_MAX + 1)
			book->names = str_cat(xlsx->arena, book->names,
			    STR("……"));
		if (book->id.n > 0 || (wanted.n > 0 ? !str_eq(name, wanted) :
		    sheet_hidden(node) || (xlsx->number > 0 &&
		    book->visible != xlsx->number)))
			continue;
		book->name = name;
		book->id = str_copy(xlsx->arena,
		    markup_attribute(node, VOCABULARY_R, "id"));
	}
	xmlFreeDoc(doc);
	return 0;
}

/* Read the parts around the sheet, then the sheet. */
static int
read_workbook(struct xlsx *xlsx, struct str wanted)
{
	struct relations own;
	const struct relation *part;
	struct workbook book = { 0 };
	struct str main;

	if (markup_main(xlsx->arena, xlsx->pack, &main, &own,
	    xlsx->findings) != 0)
		return -1;
	if (main.n == 0)
		return refuse(xlsx, "这不是 Excel 表格", "this is no workbook");
	if (find_sheet(xlsx, main, wanted, &book) != 0)
		return -1;
	if (book.id.n == 0 && xlsx->number > 0)
		return -1;
	xlsx->sheet->title = book.name;
	xlsx->sheet->of = book.visible;
	if (book.id.n == 0) {
		finding_add(xlsx->findings, FINDING_DATA_SHEET,
		    POS_FILE(xlsx->sheet->file),
		    "没有工作表“%.*s”；有的是：%.*s",
		    "there is no sheet “%.*s”; there are: %.*s",
		    STR_ARG(wanted), STR_ARG(book.names));
		return -1;
	}
	if (wanted.n == 0 && book.visible > 1 && xlsx->number == 0)
		finding_add(xlsx->findings, FINDING_DATA_SHEET_CHOICE,
		    POS_FILE(xlsx->sheet->file),
		    "有 %u 张工作表（%.*s），用了“%.*s”；%s",
		    "there are %u sheets (%.*s), “%.*s” was used; choose "
		    "another with %s", book.visible, STR_ARG(book.names),
		    STR_ARG(book.name), xlsx->findings->language ==
		    LANGUAGE_EN ? xlsx->shown ? "表=" : "--sheet" :
		    xlsx->shown ? "另选请写“表=”" : "用 --sheet 另选");
	if ((part = relation_of_kind(&own, "styles")) != NULL &&
	    read_styles(xlsx, part->target) != 0)
		return -1;
	if ((part = relation_of_kind(&own, "sharedStrings")) != NULL) {
		if (stream_part(xlsx, part->target, "si", "si",
		    take_string) != 0)
			return -1;
		if (spool_end(xlsx->strings) != 0)
			return refuse(xlsx, "临时文件夹里写不下表格的文字",
			    "the folder for temporary files cannot take the "
			    "texts of the workbook");
	}
	if ((part = relation_by_id(&own, book.id)) == NULL || part->external ||
	    !str_eq(part->kind, STR("worksheet")))
		return refuse(xlsx, "这张工作表没有单元格（图表？）",
		    "this sheet has no cells (is it a chart?)");
	return stream_part(xlsx, part->target, "row", "mergeCell", take_row);
}

/* FILE, or BYTES when it is NULL; FILE is closed. */
static int
read_sheet(struct xlsx *xlsx, FILE *file, struct str bytes, struct str wanted)
{
	struct sheet *sheet = xlsx->sheet;
	int status = -1;

	sheet->synthetic = true;
	sheet->cells = sheet_split;
	xlsx->pack = pack_open_large(sheet->arena, sheet->name, file, bytes,
	    POS_FILE(sheet->file), sheet->findings);
	if (xlsx->pack != NULL) {
		xlsx->strings = spool_new();
		status = read_workbook(xlsx, wanted);
		sheet_turn(sheet, STR_NONE, 1);
		spool_free(xlsx->strings);
		pack_close(xlsx->pack);
	}
	buf_release(&xlsx->text);
	arena_release(&xlsx->row);
	return xlsx->unshown ? -1 : status;
}

int
xlsx_read(struct sheet *sheet, FILE *file, struct str bytes, struct str wanted)
{
	struct xlsx xlsx = { .arena = sheet->arena, .sheet = sheet,
	    .findings = sheet->findings };
	int status = read_sheet(&xlsx, file, bytes, wanted);

	if (status == 0 && xlsx.hidden_rows > 0)
		finding_add(sheet->findings, FINDING_DATA_HIDDEN,
		    POS_FILE(sheet->file),
		    "有 %u 行在表格里是隐藏的，也照样用了",
		    "%u rows are hidden in the sheet; they were used as well",
		    xlsx.hidden_rows);
	return status;
}

/* A sheet with all its rows; NULL as xlsx_sheet says. */
static struct sheet *
whole_sheet(struct xlsx *xlsx, struct str path, struct str bytes,
    struct str wanted)
{
	struct sheet *sheet = NEW(xlsx->arena, struct sheet);
	int status;

	*sheet = (struct sheet){ .arena = xlsx->arena, .texts = xlsx->arena,
	    .findings = xlsx->findings, .name = path, .spool = spool_new(),
	    .values_max = PACK_SIZE_MAX,
	    .counts = NEW(xlsx->arena, struct sheet_counts),
	    .file = files_add(xlsx->findings->files, path, STR_NONE) };
	xlsx->sheet = sheet;
	status = read_sheet(xlsx, NULL, bytes, wanted);
	if (spool_end(sheet->spool) != 0)
		status = -1;
	sheet_take_rows(sheet);
	sheet->file = sheet->rows.file;
	return status == 0 ? sheet : NULL;
}

struct sheet *
xlsx_sheet(struct arena *arena, struct str path, struct str bytes,
    unsigned number, struct findings *findings)
{
	struct xlsx xlsx = { .arena = arena, .findings = findings,
	    .number = number };

	return whole_sheet(&xlsx, path, bytes, STR_NONE);
}

struct sheet *
xlsx_shown(struct arena *arena, struct str path, struct str bytes,
    struct str wanted, unsigned number, struct findings *findings)
{
	struct xlsx xlsx = { .arena = arena, .findings = findings,
	    .number = number, .shown = true };

	return whole_sheet(&xlsx, path, bytes, wanted);
}
