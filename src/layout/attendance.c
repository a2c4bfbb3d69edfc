/*
 * 出席, 请假, 列席 of minutes, GB/T 9704-2012 10.3, given as elements or typed
 * in the text.  In: a label and names.  Out: a paragraph that hangs under its
 * first name; no name is parted, and many stand in columns.
 */
#include "../text/chars.h"
#include "parts.h"

/*
 * The mark that parts names: a blank in 方云　李明　王大山.  Where blanks stand
 * inside of a name, 方　云, nobody can tell.
 */
static struct str
parting_of(struct str names)
{
	if (str_has_one(names, "、|，|；"))
		return STR("、");
	while (names.n > 0)
		if (char_count(str_take(&names, "　")) < 2)
			return STR("、");
	return STR("　");
}

/* Where the name at byte AT ends, with the mark PARTING behind it. */
static size_t
name_end(struct str names, size_t at, struct str parting)
{
	size_t mark = str_find(names, parting, at);
	/* Not further: names parted by 、 alone would be gone through again. */
	size_t comma = str_find(str_slice(names, 0, mark), STR("，"), at);

	mark = comma < mark ? comma : mark;
	return mark < names.n ? mark + strlen("、") : names.n;
}

/* A name with the office before it has so many characters at most. */
#define NAME_EMS	14

/* Names on lines of ROOM, none of them parted unless it is long. */
static void
lay_names(struct para_builder *para, const struct text *names, int room)
{
	struct lay *lay = para->lay;
	struct measure measure = lay_measure(lay, para->para->style);
	struct str all = text_join(lay->arena, *names, STR_NONE);
	struct str parting = parting_of(all);
	size_t from = 0, done = 0;	/* of the line; of what is laid */
	struct text part;

	for (size_t at = 0, end; at < all.n; at = end) {
		end = name_end(all, at, parting);
		if (at > from && end - at <= NAME_EMS * strlen("名") &&
		    measure_width(&measure, str_slice(all, from, end)) > room) {
			part = text_part(lay->arena, *names, done, at);
			para_runs(para, STYLE_COUNT, part.v, part.n);
			para_break(para);
			from = done = at;
		}
		while (measure_width(&measure, str_slice(all, from, end)) >
		    room)
			from = measure_fit(&measure, all, from, room);
	}
	part = text_part(lay->arena, *names, done, SIZE_MAX);
	para_runs(para, STYLE_COUNT, part.v, part.n);
}

/* So many lines of names stand one after another; more, in columns. */
#define NAME_LINES	2

/*
 * The width of the columns in which names stand evenly, so many of them that
 * a line has three at least; 0 where they do better one after another.
 */
static int
name_column(const struct lay *lay, const struct text *names, int room)
{
	struct measure measure = lay_measure(lay, STYLE_NOTE);
	struct str all = text_join(lay->arena, *names, STR_NONE);
	struct str parting = parting_of(all);
	int widest = 0, columns;

	/* Groups and notes in brackets have an order of their own. */
	if (measure_width(&measure, all) <= NAME_LINES * room ||
	    str_has_one(all, "，|；|（"))
		return 0;
	for (size_t at = 0, end; at < all.n; at = end) {
		end = name_end(all, at, parting);
		widest = larger(widest, (int)measure_width(&measure,
		    str_slice(all, at, end)));
	}
	if (widest == 0)
		return 0;
	columns = smaller(room / widest, PARA_TABS_MAX + 1);
	return columns < 3 ? 0 : room / columns;
}

/* In columns of WIDTH; each name keeps its mark, the next stands at a tab. */
static void
lay_name_columns(struct para_builder *para, const struct text *names,
    int width, int room)
{
	struct lay *lay = para->lay;
	struct str all = text_join(lay->arena, *names, STR_NONE);
	struct str parting = parting_of(all);
	int columns = room / width, column = 0;

	for (int i = 1; i < columns; i++)
		para_tab_stop(para, TAB_LEFT, para->para->left + i * width);
	for (size_t at = 0, end; at < all.n; at = end, column++) {
		struct text name;

		end = name_end(all, at, parting);
		name = text_part(lay->arena, *names, at, end);
		if (column == columns) {
			para_break(para);
			column = 0;
		} else if (column > 0)
			para_tab(para);
		para_runs(para, STYLE_COUNT, name.v, name.n);
	}
}

/*
 * 出席, 请假, 列席 of minutes, 10.3: the label in 黑体 two characters in, later
 * lines begin under the first name; a blank line before the first of them.
 */
static void
lay_attended(struct lay *lay, struct str word, const struct text *names,
    bool first)
{
	struct para_builder para;
	int hang, room, column;

	if (names->n == 0)
		return;
	hang = lay_width(lay, STYLE_LEVEL_1, word);
	para = para_begin(lay, STYLE_NOTE, text_pos(*names));
	para.para->left = 2 * lay->profile->styles[STYLE_NOTE].size * 10 + hang;
	para.para->first = -hang;
	if (first)
		para.para->before =
		    lay_lines(lay, lay->profile->attendance_gap);
	para_styled(&para, STYLE_LEVEL_1, word);
	room = para_room(lay->profile, lay->width) - para.para->left;
	column = name_column(lay, names, room);
	if (text_has_breaks(names))
		para_runs(&para, STYLE_COUNT, names->v, names->n);
	else if (column > 0)
		lay_name_columns(&para, names, column, room);
	else
		lay_names(&para, names, room);
	para_end(&para);
}

void
lay_attendance(struct lay *lay, const struct document *document)
{
	size_t from = lay->out->n;

	lay_attended(lay, STR("出席："), &document->present, true);
	lay_attended(lay, STR("请假："), &document->excused,
	    lay->out->n == from);
	lay_attended(lay, STR("列席："), &document->observers,
	    lay->out->n == from);
}

/*
 * A paragraph of minutes that begins with such a label, typed in the text.
 * The label's length in bytes; 0 when it is another paragraph.
 */
static size_t
attended_label(const struct lay *lay, const struct block *block)
{
	struct str s = block->text.n > 0 ? block->text.v[0].text : STR_NONE;

	return lay->format != FORMAT_MINUTES ||
	    block->kind != BLOCK_PARAGRAPH || !str_starts_one(s,
	    "出席：|请假：|列席：|缺席：|出席人员：|请假人员：|列席人员：|"
	    "缺席人员：") ? 0 : str_find(s, STR("："), 0) + strlen("：");
}

bool
lay_typed_attendance(struct lay *lay, const struct blocks *blocks, size_t i)
{
	size_t label = attended_label(lay, &blocks->v[i]);
	struct text text = blocks->v[i].text, names;

	if (label == 0)
		return false;
	names = text_part(lay->arena, text, label, SIZE_MAX);
	lay_attended(lay, str_slice(text.v[0].text, 0, label), &names,
	    i > 0 && attended_label(lay, &blocks->v[i - 1]) == 0);
	return true;
}
