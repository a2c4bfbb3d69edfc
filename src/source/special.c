/*
 * Lines that are no running text by what their author typed: rows of a pipe
 * table, a fenced block, braces, a picture, a section, the path of a CSV.
 *
 * In: such a line.  Out: its block; settings stay until their table comes.
 */
#include "special.h"

#include <string.h>

#include "../base/file.h"
#include "../base/kind.h"
#include "../text/chars.h"
#include "../text/decode.h"
#include "picture.h"

static struct span
part(const struct line *line, struct str s)
{
	return span_part((struct span){ line->runs.v[0].text,
	    line->runs.v[0].pos }, s);
}

/* The line without the braces around it. */
static struct span
inner(const struct line *line)
{
	struct str s = line->runs.v[0].text;

	return part(line, str_slice(s, 1, s.n - 1));
}

/* --- tables ----------------------------------------------------------- */

/* Where a file of rows is; n == 0, with a finding, when it may not be read. */
static struct str
find_file(struct special *special, struct span path)
{
	struct str name = path_join(special->arena, special->folder,
	    path.text);

	if (!file_exists(name) || file_is_folder(name)) {
		finding_add(special->findings, FINDING_CSV_MISSING, path.pos,
		    "没有文件“%.*s”（从“%.*s”找起）；没有生成文件",
		    "there is no file “%.*s” (looked for from “%.*s”); "
		    "no file was made",
		    STR_ARG(path.text), STR_ARG(special->folder));
		return STR_NONE;
	}
	return file_may_read(name, path.pos, special->findings) ? name :
	    STR_NONE;
}

/* The text of a CSV file; 0 bytes, with a finding, when it is none. */
static struct span
load_csv(struct special *special, struct str name, struct str encoding)
{
	struct span span = { STR_NONE, POS_NONE };
	const char *given = encoding.n > 0 ?
	    str_cstr(special->arena, encoding) : NULL;

	span.pos.file = text_load(special->arena, name, given,
	    special->findings);
	if (span.pos.file != 0)
		span.text = text_of(special->findings, span.pos.file);
	return span;
}

static bool
take_table(struct special *special, struct table *table, struct block *block)
{
	if (table == NULL)
		return false;
	block->kind = BLOCK_TABLE;
	block->pos = table->pos;
	block->table = table;
	special->settings = (struct table_settings)TABLE_SETTINGS_INIT;
	return true;
}

static bool
read_csv_file(struct special *special, struct span path, struct block *block)
{
	struct str name = find_file(special, path);
	struct span text;

	if (name.n == 0)
		return false;
	if (kind_reader(name) == READER_SHEET)
		return take_table(special, table_read_workbook(special->arena,
		    name, &special->settings, special->findings), block);
	text = load_csv(special, name, special->settings.encoding.text);
	return text.text.n > 0 && take_table(special, table_read_csv(
	    special->arena, text, &special->settings, special->findings),
	    block);
}

static bool
read_rows(struct special *special, const struct line *line,
    struct block *block)
{
	struct spans rows = { NEW_ARRAY(special->arena, struct span,
	    line->runs.n), line->runs.n };

	for (size_t i = 0; i < rows.n; i++)
		rows.v[i] = (struct span){ line->runs.v[i].text,
		    line->runs.v[i].pos };
	return take_table(special, table_read(special->arena, rows,
	    &special->settings, special->findings), block);
}

/* --- others ----------------------------------------------------------- */

/* All from the beginning of FIRST to the end of LAST. */
static struct str
from_to(struct str first, struct str last)
{
	return (struct str){ first.p, (size_t)(last.p - first.p) + last.n };
}

/* A fenced block: a table when it says csv, else lines as they are. */
static bool
read_fence(struct special *special, const struct line *line,
    struct block *block)
{
	struct text text = { NEW_ARRAY(special->arena, struct run,
	    line->runs.n), line->runs.n - 1 };
	struct str words = line->runs.v[0].text;

	if (text.n == 0)
		return false;
	memcpy(text.v, line->runs.v + 1, text.n * sizeof(*text.v));
	if (str_eq(words, STR("csv")) || str_eq(words, STR("tsv"))) {
		struct span all = { from_to(text.v[0].text,
		    text.v[text.n - 1].text), text.v[0].pos };

		if (take_table(special, table_read_csv(special->arena, all,
		    &special->settings, special->findings), block))
			return true;
	}
	if (text_empty(text))
		return false;
	for (size_t i = 0; i < text.n; i++)
		text.v[i].flags = RUN_CODE | (i > 0 ? RUN_BREAK : 0);
	block->kind = BLOCK_PARAGRAPH;
	block->text = text;
	block->align = ALIGN_LEFT;
	return true;
}

