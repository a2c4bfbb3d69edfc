/*
 * Remarks 校核: 忽略 in a source → the findings they silence go.
 */
#include "suppress.h"

#include "../text/chars.h"

/*
 * A rule that is to be silent from a line to a line; `from` 0 is the whole
 * file.  While its block has not begun, `from` is WAITING; while the block has
 * not ended, `to` is OPEN.  One for a single line has both WAITING.
 */
#define WAITING		(UINT32_MAX - 1)
#define OPEN		UINT32_MAX

struct suppression {
	uint32_t file, from, to;
	enum finding_id id;
	struct pos pos;			/* of the comment */
	bool used;
};

/* The suppressions of all files, and where the reading of one stands. */
struct suppressions {
	struct arena *arena;
	struct findings *findings;
	VEC(struct suppression) list;
	size_t open;		/* from here on: wait for their block, or */
	bool inside;		/* stand in it */
};

/* --- reading the comments ---------------------------------------------- */

/* Take WORD off the front of S, blanks before it left out. */
static bool
take_word(struct str *s, const char *word)
{
	struct str rest = str_trim_left(*s), w = str_of(word);

	if (!str_starts(rest, w))
		return false;
	*s = str_from(rest, w.n);
	return true;
}

static struct str
take_name(struct str *s)
{
	size_t n = 0;

	*s = str_trim_left(*s);
	while (n < s->n && (char_is_ascii_alnum((unsigned char)s->p[n]) ||
	    s->p[n] == '-'))
		n++;
	*s = str_slice(*s, n, s->n);
	return (struct str){ s->p - n, n };
}

static void
unknown_rule(struct suppressions *all, struct pos pos, struct str name)
{
	struct str near = finding_nearest(name);

	finding_add(all->findings, FINDING_SUPPRESSION_RULE, pos,
	    "没有规则“%.*s”%s%.*s", "there is no rule %.*s%s%.*s",
	    STR_ARG(name), near.n == 0 ? "" :
	    all->findings->language == LANGUAGE_EN ? "; did you mean " :
	    "，你是不是要 ", STR_ARG(near));
}

/* "规则,规则 原因" for the lines FROM..TO. */
static void
read_rules(struct suppressions *all, struct str s, struct pos pos,
    uint32_t from, uint32_t to)
{
	do {
		struct str name = take_name(&s);
		enum finding_id id = finding_by_name(name);

		if (id == FINDING_COUNT)
			unknown_rule(all, pos, name);
		else
			*VEC_ADD(all->arena, &all->list) =
			    (struct suppression){ pos.file, from, to, id, pos,
			    false };
	} while (take_word(&s, ",") || take_word(&s, "，") ||
	    take_word(&s, "、"));
	if (str_trim(s).n == 0)
		finding_add(all->findings, FINDING_SUPPRESSION_REASON, pos,
		    "忽略规则应当写明原因", "a suppression gives its reason");
}

/* The comment in LINE that is meant for us: what stands after 校核. */
static bool
find_comment(struct str line, struct str *comment, size_t *at)
{
	struct str trimmed = str_trim(line);
	size_t end;

	*at = str_find(line, STR("<!--"), 0);
	if (*at != SIZE_MAX) {
		*comment = str_from(line, *at + 4);
		end = str_find(*comment, STR("-->"), 0);
		*comment = str_slice(*comment, 0, end);
	} else if (str_starts(trimmed, STR("# "))) {
		*at = (size_t)(trimmed.p - line.p);
		*comment = str_from(trimmed, 2);
	} else
		return false;
	return take_word(comment, "校核") &&
	    (take_word(comment, ":") || take_word(comment, "："));
}

/* LINE, which is number NUMBER and begins at POS, if it has a comment. */
static bool
read_comment(struct suppressions *all, struct str line, struct pos pos,
    uint32_t number)
{
	struct str s, around;
	size_t at;
	bool alone;

	if (!find_comment(line, &s, &at))
		return false;
	pos.offset += (uint32_t)at;
	around = str_trim(line);
	alone = str_starts(around, STR("# ")) ||
	    (str_starts(around, STR("<!--")) && str_ends(around, STR("-->")));
	if (take_word(&s, "全文忽略"))
		read_rules(all, s, pos, 0, UINT32_MAX);
	else if (!take_word(&s, "忽略"))
		return false;
	else if (!alone)
		read_rules(all, s, pos, number, number);
	else
		read_rules(all, s, pos, WAITING, around.p[0] == '#' ?
		    WAITING : OPEN);
	if (!alone)
		all->open = all->list.n;
	return alone;
}

