/*
 * The rules against their examples, tests/cases/check/NAME.diff:
 *
 *	# rule
 *	-wrong line
 *	+right line
 *	 line of both
 *
 * as Markdown, as plain text ("# rule txt"), or for layout.diff as settings of
 * the DOCX layout.xml (made_docx.h).
 * The wrong text must have a finding of the rule, the right one must not, and
 * where the finding carries a repair, applying it must give the right text.
 */
#include "unit.h"

#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/report.h"
#include "check/check.h"
#include "made_docx.h"

struct example {
	enum finding_id id;
	bool plain;			/* "# rule txt": plain text */
	struct str template;		/* layout.diff: of a DOCX */
	struct str name;		/* rule and file, for messages */
	struct buf wrong, right;
};

static unsigned covered[FINDING_COUNT];

/* A DOCX made with these settings. */
static void
check_made(struct arena *arena, struct str template, struct str settings,
    struct findings *findings)
{
	struct source_options options = { 0 };
	struct buf bytes = { 0 };
	struct docx_facts *facts;
	struct document *document = NULL;

	made_docx(&bytes, template, settings);
	facts = docx_read_bytes(arena, STR("x.docx"), buf_view(&bytes),
	    findings);
	if (CHECK(facts != NULL))
		document = docx_document(arena, facts, &options, findings);
	if (CHECK(document != NULL))
		check_layout(facts, document, profile_builtin(arena,
		    STR_NONE), findings);
	buf_release(&bytes);
}

static void
check(struct arena *arena, const struct example *example, struct str text,
    struct findings *findings)
{
	struct source_options options = { 0 };
	enum finding_id id = example->id;
	struct document *document;
	struct str nearest;
	uint32_t file;

	*findings = (struct findings){ .arena = arena };
	findings->files = NEW(arena, struct files);
	findings->files->arena = arena;
	report_choose(findings, str_of(finding_kind(id)->name), &nearest);
	if (example->template.n > 0) {
		check_made(arena, example->template, text, findings);
		findings_sort(findings);
		return;
	}
	file = files_add(findings->files, example->plain ? STR("x.txt") :
	    STR("x.md"), text);
	document = text_read_page(arena, file, !example->plain, &options, NULL,
	    findings);
	check_text(arena, file, !example->plain, findings);
	if (document != NULL) {
		document_number(arena, document, findings);
		check_document(arena, document, findings);
	}
	findings_sort(findings);
}

static const struct finding *
find(const struct findings *findings, enum finding_id id)
{
	for (size_t i = 0; i < findings->list.n; i++)
		if (findings->list.v[i].id == id)
			return &findings->list.v[i];
	return NULL;
}

/* TEXT with the repairs of rule ID. */
static struct str
repaired(struct arena *arena, struct str text, const struct findings *findings,
    enum finding_id id)
{
	struct buf out = { 0 };
	struct str result;
	size_t at = 0;

	for (size_t i = 0; i < findings->list.n; i++) {
		const struct finding *f = &findings->list.v[i];

		if (f->id != id || (f->fix.length == 0 && f->fix.text.n == 0))
			continue;
		buf_str(&out, str_slice(text, at, f->fix.pos.offset));
		buf_str(&out, f->fix.text);
		at = f->fix.pos.offset + f->fix.length;
	}
	buf_str(&out, str_slice(text, at, text.n));
	result = str_copy(arena, buf_view(&out));
	buf_release(&out);
	return result;
}

static void
run_example(struct arena *arena, const struct example *example)
{
	struct str wrong = buf_view(&example->wrong);
	struct str right = buf_view(&example->right), mended;
	struct findings findings;
	bool ok;

	covered[example->id]++;
	check(arena, example, wrong, &findings);
	ok = CHECK(find(&findings, example->id) != NULL);
	mended = repaired(arena, wrong, &findings, example->id);
	if (!str_eq(mended, wrong)) {
		ok = CHECK(str_eq(mended, right)) && ok;
		if (!str_eq(mended, right))
			printf("    repaired: %.*s", STR_ARG(mended));
	}
	check(arena, example, right, &findings);
	ok = CHECK(find(&findings, example->id) == NULL) && ok;
	if (!ok)
		printf("    %.*s:\n%.*s", STR_ARG(example->name),
		    STR_ARG(wrong));
	arena_reset(arena);
}

static void
finish(struct arena *arena, struct example *example)
{
	if (example->wrong.n > 0)
		run_example(arena, example);
	buf_release(&example->wrong);
	buf_release(&example->right);
}

