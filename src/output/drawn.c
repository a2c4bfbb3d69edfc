/*
 * What all writers of drawn pages share, and the plainest of them: the items
 * as they are, for tests.
 */
#include "drawn.h"

const struct items *
drawn_items(struct writing *writing)
{
	if (writing->items == NULL)
		writing->items = items_make(writing->arena,
		    writing->drawn != NULL ? writing->drawn : writing->layout,
		    writing->findings);
	return writing->items->whole ? writing->items : NULL;
}

const char *
drawn_family(enum face face, size_t i)
{
	static const struct {
		enum face face;
		const char *name;
	} families[] = {
#define FAMILY(face, name)	{ FACE_##face, name },
#include "../layout/family.def"
#undef FAMILY
	};

	for (size_t k = 0; k < COUNT_OF(families); k++)
		if (families[k].face == face && i-- == 0)
			return families[k].name;
	return NULL;
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
