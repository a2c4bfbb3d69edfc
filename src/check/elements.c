/*
 * The elements of a document, slot by slot: GB/T 9704-2012 clause 7.
 */
#include "../document/walk.h"
#include "../text/chars.h"
#include "../text/number.h"
#include "../text/ordinal.h"
#include "../text/words.h"
#include "prose.h"
#include "subject.h"

/* 三, 二〇二六, 十: is something numbered the Chinese way? */
static bool
has_han_numeral(struct str s)
{
	for (size_t at = 0; at < s.n;) {
		uint32_t c = char_next(s, &at);

		if (char_han_digit(c) >= 0 || c == U'十' || c == U'○')
			return true;
	}
	return false;
}

/* Does the place stand in front matter, a source that is laid out later? */
static bool
in_front_matter(const struct subject *s, struct pos pos)
{
	return pos.file != 0 && str_starts(
	    s->findings->files->list.v[pos.file - 1].text, STR("---\n"));
}

/* --- 份号 7.2.1 -------------------------------------------------------- */

static void
copy_number(const struct subject *s)
{
	struct span number = s->document->copy_number;

	if (number.text.n == 0 || str_has(number.text, STR("{{")))
		return;
	if (strspn(str_cstr(s->arena, number.text), "0123456789") !=
	    number.text.n)
		TELL(s, COPY_NUMBER_DIGITS, number.pos,
		    "份号“%.*s”应当用阿拉伯数字",
		    "the copy number %.*s should be in Arabic digits",
		    STR_ARG(number.text));
	else if (number.text.n != 6)
		TELL(s, COPY_NUMBER_LENGTH, number.pos,
		    "份号一般用6位数字，这里是%zu位",
		    "a copy number usually has 6 digits, this one %zu",
		    number.text.n);
}

/* --- 密级和保密期限 7.2.2 ---------------------------------------------- */

/* Years of the period in 机密★5年; 0 when there is none in years. */
static unsigned
secrecy_years(struct str secrecy)
{
	size_t length;

	for (size_t at = 0; at < secrecy.n; char_next(secrecy, &at)) {
		struct str rest = str_from(secrecy, at);
		unsigned number = number_prefix(rest, &length);

		rest = str_trim_left(str_from(rest, length));
		if (number > 0)
			return str_starts(rest, STR("年")) ? number : 0;
	}
	return 0;
}

static void
secrecy(const struct subject *s)
{
	struct span slot = s->document->secrecy;
	struct str text = text_squeeze(s->arena, slot.text), period;
	size_t grade;
	unsigned limit = words_secrecy(text, &grade);

	if (text.n == 0 || str_has(text, STR("{{")))
		return;
	if (limit == 0) {
		TELL(s, SECRECY_WORD, slot.pos,
		    "密级只有“绝密”“机密”“秘密”三级，没有“%.*s”",
		    "the grades of secrecy are 绝密, 机密, 秘密, not %.*s",
		    STR_ARG(text));
		return;
	}
	period = str_from(text, grade);
	if (period.n == 0)
		TELL(s, SECRECY_TERM, slot.pos,
		    "涉密公文应当标注保密期限，如“%.*s★1年”",
		    "a classified document states its period, as %.*s★1年",
		    STR_ARG(text));
	else if (!str_starts(period, STR("★")))
		TELL(s, SECRECY_STAR, slot.pos,
		    "密级和保密期限之间用“★”隔开",
		    "★ stands between the grade and its period");
	if (secrecy_years(period) > limit)
		TELL(s, SECRECY_LIMIT, slot.pos,
		    "保密期限%u年超过了这一密级的最长期限%u年",
		    "%u years are more than the %u of this grade",
		    secrecy_years(period), limit);
}

/* What a classified document must have, and must not. */
static void
secrecy_elsewhere(const struct subject *s)
{
	const struct document *d = s->document;
	size_t length;

	if (d->secrecy.text.n == 0)
		return;
	/* 内部资料 is no secret of the state. */
	if (d->copy_number.text.n == 0 && words_secrecy(
	    text_squeeze(s->arena, d->secrecy.text), &length) > 0)
		TELL(s, SECRECY_COPY_NUMBER,
		    d->secrecy.pos, "涉密公文应当标注份号",
		    "a classified document has a copy number");
	for (size_t i = 0; i < d->remarks.n; i++)
		if (str_has_one(subject_text(s, d->remarks.v[i]),
		    "此件公开|主动公开|可以公开"))
			TELL(s, SECRECY_PUBLIC, text_pos(d->remarks.v[i]),
			    "标有密级的公文不能又注明公开",
			    "a classified document cannot be public");
}

/* --- numbers of persons in what is public ------------------------------- */

/* The walk that looks for them. */
struct search {
	struct walker walker;
	const struct subject *s;
};

/* Is it the number of an identity card?  The last of 18 proves the others. */
static bool
is_identity(struct str digits)
{
	static const int weights[] = { 7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9,
	    10, 5, 8, 4, 2 };
	int sum = 0;

	if (digits.n != 18)
		return false;
	for (size_t i = 0; i < 17; i++) {
		if (digits.p[i] < '0' || digits.p[i] > '9')
			return false;
		sum += (digits.p[i] - '0') * weights[i];
	}
	return "10X98765432"[sum % 11] == (digits.p[17] & ~0x20) ||
	    "10X98765432"[sum % 11] == digits.p[17];
}

/* Of a bank card: 16 to 19 digits from 62 on; the last proves the others. */
static bool
is_card(struct str digits)
{
	int sum = 0;

	if (digits.n < 16 || digits.n > 19 || !str_starts(digits, STR("62")))
		return false;
	for (size_t i = 0; i < digits.n; i++) {
		int digit = digits.p[digits.n - 1 - i] - '0';

		if (digit < 0 || digit > 9)
			return false;
		digit *= i % 2 == 1 ? 2 : 1;
		sum += digit > 9 ? digit - 9 : digit;
	}
	return sum % 10 == 0;
}

static bool
is_mobile(struct str digits)
{
	return digits.n == 11 && digits.p[0] == '1' && digits.p[1] >= '3' &&
	    digits.p[10] <= '9';
}

