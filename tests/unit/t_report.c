#include "unit.h"

#include <jansson.h>

#include "base/report.h"

struct run {
	struct arena arena;
	struct files files;
	struct findings findings;
};

static void
run_init(struct run *run, const char *name, const char *text)
{
	*run = (struct run){ .arena = ARENA_INIT };
	run->files.arena = &run->arena;
	run->findings.arena = &run->arena;
	run->findings.files = &run->files;
	files_add(&run->files, str_of(name), str_of(text));
}

static struct finding *
add(struct run *run, enum finding_id id, uint32_t offset)
{
	return finding_add(&run->findings, id, (struct pos){ 1, offset },
	    "消息“%d”", "message \"%d\"", 7);
}

static struct str
written(struct run *run, enum report_format format)
{
	struct report_options options = { .format = format,
	    .version = "1.0" };
	struct buf out = { 0 };
	struct str result;

	report_write(&out, &run->findings, &options);
	result = str_copy(&run->arena, buf_view(&out));
	buf_release(&out);
	return result;
}

static void
test_choose(void)
{
	struct run run;
	struct str nearest = STR_NONE;

	run_init(&run, "a.md", "");
	CHECK(report_choose(&run.findings, STR("no-control-character"),
	    &nearest) == 0);
	CHECK(add(&run, FINDING_CONTROL_CHARACTER, 0) == NULL);
	CHECK(report_choose(&run.findings, STR("control-character"),
	    &nearest) == 0);
	CHECK(add(&run, FINDING_CONTROL_CHARACTER, 0) != NULL);
	CHECK(report_choose(&run.findings, STR("error=control-character"),
	    &nearest) == 0);
	CHECK(add(&run, FINDING_CONTROL_CHARACTER, 0)->severity ==
	    SEVERITY_ERROR);
	CHECK(report_choose(&run.findings, STR("style=file-empty"),
	    &nearest) == 0);
	CHECK(add(&run, FINDING_FILE_EMPTY, 0)->severity == SEVERITY_FATAL);
	CHECK(report_choose(&run.findings, STR("no-control-charakter"),
	    &nearest) == -1);
	CHECK_STR(nearest, "control-character");
	CHECK(report_choose(&run.findings, STR("all"), &nearest) == 0);
	arena_release(&run.arena);
}

static void
test_text(void)
{
	struct run run;

	run_init(&run, "通知.md", "第一行\n第二行文字\n");
	add(&run, FINDING_CONTROL_CHARACTER, 16);
	add(&run, FINDING_FILE_EMPTY, OFFSET_NONE);
	add(&run, FINDING_ENCODING_CHOICE, 0);
	CHECK_STR(written(&run, REPORT_TEXT),
	    "通知.md:2:3: 警告: 消息“7” [control-character]\n"
	    "通知.md: 失败: 消息“7” [file-empty]\n");
	run.findings.language = LANGUAGE_EN;
	run.findings.list.n = 0;
	finding_add(&run.findings, FINDING_FILE_EMPTY, POS_NONE, "无", "none");
	CHECK_STR(written(&run, REPORT_TEXT), "failed: none [file-empty]\n");
	arena_release(&run.arena);
}

static void
test_json(void)
{
	struct run run;
	struct str text;
	struct finding *f;
	json_t *root, *item, *fix;

	run_init(&run, "a\"\\\t通.md", "甲,乙\n丙");
	f = add(&run, FINDING_CONTROL_CHARACTER, 3);
	f->fix = (struct fix){ f->pos, 1, STR("，") };
	add(&run, FINDING_FILE_EMPTY, OFFSET_NONE);
	text = written(&run, REPORT_JSON);
	root = json_loadb(text.p, text.n, 0, NULL);
	CHECK(root != NULL);
	item = json_array_get(json_object_get(root, "findings"), 0);
	CHECK_STR(str_of(json_string_value(json_object_get(item, "file"))),
	    "a\"\\\t通.md");
	CHECK(json_integer_value(json_object_get(item, "column")) == 2);
	CHECK_STR(str_of(json_string_value(json_object_get(item, "message"))),
	    "消息“7”");
	fix = json_object_get(item, "fix");
	CHECK(json_integer_value(json_object_get(fix, "end_column")) == 3);
	CHECK_STR(str_of(json_string_value(json_object_get(fix, "text"))), "，");
	item = json_array_get(json_object_get(root, "findings"), 1);
	CHECK(json_object_get(item, "line") == NULL);
	CHECK(json_integer_value(json_object_get(json_object_get(root,
	    "counts"), "warning")) == 1);
	json_decref(root);
	arena_release(&run.arena);
}

