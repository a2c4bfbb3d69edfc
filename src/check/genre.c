/*
 * Kinds of documents (文种) and who may send what to whom: 党政机关公文处理工作
 * 条例, articles 8, 9 and 14 to 17.
 */
#include "../text/chars.h"
#include "../text/words.h"
#include "subject.h"

static bool
is_genre(const struct subject *s, const char *list)
{
	return str_has_one(s->genre, list);
}

static bool
goes(const struct subject *s, enum genre_way way)
{
	const struct genre *genre = genre_at_end(s->genre);

	return genre != NULL && genre->way == way;
}

static bool
addresses_as(const struct subject *s, enum genre_to to)
{
	const struct genre *genre = genre_at_end(s->genre);

	return genre != NULL && genre->kind == GENRE_REGULATION &&
	    genre->to == to;
}

/* 请示 and 报告 go up. */
static bool
goes_up(const struct subject *s)
{
	return goes(s, GENRE_UP);
}

/* Is it one of the fifteen? */
static bool
is_regulated(const struct subject *s)
{
	const struct genre *genre = genre_at_end(s->genre);

	return genre != NULL && genre->kind == GENRE_REGULATION;
}

/* To be sent, with or without a number yet; models of many are not judged. */
static bool
is_formal(const struct subject *s)
{
	return s->official && !str_has(s->document->number.text, STR("{{")) &&
	    !str_has(s->title, STR("{{"));
}

/* --- 标题和文种 (8, 9.7) ----------------------------------------------- */

/*
 * A title with 主送 and a number whose last word is none of the fifteen; a
 * letter (贺信, 倡议书) and an answer go to somebody too.
 */
static void
genre_unknown(const struct subject *s)
{
	if (s->title.n == 0 || !is_formal(s) ||
	    text_empty(s->document->recipients) || is_regulated(s) ||
	    (str_ends_one(s->name, "信|书|答复") && !str_ends_one(s->name,
	    "的通知书|的请示书|的报告书|的批复书")))
		return;
	TELL(s, GENRE_UNKNOWN, text_pos(s->document->title),
	    "标题“%.*s”里没有15种公文文种之一；计划、方案等应当由“通知”印发",
	    "the title %.*s ends in none of the 15 genres; plans and the like "
	    "are issued by a 通知", STR_ARG(s->title));
}

static void
genre_mixed(const struct subject *s)
{
	if (str_ends_one(s->name, "请示报告|报告请示|通知通报|请示函"))
		TELL(s, GENRE_MIXED, text_pos(s->document->title),
		    "标题用了两个文种，请示、报告不能合用",
		    "two genres in one title");
}

/* 关于…的通知的通知 */
static void
genre_twice(const struct subject *s)
{
	const struct genre *last = genre_at_end(s->name), *before;
	struct str name = str_slice(s->name, 0, last == NULL ? 0 :
	    s->name.n - last->n);

	if (last == NULL || last->kind != GENRE_REGULATION ||
	    !str_ends(name, STR("的")))
		return;
	name.n -= STR("的").n;
	before = genre_at_end(name);
	if (before == last && str_ends(str_slice(name, 0, name.n - last->n),
	    STR("的")))
		TELL(s, GENRE_TWICE, text_pos(s->document->title),
		    "标题末尾文种重复，宜省去一个",
		    "the genre stands twice; leave one out");
}

/* 关于召开工作会议通知: 的 is missing before the genre. */
static void
title_de(const struct subject *s)
{
	struct str title = s->name, before;
	size_t tail;

	if (s->document != s->main || !is_genre(s,
	    "决定|意见|通知|通报|请示|批复") || !str_ends(title, s->genre) ||
	    !str_has(title, STR("关于")))
		return;
	before = str_slice(title, 0, title.n - s->genre.n);
	/* 的补充通知, 的紧急通知; 实施意见, 指导意见 */
	tail = before.n > 18 ? before.n - 18 : 0;
	if (str_find(before, STR("的"), tail) != SIZE_MAX ||
	    str_has_one(str_from(before, tail),
	    "紧急|补充|联合|预备|实施|指导|若干|处理|处分|表彰|工作意见"))
		return;
	TELL(s, TITLE_DE, text_pos(s->document->title),
	    "标题“关于……%.*s”的文种前面缺“的”",
	    "的 is missing before %.*s", STR_ARG(s->genre));
}

/* 9.7: organ, matter and genre; many offices leave the organ to the mark. */
static void
title_organ(const struct subject *s)
{
	if (s->document == s->main && is_formal(s) &&
	    str_starts(s->title, STR("关于")))
		TELL(s, TITLE_ORGAN,
		    text_pos(s->document->title), "标题没有发文机关名称",
		    "the title does not name the organ");
}

