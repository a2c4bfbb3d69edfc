#include "layout/lay.h"
#include "layout/layout.h"
#include "layout/measure.h"
#include "source/source.h"
#include "text/decode.h"

#include "unit.h"
#include "found.h"

#include <string.h>

/* A document written as Markdown, laid out. */
struct bench {
	struct arena arena;
	struct files files;
	struct findings findings;
	struct layout *layout;
};

static void
lay(struct bench *b, const char *front, const char *body, const char *profile)
{
	struct source_options options = { 0 };
	struct document *document;
	struct str text;
	uint32_t file;

	memset(b, 0, sizeof(*b));
	b->files.arena = b->findings.arena = &b->arena;
	b->findings.files = &b->files;
	text = str_format(&b->arena, "---\n%s---\n\n%s\n", front, body);
	file = text_decode(&b->arena, STR("t.md"), text, "UTF-8",
	    &b->findings);
	document = markdown_read(&b->arena, file, &options, &b->findings);
	if (!CHECK(document != NULL))
		return;
	document_number(&b->arena, document, &b->findings);
	b->layout = layout_document(&b->arena, document,
	    profile_builtin(&b->arena, str_of(profile)), &b->findings);
}

static const struct para *
para_at(const struct bench *b, enum slot slot, size_t i)
{
	static const struct para none;
	const struct laid_list *list = &b->layout->slots[slot];

	return i < list->n && list->v[i].kind == LAID_PARA ?
	    list->v[i].as.para : &none;
}

static struct str
text_of_para(struct bench *b, const struct para *para)
{
	struct str text = STR_NONE;

	for (size_t i = 0; i < para->n; i++)
		text = str_cat(&b->arena, text,
		    para->pieces[i].kind == PIECE_TEXT ?
		    para->pieces[i].text :
		    para->pieces[i].kind == PIECE_TAB ? STR("→") : STR("↵"));
	return text;
}

#define ORGAN	"发文机关: 青禾市科学技术协会\n发文字号: 青科协〔2026〕8号\n"
#define DATE	"成文日期: 2026-06-14\n"
#define TO	"主送: 各县科协\n"
#define TEXT	"# 关于开展活动的通知\n\n现将有关事项通知如下。"

/* 7.2.4: the mark's top 35 mm under the type area's, fitted to the width. */
static void
test_mark(void)
{
	struct bench b;
	const struct para *mark;
	int before;

	lay(&b, ORGAN TO DATE, TEXT, "");
	mark = para_at(&b, SLOT_HEAD, 0);
	CHECK(mark->style == STYLE_MARK);
	CHECK_STR(text_of_para(&b, mark), "青禾市科学技术协会文件");
	CHECK(mark->before > 1900 && mark->before <= 1984);
	CHECK(mark->size * 10 * 11 <= 8845 && mark->size > 70);
	CHECK(para_at(&b, SLOT_HEAD, 1)->red_rule);
	CHECK(para_at(&b, SLOT_HEAD, 1)->before == 2 * 579);
	before = mark->before;
	arena_release(&b.arena);

	/* Corner lines close up, and the mark stays where it is. */
	lay(&b, "紧急程度: 特急\n" ORGAN TO DATE, TEXT, "");
	CHECK_STR(text_of_para(&b, para_at(&b, SLOT_HEAD, 0)), "特急");
	CHECK(para_at(&b, SLOT_HEAD, 1)->before == before - 579);
	arena_release(&b.arena);

	/* Preprinted paper: the place is kept, nothing is printed there. */
	lay(&b, "版头: 预印\n" ORGAN TO DATE, TEXT, "");
	CHECK(text_of_para(&b, para_at(&b, SLOT_HEAD, 0)).n == 0);
	CHECK(para_at(&b, SLOT_HEAD, 0)->height > 1984);
	CHECK(!para_at(&b, SLOT_HEAD, 1)->red_rule);
	arena_release(&b.arena);
}

