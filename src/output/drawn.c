/*
 * What all writers of drawn pages share, and the plainest of them: the items
 * as they are, for tests.
 */
#include "drawn.h"

/* An office's own template has artwork that only Word draws. */
static void
tell_undrawn(struct writing *writing)
{
	if (writing->own_words)
		finding_add(writing->findings, FINDING_TEMPLATE_UNDRAWN,
		    POS_NONE, "模板自带的文字、图片、页眉页脚只有 DOCX 里有，"
		    "其他文件按内置版式画", "what the template has of its own, "
		    "texts, pictures, headers, is only in the DOCX; other "
		    "files are drawn as the built-in one");
}

const struct items *
drawn_items(struct writing *writing)
{
	if (writing->items == NULL) {
		tell_undrawn(writing);
		writing->items = items_make(writing->arena,
		    writing->drawn != NULL ? writing->drawn : writing->layout,
		    writing->findings);
	}
	return writing->items->whole ? writing->items : NULL;
}

int
output_items(struct writing *writing, struct buf *out)
{
	const struct items *items = drawn_items(writing);

	out->n = 0;
	if (items == NULL)
		return -1;
	items_dump(items, out);
	return 0;
}
