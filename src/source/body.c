/*
 * The blocks of a body: paragraphs, numbered ones, lines to fill in, tables
 * and pictures.  In: lines that were labelled so.  Out: blocks of the section
 * that is open; below its date, texts that stay there.
 */
#include "build.h"

#include <string.h>

#include "../base/budget.h"
#include "../text/chars.h"

void
drop_settings(struct builder *b)
{
	struct texts left = special_drop(&b->special);
	struct section *section = section_of(b);

	for (size_t i = 0; i < left.n; i++)
		*VEC_ADD(b->arena, &section->body) = (struct block){
		    .kind = BLOCK_PARAGRAPH, .text = left.v[i],
		    .pos = text_pos(left.v[i]) };
}

static struct block *
add_block(struct builder *b, enum block_kind kind, struct pos pos)
{
	struct block *block;

	if (kind != BLOCK_SECTION)
		drop_settings(b);
	block = VEC_ADD(b->arena, &section_of(b)->body);
	block->kind = kind;
	block->pos = pos;
	return block;
}

/* Below the date it stays there. */
static void
add_text(struct builder *b, struct text text)
{
	struct section *section = section_of(b);

	if (text.n > 0 && section->dated) {
		if (section->after.n == 0)
			finding_add(b->findings, FINDING_TEXT_BEHIND_DATE,
			    text_pos(text), "公文到成文日期为止，日期下面的这些"
			    "文字排在日期后面；是附注的请加括号，是附件的请在上"
			    "面写明“附件”，是正文的请移到署名前，都不是的请"
			    "删去", "a document ends with its date; what "
			    "stands below is set below it. Put a remark in "
			    "brackets, write 附件 above an attachment, move "
			    "text up, and take out what is none of them");
		*VEC_ADD(b->arena, &section->after) = text;
	} else if (text.n > 0)
		add_block(b, BLOCK_PARAGRAPH, text_pos(text))->text = text;
}

/* Characters of 副组长：, with which names under it are brought into line. */
#define HANG_MAX	8

/* Columns up to the end of the label that a line begins with, or 0. */
static size_t
label_columns(struct str s)
{
	size_t at = 0, columns = 0;

	for (size_t n = 0; n < HANG_MAX && at < s.n; n++) {
		uint32_t c = char_next(s, &at);

		columns += c < 0x80 ? 1 : 2;
		if (c == ':' || c == U'：')
			return n > 0 ? columns : 0;
	}
	return 0;
}

/*
 * 周　河 under 副组长：赵某 and as far to the right as that name: the blanks in
 * characters that bring it there, or 0.
 */
static size_t
hang_of(struct builder *b, const struct line *line)
{
	size_t columns = label_columns(line->text);
	struct hang *hang = &b->hang;

	if (columns > 0)
		*hang = (struct hang){ line + 1, line->columns + columns,
		    columns / 2 };
	else if (hang->next == line && hang->columns == line->columns)
		hang->next++;
	else
		*hang = (struct hang){ 0 };
	return columns > 0 ? 0 : hang->blanks;
}

void
add_paragraph(struct builder *b, const struct line *line, struct str s)
{
	static const char blanks[] = "　　　　　　　　";
	struct text text = text_of_part(b, line, s);
	size_t hang = text.n > 0 ? hang_of(b, line) : 0;
	struct run *runs;

	if (hang > 0) {
		runs = arena_array(b->arena, text.n + 1, sizeof(*runs));
		runs[0] = (struct run){ .text = { blanks, hang *
		    STR("　").n }, .pos = text_pos(text) };
		memcpy(runs + 1, text.v, text.n * sizeof(*runs));
		text = (struct text){ runs, text.n + 1 };
	}
	add_text(b, text);
}

void
put_span(struct builder *b, struct span *slot, struct span span)
{
	if (slot->text.n == 0)
		*slot = span;
	else if (span.text.n > 0)
		add_text(b, text_plain(b->arena, span));
}

void
add_special(struct builder *b, const struct line *line)
{
	struct block block;

	if (line->kind != LINE_ROWS && line->kind != LINE_FENCE &&
	    line->kind != LINE_CSV && line->kind != LINE_SETTING &&
	    line->kind != LINE_SECTION)
		drop_settings(b);
	if (special_read(&b->special, line, &block)) {
		*VEC_ADD(b->arena, &section_of(b)->body) = block;
		return;
	}
	if (line->kind == LINE_SETTING)
		return;
	for (size_t i = line->kind == LINE_FENCE; i < line->runs.n &&
	    line->runs.v[i].text.n > 0; i++)
		add_block(b, BLOCK_PARAGRAPH, line->runs.v[i].pos)->text =
		    inline_read(b->arena, (struct span){
		    line->runs.v[i].text, line->runs.v[i].pos }, 0,
		    b->findings);
}

static void
tell_level(struct builder *b, const struct line *line,
    const struct block *block)
{
	finding_add(b->findings, FINDING_HEADING_LEVEL, text_pos(line->runs),
	    "%d个 # 是第%d层，序号“%.*s”是第%d层的写法；已按序号排",
	    "%d # make level %d, “%.*s” is an ordinal of level %d; set by its "
	    "ordinal", line->depth, line->depth - 1,
	    STR_ARG(block->ordinal.text), block->level);
}

