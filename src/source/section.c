/*
 * Which document is whose: the notice, its attachments, the papers that it
 * issues, and what is forwarded whole with attachments of its own.  In: the
 * sections of a text as they open.  Out: one document in which each hangs where
 * it belongs, with what was collected for it in its slots.
 */
#include "build.h"

#include "../document/element.h"
#include "../text/chars.h"
#include "heading.h"

static bool
lists(struct builder *b, const struct section *section, struct text title)
{
	struct str name = bare(b, title);

	for (size_t i = 0; i < section->note.n && i < 100; i++)
		if (str_eq(bare(b, section->note.v[i].name), name))
			return true;
	return false;
}

/*
 * Where a section hangs: on the notice; or, an attachment whose number begins
 * again, on the complete document before it that lists attachments.
 */
static void
find_parent(struct builder *b, size_t i)
{
	struct section *section = &b->sections.v[i];
	const struct section *host = &b->sections.v[b->host];
	const struct section *notice = &b->sections.v[0];
	unsigned number = section->attachment.number;
	struct text title = section->document->title;
	bool again = number > 0 ?
	    number <= b->outer || number == b->inner + 1 :
	    notice->note.n == 0 || (lists(b, host, title) &&
	    !lists(b, notice, title));

	if (b->host > 0 && section->attachment.kind == ATTACHMENT_PAGE &&
	    host->note.n > 0 && again) {
		section->parent = b->host;
		b->inner = number;
		return;
	}
	if (number > 0)
		b->outer = number;
	b->inner = 0;
	b->host = document_is_complete(section->document) ? i : 0;
}

void
find_parents(struct builder *b, size_t end)
{
	for (; b->done < end; b->done++)
		if (b->done > 0)
			find_parent(b, b->done);
}

void
open_section(struct builder *b, const struct line *line)
{
	struct section *section;

	drop_settings(b);
	find_parents(b, b->sections.n);
	section = VEC_ADD(b->arena, &b->sections);
	b->current = b->sections.n - 1;
	b->closing = false;
	section->line = (size_t)(line - b->lines.v);
	section->document = NEW(b->arena, struct document);
	section->document->pos = text_pos(line->runs);
	section->attachment.document = section->document;
	section->attachment.kind = line->begins == BEGINS_PAGE ?
	    ATTACHMENT_PAGE : ATTACHMENT_ENCLOSURE;
	section->attachment.landscape = (line->page & PAGE_LANDSCAPE) != 0;
	section->attachment.unbound = (line->page & PAGE_UNBOUND) != 0;
}

/* Characters of the name of a place. */
#define PLACE_MAX	6

/* 青禾市, by itself: the place that a name begins with. */
static bool
is_place(struct str s)
{
	return words_place(char_last(s)) && char_count(s) <= PLACE_MAX;
}

/* A name broken over two lines is one: the first part is no organ by itself. */
static void
join_names(struct builder *b, struct span *v, size_t *n)
{
	size_t k = 0, end = 0;

	if (b->lines.known != NULL && b->lines.known->style_count > 0)
		return;			/* a DOCX of our own has them whole */
	for (size_t i = 0; i < *n; i++) {
		struct span *last = k > 0 ? &v[k - 1] : NULL;
		size_t from = end;

		end = v[i].pos.offset + v[i].text.n;
		if (last != NULL && words_trim(str_slice(b->lines.text, from,
		    v[i].pos.offset)).n == 0 &&
		    (!words_organ(last->text) || (is_place(last->text) &&
		    !is_place(v[i].text))) &&
		    !words_person(last->text) && words_organ(str_cat(b->arena,
		    last->text, v[i].text)))
			last->text = str_cat(b->arena, last->text, v[i].text);
		else
			v[k++] = v[i];
	}
	*n = k;
}

/* Bold marks what an element is; the page has a face for each. */
static void
make_plain(struct run *v, size_t n)
{
	for (size_t i = 0; i < n; i++)
		v[i].flags &= ~(unsigned)(RUN_BOLD | RUN_ITALIC);
}

static bool
is_bold(const struct run *v, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (v[i].text.n > 0 && (v[i].flags & RUN_BOLD) == 0)
			return false;
	return true;
}