/* 7.2.4: joint names in a block, 文件 merged over their rows. */
static void
test_joint(void)
{
	struct bench b;
	const struct grid *grid;

	lay(&b, "发文机关:\n  - 青禾市科学技术协会\n  - 青禾市教育局\n"
	    "发文字号: 青科协〔2026〕8号\n" TO DATE, TEXT, "");
	CHECK(b.layout->slots[SLOT_HEAD].v[1].kind == LAID_GRID);
	grid = b.layout->slots[SLOT_HEAD].v[1].as.grid;
	CHECK(grid->n == 2 && grid->columns == 2);
	CHECK(grid->rows[0].cells[1].merge_start);
	CHECK(grid->rows[1].cells[1].merge_on);
	CHECK(grid->rows[0].cells[0].paras[0].justify == JUSTIFY_DISTRIBUTE);
	arena_release(&b.arena);
}

/* A name that has no room beside 文件 is broken; all stay on the page. */
static void
test_joint_long(void)
{
	struct bench b;
	const struct grid *grid;

	lay(&b, "发文机关:\n  - 云岭州生物多样性保护与自然保护地管理委员会\n"
	    "  - 云岭州自然资源和规划局\n发文字号: 云保管〔2026〕8号\n" TO DATE,
	    TEXT, "");
	grid = b.layout->slots[SLOT_HEAD].v[1].as.grid;
	CHECK(grid->rows[0].cells[0].paras[0].lines == 2);
	CHECK(grid->widths[0] + grid->widths[1] <= 8845);
	/* As large as its broken lines let it be. */
	CHECK(grid->rows[0].cells[0].paras[0].size > 44);
	CHECK(found(&b.findings, FINDING_MARK_TOO_LONG) == 1);
	arena_release(&b.arena);
}

/* 7.2.5, 7.2.6: the number on the last line, signers two a line. */
static void
test_signers(void)
{
	struct bench b;

	lay(&b, ORGAN "签发人: [王云山, 李溪, 赵一鸣]\n" TO DATE, TEXT, "");
	CHECK_STR(text_of_para(&b, para_at(&b, SLOT_HEAD, 1)),
	    "→→签发人：王云山→李溪");
	CHECK_STR(text_of_para(&b, para_at(&b, SLOT_HEAD, 2)),
	    "→青科协〔2026〕8号→赵一鸣");
	CHECK(!para_at(&b, SLOT_HEAD, 1)->red_rule);
	CHECK(para_at(&b, SLOT_HEAD, 2)->red_rule);
	/* The second line's name stands under the first one's. */
	CHECK(para_at(&b, SLOT_HEAD, 2)->tabs[1].position ==
	    para_at(&b, SLOT_HEAD, 1)->tabs[1].position + 4 * 314);
	arena_release(&b.arena);
}

/* 7.3.4: names hang, whatever the width of the numbers. */
static void
test_note(void)
{
	struct bench b;
	const struct para *first, *second;

	lay(&b, ORGAN TO DATE "附件说明: [甲表, 乙表]\n", TEXT, "");
	first = para_at(&b, SLOT_NOTE, 0);
	second = para_at(&b, SLOT_NOTE, 1);
	CHECK_STR(text_of_para(&b, first), "附件：1.→甲表");
	CHECK_STR(text_of_para(&b, second), "2.→乙表");
	CHECK(first->left == second->left);
	CHECK(first->left + first->first == 640);
	CHECK(second->left + second->first == 640 + 3 * 314);
	CHECK(first->before == 579 && second->before == 0);
	arena_release(&b.arena);

	lay(&b, ORGAN TO DATE "附件说明: [甲表]\n", TEXT, "");
	CHECK_STR(text_of_para(&b, para_at(&b, SLOT_NOTE, 0)), "附件：甲表");
	arena_release(&b.arena);

	/* Ordinals as typed have the room they need. */
	lay(&b, ORGAN TO DATE "附件说明: [1、甲表, 2、乙表]\n", TEXT, "");
	first = para_at(&b, SLOT_NOTE, 0);
	second = para_at(&b, SLOT_NOTE, 1);
	CHECK_STR(text_of_para(&b, second), "2、→乙表");
	CHECK(first->left == second->left && -second->first > 314 + 157);
	arena_release(&b.arena);
	lay(&b, ORGAN TO DATE "附件说明: [附件一：甲表, 附件二：乙表]\n", TEXT,
	    "");
	first = para_at(&b, SLOT_NOTE, 0);
	CHECK_STR(text_of_para(&b, first), "附件一：→甲表");
	CHECK(first->left + first->first == 640 && -first->first > 4 * 314);
	arena_release(&b.arena);
}