void
add_numbered(struct builder *b, const struct line *line)
{
	struct str s = line->text;
	struct ordinal ordinal = line->style != ORDINAL_NONE ?
	    ordinal_parse(str_slice(s, 0, 80)) :
	    (struct ordinal){ .style = ORDINAL_NONE };
	unsigned parts[ORDINAL_PARTS];
	size_t n = 0;
	struct block *block = add_block(b, BLOCK_HEADING,
	    span_of(line, s).pos);

	if (ordinal.style != line->style)
		ordinal = ordinal_decimal(str_slice(s, 0, 80), parts, &n);
	if (ordinal.style == ORDINAL_NONE)
		ordinal.length = 0;
	block->level = ordinal.length > 0 ?
	    ordinal_level(ordinal.style) : line->depth - 1;
	if (ordinal.length > 0)
		block->ordinal = span_of(line,
		    str_slice(s, 0, ordinal.length));
	/* The blank after 第一条, 第一章 and 1.1 stays. */
	if (ordinal.length > 0 && (block->level == 0 || n > 0))
		block->ordinal.text = str_slice(s, 0, ordinal.length);
	if (ordinal.mark == 'k') {	/* paper has no 1️⃣ */
		drop(b, line, REPAIR_MARKUP, block->ordinal.text);
		block->ordinal = (struct span){ ordinal_format(b->arena,
		    block->level, ordinal.number), POS_NONE };
	}
	block->text = text_of_part(b, line, str_from(s, ordinal.length));
	if (block->text.n > 0)
		block->text.v[0].flags &= ~(unsigned)RUN_BREAK;
	if (line->depth > 0 && block->level != line->depth - 1 &&
	    block->level != 0)
		tell_level(b, line, block);
	if (line->depth > 0 || ordinal.style == ORDINAL_CHAPTER)
		block->topic = block->text.n;
}

void
add_fill(struct builder *b, const struct line *line)
{
	struct text text = text_of_part(b, line, line->text);
	struct str room = STR("　");

	while (text.n > 0 && text.v[0].pos.offset >= room.n &&
	    memcmp(text.v[0].text.p - room.n, room.p, room.n) == 0) {
		text.v[0].text.p -= room.n;
		text.v[0].text.n += room.n;
		text.v[0].pos.offset -= (uint32_t)room.n;
	}
	add_block(b, BLOCK_FILL_LINE, text_pos(text))->text = text;
}

static bool
is_tab(char c)
{
	return c == '\t' || c == ' ';
}

/* A table or picture that the front end has read already. */
static void
add_known(struct builder *b, const struct line *line)
{
	struct table *table = line->known->table;
	struct block *block;

	if (table != NULL) {
		add_block(b, BLOCK_TABLE, table->pos)->table = table;
		return;
	}
	block = add_block(b, BLOCK_PICTURE, line->runs.v[0].pos);
	block->picture = line->known->picture;
	block->text = line->runs;	/* a word that stands for it */
}

/* Where the table that line I begins ends: the line after it. */
static size_t
table_end(const struct builder *b, size_t i)
{
	if (b->lines.v[i++].known != NULL)
		return i;
	while (i < b->lines.n && b->lines.v[i].known == NULL &&
	    b->lines.v[i].kind == LINE_TEXT &&
	    (b->lines.v[i].label == LABEL_TABLE ||
	    b->lines.v[i].label == LABEL_CELL))
		i++;
	return i;
}

/* The lines I..END are cells of one table. */
static void
add_table(struct builder *b, size_t i, size_t end)
{
	const struct line *first = &b->lines.v[i];
	const struct line *last = &b->lines.v[end - 1];
	size_t from = first->runs.v[0].pos.offset;
	size_t to = last->runs.v[last->runs.n - 1].pos.offset +
	    last->runs.v[last->runs.n - 1].text.n;
	struct table *table;

	/* With the tabs around; another cell of the row may be no table's. */
	while (from > 0 && is_tab(b->lines.text.p[from - 1]))
		from--;
	while (to < b->lines.text.n && is_tab(b->lines.text.p[to]))
		to++;
	*VEC_ADD(b->arena, &b->tables) = (struct known){ (uint32_t)from,
	    (uint32_t)to, NULL, NULL };
	table = grid_read(b->arena, &b->lines, from, to, &b->dropped,
	    b->findings);
	if (table != NULL) {
		add_block(b, BLOCK_TABLE, table->pos)->table = table;
		return;
	}
	/* Too large for a table: its lines as paragraphs. */
	for (struct str rest = str_slice(b->lines.text, from, to), s;
	    !budget_over(b->arena) && str_line(&rest, &s);) {
		struct span span;

		s = words_trim(s);
		span = (struct span){ s, { b->lines.file,
		    (uint32_t)(s.p - b->lines.text.p) } };
		if (s.n > 0)
			add_block(b, BLOCK_PARAGRAPH, span.pos)->text =
			    text_plain(b->arena, span);
	}
}

size_t
add_cells(struct builder *b, size_t i)
{
	size_t end = table_end(b, i);

	if (b->lines.v[i].known != NULL)
		add_known(b, &b->lines.v[i]);
	else
		add_table(b, i, end);
	return end;
}

void
forget_marks(struct builder *b)
{
	struct repair *v = b->dropped.list.v;
	size_t n = 0;

	for (size_t i = 0; i < b->dropped.list.n; i++) {
		size_t low = 0, high = b->tables.n;

		while (low < high && i < b->mark_count) {
			size_t middle = low + (high - low) / 2;

			if (b->tables.v[middle].to <= v[i].pos.offset)
				low = middle + 1;
			else
				high = middle;
		}
		if (i >= b->mark_count || low == b->tables.n ||
		    b->tables.v[low].from > v[i].pos.offset)
			v[n++] = v[i];
	}
	b->dropped.list.n = n;
}
