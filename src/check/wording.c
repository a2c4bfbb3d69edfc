/*
 * Wording: only what is certainly a slip (the list is words.def), and words
 * that the recommendation of forms names.
 */
#include "../text/chars.h"
#include "rule.h"

const struct word words[] = {
#define WORD(id, wrong, right, not_before, not_after, only_before)	\
	SIGN(id, "", wrong, right, not_before, not_after, only_before, "")
#define SIGN(id, after, wrong, right, not_before, not_after, only_before, \
	    ahead)							\
	{ FINDING_##id, after, wrong, right, not_before, not_after,	\
	    only_before, ahead },
#include "words.def"
#undef WORD
#undef SIGN
};
const size_t words_count = COUNT_OF(words);

/* 错 对: a wrong character wherever it stands. */
const char word_slips[] =
    "布暑 部署|部暑 部署|贯切落实 贯彻落实|贯澈 贯彻|幅射 辐射|震憾 震撼|"
    "追朔 追溯|精减人员 精简人员|防碍 妨碍|编篡 编纂|修茸 修葺|陷井 陷阱|"
    "入场卷 入场券|寒喧 寒暄|气慨 气概|沉缅 沉湎|针贬 针砭|弛名 驰名|"
    "因地治宜 因地制宜|竞竞业业 兢兢业业|渊源流长 源远流长|出奇不意 出其不意|"
    "一诺千斤 一诺千金|坐谈会 座谈会|竟赛 竞赛|竟聘 竞聘|竟选 竞选|气侯 气候|"
    "时侯 时候|侯选人 候选人|侯补 候补|充份 充分|答覆 答复|反覆 反复|"
    "通迅 通讯|协做 协作|浪废 浪费|发辉 发挥|再此基础 在此基础|"
    "再所不辞 在所不辞|再所难免 在所难免|在赘述 再赘述|权力和义务 权利和义务|"
    "权力义务 权利义务|权利机关 权力机关|权利机构 权力机构|好象 好像|"
    "辩别 辨别|辩认 辨认|震兴 振兴|涌跃 踊跃|即得利益 既得利益|必竟 毕竟|"
    "究竞 究竟|竞然 竟然|脉博 脉搏|博奕 博弈|粗旷 粗犷|重迭 重叠|恶耗 噩耗|"
    "泄秘 泄密|松驰 松弛|欢渡 欢度|渡汛 度汛|堪查 勘查|堪测 勘测|凭籍 凭借|"
    "国藉 国籍|户藉 户籍|书藉 书籍|学藉 学籍|报歉 抱歉|燥音 噪音|急燥 急躁|"
    "浮燥 浮躁|焦燥 焦躁|暴燥 暴躁|枯躁 枯燥|决窍 诀窍|绝窍 诀窍|缺撼 缺憾|"
    "遗撼 遗憾|憾动 撼动|陪偿 赔偿|赔尝 赔偿|赔训 培训|爱带 爱戴|替待 替代|"
    "对侍 对待|招侍 招待|期侍 期待|看侍 看待|侍遇 待遇|经厉 经历|激厉 激励|"
    "鼓厉 鼓励|勉厉 勉励|历害 厉害|严历 严厉|录象 录像|摄象 摄像|肖象 肖像|"
    "印像 印象|抽像 抽象|影向 影响|签暑 签署|避署 避暑|防署 防暑|普极 普及|"
    "积级 积极|随既 随即|立既 立即|恰谈 洽谈|融恰 融洽|洽当 恰当|锻练 锻炼|"
    "训炼 训练|熟炼 熟练|演炼 演练|操炼 操练|提练 提炼|锤练 锤炼|煅炼 锻炼|"
    "煅造 锻造|喧传 宣传|渲传 宣传|协肋 协助|帮肋 帮助|补肋 补助|救肋 救助|"
    "资肋 资助|阴患 隐患|稳患 隐患|隐定 稳定|帐蓬 帐篷|零晨 凌晨|己婚 已婚|"
    "必须品 必需品|会议记要 会议纪要|会议纪录 会议记录|乘座 乘坐|"
    "盖公张 盖公章|通报批平 通报批评|引以为诫 引以为戒|名付其实 名副其实|"
    "不容质疑 不容置疑|勿庸置疑 毋庸置疑|无容置疑 毋庸置疑|出谋化策 出谋划策|"
    "按捺不往 按捺不住|相题并论 相提并论|一丝不狗 一丝不苟|一丝不拘 一丝不苟|"
    "再三强凋 再三强调|强凋 强调|协凋 协调|循私 徇私|脏款 赃款|"
    "轰轰列列 轰轰烈烈|人材市场 人才市场|"
    "人力资源与社会保障 人力资源和社会保障|发展与改革委 发展和改革委|"
    "住房与城乡建设 住房和城乡建设|工业与信息化局 工业和信息化局|"
    "文化与旅游局 文化和旅游局|自然资源与规划局 自然资源和规划局|"
    "退伍军人事务 退役军人事务|资恪 资格|典形 典型|规摸 规模|执形 执行|"
    "走过厂 走过场|负总则 负总责|传真致 传真至|例席 列席|请予已 请予以|"
    "各施其职 各司其职|批视 批示|扫瞄 扫描|尊守 遵守|尊循 遵循|遵重 尊重|"
    "追纠 追究|分岐 分歧|岐视 歧视|膨涨 膨胀|装祯 装帧|装璜 装潢|编缉 编辑|"
    "精萃 精粹|震摄 震慑|坐阵 坐镇|针炙 针灸|亲睐 青睐|分辩率 分辨率|"
    "严竣 严峻|事实求是 实事求是|提昌 提倡|保彰 保障|坚督 监督|接恰 接洽|"
    "烂用 滥用|讫今 迄今|入藉 入籍|甚致 甚至|统酬 统筹|统畴 统筹|委拖 委托|"
    "祥细 详细|招开 召开|秩续 秩序|主耍 主要|综和 综合|做废 作废|大慨 大概|"
    "担误 耽误|慨括 概括|跟据 根据|巩故 巩固|横量 衡量|恢覆 恢复|基楚 基础|"
    "屡行 履行|水笼头 水龙头|挖墙角 挖墙脚|责仕 责任|拔款 拨款|拔付 拨付|"
    "调拔 调拨|划拔 划拨|选拨 选拔|侯鸟 候鸟|等侯 等候|守侯 守候|问侯 问候|"
    "推祟 推崇|祟高 崇高|祟尚 崇尚|拆扣 折扣|携代 携带|转裁 转载|刊裁 刊载|"
    "记裁 记载|裁培 栽培|慕捐 募捐|招慕 招募|辩识 辨识|廷期 延期|拖廷 拖延|"
    "证卷 证券|试券 试卷|问券 问卷|捐失 损失|损赠 捐赠|损款 捐款|捐坏 损坏|"
    "捐害 损害|检查院 检察院|防患于未燃 防患于未然|勾通协调 沟通协调|"
    "防汛物质 防汛物资|救灾物质 救灾物资|应急物质 应急物资|记录再案 记录在案|"
    "登记再案 登记在案|严峻形式 严峻形势|形式严峻 形势严峻|返映 反映|反溃 反馈|"
    "违返 违反|欺编 欺骗|沟心斗角 勾心斗角|遐疵 瑕疵|暇疵 瑕疵";

