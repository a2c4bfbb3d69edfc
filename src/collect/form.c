/*
 * A form is read once from the source: which cells are labels, which are
 * blanks, and by what label each blank is found.  form_take then looks for
 * the labels in what came back.
 *
 * Keys are what is compared: text without blanks, marks and the width of its
 * letters, so that 联 系 人： is 联系人 and １２ is 12.
 */
#include "form.h"

#include "../text/chars.h"
#include "../text/date.h"

#define HEAD_TRIES	60	/* rows in which the head may begin */
#define CELLS_MAX	4000000u

/* --- keys -------------------------------------------------------------- */

struct str
form_key(struct arena *arena, struct str text)
{
	static const char dropped[] = "：:*＊、，,。.．；;《》“”\"'‘’";
	struct buf key = { 0 };

	for (size_t at = 0; at < text.n;) {
		size_t from = at;
		uint32_t c = char_next(text, &at);

		if (char_is_blank(c) || str_has(STR(dropped), str_slice(text,
		    from, at)))
			continue;
		c = char_narrow(c);
		if (c >= 'A' && c <= 'Z')
			c |= 0x20;
		char_encode(&key, c);
	}
	return str_replace(arena, buf_take(arena, &key), STR("(必填)"),
	    STR_NONE);
}

/* Without digits: a date that was filled in is still the form's own line. */
static struct str
bare_key(struct arena *arena, struct str key)
{
	struct buf bare = { 0 };

	for (size_t i = 0; i < key.n; i++)
		if (key.p[i] < '0' || key.p[i] > '9')
			buf_byte(&bare, key.p[i]);
	return buf_take(arena, &bare);
}

/* 年月日 and no number, （盖章）, 负责人签字. */
static bool
is_to_sign(struct str line, bool *free)
{
	struct arena arena = ARENA_INIT;
	struct str key = form_key(&arena, line);
	bool good = key.n == 0 || str_is_one(key, "年月日|年月|月日|年");

	*free |= good;
	if (!good && str_starts(key, STR("(")) && str_ends(key, STR(")")) &&
	    str_has_one(key, "章|签"))
		good = *free = true;
	good |= str_ends_one(key, "签字|签名|盖章)");
	arena_release(&arena);
	return good;
}

bool
form_is_blank(struct str text)
{
	bool free = text.n == 0;
	struct str line;

	if (str_has(text, STR("□")))
		return true;
	while (str_line(&text, &line))
		if (!is_to_sign(line, &free))
			return false;
	return free;
}

/* --- grids ------------------------------------------------------------- */

struct grid
form_grid_new(struct arena *arena, size_t rows, size_t columns)
{
	struct grid grid = { NULL, rows, columns };

	if (columns > 0 && rows > CELLS_MAX / columns)
		grid.rows = CELLS_MAX / columns;
	grid.cells = NEW_ARRAY(arena, struct grid_cell, grid.rows * columns);
	for (size_t i = 0; i < grid.rows * columns; i++)
		grid.cells[i] = (struct grid_cell){ .text = STR_NONE,
		    .key = STR_NONE, .rule = STR_NONE, .origin = i,
		    .colspan = 1, .rowspan = 1 };
	return grid;
}

void
form_grid_set(struct arena *arena, struct grid_cell *cell, struct str text,
    struct pos pos)
{
	cell->text = str_trim(text);
	cell->key = form_key(arena, text);
	cell->pos = pos;
}

struct grid_cell *
form_grid_at(const struct grid *grid, size_t row, size_t column)
{
	return &grid->cells[grid->cells[row * grid->columns + column].origin];
}

struct grid
form_grid_table(struct arena *arena, const struct table *table)
{
	struct grid grid = form_grid_new(arena, table->rows, table->columns);

	for (size_t i = 0; i < grid.rows * grid.columns; i++) {
		const struct cell *cell = &table->cells[i];

		if (cell->covered)
			continue;
		form_grid_set(arena, &grid.cells[i], texts_join(arena,
		    &cell->paragraphs),
		    cell->paragraphs.n > 0 && cell->paragraphs.v[0].n > 0 ?
		    text_pos(cell->paragraphs.v[0]) : cell->pos);
		grid.cells[i].rule = cell->rule.text;
		grid.cells[i].colspan = cell->colspan;
		grid.cells[i].rowspan = cell->rowspan;
		for (unsigned r = 0; r < cell->rowspan; r++)
			for (unsigned c = 0; c < cell->colspan; c++)
				grid.cells[i + r * grid.columns + c].origin = i;
	}
	return grid;
}

