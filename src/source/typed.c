#include "typed.h"

#include "../text/chars.h"
#include "../text/date.h"

bool
typed_is_date(struct str s)
{
	struct date date;
	size_t length;

	return s.n < 60 && date_parse(s, &date, &length) &&
	    str_trim(str_slice(s, length, s.n)).n == 0;
}

static void
tell_taken(struct arena *arena, struct text text, struct findings *findings,
    const char *zh, const char *en)
{
	finding_add(findings, FINDING_ELEMENT_TYPED, text_pos(text),
	    "已把“%.*s”认作%s", "“%.*s” was taken for the %s",
	    STR_ARG(text_join(arena, text, STR_NONE)),
	    findings->language == LANGUAGE_EN ? en : zh);
}

static bool
has_any(struct str s, const char *const *words, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (str_has(s, str_of(words[i])))
			return true;
	return false;
}

/* The name of one recipient: 各县, 市教育局, 有关单位（名单附后）. */
static bool
is_recipient(struct str name)
{
	static const char lasts[] = "局委办会院校司部厅署室队站所心位协业构"
	    "市县区府镇乡村门处关团社馆厂组行员道场地支系学";
	size_t bracket = str_find(name, STR("（"), 0), at;
	uint32_t last;

	name = str_trim(str_slice(name, 0, bracket));
	at = name.n;
	last = char_before(name, &at);
	for (at = 0; last != 0 && at < sizeof(lasts) - 1;)
		if (char_next(str_of(lasts), &at) == last)
			return true;
	return false;
}

static bool
are_recipients(struct str s)
{
	static const char *const sentence[] = { "。", "；", "！", "？",
	    "如下", "以下", "下列", "现将", "现就", "根据", "按照", "为了",
	    "通知", "决定", "要求" };
	size_t at = 0, from = 0;
	int depth = 0;

	if (str_eq(s, STR("单位")) || str_eq(s, STR("部门")) ||
	    str_eq(s, STR("学校")))		/* a line to fill in */
		return false;
	if (char_count(s) > 300 || has_any(s, sentence,
	    sizeof(sentence) / sizeof(sentence[0])))
		return false;
	while (at < s.n) {
		size_t here = at;
		uint32_t c = char_next(s, &at);

		depth += (c == 0xff08) - (c == 0xff09);
		if (depth > 0 || (c != 0x3001 && c != 0xff0c && c != ','))
			continue;
		if (!is_recipient(str_slice(s, from, here)))
			return false;
		from = at;
	}
	return is_recipient(str_slice(s, from, s.n));
}

/* The first paragraph, when it names organs and ends in a colon. */
static void
take_recipients(struct arena *arena, struct document *document,
    struct findings *findings)
{
	struct block *block = document->body.v;
	struct str s;

	if (document->body.n < 2 || !text_empty(document->recipients) ||
	    text_empty(document->title) || block->kind != BLOCK_PARAGRAPH)
		return;
	s = text_join(arena, block->text, STR_NONE);
	if (str_ends(s, STR("：")))
		s.n -= STR("：").n;
	else if (str_ends(s, STR(":")))
		s.n -= 1;
	else
		return;
	if (!are_recipients(s))
		return;
	document->recipients = text_part(arena, block->text, 0, s.n);
	document->body.v++;
	document->body.n--;
	tell_taken(arena, document->recipients, findings, "主送机关",
	    "recipients");
}

/* （…）as a whole paragraph; its inner bytes FROM..TO. */
static bool
is_bracketed(struct str s, size_t *from, size_t *to)
{
	if (!str_starts(s, STR("（")) || !str_ends(s, STR("）")) ||
	    str_find(s, STR("）"), 0) != s.n - STR("）").n)
		return false;
	*from = STR("（").n;
	*to = s.n - STR("）").n;
	return true;
}

/* Names of organs: parted by blanks, without any sentence. */
static bool
are_signatures(struct str s)
{
	static const char *const marks[] = { "。", "，", "；", "：", "、",
	    "！", "？", "《", "{{" };

	return s.n > 0 && char_count(s) <= 80 && !has_any(s, marks,
	    sizeof(marks) / sizeof(marks[0])) && is_recipient(s);
}

static struct spans
split_signatures(struct arena *arena, struct text text)
{
	VEC(struct span) list = { 0 };

	for (size_t i = 0; i < text.n; i++) {
		struct span run = { text.v[i].text, text.v[i].pos };
		size_t at = 0, from = 0;

		while (at <= run.text.n) {
			size_t here = at;
			uint32_t c = char_next(run.text, &at);

			if (c != 0 && !char_is_space(c))
				continue;
			if (here > from)
				*VEC_ADD(arena, &list) = (struct span){
				    str_slice(run.text, from, here),
				    { run.pos.file, run.pos.offset +
				    (uint32_t)from } };
			if (c == 0)
				break;
			from = at;
		}
	}
	return (struct spans){ list.v, list.n };
}

/* Bracketed paragraphs after the date are 附注 (7.3.6). */
static void
take_remarks(struct arena *arena, struct document *document, size_t first)
{
	struct texts remarks = { NEW_ARRAY(arena, struct text,
	    document->body.n), 0 };

	for (size_t i = first; i < document->body.n; i++) {
		struct text text = document->body.v[i].text;
		size_t from, to;

		is_bracketed(text_join(arena, text, STR_NONE),
		    &from, &to);
		remarks.v[remarks.n++] = text_part(arena, text, from,
		    to);
	}
	if (remarks.n > 0)
		document->remarks = remarks;
}

/* The paragraph before the date, when it names organs. */
static void
take_signature(struct arena *arena, struct document *document,
    struct findings *findings)
{
	const struct block *last =
	    &document->body.v[document->body.n - 1];

	if (document->signatures.n > 0 || last->kind != BLOCK_PARAGRAPH ||
	    !are_signatures(text_join(arena, last->text, STR(" "))))
		return;
	document->signatures = split_signatures(arena, last->text);
	document->body.n--;
	tell_taken(arena, last->text, findings, "署名", "signature");
}

/* The last paragraph but for bracketed ones, when it is a date. */
static void
take_date(struct arena *arena, struct document *document,
    struct findings *findings)
{
	struct blocks body = document->body;
	size_t n = body.n, from, to;
	struct text date;

	while (n > 0 && document->remarks.n == 0 &&
	    body.v[n - 1].kind == BLOCK_PARAGRAPH &&
	    is_bracketed(text_join(arena, body.v[n - 1].text,
	    STR_NONE), &from, &to))
		n--;
	if (document->date.text.n > 0 || n < 2 ||
	    body.v[n - 1].kind != BLOCK_PARAGRAPH)
		return;
	date = body.v[n - 1].text;
	if (date.n != 1 || !typed_is_date(text_join(arena, date, STR_NONE)))
		return;
	take_remarks(arena, document, n);
	document->body.n = n - 1;
	front_set(arena, document,
	    (struct span){ STR("成文日期"), text_pos(date) },
	    (struct span){ text_join(arena, date, STR_NONE),
	    text_pos(date) }, findings);
	tell_taken(arena, date, findings, "成文日期", "date");
	take_signature(arena, document, findings);
}

void
typed_elements(struct arena *arena, struct document *document,
    struct findings *findings)
{
	take_recipients(arena, document, findings);
	take_date(arena, document, findings);
}
