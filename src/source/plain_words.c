#include "plain.h"

#include <string.h>

#include "../text/chars.h"

#define COUNT(array)	(sizeof(array) / sizeof((array)[0]))

/* --- blanks ---------------------------------------------------------------- */

static bool
is_blank(uint32_t c)
{
	return char_is_space(c) || c == 0x200b || c == 0x200c || c == 0x200d ||
	    c == 0x2060 || c == 0xad;
}

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
words_squeeze(struct str s, char *buffer, size_t n)
{
	size_t at = 0, used = 0;

	while (at < s.n) {
		size_t from = at;

		if (is_blank(char_next(s, &at)))
			continue;
		if (used + (at - from) > n)
			break;
		memcpy(buffer + used, s.p + from, at - from);
		used += at - from;
	}
	return (struct str){ buffer, used };
}

/* --- lists of words -------------------------------------------------------- */

/* Does S hold one of the blank-separated WORDS? */
static bool
has_word(struct str s, const char *words)
{
	while (*words != '\0') {
		size_t n = strcspn(words, " ");

		if (str_has(s, (struct str){ words, n }))
			return true;
		words += n + (words[n] == ' ');
	}
	return false;
}

static bool
ends_in(struct str s, const char *words)
{
	while (*words != '\0') {
		size_t n = strcspn(words, " ");

		if (str_ends(s, (struct str){ words, n }))
			return true;
		words += n + (words[n] == ' ');
	}
	return false;
}

static bool
starts_with(struct str s, const char *words)
{
	while (*words != '\0') {
		size_t n = strcspn(words, " ");

		if (str_starts(s, (struct str){ words, n }))
			return true;
		words += n + (words[n] == ' ');
	}
	return false;
}

static bool
is_open(uint32_t c)
{
	return c == '(' || c == 0xff08 || c == '[' || c == 0x3014 ||
	    c == 0x3010 || c == 0xfe5d || c == 0xff3b;
}

static bool
is_close(uint32_t c)
{
	return c == ')' || c == 0xff09 || c == ']' || c == 0x3015 ||
	    c == 0x3011 || c == 0xfe5e || c == 0xff3d;
}

