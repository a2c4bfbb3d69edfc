/*
 * The words of an office.  In: a text with a word a line, tolerantly; then
 * blocks of running text and a document.  Out: findings.  Read it from
 * lexicon_read, which makes entries, and lexicon_prose, which looks for them.
 */
#include "lexicon.h"

#include "../base/file.h"
#include "../text/chars.h"
#include "../text/decode.h"

#define BUCKETS		256
#define NEAR_MIN	6	/* characters of a name that may be mistyped */
#define WORD_MAX	100

enum entry_kind {
	ENTRY_NAME,		/* word: written so */
	ENTRY_WRONG,		/* word is to be `right` */
	ENTRY_BANNED,		/* word is never used; `right`: what instead */
	ENTRY_SHORT		/* word stands for `right` */
};

struct entry {
	enum entry_kind kind;
	struct str word, right;
	uint32_t *c;		/* the characters of the word */
	ptrdiff_t n;
	unsigned next;		/* of those that begin alike; 0 ends */
};

struct lexicon {
	struct arena *arena;
	uint32_t file;
	unsigned first[BUCKETS];
	VEC(struct entry) list;	/* [0] is none */
};

/* What a section, or what stands before a colon, makes of its words. */
static const struct {
	const char *word;
	enum entry_kind kind;
} sections[] = {
	{ "名称", ENTRY_NAME }, { "规范名称", ENTRY_NAME },
	{ "规范写法", ENTRY_NAME }, { "写法", ENTRY_NAME },
	{ "专名", ENTRY_NAME }, { "names", ENTRY_NAME },
	{ "错误写法", ENTRY_WRONG }, { "改正", ENTRY_WRONG },
	{ "替换", ENTRY_WRONG }, { "wrong", ENTRY_WRONG },
	{ "禁用", ENTRY_BANNED }, { "禁用词", ENTRY_BANNED },
	{ "不用", ENTRY_BANNED }, { "不得使用", ENTRY_BANNED },
	{ "never", ENTRY_BANNED }, { "简称", ENTRY_SHORT },
	{ "缩写", ENTRY_SHORT }, { "abbreviations", ENTRY_SHORT },
};

/* --- reading it ---------------------------------------------------------- */

static void
add_entry(struct lexicon *lexicon, enum entry_kind kind, struct str word,
    struct str right)
{
	unsigned number = (unsigned)lexicon->list.n;
	struct entry *entry = VEC_ADD(lexicon->arena, &lexicon->list);

	*entry = (struct entry){ .kind = kind, .word = word, .right = right };
	entry->c = NEW_ARRAY(lexicon->arena, uint32_t, word.n);
	for (size_t at = 0; at < word.n;)
		entry->c[entry->n++] = char_next(word, &at);
	entry->next = lexicon->first[entry->c[0] % BUCKETS];
	lexicon->first[entry->c[0] % BUCKETS] = number;
}

static struct str
without_quotes(struct str word)
{
	static const char *const pairs[][2] = {
		{ "“", "”" }, { "\"", "\"" }, { "「", "」" }, { "‘", "’" },
	};

	word = str_trim(word);
	for (size_t i = 0; i < COUNT_OF(pairs); i++) {
		struct str open = str_of(pairs[i][0]);
		struct str close = str_of(pairs[i][1]);

		if (word.n > open.n + close.n && str_starts(word, open) &&
		    str_ends(word, close))
			return str_trim(str_slice(word, open.n, word.n -
			    close.n));
	}
	return word;
}

/* The first of MARKS, parted by blanks, in S: where, and its length. */
static size_t
find_mark(struct str s, const char *marks, size_t *length)
{
	struct str rest = str_of(marks);
	size_t best = SIZE_MAX;

	while (rest.n > 0) {
		struct str mark = str_take(&rest, " ");
		size_t at = str_find(s, mark, 0);

		if (at < best) {
			best = at;
			*length = mark.n;
		}
	}
	return best;
}

/* Every word of a list such as 甲、乙，丙; false: one is no word. */
static bool
add_words(struct lexicon *lexicon, enum entry_kind kind, struct str list,
    struct str right)
{
	bool good = str_trim(list).n > 0;

	while (list.n > 0) {
		size_t length = 0;
		size_t end = find_mark(list, "、 ， , ； ; | \t", &length);
		struct str word = without_quotes(str_slice(list, 0, end));

		if (word.n == 0 || char_count(word) > WORD_MAX ||
		    str_eq(word, right))
			good = false;
		else
			add_entry(lexicon, kind, word, right);
		list = str_from(list, end == SIZE_MAX ? list.n : end + length);
	}
	return good;
}

