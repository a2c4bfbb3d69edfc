/*
 * Laid blocks as text, a line each, for tests and for --to layout.
 */
#include "layout.h"

static void
dump_para(const struct para *para, const struct profile *profile,
    struct buf *out)
{
	static const char *const justify[] = {
		[JUSTIFY_BOTH] = "both", [JUSTIFY_LEFT] = "left",
		[JUSTIFY_CENTER] = "center", [JUSTIFY_RIGHT] = "right",
		[JUSTIFY_DISTRIBUTE] = "distribute",
	};

	buf_format(out, "%s %s lines=%u height=%d",
	    profile->styles[para->style].ident, justify[para->justify],
	    para->lines, para->height);
	if (para->left != 0 || para->right != 0 || para->first != 0)
		buf_format(out, " ind=%d,%d,%d", para->left, para->right,
		    para->first);
	if (para->before > 0)
		buf_format(out, " before=%d", para->before);
	if (para->keep_next)
		buf_lit(out, " keep");
	if (para->page_break)
		buf_lit(out, " newpage");
	buf_lit(out, ": ");
	for (size_t i = 0; i < para->n; i++) {
		const struct piece *piece = &para->pieces[i];

		if (piece->kind == PIECE_TAB)
			buf_lit(out, "→");
		else if (piece->kind == PIECE_BREAK)
			buf_lit(out, "↵");
		else if (piece->style < STYLE_COUNT)
			buf_format(out, "[%s %.*s]",
			    profile->styles[piece->style].ident,
			    STR_ARG(piece->text));
		else
			buf_str(out, piece->text);
	}
	buf_byte(out, '\n');
}

static void
dump_grid(const struct grid *grid, const struct profile *profile,
    struct buf *out)
{
	buf_format(out, "grid %zu×%u%s\n", grid->n, grid->columns,
	    grid->place == GRID_FOOT ? " foot" : "");
	for (size_t r = 0; r < grid->n; r++)
		for (unsigned c = 0; c < grid->columns; c++) {
			const struct grid_cell *cell = &grid->rows[r].cells[c];

			buf_format(out, "  %zu,%u span=%u%s%s%s\n", r, c,
			    cell->colspan, cell->merge_start ? " start" : "",
			    cell->merge_on ? " on" : "",
			    grid->rows[r].header ? " header" : "");
			for (size_t i = 0; i < cell->n; i++) {
				buf_lit(out, "    ");
				dump_para(&cell->paras[i], profile, out);
			}
		}
}

static void
dump_laid(const struct laid *laid, const struct profile *profile,
    struct buf *out)
{
	buf_format(out, "p%u ", laid->page);
	switch (laid->kind) {
	case LAID_PARA:
		dump_para(laid->as.para, profile, out);
		break;
	case LAID_GRID:
		dump_grid(laid->as.grid, profile, out);
		break;
	case LAID_FIGURE:
		buf_format(out, "figure %d×%d %.*s\n", laid->as.figure->width,
		    laid->as.figure->height, STR_ARG(laid->as.figure->alt));
		break;
	case LAID_IMPORT:
		buf_format(out, "import %.*s\n",
		    STR_ARG(laid->as.import.path));
		break;
	case LAID_SECTION_END:
		buf_format(out, "section%s\n", laid->as.sheet.landscape ?
		    " landscape" : "");
		break;
	}
}

const char *
slot_title(enum slot slot)
{
	static const char *const titles[SLOT_COUNT + 1] = {
		[SLOT_HEAD] = "版头", [SLOT_TITLE] = "标题",
		[SLOT_RECIPIENTS] = "主送机关", [SLOT_BODY] = "正文",
		[SLOT_NOTE] = "附件说明", [SLOT_ENDING] = "落款",
		[SLOT_REMARK] = "附注", [SLOT_ATTACHMENTS] = "附件",
		[SLOT_COLOPHON] = "版记", [SLOT_COUNT] = "全文",
	};

	return titles[slot];
}

int
slot_by_name(struct str name)
{
	for (int i = 0; i <= SLOT_COUNT; i++)
		if (str_eq(name, str_of(slot_title((enum slot)i))))
			return i;
	return -1;
}

void
layout_dump(const struct layout *layout, struct buf *out)
{
	for (size_t s = 0; s < SLOT_COUNT; s++) {
		if (layout->slots[s].n > 0)
			buf_format(out, "== %s\n", slot_title((enum slot)s));
		for (size_t i = 0; i < layout->slots[s].n; i++)
			dump_laid(&layout->slots[s].v[i], layout->profile,
			    out);
	}
	buf_format(out, "pages=%u%s\n", layout->pages,
	    layout->last.landscape ? " landscape" : "");
}