static void
make_elements_plain(struct document *document)
{
	for (size_t i = 0; i < ELEMENT_COUNT; i++) {
		void *slot = element_of(document, &elements[i]);

		if (elements[i].kind == ELEMENT_TEXT)
			make_plain(((struct text *)slot)->v,
			    ((struct text *)slot)->n);
		else if (elements[i].kind == ELEMENT_TEXTS)
			for (size_t k = 0; k < ((struct texts *)slot)->n; k++)
				make_plain(((struct texts *)slot)->v[k].v,
				    ((struct texts *)slot)->v[k].n);
	}
	for (size_t i = 0; i < document->note.n; i++)
		make_plain(document->note.v[i].name.v,
		    document->note.v[i].name.n);
	EACH(struct block, block, document->body) {
		if (block->kind == BLOCK_HEADING && block->level > 0 &&
		    block->level < 3 && is_bold(block->text.v, block->topic))
			make_plain(block->text.v, block->topic);
	}
}

#define PUT(slot, vec)	do {						\
	if ((vec).n > 0) {						\
		(slot).v = (vec).v;					\
		(slot).n = (vec).n;					\
	}								\
} while (0)

static void
finish_section(struct builder *b, struct section *section)
{
	struct document *document = section->document;

	join_names(b, section->signatures.v, &section->signatures.n);
	join_names(b, section->marks.v, &section->marks.n);
	PUT(document->marks, section->marks);
	PUT(document->signers, section->signers);
	PUT(document->signatures, section->signatures);
	PUT(document->contacts, section->contacts);
	PUT(document->remarks, section->remarks);
	PUT(document->after, section->after);
	PUT(document->body, section->body);
	PUT(document->note, section->note);
	heading_topics(b->arena, document->body);
	make_elements_plain(document);
}

static bool
speaks_of_attachments(struct builder *b, const struct section *section)
{
	for (size_t i = 0; i < section->body.n; i++)
		if (str_has(text_join(b->arena, section->body.v[i].text,
		    STR_NONE), STR("附件")))
			return true;
	return false;
}

/*
 * The 附件说明 below a paper that a notice issues is the notice's when it is
 * the notice that speaks of attachments, and the paper does not.
 */
static void
give_back_note(struct builder *b)
{
	struct section *notice = &b->sections.v[0];

	for (size_t i = 1; i < b->sections.n && notice->note.n == 0; i++) {
		struct section *paper = &b->sections.v[i];

		if (paper->note.n == 0 || paper->numbered ||
		    paper->attachment.kind != ATTACHMENT_ENCLOSURE ||
		    paper->document->recipients.n > 0 ||
		    !speaks_of_attachments(b, notice) ||
		    speaks_of_attachments(b, paper))
			continue;
		notice->note = paper->note;
		notice->document->note = paper->document->note;
		paper->document->note = (struct note){ 0 };
		paper->note.n = 0;
	}
}

/* A whole document is listed by its number, not by its title. */
static void
name_forwarded(struct section *section, const struct section *parent)
{
	unsigned number = section->attachment.number;

	if (section->attachment.kind == ATTACHMENT_PAGE &&
	    section->numbered && parent->note.n > 0 &&
	    number <= parent->note.n)
		section->attachment.listed =
		    parent->note.v[number > 0 ? number - 1 : 0].name;
}

/* The pages in order, each with its parent. */
static void
hang_sections(struct builder *b)
{
	size_t *counts = NEW_ARRAY(b->arena, size_t, b->sections.n);

	for (size_t i = 1; i < b->sections.n; i++)
		counts[b->sections.v[i].parent]++;
	for (size_t i = 0; i < b->sections.n; i++)
		b->sections.v[i].document->attachments =
		    (struct attachments){ counts[i] == 0 ? NULL : NEW_ARRAY(
		    b->arena, struct attachment, counts[i]), 0 };
	for (size_t i = 1; i < b->sections.n; i++) {
		struct section *section = &b->sections.v[i];
		struct section *parent = &b->sections.v[section->parent];
		struct attachments *list = &parent->document->attachments;

		/* Without a mark, but in the list: it is to have one. */
		if (section->attachment.kind == ATTACHMENT_ENCLOSURE &&
		    !document_is_complete(section->document) &&
		    lists(b, parent, section->document->title))
			section->attachment.kind = ATTACHMENT_PAGE;
		name_forwarded(section, parent);
		list->v[list->n++] = section->attachment;
	}
}

void
finish_sections(struct builder *b)
{
	give_back_note(b);
	for (size_t i = 0; i < b->sections.n; i++)
		finish_section(b, &b->sections.v[i]);
	find_parents(b, b->sections.n);
	hang_sections(b);
}