/* --- the form ---------------------------------------------------------- */

bool
form_has(const struct form *form, struct str key)
{
	return form->key_count > 0 && bsearch(&key, form->keys,
	    form->key_count, sizeof(key), str_compare) != NULL;
}

static void
list_keys(struct arena *arena, struct form *form)
{
	size_t n = form->grid.rows * form->grid.columns;

	form->keys = NEW_ARRAY(arena, struct str, n);
	for (size_t i = 0; i < n; i++)
		if (form->grid.cells[i].key.n > 0)
			form->keys[form->key_count++] =
			    bare_key(arena, form->grid.cells[i].key);
	sort(form->keys, form->key_count, sizeof(form->keys[0]), str_compare);
}

/* What labels of numbers end in. */
static const char number_labels[] = "数|数量|人次|金额|(万元)|(元)|(人)|(个)|"
    "(项)|(次)|(名)|(家)|(件)|(%)|(亩)|(亿元)|(人次)|(场)|(场次)";

static bool
is_label(const struct grid_cell *cell)
{
	return cell->key.n > 0 && !form_is_blank(cell->text);
}

/* How many labels before cell AT are typed like it? */
static unsigned
count_before(const struct grid *grid, size_t at)
{
	unsigned n = 0;

	for (size_t i = 0; i < at; i++)
		n += grid->cells[i].origin == i && is_label(&grid->cells[i]) &&
		    str_eq(grid->cells[i].key, grid->cells[at].key);
	return n;
}

/*
 * The label of the blank at ROW, COLUMN: the nearest at its left, when all
 * between are blanks too; else the one above.
 */
static bool
find_label(const struct form *form, size_t row, size_t column,
    struct field *field, size_t *label)
{
	const struct grid *grid = &form->grid;

	for (int below = 0; below < 2; below++) {
		size_t r = row, c = column;

		field->below = below;
		for (field->step = 0; (below ? r : c) > 0; field->step++) {
			const struct grid_cell *cell = form_grid_at(grid,
			    r - (size_t)below, c - (size_t)!below);

			*label = (size_t)(cell - grid->cells);
			if (is_label(cell))
				return true;
			if (below)
				r = *label / grid->columns;
			else
				c = *label % grid->columns;
		}
	}
	return false;
}

/* What the label says, and what its author says in the blank (RULE). */
static void
finish_field(struct arena *arena, struct field *field, struct str label,
    struct str rule)
{
	static const char *const marks[] = { "：", ":", "*", "＊",
		"（必填）" };
	struct str name = label, line, unknown;
	struct buf one = { 0 };

	rule_read(rule, &field->rule, &unknown);
	field->rule.required |= str_has_one(label, "*|＊|必填");
	while (str_line(&name, &line))
		buf_str(&one, str_trim(line));
	name = buf_take(arena, &one);
	for (size_t i = 0; i < COUNT_OF(marks); i++)
		name = str_replace(arena, name, str_of(marks[i]), STR_NONE);
	field->name = name;
	if (field->rule.kind == RULE_ANY &&
	    str_ends_one(field->key, number_labels))
		field->rule.kind = RULE_NUMBER;
}

static void
read_values(struct arena *arena, struct form *form)
{
	const struct grid *grid = &form->grid;
	size_t n = grid->rows * grid->columns;

	form->fields = NEW_ARRAY(arena, struct field, n);
	for (size_t i = 0; i < n; i++) {
		struct field *field = &form->fields[form->n];
		size_t label;

		*field = (struct field){ .name = STR_NONE };
		if (grid->cells[i].origin != i || is_label(&grid->cells[i]) ||
		    !find_label(form, i / grid->columns, i % grid->columns,
		    field, &label))
			continue;
		field->key = grid->cells[label].key;
		field->which = count_before(grid, label);
		finish_field(arena, field, grid->cells[label].text,
		    grid->cells[i].rule);
		form->n++;
	}
}

/* Labels above each other in a column, each once; the last to *LEAF. */
static struct str
column_path(struct arena *arena, const struct grid *grid, size_t row,
    size_t head, size_t column, struct str *leaf, struct str *name)
{
	struct buf path = { 0 };
	size_t last = SIZE_MAX;

	*leaf = *name = STR_NONE;
	for (size_t r = row; r < row + head && r < grid->rows; r++) {
		const struct grid_cell *cell = form_grid_at(grid, r, column);
		size_t origin = (size_t)(cell - grid->cells);

		if (origin == last || cell->key.n == 0)
			continue;
		last = origin;
		if (path.n > 0)
			buf_byte(&path, '/');
		buf_str(&path, cell->key);
		*leaf = cell->key;
		*name = cell->text;
	}
	return buf_take(arena, &path);
}

