#include "layout/measure.h"

#include <stdlib.h>
#include <string.h>

#include "text/chars.h"
#include "unit.h"

/* The body: 16 pt, condensed so that 28 characters fill a line, 5.2.3. */
static const struct measure body = { 320, -6, NULL };
static const struct measure plain = { 240, 0, NULL };

#define EM	314
#define GAP	(64 + 6)	/* a fifth, and the spacing left out */

static unsigned
lines(const char *text, long width, long first)
{
	struct measured_piece piece = { body, str_of(text), false, false, 0, 0 };

	return measure_breaks(&piece, 1, width, first, NULL).lines;
}

/* The lines of TEXT on N ems, parted by strokes. */
static struct str
broken(struct arena *arena, const char *text, long ems)
{
	struct str s = str_of(text), out = STR_NONE;

	for (size_t from = 0, to; from < s.n; from = to) {
		to = measure_fit(&plain, s, from, ems * 240);
		if (from > 0)
			out = str_cat(arena, out, STR("|"));
		out = str_cat(arena, out, str_slice(s, from, to));
	}
	return out;
}

static void
test_widths(void)
{
	CHECK(measure_width(&body, STR_NONE) == 0);
	CHECK(measure_width(&body, STR("各县区")) == 3 * EM);
	CHECK(measure_width(&body, STR("12")) == 2 * 154);
	/* The gap stands between letters, digits and ideographs only. */
	CHECK(measure_width(&body, STR("年1")) == EM + 154 + GAP);
	CHECK(measure_width(&body, STR("1年")) == EM + 154 + GAP);
	CHECK(measure_width(&body, STR("A4纸")) == 2 * 154 + EM + GAP);
	CHECK(measure_width(&plain, STR("（1）")) == 2 * 240 + 120);
	CHECK(measure_width(&plain, STR("，a、")) == 2 * 240 + 120);
	CHECK(measure_width(&plain, STR("“5”")) == 2 * 240 + 120);
	CHECK(measure_width(&plain, STR("年(1)")) == 240 + 3 * 120);
}

/* Characters of a face that has widths of its own. */
static void
test_latin(void)
{
	const struct measure times = { 240, 0,
	    measure_latin(STR("Times New Roman")) };

	CHECK(measure_latin(STR("仿宋")) == NULL);
	CHECK(measure_width(&times, STR("85%")) == 2 * 120 + 200);
	CHECK(measure_width(&times, STR("i~")) == 67 + 130);
	CHECK(measure_width(&times, STR("各县")) == 2 * 240);
}

static void
test_full_line(void)
{
	/* Twenty-eight full-width characters fill a line, clause 5.2.3. */
	const char *full = "一二三四五六七八九十一二三四五六七八九十"
	    "一二三四五六七八";
	const char *more = "一二三四五六七八九十一二三四五六七八九十"
	    "一二三四五六七八九";

	CHECK(lines(full, 8820, 0) == 1 && lines(more, 8820, 0) == 2);
	CHECK(lines(full, 27 * EM + 320, 0) == 1);
	CHECK(lines(full, 27 * EM + 319, 0) == 2);
	CHECK(lines(full, 8820, 640) == 2);
	CHECK(lines(more, 8820, -640) == 1);
	CHECK(lines("", 8820, 0) == 1);
	CHECK(lines("字", 1, 0) == 1 && lines("字字字", 1, 0) == 3);
	CHECK(lines("字字", 0, 0) == 2 && lines("字字", 100, 5000) == 2);
}

static void
test_breaks(struct arena *arena)
{
	/* Marks neither begin nor end a line against the rules. */
	CHECK_STR(broken(arena, "一二三，四", 3), "一二|三，四");
	CHECK_STR(broken(arena, "一二三四”五", 4), "一二三|四”五");
	CHECK_STR(broken(arena, "一二（三四）", 3), "一二|（三|四）");
	CHECK_STR(broken(arena, "一二三《四五》", 4), "一二三|《四五》");
	CHECK_STR(broken(arena, "一二三））四", 4), "一二|三））四");
	/* Words and numbers stay whole; what fits nowhere is cut. */
	CHECK_STR(broken(arena, "一二2026年", 4), "一二|2026年");
	CHECK_STR(broken(arena, "一二三word四", 4), "一二三|word四");
	CHECK_STR(broken(arena, "1234567890", 3), "123456|7890");
	CHECK_STR(broken(arena, "一1234567890", 3), "一|123456|7890");
	/* A unit stays with its number, a mark with the word after it. */
	CHECK_STR(broken(arena, "一二三15%四", 4), "一二三|15%四");
	CHECK_STR(broken(arena, "一二三100％", 5), "一二三|100％");
	CHECK_STR(broken(arena, "一二三，2026", 4), "一二|三，2026");
	/* Blanks end a line without taking room. */
	CHECK_STR(broken(arena, "one two", 2), "one |two");
	CHECK_STR(broken(arena, "一二三   四", 3), "一二三   |四");
	/* Paths break after a stroke; dates and GB/T do not. */
	CHECK_STR(broken(arena, "http://www.a.cn/abc", 9),
	    "http://www.a.cn/|abc");
	CHECK_STR(broken(arena, "http://www.a.cn/abc", 8),
	    "http://|www.a.cn/abc");
	CHECK_STR(broken(arena, "一2024/5/6", 4), "一|2024/5/6");
	CHECK_STR(broken(arena, "一二1/3", 3), "一二|1/3");
}

