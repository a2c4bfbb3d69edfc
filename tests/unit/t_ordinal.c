#include "text/ordinal.h"

#include "unit.h"

static void
test_numbers(struct arena *arena)
{
	static const struct {
		const char *text;
		unsigned number;
	} good[] = {
		{ "一", 1 }, { "十", 10 }, { "十二", 12 }, { "二十", 20 },
		{ "九十九", 99 }, { "一百", 100 }, { "一百零五", 105 },
		{ "一百一十", 110 }, { "两千零八", 2008 },
		{ "二〇二六", 2026 }, { "二○二六", 2026 }, { "12", 12 },
		{ "１２", 12 }, { "一万零一十", 10010 }, { "三万五千", 35000 },
		{ " 十三 ", 13 }, { "一百零二", 102 },
	};
	static const char *const bad[] = {
		"", "百", "十十", "一百二", "甲", "12a", "一、", "零", "0",
		"99999999999999999999", "三百五千"
	};

	for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++)
		if (!CHECK(number_parse(str_of(good[i].text)) ==
		    good[i].number))
			printf("    %s\n", good[i].text);
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		if (!CHECK(number_parse(str_of(bad[i])) == 0))
			printf("    %s\n", bad[i]);
	/* What is written is read back. */
	for (unsigned i = 1; i < 30000; i += i < 1200 ? 1 : 37)
		if (number_parse(number_han(arena, i)) != i)
			CHECK(number_parse(number_han(arena, i)) == i);
	CHECK_STR(number_han(arena, 12), "十二");
	CHECK_STR(number_han(arena, 105), "一百零五");
	CHECK_STR(number_han(arena, 0), "〇");
	CHECK_STR(number_han(arena, 100010), "十万零一十");
}

static void
test_amounts(struct arena *arena)
{
	static const char *const amounts[][2] = {
		{ "12345.6", "壹万贰仟叁佰肆拾伍元陆角" },
		{ "300", "叁佰元整" }, { "10", "壹拾元整" },
		{ "1005.07", "壹仟零伍元零柒分" }, { "0.05", "伍分" },
		{ "0", "零元整" }, { "1,000,000", "壹佰万元整" },
		{ "100000000", "壹亿元整" }, { "100010000", "壹亿零壹万元整" },
		{ "1000000000000", "壹万亿元整" },
		{ "1000100000000", "壹万零壹亿元整" },
		{ "-12.5", "负壹拾贰元伍角" }, { "１２", "壹拾贰元整" },
		{ "1.500", "壹元伍角" }, { "00012", "壹拾贰元整" },
		{ "1.234", "" }, { "", "" }, { "十二", "" }, { "1.2.3", "" },
		{ "12元", "" }, { "12345678901234567", "" }, { ".", "" },
		{ "1，234.50", "壹仟贰佰叁拾肆元伍角" },
		{ "1,2345", "壹万贰仟叁佰肆拾伍元整" }, { "12,34", "" },
		{ "1234,567", "" }, { "1,234,56", "" }, { "1,234,", "" },
		{ ",123", "" }, { "1,,234", "" },
	};
	static const char *const thousands[][2] = {
		{ "1234567.8", "1,234,567.8" }, { "123", "123" },
		{ "1,234", "1,234" }, { "-1000", "-1,000" },
		{ "0.50", "0.50" }, { ".5", "0.5" }, { "abc", "" },
		{ "1000000", "1,000,000" }, { "", "" },
		{ "1.234,50", "" }, { "1,23,456", "" },
	};

	for (size_t i = 0; i < sizeof(amounts) / sizeof(amounts[0]); i++)
		CHECK_STR(number_amount(arena, str_of(amounts[i][0])),
		    amounts[i][1]);
	for (size_t i = 0; i < sizeof(thousands) / sizeof(thousands[0]); i++)
		CHECK_STR(number_thousands(arena, str_of(thousands[i][0])),
		    thousands[i][1]);
}