/* The first rule in a column, of its head or of a blank row. */
static struct str
column_rule(const struct form *form, size_t column)
{
	for (size_t r = 0; r < form->grid.rows; r++) {
		const struct grid_cell *cell = form_grid_at(&form->grid, r,
		    column);

		if (cell->rule.n > 0)
			return cell->rule;
	}
	return STR_NONE;
}

static void
read_columns(struct arena *arena, struct form *form)
{
	form->fields = NEW_ARRAY(arena, struct field, form->grid.columns);
	for (size_t i = 0; i < form->grid.columns; i++) {
		struct field *field = &form->fields[form->n++];
		struct str name;

		field->path = column_path(arena, &form->grid, 0, form->head,
		    i, &field->key, &name);
		finish_field(arena, field, name, column_rule(form, i));
		if (field->name.n == 0)
			field->name = str_format(arena, "第%zu列", i + 1);
	}
}

/* Fields of one name are told apart, in what is written. */
static void
name_fields(struct arena *arena, struct form *form)
{
	struct str *names = NEW_ARRAY(arena, struct str, form->n);

	for (size_t i = 0; i < form->n; i++) {
		unsigned alike = 1;

		for (size_t k = 0; k < i; k++)
			alike += str_eq(form->fields[k].name,
			    form->fields[i].name);
		names[i] = alike == 1 ? form->fields[i].name :
		    str_format(arena, "%.*s（%u）",
		    STR_ARG(form->fields[i].name), alike);
	}
	form->out->fields = names;
	form->out->field_count = form->n;
}

bool
form_read(struct arena *arena, const struct table *table, struct str name,
    struct form *form)
{
	bool blank = false;

	*form = (struct form){ .out = NEW(arena, struct collect_form) };
	form->grid = form_grid_table(arena, table);
	form->head = table->form || table->header_rows >= table->rows ? 0 :
	    table->header_rows;
	for (size_t i = form->head * form->grid.columns;
	    i < form->grid.rows * form->grid.columns; i++)
		blank |= form->grid.cells[i].origin == i &&
		    form_is_blank(form->grid.cells[i].text);
	/* One row of labels is the head of what is to be filled in. */
	if (!blank && table->rows == 1 && table->columns > 2)
		form->head = 1;
	else if (!blank)
		return false;
	form->out->name = name;
	form->out->lines = form->head > 0;
	list_keys(arena, form);
	if (form->head > 0)
		read_columns(arena, form);
	else
		read_values(arena, form);
	name_fields(arena, form);
	return form->n > 0;
}

/* --- what came back ---------------------------------------------------- */

/* Are the characters of PART in S, in their order? */
static bool
is_within(struct str s, struct str part)
{
	size_t at = 0, from = 0;

	if (char_count(part) < 3)
		return str_has(s, part);
	while (at < part.n) {
		size_t begin = at;

		(void)char_next(part, &at);
		from = str_find(s, str_slice(part, begin, at), from);
		if (from == SIZE_MAX)
			return false;
		from += at - begin;
	}
	return true;
}

/* Is a label that was typed again this one?  More than a third is another. */
static bool
is_nearly(struct str key, struct str label)
{
	size_t n = char_count(key), m = char_count(label);

	if (n < 2 || m < 2)
		return false;
	if (is_within(key, label) || is_within(label, key))
		return 2 * (n < m ? n : m) >= (n < m ? m : n);
	return m >= 3 && str_distance(key, label) * 3 <= m;
}

/* What stands before the colon of a cell: 单位名称：某某. */
static struct str
before_colon(struct arena *arena, struct str text, struct str *rest)
{
	for (size_t at = 0; at < text.n;) {
		size_t from = at;
		uint32_t c = char_next(text, &at);

		if (c == ':' || c == U'：') {
			*rest = str_trim(str_from(text, at));
			return form_key(arena, str_slice(text, 0, from));
		}
	}
	*rest = STR_NONE;
	return STR_NONE;
}

enum match {
	MATCH_SAME, MATCH_INSIDE, MATCH_NEARLY, MATCH_NEARLY_INSIDE
};

