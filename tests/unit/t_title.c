#include "base/str.h"
#include "layout/lay.h"
#include "layout/title.h"

#include <stdlib.h>
#include <string.h>

#include "text/chars.h"
#include "unit.h"

/* Titles of 22 pt on the 156 mm of the type area: twenty characters a line. */
static const struct measure title = { 440, 0, NULL };

#define WIDTH	8845

/* Each as it ought to be broken, which no rule but reading can tell. */
static const char *const titles[] = {
	"关于配合开展“创新争先百千万行动”的通知",
	"云溪省 中共云溪省委宣传部|云溪省科学技术协会关于印发|"
	    "《2026年云溪省“科技进步活动月”|工作安排的意见》的通知",
	"关于印发《白石镇第十一届|村民委员会换届选举工作方案》的通知",
	"图书馆2026年|寒假前及寒假期间开放安排的通知",
	"关于下达2026年中小学校舍|维修改造中央追加资金的通知",
	"关于举办2026年全县中小学生田径、|篮球和足球比赛的通知",
	"青河市科学技术协会关于印发|《青河市科协2026年度工作要点》的通知",
	"云溪县人民政府关于加强|城乡居民基本养老保险工作的意见",
	"关于做好2026年春节放假期间|值班值守和安全生产工作的通知",
	"青河市教育局 青河市财政局 |"
	    "青河市人力资源和社会保障局|"
	    "关于印发《青河市中小学教师专业发展|"
	    "三年行动计划（2026—2028年）》的通知",
	"云溪县人民政府办公室关于转发县科协等|"
	    "部门云溪县全民科学素质行动规划纲要|"
	    "实施方案（2026—2030年）的通知",
	"关于表彰2025年度|先进集体和先进个人的决定",
	"青河市科学技术协会关于申请|解决科普大篷车运行经费的请示",
	"关于同意设立青河市|青少年科技教育协会的批复",
	"青河市人民政府关于公布第三批市级|非物质文化遗产代表性项目名录的通知",
	"云溪县科学技术协会|关于第五次代表大会筹备情况的报告",
	"关于商请支持第十八届|青少年机器人竞赛场地的函",
	"青河市应急管理局关于进一步|加强冬春季森林防火工作的紧急通知",
	"关于开展2026年全国科普日系列活动的通知",
	"关于举办第41届青少年科技创新大赛的通知",
	"青河市人民政府办公室关于调整青河市|防汛抗旱指挥部组成人员的通知",
	"关于报送2026年上半年工作总结|和下半年工作计划的通知",
	"关于印发青河市科协系统“十五五”|发展规划编制工作方案的通知",
	"关于印发《青河市“十五五”|养老服务发展规划》的通知",
	"关于转发《省科协关于开展|“创新争先”行动的通知》的通知",
	"关于推荐2026年度|省科学技术奖候选项目的通知",
	"关于组织参加全省农村实用技术培训班的通知",
	"青河市自然资源局关于2026年度|国有建设用地供应计划的公告",
	"关于进一步规范全市性学会、|协会、研究会财务管理的若干规定",
	"青河市民政局关于做好最低生活保障、|"
	    "特困人员救助供养等社会救助工作的通知",
	"青河市住房和城乡建设局|关于开展建筑施工安全生产大检查的通报",
	"云溪县卫生健康局关于印发云溪县基层|"
	    "医疗卫生机构绩效考核办法（试行）的通知",
	"关于2025年度部门预算|执行情况和2026年度部门预算草案的报告",
	"青河市科协2026年重点工作任务分解表",
	"2026年青河市|科技工作者状况调查问卷汇总表",
	"关于成立青河市科普志愿服务总队的通知",
	"青河市市场监督管理局关于开展食品安全|"
	    "“守底线、查隐患、保安全”专项行动的通知",
	"关于举办“科技向未来”|主题演讲比赛暨科普讲解大赛的通知",
	"青河市人民政府关于修改|"
	    "《青河市城市市容和环境卫生管理办法》|"
	    "等5部规章的决定",
	"青河市人民政府办公室关于建立健全财政衔接|"
	    "推进乡村振兴补助资金管理机制的实施意见",
	"关于贯彻落实|《中华人民共和国科学技术普及法》的|实施意见",
	"青河市财政局关于下达2026年中央财政|"
	    "城镇保障性安居工程补助资金预算的通知",
	"云溪县水利局关于云溪县白石河中小|流域综合治理工程初步设计报告的批复",
	"青河市交通运输局关于国道G207线|云溪至白石段改扩建工程施工图设计的批复",
	"关于加强和改进新形势下人民防空工作的决定",
	"青石县交通运输局关于青石县第十八届|人大一次会议第105号建议的答复函",
	"青河市生态环境局|2025年法治政府建设工作报告",
	"关于青河市第二届科技馆|理事会换届选举结果的公示",
	"青河市档案馆关于面向社会|征集抗战史料的公告",
	"青河市第十六届人民代表大会常务委员会|关于批准2025年市级决算的决议",
	"关于开展“6·18”|项目成果对接情况调查的通知",
	"青河市人民代表大会常务委员会办公室|"
	    "关于市十六届人大五次会议代表建议、|"
	    "批评和意见办理情况的通报",
	"关于开展全市科技馆、|"
	    "青少年宫、乡镇（街道）|"
	    "科普活动室安全隐患排查整治的通知",
	"关于申报2026—2030年|全国科普示范县（市、区）的通知",
	"关于做好2026年普通高等学校|"
	    "招生全国统一考试期间交通、供电、|"
	    "通信、医疗卫生保障工作的通知",
	"云溪县农业农村局关于2026年农机购置|"
	    "与应用补贴资金使用情况（第一批）的公示",
	"ABC软件园区管理委员会|关于启用新印章的通知",
	"关于印发《青河市贯彻|〈政务数据共享条例〉实施细则》的通知",
	"市科协机关干部2026年度|考核优秀等次人员名单",
	"青河市“百名专家下基层”|活动报名表（企业填写）",
	"云溪县人民政府|关于2026年全县高标准农田建设|"
	    "和粮食安全责任制考核工作的实施方案",
	"云溪县人民政府关于印发云溪县国民经济|"
	    "和社会发展第十五个五年规划纲要的通知",
	"云溪县交通运输局关于开展道路旅客运输|"
	    "企业安全生产标准化建设达标考评工作的通知",
	"关于印发|《青河市党政机关公务用车管理办法》的通知",
	"青河市人民政府关于进一步|深化投融资体制改革的若干意见",
	"青河市人民政府办公室关于成立青河市|"
	    "推进政府职能转变和“放管服”|"
	    "改革协调小组的通知",
	"关于调整2026年度城乡居民|基本医疗保险筹资标准的通知",
	"关于公布2026年青河市中小学生|研学实践教育基地（营地）名单的通知",
	"青河市教育局关于举办2026年|全市中小学生艺术展演活动的通知",
	"青河市教育局关于做好2026年|义务教育阶段学校招生入学工作的通知",
	"关于表扬2025年度全市政务|信息工作先进单位和个人的通报",
	"青河市卫生健康委员会关于做好|流感等呼吸道传染病防治工作的通知",
	"青河市商务局 青河市财政局关于印发|"
	    "《青河市家电以旧换新补贴实施细则》的通知",
	"关于召开青河市科协第六届|委员会第三次全体会议的通知",
	"关于做好第二十三批青河市|自然科学优秀学术论文评选工作的通知",
	"青河市人民政府|关于2026年为民办实事项目的公告",
	"云溪县人民政府关于请求将云溪至白石公路|"
	    "改建工程列入省交通建设计划的请示",
	"关于2025年度全县安全生产|目标管理责任制考核情况的通报",
	"云溪县财政局关于清理规范|行政事业单位银行账户的通知",
	"云溪县林业局关于发布森林防火禁火令的通告",
	"关于加强汛期地质灾害|防范应对工作的紧急通知",
	"云溪县审计局关于报送|2025年审计整改情况的报告",
	"关于征求《云溪县城市生活垃圾分类|管理办法（征求意见稿）》意见的函",
	"云溪县人力资源和社会保障局关于2026年|事业单位公开招聘工作人员的公告",
	"关于组织开展“世界环境日”|主题宣传活动的通知",
	"关于印发云溪县消防救援大队|2026年度部门决算公开说明的通知",
	"关于开展城镇燃气安全专项整治|“回头看”工作的通知",
	"青河市气象局关于商请|提供气象观测站建设用地的函",
	"2026年青河市“科技活动周”|暨“科技人才活动周”活动安排表",
	"青河市第五届青少年机器人竞赛获奖名单",
	"高新技术企业研发投入情况|统计表（2025年度）",
	"关于同意青河市无人机产业|协会增加业务范围的批复",
	"关于青河至云溪高速公路连接线|工程可行性研究报告的批复",
	"青河市档案馆馆藏民国档案|数字化加工服务项目采购公告",
	"青河市人民政府关于废止|和宣布失效一批行政规范性文件的决定",
	"征收土地预公告|（青政征启公告〔2026〕05号）",
	"青禾市人民代表大会常务委员会|"
	    "关于张明远同志代理青禾市|人民政府市长的决定",
	"云溪县城南片区征收土地预公告|（云政征告〔2026〕5号）",
	"青河市公共租赁住房管理办法实施细则|（修订草案征求意见稿）",
	"青河市第一中学首届|教职员工技能大赛羽毛球比赛规程",
	"关于印发《青河市处科级|干部选拔任用实施细则》的通知",
	"青禾市公安局交警支队|青禾市住房和城乡建设局|"
	    "关于加强城市道路停车管理工作的通知",
	"关于青禾学院2026年|第二学期学生开学报到注册的安排",
	"关于对青禾市域内所有|道路实行临时交通管制的通告",
	"云溪县人民政府办公室关于印发|云溪县突发环境事件应急预案的通知",
	/* No rectangle, in faces with wider figures either. */
	"青禾县人民政府关于表彰2025年度|"
	    "全县安全生产工作先进集体和先进个人的决定",
	/* A session stays with the body that meets. */
	"关于对县十七届人大六次会议|第38号建议的答复函",
	"青禾县第十八届人民代表大会第一次会议|关于政府工作报告的决议",
	"关于成立青禾县第五次全国|经济普查领导小组的通知",
	"青禾县人民政府关于授予李牧等10名同志|“青禾工匠”称号的决定",
	/* Two words that say one thing. */
	"关于2026年国庆节放假安排|及安全教育工作的通知",
	"关于建立未成年人司法|社会服务协作机制的意见（试行）",
	"青禾市财政局关于调整|住房公积金缴存基数有关事项的通知",
	"青禾县人民政府办公室关于建立健全|政府守信践诺机制的实施意见",
	"青禾县人民政府|关于加快推进现代设施农业高质量发展|"
	    "和乡村产业融合示范园区建设的实施意见",
};

