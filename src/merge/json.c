/*
 * JSON lines → records, and the values of one again; see sheet.h.
 */
#include <jansson.h>

#include "../text/chars.h"
#include "sheet.h"

/*
 * JSON lines: an object a line, its keys the columns.  Values may be lists
 * and objects, for sections.  jansson knows no places inside a line, so a
 * value's place is its line.
 */
#define DEPTH_MAX	8
#define NESTED_MAX	((size_t)100000)	/* items in one list */

struct json_reader {
	struct arena *arena;	/* of the values */
	struct findings *findings;
	struct sheet *sheet;	/* what is read; NULL: a line of it again */
	const struct sheet *known;	/* the columns */
	uint32_t file;
	uint32_t offset;	/* of the line being read */
	uint32_t number;	/* of it, where a file is read */
};

static struct pos
here(const struct json_reader *reader)
{
	return (struct pos){ reader->file, reader->offset };
}

/*
 * The text of a value.  A JSON string may hold any character; those that no
 * document can show are left out, as they are when a file is decoded.
 */
static struct datum
text_datum(struct json_reader *reader, struct str text)
{
	struct datum datum = { .as.text = "", .offset = reader->offset };
	struct buf out = { 0 };
	bool dropped = false;
	uint32_t c;

	text = str_trim(text);
	for (size_t at = 0, from = 0; (c = char_next(text, &at)) != 0 ||
	    at < text.n; from = at) {
		if ((c < ' ' && c != '\n' && c != '\t') || c == 0x7f ||
		    c == 0xfffe || c == 0xffff)
			dropped = c != '\r' || dropped;
		else
			buf_add(&out, text.p + from, at - from);
	}
	if (dropped && reader->sheet != NULL &&
	    sheet_may_tell(reader->sheet, FINDING_CONTROL_CHARACTER))
		finding_add(reader->findings, FINDING_CONTROL_CHARACTER,
		    here(reader), "值里有控制字符，已略去",
		    "control characters in a value were left out");
	text = buf_take(reader->arena, &out);
	datum.as.text = text.p;
	datum.n = (unsigned)text.n;
	return datum;
}

static struct datum
number_datum(struct json_reader *reader, const json_t *value)
{
	char digits[64];
	int n;

	if (json_is_integer(value))
		n = snprintf(digits, sizeof(digits), "%lld",
		    (long long)json_integer_value(value));
	else
		n = snprintf(digits, sizeof(digits), "%.15g",
		    json_real_value(value));
	return text_datum(reader, (struct str){ digits, (size_t)n });
}

static int	 convert(struct json_reader *, const json_t *, unsigned depth,
		    struct datum *);

static int
list_datum(struct json_reader *reader, const json_t *value, unsigned depth,
    struct datum *datum)
{
	size_t n = json_array_size(value);
	struct datum *items = NEW_ARRAY(reader->arena, struct datum, n);

	for (size_t i = 0; i < n; i++)
		if (convert(reader, json_array_get(value, i), depth + 1,
		    &items[i]) != 0)
			return -1;
	*datum = (struct datum){ .as.items = items, .kind = DATUM_LIST,
	    .n = (unsigned)n, .offset = reader->offset };
	return n > NESTED_MAX ? -1 : 0;
}

/* A name inside the values of the data. */
static void
note_field(struct json_reader *reader, struct str name)
{
	struct sheet *sheet = reader->sheet;

	if (sheet == NULL || sheet->fields.n > COLUMNS_MAX)
		return;
	for (size_t i = 0; i < sheet->fields.n; i++)
		if (str_eq(sheet->fields.v[i], name))
			return;
	*VEC_ADD(sheet->arena, &sheet->fields) = str_copy(sheet->arena, name);
}

static int
record_datum(struct json_reader *reader, json_t *value, unsigned depth,
    struct datum *datum)
{
	struct record *record = NEW(reader->arena, struct record);
	size_t n = json_object_size(value);
	struct str *names = NEW_ARRAY(reader->arena, struct str, n);
	struct datum *values = NEW_ARRAY(reader->arena, struct datum, n);
	const char *key;
	json_t *item;

	json_object_foreach(value, key, item) {
		note_field(reader, str_trim(str_of(key)));
		names[record->n] = str_copy(reader->arena,
		    str_trim(str_of(key)));
		if (convert(reader, item, depth + 1, &values[record->n++]) != 0)
			return -1;
	}
	record->names = names;
	record->values = values;
	*datum = (struct datum){ .as.record = record, .kind = DATUM_RECORD,
	    .n = 1, .offset = reader->offset };
	return 0;
}

/* -1 when it is nested too deep or too large. */
static int
convert(struct json_reader *reader, const json_t *value, unsigned depth,
    struct datum *datum)
{
	struct str text;

