/*
 * Questions about a document that have one answer for all phases: its kind and
 * format, numbers of attachments, completeness.  The model itself: document.h.
 */
#include "document.h"

#include "../text/chars.h"
#include "../text/ordinal.h"
#include "../text/words.h"

/* Documents inside attachments inside documents; readers stop before. */
#define DEPTH_MAX	16

bool
document_is_complete(const struct document *document)
{
	return document->number.text.n > 0 ||
	    document->date.text.n > 0 || !text_empty(document->recipients);
}

/* Is it attachments alone, those of a document that stands elsewhere? */
static bool
is_pages(const struct document *document)
{
	return text_empty(document->title) &&
	    text_empty(document->recipients) && document->body.n == 0 &&
	    document->date.text.n == 0 && document->attachments.n > 0 &&
	    document->attachments.v[0].kind == ATTACHMENT_PAGE;
}

bool
document_is_unbound(const struct document *document)
{
	return document->number.text.n > 0 && is_pages(document);
}

/* Enclosures are always part of the document. */
bool
attachment_is_unbound(const struct document *document,
    const struct attachment *page)
{
	return page->kind == ATTACHMENT_PAGE &&
	    (document->unbound || page->unbound);
}

struct value *
values_find(const struct values *values, struct str name)
{
	EACH(struct value, value, *values)
		if (str_eq(value->name.text, name))
			return value;
	return NULL;
}

struct span
span_part(struct span span, struct str part)
{
	if (span.pos.file != 0)
		span.pos.offset += (uint32_t)(part.p - span.text.p);
	span.text = part;
	return span;
}

bool
document_types_marks(const struct document *document)
{
	struct pos mark, organ;

	if (document->marks.n == 0 || document->organs.n == 0)
		return document->marks.n > 0;
	mark = document->marks.v[0].pos;
	organ = document->organs.v[0].pos;
	return mark.file != organ.file || mark.offset != organ.offset;
}

const char *
format_name(enum format format)
{
	static const char *const names[] = {
		[FORMAT_AUTO] = "",
#define FORMAT(id, name, others)	[FORMAT_##id] = name,
#include "format.def"
	};

	return names[format];
}

/* What the mark that was typed says: ×××令, ×××纪要, ×××文件. */
static enum format
format_of_mark(const struct document *document)
{
	struct str last = document->marks.v[document->marks.n - 1].text;

	if (!document_types_marks(document))
		return FORMAT_AUTO;
	if (document->mark_tail.text.n > 0)
		return document->mark_tail.pos.file != 0 ?
		    FORMAT_DOCUMENT : FORMAT_AUTO;
	if (str_ends(last, STR("令")))
		return FORMAT_ORDER;
	return str_ends(last, STR("纪要")) ? FORMAT_MINUTES : FORMAT_AUTO;
}

enum format
document_format(const struct document *document)
{
	static const struct {
		const char *word;
		enum format format;
	} genres[] = {
#define GENRE(word, kind, way, to, format)	{ word, FORMAT_##format },
#include "../text/genre.def"
	};
	enum format format;

	if (document->format != FORMAT_AUTO)
		return document->format;
	if (document->marks.n == 0 || document->head == HEAD_NONE)
		return FORMAT_DOCUMENT;
	format = format_of_mark(document);
	for (size_t i = 0; format == FORMAT_AUTO && i < COUNT_OF(genres); i++)
		if (str_eq(document->genre, str_of(genres[i].word)))
			format = genres[i].format;
	return format == FORMAT_AUTO ? FORMAT_DOCUMENT : format;
}

bool
spans_same(const struct spans *a, const struct spans *b)
{
	for (size_t i = 0; a->n == b->n && i < a->n; i++)
		if (!str_eq(a->v[i].text, b->v[i].text))
			return false;
	return a->n == b->n;
}

bool
document_signs_as_organs(const struct document *document)
{
	return spans_same(&document->signatures, &document->organs);
}

bool
document_title_is_mark(const struct document *document)
{
	enum format format = document_format(document);
	const struct text *title = &document->title;
	struct str rest, tail = document->mark_tail.text;

	if ((format != FORMAT_ORDER && format != FORMAT_MINUTES) ||
	    document->marks.n != 1 || title->n != 1)
		return false;
	rest = title->v[0].text;
	return str_starts(rest, document->marks.v[0].text) && str_eq(tail,
	    str_from(rest, document->marks.v[0].text.n));
}