/* 7.3.5.1: name and date share an axis, the date 4 characters from the right. */
static void
test_sealed(void)
{
	struct bench b;
	const struct para *name, *date;
	const struct measure body = { 320, -6, NULL };
	long width = measure_width(&body, STR("2026年6月14日"));
	long axis;

	lay(&b, ORGAN TO DATE, TEXT, "");
	name = para_at(&b, SLOT_ENDING, 0);
	date = para_at(&b, SLOT_ENDING, 1);
	CHECK(name->justify == JUSTIFY_CENTER && name->left == date->left);
	axis = (8845 + date->left) / 2;
	CHECK(8845 - axis - width / 2 - 4 * 314 <= 1);
	CHECK(name->keep_next && name->before == 2 * 579);
	arena_release(&b.arena);
}

/* 7.3.5.1: a name with no room for a seal beside it has a row of its own. */
static void
test_joint_sealed(void)
{
	static const char front[] = "发文机关:\n"
	    "  - 中共云岭州委员会全面依法治州委员会办公室\n"
	    "  - 云岭州发展和改革委员会\n  - 云岭州民族宗教事务委员会\n"
	    "  - 云岭州人力资源和社会保障局\n  - 云岭州自然资源和规划局\n"
	    "  - 云岭州住房和城乡建设局\n发文机关标志: 云岭州文件\n"
	    "发文字号: 云法委办〔2026〕9号\n" TO "成文日期: 2026-11-12\n";
	struct bench b;
	const struct para *last, *date;

	lay(&b, front, TEXT, "");
	CHECK_STR(text_of_para(&b, para_at(&b, SLOT_ENDING, 0)),
	    "→中共云岭州委员会全面依法治州委员会办公室");
	CHECK_STR(text_of_para(&b, para_at(&b, SLOT_ENDING, 1)),
	    "→云岭州发展和改革委员会→云岭州民族宗教事务委员会");
	CHECK_STR(text_of_para(&b, para_at(&b, SLOT_ENDING, 2)),
	    "→云岭州人力资源和社会保障局→云岭州自然资源和规划局");
	last = para_at(&b, SLOT_ENDING, 3);
	date = para_at(&b, SLOT_ENDING, 4);
	CHECK_STR(text_of_para(&b, last), "→云岭州住房和城乡建设局");
	CHECK(2 * last->tabs[0].position - 8845 == date->left);
	/* On one page. */
	CHECK(b.layout->slots[SLOT_ENDING].v[0].page ==
	    b.layout->slots[SLOT_ENDING].v[4].page);
	arena_release(&b.arena);
}

