/*
 * Numbers and dates in running text: GB/T 15835-2011, cited document numbers
 * (GB/T 9704-2012 7.2.5), units (GB 3100-1993), addresses of the net.
 */
#include "../text/chars.h"
#include "../text/date.h"
#include "rule.h"

static bool
is_connector(uint32_t c)
{
	return prose_one_of(c, "～~—－-–至到─");
}

/* --- dates, 5.1.4 5.2.2 ------------------------------------------------ */

/* A part of a date: 2026, 六, 二〇二六. */
enum part_kind { PART_ARABIC = 1, PART_HAN = 2, PART_ODD_ZERO = 4 };

struct part {
	ptrdiff_t start, end;
	unsigned kinds;
	int value;		/* 0 when it is no number */
};

static unsigned
part_kind_of(uint32_t c)
{
	if (prose_digit(c))
		return PART_ARABIC;
	if (char_han_digit(c) >= 0 || c == U'十')
		return PART_HAN;
	return char_is_zero(c) ? PART_ODD_ZERO : 0;
}

/* 三十一, 二〇二六, 2026 → its value. */
static int
part_value(const struct prose *prose, ptrdiff_t start, ptrdiff_t end)
{
	int value = 0;

	if (end - start > 4)
		return 0;
	for (ptrdiff_t i = start; i < end; i++) {
		uint32_t c = prose->c[i];
		int digit = prose_digit(c) ? (int)(c - '0') : char_han_digit(c);

		if (c == U'十')
			value = (value == 0 ? 1 : value) * 10;
		else if (i > start && prose->c[i - 1] == U'十')
			value += digit < 0 ? 0 : digit;
		else
			value = value * 10 + (digit < 0 ? 0 : digit);
	}
	return value;
}

static struct part
part_between(const struct prose *prose, ptrdiff_t start, ptrdiff_t end)
{
	struct part part = { start, end, 0, part_value(prose, start, end) };

	for (ptrdiff_t i = start; i < end; i++)
		part.kinds |= part_kind_of(prose->c[i]);
	return part;
}

static struct part
part_before(const struct prose *prose, ptrdiff_t end)
{
	ptrdiff_t start = end;

	while (start > 0 && end - start < 5 &&
	    part_kind_of(prose->c[start - 1]) != 0)
		start--;
	return part_between(prose, start, end);
}

/* The part at I that UNIT follows; empty when it is not so. */
static struct part
part_at(const struct prose *prose, ptrdiff_t i, const char *unit)
{
	ptrdiff_t end = i;

	while (end - i < 5 && part_kind_of(prose->c[end]) != 0)
		end++;
	if (end == i || !prose_one_of(prose->c[end], unit))
		return (struct part){ i, i, 0, 0 };
	return part_between(prose, i, end);
}

struct written_date {
	struct part year, month, day;
	ptrdiff_t end;			/* after its last unit */
};

static struct date
date_of(const struct written_date *written)
{
	return (struct date){ written->year.value, written->month.value,
	    written->day.value };
}

/* 年 was found at I: what stands around it. */
static struct written_date
read_date(const struct prose *prose, ptrdiff_t year_mark)
{
	struct written_date written = { .end = year_mark + 1 };

	written.year = part_before(prose, year_mark);
	written.month = part_at(prose, written.end, "月");
	if (written.month.end == written.month.start)
		return written;
	written.end = written.month.end + 1;
	written.day = part_at(prose, written.end, "日号");
	if (written.day.end > written.day.start)
		written.end = written.day.end + 1;
	return written;
}

static bool
has_part(struct part part)
{
	return part.end > part.start;
}

/* 二○二六年, 二零二六年, 二00九年 */
static void
zero_glyph(const struct prose *prose, struct part year)
{
	struct buf right = { 0 };
	bool wrong = false;

	if (year.end - year.start != 4 || !(year.kinds & PART_HAN) ||
	    char_han_digit(prose->c[year.start]) < 1)
		return;
	for (ptrdiff_t i = year.start; i < year.end; i++) {
		uint32_t c = prose->c[i];
		bool odd = c == '0' || part_kind_of(c) == PART_ODD_ZERO;

		if (prose_digit(c) && !odd)
			break;			/* 二〇12: date_mixed */
		wrong = wrong || odd;
		char_encode(&right, odd ? U'〇' : c);
	}
	if (wrong && char_count(buf_view(&right)) == 4)
		prose_fix(prose,
		    prose_tell(prose, year.start, FINDING_ZERO_GLYPH,
		    "汉字年份里的零应当写作“〇”：%.*s年",
		    "zero in a year in Chinese numerals is 〇: %.*s年",
		    STR_ARG(buf_view(&right))), year.start, 4,
		    buf_view(&right));
	buf_release(&right);
}

/* 二一二年九月六日: the 〇 is lost. */
static void
zero_lost(const struct prose *prose, const struct written_date *written)
{
	struct part year = written->year;
	struct str s = prose_slice(prose, year.start, written->end);
	struct date date;
	struct str right;

	if (year.kinds != PART_HAN || year.end - year.start != 3 ||
	    !date_parse(s, &date, NULL))
		return;
	right = date_han(prose->findings->arena,
	    (struct date){ date.year, 0, 0 });
	prose_fix(prose, prose_tell(prose, year.start, FINDING_ZERO_GLYPH,
	    "汉字年份里少了一个“〇”：%.*s",
	    "a 〇 is lost from the year in Chinese numerals: %.*s",
	    STR_ARG(right)), year.start, 4, right);
}

