/*
 * CSV and TSV → records; see sheet.h.  Read it from csv_read.
 */
#include <csv.h>

#include "../text/decode.h"
#include "sheet.h"

/* A row of more than this has a quotation mark that nothing closes. */
#define RECORD_MAX	((size_t)64 * 1024 * 1024)

struct csv_reader {
	struct sheet *sheet;	/* that the cells go to */
	struct str text;
	uint32_t base;		/* of the text, in a larger one */
	size_t field;		/* where the current field begins */
	size_t end;		/* just past its last byte */
	/* Of the reading of a file: */
	size_t record;		/* where the current row begins */
	uint32_t number, line;	/* of it */
	bool full;		/* read no more */
};

/*
 * libcsv hands out a copy of each field in its own buffer.  Where the field
 * is spelt plainly, the same bytes stand in the text, and are used instead.
 */
static void
on_field(void *bytes, size_t n, void *context)
{
	struct csv_reader *reader = context;
	struct str copy = { n > 0 ? bytes : "", n };
	size_t start = reader->field;

	while (start < reader->end && (reader->text.p[start] == ' ' ||
	    reader->text.p[start] == '\t'))
		start++;
	if (start < reader->end && reader->text.p[start] == '"')
		start++;
	if (str_starts(str_slice(reader->text, start, reader->end), copy))
		copy.p = reader->text.p + start;
	else
		copy = str_copy(reader->sheet->texts, copy);
	sheet_cell(reader->sheet, copy, reader->base + (uint32_t)start);
	reader->field = reader->end + 1;
}

static void
ignore_row(int c, void *context)
{
	(void)c;
	(void)context;
}

static void
on_row(int c, void *context)
{
	struct csv_reader *reader = context;
	struct str text = str_slice(reader->text, reader->record, reader->end);

	(void)c;
	if (!sheet_end_row(reader->sheet, reader->number, reader->line, text))
		reader->full = true;
	reader->number++;
	reader->line += (uint32_t)str_count(text, '\n') + 1;
	reader->field = reader->record = reader->end + 1;
}

/* The separator is the one that the first line uses most, outside quotes. */
static char
find_separator(struct str text)
{
	static const char separators[] = { ',', '\t', ';' };
	size_t counts[sizeof(separators)] = { 0 }, best = 0;
	bool quoted = false;

	for (size_t i = 0; i < text.n; i++) {
		if (text.p[i] == '"')
			quoted = !quoted;
		else if (text.p[i] == '\n' && !quoted)
			break;
		for (size_t s = 0; s < sizeof(separators) && !quoted; s++)
			counts[s] += text.p[i] == separators[s];
	}
	for (size_t s = 1; s < sizeof(separators); s++)
		if (counts[s] > counts[best])
			best = s;
	return separators[best];
}

/*
 * Excel says "sep=;" in a first line of its own.  The separator goes to
 * *SEPARATOR; returns the length of that line.
 */
static size_t
separator_line(struct str text, char *separator)
{
	if (text.n >= 6 && memcmp(text.p, "sep=", 4) == 0 &&
	    text.p[5] == '\n' && text.p[4] != '"') {
		*separator = text.p[4];
		return 6;
	}
	return 0;
}

/*
 * Feed the parser up to one possible end of a field at a time, so that when
 * a field comes out its place is known.
 */
static void
feed(struct csv_reader *reader, struct csv_parser *parser,
    void (*each_row)(int, void *))
{
	struct str text = reader->text;
	char separator = reader->sheet->separator;
	size_t at = reader->field;

	csv_set_delim(parser, (unsigned char)separator);
	while (at < text.n && !reader->full) {
		size_t end = at, n;

		while (end < text.n && text.p[end] != separator &&
		    text.p[end] != '\n')
			end++;
		n = end - at + (end < text.n);
		reader->end = end;
		if (csv_parse(parser, text.p + at, n, on_field, each_row,
		    reader) != n)
			out_of_memory();
		at += n;
	}
	reader->end = text.n;
}

/* Blank lines are reported, so that rows count as the file shows. */
static void
begin(struct csv_parser *parser)
{
	if (csv_init(parser, CSV_REPALL_NL) != 0)
		out_of_memory();
	csv_set_blk_size(parser, 512);
}

void
csv_cells(const struct sheet *sheet, struct str text, uint32_t base,
    struct sheet *into)
{
	struct csv_reader reader = { .sheet = into, .text = text,
	    .base = base };
	struct csv_parser parser;

	into->separator = sheet->separator;
	begin(&parser);
	feed(&reader, &parser, ignore_row);
	csv_fini(&parser, on_field, ignore_row, &reader);
	csv_free(&parser);
}

static size_t
refuse_quote(const struct csv_reader *reader)
{
	finding_add(reader->sheet->findings, FINDING_DATA_FORMAT,
	    (struct pos){ reader->sheet->file, (uint32_t)reader->field },
	    "从这里开始的引号没有闭合；没有生成文件",
	    "the quotation mark opened here is never closed; "
	    "nothing was made");
	return SIZE_MAX;
}

static void
begin_text(struct csv_reader *reader, struct str text)
{
	struct sheet *sheet = reader->sheet;

	reader->text = text;
	reader->field = reader->record = 0;
	if (reader->number > 0)
		return;
	if (sheet->separator == 0)
		sheet->separator = find_separator(text);
	reader->field = reader->record = separator_line(text,
	    &sheet->separator);
	reader->number = reader->line = 1 + (reader->field > 0);
}

static size_t
take_piece(void *context, struct str text, bool last)
{
	struct csv_reader *reader = context;
	struct csv_parser parser;
	int status = 0;

	begin_text(reader, text);
	begin(&parser);
	feed(reader, &parser, on_row);
	/* A quotation mark inside a value is a character; at the end, none. */
	csv_set_opts(&parser, CSV_REPALL_NL | CSV_STRICT | CSV_STRICT_FINI);
	if (last && !reader->full)
		status = csv_fini(&parser, on_field, on_row, reader);
	csv_free(&parser);
	/* What is begun of a row comes again. */
	reader->sheet->row.n = 0;
	reader->sheet->row_bad = false;
	if (reader->full)
		return SIZE_MAX;
	if (status != 0 || text.n > reader->record + RECORD_MAX)
		return refuse_quote(reader);
	return last ? text.n : reader->record;
}

struct sheet *
csv_sheet(struct arena *arena, uint32_t file, struct str name,
    struct findings *findings)
{
	struct sheet *sheet = NEW(arena, struct sheet);
	struct csv_reader reader = { .sheet = sheet };
	size_t done;

	*sheet = (struct sheet){ .arena = arena, .texts = arena,
	    .findings = findings, .name = name, .file = file,
	    .cells = csv_cells, .counts = NEW(arena, struct sheet_counts),
	    .spool = spool_new(), .values_max = UINT64_MAX };
	done = take_piece(&reader, text_of(findings, file), true);
	sheet_take_rows(sheet);
	return done == SIZE_MAX ? NULL : sheet;
}

int
csv_read(struct sheet *sheet, FILE *file, struct str bytes,
    const char *encoding, bool tabs)
{
	struct csv_reader reader = { .sheet = sheet };

	sheet->cells = csv_cells;
	sheet->separator = tabs ? '\t' : 0;
	return sheet_pieces(sheet, file, bytes, encoding, take_piece, &reader);
}