	if (depth > DEPTH_MAX)
		return -1;
	switch (json_typeof(value)) {
	case JSON_OBJECT:
		return record_datum(reader, (json_t *)value, depth, datum);
	case JSON_ARRAY:
		return list_datum(reader, value, depth, datum);
	case JSON_STRING:
		text = (struct str){ json_string_value(value),
		    json_string_length(value) };
		*datum = text_datum(reader, text);
		return text.n > DATUM_BYTES_MAX ? -1 : 0;
	case JSON_INTEGER:
	case JSON_REAL:
		*datum = number_datum(reader, value);
		return 0;
	case JSON_TRUE:
		*datum = text_datum(reader, STR("true"));
		return 0;
	default:
		*datum = text_datum(reader, json_is_null(value) ?
		    STR_NONE : STR("false"));
		datum->kind = DATUM_FALSE;
		return 0;
	}
}

/*
 * The column called KEY; probably it is the GUESS-th.  It is made when it is
 * new, and its place is a line.
 */
static size_t
column_for(struct json_reader *reader, struct str key, size_t guess)
{
	struct sheet *sheet = reader->sheet;
	const struct sheet *known = reader->known;
	struct span *column;

	if (guess < known->columns.n &&
	    str_eq(known->columns.v[guess].text, key))
		return guess;
	for (size_t i = 0; i < known->columns.n; i++)
		if (str_eq(known->columns.v[i].text, key))
			return i;
	if (sheet == NULL)
		return SIZE_MAX;
	column = VEC_ADD(sheet->arena, &sheet->columns);
	column->text = str_copy(sheet->arena, key);
	column->pos = (struct pos){ 0, reader->number };
	return sheet->columns.n - 1;
}

/* The values of an object, by their columns, into the row of INTO. */
static int
take_object(struct json_reader *reader, json_t *object, struct sheet *into)
{
	const char *key;
	json_t *item;
	size_t nth = 0;

	json_object_foreach(object, key, item) {
		size_t column = column_for(reader,
		    str_trim(str_of(key)), nth++);

		if (column >= COLUMNS_MAX)
			return -1;
		while (into->row.n <= column)
			*VEC_ADD(into->arena, &into->row) = (struct datum){
			    .as.text = "", .offset = reader->offset };
		if (convert(reader, item, 0, &into->row.v[column]) != 0)
			return -1;
	}
	return 0;
}

static int
refuse(struct json_reader *reader, const char *zh, const char *en)
{
	finding_add(reader->findings, FINDING_DATA_FORMAT, here(reader),
	    "%s；没有生成文件", "%s; nothing was made",
	    reader->findings->language == LANGUAGE_EN ? en : zh);
	return -1;
}

/* One line, which starts at reader->offset. */
static int
take_line(struct json_reader *reader, struct str line, struct sheet *into)
{
	json_error_t error;
	json_t *object = json_loadb(line.p, line.n,
	    JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL, &error);
	int status;

	if (object == NULL) {
		reader->offset += error.position > 0 &&
		    (size_t)error.position <= line.n ?
		    (uint32_t)error.position - 1 : 0;
		finding_add(reader->findings, FINDING_DATA_FORMAT,
		    here(reader), "JSON 写法有误（%s）；没有生成文件",
		    "malformed JSON (%s); nothing was made", error.text);
		return -1;
	}
	if (!json_is_object(object))
		status = refuse(reader, "每一行应当是一个 JSON 对象 {…}",
		    "every line must be a JSON object {…}");
	else if ((status = take_object(reader, object, into)) != 0)
		status = refuse(reader, "JSON 嵌套过深，或值、列表、列数过大",
		    "JSON nested too deep, or a value, list or number of "
		    "columns too large");
	json_decref(object);
	return status;
}

void
json_cells(const struct sheet *sheet, struct str text, uint32_t base,
    struct sheet *into)
{
	struct json_reader reader = { .arena = into->texts,
	    .findings = into->findings, .known = sheet, .offset = base };

	take_line(&reader, text, into);
}

static size_t
take_piece(void *context, struct str text, bool last)
{
	struct json_reader *reader = context;
	struct sheet *sheet = reader->sheet;
	struct str rest = text, line;

	(void)last;
	reader->arena = sheet->texts;
	while (str_line(&rest, &line)) {
		reader->number++;
		reader->offset = (uint32_t)(line.p - text.p);
		if (str_trim(line).n == 0)
			continue;
		if (take_line(reader, line, sheet) != 0 ||
		    !sheet_end_row(sheet, reader->number, reader->number, line))
			return SIZE_MAX;
	}
	return text.n;
}

/* jansson calls JSON wrong, or a value empty, for which there is no memory. */
static void *
must_allocate(size_t size)
{
	return heap_new(1, size);
}

int
json_read(struct sheet *sheet, FILE *file, struct str bytes,
    const char *encoding)
{
	struct json_reader reader = { .findings = sheet->findings,
	    .sheet = sheet, .known = sheet, .file = sheet->file };

	json_set_alloc_funcs(must_allocate, free);
	sheet->named = true;
	sheet->cells = json_cells;
	return sheet_pieces(sheet, file, bytes, encoding, take_piece, &reader);
}