enum seal
document_seal(const struct document *document)
{
	enum format format = document_format(document);

	if (document->seal != SEAL_STAMPED)
		return document->seal;
	if (format == FORMAT_MINUTES || format == FORMAT_SUBMISSION)
		return SEAL_NONE;
	return format == FORMAT_ORDER && document->signature_titles.n > 0 ?
	    SEAL_SIGNATURE : SEAL_STAMPED;
}

bool
document_dates_head(const struct document *document)
{
	bool issue = document->issue.text.n > 0 ||
	    str_starts(document->number.text, STR("〔"));

	return issue && document->head == HEAD_AUTO &&
	    document_format(document) == FORMAT_MINUTES;
}

bool
text_empty(struct text text)
{
	for (size_t i = 0; i < text.n; i++)
		if (text.v[i].text.n > 0)
			return false;
	return true;
}

struct text
text_plain(struct arena *arena, struct span span)
{
	struct text text = { NULL, 0 };

	if (span.text.n == 0)
		return text;
	text.v = NEW(arena, struct run);
	text.v[text.n++] = (struct run){ span.text, span.pos, 0 };
	return text;
}

struct str
text_join(struct arena *arena, struct text text, struct str line_break)
{
	size_t n = 0;
	char *p, *start;

	if (text.n == 0)
		return STR_NONE;
	if (text.n == 1 && (text.v[0].flags & RUN_BREAK) == 0)
		return text.v[0].text;
	for (size_t i = 0; i < text.n; i++)
		n += text.v[i].text.n +
		    (text.v[i].flags & RUN_BREAK ? line_break.n : 0);
	p = start = arena_alloc(arena, n);
	EACH(const struct run, run, text) {
		if ((run->flags & RUN_BREAK) && line_break.n > 0) {
			memcpy(p, line_break.p, line_break.n);
			p += line_break.n;
		}
		if (run->text.n > 0)
			memcpy(p, run->text.p, run->text.n);
		p += run->text.n;
	}
	return (struct str){ start, n };
}

struct str
texts_join(struct arena *arena, const struct texts *texts)
{
	struct buf out = { 0 };

	if (texts->n == 1)
		return text_join(arena, texts->v[0], STR("\n"));
	for (size_t i = 0; i < texts->n; i++) {
		if (i > 0)
			buf_byte(&out, '\n');
		buf_str(&out, text_join(arena, texts->v[i], STR("\n")));
	}
	return buf_take(arena, &out);
}

struct text
text_part(struct arena *arena, struct text text, size_t from, size_t to)
{
	struct text part = { NEW_ARRAY(arena, struct run, text.n), 0 };
	size_t at = 0;

	for (size_t i = 0; i < text.n && at < to; i++) {
		struct run run = text.v[i];
		size_t end = at + run.text.n;

		if (end > from || (run.text.n == 0 && at >= from)) {
			size_t skip = from > at ? from - at : 0;

			run.text = str_slice(run.text, skip, to - at);
			if (run.pos.file != 0)
				run.pos.offset += (uint32_t)skip;
			if (skip > 0)
				run.flags &= ~(unsigned)RUN_BREAK;
			part.v[part.n++] = run;
		}
		at = end;
	}
	return part;
}

struct text
text_append(struct arena *arena, struct text a, struct text b)
{
	struct text both = { NULL, a.n + b.n };

	if (a.n == 0 || b.n == 0)
		return a.n == 0 ? b : a;
	both.v = NEW_ARRAY(arena, struct run, both.n);
	memcpy(both.v, a.v, a.n * sizeof(*a.v));
	memcpy(both.v + a.n, b.v, b.n * sizeof(*b.v));
	return both;
}

void
text_extend(struct arena *arena, struct text_room *room, struct text *text,
    struct text more)
{
	size_t n = text->n + more.n;

	if (more.n == 0)
		return;
	if (room->text.v != text->v || room->text.n != text->n ||
	    n > room->capacity) {
		struct run *runs = NEW_ARRAY(arena, struct run, 2 * n);

		if (text->n > 0)
			memcpy(runs, text->v, text->n * sizeof(*runs));
		text->v = runs;
		room->capacity = 2 * n;
	}
	memcpy(text->v + text->n, more.v, more.n * sizeof(*more.v));
	text->n = n;
	room->text = *text;
}

struct pos
text_pos(struct text text)
{
	return text.n > 0 ? text.v[0].pos : POS_NONE;
}

