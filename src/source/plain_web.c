/*
 * Text copied off a government web page begins with the page's own table:
 *
 *	索引号：000014349/2026-00033
 *	发文机关：某某县人民政府办公室
 *	标　题：某某县人民政府办公室关于…的通知
 *	有效性：有效
 *
 * It is about the document and no part of it; but a title or a number that
 * stands nowhere else is taken from it.
 */
#include <string.h>

#include "../text/chars.h"
#include "plain.h"

#define START_MAX	6	/* it begins among the first lines */
#define LINES_MAX	40	/* and is no longer than this */
#define VALUE_MAX	2	/* lines a value may take below its key */
#define KEYS_MIN	3	/* fewer are an author's marks */
#define KEY_BYTES	48

/* What only such a table says; then what a form may say as well. */
static const char *const own_keys[] = {
	"索引号", "索取号", "主题分类", "体裁分类", "组配分类", "信息分类",
	"发布机构", "发布日期", "发布时间", "公开日期", "公开主体", "公开时限",
	"公开程序", "有效性", "时效性", "是否有效", "效力状态", "内容概述",
	"内容概要", "信息来源", "信息名称",
};
static const char *const shared_keys[] = {
	"发文机关", "发文机构", "发文单位", "制发机关", "成文日期", "发文日期",
	"签发日期", "印发日期", "生成日期", "生效日期", "失效日期", "废止日期",
	"标题", "名称", "文件名称", "发文字号", "文号", "文件编号", "统一编号",
	"登记号", "统一登记号", "关键词", "主题词", "公文种类", "服务对象",
	"公开方式", "公开范围", "公开类别", "公开形式", "公开属性", "分类",
	"来源", "作者", "责任部门", "责任编辑", "浏览次数", "阅读次数",
	"点击数",
};

enum property { NO_PROPERTY, SHARED_PROPERTY, OWN_PROPERTY };

static bool
is_one_of(struct str s, const char *const *words, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (str_eq(s, str_of(words[i])))
			return true;
	return false;
}

/* The key of a line, squeezed; the rest goes to VALUE.  Empty: none. */
static struct str
key_of(const struct line *line, char *buffer, struct str *value)
{
	static const char *const points[] = { "•", "·", "●", "■" };
	struct str s = line->text;

	for (size_t i = 0; i < sizeof(points) / sizeof(points[0]); i++)
		if (str_starts(s, str_of(points[i])))
			s = words_trim(str_slice(s, strlen(points[i]), s.n));
	for (size_t at = 0; at < s.n && at < KEY_BYTES;) {
		size_t from = at;
		uint32_t c = char_next(s, &at);

		if (c != ':' && c != 0xff1a)
			continue;
		*value = words_trim(str_slice(s, at, s.n));
		s = str_slice(s, 0, from);
		if (str_starts(s, STR("【")) && str_ends(s, STR("】")))
			s = str_slice(s, STR("【").n, s.n - STR("】").n);
		return words_squeeze(s, buffer, KEY_BYTES);
	}
	return STR_NONE;
}

static enum property
property_of(const struct line *line)
{
	char buffer[KEY_BYTES];
	struct str value, key = key_of(line, buffer, &value);

	if (key.n == 0)
		return NO_PROPERTY;
	if (is_one_of(key, own_keys, sizeof(own_keys) / sizeof(*own_keys)))
		return OWN_PROPERTY;
	return is_one_of(key, shared_keys,
	    sizeof(shared_keys) / sizeof(*shared_keys)) ? SHARED_PROPERTY :
	    NO_PROPERTY;
}

/* Where the table at line FROM ends; FROM itself when there is none. */
static size_t
table_end(const struct lines *lines, size_t from)
{
	size_t end = from, keys = 0, own = 0;

	for (size_t i = from; i < lines->n && i < from + LINES_MAX &&
	    i <= end + VALUE_MAX; i++) {
		enum property property = property_of(&lines->v[i]);

		if (property == NO_PROPERTY)
			continue;
		keys++;
		own += property == OWN_PROPERTY;
		end = i + 1;
	}
	return keys >= KEYS_MIN && own > 0 ? end : from;
}

/* Does what the property says stand below the table, broken or not? */
static bool
is_repeated(struct arena *arena, const struct lines *lines, size_t end,
    struct str value)
{
	struct buf text = { 0 };
	bool found;

	for (size_t i = end; i < lines->n && i < end + LINES_MAX; i++)
		buf_str(&text, text_squeeze(arena, lines->v[i].text));
	found = str_has(buf_view(&text), text_squeeze(arena, value));
	buf_release(&text);
	return found;
}

/* The label that a property's key gives to what it says; 0: none. */
static int
label_of(struct str key)
{
	if (str_eq(key, STR("标题")))
		return LABEL_TITLE + 1;
	return str_eq(key, STR("发文字号")) || str_eq(key, STR("文号")) ?
	    LABEL_NUMBER + 1 : 0;
}

/* 返回顶部, 首页 > 政务公开: what a page has above its text. */
static bool
is_chrome(struct str s)
{
	static const char *const words[] = { "首页", "返回", "当前位置",
	    "您的位置", "打印", "分享", "字体", "繁體" };

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (str_starts(s, str_of(words[i])) && char_count(s) < 40)
			return true;
	return false;
}

static void
leave_out(struct line *line)
{
	line->said = LABEL_PROPERTY + 1;
	line->key = 0;
}

/* The lines of the table: all but a title or number that is nowhere else. */
static void
mark_table(struct arena *arena, struct lines *lines, size_t from, size_t end)
{
	int below = 0;		/* the label of a value below its key */

	for (size_t i = from; i < end; i++) {
		struct line *line = &lines->v[i];
		char buffer[KEY_BYTES];
		struct str value = STR_NONE;
		struct str key = key_of(line, buffer, &value);
		int label = label_of(key);

		if (property_of(line) == NO_PROPERTY) {
			label = below;
			value = line->text;
		} else if (value.n == 0) {
			below = label;
			label = 0;
		}
		if (label == 0 || is_repeated(arena, lines, end, value)) {
			leave_out(line);
			continue;
		}
		line->said = (uint8_t)label;
		below = 0;
	}
}

void
plain_properties(struct arena *arena, struct lines *lines)
{
	size_t from = 0, end = 0;

	while (from < lines->n && from < START_MAX && end <= from) {
		end = table_end(lines, from);
		from += end <= from;
	}
	if (end <= from)
		return;
	for (size_t i = 0; i < from; i++)
		if (is_chrome(lines->v[i].text) ||
		    is_repeated(arena, lines, end, lines->v[i].text))
			leave_out(&lines->v[i]);
	mark_table(arena, lines, from, end);
}
