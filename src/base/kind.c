/*
 * What kind of file this is.  The table is kind.def; here it is asked.
 */
#include "kind.h"

#include "file.h"

static const struct kind kinds[KIND_COUNT] = {
#define KIND(id, suffixes, reader, zh, en, do_zh, do_en) \
	{ suffixes, READER_##reader, zh, en, do_zh, do_en },
#include "kind.def"
#undef KIND
};

static const unsigned char may[READER_COUNT] = {
#define READER(id, may)	[READER_##id] = may,
#include "kind.def"
#undef READER
};

static const struct {
	enum kind_id kind;
	struct str first, further;
} magics[] = {
#define MAGIC(id, first, further)	{ KIND_##id, \
	{ first, sizeof(first) - 1 }, { further, sizeof(further) - 1 } },
#include "kind.def"
#undef MAGIC
};

static const struct {
	enum kind_id kind;
	const char *words;
} openings[] = {
#define OPENING(id, words)	{ KIND_##id, words },
#include "kind.def"
#undef OPENING
};

static const char *const own[] = {
#define OWN(name)	name,
#include "kind.def"
#undef OWN
};

const struct kind *
kind_of(enum kind_id id)
{
	return &kinds[id];
}

/* Does TEXT begin with WORDS, in capitals or not? */
static bool
begins(struct str text, const char *words)
{
	struct str s = str_of(words);

	return str_eq_ascii(str_slice(text, 0, s.n), s);
}

enum kind_id
kind_by_name(struct str path)
{
	struct str suffix = path_suffix(path);

	for (size_t i = 0; i < KIND_COUNT && suffix.n > 0; i++) {
		struct str rest = str_of(kinds[i].suffixes);

		while (rest.n > 0)
			if (str_eq_ascii(suffix, str_take(&rest, " ")))
				return (enum kind_id)i;
	}
	return KIND_COUNT;
}

enum reader
kind_reader(struct str path)
{
	enum kind_id kind = kind_by_name(path);

	return kind == KIND_COUNT ? READER_NONE : kinds[kind].reader;
}

bool
kind_is_own(struct str path)
{
	for (size_t i = 0; i < COUNT_OF(own); i++)
		if (str_eq_ascii(path_name(path), str_of(own[i])))
			return true;
	return false;
}

bool
kind_may(struct str path, enum may what)
{
	return (may[kind_reader(path)] & what) != 0 &&
	    (what != MAY_BE_LISTED || !kind_is_own(path));
}

void
kind_list(struct buf *out, enum may what, bool all, const char *first,
    const char *between)
{
	const char *before = first;

	for (size_t i = 0; i < KIND_COUNT; i++) {
		const char *word = kinds[i].suffixes;

		if ((may[kinds[i].reader] & what) == 0)
			continue;
		do {
			size_t n = strcspn(word, " ");

			buf_format(out, "%s%.*s", before, (int)n, word);
			before = between;
			word += n + (word[n] == ' ');
		} while (all && *word != '\0');
	}
}

/* A line that begins with # and a blank, or the front matter's first. */
static bool
has_marks(struct str text)
{
	struct str line;

	if (str_starts_one(text, "---\n|---\r"))
		return true;
	while (str_line(&text, &line)) {
		size_t n = 0;

		while (n < line.n && line.p[n] == '#')
			n++;
		if (n > 0 && n < line.n && line.p[n] == ' ')
			return true;
	}
	return false;
}

struct str
kind_guess(struct str bytes)
{
	enum kind_id kind = kind_by_bytes(bytes);

	if (str_starts(bytes, STR("\xef\xbb\xbf")))
		bytes = str_from(bytes, 3);
	if (kind == KIND_COUNT && kind_is_json(bytes))
		kind = KIND_JSON;
	if (kind == KIND_COUNT)
		kind = has_marks(bytes) ? KIND_MARKDOWN : KIND_TEXT;
	return (struct str){ kinds[kind].suffixes,
	    strcspn(kinds[kind].suffixes, " ") };
}

enum kind_id
kind_by_bytes(struct str bytes)
{
	for (size_t i = 0; i < COUNT_OF(magics); i++)
		if (str_starts(bytes, magics[i].first) &&
		    (magics[i].further.n == 0 ||
		    str_has(bytes, magics[i].further)))
			return magics[i].kind;
	return KIND_COUNT;
}

enum kind_id
kind_by_text(struct str text)
{
	text = str_trim_left(text);
	for (size_t i = 0; i < COUNT_OF(openings); i++)
		if (begins(text, openings[i].words))
			return openings[i].kind;
	return KIND_COUNT;
}

/* { "name": …  [ { …  [ "…  are no beginning of a document. */
bool
kind_is_json(struct str text)
{
	bool list;

	text = str_trim_left(text);
	if (!str_starts(text, STR("{")) && !str_starts(text, STR("[")))
		return false;
	list = text.p[0] == '[';
	text = str_trim_left(str_from(text, 1));
	if (list && str_starts(text, STR("{")))
		return true;
	if (!str_starts(text, STR("\"")))
		return false;
	text = str_from(text, str_find(text, STR("\""), 1));
	text = str_trim_left(str_from(text, 1));
	return str_starts(text, STR(":")) ||
	    (list && str_starts_one(text, ",|]"));
}