/* What enacted the text stands in brackets, in lines that part no words. */
static void
test_title_note(void)
{
	struct bench b;

	lay(&b, "题注: 2026年1月5日青禾市第五届人民代表大会常务委员会第三次"
	    "会议通过\n", "# 关于加强绿化的决定\n\n现作如下决定。", "");
	CHECK_STR(text_of_para(&b, para_at(&b, SLOT_TITLE, 1)),
	    "（2026年1月5日青禾市第五届↵"
	    "人民代表大会常务委员会第三次会议通过）");
	arena_release(&b.arena);
	lay(&b, "题注: （2026年1月5日县长办公会议通过）\n",
	    "# 关于加强绿化的决定\n\n现作如下决定。", "");
	CHECK_STR(text_of_para(&b, para_at(&b, SLOT_TITLE, 1)),
	    "（2026年1月5日县长办公会议通过）");
	arena_release(&b.arena);
	lay(&b, "题注: 市长　方致远\n", "# 政府工作报告\n\n现报告工作。", "");
	CHECK_STR(text_of_para(&b, para_at(&b, SLOT_TITLE, 1)),
	    "市长　方致远");
	arena_release(&b.arena);
}

/* One row on a page leaves half of it blank: the text is made smaller. */
static void
test_high_rows(void)
{
	static const char table[] = "# 项目表\n\n{表格: 横向}\n\n"
	    "| 序号 | 名称 | 性质 | 主要内容 | 起止年限 | 总投资 | 中央 | 省级 |"
	    " 县级 | 自筹 | 计划投资 | 责任单位 | 联系人 |\n"
	    "|---|---|---|---|---|---|---|---|---|---|---|---|---|\n"
	    "| 1 | 供水管网更新改造项目 | 续建 | 治理河道12.6公里，新建堤防8.4"
	    "公里，配套建设监测站点6处，实施水源涵养林3200亩，新建截污管网15公里"
	    "及附属设施，改造泵站6座，新建检查井120座 | 2025—2027 | 13,231.50 |"
	    " 3000 | 2000 | 1501 | 1537 | 4,011 | 县住房和城乡建设局 |"
	    " 周明远13900000000 |\n";
	struct bench b;
	const struct laid_list *body;

	lay(&b, "版头: 无\n", table, "");
	body = &b.layout->slots[SLOT_BODY];
	for (size_t i = 0; i < body->n; i++)
		if (body->v[i].kind == LAID_GRID) {
			const struct grid *grid = body->v[i].as.grid;

			CHECK(grid->crowded == 21);
			CHECK(grid->rows[1].measured * 3 <
			    profile_text_width(b.layout->profile));
		}
	CHECK(found(&b.findings, FINDING_TABLE_CROWDED) == 1);
	arena_release(&b.arena);
}

/* 7.3.5.2: the name 2 characters from the right, the date 2 right of it. */
static void
test_unsealed(void)
{
	struct bench b;
	const struct para *name, *date;
	const struct measure body = { 320, -6, NULL };

	lay(&b, ORGAN TO DATE "印章: 无\n", TEXT, "");
	name = para_at(&b, SLOT_ENDING, 0);
	date = para_at(&b, SLOT_ENDING, 1);
	CHECK(name->left + measure_width(&body, STR("青禾市科学技术协会")) ==
	    8845 - 2 * 314);
	CHECK(date->left == name->left + 2 * 314);
	CHECK(name->before == 579);
	arena_release(&b.arena);

	/* A date longer than the name stands two characters from the right. */
	lay(&b, "署名: 科协\n" TO DATE "印章: 无\n", TEXT, "");
	name = para_at(&b, SLOT_ENDING, 0);
	date = para_at(&b, SLOT_ENDING, 1);
	CHECK(date->left + measure_width(&body, STR("2026年6月14日")) ==
	    8845 - 2 * 314);
	CHECK(date->left == name->left + 2 * 314);
	arena_release(&b.arena);
}

/* 7.3.5.3: the stamp's place stays free at the right of the title. */
static void
test_stamp(void)
{
	struct bench b;

	lay(&b, ORGAN TO DATE "印章: 签名章\n", TEXT, "");
	CHECK(para_at(&b, SLOT_ENDING, 0)->justify == JUSTIFY_RIGHT);
	CHECK(para_at(&b, SLOT_ENDING, 0)->right == 6 * 314 + 2268);
	CHECK(para_at(&b, SLOT_ENDING, 1)->right == 4 * 314);
	arena_release(&b.arena);
}