/* 甲＝乙, 甲：乙, 乙（以下简称“甲”）, 乙（甲） */
static bool
add_short(struct lexicon *lexicon, struct str line)
{
	size_t length = 0, at = find_mark(line, "＝ = → -> ： : \t", &length);
	struct str word, full;

	if (at != SIZE_MAX) {
		word = str_slice(line, 0, at);
		full = without_quotes(str_from(line, at + length));
	} else {
		at = find_mark(line, "（ (", &length);
		if (at == SIZE_MAX)
			return false;
		full = without_quotes(str_slice(line, 0, at));
		word = str_from(line, at + length);
		word = str_slice(word, 0, find_mark(word, "） )", &length));
		for (at = find_mark(word, "简称 ：", &length); at != SIZE_MAX;
		    at = find_mark(word, "简称 ：", &length))
			word = str_from(word, at + length);
	}
	if (full.n == 0 || char_count(full) > WORD_MAX)
		return false;
	add_entry(lexicon, ENTRY_NAME, full, STR_NONE);
	return add_words(lexicon, ENTRY_SHORT, word, full);
}

/* 甲、乙（改用“丙”）: what is in brackets is said with each. */
static bool
add_banned(struct lexicon *lexicon, struct str line)
{
	size_t length = 0, at = find_mark(line, "（ (", &length);
	struct str reason = STR_NONE;

	if (at != SIZE_MAX) {
		reason = str_from(line, at + length);
		reason = str_trim(str_slice(reason, 0, find_mark(reason,
		    "） )", &length)));
		line = str_slice(line, 0, at);
	}
	return add_words(lexicon, ENTRY_BANNED, line, reason);
}

static bool
add_wrong(struct lexicon *lexicon, struct str wrong, struct str right)
{
	right = without_quotes(right);
	if (right.n == 0 || char_count(right) > WORD_MAX)
		return false;
	add_entry(lexicon, ENTRY_NAME, right, STR_NONE);
	return add_words(lexicon, ENTRY_WRONG, wrong, right);
}

static bool
add_line(struct lexicon *lexicon, enum entry_kind kind, struct str line)
{
	size_t length = 0, at = find_mark(line, "→ ⇒ ➔ -> => 应为 应写作 改为",
	    &length);

	if (kind == ENTRY_SHORT)
		return add_short(lexicon, line);
	if (kind == ENTRY_BANNED && at == SIZE_MAX)
		return add_banned(lexicon, line);
	if (at != SIZE_MAX)
		return add_wrong(lexicon, str_slice(line, 0, at),
		    str_from(line, at + length));
	return kind == ENTRY_NAME && add_words(lexicon, kind, line, STR_NONE);
}

/* The kind that WORD names; false: none. */
static bool
is_section(struct str word, enum entry_kind *kind)
{
	word = str_trim(word);
	for (size_t i = 0; i < COUNT_OF(sections); i++)
		if (str_eq_ascii(word, str_of(sections[i].word))) {
			*kind = sections[i].kind;
			return true;
		}
	return false;
}

/* [禁用], 【禁用】, # 禁用, 禁用：, or the word alone. */
static bool
opens_section(struct str line, enum entry_kind *kind)
{
	char bytes[64];
	struct str word = { bytes, 0 };
	size_t at = 0;

	if (line.n >= sizeof(bytes))
		return false;
	for (size_t from = 0; from < line.n; from = at)
		if (!prose_one_of(char_next(line, &at), "[]【】#：:")) {
			memcpy(bytes + word.n, line.p + from, at - from);
			word.n += at - from;
		}
	return is_section(word, kind);
}

static void
read_line(struct lexicon *lexicon, struct str line, enum entry_kind *section,
    struct findings *findings)
{
	struct str text = findings->files->list.v[lexicon->file - 1].text;
	enum entry_kind kind = *section;
	size_t length = 0, at;

	line = str_trim(line);
	if (line.n == 0 || opens_section(line, section) ||
	    str_starts_one(line, "#|//"))
		return;
	if (str_starts_one(line, "- |* "))
		line = str_trim(str_from(line, 2));
	at = find_mark(line, "： :", &length);
	if (at != SIZE_MAX && is_section(str_slice(line, 0, at), &kind))
		line = str_trim(str_from(line, at + length));
	if (!add_line(lexicon, kind, line))
		finding_add(findings, FINDING_LEXICON_LINE, (struct pos){
		    lexicon->file, (uint32_t)(line.p - text.p) },
		    "词库里的“%.*s”没有看懂，没有用；写作“错的写法 → 对的写法”"
		    "“禁用：词”“简称：短＝全称”，或者一行一个规范名称",
		    "“%.*s” of the word list was not understood and is not "
		    "used; write “wrong → right”, “禁用：word”, "
		    "“简称：short＝full”, or a name a line", STR_ARG(line));
}

struct lexicon *
lexicon_read(struct arena *arena, struct str path, const char *encoding,
    struct findings *findings)
{
	struct lexicon *lexicon = NEW(arena, struct lexicon);
	enum entry_kind section = ENTRY_NAME;
	struct str text, line;