/* Is the cell AT the label of FIELD, in the way that MATCH says? */
static bool
is_match(struct arena *arena, const struct form *form,
    const struct field *field, const struct grid *grid, size_t at,
    enum match match)
{
	const struct grid_cell *cell = &grid->cells[at];
	struct str rest;

	if (cell->origin != at || cell->key.n == 0)
		return false;
	if (match == MATCH_SAME)
		return str_eq(cell->key, field->key);
	if (match == MATCH_INSIDE)
		return str_eq(before_colon(arena, cell->text, &rest),
		    field->key) && rest.n > 0;
	if (match == MATCH_NEARLY_INSIDE) {
		struct str label = before_colon(arena, cell->text, &rest);

		return !cell->used && rest.n > 0 && label.n > 0 &&
		    !form_has(form, label) && is_nearly(label, field->key);
	}
	return !cell->used && !form_has(form, bare_key(arena, cell->key)) &&
	    is_nearly(cell->key, field->key);
}

/* The cell that is the label of FIELD in this way, or SIZE_MAX. */
static size_t
find_in(struct arena *arena, const struct form *form,
    const struct field *field, const struct grid *grid, enum match match)
{
	unsigned which = 0;

	for (size_t i = 0; i < grid->rows * grid->columns; i++)
		if (is_match(arena, form, field, grid, i, match) &&
		    (match != MATCH_SAME || which++ == field->which))
			return i;
	return SIZE_MAX;
}

unsigned
form_likeness(const struct form *form, const struct grid *grid)
{
	struct arena arena = ARENA_INIT;
	size_t found = 0, asked = 0, at;

	for (size_t i = 0; i < form->n; i++) {
		struct field field = form->fields[i];

		if (field.key.n == 0 || field.step > 0)
			continue;
		if (form->head > 0)
			field.which = 0;
		asked++;
		at = SIZE_MAX;
		for (enum match match = MATCH_SAME; at == SIZE_MAX &&
		    match <= MATCH_NEARLY_INSIDE; match++)
			at = find_in(&arena, form, &field, grid, match);
		found += at != SIZE_MAX;
	}
	arena_release(&arena);
	return asked == 0 ? 0 : (unsigned)(found * 100 / asked);
}

/* Of boxes the ones that are ticked: ☑甲 □乙 is 甲. */
static struct str
ticked(struct arena *arena, struct str text)
{
	enum { OFF, MARKED, OPTION } state = OFF;
	struct buf out = { 0 };

	for (size_t at = 0; at < text.n;) {
		size_t from = at;
		uint32_t c = char_next(text, &at);
		struct str one = str_slice(text, from, at);

		if (str_is_one(one, "☑|√|■|✓|✔|☒")) {
			state = MARKED;
		} else if (str_is_one(one, "□|☐") ||
		    (char_is_blank(c) && state == OPTION)) {
			state = OFF;
		} else if (state != OFF && !char_is_blank(c)) {
			if (state == MARKED && out.n > 0)
				buf_lit(&out, "、");
			buf_str(&out, one);
			state = OPTION;
		}
	}
	return buf_take(arena, &out);
}

/*
 * A line without the place of a seal and the day behind it, （盖章）2026年7月
 * 3日.  Was there one?
 */
static bool
cut_seal(struct arena *arena, struct str *line)
{
	static const char *const seals[] = { "（盖章）", "(盖章)", "（公章）",
		"(公章)", "（签章）", "（单位盖章）" };

	for (size_t i = 0; i < COUNT_OF(seals); i++) {
		struct str seal = str_of(seals[i]), key;
		size_t at = str_find(*line, seal, 0);

		if (at == SIZE_MAX)
			continue;
		key = bare_key(arena, form_key(arena, str_slice(*line, at +
		    seal.n, line->n)));
		if (key.n > 0 && !str_eq(key, STR("年月日")))
			continue;
		*line = str_trim(str_slice(*line, 0, at));
		return true;
	}
	return false;
}

/* What was written into a blank: without what the form has there itself. */
static struct str
written_in(struct arena *arena, struct str text)
{
	struct buf out = { 0 };
	struct str line;
	bool any = false, signing = false;

	if (str_has_one(text, "□|☐|☑"))
		return ticked(arena, text);
	while (str_line(&text, &line)) {
		bool free = false;

		line = str_trim(line);
		signing |= cut_seal(arena, &line);
		/* The day of a signature, once it is filled in, goes too. */
		if (line.n == 0 || is_to_sign(line, &free) || ((any ||
		    signing) && str_eq(bare_key(arena, form_key(arena, line)),
		    STR("年月日"))))
			continue;
		if (any)
			buf_byte(&out, '\n');
		buf_str(&out, line);
		any = true;
	}
	return buf_take(arena, &out);
}

