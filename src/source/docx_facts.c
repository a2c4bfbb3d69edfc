/*
 * What was read of a DOCX → its facts: the letterhead first, wherever its box
 * is anchored, all lists in the arena, and findings of what was left out.
 */
#include "docx_reader.h"

#include <string.h>

#include "../text/words.h"
#include "docx_text.h"

#define LEAD_MAX	24	/* paragraphs that are on the first page */
#define MARK_SIZE	52	/* of a 标志, half-points, and more */

/* Is a paragraph an organ's name or ……文件, as large and red as a 标志 is? */
static bool
is_red_head(const struct reader *reader, const struct docx_paragraph *v,
    size_t run)
{
	struct str line = docx_text_of(v, buf_view(&reader->text));

	for (size_t i = run; i < run + v->n; i++)
		if (!docx_is_red(reader->runs.v[i].font->color) ||
		    reader->runs.v[i].font->size < MARK_SIZE)
			return false;
	return line.n > 0 && (str_ends(line, STR("文件")) ||
	    words_organ(line));
}

/* Of items of SIZE bytes FROM..TO-1 come first. */
static void
bring_first(struct reader *reader, void *items, size_t size, size_t from,
    size_t to)
{
	char *first = items;
	struct str moved = str_copy(reader->arena, (struct str){
	    first + from * size, (to - from) * size });

	memmove(first + moved.n, first, from * size);
	memcpy(first, moved.p, moved.n);
}

/* Where what stood at AT stands since the letterhead leads. */
static uint32_t
place_now(const struct reader *reader, size_t at)
{
	if (at < reader->head_at)
		at += reader->head_length;
	else if (at < reader->head_at + reader->head_length)
		at -= reader->head_at;
	return (uint32_t)at;
}

/*
 * The letterhead is at the top of the first page, wherever its box or frame is
 * anchored: unless there is one in its place, its lines, paragraphs and runs
 * come first.
 */
static void
lead_with_head(struct reader *reader)
{
	struct docx_paragraph *v = reader->paragraphs.v;
	size_t i = 0, run = 0, end, end_run;

	for (; i < reader->paragraphs.n && i < LEAD_MAX; run += v[i++].n) {
		if (v[i].in_table || v[i].section > 0 || (i > 0 &&
		    v[i].form->page_break))
			return;
		if (is_red_head(reader, &v[i], run))
			break;
	}
	if (i == 0 || i == reader->paragraphs.n || i == LEAD_MAX ||
	    reader->facts->own || !(v[i].in_box || v[i].framed))
		return;
	end_run = run;
	for (end = i; end < reader->paragraphs.n && !v[end].in_table &&
	    v[end].in_box == v[i].in_box && v[end].framed == v[i].framed; end++)
		end_run += v[end].n;
	reader->head_at = v[i].pos.offset;
	reader->head_length = (end < reader->paragraphs.n ?
	    v[end].pos.offset : reader->text.n) - reader->head_at;
	for (size_t k = 0; k < end; k++)
		v[k].pos.offset = place_now(reader, v[k].pos.offset);
	for (size_t k = 0; k < end_run; k++)
		reader->runs.v[k].pos.offset = place_now(reader,
		    reader->runs.v[k].pos.offset);
	EACH(struct docx_picture, picture, reader->pictures) {
		picture->from = place_now(reader, picture->from);
		picture->to = place_now(reader, picture->to);
	}
	bring_first(reader, reader->text.p, 1, reader->head_at,
	    reader->head_at + reader->head_length);
	bring_first(reader, v, sizeof(*v), i, end);
	bring_first(reader, reader->runs.v, sizeof(*reader->runs.v), run,
	    end_run);
}

/* Texts, runs and tables find their final places. */
void
docx_finish_facts(struct reader *reader)
{
	struct docx_facts *facts = reader->facts;
	struct str text;
	size_t run = 0;

	lead_with_head(reader);
	text = str_copy(reader->arena, buf_view(&reader->text));
	reader->findings->files->list.v[facts->file - 1].text = text;
	facts->paragraphs = reader->paragraphs.v;
	facts->n = reader->paragraphs.n;
	facts->pictures = reader->pictures.v;
	facts->picture_count = reader->pictures.n;
	facts->tables = reader->tables.v;
	facts->table_count = reader->tables.n;
	facts->sections = reader->sections.v;
	facts->section_count = reader->sections.n;
	for (size_t i = 0; i < reader->runs.n; i++)
		reader->runs.v[i].text.p = text.p +
		    reader->runs.v[i].pos.offset;
	for (size_t i = 0; i < facts->n; i++) {
		if (facts->paragraphs[i].n > 0)
			facts->paragraphs[i].runs = &reader->runs.v[run];
		run += facts->paragraphs[i].n;
	}
	for (size_t i = 0; i < facts->table_count; i++)
		facts->tables[i].table = docx_make_table(reader,
		    &reader->raw.v[i], &facts->tables[i]);
}