	lexicon->arena = arena;
	VEC_ADD(arena, &lexicon->list);		/* 0 ends a chain */
	lexicon->file = text_load(arena, path, encoding, findings);
	if (lexicon->file == 0)
		return NULL;
	text = text_of(findings, lexicon->file);
	while (str_line(&text, &line))
		read_line(lexicon, line, &section, findings);
	return lexicon;
}

struct str
lexicon_beside(struct arena *arena, struct str source)
{
	struct str path = file_beside(arena, source, STR("词库.txt"));

	return file_exists(path) ? path : STR_NONE;
}

uint32_t
lexicon_file(const struct lexicon *lexicon)
{
	return lexicon->file;
}

/* --- running text -------------------------------------------------------- */

static bool
stands_at(const struct prose *prose, ptrdiff_t i, const struct entry *entry)
{
	if (i + entry->n > prose->n)
		return false;
	for (ptrdiff_t k = 0; k < entry->n; k++)
		if (prose->c[i + k] != entry->c[k])
			return false;
	return true;
}

/* What differs between the names of two places, and is no slip. */
static bool
tells_apart(uint32_t c)
{
	return !(char_is_han(c) || char_is_ascii_alnum(c)) ||
	    char_is_digit(c) || prose_one_of(c, "〇零一二三四五六七八九十百千万"
	    "两甲乙丙丁戊己庚辛东南西北中上下左右前后大小新老省市县区州盟旗镇乡"
	    "村组局厅部委办科处室队站所院校男女的和与及各等");
}

/*
 * Do the N characters at C say the name, but for one that is wrong, too many or
 * left out, or two that have changed places?  The first and the last agree.
 */
static bool
is_slip(const uint32_t *c, ptrdiff_t n, const struct entry *name)
{
	ptrdiff_t short_one = n < name->n ? n : name->n, head = 0, tail = 0;

	while (head < short_one && c[head] == name->c[head])
		head++;
	while (tail < short_one - head &&
	    c[n - 1 - tail] == name->c[name->n - 1 - tail])
		tail++;
	if (head == 0 || tail == 0)
		return false;
	if (n == name->n && head + tail == n - 2)
		return c[head] == name->c[head + 1] &&
		    c[head + 1] == name->c[head];
	if (n == name->n)
		return head + tail == n - 1 && (!tells_apart(c[head]) ||
		    !tells_apart(name->c[head]));
	return head + tail == short_one && !tells_apart(n > name->n ?
	    c[head] : name->c[head]);
}

/* The length of what is a slip for the name at I; 0: none. */
static ptrdiff_t
slip_at(const struct prose *prose, ptrdiff_t i, const struct entry *name)
{
	if (name->n < NEAR_MIN || stands_at(prose, i, name))
		return 0;
	for (ptrdiff_t n = name->n - 1; n <= name->n + 1; n++)
		if (i + n <= prose->n && is_slip(prose->c + i, n, name))
			return n;
	return 0;
}

static void
tell_wrong(const struct prose *prose, ptrdiff_t i, const struct entry *entry)
{
	struct finding *finding = prose_tell(prose, i, FINDING_LEXICON_NAME,
	    "词库里“%.*s”应当写作“%.*s”",
	    "by the word list %.*s is written %.*s", STR_ARG(entry->word),
	    STR_ARG(entry->right));

	prose_fix(prose, finding, i, entry->n, entry->right);
}

static void
tell_banned(const struct prose *prose, ptrdiff_t i, const struct entry *entry)
{
	prose_tell(prose, i, FINDING_LEXICON_BANNED,
	    "“%.*s”是词库里的禁用词%s%.*s",
	    "the word list has %.*s as a word never to be used%s%.*s",
	    STR_ARG(entry->word), entry->right.n == 0 ? "" :
	    prose->findings->language == LANGUAGE_EN ? ": " : "：",
	    STR_ARG(entry->right));
}

static void
tell_slip(const struct prose *prose, ptrdiff_t i, ptrdiff_t n,
    const struct entry *name)
{
	struct str typed = prose_slice(prose, i, i + n);

	prose_tell(prose, i, FINDING_LEXICON_NAME,
	    "“%.*s”和词库里的“%.*s”差一点，请核对",
	    "%.*s is almost the %.*s of the word list; look at it",
	    STR_ARG(typed), STR_ARG(name->word));
}

