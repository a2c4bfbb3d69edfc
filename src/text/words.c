/*
 * The words and small forms of official documents, as they stand on a line:
 * organs, persons, kinds of paper, grades, days, files, what sentences have.
 */
#include "words.h"

#include <string.h>

#include "date.h"
#include "ordinal.h"
#include "words_char.h"

/* A line that says when a paper was passed; one without brackets. */
#define ENACTED_BYTES	600
#define ENACTED_CHARS	60
/* A line such as 妥否，请批示。 */
#define CLOSING_CHARS	24
/* The size of a file in brackets. */
#define SIZE_CHARS	16

/* --- blanks ----------------------------------------------------------- */

size_t
words_skip(struct str s, size_t at)
{
	for (size_t next = at; next < s.n && is_blank(char_next(s, &next));
	    at = next)
		;
	return at;
}

struct str
words_trim(struct str s)
{
	size_t end = s.n;

	for (size_t at = end; at > 0 && is_blank(char_before(s, &at)); end = at)
		;
	return str_slice(s, words_skip(str_slice(s, 0, end), 0), end);
}

struct str
words_unstarred(struct str s)
{
	struct str inner = str_slice(s, 2, s.n - 2);

	return s.n > 4 && str_starts(s, STR("**")) && str_ends(s, STR("**")) &&
	    memchr(inner.p, '*', inner.n) == NULL ? inner : s;
}

struct str
words_squeeze(struct str s, char *buffer, size_t n)
{
	size_t at = 0, from = 0, used = 0;

	while (at < s.n) {
		size_t here = at;
		bool blank = is_blank(char_next(s, &at));

		if (!blank && used + (at - from) <= n)
			continue;
		memcpy(buffer + used, s.p + from, here - from);
		used += here - from;
		if (!blank)
			return (struct str){ buffer, used };
		from = at;
	}
	if (from == 0)		/* as it is: most have no blanks */
		return s;
	memcpy(buffer + used, s.p + from, s.n - from);
	return (struct str){ buffer, used + (s.n - from) };
}

/* --- lists of words --------------------------------------------------- */

struct word {
	const char *p;
	size_t n;
};

#define W(text)	{ text, sizeof(text) - 1 }

/* Does S hold one of the words, end in one, begin with one? */
#define HAS(s, words)		has_word(s, words, COUNT_OF(words))
#define ENDS(s, words)		ends_in(s, words, COUNT_OF(words))
#define STARTS(s, words)	starts_with(s, words, COUNT_OF(words))

static bool
has_word(struct str s, const struct word *words, size_t n)
{
	/* The bytes that their first characters have: 10xxxxxx. */
	uint64_t seconds = 0, thirds = 0;

	for (size_t i = 0; i < n; i++) {
		seconds |= UINT64_C(1) << (words[i].p[1] & 63);
		thirds |= UINT64_C(1) << (words[i].p[2] & 63);
	}
	for (size_t at = 0, next; at + 3 <= s.n; at = next) {
		next = at + 1;
		if (((unsigned char)s.p[at] & 0xf0) == 0xe0)
			next = at + 3;		/* as most are */
		if (!(seconds >> (s.p[at + 1] & 63) & thirds >>
		    (s.p[at + 2] & 63) & 1))
			continue;
		for (size_t i = 0; i < n; i++)
			if (s.p[at + 2] == words[i].p[2] &&
			    s.n - at >= words[i].n &&
			    memcmp(s.p + at, words[i].p, words[i].n) == 0)
				return true;
	}
	return false;
}

static bool
ends_in(struct str s, const struct word *words, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (s.n >= words[i].n &&
		    s.p[s.n - 1] == words[i].p[words[i].n - 1] &&
		    memcmp(s.p + s.n - words[i].n, words[i].p,
		    words[i].n) == 0)
			return true;
	return false;
}

static bool
starts_with(struct str s, const struct word *words, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (s.n >= words[i].n && s.p[2] == words[i].p[2] &&
		    memcmp(s.p, words[i].p, words[i].n) == 0)
			return true;
	return false;
}

