/* Findings: the table, places, severities, order, copies. */
#include "unit.h"

#include "base/finding.h"

struct run {
	struct arena arena;
	struct files files;
	struct findings findings;
};

static void
run_init(struct run *run)
{
	*run = (struct run){ .arena = ARENA_INIT };
	run->files.arena = &run->arena;
	run->findings.arena = &run->arena;
	run->findings.files = &run->files;
}

static void
check_table(void)
{
	for (int i = 0; i < FINDING_COUNT; i++) {
		const struct finding_kind *kind =
		    finding_kind((enum finding_id)i);

		CHECK(finding_by_name(str_of(kind->name)) ==
		    (enum finding_id)i);	/* so no name occurs twice */
		CHECK(strspn(kind->name, "abcdefghijklmnopqrstuvwxyz-") ==
		    strlen(kind->name));
		CHECK(kind->zh[0] != '\0' && kind->en[0] != '\0');
		CHECK(kind->severity <= SEVERITY_FATAL);
	}
	CHECK(finding_by_name(STR("nothing-of-this-name")) == FINDING_COUNT);
	CHECK(finding_by_name(STR_NONE) == FINDING_COUNT);
	CHECK_STR(finding_nearest(STR("fil-empty")), "file-empty");
	CHECK_STR(finding_nearest(STR("front_key")), "front-key");
	CHECK_STR(finding_nearest(STR("qqqqqqqq")), "");
}

static void
check_places(void)
{
	struct run run;
	struct place place;
	uint32_t file;

	run_init(&run);
	file = files_add(&run.files, STR("通知.md"),
	    STR("# 标题\n\n各县：\n请落实"));
	CHECK(file == 1);
	place = files_place(&run.files, (struct pos){ file, 0 });
	CHECK(place.line == 1 && place.column == 1);
	CHECK_STR(place.file, "通知.md");
	/* Columns count characters, not bytes. */
	place = files_place(&run.files, (struct pos){ file, 5 });
	CHECK(place.line == 1 && place.column == 4);
	place = files_place(&run.files, (struct pos){ file, 9 });
	CHECK(place.line == 2 && place.column == 1);
	place = files_place(&run.files, (struct pos){ file, 10 + 10 + 6 });
	CHECK(place.line == 4 && place.column == 3);
	place = files_place(&run.files, (struct pos){ file, OFFSET_NONE });
	CHECK(place.line == 0);
	CHECK_STR(place.file, "通知.md");
	place = files_place(&run.files, POS_NONE);
	CHECK(place.line == 0 && place.file.n == 0);
	/* A place that is not there is the file's end or nowhere. */
	place = files_place(&run.files, (struct pos){ 99, 3 });
	CHECK(place.line == 0);
	arena_release(&run.arena);
}

static void
check_adding(void)
{
	struct run run;
	struct finding *finding;

	run_init(&run);
	CHECK(findings_worst(&run.findings) == SEVERITY_OFF);
	finding = finding_add(&run.findings, FINDING_FRONT_KEY, POS_NONE,
	    "不认识“%s”", "unknown “%s”", "日期");
	CHECK_STR(finding->message, "不认识“日期”");
	CHECK(finding->severity == SEVERITY_WARNING);
	CHECK(findings_worst(&run.findings) == SEVERITY_WARNING);
	run.findings.language = LANGUAGE_EN;
	finding = finding_add(&run.findings, FINDING_FILE_EMPTY, POS_NONE,
	    "空", "empty");
	CHECK_STR(finding->message, "empty");
	CHECK(findings_worst(&run.findings) == SEVERITY_FATAL);
	/* -W: silence, change, and what cannot be silenced. */
	run.findings.silenced[FINDING_FRONT_KEY] = true;
	run.findings.silenced[FINDING_FILE_EMPTY] = true;
	run.findings.severity[FINDING_MARK_IGNORED] = SEVERITY_ERROR;
	CHECK(finding_add(&run.findings, FINDING_FRONT_KEY, POS_NONE,
	    "甲", "a") == NULL);
	CHECK(finding_add(&run.findings, FINDING_FILE_EMPTY, POS_NONE,
	    "甲", "a") != NULL);
	CHECK(finding_add(&run.findings, FINDING_MARK_IGNORED, POS_NONE,
	    "甲", "a")->severity == SEVERITY_ERROR);
	/* A rule that is off by default says nothing until it is chosen. */
	CHECK(finding_add(&run.findings, FINDING_LEVEL_SKIPPED, POS_NONE,
	    "甲", "a") == NULL);
	CHECK(run.findings.list.n == 4);
	arena_release(&run.arena);
}

/* A message is read by somebody, however much it quotes. */
static void
check_long_message(void)
{
	struct run run;
	struct buf long_one = { 0 };
	struct str message;

	run_init(&run);
	for (unsigned i = 0; i < 20000; i++)
		buf_lit(&long_one, "字");
	message = finding_add(&run.findings, FINDING_FRONT_KEY, POS_NONE,
	    "不认识“%.*s”；没有用上", "unknown “%.*s”",
	    STR_ARG(buf_view(&long_one)))->message;
	CHECK(message.n < 1500);
	CHECK(str_starts(message, STR("不认识“字字")));
	CHECK(str_has(message, STR("字……字")));
	CHECK(str_ends(message, STR("字”；没有用上")));
	buf_release(&long_one);
	arena_release(&run.arena);
}

