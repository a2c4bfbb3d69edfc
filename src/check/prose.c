/*
 * A source in, blocks of its running text out, character by character with
 * their places; what is no language is left out.  Read it from prose_next.
 */
#include "prose.h"

#include "../document/element.h"
#include "../text/chars.h"

/* --- reading lines ----------------------------------------------------- */

void
prose_open(struct prose_reader *reader, struct arena *arena, uint32_t file,
    bool markdown, struct findings *findings)
{
	struct prose *prose = &reader->prose;

	*reader = (struct prose_reader){ .arena = arena, .markdown = markdown };
	prose->file = file;
	prose->findings = findings;
	prose->text = findings->files->list.v[file - 1].text;
}

/* The line at offset FROM, without its "\n". */
static struct str
line_at(const struct prose_reader *reader, size_t from)
{
	struct str text = reader->prose.text;
	const char *end = from < text.n ?
	    memchr(text.p + from, '\n', text.n - from) : NULL;

	return str_slice(text, from,
	    end != NULL ? (size_t)(end - text.p) : text.n);
}

/* Make room for MORE characters and the margins. */
static void
reserve(struct prose_reader *reader, size_t more)
{
	struct prose *prose = &reader->prose;
	size_t used = (size_t)prose->n + PROSE_MARGIN;
	size_t need = used + more + PROSE_MARGIN;
	uint32_t *c = reader->c, *at = reader->at;

	if (need > reader->capacity) {
		reader->capacity = need > 512 ? 2 * need : 1024;
		reader->c = NEW_ARRAY(reader->arena, uint32_t,
		    reader->capacity);
		reader->at = NEW_ARRAY(reader->arena, uint32_t,
		    reader->capacity);
		reader->flags = NEW_ARRAY(reader->arena, unsigned char,
		    reader->capacity);
		if (prose->n > 0) {
			memcpy(reader->c, c, used * sizeof(*c));
			memcpy(reader->at, at, used * sizeof(*at));
		}
	}
	prose->c = reader->c + PROSE_MARGIN;
	prose->at = reader->at + PROSE_MARGIN;
	prose->flags = reader->flags + PROSE_MARGIN;
}

static void
put(struct prose_reader *reader, uint32_t c, size_t at)
{
	ptrdiff_t i = PROSE_MARGIN + reader->prose.n++;

	reader->c[i] = c;
	reader->at[i] = (uint32_t)at;
}

/* --- what is not language ---------------------------------------------- */

static bool
is_name_character(uint32_t c)
{
	return char_is_ascii_alnum(c) || c == '.' || c == '_' || c == '-' ||
	    c == '+';
}

/* Bytes of a web address at S, with what ends a sentence left out; or 0. */
static size_t
address_length(struct str s)
{
	size_t n = 0;

	if (!str_starts(s, STR("http://")) && !str_starts(s, STR("https://")) &&
	    !str_starts(s, STR("www.")) && !str_starts(s, STR("ftp://")))
		return 0;
	while (n < s.n && s.p[n] > ' ' && s.p[n] < 0x7f &&
	    strchr("<>\"`|", s.p[n]) == NULL)
		n++;
	while (n > 0 && strchr(").,;:!?]}", s.p[n - 1]) != NULL)
		n--;
	return n;
}

/* An "@" between names: what was put of the name is taken back. */
static size_t
mail_length(struct prose_reader *reader, struct str s)
{
	const uint32_t *c = reader->prose.c;
	ptrdiff_t before = reader->prose.n;
	size_t n = 1;

	while (before > 0 && is_name_character(c[before - 1]))
		before--;
	while (n < s.n && is_name_character((unsigned char)s.p[n]))
		n++;
	while (n > 1 && s.p[n - 1] == '.')
		n--;
	if (before == reader->prose.n ||	/* abc@qinghe is none */
	    !str_has(str_slice(s, 0, n), STR(".")))
		return 0;
	reader->prose.n = before;
	return n;
}

#define OBJECT_MAX	1000	/* bytes of code, a placeholder, a tag */

