/*
 * A source in, patches out: tokens (token.c) judged by rules (rule.c), and the
 * elements that the new edition leaves open.  Read it from renew_source.
 */
#include "renew.h"

#include "../document/element.h"
#include "../text/chars.h"
#include "../text/ordinal.h"
#include "holiday.h"

/* A source being renewed. */
struct renewal {
	struct arena *arena;
	uint32_t file;
	struct edition edition;
	const struct renew_options *options;
	struct renew_result *result;
	struct findings *findings;
	struct tokens tokens;
	enum reason *reasons;
	struct buf out;
	size_t done;		/* of the old text, copied to OUT */
	size_t seen, line;	/* of it, and where its last line begins */
	int by;			/* years */
};

/* --- the edition ------------------------------------------------------ */

/* Where a span of the document stands in this file's text. */
static struct extent
place_of_span(const struct renewal *r, const struct span *span)
{
	if (span->pos.file != r->file || span->text.n == 0 ||
	    span->pos.offset > r->edition.text.n)
		return (struct extent){ 0, 0 };
	return (struct extent){ span->pos.offset,
	    span->pos.offset + span->text.n };
}

static void
add_title(struct renewal *r, struct str *titles, struct text text)
{
	if (text.n > 0)
		titles[r->edition.title_count++] =
		    text_join(r->arena, text, STR_NONE);
}

/* Its own names: the title, and those of what it issues or encloses. */
static void
find_titles(struct renewal *r, const struct document *document)
{
	size_t n = 1 + document->note.n + 2 * document->attachments.n;
	struct str *titles = NEW_ARRAY(r->arena, struct str, n);

	add_title(r, titles, document->title);
	for (size_t i = 0; i < document->note.n; i++)
		add_title(r, titles, document->note.v[i].name);
	EACH(const struct attachment, page, document->attachments) {
		add_title(r, titles, page->listed);
		if (page->document != NULL)
			add_title(r, titles, page->document->title);
	}
	r->edition.titles = titles;
}

/* The year in 〔2026〕 of the number. */
static int
number_year(struct str number)
{
	for (size_t i = 0; i + 4 <= number.n; i++) {
		unsigned year = number_parse(str_slice(number, i, i + 4));

		if (year >= 1900 && year <= 2200)
			return (int)year;
	}
	return 0;
}

static size_t
front_end(struct str text)
{
	size_t end;

	if (!str_starts(text, STR("---\n")))
		return 0;
	end = str_find(text, STR("\n---\n"), 3);
	return end == SIZE_MAX ? 0 : end + STR("\n---\n").n;
}

static void
find_edition(struct renewal *r, const struct document *document)
{
	struct edition *edition = &r->edition;
	struct date date;

	edition->text = r->findings->files->list.v[r->file - 1].text;
	edition->body = front_end(edition->text);
	edition->own_number = document->number.text;
	if (!date_parse(document->date.text, &date, NULL))
		date = (struct date){ 0, 0, 0 };
	if (date.year > 0 && date_exists(date))
		edition->signed_on = date;
	find_titles(r, document);
	/* A date still to be filled in has its year all the same. */
	edition->year = r->options->from > 0 ? r->options->from :
	    date.year > 0 ? date.year : number_year(document->number.text);
	/* A form by itself has its year in its name. */
	for (size_t i = 0; edition->year == 0 && i < edition->title_count; i++)
		edition->year = number_year(edition->titles[i]);
}

/* --- editing ---------------------------------------------------------- */

static struct str
old_text(const struct renewal *r, struct extent piece)
{
	return str_slice(r->edition.text, piece.from, piece.to);
}

