/*
 * Any text as a profile.  What is accepted lays out a document: no number in
 * it leads to a page without room, or beyond what numbers hold.
 */
#include "fuzz.h"

#include "layout/layout.h"
#include "source/source.h"

#define SAMPLE	"---\n发文机关: 青禾市科协\n发文字号: 青科协〔2026〕1号\n" \
	"签发人: 沈知远\n主送: 各县\n成文日期: 2026-06-14\n抄送: 省科协。\n" \
	"印发机关: 青禾市科协\n印发日期: 2026-06-15\n---\n\n" \
	"# 关于印发名单的通知\n\n## 名单\n\n| 甲 | 乙 |\n|---|---|\n" \
	"| 1 | 一段文字 |\n\n# 附件1 名单\n\n正文。\n"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct source_options options = { 0 };
	const struct profile *profile;
	const struct layout *layout;
	struct document *document;
	struct fuzz fuzz;

	fuzz_start(&fuzz);
	profile = profile_read(&fuzz.arena, files_add(&fuzz.files,
	    STR("f.txt"), (struct str){ (const char *)data, size }),
	    &fuzz.findings);
	document = markdown_read(&fuzz.arena, files_add(&fuzz.files,
	    STR("t.md"), STR(SAMPLE)), &options, &fuzz.findings);
	if (profile != NULL && document != NULL) {
		layout = layout_document(&fuzz.arena, document, profile,
		    &fuzz.findings);
		if (layout == NULL || layout->pages > 1000)
			abort();
	} else if (profile == NULL && findings_worst(&fuzz.findings) <
	    SEVERITY_ERROR)
		abort();	/* refused without a word */
	fuzz_end(&fuzz);
	return 0;
}
