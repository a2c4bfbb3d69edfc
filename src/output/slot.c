/*
 * A part of a template → steps, fixed bytes and slots; steps and a document →
 * the part filled.  Read it from slots_cut and slots_put.
 */
#include "slot.h"

#include "../document/element.h"
#include "../package/word.h"
#include "../text/chars.h"

/* --- names ------------------------------------------------------------- */

/* The block that an element, which can stand as text too, is part of. */
static enum slot
block_of(const struct element *element)
{
	switch (element->part) {
	case PART_HEAD:
		return SLOT_HEAD;
	case PART_TITLE:
		return element->id == ELEMENT_recipients ? SLOT_RECIPIENTS :
		    SLOT_TITLE;
	case PART_ENDING:
		return element->id == ELEMENT_remarks ? SLOT_REMARK :
		    SLOT_ENDING;
	case PART_COLOPHON:
		return SLOT_COLOPHON;
	case PART_NOWHERE:
		break;
	}
	return SLOT_COUNT;
}

int
slot_of_element(struct str name)
{
	const struct element *element = element_find(name);

	return element != NULL ? (int)block_of(element) : -1;
}

/* --- marks ------------------------------------------------------------- */

/*
 * A mark is a number between two noncharacters: XML allows them, no text has
 * them (Unicode 23.7), and the serializer leaves them alone.
 */
#define MARK_OPEN	"\xef\xb7\x90"		/* U+FDD0 */
#define MARK_CLOSE	"\xef\xb7\x91"		/* U+FDD1 */

static void
add_mark(struct slots *slots, struct buf *out, struct step step)
{
	buf_lit(out, MARK_OPEN);
	buf_uint(out, slots->marks.n);
	buf_lit(out, MARK_CLOSE);
	*VEC_ADD(slots->arena, &slots->marks) = step;
}

xmlNode *
slots_place(struct slots *slots, struct step step)
{
	struct buf mark = { 0 };
	xmlNode *node;

	add_mark(slots, &mark, step);
	node = xmlNewText(BAD_CAST mark.p);
	buf_release(&mark);
	return node;
}

/* The number of the mark that begins *AT, which moves behind it. */
static uint64_t
read_mark(struct str bytes, size_t *at)
{
	struct str rest = str_from(bytes, *at + strlen(MARK_OPEN));
	uint64_t number = str_take_number(&rest);

	if (!str_starts(rest, STR(MARK_CLOSE)))
		return UINT64_MAX;
	*at = bytes.n - rest.n + strlen(MARK_CLOSE);
	return number;
}

struct cutting {
	struct slots *slots;
	VEC(struct step) steps;
	size_t *where;			/* the step of each mark; 0: unseen */
};

static void
add_fixed(struct cutting *cutting, struct str xml)
{
	if (xml.n > 0)
		VEC_ADD(cutting->slots->arena, &cutting->steps)->piece =
		    pack_fix(cutting->slots->arena, xml);
}

/* -1 for a mark that is not ours: it came with the template. */
static int
add_step(struct cutting *cutting, uint64_t mark)
{
	struct slots *slots = cutting->slots;
	struct step step;

	if (mark >= slots->marks.n || cutting->where[mark] != 0)
		return -1;
	step = slots->marks.v[mark];
	cutting->where[mark] = cutting->steps.n + 1;
	if (step.kind == STEP_PARAGRAPH_END) {
		if (cutting->where[step.end] == 0)
			return -1;
		cutting->steps.v[cutting->where[step.end] - 1].end =
		    cutting->steps.n;
		return 0;
	}
	*VEC_ADD(slots->arena, &cutting->steps) = step;
	return 0;
}

static int
cut_bytes(struct cutting *cutting, struct str bytes)
{
	size_t from = 0, at, found = 0;

	while ((at = str_find(bytes, STR(MARK_OPEN), from)) != SIZE_MAX) {
		struct str fixed = str_slice(bytes, from, at);

		add_fixed(cutting, fixed);
		if (add_step(cutting, read_mark(bytes, &at)) != 0)
			return -1;
		from = at;
		found++;
	}
	add_fixed(cutting, str_from(bytes, from));
	return found == cutting->slots->marks.n ? 0 : -1;
}