static void
check_sorting(void)
{
	struct run run;
	uint32_t file;

	run_init(&run);
	file = files_add(&run.files, STR("b.md"), STR("一二\n三\n"));
	files_add(&run.files, STR("a.md"), STR("一\n"));
	for (int twice = 0; twice < 2; twice++) {
		finding_add(&run.findings, FINDING_MARK_IGNORED,
		    (struct pos){ file, 7 }, "三", "3");
		finding_add(&run.findings, FINDING_MARK_IGNORED,
		    (struct pos){ file, 3 }, "二", "2");
		finding_add(&run.findings, FINDING_FRONT_KEY,
		    (struct pos){ file + 1, 0 }, "零", "0");
		finding_add(&run.findings, FINDING_MARK_IGNORED,
		    (struct pos){ file, 0 }, "一", "1");
	}
	findings_sort(&run.findings);
	CHECK(run.findings.list.n == 4);
	CHECK_STR(run.findings.list.v[0].message, "零");
	CHECK_STR(run.findings.list.v[1].message, "一");
	CHECK_STR(run.findings.list.v[2].message, "二");
	CHECK_STR(run.findings.list.v[3].message, "三");
	CHECK(run.findings.counts[SEVERITY_STYLE] == 3);
	CHECK(run.findings.counts[SEVERITY_WARNING] == 1);
	findings_drop(&run.findings, (const bool[]){ 1, 0, 1, 0 });
	CHECK(run.findings.list.n == 2);
	CHECK_STR(run.findings.list.v[1].message, "三");
	CHECK(run.findings.counts[SEVERITY_WARNING] == 0);
	CHECK(findings_worst(&run.findings) == SEVERITY_STYLE);
	arena_release(&run.arena);
}

/* Findings outlive the texts of the job that made them. */
static void
check_appending(void)
{
	struct run job, all;
	struct finding *finding;
	uint32_t file;

	run_init(&job);
	run_init(&all);
	file = files_add(&job.files, STR("x.md"), STR("通知。。\n"));
	finding = finding_add(&job.findings, FINDING_MARK_IGNORED,
	    (struct pos){ file, 6 }, "重复", "twice");
	finding->fix = (struct fix){ { file, 6 }, 6, STR("。") };
	findings_seal(&job.findings);
	findings_append(&all.findings, &job.findings);
	arena_release(&job.arena);
	finding = &all.findings.list.v[0];
	CHECK_STR(finding->message, "重复");
	CHECK_STR(finding->place.file, "x.md");
	CHECK_STR(finding->fix.text, "。");
	CHECK(finding->fix_from.column == 3 && finding->fix_to.column == 5);
	CHECK(finding->sealed && finding->fingerprint != 0);
	CHECK(all.findings.counts[SEVERITY_STYLE] == 1);
	arena_release(&all.arena);
}

/* Very many of one kind are counted, and errors stay errors. */
static void
check_cut(void)
{
	struct run job, all;
	uint32_t file;
	size_t n = 30000, listed;

	run_init(&job);
	run_init(&all);
	file = files_add(&job.files, STR("x.md"), STR("甲\n"));
	for (size_t i = 0; i < n; i++) {
		struct finding *f = finding_add(&job.findings,
		    FINDING_UNPAIRED_BRACKET, (struct pos){ file, 0 },
		    "“（”没有成对", "no pair");

		if (f != NULL && !CHECK(f->id == FINDING_UNPAIRED_BRACKET))
			break;
	}
	listed = job.findings.list.n - 1;
	CHECK(listed > 10000 && listed < n);
	CHECK(job.findings.list.v[listed].id == FINDING_FINDINGS_CUT);
	CHECK(job.findings.counts[SEVERITY_ERROR] == n);
	findings_append(&all.findings, &job.findings);
	CHECK(all.findings.counts[SEVERITY_ERROR] == n);
	CHECK(str_has(all.findings.list.v[listed].message, str_format(
	    &all.arena, "另有%zu处", n - listed)));
	arena_release(&job.arena);
	arena_release(&all.arena);
}

/* A finding is the same one when lines are put in above it. */
static void
check_fingerprint(void)
{
	static const char *const texts[] = {
		"甲\n请落实\n", "新的一行\n甲\n  请落实\n", "甲\n请抓好\n",
	};
	uint64_t prints[3];

	for (int i = 0; i < 3; i++) {
		struct run run;
		struct str text = str_of(texts[i]);
		uint32_t file;

		run_init(&run);
		file = files_add(&run.files, STR("x.md"), text);
		finding_add(&run.findings, FINDING_MARK_IGNORED,
		    (struct pos){ file,
		    (uint32_t)str_find(text, STR("请"), 0) }, "甲", "a");
		findings_seal(&run.findings);
		prints[i] = run.findings.list.v[0].fingerprint;
		arena_release(&run.arena);
	}
	CHECK(prints[0] == prints[1]);
	CHECK(prints[0] != prints[2]);
}

int
main(void)
{
	struct arena arena = ARENA_INIT;

	check_table();
	check_places();
	check_adding();
	check_long_message();
	check_sorting();
	check_appending();
	check_cut();
	check_fingerprint();
	CHECK(strcmp(severity_word(SEVERITY_ERROR, LANGUAGE_ZH), "错误") == 0);
	CHECK(strcmp(severity_word(SEVERITY_NOTE, LANGUAGE_EN), "note") == 0);
	arena_release(&arena);
	return UNIT_END;
}
