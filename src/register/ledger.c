/*
 * The register.  In: a CSV; a document and its file.  Out: a number, a row at
 * the end of the CSV, findings.  Read it from ledger_take: lock, read,
 * ledger_number, which looks for a row of this document before it counts on,
 * add_row.
 */
#include "ledger.h"

#include <errno.h>

#include "../base/file.h"
#include "../base/os.h"
#include "../base/write.h"
#include "../document/element.h"
#include "../merge/sheet.h"
#include "../text/chars.h"
#include "../text/date.h"
#include "../text/decode.h"
#include "../text/number.h"
#include "../text/ordinal.h"

#define NAME		"发文登记.csv"
#define AUTO		"自动"
#define WAIT_SECONDS	20
#define LISTED_MAX	10	/* missing numbers that are named */

/* What a new register has. */
static const char first_columns[] =
    "发文字号,标题,发文机关,成文日期,主送,密级,文件";

struct line {
	struct str number, title, organ, date, file;
	struct pos pos;
	struct str code;	/* of its number, in plain form */
	unsigned year, serial;	/* 0: it is no number */
};

struct ledger {
	struct arena *arena;
	struct str path;
	uint32_t file;
	struct str *columns;
	size_t column_count;
	char separator;
	VEC(struct line) list;
};

bool
ledger_asks(struct str number)
{
	return str_has(number, STR(AUTO));
}

struct str
ledger_beside(struct arena *arena, struct str source)
{
	return file_beside(arena, source, STR(NAME));
}

/* --- reading it ---------------------------------------------------------- */

/* Without blanks, brackets and digits as the standard has them. */
static void
read_parts(struct arena *arena, struct line *line)
{
	struct number number;
	struct buf code = { 0 };

	line->code = STR_NONE;
	if (!number_split(line->number, &number))
		return;
	for (size_t at = 0; at < number.organ.n;) {
		size_t from = at;

		if (!char_is_space(char_next(number.organ, &at)))
			buf_str(&code, str_slice(number.organ, from, at));
	}
	line->code = buf_take(arena, &code);
	line->year = number_parse(number.year);
	line->serial = number_parse(number.serial);
}

static struct str
cell_text(const struct data_row *row, size_t column)
{
	return column >= row->n || row->cells[column].kind != DATUM_TEXT ?
	    STR_NONE : str_trim((struct str){ row->cells[column].as.text,
	    row->cells[column].n });
}

/* Does the column hold this element, by any of its names? */
static bool
is_column(struct str name, enum element_id id)
{
	const struct element *element = element_find(name);

	return element != NULL && element->id == id;
}

static bool
is_file_column(struct str name)
{
	return str_is_one(name, "文件|源文件");
}

static void
read_row(struct ledger *ledger, const struct data_row *row)
{
	struct line line = { .number = STR_NONE, .title = STR_NONE,
	    .organ = STR_NONE, .date = STR_NONE, .file = STR_NONE };

	for (size_t i = 0; i < ledger->column_count; i++) {
		struct str name = ledger->columns[i], text = cell_text(row, i);

		if (is_column(name, ELEMENT_number)) {
			line.number = text;
			line.pos = (struct pos){ ledger->file, row->n > i ?
			    row->cells[i].offset : OFFSET_NONE };
		} else if (is_column(name, ELEMENT_title))
			line.title = text;
		else if (is_column(name, ELEMENT_organs))
			line.organ = text;
		else if (is_column(name, ELEMENT_date))
			line.date = text;
		else if (is_file_column(name))
			line.file = text;
	}
	if (line.number.n == 0)
		return;
	read_parts(ledger->arena, &line);
	*VEC_ADD(ledger->arena, &ledger->list) = line;
}

static int
read_columns(struct ledger *ledger, const struct data_row *row,
    struct findings *findings)
{
	struct str text = text_of(findings, ledger->file);
	bool any = false;

	ledger->column_count = row->n;
	ledger->columns = NEW_ARRAY(ledger->arena, struct str, row->n);
	for (size_t i = 0; i < row->n; i++) {
		ledger->columns[i] = cell_text(row, i);
		any |= is_column(ledger->columns[i], ELEMENT_number);
	}
	for (size_t i = 0; i < text.n && strchr("\n,", text.p[i]) == NULL;
	    i++)
		if (text.p[i] == '\t' || text.p[i] == ';')
			ledger->separator = text.p[i];
	if (any)
		return 0;
	finding_add(findings, FINDING_REGISTER_COLUMN,
	    (struct pos){ ledger->file, 0 },
	    "登记簿的第一行没有“发文字号”这一列，没有用；第一行要写列名，"
	    "如“%s”",
	    "the first row of the register has no column 发文字号; it is not "
	    "used; the first row names the columns, as “%s”", first_columns);
	return -1;
}