/*
 * Phrases of four characters: with one of them wrong it is a slip, unless what
 * is written is another of the list.
 */
const char word_phrases[] =
    "一如既往|迫不及待|再接再厉|全力以赴|走投无路|按部就班|兢兢业业|殚精竭虑|"
    "融会贯通|直截了当|源远流长|不计其数|明察暗访|相形见绌|草菅人命|鼎力相助|"
    "墨守成规|脍炙人口|有恃无恐|滥竽充数|坚韧不拔|坚忍不拔|呕心沥血|言简意赅|"
    "铤而走险|委曲求全|罄竹难书|饮鸩止渴|贻笑大方|世外桃源|甘拜下风|川流不息|"
    "声名鹊起|声誉鹊起|美轮美奂|不胫而走|大有裨益|谈笑风生|天翻地覆|座无虚席|"
    "一筹莫展|集思广益|责无旁贷|持之以恒|举一反三|戒骄戒躁|弄虚作假|侥幸心理|"
    "铺张浪费|敷衍塞责|推诿扯皮|义不容辞|循序渐进|循规蹈矩|以儆效尤|有条不紊|"
    "群策群力|同舟共济|众志成城|锲而不舍|防微杜渐|未雨绸缪|徇私舞弊|营私舞弊|"
    "以身作则|掉以轻心|姑息养奸|严惩不贷|随声附和|轰轰烈烈|实事求是|求真务实|"
    "雷厉风行|半途而废|兴高采烈|既往不咎|名列前茅|立竿见影|触类旁通|精益求精|"
    "脚踏实地|与时俱进|艰苦奋斗|自力更生|勤俭节约|励精图治|统筹兼顾|刻不容缓|"
    "迫在眉睫|任重道远|不遗余力|潜移默化|耳濡目染|喜闻乐见|家喻户晓|玩忽职守|"
    "阳奉阴违|欣欣向荣|蒸蒸日上|如火如荼|方兴未艾|络绎不绝|屡见不鲜|司空见惯|"
    "比比皆是|不可或缺|百折不挠|攻坚克难|同心同德|和衷共济|风雨同舟|披荆斩棘|"
    "砥砺前行|踔厉奋发|不忘初心|急功近利|因噎废食|居安思危|高瞻远瞩|真知灼见|"
    "高屋建瓴|提纲挈领|驰而不息|贪赃枉法|中饱私囊|鞠躬尽瘁|任劳任怨|率先垂范|"
    "循循善诱|言传身教|变本加厉|销声匿迹|根深蒂固|错综复杂|盘根错节|一目了然|"
    "鳞次栉比|星罗棋布|流连忘返|日新月异|突飞猛进|蔚然成风|深恶痛绝|见义勇为|"
    "扶危济困|扶贫济困|扶危救困|扶贫助困|扶贫帮困|雪中送炭|诚实守信|偷工减料|"
    "粗制滥造|假冒伪劣|坑蒙拐骗|敲诈勒索|寻衅滋事|卷土重来|死灰复燃|警钟长鸣|"
    "猝不及防|颗粒归仓|风调雨顺|汗流浃背|废寝忘食|夜以继日|争分夺秒|有的放矢|"
    "无的放矢|万无一失|百折不回|出类拔萃|重蹈覆辙|一鼓作气|自暴自弃|旁征博引|"
    "萎靡不振|大相径庭|眼花缭乱|趋之若鹜|竭泽而渔|蛛丝马迹|迎刃而解|事半功倍|"
    "齐抓共管|取长补短|扬长避短|相得益彰|一脉相承|千方百计|想方设法|不折不扣|"
    "坚定不移|真抓实干|令行禁止|恪尽职守|硕果累累|大势所趋|势在必行|首当其冲|"
    "当务之急|燃眉之急|行之有效|长治久安|安居乐业|爱岗敬业|善作善成|因势利导|"
    "勤勤恳恳|嘘寒问暖|麻痹大意|防患未然";