static void
test_pieces(void)
{
	struct measured_piece two[] = {
		{ body, STR("上"), false, false, 0, 0 },
		{ body, STR("下下"), true, false, 0, 0 },
	};
	struct measured_piece joined[] = {
		{ body, STR("一二20"), false, false, 0, 0 },
		{ body, STR("26年"), false, true, 0, 0 },
	};
	struct measured_piece sizes[] = {
		{ { 440, 0, NULL }, STR("大大"), false, false, 0, 0 },
		{ plain, STR("小"), false, false, 0, 0 },
	};
	struct measured_piece faces[] = {
		{ body, STR("一"), false, false, 0, 0 },
		{ body, STR("二三"), false, false, 0, 0 },
		{ body, STR("四"), false, true, 0, 0 },
	};
	struct measured m = measure_breaks(two, 2, 8820, 0, NULL);

	CHECK(m.lines == 2 && m.last_width == 2 * EM && m.widest == 2 * EM);
	/* A word goes on over a change of style. */
	m = measure_breaks(joined, 2, 4 * EM, 0, NULL);
	CHECK(m.lines == 2 && m.last_width > 3 * EM);
	CHECK(m.widest == m.last_width);
	CHECK(measure_breaks(sizes, 2, 2 * 440 + 240, 0, NULL).lines == 1);
	CHECK(measure_breaks(sizes, 2, 2 * 440 + 239, 0, NULL).lines == 2);
	/* The last character of a face is not condensed. */
	CHECK(measure_breaks(faces, 3, 8820, 0, NULL).widest == 4 * EM + 6);
	CHECK(measure_breaks(NULL, 0, 100, 0, NULL).lines == 1);
}

/* True when the line of S is too wide, and not for its only character. */
static bool
too_wide(struct str s, long width)
{
	size_t first = 0;

	s = str_trim_right(s);
	char_next(s, &first);
	return first < s.n && measure_width(&body, s) + 6 > width;
}

/* Some text of any characters that documents have. */
static struct str
random_text(struct buf *buf, unsigned *seed)
{
	static const char *const parts[] = {
		"县", "区", "通知", "2026", "12.5%", "WPS", " ", "，", "。", "、",
		"（", "）", "《", "》", "“", "”", "——", "……", "：", "-", "/",
		"kepu@example.cn", "http://www.example.cn/a/b?c=1", "①", "℃",
		"é", "　", "\"", "𠮷", "·", "～",
	};
	size_t n = sizeof(parts) / sizeof(parts[0]);

	buf->n = 0;
	for (unsigned i = *seed % 60; i > 0; i--) {
		*seed = *seed * 1103515245u + 12345;
		buf_lit(buf, parts[(*seed >> 16) % n]);
	}
	*seed = *seed * 1103515245u + 12345;
	return buf_view(buf);
}

/* Characters stand in order, and the last ends where the line does. */
static bool
is_placed(struct arena *arena, const struct measured_piece *piece,
    struct measured_line line)
{
	struct measured_char *placed = NEW_ARRAY(arena, struct measured_char,
	    line.to - line.from);
	size_t n = measure_place(piece, 1, line, placed);

	for (size_t i = 1; i < n; i++)
		if (placed[i].x < placed[i - 1].x || placed[i].at <=
		    placed[i - 1].at)
			return false;
	return n > 0 && placed[0].x == 0 && placed[n - 1].x +
	    placed[n - 1].width + piece->measure.spacing >= line.width - 6 &&
	    placed[n - 1].x + placed[n - 1].width <= line.width + 6;
}

/*
 * Whatever the text: each line moves on, lines fit, the counts of both ways
 * agree, and a wider line never makes more of them.
 */
static void
test_any_text(void)
{
	struct arena arena = ARENA_INIT;
	struct buf buf = { 0 };
	unsigned seed = 7, wrong = 0;

	for (unsigned i = 0; i < 3000; i++) {
		struct str text = random_text(&buf, &seed);
		struct measured_piece piece = { body, text, false, false, 0, 0 };
		long width = (long)(seed % 9000) + 1;
		struct measured_list lines = { .arena = &arena };
		struct measured m = measure_breaks(&piece, 1, width, 0,
		    &lines);
		unsigned n = 0;

		wrong += m.lines != lines.list.n;
		for (size_t from = 0, to; from < text.n; from = to) {
			to = measure_fit(&body, text, from, width);
			wrong += to <= from || to > text.n;
			wrong += too_wide(str_slice(text, from, to), width);
			wrong += n < m.lines && (lines.list.v[n].from != from ||
			    lines.list.v[n].to != to);
			wrong += n < m.lines && !is_placed(&arena, &piece,
			    lines.list.v[n]);
			n++;
		}
		wrong += m.lines != (n > 0 ? n : 1);
		arena_reset(&arena);
		wrong += measure_breaks(&piece, 1, width * 2, 0, NULL).lines >
		    m.lines;
	}
	CHECK(wrong == 0);
	buf_release(&buf);
	arena_release(&arena);
}

/* A paragraph of ten megabytes takes its time but no more. */
static void
test_long_text(void)
{
	size_t n = 10 << 20;
	char *p = malloc(n);
	struct measured_piece piece = { body, { p, n }, false, false, 0, 0 };

	memset(p, 'x', n);
	CHECK(measure_breaks(&piece, 1, 8820, 0, NULL).lines == (n + 56) / 57);
	for (size_t i = 0; i + 3 <= n; i += 3)
		memcpy(p + i, "字", 3);
	piece.text.n = n / 3 * 3;
	CHECK(measure_breaks(&piece, 1, 8820, 0, NULL).lines == (n / 3 + 27) / 28);
	free(p);
}

int
main(void)
{
	struct arena arena = ARENA_INIT;

	test_widths();
	test_latin();
	test_full_line();
	test_breaks(&arena);
	test_pieces();
	test_any_text();
	test_long_text();
	arena_release(&arena);
	return UNIT_END;
}
