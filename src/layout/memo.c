/*
 * What copies of one source have in common.  A block whose texts stand at the
 * same address as those of a block laid before, in the same width and place, is
 * laid the same way; it need not be measured again.
 */
#include "lay.h"

#include <string.h>

#include "columns.h"

#define SLOTS_MAX	((size_t)1 << 20)

/* What a block was laid as. */
struct memory {
	const void *texts;	/* of the block: its runs, or its table */
	const char *ordinal;
	int width;
	long place;		/* of a table on its page */
	struct laid_list laid;
};

/* What a cell asked for. */
struct asked {
	struct asking_key key;
	struct asking asking;
};

#define ASKED_MAX	4096	/* remembered */
#define ASKED_SLOTS	(2 * ASKED_MAX)

struct layout_memo {
	struct arena *arena;
	VEC(struct asked) asked;
	uint16_t *asked_slots;	/* index + 1, by hash; NULL: none */
	bool sealed;
	unsigned count;		/* laid blocks, in all memories */
	VEC(struct memory) list;
	uint32_t *slots;	/* index + 1, by address */
	size_t size;		/* a power of two */
};

struct layout_memo *
layout_memo_new(struct arena *arena)
{
	struct layout_memo *memo = NEW(arena, struct layout_memo);

	memo->arena = arena;
	return memo;
}

unsigned
layout_memo_count(const struct layout_memo *memo)
{
	return memo->count;
}

static size_t
slot_of(const struct layout_memo *memo, const void *texts)
{
	uint64_t hash = (uint64_t)(uintptr_t)texts * 0x9e3779b97f4a7c15u;

	return (size_t)(hash >> 32) & (memo->size - 1);
}

void
layout_memo_seal(struct layout_memo *memo)
{
	memo->sealed = true;
	for (memo->size = 16; memo->size < memo->list.n * 2 &&
	    memo->size < SLOTS_MAX;)
		memo->size *= 2;
	memo->slots = NEW_ARRAY(memo->arena, uint32_t, memo->size);
	for (size_t i = 0; i < memo->list.n && i < memo->size / 2; i++) {
		size_t at = slot_of(memo, memo->list.v[i].texts);

		while (memo->slots[at] != 0)
			at = (at + 1) & (memo->size - 1);
		memo->slots[at] = (uint32_t)i + 1;
	}
}

/* What tells a block's texts apart from all others; NULL: not remembered. */
static const void *
texts_of(const struct block *block)
{
	switch (block->kind) {
	case BLOCK_PARAGRAPH:
	case BLOCK_HEADING:
	case BLOCK_FILL_LINE:
		return block->text.v;
	case BLOCK_TABLE:
		return block->table;
	default:
		return NULL;
	}
}

static bool
same(const struct memory *memory, const struct lay *lay,
    const struct block *block, long place)
{
	return memory->texts == texts_of(block) &&
	    memory->ordinal == block->ordinal.text.p &&
	    memory->width == lay->width && memory->place == place;
}

/* Rows and cells of a grid are changed when pages are set. */
static struct grid *
copy_grid(struct arena *arena, const struct grid *grid)
{
	struct grid *copy = NEW(arena, struct grid);
	size_t size = grid->columns * sizeof(struct grid_cell);

	*copy = *grid;
	copy->rows = NEW_ARRAY(arena, struct grid_row, grid->n);
	for (size_t r = 0; r < grid->n; r++) {
		copy->rows[r] = grid->rows[r];
		copy->rows[r].cells = NEW_ARRAY(arena, struct grid_cell,
		    grid->columns);
		memcpy(copy->rows[r].cells, grid->rows[r].cells, size);
	}
	return copy;
}

bool
memo_take(struct lay *lay, const struct block *block, long place)
{
	const struct layout_memo *memo = lay->memo;
	const void *texts = texts_of(block);

	if (memo == NULL || !memo->sealed || texts == NULL)
		return false;
	for (size_t at = slot_of(memo, texts); memo->slots[at] != 0;
	    at = (at + 1) & (memo->size - 1)) {
		const struct memory *memory =
		    &memo->list.v[memo->slots[at] - 1];

		if (!same(memory, lay, block, place))
			continue;
		for (size_t i = 0; i < memory->laid.n; i++) {
			struct laid *laid = VEC_ADD(lay->arena, lay->out);

			*laid = memory->laid.v[i];
			if (laid->kind == LAID_GRID)
				laid->as.grid = copy_grid(lay->arena,
				    laid->as.grid);
		}
		return true;
	}
	return false;
}

void
memo_keep(struct lay *lay, const struct block *block, long place, size_t from)
{
	struct layout_memo *memo = lay->memo;
	struct memory *memory;

	if (memo == NULL || memo->sealed || texts_of(block) == NULL)
		return;
	memory = VEC_ADD(memo->arena, &memo->list);
	memory->texts = texts_of(block);
	memory->ordinal = block->ordinal.text.p;
	memory->width = lay->width;
	memory->place = place;
	for (size_t i = from; i < lay->out->n; i++) {
		struct laid *laid = VEC_ADD(memo->arena, &memory->laid);

		lay->out->v[i].like = ++memo->count;
		*laid = lay->out->v[i];
		if (laid->kind == LAID_PARA) {
			laid->as.para = NEW(memo->arena, struct para);
			*laid->as.para = *lay->out->v[i].as.para;
		} else if (laid->kind == LAID_GRID)
			laid->as.grid = copy_grid(memo->arena, laid->as.grid);
	}
}

static bool
same_key(const struct asking_key *a, const struct asking_key *b)
{
	return a->size == b->size && a->padding == b->padding &&
	    a->width == b->width && a->span == b->span &&
	    a->header == b->header && str_eq(a->text, b->text);
}

/* Where the key is, or would be. */
static uint16_t *
asked_slot(const struct layout_memo *memo, const struct asking_key *key)
{
	size_t at = (size_t)str_hash(key->text) + key->span + key->header;

	for (at %= ASKED_SLOTS; memo->asked_slots[at] != 0 &&
	    !same_key(&memo->asked.v[memo->asked_slots[at] - 1].key, key);)
		at = (at + 1) % ASKED_SLOTS;
	return &memo->asked_slots[at];
}

bool
memo_asking(const struct layout_memo *memo, const struct asking_key *key,
    struct asking *asking)
{
	const uint16_t *slot;

	if (memo == NULL || memo->asked_slots == NULL ||
	    *(slot = asked_slot(memo, key)) == 0)
		return false;
	*asking = memo->asked.v[*slot - 1].asking;
	return true;
}

void
memo_note_asking(struct layout_memo *memo, const struct asking_key *key,
    const struct asking *asking)
{
	struct asked *asked;

	if (memo == NULL || memo->sealed || memo->asked.n == ASKED_MAX)
		return;
	if (memo->asked_slots == NULL)
		memo->asked_slots = NEW_ARRAY(memo->arena, uint16_t,
		    ASKED_SLOTS);
	asked = VEC_ADD(memo->arena, &memo->asked);
	asked->asking = *asking;
	asked->key = *key;
	asked->key.text = str_copy(memo->arena, key->text);
	*asked_slot(memo, key) = (uint16_t)memo->asked.n;
}

struct para *
memo_own(struct lay *lay, struct laid *laid)
{
	struct para *own;

	if (laid->like == 0)
		return laid->as.para;
	own = NEW(lay->arena, struct para);
	*own = *laid->as.para;
	laid->as.para = own;
	laid->like = 0;
	return own;
}
