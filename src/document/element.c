/*
 * The table of slots: slot.def as data, and what can be asked of any slot.
 * In: a document and a row; out: names, and texts put together.
 */
#include "element.h"

#include <string.h>

const struct element elements[ELEMENT_COUNT] = {
#define SLOT(member, kind_, part_, print_, form_, label_, names_, frame_, \
    joint_, json_, clause, zh, en)					\
	[ELEMENT_##member] = { .id = ELEMENT_##member,			\
	    .kind = ELEMENT_##kind_, .part = PART_##part_,		\
	    .print = PRINT_##print_, .form = FORM_##form_,		\
	    .names = names_, .frame = frame_,				\
	    .joint = joint_, .json = json_, .label = #label_,		\
	    .at = offsetof(struct document, member) },
#define KEY(...)
#include "slot.def"
#undef SLOT
#undef KEY
};

bool
element_name(const char **names, struct str *name)
{
	*name = (struct str){ *names, strcspn(*names, " ") };
	*names += name->n;
	*names += **names == ' ';
	return name->n > 0;
}

bool
element_named(const char *names, struct str name)
{
	struct str one;

	while (element_name(&names, &one))
		if (str_eq(one, name))
			return true;
	return false;
}

struct str
element_title(const struct element *element)
{
	const char *names = element->names;
	struct str name;

	element_name(&names, &name);
	return name;
}

const struct element *
element_find(struct str name)
{
	for (size_t i = 0; i < ELEMENT_COUNT; i++)
		if (elements[i].form != FORM_NONE &&
		    element_named(elements[i].names, name))
			return &elements[i];
	return NULL;
}

const void *
element_in(const struct document *document, const struct element *element)
{
	return (const char *)document + element->at;
}

void *
element_of(struct document *document, const struct element *element)
{
	return (char *)document + element->at;
}

bool
element_given(const struct document *document, const struct element *element)
{
	const void *slot = element_in(document, element);

	switch (element->kind) {
	case ELEMENT_SPAN:
		return ((const struct span *)slot)->text.n > 0;
	case ELEMENT_SPANS:
		return ((const struct spans *)slot)->n > 0;
	case ELEMENT_TEXT:
		return !text_empty(*(const struct text *)slot);
	case ELEMENT_TEXTS:
		return ((const struct texts *)slot)->n > 0;
	}
	return false;
}

struct span
element_value(struct arena *arena, const struct document *document,
    const struct element *element, const char *joint)
{
	const void *slot = element_in(document, element);
	const struct spans *spans = slot;
	const struct text *text = slot;
	const struct texts *texts = slot;
	struct span all = { STR_NONE, POS_NONE };
	struct buf out = { 0 };

	switch (element->kind) {
	case ELEMENT_SPAN:
		return *(const struct span *)slot;
	case ELEMENT_TEXT:
		all.text = text_join(arena, *text, str_of(joint));
		all.pos = text_pos(*text);
		return all;
	case ELEMENT_SPANS:
		for (size_t i = 0; i < spans->n; i++) {
			buf_lit(&out, i > 0 ? joint : "");
			buf_str(&out, spans->v[i].text);
		}
		all.pos = spans->n > 0 ? spans->v[0].pos : POS_NONE;
		break;
	case ELEMENT_TEXTS:
		for (size_t i = 0; i < texts->n; i++) {
			buf_lit(&out, i > 0 ? joint : "");
			for (size_t k = 0; k < texts->v[i].n; k++)
				buf_str(&out, texts->v[i].v[k].text);
		}
		all.pos = texts->n > 0 ? text_pos(texts->v[0]) : POS_NONE;
		break;
	}
	all.text = str_copy(arena, buf_view(&out));
	buf_release(&out);
	return all;
}