/* Digits and signs of any width as a number; n == 0: it is none. */
static struct str
number_in(struct arena *arena, struct str text)
{
	struct buf out = { 0 };
	size_t rest = 0;
	bool digits = false;

	for (size_t at = 0; at < text.n;) {
		uint32_t c = char_narrow(char_next(text, &at));

		if (char_is_blank(c) || c == ',' || c == '%')
			continue;
		if (rest == 0 && (char_is_digit(c) || (c == '.' && digits) ||
		    (c == '-' && out.n == 0))) {
			char_encode(&out, c);
			digits |= char_is_digit(c);
		} else {
			rest += char_is_han(c) ? 1 : 10;
		}
	}
	if (!digits || rest > 3)	/* a unit may follow */
		out.n = 0;
	return buf_take(arena, &out);
}

/* A value under examination. */
struct judging {
	struct arena *arena;
	const struct field *field;
	struct collect_value *value;
	struct str number;		/* that it is; n == 0: none */
	struct pos pos;
	struct findings *findings;
};

static void
doubt(const struct judging *j, const char *why)
{
	j->value->doubt = j->value->doubt.n == 0 ? str_of(why) :
	    str_format(j->arena, "%.*s；%s", STR_ARG(j->value->doubt), why);
}

/* 13800001234, 0591-8123456转2, 两个号码、… */
static bool
is_phone(struct str text)
{
	size_t digits = 0;

	for (size_t at = 0; at < text.n;) {
		uint32_t c = char_next(text, &at);

		if (char_is_digit(c))
			digits++;
		else if (!char_is_space(c) &&
		    char_place(STR("-()（）—－、转,，+/；"), c) < 0)
			return false;
	}
	return digits >= 7;
}

/* Not of the kind that is asked for. */
static void
judge_kind(const struct judging *j)
{
	static const struct {
		const char *zh, *en, *doubt;
	} names[] = {
		[RULE_NUMBER] = { "数字", "a number", "应当填数字" },
		[RULE_WHOLE] = { "整数", "a whole number", "应当填整数" },
		[RULE_DATE] = { "日期", "a date", "应当填日期" },
		[RULE_PHONE] = { "电话号码", "a telephone number",
		    "应当填电话号码" },
	};
	enum rule_kind kind = j->field->rule.kind;
	struct str text = j->value->text;
	struct date date;
	bool good = true;

	if (kind == RULE_NUMBER || kind == RULE_WHOLE)
		good = j->number.n > 0 && (kind == RULE_NUMBER ||
		    !str_has(j->number, STR(".")));
	else if (kind == RULE_DATE)
		good = date_parse(text, &date, NULL) &&
		    (date.day == 0 || date_exists(date));
	else if (kind == RULE_PHONE)
		good = is_phone(text);
	if (good)
		return;
	finding_add(j->findings, FINDING_COLLECT_KIND, j->pos,
	    "“%.*s”应当填%s，填的是“%.*s”；照填的收入，请核对",
	    "“%.*s” takes %s, not “%.*s”; taken as it is",
	    STR_ARG(j->field->name), j->findings->language == LANGUAGE_EN ?
	    names[kind].en : names[kind].zh, STR_ARG(text));
	doubt(j, names[kind].doubt);
}

/* Too long, too large: a finding that says the bound. */
static void
tell_bound(const struct judging *j, struct str bound)
{
	finding_add(j->findings, FINDING_COLLECT_LIMIT, j->pos,
	    "“%.*s”要求%.*s；照填的收入，请核对",
	    "“%.*s” is to be %.*s; taken as it is", STR_ARG(j->field->name),
	    STR_ARG(bound));
	doubt(j, str_cstr(j->arena, str_cat(j->arena, STR("要求"), bound)));
}