int
slots_cut(struct slots *slots, xmlDoc *tree, struct str part,
    struct steps *steps)
{
	struct cutting cutting = { .slots = slots };
	xmlChar *dump = NULL;
	int n = 0, status;

	cutting.where = NEW_ARRAY(slots->arena, size_t, slots->marks.n);
	xmlDocDumpMemoryEnc(tree, &dump, &n, "UTF-8");
	status = cut_bytes(&cutting, str_copy(slots->arena,
	    (struct str){ (char *)dump, (size_t)n }));
	free(dump);
	slots->marks.n = 0;
	*steps = (struct steps){ cutting.steps.v, cutting.steps.n };
	if (status != 0) {
		slots->failed = true;
		finding_add(slots->findings, FINDING_TEMPLATE_REFUSED,
		    slots->pack->pos,
		    "模板“%.*s”不能用：%.*s 里有 Unicode 保留的字符 U+FDD0",
		    "template “%.*s” cannot be used: %.*s holds the reserved "
		    "character U+FDD0", STR_ARG(slots->pack->name),
		    STR_ARG(part));
	}
	return status;
}

/* --- paragraphs -------------------------------------------------------- */

/* A w:t of the paragraph and the bytes of its text that stand there. */
struct word {
	xmlNode *node;
	size_t from, to;
};

/* A slot in the text of the paragraph. */
struct hole {
	size_t from, to;
	struct str name;
};

struct paragraph {
	struct slots *slots;
	xmlNode *node;
	struct str part;
	size_t number;
	bool in_body;		/* so that blocks may take its place */
	struct buf text;	/* what is no text is a line feed */
	bool objects;		/* pictures, fields, notes … */
	VEC(struct word) words;
	VEC(struct hole) holes;
};

/* What holds no text of this paragraph, or none that will be seen. */
static bool
is_aside(const xmlNode *node)
{
	return word_is_one(node, "pPr|rPr|sdtPr|txbxContent|del|moveFrom|"
	    "instrText|delText");
}

static bool
is_space(const xmlNode *node)
{
	return word_is_one(node, "tab|br|cr");
}

/* Something to be seen that is no text. */
static bool
is_object(const xmlNode *node)
{
	return word_is(node->parent, "r") ?
	    !word_is_one(node, "t|lastRenderedPageBreak") :
	    word_is_one(node, "fldSimple|oMath");
}

static void
add_word(struct paragraph *p, xmlNode *node)
{
	struct word *word = VEC_ADD(p->slots->arena, &p->words);

	word->node = node;
	word->from = p->text.n;
	for (const xmlNode *n = node->children; n != NULL; n = n->next)
		if (n->type == XML_TEXT_NODE && n->content != NULL)
			buf_lit(&p->text, (const char *)n->content);
	word->to = p->text.n;
}

/* The text of the paragraph, without that of text boxes in it. */
static void
gather(struct paragraph *p)
{
	xmlNode *node = markup_step(p->node, p->node);

	while (node != NULL) {
		if (node->type != XML_ELEMENT_NODE || is_aside(node) ||
		    word_is(node, "t")) {
			if (word_is(node, "t"))
				add_word(p, node);
			node = markup_skip(p->node, node);
			continue;
		}
		if (is_space(node))
			buf_byte(&p->text, '\n');
		else if (is_object(node)) {
			buf_byte(&p->text, '\n');
			p->objects = true;
		}
		node = markup_step(p->node, node);
	}
}

/* Characters of a text that a message shows. */
#define SHOWN	24

