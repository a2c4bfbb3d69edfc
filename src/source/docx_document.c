/*
 * The facts of a DOCX → its document: what styles, tables, pictures and looks
 * say of a line is certain to the reader of text, which tells the rest.  Read
 * it from docx_document.
 */
#include "docx.h"

#include <string.h>

#include "../text/chars.h"
#include "../text/decode.h"
#include "../text/ordinal.h"
#include "../text/words.h"
#include "docx_own.h"
#include "docx_text.h"
#include "line.h"
#include "reader.h"

#define HEADING_MAX	40	/* characters */
#define PART_MAX	8	/* 实施方案; more of them are a title */

/* 一、, and 2.1, which is no ordinal of an official document; not 2026年. */
static bool
is_numbered(struct str line)
{
	size_t at = 0;

	while (at < line.n && line.p[at] >= '0' && line.p[at] <= '9')
		at++;
	return ordinal_parse(str_slice(line, 0, 80)).style != ORDINAL_NONE ||
	    (at > 0 && (at == line.n || line.p[at] == '.' ||
	    line.p[at] == ' '));
}

/* A day, whole or with gaps to fill in. */
static bool
is_day(struct str line)
{
	return words_day(line) || date_cues(line) == CUE_BIT(IS_DATE);
}

/*
 * The level of a paragraph that a foreign file makes a heading by its style
 * alone.  What else people set in such a style the recogniser has to tell:
 * running text, titles, 署名 and date, 附件1 and what it names, the head of a
 * page, broken lines.
 */
static unsigned
heading_level(const struct docx_facts *facts, size_t i, struct str text)
{
	const struct docx_paragraph *v = &facts->paragraphs[i];
	struct str line = docx_text_of(v, text), above = STR_NONE;
	unsigned level = facts->own || v->in_table || v->in_box ||
	    v->form->page_break ? 0 : docx_own_level(v->form->style);

	if (level == 0 || line.n == 0 || char_count(line) > HEADING_MAX ||
	    str_ends_one(line, "。|；|：|:|，") || words_closing(line) ||
	    words_organ(line) || words_day(line) || is_numbered(line) ||
	    (level == 1 && char_count(line) > PART_MAX && words_genre(line)))
		return 0;
	while (i > 0 && above.n == 0)
		above = docx_text_of(&facts->paragraphs[--i], text);
	for (size_t k = 0; k < line.n; k++)
		if (strchr("*\\<>{}[]`&_~#|\n", line.p[k]) != NULL)
			return 0;
	return words_attach(line).length > 0 ||
	    words_attach(above).length > 0 || (level == 1 &&
	    words_paper(line) && is_day(above)) ? 0 : level;
}

/*
 * Headings of a foreign file are as certain as "## ": their depths, in the
 * order of the paragraphs.  Over the first line that ends as running text or
 * 主送 do stands the title, perhaps the only heading of level 1.
 */
static uint8_t *
heading_depths(struct arena *arena, const struct docx_facts *facts,
    struct str text)
{
	uint8_t *depths = NEW_ARRAY(arena, uint8_t, facts->n);
	size_t first = 0;
	bool title = false, sections = false;

	for (; first < facts->n; first++) {
		const struct docx_paragraph *v = &facts->paragraphs[first];
		struct str line = docx_text_of(v, text);

		title |= line.n > 0 && docx_own_level(v->form->style) == 1;
		if (str_ends_one(line, "。|：|:|；"))
			break;
	}
	for (size_t i = first; i < facts->n; i++) {
		depths[i] = (uint8_t)heading_level(facts, i, text);
		sections |= depths[i] == 1;
	}
	for (size_t i = first; i < facts->n; i++)
		depths[i] += depths[i] > 0 && (sections || !title);
	return depths;
}

/*
 * Is the table of a foreign file that begins with paragraph I and ends above
 * LIMIT one to sign in: names of organs, side by side, and a day, in it or
 * right below?  *END is the paragraph after it.
 */
static bool
is_signed(const struct docx_facts *facts, size_t i, struct str text,
    size_t limit, size_t *end)
{
	size_t organs = 0, days = 0, n = 0;
	struct str day = STR_NONE;

	for (; i < facts->n && facts->paragraphs[i].in_table &&
	    facts->paragraphs[i].pos.offset < limit; i++) {
		struct str line = docx_text_of(&facts->paragraphs[i], text);

		n += line.n > 0;
		organs += words_organ(line);
		if (is_day(line) && (days == 0 || str_eq(line, day))) {
			days++;
			day = line;
		}
	}
	*end = i;
	while (i < facts->n && facts->paragraphs[i].length == 0)
		i++;
	if (days == 0 && i < facts->n && is_day(docx_text_of(
	    &facts->paragraphs[i], text)))
		days = 1, n++;
	return !facts->own && days > 0 && organs > 0 && organs + days == n;
}