/* What ends a clause, and a sentence. */
#define CLAUSE		"，。；！？\n"
#define SENTENCE	"。；！？\n"

/* Is C the character P of a pattern, or of the kind that P stands for? */
static bool
is_of(uint32_t c, uint32_t p)
{
	switch (p) {
	case '#':
		return prose_digit(c);
	case '^':
		return char_han_digit(c) >= 0 || c == U'十';
	case '&':
		return char_is_ascii_alnum(c);
	case '@':
		return char_is_han(c);
	case '!':
		return !char_is_han(c);
	case '$':
		return c == 0 || char_is_space(c);
	default:
		return c == p;
	}
}

static bool
is_one_of(uint32_t c, const char *set)
{
	struct str s = str_of(set);

	for (size_t at = 0; at < s.n;)
		if (is_of(c, char_next(s, &at)))
			return true;
	return false;
}

/* The index behind PATTERN at I; -1 when it does not stand there. */
static ptrdiff_t
behind(const struct prose *prose, ptrdiff_t i, struct str pattern)
{
	for (size_t at = 0; at < pattern.n; i++)
		if (i > prose->n ||
		    !is_of(prose->c[i], char_next(pattern, &at)))
			return -1;
	return i;
}

/* Does one of the parts of LIST, parted by "|", stand at I? */
static bool
one_follows(const struct prose *prose, ptrdiff_t i, const char *list)
{
	struct str rest = str_of(list);

	while (rest.n > 0)
		if (behind(prose, i, str_take(&rest, "|")) >= 0)
			return true;
	return false;
}

