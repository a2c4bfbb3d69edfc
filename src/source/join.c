/*
 * An author says what a document has in two places: front matter and text.
 * In: what each of them says; out: one document.
 */
#include "join.h"

#include <string.h>

#include "../document/element.h"
#include "../text/chars.h"
#include "../text/date.h"
#include "../text/words.h"

/*
 * The attachments in order: PAGES of the text that say their number stand
 * there, FILES that the front matter names take the places between.  Each has
 * a document, an empty one with its name where it is a file yet to be read.
 */
static struct attachments
join_pages(struct arena *arena, struct attachments files,
    struct attachments pages)
{
	struct attachments all = { NEW_ARRAY(arena, struct attachment,
	    files.n + pages.n), 0 };
	size_t taken = 0, number = 1;

	EACH(const struct attachment, page, pages) {
		unsigned typed = words_attach(page->mark.text).number;

		while (page->kind == ATTACHMENT_PAGE && taken < files.n &&
		    (typed == 0 || number < typed ||
		    files.v[taken].kind == ATTACHMENT_ENCLOSURE)) {
			number += files.v[taken].kind == ATTACHMENT_PAGE;
			all.v[all.n++] = files.v[taken++];
		}
		all.v[all.n++] = *page;
		number += page->kind == ATTACHMENT_PAGE;
	}
	while (taken < files.n)
		all.v[all.n++] = files.v[taken++];
	EACH(struct attachment, page, all)
		if (page->document == NULL) {
			page->document = NEW(arena, struct document);
			page->document->pos = page->path.pos;
			page->document->title = page->listed;
		}
	return all;
}

/* --- said twice ------------------------------------------------------- */

struct joiner {
	struct arena *arena;
	struct findings *findings;
	const struct document *front;
	struct document *text;
	VEC(struct block) head, tail;	/* what goes back into the body */
	size_t repeated;
	struct pos first;		/* of what is repeated */
};

/* What two persons would call the same, in one form. */
static struct str
bare(struct arena *arena, struct str s)
{
	static const char *const ends[] = { "。", "：", "；", ":", "代章" };
	static const char *const keys[] = { "联系人：", "联系人:" };
	static const char *const pairs[][2] = { { "《", "》" },
		{ "（", "）" } };
	struct date date;
	size_t length;

	s = text_squeeze(arena, s);
	if (date_parse(s, &date, &length) && length == s.n && date.day > 0)
		return date_format(arena, date);
	for (size_t i = 0; i < COUNT_OF(pairs); i++)
		if (str_starts(s, str_of(pairs[i][0])) &&
		    str_ends(s, str_of(pairs[i][1])))
			s = str_slice(s, strlen(pairs[i][0]),
			    s.n - strlen(pairs[i][1]));
	for (size_t i = 0; i < COUNT_OF(ends); i++)
		if (str_ends(s, str_of(ends[i])))
			s.n -= strlen(ends[i]);
	for (size_t i = 0; i < COUNT_OF(keys); i++)
		if (str_starts(s, str_of(keys[i])))
			s = str_from(s, strlen(keys[i]));
	return s;
}

bool
join_alike(struct arena *arena, struct str a, struct str b)
{
	return str_eq(bare(arena, a), bare(arena, b));
}

static void
repeat(struct joiner *j, struct pos pos)
{
	if (j->repeated++ == 0)
		j->first = pos;
}

static void
tell_differ(struct joiner *j, struct str name, struct span front,
    struct span text, const char *zh, const char *en)
{
	struct place place = files_place(j->findings->files, front.pos);
	bool english = j->findings->language == LANGUAGE_EN;
	struct str where = front.pos.file == 0 ? STR("--set ") : str_format(
	    j->arena, english ? "line %u " : "第%u行", place.line);

	finding_add(j->findings, FINDING_ELEMENT_TWICE, text.pos,
	    "“%.*s”在%.*s写的是“%.*s”，这里又写了“%.*s”；%s，请删去一处",
	    "“%.*s” in %.*sis “%.*s”, and here “%.*s”; %s, take one away",
	    STR_ARG(name), STR_ARG(where), STR_ARG(front.text),
	    STR_ARG(text.text), english ? en : zh);
}

static struct text
words(struct joiner *j, const char *s, size_t n)
{
	return text_plain(j->arena, (struct span){
	    { s, n }, POS_NONE });
}

