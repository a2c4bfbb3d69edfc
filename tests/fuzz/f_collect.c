/*
 * Any bytes as a form that came back, a text or (the first byte odd) a CSV.
 * Beside not crashing: it is taken in or told of, and the table is the same
 * when it is made again.
 */
#include "folder.h"

#include "collect/collect.h"

static const char form[] = "# 关于填表的通知\n\n请填表。\n\n# 附件1 登记表\n\n"
    "{表格: 表头=0}\n\n| 姓名 |   |\n|---|---|\n| 电话 | {填写: 电话} |\n\n"
    "# 附件2 统计表\n\n| 序号 | 活动名称 | 人数 |\n|---|---|---|\n";

static struct str
table(struct fuzz *fuzz, struct str source, struct str back)
{
	static const struct collect_options options = { .jobs = 1 };
	const struct collection *collection = collect(&fuzz->arena, source,
	    back, &options, &fuzz->findings);
	struct buf out = { 0 };
	struct str all;

	if (collection == NULL || (collection->taken == 0 &&
	    findings_worst(&fuzz->findings) < SEVERITY_WARNING))
		abort();
	collect_json(collection, &out);
	for (size_t i = 0; i < collection->form_count; i++)
		collect_csv(&collection->forms[i], &out);
	all = str_copy(&fuzz->arena, buf_view(&out));
	buf_release(&out);
	return all;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str source, back;
	struct fuzz fuzz;

	if (size == 0)
		return 0;
	fuzz_start(&fuzz);
	source = folder_put(&fuzz, "f.md", str_of(form));
	back = str_format(&fuzz.arena, "%s/back", folder);
	if (mkdir(back.p, 0700) != 0 && errno != EEXIST)
		abort();
	unlink(str_cat(&fuzz.arena, back, STR("/a.txt\0")).p);
	unlink(str_cat(&fuzz.arena, back, STR("/a.csv\0")).p);
	folder_put(&fuzz, data[0] % 2 == 0 ? "back/a.txt" : "back/a.csv",
	    (struct str){ (const char *)data + 1, size - 1 });
	if (!str_eq(table(&fuzz, source, back), table(&fuzz, source, back)))
		abort();
	fuzz_end(&fuzz);
	return 0;
}