static void
complain(struct paragraph *p, struct str what, const char *zh, const char *en)
{
	struct slots *slots = p->slots;
	struct str around = char_head(str_trim(buf_view(&p->text)), SHOWN);

	slots->failed = true;
	slots->complaints++;
	finding_add(slots->findings, FINDING_TEMPLATE_SLOT, slots->pack->pos,
	    "模板“%.*s”的 %.*s 第 %zu 段（%.*s）：“%.*s”%s",
	    "template “%.*s”, %.*s, paragraph %zu (%.*s): “%.*s” %s",
	    STR_ARG(slots->pack->name), STR_ARG(p->part), p->number,
	    STR_ARG(around), STR_ARG(what),
	    slots->findings->language == LANGUAGE_EN ? en : zh);
}

/* What is wrong with a name before anybody looks it up; NULL: nothing. */
static bool
name_is_wrong(struct paragraph *p, struct str name)
{
	if (name.n == 0)
		complain(p, STR("{{}}"), "里没有名称", "has no name in it");
	else if (strchr("#^/&!>", name.p[0]) != NULL)
		complain(p, name, "：模板里不能用条件和循环，请写在源文件里",
		    ": no conditions or loops in templates, but in sources");
	else if (str_has(name, STR("|")))
		complain(p, name, "：模板里的名称不能带“|”，"
		    "请在源文件的变量里加工",
		    ": no “|” in a template's names, but in the source's");
	else
		return false;
	return true;
}

/* Names are short, so a slot that is not closed soon is not closed. */
#define HOLE_MAX	256
#define HOLES_MAX	1000	/* in a paragraph */

static void
find_holes(struct paragraph *p)
{
	struct str text = buf_view(&p->text);
	size_t from = 0, open, close;

	if (str_has(text, STR("｛｛")))
		complain(p, STR("｛｛"), "是全角括号，请改成半角“{{”",
		    "is full-width, write the half-width “{{”");
	while ((open = str_find(text, STR("{{"), from)) != SIZE_MAX) {
		struct str inner = str_slice(text, open + 2,
		    open + 2 + HOLE_MAX);
		struct hole hole = { .from = open };

		close = str_find(inner, STR("}}"), 0);
		inner = str_slice(inner, 0, close);
		if (close == SIZE_MAX ||
		    str_has_one(inner, "{|\n") || p->holes.n == HOLES_MAX) {
			complain(p, char_head(str_from(text, open), SHOWN),
			    "没有用“}}”结束", "is not closed by “}}”");
			return;
		}
		hole.name = str_copy(p->slots->arena, str_trim(inner));
		hole.to = from = open + 2 + close + 2;
		if (!name_is_wrong(p, hole.name))
			*VEC_ADD(p->slots->arena, &p->holes) = hole;
	}
}

#define NAMES_MAX	1000	/* in a template */

static size_t
name_index(struct paragraph *p, struct str name)
{
	struct slots *slots = p->slots;
	const struct element *element = element_find(name);
	struct slot_name *entry;

	if (element != NULL)		/* by whatever name it goes */
		name = element_title(element);
	for (size_t i = 0; i < slots->names.n; i++)
		if (str_eq(slots->names.v[i].name, name))
			return i;
	if (slots->names.n == NAMES_MAX) {
		complain(p, name, "：模板里的名称过多",
		    ": there are too many names in the template");
		return 0;
	}
	entry = VEC_ADD(slots->arena, &slots->names);
	entry->name = name;
	entry->element = element != NULL;
	entry->block = element != NULL ? block_of(element) : SLOT_COUNT;
	entry->part = p->part;
	entry->paragraph = p->number;
	entry->around = str_copy(slots->arena,
	    char_head(str_trim(buf_view(&p->text)), SHOWN));
	return slots->names.n - 1;
}

static void
note_place(struct paragraph *p, struct str name, bool block)
{
	*VEC_ADD(p->slots->arena, &p->slots->places) = (struct slot_place){
		.name = name, .part = p->part, .paragraph = p->number,
		.block = block };
}

/* --- block slots ------------------------------------------------------- */