/* Where 2026年第7号 or 第7号 begins that S ends in. */
static size_t
number_begin(struct str s)
{
	size_t at = s.n;

	while (at > 0) {
		size_t from = at;
		uint32_t c = char_before(s, &from);

		if (!char_is_digit(c) && c != U'年' && c != U'第' && c != U'号')
			break;
		at = from;
	}
	return at;
}

/*
 * The genre is the last word of the title: one of the fifteen kinds of the
 * regulation (条例 8), or the kind of paper that a notice issues.
 */
static struct str
find_genre(struct str title)
{
	static const char *const brackets[][2] = {
		{ "（", "）" }, { "(", ")" }, { "〔", "〕" },
	};
	const struct genre *genre;

	title = str_trim(title);
	if (str_ends_one(title, "。|！|："))	/* no title has any */
		title.n -= STR("。").n;
	/* 转发《关于…的通知》 is itself one. */
	if (str_ends(title, STR("》")))
		title.n -= STR("》").n;
	for (size_t i = 0; i < COUNT_OF(brackets); i++) {
		size_t open = SIZE_MAX, at = 0;

		if (!str_ends(title, str_of(brackets[i][1])))
			continue;
		while ((at = str_find(title, str_of(brackets[i][0]), at)) !=
		    SIZE_MAX)
			open = at++;
		if (open == 0)		/* （第十次主席办公会纪要） */
			title = str_slice(title, str_of(brackets[i][0]).n,
			    title.n - str_of(brackets[i][1]).n);
		else if (open != SIZE_MAX)
			title = str_trim(str_slice(title, 0, open));
	}
	/* 某某局公告2026年第7号（关于…的公告） */
	if (str_ends(title, STR("号")))
		title = str_slice(title, 0, number_begin(title));
	genre = str_ends(title, STR("征求意见")) ? NULL : genre_at_end(title);
	return genre == NULL ? STR_NONE : str_of(genre->word);
}

/*
 * Without a title the letterhead tells, 某市人民政府令, or the text by words
 * that its kind says.
 */
static struct str
genre_of_text(struct arena *arena, const struct document *document)
{
	struct blocks blocks = document->body;

	if (document->marks.n > 0) {
		const struct genre *genre = genre_at_end(document->marks.v[
		    document->marks.n - 1].text);

		if (genre != NULL)
			return str_of(genre->word);
	}
	for (size_t i = 0; i < blocks.n && i < 200; i++) {
		const struct genre *genre = genre_said(text_join(arena,
		    blocks.v[i].text, STR_NONE));

		if (genre != NULL)
			return str_of(genre->word);
	}
	return STR_NONE;
}

/*
 * Where the numbering stands: at 0 for articles (第一条), then by level, with
 * 1.1 and 1.1.1 between 1. and （1）, and at last chapters and the sections
 * (第一节) that begin again in each.
 */
enum { SLOT_ARTICLE, SLOT_DECIMAL = 4, SLOT_DECIMAL_DEEP, SLOT_BRACKET,
    SLOT_CIRCLE, SLOT_CHAPTER, SLOT_SECTION, SLOT_COUNT };

struct numbering {
	unsigned current[SLOT_COUNT];	/* under the present parent; 0 none */
	unsigned last[SLOT_COUNT];	/* the last one anywhere */
	unsigned meant[SLOT_COUNT];	/* by one told to be wrong; or 0 */
	bool interrupted;		/* plain text since the last one */
};

static size_t
slot_of(const struct block *block, struct ordinal ordinal)
{
	if (ordinal.style == ORDINAL_CHAPTER)
		return str_ends(str_trim(block->ordinal.text), STR("节")) ?
		    SLOT_SECTION : SLOT_CHAPTER;
	if (ordinal.style == ORDINAL_DECIMAL)
		return SLOT_DECIMAL;
	if (ordinal.style == ORDINAL_DECIMAL_DEEP)
		return SLOT_DECIMAL_DEEP;
	if (ordinal.style == ORDINAL_ARTICLE || block->level < 1 ||
	    block->level > 5)
		return SLOT_ARTICLE;
	return (size_t)(block->level < 4 ? block->level : SLOT_BRACKET +
	    block->level - 4);
}

/*
 * A typed ordinal goes on from its sibling, or from the last of its level
 * anywhere (1. to 25. through all sections), or begins again at 1 after a new
 * parent or after plain text, but no 一、 behind a single 一、.  Anything else
 * is a jump, told once: 第九条 behind one that should be 第八条 is right.
 */