static void
find_numbers(struct walker *walker, enum role role, struct span span)
{
	const struct search *search = (const struct search *)walker;
	struct str text = span.text;

	for (size_t i = 0, n; role != ROLE_UNPRINTED && i < text.n;
	    i += n + 1) {
		struct str digits = str_from(text, i);
		struct pos pos = span.pos;

		n = 0;
		while (n < digits.n && (unsigned char)digits.p[n] < 0x80 &&
		    char_is_ascii_alnum((unsigned char)digits.p[n]))
			n++;
		digits = str_slice(digits, 0, n);
		if (pos.file != 0 && pos.offset != OFFSET_NONE)
			pos.offset += (uint32_t)i;
		if (is_identity(digits))
			finding_add(search->s->findings,
			    FINDING_PERSONAL_NUMBER, pos,
			    "公文注明公开，却有身份证号码，应当删去或者遮盖",
			    "the document is public, but holds the number of "
			    "an identity card");
		else if (is_card(digits) || (digits.n >= 16 &&
		    digits.n <= 19 && str_ends_one(str_slice(text, 0, i),
		    "银行卡|银行卡号|银行卡号：|银行卡：")))
			finding_add(search->s->findings,
			    FINDING_PERSONAL_NUMBER, pos,
			    "公文注明公开，却有银行卡号，应当删去或者遮盖",
			    "the document is public, but holds the number of "
			    "a bank card");
		else if (is_mobile(digits))
			finding_add(search->s->findings,
			    FINDING_PERSONAL_NUMBER, pos,
			    "公文注明公开，却有个人手机号码，宜改为办公电话",
			    "the document is public, but holds the number of "
			    "a mobile telephone; better that of an office");
	}
}

/* Does it say that it is public: 此件公开发布, or is it an announcement? */
static bool
is_public(const struct subject *s)
{
	const struct document *d = s->document;

	for (size_t i = 0; i < d->remarks.n; i++)
		if (str_has_one(subject_text(s, d->remarks.v[i]),
		    "此件公开|主动公开|此件可以公开|公开发布"))
			return true;
	for (size_t i = d->body.n > 3 ? d->body.n - 3 : 0; i < d->body.n; i++)
		if (str_is_one(str_trim(subject_text(s, d->body.v[i].text)),
		    "此件公开发布|此件主动公开|此件可以公开|此件公开"))
			return true;	/* without its brackets */
	return str_has_one(d->genre, "公告|通告|公报");
}

static void
personal_numbers(const struct subject *s)
{
	struct search search = { { .text = find_numbers }, s };

	if (s->document == s->main && is_public(s))
		document_walk(s->document, &search.walker);
}

/* --- 紧急程度 7.2.3 ---------------------------------------------------- */

static void
urgency(const struct subject *s)
{
	struct span slot = s->document->urgency;
	struct str text = text_squeeze(s->arena, slot.text);

	if (text.n == 0 || str_has(text, STR("{{")) ||
	    words_urgency(text) == URGENCY_STANDARD)
		return;
	TELL(s, URGENCY_WORD, slot.pos,
	    "紧急程度应当标注“特急”或“加急”，不是“%.*s”",
	    "the urgency is 特急 or 加急, not %.*s", STR_ARG(slot.text));
}

/* --- 发文字号 7.2.5 ---------------------------------------------------- */

/* DIGITS in ASCII, without zeros before them. */
static struct str
plain_digits(const struct subject *s, struct str digits)
{
	struct buf out = { 0 };

	for (size_t at = 0; at < digits.n;) {
		uint32_t c = char_next(digits, &at);

		if (c >= U'０')
			c = c - U'０' + '0';
		if (out.n > 0 || c != '0')
			char_encode(&out, c);
	}
	return buf_take(s->arena, &out);
}

/* The number as the standard writes it, when that is certain. */
static void
fix_number(const struct subject *s, struct finding *finding,
    const struct number *number)
{
	struct span slot = s->document->number;
	struct str year = plain_digits(s, number->year);
	struct str serial = plain_digits(s, number->serial);

	if (year.n == 4 && number->organ.n > 0 && serial.n > 0 &&
	    number->end && number->rest.n == 0 &&
	    !str_has(number->organ, STR(" ")))
		subject_fix(s, finding, slot, 0, slot.text.n,
		    str_format(s->arena, "%.*s〔%.*s〕%.*s号",
		    STR_ARG(number->organ), STR_ARG(year), STR_ARG(serial)));
}

#define NUMBER_FINDING(s, id, zh, en) \
	TELL(s, id, (s)->document->number.pos, zh, en)

/* What is wrong with parts that are there. */
static void
number_parts(const struct subject *s, const struct number *number)
{
	if (!number->hexagon)
		fix_number(s, NUMBER_FINDING(s, NUMBER_BRACKET,
		    "发文字号的年份应当用六角括号“〔 〕”括起",
		    "the year of the number stands in 〔 〕"), number);
	if (number->ordinal_word &&	/* 政府令〔2026〕第5号 */
	    !str_ends(number->organ, STR("令")))
		fix_number(s, NUMBER_FINDING(s, NUMBER_ORDINAL_WORD,
		    "发文字号的序号不加“第”字",
		    "no 第 before the serial of the number"), number);
	if (number->serial.n > 1 && number->serial.p[0] == '0')
		fix_number(s, NUMBER_FINDING(s, NUMBER_PADDING,
		    "发文字号的序号不编虚位，1不编为01",
		    "no padding of the serial: 1, not 01"), number);
	if (number->blank && number->serial.n > 0)
		fix_number(s, NUMBER_FINDING(s, NUMBER_BLANK_INSIDE,
		    "发文字号中间有空格", "blanks inside the number"), number);
}

/* What is not there. */
static void
number_gaps(const struct subject *s, const struct number *number)
{
	if (number->organ.n == 0)
		NUMBER_FINDING(s, NUMBER_ORGAN, "发文字号缺少发文机关代字",
		    "the number lacks the organ's code");
	if (char_count(number->year) != 4)
		NUMBER_FINDING(s, NUMBER_YEAR,
		    "发文字号的年份应当用全称，四位数",
		    "the year of the number has four digits");
	if (number->serial.n == 0)
		NUMBER_FINDING(s, NUMBER_SERIAL_BLANK,
		    "发文字号的序号还没有填写",
		    "the serial of the number is still blank");
	else if (!number->end)
		NUMBER_FINDING(s, NUMBER_END,
		    "发文字号的序号后面应当加“号”字", "号 ends the number");
	if (str_has_one(number->rest, "〔|["))
		NUMBER_FINDING(s, NUMBER_JOINT,
		    "联合行文只使用主办机关的发文字号",
		    "a joint document has the host's number only");
}

/* 令号 and 纪要 have forms of their own (10.2, 10.3); 公告 2026年第3号. */
static bool
has_own_number_form(const struct subject *s)
{
	return s->document->number.text.n == 0 ||
	    str_has(s->document->number.text, STR("{{")) ||
	    str_starts(s->document->number.text, STR("第")) ||
	    document_format(s->document) == FORMAT_MINUTES ||
	    document_format(s->document) == FORMAT_ORDER ||
	    str_has_one(s->document->genre, "令|纪要|公报") ||
	    (str_has_one(s->document->genre, "公告|通告") &&
	    str_has(s->document->number.text, STR("年第")));
}