static bool
has_other_digit(const struct prose *prose, struct part part)
{
	for (ptrdiff_t i = part.start; i < part.end; i++)
		if (prose_digit(prose->c[i]) && prose->c[i] != '0')
			return true;
	return false;
}

#define DATE_MIXED	"一个日期里混用了汉字和阿拉伯数字",		\
			"Chinese and Arabic numerals mixed in one date"

/* 二〇12年, 2012年三月5日, 2026年六月 */
static void
date_mixed(const struct prose *prose, const struct written_date *written)
{
	unsigned kinds = written->month.kinds | written->day.kinds;
	bool in_year = written->year.end - written->year.start == 4 &&
	    written->year.kinds == (PART_ARABIC | PART_HAN) &&
	    has_other_digit(prose, written->year);
	bool months = (written->year.kinds | written->month.kinds) ==
	    (PART_ARABIC | PART_HAN) &&
	    written->year.end - written->year.start == 4 &&
	    !has_part(written->day) && has_part(written->month) &&
	    part_kind_of(prose->c[written->end]) == 0 &&
	    !prose_one_of(prose->c[written->end], "初廿") &&
	    prose->c[written->year.start - 1] != U'历';
	bool between = has_part(written->day) &&
	    ((written->year.kinds == PART_ARABIC && (kinds & PART_HAN)) ||
	    (written->year.kinds == PART_HAN && (kinds & PART_ARABIC)) ||
	    kinds == (PART_ARABIC | PART_HAN));

	if (in_year || months || between)
		prose_tell(prose, written->year.start, FINDING_DATE_MIXED,
		    DATE_MIXED);
}

static void
date_padding(const struct prose *prose, struct part part)
{
	if (part.kinds == PART_ARABIC && part.end - part.start == 2 &&
	    prose->c[part.start] == '0' && part.value > 0)
		prose_fix(prose,
		    prose_tell(prose, part.start, FINDING_DATE_PADDING_TEXT,
		    "月、日不编虚位，“%.*s”宜写作“%d”",
		    "no padding of month and day: %.*s is better %d",
		    STR_ARG(prose_slice(prose, part.start, part.end)),
		    part.value), part.start, 1, STR_NONE);
}

/* 九八年, not 七八年 and 三五年, which are some years, and no 高一一年 */
static bool
is_short_han(const struct prose *prose, const struct written_date *written)
{
	struct part year = written->year;
	uint32_t before = prose->c[year.start - 1];
	int tens = char_han_digit(prose->c[year.start]);
	int ones = char_han_digit(prose->c[year.start + 1]);

	return (year.kinds & PART_ARABIC) == 0 && year.end - year.start == 2 &&
	    tens >= 0 && ones >= 0 && ones != tens + 1 && year.value != 35 &&
	    ((has_part(written->month) && char_is_han(before)) ||
	    year.start == 0 ||
	    prose_one_of(before, "于自从在比至到，。；、（\n")) &&
	    !prose_one_of(prose->c[year.end + 1], "级岁制期华均假检会内来多之");
}

/* 25年度, 25年上半年: what a number of years does not have. */
static bool
is_part_of_year(const struct prose *prose, const struct part *year)
{
	uint32_t before = prose->c[year->start - 1];
	ptrdiff_t i = year->end + 1;

	if (prose_one_of(before, "第满近-—～~/") || char_is_ascii_alnum(before))
		return false;
	i += prose->c[i] == U'第';
	return prose->c[i] == U'度' || prose_is(prose, i, "上半年") ||
	    prose_is(prose, i, "下半年") || prose_is(prose, i + 1, "季度");
}

static void
year_short(const struct prose *prose, const struct written_date *written)
{
	struct part year = written->year;
	uint32_t before = prose->c[year.start - 1];

	if (is_short_han(prose, written) || (year.kinds == PART_ARABIC &&
	    year.end - year.start == 2 && year.value >= 10 &&
	    (before == U'比' ? prose_one_of(prose->c[year.end + 1],
	    "增下提减同上多少高低") : is_part_of_year(prose, &year)))) {
		prose_tell(prose, year.start, FINDING_YEAR_SHORT,
		    "年份应当用全称，“%.*s年”应写四位数",
		    "the year is written in full, four digits, not %.*s",
		    STR_ARG(prose_slice(prose, year.start, year.end)));
		return;
	}
	if (year.kinds == PART_ARABIC && year.end - year.start == 2 &&
	    (year.value < 10 ? year.value > 0 : has_part(written->month)) &&
	    !prose_one_of(before, "第满达近约足共期.-—～~/") &&
	    !char_is_ascii_alnum(before))
		prose_tell(prose, year.start, FINDING_YEAR_SHORT,
		    "年份应当用全称，“%02d年”应写四位数",
		    "the year is written in full, four digits, not %02d",
		    year.value);
}