/* Without the brackets （试行） and the quotation marks at the end. */
static struct str
without_tail(struct str s)
{
	for (;;) {
		size_t at = s.n, depth = 0;
		uint32_t c = char_before(s, &at);

		if (c == 0x300b || c == 0x201d || c == '"') {
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

/* --- names of organs ------------------------------------------------------- */

/* Letters that names of organs are written with. */
static bool
organ_letter(uint32_t c)
{
	return char_is_han(c) || char_is_ascii_alnum(c) || is_open(c) ||
	    is_close(c) || c == 0xb7 || c == 0x201c || c == 0x201d ||
	    c == 0x2014 || c == '-';
}

bool
words_organ(struct str s)
{
	size_t chars = char_count(s), at = 0;

	s = without_tail(s);
	if (chars < 2 || chars > 36)
		return false;
	while (at < s.n)
		if (!organ_letter(char_next(s, &at)))
			return false;
	return ends_in(s, "局 厅 部 委 办 院 校 所 站 社 处 科 室 队 团 会 "
	    "司 署 府 庭 馆 台 行 厂 园 股 海关 中心 科协 作协 政协 记协 人大 "
	    "大学 中学 小学 一中 二中 三中 党组 总支 小组 工作组 专班 指挥部 "
	    "省 市 县 区 乡 镇 街道 集团 妇联 文联 侨联 残联 工商联 联盟 "
	    "共青团 军区 政治处 法院 商会 基地 联席会议") &&
	    !ends_in(s, "进行 执行 实行 施行 试行 举行 机会 社会 "
	    "全部 内部 干部 平台 地区 市区 社区 山区 城区 校区") &&
	    !has_word(s, "关于 的 转发 印发 开展 举办 做好 是否 以及 根据");
}

bool
words_person(struct str s)
{
	size_t blank = 0, at = 0, end;
	char post[32], name[32];
	struct str first, second;

	for (; blank < s.n; blank = at) {
		uint32_t c = char_next(s, &at);

		if (c == ':' || c == 0xff1a || is_blank(c))
			break;
	}
	/* The post may be spaced as well: 县　长　张　某. */
	end = blank;
	first = words_squeeze(str_slice(s, 0, end), post, sizeof(post));
	while (at < s.n && !ends_in(first, "长 主任 书记 主席 总理 院士")) {
		end = at;
		char_next(s, &at);
		first = words_squeeze(str_slice(s, 0, at), post, sizeof(post));
		if (first.n + 4 > sizeof(post))
			return false;
		end = at;
	}
	if (!ends_in(first, "长 主任 书记 主席 总理") || end >= s.n)
		return false;
	s = str_slice(s, end, s.n);
	if (words_skip(s, 0) == 0 && !str_starts(s, STR("：")) &&
	    !str_starts(s, STR(":")))
		return false;
	while (s.n > 0 && (str_starts(s, STR("：")) || s.p[0] == ':'))
		s = str_slice(s, s.p[0] == ':' ? 1 : 3, s.n);
	second = words_squeeze(s, name, sizeof(name));
	at = 0;
	while (at < second.n)
		if (!char_is_han(char_next(second, &at)))
			return false;
	return char_count(second) >= 2 && char_count(second) <= 4;
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
		else if (depth == 0 && (c == 0x3001 || c == 0xff0c ||
		    c == ',' || c == 0xff1b))
			from = end;
	}
	return str_slice(s, from, s.n);
}

static bool
is_addressed(struct str s)
{
	if (starts_with(s, "各 有关 全体 全市 全省 全县 全区 全国 市直 省直 县直 "
	    "区直 市级 省级 县级 机关各 局机关 局属 委属 厅属 部属 本市 尊敬 "
	    "驻 中央 在"))
		return true;
	return words_organ(s) || ends_in(without_tail(s), "单位 部门 企业 同志 "
	    "代表 委员 家长 同学 先生 女士 老师 师生 人员 朋友 同仁 专家 各位 "
	    "们 成员 机构 组织 学会 协会 门店 商户 业主 居民 村民 用户 党员 "
	    "干部 职工 科室 支部 高校 学校 医院 处室 街道 社区 园区 新区 "
	    "开发区 平台 车间 政府");
}

bool
words_addressed(struct str s)
{
	return is_addressed(s) || is_addressed(last_name(s));
}

/* --- what titles and papers end in ------------------------------------------ */

bool
words_genre(struct str s)
{
	return ends_in(without_tail(s), "通知 意见 决定 决议 通报 报告 请示 "
	    "批复 复函 函 纪要 公告 通告 公报 议案 命令 令 公示");
}

bool
words_paper(struct str s)
{
	return ends_in(without_tail(s), "表 名单 方案 办法 规定 细则 条例 章程 "
	    "计划 要点 规划 总结 制度 规程 规则 须知 指南 说明 安排 清单 目录 "
	    "样式 式样 样图 范本 模板 格式 标准 要求 材料 简介 情况 汇总 统计 "
	    "回执 书 纲要 预案 程序 流程 图 讲话 提纲 名额 分工 任务 指标 目标 "
	    "题库 试题 守则 公约 倡议 启事 简章 通则 准则 议程 日程 汇编 样表 "
	    "样张 分配 公示 台账 档案 报名 大纲 教程 稿 卡 册 单");
}

bool
words_annex(struct str s)
{
	return has_word(s, "试行 暂行 草案 稿 修订 修正 样本 版");
}

bool
words_about(struct str s)
{
	return has_word(s, "关于 印发 转发 批转 公布 发布 颁布 颁发 授予 表彰");
}

bool
words_lead_in(struct str s)
{
	size_t from = s.n > 60 ? s.n - 60 : 0;

	while (from < s.n && ((unsigned char)s.p[from] & 0xc0) == 0x80)
		from++;
	return has_word(str_slice(s, from, s.n), "如下 以下 下列 下面 通知： "
	    "决定： 要求： 意见： 包括： 为： 是： 有： 的： 情况： 重点：");
}

bool
words_sentence(struct str s)
{
	return has_word(s, "， 。 , ；") && has_word(s, "现将 现就 特此 请各 "
	    "根据 按照 应当 不得 可以 已经 进行 开展 必须 负责 做好 加强 予以 "
	    "认真 经研究 同意 决定 要求 组织 贯彻 落实 为了 以来 以上 我们 本次");
}

bool
words_remark(struct str s)
{
	return has_word(s, "此件 公开 内部 纸质 删减 发至 传达 登报 登载 上网 "
	    "另发 不另 从略 文见 附后 存档");
}

/* --- 发文字号 --------------------------------------------------------------- */

/* Digits at AT, blanks between them allowed; where they end. */
static size_t
digits_end(struct str s, size_t at, size_t *n)
{
	size_t next = at;

	for (*n = 0; next < s.n && char_is_digit(char_next(s, &next)); at = next)
		++*n;
	return at;
}

/* 〔2026〕 at AT; where it ends, or 0. */
static size_t
year_end(struct str s, size_t at)
{
	size_t n;

	if (!is_open(char_next(s, &at)))
		return 0;
	at = words_skip(s, at);
	at = digits_end(s, at, &n);
	if (n != 4 && n != 2)
		return 0;
	at = words_skip(s, at);
	if (str_starts(str_slice(s, at, s.n), STR("年")))
		at += STR("年").n;
	return is_close(char_next(s, &at)) ? at : 0;
}

/* 3号 or 第3号 at AT; where it ends, or 0.  The number may be left blank. */
static size_t
serial_end(struct str s, size_t at)
{
	size_t n, next;

	at = words_skip(s, at);
	if (str_starts(str_slice(s, at, s.n), STR("字第")))
		at += STR("字第").n;
	else if (str_starts(str_slice(s, at, s.n), STR("第")))
		at += STR("第").n;
	at = words_skip(s, at);
	at = digits_end(s, at, &n);
	if (n > 5)
		return 0;
	for (next = at; next < s.n && n == 0; at = next) {
		uint32_t c = char_next(s, &next);

		if (!is_blank(c) && c != 'X' && c != 'x' && c != 0xd7 &&
		    c != '_' && c != '*')
			break;
	}
	at = words_skip(s, at);
	return str_starts(str_slice(s, at, s.n), STR("号")) ?
	    at + STR("号").n : 0;
}

/* 第 12 号, 2026年第3号, 某某令第5号. */
static size_t
order_number(struct str s)
{
	size_t at = str_find(s, STR("第"), 0), end, n;

	if (at == SIZE_MAX || at > 60)
		return 0;
	digits_end(s, words_skip(s, at + STR("第").n), &n);
	end = serial_end(s, at);
	if (end == 0 || n == 0)
		return 0;
	return at == 0 || str_ends(words_trim(str_slice(s, 0, at)),
	    STR("年")) || str_ends(words_trim(str_slice(s, 0, at)),
	    STR("令")) ? end : 0;
}

size_t
words_doc_number(struct str s)
{
	size_t at = 0, end, chars = 0;
	bool bracket = false;

	if (is_open(char_next(s, &(size_t){ 0 }))) {
		bracket = true;
		char_next(s, &at);
	}
	while (at < s.n && chars++ < 28) {
		size_t next = at;
		uint32_t c = char_next(s, &next);

		if (is_open(c) && chars > 1 && (end = year_end(s, at)) > 0) {
			end = serial_end(s, end);
			if (end > 0 && bracket && !is_close(
			    char_next(s, &end)))
				return 0;
			return end;
		}
		if (!char_is_han(c) && !char_is_ascii_alnum(c) &&
		    !is_blank(c) && c != '-')
			break;
		at = next;
	}
	return bracket ? 0 : order_number(s);
}

/* --- 附件 -------------------------------------------------------------------- */

static size_t
attach_word(struct str s)
{
	static const char *const words[] = { "附件", "附表", "附图", "附录" };
	size_t at;
	uint32_t c;

	for (size_t i = 0; i < COUNT(words); i++) {
		at = str_of(words[i]).n;
		if (str_starts(s, str_of(words[i])))
			return at;
	}
	if (!str_starts(s, STR("附")))
		return 0;
	at = words_skip(s, STR("附").n);
	c = char_next(s, &(size_t){ at });
	if (c == 0xa0 || c == U'件') {		/* 附  件 */
		char_next(s, &at);
		return at;
	}
	return STR("附").n;
}

/* May 附件 and its number end here?  At the end, a blank or a mark. */
static bool
attach_ends(struct str s, size_t at)
{
	uint32_t c = char_next(s, &(size_t){ at });

	return at >= s.n || is_blank(c) || c == ':' || c == 0xff1a ||
	    c == 0xfe55 || c == '.' || c == 0xff0e || c == 0x3001 ||
	    c == 0x300a || c == '-' || c == 0x2014;
}

static size_t
attach_number(struct str s, size_t at, unsigned *number)
{
	size_t length, open = at;
	uint32_t c;

	*number = 0;
	if (is_open(char_next(s, &(size_t){ at })))
		char_next(s, &open);
	*number = number_prefix(str_slice(s, open, s.n), &length);
	if (*number == 0 || *number > 99) {
		*number = 0;
		return at;
	}
	at = open + length;
	c = char_next(s, &(size_t){ at });
	if (is_close(c))
		char_next(s, &at);
	else if (c == '-' && char_is_digit(char_next(s,
	    &(size_t){ at + 1 }))) {	/* 附件1-2 */
		number_prefix(str_slice(s, at + 1, s.n), &length);
		at += 1 + length;
	}
	return at;
}

struct attach
words_attach(struct str s)
{
	struct attach a = { 0 };
	size_t at, end;
	uint32_t c;

	if ((a.word = attach_word(s)) == 0)
		return a;
	at = words_skip(s, a.word);
	end = attach_number(s, at, &a.number);
	c = char_next(s, &(size_t){ end });
	if (a.number > 0 && (c == U'年' || c == U'月' || c == U'日' ||
	    (!attach_ends(s, end) && (at > a.word || !char_is_digit(
	    char_next(s, &(size_t){ at })))))) {
		a.number = 0;
		end = at;
	}
	a.mark = a.number > 0 ? end : a.word;
	if (a.number == 0 && !attach_ends(s, a.word))
		return (struct attach){ 0 };
	/* 附 alone, then words: only with a colon. */
	at = words_skip(s, a.mark);
	c = char_next(s, &(size_t){ at });
	a.colon = c == ':' || c == 0xff1a || c == 0xfe55;
	a.dot = a.number > 0 && (c == '.' || c == 0xff0e || c == 0x3001);
	if (a.word == STR("附").n && a.number == 0 && !a.colon && at < s.n)
		return (struct attach){ 0 };
	if (a.colon || a.dot)
		char_next(s, &at);
	a.length = words_skip(s, at);
	return a;
}

/* --- keys ---------------------------------------------------------------------- */

static const struct key keys[] = {
	{ "抄送机关", CUE_BIT(KEY_CC), LABEL_CC, false },
	{ "抄送单位", CUE_BIT(KEY_CC), LABEL_CC, false },
	{ "抄送", CUE_BIT(KEY_CC), LABEL_CC, false },
	{ "抄报", CUE_BIT(KEY_REPORT), LABEL_REPORT, true },
	{ "主报", CUE_BIT(KEY_REPORT), LABEL_REPORT, true },
	{ "分送", CUE_BIT(KEY_SEND), LABEL_SEND, true },
	{ "抄", CUE_BIT(KEY_CC), LABEL_CC, true },
	{ "报", CUE_BIT(KEY_REPORT), LABEL_REPORT, true },
	{ "送", CUE_BIT(KEY_SEND), LABEL_SEND, true },
	{ "发", CUE_BIT(KEY_SEND), LABEL_SEND, true },
	{ "主题词", CUE_BIT(KEY_SUBJECT), LABEL_SUBJECT, false },
	{ "关键词", CUE_BIT(KEY_SUBJECT), LABEL_SUBJECT, true },
	{ "信息公开选项", CUE_BIT(KEY_DISCLOSURE), LABEL_DISCLOSURE, true },
	{ "信息公开属性", CUE_BIT(KEY_DISCLOSURE), LABEL_DISCLOSURE, true },
	{ "信息公开方式", CUE_BIT(KEY_DISCLOSURE), LABEL_DISCLOSURE, true },
	{ "信息公开类别", CUE_BIT(KEY_DISCLOSURE), LABEL_DISCLOSURE, true },
	{ "信息公开形式", CUE_BIT(KEY_DISCLOSURE), LABEL_DISCLOSURE, true },
	{ "信息公开", CUE_BIT(KEY_DISCLOSURE), LABEL_DISCLOSURE, true },
	{ "公开选项", CUE_BIT(KEY_DISCLOSURE), LABEL_DISCLOSURE, true },
	{ "公开属性", CUE_BIT(KEY_DISCLOSURE), LABEL_DISCLOSURE, true },
	{ "公开方式", CUE_BIT(KEY_DISCLOSURE), LABEL_DISCLOSURE, true },
	{ "公开类别", CUE_BIT(KEY_DISCLOSURE), LABEL_DISCLOSURE, true },
	{ "公开形式", CUE_BIT(KEY_DISCLOSURE), LABEL_DISCLOSURE, true },
	{ "签发人", CUE_BIT(KEY_SIGNER), LABEL_SIGNER, true },
	{ "签发", CUE_BIT(KEY_SIGNER), LABEL_SIGNER, true },
	{ "份号", CUE_BIT(KEY_COPY_NUMBER), LABEL_COPY_NUMBER, true },
	{ "密级", CUE_BIT(KEY_SECRECY), LABEL_SECRECY, true },
	{ "紧急程度", CUE_BIT(KEY_URGENCY), LABEL_URGENCY, true },
	{ "缓急", CUE_BIT(KEY_URGENCY), LABEL_URGENCY, true },
	{ "备注", CUE_BIT(KEY_FORM_NOTE), -1, true },
	{ "注意", CUE_BIT(KEY_FORM_NOTE), -1, true },
	{ "注", CUE_BIT(KEY_FORM_NOTE), -1, true },
	{ "说明", CUE_BIT(KEY_FORM_NOTE), -1, true },
	{ "填表说明", CUE_BIT(KEY_FORM_NOTE), -1, false },
	{ "填写说明", CUE_BIT(KEY_FORM_NOTE), -1, false },
	{ "填报说明", CUE_BIT(KEY_FORM_NOTE), -1, false },
	{ "标题", 0, LABEL_TITLE, true },
	{ "题目", 0, LABEL_TITLE, true },
	{ "主送机关", 0, LABEL_RECIPIENTS, true },
	{ "主送单位", 0, LABEL_RECIPIENTS, true },
	{ "主送", 0, LABEL_RECIPIENTS, true },
	{ "发文字号", 0, LABEL_NUMBER, true },
	{ "文号", 0, LABEL_NUMBER, true },
	{ "字号", 0, LABEL_NUMBER, true },
	{ "发文机关标志", 0, LABEL_MARK, true },
	{ "署名", 0, LABEL_SIGNATURE, true },
	{ "落款", 0, LABEL_SIGNATURE, true },
	{ "成文日期", 0, LABEL_DATE, true },
	{ "附注", 0, LABEL_REMARK, true },
	{ "印发机关", 0, LABEL_PRINTER, true },
	{ "印发日期", 0, LABEL_PRINT, true },
	{ "附件说明", 0, LABEL_NOTE, true },
};

static bool
is_colon(struct str s, size_t at)
{
	uint32_t c = char_next(s, &at);

	return c == ':' || c == 0xff1a || c == 0xfe55 || c == 0x2236;
}

const struct key *
words_key(struct str s)
{
	static const struct key contact = {
		"联系人", CUE_BIT(KEY_CONTACT), -1, true
	};

	for (size_t i = 0; i < COUNT(keys); i++) {
		struct str word = str_of(keys[i].word);

		if (str_starts(s, word) &&
		    (!keys[i].colon || is_colon(s, word.n)))
			return &keys[i];
	}
	return document_is_contact(s) ? &contact : NULL;
}
