#include "unit.h"
#include "model.h"
#include "paint.h"

/* The words of the language that may be left over, longest first. */
static const char *const words[] = {
	"主送", "成文日期", "印发日期", "印发机关", "发文机关", "发文字号",
	"签发人", "署名", "联系人", "附件说明", "附件", "文件", "标题", "抄送",
	"附注", "变量", "份号", "密级", "保密期限", "紧急程度", "横向", "是",
	"表格", "表题", "单位", "表头=", "列宽=", "行高=", "空行=", "br",
	"2026-06-14", "2026-03-17", "csv", "秘密", "1年",
};

/* Take known words and marks off; what remains is lost text. */
static struct str
lost(struct arena *arena, struct str rest)
{
	struct buf out = { 0 };
	struct str left;

	for (size_t at = 0; at < rest.n;) {
		size_t i = 0, n = sizeof(words) / sizeof(words[0]);

		while (i < n && !str_starts(str_slice(rest, at, rest.n),
		    str_of(words[i])))
			i++;
		if (i < n)
			at += strlen(words[i]);
		else if (strchr("#|-:*>`\\{}<^[]\"= \t\n,0123456789",
		    rest.p[at]) != NULL)
			at++;
		else if (str_starts(str_slice(rest, at, rest.n), STR("　")) ||
		    str_starts(str_slice(rest, at, rest.n), STR("：")) ||
		    str_starts(str_slice(rest, at, rest.n), STR("、")) ||
		    str_starts(str_slice(rest, at, rest.n), STR("（")) ||
		    str_starts(str_slice(rest, at, rest.n), STR("）")))
			at += 3;
		else if (str_starts(str_slice(rest, at, rest.n), STR("!--")))
			at += 3;
		else
			buf_byte(&out, rest.p[at++]);
	}
	left = str_copy(arena, buf_view(&out));
	buf_release(&out);
	return left;
}

/* The marks that are taken for granted above stand alone, between painted. */
static void
check_file(struct bench *b, struct paint *paint, uint32_t file)
{
	struct str text = text_of(&b->findings, file);
	struct buf rest = { 0 };
	size_t painted = 0;

	if (!CHECK(paint->done[file] != NULL))
		return;
	for (size_t i = 0; i < text.n; i++)
		if (paint->done[file][i])
			painted++;
		else
			buf_byte(&rest, text.p[i]);
	CHECK_STR(lost(&b->arena, buf_view(&rest)), "");
	CHECK(painted * 10 > text.n * 5);
	buf_release(&rest);
}

static void
check_source(const char *path, unsigned files, unsigned changed)
{
	struct bench b;
	struct paint paint = { 0 };
	struct source_options options = { 0 };
	struct document *document;

	bench_start(&b);
	document = source_read(&b.arena, str_of(path), &options, &b.findings);
	paint.findings = &b.findings;
	CHECK(findings_worst(&b.findings) < SEVERITY_ERROR);
	if (CHECK(document != NULL)) {
		paint_document(&paint, document);
		CHECK(b.files.list.n == files);
		CHECK(paint.wrong == changed);
		for (uint32_t i = 1; i <= b.files.list.n; i++)
			check_file(&b, &paint, i);
	}
	paint_end(&paint);
	bench_end(&b);
}

int
main(void)
{
	/* Changed: 秘密 and 1年 are one element now; ISO dates. */
	check_source("tests/cases/source/notice.md", 5, 2);
	check_source("tests/cases/source/plan.md", 1, 1);
	return UNIT_END;
}
