/*
 * Which rules look at what: running text, the document, its layout; each rule
 * is a function in a file of its subject.  Read it from check_file.
 */
#include "check.h"

#include "../base/file.h"
#include "../base/kind.h"
#include "../document/leftover.h"
#include "../register/ledger.h"
#include "../text/chars.h"
#include "../text/decode.h"
#include "../text/number.h"
#include "../text/ordinal.h"
#include "../text/words.h"
#include "fix.h"
#include "lexicon.h"
#include "rule.h"
#include "subject.h"
#include "suppress.h"

/*
 * Every rule and word by the character that wakes it: a chain for each of
 * BUCKETS remainders of the code point.  Rules without one come with 0, which
 * stands before every block.
 */
#define BUCKETS		1024

struct trigger {
	uint32_t c;
	unsigned next;			/* 0 ends the chain */
	const struct prose_rule *rule;	/* or */
	const struct word *word;	/* or */
	enum word_list list;		/* and an item of it */
	struct str item;
};

struct check_index {
	struct arena *arena;
	unsigned first[BUCKETS];
	VEC(struct trigger) triggers;
};

static void
add_trigger(struct check_index *index, struct trigger it)
{
	unsigned number = (unsigned)index->triggers.n;

	it.next = index->first[it.c % BUCKETS];
	*VEC_ADD(index->arena, &index->triggers) = it;
	index->first[it.c % BUCKETS] = number;
}

static void
add_rules(struct check_index *index, const struct prose_rule *rules)
{
	for (; rules->apply != NULL; rules++) {
		struct str set = str_of(rules->triggers != NULL ?
		    rules->triggers : "");
		size_t at = 0;

		if (set.n == 0)
			add_trigger(index, (struct trigger){ .rule = rules });
		while (at < set.n)
			add_trigger(index, (struct trigger){
			    .c = char_next(set, &at), .rule = rules });
	}
}

static void
add_items(struct check_index *index, enum word_list list, const char *all)
{
	struct str rest = str_of(all);

	while (rest.n > 0) {
		struct str item = str_take(&rest, "|");
		size_t at = 0;
		uint32_t c[3];

		for (int k = 0; k < 3; k++)
			c[k] = char_next(item, &at);
		add_trigger(index, (struct trigger){ .c = c[0], .list = list,
		    .item = item });
		if (list != WORD_SLIPS)
			add_trigger(index, (struct trigger){ .c = c[2],
			    .list = list, .item = item });
	}
}

const struct check_index *
check_index_new(struct arena *arena)
{
	struct check_index *index = NEW(arena, struct check_index);

	index->arena = arena;
	VEC_ADD(index->arena, &index->triggers);	/* 0 ends a chain */
	add_rules(index, punctuation_rules);
	add_rules(index, mark_rules);
	add_rules(index, numeral_rules);
	add_rules(index, quantity_rules);
	add_rules(index, percent_rules);
	add_rules(index, wording_rules);
	for (size_t i = 0; i < words_count; i++)
		add_trigger(index, (struct trigger){ .word = &words[i],
		    .c = char_at(str_of(words[i].wrong), 0) });
	add_items(index, WORD_SLIPS, word_slips);
	add_items(index, WORD_PHRASES, word_phrases);
	add_items(index, WORD_CUSTOMS, word_customs);
	return index;
}

static void
wake(const struct check_index *index, const struct prose *prose, uint32_t c,
    ptrdiff_t i)
{
	unsigned next = index->first[c % BUCKETS];

	for (; next != 0; next = index->triggers.v[next].next) {
		const struct trigger *trigger = &index->triggers.v[next];

		if (trigger->c != c)
			continue;
		if (trigger->word != NULL)
			word_check(prose, i, trigger->word);
		else if (trigger->list != WORD_LIST_NONE)
			word_item_check(prose, i, trigger->list, trigger->item);
		else
			trigger->rule->apply(prose, i);
	}
}