struct ledger *
ledger_read(struct arena *arena, struct str path, struct findings *findings)
{
	struct ledger *ledger = NEW(arena, struct ledger);
	const struct sheet *sheet;

	ledger->arena = arena;
	ledger->path = path;
	ledger->separator = ',';
	if (!file_exists(path) || file_size(path) == 0)
		return ledger;
	ledger->file = text_load(arena, path, NULL, findings);
	if (ledger->file == 0)
		return NULL;
	sheet = csv_sheet(arena, ledger->file, path, findings);
	if (sheet == NULL)
		return NULL;
	if (sheet->rows.n > 0 && read_columns(ledger, &sheet->rows.v[0],
	    findings) != 0)
		return NULL;
	for (size_t i = 1; i < sheet->rows.n; i++)
		read_row(ledger, &sheet->rows.v[i]);
	return ledger;
}

/* --- a document in it ---------------------------------------------------- */

/* A document as a row would have it. */
struct facts {
	struct str title, organ, date, file;
};

static struct str
element_text(struct arena *arena, const struct document *document,
    enum element_id id)
{
	struct str text = element_value(arena, document, &elements[id],
	    elements[id].joint).text;

	return str_replace(arena, str_trim(text), STR("\n"), STR_NONE);
}

/* The file as it is seen from the folder of the register. */
static struct str
file_name(const struct ledger *ledger, struct str source)
{
	struct str folder = path_folder(ledger->path);

	while (str_starts(source, STR("./")))
		source = str_from(source, 2);
	if (str_eq(path_folder(source), folder))
		return path_name(source);
	return !str_eq(folder, STR(".")) && str_starts(source, folder) ?
	    path_below(source, folder) : source;
}

static struct facts
facts_of(const struct ledger *ledger, const struct document *document,
    struct str source)
{
	struct arena *arena = ledger->arena;

	return (struct facts){
		element_text(arena, document, ELEMENT_title),
		document->organs.n > 0 ? str_trim(document->organs.v[0].text) :
		document->signatures.n > 0 ?
		str_trim(document->signatures.v[0].text) : STR_NONE,
		element_text(arena, document, ELEMENT_date),
		file_name(ledger, source),
	};
}

static bool
is_same_text(struct arena *arena, struct str a, struct str b)
{
	return str_eq(text_squeeze(arena, a), text_squeeze(arena, b));
}

static bool
is_same_date(struct str a, struct str b)
{
	struct date one, two;

	return date_parse(a, &one, NULL) && date_parse(b, &two, NULL) &&
	    date_compare(one, two) == 0;
}

/*
 * Is this row the document's?  One file is another document when both its title
 * and its date are others; a file that has been moved has both.
 */
static bool
is_row_of(const struct ledger *ledger, const struct line *line,
    const struct facts *facts)
{
	bool title = is_same_text(ledger->arena, line->title, facts->title);
	bool date = is_same_date(line->date, facts->date);

	if (str_eq(line->file, facts->file))
		return title || date;
	return title && date && (line->file.n == 0 || !file_exists(path_join(
	    ledger->arena, path_folder(ledger->path), line->file)));
}

/* --- the next number ----------------------------------------------------- */

/* What was typed around 自动: 青科协〔2026〕自动号, 青科协自动. */
static struct line
asked_for(struct arena *arena, struct str typed)
{
	struct line line = { .number = typed };
	size_t end = str_find(typed, STR(AUTO), 0);

	read_parts(arena, &line);
	if (line.code.n > 0)
		return line;
	for (size_t at = 0; at < end;) {
		size_t from = at;
		uint32_t c = char_next(typed, &at);

		if (c == U'〔' || c == '[' || c == '(' || c == U'（' ||
		    c == U'【' || c == U'［')
			end = from;
	}
	line.code = str_trim(str_slice(typed, 0, end));
	return line;
}

#define CODES_MAX	64

/* Is the row one of this organ, alone or as the host? */
static bool
is_by(const struct ledger *ledger, const struct line *line, struct str organ)
{
	return organ.n > 0 && (str_eq(line->organ, organ) || str_starts(
	    line->organ, str_cat(ledger->arena, organ, STR("、"))));
}