static void
number_form(const struct subject *s)
{
	struct span slot = s->document->number;
	struct number number;

	if (has_own_number_form(s))
		return;
	if (number_split(slot.text, &number)) {
		number_parts(s, &number);
		number_gaps(s, &number);
	} else
		TELL(s, NUMBER_FORM, slot.pos,
		    "发文字号“%.*s”应当由机关代字、年份、序号组成，如"
		    "“云科协〔2026〕18号”",
		    "the number %.*s should be made of the organ's code, the "
		    "year and a serial", STR_ARG(slot.text));
}

static void
number_year(const struct subject *s)
{
	struct number number;
	struct str year;

	if (s->date.year == 0 || has_own_number_form(s) ||
	    !number_split(s->document->number.text, &number))
		return;
	year = plain_digits(s, number.year);
	if (year.n == 4 && number_parse(year) != (unsigned)s->date.year)
		TELL(s, NUMBER_YEAR_DATE, s->document->number.pos,
		    "发文字号的年份%.*s与成文日期的年份%d不同，请核对",
		    "the year of the number, %.*s, is not that of the date, %d",
		    STR_ARG(year), s->date.year);
}

/* --- 标题 7.3.1 -------------------------------------------------------- */

static void
title(const struct subject *s)
{
	struct str title = str_trim(s->title);
	struct pos pos = text_pos(s->document->title);

	/* An order has its letterhead and number. */
	if (title.n == 0 && s->official &&
	    document_format(s->document) != FORMAT_ORDER)
		TELL(s, TITLE_MISSING,
		    s->document->pos, "没有标题", "there is no title");
	if (title.n > 0 && prose_one_of(char_last(title), "。，；：、！"))
		TELL(s, TITLE_END_MARK, pos,
		    "标题末尾不用点号", "a title ends without a mark");
}

/* --- 正文 7.3.3 -------------------------------------------------------- */

static void
body_missing(const struct subject *s)
{
	if (s->document == s->main && s->document->body.n == 0 &&
	    s->document->attachments.n == 0 &&
	    document_is_complete(s->document))
		TELL(s, BODY_MISSING, text_pos(s->document->title),
		    "没有正文，公文首页必须显示正文",
		    "there is no body; the first page must show some");
}

/* 一、总体要求。 alone on its line */
static void
heading_end(const struct subject *s, const struct block *block)
{
	struct str text;

	if (block->kind != BLOCK_HEADING || block->level != 1 ||
	    block->topic == 0 || block->topic < block->text.n)
		return;
	text = str_trim(subject_text(s, block->text));
	if (str_ends(text, STR("。")) && char_count(text) <= 30)
		TELL(s, HEADING_END_MARK, block->pos,
		    "单独成行的标题末尾不用句号",
		    "a heading on its own line ends without 。");
}

/* Does a sentence stand in BLOCK, as in a paragraph or a run-in heading? */
static bool
has_sentence(const struct block *block)
{
	return block->align == ALIGN_BODY &&
	    (block->kind == BLOCK_PARAGRAPH || (block->kind ==
	    BLOCK_HEADING && block->topic > 0 && block->topic < block->text.n));
}

/* Does paragraph I of BODY end in 。, or is there none? */
static bool
is_ended(const struct subject *s, const struct blocks *body, size_t i)
{
	return i >= body->n || (has_sentence(&body->v[i]) &&
	    str_ends(str_trim(subject_text(s, body->v[i].text)), STR("。")));
}

/* 特此通知, 请各单位认真执行: sentences, however short. */
static bool
is_plea(struct str text)
{
	if (words_closing(text))
		return !str_starts(text, STR("此致"));
	return str_starts_one(text,
	    "请各|请你|请认真|请遵照|请贯彻|请做好|请于|请按");
}

/*
 * Is block I a sentence without its 。?  A label, a name or an item of a list
 * has none either, so that something must show it: 。 within, a comma at the
 * end, words that only a sentence begins with, or others before and behind it.
 */
static bool
lacks_end(const struct subject *s, const struct blocks *body, size_t i)
{
	const struct block *block = &body->v[i];
	bool paragraph = block->kind == BLOCK_PARAGRAPH;
	struct str text;
	size_t length;
	uint32_t last;

	if (!has_sentence(block))
		return false;
	text = str_trim(subject_text(s, block->text));
	text = str_slice(text, 0, text.n -
	    (str_ends_one(text, "”|》") ? strlen("”") : 0));
	last = char_last(text);
	length = char_count(text);
	if (last == U'，' || last == U'、' || (last == U'；' && (i + 1 ==
	    body->n || (paragraph && i > 0 && is_ended(s, body, i - 1) &&
	    is_ended(s, body, i + 1)))))
		return length >= 8;
	if (!char_is_han(last))
		return false;
	if (str_has(text, STR("。")))
		return length >= 18;
	if (paragraph && length <= 24 && is_plea(text))
		return true;
	return paragraph && s->official && length >= 12 && str_has(text,
	    STR("，")) && !str_has_one(text, "：|:|；") && (i + 1 == body->n ||
	    (i > 0 && is_ended(s, body, i - 1) && is_ended(s, body, i + 1)));
}

static void
paragraphs(const struct subject *s)
{
	const struct blocks *body = &s->document->body;
	int above = 0;

	for (size_t i = 0; i < body->n; i++) {
		const struct block *block = &body->v[i];

		heading_end(s, block);
		if (lacks_end(s, body, i))
			TELL(s, PARAGRAPH_END, block->pos, "这一段末尾没有句号",
			    "this paragraph does not end");
		if (block->kind != BLOCK_HEADING || block->level == 0)
			continue;
		if (block->level > above + 1)
			TELL(s, LEVEL_SKIPPED,
			    block->pos, "结构层次由第%d级直接到了第%d级",
			    "from level %d straight to level %d", above,
			    block->level);
		above = block->level;
	}
}

/* （此页无正文）: the remedy of the 1999 edition; now space is adjusted. */
static void
empty_page_notice(const struct subject *s)
{
	const struct document *d = s->document;

	for (size_t i = 0; !s->old && i < d->body.n + d->remarks.n; i++) {
		struct text text = i < d->body.n ? d->body.v[i].text :
		    d->remarks.v[i - d->body.n];

		if (str_has(subject_text(s, text), STR("此页无正文")))
			TELL(s, EMPTY_PAGE_NOTICE,
			    text_pos(text), "不再标注“（此页无正文）”，"
			    "应当调整行距、字距",
			    "（此页无正文） is no longer used; adjust the "
			    "spacing");
	}
}

/* --- 附件说明 7.3.4 ---------------------------------------------------- */