/* Where the first of LIST stands behind I, before one of STOPS; -1: nowhere. */
static ptrdiff_t
ahead(const struct prose *prose, ptrdiff_t i, const char *stops,
    const char *list)
{
	ptrdiff_t end = i + 40;

	for (; i < end && i < prose->n &&
	    !prose_one_of(prose->c[i], stops); i++)
		if (one_follows(prose, i, list))
			return i;
	return -1;
}

/* xxxxxx……: how a table of contents is to look, not what was forgotten */
static bool
is_pattern(const struct prose *prose, ptrdiff_t i)
{
	ptrdiff_t end = i;

	while (prose->c[end] == prose->c[i])
		end++;
	return end - i > 3 && prose->c[end] == U'…';
}

/*
 * WORD stands at I as TYPED.  Where it is of a rule on more than words, the
 * title of that says what is wrong, and `right` what to do.
 */
static void
report_word(const struct prose *prose, ptrdiff_t i, const struct word *word,
    struct str typed)
{
	const struct finding_kind *kind = finding_kind(word->id);

	if (word->id == FINDING_PLACEHOLDER) {
		if (!(prose->flags[i] & PROSE_IN_QUOTE) &&
		    !is_pattern(prose, i))
			prose_tell(prose, i, word->id,
			    "这里的“%.*s”还没有换成真正的内容",
			    "%.*s is still to be replaced", STR_ARG(typed));
	} else if (word->id == FINDING_LEFT_OPEN)
		prose_tell(prose, i, word->id, "这里写着“%.*s”，发出前请确认",
		    "%.*s: to be settled before it is sent", STR_ARG(typed));
	else if (word->id == FINDING_RELATIVE_TIME)
		prose_tell(prose, i, word->id,
		    "“%.*s”以后读不出是哪一天，宜%s",
		    "%.*s cannot be placed later; %s", STR_ARG(typed),
		    word->right);
	else if (word->id == FINDING_DOUBLED_WORD)
		prose_tell(prose, i, word->id, "“%.*s”重复了，应当是“%s”",
		    "%.*s is typed twice; %s is meant", STR_ARG(typed),
		    word->right);
	else if (word->id == FINDING_WORD_CHOICE ||
	    word->id == FINDING_REDUNDANT)
		prose_tell(prose, i, word->id, "“%.*s”宜写作“%s”",
		    "%.*s should be %s", STR_ARG(typed), word->right);
	else if (strncmp(word->right, "，", strlen("，")) == 0)
		prose_tell(prose, i, word->id, "%s%s", "%s%.0s",
		    prose->findings->language == LANGUAGE_EN ? kind->en :
		    kind->zh, word->right);
	else
		prose_tell(prose, i, word->id, "“%.*s”应当是“%s”",
		    "%.*s should be %s", STR_ARG(typed), word->right);
}

/* Is it as LIST says with what is ahead of I? */
static bool
agrees_ahead(const struct prose *prose, ptrdiff_t i, const char *list)
{
	bool absent = list[0] == '!', far;

	list += absent;
	far = strncmp(list, "，", strlen("，")) == 0;
	list += far ? strlen("，") : 0;
	return list[0] == '\0' || (ahead(prose, i, far ? SENTENCE : CLAUSE,
	    list) >= 0) != absent;
}

