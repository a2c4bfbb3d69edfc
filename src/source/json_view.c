/*
 * The views in the JSON of a document → findings where they do not say what
 * the document does.  The document is written as JSON once more, and the two
 * are compared view by view.  Read it from the end.
 */
#include "json_view.h"

#include "../document/dump.h"

/* The first place where a view is not what it should be. */
struct difference {
	struct buf path;
	struct pos pos;
};

static bool
is_text(const struct json *value)
{
	return value->kind == JSON_KIND_STRING ||
	    value->kind == JSON_KIND_NUMBER;
}

static bool	is_same(const struct json *, const struct json *,
		    struct difference *);

/* The same members; a list, by their number. */
static bool
same_members(const struct json *said, const struct json *made,
    struct difference *d)
{
	size_t n = d->path.n;

	for (size_t i = 0; i < said->n; i++) {
		const struct json *member = &said->v[i], *other;

		if (said->kind == JSON_KIND_LIST) {
			buf_format(&d->path, "[%zu]", i);
			other = i < made->n ? &made->v[i] : NULL;
		} else {
			buf_format(&d->path, ".%.*s",
			    STR_ARG(member->name.text));
			other = NULL;
			for (size_t k = 0; k < made->n && other == NULL; k++)
				if (str_eq(made->v[k].name.text,
				    member->name.text))
					other = &made->v[k];
		}
		d->pos = member->text.pos;
		if (other == NULL || !is_same(member, other, d))
			return false;
		d->path.n = n;
	}
	d->pos = said->text.pos;
	return said->n == made->n;
}

/* Ordinals that the program is to give are not in the document yet. */
static bool
is_same(const struct json *said, const struct json *made,
    struct difference *d)
{
	if (said->kind != made->kind)
		return false;
	if (is_text(said))
		return str_ends(said->text.text, made->text.text);
	return said->kind < JSON_KIND_LIST || same_members(said, made, d);
}

static void
tell(struct findings *findings, const struct difference *d, const char *from)
{
	finding_add(findings, FINDING_JSON_VIEW, d->pos,
	    "“%.*s”是由 %s 得出来给人看的，和它不一致；没有照它排，要改请改 %s",
	    "“%.*s” is a view of %s and does not agree with it; it was not "
	    "used, change %s instead", (int)d->path.n, d->path.p, from, from);
}

static void
check_view(const struct json *root, const struct json *made, const char *name,
    const char *from, struct findings *findings)
{
	const struct json *said = json_member_of(root, name);
	const struct json *other = json_member_of(made, name);
	struct difference d = { { 0 }, POS_NONE };

	/* Without what they are made from the others are read themselves. */
	if (said == NULL || said->kind == JSON_KIND_NULL ||
	    (json_member_of(root, from) == NULL &&
	    !str_eq(str_of(name), STR("headings"))))
		return;
	buf_format(&d.path, "%s", name);
	d.pos = said->text.pos;
	if (other == NULL || !is_same(said, other, &d))
		tell(findings, &d, from);
	buf_release(&d.path);
}

/* The next of LIST from *AT on that is the view of a page in a page. */
static const struct json *
next_nested(const struct json *list, size_t *at)
{
	while (list != NULL && *at < list->n) {
		const struct json *page = &list->v[(*at)++];

		if (json_member_of(page, "nested") != NULL)
			return page;
	}
	return NULL;
}

static void
check_nested(const struct json *root, const struct json *made,
    struct findings *findings)
{
	const struct json *pages = json_member_of(root, "attachments");
	const struct json *others = json_member_of(made, "attachments");
	const struct json *page;
	size_t at = 0, to = 0;

	while ((page = next_nested(pages, &at)) != NULL) {
		const struct json *other = next_nested(others, &to);
		struct difference d = { { 0 }, page->text.pos };

		buf_format(&d.path, "attachments[%zu]", at - 1);
		if (other == NULL || !is_same(page, other, &d))
			tell(findings, &d, "attachments");
		buf_release(&d.path);
	}
}

void
json_view_check(struct arena *arena, const struct json *root,
    const struct document *document, struct findings *findings)
{
	static const struct {
		const char *name, *from;
	} views[] = {
		{ "headings", "body" }, { "contact_lines", "contacts" },
		{ "contact_lines", "body" }, { "remark", "remarks" },
		{ "disclosure", "remarks" }, { "attachments_list", "note" },
	};
	struct files files = { .arena = arena };
	struct findings quiet = { .arena = arena, .files = &files };
	struct markdown_files more;
	struct buf text = { 0 };
	struct json made;
	uint32_t file;

	document_json(arena, document, STR_NONE, &text, &more);
	file = files_add(&files, STR("json"), str_copy(arena,
	    buf_view(&text)));
	buf_release(&text);
	if (json_text_read(arena, file, &made, &quiet) != 0)
		return;
	for (size_t i = 0; i < COUNT_OF(views); i++)
		if (i != 2 || json_member_of(root, "contacts") == NULL)
			check_view(root, &made, views[i].name, views[i].from,
			    findings);
	check_nested(root, &made, findings);
}