static void
note_mark(const struct subject *s, struct text text)
{
	struct str name = str_trim_right(subject_text(s, text));
	const struct run *run;
	struct str typed;
	size_t at;

	if (name.n == 0 || !prose_one_of(char_last(name), "。；，、;,"))
		return;
	run = &text.v[text.n - 1];
	typed = str_trim_right(run->text);
	at = typed.n;
	char_before(typed, &at);
	subject_fix(s, TELL(s, NOTE_MARK,
	    text_pos(text), "附件名称“%.*s”后面不加标点符号",
	    "no mark after the name of an attachment, %.*s", STR_ARG(name)),
	    (struct span){ run->text, run->pos }, at, typed.n, STR_NONE);
}

/* 获奖名单.doc: what stands on paper is no file. */
static void
note_file(const struct subject *s, struct text text)
{
	struct str name = str_trim_right(subject_text(s, text));
	struct finding *finding;
	const struct run *run;
	size_t end, dot;

	if (!words_file(name))
		return;
	finding = TELL(s, NOTE_FILE, text_pos(text),
	    "附件名称“%.*s”不带文件的后缀",
	    "the name of an attachment has no suffix of a file, %.*s",
	    STR_ARG(name));
	run = &text.v[text.n - 1];
	end = str_trim_right(run->text).n;
	for (dot = end; dot > 0 && char_is_ascii_alnum(
	    (unsigned char)run->text.p[dot - 1]); dot--)
		;
	if (dot > 1 && dot < end && run->text.p[dot - 1] == '.')
		subject_fix(s, finding, (struct span){ run->text, run->pos },
		    dot - 1, end, STR_NONE);
}

static void
note_title_marks(const struct subject *s, struct text text)
{
	struct str name = str_trim(text.n == 1 ? text.v[0].text :
	    subject_text(s, text));
	struct finding *finding;

	if (!str_starts(name, STR("《")) ||
	    str_find(name, STR("》"), 0) != name.n - strlen("》"))
		return;
	finding = TELL(s, NOTE_TITLE_MARKS, text_pos(text),
	    "附件名称不加书名号", "the name of an attachment takes no 《 》");
	if (text.n == 1)
		subject_fix(s, finding, (struct span){ text.v[0].text,
		    text.v[0].pos }, (size_t)(name.p - text.v[0].text.p),
		    (size_t)(name.p - text.v[0].text.p) + name.n,
		    str_slice(name, strlen("《"), name.n - strlen("》")));
}

/* A page of this number tells itself that it is out of order. */
static bool
has_page(const struct subject *s, unsigned number)
{
	const struct attachments *list = &s->document->attachments;
	size_t i = 0;

	while (i < list->n && list->v[i].number != number)
		i++;
	return i < list->n;
}

static void
note_ordinal(const struct subject *s, size_t i)
{
	const struct note_item *item = &s->document->note.v[i];
	size_t n = s->document->note.n;
	struct span ordinal = item->ordinal;
	unsigned number = ordinal_parse(ordinal.text).number;

	if (n == 1 && str_has(ordinal.text, STR("1")))
		TELL(s, NOTE_SINGLE_ORDINAL,
		    ordinal.pos, "只有一个附件，不标顺序号",
		    "a single attachment has no number");
	else if (n > 1 && ordinal.text.n == 0)
		TELL(s, NOTE_ORDINAL, text_pos(item->name),
		    "有多个附件，应当用阿拉伯数字标注顺序号",
		    "several attachments are numbered in Arabic digits");
	else if (n > 1 && str_starts(ordinal.text, STR("附")))
		TELL(s, NOTE_ORDINAL, ordinal.pos,
		    "附件说明里“附件：”只写一次，各项写作“1.”“2.”，"
		    "不写“%.*s”", "附件： stands once, and its items are "
		    "numbered 1. and 2., not %.*s",
		    STR_ARG(str_trim(ordinal.text)));
	else if (number > 0 && number != i + 1 && !has_page(s, number))
		TELL(s, ATTACHMENT_SEQUENCE, ordinal.pos,
		    "“%.*s”是第%zu个附件", "%.*s is attachment number %zu",
		    STR_ARG(str_trim(ordinal.text)), i + 1);
	else if (has_han_numeral(ordinal.text))
		TELL(s, NOTE_ORDINAL, ordinal.pos,
		    "附件顺序号应当用阿拉伯数字，如“1.”",
		    "attachments are numbered in Arabic digits");
}

/* "附：" at the head of the note */
static void
note_label(const struct subject *s)
{
	struct pos pos = s->document->note.pos;
	struct str text;

	if (s->old || pos.file == 0 || pos.offset == OFFSET_NONE)
		return;
	text = s->findings->files->list.v[pos.file - 1].text;
	text = str_trim_left(str_from(text, pos.offset));
	if (str_starts_one(text, "附：|附:"))
		TELL(s, NOTE_LABEL, pos,
		    "应当写“附件：”，不写“附：”", "write 附件：, not 附：");
}

/* Is A after B in the same input? */
static bool
stands_after(struct pos a, struct pos b)
{
	return a.file != 0 && a.file == b.file && a.offset != OFFSET_NONE &&
	    b.offset != OFFSET_NONE && a.offset > b.offset;
}

static void
note(const struct subject *s)
{
	const struct note *note = &s->document->note;

	if (!note->typed || note->n == 0)
		return;
	for (size_t i = 0; i < note->n; i++) {
		note_mark(s, note->v[i].name);
		note_file(s, note->v[i].name);
		note_title_marks(s, note->v[i].name);
		note_ordinal(s, i);
	}
	note_label(s);
	if (s->document->date.text.n > 0 && !in_front_matter(s, note->pos) &&
	    stands_after(note->pos, s->document->date.pos) &&
	    stands_after(s->document->date.pos, text_pos(s->document->title)))
		TELL(s, NOTE_POSITION, note->pos,
		    "附件说明应当在正文下、署名之上",
		    "the list of attachments stands below the body, above the "
		    "signature");
}

/* --- 附件 7.3.7 -------------------------------------------------------- */

static void
attachment_marks(const struct subject *s)
{
	const struct attachments *all = &s->document->attachments;

	for (size_t i = 0; i < all->n; i++) {
		struct span mark = all->v[i].mark;
		struct str text = str_trim(mark.text);

		if (all->v[i].kind != ATTACHMENT_PAGE || mark.pos.file == 0)
			continue;
		if (words_attach(text).colon)
			TELL(s, ATTACHMENT_COLON,
			    mark.pos, "附件页的“附件”后面不加冒号",
			    "no colon after 附件 on the attachment's page");
		if (has_han_numeral(text))
			TELL(s, ATTACHMENT_HAN,
			    mark.pos, "附件顺序号应当用阿拉伯数字，如“附件1”",
			    "attachments are numbered in Arabic digits");
	}
}

/* One mention of 附件3 in the body, at the start of REST. */
static void
mention(const struct subject *s, struct str before, struct str rest,
    struct pos pos, bool *seen)
{
	const struct document *d = s->document;
	unsigned listed = (unsigned)(d->note.n > d->attachments.n ?
	    d->note.n : d->attachments.n);
	struct attach a = words_attach(rest);
	unsigned number = a.mark > a.word &&
	    char_is_digit(char_at(rest, a.word)) ? a.number : 0;