static void
judge_bounds(const struct judging *j)
{
	const struct rule *rule = &j->field->rule;
	size_t n = char_count(form_key(j->arena, j->value->text));
	double amount = j->number.n == 0 ? 0 :
	    strtod(str_cstr(j->arena, j->number), NULL);

	/* Marks and blanks count as little as they do for an author. */
	if (rule->most_characters > 0 && n > rule->most_characters)
		tell_bound(j, str_format(j->arena, "不超过%lu字，填了%zu字",
		    rule->most_characters, n));
	if (n < rule->least_characters)
		tell_bound(j, str_format(j->arena, "不少于%lu字，填了%zu字",
		    rule->least_characters, n));
	if (j->number.n > 0 && rule->has_most && amount > rule->most)
		tell_bound(j, str_format(j->arena, "不超过%.10g，填的是%.*s",
		    rule->most, STR_ARG(j->number)));
	if (j->number.n > 0 && rule->has_least && amount < rule->least)
		tell_bound(j, str_format(j->arena, "不小于%.10g，填的是%.*s",
		    rule->least, STR_ARG(j->number)));
}

/* 讲座/展览: is it one of them? */
static void
judge_choice(const struct judging *j)
{
	struct str rest = j->field->rule.choices, choice;
	struct str key = form_key(j->arena, j->value->text);

	if (rest.n == 0)
		return;
	while (rule_choice(&rest, &choice))
		if (str_eq(form_key(j->arena, choice), key))
			return;
	finding_add(j->findings, FINDING_COLLECT_CHOICE, j->pos,
	    "“%.*s”要在“%.*s”里选，填的是“%.*s”；照填的收入，请核对",
	    "“%.*s” is to be one of “%.*s”, not “%.*s”; taken as it is",
	    STR_ARG(j->field->name), STR_ARG(j->field->rule.choices),
	    STR_ARG(j->value->text));
	doubt(j, "不在可选的各项里");
}

/* What is wrong with a value: of the wrong kind, out of bounds, not there. */
static void
judge(struct arena *arena, const struct field *field,
    struct collect_value *value, struct pos pos, struct findings *findings)
{
	const struct rule *rule = &field->rule;
	const struct judging j = { arena, field, value,
	    number_in(arena, value->text), pos, findings };

	if (value->text.n == 0 && rule->required) {
		finding_add(findings, FINDING_COLLECT_BLANK, pos,
		    "“%.*s”必填，没有填",
		    "“%.*s” is required and was left blank",
		    STR_ARG(field->name));
		doubt(&j, "必填，没有填");
	}
	if (value->text.n == 0)
		return;
	if (rule->one && str_has(value->text, STR("、"))) {
		finding_add(findings, FINDING_COLLECT_CHOICE, pos,
		    "“%.*s”只能选一项，选了“%.*s”；照填的收入，请核对",
		    "of “%.*s” one is to be chosen, not “%.*s”; taken as it "
		    "is", STR_ARG(field->name), STR_ARG(value->text));
		doubt(&j, "只能选一项");
	}
	judge_choice(&j);
	judge_bounds(&j);
	if (str_is_one(form_key(arena, value->text), "无|/|-|—|——|0"))
		return;
	judge_kind(&j);
	if ((rule->kind == RULE_NUMBER || rule->kind == RULE_WHOLE) &&
	    j.number.n > 0)
		value->text = j.number;
}

static void
tell_lacking(const struct field *field, struct collect_value *value,
    struct pos pos, struct findings *findings)
{
	value->doubt = STR("没有找到这一栏");
	finding_add(findings, FINDING_COLLECT_FIELD, pos,
	    "没有找到“%.*s”一栏；汇总表里空着",
	    "there is no “%.*s” in it; left blank", STR_ARG(field->name));
}

/* How many blanks of the form stand behind this label. */
static unsigned
last_step(const struct form *form, const struct field *field)
{
	unsigned last = 0;

	for (size_t i = 0; i < form->n; i++)
		if (str_eq(form->fields[i].key, field->key) &&
		    form->fields[i].which == field->which &&
		    form->fields[i].below == field->below &&
		    form->fields[i].step > last)
			last = form->fields[i].step;
	return last;
}

/*
 * The text behind (or below) the label at AT: the cell of the field's step;
 * of the last step also what follows, since cells get split.
 */