static void
check_sequence(const struct block *block, struct numbering *numbering,
    size_t slot, unsigned number, struct findings *findings)
{
	unsigned before = numbering->current[slot];
	unsigned meant = before > 0 ? numbering->meant[slot] : 0;

	numbering->meant[slot] = 0;
	if (number == before + 1 || number == numbering->last[slot] + 1 ||
	    (meant > 0 && number == meant + 1) ||
	    (number == 1 && (before == 0 || (numbering->interrupted &&
	    (before > 1 || slot > 1)))) ||
	    (number == before && str_has(block->ordinal.text, STR("之"))))
		return;			/* 第三条之一 behind 第三条 */
	numbering->meant[slot] = before + 1;
	if (before == 0)
		finding_add(findings, FINDING_ORDINAL_SEQUENCE,
		    block->ordinal.pos,
		    "这一层的第一个序号是“%.*s”，应当从1开始；已照原样排",
		    "the first ordinal here is “%.*s”, it should be 1; "
		    "kept as typed", STR_ARG(str_trim(block->ordinal.text)));
	else
		finding_add(findings, FINDING_ORDINAL_SEQUENCE,
		    block->ordinal.pos,
		    "序号“%.*s”接不上前面的第%u项，应当是第%u项；已照原样排",
		    "ordinal “%.*s” does not go on from %u, expected %u; "
		    "kept as typed", STR_ARG(str_trim(block->ordinal.text)),
		    before, before + 1);
}

static struct ordinal
ordinal_of(struct str s)
{
	struct ordinal ordinal = ordinal_parse(s);
	unsigned parts[ORDINAL_PARTS];
	size_t n;

	if (ordinal.style != ORDINAL_NONE)
		return ordinal;
	ordinal = ordinal_decimal(s, parts, &n);
	if (n == ORDINAL_PARTS)		/* it has no slot of its own */
		ordinal.style = ORDINAL_NONE;
	return ordinal;
}

static void
number_block(struct arena *arena, struct block *block,
    struct numbering *numbering, struct findings *findings)
{
	struct ordinal ordinal = ordinal_of(block->ordinal.text);
	size_t slot = slot_of(block, ordinal);
	unsigned number = numbering->current[slot] + 1;

	if (block->ordinal.text.n == 0 && block->level == 0)
		return;
	if (block->ordinal.text.n == 0) {
		block->ordinal.text =
		    ordinal_format(arena, block->level, number);
		block->ordinal.pos = POS_NONE;
	} else if (ordinal.style != ORDINAL_NONE && ordinal.number > 0) {
		number = ordinal.number;
		check_sequence(block, numbering, slot, number, findings);
	}
	numbering->current[slot] = numbering->last[slot] = number;
	if (slot >= 1 && slot < SLOT_CHAPTER)
		for (size_t deeper = slot + 1; deeper < SLOT_CHAPTER; deeper++)
			numbering->current[deeper] = 0;
	if (slot == SLOT_CHAPTER)
		numbering->current[SLOT_SECTION] =
		    numbering->last[SLOT_SECTION] = 0;
	if (slot >= SLOT_CHAPTER || slot == SLOT_ARTICLE)
		for (size_t level = 1; level < SLOT_CHAPTER; level++)
			numbering->current[level] = 0;
	numbering->interrupted = false;
}

/* 说明：1.… in a paragraph: 2. may come next. */
static void
begin_in_text(const struct block *block, struct numbering *numbering)
{
	struct str s = block->kind == BLOCK_PARAGRAPH && block->text.n > 0 ?
	    block->text.v[0].text : STR_NONE;
	size_t at = str_find(s, STR("："), 0);
	struct ordinal ordinal;
	int level;

	if (at == SIZE_MAX)
		return;
	ordinal = ordinal_parse(str_trim(str_from(s, at + STR("：").n)));
	level = ordinal_level(ordinal.style);
	if (ordinal.number == 1 && level > 0 && level < 4)
		numbering->current[level] = 1;
}

static void
number_blocks(struct arena *arena, struct blocks blocks,
    struct findings *findings)
{
	struct numbering numbering = { 0 };

	EACH(struct block, block, blocks)
		if (block->kind == BLOCK_HEADING)
			number_block(arena, block, &numbering, findings);
		else if (block->kind != BLOCK_SECTION) {
			numbering.interrupted = true;
			begin_in_text(block, &numbering);
		}
}

