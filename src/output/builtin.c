/*
 * The templates that embed.sh put into the program, as packages, with the
 * numbers of the profile put in.
 */
#include "builtin.h"

#include <assert.h>

/* The first part of the template by number; builtin_count when none. */
static size_t
builtin_first(size_t index)
{
	for (size_t i = 0; i < builtin_count; i++)
		if ((i == 0 || strcmp(builtin_parts[i].template,
		    builtin_parts[i - 1].template) != 0) && index-- == 0)
			return i;
	return builtin_count;
}

struct str
template_name(size_t index)
{
	size_t first = builtin_first(index);

	return first < builtin_count ?
	    str_of(builtin_parts[first].template) : STR_NONE;
}

static struct str
bytes_of(const struct builtin_part *part)
{
	return (struct str){ (const char *)part->bytes, part->n };
}

/* Its core properties hold "中文 / English". */
struct str
template_description(size_t index, enum language language)
{
	struct str name = template_name(index), text;
	size_t from, to, slash;

	for (size_t i = builtin_first(index); i < builtin_count &&
	    str_eq(name, str_of(builtin_parts[i].template)); i++) {
		if (strcmp(builtin_parts[i].name, "docProps/core.xml") != 0)
			continue;
		text = bytes_of(&builtin_parts[i]);
		from = str_find(text, STR("<dc:description>"), 0);
		to = str_find(text, STR("</dc:description>"), 0);
		if (from == SIZE_MAX || to == SIZE_MAX)
			break;
		text = str_slice(text, from + strlen("<dc:description>"), to);
		slash = str_find(text, STR(" / "), 0);
		return language == LANGUAGE_EN && slash != SIZE_MAX ?
		    str_from(text, slash + 3) : str_slice(text, 0, slash);
	}
	return STR_NONE;
}

static struct str
find_raw(const struct template_raws *raws, struct str name)
{
	for (size_t i = 0; i < raws->n; i++)
		if (str_eq(raws->v[i].name, name))
			return raws->v[i].xml;
	assert(!"a built-in template asks for what nobody gives");
	return STR_NONE;
}

static long
raw_number(const struct template_raws *raws, const char *name)
{
	struct str s = find_raw(raws, str_of(name));

	return (long)str_take_number(&s);
}

/* Numbers that follow from those; twips.  False for other names. */
static bool
derived_number(const struct template_raws *raws, struct str name, long *value)
{
	long width = raw_number(raws, "纸宽") - raw_number(raws, "订口") -
	    raw_number(raws, "切口");
	long line = profile_styles[STYLE_PAGE_NUMBER].line;

	if (str_eq(name, STR("版心宽")))
		*value = width;
	else if (str_eq(name, STR("字符间距")))	/* 1/4096 pt, not twips */
		*value = width * 4096 / raw_number(raws, "每行字数") / 20 -
		    raw_number(raws, "正文字号") * 4096 / 2;
	else if (str_eq(name, STR("页码缩进")))	/* one character */
		*value = profile_styles[STYLE_PAGE_NUMBER].size * 10L;
	else if (str_eq(name, STR("页码行高")))
		*value = line;
	else if (str_eq(name, STR("横页码左")))	/* ink's centre 7 mm off */
		*value = raw_number(raws, "地脚") -
		    raw_number(raws, "横页页码上距") - line / 2 + 15;
	else
		return false;
	return true;
}

static void
put_raw(struct buf *out, const struct template_raws *raws, struct str name)
{
	long value;

	if (derived_number(raws, name, &value))
		buf_format(out, "%ld", value);
	else
		buf_str(out, find_raw(raws, name));
}

/* The part with its raws put in and line ends taken out. */
static struct str
cook(struct arena *arena, const struct template_raws *raws, struct str raw)
{
	struct buf out = { 0 };
	size_t i = 0;

	while (i < raw.n) {
		bool comment = str_at(raw, i, STR("<!--{{"));
		size_t from = i + (comment ? 6 : 4), to;

		if (comment || str_at(raw, i, STR("=\"{{"))) {
			if (!comment)
				buf_lit(&out, "=\"");
			to = str_find(raw, STR("}}"), from);
			assert(to != SIZE_MAX);
			put_raw(&out, raws, str_slice(raw, from, to));
			i = to + 2 + (comment ? 3 : 0);
		} else if (raw.p[i++] != '\n')
			buf_byte(&out, raw.p[i - 1]);
	}
	return buf_take(arena, &out);
}

/* The template NAME as a package; NULL with a finding when there is none. */
struct pack *
builtin_pack(struct arena *arena, struct str name,
    const struct template_raws *raws, struct findings *findings)
{
	struct pack_file *files = NEW_ARRAY(arena, struct pack_file,
	    builtin_count);
	struct str first = template_name(0);
	size_t n = 0;

	if (name.n == 0)
		name = first;
	for (size_t i = 0; i < builtin_count; i++)
		if (str_eq(name, str_of(builtin_parts[i].template)) &&
		    !str_starts(str_of(builtin_parts[i].name), STR("spare/")))
			files[n++] = (struct pack_file){
			    str_of(builtin_parts[i].name), cook(arena, raws,
			    bytes_of(&builtin_parts[i])) };
	if (n > 0)
		return pack_of(arena, name, files, n);
	finding_add(findings, FINDING_TEMPLATE_UNKNOWN, POS_NONE,
	    "没有叫作“%.*s”的内置模板；有：%.*s",
	    "there is no built-in template “%.*s”; there is: %.*s",
	    STR_ARG(name), STR_ARG(first));
	return NULL;
}

struct str
builtin_bytes(struct arena *arena, const char *name,
    const struct template_raws *raws)
{
	for (size_t i = 0; i < builtin_count; i++)
		if (strcmp(builtin_parts[i].name, name) == 0)
			return cook(arena, raws, bytes_of(&builtin_parts[i]));
	return STR_NONE;
}