static void
test_sarif(void)
{
	struct run run;
	struct str text;
	struct finding *f;
	json_t *root, *sarif, *result, *driver, *place;

	run_init(&run, "通知 1.md", "甲,乙");
	f = add(&run, FINDING_CONTROL_CHARACTER, 3);
	f->fix = (struct fix){ f->pos, 1, STR("，") };
	add(&run, FINDING_CONTROL_CHARACTER, 0);
	add(&run, FINDING_FILE_EMPTY, OFFSET_NONE);
	text = written(&run, REPORT_SARIF);
	root = json_loadb(text.p, text.n, 0, NULL);
	CHECK(root != NULL);
	CHECK_STR(str_of(json_string_value(json_object_get(root, "version"))),
	    "2.1.0");
	sarif = json_array_get(json_object_get(root, "runs"), 0);
	driver = json_object_get(json_object_get(sarif, "tool"), "driver");
	CHECK(json_array_size(json_object_get(driver, "rules")) == 2);
	CHECK(json_array_size(json_object_get(sarif, "results")) == 3);
	result = json_array_get(json_object_get(sarif, "results"), 2);
	CHECK(json_integer_value(json_object_get(result, "ruleIndex")) == 1);
	CHECK_STR(str_of(json_string_value(json_object_get(result, "level"))),
	    "error");
	result = json_array_get(json_object_get(sarif, "results"), 0);
	place = json_object_get(json_array_get(json_object_get(result,
	    "locations"), 0), "physicalLocation");
	CHECK_STR(str_of(json_string_value(json_object_get(json_object_get(
	    place, "artifactLocation"), "uri"))),
	    "%E9%80%9A%E7%9F%A5%201.md");
	CHECK(json_integer_value(json_object_get(json_object_get(place,
	    "region"), "startColumn")) == 2);
	CHECK(json_array_size(json_object_get(result, "fixes")) == 1);
	json_decref(root);
	arena_release(&run.arena);
}

static void
test_baseline(void)
{
	struct run old, new;
	struct buf file = { 0 };
	uint32_t number;

	run_init(&old, "a.md", "甲甲\n乙乙\n丙丙\n");
	add(&old, FINDING_CONTROL_CHARACTER, 0);
	add(&old, FINDING_CONTROL_CHARACTER, 3);
	add(&old, FINDING_CONTROL_CHARACTER, 7);
	baseline_write(&file, &old.findings);

	/* A line more above, one of two findings of a line mended, one new. */
	run_init(&new, "a.md", "新新\n甲甲\n乙乙\n");
	number = files_add(&new.files, STR("base"), buf_view(&file));
	add(&new, FINDING_CONTROL_CHARACTER, 0);
	add(&new, FINDING_CONTROL_CHARACTER, 7);
	add(&new, FINDING_CONTROL_CHARACTER, 14);
	add(&new, FINDING_FILE_EMPTY, OFFSET_NONE);
	CHECK(baseline_apply(number, buf_view(&file), &new.findings) == 0);
	CHECK(new.findings.list.n == 3);
	CHECK(new.findings.list.v[0].place.line == 1);
	CHECK(new.findings.list.v[1].id == FINDING_FILE_EMPTY);
	CHECK(new.findings.list.v[2].id == FINDING_BASELINE_STALE);
	CHECK(new.findings.counts[SEVERITY_WARNING] == 1);

	CHECK(baseline_apply(number, STR("# x\nno tabs here\n"),
	    &new.findings) == -1);
	CHECK(findings_worst(&new.findings) == SEVERITY_FATAL);
	CHECK(baseline_apply(number, STR(""), &new.findings) == 0);
	buf_release(&file);
	arena_release(&old.arena);
	arena_release(&new.arena);
}

