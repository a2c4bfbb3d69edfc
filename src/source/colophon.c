/*
 * 版记: 抄送, 印发 and so on.  In: the lines at the end of a document.  Out:
 * their slots, of the notice or of the document forwarded in it: whose they
 * are, the lines themselves say.  Read it from the end: add_colophon.
 */
#include "build.h"

#include "../text/date.h"

/* 共印50份 of S; what else there is (校对：…) has no slot but the remarks. */
static void
add_copies(struct builder *b, const struct line *line, struct str s)
{
	struct section *section = &b->sections.v[b->colophon];
	struct str words = inside_brackets(b, line, s);
	size_t at = str_find(words, STR("共印"), 0), end = words.n;

	if (at == SIZE_MAX)
		at = str_find(words, STR("印数"), 0);
	if (at == SIZE_MAX)
		at = words.n;
	else {
		end = str_find(words, STR("份"), at);
		end = end == SIZE_MAX ? words.n : end + STR("份").n;
		put_span(b, section->document->reprint_date.text.n > 0 ?
		    &section->document->reprint_copies :
		    &section->document->copies,
		    span_of(line, str_slice(words, at, end)));
	}
	for (int side = 0; side < 2; side++) {
		struct text rest = text_of_part(b, line, side == 0 ?
		    str_slice(words, 0, at) : str_from(words, end));

		if (!text_empty(rest))
			*VEC_ADD(b->arena, &section->remarks) = rest;
	}
}

/* Does line I say who printed the document again, and when? */
static bool
is_reprint(const struct builder *b, size_t i)
{
	const struct line *line = &b->lines.v[i];

	if (line->label == LABEL_PRINTER && i + 1 < b->lines.n)
		line++;
	return line->label == LABEL_PRINT && str_has(line->text, STR("翻印"));
}

/* 某某办公室　　2026年6月15日印发　（共印50份）, 某某局　2026年7月1日翻印 */
static void
add_print(struct builder *b, const struct line *line, struct str s, bool again)
{
	struct document *document = b->sections.v[b->colophon].document;
	struct span *who = again ? &document->reprinter : &document->printer;
	size_t from, to, end;
	struct date date;
	struct str rest;

	if (!date_find(s, &from, &to, &date) &&
	    !words_open_day(s, &from, &to)) {
		put_span(b, who, span_of(line, s));
		return;
	}
	/* 某某办公室　共印50份　2026年6月15日印发 */
	rest = str_slice(s, 0, from);
	end = str_find(rest, STR("共印"), 0);
	if (end < rest.n) {
		add_copies(b, line, words_trim(str_from(rest, end)));
		rest = str_slice(rest, 0, end);
	}
	if (words_trim(rest).n > 0)
		put_span(b, who, span_of(line, rest));
	put_span(b, again ? &document->reprint_date : &document->print_date,
	    span_of(line, str_slice(s, from, to)));
	end = words_skip(s, to);
	rest = str_from(s, end);
	if (str_starts_one(rest, "印|翻印|制发")) {
		size_t n = str_starts_one(rest, "印发|印制|翻印|制发") ?
		    STR("印发").n : STR("印").n;

		drop(b, line, REPAIR_LABEL, str_slice(rest, 0, n));
		rest = str_from(rest, n);
	}
	if (words_trim(rest).n == 0)
		return;
	add_copies(b, line, rest);
}

static void
add_to_text(struct builder *b, const struct line *line, struct text *text)
{
	/* 送：…　发：… below it: the second keeps its word. */
	bool second = text->n > 0 && line->key > 0;

	if (second)
		text_extend(b->arena, &b->room, text, text_plain(b->arena,
		    (struct span){ STR("　"), text_pos(*text) }));
	text_extend(b->arena, &b->room, text, text_of_part(b, line,
	    second ? line->text : after_key(b, line, REPAIR_LABEL)));
}

/*
 * 抄送, 印发 and so on at the end of everything are those of the notice, but
 * of a document forwarded whole, with its own number, when it is the last and
 * nothing says otherwise; and where the notice has them already.
 */
static size_t
colophon_of(struct builder *b, size_t i)
{
	const struct section *notice = &b->sections.v[0], *host;
	struct str printer = STR_NONE;
	size_t at = b->current;

	find_parents(b, b->current + 1);
	host = &b->sections.v[at];
	while (at > 0 && !host->numbered &&
	    !(notice->closed && document_is_complete(host->document))) {
		at = host->parent;
		host = &b->sections.v[at];
	}
	if (at == 0 || host->closed)
		return 0;
	for (size_t k = i; k < b->lines.n && k < i + 12; k++)
		if (b->lines.v[k].label == LABEL_PRINT)
			printer = b->lines.v[k].text;
	for (size_t k = 0; k < notice->signatures.n && !notice->closed; k++)
		if (printer.n > 6 && str_starts(notice->signatures.v[k].text,
		    str_slice(printer, 0, 6)))
			return 0;
	return at;
}

bool
add_colophon(struct builder *b, size_t i)
{
	const struct line *line = &b->lines.v[i];
	struct document *document =
	    b->sections.v[b->colophon].document;

	/* Those of its stage stand together in label.def. */
	if (line->label < LABEL_SUBJECT || line->label > LABEL_DISCLOSURE)
		return false;
	/* The notice's own, below that of a document forwarded in it. */
	if (b->closing && ((line->label == LABEL_CC && line->key > 0 &&
	    document->cc.n > 0) || (document->print_date.text.n > 0 &&
	    (line->label == LABEL_PRINTER || line->label == LABEL_PRINT) &&
	    !is_reprint(b, i))))
		b->closing = false;
	if (!b->closing)
		b->colophon = colophon_of(b, i);
	b->closing = true;
	b->sections.v[b->colophon].closed = true;
	document = b->sections.v[b->colophon].document;
	switch ((enum label)line->label) {
	case LABEL_SUBJECT:
		put_span(b, &document->subject_words, span_of(line,
		    after_key(b, line, REPAIR_LABEL)));
		break;
	case LABEL_CC:
		add_to_text(b, line, &document->cc);
		break;
	case LABEL_REPORT:
		add_to_text(b, line, &document->report_to);
		break;
	case LABEL_SEND:
		add_to_text(b, line, &document->send_to);
		break;
	case LABEL_PRINTER: case LABEL_PRINT:
		add_print(b, line, line->said > 0 ?
		    after_key(b, line, REPAIR_MARKUP) : line->text,
		    is_reprint(b, i));
		break;
	case LABEL_COPIES:
		add_copies(b, line, line->text);
		break;
	default:	/* LABEL_DISCLOSURE: printed as a remark */
		*VEC_ADD(b->arena, &b->sections.v[b->colophon].remarks) =
		    text_of_part(b, line, line->text);
	}
	return true;
}