/* 29 at the end of a date, in any digits, made 28; its year may hold 29 too. */
static struct str
day_before(struct arena *arena, struct str date)
{
	static const struct {
		struct str from, to;
	} days[] = {
		{ { "29", 2 }, { "28", 2 } }, { { "２９", 6 }, { "２８", 6 } },
		{ { "二十九", 9 }, { "二十八", 9 } }
	};
	size_t last = 0, day = SIZE_MAX;

	for (size_t i = 0; i < COUNT_OF(days); i++) {
		size_t at = 0, found = SIZE_MAX;

		while ((at = str_find(date, days[i].from, at)) != SIZE_MAX)
			found = at++;
		if (found != SIZE_MAX && (day == SIZE_MAX || found > last)) {
			last = found;
			day = i;
		}
	}
	if (day == SIZE_MAX)
		return date;
	return str_cat(arena, str_cat(arena, str_slice(date, 0, last),
	    days[day].to), str_from(date, last + days[day].from.n));
}

/* The new text of a token: its years, count and day replaced in place. */
static struct str
rolled(struct renewal *r, const struct token *token, enum reason reason)
{
	bool numbered = reason == REASON_NUMBER_OWN ||
	    reason == REASON_NUMBER_QUOTED;
	struct buf out = { 0 };
	struct str text;
	size_t at = token->at.from;

	for (size_t i = 0; i < 2; i++) {
		struct extent year = token->year[i];

		if (year.from == year.to || year.from < at)
			continue;
		buf_str(&out, str_slice(r->edition.text, at, year.from));
		buf_str(&out, token_year(r->arena, old_text(r, year),
		    token->years[i] + r->by));
		at = year.to;
	}
	if (token->count.from < token->count.to) {
		buf_str(&out, str_slice(r->edition.text, at,
		    token->count.from));
		buf_str(&out, token_count(r->arena, old_text(r, token->count),
		    token->count_value + (unsigned)r->by));
		at = token->count.to;
	}
	if (numbered && token->serial.from < token->serial.to) {
		buf_str(&out, str_slice(r->edition.text, at,
		    token->serial.from));
		buf_lit(&out, "　");
		at = token->serial.to;
	}
	buf_str(&out, str_slice(r->edition.text, at, token->at.to));
	text = buf_take(r->arena, &out);
	return reason == REASON_LEAP_DAY ? day_before(r->arena, text) : text;
}

/*
 * A day without a year is one of the edition's, or the year's before or after.
 */
static int
year_of(const struct renewal *r, const struct token *token)
{
	return token->years[0] > 0 ? token->years[0] :
	    r->edition.year + token->relative;
}

static bool
is_leap_day_lost(const struct renewal *r, const struct token *token)
{
	struct date date = { year_of(r, token) + r->by, 2, 29 };

	return (token->kind == TOKEN_DATE || token->kind == TOKEN_DAY) &&
	    token->month == 2 && token->day == 29 && !date_exists(date);
}

/* Put AFTER in the place of PIECE and list it. */
static void
edit(struct renewal *r, struct extent piece, struct str after,
    enum reason reason)
{
	struct renew_item item = { { r->file, (uint32_t)piece.from },
	    old_text(r, piece), after, reason };

	if (reason_kind(reason)->doubtful && r->options->ask != NULL &&
	    reason_kind(reason)->action != ACTION_KEEP &&
	    !r->options->ask(r->options->context, &item)) {
		item.after = item.before;
		item.reason = REASON_REFUSED;
	}
	buf_str(&r->out, str_slice(r->edition.text, r->done, piece.from));
	buf_str(&r->out, item.after);
	r->done = piece.to;
	*VEC_ADD(r->arena, &r->result->items) = item;
}

/* A day of the new year that is no working day is told, not moved. */
static void
tell_day_off(struct renewal *r, const struct token *token, struct date date)
{
	bool english = r->findings->language == LANGUAGE_EN;
	bool known = holiday_source(date.year) == HOLIDAY_PUBLISHED;
	struct holiday holiday;
	struct date near;

	if (!date_exists(date) || !(holiday = holiday_of(date)).off)
		return;
	near = holiday_working_day(date);
	finding_add(r->findings, FINDING_RENEW_DAY_OFF,
	    ((struct pos){ r->file, (uint32_t)token->at.from }),
	    "%d年%d月%d日是%s；最近的工作日是%d月%d日，没有改动，请斟酌%s",
	    "%d-%d-%d is a day off (%s); the nearest working day is"
	    " %d-%d; not changed%s", date.year, date.month, date.day,
	    english ? holiday.en : holiday.zh, near.month, near.day,
	    known ? "" : english ? " (that year’s days off and moved weekends "
	    "are not in the table: by law only)" :
	    "（该年放假调休安排未收录，按法定节日推算）");
}

