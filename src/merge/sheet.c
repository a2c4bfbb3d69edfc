/*
 * What the readers of all formats need: the row in hand becomes a record of
 * the spool, and a file of text comes in pieces.  Read it from sheet_end_row
 * and sheet_pieces.
 */
#include "sheet.h"

#include <errno.h>

#include "../base/file.h"
#include "../text/decode.h"

#define TOLD_MAX	1000	/* findings of a kind */
/* Pieces that a file is read in, and what is kept of one that has no lines. */
#define PIECE_BYTES	((size_t)512 * 1024)
#define PIECE_MAX	((size_t)256 * 1024 * 1024)
#define CELL_END	'\x1f'	/* in a record; no text has it */
#define CELL_FALSE	'\x1e'	/* before the text of a FALSE */

struct str
datum_text(struct datum datum)
{
	if (datum.kind == DATUM_LIST || datum.kind == DATUM_RECORD)
		return STR_NONE;
	return (struct str){ datum.as.text, datum.n };
}

struct str
cell_says(const struct data_row *row, size_t column)
{
	return column < row->n ? datum_text(row->cells[column]) : STR_NONE;
}

/* --- the row in hand -------------------------------------------------- */

bool
sheet_may_tell(struct sheet *sheet, enum finding_id id)
{
	return sheet->findings->files != NULL &&
	    sheet->counts->told[id]++ < TOLD_MAX;
}

void
sheet_turn(struct sheet *sheet, struct str text, uint32_t line)
{
	findings_seal(sheet->findings);
	sheet->jump = (struct line_jump){ 0, line };
	files_turn(sheet->findings->files, sheet->file, text, &sheet->jump);
}

void
sheet_cell(struct sheet *sheet, struct str text, uint32_t offset)
{
	struct datum *cell = VEC_ADD(sheet->arena, &sheet->row);
	struct str trimmed = str_trim(text);

	cell->as.text = "";
	cell->offset = offset;
	if (trimmed.n > DATUM_BYTES_MAX) {
		if (sheet_may_tell(sheet, FINDING_DATA_VALUE))
			finding_add(sheet->findings, FINDING_DATA_VALUE,
			    (struct pos){ sheet->file, offset },
			    "第 %zu 列的值有 %zu 字节，最多接受 %zu 字节；"
			    "这一行不生成文件", "the value in column %zu has "
			    "%zu bytes, at most %zu are accepted; no file from "
			    "this row", sheet->row.n, trimmed.n,
			    DATUM_BYTES_MAX);
		sheet->row_bad = true;
		return;
	}
	if (trimmed.n > 0) {
		cell->as.text = trimmed.p;
		cell->offset = offset == OFFSET_NONE || sheet->synthetic ?
		    offset : offset + (uint32_t)(trimmed.p - text.p);
	}
	cell->n = (unsigned)trimmed.n;
	sheet->values += trimmed.n;
}

size_t
sheet_width(const struct datum *cells, size_t n)
{
	while (n > 0 && cells[n - 1].n == 0)
		n--;
	return n;
}

static void
count_cells(struct sheet *sheet, const struct datum *cells, size_t n,
    size_t width)
{
	sheet->counts->widths[width]++;
	for (size_t i = 0; i < width; i++)
		sheet->counts->filled[i] += cells[i].n > 0;
	if (n > sheet->widest)
		sheet->widest = n;
}

bool
sheet_end_row(struct sheet *sheet, uint32_t number, uint32_t line,
    struct str text)
{
	size_t n = sheet->row.n, width = sheet_width(sheet->row.v, n);
	struct record_head head = { number, line, (uint32_t)text.n,
	    (unsigned)n, (unsigned)width, sheet->row_bad };