void
word_check(const struct prose *prose, ptrdiff_t i, const struct word *word)
{
	ptrdiff_t end = behind(prose, i, str_of(word->wrong));

	/* The words of a title are not ours, but for what it still lacks. */
	if (end < 0 || ((prose->flags[i] & PROSE_IN_TITLE) &&
	    word->id != FINDING_PLACEHOLDER))
		return;
	if (is_one_of(prose->c[i - 1], word->not_before) ||
	    is_one_of(prose->c[end], word->not_after) ||
	    (word->after[0] != '\0' &&
	    !is_one_of(prose->c[i - 1], word->after)) ||
	    (word->only_before[0] != '\0' &&
	    !one_follows(prose, end, word->only_before)) ||
	    !agrees_ahead(prose, end, word->ahead))
		return;
	report_word(prose, i, word, prose_slice(prose, i, end));
}

/* The same, where one is wrong that is taken for it; others may be words. */
const char word_customs[] =
    "通知如下|报告如下|批复如下|通报如下|公告如下|答复如下|函告如下|贯彻执行|"
    "遵照执行|认真执行|贯彻落实|抓好落实|狠抓落实|组织实施|建立健全|无故缺席|"
    "会议纪律|工作纪律|谎报瞒报|一追到底|奋发有为|统一思想|坚定信心|先进典型|"
    "对号入座|食宿自理|费用自理|疫苗接种|负责解释|列席会议|取消资格|本位主义|"
    "形成合力|工作合力|紧密协作|请予批准|请予审批|请予支持|提高认识|加强领导|"
    "落实责任|明确责任|强化责任|监督检查|督促检查|统筹安排|会议规模|严格控制|"
    "总结推广|及时上报|不予受理|密切配合|大力支持|全面推进|稳步推进|安全生产|"
    "责任追究|隐患排查|限期整改|落实到位|措施得力|保障有力|组织领导|宣传教育|"
    "宣传引导|良好氛围|浓厚氛围|模范作用|带头作用|先锋模范|妥善处置|应急预案|"
    "应急处置|值班值守|公平公正|公开透明|择优选拔|评选表彰|表彰奖励|通报批评|"
    "年度考核|绩效考核|长效机制|工作机制|规章制度|管理制度|有关规定|相关规定|"
    "符合条件|申报材料|加盖公章|准时参加|按时参加|妥善保管|各负其责|各司其职|"
    "情况属实|手续齐全|截止日期|联系电话|电子邮箱|高度重视|因地制宜|问题导向|"
    "目标导向|追究责任|宣传力度|工作力度|加大力度|支持力度|监管力度|报送材料|"
    "有关材料|相关材料|证明材料|书面材料|决策部署|工作部署|安排部署|作出部署|"
    "周密部署|属地管理|分级负责|以人为本|贯彻实施|广泛宣传|精心组织|认真总结|"
    "及时总结|推广应用|踊跃参加|踊跃报名|规范管理|日常管理|督导检查|考核评价|"
    "竣工验收|资金管理|专款专用|预算管理|审核把关|严格把关|依法依规|严肃处理|"
    "严肃查处|严肃问责|举报电话|咨询电话|营业执照|签字盖章|予以表彰|予以通报|"
    "予以支持|予以公布|予以公示|予以取消|予以补助|指导意见|实施方案|实施意见|"
    "工作方案|行动方案|活动方案|专家评审|名额分配|参会人员|食宿安排|应急演练|"
    "消防安全|防汛抗旱|森林防火|地质灾害|安全隐患|风险隐患|风险防控|社会各界|"
    "责任落实|切实加强|切实做好|切实抓好|切实提高|切实落实|切实履行|书面形式";

/* Characters that are taken for each other. */
static const char alike[] =
    "作做坐座|视示事式|如入|行形型|力利例立历励|责则|场厂|为位|底低抵|理礼里|"
    "模摸磨|列例|释译|予与于以已|识实时示|格恪|纪记计|谎慌|故辜估|失矢|健建|"
    "班斑|执职直|署暑|导道|督都|宣喧|围维|氛份分|整正|改该|紧近|稳隐|患换|范犯|"
    "防妨|即既|极级及积|严言|控空|规轨|评平|弃气|审申|拔拨|竟竞|机治|制治致|"
    "度渡|材才|料科|符附|件见|章张|培陪|讯迅|合和|配佩|推堆|值执|守手|续绪|"
    "截节|邮油|属署|保报|管官|典点|坚艰|化划|健键|齐其|奖讲|彰章|司施|期其|"
    "义意议|提题|末未|宜易谊|究纠|描瞄|尊遵|值直|向像象|重从|须需|规归|预予|"
    "长常|带代|练炼|讯汛迅|旱早|竣峻俊|宿缩|检捡|负付|费废|制至治|界届|切彻";