/* Bytes from S to the end of END, or 0 when END is not there. */
static size_t
length_to(struct str s, const char *end)
{
	size_t hit = str_find(str_slice(s, 0, OBJECT_MAX), str_of(end), 1);

	return hit == SIZE_MAX ? 0 : hit + strlen(end);
}

/* &nbsp; and the like */
static size_t
entity_length(struct str s)
{
	size_t n = 1;

	while (n < s.n && n < 8 && s.p[n] >= 'a' && s.p[n] <= 'z')
		n++;
	return n > 1 && n < s.n && s.p[n] == ';' ? n + 1 : 0;
}

/*
 * Bytes at S that are one object of Markdown: code, a placeholder, a picture,
 * a tag.  0 when S begins with a character of the text.
 */
static size_t
object_length(struct str s)
{
	switch (s.p[0]) {
	case '`':
		return length_to(s, "`");
	case '{':
		return str_starts(s, STR("{{")) ? length_to(s, "}}") :
		    str_starts(s, STR("{填写")) ? length_to(s, "}") : 0;
	case '&':
		return entity_length(s);
	case '!':
		return str_starts(s, STR("![")) ? length_to(s, ")") : 0;
	case '<':
		if (s.n > 1 && ((s.p[1] >= 'a' && s.p[1] <= 'z') ||
		    s.p[1] == '/'))
			return length_to(s, ">");
		return 0;
	default:
		return 0;
	}
}

/* Step over a comment at S; without its end it goes on in later lines. */
static size_t
comment_length(struct prose_reader *reader, struct str s)
{
	size_t end = str_find(s, STR("-->"), 0);

	reader->comment = end == SIZE_MAX;
	return end == SIZE_MAX ? s.n : end + 3;
}

/* --- characters -------------------------------------------------------- */

/* Step over markup at S; bytes taken, 0 when a character stands there. */
static size_t
skip_markup(struct prose_reader *reader, struct str s, size_t at)
{
	size_t n;

	if (reader->comment || str_starts(s, STR("<!--")))
		return comment_length(reader, s);
	if ((n = address_length(s)) > 0 ||
	    (s.p[0] == '@' && (n = mail_length(reader, s)) > 0)) {
		put(reader, PROSE_OBJECT, at);
		return n;
	}
	if (!reader->markdown)
		return 0;
	if (str_starts(s, STR("**")))
		return 2;
	if (s.p[0] == '\\' && s.n > 1 && char_is_ascii_mark(s.p[1])) {
		put(reader, (unsigned char)s.p[1], at + 1);
		return 2;
	}
	if ((n = object_length(s)) > 0)
		put(reader, PROSE_OBJECT, at);
	return n;
}

/* Put the characters of PIECE, a part of the file's text. */
static void
add_piece(struct prose_reader *reader, struct str piece)
{
	size_t base = (size_t)(piece.p - reader->prose.text.p), i = 0, n;

	reserve(reader, piece.n + 1);
	while (i < piece.n) {
		unsigned char byte = (unsigned char)piece.p[i];
		struct str rest = str_from(piece, i);
		size_t at = i;

		if ((byte < 0x80 || reader->comment) &&
		    (n = skip_markup(reader, rest, base + i)) > 0) {
			i += n;
			continue;
		}
		put(reader, char_next(piece, &i), base + at);
	}
}

/* --- blocks ------------------------------------------------------------ */

static bool
is_path(struct str s)
{
	size_t dot = s.n;

	while (dot > 0 && char_is_ascii_alnum((unsigned char)s.p[dot - 1]))
		dot--;
	return dot > 1 && dot < s.n && s.n - dot <= 5 && s.p[dot - 1] == '.';
}