static void
test_ordinals(void)
{
	static const struct {
		const char *text, *rest;
		enum ordinal_style style;
		unsigned number;
		bool regular;
		char mark;
	} good[] = {
		{ "一、总体要求", "总体要求", ORDINAL_HAN, 1, true, 'd' },
		{ "十二、其他", "其他", ORDINAL_HAN, 12, true, 'd' },
		{ "一． 总体", "总体", ORDINAL_HAN, 1, false, 'f' },
		{ "一 、总体", "总体", ORDINAL_HAN, 1, false, 'd' },
		{ "一、三年来的工作", "三年来的工作", ORDINAL_HAN, 1, true, 'd' },
		{ "（一）报名", "报名", ORDINAL_HAN_BRACKET, 1, true, 0 },
		{ "（一） 报名", "报名", ORDINAL_HAN_BRACKET, 1, true, 0 },
		{ "(二)报名", "报名", ORDINAL_HAN_BRACKET, 2, false, 0 },
		{ "（ 三 ）报名", "报名", ORDINAL_HAN_BRACKET, 3, false, 0 },
		{ "（一）、报名", "报名", ORDINAL_HAN_BRACKET, 1, false, 'd' },
		{ "1.范围", "范围", ORDINAL_DIGIT, 1, true, '.' },
		{ "1. 范围", "范围", ORDINAL_DIGIT, 1, true, '.' },
		{ "1.2026年计划", "2026年计划", ORDINAL_DIGIT, 1, true, '.' },
		{ "1.2026—2027学年", "2026—2027学年", ORDINAL_DIGIT, 1, true,
		    '.' },
		{ "2.10月10日前", "10月10日前", ORDINAL_DIGIT, 2, true, '.' },
		{ "3.9月底", "9月底", ORDINAL_DIGIT, 3, true, '.' },
		{ "1、范围", "范围", ORDINAL_DIGIT, 1, false, 'd' },
		{ "1、2024年总结", "2024年总结", ORDINAL_DIGIT, 1, false, 'd' },
		{ "1．范围", "范围", ORDINAL_DIGIT, 1, false, 'f' },
		{ "１.范围", "范围", ORDINAL_DIGIT, 1, false, '.' },
		{ "（1）对象", "对象", ORDINAL_DIGIT_BRACKET, 1, true, 0 },
		{ "(12)对象", "对象", ORDINAL_DIGIT_BRACKET, 12, false, 0 },
		{ "3）对象", "对象", ORDINAL_DIGIT_BRACKET, 3, false, ')' },
		{ "⑴对象", "对象", ORDINAL_DIGIT_BRACKET, 1, false, 0 },
		{ "㈡对象", "对象", ORDINAL_HAN_BRACKET, 2, false, 0 },
		{ "⒊对象", "对象", ORDINAL_DIGIT, 3, false, 0 },
		{ "①甲", "甲", ORDINAL_CIRCLE, 1, true, 0 },
		{ "㉑甲", "甲", ORDINAL_CIRCLE, 21, true, 0 },
		{ "第一条　为了", "为了", ORDINAL_ARTICLE, 1, true, 0 },
		{ "第3条 为了", "为了", ORDINAL_ARTICLE, 3, false, 0 },
		{ "第二章　附则", "附则", ORDINAL_CHAPTER, 2, true, 0 },
		{ "第一节 申请", "申请", ORDINAL_CHAPTER, 1, true, 0 },
		{ "一、", "", ORDINAL_HAN, 1, true, 'd' },
	};
	static const char *const bad[] = {
		"", "1.5万元", "2024年工作", "1．2", "10%", "3、4月", "3、4月份",
		"一、二等奖", "一、二、三等奖", "三、四季度", "2024.6.14", "12",
		"（2024）12号", "（甲）", "（一", "一是提高", "第三条规定的",
		"第五章第二节", "第一次", "1,000元", "1，000元", "0.5", "零、",
		"（）", "一", "1", "3-5个", "2024、", "第一节课", "1.2.3 概述",
		"十五", "5、6年级", "1、2号楼", "1.2026万元", "1.1800年", "12.20元",
	};

	for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++) {
		struct str s = str_of(good[i].text);
		struct ordinal o = ordinal_parse(s);

		if (!CHECK(o.style == good[i].style &&
		    o.number == good[i].number &&
		    o.regular == good[i].regular && o.mark == good[i].mark))
			printf("    %s: %d %u %d '%c'\n", good[i].text, o.style,
			    o.number, o.regular, o.mark);
		CHECK_STR(str_slice(s, o.length, s.n), good[i].rest);
	}
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		if (!CHECK(ordinal_parse(str_of(bad[i])).style ==
		    ORDINAL_NONE))
			printf("    %s\n", bad[i]);
}

static void
test_format(struct arena *arena)
{
	CHECK_STR(ordinal_format(arena, 1, 11), "十一、");
	CHECK_STR(ordinal_format(arena, 2, 2), "（二）");
	CHECK_STR(ordinal_format(arena, 3, 3), "3.");
	CHECK_STR(ordinal_format(arena, 4, 4), "（4）");
	CHECK_STR(ordinal_format(arena, 5, 1), "①");
	CHECK_STR(ordinal_format(arena, 5, 36), "㊱");
	for (int level = 1; level <= 5; level++)
		for (unsigned i = 1; i <= 50; i++) {
			struct ordinal o =
			    ordinal_parse(ordinal_format(arena, level, i));

			CHECK(ordinal_level(o.style) == level &&
			    o.number == i && o.regular);
		}
	CHECK(ordinal_level(ORDINAL_ARTICLE) == 0);
}

int
main(void)
{
	struct arena arena = ARENA_INIT;

	test_numbers(&arena);
	test_amounts(&arena);
	test_ordinals();
	test_format(&arena);
	arena_release(&arena);
	return UNIT_END;
}