static struct str
broken(struct arena *arena, struct str text, long width, bool short_first)
{
	struct title_lines lines = title_break(arena, text, &title, width,
	    short_first);
	const struct profile profile = { .title_short_first = short_first };
	struct layout_recall *recall = layout_recall_new();
	struct lay lay = { .arena = arena, .profile = &profile,
	    .width = (int)width, .recall = recall };
	struct str out = lines.v[0];

	/* A worker that knows it finds the same lines. */
	for (int i = 0; i < 2; i++) {
		struct title_lines known = memo_title(&lay, text, &title);

		CHECK(known.n == lines.n);
		for (size_t k = 0; k < lines.n && k < known.n; k++)
			CHECK(known.v[k].p == lines.v[k].p &&
			    known.v[k].n == lines.v[k].n);
	}
	layout_recall_free(recall);

	for (size_t i = 1; i < lines.n; i++)
		out = str_cat(arena, str_cat(arena, out, STR("|")),
		    lines.v[i]);
	return out;
}

static void
test_titles(struct arena *arena)
{
	for (size_t i = 0; i < sizeof(titles) / sizeof(titles[0]); i++) {
		struct str expected = str_of(titles[i]);
		struct str whole = str_replace(arena, expected, STR("|"),
		    STR_NONE);

		/* A blank between organs is dropped where a line ends. */
		expected = str_replace(arena, expected, STR(" |"), STR("|"));
		CHECK_STR(broken(arena, whole, WIDTH, true),
		    str_cstr(arena, expected));
	}
}

