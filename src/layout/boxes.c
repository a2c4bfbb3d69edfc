/*
 * The boxes of a 呈批件, which the standard leaves to each office (§19):
 * number, secrecy, urgency; who made it; room for what leaders and offices say.
 * In: a document.  Out: one grid, whose empty boxes are to be filled in.
 */
#include "parts.h"

#include "../document/element.h"

#define COLUMNS	6

#define ROWS	5
static const int heights[ROWS] = { 567, 567, 1701, 850, 850 };

/* A label, and what member of the document stands beside it; 0: none. */
static const struct {
	const char *label;
	size_t member;
} boxes[ROWS][COLUMNS / 2] = {
#define BOX(row, column, label, member) \
	[row][column] = { label, offsetof(struct document, member) },
#define BLANK(row, column, label)	[row][column] = { label, 0 },
#include "../document/boxes.def"
};

/* Of 120 parts: room for 领导批示, a number, 承办人, 秘密★10年. */
static const int shares[COLUMNS] = { 16, 38, 14, 21, 12, 19 };

/* What a box holds; most are to be filled in. */
static struct span
box_value(struct lay *lay, const struct document *document, size_t member)
{
	if (member == offsetof(struct document, signers))
		return element_value(lay->arena, document,
		    &elements[ELEMENT_signers], "　");
	return member == 0 ? (struct span){ STR_NONE, POS_NONE } :
	    *(const struct span *)((const char *)document + member);
}

static void
put_text(struct lay *lay, struct grid *grid, size_t r, unsigned c,
    enum style style, struct span span)
{
	struct para_builder para = para_begin(lay, style, span.pos);
	struct grid_cell *cell = &grid->rows[r].cells[c];
	int width = lay->width;

	lay->width = grid_width(grid, c, cell->colspan) - 2 * grid->padding;
	para.para->justify = JUSTIFY_CENTER;
	para_text(&para, span.text);
	grid_put(lay, grid, r, c, para_finish(&para));
	lay->width = width;
	cell->valign = VALIGN_CENTER;
}

/* The label at column C and the box beside it. */
static void
put_box(struct lay *lay, struct grid *grid, size_t r, unsigned c,
    const struct document *document)
{
	struct str label = str_of(boxes[r][c / 2].label);
	struct span value = box_value(lay, document, boxes[r][c / 2].member);
	struct grid_cell *box = &grid->rows[r].cells[c + 1];

	put_text(lay, grid, r, c, STYLE_TABLE_HEAD,
	    (struct span){ label, POS_NONE });
	for (unsigned i = c + 2; i < COLUMNS && boxes[r][i / 2].label == NULL;
	    i++) {
		grid->rows[r].cells[i].colspan = 0;
		box->colspan++;
	}
	put_text(lay, grid, r, c + 1, STYLE_TABLE, value);
	if (value.text.n == 0 && lay->controls)
		box->control = label;
}

static int
row_height(const struct grid *grid, size_t r)
{
	int height = heights[r];

	for (unsigned c = 0; c < COLUMNS; c++)
		if (grid->rows[r].cells[c].n > 0)
			height = larger(height, grid_cell_height(grid,
			    &grid->rows[r].cells[c]));
	return height;
}

void
lay_boxes(struct lay *lay, const struct document *document)
{
	const struct profile *profile = lay->profile;
	struct grid *grid = grid_new(lay, ROWS, COLUMNS);
	struct para_builder space = para_begin(lay, STYLE_FLUSH, POS_NONE);

	para_end(&space);
	grid->border = profile->table_border;
	grid->padding = profile->table_padding;
	grid->air = profile->table_air;
	grid->line = profile->styles[STYLE_TABLE].line;
	grid->title = STR("批示栏");
	for (unsigned c = 0; c < COLUMNS; c++)
		grid->widths[c] = lay->width * shares[c] / 120;
	grid->widths[COLUMNS - 1] += lay->width - grid_width(grid, 0, COLUMNS);
	for (size_t r = 0; r < ROWS; r++) {
		for (unsigned c = 0; c < COLUMNS; c += 2)
			if (boxes[r][c / 2].label != NULL)
				put_box(lay, grid, r, c, document);
		grid->rows[r].height = row_height(grid, r);
		grid->rows[r].measured = grid->rows[r].height;
	}
	lay_grid(lay, grid);
}