static void
check_prose(struct arena *arena, uint32_t file, bool markdown,
    const struct check_index *index, const struct lexicon *lexicon,
    struct findings *findings)
{
	struct prose_reader reader;
	const struct prose *prose;

	prose_open(&reader, arena, file, markdown, findings);
	while ((prose = prose_next(&reader)) != NULL) {
		wake(index, prose, 0, 0);
		for (ptrdiff_t i = 0; i < prose->n; i++)
			wake(index, prose, prose->c[i], i);
		if (lexicon != NULL)
			lexicon_prose(lexicon, prose);
	}
}

void
check_text(struct arena *arena, uint32_t file, bool markdown,
    struct findings *findings)
{
	check_prose(arena, file, markdown, check_index_new(arena), NULL,
	    findings);
}

/* --- the document ------------------------------------------------------ */

#define DEPTH_MAX	8

/* One of the 文种 of the 条例, article 8, that S ends in; or NULL. */
static const struct genre *
regulated(struct str s)
{
	const struct genre *genre = genre_at_end(s);

	return genre != NULL && genre->kind == GENRE_REGULATION ? genre : NULL;
}

static struct str
without_mark(struct str title)
{
	size_t at = title.n;

	while (at > 0) {
		size_t end = at;

		if (!prose_one_of(char_before(title, &at), "。，；：、.,;:"))
			return str_slice(title, 0, end);
	}
	return STR_NONE;
}

/*
 * A number, an addressee, an organ or a 版记 make a document of it, and so does
 * a title of the form that only such documents have: 关于…的通知.
 */
static bool
is_official(const struct subject *s)
{
	const struct document *d = s->document;

	if (d != s->main || document_is_unbound(d))
		return false;
	if (document_is_complete(d) || d->organs.n > 0 || d->marks.n > 0 ||
	    !text_empty(d->cc) || d->printer.text.n > 0)
		return true;
	return str_has(s->name, STR("关于")) && regulated(s->genre) != NULL &&
	    str_ends(s->name, s->genre);
}

static void
check_subject(struct arena *arena, const struct document *document,
    const struct document *main, int depth, struct findings *findings)
{
	struct subject s = { .document = document, .main = main,
	    .arena = arena, .findings = findings };

	if (!date_parse(str_trim(document->date.text), &s.date, NULL))
		s.date = (struct date){ 0, 0, 0 };
	s.title = text_squeeze(arena, subject_text(&s, document->title));
	s.name = without_mark(s.title);
	s.genre = document->genre;
	if (s.genre.n == 0 && regulated(s.name) != NULL)
		s.genre = str_of(regulated(s.name)->word);
	s.official = is_official(&s);
	s.old = s.date.year > 0 && !date_in_force(s.date);
	for (size_t i = 0; element_rules[i] != NULL; i++)
		element_rules[i](&s);
	for (size_t i = 0; content_rules[i] != NULL; i++)
		content_rules[i](&s);
	for (size_t i = 0; sum_rules[i] != NULL; i++)
		sum_rules[i](&s);
	for (size_t i = 0; genre_rules[i] != NULL; i++)
		genre_rules[i](&s);
	for (size_t i = 0; depth < DEPTH_MAX &&
	    i < document->attachments.n; i++) {
		const struct document *page =
		    document->attachments.v[i].document;

		if (page != NULL && !document_is_complete(page))
			check_subject(arena, page, main, depth + 1, findings);
	}
}

void
check_document(struct arena *arena, const struct document *document,
    struct findings *findings)
{
	check_subject(arena, document, document, 0, findings);
}

/* --- a source ---------------------------------------------------------- */

/* Repairs may hold one another (brackets in brackets); beyond is a loop. */
#define ROUNDS_MAX	100

/* The rules on one text that was read; tables of data have none. */
static void
check_one_text(struct arena *arena, uint32_t file,
    const struct check_index *index, const struct lexicon *lexicon,
    struct findings *findings)
{
	struct str name = findings->files->list.v[file - 1].name;

	if (kind_reader(name) != READER_TABLE && (lexicon == NULL ||
	    file != lexicon_file(lexicon)))
		check_prose(arena, file, !source_is_plain(name), index,
		    lexicon, findings);
}

