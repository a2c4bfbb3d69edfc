/*
 * What was collected as a workbook, as CSV, as JSON; and the list of those to
 * remind.
 */
#include "collect.h"

#include "../merge/name.h"
#include "../package/workbook.h"
#include "../text/chars.h"

#define WIDTH_MIN	8u
#define WIDTH_MAX	40u
#define NAME_CHARACTERS	40	/* of a form, in the name of its file */
#define EPOCH		25569	/* 1970-01-01 in days of a workbook */

/* A number as a workbook can hold it: not 0591…, not a telephone. */
static bool
is_plain_number(struct str s)
{
	size_t digits = 0, points = 0, from = s.n > 0 && s.p[0] == '-';

	for (size_t i = from; i < s.n; i++) {
		if (s.p[i] == '.')
			points++;
		else if (s.p[i] >= '0' && s.p[i] <= '9')
			digits++;
		else
			return false;
	}
	return digits > 0 && digits <= 10 && points <= 1 &&
	    s.p[s.n - 1] != '.' && s.p[from] != '.' &&
	    (s.p[from] != '0' || s.n == from + 1 || s.p[from + 1] == '.');
}

/* Names of fields whose digits are a name and no amount. */
static bool
is_code(struct str field)
{
	return str_has_one(field, "电话|手机|号|编码|代码|邮编|传真|方式");
}

static struct sheet_cell
make_cell(struct arena *arena, struct str field,
    const struct collect_value *value)
{
	struct sheet_cell cell = { SHEET_TEXT, value->text, value->doubt };
	struct date date;
	size_t length;

	if (is_plain_number(value->text) && !is_code(field))
		cell.kind = SHEET_NUMBER;
	else if (date_parse(value->text, &date, &length) && length ==
	    value->text.n && date.day > 0 && date_exists(date) &&
	    date.year > 1900) {
		cell.kind = SHEET_DATE;
		cell.text = str_format(arena, "%ld", date_days(date) + EPOCH);
	}
	return cell;
}

static bool
is_total(const struct collect_form *form, const struct collect_row *row)
{
	for (size_t i = 0; i < form->field_count; i++) {
		struct str text = row->values[i].text;

		if (str_is_one(text, "合计|总计|小计"))
			return true;
	}
	return false;
}

/* May column I be added up?  All of it is numbers, and no row is a sum. */
static bool
may_add(const struct collect_form *form, size_t i, double *sum)
{
	bool any = false;

	*sum = 0;
	if (!form->lines || is_code(form->fields[i]) || str_eq(form->fields[i],
	    STR("序号")) || str_ends_one(form->fields[i], "年份|年度"))
		return false;
	EACH(const struct collect_row, row, form->rows) {
		char number[32] = "";

		if (is_total(form, row))
			return false;
		if (row->values[i].text.n == 0)
			continue;
		if (!is_plain_number(row->values[i].text))
			return false;
		memcpy(number, row->values[i].text.p, row->values[i].text.n);
		*sum += strtod(number, NULL);
		any = true;
	}
	return any;
}

/* The last row: sums of what can be added. */
static bool
put_totals(struct arena *arena, const struct collect_form *form,
    struct sheet_cell *cells)
{
	bool any = false;
	double sum;

	cells[0] = (struct sheet_cell){ SHEET_TEXT, STR("合计"), STR_NONE };
	for (size_t i = 0; i < form->field_count; i++)
		if (may_add(form, i, &sum)) {
			cells[i + 1] = (struct sheet_cell){ SHEET_SUM,
			    str_format(arena, "%.10g", sum), STR_NONE };
			any = true;
		}
	return any;
}

static void
widen(unsigned *width, struct str text)
{
	unsigned wide = (unsigned)(text_width(text) / 50) + 2;

	wide = wide > WIDTH_MAX ? WIDTH_MAX : wide;
	*width = *width > wide ? *width : wide;
}

static void
make_sheet(struct arena *arena, const struct collect_form *form,
    struct sheet_out *sheet)
{
	size_t columns = form->field_count + 2;
	unsigned *widths = NEW_ARRAY(arena, unsigned, columns);
	struct sheet_cell *cells = NEW_ARRAY(arena, struct sheet_cell,
	    columns * (form->rows.n + 2));

	for (size_t i = 0; i < columns * (form->rows.n + 2); i++)
		cells[i].text = cells[i].remark = STR_NONE;
	cells[0].text = COLLECT_SENDER_COLUMN;
	cells[columns - 1].text = COLLECT_FILE_COLUMN;
	for (size_t i = 0; i < form->field_count; i++)
		cells[i + 1].text = form->fields[i];
	for (size_t r = 0; r < form->rows.n; r++) {
		const struct collect_row *row = &form->rows.v[r];
		struct sheet_cell *out = &cells[(r + 1) * columns];

		out[0].text = row->sender;
		out[columns - 1].text = row->file;
		for (size_t i = 0; i < form->field_count; i++)
			out[i + 1] = make_cell(arena, form->fields[i],
			    &row->values[i]);
	}
	for (size_t i = 0; i < columns; i++) {
		widths[i] = WIDTH_MIN;
		for (size_t r = 0; r <= form->rows.n; r++)
			widen(&widths[i], cells[r * columns + i].text);
	}
	*sheet = (struct sheet_out){ form->name, cells, form->rows.n + 1,
	    columns, widths };
	if (form->rows.n > 0 && put_totals(arena, form,
	    &cells[(form->rows.n + 1) * columns]))
		sheet->rows++;
}