int
weekday_at(struct str s)
{
	static const char days[] = "日一二三四五六";
	size_t at = 0;
	uint32_t c;

	if (str_starts_one(s, "（|("))
		s = str_from(s, s.p[0] == '(' ? 1 : strlen("（"));
	if (str_starts_one(s, "星期|礼拜"))
		s = str_from(s, strlen("星期"));
	else if (str_starts(s, STR("周")))
		s = str_from(s, strlen("周"));
	else
		return -1;
	c = char_next(s, &at);
	if (prose_one_of(char_next(s, &at), "年岁次期届至到—-～~、和及"))
		return -1;
	return c == U'天' ? 0 : char_place(STR(days), c);
}

/* （星期日至 */
#define WEEKDAY_CHARS	5

/* 六月十四日（星期日）, not 六月十四日（星期日至星期二） */
static void
weekday(const struct prose *prose, const struct written_date *written)
{
	struct date date = date_of(written);
	ptrdiff_t end = written->end + WEEKDAY_CHARS;
	int day = weekday_at(prose_slice(prose, written->end,
	    end < prose->n ? end : prose->n));

	if (day >= 0 && day != date_weekday(date))
		prose_tell(prose, written->end, FINDING_WEEKDAY_WRONG,
		    "%d年%d月%d日是星期%s", "%d-%02d-%02d is weekday %s",
		    date.year, date.month, date.day, date_weekday_name(date));
}

/*
 * 6月23日至26日，共5天: more days than there are.  Less may be those that
 * count, without the Sunday or the day of arrival.
 */
static void
days_counted(const struct prose *prose, ptrdiff_t i, struct date first,
    struct date last)
{
	struct part days;

	i += prose_is(prose, i, "举办") || prose_is(prose, i, "举行") ||
	    prose_is(prose, i, "召开") || prose_is(prose, i, "进行") ? 2 : 0;
	i += prose_one_of(prose->c[i], "，（(");
	if (!prose_is(prose, i, "共") && !prose_is(prose, i, "为期"))
		return;
	i += prose->c[i] == U'为' || prose_one_of(prose->c[i + 1], "计有") ?
	    2 : 1;
	days = part_at(prose, i, "天日");
	if (days.value > date_days(last) - date_days(first) + 1 &&
	    !prose_one_of(prose->c[days.end + 1], "半（(含"))
		prose_tell(prose, days.start, FINDING_COUNT_DIFFERS,
		    "这里写的是%d天，起止日期之间只有%ld天，请核对",
		    "%d days are said, the dates hold %ld", days.value,
		    date_days(last) - date_days(first) + 1);
}

/* The end of a range that begins with FROM, if it certainly is before it. */
static void
date_range(const struct prose *prose, const struct written_date *from)
{
	ptrdiff_t i = from->end;
	struct date first = date_of(from), last = first;
	struct part part;

	if (prose_one_of(prose->c[i], "（("))	/* （星期二） */
		while (i < from->end + 6 && prose->c[i] != 0 &&
		    !prose_one_of(prose->c[i++], "）)"))
			;
	i += prose->c[i] == U'起' && prose->c[i + 1] == U'至';
	if (!is_connector(prose->c[i]))
		return;
	i++;
	if (has_part(part = part_at(prose, i, "年"))) {
		last.year = part.value;
		i = part.end + 1;
	}
	if (has_part(part = part_at(prose, i, "月"))) {
		if (last.year == first.year && part.value < first.month &&
		    i == from->end + 1)
			return;			/* 12月25日至1月5日 */
		last.month = part.value;
		i = part.end + 1;
	}
	part = part_at(prose, i, "日");
	last.day = part.value;
	if (!has_part(part) || last.year <= 1900 || !date_exists(last))
		return;
	days_counted(prose, part.end + 1, first, last);
	if (date_compare(last, first) < 0)
		prose_tell(prose, from->year.start, FINDING_DATE_RANGE_REVERSED,
		    "起止日期颠倒：止于%d年%d月%d日，早于开始的日期",
		    "the range ends on %d-%02d-%02d, before it begins",
		    last.year, last.month, last.day);
}

/* 2026年至2023年 */
static void
year_range(const struct prose *prose, struct part first)
{
	ptrdiff_t i = first.end + 1;
	struct part last = part_at(prose, i + 1, "年");

	if (is_connector(prose->c[i]) && last.kinds == PART_ARABIC &&
	    first.value > 1900 && last.value > 1900 && last.value < first.value)
		prose_tell(prose, first.start, FINDING_DATE_RANGE_REVERSED,
		    "起止年份颠倒", "the last year is before the first");
}

/*
 * A date in a field, of printing, or alone on its line (not when a field has
 * given it): elements.c's.
 */
static bool
is_slot(const struct prose *prose, ptrdiff_t start, ptrdiff_t end)
{
	return prose->kind == PROSE_FIELD || prose_is(prose, end, "印发") ||
	    (!prose->dated && prose_starts_line(prose, start) &&
	    prose_ends_line(prose, end));
}

/*
 * Since the standard such a date has no Chinese numerals at all, which is said
 * of the element.
 */
static bool
is_told(const struct prose *prose, const struct written_date *written)
{
	struct date date = date_of(written);

	return has_part(written->day) && date_exists(date) &&
	    date_in_force(date) &&
	    is_slot(prose, written->year.start, written->end);
}

