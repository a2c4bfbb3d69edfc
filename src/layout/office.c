/*
 * A layout and what an office's template has of its own → the layout that is
 * drawn: its texts become paragraphs, its pictures figures, before the blocks
 * of the slot that follows them.
 */
#include "office.h"

#include "lay.h"

static void
add_text(struct lay *lay, const struct office_piece *piece)
{
	struct para_builder builder = para_begin(lay, piece->style, POS_NONE);
	struct para *para = builder.para;

	para_text(&builder, piece->text);
	for (size_t i = 0; i < para->n; i++)
		para->pieces[i].bold |= piece->bold;
	para->size = piece->size;
	para->justify = piece->justify;
	para->left = piece->left;
	para->right = piece->right;
	para->first = piece->first;
	para->before = piece->before;
	para->after = piece->after;
	para->line = piece->line;
	para->red_rule = piece->ruled;
	para_end(&builder);
}

static void
add_figure(struct lay *lay, const struct office_piece *piece)
{
	struct figure *figure = NEW(lay->arena, struct figure);

	*figure = piece->figure;
	lay_add(lay, LAID_FIGURE)->as.figure = figure;
}

/* What of PIECES is no slot. */
static void
add_own(struct lay *lay, const struct office_piece *pieces, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (pieces[i].kind == OFFICE_TEXT)
			add_text(lay, &pieces[i]);
		else
			add_figure(lay, &pieces[i]);
}

static void
add_blocks(struct lay *lay, const struct laid_list *list)
{
	for (size_t i = 0; i < list->n; i++)
		*VEC_ADD(lay->arena, lay->out) = list->v[i];
}

struct layout *
layout_office(struct arena *arena, const struct layout *layout,
    const struct office_piece *pieces, size_t n)
{
	struct layout *office = NEW(arena, struct layout);
	struct findings quiet = { .arena = arena };
	struct lay lay = { .arena = arena, .profile = layout->profile,
	    .findings = &quiet, .width = profile_text_width(layout->profile),
	    .character = profile_character(layout->profile) };
	size_t from = 0;
	unsigned next = 0;		/* the first slot that may come */

	*office = *layout;
	for (unsigned s = 0; s < SLOT_COUNT; s++)
		office->slots[s] = (struct laid_list){ NULL, 0, 0 };
	lay.out = &office->slots[0];
	for (size_t i = 0; i < n; i++) {
		bool all = pieces[i].slot == SLOT_COUNT;
		unsigned slot = all ? 0 : pieces[i].slot;

		if (pieces[i].kind != OFFICE_SLOT)
			continue;
		if (slot < next)
			return NULL;
		lay.out = &office->slots[slot];
		add_own(&lay, pieces + from, i - from);
		for (next = all ? SLOT_COUNT : slot + 1; slot < next; slot++) {
			lay.out = &office->slots[slot];
			add_blocks(&lay, &layout->slots[slot]);
		}
		from = i + 1;
	}
	add_own(&lay, pieces + from, n - from);
	return office;
}
