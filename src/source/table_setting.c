/*
 * Lines in braces above a table → its settings; setting.def says what may be
 * set.  Read it from table_setting.
 */
#include "table.h"

#include <string.h>

#include "../document/element.h"
#include "../text/chars.h"
#include "../text/size.h"

enum setting {
#define SETTING(id, written, member, name, mark)	SETTING_##id,
#include "../document/setting.def"
	SETTING_COUNT
};

static const char *const setting_names[SETTING_COUNT] = {
#define SETTING(id, written, member, name, mark)	name,
#include "../document/setting.def"
};

#define SETTING(id, written, member, name, mark)	" " name mark
static const char setting_list[] =
#include "../document/setting.def"
    ;

struct word {
	struct span name, value;
	bool has_value;
};

static void
wrong_value(const struct word *word, struct findings *findings,
    const char *zh, const char *en)
{
	finding_add(findings, FINDING_SETTING_VALUE, word->value.pos,
	    "“%.*s=%.*s”不对，应当是%s；这一项没有采用",
	    "“%.*s=%.*s” is wrong, it should be %s; it was not used",
	    STR_ARG(word->name.text), STR_ARG(word->value.text),
	    findings->language == LANGUAGE_EN ? en : zh);
}

/* A whole number MIN..MAX; false with a finding otherwise. */
static bool
read_number(const struct word *word, unsigned min, unsigned max,
    unsigned *value, struct findings *findings)
{
	struct str s = word->value.text;
	unsigned n = 0;

	for (size_t i = 0; i < s.n && n <= max; i++)
		n = s.p[i] >= '0' && s.p[i] <= '9' ?
		    n * 10 + (unsigned)(s.p[i] - '0') : UINT32_MAX;
	if (s.n > 0 && n >= min && n <= max) {
		*value = n;
		return true;
	}
	finding_add(findings, FINDING_SETTING_VALUE, word->value.pos,
	    "“%.*s=%.*s”不对，应当是%u到%u的整数；这一项没有采用",
	    "“%.*s=%.*s” is wrong, it should be a whole number from %u to "
	    "%u; it was not used", STR_ARG(word->name.text), STR_ARG(s),
	    min, max);
	return false;
}

static bool
read_flag(const struct word *word, bool *flag, struct findings *findings)
{
	*flag = !word->has_value || element_named(NAMES_YES, word->value.text);
	if (*flag || element_named(NAMES_NO, word->value.text))
		return true;
	wrong_value(word, findings, "“是”或“否”", "是 or 否");
	return false;
}

/* 五号, 小四, 10.5, 12磅 → half-points; 0 when it is no size. */
static unsigned
font_size(struct str s)
{
	unsigned points = size_by_name(s);
	size_t i;

	if (points > 0)
		return points;
	if (str_ends(s, STR("磅")))
		s.n -= STR("磅").n;
	for (i = 0; i < s.n && i < 2 && s.p[i] >= '0' && s.p[i] <= '9'; i++)
		points = points * 20 + 2 * (unsigned)(s.p[i] - '0') -
		    (points > 0 ? points * 10 : 0);
	if (str_eq(str_from(s, i), STR(".5")))
		points++;
	else if (i < s.n)
		return 0;
	return points >= 10 && points <= 144 ? points : 0;
}

static void
read_widths(struct arena *arena, const struct word *word,
    struct table_settings *settings, struct findings *findings)
{
	struct str s = word->value.text;
	unsigned width = 0;
	size_t at = 0;

	settings->widths.n = 0;
	while (at <= s.n) {
		uint32_t c = at < s.n ? char_next(s, &at) : ',';

		if (c >= '0' && c <= '9' && width < 1000)
			width = width * 10 + (unsigned)(c - '0');
		else if ((c == ',' || c == U'，' || c == U'、' ||
		    c == ':') && width > 0) {
			*VEC_ADD(arena, &settings->widths) = width;
			width = 0;
			if (at == s.n && c == ',')
				return;
		} else
			break;
		if (at == s.n && width == 0)
			break;
	}
	settings->widths.n = 0;
	wrong_value(word, findings, "各列宽度之比，如 1,3,2",
	    "the widths in proportion, as 1,3,2");
}

static void
unknown_setting(const struct word *word, struct findings *findings)
{
	struct nearest nearest = nearest_to(word->name.text);

	for (size_t i = 0; i < SETTING_COUNT; i++)
		nearest_try(&nearest, str_of(setting_names[i]));
	if (nearest.best.n > 0)
		finding_add(findings, FINDING_SETTING_UNKNOWN,
		    word->name.pos,
		    "不认识表格设置“%.*s”，是不是“%.*s”？没有采用；可以写：%s",
		    "unknown setting “%.*s”, did you mean “%.*s”? Not used; "
		    "known are: %s", STR_ARG(word->name.text),
		    STR_ARG(nearest.best), setting_list + 1);
	else
		finding_add(findings, FINDING_SETTING_UNKNOWN,
		    word->name.pos,
		    "不认识表格设置“%.*s”，没有采用；可以写：%s",
		    "unknown setting “%.*s”, not used; known are: %s",
		    STR_ARG(word->name.text), setting_list + 1);
}

/* A caption may have several lines; each {表题：…} gives one. */
static void
add_line(struct arena *arena, struct text *text, struct span span,
    struct findings *findings)
{
	struct text line = inline_read(arena, span, 0, findings);

	if (text->n > 0 && line.n > 0)
		line.v[0].flags |= RUN_BREAK;
	*text = text_append(arena, *text, line);
}