/* The paragraph is in the body itself, not in a cell or a text box. */
static bool
stands_in_body(const xmlNode *p)
{
	const xmlNode *up = p->parent;

	while (word_is_one(up, "sdtContent|sdt|customXml"))
		up = up->parent;
	return word_is(up, "body");
}

/* Its only slot is all that the paragraph shows. */
static bool
stands_alone(const struct paragraph *p)
{
	struct str text = buf_view(&p->text);

	return p->holes.n == 1 && !p->objects &&
	    str_trim(str_slice(text, 0, p->holes.v[0].from)).n == 0 &&
	    str_trim(str_from(text, p->holes.v[0].to)).n == 0;
}

/* Bookmarks and the like, whose other end may be in another paragraph. */
static bool
is_range_mark(const xmlNode *node)
{
	return word_is_one(node, "bookmarkStart|bookmarkEnd|permStart|permEnd|"
	    "commentRangeStart|commentRangeEnd");
}

/* Put the blocks in the place of the paragraph. */
static void
mark_blocks(struct paragraph *p, enum slot slot)
{
	struct step step = { .kind = STEP_BLOCKS, .slot = slot };
	bool ends_section = word_child(word_child(p->node, "pPr"), "sectPr") !=
	    NULL;
	xmlNode *child, *next;

	if (p->slots->blocks[slot]) {
		complain(p, p->holes.v[0].name, "在模板里出现了两次",
		    "is in the template twice");
		return;
	}
	p->slots->blocks[slot] = true;
	note_place(p, p->holes.v[0].name, true);
	xmlAddPrevSibling(p->node, slots_place(p->slots, step));
	for (child = p->node->children; child != NULL; child = next) {
		next = child->next;
		if (word_is(child, "pPr"))
			continue;
		xmlUnlinkNode(child);
		if (is_range_mark(child))
			xmlAddPrevSibling(p->node, child);
		else
			xmlFreeNode(child);
	}
	/* A paragraph that ends a section stays, emptied. */
	if (!ends_section) {
		word_drop(p->node);
		p->node = NULL;
	}
}

/* --- text slots -------------------------------------------------------- */

/*
 * Give WORD what is left of its text: marks where holes begin in it.  Words
 * come in order; *FIRST is the first hole that does not end before them.
 */
static void
rewrite_word(struct paragraph *p, const struct word *word,
    const struct step *steps, size_t *first)
{
	struct str text = buf_view(&p->text);
	struct buf left = { 0 };
	size_t at = word->from;

	while (*first < p->holes.n && p->holes.v[*first].to <= word->from)
		++*first;
	for (size_t i = *first; i < p->holes.n &&
	    p->holes.v[i].from < word->to; i++) {
		const struct hole *hole = &p->holes.v[i];

		if (hole->from >= word->from) {
			buf_str(&left, str_slice(text, at, hole->from));
			add_mark(p->slots, &left, steps[i]);
		}
		at = hole->to;
	}
	if (at < word->to)
		buf_str(&left, str_slice(text, at, word->to));
	xmlNodeSetContent(word->node, NULL);
	if (left.n > 0)
		xmlAddChild(word->node, xmlNewText(BAD_CAST left.p));
	xmlNodeSetSpacePreserve(word->node, 1);
	buf_release(&left);
}

/* Take out a w:t that lost all its text, and its run when that is all. */
static void
drop_if_empty(xmlNode *word)
{
	xmlNode *run = word->parent, *n;

	if (word->children != NULL)
		return;
	word_drop(word);
	for (n = run->children; n != NULL; n = n->next)
		if (n->type == XML_ELEMENT_NODE && !word_is(n, "rPr"))
			return;
	if (word_is(run, "r"))
		word_drop(run);
}

/*
 * Would the document be wrong without the paragraph?  A cell, a text box or a
 * header ends with one; without one between them two tables become one.
 */