/* The block that the open suppressions wait for begins, or ends, at LINE. */
static void
set_block(struct suppressions *all, uint32_t line, bool begins)
{
	for (size_t i = all->open; i < all->list.n; i++) {
		struct suppression *s = &all->list.v[i];

		if (begins && s->from == WAITING) {
			s->from = line;
			if (s->to == WAITING)
				s->to = line;
		} else if (!begins && s->from != 0 && s->to == OPEN)
			s->to = line;
	}
	if (!begins)
		all->open = all->list.n;
	all->inside = begins;
}

static void
read_file(struct suppressions *all, uint32_t file, struct str text)
{
	struct str rest = text, line;
	uint32_t number = 0;

	all->open = all->list.n;
	all->inside = false;
	while (str_line(&rest, &line)) {
		struct pos pos = { file, (uint32_t)(line.p - text.p) };
		struct str trimmed = str_trim(line);

		number++;
		if (all->inside &&
		    (trimmed.n == 0 || str_starts(trimmed, STR("<!--"))))
			set_block(all, number - 1, false);
		if (trimmed.n == 0 || (str_has(line, STR("校核")) &&
		    read_comment(all, line, pos, number)))
			continue;
		if (!all->inside && all->open < all->list.n)
			set_block(all, number, true);
	}
	if (all->inside)
		set_block(all, number, false);
}

/* --- applying them ----------------------------------------------------- */

static int
compare_suppressions(const void *left, const void *right)
{
	const struct suppression *a = left, *b = right;

	if (a->file != b->file)
		return a->file < b->file ? -1 : 1;
	if (a->id != b->id)
		return a->id < b->id ? -1 : 1;
	return a->from < b->from ? -1 : a->from > b->from;
}

/*
 * The last suppression of this file and rule that begins at or before LINE;
 * ranges of one rule follow one another.
 */
static struct suppression *
find_suppression(const struct suppressions *all, uint32_t file,
    enum finding_id id, uint32_t line)
{
	struct suppression key = { file, line, 0, id, POS_NONE, false };
	size_t low = 0, high = all->list.n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (compare_suppressions(&all->list.v[middle], &key) <= 0)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == 0 || all->list.v[low - 1].file != file ||
	    all->list.v[low - 1].id != id)
		return NULL;
	return &all->list.v[low - 1];
}

static bool
is_suppressed(const struct suppressions *all, const struct finding *f)
{
	struct suppression *s;

	if (f->severity == SEVERITY_FATAL || f->pos.file == 0)
		return false;
	s = find_suppression(all, f->pos.file, f->id, 0);
	if (s == NULL && f->place.line > 0)
		s = find_suppression(all, f->pos.file, f->id, f->place.line);
	if (s == NULL || f->place.line > s->to)
		return false;
	s->used = true;
	return true;
}

static void
report_unused(const struct suppressions *all)
{
	EACH(const struct suppression, s, all->list) {
		if (!s->used && !all->findings->silenced[s->id])
			finding_add(all->findings, FINDING_SUPPRESSION_UNUSED,
			    s->pos, "这里没有“%s”的问题，忽略可以去掉",
			    "there is nothing for %s here; the suppression "
			    "can go", finding_kind(s->id)->name);
	}
}

void
suppress_findings(struct arena *arena, struct findings *findings)
{
	struct suppressions all = { .arena = arena, .findings = findings };
	bool *drop;

	for (size_t i = 0; i < findings->files->list.n; i++) {
		struct str text = findings->files->list.v[i].text;

		if (str_has(text, STR("校核")))
			read_file(&all, (uint32_t)i + 1, text);
	}
	if (all.list.n == 0)
		return;
	sort(all.list.v, all.list.n, sizeof(*all.list.v), compare_suppressions);
	drop = NEW_ARRAY(arena, bool, findings->list.n);
	for (size_t i = 0; i < findings->list.n; i++)
		drop[i] = is_suppressed(&all, &findings->list.v[i]);
	findings_drop(findings, drop);
	report_unused(&all);
}
