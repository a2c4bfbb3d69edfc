/*
 * An author says what a document has in two places: front matter and text.
 * In: what each of them says; out: one document.
 */
#include "join.h"

#include "../text/ordinal.h"

/* Does a mark say which number its page has?  0: it does not. */
static unsigned
typed_number(const struct attachment *page)
{
	struct str mark = page->mark.text;
	struct str word = str_starts(mark, STR("附件")) ? STR("附件") :
	    STR("附");

	return str_starts(mark, word) ?
	    number_parse(str_trim(str_slice(mark, word.n, mark.n))) : 0;
}

struct attachments
join_pages(struct arena *arena, struct attachments files,
    struct attachments pages)
{
	struct attachments all = { NEW_ARRAY(arena, struct attachment,
	    files.n + pages.n), 0 };
	size_t taken = 0, number = 1;

	for (size_t i = 0; i < pages.n; i++) {
		const struct attachment *page = &pages.v[i];
		unsigned typed = typed_number(page);

		while (page->kind == ATTACHMENT_PAGE && taken < files.n &&
		    (typed == 0 || number < typed ||
		    files.v[taken].kind == ATTACHMENT_ENCLOSURE)) {
			number += files.v[taken].kind == ATTACHMENT_PAGE;
			all.v[all.n++] = files.v[taken++];
		}
		all.v[all.n++] = *page;
		number += page->kind == ATTACHMENT_PAGE;
	}
	while (taken < files.n)
		all.v[all.n++] = files.v[taken++];
	for (size_t i = 0; i < all.n; i++)
		if (all.v[i].document == NULL) {
			all.v[i].document = NEW(arena, struct document);
			all.v[i].document->pos = all.v[i].path.pos;
			all.v[i].document->title = all.v[i].listed;
		}
	return all;
}
