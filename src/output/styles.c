/*
 * Our styles by name in somebody's styles.xml: found, completed, their ids
 * made ours.
 */
#include "styles.h"

#include "../package/docx_style.h"
#include "../package/word.h"

/* Is NAME among the aliases of a style, which are parted by commas? */
static bool
has_alias(const xmlNode *style, struct str name)
{
	struct str list = word_value(word_child(style, "aliases"));

	while (list.n > 0)
		if (str_eq(str_trim(str_take(&list, ",")), name))
			return true;
	return false;
}

/* The first style of that name or alias, or that id. */
static xmlNode *
style_where(xmlNode *root, bool by_name, struct str value)
{
	xmlNode *style = word_child(root, "style");

	for (; style != NULL; style = word_next(style, "style")) {
		struct str have = by_name ?
		    word_value(word_child(style, "name")) :
		    word_attribute(style, "styleId");

		if (value.n > 0 && (str_eq(have, value) ||
		    (by_name && has_alias(style, value))))
			return style;
	}
	return NULL;
}

static void
add_rename(struct styles *s, struct str from, struct str to)
{
	struct style_rename *rename = VEC_ADD(s->arena, &s->renames);

	rename->from = str_copy(s->arena, from);
	rename->to = str_copy(s->arena, to);
}

/* The style called NAME gets the id IDENT; a stranger that has it gets its. */
static xmlNode *
plan_rename(struct styles *s, xmlNode *root, struct str name, struct str ident)
{
	xmlNode *ours = style_where(root, true, name);
	struct str id = word_attribute(ours, "styleId");

	if (ours == NULL || str_eq(id, ident))
		return ours;
	if (id.n == 0)
		return NULL;
	add_rename(s, id, ident);
	if (style_where(root, false, ident) != NULL)
		add_rename(s, ident, id);
	return ours;
}

/*
 * Runs within a paragraph (a heading that runs into its text) use a style's
 * companion for characters.  It looks as the paragraph's style does, though
 * an editor may have changed only that one, or dropped this one.
 */
static void
match_companion(struct styles *s, xmlNode *root, xmlNode *style, enum style id)
{
	struct str name = str_format(s->arena, "%s 字符",
	    profile_styles[id].name);
	struct str ident = str_format(s->arena, "%sChar",
	    profile_styles[id].ident);
	xmlNode *companion = plan_rename(s, root, name, ident), *look;

	if (companion == NULL) {
		companion = xmlNewChild(root, root->ns, BAD_CAST "style", NULL);
		word_set(companion, "type", "character");
		word_set(companion, "customStyle", "1");
		word_set(companion, "styleId", str_cstr(s->arena, ident));
		word_set(xmlNewChild(companion, root->ns, BAD_CAST "name",
		    NULL), "val", str_cstr(s->arena, name));
	}
	if ((look = word_child(companion, "rPr")) != NULL)
		word_drop(look);
	look = word_child(style, "rPr");
	if (look != NULL)
		xmlAddChild(companion, xmlCopyNode(look, 1));
}

static void
read_look(const struct docx_styles *all, struct str id,
    struct template_style *look)
{
	struct docx_form form;

	docx_style_form(all, id, &form);
	look->present = true;
	look->face = form.font.face;
	look->size = form.font.size;
	look->line = form.rule == DOCX_LINE_EXACT ? form.line : 0;
	look->spacing = form.font.spacing;
}

/*
 * An indent in characters is of those of the style; the length beside it, for
 * programs that know no characters, may be of a size it had before.
 */
static void
match_indent(struct styles *s, xmlNode *style, enum style id)
{
	xmlNode *indent = word_child(word_child(style, "pPr"), "ind");
	long characters = word_number(indent, "firstLineChars", 0);

	if (characters > 0 && s->looks[id].size > 0)
		word_set(indent, "firstLine", str_cstr(s->arena,
		    str_format(s->arena, "%ld",
		    characters * s->looks[id].size / 10)));
}

void
styles_adopt(struct styles *s, xmlNode *root)
{
	const struct docx_styles *all = docx_styles_in(s->arena, root);
	struct docx_form form;

	/*
	 * Word processors reckon the character grid (charSpace) from the size
	 * of text without a style, whatever the body's is.
	 */
	docx_style_form(all, STR_NONE, &form);
	s->grid_size = form.font.size;
	for (size_t i = 0; i < STYLE_COUNT; i++) {
		xmlNode *style = plan_rename(s, root,
		    str_of(profile_styles[i].name),
		    str_of(profile_styles[i].ident));

		if (style == NULL)
			continue;
		read_look(all, word_attribute(style, "styleId"), &s->looks[i]);
		match_indent(s, style, (enum style)i);
		match_companion(s, root, style, (enum style)i);
	}
}

/* Is the element's value (or attribute) the id of a style? */
static const char *
style_attribute(const xmlNode *node)
{
	return word_is(node, "style") ? "styleId" : word_is_one(node,
	    "pStyle|rStyle|tblStyle|basedOn|next|link|styleLink|numStyleLink|"
	    "clickAndTypeStyle|defaultTableStyle") ? "val" : NULL;
}

void
styles_rename(const struct styles *s, xmlDoc *tree)
{
	xmlNode *root = xmlDocGetRootElement(tree), *node;

	if (s->renames.n == 0)
		return;
	for (node = root; node != NULL; node = markup_step(root, node)) {
		const char *attribute = style_attribute(node);
		struct str id;

		if (attribute == NULL)
			continue;
		id = word_attribute(node, attribute);
		for (size_t i = 0; i < s->renames.n; i++)
			if (str_eq(id, s->renames.v[i].from)) {
				word_set(node, attribute, str_cstr(s->arena,
				    s->renames.v[i].to));
				break;
			}
	}
}