/* 7.3.2: recipients that leave no room for text on page 1 go to the 版记. */
static void
test_recipients(void)
{
	struct bench b;
	struct buf front = { 0 };

	buf_lit(&front, ORGAN "主送: ");
	for (int i = 0; i < 90; i++)
		buf_lit(&front, "青禾市人民政府办公室、");
	buf_lit(&front, "市科协\n" DATE);
	lay(&b, front.p, TEXT, "");
	CHECK(found(&b.findings, FINDING_RECIPIENTS_MOVED));
	CHECK(b.layout->slots[SLOT_RECIPIENTS].n == 0);
	CHECK(b.layout->slots[SLOT_BODY].v[0].page == 1);
	CHECK(b.layout->slots[SLOT_COLOPHON].n > 0);
	buf_release(&front);
	arena_release(&b.arena);

	lay(&b, ORGAN TO DATE, TEXT, "");
	CHECK(!found(&b.findings, FINDING_RECIPIENTS_MOVED));
	CHECK_STR(text_of_para(&b, para_at(&b, SLOT_RECIPIENTS, 0)),
	    "各县科协：");
	arena_release(&b.arena);
}

#define COLOPHON	"抄送: 省科协\n印发机关: 市科协办公室\n印发日期: 2026-06-15\n"

/* 7.4: lines of three weights, 抄送 ends in 。, the date in 印发. */
static void
test_colophon(void)
{
	struct bench b;
	const struct grid *grid;

	lay(&b, ORGAN TO DATE COLOPHON, TEXT, "");
	grid = b.layout->slots[SLOT_COLOPHON].v[0].as.grid;
	CHECK(grid->place == GRID_FOOT && grid->n == 2);
	CHECK(grid->rows[0].cells[0].borders[EDGE_TOP] == 8);
	CHECK(grid->rows[1].cells[0].borders[EDGE_TOP] == 6);
	CHECK(grid->rows[1].cells[1].borders[EDGE_BOTTOM] == 8);
	CHECK_STR(text_of_para(&b, &grid->rows[0].cells[0].paras[0]),
	    "抄送：省科协。");
	CHECK_STR(text_of_para(&b, &grid->rows[1].cells[1].paras[0]),
	    "2026年6月15日印发");
	CHECK(grid->widths[0] + grid->widths[1] == 8845);
	CHECK(b.layout->pages == 1);
	arena_release(&b.arena);

	/* On an even page when asked: alone on page 2, numbered there. */
	lay(&b, ORGAN TO DATE COLOPHON "版记偶数页: 是\n", TEXT, "");
	CHECK(b.layout->pages == 2);
	CHECK(b.layout->slots[SLOT_COLOPHON].v[1].page == 2);
	CHECK(!b.layout->last.unnumbered);
	arena_release(&b.arena);
}

/*
 * After a landscape page it has an upright one of its own; or stands on the
 * landscape page when asked, if there is room.
 */
static void
test_turned_colophon(void)
{
#define TURNED	TEXT "\n\n# 附件1 甲表\n\n{表格: 横向 空行=%s 行高=1}\n\n" \
	"| 甲 | 乙 |\n|---|---|\n"
	static const struct {
		const char *key, *rows;
		unsigned pages;
	} cases[] = {
		{ "", "4", 3 }, { "版记横页: 是\n", "4", 2 },
		{ "版记横页: 是\n", "9", 3 },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		char front[400], text[400];
		struct bench b;

		snprintf(front, sizeof(front), "%s%s", ORGAN TO DATE COLOPHON,
		    cases[i].key);
		snprintf(text, sizeof(text), TURNED, cases[i].rows);
		lay(&b, front, text, "");
		CHECK(b.layout->pages == cases[i].pages);
		CHECK(b.layout->last.landscape == (cases[i].pages == 2));
		CHECK(b.layout->slots[SLOT_COLOPHON].n > 0);
		arena_release(&b.arena);
	}
}