	if (number == 0 || number > 99)
		return;
	seen[number] = true;
	before = str_from(before, before.n > 60 ? before.n - 60 : 0);
	if (str_has_one(before, "号|》|”|文件|合同|协议"))
		return;			/* 附件3 of another document */
	if (number > listed && listed > 0)
		TELL(s, ATTACHMENT_MENTION, pos, "文中提到附件%u，附件只有%u个",
		    "attachment %u is mentioned, there are %u", number, listed);
	else if (listed == 0)
		TELL(s, NOTE_MISSING, pos, "文中提到附件%u，却没有附件说明",
		    "attachment %u is mentioned, but none is listed", number);
}

/* 见附件, 按附件要求, （附件）, and there is none. */
static void
mention_of_none(const struct subject *s, struct str text, size_t at,
    struct pos pos, bool *told)
{
	const struct document *d = s->document;
	size_t before = at, after = at + strlen("附件");
	uint32_t c = char_before(text, &before);
	uint32_t next = char_next(text, &after);
	bool refers = prose_one_of(c, "见按照填写报") ||
	    (c == U'（' && next == U'）');

	if (*told || d->note.n > 0 || d->attachments.n > 0 || !refers ||
	    !s->official || char_is_digit(next) || next == U'《')
		return;
	*told = true;
	TELL(s, NOTE_MISSING, pos, "文中提到附件，却没有附件说明，也没有附件",
	    "an attachment is mentioned, but none is listed or there");
}

static void
mentions(const struct subject *s)
{
	const struct document *d = s->document;
	bool seen[100] = { false }, told = false;

	for (size_t i = 0; d == s->main && i < d->body.n; i++) {
		struct str text = subject_text(s, d->body.v[i].text);

		for (size_t at = 0;
		    (at = str_find(text, STR("附件"), at)) != SIZE_MAX; at++) {
			mention(s, str_slice(text, 0, at), str_from(text, at),
			    d->body.v[i].pos, seen);
			mention_of_none(s, text, at, d->body.v[i].pos, &told);
		}
	}
	for (size_t i = 1; d == s->main && i <= d->note.n && i < 100; i++)
		if (d->note.n > 1 && !seen[i])
			TELL(s, ATTACHMENT_UNMENTIONED,
			    text_pos(d->note.v[i - 1].name),
			    "正文没有提到附件%zu",
			    "attachment %zu is not mentioned in the body", i);
}

/* --- 发文机关署名 7.3.5 ------------------------------------------------ */

/*
 * Does a piece of a list name an organ by itself?  In
 * 各省、自治区、直辖市人民政府 only the last one does.
 */
static bool
is_organ(struct str name)
{
	return char_count(name) >= (str_starts(name, STR("各")) ? 5 : 3) &&
	    prose_one_of(char_last(name),
	    "局委办部院会厅府室协处所站社团校司署行馆");
}

static void
signature(const struct subject *s)
{
	const struct document *d = s->document;

	/* Until 2012 an organ that sealed alone wrote no name. */
	if (d->date.text.n > 0 && d->signatures.n == 0 && !s->old &&
	    s->official && !str_has(d->genre, STR("纪要")))
		TELL(s, SIGNATURE_MISSING,
		    d->date.pos, "有成文日期，没有发文机关署名",
		    "there is a date, but no organ signs");
	for (size_t i = 0; i < d->signatures.n; i++)
		if (str_has_one(d->signatures.v[i].text,
		    "盖章|印章|公章|（章）|(章)"))
			TELL(s, SEAL_PLACEHOLDER,
			    d->signatures.v[i].pos, "署名里还留着“盖章”字样",
			    "the signature still says 盖章");
}

/* The mark's organ, without 文件 and blanks. */
static struct str
mark_organ(const struct subject *s, struct span mark)
{
	struct str organ = text_squeeze(s->arena, mark.text);

	if (str_ends(organ, STR("文件")))
		organ = str_slice(organ, 0, organ.n - strlen("文件"));
	if (str_ends(organ, STR("令")))
		organ = str_slice(organ, 0, organ.n - strlen("令"));
	return organ;
}

/* Are the characters of BRIEF among those of NAME, in their order? */
static bool
is_short_for(struct str brief, struct str name)
{
	size_t at = 0, next = 0;

	while (at < brief.n) {
		uint32_t c = char_next(brief, &at);

		for (;;) {
			if (next >= name.n)
				return false;
			if (char_next(name, &next) == c)
				break;
		}
	}
	return true;
}

/* Is what signs the name or the post of a person? */
static bool
is_person(const struct subject *s)
{
	struct str name = text_squeeze(s->arena,
	    s->document->signatures.v[0].text);

	return words_person(s->document->signatures.v[0].text) ||
	    (char_count(name) <= 4 && !is_organ(name));
}

/* 云州市水务局关于… signed by 云州市水利局. */
static void
signature_and_title(const struct subject *s)
{
	const struct spans *signatures = &s->document->signatures;
	struct str organ = str_slice(s->name, 0,
	    str_find(s->name, STR("关于"), 0)), name;

	if (signatures->n != 1 || organ.n == s->name.n || !words_organ(organ))
		return;
	name = text_squeeze(s->arena, signatures->v[0].text);
	if (!is_organ(name) || is_short_for(organ, name) ||
	    is_short_for(name, organ))
		return;
	TELL(s, SIGNATURE_DIFFERS, signatures->v[0].pos,
	    "署名“%.*s”与标题里的“%.*s”不一致，请核对",
	    "the signature %.*s is not the organ of the title, %.*s",
	    STR_ARG(name), STR_ARG(organ));
}

/* Does SIGNATURE hold the organ of one of MARKS? */
static bool
is_marked(const struct subject *s, const struct spans *marks,
    struct span signature)
{
	struct str name = text_squeeze(s->arena, signature.text);
	size_t i = 0;

	while (i < marks->n && !str_has(name, mark_organ(s, marks->v[i])))
		i++;
	return i < marks->n;
}