/*
 * Typed marks keep their numbers; the others take the numbers that are free,
 * in order.  A single page without a number stays 附件; a file of attachments
 * alone may begin with any.
 */
static void
number_attachments(struct arena *arena, struct document *document,
    struct findings *findings)
{
	struct attachments list = document->attachments;
	size_t pages = 0;
	unsigned next = 1;
	bool any = is_pages(document);

	for (size_t i = 0; i < list.n; i++)
		pages += list.v[i].kind == ATTACHMENT_PAGE;
	EACH(struct attachment, page, list) {
		unsigned typed = words_attach(str_trim(page->mark.text)).number;

		if (page->kind != ATTACHMENT_PAGE)
			continue;
		if (page->mark.text.n > 0 && typed != 0 && typed != next &&
		    !any)
			finding_add(findings, FINDING_ATTACHMENT_SEQUENCE,
			    page->mark.pos,
			    "“%.*s”是第%u个附件；序号已照原样排",
			    "“%.*s” is attachment number %u; "
			    "its number is kept as typed",
			    STR_ARG(page->mark.text), next);
		page->number = typed != 0 ? typed : pages > 1 ? next : 0;
		if (page->mark.text.n == 0) {
			page->mark.text = page->number == 0 ? STR("附件") :
			    str_format(arena, "附件%u", page->number);
			page->mark.pos = POS_NONE;
		}
		next = (typed != 0 ? typed : next) + 1;
		any = false;
	}
}

/* What the note calls a page. */
static struct text
page_name(const struct attachment *page)
{
	if (!text_empty(page->listed))
		return page->listed;
	return page->document != NULL ? page->document->title :
	    (struct text){ NULL, 0 };
}

/* What the page is called on itself; a forwarded document as it is listed. */
static struct text
page_title(const struct attachment *page)
{
	if (page->document == NULL || text_empty(page->document->title) ||
	    document_is_complete(page->document))
		return page_name(page);
	return page->document->title;
}

/* A text as two persons would call it the same: no blanks, no breaks. */
static struct str
squeezed(struct arena *arena, struct text text)
{
	return text_squeeze(arena, text_join(arena, text, STR_NONE));
}

/* Without what the rules on the list tell of: marks (7.3.4), 《》. */
static struct str
without_mark(struct str s)
{
	size_t at = s.n, length = strlen("《");
	uint32_t c = char_before(s, &at);

	if (c == U'；' || c == ';' || c == U'。' || c == U'，')
		s = str_slice(s, 0, at);
	return str_starts(s, STR("《")) &&
	    str_find(s, STR("》"), 0) == s.n - length ?
	    str_slice(s, length, s.n - length) : s;
}

static void
compare_name(struct arena *arena, struct text item,
    const struct attachment *page, struct findings *findings)
{
	struct text title = page_title(page);
	struct str listed = without_mark(squeezed(arena, item));
	struct str name = squeezed(arena, title);
	struct place place;

	if (name.n == 0 || str_eq(listed, name))
		return;
	place = files_place(findings->files, text_pos(title));
	finding_add(findings, FINDING_NOTE_NAME, text_pos(item),
	    "附件说明写作“%.*s”，附件页（%.*s第%u行）的标题是“%.*s”；"
	    "两处应当一致，都已照原样排",
	    "the note says “%.*s”, the page (%.*s:%u) is called “%.*s”; "
	    "both are kept as typed, they should agree",
	    STR_ARG(listed), STR_ARG(place.file), place.line, STR_ARG(name));
}

static void
make_note(struct arena *arena, struct document *document,
    struct findings *findings)
{
	struct attachments list = document->attachments;
	struct note *note = &document->note;

	note->v = NEW_ARRAY(arena, struct note_item, list.n);
	EACH(struct attachment, page, list) {
		struct text name = page_name(page);

		if (page->kind != ATTACHMENT_PAGE || text_empty(name))
			continue;
		note->v[note->n++].name = name;
		compare_name(arena, name, page, findings);
	}
}

/* The list in an enclosed text, whose attachments the pages behind it are. */
static const struct note *
enclosed_note(const struct document *document)
{
	EACH(const struct attachment, part, document->attachments) {
		if (part->kind == ATTACHMENT_PAGE)
			break;
		if (part->document != NULL && part->document->note.typed)
			return &part->document->note;
	}
	return NULL;
}