void
collect_workbook(struct arena *arena, const struct collection *collection,
    struct buf *out)
{
	struct sheet_out *sheets = NEW_ARRAY(arena, struct sheet_out,
	    collection->form_count);

	for (size_t i = 0; i < collection->form_count; i++)
		make_sheet(arena, &collection->forms[i], &sheets[i]);
	workbook_write(arena, sheets, collection->form_count, out);
}

#define MARK	"\xef\xbb\xbf"

void
collect_csv(const struct collect_form *form, struct buf *out)
{
	buf_lit(out, MARK);
	buf_csv(out, COLLECT_SENDER_COLUMN);
	for (size_t i = 0; i < form->field_count; i++) {
		buf_byte(out, ',');
		buf_csv(out, form->fields[i]);
	}
	buf_byte(out, ',');
	buf_csv(out, COLLECT_FILE_COLUMN);
	buf_lit(out, "\r\n");
	for (size_t r = 0; r < form->rows.n; r++) {
		const struct collect_row *row = &form->rows.v[r];

		buf_csv(out, row->sender);
		for (size_t i = 0; i < form->field_count; i++) {
			buf_byte(out, ',');
			buf_csv(out, row->values[i].text);
		}
		buf_byte(out, ',');
		buf_csv(out, row->file);
		buf_lit(out, "\r\n");
	}
}

struct str
collect_name(struct arena *arena, const struct collect_form *form)
{
	struct str name = name_clean(arena, form->name);
	size_t at = 0;

	for (unsigned i = 0; i < NAME_CHARACTERS && at < name.n; i++)
		char_next(name, &at);
	return str_slice(name, 0, at);
}

static void
put_member(struct buf *out, const char *before, struct str name,
    struct str value)
{
	buf_lit(out, before);
	buf_json(out, name);
	buf_lit(out, ": ");
	buf_json(out, value);
}

void
collect_json(const struct collection *collection, struct buf *out)
{
	buf_lit(out, "[");
	for (size_t f = 0; f < collection->form_count; f++) {
		const struct collect_form *form = &collection->forms[f];

		put_member(out, f > 0 ? ",\n{" : "\n{", STR("表"), form->name);
		buf_lit(out, ", \"行\": [");
		for (size_t r = 0; r < form->rows.n; r++) {
			const struct collect_row *row = &form->rows.v[r];

			put_member(out, r > 0 ? ",\n\t{" : "\n\t{",
			    COLLECT_SENDER_COLUMN, row->sender);
			buf_lit(out, ", \"栏\": {");
			for (size_t i = 0; i < form->field_count; i++)
				put_member(out, i > 0 ? ", " : "",
				    form->fields[i], row->values[i].text);
			put_member(out, "}, ", COLLECT_FILE_COLUMN, row->file);
			buf_lit(out, "}");
		}
		buf_lit(out, "\n]}");
	}
	buf_lit(out, "\n]\n");
}

#define REMINDERS	MARK "单位,问题\r\n"

void
collect_reminders(const struct collection *collection, struct buf *out)
{
	buf_lit(out, REMINDERS);
	EACH(const struct collect_sender, sender, collection->senders) {
		if (sender->problem.n == 0)
			continue;
		buf_csv(out, sender->name);
		buf_byte(out, ',');
		buf_csv(out, sender->problem);
		buf_lit(out, "\r\n");
	}
}

/* A line as it was written of some sender from *NEXT on. */
static bool
is_reminder(const struct collection *collection, size_t *next, struct str line)
{
	bool is_one = false;

	while (!is_one && *next < collection->senders.n) {
		struct buf begin = { 0 };
		struct str rest;

		buf_csv(&begin, collection->senders.v[(*next)++].name);
		buf_lit(&begin, ",\"");
		rest = str_from(line, begin.n);
		is_one = str_starts(line, buf_view(&begin)) &&
		    (str_eq(rest, STR("没有报\"\r")) ||
		    (str_starts(rest, STR("缺“")) &&
		    str_ends(rest, STR("”\"\r"))));
		buf_release(&begin);
	}
	return is_one;
}

bool
collect_is_reminders(const struct collection *collection, struct str bytes)
{
	struct str rest = str_from(bytes, sizeof(REMINDERS) - 1), line;
	size_t next = 0;

	if (!str_starts(bytes, STR(REMINDERS)))
		return false;
	while (str_line(&rest, &line))
		if (!is_reminder(collection, &next, line))
			return false;
	return true;
}