/* The code that most of the documents have: of ORGAN, or of all (n == 0). */
static struct str
usual_code(const struct ledger *ledger, struct str organ, size_t *kinds)
{
	struct {
		struct str code;
		size_t n;
	} codes[CODES_MAX];
	size_t n = 0, best = 0;

	EACH(const struct line, line, ledger->list) {
		size_t k = 0;

		if (line->serial == 0 || line->code.n == 0 ||
		    (organ.n > 0 && !is_by(ledger, line, organ)))
			continue;
		while (k < n && !str_eq(codes[k].code, line->code))
			k++;
		if (k == CODES_MAX)
			continue;
		codes[k].code = line->code;
		codes[k].n = k == n ? 1 : codes[k].n + 1;
		n += k == n;
		best = codes[k].n >= codes[best].n ? k : best;
	}
	*kinds = n;
	return n == 0 ? STR_NONE : codes[best].code;
}

/* The organ's own; else the one that all documents have. */
static struct str
find_code(const struct ledger *ledger, struct str organ)
{
	size_t kinds = 0;
	struct str code = organ.n == 0 ? STR_NONE :
	    usual_code(ledger, organ, &kinds);

	if (kinds > 0)
		return code;
	code = usual_code(ledger, STR_NONE, &kinds);
	return kinds == 1 ? code : STR_NONE;
}

static struct str
refuse(const struct document *document, struct str code, unsigned year,
    struct findings *findings)
{
	if (code.n == 0)
		finding_add(findings, FINDING_REGISTER_AUTO,
		    document->number.pos,
		    "登记簿里还没有这个机关的文号，不知道机关代字；没有生成。"
		    "第一次请写代字，如“青科协〔%u〕自动号”",
		    "the register has no number of this organ, so its code is "
		    "not known; not made.  Write it the first time, as "
		    "“青科协〔%u〕自动号”", year > 0 ? year : 2026);
	else
		finding_add(findings, FINDING_REGISTER_AUTO,
		    document->number.pos,
		    "没有成文日期，不知道是哪一年的文号；没有生成。"
		    "请写成文日期，或者写“%.*s〔2026〕自动号”",
		    "there is no date, so the year of the number is not known; "
		    "not made.  Write 成文日期, or “%.*s〔2026〕自动号”",
		    STR_ARG(code));
	return STR_NONE;
}

/* Will is_row_of know the row again that is entered for a document? */
static bool
knows_again(const struct ledger *ledger, const struct facts *facts)
{
	bool all = ledger->column_count == 0;	/* of a new register */
	bool title = all, date = all, file = all;
	struct date day;

	for (size_t i = 0; i < ledger->column_count; i++) {
		title |= is_column(ledger->columns[i], ELEMENT_title);
		date |= is_column(ledger->columns[i], ELEMENT_date);
		file |= is_file_column(ledger->columns[i]);
	}
	title = title && facts->title.n > 0;
	date = date && date_parse(facts->date, &day, NULL);
	return file ? title || date : title && date;
}

struct str
ledger_number(struct ledger *ledger, const struct document *document,
    struct str source, bool *fresh, struct findings *findings)
{
	struct line asked = asked_for(ledger->arena, document->number.text);
	struct facts facts = facts_of(ledger, document, source);
	struct date date;
	unsigned last = 0;

	*fresh = false;
	if (asked.code.n == 0)
		asked.code = find_code(ledger, facts.organ);
	if (asked.year == 0 && date_parse(facts.date, &date, NULL))
		asked.year = (unsigned)date.year;
	EACH(const struct line, line, ledger->list) {
		if (line->serial == 0 || line->year != asked.year ||
		    !str_eq(line->code, asked.code))
			continue;
		if (is_row_of(ledger, line, &facts))
			return str_format(ledger->arena, "%.*s〔%u〕%u号",
			    STR_ARG(line->code), line->year, line->serial);
		last = line->serial > last ? line->serial : last;
	}
	if (asked.code.n == 0 || asked.year == 0)
		return refuse(document, asked.code, asked.year, findings);
	if (!knows_again(ledger, &facts)) {
		finding_add(findings, FINDING_REGISTER_AUTO,
		    document->number.pos,
		    "登记簿下一次认不出哪一行是这份公文；没有生成。登记簿的"
		    "第一行要有“标题”“成文日期”“文件”中的两列，公文里也要"
		    "写明标题或者成文日期",
		    "the register could not tell the row of this document the "
		    "next time; not made.  Its first row needs two of 标题, "
		    "成文日期 and 文件, and the document a title or a date");
		return STR_NONE;
	}
	*fresh = true;
	return str_format(ledger->arena, "%.*s〔%u〕%u号", STR_ARG(asked.code),
	    asked.year, last + 1);
}