/* What names of organs end in, and what only seems to be one. */
static const struct word organ_ends[] = {
	W("局"), W("厅"), W("部"), W("委"), W("办"), W("院"), W("校"), W("所"),
	W("站"), W("社"), W("处"), W("科"), W("室"), W("队"), W("团"), W("会"),
	W("司"), W("署"), W("府"), W("庭"), W("馆"), W("台"), W("行"), W("厂"),
	W("园"), W("股"), W("海关"), W("中心"), W("科协"), W("作协"),
	W("政协"), W("记协"), W("人大"), W("大学"), W("中学"), W("小学"),
	W("一中"), W("二中"), W("三中"), W("党组"), W("总支"), W("小组"),
	W("工作组"), W("专班"), W("指挥部"), W("省"), W("市"), W("县"),
	W("区"), W("乡"), W("镇"), W("街道"), W("集团"), W("妇联"), W("文联"),
	W("侨联"), W("残联"), W("工商联"), W("社科联"), W("联盟"),
	W("共青团"), W("军区"), W("政治处"), W("法院"), W("商会"), W("基地"),
	W("联席会议")
};

static const struct word organ_not[] = {
	W("进行"), W("执行"), W("实行"), W("施行"), W("试行"), W("举行"),
	W("机会"), W("社会"), W("全部"), W("内部"), W("干部"), W("平台"),
	W("网站"), W("地区"), W("市区"), W("社区"), W("山区"), W("城区"),
	W("校区")
};

static const struct word organ_never[] = {
	W("关于"), W("的"), W("转发"), W("印发"), W("开展"), W("举办"),
	W("做好"), W("是否"), W("以及"), W("根据"),
	/* where people meet */
	W("会议室"), W("教室"), W("报告厅"), W("功能厅"), W("大厅"),
	W("展厅"), W("餐厅"), W("宾馆")
};

/* Posts that sign orders. */
static const struct word posts[] = {
	W("长"), W("主任"), W("书记"), W("主席"), W("总理")
};

/* Recipients that are no organs. */
static const struct word addressed_starts[] = {
	W("各"), W("有关"), W("全体"), W("全市"), W("全省"), W("全县"),
	W("全区"), W("全国"), W("市直"), W("省直"), W("县直"), W("区直"),
	W("市级"), W("省级"), W("县级"), W("机关各"), W("局机关"), W("局属"),
	W("委属"), W("厅属"), W("部属"), W("本市"), W("尊敬"), W("驻"),
	W("中央"), W("在")
};

static const struct word addressed_ends[] = {
	W("单位"), W("部门"), W("企业"), W("同志"), W("代表"), W("委员"),
	W("家长"), W("同学"), W("先生"), W("女士"), W("老师"), W("师生"),
	W("人员"), W("朋友"), W("同仁"), W("专家"), W("各位"), W("们"),
	W("成员"), W("机构"), W("组织"), W("学会"), W("协会"), W("门店"),
	W("商户"), W("业主"), W("居民"), W("村民"), W("用户"), W("党员"),
	W("干部"), W("职工"), W("科室"), W("支部"), W("高校"), W("学校"),
	W("医院"), W("处室"), W("街道"), W("社区"), W("园区"), W("新区"),
	W("开发区"), W("平台"), W("车间"), W("政府"), W("理事"), W("会员")
};

/* What an organ has, and not itself: 各县工作任务. */
static const struct word addressed_not[] = {
	W("任务"), W("要求"), W("安排"), W("职责"), W("分工"), W("情况"),
	W("措施"), W("工作"), W("内容"), W("重点"), W("标准"), W("条件")
};

/* The last of several: 县科协委员，各学会负责人. */
static const struct word addressed_last[] = {
	W("负责人"), W("主席"), W("主任"), W("局长"), W("校长"), W("会长"),
	W("秘书长"), W("理事长"), W("书记")
};

/* Labels of forms and of what follows: 填报单位：, 主办单位：, 单位：. */
static const struct word label_starts[] = {
	W("填报"), W("填表"), W("申报"), W("申请"), W("推荐"), W("报送"),
	W("工作"), W("所在"), W("参赛"), W("参会"), W("主办"), W("承办"),
	W("协办"), W("指导"), W("责任"), W("牵头"), W("联系"), W("姓名"),
	W("参加"), W("出席"), W("列席"), W("培训")
};

