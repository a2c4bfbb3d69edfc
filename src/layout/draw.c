/*
 * What all that draws begins with: a block of the tree, an item of the page,
 * a rule.
 */
#include "draw.h"

unsigned
draw_block(struct draw *draw, enum item_role role, unsigned parent,
    struct str name)
{
	struct items *items = draw->items;

	if (items->block_count == items->block_capacity)
		arena_grow(draw->arena, (void **)&items->blocks,
		    items->block_count, &items->block_capacity,
		    sizeof(*items->blocks));
	items->blocks[items->block_count] = (struct item_block){
	    .role = role, .parent = parent, .name = name,
	    .page = draw->page == NULL ? 0 : draw->page->number,
	    .rowspan = 1, .colspan = 1 };
	return (unsigned)items->block_count++;
}

struct item *
draw_item(struct draw *draw, enum item_kind kind, unsigned block)
{
	struct item *item = VEC_ADD(draw->arena, draw->page);

	item->kind = kind;
	item->block = block;
	return item;
}

void
draw_across(struct draw *draw, int x, int y, int width, int thick, bool red)
{
	struct item *item = draw_item(draw, ITEM_RULE, 0);

	item->height = thick * 20 / 8;
	item->x = x;
	item->y = y - item->height / 2;
	item->width = width;
	item->red = red;
}

void
draw_down(struct draw *draw, int x, int y, int height, int thick, bool red)
{
	struct item *item = draw_item(draw, ITEM_RULE, 0);

	item->width = thick * 20 / 8;
	item->x = x - item->width / 2;
	item->y = y;
	item->height = height;
	item->red = red;
}