/* --- writing it ---------------------------------------------------------- */

static void
put_row(const struct ledger *ledger, const struct document *document,
    const struct facts *facts, struct str number, struct buf *out)
{
	for (size_t i = 0; i < ledger->column_count; i++) {
		const struct element *element = element_find(
		    ledger->columns[i]);
		struct str text = STR_NONE;

		if (is_file_column(ledger->columns[i]))
			text = facts->file;
		else if (element != NULL && element->id == ELEMENT_number)
			text = number;
		else if (element != NULL)
			text = element_text(ledger->arena, document,
			    element->id);
		/* Who signs, where no other issuer is named. */
		if (text.n == 0 && is_column(ledger->columns[i],
		    ELEMENT_organs))
			text = facts->organ;
		if (i > 0)
			buf_byte(out, ledger->separator);
		buf_csv(out, text);
	}
	buf_byte(out, '\n');
}

/* A register that was not there. */
static struct str
begin_file(struct ledger *ledger)
{
	static const char mark[] = "\xef\xbb\xbf";
	struct str rest = str_of(first_columns);

	ledger->columns = NEW_ARRAY(ledger->arena, struct str, rest.n);
	while (rest.n > 0)
		ledger->columns[ledger->column_count++] = str_take(&rest, ",");
	return str_format(ledger->arena, "%s%s\n", mark, first_columns);
}

/* The register with the row behind it: all other bytes stay. */
static int
add_row(struct ledger *ledger, const struct document *document,
    struct str source, struct str number, struct findings *findings)
{
	struct facts facts = facts_of(ledger, document, source);
	const struct write write = { .path = ledger->path,
	    .over = WRITE_REPAIR, .sync = FILE_SYNC_EACH };
	struct str bytes = STR_NONE, text = STR_NONE, out;
	struct buf row = { 0 };
	int status = 0;

	if (ledger->file == 0)
		buf_str(&row, begin_file(ledger));
	else
		text = text_of(findings, ledger->file);
	if (text.n > 0 && text.p[text.n - 1] != '\n')
		buf_byte(&row, '\n');
	put_row(ledger, document, &facts, number, &row);
	out = buf_view(&row);
	if (ledger->file != 0) {
		struct text_patch patch = { (uint32_t)text.n, 0, out };

		status = file_read(ledger->arena, ledger->path, TEXT_LIMIT,
		    &bytes, findings);
		if (str_has(bytes, STR("\r")))
			patch.text = str_replace(ledger->arena, out,
			    STR("\n"), STR("\r\n"));
		if (status == 0)
			status = text_patch(ledger->arena, ledger->file,
			    bytes, NULL, &patch, 1, &out, findings);
	}
	if (status == 0)
		status = write_output(&write, out, findings);
	buf_release(&row);
	return status;
}

/* Wait for another run that is counting. */
static int
take_lock(struct str lock, struct findings *findings)
{
	double begun = os_clock();
	int held;

	while ((held = file_lock(lock)) == FILE_LOCKED &&
	    os_clock() - begun < WAIT_SECONDS)
		os_sleep(0.01);
	if (held < 0)
		finding_add(findings, FINDING_FILE_UNWRITABLE, POS_NONE,
		    "不能在“%.*s”里写文件：%s；没有取文号",
		    "cannot write into “%.*s”: %s; no number was taken",
		    STR_ARG(path_folder(lock)), held == FILE_LOCKED ?
		    findings->language == LANGUAGE_EN ?
		    "another gongwen is writing there" :
		    "另一个 gongwen 正在写" :
		    file_reason(errno, findings->language));
	return held;
}

struct str
ledger_take(struct arena *arena, struct str path,
    const struct document *document, struct str source,
    struct findings *findings)
{
	struct str lock = path_join(arena, path_folder(path),
	    STR(".gongwen-register.lock"));
	struct str number = STR_NONE;
	struct ledger *ledger;
	bool fresh;
	int held = take_lock(lock, findings);

	if (held < 0)
		return number;
	ledger = ledger_read(arena, path, findings);
	if (ledger != NULL)
		number = ledger_number(ledger, document, source, &fresh,
		    findings);
	if (number.n > 0 && fresh) {
		if (add_row(ledger, document, source, number, findings) != 0)
			number = STR_NONE;
		else
			finding_add(findings, FINDING_REGISTER_TAKEN,
			    document->number.pos,
			    "取了文号“%.*s”，记在“%.*s”",
			    "took the number %.*s, entered in %.*s",
			    STR_ARG(number), STR_ARG(path));
	}
	file_unlock(held, lock, findings);
	return number;
}