/* The day in the new year: its weekday anew, and is it a working day? */
static void
follow_day(struct renewal *r, const struct token *token, bool year_rolls)
{
	struct date date = { year_of(r, token) + r->by, token->month,
	    token->day };

	if (is_leap_day_lost(r, token))
		date.day = 28;
	if (token->day == 0 || token->month == 0 ||
	    (token->years[0] > 0 && !year_rolls))
		return;
	if (date_exists(date) && token->weekday.from < token->weekday.to &&
	    token->weekday.from >= r->done)
		edit(r, token->weekday, str_of(date_weekday_name(date)),
		    REASON_WEEKDAY);
	/* 3、6、9月18日 are three days. */
	for (unsigned i = 0; i + 1 < token->month_count; i++)
		tell_day_off(r, token, (struct date){ date.year,
		    token->months[i], token->day });
	tell_day_off(r, token, date);
}

/* --- places that the elements decide ---------------------------------- */

static bool
within(struct extent inner, struct extent outer)
{
	return outer.from < outer.to && inner.from >= outer.from &&
	    inner.to <= outer.to;
}

/* The number is the edition's own, wherever it stands. */
static void
judge_elements(struct renewal *r, const struct document *document)
{
	struct extent number = place_of_span(r, &document->number);

	for (size_t i = 0; i < r->tokens.n; i++) {
		const struct token *token = &r->tokens.v[i];

		if (within(token->at, number))
			r->reasons[i] = REASON_NUMBER_OWN;
	}
}

/* A date to be filled in: the year is known, month and day are not. */
static struct str
blank_date(struct renewal *r)
{
	return str_format(r->arena, "%d年　月　日", r->options->year);
}

/* The word before the colon of a line. */
static struct str
key_of(struct str line)
{
	for (size_t at = 0; at < line.n;) {
		size_t here = at;
		uint32_t c = char_next(line, &at);

		if (c == ':' || c == U'：')
			return str_trim(str_slice(line, 0, here));
	}
	return line;
}

/* The element's value that begins at or before a token, to be cleared. */
static enum reason
clears(struct renewal *r, const struct token *token)
{
	const struct element *element;
	struct str key;

	if (token->at.from >= r->edition.body)
		return REASON_NONE;
	/* Tokens stand in order, and any number of them in one line. */
	for (; r->seen < token->at.from; r->seen++)
		if (r->edition.text.p[r->seen] == '\n')
			r->line = r->seen + 1;
	key = str_slice(r->edition.text, r->line, token->at.from);
	element = element_find(key_of(key));
	if (element == NULL)
		return REASON_NONE;
	if (element->id == ELEMENT_date)
		return REASON_DATE_SIGNED;
	if (element->id == ELEMENT_print_date ||
	    element->id == ELEMENT_reprint_date)
		return REASON_DATE_PRINTED;
	return REASON_NONE;
}

/* A date with what was left to be filled in: 2027年　月　日. */
static struct extent
whole_date(const struct renewal *r, const struct token *token)
{
	struct str s = r->edition.text;
	struct extent whole = token->at;

	while (str_starts_one(str_from(s, whole.to), "　| |月|日"))
		char_next(s, &whole.to);
	return whole;
}