/* What the text says of an element, as a paragraph with its words around. */
static void
put_back(struct joiner *j, const struct element *element)
{
	const void *slot = element_in(j->text, element);
	const char *hole = strstr(element->frame, "…");
	const char *after = hole + strlen("…");
	struct text text = element->kind == ELEMENT_TEXT ?
	    *(const struct text *)slot : text_plain(j->arena,
	    element_value(j->arena, j->text, element, "　"));
	struct block *block = element->part == PART_HEAD ||
	    element->part == PART_TITLE ? VEC_ADD(j->arena, &j->head) :
	    VEC_ADD(j->arena, &j->tail);

	text = text_append(j->arena, words(j, element->frame,
	    (size_t)(hole - element->frame)), text);
	text = text_append(j->arena, text, words(j, after, strlen(after)));
	*block = (struct block){ .kind = BLOCK_PARAGRAPH,
	    .pos = text_pos(text), .text = text };
}

/* Texts of which there may be many: what the front matter lacks is added. */
static void
join_texts(struct joiner *j, const struct element *element)
{
	const struct texts *front = element_in(j->front, element);
	struct texts *text = element_of(j->text, element);
	struct texts all = { NEW_ARRAY(j->arena, struct text,
	    front->n + text->n), front->n };

	memcpy(all.v, front->v, front->n * sizeof(*all.v));
	for (size_t i = 0; i < text->n; i++) {
		struct span said = { text_join(j->arena, text->v[i],
		    STR_NONE), text_pos(text->v[i]) };
		size_t k = 0;

		while (k < front->n && !join_alike(j->arena, said.text,
		    text_join(j->arena, front->v[k], STR_NONE)))
			k++;
		if (k < front->n) {
			repeat(j, said.pos);
			continue;
		}
		all.v[all.n++] = text->v[i];
		tell_differ(j, element_title(element), (struct span){
		    text_join(j->arena, front->v[0], STR_NONE),
		    text_pos(front->v[0]) }, said, "两处的都排",
		    "both are set");
	}
	*text = all;
}

static size_t
slot_size(const struct element *element)
{
	switch (element->kind) {
	case ELEMENT_SPAN:
		return sizeof(struct span);
	case ELEMENT_SPANS:
		return sizeof(struct spans);
	case ELEMENT_TEXT:
		return sizeof(struct text);
	case ELEMENT_TEXTS:
		return sizeof(struct texts);
	}
	return 0;
}

static void
join_element(struct joiner *j, const struct element *element)
{
	void *slot = element_of(j->text, element);
	const void *said = element_in(j->front, element);
	struct span front, text;

	if (!element_given(j->front, element))
		return;
	if (!element_given(j->text, element)) {
		memcpy(slot, said, slot_size(element));
		return;
	}
	if (element->kind == ELEMENT_TEXTS) {
		join_texts(j, element);
		return;
	}
	front = element_value(j->arena, j->front, element, "");
	text = element_value(j->arena, j->text, element, "");
	if (front.pos.file == text.pos.file &&
	    front.pos.offset == text.pos.offset)
		return;		/* the reader knew of it */
	if (join_alike(j->arena, front.text, text.text))
		repeat(j, text.pos);
	else {
		tell_differ(j, element_title(element), front, text,
		    "已按前一处排，这里的留作正文",
		    "the first is set, this stays in the body");
		put_back(j, element);
	}
	memcpy(slot, said, slot_size(element));
}

/* A letterhead in the text that names none of the organs above it. */
static void
tell_other_mark(struct joiner *j)
{
	struct span mark = element_value(j->arena, j->text,
	    &elements[ELEMENT_marks], "、");
	const struct spans *organs = &j->front->organs;
	struct str s = bare(j->arena, mark.text);

	for (size_t i = 0; i < organs->n; i++) {
		struct str organ = bare(j->arena, organs->v[i].text);

		if (str_has(s, organ) || str_has(organ, s))
			return;
	}
	if (organs->n > 0)
		tell_differ(j, STR("发文机关"), organs->v[0], mark,
		    "标志按这里的排", "the letterhead is set as it is here");
}

void
join_set(struct arena *arena, struct document *document,
    struct findings *findings)
{
	struct joiner j = { .arena = arena, .findings = findings,
	    .front = document, .text = document };

	if (document->organs.n > 0 && document->organs.v[0].pos.file == 0 &&
	    document->marks.n > 0 && document->marks.v[0].pos.file != 0)
		tell_other_mark(&j);
}

