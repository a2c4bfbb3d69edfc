/*
 * The table of slots: slot.def as data, and what can be asked of any slot.
 * In: a document and a row; out: names, and texts put together.
 */
#include "element.h"

const struct element elements[ELEMENT_COUNT] = {
#define SLOT(member, kind_, part_, print_, form_, label_, names_, frame_, \
    joint_, json_, clause, zh, en)					\
	[ELEMENT_##member] = { .id = ELEMENT_##member,			\
	    .kind = ELEMENT_##kind_, .part = PART_##part_,		\
	    .print = PRINT_##print_, .form = FORM_##form_,		\
	    .names = names_, .frame = frame_,				\
	    .joint = joint_, .json = json_, .label = #label_,		\
	    .at = offsetof(struct document, member) },
#include "slot.def"
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
	all.text = buf_take(arena, &out);
	return all;
}

const struct making makings[MAKING_COUNT] = {
#define KEY(member, form_, names_, zh, en)				\
	{ .names = names_, .form = FORM_##form_,			\
	    .at = offsetof(struct document, member) },
#include "slot.def"
};

/* Is its value one word? */
static bool
has_word(const struct making *making)
{
	switch (making->form) {
	case FORM_PLACE: case FORM_SEAL: case FORM_FLAG: case FORM_FLAG_NOT:
	case FORM_FORMAT: case FORM_HEAD: case FORM_SPAN:
		return true;
	default:
		return false;
	}
}

const struct making *
making_find(struct str name)
{
	for (size_t i = 0; i < MAKING_COUNT; i++)
		if (has_word(&makings[i]) &&
		    element_named(makings[i].names, name))
			return &makings[i];
	return NULL;
}

struct str
making_title(const struct making *making)
{
	const char *names = making->names;
	struct str name;

	element_name(&names, &name);
	return has_word(making) ? name : STR_NONE;
}

struct str
making_word(const struct document *document, const struct making *making)
{
	static const char *const seals[] = {
		[SEAL_STAMPED] = "", [SEAL_NONE] = "无",
		[SEAL_SIGNATURE] = "签名章", [SEAL_TITLE] = "题下",
	};
	static const char *const heads[] = {
		[HEAD_AUTO] = "", [HEAD_PREPRINTED] = "预印",
		[HEAD_NONE] = "无",
	};
	const void *slot = (const char *)document + making->at;

	switch (making->form) {
	case FORM_PLACE:
		return *(const bool *)slot && document->contacts.n > 0 ?
		    STR("附件说明前") : STR_NONE;
	case FORM_SEAL:
		return str_of(seals[document->seal]);
	case FORM_HEAD:
		return str_of(heads[document->head]);
	case FORM_FORMAT:
		return str_of(format_name(document->format));
	case FORM_FLAG:
		return *(const bool *)slot ? STR("是") : STR_NONE;
	case FORM_FLAG_NOT:
		return *(const bool *)slot ? STR("否") : STR_NONE;
	case FORM_SPAN:
		return ((const struct span *)slot)->text;
	default:
		return STR_NONE;
	}
}