/* 发文机关标志 says 云州市科学技术协会, 署名 云州市科协. */
static void
signature_and_mark(const struct subject *s)
{
	const struct document *d = s->document;
	const struct span *wrong = NULL;
	size_t agreed = 0;
	const struct spans *marks = d->marks.n > 0 ? &d->marks : &d->organs;

	/*
	 * Under a stamp of signature a person signs, 7.3.5.3; the mark of
	 * minutes names a meeting, 10.3, and who issues them is its office;
	 * 第12期 stands under the name of a bulletin.
	 */
	if (d->signatures.n == 0 || d->seal == SEAL_SIGNATURE ||
	    is_person(s) || document_format(d) == FORMAT_MINUTES ||
	    d->issue.text.n > 0)
		return;
	for (size_t i = 0; i < d->signatures.n; i++) {
		if (is_marked(s, marks, d->signatures.v[i]))
			agreed++;
		else if (wrong == NULL)
			wrong = &d->signatures.v[i];
	}
	/* Of joint ones the mark may name the host alone, 7.2.4. */
	if (marks->n == 0 || wrong == NULL || (agreed > 0 &&
	    (marks->n != d->signatures.n || marks->n - agreed > 1))) {
		signature_and_title(s);
		return;
	}
	TELL(s, SIGNATURE_DIFFERS, wrong->pos,
	    "署名“%.*s”与发文机关标志“%.*s”不一致，请核对",
	    "the signature %.*s is not the organ of the mark, %.*s",
	    STR_ARG(wrong->text), STR_ARG(mark_organ(s,
	    marks->v[agreed > 0 ? wrong - d->signatures.v : 0])));
}

/*
 * 云州市科学技术协会 signs, 云州市科协办公室 prints; or one bureau signs, the
 * office of another prints.
 */
static void
printer(const struct subject *s)
{
	const struct document *d = s->document;
	struct str organ = text_squeeze(s->arena, d->printer.text), name;
	size_t end = str_find(organ, STR("办公"), 0);

	organ = str_slice(organ, 0, end);
	if (d->signatures.n != 1 || char_count(organ) < 4)
		return;
	name = text_squeeze(s->arena, d->signatures.v[0].text);
	if (str_has(name, organ) || str_has(organ, name))
		return;
	if (end != SIZE_MAX && is_short_for(organ, name) &&
	    str_eq(str_slice(organ, 0, 6), str_slice(name, 0, 6)))
		TELL(s, ORGAN_TWO_NAMES, d->printer.pos,
		    "同一机关前后用了两种名称：“%.*s”和“%.*s”",
		    "two forms of one name: %.*s and %.*s", STR_ARG(name),
		    STR_ARG(organ));
	if (d != s->main || !str_ends(organ, STR("局")) ||
	    !str_ends(name, STR("局")))
		return;
	for (size_t i = 0; i < d->marks.n; i++)
		if (str_has(text_squeeze(s->arena, d->marks.v[i].text), organ))
			return;		/* then signature_and_mark tells */
	TELL(s, PRINTER_DIFFERS, d->printer.pos,
	    "印发机关“%.*s”与署名“%.*s”不一致，请核对",
	    "the printer %.*s belongs to another organ than %.*s",
	    STR_ARG(d->printer.text), STR_ARG(name));
}

/* --- 成文日期 7.3.5.4 -------------------------------------------------- */

/* What is wrong in the writing of a date; FINDING_COUNT when nothing is. */
static enum finding_id
date_fault(const struct subject *s, struct str text)
{
	if (has_han_numeral(text))
		return s->old ? FINDING_COUNT : FINDING_DATE_HAN;
	if (!str_has(text, STR("年")) || !str_ends(text, STR("日")))
		return FINDING_DATE_NOTATION;
	if (!str_eq(text_squeeze(s->arena, text), text))
		return FINDING_DATE_BLANK_INSIDE;
	if (str_has_one(text, "年0|月0"))
		return FINDING_DATE_PADDING;
	return FINDING_COUNT;
}

/*
 * A date in a slot.  When FORM is not FINDING_COUNT it stands for all faults
 * of writing.
 */
static void
check_date(const struct subject *s, struct span slot, enum finding_id form)
{
	struct str text = str_trim(slot.text), right;
	size_t from = (size_t)(text.p - slot.text.p), length;
	enum finding_id fault;
	struct date date;

	if (!date_parse(text, &date, &length) || length < text.n)
		return;
	if (date.day == 0 && s->document->seal == SEAL_TITLE)
		return;			/* 调研组　2026年5月 */
	if (date.day == 0) {
		TELL(s, DATE_INCOMPLETE, slot.pos,
		    "日期“%.*s”不完整，应当写到日",
		    "the date %.*s lacks its day", STR_ARG(text));
		return;
	}
	fault = date_fault(s, text);
	if (!date_exists(date) || fault == FINDING_COUNT)
		return;
	right = date_format(s->arena, date);
	subject_fix(s, finding_add(s->findings,
	    form != FINDING_COUNT ? form : fault, slot.pos,
	    "日期“%.*s”应当写作“%.*s”",
	    "the date %.*s should be written %.*s", STR_ARG(text),
	    STR_ARG(right)), slot, from, from + text.n, right);
}

/* 26年6月14日 */
static bool
has_short_year(struct str text)
{
	size_t length;
	unsigned year = number_prefix(text, &length);

	return year > 0 && year < 100 && str_at(text, length, STR("年"));
}

/* 2026年6月14日某委员会第3次会议 below the title is a date too. */
static bool
dates_below_title(const struct subject *s)
{
	struct str note = str_trim(subject_text(s, s->document->title_note));
	struct date date;

	if (str_starts(note, STR("（")))
		note = str_from(note, strlen("（"));
	return date_parse(note, &date, NULL) && date.day > 0;
}

static void
date(const struct subject *s)
{
	struct span slot = s->document->date;

	if (slot.text.n == 0 && s->official && !dates_below_title(s))
		TELL(s, DATE_ABSENT,
		    s->document->number.text.n > 0 ? s->document->number.pos :
		    text_pos(s->document->title), "没有成文日期；写在署名"
		    "下面，或文件头的“成文日期”",
		    "there is no date; it stands below the signature, or is "
		    "the key 成文日期");
	if (str_has(slot.text, STR("月")) && !str_has(slot.text, STR("年")))
		TELL(s, DATE_INCOMPLETE, slot.pos,
		    "成文日期“%.*s”没有年份，应当标全",
		    "the date %.*s lacks its year", STR_ARG(slot.text));
	if (has_short_year(str_trim(slot.text)))
		TELL(s, DATE_YEAR_SHORT, slot.pos,
		    "成文日期的年份应当标全称，四位数",
		    "the year of the date has four digits");
	check_date(s, slot, FINDING_COUNT);
}

/* --- 期限 -------------------------------------------------------------- */

/* What stands before AT in its sentence. */
static struct str
sentence_before(struct str text, size_t at)
{
	size_t from = 0, hit = 0;

	while ((hit = str_find(text, STR("。"), hit)) < at)
		from = hit += strlen("。");
	return str_slice(text, from, at);
}