	sheet->row.n = 0;
	sheet->row_bad = false;
	if (n > COLUMNS_MAX || sheet->values > sheet->values_max ||
	    number > ROW_NUMBER_MAX) {
		finding_add(sheet->findings, FINDING_DATA_LIMIT,
		    POS_FILE(sheet->file),
		    "名单过大（读到第 %u 行）：最多 %zu 列，各格共 %zu MiB；"
		    "没有生成文件；请分成几份", "too much data (as far as row "
		    "%u): at most %zu columns, and %zu MiB in all cells; "
		    "nothing was made; part it", (unsigned)number,
		    COLUMNS_MAX, (size_t)(sheet->values_max >> 20));
		return false;
	}
	count_cells(sheet, sheet->row.v, n, width);
	spool_add(sheet->spool, &head, sizeof(head));
	spool_add(sheet->spool, text.p, text.n);
	sheet->records++;
	return true;
}

/* --- cells without a text --------------------------------------------- */

void
sheet_join(const struct datum *cells, size_t n, struct buf *out)
{
	for (size_t i = 0; i < n; i++) {
		if (i > 0)
			buf_byte(out, CELL_END);
		if (cells[i].kind == DATUM_FALSE)
			buf_byte(out, CELL_FALSE);
		buf_add(out, cells[i].as.text, cells[i].n);
	}
}

/* What sheet_join wrote; a record of no cell is empty. */
void
sheet_split(const struct sheet *sheet, struct str text, uint32_t base,
    struct sheet *into)
{
	const struct str end = { (const char []){ CELL_END }, 1 };
	size_t from = 0, to;

	(void)sheet;
	if (text.n == 0)
		return;
	do {
		struct str cell;
		bool is_false;

		to = str_find(text, end, from);
		cell = str_slice(text, from, to);
		is_false = cell.n > 0 && cell.p[0] == CELL_FALSE;
		sheet_cell(into, str_from(cell, is_false),
		    base + (uint32_t)into->row.n);
		if (is_false)
			into->row.v[into->row.n - 1].kind = DATUM_FALSE;
		from = to + 1;
	} while (to != SIZE_MAX);
}

/* Kinds of findings of which there were more than are listed. */
void
sheet_tell_beyond(struct sheet *sheet)
{
	for (size_t id = 0; id < FINDING_COUNT; id++)
		if (sheet->counts->told[id] > TOLD_MAX)
			finding_add(sheet->findings, FINDING_TOO_MANY,
			    POS_NONE, "另有 %zu 处“%s”没有列出",
			    "another %zu of “%s” are not listed",
			    sheet->counts->told[id] - TOLD_MAX,
			    sheet->findings->language == LANGUAGE_EN ?
			    finding_kind((enum finding_id)id)->en :
			    finding_kind((enum finding_id)id)->zh);
}

/* --- a file in pieces ------------------------------------------------- */

/* Where bytes come from, and those that are not taken yet. */
struct input {
	FILE *file;		/* or: */
	struct str rest;
	struct buf bytes;
	bool end;
};

/* Have more bytes in hand; -1 with errno. */
static int
get_more(struct input *input)
{
	size_t n = PIECE_BYTES;

	if (input->file == NULL) {
		n = n < input->rest.n ? n : input->rest.n;
		buf_add(&input->bytes, input->rest.p, n);
		input->rest = str_from(input->rest, n);
		input->end = input->rest.n == 0;
		return 0;
	}
	buf_reserve(&input->bytes, n);
	n = fread(input->bytes.p + input->bytes.n, 1, n, input->file);
	input->bytes.n += n;
	input->end = n == 0;
	return ferror(input->file) ? -1 : 0;
}

/* How many of the bytes in hand make a piece; 0: more are needed. */
static size_t
piece_size(const struct input *input, bool whole)
{
	size_t n = input->bytes.n;

	if (input->end)
		return n;
	while (!whole && n > 0 && input->bytes.p[n - 1] != '\n')
		n--;
	return whole ? 0 : n;
}

static bool
is_ascii(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if ((unsigned char)s.p[i] >= 0x80 || s.p[i] == '\0')
			return false;
	return true;
}