/* The lines of a paragraph, with what its style makes of them. */
static void
add_styled(struct arena *arena, const struct docx_paragraph *paragraph,
    struct str text, uint8_t depth, bool signs, struct knowledge *known)
{
	VEC(struct styled) list = { known->styles, known->style_count,
	    known->style_count };
	size_t at = paragraph->pos.offset, end = at + paragraph->length;

	while (at < end) {
		size_t to = str_find(str_slice(text, 0, end), STR("\n"), at);
		uint8_t label;

		if (to == SIZE_MAX)
			to = end;
		label = docx_own_label(paragraph->form->style,
		    str_trim(str_slice(text, at, to)),
		    at == paragraph->pos.offset);
		if (signs)
			label = (is_day(str_trim(str_slice(text, at, to))) ?
			    LABEL_DATE : LABEL_SIGNATURE) + 1;
		if (label > 0 || depth > 0)
			*VEC_ADD(arena, &list) = (struct styled){ (uint32_t)at,
			    (uint32_t)to, label, depth,
			    at == paragraph->pos.offset &&
			    docx_own_opens(paragraph->form) };
		at = to + 1;
	}
	known->styles = list.v;
	known->style_count = list.n;
}

/* Tables, lines by their styles, and what stands out in the text. */
static struct knowledge
find_knowledge(struct arena *arena, const struct docx_facts *facts,
    struct str text)
{
	struct knowledge known = { 0 };
	const uint8_t *depths = heading_depths(arena, facts, text);
	struct emphases looks = { 0 };
	size_t end = 0;			/* of the table in hand */
	size_t tables = 0;		/* that begin above */
	bool signs = false;

	for (size_t i = 0; i < facts->n; i++) {
		const struct docx_form *form = facts->paragraphs[i].form;

		if (i >= end && facts->paragraphs[i].in_table) {
			while (tables < facts->table_count && facts->tables[
			    tables].pos.offset <= facts->paragraphs[i].
			    pos.offset)
				tables++;
			signs = is_signed(facts, i, text, tables <
			    facts->table_count ? facts->tables[tables].
			    pos.offset : text.n, &end);
		}
		add_styled(arena, &facts->paragraphs[i], text, depths[i],
		    signs && i < end, &known);
		if (!facts->paragraphs[i].in_table)
			docx_emphases(arena, &facts->paragraphs[i],
			    (form->font.bold ? RUN_BOLD : 0u) |
			    (form->font.italic ? RUN_ITALIC : 0u), &looks);
	}
	known.emphases = looks.v;
	known.emphasis_count = looks.n;
	known.parts = NEW_ARRAY(arena, struct known, facts->table_count +
	    facts->picture_count);
	for (size_t i = 0, k = 0; i < facts->table_count ||
	    k < facts->picture_count;) {
		const struct docx_table *table = i < facts->table_count ?
		    &facts->tables[i] : NULL;
		const struct docx_picture *picture = k <
		    facts->picture_count ? &facts->pictures[k] : NULL;

		/* Both are in order. */
		if (k < facts->picture_count && (i == facts->table_count ||
		    picture->from < table->pos.offset)) {
			known.parts[known.n++] = (struct known){
			    picture->from, picture->to, NULL,
			    picture->picture };
			k++;
			continue;
		}
		i++;
		if (table->table != NULL)
			known.parts[known.n++] = (struct known){
			    table->pos.offset, table->pos.offset +
			    (uint32_t)table->length, table->table, NULL };
	}
	return known;
}

struct document *
docx_document(struct arena *arena, const struct docx_facts *facts,
    const struct source_options *options, struct findings *findings)
{
	struct knowledge *known = NEW(arena, struct knowledge);
	struct document *document;

	*known = find_knowledge(arena, facts, text_of(findings,
	    facts->file));
	document = text_read_known(arena, facts->file, known, options,
	    findings);
	if (document != NULL && facts->own)
		docx_own_finish(arena, facts, document);
	return document;
}
