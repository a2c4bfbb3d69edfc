/*
 * Layout → items.  pages.c tells which lines and rows stand where; line.c and
 * grid.c draw them; here is the order of things, the tree of blocks, and what
 * a page has beside its text: its number, the lines of a letter.
 */
#include "draw.h"

/* Go to a page: a landscape one is an upright one turned to the left. */
static void
turn_to(struct draw *draw, unsigned number, struct sheet sheet)
{
	const struct profile *p = draw->profile;
	bool turned = sheet.landscape;

	draw->page = &draw->items->pages[number - 1];
	draw->page->number = number;
	draw->page->sheet = sheet;
	draw->page->width = turned ? p->page_height : p->page_width;
	draw->page->height = turned ? p->page_width : p->page_height;
	draw->left = turned ? p->margin_bottom : p->margin_left;
	draw->top = turned ? p->margin_left : p->margin_top;
	draw->width = turned ? profile_text_height(p) : profile_text_width(p);
	draw->height = turned ? profile_text_width(p) : profile_text_height(p);
	/* Whole cells and lines stand in the middle of an upright page. */
	draw->inset = (draw->width - para_room(p, draw->width)) / 2;
	draw->down = (draw->height - pages_room(p, sheet)) / 2;
}

/* --- blocks --------------------------------------------------------------- */

/* The slot that a block is in; its own block is made with the first of it. */
struct slots {
	unsigned blocks[SLOT_COUNT];
};

static unsigned
slot_block(struct draw *draw, struct slots *slots, const struct laid *laid)
{
	const struct layout *layout = draw->items->layout;

	for (size_t s = 0; s < SLOT_COUNT; s++) {
		const struct laid_list *list = &layout->slots[s];

		if (list->n == 0 || laid < list->v || laid >= list->v + list->n)
			continue;
		if (slots->blocks[s] == 0)
			slots->blocks[s] = draw_block(draw, ROLE_PART, 0,
			    str_of(slot_title((enum slot)s)));
		return slots->blocks[s];
	}
	return 0;
}

static unsigned
para_block(struct draw *draw, const struct para *para, unsigned parent, int y)
{
	enum item_role role = ROLE_PARAGRAPH;
	struct item_block *block;
	unsigned number;

	if (para->style == STYLE_TITLE || para->style == STYLE_ATTACHMENT_TITLE)
		role = ROLE_TITLE;
	else if (para->style >= STYLE_LEVEL_1 && para->style <= STYLE_LEVEL_4)
		role = ROLE_HEADING;
	number = draw_block(draw, role, parent, draw_name(draw, para));
	block = &draw->items->blocks[number];
	block->y = y;
	if (role == ROLE_HEADING)
		block->level = (int)(para->style - STYLE_LEVEL_1) + 1;
	if (role != ROLE_PARAGRAPH)
		block->text = draw_para_text(draw->arena, para);
	return number;
}

/* The red line under the number, 7.2.7. */
static void
draw_red_rule(struct draw *draw, const struct para *para, int y)
{
	const struct profile *profile = draw->profile;
	int thick = profile->rule_thickness;

	y += profile_rule_space(profile, para_pitch(profile, para)) * 20;
	draw_across(draw, draw->left + para->left, y + thick * 20 / 16,
	    draw->width - para->left - para->right, thick, true);
}

/*
 * Seals over the names that items FROM on are: a single one reaches over the
 * date in the line below, several stand in a row.
 */
static void
draw_seals(struct draw *draw, const struct para *para, size_t from, int y)
{
	int size = draw->profile->seal_size;
	int pitch = para_pitch(draw->profile, para);
	size_t n = draw->page->n;

	for (size_t i = from; i < n; i++) {
		const struct item *name = &draw->page->v[i];
		int middle = name->x + name->as.text.at[name->as.text.n] / 2;
		struct item *seal = draw_item(draw, ITEM_GUIDE, 0);

		seal->x = middle - size / 2;
		seal->y = y + (para->tab_count > 0 ? pitch / 2 : pitch) -
		    size / 2;
		seal->width = seal->height = size;
		seal->red = true;
	}
}

static void
draw_para(struct draw *draw, const struct placed *placed, unsigned block)
{
	const struct para *para = placed->laid->as.para;
	int y = draw->top + draw->down + placed->y;
	int end = y + (int)(placed->to - placed->from) *
	    para_pitch(draw->profile, para);
	size_t from = draw->page->n;

	draw_lines(draw, para, placed->from, placed->to,
	    draw->left + draw->inset, y, draw->width, block);
	if (para->sealed)
		draw_seals(draw, para, from, y);
	if (para->red_rule && placed->to == para->lines)
		draw_red_rule(draw, para, end);
}