static void
apply(struct arena *arena, const struct word *word,
    struct table_settings *settings, struct findings *findings)
{
	size_t which = 0;
	unsigned n;
	bool flag;

	while (which < SETTING_COUNT &&
	    !str_eq(word->name.text, str_of(setting_names[which])))
		which++;
	switch ((enum setting)which) {
	case SETTING_LANDSCAPE:
		read_flag(word, &settings->landscape, findings);
		break;
	case SETTING_FULL_WIDTH:
		read_flag(word, &settings->full_width, findings);
		break;
	case SETTING_FILL_PAGE:
		read_flag(word, &settings->fill_page, findings);
		break;
	case SETTING_CONTROLS:
		if (read_flag(word, &flag, findings))
			settings->controls = flag;
		break;
	case SETTING_HEADER:
		if (read_number(word, 0, 50, &n, findings))
			settings->header_rows = (int)n;
		break;
	case SETTING_BLANK:
		read_number(word, 0, 500, &settings->blank_rows, findings);
		break;
	case SETTING_HEIGHT:
		read_number(word, 1, 40, &settings->row_height, findings);
		break;
	case SETTING_SIZE:
		if ((n = font_size(word->value.text)) != 0)
			settings->font_size = n;
		else
			wrong_value(word, findings, "字号或磅数，如 五号、10.5",
			    "a size, as 五号 or 10.5");
		break;
	case SETTING_WIDTHS:
		read_widths(arena, word, settings, findings);
		break;
	case SETTING_FILE:
		settings->file = word->value;
		break;
	case SETTING_ENCODING:
		settings->encoding = word->value;
		break;
	case SETTING_SHEET:
		settings->sheet = word->value;
		break;
	case SETTING_CAPTION:
		add_line(arena, &settings->caption, word->value, findings);
		break;
	case SETTING_UNIT:
		add_line(arena, &settings->unit, word->value, findings);
		break;
	case SETTING_COUNT:
		unknown_setting(word, findings);
	}
}

/* The bytes of a "：" or ":" at the head of S, or 0. */
static size_t
colon(struct str s)
{
	if (str_starts(s, STR("：")))
		return STR("：").n;
	return str_starts(s, STR(":")) ? 1 : 0;
}

/* Take the next word off *REST. */
static bool
next_word(struct span line, struct str *rest, struct word *word)
{
	size_t at = 0, equals = SIZE_MAX, value = 0;

	do {
		*rest = str_slice(*rest, at, rest->n);
		at = 0;
	} while (char_is_space(char_next(*rest, &at)));
	if (rest->n == 0)
		return false;
	for (at = 0; at < rest->n;) {
		size_t here = at;
		uint32_t c = char_next(*rest, &at);

		if (char_is_space(c)) {
			at = here;
			break;
		}
		if ((c == '=' || c == U'＝') && equals == SIZE_MAX) {
			equals = here;
			value = at;
		}
	}
	word->has_value = equals != SIZE_MAX;
	word->name = span_part(line, str_slice(*rest, 0,
	    word->has_value ? equals : at));
	word->value = span_part(line, str_slice(*rest,
	    word->has_value ? value : at, at));
	*rest = str_slice(*rest, at, rest->n);
	return true;
}

/* {单位：万元} names a unit, {单位：　　　填报人：} is to be filled in. */
static bool
is_unit(struct str s)
{
	size_t at = 0;

	s = str_trim(s);
	while (at < s.n) {
		uint32_t c = char_next(s, &at);

		if (char_is_space(c) || c == ':' || c == U'：')
			return false;
	}
	return s.n > 0;
}

/* 表格, or a slip for it: settings with = in them. */
static bool
is_table_word(struct span line, struct str name, struct findings *findings)
{
	if (str_eq(name, STR("表格")))
		return true;
	if (char_count(name) > 3 || !str_has(line.text, STR("=")) ||
	    str_distance(name, STR("表格")) > 1)
		return false;
	finding_add(findings, FINDING_SETTING_UNKNOWN, line.pos,
	    "“%.*s”已当作“表格”", "“%.*s” was taken for “表格”",
	    STR_ARG(name));
	return true;
}

bool
table_is_setting(struct arena *arena, struct str line)
{
	struct table_settings settings = TABLE_SETTINGS_INIT;
	struct findings none = { .arena = arena };

	return table_setting(arena, (struct span){ line, POS_NONE },
	    &settings, &none);
}

bool
table_setting(struct arena *arena, struct span line,
    struct table_settings *settings, struct findings *findings)
{
	struct str s = str_trim(line.text), name, rest;
	struct word word;
	size_t at = 0;

	while (at < s.n && at < 30) {
		size_t here = at;
		uint32_t c = char_next(s, &at);

		if (c == ':' || c == U'：' || char_is_space(c)) {
			at = here;
			break;
		}
	}
	name = str_slice(s, 0, at);
	rest = str_trim_left(str_from(s, at));
	rest = str_trim(str_from(rest, colon(rest)));
	if (str_eq(name, STR("表题")) && rest.n > 0) {
		add_line(arena, &settings->caption, span_part(line, rest),
		    findings);
		return true;
	}
	if (str_eq(name, STR("单位")) && is_unit(rest)) {
		add_line(arena, &settings->unit, span_part(line, rest),
		    findings);
		return true;
	}
	if (!is_table_word(line, name, findings))
		return false;
	settings->given = true;
	settings->pos = line.pos;
	while (next_word(line, &rest, &word))
		apply(arena, &word, settings, findings);
	return true;
}