static void
test_order(struct arena *arena)
{
	struct str text =
	    STR("关于表扬2025年度全市政务信息工作先进单位和个人的通报");

	CHECK_STR(broken(arena, text, WIDTH, true),
	    "关于表扬2025年度全市政务|信息工作先进单位和个人的通报");
	CHECK_STR(broken(arena, text, WIDTH, false),
	    "关于表扬2025年度全市政务信息|工作先进单位和个人的通报");
	CHECK_STR(broken(arena, STR("关于征集技术需求的通知"), WIDTH, false),
	    "关于征集技术需求的通知");
}

/* Labels in cells: no character alone, numbers with their units. */
static void
test_cells(struct arena *arena)
{
	CHECK_STR(broken(arena, STR("县住房和城乡建设局"), 4 * 440, false),
	    "县住房|和城乡|建设局");
	CHECK_STR(broken(arena, STR("县农业农村局"), 5 * 440, false),
	    "县农业|农村局");
	CHECK_STR(broken(arena, STR("2026年12月31日"), 5 * 440, false),
	    "2026年|12月31日");
}

/* What a title may be, and lines that hardly hold anything. */
static void
test_extremes(struct arena *arena)
{
	struct title_lines lines;
	size_t n = 30000;
	char *p = malloc(n);

	CHECK_STR(broken(arena, STR_NONE, WIDTH, true), "");
	CHECK_STR(broken(arena, STR("  通知  "), WIDTH, true), "通知");
	CHECK_STR(broken(arena, STR("办法"), 440, true), "办|法");
	CHECK_STR(broken(arena, STR("办法"), 1, true), "办|法");
	CHECK_STR(broken(arena, STR("ABCDEFGHIJ"), 5 * 220, true),
	    "ABCDE|FGHIJ");
	for (size_t i = 0; i + 3 <= n; i += 3)
		memcpy(p + i, "的", 3);
	lines = title_break(arena, (struct str){ p, n }, &title, WIDTH, true);
	CHECK(lines.n == 500 && lines.v[0].n == 60);
	lines = title_break(arena, (struct str){ p, 597 }, &title, WIDTH,
	    true);
	CHECK(lines.n >= 10);
	free(p);
}

