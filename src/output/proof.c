/*
 * Characters of the document against those that went into the package; watched
 * while it is written, judged at the end.
 */
#include "proof.h"

#include "../document/element.h"
#include "../text/chars.h"

#define CODES		0x110000	/* of Unicode */
#define LEAF_CODES	16
#define BRANCH_CODES	4096

struct proof {
	struct pack_watch watch;	/* first: it is given to see_part */
	struct walker walker;
	struct arena *arena;
	/* How often each character is in the file and not in the document. */
	int32_t **branches[CODES / BRANCH_CODES];
	bool in_tag, in_text;		/* where the part's bytes have got to */
	/* At the end */
	const struct document *document;
	bool alone;			/* an unbound attachment */
	bool more;			/* the file has other texts as well */
	struct span suspect;		/* of the pieces that may be missing */
	size_t share;			/* percent of it; 0: there is none */
	uint32_t character;		/* the first of it that is missing */
};

static int32_t *
count_of(struct proof *proof, uint32_t c)
{
	int32_t ***branch = &proof->branches[c % CODES / BRANCH_CODES];
	int32_t **leaf;

	if (*branch == NULL)
		*branch = NEW_ARRAY(proof->arena, int32_t *,
		    BRANCH_CODES / LEAF_CODES);
	leaf = &(*branch)[c % BRANCH_CODES / LEAF_CODES];
	if (*leaf == NULL)
		*leaf = NEW_ARRAY(proof->arena, int32_t, LEAF_CODES);
	return &(*leaf)[c % LEAF_CODES];
}

static void
count_text(struct proof *proof, struct str s, int32_t by)
{
	for (size_t at = 0; at < s.n;) {
		uint32_t c = char_next(s, &at);

		if (!char_is_blank(c))
			*count_of(proof, c) += by;
	}
}

/* --- what is in the file ---------------------------------------------- */

/* An entity of the five, or a number; false: a lone ampersand. */
static bool
take_entity(struct str xml, size_t *at, uint32_t *c)
{
	static const struct {
		struct str name;
		uint32_t c;
	} entities[] = {
		{ { "&amp;", 5 }, '&' }, { { "&lt;", 4 }, '<' },
		{ { "&gt;", 4 }, '>' }, { { "&quot;", 6 }, '"' },
		{ { "&apos;", 6 }, '\'' },
	};
	struct str rest = str_from(xml, *at);
	size_t i = 2;

	for (size_t k = 0; k < COUNT_OF(entities); k++)
		if (str_starts(rest, entities[k].name)) {
			*at += entities[k].name.n;
			*c = entities[k].c;
			return true;
		}
	if (!str_starts(rest, STR("&#")))
		return false;
	for (*c = 0; i < rest.n && char_is_ascii_alnum((unsigned char)
	    rest.p[i]) && rest.p[i] <= '9' && *c < CODES; i++)
		*c = *c * 10 + (uint32_t)(rest.p[i] - '0');
	*at += i + 1;
	return true;
}

static void
count_xml(struct proof *proof, struct str xml)
{
	size_t from = 0, at = 0;

	while (at < xml.n) {
		size_t here = at;
		uint32_t c;

		if (xml.p[at] != '&' || !take_entity(xml, &at, &c)) {
			at++;
			continue;
		}
		count_text(proof, str_slice(xml, from, here), 1);
		if (!char_is_blank(c))
			++*count_of(proof, c);
		from = at;
	}
	count_text(proof, str_from(xml, from), 1);
}

/* Is what follows a `<` the beginning of a piece of text? */
static bool
opens_text(struct str tag)
{
	return (str_starts(tag, STR("w:t")) || str_starts(tag, STR("m:t"))) &&
	    tag.n > 3 && (tag.p[3] == '>' || tag.p[3] == ' ');
}

static void
see_bytes(struct proof *proof, struct str bytes)
{
	while (bytes.n > 0) {
		const char *end = memchr(bytes.p, proof->in_tag ? '>' : '<',
		    bytes.n);
		size_t n = end == NULL ? bytes.n : (size_t)(end - bytes.p);

		if (!proof->in_tag && proof->in_text)
			count_xml(proof, str_slice(bytes, 0, n));
		if (end == NULL)
			return;
		bytes = str_from(bytes, n + 1);
		proof->in_tag = !proof->in_tag;
		if (proof->in_tag)
			proof->in_text = opens_text(bytes);
	}
}

static void
see_part(struct pack_watch *watch, struct str name, struct str bytes)
{
	struct proof *proof = (struct proof *)watch;

	if (str_starts(name, STR("word/")) && str_ends(name, STR(".xml")))
		see_bytes(proof, bytes);
}

struct proof *
proof_begin(struct arena *arena, bool own_words)
{
	struct proof *proof = NEW(arena, struct proof);

	proof->more = own_words;
	proof->arena = arena;
	proof->watch.see = see_part;
	return proof;
}

struct pack_watch *
proof_watch(struct proof *proof)
{
	return &proof->watch;
}

/* --- what should be there --------------------------------------------- */

static bool
is_printed(const struct proof *proof, enum role role)
{
	switch (role) {
	case ROLE_MARK:
		return proof->document->head == HEAD_AUTO;
	case ROLE_TEXT:
	case ROLE_MERGED:
		return true;
	default:
		return false;
	}
}