/* What other papers end in. */
static const struct word papers[] = {
	W("表"), W("须知"), W("指南"), W("说明"), W("安排"), W("清单"),
	W("目录"), W("样式"), W("式样"), W("样图"), W("范本"), W("模板"),
	W("格式"), W("标准"), W("要求"), W("材料"), W("简介"), W("情况"),
	W("汇总"), W("统计"), W("回执"), W("书"), W("纲要"), W("程序"),
	W("流程"), W("图"), W("讲话"), W("提纲"), W("名额"), W("分工"),
	W("任务"), W("指标"), W("目标"), W("题库"), W("试题"), W("守则"),
	W("公约"), W("倡议"), W("启事"), W("简章"), W("通则"), W("准则"),
	W("议程"), W("日程"), W("汇编"), W("样表"), W("样张"), W("分配"),
	W("台账"), W("档案"), W("报名"), W("大纲"), W("教程"), W("稿"),
	W("卡"), W("册"), W("单"), W("答复"), W("问卷"), W("信"),
	W("打算"), W("设想"), W("汇报"), W("致辞"), W("发言"), W("证明"),
	W("提案")
};

/* （试行） and the like behind a title. */
static const struct word annexes[] = {
	W("试行"), W("暂行"), W("草案"), W("稿"), W("修订"), W("修正"),
	W("样本"), W("版")
};

/* Verbs of titles. */
static const struct word verbs[] = {
	W("印发"), W("转发"), W("批转"), W("公布"), W("发布"),
	W("颁布"), W("颁发"), W("授予"), W("表彰")
};

/* What leads to the next paragraph. */
static const struct word lead_ins[] = {
	W("如下"), W("以下"), W("下列"), W("下面"), W("通知："), W("决定："),
	W("要求："), W("意见："), W("包括："), W("为："), W("是："), W("有："),
	W("的："), W("情况："), W("重点："), W("其中："), W("决定如下："),
	W("公告："), W("通告："), W("承诺："), W("声明："), W("保证："),
	W("倡议：")
};

/* What a text ends with, with a full stop or without. */
static const struct word closings[] = {
	W("特此"), W("此复"), W("此函"), W("此令"), W("此致"), W("请批示"),
	W("请审批"), W("请予批"), W("请批复"), W("请函复"), W("请予支持")
};

/* The same, where the line is short: 妥否，请批示. */
static const struct word short_closings[] = {
	W("妥否"), W("当否"), W("可否"), W("专此"), W("以上"), W("现予公布"),
	W("敬礼"), W("谢谢"), W("致谢"), W("顺颂"), W("顺祝"), W("敬祝")
};

/* What sentences have, and names have not. */
static const struct word sentence_words[] = {
	W("现将"), W("现就"), W("特此"), W("请各"), W("根据"), W("按照"),
	W("应当"), W("不得"), W("可以"), W("已经"), W("进行"), W("开展"),
	W("必须"), W("做好"), W("加强"), W("予以"), W("认真"),
	W("经研究"), W("同意"), W("决定"), W("要求"), W("组织"), W("贯彻"),
	W("落实"), W("为了"), W("以来"), W("以上"), W("我们"), W("本次")
};

/* 附注. */
static const struct word remark_words[] = {
	W("此件"), W("公开"), W("内部"), W("纸质"), W("删减"), W("发至"),
	W("传达"), W("登报"), W("登载"), W("上网"), W("另发"), W("不另"),
	W("从略"), W("文见"), W("附后"), W("存档")
};

/* Of a draft, to him who asked for it. */
static const struct word draft_words[] = {
	W("以下是"), W("下面是"), W("草稿"), W("供您参考"), W("告诉我"),
	W("对您有"), W("进一步修改"), W("帮您"), W("您需要"), W("为您"),
	W("帮你"), W("为你"), W("你写"), W("您的要求"), W("您的需求"),
	W("您提供的"), W("你的要求"), W("你提供的"), W("您可以根据"),
	W("你可以根据"), W("实际信息"), W("实际情况修改"), W("实际情况调整"),
	W("仅供参考"), W("AI生成"), W("AI 生成"), W("示例文本")
};