/* What a value brings along stays on the finding's line. */
static void
test_one_line(void)
{
	struct run run;

	run_init(&run, "a.csv", "x");
	finding_add(&run.findings, FINDING_FILE_EMPTY, (struct pos){ 1, 0 },
	    "“%s”", "\"%s\"", "甲县\n\033[2J\x7f\xc2\x9b乙 ");
	CHECK_STR(written(&run, REPORT_TEXT), "a.csv:1:1: 失败: "
	    "“甲县\\n\\x1b[2J\\x7f\\x9b乙 ” [file-empty]\n");
	arena_release(&run.arena);
}

/* COUNT findings of one rule, whose messages are of KINDS kinds. */
static struct str
many(unsigned count, unsigned kinds, bool each)
{
	static struct run run;
	struct report_options options = { .each = each };
	static struct buf out;

	arena_release(&run.arena);
	buf_release(&out);
	run_init(&run, "a.md", "\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n");
	for (unsigned i = 0; i < count; i++)
		finding_add(&run.findings, FINDING_TYPO, (struct pos){ 1, i },
		    "错%u", "slip %u", i % kinds);
	report_write(&out, &run.findings, &options);
	return buf_view(&out);
}

static size_t
lines_of(struct str s)
{
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++)
		n += s.p[i] == '\n';
	return n;
}

/* A few are told one by one; many by message, or, of many messages, once. */
static void
test_many(void)
{
	CHECK(lines_of(many(20, 1, false)) == 20);
	CHECK_STR(many(21, 1, false), "a.md:1:1: 警告: 错0（这样的共21处，"
	    "另见2:1、3:1、4:1等；-v 逐处列出） [typo]\n");
	CHECK_STR(many(21, 11, false), "a.md:1:1: 警告: 错0（这样的共2处，"
	    "另见12:1；-v 逐处列出） [typo]\n"
	    "a.md:2:1: 警告: 错1（这样的共2处，另见13:1；-v 逐处列出） [typo]\n"
	    "a.md:3:1: 警告: 错2（这样的共2处，另见14:1；-v 逐处列出） [typo]\n"
	    "a.md:4:1: 警告: 错3（这样的共2处，另见15:1；-v 逐处列出） [typo]\n"
	    "a.md:5:1: 警告: 错4（这样的共2处，另见16:1；-v 逐处列出） [typo]\n"
	    "a.md:6:1: 警告: 错5（这样的共2处，另见17:1；-v 逐处列出） [typo]\n"
	    "a.md:7:1: 警告: 错6（这样的共2处，另见18:1；-v 逐处列出） [typo]\n"
	    "a.md:8:1: 警告: 错7（这样的共2处，另见19:1；-v 逐处列出） [typo]\n"
	    "a.md:9:1: 警告: 错8（这样的共2处，另见20:1；-v 逐处列出） [typo]\n"
	    "a.md:10:1: 警告: 错9（这样的共2处，另见21:1；-v 逐处列出） [typo]\n"
	    "a.md:11:1: 警告: 错10 [typo]\n");
	CHECK_STR(many(22, 22, false), "a.md:1:1: 警告: 错0（这样的共22处，"
	    "另见21:1、22:1等；-v 逐处列出） [typo]\n");
	CHECK(lines_of(many(22, 22, true)) == 22);
}

int
main(void)
{
	test_many();
	test_choose();
	test_text();
	test_one_line();
	test_json();
	test_sarif();
	test_baseline();
	return UNIT_END;
}