static struct proof *
proof_of(struct walker *walker)
{
	return (struct proof *)(void *)
	    ((char *)walker - offsetof(struct proof, walker));
}

static void
take_off(struct walker *walker, enum role role, struct span span)
{
	struct proof *proof = proof_of(walker);

	if (is_printed(proof, role))
		count_text(proof, span.text, -1);
}

/* The piece that has the largest part of itself among what is missing. */
static void
find_missing(struct walker *walker, enum role role, struct span span)
{
	struct proof *proof = proof_of(walker);
	size_t missing = 0, all = 0;
	uint32_t first = 0;

	if (!is_printed(proof, role))
		return;
	for (size_t at = 0; at < span.text.n; all++) {
		uint32_t c = char_next(span.text, &at);

		if (char_is_blank(c) || *count_of(proof, c) >= 0)
			continue;
		if (missing++ == 0)
			first = c;
	}
	if (missing > 0 && missing * 100 / all > proof->share) {
		proof->share = missing * 100 / all;
		proof->suspect = span;
		proof->character = first;
	}
}

static bool
is_in_file(struct walker *walker, const struct document *document,
    const struct attachment *page)
{
	struct proof *proof = proof_of(walker);

	if (!proof->alone && attachment_is_unbound(document, page))
		return false;
	proof->more |= page->import.n > 0;
	return true;
}

/* --- what is there besides -------------------------------------------- */

/*
 * What the program prints by itself: the words around elements, page numbers,
 * lists.
 */
static const char words[] = "附件：主送：印发单位：（）。．.、-—0123456789";
static const char box_words[] =
#define BOX(row, column, label, member)	label
#define BLANK(row, column, label)	label
#include "../document/boxes.def"
    ;

static void
may_print(struct proof *proof, const char *characters)
{
	struct str printed = str_of(characters);

	for (size_t at = 0; at < printed.n;)
		*count_of(proof, char_next(printed, &at)) = 0;
}

/* A cell over rows is printed on each page that it goes on. */
static void
allow(struct walker *walker, enum role role, struct span span)
{
	struct proof *proof = proof_of(walker);

	for (size_t at = 0; role == ROLE_MERGED && at < span.text.n;)
		*count_of(proof, char_next(span.text, &at)) = 0;
}

/* The character that is there too often; 0: none. */
static uint32_t
find_extra(struct proof *proof)
{
	may_print(proof, words);
	if (document_format(proof->document) == FORMAT_SUBMISSION)
		may_print(proof, box_words);
	for (size_t i = 0; i < ELEMENT_COUNT; i++)
		may_print(proof, elements[i].frame);
	proof->walker.text = allow;
	document_walk(proof->document, &proof->walker);
	for (uint32_t c = 0; c < CODES; c += LEAF_CODES) {
		int32_t **branch = proof->branches[c / BRANCH_CODES];
		const int32_t *leaf;

		if (branch == NULL) {
			c += BRANCH_CODES - LEAF_CODES;
			continue;
		}
		leaf = branch[c % BRANCH_CODES / LEAF_CODES];
		for (uint32_t k = 0; leaf != NULL && k < LEAF_CODES; k++)
			if (leaf[k] > 0)
				return c + k;
	}
	return 0;
}

/* --- the end ---------------------------------------------------------- */

static struct str
character(struct arena *arena, uint32_t c)
{
	struct buf buf = { 0 };

	char_encode(&buf, c);
	return buf_take(arena, &buf);
}

static int
say_lost(struct proof *proof, struct findings *findings)
{
	struct str c = character(proof->arena, proof->character);

	finding_add(findings, FINDING_TEXT_LOST, proof->suspect.pos,
	    "核对文字：有%d个“%.*s”没有排进文件，先查“%.*s”这一处；"
	    "没有生成文件，请报告这个问题",
	    "check of the text: %d “%.*s” did not get into the file, look "
	    "at “%.*s” first; no file was made, please report this",
	    -*count_of(proof, proof->character), STR_ARG(c),
	    STR_ARG(proof->suspect.text));
	return -1;
}

static int
say_extra(struct proof *proof, uint32_t extra, struct findings *findings)
{
	struct str c = character(proof->arena, extra);

	finding_add(findings, FINDING_TEXT_TWICE, proof->document->pos,
	    "核对文字：文件里的“%.*s”比稿子多了%d个；没有生成文件，"
	    "请报告这个问题",
	    "check of the text: “%.*s” is in the file %d times more than in "
	    "the source; no file was made, please report this", STR_ARG(c),
	    *count_of(proof, extra));
	return -1;
}

int
proof_end(struct proof *proof, const struct document *document, size_t page,
    struct findings *findings)
{
	struct document alone = { .pos = document->pos,
	    .number = document->number };
	uint32_t extra;

	if (page != SIZE_MAX) {
		alone.attachments.v = &document->attachments.v[page];
		alone.attachments.n = 1;
		document = &alone;
	}
	proof->document = document;
	proof->alone = page != SIZE_MAX;
	proof->walker.enter = is_in_file;
	proof->walker.text = take_off;
	document_walk(document, &proof->walker);
	proof->walker.text = find_missing;
	document_walk(document, &proof->walker);
	if (proof->share > 0)
		return say_lost(proof, findings);
	if (!proof->more && (extra = find_extra(proof)) != 0)
		return say_extra(proof, extra, findings);
	return 0;
}
