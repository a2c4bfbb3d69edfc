#include "unit.h"
#include "found.h"

#include "check/suppress.h"

struct run {
	struct arena arena;
	struct files files;
	struct findings findings;
};

/* Findings of half-width-mark at each "," of TEXT, then the suppressions. */
static void
run_text(struct run *run, const char *text)
{
	*run = (struct run){ .arena = ARENA_INIT };
	run->files.arena = &run->arena;
	run->findings.arena = &run->arena;
	run->findings.files = &run->files;
	files_add(&run->files, STR("x.md"), str_of(text));
	for (uint32_t i = 0; text[i] != '\0'; i++)
		if (text[i] == ',')
			finding_add(&run->findings, FINDING_HALF_WIDTH_MARK,
			    ((struct pos){ 1, i }), "逗号", "comma");
	suppress_findings(&run->arena, &run->findings);
}

int
main(void)
{
	struct run run;

	run_text(&run, "甲,乙\n\n<!-- 校核: 忽略 half-width-mark 例子 -->\n"
	    "丙,丁\n戊,己\n\n庚,辛\n");
	CHECK(found(&run.findings, FINDING_HALF_WIDTH_MARK) == 2);
	CHECK(run.findings.list.n == 2);
	arena_release(&run.arena);

	run_text(&run, "甲,乙 <!-- 校核：忽略 half-width-mark 例子 -->\n丙,丁\n");
	CHECK(run.findings.list.n == 1);
	CHECK(run.findings.list.v[0].place.line == 2);
	arena_release(&run.arena);

	run_text(&run, "---\n# 校核: 忽略 half-width-mark 例子\n主送: 甲,乙\n"
	    "抄送: 丙,丁\n---\n");
	CHECK(run.findings.list.n == 1);
	CHECK(run.findings.list.v[0].place.line == 4);
	arena_release(&run.arena);

	run_text(&run, "<!-- 校核: 全文忽略 typo,half-width-mark 旧稿 -->\n"
	    "甲,乙\n\n丙,丁\n");
	CHECK(found(&run.findings, FINDING_HALF_WIDTH_MARK) == 0);
	CHECK(found(&run.findings, FINDING_SUPPRESSION_UNUSED) == 1);
	arena_release(&run.arena);

	/* Unknown rule; no reason; a second comment ends the first's block. */
	run_text(&run, "<!-- 校核: 忽略 half-width-mork 原因 -->\n甲,乙\n"
	    "<!-- 校核: 忽略 half-width-mark -->\n丙,丁\n");
	CHECK(found(&run.findings, FINDING_SUPPRESSION_RULE) == 1);
	CHECK(found(&run.findings, FINDING_SUPPRESSION_REASON) == 1);
	CHECK(found(&run.findings, FINDING_HALF_WIDTH_MARK) == 1);
	arena_release(&run.arena);

	/* Fatal findings are never silent. */
	run_text(&run, "<!-- 校核: 全文忽略 file-empty 原因 -->\n甲\n");
	finding_add(&run.findings, FINDING_FILE_EMPTY,
	    ((struct pos){ 1, OFFSET_NONE }), "空", "empty");
	suppress_findings(&run.arena, &run.findings);
	CHECK(found(&run.findings, FINDING_FILE_EMPTY) == 1);
	arena_release(&run.arena);
	return UNIT_END;
}