/* Without the brackets （试行） and the quotation marks at the end. */
static struct str
without_tail(struct str s)
{
	for (;;) {
		size_t at = s.n, depth = 0;
		uint32_t c = char_before(s, &at);

		if (c == U'》' || c == U'”' || c == '"') {
			s.n = at;
			continue;
		}
		if (!is_close(c))
			return s;
		at = s.n;
		do {
			c = char_before(s, &at);
			depth += is_close(c);
			depth -= is_open(c);
		} while (at > 0 && depth > 0 && s.n - at < 60);
		if (depth > 0 || at == 0)
			return s;
		s.n = at;
	}
}

/* --- names of organs -------------------------------------------------- */

/* Letters that names of organs are written with. */
static bool
organ_letter(uint32_t c)
{
	return char_is_han(c) || char_is_ascii_alnum(c) || is_open(c) ||
	    is_close(c) || char_place(STR("·“”—-*×○□"), c) >= 0;
}

/* 8月4日某市人民代表大会, （2026年8月4日某市… of a note that was broken. */
static bool
is_dated(struct str s)
{
	size_t at = 0;
	uint32_t c = char_next(s, &at);

	return char_is_digit(is_open(c) ? char_next(s, &at) : c) &&
	    str_has(s, STR("日"));
}

bool
words_organ(struct str s)
{
	struct str name = without_tail(s);
	size_t chars, at = 0;

	if (!ENDS(name, organ_ends) || ENDS(name, organ_not) ||
	    is_dated(s))
		return false;
	chars = char_count(s);
	if (chars < 2 || chars > 36)
		return false;
	while (at < name.n)
		if (!organ_letter(char_next(name, &at)))
			return false;
	return !HAS(name, organ_never);
}

bool
words_person(struct str s)
{
	char buffer[64];
	struct str words = words_squeeze(s, buffer, sizeof(buffer));
	size_t at = 0, chars = char_count(words);

	if (words.n == s.n || chars < 3 || chars > 20)
		return false;		/* no blank between post and name */
	for (size_t n = chars; at < words.n; n--) {
		struct str post = str_slice(words, 0, at);

		if (n >= 2 && n <= 4 && at > 0 && ENDS(post, posts))
			return true;
		if (!char_is_han(char_next(words, &at)))
			return false;
	}
	return false;
}

/* The last of several names, cut at 、 and ， outside brackets. */
static struct str
last_name(struct str s)
{
	size_t at = s.n, depth = 0, from = 0;

	while (at > 0 && from == 0) {
		size_t end = at;
		uint32_t c = char_before(s, &at);

		if (is_close(c))
			depth++;
		else if (is_open(c) && depth > 0)
			depth--;
		else if (depth == 0 && (c == U'、' || c == U'，' ||
		    c == ',' || c == U'；'))
			from = end;
	}
	return str_from(s, from);
}

bool
words_placeholder(struct str s)
{
	return str_starts(s, STR("{{")) && s.n > strlen("{{}}") &&
	    str_find(s, STR("}}"), 0) == s.n - strlen("}}") &&
	    memchr("#^/!&>", s.p[2], strlen("#^/!&>")) == NULL;
}

static bool
is_addressed(struct str s)
{
	if (STARTS(s, addressed_starts))
		return !ENDS(s, addressed_not);
	return words_organ(s) || ENDS(without_tail(s), addressed_ends);
}

bool
words_label(struct str s)
{
	return STARTS(s, label_starts) || str_is_one(s, "单位|部门|学校") ||
	    str_ends_one(s, "盖章）|盖章)|公章）|公章)");
}

bool
words_addressed(struct str s)
{
	struct str last = last_name(s);

	if (str_has_one(s, "→|＝"))	/* words for words: no list of names */
		return false;
	return is_addressed(s) || is_addressed(last) ||
	    (last.n < s.n && ENDS(last, addressed_last));
}

/* --- kinds of papers --------------------------------------------------- */