/* 报送截止时间为6月10日, 请于6月10日前报送: does one end at AT of TEXT? */
static bool
is_deadline(struct str text, size_t at)
{
	struct str after = str_slice(text, at, at + 36);

	if (str_has_one(str_slice(text, at > 42 ? at - 42 : 0, at),
	    "截止时间为|截止日期为|截止时间：|截止日期："))
		return true;
	return str_starts(after, STR("前")) &&
	    !str_starts_one(after, "前已|前未|前曾|前没") &&
	    (str_has_one(after, "报送|上报|报名|提交|反馈|报至|报到|寄送|"
	    "送达|发送") || (str_has_one(after, "完成|办结") &&
	    str_has_one(sentence_before(text, at), "请|务必|须|应")));
}

/* One that is over, in a notice of 14 June */
static void
deadlines_in(const struct subject *s, struct str text, struct pos pos)
{
	size_t at = 0;

	while ((at = str_find(text, STR("日"), at)) != SIZE_MAX) {
		struct date deadline;
		long late;

		at += strlen("日");
		if (!is_deadline(text, at) ||
		    !subject_date(s, text, at, &deadline))
			continue;
		late = date_days(s->date) - date_days(deadline);
		if (late > 0 && late < 180)
			TELL(s, DEADLINE_PAST, pos,
			    "期限%d年%d月%d日早于成文日期",
			    "the deadline %d-%02d-%02d is before the date of "
			    "the document", deadline.year, deadline.month,
			    deadline.day);
	}
}

static void
deadlines(const struct subject *s)
{
	const struct blocks *body = &s->document->body;

	if (s->date.day == 0 || !date_exists(s->date))
		return;
	for (size_t i = 0; i < body->n; i++)
		deadlines_in(s, subject_text(s, body->v[i].text),
		    body->v[i].pos);
}

/*
 * 自2026年5月1日起施行，有效期至2025年12月31日, or 本意见有效期至 a day before
 * that of the document.
 */
static void
validity(const struct subject *s)
{
	const struct blocks *body = &s->document->body;

	for (size_t i = 0; i < body->n; i++) {
		struct str text = subject_text(s, body->v[i].text), before;
		size_t at = str_find(text, STR("有效期至"), 0), from, length;
		struct date end, start = s->date;

		if (at == SIZE_MAX || !date_parse(str_trim(str_from(text,
		    at + strlen("有效期至"))), &end, NULL) || end.day == 0)
			continue;
		before = sentence_before(text, at);
		if ((from = str_find(before, STR("自"), 0)) == SIZE_MAX ||
		    !date_parse(str_from(before, from + strlen("自")), &start,
		    &length) || !str_starts(str_from(before, from +
		    strlen("自") + length), STR("起")))
			start = s->date;
		if ((str_has(before, STR("起")) ||
		    str_starts(str_trim(before), STR("本"))) &&
		    start.day > 0 && date_compare(end, start) <= 0)
			TELL(s, DATE_RANGE_REVERSED, body->v[i].pos,
			    "有效期至%d年%d月%d日，早于%d年%d月%d日，请核对",
			    "valid until %d-%02d-%02d, before %d-%02d-%02d",
			    end.year, end.month, end.day, start.year,
			    start.month, start.day);
	}
}

/*
 * 25年，全县……: the head of a sentence, where it is the year of the document
 * or one beside it, and no 25年，弹指一挥间.
 */
static void
years_cut(const struct subject *s)
{
	const struct blocks *body = &s->document->body;

	for (size_t i = 0; i < body->n; i++) {
		struct str rest = subject_text(s, body->v[i].text);

		while (rest.n > 0 && s->date.year > 0 && s->official) {
			struct str part = str_trim(str_take(&rest, "。"));
			size_t n;
			unsigned year = number_prefix(part, &n);
			int ago = s->date.year % 100 - (int)year;

			if (n != 2 || ago < -1 || ago > 3 ||
			    !str_starts_one(str_from(part, n),
			    "年，全|年，各|年，我市|年，我县|年，我区|"
			    "年，我省|年，我局|年全"))
				continue;
			TELL(s, YEAR_SHORT, body->v[i].pos,
			    "年份应当用全称，“%u年”应写四位数",
			    "the year is written in full, four digits, not %u",
			    year);
		}
	}
}

/* --- 版记 7.4 ---------------------------------------------------------- */

static void
cc_end(const struct subject *s)
{
	struct text cc = s->document->cc;
	struct str text = str_trim_right(subject_text(s, cc));

	if (text.n > 0 && !in_front_matter(s, text_pos(cc)) &&
	    !str_ends(text, STR("。")) && !str_ends(text, STR("}}")))
		TELL(s, CC_END, text_pos(cc), "最后一个抄送机关后面应当标句号",
		    "。 ends the list of 抄送");
}

/* More names than any list of organs has; beyond, they are not compared. */
#define NAMES_MAX	300

/* 省 1, 市 2, 县 3, 乡镇 4; 0 where NAME does not say its level. */
static int
level_of(struct str name)
{
	static const struct {
		int level;
		const char *begins, *but;
	} levels[] = {
		{ 1, "省|自治区", "省属|省管|省部|省内|省外" },
		{ 2, "市|各市", "市场|市属|市管|市中区|市北|市南|市容|市民|"
		    "市政工|市政公|市政管|市政园|市政设|市域|市郊|各市县|"
		    "各市（县|各市、县|各市区|各市（区|各市辖区|各市直|"
		    "各市属" },
		{ 3, "县|区|旗|各县|各区|各旗|各市县|各市（县|各市、县",
		    "县域|区域|区划|区块|区间" },
		{ 4, "各乡|各镇|各街道", "" },
	};

	for (size_t i = 0; i < COUNT_OF(levels); i++)
		if (str_starts_one(name, levels[i].begins) &&
		    (levels[i].but[0] == '\0' ||
		    !str_starts_one(name, levels[i].but)))
			return str_has(name, STR("驻")) ? 0 : levels[i].level;
	/* A county's government has the rank of a city's bureau. */
	return str_ends_one(name, "县人民政府|区人民政府") ? 2 :
	    str_ends_one(name, "乡人民政府|镇人民政府") ? 3 : 0;
}

/* 市委办公室 1, 人大 and 政府 2, 政协 3 of one level; 0: another. */
static int
organ_order(struct str name)
{
	struct str rest = str_from(name, strlen("市"));

	if (str_is_one(rest, "委|委办|委办公室|委各部门"))
		return 1;
	if (!str_ends_one(rest, "办公室|办公厅|人大|政协|委员会"))
		return 0;		/* 市政协主席、副主席 */
	if (str_starts_one(rest, "人大|政府办|人民政府办"))
		return 2;
	return str_starts(rest, STR("政协")) ? 3 : 0;
}