static bool
are_alike(uint32_t a, uint32_t b)
{
	struct str rest = str_of(alike);
	bool found = false;

	while (rest.n > 0 && !found) {
		struct str group = str_take(&rest, "|");

		found = char_place(group, a) >= 0 && char_place(group, b) >= 0;
	}
	return found;
}

/* Does PHRASE, written otherwise, stand at I? */
static bool
is_phrase(const struct prose *prose, ptrdiff_t i)
{
	struct str rest = str_of(word_phrases);

	while (rest.n > 0) {
		struct str phrase = str_take(&rest, "|");
		ptrdiff_t k = 0;

		for (size_t at = 0; at < phrase.n &&
		    char_next(phrase, &at) == prose->c[i + k]; k++)
			if (at == phrase.n)
				return true;
	}
	return false;
}

/* PHRASE but for one character, seen from its first or its third. */
static void
phrase_check(const struct prose *prose, ptrdiff_t i, struct str phrase,
    bool custom)
{
	uint32_t p[4];
	size_t at = 0;
	int wrong = -1;

	for (int k = 0; k < 4; k++)
		p[k] = char_next(phrase, &at);
	if (prose->c[i] == p[2] && prose->c[i + 1] == p[3])
		i -= 2;
	else if (prose->c[i] != p[0] || prose->c[i + 1] != p[1])
		return;
	for (int k = 0; k < 4; k++)
		if (prose->c[i + k] != p[k]) {
			if (wrong >= 0 || !char_is_han(prose->c[i + k]))
				return;
			wrong = k;
		}
	if (wrong >= 0 && !is_phrase(prose, i) && (!custom ||
	    are_alike(p[wrong], prose->c[i + wrong])))
		prose_tell(prose, i, FINDING_TYPO, "“%.*s”应当是“%.*s”",
		    "%.*s should be %.*s", STR_ARG(prose_slice(prose, i,
		    i + 4)), STR_ARG(phrase));
}

void
word_item_check(const struct prose *prose, ptrdiff_t i, enum word_list list,
    struct str item)
{
	size_t at = 0;
	ptrdiff_t k = i;
	uint32_t c;

	if (prose->flags[i] & PROSE_IN_TITLE)
		return;
	if (list != WORD_SLIPS) {
		phrase_check(prose, i, item, list == WORD_CUSTOMS);
		return;
	}
	while ((c = char_next(item, &at)) != ' ' && c == prose->c[k])
		k++;
	if (c == ' ')
		prose_tell(prose, i, FINDING_TYPO, "“%.*s”应当是“%.*s”",
		    "%.*s should be %.*s", STR_ARG(prose_slice(prose, i, k)),
		    STR_ARG(str_from(item, at)));
}

/* No clause that means anything is longer. */
#define CLAUSE_MAX	120

/* Where the clause begins in which I stands. */
static ptrdiff_t
clause_start(const struct prose *prose, ptrdiff_t i)
{
	ptrdiff_t first = i > CLAUSE_MAX ? i - CLAUSE_MAX : 0;

	while (i > first && !prose_one_of(prose->c[i - 1], CLAUSE))
		i--;
	return i;
}

/* 请学员于5月8日到宾馆报道, where nobody reports anything. */
static void
check_in(const struct prose *prose, ptrdiff_t i)
{
	ptrdiff_t start;

	if (!prose_is(prose, i, "报道") ||
	    !prose_one_of(prose->c[i - 1], "馆店局校室心处院楼厅组"))
		return;
	start = clause_start(prose, i);
	if (ahead(prose, start, CLAUSE, "到|前往") >= 0 &&
	    ahead(prose, start, CLAUSE, "请|参会|学员|新生|代表|持|须") >= 0 &&
	    ahead(prose, start, CLAUSE, "媒体|记者|新闻|采访|宣传|电视") < 0)
		prose_tell(prose, i, FINDING_TYPO, "“报道”应当是“报到”",
		    "报道 should be 报到");
}