/* More guesses than this and the text is no document that we know. */
#define UNSURE_MAX	100

/* Lines of which something was found. */
struct found_lines {
	struct {
		uint32_t file, line;
	} v[UNSURE_MAX];
	size_t n;			/* more than UNSURE_MAX: all */
};

static void
collect_lines(const struct findings *findings, enum finding_id id,
    struct found_lines *lines)
{
	EACH(const struct finding, f, findings->list) {
		if (f->id != id)
			continue;
		if (lines->n < UNSURE_MAX) {
			lines->v[lines->n].file = f->pos.file;
			lines->v[lines->n].line = f->place.line;
		}
		lines->n++;
	}
}

static bool
is_among(const struct found_lines *lines, const struct finding *f)
{
	if (lines->n > UNSURE_MAX)
		return true;
	for (size_t i = 0; i < lines->n; i++)
		if (lines->v[i].file == f->pos.file &&
		    lines->v[i].line == f->place.line)
			return true;
	return false;
}

/* Take out what was found from BEFORE on in such lines. */
static void
drop_among(struct arena *arena, const struct found_lines *lines,
    size_t before, struct findings *findings)
{
	bool *drop;

	if (lines->n == 0)
		return;
	drop = NEW_ARRAY(arena, bool, findings->list.n);
	for (size_t i = before; i < findings->list.n; i++)
		drop[i] = is_among(lines, &findings->list.v[i]);
	findings_drop(findings, drop);
}

/*
 * The rules on what the document's elements are, but for lines of which the
 * recogniser itself was not sure: a wrong guess is no fault of the author.
 */
static void
check_elements(struct arena *arena, const struct document *document,
    const struct lexicon *lexicon, struct findings *findings)
{
	size_t before = findings->list.n;
	struct found_lines guesses = { .n = 0 };

	collect_lines(findings, FINDING_LINE_UNSURE, &guesses);
	check_document(arena, document, findings);
	if (lexicon != NULL)
		lexicon_document(arena, lexicon, document, findings);
	drop_among(arena, &guesses, before, findings);
}

/* The bytes of FILE that the reader left out as a web page's; NULL: none. */
static const bool *
left_bytes(struct arena *arena, const struct document *document,
    uint32_t file, size_t length)
{
	bool *left = NULL;

	EACH(const struct repair, r, document->repairs) {
		if (r->kind != REPAIR_PROPERTY || r->pos.file != file ||
		    r->length > length - r->pos.offset)
			continue;
		if (left == NULL)
			left = NEW_ARRAY(arena, bool, length);
		memset(left + r->pos.offset, true, r->length);
	}
	return left;
}

/*
 * The texts that were read.  What stands in a line of a web page that was left
 * out is nobody's fault.
 */
static void
check_texts(struct arena *arena, const struct document *document,
    const struct check_index *index, const struct lexicon *lexicon,
    struct findings *findings)
{
	for (uint32_t i = 1; i <= findings->files->list.n; i++) {
		size_t before = findings->list.n;
		size_t length = text_of(findings, i).n;
		const bool *left = document == NULL ? NULL :
		    left_bytes(arena, document, i, length);
		bool *drop;

		check_one_text(arena, i, index, lexicon, findings);
		if (left == NULL)
			continue;
		drop = NEW_ARRAY(arena, bool, findings->list.n);
		for (size_t k = before; k < findings->list.n; k++)
			drop[k] = findings->list.v[k].pos.offset < length &&
			    left[findings->list.v[k].pos.offset];
		findings_drop(findings, drop);
	}
}

/* NUMBER as it should be written, to be compared: 某发[2026]第03号 is 3号. */
static struct str
plain_number(struct arena *arena, struct str number)
{
	struct number n;

	if (!number_split(number, &n) || number_parse(n.serial) == 0)
		return number;
	return str_format(arena, "%.*s〔%u〕%u号%.*s", STR_ARG(n.organ),
	    number_parse(n.year), number_parse(n.serial), STR_ARG(n.rest));
}