/* What begins at I; what lies in a longer form that is right is right. */
static void
look_at(const struct lexicon *lexicon, const struct prose *prose,
    ptrdiff_t i, ptrdiff_t *reach)
{
	unsigned first = lexicon->first[prose->c[i] % BUCKETS];
	const struct entry *list = lexicon->list.v;

	for (unsigned k = first; k != 0; k = list[k].next)
		if (list[k].kind == ENTRY_NAME && i + list[k].n > *reach &&
		    stands_at(prose, i, &list[k]))
			*reach = i + list[k].n;
	for (unsigned k = first; k != 0; k = list[k].next) {
		const struct entry *entry = &list[k];
		ptrdiff_t n;

		if (entry->c[0] != prose->c[i])
			continue;
		if (entry->kind == ENTRY_NAME) {
			n = slip_at(prose, i, entry);
			if (n > 0 && i + n > *reach) {
				tell_slip(prose, i, n, entry);
				*reach = i + n;
			}
		} else if (entry->kind != ENTRY_SHORT &&
		    i + entry->n > *reach && stands_at(prose, i, entry)) {
			if (entry->kind == ENTRY_WRONG)
				tell_wrong(prose, i, entry);
			else
				tell_banned(prose, i, entry);
		}
	}
}

void
lexicon_prose(const struct lexicon *lexicon, const struct prose *prose)
{
	ptrdiff_t reach = 0;

	/* The words of a title are not ours. */
	for (ptrdiff_t i = 0; i < prose->n; i++)
		if (!(prose->flags[i] & PROSE_IN_TITLE))
			look_at(lexicon, prose, i, &reach);
}

/* --- short forms --------------------------------------------------------- */

struct reading {
	struct arena *arena;
	const struct lexicon *lexicon;
	struct findings *findings;
	bool *known;		/* by entry: the full form was read, or told */
};

/* Is offset AT of TEXT between 《 and 》? */
static bool
in_title(struct str text, size_t at)
{
	struct str before = str_slice(text, 0, at);
	size_t open = SIZE_MAX, close = 0;

	for (size_t i = str_find(before, STR("《"), 0); i != SIZE_MAX;
	    i = str_find(before, STR("《"), i + 3))
		open = i;
	if (open == SIZE_MAX)
		return false;
	close = str_find(before, STR("》"), open);
	return close == SIZE_MAX;
}

/* 各省市科协 is the 科协 of all, 青禾市科协 another name. */
static size_t
find_short(const struct entry *entry, struct str text)
{
	for (size_t at = str_find(text, entry->word, 0); at != SIZE_MAX;
	    at = str_find(text, entry->word, at + entry->word.n)) {
		size_t before = at;
		uint32_t c = at == 0 ? 0 : char_before(text, &before);

		if (!prose_one_of(c, "省县区各级地本全") && !in_title(text, at))
			return at;
	}
	return SIZE_MAX;
}

/* A text in the order of the page; USE: short forms are looked for in it. */
static void
read_text(struct reading *r, struct text runs, bool use)
{
	struct str text = text_join(r->arena, runs, STR_NONE);

	for (size_t i = 1; i < r->lexicon->list.n; i++) {
		const struct entry *entry = &r->lexicon->list.v[i];
		size_t full, at;

		if (entry->kind != ENTRY_SHORT || r->known[i])
			continue;
		full = str_find(text, entry->right, 0);
		at = use ? find_short(entry, text) : SIZE_MAX;
		if (at < full)
			finding_add(r->findings, FINDING_LEXICON_FULL,
			    text_pos(text_part(r->arena, runs, at, at +
			    entry->word.n)), "第一次用简称“%.*s”之前没有写全"
			    "称，应当写“%.*s（以下简称“%.*s”）”",
			    "%.*s stands before its full form; write %.*s"
			    "（以下简称“%.*s”） first", STR_ARG(entry->word),
			    STR_ARG(entry->right), STR_ARG(entry->word));
		r->known[i] = full != SIZE_MAX || at != SIZE_MAX;
	}
}

static void
read_document(struct reading *r, const struct document *document, int depth)
{
	for (size_t i = 0; i < document->organs.n; i++)
		read_text(r, text_plain(r->arena, document->organs.v[i]),
		    false);
	read_text(r, document->title, false);
	read_text(r, document->recipients, false);
	EACH(const struct block, block, document->body) {
		const struct table *table = block->table;

		read_text(r, block->text, true);
		for (size_t k = 0; table != NULL &&
		    k < (size_t)table->rows * table->columns; k++)
			for (size_t p = 0; p < table->cells[k].paragraphs.n;
			    p++)
				read_text(r, table->cells[k].paragraphs.v[p],
				    false);
	}
	for (size_t i = 0; i < document->attachments.n && depth > 0; i++) {
		const struct document *page =
		    document->attachments.v[i].document;

		if (page != NULL && !document_is_complete(page))
			read_document(r, page, depth - 1);
	}
}

void
lexicon_document(struct arena *arena, const struct lexicon *lexicon,
    const struct document *document, struct findings *findings)
{
	struct reading reading = { arena, lexicon, findings,
	    NEW_ARRAY(arena, bool, lexicon->list.n) };

	read_document(&reading, document, 8);
}
