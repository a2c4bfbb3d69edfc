/*
 * The characters of a run → the characters that are printed: signs of symbol
 * fonts, capitals, raised and lowered digits, and the words of an EQ field, by
 * which Word sets ㊙ or a reading over its characters; and what stands in a
 * paragraph that is read, and stands out in it.
 */
#include "docx_text.h"

#include <string.h>

#include "../text/chars.h"
#include "../text/words.h"

/* Signs by their codes, of the fonts that forms use. */
static const struct {
	const char *font, *signs;
} fonts[] = {
	{ "Wingdings", " 28☎ 52☑ 6C● 6E■ 6F□ 71□ 72□ 75◆ A1○ A7■ A8□ AB★ B7• "
	    "D8➢ E0→ FB× FC√ FD☒ FE☑ 81① 82② 83③ 84④ 85⑤ 86⑥ 87⑦ 88⑧ 89⑨ 8A⑩" },
	{ "Wingdings 2", " 4F× 50√ 51☒ 52☑ 53☒ 54☒ 97● A2■ A3□ 6A① 6B② 6C③ 6D④ "
	    "6E⑤ 6F⑥ 70⑦ 71⑧ 72⑨ 73⑩" },
	{ "Webdings", " 61√ 63□ 67■ 6E● 72×" },
	{ "Symbol", " 44Δ 53Σ 57Ω 61α 62β 67γ 6Cλ 6Dμ 70π 73σ A2′ A3≤ A5∞ AC← "
	    "AE→ B0° B1± B2″ B3≥ B4× B7• B8÷ B9≠ BB≈ D6√" },
};

static const char *
signs_of(struct str font)
{
	for (size_t i = 0; i < COUNT_OF(fonts); i++)
		if (str_eq(font, str_of(fonts[i].font)))
			return fonts[i].signs;
	return NULL;
}

bool
docx_put_sign(struct buf *out, struct str font, unsigned code)
{
	static const char hex[] = "0123456789ABCDEF";
	const char *signs = signs_of(font);
	char key[4] = { ' ', hex[code >> 4 & 15], hex[code & 15], '\0' };
	const char *at = strstr(signs != NULL ? signs : fonts[0].signs, key);
	struct str rest = str_of(at != NULL ? at + 3 : "□");
	size_t end = 0;

	char_next(rest, &end);
	buf_str(out, str_slice(rest, 0, end));
	return at != NULL;
}

/* 2 → ², ₂: all of S, or nothing of it. */
static bool
put_raised(struct buf *out, struct str s, bool up)
{
	static const char flat[] = "0123456789+-=()";
	struct str forms = str_of(up ? "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾" : "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎");
	size_t before = out->n;

	for (size_t i = 0; i < s.n; i++) {
		const char *sign = strchr(flat, s.p[i]);
		size_t from = 0, at = 0;

		if (sign == NULL || s.p[i] == '\0') {
			out->n = before;
			return false;
		}
		for (ptrdiff_t n = sign - flat; n >= 0; n--) {
			from = at;
			char_next(forms, &at);
		}
		buf_str(out, str_slice(forms, from, at));
	}
	return true;
}

struct docx_printed
docx_put_text(struct buf *out, const struct docx_font *font, struct str s)
{
	struct docx_printed printed = { false, false };
	bool symbols = signs_of(font->latin) != NULL;

	if (font->raised != 0 && str_trim(s).n > 0) {
		if (put_raised(out, s, font->raised > 0))
			return printed;
		printed.flat = true;
	}
	for (size_t at = 0, from; at < s.n;) {
		uint32_t c = char_next(s, (from = at, &at));

		if (c >> 8 == 0xf0 || (symbols && c > ' ' && c < 0x100))
			printed.unknown |= !docx_put_sign(out, font->latin, c);
		else if (c == '\n' || c == '\t' || c == '\r')
			buf_byte(out, ' ');
		else if (font->capitals && c >= 'a' && c <= 'z')
			buf_byte(out, (char)(c - 'a' + 'A'));
		else if (c != 0xfeff)	/* a mark of bytes, no character */
			buf_str(out, str_slice(s, from, at));
	}
	return printed;
}

/* The bracket that closes the one at OPEN, or the end of S. */
static size_t
closing(struct str s, size_t open)
{
	int depth = 0;

	for (size_t at = open; at < s.n; at++) {
		depth += s.p[at] == '(' ? 1 : s.p[at] == ')' ? -1 : 0;
		if (depth == 0)
			return at;
	}
	return s.n;
}

bool
docx_put_equation(struct buf *out, struct str code)
{
	bool reading = str_has(code, STR("\\ad"));
	bool fraction = str_has(code, STR("\\f"));
	size_t at;

	code = str_trim(code);
	if (!str_starts_one(code, "EQ|eq|Eq"))
		return false;
	for (at = str_find(code, STR("("), 0); at < code.n;) {
		size_t from = at;
		uint32_t c = char_next(code, &at);

		if (c == '\\') {	/* \s\up 9( */
			bool raised = str_at(code, at, STR("s\\up"));

			at = str_find(code, STR("("), at);
			if (reading && raised && at < code.n)
				at = closing(code, at) + 1;
		} else if (c == ',' && fraction)
			buf_byte(out, '/');
		else if (c != '(' && c != ')' && c != ',' && c != U'○' &&
		    c != U'〇' && c != U'□' && c != U'△' && c != U'◇')
			buf_str(out, str_slice(code, from, at));
	}
	return true;
}

struct str
docx_words(struct arena *arena, const xmlNode *node)
{
	struct buf text = { 0 };

	for (const xmlNode *n = node; n != NULL; n = markup_step(node, n))
		if (word_is(n, "t"))
			buf_str(&text, markup_content(arena, n));
	return words_trim(buf_take(arena, &text));
}

struct str
docx_text_of(const struct docx_paragraph *paragraph, struct str text)
{
	return str_trim(str_slice(text, paragraph->pos.offset,
	    paragraph->pos.offset + paragraph->length));
}

/* Blanks have no look of their own. */
static unsigned
run_flags(const struct docx_run *run)
{
	if (str_trim(run->text).n == 0)
		return 0;
	return (run->font->bold ? RUN_BOLD : 0u) |
	    (run->font->italic ? RUN_ITALIC : 0u);
}

void
docx_emphases(struct arena *arena, const struct docx_paragraph *paragraph,
    unsigned common, struct emphases *list)
{
	size_t first = list->n;

	for (size_t i = 0; i < paragraph->n; i++) {
		const struct docx_run *run = &paragraph->runs[i];
		unsigned flags = run_flags(run) & ~common;
		uint32_t from = run->pos.offset;
		struct emphasis *last = list->n > first ?
		    &list->v[list->n - 1] : NULL;

		if (flags == 0)
			continue;
		if (last != NULL && last->flags == flags && (i == 0 ||
		    last->to == from || (str_trim(run[-1].text).n == 0 &&
		    last->to == run[-1].pos.offset)))
			last->to = from + (uint32_t)run->text.n;
		else
			*VEC_ADD(arena, list) = (struct emphasis){ from,
			    from + (uint32_t)run->text.n, flags };
	}
}