/* Two or four bytes a character: a line end may be part of one. */
static bool
is_wide(const char *encoding)
{
	return encoding != NULL && (strstr(encoding, "16") != NULL ||
	    strstr(encoding, "32") != NULL);
}

/* A piece of the file on its way. */
struct piecewise {
	struct sheet *sheet;
	const char *encoding;	/* NULL: not known yet */
	struct buf carry;	/* text that comes again */
	uint32_t line;		/* of the carried text, then of the piece */
	uint32_t next;		/* the line after the piece */
	bool any;		/* a character that is no blank */
	piece_function *take;
	void *context;
};

/* The text in hand may be a part of the bytes. */
static int
take_piece(struct piecewise *p, struct str bytes, bool last)
{
	struct sheet *sheet = p->sheet;
	struct line_jump jump = { 0, p->next };
	struct str text = STR_NONE;
	size_t done;

	arena_reset(sheet->texts);
	sheet->jump = jump;
	if (bytes.n > 0 && text_decode_piece(sheet->texts, sheet->file, bytes,
	    p->encoding, &sheet->jump, sheet->findings) != 0)
		return -1;
	if (p->encoding == NULL && !is_ascii(bytes))
		p->encoding = text_encoding(bytes);
	if (bytes.n > 0)
		text = text_of(sheet->findings, sheet->file);
	p->any |= str_trim(text).n > 0;
	p->next += (uint32_t)str_count(text, '\n');
	if (p->carry.n > 0)
		text = str_cat(sheet->texts, buf_view(&p->carry), text);
	sheet_turn(sheet, text, p->line);
	if ((done = p->take(p->context, text, last)) == SIZE_MAX)
		return -1;
	p->line += (uint32_t)str_count(str_slice(text, 0, done), '\n');
	p->carry.n = 0;
	buf_str(&p->carry, str_from(text, done));
	return 0;
}

static int
refuse_reading(struct sheet *sheet)
{
	finding_add(sheet->findings, FINDING_FILE_UNREADABLE, POS_NONE,
	    "不能读取“%.*s”：%s；已跳过", "cannot read “%.*s”: %s; skipped",
	    STR_ARG(sheet->name), file_reason(errno,
	    sheet->findings->language));
	return -1;
}

int
sheet_pieces(struct sheet *sheet, FILE *file, struct str bytes,
    const char *encoding, piece_function *take, void *context)
{
	struct input input = { .file = file, .rest = bytes };
	struct piecewise p = { .sheet = sheet, .encoding = encoding,
	    .line = 1, .next = 1, .take = take, .context = context };
	bool whole = is_wide(encoding), last = false;
	int status = 0;

	while (status == 0 && !last) {
		size_t n;

		if (get_more(&input) != 0) {
			status = refuse_reading(sheet);
			break;
		}
		if (p.next == 1 && encoding == NULL)
			whole = is_wide(text_encoding(buf_view(&input.bytes)));
		n = piece_size(&input, whole);
		last = input.end;
		if (n == 0 && input.bytes.n > PIECE_MAX) {
			finding_add(sheet->findings, FINDING_DATA_LIMIT,
			    POS_FILE(sheet->file),
			    "%zu MiB 里没有换行，不是名单；没有生成文件",
			    "%zu MiB without a line end are no table; "
			    "nothing was made", PIECE_MAX >> 20);
			status = -1;
		} else if (n > 0 || last)
			status = take_piece(&p, str_slice(buf_view(
			    &input.bytes), 0, n), last);
		sheet_turn(sheet, STR_NONE, 1);
		if (n > 0)
			memmove(input.bytes.p, input.bytes.p + n,
			    input.bytes.n - n);
		input.bytes.n -= n;
	}
	buf_release(&input.bytes);
	buf_release(&p.carry);
	if (status != 0 || p.any)
		return status;
	finding_add(sheet->findings, FINDING_FILE_EMPTY,
	    (POS_FILE(sheet->file)),
	    "文件里没有文字；已跳过", "the file holds no text; skipped");
	return -1;
}