/* 成文日期: 2026年4月31日 is refused where it is read. */
static bool
is_refused(const struct prose *prose)
{
	return prose->kind == PROSE_FIELD && str_ends(prose->key, STR("日期"));
}

static void
date_in_text(const struct prose *prose, ptrdiff_t i)
{
	struct written_date written = read_date(prose, i);

	if (!has_part(written.year) || (prose->flags[i] & PROSE_IN_TITLE))
		return;
	if (!is_told(prose, &written)) {
		zero_glyph(prose, written.year);
		date_mixed(prose, &written);
	}
	zero_lost(prose, &written);
	year_short(prose, &written);
	year_range(prose, written.year);
	if (written.year.value < 1900 || written.year.value > 2199 ||
	    !has_part(written.month))
		return;
	if (!is_slot(prose, written.year.start, written.end)) {
		date_padding(prose, written.month);
		date_padding(prose, written.day);
	}
	if (!has_part(written.day))
		return;
	if (!date_exists(date_of(&written))) {
		if (is_refused(prose))
			return;
		prose_tell(prose, written.year.start, FINDING_DATE_INVALID,
		    "没有%d年%d月%d日这一天", "there is no %d-%02d-%02d",
		    written.year.value, written.month.value, written.day.value);
		return;
	}
	weekday(prose, &written);
	date_range(prose, &written);
}

#define LEAP_YEAR	2000

/* 5月10日至5月6日: days of one month, the later one first. */
static void
days_reversed(const struct prose *prose, struct part month, struct part day)
{
	ptrdiff_t i = day.end + 1;
	struct date to = { LEAP_YEAR, month.value, 0 };
	struct part last;

	if (!is_connector(prose->c[i++]))
		return;
	last = part_at(prose, i, "月");
	if (has_part(last)) {
		to.month = last.value;
		i = last.end + 1;
	}
	last = part_at(prose, i, "日");
	to.day = last.value;
	if (date_exists(to))
		days_counted(prose, last.end + 1, (struct date){ LEAP_YEAR -
		    (to.month < month.value), month.value, day.value }, to);
	if (to.month != month.value)
		return;
	if (last.kinds == PART_ARABIC && last.value > 0 &&
	    last.value < day.value)
		prose_tell(prose, month.start, FINDING_DATE_RANGE_REVERSED,
		    "起止日期颠倒：止于%d月%d日，早于开始的日期",
		    "the range ends on %d-%02d, before it begins",
		    month.value, last.value);
}

/* 3号楼, 20号令: what has a number and is no day */
#define NUMBERED	"文令公线楼会馆门厅院仓库机井坑桥路车桌台窗舱"

static void
day_hao(const struct prose *prose, struct part day)
{
	if (day.kinds == PART_ARABIC && day.end - day.start <= 2 &&
	    prose->c[day.end] == U'号' &&
	    !prose_one_of(prose->c[day.end + 1], NUMBERED))
		prose_tell(prose, day.end, FINDING_DATE_HAO,
		    "日期用“日”，不用“号”", "a date takes 日, not 号");
}

/* 6月10至20号, 6月10日至20号: the second day; the month ends before I. */
static void
last_day_hao(const struct prose *prose, ptrdiff_t i)
{
	ptrdiff_t end = prose_digits_end(prose, i);

	if (end > i && prose->c[end] == U'日')
		end++;
	if (end > i && is_connector(prose->c[end]))
		day_hao(prose, part_at(prose, end + 1, "号"));
}

/* 月 without a year before it: 4月31日, 6月14号. */
static void
month_and_day(const struct prose *prose, ptrdiff_t i)
{
	struct part month = part_before(prose, i);
	struct part day = part_at(prose, i + 1, "日号");
	struct date date = { LEAP_YEAR, month.value, day.value };

	if (month.kinds == PART_HAN && day.kinds == PART_ARABIC &&
	    prose->c[day.end] == U'日' && prose->c[month.start - 1] != U'年')
		prose_tell(prose, month.start, FINDING_DATE_MIXED, DATE_MIXED);
	if (month.kinds == PART_ARABIC)
		last_day_hao(prose, i + 1);
	if (month.kinds != PART_ARABIC || day.kinds != PART_ARABIC)
		return;
	day_hao(prose, day);
	if (month.start > 1 && prose->c[month.start - 1] == U'年' &&
	    part_kind_of(prose->c[month.start - 2]) != 0)
		return;					/* date_in_text's */
	if (!date_exists(date) && prose->c[day.end] == U'日')
		prose_tell(prose, month.start, FINDING_DATE_INVALID,
		    "没有%d月%d日这一天",
		    "there is no day %d-%02d", month.value, day.value);
	else if (prose->c[day.end] == U'日')
		days_reversed(prose, month, day);
}