static void
renew_token(struct renewal *r, size_t i)
{
	const struct token *token = &r->tokens.v[i];
	enum reason reason = r->reasons[i], clear = clears(r, token);
	bool rolls;

	if (token->at.from < r->done)
		return;
	if (clear != REASON_NONE) {
		edit(r, whole_date(r, token), blank_date(r), clear);
		return;
	}
	if (reason == REASON_NONE)
		return;
	rolls = reason_kind(reason)->action != ACTION_KEEP;
	if ((rolls || reason == REASON_DAY) && is_leap_day_lost(r, token)) {
		reason = REASON_LEAP_DAY;
		rolls = true;
	}
	edit(r, token->at, rolls ? rolled(r, token, reason) :
	    old_text(r, token->at), reason);
	if (token->kind == TOKEN_DATE || token->kind == TOKEN_DAY)
		follow_day(r, token, rolls);
}

/* The value of 印发份数 in the front matter; empty when there is none. */
static struct extent
find_copies(const struct renewal *r)
{
	static const char *const keys[] = { "印发份数", "共印", "份数" };
	struct str rest = str_slice(r->edition.text, 0, r->edition.body);
	struct str line;

	while (str_line(&rest, &line))
		for (size_t i = 0; i < COUNT_OF(keys); i++) {
			size_t at = strlen(keys[i]);
			struct str value;

			if (!str_starts(line, str_of(keys[i])) || at >= line.n)
				continue;
			at += str_at(line, at, STR("：")) ? STR("：").n : 1;
			value = str_trim(str_from(line, at));
			at = (size_t)(value.p - r->edition.text.p);
			return (struct extent){ at, at + value.n };
		}
	return (struct extent){ 0, 0 };
}

/* What is emptied although no date or year stands in it. */
struct clearing {
	struct extent at;
	struct str text;	/* in its place */
	enum reason reason;
};

#define CLEARINGS_MAX	3

/* The 21 of 第21号, of an element that has no year: 期号, 令号. */
static struct extent
find_serial(const struct renewal *r, const struct span *span)
{
	struct extent place = place_of_span(r, span);
	struct str text = old_text(r, place), first = STR("第");
	size_t from, to;

	if (place.from >= place.to || !str_starts(text, first) ||
	    str_has(text, STR("〔")))
		return (struct extent){ 0, 0 };
	from = place.from + first.n;
	to = str_find(text, STR("期"), 0);
	if (to == SIZE_MAX)
		to = str_find(text, STR("号"), 0);
	return to == SIZE_MAX || place.from + to <= from ?
	    (struct extent){ 0, 0 } : (struct extent){ from, place.from + to };
}

static size_t
find_clearings(const struct renewal *r, const struct document *document,
    struct clearing *list)
{
	const struct clearing all[CLEARINGS_MAX] = {
		{ find_copies(r), STR_NONE, REASON_COPIES },
		{ find_serial(r, &document->number), STR("　"), REASON_SERIAL },
		{ find_serial(r, &document->issue), STR("　"), REASON_SERIAL },
	};
	size_t n = 0;

	for (size_t i = 0; i < CLEARINGS_MAX; i++) {
		size_t k = n;

		if (all[i].at.from >= all[i].at.to)
			continue;
		for (; k > 0 && list[k - 1].at.from > all[i].at.from; k--)
			list[k] = list[k - 1];
		list[k] = all[i];
		n++;
	}
	return n;
}

/* All edits, in the order of the text. */
static void
renew_tokens(struct renewal *r, const struct document *document)
{
	struct clearing list[CLEARINGS_MAX];
	size_t n = find_clearings(r, document, list), next = 0;

	for (size_t i = 0; i <= r->tokens.n; i++) {
		size_t before = i < r->tokens.n ?
		    r->tokens.v[i].at.to : SIZE_MAX;

		for (; next < n && list[next].at.from < before; next++)
			edit(r, list[next].at, list[next].text,
			    list[next].reason);
		if (i < r->tokens.n)
			renew_token(r, i);
	}
}

static int
check_years(struct renewal *r)
{
	struct pos pos = POS_FILE(r->file);

	if (r->edition.year == 0)
		finding_add(r->findings, FINDING_RENEW_YEAR, pos,
		    "看不出这份稿子是哪一年的：成文日期、发文字号、"
		    "标题里都没有年份；"
		    "没有生成新稿，请用 --from 写明",
		    "the edition’s year is not to be found in its date, number "
		    "or title; nothing was made; say it with --from");
	else if (r->by <= 0)
		finding_add(r->findings, FINDING_RENEW_YEAR, pos,
		    "这份稿子是%d年的，不能改成%d年的；没有生成新稿",
		    "this is the edition of %d, it cannot become that of %d;"
		    " nothing was made", r->edition.year, r->options->year);
	else
		return 0;
	return -1;
}