/* A mark made from 发文机关 gives way to one that stands in the text. */
static void
join_marks(struct joiner *j)
{
	if (element_given(j->text, &elements[ELEMENT_marks]) &&
	    !document_types_marks(j->front)) {
		tell_other_mark(j);
		if (!element_given(j->text, &elements[ELEMENT_mark_tail]))
			j->text->mark_tail = (struct span){ STR_NONE,
			    POS_NONE };
		return;
	}
	if (!element_given(j->text, &elements[ELEMENT_marks]))
		j->text->mark_tail = j->front->mark_tail;
	join_element(j, &elements[ELEMENT_marks]);
}

static bool
same_note(struct joiner *j, const struct note *a, const struct note *b)
{
	bool same = a->n == b->n;

	for (size_t i = 0; same && i < a->n; i++)
		same = join_alike(j->arena, text_join(j->arena, a->v[i].name,
		    STR_NONE), text_join(j->arena, b->v[i].name, STR_NONE));
	return same;
}

static void
join_note(struct joiner *j)
{
	const struct note *front = &j->front->note;
	struct note *text = &j->text->note;

	if (!front->typed)
		return;
	if (text->n > 0 && same_note(j, front, text))
		repeat(j, text->pos);
	for (size_t i = 0; i < text->n && !same_note(j, front, text); i++) {
		struct text line = text_append(j->arena, text_append(j->arena,
		    i > 0 ? (struct text){ NULL, 0 } : words(j, "附件：",
		    strlen("附件：")), text_plain(j->arena,
		    text->v[i].ordinal)), text->v[i].name);

		*VEC_ADD(j->arena, &j->tail) = (struct block){
		    .kind = BLOCK_PARAGRAPH, .pos = text_pos(line),
		    .text = line };
	}
	if (text->n > 0 && !same_note(j, front, text))
		tell_differ(j, STR("附件说明"), (struct span){ text_join(
		    j->arena, front->v[0].name, STR_NONE), front->pos },
		    (struct span){ text_join(j->arena, text->v[0].name,
		    STR_NONE), text->pos }, "已按前一处排，这里的留作正文",
		    "the first is set, this stays in the body");
	*text = *front;
}

static void
return_blocks(struct joiner *j)
{
	struct blocks body = j->text->body, all;

	if (j->head.n + j->tail.n == 0)
		return;
	all = (struct blocks){ NEW_ARRAY(j->arena, struct block,
	    j->head.n + body.n + j->tail.n), 0 };
	for (size_t i = 0; i < j->head.n; i++)
		all.v[all.n++] = j->head.v[i];
	for (size_t i = 0; i < body.n; i++)
		all.v[all.n++] = body.v[i];
	for (size_t i = 0; i < j->tail.n; i++)
		all.v[all.n++] = j->tail.v[i];
	j->text->body = all;
}

/* What is no text of the page: only the front matter says it. */
static void
take_settings(const struct document *front, struct document *text)
{
	if (front->contacts.n > 0 || front->contacts_first)
		text->contacts_first = front->contacts_first;
	if (front->genre.n > 0)
		text->genre = front->genre;
	if (front->format != FORMAT_DOCUMENT)
		text->format = front->format;
	text->head = front->head;
	if (front->seal_said)
		text->seal = front->seal;
	text->even_colophon = front->even_colophon;
	text->turned_colophon = front->turned_colophon;
	text->unbound = front->unbound;
	text->no_controls = front->no_controls;
	text->template = front->template;
	text->profile = front->profile;
	text->values = front->values;
}

void
join_front(struct arena *arena, const struct document *front,
    struct document *text, struct findings *findings)
{
	struct joiner j = { .arena = arena, .findings = findings,
	    .front = front, .text = text };

	for (size_t i = 0; i < ELEMENT_COUNT; i++)
		if (i == ELEMENT_marks)
			join_marks(&j);
		else if (i != ELEMENT_mark_tail)
			join_element(&j, &elements[i]);
	join_note(&j);
	return_blocks(&j);
	take_settings(front, text);
	text->attachments = join_pages(arena, front->attachments,
	    text->attachments);
	if (j.repeated > 0)
		finding_add(findings, FINDING_TEXT_LEFT_OUT, j.first,
		    "不作为文字：与已写明的要素相同的文字（%zu处，这是第一处）",
		    "not taken for text: text that repeats an element said "
		    "already (%zu of them, the first is here)", j.repeated);
}