/* 2026.6.14 in a sentence: the standard offers 2026-06-14. */
static void
date_dotted(const struct prose *prose, ptrdiff_t i)
{
	ptrdiff_t year = prose_digits_start(prose, i);
	ptrdiff_t month = prose_digits_end(prose, i + 1), end;
	struct date date;

	if (i - year != 4 || month == i + 1 || prose->c[month] != prose->c[i] ||
	    prose->kind == PROSE_CELL)
		return;
	end = prose_digits_end(prose, month + 1);
	date.year = part_value(prose, year, i);
	date.month = part_value(prose, i + 1, month);
	date.day = part_value(prose, month + 1, end);
	if (date.year >= 1900 && date.year < 2200 && date_exists(date) &&
	    prose->c[end] != prose->c[i] && !is_slot(prose, year, end) &&
	    (prose->c[i] != '-' || (prose->c[end] == U'日' &&
	    !prose_one_of(prose->c[end + 1], "报志记"))))
		prose_tell(prose, year, FINDING_DATE_DOTTED,
		    "日期宜写作“%d年%d月%d日”，全用数字时用短横线",
		    "better %d年%d月%d日; the all-digit form takes hyphens",
		    date.year, date.month, date.day);
}

/* 5.20前: in 5.20 nobody can tell a day from a number. */
static void
day_dotted(const struct prose *prose, ptrdiff_t i)
{
	ptrdiff_t month = prose_digits_start(prose, i);
	ptrdiff_t end = prose_digits_end(prose, i + 1);
	struct date date = { LEAP_YEAR, part_value(prose, month, i),
	    part_value(prose, i + 1, end) };

	if (i - month < 1 || i - month > 2 || end - i < 2 || end - i > 3 ||
	    !date_exists(date) || date.day == 0 || prose->c[month] == '0' ||
	    prose->kind == PROSE_CELL || (prose->c[end] != U'前' &&
	    !prose_is(prose, end, "之前") && !prose_is(prose, end, "以前")) ||
	    char_is_ascii_alnum(prose->c[month - 1]) ||
	    prose_one_of(prose->c[month - 1], ".-/"))
		return;
	prose_tell(prose, month, FINDING_DATE_DOTTED, "日期宜写作“%d月%d日”",
	    "better %d月%d日", date.month, date.day);
}

/* 下午25:00, 上午9：75 */
static void
time_invalid(const struct prose *prose, ptrdiff_t i)
{
	ptrdiff_t hour = prose_digits_start(prose, i);
	ptrdiff_t end = prose_digits_end(prose, i + 1);
	int hours = part_value(prose, hour, i);
	int minutes = part_value(prose, i + 1, end);

	if (i - hour < 1 || i - hour > 2 || end - i != 3 ||
	    !(prose_one_of(prose->c[hour - 1], "午晨晚日") ||
	    (hour > 2 && (prose_is(prose, hour - 2, "时间") ||
	    prose_is(prose, hour - 3, "时间为") ||
	    prose_is(prose, hour - 3, "时间：")))))
		return;
	if (hours > 24 || minutes > 59 || (hours == 24 && minutes > 0))
		prose_tell(prose, hour, FINDING_TIME_INVALID,
		    "没有%d时%d分这个时间",
		    "there is no time %d:%d", hours, minutes);
}

/* 上午14时, 凌晨15:00; 下午15:30 says one thing twice. */
static void
half_of_day(const struct prose *prose, ptrdiff_t i)
{
	static const struct {
		const char *word;
		int first, last;	/* hours that it has */
		bool twice;		/* those up to 24 say it again */
	} halves[] = {
		{ "凌晨", 0, 6, false }, { "早上", 4, 11, false },
		{ "上午", 0, 12, false }, { "中午", 11, 14, false },
		{ "下午", 0, 12, true }, { "晚上", 0, 12, true },
	};
	ptrdiff_t end = prose_digits_end(prose, i + 2);
	int hour = part_value(prose, i + 2, end);

	if (end == i + 2 || end > i + 4 ||
	    !prose_one_of(prose->c[end], hour > 24 ? "时点" : "时点:：") ||
	    prose_is(prose, end, "点位"))
		return;
	for (size_t k = 0; k < COUNT_OF(halves); k++) {
		if (!prose_is(prose, i, halves[k].word) ||
		    (hour >= halves[k].first && hour <= halves[k].last))
			continue;
		if (halves[k].twice && hour <= 24)
			prose_tell(prose, i, FINDING_TIME_TWICE,
			    "用24小时制不再写“%s”", "%s is said by a time of "
			    "24 hours", halves[k].word);
		else
			prose_tell(prose, i, FINDING_TIME_INVALID, "%s没有%d时",
			    "there is no %s %d", halves[k].word, hour);
	}
}

/* --- digits, 5.1.7; numbers, 5.1.1 5.1.2 5.3 --------------------------- */

static void
full_width_digits(const struct prose *prose, ptrdiff_t i)
{
	char digits[32];
	ptrdiff_t n = 0;

	if (prose->c[i - 1] >= U'０' && prose->c[i - 1] <= U'９' && i > 0)
		return;
	while (n < 32 && prose->c[i + n] >= U'０' && prose->c[i + n] <= U'９') {
		digits[n] = (char)(prose->c[i + n] - U'０' + '0');
		n++;
	}
	prose_fix(prose, prose_tell(prose, i, FINDING_DIGITS_FULL_WIDTH,
	    "阿拉伯数字应当用半角“%.*s”",
	    "Arabic digits are half-width: %.*s", (int)n, digits),
	    i, n, (struct str){ digits, (size_t)n });
}