static struct str
text_behind(struct arena *arena, const struct form *form,
    const struct field *field, struct grid *grid, size_t at)
{
	size_t row = at / grid->columns, column = at % grid->columns;
	bool last = field->step == last_step(form, field);
	size_t previous = at;
	struct buf text = { 0 };

	for (unsigned step = 0; step <= field->step || (last &&
	    !field->below); step++) {
		struct grid_cell *cell;
		size_t origin;

		if (field->below)
			row += grid->cells[previous].rowspan;
		else
			column += grid->cells[previous].colspan;
		if (row >= grid->rows || column >= grid->columns)
			break;
		cell = form_grid_at(grid, row, column);
		origin = (size_t)(cell - grid->cells);
		if (cell->label)
			break;		/* the next one */
		if (step >= field->step && !cell->used) {
			struct str part = written_in(arena, cell->text);

			if (text.n > 0 && part.n > 0)
				buf_byte(&text, '\n');
			buf_str(&text, part);
			cell->used = true;
		}
		column = field->below ? column : origin % grid->columns;
		row = field->below ? origin / grid->columns : row;
		previous = origin;
	}
	return buf_take(arena, &text);
}

/* Where the labels of all fields are, the surest first; SIZE_MAX: nowhere. */
static void
find_labels(struct arena *arena, const struct form *form, struct grid *grid,
    size_t *at, enum match *how)
{
	for (size_t i = 0; i < form->n; i++)
		at[i] = SIZE_MAX;
	for (enum match match = MATCH_SAME; match <= MATCH_NEARLY_INSIDE;
	    match++)
		for (size_t i = 0; i < form->n; i++) {
			if (at[i] != SIZE_MAX)
				continue;
			at[i] = find_in(arena, form, &form->fields[i], grid,
			    match);
			how[i] = match;
			if (at[i] != SIZE_MAX)
				grid->cells[at[i]].used =
				    grid->cells[at[i]].label = true;
		}
}

static void
take_values(struct arena *arena, struct form *form, struct grid *grid,
    struct collect_value *values, struct findings *findings)
{
	size_t *at = NEW_ARRAY(arena, size_t, form->n);
	enum match *how = NEW_ARRAY(arena, enum match, form->n);
	bool any = false;

	find_labels(arena, form, grid, at, how);
	for (size_t i = 0; i < form->n; i++) {
		struct str text = STR_NONE;

		if (at[i] == SIZE_MAX)
			continue;
		if (how[i] == MATCH_INSIDE || how[i] == MATCH_NEARLY_INSIDE) {
			before_colon(arena, grid->cells[at[i]].text, &text);
			text = written_in(arena, text);
		} else
			text = text_behind(arena, form, &form->fields[i],
			    grid, at[i]);
		values[i].text = text;
		any |= text.n > 0;
		if (how[i] >= MATCH_NEARLY)
			values[i].doubt = str_format(arena,
			    "来表里这一栏写作“%.*s”",
			    STR_ARG(grid->cells[at[i]].text));
	}
	/* Of a form that nobody filled in there is one thing to say. */
	for (size_t i = 0; i < form->n && any; i++)
		if (at[i] == SIZE_MAX)
			tell_lacking(&form->fields[i], &values[i],
			    grid->cells[0].pos, findings);
		else
			judge(arena, &form->fields[i], &values[i],
			    grid->cells[at[i]].pos, findings);
}

/* --- tables with a head ------------------------------------------------ */

/* Which column of the grid is each field; SIZE_MAX: none.  How many are. */
static size_t
match_columns(struct arena *arena, const struct form *form,
    const struct grid *grid, size_t row, size_t head, size_t *columns)
{
	struct str *paths = NEW_ARRAY(arena, struct str, grid->columns);
	struct str *leaves = NEW_ARRAY(arena, struct str, grid->columns);
	bool *taken = NEW_ARRAY(arena, bool, grid->columns);
	size_t found = 0;
	struct str name;

	for (size_t c = 0; c < grid->columns; c++)
		paths[c] = column_path(arena, grid, row, head, c,
		    &leaves[c], &name);
	for (size_t i = 0; i < form->n; i++)
		columns[i] = SIZE_MAX;
	for (int round = 0; round < 3; round++)
		for (size_t i = 0; i < form->n; i++) {
			const struct field *field = &form->fields[i];

			for (size_t c = 0; c < grid->columns &&
			    columns[i] == SIZE_MAX; c++)
				if (!taken[c] && field->key.n > 0 &&
				    (round == 0 ? str_eq(paths[c],
				    field->path) : round == 1 ?
				    str_eq(leaves[c], field->key) :
				    is_nearly(leaves[c], field->key))) {
					columns[i] = c;
					taken[c] = true;
					found++;
				}
		}
	return found;
}

/*
 * Where the head begins in the grid, by the most columns that are known.  Who
 * types a table anew may give it a head of fewer rows: *HEAD is how many.
 */