/* --- what is wrong in it ------------------------------------------------- */

/* By organ, year and serial; those that are alike as they stand. */
static int
compare_lines(const void *a, const void *b)
{
	const struct line *one = *(const struct line *const *)a;
	const struct line *two = *(const struct line *const *)b;
	int order = str_cmp(one->code, two->code);

	if (order == 0 && one->year != two->year)
		order = one->year < two->year ? -1 : 1;
	if (order == 0 && one->serial != two->serial)
		order = one->serial < two->serial ? -1 : 1;
	if (order == 0)
		order = one->pos.offset < two->pos.offset ? -1 : 1;
	return order;
}

static void
tell_gap(const struct line *before, const struct line *after,
    struct findings *findings)
{
	struct buf list = { 0 };

	for (unsigned n = before->serial + 1; n < after->serial; n++) {
		if (n - before->serial > LISTED_MAX) {
			buf_lit(&list, "…");
			break;
		}
		buf_format(&list, "%s%u", list.n > 0 ? "、" : "", n);
	}
	finding_add(findings, FINDING_REGISTER_GAP, after->pos,
	    "“%.*s〔%u〕”缺 %s 号；如果是留用或者作废，请登记一行写明",
	    "%.*s〔%u〕 lacks %s; if they are kept or void, enter a row that "
	    "says so", STR_ARG(after->code), after->year, list.p);
	buf_release(&list);
}

static void
compare_two(const struct line *before, const struct line *after,
    struct findings *findings)
{
	if (!str_eq(before->code, after->code) || before->year != after->year)
		return;
	if (before->serial == after->serial)
		finding_add(findings, FINDING_REGISTER_TWICE, after->pos,
		    "文号“%.*s”登记了两次：“%.*s”和“%.*s”；请核对",
		    "the number %.*s is entered twice: “%.*s” and “%.*s”",
		    STR_ARG(after->number), STR_ARG(before->title),
		    STR_ARG(after->title));
	else if (after->serial > before->serial + 1)
		tell_gap(before, after, findings);
}

void
ledger_check(const struct ledger *ledger, struct findings *findings)
{
	const struct line **sorted = NEW_ARRAY(ledger->arena,
	    const struct line *, ledger->list.n + 1);
	size_t n = 0;

	EACH(const struct line, line, ledger->list) {
		if (line->serial > 0 && line->year > 0)
			sorted[n++] = line;
		else
			finding_add(findings, FINDING_REGISTER_NUMBER,
			    line->pos, "登记簿里的“%.*s”不是发文字号，没有算；"
			    "写作“青科协〔2026〕18号”",
			    "%.*s in the register is no number of a document "
			    "and is not counted; write 青科协〔2026〕18号",
			    STR_ARG(line->number));
	}
	sort(sorted, n, sizeof(*sorted), compare_lines);
	for (size_t i = 1; i < n; i++)
		compare_two(sorted[i - 1], sorted[i], findings);
}

void
ledger_check_document(const struct ledger *ledger,
    const struct document *document, struct str source,
    struct findings *findings)
{
	struct line own = { .number = document->number.text };
	struct facts facts = facts_of(ledger, document, source);
	const struct line *other = NULL;

	read_parts(ledger->arena, &own);
	if (own.serial == 0 || ledger->file == 0)
		return;
	EACH(const struct line, line, ledger->list) {
		if (line->serial != own.serial || line->year != own.year ||
		    !str_eq(line->code, own.code))
			continue;
		if (is_row_of(ledger, line, &facts) || is_same_text(
		    ledger->arena, line->title, facts.title))
			return;
		other = line;
	}
	if (other != NULL)
		finding_add(findings, FINDING_REGISTER_OTHER,
		    document->number.pos,
		    "登记簿里“%.*s”是“%.*s”的文号；一个文号只用于一件公文，"
		    "请核对",
		    "in the register %.*s is the number of “%.*s”; one number "
		    "is for one document", STR_ARG(own.number),
		    STR_ARG(other->title));
	else
		finding_add(findings, FINDING_REGISTER_ABSENT,
		    document->number.pos, "登记簿里没有“%.*s”",
		    "the register does not have %.*s", STR_ARG(own.number));
}
