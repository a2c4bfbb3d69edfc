/*
 * A name in, its value out: the item around the place, --set, the row, the
 * document itself.
 */
#include "scope.h"

#include "../document/element.h"
#include "../text/date.h"

/* --- the document's own slots ----------------------------------------- */

struct span
scope_slot(struct arena *arena, const struct document *document,
    struct str name, bool *known)
{
	const struct value *value = values_find(&document->values, name);
	const struct element *element;

	*known = true;
	if (value != NULL)
		return value->text;
	element = element_find(name);
	*known = element != NULL;
	if (element == NULL)
		return (struct span){ STR_NONE, POS_NONE };
	return element_value(arena, document, element,
	    element->kind == ELEMENT_SPANS ? "、" : "");
}

/* --- finding ---------------------------------------------------------- */

static struct found
found_text(struct str text, struct pos pos)
{
	return (struct found){ .kind = FOUND_TEXT, .text = { text, pos } };
}

static struct found
found_number(struct arena *arena, size_t number)
{
	return found_text(str_format(arena, "%zu", number), POS_NONE);
}

static struct found
found_datum(const struct rows *rows, struct datum datum)
{
	static const enum found_kind kinds[] = {
		[DATUM_TEXT] = FOUND_TEXT, [DATUM_FALSE] = FOUND_FALSE,
		[DATUM_LIST] = FOUND_LIST, [DATUM_RECORD] = FOUND_RECORD,
	};

	return (struct found){ .kind = kinds[datum.kind], .datum = datum,
	    .text = datum_span(rows, datum) };
}

static struct found
in_record(const struct rows *rows, struct datum datum, struct str name)
{
	const struct record *record = datum.as.record;

	if (datum.kind == DATUM_RECORD)
		for (size_t i = 0; i < record->n; i++)
			if (str_eq(record->names[i], name))
				return found_datum(rows, record->values[i]);
	return (struct found){ .kind = FOUND_NOTHING };
}

static struct found
in_row(const struct rows *rows, size_t row, struct str name)
{
	size_t column = rows_column(rows, name);

	if (column == SIZE_MAX)
		return (struct found){ .kind = FOUND_NOTHING };
	return found_datum(rows, rows_datum(rows, row, column));
}

static struct found
in_item(struct arena *arena, const struct scope *scope, struct str name)
{
	const struct rows *rows = scope->row->rows;
	struct found found = { .kind = FOUND_NOTHING };

	if (scope->kind == SCOPE_MEMBER)
		found = in_row(rows, scope->member, name);
	else if (str_eq(name, STR(".")))
		found = found_datum(rows, scope->item);
	else
		found = in_record(rows, scope->item, name);
	if (found.kind == FOUND_NOTHING && str_eq(name, STR("序号")))
		return found_number(arena, scope->number);
	if (found.kind == FOUND_NOTHING && str_eq(name, STR("总数")))
		return found_number(arena, scope->count);
	return found;
}

static struct found
in_set(const struct values *set, struct str name)
{
	for (size_t i = set->n; i > 0; i--)
		if (str_eq(set->v[i - 1].name.text, name))
			return found_text(set->v[i - 1].text.text,
			    set->v[i - 1].text.pos);
	return (struct found){ .kind = FOUND_NOTHING };
}

/* The names that the program itself supplies. */
static struct found
built_in(struct arena *arena, const struct scope *scope, struct str name)
{
	const struct row *row = scope->row;
	struct date date;
	struct span span;
	bool known;

	if (str_eq(name, STR("序号")) && row->number > 0)
		return found_number(arena, row->number);
	if (str_eq(name, STR("总数")) && row->number > 0)
		return found_number(arena, row->merge->total);
	if (str_eq(name, STR("年"))) {
		span = scope_slot(arena, scope->document, STR("成文日期"),
		    &known);
		if (date_parse(span.text, &date, NULL))
			return found_number(arena, (size_t)date.year);
	}
	return (struct found){ .kind = FOUND_NOTHING };
}