/* Nothing is lost, no line is too wide or empty, whatever is asked for. */
static void
check_lines(struct arena *arena, struct str text, long width,
    unsigned *wrong)
{
	struct title_lines lines = title_break(arena, text, &title, width,
	    width % 2 == 0);
	struct str all = STR_NONE;

	for (size_t i = 0; i < lines.n; i++) {
		*wrong += lines.v[i].n == 0;
		*wrong += measure_width(&title, lines.v[i]) > width &&
		    char_count(lines.v[i]) > 1;
		all = str_cat(arena, all, lines.v[i]);
	}
	*wrong += !str_eq(text_squeeze(arena, all), text_squeeze(arena, text));
}

static void
test_all_widths(struct arena *arena)
{
	unsigned wrong = 0;

	for (size_t i = 0; i < sizeof(titles) / sizeof(titles[0]); i++)
		for (long ems = 1; ems < 40; ems += 3) {
			struct str text = str_replace(arena,
			    str_of(titles[i]), STR("|"), STR_NONE);

			check_lines(arena, text, ems * 440 + (long)i % 2,
			    &wrong);
		}
	CHECK(wrong == 0);
}

/* The search in the word list depends on its order, and on its blanks. */
static void
test_words(void)
{
	static const char words[] =
#include "layout/title_words.def"
	;
	struct str rest = STR(words), before = STR_NONE;
	size_t n = 0, wrong = str_take(&rest, " ").n;

	for (; rest.n > 0; n++) {
		struct str word = str_take(&rest, " ");
		size_t count = char_count(word);

		wrong += count < 2 || count > 11 || str_cmp(before, word) >= 0;
		before = word;
	}
	CHECK(n > 2000 && wrong == 0);
}

int
main(void)
{
	struct arena arena = ARENA_INIT;

	test_titles(&arena);
	test_order(&arena);
	test_cells(&arena);
	test_extremes(&arena);
	test_all_widths(&arena);
	test_words();
	arena_release(&arena);
	return UNIT_END;
}