/* The value of a "key: value" or "- value" line of front matter. */
static void
add_field(struct prose_reader *reader, struct str line)
{
	struct str value = str_trim(line);
	size_t colon = str_find(value, STR(":"), 0);
	size_t wide = str_find(value, STR("："), 0);

	if (str_starts(value, STR("#")))
		return;
	if (str_starts(value, STR("- "))) {
		value = str_trim(str_from(value, 2));
		colon = str_find(value, STR(": "), 0);	/* - 标题: 名称 */
		wide = SIZE_MAX;
	}
	if (colon < wide) {
		reader->prose.key = str_slice(value, 0, colon);
		value = str_trim(str_from(value, colon + 1));
	} else if (wide != SIZE_MAX) {
		reader->prose.key = str_slice(value, 0, wide);
		value = str_trim(str_from(value, wide + 3));
	}
	if (value.n >= 2 && (value.p[0] == '"' || value.p[0] == '\'') &&
	    value.p[0] == value.p[value.n - 1])
		value = str_slice(value, 1, value.n - 1);
	if (value.n == 0 || is_path(value) ||
	    strchr("{[|>&", value.p[0]) != NULL)
		return;
	reader->prose.kind = PROSE_FIELD;
	reader->prose.dated |= element_named(elements[ELEMENT_date].names,
	    reader->prose.key);
	add_piece(reader, value);
}

/* Take the next cell off the row. */
static void
add_cell(struct prose_reader *reader)
{
	struct str row = reader->row;
	size_t end = 0;

	while (end < row.n && row.p[end] != '|')
		end += row.p[end] == '\\' && end + 1 < row.n ? 2 : 1;
	reader->prose.kind = PROSE_CELL;
	add_piece(reader, str_trim(str_slice(row, 0, end)));
	reader->row = str_from(row, end + 1);
}

/* "|---|:-:|": the line under the header of a pipe table. */
static bool
is_delimiter_row(struct str line)
{
	for (size_t i = 0; i < line.n; i++)
		if (strchr("|-: \t", line.p[i]) == NULL || line.p[i] == '\0')
			return false;
	return true;
}

static bool
is_fence(struct str line)
{
	return str_starts_one(line, "```|~~~");
}

/* The offset after the fenced block that begins with LINE at NEXT. */
static size_t
after_fence(const struct prose_reader *reader, struct str fence, size_t next)
{
	struct str mark = str_slice(fence, 0, 3);

	while (next < reader->prose.text.n) {
		struct str line = line_at(reader, next);

		next += line.n + 1;
		if (str_starts(str_trim(line), mark))
			break;
	}
	return next;
}

/* Does LINE begin a block of its own, or end a paragraph above it? */
static bool
breaks_paragraph(const struct prose_reader *reader, struct str line)
{
	line = str_trim(line);
	if (line.n == 0)
		return true;
	if (!reader->markdown)
		return false;
	return line.p[0] == '#' || line.p[0] == '|' || is_fence(line) ||
	    (line.p[0] == '{' && !str_starts(line, STR("{{")));
}

/* Lines up to a blank one or the start of another block. */
static void
add_paragraph(struct prose_reader *reader, struct str line)
{
	struct prose *prose = &reader->prose;

	prose->kind = PROSE_PARAGRAPH;
	for (;;) {
		add_piece(reader, line);
		line = line_at(reader, reader->next);
		if (reader->next >= prose->text.n ||
		    breaks_paragraph(reader, line))
			break;
		put(reader, '\n', reader->next - 1);
		reader->next += line.n + 1;
	}
}

/* A "{...}" line is a fill-in line, unless it has settings. */
static void
add_settings(struct prose_reader *reader, struct str line)
{
	if (str_starts_one(line, "{表格|{图"))
		return;
	reader->prose.kind = PROSE_CELL;
	line = str_from(line, 1);
	if (str_ends(line, STR("}")))
		line = str_slice(line, 0, line.n - 1);
	add_piece(reader, line);
}

static void
add_heading(struct prose_reader *reader, struct str line)
{
	size_t level = 0;

	while (level < line.n && line.p[level] == '#')
		level++;
	reader->prose.kind = PROSE_HEADING;
	add_piece(reader, str_trim(str_from(line, level)));
}

/* Front matter: true when LINE belonged to it. */
static bool
in_front(struct prose_reader *reader, struct str line, size_t offset)
{
	bool fence = str_eq(str_trim_right(line), STR("---"));

	if (offset == 0 && fence) {
		reader->front = true;
		return true;
	}
	if (!reader->front)
		return false;
	if (fence || str_eq(str_trim_right(line), STR("...")))
		reader->front = false;
	else
		add_field(reader, line);
	return true;
}

