/*
 * A template against the standard: what an office restyled is its own affair,
 * but it should know.  In: a template and two profiles, the standard's and
 * what the template makes of it.  Out: one finding, or none.
 */
#include "conform.h"

/* What is still the same: 1 mm. */
#define TOLERANCE	57
/* The ink of a page number is so many hundredths of its size high. */
#define DIGIT_HEIGHT	70
/* It keeps so far off the 版记: 2 mm. */
#define COLOPHON_GAP	113

/* What differs, in the language of the findings. */
struct told {
	struct buf text;
	bool english;
};

static void PRINTF_LIKE(2, 4) PRINTF_LIKE(3, 4)
tell(struct told *told, const char *zh, const char *en, ...)
{
	va_list ap;

	if (told->text.n > 0)
		buf_lit(&told->text, told->english ? ", " : "，");
	va_start(ap, en);
	buf_vformat(&told->text, told->english ? en : zh, ap);
	va_end(ap);
}

static void
tell_grid(struct told *told, const struct template *template,
    const struct profile *standard, const struct profile *own)
{
	const struct template_style *body =
	    template_style(template, STYLE_BODY);
	int lines = profile_text_height(own) / own->styles[STYLE_BODY].line;
	int characters = profile_text_width(own) / profile_character(own);

	if (body->present && body->line == 0)
		tell(told, "正文行距不是固定值，页数算不准", "lines of no "
		    "exact height, so that pages cannot be counted");
	else if (lines != standard->lines)
		tell(told, "每页%d行（标准%d行）", "%d lines a page (not %d)",
		    lines, standard->lines);
	if (characters != standard->characters)
		tell(told, "每行%d字（标准%d字）", "%d characters a line "
		    "(not %d)", characters, standard->characters);
}

static void
tell_area(struct told *told, const struct profile *standard,
    const struct profile *own)
{
	int width = profile_text_width(own), height = profile_text_height(own);
	int right_width = profile_text_width(standard);
	int right_height = profile_text_height(standard);

	if (abs(width - right_width) > TOLERANCE ||
	    abs(height - right_height) > TOLERANCE)
		tell(told, "版心%.0f×%.0f毫米（标准%.0f×%.0f）",
		    "a type area of %.0f×%.0f mm (not %.0f×%.0f)",
		    width / TWIPS_PER_MM, height / TWIPS_PER_MM,
		    right_width / TWIPS_PER_MM, right_height / TWIPS_PER_MM);
}

/* From the foot of the type area to the middle of the page number. */
static int
number_gap(const struct profile *profile)
{
	return profile->margin_bottom - profile->footer_distance -
	    profile->styles[STYLE_PAGE_NUMBER].line / 2;
}

static void
tell_number(struct told *told, const struct profile *standard,
    const struct profile *own)
{
	int gap = number_gap(own), right = number_gap(standard);
	int ink = own->styles[STYLE_PAGE_NUMBER].size * DIGIT_HEIGHT / 20;

	if (abs(gap - right) > TOLERANCE)
		tell(told, "页码距版心%.0f毫米（标准%.0f）", "a page number "
		    "%.0f mm below the type area (not %.0f)",
		    gap / TWIPS_PER_MM, right / TWIPS_PER_MM);
	if (gap - ink < COLOPHON_GAP)
		tell(told, "版记压住页码", "a colophon that stands on the page "
		    "number");
}

void
conform_tell(struct str name, const struct template *template,
    const struct profile *standard, const struct profile *own,
    struct findings *findings)
{
	struct told told = { { 0 }, findings->language == LANGUAGE_EN };

	tell_grid(&told, template, standard, own);
	tell_area(&told, standard, own);
	tell_number(&told, standard, own);
	if (told.text.n > 0)
		finding_add(findings, FINDING_TEMPLATE_STANDARD, POS_NONE,
		    "模板“%.*s”与标准不同：%.*s；已按模板排版",
		    "template “%.*s” does not keep the standard: %.*s; set as "
		    "the template has it", STR_ARG(name),
		    STR_ARG(buf_view(&told.text)));
	buf_release(&told.text);
}