static void
full_width_letter(const struct prose *prose, ptrdiff_t i)
{
	uint32_t before = prose->c[i - 1];

	if (before < U'Ａ' || before > U'ｚ')	/* the first of a word */
		prose_tell(prose, i, FINDING_LETTERS_FULL_WIDTH,
		    "拉丁字母宜用半角", "Latin letters are better half-width");
}

/* 三十2个 */
static void
number_clash(const struct prose *prose, ptrdiff_t i)
{
	ptrdiff_t n = prose_digits_end(prose, i + 1) - i - 1;

	if (n > 0 && n < 4 && i > 1 &&
	    char_han_digit(prose->c[i - 1]) > 0 && prose->flags[i] == 0 &&
	    prose->c[i - 2] != U'第' && char_is_han(prose->c[i + 1 + n]))
		prose_tell(prose, i, FINDING_NUMBER_MIXED,
		    "一个数里混用了两种写法", "two ways to write one number");
}

/* 九十八% */
static void
percent_mixed(const struct prose *prose, ptrdiff_t i)
{
	ptrdiff_t k = i;

	while (k > 0 && (char_han_digit(prose->c[k - 1]) >= 0 ||
	    prose->c[k - 1] == U'十'))
		k--;
	if (k < i && prose->c[k - 1] != U'之' && prose->flags[i] == 0)
		prose_tell(prose, k, FINDING_PERCENT_HAN,
		    "应写作“5%%”或“百分之五”，不混用",
		    "write 5%% or 百分之五, not a mixture");
}

#define LONGEST_NUMBER	24

/* What is counted in numbers that have groups; 800,1500米 are two races. */
#define GROUPED_UNITS	"元万亿人吨亩平立名户座台套件头家"

static bool
is_zeros(const struct prose *prose, ptrdiff_t i, ptrdiff_t n)
{
	while (n > 0 && prose->c[i] == '0')
		i++, n--;
	return n == 0;
}

/* 12,34,567: groups of a number are three digits. */
static void
digit_groups(const struct prose *prose, ptrdiff_t i)
{
	ptrdiff_t start = i, three = 0, other = 0, length = 0;

	if (!prose_digit(prose->c[i - 1]) || !prose_digit(prose->c[i + 1]))
		return;
	while (start > 0 && i - start < LONGEST_NUMBER &&
	    (prose_digit(prose->c[start - 1]) || prose->c[start - 1] == ','))
		start--;
	if (prose_digits_end(prose, start) != i)
		return;			/* only from the first comma */
	for (ptrdiff_t k = i; prose->c[k] == ',' && k - i < LONGEST_NUMBER;
	    k += length + 1) {
		length = prose_digits_end(prose, k + 1) - k - 1;
		if (length == 3)
			three++;
		else
			other++;
	}
	/* 3,5000人 and 26,00座; 3,4号楼 is a list */
	if (i - start <= 3 && other > 0 && (three > 0 || (other == 1 &&
	    prose_one_of(prose->c[i + 1 + length], GROUPED_UNITS) &&
	    (length == 4 || is_zeros(prose, i + 1, length)))))
		prose_tell(prose, start, FINDING_DIGIT_GROUPS,
		    "数字分节应当从个位起每三位一节",
		    "digits are grouped by three from the right");
}

/* 1，234元 */
static void
wide_digit_group(const struct prose *prose, ptrdiff_t i)
{
	ptrdiff_t start = prose_digits_start(prose, i);
	ptrdiff_t end = prose_digits_end(prose, i + 1);

	if (start < i && i - start <= 3 && end - i == 4 &&
	    prose_one_of(prose->c[end], "元万亿人吨亩平立名户座台套米"))
		prose_tell(prose, i, FINDING_DIGIT_GROUP_WIDE,
		    "数字分节应当用半角“,”或者不分节",
		    "digit groups take a half-width comma or none");
}

/* --- ranges, 5.1.3 ----------------------------------------------------- */

static void
range(const struct prose *prose, ptrdiff_t i)
{
	ptrdiff_t start = prose_number_start(prose, i);
	ptrdiff_t end = prose_number_end(prose, i + 1);
	uint32_t after = prose->c[end];

	if (start == i || end == i + 1 || start == 0 ||
	    prose_one_of(prose->c[start - 1], "～~—－-–") ||
	    char_is_ascii_alnum(prose->c[start - 1]))
		return;
	if (prose_is(prose, end, "左右") || prose_is(prose, end + 1, "左右"))
		prose_tell(prose, start, FINDING_APPROXIMATE_TWICE,
		    "范围和“左右”只用一个", "a range or 左右, not both");
	if ((after == '%' || after == U'％') && end - i < 8)
		prose_tell(prose, start, FINDING_RANGE_PERCENT,
		    "百分数的范围，前一个数也要带“%%”，如“63%%～68%%”",
		    "both ends of a range of percentages take %%");
	else if (prose_one_of(after, "万亿") && end - i < 8)
		prose_tell(prose, start, FINDING_RANGE_UNIT,
		    "数值范围里前一个数的“万”“亿”不宜省略",
		    "万 and 亿 are better kept at the first number too");
	else if (prose->c[i] == '-' && i - start < 5 && end - i < 6 &&
	    prose_one_of(after,
	    "年月日人名个元天时分项家户岁米吨亩页套件条倍℃"))
		prose_tell(prose, i, FINDING_RANGE_HYPHEN,
		    "数值范围用“～”，年份、时间的起止用“—”，不用“-”",
		    "a range takes ～, one of years or times —, not a hyphen");
}