/* Adverbs that take 地; those before | are no adjectives of what they do. */
static const char adverbs[] = "圆满|顺利|如期|按时|切实|认真|坚决|及时|深入|"
    "积极|扎实|有序|充分|更好|进一步|不断|逐步";
static const char done[] = "填写|完成|开展|推进|推动|落实|贯彻|执行|做好|抓好|"
    "加强|提高|提升|促进|发挥|学习|组织|实施|报送|解决|处理|服务于";

/* The same, where they have an object: they are nouns as well. */
static const char ensured[] = "保证|保障|确保|维护|履行";

/* What the verb belongs to in 要认真的学习态度. */
static const char done_nouns[] = "态度|精神|作风|氛围|习惯|方法|环境|措施|机制|"
    "体系|能力|效果|计划|队伍|制度|平台|力度|作用|工作|时间|过程|机会";

/*
 * 扎实的推进厕所革命: an adverb that begins its clause, and a verb with an
 * object, where no other verb follows of which that might be the subject.
 */
static bool
begins_clause(const struct prose *prose, ptrdiff_t i, ptrdiff_t end)
{
	return !char_is_han(prose->c[i - 3]) && prose->c[i - 3] != U'、' &&
	    prose->c[i - 3] != U'”' && char_is_han(prose->c[end]) &&
	    ahead(prose, end, CLAUSE "、", "是|为|使|让|能|会|可|将|来|离|需|"
	    "要|有|的|方案|举措|情况") < 0 &&
	    ahead(prose, end, CLAUSE "、", done_nouns) < 0;
}

/* 圆满的完成各项任务, 认真的落实。: no 得到及时的处理 */
static void
adverb(const struct prose *prose, ptrdiff_t i)
{
	ptrdiff_t end = i + 3;

	/* 认真的贯彻落实 */
	if (one_follows(prose, i + 1, done) && one_follows(prose, end, done))
		end += 2;
	if (!(one_follows(prose, i + 1, done) || (one_follows(prose, i + 1,
	    ensured) && begins_clause(prose, i, end))) ||
	    !(one_follows(prose, i - 2, adverbs) ||
	    prose_is(prose, i - 3, "进一步")))
		return;
	if (prose_one_of(prose->c[end], "。，；") ?
	    ahead(prose, clause_start(prose, i), CLAUSE,
	    "得到|进行|给予|提供|收到|作了|做了|作出|有|予|是|需|"
	    "更好的|进一步|不断|充分|深入") >= 0 :
	    !prose_one_of(prose->c[end], "了各好该这《“") &&
	    !begins_clause(prose, i, end) &&
	    (!(prose_one_ends(prose, i - 2, "应当|必须|务必") ||
	    (prose_one_ends(prose, i - 2, "要") &&
	    !prose_one_of(prose->c[i - 4], "重主必首纪摘概提"))) ||
	    one_follows(prose, end, done_nouns)))
		return;
	prose_tell(prose, i, FINDING_DE_PARTICLE,
	    "动词前面的“的”应当是“地”", "地 stands before a verb, not 的");
}

/* Verbs and particles that are doubled by mistake only. */
static const char never_doubled[] =
    "关于|以及|进行|根据|按照|加强|开展|有关|我们|做好|推进|提高|完善|切实|"
    "认真|确保|促进|强化|推动|建立|健全|及时|全面|积极|严格|为了|通过|对于|"
    "必须|应当|并且|现将|贯彻|坚持|鼓励|保障|明确|召开|由于|因此";

/* Verbs that may be doubled, and what only looks doubled. */
static const char may_be_doubled[] =
    "考虑|研究|讨论|商量|学习|了解|休息|比较|打扫|认识|介绍|琢磨|观察|体验|"
    "锻炼|宣传|检查|走动|意思|学生|目的|非常|最少|很多|很久|大把";

/* 工作工作人员 is 工作 and 工作人员. */
#define WORD_GOES_ON	"人员方案要点局厅院站区主任长室生书处所部组制性者" \
	"化法条规办证表单费台车线网校馆厂社团队业务户量率型类力师工品串包预名"