/* Read one line, or the paragraph that it begins, into the block. */
static void
add_line(struct prose_reader *reader)
{
	size_t offset = reader->next;
	struct str line = line_at(reader, offset), trimmed = str_trim(line);

	reader->next = offset + line.n + 1;
	if (in_front(reader, line, offset) || trimmed.n == 0)
		return;
	if (!reader->markdown || reader->comment)
		add_paragraph(reader, line);
	else if (is_fence(trimmed))
		reader->next = after_fence(reader, trimmed, reader->next);
	else if (trimmed.p[0] == '#')
		add_heading(reader, trimmed);
	else if (trimmed.p[0] == '{' && !str_starts(trimmed, STR("{{")))
		add_settings(reader, trimmed);
	else if (trimmed.p[0] == '|') {
		if (!is_delimiter_row(trimmed))
			reader->row = str_from(trimmed, 1);
	} else
		add_paragraph(reader, line);
}

/* Flag what stands between OPEN and CLOSE; pieces end at 200 characters. */
static void
flag_between(struct prose_reader *reader, uint32_t open, uint32_t close,
    unsigned char flag)
{
	const struct prose *prose = &reader->prose;
	ptrdiff_t depth = 0, from = 0;

	for (ptrdiff_t i = 0; i < prose->n; i++) {
		if (prose->c[i] == open && depth++ == 0)
			from = i;
		else if (prose->c[i] == close && depth > 0 && --depth == 0)
			for (ptrdiff_t j = from; j <= i; j++)
				reader->flags[PROSE_MARGIN + j] |= flag;
		else if (depth > 0 && i - from > 200)
			depth = 0;
	}
}

static void
finish_block(struct prose_reader *reader)
{
	struct prose *prose = &reader->prose;

	memset(reader->c, 0, PROSE_MARGIN * sizeof(*reader->c));
	memset(reader->c + PROSE_MARGIN + prose->n, 0,
	    PROSE_MARGIN * sizeof(*reader->c));
	memset(reader->flags, 0, (size_t)prose->n + 2 * PROSE_MARGIN);
	flag_between(reader, U'《', U'》', PROSE_IN_TITLE);
	flag_between(reader, U'“', U'”', PROSE_IN_QUOTE);
}

const struct prose *
prose_next(struct prose_reader *reader)
{
	struct prose *prose = &reader->prose;

	prose->n = 0;
	prose->key = STR_NONE;
	while (prose->n == 0) {
		if (reader->row.n > 0)
			add_cell(reader);
		else if (reader->next < prose->text.n)
			add_line(reader);
		else
			return NULL;
	}
	finish_block(reader);
	return prose;
}

/* --- for rules --------------------------------------------------------- */

bool
prose_one_of(uint32_t c, const char *set)
{
	const unsigned char *p = (const unsigned char *)set;

	/* Asked for almost every character: no decoding. */
	if (c < 0x80)
		return c != 0 && strchr(set, (int)c) != NULL;
	for (unsigned n; *p != '\0'; p += n) {
		n = *p < 0x80 ? 1 : *p < 0xe0 ? 2 : 3;	/* none has four */
		if ((n == 3 && ((p[0] & 0x0fu) << 12 | (p[1] & 0x3fu) << 6 |
		    (p[2] & 0x3fu)) == c) || (n == 2 && ((p[0] & 0x1fu) << 6 |
		    (p[1] & 0x3fu)) == c))
			return true;
	}
	return false;
}

/* The place of character I. */
static struct pos
prose_pos(const struct prose *prose, ptrdiff_t i)
{
	return (struct pos){ prose->file, prose->at[i] };
}

struct finding *
prose_tell(const struct prose *prose, ptrdiff_t i, enum finding_id id,
    const char *zh, const char *en, ...)
{
	struct finding *finding;
	va_list ap;

	va_start(ap, en);
	finding = finding_vadd(prose->findings, id, prose_pos(prose, i), zh,
	    en, ap);
	va_end(ap);
	return finding;
}

bool
prose_is(const struct prose *prose, ptrdiff_t i, const char *word)
{
	struct str s = str_of(word);
	size_t at = 0;

	while (at < s.n)
		if (i >= prose->n || prose->c[i++] != char_next(s, &at))
			return false;
	return true;
}

