/*
 * Tables of lengths and styles with the lines of a profile file over them,
 * each within its range.  In: text; out: numbers in twips.  Read it from
 * profile_read.
 */
#include "profile.h"

#include "../text/size.h"
#include "../text/words.h"
#include "measure.h"

enum unit { UNIT_TWIPS, UNIT_POINTS, UNIT_LINES, UNIT_CHARACTERS,
	UNIT_EIGHTHS, UNIT_HALVES };

/* How a range is said: in MEASURE, of which there are SCALE to the field's. */
static const struct {
	const char *measure;
	double scale;
} units_said[] = {
	[UNIT_TWIPS] = { " mm", TWIPS_PER_MM }, [UNIT_POINTS] = { "磅", 20 },
	[UNIT_LINES] = { "行", 1 }, [UNIT_CHARACTERS] = { "字", 1 },
	[UNIT_EIGHTHS] = { "（单位是1/8磅）", 1 },
	[UNIT_HALVES] = { "（单位是半磅）", 1 },
};

/* One length by its key, for profile files. */
struct length_row {
	const char *key;
	size_t offset;
	int gb33476, gb9704;
	enum unit unit;
	int least, most;
};

static const struct length_row lengths[] = {
#define LENGTH(field, key, gb33476, gb9704, unit, least, most, clause, zh) \
	{ key, offsetof(struct profile, field), gb33476, gb9704, \
	    UNIT_##unit, least, most },
#include "length.def"
};

const struct style_spec profile_styles[STYLE_COUNT] = {
#define STYLE(id, ident, name, face, size, line, justify) \
	{ ident, name, FACE_##face, size, line, JUSTIFY_##justify, 0, false },
#include "style.def"
};

/* Font names: the standard names faces, not vendors (§19). */
static const struct {
	const char *key, *font;
} faces[FACE_COUNT] = {
	[FACE_FANGSONG] = { "仿宋", "仿宋" },
	[FACE_HEI] = { "黑体", "黑体" },
	[FACE_KAI] = { "楷体", "楷体" },
	[FACE_SONG] = { "宋体", "宋体" },
	[FACE_XIAOBIAOSONG] = { "小标宋", "方正小标宋简体" },
};

#define LENGTH_COUNT	(COUNT_OF(lengths))

static int *
length_field(struct profile *profile, const struct length_row *row)
{
	return (int *)(void *)((char *)profile + row->offset);
}

/* What the styles inherit from the page: pitch and condensed characters. */
static void
finish_styles(struct profile *profile)
{
	int body = profile->styles[STYLE_BODY].size;

	EACH_OF(struct style_spec, style, profile->styles, STYLE_COUNT) {
		if (style->line == 0)
			style->line = profile->line_pitch;
		if (style->size == body)
			style->spacing = profile->character_spacing;
	}
}

static struct profile *
profile_base(struct arena *arena, struct str name)
{
	bool newer = str_eq(name, STR("GB33476"));
	struct profile *profile;

	if (!newer && name.n > 0 && !str_eq(name, STR("GB9704")))
		return NULL;
	profile = NEW(arena, struct profile);
	for (size_t i = 0; i < LENGTH_COUNT; i++)
		*length_field(profile, &lengths[i]) =
		    newer ? lengths[i].gb33476 : lengths[i].gb9704;
	memcpy(profile->styles, profile_styles, sizeof(profile_styles));
	for (size_t i = 0; i < FACE_COUNT; i++)
		profile->faces[i] = str_of(faces[i].font);
	profile->title_short_first = true;
	return profile;
}

bool
profile_length(const struct profile *profile, size_t i, struct str *key,
    int *value)
{
	if (i >= LENGTH_COUNT)
		return false;
	*key = str_of(lengths[i].key);
	*value = *length_field((struct profile *)(uintptr_t)profile,
	    &lengths[i]);
	return true;
}

const struct profile *
profile_builtin(struct arena *arena, struct str name)
{
	struct profile *profile = profile_base(arena, name);

	if (profile != NULL)
		finish_styles(profile);
	return profile;
}

/* --- profile files ------------------------------------------------------ */

/* A number with a unit, in the table's own unit.  False when it is neither. */
static bool
parse_length(struct arena *arena, struct str value, int *out)
{
	static const struct {
		const char *unit;
		double twips;
	} units[] = {
		{ "mm", TWIPS_PER_MM }, { "毫米", TWIPS_PER_MM },
		{ "cm", 10 * TWIPS_PER_MM }, { "厘米", 10 * TWIPS_PER_MM },
		{ "磅", 20 }, { "pt", 20 },
		{ "缇", 1 }, { "行", 0 }, { "字", 0 }, { "半磅", 1 }, { "", 1 },
	};
	char *end, *text = str_cstr(arena, value);
	double number = strtod(text, &end);
	struct str unit = str_trim(str_of(end));

	if (end == text || number < -100000 || number > 100000)
		return false;
	for (size_t i = 0; i < COUNT_OF(units); i++)
		if (str_eq(unit, str_of(units[i].unit))) {
			double scale = units[i].twips > 0 ? units[i].twips : 1;

			number *= scale;
			*out = (int)(number < 0 ? number - 0.5 : number + 0.5);
			return true;
		}
	return false;
}

/* A font size: 三号, 小四 …, or points. */
static bool
parse_size(struct arena *arena, struct str value, int *half_points)
{
	char *end, *text = str_cstr(arena, value);
	double points;

	*half_points = (int)size_by_name(value);
	if (*half_points > 0)
		return true;
	points = strtod(text, &end);
	value = str_trim(str_of(end));
	if (end == text || points < 1 || points > 200 ||
	    !(value.n == 0 || str_is_one(value, "磅|pt")))
		return false;
	*half_points = (int)(points * 2 + 0.5);
	return true;
}

static bool
parse_face(struct str value, enum face *face)
{
	for (size_t i = 0; i < FACE_COUNT; i++)
		if (str_eq(value, str_of(faces[i].key))) {
			*face = (enum face)i;
			return true;
		}
	return false;
}

static bool
parse_place(struct str value, enum number_place *place)
{
	static const char *const words[] = {
		[NUMBER_OUTSIDE] = "外侧", [NUMBER_CENTER] = "居中",
		[NUMBER_RIGHT] = "居右", [NUMBER_LEFT] = "居左",
	};

	for (size_t i = 0; i < COUNT_OF(words); i++)
		if (str_eq(value, str_of(words[i]))) {
			*place = (enum number_place)i;
			return true;
		}
	return false;
}

/* "公文标题.字号": one property of one style. */
static bool
set_style(struct arena *arena, struct profile *profile, struct str key,
    struct str value, bool *known)
{
	size_t dot = str_find(key, STR("."), 0);
	struct str what = str_from(key, dot + 1);

	*known = false;
	for (size_t i = 0; dot != SIZE_MAX && i < STYLE_COUNT; i++) {
		struct style_spec *style = &profile->styles[i];

		if (!str_eq(str_slice(key, 0, dot), str_of(style->name)))
			continue;
		*known = true;
		if (str_eq(what, STR("字号")))
			return parse_size(arena, value, &style->size);
		if (str_eq(what, STR("字体")))
			return parse_face(value, &style->face);
		if (str_eq(what, STR("行距")))
			return parse_length(arena, value, &style->line);
		if (str_eq(what, STR("加粗"))) {
			style->bold = str_eq(value, STR("是"));
			return style->bold || str_eq(value, STR("否"));
		}
		*known = false;
	}
	return false;
}

/* The row of length.def that KEY names; NULL when there is none. */
static const struct length_row *
length_of(struct str key)
{
	for (size_t i = 0; i < LENGTH_COUNT; i++)
		if (str_eq(key, str_of(lengths[i].key)))
			return &lengths[i];
	return NULL;
}

static bool
set_value(struct arena *arena, struct profile *profile, struct str key,
    struct str value, bool *known)
{
	const struct length_row *row = length_of(key);

	*known = true;
	if (row != NULL)
		return parse_length(arena, value, length_field(profile, row));
	for (size_t i = 0; i < FACE_COUNT; i++)
		if (str_eq(key, str_of(faces[i].key))) {
			profile->faces[i] = value;
			return value.n > 0;
		}
	if (str_eq(key, STR("数字字体"))) {
		profile->digit_face = value;
		profile->latin = measure_latin(value);
		return true;
	}
	if (str_eq(key, STR("页码位置")))
		return parse_place(value, &profile->number_place);
	if (str_eq(key, STR("页码一字线"))) {
		profile->number_bare = str_eq(value, STR("无"));
		return profile->number_bare || str_eq(value, STR("有"));
	}
	if (str_eq(key, STR("标题两行"))) {
		profile->title_short_first = str_eq(value, STR("上短下长"));
		return profile->title_short_first ||
		    str_eq(value, STR("上长下短"));
	}
	return set_style(arena, profile, key, value, known);
}

/* Also 公文题目.字号, where it is the style that is not known. */
static void
unknown_key(struct arena *arena, const struct profile *profile,
    struct str key, struct pos pos, struct findings *findings)
{
	struct nearest nearest = nearest_to(key);
	size_t dot = str_find(key, STR("."), 0);

	for (size_t i = 0; i < LENGTH_COUNT; i++)
		nearest_try(&nearest, str_of(lengths[i].key));
	for (size_t i = 0; dot != SIZE_MAX && i < STYLE_COUNT; i++)
		nearest_try(&nearest, str_cat(arena,
		    str_of(profile->styles[i].name), str_from(key, dot)));
	finding_add(findings, FINDING_PROFILE_KEY, pos,
	    "没有排版参数“%.*s”%s%.*s", "there is no profile key “%.*s”%s%.*s",
	    STR_ARG(key), nearest.best.n == 0 ? "" :
	    findings->language == LANGUAGE_EN ? "; did you mean " :
	    "，你是不是要 ", STR_ARG(nearest.best));
}

/* Split "键: 值" with a colon of either width. */
static bool
split_line(struct str line, struct str *key, struct str *value)
{
	size_t narrow = str_find(line, STR(":"), 0);
	size_t wide = str_find(line, STR("："), 0);
	size_t at = narrow < wide ? narrow : wide;

	if (at == SIZE_MAX)
		return false;
	*key = str_trim(str_slice(line, 0, at));
	*value = str_trim(str_from(line, at + (at == wide ? 3 : 1)));
	return true;
}

/* Is the value of KEY beyond what its row allows?  Then that is said. */
static bool
is_out_of_range(struct profile *profile, struct str key, struct str value,
    struct pos pos, struct findings *findings)
{
	const struct length_row *row = length_of(key);
	int set = row == NULL ? 0 : *length_field(profile, row);
	double scale;

	if (row == NULL || (set >= row->least && set <= row->most))
		return false;
	scale = units_said[row->unit].scale;
	finding_add(findings, FINDING_PROFILE_VALUE, pos,
	    "“%.*s”的值“%.*s”超出范围，应当在%.4g到%.4g%s之间",
	    "“%.*s”: the value “%.*s” is out of range, it may be from %.4g to "
	    "%.4g%s", STR_ARG(key), STR_ARG(value), row->least / scale,
	    row->most / scale, units_said[row->unit].measure);
	return true;
}

/* The line 基准: NAME, wherever it stands. */
static struct str
base_name(struct str text)
{
	struct str line, key, value;

	while (str_line(&text, &line))
		if (split_line(line, &key, &value) && str_eq(key, STR("基准")))
			return value;
	return STR_NONE;
}

static int
read_line(struct arena *arena, struct profile *profile, struct str line,
    struct pos pos, struct findings *findings)
{
	struct str key, value;
	bool known = true;

	if (!split_line(line, &key, &value)) {
		finding_add(findings, FINDING_PROFILE_LINE, pos,
		    "排版参数应写作“键: 值”，这一行是“%.*s”",
		    "a profile line is “key: value”, this one is “%.*s”",
		    STR_ARG(line));
		return -1;
	}
	if (str_eq(key, STR("基准")) && profile->genres.n == 0)
		return 0;
	if (set_value(arena, profile, key, value, &known)) {
		pos.offset += (uint32_t)(value.p - line.p);
		return is_out_of_range(profile, key, value, pos, findings) ?
		    -1 : 0;
	}
	if (known)
		finding_add(findings, FINDING_PROFILE_VALUE, pos,
		    "“%.*s”的值“%.*s”不认得；长度写 mm、磅、行或字，"
		    "字号写三号或磅数，其他照手册 gongwen(5)",
		    "“%.*s”: the value “%.*s” is not understood; lengths take "
		    "mm, 磅, 行 or 字, sizes 三号 or points, others as in "
		    "gongwen(5)", STR_ARG(key), STR_ARG(value));
	else
		unknown_key(arena, profile, key, pos, findings);
	return -1;
}

/* --- for some 文种 ------------------------------------------------------ */

/* The next of the names in LIST, parted by 、; false at the end. */
static bool
next_genre(struct str *list, struct str *name)
{
	*name = str_trim(str_take(list, "、"));
	return name->n > 0;
}

const struct profile *
profile_for(const struct profile *profile, struct str genre)
{
	const struct genre *ends = genre_at_end(genre);	/* 会议纪要 */

	for (const struct profile *p = profile->next; p != NULL; p = p->next) {
		struct str list = p->genres, name;

		while (next_genre(&list, &name))
			if (str_eq(name, genre) || (ends != NULL &&
			    str_eq(name, str_of(ends->word))))
				return p;
	}
	return profile;
}

/* GENRES that LINE, [函、纪要], begins the lines of; false when it does not. */
static bool
is_section(struct str line, struct str *genres)
{
	*genres = str_slice(line, 1, line.n > 0 ? line.n - 1 : 0);
	if (str_starts(line, STR("[")) && str_ends(line, STR("]")))
		return true;
	*genres = str_slice(line, strlen("【"), line.n < 6 ? 0 :
	    line.n - strlen("】"));
	return str_starts(line, STR("【")) && str_ends(line, STR("】"));
}

/* Each is a 文种, and there are no lines for it yet. */
static bool
may_begin(const struct profile *profile, struct str genres, struct pos pos,
    struct findings *findings)
{
	struct str list = genres, name;

	do {
		const struct genre *genre;

		next_genre(&list, &name);
		genre = genre_at_end(name);
		if (genre != NULL && genre->n == name.n &&
		    profile_for(profile, name) == profile)
			continue;
		finding_add(findings, FINDING_PROFILE_KEY, pos, genre == NULL ?
		    "没有文种“%.*s”；方括号里写文种，如“[函]”“[通知、通报]”" :
		    "文种“%.*s”只能写一次，只写文种的名称", genre == NULL ?
		    "there is no 文种 “%.*s”; it stands in brackets as [函] or "
		    "[通知、通报]" : "the 文种 “%.*s” is named once, by its "
		    "name alone", STR_ARG(name));
		return false;
	} while (list.n > 0);
	return true;
}

/* A profile for GENRES behind those that PROFILE has, equal to it so far. */
static struct profile *
add_section(struct arena *arena, struct profile *profile, struct str genres)
{
	struct profile *own = NEW(arena, struct profile);

	*own = *profile;		/* in front: the order is nothing */
	own->genres = genres;
	profile->next = own;
	return own;
}

bool
profile_is_usable(const struct profile *profile)
{
	const struct style_spec *body = &profile->styles[STYLE_BODY];
	struct str key;
	int set;

	if (profile_text_width(profile) < 10 * body->size * 10 ||
	    profile_text_height(profile) < 5 * body->line ||
	    profile->page_width > 31680 || profile->page_height > 31680 ||
	    profile_character(profile) < body->size * 5 ||
	    profile->characters < 1)
		return false;
	for (size_t i = 0; i < STYLE_COUNT; i++)
		if (profile->styles[i].size < 2 ||
		    profile->styles[i].line < 10 ||
		    profile->styles[i].line > 4000)
			return false;
	for (size_t i = 0; profile_length(profile, i, &key, &set); i++)
		if (set < lengths[i].least || set > lengths[i].most)
			return false;
	return true;
}

/*
 * The page number stays 7 mm under the type area (7.5) when 地脚 is another; a
 * footer that has no room would take it from the text.
 */
static void
place_footer(struct arena *arena, struct profile *profile, struct str name)
{
	const struct profile *base = profile_base(arena, name);

	if (profile->footer_distance == base->footer_distance)
		profile->footer_distance +=
		    profile->margin_bottom - base->margin_bottom;
}

/* What is worked out from the lines; false when a page cannot be set. */
static bool
finish(struct arena *arena, struct profile *profile, struct str base)
{
	bool usable = true;

	for (struct profile *p = profile; p != NULL;
	    p = (struct profile *)(uintptr_t)p->next) {
		finish_styles(p);
		place_footer(arena, p, base);
		usable &= profile_is_usable(p);
	}
	return usable;
}

const struct profile *
profile_read(struct arena *arena, uint32_t file, struct findings *findings)
{
	struct str text = findings->files->list.v[file - 1].text, line;
	struct str rest = text, base = base_name(text), genres;
	struct profile *profile = profile_base(arena, base), *part = profile;
	int wrong = 0;

	if (profile == NULL) {
		finding_add(findings, FINDING_PROFILE_VALUE,
		    (struct pos){ file, 0 },
		    "没有内置排版参数“%.*s”；有 GB9704 和 GB33476",
		    "no built-in profile “%.*s”; there are GB9704 and GB33476",
		    STR_ARG(base));
		return NULL;
	}
	while (str_line(&rest, &line)) {
		struct pos pos = { file,
		    (uint32_t)(str_trim_left(line).p - text.p) };

		line = str_trim(line);
		if (line.n == 0 || line.p[0] == '#')
			continue;
		if (!is_section(line, &genres))
			wrong |= read_line(arena, part, line, pos, findings);
		else if (may_begin(profile, genres, pos, findings))
			part = add_section(arena, profile, genres);
		else
			wrong = -1;
	}
	if (!finish(arena, profile, base) && wrong == 0) {
		finding_add(findings, FINDING_PROFILE_VALUE, POS_FILE(file),
		    "这些排版参数合在一起排不出版面：版心至少要有 10 字 × 5 "
		    "行，长度不能是负数",
		    "these values together leave no page to set: the type area"
		    " needs 10 characters by 5 lines, no length is negative");
		return NULL;
	}
	return wrong == 0 ? profile : NULL;
}

int
profile_rule_space(const struct profile *profile, int line)
{
	int space = (profile->rule_gap - line * 135 / 1000 + 19) / 20;

	return space < 0 ? 0 : space > 31 ? 31 : space;	/* as Word has it */
}

int
profile_text_width(const struct profile *profile)
{
	return profile->page_width - profile->margin_left -
	    profile->margin_right;
}

int
profile_line_width(const struct profile *profile)
{
	int width = profile_text_width(profile);

	return profile->characters > 0 ?
	    width / profile->characters * profile->characters : width;
}

int
profile_text_height(const struct profile *profile)
{
	return profile->page_height - profile->margin_top -
	    profile->margin_bottom;
}

int
profile_character(const struct profile *profile)
{
	return profile->styles[STYLE_BODY].size * 10 +
	    profile->character_spacing;
}