static size_t
find_head(struct arena *arena, const struct form *form,
    const struct grid *grid, size_t *columns, size_t *head)
{
	size_t best = 0, row = 0;

	*head = form->head;
	for (size_t h = form->head; h > 0; h--)
		for (size_t r = 0; r < grid->rows && r < HEAD_TRIES; r++) {
			size_t found = match_columns(arena, form, grid, r, h,
			    columns);

			if (found > best) {
				best = found;
				row = r;
				*head = h;
			}
		}
	match_columns(arena, form, grid, row, *head, columns);
	return row;
}

/* Is the row all one cell, or a head again?  Such are no lines. */
static bool
is_no_line(const struct form *form, const struct grid *grid, size_t row,
    const size_t *columns)
{
	size_t heads = 0, filled = 0;
	const struct grid_cell *first = form_grid_at(grid, row, 0);

	if (grid->columns > 1 && first->colspan >= grid->columns)
		return true;
	for (size_t i = 0; i < form->n; i++) {
		struct str key = columns[i] == SIZE_MAX ? STR_NONE :
		    form_grid_at(grid, row, columns[i])->key;

		filled += key.n > 0;
		heads += key.n > 0 && str_eq(key, form->fields[i].key);
	}
	/* 注：… below a table, typed into the first cell. */
	if (filled == 1 && form->n > 2 && first->key.n > 0 &&
	    str_starts_one(first->key, "注|说明|填表|备注"))
		return true;
	return filled == 0 || heads == filled;
}

/* Has the row nothing that the form did not have in it already? */
static bool
is_printed(const struct form *form, const struct grid *grid, size_t row,
    size_t number, const size_t *columns)
{
	size_t own = form->head + number;

	for (size_t i = 0; i < form->n; i++) {
		const struct grid_cell *cell;

		if (columns[i] == SIZE_MAX)
			continue;
		cell = form_grid_at(grid, row, columns[i]);
		if (cell->key.n > 0 && !form_is_blank(cell->text) &&
		    (own >= form->grid.rows || !str_eq(cell->key,
		    form_grid_at(&form->grid, own, i)->key)))
			return false;
	}
	return true;
}

static void
take_lines(struct arena *arena, struct form *form, struct grid *grid,
    struct str sender, struct str file, struct findings *findings)
{
	size_t *columns = NEW_ARRAY(arena, size_t, form->n);
	size_t head, row = find_head(arena, form, grid, columns, &head);
	size_t from = row;

	for (size_t r = from; r < from + head && r < grid->rows; r++)
		for (size_t i = 0; i < form->n; i++)
			if (columns[i] != SIZE_MAX)
				form_grid_at(grid, r, columns[i])->used = true;
	for (size_t i = 0; i < form->n; i++)
		if (columns[i] == SIZE_MAX && form->fields[i].key.n > 0)
			tell_lacking(&form->fields[i],
			    &(struct collect_value){ .text = STR_NONE },
			    grid->cells[row * grid->columns].pos, findings);
	for (row += head; row < grid->rows; row++) {
		bool printed = is_printed(form, grid, row, row - from - head,
		    columns);
		struct collect_row *line = NULL;

		if (is_no_line(form, grid, row, columns))
			continue;
		if (!printed) {
			line = VEC_ADD(arena, &form->out->rows);
			*line = (struct collect_row){ .sender = sender,
			    .file = file, .values = NEW_ARRAY(arena,
			    struct collect_value, form->n) };
		}
		for (size_t i = 0; i < form->n; i++) {
			struct grid_cell *cell;

			if (columns[i] == SIZE_MAX)
				continue;
			cell = form_grid_at(grid, row, columns[i]);
			cell->used = true;
			if (line == NULL)
				continue;
			line->values[i].text = written_in(arena, cell->text);
			judge(arena, &form->fields[i], &line->values[i],
			    cell->text.n > 0 ? cell->pos : grid->cells[row *
			    grid->columns].pos, findings);
		}
	}
}

void
form_take(struct arena *arena, struct form *form, struct grid *grid,
    struct str sender, struct str file, struct findings *findings)
{
	struct collect_row *row;

	if (form->head > 0) {
		take_lines(arena, form, grid, sender, file, findings);
		return;
	}
	row = VEC_ADD(arena, &form->out->rows);
	*row = (struct collect_row){ .sender = sender, .file = file,
	    .values = NEW_ARRAY(arena, struct collect_value, form->n) };
	take_values(arena, form, grid, row->values, findings);
}