static void
draw_figure(struct draw *draw, const struct placed *placed, unsigned parent)
{
	const struct figure *figure = placed->laid->as.figure;
	unsigned block = draw_block(draw, ROLE_FIGURE, parent, STR("图片"));
	struct item *item = draw_item(draw, ITEM_IMAGE, block);

	draw->items->blocks[block].text = figure->alt;
	item->as.image = figure;
	item->width = figure->width;
	item->height = figure->height;
	item->x = draw->left + (draw->width - figure->width) / 2;
	item->y = draw->top + draw->down + placed->y;
}

/* Somebody else's DOCX has no lines that are known here. */
static void
tell_import(struct draw *draw, const struct laid *laid)
{
	draw->items->whole = false;
	finding_add(draw->findings, FINDING_IMPORT_UNDRAWN,
	    laid->as.import.pos, "附件“%.*s”是现成的 DOCX，它的版面只有 "
	    "Word、WPS 知道，画不出来，文件没有写；可以生成 .docx 再用 Word 转"
	    "换，或先用 gongwen convert 把它转成 .md",
	    "the attachment “%.*s” is a DOCX whose pages only Word knows; it "
	    "cannot be drawn and nothing was written; make a .docx, or turn "
	    "it into .md with gongwen convert first",
	    STR_ARG(laid->as.import.path));
}

/* --- what else a page has --------------------------------------------- */

/* Thin above thick, 20 mm from the edge of the paper, 10.1. */
static void
draw_letter_lines(struct draw *draw)
{
	const struct profile *p = draw->profile;
	int x = (p->page_width - p->letter_line_width) / 2;
	int y = p->page_height - p->letter_line_bottom;

	if (draw->items->layout->blank_head)
		return;
	draw_across(draw, x, y - p->letter_lines_apart / 2,
	    p->letter_line_width, p->letter_thin, true);
	draw_across(draw, x, y + p->letter_lines_apart / 2,
	    p->letter_line_width, p->letter_thick, true);
}

/*
 * — 1 — one character from the outer edge, 7.5, or where and as the profile
 * has it.  On a landscape page it stands where it would be if the page were
 * turned upright.
 */
static void
draw_number(struct draw *draw)
{
	const struct profile *p = draw->profile;
	const struct style_spec *style = &p->styles[STYLE_PAGE_NUMBER];
	bool turned = draw->page->sheet.landscape;
	enum number_place place = p->number_place;
	struct number_line line = {
		.text = str_format(draw->arena, p->number_bare ? "%u" :
		    "— %u —", draw->page->number),
		.from = turned ? draw->top : draw->left,
		.room = turned ? draw->height : draw->width,
		.turned = turned,
	};

	if (place == NUMBER_OUTSIDE)
		place = draw->page->number % 2 == 1 ? NUMBER_RIGHT :
		    NUMBER_LEFT;
	line.inset = place == NUMBER_CENTER ? 0 : style->size * 10;
	line.place = place;
	line.across = turned ? p->margin_bottom - p->page_number_gap -
	    style->line / 2 + 15 + style->line / 5 :
	    p->page_height - p->footer_distance - style->line / 5;
	draw_number_line(draw, &line);
}

static void
draw_furniture(struct draw *draw)
{
	EACH_OF(struct item_page, page, draw->items->pages,
	    draw->items->page_count) {
		turn_to(draw, page->number, page->sheet);
		if (page->sheet.unnumbered)
			continue;
		if (page->number == 1 && !page->sheet.landscape &&
		    draw->items->layout->format == FORMAT_LETTER)
			draw_letter_lines(draw);
		else
			draw_number(draw);
	}
}

/* --- the whole -------------------------------------------------------- */

/* How many of the placed are rows of one grid on one page. */
static size_t
rows_together(const struct placed_list *placed, size_t i)
{
	size_t n = 1;

	while (i + n < placed->n &&
	    placed->v[i + n].laid == placed->v[i].laid &&
	    placed->v[i + n].page == placed->v[i].page)
		n++;
	return n;
}

/* What the block before was: it may go on here. */
struct before {
	const struct laid *laid;
	unsigned block;
	struct grid_blocks *grid;
};

static size_t
draw_placed(struct draw *draw, const struct placed_list *list, size_t i,
    struct slots *slots, struct before *before)
{
	const struct placed *placed = &list->v[i];
	const struct laid *laid = placed->laid;
	bool goes_on = before->laid == laid;
	unsigned parent;
	size_t n = 1;