static void
compare_note(struct arena *arena, const struct document *document,
    struct note note, struct findings *findings)
{
	struct attachments list = document->attachments;
	size_t pages = 0;

	EACH(struct attachment, page, list) {
		size_t item = page->number > 0 ? page->number - 1 : pages;

		if (page->kind != ATTACHMENT_PAGE)
			continue;
		if (item < note.n && text_empty(note.v[item].name))
			note.v[item].name = page_name(page);
		else if (item < note.n)
			compare_name(arena, note.v[item].name, page, findings);
		pages++;
	}
	if (pages > 0 && pages != note.n)
		finding_add(findings, FINDING_NOTE_COUNT, note.pos,
		    "附件说明列了%zu项，附件页有%zu个；都已照原样排",
		    "the note lists %zu attachments, there are %zu pages; "
		    "both are kept as typed", note.n, pages);
}

struct str
document_tells_genre(struct arena *arena, const struct document *document)
{
	return text_empty(document->title) ? genre_of_text(arena, document) :
	    find_genre(squeezed(arena, document->title));
}

static void
number_document(struct arena *arena, struct document *document,
    unsigned depth, struct findings *findings)
{
	const struct note *enclosed = enclosed_note(document);

	number_blocks(arena, document->body, findings);
	number_attachments(arena, document, findings);
	if (document->note.typed)
		compare_note(arena, document, document->note, findings);
	else if (enclosed != NULL)
		compare_note(arena, document, *enclosed, findings);
	else if (!is_pages(document))	/* of which it is elsewhere */
		make_note(arena, document, findings);
	if (document->genre.n == 0)
		document->genre = document_tells_genre(arena, document);
	if (document->signatures.n == 0)
		document->signatures = document->organs;
	EACH(const struct attachment, page, document->attachments)
		if (page->document != NULL && depth < DEPTH_MAX)
			number_document(arena, page->document, depth + 1,
			    findings);
}

/* What the mark ends in when nobody typed it. */
static void
set_mark_tail(struct document *document)
{
	static const char *const tails[] = {
		[FORMAT_DOCUMENT] = "文件", [FORMAT_LETTER] = "",
		[FORMAT_ORDER] = "令", [FORMAT_MINUTES] = "会议纪要",
		[FORMAT_SUBMISSION] = "呈批件",
	};

	if (document->marks.n > 0 && document->mark_tail.text.n > 0 &&
	    document->mark_tail.pos.file == 0 &&
	    !document_types_marks(document))
		document->mark_tail.text =
		    str_of(tails[document_format(document)]);
}

void
document_number(struct arena *arena, struct document *document,
    struct findings *findings)
{
	number_document(arena, document, 0, findings);
	set_mark_tail(document);
}

/* --- what may have been lost before it came here ----------------------- */

static bool
has_content(const struct attachment *page)
{
	const struct document *document = page->document;

	if (page->path.text.n > 0 || page->import.n > 0)
		return true;		/* a file's, or read for each copy */
	if (document == NULL)
		return false;
	if (document_is_complete(document) || document->attachments.n > 0)
		return true;
	for (size_t i = 0; i < document->body.n; i++)
		if (document->body.v[i].kind != BLOCK_FILL_LINE)
			return true;
	return false;
}

/* One row of words side by side: what follows a header is not there. */
static bool
is_cut(const struct table *table)
{
	if (table->rows != 1 || table->columns < 3)
		return false;
	for (unsigned c = 0; c < table->columns; c++)
		if (!table->cells[c].covered &&
		    table->cells[c].paragraphs.n == 0)
			return false;
	return true;
}