/* 上级, 平级, 下级; 党委 first and 政协 last of their level. */
static void
cc_order(const struct subject *s)
{
	struct str list = subject_text(s, s->document->cc), name;
	struct str last[5] = { { NULL, 0 } };	/* by level */

	for (int i = 0; i < NAMES_MAX && subject_name(&list, &name); i++) {
		int level = level_of(name);
		struct str before = STR_NONE;

		for (int k = level + 1; level > 0 && k <= 4; k++)
			if (last[k].n > 0)
				before = last[k];
		if (level > 0 && organ_order(name) > 0 && last[level].n > 0 &&
		    organ_order(name) < organ_order(last[level]))
			before = last[level];
		if (before.n > 0) {
			TELL(s, CC_ORDER, text_pos(s->document->cc),
			    "抄送机关一般按上级、平级、下级，党委、人大、政府、"
			    "政协的顺序排列，“%.*s”宜排在“%.*s”前面",
			    "organs are copied from above to below, and 党委, "
			    "人大, 政府, 政协: %.*s before %.*s", STR_ARG(name),
			    STR_ARG(before));
			return;
		}
		if (level > 0 && (last[level].n == 0 || organ_order(name) > 0))
			last[level] = name;
	}
}

/*
 * The front matter says who signs and when, and the text ends with an organ
 * above a date as well: they should be the same.
 */
static void
signature_left(const struct subject *s)
{
	const struct document *d = s->document;
	size_t from = d->body.n > 6 ? d->body.n - 6 : 0;

	for (size_t i = from; i + 1 < d->body.n && d->signatures.n > 0; i++) {
		struct str name = text_squeeze(s->arena,
		    subject_text(s, d->body.v[i].text));
		struct str below = str_trim(subject_text(s,
		    d->body.v[i + 1].text));
		struct date date;
		size_t length;

		if (d->body.v[i].kind != BLOCK_PARAGRAPH ||
		    char_count(name) > 30 || !is_organ(name) ||
		    !date_parse(below, &date, &length) || length < below.n)
			continue;
		if (!str_eq(name, text_squeeze(s->arena,
		    d->signatures.v[0].text)))
			TELL(s, SIGNATURE_DIFFERS, d->body.v[i].pos,
			    "这里的署名“%.*s”与前面写的“%.*s”不一致，请核对",
			    "the signature here, %.*s, is not %.*s as above",
			    STR_ARG(name), STR_ARG(d->signatures.v[0].text));
		if (d->body.v[i + 1].text.n == 1)
			check_date(s, (struct span){
			    d->body.v[i + 1].text.v[0].text,
			    d->body.v[i + 1].text.v[0].pos }, FINDING_COUNT);
		return;
	}
}

static bool
is_among(struct str list, struct str name)
{
	struct str each;

	while (subject_name(&list, &each))
		if (str_eq(each, name))
			return true;
	return false;
}

static void
names(const struct subject *s, struct text list, const char *slot)
{
	struct str text = subject_text(s, list), rest = text, name;

	for (int i = 0; i < NAMES_MAX && subject_name(&rest, &name); i++)
		if (is_organ(name) && is_among(str_slice(text, 0,
		    (size_t)(name.p - text.p)), name))
			TELL(s, NAME_REPEATS,
			    text_pos(list), "%s机关里重复了“%.*s”",
			    "%s names %.*s twice", slot, STR_ARG(name));
}

static void
name_repeats(const struct subject *s)
{
	const struct document *d = s->document;
	struct str recipients = subject_text(s, d->recipients);
	struct str rest = subject_text(s, d->cc), name;

	names(s, d->recipients, "主送");
	names(s, d->cc, "抄送");
	for (int i = 0; i < NAMES_MAX && subject_name(&rest, &name); i++)
		if (is_organ(name) && is_among(recipients, name))
			TELL(s, CC_RECIPIENT,
			    text_pos(d->cc), "“%.*s”既是主送机关又是抄送机关",
			    "%.*s is both addressed and copied", STR_ARG(name));
}

static void
print_date(const struct subject *s)
{
	struct span slot = s->document->print_date;
	struct date printed;
	long late;

	check_date(s, slot, FINDING_PRINT_DATE_FORM);
	if (s->date.day == 0 || !date_exists(s->date) ||
	    !date_parse(str_trim(slot.text), &printed, NULL) ||
	    printed.day == 0 || !date_exists(printed))
		return;
	late = date_days(printed) - date_days(s->date);
	if (late < 0)
		TELL(s, PRINT_DATE_BEFORE, slot.pos,
		    "印发日期早于成文日期%d年%d月%d日",
		    "printed before the date of the document, %d-%02d-%02d",
		    s->date.year, s->date.month, s->date.day);
	else if (late > 180)
		TELL(s, PRINT_DATE_LATE, slot.pos,
		    "印发日期比成文日期晚了%ld天，请核对",
		    "printed %ld days after the date of the document", late);
}

static void
colophon(const struct subject *s)
{
	const struct document *d = s->document;

	if (d->printer.text.n > 0 && d->print_date.text.n == 0)
		TELL(s, PRINT_DATE_MISSING,
		    d->printer.pos, "有印发机关，没有印发日期",
		    "there is a printer, but no date of printing");
	if (d->print_date.text.n > 0 && d->printer.text.n == 0)
		TELL(s, PRINTER_MISSING,
		    d->print_date.pos, "有印发日期，没有印发机关",
		    "there is a date of printing, but no printer");
	if (d->subject_words.text.n > 0 && !s->old)
		TELL(s, SUBJECT_WORDS,
		    d->subject_words.pos, "版记不再标注主题词",
		    "主题词 is no element of the 版记 any more");
	if ((!text_empty(d->report_to) || !text_empty(d->send_to)) && !s->old &&
	    !str_eq(s->genre, STR("纪要")))	/* 10.3: as is usual */
		TELL(s, REPORT_SEND,
		    text_pos(text_empty(d->report_to) ? d->send_to :
		    d->report_to), "版记只有抄送机关，不再分“报”“送”",
		    "the 版记 has 抄送 only, no 报 or 送");
}

/* The 版记 belongs on the last page, behind the attachments. */
static void
colophon_order(const struct subject *s)
{
	const struct document *d = s->document;
	struct pos pos = d->printer.text.n > 0 ? d->printer.pos :
	    text_pos(d->cc);

	if (s->old || d->attachments.n == 0 ||
	    !stands_after(pos, text_pos(d->title)) ||
	    !stands_after(pos, d->date.pos))
		return;
	if (stands_after(d->attachments.v[0].mark.pos, pos))
		TELL(s, COLOPHON_ORDER, pos, "版记应当在公文最后一页，附件之后",
		    "the 版记 stands on the last page, behind the attachments");
}

subject_rule *const element_rules[] = {
	copy_number, secrecy, secrecy_elsewhere, personal_numbers, urgency,
	number_form, number_year,
	title,
	body_missing, paragraphs, empty_page_notice,
	note, attachment_marks, mentions,
	signature, signature_and_mark, signature_left, printer,
	date, deadlines, validity, years_cut,
	cc_end, cc_order, name_repeats, print_date, colophon, colophon_order,
	NULL
};