static void
run_file(struct arena *arena, struct str name, struct str text,
    struct str template)
{
	struct arena scratch = ARENA_INIT;
	struct example example = { .name = name, .template = template };
	struct str line;

	while (str_line(&text, &line)) {
		struct str rest = str_slice(line, 1, line.n);

		if (str_starts(line, STR("# "))) {
			finish(&scratch, &example);
			rest = str_trim(rest);
			example.plain = str_ends(rest, STR(" txt"));
			if (example.plain)
				rest = str_slice(rest, 0, rest.n - 4);
			example.id = finding_by_name(rest);
			example.name = str_format(arena, "%.*s %.*s",
			    STR_ARG(name), STR_ARG(rest));
			if (!CHECK(example.id != FINDING_COUNT))
				printf("    %.*s\n", STR_ARG(example.name));
			continue;
		}
		if (line.n == 0 || strchr("-+ ", line.p[0]) == NULL)
			continue;
		if (line.p[0] != '+') {
			buf_str(&example.wrong, rest);
			buf_byte(&example.wrong, '\n');
		}
		if (line.p[0] != '-') {
			buf_str(&example.right, rest);
			buf_byte(&example.right, '\n');
		}
	}
	finish(&scratch, &example);
	arena_release(&scratch);
}

/* Every rule of the sections "check:" in finding.def has an example. */
static void
test_coverage(struct arena *arena, struct findings *findings)
{
	struct str text, line;
	bool rules = false;

	if (!CHECK(file_read(arena, STR("src/base/finding.def"), 1 << 20,
	    &text, findings) == 0))
		return;
	while (str_line(&text, &line)) {
		size_t from = str_find(line, STR(", \""), 0), to;
		enum finding_id id;

		if (str_starts(line, STR("/* --- ")))
			rules = str_has(line, STR("/* --- check: "));
		if (!rules || !str_starts(line, STR("F(")) || from == SIZE_MAX)
			continue;
		to = str_find(line, STR("\""), from + 3);
		id = finding_by_name(str_slice(line, from + 3, to));
		if (!CHECK(id != FINDING_COUNT && covered[id] > 0))
			printf("    no example: %.*s\n", STR_ARG(line));
	}
}

/* The same thing over and over: time must stay linear. */
static void
test_pathological(void)
{
	static const char *const pieces[] = {
		"（", "）", "（）", "(", "((中))", "\"", "\"中\"", "中 文", "1,", "1.",
		"1-", "{{", "![", "<a", "<!--", "`", "《", "“", "“”", "、", "……",
		"—", "。", "，", "附件3", "12月31日", "2026年", "〔2026〕1号", "的的",
		"第一、", "约1", "@a", "http://a", "&a", "\\", "|", "-", "年", "倍",
		"大写", "\t", "中\n", "1、\n", "\n", "a:中", "登陆", "12345678901",
	};
	struct arena arena = ARENA_INIT;
	struct buf text = { 0 };

	alarm(getenv("WRAP") != NULL ? 3600 : 120);	/* valgrind */
	for (size_t i = 0; i < sizeof(pieces) / sizeof(*pieces); i++) {
		struct findings findings = { .arena = &arena };
		struct files files = { .arena = &arena };
		uint32_t file;

		findings.files = &files;
		text.n = 0;
		while (text.n < 200000)
			buf_lit(&text, pieces[i]);
		file = files_add(&files, STR("x.md"), buf_view(&text));
		check_text(&arena, file, true, &findings);
		check_text(&arena, file, false, &findings);
		CHECK(findings.list.n < 1000000);
		arena_reset(&arena);
	}
	buf_release(&text);
	arena_release(&arena);
}

int
main(void)
{
	struct arena arena = ARENA_INIT;
	struct findings findings = { .arena = &arena };
	struct str template = STR_NONE;
	struct paths paths;

	CHECK(file_read(&arena, STR("tests/cases/check/layout.xml"), 1 << 20,
	    &template, &findings) == 0);

	if (CHECK(file_list(&arena, STR("tests/cases/check"), &paths,
	    &findings) == 0))
		for (size_t i = 0; i < paths.n; i++) {
			bool layout = str_eq(path_stem(paths.v[i]),
			    STR("layout"));
			struct str text;

			if (str_eq(path_suffix(paths.v[i]), STR("diff")) &&
			    CHECK(file_read(&arena, paths.v[i], 1 << 20, &text,
			    &findings) == 0))
				run_file(&arena, paths.v[i], text,
				    layout ? template : STR_NONE);
		}
	test_coverage(&arena, &findings);
	test_pathological();
	arena_release(&arena);
	return UNIT_END;
}