/* A page holds 22 lines of the body; both profiles. */
static void
test_pages(void)
{
	struct bench b;
	struct buf body = { 0 };

	buf_lit(&body, "# 关于开展活动的通知\n\n");
	for (int i = 0; i < 44; i++)
		buf_lit(&body, "一行。\n\n");
	lay(&b, "", body.p, "");
	/* Title 660 and a blank line take two lines and a bit of page 1. */
	CHECK(b.layout->slots[SLOT_BODY].v[18].page == 1);
	CHECK(b.layout->slots[SLOT_BODY].v[20].page == 2);
	CHECK(b.layout->pages == 3);
	arena_release(&b.arena);
	lay(&b, "", body.p, "GB33476");
	CHECK(b.layout->pages == 3);
	CHECK(b.layout->profile->line_pitch == 592);
	arena_release(&b.arena);
	buf_release(&body);
}

/* What stands in the text, all paragraphs one after the other. */
static struct str
body_text(struct bench *b)
{
	struct str text = STR_NONE;

	for (size_t i = 0; i < b->layout->slots[SLOT_BODY].n; i++)
		text = str_cat(&b->arena, text,
		    text_of_para(b, para_at(b, SLOT_BODY, i)));
	return text;
}

#define SENTENCE "各单位要深入企业开展调研，准确掌握120项技术需求，按时报送。"

/* A notice of so many sentences, with so many attachments. */
static void
lay_long(struct bench *b, const char *organs, unsigned sentences,
    unsigned items)
{
	struct buf front = { 0 }, body = { 0 };

	buf_format(&front, "%s%s附件说明:\n", organs, TO DATE);
	for (unsigned i = 0; i < items; i++)
		buf_format(&front, "  - 样表%u\n", i);
	buf_lit(&body, "# 关于开展活动的通知\n\n");
	for (unsigned i = 0; i < sentences; i++)
		buf_lit(&body, SENTENCE);
	lay(b, front.p, body.p, "");
	buf_release(&front);
	buf_release(&body);
}

/* 7.3.5.5: of whatever length a text is, its signature's page has some. */
static void
test_signature_page(void)
{
	static const char *const organs[] = { ORGAN,
	    "发文机关:\n  - 青禾市科学技术协会\n  - 青禾市教育局\n"
	    "  - 青禾市财政局\n发文字号: 青科协〔2026〕8号\n" };
	unsigned parted = 0, alone = 0, lost = 0;

	for (unsigned k = 0; k < 59 * 5 * 2; k++) {
		unsigned sentences = 1 + k % 59;
		struct bench b;
		const struct laid_list *body, *ending;

		lay_long(&b, organs[k % 2], sentences, k / 59 % 5 * 3);
		body = &b.layout->slots[SLOT_BODY];
		ending = &b.layout->slots[SLOT_ENDING];
		parted += found(&b.findings, FINDING_PARAGRAPH_PARTED);
		alone += found(&b.findings, FINDING_SIGNATURE_ALONE) ||
		    body->v[body->n - 1].last_page <
		    ending->v[ending->n - 1].last_page;
		lost += body_text(&b).n != sentences * strlen(SENTENCE);
		arena_release(&b.arena);
	}
	CHECK(parted > 0 && alone == 0 && lost == 0);
}

/*
 * A 版记 without room below the signature has the next page, and what it hangs
 * on begins that page, so that the signature stays with the text.
 */