	turn_to(draw, placed->page, placed->sheet);
	before->laid = laid;
	if (laid->kind == LAID_PARA && laid->as.para->n == 0) {
		draw_para(draw, placed, 0);
		return n;
	}
	parent = slot_block(draw, slots, laid);
	switch (laid->kind) {
	case LAID_PARA:
		if (!goes_on)
			before->block = para_block(draw, laid->as.para, parent,
			    draw->top + placed->y);
		draw_para(draw, placed, before->block);
		break;
	case LAID_GRID:
		n = rows_together(list, i);
		if (!goes_on)
			before->grid = draw_grid_blocks(draw, laid->as.grid,
			    parent);
		draw_grid(draw, laid->as.grid, placed, n, before->grid);
		break;
	case LAID_FIGURE:
		draw_figure(draw, placed, parent);
		break;
	case LAID_IMPORT:
		tell_import(draw, laid);
		break;
	case LAID_SECTION_END:
		break;
	}
	return n;
}

struct items *
items_make(struct arena *arena, const struct layout *layout,
    struct findings *findings)
{
	struct items *items = NEW(arena, struct items);
	struct draw draw = { .arena = arena, .items = items,
	    .profile = layout->profile, .findings = findings };
	struct placed_list placed = { 0 };
	struct slots slots = { { 0 } };
	struct before before = { 0 };

	items->layout = layout;
	items->whole = true;
	items->page_count = pages_place(arena, layout, &placed);
	items->pages = NEW_ARRAY(arena, struct item_page, items->page_count);
	for (size_t i = 0; i < items->page_count; i++)
		turn_to(&draw, (unsigned)i + 1, layout->last);
	draw.page = NULL;
	draw_block(&draw, ROLE_DOCUMENT, 0, STR("公文"));
	for (size_t i = 0; i < placed.n;)
		i += draw_placed(&draw, &placed, i, &slots, &before);
	draw_furniture(&draw);
	buf_release(&draw.scratch);
	return items;
}

/* --- as text -------------------------------------------------------------- */

static void
dump_text(const struct item *item, struct buf *out)
{
	const struct item_text *text = &item->as.text;

	buf_format(out, "text %d,%d +%d %.*s %d%s%s%s%s #%u: %.*s\n", item->x,
	    item->y, text->at[text->n], STR_ARG(text->font), text->size,
	    text->bold ? " bold" : "", text->italic ? " italic" : "",
	    item->red ? " red" : "", text->turned ? " turned" : "",
	    item->block, STR_ARG(text->text));
}

static void
dump_item(const struct item *item, struct buf *out)
{
	static const char *const kinds[] = {
		[ITEM_RULE] = "rule", [ITEM_IMAGE] = "image",
		[ITEM_GUIDE] = "guide",
	};

	if (item->kind == ITEM_TEXT) {
		dump_text(item, out);
		return;
	}
	buf_format(out, "%s %d,%d %d×%d%s", kinds[item->kind], item->x,
	    item->y, item->width, item->height, item->red ? " red" : "");
	if (item->block > 0)
		buf_format(out, " #%u", item->block);
	buf_byte(out, '\n');
}

static void
dump_block(const struct items *items, size_t i, struct buf *out)
{
	static const char *const roles[] = {
		[ROLE_DOCUMENT] = "document", [ROLE_PART] = "part",
		[ROLE_TITLE] = "title", [ROLE_HEADING] = "heading",
		[ROLE_PARAGRAPH] = "paragraph", [ROLE_FIGURE] = "figure",
		[ROLE_TABLE] = "table", [ROLE_ROW] = "row",
		[ROLE_HEAD_CELL] = "head", [ROLE_CELL] = "cell",
	};
	const struct item_block *block = &items->blocks[i];

	buf_format(out, "#%zu %s of #%u", i, roles[block->role], block->parent);
	if (block->level > 0)
		buf_format(out, " level %d", block->level);
	if (block->rowspan > 1 || block->colspan > 1)
		buf_format(out, " %u×%u", block->rowspan, block->colspan);
	if (block->name.n > 0)
		buf_format(out, " %.*s", STR_ARG(block->name));
	if (block->text.n > 0)
		buf_format(out, ": %.*s", STR_ARG(block->text));
	buf_byte(out, '\n');
}

void
items_dump(const struct items *items, struct buf *out)
{
	EACH_OF(const struct item_page, page, items->pages, items->page_count) {
		buf_format(out, "== page %u %d×%d\n", page->number,
		    page->width, page->height);
		for (size_t i = 0; i < page->n; i++)
			dump_item(&page->v[i], out);
	}
	buf_lit(out, "== blocks\n");
	for (size_t i = 1; i < items->block_count; i++)
		dump_block(items, i, out);
}