/* --- 主送机关 (9.8) ---------------------------------------------------- */

/* Does a line at the head of the body address somebody, after all? */
static bool
addresses(const struct subject *s)
{
	const struct blocks *body = &s->document->body;

	for (size_t i = 0; i < body->n && i < 6; i++) {
		struct str text = str_trim(subject_text(s, body->v[i].text));

		if (str_ends_one(text, "：|:") && !str_has(text, STR("如下")))
			return true;
	}
	return false;
}

static void
recipients(const struct subject *s)
{
	bool none = text_empty(s->document->recipients);

	if (s->document != s->main || !is_formal(s) || str_ends_one(s->name,
	    "调研报告|调查报告|考察报告|研究报告|评估报告"))
		return;
	if (none && addresses_as(s, GENRE_NAMED) && !addresses(s))
		TELL(s, RECIPIENTS_MISSING,
		    text_pos(s->document->title), "%.*s没有主送机关；写在标题"
		    "下面，如“各县（市、区）科协：”，或文件头的“主送”",
		    "a %.*s without 主送机关; it stands below the title, or is "
		    "the key 主送", STR_ARG(s->genre));
	else if (!none && addresses_as(s, GENRE_PUBLIC))
		TELL(s, RECIPIENTS_NEEDLESS, text_pos(s->document->recipients),
		    "%.*s公开发布，不写主送机关",
		    "a %.*s is published and addresses nobody",
		    STR_ARG(s->genre));
}

/* --- 上行文 (9.6, 15) -------------------------------------------------- */

static void
signer(const struct subject *s)
{
	const struct document *d = s->document;

	/* A 呈批件 has a box for whoever signs it. */
	if (d != s->main || !is_formal(s) ||
	    document_format(d) == FORMAT_SUBMISSION)
		return;
	if (goes_up(s) && d->signers.n == 0 && d->marks.n > 0)
		TELL(s, SIGNER_MISSING,
		    d->number.pos, "上行文（%.*s）应当标注签发人",
		    "an upward document (%.*s) names who signed it",
		    STR_ARG(s->genre));
	if (d->signers.n > 0 && goes(s, GENRE_DOWN))
		TELL(s, SIGNER_NEEDLESS,
		    d->signers.v[0].pos, "%.*s不是上行文，不标注签发人",
		    "a %.*s does not go up and names no signer",
		    STR_ARG(s->genre));
	if (goes_up(s) && d->signers.n > 0 && d->organs.n > d->signers.n)
		TELL(s, SIGNER_JOINT,
		    d->signers.v[0].pos, "%zu个机关联合上行文，签发人只有%zu人",
		    "%zu organs, but %zu signers", d->organs.n, d->signers.n);
}

/* 15.1: one request, one organ. */
static void
request_recipients(const struct subject *s)
{
	struct str list = subject_text(s, s->document->recipients), name;
	int n = 0;

	while (n < 2 && subject_name(&list, &name))
		n++;
	if (n > 1 && (is_genre(s, "请示") ||
	    str_ends(s->name, STR("请示报告"))))
		TELL(s, REQUEST_RECIPIENTS, text_pos(s->document->recipients),
		    "请示原则上主送一个上级机关，其他机关用抄送",
		    "a 请示 goes to one organ; others are copied");
}

/* TEXT without what stands between “ and ” or 《 and 》: words of others. */
static struct str
unquoted(const struct subject *s, struct str text)
{
	struct buf out = { 0 };
	int depth = 0;

	for (size_t at = 0; at < text.n;) {
		uint32_t c = char_next(text, &at);

		if (c == U'“' || c == U'《')
			depth++;
		else if ((c == U'”' || c == U'》') && depth > 0)
			depth--;
		else if (depth == 0)
			char_encode(&out, c);
	}
	return buf_take(s->arena, &out);
}

/* What is asked for, before its object. */
static const char asked[] =
    "申请|拨付|追加|增加|增设|增补|解决|批准|设立|新建|扩建|购置|招聘|聘用|"
    "核定|划拨|减免|命名|表彰|补助|举办";

/* One of `asked` in TEXT with three characters of an object behind it. */
static bool
asks_for(struct str text)
{
	struct str rest = str_of(asked);

	while (rest.n > 0) {
		struct str verb = str_take(&rest, "|");
		size_t at = str_find(text, verb, 0);

		if (at != SIZE_MAX && at + verb.n + strlen("编制费") <= text.n)
			return true;
	}
	return false;
}

/*
 * 另请一并批准增加编制6名: the writer says himself that it is another matter.
 * Behind 同时 it may be of the same, but staff is none of money.
 */