static void
test_colophon_page(void)
{
	unsigned below = 0, after = 0;

	for (unsigned sentences = 1; sentences < 40; sentences++) {
		struct bench b;
		const struct laid *foot, *ending;

		lay_long(&b, ORGAN COLOPHON, sentences, 0);
		foot = b.layout->slots[SLOT_COLOPHON].v;
		ending = b.layout->slots[SLOT_ENDING].v;
		CHECK(foot[1].as.para->page_break ==
		    (foot[0].page > ending[0].page));
		CHECK(foot[1].page == foot[0].page);
		below += foot[0].page == ending[0].page;
		after += foot[0].page > ending[0].page;
		arena_release(&b.arena);
	}
	CHECK(below > 0 && after > 0);
}

/* Fill-in lines take one line, with the same room between their fields. */
static void
test_fill_lines(void)
{
	static const char *const lines[] = {
		"{填报单位：　　　　填报时间：　　年　　月　　日}",
		"{填报单位：　　联系人：　　填报时间：　　年　　月　　日}",
		"{填报单位：　　联系人：　　联系电话：　　"
		    "填报时间：　　年　　月　　日}",
		"{填报单位（盖章）名称：　　联系人姓名及职务：　　"
		    "联系电话（手机）：　　填报时间：　　年　　月　　日}"
	};
	static const unsigned tabs[] = { 1, 2, 3, 0 };

	for (size_t i = 0; i < 4; i++) {
		char text[600];
		struct bench b;
		const struct para *para;

		snprintf(text, sizeof(text), TEXT "\n\n%s\n\n| 甲 | 乙 |\n"
		    "|---|---|\n| 一 | 二 |\n", lines[i]);
		lay(&b, "", text, "");
		para = para_at(&b, SLOT_BODY, 1);
		CHECK(para->tab_count == tabs[i] && para->keep_next);
		CHECK(para->lines == (tabs[i] > 0 ? 1 : 2));
		for (unsigned k = 0; k < para->tab_count; k++)
			CHECK(para->tabs[k].kind == (k + 1 < tabs[i] ?
			    TAB_LEFT : TAB_RIGHT) && (k == 0 ||
			    para->tabs[k].position >
			    para->tabs[k - 1].position));
		if (tabs[i] > 0)
			CHECK(para->tabs[tabs[i] - 1].position == 8845);
		arena_release(&b.arena);
	}
}

/* Tables one after the other do not touch. */
static void
test_neighbours(void)
{
	struct bench b;
	const struct laid_list *body;

	lay(&b, "", TEXT "\n\n| 甲 |\n|---|\n| 一 |\n\n"
	    "| 乙 |\n|---|\n| 二 |\n", "");
	body = &b.layout->slots[SLOT_BODY];
	CHECK(body->n >= 4 && body->v[1].kind == LAID_GRID &&
	    body->v[2].kind == LAID_PARA && body->v[3].kind == LAID_GRID);
	CHECK(para_at(&b, SLOT_BODY, 2)->height > 200);
	arena_release(&b.arena);
}

/* A head as high as a page is not counted again on every page. */
static void
test_high_head(void)
{
	struct buf body = { 0 };
	struct bench b;

	buf_lit(&body, TEXT "\n\n{表格: 表头=4 行高=6}\n\n| 甲 |\n|---|\n");
	for (int i = 0; i < 15; i++)
		buf_lit(&body, "| 一<br>二<br>三<br>四<br>五<br>六<br>七 |\n");
	lay(&b, "", body.p, "");
	CHECK(b.layout->pages >= 5 && b.layout->pages <= 7);
	arena_release(&b.arena);
	buf_release(&body);
}

/* Attachments begin pages; a landscape table turns its page and back. */
static void
test_sections(void)
{
	struct bench b;
	const struct laid_list *list;
	size_t turns = 0;

	lay(&b, ORGAN TO DATE COLOPHON, TEXT "\n\n# 附件1 甲表\n\n{表格: 横向}\n\n"
	    "| 甲 | 乙 |\n|---|---|\n| 一 | 二 |\n\n# 附件2 乙表\n\n文字。", "");
	list = &b.layout->slots[SLOT_ATTACHMENTS];
	for (size_t i = 0; i < list->n; i++)
		turns += list->v[i].kind == LAID_SECTION_END;
	CHECK(turns == 2);
	CHECK(b.layout->pages == 3);
	CHECK(!b.layout->last.landscape);
	arena_release(&b.arena);
}