/* Does a time of day such as 8:00 end before I? */
static bool
ends_time(const struct prose *prose, ptrdiff_t i)
{
	return i > 3 && prose_digits_start(prose, i) == i - 2 &&
	    prose_one_of(prose->c[i - 3], ":：") &&
	    prose_digit(prose->c[i - 4]);
}

/* 5月6日-5月10日, 8:00-12:00: one hyphen between times. */
static void
range_of_times(const struct prose *prose, ptrdiff_t i)
{
	bool date = i > 1 && prose_one_of(prose->c[i - 1], "年月日时") &&
	    prose_digit(prose->c[i - 2]);
	ptrdiff_t end = prose_digits_end(prose, i + 1);

	if (end == i + 1 || end - i > 5 || (date ?
	    !prose_one_of(prose->c[end], "年月日时点") :
	    !ends_time(prose, i) || !prose_one_of(prose->c[end], ":：")))
		return;
	prose_fix(prose, prose_tell(prose, i, FINDING_RANGE_HYPHEN,
	    "时间的起止用“—”或者“至”，不用“-”",
	    "from one time to another takes — or 至, not a hyphen"), i, 1,
	    STR("—"));
}

/*
 * 17:30—15:00.  A night may lie between two times, but then there are many
 * hours from the first to the second.
 */
static void
times_reversed(const struct prose *prose, ptrdiff_t i)
{
	ptrdiff_t colon = i + 3, from, to;

	if (!ends_time(prose, i) || !is_connector(prose->c[i]))
		return;
	colon = prose_digits_end(prose, i + 1);
	if (colon == i + 1 || colon > i + 3 ||
	    !prose_one_of(prose->c[colon], ":：") ||
	    prose_digits_end(prose, colon + 1) != colon + 3)
		return;
	from = part_value(prose, prose_digits_start(prose, i - 3), i - 3) * 60 +
	    part_value(prose, i - 2, i);
	to = part_value(prose, i + 1, colon) * 60 +
	    part_value(prose, colon + 1, colon + 3);
	if (from > to + 60 && from < to + 360 && from < 24 * 60)
		prose_tell(prose, i, FINDING_DATE_RANGE_REVERSED,
		    "起止时间颠倒", "the range of times ends before it begins");
}

/* 0000--8800123: an area code and a telephone number. */
static bool
is_telephone(const struct prose *prose, ptrdiff_t i)
{
	ptrdiff_t start = prose_digits_start(prose, i);
	ptrdiff_t n = prose_digits_end(prose, i + 2) - i - 2;

	return prose->c[start] == '0' && (i - start == 3 || i - start == 4) &&
	    (n == 7 || n == 8);
}

/* 5月6日--5月10日: two hyphens between times or numbers. */
static void
range_dashes(const struct prose *prose, ptrdiff_t i)
{
	uint32_t before = prose->c[i - 1];

	if (i == 0 || prose->c[i + 1] != '-' || !prose_digit(prose->c[i + 2]) ||
	    (!prose_digit(before) &&
	    !prose_one_of(before, "年月日时分点%％℃度元人个岁米")) ||
	    is_telephone(prose, i))
		return;
	prose_fix(prose, prose_tell(prose, i, FINDING_RANGE_HYPHEN,
	    "数值范围用“～”，年份、时间的起止用“—”，不用“--”",
	    "a range takes ～, one of years or times —, not two hyphens"),
	    i, 2, prose_one_of(before, "年月日时分点") ? STR("—") : STR("～"));
}

/* --- cited document numbers, GB/T 9704-2012 7.2.5 ---------------------- */

/* In Unicode the closing one comes next, or next but one. */
static bool
is_pair(uint32_t open, uint32_t close)
{
	return close == open + (open == '[' ? 2 : 1);
}

/* Does the line hold nothing but the number that spans I..J? */
static bool
is_alone(const struct prose *prose, ptrdiff_t i, ptrdiff_t j)
{
	while (i > 0 && (char_is_han(prose->c[i - 1]) ||
	    prose_one_of(prose->c[i - 1], "：: ")))	/* 发文字号： */
		i--;
	while (char_is_space(prose->c[j]) && prose->c[j] != '\n')
		j++;
	return prose_starts_line(prose, i) && prose_ends_line(prose, j);
}