/* Does the word of two characters at I follow itself by mistake? */
static bool
is_doubled(const struct prose *prose, ptrdiff_t i)
{
	uint32_t a = prose->c[i], b = prose->c[i + 1];

	if (a != prose->c[i + 2] || b != prose->c[i + 3] || a == b ||
	    !char_is_han(a) || !char_is_han(b) ||
	    prose->kind == PROSE_CELL || prose->flags[i] != 0)
		return false;
	if (one_follows(prose, i, never_doubled))
		return true;
	return char_han_digit(a) < 0 && !prose_one_of(a, "十百千半多几每") &&
	    char_han_digit(b) < 0 && !one_follows(prose, i, may_be_doubled) &&
	    !prose_one_of(prose->c[i + 4], WORD_GOES_ON);
}

/* A phrase of three to eight characters that follows itself at once. */
static ptrdiff_t
doubled_length(const struct prose *prose, ptrdiff_t i)
{
	for (ptrdiff_t n = 3; n <= 8 && i + 2 * n <= prose->n; n++) {
		ptrdiff_t k = 0;

		if (prose->c[i] != prose->c[i + n])
			continue;
		while (k < n && char_is_han(prose->c[i + k]) &&
		    prose->c[i + k] == prose->c[i + n + k])
			k++;
		if (k == n)
			return n;
	}
	return 0;
}

/* What is doubled at I is told; how far it goes. */
static ptrdiff_t
doubled_at(const struct prose *prose, ptrdiff_t i)
{
	ptrdiff_t n = doubled_length(prose, i);

	if (n == 0 && is_doubled(prose, i))
		n = 2;
	/* 表的表名; 的通知的通知 is genre_twice's */
	if (n > 0 && prose->c[i] != U'的')
		prose_tell(prose, i + n, n == 2 ? FINDING_DOUBLED_WORD :
		    FINDING_DOUBLED_PHRASE,
		    "“%.*s”重复了", "%.*s is typed twice",
		    STR_ARG(prose_slice(prose, i, i + n)));
	return i + 2 * n;
}

/*
 * Only where a character comes again two to eight places on; `near` counts
 * those that do, by the last byte of their code.
 */
static void
doubled_phrase(const struct prose *prose, ptrdiff_t i)
{
	unsigned char near[256] = { 0 };
	ptrdiff_t after = 0;

	for (i = 2; i < 8; i++)
		near[prose->c[i] & 0xff]++;
	for (i = 0; i < prose->n; i++) {
		near[prose->c[i + 8] & 0xff]++;
		if (i >= after && near[prose->c[i] & 0xff] > 0)
			after = doubled_at(prose, i);
		near[prose->c[i + 2] & 0xff]--;
	}
}

/* As far from each other as that the two are looked for. */
#define TITLES_APART	2000

/* 副市长王某某主持，市长王某某讲话 */
static void
person_titles(const struct prose *prose, ptrdiff_t i)
{
	ptrdiff_t name = i + 3, end = i + TITLES_APART;

	if (!prose_one_of(prose->c[i + 2], "长任记席") ||
	    behind(prose, name, STR("@@@")) < 0)
		return;
	for (ptrdiff_t k = i > TITLES_APART ? i - TITLES_APART : 1; k < end &&
	    k < prose->n - 4; k++) {
		ptrdiff_t n = 0;

		while (n < 5 && prose->c[k + n] == prose->c[i + 1 + n])
			n++;
		if (n == 5 && k != i + 1 && prose->c[k - 1] != U'副' &&
		    prose->flags[k] == 0)
			prose_tell(prose, k, FINDING_PERSON_TITLES,
			    "“%.*s”前面又写作“%.*s”，请核对",
			    "%.*s is %.*s elsewhere",
			    STR_ARG(prose_slice(prose, k, k + 5)),
			    STR_ARG(prose_slice(prose, i, i + 6)));
	}
}

const struct prose_rule wording_rules[] = {
	{ "副", person_titles },
	{ "报", check_in },
	{ "的", adverb },
	{ NULL, doubled_phrase },
	{ NULL, NULL }
};