static struct found
in_base(struct arena *arena, const struct scope *scope, struct str name)
{
	const struct row *row = scope->row;
	const struct merge *merge = row->merge;
	struct found found = in_set(&merge->set, name);
	bool known;

	if (found.kind != FOUND_NOTHING)
		return found;
	if (str_eq(name, STR("份号")) && row->copy_number.n > 0)
		return found_text(row->copy_number, POS_NONE);
	if (str_eq(name, STR("行")) && merge->groups.n > 0)
		return (struct found){ .kind = FOUND_MEMBERS };
	if (row->rows != NULL)
		found = in_row(row->rows, 0, name);
	if (found.kind != FOUND_NOTHING)
		return found;
	found.text = scope_slot(arena, scope->document, name, &known);
	found.ours = known;
	found.kind = known ? FOUND_TEXT : FOUND_NOTHING;
	return known ? found : built_in(arena, scope, name);
}

static struct found
find_whole(struct arena *arena, const struct scope *scope, struct str name)
{
	struct found found = { .kind = FOUND_NOTHING };

	for (; scope->kind != SCOPE_ROW && found.kind == FOUND_NOTHING;
	    scope = scope->outer)
		found = in_item(arena, scope, name);
	return found.kind != FOUND_NOTHING ? found :
	    in_base(arena, scope, name);
}

struct found
scope_find(struct arena *arena, const struct scope *scope, struct str name)
{
	struct found found = find_whole(arena, scope, name);
	size_t dot = str_find(name, STR("."), 0);
	const struct rows *rows = scope->row->rows;

	if (found.kind != FOUND_NOTHING || dot == SIZE_MAX || dot == 0)
		return found;
	found = find_whole(arena, scope, str_slice(name, 0, dot));
	while (found.kind == FOUND_RECORD && dot < name.n) {
		size_t next = str_find(name, STR("."), dot + 1);

		found = in_record(rows, found.datum, str_slice(name, dot + 1,
		    next));
		dot = next;
	}
	if (dot < name.n)
		found.kind = FOUND_NOTHING;
	return found;
}

/* --- sections --------------------------------------------------------- */

static size_t
rounds(const struct scope *scope, const struct found *found)
{
	switch (found->kind) {
	case FOUND_TEXT:
		return found->text.text.n > 0;
	case FOUND_LIST:
		return found->datum.n;
	case FOUND_RECORD:
		return 1;
	case FOUND_MEMBERS:
		return scope->row->rows->n;
	default:
		return 0;
	}
}

void
section_begin(struct arena *arena, struct section *section,
    const struct scope *scope, const struct tag *tag)
{
	*section = (struct section){ .outer = scope };
	section->found = scope_find(arena, scope, tag->name);
	section->n = rounds(scope, &section->found);
	if (tag->kind == TAG_INVERTED) {
		section->n = section->n == 0;
		section->found.kind = FOUND_NOTHING;
	}
}

bool
section_next(struct section *section, struct scope *inner)
{
	const struct scope *outer = section->outer;
	const struct datum *datum = &section->found.datum;
	size_t i = section->at++;

	if (i >= section->n)
		return false;
	*inner = *outer;
	inner->depth++;
	if (section->found.kind == FOUND_MEMBERS) {
		inner->kind = SCOPE_MEMBER;
		inner->member = i;
	} else if (section->found.kind == FOUND_LIST) {
		inner->kind = SCOPE_ITEM;
		inner->item = datum->as.items[i];
	} else if (section->found.kind == FOUND_RECORD) {
		inner->kind = SCOPE_ITEM;
		inner->item = *datum;
	} else
		return true;
	inner->outer = outer;
	inner->number = i + 1;
	inner->count = section->n;
	return true;
}

/* --- names ------------------------------------------------------------ */

void
scope_names(const struct document *document, const struct merge *merge,
    name_function *see, void *context)
{
	static const char *const own[] = { "序号", "总数", "年" };

	for (size_t i = 0; i < merge->set.n; i++)
		see(context, merge->set.v[i].name.text);
	for (size_t i = 0; merge->data != NULL &&
	    i < merge->data->head.column_count; i++)
		see(context, merge->data->head.columns[i].text);
	for (size_t i = 0; i < document->values.n; i++)
		see(context, document->values.v[i].name.text);
	for (size_t i = 0; i < ELEMENT_COUNT; i++)
		if (elements[i].form != FORM_NONE)
			see(context, element_title(&elements[i]));
	for (size_t i = 0; i < COUNT_OF(own); i++)
		see(context, str_of(own[i]));
	if (merge->groups.n > 0)
		see(context, STR("行"));
}
