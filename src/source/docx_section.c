/*
 * Sections of a DOCX: the size and grid of their pages, and their headers and
 * footers, where a footer is for the number of the page and other words are
 * counted.
 */
#include "docx_reader.h"

#include <string.h>

#include "../text/chars.h"
#include "docx_text.h"

/* Headers and footers that are looked at. */
#define MARGINS_MAX	100

/* The text of a footer's paragraph, with "#" where the page number is. */
static struct str
footer_text(struct reader *reader, const xmlNode *paragraph,
    struct docx_footer *footer, const struct docx_form *form)
{
	struct buf text = { 0 };
	const xmlNode *n = paragraph;
	bool in_page = false;

	while (n != NULL) {
		struct str code = word_is(n, "instrText") ?
		    markup_content(reader->arena, n) : word_is(n, "fldSimple")
		    ? word_attribute(n, "instr") : STR_NONE;

		if (str_has(code, STR("PAGE")) &&
		    !str_has(code, STR("NUMPAGES"))) {
			footer->present = in_page = true;
			buf_byte(&text, '#');
			docx_run_font(reader->styles, form,
			    word_child(n->parent, "rPr"), &footer->font);
		} else if (word_is(n, "fldChar") && str_eq(word_attribute(n,
		    "fldCharType"), STR("end")))
			in_page = false;
		else if (word_is(n, "t") && !in_page)
			buf_str(&text, markup_content(reader->arena, n));
		/* Paragraphs of a box are found by themselves. */
		n = word_is(n, "txbxContent") ? markup_skip(paragraph, n) :
		    markup_step(paragraph, n);
	}
	return buf_take(reader->arena, &text);
}

/* Does the paragraph stand in a text box, a table or the like? */
static bool
stands_aside(const xmlNode *root, const xmlNode *paragraph)
{
	const xmlNode *n;

	for (n = paragraph->parent; n != NULL && n != root; n = n->parent)
		if (word_is(n, "txbxContent") || word_is(n, "tbl"))
			return true;
	return false;
}

static void
read_footer_paragraph(struct reader *reader, const xmlNode *root,
    const xmlNode *node, struct docx_footer *footer)
{
	const xmlNode *ppr = word_child(node, "pPr");
	const xmlNode *frame = word_child(ppr, "framePr");
	struct str side = word_attribute(frame, "xAlign");
	struct docx_footer found = { .given = true };
	struct docx_form form;

	docx_paragraph_form(reader->styles, ppr, &form);
	found.text = footer_text(reader, node, &found, &form);
	if (!found.present)
		return;
	found.align = form.align;
	found.left = form.left;
	found.right = form.right;
	found.outside = str_eq(side, STR("outside"));
	found.boxed = stands_aside(root, node) ||
	    (frame != NULL && !found.outside);
	*footer = found;
}

/* Is it all a page number: — 1 —, 第1页 共3页? */
static bool
is_page_number(struct str s)
{
	static const char *const parts = "—–-－─第页共/ 　";
	size_t at = 0;

	while (at < s.n) {
		size_t from = at;
		uint32_t c = char_next(s, &at);

		if (!char_is_digit(c) && !char_is_space(c) &&
		    !str_has(str_of(parts), str_slice(s, from, at)))
			return false;
	}
	return true;
}

/* What it holds beside the number of the page; n == 0: nothing. */
static struct str
margin_text(struct reader *reader, const xmlNode *root)
{
	const struct str text = docx_words(reader->arena, root);

	return is_page_number(text) ? STR_NONE : text;
}

/*
 * The header (hdr) or footer (ftr) with this id; NULL when there is none.
 * However many sections refer to it, it is parsed once.  A header has no place
 * in an official document, a footer is for the number of the page: other text
 * is counted.
 */
static const struct margin *
read_margin(struct reader *reader, struct str id, const char *kind)
{
	const struct relation *relation = relation_by_id(&reader->relations,
	    id);
	struct margin *margin;
	const xmlNode *root, *n;
	struct str words;
	xmlDoc *doc;

	if (relation == NULL || relation->external)
		return NULL;
	for (size_t i = 0; i < reader->margins.n; i++)
		if (str_eq(reader->margins.v[i].target, relation->target))
			return &reader->margins.v[i];
	if (reader->margins.n >= MARGINS_MAX)
		return NULL;
	margin = VEC_ADD(reader->arena, &reader->margins);
	margin->target = relation->target;
	doc = markup_open(reader->pack, relation->target, VOCABULARY_W, kind,
	    reader->findings);
	if (doc == NULL)
		return margin;
	margin->footer.given = true;
	root = n = xmlDocGetRootElement(doc);
	for (; n != NULL && !margin->footer.present; n = markup_step(root, n))
		if (word_is(n, "p"))
			read_footer_paragraph(reader, root, n,
			    &margin->footer);
	if ((words = margin_text(reader, root)).n > 0 &&
	    reader->facts->left.headers.n++ == 0)
		reader->facts->left.header = words;
	xmlFreeDoc(doc);
	return margin;
}

static void
read_footers(struct reader *reader, const xmlNode *sectpr,
    struct docx_section *section)
{
	static const char *const types[DOCX_PAGES] = {
		[DOCX_ODD] = "default",
		[DOCX_EVEN] = "even",
		[DOCX_FIRST] = "first",
	};
	const struct margin *margin;
	const xmlNode *node;

	if (reader->sections.n > 1)	/* what is not given goes on */
		memcpy(section->footers, reader->sections.v[
		    reader->sections.n - 2].footers,
		    sizeof(section->footers));
	for (node = word_child(sectpr, "headerReference"); node != NULL; node =
	    word_next(node, "headerReference"))
		read_margin(reader, markup_attribute(node, VOCABULARY_R,
		    "id"), "hdr");
	for (node = word_child(sectpr, "footerReference"); node != NULL; node =
	    word_next(node, "footerReference")) {
		margin = read_margin(reader, markup_attribute(node,
		    VOCABULARY_R, "id"), "ftr");
		for (int i = 0; margin != NULL && i < DOCX_PAGES; i++)
			if (margin->footer.given && str_eq(word_attribute(node,
			    "type"), str_of(types[i])))
				section->footers[i] = margin->footer;
	}
}

/* More sections than a document has: footers would be read too often. */
#define SECTIONS_MAX	1000

void
docx_read_section(struct reader *reader, const xmlNode *node)
{
	const xmlNode *size = word_child(node, "pgSz");
	const xmlNode *margin = word_child(node, "pgMar");
	const xmlNode *grid = word_child(node, "docGrid");
	struct str grid_type = word_attribute(grid, "type");
	struct docx_section *section;

	if (reader->sections.n >= SECTIONS_MAX)
		return;
	section = VEC_ADD(reader->arena, &reader->sections);
	section->width = docx_value(size, "w", 11906);
	section->height = docx_value(size, "h", 16838);
	section->landscape = section->width > section->height;
	section->top = docx_value(margin, "top", 1440);
	section->bottom = docx_value(margin, "bottom", 1440);
	section->left = docx_value(margin, "left", 1800);
	section->right = docx_value(margin, "right", 1800);
	section->gutter = docx_value(margin, "gutter", 0);
	if (grid_type.n > 0 && !str_eq(grid_type, STR("default")))
		section->line_pitch = docx_value(grid, "linePitch", 0);
	section->char_grid = str_is_one(grid_type, "linesAndChars|snapToChars");
	section->char_space = docx_value(grid, "charSpace", 0);
	read_footers(reader, node, section);
	reader->new_page = !str_eq(word_value(word_child(node, "type")),
	    STR("continuous"));
}