/* A vertical merge over a page break begins anew, with its text. */
static void
test_merges(void)
{
	struct bench b;
	struct buf body = { 0 };
	const struct grid *grid = NULL;
	size_t again = 0, opens = 0;

	buf_lit(&body, TEXT "\n\n{表格: 行高=2}\n\n| 类 | 事项 |\n|---|---|\n");
	for (int i = 0; i < 40; i++)
		buf_format(&body, "| %s | 事项%d |\n", i == 0 ? "甲类" : "^", i);
	lay(&b, "", body.p, "");
	for (size_t i = 0; i < b.layout->slots[SLOT_BODY].n; i++)
		if (b.layout->slots[SLOT_BODY].v[i].kind == LAID_GRID)
			grid = b.layout->slots[SLOT_BODY].v[i].as.grid;
	if (!CHECK(grid != NULL))
		return;
	for (size_t r = 0; r < grid->n; r++) {
		opens += grid->rows[r].opens_page;
		again += grid->rows[r].cells[0].merge_again;
		if (grid->rows[r].cells[0].merge_again)
			CHECK_STR(text_of_para(&b,
			    &grid->rows[r].cells[0].paras[0]), "甲类");
	}
	CHECK(grid->rows[0].header && opens >= 3 && again == opens);
	buf_release(&body);
	arena_release(&b.arena);
}

/* Does anything of the main part begin a page for that? */
static bool
is_pinned(const struct layout *layout)
{
	for (enum slot s = SLOT_BODY; s <= SLOT_REMARK; s++)
		for (size_t i = 0; i < layout->slots[s].n; i++)
			if (layout->slots[s].v[i].kind == LAID_PARA &&
			    layout->slots[s].v[i].as.para->page_break)
				return true;
	return false;
}

/* As many pages whether marks stand out of full lines (Word) or not. */
static void
test_hanging(void)
{
	unsigned pinned = 0, saved = 0;

	for (int n = 1; n <= 90; n++) {
		struct arena arena = ARENA_INIT;
		struct bench b;
		struct buf body = { 0 };

		buf_lit(&body, "# 关于标点的通知\n\n");
		for (int i = 0; i < n; i++) {
			/* The mark falls behind the last character. */
			if (i % 4 == 1)
				buf_lit(&body, "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳"
				    "午未申酉戌亥金木水火。\n\n");
			else
				buf_lit(&body, "各单位应当报送。\n\n");
		}
		lay(&b, "发文机关: 青禾市科学技术协会\n成文日期: 2026-06-14\n"
		    "主送: 各县科协\n", str_cstr(&arena, buf_view(&body)), "");
		CHECK(pages_set(&b.arena, b.layout, SLOT_COUNT, true) ==
		    b.layout->pages);
		for (size_t i = 0; i < b.layout->slots[SLOT_BODY].n; i++)
			saved += para_at(&b, SLOT_BODY, i)->hung;
		pinned += is_pinned(b.layout);
		buf_release(&body);
		arena_release(&b.arena);
		arena_release(&arena);
	}
	CHECK(saved > 500 && pinned > 0 && pinned < 90);
}

int
main(void)
{
	test_hanging();
	test_mark();
	test_joint();
	test_joint_long();
	test_signers();
	test_note();
	test_sealed();
	test_joint_sealed();
	test_title_note();
	test_high_rows();
	test_unsealed();
	test_stamp();
	test_recipients();
	test_colophon();
	test_turned_colophon();
	test_pages();
	test_signature_page();
	test_colophon_page();
	test_fill_lines();
	test_neighbours();
	test_high_head();
	test_sections();
	test_merges();
	return UNIT_END;
}
