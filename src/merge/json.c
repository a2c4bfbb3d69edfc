/*
 * JSON lines → rows of data, each value with its place.
 */
#include <jansson.h>
#include <string.h>

#include "../text/chars.h"
#include "../text/decode.h"
#include "sheet.h"

/*
 * JSON lines: an object a line, its keys the columns.  Values may be lists
 * and objects, for sections.  jansson knows no places inside a line, so a
 * value's place is its line.
 */
#define DEPTH_MAX	8
#define NESTED_MAX	((size_t)100000)	/* items in one list */

struct json_reader {
	struct arena *arena;
	struct findings *findings;
	struct rows *rows;
	uint32_t file;
	uint32_t offset;	/* of the line being read */
	VEC(struct span) columns;
	VEC(struct data_row) list;
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
	if (dropped)
		finding_add(reader->findings, FINDING_CONTROL_CHARACTER,
		    here(reader), "值里有控制字符，已略去",
		    "control characters in a value were left out");
	text = str_copy(reader->arena, buf_view(&out));
	buf_release(&out);
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
		names[record->n] = str_copy(reader->arena,
		    str_trim(str_of(key)));
		if (convert(reader, item, depth + 1,
		    &values[record->n++]) != 0)
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

/* The column called KEY, made when it is new; probably it is the GUESS-th. */
static size_t
column_for(struct json_reader *reader, struct str key, size_t guess)
{
	struct span *column;

	if (guess < reader->columns.n &&
	    str_eq(reader->columns.v[guess].text, key))
		return guess;
	for (size_t i = 0; i < reader->columns.n; i++)
		if (str_eq(reader->columns.v[i].text, key))
			return i;
	column = VEC_ADD(reader->arena, &reader->columns);
	column->text = str_copy(reader->arena, key);
	column->pos = here(reader);
	return reader->columns.n - 1;
}

static int
take_object(struct json_reader *reader, json_t *object, uint32_t number)
{
	size_t widest = reader->columns.n + json_object_size(object);
	struct datum *cells = NEW_ARRAY(reader->arena, struct datum, widest);
	struct data_row *row;
	const char *key;
	json_t *item;
	size_t nth = 0;

	for (size_t i = 0; i < widest; i++)
		cells[i] = (struct datum){ .as.text = "",
		    .offset = reader->offset };
	json_object_foreach(object, key, item) {
		size_t column = column_for(reader,
		    str_trim(str_of(key)), nth++);

		if (reader->columns.n > COLUMNS_MAX ||
		    convert(reader, item, 0, &cells[column]) != 0)
			return -1;
	}
	row = VEC_ADD(reader->arena, &reader->list);
	*row = (struct data_row){ .cells = cells, .n = (uint32_t)widest,
	    .number = number };
	return reader->list.n > ROWS_MAX ? -1 : 0;
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
take_line(struct json_reader *reader, struct str line, uint32_t number)
{
	json_error_t error;
	json_t *object = json_loadb(line.p, line.n,
	    JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL, &error);
	int status;

	if (object == NULL &&
	    json_error_code(&error) == json_error_out_of_memory)
		return refuse(reader, "内存不足", "out of memory");
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
	else if ((status = take_object(reader, object, number)) != 0)
		status = refuse(reader, "JSON 嵌套过深，或值、列表、行数过大",
		    "JSON nested too deep, or a value, list or file too large");
	json_decref(object);
	return status;
}

struct rows *
json_read(struct arena *arena, uint32_t file, struct findings *findings)
{
	struct json_reader reader = { .arena = arena, .findings = findings,
	    .file = file };
	struct str text = text_of(findings, file), rest = text, line;
	struct rows *rows = NEW(arena, struct rows);
	uint32_t number = 0;

	while (str_line(&rest, &line)) {
		number++;
		reader.offset = (uint32_t)(line.p - text.p);
		if (str_trim(line).n > 0 &&
		    take_line(&reader, line, number) != 0)
			return NULL;
	}
	rows->name = findings->files->list.v[file - 1].name;
	rows->file = file;
	rows->columns = reader.columns.v;
	rows->column_count = reader.columns.n;
	rows->v = reader.list.v;
	rows->n = reader.list.n;
	return rows;
}