static void
find_damage(const struct document *document, unsigned depth,
    struct findings *findings)
{
	EACH(const struct attachment, page, document->attachments) {
		if (page->kind == ATTACHMENT_PAGE && !has_content(page))
			finding_add(findings, FINDING_ATTACHMENT_EMPTY,
			    page->document == NULL ? page->mark.pos :
			    page->document->pos,
			    "“%.*s”只有标题，没有内容，原稿的表格或文字可能"
			    "没有复制过来；已照原样排，请补上",
			    "“%.*s” has a title and nothing else, its form or "
			    "text may not have been copied; kept as it is, "
			    "please add it", STR_ARG(page->mark.text));
		if (page->document != NULL && depth < DEPTH_MAX)
			find_damage(page->document, depth + 1, findings);
	}
	EACH(const struct block, block, document->body) {
		if (block->kind == BLOCK_TABLE && is_cut(block->table))
			finding_add(findings, FINDING_TABLE_CUT, block->pos,
			    "表格只有表头一行，下面的行可能没有复制过来；"
			    "已照原样排，请补上",
			    "the table is a header and nothing else, its rows "
			    "may not have been copied; kept as it is, please "
			    "add them");
		else if (block->kind == BLOCK_PARAGRAPH && block->text.n == 1 &&
		    str_is_one(str_trim(block->text.v[0].text),
		    "序号|" WORDS_TOTAL))
			finding_add(findings, FINDING_TABLE_FLAT, block->pos,
			    "这一行单独成段，像是一张表，复制时每一格成了一行，"
			    "缺了空格对不上；已按段落排，请写成用制表符或"
			    "“|”分格的表",
			    "a paragraph by itself: this looks like a table "
			    "that was copied cell by cell, with empty ones "
			    "missing; kept as paragraphs, please part the "
			    "cells of each row by tabs or \"|\"");
	}
}

/* Front matter and nothing behind it. */
static void
find_empty(const struct document *document, struct findings *findings)
{
	if (text_empty(document->title) && document->body.n == 0 &&
	    document->attachments.n == 0)
		finding_add(findings, FINDING_DOCUMENT_EMPTY, document->pos,
		    "没有标题，也没有正文，做出来的公文是空的；"
		    "请在文件头的 --- 下面写上",
		    "neither a title nor a text, the document is empty; "
		    "write them below the --- of the front matter");
}

void
document_find_damage(const struct document *document, struct findings *findings)
{
	find_empty(document, findings);
	find_damage(document, 0, findings);
}

/* --- pictures --------------------------------------------------------- */

/* Names longer than this are sentences. */
#define NAME_BYTES_MAX	150

/* "图1 …" "图一：…" with WORD 图 */
static bool
is_numbered_name(struct str text, struct str word)
{
	uint32_t c;

	if (!str_starts(text, word) || text.n > NAME_BYTES_MAX ||
	    str_ends(text, STR("。")))
		return false;
	c = char_at(text, word.n);
	return char_is_digit(c) || char_han_digit(c) > 0 || c == U'十' ||
	    char_is_space(c);
}

/* What editors put there when nobody says what a picture shows. */
static bool
says_nothing(struct str name)
{
	return name.n == 0 || str_is_one(name,
	    "图|图片|说明|插图|image|img|picture|alt text") ||
	    str_ends_one(name, ".png|.jpg|.jpeg|.PNG|.JPG|.JPEG");
}

bool
blocks_names_picture(struct blocks blocks, size_t i)
{
	const struct block *block = &blocks.v[i];
	struct str text;

	if (i == 0 || blocks.v[i - 1].kind != BLOCK_PICTURE ||
	    block->kind != BLOCK_PARAGRAPH || block->text.n == 0)
		return false;
	text = str_trim(block->text.v[0].text);
	return is_numbered_name(text, STR("图")) ||
	    (block->text.n == 1 && text.n > 0 &&
	    str_eq(text, str_trim(blocks.v[i - 1].picture->alt.text)));
}

bool
blocks_names_table(struct blocks blocks, size_t i)
{
	const struct block *block = &blocks.v[i];

	return i + 1 < blocks.n && block->kind == BLOCK_PARAGRAPH &&
	    block->text.n > 0 && blocks.v[i + 1].kind == BLOCK_TABLE &&
	    blocks.v[i + 1].table->caption.n == 0 &&
	    is_numbered_name(str_trim(block->text.v[0].text), STR("表"));
}

struct str
blocks_picture_alt(struct blocks blocks, size_t i)
{
	const struct picture *picture = blocks.v[i].picture;

	return picture->unnamed && (i + 1 == blocks.n ||
	    !blocks_names_picture(blocks, i + 1)) ? STR_NONE :
	    picture->alt.text;
}

struct span
blocks_picture_name(struct blocks blocks, size_t i)
{
	struct span name = blocks.v[i].picture->alt;

	name.text = str_trim(name.text);
	if (blocks.v[i].picture->unnamed || says_nothing(name.text) ||
	    blocks.v[i].picture->bytes.n == 0 ||
	    (i + 1 < blocks.n && blocks_names_picture(blocks, i + 1)))
		name.text = STR_NONE;
	return name;
}