static bool
is_besides(const struct subject *s, struct str part)
{
	return str_starts_one(part, "另，|另外|另请|另恳请|另拟") ||
	    (str_starts_one(part, "同时|此外|并") &&
	    str_has(part, STR("编制")) && !str_has_one(s->name,
	    "编|机构|设立|成立|组建|人员"));
}

static void
request_besides(const struct subject *s)
{
	const struct blocks *body = &s->document->body;

	for (size_t i = 0; i < body->n; i++) {
		struct str rest = unquoted(s, subject_text(s,
		    body->v[i].text)), part;

		while (rest.n > 0) {
			part = str_trim(str_take(&rest, "。"));
			if (!is_besides(s, part) ||
			    !str_has(part, STR("请")) || !asks_for(part))
				continue;
			TELL(s, REQUEST_MATTERS, body->v[i].pos,
			    "请示应当一文一事；“%.*s”像是另一件事，宜另文请示",
			    "a 请示 is of one matter; %.*s seems to be another",
			    STR_ARG(part));
			return;
		}
	}
}

/*
 * 15.4: 一文一事.  关于拨付……经费和增加……编制的请示; 关于新建和扩建……的请示
 * is of one.
 */
static void
request_matters(const struct subject *s)
{
	struct str text = s->name;
	size_t from = str_find(text, STR("关于"), 0), at;

	if (!str_ends(text, STR("请示")))
		return;
	request_besides(s);
	if (!str_ends(text, STR("的请示")) || from == SIZE_MAX)
		return;
	text = str_slice(text, from, text.n - strlen("的请示"));
	for (at = 0; at < text.n; char_next(text, &at)) {
		struct str rest = str_from(text, at);
		size_t mark = str_starts(rest, STR("以及")) ? strlen("以及") :
		    str_starts_one(rest, "和|及|、") ? strlen("和") : 0;

		if (mark == 0 || !asks_for(str_slice(text, 0, at)))
			continue;
		rest = str_from(rest, mark);
		if (!str_starts_one(rest, asked) || !asks_for(rest))
			continue;
		TELL(s, REQUEST_MATTERS, text_pos(s->document->title),
		    "请示应当一文一事；“%.*s”像是另一件事，宜另文请示",
		    "a 请示 is of one matter; %.*s seems to be another",
		    STR_ARG(rest));
		return;
	}
}

/* The last paragraphs, where a request or a report closes. */
static struct str
closing(const struct subject *s, struct pos *pos)
{
	const struct blocks *body = &s->document->body;
	size_t i = body->n;

	while (i > 0 && (body->v[i - 1].kind == BLOCK_TABLE ||
	    text_empty(body->v[i - 1].text)))
		i--;
	if (i == 0)
		return STR_NONE;
	*pos = body->v[i - 1].pos;
	return subject_text(s, body->v[i - 1].text);
}

static bool
asks(const struct subject *s, struct str text)
{
	return str_has_one(unquoted(s, text), "请批示|请审批|请批复|请批准|"
	    "请予批准|请予审批|请予批复|请予批示|请审示|请核准|请予核准|"
	    "请予审定");
}

/* 恳请县政府追加经费120万元: 恳请 is said for oneself only. */
static bool
begs(const struct subject *s, struct str text)
{
	struct str rest = unquoted(s, text);
	size_t at = str_find(rest, STR("恳请"), 0);

	if (at == SIZE_MAX)
		return false;
	rest = str_from(rest, at);
	rest = str_take(&rest, "。");
	return asks_for(str_take(&rest, "，"));
}

/* Where it stands does not matter: 夹带 is what is put between. */
static void
report_asks(const struct subject *s)
{
	const struct blocks *body = &s->document->body;
	size_t i = 0;

	while (i < body->n && !asks(s, subject_text(s, body->v[i].text)) &&
	    !begs(s, subject_text(s, body->v[i].text)))
		i++;
	if (i < body->n)
		TELL(s, REPORT_ASKS, body->v[i].pos,
		    "报告不得夹带请示事项；需要批复的应当用“请示”",
		    "a report carries no request; use a 请示");
}

/* 15.4: a report carries no request; 请示 asks. */
static void
report_or_request(const struct subject *s)
{
	struct pos pos = POS_NONE;
	struct str text = closing(s, &pos);

	if (text.n == 0)
		return;
	if (str_ends(s->name, STR("报告")) &&
	    !str_ends(s->name, STR("请示报告")))
		report_asks(s);
	if (str_ends(s->name, STR("请示")) && is_formal(s) && !asks(s, text) &&
	    !str_has_one(text, "批转|请批|请示|审批|批准|批复|批示|审定"))
		TELL(s, REQUEST_CLOSING, pos,
		    "请示结尾没有请求批复的话，如“妥否，请批示。”",
		    "the 请示 does not close by asking, as 妥否，请批示。");
}