int
renew_source(struct arena *arena, uint32_t file,
    const struct document *document, const struct renew_options *options,
    struct renew_result *result, struct findings *findings)
{
	struct renewal r = { .arena = arena, .file = file,
	    .options = options, .result = result, .findings = findings };

	*result = (struct renew_result){ .text = STR_NONE };
	find_edition(&r, document);
	result->from = r.edition.year;
	r.by = options->year - r.edition.year;
	if (check_years(&r) != 0)
		return -1;
	token_find(arena, r.edition.text, &r.tokens);
	r.reasons = NEW_ARRAY(arena, enum reason, r.tokens.n);
	rule_judge(&r.edition, &r.tokens, r.reasons);
	judge_elements(&r, document);
	renew_tokens(&r, document);
	buf_str(&r.out, str_from(r.edition.text, r.done));
	result->text = buf_take(arena, &r.out);
	return 0;
}

/* --- the list --------------------------------------------------------- */

static bool
is_changed(const struct renew_item *item)
{
	return !str_eq(item->before, item->after);
}

static void
list_item(struct buf *out, const struct renew_item *item, struct files *files,
    enum language language)
{
	const struct reason_kind *kind = reason_kind(item->reason);
	struct place place = files_place(files, item->pos);

	buf_format(out, "%.*s:%u:%u: %.*s", STR_ARG(place.file), place.line,
	    place.column, STR_ARG(item->before));
	if (is_changed(item))
		buf_format(out, " → %.*s", STR_ARG(item->after));
	buf_format(out, language == LANGUAGE_EN ? "  (%s)\n" : "（%s）\n",
	    language == LANGUAGE_EN ? kind->en : kind->zh);
}

/* Doubtful ones first, then what was changed, then what was not. */
static size_t
group_of(const struct renew_item *item)
{
	return reason_kind(item->reason)->doubtful ? 0 :
	    is_changed(item) ? 1 : 2;
}

void
renew_list(struct buf *out, const struct renew_result *result,
    struct files *files, enum language language)
{
	static const char *const heads[][2] = {
		{ "拿不准，请核对：", "Not sure, please look at these:" },
		{ "已改：", "Changed:" }, { "未改：", "Left alone:" },
	};

	for (size_t group = 0; group < 3; group++) {
		size_t from = out->n, head;

		buf_format(out, "%s\n", heads[group][language == LANGUAGE_EN]);
		head = out->n;
		for (size_t i = 0; i < result->items.n; i++)
			if (group_of(&result->items.v[i]) == group)
				list_item(out, &result->items.v[i], files,
				    language);
		if (out->n == head)
			out->n = from;
	}
}

static void
json_text(struct buf *out, const char *key, struct str s)
{
	buf_format(out, ", \"%s\": ", key);
	buf_json(out, s);
}

void
renew_list_json(struct buf *out, const struct renew_result *result,
    struct files *files)
{
	buf_format(out, "{\"from\": %d, \"items\": [", result->from);
	for (size_t i = 0; i < result->items.n; i++) {
		const struct renew_item *item = &result->items.v[i];
		const struct reason_kind *kind = reason_kind(item->reason);
		struct place place = files_place(files, item->pos);

		buf_format(out, "%s\n {\"line\": %u, \"column\": %u",
		    i > 0 ? "," : "", place.line, place.column);
		json_text(out, "file", place.file);
		json_text(out, "before", item->before);
		json_text(out, "after", item->after);
		json_text(out, "reason", str_of(kind->name));
		buf_format(out, ", \"doubtful\": %s}",
		    kind->doubtful ? "true" : "false");
	}
	buf_lit(out, "\n]}\n");
}
