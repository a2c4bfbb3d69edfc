/*
 * A template that an office made → what of it can be drawn, and a finding that
 * names the rest.  Read it from office_layout.
 */
#include "office.h"

#include "../layout/office.h"
#include "../source/docx.h"
#include "../text/decode.h"

struct office {
	struct arena *arena;
	const struct docx_facts *facts;
	struct str text;		/* of the template */
	const struct layout *layout;
	VEC(struct office_piece) pieces;
	size_t picture;			/* the next one */
	unsigned boxed;			/* paragraphs of tables and boxes */
	struct buf filled;
};

/* The slot that a paragraph is; SLOT_COUNT: all; -1: it is none. */
static int
slot_of(struct str text)
{
	if (!str_starts(text, STR("{{")) || !str_ends(text, STR("}}")))
		return -1;
	return slot_by_name(str_trim(str_slice(text, 2, text.n - 2)));
}

static struct str
value_of(const struct office *office, struct str name)
{
	const struct layout *layout = office->layout;

	for (size_t i = 0; i < layout->value_count; i++)
		if (str_eq(layout->values[i].name, name))
			return layout->values[i].text;
	return STR_NONE;
}

/* Its names become values; false when it has some and all are empty. */
static bool
fill(struct office *office, struct str text)
{
	size_t at = 0, names = 0, empty = 0;

	office->filled.n = 0;
	for (;;) {
		size_t open = str_find(text, STR("{{"), at);
		size_t close = open == SIZE_MAX ? SIZE_MAX :
		    str_find(text, STR("}}"), open);
		struct str value;

		if (close == SIZE_MAX)
			break;
		buf_str(&office->filled, str_slice(text, at, open));
		value = value_of(office, str_trim(str_slice(text, open + 2,
		    close)));
		buf_str(&office->filled, value);
		names++;
		empty += value.n == 0;
		at = close + 2;
	}
	buf_str(&office->filled, str_from(text, at));
	return names == 0 || empty < names;
}

static void
add_text(struct office *office, const struct docx_paragraph *paragraph)
{
	static const enum justify sides[] = {
		[DOCX_LEFT] = JUSTIFY_LEFT, [DOCX_CENTER] = JUSTIFY_CENTER,
		[DOCX_RIGHT] = JUSTIFY_RIGHT, [DOCX_BOTH] = JUSTIFY_BOTH,
		[DOCX_DISTRIBUTE] = JUSTIFY_DISTRIBUTE,
	};
	const struct docx_form *form = paragraph->form;
	const struct docx_font *font = paragraph->n > 0 ?
	    paragraph->runs[0].font : &form->font;
	/* A line of text is about 1.3 times as high as its size. */
	int line = form->rule == DOCX_LINE_AUTO ? font->size * 13 *
	    (form->line > 0 ? form->line : 240) / 240 : form->line;

	*VEC_ADD(office->arena, &office->pieces) = (struct office_piece){
	    .kind = OFFICE_TEXT, .slot = SLOT_COUNT,
	    .text = str_copy(office->arena, buf_view(&office->filled)),
	    .style = docx_is_red(font->color) ? STYLE_MARK : STYLE_FLUSH,
	    .size = font->size, .bold = font->bold,
	    .ruled = form->bottom.width > 0, .justify = sides[form->align],
	    .left = form->left, .right = form->right, .first = form->first,
	    .before = form->before, .after = form->after, .line = line };
}

static void
add_picture(struct office *office, const struct picture *picture)
{
	*VEC_ADD(office->arena, &office->pieces) = (struct office_piece){
	    .kind = OFFICE_FIGURE, .figure = { .bytes = picture->bytes,
	    .png = picture->png, .width = (int)picture->width * 15,
	    .height = (int)picture->height * 15, .alt = picture->alt.text,
	    .pos = POS_NONE } };
}

static void
add_paragraph(struct office *office, const struct docx_paragraph *paragraph)
{
	uint32_t at = paragraph->pos.offset;
	struct str text = str_trim(str_slice(office->text, at,
	    at + paragraph->length));
	const struct docx_facts *facts = office->facts;
	int slot = slot_of(text);

	if (paragraph->in_table || paragraph->in_box) {
		office->boxed += text.n > 0;
	} else if (office->picture < facts->picture_count &&
	    at < facts->pictures[office->picture].to &&
	    at >= facts->pictures[office->picture].from) {
		add_picture(office, facts->pictures[office->picture++].picture);
	} else if (slot >= 0) {
		*VEC_ADD(office->arena, &office->pieces) =
		    (struct office_piece){ .kind = OFFICE_SLOT,
		    .slot = (enum slot)slot };
	} else if (fill(office, text)) {
		add_text(office, paragraph);
	}
}

/* What stays in the DOCX alone. */
static void
tell(struct office *office, struct str path, bool drawn,
    struct findings *findings)
{
	const struct docx_leftovers *left = &office->facts->left;
	bool english = findings->language == LANGUAGE_EN;
	const struct {
		unsigned n;
		const char *zh, *en;
	} kinds[] = {
		{ drawn ? 0 : 1, "全部自带的内容（栏位的先后与标准不同）",
		    "all that is its own (its slots are in another order)" },
		{ office->boxed, "表格、文本框里的文字",
		    "texts of tables and boxes" },
		{ left->pictures.n, "图片", "pictures" },
		{ left->objects.n, "嵌入对象、图表", "objects and charts" },
		{ left->headers.n, "页眉、页脚的文字",
		    "texts of headers and footers" },
		{ office->facts->shapes, "画的线条、图形", "drawn shapes" },
	};
	struct buf list = { 0 };

	for (size_t i = 0; i < COUNT_OF(kinds); i++)
		if (kinds[i].n > 0)
			buf_format(&list, "%s%s", list.n == 0 ? "" :
			    english ? ", " : "、", english ? kinds[i].en :
			    kinds[i].zh);
	if (list.n > 0)
		finding_add(findings, FINDING_TEMPLATE_UNDRAWN, POS_NONE,
		    "模板“%.*s”里的这些内容只有 DOCX 里有，其他文件没有画：%s",
		    "what the template “%.*s” has of these is only in the "
		    "DOCX and not drawn in other files: %s", STR_ARG(path),
		    list.p);
	buf_release(&list);
}

const struct layout *
office_layout(struct arena *arena, struct str path,
    const struct layout *layout, struct findings *findings)
{
	struct findings quiet = { .arena = arena, .files = findings->files };
	struct office office = { .arena = arena, .layout = layout,
	    .facts = docx_read_drawn(arena, arena, path, true, &quiet) };
	const struct layout *drawn;

	if (office.facts == NULL)
		return layout;
	office.text = text_of(&quiet, office.facts->file);
	for (size_t i = 0; i < office.facts->n; i++)
		add_paragraph(&office, &office.facts->paragraphs[i]);
	drawn = layout_office(arena, layout, office.pieces.v, office.pieces.n);
	tell(&office, path, drawn != NULL, findings);
	buf_release(&office.filled);
	return drawn != NULL ? drawn : layout;
}