static bool
is_needed(xmlNode *p)
{
	const xmlNode *next = xmlNextElementSibling(p);
	const xmlNode *previous = xmlPreviousElementSibling(p);

	return next == NULL || word_is(next, "sectPr") ||
	    (word_is(next, "tbl") && !word_is(previous, "p")) ||
	    word_child(word_child(p, "pPr"), "sectPr") != NULL;
}

/* The paragraph without its runs. */
static struct str
make_stub(struct arena *arena, xmlNode *p)
{
	xmlNode *properties = word_child(p, "pPr");

	return properties == NULL ? STR("<w:p/>") : str_format(arena,
	    "<w:p>%.*s</w:p>", STR_ARG(word_dump(arena, properties)));
}

/* Does the paragraph show anything between its slots? */
static bool
has_label(const struct paragraph *p)
{
	struct str text = buf_view(&p->text);
	size_t from = 0;

	for (size_t i = 0; i < p->holes.n; i++) {
		if (str_trim(str_slice(text, from, p->holes.v[i].from)).n > 0)
			return true;
		from = p->holes.v[i].to;
	}
	return str_trim(str_from(text, from)).n > 0;
}

static void
mark_texts(struct paragraph *p)
{
	struct slots *slots = p->slots;
	struct step around = { .kind = STEP_PARAGRAPH,
	    .name_count = p->holes.n };
	struct step end = { .kind = STEP_PARAGRAPH_END };
	size_t *names = NEW_ARRAY(slots->arena, size_t, p->holes.n);
	struct step *steps = NEW_ARRAY(slots->arena, struct step, p->holes.n);
	bool all_elements = true;
	size_t first = 0;

	for (size_t i = 0; i < p->holes.n; i++) {
		names[i] = name_index(p, p->holes.v[i].name);
		steps[i] = (struct step){ .kind = STEP_TEXT,
		    .name = names[i] };
		all_elements &= slots->names.v[names[i]].element;
		note_place(p, p->holes.v[i].name, false);
	}
	around.names = names;
	if (is_needed(p->node))
		around.stub = make_stub(slots->arena, p->node);
	for (size_t i = 0; i < p->words.n; i++)
		rewrite_word(p, &p->words.v[i], steps, &first);
	for (size_t i = 0; i < p->words.n; i++)
		drop_if_empty(p->words.v[i].node);
	if (p->objects || (has_label(p) && !all_elements))
		return;
	end.end = slots->marks.n;
	xmlAddPrevSibling(p->node, slots_place(slots, around));
	xmlAddNextSibling(p->node, slots_place(slots, end));
}

static void
mark_paragraph(struct paragraph *p)
{
	int slot;

	gather(p);
	find_holes(p);
	if (p->holes.n == 0)
		return;
	for (size_t i = 0; i < p->holes.n; i++) {
		struct str name = p->holes.v[i].name;

		slot = slot_by_name(name);
		if (slot >= 0 && p->in_body && stands_alone(p)) {
			mark_blocks(p, (enum slot)slot);
			return;
		}
		if (slot >= 0 && element_find(name) == NULL) {
			complain(p, name,
			    "应当在正文里独占一段，不能与其他内容同段，"
			    "也不能放在表格、文本框、页眉页脚里",
			    "must be alone in a paragraph of the body, "
			    "not in a table, text box, header or footer");
			return;
		}
	}
	mark_texts(p);
}

/* --- artwork ----------------------------------------------------------- */

/* WordArt of old letterheads keeps its text in an attribute. */
static void
mark_textpath(struct slots *slots, xmlNode *node, struct str part,
    size_t number)
{
	struct paragraph p = { .slots = slots, .node = node, .part = part,
	    .number = number };
	struct str string = markup_attribute(node, VOCABULARY_NONE, "string");
	struct buf left = { 0 };
	size_t from = 0;

	buf_str(&p.text, string);
	find_holes(&p);
	EACH(struct hole, hole, p.holes) {
		struct step step = { .kind = STEP_TEXT, .attribute = true };

		step.name = name_index(&p, hole->name);
		note_place(&p, hole->name, false);
		buf_str(&left, str_slice(buf_view(&p.text), from, hole->from));
		add_mark(slots, &left, step);
		from = hole->to;
	}
	if (p.holes.n > 0) {
		buf_str(&left, str_slice(buf_view(&p.text), from, p.text.n));
		xmlSetProp(node, BAD_CAST "string", BAD_CAST left.p);
	}
	buf_release(&left);
	buf_release(&p.text);
}