static const struct genre genres[] = {
#define GENRE(word, kind, way, to, format) \
	{ word, sizeof(word) - 1, GENRE_##kind, GENRE_##way, GENRE_##to },
#include "genre.def"
};

static const struct saying {
	const char *words, *genre;
} sayings[] = {
#define SAYING(words, genre)	{ words, genre },
#include "genre.def"
};

const struct genre *
genre_at_end(struct str s)
{
	for (size_t i = 0; i < COUNT_OF(genres); i++)
		if (s.n >= genres[i].n && s.p[s.n - 1] ==
		    genres[i].word[genres[i].n - 1] && memcmp(s.p + s.n -
		    genres[i].n, genres[i].word, genres[i].n) == 0)
			return &genres[i];
	return NULL;
}

const struct genre *
genre_at_head(struct str s, size_t n)
{
	const struct genre *begun = NULL;

	for (size_t i = 0; i < COUNT_OF(genres) && n > 0; i++) {
		struct str word = { genres[i].word, genres[i].n };

		if (word.p[0] != s.p[0] || (n > 1 && word.p[1] != s.p[1]))
			continue;
		if (word.n == n && str_starts(s, word))
			return &genres[i];
		if (word.n > n && str_starts(word, str_slice(s, 0, n)))
			begun = &genres[i];
	}
	return begun;
}

const struct genre *
genre_said(struct str s)
{
	for (size_t i = 0; i < COUNT_OF(sayings); i++)
		if (str_has(s, str_of(sayings[i].words)))
			return genre_at_end(str_of(sayings[i].genre));
	return NULL;
}

/* --- what titles and papers end in ------------------------------------ */

bool
words_genre(struct str s)
{
	const struct genre *genre = genre_at_end(without_tail(s));

	return genre != NULL && (genre->kind == GENRE_REGULATION ||
	    genre->to == GENRE_PUBLIC);
}

bool
words_paper(struct str s)
{
	s = without_tail(s);
	return genre_at_end(s) != NULL || ENDS(s, papers);
}

bool
words_annex(struct str s)
{
	return HAS(s, annexes);
}

bool
words_letterhead(struct str s)
{
	static const struct word ends[] = { W("文件"), W("呈批件"), W("明电"),
	    W("传真电报") };

	return ENDS(s, ends) || str_eq(s, STR("发电")) ||
	    (str_ends(s, STR("发电")) && words_organ(str_slice(s, 0,
	    s.n - STR("发电").n)));
}

bool
words_counted(struct str s)
{
	static const struct word heads[] = { W("共"), W("按"), W("排名"),
	    W("以"), W("单位") };
	size_t at = 0;

	return is_open(char_next(s, &at)) && STARTS(str_from(s, at), heads);
}

bool
words_about(struct str s)
{
	return str_has(s, STR("关于")) || HAS(s, verbs);
}

size_t
words_verb(struct str s, size_t *length)
{
	for (size_t i = 0; i < COUNT_OF(verbs); i++) {
		size_t at = str_find(s, (struct str){ verbs[i].p, verbs[i].n },
		    0);

		*length = verbs[i].n;
		if (at != SIZE_MAX)
			return at;
	}
	return SIZE_MAX;
}

bool
words_place(uint32_t c)
{
	return char_place(STR("省市县区州盟旗乡镇国"), c) >= 0;
}

bool
words_lead_in(struct str s)
{
	size_t from = s.n > 60 ? s.n - 60 : 0;

	while (from < s.n && ((unsigned char)s.p[from] & 0xc0) == 0x80)
		from++;
	return HAS(str_from(s, from), lead_ins);
}

bool
words_office(struct str s)
{
	return !text_has_digit(s) && words_organ(s) &&
	    !HAS(s, sentence_words) && !str_has(s, STR("请"));
}

size_t
words_weekday(struct str s)
{
	size_t at = 0, length;
	bool bracket = char_take(s, &at, '(') || char_take(s, &at, U'（');

	if (date_weekday_parse(str_from(s, at), &length) < 0)
		return 0;
	at += length;
	return !bracket || char_take(s, &at, ')') ||
	    char_take(s, &at, U'）') ? at : 0;
}

/*
 * 2026年　月　日, 20XX年X月×日, 【日期】: a day that is left open; with other
 * signs in the place of some digits, 二☆☆九年六月一曰, one that was damaged.
 */
static bool
is_open_day(struct str s)
{
	static const char *const units[] = { "年", "月", "日" };
	char buffer[64];
	size_t at = 0;

	s = words_squeeze(s, buffer, sizeof(buffer));
	if (str_is_one(s, "【日期】|[日期]"))
		return true;
	for (size_t i = 0; i < COUNT_OF(units); i++) {
		struct str unit = str_of(units[i]);

		while (at < s.n && !str_at(s, at, unit)) {
			uint32_t c = char_next(s, &at);

			if (i == 2 && c == U'曰' && at == s.n)
				return true;
			if (!is_open_digit(c) && char_place(STR("yYmMdD"), c) <
			    0 && (char_is_han(c) || char_is_ascii_alnum(c) ||
			    char_place(STR("，。：:（("), c) >= 0))
				return false;
		}
		at += unit.n;
	}
	return at == s.n;
}

bool
words_open_day(struct str s, size_t *from, size_t *to)
{
	*from = 0;
	*to = str_find(s, STR("日"), 0);
	if (*to == SIZE_MAX)
		return false;
	*to += STR("日").n;
	while (*from < *to && !is_open_day(str_slice(s, *from, *to))) {
		while (*from < *to && words_skip(s, *from) == *from)
			char_next(s, from);
		*from = words_skip(s, *from);
	}
	return *from < *to;
}

/* 2026618, 2026年618, 20266月18日: a day that lost its 年, 月 or 日. */
static bool
is_bare_day(struct str s)
{
	size_t digits = 0;

	for (size_t at = 0; at < s.n;) {
		uint32_t c = char_next(s, &at);

		digits += char_is_digit(c);
		if (!char_is_digit(c) && !is_blank(c) && !(c == U'年' &&
		    digits == 4) && !(c == U'月' && digits > 4) &&
		    !(c == U'日' && at == s.n))
			return false;
	}
	return digits > 5 && digits < 9 && str_starts_one(s, "20|19");
}

bool
words_day(struct str s)
{
	size_t length, at;
	unsigned month, day;

	if (is_open_day(s) || is_bare_day(s))
		return true;
	if (str_starts(s, STR("年")))		/* the year was lost */
		s = str_from(s, STR("年").n);
	month = number_prefix(s, &length);
	at = words_skip(s, length);
	if (month == 0 || month > 12 || !str_at(s, at, STR("月")))
		return false;
	s = str_from(s, words_skip(s, at + STR("月").n));
	day = number_prefix(s, &length);
	at = words_skip(s, length);
	return day > 0 && day < 32 && str_eq(str_from(s, at), STR("日"));
}

bool
words_download(struct str s)
{
	return str_starts_one(s, "附件下载|附件列表");
}

bool
words_meeting(struct str s)
{
	char buffer[64];
	struct str head = words_squeeze(s, buffer, sizeof(buffer));
	size_t at = 0, chars = 0;
	bool begins = str_starts_one(head,
	    "出席|列席|请假|缺席|记录|主持|参加|参会");

	while (begins && at < head.n && chars++ < 6) {
		uint32_t c = char_next(head, &at);

		if (c == ':' || c == U'：')
			return true;
	}
	return false;
}

/* When it was passed or takes effect. */
static const struct word enacted_words[] = {
	W("通过"), W("批准"), W("修订"), W("修正"), W("公布"), W("发布"),
	W("施行"), W("会议"), W("签署"), W("废止"), W("印发")
};

bool
words_enacted(struct str s)
{
	struct date date;
	size_t at = 0, length;
	uint32_t c = char_at(s, 0);
	bool bracketed = c == '(' || c == U'（';

	if (s.n > ENACTED_BYTES)
		return false;
	if (bracketed) {
		size_t end = s.n;

		char_next(s, &at);
		c = char_before(s, &end);
		if (c != ')' && c != U'）')
			return false;
		s.n = end;
	}
	/* （某市人民政府令第21号，自2026年9月1日起施行）: it may follow. */
	if ((!date_parse(str_from(s, words_skip(s, at)), &date,
	    &length) || date.day == 0) && !(bracketed && date_find(s, &at,
	    &length, &date) && date.day > 0))
		return false;
	/* Without brackets: the date, who, and what; no sentence. */
	at = words_skip(s, at) + length;
	if (!HAS(s, enacted_words) || str_has(s, STR("。")))
		return false;
	return bracketed || (at < s.n && char_count(s) < ENACTED_CHARS &&
	    !str_has_one(s, "，|：") && !str_ends(s, STR("召开")));
}

/* （35.5KB）, [22K], 下载 behind the name of a file: where they begin. */
static struct str
without_size(struct str s)
{
	size_t at;
	uint32_t c;

	s = words_trim(s);
	if (str_ends(s, STR("下载")))
		s = words_trim(str_slice(s, 0, s.n - STR("下载").n));
	if (str_ends(s, STR("点击")))
		s = words_trim(str_slice(s, 0, s.n - STR("点击").n));
	at = s.n;
	if (!is_close(char_before(s, &at)))
		return s;
	for (size_t chars = 0; at > 0 && chars < SIZE_CHARS; chars++)
		if (is_open(c = char_before(s, &at)))
			return words_trim(str_slice(s, 0, at));
		else if (char_is_han(c) && c != U'字' && c != U'节' &&
		    c != U'下' && c != U'载' && c != U'大' && c != U'小')
			break;
	return s;
}

bool
words_file(struct str s)
{
	return (is_close(char_last(s)) &&
	    str_ends_one(s, "（点击下载）|(点击下载)|[点击下载]")) ||
	    (memchr(s.p, '.', s.n) != NULL && str_ends_one(without_size(s),
	    ".doc|.docx|.xls|.xlsx|.pdf|.wps|.et|.ppt|.pptx|.zip|.rar|.jpg|"
	    ".png|.ofd|.DOC|.DOCX|.XLS|.XLSX|.PDF|.ZIP|.RAR"));
}

bool
words_files(struct str s)
{
	for (size_t at = 1; (at = str_find(s, STR("附件"), at)) < s.n; at++)
		if (words_file(str_slice(s, 0, at)))
			return true;
	return false;
}

size_t
words_button(struct str s)
{
	static const char *const words[] = { "点击下载", "点击查看",
	    "点击此处", "点此下载", "下载此文件", "附件=>", "=>" };
	size_t at = SIZE_MAX;

	for (size_t i = 0; i < COUNT_OF(words) && at == SIZE_MAX; i++)
		at = str_find(s, str_of(words[i]), 0);
	if (at == SIZE_MAX)
		return s.n;
	for (size_t end = at; end > 0 && (is_open(char_before(s, &end)) ||
	    words_trim(str_slice(s, 0, at)).n < at); at = end)
		;
	return at;
}

bool
words_sentence(struct str s)
{
	return HAS(s, sentence_words);
}

bool
words_closing(struct str s)
{
	return STARTS(s, closings) || (STARTS(s, short_closings) &&
	    char_count(s) <= CLOSING_CHARS);
}

unsigned
words_secrecy(struct str s, size_t *length)
{
	static const struct {
		const char *word;
		unsigned years;
	} grades[] = { { "绝密", 30 }, { "机密", 20 }, { "秘密", 10 } };

	*length = STR("绝密").n;
	for (size_t i = 0; i < COUNT_OF(grades); i++)
		if (str_starts(s, str_of(grades[i].word)))
			return grades[i].years;
	return 0;
}

size_t
words_person_end(struct str s, size_t at)
{
	size_t from = at, chars = 0;
	int depth = 0;		/* of brackets: 赵某（主持工作、代） */

	while (at < s.n) {
		size_t next = at;
		uint32_t c = char_next(s, &next);

		depth += is_open(c) ? 1 : is_close(c) && depth > 0 ? -1 : 0;
		if (depth == 0 && (c == U'、' || (char_is_space(c) &&
		    (chars != 1 || at == from))))
			break;
		if (char_is_space(c)) {		/* after one character */
			next = words_skip(s, at);
			if (words_skip(s, next) >= s.n)
				break;
		}
		chars++;
		at = next;
	}
	return at;
}

/* S without the brackets around it. */
static struct str
unbracketed(struct str s)
{
	size_t from = 0, to = s.n;

	return is_open(char_next(s, &from)) && is_close(char_before(s, &to)) &&
	    from <= to ? str_slice(s, from, to) : s;
}

/* 内部资料 is no grade (the check says so), but stands in its place. */
bool
words_secrecy_mark(struct str s)
{
	size_t at;
	struct str term;

	s = unbracketed(s);
	if (str_is_one(s, "内部|内部资料|内部文件|内部材料|内部参考|内部使用|"
	    "内部资料注意保存|内部文件注意保存|内部资料请勿外传"))
		return true;
	if (words_secrecy(s, &at) == 0)
		return false;
	if (str_at(s, at, STR("级")))
		at += STR("级").n;
	term = unbracketed(str_from(s, at));
	return term.n == 0 || str_starts_one(term, "★|☆|*") ||
	    str_eq(term, STR("长期")) || (number_prefix(term, &at) > 0 &&
	    str_is_one(str_from(term, at), "年|个月|天"));
}

#define HANDLING_BYTES	72	/* of 类别：A　同意公开 */

/* A, （B）, C类 at AT, behind a KEY or with 类; where it ends, or AT. */
static size_t
class_end(struct str s, size_t at, bool key)
{
	size_t end = at;
	uint32_t c = char_next(s, &end);
	bool open = is_open(c);

	if (open)
		c = char_next(s, &end);
	if (!((c >= 'A' && c <= 'E') || (c >= 0xff21 && c <= 0xff25)) ||
	    (open && !is_close(char_next(s, &end))))
		return at;
	if (str_at(s, end, STR("类")))
		return end + STR("类").n;
	return key ? end : at;
}

bool
words_handling(struct str s)
{
	static const struct word words[] = {
		W("办理结果类别"), W("办理结果"), W("办理类别"), W("办复类别"),
		W("办理情况"), W("答复类别"), W("结果类别"), W("类别"),
		W("是否同意公开"), W("是否公开"), W("此件同意公开"),
		W("同意对外公开"), W("同意公开"), W("可以公开"),
		W("不同意公开"), W("不予公开"), W("不宜公开"), W("不公开")
	};
	bool key = false, known = false;
	size_t at = 0, n;

	for (; at < s.n && s.n < HANDLING_BYTES; at += n) {
		size_t next = at, end = class_end(s, at, key);
		uint32_t c = char_next(s, &next);

		if (c == ':' || c == U'：' || is_blank(c) || c == U'、' ||
		    c == U'，' || c == ',') {
			n = next - at;
			continue;
		}
		n = end - at;
		for (size_t i = 0; i < COUNT_OF(words) && n == 0; i++)
			if (str_at(s, at, (struct str){ words[i].p,
			    words[i].n }))
				n = words[i].n;
		if (n == 0 && key && (c == U'是' || c == U'否'))
			n = next - at;
		if (n == 0)
			return false;
		known |= end > at || !str_eq(str_slice(s, at, at + n),
		    STR("类别"));
		key = true;
	}
	return at == s.n && known;
}

enum urgency
words_urgency(struct str s)
{
	return str_is_one(s, "特急|加急|特提|平急") ? URGENCY_STANDARD :
	    str_is_one(s, "急件|平件|特急件|紧急|十万火急|万分火急") ?
	    URGENCY_OTHER : URGENCY_NONE;
}

bool
words_draft(struct str s)
{
	return HAS(s, draft_words);
}

/* Is it part of no word, and no star? */
static bool
is_apart(uint32_t c)
{
	return c != '*' && !char_is_han(c) && !char_is_ascii_alnum(c);
}

bool
words_masked(struct str s)
{
	size_t at = s.n;
	uint32_t c;

	if (at == 0 || !char_is_han(char_before(s, &at)))
		return false;
	c = at > 0 ? char_before(s, &at) : 0;
	return c != '\n' && is_apart(c);
}

bool
words_hidden(struct str before, struct str after)
{
	static const char places[] = "省|市|区|县|镇|乡|村";
	size_t at = before.n;
	uint32_t left = at > 0 ? char_before(before, &at) : 0;
	uint32_t right = after.n > 0 ? char_at(after, 0) : 0;

	if ((char_is_digit(left) && char_is_digit(right)) ||
	    (left == U'、' && right == left))
		return true;
	if (!str_starts_one(after, places))
		return false;
	after = str_from(after, STR("市").n);
	if (str_starts(after, STR("**")))	/* **市**区 */
		return str_starts_one(str_from(after, STR("**").n), places);
	return after.n > 0 && is_apart(char_at(after, 0));
}

size_t
words_colon(struct str s)
{
	size_t wide = str_find(s, STR("："), 0);
	size_t narrow = str_find(s, STR(":"), 0);

	return wide < narrow ? wide : narrow;
}

bool
words_remark(struct str s)
{
	return HAS(s, remark_words);
}