/*
 * No other document of the run may have this one's number.  A text and what
 * was made from it, or the copies of one notice, have one title and are one.
 */
static void
check_number(struct arena *arena, struct str path,
    const struct document *document, struct check_numbers *numbers,
    struct findings *findings)
{
	struct str number = text_squeeze(arena, document->number.text);
	struct str title = text_squeeze(arena, text_join(arena,
	    document->title, STR_NONE));
	struct check_number *own;

	if (numbers == NULL || number.n == 0 || title.n == 0 ||
	    str_has_one(number, "{{|〕号"))
		return;
	finding_add(findings, FINDING_NUMBER_TWICE, document->number.pos,
	    "%.*s", "%.*s", STR_ARG(number));
	if (numbers->list.n > 0)
		return;
	own = VEC_ADD(numbers->arena, &numbers->list);
	own->number = plain_number(numbers->arena,
	    str_copy(numbers->arena, number));
	own->title = str_copy(numbers->arena, title);
	own->path = str_copy(numbers->arena, path);
}

/* The document before this one that has its number; NULL: none. */
static const struct check_number *
same_number(const struct check_numbers *all, const struct check_number *own)
{
	for (size_t i = 0; i < all->list.n; i++)
		if (str_eq(all->list.v[i].number, own->number))
			return &all->list.v[i];
	return NULL;
}

static void
add_number(struct check_numbers *all, const struct check_number *own)
{
	*VEC_ADD(all->arena, &all->list) = (struct check_number){
	    str_copy(all->arena, own->number), str_copy(all->arena, own->title),
	    str_copy(all->arena, own->path) };
}

void
check_join(struct check_numbers *all, const struct check_numbers *own,
    struct findings *findings)
{
	const struct check_number *it = own->list.v, *other = NULL;
	bool *drop = NEW_ARRAY(findings->arena, bool, findings->list.n);
	bool twice;

	if (own->list.n > 0 && (other = same_number(all, it)) == NULL)
		add_number(all, it);
	twice = other != NULL && !str_eq(other->title, it->title);
	for (size_t i = 0; i < findings->list.n; i++) {
		struct finding *f = &findings->list.v[i];

		if (f->id != FINDING_NUMBER_TWICE)
			continue;
		drop[i] = !twice;
		if (twice)
			f->message = str_format(findings->arena,
			    findings->language == LANGUAGE_EN ?
			    "the number %.*s is that of %.*s too; one number "
			    "is for one document" :
			    "发文字号“%.*s”与“%.*s”的相同；一个文号只用于一件"
			    "公文，请核对", STR_ARG(f->message),
			    STR_ARG(other->path));
	}
	findings_drop(findings, drop);
}

/*
 * What the register says of it.  A number that is still to be taken is looked
 * at as the one that it would get.
 */
static void
check_ledger(struct arena *arena, struct str path,
    const struct check_options *options, struct document *document,
    struct findings *findings)
{
	struct str place = options->ledger.n > 0 ? options->ledger :
	    ledger_beside(arena, path);
	bool asks = ledger_asks(document->number.text), fresh;
	struct ledger *ledger;

	if (!asks && !file_exists(place))
		return;
	ledger = ledger_read(arena, place, findings);
	if (ledger == NULL)
		return;
	ledger_check(ledger, findings);
	if (asks)
		document->number.text = ledger_number(ledger, document, path,
		    &fresh, findings);
	else
		ledger_check_document(ledger, document, path, findings);
}

/*
 * A picture has no text to be checked; that it was not read is of interest to
 * who makes a source out of the DOCX.
 */
static void
drop_pictures(struct arena *arena, const struct docx_facts *facts,
    struct findings *findings)
{
	const struct docx_leftovers *left = &facts->left;
	bool *drop = NEW_ARRAY(arena, bool, findings->list.n);