/* One sentence for each kind of thing that was left out or looked through. */
void
docx_report_leftovers(const struct reader *reader)
{
	const struct docx_leftovers *left = &reader->facts->left;
	const struct docx_left changes = { left->insertions.n +
	    left->deletions.n, left->insertions.n == 0 ||
	    (left->deletions.n > 0 && left->deletions.at <
	    left->insertions.at) ? left->deletions.at : left->insertions.at };
	const struct {
		struct docx_left left;
		enum finding_id id;
		const char *zh, *en;
	} kinds[] = {
		{ changes, FINDING_DOCX_REVISIONS,
		    "文件里有%u处修订没有接受或拒绝，已按接受修订读",
		    "%u tracked changes are pending; read as accepted" },
		{ left->comments, FINDING_DOCX_COMMENTS,
		    "文件里还有%u条批注，没有读入",
		    "%u comments are left in the file; not read" },
		{ left->hidden, FINDING_DOCX_HIDDEN,
		    "文件里有%u处隐藏文字，没有读入",
		    "%u pieces of hidden text; not read" },
		{ left->prompts, FINDING_DOCX_HIDDEN,
		    "%u个内容控件没有填写，里面的提示文字没有读入，按空白排",
		    "%u content controls were not filled in; their prompts "
		    "were not read, and are blanks" },
		{ left->merged, FINDING_DOCX_HIDDEN,
		    "有%u处文字在被上面的单元格合并掉的单元格里，Word不显示，"
		    "没有读入",
		    "%u texts are in cells merged into those above, where Word "
		    "does not show them; not read" },
		{ left->headers, FINDING_DOCX_HEADERS,
		    "%u处页眉、页脚有页码以外的文字（“%s”），没有读入；公文一般"
		    "没有",
		    "%u headers or footers have text besides the number "
		    "(“%s”); not read; an official document has none as a "
		    "rule" },
		{ left->footnotes, FINDING_DOCX_FOOTNOTES,
		    "公文没有脚注；%u条脚注或尾注排在所在段落之后，"
		    "以“注：”开头",
		    "an official document has no footnotes; %u of them follow "
		    "their paragraphs, with 注： before each" },
		{ left->lost_notes, FINDING_DOCX_FOOTNOTES,
		    "%u条脚注或尾注没有读入", "%u footnotes; not read" },
		{ left->rubies, FINDING_DOCX_FOOTNOTES,
		    "%u处拼音等注音没有读入，只读了本字",
		    "%u phonetic guides were not read, only their characters" },
		{ left->chunks, FINDING_DOCX_CHUNKS,
		    "%u处嵌入的外部文档没有读入",
		    "%u embedded documents; not read" },
		{ left->boxes, FINDING_DOCX_BOXES,
		    "%u个文本框、艺术字的文字排在所在段落里或之后，"
		    "红头排在最前面",
		    "the text of %u boxes and of WordArt stands in their "
		    "paragraphs or follows them; a letterhead comes first" },
		{ left->nested, FINDING_DOCX_NESTED,
		    "%u个嵌套表格按外层单元格里的文字读入",
		    "%u nested tables were read as text of their cells" },
		{ left->deep, FINDING_DOCX_CHUNKS,
		    "有%u处内容套得太深，没有读入",
		    "%u pieces are nested too deep; not read" },
		{ left->formulas, FINDING_DOCX_OBJECTS,
		    "%u个公式只读入了字符",
		    "of %u formulas only the characters were read" },
		{ left->objects, FINDING_DOCX_OBJECTS,
		    "%u个嵌入对象、图表没有读入",
		    "%u embedded objects or charts; not read" },
		{ left->pictures, FINDING_DOCX_OBJECTS,
		    "%u张图片没有读入", "%u pictures; not read" },
		{ left->symbols, FINDING_DOCX_OBJECTS,
		    "%u个符号字体的字符读成了“□”",
		    "%u characters of symbol fonts were read as □" },
		{ left->flat, FINDING_DOCX_OBJECTS,
		    "%u处上标、下标按一般文字读入",
		    "%u raised or lowered texts were read as plain ones" },
		{ left->struck, FINDING_DOCX_HIDDEN,
		    "%u处文字加了删除线，已按一般文字读入；不要的请删去",
		    "%u texts are struck through; read as plain ones; delete "
		    "what is not wanted" },
	};

	for (size_t i = 0; i < COUNT_OF(kinds); i++) {
		unsigned n = kinds[i].left.n;
		struct pos pos = { reader->facts->file, kinds[i].left.at > 0 ?
		    place_now(reader, kinds[i].left.at - 1) : OFFSET_NONE };
		struct str said = str_of(reader->findings->language ==
		    LANGUAGE_EN ? kinds[i].en : kinds[i].zh);

		if (n == 0)
			continue;
		said = str_replace(reader->arena, str_replace(reader->arena,
		    said, STR("%u"), str_format(reader->arena, "%u", n)),
		    STR("%s"), left->header);
		finding_add(reader->findings, kinds[i].id, pos, "%.*s",
		    "%.*s", STR_ARG(said));
	}
}