/* Who receives a 请示 must know whom to ask; 附注 is the place. */
static void
request_contact(const struct subject *s)
{
	const struct document *d = s->document;
	bool found = d->contacts.n > 0 || d->remarks.n > 0 || d != s->main;

	if (!str_ends(s->name, STR("请示")) || !is_formal(s))
		return;
	for (size_t i = 0; i < d->body.n && !found; i++)
		found = str_has_one(subject_text(s, d->body.v[i].text),
		    "联系人|联系电话|联系方式");
	if (!found)
		TELL(s, REQUEST_CONTACT, text_pos(d->title), "请示宜在附注处"
		    "写明联系人和电话，如“（联系人：张某某，电话：…）”",
		    "a 请示 names in its 附注 whom to ask, and a telephone");
}

/* 特此报告 at the end of a 通知; a 函 ends in 特此函复 and the like. */
static void
closing_differs(const struct subject *s)
{
	const struct blocks *body = &s->document->body;

	for (size_t i = body->n > 4 ? body->n - 4 : 0; is_regulated(s) &&
	    str_ends(s->name, s->genre) && i < body->n; i++) {
		struct str text = str_trim(subject_text(s, body->v[i].text));
		const struct genre *said;

		text = str_slice(text, 0, text.n -
		    (str_ends(text, STR("。")) ? 3 : 0));
		said = genre_at_end(text);
		if (said == NULL || said->kind != GENRE_REGULATION ||
		    !str_starts(text, STR("特此")) ||
		    text.n != strlen("特此") + said->n ||
		    str_eq(s->genre, str_of(said->word)))
			continue;
		TELL(s, CLOSING_DIFFERS,
		    body->v[i].pos, "结尾的“%.*s”与文种“%.*s”不符",
		    "the closing %.*s is not that of a %.*s", STR_ARG(text),
		    STR_ARG(s->genre));
	}
}

/* A 函 goes between organs that do not command each other. */
static void
letter_tone(const struct subject *s)
{
	const struct blocks *body = &s->document->body;

	for (size_t i = 0; str_ends(s->name, STR("函")) && i < body->n; i++)
		if (str_has_one(unquoted(s, subject_text(s,
		    body->v[i].text)), "不得有误|不得延误|必须按时|必须于|"
		    "责令你|请批示|请指示"))
			TELL(s, LETTER_TONE, body->v[i].pos,
			    "函用于商洽、询问、答复，宜改为“请”“请予”等语气",
			    "a 函 asks and answers, and does not command");
}

/* 15.1: no copies downwards. */
static void
upward_cc(const struct subject *s)
{
	struct str list = subject_text(s, s->document->cc), name;

	if (!goes_up(s))
		return;
	while (subject_name(&list, &name))
		if (str_starts_one(name,
		    "各县|各区|各乡|各镇|各街道|各下属|所属|下属")) {
			TELL(s, UPWARD_CC, text_pos(s->document->cc),
			    "上行文不抄送下级机关（%.*s）",
			    "an upward document is not copied to subordinates "
			    "(%.*s)", STR_ARG(name));
			return;
		}
}

/* 15.5: not to a leader in person. */
static void
upward_person(const struct subject *s)
{
	struct str list = subject_text(s, s->document->recipients), name;

	if (goes_up(s) && subject_name(&list, &name) && str_ends_one(name,
	    "省长|市长|县长|区长|书记|主任|局长|厅长|主席|部长|处长|同志"))
		TELL(s, UPWARD_PERSON, text_pos(s->document->recipients),
		    "上行文主送机关，不主送领导个人（%.*s）",
		    "an upward document is addressed to an organ, not "
		    "a person (%.*s)", STR_ARG(name));
}

/* --- 批复 -------------------------------------------------------------- */

/* A reply names in its first words what it answers. */
static void
reply_reference(const struct subject *s)
{
	const struct blocks *body = &s->document->body;

	if (!s->official || !str_ends(s->name, STR("批复")) || body->n == 0)
		return;
	for (size_t i = 0; i < body->n && i < 3; i++)
		if (str_has_one(subject_text(s, body->v[i].text),
		    "收悉|来函|来文|请示|报告"))
			return;
	TELL(s, REPLY_REFERENCE, body->v[0].pos,
	    "批复开头宜引述来文，如“你市《关于……的请示》收悉”",
	    "a 批复 begins with what it answers, as 《…的请示》收悉");
}

subject_rule *const genre_rules[] = {
	genre_unknown, genre_mixed, genre_twice, title_de, title_organ,
	recipients, signer, request_recipients, request_matters,
	report_or_request, request_contact, closing_differs, letter_tone,
	upward_cc, upward_person, reply_reference, NULL
};