bool
prose_one_ends(const struct prose *prose, ptrdiff_t i, const char *list)
{
	struct str rest = str_of(list);

	while (rest.n > 0) {
		struct str word = str_take(&rest, "|");
		ptrdiff_t k = i;
		size_t at = word.n;

		while (at > 0 && k > 0 &&
		    char_before(word, &at) == prose->c[k - 1])
			if (--k, at == 0)
				return true;
	}
	return false;
}

bool
prose_starts_line(const struct prose *prose, ptrdiff_t i)
{
	while (i > 0 && prose->c[i - 1] != '\n')
		if (!char_is_space(prose->c[--i]))
			return false;
	return true;
}

ptrdiff_t
prose_line_end(const struct prose *prose, ptrdiff_t i)
{
	while (i < prose->n && prose->c[i] != '\n')
		i++;
	return i;
}

bool
prose_ends_line(const struct prose *prose, ptrdiff_t i)
{
	return i >= prose->n || prose->c[i] == '\n';
}

/* The offset after character I - 1. */
static size_t
offset_after(const struct prose *prose, ptrdiff_t i)
{
	size_t at = prose->at[i - 1];

	char_next(prose->text, &at);
	return at;
}

struct str
prose_slice(const struct prose *prose, ptrdiff_t i, ptrdiff_t j)
{
	if (i >= j)
		return STR_NONE;
	return str_slice(prose->text, prose->at[i], offset_after(prose, j));
}

void
prose_fix(const struct prose *prose, struct finding *finding, ptrdiff_t i,
    ptrdiff_t count, struct str text)
{
	if (finding == NULL)
		return;
	for (ptrdiff_t k = i + 1; k < i + count; k++)
		if (offset_after(prose, k) != prose->at[k])
			return;
	finding->fix.pos = prose_pos(prose, i);
	finding->fix.length = count == 0 ? 0 :
	    (uint32_t)(offset_after(prose, i + count) - prose->at[i]);
	finding->fix.text = str_copy(prose->findings->arena, text);
}

ptrdiff_t
prose_digits_end(const struct prose *prose, ptrdiff_t i)
{
	while (prose_digit(prose->c[i]))
		i++;
	return i;
}

ptrdiff_t
prose_digits_start(const struct prose *prose, ptrdiff_t i)
{
	while (i > 0 && prose_digit(prose->c[i - 1]))
		i--;
	return i;
}

static bool
parts_digits(uint32_t c)
{
	return c == '.' || c == ',';
}

ptrdiff_t
prose_number_start(const struct prose *prose, ptrdiff_t i)
{
	while (i > 0 && (prose_digit(prose->c[i - 1]) || (i > 1 &&
	    parts_digits(prose->c[i - 1]) && prose_digit(prose->c[i]) &&
	    prose_digit(prose->c[i - 2]))))
		i--;
	return i;
}

ptrdiff_t
prose_number_end(const struct prose *prose, ptrdiff_t i)
{
	while (prose_digit(prose->c[i]) || (parts_digits(prose->c[i]) &&
	    prose_digit(prose->c[i + 1]) && prose_digit(prose->c[i - 1])))
		i++;
	return i;
}

bool
decimal_read(struct str s, struct decimal *number)
{
	bool point = false;

	*number = (struct decimal){ 0, 0 };
	for (size_t i = 0; i < s.n; i++) {
		if (prose_digit((unsigned char)s.p[i]) && i < 16) {
			number->digits = number->digits * 10 + (s.p[i] - '0');
			number->places += point;
		} else if (s.p[i] == '.' && !point && i > 0)
			point = true;
		else if (s.p[i] != ',' || point)
			return false;
	}
	return s.n > 0;
}

long long
decimal_in(struct decimal number, int places)
{
	for (; number.places < places && number.digits >= 0; places--)
		number.digits = number.digits > INT64_MAX / 10 ? -1 :
		    number.digits * 10;
	for (; number.places > places && number.digits >= 0; places++)
		number.digits = number.digits % 10 != 0 ? -1 :
		    number.digits / 10;
	return number.digits;
}