static bool
read_setting(struct special *special, const struct line *line,
    struct block *block)
{
	struct table_settings *settings = &special->settings;
	struct span path;

	table_setting(special->arena, inner(line), settings,
	    special->findings);
	path = settings->file;
	if (path.text.n == 0)
		return false;
	settings->file.text.n = 0;
	if (read_csv_file(special, path, block))
		return true;
	settings->given = false;
	return false;
}

bool
special_picture(struct str line, struct str *alt, struct str *path)
{
	size_t middle, end;

	if (!str_starts(line, STR("![")) || line.n > 2000 ||
	    (middle = str_find(line, STR("]("), 0)) == SIZE_MAX ||
	    str_find(line, STR(")"), middle) != line.n - 1)
		return false;
	*alt = str_slice(line, 2, middle);
	*path = str_trim(str_slice(line, middle + 2, line.n - 1));
	if (str_starts(*path, STR("<")) &&
	    (end = str_find(*path, STR(">"), 0)) != SIZE_MAX)
		*path = str_slice(*path, 1, end);
	else if ((end = str_find(*path, STR(" \""), 0)) != SIZE_MAX)
		*path = str_trim(str_slice(*path, 0, end));
	return path->n > 0;
}

static bool
read_picture(struct special *special, const struct line *line,
    struct block *block)
{
	struct str alt, path;

	if (!special_picture(line->runs.v[0].text, &alt, &path))
		return false;
	block->kind = BLOCK_PICTURE;
	block->picture = picture_read(special->arena, special->folder,
	    part(line, path), part(line, alt), special->findings);
	return true;
}

static bool
read_section(struct special *special, const struct line *line,
    struct block *block)
{
	struct str s = line->runs.v[0].text;

	block->kind = BLOCK_SECTION;
	block->section_open = s.p[2] != '/';
	block->section_inverted = s.p[2] == '^';
	block->text = text_plain(special->arena, part(line,
	    str_trim(str_slice(s, 3, s.n - 2))));
	return true;
}

/* {\\单位：　} is no setting, whatever it looks like. */
static struct span
fill_text(const struct line *line)
{
	struct span span = inner(line);
	uint32_t c = char_at(span.text, 1);

	return str_starts(span.text, STR("\\")) && c >= 0x80 ?
	    part(line, str_from(span.text, 1)) : span;
}

bool
special_read(struct special *special, const struct line *line,
    struct block *block)
{
	*block = (struct block){ .pos = line->runs.v[0].pos };
	switch ((enum line_kind)line->kind) {
	case LINE_ROWS:
		return read_rows(special, line, block);
	case LINE_FENCE:
		return read_fence(special, line, block);
	case LINE_SETTING:
		return read_setting(special, line, block);
	case LINE_FILL:
		block->kind = BLOCK_FILL_LINE;
		block->text = inline_read_line(special->arena,
		    fill_text(line), special->findings);
		block->pos = fill_text(line).pos;
		return true;
	case LINE_PICTURE:
		return read_picture(special, line, block);
	case LINE_SECTION:
		return read_section(special, line, block);
	case LINE_CSV:
		return read_csv_file(special, part(line,
		    line->runs.v[0].text), block);
	default:
		return false;
	}
}

struct texts
special_drop(struct special *special)
{
	struct table_settings settings = special->settings;
	struct texts left = { NEW_ARRAY(special->arena, struct text, 2), 0 };

	special->settings = (struct table_settings)TABLE_SETTINGS_INIT;
	if (settings.given)
		finding_add(special->findings, FINDING_SETTINGS_UNUSED,
		    settings.pos,
		    "这一行设置后面没有表格，没有用上；请放在表格的上一行",
		    "no table follows these settings, they were not used; "
		    "put them on the line above it");
	if (!text_empty(settings.caption))
		left.v[left.n++] = settings.caption;
	if (!text_empty(settings.unit))
		left.v[left.n++] = settings.unit;
	return left;
}