/* --- a part ------------------------------------------------------------ */

#define COMPLAINTS_MAX	100	/* more of them help nobody */

void
slots_mark(struct slots *slots, xmlDoc *tree, struct str part, bool main)
{
	xmlNode *root = xmlDocGetRootElement(tree), *node;
	struct arena arena = ARENA_INIT;
	VEC(xmlNode *) nodes = { 0 };

	/* Marking changes the tree, so the paragraphs are listed first. */
	for (node = root; node != NULL; node = markup_step(root, node)) {
		if (word_is(node, "p"))
			*VEC_ADD(&arena, &nodes) = node;
		else if (markup_is(node, VOCABULARY_V, "textpath"))
			mark_textpath(slots, node, part, nodes.n);
	}
	for (size_t i = 0; i < nodes.n &&
	    slots->complaints < COMPLAINTS_MAX; i++) {
		struct paragraph p = { .slots = slots, .node = nodes.v[i],
		    .part = part, .number = i + 1 };

		p.in_body = main && stands_in_body(p.node);
		mark_paragraph(&p);
		buf_release(&p.text);
	}
	arena_release(&arena);
}

/* --- filling ----------------------------------------------------------- */

static void
put_piece(struct slot_pieces *out, struct pack_piece piece)
{
	if (piece.plain.n > 0)
		*VEC_ADD(out->arena, &out->list) = piece;
}

static void
put_xml(struct slot_pieces *out, struct str xml)
{
	put_piece(out, (struct pack_piece){ xml, STR_NONE });
}

static void
put_text(struct slot_pieces *out, struct str text, bool attribute)
{
	struct buf xml = { 0 };

	/* The text stands in a w:t of a w:r; a break goes between two. */
	markup_text(&xml, text, attribute ? STR_NONE :
	    STR("</w:t><w:br/><w:t xml:space=\"preserve\">"));
	put_xml(out, buf_take(out->arena, &xml));
}

static void
put_blocks(struct slot_pieces *out, const struct slot_content *content,
    enum slot slot)
{
	if (slot < SLOT_COUNT) {
		put_xml(out, content->fill->xml[slot]);
		return;
	}
	/* 全文: all that has no place of its own. */
	for (int i = 0; i < SLOT_COUNT; i++)
		if (!content->blocks[i])
			put_xml(out, content->fill->xml[i]);
}

static bool
all_empty(const struct step *step, const struct slot_content *content)
{
	for (size_t i = 0; i < step->name_count; i++)
		if (content->texts[step->names[i]].n > 0)
			return false;
	return true;
}

void
slots_put(const struct steps *steps, const struct slot_content *content,
    struct slot_pieces *out)
{
	for (size_t i = 0; i < steps->n; i++) {
		const struct step *step = &steps->v[i];

		switch (step->kind) {
		case STEP_FIXED:
			put_piece(out, step->piece);
			break;
		case STEP_TEXT:
			put_text(out, content->texts[step->name],
			    step->attribute);
			break;
		case STEP_BLOCKS:
			put_blocks(out, content, step->slot);
			break;
		case STEP_PARAGRAPH:
			if (all_empty(step, content)) {
				put_xml(out, step->stub);
				i = step->end - 1;
			}
			break;
		case STEP_SECTION:
			if (content->fill->section.n > 0)
				put_xml(out, content->fill->section);
			else
				put_piece(out, step->piece);
			break;
		case STEP_ADD:
			put_xml(out, content->additions[step->addition]);
			break;
		case STEP_PARAGRAPH_END:
			break;
		}
	}
}