	if (left->formulas.n + left->objects.n + left->symbols.n > 0)
		return;
	for (size_t i = 0; i < findings->list.n; i++)
		drop[i] = findings->list.v[i].id == FINDING_DOCX_OBJECTS;
	findings_drop(findings, drop);
}

/* The words of the office: what --lexicon names, else those of the folder. */
static const struct lexicon *
find_lexicon(struct arena *arena, struct str path,
    const struct check_options *options, struct findings *findings)
{
	struct str own = options->lexicon.n > 0 ? options->lexicon :
	    lexicon_beside(arena, path);

	return own.n == 0 ? NULL : lexicon_read(arena, own,
	    options->source.encoding, findings);
}

/* A DOCX: its text, its elements and its layout. */
static void
check_docx(struct arena *arena, struct str path,
    const struct check_options *options, struct findings *findings)
{
	const struct lexicon *lexicon;
	const struct profile *profile = options->profile != NULL ?
	    options->profile : profile_builtin(arena, STR_NONE);
	struct docx_facts *facts = docx_read(arena, path, findings);
	struct document *document;

	if (facts == NULL)
		return;
	drop_pictures(arena, facts, findings);
	lexicon = find_lexicon(arena, path, options, findings);
	check_prose(arena, facts->file, false, options->index, lexicon,
	    findings);
	document = docx_document(arena, facts, &options->source, findings);
	if (document == NULL)
		return;
	document_number(arena, document, findings);
	document_find_markup(document, findings);
	check_ledger(arena, path, options, document, findings);
	check_elements(arena, document, lexicon, findings);
	check_number(arena, path, document, options->numbers, findings);
	check_layout(facts, document, profile_for(profile, document->genre),
	    findings);
}

static void
check_source(struct arena *arena, struct str path,
    const struct check_options *options, struct findings *findings)
{
	struct document *document = source_read(arena, path, &options->source,
	    findings);
	const struct lexicon *lexicon = find_lexicon(arena, path, options,
	    findings);

	check_texts(arena, document, options->index, lexicon, findings);
	if (document == NULL)
		return;
	check_ledger(arena, path, options, document, findings);
	check_elements(arena, document, lexicon, findings);
	check_number(arena, path, document, options->numbers, findings);
}

/* Read and check once, with findings of its own. */
static void
check_round(struct arena *arena, struct str path,
    const struct check_options *options, struct findings *findings)
{
	if (kind_reader(path) == READER_DOCX)
		check_docx(arena, path, options, findings);
	else
		check_source(arena, path, options, findings);
	suppress_findings(arena, findings);
}

/* Repair every text; true when something was, and only notes are left. */
static bool
fix_round(struct arena *arena, const struct check_options *options,
    struct findings *findings)
{
	int made = 0;
	bool *drop;

	for (uint32_t i = 1; i <= findings->files->list.n; i++) {
		int n = fix_file(arena, i, options->source.encoding, findings);

		if (n < 0)
			return false;
		made += n;
	}
	if (made == 0)
		return false;
	drop = NEW_ARRAY(arena, bool, findings->list.n);
	for (size_t i = 0; i < findings->list.n; i++)
		drop[i] = findings->list.v[i].id != FINDING_FIXED &&
		    findings->list.v[i].id != FINDING_FILE_SHARED;
	findings_drop(findings, drop);
	return true;
}

void
check_file(struct arena *arena, struct str path,
    const struct check_options *options, struct findings *findings)
{
	struct check_options own = *options;
	bool again = options->fix;

	if (own.index == NULL)
		own.index = check_index_new(arena);
	for (int round = 0; round == 0 || again; round++) {
		struct files files = { .arena = arena,
		    .root = findings->files != NULL ?
		    findings->files->root : STR_NONE,
		    .given = findings->files != NULL ?
		    findings->files->given : NULL };
		struct findings found = *findings;

		found.arena = arena;
		found.files = &files;
		findings_empty(&found);
		check_round(arena, path, &own, &found);
		again = options->fix && round < ROUNDS_MAX &&
		    fix_round(arena, options, &found);
		findings_seal(&found);
		findings_append(findings, &found);
	}
}