/* 某发[2026]8号, 某发〔2026〕第8号, 某发〔2026〕08号 cited in a text. */
static void
cited_number(const struct prose *prose, ptrdiff_t i)
{
	ptrdiff_t close = prose_digits_end(prose, i + 1);
	ptrdiff_t digits = close + 1, end;
	bool bracket = prose->c[i] != U'〔';
	struct str year;

	if ((close - i != 5 && close - i != 3) ||
	    !is_pair(prose->c[i], prose->c[close]) ||
	    !char_is_han(prose->c[i - 1]))
		return;
	if (prose->c[digits] == U'第')
		digits++;
	end = prose_digits_end(prose, digits);
	if (end == digits || prose->c[end] != U'号' ||
	    prose->kind == PROSE_FIELD || is_alone(prose, i, end + 1))
		return;
	year = prose_slice(prose, i + 1, close);
	if (close - i == 3)
		prose_tell(prose, i, FINDING_CITED_NUMBER_FORM,
		    "引用的发文字号，年份应当用四位数",
		    "the year of a cited number has four digits");
	else if (bracket)
		prose_fix(prose,
		    prose_tell(prose, i, FINDING_CITED_NUMBER_BRACKET,
		    "引用的发文字号，年份应当用六角括号“〔%.*s〕”",
		    "the year of a cited number stands in 〔%.*s〕",
		    STR_ARG(year)), i, close + 1 - i,
		    str_format(prose->findings->arena, "〔%.*s〕",
		    STR_ARG(year)));
	if ((digits > close + 1 && prose->c[i - 1] != U'令') ||
	    prose->c[digits] == '0')
		prose_tell(prose, close + 1, FINDING_CITED_NUMBER_FORM,
		    "引用的发文字号，序号不加“第”、不编虚位",
		    "the serial of a cited number has no 第 and no padding");
}

/* --- telephone numbers and addresses ----------------------------------- */

static void
mobile_number(const struct prose *prose, ptrdiff_t i)
{
	ptrdiff_t from = i > 8 ? i - 8 : 0, end, n;

	if (char_is_ascii_alnum(prose->c[i - 1]) || prose->c[i - 1] == '-' ||
	    prose->c[i + 1] < '3' || i == 0)
		return;
	end = prose_digits_end(prose, i);
	n = end - i;
	if ((n != 10 && n != 12) || prose->c[end] == '-')
		return;
	for (ptrdiff_t k = from; k < i; k++)
		if (prose_is(prose, k, "电话") || prose_is(prose, k, "手机")) {
			prose_tell(prose, i, FINDING_PHONE_DIGITS,
			    "手机号码应当是11位，这里是%zu位",
			    "a mobile number has 11 digits, not %zu", n);
			return;
		}
}

/* 电话0555-12345: behind the code of an area are 7 digits or 8. */
static void
landline_number(const struct prose *prose, ptrdiff_t i)
{
	ptrdiff_t code, end, n;

	if (char_is_ascii_alnum(prose->c[i - 1]) ||
	    !prose_one_of(prose->c[i + 1], "123456789"))
		return;
	code = prose_digits_end(prose, i);
	if ((code - i != 3 && code - i != 4) || prose->c[code] != '-')
		return;
	end = prose_digits_end(prose, code + 1);
	n = end - code - 1;
	if (n > 3 && n != 7 && n != 8 && prose->c[end] != '-' &&
	    !char_is_ascii_alnum(prose->c[end]))
		prose_tell(prose, i, FINDING_PHONE_DIGITS,
		    "电话号码的区号后面应当是7位或者8位，这里是%zu位",
		    "behind the area code are 7 or 8 digits, not %zu",
		    (size_t)n);
}

/* com, gov.cn and the like, and no more letters? */
static bool
ends_address(const struct prose *prose, ptrdiff_t i)
{
	static const char *const ends[] = { "com", "cn", "net", "org" };

	for (ptrdiff_t k = i; char_is_ascii_alnum(prose->c[k]) ||
	    prose->c[k] == '.'; k++)
		if (prose->c[k] == '.')
			i = k + 1;
	for (size_t k = 0; k < COUNT_OF(ends); k++)
		if (prose_is(prose, i, ends[k]) && !char_is_ascii_alnum(
		    prose->c[i + (ptrdiff_t)strlen(ends[k])]))
			return true;
	return false;
}

/* abc＠163.com, abc@163。com */
static void
mail_form(const struct prose *prose, ptrdiff_t i)
{
	if (prose->c[i] == U'。' ? prose->c[i - 1] != PROSE_OBJECT ||
	    !ends_address(prose, i + 1) :
	    !char_is_ascii_alnum(prose->c[i - 1]) || i == 0)
		return;
	prose_tell(prose, i, FINDING_EMAIL_FORM,
	    "电子邮箱里有全角字符或者不完整",
	    "the e-mail address has a full-width character or is incomplete");
}

const struct prose_rule numeral_rules[] = {
	{ "年", date_in_text },
	{ "月", month_and_day },
	{ "./-", date_dotted },
	{ ".", day_dotted },
	{ ":：", time_invalid },
	{ "凌早上中下晚", half_of_day },
	{ "０１２３４５６７８９", full_width_digits },
	{ "ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺ"
	  "ａｂｃｄｅｆｇｈｉｊｋｌｍｎｏｐｑｒｓｔｕｖｗｘｙｚ",
	    full_width_letter },
	{ "百十", number_clash },
	{ "%％", percent_mixed },
	{ ",", digit_groups },
	{ "，", wide_digit_group },
	{ "～~—－-", range },
	{ "～~—－-–至", times_reversed },
	{ "-", range_dashes },
	{ "-", range_of_times },
	{ "〔[（(【［﹝", cited_number },
	{ "1", mobile_number },
	{ "0", landline_number },
	{ "@＠。", mail_form },
	{ NULL, NULL }
};
